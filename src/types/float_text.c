/* Floats and complex numbers from text: our grammar, then strtod of the C library, which rounds
 * correctly, for decimal and hexadecimal digits. */
#include "object/budget.h"
#include "types/float_text.h"

#include "types/unicode.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text as ASCII without the underscores between digits, ended by a zero. */
typedef struct PlainText {
    char *text;
    size_t length;
    char *memory;
    char small[64];
} PlainText;

static bool plain_text_open(Runtime *rt, size_t length, PlainText *out) {
    if (!budget_spend_whole(rt, length / 4)) { /* strtod does not stop on the way */
        return false;
    }
    out->memory = NULL;
    out->text = out->small;
    out->length = 0;
    if (length >= sizeof out->small) {
        out->memory = memory_allocate(rt, length + 1);
        if (!out->memory) {
            return false;
        }
        out->text = out->memory;
    }
    return true;
}

static void plain_text_close(Runtime *rt, PlainText *text) {
    if (text->memory) {
        memory_free(rt, text->memory);
    }
}

static bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

static bool is_space(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
}

static char to_ascii(uint32_t code_point) {
    if (code_point < 128) {
        return code_point == 0 ? '\x01' : (char)code_point;
    }
    int digit = unicode_decimal_value(code_point);
    return digit >= 0 ? (char)('0' + digit) : unicode_is_space(code_point) ? ' ' : '\x01';
}

/* Drops underscores that stand between digits; others stay, and make the text malformed. */
static void plain_text_finish(PlainText *text, size_t length) {
    size_t used = 0;
    char previous = 0;
    for (size_t i = 0; i < length; i++) {
        char character = text->text[i];
        bool between =
            character == '_' && is_digit(previous) && i + 1 < length && is_digit(text->text[i + 1]);
        if (!between) {
            text->text[used++] = character;
        }
        previous = character;
    }
    text->text[used] = 0;
    text->length = used;
}

static bool plain_text_of_str(Runtime *rt, Object *str, PlainText *out) {
    size_t length = str_length(str);
    if (!plain_text_open(rt, length, out)) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        out->text[i] = to_ascii(str_at(str, i));
    }
    plain_text_finish(out, length);
    return true;
}

static const char *skip_spaces(const char *at) {
    while (is_space(*at)) {
        at++;
    }
    return at;
}

/* `word` in any case at `at`. */
static bool has_word(const char *at, const char *word) {
    for (; *word; at++, word++) {
        if ((*at | 32) != *word) {
            return false;
        }
    }
    return true;
}

/* "inf", "infinity", "nan" after the sign; NULL: none of them. */
static const char *take_special(const char *at, bool negative, double *out) {
    if (has_word(at, "inf")) {
        *out = negative ? -INFINITY : INFINITY;
        return has_word(at + 3, "inity") ? at + 8 : at + 3;
    }
    if (has_word(at, "nan")) {
        *out = negative ? -(double)NAN : (double)NAN;
        return at + 3;
    }
    return NULL;
}

/* Behind a decimal number that starts at `start`; NULL: there is none. */
static const char *take_decimal(const char *start, double *out) {
    const char *at = start;
    bool negative = *at == '-';
    if (*at == '-' || *at == '+') {
        at++;
    }
    const char *special = take_special(at, negative, out);
    if (special) {
        return special;
    }
    size_t digits = 0;
    for (; is_digit(*at); at++) {
        digits++;
    }
    if (*at == '.') {
        for (at++; is_digit(*at); at++) {
            digits++;
        }
    }
    if (digits == 0) {
        return NULL;
    }
    if (*at == 'e' || *at == 'E') {
        const char *exponent = at + 1;
        if (*exponent == '-' || *exponent == '+') {
            exponent++;
        }
        if (is_digit(*exponent)) {
            for (at = exponent; is_digit(*at); at++) {
            }
        }
    }
    *out = strtod(start, NULL);
    return at;
}

static bool read_decimal(const PlainText *text, double *out) {
    const char *at = take_decimal(skip_spaces(text->text), out);
    return at && *skip_spaces(at) == 0;
}

bool float_text_from_str(Runtime *rt, Object *str, double *out) {
    PlainText text;
    if (!plain_text_of_str(rt, str, &text)) {
        return false;
    }
    bool fine = read_decimal(&text, out);
    plain_text_close(rt, &text);
    if (!fine) {
        raise_value_error(rt, "could not convert string to float: %R", str);
    }
    return fine;
}

bool float_text_from_bytes(Runtime *rt, Object *source, const uint8_t *data, size_t length,
                           double *out) {
    PlainText text;
    if (!plain_text_open(rt, length, &text)) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        text.text[i] = data[i] == 0 || data[i] >= 128 ? '\x01' : (char)data[i];
    }
    plain_text_finish(&text, length);
    bool fine = read_decimal(&text, out);
    plain_text_close(rt, &text);
    if (!fine) {
        raise_value_error(rt, "could not convert string to float: %R", source);
    }
    return fine;
}

/* Complex numbers: "a", "bj", "a+bj", "a-j", "j", any of them in parentheses. */

/* A sign with an optional number before j: "+", "-3.5". */
static const char *take_imaginary(const char *at, double *out) {
    const char *end = take_decimal(at, out);
    if (end) {
        return end;
    }
    *out = *at == '-' ? -1.0 : 1.0;
    return *at == '-' || *at == '+' ? at + 1 : at;
}

static bool is_j(char character) {
    return character == 'j' || character == 'J';
}

static const char *take_complex(const char *at, double *real, double *imag) {
    double first;
    const char *end = take_decimal(at, &first);
    *real = *imag = 0.0;
    if (!end) { /* "j", "+j" */
        end = take_imaginary(at, imag);
        return is_j(*end) ? end + 1 : NULL;
    }
    if (is_j(*end)) {
        *imag = first;
        return end + 1;
    }
    *real = first;
    if (*end == '+' || *end == '-') {
        end = take_imaginary(end, imag);
        return is_j(*end) ? end + 1 : NULL;
    }
    return end;
}

static bool read_complex(const PlainText *text, double *real, double *imag) {
    const char *at = skip_spaces(text->text);
    bool parentheses = *at == '(';
    if (parentheses) {
        at = skip_spaces(at + 1);
    }
    at = take_complex(at, real, imag);
    if (!at) {
        return false;
    }
    at = skip_spaces(at);
    if (parentheses) {
        if (*at != ')') {
            return false;
        }
        at = skip_spaces(at + 1);
    }
    return *at == 0;
}

bool float_text_complex_from_str(Runtime *rt, Object *str, double *real, double *imag) {
    PlainText text;
    if (!plain_text_of_str(rt, str, &text)) {
        return false;
    }
    bool underscores = memchr(text.text, '_', text.length) != NULL;
    bool fine = !underscores && read_complex(&text, real, imag);
    plain_text_close(rt, &text);
    if (underscores) {
        raise_value_error(rt, "could not convert string to complex: %R", str);
    } else if (!fine) {
        raise_value_error(rt, "complex() arg is a malformed string");
    }
    return fine;
}

/* Hexadecimal. */

Object *float_text_hex(Runtime *rt, double value) {
    if (!isfinite(value)) {
        return str_from_cstring(rt, isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    }
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    int exponent = (int)(bits >> 52 & 0x7ff);
    const char *sign = signbit(value) ? "-" : "";
    char text[40];
    if (value == 0.0) {
        snprintf(text, sizeof text, "%s0x0.0p+0", sign);
    } else {
        snprintf(text, sizeof text, "%s0x%d.%013llxp%+d", sign, exponent != 0,
                 (unsigned long long)fraction, exponent == 0 ? -1022 : exponent - 1023);
    }
    return str_from_cstring(rt, text);
}

static bool is_hex(char character) {
    return is_digit(character) || ((character | 32) >= 'a' && (character | 32) <= 'f');
}

typedef enum { HEX_FINE, HEX_MALFORMED, HEX_TOO_LARGE } HexResult;

static HexResult hex_end(const char *at) {
    return *skip_spaces(at) == 0 ? HEX_FINE : HEX_MALFORMED;
}

/* Rewrites the number without spaces, with the prefix and the exponent that strtod wants. */
static HexResult read_hex(const char *at, char *buffer, double *out) {
    at = skip_spaces(at);
    bool negative = *at == '-';
    if (*at == '-' || *at == '+') {
        at++;
    }
    const char *special = take_special(at, negative, out);
    if (special) {
        return hex_end(special);
    }
    if (at[0] == '0' && (at[1] | 32) == 'x') {
        at += 2;
    }
    char *end = buffer;
    *end++ = negative ? '-' : '+';
    *end++ = '0';
    *end++ = 'x';
    size_t digits = 0;
    for (; is_hex(*at); digits++) {
        *end++ = *at++;
    }
    if (*at == '.') {
        for (*end++ = *at++; is_hex(*at); digits++) {
            *end++ = *at++;
        }
    }
    if (digits == 0) {
        return HEX_MALFORMED;
    }
    if ((*at | 32) == 'p') {
        *end++ = *at++;
        if (*at == '-' || *at == '+') {
            *end++ = *at++;
        }
        if (!is_digit(*at)) {
            return HEX_MALFORMED;
        }
        while (is_digit(*at)) {
            *end++ = *at++;
        }
    }
    *end = 0;
    *out = strtod(buffer, NULL);
    return isinf(*out) ? HEX_TOO_LARGE : hex_end(at);
}

bool float_text_from_hex(Runtime *rt, Object *str, double *out) {
    size_t length = str_length(str);
    char *memory = memory_allocate(rt, 2 * length + 8);
    if (!memory) {
        return false;
    }
    char *buffer = memory + length + 1;
    for (size_t i = 0; i < length; i++) {
        uint32_t code_point = str_at(str, i);
        memory[i] = code_point == 0 || code_point >= 128 ? '\x01' : (char)code_point;
    }
    memory[length] = 0;
    HexResult result = read_hex(memory, buffer, out);
    memory_free(rt, memory);
    if (result == HEX_MALFORMED) {
        raise_value_error(rt, "invalid hexadecimal floating-point string");
    } else if (result == HEX_TOO_LARGE) {
        raise_overflow_error(rt, "hexadecimal value too large to represent as a float");
    }
    return result == HEX_FINE;
}
