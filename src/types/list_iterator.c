/* The iterators over a list, forwards and backwards. */
#include "types/container_support.h"
#include "types/list.h"

static NEW_REF Object *make(Runtime *rt, uint32_t type_id, Object *list, int64_t position) {
    ListIteratorObject *iterator =
        (ListIteratorObject *)object_new_container(rt, type_id, sizeof(ListIteratorObject));
    if (iterator) {
        iterator->position = position;
        iterator->list = retain(list);
    }
    return (Object *)iterator;
}

NEW_REF Object *list_iter(Runtime *rt, Object *list) {
    return make(rt, TYPE_LIST_ITERATOR, list, 0);
}

NEW_REF Object *list_reversed(Runtime *rt, Object *list) {
    return make(rt, TYPE_LIST_REVERSE_ITERATOR, list, (int64_t)list_length(list) - 1);
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, ((ListIteratorObject *)self)->list);
    object_free_container(rt, self, sizeof(ListIteratorObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    ListIteratorObject *iterator = (ListIteratorObject *)self;
    if (iterator->list) {
        visit(iterator->list, context);
    }
}

static NEW_REF Object *finish(Runtime *rt, ListIteratorObject *iterator) {
    CLEAR_REF(rt, &iterator->list);
    return NULL;
}

static NEW_REF Object *next_forward(Runtime *rt, Object *self) {
    ListIteratorObject *iterator = (ListIteratorObject *)self;
    if (!iterator->list) {
        return NULL;
    }
    if (LIKELY((size_t)iterator->position < list_length(iterator->list))) {
        return retain(list_get(iterator->list, (size_t)iterator->position++));
    }
    return finish(rt, iterator);
}

static NEW_REF Object *next_backward(Runtime *rt, Object *self) {
    ListIteratorObject *iterator = (ListIteratorObject *)self;
    if (!iterator->list) {
        return NULL;
    }
    if (iterator->position >= 0 && (size_t)iterator->position < list_length(iterator->list)) {
        return retain(list_get(iterator->list, (size_t)iterator->position--));
    }
    iterator->position = -1;
    return finish(rt, iterator);
}

static NEW_REF Object *length_hint(Runtime *rt, Object *self) {
    ListIteratorObject *iterator = (ListIteratorObject *)self;
    int64_t left = 0;
    if (iterator->list) {
        int64_t length = (int64_t)list_length(iterator->list);
        if (object_type_id(self) == TYPE_LIST_ITERATOR) {
            left = length - iterator->position;
        } else {
            left = iterator->position < length ? iterator->position + 1 : 0;
        }
    }
    return int_from_int64(rt, left < 0 ? 0 : left);
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    ListIteratorObject *iterator = (ListIteratorObject *)self;
    bool forward = object_type_id(self) == TYPE_LIST_ITERATOR;
    if (iterator->list && (forward || iterator->position >= 0)) {
        return container_reduce(rt, forward ? "iter" : "reversed", iterator->list,
                                iterator->position);
    }
    Object *empty = list_new(rt, 0);
    Object *result = empty ? container_reduce(rt, "iter", empty, -1) : NULL;
    release_nullable(rt, empty);
    return result;
}

static NEW_REF Object *setstate(Runtime *rt, Object *self, Object *state) {
    ListIteratorObject *iterator = (ListIteratorObject *)self;
    int64_t position;
    if (!object_as_int64(rt, state, &position)) {
        return NULL;
    }
    if (iterator->list) {
        int64_t length = (int64_t)list_length(iterator->list);
        bool forward = object_type_id(self) == TYPE_LIST_ITERATOR;
        int64_t low = forward ? 0 : -1;
        int64_t high = forward ? length : length - 1;
        iterator->position = position < low ? low : position > high ? high : position;
    }
    return retain(NONE);
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", length_hint, "How many items are left, about."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec list_iterator_type = {
    .slots =
        {
            .name = "list_iterator",
            .type_id = TYPE_LIST_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ListIteratorObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .iter = container_self,
            .next = next_forward,
        },
    .methods = methods,
};

const TypeSpec list_reverse_iterator_type = {
    .slots =
        {
            .name = "list_reverseiterator",
            .type_id = TYPE_LIST_REVERSE_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ListIteratorObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .iter = container_self,
            .next = next_backward,
        },
    .methods = methods,
};
