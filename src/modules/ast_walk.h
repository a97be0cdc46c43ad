/* ast_walk: the nodes below a node, of whatever sort. */
#ifndef OURO_MODULES_AST_WALK_H
#define OURO_MODULES_AST_WALK_H

#include "modules/ast_nodes.h"

typedef void AstVisit(void *user, AstSort sort, const void *node);

/* Visits the nodes that the fields of `node` hold, in the order of the fields; no names, constants
 * or operators. */
void ast_walk_children(AstSort sort, const void *node, AstVisit *visit, void *user);

#endif
