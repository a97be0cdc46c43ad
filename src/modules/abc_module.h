/* The _abc module: abstract base classes for abc.py. */
#ifndef OURO_MODULES_ABC_MODULE_H
#define OURO_MODULES_ABC_MODULE_H

#include "object/module.h"

extern const ModuleSpec abc_module;

#endif
