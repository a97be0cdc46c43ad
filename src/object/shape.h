/* Shapes: the layouts of instances, shared as a growing tree, and the instance itself.
 *
 * A shape maps attribute names to positions. Its child for one more name is found or made by
 * shape_child. The root of a tree belongs to a class and fixes how many values an instance holds
 * inline; further values go to an overflow array whose pointer is the last inline word.
 *
 *   block of an instance = 8 header + 4 shape id + 2 + 2 capacities + 8 * inline capacity
 *   overflow <=> count of the shape > inline capacity
 *
 * Shapes belong to one class: comparing a shape id compares the class too (its attributes may have
 * changed since, see type_cache_version). __slots__ members of a shaped class take the first
 * positions, without a name.
 *
 *   position p: p < inline_capacity - (has overflow): values[p], else overflow array
 *
 * When somebody asks for __dict__ the instance becomes "dict mode": its shape is the class's
 * dict shape and the first position after __slots__ members holds the dict, which is then the
 * truth. So it does when it gets too many attributes or its class too many layouts.
 *
 * The inline capacity of a class starts from the compiler's hint and grows when a good part of the
 * instances turn out to overflow: new instances then start from a new root. */
#ifndef OURO_OBJECT_SHAPE_H
#define OURO_OBJECT_SHAPE_H

#include "object/type.h"

typedef struct Shape Shape;

enum { SHAPE_MISSING = -1, SHAPE_CAPACITY_MAX = 64 };

typedef struct Instance {
    Object header;
    uint32_t shape_id;          /* index in the table of shapes; an inline cache compares it */
    uint16_t capacity;          /* of values: the inline capacity of its shapes */
    uint16_t overflow_capacity; /* of the array at values[capacity - 1]; 0: no overflow */
    Object *values[];           /* NULL: not set */
} Instance;

bool shape_open(Runtime *rt);
void shape_close(Runtime *rt);
/* Position of name in the shape, SHAPE_MISSING when it has none. */
int32_t shape_find(Runtime *rt, uint32_t shape_id, Object *name);
bool shape_is_dict(Runtime *rt, uint32_t shape_id);

/* A fresh instance of a shaped class (TYPE_FLAG_SHAPED), no attributes. */
NEW_REF Object *instance_new(Runtime *rt, TypeObject *type);
/* Own attribute, no search in the class. get: borrowed, NULL without error when missing. */
BORROWED Object *instance_get(Runtime *rt, Object *instance, Object *name);
bool instance_set(Runtime *rt, Object *instance, Object *name, Object *value);
int instance_delete(Runtime *rt, Object *instance, Object *name); /* 1, 0 missing, -1 error */
/* __dict__: goes to dict mode. Borrowed from the instance. */
BORROWED Object *instance_dict(Runtime *rt, Object *instance);
bool instance_set_dict(Runtime *rt, Object *instance, Object *dict);
/* A snapshot as a new dict without changing mode (vars for repr, copy, inspection). */
NEW_REF Object *instance_copy_attributes(Runtime *rt, Object *instance);
/* The attribute that is set at or after *position (0 at first), *position behind it. False at the
 * end; not in dict mode. Borrowed. */
bool instance_next(Runtime *rt, Object *instance, uint32_t *position, Object **name,
                   Object **value);
/* For inline caches. The position of an attribute that is inline: address of its value. */
static inline Object **instance_slot(Object *instance, uint32_t position) {
    return &((Instance *)instance)->values[position];
}
/* After a set that added `name`: shape ids before and after and the position, so that a cache can
 * repeat it: store the value at an inline position, then set shape_id. False: not repeatable. */
bool shape_transition(Runtime *rt, uint32_t shape_id, Object *name, uint32_t *next_shape_id,
                      uint32_t *position);
/* True when the position is inline for instances of that shape. */
bool shape_is_inline(Runtime *rt, uint32_t shape_id, uint32_t position);
/* The compiler saw n attributes set on self: called before the first instance exists. */
void shape_set_capacity_hint(TypeObject *type, uint32_t n);
/* A class goes: its shapes with it. */
void shape_release_type(Runtime *rt, TypeObject *type);
/* instance.__class__ = type, both shaped: the shape becomes one of type's. */
bool instance_change_type(Runtime *rt, Object *instance, TypeObject *type);
/* Slots for shaped classes. */
void instance_dealloc(Runtime *rt, Object *self);
void instance_traverse(Object *self, VisitFunction visit, void *context);
void instance_clear(Runtime *rt, Object *self);

#endif
