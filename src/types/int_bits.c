/* Shifts and bit operations of ints.
 *
 * A negative number n counts as the infinite two's complement ~(|n| - 1): limbs of |n| - 1,
 * inverted, ones above. */
#include "types/int_bits.h"
#include "object/budget.h"

#include "types/int_view.h"
#include <string.h>

static inline bool are_small(const Object *a, const Object *b) {
    return !((a->meta | b->meta) & INT_BIG);
}

Object *int_bits_scaled(Runtime *rt, Object *number, size_t shift) {
    IntView view;
    int_view_of(number, &view);
    if (view.count == 0) {
        return int_from_int64(rt, 0);
    }
    size_t whole = shift / 64;
    Object *result = int_new_big(rt, view.count + whole + 1, view.negative);
    if (!result) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(result);
    memset(limbs, 0, whole * sizeof *limbs);
    limbs[whole + view.count] = 0;
    if (shift % 64 > 0) {
        limbs[whole + view.count] =
            mpn_lshift(limbs + whole, view.limbs, (mp_size_t)view.count, (unsigned)(shift % 64));
    } else {
        memcpy(limbs + whole, view.limbs, view.count * sizeof *limbs);
    }
    return int_normalise(rt, result);
}

static COLD void *raise_negative_shift(Runtime *rt) {
    return raise_value_error(rt, "negative shift count");
}

Object *int_bits_shift_left(Runtime *rt, Object *number, Object *shift) {
    if (int_is_negative(shift)) {
        return raise_negative_shift(rt);
    }
    if (int_is_zero(number)) {
        return int_from_int64(rt, 0);
    }
    if (int_is_big(shift)) {
        IntView digits; /* CPython counts digits of 30 bits, below 2**61 of them */
        int_view_of(shift, &digits);
        bool is_countable = digits.count == 1 || (digits.count == 2 && digits.limbs[1] <= 2);
        return is_countable ? error_no_memory(rt)
                            : raise_overflow_error(rt, "too many digits in integer");
    }
    int64_t count = int_small_value(shift);
    if (LIKELY(!int_is_big(number) && count < 62)) {
        int64_t value = int_small_value(number);
        if (value >= VALUE_INT_MIN >> count && value <= VALUE_INT_MAX >> count) {
            return int_from_int64(rt, (int64_t)((uint64_t)value << count));
        }
    }
    return int_bits_scaled(rt, number, (size_t)count);
}

/* Rounds down: a negative number whose lost bits are not all zero goes one further. */
static NEW_REF Object *shift_right_big(Runtime *rt, Object *number, size_t shift) {
    IntView view;
    int_view_of(number, &view);
    size_t whole = shift / 64;
    if (whole >= view.count) {
        return int_from_int64(rt, view.negative ? -1 : 0);
    }
    size_t count = view.count - whole;
    Object *result = int_new_big(rt, count + 1, view.negative);
    if (!result) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(result);
    uint64_t lost = 0;
    if (shift % 64 > 0) {
        lost = mpn_rshift(limbs, view.limbs + whole, (mp_size_t)count, (unsigned)(shift % 64));
    } else {
        memcpy(limbs, view.limbs + whole, count * sizeof *limbs);
    }
    limbs[count] = 0;
    if (view.negative) {
        bool inexact = lost != 0 || (whole > 0 && !mpn_zero_p(view.limbs, (mp_size_t)whole));
        if (inexact) {
            mpn_add_1(limbs, limbs, (mp_size_t)count + 1, 1);
        }
    }
    return int_normalise(rt, result);
}

Object *int_bits_shift_right(Runtime *rt, Object *number, Object *shift) {
    if (int_is_negative(shift)) {
        return raise_negative_shift(rt);
    }
    if (int_is_big(shift)) {
        return int_from_int64(rt, int_is_negative(number) ? -1 : 0);
    }
    int64_t count = int_small_value(shift);
    if (LIKELY(!int_is_big(number))) {
        return int_from_int64(rt, int_small_value(number) >> (count < 63 ? count : 63));
    }
    return shift_right_big(rt, number, (size_t)count);
}

/* The lowest `count` limbs of the two's complement. */
static void to_complement(const IntView *view, uint64_t *limbs, size_t count) {
    memcpy(limbs, view->limbs, view->count * sizeof *limbs);
    memset(limbs + view->count, 0, (count - view->count) * sizeof *limbs);
    if (view->negative) {
        mpn_neg(limbs, limbs, (mp_size_t)count);
    }
}

static NEW_REF Object *combine_big(Runtime *rt, Object *a, Object *b, BinaryOp op) {
    IntView left, right;
    int_view_of(a, &left);
    int_view_of(b, &right);
    bool negative = op == BINARY_AND  ? left.negative && right.negative
                    : op == BINARY_OR ? left.negative || right.negative
                                      : left.negative != right.negative;
    size_t count = base_max_size(left.count, right.count) + 1;
    if (op == BINARY_AND && !left.negative && !right.negative) {
        count = base_min_size(left.count, right.count);
        left.count = base_min_size(left.count, count);
        right.count = base_min_size(right.count, count);
        if (count == 0) {
            return int_from_int64(rt, 0);
        }
    }
    Object *result = budget_spend_whole(rt, count) ? int_new_big(rt, count, negative) : NULL;
    uint64_t *other = result ? memory_allocate(rt, count * sizeof *other) : NULL;
    if (!other) {
        release_nullable(rt, result);
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(result);
    to_complement(&left, limbs, count);
    to_complement(&right, other, count);
    if (op == BINARY_AND) {
        mpn_and_n(limbs, limbs, other, (mp_size_t)count);
    } else if (op == BINARY_OR) {
        mpn_ior_n(limbs, limbs, other, (mp_size_t)count);
    } else {
        mpn_xor_n(limbs, limbs, other, (mp_size_t)count);
    }
    memory_free(rt, other);
    if (negative) {
        mpn_neg(limbs, limbs, (mp_size_t)count);
    }
    return int_normalise(rt, result);
}

Object *int_bits_combine(Runtime *rt, Object *a, Object *b, BinaryOp op) {
    if (LIKELY(are_small(a, b))) {
        int64_t left = int_small_value(a), right = int_small_value(b);
        return int_from_int64(rt, op == BINARY_AND  ? left & right
                                  : op == BINARY_OR ? left | right
                                                    : left ^ right);
    }
    return combine_big(rt, a, b, op);
}

Object *int_bits_invert(Runtime *rt, Object *number) {
    if (LIKELY(!int_is_big(number))) {
        return int_from_int64(rt, ~int_small_value(number));
    }
    /* -n - 1: the magnitude grows by one for n >= 0, else shrinks. */
    IntView view;
    int_view_of(number, &view);
    Object *result = int_new_big(rt, view.count + 1, !view.negative);
    if (!result) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(result);
    if (view.negative) {
        mpn_sub_1(limbs, view.limbs, (mp_size_t)view.count, 1);
        limbs[view.count] = 0;
    } else {
        limbs[view.count] = mpn_add_1(limbs, view.limbs, (mp_size_t)view.count, 1);
    }
    return int_normalise(rt, result);
}

size_t int_bits_length(const Object *number) {
    IntView view;
    int_view_of(number, &view);
    return int_view_bits(&view);
}

size_t int_bits_count(const Object *number) {
    IntView view;
    int_view_of(number, &view);
    return view.count == 0 ? 0 : (size_t)mpn_popcount(view.limbs, (mp_size_t)view.count);
}

bool int_bits_is_odd(const Object *number) {
    IntView view;
    int_view_of(number, &view);
    return view.count > 0 && (view.limbs[0] & 1);
}
