/* atexit: functions to call when a runtime closes, last registered first. */
#include "modules/atexit.h"

#include "modules/module_state.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"

typedef struct AtexitState {
    Object *callbacks; /* list of (function, arguments, keyword names or None); NULL: none */
} AtexitState;

static AtexitState *atexit_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_ATEXIT, sizeof(AtexitState));
}

static Object *atexit_register(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    (void)self;
    if (count < 1) {
        return raise_type_error(rt, "register() takes at least 1 argument (0 given)");
    }
    if (!object_is_callable(rt, args[0])) {
        return raise_type_error(rt, "the first argument must be callable");
    }
    AtexitState *state = atexit_state(rt);
    if (!state || (!state->callbacks && !(state->callbacks = list_new(rt, 0)))) {
        return NULL;
    }
    size_t given = count - 1 + (keyword_names ? tuple_length(keyword_names) : 0);
    Object *values = tuple_from_array(rt, args + 1, given);
    Object *entry =
        values ? tuple_pack(rt, 3, args[0], values, keyword_names ? keyword_names : NONE) : NULL;
    release_nullable(rt, values);
    return entry && list_append_stealing(rt, state->callbacks, entry) ? retain(args[0]) : NULL;
}

static Object *atexit_unregister(Runtime *rt, Object *self, Object *function) {
    (void)self;
    AtexitState *state = atexit_state(rt);
    Object *old = state ? state->callbacks : NULL;
    if (!old) {
        return state ? retain(NONE) : NULL;
    }
    Object *kept = list_new(rt, list_length(old));
    for (size_t idx = 0; kept && idx < list_length(old); idx++) {
        Object *entry = retain(list_get(old, idx));
        int same = object_equals(rt, tuple_get(entry, 0), function);
        bool done = same > 0 || (same == 0 && list_append(rt, kept, entry));
        release(rt, entry);
        if (!done) {
            CLEAR_REF(rt, &kept);
        }
    }
    if (!kept) {
        return NULL;
    }
    state->callbacks = kept;
    release(rt, old);
    return retain(NONE);
}

static Object *atexit_clear(Runtime *rt, Object *self) {
    (void)self;
    atexit_close(rt);
    return retain(NONE);
}

static Object *atexit_count(Runtime *rt, Object *self) {
    (void)self;
    AtexitState *state = atexit_state(rt);
    return int_from_size(rt, state && state->callbacks ? list_length(state->callbacks) : 0);
}

static Object *atexit_run_all(Runtime *rt, Object *self) {
    (void)self;
    atexit_run(rt);
    return retain(NONE);
}

void atexit_run(Runtime *rt) {
    AtexitState *state = rt->module_state[MODULE_STATE_ATEXIT];
    while (state && state->callbacks && list_length(state->callbacks)) {
        Object *entry = list_pop_last(rt, state->callbacks);
        Object *function = tuple_get(entry, 0);
        Object *values = tuple_get(entry, 1);
        Object *names = tuple_get(entry, 2);
        size_t count = tuple_length(values) - (names == NONE ? 0 : tuple_length(names));
        Object *result =
            object_call(rt, function, tuple_items(values), count, names == NONE ? NULL : names);
        if (!result && rt->hooks.unraisable) {
            rt->hooks.unraisable(rt, function, "in atexit callback");
        }
        error_clear(rt);
        release_nullable(rt, result);
        release(rt, entry);
    }
}

void atexit_close(Runtime *rt) {
    AtexitState *state = rt->module_state[MODULE_STATE_ATEXIT];
    if (state) {
        CLEAR_REF(rt, &state->callbacks);
    }
}

static const MethodRow ATEXIT_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("register", atexit_register, NULL),
    METHOD_ROW_ONE("unregister", atexit_unregister, NULL),
    METHOD_ROW_NOARGS("_clear", atexit_clear, NULL),
    METHOD_ROW_NOARGS("_ncallbacks", atexit_count, NULL),
    METHOD_ROW_NOARGS("_run_exitfuncs", atexit_run_all, NULL),
    METHOD_ROW_END,
};

const ModuleSpec atexit_module = {
    .name = "atexit",
    .doc = "allow programmer to define multiple exit functions to be executed\nupon normal program "
           "termination.\n\nTwo public functions, register and unregister, are defined.\n",
    .functions = ATEXIT_FUNCTIONS,
};
