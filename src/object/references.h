/* References: many in one block, given up together. Long arrays go piece by piece: when the run's
 * time is over in the middle of one, the rest waits, in its own block, for a later run. */
#ifndef OURO_OBJECT_REFERENCES_H
#define OURO_OBJECT_REFERENCES_H

#include "object/runtime.h"

/* count entries from start on; number i lies at base + ((start + i) & mask) * step, in words, and
 * is `width` references, each of them NULL or owned. Released in this order, then block is freed.
 */
typedef struct References {
    void *block;
    Object **base;
    size_t start, count, mask;
    int32_t step;
    uint32_t width;
} References;

/* What waits: lies where the first entries of the same block were. */
typedef struct WaitingReferences {
    struct WaitingReferences *next;
    References rest;
} WaitingReferences;

enum { REFERENCES_MANY = 1024 }; /* fewer are released without a look at the clock */

/* Releases REFERENCES_MANY and more. Needs no memory. */
COLD void references_release(Runtime *rt, const References *references);
/* Goes on with what waits, as long as there is time. */
void references_go_on(Runtime *rt);

COLD bool references_copy_long(Runtime *rt, Object **to, Object *const *from, size_t count);

/* Copies and retains, in order. Many are copied with looks at the clock; false with an exception
 * pending: nothing has been retained, `to` is NULL. Counts nothing: the memory has been. */
static inline bool references_copy(Runtime *rt, Object **to, Object *const *from, size_t count) {
    if (UNLIKELY(count >= 16 * REFERENCES_MANY)) {
        return references_copy_long(rt, to, from, count);
    }
    for (size_t idx = 0; idx < count; idx++) {
        to[idx] = retain(from[idx]);
    }
    return true;
}

#endif
