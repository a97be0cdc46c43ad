/* The module atexit: functions to call when a runtime closes. */
#ifndef OURO_MODULES_ATEXIT_H
#define OURO_MODULES_ATEXIT_H

#include "object/module.h"

extern const ModuleSpec atexit_module;

/* Calls what was registered, the last first; errors are reported as unraisable. */
void atexit_run(Runtime *rt);
/* Forgets what is registered. */
void atexit_close(Runtime *rt);

#endif
