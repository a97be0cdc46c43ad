/* The iterators over a deque, from the left and from the right. */
#include "modules/collections.h"
#include "modules/collections_deque.h"
#include "modules/fields.h"
#include "object/arguments.h"
#include "object/tuple.h"

typedef struct DequeIteratorObject {
    Object header;
    Object *deque; /* NULL: exhausted */
    size_t position;
    size_t left;
    uint64_t changes;
    bool backward;
} DequeIteratorObject;

FIELDS_LIFE(deque_iterator, DequeIteratorObject, 1)

static NEW_REF Object *make(Runtime *rt, uint32_t type_id, Object *deque, bool backward) {
    DequeIteratorObject *self =
        (DequeIteratorObject *)object_new_container(rt, type_id, sizeof(DequeIteratorObject));
    if (self) {
        self->deque = retain(deque);
        self->left = ((DequeObject *)deque)->length;
        self->changes = ((DequeObject *)deque)->changes;
        self->backward = backward;
    }
    return (Object *)self;
}

NEW_REF Object *collections_deque_iter(Runtime *rt, Object *deque) {
    return make(rt, collections_state(rt)->deque_iterator, deque, false);
}

NEW_REF Object *collections_deque_reversed(Runtime *rt, Object *deque) {
    return make(rt, collections_state(rt)->deque_reverse_iterator, deque, true);
}

static NEW_REF Object *deque_iterator_next(Runtime *rt, Object *object) {
    DequeIteratorObject *self = (DequeIteratorObject *)object;
    if (!self->deque) {
        return NULL;
    }
    const DequeObject *deque = (DequeObject *)self->deque;
    if (deque->changes != self->changes) {
        self->left = 0;
        return raise_runtime_error(rt, "deque mutated during iteration");
    }
    if (self->left == 0) {
        CLEAR_REF(rt, &self->deque);
        return NULL;
    }
    self->left--;
    size_t idx = self->backward ? self->left : self->position++;
    return retain(*deque_slot(deque, idx));
}

static NEW_REF Object *length_hint(Runtime *rt, Object *self) {
    return int_from_size(rt, ((DequeIteratorObject *)self)->left);
}

/* (type, (deque, position)): what the type takes. */
static NEW_REF Object *reduce(Runtime *rt, Object *object) {
    DequeIteratorObject *self = (DequeIteratorObject *)object;
    TypeObject *type = type_of(rt, object);
    size_t done = self->deque ? ((DequeObject *)self->deque)->length - self->left : 0;
    Object *position = type ? int_from_size(rt, done) : NULL;
    Object *args = position ? tuple_pack(rt, 2, self->deque ? self->deque : NONE, position) : NULL;
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, position);
    release_nullable(rt, args);
    return result;
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    int64_t skipped = 0;
    if (!arguments_no_keywords(rt, type->slots->name, keyword_names) ||
        !arguments_check_count(rt, type->slots->name, count, 1, 2) ||
        (count > 1 && !object_as_int64(rt, args[1], &skipped))) {
        return NULL;
    }
    const CollectionsState *state = collections_state(rt);
    if (!type_is_instance(rt, args[0], state->deque)) {
        return raise_type_error(rt, "argument 1 must be collections.deque, not %.50s",
                                type_name_of(rt, args[0]));
    }
    DequeIteratorObject *self = (DequeIteratorObject *)make(
        rt, type->type_id, args[0], type->type_id == state->deque_reverse_iterator);
    if (self && skipped > 0) {
        size_t count_skipped = (size_t)skipped < self->left ? (size_t)skipped : self->left;
        self->left -= count_skipped;
        self->position += count_skipped;
    }
    return (Object *)self;
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", length_hint, "How many items are left."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec collections_deque_iterator_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(deque_iterator, "_collections._deque_iterator",
                                    DequeIteratorObject, 0),
              .new_instance = new_instance},
    .methods = methods,
    .module = "_collections",
};

const TypeSpec collections_deque_reverse_iterator_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(deque_iterator, "_collections._deque_reverse_iterator",
                                    DequeIteratorObject, 0),
              .new_instance = new_instance},
    .methods = methods,
    .module = "_collections",
};
