/* super objects, and their search for callers that need no object: super().f(x) in the evaluation
 * loop. */
#ifndef OURO_TYPES_SUPER_H
#define OURO_TYPES_SUPER_H

#include "object/operations.h"

typedef struct SuperObject { /* TYPE_SUPER */
    Object header;
    TypeObject *type;      /* the class behind which the search begins */
    Object *self;          /* NULL: unbound */
    TypeObject *self_type; /* the class whose MRO is searched; NULL: unbound */
} SuperObject;

/* What super(type, self).name finds along the MRO: NULL without an error when nothing. *bound: a
 * function that takes self first. */
NEW_REF Object *super_find(Runtime *rt, TypeObject *type, TypeObject *self_type, Object *self,
                           Object *name, bool *bound);

#endif
