/* Module objects and the table that builtin modules are made from. */
#ifndef OURO_OBJECT_MODULE_H
#define OURO_OBJECT_MODULE_H

#include "object/raise.h"

typedef struct ModuleObject {
    Object header; /* MODULE_BUILTIN: made from a ModuleSpec */
    Object *dict;
} ModuleObject;

#define MODULE_BUILTIN OBJECT_TYPE_FLAG_A
#define MODULE_INITIALISING OBJECT_TYPE_FLAG_B /* its code runs for the first time */

/* One builtin module: functions, and a function that adds constants and types. */
typedef struct ModuleSpec {
    const char *name;
    const char *doc;
    const MethodRow *functions;                         /* may be NULL; self is the module */
    bool (*populate)(Runtime *rt, Object *module_dict); /* may be NULL */
    NEW_REF Object *(*make)(Runtime *rt); /* NULL; else gives the whole module by itself */
} ModuleSpec;

NEW_REF Object *module_new(Runtime *rt, Object *name, Object *doc);
NEW_REF Object *module_from_spec(Runtime *rt, const ModuleSpec *spec);
/* builtins.<name>: builtins are put into their dict when first wanted. */
BORROWED Object *module_builtin(Runtime *rt, const char *name);
static inline BORROWED Object *module_dict(const Object *module) {
    return ((const ModuleObject *)module)->dict;
}

#endif
