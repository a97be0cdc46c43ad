/* marshal: values as bytes, in CPython's format. */
#ifndef OURO_MODULES_MARSHAL_H
#define OURO_MODULES_MARSHAL_H

#include "object/module.h"

extern const ModuleSpec marshal_module;
/* marshal_write.c and marshal_read.c. version: 0 to 4. */
NEW_REF Object *marshal_write(Runtime *rt, Object *value, int version);
/* The value at the start of data; bytes behind it are ignored. *used: how many it took. */
NEW_REF Object *marshal_read(Runtime *rt, const uint8_t *data, size_t size, size_t *used);

enum { MARSHAL_VERSION = 4, MARSHAL_DEPTH_MAX = 1000 };

/* Letters of the format; 0x80 is added where the value is numbered for references. */
enum {
    MARSHAL_NULL = '0',
    MARSHAL_NONE = 'N',
    MARSHAL_FALSE = 'F',
    MARSHAL_TRUE = 'T',
    MARSHAL_STOP_ITERATION = 'S',
    MARSHAL_ELLIPSIS = '.',
    MARSHAL_INT = 'i',
    MARSHAL_LONG = 'l',
    MARSHAL_FLOAT = 'f', /* as text */
    MARSHAL_BINARY_FLOAT = 'g',
    MARSHAL_COMPLEX = 'x', /* as text */
    MARSHAL_BINARY_COMPLEX = 'y',
    MARSHAL_BYTES = 's',
    MARSHAL_INTERNED = 't',
    MARSHAL_UNICODE = 'u',
    MARSHAL_ASCII = 'a',
    MARSHAL_ASCII_INTERNED = 'A',
    MARSHAL_SHORT_ASCII = 'z',
    MARSHAL_SHORT_ASCII_INTERNED = 'Z',
    MARSHAL_TUPLE = '(',
    MARSHAL_SMALL_TUPLE = ')',
    MARSHAL_LIST = '[',
    MARSHAL_DICT = '{',
    MARSHAL_SET = '<',
    MARSHAL_FROZENSET = '>',
    MARSHAL_CODE = 'c',
    MARSHAL_REFERENCE = 'r',
    MARSHAL_NUMBERED = 0x80
};

#endif
