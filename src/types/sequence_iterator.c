/* The iterator of the old protocol: __getitem__ with 0, 1, 2, … until IndexError. */
#include "object/slice.h"
#include "object/tuple.h"
#include "types/container_support.h"

static inline SequenceIteratorObject *as_iterator(Object *self) {
    return (SequenceIteratorObject *)self;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, as_iterator(self)->sequence);
    object_free_container(rt, self, sizeof(SequenceIteratorObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (as_iterator(self)->sequence) {
        visit(as_iterator(self)->sequence, context);
    }
}

static NEW_REF Object *next(Runtime *rt, Object *self) {
    SequenceIteratorObject *iterator = as_iterator(self);
    if (!iterator->sequence) {
        return NULL;
    }
    if (iterator->position == INT64_MAX) {
        return raise_overflow_error(rt, "iter index too large");
    }
    Object *position = int_from_int64(rt, iterator->position);
    Object *item = position ? object_get_item(rt, iterator->sequence, position) : NULL;
    release_nullable(rt, position);
    if (item) {
        iterator->position++;
        return item;
    }
    if (error_clear_if(rt, TYPE_INDEX_ERROR) || error_clear_if(rt, TYPE_STOP_ITERATION)) {
        CLEAR_REF(rt, &iterator->sequence);
    }
    return NULL;
}

static NEW_REF Object *length_hint(Runtime *rt, Object *self) {
    SequenceIteratorObject *iterator = as_iterator(self);
    if (!iterator->sequence) {
        return int_from_int64(rt, 0);
    }
    if (!slots_of(rt, iterator->sequence)->length) {
        return retain(NOT_IMPLEMENTED);
    }
    int64_t length = object_length(rt, iterator->sequence);
    if (length < 0) {
        return NULL;
    }
    length -= iterator->position;
    return int_from_int64(rt, length < 0 ? 0 : length);
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    SequenceIteratorObject *iterator = as_iterator(self);
    return iterator->sequence ? container_reduce(rt, "iter", iterator->sequence, iterator->position)
                              : container_reduce(rt, "iter", tuple_empty(rt), -1);
}

static NEW_REF Object *setstate(Runtime *rt, Object *self, Object *state) {
    int64_t position;
    if (!object_as_int64(rt, state, &position)) {
        return NULL;
    }
    if (as_iterator(self)->sequence) {
        as_iterator(self)->position = position < 0 ? 0 : position;
    }
    return retain(NONE);
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", length_hint, "How many items are left, about."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec sequence_iterator_type = {
    .slots =
        {
            .name = "iterator",
            .type_id = TYPE_SEQUENCE_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(SequenceIteratorObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .iter = container_self,
            .next = next,
        },
    .methods = methods,
};
