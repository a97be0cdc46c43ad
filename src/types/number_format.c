/* format() of numbers: the digits; layout is format_spec's. */
#include "types/number_format.h"

#include "base/double_text.h"
#include "object/complex.h"
#include "object/float.h"
#include "types/format_spec.h"
#include "types/int_text.h"
#include <limits.h>
#include <math.h>
#include <string.h>

/* Ints. */

static const char *int_spec_error(const FormatSpec *spec) {
    if (spec->precision >= 0) {
        return "Precision not allowed in integer format specifier";
    }
    if (spec->no_negative_zero) {
        return "Negative zero coercion (z) not allowed in integer format specifier";
    }
    if (spec->type == 'c' && spec->sign) {
        return "Sign not allowed with integer format specifier 'c'";
    }
    if (spec->type == 'c' && spec->alternate) {
        return "Alternate form (#) not allowed with integer format specifier 'c'";
    }
    return NULL;
}

static bool write_character(Runtime *rt, StrWriter *writer, FormatSpec *spec, Object *number) {
    int overflow;
    int64_t code_point = int_as_int64(number, &overflow);
    if (overflow || code_point < 0 || code_point > 0x10ffff) {
        if (overflow) {
            raise_overflow_error(rt, "Python int too large to convert to C long");
        } else {
            raise_overflow_error(rt, "%%c arg not in range(0x110000)");
        }
        return false;
    }
    Object *text = str_from_code_point(rt, (uint32_t)code_point);
    bool fine = text && format_spec_write_text(rt, writer, spec, text);
    release_nullable(rt, text);
    return fine;
}

static bool write_int(Runtime *rt, StrWriter *writer, const FormatSpec *spec, Object *number) {
    int base = spec->type == 'b'                        ? 2
               : spec->type == 'o'                      ? 8
               : spec->type == 'x' || spec->type == 'X' ? 16
                                                        : 10;
    IntDigits digits;
    if (!int_text_digits(rt, number, base, &digits)) {
        return false;
    }
    if (spec->type == 'X') {
        for (size_t i = 0; i < digits.count; i++) {
            char digit = digits.digits[i];
            digits.digits[i] = digit >= 'a' ? (char)(digit - 32) : digit;
        }
    }
    const char *prefix = spec->type == 'b'   ? "0b"
                         : spec->type == 'o' ? "0o"
                         : spec->type == 'x' ? "0x"
                         : spec->type == 'X' ? "0X"
                                             : NULL;
    FormatNumber parts = {.sign = format_spec_sign(spec, int_is_negative(number)),
                          .prefix = spec->alternate ? prefix : NULL,
                          .digits = digits.digits,
                          .digit_count = digits.count};
    bool fine = format_spec_write_number(rt, writer, spec, &parts);
    int_text_release(rt, &digits);
    return fine;
}

/* Doubles. */

/* Digits of |value| as text: "1.5", "1e+10", "inf". */
typedef struct DoubleText {
    char *text;
    size_t length;
    char *memory;
    char small[128];
} DoubleText;

static void double_text_release(Runtime *rt, DoubleText *out) {
    if (out->memory) {
        memory_free(rt, out->memory);
        out->memory = NULL;
    }
}

static bool double_text_fixed(Runtime *rt, double value, char type, int precision, bool alternate,
                              DoubleText *out) {
    out->memory = NULL;
    out->text = out->small;
    out->length = double_fixed(value, type, precision, alternate, out->small, sizeof out->small);
    if (out->length >= sizeof out->small) {
        out->memory = memory_allocate(rt, out->length + 1);
        if (!out->memory) {
            return false;
        }
        out->text = out->memory;
        double_fixed(value, type, precision, alternate, out->text, out->length + 1);
    }
    return true;
}

/* As repr: the shortest digits, with an exponent from 1e16 on; keep_point: "1.0", else "1". */
static void double_text_shortest(double value, bool keep_point, bool alternate, DoubleText *out) {
    out->memory = NULL;
    out->text = out->small;
    out->length = double_repr(value, out->small);
    char *end = out->small + out->length;
    if (!keep_point && out->length > 2 && memcmp(end - 2, ".0", 2) == 0) {
        out->length -= 2;
        end -= 2;
    }
    if (alternate && isfinite(value) && !memchr(out->small, '.', out->length)) {
        char *exponent = memchr(out->small, 'e', out->length);
        char *at = exponent ? exponent : end;
        memmove(at + 1, at, (size_t)(end - at));
        *at = '.';
        out->length++;
    }
}

/* No type given and a precision: like 'g', but with one digit after the point at least, and an
 * exponent already when the number has as many digits as the precision says. */
static void add_point_zero(DoubleText *out, bool alternate) {
    char *text = out->text;
    for (size_t i = 0; i < out->length; i++) {
        if (text[i] == '.' || text[i] == 'e' || text[i] == 'n' || text[i] == 'i') {
            return;
        }
    }
    if (!alternate) {
        memcpy(text + out->length, ".0", 2);
        out->length += 2;
    }
}

/* The exponent that %e shows with that many digits. */
static int decimal_exponent(double value, int digits) {
    char text[400];
    double_fixed(value, 'e', digits - 1 < 300 ? digits - 1 : 300, false, text, sizeof text);
    const char *exponent = strchr(text, 'e');
    int number = 0;
    if (exponent) {
        for (const char *at = exponent + 2; *at; at++) {
            number = number * 10 + (*at - '0');
        }
        number = exponent[1] == '-' ? -number : number;
    }
    return number;
}

static bool double_text_default(Runtime *rt, double value, int precision, bool alternate,
                                DoubleText *out) {
    if (!isfinite(value)) {
        double_text_shortest(value, false, false, out);
        return true;
    }
    int digits = precision == 0 ? 1 : precision;
    int exponent = value == 0.0 ? 0 : decimal_exponent(value, digits);
    if (exponent == digits - 1) {
        /* 'g' would still show it without an exponent. */
        if (!double_text_fixed(rt, value, 'e', digits - 1, alternate, out)) {
            return false;
        }
        char *mark = memchr(out->text, 'e', out->length);
        if (mark && !alternate && memchr(out->text, '.', out->length)) {
            char *last = mark;
            while (last[-1] == '0') {
                last--;
            }
            last -= last[-1] == '.';
            memmove(last, mark, (size_t)(out->text + out->length - mark));
            out->length -= (size_t)(mark - last);
        }
        return true;
    }
    if (!double_text_fixed(rt, value, 'g', digits, alternate, out)) {
        return false;
    }
    if (out->memory == NULL || out->length < sizeof out->small) {
        add_point_zero(out, alternate);
    }
    return true;
}

static bool is_zero_text(const DoubleText *text) {
    for (size_t i = 0; i < text->length && text->text[i] != 'e' && text->text[i] != 'E'; i++) {
        if (text->text[i] != '0' && text->text[i] != '.') {
            return false;
        }
    }
    return true;
}

/* The text of |value| as the spec says. keep_point: what repr means without type and precision. */
static bool double_text(Runtime *rt, double value, const FormatSpec *spec, bool keep_point,
                        DoubleText *out) {
    char type = (char)spec->type;
    int precision = (int)base_min_i64(spec->precision, INT_MAX);
    if (type == 0) {
        if (precision < 0) {
            double_text_shortest(value, keep_point, spec->alternate, out);
            return true;
        }
        if (keep_point) {
            return double_text_default(rt, value, precision, spec->alternate, out);
        }
        type = 'g';
    }
    if (type == 'n') {
        type = 'g';
    }
    if (type == '%') {
        value *= 100;
        type = 'f';
    }
    if ((type == 'g' || type == 'G') && precision == 0) {
        precision = 1;
    }
    return double_text_fixed(rt, value, type, precision < 0 ? 6 : precision, spec->alternate, out);
}

static COLD bool check_precision(Runtime *rt, const FormatSpec *spec) {
    if (spec->precision > INT_MAX) {
        raise_value_error(rt, "precision too big");
        return false;
    }
    return true;
}

static bool write_double(Runtime *rt, StrWriter *writer, const FormatSpec *spec, double value) {
    DoubleText text;
    if (!check_precision(rt, spec) || !double_text(rt, fabs(value), spec, true, &text)) {
        return false;
    }
    bool negative = signbit(value) && !isnan(value);
    if (spec->no_negative_zero && negative && is_zero_text(&text)) {
        negative = false;
    }
    char *rest = text.text;
    size_t digit_count = 0;
    while (digit_count < text.length && *rest >= '0' && *rest <= '9') {
        rest++;
        digit_count++;
    }
    size_t rest_length = text.length - digit_count;
    char *joined = NULL;
    if (spec->type == '%') {
        joined = memory_allocate(rt, rest_length + 1);
        if (!joined) {
            double_text_release(rt, &text);
            return false;
        }
        memcpy(joined, rest, rest_length);
        joined[rest_length++] = '%';
        rest = joined;
    }
    FormatNumber parts = {.sign = format_spec_sign(spec, negative),
                          .digits = text.text,
                          .digit_count = digit_count,
                          .rest = rest,
                          .rest_length = rest_length};
    bool fine = format_spec_write_number(rt, writer, spec, &parts);
    if (joined) {
        memory_free(rt, joined);
    }
    double_text_release(rt, &text);
    return fine;
}

static bool is_float_type(uint32_t type) {
    return type != 0 && type < 128 && strchr("eEfFgG%", (int)type) != NULL;
}

Object *number_format_int(Runtime *rt, Object *number, Object *spec_text) {
    if (str_length(spec_text) == 0) {
        return object_str(rt, number);
    }
    FormatSpec spec;
    if (!format_spec_parse(rt, spec_text, 'd', '>', number, &spec)) {
        return NULL;
    }
    StrWriter writer;
    writer_init(&writer);
    bool fine;
    if (is_float_type(spec.type)) {
        double value = int_as_double(rt, number);
        fine = !(value == -1.0 && error_pending(rt)) && write_double(rt, &writer, &spec, value);
    } else if (spec.type < 128 && spec.type != 0 && strchr("bcdoxXn", (int)spec.type)) {
        const char *message = int_spec_error(&spec);
        if (message) {
            return raise_value_error(rt, message);
        }
        fine = spec.type == 'c' ? write_character(rt, &writer, &spec, number)
                                : write_int(rt, &writer, &spec, number);
    } else {
        return format_spec_unknown_type(rt, spec.type, number);
    }
    if (!fine) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

Object *number_format_float(Runtime *rt, Object *number, Object *spec_text) {
    if (str_length(spec_text) == 0) {
        return object_str(rt, number);
    }
    FormatSpec spec;
    if (!format_spec_parse(rt, spec_text, 0, '>', number, &spec)) {
        return NULL;
    }
    if (spec.type != 0 && spec.type != 'n' && !is_float_type(spec.type)) {
        return format_spec_unknown_type(rt, spec.type, number);
    }
    StrWriter writer;
    writer_init(&writer);
    if (!write_double(rt, &writer, &spec, float_value(number))) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* Complex numbers: both parts without padding, then the padding around them. */

static bool write_part(Runtime *rt, StrWriter *writer, const FormatSpec *spec, double value,
                       bool with_sign) {
    FormatSpec part = *spec;
    part.width = -1;
    part.fill = ' ';
    part.align = '<';
    if (with_sign) {
        part.sign = '+';
    }
    DoubleText text;
    if (!double_text(rt, fabs(value), &part, false, &text)) {
        return false;
    }
    size_t digit_count = 0;
    while (digit_count < text.length && text.text[digit_count] >= '0' &&
           text.text[digit_count] <= '9') {
        digit_count++;
    }
    bool negative = signbit(value) && !isnan(value);
    if (spec->no_negative_zero && negative && is_zero_text(&text)) {
        negative = false;
    }
    FormatNumber parts = {.sign = format_spec_sign(&part, negative),
                          .digits = text.text,
                          .digit_count = digit_count,
                          .rest = text.text + digit_count,
                          .rest_length = text.length - digit_count};
    bool fine = format_spec_write_number(rt, writer, &part, &parts);
    double_text_release(rt, &text);
    return fine;
}

static const char *complex_spec_error(const FormatSpec *spec) {
    if (spec->fill == '0') {
        return "Zero padding is not allowed in complex format specifier";
    }
    if (spec->align == '=') {
        return "'=' alignment flag is not allowed in complex format specifier";
    }
    return NULL;
}

static NEW_REF Object *complex_text(Runtime *rt, const FormatSpec *spec, double real, double imag) {
    StrWriter writer;
    writer_init(&writer);
    bool plain = spec->type == 0;
    bool real_shown = !plain || real != 0.0 || signbit(real);
    bool parentheses = plain && real_shown;
    if ((!parentheses || writer_char(rt, &writer, '(')) &&
        (!real_shown || write_part(rt, &writer, spec, real, false)) &&
        write_part(rt, &writer, spec, imag, real_shown) && writer_char(rt, &writer, 'j') &&
        (!parentheses || writer_char(rt, &writer, ')'))) {
        return writer_finish(rt, &writer);
    }
    writer_abandon(rt, &writer);
    return NULL;
}

Object *number_format_complex(Runtime *rt, Object *number, Object *spec_text) {
    if (str_length(spec_text) == 0) {
        return object_str(rt, number);
    }
    FormatSpec spec;
    if (!format_spec_parse(rt, spec_text, 0, '>', number, &spec)) {
        return NULL;
    }
    if (spec.type != 0 && spec.type != 'n' && (!is_float_type(spec.type) || spec.type == '%')) {
        return format_spec_unknown_type(rt, spec.type, number);
    }
    const char *message = complex_spec_error(&spec);
    if (message) {
        return raise_value_error(rt, message);
    }
    if (!check_precision(rt, &spec)) {
        return NULL;
    }
    const ComplexObject *value = (const ComplexObject *)number;
    Object *text = complex_text(rt, &spec, value->real, value->imag);
    if (!text) {
        return NULL;
    }
    StrWriter writer;
    writer_init(&writer);
    spec.precision = -1;
    bool fine = format_spec_write_text(rt, &writer, &spec, text);
    release(rt, text);
    if (!fine) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}
