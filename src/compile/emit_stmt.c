/* emit_stmt: statements that do not loop or protect. */
#include "compile/emit.h"

#include "object/tuple.h"
#include <string.h>

/* ---- imports ---- */

static AstName *name_part(Emitter *e, const char *text, size_t length) {
    AstName *name = ast_arena_name(e->arena, text, length);
    if (!name) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
    }
    return name;
}

/* IMPORT_NAME into a new temporary. fromlist: a constant (stolen). */
static Reg emit_import_name(Emitter *e, const AstNode *at, AstName *module, uint32_t level,
                            STEALS Object *fromlist) {
    uint32_t list = constant_steal(e, fromlist);
    module = module ? scope_mangle(e->arena, e->unit->scope, module) : name_part(e, "", 0);
    uint32_t name_idx = module ? name_constant(e, module) : 0;
    if (list > 0xFFFF || level > 0xFFFF) {
        emit_syntax_error(e, at, "too many constants in one code block");
    }
    Reg reg = temp_new(e);
    emit(e, at, OP_IMPORT_NAME, 0, reg, (Reg)list, (Reg)level);
    emit_word(e, (Instr){.cache_low = name_idx});
    return reg;
}

static void emit_import(Emitter *e, const AstStmt *stmt) {
    const AstAliases *names = &stmt->as.import.names;
    for (uint32_t idx = 0; idx < names->count && !e->failed; idx++) {
        const AstAlias *alias = names->items[idx];
        Reg module = emit_import_name(e, &stmt->node, alias->name, 0, retain(NONE));
        const char *dot = memchr(alias->name->text, '.', alias->name->length);
        if (!alias->asname) {
            size_t length = dot ? (size_t)(dot - alias->name->text) : alias->name->length;
            AstName *top = name_part(e, alias->name->text, length);
            if (top) {
                emit_store_name(e, &stmt->node, top, module);
            }
            continue;
        }
        /* import a.b.c as d: walk from the top package down */
        while (dot && !e->failed) {
            const char *start = dot + 1;
            size_t rest = alias->name->length - (size_t)(start - alias->name->text);
            dot = memchr(start, '.', rest);
            AstName *part = name_part(e, start, dot ? (size_t)(dot - start) : rest);
            if (!part) {
                return;
            }
            Reg inner = temp_new(e);
            emit(e, &stmt->node, OP_IMPORT_FROM, 0, inner, module, (Reg)name_constant(e, part));
            emit(e, &stmt->node, OP_TAKE, 0, module, inner, 0);
            temp_free(e, inner);
        }
        emit_store_name(e, &stmt->node, alias->asname, module);
    }
}

static void emit_import_from(Emitter *e, const AstStmt *stmt) {
    const AstAliases *names = &stmt->as.import.names;
    Object *fromlist = tuple_new(e->rt, names->count);
    for (uint32_t idx = 0; fromlist && idx < names->count; idx++) {
        Object *name = name_object(e, names->items[idx]->name);
        if (!name) {
            release(e->rt, fromlist);
            return;
        }
        tuple_items(fromlist)[idx] = retain(name);
    }
    Reg module =
        emit_import_name(e, &stmt->node, stmt->as.import.module, stmt->as.import.level, fromlist);
    if (names->count == 1 && names->items[0]->name->length == 1 &&
        names->items[0]->name->text[0] == '*') {
        if (e->unit->scope->kind != SCOPE_MODULE) {
            emit_syntax_error(e, &stmt->node, "import * only allowed at module level");
        }
        emit(e, &stmt->node, OP_IMPORT_STAR, CONSUME_A, module, 0, 0);
        temp_free(e, module);
        return;
    }
    for (uint32_t idx = 0; idx < names->count && !e->failed; idx++) {
        const AstAlias *alias = names->items[idx];
        Reg value = temp_new(e);
        emit(e, &stmt->node, OP_IMPORT_FROM, 0, value, module, (Reg)attr_constant(e, alias->name));
        emit_store_name(e, &stmt->node, alias->asname ? alias->asname : alias->name, value);
    }
    emit(e, &stmt->node, OP_RELEASE, 0, module, 0, 0);
    temp_free(e, module);
}

/* ---- annotations ---- */

static void emit_annotation_of_name(Emitter *e, const AstStmt *stmt) {
    const AstExpr *target = stmt->as.ann_assign.target;
    const AstExpr *annotation = stmt->as.ann_assign.annotation;
    AstName *dunder = name_part(e, "__annotations__", 15);
    AstName *mangled = scope_mangle(e->arena, e->unit->scope, target->as.name.id);
    Object *name = mangled ? name_object(e, mangled) : NULL;
    if (!dunder || !name) {
        return;
    }
    Reg value;
    if (e->module->future & AST_FUTURE_ANNOTATIONS) {
        value =
            emit_constant(e, &annotation->node, emit_annotation_text(e, annotation), temp_new(e));
    } else {
        value = emit_register(e, annotation);
    }
    Reg dict = emit_load_name(e, &stmt->node, dunder, temp_new(e));
    Reg key = emit_constant(e, &stmt->node, retain(name), temp_new(e));
    emit(e, &stmt->node, OP_STORE_ITEM, (uint8_t)(CONSUME_A | CONSUME_B | consume_c(e, value)),
         dict, key, value);
    temp_free(e, key);
    temp_free(e, dict);
    temp_free(e, value);
}

static void emit_ann_assign(Emitter *e, const AstStmt *stmt) {
    const AstExpr *target = stmt->as.ann_assign.target;
    const AstExpr *annotation = stmt->as.ann_assign.annotation;
    bool namespace_scope =
        e->unit->scope->kind == SCOPE_MODULE || e->unit->scope->kind == SCOPE_CLASS;
    if (stmt->as.ann_assign.value) {
        emit_assign(e, target, stmt->as.ann_assign.value);
    } else if (target->node.kind == AST_ATTRIBUTE) {
        emit_discard(e, target->as.attribute.value);
    } else if (target->node.kind == AST_SUBSCRIPT) {
        emit_discard(e, target->as.subscript.value);
        emit_discard(e, target->as.subscript.slice);
    }
    if (target->node.kind == AST_NAME && stmt->as.ann_assign.simple) {
        if (namespace_scope) {
            emit_annotation_of_name(e, stmt);
        }
    } else if (namespace_scope && !(e->module->future & AST_FUTURE_ANNOTATIONS)) {
        emit_discard(e, annotation);
    }
}

/* ---- simple statements ---- */

static void emit_assignment(Emitter *e, const AstStmt *stmt) {
    const AstExprs *targets = &stmt->as.assign.targets;
    const AstExpr *value = stmt->as.assign.value;
    if (targets->count == 1) {
        emit_assign(e, targets->items[0], value);
        return;
    }
    Reg reg = emit_temp(e, value);
    for (uint32_t idx = 0; idx < targets->count && !e->failed; idx++) {
        if (idx + 1 == targets->count) {
            emit_store(e, targets->items[idx], reg);
            return;
        }
        Reg copy = temp_new(e);
        emit(e, &targets->items[idx]->node, OP_MOVE, 0, copy, reg, 0);
        emit_store(e, targets->items[idx], copy);
    }
}

static void emit_expr_stmt(Emitter *e, const AstStmt *stmt) {
    const AstExpr *value = stmt->as.expr.value;
    if (e->interactive && e->unit->scope->kind == SCOPE_MODULE) {
        Reg reg = emit_register(e, value);
        emit(e, &stmt->node, OP_PRINT_EXPR, reg_is_temp(e, reg) ? CONSUME_A : 0, reg, 0, 0);
        temp_free(e, reg);
        return;
    }
    if (value->node.kind == AST_CONSTANT) {
        emit(e, &stmt->node, OP_NOP, 0, 0, 0, 0);
        return;
    }
    emit_discard(e, value);
}

static void emit_raise(Emitter *e, const AstStmt *stmt) {
    Reg exception = 0;
    Reg cause = 0;
    uint8_t n = 0;
    if (stmt->as.raise.exc) {
        exception = emit_register(e, stmt->as.raise.exc);
        n = (uint8_t)(1 | (reg_is_temp(e, exception) ? CONSUME_A : 0));
        if (stmt->as.raise.cause) {
            cause = emit_register(e, stmt->as.raise.cause);
            n = (uint8_t)((n & ~3) | 2 | consume_b(e, cause));
        }
    }
    emit(e, &stmt->node, OP_RAISE, n, exception, cause, 0);
    if (stmt->as.raise.cause) {
        temp_free(e, cause);
    }
    if (stmt->as.raise.exc) {
        temp_free(e, exception);
    }
    e->unit->unreachable = true;
}

static void emit_assert(Emitter *e, const AstStmt *stmt) {
    const AstExpr *test = stmt->as.assert_stmt.test;
    const AstExpr *message = stmt->as.assert_stmt.msg;
    if (e->optimise) {
        return;
    }
    Label holds = label_new(e);
    const AstNode *at = &stmt->node;
    emit_branch(e, test, true, holds, &at);
    uint64_t *bound = bound_save(e);
    if (message) {
        Reg reg = emit_register(e, message);
        emit(e, at, OP_ASSERT_FAIL, (uint8_t)(1 | (reg_is_temp(e, reg) ? CONSUME_A : 0)), reg, 0,
             0);
        temp_free(e, reg);
    } else {
        emit(e, at, OP_ASSERT_FAIL, 0, 0, 0, 0);
    }
    label_place(e, holds);
    if (bound) {
        bound_restore(e, bound);
    }
}

static void emit_if(Emitter *e, const AstStmt *stmt) {
    Label end = label_new(e);
    uint64_t *after = NULL;
    bool after_unreachable = true;
    /* elif chains are walked in a loop: they may be longer than the C stack is deep. */
    for (;;) {
        const AstStmts *orelse = &stmt->as.branch.orelse;
        int truth = fold_truth(e, stmt->as.branch.test);
        Label otherwise = label_new(e);
        if (truth == 0) {
            emit_jump(e, &stmt->as.branch.test->node, OP_JUMP, 0, 0, otherwise);
        } else {
            const AstNode *at = &stmt->node;
            emit_branch(e, stmt->as.branch.test, false, otherwise, &at);
        }
        uint64_t *before = bound_save(e);
        if (!after) {
            after = bound_save(e);
        }
        if (e->failed) {
            return;
        }
        emit_stmts(e, &stmt->as.branch.body);
        bound_intersect(e, after, &after_unreachable);
        if (!e->unit->unreachable && orelse->count) {
            emit_jump(e, &stmt->node, OP_JUMP, 0, 0, end);
        }
        e->unit->unreachable = truth == 1;
        bound_restore(e, before);
        label_place(e, otherwise);
        if (orelse->count == 1 && orelse->items[0]->node.kind == AST_IF) {
            stmt = orelse->items[0];
            continue;
        }
        emit_stmts(e, orelse);
        bound_intersect(e, after, &after_unreachable);
        break;
    }
    label_place(e, end);
    bound_restore(e, after);
    e->unit->unreachable = after_unreachable;
}

void emit_stmts(Emitter *e, const AstStmts *stmts) {
    for (uint32_t idx = 0; idx < stmts->count && !e->failed; idx++) {
        emit_stmt(e, stmts->items[idx]);
    }
}

static void emit_stmt_kind(Emitter *e, const AstStmt *stmt) {
    switch ((AstStmtKind)stmt->node.kind) {
    case AST_FUNCTION_DEF:
    case AST_ASYNC_FUNCTION_DEF:
        emit_function(e, stmt);
        break;
    case AST_CLASS_DEF:
        emit_class(e, stmt);
        break;
    case AST_RETURN:
        emit_return(e, stmt);
        break;
    case AST_DELETE:
        for (uint32_t idx = 0; idx < stmt->as.targets.count; idx++) {
            emit_delete(e, stmt->as.targets.items[idx]);
        }
        break;
    case AST_ASSIGN:
        emit_assignment(e, stmt);
        break;
    case AST_AUG_ASSIGN:
        emit_aug_assign(e, stmt);
        break;
    case AST_ANN_ASSIGN:
        emit_ann_assign(e, stmt);
        break;
    case AST_FOR:
        emit_for(e, stmt);
        break;
    case AST_ASYNC_FOR:
        emit_async_for(e, stmt);
        break;
    case AST_WHILE:
        emit_while(e, stmt);
        break;
    case AST_IF:
        emit_if(e, stmt);
        break;
    case AST_WITH:
        emit_with(e, stmt, 0, false);
        break;
    case AST_ASYNC_WITH:
        emit_with(e, stmt, 0, true);
        break;
    case AST_MATCH:
        emit_match(e, stmt);
        break;
    case AST_RAISE:
        emit_raise(e, stmt);
        break;
    case AST_TRY:
        emit_try(e, stmt);
        break;
    case AST_TRY_STAR:
        emit_try_star(e, stmt);
        break;
    case AST_ASSERT:
        emit_assert(e, stmt);
        break;
    case AST_IMPORT:
        emit_import(e, stmt);
        break;
    case AST_IMPORT_FROM:
        emit_import_from(e, stmt);
        break;
    case AST_GLOBAL:
    case AST_NONLOCAL:
        break;
    case AST_EXPR:
        emit_expr_stmt(e, stmt);
        break;
    case AST_PASS:
        emit(e, &stmt->node, OP_NOP, 0, 0, 0, 0);
        break;
    case AST_BREAK:
    case AST_CONTINUE:
        emit_break_continue(e, stmt);
        break;
    }
}

void emit_stmt(Emitter *e, const AstStmt *stmt) {
    if (!emit_enter(e, &stmt->node)) {
        return;
    }
    e->statement = &stmt->node;
    emit_stmt_kind(e, stmt);
    emit_leave(e);
}
