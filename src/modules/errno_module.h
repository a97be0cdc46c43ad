/* The errno module. */
#ifndef OURO_MODULES_ERRNO_MODULE_H
#define OURO_MODULES_ERRNO_MODULE_H

#include "object/module.h"

extern const ModuleSpec errno_module;

#endif
