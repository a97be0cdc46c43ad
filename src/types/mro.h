/* The method resolution order: C3. */
#ifndef OURO_TYPES_MRO_H
#define OURO_TYPES_MRO_H

#include "object/operations.h"

/* The linearisation of type over its bases, as a new tuple with type first. TypeError when there is
 * none. */
NEW_REF Object *mro_compute(Runtime *rt, TypeObject *type);
/* The same, or what the metaclass's own mro() says. */
NEW_REF Object *mro_of_class(Runtime *rt, TypeObject *type);

#endif
