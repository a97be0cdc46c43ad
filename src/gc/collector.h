/* The cycle collector: trial deletion over the pools that hold containers.
 *
 * Generations are ages in the object's header: 0 young, 1 middle, 2 old, 3 frozen. A collection of
 * generation g looks at all containers of age <= g:
 *   1. each gets a copy of its reference count in its scratch word
 *   2. every reference between two of them is taken off: what is left comes from outside
 *   3. what has something left, and all that can be reached from it, lives
 *   4. the rest is garbage: weak references are cleared and their callbacks run, finalizers run
 *      once, what they revived is kept, and the rest is taken apart
 * It runs at safe points of the evaluation loop only. */
#ifndef OURO_GC_COLLECTOR_H
#define OURO_GC_COLLECTOR_H

#include "object/runtime.h"

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
    int32_t thresholds[COLLECTOR_GENERATIONS];
    int32_t counts[COLLECTOR_GENERATIONS]; /* [0] is derived: see collector_count */
    uint64_t long_lived_total, long_lived_pending;
    uint32_t debug;
    Object *garbage;   /* list: gc.garbage; made on first use */
    Object *callbacks; /* list: gc.callbacks; made on first use */
    GenerationStatistics statistics[COLLECTOR_GENERATIONS];
    uint64_t total_time_ns, longest_pause_ns;
};

bool collector_open(Runtime *rt);
void collector_close(Runtime *rt);
/* Collects; the number of unreachable objects found (uncollectable ones included). */
uint64_t collector_collect(Runtime *rt, int generation);
int32_t collector_count(const Runtime *rt, int generation);
void collector_set_threshold(Runtime *rt, int generation, int32_t threshold);
void collector_set_enabled(Runtime *rt, bool enabled);
/* All containers of age <= oldest (of exactly `exactly` when >= 0) to visit; stops when it gives
 * false. Nothing may be allocated in container pools meanwhile. False: stopped or no memory. */
bool collector_each(Runtime *rt, int oldest, int exactly,
                    bool (*visit)(Runtime *rt, Object *object, void *context), void *context);
void collector_freeze(Runtime *rt);
void collector_unfreeze(Runtime *rt);

#endif
