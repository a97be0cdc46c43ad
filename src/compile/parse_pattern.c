/*
 * parse_pattern: see parse_pattern.h. A pattern in parentheses keeps the position of what is in
 * them, as an expression does.
 */
#include "compile/parse_pattern.h"

#include "compile/parse_primary.h"

static AstPattern *parse_as_pattern(Parser *parser);
static AstPattern *parse_maybe_star(Parser *parser);

static void *bad_syntax(Parser *parser) {
    return parse_state_fail(parser, PARSE_BAD_SYNTAX);
}

static AstPattern *new_pattern(Parser *parser, AstPatternKind kind, const AstNode *start) {
    AstPattern *pattern = ast_pattern_new(parser->arena, kind, start);
    if (pattern == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    parse_state_end(parser, &pattern->node);
    return pattern;
}

static bool take_patterns(Parser *parser, uint32_t mark, AstPatterns *patterns) {
    patterns->items = parse_state_take(parser, mark, &patterns->count);
    return parser->failure == PARSE_OK;
}

static AstPattern *value_pattern(Parser *parser, const AstNode *start, AstExpr *value) {
    AstPattern *pattern = value == NULL ? NULL : new_pattern(parser, AST_MATCH_VALUE, start);
    if (pattern != NULL) {
        pattern->as.value = value;
    }
    return pattern;
}

/* ---- Literals and names --------------------------------------------------------------------- */

static AstExpr *parse_signed_number(Parser *parser) {
    AstNode start = parse_state_start(parser);
    bool is_negative = parse_state_accept(parser, TOKEN_MINUS);
    if (!parse_state_is(parser, TOKEN_NUMBER)) {
        return bad_syntax(parser);
    }
    AstExpr *number = parse_primary_number(parser);
    if (number == NULL || !is_negative) {
        return number;
    }
    AstExpr *expr = parse_state_expr(parser, AST_UNARY_OP, &start);
    if (expr != NULL) {
        expr->as.unary_op.op = AST_U_SUB;
        expr->as.unary_op.operand = number;
        parse_state_absorb(expr, number);
    }
    return expr;
}

static bool is_imaginary(const AstExpr *expr) {
    return ast_is_constant(expr, AST_IMAGINARY) ||
           (expr->node.kind == AST_UNARY_OP &&
            ast_is_constant(expr->as.unary_op.operand, AST_IMAGINARY));
}

/* A number, or real ± imaginary. */
static AstExpr *parse_complex_number(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *left = parse_signed_number(parser);
    if (left == NULL ||
        !(parse_state_is(parser, TOKEN_PLUS) || parse_state_is(parser, TOKEN_MINUS))) {
        return left;
    }
    AstOperator op = parse_state_is(parser, TOKEN_PLUS) ? AST_ADD : AST_SUB;
    parse_state_advance(parser);
    AstExpr *right = !is_imaginary(left) && parse_state_is(parser, TOKEN_NUMBER)
                         ? parse_primary_number(parser)
                         : bad_syntax(parser);
    if (right == NULL || !is_imaginary(right)) {
        return bad_syntax(parser);
    }
    AstExpr *expr = parse_state_expr(parser, AST_BIN_OP, &start);
    if (expr != NULL) {
        expr->as.bin_op.left = left;
        expr->as.bin_op.op = op;
        expr->as.bin_op.right = right;
        parse_state_absorb(expr, left);
        parse_state_absorb(expr, right);
    }
    return expr;
}

/* NAME, or NAME.NAME… */
static AstExpr *parse_dotted(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *expr = parse_primary_name(parser, AST_LOAD);
    while (expr != NULL && parse_state_accept(parser, TOKEN_DOT)) {
        AstName *name = parse_state_name(parser);
        AstExpr *attribute = name == NULL ? NULL : parse_state_expr(parser, AST_ATTRIBUTE, &start);
        if (attribute == NULL) {
            return NULL;
        }
        attribute->as.attribute.value = expr;
        attribute->as.attribute.attr = name;
        parse_state_absorb(attribute, expr);
        expr = parse_state_finish(parser, attribute);
    }
    return expr;
}

/* A name to bind: not `_`. */
static AstName *parse_capture_name(Parser *parser) {
    if (parse_state_is_word(parser, "_")) {
        return bad_syntax(parser);
    }
    AstName *name = parse_state_name(parser);
    if (name == NULL || parse_state_is(parser, TOKEN_DOT) ||
        parse_state_is(parser, TOKEN_LEFT_PAREN) || parse_state_is(parser, TOKEN_EQUAL)) {
        return bad_syntax(parser);
    }
    return name;
}

/* ---- Classes -------------------------------------------------------------------------------- */

/* `name=pattern` of a class pattern, after those before it. */
static bool parse_keyword_patterns(Parser *parser, AstPattern *pattern) {
    uint32_t mark = parser->stack_count;
    uint32_t count = 0;
    while (parse_state_is(parser, TOKEN_NAME) && parse_state_peek(parser) == TOKEN_EQUAL) {
        AstName *name = parse_state_name(parser);
        parse_state_advance(parser);
        AstPattern *value = name == NULL ? NULL : parse_as_pattern(parser);
        if (value == NULL || !parse_state_push(parser, name) || !parse_state_push(parser, value)) {
            return false;
        }
        count++;
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (count == 0) {
        return true;
    }
    AstNames *names = &pattern->as.cls.kwd_attrs;
    AstPatterns *values = &pattern->as.cls.kwd_patterns;
    names->items = ast_arena_allocate(parser->arena, count * sizeof(AstName *));
    values->items = ast_arena_allocate(parser->arena, count * sizeof(AstPattern *));
    if (names->items == NULL || values->items == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    for (; names->count < count; names->count++, values->count++) {
        names->items[names->count] = parser->stack[mark + 2 * names->count];
        values->items[values->count] = parser->stack[mark + 2 * values->count + 1];
    }
    parser->stack_count = mark;
    return true;
}

static AstPattern *parse_class(Parser *parser, const AstNode *start, AstExpr *cls) {
    AstPattern *pattern = new_pattern(parser, AST_MATCH_CLASS, start);
    if (pattern == NULL) {
        return NULL;
    }
    pattern->as.cls.cls = cls;
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    while (!parse_state_is(parser, TOKEN_RIGHT_PAREN) &&
           !(parse_state_is(parser, TOKEN_NAME) && parse_state_peek(parser) == TOKEN_EQUAL)) {
        AstPattern *item = parse_as_pattern(parser);
        if (item == NULL || !parse_state_push(parser, item)) {
            return NULL;
        }
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (!take_patterns(parser, mark, &pattern->as.cls.patterns) ||
        !parse_keyword_patterns(parser, pattern) ||
        !parse_state_expect(parser, TOKEN_RIGHT_PAREN)) {
        return NULL;
    }
    parse_state_end(parser, &pattern->node);
    return pattern;
}

/* A capture, the wildcard, a dotted value or a class. */
static AstPattern *parse_name_pattern(Parser *parser) {
    AstNode start = parse_state_start(parser);
    TokenKind next = parse_state_peek(parser);
    if (next != TOKEN_DOT && next != TOKEN_LEFT_PAREN) {
        bool is_wildcard = parse_state_is_word(parser, "_");
        AstName *name = parse_state_name(parser);
        AstPattern *pattern = name == NULL || parse_state_is(parser, TOKEN_EQUAL)
                                  ? bad_syntax(parser)
                                  : new_pattern(parser, AST_MATCH_AS, &start);
        if (pattern != NULL && !is_wildcard) {
            pattern->as.as.name = name;
        }
        return pattern;
    }
    AstExpr *value = parse_dotted(parser);
    if (value == NULL) {
        return NULL;
    }
    if (parse_state_is(parser, TOKEN_LEFT_PAREN)) {
        return parse_class(parser, &start, value);
    }
    if (parse_state_is(parser, TOKEN_EQUAL)) {
        return bad_syntax(parser);
    }
    return value_pattern(parser, &start, value);
}

/* ---- Sequences and mappings ----------------------------------------------------------------- */

static AstPattern *finish_sequence(Parser *parser, const AstNode *start, uint32_t mark) {
    AstPattern *pattern = new_pattern(parser, AST_MATCH_SEQUENCE, start);
    return pattern != NULL && take_patterns(parser, mark, &pattern->as.patterns) ? pattern : NULL;
}

/* Pushes patterns with commas between them up to `close`, not passed. *has_comma: after the
 * first. */
static bool parse_items(Parser *parser, TokenKind close, bool *has_comma) {
    *has_comma = false;
    while (!parse_state_is(parser, close)) {
        AstPattern *item = parse_maybe_star(parser);
        if (item == NULL || !parse_state_push(parser, item)) {
            return false;
        }
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
        *has_comma = true;
    }
    return true;
}

static AstPattern *parse_list_pattern(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    bool has_comma;
    parse_state_advance(parser);
    if (!parse_items(parser, TOKEN_RIGHT_BRACKET, &has_comma) ||
        !parse_state_expect(parser, TOKEN_RIGHT_BRACKET)) {
        return NULL;
    }
    return finish_sequence(parser, &start, mark);
}

/* A group or a sequence. */
static AstPattern *parse_parenthesis_pattern(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    bool has_comma;
    parse_state_advance(parser);
    if (!parse_items(parser, TOKEN_RIGHT_PAREN, &has_comma) ||
        !parse_state_expect(parser, TOKEN_RIGHT_PAREN)) {
        return NULL;
    }
    if (has_comma || parser->stack_count == mark) {
        return finish_sequence(parser, &start, mark);
    }
    AstPattern *pattern = parser->stack[--parser->stack_count];
    return pattern->node.kind == AST_MATCH_STAR ? bad_syntax(parser) : pattern;
}

static AstExpr *parse_mapping_key(Parser *parser) {
    switch (parser->token.kind) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS:
        return parse_complex_number(parser);
    case TOKEN_STRING:
        return parse_primary_strings(parser);
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
        return parser->rules->bitwise_or(parser);
    case TOKEN_NAME: {
        AstExpr *expr = parse_dotted(parser);
        return expr != NULL && expr->node.kind == AST_ATTRIBUTE ? expr : bad_syntax(parser);
    }
    default:
        return bad_syntax(parser);
    }
}

static AstPattern *parse_mapping(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstPattern *pattern = new_pattern(parser, AST_MATCH_MAPPING, &start);
    if (pattern == NULL) {
        return NULL;
    }
    uint32_t mark = parser->stack_count;
    uint32_t count = 0;
    parse_state_advance(parser);
    while (!parse_state_is(parser, TOKEN_RIGHT_BRACE)) {
        if (parse_state_accept(parser, TOKEN_DOUBLE_STAR)) {
            pattern->as.mapping.rest = parse_capture_name(parser);
            parse_state_accept(parser, TOKEN_COMMA);
            break;
        }
        AstExpr *key = parse_mapping_key(parser);
        AstPattern *value = key != NULL && parse_state_expect(parser, TOKEN_COLON)
                                ? parse_as_pattern(parser)
                                : NULL;
        if (value == NULL || !parse_state_push(parser, key) || !parse_state_push(parser, value)) {
            return NULL;
        }
        count++;
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (parser->failure != PARSE_OK || !parse_state_expect(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    parse_state_end(parser, &pattern->node);
    if (count > 0) {
        AstExprs *keys = &pattern->as.mapping.keys;
        AstPatterns *values = &pattern->as.mapping.patterns;
        keys->items = ast_arena_allocate(parser->arena, count * sizeof(AstExpr *));
        values->items = ast_arena_allocate(parser->arena, count * sizeof(AstPattern *));
        if (keys->items == NULL || values->items == NULL) {
            return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        }
        for (; keys->count < count; keys->count++, values->count++) {
            keys->items[keys->count] = parser->stack[mark + 2 * keys->count];
            values->items[values->count] = parser->stack[mark + 2 * values->count + 1];
        }
        parser->stack_count = mark;
    }
    return pattern;
}

/* ---- Patterns ------------------------------------------------------------------------------- */

static AstPattern *parse_singleton_pattern(Parser *parser, AstConstantKind kind) {
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    AstPattern *pattern = new_pattern(parser, AST_MATCH_SINGLETON, &start);
    if (pattern != NULL) {
        pattern->as.singleton = kind;
    }
    return pattern;
}

static AstPattern *parse_closed(Parser *parser) {
    AstNode start = parse_state_start(parser);
    switch (parser->token.kind) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS:
        return value_pattern(parser, &start, parse_complex_number(parser));
    case TOKEN_STRING:
        return value_pattern(parser, &start, parse_primary_strings(parser));
    case TOKEN_NONE:
        return parse_singleton_pattern(parser, AST_NONE);
    case TOKEN_TRUE:
        return parse_singleton_pattern(parser, AST_TRUE);
    case TOKEN_FALSE:
        return parse_singleton_pattern(parser, AST_FALSE);
    case TOKEN_NAME:
        return parse_name_pattern(parser);
    case TOKEN_LEFT_PAREN:
        return parse_parenthesis_pattern(parser);
    case TOKEN_LEFT_BRACKET:
        return parse_list_pattern(parser);
    case TOKEN_LEFT_BRACE:
        return parse_mapping(parser);
    default:
        return bad_syntax(parser);
    }
}

static AstPattern *parse_or_pattern(Parser *parser) {
    AstNode start = parse_state_start(parser);
    if (!parse_state_enter(parser, PARSE_DEPTH_OF_EXPRESSION)) {
        return NULL;
    }
    AstPattern *first = parse_closed(parser);
    parse_state_leave(parser, PARSE_DEPTH_OF_EXPRESSION);
    if (first == NULL || !parse_state_is(parser, TOKEN_BAR)) {
        return first;
    }
    uint32_t mark = parser->stack_count;
    if (!parse_state_push(parser, first)) {
        return NULL;
    }
    while (parse_state_accept(parser, TOKEN_BAR)) {
        AstPattern *next = parse_closed(parser);
        if (next == NULL || !parse_state_push(parser, next)) {
            return NULL;
        }
    }
    AstPattern *pattern = new_pattern(parser, AST_MATCH_OR, &start);
    return pattern != NULL && take_patterns(parser, mark, &pattern->as.patterns) ? pattern : NULL;
}

static AstPattern *parse_as_pattern(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstPattern *inner = parse_or_pattern(parser);
    if (inner == NULL || !parse_state_accept(parser, TOKEN_AS)) {
        return inner;
    }
    AstName *name = parse_capture_name(parser);
    AstPattern *pattern = name == NULL ? NULL : new_pattern(parser, AST_MATCH_AS, &start);
    if (pattern != NULL) {
        pattern->as.as.pattern = inner;
        pattern->as.as.name = name;
    }
    return pattern;
}

static AstPattern *parse_maybe_star(Parser *parser) {
    if (!parse_state_is(parser, TOKEN_STAR)) {
        return parse_as_pattern(parser);
    }
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    AstName *name = NULL;
    if (parse_state_is_word(parser, "_")) {
        parse_state_advance(parser);
    } else {
        name = parse_capture_name(parser);
        if (name == NULL) {
            return NULL;
        }
    }
    AstPattern *pattern = new_pattern(parser, AST_MATCH_STAR, &start);
    if (pattern != NULL) {
        pattern->as.star.name = name;
    }
    return pattern;
}

AstPattern *parse_pattern(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    AstPattern *first = parse_maybe_star(parser);
    if (first == NULL) {
        return NULL;
    }
    if (!parse_state_is(parser, TOKEN_COMMA)) {
        return first->node.kind == AST_MATCH_STAR ? bad_syntax(parser) : first;
    }
    if (!parse_state_push(parser, first)) {
        return NULL;
    }
    while (parse_state_accept(parser, TOKEN_COMMA) && !parse_state_is(parser, TOKEN_COLON) &&
           !parse_state_is(parser, TOKEN_IF)) {
        AstPattern *item = parse_maybe_star(parser);
        if (item == NULL || !parse_state_push(parser, item)) {
            return NULL;
        }
    }
    return finish_sequence(parser, &start, mark);
}
