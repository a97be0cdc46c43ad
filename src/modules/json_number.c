/* json_number: short numbers are computed from their digits, exactly; others go the way of int()
 * and float(). */
#include "modules/json_number.h"

#include "object/budget.h"
#include "object/float.h"
#include "types/float_text.h"
#include "types/int_text.h"
#include <math.h>

enum {
    DIGITS_PER_UNIT = 8,
    EXPONENT_MAX = 1000000, /* what is larger is read by float() */
    EXACT_TEN = 22,         /* the last power of ten that is a double */
    EXACT_FIVE = 27,        /* the last power of five in 64 bits */
    INT_DIGITS = 18
};

static inline bool is_digit(uint8_t character) {
    return (uint8_t)(character - '0') <= 9;
}

/* Behind the digits that are left; NULL: an exception. */
static COLD const uint8_t *skip_digits(Runtime *rt, const uint8_t *at) {
    size_t i = 0;
    for (; is_digit(at[i]); i++) {
        if (!budget_pace(rt, i, DIGITS_PER_UNIT)) {
            return NULL;
        }
    }
    return at + i;
}

/* Behind the digits from `at` on, which go to the mantissa; NULL: an exception. */
static inline const uint8_t *take_digits(Runtime *rt, const uint8_t *at, JsonNumber *number) {
    for (; is_digit(*at) && number->digits < JSON_NUMBER_DIGITS; at++) {
        number->mantissa = number->mantissa * 10 + (uint8_t)(*at - '0');
        number->digits += number->mantissa != 0;
    }
    if (LIKELY(!is_digit(*at))) {
        return at;
    }
    number->digits = JSON_NUMBER_DIGITS + 1;
    return skip_digits(rt, at);
}

static const uint8_t *take_fraction(Runtime *rt, const uint8_t *at, JsonNumber *number) {
    if (*at != '.' || !is_digit(at[1])) {
        return at;
    }
    const uint8_t *end = take_digits(rt, at + 1, number);
    number->is_float = true;
    number->exponent = end ? at + 1 - end : 0;
    return end;
}

static const uint8_t *take_exponent(Runtime *rt, const uint8_t *at, JsonNumber *number) {
    if (*at != 'e' && *at != 'E') {
        return at;
    }
    bool has_sign = at[1] == '-' || at[1] == '+';
    const uint8_t *digits = at + 1 + has_sign, *end = digits;
    int64_t exponent = 0;
    for (; is_digit(*end); end++) {
        exponent = exponent * 10 + (*end - '0');
        if (exponent > EXPONENT_MAX) {
            exponent = EXPONENT_MAX;
            end = skip_digits(rt, end);
            break;
        }
    }
    if (end == digits) {
        return at;
    }
    number->is_float = true;
    number->exponent += at[1] == '-' ? -exponent : exponent;
    return end;
}

int json_number_find(Runtime *rt, const uint8_t *data, JsonNumber *out) {
    *out = (JsonNumber){.negative = *data == '-'};
    const uint8_t *at = data + out->negative;
    if (!is_digit(*at)) {
        return 0;
    }
    at = *at == '0' ? at + 1 : take_digits(rt, at, out);
    at = at ? take_fraction(rt, at, out) : NULL;
    at = at ? take_exponent(rt, at, out) : NULL;
    out->length = at ? (size_t)(at - data) : 0;
    return at ? 1 : -1;
}

/* mantissa / 10 ** power: the quotient by 5 ** power, to 62 bits and more, with a sticky bit for
 * the rest, is rounded once; the result is in the range of normal doubles. */
static double divide(uint64_t mantissa, unsigned power) {
    uint64_t five = 1;
    for (unsigned i = 0; i < power; i++) {
        five *= 5;
    }
    int mantissa_shift = __builtin_clzll(mantissa);
    int five_shift = __builtin_clzll(five);
    __uint128_t dividend = (__uint128_t)(mantissa << mantissa_shift) << 63;
    uint64_t divisor = five << five_shift;
    uint64_t quotient = (uint64_t)(dividend / divisor);
    bool rest = (__uint128_t)quotient * divisor != dividend;
    return ldexp((double)(quotient | rest), five_shift - mantissa_shift - 63 - (int)power);
}

/* False: the digits do not settle the double this way. */
static bool short_double(const JsonNumber *number, double *out) {
    static const double TENS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (number->digits > JSON_NUMBER_DIGITS) {
        return false;
    }
    bool exact = number->mantissa <= UINT64_C(1) << 53;
    if (exact && number->exponent >= 0 && number->exponent <= EXACT_TEN) {
        *out = (double)number->mantissa * TENS[number->exponent];
    } else if (exact && number->exponent < 0 && number->exponent >= -EXACT_TEN) {
        *out = (double)number->mantissa / TENS[-number->exponent];
    } else if (number->mantissa != 0 && number->exponent < 0 && number->exponent >= -EXACT_FIVE) {
        *out = divide(number->mantissa, (unsigned)-number->exponent);
    } else {
        return false;
    }
    return true;
}

NEW_REF Object *json_number_make(Runtime *rt, const uint8_t *data, const JsonNumber *number) {
    double value;
    if (!number->is_float) {
        int64_t magnitude = (int64_t)number->mantissa;
        return LIKELY(number->digits <= INT_DIGITS)
                   ? int_from_int64(rt, number->negative ? -magnitude : magnitude)
                   : int_text_from_bytes(rt, data, number->length, 10);
    }
    if (short_double(number, &value)) {
        return float_from_double(rt, number->negative ? -value : value);
    }
    return float_text_from_bytes(rt, NONE, data, number->length, &value)
               ? float_from_double(rt, value)
               : NULL;
}
