/*
 * parse_expr: see parse_expr.h.
 */
#include "compile/parse_expr.h"

#include "compile/parse_primary.h"

#include <string.h>

/* Takes the expressions above `mark`. False: out of memory. */
static bool take_exprs(Parser *parser, uint32_t mark, AstExprs *exprs) {
    exprs->items = parse_state_take(parser, mark, &exprs->count);
    return parser->failure == PARSE_OK;
}

/* ---- Operators ----------------------------------------------------------------------------- */

static AstExpr *unary_new(Parser *parser, AstExprKind kind, const AstNode *start, AstExpr *value) {
    AstExpr *expr = value == NULL ? NULL : parse_state_expr(parser, kind, start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.unary.value = value;
    parse_state_absorb(expr, value);
    return parse_state_finish(parser, expr);
}

static AstExpr *operation(Parser *parser, AstUnaryOp op, const AstNode *start, AstExpr *operand) {
    AstExpr *expr = operand == NULL ? NULL : parse_state_expr(parser, AST_UNARY_OP, start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.unary_op.op = op;
    expr->as.unary_op.operand = operand;
    parse_state_absorb(expr, operand);
    return parse_state_finish(parser, expr);
}

static AstExpr *binary_new(Parser *parser, const AstNode *start, AstExpr *left, AstOperator op,
                           AstExpr *right) {
    AstExpr *expr = right == NULL ? NULL : parse_state_expr(parser, AST_BIN_OP, start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.bin_op.left = left;
    expr->as.bin_op.op = op;
    expr->as.bin_op.right = right;
    parse_state_absorb(expr, left);
    parse_state_absorb(expr, right);
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_unary(Parser *parser);

static AstExpr *parse_power(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *left;
    if (parse_state_accept(parser, TOKEN_AWAIT)) {
        left = unary_new(parser, AST_AWAIT, &start, parse_primary(parser));
        if (left != NULL) {
            left->node.flags |= AST_HAS_AWAIT;
        }
    } else {
        left = parse_primary(parser);
    }
    if (left == NULL || !parse_state_accept(parser, TOKEN_DOUBLE_STAR)) {
        return left;
    }
    return binary_new(parser, &start, left, AST_POW, parse_unary(parser));
}

static AstExpr *parse_unary(Parser *parser) {
    AstUnaryOp op;
    switch (parser->token.kind) {
    case TOKEN_PLUS:
        op = AST_U_ADD;
        break;
    case TOKEN_MINUS:
        op = AST_U_SUB;
        break;
    case TOKEN_TILDE:
        op = AST_INVERT;
        break;
    default: {
        AstExpr *power = NULL;
        if (parse_state_enter(parser, 1)) {
            power = parse_power(parser);
            parse_state_leave(parser, 1);
        }
        return power;
    }
    }
    AstNode start = parse_state_start(parser);
    if (!parse_state_enter(parser, 1)) {
        return NULL;
    }
    parse_state_advance(parser);
    AstExpr *operand = parse_unary(parser);
    parse_state_leave(parser, 1);
    return operation(parser, op, &start, operand);
}

/* Binary operators: how tightly they bind (0: not one) and what they are. */
static const struct {
    uint8_t precedence;
    uint8_t op;
} binary_operators[TOKEN_KIND_COUNT] = {
    [TOKEN_BAR] = {1, AST_BIT_OR},          [TOKEN_CARET] = {2, AST_BIT_XOR},
    [TOKEN_AMPERSAND] = {3, AST_BIT_AND},   [TOKEN_LEFT_SHIFT] = {4, AST_L_SHIFT},
    [TOKEN_RIGHT_SHIFT] = {4, AST_R_SHIFT}, [TOKEN_PLUS] = {5, AST_ADD},
    [TOKEN_MINUS] = {5, AST_SUB},           [TOKEN_STAR] = {6, AST_MULT},
    [TOKEN_SLASH] = {6, AST_DIV},           [TOKEN_DOUBLE_SLASH] = {6, AST_FLOOR_DIV},
    [TOKEN_PERCENT] = {6, AST_MOD},         [TOKEN_AT] = {6, AST_MAT_MULT},
};

static AstExpr *parse_binary(Parser *parser, unsigned lowest) {
    AstNode start = parse_state_start(parser);
    AstExpr *left = parse_unary(parser);
    while (left != NULL) {
        unsigned precedence = binary_operators[parser->token.kind].precedence;
        if (precedence < lowest || precedence == 0) {
            break;
        }
        AstOperator op = (AstOperator)binary_operators[parser->token.kind].op;
        parse_state_advance(parser);
        left = binary_new(parser, &start, left, op, parse_binary(parser, precedence + 1));
    }
    return left;
}

static AstExpr *parse_expr_bitwise_or(Parser *parser) {
    return parse_binary(parser, 1);
}

/* The comparison operator at the current token, or -1; passed. */
static int accept_comparison(Parser *parser) {
    static const uint8_t operators[TOKEN_KIND_COUNT] = {
        [TOKEN_DOUBLE_EQUAL] = AST_EQ + 1, [TOKEN_NOT_EQUAL] = AST_NOT_EQ + 1,
        [TOKEN_LESS] = AST_LT + 1,         [TOKEN_LESS_EQUAL] = AST_LT_E + 1,
        [TOKEN_GREATER] = AST_GT + 1,      [TOKEN_GREATER_EQUAL] = AST_GT_E + 1,
        [TOKEN_IN] = AST_IN + 1,
    };
    int op = operators[parser->token.kind] - 1;
    if (op >= 0) {
        if (op == AST_NOT_EQ && parser->token.start[0] == '<') {
            return -1; /* "<>" */
        }
        parse_state_advance(parser);
        return op;
    }
    if (parse_state_is(parser, TOKEN_NOT) && parse_state_peek(parser) == TOKEN_IN) {
        parse_state_advance(parser);
        parse_state_advance(parser);
        return AST_NOT_IN;
    }
    if (parse_state_accept(parser, TOKEN_IS)) {
        return parse_state_accept(parser, TOKEN_NOT) ? AST_IS_NOT : AST_IS;
    }
    return -1;
}

static AstExpr *parse_comparison(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *left = parse_expr_bitwise_or(parser);
    if (left == NULL) {
        return NULL;
    }
    int op = accept_comparison(parser);
    if (op < 0) {
        return left;
    }
    uint32_t mark = parser->stack_count;
    uint8_t few[16];
    uint8_t *ops = few;
    uint32_t capacity = sizeof few;
    uint32_t count = 0;
    for (; op >= 0; op = accept_comparison(parser)) {
        if (count == capacity) {
            uint8_t *more = ast_arena_allocate(parser->arena, 4 * (size_t)capacity);
            if (more == NULL) {
                return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
            }
            memcpy(more, ops, count);
            ops = more;
            capacity *= 4;
        }
        ops[count++] = (uint8_t)op;
        AstExpr *right = parse_expr_bitwise_or(parser);
        if (right == NULL || !parse_state_push(parser, right)) {
            return NULL;
        }
    }
    AstExpr *expr = parse_state_expr(parser, AST_COMPARE, &start);
    uint8_t *kept = ast_arena_allocate(parser->arena, count);
    if (expr == NULL || kept == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    memcpy(kept, ops, count);
    expr->as.compare.left = left;
    expr->as.compare.ops = kept;
    if (!take_exprs(parser, mark, &expr->as.compare.comparators)) {
        return NULL;
    }
    parse_state_absorb(expr, left);
    parse_state_absorb_all(expr, &expr->as.compare.comparators);
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_inversion(Parser *parser) {
    if (!parse_state_is(parser, TOKEN_NOT)) {
        return parse_comparison(parser);
    }
    AstNode start = parse_state_start(parser);
    if (!parse_state_enter(parser, 1)) {
        return NULL;
    }
    parse_state_advance(parser);
    AstExpr *operand = parse_inversion(parser);
    parse_state_leave(parser, 1);
    return operation(parser, AST_NOT, &start, operand);
}

/* `and` of inversions, or `or` of conjunctions. */
static AstExpr *parse_bool_op(Parser *parser, TokenKind token, AstBoolOp op,
                              AstExpr *(*parse_value)(Parser *)) {
    AstNode start = parse_state_start(parser);
    AstExpr *first = parse_value(parser);
    if (first == NULL || !parse_state_is(parser, token)) {
        return first;
    }
    uint32_t mark = parser->stack_count;
    if (!parse_state_push(parser, first)) {
        return NULL;
    }
    while (parse_state_accept(parser, token)) {
        AstExpr *value = parse_value(parser);
        if (value == NULL || !parse_state_push(parser, value)) {
            return NULL;
        }
    }
    AstExpr *expr = parse_state_expr(parser, AST_BOOL_OP, &start);
    if (expr == NULL || !take_exprs(parser, mark, &expr->as.bool_op.values)) {
        return NULL;
    }
    expr->as.bool_op.op = op;
    parse_state_absorb_all(expr, &expr->as.bool_op.values);
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_conjunction(Parser *parser) {
    return parse_bool_op(parser, TOKEN_AND, AST_AND, parse_inversion);
}

static AstExpr *parse_disjunction(Parser *parser) {
    return parse_bool_op(parser, TOKEN_OR, AST_OR, parse_conjunction);
}

/* ---- Expressions --------------------------------------------------------------------------- */

static AstExpr *parse_conditional(Parser *parser) {
    if (parse_state_is(parser, TOKEN_LAMBDA)) {
        return parse_primary_lambda(parser);
    }
    AstNode start = parse_state_start(parser);
    AstExpr *body = parse_disjunction(parser);
    if (body == NULL || !parse_state_is(parser, TOKEN_IF)) {
        return body;
    }
    parse_state_advance(parser);
    AstExpr *test = parse_disjunction(parser);
    if (test == NULL || !parse_state_expect(parser, TOKEN_ELSE)) {
        return NULL;
    }
    AstExpr *orelse = parse_expr_expression(parser);
    AstExpr *expr = orelse == NULL ? NULL : parse_state_expr(parser, AST_IF_EXP, &start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.if_exp.test = test;
    expr->as.if_exp.body = body;
    expr->as.if_exp.orelse = orelse;
    parse_state_absorb(expr, test);
    parse_state_absorb(expr, body);
    parse_state_absorb(expr, orelse);
    return parse_state_finish(parser, expr);
}

AstExpr *parse_expr_expression(Parser *parser) {
    if (!parse_state_enter(parser, PARSE_DEPTH_OF_EXPRESSION)) {
        return NULL;
    }
    AstExpr *expr = parse_conditional(parser);
    parse_state_leave(parser, PARSE_DEPTH_OF_EXPRESSION);
    return expr;
}

AstExpr *parse_expr_named(Parser *parser) {
    if (!parse_primary_is_walrus_next(parser)) {
        return parse_expr_expression(parser);
    }
    AstNode start = parse_state_start(parser);
    AstExpr *target = parse_primary_name(parser, AST_STORE);
    if (target == NULL) {
        return NULL;
    }
    parse_state_advance(parser);
    AstExpr *value = parse_expr_expression(parser);
    AstExpr *expr = value == NULL ? NULL : parse_state_expr(parser, AST_NAMED_EXPR, &start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.named_expr.target = target;
    expr->as.named_expr.value = value;
    parse_state_absorb(expr, value);
    expr->node.flags |= AST_HAS_WALRUS;
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_expr_star_expression(Parser *parser) {
    return parse_state_is(parser, TOKEN_STAR) ? parse_primary_starred(parser)
                                              : parse_expr_expression(parser);
}

/* One item, or a tuple of them without brackets. */
static AstExpr *parse_items(Parser *parser, AstExpr *(*parse_item)(Parser *)) {
    AstNode start = parse_state_start(parser);
    AstExpr *first = parse_item(parser);
    if (first == NULL || !parse_state_is(parser, TOKEN_COMMA)) {
        return first;
    }
    uint32_t mark = parser->stack_count;
    if (!parse_state_push(parser, first)) {
        return NULL;
    }
    while (parse_state_accept(parser, TOKEN_COMMA) && parse_primary_starts_expression(parser)) {
        AstExpr *item = parse_item(parser);
        if (item == NULL || !parse_state_push(parser, item)) {
            return NULL;
        }
    }
    return parse_primary_sequence(parser, AST_TUPLE, &start, mark);
}

AstExpr *parse_expr_star_expressions(Parser *parser) {
    return parse_items(parser, parse_expr_star_expression);
}

AstExpr *parse_expr_expressions(Parser *parser) {
    return parse_items(parser, parse_expr_expression);
}

AstExpr *parse_expr_yield(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExprKind kind = AST_YIELD;
    AstExpr *value = NULL;
    parse_state_advance(parser);
    if (parse_state_accept(parser, TOKEN_FROM)) {
        kind = AST_YIELD_FROM;
        value = parse_expr_expression(parser);
    } else if (parse_primary_starts_expression(parser)) {
        value = parse_expr_star_expressions(parser);
    }
    AstExpr *expr = parser->failure != PARSE_OK ? NULL : parse_state_expr(parser, kind, &start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.unary.value = value;
    parse_state_absorb(expr, value);
    expr->node.flags |= AST_HAS_YIELD;
    return parse_state_finish(parser, expr);
}

/* ---- Fields of f-strings ------------------------------------------------------------------- */

/* A text "(expression)\n" with a lexer and a parser of its own. */
static AstExpr *parse_field(Parser *outer, const char *text, size_t length, uint32_t lineno,
                            int32_t col) {
    Lexer lexer;
    Parser parser;
    lexer_init(&lexer, outer->arena, outer->module, text, length);
    lexer.is_quiet = outer->lexer->is_quiet;
    lexer.at.lineno = lineno;
    lexer.first_lineno = lineno;
    lexer.first_col = col;
    parse_state_init(&parser, &lexer);
    parser.parse_field = outer->parse_field;
    parser.rules = outer->rules;
    parser.depth = outer->depth + PARSE_DEPTH_OF_EXPRESSION;
    AstExpr *expr = parse_expr_star_expressions(&parser);
    if (expr == NULL || lexer.is_out_of_memory) {
        parse_state_fail(outer, lexer.is_out_of_memory ? PARSE_OUT_OF_MEMORY : parser.failure);
        outer->string_message = parser.string_message;
        return NULL;
    }
    return expr;
}

static const ParseRules rules = {
    .expression = parse_expr_expression,
    .named_expression = parse_expr_named,
    .star_expression = parse_expr_star_expression,
    .yield_expression = parse_expr_yield,
    .bitwise_or = parse_expr_bitwise_or,
    .disjunction = parse_disjunction,
};

void parse_expr_init(Parser *parser) {
    parser->rules = &rules;
    parser->parse_field = parse_field;
}
