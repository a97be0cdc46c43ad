/* Shifts and bit operations of ints, as on infinite two's complement. */
#ifndef OURO_TYPES_INT_BITS_H
#define OURO_TYPES_INT_BITS_H

#include "object/operations.h"

NEW_REF Object *int_bits_shift_left(Runtime *rt, Object *number, Object *shift);
NEW_REF Object *int_bits_shift_right(Runtime *rt, Object *number, Object *shift);
/* |number| * 2**shift with the sign given. */
NEW_REF Object *int_bits_scaled(Runtime *rt, Object *number, size_t shift);
/* op: BINARY_AND, BINARY_OR or BINARY_XOR. */
NEW_REF Object *int_bits_combine(Runtime *rt, Object *a, Object *b, BinaryOp op);
NEW_REF Object *int_bits_invert(Runtime *rt, Object *number);
size_t int_bits_length(const Object *number);
size_t int_bits_count(const Object *number); /* ones of |number| */
bool int_bits_is_odd(const Object *number);

#endif
