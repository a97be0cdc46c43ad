/* Integer functions of math: divisors, factorials, binomial coefficients, square roots. Long
 * products are split in halves, so that big factors meet big factors. */
#include "modules/math_functions.h"

#include "types/int_arithmetic.h"
#include "types/int_bits.h"

MATH_ONE(isqrt) {
    (void)module;
    Object *number = object_index(rt, argument);
    if (!number) {
        return NULL;
    }
    Object *root = int_is_negative(number)
                       ? raise_value_error(rt, "isqrt() argument must be nonnegative")
                       : int_arithmetic_isqrt(rt, number);
    release(rt, number);
    return root;
}

/* Folds the arguments; `start` for none. */
static NEW_REF Object *fold(Runtime *rt, Object *const *args, size_t count, int64_t start,
                            NEW_REF Object *(*step)(Runtime *, Object *, Object *)) {
    Object *total = int_from_int64(rt, start);
    for (size_t i = 0; total && i < count; i++) {
        Object *number = object_index(rt, args[i]);
        Object *next = number ? step(rt, total, number) : NULL;
        release_nullable(rt, number);
        release(rt, total);
        total = next;
    }
    return total;
}

MATH_MANY(gcd) {
    (void)module;
    return fold(rt, args, count, 0, int_arithmetic_gcd);
}

static NEW_REF Object *lcm_of(Runtime *rt, Object *a, Object *b) {
    if (int_is_zero(a) || int_is_zero(b)) {
        return int_from_int64(rt, 0);
    }
    Object *divisor = int_arithmetic_gcd(rt, a, b);
    Object *part = NULL, *product = NULL, *result = NULL;
    if (divisor && int_arithmetic_divmod(rt, a, divisor, &part, NULL)) {
        product = int_arithmetic_multiply(rt, part, b);
        result = product ? int_arithmetic_absolute(rt, product) : NULL;
        release(rt, part);
    }
    release_nullable(rt, divisor);
    release_nullable(rt, product);
    return result;
}

MATH_MANY(lcm) {
    (void)module;
    return fold(rt, args, count, 1, lcm_of);
}

/* low * (low + step) * … of `count` factors, all positive. */
static NEW_REF Object *product_of(Runtime *rt, uint64_t low, uint64_t step, uint64_t count) {
    if (count <= 16) {
        uint64_t product = 1;
        uint64_t i = 0;
        for (; i < count; i++) {
            if (__builtin_mul_overflow(product, low + i * step, &product)) {
                break;
            }
        }
        if (i == count) {
            return int_from_uint64(rt, product);
        }
    }
    uint64_t half = count / 2;
    Object *first = product_of(rt, low, step, half);
    Object *second = first ? product_of(rt, low + half * step, step, count - half) : NULL;
    Object *product = second ? int_arithmetic_multiply(rt, first, second) : NULL;
    release_nullable(rt, first);
    release_nullable(rt, second);
    return product;
}

static NEW_REF Object *multiply_stealing(Runtime *rt, STEALS Object *a, STEALS Object *b) {
    Object *product = a && b ? int_arithmetic_multiply(rt, a, b) : NULL;
    release_nullable(rt, a);
    release_nullable(rt, b);
    return product;
}

/* n! = 2**(n - ones of n) * the odd parts: those of n, n/2, n/4, … multiplied up. */
static NEW_REF Object *factorial_of(Runtime *rt, uint64_t n) {
    Object *inner = int_from_int64(rt, 1), *outer = int_from_int64(rt, 1);
    uint64_t done = 1; /* odd numbers up to here are in inner */
    for (int shift = n > 1 ? (int)base_highest_bit(n) : -1; inner && outer && shift >= 0; shift--) {
        uint64_t last = n >> shift;
        last -= (last & 1) == 0;
        if (last > done) {
            uint64_t count = (last - done) / 2;
            inner = multiply_stealing(rt, inner, product_of(rt, done + 2, 2, count));
            done = last;
        }
        outer = inner ? multiply_stealing(rt, outer, retain(inner)) : outer;
    }
    Object *result =
        inner && outer ? int_bits_scaled(rt, outer, (size_t)(n - base_count_bits(n))) : NULL;
    release_nullable(rt, inner);
    release_nullable(rt, outer);
    return result;
}

MATH_ONE(factorial) {
    (void)module;
    Object *number = object_index(rt, argument);
    if (!number) {
        return NULL;
    }
    int overflow;
    int64_t n = int_as_int64(number, &overflow);
    release(rt, number);
    if (overflow > 0) {
        return raise_overflow_error(rt, "factorial() argument should not exceed %lld",
                                    (long long)INT64_MAX);
    }
    if (overflow < 0 || n < 0) {
        return raise_value_error(rt, "factorial() not defined for negative values");
    }
    if (n > INT64_C(1) << 40) {
        return error_no_memory(rt);
    }
    return factorial_of(rt, (uint64_t)n);
}

/* n * (n - 1) * … of `count` >= 1 factors, n - count + 1 > 0. */
static NEW_REF Object *falling_big(Runtime *rt, Object *n, uint64_t count) {
    if (count == 1) {
        return retain(n);
    }
    uint64_t half = count / 2;
    Object *distance = int_from_uint64(rt, half);
    Object *lower = distance ? int_arithmetic_subtract(rt, n, distance) : NULL;
    Object *first = lower ? falling_big(rt, n, half) : NULL;
    Object *second = first ? falling_big(rt, lower, count - half) : NULL;
    release_nullable(rt, distance);
    release_nullable(rt, lower);
    return multiply_stealing(rt, first, second);
}

static NEW_REF Object *falling(Runtime *rt, Object *n, uint64_t count) {
    if (count == 0) {
        return int_from_int64(rt, 1);
    }
    int overflow;
    int64_t number = int_as_int64(n, &overflow);
    return overflow ? falling_big(rt, n, count)
                    : product_of(rt, (uint64_t)number - count + 1, 1, count);
}

/* The arguments as non-negative ints; k NULL or None: it stays NULL. False: error pending. */
static bool take_pair(Runtime *rt, Object *const *args, size_t count, Object **n, Object **k) {
    *k = NULL;
    *n = object_index(rt, args[0]);
    if (!*n) {
        return false;
    }
    if (count > 1) {
        *k = object_index(rt, args[1]);
        if (!*k) {
            CLEAR_REF(rt, n);
            return false;
        }
    }
    const char *wrong = int_is_negative(*n) ? "n" : *k && int_is_negative(*k) ? "k" : NULL;
    if (wrong) {
        raise_value_error(rt, "%s must be a non-negative integer", wrong);
        CLEAR_REF(rt, n);
        CLEAR_REF(rt, k);
    }
    return !wrong;
}

MATH_MANY(perm) {
    if (count == 1 || args[1] == NONE) {
        return math_factorial(rt, module, args[0]);
    }
    Object *n, *k;
    if (!take_pair(rt, args, count, &n, &k)) {
        return NULL;
    }
    Object *result;
    int overflow;
    int64_t times = int_as_int64(k, &overflow);
    if (int_arithmetic_compare(n, k) < 0) {
        result = int_from_int64(rt, 0);
    } else if (overflow) {
        result = raise_overflow_error(rt, "k must not exceed %lld", (long long)INT64_MAX);
    } else {
        result = falling(rt, n, (uint64_t)times);
    }
    release(rt, n);
    release(rt, k);
    return result;
}

static NEW_REF Object *binomial(Runtime *rt, Object *n, uint64_t k) {
    Object *top = falling(rt, n, k);
    Object *bottom = top ? factorial_of(rt, k) : NULL;
    Object *quotient = NULL;
    if (bottom && !int_arithmetic_divmod(rt, top, bottom, &quotient, NULL)) {
        quotient = NULL;
    }
    release_nullable(rt, top);
    release_nullable(rt, bottom);
    return quotient;
}

MATH_MANY(comb) {
    (void)module;
    Object *n, *k;
    if (!take_pair(rt, args, count, &n, &k)) {
        return NULL;
    }
    Object *result = NULL;
    if (int_arithmetic_compare(n, k) < 0) {
        result = int_from_int64(rt, 0);
    } else {
        Object *rest = int_arithmetic_subtract(rt, n, k);
        Object *less = rest && int_arithmetic_compare(rest, k) < 0 ? rest : k;
        int overflow;
        int64_t times = int_as_int64(less, &overflow);
        if (rest && overflow) {
            raise_overflow_error(rt, "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
        } else if (rest) {
            result = binomial(rt, n, (uint64_t)times);
        }
        release_nullable(rt, rest);
    }
    release(rt, n);
    release(rt, k);
    return result;
}
