/* The pending exception. What needs to look at its type is in error_match.c. */
#include "object/error.h"

void error_set(Runtime *rt, STEALS Object *exception) {
    Object *old = rt->error;
    rt->error = exception;
    release_nullable(rt, old);
}

NEW_REF Object *error_take(Runtime *rt) {
    Object *error = rt->error;
    rt->error = NULL;
    return error;
}

void error_clear(Runtime *rt) {
    if (UNLIKELY(rt->error != NULL)) {
        Object *error = rt->error;
        rt->error = NULL;
        release(rt, error);
    }
}
