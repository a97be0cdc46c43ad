/* _imp: what importlib needs of the runtime. */
#ifndef OURO_MODULES_IMP_H
#define OURO_MODULES_IMP_H

#include "object/module.h"

extern const ModuleSpec imp_module;

#endif
