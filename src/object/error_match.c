/* The type of the pending exception, and the MemoryError that needs no memory. */
#include "object/exception.h"
#include "object/type.h"

bool error_matches(Runtime *rt, uint32_t type_id) {
    return rt->error && type_is_instance(rt, rt->error, type_id);
}

bool error_clear_if(Runtime *rt, uint32_t type_id) {
    if (!error_matches(rt, type_id)) {
        return false;
    }
    error_clear(rt);
    return true;
}

bool error_clear_ordinary(Runtime *rt) {
    if (!error_pending(rt)) {
        return true;
    }
    return !error_matches(rt, TYPE_MEMORY_ERROR) && error_clear_if(rt, TYPE_EXCEPTION);
}

void *error_no_memory(Runtime *rt) {
    if (rt->limit_bytes && !rt->reserve_open) {
        /* what handles the error needs some memory itself: the last part of the limit is for it */
        rt->reserve_open = heap_set_limit(rt->heap, rt->limit_bytes);
        /* and garbage in cycles goes before anything is tried again */
        __atomic_fetch_or(&rt->breaker, (uint32_t)BREAK_PRESSURE, __ATOMIC_RELAXED);
    }
    Object *error = rt->memory_error;
    if (!error) {
        return NULL; /* the runtime is opening, and will not */
    }
    if (error->refs == 1) { /* nobody holds it from an earlier time: as good as new */
        ExceptionObject *fields = (ExceptionObject *)error;
        Object *old[] = {fields->traceback, fields->context, fields->cause, fields->dict};
        fields->traceback = fields->context = fields->cause = fields->dict = NULL;
        fields->suppress_context = false;
        retain(error);
        for (size_t i = 0; i < COUNT_OF(old); i++) {
            release_nullable(rt, old[i]);
        }
        release(rt, error);
    }
    error_set(rt, retain(error));
    return NULL;
}
