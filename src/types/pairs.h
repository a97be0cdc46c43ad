/* Iterators that give pairs, for a loop that takes each pair apart at once: no tuple is made, and
 * the number of enumerate is no object. */
#ifndef OURO_TYPES_PAIRS_H
#define OURO_TYPES_PAIRS_H

#include "object/raise.h"
#include "object/value.h"

typedef enum PairOutcome {
    PAIR_DONE,  /* both parts, owned */
    PAIR_NONE,  /* what NULL from `next` means */
    PAIR_OTHER, /* only `next` can tell; nothing has happened */
} PairOutcome;

/* Of exactly this type each. */
PairOutcome enumerate_next_pair(Runtime *rt, Object *self, Value pair[2]);
PairOutcome zip_next_pair(Runtime *rt, Object *self, Value pair[2]);
PairOutcome dict_item_iterator_next_pair(Runtime *rt, Object *self, Value pair[2]);

#endif
