/* marshal_read: bytes to values. Any bytes may come: every size is checked against what is left. */
#include "modules/marshal.h"
#include "object/bytes.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/float_text.h"
#include "types/int_view.h"
#include <string.h>

typedef struct Reader {
    const uint8_t *at, *end;
    int depth;
    Object *numbered; /* list of values that references may name; None: not complete yet */
} Reader;

static Object *read_value(Runtime *rt, Reader *reader, bool *is_null);

static void *too_short(Runtime *rt) {
    return raise_format(rt, TYPE_EOF_ERROR, "marshal data too short");
}

static void *bad_data(Runtime *rt, const char *what) {
    return raise_value_error(rt, "bad marshal data (%s)", what);
}

/* The next size bytes, NULL with the error pending. */
static const uint8_t *take(Runtime *rt, Reader *reader, size_t size) {
    if ((size_t)(reader->end - reader->at) < size) {
        return too_short(rt);
    }
    const uint8_t *data = reader->at;
    reader->at += size;
    return data;
}

static bool read_int32(Runtime *rt, Reader *reader, int32_t *value) {
    const uint8_t *data = take(rt, reader, 4);
    if (data) {
        memcpy(value, data, 4);
    }
    return data != NULL;
}

/* A count of items or bytes; wide: four bytes, else one. */
static bool read_size(Runtime *rt, Reader *reader, bool wide, const char *what, size_t *size) {
    if (!wide) {
        const uint8_t *data = take(rt, reader, 1);
        *size = data ? *data : 0;
        return data != NULL;
    }
    int32_t value;
    if (!read_int32(rt, reader, &value)) {
        return false;
    }
    if (value < 0) {
        raise_value_error(rt, "bad marshal data (%s size out of range)", what);
        return false;
    }
    *size = (size_t)value;
    return true;
}

/* ---- leaves ---- */

static Object *read_long(Runtime *rt, Reader *reader) {
    int32_t count;
    if (!read_int32(rt, reader, &count)) {
        return NULL;
    }
    if (count == INT32_MIN) {
        return bad_data(rt, "long size out of range");
    }
    size_t digits = (size_t)(count < 0 ? -count : count);
    const uint8_t *data = take(rt, reader, digits * 2);
    size_t limbs = digits * 15 / 64 + 1;
    Object *big = data ? int_new_big(rt, limbs, count < 0) : NULL;
    if (!big) {
        return NULL;
    }
    uint64_t *out = int_view_limbs(big);
    memset(out, 0, limbs * sizeof *out);
    for (size_t i = 0; i < digits; i++) {
        uint64_t digit = data[2 * i] | (uint64_t)data[2 * i + 1] << 8;
        if (digit > 0x7FFF || (i + 1 == digits && digit == 0)) {
            release(rt, big);
            return bad_data(rt, digit ? "digit out of range in long" : "unnormalized long data");
        }
        size_t bit = i * 15, shift = bit % 64;
        out[bit / 64] |= digit << shift;
        if (shift > 49) {
            out[bit / 64 + 1] |= digit >> (64 - shift);
        }
    }
    return int_normalise(rt, big);
}

static bool read_double(Runtime *rt, Reader *reader, bool binary, double *number) {
    if (binary) {
        const uint8_t *data = take(rt, reader, sizeof *number);
        if (data) {
            memcpy(number, data, sizeof *number);
        }
        return data != NULL;
    }
    size_t size;
    const uint8_t *data = read_size(rt, reader, false, "", &size) ? take(rt, reader, size) : NULL;
    Object *text = data ? str_from_latin1(rt, data, size) : NULL;
    bool done = text && float_text_from_str(rt, text, number);
    release_nullable(rt, text);
    return done;
}

static Object *read_number(Runtime *rt, Reader *reader, uint8_t letter) {
    double real, imag;
    bool binary = letter == MARSHAL_BINARY_FLOAT || letter == MARSHAL_BINARY_COMPLEX;
    bool is_complex = letter == MARSHAL_COMPLEX || letter == MARSHAL_BINARY_COMPLEX;
    if (!read_double(rt, reader, binary, &real) ||
        (is_complex && !read_double(rt, reader, binary, &imag))) {
        return NULL;
    }
    return is_complex ? complex_from_doubles(rt, real, imag) : float_from_double(rt, real);
}

static Object *read_text(Runtime *rt, Reader *reader, uint8_t letter) {
    bool is_short = letter == MARSHAL_SHORT_ASCII || letter == MARSHAL_SHORT_ASCII_INTERNED;
    bool is_utf8 = letter == MARSHAL_UNICODE || letter == MARSHAL_INTERNED;
    size_t size;
    const uint8_t *data =
        read_size(rt, reader, !is_short, "string", &size) ? take(rt, reader, size) : NULL;
    if (!data) {
        return NULL;
    }
    Object *text =
        is_utf8 ? str_from_utf8(rt, (const char *)data, size) : str_from_latin1(rt, data, size);
    bool interned = letter == MARSHAL_INTERNED || letter == MARSHAL_ASCII_INTERNED ||
                    letter == MARSHAL_SHORT_ASCII_INTERNED;
    return text && interned ? intern(rt, text) : text;
}

static Object *read_bytes(Runtime *rt, Reader *reader) {
    size_t size;
    const uint8_t *data =
        read_size(rt, reader, true, "bytes object", &size) ? take(rt, reader, size) : NULL;
    return data ? bytes_from_data(rt, data, size) : NULL;
}

/* ---- containers ---- */

/* An item, which must be there. */
static Object *read_item(Runtime *rt, Reader *reader) {
    bool is_null;
    Object *item = read_value(rt, reader, &is_null);
    if (is_null) {
        return raise_type_error(rt, "NULL object in marshal data for tuple");
    }
    return item;
}

static Object *read_list(Runtime *rt, Reader *reader, bool wide, const char *what, Object *list) {
    size_t size;
    if (!read_size(rt, reader, wide, what, &size)) {
        return NULL;
    }
    for (size_t i = 0; i < size; i++) {
        Object *item = read_item(rt, reader);
        if (!item || !list_append_stealing(rt, list, item)) {
            return NULL;
        }
    }
    return retain(list);
}

static Object *read_tuple(Runtime *rt, Reader *reader, bool wide) {
    Object *list = list_new(rt, 0);
    Object *read = list ? read_list(rt, reader, wide, "tuple", list) : NULL;
    Object *tuple = read ? list_as_tuple(rt, read) : NULL;
    release_nullable(rt, read);
    release_nullable(rt, list);
    return tuple;
}

static Object *read_dict(Runtime *rt, Reader *reader, Object *dict) {
    for (;;) {
        bool is_null;
        Object *key = read_value(rt, reader, &is_null);
        if (!key) {
            return is_null ? retain(dict) : NULL;
        }
        Object *value = read_value(rt, reader, &is_null);
        bool done = value && dict_set(rt, dict, key, value);
        release_nullable(rt, value);
        release(rt, key);
        if (!done) {
            return is_null ? retain(dict) : NULL;
        }
    }
}

static Object *read_set(Runtime *rt, Reader *reader, Object *set) {
    size_t size;
    if (!read_size(rt, reader, true, "set", &size)) {
        return NULL;
    }
    for (size_t i = 0; i < size; i++) {
        Object *item = read_item(rt, reader);
        bool done = item && set_add(rt, set, item);
        release_nullable(rt, item);
        if (!done) {
            return NULL;
        }
    }
    return retain(set);
}

static Object *read_frozenset(Runtime *rt, Reader *reader) {
    Object *set = set_new(rt, NULL);
    Object *read = set ? read_set(rt, reader, set) : NULL;
    Object *frozen = read ? frozenset_new(rt, read) : NULL;
    release_nullable(rt, read);
    release_nullable(rt, set);
    return frozen;
}

/* Those that are numbered before their items are read, so that these may refer to them. */
static Object *read_open(Runtime *rt, Reader *reader, uint8_t letter, int64_t number) {
    Object *container = letter == MARSHAL_LIST   ? list_new(rt, 0)
                        : letter == MARSHAL_DICT ? dict_new(rt)
                                                 : set_new(rt, NULL);
    Object *result = NULL;
    if (container &&
        (number < 0 || list_set(rt, reader->numbered, (size_t)number, retain(container)))) {
        result = letter == MARSHAL_LIST   ? read_list(rt, reader, true, "list", container)
                 : letter == MARSHAL_DICT ? read_dict(rt, reader, container)
                                          : read_set(rt, reader, container);
    }
    release_nullable(rt, container);
    return result;
}

/* ---- values ---- */

static Object *read_reference(Runtime *rt, Reader *reader) {
    int32_t number;
    if (!read_int32(rt, reader, &number)) {
        return NULL;
    }
    Object *value = number >= 0 && (size_t)number < list_length(reader->numbered)
                        ? list_get(reader->numbered, (size_t)number)
                        : NONE;
    return value == NONE ? bad_data(rt, "invalid reference") : retain(value);
}

static Object *read_by_letter(Runtime *rt, Reader *reader, uint8_t letter, int64_t number) {
    int32_t value;
    switch (letter) {
    case MARSHAL_NONE:
        return retain(NONE);
    case MARSHAL_FALSE:
        return retain(FALSE_OBJECT);
    case MARSHAL_TRUE:
        return retain(TRUE_OBJECT);
    case MARSHAL_ELLIPSIS:
        return retain(ELLIPSIS);
    case MARSHAL_STOP_ITERATION:
        return retain_nullable((Object *)type_object(rt, TYPE_STOP_ITERATION));
    case MARSHAL_INT:
        return read_int32(rt, reader, &value) ? int_from_int64(rt, value) : NULL;
    case MARSHAL_LONG:
        return read_long(rt, reader);
    case MARSHAL_FLOAT:
    case MARSHAL_BINARY_FLOAT:
    case MARSHAL_COMPLEX:
    case MARSHAL_BINARY_COMPLEX:
        return read_number(rt, reader, letter);
    case MARSHAL_BYTES:
        return read_bytes(rt, reader);
    case MARSHAL_INTERNED:
    case MARSHAL_UNICODE:
    case MARSHAL_ASCII:
    case MARSHAL_ASCII_INTERNED:
    case MARSHAL_SHORT_ASCII:
    case MARSHAL_SHORT_ASCII_INTERNED:
        return read_text(rt, reader, letter);
    case MARSHAL_TUPLE:
    case MARSHAL_SMALL_TUPLE:
        return read_tuple(rt, reader, letter == MARSHAL_TUPLE);
    case MARSHAL_LIST:
    case MARSHAL_DICT:
    case MARSHAL_SET:
        return read_open(rt, reader, letter, number);
    case MARSHAL_FROZENSET:
        return read_frozenset(rt, reader);
    case MARSHAL_REFERENCE:
        return read_reference(rt, reader);
    case MARSHAL_CODE:
        return raise_value_error(rt, "code objects of other interpreters cannot be loaded");
    default:
        return bad_data(rt, "unknown type code");
    }
}

/* *is_null: the mark at the end of a dict was read; no error is pending then. */
static Object *read_value(Runtime *rt, Reader *reader, bool *is_null) {
    *is_null = false;
    const uint8_t *data = reader->at < reader->end ? take(rt, reader, 1) : NULL;
    if (!data) {
        return raise_format(rt, TYPE_EOF_ERROR, "EOF read where object expected");
    }
    uint8_t letter = *data & (uint8_t)~MARSHAL_NUMBERED;
    if (letter == MARSHAL_NULL) {
        *is_null = true;
        return NULL;
    }
    if (reader->depth >= MARSHAL_DEPTH_MAX) {
        return bad_data(rt, "recursion limit exceeded");
    }
    if (!recursion_enter(rt, " while unmarshalling an object")) {
        return NULL;
    }
    int64_t number = -1;
    if (*data & MARSHAL_NUMBERED) {
        number = (int64_t)list_length(reader->numbered);
    }
    reader->depth++;
    Object *value = number < 0 || list_append(rt, reader->numbered, NONE)
                        ? read_by_letter(rt, reader, letter, number)
                        : NULL;
    reader->depth--;
    recursion_leave(rt);
    if (value && number >= 0 && !list_set(rt, reader->numbered, (size_t)number, retain(value))) {
        CLEAR_REF(rt, &value);
    }
    return value;
}

Object *marshal_read(Runtime *rt, const uint8_t *data, size_t size, size_t *used) {
    Reader reader = {.at = data, .end = data + size, .numbered = list_new(rt, 0)};
    if (!reader.numbered) {
        return NULL;
    }
    bool is_null;
    Object *value = read_value(rt, &reader, &is_null);
    if (is_null) {
        raise_type_error(rt, "NULL object in marshal data for object");
    }
    release(rt, reader.numbered);
    *used = (size_t)(reader.at - data);
    return value;
}
