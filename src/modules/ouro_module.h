/* The module ouro: what ouro has and CPython has not. */
#ifndef OURO_MODULES_OURO_MODULE_H
#define OURO_MODULES_OURO_MODULE_H

#include "object/module.h"

extern const ModuleSpec ouro_module;

#endif
