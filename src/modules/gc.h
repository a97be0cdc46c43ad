/* The gc module. */
#ifndef OURO_MODULES_GC_H
#define OURO_MODULES_GC_H

#include "object/module.h"

extern const ModuleSpec gc_module;

#endif
