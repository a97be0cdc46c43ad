/* Sums, products and quotients of ints of any size. Arguments are ints (or bool, or of subclasses);
 * results are exact ints. */
#ifndef OURO_TYPES_INT_ARITHMETIC_H
#define OURO_TYPES_INT_ARITHMETIC_H

#include "object/operations.h"

NEW_REF Object *int_arithmetic_add(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_arithmetic_subtract(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_arithmetic_multiply(Runtime *rt, Object *a, Object *b);
/* Changes a, which nobody else refers to, into a op b, where that needs no other block: sums of big
 * ints, and products with one limb. False: a is as it was. Cannot fail otherwise. */
bool int_arithmetic_in_place(Runtime *rt, Object *a, const Object *b, BinaryOp op);
/* Floor division; quotient and remainder may be NULL when not wanted. False: error pending. */
bool int_arithmetic_divmod(Runtime *rt, Object *a, Object *b, NEW_REF Object **quotient,
                           NEW_REF Object **remainder);
NEW_REF Object *int_arithmetic_negative(Runtime *rt, Object *number);
NEW_REF Object *int_arithmetic_absolute(Runtime *rt, Object *number);
/* An exact int with the same value. */
NEW_REF Object *int_arithmetic_exact(Runtime *rt, Object *number);
/* <0, 0, >0 */
int int_arithmetic_compare(const Object *a, const Object *b);
/* Compares with a double exactly; number is no nan. */
int int_arithmetic_compare_double(const Object *number, double other);
/* The int of count limbs. */
NEW_REF Object *int_arithmetic_from_limbs(Runtime *rt, const uint64_t *limbs, size_t count,
                                          bool negative);
/* As in math: never negative. */
NEW_REF Object *int_arithmetic_gcd(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_arithmetic_isqrt(Runtime *rt, Object *number); /* number >= 0 */
/* a / b rounded once. */
NEW_REF Object *int_arithmetic_true_divide(Runtime *rt, Object *a, Object *b);

#endif
