/* _pickle: Pickler, Unpickler, dump, dumps, load, loads, PickleBuffer. */
#ifndef OURO_MODULES_PICKLE_MODULE_H
#define OURO_MODULES_PICKLE_MODULE_H

#include "object/module.h"

extern const ModuleSpec pickle_module;
void pickle_close(Runtime *rt);

#endif
