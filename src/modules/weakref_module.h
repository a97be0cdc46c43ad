/* The _weakref module. */
#ifndef OURO_MODULES_WEAKREF_MODULE_H
#define OURO_MODULES_WEAKREF_MODULE_H

#include "object/module.h"

extern const ModuleSpec weakref_module;

#endif
