/*
 * parse_primary: atoms, displays, comprehensions, calls, parameters, targets: everything between
 * brackets. What is inside them comes from parse_expr.c through `parser->rules`.
 */
#ifndef OURO_COMPILE_PARSE_PRIMARY_H
#define OURO_COMPILE_PARSE_PRIMARY_H

#include "compile/parse_state.h"

/* An atom with its calls, attributes and subscripts. */
AstExpr *parse_primary(Parser *parser);
AstExpr *parse_primary_lambda(Parser *parser);  /* at `lambda` */
AstExpr *parse_primary_starred(Parser *parser); /* at `*`: *bitwise_or */
AstExpr *parse_primary_number(Parser *parser);  /* at NUMBER */
AstExpr *parse_primary_strings(Parser *parser); /* at STRING */
/* The NAME here as an expression in this context. */
AstExpr *parse_primary_name(Parser *parser, AstContext ctx);

bool parse_primary_starts_expression(const Parser *parser); /* a star included */
bool parse_primary_is_walrus_next(Parser *parser);          /* NAME := */

/* A Tuple, List or Set of the items above `mark`. */
AstExpr *parse_primary_sequence(Parser *parser, AstExprKind kind, const AstNode *start,
                                uint32_t mark);
/* The only item above `mark` unless `is_tuple`, else the tuple of them. */
AstExpr *parse_primary_tuple(Parser *parser, const AstNode *start, uint32_t mark, bool is_tuple);

/* Targets of `for`, up to `in`: a star_targets of the grammar, in store context. */
AstExpr *parse_primary_star_targets(Parser *parser);
/* One target, star or not, in store context. */
AstExpr *parse_primary_star_target(Parser *parser);
/* Turns a parsed expression into a target. False: it cannot be one. */
bool parse_primary_to_target(Parser *parser, AstExpr *expr, AstContext ctx);

/* The arguments of a call or class up to the right parenthesis, which is passed. A lone generator
 * expression without parentheses of its own is not accepted. */
bool parse_primary_arguments(Parser *parser, AstExprs *args, AstKeywords *keywords);
/* Parameters up to `end` (a right parenthesis, or the colon of a lambda), which is not passed. */
AstArguments *parse_primary_parameters(Parser *parser, TokenKind end);

#endif
