/* unparse: an expression of the tree as text, as CPython writes annotations under
 * `from __future__ import annotations` (PEP 563). */
#ifndef OURO_COMPILE_UNPARSE_H
#define OURO_COMPILE_UNPARSE_H

#include "compile/ast.h"
#include "object/object.h"

/* NULL: an error is pending. */
NEW_REF Object *unparse_expr(Runtime *rt, const AstExpr *expr);

#endif
