/* pickle_scalars: the opcodes of numbers, text, bytes, out-of-band buffers, and what is written as
 * lines of text. */
#include "modules/codecs.h"
#include "modules/pickle_unpickling.h"

#include "object/float.h"
#include "object/tuple.h"
#include "types/bytearray.h"
#include "types/codecs.h"
#include "types/float_text.h"
#include "types/int_view.h"
#include "types/memoryview.h"
#include "types/memoryview_layout.h"
#include "types/text_arguments.h"
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- text ---- */

bool pickle_load_binunicode8(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 8);
    uint64_t size = data ? unpickling_number(data, 8) : 0;
    if (size > INT64_MAX) {
        return raise_overflow_error(rt, "BINUNICODE exceeds system's maximum size of %zd bytes",
                                    (ssize_t)INT64_MAX);
    }
    return data && pickle_load_text_of_size(rt, unpickling, size);
}

bool pickle_load_unicode(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 1, &size);
    return line && unpickling_push(rt, unpickling,
                                   codecs_decode_by_id(rt, line, size - 1, NULL,
                                                       CODEC_RAW_UNICODE_ESCAPE, NULL, NULL));
}

/* A str of Python 2: text by the encoding, unless that is "bytes". */
static NEW_REF Object *old_text(Runtime *rt, const Unpickling *unpickling, const uint8_t *data,
                                size_t size, Object *source) {
    Object *holders[2] = {NULL, NULL};
    size_t length;
    const char *encoding = "ASCII", *errors = "strict";
    if (unpickling->encoding) {
        encoding = str_utf8(rt, unpickling->encoding, &length, &holders[0], false);
    }
    if (unpickling->errors && encoding) {
        errors = str_utf8(rt, unpickling->errors, &length, &holders[1], false);
    }
    Object *text = NULL;
    if (encoding && strcmp(encoding, "bytes") == 0) {
        text = bytes_from_data(rt, data, size);
    } else if (encoding && errors) {
        text = codecs_decode(rt, data, size, source, encoding, errors);
    }
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return text;
}

/* Through a copy, since a codec may be Python code that reads on. */
static bool push_old_text(Runtime *rt, Unpickling *unpickling, const uint8_t *data, size_t size) {
    Object *bytes = bytes_from_data(rt, data, size);
    Object *text = bytes ? old_text(rt, unpickling, bytes_data(bytes), size, bytes) : NULL;
    release_nullable(rt, bytes);
    return unpickling_push(rt, unpickling, text);
}

bool pickle_load_string(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 0, &size);
    if (!line) {
        return false;
    }
    size--;
    if (size < 2 || line[0] != line[size - 1] || (line[0] != '\'' && line[0] != '"')) {
        return pickle_raise_unpickling(rt, "the STRING opcode argument must be quoted");
    }
    Object *bytes = codecs_unescape(rt, line + 1, size - 2);
    bool done = bytes && push_old_text(rt, unpickling, bytes_data(bytes), bytes_length(bytes));
    release_nullable(rt, bytes);
    return done;
}

static bool load_old_text(Runtime *rt, Unpickling *unpickling, size_t size_of_size) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, size_of_size);
    size_t size = data ? unpickling_number(data, size_of_size) : 0;
    data = data ? pickle_input_take(rt, &unpickling->in, size) : NULL;
    return data && push_old_text(rt, unpickling, data, size);
}

bool pickle_load_binstring(Runtime *rt, Unpickling *unpickling) {
    return load_old_text(rt, unpickling, 4);
}

bool pickle_load_short_binstring(Runtime *rt, Unpickling *unpickling) {
    return load_old_text(rt, unpickling, 1);
}

/* ---- bytes ---- */

static bool load_bytes(Runtime *rt, Unpickling *unpickling, size_t size_of_size, const char *what,
                       bool mutable) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, size_of_size);
    uint64_t size = data ? unpickling_number(data, size_of_size) : 0;
    if (size > INT64_MAX) {
        return raise_overflow_error(rt, "%s exceeds system's maximum size of %zd bytes", what,
                                    (ssize_t)INT64_MAX);
    }
    Object *bytes = data ? pickle_input_bytes(rt, &unpickling->in, size) : NULL;
    if (bytes && mutable) {
        Object *array = bytearray_from_data(rt, bytes_data(bytes), size);
        release(rt, bytes);
        bytes = array;
    }
    return unpickling_push(rt, unpickling, bytes);
}

bool pickle_load_binbytes(Runtime *rt, Unpickling *unpickling) {
    return load_bytes(rt, unpickling, 4, "BINBYTES", false);
}

bool pickle_load_binbytes8(Runtime *rt, Unpickling *unpickling) {
    return load_bytes(rt, unpickling, 8, "BINBYTES", false);
}

bool pickle_load_bytearray8(Runtime *rt, Unpickling *unpickling) {
    return load_bytes(rt, unpickling, 8, "BYTEARRAY8", true);
}

bool pickle_load_next_buffer(Runtime *rt, Unpickling *unpickling) {
    if (!unpickling->buffers) {
        return pickle_raise_unpickling(rt, "pickle stream refers to out-of-band data "
                                           "but no *buffers* argument was given");
    }
    Object *buffer = object_next(rt, unpickling->buffers);
    if (!buffer && !error_pending(rt)) {
        pickle_raise_unpickling(rt, "not enough out-of-band buffers");
    }
    return unpickling_push(rt, unpickling, buffer);
}

bool pickle_load_readonly_buffer(Runtime *rt, Unpickling *unpickling) {
    if (unpickling->depth <= unpickling->fence) {
        return unpickling_underflow(rt, unpickling);
    }
    Object *view = memoryview_from_object(rt, unpickling->stack[unpickling->depth - 1]);
    if (!view) {
        return false;
    }
    if (((MemoryView *)view)->readonly) {
        release(rt, view);
        return true;
    }
    ((MemoryView *)view)->readonly = true;
    REPLACE_REF(rt, &unpickling->stack[unpickling->depth - 1], view);
    return true;
}

/* ---- numbers ---- */

/* int(line, base): an int or a ValueError. */
static NEW_REF Object *int_of_line(Runtime *rt, const uint8_t *line, size_t size, int base) {
    size_t length = strnlen((const char *)line, size);
    Object *args[2] = {codecs_decode_by_id(rt, line, length, NULL, CODEC_UTF8, NULL, NULL),
                       int_from_int64(rt, base)};
    TypeObject *type = type_object(rt, TYPE_INT);
    Object *number =
        type && args[0] && args[1] ? object_call(rt, &type->header, args, 2, NULL) : NULL;
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    return number;
}

/* A decimal number in a line of digits only, of those that fit; else *plain is false. */
static int64_t plain_number(const uint8_t *line, size_t size, bool *plain) {
    size_t i = line[0] == '-', first = i;
    int64_t number = 0;
    for (; i + 1 < size && i < 18 && isdigit(line[i]); i++) {
        number = number * 10 + (line[i] - '0');
    }
    *plain = i + 1 == size && i > first && (line[first] != '0' || i == first + 1);
    return first ? -number : number;
}

bool pickle_load_int(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 2, &size);
    if (!line) {
        return false;
    }
    if (size == 3 && line[0] == '0' && (line[1] == '0' || line[1] == '1')) {
        return unpickling_push(rt, unpickling, retain(bool_object(line[1] == '1')));
    }
    bool plain;
    int64_t value = plain_number(line, size, &plain);
    if (plain && (size != 3 || value != 0)) { /* two characters may be a truth: "-0" */
        return unpickling_push(rt, unpickling, int_from_int64(rt, value));
    }
    /* as C's strtol: octal numbers, and those that are followed by nothing else */
    char text[64], *end = text;
    size_t length = base_min_size(size, sizeof text - 1);
    memcpy(text, line, length);
    text[length] = 0;
    errno = 0;
    long number = strtol(text, &end, 0);
    if (errno == 0 && size < sizeof text && (*end == '\n' || *end == 0)) {
        bool truth = size == 3 && (number == 0 || number == 1);
        return unpickling_push(rt, unpickling,
                               truth ? retain(bool_object(number)) : int_from_int64(rt, number));
    }
    Object *object = int_of_line(rt, line, size, 0);
    if (!object && error_clear_if(rt, TYPE_VALUE_ERROR)) {
        return raise_value_error(rt, "could not convert string to int");
    }
    return unpickling_push(rt, unpickling, object);
}

bool pickle_load_long(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 2, &size);
    if (!line) {
        return false;
    }
    size -= line[size - 2] == 'L' ? 2 : 0;
    size_t sign = size > 0 && (line[0] == '-' || line[0] == '+');
    bool prefixed = size > sign && line[sign] == '0';
    return unpickling_push(rt, unpickling, int_of_line(rt, line, size, prefixed ? 0 : 10));
}

/* Little-endian two's complement. */
static NEW_REF Object *int_of_complement(Runtime *rt, const uint8_t *data, size_t size) {
    bool negative = size > 0 && data[size - 1] & 0x80;
    if (size <= 7) {
        uint64_t bits = unpickling_number(data, size);
        return int_from_int64(rt, (int64_t)(negative ? bits | UINT64_MAX << (8 * size) : bits));
    }
    size_t limbs = size / 8 + 1;
    Object *big = budget_spend(rt, size / 4) ? int_new_big(rt, limbs, negative) : NULL;
    if (!big) {
        return NULL;
    }
    uint64_t *out = int_view_limbs(big), carry = negative;
    for (size_t i = 0; i < limbs; i++) {
        size_t left = size - base_min_size(size, 8 * i), count = base_min_size(left, 8);
        uint64_t limb = unpickling_number(data + size - left, count);
        if (negative) {
            limb |= count < 8 ? UINT64_MAX << (8 * count) : 0;
            limb = ~limb + carry;
            carry = carry && limb == 0;
        }
        out[i] = limb;
    }
    return int_normalise(rt, big);
}

static bool load_complement(Runtime *rt, Unpickling *unpickling, size_t size_of_size) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, size_of_size);
    int32_t size = data ? (int32_t)unpickling_number(data, size_of_size) : 0;
    if (size < 0) {
        return pickle_raise_unpickling(rt, "LONG pickle has negative byte count");
    }
    data = data ? pickle_input_take(rt, &unpickling->in, (size_t)size) : NULL;
    return data && unpickling_push(rt, unpickling, int_of_complement(rt, data, (size_t)size));
}

bool pickle_load_long1(Runtime *rt, Unpickling *unpickling) {
    return load_complement(rt, unpickling, 1);
}

bool pickle_load_long4(Runtime *rt, Unpickling *unpickling) {
    return load_complement(rt, unpickling, 4);
}

static size_t count_digits(const char *text) {
    size_t count = 0;
    while (isdigit((unsigned char)text[count])) {
        count++;
    }
    return count;
}

/* The length of the number that a text begins with, 0: with none. *finite: it is in digits. */
static size_t float_length(const char *text, bool *finite) {
    static const char *const WORDS[] = {"infinity", "inf", "nan"};
    size_t sign = *text == '-' || *text == '+';
    *finite = false;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (strncasecmp(text + sign, WORDS[i], strlen(WORDS[i])) == 0) {
            return sign + strlen(WORDS[i]);
        }
    }
    size_t whole = count_digits(text + sign), at = sign + whole;
    size_t fraction = text[at] == '.' ? count_digits(text + at + 1) : 0;
    at += text[at] == '.' ? 1 + fraction : 0;
    if (whole + fraction == 0) {
        return 0;
    }
    *finite = true;
    if (text[at] == 'e' || text[at] == 'E') {
        size_t mark = at + 1 + (text[at + 1] == '-' || text[at + 1] == '+');
        size_t digits = count_digits(text + mark);
        at = digits ? mark + digits : at;
    }
    return at;
}

/* The text ends with a '\n' and a zero; Latin-1. */
static NEW_REF Object *float_of_text(Runtime *rt, Object *text) {
    const char *line = (const char *)str_data(text);
    bool finite;
    double number;
    size_t length = float_length(line, &finite);
    if (length == 0) {
        return raise_value_error(rt, "could not convert string to float: '%.200s'", line);
    }
    Object *digits = str_substring(rt, text, 0, length);
    bool done = digits && float_text_from_str(rt, digits, &number);
    release_nullable(rt, digits);
    if (done && finite && isinf(number)) {
        return raise_overflow_error(rt, "value too large to convert to float: '%.200s'", line);
    }
    if (done && line[length] != '\n' && line[length] != 0) {
        return raise_value_error(rt, "could not convert string to float");
    }
    return done ? float_from_double(rt, number) : NULL;
}

bool pickle_load_float(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 2, &size);
    Object *text = line ? str_from_latin1(rt, line, size) : NULL;
    Object *number = text ? float_of_text(rt, text) : NULL;
    release_nullable(rt, text);
    return unpickling_push(rt, unpickling, number);
}

/* ---- references ---- */

/* The number that a line is; -1: an exception. */
static int64_t number_of_line(Runtime *rt, const uint8_t *line, size_t size) {
    bool plain;
    int64_t number = plain_number(line, size, &plain);
    if (plain) {
        return number;
    }
    Object *object = int_of_line(rt, line, size, 10);
    bool done = object && text_ssize(rt, object, &number);
    release_nullable(rt, object);
    return done ? number : -1;
}

bool pickle_load_get(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 2, &size);
    int64_t number = line ? number_of_line(rt, line, size) : -1;
    if (!line || (number == -1 && error_pending(rt))) {
        return false;
    }
    Object *object = number < 0 ? NULL : unpickle_memo_get(rt, &unpickling->memo, (size_t)number);
    if (!object) {
        return !error_pending(rt) &&
               pickle_raise_unpickling(rt, "Memo value not found at index %lld", (long long)number);
    }
    return unpickling_push(rt, unpickling, retain(object));
}

bool pickle_load_put(Runtime *rt, Unpickling *unpickling) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, 2, &size);
    if (!line) {
        return false;
    }
    if (unpickling->depth <= unpickling->fence) {
        return unpickling_underflow(rt, unpickling);
    }
    int64_t number = number_of_line(rt, line, size);
    if (number < 0) {
        return !error_pending(rt) && raise_value_error(rt, "negative PUT argument");
    }
    return unpickle_memo_put(rt, &unpickling->memo, (size_t)number,
                             unpickling->stack[unpickling->depth - 1]);
}

/* ---- the pickle itself ---- */

bool pickle_load_proto(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 1);
    if (data && *data > PICKLE_PROTOCOL_HIGHEST) {
        return raise_value_error(rt, "unsupported pickle protocol: %d", *data);
    }
    unpickling->protocol = data ? *data : 0;
    return data != NULL;
}

/* The whole frame is fetched at once. */
bool pickle_load_frame(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 8);
    uint64_t size = data ? unpickling_number(data, 8) : 0;
    if (size > INT64_MAX) {
        return raise_overflow_error(rt, "FRAME length exceeds system's maximum of %zd bytes",
                                    (ssize_t)INT64_MAX);
    }
    data = data ? pickle_input_take(rt, &unpickling->in, size) : NULL;
    unpickling->in.at = data ? data : unpickling->in.at;
    return data != NULL;
}
