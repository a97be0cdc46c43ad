/* collect_expr: names in expressions; see collect.h. */
#include "compile/checks.h"
#include "compile/collect.h"

#include <string.h>

enum { MAX_SELF_ATTRIBUTES = 255 };

/* ---- names and attributes ---- */

static bool visit_name(NameCollector *collector, const AstExpr *expr) {
    AstName *name = expr->as.name.id;
    switch (expr->as.name.ctx) {
    case AST_STORE:
        return collect_add(collector, name, SYMBOL_ASSIGNED, &expr->node);
    case AST_DEL:
        return collect_add(collector, name, SYMBOL_ASSIGNED | SYMBOL_DELETED, &expr->node);
    default:
        break;
    }
    if (name == collector->names.super && scope_is_function(collector->frame->scope) &&
        !collect_add(collector, collector->names.class_cell, SYMBOL_USED, &expr->node)) {
        return false;
    }
    return collect_add(collector, name, SYMBOL_USED, &expr->node);
}

/* Counts `self.name = …` for the class around a method. */
static bool note_self_attribute(NameCollector *collector, const AstExpr *expr) {
    CollectFrame *frame = collector->frame;
    const AstExpr *value = expr->as.attribute.value;
    if (expr->as.attribute.ctx != AST_STORE || frame->first_parameter == NULL ||
        value->node.kind != AST_NAME || value->as.name.id != frame->first_parameter) {
        return true;
    }
    Scope *class = frame->scope->parent;
    AstNames *names = &class->self_attributes;
    AstName *name = scope_mangle(collector->arena, class, expr->as.attribute.attr);
    if (name == NULL) {
        return collect_no_memory(collector);
    }
    for (uint32_t i = 0; i < names->count; i++) {
        if (names->items[i] == name) {
            return true;
        }
    }
    if (names->count >= MAX_SELF_ATTRIBUTES) {
        return true;
    }
    if ((names->count & (names->count - 1)) == 0) {
        uint32_t capacity = names->count == 0 ? 1 : names->count * 2;
        AstName **items = ast_arena_allocate(collector->arena, capacity * sizeof *items);
        if (items == NULL) {
            return collect_no_memory(collector);
        }
        if (names->count > 0) {
            memcpy(items, names->items, names->count * sizeof *items);
        }
        names->items = items;
    }
    names->items[names->count++] = name;
    class->stored_attribute_count = names->count;
    return true;
}

/* ---- lists of expressions, annotations ---- */

bool collect_expr_each(NameCollector *collector, const AstExprs *exprs) {
    for (uint32_t i = 0; i < exprs->count; i++) {
        if (!collect_expr(collector, exprs->items[i])) {
            return false;
        }
    }
    return true;
}

static bool refuse_in_annotation(NameCollector *collector, const AstExpr *expr, const char *what) {
    return !collector->frame->is_annotation ||
           COLLECT_FAIL(collector, &expr->node, "'%s' can not be used within an annotation", what);
}

/* With `from __future__ import annotations` the names in annotations are nobody's. */
bool collect_expr_annotation(NameCollector *collector, AstExpr *annotation) {
    if (annotation == NULL) {
        return true;
    }
    if ((collector->module->future & AST_FUTURE_ANNOTATIONS) == 0) {
        return collect_expr(collector, annotation);
    }
    CollectFrame frame;
    CollectFrame *outer = collector->frame;
    Scope *parent = outer->scope;
    Scope *last = parent->last_child;
    AstName *name = ast_arena_name_text(collector->arena, "_annotation");
    if (collect_enter(collector, &frame, SCOPE_FUNCTION, name, &annotation->node) == NULL) {
        return false;
    }
    frame.is_annotation = true;
    bool is_good = collect_expr(collector, annotation);
    collect_leave(collector);
    /* Forget the scope. */
    parent->last_child = last;
    if (last == NULL) {
        parent->first_child = NULL;
    } else {
        last->next_sibling = NULL;
    }
    return is_good;
}

static bool add_parameters(NameCollector *collector, const AstArgs *args) {
    for (uint32_t i = 0; i < args->count; i++) {
        if (!collect_add(collector, args->items[i]->name, SYMBOL_IS_PARAMETER,
                         &args->items[i]->node)) {
            return false;
        }
    }
    return true;
}

bool collect_expr_parameters(NameCollector *collector, const AstArguments *args) {
    Scope *scope = collector->frame->scope;
    if (!add_parameters(collector, &args->posonlyargs) || !add_parameters(collector, &args->args) ||
        !add_parameters(collector, &args->kwonlyargs)) {
        return false;
    }
    scope->has_varargs = args->vararg != NULL;
    scope->has_varkeywords = args->kwarg != NULL;
    if (args->vararg != NULL &&
        !collect_add(collector, args->vararg->name, SYMBOL_IS_PARAMETER, &args->vararg->node)) {
        return false;
    }
    return args->kwarg == NULL ||
           collect_add(collector, args->kwarg->name, SYMBOL_IS_PARAMETER, &args->kwarg->node);
}

bool collect_expr_defaults(NameCollector *collector, const AstArguments *args) {
    return collect_expr_each(collector, &args->defaults) &&
           collect_expr_each(collector, &args->kw_defaults);
}

static bool visit_lambda(NameCollector *collector, AstExpr *expr) {
    CollectFrame frame;
    AstName *name = ast_arena_name_text(collector->arena, "<lambda>");
    if (!collect_expr_defaults(collector, expr->as.lambda.args)) {
        return false;
    }
    Scope *scope = collect_enter(collector, &frame, SCOPE_LAMBDA, name, &expr->node);
    if (scope == NULL) {
        return false;
    }
    expr->as.lambda.scope = scope;
    bool is_good = collect_expr_parameters(collector, expr->as.lambda.args) &&
                   collect_expr(collector, expr->as.lambda.body);
    collect_leave(collector);
    return is_good;
}

static bool visit_iter_target(NameCollector *collector, AstExpr *target) {
    collector->frame->is_iter_target = true;
    bool is_good = collect_expr(collector, target);
    collector->frame->is_iter_target = false;
    return is_good;
}

static bool visit_iterable(NameCollector *collector, AstExpr *iter) {
    collector->frame->iter_expr_depth++;
    bool is_good = collect_expr(collector, iter);
    collector->frame->iter_expr_depth--;
    return is_good;
}

/* May this frame await? */
static bool allows_await(const CollectFrame *frame) {
    return frame->is_async_def || frame->comprehension != 0;
}

/* An annotation that is kept as text has no code: what is found while code is made is not said. */
static bool is_kept_as_text(const NameCollector *collector) {
    const CollectFrame *frame = collector->frame;
    while (frame != NULL && !frame->is_annotation) {
        frame = frame->outer;
    }
    return frame != NULL;
}

static bool visit_await(NameCollector *collector, AstExpr *expr) {
    CollectFrame *frame = collector->frame;
    frame->scope->is_coroutine = true;
    if (!refuse_in_annotation(collector, expr, "await expression") ||
        !collect_expr(collector, expr->as.unary.value) || collect_top_level_await(collector)) {
        return collector->problem->kind == PROBLEM_NONE;
    }
    if (!scope_is_function(frame->scope)) {
        return COLLECT_DEFER(collector, &expr->node, "'await' outside function");
    }
    return allows_await(frame) || is_kept_as_text(collector) ||
           COLLECT_DEFER(collector, &expr->node, "'await' outside async function");
}

/* All of a comprehension that runs in its own frame. */
static bool visit_comprehension_body(NameCollector *collector, const AstExpr *expr) {
    const AstComprehensions *generators = &expr->as.comprehension.generators;
    for (uint32_t i = 0; i < generators->count; i++) {
        const AstComprehension *generator = generators->items[i];
        if (i > 0 && !visit_iterable(collector, generator->iter)) {
            return false;
        }
        if (!visit_iter_target(collector, generator->target) ||
            !collect_expr_each(collector, &generator->ifs)) {
            return false;
        }
        if (generator->is_async) {
            collector->frame->scope->is_coroutine = true;
        }
    }
    return collect_expr(collector, expr->as.comprehension.element) &&
           collect_expr(collector, expr->as.comprehension.value);
}

static bool visit_comprehension(NameCollector *collector, AstExpr *expr) {
    CollectFrame frame;
    AstExprKind kind = (AstExprKind)expr->node.kind;
    const char *text = kind == AST_LIST_COMP   ? "<listcomp>"
                       : kind == AST_SET_COMP  ? "<setcomp>"
                       : kind == AST_DICT_COMP ? "<dictcomp>"
                                               : "<genexpr>";
    AstName *name = ast_arena_name_text(collector->arena, text);
    if (!visit_iterable(collector, expr->as.comprehension.generators.items[0]->iter)) {
        return false;
    }
    Scope *scope = collect_enter(collector, &frame, SCOPE_COMPREHENSION, name, &expr->node);
    if (scope == NULL) {
        return false;
    }
    expr->as.comprehension.scope = scope;
    frame.comprehension = kind;
    bool is_good = collect_add(collector, collector->names.dot_zero,
                               SYMBOL_IS_PARAMETER | SYMBOL_USED, &expr->node) &&
                   visit_comprehension_body(collector, expr);
    collect_leave(collector);
    scope->is_generator = scope->is_generator_expression = kind == AST_GENERATOR_EXP;
    if (is_good && scope->is_coroutine && kind != AST_GENERATOR_EXP) {
        collector->frame->scope->is_coroutine = true;
        return allows_await(collector->frame) || collect_top_level_await(collector) ||
               is_kept_as_text(collector) ||
               COLLECT_DEFER(collector, &expr->node,
                             "asynchronous comprehension outside of an asynchronous function");
    }
    return is_good;
}

/* A walrus in a comprehension binds in the nearest scope that is not one. */
static bool bind_outside_comprehension(NameCollector *collector, AstExpr *target) {
    AstName *name = target->as.name.id;
    for (CollectFrame *frame = collector->frame; frame != NULL; frame = frame->outer) {
        const Symbol *symbol = scope_lookup(collector->arena, frame->scope, name);
        unsigned flags = symbol == NULL ? 0 : symbol->flags;
        if (frame->comprehension != 0) {
            if ((flags & SYMBOL_COMP_ITER) != 0 && (flags & SYMBOL_ASSIGNED) != 0) {
                return COLLECT_FAIL(
                    collector, &target->node,
                    "assignment expression cannot rebind comprehension iteration variable "
                    "'%s'",
                    name->text);
            }
            continue;
        }
        if (frame->scope->kind == SCOPE_CLASS) {
            return COLLECT_FAIL(
                collector, &target->node,
                "assignment expression within a comprehension cannot be used in a class "
                "body");
        }
        if (frame->scope->kind == SCOPE_MODULE) {
            return collect_add(collector, name, SYMBOL_GLOBAL, &target->node) &&
                   collect_add_to(collector, frame, name, SYMBOL_GLOBAL | SYMBOL_ASSIGNED,
                                  &target->node);
        }
        unsigned declared = (flags & SYMBOL_GLOBAL) != 0 ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
        return collect_add(collector, name, declared, &target->node) &&
               collect_add_to(collector, frame, name, SYMBOL_ASSIGNED, &target->node);
    }
    return true;
}

static bool visit_walrus(NameCollector *collector, AstExpr *expr) {
    if (!refuse_in_annotation(collector, expr, "named expression")) {
        return false;
    }
    if (collector->frame->iter_expr_depth > 0) {
        return COLLECT_FAIL(
            collector, &expr->node,
            "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (collector->frame->comprehension != 0 &&
        !bind_outside_comprehension(collector, expr->as.named_expr.target)) {
        return false;
    }
    return collect_expr(collector, expr->as.named_expr.value) &&
           collect_expr(collector, expr->as.named_expr.target);
}

static bool visit_yield(NameCollector *collector, AstExpr *expr) {
    if (!refuse_in_annotation(collector, expr, "yield expression") ||
        !collect_expr(collector, expr->as.unary.value)) {
        return false;
    }
    CollectFrame *frame = collector->frame;
    frame->scope->is_generator = true;
    if (frame->comprehension != 0) {
        const char *where = frame->comprehension == AST_LIST_COMP   ? "list comprehension"
                            : frame->comprehension == AST_SET_COMP  ? "set comprehension"
                            : frame->comprehension == AST_DICT_COMP ? "dict comprehension"
                                                                    : "generator expression";
        return COLLECT_FAIL(collector, &expr->node, "'yield' inside %s", where);
    }
    if (!scope_is_function(frame->scope)) {
        return COLLECT_DEFER(collector, &expr->node, "'yield' outside function");
    }
    if (expr->node.kind == AST_YIELD_FROM && frame->is_async_def) {
        return COLLECT_DEFER(collector, &expr->node, "'yield from' inside async function");
    }
    return true;
}

static bool warn_expr(NameCollector *collector, const AstExpr *expr) {
    return is_kept_as_text(collector) ||
           checks_warn_expr(collector->arena, collector->module, expr) ||
           collect_no_memory(collector);
}

static bool is_scope_reader(const AstExpr *func) {
    static const char *const readers[] = {"locals", "vars", "dir", "eval", "exec"};
    if (func->node.kind != AST_NAME) {
        return false;
    }
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        if (strcmp(func->as.name.id->text, readers[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool collect_expr_keywords(NameCollector *collector, const AstKeywords *keywords) {
    for (uint32_t i = 0; i < keywords->count; i++) {
        if (!collect_expr(collector, keywords->items[i]->value)) {
            return false;
        }
    }
    return true;
}

static bool visit_call(NameCollector *collector, AstExpr *expr) {
    if (is_scope_reader(expr->as.call.func)) {
        collector->frame->scope->uses_locals = true;
    }
    return warn_expr(collector, expr) && collect_expr(collector, expr->as.call.func) &&
           collect_expr_each(collector, &expr->as.call.args) &&
           collect_expr_keywords(collector, &expr->as.call.keywords);
}

static bool visit_dict(NameCollector *collector, AstExpr *expr) {
    for (uint32_t i = 0; i < expr->as.dict.keys.count; i++) {
        if (!collect_expr(collector, expr->as.dict.keys.items[i]) ||
            !collect_expr(collector, expr->as.dict.values.items[i])) {
            return false;
        }
    }
    return true;
}

bool collect_expr(NameCollector *collector, AstExpr *expr) {
    if (expr == NULL) {
        return true;
    }
    switch ((AstExprKind)expr->node.kind) {
    case AST_BOOL_OP:
        return collect_expr_each(collector, &expr->as.bool_op.values);
    case AST_NAMED_EXPR:
        return visit_walrus(collector, expr);
    case AST_BIN_OP:
        return collect_expr(collector, expr->as.bin_op.left) &&
               collect_expr(collector, expr->as.bin_op.right);
    case AST_UNARY_OP:
        return collect_expr(collector, expr->as.unary_op.operand);
    case AST_LAMBDA:
        return visit_lambda(collector, expr);
    case AST_IF_EXP:
        return collect_expr(collector, expr->as.if_exp.test) &&
               collect_expr(collector, expr->as.if_exp.body) &&
               collect_expr(collector, expr->as.if_exp.orelse);
    case AST_DICT:
        return visit_dict(collector, expr);
    case AST_SET:
    case AST_LIST:
    case AST_TUPLE:
    case AST_JOINED_STR:
        return collect_expr_each(collector, &expr->as.sequence.items);
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_DICT_COMP:
    case AST_GENERATOR_EXP:
        return visit_comprehension(collector, expr);
    case AST_AWAIT:
        return visit_await(collector, expr);
    case AST_YIELD:
    case AST_YIELD_FROM:
        return visit_yield(collector, expr);
    case AST_STARRED:
        return collect_expr(collector, expr->as.unary.value);
    case AST_COMPARE:
        return warn_expr(collector, expr) && collect_expr(collector, expr->as.compare.left) &&
               collect_expr_each(collector, &expr->as.compare.comparators);
    case AST_CALL:
        return visit_call(collector, expr);
    case AST_FORMATTED_VALUE:
        return collect_expr(collector, expr->as.formatted.value) &&
               collect_expr(collector, expr->as.formatted.format_spec);
    case AST_CONSTANT:
        return true;
    case AST_ATTRIBUTE:
        return collect_expr(collector, expr->as.attribute.value) &&
               note_self_attribute(collector, expr);
    case AST_SUBSCRIPT:
        return warn_expr(collector, expr) && collect_expr(collector, expr->as.subscript.value) &&
               collect_expr(collector, expr->as.subscript.slice);
    case AST_NAME:
        return visit_name(collector, expr);
    case AST_SLICE:
        return collect_expr(collector, expr->as.slice.lower) &&
               collect_expr(collector, expr->as.slice.upper) &&
               collect_expr(collector, expr->as.slice.step);
    }
    return true;
}
