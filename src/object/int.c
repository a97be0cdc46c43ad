/* int: representation, small ints, conversions to and from machine numbers and digits, and the
 * objects of register values. */
#include "object/int.h"

#include "object/allocate.h"
#include "object/float.h"
#include <gmp.h>
#include <math.h>
#include <string.h>

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NUMB_BITS == 64, "limbs are 64 bits");

#define BIG_HEADER_SIZE offsetof(BigIntObject, limbs)
/* Beyond this a number's size in bits would not fit the machine integers used for it. */
#define LIMB_COUNT_MAX ((size_t)1 << 40)

static inline BigIntObject *as_big(Object *number) {
    return (BigIntObject *)number;
}

static inline size_t count_of(const BigIntObject *big) {
    return (size_t)(big->signed_count < 0 ? -big->signed_count : big->signed_count);
}

/* Making. */

static NEW_REF Object *new_small(Runtime *rt, int64_t number) {
    IntObject *object = heap_allocate(rt->heap, sizeof(IntObject));
    if (UNLIKELY(!object)) {
        return error_no_memory(rt);
    }
    object->header.refs = 1;
    object->header.meta = (uint32_t)TYPE_INT << OBJECT_TYPE_SHIFT;
    object->value = number;
    return &object->header;
}

/* Small ints are made when the first is wanted, in rows, and stay: the row has a reference to each.
 */
static bool make_small_ints(Runtime *rt) {
    for (int64_t first = rt->small_int_low; first < rt->small_int_high; first += SMALL_INT_ROW) {
        size_t row = (size_t)(first - rt->small_int_low) / SMALL_INT_ROW;
        if (rt->small_ints[row]) {
            continue;
        }
        size_t count = base_min_size((size_t)(rt->small_int_high - first), SMALL_INT_ROW);
        IntObject *ints = memory_allocate(rt, count * sizeof(IntObject));
        if (!ints) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            ints[i] = (IntObject){{1, (uint32_t)TYPE_INT << OBJECT_TYPE_SHIFT}, first + (int64_t)i};
        }
        rt->small_ints[row] = ints;
    }
    return true;
}

static NEW_REF Object *small_int(Runtime *rt, int64_t number) {
    size_t idx = (size_t)(number - rt->small_int_low);
    IntObject **row = &rt->small_ints[idx / SMALL_INT_ROW];
    rt->counters.small_int_hits++;
    if (UNLIKELY(*row == NULL) && !make_small_ints(rt)) {
        return NULL;
    }
    return retain(&(*row)[idx % SMALL_INT_ROW].header);
}

static NOINLINE NEW_REF Object *new_one_limb(Runtime *rt, uint64_t magnitude, bool negative) {
    Object *big = int_new_big(rt, 1, negative);
    if (big) {
        as_big(big)->limbs[0] = magnitude;
    }
    return big;
}

Object *int_from_int64(Runtime *rt, int64_t number) {
    if (number >= rt->small_int_low && number < rt->small_int_high) {
        return small_int(rt, number);
    }
    if (LIKELY(value_fits_int(number))) {
        return new_small(rt, number);
    }
    return new_one_limb(rt, number < 0 ? -(uint64_t)number : (uint64_t)number, number < 0);
}

Object *int_from_uint64(Runtime *rt, uint64_t number) {
    return number <= (uint64_t)VALUE_INT_MAX ? int_from_int64(rt, (int64_t)number)
                                             : new_one_limb(rt, number, false);
}

Object *int_from_size(Runtime *rt, size_t number) {
    return int_from_uint64(rt, number);
}

Object *int_new_big(Runtime *rt, size_t count, bool negative) {
    if (UNLIKELY(count > LIMB_COUNT_MAX)) {
        return error_no_memory(rt);
    }
    if (UNLIKELY(!budget_spend_whole(rt, count / 2))) { /* it is made at once */
        return NULL;
    }
    BigIntObject *big = heap_allocate(rt->heap, BIG_HEADER_SIZE + count * sizeof(uint64_t));
    if (UNLIKELY(!big)) {
        return error_no_memory(rt);
    }
    if (UNLIKELY(!budget_touch(rt, big, count * sizeof(uint64_t)))) {
        heap_free(rt->heap, big);
        return NULL;
    }
    big->header.refs = 1;
    big->header.meta = (uint32_t)TYPE_INT << OBJECT_TYPE_SHIFT | INT_BIG;
    big->signed_count = negative ? -(int64_t)count : (int64_t)count;
    return &big->header;
}

/* A block may stay one limb longer than its number needs. */
Object *int_normalise(Runtime *rt, STEALS Object *number) {
    BigIntObject *big = as_big(number);
    bool negative = big->signed_count < 0;
    size_t before = count_of(big), count = before;
    while (count > 0 && big->limbs[count - 1] == 0) {
        count--;
    }
    uint64_t magnitude = count > 0 ? big->limbs[0] : 0;
    if (count <= 1 && magnitude <= (uint64_t)VALUE_INT_MAX + (negative ? 1 : 0)) {
        heap_free(rt->heap, big);
        return int_from_int64(rt, negative ? -(int64_t)magnitude : (int64_t)magnitude);
    }
    if (count + 1 < before) {
        void *moved = heap_reallocate(rt->heap, big, BIG_HEADER_SIZE + count * sizeof(uint64_t));
        big = moved ? moved : big;
    }
    big->signed_count = negative ? -(int64_t)count : (int64_t)count;
    return &big->header;
}

Object *int_from_double(Runtime *rt, double number) {
    if (LIKELY(number >= -0x1p62 && number < 0x1p62)) {
        return int_from_int64(rt, (int64_t)number);
    }
    if (isnan(number)) {
        return raise_value_error(rt, "cannot convert float NaN to integer");
    }
    if (isinf(number)) {
        return raise_overflow_error(rt, "cannot convert float infinity to integer");
    }
    int exponent;
    double fraction = frexp(fabs(number), &exponent);
    uint64_t mantissa = (uint64_t)ldexp(fraction, 64);
    size_t low_bits = (size_t)exponent - 64;
    if (exponent < 64) { /* 2**62 <= |number| < 2**63 */
        return new_one_limb(rt, mantissa >> (64 - exponent), number < 0);
    }
    size_t whole = low_bits / 64, shift = low_bits % 64;
    Object *big = int_new_big(rt, whole + 2, number < 0);
    if (!big) {
        return NULL;
    }
    uint64_t *limbs = as_big(big)->limbs;
    memset(limbs, 0, whole * sizeof *limbs);
    limbs[whole] = mantissa << shift;
    limbs[whole + 1] = shift > 0 ? mantissa >> (64 - shift) : 0;
    return int_normalise(rt, big);
}

/* The transforms of mpn_mul take about four times their operands, division less. */
bool int_scratch_open_slow(Runtime *rt, size_t limbs, void **scratch) {
    *scratch = memory_allocate(rt, limbs * 4 * sizeof(uint64_t));
    return *scratch != NULL;
}

/* Digits. */

static inline unsigned digit_value(char digit) {
    return digit <= '9' ? (unsigned)(digit - '0') : (unsigned)((digit | 32) - 'a' + 10);
}

static NEW_REF Object *big_from_digits(Runtime *rt, const char *digits, size_t length, int base,
                                       bool negative) {
    static const double bits_per_digit[37] = {
        0,      0,      1.0001, 1.5851, 2.0001, 2.3221, 2.5851, 2.8075, 3.0001, 3.1701,
        3.3221, 3.4596, 3.5851, 3.7006, 3.8075, 3.9070, 4.0001, 4.0876, 4.1701, 4.2481,
        4.3221, 4.3925, 4.4596, 4.5237, 4.5851, 4.6440, 4.7006, 4.7550, 4.8075, 4.8581,
        4.9070, 4.9543, 5.0001, 5.0445, 5.0876, 5.1294, 5.1701};
    size_t count = (size_t)((double)length * bits_per_digit[base] / 64) + 2;
    unsigned char *values =
        budget_spend_whole(rt, int_work_of_text(count)) ? memory_allocate(rt, length) : NULL;
    if (!values) {
        return NULL;
    }
    Object *big = int_new_big(rt, count, negative);
    void *scratch;
    if (big && !int_scratch_open(rt, count, &scratch)) {
        CLEAR_REF(rt, &big);
    }
    if (big) {
        for (size_t i = 0; i < length; i++) {
            values[i] = (unsigned char)digit_value(digits[i]);
        }
        uint64_t *limbs = as_big(big)->limbs;
        size_t used = (size_t)mpn_set_str(limbs, values, length, base);
        int_scratch_close(rt, scratch);
        memset(limbs + used, 0, (count - used) * sizeof *limbs);
        big = int_normalise(rt, big);
    }
    memory_free(rt, values);
    return big;
}

Object *int_from_digits(Runtime *rt, const char *digits, size_t length, int base, bool negative) {
    while (length > 1 && *digits == '0') {
        digits++;
        length--;
    }
    uint64_t magnitude = 0;
    for (size_t i = 0; i < length; i++) {
        if (__builtin_mul_overflow(magnitude, (uint64_t)base, &magnitude) ||
            __builtin_add_overflow(magnitude, (uint64_t)digit_value(digits[i]), &magnitude)) {
            return big_from_digits(rt, digits, length, base, negative);
        }
    }
    if (magnitude <= (uint64_t)VALUE_INT_MAX + (negative ? 1 : 0)) {
        return int_from_int64(rt, negative ? -(int64_t)magnitude : (int64_t)magnitude);
    }
    return new_one_limb(rt, magnitude, negative);
}

/* Looking. */

int64_t int_as_int64(const Object *number, int *overflow) {
    *overflow = 0;
    if (LIKELY(!int_is_big(number))) {
        return int_small_value(number);
    }
    const BigIntObject *big = (const BigIntObject *)number;
    bool negative = big->signed_count < 0;
    if (count_of(big) == 1 && big->limbs[0] <= (uint64_t)INT64_MAX + (negative ? 1 : 0)) {
        return (int64_t)(negative ? -big->limbs[0] : big->limbs[0]);
    }
    *overflow = negative ? -1 : 1;
    return -1;
}

bool int_as_uint64(const Object *number, uint64_t *out) {
    if (!int_is_big(number)) {
        *out = (uint64_t)int_small_value(number);
        return int_small_value(number) >= 0;
    }
    const BigIntObject *big = (const BigIntObject *)number;
    *out = big->limbs[0];
    return big->signed_count == 1;
}

/* The top 64 bits, the highest set, with the lowest one also standing for all bits below. */
static uint64_t top_bits(const BigIntObject *big, int64_t *exponent) {
    size_t count = count_of(big);
    uint64_t top = big->limbs[count - 1];
    unsigned free_bits = (unsigned)__builtin_clzll(top);
    *exponent = (int64_t)count * 64 - free_bits;
    bool sticky = false;
    size_t rest = count - 1;
    if (free_bits > 0) {
        top <<= free_bits;
        if (rest > 0) {
            uint64_t next = big->limbs[--rest];
            top |= next >> (64 - free_bits);
            sticky = (next << free_bits) != 0;
        }
    }
    while (!sticky && rest > 0) {
        sticky = big->limbs[--rest] != 0;
    }
    return top | sticky;
}

double int_frexp(const Object *number, int64_t *exponent) {
    if (!int_is_big(number)) {
        int small_exponent;
        double fraction = frexp((double)int_small_value(number), &small_exponent);
        *exponent = small_exponent;
        return fraction;
    }
    uint64_t top = top_bits((const BigIntObject *)number, exponent);
    uint64_t rounding = 0x3ff + (top >> 11 & 1); /* to 53 bits, halves to even */
    bool carry = __builtin_add_overflow(top, rounding, &top);
    double fraction = 0.5;
    if (carry) {
        (*exponent)++;
    } else {
        fraction = ldexp((double)(top >> 11), -53);
    }
    return int_is_negative(number) ? -fraction : fraction;
}

double int_as_double(Runtime *rt, const Object *number) {
    if (LIKELY(!int_is_big(number))) {
        return (double)int_small_value(number);
    }
    int64_t exponent;
    double fraction = int_frexp(number, &exponent);
    if (exponent > 1024) {
        raise_overflow_error(rt, "int too large to convert to float");
        return -1.0;
    }
    return ldexp(fraction, (int)exponent);
}

bool int_is_negative(const Object *number) {
    return int_small_value(number) < 0; /* signed_count lies in the same place */
}

bool int_is_zero(const Object *number) {
    return int_small_value(number) == 0;
}

_Static_assert(offsetof(IntObject, value) == offsetof(BigIntObject, signed_count), "one sign");

/* Small ints. */

/* Small ints: opening and closing. */

static size_t row_count(int64_t low, int64_t high) {
    return ((size_t)(high - low) + SMALL_INT_ROW - 1) / SMALL_INT_ROW;
}

bool int_open(Runtime *rt, int64_t low, int64_t high) {
    rt->int_max_str_digits = INT_MAX_STR_DIGITS_DEFAULT;
    if (low >= high) {
        return true;
    }
    size_t count = row_count(low, high);
    rt->small_ints = rt->first_small_ints;
    if (count > COUNT_OF(rt->first_small_ints)) {
        rt->small_ints = memory_allocate_zeroed(rt, count * sizeof *rt->small_ints);
        if (!rt->small_ints) {
            return false;
        }
    }
    rt->small_int_low = low;
    rt->small_int_high = high;
    return true;
}

/* A row with an int that somebody still refers to stays, for the search for leaks to find it. */
static void free_row(Runtime *rt, IntObject *row, size_t count) {
    for (size_t i = 0; row && i < count; i++) {
        if (row[i].header.refs != 1 && !object_is_immortal(&row[i].header)) {
            return;
        }
    }
    memory_free(rt, row);
}

void int_close(Runtime *rt) {
    size_t rest = (size_t)(rt->small_int_high - rt->small_int_low);
    rt->small_int_low = rt->small_int_high = 0;
    for (size_t i = 0; rest > 0; i++) {
        size_t count = base_min_size(rest, SMALL_INT_ROW);
        free_row(rt, rt->small_ints[i], count);
        rest -= count;
    }
    if (rt->small_ints != rt->first_small_ints) {
        memory_free(rt, rt->small_ints);
    }
    rt->small_ints = NULL;
}

/* Register values. */

Object *value_box_slow(Runtime *rt, Value *value) {
    Object *object = value_is_int(*value) ? int_from_int64(rt, value_as_int(*value))
                                          : float_from_double(rt, value_as_float(*value));
    if (LIKELY(object != NULL)) {
        *value = value_from_object(object);
    }
    return object;
}

Object *value_to_object(Runtime *rt, STEALS Value value) {
    if (value_is_object(value)) {
        return value_as_object(value);
    }
    return value_is_int(value) ? int_from_int64(rt, value_as_int(value))
                               : float_from_double(rt, value_as_float(value));
}
