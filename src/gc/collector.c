/* collector: when to collect which generation, and how Python sees it. */
#include "gc/collector.h"

#include "base/check.h"
#include "gc/age.h"
#include "gc/garbage.h"
#include "gc/weakref_table.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "os/os.h"

enum {
    SLICED_FROM = 50000,           /* containers: fewer are collected at once */
    NANOSECONDS_OF_CONTAINER = 60, /* in a collection of everything, at most */
};

/* ---- a collection ---- */

static void run_callbacks(Runtime *rt, const char *phase, int generation, uint64_t collected) {
    Object *callbacks = rt->collector->callbacks;
    if (!callbacks || !list_length(callbacks)) {
        return;
    }
    Object *phase_str = str_from_cstring(rt, phase);
    Object *info = phase_str ? dict_new(rt) : NULL;
    Object *numbers[3] = {int_from_int64(rt, generation), int_from_uint64(rt, collected),
                          int_from_int64(rt, 0)};
    bool told = false;
    if (info && numbers[0] && numbers[1] && numbers[2] &&
        dict_set_cstring(rt, info, "generation", numbers[0]) &&
        dict_set_cstring(rt, info, "collected", numbers[1]) &&
        dict_set_cstring(rt, info, "uncollectable", numbers[2])) {
        told = true;
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
    if (!told && rt->hooks.unraisable) {
        rt->hooks.unraisable(rt, callbacks, NULL); /* there was no memory for the arguments */
    }
    error_clear(rt);
    for (int idx = 0; idx < 3; idx++) {
        release_nullable(rt, numbers[idx]);
    }
    release_nullable(rt, info);
    release_nullable(rt, phase_str);
}

static Object *save_list(const Collector *collector) {
    return collector->debug & COLLECTOR_DEBUG_SAVEALL ? collector->garbage : NULL;
}

static uint64_t collect_whole(Runtime *rt) {
    Collector *collector = rt->collector;
    collector->long_lived_pending = 0;
    uint64_t found = pass_whole(&collector->pass, rt, save_list(collector));
    collector->long_lived_total = collector->pass.survivors;
    collector->held_bytes = heap_from_system(rt->heap);
    return found;
}

/* Young objects, or young and middle ones. Without memory for their list, everything. counted: the
 * program has asked, and learns how many there were. */
static uint64_t collect_younger(Runtime *rt, int generation, bool counted) {
    Collector *collector = rt->collector;
    HeapWalkScope scope = generation ? HEAP_WALK_MIDDLE : HEAP_WALK_YOUNG;
    Trial trial;
    trial_open(&trial, rt, generation ? collector->pass.seen : AGE_MIDDLE);
    trial.skips_atoms = !counted;
    if (!trial_add_scope(&trial, scope,
                         AGE_SET(AGE_YOUNG) | (generation ? AGE_SET(AGE_MIDDLE) : 0))) {
        trial_close(&trial);
        return collect_whole(rt);
    }
    size_t survivors = trial_run(&trial);
    heap_walk_age(rt->heap, scope);
    if (generation) {
        collector->long_lived_pending += survivors;
    }
    return garbage_end(&trial, save_list(collector));
}

/* The rest follows slice by slice, after later collections of younger generations. */
static uint64_t begin_pass(Runtime *rt) {
    Collector *collector = rt->collector;
    uint64_t found = collect_younger(rt, 1, false);
    pass_begin(&collector->pass, rt);
    collector->long_lived_pending = 0;
    return found;
}

static uint64_t go_on_with_pass(Runtime *rt) {
    Collector *collector = rt->collector;
    uint64_t found = pass_slice(&collector->pass, rt, save_list(collector));
    if (collector->pass.phase == PASS_IDLE) {
        collector->long_lived_total = collector->pass.survivors;
    }
    return found;
}

static void count_pause(Collector *collector, int64_t started) {
    uint64_t took = (uint64_t)(os_clock_monotonic() - started);
    collector->total_time_ns += took;
    if (took > collector->longest_pause_ns) {
        collector->longest_pause_ns = took;
    }
}

static uint64_t run_generation(Runtime *rt, int generation, bool in_slices) {
    if (generation < 2) {
        return collect_younger(rt, generation, !in_slices);
    }
    if (in_slices && heap_walk_count(rt->heap) >= SLICED_FROM) {
        return begin_pass(rt);
    }
    return collect_whole(rt);
}

/* With the callbacks, counts and statistics that Python sees. in_slices: the program has not asked
 * for it, so that a collection of everything may take its time. */
static uint64_t collect(Runtime *rt, int generation, bool in_slices) {
    Collector *collector = rt->collector;
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
    rt->container_budget = rt->container_threshold;
    bool slice = in_slices && collector->pass.phase != PASS_IDLE;
    uint64_t found = run_generation(rt, generation, in_slices);
    collector->statistics[generation].collections++;
    collector->statistics[generation].collected += found;
    if (slice) {
        uint64_t old = go_on_with_pass(rt);
        collector->statistics[2].collected += old;
        found += old;
    }
    count_pause(collector, started);
    run_callbacks(rt, "stop", generation, found);
    check3(collector_verify(rt));
    error_clear(rt);
    rt->error = saved;
    collector->running = false;
    return found;
}

uint64_t collector_collect(Runtime *rt, int generation) {
    if (!rt->collector || rt->collector->running) {
        return 0;
    }
    return collect(rt, generation, false);
}

/* ---- when ---- */

/* The oldest generation whose count is over its threshold; -1: none. A full collection also waits
 * until a quarter of what lived after the last one has come to it, and for the one under way. */
static int due_generation(const Runtime *rt) {
    const Collector *collector = rt->collector;
    if (!collector->thresholds[0]) {
        return -1;
    }
    for (int generation = 2; generation >= 0; generation--) {
        if (collector_count(rt, generation) <= collector->thresholds[generation]) {
            continue;
        }
        if (generation == 2 && (collector->pass.phase != PASS_IDLE ||
                                collector->long_lived_pending < collector->long_lived_total / 4)) {
            continue;
        }
        return generation;
    }
    return -1;
}

/* The stress build collects the young at every safe point. Python does not see it: neither
 * callbacks nor numbers, and the next real collection comes when it would have come. */
static void collect_for_stress(Runtime *rt) {
    int32_t budget = rt->container_budget;
    Object *saved = rt->error;
    rt->error = NULL;
    rt->collector->running = true;
    (void)collect_younger(rt, 0, false);
    rt->collector->running = false;
    error_clear(rt);
    rt->error = saved;
    rt->container_budget = budget;
}

/* Little of the limit is left, and the heap or what lives in it has grown since the last full
 * collection: garbage must not be what the program runs out of memory for. */
static bool is_under_pressure(const Runtime *rt) {
    const Collector *collector = rt->collector;
    size_t limit = rt->limit_bytes;
    size_t held = heap_from_system(rt->heap);
    return limit && held > limit - limit / 4 &&
           (held > collector->held_bytes + limit / 32 ||
            collector->long_lived_pending > collector->long_lived_total / 8);
}

/* Whether a collection of everything ends within the run's time. Where it would not, the run will
 * soon be over, and a later one collects. */
static bool has_time(const Runtime *rt) {
    int64_t left = budget_nanoseconds_left(rt);
    return left == INT64_MAX ||
           left / NANOSECONDS_OF_CONTAINER >= (int64_t)heap_walk_count(rt->heap);
}

static void collect_when_due(Runtime *rt, uint32_t reasons) {
    Collector *collector = rt->collector;
    if (!collector->enabled || collector->running || rt->closing) {
        return;
    }
    if (reasons & BREAK_PRESSURE) {
        if (has_time(rt)) {
            collect(rt, 2, false);
        }
        return;
    }
    if ((reasons & BREAK_STRESS) && collector->thresholds[0]) {
        collect_for_stress(rt);
    }
    int generation = reasons & BREAK_COLLECT ? due_generation(rt) : -1;
    if (generation >= 0 && is_under_pressure(rt) && has_time(rt)) {
        collect(rt, 2, false);
    } else if (generation >= 0) {
        collect(rt, generation, true);
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
    Collector *collector = runtime_part(rt, sizeof *collector);
    if (!collector) {
        return false;
    }
    *collector =
        (Collector){.enabled = true, .thresholds = {700, 10, 10}, .pass = {.seen = AGE_OLD}};
    rt->collector = collector;
    rt->container_threshold = 701;
    rt->container_budget = 701;
    rt->breaker |= COLLECTOR_STRESS;
    rt->hooks.collect = collect_when_due;
    rt->hooks.weakrefs_clear = weakref_table_clear;
    return true;
}

bool collector_is_observed(const Runtime *rt) {
    const Object *callbacks = rt->collector->callbacks;
    return rt->collector->debug || (callbacks && list_length(callbacks));
}

void collector_forget_program(Runtime *rt) {
    if (rt->collector) {
        rt->collector->debug = 0;
        if (rt->collector->frozen) {
            collector_unfreeze(rt);
        }
        CLEAR_REF(rt, &rt->collector->garbage);
        CLEAR_REF(rt, &rt->collector->callbacks);
    }
}

void collector_close(Runtime *rt) {
    if (!rt->collector) {
        return;
    }
    (void)pass_abandon(&rt->collector->pass, rt);
    collector_forget_program(rt);
    rt->collector = NULL;
}

/* ---- looking ---- */

bool collector_each(Runtime *rt, int generation,
                    bool (*visit)(Runtime *rt, Object *object, void *context), void *context) {
    if (!heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        return false;
    }
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, HEAP_WALK_ALL);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (object->refs == 0 || age_of(object) == AGE_UNTRACKED || age_of(object) == AGE_GARBAGE ||
            (generation < 0 ? age_of(object) == AGE_FROZEN
                            : (int)age_generation(object) != generation)) {
            continue;
        }
        if (!visit(rt, object, context)) {
            return false;
        }
    }
    return true;
}

/* Not a dict of atoms, nor a tuple of them that has been through a collection. */
bool collector_is_tracked(Runtime *rt, const Object *object) {
    if (!type_has_flag(rt, object, TYPE_FLAG_CONTAINER) || object_is_immortal(object) ||
        age_of(object) == AGE_UNTRACKED) {
        return false;
    }
    return object_type_id(object) != TYPE_DICT || !trial_dict_of_atoms(rt, object);
}

static bool freeze_visit(Runtime *rt, Object *object, void *context) {
    (void)rt;
    (void)context;
    age_set(object, AGE_FROZEN);
    return true;
}

static bool unfreeze_visit(Runtime *rt, Object *object, void *context) {
    (void)context;
    (void)object;
    age_set(object, rt->collector->pass.seen);
    return true;
}

void collector_freeze(Runtime *rt) {
    if (pass_abandon(&rt->collector->pass, rt)) {
        rt->collector->frozen = true;
        collector_each(rt, -1, freeze_visit, NULL);
    }
    rt->collector->counts[0] = 0;
    rt->container_budget = rt->container_threshold;
}

void collector_unfreeze(Runtime *rt) {
    collector_each(rt, COLLECTOR_FROZEN, unfreeze_visit, NULL);
}

/* ---- checking ---- */

/* Between collections there are no candidates, and nothing but tuples and dicts is untracked;
 * between passes no old object is unseen. The dead that wait for deallocation keep the age they
 * had. */
bool collector_verify(Runtime *rt) {
    const Pass *pass = &rt->collector->pass;
    if (!heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        return true;
    }
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, HEAP_WALK_ALL);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        uint32_t age = age_of(object);
        if (object->refs == 0 || object_is_immortal(object)) {
            continue;
        }
        if (age == AGE_GARBAGE || age == AGE_CANDIDATE ||
            (age == AGE_UNTRACKED && object_type_id(object) != TYPE_TUPLE &&
             object_type_id(object) != TYPE_DICT) ||
            (pass->phase == PASS_IDLE && age == (pass->seen ^ AGE_COLOUR))) {
            return false;
        }
    }
    return weakref_table_verify(rt);
}
