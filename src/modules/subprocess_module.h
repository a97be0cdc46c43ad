/* The module _posixsubprocess, under subprocess. */
#ifndef OURO_MODULES_SUBPROCESS_MODULE_H
#define OURO_MODULES_SUBPROCESS_MODULE_H

#include "object/module.h"

extern const ModuleSpec subprocess_module;

#endif
