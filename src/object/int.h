/* int: representation and conversions. Arithmetic is in src/types/int*.c.
 *
 * 63 bits in place: 16 bytes. Beyond, sign and limbs for GMP's mpn layer. Normalised: a value in
 * [VALUE_INT_MIN, VALUE_INT_MAX] is never stored as limbs, and the top limb is not zero.
 * bool has the same struct (static True and False). */
#ifndef OURO_OBJECT_INT_H
#define OURO_OBJECT_INT_H

#include "object/raise.h"
#include "object/value.h"

typedef struct IntObject {
    Object header; /* OBJECT_TYPE_FLAG_A: limbs (INT_BIG) */
    int64_t value;
} IntObject;

typedef struct BigIntObject {
    Object header;
    int64_t signed_count; /* number of limbs, negative for a negative number */
    uint64_t limbs[];     /* least significant first */
} BigIntObject;

#define INT_BIG OBJECT_TYPE_FLAG_A

static inline bool int_is_big(const Object *number) {
    return object_has_flag(number, INT_BIG);
}

/* The value of an int (or bool) that is not big. */
static inline int64_t int_small_value(const Object *number) {
    return ((const IntObject *)number)->value;
}

NEW_REF Object *int_from_int64(Runtime *rt, int64_t number);
NEW_REF Object *int_from_uint64(Runtime *rt, uint64_t number);
NEW_REF Object *int_from_size(Runtime *rt, size_t number);
NEW_REF Object *int_from_double(Runtime *rt, double number); /* truncates; inf, nan raise */
/* A big int of count limbs, uninitialised; int_normalise shrinks it (maybe to a small one). */
NEW_REF Object *int_new_big(Runtime *rt, size_t count, bool negative);
NEW_REF Object *int_normalise(Runtime *rt, STEALS Object *big);
/* Digits in `base` (2..36, already validated, without prefix and underscores). */
NEW_REF Object *int_from_digits(Runtime *rt, const char *digits, size_t length, int base,
                                bool negative);
/* *overflow: -1 or 1 when out of range (no error is pending), else 0. */
int64_t int_as_int64(const Object *number, int *overflow);
/* False when the number is negative or does not fit. */
bool int_as_uint64(const Object *number, uint64_t *out);
double int_as_double(Runtime *rt, const Object *number); /* -1.0 with OverflowError pending */
/* number = result * 2**exponent, 0.5 <= |result| < 1, rounded to a double; 0: 0.0 and 0. */
double int_frexp(const Object *number, int64_t *exponent);
bool int_is_negative(const Object *number);
bool int_is_zero(const Object *number);

/* Around a call of an mpn function with operands of `limbs` limbs together. Beyond 64 KiB GMP takes
 * temporary space by malloc, outside the heap; so that the limit counts it, as much is held in the
 * heap meanwhile. False: MemoryError pending. */
#define INT_SCRATCH_LIMBS 2048
/* Work, as budget_spend_whole takes it: of a product of numbers of so many limbs, or of a quotient
 * and a divisor; of turning a number of so many limbs into text or back. */
static inline size_t int_work(size_t a, size_t b) {
    size_t narrow = base_min_size(a, b);
    return base_max_size(a, b) * base_min_size(narrow, 256) / 8;
}
static inline size_t int_work_of_text(size_t limbs) {
    return int_work(limbs, limbs) * (size_t)base_highest_bit(limbs | 1) / 2;
}

bool int_scratch_open_slow(Runtime *rt, size_t limbs, void **scratch);
static inline bool int_scratch_open(Runtime *rt, size_t limbs, void **scratch) {
    *scratch = NULL;
    return LIKELY(limbs <= INT_SCRATCH_LIMBS) || int_scratch_open_slow(rt, limbs, scratch);
}
static inline void int_scratch_close(Runtime *rt, void *scratch) {
    if (UNLIKELY(scratch != NULL)) {
        memory_free(rt, scratch);
    }
}

/* sys.int_info and sys.set_int_max_str_digits: the limit is rt->int_max_str_digits (0: none). */
enum { INT_MAX_STR_DIGITS_DEFAULT = 4300, INT_MAX_STR_DIGITS_THRESHOLD = 640 };

/* Small ints (-X small_ints). */
enum { SMALL_INT_ROW = 256 };
bool int_open(Runtime *rt, int64_t low, int64_t high);
void int_close(Runtime *rt);

/* The object of a value; the register then holds it. NULL with MemoryError when out of memory;
 * the register is unchanged then. The result is borrowed from the register. */
BORROWED Object *value_box_slow(Runtime *rt, Value *value);
static inline BORROWED Object *value_box(Runtime *rt, Value *value) {
    return LIKELY(value_is_object(*value)) ? value_as_object(*value) : value_box_slow(rt, value);
}
/* The value of an object for arithmetic: a small int or float loses its object. */
NEW_REF Object *value_to_object(Runtime *rt, STEALS Value value);

#endif
