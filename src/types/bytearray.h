/* bytearray: a buffer of its own, and a count of those who look into it.
 *   length <= capacity; data NULL when capacity is 0; exports > 0: data may not move */
#ifndef OURO_TYPES_BYTEARRAY_H
#define OURO_TYPES_BYTEARRAY_H

#include "object/raise.h"

typedef struct ByteArrayObject {
    Object header;
    size_t length;
    uint8_t *data;
    size_t capacity;
    size_t exports;
} ByteArrayObject;

NEW_REF Object *bytearray_from_data(Runtime *rt, const void *data, size_t length);
/* False with BufferError while somebody looks into it. */
bool bytearray_check_exports(Runtime *rt, Object *self);
/* New bytes at the end are undefined. False: MemoryError, or BufferError while exported. */
bool bytearray_resize(Runtime *rt, Object *self, size_t length);
bool bytearray_append_data(Runtime *rt, Object *self, const void *data, size_t length);

#endif
