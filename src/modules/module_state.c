/* What builtin modules keep in a runtime. */
#include "modules/module_state.h"

void *module_state(Runtime *rt, unsigned idx, size_t size) {
    if (!rt->module_state[idx]) {
        rt->module_state[idx] = memory_allocate_zeroed(rt, size);
    }
    return rt->module_state[idx];
}

void module_state_close(Runtime *rt) {
    for (size_t i = 0; i < COUNT_OF(rt->module_state); i++) {
        memory_free(rt, rt->module_state[i]);
        rt->module_state[i] = NULL;
    }
}
