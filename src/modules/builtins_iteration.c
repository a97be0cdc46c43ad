/* Builtin functions that iterate: all, any, iter, next, sorted, min, max, and the asynchronous two.
 */
#include "modules/builtins.h"
#include "object/arguments.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "modules/builtins_docs.h"
#include "types/callable_iterator.h"
#include "vm/generator_run.h"

/* True or False as soon as an item's truth is `wanted`; else the contrary. */
static NEW_REF Object *search_truth(Runtime *rt, Object *iterable, bool wanted) {
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return NULL;
    }
    Object *result = NULL, *item;
    while ((item = object_next(rt, iterator))) {
        int truth = object_is_true(rt, item);
        release(rt, item);
        if (truth < 0 || (truth > 0) == wanted) {
            result = truth < 0 ? NULL : bool_object(wanted);
            release(rt, iterator);
            return result;
        }
    }
    release(rt, iterator);
    return error_pending(rt) ? NULL : bool_object(!wanted);
}

static NEW_REF Object *builtin_all(Runtime *rt, Object *module, Object *iterable) {
    (void)module;
    return search_truth(rt, iterable, false);
}

static NEW_REF Object *builtin_any(Runtime *rt, Object *module, Object *iterable) {
    (void)module;
    return search_truth(rt, iterable, true);
}

static NEW_REF Object *builtin_iter(Runtime *rt, Object *module, Object *const *args,
                                    size_t count) {
    (void)module;
    if (count == 1) {
        return object_iter(rt, args[0]);
    }
    if (!object_is_callable(rt, args[0])) {
        return raise_type_error(rt, "iter(v, w): v must be callable");
    }
    return callable_iterator_new(rt, args[0], args[1]);
}

static NEW_REF Object *builtin_next(Runtime *rt, Object *module, Object *const *args,
                                    size_t count) {
    (void)module;
    const TypeSlots *slots = slots_of(rt, args[0]);
    if (!slots_are_iterator(slots)) {
        return raise_type_error(rt, "'%.200s' object is not an iterator", slots->name);
    }
    Object *item = slots->next(rt, args[0]);
    if (item) {
        return item;
    }
    if (count > 1) {
        if (error_pending(rt) && !error_clear_if(rt, TYPE_STOP_ITERATION)) {
            return NULL;
        }
        return retain(args[1]);
    }
    return error_pending(rt) ? NULL : raise_stop_iteration(rt, NULL);
}

static NEW_REF Object *builtin_aiter(Runtime *rt, Object *module, Object *object) {
    (void)module;
    const TypeSlots *slots = slots_of(rt, object);
    if (!slots->aiter) {
        return raise_type_error(rt, "'%.200s' object is not an async iterable", slots->name);
    }
    Object *iterator = slots->aiter(rt, object);
    if (iterator && !slots_of(rt, iterator)->anext) {
        raise_type_error(rt, "aiter() returned not an async iterator of type '%.200s'",
                         type_name_of(rt, iterator));
        CLEAR_REF(rt, &iterator);
    }
    return iterator;
}

static NEW_REF Object *builtin_anext(Runtime *rt, Object *module, Object *const *args,
                                     size_t count) {
    (void)module;
    const TypeSlots *slots = slots_of(rt, args[0]);
    if (!slots->anext) {
        return raise_type_error(rt, "'%.200s' object is not an async iterator", slots->name);
    }
    Object *awaitable = slots->anext(rt, args[0]);
    if (!awaitable || count == 1) {
        return awaitable;
    }
    Object *result = async_generator_anext_default(rt, awaitable, args[1]);
    release(rt, awaitable);
    return result;
}

/* ---- sorted ---- */

static const ArgumentSpec SORT_ARGUMENTS = {"sort", {"key", "reverse"}, 0, 0, 0, 2};

static NEW_REF Object *builtin_sorted(Runtime *rt, Object *module, Object *const *args,
                                      size_t count, Object *keyword_names) {
    (void)module;
    if (!arguments_check_count(rt, "sorted", count, 1, 1)) {
        return NULL;
    }
    Object *list = list_from_iterable(rt, args[0]);
    if (!list) {
        return NULL;
    }
    Object *options[2] = {NULL, NULL};
    int64_t reverse = 0;
    if (!arguments_parse(rt, &SORT_ARGUMENTS, args + 1, 0, keyword_names, options) ||
        (options[1] && !object_as_int64(rt, options[1], &reverse)) ||
        !list_sort(rt, list, options[0] && options[0] != NONE ? options[0] : NULL, reverse != 0)) {
        CLEAR_REF(rt, &list);
    }
    return list;
}

/* ---- min, max ---- */

/* -1 error, 1 when candidate beats best. */
static int beats(Runtime *rt, Object *candidate, Object *best, CompareOp op) {
    if (object_type_id(candidate) == TYPE_INT && object_type_id(best) == TYPE_INT &&
        !int_is_big(candidate) && !int_is_big(best)) {
        int64_t a = int_small_value(candidate), b = int_small_value(best);
        return op == COMPARE_LT ? a < b : a > b;
    }
    return object_compare_bool(rt, candidate, best, op);
}

/* The best item so far, with its key; both owned. */
typedef struct Best {
    Object *item, *key;
} Best;

/* Takes over item. */
static bool consider(Runtime *rt, Best *best, STEALS Object *item, Object *key_function,
                     CompareOp op) {
    Object *key = key_function ? object_call_one(rt, key_function, item) : retain(item);
    if (!key) {
        release(rt, item);
        return false;
    }
    int wins = best->item ? beats(rt, key, best->key, op) : 1;
    if (wins > 0) {
        REPLACE_REF(rt, &best->item, item);
        REPLACE_REF(rt, &best->key, key);
        return true;
    }
    release(rt, item);
    release(rt, key);
    return wins == 0;
}

static bool consider_all(Runtime *rt, Best *best, Object *iterable, Object *key_function,
                         CompareOp op) {
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return false;
    }
    bool fine = true;
    Object *item;
    while (fine && (item = object_next(rt, iterator))) {
        fine = consider(rt, best, item, key_function, op);
    }
    release(rt, iterator);
    return fine && !error_pending(rt);
}

static NEW_REF Object *extreme(Runtime *rt, const ArgumentSpec *spec, CompareOp op,
                               Object *const *args, size_t count, Object *keyword_names) {
    Object *options[2] = {NULL, NULL}; /* key, default */
    const char *name = spec->function;
    if (!arguments_check_count(rt, name, count, 1, SIZE_MAX) ||
        !arguments_parse(rt, spec, args + count, 0, keyword_names, options)) {
        return NULL;
    }
    if (count > 1 && options[1]) {
        return raise_type_error(
            rt, "Cannot specify a default for %s() with multiple positional arguments", name);
    }
    Object *key_function = options[0] && options[0] != NONE ? options[0] : NULL;
    Best best = {NULL, NULL};
    bool fine = true;
    if (count == 1) {
        fine = consider_all(rt, &best, args[0], key_function, op);
    } else {
        for (size_t i = 0; fine && i < count; i++) {
            fine = consider(rt, &best, retain(args[i]), key_function, op);
        }
    }
    release_nullable(rt, best.key);
    if (!fine) {
        release_nullable(rt, best.item);
        return NULL;
    }
    if (!best.item && options[1]) {
        return retain(options[1]);
    }
    return best.item ? best.item : raise_value_error(rt, "%s() arg is an empty sequence", name);
}

static const ArgumentSpec MIN_ARGUMENTS = {"min", {"key", "default"}, 0, 0, 0, 2};
static const ArgumentSpec MAX_ARGUMENTS = {"max", {"key", "default"}, 0, 0, 0, 2};

static NEW_REF Object *builtin_min(Runtime *rt, Object *module, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)module;
    return extreme(rt, &MIN_ARGUMENTS, COMPARE_LT, args, count, keyword_names);
}

static NEW_REF Object *builtin_max(Runtime *rt, Object *module, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)module;
    return extreme(rt, &MAX_ARGUMENTS, COMPARE_GT, args, count, keyword_names);
}

const MethodRow builtins_iteration_functions[] = {
    METHOD_ROW_ONE("aiter", builtin_aiter, DOC_AITER),
    METHOD_ROW_ONE("all", builtin_all, DOC_ALL),
    METHOD_ROW_POSITIONAL("anext", builtin_anext, 1, 2, DOC_ANEXT),
    METHOD_ROW_ONE("any", builtin_any, DOC_ANY),
    METHOD_ROW_POSITIONAL("iter", builtin_iter, 1, 2, DOC_ITER),
    METHOD_ROW_KEYWORDS("max", builtin_max, DOC_MAX),
    METHOD_ROW_KEYWORDS("min", builtin_min, DOC_MIN),
    METHOD_ROW_POSITIONAL("next", builtin_next, 1, 2, DOC_NEXT),
    METHOD_ROW_KEYWORDS("sorted", builtin_sorted, DOC_SORTED),
    METHOD_ROW_END,
};
