/* garbage: see garbage.h. Every item of the trial is retained until its turn comes. */
#include "gc/garbage.h"

#include "gc/age.h"
#include "gc/weakref_table.h"
#include "object/list.h"
#include "object/operations.h"

/* While weak references are cleared the garbage carries OBJECT_DELAYED (it has references, so the
 * flag's other meaning cannot apply). */
static bool is_garbage(const Object *object) {
    return object_has_flag(object, OBJECT_DELAYED);
}

static bool any_has_weakrefs(const Trial *garbage) {
    for (size_t idx = 0; idx < garbage->count; idx++) {
        if (object_has_flag(garbage->items[idx], OBJECT_HAS_WEAKREFS)) {
            return true;
        }
    }
    return false;
}

static void clear_weakrefs(const Trial *garbage) {
    for (size_t idx = 0; idx < garbage->count; idx++) {
        object_set_flag(garbage->items[idx], OBJECT_DELAYED);
    }
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        if (object_has_flag(object, OBJECT_HAS_WEAKREFS)) {
            weakref_table_clear_garbage(garbage->rt, object, is_garbage);
        }
    }
    for (size_t idx = 0; idx < garbage->count; idx++) {
        object_clear_flag(garbage->items[idx], OBJECT_DELAYED);
    }
}

/* Those of classes in Python first: a __del__ may use a stream of its object, which that stream's
 * own would close. True when any ran. */
static bool run_finalizers(const Trial *garbage) {
    Runtime *rt = garbage->rt;
    bool any = false, others = false;
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        const TypeSlots *slots = slots_of(rt, object);
        if (!slots->finalize || object_has_flag(object, OBJECT_FINALIZED)) {
            continue;
        }
        any = true;
        if (slots->flags & TYPE_FLAG_CLASS) {
            object_finalize(rt, object);
        } else {
            others = true;
        }
    }
    for (size_t idx = 0; others && idx < garbage->count; idx++) {
        object_finalize(rt, garbage->items[idx]); /* does nothing a second time */
    }
    return any;
}

/* Finalizers may have broken cycles: what nobody but the list holds goes now and is not counted, as
 * in CPython, where it would be gone already. */
static void drop_freed(Trial *garbage) {
    bool again = true;
    while (again) {
        again = false;
        size_t kept = 0;
        for (size_t idx = 0; idx < garbage->count; idx++) {
            Object *object = garbage->items[idx];
            if (object->refs == 1) {
                release(garbage->rt, object);
                again = true;
            } else {
                garbage->items[kept++] = object;
            }
        }
        garbage->count = kept;
    }
}

/* Takes what finalizers revived, and all that it reaches, off the list: another trial decides. */
static void keep_revived(Trial *garbage) {
    Runtime *rt = garbage->rt;
    size_t all = garbage->count;
    if (heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        all = trial_run_again(garbage);
    } else {
        garbage->count = 0;
    }
    for (size_t idx = garbage->count; idx < all; idx++) {
        release(rt, garbage->items[idx]);
    }
}

void garbage_save(Runtime *rt, Object *list, Object *object) {
    if (!list_append(rt, list, object)) {
        if (rt->hooks.unraisable) {
            rt->hooks.unraisable(rt, NULL, "while saving garbage");
        }
        error_clear(rt);
    }
}

static void take_apart(const Trial *garbage, Object *save_in) {
    Runtime *rt = garbage->rt;
    for (size_t idx = 0; idx < garbage->count; idx++) {
        Object *object = garbage->items[idx];
        if (save_in) {
            garbage_save(rt, save_in, object);
        } else if (object->refs > 1) {
            object_clear(rt, object);
        }
        release(rt, object);
    }
}

size_t garbage_end(Trial *garbage, Object *save_in) {
    if (any_has_weakrefs(garbage)) {
        clear_weakrefs(garbage);
    }
    if (run_finalizers(garbage)) {
        drop_freed(garbage);
        keep_revived(garbage);
    }
    size_t found = garbage->count;
    take_apart(garbage, save_in);
    trial_close(garbage);
    return found;
}
