/* sys.stdlib_module_names. */
#ifndef OURO_MODULES_STDLIB_NAMES_H
#define OURO_MODULES_STDLIB_NAMES_H

#include "object/raise.h"

NEW_REF Object *stdlib_names_make(Runtime *rt); /* a frozenset */

#endif
