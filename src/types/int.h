/* The slots of int that bool shares. */
#ifndef OURO_TYPES_INT_H
#define OURO_TYPES_INT_H

#include "object/operations.h"

NEW_REF Object *int_add(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_subtract(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_multiply(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_true_divide(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_floor_divide(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_remainder(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_divmod(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_pow(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_pow3(Runtime *rt, Object *a, Object *b, Object *modulus);
NEW_REF Object *int_lshift(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_rshift(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_and(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_xor(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_or(Runtime *rt, Object *a, Object *b);
NEW_REF Object *int_negative(Runtime *rt, Object *self);
NEW_REF Object *int_exact(Runtime *rt, Object *self);
NEW_REF Object *int_invert(Runtime *rt, Object *self);
NEW_REF Object *int_absolute(Runtime *rt, Object *self);
NEW_REF Object *int_to_float(Runtime *rt, Object *self);
NEW_REF Object *int_compare(Runtime *rt, Object *a, Object *b, CompareOp op);
int64_t int_hash(Runtime *rt, Object *self);
int int_is_true(Runtime *rt, Object *self);

#define INT_NUMBERS(and_function, xor_function, or_function)                                       \
    {                                                                                              \
        .binary = {[BINARY_ADD] = int_add,                                                         \
                   [BINARY_SUBTRACT] = int_subtract,                                               \
                   [BINARY_MULTIPLY] = int_multiply,                                               \
                   [BINARY_TRUE_DIVIDE] = int_true_divide,                                         \
                   [BINARY_FLOOR_DIVIDE] = int_floor_divide,                                       \
                   [BINARY_REMAINDER] = int_remainder,                                             \
                   [BINARY_POWER] = int_pow,                                                       \
                   [BINARY_LSHIFT] = int_lshift,                                                   \
                   [BINARY_RSHIFT] = int_rshift,                                                   \
                   [BINARY_AND] = and_function,                                                    \
                   [BINARY_XOR] = xor_function,                                                    \
                   [BINARY_OR] = or_function,                                                      \
                   [BINARY_DIVMOD] = int_divmod},                                                  \
        .power3 = int_pow3,                                                                        \
        .unary = {[UNARY_NEGATIVE] = int_negative,                                                 \
                  [UNARY_POSITIVE] = int_exact,                                                    \
                  [UNARY_INVERT] = int_invert,                                                     \
                  [UNARY_ABSOLUTE] = int_absolute},                                                \
    }

#define INT_OTHER_SLOTS                                                                            \
    .hash = int_hash, .compare = int_compare, .is_true = int_is_true, .index = int_exact,          \
    .to_int = int_exact, .to_float = int_to_float

#endif
