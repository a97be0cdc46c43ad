/* trial: see trial.h.
 *
 * While a trial runs, its candidates carry AGE_CANDIDATE, so that a reference to anything else is
 * recognised by one look at the header. The scratch word of a candidate holds the references that
 * are not accounted for; that of one that has been found alive one of two marks, and while the
 * candidates are unlisted, that of any other container none of these. */
#include "gc/trial.h"

#include "gc/age.h"
#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"

enum { FIRST_CAPACITY = 1024, MARK_STACK = 256 };
#define SCRATCH_NONE 0u
#define SCRATCH_REACHED 1u /* it lives; what it refers to has not been looked at */
#define SCRATCH_DONE 2u

/* Goes through the candidates: the array, which may grow meanwhile, or all that the heap has. */
typedef struct Candidates {
    const Trial *trial;
    size_t idx;
    HeapWalk walk;
} Candidates;

typedef struct Reaching {
    Trial *trial;
    Object *stack[MARK_STACK];
    uint32_t depth;
    bool overflow; /* something was reached that is not on the stack */
} Reaching;

void trial_open(Trial *trial, Runtime *rt, uint32_t older) {
    *trial = (Trial){.rt = rt, .older = older};
}

static void candidates_start(Candidates *candidates, const Trial *trial) {
    candidates->trial = trial;
    candidates->idx = 0;
    if (trial->unlisted) {
        heap_walk_start(&candidates->walk, trial->rt->heap, HEAP_WALK_ALL);
    }
}

/* NULL at the end. Of an unlisted trial other containers come, too. */
static Object *candidates_next(Candidates *candidates) {
    const Trial *trial = candidates->trial;
    if (UNLIKELY(trial->unlisted)) {
        return heap_walk_next(&candidates->walk);
    }
    return candidates->idx < trial->count ? trial->items[candidates->idx++] : NULL;
}

static bool reserve(Trial *trial, size_t capacity) {
    Object **items = heap_reallocate(trial->rt->heap, trial->items, capacity * sizeof *items);
    if (!items) {
        return false;
    }
    trial->items = items;
    trial->capacity = capacity;
    return true;
}

void trial_add(Trial *trial, Object *object) {
    if (UNLIKELY(trial->count == trial->capacity) &&
        (trial->walking ||
         !reserve(trial, trial->capacity ? trial->capacity * 2 : FIRST_CAPACITY))) {
        age_set(object, trial->older);
        return;
    }
    age_set(object, AGE_CANDIDATE);
    *heap_walk_scratch(object) = object->refs;
    trial->items[trial->count++] = object;
}

/* Those without references wait for deallocation: they are none of ours. */
static bool is_wanted(const Object *object, uint32_t ages) {
    return age_is_in(object, ages) && object->refs != 0 && !object_is_immortal(object);
}

/* Room for all that the walk will find: nothing may be allocated while it is under way. */
static bool reserve_for_scope(Trial *trial, HeapWalkScope scope, uint32_t ages) {
    size_t wanted = 0;
    HeapWalk walk;
    heap_walk_start(&walk, trial->rt->heap, scope);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        wanted += is_wanted(object, ages);
    }
    return reserve(trial, base_max_size(wanted, FIRST_CAPACITY));
}

bool trial_add_scope(Trial *trial, HeapWalkScope scope, uint32_t ages) {
    Heap *heap = trial->rt->heap;
    if (!heap_walk_prepare(heap, scope) || !reserve_for_scope(trial, scope, ages) ||
        !heap_walk_prepare(heap, scope)) {
        return false;
    }
    HeapWalk walk;
    heap_walk_start(&walk, heap, scope);
    trial->walking = true;
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (is_wanted(object, ages) && !(trial->skips_atoms && trial_untrack(trial->rt, object))) {
            trial_add(trial, object);
        }
    }
    trial->walking = false;
    return true;
}

bool trial_add_unlisted(Trial *trial, uint32_t ages) {
    Heap *heap = trial->rt->heap;
    if (!heap_walk_prepare(heap, HEAP_WALK_ALL)) {
        return false;
    }
    trial->unlisted = true;
    Candidates all;
    candidates_start(&all, trial);
    for (Object *object; (object = candidates_next(&all)) != NULL;) {
        uint32_t *scratch = heap_walk_scratch(object);
        *scratch = SCRATCH_NONE;
        if (is_wanted(object, ages)) {
            age_set(object, AGE_CANDIDATE);
            *scratch = object->refs;
        }
    }
    return true;
}

static void subtract_visit(Object *referent, void *context) {
    Trial *trial = context;
    trial->work++;
    if (age_is_in(referent, trial->closure) && !object_is_immortal(referent)) {
        trial_add(trial, referent);
    }
    if (age_of(referent) == AGE_CANDIDATE) {
        uint32_t *scratch = heap_walk_scratch(referent);
        if (*scratch) {
            (*scratch)--;
        }
    }
}

static void subtract_internal(Trial *trial) {
    Candidates candidates;
    candidates_start(&candidates, trial);
    for (Object *object; (object = candidates_next(&candidates)) != NULL;) {
        if (age_of(object) == AGE_CANDIDATE) {
            object_traverse(trial->rt, object, subtract_visit, trial);
        }
    }
}

static void reach_visit(Object *referent, void *context) {
    Reaching *reaching = context;
    reaching->trial->work++;
    if (age_of(referent) != AGE_CANDIDATE) {
        return;
    }
    age_set(referent, reaching->trial->older);
    *heap_walk_scratch(referent) = SCRATCH_REACHED;
    if (reaching->depth < MARK_STACK) {
        reaching->stack[reaching->depth++] = referent;
    } else {
        reaching->overflow = true;
    }
}

static void reach_from(Reaching *reaching, Object *object) {
    for (;;) {
        *heap_walk_scratch(object) = SCRATCH_DONE;
        object_traverse(reaching->trial->rt, object, reach_visit, reaching);
        if (!reaching->depth) {
            return;
        }
        object = reaching->stack[--reaching->depth];
    }
}

/* The stack is small; what does not fit is found by going over the candidates again. */
static void reach_all(Trial *trial) {
    Reaching reaching;
    reaching.trial = trial;
    reaching.depth = 0;
    reaching.overflow = false;
    Candidates candidates;
    candidates_start(&candidates, trial);
    for (Object *object; (object = candidates_next(&candidates)) != NULL;) {
        if (age_of(object) == AGE_CANDIDATE && *heap_walk_scratch(object)) {
            age_set(object, trial->older);
            reach_from(&reaching, object);
        }
    }
    while (reaching.overflow) {
        reaching.overflow = false;
        candidates_start(&candidates, trial);
        for (Object *object; (object = candidates_next(&candidates)) != NULL;) {
            if (age_of(object) != AGE_CANDIDATE && *heap_walk_scratch(object) == SCRATCH_REACHED) {
                reach_from(&reaching, object);
            }
        }
    }
}

/* Whether anything could refer back to it: False for numbers, strings, untracked tuples. */
static bool trial_may_be_in_a_cycle(Runtime *rt, const Object *object) {
    return type_has_flag(rt, object, TYPE_FLAG_CONTAINER) &&
           !(object_type_id(object) == TYPE_TUPLE && object_is_untracked(object));
}

static bool tuple_of_atoms(Runtime *rt, const Object *tuple) {
    for (size_t idx = 0; idx < tuple_length(tuple); idx++) {
        const Object *item = tuple_get(tuple, idx);
        if (!item || trial_may_be_in_a_cycle(rt, item)) {
            return false;
        }
    }
    return true;
}

bool trial_dict_of_atoms(Runtime *rt, const Object *dict) {
    size_t position = 0;
    for (const DictEntry *entry; (entry = dict_next_entry(dict, &position)) != NULL;) {
        if (trial_may_be_in_a_cycle(rt, entry->value) || trial_may_be_in_a_cycle(rt, entry->key)) {
            return false;
        }
    }
    return true;
}

bool trial_untrack(Runtime *rt, Object *object) {
    uint32_t type_id = object_type_id(object);
    bool atoms = type_id == TYPE_TUPLE  ? tuple_of_atoms(rt, object)
                 : type_id == TYPE_DICT ? trial_dict_of_atoms(rt, object)
                                        : false;
    if (atoms) {
        age_set(object, AGE_UNTRACKED);
    }
    return atoms;
}

/* A finalizer may revive garbage, so it grows older like the rest. */
static size_t keep_garbage(Trial *trial) {
    size_t garbage = 0;
    size_t lives = 0;
    for (size_t idx = 0; idx < trial->count; idx++) {
        Object *object = trial->items[idx];
        if (age_of(object) == AGE_CANDIDATE) {
            age_set(object, trial->older);
            trial->items[garbage++] = retain(object);
        } else {
            lives += !trial_untrack(trial->rt, object);
        }
    }
    trial->count = garbage;
    return lives;
}

/* The garbage keeps its place in the heap and gets an age of its own. */
static size_t leave_garbage(Trial *trial) {
    size_t lives = 0;
    Candidates all;
    candidates_start(&all, trial);
    trial->count = 0;
    for (Object *object; (object = candidates_next(&all)) != NULL;) {
        if (age_of(object) == AGE_CANDIDATE) {
            age_set(object, AGE_GARBAGE);
            trial->count++;
        } else if (*heap_walk_scratch(object) == SCRATCH_DONE) {
            lives += !trial_untrack(trial->rt, object);
        }
    }
    return lives;
}

size_t trial_run(Trial *trial) {
    subtract_internal(trial);
    reach_all(trial);
    trial->work += trial->count;
    return trial->unlisted ? leave_garbage(trial) : keep_garbage(trial);
}

size_t trial_run_again(Trial *trial) {
    trial->closure = 0;
    for (size_t idx = 0; idx < trial->count; idx++) {
        Object *object = trial->items[idx];
        age_set(object, AGE_CANDIDATE);
        *heap_walk_scratch(object) = object->refs - 1; /* without the array's */
    }
    subtract_internal(trial);
    reach_all(trial);
    size_t all = trial->count;
    trial->count = 0;
    for (size_t idx = 0; idx < all; idx++) {
        Object *object = trial->items[idx];
        if (age_of(object) == AGE_CANDIDATE) {
            age_set(object, trial->older);
            trial->items[idx] = trial->items[trial->count];
            trial->items[trial->count++] = object;
        }
    }
    return all;
}

void trial_close(Trial *trial) {
    heap_free(trial->rt->heap, trial->items);
    trial->items = NULL;
}
