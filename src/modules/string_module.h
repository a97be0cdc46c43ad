/* The _string module. */
#ifndef OURO_MODULES_STRING_MODULE_H
#define OURO_MODULES_STRING_MODULE_H

#include "object/module.h"

extern const ModuleSpec string_module; /* _string */

#endif
