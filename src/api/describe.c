/* describe: builtin values as their repr would show them, cut; of other objects the class and the
 * attributes. Depth and numbers of items are bounded, so are the texts. */
#include "api/describe.h"

#include "base/double_text.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/shape.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/range.h"
#include "vm/function.h"
#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 3, ITEMS_MAX = 8, CHARS_MAX = 60, BITS_MAX = 2048 };

/* ---- texts ---- */

DescribeText describe_open(char *room, size_t size) {
    return (DescribeText){room, room, room + size - 4, false};
}

const char *describe_close(DescribeText *text) {
    strcpy(text->at, text->is_cut ? "\xE2\x80\xA6" : "");
    return text->start;
}

static void put(DescribeText *text, const char *chars, size_t length) {
    if (text->is_cut || (size_t)(text->end - text->at) < length) {
        text->is_cut = true;
        return;
    }
    memcpy(text->at, chars, length);
    text->at += length;
}

void describe_put(DescribeText *text, const char *chars) {
    put(text, chars, strlen(chars));
}

static void put_code_point(DescribeText *text, uint32_t point) {
    char bytes[4];
    size_t length;
    if (point < 0x80) {
        bytes[0] = (char)point;
        length = 1;
    } else if (point < 0x800) {
        bytes[0] = (char)(0xC0 | point >> 6);
        bytes[1] = (char)(0x80 | (point & 63));
        length = 2;
    } else if (point < 0x10000) {
        bytes[0] = (char)(0xE0 | point >> 12);
        bytes[1] = (char)(0x80 | (point >> 6 & 63));
        bytes[2] = (char)(0x80 | (point & 63));
        length = 3;
    } else {
        bytes[0] = (char)(0xF0 | point >> 18);
        bytes[1] = (char)(0x80 | (point >> 12 & 63));
        bytes[2] = (char)(0x80 | (point >> 6 & 63));
        bytes[3] = (char)(0x80 | (point & 63));
        length = 4;
    }
    put(text, bytes, length);
}

/* One character of a quoted text; no surrogate gets into UTF-8. */
static void put_escaped(DescribeText *text, uint32_t point) {
    char escape[16];
    switch (point) {
    case '\n':
        describe_put(text, "\\n");
        return;
    case '\t':
        describe_put(text, "\\t");
        return;
    case '\r':
        describe_put(text, "\\r");
        return;
    case '\\':
    case '\'':
        describe_put(text, "\\");
        break;
    default:
        if (point < 32 || point == 127 || (point >= 0xD800 && point < 0xE000)) {
            snprintf(escape, sizeof escape, point < 256 ? "\\x%02x" : "\\u%04x", (unsigned)point);
            describe_put(text, escape);
            return;
        }
    }
    put_code_point(text, point);
}

void describe_put_str(DescribeText *text, const Object *str) {
    for (size_t i = 0; str && i < str_length(str) && !text->is_cut; i++) {
        uint32_t point = str_at(str, i);
        if (point < 32 || (point >= 0xD800 && point < 0xE000)) {
            put_escaped(text, point);
        } else {
            put_code_point(text, point);
        }
    }
}

/* ---- values ---- */

static void put_object(Runtime *rt, DescribeText *text, Object *object, unsigned depth);

static void put_int64(DescribeText *text, int64_t number) {
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    describe_put(text, digits);
}

static void put_float(DescribeText *text, double number) {
    char digits[DOUBLE_REPR_SIZE];
    double_repr(number, digits);
    describe_put(text, digits);
}

/* By its own repr, which runs nothing: for exact builtin types. */
static void put_repr(Runtime *rt, DescribeText *text, Object *object) {
    Object *repr = object_repr(rt, object);
    if (!repr) {
        error_clear(rt);
        describe_put(text, "?");
        return;
    }
    describe_put_str(text, repr);
    release(rt, repr);
}

static void put_int(Runtime *rt, DescribeText *text, Object *number) {
    int overflow;
    int64_t small = int_as_int64(number, &overflow);
    if (!overflow) {
        put_int64(text, small);
        return;
    }
    int64_t limbs = ((const BigIntObject *)number)->signed_count;
    limbs = limbs < 0 ? -limbs : limbs;
    if (limbs * 64 <= BITS_MAX) {
        put_repr(rt, text, number);
        return;
    }
    char words[48];
    snprintf(words, sizeof words, "<int of %lld bytes>", (long long)limbs * 8);
    describe_put(text, words);
}

static void put_quoted(DescribeText *text, const Object *str) {
    size_t length = str_length(str);
    describe_put(text, "'");
    for (size_t i = 0; i < length && i < CHARS_MAX; i++) {
        put_escaped(text, str_at(str, i));
    }
    describe_put(text, length > CHARS_MAX ? "\xE2\x80\xA6'" : "'");
}

static void put_bytes(DescribeText *text, const Object *bytes) {
    size_t length = bytes_length(bytes);
    describe_put(text, "b'");
    for (size_t i = 0; i < length && i < CHARS_MAX; i++) {
        uint8_t byte = bytes_data(bytes)[i];
        char escape[8];
        if (byte < 127) {
            put_escaped(text, byte);
        } else {
            snprintf(escape, sizeof escape, "\\x%02x", byte);
            describe_put(text, escape);
        }
    }
    describe_put(text, length > CHARS_MAX ? "\xE2\x80\xA6'" : "'");
}

static void put_items(Runtime *rt, DescribeText *text, Object *const *items, size_t count,
                      unsigned depth) {
    for (size_t i = 0; i < count && i < ITEMS_MAX; i++) {
        describe_put(text, i ? ", " : "");
        put_object(rt, text, items[i], depth + 1);
    }
    describe_put(text, count > ITEMS_MAX ? ", \xE2\x80\xA6" : "");
}

static void put_list(Runtime *rt, DescribeText *text, const Object *list, unsigned depth) {
    describe_put(text, "[");
    put_items(rt, text, ((const ListObject *)list)->items, list_length(list), depth);
    describe_put(text, "]");
}

static void put_tuple(Runtime *rt, DescribeText *text, Object *tuple, unsigned depth) {
    describe_put(text, "(");
    put_items(rt, text, tuple_items(tuple), tuple_length(tuple), depth);
    describe_put(text, tuple_length(tuple) == 1 ? ",)" : ")");
}

static void put_set(Runtime *rt, DescribeText *text, const Object *set, unsigned depth) {
    size_t position = 0;
    size_t count = 0;
    Object *item;
    if (!set_length(set)) {
        describe_put(text, object_type_id(set) == TYPE_SET ? "set()" : "frozenset()");
        return;
    }
    describe_put(text, object_type_id(set) == TYPE_SET ? "{" : "frozenset({");
    while (count < ITEMS_MAX && set_next(set, &position, &item)) {
        describe_put(text, count++ ? ", " : "");
        put_object(rt, text, item, depth + 1);
    }
    describe_put(text, set_length(set) > ITEMS_MAX ? ", \xE2\x80\xA6" : "");
    describe_put(text, object_type_id(set) == TYPE_SET ? "}" : "})");
}

static void put_dict(Runtime *rt, DescribeText *text, const Object *dict, unsigned depth) {
    size_t position = 0;
    size_t count = 0;
    Object *key, *value;
    describe_put(text, "{");
    while (count < ITEMS_MAX && dict_next(dict, &position, &key, &value)) {
        describe_put(text, count++ ? ", " : "");
        put_object(rt, text, key, depth + 1);
        describe_put(text, ": ");
        put_object(rt, text, value, depth + 1);
    }
    describe_put(text, dict_length(dict) > ITEMS_MAX ? ", \xE2\x80\xA6}" : "}");
}

static void put_attributes(Runtime *rt, DescribeText *text, Object *instance, unsigned depth) {
    bool is_dict = shape_is_dict(rt, ((const Instance *)instance)->shape_id);
    Object *dict = is_dict ? instance_dict(rt, instance) : NULL;
    if (is_dict && !dict) {
        error_clear(rt);
        return;
    }
    size_t dict_position = 0;
    uint32_t position = 0;
    Object *name, *value;
    for (size_t i = 0; dict ? dict_next(dict, &dict_position, &name, &value)
                            : instance_next(rt, instance, &position, &name, &value);
         i++) {
        if (i == ITEMS_MAX) {
            describe_put(text, " \xE2\x80\xA6");
            return;
        }
        describe_put(text, " ");
        describe_put_str(text, object_type_id(name) == TYPE_STR ? name : NULL);
        describe_put(text, "=");
        put_object(rt, text, value, depth + 1);
    }
}

static void put_named(DescribeText *text, const char *kind, const Object *name) {
    describe_put(text, "<");
    describe_put(text, kind);
    describe_put(text, " ");
    describe_put_str(text, name && object_type_id(name) == TYPE_STR ? name : NULL);
    describe_put(text, ">");
}

/* ValueError('text') */
static void put_exception(Runtime *rt, DescribeText *text, Object *exception, unsigned depth) {
    Object *args = ((ExceptionObject *)exception)->args;
    describe_put(text, slots_of(rt, exception)->name);
    describe_put(text, "(");
    if (args && object_type_id(args) == TYPE_TUPLE) {
        put_items(rt, text, tuple_items(args), tuple_length(args), depth);
    }
    describe_put(text, ")");
}

/* What is no builtin value: the class, and the attributes of an instance. */
static void put_other(Runtime *rt, DescribeText *text, Object *object, unsigned depth) {
    uint32_t flags = slots_of(rt, object)->flags;
    if (flags & TYPE_FLAG_EXCEPTION_SUBCLASS) {
        put_exception(rt, text, object, depth);
    } else if (flags & TYPE_FLAG_TYPE_SUBCLASS) {
        put_named(text, "class", ((const TypeObject *)object)->name);
    } else {
        describe_put(text, "<");
        describe_put(text, slots_of(rt, object)->name);
        if (flags & TYPE_FLAG_SHAPED) {
            put_attributes(rt, text, object, depth);
        }
        describe_put(text, ">");
    }
}

static bool is_container(uint32_t type_id) {
    return type_id == TYPE_LIST || type_id == TYPE_TUPLE || type_id == TYPE_DICT ||
           type_id == TYPE_SET || type_id == TYPE_FROZENSET;
}

static void put_object(Runtime *rt, DescribeText *text, Object *object, unsigned depth) {
    uint32_t type_id = object_type_id(object);
    if (text->is_cut) {
        return;
    }
    if (depth >= DEPTH_MAX &&
        (is_container(type_id) || (slots_of(rt, object)->flags & TYPE_FLAG_SHAPED))) {
        describe_put(text, "\xE2\x80\xA6");
        return;
    }
    switch (type_id) {
    case TYPE_INT:
        put_int(rt, text, object);
        break;
    case TYPE_FLOAT:
    case TYPE_COMPLEX:
    case TYPE_BOOL:
    case TYPE_NONE:
    case TYPE_RANGE:
        put_repr(rt, text, object);
        break;
    case TYPE_STR:
        put_quoted(text, object);
        break;
    case TYPE_BYTES:
        put_bytes(text, object);
        break;
    case TYPE_LIST:
        put_list(rt, text, object, depth);
        break;
    case TYPE_TUPLE:
        put_tuple(rt, text, object, depth);
        break;
    case TYPE_SET:
    case TYPE_FROZENSET:
        put_set(rt, text, object, depth);
        break;
    case TYPE_DICT:
        put_dict(rt, text, object, depth);
        break;
    case TYPE_FUNCTION:
        put_named(text, "function",
                  ((const CodeObject *)((const FunctionObject *)object)->code)->qualname);
        break;
    default:
        put_other(rt, text, object, depth);
    }
}

void describe_value(Runtime *rt, DescribeText *text, Value value) {
    if (value_is_object(value)) {
        put_object(rt, text, value_as_object(value), 0);
    } else if (value_is_int(value)) {
        put_int64(text, value_as_int(value));
    } else if (value_is_float(value)) {
        put_float(text, value_as_float(value));
    }
}
