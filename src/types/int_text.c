/* Ints as text. Big ones go through mpn_get_str and mpn_set_str, which are subquadratic. */
#include "types/int_text.h"

#include "object/budget.h"
#include "object/bytes.h"
#include "types/int_view.h"
#include "types/unicode.h"
#include <string.h>

static const char DIGITS[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* Writing. */

static COLD bool raise_too_many_digits(Runtime *rt) {
    raise_value_error(rt,
                      "Exceeds the limit (%d digits) for integer string conversion; use "
                      "sys.set_int_max_str_digits() to increase the limit",
                      (int)rt->int_max_str_digits);
    return false;
}

static void small_digits(uint64_t magnitude, unsigned base, IntDigits *out) {
    char *end = out->small + sizeof out->small, *at = end;
    do {
        *--at = DIGITS[magnitude % base];
        magnitude /= base;
    } while (magnitude != 0);
    out->digits = at;
    out->count = (size_t)(end - at);
}

/* mpn_get_str destroys what it reads: a copy lies behind the text, for it one limb more. */
static bool big_digits(Runtime *rt, const IntView *view, int base, IntDigits *out) {
    size_t bits = int_view_bits(view);
    /* log2(base) is at least 1, and at least 3.32 for ten. */
    size_t room = (base == 10 ? (size_t)((double)bits / 3.3219) : bits) + 24;
    room = ALIGN_UP(room, (size_t)8);
    char *memory = memory_allocate(rt, room + (view->count + 1) * sizeof(uint64_t));
    void *scratch;
    if (!memory || !int_scratch_open(rt, view->count, &scratch)) {
        memory_free(rt, memory);
        return false;
    }
    uint64_t *limbs = (uint64_t *)(void *)(memory + room);
    memcpy(limbs, view->limbs, view->count * sizeof *limbs);
    size_t count = mpn_get_str((unsigned char *)memory, base, limbs, (mp_size_t)view->count);
    int_scratch_close(rt, scratch);
    size_t zeros = 0;
    while (zeros + 1 < count && memory[zeros] == 0) {
        zeros++;
    }
    for (size_t i = zeros; i < count; i++) {
        memory[i] = DIGITS[(unsigned char)memory[i]];
    }
    out->memory = memory;
    out->digits = memory + zeros;
    out->count = count - zeros;
    return true;
}

bool int_text_digits(Runtime *rt, const Object *number, int base, IntDigits *out) {
    IntView view;
    int_view_of(number, &view);
    out->memory = NULL;
    if (view.count <= 1) {
        small_digits(view.count == 0 ? 0 : view.limbs[0], (unsigned)base, out);
        return true;
    }
    int64_t limit = rt->int_max_str_digits;
    bool limited = limit > 0 && (base & (base - 1)) != 0;
    if (limited && (double)(int_view_bits(&view) - 1) * 0.30102 > (double)limit) {
        return raise_too_many_digits(rt);
    }
    bool by_digits = (base & (base - 1)) != 0; /* else by bits */
    if (!budget_spend_whole(rt, by_digits ? int_work_of_text(view.count) : view.count * 4) ||
        !big_digits(rt, &view, base, out)) {
        return false;
    }
    if (limited && out->count > (size_t)limit) {
        int_text_release(rt, out);
        return raise_too_many_digits(rt);
    }
    return true;
}

void int_text_release(Runtime *rt, IntDigits *digits) {
    if (digits->memory) {
        memory_free(rt, digits->memory);
        digits->memory = NULL;
    }
}

NEW_REF Object *int_text_from_number(Runtime *rt, int64_t number) {
    uint64_t magnitude = number < 0 ? -(uint64_t)number : (uint64_t)number;
    if (magnitude == (uint64_t)number && magnitude < 10) {
        return str_latin1_char(rt, (uint8_t)('0' + magnitude));
    }
    uint8_t text[24];
    size_t at = sizeof text;
    do {
        text[--at] = (uint8_t)('0' + magnitude % 10);
        magnitude /= 10;
    } while (magnitude != 0);
    if (number < 0) {
        text[--at] = '-';
    }
    Object *str = str_new_uninitialised(rt, STR_ASCII, sizeof text - at);
    if (LIKELY(str != NULL)) {
        memcpy(str_mutable_data(str), text + at, sizeof text - at);
    }
    return str;
}

Object *int_text_repr(Runtime *rt, Object *number) {
    if (LIKELY(!int_is_big(number))) {
        return int_text_from_number(rt, int_small_value(number));
    }
    IntDigits digits;
    if (!int_text_digits(rt, number, 10, &digits)) {
        return NULL;
    }
    size_t sign = int_is_negative(number) ? 1 : 0;
    Object *text = digits.count + sign > STR_LENGTH_MAX
                       ? error_no_memory(rt)
                       : str_new_uninitialised(rt, STR_ASCII, digits.count + sign);
    if (text) {
        uint8_t *data = str_mutable_data(text);
        data[0] = '-';
        memcpy(data + sign, digits.digits, digits.count);
    }
    int_text_release(rt, &digits);
    return text;
}

/* Reading. */

static unsigned digit_value(uint8_t digit) {
    if (digit >= '0' && digit <= '9') {
        return (unsigned)(digit - '0');
    }
    digit |= 32;
    return digit >= 'a' && digit <= 'z' ? (unsigned)(digit - 'a' + 10) : 99;
}

static bool is_space(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* What is left of a text while it is read. */
typedef struct Input {
    const uint8_t *at, *end;
} Input;

static bool has_prefix(const Input *input, int base) {
    if (input->end - input->at < 2 || input->at[0] != '0') {
        return false;
    }
    uint8_t letter = input->at[1] | 32;
    return (base == 16 && letter == 'x') || (base == 8 && letter == 'o') ||
           (base == 2 && letter == 'b');
}

/* Settles a base of 0 and skips the prefix. *only_zero: "0" without a prefix may only be zero. */
static int take_prefix(Input *input, int base, bool *only_zero) {
    *only_zero = false;
    if (base == 0) {
        base = has_prefix(input, 16)  ? 16
               : has_prefix(input, 8) ? 8
               : has_prefix(input, 2) ? 2
                                      : 10;
        *only_zero = base == 10 && input->at < input->end && *input->at == '0';
    }
    if (has_prefix(input, base)) {
        input->at += 2;
        if (input->at < input->end && *input->at == '_') {
            input->at++;
        }
    }
    return base;
}

/* Passes digits and single underscores between them; the number of digits, 0: malformed. */
static size_t take_digits(Input *input, int base) {
    size_t count = 0;
    bool after_underscore = true;
    for (; input->at < input->end; input->at++) {
        if (*input->at == '_') {
            if (after_underscore) {
                return 0;
            }
            after_underscore = true;
        } else if (digit_value(*input->at) < (unsigned)base) {
            after_underscore = false;
            count++;
        } else {
            break;
        }
    }
    return after_underscore ? 0 : count;
}

static NEW_REF Object *make_number(Runtime *rt, const uint8_t *start, const uint8_t *end,
                                   size_t count, int base, bool negative) {
    if (count == (size_t)(end - start)) {
        return int_from_digits(rt, (const char *)start, count, base, negative);
    }
    char *digits = memory_allocate(rt, count);
    if (!digits) {
        return NULL;
    }
    size_t used = 0;
    for (; start < end; start++) {
        if (*start != '_') {
            digits[used++] = (char)*start;
        }
    }
    Object *number = int_from_digits(rt, digits, count, base, negative);
    memory_free(rt, digits);
    return number;
}

/* NULL without a pending error: malformed. */
static NEW_REF Object *read_number(Runtime *rt, const uint8_t *data, size_t length, int base) {
    if (!budget_spend_whole(rt, length / 8)) {
        return NULL;
    }
    Input input = {data, data + length};
    while (input.at < input.end && is_space(*input.at)) {
        input.at++;
    }
    bool negative = input.at < input.end && *input.at == '-';
    if (input.at < input.end && (*input.at == '-' || *input.at == '+')) {
        input.at++;
    }
    bool only_zero;
    base = take_prefix(&input, base, &only_zero);
    const uint8_t *start = input.at;
    size_t count = take_digits(&input, base);
    if (count == 0) {
        return NULL;
    }
    int64_t limit = rt->int_max_str_digits;
    if ((base & (base - 1)) != 0 && limit > 0 && count > (size_t)limit) {
        return raise_value_error(rt,
                                 "Exceeds the limit (%d digits) for integer string conversion: "
                                 "value has %zu digits; use sys.set_int_max_str_digits() to "
                                 "increase the limit",
                                 (int)limit, count);
    }
    const uint8_t *end = input.at;
    while (input.at < input.end && is_space(*input.at)) {
        input.at++;
    }
    if (input.at < input.end) {
        return NULL;
    }
    Object *number = make_number(rt, start, end, count, base, negative);
    if (number && only_zero && !int_is_zero(number)) {
        CLEAR_REF(rt, &number);
    }
    return number;
}

static COLD void *raise_invalid(Runtime *rt, Object *source, int base) {
    Object *shown = object_repr(rt, source);
    if (shown && str_length(shown) > 200) {
        Object *cut = str_substring(rt, shown, 0, 200);
        release(rt, shown);
        shown = cut;
    }
    if (shown) {
        raise_value_error(rt, "invalid literal for int() with base %d: %U", base, shown);
        release(rt, shown);
    }
    return NULL;
}

/* Decimal digits of all scripts become ASCII ones, all spaces ' ', anything else 0xff. */
static uint8_t to_ascii(uint32_t code_point) {
    if (code_point < 128) {
        return (uint8_t)code_point;
    }
    int digit = unicode_decimal_value(code_point);
    return digit >= 0 ? (uint8_t)('0' + digit) : unicode_is_space(code_point) ? ' ' : 0xff;
}

Object *int_text_from_str(Runtime *rt, Object *str, int base) {
    size_t length = str_length(str);
    Object *number;
    if (LIKELY(str_is_ascii(str))) {
        number = read_number(rt, str_data(str), length, base);
    } else {
        uint8_t *ascii = memory_allocate(rt, length + 1);
        if (!ascii) {
            return NULL;
        }
        for (size_t i = 0; i < length; i++) {
            ascii[i] = to_ascii(str_at(str, i));
        }
        number = read_number(rt, ascii, length, base);
        memory_free(rt, ascii);
    }
    return number || error_pending(rt) ? number : raise_invalid(rt, str, base);
}

Object *int_text_from_bytes(Runtime *rt, const uint8_t *data, size_t length, int base) {
    Object *number = read_number(rt, data, length, base);
    if (number || error_pending(rt)) {
        return number;
    }
    Object *shown = bytes_from_data(rt, data, length);
    if (shown) {
        raise_invalid(rt, shown, base);
        release(rt, shown);
    }
    return NULL;
}
