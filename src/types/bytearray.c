/* bytearray: its buffer. The type is in bytearray_type.c. */
#include "types/bytearray.h"

#include "object/budget.h"
#include <string.h>

static ByteArrayObject *as_array(Object *self) {
    return (ByteArrayObject *)self;
}

bool bytearray_check_exports(Runtime *rt, Object *self) {
    if (LIKELY(as_array(self)->exports == 0)) {
        return true;
    }
    raise_format(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    return false;
}

bool bytearray_resize(Runtime *rt, Object *self, size_t length) {
    ByteArrayObject *array = as_array(self);
    if (length == array->length) {
        return true;
    }
    if (!bytearray_check_exports(rt, self)) {
        return false;
    }
    bool fits = length <= array->capacity && length >= array->capacity / 2;
    if (!fits) {
        if (length == 0) {
            memory_free(rt, array->data);
            array->data = NULL;
            array->capacity = array->length = 0;
            return true;
        }
        if (length > SIZE_MAX / 4) {
            error_no_memory(rt);
            return false;
        }
        /* Room to grow when it grows beyond its block; as it is when it shrinks. */
        size_t capacity =
            length > array->capacity && array->capacity > 0 ? length + length / 8 + 8 : length;
        uint8_t *data = array->data ? memory_reallocate(rt, array->data, capacity)
                                    : memory_allocate(rt, capacity);
        if (!data) {
            return false;
        }
        array->data = data;
        array->capacity = heap_usable_size(rt->heap, data);
    }
    array->length = length;
    return true;
}

bool bytearray_append_data(Runtime *rt, Object *self, const void *data, size_t length) {
    size_t old = as_array(self)->length;
    if (length == 0) {
        return true;
    }
    if (!bytearray_resize(rt, self, old + length)) {
        return false;
    }
    return budget_copy(rt, as_array(self)->data + old, data, length);
}

Object *bytearray_from_data(Runtime *rt, const void *data, size_t length) {
    Object *self = object_new_leaf(rt, TYPE_BYTEARRAY, sizeof(ByteArrayObject));
    if (self && !bytearray_append_data(rt, self, data, length)) {
        CLEAR_REF(rt, &self);
    }
    return self;
}
