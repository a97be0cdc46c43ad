/* Shortest digits. A double is m * 2**e; what reads back as it lies between (2m - 1) and (2m + 1)
 * times 2**(e - 1) (the lower side is half as wide where m is a power of two), ends included when m
 * is even. For numbers from 1e-10 to 1e17 the three bounds times a power of ten, chosen so that the
 * middle one has 17 integer digits, are exact in 128 bits: digits are then dropped while a multiple
 * of the next power of ten is still inside. Other numbers are tried with 15, 16 and 17 digits. */
#include "base/double_text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MANTISSA_BITS = 52,
    EXPONENT_BIAS = 1075,
    FIVES = 28,
    SCALED_DIGITS_MAX = 22,
    EXACT_DIGITS = 1100 /* behind the point, or in all */
};

static const uint64_t ten_powers[] = {
    UINT64_C(1),
    UINT64_C(10),
    UINT64_C(100),
    UINT64_C(1000),
    UINT64_C(10000),
    UINT64_C(100000),
    UINT64_C(1000000),
    UINT64_C(10000000),
    UINT64_C(100000000),
    UINT64_C(1000000000),
    UINT64_C(10000000000),
    UINT64_C(100000000000),
    UINT64_C(1000000000000),
    UINT64_C(10000000000000),
    UINT64_C(100000000000000),
    UINT64_C(1000000000000000),
    UINT64_C(10000000000000000),
    UINT64_C(100000000000000000),
};

static uint64_t five_power(int exponent) {
    uint64_t power = 1;
    uint64_t base = 5;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) {
            power *= base;
        }
        base *= base;
    }
    return power;
}

/* number without trailing zeros as digits; its scale is 10**scale. */
static size_t put_digits(uint64_t number, int scale, char *digits, int *exponent) {
    while (number % 10 == 0) {
        number /= 10;
        scale++;
    }
    char reversed[24];
    size_t count = 0;
    for (; number != 0; number /= 10) {
        reversed[count++] = (char)('0' + number % 10);
    }
    for (size_t i = 0; i < count; i++) {
        digits[i] = reversed[count - 1 - i];
    }
    digits[count] = 0;
    *exponent = (int)count + scale;
    return count;
}

/* The closest multiple of unit to whole + fraction / 2**shift, inside [low, high]. */
static uint64_t closest(uint64_t whole, __uint128_t fraction, int shift, uint64_t unit,
                        uint64_t low, uint64_t high) {
    uint64_t down = whole / unit * unit;
    uint64_t up = down + unit;
    bool take_up;
    if (unit == 1) {
        __uint128_t half = shift > 0 ? (__uint128_t)1 << (shift - 1) : 0;
        take_up = shift > 0 && (fraction > half || (fraction == half && (down & 1)));
    } else {
        uint64_t distance = whole - down;
        take_up =
            distance * 2 > unit || (distance * 2 == unit && (fraction != 0 || (down / unit & 1)));
    }
    if (take_up) {
        return up <= high ? up : down;
    }
    return down >= low ? down : up;
}

/* value = mantissa * 2**exponent2, 1e-10 <= value < 1e17. */
static size_t shortest_exact(double value, uint64_t mantissa, int exponent2, bool narrow_below,
                             char *digits, int *exponent) {
    int scale = 16 - (int)floor(log10(value));
    if (scale < 0) {
        scale = 0;
    }
    if (scale >= FIVES) {
        return 0;
    }
    /* All quarters: bounds are 4m - 2 (or 4m - 1), 4m, 4m + 2, times 5**scale * 2**-shift. */
    uint64_t fives = five_power(scale);
    int shift = -(exponent2 - 2 + scale);
    if (shift < 0 || shift > 120) {
        return 0;
    }
    __uint128_t middle = (__uint128_t)(mantissa * 4) * fives;
    __uint128_t lower = middle - (__uint128_t)(narrow_below ? 1 : 2) * fives;
    __uint128_t upper = middle + (__uint128_t)2 * fives;
    __uint128_t mask = ((__uint128_t)1 << shift) - 1;
    bool inclusive = (mantissa & 1) == 0;
    uint64_t low = (uint64_t)(lower >> shift);
    if ((lower & mask) != 0 || !inclusive) {
        low++;
    }
    uint64_t high = (uint64_t)(upper >> shift);
    if ((upper & mask) == 0 && !inclusive) {
        high--;
    }
    if (low > high) {
        return 0;
    }
    size_t dropped = 0;
    while (dropped + 1 < COUNT_OF(ten_powers) &&
           high / ten_powers[dropped + 1] * ten_powers[dropped + 1] >= low) {
        dropped++;
    }
    uint64_t number =
        closest((uint64_t)(middle >> shift), middle & mask, shift, ten_powers[dropped], low, high);
    return put_digits(number, -scale, digits, exponent);
}

/* From "d.ddde±x" of %e. */
static size_t take_digits(const char *text, char *digits, int *exponent) {
    size_t count = 0;
    for (; *text != 'e'; text++) {
        if (*text != '.') {
            digits[count++] = *text;
        }
    }
    while (count > 1 && digits[count - 1] == '0') {
        count--;
    }
    digits[count] = 0;
    *exponent = atoi(text + 1) + 1;
    return count;
}

/* The decimal of text ("d.ddde±x") one unit of its last digit up. */
static void increment_digits(char *text) {
    char *last = strchr(text, 'e') - 1;
    for (; last >= text; last--) {
        if (*last == '.') {
            continue;
        }
        if (*last != '9') {
            (*last)++;
            return;
        }
        *last = '0';
    }
    text[0] = '1'; /* 9.99 -> 0.00: as 1.00 with the next exponent */
    char *exponent = strchr(text, 'e') + 1;
    int number = atoi(exponent) + 1;
    snprintf(exponent, 12, "%+d", number);
}

static size_t shortest_by_trial(double value, bool subnormal, bool narrow_below, char *digits,
                                int *exponent) {
    char text[40];
    for (int precision = subnormal ? 0 : 14; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value) {
            break;
        }
        if (narrow_below) {
            increment_digits(text);
            if (strtod(text, NULL) == value) {
                break;
            }
        }
    }
    return take_digits(text, digits, exponent);
}

size_t double_shortest(double value, char digits[DOUBLE_DIGITS_SIZE], int *exponent) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int biased = (int)(bits >> MANTISSA_BITS & 0x7ff);
    uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    if (biased == 0) {
        return shortest_by_trial(value, true, false, digits, exponent);
    }
    bool narrow_below = mantissa == 0 && biased > 1;
    mantissa |= UINT64_C(1) << MANTISSA_BITS;
    if (value < 9007199254740992.0 && value == (double)(int64_t)value) {
        return put_digits((uint64_t)value, 0, digits, exponent);
    }
    if (value >= 1e-10 && value < 1e17) {
        size_t count =
            shortest_exact(value, mantissa, biased - EXPONENT_BIAS, narrow_below, digits, exponent);
        if (count > 0) {
            return count;
        }
    }
    return shortest_by_trial(value, false, narrow_below, digits, exponent);
}

static char *put_exponent(char *out, int exponent) {
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    unsigned number = (unsigned)(exponent < 0 ? -exponent : exponent);
    if (number >= 100) {
        *out++ = (char)('0' + number / 100);
    }
    *out++ = (char)('0' + number / 10 % 10);
    *out++ = (char)('0' + number % 10);
    return out;
}

static char *put_text(char *out, const char *text, size_t length) {
    memcpy(out, text, length);
    return out + length;
}

static char *put_zeros(char *out, int count) {
    for (int i = 0; i < count; i++) {
        *out++ = '0';
    }
    return out;
}

size_t double_repr(double value, char out[DOUBLE_REPR_SIZE]) {
    if (isnan(value)) {
        memcpy(out, "nan", 4);
        return 3;
    }
    char *end = out;
    if (signbit(value)) {
        *end++ = '-';
        value = -value;
    }
    if (isinf(value) || value == 0.0) {
        memcpy(end, isinf(value) ? "inf" : "0.0", 4);
        return (size_t)(end - out) + 3;
    }
    char digits[DOUBLE_DIGITS_SIZE];
    int point;
    size_t count = double_shortest(value, digits, &point);
    if (point > 16 || point < -3) {
        *end++ = digits[0];
        if (count > 1) {
            *end++ = '.';
            end = put_text(end, digits + 1, count - 1);
        }
        end = put_exponent(end, point - 1);
    } else if (point <= 0) {
        end = put_text(end, "0.", 2);
        end = put_zeros(end, -point);
        end = put_text(end, digits, count);
    } else if ((size_t)point >= count) {
        end = put_text(end, digits, count);
        end = put_zeros(end, point - (int)count);
        end = put_text(end, ".0", 2);
    } else {
        end = put_text(end, digits, (size_t)point);
        *end++ = '.';
        end = put_text(end, digits + point, count - (size_t)point);
    }
    *end = 0;
    return (size_t)(end - out);
}

/* value = mantissa * 2**exponent, so the result is mantissa * 5**digits * 2**(exponent + digits).
 */
bool double_scaled(double value, int digits, uint64_t *out) {
    if (!(value >= 0.0 && value < 0x1p53) || digits < 0 || digits > SCALED_DIGITS_MAX) {
        return false;
    }
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int biased = (int)(bits >> MANTISSA_BITS & 0x7ff);
    uint64_t mantissa = bits & ((UINT64_C(1) << MANTISSA_BITS) - 1);
    if (biased != 0) {
        mantissa |= UINT64_C(1) << MANTISSA_BITS;
    }
    int shift = -((biased != 0 ? biased : 1) - EXPONENT_BIAS + digits);
    __uint128_t product = (__uint128_t)mantissa * five_power(digits);
    if (shift > 126) {
        *out = 0; /* below 2**105 / 2**127 */
        return true;
    }
    if (shift <= 0) {
        if (-shift > 20 || product << -shift >> 64 != 0) {
            return false;
        }
        *out = (uint64_t)(product << -shift);
        return true;
    }
    __uint128_t whole = product >> shift, rest = product - (whole << shift);
    __uint128_t half = (__uint128_t)1 << (shift - 1);
    if (whole >> 63 != 0) {
        return false;
    }
    *out = (uint64_t)whole + (rest > half || (rest == half && (whole & 1)));
    return true;
}

/* As "%.*f"; 0: snprintf must do it. */
static size_t fixed_exact(double value, int precision, bool alternate, char *out, size_t size) {
    uint64_t scaled;
    bool negative = signbit(value);
    if (precision > SCALED_DIGITS_MAX || size < 48 ||
        !double_scaled(fabs(value), precision, &scaled)) {
        return 0;
    }
    char digits[48];
    size_t at = sizeof digits;
    for (int i = 0; i < precision; i++) {
        digits[--at] = (char)('0' + scaled % 10);
        scaled /= 10;
    }
    if (precision > 0 || alternate) {
        digits[--at] = '.';
    }
    do {
        digits[--at] = (char)('0' + scaled % 10);
        scaled /= 10;
    } while (scaled != 0);
    if (negative) {
        digits[--at] = '-';
    }
    size_t length = sizeof digits - at;
    memcpy(out, digits + at, length);
    out[length] = 0;
    return length;
}

static size_t fixed_by_library(double value, char type, int precision, bool alternate, char *out,
                               size_t size) {
    char format[8] = {'%', alternate ? '#' : '.', '.', '*', type, 0};
    if (!alternate) {
        memcpy(format, "%.*", 3);
        format[3] = type;
        format[4] = 0;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return (size_t)snprintf(out, size, format, precision, value);
#pragma GCC diagnostic pop
}

/* With more digits than any double has: zeros, which the library would count one by one. */
static size_t fixed_with_zeros(double value, char type, int precision, bool alternate, char *out,
                               size_t size) {
    char text[EXACT_DIGITS + 400];
    size_t length = fixed_by_library(value, type, EXACT_DIGITS, alternate, text, sizeof text);
    size_t zeros = (size_t)(precision - EXACT_DIGITS);
    if ((type == 'g' || type == 'G') && !alternate) {
        zeros = 0;
    }
    if (length + zeros < size) {
        size_t digits = strcspn(text, "eE");
        memcpy(out, text, digits);
        memset(out + digits, '0', zeros);
        memcpy(out + digits + zeros, text + digits, length - digits + 1);
    }
    return length + zeros;
}

size_t double_fixed(double value, char type, int precision, bool alternate, char *out,
                    size_t size) {
    bool upper = type == 'E' || type == 'F' || type == 'G';
    if (isnan(value)) {
        return (size_t)snprintf(out, size, upper ? "NAN" : "nan");
    }
    if (type == 'f' || type == 'F') {
        size_t length = fixed_exact(value, precision, alternate, out, size);
        if (length > 0) {
            return length;
        }
    }
    return precision > EXACT_DIGITS && isfinite(value)
               ? fixed_with_zeros(value, type, precision, alternate, out, size)
               : fixed_by_library(value, type, precision, alternate, out, size);
}
