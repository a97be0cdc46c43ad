/* Powers of ints.
 *
 * Without a modulus: squaring from the exponent's top bit, in two buffers of the result's size;
 * factors of two of the base become one shift. With one: fixed windows of four bits, reduced by
 * Montgomery's method for odd moduli up to MONTGOMERY_LIMBS and by division for others. */
#include "types/int_power.h"

#include "object/budget.h"
#include "types/int_arithmetic.h"
#include "types/int_bits.h"
#include "types/int_view.h"
#include <string.h>

enum { MONTGOMERY_LIMBS = 96, WINDOW_BITS = 4, WINDOW_SIZE = 1 << WINDOW_BITS };

static size_t trailing_zeros(const IntView *view) {
    size_t limb = 0;
    while (view->limbs[limb] == 0) {
        limb++;
    }
    return limb * 64 + (size_t)__builtin_ctzll(view->limbs[limb]);
}

/* odd**exponent; count limbs are enough for it and one square on the way. */
static NEW_REF Object *power_of_odd(Runtime *rt, const IntView *odd, uint64_t exponent,
                                    size_t count, bool negative) {
    Object *power = int_new_big(rt, count, negative);
    Object *other = power ? int_new_big(rt, count, negative) : NULL;
    void *scratch;
    if (!other || !int_scratch_open(rt, count, &scratch)) {
        release_nullable(rt, other);
        release_nullable(rt, power);
        return NULL;
    }
    size_t used = odd->count;
    bool within = true; /* its budgets */
    memcpy(int_view_limbs(power), odd->limbs, used * sizeof(uint64_t));
    for (int bit = (int)base_highest_bit(exponent) - 1; bit >= 0; bit--) {
        within = budget_spend_whole(rt, int_work(used, used) + int_work(2 * used, odd->count));
        if (!within) {
            break;
        }
        mpn_sqr(int_view_limbs(other), int_view_limbs(power), (mp_size_t)used);
        used = int_view_trim(int_view_limbs(other), used * 2);
        Object *swapped = power;
        power = other;
        other = swapped;
        if (exponent >> bit & 1) {
            mpn_mul(int_view_limbs(other), int_view_limbs(power), (mp_size_t)used, odd->limbs,
                    (mp_size_t)odd->count);
            used = int_view_trim(int_view_limbs(other), used + odd->count);
            swapped = power;
            power = other;
            other = swapped;
        }
    }
    release(rt, other);
    int_scratch_close(rt, scratch);
    if (!within) {
        release(rt, power);
        return NULL;
    }
    memset(int_view_limbs(power) + used, 0, (count - used) * sizeof(uint64_t));
    return int_normalise(rt, power);
}

Object *int_power(Runtime *rt, Object *base, Object *exponent) {
    if (int_is_zero(exponent)) {
        return int_from_int64(rt, 1);
    }
    IntView view;
    int_view_of(base, &view);
    if (view.count == 0 || (view.count == 1 && view.limbs[0] == 1)) {
        bool odd = int_bits_is_odd(exponent);
        return int_from_int64(rt, view.count == 0 ? 0 : view.negative && odd ? -1 : 1);
    }
    if (int_is_big(exponent)) {
        return error_no_memory(rt);
    }
    uint64_t times = (uint64_t)int_small_value(exponent);
    if (times == 1) {
        return int_arithmetic_exact(rt, base);
    }
    size_t zeros = trailing_zeros(&view), bits = int_view_bits(&view), total;
    if (__builtin_mul_overflow(bits, times, &total) || total > (size_t)1 << 45) {
        return error_no_memory(rt);
    }
    bool negative = view.negative && (times & 1);
    Object *shift = int_from_size(rt, zeros);
    Object *odd = NULL, *result = NULL;
    if (!shift) {
        return NULL;
    }
    Object *magnitude = int_arithmetic_absolute(rt, base);
    odd = magnitude ? int_bits_shift_right(rt, magnitude, shift) : NULL;
    release_nullable(rt, magnitude);
    release(rt, shift);
    if (!odd) {
        return NULL;
    }
    IntView odd_view;
    int_view_of(odd, &odd_view);
    size_t count = (bits - zeros) * times / 64 + odd_view.count + 2;
    if (odd_view.count == 1 && odd_view.limbs[0] == 1) {
        result = int_from_int64(rt, negative ? -1 : 1);
    } else {
        result = power_of_odd(rt, &odd_view, times, count, negative);
    }
    release(rt, odd);
    if (result && zeros > 0) {
        Object *scaled = int_bits_scaled(rt, result, zeros * times);
        release(rt, result);
        result = scaled;
    }
    return result;
}

/* Modular powers. */

typedef struct Modulus {
    const uint64_t *limbs;
    size_t count;
    uint64_t inverse;   /* -1 / limbs[0] modulo 2**64, for odd ones; 0: reduce by division */
    uint64_t *quotient; /* count + 2 limbs of scratch for division */
} Modulus;

static uint64_t negative_inverse(uint64_t odd) {
    uint64_t inverse = odd; /* right in the lowest 3 bits, twice as many after each step */
    for (int i = 0; i < 5; i++) {
        inverse *= 2 - odd * inverse;
    }
    return -inverse;
}

/* product (2 * count limbs, destroyed) to result: divided by 2**(64 * count) for Montgomery. */
static void reduce(const Modulus *modulus, uint64_t *product, uint64_t *result) {
    size_t count = modulus->count;
    if (modulus->inverse == 0) {
        mpn_tdiv_qr(modulus->quotient, result, 0, product, (mp_size_t)(2 * count), modulus->limbs,
                    (mp_size_t)count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t factor = product[i] * modulus->inverse;
        product[i] = mpn_addmul_1(product + i, modulus->limbs, (mp_size_t)count, factor);
    }
    uint64_t carry = mpn_add_n(result, product + count, product, (mp_size_t)count);
    if (carry || mpn_cmp(result, modulus->limbs, (mp_size_t)count) >= 0) {
        mpn_sub_n(result, result, modulus->limbs, (mp_size_t)count);
    }
}

static void multiply(const Modulus *modulus, uint64_t *result, const uint64_t *a, const uint64_t *b,
                     uint64_t *product) {
    if (a == b) {
        mpn_sqr(product, a, (mp_size_t)modulus->count);
    } else {
        mpn_mul_n(product, a, b, (mp_size_t)modulus->count);
    }
    reduce(modulus, product, result);
}

static unsigned window_at(const IntView *exponent, size_t position) {
    size_t bit = position * WINDOW_BITS; /* windows do not cross limbs */
    return (unsigned)(exponent->limbs[bit / 64] >> (bit % 64)) & (WINDOW_SIZE - 1);
}

/* base < modulus, count limbs each; result too. False: a budget is used up. */
static bool power_loop(Runtime *rt, const Modulus *modulus, const uint64_t *base,
                       const IntView *exponent, uint64_t *result, uint64_t *table,
                       uint64_t *product) {
    size_t count = modulus->count;
    size_t step_work = 3 * int_work(count, count); /* a product and its reduction */
    if (!budget_spend_whole(rt, (WINDOW_SIZE + 2) * step_work)) {
        return false;
    }
    uint64_t *one = table;
    memset(one, 0, count * sizeof *one);
    one[0] = 1;
    memcpy(table + count, base, count * sizeof *base);
    if (modulus->inverse != 0) { /* both times 2**(64 * count) modulo the modulus */
        for (size_t i = 0; i < 2; i++) {
            uint64_t *entry = table + i * count;
            memset(product, 0, count * sizeof *product);
            memcpy(product + count, entry, count * sizeof *product);
            mpn_tdiv_qr(modulus->quotient, entry, 0, product, (mp_size_t)(2 * count),
                        modulus->limbs, (mp_size_t)count);
        }
    }
    for (size_t i = 2; i < WINDOW_SIZE; i++) {
        multiply(modulus, table + i * count, table + (i - 1) * count, table + count, product);
    }
    size_t windows = (int_view_bits(exponent) + WINDOW_BITS - 1) / WINDOW_BITS;
    memcpy(result, table + window_at(exponent, windows - 1) * count, count * sizeof *result);
    for (size_t position = windows - 1; position-- > 0;) {
        if (!budget_spend_whole(rt, (WINDOW_BITS + 1) * step_work + 1)) {
            return false;
        }
        for (int i = 0; i < WINDOW_BITS; i++) {
            multiply(modulus, result, result, result, product);
        }
        unsigned window = window_at(exponent, position);
        if (window != 0) {
            multiply(modulus, result, result, table + window * count, product);
        }
    }
    if (modulus->inverse != 0) {
        memcpy(product, result, count * sizeof *product);
        memset(product + count, 0, count * sizeof *product);
        reduce(modulus, product, result);
    }
    return true;
}

/* base >= 0 and base < modulus, exponent > 0, modulus > 1. */
static NEW_REF Object *power_modular_big(Runtime *rt, Object *base, const IntView *exponent,
                                         const IntView *modulus_view) {
    IntView base_view;
    int_view_of(base, &base_view);
    size_t count = modulus_view->count;
    Modulus modulus = {modulus_view->limbs, count, 0, NULL};
    if ((modulus.limbs[0] & 1) && count <= MONTGOMERY_LIMBS) {
        modulus.inverse = negative_inverse(modulus.limbs[0]);
    }
    size_t room = count + WINDOW_SIZE * count + 2 * count + count + 2;
    uint64_t *memory = memory_allocate(rt, room * sizeof *memory);
    Object *result = memory ? int_new_big(rt, count, false) : NULL;
    void *scratch;
    if (result && !int_scratch_open(rt, 2 * count, &scratch)) {
        CLEAR_REF(rt, &result);
    }
    if (result) {
        uint64_t *padded = memory, *table = padded + count;
        uint64_t *product = table + WINDOW_SIZE * count;
        modulus.quotient = product + 2 * count;
        memset(padded, 0, count * sizeof *padded);
        memcpy(padded, base_view.limbs, base_view.count * sizeof *padded);
        bool done =
            power_loop(rt, &modulus, padded, exponent, int_view_limbs(result), table, product);
        int_scratch_close(rt, scratch);
        if (done) {
            result = int_normalise(rt, result);
        } else {
            CLEAR_REF(rt, &result);
        }
    }
    memory_free(rt, memory);
    return result;
}

static uint64_t power_modular_word(uint64_t base, const IntView *exponent, uint64_t modulus) {
    uint64_t result = 1 % modulus;
    for (size_t bit = int_view_bits(exponent); bit-- > 0;) {
        result = (uint64_t)((__uint128_t)result * result % modulus);
        if (exponent->limbs[bit / 64] >> (bit % 64) & 1) {
            result = (uint64_t)((__uint128_t)result * base % modulus);
        }
    }
    return result;
}

/* The inverse of number modulo |modulus|, or ValueError. 0 <= number < |modulus|. */
static NEW_REF Object *inverse_of(Runtime *rt, Object *number, const IntView *modulus) {
    IntView view;
    int_view_of(number, &view);
    size_t count = modulus->count;
    if (!budget_spend_whole(rt, 3 * int_work_of_text(count))) {
        return NULL;
    }
    /* U = number + |modulus| is at least V = |modulus|, as mpn_gcdext wants it. */
    size_t room = 4 * (count + 2);
    void *scratch;
    if (!int_scratch_open(rt, 2 * count, &scratch)) {
        return NULL;
    }
    uint64_t *memory = memory_allocate(rt, room * sizeof *memory);
    if (!memory) {
        int_scratch_close(rt, scratch);
        return NULL;
    }
    memset(memory, 0, room * sizeof *memory);
    uint64_t *u = memory, *v = u + count + 2, *divisor = v + count + 2,
             *factor = divisor + count + 2;
    memcpy(u, view.limbs, view.count * sizeof *u);
    u[count] = mpn_add_n(u, u, modulus->limbs, (mp_size_t)count);
    memcpy(v, modulus->limbs, count * sizeof *v);
    mp_size_t factor_count = 0;
    size_t divisor_count =
        (size_t)mpn_gcdext(divisor, factor, &factor_count, u,
                           (mp_size_t)int_view_trim(u, count + 1), v, (mp_size_t)count);
    Object *result = NULL;
    if (divisor_count == 1 && divisor[0] == 1) {
        bool negative = factor_count < 0;
        size_t used = (size_t)(negative ? -factor_count : factor_count);
        if (negative) {
            mpn_sub(factor, modulus->limbs, (mp_size_t)count, factor, (mp_size_t)used);
            used = count;
        }
        result = int_arithmetic_from_limbs(rt, factor, used, false);
    } else {
        raise_value_error(rt, "base is not invertible for the given modulus");
    }
    memory_free(rt, memory);
    int_scratch_close(rt, scratch);
    return result;
}

/* base modulo |modulus|, never negative. */
static NEW_REF Object *reduced_base(Runtime *rt, Object *base, Object *magnitude) {
    Object *remainder = NULL;
    return int_arithmetic_divmod(rt, base, magnitude, NULL, &remainder) ? remainder : NULL;
}

Object *int_power_modular(Runtime *rt, Object *base, Object *exponent, Object *modulus) {
    if (int_is_zero(modulus)) {
        return raise_value_error(rt, "pow() 3rd argument cannot be 0");
    }
    Object *magnitude = int_arithmetic_absolute(rt, modulus);
    Object *reduced = magnitude ? reduced_base(rt, base, magnitude) : NULL;
    IntView modulus_view, exponent_view;
    Object *result = NULL;
    if (!reduced) {
        goto done;
    }
    int_view_of(magnitude, &modulus_view);
    int_view_of(exponent, &exponent_view);
    if (exponent_view.negative) {
        Object *inverse = inverse_of(rt, reduced, &modulus_view);
        release(rt, reduced);
        reduced = inverse;
        if (!reduced) {
            goto done;
        }
    }
    if (modulus_view.count == 1 && modulus_view.limbs[0] == 1) {
        result = int_from_int64(rt, 0);
    } else if (exponent_view.count == 0) {
        result = int_from_int64(rt, 1);
    } else if (!budget_spend_whole(rt, exponent_view.count * 64)) {
        result = NULL;
    } else if (modulus_view.count == 1) {
        IntView word;
        int_view_of(reduced, &word);
        result = int_from_uint64(rt, power_modular_word(word.count > 0 ? word.limbs[0] : 0,
                                                        &exponent_view, modulus_view.limbs[0]));
    } else {
        result = power_modular_big(rt, reduced, &exponent_view, &modulus_view);
    }
    if (result && int_is_negative(modulus) && !int_is_zero(result)) {
        Object *moved = int_arithmetic_add(rt, result, modulus);
        release(rt, result);
        result = moved;
    }
done:
    release_nullable(rt, magnitude);
    release_nullable(rt, reduced);
    return result;
}
