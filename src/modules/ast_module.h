/* ast_module: the module _ast, below Python's ast: the classes of nodes, trees as objects of them,
 * and code from such trees. */
#ifndef OURO_MODULES_AST_MODULE_H
#define OURO_MODULES_AST_MODULE_H

#include "modules/ast_nodes.h"
#include "object/module.h"

/* The classes of one runtime, made when first wanted. */
typedef struct AstState {
    uint32_t base_id;                 /* type id of AST; 0: nothing is made yet */
    Object *sorts[SORT_COUNT];        /* class of each sum; NULL for others */
    Object *classes[AST_ROWS_MAX];    /* of each row */
    Object *singletons[AST_ROWS_MAX]; /* the object of each enum row */
    bool is_complete;
} AstState;

extern const ModuleSpec ast_module;

/* NULL: error pending. */
AstState *ast_module_state(Runtime *rt);
void ast_module_close(Runtime *rt);
/* A new object without attributes; enum rows share one. */
NEW_REF Object *ast_module_instance(Runtime *rt, AstState *state, const AstRow *row);
/* Is it an object of a class of this module? Error: -1. */
int ast_module_is_node(Runtime *rt, Object *object);

/* ---- ast_to_objects.c ---- */
/* The objects of a tree: a Module, Interactive or Expression. */
NEW_REF Object *ast_to_objects(Runtime *rt, const AstModule *module);

/* ---- ast_from_objects.c ---- */
/* Fills *module (in the arena) from objects, validated as CPython does: what comes out is as safe
 * as a parsed tree. Objects that it borrows are appended to the list `keep`. */
bool ast_from_objects(Runtime *rt, AstArena *arena, AstModule *module, Object *object,
                      Object *keep);

/* ---- ast_validate.c ---- */
bool ast_validate(Runtime *rt, const AstModule *module);

#endif
