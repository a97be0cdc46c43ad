/* bytearray: the type, and what changes one. */
#include "types/bytearray.h"
#include "object/budget.h"
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/bytes_common.h"
#include "types/bytes_methods.h"
#include "types/text_arguments.h"
#include <string.h>

static ByteArrayObject *as_array(Object *self) {
    return (ByteArrayObject *)self;
}

static void bytearray_dealloc(Runtime *rt, Object *self) {
    if (as_array(self)->data) {
        memory_free(rt, as_array(self)->data);
    }
    object_free_leaf(rt, self, sizeof(ByteArrayObject));
}

static size_t bytearray_size(Runtime *rt, Object *self) {
    size_t size = heap_usable_size(rt->heap, self);
    return size + (as_array(self)->data ? heap_usable_size(rt->heap, as_array(self)->data) : 0);
}

static NEW_REF Object *bytearray_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                              size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_leaf(rt, type->type_id, sizeof(ByteArrayObject));
}

static bool bytearray_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {"bytearray", {"source", "encoding", "errors"}, 0, 3, 0, 3};
    Object *given[3];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !bytearray_resize(rt, self, 0)) {
        return false;
    }
    Object *bytes = bytes_from_source(rt, given, "bytearray");
    if (!bytes) {
        return false;
    }
    bool done = bytearray_append_data(rt, self, bytes_data(bytes), bytes_length(bytes));
    release(rt, bytes);
    return done;
}

/* --- slots --- */

static NEW_REF Object *bytearray_repr(Runtime *rt, Object *self) {
    Object *text = bytes_repr_text(rt, bytes_text(rt, self), true);
    Object *whole = text ? str_format(rt, "%T(%U)", self, text) : NULL;
    release_nullable(rt, text);
    return whole;
}

static int64_t bytearray_length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)as_array(self)->length;
}

/* A key that is no slice as a number, and that as a position. */
static bool index_of(Runtime *rt, Object *key, int64_t *out) {
    if (!slots_of(rt, key)->index) {
        raise_type_error(rt, "bytearray indices must be integers or slices, not %.200s",
                         type_name_of(rt, key));
        return false;
    }
    return object_as_index(rt, key, TYPE_INDEX_ERROR, out);
}

static bool position_of(Runtime *rt, Object *self, int64_t index, size_t *out) {
    int64_t length = (int64_t)as_array(self)->length;
    index += index < 0 ? length : 0;
    if (index < 0 || index >= length) {
        raise_index_error(rt, "bytearray index out of range");
        return false;
    }
    *out = (size_t)index;
    return true;
}

static NEW_REF Object *bytearray_get_item(Runtime *rt, Object *self, Object *key) {
    if (object_type_id(key) == TYPE_SLICE) {
        return bytes_slice(rt, self, key);
    }
    int64_t index;
    size_t position;
    return index_of(rt, key, &index) && position_of(rt, self, index, &position)
               ? int_from_int64(rt, as_array(self)->data[position])
               : NULL;
}

/* Puts `size` bytes where [start, end) was. data is not the array's own. */
static bool replace_range(Runtime *rt, Object *self, size_t start, size_t end, const uint8_t *data,
                          size_t size) {
    ByteArrayObject *array = as_array(self);
    size_t tail = array->length - end;
    size_t length = start + size + tail;
    if (!budget_spend_whole(rt, (tail + size) / 64)) {
        return false;
    }
    if (length < array->length) {
        if (!bytearray_check_exports(rt, self)) {
            return false;
        }
        memmove(array->data + start + size, array->data + end, tail);
        if (!bytearray_resize(rt, self, length)) {
            return false;
        }
    } else if (length > array->length) {
        if (!bytearray_resize(rt, self, length)) {
            return false;
        }
        memmove(array->data + start + size, array->data + end, tail);
    }
    if (size > 0) {
        memcpy(array->data + start, data, size);
    }
    return true;
}

static bool delete_steps(Runtime *rt, Object *self, int64_t start, int64_t step, size_t count) {
    if (!bytearray_check_exports(rt, self)) {
        return false;
    }
    if (step < 0) {
        start += (int64_t)(count - 1) * step;
        step = -step;
    }
    ByteArrayObject *array = as_array(self);
    size_t to = (size_t)start;
    size_t deleted = 0;
    for (size_t from = (size_t)start; from < array->length; from++) {
        if (deleted < count && from == (size_t)(start + (int64_t)deleted * step)) {
            deleted++;
        } else {
            array->data[to++] = array->data[from];
        }
    }
    return bytearray_resize(rt, self, to);
}

/* data NULL deletes. */
static bool set_slice(Runtime *rt, Object *self, Object *slice, const uint8_t *data, size_t size) {
    int64_t start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return false;
    }
    size_t count = slice_fit(as_array(self)->length, &start, &stop, step);
    if (step == 1) {
        return replace_range(rt, self, (size_t)start, (size_t)start + count, data, size);
    }
    if (size == 0) {
        return count == 0 || delete_steps(rt, self, start, step, count);
    }
    if (size != count) {
        raise_value_error(rt, "attempt to assign bytes of size %zu to extended slice of size %zu",
                          size, count);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        as_array(self)->data[start + (int64_t)i * step] = data[i];
    }
    return true;
}

/* What is assigned to a slice, as bytes. */
static NEW_REF Object *assigned_bytes(Runtime *rt, Object *value) {
    const TypeSlots *slots = slots_of(rt, value);
    if (slots->index || type_is_str(rt, value) ||
        (!slots->get_buffer && !operations_is_iterable(slots))) {
        return raise_type_error(
            rt, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    Object *given[3] = {value, NULL, NULL};
    return bytes_from_source(rt, given, "bytearray");
}

static bool bytearray_set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    if (object_type_id(key) == TYPE_SLICE) {
        if (!value) {
            return set_slice(rt, self, key, NULL, 0);
        }
        Object *bytes = assigned_bytes(rt, value);
        if (!bytes) {
            return false;
        }
        bool done = set_slice(rt, self, key, bytes_data(bytes), bytes_length(bytes));
        release(rt, bytes);
        return done;
    }
    int64_t index;
    size_t position;
    uint8_t byte = 0;
    /* The value's __index__ may change the length: the position comes after it. */
    if (!index_of(rt, key, &index) || (value && !bytes_byte_value(rt, value, &byte)) ||
        !position_of(rt, self, index, &position)) {
        return false;
    }
    if (!value) {
        return replace_range(rt, self, position, position + 1, NULL, 0);
    }
    as_array(self)->data[position] = byte;
    return true;
}

static NEW_REF Object *bytearray_inplace_concat(Runtime *rt, Object *self, Object *other) {
    if (!slots_of(rt, other)->get_buffer) {
        return raise_type_error(rt, "can't concat %.100s to %.100s", type_name_of(rt, other),
                                type_name_of(rt, self));
    }
    BufferView view;
    if (!object_get_buffer(rt, other, &view, false)) {
        return NULL;
    }
    bool done = bytearray_append_data(rt, self, view.data, view.size);
    object_release_buffer(rt, &view);
    return done ? retain(self) : NULL;
}

static NEW_REF Object *bytearray_inplace_repeat(Runtime *rt, Object *self, int64_t times) {
    size_t length = as_array(self)->length;
    size_t size;
    if (!base_multiply_size(length, times > 0 ? (size_t)times : 0, &size)) {
        return error_no_memory(rt);
    }
    if (!bytearray_resize(rt, self, size)) {
        return NULL;
    }
    uint8_t *data = as_array(self)->data;
    bool done = length == 0 || budget_repeat(rt, data, length, size);
    return done ? retain(self) : NULL;
}

static bool bytearray_get_buffer(Runtime *rt, Object *self, BufferView *view, bool writable) {
    (void)rt;
    (void)writable;
    static uint8_t nothing[1];
    ByteArrayObject *array = as_array(self);
    array->exports++;
    view->data = array->data ? array->data : nothing;
    view->size = array->length;
    view->readonly = false;
    view->format = "B";
    view->item_size = 1;
    return true;
}

static void bytearray_release_buffer(Runtime *rt, Object *self, BufferView *view) {
    (void)rt;
    (void)view;
    as_array(self)->exports--;
}

/* --- methods --- */

static NEW_REF Object *bytearray_append(Runtime *rt, Object *self, Object *value) {
    uint8_t byte;
    if (!bytes_byte_value(rt, value, &byte) || !bytearray_append_data(rt, self, &byte, 1)) {
        return NULL;
    }
    return retain(NONE);
}

static NEW_REF Object *bytearray_extend(Runtime *rt, Object *self, Object *iterable) {
    const TypeSlots *slots = slots_of(rt, iterable);
    Object *bytes;
    if (slots->get_buffer) {
        Object *given[3] = {iterable, NULL, NULL};
        bytes = bytes_from_source(rt, given, "bytearray");
    } else if (!operations_is_iterable(slots)) {
        return raise_type_error(rt, "can't extend bytearray with %.100s", slots->name);
    } else {
        bytes = bytes_from_iterable(rt, iterable, "byte");
    }
    if (!bytes) {
        return NULL;
    }
    bool done = bytearray_append_data(rt, self, bytes_data(bytes), bytes_length(bytes));
    release(rt, bytes);
    return done ? retain(NONE) : NULL;
}

static NEW_REF Object *bytearray_insert(Runtime *rt, Object *self, Object *const *args,
                                        size_t count) {
    (void)count;
    int64_t index;
    uint8_t byte;
    if (!text_ssize(rt, args[0], &index) || !bytes_byte_value(rt, args[1], &byte)) {
        return NULL;
    }
    int64_t length = (int64_t)as_array(self)->length;
    index += index < 0 ? length : 0;
    index = index < 0 ? 0 : base_min_i64(index, length);
    return replace_range(rt, self, (size_t)index, (size_t)index, &byte, 1) ? retain(NONE) : NULL;
}

static NEW_REF Object *bytearray_pop(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t index = -1;
    if (count > 0 && !text_ssize(rt, args[0], &index)) {
        return NULL;
    }
    int64_t length = (int64_t)as_array(self)->length;
    if (length == 0) {
        return raise_index_error(rt, "pop from empty bytearray");
    }
    index += index < 0 ? length : 0;
    if (index < 0 || index >= length) {
        return raise_index_error(rt, "pop index out of range");
    }
    uint8_t byte = as_array(self)->data[index];
    return replace_range(rt, self, (size_t)index, (size_t)index + 1, NULL, 0)
               ? int_from_int64(rt, byte)
               : NULL;
}

static NEW_REF Object *bytearray_remove(Runtime *rt, Object *self, Object *value) {
    uint8_t byte;
    if (!bytes_byte_value(rt, value, &byte)) {
        return NULL;
    }
    size_t at = search_find_unit(bytes_text(rt, self), byte);
    if (at == SEARCH_NONE) {
        return raise_value_error(rt, "value not found in bytearray");
    }
    return replace_range(rt, self, at, at + 1, NULL, 0) ? retain(NONE) : NULL;
}

static NEW_REF Object *bytearray_clear(Runtime *rt, Object *self) {
    return bytearray_resize(rt, self, 0) ? retain(NONE) : NULL;
}

static NEW_REF Object *bytearray_copy(Runtime *rt, Object *self) {
    return bytearray_from_data(rt, as_array(self)->data, as_array(self)->length);
}

static NEW_REF Object *bytearray_reverse(Runtime *rt, Object *self) {
    uint8_t *data = as_array(self)->data;
    size_t length = as_array(self)->length;
    if (!budget_spend_whole(rt, length / 16)) {
        return NULL;
    }
    for (size_t i = 0; i < length / 2; i++) {
        uint8_t byte = data[i];
        data[i] = data[length - 1 - i];
        data[length - 1 - i] = byte;
    }
    return retain(NONE);
}

static NEW_REF Object *bytearray_alloc(Runtime *rt, Object *self) {
    size_t length = as_array(self)->length;
    return int_from_size(rt, length == 0 ? 0 : base_max_size(length + 1, as_array(self)->capacity));
}

/* (type, args, state); STEALS args. */
static NEW_REF Object *reduced(Runtime *rt, Object *self, STEALS Object *args) {
    if (!args) {
        return NULL;
    }
    Object *dict = object_get_dict(rt, self, false);
    Object *result = NULL;
    if (dict || !error_pending(rt)) {
        TypeObject *type = type_of(rt, self);
        result = type ? tuple_pack(rt, 3, (Object *)type, args, dict ? dict : NONE) : NULL;
    }
    release(rt, args);
    return result;
}

static NEW_REF Object *bytearray_reduce(Runtime *rt, Object *self) {
    SearchText text = bytes_text(rt, self);
    Object *latin1 = str_from_latin1(rt, text.data, text.length);
    Object *encoding = str_from_cstring(rt, "latin-1");
    Object *args = latin1 && encoding ? tuple_pack(rt, 2, latin1, encoding) : NULL;
    release_nullable(rt, latin1);
    release_nullable(rt, encoding);
    return reduced(rt, self, args);
}

static NEW_REF Object *bytearray_reduce_ex(Runtime *rt, Object *self, Object *const *args,
                                           size_t count) {
    int64_t protocol = 0;
    if (count > 0 && !object_as_int64(rt, args[0], &protocol)) {
        return NULL;
    }
    if (protocol < 3) {
        return bytearray_reduce(rt, self);
    }
    SearchText text = bytes_text(rt, self);
    Object *bytes = bytes_from_data(rt, text.data, text.length);
    Object *packed = bytes ? tuple_pack(rt, 1, bytes) : NULL;
    release_nullable(rt, bytes);
    return reduced(rt, self, packed);
}

static const MethodRow bytearray_methods[] = {
    BYTES_COMMON_ROWS,
    METHOD_ROW_NOARGS("__alloc__", bytearray_alloc, "The bytes that are allocated."),
    METHOD_ROW_NOARGS("__reduce__", bytearray_reduce, "Return state information for pickling."),
    METHOD_ROW_POSITIONAL("__reduce_ex__", bytearray_reduce_ex, 0, 1,
                          "Return state information for pickling."),
    METHOD_ROW_ONE("append", bytearray_append, "Appends one byte."),
    METHOD_ROW_NOARGS("clear", bytearray_clear, "Removes all bytes."),
    METHOD_ROW_NOARGS("copy", bytearray_copy, "A copy."),
    METHOD_ROW_ONE("extend", bytearray_extend, "Appends the bytes of an iterable of ints."),
    METHOD_ROW_POSITIONAL("insert", bytearray_insert, 2, 2, "Inserts a byte before an index."),
    METHOD_ROW_POSITIONAL("pop", bytearray_pop, 0, 1,
                          "pop($self, index=-1, /)\n--\n\nRemoves and returns one byte."),
    METHOD_ROW_ONE("remove", bytearray_remove, "Removes the first occurrence of a byte."),
    METHOD_ROW_NOARGS("reverse", bytearray_reverse, "Reverses the order of the bytes in place."),
    METHOD_ROW_END,
};

static const NumberSlots bytearray_numbers = {
    .binary = {[BINARY_REMAINDER] = bytes_remainder_slot},
};

const TypeSpec bytearray_type = {
    .slots =
        {
            .name = "bytearray",
            .type_id = TYPE_BYTEARRAY,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_BYTEARRAY_SUBCLASS |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ByteArrayObject),
            .dealloc = bytearray_dealloc,
            .size = bytearray_size,
            .new_instance = bytearray_new_instance,
            .init = bytearray_init,
            .repr = bytearray_repr,
            .str = bytearray_repr,
            .hash = hash_not_implemented,
            .compare = bytes_compare_slot,
            .iter = bytearray_iter,
            .numbers = &bytearray_numbers,
            .length = bytearray_length,
            .get_item = bytearray_get_item,
            .set_item = bytearray_set_item,
            .contains = bytes_contains_slot,
            .concat = bytes_concat_slot,
            .repeat = bytes_repeat_slot,
            .inplace_concat = bytearray_inplace_concat,
            .inplace_repeat = bytearray_inplace_repeat,
            .get_buffer = bytearray_get_buffer,
            .release_buffer = bytearray_release_buffer,
        },
    .methods = bytearray_methods,
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
           "bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
           "bytearray(int) -> bytes array of size given by the parameter initialized with null "
           "bytes\nbytearray() -> empty bytes array",
};
