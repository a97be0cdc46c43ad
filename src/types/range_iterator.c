/* The iterators over ranges: one in machine integers, one with int objects. */
#include "object/operations.h"
#include "types/container_support.h"
#include "types/range.h"

static NEW_REF Object *new_small(Runtime *rt, int64_t next, int64_t step, int64_t left) {
    Object *self = object_new_leaf(rt, TYPE_RANGE_ITERATOR, sizeof(RangeIteratorObject));
    if (self) {
        RangeIteratorObject *iterator = (RangeIteratorObject *)self;
        iterator->next = next;
        iterator->step = step;
        iterator->left = left;
        iterator->start = next;
    }
    return self;
}

static NEW_REF Object *new_long(Runtime *rt, STEALS Object *next, STEALS Object *step,
                                STEALS Object *left) {
    Object *self = NULL;
    if (next && step && left) {
        self = object_new_leaf(rt, TYPE_LONG_RANGE_ITERATOR, sizeof(LongRangeIteratorObject));
    }
    if (!self) {
        release_nullable(rt, next);
        release_nullable(rt, step);
        release_nullable(rt, left);
        return NULL;
    }
    LongRangeIteratorObject *iterator = (LongRangeIteratorObject *)self;
    iterator->next = next;
    iterator->step = step;
    iterator->left = left;
    return self;
}

NEW_REF Object *range_iter(Runtime *rt, Object *self) {
    if (LIKELY(!range_is_big(self))) {
        const RangeObject *range = (RangeObject *)self;
        return new_small(rt, range->start, range->step, range->length);
    }
    const BigRangeObject *range = (BigRangeObject *)self;
    return new_long(rt, retain(range->start), retain(range->step), retain(range->length));
}

NEW_REF Object *range_reversed(Runtime *rt, Object *self) {
    if (LIKELY(!range_is_big(self))) {
        const RangeObject *range = (RangeObject *)self;
        int64_t last = range->start + (range->length - 1) * range->step;
        return new_small(rt, last, -range->step, range->length);
    }
    const BigRangeObject *range = (BigRangeObject *)self;
    Object *one = int_from_int64(rt, 1);
    Object *before = one ? object_binary(rt, range->length, one, BINARY_SUBTRACT) : NULL;
    Object *offset = before ? object_binary(rt, before, range->step, BINARY_MULTIPLY) : NULL;
    Object *last = offset ? object_binary(rt, range->start, offset, BINARY_ADD) : NULL;
    Object *step = last ? object_unary(rt, range->step, UNARY_NEGATIVE) : NULL;
    release_nullable(rt, one);
    release_nullable(rt, before);
    release_nullable(rt, offset);
    return new_long(rt, last, step, retain(range->length));
}

/* Machine integers. */

static void small_dealloc(Runtime *rt, Object *self) {
    object_free_leaf(rt, self, sizeof(RangeIteratorObject));
}

static NEW_REF Object *small_next(Runtime *rt, Object *self) {
    RangeIteratorObject *iterator = (RangeIteratorObject *)self;
    if (iterator->left <= 0) {
        return NULL;
    }
    Object *number = int_from_int64(rt, iterator->next);
    if (LIKELY(number != NULL)) {
        iterator->left--;
        iterator->next += iterator->step;
    }
    return number;
}

static NEW_REF Object *small_length_hint(Runtime *rt, Object *self) {
    return int_from_int64(rt, ((RangeIteratorObject *)self)->left);
}

static NEW_REF Object *small_reduce(Runtime *rt, Object *self) {
    const RangeIteratorObject *iterator = (RangeIteratorObject *)self;
    int64_t stop = iterator->next + iterator->left * iterator->step;
    int64_t given = (iterator->next - iterator->start) / iterator->step;
    Object *range = range_new_small(rt, iterator->start, stop, iterator->step);
    Object *result = range ? container_reduce(rt, "iter", range, given) : NULL;
    release_nullable(rt, range);
    return result;
}

static NEW_REF Object *small_setstate(Runtime *rt, Object *self, Object *state) {
    RangeIteratorObject *iterator = (RangeIteratorObject *)self;
    int64_t skipped;
    if (!object_as_int64(rt, state, &skipped)) {
        return NULL;
    }
    skipped = skipped < 0 ? 0 : skipped > iterator->left ? iterator->left : skipped;
    iterator->next += skipped * iterator->step;
    iterator->left -= skipped;
    return retain(NONE);
}

static const MethodRow small_methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", small_length_hint, "How many items are left."),
    METHOD_ROW_NOARGS("__reduce__", small_reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", small_setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec range_iterator_type = {
    .slots =
        {
            .name = "range_iterator",
            .type_id = TYPE_RANGE_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(RangeIteratorObject),
            .dealloc = small_dealloc,
            .iter = container_self,
            .next = small_next,
        },
    .methods = small_methods,
};

/* Int objects. */

static void long_dealloc(Runtime *rt, Object *self) {
    LongRangeIteratorObject *iterator = (LongRangeIteratorObject *)self;
    release(rt, iterator->next);
    release(rt, iterator->step);
    release(rt, iterator->left);
    object_free_leaf(rt, self, sizeof(LongRangeIteratorObject));
}

/* Goes `count` numbers on; false with the iterator unchanged on failure. */
static bool advance(Runtime *rt, LongRangeIteratorObject *iterator, Object *count) {
    Object *offset = object_binary(rt, iterator->step, count, BINARY_MULTIPLY);
    Object *next = offset ? object_binary(rt, iterator->next, offset, BINARY_ADD) : NULL;
    Object *left = next ? object_binary(rt, iterator->left, count, BINARY_SUBTRACT) : NULL;
    release_nullable(rt, offset);
    if (!left) {
        release_nullable(rt, next);
        return false;
    }
    REPLACE_REF(rt, &iterator->next, next);
    REPLACE_REF(rt, &iterator->left, left);
    return true;
}

static NEW_REF Object *long_next(Runtime *rt, Object *self) {
    LongRangeIteratorObject *iterator = (LongRangeIteratorObject *)self;
    if (int_is_zero(iterator->left)) {
        return NULL;
    }
    Object *number = retain(iterator->next);
    Object *one = int_from_int64(rt, 1);
    bool done = one && advance(rt, iterator, one);
    release_nullable(rt, one);
    if (!done) {
        release(rt, number);
        return NULL;
    }
    return number;
}

static NEW_REF Object *long_length_hint(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((LongRangeIteratorObject *)self)->left);
}

static NEW_REF Object *long_reduce(Runtime *rt, Object *self) {
    const LongRangeIteratorObject *iterator = (LongRangeIteratorObject *)self;
    Object *offset = object_binary(rt, iterator->left, iterator->step, BINARY_MULTIPLY);
    Object *stop = offset ? object_binary(rt, iterator->next, offset, BINARY_ADD) : NULL;
    Object *range = stop ? range_new(rt, iterator->next, stop, iterator->step) : NULL;
    Object *result = range ? container_reduce(rt, "iter", range, 0) : NULL;
    release_nullable(rt, offset);
    release_nullable(rt, stop);
    release_nullable(rt, range);
    return result;
}

static NEW_REF Object *long_setstate(Runtime *rt, Object *self, Object *state) {
    LongRangeIteratorObject *iterator = (LongRangeIteratorObject *)self;
    Object *skipped = object_index(rt, state);
    if (!skipped) {
        return NULL;
    }
    int beyond = object_compare_bool(rt, skipped, iterator->left, COMPARE_GT);
    bool done = beyond >= 0;
    if (done && !int_is_negative(skipped)) {
        done = advance(rt, iterator, beyond ? iterator->left : skipped);
    }
    release(rt, skipped);
    return done ? retain(NONE) : NULL;
}

static const MethodRow long_methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", long_length_hint, "How many items are left."),
    METHOD_ROW_NOARGS("__reduce__", long_reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", long_setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec long_range_iterator_type = {
    .slots =
        {
            .name = "longrange_iterator",
            .type_id = TYPE_LONG_RANGE_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(LongRangeIteratorObject),
            .dealloc = long_dealloc,
            .iter = container_self,
            .next = long_next,
        },
    .methods = long_methods,
};
