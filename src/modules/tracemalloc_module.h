/* The module _tracemalloc, under tracemalloc. */
#ifndef OURO_MODULES_TRACEMALLOC_MODULE_H
#define OURO_MODULES_TRACEMALLOC_MODULE_H

#include "object/module.h"

extern const ModuleSpec tracemalloc_module;
/* False with MemoryError; fine while it traces already. */
bool tracemalloc_start(Runtime *rt, uint16_t frame_limit);
void tracemalloc_close(Runtime *rt);

#endif
