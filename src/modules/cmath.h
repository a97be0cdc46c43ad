/* The cmath module. */
#ifndef OURO_MODULES_CMATH_H
#define OURO_MODULES_CMATH_H

#include "object/module.h"

extern const ModuleSpec cmath_module;

#endif
