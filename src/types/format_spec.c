#include "types/format_spec.h"
#include "object/type.h"
#include <string.h>

typedef struct SpecInput {
    Object *text;
    size_t position;
    size_t length;
} SpecInput;

static uint32_t peek(const SpecInput *input, size_t ahead) {
    size_t at = input->position + ahead;
    return at < input->length ? str_at(input->text, at) : 0;
}

static bool has(const SpecInput *input, size_t ahead) {
    return input->position + ahead < input->length;
}

static bool is_align(uint32_t code_point) {
    return code_point == '<' || code_point == '>' || code_point == '=' || code_point == '^';
}

static bool take(SpecInput *input, uint32_t code_point) {
    if (has(input, 0) && peek(input, 0) == code_point) {
        input->position++;
        return true;
    }
    return false;
}

/* Digits to *out, which stays when there are none. */
static bool take_number(Runtime *rt, SpecInput *input, int64_t *out) {
    if (peek(input, 0) < '0' || peek(input, 0) > '9') {
        return true;
    }
    int64_t number = 0;
    while (peek(input, 0) >= '0' && peek(input, 0) <= '9') {
        if (number > (INT64_MAX - 9) / 10) {
            raise_value_error(rt, "Too many decimal digits in format string");
            return false;
        }
        number = number * 10 + (int64_t)(peek(input, 0) - '0');
        input->position++;
    }
    *out = number;
    return true;
}

static void take_alignment(SpecInput *input, char default_align, FormatSpec *out) {
    out->align = default_align;
    if (has(input, 1) && is_align(peek(input, 1))) {
        out->fill = peek(input, 0);
        out->align = (char)peek(input, 1);
        out->align_given = true;
        input->position += 2;
    } else if (is_align(peek(input, 0))) {
        out->align = (char)peek(input, 0);
        out->align_given = true;
        input->position++;
    }
}

static bool take_grouping(Runtime *rt, SpecInput *input, FormatSpec *out) {
    if (take(input, ',')) {
        out->grouping = ',';
    }
    if (take(input, '_')) {
        if (out->grouping) {
            raise_value_error(rt, "Cannot specify both ',' and '_'.");
            return false;
        }
        out->grouping = '_';
        if (peek(input, 0) == ',') {
            raise_value_error(rt, "Cannot specify both ',' and '_'.");
            return false;
        }
    }
    return true;
}

static bool check_grouping(Runtime *rt, const FormatSpec *spec) {
    uint32_t type = spec->type;
    if (!spec->grouping || type == 0 || (type < 128 && strchr("deEfFgG%", (int)type))) {
        return true;
    }
    if (spec->grouping == '_' && type < 128 && strchr("boxX", (int)type)) {
        return true;
    }
    if (type > 32 && type < 128) {
        raise_value_error(rt, "Cannot specify '%c' with '%c'.", spec->grouping, (int)type);
    } else {
        raise_value_error(rt, "Cannot specify '%c' with '\\x%x'.", spec->grouping, type);
    }
    return false;
}

bool format_spec_parse(Runtime *rt, Object *text, char default_type, char default_align,
                       Object *value, FormatSpec *out) {
    SpecInput input = {text, 0, str_length(text)};
    *out = (FormatSpec){.fill = ' ', .type = (uint8_t)default_type, .width = -1, .precision = -1};
    take_alignment(&input, default_align, out);
    bool fill_given = input.position == 2;
    uint32_t sign = peek(&input, 0);
    if (has(&input, 0) && (sign == '+' || sign == '-' || sign == ' ')) {
        out->sign = (char)sign;
        input.position++;
    }
    out->no_negative_zero = take(&input, 'z');
    out->alternate = take(&input, '#');
    if (!fill_given && take(&input, '0')) {
        out->fill = '0';
        if (!out->align_given && default_align == '>') {
            out->align = '=';
        }
    }
    if (!take_number(rt, &input, &out->width) || !take_grouping(rt, &input, out)) {
        return false;
    }
    if (take(&input, '.')) {
        if (!take_number(rt, &input, &out->precision)) {
            return false;
        }
        if (out->precision < 0) {
            raise_value_error(rt, "Format specifier missing precision");
            return false;
        }
    }
    if (input.length - input.position > 1) {
        raise_value_error(rt, "Invalid format specifier '%U' for object of type '%.200s'", text,
                          type_name_of(rt, value));
        return false;
    }
    if (has(&input, 0)) {
        out->type = peek(&input, 0);
    }
    return check_grouping(rt, out);
}

void *format_spec_unknown_type(Runtime *rt, uint32_t type, Object *value) {
    if (type > 32 && type < 128) {
        return raise_value_error(rt, "Unknown format code '%c' for object of type '%.200s'",
                                 (int)type, type_name_of(rt, value));
    }
    return raise_value_error(rt, "Unknown format code '\\x%x' for object of type '%.200s'", type,
                             type_name_of(rt, value));
}

char format_spec_sign(const FormatSpec *spec, bool negative) {
    if (negative) {
        return '-';
    }
    return spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
}

/* Padding before and after something of `length`; '=' counts as '>' here. */
static void padding(const FormatSpec *spec, size_t length, size_t *left, size_t *right) {
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t total = width > length ? width - length : 0;
    *left = spec->align == '<' ? 0 : spec->align == '^' ? total / 2 : total;
    *right = total - *left;
}

static size_t with_separators(size_t digit_count, size_t group) {
    return group > 0 && digit_count > 0 ? digit_count + (digit_count - 1) / group : digit_count;
}

/* `shown` digits (zeros in front of the number's own), a separator between groups. */
static bool write_digits(Runtime *rt, StrWriter *writer, const FormatNumber *number, size_t shown,
                         char separator, size_t group) {
    size_t zeros = shown - number->digit_count;
    if (group == 0) {
        return writer_fill(rt, writer, '0', zeros) &&
               writer_ascii(rt, writer, number->digits, number->digit_count);
    }
    if (!writer_reserve(rt, writer, with_separators(shown, group), '0')) {
        return false;
    }
    for (size_t i = 0; i < shown; i++) {
        if (i > 0 && (shown - i) % group == 0 && !writer_char(rt, writer, (uint8_t)separator)) {
            return false;
        }
        uint32_t digit = i < zeros ? '0' : (uint8_t)number->digits[i - zeros];
        if (!writer_char(rt, writer, digit)) {
            return false;
        }
    }
    return true;
}

bool format_spec_write_number(Runtime *rt, StrWriter *writer, const FormatSpec *spec,
                              const FormatNumber *number) {
    uint32_t type = spec->type;
    bool by_four = type == 'b' || type == 'o' || type == 'x' || type == 'X';
    size_t group = !spec->grouping ? 0 : by_four ? 4 : 3;
    size_t prefix_length = number->prefix ? strlen(number->prefix) : 0;
    size_t around = (number->sign != 0) + prefix_length + number->rest_length;
    size_t shown = number->digit_count;
    if (spec->fill == '0' && spec->align == '=' && number->digit_count > 0 &&
        spec->width > (int64_t)around) {
        size_t wanted = (size_t)spec->width - around;
        if (wanted > STR_LENGTH_MAX) {
            error_no_memory(rt);
            return false;
        }
        if (group == 0) {
            shown = base_max_size(shown, wanted);
        } else if (with_separators(shown, group) < wanted) {
            /* The most digits that fit, and one more when the width falls on a separator. */
            shown = wanted - wanted / (group + 1);
            while (with_separators(shown, group) < wanted) {
                shown++;
            }
        }
    }
    size_t left, right;
    padding(spec, around + with_separators(shown, group), &left, &right);
    size_t inside = spec->align == '=' ? left : 0;
    return (inside > 0 || writer_fill(rt, writer, spec->fill, left)) &&
           (!number->sign || writer_char(rt, writer, (uint8_t)number->sign)) &&
           writer_ascii(rt, writer, prefix_length ? number->prefix : "", prefix_length) &&
           (inside == 0 || writer_fill(rt, writer, spec->fill, inside)) &&
           write_digits(rt, writer, number, shown, spec->grouping, group) &&
           writer_ascii(rt, writer, number->rest_length ? number->rest : "", number->rest_length) &&
           (right == 0 || writer_fill(rt, writer, spec->fill, right));
}

bool format_spec_write_text(Runtime *rt, StrWriter *writer, const FormatSpec *spec, Object *str) {
    size_t length = str_length(str);
    if (spec->precision >= 0) {
        length = base_min_size(length, (size_t)spec->precision);
    }
    size_t left, right;
    padding(spec, length, &left, &right);
    return (left == 0 || writer_fill(rt, writer, spec->fill, left)) &&
           writer_substring(rt, writer, str, 0, length) &&
           (right == 0 || writer_fill(rt, writer, spec->fill, right));
}

static bool check_text_spec(Runtime *rt, const FormatSpec *spec, Object *str) {
    if (spec->type != 's') {
        format_spec_unknown_type(rt, spec->type, str);
        return false;
    }
    const char *refused = spec->sign == ' '        ? "Space"
                          : spec->sign             ? "Sign"
                          : spec->no_negative_zero ? "Negative zero coercion (z)"
                          : spec->alternate        ? "Alternate form (#)"
                                                   : NULL;
    if (refused) {
        raise_value_error(rt, "%s not allowed in string format specifier", refused);
        return false;
    }
    if (spec->align == '=') {
        raise_value_error(rt, "'=' alignment not allowed in string format specifier");
        return false;
    }
    return true;
}

Object *format_spec_apply_to_text(Runtime *rt, Object *str, Object *spec_text) {
    if (str_length(spec_text) == 0) {
        return str_exact(rt, str);
    }
    FormatSpec spec;
    if (!format_spec_parse(rt, spec_text, 's', '<', str, &spec) ||
        !check_text_spec(rt, &spec, str)) {
        return NULL;
    }
    bool whole = (spec.width < 0 || (size_t)spec.width <= str_length(str)) &&
                 (spec.precision < 0 || (size_t)spec.precision >= str_length(str));
    if (whole) {
        return str_exact(rt, str);
    }
    StrWriter writer;
    writer_init(&writer);
    if (!format_spec_write_text(rt, &writer, &spec, str)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}
