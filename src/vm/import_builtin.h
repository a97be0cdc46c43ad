/* Modules that are written in C. */
#ifndef OURO_VM_IMPORT_BUILTIN_H
#define OURO_VM_IMPORT_BUILTIN_H

#include "vm/import_state.h"

/* Its row in the table of builtin modules; NULL: there is none. */
const ModuleSpec *import_builtin_find(Runtime *rt, Object *name);
/* Makes the module, which then is in sys.modules. */
NEW_REF Object *import_builtin_load(Runtime *rt, const ModuleSpec *builtin);

#endif
