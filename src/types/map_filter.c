/* map and filter */
#include "object/arguments.h"
#include "object/budget.h"
#include "object/tuple.h"
#include "types/container_support.h"

typedef struct MapObject {
    Object header;
    Object *function;
    Object *iterators; /* tuple */
} MapObject;

typedef struct FilterObject {
    Object header;
    Object *function;
    Object *iterator;
} FilterObject;
_Static_assert(offsetof(MapObject, iterators) == offsetof(FilterObject, iterator) &&
                   sizeof(MapObject) == sizeof(FilterObject),
               "dealloc and traverse serve both");

static void dealloc(Runtime *rt, Object *self) {
    MapObject *map = (MapObject *)self;
    release_nullable(rt, map->iterators);
    release_nullable(rt, map->function);
    object_free_container(rt, self, sizeof(MapObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    MapObject *map = (MapObject *)self;
    if (map->iterators) {
        visit(map->iterators, context);
    }
    if (map->function) {
        visit(map->function, context);
    }
}

/* map */

static NEW_REF Object *map_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_MAP, "map", keyword_names)) {
        return NULL;
    }
    if (count < 2) {
        return raise_type_error(rt, "map() must have at least two arguments.");
    }
    Object *iterators = tuple_new(rt, count - 1);
    for (size_t i = 1; iterators && i < count; i++) {
        Object *iterator = object_iter(rt, args[i]);
        if (!iterator) {
            release(rt, iterators);
            return NULL;
        }
        tuple_items(iterators)[i - 1] = iterator;
    }
    MapObject *map =
        iterators ? (MapObject *)object_new_container(rt, type->type_id, sizeof(MapObject)) : NULL;
    if (!map) {
        release_nullable(rt, iterators);
        return NULL;
    }
    map->function = retain(args[0]);
    map->iterators = iterators;
    return (Object *)map;
}

static NEW_REF Object *map_next_many(Runtime *rt, MapObject *map) {
    size_t count = tuple_length(map->iterators);
    Object *few[6];
    Object **items = few;
    if (count > COUNT_OF(few) && !(items = memory_allocate(rt, count * sizeof(Object *)))) {
        return NULL;
    }
    Object *result = NULL;
    size_t got = 0;
    for (; got < count; got++) {
        Object *iterator = tuple_get(map->iterators, got);
        items[got] = container_next(rt, iterator);
        if (!items[got]) {
            break;
        }
    }
    if (got == count) {
        result = object_call(rt, map->function, items, count, NULL);
    }
    while (got > 0) {
        release(rt, items[--got]);
    }
    if (items != few) {
        memory_free(rt, items);
    }
    return result;
}

static NEW_REF Object *map_next(Runtime *rt, Object *self) {
    MapObject *map = (MapObject *)self;
    if (tuple_length(map->iterators) > 1) {
        return map_next_many(rt, map);
    }
    Object *iterator = tuple_get(map->iterators, 0);
    Object *item = container_next(rt, iterator);
    if (!item) {
        return NULL;
    }
    Object *result = object_call_one(rt, map->function, item);
    release(rt, item);
    return result;
}

static NEW_REF Object *map_reduce(Runtime *rt, Object *self) {
    MapObject *map = (MapObject *)self;
    TypeObject *type = type_of(rt, self);
    size_t count = tuple_length(map->iterators);
    Object *args = type ? tuple_new(rt, count + 1) : NULL;
    if (!args) {
        return NULL;
    }
    tuple_items(args)[0] = retain(map->function);
    for (size_t i = 0; i < count; i++) {
        tuple_items(args)[i + 1] = retain(tuple_get(map->iterators, i));
    }
    Object *result = tuple_pack(rt, 2, (Object *)type, args);
    release(rt, args);
    return result;
}

static const MethodRow map_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", map_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec map_type = {
    .slots =
        {
            .name = "map",
            .type_id = TYPE_MAP,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(MapObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = map_new_instance,
            .iter = container_self,
            .next = map_next,
        },
    .methods = map_methods,
    .doc = "map(func, *iterables) --> map object\n\nAn iterator of func called with an item of "
           "each iterable. Ends with the shortest iterable.",
};

/* filter */

static NEW_REF Object *filter_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                           size_t count, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_FILTER, "filter", keyword_names) ||
        !arguments_check_count(rt, "filter", count, 2, 2)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, args[1]);
    FilterObject *filter = NULL;
    if (iterator) {
        filter = (FilterObject *)object_new_container(rt, type->type_id, sizeof(FilterObject));
    }
    if (!filter) {
        release_nullable(rt, iterator);
        return NULL;
    }
    filter->function = retain(args[0]);
    filter->iterator = iterator;
    return (Object *)filter;
}

static NEW_REF Object *filter_next(Runtime *rt, Object *self) {
    FilterObject *filter = (FilterObject *)self;
    Object *iterator = filter->iterator;
    UnaryFunction next = slots_of(rt, iterator)->next;
    bool by_truth =
        filter->function == NONE || (Object *)rt->type_objects[TYPE_BOOL] == filter->function;
    Object *item;
    if (container_stack_low(rt)) {
        return NULL;
    }
    while ((item = budget_spend(rt, 1) ? next(rt, iterator) : NULL) != NULL) {
        int keep;
        if (by_truth) {
            keep = object_is_true(rt, item);
        } else {
            Object *answer = object_call_one(rt, filter->function, item);
            keep = answer ? object_is_true(rt, answer) : -1;
            release_nullable(rt, answer);
        }
        if (keep > 0) {
            return item;
        }
        release(rt, item);
        if (keep < 0) {
            return NULL;
        }
    }
    return NULL;
}

static NEW_REF Object *filter_reduce(Runtime *rt, Object *self) {
    FilterObject *filter = (FilterObject *)self;
    return container_reduce_call(rt, self, filter->function, filter->iterator);
}

static const MethodRow filter_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", filter_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec filter_type = {
    .slots =
        {
            .name = "filter",
            .type_id = TYPE_FILTER,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(FilterObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = filter_new_instance,
            .iter = container_self,
            .next = filter_next,
        },
    .methods = filter_methods,
    .doc = "filter(function or None, iterable) --> filter object\n\nAn iterator of the items for "
           "which function(item) is true; with None, of those that are true.",
};
