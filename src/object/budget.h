/* Budgets of a run: instructions, wall time, depth of calls. (Memory is the heap's limit.)
 *
 * A run is what the host starts from outside, until it returns: budget_begin to budget_end; runs
 * inside a run belong to it. One unit of work is one word of bytecode executed, or as much in C:
 * about ten nanoseconds of it: an item of a loop, 16 bytes of a new block written. The evaluation
 * loop counts exactly. Loops in C whose length a script chooses call budget_spend as they go, at
 * least once in about a tenth of a millisecond; what cannot stop on the way (a copy, a product of
 * big numbers) calls budget_spend_whole before it begins, which refuses it if it would not end in
 * time. Large allocations do so by themselves (allocate.h): whoever writes a result of many bytes
 * has paid for one pass over it.
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
#include <string.h>

enum {
    BUDGET_UNIT = 8,               /* fuel of one unit of work */
    BUDGET_BYTES_PER_UNIT = 16,    /* written, to memory that is new */
    BUDGET_SHORT = 4096,           /* units that take no time worth asking the clock for */
    BUDGET_LARGE = 16384,          /* bytes from which on copies and allocations count */
    BUDGET_NANOSECONDS_WHOLE = 20, /* a unit may take so long */
    BUDGET_NANOSECONDS_WRITE = 4,
    BUDGET_PIECE = 32768, /* characters or bytes worked on between two looks */
    BUDGET_COPY = 262144, /* bytes copied between two looks */
    BUDGET_ITEMS = 4096,  /* objects or entries of tables worked on between two looks */
};

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

/* Finalizers and callbacks in Python are not called any more: they would not get far, and there may
 * be many. */
static inline bool budget_ends_without_code(const Runtime *rt) {
    return UNLIKELY(rt->budget.exhausted != 0 || rt->releasing_leftovers);
}

/* The run's time is over, or that of the last one was: what dies waits (deallocate.c). */
static inline bool budget_release_waits(const Runtime *rt) {
    return UNLIKELY(rt->deallocation_depth >= DEALLOCATION_WAITS);
}

/* Looks at everything: false with an exception pending. */
COLD bool budget_check(Runtime *rt);
/* Looks at the clock where objects die: raises nothing (the next look does), but what dies after
 * the run's time waits. */
COLD void budget_look_at_release(Runtime *rt);
/* The host's limit of depth has been crossed: raises. */
COLD void *budget_raise_depth(Runtime *rt);
/* Whether it is the host's limit that recursion_depth has crossed, not sys.setrecursionlimit's. */
static inline bool budget_depth_is_over(const Runtime *rt) {
    return rt->budget.limits.call_depth && rt->recursion_depth > rt->budget.limits.call_depth;
}

/* In the functions below the exceptional case is an `if` of its own: written as `LIKELY(…) ||
 * budget_check(…)` it makes gcc 12 take all code behind the check for cold, and compile it for
 * size.
 */

/* Counts work that is about to be done. False with an exception pending: do not do it. */
static ALWAYS_INLINE bool budget_spend(Runtime *rt, size_t units) {
    rt->fuel -= (int64_t)(units * BUDGET_UNIT);
    if (UNLIKELY(rt->fuel < 0)) {
        return budget_check(rt);
    }
    return true;
}

COLD bool budget_spend_long(Runtime *rt, size_t units, unsigned nanoseconds_per_unit);

/* The same for work that cannot stop on the way: refused also when it would take more time than is
 * left, on a machine that is rather slow. */
static ALWAYS_INLINE bool budget_spend_whole(Runtime *rt, size_t units) {
    if (UNLIKELY(units >= BUDGET_SHORT)) {
        return budget_spend_long(rt, units, BUDGET_NANOSECONDS_WHOLE);
    }
    return budget_spend(rt, units);
}

/* Memory for so many bytes, which are to be written piece by piece: refused when even writing them
 * would take more time than is left. */
static ALWAYS_INLINE bool budget_spend_bytes(Runtime *rt, size_t bytes) {
    if (UNLIKELY(bytes >= BUDGET_LARGE)) {
        return budget_spend_long(rt, bytes / BUDGET_BYTES_PER_UNIT, BUDGET_NANOSECONDS_WRITE);
    }
    return true;
}

/* A long text is worked on piece by piece:
 *     for (size_t at = 0, end; at < length; at = end) {
 *         end = budget_piece(rt, at, length, per_unit);
 * The end of the piece from `at` on, counted (per_unit items to a unit of work); 0: an exception.
 */
static ALWAYS_INLINE size_t budget_piece(Runtime *rt, size_t at, size_t length, size_t per_unit) {
    size_t count = length - at < BUDGET_PIECE ? length - at : BUDGET_PIECE;
    return budget_spend(rt, count / per_unit) ? at + count : 0;
}

/* The same inside of a loop over i: counts a piece when it has been done. */
static ALWAYS_INLINE bool budget_pace(Runtime *rt, size_t i, size_t per_unit) {
    if (UNLIKELY(i % BUDGET_PIECE == BUDGET_PIECE - 1)) {
        return budget_spend(rt, BUDGET_PIECE / per_unit);
    }
    return true;
}

/* Looks at the clock and for interrupts, and counts nothing: in the middle of long work that has
 * been counted. False with an exception pending. */
COLD bool budget_look(Runtime *rt);

/* The same in a loop over i, now and then. */
static ALWAYS_INLINE bool budget_look_at(Runtime *rt, size_t i) {
    if (UNLIKELY(i % BUDGET_ITEMS == BUDGET_ITEMS - 1)) {
        return budget_look(rt);
    }
    return true;
}

/* And counts them, a unit each. */
static ALWAYS_INLINE bool budget_pace_items(Runtime *rt, size_t i) {
    if (UNLIKELY(i % BUDGET_ITEMS == BUDGET_ITEMS - 1)) {
        return budget_spend(rt, BUDGET_ITEMS) && budget_look(rt);
    }
    return true;
}

COLD bool budget_copy_long(Runtime *rt, void *to, const void *from, size_t size);

/* memcpy that can stop in the middle. Counts nothing: the memory has been. */
static ALWAYS_INLINE bool budget_copy(Runtime *rt, void *to, const void *from, size_t size) {
    if (UNLIKELY(size > 2 * BUDGET_COPY)) {
        return budget_copy_long(rt, to, from, size);
    }
    memcpy(to, from, size);
    return true;
}

COLD bool budget_fill_long(Runtime *rt, void *to, int byte, size_t size);

/* memset, likewise. */
static ALWAYS_INLINE bool budget_fill(Runtime *rt, void *to, int byte, size_t size) {
    if (UNLIKELY(size > 2 * BUDGET_COPY)) {
        return budget_fill_long(rt, to, byte, size);
    }
    memset(to, byte, size);
    return true;
}

COLD bool budget_touch_long(Runtime *rt, void *block, size_t size);

/* Gets the system to put memory behind a new block, which takes longer than most work on it, before
 * something writes it that cannot stop. The block's bytes are undefined as before. */
static ALWAYS_INLINE bool budget_touch(Runtime *rt, void *block, size_t size) {
    return LIKELY(size <= 2 * BUDGET_COPY) || budget_touch_long(rt, block, size);
}

/* Repeats the first `period` bytes of data until there are size. As budget_copy. */
bool budget_repeat(Runtime *rt, void *data, size_t period, size_t size);

/* The same where code that runs anyway must not end in the middle: the next look raises. */
static ALWAYS_INLINE void budget_owe(Runtime *rt, size_t units) {
    rt->fuel -= (int64_t)(units * BUDGET_UNIT);
}

#endif
