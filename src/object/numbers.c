/* Operators: which operand's slot is asked, in which order, and what is said when none answers.
 *
 * The order is CPython's: the left operand's slot first, unless the right one's type is a subtype
 * of the left one's with another slot; then sequence concatenation and repetition. */
#include "object/operations.h"
#include "object/native.h"
#include <string.h>

static const char *const BINARY_SYMBOLS[BINARY_COUNT] = {
    [BINARY_ADD] = "+",         [BINARY_SUBTRACT] = "-",
    [BINARY_MULTIPLY] = "*",    [BINARY_MATRIX_MULTIPLY] = "@",
    [BINARY_TRUE_DIVIDE] = "/", [BINARY_FLOOR_DIVIDE] = "//",
    [BINARY_REMAINDER] = "%",   [BINARY_POWER] = "** or pow()",
    [BINARY_LSHIFT] = "<<",     [BINARY_RSHIFT] = ">>",
    [BINARY_AND] = "&",         [BINARY_XOR] = "^",
    [BINARY_OR] = "|",          [BINARY_DIVMOD] = "divmod()",
};

static const char *const INPLACE_SYMBOLS[BINARY_INPLACE_COUNT] = {
    [BINARY_ADD] = "+=",         [BINARY_SUBTRACT] = "-=",
    [BINARY_MULTIPLY] = "*=",    [BINARY_MATRIX_MULTIPLY] = "@=",
    [BINARY_TRUE_DIVIDE] = "/=", [BINARY_FLOOR_DIVIDE] = "//=",
    [BINARY_REMAINDER] = "%=",   [BINARY_POWER] = "**=",
    [BINARY_LSHIFT] = "<<=",     [BINARY_RSHIFT] = ">>=",
    [BINARY_AND] = "&=",         [BINARY_XOR] = "^=",
    [BINARY_OR] = "|=",
};

/* Whether type index `derived` is a subtype of `base`. Builtin types have one base each, so that
 * the chain of indices says it without making type objects. */
static bool is_subtype_id(Runtime *rt, uint32_t derived, uint32_t base) {
    if (!(rt->slots[derived]->flags & TYPE_FLAG_CLASS)) {
        while (derived != base && derived != TYPE_OBJECT) {
            derived = rt->slots[derived]->base_id;
        }
        return derived == base;
    }
    if (rt->slots[base]->flags & TYPE_FLAG_CLASS || rt->type_objects[base]) {
        TypeObject *derived_type = type_object(rt, derived), *base_type = type_object(rt, base);
        return derived_type && base_type && type_is_subtype(derived_type, base_type);
    }
    return false; /* a base of a class has its type object */
}

static bool right_goes_first(Runtime *rt, Object *a, Object *b) {
    return is_subtype_id(rt, object_type_id(b), object_type_id(a));
}

/* Gives NotImplemented when no slot knows the pair. */
static NEW_REF Object *binary_by_slots(Runtime *rt, Object *a, Object *b, BinaryOp op) {
    BinaryFunction left = slots_binary(slots_of(rt, a), op);
    if (object_type_id(a) == object_type_id(b)) {
        return left ? left(rt, a, b) : NOT_IMPLEMENTED;
    }
    BinaryFunction right = slots_binary(slots_of(rt, b), op);
    if (right == left) {
        right = NULL;
    }
    if (left) {
        if (right && right_goes_first(rt, a, b)) {
            Object *result = right(rt, a, b);
            if (result != NOT_IMPLEMENTED) {
                return result;
            }
            right = NULL;
        }
        Object *result = left(rt, a, b);
        if (result != NOT_IMPLEMENTED) {
            return result;
        }
    }
    return right ? right(rt, a, b) : NOT_IMPLEMENTED;
}

static NEW_REF Object *repeat_by(Runtime *rt, Object *sequence, Object *times,
                                 NEW_REF Object *(*repeat)(Runtime *, Object *, int64_t)) {
    if (!slots_of(rt, times)->index) {
        return raise_type_error(rt, "can't multiply sequence by non-int of type '%.200s'",
                                type_name_of(rt, times));
    }
    int64_t count;
    if (!object_as_index(rt, times, TYPE_OVERFLOW_ERROR, &count)) {
        return NULL;
    }
    return repeat(rt, sequence, count);
}

static bool is_print_function(const Object *object) {
    return object_type_id(object) == TYPE_NATIVE_FUNCTION &&
           strcmp(((const NativeFunctionObject *)object)->row->name, "print") == 0;
}

static COLD void *raise_binary(Runtime *rt, Object *a, Object *b, const char *symbol) {
    const char *hint = "";
    if (strcmp(symbol, ">>") == 0 && is_print_function(a)) {
        hint = ". Did you mean \"print(<message>, file=<output_stream>)\"?";
    }
    return raise_type_error(rt, "unsupported operand type(s) for %s: '%.100s' and '%.100s'%s",
                            symbol, type_name_of(rt, a), type_name_of(rt, b), hint);
}

NEW_REF Object *object_binary(Runtime *rt, Object *a, Object *b, BinaryOp op) {
    Object *result = binary_by_slots(rt, a, b, op);
    if (LIKELY(result != NOT_IMPLEMENTED)) {
        return result;
    }
    const TypeSlots *left = slots_of(rt, a), *right = slots_of(rt, b);
    if (op == BINARY_ADD && left->concat) {
        return left->concat(rt, a, b);
    }
    if (op == BINARY_MULTIPLY) {
        if (left->repeat) {
            return repeat_by(rt, a, b, left->repeat);
        }
        if (right->repeat) {
            return repeat_by(rt, b, a, right->repeat);
        }
    }
    return raise_binary(rt, a, b, BINARY_SYMBOLS[op]);
}

NEW_REF Object *object_inplace(Runtime *rt, Object *a, Object *b, BinaryOp op) {
    const TypeSlots *left = slots_of(rt, a), *right = slots_of(rt, b);
    if (left->numbers && left->numbers->inplace[op]) {
        Object *result = left->numbers->inplace[op](rt, a, b);
        if (result != NOT_IMPLEMENTED) {
            return result;
        }
    }
    if (op == BINARY_ADD && left->inplace_concat && (left->flags & TYPE_FLAG_CLASS)) {
        return left->inplace_concat(rt, a, b); /* a subclass's __iadd__ is asked before b's slot */
    }
    Object *result = binary_by_slots(rt, a, b, op);
    if (result != NOT_IMPLEMENTED) {
        return result;
    }
    if (op == BINARY_ADD) {
        BinaryFunction concat = left->inplace_concat ? left->inplace_concat : left->concat;
        if (concat) {
            return concat(rt, a, b);
        }
    }
    if (op == BINARY_MULTIPLY) {
        if (left->inplace_repeat || left->repeat) {
            return repeat_by(rt, a, b, left->inplace_repeat ? left->inplace_repeat : left->repeat);
        }
        if (right->repeat && !operations_is_sequence_like(left)) {
            return repeat_by(rt, b, a, right->repeat);
        }
    }
    return raise_binary(rt, a, b, INPLACE_SYMBOLS[op]);
}

typedef NEW_REF Object *(*Power3)(Runtime *rt, Object *a, Object *b, Object *modulus);

static Power3 power3_of(const Runtime *rt, const Object *object) {
    const NumberSlots *numbers = slots_of(rt, object)->numbers;
    return numbers ? numbers->power3 : NULL;
}

NEW_REF Object *object_power(Runtime *rt, Object *a, Object *b, Object *modulus) {
    if (!modulus || modulus == NONE) {
        return object_binary(rt, a, b, BINARY_POWER);
    }
    Power3 left = power3_of(rt, a), right = power3_of(rt, b), third = power3_of(rt, modulus);
    if (right == left) {
        right = NULL;
    }
    if (third == left || third == right) {
        third = NULL;
    }
    Power3 order[3] = {left, right, third};
    if (left && right && right_goes_first(rt, a, b)) {
        order[0] = right;
        order[1] = left;
    }
    for (size_t i = 0; i < 3; i++) {
        if (order[i]) {
            Object *result = order[i](rt, a, b, modulus);
            if (result != NOT_IMPLEMENTED) {
                return result;
            }
        }
    }
    return raise_type_error(
        rt, "unsupported operand type(s) for ** or pow(): '%.100s', '%.100s', '%.100s'",
        type_name_of(rt, a), type_name_of(rt, b), type_name_of(rt, modulus));
}

NEW_REF Object *object_unary(Runtime *rt, Object *object, UnaryOp op) {
    static const char *const MESSAGES[UNARY_COUNT] = {
        [UNARY_NEGATIVE] = "bad operand type for unary -: '%.200s'",
        [UNARY_POSITIVE] = "bad operand type for unary +: '%.200s'",
        [UNARY_INVERT] = "bad operand type for unary ~: '%.200s'",
        [UNARY_ABSOLUTE] = "bad operand type for abs(): '%.200s'",
    };
    const NumberSlots *numbers = slots_of(rt, object)->numbers;
    if (numbers && numbers->unary[op]) {
        return numbers->unary[op](rt, object);
    }
    return raise_type_error(rt, MESSAGES[op], type_name_of(rt, object));
}
