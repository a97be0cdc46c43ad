/* zip */
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/pairs.h"

typedef struct ZipObject {
    Object header;
    Object *iterators; /* tuple */
    Object *tuple;     /* the one given out last, used again when nobody else has it */
    bool strict;
} ZipObject;

static inline ZipObject *as_zip(Object *self) {
    return (ZipObject *)self;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, as_zip(self)->iterators);
    release_nullable(rt, as_zip(self)->tuple);
    object_free_container(rt, self, sizeof(ZipObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (as_zip(self)->iterators) {
        visit(as_zip(self)->iterators, context);
    }
    if (as_zip(self)->tuple) {
        visit(as_zip(self)->tuple, context);
    }
}

static bool parse_strict(Runtime *rt, const TypeObject *type, Object *const *args, size_t count,
                         Object *keyword_names, bool *strict) {
    *strict = false;
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    for (size_t i = 0; i < keywords; i++) {
        Object *name = tuple_get(keyword_names, i);
        if (!str_equals_ascii(name, "strict")) {
            if (!container_is_plain_init(rt, type, TYPE_ZIP)) {
                continue;
            }
            raise_type_error(rt, "'%U' is an invalid keyword argument for zip()", name);
            return false;
        }
        int truth = object_is_true(rt, args[count + i]);
        if (truth < 0) {
            return false;
        }
        *strict = truth;
    }
    return true;
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    bool strict;
    if (!parse_strict(rt, type, args, count, keyword_names, &strict)) {
        return NULL;
    }
    Object *iterators = tuple_new(rt, count);
    for (size_t i = 0; iterators && i < count; i++) {
        Object *iterator = object_iter(rt, args[i]);
        if (!iterator) {
            release(rt, iterators);
            return NULL;
        }
        tuple_items(iterators)[i] = iterator;
    }
    Object *self = iterators ? object_new_container(rt, type->type_id, sizeof(ZipObject)) : NULL;
    if (!self) {
        release_nullable(rt, iterators);
        return NULL;
    }
    as_zip(self)->iterators = iterators;
    as_zip(self)->strict = strict;
    return self;
}

static void *raise_unequal(Runtime *rt, size_t argument, const char *relation) {
    return argument == 1 ? raise_value_error(rt, "zip() argument 2 is %s than argument 1", relation)
                         : raise_value_error(rt, "zip() argument %zu is %s than arguments 1-%zu",
                                             argument + 1, relation, argument);
}

/* Iterator `ended` has nothing more: with strict, the others must end here, too. */
static NEW_REF Object *finish(Runtime *rt, ZipObject *zip, size_t ended) {
    if (error_pending(rt)) {
        if (!zip->strict || !error_clear_if(rt, TYPE_STOP_ITERATION)) {
            return NULL;
        }
    }
    if (!zip->strict) {
        return NULL;
    }
    if (ended > 0) {
        return raise_unequal(rt, ended, "shorter");
    }
    for (size_t i = 1; i < tuple_length(zip->iterators); i++) {
        Object *item = object_next(rt, tuple_get(zip->iterators, i));
        if (item) {
            release(rt, item);
            return raise_unequal(rt, i, "longer");
        }
        if (error_pending(rt)) {
            return NULL;
        }
    }
    return NULL;
}

static NEW_REF Object *next(Runtime *rt, Object *self) {
    ZipObject *zip = as_zip(self);
    size_t count = tuple_length(zip->iterators);
    if (count == 0) {
        return NULL;
    }
    Object *tuple = zip->tuple;
    bool again = tuple && tuple->refs == 1;
    if (again) {
        object_track_again(tuple);
        retain(tuple); /* so that code run by an iterator cannot get hold of it */
    } else {
        tuple = tuple_new(rt, count);
        if (!tuple) {
            return NULL;
        }
    }
    for (size_t i = 0; i < count; i++) {
        Object *iterator = tuple_get(zip->iterators, i);
        Object *item = container_next(rt, iterator);
        if (!item) {
            release(rt, tuple);
            return finish(rt, zip, i);
        }
        Object *old = tuple_items(tuple)[i];
        tuple_items(tuple)[i] = item;
        release_nullable(rt, old);
    }
    if (!again) {
        REPLACE_REF(rt, &zip->tuple, retain(tuple));
    }
    return tuple;
}

PairOutcome zip_next_pair(Runtime *rt, Object *self, Value pair[2]) {
    ZipObject *zip = as_zip(self);
    if (tuple_length(zip->iterators) != 2) {
        return PAIR_OTHER;
    }
    for (size_t i = 0; i < 2; i++) {
        Object *item = container_next(rt, tuple_get(zip->iterators, i));
        if (!item) {
            if (i == 1) {
                release(rt, value_as_object(pair[0]));
            }
            finish(rt, zip, i);
            return PAIR_NONE;
        }
        pair[i] = value_from_object(item);
    }
    return PAIR_DONE;
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return NULL;
    }
    return as_zip(self)->strict
               ? tuple_pack(rt, 3, (Object *)type, as_zip(self)->iterators, TRUE_OBJECT)
               : tuple_pack(rt, 2, (Object *)type, as_zip(self)->iterators);
}

static NEW_REF Object *setstate(Runtime *rt, Object *self, Object *state) {
    int strict = object_is_true(rt, state);
    if (strict < 0) {
        return NULL;
    }
    as_zip(self)->strict = strict;
    return retain(NONE);
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec zip_type = {
    .slots =
        {
            .name = "zip",
            .type_id = TYPE_ZIP,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ZipObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = new_instance,
            .iter = container_self,
            .next = next,
        },
    .methods = methods,
    .doc = "zip(*iterables, strict=False) --> tuples of the first items, of the second items, …\n\n"
           "Ends with the shortest iterable; with strict, all must have the same length.",
};
