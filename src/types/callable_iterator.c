/* iter(callable, sentinel): calls until the result equals the sentinel. */
#include "types/callable_iterator.h"

#include "object/tuple.h"
#include "types/container_support.h"

typedef struct CallableIteratorObject {
    Object header;
    Object *callable; /* both NULL: exhausted */
    Object *sentinel;
} CallableIteratorObject;

static inline CallableIteratorObject *as_iterator(Object *self) {
    return (CallableIteratorObject *)self;
}

NEW_REF Object *callable_iterator_new(Runtime *rt, Object *callable, Object *sentinel) {
    Object *self = object_new_container(rt, TYPE_CALLABLE_ITERATOR, sizeof(CallableIteratorObject));
    if (self) {
        as_iterator(self)->callable = retain(callable);
        as_iterator(self)->sentinel = retain(sentinel);
    }
    return self;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, as_iterator(self)->callable);
    release_nullable(rt, as_iterator(self)->sentinel);
    object_free_container(rt, self, sizeof(CallableIteratorObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (as_iterator(self)->callable) {
        visit(as_iterator(self)->callable, context);
    }
    if (as_iterator(self)->sentinel) {
        visit(as_iterator(self)->sentinel, context);
    }
}

static void finish(Runtime *rt, CallableIteratorObject *iterator) {
    CLEAR_REF(rt, &iterator->callable);
    CLEAR_REF(rt, &iterator->sentinel);
}

static NEW_REF Object *next(Runtime *rt, Object *self) {
    CallableIteratorObject *iterator = as_iterator(self);
    if (!iterator->callable) {
        return NULL;
    }
    Object *callable = retain(iterator->callable);
    Object *result = object_call_noargs(rt, callable);
    release(rt, callable);
    if (!result) {
        if (error_clear_if(rt, TYPE_STOP_ITERATION)) {
            finish(rt, iterator);
        }
        return NULL;
    }
    if (!iterator->sentinel) { /* the call used this iterator up */
        release(rt, result);
        return NULL;
    }
    Object *sentinel = retain(iterator->sentinel);
    int same = container_equals(rt, sentinel, result);
    release(rt, sentinel);
    if (same == 0) {
        return result;
    }
    release(rt, result);
    if (same > 0) {
        finish(rt, iterator);
    }
    return NULL;
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    CallableIteratorObject *iterator = as_iterator(self);
    if (!iterator->callable) {
        return container_reduce(rt, "iter", tuple_empty(rt), -1);
    }
    Object *function = container_builtin(rt, "iter");
    Object *args = function ? tuple_pack(rt, 2, iterator->callable, iterator->sentinel) : NULL;
    Object *result = args ? tuple_pack(rt, 2, function, args) : NULL;
    release_nullable(rt, function);
    release_nullable(rt, args);
    return result;
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec callable_iterator_type = {
    .slots =
        {
            .name = "callable_iterator",
            .type_id = TYPE_CALLABLE_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(CallableIteratorObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .iter = container_self,
            .next = next,
        },
    .methods = methods,
};
