/* Budgets of a run: instructions, wall time, depth of calls. (Memory is the heap's limit.)
 *
 * A run is what the host starts from outside, until it returns: budget_begin to budget_end; runs
 * inside a run belong to it. One unit of work is one word of bytecode executed, or as much in C:
 * an item of a loop, a few dozen bytes copied. The evaluation loop counts exactly; loops in C
 * whose length a script chooses call budget_spend, at least once in about a tenth of a millisecond
 * and before the work, so that a request that is too big ends before it is begun.
 *
 * rt->fuel counts down in bytes of bytecode (BUDGET_UNIT to a unit) from the last look on:
 *   work so far = budget.granted - fuel
 * Below zero budget_check looks at everything: interrupts, the instructions left, the clock.
 *
 * When a budget is used up its exception is raised, and raised again at every later look until the
 * run ends: a script that catches it gets no further. */
#ifndef OURO_OBJECT_BUDGET_H
#define OURO_OBJECT_BUDGET_H

#include "object/runtime.h"

enum { BUDGET_UNIT = 8, BUDGET_BYTES_PER_UNIT = 64 };

/* Before the first run. The limits hold for each run; 0 is no limit. */
void budget_open(Runtime *rt, const BudgetLimits *limits);
/* New limits, from the next run on; in a run: for the rest of it, counted from now. */
void budget_set(Runtime *rt, const BudgetLimits *limits);
/* A run begins and ends; nested ones only count. */
void budget_begin(Runtime *rt);
void budget_end(Runtime *rt);
/* Of this run, or of the last one; nanoseconds are known with a limit of time only. */
uint64_t budget_instructions_used(const Runtime *rt);
uint64_t budget_nanoseconds_used(const Runtime *rt);
/* What is left of the wall time; INT64_MAX without a limit. Never negative. */
int64_t budget_nanoseconds_left(const Runtime *rt);
/* A budget of this run is used up; its exception has been raised. */
static inline bool budget_is_exhausted(const Runtime *rt) {
    return rt->budget.exhausted != 0;
}

/* Looks at everything: false with an exception pending. */
COLD bool budget_check(Runtime *rt);
/* The host's limit of depth has been crossed: raises. */
COLD void *budget_raise_depth(Runtime *rt);
/* Whether it is the host's limit that recursion_depth has crossed, not sys.setrecursionlimit's. */
static inline bool budget_depth_is_over(const Runtime *rt) {
    return rt->budget.limits.call_depth && rt->recursion_depth > rt->budget.limits.call_depth;
}

/* Counts work that is about to be done. False with an exception pending: do not do it. */
static ALWAYS_INLINE bool budget_spend(Runtime *rt, size_t units) {
    rt->fuel -= (int64_t)(units * BUDGET_UNIT);
    return LIKELY(rt->fuel >= 0) || budget_check(rt);
}

/* The same for bytes to be copied, filled, hashed or compared. */
static ALWAYS_INLINE bool budget_spend_bytes(Runtime *rt, size_t bytes) {
    return budget_spend(rt, bytes / BUDGET_BYTES_PER_UNIT);
}

/* The same where code that runs anyway must not end in the middle: the next look raises. */
static ALWAYS_INLINE void budget_owe(Runtime *rt, size_t units) {
    rt->fuel -= (int64_t)(units * BUDGET_UNIT);
}

/* memcpy and memset that stop when time is up; false with an exception pending. */
bool budget_copy(Runtime *rt, void *restrict to, const void *restrict from, size_t size);
bool budget_fill(Runtime *rt, void *to, int byte, size_t size);

#endif
