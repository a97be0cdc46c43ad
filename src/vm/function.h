/* Python functions. 56 bytes; what few functions have is in FunctionExtras. */
#ifndef OURO_VM_FUNCTION_H
#define OURO_VM_FUNCTION_H

#include "compile/code.h"
#include "object/raise.h"

typedef struct FunctionExtras { /* all owned, each may be NULL */
    Object *kwdefaults;         /* dict */
    Object *annotations;        /* dict */
    Object *dict;
    Object *name, *qualname, *doc, *module; /* when set; else from code and globals */
} FunctionExtras;

typedef struct FunctionObject {
    Object header;
    Object *code;           /* CodeObject */
    Object *globals;        /* dict */
    Object *builtins;       /* dict */
    Object *closure;        /* tuple of cells; NULL */
    Object *defaults;       /* tuple; NULL */
    FunctionExtras *extras; /* owned block; NULL */
} FunctionObject;

typedef struct CellObject {
    Object header;
    Object *contents; /* NULL: empty */
} CellObject;

NEW_REF Object *function_new(Runtime *rt, Object *code, Object *globals);
NEW_REF Object *function_name(Runtime *rt, const FunctionObject *function);
BORROWED Object *function_qualname(const FunctionObject *function);
FunctionExtras *function_extras(Runtime *rt, FunctionObject *function); /* made when missing */
static inline BORROWED Object *function_kwdefaults(const FunctionObject *function) {
    return function->extras ? function->extras->kwdefaults : NULL;
}
NEW_REF Object *cell_new(Runtime *rt, STEALS Object *contents); /* contents NULL: empty */

#endif
