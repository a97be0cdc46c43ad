/* emit_target: reading, binding and deleting names; assignment to any target. */
#include "compile/emit.h"

#include <string.h>

static bool is_function_scope(const Scope *scope) {
    return scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS;
}

static Symbol *find_symbol(Emitter *e, AstName *name) {
    return e->failed ? NULL : scope_lookup(e->arena, e->unit->scope, name);
}

/* The string constant for a name of this scope (mangled). */
static int32_t symbol_constant(Emitter *e, AstName *name) {
    AstName *mangled = scope_mangle(e->arena, e->unit->scope, name);
    if (!mangled) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return 0;
    }
    return (int32_t)name_constant(e, mangled);
}

Reg local_register(Emitter *e, AstName *name) {
    Symbol *symbol = find_symbol(e, name);
    if (!symbol || !is_function_scope(e->unit->scope) || symbol->place != SYMBOL_LOCAL ||
        symbol->local_index < 0) {
        return REG_ANY;
    }
    return (Reg)symbol->local_index;
}

static Reg cell_register(const Emitter *e, const Symbol *symbol) {
    return (Reg)(e->unit->scope->local_count + (uint32_t)symbol->cell_index);
}

static void emit_named_op(Emitter *e, const AstNode *at, uint8_t op, Reg reg, AstName *name) {
    emit_wide(e, at, op, 0, reg, symbol_constant(e, name));
    if (op != OP_DELETE_NAME && op != OP_DELETE_GLOBAL) {
        emit_word(e, (Instr){.word = 0});
    }
    if (op == OP_LOAD_NAME || op == OP_LOAD_GLOBAL) {
        emit_word(e, (Instr){.word = 0});
    }
}

Reg emit_load_name(Emitter *e, const AstNode *at, AstName *name, Reg want) {
    Symbol *symbol = find_symbol(e, name);
    const Scope *scope = e->unit->scope;
    SymbolPlace place = symbol ? (SymbolPlace)symbol->place : SYMBOL_GLOBAL_IMPLICIT;
    Reg local = local_register(e, name);
    if (local != REG_ANY) {
        if (!(e->unit->bound[local / 64] >> (local % 64) & 1)) {
            emit(e, at, OP_CHECK_LOCAL, 0, local, 0, 0);
            bound_set(e, local);
        }
        if (want == REG_ANY || want == local) {
            return local;
        }
        emit(e, at, OP_MOVE, 0, want, local, 0);
        return want;
    }
    Reg a = reg_destination(e, want);
    if (place == SYMBOL_CELL) {
        emit(e, at, OP_LOAD_CELL, 0, a, cell_register(e, symbol), 0);
    } else if (place == SYMBOL_FREE) {
        emit(e, at, scope->kind == SCOPE_CLASS ? OP_LOAD_CLASS_FREE : OP_LOAD_FREE, 0, a,
             (Reg)symbol->free_index, 0);
    } else if (place == SYMBOL_GLOBAL_EXPLICIT || is_function_scope(scope)) {
        emit_named_op(e, at, OP_LOAD_GLOBAL, a, name);
    } else {
        emit_named_op(e, at, OP_LOAD_NAME, a, name);
    }
    return a;
}

bool emit_forbidden_name(Emitter *e, const AstNode *at, const AstName *name, const char *verb) {
    if (name->length != 9 || memcmp(name->text, "__debug__", 9) != 0) {
        return false;
    }
    emit_syntax_error(e, at, "cannot %s __debug__", verb);
    return true;
}

void emit_store_name(Emitter *e, const AstNode *at, AstName *name, Reg value) {
    if (!e->failed && emit_forbidden_name(e, at, name, "assign to")) {
        return;
    }
    Symbol *symbol = find_symbol(e, name);
    const Scope *scope = e->unit->scope;
    SymbolPlace place = symbol ? (SymbolPlace)symbol->place : SYMBOL_GLOBAL_IMPLICIT;
    Reg local = local_register(e, name);
    if (local != REG_ANY) {
        if (local != value) {
            emit(e, at, reg_is_temp(e, value) ? OP_TAKE : OP_MOVE, 0, local, value, 0);
        }
        bound_set(e, local);
    } else if (place == SYMBOL_CELL) {
        emit(e, at, OP_STORE_CELL, consume_b(e, value), cell_register(e, symbol), value, 0);
    } else if (place == SYMBOL_FREE) {
        emit(e, at, OP_STORE_FREE, consume_b(e, value), (Reg)symbol->free_index, value, 0);
    } else {
        bool global = place == SYMBOL_GLOBAL_EXPLICIT || is_function_scope(scope);
        if (!reg_is_temp(e, value)) {
            Reg copy = temp_new(e);
            emit(e, at, OP_MOVE, 0, copy, value, 0);
            value = copy;
        }
        emit_named_op(e, at, global ? OP_STORE_GLOBAL : OP_STORE_NAME, value, name);
    }
    temp_free(e, value);
}

void emit_delete_name(Emitter *e, const AstNode *at, AstName *name) {
    if (!e->failed && emit_forbidden_name(e, at, name, "delete")) {
        return;
    }
    Symbol *symbol = find_symbol(e, name);
    const Scope *scope = e->unit->scope;
    SymbolPlace place = symbol ? (SymbolPlace)symbol->place : SYMBOL_GLOBAL_IMPLICIT;
    Reg local = local_register(e, name);
    if (local != REG_ANY) {
        emit(e, at, OP_DELETE_LOCAL, 0, local, 0, 0);
        bound_clear(e, local);
    } else if (place == SYMBOL_CELL) {
        emit(e, at, OP_DELETE_CELL, 0, cell_register(e, symbol), 0, 0);
    } else if (place == SYMBOL_FREE) {
        emit(e, at, OP_DELETE_FREE, 0, (Reg)symbol->free_index, 0, 0);
    } else {
        bool global = place == SYMBOL_GLOBAL_EXPLICIT || is_function_scope(scope);
        emit_named_op(e, at, global ? OP_DELETE_GLOBAL : OP_DELETE_NAME, 0, name);
    }
}

/* ---- unpacking ---- */

/* True when storing to these targets only writes plain locals, so that no store reads anything. */
static bool only_locals(Emitter *e, const AstExprs *targets) {
    for (uint32_t idx = 0; idx < targets->count; idx++) {
        const AstExpr *target = targets->items[idx];
        if (target->node.kind == AST_STARRED) {
            target = target->as.unary.value;
        }
        if (target->node.kind != AST_NAME || local_register(e, target->as.name.id) == REG_ANY) {
            return false;
        }
    }
    return true;
}

static void emit_unpack(Emitter *e, const AstExpr *target, Reg value) {
    const AstExprs *items = &target->as.sequence.items;
    uint32_t star = items->count;
    for (uint32_t idx = 0; idx < items->count; idx++) {
        if (items->items[idx]->node.kind == AST_STARRED) {
            if (star != items->count) {
                emit_syntax_error(e, &target->node, "multiple starred expressions in assignment");
                return;
            }
            star = idx;
        }
    }
    if (items->count > 10000) {
        emit_syntax_error(e, &target->node, "too many targets in one assignment");
        return;
    }
    uint8_t n = consume_b(e, value);
    temp_free(e, value);
    bool direct = only_locals(e, items);
    Reg *registers = ast_arena_allocate(e->arena, (items->count + 1) * sizeof *registers);
    if (!registers) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return;
    }
    for (uint32_t idx = items->count; idx-- > 0;) {
        const AstExpr *item = items->items[idx];
        if (item->node.kind == AST_STARRED) {
            item = item->as.unary.value;
        }
        registers[idx] = direct ? local_register(e, item->as.name.id) : temp_new(e);
    }
    if (star < items->count) {
        emit(e, &target->node, OP_UNPACK_STAR, n, (Reg)star, value, (Reg)items->count);
    } else {
        emit(e, &target->node, OP_UNPACK, n, 0, value, (Reg)items->count);
    }
    emit_operands(e, registers, items->count);
    for (uint32_t idx = 0; idx < items->count && !e->failed; idx++) {
        const AstExpr *item = items->items[idx];
        if (direct) {
            bound_set(e, registers[idx]);
        } else {
            emit_store(e, item->node.kind == AST_STARRED ? item->as.unary.value : item,
                       registers[idx]);
        }
    }
}

/* ---- targets ---- */

static void emit_store_attribute(Emitter *e, const AstExpr *target, Reg object, Reg value) {
    uint8_t n = (uint8_t)((reg_is_temp(e, object) ? CONSUME_A : 0) | consume_b(e, value));
    AstNode at = emit_attribute_place(target);
    emit(e, &at, OP_STORE_ATTR, n, object, value, 0);
    if (!e->failed) {
        e->unit->code[e->unit->count - 1].c = (Reg)attr_constant(e, target->as.attribute.attr);
    }
    emit_word(e, (Instr){.word = 0});
    emit_word(e, (Instr){.word = 0});
}

static void emit_store_subscript(Emitter *e, const AstExpr *target, Reg object, Reg key,
                                 Reg value) {
    uint8_t n = (uint8_t)((reg_is_temp(e, object) ? CONSUME_A : 0) | consume_b(e, key) |
                          consume_c(e, value));
    emit(e, &target->node, OP_STORE_ITEM, n, object, key, value);
}

/* object[x:y:z] = value */
static void emit_store_slice(Emitter *e, const AstExpr *target, Reg object, Reg value) {
    Reg parts[3];
    emit_slice_parts(e, target->as.subscript.slice, parts);
    uint8_t n = (uint8_t)((reg_is_temp(e, object) ? CONSUME_A : 0) | consume_c(e, value));
    emit(e, &target->node, OP_STORE_SLICE, n, object, 0, value);
    emit_word(e, (Instr){.operands = {parts[0], parts[1], parts[2], 0}});
    emit_free_slice_parts(e, parts);
}

void emit_store(Emitter *e, const AstExpr *target, Reg value) {
    if (!emit_enter(e, &target->node)) {
        return;
    }
    switch (target->node.kind) {
    case AST_NAME:
        emit_store_name(e, &target->node, target->as.name.id, value);
        break;
    case AST_ATTRIBUTE: {
        if (emit_forbidden_name(e, &target->node, target->as.attribute.attr, "assign to")) {
            break;
        }
        Reg object = emit_register(e, target->as.attribute.value);
        emit_store_attribute(e, target, object, value);
        temp_free(e, object);
        temp_free(e, value);
        break;
    }
    case AST_SUBSCRIPT: {
        const AstExpr *slice = target->as.subscript.slice;
        Reg object = emit_protected(e, target->as.subscript.value,
                                    (slice->node.flags & AST_HAS_WALRUS) != 0);
        if (slice->node.kind == AST_SLICE) {
            emit_store_slice(e, target, object, value);
        } else {
            Reg key = emit_register(e, slice);
            emit_store_subscript(e, target, object, key, value);
            temp_free(e, key);
        }
        temp_free(e, object);
        temp_free(e, value);
        break;
    }
    case AST_TUPLE:
    case AST_LIST:
        emit_unpack(e, target, value);
        break;
    case AST_STARRED:
        emit_syntax_error(e, &target->node, "starred assignment target must be in a list or tuple");
        break;
    default:
        emit_syntax_error(e, &target->node, "cannot assign to this expression");
        break;
    }
    emit_leave(e);
}

void emit_delete(Emitter *e, const AstExpr *target) {
    if (!emit_enter(e, &target->node)) {
        return;
    }
    switch (target->node.kind) {
    case AST_NAME:
        emit_delete_name(e, &target->node, target->as.name.id);
        break;
    case AST_ATTRIBUTE: {
        Reg object = emit_register(e, target->as.attribute.value);
        AstNode at = emit_attribute_place(target);
        emit(e, &at, OP_DELETE_ATTR, reg_is_temp(e, object) ? CONSUME_A : 0, object, 0,
             (Reg)attr_constant(e, target->as.attribute.attr));
        temp_free(e, object);
        break;
    }
    case AST_SUBSCRIPT: {
        const AstExpr *slice = target->as.subscript.slice;
        Reg object = emit_protected(e, target->as.subscript.value,
                                    (slice->node.flags & AST_HAS_WALRUS) != 0);
        Reg key = emit_register(e, slice);
        uint8_t n = (uint8_t)((reg_is_temp(e, object) ? CONSUME_A : 0) | consume_b(e, key));
        emit(e, &target->node, OP_DELETE_ITEM, n, object, key, 0);
        temp_free(e, key);
        temp_free(e, object);
        break;
    }
    case AST_TUPLE:
    case AST_LIST:
        for (uint32_t idx = 0; idx < target->as.sequence.items.count; idx++) {
            emit_delete(e, target->as.sequence.items.items[idx]);
        }
        break;
    default:
        emit_syntax_error(e, &target->node, "cannot delete this expression");
        break;
    }
    emit_leave(e);
}

/* a, b = b, a + b: all values first, then all stores, no tuple. A local that is rebound here goes
 * over as it is: of its value's two places only one goes on. */
static bool emit_parallel(Emitter *e, const AstExpr *target, const AstExpr *value) {
    if ((target->node.kind != AST_TUPLE && target->node.kind != AST_LIST) ||
        value->node.kind != AST_TUPLE || target->as.sequence.items.count > 8 ||
        target->as.sequence.items.count != value->as.sequence.items.count ||
        (value->node.flags & AST_HAS_WALRUS)) {
        return false;
    }
    const AstExprs *targets = &target->as.sequence.items;
    const AstExprs *values = &value->as.sequence.items;
    for (uint32_t idx = 0; idx < targets->count; idx++) {
        if (targets->items[idx]->node.kind == AST_STARRED ||
            values->items[idx]->node.kind == AST_STARRED) {
            return false;
        }
    }
    Reg registers[8];
    for (uint32_t idx = 0; idx < values->count; idx++) {
        const AstExpr *item = values->items[idx];
        Reg reg = emit_operand(e, item);
        if (!reg_is_temp(e, reg)) {
            Reg copy = temp_new(e);
            if (reg_is_constant(reg)) {
                emit_wide(e, &item->node, OP_LOAD_CONST, 0, copy, reg - (int32_t)OPERAND_CONSTANT);
            } else {
                uint8_t rebound = 0;
                for (uint32_t other = 0; other < targets->count; other++) {
                    const AstExpr *name = targets->items[other];
                    if (name->node.kind == AST_NAME && local_register(e, name->as.name.id) == reg) {
                        rebound = 1;
                    }
                }
                for (uint32_t other = 0; other < values->count; other++) {
                    const AstExpr *same = values->items[other];
                    if (other != idx && same->node.kind == AST_NAME &&
                        local_register(e, same->as.name.id) == reg) {
                        rebound = 0; /* its value goes to two targets */
                    }
                }
                emit(e, &item->node, OP_MOVE, rebound, copy, reg, 0);
            }
            reg = copy;
        }
        registers[idx] = reg;
    }
    /* Stores run left to right; the values lie in stack order, so each is taken where it is and
     * the temporaries are freed together. */
    uint16_t depth = e->unit->temp_depth;
    for (uint32_t idx = 0; idx < targets->count && !e->failed; idx++) {
        const AstExpr *item = targets->items[idx];
        Reg local = item->node.kind == AST_NAME ? local_register(e, item->as.name.id) : REG_ANY;
        if (local != REG_ANY) {
            emit(e, &item->node, OP_TAKE, 0, local, registers[idx], 0);
            bound_set(e, local);
            continue;
        }
        Reg top = temp_new(e);
        emit(e, &value->node, OP_TAKE, 0, top, registers[idx], 0);
        emit_store(e, item, top);
    }
    if (!e->failed) {
        e->unit->temp_depth = (uint16_t)(depth - targets->count);
    }
    return true;
}

void emit_assign(Emitter *e, const AstExpr *target, const AstExpr *value) {
    if (emit_parallel(e, target, value)) {
        return;
    }
    if (target->node.kind == AST_NAME) {
        Reg local = local_register(e, target->as.name.id);
        if (local != REG_ANY) {
            emit_expr(e, value, local);
            bound_set(e, local);
            return;
        }
        Reg reg = temp_new(e);
        emit_expr(e, value, reg);
        emit_store_name(e, &target->node, target->as.name.id, reg);
        return;
    }
    /* The target is evaluated after the value, and may rebind what a local operand names. */
    emit_store(e, target, emit_protected(e, value, (target->node.flags & AST_HAS_WALRUS) != 0));
}

/* ---- augmented assignment ---- */

/* result = operand op= value; result may be operand. */
static void emit_inplace(Emitter *e, const AstStmt *stmt, Reg result, Reg operand) {
    emit_arithmetic(e, &stmt->node, emit_binary_op(stmt->as.aug_assign.op), BINARY_INPLACE, operand,
                    stmt->as.aug_assign.value, result);
}

void emit_aug_assign(Emitter *e, const AstStmt *stmt) {
    const AstExpr *target = stmt->as.aug_assign.target;
    bool rebinds = (stmt->as.aug_assign.value->node.flags & AST_HAS_WALRUS) != 0;
    switch (target->node.kind) {
    case AST_NAME: {
        AstName *name = target->as.name.id;
        Reg local = local_register(e, name);
        Reg operand = emit_load_name(e, &target->node, name, REG_ANY);
        if (local != REG_ANY && rebinds) {
            Reg copy = temp_new(e);
            emit(e, &target->node, OP_MOVE, 0, copy, operand, 0);
            operand = copy;
        }
        if (local != REG_ANY) {
            emit_inplace(e, stmt, local, operand);
            temp_free(e, operand);
            bound_set(e, local);
        } else {
            emit_inplace(e, stmt, operand, operand);
            emit_store_name(e, &target->node, name, operand);
        }
        break;
    }
    case AST_ATTRIBUTE: {
        Reg object = emit_protected(e, target->as.attribute.value, rebinds);
        Reg value = temp_new(e);
        AstNode at = emit_attribute_place(target);
        emit(e, &at, OP_LOAD_ATTR, 0, value, object,
             (Reg)attr_constant(e, target->as.attribute.attr));
        emit_word(e, (Instr){.word = 0});
        emit_word(e, (Instr){.word = 0});
        emit_inplace(e, stmt, value, value);
        emit_store_attribute(e, target, object, value);
        temp_free(e, value);
        temp_free(e, object);
        break;
    }
    case AST_SUBSCRIPT: {
        const AstExpr *slice = target->as.subscript.slice;
        Reg object = emit_protected(e, target->as.subscript.value,
                                    rebinds || (slice->node.flags & AST_HAS_WALRUS) != 0);
        Reg key = emit_protected(e, slice, rebinds);
        Reg value = temp_new(e);
        emit(e, &target->node, OP_LOAD_ITEM, 0, value, object, key);
        emit_inplace(e, stmt, value, value);
        emit_store_subscript(e, target, object, key, value);
        temp_free(e, value);
        temp_free(e, key);
        temp_free(e, object);
        break;
    }
    default:
        emit_syntax_error(e, &target->node, "illegal expression for augmented assignment");
        break;
    }
}
