/* Ranges and runs of bits in an array of 64-bit words; bit i is bit i % 64 of word i / 64.
 * A range is first … first + count - 1, or first … end - 1.
 *
 * One thread changes a bitmap; others may read it meanwhile and see its changes in their order. */
#ifndef OURO_BASE_BITMAP_H
#define OURO_BASE_BITMAP_H

#include "base/base.h"

static inline uint64_t bitmap_load(const uint64_t *bits, unsigned word) {
    return __atomic_load_n(&bits[word], __ATOMIC_ACQUIRE);
}

static inline void bitmap_store(uint64_t *bits, unsigned word, uint64_t value) {
    __atomic_store_n(&bits[word], value, __ATOMIC_RELEASE);
}

static inline bool bitmap_get(const uint64_t *bits, unsigned index) {
    return (bitmap_load(bits, index / 64) >> (index % 64) & 1) != 0;
}

/* The bits of the range that lie in a word. */
static inline uint64_t bitmap_range_mask(unsigned word, unsigned first, unsigned end) {
    unsigned start = word * 64;
    uint64_t mask = ~UINT64_C(0);
    if (first > start) {
        mask &= ~base_low_mask(first - start);
    }
    if (end < start + 64) {
        mask &= base_low_mask(end - start);
    }
    return mask;
}

/* The bits of a range that lies in one word. */
static inline uint64_t bitmap_short_mask(unsigned first, unsigned count) {
    return base_low_mask(count) << (first % 64);
}

static inline void bitmap_set_range(uint64_t *bits, unsigned first, unsigned count) {
    if (first % 64 + count <= 64) {
        bitmap_store(bits, first / 64, bits[first / 64] | bitmap_short_mask(first, count));
        return;
    }
    unsigned end = first + count;
    for (unsigned word = first / 64; word * 64 < end; word++) {
        bitmap_store(bits, word, bits[word] | bitmap_range_mask(word, first, end));
    }
}

static inline void bitmap_clear_range(uint64_t *bits, unsigned first, unsigned count) {
    if (first % 64 + count <= 64) {
        bitmap_store(bits, first / 64, bits[first / 64] & ~bitmap_short_mask(first, count));
        return;
    }
    unsigned end = first + count;
    for (unsigned word = first / 64; word * 64 < end; word++) {
        bitmap_store(bits, word, bits[word] & ~bitmap_range_mask(word, first, end));
    }
}

static inline unsigned bitmap_count_range(const uint64_t *bits, unsigned first, unsigned count) {
    unsigned end = first + count;
    unsigned result = 0;
    for (unsigned word = first / 64; word * 64 < end; word++) {
        result += base_count_bits(bitmap_load(bits, word) & bitmap_range_mask(word, first, end));
    }
    return result;
}

/* The first bit in [first, end) that is `value`; `end`, a multiple of 64 or not, when none is. */
static inline unsigned bitmap_next(const uint64_t *bits, unsigned first, unsigned end, bool value) {
    for (unsigned word = first / 64; word * 64 < end; word++) {
        uint64_t found = bitmap_load(bits, word) ^ (value ? 0 : ~UINT64_C(0));
        if (word == first / 64) {
            found &= ~base_low_mask(first % 64);
        }
        if (found != 0) {
            unsigned index = word * 64 + base_lowest_bit(found);
            return index < end ? index : end;
        }
    }
    return end;
}

/* The first bit of the run of bits equal to `value` that ends before `end`; `end`: there is none.
 */
static inline unsigned bitmap_run_start(const uint64_t *bits, unsigned end, bool value) {
    unsigned first = end;
    while (first > 0) {
        unsigned word = (first - 1) / 64;
        uint64_t others = bitmap_load(bits, word) ^ (value ? ~UINT64_C(0) : 0);
        others &= base_low_mask(first - word * 64);
        if (others != 0) {
            return word * 64 + base_highest_bit(others) + 1;
        }
        first = word * 64;
    }
    return first;
}

#endif
