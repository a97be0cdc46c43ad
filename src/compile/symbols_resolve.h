/*
 * symbols_resolve: the second pass of the symbol table: where each name lives.
 */
#ifndef OURO_COMPILE_SYMBOLS_RESOLVE_H
#define OURO_COMPILE_SYMBOLS_RESOLVE_H

#include "compile/scope.h"

/* Fills place and indexes of all symbols of the module's scopes, and the lists of the scopes. */
bool symbols_resolve(AstArena *arena, AstModule *module, SyntaxProblem *problem);

#endif
