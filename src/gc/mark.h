/* Marking what the runtime's roots reach: the modules, the frames of the call stack, and a few
 * more. It need not be complete: an object that is not found goes through a trial (trial.h), which
 * costs more and decides. So the stack may be bounded, and what does not fit is left out. */
#ifndef OURO_GC_MARK_H
#define OURO_GC_MARK_H

#include "object/runtime.h"

typedef struct Marking {
    Runtime *rt;
    uint32_t ages; /* objects of these are marked … */
    uint32_t seen; /* … by giving them this age */
    uint32_t nesting, nesting_limit;
    Object **stack;         /* leaf block; marked, what they refer to is not; not owned */
    size_t depth, capacity; /* of the stack */
    size_t carried;         /* the lowest ones have been there for a while: they may be dead */
    uint64_t marked;        /* and not untracked */
    uint64_t work;          /* objects and references looked at */
} Marking;

/* nesting_limit: how deep references are followed at once, without the stack; the fewer, the finer
 * are the steps of mark_some. False: no memory for the stack, nothing will be marked. */
bool mark_open(Marking *marking, Runtime *rt, uint32_t ages, uint32_t seen, size_t capacity,
               uint32_t nesting_limit);
void mark_roots(Marking *marking);
/* Goes on until that much work has been done; true: all is marked. Between two calls anything may
 * happen; each needs a heap_walk_prepare before it. */
bool mark_some(Marking *marking, uint64_t work);
void mark_close(Marking *marking);

#endif
