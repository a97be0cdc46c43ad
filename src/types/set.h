/* The iterator of sets, which the evaluation loop reaches into. */
#ifndef OURO_TYPES_SET_H
#define OURO_TYPES_SET_H

#include "object/set.h"

typedef struct SetIteratorObject { /* TYPE_SET_ITERATOR */
    Object header;
    uint32_t used; /* the set's when the iterator was made; UINT32_MAX after an error */
    uint32_t left;
    size_t position;
    Object *set; /* NULL: exhausted */
} SetIteratorObject;

NEW_REF Object *set_iter(Runtime *rt, Object *set);

/* The algebra (set_algebra.c). Results are exact sets or frozensets, as self's nearest of these. */
uint32_t set_base_type(const Runtime *rt, const Object *self); /* TYPE_SET or TYPE_FROZENSET */
NEW_REF Object *set_copy_as(Runtime *rt, uint32_t type_id, Object *iterable);
NEW_REF Object *set_intersection(Runtime *rt, Object *self, Object *other);
NEW_REF Object *set_difference(Runtime *rt, Object *self, Object *other);
NEW_REF Object *set_symmetric_difference(Runtime *rt, Object *self, Object *other);
bool set_difference_update(Runtime *rt, Object *self, Object *other);
bool set_symmetric_difference_update(Runtime *rt, Object *self, Object *other);
int set_is_disjoint(Runtime *rt, Object *self, Object *other);
int set_is_subset(Runtime *rt, Object *self, Object *other);   /* other: any iterable */
int set_is_superset(Runtime *rt, Object *self, Object *other); /* other: any iterable */

#endif
