/* Trial deletion: which objects of a set are held by each other only?
 *
 * The set is an array of candidates. Each gets a copy of its reference count in its scratch word,
 * and every reference between two of them is taken off: what is left comes from outside. What has
 * something left, and all that can be reached from it, lives; the rest is garbage. Any set may be
 * tried: objects outside keep alive what they refer to.
 *
 *     Trial trial;
 *     trial_open(&trial, rt, older);
 *     heap_walk_prepare, then trial_add for each, or trial_add_scope
 *     size_t lives = trial_run(&trial);      trial.items: the garbage, retained
 *     … the garbage's end (garbage.h) …
 *     trial_close(&trial);
 *
 * Until trial_run is over nothing may happen in container pools.
 *
 * Without memory for the array the whole heap can be tried unlisted (trial_add_unlisted): every
 * step walks over all containers, and the garbage, neither listed nor retained, has AGE_GARBAGE
 * afterwards. A trial that grows by closure tries as much as its array takes, and the rest lives
 * on. */
#ifndef OURO_GC_TRIAL_H
#define OURO_GC_TRIAL_H

#include "heap/heap_walk.h"
#include "object/runtime.h"

typedef struct Trial {
    Runtime *rt;
    uint32_t older;   /* the age of every candidate when the trial is over */
    uint32_t closure; /* ages: objects that candidates refer to become candidates as well */
    Object **items;   /* leaf block */
    size_t count, capacity;
    bool unlisted;    /* no items; count is that of the garbage */
    bool walking;     /* the heap is being walked: the array cannot grow */
    bool skips_atoms; /* what trial_untrack takes is left out from the beginning: when garbage holds
                         it, it goes with that, but is not counted */
    uint64_t work;    /* objects and references looked at */
} Trial;

void trial_open(Trial *trial, Runtime *rt, uint32_t older);
/* All containers in the scope whose age is one of `ages`, into an empty trial. False: no memory for
 * the array, or no scratch words. */
bool trial_add_scope(Trial *trial, HeapWalkScope scope, uint32_t ages);
/* All containers whose age is one of `ages`, without an array. False: no scratch words. */
bool trial_add_unlisted(Trial *trial, uint32_t ages);
/* A live container; it grows older at once when the array cannot take it. */
void trial_add(Trial *trial, Object *object);
/* Leaves the garbage in items, each retained; how many others live. */
size_t trial_run(Trial *trial);
/* Tries the garbage in items once more, after a heap_walk_prepare: what lives now comes behind the
 * rest, still retained. How many there are in all; count says how many are garbage. */
size_t trial_run_again(Trial *trial);
void trial_close(Trial *trial);
bool trial_dict_of_atoms(Runtime *rt, const Object *dict);
/* A tuple or dict of numbers, strings and the like is not part of a cycle. True: it is untracked.
 */
bool trial_untrack(Runtime *rt, Object *object);

#endif
