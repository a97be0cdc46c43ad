/* The module select, under selectors: waiting for descriptors. */
#ifndef OURO_MODULES_SELECT_MODULE_H
#define OURO_MODULES_SELECT_MODULE_H

#include "object/module.h"

extern const ModuleSpec select_module;

#endif
