/* The pending exception. A function that fails leaves one here and returns NULL, false or -1. */
#ifndef OURO_OBJECT_ERROR_H
#define OURO_OBJECT_ERROR_H

#include "object/runtime.h"

static inline bool error_pending(const Runtime *rt) {
    return rt->error != NULL;
}

/* Makes `exception` (an instance) the pending one; drops one that was pending. */
void error_set(Runtime *rt, STEALS Object *exception);
/* Takes the pending exception out: NULL when there is none. */
NEW_REF Object *error_take(Runtime *rt);
void error_clear(Runtime *rt);
/* True when the pending exception is an instance of builtin exception type_id (TYPE_KEY_ERROR, …)
 * or of a subclass. */
bool error_matches(Runtime *rt, uint32_t type_id);
/* As error_matches, and then clears it. */
bool error_clear_if(Runtime *rt, uint32_t type_id);
/* Clears what means no more than "no" to the caller. False when that cannot be said: a MemoryError,
 * an interrupt or another exception that is no Exception stays pending. */
bool error_clear_ordinary(Runtime *rt);
/* The preallocated MemoryError becomes pending. Returns NULL for `return error_no_memory(rt);`. */
void *error_no_memory(Runtime *rt);

#endif
