/* _contextvars: variables whose values belong to a context. */
#ifndef OURO_MODULES_CONTEXTVARS_H
#define OURO_MODULES_CONTEXTVARS_H

#include "object/module.h"

extern const ModuleSpec contextvars_module;
void contextvars_close(Runtime *rt);

#endif
