/* ast_validate: what a tree made from objects must hold beyond the kinds of its fields: lengths
 * that agree, targets where something is stored, bodies that are not empty. */
#include "modules/ast_module.h"

#include "object/raise.h"

#include <string.h>

static bool check_expr(Runtime *rt, const AstExpr *expr, AstContext ctx);
static bool check_stmts(Runtime *rt, const AstStmts *stmts);
static bool check_pattern(Runtime *rt, const AstPattern *pattern, bool star_may);

static bool fail(Runtime *rt, const char *message, const char *what) {
    raise_value_error(rt, message, what);
    return false;
}

static bool check_some(Runtime *rt, uint32_t count, const char *what, const char *owner) {
    if (count == 0) {
        raise_value_error(rt, "empty %s on %s", what, owner);
    }
    return count != 0;
}

/* NULL is allowed. */
static bool check_optional(Runtime *rt, const AstExpr *expr) {
    return expr == NULL || check_expr(rt, expr, AST_LOAD);
}

/* The keys of a dict and the defaults of keyword-only parameters have holes. */
static bool check_exprs(Runtime *rt, const AstExprs *exprs, AstContext ctx) {
    for (uint32_t idx = 0; idx < exprs->count; idx++) {
        if (exprs->items[idx] != NULL && !check_expr(rt, exprs->items[idx], ctx)) {
            return false;
        }
    }
    return true;
}

static bool check_name(Runtime *rt, const AstName *name) {
    static const char *const forbidden[] = {"None", "True", "False"};
    for (size_t idx = 0; idx < 3; idx++) {
        if (strcmp(name->text, forbidden[idx]) == 0) {
            return fail(rt, "identifier field can't represent '%s' constant", forbidden[idx]);
        }
    }
    return true;
}

/* ---- parts of expressions and statements ---- */

static bool check_args(Runtime *rt, const AstArgs *args) {
    for (uint32_t idx = 0; idx < args->count; idx++) {
        const AstArg *arg = args->items[idx];
        if (!check_optional(rt, arg->annotation)) {
            return false;
        }
    }
    return true;
}

static bool check_arguments(Runtime *rt, const AstArguments *args) {
    if (!check_args(rt, &args->posonlyargs) || !check_args(rt, &args->args) ||
        (args->vararg && !check_optional(rt, args->vararg->annotation)) ||
        !check_args(rt, &args->kwonlyargs) ||
        (args->kwarg && !check_optional(rt, args->kwarg->annotation))) {
        return false;
    }
    if (args->defaults.count > args->posonlyargs.count + args->args.count) {
        return fail(rt, "more positional defaults than args on arguments", "");
    }
    if (args->kw_defaults.count != args->kwonlyargs.count) {
        return fail(rt, "length of kwonlyargs is not the same as kw_defaults on arguments", "");
    }
    return check_exprs(rt, &args->defaults, AST_LOAD) &&
           check_exprs(rt, &args->kw_defaults, AST_LOAD);
}

static bool check_keywords(Runtime *rt, const AstKeywords *keywords) {
    for (uint32_t idx = 0; idx < keywords->count; idx++) {
        if (!check_expr(rt, keywords->items[idx]->value, AST_LOAD)) {
            return false;
        }
    }
    return true;
}

static bool check_comprehension(Runtime *rt, const AstExpr *expr) {
    const AstComprehensions *generators = &expr->as.comprehension.generators;
    if (generators->count == 0) {
        return fail(rt, "comprehension with no generators", "");
    }
    for (uint32_t idx = 0; idx < generators->count; idx++) {
        const AstComprehension *generator = generators->items[idx];
        if (!check_expr(rt, generator->target, AST_STORE) ||
            !check_expr(rt, generator->iter, AST_LOAD) ||
            !check_exprs(rt, &generator->ifs, AST_LOAD)) {
            return false;
        }
    }
    return check_expr(rt, expr->as.comprehension.element, AST_LOAD) &&
           check_optional(rt, expr->as.comprehension.value);
}

static bool check_compare(Runtime *rt, const AstExpr *expr) {
    if (expr->as.compare.comparators.count == 0) {
        return fail(rt, "Compare with no comparators", "");
    }
    return check_expr(rt, expr->as.compare.left, AST_LOAD) &&
           check_exprs(rt, &expr->as.compare.comparators, AST_LOAD);
}

static bool check_dict(Runtime *rt, const AstExpr *expr) {
    if (expr->as.dict.keys.count != expr->as.dict.values.count) {
        return fail(rt, "Dict doesn't have the same number of keys as values", "");
    }
    return check_exprs(rt, &expr->as.dict.keys, AST_LOAD) &&
           check_exprs(rt, &expr->as.dict.values, AST_LOAD);
}

/* ---- expressions ---- */

/* The context that the expression itself names; AST_LOAD for those that name none. */
static AstContext context_of(const AstExpr *expr, bool *has_context) {
    *has_context = true;
    switch (expr->node.kind) {
    case AST_ATTRIBUTE:
        return expr->as.attribute.ctx;
    case AST_SUBSCRIPT:
        return expr->as.subscript.ctx;
    case AST_STARRED:
        return expr->as.unary.ctx;
    case AST_NAME:
        return expr->as.name.ctx;
    case AST_LIST:
    case AST_TUPLE:
        return expr->as.sequence.ctx;
    default:
        *has_context = false;
        return AST_LOAD;
    }
}

static bool check_context(Runtime *rt, const AstExpr *expr, AstContext ctx) {
    static const char *const names[] = {"Load", "Store", "Del"};
    bool has_context;
    AstContext actual = context_of(expr, &has_context);
    if (!has_context && ctx != AST_LOAD) {
        return fail(rt, "expression which can't be assigned to in %s context", names[ctx]);
    }
    if (actual != ctx) {
        raise_value_error(rt, "expression must have %s context but has %s instead", names[ctx],
                          names[actual]);
        return false;
    }
    return true;
}

static bool check_operands(Runtime *rt, const AstExpr *expr) {
    switch (expr->node.kind) {
    case AST_BOOL_OP:
        if (expr->as.bool_op.values.count < 2) {
            return fail(rt, "BoolOp with less than 2 values", "");
        }
        return check_exprs(rt, &expr->as.bool_op.values, AST_LOAD);
    case AST_BIN_OP:
        return check_expr(rt, expr->as.bin_op.left, AST_LOAD) &&
               check_expr(rt, expr->as.bin_op.right, AST_LOAD);
    case AST_UNARY_OP:
        return check_expr(rt, expr->as.unary_op.operand, AST_LOAD);
    case AST_IF_EXP:
        return check_expr(rt, expr->as.if_exp.test, AST_LOAD) &&
               check_expr(rt, expr->as.if_exp.body, AST_LOAD) &&
               check_expr(rt, expr->as.if_exp.orelse, AST_LOAD);
    case AST_NAMED_EXPR:
        if (expr->as.named_expr.target->node.kind != AST_NAME) {
            raise_type_error(rt, "NamedExpr target must be a Name");
            return false;
        }
        return check_expr(rt, expr->as.named_expr.target, AST_STORE) &&
               check_expr(rt, expr->as.named_expr.value, AST_LOAD);
    case AST_AWAIT:
    case AST_YIELD_FROM:
    case AST_YIELD:
        return check_optional(rt, expr->as.unary.value);
    case AST_LAMBDA:
        return check_arguments(rt, expr->as.lambda.args) &&
               check_expr(rt, expr->as.lambda.body, AST_LOAD);
    case AST_FORMATTED_VALUE:
        return check_expr(rt, expr->as.formatted.value, AST_LOAD) &&
               check_optional(rt, expr->as.formatted.format_spec);
    default:
        return true;
    }
}

static bool check_expr(Runtime *rt, const AstExpr *expr, AstContext ctx) {
    if (!check_context(rt, expr, ctx)) {
        return false;
    }
    switch (expr->node.kind) {
    case AST_DICT:
        return check_dict(rt, expr);
    case AST_SET:
    case AST_JOINED_STR:
        return check_exprs(rt, &expr->as.sequence.items, AST_LOAD);
    case AST_LIST:
    case AST_TUPLE:
        return check_exprs(rt, &expr->as.sequence.items, ctx);
    case AST_LIST_COMP:
    case AST_SET_COMP:
    case AST_DICT_COMP:
    case AST_GENERATOR_EXP:
        return check_comprehension(rt, expr);
    case AST_COMPARE:
        return check_compare(rt, expr);
    case AST_CALL:
        return check_expr(rt, expr->as.call.func, AST_LOAD) &&
               check_exprs(rt, &expr->as.call.args, AST_LOAD) &&
               check_keywords(rt, &expr->as.call.keywords);
    case AST_ATTRIBUTE:
        return check_expr(rt, expr->as.attribute.value, AST_LOAD);
    case AST_SUBSCRIPT:
        return check_expr(rt, expr->as.subscript.value, AST_LOAD) &&
               check_expr(rt, expr->as.subscript.slice, AST_LOAD);
    case AST_STARRED:
        return check_expr(rt, expr->as.unary.value, ctx);
    case AST_SLICE:
        return check_optional(rt, expr->as.slice.lower) &&
               check_optional(rt, expr->as.slice.upper) && check_optional(rt, expr->as.slice.step);
    case AST_NAME:
        return check_name(rt, expr->as.name.id);
    default:
        return check_operands(rt, expr);
    }
}

/* ---- patterns ---- */

static bool is_number(const AstExpr *expr, bool imaginary_may) {
    if (expr->node.kind == AST_UNARY_OP && expr->as.unary_op.op == AST_U_SUB) {
        expr = expr->as.unary_op.operand;
    }
    if (expr->node.kind != AST_CONSTANT) {
        return false;
    }
    AstConstantKind kind = (AstConstantKind)expr->as.constant.kind;
    return kind == AST_INT || kind == AST_FLOAT || kind == AST_OBJECT ||
           (imaginary_may && kind == AST_IMAGINARY);
}

static bool check_pattern_value(Runtime *rt, const AstExpr *expr) {
    switch (expr->node.kind) {
    case AST_CONSTANT:
    case AST_ATTRIBUTE:
    case AST_JOINED_STR:
        return check_expr(rt, expr, AST_LOAD);
    case AST_UNARY_OP:
        if (is_number(expr, true)) {
            return true;
        }
        break;
    case AST_BIN_OP:
        if ((expr->as.bin_op.op == AST_ADD || expr->as.bin_op.op == AST_SUB) &&
            is_number(expr->as.bin_op.left, false) && is_number(expr->as.bin_op.right, true)) {
            return true;
        }
        break;
    default:
        break;
    }
    return fail(rt, "patterns may only match literals and attribute lookups", "");
}

static bool check_capture(Runtime *rt, const AstName *name) {
    if (name != NULL && strcmp(name->text, "_") == 0) {
        return fail(rt, "can't capture name '_' in patterns", "");
    }
    return name == NULL || check_name(rt, name);
}

static bool check_patterns(Runtime *rt, const AstPatterns *patterns, bool star_may) {
    for (uint32_t idx = 0; idx < patterns->count; idx++) {
        if (!check_pattern(rt, patterns->items[idx], star_may)) {
            return false;
        }
    }
    return true;
}

static bool check_mapping(Runtime *rt, const AstPattern *pattern) {
    const AstExprs *keys = &pattern->as.mapping.keys;
    if (keys->count != pattern->as.mapping.patterns.count) {
        return fail(rt, "MatchMapping doesn't have the same number of keys as patterns", "");
    }
    for (uint32_t idx = 0; idx < keys->count; idx++) {
        if (!check_pattern_value(rt, keys->items[idx])) {
            return false;
        }
    }
    return check_capture(rt, pattern->as.mapping.rest) &&
           check_patterns(rt, &pattern->as.mapping.patterns, false);
}

static bool check_class(Runtime *rt, const AstPattern *pattern) {
    if (pattern->as.cls.kwd_attrs.count != pattern->as.cls.kwd_patterns.count) {
        return fail(rt, "MatchClass doesn't have the same number of keyword attributes as patterns",
                    "");
    }
    const AstExpr *cls = pattern->as.cls.cls;
    while (cls->node.kind == AST_ATTRIBUTE) {
        cls = cls->as.attribute.value;
    }
    if (cls->node.kind != AST_NAME) {
        return fail(rt, "MatchClass cls field can only contain Name or Attribute nodes.", "");
    }
    return check_expr(rt, pattern->as.cls.cls, AST_LOAD) &&
           check_patterns(rt, &pattern->as.cls.patterns, false) &&
           check_patterns(rt, &pattern->as.cls.kwd_patterns, false);
}

static bool check_pattern(Runtime *rt, const AstPattern *pattern, bool star_may) {
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE:
        return check_pattern_value(rt, pattern->as.value);
    case AST_MATCH_SINGLETON:
        return true;
    case AST_MATCH_SEQUENCE:
        return check_patterns(rt, &pattern->as.patterns, true);
    case AST_MATCH_MAPPING:
        return check_mapping(rt, pattern);
    case AST_MATCH_CLASS:
        return check_class(rt, pattern);
    case AST_MATCH_STAR:
        return star_may ? check_capture(rt, pattern->as.star.name)
                        : fail(rt, "can't use MatchStar here", "");
    case AST_MATCH_AS:
        if (pattern->as.as.pattern != NULL && pattern->as.as.name == NULL) {
            return fail(rt, "MatchAs must specify a target name if a pattern is given", "");
        }
        return check_capture(rt, pattern->as.as.name) &&
               (pattern->as.as.pattern == NULL || check_pattern(rt, pattern->as.as.pattern, false));
    case AST_MATCH_OR:
        if (pattern->as.patterns.count < 2) {
            return fail(rt, "MatchOr requires at least 2 patterns", "");
        }
        return check_patterns(rt, &pattern->as.patterns, false);
    }
    return false;
}

/* ---- statements ---- */

static bool check_body(Runtime *rt, const AstStmts *body, const char *owner) {
    return check_some(rt, body->count, "body", owner) && check_stmts(rt, body);
}

static bool check_function(Runtime *rt, const AstStmt *stmt, const char *owner) {
    return check_body(rt, &stmt->as.function.body, owner) &&
           check_arguments(rt, stmt->as.function.args) &&
           check_exprs(rt, &stmt->as.function.decorators, AST_LOAD) &&
           check_optional(rt, stmt->as.function.returns);
}

static bool check_try(Runtime *rt, const AstStmt *stmt, const char *owner) {
    const AstHandlers *handlers = &stmt->as.try_block.handlers;
    if (!check_body(rt, &stmt->as.try_block.body, owner)) {
        return false;
    }
    if (handlers->count == 0 && stmt->as.try_block.finalbody.count == 0) {
        return fail(rt, "%s has neither except handlers nor finalbody", owner);
    }
    if (handlers->count == 0 && stmt->as.try_block.orelse.count != 0) {
        return fail(rt, "%s has orelse but no except handlers", owner);
    }
    for (uint32_t idx = 0; idx < handlers->count; idx++) {
        const AstHandler *handler = handlers->items[idx];
        if (stmt->node.kind == AST_TRY_STAR && handler->type == NULL) {
            return fail(rt, "TryStar needs a type in each handler", "");
        }
        if (!check_optional(rt, handler->type) ||
            !check_body(rt, &handler->body, "ExceptHandler")) {
            return false;
        }
    }
    return check_stmts(rt, &stmt->as.try_block.orelse) &&
           check_stmts(rt, &stmt->as.try_block.finalbody);
}

static bool check_with(Runtime *rt, const AstStmt *stmt, const char *owner) {
    const AstWithItems *items = &stmt->as.with.items;
    if (!check_some(rt, items->count, "items", owner)) {
        return false;
    }
    for (uint32_t idx = 0; idx < items->count; idx++) {
        const AstExpr *target = items->items[idx].optional_vars;
        if (!check_expr(rt, items->items[idx].context_expr, AST_LOAD) ||
            (target != NULL && !check_expr(rt, target, AST_STORE))) {
            return false;
        }
    }
    return check_body(rt, &stmt->as.with.body, owner);
}

static bool check_match(Runtime *rt, const AstStmt *stmt) {
    const AstMatchCases *cases = &stmt->as.match.cases;
    if (!check_expr(rt, stmt->as.match.subject, AST_LOAD) ||
        !check_some(rt, cases->count, "cases", "Match")) {
        return false;
    }
    for (uint32_t idx = 0; idx < cases->count; idx++) {
        const AstMatchCase *match_case = cases->items[idx];
        if (!check_pattern(rt, match_case->pattern, false) ||
            !check_optional(rt, match_case->guard) ||
            !check_body(rt, &match_case->body, "match_case")) {
            return false;
        }
    }
    return true;
}

static bool check_annotated(Runtime *rt, const AstStmt *stmt) {
    const AstExpr *target = stmt->as.ann_assign.target;
    if (stmt->as.ann_assign.simple && target->node.kind != AST_NAME) {
        raise_type_error(rt, "AnnAssign with simple non-Name target");
        return false;
    }
    return check_expr(rt, target, AST_STORE) && check_optional(rt, stmt->as.ann_assign.value) &&
           check_expr(rt, stmt->as.ann_assign.annotation, AST_LOAD);
}

static bool check_simple(Runtime *rt, const AstStmt *stmt, const char *owner) {
    switch ((AstStmtKind)stmt->node.kind) {
    case AST_RETURN:
    case AST_EXPR:
        return check_optional(rt, stmt->as.expr.value);
    case AST_DELETE:
        return check_some(rt, stmt->as.targets.count, "targets", owner) &&
               check_exprs(rt, &stmt->as.targets, AST_DEL);
    case AST_ASSIGN:
        return check_some(rt, stmt->as.assign.targets.count, "targets", owner) &&
               check_exprs(rt, &stmt->as.assign.targets, AST_STORE) &&
               check_expr(rt, stmt->as.assign.value, AST_LOAD);
    case AST_AUG_ASSIGN:
        return check_expr(rt, stmt->as.aug_assign.target, AST_STORE) &&
               check_expr(rt, stmt->as.aug_assign.value, AST_LOAD);
    case AST_ANN_ASSIGN:
        return check_annotated(rt, stmt);
    case AST_RAISE:
        if (stmt->as.raise.exc == NULL && stmt->as.raise.cause != NULL) {
            return fail(rt, "Raise with cause but no exception", "");
        }
        return check_optional(rt, stmt->as.raise.exc) && check_optional(rt, stmt->as.raise.cause);
    case AST_ASSERT:
        return check_expr(rt, stmt->as.assert_stmt.test, AST_LOAD) &&
               check_optional(rt, stmt->as.assert_stmt.msg);
    case AST_IMPORT:
    case AST_IMPORT_FROM:
        return check_some(rt, stmt->as.import.names.count, "names", owner);
    case AST_GLOBAL:
    case AST_NONLOCAL:
        return check_some(rt, stmt->as.names.count, "names", owner);
    default:
        return true;
    }
}

static bool check_stmt(Runtime *rt, const AstStmt *stmt) {
    const char *owner = ast_nodes_row(SORT_STMT, stmt->node.kind)->name;
    switch ((AstStmtKind)stmt->node.kind) {
    case AST_FUNCTION_DEF:
    case AST_ASYNC_FUNCTION_DEF:
        return check_function(rt, stmt, owner);
    case AST_CLASS_DEF:
        return check_body(rt, &stmt->as.class_def.body, owner) &&
               check_exprs(rt, &stmt->as.class_def.bases, AST_LOAD) &&
               check_keywords(rt, &stmt->as.class_def.keywords) &&
               check_exprs(rt, &stmt->as.class_def.decorators, AST_LOAD);
    case AST_FOR:
    case AST_ASYNC_FOR:
        return check_expr(rt, stmt->as.for_loop.target, AST_STORE) &&
               check_expr(rt, stmt->as.for_loop.iter, AST_LOAD) &&
               check_body(rt, &stmt->as.for_loop.body, owner) &&
               check_stmts(rt, &stmt->as.for_loop.orelse);
    case AST_WHILE:
    case AST_IF:
        return check_expr(rt, stmt->as.branch.test, AST_LOAD) &&
               check_body(rt, &stmt->as.branch.body, owner) &&
               check_stmts(rt, &stmt->as.branch.orelse);
    case AST_WITH:
    case AST_ASYNC_WITH:
        return check_with(rt, stmt, owner);
    case AST_MATCH:
        return check_match(rt, stmt);
    case AST_TRY:
    case AST_TRY_STAR:
        return check_try(rt, stmt, owner);
    default:
        return check_simple(rt, stmt, owner);
    }
}

static bool check_stmts(Runtime *rt, const AstStmts *stmts) {
    for (uint32_t idx = 0; idx < stmts->count; idx++) {
        if (!check_stmt(rt, stmts->items[idx])) {
            return false;
        }
    }
    return true;
}

bool ast_validate(Runtime *rt, const AstModule *module) {
    return module->mode == PARSE_EVAL ? check_expr(rt, module->expression, AST_LOAD)
                                      : check_stmts(rt, &module->body);
}
