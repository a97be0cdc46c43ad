/* Finding a module that is not in sys.modules, and loading it. */
#ifndef OURO_VM_IMPORT_FIND_H
#define OURO_VM_IMPORT_FIND_H

#include "vm/import_state.h"

/* Asks the finders of sys.meta_path. search_path: the package's __path__, NULL for a top-level
 * name; tail: the name's last part. NULL without an error: nobody has it. */
NEW_REF Object *import_find_and_load(Runtime *rt, Object *name, Object *search_path, Object *tail);

#endif
