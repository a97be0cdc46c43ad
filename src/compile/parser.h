/*
 * parser: Python 3.11 text to syntax tree.
 */
#ifndef OURO_COMPILE_PARSER_H
#define OURO_COMPILE_PARSER_H

#include "compile/ast.h"

typedef enum ParseFlags {
    PARSE_ALLOW_INCOMPLETE = 1 << 0,   /* report PROBLEM_INCOMPLETE where more lines could help */
    PARSE_FUTURE_ANNOTATIONS = 1 << 1, /* inherited `from __future__ import annotations` */
    PARSE_IS_TEXT = 1 << 2,            /* from a str: a coding cookie and a BOM mean nothing */
    PARSE_TOP_LEVEL_AWAIT = 1 << 3,    /* PyCF_ALLOW_TOP_LEVEL_AWAIT, for the symbol table */
} ParseFlags;

/*
 * Parses `length` bytes of text. The text need not end with a zero byte or a newline, and must
 * outlive the arena's use. Source bytes are UTF-8, or what the coding cookie of PEP 263 says
 * (utf-8, latin-1, ascii and their aliases), unless PARSE_IS_TEXT.
 * Returns the module, in the arena, or NULL with *problem filled.
 */
AstModule *parse_source(AstArena *arena, const char *text, size_t length, const char *filename,
                        ParseMode mode, ParseFlags flags, SyntaxProblem *problem);

/* Notes the __future__ imports of a tree; parse_source does. */
void parser_read_futures(AstModule *module);

#endif
