/* The _operator module. */
#ifndef OURO_MODULES_OPERATOR_H
#define OURO_MODULES_OPERATOR_H

#include "object/module.h"

extern const ModuleSpec operator_module; /* _operator */

/* operator_getters.c */
extern const TypeSpec operator_itemgetter_type, operator_attrgetter_type,
    operator_methodcaller_type;

#endif
