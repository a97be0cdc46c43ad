/* gc: the collector as Python sees it. */
#include "modules/gc.h"
#include "heap/heap_walk.h"
#include "object/budget.h"

#include "gc/collector.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/mapping_proxy.h"

static Object *gc_enable(Runtime *rt, Object *self) {
    (void)self;
    collector_set_enabled(rt, true);
    return retain(NONE);
}

static Object *gc_disable(Runtime *rt, Object *self) {
    (void)self;
    collector_set_enabled(rt, false);
    return retain(NONE);
}

static Object *gc_isenabled(Runtime *rt, Object *self) {
    (void)self;
    return retain(bool_object(rt->collector->enabled));
}

static Object *gc_collect(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"collect", {"generation"}, 0, 1, 0, 1};
    (void)self;
    Object *given[1];
    int64_t generation = 2;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[0] && !object_as_int64(rt, given[0], &generation))) {
        return NULL;
    }
    if (generation < 0 || generation >= COLLECTOR_GENERATIONS) {
        return raise_value_error(rt, "invalid generation");
    }
    if (rt->collector->running) {
        return int_from_int64(rt, 0);
    }
    if (generation == 2 && !budget_spend_whole(rt, heap_walk_count(rt->heap) * 3)) {
        return NULL;
    }
    uint64_t found = collector_collect(rt, (int)generation);
    return int_from_uint64(rt, found);
}

static Object *gc_set_debug(Runtime *rt, Object *self, Object *flags) {
    (void)self;
    int64_t number;
    if (!object_as_int64(rt, flags, &number)) {
        return NULL;
    }
    rt->collector->debug = (uint32_t)number;
    return retain(NONE);
}

static Object *gc_get_debug(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, rt->collector->debug);
}

static Object *gc_set_threshold(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int64_t numbers[3];
    if (count == 0) {
        return raise_type_error(rt, "set_threshold() takes at least 1 argument (0 given)");
    }
    for (size_t idx = 0; idx < count; idx++) {
        if (!object_as_int64(rt, args[idx], &numbers[idx])) {
            return NULL;
        }
        if (numbers[idx] > INT32_MAX - 1 || numbers[idx] < INT32_MIN) {
            return raise_overflow_error(rt, "signed integer is greater than maximum");
        }
    }
    for (size_t idx = 0; idx < count; idx++) {
        collector_set_threshold(rt, (int)idx, (int32_t)numbers[idx]);
    }
    return retain(NONE);
}

static Object *three_numbers(Runtime *rt, int64_t a, int64_t b, int64_t c) {
    Object *parts[3] = {int_from_int64(rt, a), int_from_int64(rt, b), int_from_int64(rt, c)};
    Object *tuple = parts[0] && parts[1] && parts[2] ? tuple_from_array(rt, parts, 3) : NULL;
    for (int idx = 0; idx < 3; idx++) {
        release_nullable(rt, parts[idx]);
    }
    return tuple;
}

static Object *gc_get_threshold(Runtime *rt, Object *self) {
    (void)self;
    const int32_t *thresholds = rt->collector->thresholds;
    return three_numbers(rt, thresholds[0], thresholds[1], thresholds[2]);
}

static Object *gc_get_count(Runtime *rt, Object *self) {
    (void)self;
    return three_numbers(rt, collector_count(rt, 0), collector_count(rt, 1),
                         collector_count(rt, 2));
}

static Object *gc_get_stats(Runtime *rt, Object *self) {
    (void)self;
    Object *list = list_new(rt, COLLECTOR_GENERATIONS);
    for (int generation = 0; list && generation < COLLECTOR_GENERATIONS; generation++) {
        const GenerationStatistics *statistics = &rt->collector->statistics[generation];
        const char *names[3] = {"collections", "collected", "uncollectable"};
        uint64_t numbers[3] = {statistics->collections, statistics->collected,
                               statistics->uncollectable};
        Object *dict = dict_new(rt);
        for (int idx = 0; dict && idx < 3; idx++) {
            Object *number = int_from_uint64(rt, numbers[idx]);
            if (!number || !dict_set_cstring(rt, dict, names[idx], number)) {
                CLEAR_REF(rt, &dict);
            }
            release_nullable(rt, number);
        }
        if (!dict || !list_append_stealing(rt, list, dict)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

/* ---- looking at objects ---- */

static bool tuple_is_complete(const Object *tuple) {
    for (size_t idx = 0; idx < tuple_length(tuple); idx++) {
        if (!tuple_get(tuple, idx)) {
            return false;
        }
    }
    return true;
}

/* Objects found by a walk, in leaf memory: nothing may be made in container pools meanwhile. */
typedef struct Found {
    Object **items;
    size_t count, capacity;
    bool failed;
    /* gc_get_referrers */
    Object *const *targets;
    size_t target_count;
    bool hit;
} Found;

static bool found_add(Runtime *rt, Found *found, Object *object) {
    if (found->count == found->capacity) {
        size_t capacity = found->capacity ? found->capacity * 2 : 256;
        Object **items = heap_reallocate(rt->heap, found->items, capacity * sizeof *items);
        if (!items) {
            found->failed = true;
            return false;
        }
        found->items = items;
        found->capacity = capacity;
    }
    found->items[found->count++] = object;
    return true;
}

/* Adds an object to the list for Python code: the dict of a class as its proxy. A tuple whose
 * items are not all there yet stays out. Clears *list when memory runs out. */
static void show(Runtime *rt, Object **list, Object *object) {
    if (!*list) {
        return;
    }
    Object *shown;
    if (object_type_id(object) == TYPE_DICT && (((DictObject *)object)->flags & DICT_OF_CLASS)) {
        shown = mapping_proxy_new(rt, object);
    } else if (type_is_tuple(rt, object) && !tuple_is_complete(object)) {
        return;
    } else {
        shown = retain(object);
    }
    if (!shown || !list_append_stealing(rt, *list, shown)) {
        CLEAR_REF(rt, list);
    }
}

static Object *found_list(Runtime *rt, Found *found, bool walked) {
    Object *list = NULL;
    if (found->failed || !walked) {
        error_no_memory(rt);
    } else {
        list = list_new(rt, found->count);
        for (size_t idx = 0; idx < found->count; idx++) {
            show(rt, &list, found->items[idx]);
        }
    }
    heap_free(rt->heap, found->items);
    return list;
}

static bool add_visit(Runtime *rt, Object *object, void *context) {
    return !collector_is_tracked(rt, object) || found_add(rt, context, object);
}

static Object *gc_get_objects(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    static const ArgumentSpec SPEC = {"get_objects", {"generation"}, 0, 1, 0, 1};
    (void)self;
    Object *given[1];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    int64_t generation = -1;
    if (given[0] && given[0] != NONE) {
        if (!object_as_int64(rt, given[0], &generation)) {
            return NULL;
        }
        if (generation >= COLLECTOR_GENERATIONS) {
            return raise_value_error(
                rt, "generation parameter must be less than the number of available generations "
                    "(3)");
        }
        if (generation < 0) {
            return raise_value_error(rt, "generation parameter cannot be negative");
        }
    }
    Found found = {0};
    bool walked = collector_each(rt, (int)generation, add_visit, &found);
    return found_list(rt, &found, walked);
}

static void referrer_visit(Object *referent, void *context) {
    Found *found = context;
    for (size_t idx = 0; idx < found->target_count; idx++) {
        found->hit = found->hit || found->targets[idx] == referent;
    }
}

static bool referrers_each(Runtime *rt, Object *object, void *context) {
    Found *found = context;
    found->hit = false;
    object_traverse(rt, object, referrer_visit, found);
    return !found->hit || add_visit(rt, object, found);
}

static Object *gc_get_referrers(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    Found found = {.targets = args, .target_count = count};
    bool walked = collector_each(rt, -1, referrers_each, &found);
    return found_list(rt, &found, walked);
}

typedef struct Referents {
    Runtime *rt;
    Object *list;
} Referents;

static void referent_visit(Object *referent, void *context) {
    Referents *referents = context;
    show(referents->rt, &referents->list, referent);
}

static Object *gc_get_referents(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    Referents referents = {rt, list_new(rt, 0)};
    for (size_t idx = 0; referents.list && idx < count; idx++) {
        if (type_has_flag(rt, args[idx], TYPE_FLAG_CONTAINER)) {
            object_traverse(rt, args[idx], referent_visit, &referents);
        }
    }
    return referents.list;
}

static Object *gc_is_tracked(Runtime *rt, Object *self, Object *object) {
    (void)self;
    return retain(bool_object(collector_is_tracked(rt, object)));
}

static Object *gc_is_finalized(Runtime *rt, Object *self, Object *object) {
    (void)self;
    bool finalized =
        type_has_flag(rt, object, TYPE_FLAG_CONTAINER) && object_has_flag(object, OBJECT_FINALIZED);
    return retain(bool_object(finalized));
}

static Object *gc_freeze(Runtime *rt, Object *self) {
    (void)self;
    collector_freeze(rt);
    return retain(NONE);
}

static Object *gc_unfreeze(Runtime *rt, Object *self) {
    (void)self;
    collector_unfreeze(rt);
    return retain(NONE);
}

static bool count_visit(Runtime *rt, Object *object, void *context) {
    (void)rt;
    (void)object;
    ++*(int64_t *)context;
    return true;
}

static Object *gc_get_freeze_count(Runtime *rt, Object *self) {
    (void)self;
    int64_t count = 0;
    collector_each(rt, COLLECTOR_FROZEN, count_visit, &count);
    return int_from_int64(rt, count);
}

static const MethodRow GC_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("enable", gc_enable,
                      "enable($module, /)\n--\n\nEnable automatic garbage collection."),
    METHOD_ROW_NOARGS("disable", gc_disable,
                      "disable($module, /)\n--\n\nDisable automatic garbage collection."),
    METHOD_ROW_NOARGS("isenabled", gc_isenabled,
                      "isenabled($module, /)\n--\n\nReturns true if automatic garbage collection "
                      "is enabled."),
    METHOD_ROW_KEYWORDS("collect", gc_collect,
                        "collect($module, /, generation=2)\n--\n\nRun the garbage collector; the "
                        "number of unreachable objects is returned."),
    METHOD_ROW_ONE("set_debug", gc_set_debug,
                   "set_debug($module, flags, /)\n--\n\nSet the garbage collection debugging "
                   "flags."),
    METHOD_ROW_NOARGS("get_debug", gc_get_debug,
                      "get_debug($module, /)\n--\n\nGet the garbage collection debugging flags."),
    METHOD_ROW_POSITIONAL("set_threshold", gc_set_threshold, 0, 3,
                          "set_threshold(threshold0, [threshold1, [threshold2]]) -> None\nSet the "
                          "collection thresholds (the collection frequency)."),
    METHOD_ROW_NOARGS("get_threshold", gc_get_threshold,
                      "get_threshold($module, /)\n--\n\nReturn the current collection "
                      "thresholds."),
    METHOD_ROW_NOARGS("get_count", gc_get_count,
                      "get_count($module, /)\n--\n\nReturn a three-tuple of the current "
                      "collection counts."),
    METHOD_ROW_NOARGS("get_stats", gc_get_stats,
                      "get_stats($module, /)\n--\n\nReturn a list of dictionaries containing "
                      "per-generation statistics."),
    METHOD_ROW_KEYWORDS("get_objects", gc_get_objects,
                        "get_objects($module, /, generation=None)\n--\n\nReturn a list of objects "
                        "tracked by the collector."),
    METHOD_ROW_POSITIONAL("get_referrers", gc_get_referrers, 0, METHOD_ANY_COUNT,
                          "get_referrers(*objs) -> list\nReturn the list of objects that directly "
                          "refer to any of objs."),
    METHOD_ROW_POSITIONAL("get_referents", gc_get_referents, 0, METHOD_ANY_COUNT,
                          "get_referents(*objs) -> list\nReturn the list of objects that are "
                          "directly referred to by objs."),
    METHOD_ROW_ONE("is_tracked", gc_is_tracked,
                   "is_tracked($module, obj, /)\n--\n\nReturns true if the object is tracked by "
                   "the garbage collector."),
    METHOD_ROW_ONE("is_finalized", gc_is_finalized,
                   "is_finalized($module, obj, /)\n--\n\nReturns true if the object has been "
                   "already finalized by the GC."),
    METHOD_ROW_NOARGS("freeze", gc_freeze,
                      "freeze($module, /)\n--\n\nFreeze all current tracked objects and ignore "
                      "them for future collections."),
    METHOD_ROW_NOARGS("unfreeze", gc_unfreeze,
                      "unfreeze($module, /)\n--\n\nUnfreeze all objects in the permanent "
                      "generation."),
    METHOD_ROW_NOARGS("get_freeze_count", gc_get_freeze_count,
                      "get_freeze_count($module, /)\n--\n\nReturn the number of objects in the "
                      "permanent generation."),
    METHOD_ROW_END,
};

/* A list that the collector and the module share. */
static bool shared_list(Runtime *rt, Object *dict, const char *name, Object **slot) {
    if (!*slot) {
        *slot = list_new(rt, 0);
    }
    return *slot && dict_set_cstring(rt, dict, name, *slot);
}

static bool gc_populate(Runtime *rt, Object *dict) {
    static const struct {
        const char *name;
        int value;
    } FLAGS[] = {{"DEBUG_STATS", 1},
                 {"DEBUG_COLLECTABLE", 2},
                 {"DEBUG_UNCOLLECTABLE", 4},
                 {"DEBUG_SAVEALL", 32},
                 {"DEBUG_LEAK", 38}};
    for (size_t idx = 0; idx < COUNT_OF(FLAGS); idx++) {
        if (!dict_set_cstring_stealing(rt, dict, FLAGS[idx].name,
                                       int_from_int64(rt, FLAGS[idx].value))) {
            return false;
        }
    }
    return shared_list(rt, dict, "garbage", &rt->collector->garbage) &&
           shared_list(rt, dict, "callbacks", &rt->collector->callbacks);
}

const ModuleSpec gc_module = {
    .name = "gc",
    .doc = "This module provides access to the garbage collector for reference cycles.\n\n"
           "enable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic "
           "garbage collection.\ncollect() -- Do a full collection right now.",
    .functions = GC_FUNCTIONS,
    .populate = gc_populate,
};
