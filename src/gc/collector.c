/* collector: see the algorithm in collector.h.
 *
 * A scratch word holds, while a collection runs:
 *   bits 0..29  references from outside the collected set, as far as known
 *   bit 30      DONE: what it refers to has been marked
 *   bit 31      MARKED: it lives
 * The mark stack is small and fixed; what does not fit is found again by another walk, so that
 * marking needs no memory. */
#include "gc/collector.h"

#include "gc/weakref_table.h"
#include "heap/heap_walk.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "os/os.h"

enum { MARK_STACK = 512 };
#define SCRATCH_MARKED 0x80000000u
#define SCRATCH_DONE 0x40000000u
#define SCRATCH_COUNT 0x3FFFFFFFu

/* The garbage of one collection; each item is retained. */
typedef struct Garbage {
    Object **items; /* leaf block */
    size_t count, capacity;
} Garbage;

typedef struct Marking {
    Runtime *rt;
    int generation;
    Object *stack[MARK_STACK];
    uint32_t depth;
    bool overflow; /* something was marked that is not on the stack */
} Marking;

static inline uint32_t age_of(const Object *object) {
    return object->meta & OBJECT_GC_AGE;
}

static inline void set_age(Object *object, uint32_t age) {
    object->meta = (object->meta & ~(uint32_t)OBJECT_GC_AGE) | age;
}

/* Is a referent one of the objects being collected? */
static inline bool in_set(const Runtime *rt, const Object *object, int generation) {
    return !object_is_immortal(object) && (int)age_of(object) <= generation &&
           type_has_flag(rt, object, TYPE_FLAG_CONTAINER);
}

/* Walked blocks are live containers; those waiting for deallocation are none of ours. */
static inline bool walked_in_set(const Object *object, int generation) {
    return object->refs != 0 && !object_is_immortal(object) && (int)age_of(object) <= generation;
}

/* ---- trial deletion ---- */

static void subtract_visit(Object *referent, void *context) {
    const Marking *marking = context;
    if (in_set(marking->rt, referent, marking->generation)) {
        uint32_t *scratch = heap_walk_scratch(referent);
        if (*scratch & SCRATCH_COUNT) {
            (*scratch)--;
        }
    }
}

static void mark_visit(Object *referent, void *context) {
    Marking *marking = context;
    if (!in_set(marking->rt, referent, marking->generation)) {
        return;
    }
    uint32_t *scratch = heap_walk_scratch(referent);
    if (*scratch & SCRATCH_MARKED) {
        return;
    }
    *scratch |= SCRATCH_MARKED;
    if (marking->depth < MARK_STACK) {
        marking->stack[marking->depth++] = referent;
    } else {
        marking->overflow = true;
    }
}

static void mark_from(Marking *marking, Object *object) {
    for (;;) {
        uint32_t *scratch = heap_walk_scratch(object);
        if (!(*scratch & SCRATCH_DONE)) {
            *scratch |= SCRATCH_MARKED | SCRATCH_DONE;
            object_traverse(marking->rt, object, mark_visit, marking);
        }
        if (!marking->depth) {
            return;
        }
        object = marking->stack[--marking->depth];
    }
}

static void mark_reachable(Marking *marking, HeapWalkScope scope) {
    Runtime *rt = marking->rt;
    do {
        marking->overflow = false;
        HeapWalk walk;
        heap_walk_start(&walk, rt->heap, scope);
        for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
            if (!walked_in_set(object, marking->generation)) {
                continue;
            }
            uint32_t scratch = *heap_walk_scratch(object);
            if ((scratch & (SCRATCH_COUNT | SCRATCH_MARKED)) && !(scratch & SCRATCH_DONE)) {
                mark_from(marking, object);
            }
        }
    } while (marking->overflow);
}

/* Fills the scratch words of the set; returns how many objects it has. */
static size_t copy_counts(Marking *marking, HeapWalkScope scope) {
    Runtime *rt = marking->rt;
    size_t count = 0;
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, scope);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (walked_in_set(object, marking->generation)) {
            uint32_t refs = object->refs;
            *heap_walk_scratch(object) = refs < SCRATCH_COUNT ? refs : SCRATCH_COUNT;
            count++;
        }
    }
    return count;
}

static void subtract_internal(Marking *marking, HeapWalkScope scope) {
    Runtime *rt = marking->rt;
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, scope);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (walked_in_set(object, marking->generation)) {
            object_traverse(rt, object, subtract_visit, marking);
        }
    }
}

/* Ages the set and puts on the list what does not live. False: no memory for the list; nothing
 * changed. */
static bool separate(Marking *marking, HeapWalkScope scope, Garbage *garbage, uint64_t *survivors) {
    Runtime *rt = marking->rt;
    size_t dead = 0;
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, scope);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        dead += walked_in_set(object, marking->generation) &&
                !(*heap_walk_scratch(object) & SCRATCH_MARKED);
    }
    if (dead) {
        garbage->items = heap_allocate(rt->heap, dead * sizeof *garbage->items);
        if (!garbage->items) {
            return false;
        }
        garbage->capacity = dead;
    }
    uint32_t older = marking->generation < 2 ? (uint32_t)marking->generation + 1 : 2;
    heap_walk_start(&walk, rt->heap, scope);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (!walked_in_set(object, marking->generation)) {
            continue;
        }
        set_age(object, older); /* garbage too: a finalizer may revive it */
        if (*heap_walk_scratch(object) & SCRATCH_MARKED) {
            (*survivors)++;
        } else {
            garbage->items[garbage->count++] = retain(object);
        }
    }
    return true;
}

/* ---- garbage ---- */

/* While the garbage is worked on its objects carry OBJECT_DELAYED (they have references, so the
 * flag's other meaning cannot apply). */
static bool is_garbage(const Object *object) {
    return object_has_flag(object, OBJECT_DELAYED);
}

static void garbage_flag(const Garbage *garbage, bool set) {
    for (size_t idx = 0; idx < garbage->count; idx++) {
        if (set) {
            object_set_flag(garbage->items[idx], OBJECT_DELAYED);
        } else {
            object_clear_flag(garbage->items[idx], OBJECT_DELAYED);
        }
    }
}

static void clear_weakrefs(Runtime *rt, const Garbage *garbage) {
    garbage_flag(garbage, true);
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        if (object_has_flag(object, OBJECT_HAS_WEAKREFS)) {
            weakref_table_clear_garbage(rt, object, is_garbage);
        }
    }
    garbage_flag(garbage, false);
}

/* True when any finalizer ran. */
static bool run_finalizers(Runtime *rt, const Garbage *garbage) {
    bool any = false;
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        if (slots_of(rt, object)->finalize && !object_has_flag(object, OBJECT_FINALIZED)) {
            any = true;
            object_finalize(rt, object);
        }
    }
    return any;
}

typedef struct Resurrection {
    Runtime *rt;
    Object **stack;
    size_t depth;
} Resurrection;

static void resurrection_subtract(Object *referent, void *context) {
    (void)context;
    if (!object_is_immortal(referent) && is_garbage(referent)) {
        uint32_t *scratch = heap_walk_scratch(referent);
        if (*scratch & SCRATCH_COUNT) {
            (*scratch)--;
        }
    }
}

static void resurrection_mark(Object *referent, void *context) {
    Resurrection *state = context;
    if (!object_is_immortal(referent) && is_garbage(referent)) {
        uint32_t *scratch = heap_walk_scratch(referent);
        if (!(*scratch & SCRATCH_MARKED)) {
            *scratch |= SCRATCH_MARKED;
            state->stack[state->depth++] = referent;
        }
    }
}

/* Takes what finalizers revived, and all that it reaches, off the list. Without memory for that
 * everything counts as revived: a later collection looks again. */
static void keep_resurrected(Runtime *rt, Garbage *garbage) {
    Resurrection state = {rt, heap_allocate(rt->heap, (garbage->count + 1) * sizeof(Object *)), 0};
    if (!state.stack || !heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        heap_free(rt->heap, state.stack);
        for (size_t idx = 0; idx < garbage->count; idx++) {
            release(rt, garbage->items[idx]);
        }
        garbage->count = 0;
        return;
    }
    garbage_flag(garbage, true);
    for (size_t idx = 0; idx < garbage->count; idx++) {
        uint32_t refs = garbage->items[idx]->refs - 1;
        *heap_walk_scratch(garbage->items[idx]) = refs < SCRATCH_COUNT ? refs : SCRATCH_COUNT;
    }
    for (size_t idx = 0; idx < garbage->count; idx++) {
        object_traverse(rt, garbage->items[idx], resurrection_subtract, &state);
    }
    for (size_t idx = 0; idx < garbage->count; idx++) {
        uint32_t *scratch = heap_walk_scratch(garbage->items[idx]);
        if ((*scratch & SCRATCH_COUNT) && !(*scratch & SCRATCH_MARKED)) {
            *scratch |= SCRATCH_MARKED;
            state.stack[state.depth++] = garbage->items[idx];
        }
        while (state.depth) {
            object_traverse(rt, state.stack[--state.depth], resurrection_mark, &state);
        }
    }
    garbage_flag(garbage, false);
    size_t dead = 0;
    size_t alive = 0;
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        if (*heap_walk_scratch(object) & SCRATCH_MARKED) {
            state.stack[alive++] = object;
        } else {
            garbage->items[dead++] = object;
        }
    }
    garbage->count = dead;
    for (size_t idx = 0; idx < alive; idx++) {
        release(rt, state.stack[idx]);
    }
    heap_free(rt->heap, state.stack);
}

/* Finalizers may have broken cycles: what nobody but the list holds goes now and is not counted, as
 * in CPython, where it would be gone already. */
static void drop_freed(Runtime *rt, Garbage *garbage) {
    bool again = true;
    while (again) {
        again = false;
        size_t kept = 0;
        for (size_t idx = 0; idx < garbage->count; idx++) {
            Object *object = garbage->items[idx];
            if (object->refs == 1) {
                release(rt, object);
                again = true;
            } else {
                garbage->items[kept++] = object;
            }
        }
        garbage->count = kept;
    }
}

static void take_apart(Runtime *rt, Garbage *garbage) {
    bool save = (rt->collector->debug & COLLECTOR_DEBUG_SAVEALL) != 0;
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        if (save && rt->collector->garbage) {
            if (!list_append(rt, rt->collector->garbage, object)) {
                error_clear(rt);
            }
        } else if (object->refs > 1) {
            object_clear(rt, object);
        }
        release(rt, object);
    }
}

/* ---- a collection ---- */

static uint64_t collect(Runtime *rt, int generation) {
    HeapWalkScope scope = (HeapWalkScope)generation;
    Marking marking = {.rt = rt, .generation = generation};
    Garbage garbage = {NULL, 0, 0};
    uint64_t survivors = 0;
    if (!heap_walk_prepare(rt->heap, scope)) {
        return 0;
    }
    copy_counts(&marking, scope);
    subtract_internal(&marking, scope);
    mark_reachable(&marking, scope);
    bool separated = separate(&marking, scope, &garbage, &survivors);
    if (separated) {
        heap_walk_age(rt->heap, scope);
    }
    rt->container_budget = rt->container_threshold;
    if (generation == 2) {
        heap_walk_release_scratch(rt->heap);
    }
    if (generation == 1) {
        rt->collector->long_lived_pending += survivors;
    } else if (generation == 2) {
        rt->collector->long_lived_pending = 0;
        rt->collector->long_lived_total = survivors;
    }
    if (!garbage.count) {
        return 0;
    }
    clear_weakrefs(rt, &garbage);
    if (run_finalizers(rt, &garbage)) {
        drop_freed(rt, &garbage);
        keep_resurrected(rt, &garbage);
    }
    uint64_t found = garbage.count;
    take_apart(rt, &garbage);
    heap_free(rt->heap, garbage.items);
    return found;
}

static void run_callbacks(Runtime *rt, const char *phase, int generation, uint64_t collected) {
    Object *callbacks = rt->collector->callbacks;
    if (!callbacks || !list_length(callbacks)) {
        return;
    }
    Object *phase_str = str_from_cstring(rt, phase);
    Object *info = phase_str ? dict_new(rt) : NULL;
    Object *numbers[3] = {int_from_int64(rt, generation), int_from_uint64(rt, collected),
                          int_from_int64(rt, 0)};
    if (info && numbers[0] && numbers[1] && numbers[2] &&
        dict_set_cstring(rt, info, "generation", numbers[0]) &&
        dict_set_cstring(rt, info, "collected", numbers[1]) &&
        dict_set_cstring(rt, info, "uncollectable", numbers[2])) {
        for (size_t idx = 0; idx < list_length(callbacks); idx++) {
            Object *callback = retain(list_get(callbacks, idx));
            Object *result = object_call_two(rt, callback, phase_str, info);
            if (!result && rt->hooks.unraisable) {
                rt->hooks.unraisable(rt, callback, NULL);
            }
            error_clear(rt);
            release_nullable(rt, result);
            release(rt, callback);
        }
    }
    error_clear(rt);
    for (int idx = 0; idx < 3; idx++) {
        release_nullable(rt, numbers[idx]);
    }
    release_nullable(rt, info);
    release_nullable(rt, phase_str);
}

uint64_t collector_collect(Runtime *rt, int generation) {
    Collector *collector = rt->collector;
    if (!collector || collector->running) {
        return 0;
    }
    collector->running = true;
    Object *saved = rt->error;
    rt->error = NULL;
    run_callbacks(rt, "start", generation, 0);
    int64_t started = os_clock_monotonic();
    if (generation < 2) {
        collector->counts[generation + 1]++;
    }
    for (int younger = 0; younger <= generation; younger++) {
        collector->counts[younger] = 0;
    }
    uint64_t found = collect(rt, generation);
    uint64_t took = (uint64_t)(os_clock_monotonic() - started);
    collector->total_time_ns += took;
    if (took > collector->longest_pause_ns) {
        collector->longest_pause_ns = took;
    }
    collector->statistics[generation].collections++;
    collector->statistics[generation].collected += found;
    run_callbacks(rt, "stop", generation, found);
    error_clear(rt);
    rt->error = saved;
    collector->running = false;
    return found;
}

/* The oldest generation whose count is over its threshold; -1: none. A full collection also waits
 * until a quarter of what lived after the last one has come to it. */
static int due_generation(const Runtime *rt) {
    const Collector *collector = rt->collector;
    for (int generation = 2; generation >= 0; generation--) {
        if (!collector->thresholds[generation] && generation == 0) {
            return -1;
        }
        if (collector_count(rt, generation) <= collector->thresholds[generation]) {
            continue;
        }
        if (generation == 2 && collector->long_lived_pending < collector->long_lived_total / 4) {
            continue;
        }
        return generation;
    }
    return -1;
}

static void collect_when_due(Runtime *rt, uint32_t reasons) {
    if (!rt->collector->enabled || rt->closing) {
        return;
    }
    if (reasons & BREAK_PRESSURE) {
        collector_collect(rt, 2);
        return;
    }
    if (reasons & BREAK_STRESS) {
        collector_collect(rt, 0);
        return;
    }
    int generation = due_generation(rt);
    if (generation >= 0) {
        collector_collect(rt, generation);
    }
}

/* ---- settings ---- */

int32_t collector_count(const Runtime *rt, int generation) {
    if (generation > 0) {
        return rt->collector->counts[generation];
    }
    int32_t count = rt->container_threshold - rt->container_budget;
    return count > 0 ? count : 0;
}

void collector_set_threshold(Runtime *rt, int generation, int32_t threshold) {
    rt->collector->thresholds[generation] = threshold;
    if (generation == 0) {
        int32_t count = collector_count(rt, 0);
        rt->container_threshold = threshold > 0 ? threshold + 1 : INT32_MAX;
        rt->container_budget = rt->container_threshold - count;
        if (rt->container_budget <= 0) {
            rt->container_budget = 1;
        }
    }
}

void collector_set_enabled(Runtime *rt, bool enabled) {
    rt->collector->enabled = enabled;
}

bool collector_open(Runtime *rt) {
    Collector *collector = memory_allocate(rt, sizeof *collector);
    if (!collector) {
        return false;
    }
    *collector = (Collector){.enabled = true, .thresholds = {700, 10, 10}};
    rt->collector = collector;
    rt->container_threshold = 701;
    rt->container_budget = 701;
    rt->breaker |= COLLECTOR_STRESS;
    rt->hooks.collect = collect_when_due;
    rt->hooks.weakrefs_clear = weakref_table_clear;
    return true;
}

void collector_close(Runtime *rt) {
    if (!rt->collector) {
        return;
    }
    CLEAR_REF(rt, &rt->collector->garbage);
    CLEAR_REF(rt, &rt->collector->callbacks);
    memory_free(rt, rt->collector);
    rt->collector = NULL;
}

/* ---- looking ---- */

bool collector_each(Runtime *rt, int oldest, int exactly,
                    bool (*visit)(Runtime *rt, Object *object, void *context), void *context) {
    if (!heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        return false;
    }
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, HEAP_WALK_ALL);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (object->refs == 0 || (int)age_of(object) > oldest ||
            (exactly >= 0 && (int)age_of(object) != exactly)) {
            continue;
        }
        if (!visit(rt, object, context)) {
            return false;
        }
    }
    return true;
}

static bool freeze_visit(Runtime *rt, Object *object, void *context) {
    (void)rt;
    (void)context;
    set_age(object, COLLECTOR_FROZEN);
    return true;
}

static bool unfreeze_visit(Runtime *rt, Object *object, void *context) {
    (void)rt;
    (void)context;
    set_age(object, 2);
    return true;
}

void collector_freeze(Runtime *rt) {
    collector_each(rt, COLLECTOR_FROZEN, -1, freeze_visit, NULL);
    rt->collector->counts[0] = 0;
    rt->container_budget = rt->container_threshold;
}

void collector_unfreeze(Runtime *rt) {
    collector_each(rt, COLLECTOR_FROZEN, COLLECTOR_FROZEN, unfreeze_visit, NULL);
}
