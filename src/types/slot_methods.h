/* Slots of classes follow from the special methods along the MRO. */
#ifndef OURO_TYPES_SLOT_METHODS_H
#define OURO_TYPES_SLOT_METHODS_H

#include "object/operations.h"

/* Sets every slot of a class (flags that follow from slots too) from what its MRO has. The slots
 * begin as a copy of the base's. */
bool slot_methods_fill(Runtime *rt, TypeObject *type);
/* The same for a class whose bases have changed. */
bool slot_methods_refill(Runtime *rt, TypeObject *type);
/* The same for a class and its subclasses after attribute `name` was set or deleted. Nothing
 * happens unless name is that of a special method. */
bool slot_methods_changed(Runtime *rt, TypeObject *type, Object *name);

#endif
