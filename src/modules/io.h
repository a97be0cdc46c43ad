/* The io and _io modules, open(), and the standard streams. */
#ifndef OURO_MODULES_IO_H
#define OURO_MODULES_IO_H

#include "object/module.h"

extern const ModuleSpec io_module; /* _io; Debian's io.py builds on it */

/* builtins.open */
NEW_REF Object *io_open(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names);
/* Puts sys.stdin, stdout and stderr into rt->sys_dict. unbuffered: as -u. */
bool io_open_standard(Runtime *rt);
/* Flushes sys.stdout and sys.stderr; false when the system refused. */
bool io_flush_standard(Runtime *rt);
/* A file that neither has something to write nor a descriptor to close. */
bool io_ends_quietly(Runtime *rt, const Object *object);
void io_close(Runtime *rt);

#endif
