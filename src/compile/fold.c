/* fold: the values that are known before the program runs.
 *
 * Folds what CPython folds: literals, operators and unary operators on them, tuples, subscripts of
 * constants. Sizes are bounded as there; a string made by repetition is folded only up to
 * rt->fold_limit characters (the rule of 20 of behaviours.md, -X fold_limit). An operation that
 * raises is left to run time. */
#include "compile/emit.h"
#include "compile/literal.h"

#include "object/bytes.h"
#include "object/complex.h"
#include "object/float.h"
#include "object/tuple.h"

enum {
    FOLD_INT_BITS = 128,   /* largest result of an integer power, product or shift */
    FOLD_COLLECTION = 256, /* largest tuple made by repetition */
    FOLD_BYTES = 4096,     /* largest bytes or formatted text */
};

Object *fold_constant(Emitter *e, const AstConstant *constant) {
    Object *object = literal_object(e->rt, constant);
    if (!object) {
        emit_fail_memory(e);
        return NULL;
    }
    return constant->kind <= AST_ELLIPSIS ? object : constant_canonical(e, object);
}

/* Bits of an int's magnitude, roughly (an upper bound). */
static int64_t bits_of(const Object *number) {
    if (int_is_big(number)) {
        int64_t count = ((const BigIntObject *)number)->signed_count;
        return 64 * (count < 0 ? -count : count);
    }
    int64_t value = int_small_value(number);
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    return magnitude ? 64 - __builtin_clzll(magnitude) : 0;
}

static bool is_int(const Object *object) {
    return object_type_id(object) == TYPE_INT || object_type_id(object) == TYPE_BOOL;
}

/* May sequence * times be folded? */
static bool repetition_is_small(const Runtime *rt, const Object *sequence, const Object *times) {
    if (int_is_big(times) || int_small_value(times) < 0) {
        return false;
    }
    uint64_t count = (uint64_t)int_small_value(times);
    uint64_t length, limit;
    switch (object_type_id(sequence)) {
    case TYPE_STR:
        length = str_length(sequence);
        limit = rt->fold_limit;
        break;
    case TYPE_BYTES:
        length = bytes_length(sequence);
        limit = FOLD_BYTES;
        break;
    case TYPE_TUPLE:
        length = tuple_length(sequence);
        limit = FOLD_COLLECTION;
        break;
    default:
        return false;
    }
    return length == 0 || count <= limit / length;
}

static bool binary_is_small(const Runtime *rt, const Object *a, const Object *b, AstOperator op) {
    switch (op) {
    case AST_MULT:
        if (is_int(a) && is_int(b)) {
            return bits_of(a) + bits_of(b) <= FOLD_INT_BITS;
        }
        if (is_int(b)) {
            return object_type_id(a) == TYPE_FLOAT || object_type_id(a) == TYPE_COMPLEX ||
                   repetition_is_small(rt, a, b);
        }
        if (is_int(a)) {
            return object_type_id(b) == TYPE_FLOAT || object_type_id(b) == TYPE_COMPLEX ||
                   repetition_is_small(rt, b, a);
        }
        return true;
    case AST_L_SHIFT:
        return is_int(a) && is_int(b) && !int_is_big(b) && int_small_value(b) >= 0 &&
               int_small_value(b) <= FOLD_INT_BITS &&
               bits_of(a) + int_small_value(b) <= FOLD_INT_BITS;
    case AST_POW:
        if (is_int(a) && is_int(b)) {
            return !int_is_big(b) && int_small_value(b) > 0
                       ? int_small_value(b) <= FOLD_INT_BITS &&
                             bits_of(a) * int_small_value(b) <= FOLD_INT_BITS
                       : !int_is_big(b);
        }
        return true;
    case AST_MOD: /* formatting is left to run time */
        return object_type_id(a) != TYPE_STR && object_type_id(a) != TYPE_BYTES;
    default:
        return true;
    }
}

/* An operation that raised is simply not folded. */
static Object *folded(Emitter *e, Object *result) {
    if (!result) {
        if (error_matches(e->rt, TYPE_MEMORY_ERROR)) {
            emit_fail_memory(e);
            return NULL;
        }
        error_clear(e->rt);
        return NULL;
    }
    return constant_canonical(e, result);
}

static Object *fold_binary(Emitter *e, const AstExpr *expr) {
    Object *right = fold_expr(e, expr->as.bin_op.right);
    if (!right) {
        return NULL;
    }
    Object *left = fold_expr(e, expr->as.bin_op.left);
    Object *result = NULL;
    if (left && expr->as.bin_op.op != AST_MAT_MULT &&
        binary_is_small(e->rt, left, right, expr->as.bin_op.op)) {
        result = folded(e, object_binary(e->rt, left, right, emit_binary_op(expr->as.bin_op.op)));
    }
    release_nullable(e->rt, left);
    release(e->rt, right);
    return result;
}

static Object *fold_unary(Emitter *e, const AstExpr *expr) {
    Object *operand = fold_expr(e, expr->as.unary_op.operand);
    if (!operand) {
        return NULL;
    }
    Object *result = NULL;
    switch (expr->as.unary_op.op) {
    case AST_NOT: {
        int truth = object_is_true(e->rt, operand);
        result = truth < 0 ? NULL : retain(bool_object(!truth));
        break;
    }
    case AST_INVERT:
        result = object_unary(e->rt, operand, UNARY_INVERT);
        break;
    case AST_U_ADD:
        result = object_unary(e->rt, operand, UNARY_POSITIVE);
        break;
    case AST_U_SUB:
        result = object_unary(e->rt, operand, UNARY_NEGATIVE);
        break;
    }
    release(e->rt, operand);
    return folded(e, result);
}

static Object *fold_tuple(Emitter *e, const AstExpr *expr) {
    uint32_t count = expr->as.sequence.items.count;
    if (expr->as.sequence.ctx != AST_LOAD) {
        return NULL;
    }
    for (uint32_t idx = 0; idx < count; idx++) {
        uint8_t kind = expr->as.sequence.items.items[idx]->node.kind;
        if (kind == AST_NAME || kind == AST_CALL || kind == AST_STARRED || kind == AST_ATTRIBUTE) {
            return NULL;
        }
    }
    Object *tuple = count ? tuple_new(e->rt, count) : tuple_empty(e->rt);
    if (!tuple) {
        emit_fail_memory(e);
        return NULL;
    }
    for (uint32_t idx = 0; idx < count; idx++) {
        Object *item = fold_expr(e, expr->as.sequence.items.items[idx]);
        if (!item) {
            release(e->rt, tuple);
            return NULL;
        }
        tuple_items(tuple)[idx] = item;
    }
    return tuple;
}

static Object *fold_subscript(Emitter *e, const AstExpr *expr) {
    if (expr->as.subscript.ctx != AST_LOAD || expr->as.subscript.value->node.kind == AST_NAME) {
        return NULL;
    }
    Object *key = fold_expr(e, expr->as.subscript.slice);
    if (!key) {
        return NULL;
    }
    Object *value = fold_expr(e, expr->as.subscript.value);
    Object *result = NULL;
    if (value) {
        result = folded(e, object_get_item(e->rt, value, key));
        release(e->rt, value);
    }
    release(e->rt, key);
    return result;
}

Object *fold_expr(Emitter *e, const AstExpr *expr) {
    if (e->failed) {
        return NULL;
    }
    switch (expr->node.kind) {
    case AST_CONSTANT:
        return fold_constant(e, &expr->as.constant);
    case AST_NAME:
        if (expr->as.name.ctx == AST_LOAD && expr->as.name.id->length == 9 &&
            memcmp(expr->as.name.id->text, "__debug__", 9) == 0) {
            return retain(bool_object(e->optimise == 0));
        }
        return NULL;
    case AST_BIN_OP:
        return fold_binary(e, expr);
    case AST_UNARY_OP:
        return fold_unary(e, expr);
    case AST_TUPLE:
        return fold_tuple(e, expr);
    case AST_SUBSCRIPT:
        return fold_subscript(e, expr);
    default:
        return NULL;
    }
}

int fold_truth(Emitter *e, const AstExpr *expr) {
    if (expr->node.kind != AST_CONSTANT && expr->node.kind != AST_NAME &&
        expr->node.kind != AST_UNARY_OP && expr->node.kind != AST_TUPLE) {
        return -1;
    }
    Object *value = fold_expr(e, expr);
    if (!value) {
        return -1;
    }
    int truth = object_is_true(e->rt, value);
    release(e->rt, value);
    if (truth < 0) {
        error_clear(e->rt);
    }
    return truth;
}
