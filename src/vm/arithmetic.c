/* arithmetic: numbers without objects where that is possible, then the operations on objects. */
#include "vm/arithmetic.h"
#include "object/budget.h"
#include "object/bytes.h"

#include "object/complex.h"
#include "types/int_arithmetic.h"
#include "vm/next_store.h"

#include <math.h>

static bool compare_floats(CompareOp op, double a, double b) {
    switch (op) {
    case COMPARE_LT:
        return a < b;
    case COMPARE_LE:
        return a <= b;
    case COMPARE_EQ:
        return a == b;
    case COMPARE_NE:
        return a != b;
    case COMPARE_GT:
        return a > b;
    default:
        return a >= b;
    }
}

/* The register form of a double, or its object. False: out of memory. */
static bool value_of_double(Runtime *rt, double number, Value *out) {
    if (value_try_float(number, out)) {
        return true;
    }
    Object *object = float_from_double(rt, number);
    if (!object) {
        return false;
    }
    *out = value_from_object(object);
    return true;
}

/* Small powers by squaring; false on overflow. */
static bool power(int64_t base, int64_t exponent, int64_t *out) {
    int64_t result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result)) {
            return false;
        }
        exponent >>= 1;
        if (exponent && __builtin_mul_overflow(base, base, &base)) {
            return false;
        }
    }
    *out = result;
    return true;
}

typedef enum { QUICK_NO, QUICK_DONE, QUICK_FAILED } Quick;

/* Ints whose result has a register form; QUICK_NO leaves it to the objects. */
static ALWAYS_INLINE Quick quick_ints(Runtime *rt, BinaryOp op, int64_t a, int64_t b, Value *out) {
    int64_t result = 0;
    switch (op) {
    case BINARY_ADD:
        result = a + b;
        break;
    case BINARY_SUBTRACT:
        result = a - b;
        break;
    case BINARY_MULTIPLY:
        if (__builtin_mul_overflow(a, b, &result)) {
            return QUICK_NO;
        }
        break;
    case BINARY_FLOOR_DIVIDE:
        if (b == 0) {
            return QUICK_NO;
        }
        result = arithmetic_floor_divide(a, b);
        break;
    case BINARY_REMAINDER:
        if (b == 0) {
            return QUICK_NO;
        }
        result = arithmetic_floor_remainder(a, b);
        break;
    case BINARY_TRUE_DIVIDE: {
        int64_t exact = (int64_t)1 << 53;
        if (b == 0 || a > exact || a < -exact || b > exact || b < -exact) {
            return QUICK_NO;
        }
        return value_of_double(rt, (double)a / (double)b, out) ? QUICK_DONE : QUICK_FAILED;
    }
    case BINARY_POWER:
        if (b < 0 || b > 64 || !power(a, b, &result)) {
            return QUICK_NO;
        }
        break;
    case BINARY_LSHIFT:
        if (b < 0 || b > 61 || (b > 0 && (a > (VALUE_INT_MAX >> b) || a < (VALUE_INT_MIN >> b)))) {
            return QUICK_NO;
        }
        result = (int64_t)((uint64_t)a << b);
        break;
    case BINARY_RSHIFT:
        if (b < 0) {
            return QUICK_NO;
        }
        result = a >> (b > 63 ? 63 : b);
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
        return QUICK_NO;
    }
    if (!value_fits_int(result)) {
        return QUICK_NO;
    }
    *out = value_from_int(result);
    return QUICK_DONE;
}

static ALWAYS_INLINE Quick quick_doubles(Runtime *rt, BinaryOp op, double a, double b, Value *out) {
    double result;
    switch (op) {
    case BINARY_ADD:
        result = a + b;
        break;
    case BINARY_SUBTRACT:
        result = a - b;
        break;
    case BINARY_MULTIPLY:
        result = a * b;
        break;
    case BINARY_TRUE_DIVIDE:
        if (b == 0.0) {
            return QUICK_NO;
        }
        result = a / b;
        break;
    default:
        return QUICK_NO;
    }
    return value_of_double(rt, result, out) ? QUICK_DONE : QUICK_FAILED;
}

static ALWAYS_INLINE Quick quick_numbers(Runtime *rt, BinaryOp op, Value b, Value c, Value *out) {
    int64_t int_b = 0;
    int64_t int_c = 0;
    double real_b = 0.0;
    double real_c = 0.0;
    NumberKind kind_b = number_of(b, &int_b, &real_b);
    if (kind_b == NUMBER_NONE) {
        return QUICK_NO;
    }
    NumberKind kind_c = number_of(c, &int_c, &real_c);
    if (kind_c == NUMBER_NONE) {
        return QUICK_NO;
    }
    if (kind_b == NUMBER_INT && kind_c == NUMBER_INT) {
        return quick_ints(rt, op, int_b, int_c, out);
    }
    int64_t exact = (int64_t)1 << 53;
    if (kind_b == NUMBER_INT) {
        if (int_b > exact || int_b < -exact) {
            return QUICK_NO;
        }
        real_b = (double)int_b;
    } else if (kind_c == NUMBER_INT) {
        if (int_c > exact || int_c < -exact) {
            return QUICK_NO;
        }
        real_c = (double)int_c;
    }
    return quick_doubles(rt, op, real_b, real_c, out);
}

/* The register's str or bytes += c, in place when nobody else holds it but the place that the sum
 * is stored to next, which then gets the sum already. On failure all is as before. */
static bool append_to_register(Runtime *rt, Frame *frame, const Instr *pc, Object *c) {
    Value *slot = &frame->registers[pc->b];
    Object *whole = value_as_object(*slot);
    Object **place = whole->refs == 2 ? next_store_place(rt, frame, pc + 1, pc->a, whole) : NULL;
    if (place) {
        whole->refs = 1;
    }
    bool done =
        object_type_id(whole) == TYPE_STR ? str_append(rt, &whole, c) : bytes_append(rt, &whole, c);
    *slot = value_from_object(whole);
    if (place) {
        *place = retain(whole);
    }
    return done;
}

/* Does register b's object go with this instruction, which alone holds it? */
static inline bool operand_dies(const Instr *pc, const Object *b) {
    return (pc->a == pc->b || (pc->n & CONSUME_B)) && b->refs == 1;
}

/* b op c in b's block, where b is a big int that dies here; the caller gets one more reference. */
static inline Object *int_in_place(Runtime *rt, const Instr *pc, Object *b, Object *c,
                                   BinaryOp op) {
    if (object_type_id(c) != TYPE_INT || !int_is_big(b) || !operand_dies(pc, b) ||
        !int_arithmetic_in_place(rt, b, c, op)) {
        return NULL;
    }
    return retain(b);
}

/* Sums and products of two complex numbers, in b's block when it dies here. NULL: another
 * operation, or out of memory, which then happens again on the usual way. */
static inline Object *complex_quick(Runtime *rt, const Instr *pc, Object *b, const Object *c,
                                    BinaryOp op) {
    ComplexObject *x = (ComplexObject *)b;
    const ComplexObject *y = (const ComplexObject *)c;
    double real, imag;
    switch (object_type_id(c) == TYPE_COMPLEX ? op : BINARY_POWER) {
    case BINARY_ADD:
        real = x->real + y->real;
        imag = x->imag + y->imag;
        break;
    case BINARY_SUBTRACT:
        real = x->real - y->real;
        imag = x->imag - y->imag;
        break;
    case BINARY_MULTIPLY:
        real = x->real * y->real - x->imag * y->imag;
        imag = x->real * y->imag + x->imag * y->real;
        break;
    default:
        return NULL;
    }
    if (!operand_dies(pc, b)) {
        return complex_from_doubles(rt, real, imag);
    }
    x->real = real;
    x->imag = imag;
    return retain(b);
}

/* What can be had without looking for the operation by type; NULL: the usual way, no error. */
static inline Object *quick_objects(Runtime *rt, const Instr *pc, Object *b, Object *c,
                                    BinaryOp op) {
    Object *result = NULL;
    if (object_type_id(b) == TYPE_INT) {
        result = int_in_place(rt, pc, b, c, op);
    } else if (object_type_id(b) == TYPE_COMPLEX) {
        result = complex_quick(rt, pc, b, c, op);
        if (UNLIKELY(!result)) {
            error_clear(rt);
        }
    }
    return result;
}

static bool binary_objects(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op, Object *c) {
    Value *registers = frame->registers;
    Object *b = value_box(rt, &registers[pc->b]);
    if (!b) {
        return false;
    }
    uint32_t type_id = object_type_id(b);
    if (op == BINARY_ADD && (type_id == TYPE_STR || type_id == TYPE_BYTES) &&
        object_type_id(c) == type_id && (pc->a == pc->b || (pc->n & CONSUME_B)) && b != c) {
        if (!append_to_register(rt, frame, pc, c)) {
            return false;
        }
        if (pc->n & CONSUME_C) {
            register_consume(rt, &registers[pc->c]);
        }
        if (pc->a != pc->b) {
            Value sum = registers[pc->b];
            registers[pc->b] = VALUE_EMPTY;
            register_set(rt, &registers[pc->a], sum);
        }
        return true;
    }
    Object *result = quick_objects(rt, pc, b, c, op);
    if (!result) {
        result =
            pc->n & BINARY_INPLACE ? object_inplace(rt, b, c, op) : object_binary(rt, b, c, op);
    }
    return register_finish(rt, registers, pc, result);
}

static ALWAYS_INLINE bool binary(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op) {
    Value *registers = frame->registers;
    Value result;
    Quick quick = quick_numbers(rt, op, registers[pc->b], registers[pc->c], &result);
    if (quick == QUICK_DONE) {
        register_consume_marked(rt, registers, pc);
        register_set(rt, &registers[pc->a], result);
        return true;
    }
    if (quick == QUICK_FAILED) {
        return false;
    }
    Object *c = value_box(rt, &registers[pc->c]);
    return c && binary_objects(rt, frame, pc, op, c);
}

bool arithmetic_binary(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op) {
    return binary(rt, frame, pc, op);
}

bool arithmetic_add(Runtime *rt, Frame *frame, const Instr *pc) {
    return binary(rt, frame, pc, BINARY_ADD);
}

bool arithmetic_subtract(Runtime *rt, Frame *frame, const Instr *pc) {
    return binary(rt, frame, pc, BINARY_SUBTRACT);
}

bool arithmetic_multiply(Runtime *rt, Frame *frame, const Instr *pc) {
    return binary(rt, frame, pc, BINARY_MULTIPLY);
}

bool arithmetic_binary_int(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op,
                           int64_t number) {
    Value *registers = frame->registers;
    Value constant = value_from_int(number);
    Value result;
    Quick quick = quick_numbers(rt, op, registers[pc->b], constant, &result);
    if (quick == QUICK_DONE) {
        if (pc->n & CONSUME_B) {
            register_consume(rt, &registers[pc->b]);
        }
        register_set(rt, &registers[pc->a], result);
        return true;
    }
    if (quick == QUICK_FAILED) {
        return false;
    }
    Object *c = int_from_int64(rt, number);
    if (!c) {
        return false;
    }
    bool done = binary_objects(rt, frame, pc, op, c);
    release(rt, c);
    return done;
}

bool arithmetic_binary_constant(Runtime *rt, Frame *frame, const Instr *pc, BinaryOp op) {
    Value *registers = frame->registers;
    Object *c = frame_constant(frame, pc->c);
    Value result;
    Quick quick = quick_numbers(rt, op, registers[pc->b], value_from_object(c), &result);
    if (quick == QUICK_DONE) {
        if (pc->n & CONSUME_B) {
            register_consume(rt, &registers[pc->b]);
        }
        register_set(rt, &registers[pc->a], result);
        return true;
    }
    return quick == QUICK_NO && binary_objects(rt, frame, pc, op, c);
}

bool arithmetic_unary(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    UnaryOp op = (UnaryOp)(pc->n & 15);
    int64_t integer;
    double real;
    Value result;
    switch (number_of(registers[pc->b], &integer, &real)) {
    case NUMBER_INT: {
        int64_t negated = op == UNARY_NEGATIVE ? -integer : op == UNARY_INVERT ? ~integer : integer;
        if (!value_fits_int(negated)) {
            break;
        }
        result = value_from_int(negated);
        register_consume_marked(rt, registers, pc);
        register_set(rt, &registers[pc->a], result);
        return true;
    }
    case NUMBER_FLOAT:
        if (op == UNARY_NEGATIVE && value_try_float(-real, &result)) {
            register_consume_marked(rt, registers, pc);
            register_set(rt, &registers[pc->a], result);
            return true;
        }
        break;
    case NUMBER_NONE:
        break;
    }
    Object *b = value_box(rt, &registers[pc->b]);
    return b && register_finish(rt, registers, pc, object_unary(rt, b, op));
}

int arithmetic_compare_truth(Runtime *rt, Value *left, Value *right, CompareOp op) {
    int64_t int_a = 0;
    int64_t int_b = 0;
    double real_a = 0.0;
    double real_b = 0.0;
    NumberKind kind_a = number_of(*left, &int_a, &real_a);
    if (kind_a != NUMBER_NONE) {
        NumberKind kind_b = number_of(*right, &int_b, &real_b);
        if (kind_a == NUMBER_INT && kind_b == NUMBER_INT) {
            return compare_ints(op, int_a, int_b);
        }
        if (kind_a == NUMBER_FLOAT && kind_b == NUMBER_FLOAT) {
            return compare_floats(op, real_a, real_b);
        }
    }
    Object *a = value_box(rt, left);
    Object *b = value_box(rt, right);
    if (!a || !b) {
        return -1;
    }
    if (op <= COMPARE_NE && op >= COMPARE_EQ && object_type_id(a) == TYPE_STR &&
        object_type_id(b) == TYPE_STR) {
        budget_owe(rt, str_length(a) / 64);
        return (a == b || str_equals(a, b)) == (op == COMPARE_EQ);
    }
    Object *result = object_compare(rt, a, b, op);
    if (!result) {
        return -1;
    }
    int truth = result == TRUE_OBJECT ? 1 : result == FALSE_OBJECT ? 0 : object_is_true(rt, result);
    release(rt, result);
    return truth;
}

bool arithmetic_compare(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    CompareOp op = (CompareOp)(pc->n & 15);
    int64_t int_b = 0;
    int64_t int_c = 0;
    double real_b = 0.0;
    double real_c = 0.0;
    NumberKind kind_b = number_of(registers[pc->b], &int_b, &real_b);
    NumberKind kind_c = number_of(registers[pc->c], &int_c, &real_c);
    if (kind_b != NUMBER_NONE && kind_b == kind_c) {
        bool holds = kind_b == NUMBER_INT ? compare_ints(op, int_b, int_c)
                                          : compare_floats(op, real_b, real_c);
        return register_finish(rt, registers, pc, bool_object(holds));
    }
    Object *b = value_box(rt, &registers[pc->b]);
    Object *c = value_box(rt, &registers[pc->c]);
    return b && c && register_finish(rt, registers, pc, object_compare(rt, b, c, op));
}

int arithmetic_truth(Runtime *rt, const Value *value) {
    if (value_is_int(*value)) {
        return value_as_int(*value) != 0;
    }
    if (value_is_float(*value)) {
        return value_as_float(*value) != 0.0;
    }
    Object *object = value_as_object(*value);
    if (object == TRUE_OBJECT) {
        return 1;
    }
    if (object == FALSE_OBJECT || object == NONE) {
        return 0;
    }
    return object_is_true(rt, object);
}
