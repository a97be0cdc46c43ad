/* Hashes of numbers: the value modulo the prime 2**61 - 1, where 2**61 is 1, so that factors of two
 * are rotations. -1 means an error in hash slots, so it becomes -2. */
#include "types/number_hash.h"

#include "types/int_view.h"
#include <math.h>

#define HASH_BITS 61
#define HASH_PRIME ((UINT64_C(1) << HASH_BITS) - 1)
enum { HASH_INFINITY = 314159, STEP_BITS = 28 };

static int64_t with_sign(uint64_t residue, bool negative) {
    int64_t hash = negative ? -(int64_t)residue : (int64_t)residue;
    return hash == -1 ? -2 : hash;
}

static uint64_t rotate(uint64_t residue, unsigned count) {
    return (residue << count & HASH_PRIME) | residue >> (HASH_BITS - count);
}

int64_t number_hash_int(const Object *number) {
    if (LIKELY(!int_is_big(number))) {
        int64_t value = int_small_value(number);
        if (LIKELY(value > -(int64_t)HASH_PRIME && value < (int64_t)HASH_PRIME)) {
            return value == -1 ? -2 : value;
        }
    }
    IntView view;
    int_view_of(number, &view);
    uint64_t residue = 0;
    for (size_t i = view.count; i-- > 0;) {
        /* residue * 2**64 + limb, 2**64 being 8 */
        __uint128_t sum = (__uint128_t)residue * 8 + view.limbs[i];
        residue = (uint64_t)(sum & HASH_PRIME) + (uint64_t)(sum >> HASH_BITS);
        residue = residue >= HASH_PRIME ? residue - HASH_PRIME : residue;
    }
    return with_sign(residue, view.negative);
}

int64_t number_hash_double(const Object *owner, double value) {
    if (value >= -0x1p53 && value <= 0x1p53 && value == (double)(int64_t)value) {
        return with_sign((uint64_t)fabs(value), value < 0);
    }
    if (!isfinite(value)) {
        return isnan(value) ? object_hash_address(owner)
                            : (value > 0 ? HASH_INFINITY : -HASH_INFINITY);
    }
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    uint64_t residue = 0;
    while (fraction != 0.0) {
        fraction *= (double)(1 << STEP_BITS);
        exponent -= STEP_BITS;
        uint64_t whole = (uint64_t)fraction;
        fraction -= (double)whole;
        residue = rotate(residue, STEP_BITS) + whole;
        residue = residue >= HASH_PRIME ? residue - HASH_PRIME : residue;
    }
    int turns = exponent % HASH_BITS;
    turns += turns < 0 ? HASH_BITS : 0;
    return with_sign(turns == 0 ? residue : rotate(residue, (unsigned)turns), value < 0);
}
