/* Sums, products, quotients, divisors and roots, over GMP's mpn layer.
 *
 * Results are written straight into the object that is returned. Numbers that stay in 63 bits never
 * come near limbs. Memory comes from the runtime's heap; for what mpn functions take themselves see
 * int_scratch_open. */
#include "types/int_arithmetic.h"

#include "object/budget.h"
#include "object/float.h"
#include "types/int_view.h"
#include <math.h>
#include <string.h>

static inline bool are_small(const Object *a, const Object *b) {
    return !((a->meta | b->meta) & INT_BIG);
}

Object *int_arithmetic_from_limbs(Runtime *rt, const uint64_t *limbs, size_t count, bool negative) {
    count = int_view_trim(limbs, count);
    if (count == 0) {
        return int_from_int64(rt, 0);
    }
    Object *big = int_new_big(rt, count, negative);
    if (!big) {
        return NULL;
    }
    memcpy(int_view_limbs(big), limbs, count * sizeof *limbs);
    return int_normalise(rt, big);
}

/* Sums. */

static NEW_REF Object *add_magnitudes(Runtime *rt, const IntView *a, const IntView *b,
                                      bool negative) {
    if (a->count < b->count) {
        const IntView *swapped = a;
        a = b;
        b = swapped;
    }
    Object *sum = int_new_big(rt, a->count + 1, negative);
    if (!sum) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(sum);
    if (b->count == 0) {
        memcpy(limbs, a->limbs, a->count * sizeof *limbs);
        limbs[a->count] = 0;
    } else {
        limbs[a->count] =
            mpn_add(limbs, a->limbs, (mp_size_t)a->count, b->limbs, (mp_size_t)b->count);
    }
    return int_normalise(rt, sum);
}

static NEW_REF Object *subtract_magnitudes(Runtime *rt, const IntView *a, const IntView *b,
                                           bool negative) {
    int order = int_view_compare_magnitude(a, b);
    if (order == 0) {
        return int_from_int64(rt, 0);
    }
    if (order < 0) {
        const IntView *swapped = a;
        a = b;
        b = swapped;
        negative = !negative;
    }
    Object *difference = int_new_big(rt, a->count, negative);
    if (!difference) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(difference);
    if (b->count == 0) {
        memcpy(limbs, a->limbs, a->count * sizeof *limbs);
    } else {
        mpn_sub(limbs, a->limbs, (mp_size_t)a->count, b->limbs, (mp_size_t)b->count);
    }
    return int_normalise(rt, difference);
}

static NOINLINE NEW_REF Object *add_big(Runtime *rt, Object *a, Object *b, bool subtract) {
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    return left.negative == (right.negative != subtract)
               ? add_magnitudes(rt, &left, &right, left.negative)
               : subtract_magnitudes(rt, &left, &right, left.negative);
}

Object *int_arithmetic_add(Runtime *rt, Object *a, Object *b) {
    if (LIKELY(are_small(a, b))) {
        return int_from_int64(rt, int_small_value(a) + int_small_value(b));
    }
    return add_big(rt, a, b, false);
}

Object *int_arithmetic_subtract(Runtime *rt, Object *a, Object *b) {
    if (LIKELY(are_small(a, b))) {
        return int_from_int64(rt, int_small_value(a) - int_small_value(b));
    }
    return add_big(rt, a, b, true);
}

Object *int_arithmetic_exact(Runtime *rt, Object *number) {
    if (object_type_id(number) == TYPE_INT) {
        return retain(number);
    }
    if (!int_is_big(number)) {
        return int_from_int64(rt, int_small_value(number));
    }
    IntView view;
    int_view_of(number, &view);
    return int_arithmetic_from_limbs(rt, view.limbs, view.count, view.negative);
}

Object *int_arithmetic_negative(Runtime *rt, Object *number) {
    if (LIKELY(!int_is_big(number))) {
        return int_from_int64(rt, -int_small_value(number));
    }
    IntView view;
    int_view_of(number, &view);
    return int_arithmetic_from_limbs(rt, view.limbs, view.count, !view.negative);
}

Object *int_arithmetic_absolute(Runtime *rt, Object *number) {
    return int_is_negative(number) ? int_arithmetic_negative(rt, number)
                                   : int_arithmetic_exact(rt, number);
}

/* Products. */

static NOINLINE NEW_REF Object *multiply_small(Runtime *rt, int64_t a, int64_t b) {
    bool negative = (a < 0) != (b < 0);
    uint64_t a_size = a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
    uint64_t b_size = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
    __uint128_t product = (__uint128_t)a_size * b_size;
    uint64_t limbs[2] = {(uint64_t)product, (uint64_t)(product >> 64)};
    return int_arithmetic_from_limbs(rt, limbs, 2, negative);
}

static NOINLINE NEW_REF Object *multiply_big(Runtime *rt, Object *a, Object *b) {
    IntView left_view, right_view;
    IntView *left = &left_view, *right = &right_view;
    int_view_of(a, left);
    int_view_of(b, right);
    if (left->count < right->count) {
        left = &right_view;
        right = &left_view;
    }
    if (right->count == 0) {
        return int_from_int64(rt, 0);
    }
    if (!budget_spend_whole(rt, int_work(left->count, right->count))) {
        return NULL;
    }
    size_t count = left->count + right->count;
    void *scratch;
    Object *product = int_new_big(rt, count, left->negative != right->negative);
    if (!product || !int_scratch_open(rt, right->count > 1 ? count : 0, &scratch)) {
        release_nullable(rt, product);
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(product);
    if (right->count == 1) {
        limbs[left->count] = mpn_mul_1(limbs, left->limbs, (mp_size_t)left->count, right->limbs[0]);
    } else if (left->limbs == right->limbs) {
        mpn_sqr(limbs, left->limbs, (mp_size_t)left->count);
    } else {
        mpn_mul(limbs, left->limbs, (mp_size_t)left->count, right->limbs, (mp_size_t)right->count);
    }
    int_scratch_close(rt, scratch);
    return int_normalise(rt, product);
}

Object *int_arithmetic_multiply(Runtime *rt, Object *a, Object *b) {
    if (LIKELY(are_small(a, b))) {
        int64_t product;
        if (LIKELY(!__builtin_mul_overflow(int_small_value(a), int_small_value(b), &product))) {
            return int_from_int64(rt, product);
        }
        return multiply_small(rt, int_small_value(a), int_small_value(b));
    }
    return multiply_big(rt, a, b);
}

/* In place. */

static inline bool has_room(const Runtime *rt, const Object *big, size_t count) {
    return heap_usable_size(rt->heap, big) >=
           offsetof(BigIntObject, limbs) + count * sizeof(uint64_t);
}

static inline void set_count(Object *big, size_t count, bool negative) {
    ((BigIntObject *)big)->signed_count = negative ? -(int64_t)count : (int64_t)count;
}

/* The result stays big: a sum of equal signs grows, and a difference is only taken here when a has
 * two limbs more. */
static bool add_in_place(Runtime *rt, Object *a, const IntView *left, const IntView *right,
                         bool subtract) {
    uint64_t *limbs = int_view_limbs(a);
    size_t count = left->count;
    if (left->negative != (right->negative != subtract)) {
        if (count < right->count + 2) {
            return false;
        }
        mpn_sub(limbs, limbs, (mp_size_t)count, right->limbs, (mp_size_t)right->count);
        set_count(a, int_view_trim(limbs, count), left->negative);
        return true;
    }
    if (count < right->count || !has_room(rt, a, count + 1)) {
        return false;
    }
    limbs[count] = mpn_add(limbs, limbs, (mp_size_t)count, right->limbs, (mp_size_t)right->count);
    set_count(a, count + (limbs[count] != 0), left->negative);
    return true;
}

bool int_arithmetic_in_place(Runtime *rt, Object *a, const Object *b, BinaryOp op) {
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    if (right.count == 0) {
        return false;
    }
    if (op == BINARY_ADD || op == BINARY_SUBTRACT) {
        return add_in_place(rt, a, &left, &right, op == BINARY_SUBTRACT);
    }
    if (op != BINARY_MULTIPLY || right.count != 1 || right.limbs[0] == 1 ||
        !has_room(rt, a, left.count + 1)) {
        return false; /* 2**62 * -1 is small */
    }
    uint64_t *limbs = int_view_limbs(a);
    limbs[left.count] = mpn_mul_1(limbs, limbs, (mp_size_t)left.count, right.limbs[0]);
    set_count(a, left.count + (limbs[left.count] != 0), left.negative != right.negative);
    return true;
}

/* Quotients. */

static COLD bool raise_division_by_zero(Runtime *rt, bool only_remainder) {
    raise_zero_division(rt, only_remainder ? "integer modulo by zero"
                                           : "integer division or modulo by zero");
    return false;
}

static bool divmod_small(Runtime *rt, int64_t a, int64_t b, Object **quotient, Object **remainder) {
    int64_t whole = a / b, rest = a % b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        rest += b;
        whole--;
    }
    Object *first = NULL;
    if (quotient) {
        first = int_from_int64(rt, whole);
        if (!first) {
            return false;
        }
        *quotient = first;
    }
    if (remainder) {
        *remainder = int_from_int64(rt, rest);
        if (!*remainder) {
            release_nullable(rt, first);
            return false;
        }
    }
    return true;
}

/* |a| < |b|: the quotient is 0 or -1. */
static bool divmod_less(Runtime *rt, Object *a, Object *b, Object **quotient, Object **remainder) {
    bool below = !int_is_zero(a) && int_is_negative(a) != int_is_negative(b);
    if (quotient) {
        *quotient = int_from_int64(rt, below ? -1 : 0);
        if (!*quotient) {
            return false;
        }
    }
    if (remainder) {
        *remainder = below ? int_arithmetic_add(rt, a, b) : int_arithmetic_exact(rt, a);
        if (!*remainder) {
            if (quotient) {
                CLEAR_REF(rt, quotient);
            }
            return false;
        }
    }
    return true;
}

/* A remainder by one limb needs no quotient. */
static bool remainder_by_limb(Runtime *rt, const IntView *a, const IntView *b, Object **remainder) {
    uint64_t rest = mpn_mod_1(a->limbs, (mp_size_t)a->count, b->limbs[0]);
    if (rest != 0 && a->negative != b->negative) {
        rest = b->limbs[0] - rest;
    }
    *remainder = int_arithmetic_from_limbs(rt, &rest, 1, b->negative);
    return *remainder != NULL;
}

static bool divmod_big(Runtime *rt, const IntView *a, const IntView *b, Object **quotient,
                       Object **remainder) {
    size_t quotient_count = a->count - b->count + 1;
    if (!budget_spend_whole(rt, 2 * int_work(quotient_count, b->count))) {
        return false;
    }
    bool opposite = a->negative != b->negative;
    /* One limb more: rounding down may carry. */
    Object *whole = int_new_big(rt, quotient_count + 1, opposite);
    Object *rest = whole ? int_new_big(rt, b->count, b->negative) : NULL;
    void *scratch;
    if (!rest || !int_scratch_open(rt, a->count, &scratch)) {
        release_nullable(rt, rest);
        release_nullable(rt, whole);
        return false;
    }
    uint64_t *whole_limbs = int_view_limbs(whole), *rest_limbs = int_view_limbs(rest);
    mpn_tdiv_qr(whole_limbs, rest_limbs, 0, a->limbs, (mp_size_t)a->count, b->limbs,
                (mp_size_t)b->count);
    int_scratch_close(rt, scratch);
    whole_limbs[quotient_count] = 0;
    if (opposite && !mpn_zero_p(rest_limbs, (mp_size_t)b->count)) {
        mpn_add_1(whole_limbs, whole_limbs, (mp_size_t)quotient_count + 1, 1);
        mpn_sub_n(rest_limbs, b->limbs, rest_limbs, (mp_size_t)b->count);
    }
    if (quotient) {
        *quotient = int_normalise(rt, whole);
        whole = *quotient;
    } else {
        release(rt, whole);
        whole = NULL;
    }
    if (quotient && !*quotient) {
        release(rt, rest);
        return false;
    }
    if (!remainder) {
        release(rt, rest);
        return true;
    }
    *remainder = int_normalise(rt, rest);
    if (!*remainder) {
        release_nullable(rt, whole);
        return false;
    }
    return true;
}

bool int_arithmetic_divmod(Runtime *rt, Object *a, Object *b, Object **quotient,
                           Object **remainder) {
    if (UNLIKELY(int_is_zero(b))) {
        return raise_division_by_zero(rt, !quotient);
    }
    if (LIKELY(are_small(a, b))) {
        return divmod_small(rt, int_small_value(a), int_small_value(b), quotient, remainder);
    }
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    if (int_view_compare_magnitude(&left, &right) < 0) {
        return divmod_less(rt, a, b, quotient, remainder);
    }
    if (!quotient && right.count == 1) {
        return remainder_by_limb(rt, &left, &right, remainder);
    }
    return divmod_big(rt, &left, &right, quotient, remainder);
}

/* Order. */

int int_arithmetic_compare(const Object *a, const Object *b) {
    if (LIKELY(are_small(a, b))) {
        int64_t left = int_small_value(a), right = int_small_value(b);
        return (left > right) - (left < right);
    }
    if (int_is_negative(a) != int_is_negative(b)) {
        return int_is_negative(a) ? -1 : 1;
    }
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    int order = int_view_compare_magnitude(&left, &right);
    return left.negative ? -order : order;
}

int int_arithmetic_compare_double(const Object *number, double other) {
    if (!int_is_big(number)) {
        int64_t value = int_small_value(number);
        if (other >= 0x1p62) {
            return -1;
        }
        if (other < -0x1p62) {
            return 1;
        }
        int64_t whole = (int64_t)other;
        if (value != whole) {
            return value < whole ? -1 : 1;
        }
        double fraction = other - (double)whole;
        return (fraction < 0) - (fraction > 0);
    }
    bool negative = int_is_negative(number);
    int sign = negative ? -1 : 1;
    if (isinf(other)) {
        return other > 0 ? -1 : 1;
    }
    if (other == 0 || (other < 0) != negative) {
        return sign;
    }
    IntView view;
    int_view_of(number, &view);
    int exponent;
    double fraction = frexp(fabs(other), &exponent);
    size_t bits = int_view_bits(&view);
    if (exponent < 0 || bits != (size_t)exponent) {
        return exponent >= 0 && bits < (size_t)exponent ? -sign : sign;
    }
    /* The same size, at least 63 bits: the double's bits against the number's top 64, then the
     * rest, which the double does not have. */
    uint64_t wanted = (uint64_t)ldexp(fraction, 64);
    unsigned shift = (unsigned)__builtin_clzll(view.limbs[view.count - 1]);
    uint64_t top = view.limbs[view.count - 1] << shift;
    size_t rest = view.count - 1;
    uint64_t below = 0;
    if (shift > 0 && rest > 0) {
        uint64_t next = view.limbs[--rest];
        top |= next >> (64 - shift);
        below = next << shift;
    }
    if (top != wanted) {
        return top < wanted ? -sign : sign;
    }
    while (below == 0 && rest > 0) {
        below = view.limbs[--rest];
    }
    return below != 0 ? sign : 0;
}

/* Divisors and roots. */

static uint64_t gcd_words(uint64_t a, uint64_t b) {
    if (a == 0 || b == 0) {
        return a | b;
    }
    int twos = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b != 0) {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            uint64_t larger = a;
            a = b;
            b = larger;
        }
        b -= a;
    }
    return a << twos;
}

/* The odd part of a number, in new memory of count + 1 limbs; *twos factors of 2 are gone. */
static uint64_t *odd_part(Runtime *rt, const IntView *view, size_t *count, size_t *twos) {
    uint64_t *limbs = memory_allocate(rt, (view->count + 1) * sizeof *limbs);
    if (!limbs) {
        return NULL;
    }
    size_t zero_limbs = 0;
    while (view->limbs[zero_limbs] == 0) {
        zero_limbs++;
    }
    unsigned shift = (unsigned)__builtin_ctzll(view->limbs[zero_limbs]);
    *count = view->count - zero_limbs;
    *twos = zero_limbs * 64 + shift;
    if (shift > 0) {
        mpn_rshift(limbs, view->limbs + zero_limbs, (mp_size_t)*count, shift);
    } else {
        memcpy(limbs, view->limbs + zero_limbs, *count * sizeof *limbs);
    }
    *count = int_view_trim(limbs, *count);
    return limbs;
}

static NEW_REF Object *gcd_big(Runtime *rt, const IntView *a, const IntView *b) {
    size_t a_count, b_count, a_twos, b_twos;
    if (!budget_spend_whole(rt, 2 * int_work_of_text(base_max_size(a->count, b->count)))) {
        return NULL;
    }
    uint64_t *a_limbs = odd_part(rt, a, &a_count, &a_twos);
    uint64_t *b_limbs = a_limbs ? odd_part(rt, b, &b_count, &b_twos) : NULL;
    Object *result = NULL;
    if (b_limbs) {
        if (a_count < b_count) {
            uint64_t *limbs = a_limbs;
            a_limbs = b_limbs;
            b_limbs = limbs;
            size_t count = a_count;
            a_count = b_count;
            b_count = count;
        }
        size_t twos = base_min_size(a_twos, b_twos), whole = twos / 64;
        void *scratch;
        result = int_new_big(rt, whole + b_count + 1, false);
        if (result && !int_scratch_open(rt, a_count + b_count, &scratch)) {
            CLEAR_REF(rt, &result);
        }
        if (result) {
            uint64_t *limbs = int_view_limbs(result);
            memset(limbs, 0, (whole + b_count + 1) * sizeof *limbs);
            size_t count = (size_t)mpn_gcd(limbs + whole, a_limbs, (mp_size_t)a_count, b_limbs,
                                           (mp_size_t)b_count);
            int_scratch_close(rt, scratch);
            if (twos % 64 > 0) {
                limbs[whole + count] = mpn_lshift(limbs + whole, limbs + whole, (mp_size_t)count,
                                                  (unsigned)(twos % 64));
            }
            result = int_normalise(rt, result);
        }
    }
    memory_free(rt, a_limbs);
    memory_free(rt, b_limbs);
    return result;
}

Object *int_arithmetic_gcd(Runtime *rt, Object *a, Object *b) {
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    if (left.count == 0 || right.count == 0) {
        return int_arithmetic_absolute(rt, left.count == 0 ? b : a);
    }
    if (left.count == 1 && right.count == 1) {
        return int_from_uint64(rt, gcd_words(left.limbs[0], right.limbs[0]));
    }
    return gcd_big(rt, &left, &right);
}

Object *int_arithmetic_isqrt(Runtime *rt, Object *number) {
    IntView view;
    int_view_of(number, &view);
    if (view.count == 0) {
        return int_from_int64(rt, 0);
    }
    size_t count = (view.count + 1) / 2;
    if (!budget_spend_whole(rt, 2 * int_work(count, count))) {
        return NULL;
    }
    Object *root = int_new_big(rt, count, false);
    void *scratch;
    if (!root || !int_scratch_open(rt, view.count, &scratch)) {
        release_nullable(rt, root);
        return NULL;
    }
    mpn_sqrtrem(int_view_limbs(root), NULL, view.limbs, (mp_size_t)view.count);
    int_scratch_close(rt, scratch);
    return int_normalise(rt, root);
}

/* True division. */

/* |a| / |b| as a double: a quotient of 55 to 57 bits with the remainder in its lowest one (sticky),
 * then one rounding to what the result's exponent leaves of 53 bits. False: out of memory. */
static bool divide_magnitudes(Runtime *rt, const IntView *a, const IntView *b, double *result) {
    int64_t shift = (int64_t)int_view_bits(a) - (int64_t)int_view_bits(b) - 56;
    /* a * 2**-shift / b has 56 or 57 bits; a negative shift adds zeros to a, a positive one to b.
     */
    size_t a_shift = shift < 0 ? (size_t)-shift : 0, b_shift = shift > 0 ? (size_t)shift : 0;
    size_t a_count = a->count + a_shift / 64 + 1, b_count = b->count + b_shift / 64 + 1;
    size_t room = a_count + b_count + (a_count + 1) + b_count;
    if (!budget_spend_whole(rt, room / 4)) {
        return false;
    }
    uint64_t *memory = memory_allocate_zeroed(rt, room * sizeof *memory);
    if (!memory) {
        return false;
    }
    uint64_t *top = memory, *bottom = top + a_count, *whole = bottom + b_count;
    uint64_t *rest = whole + a_count + 1;
    memcpy(top + a_shift / 64, a->limbs, a->count * sizeof *top);
    memcpy(bottom + b_shift / 64, b->limbs, b->count * sizeof *bottom);
    if (a_shift % 64 > 0) {
        mpn_lshift(top, top, (mp_size_t)a_count, (unsigned)(a_shift % 64));
    }
    if (b_shift % 64 > 0) {
        mpn_lshift(bottom, bottom, (mp_size_t)b_count, (unsigned)(b_shift % 64));
    }
    a_count = int_view_trim(top, a_count);
    b_count = int_view_trim(bottom, b_count);
    mpn_tdiv_qr(whole, rest, 0, top, (mp_size_t)a_count, bottom, (mp_size_t)b_count);
    uint64_t quotient = whole[0];
    bool sticky = !mpn_zero_p(rest, (mp_size_t)b_count);
    memory_free(rt, memory);
    int64_t bits = 64 - __builtin_clzll(quotient);
    int64_t kept = base_min_i64(53, bits + shift + 1074); /* of a subnormal fewer */
    if (kept < 0) {
        *result = 0.0;
        return true;
    }
    unsigned drop = (unsigned)(bits - kept);
    uint64_t half = UINT64_C(1) << (drop - 1), low = quotient & (2 * half - 1);
    uint64_t rounded = quotient >> drop;
    if (low > half || (low == half && (sticky || (rounded & 1)))) {
        rounded++;
    }
    int64_t exponent = shift + drop;
    *result = exponent > 2000 ? INFINITY : ldexp((double)rounded, (int)exponent);
    return true;
}

Object *int_arithmetic_true_divide(Runtime *rt, Object *a, Object *b) {
    if (UNLIKELY(int_is_zero(b))) {
        return raise_zero_division(rt, "division by zero");
    }
    const int64_t exact = INT64_C(1) << 53;
    if (LIKELY(are_small(a, b))) {
        int64_t left = int_small_value(a), right = int_small_value(b);
        if (left >= -exact && left <= exact && right >= -exact && right <= exact) {
            return float_from_double(rt, (double)left / (double)right);
        }
    }
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    if (left.count == 0) {
        return float_from_double(rt, right.negative ? -0.0 : 0.0);
    }
    double result = 0.0;
    int64_t difference = (int64_t)int_view_bits(&left) - (int64_t)int_view_bits(&right);
    if (difference > 1024) {
        result = INFINITY;
    } else if (difference >= -1080 && !divide_magnitudes(rt, &left, &right, &result)) {
        return NULL;
    }
    if (isinf(result)) {
        return raise_overflow_error(rt, "integer division result too large for a float");
    }
    return float_from_double(rt, left.negative != right.negative ? -result : result);
}
