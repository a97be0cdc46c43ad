/* iter(), next(), length hints; the iterator over __getitem__. */
#include "object/budget.h"
#include "object/operations.h"
#include "object/slice.h"

NEW_REF Object *sequence_iterator_new(Runtime *rt, Object *sequence) {
    SequenceIteratorObject *iterator = (SequenceIteratorObject *)object_new_container(
        rt, TYPE_SEQUENCE_ITERATOR, sizeof(SequenceIteratorObject));
    if (iterator) {
        iterator->sequence = retain(sequence);
    }
    return (Object *)iterator;
}

NEW_REF Object *next_not_implemented(Runtime *rt, Object *self) {
    return raise_type_error(rt, "'%.200s' object is not iterable", type_name_of(rt, self));
}

NEW_REF Object *object_iter(Runtime *rt, Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    if (LIKELY(slots->iter != NULL)) {
        Object *iterator = slots->iter(rt, object);
        if (LIKELY(!iterator || slots_are_iterator(slots_of(rt, iterator)))) {
            return iterator;
        }
        raise_type_error(rt, "iter() returned non-iterator of type '%.100s'",
                         type_name_of(rt, iterator));
        release(rt, iterator);
        return NULL;
    }
    if (operations_is_iterable(slots)) { /* by the old protocol */
        return sequence_iterator_new(rt, object);
    }
    return raise_type_error(rt, "'%.200s' object is not iterable", slots->name);
}

NEW_REF Object *object_next(Runtime *rt, Object *iterator) {
    UnaryFunction next = slots_of(rt, iterator)->next;
    if (UNLIKELY(!next)) {
        return raise_type_error(rt, "'%.200s' object is not an iterator",
                                type_name_of(rt, iterator));
    }
    if (UNLIKELY(!budget_spend(rt, 1))) {
        return NULL;
    }
    Object *item = next(rt, iterator);
    if (UNLIKELY(!item && rt->error)) {
        error_clear_if(rt, TYPE_STOP_ITERATION);
    }
    return item;
}

/* The value of what __length_hint__ returned; released. */
static int64_t hint_value(Runtime *rt, STEALS Object *result, int64_t fallback) {
    int64_t hint = -1;
    if (result == NOT_IMPLEMENTED) {
        hint = fallback;
    } else if (!type_is_int(rt, result)) {
        raise_type_error(rt, "__length_hint__ must be an integer, not %.100s",
                         type_name_of(rt, result));
    } else {
        int overflow;
        hint = int_as_int64(result, &overflow);
        if (overflow) {
            hint = -1;
            raise_overflow_error(rt, "Python int too large to convert to C ssize_t");
        } else if (hint < 0) {
            hint = -1;
            raise_value_error(rt, "__length_hint__() should return >= 0");
        }
    }
    release(rt, result);
    return hint;
}

int64_t object_length_hint(Runtime *rt, Object *object, int64_t fallback) {
    if (slots_of(rt, object)->length) {
        int64_t length = object_length(rt, object);
        if (length >= 0) {
            return length;
        }
        if (!error_clear_if(rt, TYPE_TYPE_ERROR)) {
            return -1;
        }
    }
    bool missing = false;
    Object *result = object_call_special(rt, object, NAME___length_hint__, NULL, 0, &missing);
    if (result) {
        return hint_value(rt, result, fallback);
    }
    if (missing || error_clear_if(rt, TYPE_TYPE_ERROR)) {
        return fallback;
    }
    return -1;
}
