/* emit_control: loops, try and with, and the ways out of them.
 *
 * Each block that does something when it is left is on the unit's stack of blocks. return, break
 * and continue unwind it from the top, repeating finally bodies inline; meanwhile the exception
 * ranges of the blocks left are suspended, so that an exception in a finally body does not run it
 * twice. */
#include "compile/emit.h"

#include <string.h>

enum { MAX_NESTED_BLOCKS = 20 }; /* as CPython */

static uint32_t blocks_nested(const Unit *unit) {
    uint32_t count = 0;
    for (uint32_t idx = 0; idx < unit->block_count; idx++) {
        count += unit->blocks[idx].kind != BLOCK_MATCH;
    }
    return count;
}

Block *block_push(Emitter *e, BlockKind kind, Reg reg) {
    static Block failed_block;
    Unit *unit = e->unit;
    if (!e->failed && kind != BLOCK_MATCH && blocks_nested(unit) >= MAX_NESTED_BLOCKS) {
        emit_syntax_error(e, NULL, "too many statically nested blocks");
    }
    if (unit->block_count == unit->block_capacity && !e->failed) {
        uint32_t bigger = unit->block_capacity ? unit->block_capacity * 2 : 8;
        Block *blocks = memory_reallocate(e->rt, unit->blocks, bigger * sizeof *blocks);
        if (!blocks) {
            emit_fail_memory(e);
        } else {
            unit->blocks = blocks;
            unit->block_capacity = bigger;
        }
    }
    if (e->failed) {
        return &failed_block;
    }
    Block *block = &unit->blocks[unit->block_count++];
    *block = (Block){.kind = kind, .reg = reg, .range = unit->range_count};
    return block;
}

void block_pop(Emitter *e) {
    if (!e->failed) {
        e->unit->block_count--;
    }
}

static void unbind_handler_name(Emitter *e, const AstNode *at, AstName *name) {
    Reg none = emit_none(e, at, temp_new(e));
    emit_store_name(e, at, name, none);
    emit_delete_name(e, at, name);
}

static void emit_with_exit(Emitter *e, const AstNode *at, Reg exit, bool is_async) {
    Reg none = emit_none(e, at, REG_ANY);
    Reg args[3] = {none, none, none};
    Reg result = temp_new(e);
    emit(e, at, OP_CALL, CONSUME_B, result, exit, 3);
    emit_operands(e, args, 3);
    if (is_async) {
        emit(e, at, OP_GET_AWAITABLE, CONSUME_B | 2, result, result, 0);
        emit_await(e, at, result, result);
    }
    emit(e, at, OP_RELEASE, 0, result, 0, 0);
    temp_free(e, result);
}

/* Emits what leaving this block takes. The block is already off the stack; ranges from its own on
 * are suspended. */
static void unwind_block(Emitter *e, const Block *block, const AstNode *at) {
    switch (block->kind) {
    case BLOCK_LOOP:
    case BLOCK_TRY:
        break;
    case BLOCK_FOR:
    case BLOCK_ASYNC_FOR:
    case BLOCK_MATCH:
        emit(e, at, OP_RELEASE, 0, block->reg, 0, 0);
        break;
    case BLOCK_FINALLY: {
        bool unreachable = e->unit->unreachable;
        emit_stmts(e, block->finalbody);
        if (!e->unit->unreachable) {
            e->unit->unreachable = unreachable;
        }
        break;
    }
    case BLOCK_HANDLER:
        emit(e, at, OP_POP_EXC, 0, block->reg, (Reg)(block->reg + 1), 0);
        if (block->handler_name) {
            unbind_handler_name(e, at, block->handler_name);
        }
        break;
    case BLOCK_FINALLY_END:
        emit(e, at, OP_POP_EXC, 0, block->reg, (Reg)(block->reg + 1), 0);
        break;
    case BLOCK_WITH:
    case BLOCK_ASYNC_WITH:
        emit_with_exit(e, block->at, block->reg, block->kind == BLOCK_ASYNC_WITH);
        break;
    }
}

/* Leaves all blocks down to (not including) index `until`, inner ones first. The stack of blocks
 * is as before afterwards. Stops early when a finally body leaves by itself. */
static void unwind_blocks(Emitter *e, uint32_t until, const AstNode *at) {
    Unit *unit = e->unit;
    uint32_t count = unit->block_count;
    uint32_t suspended_from = unit->range_count;
    for (uint32_t idx = count; idx > until && !e->failed && !unit->unreachable; idx--) {
        Block block = unit->blocks[idx - 1];
        range_suspend(e, block.range);
        suspended_from = block.range;
        unit->block_count = idx - 1;
        unwind_block(e, &block, at);
    }
    if (!e->failed) {
        unit->block_count = count;
        range_resume(e, suspended_from);
    }
}

/* Index + 1 of the innermost loop block, 0: none. */
static uint32_t find_loop(const Emitter *e) {
    for (uint32_t idx = e->unit->block_count; idx > 0; idx--) {
        BlockKind kind = e->unit->blocks[idx - 1].kind;
        if (kind == BLOCK_LOOP || kind == BLOCK_FOR || kind == BLOCK_ASYNC_FOR) {
            return idx;
        }
    }
    return 0;
}

/* No jump may leave an except* handler. */
static void check_star_handlers(Emitter *e, uint32_t until, const AstNode *at) {
    for (uint32_t idx = e->failed ? 0 : e->unit->block_count; idx > until; idx--) {
        if (e->unit->blocks[idx - 1].is_star) {
            emit_syntax_error(e, at,
                              "'break', 'continue' and 'return' cannot appear in an except* block");
            return;
        }
    }
}

/* Whether leaving the blocks above `until` runs code of other lines: a finally body, an __exit__.
 */
static bool runs_other_lines(const Emitter *e, uint32_t until) {
    for (uint32_t idx = e->failed ? 0 : e->unit->block_count; idx > until; idx--) {
        BlockKind kind = e->unit->blocks[idx - 1].kind;
        if (kind == BLOCK_FINALLY || kind == BLOCK_WITH || kind == BLOCK_ASYNC_WITH) {
            return true;
        }
    }
    return false;
}

void emit_break_continue(Emitter *e, const AstStmt *stmt) {
    bool is_break = stmt->node.kind == AST_BREAK;
    uint32_t loop = e->failed ? 0 : find_loop(e);
    if (!loop) {
        emit_syntax_error(e, &stmt->node,
                          is_break ? "'break' outside loop" : "'continue' not properly in loop");
        return;
    }
    if (e->unit->unreachable) {
        return;
    }
    check_star_handlers(e, loop, &stmt->node);
    Block target = e->unit->blocks[loop - 1];
    bool others = runs_other_lines(e, loop);
    if (others) { /* the statement's own line comes first */
        emit(e, &stmt->node, OP_NOP, 0, 0, 0, 0);
    }
    unwind_blocks(e, is_break ? loop - 1 : loop, &stmt->node);
    if (!e->unit->unreachable) {
        emit_jump(e, &stmt->node, is_break ? OP_JUMP : OP_JUMP_BACK, others ? 0 : JUMP_STATEMENT, 0,
                  is_break ? target.break_label : target.continue_label);
    }
    e->unit->unreachable = true;
}

void emit_return(Emitter *e, const AstStmt *stmt) {
    const AstExpr *value = stmt->as.expr.value;
    Unit *unit = e->unit;
    if (unit->scope->kind == SCOPE_MODULE || unit->scope->kind == SCOPE_CLASS) {
        emit_syntax_error(e, &stmt->node, "'return' outside function");
        return;
    }
    if (value && (unit->flags & CODE_ASYNC_GENERATOR)) {
        emit_syntax_error(e, &stmt->node, "'return' with value in async generator");
        return;
    }
    check_star_handlers(e, 0, &stmt->node);
    const AstNode *at = runs_other_lines(e, 0) ? NULL : &stmt->node; /* of the return behind them */
    Object *constant = value ? fold_expr(e, value) : retain(NONE);
    if (e->failed) {
        return;
    }
    if (constant) {
        uint32_t idx = constant_steal(e, constant);
        if (unit->block_count) {
            emit(e, &stmt->node, OP_NOP, 0, 0, 0, 0);
        }
        unwind_blocks(e, 0, &stmt->node);
        if (!unit->unreachable) {
            emit_wide(e, at, OP_RETURN_CONST, 0, 0, (int32_t)idx);
        }
    } else if (unit->block_count) {
        /* the blocks left may run code that rebinds a local: the value waits in a temporary */
        Reg reg = emit_temp(e, value);
        unwind_blocks(e, 0, &stmt->node);
        if (!unit->unreachable) {
            emit(e, at, OP_RETURN, 0, reg, 0, 0);
        }
        temp_free(e, reg);
    } else {
        Reg reg = emit_register(e, value);
        emit(e, &stmt->node, OP_RETURN, 0, reg, 0, 0);
        temp_free(e, reg);
    }
    unit->unreachable = true;
}

/* ---- loops ---- */

void emit_while(Emitter *e, const AstStmt *stmt) {
    Label body = label_new(e);
    Label test = label_new(e);
    Label orelse = label_new(e);
    Label end = label_new(e);
    int truth = fold_truth(e, stmt->as.branch.test);
    uint64_t *before = bound_save(e);
    if (e->failed) {
        return;
    }
    if (truth == 0) {
        emit_jump(e, &stmt->node, OP_JUMP, 0, 0, orelse);
    } else if (truth < 0) {
        const AstNode *at = &stmt->node;
        emit_branch(e, stmt->as.branch.test, false, orelse, &at);
        before = bound_save(e); /* the test has run at least once */
    }
    if (e->failed) {
        return;
    }
    label_place(e, body);
    Block *block = block_push(e, BLOCK_LOOP, 0);
    block->continue_label = truth == 1 ? body : test;
    block->break_label = end;
    emit_stmts(e, &stmt->as.branch.body);
    block_pop(e);
    if (truth == 1) {
        if (!e->unit->unreachable) {
            emit_jump(e, &stmt->node, OP_JUMP_BACK, 0, 0, body);
        }
    } else {
        label_place(e, test);
        bound_restore(e, before);
        if (truth < 0) {
            /* the test again at the bottom: one jump for each turn; the safe point is inside */
            emit(e, &stmt->node, OP_SAFE_POINT, 0, 0, 0, 0);
            const AstNode *at = &stmt->node;
            emit_branch(e, stmt->as.branch.test, true, body, &at);
        }
    }
    e->unit->unreachable = false;
    bound_restore(e, before);
    label_place(e, orelse);
    emit_stmts(e, &stmt->as.branch.orelse);
    label_place(e, end);
    bound_restore(e, before);
    e->unit->unreachable = false;
}

void emit_for(Emitter *e, const AstStmt *stmt) {
    const AstExpr *target = stmt->as.for_loop.target;
    const AstNode *at = &stmt->node; /* CPython marks the whole statement for what iterates */
    Reg source = emit_register(e, stmt->as.for_loop.iter);
    uint8_t n = consume_b(e, source);
    temp_free(e, source);
    Reg iterator = temp_new(e);
    emit(e, at, OP_GET_ITER, n, iterator, source, 0);
    Label next = label_new(e);
    Label finished = label_new(e);
    Label end = label_new(e);
    uint64_t *before = bound_save(e);
    if (e->failed) {
        return;
    }
    label_place(e, next);
    Reg local = target->node.kind == AST_NAME ? local_register(e, target->as.name.id) : REG_ANY;
    Reg value = local != REG_ANY ? local : temp_new(e);
    emit(e, at, OP_FOR_ITER, 0, value, iterator, 0);
    emit_jump_word(e, finished);
    if (local != REG_ANY) {
        bound_set(e, local);
    } else {
        emit_store(e, target, value);
    }
    Block *block = block_push(e, BLOCK_FOR, iterator);
    block->continue_label = next;
    block->break_label = end;
    emit_stmts(e, &stmt->as.for_loop.body);
    block_pop(e);
    if (!e->unit->unreachable) {
        emit_jump(e, &stmt->node, OP_JUMP_BACK, 0, 0, next);
    }
    e->unit->unreachable = false;
    label_place(e, finished);
    temp_free(e, iterator);
    bound_restore(e, before);
    emit_stmts(e, &stmt->as.for_loop.orelse);
    label_place(e, end);
    bound_restore(e, before);
    e->unit->unreachable = false;
}

void emit_async_for(Emitter *e, const AstStmt *stmt) {
    const AstNode *at = &stmt->node;
    Reg source = emit_register(e, stmt->as.for_loop.iter);
    uint8_t n = consume_b(e, source);
    temp_free(e, source);
    Reg iterator = temp_new(e);
    emit(e, at, OP_GET_AITER, n, iterator, source, 0);
    Label next = label_new(e);
    Label finished = label_new(e);
    Label end = label_new(e);
    uint64_t *before = bound_save(e);
    if (e->failed) {
        return;
    }
    label_place(e, next);
    Reg value = temp_new(e);
    range_open(e, finished, value);
    emit(e, at, OP_GET_ANEXT, 0, value, iterator, 0);
    emit_await(e, at, value, value);
    range_close(e);
    emit_store(e, stmt->as.for_loop.target, value);
    Block *block = block_push(e, BLOCK_ASYNC_FOR, iterator);
    block->continue_label = next;
    block->break_label = end;
    emit_stmts(e, &stmt->as.for_loop.body);
    block_pop(e);
    if (!e->unit->unreachable) {
        emit_jump(e, &stmt->node, OP_JUMP_BACK, 0, 0, next);
    }
    e->unit->unreachable = false;
    label_place(e, finished);
    bound_restore(e, before);
    Reg exception = temp_new(e);
    emit(e, &stmt->as.for_loop.iter->node, OP_END_ASYNC_FOR, 0, exception, iterator, 0);
    temp_free(e, exception);
    temp_free(e, iterator);
    emit_stmts(e, &stmt->as.for_loop.orelse);
    label_place(e, end);
    bound_restore(e, before);
    e->unit->unreachable = false;
}

/* ---- try ---- */

/* The code of a handler for any exception runs with the exception in `exception` and the one
 * handled before it in exception + 1, both popped by RERAISE's cleanup. */
typedef struct Cleanup {
    Reg exception; /* two temporaries */
    Label label;   /* where an exception inside goes */
} Cleanup;

static Cleanup cleanup_open(Emitter *e, const AstNode *at) {
    Cleanup cleanup = {temp_new(e), label_new(e)};
    Reg previous = temp_new(e);
    emit(e, at, OP_PUSH_EXC, 0, cleanup.exception, previous, 0);
    range_open(e, cleanup.label, (Reg)(previous + 1));
    return cleanup;
}

/* Behind the range of the code: an exception raised in it pops the handled one and goes on. */
static void cleanup_place(Emitter *e, const AstNode *at, Cleanup cleanup) {
    Reg raised = temp_new(e);
    label_place(e, cleanup.label);
    emit(e, at, OP_POP_EXC, 0, cleanup.exception, (Reg)(cleanup.exception + 1), 0);
    emit(e, at, OP_RERAISE, RERAISE_CLEANUP, raised, 0, 0);
    temp_free(e, raised);
    temp_free(e, (Reg)(cleanup.exception + 1));
    temp_free(e, cleanup.exception);
}

static void cleanup_close(Emitter *e, const AstNode *at, Cleanup cleanup) {
    range_close(e);
    cleanup_place(e, at, cleanup);
}

/* At the end of the code, behind its range: what it did not handle goes on from here. */
static void raise_again(Emitter *e, const AstNode *at, Cleanup cleanup) {
    Reg copy = temp_new(e);
    emit(e, at, OP_MOVE, 0, copy, cleanup.exception, 0);
    emit(e, at, OP_POP_EXC, 0, cleanup.exception, (Reg)(cleanup.exception + 1), 0);
    emit(e, at, OP_RERAISE, 0, copy, 0, 0);
    temp_free(e, copy);
}

/* The body of `except E as name:` with what unbinding the name takes on every way out. */
static void emit_handler_body(Emitter *e, const AstHandler *handler, const Cleanup *cleanup) {
    AstName *name = handler->name;
    const AstNode *at = &handler->node;
    if (!name) {
        Block *block = block_push(e, BLOCK_HANDLER, cleanup->exception);
        block->range = e->failed ? 0 : e->unit->range_count - 1;
        emit_stmts(e, &handler->body);
        block_pop(e);
        return;
    }
    Reg copy = temp_new(e);
    emit(e, at, OP_MOVE, 0, copy, cleanup->exception, 0);
    emit_store_name(e, at, name, copy);
    Label failed = label_new(e);
    Block *block = block_push(e, BLOCK_HANDLER, cleanup->exception);
    block->handler_name = name;
    block->range = e->failed ? 0 : e->unit->range_count - 1;
    Reg raised = temp_new(e);
    range_open(e, failed, raised);
    emit_stmts(e, &handler->body);
    range_close(e);
    block_pop(e);
    bool unreachable = e->unit->unreachable;
    uint64_t *bound = bound_save(e);
    if (e->failed) {
        return;
    }
    Label done = label_new(e);
    if (!unreachable) {
        unbind_handler_name(e, NULL, name);
        emit_jump(e, NULL, OP_JUMP, 0, 0, done);
    }
    label_place(e, failed);
    unbind_handler_name(e, NULL, name);
    emit(e, NULL, OP_RERAISE, RERAISE_CLEANUP, raised, 0, 0);
    temp_free(e, raised);
    label_place(e, done);
    bound_restore(e, bound);
    e->unit->unreachable = unreachable;
}

static void emit_try_except(Emitter *e, const AstStmt *stmt) {
    const AstHandlers *handlers = &stmt->as.try_block.handlers;
    Label caught = label_new(e);
    Label end = label_new(e);
    uint64_t *before = bound_save(e);
    uint64_t *after = bound_save(e);
    bool after_unreachable = true;
    if (e->failed) {
        return;
    }
    block_push(e, BLOCK_TRY, 0);
    Reg depth = (Reg)(e->unit->first_temporary + e->unit->temp_depth);
    range_open(e, caught, depth);
    emit_stmts(e, &stmt->as.try_block.body);
    range_close(e);
    block_pop(e);
    emit_stmts(e, &stmt->as.try_block.orelse);
    bound_intersect(e, after, &after_unreachable);
    if (!e->unit->unreachable) {
        emit_jump(e, &stmt->node, OP_JUMP, 0, 0, end);
    }
    e->unit->unreachable = false;
    bound_restore(e, before);
    label_place(e, caught);
    Cleanup cleanup = cleanup_open(e, &stmt->node);
    bool catches_all = false;
    for (uint32_t idx = 0; idx < handlers->count && !e->failed; idx++) {
        const AstHandler *handler = handlers->items[idx];
        Label next = label_new(e);
        if (handler->type) {
            Reg type = emit_register(e, handler->type);
            uint8_t n = consume_c(e, type);
            temp_free(e, type);
            Reg matches = temp_new(e);
            emit(e, &handler->node, OP_MATCH_EXC, n, matches, cleanup.exception, type);
            emit_jump(e, &handler->type->node, OP_JUMP_IF_FALSE, CONSUME_A, matches, next);
            temp_free(e, matches);
        } else if (idx + 1 < handlers->count) {
            emit_syntax_error(e, &handler->node, "default 'except:' must be last");
        } else {
            catches_all = true;
        }
        emit_handler_body(e, handler, &cleanup);
        bound_intersect(e, after, &after_unreachable);
        if (!e->unit->unreachable) {
            emit(e, &handler->node, OP_POP_EXC, 0, cleanup.exception, (Reg)(cleanup.exception + 1),
                 0);
            emit_jump(e, &handler->node, OP_JUMP, 0, 0, end);
        }
        e->unit->unreachable = false;
        bound_restore(e, before);
        label_place(e, next);
    }
    range_close(e);
    if (!catches_all && handlers->count > 0) {
        raise_again(e, &handlers->items[handlers->count - 1]->node, cleanup);
    }
    cleanup_place(e, NULL, cleanup);
    label_place(e, end);
    if (!e->failed) {
        bound_restore(e, after);
        e->unit->unreachable = after_unreachable;
    }
}

/* try: `body` finally: finalbody. */
static void emit_try_finally(Emitter *e, const AstStmt *stmt,
                             void (*body)(Emitter *e, const AstStmt *stmt)) {
    Label failed = label_new(e);
    Label end = label_new(e);
    uint64_t *before = bound_save(e);
    if (e->failed) {
        return;
    }
    Block *block = block_push(e, BLOCK_FINALLY, 0);
    block->finalbody = &stmt->as.try_block.finalbody;
    Reg depth = (Reg)(e->unit->first_temporary + e->unit->temp_depth);
    range_open(e, failed, depth);
    body(e, stmt);
    range_close(e);
    block_pop(e);
    bool body_unreachable = e->unit->unreachable;
    bool unreachable = body_unreachable;
    if (!body_unreachable) {
        emit_stmts(e, &stmt->as.try_block.finalbody);
        unreachable = e->unit->unreachable;
        if (!unreachable) {
            emit_jump(e, &stmt->node, OP_JUMP, 0, 0, end);
        }
    }
    uint64_t *after = bound_save(e);
    if (e->failed) {
        return;
    }
    e->unit->unreachable = false;
    bound_restore(e, before);
    label_place(e, failed);
    Cleanup cleanup = cleanup_open(e, NULL);
    Block *end_block = block_push(e, BLOCK_FINALLY_END, cleanup.exception);
    end_block->range = e->failed ? 0 : e->unit->range_count - 1;
    emit_stmts(e, &stmt->as.try_block.finalbody);
    block_pop(e);
    range_close(e);
    const AstStmts *last = &stmt->as.try_block.finalbody;
    if (!e->unit->unreachable && last->count > 0) {
        raise_again(e, &last->items[last->count - 1]->node, cleanup);
    }
    cleanup_place(e, NULL, cleanup);
    label_place(e, end);
    if (!e->failed) {
        bound_restore(e, after);
        e->unit->unreachable = unreachable;
    }
}

static void emit_try_body(Emitter *e, const AstStmt *stmt) {
    emit_stmts(e, &stmt->as.try_block.body);
    /* with handlers absent, an else clause cannot be there either */
}

void emit_try(Emitter *e, const AstStmt *stmt) {
    if (!stmt->as.try_block.finalbody.count) {
        emit_try_except(e, stmt);
    } else if (stmt->as.try_block.handlers.count) {
        emit_try_finally(e, stmt, emit_try_except);
    } else {
        emit_try_finally(e, stmt, emit_try_body);
    }
}

/* ---- except* ---- */

/* temporaries: exception, previous | collected list | rest (what is not handled yet) | match */
static void emit_star_handler(Emitter *e, const AstHandler *handler, const Cleanup *cleanup,
                              Reg collected, Reg rest) {
    const AstNode *at = &handler->node;
    Label next = label_new(e);
    Label skip = label_new(e);
    Reg type = emit_register(e, handler->type);
    uint8_t n = consume_c(e, type);
    temp_free(e, type);
    Reg match = temp_new(e);
    emit(e, &handler->node, OP_MATCH_EXC_STAR, n, match, rest, type);
    emit_jump(e, at, OP_JUMP_IF_NONE, 0, match, skip);
    Label failed = label_new(e);
    emit(e, at, OP_SET_HANDLED, 0, match, 0, 0);
    if (handler->name) {
        Reg copy = temp_new(e);
        emit(e, at, OP_MOVE, 0, copy, match, 0);
        emit_store_name(e, at, handler->name, copy);
    }
    Block *block = block_push(e, BLOCK_HANDLER, cleanup->exception);
    block->handler_name = handler->name;
    block->is_star = true;
    block->range = e->failed ? 0 : e->unit->range_count - 1;
    Reg raised = temp_new(e);
    range_open(e, failed, raised);
    emit_stmts(e, &handler->body);
    range_close(e);
    block_pop(e);
    bool unreachable = e->unit->unreachable;
    e->unit->unreachable = false;
    if (!unreachable) {
        if (handler->name) {
            unbind_handler_name(e, NULL, handler->name);
        }
        emit_jump(e, NULL, OP_JUMP, 0, 0, skip);
    }
    label_place(e, failed);
    if (handler->name) {
        unbind_handler_name(e, NULL, handler->name);
    }
    emit(e, NULL, OP_LIST_APPEND, CONSUME_B, collected, raised, 0);
    temp_free(e, raised);
    label_place(e, skip);
    emit(e, NULL, OP_RELEASE, 0, match, 0, 0);
    emit(e, NULL, OP_SET_HANDLED, 0, cleanup->exception, 0, 0);
    temp_free(e, match);
    label_place(e, next);
}

static void emit_try_star_except(Emitter *e, const AstStmt *stmt) {
    const AstHandlers *handlers = &stmt->as.try_block.handlers;
    const AstNode *at = &stmt->node;
    Label caught = label_new(e);
    Label end = label_new(e);
    uint64_t *before = bound_save(e);
    if (e->failed) {
        return;
    }
    block_push(e, BLOCK_TRY, 0);
    Reg depth = (Reg)(e->unit->first_temporary + e->unit->temp_depth);
    range_open(e, caught, depth);
    emit_stmts(e, &stmt->as.try_block.body);
    range_close(e);
    block_pop(e);
    emit_stmts(e, &stmt->as.try_block.orelse);
    if (!e->unit->unreachable) {
        emit_jump(e, at, OP_JUMP, 0, 0, end);
    }
    e->unit->unreachable = false;
    bound_restore(e, before);
    label_place(e, caught);
    Cleanup cleanup = cleanup_open(e, at);
    Reg collected = temp_new(e);
    Reg rest = temp_new(e);
    emit(e, at, OP_BUILD_LIST, 0, collected, 0, 0);
    emit(e, at, OP_MOVE, 0, rest, cleanup.exception, 0);
    for (uint32_t idx = 0; idx < handlers->count && !e->failed; idx++) {
        emit_star_handler(e, handlers->items[idx], &cleanup, collected, rest);
        bound_restore(e, before);
    }
    Label nothing = label_new(e);
    Reg raised = temp_new(e);
    emit(e, NULL, OP_LIST_APPEND, CONSUME_B, collected, rest, 0);
    emit(e, NULL, OP_PREPARE_RERAISE_STAR, CONSUME_C, raised, cleanup.exception, collected);
    emit_jump(e, NULL, OP_JUMP_IF_NONE, 0, raised, nothing);
    emit(e, at, OP_RERAISE, 0, raised, 0, 0);
    temp_free(e, raised);
    temp_free(e, rest);
    temp_free(e, collected);
    label_place(e, nothing);
    emit(e, at, OP_POP_EXC, 0, cleanup.exception, (Reg)(cleanup.exception + 1), 0);
    emit_jump(e, at, OP_JUMP, 0, 0, end);
    cleanup_close(e, at, cleanup);
    label_place(e, end);
    if (!e->failed) {
        bound_restore(e, before);
        e->unit->unreachable = false;
    }
}

void emit_try_star(Emitter *e, const AstStmt *stmt) {
    if (stmt->as.try_block.finalbody.count) {
        emit_try_finally(e, stmt, emit_try_star_except);
    } else {
        emit_try_star_except(e, stmt);
    }
}

/* ---- with ---- */

void emit_with(Emitter *e, const AstStmt *stmt, uint32_t item_idx, bool is_async) {
    if (!emit_enter(e, &stmt->node)) {
        return;
    }
    const AstWithItem *item = &stmt->as.with.items.items[item_idx];
    const AstNode *at = &stmt->node;
    Reg manager = emit_register(e, item->context_expr);
    uint8_t n = consume_b(e, manager);
    temp_free(e, manager);
    Reg exit = temp_new(e);
    Reg entered = temp_new(e);
    emit(e, at, is_async ? OP_BEFORE_ASYNC_WITH : OP_BEFORE_WITH, n, exit, manager, 0);
    if (is_async) {
        emit(e, at, OP_GET_AWAITABLE, CONSUME_B | 1, entered, entered, 0);
        emit_await(e, at, entered, entered);
    }
    Label failed = label_new(e);
    Label end = label_new(e);
    uint64_t *before = bound_save(e);
    if (e->failed) {
        return;
    }
    Block *block = block_push(e, is_async ? BLOCK_ASYNC_WITH : BLOCK_WITH, exit);
    block->at = at;
    range_open(e, failed, entered);
    if (item->optional_vars) {
        emit_store(e, item->optional_vars, entered);
    } else {
        emit(e, at, OP_RELEASE, 0, entered, 0, 0);
        temp_free(e, entered);
    }
    if (item_idx + 1 < stmt->as.with.items.count) {
        emit_with(e, stmt, item_idx + 1, is_async);
    } else {
        emit_stmts(e, &stmt->as.with.body);
    }
    range_close(e);
    block_pop(e);
    if (!e->unit->unreachable) {
        emit_with_exit(e, at, exit, is_async);
        emit_jump(e, at, OP_JUMP, 0, 0, end);
    }
    e->unit->unreachable = false;
    bound_restore(e, before);
    label_place(e, failed);
    Cleanup cleanup = cleanup_open(e, at);
    Reg result = temp_new(e);
    emit(e, at, OP_WITH_EXCEPT, 0, result, exit, cleanup.exception);
    if (is_async) {
        emit(e, at, OP_GET_AWAITABLE, CONSUME_B | 2, result, result, 0);
        emit_await(e, at, result, result);
    }
    Label swallowed = label_new(e);
    emit_jump(e, at, OP_JUMP_IF_TRUE, CONSUME_A, result, swallowed);
    temp_free(e, result);
    Reg copy = temp_new(e);
    emit(e, at, OP_MOVE, 0, copy, cleanup.exception, 0);
    emit(e, at, OP_RERAISE, RERAISE_CLEANUP, copy, 0, 0);
    temp_free(e, copy);
    label_place(e, swallowed);
    emit(e, at, OP_POP_EXC, 0, cleanup.exception, (Reg)(cleanup.exception + 1), 0);
    emit(e, at, OP_RELEASE, 0, exit, 0, 0);
    emit_jump(e, at, OP_JUMP, 0, 0, end);
    cleanup_close(e, at, cleanup);
    label_place(e, end);
    temp_free(e, exit);
    if (!e->failed) {
        bound_restore(e, before);
        e->unit->unreachable = false;
    }
    emit_leave(e);
}
