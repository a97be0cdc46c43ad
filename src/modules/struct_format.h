/* Formats of the struct module: what each letter packs, and the layout that a format describes. */
#ifndef OURO_MODULES_STRUCT_FORMAT_H
#define OURO_MODULES_STRUCT_FORMAT_H

#include "object/raise.h"

typedef enum {
    STRUCT_PAD,    /* x */
    STRUCT_CHAR,   /* c */
    STRUCT_BOOL,   /* ? */
    STRUCT_SIGNED, /* b h i l q n */
    STRUCT_UNSIGNED,
    STRUCT_POINTER, /* P: unsigned, but negative numbers wrap */
    STRUCT_FLOAT,   /* e f d, by size */
    STRUCT_BYTES,   /* s */
    STRUCT_PASCAL   /* p: a byte of length in front */
} StructKind;

/* A run of equal items. */
typedef struct StructField {
    size_t offset, size; /* of the first item; of each: for s and p, the whole */
    size_t count;        /* values: 0 for padding and "0i", 1 for s and p */
    StructKind kind;
    char letter;
} StructField;

typedef struct StructLayout {
    StructField *fields; /* memory_allocate */
    size_t field_count;
    size_t size;   /* bytes in all */
    size_t values; /* Python values in all */
    bool big_endian;
    bool native; /* sizes and alignments of this machine */
} StructLayout;

/* False with `error` (the class struct.error) or MemoryError pending. */
bool struct_format_parse(Runtime *rt, const char *format, size_t length, Object *error,
                         StructLayout *layout);

#endif
