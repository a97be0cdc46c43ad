/* bytes: making. Empty and one-byte objects are canonical in each runtime. */
#include "object/bytes.h"
#include "base/hash.h"
#include "object/budget.h"

Object *bytes_new_uninitialised(Runtime *rt, size_t length) {
    if (UNLIKELY(length > SIZE_MAX / 2)) {
        return error_no_memory(rt);
    }
    if (UNLIKELY(!budget_spend_bytes(rt, length))) {
        return NULL;
    }
    BytesObject *bytes = heap_allocate(rt->heap, BYTES_HEADER_SIZE + length + 1);
    if (UNLIKELY(!bytes)) {
        return error_no_memory(rt);
    }
    bytes->header.refs = 1;
    bytes->header.meta = (uint32_t)TYPE_BYTES << OBJECT_TYPE_SHIFT;
    bytes->length = length;
    bytes->data[length] = 0;
    return &bytes->header;
}

Object *bytes_empty(Runtime *rt) {
    if (UNLIKELY(!rt->empty_bytes)) {
        rt->empty_bytes = bytes_new_uninitialised(rt, 0);
        if (!rt->empty_bytes) {
            return NULL;
        }
    }
    return retain(rt->empty_bytes);
}

enum { BYTE_COUNT = 256 };

/* The table that every runtime has until it makes its first such object. */
static Object *const no_bytes[BYTE_COUNT];

static bool make_byte_table(Runtime *rt) {
    Object **table = memory_allocate_zeroed(rt, sizeof no_bytes);
    if (table) {
        rt->latin1_bytes = table;
    }
    return table != NULL;
}

static COLD Object *make_from_byte(Runtime *rt, uint8_t byte) {
    if (rt->latin1_bytes == (Object **)no_bytes && !make_byte_table(rt)) {
        return NULL;
    }
    Object *bytes = bytes_new_uninitialised(rt, 1);
    if (!bytes) {
        return NULL;
    }
    bytes_mutable_data(bytes)[0] = byte;
    rt->latin1_bytes[byte] = bytes;
    return retain(bytes);
}

Object *bytes_from_byte(Runtime *rt, uint8_t byte) {
    Object *bytes = rt->latin1_bytes[byte];
    return LIKELY(bytes != NULL) ? retain(bytes) : make_from_byte(rt, byte);
}

Object *bytes_from_data(Runtime *rt, const void *data, size_t length) {
    if (length <= 1) {
        return length == 0 ? bytes_empty(rt) : bytes_from_byte(rt, *(const uint8_t *)data);
    }
    Object *bytes = bytes_new_uninitialised(rt, length);
    if (LIKELY(bytes != NULL)) {
        if (!budget_copy(rt, bytes_mutable_data(bytes), data, length)) {
            CLEAR_REF(rt, &bytes);
        }
    }
    return bytes;
}

Object *bytes_finish(Runtime *rt, STEALS Object *bytes) {
    size_t length = bytes_length(bytes);
    if (length > 1) {
        return bytes;
    }
    Object *canonical = length == 0 ? bytes_empty(rt) : bytes_from_byte(rt, bytes_data(bytes)[0]);
    release(rt, bytes);
    return canonical;
}

Object *bytes_truncate(Runtime *rt, STEALS Object *bytes, size_t length) {
    if (length < bytes_length(bytes)) {
        size_t size = BYTES_HEADER_SIZE + length + 1;
        if (length > 1 && heap_rounded_size(size) < heap_usable_size(rt->heap, bytes)) {
            Object *smaller = heap_reallocate(rt->heap, bytes, size);
            bytes = smaller ? smaller : bytes; /* keeping the larger block is fine */
        }
        ((BytesObject *)bytes)->length = length;
        bytes_mutable_data(bytes)[length] = 0;
    }
    return bytes_finish(rt, bytes);
}

uint32_t bytes_hash_data(Runtime *rt, const void *data, size_t length) {
    budget_owe(rt, length / 32);
    return length == 0 ? 0 : hash_data32(data, length, rt->hash_seed);
}

void bytes_open(Runtime *rt) {
    rt->latin1_bytes = (Object **)no_bytes;
}

void bytes_close(Runtime *rt) {
    if (rt->latin1_bytes && rt->latin1_bytes != (Object **)no_bytes) {
        for (size_t i = 0; i < BYTE_COUNT; i++) {
            CLEAR_REF(rt, &rt->latin1_bytes[i]);
        }
        memory_free(rt, rt->latin1_bytes);
    }
    bytes_open(rt);
    CLEAR_REF(rt, &rt->empty_bytes);
}
