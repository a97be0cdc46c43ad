/* collect_stmt: names in statements and patterns; see collect.h. */
#include "compile/checks.h"
#include "compile/collect.h"

#include <string.h>

/* ---- patterns ---- */

static bool visit_pattern(NameCollector *collector, const AstPattern *pattern);

static bool visit_patterns(NameCollector *collector, const AstPatterns *patterns) {
    for (uint32_t i = 0; i < patterns->count; i++) {
        if (!visit_pattern(collector, patterns->items[i])) {
            return false;
        }
    }
    return true;
}

static bool bind_pattern_name(NameCollector *collector, AstName *name, const AstPattern *pattern) {
    return name == NULL || collect_add(collector, name, SYMBOL_ASSIGNED, &pattern->node);
}

static bool visit_pattern(NameCollector *collector, const AstPattern *pattern) {
    if (pattern == NULL) {
        return true;
    }
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE:
        return collect_expr(collector, pattern->as.value);
    case AST_MATCH_SINGLETON:
        return true;
    case AST_MATCH_SEQUENCE:
    case AST_MATCH_OR:
        return visit_patterns(collector, &pattern->as.patterns);
    case AST_MATCH_MAPPING:
        return collect_expr_each(collector, &pattern->as.mapping.keys) &&
               visit_patterns(collector, &pattern->as.mapping.patterns) &&
               bind_pattern_name(collector, pattern->as.mapping.rest, pattern);
    case AST_MATCH_CLASS:
        return collect_expr(collector, pattern->as.cls.cls) &&
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

/* ---- statements ---- */

static bool visit_arg_annotations(NameCollector *collector, const AstArgs *args) {
    for (uint32_t i = 0; i < args->count; i++) {
        if (!collect_expr_annotation(collector, args->items[i]->annotation)) {
            return false;
        }
    }
    return true;
}

static bool visit_annotations(NameCollector *collector, const AstArguments *args,
                              AstExpr *returns) {
    return visit_arg_annotations(collector, &args->posonlyargs) &&
           visit_arg_annotations(collector, &args->args) &&
           (args->vararg == NULL || collect_expr_annotation(collector, args->vararg->annotation)) &&
           (args->kwarg == NULL || collect_expr_annotation(collector, args->kwarg->annotation)) &&
           visit_arg_annotations(collector, &args->kwonlyargs) &&
           collect_expr_annotation(collector, returns);
}

static const AstName *first_parameter(const AstArguments *args) {
    return args->posonlyargs.count > 0 ? args->posonlyargs.items[0]->name
           : args->args.count > 0      ? args->args.items[0]->name
                                       : NULL;
}

static bool visit_function(NameCollector *collector, AstStmt *stmt) {
    CollectFrame frame;
    const AstArguments *args = stmt->as.function.args;
    if (!collect_expr_each(collector, &stmt->as.function.decorators) ||
        !collect_expr_defaults(collector, args) ||
        !visit_annotations(collector, args, stmt->as.function.returns) ||
        !collect_add(collector, stmt->as.function.name, SYMBOL_ASSIGNED, &stmt->node)) {
        return false;
    }
    bool is_method = collector->frame->scope->kind == SCOPE_CLASS;
    Scope *scope =
        collect_enter(collector, &frame, SCOPE_FUNCTION, stmt->as.function.name, &stmt->node);
    if (scope == NULL) {
        return false;
    }
    stmt->as.function.scope = scope;
    frame.first_parameter = is_method ? first_parameter(args) : NULL;
    scope->is_coroutine = frame.is_async_def = stmt->node.kind == AST_ASYNC_FUNCTION_DEF;
    bool is_good = collect_expr_parameters(collector, args) &&
                   collect_stmt_each(collector, &stmt->as.function.body);
    collect_leave(collector);
    if (is_good && scope->is_generator && frame.value_return != NULL) {
        return COLLECT_DEFER(collector, frame.value_return,
                             "'return' with value in async generator");
    }
    return is_good;
}

static bool visit_class(NameCollector *collector, AstStmt *stmt) {
    CollectFrame frame;
    if (!collect_expr_each(collector, &stmt->as.class_def.decorators) ||
        !collect_expr_each(collector, &stmt->as.class_def.bases) ||
        !collect_expr_keywords(collector, &stmt->as.class_def.keywords) ||
        !collect_add(collector, stmt->as.class_def.name, SYMBOL_ASSIGNED, &stmt->node)) {
        return false;
    }
    Scope *scope =
        collect_enter(collector, &frame, SCOPE_CLASS, stmt->as.class_def.name, &stmt->node);
    if (scope == NULL) {
        return false;
    }
    stmt->as.class_def.scope = scope;
    scope->private_name = stmt->as.class_def.name;
    bool is_good = collect_stmt_each(collector, &stmt->as.class_def.body);
    collect_leave(collector);
    return is_good;
}

static bool visit_annotated_assignment(NameCollector *collector, AstStmt *stmt) {
    AstExpr *target = stmt->as.ann_assign.target;
    if (!collect_expr(collector, stmt->as.ann_assign.value)) {
        return false;
    }
    if (target->node.kind == AST_NAME) {
        AstName *name = target->as.name.id;
        unsigned flags = collect_flags(collector, name);
        if ((flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) != 0 && stmt->as.ann_assign.simple &&
            collector->frame->scope->kind != SCOPE_MODULE) {
            return COLLECT_FAIL(collector, &stmt->node, "annotated name '%s' can't be %s",
                                name->text, (flags & SYMBOL_GLOBAL) != 0 ? "global" : "nonlocal");
        }
        unsigned bind = stmt->as.ann_assign.value != NULL ? SYMBOL_ASSIGNED : 0;
        if (stmt->as.ann_assign.simple) {
            bind |= SYMBOL_ANNOTATED;
            collector->frame->scope->has_annotations = true;
        }
        if (bind != 0 && !collect_add(collector, name, bind, &target->node)) {
            return false;
        }
    } else if (!collect_expr(collector, target)) {
        return false;
    }
    return collect_expr_annotation(collector, stmt->as.ann_assign.annotation);
}

/* As in CPython, a name that a function declares global is explicitly global in the module too:
 * exec with separate globals and locals stores it where the function will look. */
static bool declare_in_module(NameCollector *collector, AstName *name, const AstStmt *stmt) {
    CollectFrame *frame = collector->frame;
    while (frame->outer != NULL) {
        frame = frame->outer;
    }
    return collect_add_to(collector, frame, name, SYMBOL_GLOBAL, &stmt->node);
}

static bool visit_declaration(NameCollector *collector, const AstStmt *stmt) {
    bool is_global = stmt->node.kind == AST_GLOBAL;
    const char *what = is_global ? "global" : "nonlocal";
    for (uint32_t i = 0; i < stmt->as.names.count; i++) {
        AstName *name = stmt->as.names.items[i];
        unsigned flags = collect_flags(collector, name);
        if ((flags & SYMBOL_IS_PARAMETER) != 0) {
            return COLLECT_FAIL(collector, &stmt->node, "name '%s' is parameter and %s", name->text,
                                what);
        }
        if ((flags & SYMBOL_USED) != 0) {
            return COLLECT_FAIL(collector, &stmt->node, "name '%s' is used prior to %s declaration",
                                name->text, what);
        }
        if ((flags & SYMBOL_ANNOTATED) != 0) {
            return COLLECT_FAIL(collector, &stmt->node, "annotated name '%s' can't be %s",
                                name->text, what);
        }
        if ((flags & SYMBOL_ASSIGNED) != 0) {
            return COLLECT_FAIL(collector, &stmt->node,
                                "name '%s' is assigned to before %s declaration", name->text, what);
        }
        if (!collect_add(collector, name, is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL,
                         &stmt->node)) {
            return false;
        }
        Symbol *symbol = scope_lookup(collector->arena, collector->frame->scope, name);
        if (symbol != NULL && symbol->declared_at == NULL) {
            symbol->declared_at = &stmt->node;
        }
        if (is_global && symbol != NULL && !declare_in_module(collector, symbol->name, stmt)) {
            return false;
        }
    }
    return true;
}

static bool visit_import(NameCollector *collector, const AstStmt *stmt) {
    const AstAliases *aliases = &stmt->as.import.names;
    if (!checks_late_future(collector->arena, collector->module, stmt, collector->problem) &&
        !collect_defer(collector)) {
        return false;
    }
    for (uint32_t i = 0; i < aliases->count; i++) {
        const AstAlias *alias = aliases->items[i];
        AstName *name = alias->asname != NULL ? alias->asname : alias->name;
        if (name->text[0] == '*') {
            if (collector->frame->scope->kind != SCOPE_MODULE) {
                return COLLECT_FAIL(collector, &alias->node,
                                    "import * only allowed at module level");
            }
            continue;
        }
        const char *dot = alias->asname != NULL ? NULL : memchr(name->text, '.', name->length);
        if (dot != NULL) {
            name = ast_arena_name(collector->arena, name->text, (size_t)(dot - name->text));
        }
        if (name == NULL) {
            return collect_no_memory(collector);
        }
        if (!collect_add(collector, name, SYMBOL_IMPORTED, &alias->node)) {
            return false;
        }
    }
    return true;
}

static bool visit_handler_body(NameCollector *collector, const AstStmt *stmt,
                               const AstHandler *handler) {
    CollectFrame *frame = collector->frame;
    if (stmt->node.kind == AST_TRY) {
        return collect_stmt_each(collector, &handler->body);
    }
    uint32_t loops = frame->loops_in_except_star;
    frame->except_star_depth++;
    frame->loops_in_except_star = 0;
    bool is_good = collect_stmt_each(collector, &handler->body);
    frame->loops_in_except_star = loops;
    frame->except_star_depth--;
    return is_good;
}

static bool visit_loop_body(NameCollector *collector, const AstStmts *body) {
    collector->frame->loops_in_except_star++;
    bool is_good = collect_stmt_each(collector, body);
    collector->frame->loops_in_except_star--;
    return is_good;
}

static bool check_leaving(NameCollector *collector, const AstStmt *stmt) {
    const CollectFrame *frame = collector->frame;
    bool is_inside = stmt->node.kind != AST_RETURN && frame->loops_in_except_star > 0;
    return frame->except_star_depth == 0 || is_inside ||
           COLLECT_DEFER(collector, &stmt->node,
                         "'break', 'continue' and 'return' cannot appear in an except* block");
}

static bool check_async(NameCollector *collector, const AstStmt *stmt, const char *what) {
    return collector->frame->is_async_def || collect_top_level_await(collector) ||
           COLLECT_DEFER(collector, &stmt->node, "'async %s' outside async function", what);
}

static bool visit_for(NameCollector *collector, const AstStmt *stmt) {
    if (stmt->node.kind == AST_ASYNC_FOR && !check_async(collector, stmt, "for")) {
        return false;
    }
    return collect_expr(collector, stmt->as.for_loop.iter) &&
           collect_expr(collector, stmt->as.for_loop.target) &&
           visit_loop_body(collector, &stmt->as.for_loop.body) &&
           collect_stmt_each(collector, &stmt->as.for_loop.orelse);
}

static bool visit_return(NameCollector *collector, const AstStmt *stmt) {
    CollectFrame *frame = collector->frame;
    if (stmt->as.expr.value != NULL) {
        frame->scope->returns_value = true;
        if (frame->is_async_def && frame->value_return == NULL) {
            frame->value_return = &stmt->node;
        }
    }
    return collect_expr(collector, stmt->as.expr.value) && check_leaving(collector, stmt);
}

static bool visit_try(NameCollector *collector, const AstStmt *stmt) {
    if (!collect_stmt_each(collector, &stmt->as.try_block.body) ||
        !collect_stmt_each(collector, &stmt->as.try_block.orelse)) {
        return false;
    }
    for (uint32_t i = 0; i < stmt->as.try_block.handlers.count; i++) {
        const AstHandler *handler = stmt->as.try_block.handlers.items[i];
        if (!collect_expr(collector, handler->type)) {
            return false;
        }
        /* The name is deleted at the end of the clause. */
        if (handler->name != NULL &&
            !collect_add(collector, handler->name, SYMBOL_ASSIGNED | SYMBOL_DELETED,
                         &handler->node)) {
            return false;
        }
        if (!visit_handler_body(collector, stmt, handler)) {
            return false;
        }
    }
    return collect_stmt_each(collector, &stmt->as.try_block.finalbody);
}

static bool visit_with(NameCollector *collector, const AstStmt *stmt) {
    if (stmt->node.kind == AST_ASYNC_WITH && !check_async(collector, stmt, "with")) {
        return false;
    }
    for (uint32_t i = 0; i < stmt->as.with.items.count; i++) {
        const AstWithItem *item = &stmt->as.with.items.items[i];
        if (!collect_expr(collector, item->context_expr) ||
            !collect_expr(collector, item->optional_vars)) {
            return false;
        }
    }
    return collect_stmt_each(collector, &stmt->as.with.body);
}

static bool visit_match(NameCollector *collector, const AstStmt *stmt) {
    if (!collect_expr(collector, stmt->as.match.subject)) {
        return false;
    }
    for (uint32_t i = 0; i < stmt->as.match.cases.count; i++) {
        const AstMatchCase *match_case = stmt->as.match.cases.items[i];
        if (!visit_pattern(collector, match_case->pattern) ||
            (!checks_pattern(collector->arena, collector->module, match_case->pattern,
                             collector->problem) &&
             !collect_defer(collector)) ||
            !collect_expr(collector, match_case->guard) ||
            !collect_stmt_each(collector, &match_case->body)) {
            return false;
        }
    }
    return true;
}

/* An if with its chain of elifs, in a loop. */
static bool visit_if(NameCollector *collector, const AstStmt *stmt) {
    for (;;) {
        if (!collect_expr(collector, stmt->as.branch.test) ||
            !collect_stmt_each(collector, &stmt->as.branch.body)) {
            return false;
        }
        const AstStmts *orelse = &stmt->as.branch.orelse;
        if (orelse->count != 1 || orelse->items[0]->node.kind != AST_IF) {
            return collect_stmt_each(collector, orelse);
        }
        stmt = orelse->items[0];
    }
}

static bool visit_stmt(NameCollector *collector, AstStmt *stmt) {
    switch ((AstStmtKind)stmt->node.kind) {
    case AST_FUNCTION_DEF:
    case AST_ASYNC_FUNCTION_DEF:
        return visit_function(collector, stmt);
    case AST_CLASS_DEF:
        return visit_class(collector, stmt);
    case AST_RETURN:
        return visit_return(collector, stmt);
    case AST_EXPR:
        return collect_expr(collector, stmt->as.expr.value);
    case AST_DELETE:
        return collect_expr_each(collector, &stmt->as.targets);
    case AST_ASSIGN:
        return collect_expr(collector, stmt->as.assign.value) &&
               collect_expr_each(collector, &stmt->as.assign.targets);
    case AST_AUG_ASSIGN:
        return collect_expr(collector, stmt->as.aug_assign.target) &&
               collect_expr(collector, stmt->as.aug_assign.value);
    case AST_ANN_ASSIGN:
        return visit_annotated_assignment(collector, stmt);
    case AST_FOR:
    case AST_ASYNC_FOR:
        return visit_for(collector, stmt);
    case AST_WHILE:
        return collect_expr(collector, stmt->as.branch.test) &&
               visit_loop_body(collector, &stmt->as.branch.body) &&
               collect_stmt_each(collector, &stmt->as.branch.orelse);
    case AST_IF:
        return visit_if(collector, stmt);
    case AST_WITH:
    case AST_ASYNC_WITH:
        return visit_with(collector, stmt);
    case AST_MATCH:
        return visit_match(collector, stmt);
    case AST_RAISE:
        return collect_expr(collector, stmt->as.raise.exc) &&
               collect_expr(collector, stmt->as.raise.cause);
    case AST_TRY:
    case AST_TRY_STAR:
        return visit_try(collector, stmt);
    case AST_ASSERT:
        if (!checks_warn_assert(collector->arena, collector->module, stmt)) {
            return collect_no_memory(collector);
        }
        return collect_expr(collector, stmt->as.assert_stmt.test) &&
               collect_expr(collector, stmt->as.assert_stmt.msg);
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

bool collect_stmt_each(NameCollector *collector, const AstStmts *stmts) {
    for (uint32_t i = 0; i < stmts->count; i++) {
        if (!visit_stmt(collector, stmts->items[i])) {
            return false;
        }
    }
    return true;
}
