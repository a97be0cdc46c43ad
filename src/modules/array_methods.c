/* array_methods: methods of array.array, and _array_reconstructor for pickles. */
#include "modules/array_object.h"
#include "modules/struct_value.h"

#include "object/arguments.h"
#include "object/budget.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/tuple.h"
#include <string.h>

/* ---- items ---- */

static Object *array_append(Runtime *rt, Object *self, Object *value) {
    return array_append_value(rt, self, value) ? retain(NONE) : NULL;
}

static Object *array_extend(Runtime *rt, Object *self, Object *iterable) {
    return array_extend_with(rt, self, iterable) ? retain(NONE) : NULL;
}

static Object *array_insert(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    int64_t idx;
    uint8_t item[8];
    ArrayObject *array = array_of(self);
    if (!object_as_int64(rt, args[0], &idx) || !array->code->set(rt, item, args[1])) {
        return NULL;
    }
    int64_t length = (int64_t)array->length;
    idx += idx < 0 ? length : 0;
    idx = idx < 0 ? 0 : idx > length ? length : idx;
    if (!array_shift(rt, self, (size_t)idx, 1)) {
        return NULL;
    }
    memcpy(array_at(array, (size_t)idx), item, array->code->size);
    return retain(NONE);
}

static Object *array_pop(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t idx = -1;
    const ArrayObject *array = array_of(self);
    if (count > 0 && !object_as_int64(rt, args[0], &idx)) {
        return NULL;
    }
    if (array->length == 0) {
        return raise_index_error(rt, "pop from empty array");
    }
    idx += idx < 0 ? (int64_t)array->length : 0;
    if (idx < 0 || idx >= (int64_t)array->length) {
        return raise_index_error(rt, "pop index out of range");
    }
    Object *value = array->code->get(rt, array_at(array, (size_t)idx));
    if (value && !array_shift(rt, self, (size_t)idx, -1)) {
        CLEAR_REF(rt, &value);
    }
    return value;
}

/* The first position >= start and < stop of value; -1: none; -2: an error. */
static int64_t find(Runtime *rt, Object *self, Object *value, size_t start, size_t stop) {
    for (size_t i = start; i < stop && i < array_of(self)->length; i++) {
        Object *item = array_of(self)->code->get(rt, array_at(array_of(self), i));
        int same = item ? object_equals(rt, item, value) : -1;
        release_nullable(rt, item);
        if (same < 0) {
            return -2;
        }
        if (same) {
            return (int64_t)i;
        }
    }
    return -1;
}

static Object *array_count(Runtime *rt, Object *self, Object *value) {
    size_t found = 0;
    int64_t idx = -1;
    while ((idx = find(rt, self, value, (size_t)(idx + 1), SIZE_MAX)) >= 0) {
        found++;
    }
    return idx == -1 ? int_from_size(rt, found) : NULL;
}

static bool bound(Runtime *rt, Object *argument, size_t length, size_t *out) {
    int64_t idx;
    if (!object_as_index_clipped(rt, argument, &idx)) {
        return false;
    }
    idx += idx < 0 ? (int64_t)length : 0;
    *out = idx < 0 ? 0 : (size_t)idx;
    return true;
}

static Object *array_index(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t start = 0, stop = SIZE_MAX, length = array_of(self)->length;
    if ((count > 1 && !bound(rt, args[1], length, &start)) ||
        (count > 2 && !bound(rt, args[2], length, &stop))) {
        return NULL;
    }
    int64_t idx = find(rt, self, args[0], start, stop);
    return idx >= 0    ? int_from_int64(rt, idx)
           : idx == -1 ? raise_value_error(rt, "array.index(x): x not in array")
                       : NULL;
}

static Object *array_remove(Runtime *rt, Object *self, Object *value) {
    int64_t idx = find(rt, self, value, 0, SIZE_MAX);
    if (idx == -1) {
        return raise_value_error(rt, "array.remove(x): x not in array");
    }
    return idx >= 0 && array_shift(rt, self, (size_t)idx, -1) ? retain(NONE) : NULL;
}

static Object *array_reverse(Runtime *rt, Object *self) {
    ArrayObject *array = array_of(self);
    size_t size = array->code->size;
    if (!budget_spend_whole(rt, array->length / 16)) {
        return NULL;
    }
    for (size_t low = 0, high = array->length; low + 1 < high; low++) {
        uint8_t item[8];
        high--;
        memcpy(item, array_at(array, low), size);
        memcpy(array_at(array, low), array_at(array, high), size);
        memcpy(array_at(array, high), item, size);
    }
    return retain(NONE);
}

static Object *array_byteswap(Runtime *rt, Object *self) {
    ArrayObject *array = array_of(self);
    size_t size = array->code->size;
    if (!budget_spend_whole(rt, array->length / 8)) {
        return NULL;
    }
    for (size_t i = 0; i < array->length; i++) {
        uint8_t *item = array_at(array, i);
        for (size_t low = 0, high = size - 1; low < high; low++, high--) {
            uint8_t byte = item[low];
            item[low] = item[high];
            item[high] = byte;
        }
    }
    return retain(NONE);
}

/* ---- conversions ---- */

static Object *array_tobytes(Runtime *rt, Object *self) {
    const ArrayObject *array = array_of(self);
    return bytes_from_data(rt, array->items, array->length * array->code->size);
}

static Object *array_frombytes(Runtime *rt, Object *self, Object *argument) {
    BufferView view;
    if (!slots_of(rt, argument)->get_buffer) {
        return raise_type_error(rt, "a bytes-like object is required, not '%T'", argument);
    }
    if (!object_get_buffer(rt, argument, &view, false)) {
        return NULL;
    }
    bool done = false;
    if (view.item_size > 1) {
        raise_type_error(rt, "a bytes-like object is required");
    } else if (view.size % array_of(self)->code->size) {
        raise_value_error(rt, "bytes length not a multiple of item size");
    } else {
        done = array_append_bytes(rt, self, view.data, view.size);
    }
    object_release_buffer(rt, &view);
    return done ? retain(NONE) : NULL;
}

static Object *array_fromlist(Runtime *rt, Object *self, Object *list) {
    if (!type_is_list(rt, list)) {
        return raise_type_error(rt, "arg must be list");
    }
    size_t before = array_of(self)->length, count = list_length(list);
    for (size_t i = 0; i < count; i++) {
        bool done = i < list_length(list);
        if (done) {
            Object *item = retain(list_get(list, i));
            done = array_append_value(rt, self, item);
            release(rt, item);
        }
        if (done && list_length(list) != count) {
            raise_runtime_error(rt, "list changed size during iteration");
            done = false;
        }
        if (!done) {
            Object *error = error_take(rt);
            if (array_of(self)->length > before) { /* converting an item may have shortened it */
                array_resize(rt, self, before);
            }
            error_clear(rt);
            error_set(rt, error);
            return NULL;
        }
    }
    return retain(NONE);
}

static Object *array_fromfile(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    int64_t wanted;
    size_t size = array_of(self)->code->size, bytes_wanted;
    if (!object_as_int64(rt, args[1], &wanted)) {
        return NULL;
    }
    if (wanted < 0) {
        return raise_value_error(rt, "negative count");
    }
    if (!base_multiply_size((size_t)wanted, size, &bytes_wanted) || bytes_wanted > INT64_MAX) {
        return error_no_memory(rt);
    }
    Object *number = int_from_size(rt, bytes_wanted);
    Object *bytes = number ? object_call_method_cstring(rt, args[0], "read", &number, 1) : NULL;
    release_nullable(rt, number);
    if (!bytes) {
        return NULL;
    }
    Object *result = NULL;
    if (!type_is_bytes(rt, bytes)) {
        raise_type_error(rt, "read() didn't return bytes");
    } else {
        bool enough = bytes_length(bytes) == bytes_wanted;
        result = array_frombytes(rt, self, bytes);
        if (result && !enough) {
            CLEAR_REF(rt, &result);
            raise_format(rt, TYPE_EOF_ERROR, "read() didn't return enough bytes");
        }
    }
    release(rt, bytes);
    return result;
}

static Object *array_tofile(Runtime *rt, Object *self, Object *file) {
    enum { PIECE = 64 * 1024 };
    const ArrayObject *array = array_of(self);
    for (size_t at = 0;; at += PIECE) {
        size_t total = array->length * array->code->size; /* write() may change it */
        if (at >= total) {
            return retain(NONE);
        }
        Object *bytes = bytes_from_data(rt, array->items + at, base_min_size(PIECE, total - at));
        Object *result = bytes ? object_call_method_cstring(rt, file, "write", &bytes, 1) : NULL;
        release_nullable(rt, bytes);
        if (!result) {
            return NULL;
        }
        release(rt, result);
    }
}

static Object *array_tounicode(Runtime *rt, Object *self) {
    const ArrayObject *array = array_of(self);
    if (array->code->letter != 'u') {
        return raise_value_error(rt, "tounicode() may only be called on unicode type arrays");
    }
    const uint32_t *points = (const uint32_t *)(const void *)array->items;
    for (size_t i = 0; i < array->length; i++) {
        if (points[i] > 0x10FFFF) {
            return raise_value_error(rt, "character U+%x is not in range [U+0000; U+10ffff]",
                                     points[i]);
        }
    }
    return str_from_ucs4(rt, points, array->length);
}

static Object *array_fromunicode(Runtime *rt, Object *self, Object *text) {
    if (!type_is_str(rt, text)) {
        return raise_type_error(rt, "fromunicode() argument must be str, not %T", text);
    }
    ArrayObject *array = array_of(self);
    if (array->code->letter != 'u') {
        return raise_value_error(rt, "fromunicode() may only be called on unicode type arrays");
    }
    size_t before = array->length;
    if (!array_resize(rt, self, before + str_length(text))) {
        return NULL;
    }
    for (size_t i = 0; i < str_length(text); i++) {
        uint32_t code_point = str_at(text, i);
        memcpy(array_at(array, before + i), &code_point, sizeof code_point);
    }
    return retain(NONE);
}

static Object *array_buffer_info(Runtime *rt, Object *self) {
    const ArrayObject *array = array_of(self);
    Object *pair[2] = {int_from_uint64(rt, (uintptr_t)array->items),
                       int_from_size(rt, array->length)};
    Object *result = pair[0] && pair[1] ? tuple_from_array(rt, pair, 2) : NULL;
    release_nullable(rt, pair[0]);
    release_nullable(rt, pair[1]);
    return result;
}

static Object *array_sizeof(Runtime *rt, Object *self) {
    return int_from_size(rt, slots_of(rt, self)->size(rt, self));
}

/* ---- copies ---- */

static Object *array_copy(Runtime *rt, Object *self) {
    Object *result = array_new(rt, array_state(rt)->array_type, array_of(self)->code, 0);
    if (result && !array_extend_with(rt, result, self)) {
        CLEAR_REF(rt, &result);
    }
    return result;
}

static Object *array_deepcopy(Runtime *rt, Object *self, Object *memo) {
    (void)memo;
    return array_copy(rt, self);
}

/* How pickles name the format of items, so that other machines can read them. */
static const struct {
    char letter;
    int8_t little; /* the number of its little-endian format; the next one is big-endian */
} MACHINE_FORMATS[] = {
    {'B', 0},  {'b', 1},  {'H', 2},  {'h', 4},  {'I', 6},  {'i', 8},  {'L', 10},
    {'l', 12}, {'Q', 10}, {'q', 12}, {'f', 14}, {'d', 16}, {'u', 20},
};

static int machine_format(char letter) {
    for (size_t i = 0; i < COUNT_OF(MACHINE_FORMATS); i++) {
        if (MACHINE_FORMATS[i].letter == letter) {
            return MACHINE_FORMATS[i].little;
        }
    }
    return -1;
}

/* Protocols before 3: (class, (typecode, list), dict); then (reconstructor, (class, typecode,
 * format, bytes), dict). */
static Object *array_reduce_ex(Runtime *rt, Object *self, Object *argument) {
    int64_t protocol;
    if (!type_is_int(rt, argument)) {
        return raise_type_error(rt, "__reduce_ex__ argument should be an integer");
    }
    if (!object_as_int64(rt, argument, &protocol)) {
        return NULL;
    }
    const ArrayObject *array = array_of(self);
    Object *type = (Object *)type_of(rt, self);
    Object *own = object_get_dict(rt, self, false);
    Object *state = own ? own : NONE;
    Object *letter = type ? str_from_code_point(rt, (uint32_t)array->code->letter) : NULL;
    Object *function, *content, *args = NULL, *result = NULL;
    if (protocol < 3) {
        function = retain(type);
        content = letter ? array_to_list(rt, self) : NULL;
        args = content ? tuple_pack(rt, 2, letter, content) : NULL;
    } else {
        Object *name = str_from_cstring(rt, "array");
        Object *module = name ? dict_get(rt, rt->modules, name) : NULL;
        release_nullable(rt, name);
        function = module ? object_get_attr_cstring(rt, module, "_array_reconstructor") : NULL;
        content = function && letter ? array_tobytes(rt, self) : NULL;
        Object *format = content ? int_from_int64(rt, machine_format(array->code->letter)) : NULL;
        args = format ? tuple_pack(rt, 4, type, letter, format, content) : NULL;
        release_nullable(rt, format);
    }
    result = args && function ? tuple_pack(rt, 3, function, args, state) : NULL;
    release_nullable(rt, function);
    release_nullable(rt, letter);
    release_nullable(rt, content);
    release_nullable(rt, args);
    return result;
}

const MethodRow array_methods[] = {
    METHOD_ROW_ONE("append", array_append, "Append new value v to the end of the array."),
    METHOD_ROW_NOARGS("buffer_info", array_buffer_info,
                      "Return a tuple (address, length) giving the current memory address and the "
                      "length in items of the buffer used to hold array's contents."),
    METHOD_ROW_NOARGS("byteswap", array_byteswap, "Byteswap all items of the array."),
    METHOD_ROW_NOARGS("__copy__", array_copy, "Return a copy of the array."),
    METHOD_ROW_ONE("count", array_count, "Return number of occurrences of v in the array."),
    METHOD_ROW_ONE("__deepcopy__", array_deepcopy, "Return a copy of the array."),
    METHOD_ROW_ONE("extend", array_extend, "Append items to the end of the array."),
    METHOD_ROW_POSITIONAL("fromfile", array_fromfile, 2, 2,
                          "Read n objects from the file object f and append them to the end of "
                          "the array."),
    METHOD_ROW_ONE("fromlist", array_fromlist, "Append items to array from list."),
    METHOD_ROW_ONE("frombytes", array_frombytes,
                   "Appends items from the string, interpreting it as an array of machine values."),
    METHOD_ROW_ONE("fromunicode", array_fromunicode,
                   "Extends this array with data from the unicode string ustr."),
    METHOD_ROW_POSITIONAL("index", array_index, 1, 3,
                          "Return index of first occurrence of v in the array."),
    METHOD_ROW_POSITIONAL("insert", array_insert, 2, 2,
                          "Insert a new item v into the array before position i."),
    METHOD_ROW_POSITIONAL("pop", array_pop, 0, 1,
                          "Return the i-th element and delete it from the array."),
    METHOD_ROW_ONE("__reduce_ex__", array_reduce_ex, "Return state information for pickling."),
    METHOD_ROW_ONE("remove", array_remove, "Remove the first occurrence of v in the array."),
    METHOD_ROW_NOARGS("reverse", array_reverse, "Reverse the order of the items in the array."),
    METHOD_ROW_ONE("tofile", array_tofile, "Write all items to the file object f."),
    METHOD_ROW_NOARGS("tolist", array_to_list,
                      "Convert array to an ordinary list with the same items."),
    METHOD_ROW_NOARGS("tobytes", array_tobytes,
                      "Convert the array to an array of machine values and return the bytes "
                      "representation."),
    METHOD_ROW_NOARGS("tounicode", array_tounicode, "Extract the items as a str."),
    METHOD_ROW_NOARGS("__sizeof__", array_sizeof, "Size of the array in memory, in bytes."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

/* ---- _array_reconstructor ---- */

/* Formats 2n and 2n + 1 are the little-endian and the big-endian one of a pair, but for the first
 * two, which are single bytes. */
static const struct {
    StructKind kind;
    uint8_t size;
} PAIRS[] = {{STRUCT_UNSIGNED, 1}, {STRUCT_UNSIGNED, 2}, {STRUCT_SIGNED, 2},
             {STRUCT_UNSIGNED, 4}, {STRUCT_SIGNED, 4},   {STRUCT_UNSIGNED, 8},
             {STRUCT_SIGNED, 8},   {STRUCT_FLOAT, 4},    {STRUCT_FLOAT, 8}};
static const char *const TEXT_CODECS[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
enum {
    FIRST_TEXT = 2 * (int)COUNT_OF(PAIRS),
    FORMAT_COUNT = FIRST_TEXT + (int)COUNT_OF(TEXT_CODECS)
};

static NEW_REF Object *decode_text(Runtime *rt, int64_t format, Object *bytes) {
    Object *name = str_from_cstring(rt, TEXT_CODECS[format - FIRST_TEXT]);
    Object *text = name ? object_call_method_cstring(rt, bytes, "decode", &name, 1) : NULL;
    release_nullable(rt, name);
    return text;
}

static NEW_REF Object *unpack_numbers(Runtime *rt, int64_t format, Object *bytes) {
    StructLayout layout = {.big_endian = format > 1 && format % 2};
    StructField field = {.count = 1,
                         .kind = format == 1 ? STRUCT_SIGNED : PAIRS[format / 2].kind,
                         .size = PAIRS[format / 2].size};
    if (bytes_length(bytes) % field.size) {
        return raise_value_error(rt, "bytes length not a multiple of item size");
    }
    Object *list = list_new(rt, 0);
    for (size_t at = 0; list && at < bytes_length(bytes); at += field.size) {
        Object *value = struct_value_unpack(rt, &layout, &field, bytes_data(bytes) + at);
        if (!value || !list_append_stealing(rt, list, value)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static bool check_reconstruction(Runtime *rt, Object *const *args, int64_t *format) {
    if (!type_is_type(rt, args[0])) {
        raise_type_error(rt, "first argument must be a type object, not %T", args[0]);
    } else if (!type_is_subtype((TypeObject *)args[0],
                                type_object(rt, array_state(rt)->array_type))) {
        raise_type_error(rt, "%N is not a subtype of array.array", (TypeObject *)args[0]);
    } else if (!type_is_str(rt, args[1]) || str_length(args[1]) != 1) {
        raise_type_error(rt,
                         "_array_reconstructor() argument 2 must be a unicode character, "
                         "not %T",
                         args[1]);
    } else if (!array_item_code(str_at(args[1], 0))) {
        raise_value_error(rt, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    } else if (object_as_int64(rt, args[2], format)) {
        if (*format < 0 || *format >= FORMAT_COUNT) {
            raise_value_error(rt, "third argument must be a valid machine format code.");
        } else if (!type_is_bytes(rt, args[3])) {
            raise_type_error(rt, "fourth argument should be bytes, not %T", args[3]);
        }
    }
    return !error_pending(rt);
}

/* _array_reconstructor(class, typecode, format, bytes) */
static Object *array_reconstructor(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    int64_t format;
    if (!check_reconstruction(rt, args, &format)) {
        return NULL;
    }
    const ArrayCode *code = array_item_code(str_at(args[1], 0));
    Object *values = machine_format(code->letter) == format && code->letter != 'u' ? retain(args[3])
                     : format >= FIRST_TEXT ? decode_text(rt, format, args[3])
                                            : unpack_numbers(rt, format, args[3]);
    Object *both[2] = {args[1], values};
    Object *result = values ? object_call(rt, args[0], both, 2, NULL) : NULL;
    release_nullable(rt, values);
    return result;
}

const MethodRow array_functions[] = {
    METHOD_ROW_POSITIONAL("_array_reconstructor", array_reconstructor, 4, 4,
                          "Internal. Used for pickling support."),
    METHOD_ROW_END,
};
