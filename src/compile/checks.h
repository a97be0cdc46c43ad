/*
 * checks: what CPython's compiler objects to in a tree that its grammar accepts, and what it warns
 * of. Called by symbols.c while it walks the tree; targets, loops and calls are checked where code
 * is emitted.
 */
#ifndef OURO_COMPILE_CHECKS_H
#define OURO_COMPILE_CHECKS_H

#include "compile/ast.h"

/* The features named by __future__ imports, and that these stand first. */
bool checks_futures(AstArena *arena, const AstModule *module, SyntaxProblem *problem);
bool checks_late_future(AstArena *arena, const AstModule *module, const AstStmt *stmt,
                        SyntaxProblem *problem);
/* Names that a case binds: each once, the same ones in all alternatives. */
bool checks_pattern(AstArena *arena, const AstModule *module, const AstPattern *pattern,
                    SyntaxProblem *problem);
/* Warnings of a comparison, call or subscript, and of an assert. False: out of memory. */
bool checks_warn_expr(AstArena *arena, AstModule *module, const AstExpr *expr);
bool checks_warn_assert(AstArena *arena, AstModule *module, const AstStmt *stmt);

#endif
