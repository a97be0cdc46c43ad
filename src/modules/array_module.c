/* array: the class array as a sequence, its iterator, the module. Methods: array_methods.c. */
#include "modules/array_module.h"

#include "modules/array_object.h"
#include "modules/module_state.h"
#include "object/budget.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "vm/import.h"
#include <string.h>

ArrayState *array_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_ARRAY, sizeof(ArrayState));
}

bool array_check(Runtime *rt, const Object *object) {
    uint32_t type_id = array_state(rt)->array_type;
    return object_type_id(object) == type_id || type_is_instance(rt, object, type_id);
}

/* ---- storage ---- */

NEW_REF Object *array_new(Runtime *rt, uint32_t type_id, const ArrayCode *code, size_t length) {
    Object *self = object_new_leaf(rt, type_id, rt->slots[type_id]->basic_size);
    if (self) {
        array_of(self)->code = code;
        if (!array_resize(rt, self, length)) {
            CLEAR_REF(rt, &self);
        }
    }
    return self;
}

bool array_resize(Runtime *rt, Object *self, size_t length) {
    ArrayObject *array = array_of(self);
    if (array->exports > 0 && length != array->length) {
        raise_format(rt, TYPE_BUFFER_ERROR, "cannot resize an array that is exporting buffers");
        return false;
    }
    if (length <= array->capacity && length >= array->capacity / 4) {
        array->length = length;
        return true;
    }
    size_t capacity = length;
    if (length > array->length && array->length > 0) {
        capacity += length / 8 + 4; /* it grows by pieces */
    }
    size_t size;
    if (capacity < length || !base_multiply_size(capacity, array->code->size, &size) ||
        size > INT64_MAX) {
        error_no_memory(rt);
        return false;
    }
    if (length == 0) {
        memory_free(rt, array->items);
        array->items = NULL;
        array->length = array->capacity = 0;
        return true;
    }
    uint8_t *items = memory_reallocate(rt, array->items, size);
    if (!items) {
        return false;
    }
    array->items = items;
    array->capacity = capacity;
    array->length = length;
    return true;
}

bool array_shift(Runtime *rt, Object *self, size_t idx, int64_t count) {
    ArrayObject *array = array_of(self);
    size_t size = array->code->size, before = array->length;
    if (!budget_spend_whole(rt, (before - idx) / 8)) {
        return false;
    }
    if (count < 0) {
        size_t gone = (size_t)-count;
        if (array->exports > 0) {
            return array_resize(rt, self, before - gone);
        }
        memmove(array_at(array, idx), array_at(array, idx + gone), (before - idx - gone) * size);
        return array_resize(rt, self, before - gone);
    }
    if (!array_resize(rt, self, before + (size_t)count)) {
        return false;
    }
    if (count > 0) {
        memmove(array_at(array, idx + (size_t)count), array_at(array, idx), (before - idx) * size);
    }
    return true;
}

bool array_append_value(Runtime *rt, Object *self, Object *value) {
    uint8_t item[8];
    ArrayObject *array = array_of(self);
    if (!array->code->set(rt, item, value) || !array_resize(rt, self, array->length + 1)) {
        return false;
    }
    memcpy(array_at(array, array->length - 1), item, array->code->size);
    return true;
}

bool array_append_bytes(Runtime *rt, Object *self, const uint8_t *data, size_t size) {
    ArrayObject *array = array_of(self);
    size_t before = array->length;
    if (size == 0) {
        return true;
    }
    bool own = data >= array->items && array->items && data < array_at(array, before);
    size_t offset = own ? (size_t)(data - array->items) : 0;
    if (!array_resize(rt, self, before + size / array->code->size)) {
        return false;
    }
    return budget_copy(rt, array_at(array, before), own ? array->items + offset : data, size);
}

bool array_extend_with(Runtime *rt, Object *self, Object *iterable) {
    if (array_check(rt, iterable)) {
        const ArrayObject *other = array_of(iterable);
        if (other->code != array_of(self)->code) {
            raise_type_error(rt, "can only extend with array of same kind");
            return false;
        }
        return array_append_bytes(rt, self, other->items, other->length * other->code->size);
    }
    Object *iterator = object_iter(rt, iterable);
    Object *item;
    bool done = iterator != NULL;
    while (done && (item = object_next(rt, iterator)) != NULL) {
        done = array_append_value(rt, self, item);
        release(rt, item);
    }
    release_nullable(rt, iterator);
    return done && !error_pending(rt);
}

static void array_dealloc(Runtime *rt, Object *self) {
    memory_free(rt, array_of(self)->items);
    object_free_leaf(rt, self, sizeof(ArrayObject));
}

static size_t array_size(Runtime *rt, Object *self) {
    return heap_usable_size(rt->heap, self) +
           (array_of(self)->items ? heap_usable_size(rt->heap, array_of(self)->items) : 0);
}

/* ---- making ---- */

static bool fill(Runtime *rt, Object *self, Object *initial) {
    const ArrayObject *array = array_of(self);
    if (object_type_id(initial) == TYPE_BYTES || object_type_id(initial) == TYPE_BYTEARRAY) {
        Object *result = object_call_method_cstring(rt, self, "frombytes", &initial, 1);
        release_nullable(rt, result);
        return result != NULL;
    }
    if (type_is_str(rt, initial)) {
        if (array->code->letter != 'u') {
            raise_type_error(rt, "cannot use a str to initialize an array with typecode '%c'",
                             array->code->letter);
            return false;
        }
        Object *result = object_call_method_cstring(rt, self, "fromunicode", &initial, 1);
        release_nullable(rt, result);
        return result != NULL;
    }
    if (array_check(rt, initial)) {
        if ((array->code->letter == 'u') != (array_of(initial)->code->letter == 'u')) {
            raise_type_error(rt,
                             "cannot use a unicode array to initialize an array with typecode "
                             "'%c'",
                             array->code->letter);
            return false;
        }
        if (array_of(initial)->code == array->code) {
            return array_extend_with(rt, self, initial);
        }
        Object *list = array_to_list(rt, initial);
        bool done = list && array_extend_with(rt, self, list);
        release_nullable(rt, list);
        return done;
    }
    return array_extend_with(rt, self, initial);
}

static Object *array_new_instance(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names) {
    bool exact = type->type_id == array_state(rt)->array_type;
    if ((exact && !arguments_no_keywords(rt, "array.array", keyword_names)) ||
        !arguments_check_count(rt, "array", count, 1, 2)) {
        return NULL;
    }
    if (!type_is_str(rt, args[0]) || str_length(args[0]) != 1) {
        return raise_type_error(rt, "array() argument 1 must be a unicode character, not %T",
                                args[0]);
    }
    const ArrayCode *code = array_item_code(str_at(args[0], 0));
    if (!code) {
        return raise_value_error(rt,
                                 "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    Object *self = array_new(rt, type->type_id, code, 0);
    if (self && count > 1 && !fill(rt, self, args[1])) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

/* ---- text and comparison ---- */

NEW_REF Object *array_to_list(Runtime *rt, Object *self) {
    Object *list = list_new(rt, 0);
    for (size_t i = 0; list && i < array_of(self)->length; i++) {
        Object *value = array_of(self)->code->get(rt, array_at(array_of(self), i));
        if (!value || !list_append_stealing(rt, list, value)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *array_repr(Runtime *rt, Object *self) {
    const ArrayObject *array = array_of(self);
    const char *name = type_short_name(slots_of(rt, self));
    if (array->length == 0) {
        return str_format(rt, "%s('%c')", name, array->code->letter);
    }
    Object *content = array->code->letter == 'u'
                          ? object_call_method_cstring(rt, self, "tounicode", NULL, 0)
                          : array_to_list(rt, self);
    Object *text =
        content ? str_format(rt, "%s('%c', %R)", name, array->code->letter, content) : NULL;
    release_nullable(rt, content);
    return text;
}

static Object *array_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!array_check(rt, a) || !array_check(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    if (array_of(a)->length != array_of(b)->length && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return bool_object(op == COMPARE_NE);
    }
    Object *left = array_to_list(rt, a);
    Object *right = left ? array_to_list(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

/* ---- the sequence ---- */

static int64_t array_length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)array_of(self)->length;
}

static bool position(Runtime *rt, Object *self, Object *key, const char *message, size_t *out) {
    int64_t idx;
    if (!slots_of(rt, key)->index) {
        raise_type_error(rt, "array indices must be integers");
        return false;
    }
    if (!object_as_index(rt, key, TYPE_INDEX_ERROR, &idx)) {
        return false;
    }
    int64_t length = (int64_t)array_of(self)->length;
    idx += idx < 0 ? length : 0;
    if (idx < 0 || idx >= length) {
        raise_index_error(rt, "%s", message);
        return false;
    }
    *out = (size_t)idx;
    return true;
}

static Object *get_slice(Runtime *rt, Object *self, Object *slice) {
    int64_t start, stop, step;
    const ArrayObject *array = array_of(self);
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return NULL;
    }
    size_t count = slice_fit(array->length, &start, &stop, step);
    Object *result = array_new(rt, array_state(rt)->array_type, array->code, count);
    if (!result || count == 0) {
        return result;
    }
    if (step == 1) {
        if (!budget_copy(rt, array_of(result)->items, array_at(array, (size_t)start),
                         count * array->code->size)) {
            CLEAR_REF(rt, &result);
        }
        return result;
    }
    for (size_t i = 0; i < count; i++, start += step) {
        if (!budget_pace(rt, i, 8)) {
            release(rt, result);
            return NULL;
        }
        memcpy(array_at(array_of(result), i), array_at(array, (size_t)start), array->code->size);
    }
    return result;
}

static Object *array_get_item(Runtime *rt, Object *self, Object *key) {
    size_t idx;
    if (object_type_id(key) == TYPE_SLICE) {
        return get_slice(rt, self, key);
    }
    return position(rt, self, key, "array index out of range", &idx)
               ? array_of(self)->code->get(rt, array_at(array_of(self), idx))
               : NULL;
}

static bool delete_slice(Runtime *rt, Object *self, int64_t start, int64_t step, size_t count) {
    ArrayObject *array = array_of(self);
    if (count == 0) {
        return true;
    }
    if (array->exports > 0) {
        return array_resize(rt, self, array->length - count);
    }
    if (step < 0) {
        start += step * (int64_t)(count - 1);
        step = -step;
    }
    size_t to = (size_t)start, next = (size_t)start, gone = 0, size = array->code->size;
    for (size_t from = to; from < array->length; from++) {
        if (from == next && gone < count) {
            next += (size_t)step;
            gone++;
        } else {
            memmove(array_at(array, to++), array_at(array, from), size);
        }
    }
    return array_resize(rt, self, to);
}

/* Puts the items of another array in place of a slice. */
static bool set_slice(Runtime *rt, Object *self, Object *slice, Object *value) {
    int64_t start, stop, step;
    ArrayObject *array = array_of(self);
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return false;
    }
    size_t count = slice_fit(array->length, &start, &stop, step);
    if (!value) {
        return delete_slice(rt, self, start, step, count);
    }
    size_t given = array_of(value)->length, size = array->code->size;
    if (step == 1) {
        int64_t more = (int64_t)given - (int64_t)count;
        size_t at = (size_t)(more < 0 ? start : start + (int64_t)count);
        if (more != 0 && !array_shift(rt, self, at, more)) {
            return false;
        }
        if (given > 0) {
            memcpy(array_at(array, (size_t)start), array_of(value)->items, given * size);
        }
        return true;
    }
    if (given != count) {
        raise_value_error(rt, "attempt to assign array of size %zu to extended slice of size %zu",
                          given, count);
        return false;
    }
    for (size_t i = 0; i < count; i++, start += step) {
        memcpy(array_at(array, (size_t)start), array_at(array_of(value), i), size);
    }
    return true;
}

static bool set_slice_checked(Runtime *rt, Object *self, Object *slice, Object *value) {
    if (value && !array_check(rt, value)) {
        raise_type_error(rt, "can only assign array (not \"%T\") to array slice", value);
        return false;
    }
    if (value && array_of(value)->code != array_of(self)->code) {
        raise_type_error(rt, "bad argument type for built-in operation");
        return false;
    }
    if (value != self) {
        return set_slice(rt, self, slice, value);
    }
    Object *copy = array_new(rt, array_state(rt)->array_type, array_of(self)->code, 0);
    bool done = copy && array_extend_with(rt, copy, value) && set_slice(rt, self, slice, copy);
    release_nullable(rt, copy);
    return done;
}

static bool array_set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    size_t idx;
    if (object_type_id(key) == TYPE_SLICE) {
        return set_slice_checked(rt, self, key, value);
    }
    if (!position(rt, self, key, "array assignment index out of range", &idx)) {
        return false;
    }
    if (!value) {
        return array_shift(rt, self, idx, -1);
    }
    uint8_t item[8];
    ArrayObject *array = array_of(self);
    if (!array->code->set(rt, item, value)) {
        return false;
    }
    if (idx >= array->length) { /* __index__ of the value changed the array */
        raise_index_error(rt, "array assignment index out of range");
        return false;
    }
    memcpy(array_at(array, idx), item, array->code->size);
    return true;
}

static int array_contains(Runtime *rt, Object *self, Object *value) {
    for (size_t i = 0; i < array_of(self)->length; i++) {
        Object *item = array_of(self)->code->get(rt, array_at(array_of(self), i));
        int same = item ? object_equals(rt, item, value) : -1;
        release_nullable(rt, item);
        if (same != 0) {
            return same;
        }
    }
    return 0;
}

static Object *array_concat(Runtime *rt, Object *a, Object *b) {
    if (!array_check(rt, b)) {
        return raise_type_error(rt, "can only append array (not \"%T\") to array", b);
    }
    if (array_of(a)->code != array_of(b)->code) {
        return raise_type_error(rt, "bad argument type for built-in operation");
    }
    Object *result = array_new(rt, array_state(rt)->array_type, array_of(a)->code, 0);
    if (result && (!array_extend_with(rt, result, a) || !array_extend_with(rt, result, b))) {
        CLEAR_REF(rt, &result);
    }
    return result;
}

static Object *array_inplace_concat(Runtime *rt, Object *self, Object *other) {
    if (!array_check(rt, other)) {
        return raise_type_error(rt, "can only extend with array (not \"%T\")", other);
    }
    return array_extend_with(rt, self, other) ? retain(self) : NULL;
}

/* Lengthens self to `times` copies of its first `length` items. */
static bool repeat_items(Runtime *rt, Object *self, int64_t times) {
    ArrayObject *array = array_of(self);
    size_t length = array->length, total;
    times = times < 0 ? 0 : times;
    if (!base_multiply_size(length, (size_t)times, &total)) {
        error_no_memory(rt);
        return false;
    }
    if (!array_resize(rt, self, total)) {
        return false;
    }
    size_t size = array->code->size;
    return total == 0 || budget_repeat(rt, array->items, length * size, total * size);
}

static Object *array_inplace_repeat(Runtime *rt, Object *self, int64_t times) {
    return repeat_items(rt, self, times) ? retain(self) : NULL;
}

static Object *array_repeat(Runtime *rt, Object *self, int64_t times) {
    Object *result = array_new(rt, array_state(rt)->array_type, array_of(self)->code, 0);
    if (result && (!array_extend_with(rt, result, self) || !repeat_items(rt, result, times))) {
        CLEAR_REF(rt, &result);
    }
    return result;
}

static bool array_get_buffer(Runtime *rt, Object *self, BufferView *view, bool writable) {
    static uint8_t nothing[1];
    (void)rt;
    (void)writable;
    ArrayObject *array = array_of(self);
    *view = (BufferView){.data = array->items ? array->items : nothing,
                         .size = array->length * array->code->size,
                         .format = array->code->format,
                         .item_size = array->code->size};
    array->exports++;
    return true;
}

static void array_release_buffer(Runtime *rt, Object *self, BufferView *view) {
    (void)rt;
    (void)view;
    array_of(self)->exports--;
}

/* ---- the iterator ---- */

typedef struct ArrayIterator {
    Object header;
    Object *array; /* NULL: exhausted */
    size_t position;
} ArrayIterator;

static ArrayIterator *as_iterator(Object *self) {
    return (ArrayIterator *)self;
}

static Object *array_iter(Runtime *rt, Object *self) {
    Object *iterator =
        object_new_container(rt, array_state(rt)->iterator_type, sizeof(ArrayIterator));
    if (iterator) {
        as_iterator(iterator)->array = retain(self);
    }
    return iterator;
}

static void iterator_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_iterator(self)->array);
    object_free_container(rt, self, sizeof(ArrayIterator));
}

static void iterator_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_iterator(self)->array) {
        visit(as_iterator(self)->array, context);
    }
}

static Object *iterator_iter(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *iterator_next(Runtime *rt, Object *self) {
    ArrayIterator *iterator = as_iterator(self);
    if (!iterator->array) {
        return NULL;
    }
    ArrayObject *array = array_of(iterator->array);
    if (iterator->position < array->length) {
        return array->code->get(rt, array_at(array, iterator->position++));
    }
    CLEAR_REF(rt, &iterator->array);
    return NULL;
}

static Object *iterator_reduce(Runtime *rt, Object *self) {
    const ArrayIterator *iterator = as_iterator(self);
    Object *function = module_builtin(rt, "iter"); /* borrowed */
    Object *target = iterator->array ? retain(iterator->array) : list_new(rt, 0);
    Object *args = function && target ? tuple_pack(rt, 1, target) : NULL;
    Object *number = args && iterator->array ? int_from_size(rt, iterator->position) : NULL;
    Object *result = NULL;
    if (args && !error_pending(rt)) {
        result =
            number ? tuple_pack(rt, 3, function, args, number) : tuple_pack(rt, 2, function, args);
    }
    release_nullable(rt, target);
    release_nullable(rt, args);
    release_nullable(rt, number);
    return result;
}

static Object *iterator_setstate(Runtime *rt, Object *self, Object *state) {
    int64_t number;
    if (!object_as_int64(rt, state, &number)) {
        return NULL;
    }
    ArrayIterator *iterator = as_iterator(self);
    if (iterator->array) {
        size_t length = array_of(iterator->array)->length;
        iterator->position = number < 0 ? 0 : base_min_size((size_t)number, length);
    }
    return retain(NONE);
}

static const MethodRow ITERATOR_METHODS[] = {
    METHOD_ROW_NOARGS("__reduce__", iterator_reduce, "Return state information for pickling."),
    METHOD_ROW_ONE("__setstate__", iterator_setstate, "Set state information for unpickling."),
    METHOD_ROW_END,
};

static const TypeSpec iterator_spec = {
    .slots =
        {
            .name = "array.arrayiterator",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(ArrayIterator),
            .dealloc = iterator_dealloc,
            .traverse = iterator_traverse,
            .iter = iterator_iter,
            .next = iterator_next,
        },
    .methods = ITERATOR_METHODS,
    .module = "array",
};

/* ---- the class and the module ---- */

static Object *get_typecode(Runtime *rt, Object *self) {
    return str_from_code_point(rt, (uint32_t)array_of(self)->code->letter);
}

static Object *get_itemsize(Runtime *rt, Object *self) {
    return int_from_int64(rt, array_of(self)->code->size);
}

static const AttributeRow ARRAY_ATTRIBUTES[] = {
    {"typecode", get_typecode, NULL, "the typecode character used to create the array"},
    {"itemsize", get_itemsize, NULL, "the size, in bytes, of one array item"},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec array_spec = {
    .slots =
        {
            .name = "array.array",
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_SEQUENCE | TYPE_FLAG_WEAKREFABLE |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ArrayObject),
            .dealloc = array_dealloc,
            .size = array_size,
            .new_instance = array_new_instance,
            .repr = array_repr,
            .hash = hash_not_implemented,
            .compare = array_compare,
            .iter = array_iter,
            .length = array_length,
            .get_item = array_get_item,
            .set_item = array_set_item,
            .contains = array_contains,
            .concat = array_concat,
            .repeat = array_repeat,
            .inplace_concat = array_inplace_concat,
            .inplace_repeat = array_inplace_repeat,
            .get_buffer = array_get_buffer,
            .release_buffer = array_release_buffer,
        },
    .methods = array_methods,
    .attributes = ARRAY_ATTRIBUTES,
    .doc = "array(typecode [, initializer]) -> array\n\n"
           "Return a new array whose items are restricted by typecode, and\n"
           "initialized from the optional initializer value, which must be a list,\n"
           "string or iterable over elements of the appropriate type.",
    .module = "array",
};

/* collections.abc.MutableSequence.register(array), where there is that module. */
static bool join_sequences(Runtime *rt, Object *type) {
    Object *name = str_from_cstring(rt, "_collections_abc");
    Object *module = name ? import_absolute(rt, name) : NULL;
    release_nullable(rt, name);
    if (!module) {
        return error_clear_if(rt, TYPE_IMPORT_ERROR);
    }
    Object *class = object_get_attr_cstring(rt, module, "MutableSequence");
    Object *result = class ? object_call_method_cstring(rt, class, "register", &type, 1) : NULL;
    release(rt, module);
    release_nullable(rt, class);
    release_nullable(rt, result);
    return result != NULL;
}

static bool array_populate(Runtime *rt, Object *dict) {
    ArrayState *state = array_state(rt);
    TypeObject *type = state ? type_register(rt, &array_spec, &state->array_type) : NULL;
    if (!type || !type_register(rt, &iterator_spec, &state->iterator_type) ||
        !dict_set_cstring(rt, dict, "array", (Object *)type) ||
        !dict_set_cstring(rt, dict, "ArrayType", (Object *)type) ||
        !join_sequences(rt, (Object *)type)) {
        return false;
    }
    return dict_set_cstring_stealing(rt, dict, "typecodes", str_from_cstring(rt, ARRAY_LETTERS));
}

const ModuleSpec array_module = {
    .name = "array",
    .doc = "This module defines an object type which can efficiently represent\n"
           "an array of basic values: characters, integers, floating point\n"
           "numbers.",
    .functions = array_functions,
    .populate = array_populate,
};
