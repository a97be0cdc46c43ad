/* The slots of a class: a copy of its base's, changed where the class defines special methods. */
#ifndef OURO_TYPES_CLASS_SLOTS_H
#define OURO_TYPES_CLASS_SLOTS_H

#include "object/operations.h"

/* What TypeObject.slots points to when the type is a class: the TypeObject owns the block. */
typedef struct ClassSlots {
    TypeSlots slots;      /* first: slots.name points into the name, or into name_bytes */
    Object *name_bytes;   /* UTF-8 of a name that is not ASCII; NULL otherwise */
    NumberSlots *numbers; /* what slots.numbers points to; NULL: that is type->native's group */
} ClassSlots;

static inline ClassSlots *class_slots(const TypeObject *type) {
    return (ClassSlots *)(void *)type->slots;
}
/* False: MemoryError pending. */
bool class_slots_make(Runtime *rt, TypeObject *type, TypeObject *base);
/* The operators of a class, to be changed: its own group from now on. NULL: MemoryError pending. */
NumberSlots *class_slots_numbers(Runtime *rt, TypeObject *type);
void class_slots_free(Runtime *rt, TypeObject *type);

#endif
