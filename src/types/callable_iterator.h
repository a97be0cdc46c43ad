/* iter(callable, sentinel) */
#ifndef OURO_TYPES_CALLABLE_ITERATOR_H
#define OURO_TYPES_CALLABLE_ITERATOR_H

#include "object/raise.h"

NEW_REF Object *callable_iterator_new(Runtime *rt, Object *callable, Object *sentinel);

#endif
