/* Arithmetic and comparisons on registers, beyond the loop's own fast paths. */
#ifndef OURO_VM_ARITHMETIC_H
#define OURO_VM_ARITHMETIC_H

#include "object/float.h"
#include "vm/registers.h"

/* The number in a value, boxed or not: exact int or float only. */
typedef enum { NUMBER_NONE, NUMBER_INT, NUMBER_FLOAT } NumberKind;

static inline NumberKind number_of(Value value, int64_t *integer, double *real) {
    if (value_is_int(value)) {
        *integer = value_as_int(value);
        return NUMBER_INT;
    }
    if (value_is_float(value)) {
        *real = value_as_float(value);
        return NUMBER_FLOAT;
    }
    if (!value_is_object(value)) {
        return NUMBER_NONE;
    }
    const Object *object = value_as_object(value);
    if (object_type_id(object) == TYPE_INT && !int_is_big(object)) {
        *integer = int_small_value(object);
        return NUMBER_INT;
    }
    if (object_type_id(object) == TYPE_FLOAT) {
        *real = float_value(object);
        return NUMBER_FLOAT;
    }
    return NUMBER_NONE;
}

/* The double in a value, boxed or not: exact float only. */
static inline bool real_of(Value value, double *out) {
    if (value_is_float(value)) {
        *out = value_as_float(value);
        return true;
    }
    if (value_is_object(value) && object_type_id(value_as_object(value)) == TYPE_FLOAT) {
        *out = float_value(value_as_object(value));
        return true;
    }
    return false;
}

/* Bit op of the mask for (a > b) - (a < b) + 1. */
static inline bool compare_holds(CompareOp op, bool less, bool equal) {
    static const uint8_t MASKS[] = {
        [COMPARE_LT] = 1, [COMPARE_LE] = 3, [COMPARE_EQ] = 2,
        [COMPARE_NE] = 5, [COMPARE_GT] = 4, [COMPARE_GE] = 6,
    };
    return (MASKS[op] >> (less ? 0 : equal ? 1 : 2)) & 1;
}

static inline bool compare_ints(CompareOp op, int64_t a, int64_t b) {
    return compare_holds(op, a < b, a == b);
}

/* Rounded down, as Python divides; b is not 0. */
static inline int64_t arithmetic_floor_divide(int64_t a, int64_t b) {
    int64_t quotient = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

static inline int64_t arithmetic_floor_remainder(int64_t a, int64_t b) {
    int64_t remainder = a % b;
    return (remainder != 0 && (remainder < 0) != (b < 0)) ? remainder + b : remainder;
}

/* The commonest operations on two ints of registers that cannot leave a register's range. */
static ALWAYS_INLINE bool arithmetic_ints(BinaryOp op, int64_t a, int64_t b, Value *out) {
    int64_t result;
    switch (op) {
    case BINARY_FLOOR_DIVIDE:
        if (b <= 0) {
            return false;
        }
        result = arithmetic_floor_divide(a, b);
        break;
    case BINARY_REMAINDER:
        if (b <= 0) {
            return false;
        }
        result = a % b;
        result += result < 0 ? b : 0;
        break;
    case BINARY_RSHIFT:
        if (b < 0 || b > 63) {
            return false;
        }
        result = a >> b;
        break;
    case BINARY_AND:
        result = a & b;
        break;
    case BINARY_XOR:
        result = a ^ b;
        break;
    case BINARY_OR:
        result = a | b;
        break;
    default:
        return false;
    }
    *out = value_from_int(result);
    return true;
}

/* a = b op c for the instruction at pc; c given by the caller: a register, a constant, or an
 * immediate int. All return false with an error pending. */
bool arithmetic_binary(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op);
bool arithmetic_add(Runtime *rt, Frame *frame, const Instr *pc);
bool arithmetic_subtract(Runtime *rt, Frame *frame, const Instr *pc);
bool arithmetic_multiply(Runtime *rt, Frame *frame, const Instr *pc);
bool arithmetic_binary_int(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op, int64_t number);
bool arithmetic_binary_constant(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op);
bool arithmetic_unary(Runtime *rt, Frame *frame, const Instr *pc);
/* 1, 0, -1: the comparison of registers left and right (right: any slot). */
int arithmetic_compare_truth(Runtime *rt, Value *left, Value *right, CompareOp op);
bool arithmetic_compare(Runtime *rt, Frame *frame, const Instr *pc);
/* 1, 0, -1 */
int arithmetic_truth(Runtime *rt, const Value *value);

#endif
