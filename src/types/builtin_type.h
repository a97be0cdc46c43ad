/* Filling the dict of a builtin type from its TypeSpec, on first use. */
#ifndef OURO_TYPES_BUILTIN_TYPE_H
#define OURO_TYPES_BUILTIN_TYPE_H

#include "object/operations.h"

/* Sets the hook; called when a runtime opens. */
void builtin_type_open(Runtime *rt);

#endif
