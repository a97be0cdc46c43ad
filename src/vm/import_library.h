/* importlib: its own modules, and loading it. */
#ifndef OURO_VM_IMPORT_LIBRARY_H
#define OURO_VM_IMPORT_LIBRARY_H

#include "vm/import_state.h"

/* Loads importlib's two modules, and puts its finders and loaders where early ones were. Does
 * nothing once that is done, or under way. */
bool import_library_load(Runtime *rt);
/* Is it one of the two? */
bool import_library_has(Object *name);
/* Is it what tracebacks call one of their files? */
bool import_library_is_file(Object *filename);
NEW_REF Object *import_library_module(Runtime *rt, Object *name);
/* _frozen_importlib.ATTRIBUTE, importlib loaded first. */
NEW_REF Object *import_library_get(Runtime *rt, const char *attribute);

#endif
