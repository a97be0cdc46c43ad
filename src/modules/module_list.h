/* All builtin modules, and what they do when a runtime opens and closes. */
#ifndef OURO_MODULES_MODULE_LIST_H
#define OURO_MODULES_MODULE_LIST_H

#include "object/module.h"

extern const ModuleSpec *const builtin_modules[]; /* ended by NULL */

/* unbuffered: the standard streams, as -u. */
bool modules_open(Runtime *rt);
void modules_close(Runtime *rt);

#endif
