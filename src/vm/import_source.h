/* Source files: reading them and running them as modules. */
#ifndef OURO_VM_IMPORT_SOURCE_H
#define OURO_VM_IMPORT_SOURCE_H

#include "vm/import_state.h"

/* The whole content of a file: bytes. OSError pending on failure. */
NEW_REF Object *import_source_read(Runtime *rt, Object *path);
/* The same of an open descriptor, which is closed; -1: opening it failed with errno. */
NEW_REF Object *import_source_read_open(Runtime *rt, int fd, Object *path);
/* Runs the code of a file in the module's dict. filename: what tracebacks say, mostly path. */
bool import_source_run(Runtime *rt, Object *path, Object *filename, Object *module);
/* The same with the content (bytes) at hand. */
bool import_source_run_text(Runtime *rt, STEALS Object *source, Object *filename, Object *module);

#endif
