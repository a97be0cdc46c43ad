/* Imports: the instructions, and finding and running modules. */
#ifndef OURO_VM_IMPORT_H
#define OURO_VM_IMPORT_H

#include "vm/import_source.h"
#include "vm/registers.h"

/* builtins: ended by NULL; library: the folder of the standard library. Both are kept as they are.
 */
bool import_open(Runtime *rt, const ModuleSpec *const *builtins, const char *library);
void import_close(Runtime *rt);
/* __import__(name, globals, locals, fromlist, level) */
NEW_REF Object *import_module(Runtime *rt, Object *name, Object *globals, Object *fromlist,
                              int64_t level);
/* The module `name` (absolute, dotted): from sys.modules, or found and run. The last one. */
NEW_REF Object *import_absolute(Runtime *rt, Object *name);
bool import_name(Runtime *rt, Frame *frame, const Instr *pc);
bool import_from(Runtime *rt, Frame *frame, const Instr *pc);
bool import_star(Runtime *rt, Frame *frame, const Instr *pc);

#endif
