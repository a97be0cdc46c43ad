/* emit_expr: expressions.
 *
 * emit_expr(expr, want) leaves the value in `want`, or with REG_ANY in whatever operand suits: a
 * local where it lies, a constant, a new temporary. `want` is written once, by the last
 * instruction, so it may be a local that the expression itself reads; where a value comes by
 * several paths that read locals in between (and, or), a temporary stands in. */
#include "compile/emit.h"

#include "object/set.h"
#include "object/tuple.h"
#include <string.h>

enum { MAX_DEPTH = 4000 };

bool emit_enter(Emitter *e, const AstNode *at) {
    (void)at;
    if (e->failed) {
        return false;
    }
    if (++e->depth > MAX_DEPTH) {
        e->failed = true;
        e->problem->kind = PROBLEM_RECURSION;
        e->problem->message = "maximum recursion depth exceeded during compilation";
        return false;
    }
    return true;
}

void emit_leave(Emitter *e) {
    e->depth--;
}

BinaryOp emit_binary_op(AstOperator op) {
    static const uint8_t OPS[] = {
        [AST_ADD] = BINARY_ADD,
        [AST_SUB] = BINARY_SUBTRACT,
        [AST_MULT] = BINARY_MULTIPLY,
        [AST_MAT_MULT] = BINARY_MATRIX_MULTIPLY,
        [AST_DIV] = BINARY_TRUE_DIVIDE,
        [AST_MOD] = BINARY_REMAINDER,
        [AST_POW] = BINARY_POWER,
        [AST_L_SHIFT] = BINARY_LSHIFT,
        [AST_R_SHIFT] = BINARY_RSHIFT,
        [AST_BIT_OR] = BINARY_OR,
        [AST_BIT_XOR] = BINARY_XOR,
        [AST_BIT_AND] = BINARY_AND,
        [AST_FLOOR_DIV] = BINARY_FLOOR_DIVIDE,
    };
    return (BinaryOp)OPS[op];
}

static bool compare_op(AstCompareOp op, CompareOp *out) {
    switch (op) {
    case AST_EQ:
        *out = COMPARE_EQ;
        return true;
    case AST_NOT_EQ:
        *out = COMPARE_NE;
        return true;
    case AST_LT:
        *out = COMPARE_LT;
        return true;
    case AST_LT_E:
        *out = COMPARE_LE;
        return true;
    case AST_GT:
        *out = COMPARE_GT;
        return true;
    case AST_GT_E:
        *out = COMPARE_GE;
        return true;
    default:
        return false;
    }
}

Reg emit_operand(Emitter *e, const AstExpr *expr) {
    return emit_expr(e, expr, REG_ANY);
}

/* A constant operand gets a temporary. */
static Reg register_of(Emitter *e, const AstNode *at, Reg operand) {
    if (reg_is_constant(operand)) {
        Reg reg = temp_new(e);
        emit_wide(e, at, OP_LOAD_CONST, 0, reg, operand - (int32_t)OPERAND_CONSTANT);
        return reg;
    }
    return operand;
}

Reg emit_register(Emitter *e, const AstExpr *expr) {
    return register_of(e, &expr->node, emit_expr(e, expr, REG_ANY));
}

Reg emit_temp(Emitter *e, const AstExpr *expr) {
    Reg reg = temp_new(e);
    emit_expr(e, expr, reg);
    return reg;
}

/* As emit_operand, but a local that a later part of the expression may rebind is copied first. */
static Reg operand_protected(Emitter *e, const AstExpr *expr, bool later_rebinds) {
    Reg reg = emit_operand(e, expr);
    if (later_rebinds && reg_is_local(e, reg)) {
        Reg copy = temp_new(e);
        emit(e, &expr->node, OP_MOVE, 0, copy, reg, 0);
        return copy;
    }
    return reg;
}

Reg emit_protected(Emitter *e, const AstExpr *expr, bool later_rebinds) {
    return register_of(e, &expr->node, operand_protected(e, expr, later_rebinds));
}

void emit_discard(Emitter *e, const AstExpr *expr) {
    Reg reg = emit_operand(e, expr);
    if (reg_is_temp(e, reg)) {
        emit(e, &expr->node, OP_RELEASE, 0, reg, 0, 0);
        temp_free(e, reg);
    }
}

static bool has_walrus(const AstExpr *expr) {
    return expr && (expr->node.flags & AST_HAS_WALRUS) != 0;
}

/* A small int constant that fits an instruction's own operand. */
static bool small_immediate(Emitter *e, const AstExpr *expr, int16_t *out) {
    if (expr->node.kind != AST_CONSTANT && expr->node.kind != AST_UNARY_OP) {
        return false;
    }
    Object *value = fold_expr(e, expr);
    if (!value) {
        return false;
    }
    bool fits = object_type_id(value) == TYPE_INT && !int_is_big(value) &&
                int_small_value(value) >= INT16_MIN && int_small_value(value) <= INT16_MAX;
    if (fits) {
        *out = (int16_t)int_small_value(value);
    }
    release(e->rt, value);
    return fits;
}

/* want = b op right. With REG_ANY a temporary b is freed and its place may take the result; else
 * the caller frees b. */
Reg emit_arithmetic(Emitter *e, const AstNode *at, BinaryOp op, uint8_t inplace, Reg b,
                    const AstExpr *right, Reg want) {
    uint8_t n = (uint8_t)(consume_b(e, b) | inplace | op);
    int16_t number;
    if (small_immediate(e, right, &number)) {
        if (want == REG_ANY) {
            temp_free(e, b);
            want = temp_new(e);
        }
        uint8_t code = op == BINARY_ADD        ? OP_ADD_I
                       : op == BINARY_SUBTRACT ? OP_SUBTRACT_I
                                               : OP_BINARY_I;
        emit(e, at, code, n, want, b, (Reg)number);
        return want;
    }
    Reg c = emit_operand(e, right);
    n |= consume_c(e, c);
    temp_free(e, c);
    if (want == REG_ANY) {
        temp_free(e, b);
        want = temp_new(e);
    }
    if (reg_is_constant(c)) {
        emit(e, at, OP_BINARY_K, n, want, b, (Reg)(c - OPERAND_CONSTANT));
        return want;
    }
    uint8_t code = op == BINARY_ADD        ? OP_ADD
                   : op == BINARY_SUBTRACT ? OP_SUBTRACT
                   : op == BINARY_MULTIPLY ? OP_MULTIPLY
                                           : OP_BINARY;
    emit(e, at, code, n, want, b, c);
    return want;
}

static Reg emit_binary(Emitter *e, const AstExpr *expr, Reg want) {
    const AstExpr *right = expr->as.bin_op.right;
    Reg b = emit_protected(e, expr->as.bin_op.left, has_walrus(right));
    Reg a = emit_arithmetic(e, &expr->node, emit_binary_op(expr->as.bin_op.op), 0, b, right, want);
    if (want != REG_ANY) {
        temp_free(e, b);
    }
    return a;
}

static Reg emit_unary(Emitter *e, const AstExpr *expr, Reg want) {
    Reg b = emit_register(e, expr->as.unary_op.operand);
    uint8_t n = consume_b(e, b);
    temp_free(e, b);
    Reg a = reg_destination(e, want);
    switch (expr->as.unary_op.op) {
    case AST_NOT:
        emit(e, &expr->node, OP_NOT, n, a, b, 0);
        break;
    case AST_INVERT:
        emit(e, &expr->node, OP_UNARY, (uint8_t)(n | UNARY_INVERT), a, b, 0);
        break;
    case AST_U_ADD:
        emit(e, &expr->node, OP_UNARY, (uint8_t)(n | UNARY_POSITIVE), a, b, 0);
        break;
    case AST_U_SUB:
        emit(e, &expr->node, OP_UNARY, (uint8_t)(n | UNARY_NEGATIVE), a, b, 0);
        break;
    }
    return a;
}

/* `x in [1, 2]` and `x in {1, 2}` look in a constant tuple or frozenset. */
static Reg emit_container_operand(Emitter *e, const AstExpr *expr) {
    if (expr->node.kind != AST_LIST && expr->node.kind != AST_SET) {
        return emit_register(e, expr);
    }
    AstExpr tuple = {.node = expr->node};
    tuple.node.kind = AST_TUPLE;
    tuple.as.sequence.items = expr->as.sequence.items;
    tuple.as.sequence.ctx = AST_LOAD;
    Object *constant = fold_expr(e, &tuple);
    if (!constant) {
        return emit_register(e, expr);
    }
    if (expr->node.kind == AST_SET) {
        Object *frozen = frozenset_new(e->rt, constant);
        release(e->rt, constant);
        if (!frozen) {
            error_clear(e->rt);
            return emit_register(e, expr);
        }
        constant = frozen;
    }
    Reg reg = temp_new(e);
    return emit_constant(e, &expr->node, constant, reg);
}

/* One comparison with both operands in registers; they stay reserved until the caller frees. */
static void emit_compare_registers(Emitter *e, const AstNode *at, AstCompareOp op, Reg a, Reg b,
                                   Reg c, uint8_t consume) {
    CompareOp rich;
    if (compare_op(op, &rich)) {
        emit(e, at, OP_COMPARE, (uint8_t)(consume | rich), a, b, c);
    } else if (op == AST_IS || op == AST_IS_NOT) {
        emit(e, at, OP_IS, (uint8_t)(consume | (op == AST_IS_NOT)), a, b, c);
    } else {
        emit(e, at, OP_CONTAINS, (uint8_t)(consume | (op == AST_NOT_IN)), a, b, c);
    }
}

static Reg emit_compare_operand(Emitter *e, AstCompareOp op, const AstExpr *expr) {
    return op == AST_IN || op == AST_NOT_IN ? emit_container_operand(e, expr)
                                            : emit_register(e, expr);
}

/* a < b < c: the middle operand stays for the next comparison. The result of each but the last is
 * tested; a false one is the value. */
static Reg emit_compare_chain(Emitter *e, const AstExpr *expr, Reg want) {
    uint32_t count = expr->as.compare.comparators.count;
    Reg result = want == REG_ANY || reg_is_local(e, want) ? temp_new(e) : want;
    Label end = label_new(e);
    Label drop = label_new(e);
    Reg left = temp_new(e);
    emit_expr(e, expr->as.compare.left, left);
    for (uint32_t idx = 0; idx < count; idx++) {
        AstCompareOp op = (AstCompareOp)expr->as.compare.ops[idx];
        const AstExpr *item = expr->as.compare.comparators.items[idx];
        if (idx + 1 == count) {
            Reg right = emit_compare_operand(e, op, item);
            emit_compare_registers(e, &expr->node, op, result, left, right,
                                   (uint8_t)(CONSUME_B | consume_c(e, right)));
            temp_free(e, right);
            break;
        }
        Reg right = temp_new(e);
        emit_expr(e, item, right);
        emit_compare_registers(e, &expr->node, op, result, left, right, CONSUME_B);
        emit(e, &expr->node, OP_TAKE, 0, left, right, 0);
        temp_free(e, right);
        emit_jump(e, &expr->node, OP_JUMP_IF_FALSE, 0, result, drop);
        emit(e, &expr->node, OP_RELEASE, 0, result, 0, 0);
    }
    emit_jump(e, &expr->node, OP_JUMP, 0, 0, end);
    label_place(e, drop);
    emit(e, &expr->node, OP_RELEASE, 0, left, 0, 0);
    label_place(e, end);
    temp_free(e, left);
    if (want != REG_ANY && want != result) {
        emit(e, &expr->node, OP_TAKE, 0, want, result, 0);
        temp_free(e, result);
        return want;
    }
    return result;
}

static Reg emit_compare(Emitter *e, const AstExpr *expr, Reg want) {
    if (expr->as.compare.comparators.count > 1) {
        return emit_compare_chain(e, expr, want);
    }
    AstCompareOp op = (AstCompareOp)expr->as.compare.ops[0];
    const AstExpr *right = expr->as.compare.comparators.items[0];
    Reg b = emit_protected(e, expr->as.compare.left, has_walrus(right));
    Reg c = emit_compare_operand(e, op, right);
    uint8_t consume = (uint8_t)(consume_b(e, b) | consume_c(e, c));
    temp_free(e, c);
    temp_free(e, b);
    Reg a = reg_destination(e, want);
    emit_compare_registers(e, &expr->node, op, a, b, c, consume);
    return a;
}

/* `and`, `or` as a value. */
static Reg emit_bool_op(Emitter *e, const AstExpr *expr, Reg want) {
    Reg result = want == REG_ANY || reg_is_local(e, want) ? temp_new(e) : want;
    Label end = label_new(e);
    uint32_t count = expr->as.bool_op.values.count;
    uint8_t op = expr->as.bool_op.op == AST_AND ? OP_JUMP_IF_FALSE : OP_JUMP_IF_TRUE;
    uint64_t *bound = NULL;
    bool unreachable = false;
    for (uint32_t idx = 0; idx < count; idx++) {
        const AstExpr *value = expr->as.bool_op.values.items[idx];
        emit_expr(e, value, result);
        if (idx == 0) {
            bound = bound_save(e);
        }
        if (idx + 1 < count) {
            emit_jump(e, &expr->node, op, 0, result, end);
            emit(e, &value->node, OP_RELEASE, 0, result, 0, 0);
        }
    }
    label_place(e, end);
    (void)unreachable;
    if (bound) {
        bound_restore(e, bound);
    }
    if (want != REG_ANY && want != result) {
        emit(e, &expr->node, OP_TAKE, 0, want, result, 0);
        temp_free(e, result);
        return want;
    }
    return result;
}

static Reg emit_if_exp(Emitter *e, const AstExpr *expr, Reg want) {
    Reg result = reg_destination(e, want);
    int truth = fold_truth(e, expr->as.if_exp.test);
    if (truth >= 0) {
        return emit_expr(e, truth ? expr->as.if_exp.body : expr->as.if_exp.orelse, result);
    }
    Label otherwise = label_new(e);
    Label end = label_new(e);
    const AstNode *at = &expr->node;
    emit_branch(e, expr->as.if_exp.test, false, otherwise, &at);
    uint64_t *bound = bound_save(e);
    emit_expr(e, expr->as.if_exp.body, result);
    emit_jump(e, &expr->node, OP_JUMP, 0, 0, end);
    label_place(e, otherwise);
    if (bound) {
        bound_restore(e, bound);
    }
    emit_expr(e, expr->as.if_exp.orelse, result);
    if (bound) {
        bound_restore(e, bound);
    }
    label_place(e, end);
    return result;
}

static bool any_starred(const AstExprs *items) {
    for (uint32_t idx = 0; idx < items->count; idx++) {
        if (items->items[idx]->node.kind == AST_STARRED) {
            return true;
        }
    }
    return false;
}

/* How many items go into one instruction's operand list. */
enum { DISPLAY_CHUNK = 256 };

/* Long displays and those with *x: a list that grows. */
static Reg emit_growing(Emitter *e, const AstExpr *expr, const AstExprs *items, uint8_t build_op,
                        Reg want) {
    bool is_set = build_op == OP_BUILD_SET;
    Reg list = temp_new(e);
    emit(e, &expr->node, is_set ? OP_BUILD_SET : OP_BUILD_LIST, 0, list, 0, 0);
    for (uint32_t idx = 0; idx < items->count; idx++) {
        const AstExpr *item = items->items[idx];
        bool starred = item->node.kind == AST_STARRED;
        Reg value = emit_register(e, starred ? item->as.unary.value : item);
        uint8_t op = is_set ? (starred ? OP_SET_UPDATE : OP_SET_ADD)
                            : (starred ? OP_LIST_EXTEND : OP_LIST_APPEND);
        emit(e, &expr->node, op, consume_b(e, value), list, value, 0);
        temp_free(e, value);
    }
    temp_free(e, list);
    Reg a = reg_destination(e, want);
    if (build_op == OP_BUILD_TUPLE) {
        emit(e, &expr->node, OP_LIST_TO_TUPLE, CONSUME_B, a, list, 0);
    } else if (a != list) {
        emit(e, &expr->node, OP_TAKE, 0, a, list, 0);
    }
    return a;
}

static Reg emit_display(Emitter *e, const AstExpr *expr, uint8_t build_op, Reg want) {
    const AstExprs *items = &expr->as.sequence.items;
    if (items->count > DISPLAY_CHUNK || any_starred(items)) {
        return emit_growing(e, expr, items, build_op, want);
    }
    Reg operands[DISPLAY_CHUNK];
    bool rebinds = has_walrus(expr);
    for (uint32_t idx = 0; idx < items->count; idx++) {
        operands[idx] = operand_protected(e, items->items[idx], rebinds);
    }
    for (uint32_t idx = items->count; idx-- > 0;) {
        temp_free(e, operands[idx]);
    }
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, build_op, 0, a, 0, (Reg)items->count);
    emit_operands(e, operands, items->count);
    return a;
}

static Reg emit_dict(Emitter *e, const AstExpr *expr, Reg want) {
    const AstExprs *keys = &expr->as.dict.keys;
    const AstExprs *values = &expr->as.dict.values;
    bool plain = keys->count <= DISPLAY_CHUNK / 2;
    for (uint32_t idx = 0; idx < keys->count && plain; idx++) {
        plain = keys->items[idx] != NULL;
    }
    if (plain) {
        Reg operands[DISPLAY_CHUNK];
        bool rebinds = has_walrus(expr);
        for (uint32_t idx = 0; idx < keys->count; idx++) {
            operands[2 * idx] = operand_protected(e, keys->items[idx], rebinds);
            operands[2 * idx + 1] = operand_protected(e, values->items[idx], rebinds);
        }
        for (uint32_t idx = 2 * keys->count; idx-- > 0;) {
            temp_free(e, operands[idx]);
        }
        Reg a = reg_destination(e, want);
        emit(e, &expr->node, OP_BUILD_MAP, 0, a, 0, (Reg)(2 * keys->count));
        emit_operands(e, operands, 2 * keys->count);
        return a;
    }
    Reg dict = temp_new(e);
    emit(e, &expr->node, OP_BUILD_MAP, 0, dict, 0, 0);
    for (uint32_t idx = 0; idx < keys->count; idx++) {
        const AstExpr *value_expr = values->items[idx];
        if (!keys->items[idx]) {
            Reg value = emit_register(e, value_expr);
            emit(e, &expr->node, OP_DICT_UPDATE, consume_b(e, value), dict, value, 0);
            temp_free(e, value);
            continue;
        }
        Reg key = emit_protected(e, keys->items[idx], has_walrus(value_expr));
        Reg value = emit_register(e, value_expr);
        emit(e, &expr->node, OP_MAP_ADD, (uint8_t)(consume_b(e, key) | consume_c(e, value)), dict,
             key, value);
        temp_free(e, value);
        temp_free(e, key);
    }
    temp_free(e, dict);
    Reg a = reg_destination(e, want);
    if (a != dict) {
        emit(e, &expr->node, OP_TAKE, 0, a, dict, 0);
    }
    return a;
}

static Reg emit_formatted(Emitter *e, const AstExpr *expr, Reg want) {
    const AstExpr *spec = expr->as.formatted.format_spec;
    Reg b = emit_protected(e, expr->as.formatted.value, has_walrus(spec));
    uint8_t n = consume_b(e, b);
    switch (expr->as.formatted.conversion) {
    case 's':
        n |= 1;
        break;
    case 'r':
        n |= 2;
        break;
    case 'a':
        n |= 3;
        break;
    default:
        break;
    }
    Reg c = 0;
    if (spec) {
        c = emit_register(e, spec);
        n = (uint8_t)(n | 4 | consume_c(e, c));
        temp_free(e, c);
    }
    temp_free(e, b);
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, OP_FORMAT_VALUE, n, a, b, c);
    return a;
}

static Reg emit_joined_str(Emitter *e, const AstExpr *expr, Reg want) {
    const AstExprs *items = &expr->as.sequence.items;
    if (items->count == 0) {
        return emit_constant(e, &expr->node, str_empty(e->rt), want);
    }
    if (items->count > DISPLAY_CHUNK) {
        AstName *join = ast_arena_name_text(e->arena, "join");
        if (!join) {
            error_no_memory(e->rt);
            emit_fail_memory(e);
            return 0;
        }
        Reg method = temp_new(e);
        Reg self = temp_new(e);
        emit_constant(e, &expr->node, str_empty(e->rt), method);
        emit(e, &expr->node, OP_LOAD_METHOD, CONSUME_B, method, method,
             (Reg)name_constant(e, join));
        emit_word(e, (Instr){.word = 0});
        emit_word(e, (Instr){.word = 0});
        Reg list = emit_growing(e, expr, items, OP_BUILD_LIST, REG_ANY);
        emit(e, &expr->node, OP_CALL_METHOD, CALL_IS_METHOD, method, method, 1);
        emit_operands(e, &list, 1);
        temp_free(e, list);
        temp_free(e, self);
        if (want != REG_ANY && want != method) {
            emit(e, &expr->node, OP_TAKE, 0, want, method, 0);
            temp_free(e, method);
            return want;
        }
        return method;
    }
    Reg operands[DISPLAY_CHUNK];
    bool rebinds = has_walrus(expr);
    for (uint32_t idx = 0; idx < items->count; idx++) {
        operands[idx] = operand_protected(e, items->items[idx], rebinds);
    }
    for (uint32_t idx = items->count; idx-- > 0;) {
        temp_free(e, operands[idx]);
    }
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, OP_BUILD_STRING, 0, a, 0, (Reg)items->count);
    emit_operands(e, operands, items->count);
    return a;
}

/* Where an error of an attribute is marked: when it spans lines, only its name is. */
AstNode emit_attribute_place(const AstExpr *attribute) {
    AstNode place = attribute->node;
    if (place.lineno != place.end_lineno) {
        uint32_t length = 0; /* of the name in characters, as CPython counts here */
        for (const char *text = attribute->as.attribute.attr->text; *text; text++) {
            length += (*text & 0xC0) != 0x80;
        }
        place.lineno = place.end_lineno;
        place.col_offset = place.end_col_offset > length ? place.end_col_offset - length : 0;
    }
    return place;
}

static Reg emit_attribute(Emitter *e, const AstExpr *expr, Reg want) {
    Reg b = emit_register(e, expr->as.attribute.value);
    uint8_t n = consume_b(e, b);
    temp_free(e, b);
    Reg a = reg_destination(e, want);
    AstNode at = emit_attribute_place(expr);
    emit(e, &at, OP_LOAD_ATTR, n, a, b, (Reg)attr_constant(e, expr->as.attribute.attr));
    emit_word(e, (Instr){.word = 0});
    emit_word(e, (Instr){.word = 0});
    return a;
}

void emit_slice_parts(Emitter *e, const AstExpr *slice, Reg parts[3]) {
    const AstExpr *exprs[3] = {slice->as.slice.lower, slice->as.slice.upper, slice->as.slice.step};
    bool rebinds = has_walrus(slice);
    for (int idx = 0; idx < 3; idx++) {
        parts[idx] = exprs[idx] ? operand_protected(e, exprs[idx], rebinds) : (Reg)OPERAND_NONE;
    }
}

void emit_free_slice_parts(Emitter *e, const Reg parts[3]) {
    for (int idx = 3; idx-- > 0;) {
        if (parts[idx] != OPERAND_NONE) {
            temp_free(e, parts[idx]);
        }
    }
}

static Reg emit_slice(Emitter *e, const AstExpr *expr, Reg want) {
    Reg parts[3];
    emit_slice_parts(e, expr, parts);
    emit_free_slice_parts(e, parts);
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, OP_BUILD_SLICE, 0, a, 0, 0);
    emit_word(e, (Instr){.operands = {parts[0], parts[1], parts[2], 0}});
    return a;
}

static Reg emit_subscript(Emitter *e, const AstExpr *expr, Reg want) {
    const AstExpr *key = expr->as.subscript.slice;
    Reg b = emit_protected(e, expr->as.subscript.value, has_walrus(key));
    if (key->node.kind == AST_SLICE) {
        Reg parts[3];
        emit_slice_parts(e, key, parts);
        emit_free_slice_parts(e, parts);
        uint8_t n = consume_b(e, b);
        temp_free(e, b);
        Reg a = reg_destination(e, want);
        emit(e, &expr->node, OP_LOAD_SLICE, n, a, b, 0);
        emit_word(e, (Instr){.operands = {parts[0], parts[1], parts[2], 0}});
        return a;
    }
    int16_t number;
    if (small_immediate(e, key, &number)) {
        uint8_t n = consume_b(e, b);
        temp_free(e, b);
        Reg a = reg_destination(e, want);
        emit(e, &expr->node, OP_LOAD_ITEM_I, n, a, b, (Reg)number);
        return a;
    }
    Reg c = emit_register(e, key);
    uint8_t n = (uint8_t)(consume_b(e, b) | consume_c(e, c));
    temp_free(e, c);
    temp_free(e, b);
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, OP_LOAD_ITEM, n, a, b, c);
    return a;
}

/* Waits for the awaitable iterator in `iterator` (consumed); its value goes to `result`, which
 * may be the same register. */
void emit_await(Emitter *e, const AstNode *at, Reg iterator, Reg result) {
    Reg value = temp_new(e);
    Label again = label_new(e);
    Label end = label_new(e);
    emit_none(e, at, value);
    label_place(e, again);
    emit(e, at, OP_SEND, CONSUME_C, value, iterator, value);
    emit_jump_word(e, end);
    emit(e, at, OP_YIELD, CONSUME_B | 1, value, value, iterator);
    emit_jump(e, at, OP_JUMP_BACK, 0, 0, again);
    label_place(e, end);
    emit(e, at, OP_TAKE, 0, result, value, 0);
    temp_free(e, value);
}

static Reg emit_await_expr(Emitter *e, const AstExpr *expr, Reg want, uint8_t get_op) {
    Reg b = emit_register(e, expr->as.unary.value);
    uint8_t n = consume_b(e, b);
    temp_free(e, b);
    Reg iterator = temp_new(e);
    emit(e, &expr->node, get_op, n, iterator, b, 0);
    if (want == REG_ANY) {
        emit_await(e, &expr->node, iterator, iterator);
        return iterator;
    }
    emit_await(e, &expr->node, iterator, want);
    temp_free(e, iterator);
    return want;
}

static Reg emit_yield(Emitter *e, const AstExpr *expr, Reg want) {
    Reg b;
    if (expr->as.unary.value) {
        b = emit_register(e, expr->as.unary.value);
    } else {
        b = emit_none(e, &expr->node, temp_new(e));
    }
    uint8_t n = consume_b(e, b);
    temp_free(e, b);
    if (e->unit->flags & CODE_ASYNC_GENERATOR) {
        n |= 2;
    }
    Reg a = reg_destination(e, want);
    emit(e, &expr->node, OP_YIELD, n, a, b, 0);
    return a;
}

static Reg emit_named(Emitter *e, const AstExpr *expr, Reg want) {
    AstName *name = expr->as.named_expr.target->as.name.id;
    Reg local = local_register(e, name);
    if (local != REG_ANY) {
        emit_expr(e, expr->as.named_expr.value, local);
        bound_set(e, local);
        Reg a = reg_destination(e, want);
        emit(e, &expr->node, OP_MOVE, 0, a, local, 0);
        return a;
    }
    Reg value = temp_new(e);
    emit_expr(e, expr->as.named_expr.value, value);
    Reg copy = temp_new(e);
    emit(e, &expr->node, OP_MOVE, 0, copy, value, 0);
    emit_store_name(e, &expr->as.named_expr.target->node, name, copy);
    if (want != REG_ANY) {
        emit(e, &expr->node, OP_TAKE, 0, want, value, 0);
        temp_free(e, value);
        return want;
    }
    return value;
}

static Reg emit_kind(Emitter *e, const AstExpr *expr, Reg want) {
    switch ((AstExprKind)expr->node.kind) {
    case AST_BOOL_OP:
        return emit_bool_op(e, expr, want);
    case AST_NAMED_EXPR:
        return emit_named(e, expr, want);
    case AST_BIN_OP:
        return emit_binary(e, expr, want);
    case AST_UNARY_OP:
        return emit_unary(e, expr, want);
    case AST_LAMBDA:
        return emit_lambda(e, expr, want);
    case AST_IF_EXP:
        return emit_if_exp(e, expr, want);
    case AST_DICT:
        return emit_dict(e, expr, want);
    case AST_SET:
        return emit_display(e, expr, OP_BUILD_SET, want);
    case AST_LIST:
        return emit_display(e, expr, OP_BUILD_LIST, want);
    case AST_TUPLE:
        return emit_display(e, expr, OP_BUILD_TUPLE, want);
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_DICT_COMP:
    case AST_GENERATOR_EXP:
        return emit_comprehension(e, expr, want);
    case AST_AWAIT:
        return emit_await_expr(e, expr, want, OP_GET_AWAITABLE);
    case AST_YIELD:
        return emit_yield(e, expr, want);
    case AST_YIELD_FROM:
        return emit_await_expr(e, expr, want, OP_GET_YIELD_FROM_ITER);
    case AST_COMPARE:
        return emit_compare(e, expr, want);
    case AST_CALL:
        return emit_call(e, expr, want);
    case AST_FORMATTED_VALUE:
        return emit_formatted(e, expr, want);
    case AST_JOINED_STR:
        return emit_joined_str(e, expr, want);
    case AST_CONSTANT:
        return emit_constant(e, &expr->node, fold_constant(e, &expr->as.constant), want);
    case AST_ATTRIBUTE:
        return emit_attribute(e, expr, want);
    case AST_SUBSCRIPT:
        return emit_subscript(e, expr, want);
    case AST_STARRED:
        emit_syntax_error(e, &expr->node, "can't use starred expression here");
        return 0;
    case AST_NAME:
        return emit_load_name(e, &expr->node, expr->as.name.id, want);
    case AST_SLICE:
        return emit_slice(e, expr, want);
    }
    return 0;
}

Reg emit_expr(Emitter *e, const AstExpr *expr, Reg want) {
    if (!emit_enter(e, &expr->node)) {
        return want == REG_ANY ? e->unit->first_temporary : want;
    }
    Reg reg;
    Object *constant = NULL;
    uint8_t kind = expr->node.kind;
    if (kind == AST_BIN_OP || kind == AST_UNARY_OP || kind == AST_TUPLE || kind == AST_SUBSCRIPT ||
        kind == AST_NAME) {
        constant = fold_expr(e, expr);
    }
    if (constant) {
        reg = emit_constant(e, &expr->node, constant, want);
    } else {
        reg = emit_kind(e, expr, want);
    }
    emit_leave(e);
    return reg;
}

/* ---- conditions ---- */

/* One comparison and the jump in one instruction. */
static void emit_branch_compare(Emitter *e, const AstExpr *expr, bool when, Label target) {
    AstCompareOp op = (AstCompareOp)expr->as.compare.ops[0];
    const AstExpr *right = expr->as.compare.comparators.items[0];
    Reg a = emit_protected(e, expr->as.compare.left, has_walrus(right));
    uint8_t consume_left = reg_is_temp(e, a) ? CONSUME_A : 0;
    CompareOp rich;
    int16_t number;
    if (op == AST_IS || op == AST_IS_NOT) {
        if (ast_is_constant(right, AST_NONE)) {
            bool none = (op == AST_IS) == when;
            temp_free(e, a);
            emit_jump(e, &expr->node, none ? OP_JUMP_IF_NONE : OP_JUMP_IF_NOT_NONE, consume_left, a,
                      target);
            return;
        }
        Reg b = emit_register(e, right);
        uint8_t n = (uint8_t)(consume_left | consume_b(e, b));
        emit(e, &expr->node, OP_JUMP_IS, n, a, b, (op == AST_IS) == when);
        temp_free(e, b);
    } else if (!compare_op(op, &rich)) {
        Reg b = emit_container_operand(e, right);
        uint8_t n = (uint8_t)(consume_left | consume_b(e, b));
        emit(e, &expr->node, OP_JUMP_CONTAINS, n, a, b, (op == AST_IN) == when);
        temp_free(e, b);
    } else if (small_immediate(e, right, &number)) {
        emit(e, &expr->node, OP_JUMP_COMPARE_I, (uint8_t)(consume_left | rich), a, (Reg)number,
             when);
    } else {
        Reg b = emit_operand(e, right);
        uint8_t n = (uint8_t)(consume_left | consume_b(e, b) | rich);
        if (reg_is_constant(b)) {
            emit(e, &expr->node, OP_JUMP_COMPARE_K, n, a, (Reg)(b - OPERAND_CONSTANT), when);
        } else {
            emit(e, &expr->node, OP_JUMP_COMPARE, n, a, b, when);
        }
        temp_free(e, b);
    }
    emit_jump_word(e, target);
    temp_free(e, a);
}

static void emit_branch_bool(Emitter *e, const AstExpr *expr, bool when, Label target,
                             const AstNode **at) {
    /* `and` jumps early when a part is false, `or` when it is true. */
    bool early = expr->as.bool_op.op == AST_OR;
    uint32_t count = expr->as.bool_op.values.count;
    Label past = early == when ? target : label_new(e);
    uint64_t *bound = NULL;
    for (uint32_t idx = 0; idx + 1 < count; idx++) {
        emit_branch(e, expr->as.bool_op.values.items[idx], early, past, at);
        if (idx == 0) {
            bound = bound_save(e);
        }
    }
    emit_branch(e, expr->as.bool_op.values.items[count - 1], when, target, at);
    if (early != when) {
        label_place(e, past);
    }
    if (bound) {
        bound_restore(e, bound);
    }
}

void emit_branch(Emitter *e, const AstExpr *expr, bool when, Label target, const AstNode **at) {
    if (!emit_enter(e, &expr->node)) {
        return;
    }
    int truth = fold_truth(e, expr);
    if (expr->node.kind == AST_COMPARE) {
        *at = &expr->node;
    }
    if (truth >= 0) {
        if ((truth == 1) == when) {
            emit_jump(e, *at, OP_JUMP, 0, 0, target);
        }
    } else if (expr->node.kind == AST_UNARY_OP && expr->as.unary_op.op == AST_NOT) {
        emit_branch(e, expr->as.unary_op.operand, !when, target, at);
    } else if (expr->node.kind == AST_BOOL_OP) {
        emit_branch_bool(e, expr, when, target, at);
    } else if (expr->node.kind == AST_COMPARE && expr->as.compare.comparators.count == 1) {
        emit_branch_compare(e, expr, when, target);
    } else {
        Reg a = emit_register(e, expr);
        uint8_t n = reg_is_temp(e, a) ? CONSUME_A : 0;
        temp_free(e, a);
        emit_jump(e, *at, when ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE, n, a, target);
    }
    emit_leave(e);
}
