/* The module _warnings, and the runtime's own warnings. */
#ifndef OURO_MODULES_WARNINGS_H
#define OURO_MODULES_WARNINGS_H

#include "object/module.h"

extern const ModuleSpec warnings_module;

/* Sets the hooks; makes nothing. */
void warnings_open(Runtime *rt);
void warnings_close(Runtime *rt);

#endif
