/* Integer, bit and attribute helpers that every other folder uses. Nothing here allocates,
 * fails or knows about Python. */
#ifndef OURO_BASE_BASE_H
#define OURO_BASE_BASE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)
#define LIKELY(condition) likely(condition)
#define UNLIKELY(condition) unlikely(condition)

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* `alignment` is a power of two; both arguments have the same unsigned type. */
#define ALIGN_UP(value, alignment) (((value) + ((alignment)-1)) & ~((alignment)-1))
#define ALIGN_DOWN(value, alignment) ((value) & ~((alignment)-1))
#define IS_ALIGNED(value, alignment) (((value) & ((alignment)-1)) == 0)

#define NODISCARD __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_index, first_index)                                                     \
    __attribute__((format(printf, format_index, first_index)))
#define NORETURN __attribute__((noreturn))
#define NOINLINE __attribute__((noinline))
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define COLD __attribute__((cold, noinline))

static inline size_t base_min_size(size_t a, size_t b) {
    return a < b ? a : b;
}

static inline size_t base_max_size(size_t a, size_t b) {
    return a > b ? a : b;
}

static inline int64_t base_min_i64(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static inline int64_t base_max_i64(int64_t a, int64_t b) {
    return a > b ? a : b;
}

/* a + b and a * b for sizes; false when the result does not fit. */
static inline NODISCARD bool base_add_size(size_t a, size_t b, size_t *result) {
    return !__builtin_add_overflow(a, b, result);
}

static inline NODISCARD bool base_multiply_size(size_t a, size_t b, size_t *result) {
    return !__builtin_mul_overflow(a, b, result);
}

/* Index of the lowest and of the highest set bit; `bits` is not 0. */
static inline unsigned base_lowest_bit(uint64_t bits) {
    return (unsigned)__builtin_ctzll(bits);
}

static inline unsigned base_highest_bit(uint64_t bits) {
    return 63u - (unsigned)__builtin_clzll(bits);
}

/* Sums in fields of 2, 4, then 8 bits: x86-64's first generation has no instruction for it, and the
 * compiler would call a function. */
static inline unsigned base_count_bits(uint64_t bits) {
    const uint64_t ones = ~UINT64_C(0);
    bits -= bits >> 1 & ones / 3;
    bits = (bits & ones / 5) + (bits >> 2 & ones / 5);
    bits = (bits + (bits >> 4)) & ones / 17;
    return (unsigned)(bits * (ones / 255) >> 56);
}

/* The lowest `count` bits set, 0 <= count <= 64. */
static inline uint64_t base_low_mask(unsigned count) {
    return count >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << count) - 1;
}

/* The smallest power of two that is >= value; 1 for 0; value <= 2**63. */
static inline uint64_t base_power_of_two(uint64_t value) {
    return value <= 1 ? 1 : UINT64_C(1) << (base_highest_bit(value - 1) + 1);
}

static inline uint64_t base_rotate_left(uint64_t value, unsigned count) {
    return value << (count & 63) | value >> (-count & 63);
}

/* Mixes all bits into all bits: the finisher of splitmix64. */
static inline uint64_t base_mix(uint64_t value) {
    value ^= value >> 30;
    value *= UINT64_C(0xbf58476d1ce4e5b9);
    value ^= value >> 27;
    value *= UINT64_C(0x94d049bb133111eb);
    return value ^ value >> 31;
}

#endif
