/*
 * parse_string: runs of string literals to one constant or f-string.
 */
#ifndef OURO_COMPILE_PARSE_STRING_H
#define OURO_COMPILE_PARSE_STRING_H

#include "compile/parse_state.h"

/* The expression of one or more adjacent STRING tokens. NULL: PARSE_BAD_STRING with
 * parser->string_message, or the failure of a nested expression. */
AstExpr *parse_string_tokens(Parser *parser, const Token *tokens, uint32_t count);

#endif
