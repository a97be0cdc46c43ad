/* Type variables inside generic aliases and unions: finding them and putting types in their place.
 */
#ifndef OURO_TYPES_TYPE_PARAMETERS_H
#define OURO_TYPES_TYPE_PARAMETERS_H

#include "object/str.h"

/* One argument as aliases and unions show it: int, not <class 'int'>. */
bool type_parameters_write(Runtime *rt, StrWriter *writer, Object *argument);
/* The tuple of distinct type variables in a tuple of arguments. */
NEW_REF Object *type_parameters_collect(Runtime *rt, Object *args);
/* The arguments of self (a tuple) with item, or the items of that tuple, in place of parameters. */
NEW_REF Object *type_parameters_substitute(Runtime *rt, Object *self, Object *args,
                                           Object *parameters, Object *item);

#endif
