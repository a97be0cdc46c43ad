/* importlib's ModuleSpec: what is known of a module before it is loaded (PEP 451). In C, since
 * every module has one; importlib uses this class too. */
#ifndef OURO_VM_IMPORT_SPEC_H
#define OURO_VM_IMPORT_SPEC_H

#include "vm/import_state.h"

/* In the names of files of compiled code: sys.implementation.cache_tag. */
#define IMPORT_SPEC_CACHE_TAG "ouro-311"

/* The class. */
BORROWED TypeObject *import_spec_type(Runtime *rt);
/* located: origin is a path that the loader reads. origin, search_path: NULL for None. */
NEW_REF Object *import_spec_new(Runtime *rt, Object *name, Object *loader, Object *origin,
                                Object *search_path, bool located);
/* A module's __spec__ and __loader__, and __file__ and __cached__ of a module from a file; path
 * NULL: a builtin module. */
bool import_spec_set(Runtime *rt, Object *dict, Object *name, Object *path, Object *search_path);
/* The spec's loader and that of the module become what early ones stand for. */
bool import_spec_settle(Runtime *rt, Object *dict);

#endif
