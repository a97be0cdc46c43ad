/* Lists and tuples from any iterable. Apart from list.c and tuple.c because it calls operations,
 * which are built on those. */
#include "object/budget.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"

static bool extend_by_iterator(Runtime *rt, Object *list, Object *iterable) {
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return false;
    }
    int64_t hint = object_length_hint(rt, iterable, 8);
    bool done = hint >= 0;
    /* A hint is only a hint: an absurd one must not cost memory that is never used. */
    if (done && hint > 0 && hint <= (int64_t)1 << 40) {
        done = list_reserve(rt, list, list_length(list) + (size_t)hint);
    }
    UnaryFunction next = done ? slots_of(rt, iterator)->next : NULL;
    while (done) {
        Object *item = budget_spend(rt, 1) ? next(rt, iterator) : NULL;
        if (!item) {
            if (error_pending(rt) && !error_clear_if(rt, TYPE_STOP_ITERATION)) {
                done = false;
            }
            break;
        }
        done = list_push(rt, list, item);
    }
    release(rt, iterator);
    ListObject *self = (ListObject *)list;
    if (done && self->capacity - self->length > self->length / 4 + 8) {
        list_shrink(rt, list);
    }
    return done;
}

bool list_extend(Runtime *rt, Object *list, Object *iterable) {
    uint32_t type_id = object_type_id(iterable);
    if (type_id == TYPE_LIST) {
        return list_append_array(rt, list, ((ListObject *)iterable)->items, list_length(iterable));
    }
    if (type_id == TYPE_TUPLE) {
        return list_append_array(rt, list, tuple_items(iterable), tuple_length(iterable));
    }
    return extend_by_iterator(rt, list, iterable);
}

NEW_REF Object *list_from_iterable(Runtime *rt, Object *iterable) {
    Object *list = list_new(rt, 0);
    if (list && !list_extend(rt, list, iterable)) {
        release(rt, list);
        return NULL;
    }
    return list;
}

NEW_REF Object *tuple_from_iterable(Runtime *rt, Object *iterable) {
    uint32_t type_id = object_type_id(iterable);
    if (type_id == TYPE_TUPLE) {
        return retain(iterable);
    }
    if (type_id == TYPE_LIST) {
        return list_as_tuple(rt, iterable);
    }
    Object *list = list_from_iterable(rt, iterable);
    if (!list) {
        return NULL;
    }
    Object *tuple = tuple_new(rt, list_length(list));
    if (tuple && list_length(list) > 0) {
        memcpy(tuple_items(tuple), ((ListObject *)list)->items,
               list_length(list) * sizeof(Object *));
        ((ListObject *)list)->length = 0; /* its references moved to the tuple */
    }
    release(rt, list);
    return tuple;
}
