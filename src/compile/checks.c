/*
 * checks: see checks.h.
 */
#include "compile/checks.h"

#include <stdio.h>
#include <string.h>

/* ---- __future__ ---------------------------------------------------------------------------------
 */

#define LATE_FUTURE "from __future__ imports must occur at the beginning of the file"

static bool is_future_import(const AstStmt *stmt) {
    return stmt->node.kind == AST_IMPORT_FROM && stmt->as.import.level == 0 &&
           stmt->as.import.module != NULL &&
           strcmp(stmt->as.import.module->text, "__future__") == 0;
}

/* Such a problem has a line and a column, and no end. */
static bool fail_future(const AstStmt *stmt, int32_t offset, SyntaxProblem *problem) {
    problem->is_of_symbols = true;
    problem->offset = offset;
    problem->end_lineno = (int32_t)stmt->node.lineno;
    problem->end_offset = 0;
    return false;
}

static bool check_feature(AstArena *arena, const AstModule *module, const AstStmt *stmt,
                          const char *feature, SyntaxProblem *problem) {
    static const char *const features[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (strcmp(features[i], feature) == 0) {
            return true;
        }
    }
    if (strcmp(feature, "braces") == 0) {
        ast_problem(arena, module, &stmt->node, problem, "not a chance");
    } else {
        ast_problem(arena, module, &stmt->node, problem, "future feature %s is not defined",
                    feature);
    }
    return fail_future(stmt, (int32_t)stmt->node.col_offset + 1, problem);
}

bool checks_futures(AstArena *arena, const AstModule *module, SyntaxProblem *problem) {
    uint32_t i = ast_is_docstring(&module->body) ? 1 : 0;
    uint32_t last_lineno = module->body.count > 0 ? module->body.items[0]->node.lineno : 0;
    for (; i < module->body.count && is_future_import(module->body.items[i]); i++) {
        const AstStmt *stmt = module->body.items[i];
        for (uint32_t j = 0; j < stmt->as.import.names.count; j++) {
            if (!check_feature(arena, module, stmt, stmt->as.import.names.items[j]->name->text,
                               problem)) {
                return false;
            }
        }
        last_lineno = stmt->node.lineno;
    }
    /* Later ones on the line of the last; those on other lines are checks_late_future's. */
    for (; i < module->body.count && module->body.items[i]->node.lineno <= last_lineno; i++) {
        const AstStmt *stmt = module->body.items[i];
        if (is_future_import(stmt)) {
            ast_problem(arena, module, &stmt->node, problem, LATE_FUTURE);
            return fail_future(stmt, (int32_t)stmt->node.col_offset, problem);
        }
    }
    return true;
}

bool checks_late_future(AstArena *arena, const AstModule *module, const AstStmt *stmt,
                        SyntaxProblem *problem) {
    if (!is_future_import(stmt) || stmt->node.lineno <= module->future_lineno) {
        return true;
    }
    ast_problem(arena, module, &stmt->node, problem, LATE_FUTURE);
    return false;
}

/* ---- Patterns
 * ------------------------------------------------------------------------------------- */

/* The names bound so far, innermost first; on the C stack of the walk. */
typedef struct PatternCheck {
    AstArena *arena;
    const AstModule *module;
    SyntaxProblem *problem;
    const AstName **names;
    uint32_t count;
    uint32_t capacity;
    const AstPattern *last; /* the pattern entered last: where CPython places alternatives */
} PatternCheck;

static bool check_pattern(PatternCheck *check, const AstPattern *pattern);

static bool bind_name(PatternCheck *check, const AstName *name, const AstPattern *pattern) {
    if (name == NULL) {
        return true;
    }
    for (uint32_t i = 0; i < check->count; i++) {
        if (check->names[i] == name) {
            ast_problem(check->arena, check->module, &pattern->node, check->problem,
                        "multiple assignments to name '%s' in pattern", name->text);
            return false;
        }
    }
    if (check->count == check->capacity) {
        uint32_t capacity = check->capacity * 2 + 8;
        const AstName **names = ast_arena_allocate(check->arena, capacity * sizeof *names);
        if (names == NULL) {
            check->problem->kind = PROBLEM_NO_MEMORY;
            return false;
        }
        if (check->count > 0) {
            memcpy(names, check->names, check->count * sizeof *names);
        }
        check->names = names;
        check->capacity = capacity;
    }
    check->names[check->count++] = name;
    return true;
}

static bool check_patterns(PatternCheck *check, const AstPatterns *patterns) {
    for (uint32_t i = 0; i < patterns->count; i++) {
        if (!check_pattern(check, patterns->items[i])) {
            return false;
        }
    }
    return true;
}

static bool is_among(const AstName *name, const AstName **names, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (names[i] == name) {
            return true;
        }
    }
    return false;
}

static bool fail_unreachable(PatternCheck *check, const AstPattern *pattern) {
    const AstName *name = pattern->as.as.name;
    if (name == NULL) {
        ast_problem(check->arena, check->module, &pattern->node, check->problem,
                    "wildcard makes remaining patterns unreachable");
    } else {
        ast_problem(check->arena, check->module, &pattern->node, check->problem,
                    "name capture '%s' makes remaining patterns unreachable", name->text);
    }
    return false;
}

static bool check_value(PatternCheck *check, const AstExpr *value) {
    if (value->node.kind != AST_JOINED_STR) {
        return true;
    }
    ast_problem(check->arena, check->module, &value->node, check->problem,
                "patterns may only match literals and attribute lookups");
    return false;
}

/* Each alternative is checked against the names outside; all must bind what the first binds. */
static bool check_alternatives(PatternCheck *check, const AstPattern *pattern) {
    uint32_t outer = check->count;
    for (uint32_t i = 0; i + 1 < pattern->as.patterns.count; i++) {
        const AstPattern *item = pattern->as.patterns.items[i];
        if (item->node.kind == AST_MATCH_AS && item->as.as.pattern == NULL) {
            return fail_unreachable(check, item);
        }
    }
    if (!check_pattern(check, pattern->as.patterns.items[0])) {
        return false;
    }
    uint32_t first_count = check->count - outer;
    const AstName **first = ast_arena_allocate(check->arena, (first_count + 1) * sizeof *first);
    if (first == NULL) {
        check->problem->kind = PROBLEM_NO_MEMORY;
        return false;
    }
    if (first_count > 0) {
        memcpy(first, check->names + outer, first_count * sizeof *first);
    }
    for (uint32_t i = 1; i < pattern->as.patterns.count; i++) {
        check->count = outer;
        if (!check_pattern(check, pattern->as.patterns.items[i])) {
            return false;
        }
        bool is_same = check->count - outer == first_count;
        for (uint32_t j = outer; j < check->count && is_same; j++) {
            is_same = is_among(check->names[j], first, first_count);
        }
        if (!is_same) {
            ast_problem(check->arena, check->module, &check->last->node, check->problem,
                        "alternative patterns bind different names");
            return false;
        }
    }
    return true;
}

static bool check_pattern(PatternCheck *check, const AstPattern *pattern) {
    if (pattern == NULL) {
        return true;
    }
    check->last = pattern;
    switch ((AstPatternKind)pattern->node.kind) {
    case AST_MATCH_VALUE:
        return check_value(check, pattern->as.value);
    case AST_MATCH_SINGLETON:
        return true;
    case AST_MATCH_SEQUENCE:
        return check_patterns(check, &pattern->as.patterns);
    case AST_MATCH_OR:
        return check_alternatives(check, pattern);
    case AST_MATCH_MAPPING:
        return check_patterns(check, &pattern->as.mapping.patterns) &&
               bind_name(check, pattern->as.mapping.rest, pattern);
    case AST_MATCH_CLASS:
        return check_patterns(check, &pattern->as.cls.patterns) &&
               check_patterns(check, &pattern->as.cls.kwd_patterns);
    case AST_MATCH_STAR:
        return bind_name(check, pattern->as.star.name, pattern);
    case AST_MATCH_AS:
        return check_pattern(check, pattern->as.as.pattern) &&
               bind_name(check, pattern->as.as.name, pattern);
    }
    return true;
}

bool checks_pattern(AstArena *arena, const AstModule *module, const AstPattern *pattern,
                    SyntaxProblem *problem) {
    PatternCheck check = {.arena = arena, .module = module, .problem = problem};
    return check_pattern(&check, pattern);
}

/* ---- Warnings
 * -------------------------------------------------------------------------------------- */

/* Will folding make a constant of it? (1 / 0 will not; nobody compares it with `is`.) */
static bool is_literal(const AstExpr *expr) {
    switch (expr->node.kind) {
    case AST_CONSTANT:
        return expr->as.constant.kind > AST_ELLIPSIS;
    case AST_UNARY_OP:
        return expr->as.unary_op.op != AST_NOT && is_literal(expr->as.unary_op.operand);
    case AST_BIN_OP:
        return is_literal(expr->as.bin_op.left) && is_literal(expr->as.bin_op.right);
    case AST_TUPLE:
        for (uint32_t i = 0; i < expr->as.sequence.items.count; i++) {
            const AstExpr *item = expr->as.sequence.items.items[i];
            if (item->node.kind != AST_CONSTANT && !is_literal(item)) {
                return false;
            }
        }
        return true;
    default:
        return false;
    }
}

/* The name of the type that a display or literal surely has, or NULL. (AST_OBJECT: not known.) */
static const char *type_of(const AstExpr *expr) {
    static const char *const constants[] = {
        [AST_NONE] = "NoneType",     [AST_FALSE] = "bool", [AST_TRUE] = "bool",
        [AST_ELLIPSIS] = "ellipsis", [AST_INT] = "int",    [AST_FLOAT] = "float",
        [AST_IMAGINARY] = "complex", [AST_STR] = "str",    [AST_BYTES] = "bytes",
        [AST_OBJECT] = NULL,
    };
    switch (expr->node.kind) {
    case AST_TUPLE:
        return "tuple";
    case AST_LIST:
    case AST_LIST_COMP:
        return "list";
    case AST_DICT:
    case AST_DICT_COMP:
        return "dict";
    case AST_SET:
    case AST_SET_COMP:
        return "set";
    case AST_GENERATOR_EXP:
        return "generator";
    case AST_LAMBDA:
        return "function";
    case AST_JOINED_STR:
    case AST_FORMATTED_VALUE:
        return "str";
    case AST_CONSTANT:
        return constants[expr->as.constant.kind];
    default:
        return NULL;
    }
}

static bool warn(AstArena *arena, AstModule *module, const AstNode *at, const char *message) {
    return ast_note(arena, module, NOTE_SYNTAX_WARNING, at, message);
}

static bool warn_compare(AstArena *arena, AstModule *module, const AstExpr *expr) {
    bool was_literal = is_literal(expr->as.compare.left);
    for (uint32_t i = 0; i < expr->as.compare.comparators.count; i++) {
        bool now_literal = is_literal(expr->as.compare.comparators.items[i]);
        uint8_t op = expr->as.compare.ops[i];
        if ((op == AST_IS || op == AST_IS_NOT) && (was_literal || now_literal)) {
            return warn(arena, module, &expr->node,
                        op == AST_IS ? "\"is\" with a literal. Did you mean \"==\"?"
                                     : "\"is not\" with a literal. Did you mean \"!=\"?");
        }
        was_literal = now_literal;
    }
    return true;
}

static bool warn_call(AstArena *arena, AstModule *module, const AstExpr *expr) {
    const AstExpr *func = expr->as.call.func;
    const char *type = func->node.kind == AST_LAMBDA ? NULL : type_of(func);
    if (type == NULL) {
        return true;
    }
    char message[120];
    snprintf(message, sizeof message, "'%s' object is not callable; perhaps you missed a comma?",
             type);
    return warn(arena, module, &expr->node, message);
}

static bool cannot_subscript(const AstExpr *value) {
    switch (value->node.kind) {
    case AST_CONSTANT:
        return value->as.constant.kind != AST_STR && value->as.constant.kind != AST_BYTES;
    case AST_SET:
    case AST_SET_COMP:
    case AST_GENERATOR_EXP:
    case AST_LAMBDA:
        return true;
    default:
        return false;
    }
}

static bool takes_integers_only(const AstExpr *value) {
    switch (value->node.kind) {
    case AST_CONSTANT:
        return value->as.constant.kind == AST_STR || value->as.constant.kind == AST_BYTES;
    case AST_TUPLE:
    case AST_LIST:
    case AST_LIST_COMP:
    case AST_JOINED_STR:
    case AST_FORMATTED_VALUE:
        return true;
    default:
        return false;
    }
}

static bool warn_subscript(AstArena *arena, AstModule *module, const AstExpr *expr) {
    const AstExpr *value = expr->as.subscript.value;
    char message[160];
    if (expr->as.subscript.ctx != AST_LOAD) {
        return true;
    }
    if (cannot_subscript(value)) {
        snprintf(message, sizeof message,
                 "'%s' object is not subscriptable; perhaps you missed a comma?", type_of(value));
        return warn(arena, module, &expr->node, message);
    }
    const char *index = type_of(expr->as.subscript.slice);
    if (index == NULL || strcmp(index, "int") == 0 || strcmp(index, "bool") == 0 ||
        !takes_integers_only(value)) {
        return true;
    }
    snprintf(message, sizeof message,
             "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
             type_of(value), index);
    return warn(arena, module, &expr->node, message);
}

bool checks_warn_expr(AstArena *arena, AstModule *module, const AstExpr *expr) {
    switch (expr->node.kind) {
    case AST_COMPARE:
        return warn_compare(arena, module, expr);
    case AST_CALL:
        return warn_call(arena, module, expr);
    case AST_SUBSCRIPT:
        return warn_subscript(arena, module, expr);
    default:
        return true;
    }
}

bool checks_warn_assert(AstArena *arena, AstModule *module, const AstStmt *stmt) {
    const AstExpr *test = stmt->as.assert_stmt.test;
    if (test->node.kind != AST_TUPLE || test->as.sequence.items.count == 0) {
        return true;
    }
    return warn(arena, module, &stmt->node,
                "assertion is always true, perhaps remove parentheses?");
}
