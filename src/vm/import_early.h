/* Early objects: stand for finders and loaders of importlib until it is loaded.
 *
 * Importing importlib costs ten times what an empty program does, and few programs look at a
 * loader. An early object has the name of its class; whatever else is asked of it loads importlib
 * and is answered by the real one. Loading also puts the real ones where the early ones were. */
#ifndef OURO_VM_IMPORT_EARLY_H
#define OURO_VM_IMPORT_EARLY_H

#include "vm/import_state.h"

/* The object for a kind below EARLY_SHARED_COUNT: the real one when importlib is loaded. */
NEW_REF Object *import_early_shared(Runtime *rt, EarlyKind kind);
/* The loader of a module from a file. */
NEW_REF Object *import_early_source_loader(Runtime *rt, Object *name, Object *path);
/* Is it the early or the real object of that kind? */
bool import_early_is(Runtime *rt, const Object *object, EarlyKind kind);
/* The real object of an early one, any other object itself; loads importlib. */
NEW_REF Object *import_early_real(Runtime *rt, Object *object);
/* sys.meta_path and sys.path_hooks as a program finds them. */
NEW_REF Object *import_early_meta_path(Runtime *rt);
NEW_REF Object *import_early_path_hooks(Runtime *rt);

#endif
