/* The layout of a class's instances: which base it extends, __slots__, __dict__. */
#ifndef OURO_TYPES_CLASS_LAYOUT_H
#define OURO_TYPES_CLASS_LAYOUT_H

#include "object/operations.h"

/* The base whose layout all the others fit. TypeError when there is none, or a base is no type or
 * cannot be one. */
BORROWED TypeObject *class_layout_best_base(Runtime *rt, Object *bases);
/* Do both have the same fields at the same places, so that an instance can change between them? */
bool class_layout_same(const TypeObject *a, const TypeObject *b);

/* What class_layout_plan finds out from the namespace and class_layout_apply uses. */
typedef struct ClassLayout {
    Object *names; /* tuple of mangled member names in order of offsets; owned; NULL: no
                      __slots__ */
    bool add_dict;
    bool add_weakref;
} ClassLayout;

bool class_layout_plan(Runtime *rt, const TypeObject *base, Object *bases, Object *class_name,
                       Object *namespace, ClassLayout *layout);
/* Sizes, offsets and flags in type->slots, which begins as a copy of the base's. */
void class_layout_apply(TypeObject *type, const ClassLayout *layout);
/* Descriptors for members, __dict__ and __weakref__ into type->dict. */
bool class_layout_add_descriptors(Runtime *rt, TypeObject *type, const ClassLayout *layout);

#endif
