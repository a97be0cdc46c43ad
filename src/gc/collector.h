/* The cycle collector: which generation is collected when, and how Python sees it.
 *
 * Generations are ages in the object's header (age.h). The young and the middle ones go through a
 * trial deletion (trial.h), the old ones through a pass (pass.h); what that finds ends as garbage.h
 * says. A collection that Python asks for is done at once; one that is due on its own is done in
 * slices when there is much to look at: each later collection of the young does one more.
 * All runs at safe points of the evaluation loop only. */
#ifndef OURO_GC_COLLECTOR_H
#define OURO_GC_COLLECTOR_H

#include "gc/pass.h"

enum { COLLECTOR_GENERATIONS = 3, COLLECTOR_FROZEN = 3 };

/* The stress build collects at every safe point. */
#if defined(OURO_STRESS) && OURO_STRESS
#define COLLECTOR_STRESS BREAK_STRESS
#else
#define COLLECTOR_STRESS 0
#endif

enum { /* gc.set_debug */
       COLLECTOR_DEBUG_STATS = 1,
       COLLECTOR_DEBUG_COLLECTABLE = 2,
       COLLECTOR_DEBUG_UNCOLLECTABLE = 4,
       COLLECTOR_DEBUG_SAVEALL = 32,
};

typedef struct GenerationStatistics {
    uint64_t collections, collected, uncollectable;
} GenerationStatistics;

struct Collector {
    bool enabled;
    bool running;
    bool frozen; /* gc.freeze has been called: some objects may be AGE_FROZEN */
    int32_t thresholds[COLLECTOR_GENERATIONS];
    int32_t counts[COLLECTOR_GENERATIONS]; /* [0] is derived: see collector_count */
    Pass pass;
    uint64_t long_lived_total, long_lived_pending;
    size_t held_bytes; /* by the heap after the last collection of everything at once */
    uint32_t debug;
    Object *garbage;   /* list: gc.garbage; made on first use */
    Object *callbacks; /* list: gc.callbacks; made on first use */
    GenerationStatistics statistics[COLLECTOR_GENERATIONS];
    uint64_t total_time_ns, longest_pause_ns;
};

bool collector_open(Runtime *rt);
/* Undoes what the program asked of the collector: gc.freeze, debug flags, gc.garbage, gc.callbacks.
 */
void collector_forget_program(Runtime *rt);
void collector_close(Runtime *rt);
/* gc.callbacks or gc.set_debug would tell the program of a collection. */
bool collector_is_observed(const Runtime *rt);
/* Collects; the number of unreachable objects found (uncollectable ones included). */
uint64_t collector_collect(Runtime *rt, int generation);
int32_t collector_count(const Runtime *rt, int generation);
void collector_set_threshold(Runtime *rt, int generation, int32_t threshold);
void collector_set_enabled(Runtime *rt, bool enabled);
/* All containers of a generation to visit (-1: of all but the frozen ones), without what can never
 * be part of a cycle; stops when it gives false. Nothing may be allocated in container pools
 * meanwhile. False: stopped or no memory. */
bool collector_each(Runtime *rt, int generation,
                    bool (*visit)(Runtime *rt, Object *object, void *context), void *context);
bool collector_is_tracked(Runtime *rt, const Object *object);
void collector_freeze(Runtime *rt);
void collector_unfreeze(Runtime *rt);
/* Whether ages and weak references are as they must be between two collections. */
bool collector_verify(Runtime *rt);

#endif
