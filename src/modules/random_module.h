/* _random: the generator under the random module. */
#ifndef OURO_MODULES_RANDOM_MODULE_H
#define OURO_MODULES_RANDOM_MODULE_H

#include "object/module.h"

extern const ModuleSpec random_module;

#endif
