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

static NEW_REF Object *concat(Runtime *rt, Object *a, Object *b) {
    size_t length = bytes_length(a);
    if (length == 0 || bytes_length(b) == 0) {
        return retain(length ? a : b);
    }
    Object *sum = bytes_new_uninitialised(rt, length + bytes_length(b));
    if (sum &&
        (!budget_copy(rt, bytes_mutable_data(sum), bytes_data(a), length) ||
         !budget_copy(rt, bytes_mutable_data(sum) + length, bytes_data(b), bytes_length(b)))) {
        CLEAR_REF(rt, &sum);
    }
    return sum;
}

/* Room for `length` bytes in an object that only the caller refers to. */
static Object *grow(Runtime *rt, Object *bytes, size_t length) {
    size_t needed = BYTES_HEADER_SIZE + length + 1;
    if (needed <= heap_usable_size(rt->heap, bytes)) {
        return bytes;
    }
    return memory_reallocate(rt, bytes, memory_growth_size(needed));
}

bool bytes_append(Runtime *rt, Object **target, Object *other) {
    Object *bytes = *target;
    size_t length = bytes_length(bytes), more = bytes_length(other);
    bool in_place = bytes->refs == 1 && bytes != other && length > 1 && more > 0;
    Object *sum = in_place ? grow(rt, bytes, length + more) : concat(rt, bytes, other);
    if (UNLIKELY(!sum)) {
        return false;
    }
    *target = sum;
    if (!in_place) {
        release(rt, bytes);
        return true;
    }
    bool done = budget_copy(rt, bytes_mutable_data(sum) + length, bytes_data(other), more);
    length += done ? more : 0;
    ((BytesObject *)sum)->length = length;
    bytes_mutable_data(sum)[length] = 0;
    return done;
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
