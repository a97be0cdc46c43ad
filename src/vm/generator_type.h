/* Slots shared by the types generator, coroutine and async_generator. */
#ifndef OURO_VM_GENERATOR_TYPE_H
#define OURO_VM_GENERATOR_TYPE_H

#include "vm/generator_run.h"

NEW_REF Object *generator_get_name(Runtime *rt, Object *self);
NEW_REF Object *generator_get_qualname(Runtime *rt, Object *self);
bool generator_set_name(Runtime *rt, Object *self, Object *value);
bool generator_set_qualname(Runtime *rt, Object *self, Object *value);
NEW_REF Object *generator_get_code(Runtime *rt, Object *self);
NEW_REF Object *generator_get_frame(Runtime *rt, Object *self);
NEW_REF Object *generator_get_suspended(Runtime *rt, Object *self);
NEW_REF Object *generator_get_delegate(Runtime *rt, Object *self);
NEW_REF Object *generator_repr(Runtime *rt, Object *self);

#endif
