/* range and its iterators, which the evaluation loop reaches into.
 *
 * A range whose numbers are all within 2^61 of 0 holds them as machine integers; any other holds
 * int objects (RANGE_BIG). Both are leaves: what they refer to are ints. */
#ifndef OURO_TYPES_RANGE_H
#define OURO_TYPES_RANGE_H

#include "object/raise.h"

enum { RANGE_BIG = OBJECT_TYPE_FLAG_A };

typedef struct RangeObject {
    Object header;
    int64_t start, stop, step;
    int64_t length;
} RangeObject;

typedef struct BigRangeObject { /* RANGE_BIG */
    Object header;
    Object *start, *stop, *step;
    Object *length;
} BigRangeObject;
_Static_assert(sizeof(RangeObject) == sizeof(BigRangeObject), "one type, one size");

typedef struct RangeIteratorObject { /* TYPE_RANGE_ITERATOR */
    Object header;
    int64_t next;
    int64_t step;
    int64_t left;  /* numbers still to come */
    int64_t start; /* where it began, for __reduce__ */
} RangeIteratorObject;

typedef struct LongRangeIteratorObject { /* TYPE_LONG_RANGE_ITERATOR */
    Object header;
    Object *next, *step, *left;
} LongRangeIteratorObject;

static inline bool range_is_big(const Object *range) {
    return object_has_flag(range, RANGE_BIG);
}

NEW_REF Object *range_new(Runtime *rt, Object *start, Object *stop, Object *step); /* ints */
NEW_REF Object *range_new_small(Runtime *rt, int64_t start, int64_t stop, int64_t step);
NEW_REF Object *range_iter(Runtime *rt, Object *range);
NEW_REF Object *range_reversed(Runtime *rt, Object *range);

#endif
