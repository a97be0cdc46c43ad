/*
 * symbols: see symbols.h. Two passes:
 *   collect: one walk over the tree notes in each scope which names it binds, reads, declares. The
 *     walk goes in the order in which code is emitted, so that plain locals are numbered as
 *     CPython numbers them. Errors that depend on the order of statements are found here.
 *   resolve: from the module inwards, each name gets its place; a name that an enclosing function
 *     binds makes a cell there and a free variable in every scope between.
 */
#include "compile/symbols.h"

#include "compile/checks.h"
#include "compile/parser.h"
#include "compile/symbols_resolve.h"

#include <string.h>

enum { MAX_SELF_ATTRIBUTES = 255 };

/* The names that the pass itself asks for. */
typedef struct KnownNames {
    AstName *class_cell; /* __class__ */
    AstName *super;
    AstName *dot_zero;
} KnownNames;

/* State of the current scope while collecting; a chain through the enclosing ones. */
typedef struct Frame {
    struct Frame *outer;
    Scope *scope;
    const AstName *first_parameter; /* of a method: a function directly in a class */
    AstExprKind comprehension;      /* kind of the comprehension, or 0 */
    uint32_t iter_expr_depth;       /* > 0: in the iterable of a comprehension */
    bool is_iter_target;
    bool is_annotation; /* the scope of an annotation that is not evaluated */
    bool is_async_def;
    /* Inside an except* clause, which break, continue and return must not leave. */
    uint32_t except_star_depth;
    uint32_t loops_in_except_star;
    const AstNode *value_return; /* the first return with a value in an async def */
} Frame;

typedef struct Collector {
    AstArena *arena;
    AstModule *module;
    SyntaxProblem *problem;
    Frame *frame;
    KnownNames names;
    bool allows_top_level_await;
} Collector;

static bool visit_expr(Collector *collector, AstExpr *expr);
static bool visit_stmts(Collector *collector, const AstStmts *stmts);

static bool no_memory(Collector *collector) {
    memset(collector->problem, 0, sizeof *collector->problem);
    collector->problem->kind = PROBLEM_NO_MEMORY;
    return false;
}

#define FAIL(collector, node, ...)                                                                 \
    (ast_problem((collector)->arena, (collector)->module, (node), (collector)->problem,            \
                 __VA_ARGS__),                                                                     \
     false)

AstName *symbols_mangle(AstArena *arena, const Scope *scope, AstName *name) {
    return scope_mangle(arena, scope, name);
}

Symbol *symbols_lookup(AstArena *arena, const Scope *scope, AstName *name) {
    AstName *mangled = scope_mangle(arena, scope, name);
    return mangled == NULL ? NULL : scope_find(scope, mangled);
}

/* ---- Collecting: scopes ------------------------------------------------------------------------
 */

static Scope *enter(Collector *collector, Frame *frame, ScopeKind kind, AstName *name,
                    const AstNode *node) {
    Scope *scope = ast_arena_allocate(collector->arena, sizeof *scope);
    if (scope == NULL || name == NULL) {
        no_memory(collector);
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
        scope->is_nested = parent->is_nested || scope_is_function(parent);
        *(parent->last_child == NULL ? &parent->first_child : &parent->last_child->next_sibling) =
            scope;
        parent->last_child = scope;
    }
    collector->frame = frame;
    return scope;
}

static void leave(Collector *collector) {
    collector->frame = collector->frame->outer;
}

/* ---- Collecting: names --------------------------------------------------------------------------
 */

static bool add_to(Collector *collector, Frame *frame, AstName *name, unsigned flags,
                   const AstNode *at) {
    Scope *scope = frame->scope;
    AstName *mangled = scope_mangle(collector->arena, scope, name);
    Symbol *symbol = mangled == NULL ? NULL : scope_intern(collector->arena, scope, mangled);
    if (symbol == NULL) {
        return no_memory(collector);
    }
    if ((flags & symbol->flags & SYMBOL_IS_PARAMETER) != 0) {
        return FAIL(collector, at, "duplicate argument '%s' in function definition", name->text);
    }
    symbol->flags = (uint16_t)(symbol->flags | flags);
    if (frame->is_iter_target) {
        if ((symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) != 0) {
            return FAIL(collector, at,
                        "comprehension inner loop cannot rebind assignment expression target '%s'",
                        name->text);
        }
        symbol->flags |= SYMBOL_COMP_ITER;
    }
    return true;
}

static bool add(Collector *collector, AstName *name, unsigned flags, const AstNode *at) {
    return add_to(collector, collector->frame, name, flags, at);
}

static unsigned flags_of(Collector *collector, AstName *name) {
    const Symbol *symbol = symbols_lookup(collector->arena, collector->frame->scope, name);
    return symbol == NULL ? 0 : symbol->flags;
}

static bool visit_name(Collector *collector, const AstExpr *expr) {
    AstName *name = expr->as.name.id;
    switch (expr->as.name.ctx) {
    case AST_STORE:
        return add(collector, name, SYMBOL_ASSIGNED, &expr->node);
    case AST_DEL:
        return add(collector, name, SYMBOL_ASSIGNED | SYMBOL_DELETED, &expr->node);
    default:
        break;
    }
    if (name == collector->names.super && scope_is_function(collector->frame->scope) &&
        !add(collector, collector->names.class_cell, SYMBOL_USED, &expr->node)) {
        return false;
    }
    return add(collector, name, SYMBOL_USED, &expr->node);
}

/* Counts `self.name = …` for the class around a method. */
static bool note_self_attribute(Collector *collector, const AstExpr *expr) {
    Frame *frame = collector->frame;
    const AstExpr *value = expr->as.attribute.value;
    if (expr->as.attribute.ctx != AST_STORE || frame->first_parameter == NULL ||
        value->node.kind != AST_NAME || value->as.name.id != frame->first_parameter) {
        return true;
    }
    Scope *class = frame->scope->parent;
    AstNames *names = &class->self_attributes;
    AstName *name = scope_mangle(collector->arena, class, expr->as.attribute.attr);
    if (name == NULL) {
        return no_memory(collector);
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
            return no_memory(collector);
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

/* ---- Collecting: expressions
 * --------------------------------------------------------------------- */

static bool visit_exprs(Collector *collector, const AstExprs *exprs) {
    for (uint32_t i = 0; i < exprs->count; i++) {
        if (!visit_expr(collector, exprs->items[i])) {
            return false;
        }
    }
    return true;
}

static bool refuse_in_annotation(Collector *collector, const AstExpr *expr, const char *what) {
    return !collector->frame->is_annotation ||
           FAIL(collector, &expr->node, "'%s' can not be used within an annotation", what);
}

/* With `from __future__ import annotations` the names in annotations are nobody's. */
static bool visit_annotation(Collector *collector, AstExpr *annotation) {
    if (annotation == NULL) {
        return true;
    }
    if ((collector->module->future & AST_FUTURE_ANNOTATIONS) == 0) {
        return visit_expr(collector, annotation);
    }
    Frame frame;
    Frame *outer = collector->frame;
    Scope *parent = outer->scope;
    Scope *last = parent->last_child;
    AstName *name = ast_arena_name_text(collector->arena, "_annotation");
    if (enter(collector, &frame, SCOPE_FUNCTION, name, &annotation->node) == NULL) {
        return false;
    }
    frame.is_annotation = true;
    bool is_good = visit_expr(collector, annotation);
    leave(collector);
    /* Forget the scope. */
    parent->last_child = last;
    if (last == NULL) {
        parent->first_child = NULL;
    } else {
        last->next_sibling = NULL;
    }
    return is_good;
}

static bool add_parameters(Collector *collector, const AstArgs *args) {
    for (uint32_t i = 0; i < args->count; i++) {
        if (!add(collector, args->items[i]->name, SYMBOL_IS_PARAMETER, &args->items[i]->node)) {
            return false;
        }
    }
    return true;
}

static bool visit_parameters(Collector *collector, const AstArguments *args) {
    Scope *scope = collector->frame->scope;
    if (!add_parameters(collector, &args->posonlyargs) || !add_parameters(collector, &args->args) ||
        !add_parameters(collector, &args->kwonlyargs)) {
        return false;
    }
    scope->has_varargs = args->vararg != NULL;
    scope->has_varkeywords = args->kwarg != NULL;
    if (args->vararg != NULL &&
        !add(collector, args->vararg->name, SYMBOL_IS_PARAMETER, &args->vararg->node)) {
        return false;
    }
    return args->kwarg == NULL ||
           add(collector, args->kwarg->name, SYMBOL_IS_PARAMETER, &args->kwarg->node);
}

static bool visit_defaults(Collector *collector, const AstArguments *args) {
    return visit_exprs(collector, &args->defaults) && visit_exprs(collector, &args->kw_defaults);
}

static bool visit_lambda(Collector *collector, AstExpr *expr) {
    Frame frame;
    AstName *name = ast_arena_name_text(collector->arena, "<lambda>");
    if (!visit_defaults(collector, expr->as.lambda.args)) {
        return false;
    }
    Scope *scope = enter(collector, &frame, SCOPE_LAMBDA, name, &expr->node);
    if (scope == NULL) {
        return false;
    }
    expr->as.lambda.scope = scope;
    bool is_good = visit_parameters(collector, expr->as.lambda.args) &&
                   visit_expr(collector, expr->as.lambda.body);
    leave(collector);
    return is_good;
}

static bool visit_iter_target(Collector *collector, AstExpr *target) {
    collector->frame->is_iter_target = true;
    bool is_good = visit_expr(collector, target);
    collector->frame->is_iter_target = false;
    return is_good;
}

static bool visit_iterable(Collector *collector, AstExpr *iter) {
    collector->frame->iter_expr_depth++;
    bool is_good = visit_expr(collector, iter);
    collector->frame->iter_expr_depth--;
    return is_good;
}

/* May this frame await? */
static bool allows_await(const Frame *frame) {
    return frame->is_async_def || frame->comprehension != 0;
}

/* An annotation that is kept as text has no code: what is found while code is made is not said. */
static bool is_kept_as_text(const Collector *collector) {
    const Frame *frame = collector->frame;
    while (frame != NULL && !frame->is_annotation) {
        frame = frame->outer;
    }
    return frame != NULL;
}

static bool is_top_level_await(const Collector *collector) {
    return collector->allows_top_level_await && collector->frame->scope->kind == SCOPE_MODULE;
}

static bool visit_await(Collector *collector, AstExpr *expr) {
    Frame *frame = collector->frame;
    frame->scope->is_coroutine = true;
    if (!refuse_in_annotation(collector, expr, "await expression") ||
        !visit_expr(collector, expr->as.unary.value) || is_top_level_await(collector)) {
        return collector->problem->kind == PROBLEM_NONE;
    }
    if (!scope_is_function(frame->scope)) {
        return FAIL(collector, &expr->node, "'await' outside function");
    }
    return allows_await(frame) || is_kept_as_text(collector) ||
           FAIL(collector, &expr->node, "'await' outside async function");
}

/* All of a comprehension that runs in its own frame. */
static bool visit_comprehension_body(Collector *collector, const AstExpr *expr) {
    const AstComprehensions *generators = &expr->as.comprehension.generators;
    for (uint32_t i = 0; i < generators->count; i++) {
        const AstComprehension *generator = generators->items[i];
        if (i > 0 && !visit_iterable(collector, generator->iter)) {
            return false;
        }
        if (!visit_iter_target(collector, generator->target) ||
            !visit_exprs(collector, &generator->ifs)) {
            return false;
        }
        if (generator->is_async) {
            collector->frame->scope->is_coroutine = true;
        }
    }
    return visit_expr(collector, expr->as.comprehension.element) &&
           visit_expr(collector, expr->as.comprehension.value);
}

static bool visit_comprehension(Collector *collector, AstExpr *expr) {
    Frame frame;
    AstExprKind kind = (AstExprKind)expr->node.kind;
    const char *text = kind == AST_LIST_COMP   ? "<listcomp>"
                       : kind == AST_SET_COMP  ? "<setcomp>"
                       : kind == AST_DICT_COMP ? "<dictcomp>"
                                               : "<genexpr>";
    AstName *name = ast_arena_name_text(collector->arena, text);
    if (!visit_iterable(collector, expr->as.comprehension.generators.items[0]->iter)) {
        return false;
    }
    Scope *scope = enter(collector, &frame, SCOPE_COMPREHENSION, name, &expr->node);
    if (scope == NULL) {
        return false;
    }
    expr->as.comprehension.scope = scope;
    frame.comprehension = kind;
    bool is_good =
        add(collector, collector->names.dot_zero, SYMBOL_IS_PARAMETER | SYMBOL_USED, &expr->node) &&
        visit_comprehension_body(collector, expr);
    leave(collector);
    scope->is_generator = scope->is_generator_expression = kind == AST_GENERATOR_EXP;
    if (is_good && scope->is_coroutine && kind != AST_GENERATOR_EXP) {
        collector->frame->scope->is_coroutine = true;
        return allows_await(collector->frame) || is_top_level_await(collector) ||
               is_kept_as_text(collector) ||
               FAIL(collector, &expr->node,
                    "asynchronous comprehension outside of an asynchronous function");
    }
    return is_good;
}

/* A walrus in a comprehension binds in the nearest scope that is not one. */
static bool bind_outside_comprehension(Collector *collector, AstExpr *target) {
    AstName *name = target->as.name.id;
    for (Frame *frame = collector->frame; frame != NULL; frame = frame->outer) {
        const Symbol *symbol = symbols_lookup(collector->arena, frame->scope, name);
        unsigned flags = symbol == NULL ? 0 : symbol->flags;
        if (frame->comprehension != 0) {
            if ((flags & SYMBOL_COMP_ITER) != 0 && (flags & SYMBOL_ASSIGNED) != 0) {
                return FAIL(collector, &target->node,
                            "assignment expression cannot rebind comprehension iteration variable "
                            "'%s'",
                            name->text);
            }
            continue;
        }
        if (frame->scope->kind == SCOPE_CLASS) {
            return FAIL(collector, &target->node,
                        "assignment expression within a comprehension cannot be used in a class "
                        "body");
        }
        if (frame->scope->kind == SCOPE_MODULE) {
            return add(collector, name, SYMBOL_GLOBAL, &target->node) &&
                   add_to(collector, frame, name, SYMBOL_GLOBAL | SYMBOL_ASSIGNED, &target->node);
        }
        unsigned declared = (flags & SYMBOL_GLOBAL) != 0 ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
        return add(collector, name, declared, &target->node) &&
               add_to(collector, frame, name, SYMBOL_ASSIGNED, &target->node);
    }
    return true;
}

static bool visit_walrus(Collector *collector, AstExpr *expr) {
    if (!refuse_in_annotation(collector, expr, "named expression")) {
        return false;
    }
    if (collector->frame->iter_expr_depth > 0) {
        return FAIL(collector, &expr->node,
                    "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (collector->frame->comprehension != 0 &&
        !bind_outside_comprehension(collector, expr->as.named_expr.target)) {
        return false;
    }
    return visit_expr(collector, expr->as.named_expr.value) &&
           visit_expr(collector, expr->as.named_expr.target);
}

static bool visit_yield(Collector *collector, AstExpr *expr) {
    if (!refuse_in_annotation(collector, expr, "yield expression") ||
        !visit_expr(collector, expr->as.unary.value)) {
        return false;
    }
    Frame *frame = collector->frame;
    frame->scope->is_generator = true;
    if (frame->comprehension != 0) {
        const char *where = frame->comprehension == AST_LIST_COMP   ? "list comprehension"
                            : frame->comprehension == AST_SET_COMP  ? "set comprehension"
                            : frame->comprehension == AST_DICT_COMP ? "dict comprehension"
                                                                    : "generator expression";
        return FAIL(collector, &expr->node, "'yield' inside %s", where);
    }
    if (!scope_is_function(frame->scope)) {
        return FAIL(collector, &expr->node, "'yield' outside function");
    }
    if (expr->node.kind == AST_YIELD_FROM && frame->is_async_def) {
        return FAIL(collector, &expr->node, "'yield from' inside async function");
    }
    return true;
}

static bool warn_expr(Collector *collector, const AstExpr *expr) {
    return is_kept_as_text(collector) ||
           checks_warn_expr(collector->arena, collector->module, expr) || no_memory(collector);
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

static bool visit_keywords(Collector *collector, const AstKeywords *keywords) {
    for (uint32_t i = 0; i < keywords->count; i++) {
        if (!visit_expr(collector, keywords->items[i]->value)) {
            return false;
        }
    }
    return true;
}

static bool visit_call(Collector *collector, AstExpr *expr) {
    if (is_scope_reader(expr->as.call.func)) {
        collector->frame->scope->uses_locals = true;
    }
    return warn_expr(collector, expr) && visit_expr(collector, expr->as.call.func) &&
           visit_exprs(collector, &expr->as.call.args) &&
           visit_keywords(collector, &expr->as.call.keywords);
}

static bool visit_dict(Collector *collector, AstExpr *expr) {
    for (uint32_t i = 0; i < expr->as.dict.keys.count; i++) {
        if (!visit_expr(collector, expr->as.dict.keys.items[i]) ||
            !visit_expr(collector, expr->as.dict.values.items[i])) {
            return false;
        }
    }
    return true;
}

static bool visit_expr(Collector *collector, AstExpr *expr) {
    if (expr == NULL) {
        return true;
    }
    switch ((AstExprKind)expr->node.kind) {
    case AST_BOOL_OP:
        return visit_exprs(collector, &expr->as.bool_op.values);
    case AST_NAMED_EXPR:
        return visit_walrus(collector, expr);
    case AST_BIN_OP:
        return visit_expr(collector, expr->as.bin_op.left) &&
               visit_expr(collector, expr->as.bin_op.right);
    case AST_UNARY_OP:
        return visit_expr(collector, expr->as.unary_op.operand);
    case AST_LAMBDA:
        return visit_lambda(collector, expr);
    case AST_IF_EXP:
        return visit_expr(collector, expr->as.if_exp.test) &&
               visit_expr(collector, expr->as.if_exp.body) &&
               visit_expr(collector, expr->as.if_exp.orelse);
    case AST_DICT:
        return visit_dict(collector, expr);
    case AST_SET:
    case AST_LIST:
    case AST_TUPLE:
    case AST_JOINED_STR:
        return visit_exprs(collector, &expr->as.sequence.items);
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
        return visit_expr(collector, expr->as.unary.value);
    case AST_COMPARE:
        return warn_expr(collector, expr) && visit_expr(collector, expr->as.compare.left) &&
               visit_exprs(collector, &expr->as.compare.comparators);
    case AST_CALL:
        return visit_call(collector, expr);
    case AST_FORMATTED_VALUE:
        return visit_expr(collector, expr->as.formatted.value) &&
               visit_expr(collector, expr->as.formatted.format_spec);
    case AST_CONSTANT:
        return true;
    case AST_ATTRIBUTE:
        return visit_expr(collector, expr->as.attribute.value) &&
               note_self_attribute(collector, expr);
    case AST_SUBSCRIPT:
        return warn_expr(collector, expr) && visit_expr(collector, expr->as.subscript.value) &&
               visit_expr(collector, expr->as.subscript.slice);
    case AST_NAME:
        return visit_name(collector, expr);
    case AST_SLICE:
        return visit_expr(collector, expr->as.slice.lower) &&
               visit_expr(collector, expr->as.slice.upper) &&
               visit_expr(collector, expr->as.slice.step);
    }
    return true;
}

/* ---- Collecting: patterns
 * ------------------------------------------------------------------------- */

static bool visit_pattern(Collector *collector, const AstPattern *pattern);

static bool visit_patterns(Collector *collector, const AstPatterns *patterns) {
    for (uint32_t i = 0; i < patterns->count; i++) {
        if (!visit_pattern(collector, patterns->items[i])) {
            return false;
        }
    }
    return true;
}

static bool bind_pattern_name(Collector *collector, AstName *name, const AstPattern *pattern) {
    return name == NULL || add(collector, name, SYMBOL_ASSIGNED, &pattern->node);
}

static bool visit_pattern(Collector *collector, const AstPattern *pattern) {
    if (pattern == NULL) {
        return true;
    }
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE:
        return visit_expr(collector, pattern->as.value);
    case AST_MATCH_SINGLETON:
        return true;
    case AST_MATCH_SEQUENCE:
    case AST_MATCH_OR:
        return visit_patterns(collector, &pattern->as.patterns);
    case AST_MATCH_MAPPING:
        return visit_exprs(collector, &pattern->as.mapping.keys) &&
               visit_patterns(collector, &pattern->as.mapping.patterns) &&
               bind_pattern_name(collector, pattern->as.mapping.rest, pattern);
    case AST_MATCH_CLASS:
        return visit_expr(collector, pattern->as.cls.cls) &&
               visit_patterns(collector, &pattern->as.cls.patterns) &&
               visit_patterns(collector, &pattern->as.cls.kwd_patterns);
    case AST_MATCH_STAR:
        return bind_pattern_name(collector, pattern->as.star.name, pattern);
    case AST_MATCH_AS:
        return visit_pattern(collector, pattern->as.as.pattern) &&
               bind_pattern_name(collector, pattern->as.as.name, pattern);
    }
    return true;
}

/* ---- Collecting: statements
 * ------------------------------------------------------------------------ */

static bool visit_arg_annotations(Collector *collector, const AstArgs *args) {
    for (uint32_t i = 0; i < args->count; i++) {
        if (!visit_annotation(collector, args->items[i]->annotation)) {
            return false;
        }
    }
    return true;
}

static bool visit_annotations(Collector *collector, const AstArguments *args, AstExpr *returns) {
    return visit_arg_annotations(collector, &args->posonlyargs) &&
           visit_arg_annotations(collector, &args->args) &&
           (args->vararg == NULL || visit_annotation(collector, args->vararg->annotation)) &&
           (args->kwarg == NULL || visit_annotation(collector, args->kwarg->annotation)) &&
           visit_arg_annotations(collector, &args->kwonlyargs) &&
           visit_annotation(collector, returns);
}

static const AstName *first_parameter(const AstArguments *args) {
    return args->posonlyargs.count > 0 ? args->posonlyargs.items[0]->name
           : args->args.count > 0      ? args->args.items[0]->name
                                       : NULL;
}

static bool visit_function(Collector *collector, AstStmt *stmt) {
    Frame frame;
    const AstArguments *args = stmt->as.function.args;
    if (!visit_exprs(collector, &stmt->as.function.decorators) ||
        !visit_defaults(collector, args) ||
        !visit_annotations(collector, args, stmt->as.function.returns) ||
        !add(collector, stmt->as.function.name, SYMBOL_ASSIGNED, &stmt->node)) {
        return false;
    }
    bool is_method = collector->frame->scope->kind == SCOPE_CLASS;
    Scope *scope = enter(collector, &frame, SCOPE_FUNCTION, stmt->as.function.name, &stmt->node);
    if (scope == NULL) {
        return false;
    }
    stmt->as.function.scope = scope;
    frame.first_parameter = is_method ? first_parameter(args) : NULL;
    scope->is_coroutine = frame.is_async_def = stmt->node.kind == AST_ASYNC_FUNCTION_DEF;
    bool is_good =
        visit_parameters(collector, args) && visit_stmts(collector, &stmt->as.function.body);
    leave(collector);
    if (is_good && scope->is_generator && frame.value_return != NULL) {
        return FAIL(collector, frame.value_return, "'return' with value in async generator");
    }
    return is_good;
}

static bool visit_class(Collector *collector, AstStmt *stmt) {
    Frame frame;
    if (!visit_exprs(collector, &stmt->as.class_def.decorators) ||
        !visit_exprs(collector, &stmt->as.class_def.bases) ||
        !visit_keywords(collector, &stmt->as.class_def.keywords) ||
        !add(collector, stmt->as.class_def.name, SYMBOL_ASSIGNED, &stmt->node)) {
        return false;
    }
    Scope *scope = enter(collector, &frame, SCOPE_CLASS, stmt->as.class_def.name, &stmt->node);
    if (scope == NULL) {
        return false;
    }
    stmt->as.class_def.scope = scope;
    scope->private_name = stmt->as.class_def.name;
    bool is_good = visit_stmts(collector, &stmt->as.class_def.body);
    leave(collector);
    return is_good;
}

static bool visit_annotated_assignment(Collector *collector, AstStmt *stmt) {
    AstExpr *target = stmt->as.ann_assign.target;
    if (!visit_expr(collector, stmt->as.ann_assign.value)) {
        return false;
    }
    if (target->node.kind == AST_NAME) {
        AstName *name = target->as.name.id;
        unsigned flags = flags_of(collector, name);
        if ((flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) != 0 && stmt->as.ann_assign.simple &&
            collector->frame->scope->kind != SCOPE_MODULE) {
            return FAIL(collector, &stmt->node, "annotated name '%s' can't be %s", name->text,
                        (flags & SYMBOL_GLOBAL) != 0 ? "global" : "nonlocal");
        }
        unsigned bind = stmt->as.ann_assign.value != NULL ? SYMBOL_ASSIGNED : 0;
        if (stmt->as.ann_assign.simple) {
            bind |= SYMBOL_ANNOTATED;
            collector->frame->scope->has_annotations = true;
        }
        if (bind != 0 && !add(collector, name, bind, &target->node)) {
            return false;
        }
    } else if (!visit_expr(collector, target)) {
        return false;
    }
    return visit_annotation(collector, stmt->as.ann_assign.annotation);
}

static bool visit_declaration(Collector *collector, const AstStmt *stmt) {
    bool is_global = stmt->node.kind == AST_GLOBAL;
    const char *what = is_global ? "global" : "nonlocal";
    for (uint32_t i = 0; i < stmt->as.names.count; i++) {
        AstName *name = stmt->as.names.items[i];
        unsigned flags = flags_of(collector, name);
        if ((flags & SYMBOL_IS_PARAMETER) != 0) {
            return FAIL(collector, &stmt->node, "name '%s' is parameter and %s", name->text, what);
        }
        if ((flags & SYMBOL_USED) != 0) {
            return FAIL(collector, &stmt->node, "name '%s' is used prior to %s declaration",
                        name->text, what);
        }
        if ((flags & SYMBOL_ANNOTATED) != 0) {
            return FAIL(collector, &stmt->node, "annotated name '%s' can't be %s", name->text,
                        what);
        }
        if ((flags & SYMBOL_ASSIGNED) != 0) {
            return FAIL(collector, &stmt->node, "name '%s' is assigned to before %s declaration",
                        name->text, what);
        }
        if (!add(collector, name, is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL, &stmt->node)) {
            return false;
        }
        Symbol *symbol = symbols_lookup(collector->arena, collector->frame->scope, name);
        if (symbol != NULL && symbol->declared_at == NULL) {
            symbol->declared_at = &stmt->node;
        }
    }
    return true;
}

static bool visit_import(Collector *collector, const AstStmt *stmt) {
    const AstAliases *aliases = &stmt->as.import.names;
    if (!checks_late_future(collector->arena, collector->module, stmt, collector->problem)) {
        return false;
    }
    for (uint32_t i = 0; i < aliases->count; i++) {
        const AstAlias *alias = aliases->items[i];
        AstName *name = alias->asname != NULL ? alias->asname : alias->name;
        if (name->text[0] == '*') {
            if (collector->frame->scope->kind != SCOPE_MODULE) {
                return FAIL(collector, &alias->node, "import * only allowed at module level");
            }
            continue;
        }
        const char *dot = alias->asname != NULL ? NULL : memchr(name->text, '.', name->length);
        if (dot != NULL) {
            name = ast_arena_name(collector->arena, name->text, (size_t)(dot - name->text));
        }
        if (name == NULL) {
            return no_memory(collector);
        }
        if (!add(collector, name, SYMBOL_IMPORTED, &alias->node)) {
            return false;
        }
    }
    return true;
}

static bool visit_handler_body(Collector *collector, const AstStmt *stmt,
                               const AstHandler *handler) {
    Frame *frame = collector->frame;
    if (stmt->node.kind == AST_TRY) {
        return visit_stmts(collector, &handler->body);
    }
    uint32_t loops = frame->loops_in_except_star;
    frame->except_star_depth++;
    frame->loops_in_except_star = 0;
    bool is_good = visit_stmts(collector, &handler->body);
    frame->loops_in_except_star = loops;
    frame->except_star_depth--;
    return is_good;
}

static bool visit_loop_body(Collector *collector, const AstStmts *body) {
    collector->frame->loops_in_except_star++;
    bool is_good = visit_stmts(collector, body);
    collector->frame->loops_in_except_star--;
    return is_good;
}

static bool check_leaving(Collector *collector, const AstStmt *stmt) {
    const Frame *frame = collector->frame;
    bool is_inside = stmt->node.kind != AST_RETURN && frame->loops_in_except_star > 0;
    return frame->except_star_depth == 0 || is_inside ||
           FAIL(collector, &stmt->node,
                "'break', 'continue' and 'return' cannot appear in an except* block");
}

static bool check_async(Collector *collector, const AstStmt *stmt, const char *what) {
    return collector->frame->is_async_def || is_top_level_await(collector) ||
           FAIL(collector, &stmt->node, "'async %s' outside async function", what);
}

static bool visit_for(Collector *collector, const AstStmt *stmt) {
    if (stmt->node.kind == AST_ASYNC_FOR && !check_async(collector, stmt, "for")) {
        return false;
    }
    return visit_expr(collector, stmt->as.for_loop.iter) &&
           visit_expr(collector, stmt->as.for_loop.target) &&
           visit_loop_body(collector, &stmt->as.for_loop.body) &&
           visit_stmts(collector, &stmt->as.for_loop.orelse);
}

static bool visit_return(Collector *collector, const AstStmt *stmt) {
    Frame *frame = collector->frame;
    if (stmt->as.expr.value != NULL) {
        frame->scope->returns_value = true;
        if (frame->is_async_def && frame->value_return == NULL) {
            frame->value_return = &stmt->node;
        }
    }
    return visit_expr(collector, stmt->as.expr.value) && check_leaving(collector, stmt);
}

static bool visit_try(Collector *collector, const AstStmt *stmt) {
    if (!visit_stmts(collector, &stmt->as.try_block.body) ||
        !visit_stmts(collector, &stmt->as.try_block.orelse)) {
        return false;
    }
    for (uint32_t i = 0; i < stmt->as.try_block.handlers.count; i++) {
        const AstHandler *handler = stmt->as.try_block.handlers.items[i];
        if (!visit_expr(collector, handler->type)) {
            return false;
        }
        /* The name is deleted at the end of the clause. */
        if (handler->name != NULL &&
            !add(collector, handler->name, SYMBOL_ASSIGNED | SYMBOL_DELETED, &handler->node)) {
            return false;
        }
        if (!visit_handler_body(collector, stmt, handler)) {
            return false;
        }
    }
    return visit_stmts(collector, &stmt->as.try_block.finalbody);
}

static bool visit_with(Collector *collector, const AstStmt *stmt) {
    if (stmt->node.kind == AST_ASYNC_WITH && !check_async(collector, stmt, "with")) {
        return false;
    }
    for (uint32_t i = 0; i < stmt->as.with.items.count; i++) {
        const AstWithItem *item = &stmt->as.with.items.items[i];
        if (!visit_expr(collector, item->context_expr) ||
            !visit_expr(collector, item->optional_vars)) {
            return false;
        }
    }
    return visit_stmts(collector, &stmt->as.with.body);
}

static bool visit_match(Collector *collector, const AstStmt *stmt) {
    if (!visit_expr(collector, stmt->as.match.subject)) {
        return false;
    }
    for (uint32_t i = 0; i < stmt->as.match.cases.count; i++) {
        const AstMatchCase *match_case = stmt->as.match.cases.items[i];
        if (!visit_pattern(collector, match_case->pattern) ||
            !checks_pattern(collector->arena, collector->module, match_case->pattern,
                            collector->problem) ||
            !visit_expr(collector, match_case->guard) ||
            !visit_stmts(collector, &match_case->body)) {
            return false;
        }
    }
    return true;
}

/* An if with its chain of elifs, in a loop. */
static bool visit_if(Collector *collector, const AstStmt *stmt) {
    for (;;) {
        if (!visit_expr(collector, stmt->as.branch.test) ||
            !visit_stmts(collector, &stmt->as.branch.body)) {
            return false;
        }
        const AstStmts *orelse = &stmt->as.branch.orelse;
        if (orelse->count != 1 || orelse->items[0]->node.kind != AST_IF) {
            return visit_stmts(collector, orelse);
        }
        stmt = orelse->items[0];
    }
}

static bool visit_stmt(Collector *collector, AstStmt *stmt) {
    switch ((AstStmtKind)stmt->node.kind) {
    case AST_FUNCTION_DEF:
    case AST_ASYNC_FUNCTION_DEF:
        return visit_function(collector, stmt);
    case AST_CLASS_DEF:
        return visit_class(collector, stmt);
    case AST_RETURN:
        return visit_return(collector, stmt);
    case AST_EXPR:
        return visit_expr(collector, stmt->as.expr.value);
    case AST_DELETE:
        return visit_exprs(collector, &stmt->as.targets);
    case AST_ASSIGN:
        return visit_expr(collector, stmt->as.assign.value) &&
               visit_exprs(collector, &stmt->as.assign.targets);
    case AST_AUG_ASSIGN:
        return visit_expr(collector, stmt->as.aug_assign.target) &&
               visit_expr(collector, stmt->as.aug_assign.value);
    case AST_ANN_ASSIGN:
        return visit_annotated_assignment(collector, stmt);
    case AST_FOR:
    case AST_ASYNC_FOR:
        return visit_for(collector, stmt);
    case AST_WHILE:
        return visit_expr(collector, stmt->as.branch.test) &&
               visit_loop_body(collector, &stmt->as.branch.body) &&
               visit_stmts(collector, &stmt->as.branch.orelse);
    case AST_IF:
        return visit_if(collector, stmt);
    case AST_WITH:
    case AST_ASYNC_WITH:
        return visit_with(collector, stmt);
    case AST_MATCH:
        return visit_match(collector, stmt);
    case AST_RAISE:
        return visit_expr(collector, stmt->as.raise.exc) &&
               visit_expr(collector, stmt->as.raise.cause);
    case AST_TRY:
    case AST_TRY_STAR:
        return visit_try(collector, stmt);
    case AST_ASSERT:
        if (!checks_warn_assert(collector->arena, collector->module, stmt)) {
            return no_memory(collector);
        }
        return visit_expr(collector, stmt->as.assert_stmt.test) &&
               visit_expr(collector, stmt->as.assert_stmt.msg);
    case AST_IMPORT:
    case AST_IMPORT_FROM:
        return visit_import(collector, stmt);
    case AST_GLOBAL:
    case AST_NONLOCAL:
        return visit_declaration(collector, stmt);
    case AST_BREAK:
    case AST_CONTINUE:
        return check_leaving(collector, stmt);
    case AST_PASS:
        return true;
    }
    return true;
}

static bool visit_stmts(Collector *collector, const AstStmts *stmts) {
    for (uint32_t i = 0; i < stmts->count; i++) {
        if (!visit_stmt(collector, stmts->items[i])) {
            return false;
        }
    }
    return true;
}

/* ---- Building
 * ------------------------------------------------------------------------------------------ */

static bool collect_module(Collector *collector) {
    Frame frame;
    AstModule *module = collector->module;
    AstName *name = ast_arena_name_text(collector->arena, "<module>");
    Scope *scope = enter(collector, &frame, SCOPE_MODULE, name, NULL);
    if (scope == NULL) {
        return false;
    }
    module->scope = scope;
    bool is_good =
        visit_stmts(collector, &module->body) && visit_expr(collector, module->expression);
    leave(collector);
    return is_good;
}

bool symbols_build(AstArena *arena, AstModule *module, uint32_t parse_flags,
                   SyntaxProblem *problem) {
    memset(problem, 0, sizeof *problem);
    Collector collector = {.arena = arena, .module = module, .problem = problem};
    collector.allows_top_level_await = (parse_flags & PARSE_TOP_LEVEL_AWAIT) != 0;
    collector.names.class_cell = ast_arena_name_text(arena, "__class__");
    collector.names.super = ast_arena_name_text(arena, "super");
    collector.names.dot_zero = ast_arena_name_text(arena, ".0");
    if (collector.names.class_cell == NULL || collector.names.super == NULL ||
        collector.names.dot_zero == NULL) {
        return no_memory(&collector);
    }
    return checks_futures(arena, module, problem) && collect_module(&collector) &&
           symbols_resolve(arena, module, problem);
}
