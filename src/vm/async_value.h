/* Values that an asynchronous generator yields to its user, told from those for the event loop. */
#ifndef OURO_VM_ASYNC_VALUE_H
#define OURO_VM_ASYNC_VALUE_H

#include "object/object.h"

typedef struct WrappedValue { /* TYPE_ASYNC_GENERATOR_WRAPPED_VALUE */
    Object header;
    Object *value;
} WrappedValue;

NEW_REF Object *async_value_wrap(Runtime *rt, STEALS Object *value);

#endif
