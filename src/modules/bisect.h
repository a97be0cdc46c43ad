/* The _bisect module. */
#ifndef OURO_MODULES_BISECT_H
#define OURO_MODULES_BISECT_H

#include "object/module.h"

extern const ModuleSpec bisect_module; /* _bisect */

#endif
