/* The module array: sequences of numbers stored as C stores them. */
#ifndef OURO_MODULES_ARRAY_MODULE_H
#define OURO_MODULES_ARRAY_MODULE_H

#include "object/module.h"

extern const ModuleSpec array_module;

#endif
