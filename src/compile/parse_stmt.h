/*
 * parse_stmt: statements and blocks.
 */
#ifndef OURO_COMPILE_PARSE_STMT_H
#define OURO_COMPILE_PARSE_STMT_H

#include "compile/parse_state.h"

/* All statements up to the end of the input. */
bool parse_stmt_file(Parser *parser, AstStmts *body);
/* One statement of the REPL, or nothing if `allow_blank`. What follows it is not read.
 * `*is_compound`: it was a block. */
bool parse_stmt_single(Parser *parser, bool allow_blank, AstStmts *body, bool *is_compound);

#endif
