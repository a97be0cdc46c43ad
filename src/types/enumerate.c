/* enumerate */
#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/pairs.h"

typedef struct EnumerateObject {
    Object header;
    int64_t number;     /* the next, unless big_number is set */
    Object *big_number; /* an int beyond int64, or NULL */
    Object *iterator;
    Object *tuple; /* the pair given out last, used again when nobody else has it */
} EnumerateObject;

static inline EnumerateObject *as_enumerate(Object *self) {
    return (EnumerateObject *)self;
}

static void dealloc(Runtime *rt, Object *self) {
    EnumerateObject *enumerate = as_enumerate(self);
    release_nullable(rt, enumerate->iterator);
    release_nullable(rt, enumerate->tuple);
    release_nullable(rt, enumerate->big_number);
    object_free_container(rt, self, sizeof(EnumerateObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    EnumerateObject *enumerate = as_enumerate(self);
    Object *parts[] = {enumerate->iterator, enumerate->tuple, enumerate->big_number};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i]) {
            visit(parts[i], context);
        }
    }
}

static const ArgumentSpec NEW = {"enumerate", {"iterable", "start"}, 0, 2, 0, 2};

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &NEW, args, count, keyword_names, out)) {
        return NULL;
    }
    if (!out[0]) {
        return raise_type_error(rt, "enumerate() missing required argument 'iterable'");
    }
    Object *start = out[1] ? object_index(rt, out[1]) : NULL;
    if (out[1] && !start) {
        return NULL;
    }
    Object *iterator = object_iter(rt, out[0]);
    Object *self =
        iterator ? object_new_container(rt, type->type_id, sizeof(EnumerateObject)) : NULL;
    if (!self) {
        release_nullable(rt, iterator);
        release_nullable(rt, start);
        return NULL;
    }
    EnumerateObject *enumerate = as_enumerate(self);
    enumerate->iterator = iterator;
    if (start && int_is_big(start)) {
        enumerate->big_number = retain(start);
    } else if (start) {
        enumerate->number = int_small_value(start);
    }
    release_nullable(rt, start);
    return self;
}

static NEW_REF Object *next_number(Runtime *rt, EnumerateObject *enumerate) {
    if (LIKELY(!enumerate->big_number && enumerate->number < INT64_MAX)) {
        Object *number = int_from_int64(rt, enumerate->number);
        enumerate->number += number != NULL;
        return number;
    }
    Object *number = enumerate->big_number;
    if (!number) {
        number = int_from_int64(rt, enumerate->number);
        enumerate->big_number = number;
    }
    Object *one = number ? int_from_int64(rt, 1) : NULL;
    Object *following = one ? object_binary(rt, number, one, BINARY_ADD) : NULL;
    release_nullable(rt, one);
    if (!following) {
        return NULL;
    }
    enumerate->big_number = following;
    return number;
}

static NEW_REF Object *next(Runtime *rt, Object *self) {
    EnumerateObject *enumerate = as_enumerate(self);
    Object *item = container_next(rt, enumerate->iterator);
    if (!item) {
        return NULL;
    }
    Object *number = next_number(rt, enumerate);
    if (UNLIKELY(!number)) {
        release(rt, item);
        return NULL;
    }
    Object *tuple = enumerate->tuple;
    if (tuple && tuple->refs == 1) {
        Object **items = tuple_items(tuple);
        Object *old_number = items[0];
        Object *old_item = items[1];
        items[0] = number;
        items[1] = item;
        object_track_again(tuple);
        retain(tuple);
        release(rt, old_number);
        release(rt, old_item);
        return tuple;
    }
    Object *fresh = tuple_new(rt, 2);
    if (UNLIKELY(!fresh)) {
        release(rt, number);
        release(rt, item);
        return NULL;
    }
    tuple_items(fresh)[0] = number;
    tuple_items(fresh)[1] = item;
    REPLACE_REF(rt, &enumerate->tuple, retain(fresh));
    return fresh;
}

PairOutcome enumerate_next_pair(Runtime *rt, Object *self, Value pair[2]) {
    EnumerateObject *enumerate = as_enumerate(self);
    if (UNLIKELY(enumerate->big_number || !value_fits_int(enumerate->number))) {
        return PAIR_OTHER;
    }
    Object *item = container_next(rt, enumerate->iterator);
    if (!item) {
        return PAIR_NONE;
    }
    pair[0] = value_from_int(enumerate->number++);
    pair[1] = value_from_object(item);
    return PAIR_DONE;
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    EnumerateObject *enumerate = as_enumerate(self);
    Object *number = enumerate->big_number ? retain(enumerate->big_number)
                                           : int_from_int64(rt, enumerate->number);
    Object *result = number ? container_reduce_call(rt, self, enumerate->iterator, number) : NULL;
    release_nullable(rt, number);
    return result;
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

const TypeSpec enumerate_type = {
    .slots =
        {
            .name = "enumerate",
            .type_id = TYPE_ENUMERATE,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(EnumerateObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = new_instance,
            .iter = container_self,
            .next = next,
        },
    .methods = methods,
    .doc = "enumerate(iterable, start=0)\n--\n\nAn iterator of pairs: a number that counts from "
           "start, and an item of the iterable.",
};
