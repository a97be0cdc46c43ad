/*
 * identifier: which characters may stand in a Python name (PEP 3131), and NFKC for names.
 */
#ifndef OURO_COMPILE_IDENTIFIER_H
#define OURO_COMPILE_IDENTIFIER_H

#include "compile/ast.h"

bool identifier_is_start(uint32_t character);    /* XID_Start or '_' */
bool identifier_is_continue(uint32_t character); /* XID_Continue */
bool identifier_is_printable(uint32_t character);
/* Decodes one character of valid UTF-8 and returns its length in bytes. */
size_t identifier_decode(const char *text, uint32_t *character);
/* The name of an identifier written as these bytes, in NFKC. NULL: out of memory. */
AstName *identifier_name(AstArena *arena, const char *text, size_t length);

#endif
