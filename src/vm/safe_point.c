/* safe_point: what the evaluation loop does when something asked for its attention. */
#include "vm/safe_point.h"

#include "object/budget.h"
#include "object/raise.h"

/* Memory is there again: the next MemoryError finds its reserve. */
void safe_point_close_reserve(Runtime *rt) {
    if (rt->reserve_open &&
        heap_set_limit(rt->heap, rt->limit_bytes - SAFE_POINT_RESERVE(rt->limit_bytes))) {
        rt->reserve_open = false;
    }
}

/* Handlers may run any Python code, so that only places where that is fine ask for them. */
static bool answer(Runtime *rt, uint32_t reasons) {
    if ((reasons & BREAK_INTERRUPT) && rt->hooks.interrupt && !rt->hooks.interrupt(rt)) {
        return false;
    }
    return !(reasons & BREAK_SIGNAL) || !rt->hooks.signals || rt->hooks.signals(rt);
}

bool safe_point_answer(Runtime *rt) {
    const uint32_t asked = BREAK_INTERRUPT | BREAK_SIGNAL;
    return answer(rt, __atomic_fetch_and(&rt->breaker, ~asked, __ATOMIC_RELAXED));
}

bool safe_point_reached(Runtime *rt) {
    uint32_t reasons = __atomic_fetch_and(&rt->breaker, (uint32_t)BREAK_STRESS, __ATOMIC_RELAXED);
    if ((reasons & (BREAK_COLLECT | BREAK_PRESSURE | BREAK_STRESS)) && rt->hooks.collect) {
        rt->hooks.collect(rt, reasons);
    }
    if (!answer(rt, reasons)) {
        return false;
    }
    if (rt->reserve_open) {
        safe_point_close_reserve(rt);
    }
    return rt->fuel >= 0 || budget_check(rt);
}
