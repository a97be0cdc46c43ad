/* super objects, and their search for super().f(x), which needs no object. */
#ifndef OURO_TYPES_SUPER_H
#define OURO_TYPES_SUPER_H

#include "object/operations.h"

typedef struct SuperObject { /* TYPE_SUPER */
    Object header;
    TypeObject *type;      /* the class behind which the search begins */
    Object *self;          /* NULL: unbound */
    TypeObject *self_type; /* the class whose MRO is searched; NULL: unbound */
} SuperObject;

/* The function that super(type, self).name binds, for a self whose class is self_type, below type.
 * NULL: nothing, or what needs more than a self before its arguments; an error may be pending. */
BORROWED Object *super_find_method(Runtime *rt, TypeObject *type, TypeObject *self_type,
                                   Object *name);

#endif
