/* budget: the slow side of budgets. Between two looks a slice of fuel burns; with a limit of time
 * slices are short, and shorter still where the work turns out to be heavy. */
#include "object/budget.h"

#include "object/raise.h"
#include "os/os.h"

enum {
    SLICE_MAX = 65536 * BUDGET_UNIT, /* without a limit of time: only interrupts are looked at */
    TIMED_SLICE_MAX = 8192 * BUDGET_UNIT,
    TIMED_SLICE_MIN = 64 * BUDGET_UNIT,
    SLICE_NANOSECONDS = 500 * 1000,     /* what a slice ought to take at most */
    LATE_NANOSECONDS = 4 * 1000 * 1000, /* what a guess may be wrong by: so little is tried */
};

/* A request of more is endless, whatever it is. */
#define UNITS_MAX ((size_t)1 << 48)

/* So low that no jump forward lifts it over zero: every look from now on raises. */
#define NO_FUEL (INT64_MIN / 4)

/* Reasons in budget.exhausted. */
enum { EXHAUSTED_NOT, EXHAUSTED_INSTRUCTIONS, EXHAUSTED_TIME, EXHAUSTED_BY_REQUEST };

static uint64_t work_done(const Runtime *rt) {
    return (uint64_t)(rt->budget.granted - rt->fuel) / BUDGET_UNIT;
}

/* Fuel for the next slice. */
static void grant(Runtime *rt) {
    Budget *budget = &rt->budget;
    bool timed = budget->runs && budget->limits.nanoseconds;
    int64_t slice = timed ? budget->slice : SLICE_MAX;
    if (budget->runs && budget->limits.instructions) {
        uint64_t done = work_done(rt);
        uint64_t left = budget->limits.instructions > done ? budget->limits.instructions - done : 0;
        if (left < (uint64_t)slice / BUDGET_UNIT) {
            slice = (int64_t)left * BUDGET_UNIT;
        }
    }
    budget->granted += slice - rt->fuel;
    rt->fuel = slice;
}

static void start(Runtime *rt) {
    Budget *budget = &rt->budget;
    budget->granted = 0;
    rt->fuel = 0;
    budget->exhausted = EXHAUSTED_NOT;
    budget->slice = TIMED_SLICE_MAX / 8;
    bool timed = budget->runs && budget->limits.nanoseconds;
    budget->began = budget->looked = timed ? os_clock_monotonic() : 0;
    grant(rt);
}

/* Memory goes back to the system as long as there is time; the rest of it, in a later run. */
static bool may_release(void *user) {
    const Runtime *rt = user;
    return rt->closing || budget_nanoseconds_left(rt) > 0;
}

void budget_open(Runtime *rt, const BudgetLimits *limits) {
    heap_set_release_hook(rt->heap, may_release, rt);
    budget_set(rt, limits);
    start(rt);
}

void budget_set(Runtime *rt, const BudgetLimits *limits) {
    rt->budget.limits = *limits;
    if (limits->call_depth && limits->call_depth < rt->recursion_limit) {
        rt->recursion_limit = limits->call_depth;
    }
    if (rt->budget.runs) {
        start(rt);
        deallocate_go_on(rt);
    }
}

void budget_begin(Runtime *rt) {
    if (rt->budget.runs++ == 0) {
        start(rt);
    }
}

void budget_end(Runtime *rt) {
    Budget *budget = &rt->budget;
    if (budget->runs == 1) {
        budget->last_instructions = budget_instructions_used(rt);
        budget->last_nanoseconds = (int64_t)budget_nanoseconds_used(rt);
        budget->runs = 0;
        start(rt);
    } else {
        budget->runs--;
    }
}

uint64_t budget_instructions_used(const Runtime *rt) {
    const Budget *budget = &rt->budget;
    if (budget->runs == 0) {
        return budget->last_instructions;
    }
    uint64_t done = work_done(rt); /* the last request may have been refused */
    uint64_t limit = budget->limits.instructions;
    return limit && done > limit ? limit : done;
}

uint64_t budget_nanoseconds_used(const Runtime *rt) {
    const Budget *budget = &rt->budget;
    if (budget->runs == 0) {
        return (uint64_t)budget->last_nanoseconds;
    }
    return budget->limits.nanoseconds ? (uint64_t)(os_clock_monotonic() - budget->began) : 0;
}

int64_t budget_nanoseconds_left(const Runtime *rt) {
    const Budget *budget = &rt->budget;
    if (!budget->runs || !budget->limits.nanoseconds) {
        return INT64_MAX;
    }
    int64_t left = budget->began + budget->limits.nanoseconds - os_clock_monotonic();
    return left > 0 ? left : 0;
}

/* ---- a look ---- */

/* The clock is read; heavy work gets shorter slices, light work longer ones. */
static bool time_is_up(Budget *budget) {
    int64_t now = os_clock_monotonic();
    int64_t took = now - budget->looked;
    budget->looked = now;
    while (took > SLICE_NANOSECONDS && budget->slice > TIMED_SLICE_MIN) {
        budget->slice /= 2;
        took /= 2;
    }
    if (took < SLICE_NANOSECONDS / 4 && budget->slice < TIMED_SLICE_MAX) {
        budget->slice *= 2;
    }
    return now - budget->began >= budget->limits.nanoseconds;
}

static bool is_exhausted(Runtime *rt) {
    Budget *budget = &rt->budget;
    if (budget->exhausted == EXHAUSTED_NOT && budget->runs) {
        if (budget->limits.instructions && work_done(rt) >= budget->limits.instructions) {
            budget->exhausted = EXHAUSTED_INSTRUCTIONS;
        } else if (budget->limits.nanoseconds && time_is_up(budget)) {
            budget->exhausted = EXHAUSTED_TIME;
            deallocate_wait(rt);
        }
    }
    return budget->exhausted != EXHAUSTED_NOT;
}

static void burn_all(Runtime *rt) {
    rt->budget.granted += NO_FUEL - rt->fuel;
    rt->fuel = NO_FUEL;
}

static bool raise_exhausted(Runtime *rt) {
    const BudgetLimits *limits = &rt->budget.limits;
    if (rt->budget.exhausted == EXHAUSTED_INSTRUCTIONS) {
        raise_format(rt, TYPE_INSTRUCTION_BUDGET_ERROR, "the run has used its %llu instructions",
                     (unsigned long long)limits->instructions);
    } else {
        long long microseconds = limits->nanoseconds / 1000;
        const char *how = rt->budget.exhausted == EXHAUSTED_BY_REQUEST
                              ? "the operation would take more than is left of the run's"
                              : "the run has used its";
        raise_format(rt, TYPE_TIME_BUDGET_ERROR, "%s %lld.%03lld ms", how, microseconds / 1000,
                     microseconds % 1000);
    }
    return false;
}

bool budget_check(Runtime *rt) {
    if (is_exhausted(rt)) {
        burn_all(rt);
        return raise_exhausted(rt);
    }
    grant(rt);
    if ((__atomic_load_n(&rt->breaker, __ATOMIC_RELAXED) & BREAK_INTERRUPT) &&
        rt->hooks.interrupt) {
        __atomic_fetch_and(&rt->breaker, ~(uint32_t)BREAK_INTERRUPT, __ATOMIC_RELAXED);
        return rt->hooks.interrupt(rt);
    }
    return true;
}

void budget_look_at_release(Runtime *rt) {
    if (rt->fuel >= 0) {
        return;
    }
    if (is_exhausted(rt)) {
        burn_all(rt);
    } else {
        grant(rt);
    }
}

void *budget_raise_depth(Runtime *rt) {
    return raise_format(rt, TYPE_DEPTH_BUDGET_ERROR, "the run is %d calls deep",
                        (int)rt->budget.limits.call_depth);
}

/* ---- long work ---- */

bool budget_look(Runtime *rt) {
    Budget *budget = &rt->budget;
    bool interrupted = (__atomic_load_n(&rt->breaker, __ATOMIC_RELAXED) & BREAK_INTERRUPT) != 0;
    if (!interrupted && !budget->exhausted && budget_nanoseconds_left(rt) > 0) {
        return true;
    }
    return budget_check(rt);
}

/* Doubles what is there, up to what a cache holds. */
bool budget_repeat(Runtime *rt, void *data, size_t period, size_t size) {
    size_t piece = period;
    for (size_t filled = period; filled < size;) {
        size_t count = size - filled < piece ? size - filled : piece;
        if (!budget_copy(rt, (char *)data + filled, data, count)) {
            return false;
        }
        filled += count;
        if (piece < BUDGET_COPY) {
            piece = filled;
        } else if (!budget_look(rt)) {
            return false;
        }
    }
    return true;
}

bool budget_copy_long(Runtime *rt, void *to, const void *from, size_t size) {
    for (size_t at = 0; at < size; at += BUDGET_COPY) {
        size_t piece = size - at < BUDGET_COPY ? size - at : BUDGET_COPY;
        memcpy((char *)to + at, (const char *)from + at, piece);
        if (!budget_look(rt)) {
            return false;
        }
    }
    return true;
}

bool budget_fill_long(Runtime *rt, void *to, int byte, size_t size) {
    for (size_t at = 0; at < size; at += BUDGET_COPY) {
        size_t piece = size - at < BUDGET_COPY ? size - at : BUDGET_COPY;
        memset((char *)to + at, byte, piece);
        if (!budget_look(rt)) {
            return false;
        }
    }
    return true;
}

bool budget_touch_long(Runtime *rt, void *block, size_t size) {
    enum { PAGE = 4096 };
    for (size_t at = 0; at < size; at += PAGE) {
        ((volatile char *)block)[at] = 0;
        if (at % BUDGET_COPY == 0 && !budget_look(rt)) {
            return false;
        }
    }
    return true;
}

bool budget_spend_long(Runtime *rt, size_t units, unsigned nanoseconds_per_unit) {
    if (units > UNITS_MAX) {
        units = UNITS_MAX;
    }
    if (!budget_spend(rt, units)) {
        return false;
    }
    int64_t needed = (int64_t)units * nanoseconds_per_unit - LATE_NANOSECONDS;
    if (needed > 0 && !rt->budget.exhausted && budget_nanoseconds_left(rt) < needed) {
        rt->budget.exhausted = EXHAUSTED_BY_REQUEST;
        deallocate_wait(rt);
        return budget_check(rt);
    }
    return true;
}
