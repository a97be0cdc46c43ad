/*
 * parse_stmt: see parse_stmt.h. `match` and `case` are names unless a whole match statement's
 * first line is there; a `with` in parentheses is tried as a list of items first.
 */
#include "compile/parse_stmt.h"

#include "compile/parse_expr.h"
#include "compile/parse_pattern.h"
#include "compile/parse_primary.h"

#include <string.h>

static bool parse_statement(Parser *parser);

static void *bad_syntax(Parser *parser) {
    return parse_state_fail(parser, PARSE_BAD_SYNTAX);
}

static bool take_stmts(Parser *parser, uint32_t mark, AstStmts *stmts) {
    stmts->items = parse_state_take(parser, mark, &stmts->count);
    return parser->failure == PARSE_OK;
}

static bool take_exprs(Parser *parser, uint32_t mark, AstExprs *exprs) {
    exprs->items = parse_state_take(parser, mark, &exprs->count);
    return parser->failure == PARSE_OK;
}

static bool push_stmt(Parser *parser, AstStmt *stmt) {
    return stmt != NULL && parse_state_push(parser, stmt);
}

/* ---- Assignments ---------------------------------------------------------------------------- */

/* A yield or star_expressions: what may stand on the right of `=`. */
static AstExpr *parse_right_side(Parser *parser) {
    return parse_state_is(parser, TOKEN_YIELD) ? parse_expr_yield(parser)
                                               : parse_expr_star_expressions(parser);
}

static AstStmt *parse_annotated(Parser *parser, const AstNode *start, AstExpr *target) {
    bool is_name = target->node.kind == AST_NAME;
    if (!is_name && target->node.kind != AST_ATTRIBUTE && target->node.kind != AST_SUBSCRIPT) {
        return bad_syntax(parser);
    }
    parse_primary_to_target(parser, target, AST_STORE);
    parse_state_advance(parser);
    AstExpr *annotation = parse_expr_expression(parser);
    if (annotation == NULL) {
        return NULL;
    }
    AstExpr *value = NULL;
    if (parse_state_accept(parser, TOKEN_EQUAL)) {
        value = parse_right_side(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_ANN_ASSIGN, start);
    if (stmt != NULL) {
        stmt->as.ann_assign.target = target;
        stmt->as.ann_assign.annotation = annotation;
        stmt->as.ann_assign.value = value;
        stmt->as.ann_assign.simple = is_name && (target->node.flags & AST_PARENTHESISED) == 0;
    }
    return stmt;
}

/* The operator of an augmented assignment, or -1. */
static int augmented_operator(TokenKind kind) {
    static const uint8_t operators[TOKEN_KIND_COUNT] = {
        [TOKEN_PLUS_EQUAL] = AST_ADD + 1,
        [TOKEN_MINUS_EQUAL] = AST_SUB + 1,
        [TOKEN_STAR_EQUAL] = AST_MULT + 1,
        [TOKEN_SLASH_EQUAL] = AST_DIV + 1,
        [TOKEN_DOUBLE_SLASH_EQUAL] = AST_FLOOR_DIV + 1,
        [TOKEN_PERCENT_EQUAL] = AST_MOD + 1,
        [TOKEN_AT_EQUAL] = AST_MAT_MULT + 1,
        [TOKEN_AMPERSAND_EQUAL] = AST_BIT_AND + 1,
        [TOKEN_BAR_EQUAL] = AST_BIT_OR + 1,
        [TOKEN_CARET_EQUAL] = AST_BIT_XOR + 1,
        [TOKEN_LEFT_SHIFT_EQUAL] = AST_L_SHIFT + 1,
        [TOKEN_RIGHT_SHIFT_EQUAL] = AST_R_SHIFT + 1,
        [TOKEN_DOUBLE_STAR_EQUAL] = AST_POW + 1,
    };
    return operators[kind] - 1;
}

static AstStmt *parse_augmented(Parser *parser, const AstNode *start, AstExpr *target,
                                AstOperator op) {
    if (target->node.kind != AST_NAME && target->node.kind != AST_ATTRIBUTE &&
        target->node.kind != AST_SUBSCRIPT) {
        return bad_syntax(parser);
    }
    parse_primary_to_target(parser, target, AST_STORE);
    parse_state_advance(parser);
    AstExpr *value = parse_right_side(parser);
    AstStmt *stmt = value == NULL ? NULL : parse_state_stmt(parser, AST_AUG_ASSIGN, start);
    if (stmt != NULL) {
        stmt->as.aug_assign.target = target;
        stmt->as.aug_assign.op = op;
        stmt->as.aug_assign.value = value;
    }
    return stmt;
}

static AstStmt *parse_assignment(Parser *parser, const AstNode *start, AstExpr *first) {
    uint32_t mark = parser->stack_count;
    AstExpr *value = first;
    while (parse_state_accept(parser, TOKEN_EQUAL)) {
        if (!parse_primary_to_target(parser, value, AST_STORE) ||
            !parse_state_push(parser, value)) {
            return NULL;
        }
        value = parse_right_side(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_ASSIGN, start);
    if (stmt == NULL || !take_exprs(parser, mark, &stmt->as.assign.targets)) {
        return NULL;
    }
    stmt->as.assign.value = value;
    return stmt;
}

/* An expression or an assignment of any kind. */
static AstStmt *parse_expression_statement(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *first = parse_right_side(parser);
    if (first == NULL) {
        return NULL;
    }
    if (parse_state_is(parser, TOKEN_EQUAL)) {
        return parse_assignment(parser, &start, first);
    }
    if (parse_state_is(parser, TOKEN_COLON)) {
        return parse_annotated(parser, &start, first);
    }
    int op = augmented_operator((TokenKind)parser->token.kind);
    if (op >= 0) {
        return parse_augmented(parser, &start, first, (AstOperator)op);
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_EXPR, &start);
    if (stmt != NULL) {
        stmt->as.expr.value = first;
    }
    return stmt;
}

/* ---- Simple statements ----------------------------------------------------------------------- */

static bool at_end_of_simple(const Parser *parser) {
    return parse_state_is(parser, TOKEN_NEWLINE) || parse_state_is(parser, TOKEN_SEMICOLON);
}

static AstStmt *parse_return(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *value = NULL;
    parse_state_advance(parser);
    if (!at_end_of_simple(parser)) {
        value = parse_expr_star_expressions(parser);
        if (value == NULL) {
            return NULL;
        }
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_RETURN, &start);
    if (stmt != NULL) {
        stmt->as.expr.value = value;
    }
    return stmt;
}

static AstStmt *parse_delete(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    do {
        if (parser->stack_count > mark && at_end_of_simple(parser)) {
            break;
        }
        AstExpr *target = parse_primary(parser);
        if (target == NULL || !parse_primary_to_target(parser, target, AST_DEL) ||
            !parse_state_push(parser, target)) {
            return NULL;
        }
    } while (parse_state_accept(parser, TOKEN_COMMA));
    AstStmt *stmt = parse_state_stmt(parser, AST_DELETE, &start);
    return stmt != NULL && take_exprs(parser, mark, &stmt->as.targets) ? stmt : NULL;
}

static AstStmt *parse_raise(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *exc = NULL;
    AstExpr *cause = NULL;
    parse_state_advance(parser);
    if (!at_end_of_simple(parser)) {
        exc = parse_expr_expression(parser);
        if (exc != NULL && parse_state_accept(parser, TOKEN_FROM)) {
            cause = parse_expr_expression(parser);
        }
        if (parser->failure != PARSE_OK) {
            return NULL;
        }
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_RAISE, &start);
    if (stmt != NULL) {
        stmt->as.raise.exc = exc;
        stmt->as.raise.cause = cause;
    }
    return stmt;
}

static AstStmt *parse_assert(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *msg = NULL;
    parse_state_advance(parser);
    AstExpr *test = parse_expr_expression(parser);
    if (test != NULL && parse_state_accept(parser, TOKEN_COMMA)) {
        msg = parse_expr_expression(parser);
    }
    AstStmt *stmt =
        parser->failure != PARSE_OK ? NULL : parse_state_stmt(parser, AST_ASSERT, &start);
    if (stmt != NULL) {
        stmt->as.assert_stmt.test = test;
        stmt->as.assert_stmt.msg = msg;
    }
    return stmt;
}

static AstStmt *parse_names(Parser *parser, AstStmtKind kind) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    do {
        AstName *name = parse_state_name(parser);
        if (name == NULL || !parse_state_push(parser, name)) {
            return NULL;
        }
    } while (parse_state_accept(parser, TOKEN_COMMA));
    AstStmt *stmt = parse_state_stmt(parser, kind, &start);
    if (stmt == NULL) {
        return NULL;
    }
    stmt->as.names.items = parse_state_take(parser, mark, &stmt->as.names.count);
    return parser->failure == PARSE_OK ? stmt : NULL;
}

static AstStmt *parse_keyword_alone(Parser *parser, AstStmtKind kind) {
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    return parse_state_stmt(parser, kind, &start);
}

/* ---- Imports --------------------------------------------------------------------------------- */

/* a.b.c as one name. */
static AstName *parse_dotted_name(Parser *parser) {
    AstName *name = parse_state_name(parser);
    while (name != NULL && parse_state_accept(parser, TOKEN_DOT)) {
        AstName *part = parse_state_name(parser);
        if (part == NULL) {
            return NULL;
        }
        size_t length = (size_t)name->length + 1 + part->length;
        char *text = ast_arena_allocate(parser->arena, length);
        if (text == NULL) {
            return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        }
        memcpy(text, name->text, name->length);
        text[name->length] = '.';
        memcpy(text + name->length + 1, part->text, part->length);
        name = ast_arena_name(parser->arena, text, length);
        if (name == NULL) {
            return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        }
    }
    return name;
}

/* Pushes `name [as name]`. */
static bool parse_alias(Parser *parser, bool is_dotted) {
    AstNode start = parse_state_start(parser);
    AstName *name = is_dotted ? parse_dotted_name(parser) : parse_state_name(parser);
    AstName *asname = NULL;
    if (name != NULL && parse_state_accept(parser, TOKEN_AS)) {
        asname = parse_state_name(parser);
    }
    if (parser->failure != PARSE_OK) {
        return false;
    }
    AstAlias *alias = ast_arena_allocate(parser->arena, sizeof *alias);
    if (alias == NULL) {
        parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        return false;
    }
    alias->node = start;
    parse_state_end(parser, &alias->node);
    alias->name = name;
    alias->asname = asname;
    return parse_state_push(parser, alias);
}

static AstStmt *finish_import(Parser *parser, AstStmtKind kind, const AstNode *start,
                              uint32_t mark) {
    AstStmt *stmt = parse_state_stmt(parser, kind, start);
    if (stmt == NULL) {
        return NULL;
    }
    stmt->as.import.names.items = parse_state_take(parser, mark, &stmt->as.import.names.count);
    return parser->failure == PARSE_OK ? stmt : NULL;
}

static AstStmt *parse_import(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    do {
        if (!parse_alias(parser, true)) {
            return NULL;
        }
    } while (parse_state_accept(parser, TOKEN_COMMA));
    return finish_import(parser, AST_IMPORT, &start, mark);
}

/* Pushes the aliases after `import` of a from statement. */
static bool parse_imported_names(Parser *parser) {
    if (parse_state_is(parser, TOKEN_STAR)) {
        AstNode start = parse_state_start(parser);
        AstAlias *alias = ast_arena_allocate(parser->arena, sizeof *alias);
        AstName *name = ast_arena_name_text(parser->arena, "*");
        if (alias == NULL || name == NULL) {
            parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
            return false;
        }
        parse_state_advance(parser);
        alias->node = start;
        parse_state_end(parser, &alias->node);
        alias->name = name;
        return parse_state_push(parser, alias);
    }
    bool is_bracketed = parse_state_accept(parser, TOKEN_LEFT_PAREN);
    do {
        if (!parse_alias(parser, false)) {
            return false;
        }
    } while (parse_state_accept(parser, TOKEN_COMMA) &&
             !(is_bracketed && parse_state_is(parser, TOKEN_RIGHT_PAREN)));
    return !is_bracketed || parse_state_expect(parser, TOKEN_RIGHT_PAREN);
}

static AstStmt *parse_import_from(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    uint32_t level = 0;
    AstName *module = NULL;
    parse_state_advance(parser);
    for (;;) {
        if (parse_state_accept(parser, TOKEN_DOT)) {
            level++;
        } else if (parse_state_accept(parser, TOKEN_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    if (level == 0 || !parse_state_is(parser, TOKEN_IMPORT)) {
        module = parse_dotted_name(parser);
        if (module == NULL) {
            return NULL;
        }
    }
    if (!parse_state_expect(parser, TOKEN_IMPORT) || !parse_imported_names(parser)) {
        return NULL;
    }
    AstStmt *stmt = finish_import(parser, AST_IMPORT_FROM, &start, mark);
    if (stmt != NULL) {
        stmt->as.import.module = module;
        stmt->as.import.level = level;
    }
    return stmt;
}

static AstStmt *parse_simple(Parser *parser) {
    switch (parser->token.kind) {
    case TOKEN_RETURN:
        return parse_return(parser);
    case TOKEN_IMPORT:
        return parse_import(parser);
    case TOKEN_FROM:
        return parse_import_from(parser);
    case TOKEN_RAISE:
        return parse_raise(parser);
    case TOKEN_PASS:
        return parse_keyword_alone(parser, AST_PASS);
    case TOKEN_DEL:
        return parse_delete(parser);
    case TOKEN_ASSERT:
        return parse_assert(parser);
    case TOKEN_BREAK:
        return parse_keyword_alone(parser, AST_BREAK);
    case TOKEN_CONTINUE:
        return parse_keyword_alone(parser, AST_CONTINUE);
    case TOKEN_GLOBAL:
        return parse_names(parser, AST_GLOBAL);
    case TOKEN_NONLOCAL:
        return parse_names(parser, AST_NONLOCAL);
    default:
        return parse_expression_statement(parser);
    }
}

/* Pushes the statements of one line, up to its NEWLINE, which is not passed. */
static bool parse_simple_statements(Parser *parser) {
    do {
        if (!push_stmt(parser, parse_simple(parser))) {
            return false;
        }
    } while (parse_state_accept(parser, TOKEN_SEMICOLON) && !parse_state_is(parser, TOKEN_NEWLINE));
    return parse_state_is(parser, TOKEN_NEWLINE) || bad_syntax(parser) != NULL;
}

static bool parse_simple_line(Parser *parser) {
    return parse_simple_statements(parser) && parse_state_expect(parser, TOKEN_NEWLINE);
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* ':' and the statements after it, indented or on the same line. */
static bool parse_block(Parser *parser, AstStmts *body) {
    uint32_t mark = parser->stack_count;
    if (!parse_state_expect(parser, TOKEN_COLON)) {
        return false;
    }
    if (!parse_state_accept(parser, TOKEN_NEWLINE)) {
        return parse_simple_line(parser) && take_stmts(parser, mark, body);
    }
    if (!parse_state_expect(parser, TOKEN_INDENT)) {
        return false;
    }
    do {
        if (!parse_statement(parser)) {
            return false;
        }
    } while (!parse_state_is(parser, TOKEN_DEDENT) && !parse_state_is(parser, TOKEN_END));
    return parse_state_expect(parser, TOKEN_DEDENT) && take_stmts(parser, mark, body);
}

static bool parse_else(Parser *parser, AstStmts *orelse) {
    *orelse = (AstStmts){0};
    return !parse_state_accept(parser, TOKEN_ELSE) || parse_block(parser, orelse);
}

/* One `if` or `elif` with its block; the else part is filled later. */
static AstStmt *parse_if_branch(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstStmts body;
    parse_state_advance(parser);
    AstExpr *test = parse_expr_named(parser);
    if (test == NULL || !parse_block(parser, &body)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_IF, &start);
    if (stmt != NULL) {
        stmt->as.branch.test = test;
        stmt->as.branch.body = body;
    }
    return stmt;
}

/* An elif is an If alone in the orelse of the one before: a chain, made in a loop. */
static AstStmt *parse_if(Parser *parser) {
    AstStmt *first = parse_if_branch(parser);
    AstStmt *last = first;
    uint32_t count = 1;
    while (last != NULL && parse_state_is(parser, TOKEN_ELIF)) {
        AstStmt *next = parse_if_branch(parser);
        AstStmt **items = ast_arena_allocate(parser->arena, sizeof *items);
        if (next == NULL || items == NULL) {
            return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        }
        if (++count > AST_MAX_HEIGHT) {
            return parse_state_fail(parser, PARSE_TOO_HIGH);
        }
        items[0] = next;
        last->as.branch.orelse = (AstStmts){.items = items, .count = 1};
        last = next;
    }
    if (last == NULL || !parse_else(parser, &last->as.branch.orelse)) {
        return NULL;
    }
    for (AstStmt *stmt = first; stmt != last; stmt = stmt->as.branch.orelse.items[0]) {
        parse_state_end(parser, &stmt->node);
    }
    parse_state_end(parser, &last->node);
    return first;
}

static AstStmt *parse_while(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstStmts body;
    AstStmts orelse;
    parse_state_advance(parser);
    AstExpr *test = parse_expr_named(parser);
    if (test == NULL || !parse_block(parser, &body) || !parse_else(parser, &orelse)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_WHILE, &start);
    if (stmt != NULL) {
        stmt->as.branch.test = test;
        stmt->as.branch.body = body;
        stmt->as.branch.orelse = orelse;
    }
    return stmt;
}

static AstStmt *parse_for(Parser *parser, const AstNode *start, AstStmtKind kind) {
    AstStmts body;
    AstStmts orelse;
    parse_state_advance(parser);
    AstExpr *target = parse_primary_star_targets(parser);
    if (target == NULL || !parse_state_expect(parser, TOKEN_IN)) {
        return NULL;
    }
    AstExpr *iter = parse_expr_star_expressions(parser);
    if (iter == NULL || !parse_block(parser, &body) || !parse_else(parser, &orelse)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, kind, start);
    if (stmt != NULL) {
        stmt->as.for_loop.target = target;
        stmt->as.for_loop.iter = iter;
        stmt->as.for_loop.body = body;
        stmt->as.for_loop.orelse = orelse;
    }
    return stmt;
}

/* ---- with -------------------------------------------------------------------------------------
 */

/* Pushes the expression and the target (or NULL) of one item. */
static bool parse_with_item(Parser *parser) {
    AstExpr *context = parse_expr_expression(parser);
    AstExpr *target = NULL;
    if (context != NULL && parse_state_accept(parser, TOKEN_AS)) {
        target = parse_primary_star_target(parser);
        if (target != NULL && !parse_state_is(parser, TOKEN_COMMA) &&
            !parse_state_is(parser, TOKEN_RIGHT_PAREN) && !parse_state_is(parser, TOKEN_COLON)) {
            bad_syntax(parser);
        }
    }
    return parser->failure == PARSE_OK && parse_state_push(parser, context) &&
           parse_state_push(parser, target);
}

/* "( item, … ) :" — true when the whole of it is there; else the parser is put back. */
static bool try_bracketed_items(Parser *parser) {
    ParseMark mark = parse_state_mark(parser);
    parse_state_advance(parser);
    if (parse_state_accept(parser, TOKEN_LEFT_PAREN)) {
        bool is_good = true;
        do {
            is_good = parse_with_item(parser);
        } while (is_good && parse_state_accept(parser, TOKEN_COMMA) &&
                 !parse_state_is(parser, TOKEN_RIGHT_PAREN));
        if (is_good && parse_state_accept(parser, TOKEN_RIGHT_PAREN) &&
            parse_state_is(parser, TOKEN_COLON)) {
            return true;
        }
    }
    parse_state_rewind(parser, &mark);
    return false;
}

static AstStmt *parse_with(Parser *parser, const AstNode *start, AstStmtKind kind) {
    uint32_t mark = parser->stack_count;
    if (!try_bracketed_items(parser)) {
        parse_state_advance(parser);
        do {
            if (!parse_with_item(parser)) {
                return NULL;
            }
        } while (parse_state_accept(parser, TOKEN_COMMA));
    }
    uint32_t count = (parser->stack_count - mark) / 2;
    AstWithItem *items = ast_arena_allocate(parser->arena, count * sizeof *items);
    if (items == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    for (uint32_t i = 0; i < count; i++) {
        items[i].context_expr = parser->stack[mark + 2 * i];
        items[i].optional_vars = parser->stack[mark + 2 * i + 1];
    }
    parser->stack_count = mark;
    AstStmts body;
    if (!parse_block(parser, &body)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, kind, start);
    if (stmt != NULL) {
        stmt->as.with.items = (AstWithItems){.items = items, .count = count};
        stmt->as.with.body = body;
    }
    return stmt;
}

/* ---- try --------------------------------------------------------------------------------------
 */

/* Pushes one except clause. */
static bool parse_handler(Parser *parser, bool is_star) {
    AstNode start = parse_state_start(parser);
    AstExpr *type = NULL;
    AstName *name = NULL;
    AstStmts body;
    parse_state_advance(parser);
    if (parse_state_is(parser, TOKEN_STAR) != is_star) {
        return bad_syntax(parser);
    }
    if (is_star) {
        parse_state_advance(parser);
    }
    if (is_star || !parse_state_is(parser, TOKEN_COLON)) {
        type = parse_expr_expression(parser);
        if (type != NULL && parse_state_accept(parser, TOKEN_AS)) {
            name = parse_state_name(parser);
        }
        if (parser->failure != PARSE_OK) {
            return false;
        }
    }
    if (!parse_block(parser, &body)) {
        return false;
    }
    AstHandler *handler = ast_arena_allocate(parser->arena, sizeof *handler);
    if (handler == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    handler->node = start;
    parse_state_end(parser, &handler->node);
    handler->type = type;
    handler->name = name;
    handler->body = body;
    return parse_state_push(parser, handler);
}

static AstStmt *parse_try(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstStmts body;
    AstStmts orelse = {0};
    AstStmts finalbody = {0};
    AstHandlers handlers = {0};
    bool is_star = false;
    parse_state_advance(parser);
    if (!parse_block(parser, &body)) {
        return NULL;
    }
    uint32_t mark = parser->stack_count;
    if (parse_state_is(parser, TOKEN_EXCEPT)) {
        is_star = parse_state_peek(parser) == TOKEN_STAR;
        while (parse_state_is(parser, TOKEN_EXCEPT)) {
            if (!parse_handler(parser, is_star)) {
                return NULL;
            }
        }
        handlers.items = parse_state_take(parser, mark, &handlers.count);
        if (parser->failure != PARSE_OK || !parse_else(parser, &orelse)) {
            return NULL;
        }
    }
    if (parse_state_accept(parser, TOKEN_FINALLY)) {
        if (!parse_block(parser, &finalbody)) {
            return NULL;
        }
    } else if (handlers.count == 0) {
        return bad_syntax(parser);
    }
    AstStmt *stmt = parse_state_stmt(parser, is_star ? AST_TRY_STAR : AST_TRY, &start);
    if (stmt != NULL) {
        stmt->as.try_block.body = body;
        stmt->as.try_block.handlers = handlers;
        stmt->as.try_block.orelse = orelse;
        stmt->as.try_block.finalbody = finalbody;
    }
    return stmt;
}

/* ---- def and class ------------------------------------------------------------------------------
 */

static AstStmt *parse_function(Parser *parser, const AstNode *start, AstStmtKind kind,
                               const AstExprs *decorators) {
    AstExpr *returns = NULL;
    AstStmts body;
    parse_state_advance(parser);
    AstName *name = parse_state_name(parser);
    if (name == NULL || !parse_state_expect(parser, TOKEN_LEFT_PAREN)) {
        return NULL;
    }
    AstArguments *args = parse_primary_parameters(parser, TOKEN_RIGHT_PAREN);
    if (args == NULL) {
        return NULL;
    }
    parse_state_advance(parser);
    if (parse_state_accept(parser, TOKEN_ARROW)) {
        returns = parse_expr_expression(parser);
        if (returns == NULL) {
            return NULL;
        }
    }
    if (!parse_block(parser, &body)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, kind, start);
    if (stmt != NULL) {
        stmt->as.function.name = name;
        stmt->as.function.args = args;
        stmt->as.function.body = body;
        stmt->as.function.decorators = *decorators;
        stmt->as.function.returns = returns;
    }
    return stmt;
}

static AstStmt *parse_class(Parser *parser, const AstExprs *decorators) {
    AstNode start = parse_state_start(parser);
    AstExprs bases = {0};
    AstKeywords keywords = {0};
    AstStmts body;
    parse_state_advance(parser);
    AstName *name = parse_state_name(parser);
    if (name == NULL || (parse_state_accept(parser, TOKEN_LEFT_PAREN) &&
                         !parse_primary_arguments(parser, &bases, &keywords))) {
        return NULL;
    }
    if (!parse_block(parser, &body)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_CLASS_DEF, &start);
    if (stmt != NULL) {
        stmt->as.class_def.name = name;
        stmt->as.class_def.bases = bases;
        stmt->as.class_def.keywords = keywords;
        stmt->as.class_def.body = body;
        stmt->as.class_def.decorators = *decorators;
    }
    return stmt;
}

static AstStmt *parse_async(Parser *parser, const AstExprs *decorators) {
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    if (parse_state_is(parser, TOKEN_DEF)) {
        return parse_function(parser, &start, AST_ASYNC_FUNCTION_DEF, decorators);
    }
    if (decorators->count > 0) {
        return bad_syntax(parser);
    }
    if (parse_state_is(parser, TOKEN_WITH)) {
        return parse_with(parser, &start, AST_ASYNC_WITH);
    }
    return parse_state_is(parser, TOKEN_FOR) ? parse_for(parser, &start, AST_ASYNC_FOR)
                                             : bad_syntax(parser);
}

static AstStmt *parse_decorated(Parser *parser) {
    AstExprs decorators;
    uint32_t mark = parser->stack_count;
    while (parse_state_accept(parser, TOKEN_AT)) {
        AstExpr *decorator = parse_expr_named(parser);
        if (decorator == NULL || !parse_state_push(parser, decorator) ||
            !parse_state_expect(parser, TOKEN_NEWLINE)) {
            return NULL;
        }
    }
    if (!take_exprs(parser, mark, &decorators)) {
        return NULL;
    }
    AstNode start = parse_state_start(parser);
    switch (parser->token.kind) {
    case TOKEN_DEF:
        return parse_function(parser, &start, AST_FUNCTION_DEF, &decorators);
    case TOKEN_CLASS:
        return parse_class(parser, &decorators);
    case TOKEN_ASYNC:
        return parse_async(parser, &decorators);
    default:
        return bad_syntax(parser);
    }
}

/* ---- match --------------------------------------------------------------------------------------
 */

static AstExpr *parse_subject(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    bool has_comma = false;
    bool is_star;
    do {
        if (has_comma && !parse_primary_starts_expression(parser)) {
            break;
        }
        is_star = parse_state_is(parser, TOKEN_STAR);
        AstExpr *item = is_star ? parse_primary_starred(parser) : parse_expr_named(parser);
        if (item == NULL || !parse_state_push(parser, item)) {
            return NULL;
        }
        has_comma |= parse_state_is(parser, TOKEN_COMMA);
    } while (parse_state_accept(parser, TOKEN_COMMA));
    if (is_star && !has_comma) {
        return bad_syntax(parser);
    }
    return parse_primary_tuple(parser, &start, mark, has_comma);
}

/* Pushes one case. */
static bool parse_case(Parser *parser) {
    parse_state_advance(parser);
    AstMatchCase *match_case = ast_arena_allocate(parser->arena, sizeof *match_case);
    if (match_case == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    match_case->pattern = parse_pattern(parser);
    if (match_case->pattern != NULL && parse_state_accept(parser, TOKEN_IF)) {
        match_case->guard = parse_expr_named(parser);
    }
    return parser->failure == PARSE_OK && parse_block(parser, &match_case->body) &&
           parse_state_push(parser, match_case);
}

/* Can `match` and this token start a match statement? */
static bool may_follow_match(TokenKind kind) {
    switch (kind) {
    case TOKEN_NAME:
    case TOKEN_NUMBER:
    case TOKEN_STRING:
    case TOKEN_FALSE:
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_AWAIT:
    case TOKEN_LAMBDA:
    case TOKEN_NOT:
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
    case TOKEN_ELLIPSIS:
    case TOKEN_TILDE:
    case TOKEN_STAR:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
        return true;
    default:
        return false;
    }
}

/* A match statement at the name `match`, or *is_match false and the parser where it was. */
static AstStmt *try_match(Parser *parser, bool *is_match) {
    AstNode start = parse_state_start(parser);
    ParseMark mark = parse_state_mark(parser);
    AstExpr *subject = NULL;
    *is_match = false;
    parse_state_advance(parser);
    if (may_follow_match((TokenKind)parser->token.kind)) {
        subject = parse_subject(parser);
    }
    if (subject == NULL || !parse_state_accept(parser, TOKEN_COLON) ||
        !parse_state_is(parser, TOKEN_NEWLINE)) {
        parse_state_rewind(parser, &mark);
        return NULL;
    }
    *is_match = true;
    parse_state_advance(parser);
    if (!parse_state_expect(parser, TOKEN_INDENT) || !parse_state_is_word(parser, "case")) {
        return bad_syntax(parser);
    }
    uint32_t stack_mark = parser->stack_count;
    while (parse_state_is_word(parser, "case")) {
        if (!parse_case(parser)) {
            return NULL;
        }
    }
    if (!parse_state_expect(parser, TOKEN_DEDENT)) {
        return NULL;
    }
    AstStmt *stmt = parse_state_stmt(parser, AST_MATCH, &start);
    if (stmt == NULL) {
        return NULL;
    }
    AstMatchCases *cases = &stmt->as.match.cases;
    stmt->as.match.subject = subject;
    cases->items = parse_state_take(parser, stack_mark, &cases->count);
    return parser->failure == PARSE_OK ? stmt : NULL;
}

/* ---- Statements
 * ------------------------------------------------------------------------------------ */

/* A compound statement, or NULL with *is_compound false. */
static AstStmt *parse_compound(Parser *parser, bool *is_compound) {
    static const AstExprs no_decorators;
    AstNode start = parse_state_start(parser);
    *is_compound = true;
    switch (parser->token.kind) {
    case TOKEN_DEF:
        return parse_function(parser, &start, AST_FUNCTION_DEF, &no_decorators);
    case TOKEN_IF:
        return parse_if(parser);
    case TOKEN_CLASS:
        return parse_class(parser, &no_decorators);
    case TOKEN_AT:
        return parse_decorated(parser);
    case TOKEN_ASYNC:
        return parse_async(parser, &no_decorators);
    case TOKEN_WITH:
        return parse_with(parser, &start, AST_WITH);
    case TOKEN_FOR:
        return parse_for(parser, &start, AST_FOR);
    case TOKEN_TRY:
        return parse_try(parser);
    case TOKEN_WHILE:
        return parse_while(parser);
    case TOKEN_NAME:
        if (parser->token.end - parser->token.start == 5 && parse_state_is_word(parser, "match")) {
            return try_match(parser, is_compound);
        }
        break;
    default:
        break;
    }
    *is_compound = false;
    return NULL;
}

/* Pushes a compound statement or a line of simple ones. */
static bool parse_statement(Parser *parser) {
    bool is_compound;
    ParseStatement outer = parser->statement;
    parser->statement = (ParseStatement){.cursor = parser->lexer->at,
                                         .token = parser->token,
                                         .indent_count = parser->lexer->indent_count,
                                         .has_token = true,
                                         .is_nested = true};
    AstStmt *stmt = parse_compound(parser, &is_compound);
    bool is_good = is_compound ? push_stmt(parser, stmt)
                               : parser->failure == PARSE_OK && parse_simple_line(parser);
    if (is_good) {
        parser->statement = outer;
    }
    return is_good;
}

bool parse_stmt_file(Parser *parser, AstStmts *body) {
    while (!parse_state_is(parser, TOKEN_END)) {
        if (!parse_statement(parser)) {
            return false;
        }
    }
    return take_stmts(parser, 0, body);
}

bool parse_stmt_single(Parser *parser, bool allow_blank, AstStmts *body, bool *is_compound) {
    *is_compound = false;
    if (allow_blank && parse_state_is(parser, TOKEN_END)) {
        AstNode start = {.lineno = parser->token.lineno, .end_lineno = parser->token.lineno};
        AstStmt *pass = ast_stmt_new(parser->arena, AST_PASS, &start);
        if (pass == NULL) {
            return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        }
        return push_stmt(parser, pass) && take_stmts(parser, 0, body);
    }
    AstStmt *stmt = parse_compound(parser, is_compound);
    if (*is_compound) {
        if (!push_stmt(parser, stmt)) {
            return false;
        }
        if (!parse_state_is(parser, TOKEN_END) && !parse_state_is(parser, TOKEN_NEWLINE)) {
            return bad_syntax(parser);
        }
        return take_stmts(parser, 0, body);
    }
    return parser->failure == PARSE_OK && parse_simple_statements(parser) &&
           take_stmts(parser, 0, body);
}
