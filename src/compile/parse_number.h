/*
 * parse_number: the text of a NUMBER token to a constant of the tree.
 */
#ifndef OURO_COMPILE_PARSE_NUMBER_H
#define OURO_COMPILE_PARSE_NUMBER_H

#include "compile/ast.h"

typedef enum NumberStatus {
    NUMBER_OK,
    NUMBER_OUT_OF_MEMORY,
    NUMBER_TOO_LONG, /* more than NUMBER_MAX_DIGITS decimal digits */
} NumberStatus;

enum { NUMBER_MAX_DIGITS = 4300 };

/* Fills *constant from the token's text [start, end), which the lexer has checked. The constant
 * may point into that text. */
NumberStatus parse_number_constant(AstArena *arena, const char *start, const char *end,
                                   AstConstant *constant);

#endif
