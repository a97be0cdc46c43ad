/* Weak reference objects. */
#ifndef OURO_TYPES_WEAKREF_H
#define OURO_TYPES_WEAKREF_H

#include "gc/weakref_table.h"
#include "object/generic_alias.h"

/* callback may be NULL or None. The shared reference when there is no callback. TypeError for
 * objects that cannot have weak references. */
NEW_REF Object *weakref_new(Runtime *rt, Object *referent, Object *callback);
NEW_REF Object *weakref_proxy_new(Runtime *rt, Object *referent, Object *callback);
/* The live referent; NULL without an error when it is gone. */
NEW_REF Object *weakref_get(Object *self);
/* Sets the hooks; called when a runtime opens. */
void weakref_open(Runtime *rt);

#endif
