/* Imports: the instructions, and finding and running modules. */
#ifndef OURO_VM_IMPORT_H
#define OURO_VM_IMPORT_H

#include "object/module.h"
#include "vm/registers.h"

/* Builtin modules, in modules/; ended by NULL. Set when the runtime opens. */
struct ImportState {
    const ModuleSpec *const *builtins;
    Object
        *import_function; /* builtins.__import__ as the runtime made it; borrowed from builtins */
};

bool import_open(Runtime *rt, const ModuleSpec *const *builtins);
void import_close(Runtime *rt);
/* __import__(name, globals, locals, fromlist, level) */
NEW_REF Object *import_module(Runtime *rt, Object *name, Object *globals, Object *fromlist,
                              int64_t level);
/* The module `name` (absolute, dotted): from sys.modules, or found and run. The last one. */
NEW_REF Object *import_absolute(Runtime *rt, Object *name);
/* Runs the code of a file as module: fills dict. */
bool import_run_source(Runtime *rt, Object *path, Object *module);
/* The whole text of a file: bytes. OSError pending on failure. */
NEW_REF Object *import_read_file(Runtime *rt, Object *path);

bool import_name(Runtime *rt, Frame *frame, const Instr *pc);
bool import_from(Runtime *rt, Frame *frame, const Instr *pc);
bool import_star(Runtime *rt, Frame *frame, const Instr *pc);

#endif
