/* object.__reduce_ex__ and __getstate__: what copy and pickle need of any object. */
#ifndef OURO_TYPES_OBJECT_REDUCE_H
#define OURO_TYPES_OBJECT_REDUCE_H

#include "object/operations.h"

NEW_REF Object *object_reduce_plain(Runtime *rt, Object *self);
NEW_REF Object *object_reduce_ex(Runtime *rt, Object *self, Object *protocol);
NEW_REF Object *object_getstate(Runtime *rt, Object *self);

#endif
