/* garbage_in_place: see garbage_in_place.h. */
#include "gc/garbage_in_place.h"

#include "gc/age.h"
#include "gc/garbage.h"
#include "gc/weakref_table.h"
#include "object/list.h"
#include "object/operations.h"
#include <string.h>

enum { UNIT = 8, WORDS = HEAP_POOL_SIZE / UNIT / 64 }; /* blocks begin at multiples of 8 */

typedef bool (*Chooser)(Runtime *rt, const Object *object);

/* Objects of one slice of an arena, or one with a mapping of its own, each retained: a bit says
 * that one begins at that unit behind base. */
typedef struct Batch {
    char *base;
    uint64_t bits[WORDS];
} Batch;

/* The objects of the next slice that are chosen, maybe none. False: that was the last slice. */
static bool next_batch(Runtime *rt, Chooser is_chosen, Batch *batch) {
    /* Parts need no scratch words, only the empty caches. */
    bool prepared = heap_walk_prepare(rt->heap, HEAP_WALK_ALL);
    (void)prepared;
    HeapWalk part;
    if (!heap_walk_next_part(&part, rt->heap)) {
        return false;
    }
    memset(batch, 0, sizeof *batch);
    for (Object *object; (object = heap_walk_next(&part)) != NULL;) {
        if (!batch->base) {
            batch->base = (char *)ALIGN_DOWN((uintptr_t)object, (uintptr_t)HEAP_POOL_SIZE);
        }
        if (age_of(object) == AGE_GARBAGE && is_chosen(rt, object)) {
            size_t unit = (size_t)((char *)retain(object) - batch->base) / UNIT;
            batch->bits[unit / 64] |= UINT64_C(1) << unit % 64;
        }
    }
    return true;
}

/* Takes one out; NULL: it is empty. The reference is the caller's now. */
static Object *batch_take(Batch *batch) {
    for (size_t word = 0; word < WORDS; word++) {
        uint64_t bits = batch->bits[word];
        if (bits) {
            batch->bits[word] = bits & (bits - 1);
            return (Object *)(void *)(batch->base + (word * 64 + base_lowest_bit(bits)) * UNIT);
        }
    }
    return NULL;
}

static bool is_garbage(const Object *object) {
    return age_of(object) == AGE_GARBAGE;
}

static bool has_weakrefs(Runtime *rt, const Object *object) {
    (void)rt;
    return object_has_flag(object, OBJECT_HAS_WEAKREFS);
}

static bool has_finalizer(Runtime *rt, const Object *object) {
    return slots_of(rt, object)->finalize && !object_has_flag(object, OBJECT_FINALIZED);
}

static bool has_finalizer_of_class(Runtime *rt, const Object *object) {
    return (slots_of(rt, object)->flags & TYPE_FLAG_CLASS) && has_finalizer(rt, object);
}

static bool has_finalizer_of_other(Runtime *rt, const Object *object) {
    return !(slots_of(rt, object)->flags & TYPE_FLAG_CLASS) && has_finalizer(rt, object);
}

static bool any(Runtime *rt, const Object *object) {
    (void)rt;
    (void)object;
    return true;
}

static void clear_weakrefs(Runtime *rt) {
    Batch batch;
    heap_walk_begin_parts(rt->heap);
    while (next_batch(rt, has_weakrefs, &batch)) {
        for (Object *object; (object = batch_take(&batch)) != NULL;) {
            weakref_table_clear_garbage(rt, object, is_garbage);
            release(rt, object);
        }
    }
}

/* Those that `which` finds. True when any ran. */
static bool run_finalizers_of(Runtime *rt, Chooser which) {
    bool ran = false;
    Batch batch;
    heap_walk_begin_parts(rt->heap);
    while (next_batch(rt, which, &batch)) {
        for (Object *object; (object = batch_take(&batch)) != NULL;) {
            ran = true;
            object_finalize(rt, object);
            release(rt, object);
        }
    }
    return ran;
}

/* Classes first, as in garbage.c. */
static bool run_finalizers(Runtime *rt) {
    bool ran = run_finalizers_of(rt, has_finalizer_of_class);
    return run_finalizers_of(rt, has_finalizer_of_other) || ran;
}

static void take_apart(const Trial *trial, Object *save_in) {
    Runtime *rt = trial->rt;
    Batch batch;
    heap_walk_begin_parts(rt->heap);
    while (next_batch(rt, any, &batch)) {
        for (Object *object; (object = batch_take(&batch)) != NULL;) {
            age_set(object, trial->older);
            if (save_in) {
                garbage_save(rt, save_in, object);
            } else if (object->refs > 1) {
                object_clear(rt, object);
            }
            release(rt, object);
        }
    }
}

/* Nothing is known of what finalizers revived: all of it lives. */
static void give_up(const Trial *trial) {
    Batch batch;
    heap_walk_begin_parts(trial->rt->heap);
    while (next_batch(trial->rt, any, &batch)) {
        for (Object *object; (object = batch_take(&batch)) != NULL;) {
            age_set(object, trial->older);
            release(trial->rt, object);
        }
    }
}

size_t garbage_in_place_end(Trial *trial, Object *save_in) {
    Runtime *rt = trial->rt;
    size_t found = trial->count;
    if (found == 0) {
        return 0;
    }
    clear_weakrefs(rt);
    if (run_finalizers(rt)) {
        Trial again;
        trial_open(&again, rt, trial->older);
        if (!trial_add_unlisted(&again, AGE_SET(AGE_GARBAGE))) {
            give_up(trial);
            return 0;
        }
        trial_run(&again);
        found = again.count;
    }
    take_apart(trial, save_in);
    return found;
}
