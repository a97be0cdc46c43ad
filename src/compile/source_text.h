/*
 * source_text: the bytes of a program to the text that the lexer reads: decoded to UTF-8 by BOM and
 * coding cookie (PEP 263), lines ending with '\n', a zero byte at the end.
 */
#ifndef OURO_COMPILE_SOURCE_TEXT_H
#define OURO_COMPILE_SOURCE_TEXT_H

#include "compile/ast.h"

/* Sets module->source and source_length. `is_text`: the bytes came from a str. False: *problem. */
bool source_text_decode(AstArena *arena, AstModule *module, const char *bytes, size_t length,
                        bool is_text, SyntaxProblem *problem);
/* Is the text in an encoding (its name) that source_text_decode does not know? */
enum { SOURCE_TEXT_NAME_MAX = 64 };
bool source_text_foreign(const char *bytes, size_t length, char name[SOURCE_TEXT_NAME_MAX]);

#endif
