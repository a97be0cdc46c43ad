/* _signal: handlers of signals in Python. */
#ifndef OURO_MODULES_SIGNAL_MODULE_H
#define OURO_MODULES_SIGNAL_MODULE_H

#include "object/module.h"

extern const ModuleSpec signal_module;
/* Gives signals back to whoever handled them before. */
void signal_close(Runtime *rt);

#endif
