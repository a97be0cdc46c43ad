/* bytes: length, the bytes and a terminating zero. */
#ifndef OURO_OBJECT_BYTES_H
#define OURO_OBJECT_BYTES_H

#include "object/raise.h"

typedef struct BytesObject {
    Object header;
    size_t length;
    uint8_t data[]; /* length + 1 */
} BytesObject;

static inline size_t bytes_length(const Object *bytes) {
    return ((const BytesObject *)bytes)->length;
}

static inline const uint8_t *bytes_data(const Object *bytes) {
    return ((const BytesObject *)bytes)->data;
}

#define BYTES_HEADER_SIZE offsetof(BytesObject, data)

/* The data of a bytes object that is still being made. */
static inline uint8_t *bytes_mutable_data(Object *bytes) {
    return ((BytesObject *)bytes)->data;
}

/* Lengths 0 and 1 give the canonical objects. */
NEW_REF Object *bytes_from_data(Runtime *rt, const void *data, size_t length);
/* For the caller to fill; then bytes_finish, which replaces length 0 and 1 by the canonical
 * objects. */
NEW_REF Object *bytes_new_uninitialised(Runtime *rt, size_t length);
NEW_REF Object *bytes_finish(Runtime *rt, STEALS Object *bytes);
/* *target += other, both exactly bytes: in place when nobody else refers to *target. False: *target
 * is what it was, maybe elsewhere. */
bool bytes_append(Runtime *rt, Object **target, Object *other);
/* Cuts a fresh object to `length` bytes, then as bytes_finish. */
NEW_REF Object *bytes_truncate(Runtime *rt, STEALS Object *bytes, size_t length);
NEW_REF Object *bytes_empty(Runtime *rt);
NEW_REF Object *bytes_from_byte(Runtime *rt, uint8_t byte);
uint32_t bytes_hash_data(Runtime *rt, const void *data,
                         size_t length); /* 0 when empty; as str\'s of ASCII */
/* Gives up the canonical objects when the runtime closes. */
void bytes_open(Runtime *rt);
void bytes_close(Runtime *rt);

#endif
