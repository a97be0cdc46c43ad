/*
 * parse_primary: see parse_primary.h.
 */
#include "compile/parse_primary.h"

#include "compile/parse_number.h"
#include "compile/parse_string.h"

#include <string.h>

static AstExpr *parse_atom(Parser *parser);
static bool parse_comprehensions(Parser *parser, AstComprehensions *generators);

/* ---- Helpers ------------------------------------------------------------------------------- */

static void *bad_syntax(Parser *parser) {
    return parse_state_fail(parser, PARSE_BAD_SYNTAX);
}

/* Takes the expressions above `mark`. False: out of memory. */
static bool take_exprs(Parser *parser, uint32_t mark, AstExprs *exprs) {
    exprs->items = parse_state_take(parser, mark, &exprs->count);
    return parser->failure == PARSE_OK;
}

AstExpr *parse_primary_sequence(Parser *parser, AstExprKind kind, const AstNode *start,
                                uint32_t mark) {
    AstExpr *expr = parse_state_expr(parser, kind, start);
    if (expr == NULL || !take_exprs(parser, mark, &expr->as.sequence.items)) {
        return NULL;
    }
    parse_state_absorb_all(expr, &expr->as.sequence.items);
    return parse_state_finish(parser, expr);
}

AstExpr *parse_primary_tuple(Parser *parser, const AstNode *start, uint32_t mark, bool is_tuple) {
    if (!is_tuple && parser->stack_count == mark + 1) {
        return parser->stack[--parser->stack_count];
    }
    return parse_primary_sequence(parser, AST_TUPLE, start, mark);
}

AstExpr *parse_primary_name(Parser *parser, AstContext ctx) {
    AstNode start = parse_state_start(parser);
    AstName *name = parse_state_name(parser);
    AstExpr *expr = name == NULL ? NULL : parse_state_expr(parser, AST_NAME, &start);
    if (expr != NULL) {
        expr->as.name.id = name;
        expr->as.name.ctx = ctx;
    }
    return expr;
}

bool parse_primary_starts_expression(const Parser *parser) {
    switch (parser->token.kind) {
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

/* ---- Targets ------------------------------------------------------------------------------- */

bool parse_primary_to_target(Parser *parser, AstExpr *expr, AstContext ctx) {
    switch (expr->node.kind) {
    case AST_NAME:
        expr->as.name.ctx = ctx;
        return true;
    case AST_ATTRIBUTE:
        expr->as.attribute.ctx = ctx;
        return true;
    case AST_SUBSCRIPT:
        expr->as.subscript.ctx = ctx;
        return true;
    case AST_STARRED:
        if (ctx == AST_DEL) {
            break;
        }
        expr->as.unary.ctx = ctx;
        return parse_primary_to_target(parser, expr->as.unary.value, ctx);
    case AST_LIST:
    case AST_TUPLE:
        expr->as.sequence.ctx = ctx;
        for (uint32_t i = 0; i < expr->as.sequence.items.count; i++) {
            if (!parse_primary_to_target(parser, expr->as.sequence.items.items[i], ctx)) {
                return false;
            }
        }
        return true;
    default:
        break;
    }
    parse_state_fail(parser, PARSE_BAD_SYNTAX);
    return false;
}

AstExpr *parse_primary_starred(Parser *parser) {
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    AstExpr *value = parser->rules->bitwise_or(parser);
    AstExpr *expr = value == NULL ? NULL : parse_state_expr(parser, AST_STARRED, &start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.unary.value = value;
    parse_state_absorb(expr, value);
    return parse_state_finish(parser, expr);
}

AstExpr *parse_primary_star_target(Parser *parser) {
    AstExpr *expr = parse_state_is(parser, TOKEN_STAR) ? parse_primary_starred(parser)
                                                       : parser->rules->bitwise_or(parser);
    return expr != NULL && parse_primary_to_target(parser, expr, AST_STORE) ? expr : NULL;
}

AstExpr *parse_primary_star_targets(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    bool has_comma = false;
    do {
        if (has_comma && !parse_primary_starts_expression(parser)) {
            break;
        }
        AstExpr *target = parse_primary_star_target(parser);
        if (target == NULL || !parse_state_push(parser, target)) {
            return NULL;
        }
    } while (parse_state_is(parser, TOKEN_COMMA) &&
             (has_comma = true, parse_state_advance(parser), true));
    AstExpr *expr = parse_primary_tuple(parser, &start, mark, has_comma);
    return expr != NULL && parse_primary_to_target(parser, expr, AST_STORE) ? expr : NULL;
}

/* ---- Parameters and lambda ----------------------------------------------------------------- */

static AstArg *parse_parameter(Parser *parser, bool is_annotated, bool is_star) {
    AstNode start = parse_state_start(parser);
    AstName *name = parse_state_name(parser);
    if (name == NULL) {
        return NULL;
    }
    AstExpr *annotation = NULL;
    if (is_annotated && parse_state_accept(parser, TOKEN_COLON)) {
        annotation =
            is_star ? parser->rules->star_expression(parser) : parser->rules->expression(parser);
        if (annotation == NULL) {
            return NULL;
        }
    }
    AstArg *arg = ast_arena_allocate(parser->arena, sizeof *arg);
    if (arg == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    arg->node = start;
    parse_state_end(parser, &arg->node);
    arg->name = name;
    arg->annotation = annotation;
    return arg;
}

/* Copies every second item, `count` of them: of the pairs (parameter, default) from `mark` on. */
static void *take_column(Parser *parser, uint32_t mark, uint32_t count, uint32_t column) {
    if (count == 0) {
        return NULL;
    }
    void **items = ast_arena_allocate(parser->arena, count * sizeof *items);
    if (items == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    for (uint32_t i = 0; i < count; i++) {
        items[i] = parser->stack[mark + 2 * i + column];
    }
    return items;
}

/* Where the parameters of each sort start on the stack, in pairs. */
typedef struct ParameterMarks {
    uint32_t start;
    uint32_t posonly_count;
    uint32_t positional_count; /* posonly ones included */
    uint32_t count;
    uint32_t default_count; /* of positional ones */
} ParameterMarks;

static bool finish_parameters(Parser *parser, const ParameterMarks *marks,
                              AstArguments *arguments) {
    uint32_t plain_count = marks->positional_count - marks->posonly_count;
    uint32_t kwonly_count = marks->count - marks->positional_count;
    uint32_t args_start = marks->start + 2 * marks->posonly_count;
    uint32_t kwonly_start = marks->start + 2 * marks->positional_count;
    uint32_t defaults_start = kwonly_start - 2 * marks->default_count;
    arguments->posonlyargs.items = take_column(parser, marks->start, marks->posonly_count, 0);
    arguments->args.items = take_column(parser, args_start, plain_count, 0);
    arguments->kwonlyargs.items = take_column(parser, kwonly_start, kwonly_count, 0);
    arguments->kw_defaults.items = take_column(parser, kwonly_start, kwonly_count, 1);
    arguments->defaults.items = take_column(parser, defaults_start, marks->default_count, 1);
    arguments->posonlyargs.count = marks->posonly_count;
    arguments->args.count = plain_count;
    arguments->kwonlyargs.count = kwonly_count;
    arguments->kw_defaults.count = kwonly_count;
    arguments->defaults.count = marks->default_count;
    parser->stack_count = marks->start;
    return parser->failure == PARSE_OK;
}

/* `*args` or a bare `*`. */
static bool parse_star_parameter(Parser *parser, bool is_annotated, AstArguments *arguments) {
    parse_state_advance(parser);
    if (parse_state_is(parser, TOKEN_COMMA)) {
        if (parse_state_peek(parser) != TOKEN_NAME) {
            parse_state_fail(parser, PARSE_BAD_SYNTAX);
            return false;
        }
        return true;
    }
    arguments->vararg = parse_parameter(parser, is_annotated, true);
    return arguments->vararg != NULL;
}

static bool parse_plain_parameter(Parser *parser, bool is_annotated, bool is_after_star,
                                  ParameterMarks *marks) {
    AstArg *arg = parse_parameter(parser, is_annotated, false);
    if (arg == NULL) {
        return false;
    }
    AstExpr *value = NULL;
    if (parse_state_accept(parser, TOKEN_EQUAL)) {
        value = parser->rules->expression(parser);
        if (value == NULL) {
            return false;
        }
    }
    marks->count++;
    if (!is_after_star) {
        marks->positional_count++;
        if (value != NULL) {
            marks->default_count++;
        } else if (marks->default_count > 0) {
            parse_state_fail(parser, PARSE_BAD_SYNTAX);
            return false;
        }
    }
    return parse_state_push(parser, arg) && parse_state_push(parser, value);
}

AstArguments *parse_primary_parameters(Parser *parser, TokenKind end) {
    bool is_annotated = end == TOKEN_RIGHT_PAREN;
    bool has_slash = false;
    bool has_star = false;
    ParameterMarks marks = {.start = parser->stack_count};
    AstArguments *arguments = ast_arena_allocate(parser->arena, sizeof *arguments);
    if (arguments == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    while (!parse_state_is(parser, end)) {
        if (parse_state_is(parser, TOKEN_SLASH)) {
            if (has_slash || has_star || marks.count == 0) {
                return bad_syntax(parser);
            }
            has_slash = true;
            marks.posonly_count = marks.count;
            parse_state_advance(parser);
        } else if (parse_state_is(parser, TOKEN_STAR)) {
            if (has_star || !parse_star_parameter(parser, is_annotated, arguments)) {
                return bad_syntax(parser);
            }
            has_star = true;
        } else if (parse_state_accept(parser, TOKEN_DOUBLE_STAR)) {
            arguments->kwarg = parse_parameter(parser, is_annotated, false);
            if (arguments->kwarg == NULL) {
                return NULL;
            }
            parse_state_accept(parser, TOKEN_COMMA);
            break;
        } else if (!parse_plain_parameter(parser, is_annotated, has_star, &marks)) {
            return NULL;
        }
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    if (!parse_state_is(parser, end)) {
        return bad_syntax(parser);
    }
    return finish_parameters(parser, &marks, arguments) ? arguments : NULL;
}

AstExpr *parse_primary_lambda(Parser *parser) {
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    AstArguments *arguments = parse_primary_parameters(parser, TOKEN_COLON);
    if (arguments == NULL) {
        return NULL;
    }
    parse_state_advance(parser);
    AstExpr *body = parser->rules->expression(parser);
    AstExpr *expr = body == NULL ? NULL : parse_state_expr(parser, AST_LAMBDA, &start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.lambda.args = arguments;
    expr->as.lambda.body = body;
    parse_state_absorb(expr, body);
    expr->node.flags = 0; /* the body runs in a frame of its own */
    parse_state_absorb_all(expr, &arguments->defaults);
    parse_state_absorb_all(expr, &arguments->kw_defaults);
    return parse_state_finish(parser, expr);
}

/* ---- Calls, attributes, subscripts ---------------------------------------------------------- */

bool parse_primary_is_walrus_next(Parser *parser) {
    return parse_state_is(parser, TOKEN_NAME) && parse_state_peek(parser) == TOKEN_COLON_EQUAL;
}

/* A generator expression whose element is parsed, up to but without the closing parenthesis. */
static AstExpr *finish_comprehension(Parser *parser, AstExprKind kind, const AstNode *start,
                                     AstExpr *element, AstExpr *value, TokenKind close) {
    AstComprehensions generators;
    if (!parse_comprehensions(parser, &generators) || !parse_state_expect(parser, close)) {
        return NULL;
    }
    AstExpr *expr = parse_state_expr(parser, kind, start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.comprehension.element = element;
    expr->as.comprehension.value = value;
    expr->as.comprehension.generators = generators;
    parse_state_absorb(expr, element);
    parse_state_absorb(expr, value);
    for (uint32_t i = 0; i < generators.count; i++) {
        const AstComprehension *generator = generators.items[i];
        parse_state_absorb(expr, generator->iter);
        parse_state_absorb(expr, generator->target);
        parse_state_absorb_all(expr, &generator->ifs);
    }
    expr->node.flags &= AST_HAS_WALRUS;
    expr->node.flags |= generators.items[0]->iter->node.flags & AST_EFFECTS;
    if (kind != AST_GENERATOR_EXP && ast_comprehension_is_async(expr)) {
        expr->node.flags |= AST_HAS_AWAIT;
    }
    return parse_state_finish(parser, expr);
}

static AstKeyword *keyword_new(Parser *parser, const AstNode *start, AstName *name,
                               AstExpr *value) {
    AstKeyword *keyword = ast_arena_allocate(parser->arena, sizeof *keyword);
    if (keyword == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    keyword->node = *start;
    parse_state_end(parser, &keyword->node);
    keyword->name = name;
    keyword->value = value;
    return keyword;
}

/* What kinds of arguments came before. */
typedef struct ArgumentState {
    bool has_keyword;
    bool has_double_star;
    uint32_t arg_count;
    uint32_t keyword_count;
} ArgumentState;

/* One argument; pushes it and its keyword, one of which is NULL. */
static bool parse_argument(Parser *parser, ArgumentState *state) {
    AstNode start = parse_state_start(parser);
    AstExpr *arg = NULL;
    AstKeyword *keyword = NULL;
    if (parse_state_accept(parser, TOKEN_DOUBLE_STAR)) {
        AstExpr *value = parser->rules->expression(parser);
        keyword = value == NULL ? NULL : keyword_new(parser, &start, NULL, value);
        state->has_double_star = true;
    } else if (parse_state_accept(parser, TOKEN_STAR)) {
        AstExpr *value =
            state->has_double_star ? bad_syntax(parser) : parser->rules->expression(parser);
        arg = value == NULL ? NULL : parse_state_expr(parser, AST_STARRED, &start);
        if (arg != NULL) {
            arg->as.unary.value = value;
            parse_state_absorb(arg, value);
            arg = parse_state_finish(parser, arg);
        }
    } else if (parse_state_is(parser, TOKEN_NAME) && parse_state_peek(parser) == TOKEN_EQUAL) {
        AstName *name = parse_state_name(parser);
        parse_state_advance(parser);
        AstExpr *value = name == NULL ? NULL : parser->rules->expression(parser);
        keyword = value == NULL ? NULL : keyword_new(parser, &start, name, value);
        state->has_keyword = true;
    } else if (state->has_keyword || state->has_double_star) {
        return bad_syntax(parser);
    } else {
        arg = parser->rules->named_expression(parser);
    }
    state->arg_count += arg != NULL;
    state->keyword_count += keyword != NULL;
    return (arg != NULL || keyword != NULL) && parse_state_push(parser, arg) &&
           parse_state_push(parser, keyword);
}

/* Splits the pairs from `mark` on. */
static bool take_arguments(Parser *parser, uint32_t mark, const ArgumentState *state,
                           AstExprs *args, AstKeywords *keywords) {
    *args = (AstExprs){0};
    *keywords = (AstKeywords){0};
    if (state->arg_count > 0) {
        args->items = ast_arena_allocate(parser->arena, state->arg_count * sizeof(AstExpr *));
    }
    if (state->keyword_count > 0) {
        keywords->items =
            ast_arena_allocate(parser->arena, state->keyword_count * sizeof(AstKeyword *));
    }
    if ((args->items == NULL && state->arg_count > 0) ||
        (keywords->items == NULL && state->keyword_count > 0)) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    for (uint32_t i = mark; i < parser->stack_count; i += 2) {
        if (parser->stack[i] != NULL) {
            args->items[args->count++] = parser->stack[i];
        } else {
            keywords->items[keywords->count++] = parser->stack[i + 1];
        }
    }
    parser->stack_count = mark;
    return true;
}

bool parse_primary_arguments(Parser *parser, AstExprs *args, AstKeywords *keywords) {
    ArgumentState state = {0};
    uint32_t mark = parser->stack_count;
    while (!parse_state_is(parser, TOKEN_RIGHT_PAREN)) {
        if (!parse_argument(parser, &state)) {
            return false;
        }
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    return parse_state_expect(parser, TOKEN_RIGHT_PAREN) &&
           take_arguments(parser, mark, &state, args, keywords);
}

/* The argument list of a call, where a lone generator expression is allowed. */
static bool parse_call_arguments(Parser *parser, AstExprs *args, AstKeywords *keywords) {
    AstNode start = parse_state_start(parser);
    ArgumentState state = {0};
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    while (!parse_state_is(parser, TOKEN_RIGHT_PAREN)) {
        if (!parse_argument(parser, &state)) {
            return false;
        }
        if (parser->stack_count == mark + 2 && state.arg_count == 1 &&
            (parse_state_is(parser, TOKEN_FOR) || parse_state_is(parser, TOKEN_ASYNC))) {
            AstExpr *element = parser->stack[mark];
            if (element->node.kind == AST_STARRED) {
                return bad_syntax(parser);
            }
            AstExpr *generator = finish_comprehension(parser, AST_GENERATOR_EXP, &start, element,
                                                      NULL, TOKEN_RIGHT_PAREN);
            parser->stack[mark] = generator;
            return generator != NULL && take_arguments(parser, mark, &state, args, keywords);
        }
        if (!parse_state_accept(parser, TOKEN_COMMA)) {
            break;
        }
    }
    return parse_state_expect(parser, TOKEN_RIGHT_PAREN) &&
           take_arguments(parser, mark, &state, args, keywords);
}

static AstExpr *parse_call(Parser *parser, AstExpr *func) {
    AstExprs args;
    AstKeywords keywords;
    if (!parse_call_arguments(parser, &args, &keywords)) {
        return NULL;
    }
    AstExpr *expr = parse_state_expr(parser, AST_CALL, &func->node);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.call.func = func;
    expr->as.call.args = args;
    expr->as.call.keywords = keywords;
    parse_state_absorb(expr, func);
    parse_state_absorb_all(expr, &args);
    for (uint32_t i = 0; i < keywords.count; i++) {
        parse_state_absorb(expr, keywords.items[i]->value);
    }
    return parse_state_finish(parser, expr);
}

static bool ends_slice_part(const Parser *parser) {
    return parse_state_is(parser, TOKEN_COLON) || parse_state_is(parser, TOKEN_COMMA) ||
           parse_state_is(parser, TOKEN_RIGHT_BRACKET);
}

/* An optional bound; true with *part NULL when there is none. */
static bool parse_slice_part(Parser *parser, AstExpr **part) {
    *part = NULL;
    if (ends_slice_part(parser)) {
        return true;
    }
    *part = parser->rules->expression(parser);
    return *part != NULL;
}

static AstExpr *parse_slice(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *lower = NULL;
    if (parse_state_is(parser, TOKEN_STAR)) {
        return parse_primary_starred(parser);
    }
    if (!parse_state_is(parser, TOKEN_COLON)) {
        bool is_walrus = parse_primary_is_walrus_next(parser);
        lower = parser->rules->named_expression(parser);
        if (lower == NULL || is_walrus || !parse_state_is(parser, TOKEN_COLON)) {
            return lower;
        }
    }
    AstExpr *upper;
    AstExpr *step = NULL;
    parse_state_advance(parser);
    if (!parse_slice_part(parser, &upper) ||
        (parse_state_accept(parser, TOKEN_COLON) && !parse_slice_part(parser, &step))) {
        return NULL;
    }
    AstExpr *expr = parse_state_expr(parser, AST_SLICE, &start);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.slice.lower = lower;
    expr->as.slice.upper = upper;
    expr->as.slice.step = step;
    parse_state_absorb(expr, lower);
    parse_state_absorb(expr, upper);
    parse_state_absorb(expr, step);
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_subscript(Parser *parser, AstExpr *value) {
    parse_state_advance(parser);
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    bool is_tuple = false;
    do {
        if (is_tuple && parse_state_is(parser, TOKEN_RIGHT_BRACKET)) {
            break;
        }
        bool is_star = parse_state_is(parser, TOKEN_STAR);
        AstExpr *slice = parse_slice(parser);
        if (slice == NULL || !parse_state_push(parser, slice)) {
            return NULL;
        }
        is_tuple |= is_star || parse_state_is(parser, TOKEN_COMMA);
    } while (parse_state_accept(parser, TOKEN_COMMA));
    AstExpr *slice = parse_primary_tuple(parser, &start, mark, is_tuple);
    if (slice == NULL || !parse_state_expect(parser, TOKEN_RIGHT_BRACKET)) {
        return NULL;
    }
    AstExpr *expr = parse_state_expr(parser, AST_SUBSCRIPT, &value->node);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.subscript.value = value;
    expr->as.subscript.slice = slice;
    parse_state_absorb(expr, value);
    parse_state_absorb(expr, slice);
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_attribute(Parser *parser, AstExpr *value) {
    parse_state_advance(parser);
    AstName *name = parse_state_name(parser);
    AstExpr *expr = name == NULL ? NULL : parse_state_expr(parser, AST_ATTRIBUTE, &value->node);
    if (expr == NULL) {
        return NULL;
    }
    expr->as.attribute.value = value;
    expr->as.attribute.attr = name;
    parse_state_absorb(expr, value);
    return parse_state_finish(parser, expr);
}

/* A primary in brackets starts at its bracket, not at the node that was in it. */
AstExpr *parse_primary(Parser *parser) {
    AstNode start = parse_state_start(parser);
    AstExpr *expr = parse_atom(parser);
    while (expr != NULL) {
        AstExpr *primary;
        if (parse_state_is(parser, TOKEN_DOT)) {
            primary = parse_attribute(parser, expr);
        } else if (parse_state_is(parser, TOKEN_LEFT_PAREN)) {
            primary = parse_call(parser, expr);
        } else if (parse_state_is(parser, TOKEN_LEFT_BRACKET)) {
            primary = parse_subscript(parser, expr);
        } else {
            break;
        }
        if (primary != NULL) {
            primary->node.lineno = start.lineno;
            primary->node.col_offset = start.col_offset;
        }
        expr = primary;
    }
    return expr;
}

/* ---- Atoms --------------------------------------------------------------------------------- */

AstExpr *parse_primary_number(Parser *parser) {
    Token token = parser->token;
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    AstExpr *expr = parse_state_expr(parser, AST_CONSTANT, &start);
    if (expr == NULL) {
        return NULL;
    }
    switch (parse_number_constant(parser->arena, token.start, token.end, &expr->as.constant)) {
    case NUMBER_OK:
        return expr;
    case NUMBER_OUT_OF_MEMORY:
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    default:
        return bad_syntax(parser);
    }
}

AstExpr *parse_primary_strings(Parser *parser) {
    Token first[8];
    uint32_t count = 0;
    Token *tokens = first;
    uint32_t capacity = sizeof first / sizeof *first;
    while (parse_state_is(parser, TOKEN_STRING)) {
        if (count == capacity) {
            Token *more = ast_arena_allocate(parser->arena, 4 * capacity * sizeof *more);
            if (more == NULL) {
                return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
            }
            memcpy(more, tokens, count * sizeof *more);
            tokens = more;
            capacity *= 4;
        }
        tokens[count++] = parser->token;
        parse_state_advance(parser);
    }
    return parse_string_tokens(parser, tokens, count);
}

static AstExpr *parse_singleton(Parser *parser, AstConstantKind kind) {
    AstNode start = parse_state_start(parser);
    parse_state_advance(parser);
    AstExpr *expr = parse_state_expr(parser, AST_CONSTANT, &start);
    if (expr != NULL) {
        expr->as.constant.kind = (uint8_t)kind;
    }
    return expr;
}

/* Items of a list, set or tuple after the first, which is pushed: up to `close`, not passed. */
static bool parse_more_items(Parser *parser, TokenKind close) {
    while (parse_state_accept(parser, TOKEN_COMMA) && !parse_state_is(parser, close)) {
        AstExpr *item = parse_state_is(parser, TOKEN_STAR)
                            ? parse_primary_starred(parser)
                            : parser->rules->named_expression(parser);
        if (item == NULL || !parse_state_push(parser, item)) {
            return false;
        }
    }
    return true;
}

static bool is_comprehension(const Parser *parser) {
    return parse_state_is(parser, TOKEN_FOR) || parse_state_is(parser, TOKEN_ASYNC);
}

/* Group, tuple, generator expression. */
static AstExpr *parse_parenthesis(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    if (parse_state_accept(parser, TOKEN_RIGHT_PAREN)) {
        return parse_primary_sequence(parser, AST_TUPLE, &start, mark);
    }
    if (parse_state_is(parser, TOKEN_YIELD)) {
        AstExpr *expr = parser->rules->yield_expression(parser);
        if (expr == NULL || !parse_state_expect(parser, TOKEN_RIGHT_PAREN)) {
            return NULL;
        }
        expr->node.flags |= AST_PARENTHESISED;
        return expr;
    }
    bool is_star = parse_state_is(parser, TOKEN_STAR);
    AstExpr *first =
        is_star ? parse_primary_starred(parser) : parser->rules->named_expression(parser);
    if (first == NULL) {
        return NULL;
    }
    if (is_comprehension(parser) && !is_star) {
        return finish_comprehension(parser, AST_GENERATOR_EXP, &start, first, NULL,
                                    TOKEN_RIGHT_PAREN);
    }
    if (!parse_state_is(parser, TOKEN_COMMA)) {
        if (is_star || !parse_state_expect(parser, TOKEN_RIGHT_PAREN)) {
            return bad_syntax(parser);
        }
        first->node.flags |= AST_PARENTHESISED;
        return first;
    }
    if (!parse_state_push(parser, first) || !parse_more_items(parser, TOKEN_RIGHT_PAREN) ||
        !parse_state_expect(parser, TOKEN_RIGHT_PAREN)) {
        return NULL;
    }
    return parse_primary_sequence(parser, AST_TUPLE, &start, mark);
}

static AstExpr *parse_list(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    if (!parse_state_is(parser, TOKEN_RIGHT_BRACKET)) {
        bool is_star = parse_state_is(parser, TOKEN_STAR);
        AstExpr *first =
            is_star ? parse_primary_starred(parser) : parser->rules->named_expression(parser);
        if (first == NULL) {
            return NULL;
        }
        if (is_comprehension(parser) && !is_star) {
            return finish_comprehension(parser, AST_LIST_COMP, &start, first, NULL,
                                        TOKEN_RIGHT_BRACKET);
        }
        if (!parse_state_push(parser, first) || !parse_more_items(parser, TOKEN_RIGHT_BRACKET)) {
            return NULL;
        }
    }
    return parse_state_expect(parser, TOKEN_RIGHT_BRACKET)
               ? parse_primary_sequence(parser, AST_LIST, &start, mark)
               : NULL;
}

/* Pushes the key (NULL for `**`) and the value of one item. */
static bool parse_dict_item(Parser *parser) {
    AstExpr *key = NULL;
    AstExpr *value;
    if (parse_state_accept(parser, TOKEN_DOUBLE_STAR)) {
        value = parser->rules->bitwise_or(parser);
    } else {
        key = parser->rules->expression(parser);
        value = key != NULL && parse_state_expect(parser, TOKEN_COLON)
                    ? parser->rules->expression(parser)
                    : NULL;
    }
    return value != NULL && parse_state_push(parser, key) && parse_state_push(parser, value);
}

/* The rest of a dict display: the first item is on the stack. */
static AstExpr *finish_dict(Parser *parser, const AstNode *start, uint32_t mark) {
    while (parse_state_accept(parser, TOKEN_COMMA) && !parse_state_is(parser, TOKEN_RIGHT_BRACE)) {
        if (!parse_dict_item(parser)) {
            return NULL;
        }
    }
    if (!parse_state_expect(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    AstExpr *expr = parse_state_expr(parser, AST_DICT, start);
    if (expr == NULL) {
        return NULL;
    }
    uint32_t count = (parser->stack_count - mark) / 2;
    expr->as.dict.keys.items = take_column(parser, mark, count, 0);
    expr->as.dict.values.items = take_column(parser, mark, count, 1);
    if (parser->failure != PARSE_OK) {
        return NULL;
    }
    expr->as.dict.keys.count = expr->as.dict.values.count = count;
    parser->stack_count = mark;
    parse_state_absorb_all(expr, &expr->as.dict.keys);
    parse_state_absorb_all(expr, &expr->as.dict.values);
    return parse_state_finish(parser, expr);
}

static AstExpr *parse_brace(Parser *parser) {
    AstNode start = parse_state_start(parser);
    uint32_t mark = parser->stack_count;
    parse_state_advance(parser);
    if (parse_state_accept(parser, TOKEN_RIGHT_BRACE)) {
        return parse_state_expr(parser, AST_DICT, &start);
    }
    if (parse_state_is(parser, TOKEN_DOUBLE_STAR)) {
        return parse_dict_item(parser) ? finish_dict(parser, &start, mark) : NULL;
    }
    bool is_star = parse_state_is(parser, TOKEN_STAR);
    bool is_walrus = parse_primary_is_walrus_next(parser);
    AstExpr *first =
        is_star ? parse_primary_starred(parser) : parser->rules->named_expression(parser);
    if (first == NULL) {
        return NULL;
    }
    if (!is_star && !is_walrus && parse_state_accept(parser, TOKEN_COLON)) {
        AstExpr *value = parser->rules->expression(parser);
        if (value == NULL) {
            return NULL;
        }
        if (is_comprehension(parser)) {
            return finish_comprehension(parser, AST_DICT_COMP, &start, first, value,
                                        TOKEN_RIGHT_BRACE);
        }
        return parse_state_push(parser, first) && parse_state_push(parser, value)
                   ? finish_dict(parser, &start, mark)
                   : NULL;
    }
    if (is_comprehension(parser) && !is_star) {
        return finish_comprehension(parser, AST_SET_COMP, &start, first, NULL, TOKEN_RIGHT_BRACE);
    }
    if (!parse_state_push(parser, first) || !parse_more_items(parser, TOKEN_RIGHT_BRACE) ||
        !parse_state_expect(parser, TOKEN_RIGHT_BRACE)) {
        return NULL;
    }
    return parse_primary_sequence(parser, AST_SET, &start, mark);
}

static AstExpr *parse_bracketed(Parser *parser) {
    if (!parse_state_enter(parser, PARSE_DEPTH_OF_EXPRESSION)) {
        return NULL;
    }
    AstExpr *expr = parse_state_is(parser, TOKEN_LEFT_PAREN)     ? parse_parenthesis(parser)
                    : parse_state_is(parser, TOKEN_LEFT_BRACKET) ? parse_list(parser)
                                                                 : parse_brace(parser);
    parse_state_leave(parser, PARSE_DEPTH_OF_EXPRESSION);
    return expr;
}

static AstExpr *parse_atom(Parser *parser) {
    switch (parser->token.kind) {
    case TOKEN_NAME:
        return parse_primary_name(parser, AST_LOAD);
    case TOKEN_NUMBER:
        return parse_primary_number(parser);
    case TOKEN_STRING:
        return parse_primary_strings(parser);
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        return parse_bracketed(parser);
    case TOKEN_NONE:
        return parse_singleton(parser, AST_NONE);
    case TOKEN_TRUE:
        return parse_singleton(parser, AST_TRUE);
    case TOKEN_FALSE:
        return parse_singleton(parser, AST_FALSE);
    case TOKEN_ELLIPSIS:
        return parse_singleton(parser, AST_ELLIPSIS);
    default:
        return bad_syntax(parser);
    }
}

/* ---- Comprehensions ------------------------------------------------------------------------ */

static AstComprehension *parse_comprehension(Parser *parser) {
    bool is_async = parse_state_accept(parser, TOKEN_ASYNC);
    if (!parse_state_expect(parser, TOKEN_FOR)) {
        return NULL;
    }
    AstExpr *target = parse_primary_star_targets(parser);
    if (target == NULL || !parse_state_expect(parser, TOKEN_IN)) {
        return NULL;
    }
    AstExpr *iter = parser->rules->disjunction(parser);
    if (iter == NULL) {
        return NULL;
    }
    uint32_t mark = parser->stack_count;
    while (parse_state_accept(parser, TOKEN_IF)) {
        AstExpr *test = parser->rules->disjunction(parser);
        if (test == NULL || !parse_state_push(parser, test)) {
            return NULL;
        }
    }
    AstComprehension *comprehension = ast_arena_allocate(parser->arena, sizeof *comprehension);
    if (comprehension == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    comprehension->target = target;
    comprehension->iter = iter;
    comprehension->is_async = is_async;
    return take_exprs(parser, mark, &comprehension->ifs) ? comprehension : NULL;
}

static bool parse_comprehensions(Parser *parser, AstComprehensions *generators) {
    uint32_t mark = parser->stack_count;
    while (is_comprehension(parser)) {
        AstComprehension *generator = parse_comprehension(parser);
        if (generator == NULL || !parse_state_push(parser, generator)) {
            return false;
        }
    }
    generators->items = parse_state_take(parser, mark, &generators->count);
    return parser->failure == PARSE_OK;
}
