/* marshal_write: values to bytes.
 *
 * From version 3 on, a value that others refer to as well is numbered when it is first written, and
 * later occurrences are references to the number; so shared and recursive values keep their form.
 */
#include "modules/marshal.h"
#include "object/bytes.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/byte_writer.h"
#include "types/int_view.h"
#include <stdio.h>
#include <string.h>

typedef struct Writer {
    ByteWriter bytes;
    int version;
    int depth;
    Object
        *numbers; /* dict: address to number, and keeps the values alive; NULL before version 3 */
} Writer;

static bool write_value(Runtime *rt, Writer *writer, Object *value);

static bool write_uint(Runtime *rt, Writer *writer, uint64_t value, size_t size) {
    return byte_writer_data(rt, &writer->bytes, &value, size);
}

static bool write_size(Runtime *rt, Writer *writer, size_t size) {
    if (size > INT32_MAX) {
        raise_value_error(rt, "unmarshallable object");
        return false;
    }
    return write_uint(rt, writer, size, 4);
}

static bool unmarshallable(Runtime *rt) {
    raise_value_error(rt, "unmarshallable object");
    return false;
}

/* ---- leaves ---- */

/* Digits of 15 bits. */
static bool write_long(Runtime *rt, Writer *writer, const IntView *view) {
    size_t bits = int_view_bits(view);
    int64_t digits = (int64_t)((bits + 14) / 15);
    if (digits > INT32_MAX) {
        return unmarshallable(rt);
    }
    bool done = write_uint(rt, writer, (uint32_t)(view->negative ? -digits : digits), 4);
    for (size_t at = 0; done && at < bits; at += 15) {
        size_t limb = at / 64, shift = at % 64;
        uint64_t digit = view->limbs[limb] >> shift;
        if (shift > 49 && limb + 1 < view->count) {
            digit |= view->limbs[limb + 1] << (64 - shift);
        }
        done = write_uint(rt, writer, digit & 0x7FFF, 2);
    }
    return done;
}

static bool write_int(Runtime *rt, Writer *writer, Object *value, uint8_t mark) {
    int overflow;
    int64_t number = int_as_int64(value, &overflow);
    if (!overflow && number >= INT32_MIN && number <= INT32_MAX) {
        return byte_writer_byte(rt, &writer->bytes, MARSHAL_INT | mark) &&
               write_uint(rt, writer, (uint32_t)number, 4);
    }
    IntView view;
    int_view_of(value, &view);
    return byte_writer_byte(rt, &writer->bytes, MARSHAL_LONG | mark) &&
           write_long(rt, writer, &view);
}

static bool write_float_text(Runtime *rt, Writer *writer, double number) {
    char text[32];
    int length = snprintf(text, sizeof text, "%.17g", number);
    return byte_writer_byte(rt, &writer->bytes, (uint8_t)length) &&
           byte_writer_data(rt, &writer->bytes, text, (size_t)length);
}

static bool write_doubles(Runtime *rt, Writer *writer, const double *numbers, size_t count,
                          uint8_t mark) {
    bool binary = writer->version > 1;
    uint8_t letter = count == 1 ? (binary ? MARSHAL_BINARY_FLOAT : MARSHAL_FLOAT)
                                : (binary ? MARSHAL_BINARY_COMPLEX : MARSHAL_COMPLEX);
    bool done = byte_writer_byte(rt, &writer->bytes, letter | mark);
    for (size_t i = 0; done && i < count; i++) {
        done = binary ? byte_writer_data(rt, &writer->bytes, &numbers[i], sizeof numbers[i])
                      : write_float_text(rt, writer, numbers[i]);
    }
    return done;
}

static bool write_text(Runtime *rt, Writer *writer, Object *text, uint8_t mark) {
    bool interned = str_is_interned(text);
    size_t length = str_length(text);
    if (writer->version >= 4 && str_is_ascii(text)) {
        bool is_short = length < 256;
        uint8_t letter = is_short ? (interned ? MARSHAL_SHORT_ASCII_INTERNED : MARSHAL_SHORT_ASCII)
                                  : (interned ? MARSHAL_ASCII_INTERNED : MARSHAL_ASCII);
        return byte_writer_byte(rt, &writer->bytes, letter | mark) &&
               (is_short ? write_uint(rt, writer, length, 1) : write_size(rt, writer, length)) &&
               byte_writer_data(rt, &writer->bytes, str_data(text), length);
    }
    Object *holder = NULL;
    size_t size;
    const char *data = str_utf8(rt, text, &size, &holder, true);
    uint8_t letter = writer->version >= 3 && interned ? MARSHAL_INTERNED : MARSHAL_UNICODE;
    bool done = data && byte_writer_byte(rt, &writer->bytes, letter | mark) &&
                write_size(rt, writer, size) && byte_writer_data(rt, &writer->bytes, data, size);
    release_nullable(rt, holder);
    return done;
}

static bool write_buffer(Runtime *rt, Writer *writer, Object *value, uint8_t mark) {
    BufferView view;
    if (!slots_of(rt, value)->get_buffer || !object_get_buffer(rt, value, &view, false)) {
        return error_clear_ordinary(rt) && unmarshallable(rt);
    }
    bool done = byte_writer_byte(rt, &writer->bytes, MARSHAL_BYTES | mark) &&
                write_size(rt, writer, view.size) &&
                byte_writer_data(rt, &writer->bytes, view.data, view.size);
    object_release_buffer(rt, &view);
    return done;
}

/* ---- containers ---- */

static bool write_tuple(Runtime *rt, Writer *writer, Object *tuple, uint8_t mark) {
    size_t length = tuple_length(tuple);
    bool is_small = writer->version >= 4 && length < 256;
    bool done = byte_writer_byte(rt, &writer->bytes,
                                 (is_small ? MARSHAL_SMALL_TUPLE : MARSHAL_TUPLE) | mark) &&
                (is_small ? write_uint(rt, writer, length, 1) : write_size(rt, writer, length));
    for (size_t i = 0; done && i < length; i++) {
        done = write_value(rt, writer, tuple_get(tuple, i));
    }
    return done;
}

static bool write_list(Runtime *rt, Writer *writer, Object *list, uint8_t mark) {
    size_t length = list_length(list);
    bool done =
        byte_writer_byte(rt, &writer->bytes, MARSHAL_LIST | mark) && write_size(rt, writer, length);
    for (size_t i = 0; done && i < length; i++) {
        done = write_value(rt, writer, list_get(list, i));
    }
    return done;
}

static bool write_dict(Runtime *rt, Writer *writer, Object *dict, uint8_t mark) {
    bool done = byte_writer_byte(rt, &writer->bytes, MARSHAL_DICT | mark);
    Object *key, *value;
    for (size_t position = 0; done && dict_next(dict, &position, &key, &value);) {
        done = write_value(rt, writer, key) && write_value(rt, writer, value);
    }
    return done && byte_writer_byte(rt, &writer->bytes, MARSHAL_NULL);
}

static int compare_bytes(Object *a, Object *b) {
    size_t size = bytes_length(a) < bytes_length(b) ? bytes_length(a) : bytes_length(b);
    int order = memcmp(bytes_data(a), bytes_data(b), size);
    return order ? order
                 : (bytes_length(a) > bytes_length(b)) - (bytes_length(a) < bytes_length(b));
}

/* The items in the order of their own bytes, so that equal sets give equal bytes. */
static NEW_REF Object *set_in_order(Runtime *rt, Writer *writer, Object *set) {
    Object *items = list_new(rt, set_length(set));
    Object *keys = items ? list_new(rt, set_length(set)) : NULL;
    Object *item;
    for (size_t position = 0; keys && set_next(set, &position, &item);) {
        Object *key = marshal_write(rt, item, writer->version);
        if (!key) {
            CLEAR_REF(rt, &keys);
            break;
        }
        size_t at = list_length(items);
        while (at > 0 && compare_bytes(list_get(keys, at - 1), key) > 0) {
            at--;
        }
        bool done = list_insert(rt, keys, at, key) && list_insert(rt, items, at, item);
        release(rt, key);
        if (!done) {
            CLEAR_REF(rt, &keys);
        }
    }
    if (!keys) {
        CLEAR_REF(rt, &items);
    }
    release_nullable(rt, keys);
    return items;
}

static bool write_set(Runtime *rt, Writer *writer, Object *set, uint8_t mark) {
    bool frozen = object_type_id(set) == TYPE_FROZENSET;
    Object *items = set_in_order(rt, writer, set);
    bool done =
        items &&
        byte_writer_byte(rt, &writer->bytes, (frozen ? MARSHAL_FROZENSET : MARSHAL_SET) | mark) &&
        write_size(rt, writer, list_length(items));
    for (size_t i = 0; done && i < list_length(items); i++) {
        done = write_value(rt, writer, list_get(items, i));
    }
    release_nullable(rt, items);
    return done;
}

/* ---- values ---- */

/* None, booleans and the like: 0 for others. */
static uint8_t constant_letter(Runtime *rt, Object *value) {
    if (value == (Object *)rt->type_objects[TYPE_STOP_ITERATION]) {
        return MARSHAL_STOP_ITERATION;
    }
    return value == NONE           ? MARSHAL_NONE
           : value == FALSE_OBJECT ? MARSHAL_FALSE
           : value == TRUE_OBJECT  ? MARSHAL_TRUE
           : value == ELLIPSIS     ? MARSHAL_ELLIPSIS
                                   : 0;
}

/* 1: written as a reference; 0: to be written, with *mark; -1: error. */
static int write_reference(Runtime *rt, Writer *writer, Object *value, uint8_t *mark) {
    *mark = 0;
    if (!writer->numbers || value->refs == 1) {
        return 0;
    }
    Object *address = int_from_size(rt, (size_t)(uintptr_t)value);
    Object *known = address ? dict_get(rt, writer->numbers, address) : NULL;
    int result = error_pending(rt) ? -1 : 0;
    if (known) {
        int64_t number = int_small_value(tuple_get(known, 0));
        bool done = byte_writer_byte(rt, &writer->bytes, MARSHAL_REFERENCE) &&
                    write_uint(rt, writer, (uint64_t)number, 4);
        result = done ? 1 : -1;
    } else if (result == 0) {
        *mark = MARSHAL_NUMBERED;
        Object *number = int_from_size(rt, dict_length(writer->numbers));
        Object *entry = number ? tuple_pack(rt, 2, number, value) : NULL;
        result = entry && dict_set(rt, writer->numbers, address, entry) ? 0 : -1;
        release_nullable(rt, entry);
        release_nullable(rt, number);
    }
    release_nullable(rt, address);
    return result;
}

static bool write_by_type(Runtime *rt, Writer *writer, Object *value, uint8_t mark) {
    switch (object_type_id(value)) {
    case TYPE_INT:
        return write_int(rt, writer, value, mark);
    case TYPE_FLOAT:
        return write_doubles(rt, writer, &((FloatObject *)value)->value, 1, mark);
    case TYPE_COMPLEX: {
        const double parts[] = {((ComplexObject *)value)->real, ((ComplexObject *)value)->imag};
        return write_doubles(rt, writer, parts, 2, mark);
    }
    case TYPE_STR:
        return write_text(rt, writer, value, mark);
    case TYPE_TUPLE:
        return write_tuple(rt, writer, value, mark);
    case TYPE_LIST:
        return write_list(rt, writer, value, mark);
    case TYPE_DICT:
        return write_dict(rt, writer, value, mark);
    case TYPE_SET:
    case TYPE_FROZENSET:
        return write_set(rt, writer, value, mark);
    default:
        return write_buffer(rt, writer, value, mark);
    }
}

static bool write_value(Runtime *rt, Writer *writer, Object *value) {
    uint8_t letter = constant_letter(rt, value);
    if (letter) {
        return byte_writer_byte(rt, &writer->bytes, letter);
    }
    if (writer->depth >= MARSHAL_DEPTH_MAX) {
        raise_value_error(rt, "object too deeply nested to marshal");
        return false;
    }
    if (!recursion_enter(rt, " while marshalling an object")) {
        return false;
    }
    uint8_t mark;
    int known = write_reference(rt, writer, value, &mark);
    writer->depth++;
    bool done = known > 0 || (known == 0 && write_by_type(rt, writer, value, mark));
    writer->depth--;
    recursion_leave(rt);
    return done;
}

Object *marshal_write(Runtime *rt, Object *value, int version) {
    Writer writer = {.version = version};
    byte_writer_init(&writer.bytes);
    if (version >= 3) {
        writer.numbers = dict_new(rt);
        if (!writer.numbers) {
            return NULL;
        }
    }
    bool done = write_value(rt, &writer, value);
    release_nullable(rt, writer.numbers);
    if (!done) {
        byte_writer_abandon(rt, &writer.bytes);
        return NULL;
    }
    return byte_writer_finish(rt, &writer.bytes);
}
