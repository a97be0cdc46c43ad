/*
 * parse_expr: expressions, by recursive descent with precedence climbing for binary operators.
 * Named after the grammar of the reference manual; each returns NULL on failure.
 */
#ifndef OURO_COMPILE_PARSE_EXPR_H
#define OURO_COMPILE_PARSE_EXPR_H

#include "compile/parse_state.h"

/* To be called once before any other. */
void parse_expr_init(Parser *parser);

AstExpr *parse_expr_expression(Parser *parser);       /* conditional, lambda */
AstExpr *parse_expr_named(Parser *parser);            /* expression or name := expression */
AstExpr *parse_expr_star_expressions(Parser *parser); /* one of them, or a tuple without brackets */
AstExpr *parse_expr_expressions(Parser *parser);      /* one expression, or a tuple, no stars */
AstExpr *parse_expr_yield(Parser *parser);            /* at `yield` */

#endif
