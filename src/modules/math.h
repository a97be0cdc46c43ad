/* The math module. */
#ifndef OURO_MODULES_MATH_H
#define OURO_MODULES_MATH_H

#include "object/module.h"

extern const ModuleSpec math_module;

#endif
