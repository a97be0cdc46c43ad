/* round(int, ndigits) for ndigits < 0: the number minus its signed distance to the nearest
 * multiple. */
#include "types/int_round.h"

#include "types/int_arithmetic.h"
#include "types/int_bits.h"
#include "types/int_power.h"

static NEW_REF Object *power_of_ten(Runtime *rt, int64_t exponent) {
    Object *ten = int_from_int64(rt, 10), *times = int_from_int64(rt, exponent);
    Object *power = ten && times ? int_power(rt, ten, times) : NULL;
    release_nullable(rt, ten);
    release_nullable(rt, times);
    return power;
}

/* -1, 0, 1: twice the remainder against the unit; quotient odd settles a tie. */
static NEW_REF Object *to_multiple(Runtime *rt, Object *number, Object *unit) {
    Object *quotient, *rest;
    if (!int_arithmetic_divmod(rt, number, unit, &quotient, &rest)) {
        return NULL;
    }
    Object *result = NULL;
    Object *twice = int_bits_scaled(rt, rest, 1);
    if (twice) {
        int order = int_arithmetic_compare(twice, unit);
        Object *down = int_arithmetic_subtract(rt, number, rest);
        bool up = order > 0 || (order == 0 && int_bits_is_odd(quotient));
        if (down && up) {
            result = int_arithmetic_add(rt, down, unit);
            release(rt, down);
        } else {
            result = down;
        }
    }
    release_nullable(rt, twice);
    release(rt, quotient);
    release(rt, rest);
    return result;
}

Object *int_round(Runtime *rt, Object *number, Object *ndigits) {
    Object *digits = object_index(rt, ndigits);
    if (!digits) {
        return NULL;
    }
    bool negative = int_is_negative(digits);
    int64_t zeros = int_is_big(digits) ? INT64_MAX : -int_small_value(digits);
    release(rt, digits);
    if (!negative) {
        return int_arithmetic_exact(rt, number);
    }
    if (zeros > (int64_t)(int_bits_length(number) / 3) + 2) {
        return int_from_int64(rt, 0);
    }
    Object *unit = power_of_ten(rt, zeros);
    Object *result = unit ? to_multiple(rt, number, unit) : NULL;
    release_nullable(rt, unit);
    return result;
}
