/* The iterator over a set or frozenset. A set whose size changes meanwhile ends it with a
 * RuntimeError. */
#include "object/list.h"
#include "types/container_support.h"
#include "types/set.h"

NEW_REF Object *set_iter(Runtime *rt, Object *set) {
    Object *self = object_new_container(rt, TYPE_SET_ITERATOR, sizeof(SetIteratorObject));
    if (self) {
        SetIteratorObject *iterator = (SetIteratorObject *)self;
        iterator->used = iterator->left = ((SetObject *)set)->used;
        iterator->set = retain(set);
    }
    return self;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, ((SetIteratorObject *)self)->set);
    object_free_container(rt, self, sizeof(SetIteratorObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    SetIteratorObject *iterator = (SetIteratorObject *)self;
    if (iterator->set) {
        visit(iterator->set, context);
    }
}

static NEW_REF Object *next(Runtime *rt, Object *self) {
    SetIteratorObject *iterator = (SetIteratorObject *)self;
    if (!iterator->set) {
        return NULL;
    }
    if (UNLIKELY(iterator->used != ((SetObject *)iterator->set)->used)) {
        iterator->used = UINT32_MAX; /* the error stays */
        return raise_runtime_error(rt, "Set changed size during iteration");
    }
    const SetEntry *entry = set_next_entry(iterator->set, &iterator->position);
    if (!entry) {
        CLEAR_REF(rt, &iterator->set);
        return NULL;
    }
    iterator->left -= iterator->left > 0;
    return retain(entry->key);
}

static NEW_REF Object *length_hint(Runtime *rt, Object *self) {
    SetIteratorObject *iterator = (SetIteratorObject *)self;
    bool valid = iterator->set && iterator->used == ((SetObject *)iterator->set)->used;
    return int_from_size(rt, valid ? iterator->left : 0);
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    SetIteratorObject *iterator = (SetIteratorObject *)self;
    SetIteratorObject saved = *iterator;
    retain_nullable(saved.set);
    Object *list = list_from_iterable(rt, self);
    release_nullable(rt, iterator->set);
    iterator->used = saved.used;
    iterator->left = saved.left;
    iterator->position = saved.position;
    iterator->set = saved.set;
    Object *result = list ? container_reduce(rt, "iter", list, -1) : NULL;
    release_nullable(rt, list);
    return result;
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", length_hint, "How many items are left, about."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec set_iterator_type = {
    .slots =
        {
            .name = "set_iterator",
            .type_id = TYPE_SET_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(SetIteratorObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .iter = container_self,
            .next = next,
        },
    .methods = methods,
};
