/* collect: see collect.h. Here: scopes and the names in them. */
#include "compile/collect.h"

#include <string.h>

bool collect_no_memory(NameCollector *collector) {
    memset(collector->problem, 0, sizeof *collector->problem);
    collector->problem->kind = PROBLEM_NO_MEMORY;
    return false;
}

bool collect_defer(NameCollector *collector) {
    if (collector->problem->kind == PROBLEM_NO_MEMORY) {
        return false;
    }
    if (collector->deferred.kind == PROBLEM_NONE) {
        collector->deferred = *collector->problem;
    }
    memset(collector->problem, 0, sizeof *collector->problem);
    return true;
}

/* ---- scopes ---- */

Scope *collect_enter(NameCollector *collector, CollectFrame *frame, ScopeKind kind, AstName *name,
                     const AstNode *node) {
    Scope *scope = ast_arena_allocate(collector->arena, sizeof *scope);
    if (scope == NULL || name == NULL) {
        collect_no_memory(collector);
        return NULL;
    }
    memset(frame, 0, sizeof *frame);
    frame->outer = collector->frame;
    frame->scope = scope;
    scope->kind = kind;
    scope->name = name;
    scope->lineno = node == NULL ? 0 : node->lineno;
    scope->class_cell_index = -1;
    if (frame->outer != NULL) {
        Scope *parent = frame->outer->scope;
        scope->parent = parent;
        scope->private_name = parent->private_name;
        frame->iter_expr_depth = frame->outer->iter_expr_depth > 0 ? 1 : 0;
        scope->is_nested = parent->is_nested || scope_is_function(parent);
        *(parent->last_child == NULL ? &parent->first_child : &parent->last_child->next_sibling) =
            scope;
        parent->last_child = scope;
    }
    collector->frame = frame;
    return scope;
}

void collect_leave(NameCollector *collector) {
    collector->frame = collector->frame->outer;
}

bool collect_top_level_await(const NameCollector *collector) {
    return collector->allows_top_level_await && collector->frame->scope->kind == SCOPE_MODULE;
}

/* ---- names ---- */

bool collect_add_to(NameCollector *collector, CollectFrame *frame, AstName *name, unsigned flags,
                    const AstNode *at) {
    Scope *scope = frame->scope;
    AstName *mangled = scope_mangle(collector->arena, scope, name);
    Symbol *symbol = mangled == NULL ? NULL : scope_intern(collector->arena, scope, mangled);
    if (symbol == NULL) {
        return collect_no_memory(collector);
    }
    if ((flags & symbol->flags & SYMBOL_IS_PARAMETER) != 0) {
        return COLLECT_FAIL(collector, at, "duplicate argument '%s' in function definition",
                            name->text);
    }
    symbol->flags = (uint16_t)(symbol->flags | flags);
    if (frame->is_iter_target) {
        if ((symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) != 0) {
            return COLLECT_FAIL(
                collector, at,
                "comprehension inner loop cannot rebind assignment expression target '%s'",
                name->text);
        }
        symbol->flags |= SYMBOL_COMP_ITER;
    }
    return true;
}

bool collect_add(NameCollector *collector, AstName *name, unsigned flags, const AstNode *at) {
    return collect_add_to(collector, collector->frame, name, flags, at);
}

unsigned collect_flags(NameCollector *collector, AstName *name) {
    const Symbol *symbol = scope_lookup(collector->arena, collector->frame->scope, name);
    return symbol == NULL ? 0 : symbol->flags;
}
