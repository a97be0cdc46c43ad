/* memoryview: a window on another object's bytes. */
#ifndef OURO_TYPES_MEMORYVIEW_H
#define OURO_TYPES_MEMORYVIEW_H

#include "object/raise.h"

NEW_REF Object *memoryview_from_object(Runtime *rt, Object *object);
/* The items' bytes one after the other, also where the view has gaps. */
NEW_REF Object *memoryview_to_bytes(Runtime *rt, Object *self);

#endif
