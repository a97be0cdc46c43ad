/* bytes: length, cached hash, the bytes and a terminating zero. */
#ifndef OURO_OBJECT_BYTES_H
#define OURO_OBJECT_BYTES_H

#include "object/raise.h"

typedef struct BytesObject {
    Object header;
    size_t length;
    uint8_t data[]; /* length + 1 */
} BytesObject;

static inline size_t bytes_length(const Object *bytes)
{
    return ((const BytesObject *)bytes)->length;
}

static inline const uint8_t *bytes_data(const Object *bytes)
{
    return ((const BytesObject *)bytes)->data;
}

NEW_REF Object *bytes_from_data(Runtime *rt, const void *data, size_t length);
NEW_REF Object *bytes_new_uninitialised(Runtime *rt, size_t length);

#endif
