/* An int of either form as sign and limbs, for arithmetic on both. */
#ifndef OURO_TYPES_INT_VIEW_H
#define OURO_TYPES_INT_VIEW_H

#include "object/operations.h"
#include <gmp.h>

/* |number| = limbs[0 .. count), the top limb not zero; 0 has no limbs. Borrows from the object. */
typedef struct IntView {
    const uint64_t *limbs;
    size_t count;
    bool negative;
    uint64_t storage; /* of a number that is no big one: a view must not be copied */
} IntView;

static inline void int_view_of(const Object *number, IntView *view) {
    if (int_is_big(number)) {
        const BigIntObject *big = (const BigIntObject *)number;
        view->limbs = big->limbs;
        view->negative = big->signed_count < 0;
        view->count = (size_t)(view->negative ? -big->signed_count : big->signed_count);
    } else {
        int64_t value = int_small_value(number);
        view->negative = value < 0;
        view->storage = value < 0 ? -(uint64_t)value : (uint64_t)value;
        view->limbs = &view->storage;
        view->count = value != 0;
    }
}

static inline uint64_t *int_view_limbs(Object *big) {
    return ((BigIntObject *)big)->limbs;
}

/* Bits of |number|: 0 for 0. */
static inline size_t int_view_bits(const IntView *view) {
    return view->count == 0
               ? 0
               : view->count * 64 - (size_t)__builtin_clzll(view->limbs[view->count - 1]);
}

/* -1, 0, 1 as |a| is less, equal, greater. */
static inline int int_view_compare_magnitude(const IntView *a, const IntView *b) {
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    return a->count == 0 ? 0 : mpn_cmp(a->limbs, b->limbs, (mp_size_t)a->count);
}

/* Limbs without zero limbs at the top. */
static inline size_t int_view_trim(const uint64_t *limbs, size_t count) {
    while (count > 0 && limbs[count - 1] == 0) {
        count--;
    }
    return count;
}

#endif
