/*
 * symbols: decides for every name of every scope where it lives.
 *
 * Built from a finished tree by `symbols_build`; hangs a `Scope` on each module, function, lambda,
 * class and comprehension node. Everything is in the tree's arena.
 *
 * Names are mangled here (PEP 8's `__x` inside a class): a scope's symbols carry the mangled
 * names, so look a name of the tree up with `scope_lookup`, which mangles, and pass attribute,
 * keyword and import names through `scope_mangle`.
 */
#ifndef OURO_COMPILE_SYMBOLS_H
#define OURO_COMPILE_SYMBOLS_H

#include "compile/scope.h"

/* Builds the scopes of the whole module. False with *problem filled: SyntaxError or no memory. */
bool symbols_build(AstArena *arena, AstModule *module, uint32_t parse_flags,
                   SyntaxProblem *problem);

#endif
