/* itertools.accumulate, chain, compress, dropwhile, takewhile, filterfalse, starmap, pairwise */
#include "modules/fields.h"
#include "modules/itertools.h"
#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/tuple.h"
#include "types/container_support.h"

/* function(item) as 1, 0, -1. */
static int test(Runtime *rt, Object *function, Object *item) {
    if (function == NONE || function == (Object *)rt->type_objects[TYPE_BOOL]) {
        return object_is_true(rt, item);
    }
    Object *answer = object_call_one(rt, function, item);
    int truth = answer ? object_is_true(rt, answer) : -1;
    release_nullable(rt, answer);
    return truth;
}

/* accumulate */

typedef struct AccumulateObject {
    Object header;
    Object *iterator;
    Object *function; /* NULL: addition */
    Object *total;    /* NULL: nothing yet */
    Object *initial;  /* given out first; NULL: none or done */
} AccumulateObject;

FIELDS_LIFE(accumulate, AccumulateObject, 4)

static const ArgumentSpec ACCUMULATE = {"accumulate", {"iterable", "func", "initial"}, 0, 2, 1, 3};

static NEW_REF Object *accumulate_new(Runtime *rt, TypeObject *type, Object *const *args,
                                      size_t given, Object *keyword_names) {
    Object *out[3];
    if (!arguments_parse(rt, &ACCUMULATE, args, given, keyword_names, out)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, out[0]);
    AccumulateObject *self = NULL;
    if (iterator) {
        self =
            (AccumulateObject *)object_new_container(rt, type->type_id, sizeof(AccumulateObject));
    }
    if (!self) {
        release_nullable(rt, iterator);
        return NULL;
    }
    self->iterator = iterator;
    self->function = out[1] && out[1] != NONE ? retain(out[1]) : NULL;
    self->initial = out[2] && out[2] != NONE ? retain(out[2]) : NULL;
    return (Object *)self;
}

static NEW_REF Object *accumulate_next(Runtime *rt, Object *object) {
    AccumulateObject *self = (AccumulateObject *)object;
    if (self->initial) {
        self->total = self->initial;
        self->initial = NULL;
        return retain(self->total);
    }
    Object *item = container_next(rt, self->iterator);
    if (!item) {
        return NULL;
    }
    if (!self->total) {
        self->total = retain(item);
        return item;
    }
    Object *before = retain(self->total); /* adding may ask for the next total too */
    Object *total = self->function ? object_call_two(rt, self->function, before, item)
                                   : object_binary(rt, before, item, BINARY_ADD);
    release(rt, before);
    release(rt, item);
    if (!total) {
        return NULL;
    }
    REPLACE_REF(rt, &self->total, retain(total));
    return total;
}

const TypeSpec itertools_accumulate_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(accumulate, "itertools.accumulate", AccumulateObject,
                                    TYPE_FLAG_SUBCLASSABLE),
              .new_instance = accumulate_new},
    .module = "itertools",
    .doc = "accumulate(iterable, func=None, *, initial=None)\n--\n\nRunning totals: sums, or what "
           "func(total, item) makes.",
};

/* chain */

typedef struct ChainObject {
    Object header;
    Object *source; /* iterator over the iterables; NULL: exhausted */
    Object *active; /* iterator over the current one; NULL: none */
} ChainObject;

FIELDS_LIFE(chain, ChainObject, 2)

static NEW_REF Object *chain_make(Runtime *rt, TypeObject *type, STEALS Object *source) {
    ChainObject *self = NULL;
    if (source) {
        self = (ChainObject *)object_new_container(rt, type->type_id, sizeof(ChainObject));
    }
    if (!self) {
        release_nullable(rt, source);
        return NULL;
    }
    self->source = source;
    return (Object *)self;
}

static NEW_REF Object *chain_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                 Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_OBJECT, "chain", keyword_names)) {
        return NULL;
    }
    Object *tuple = tuple_from_array(rt, args, given);
    Object *source = tuple ? object_iter(rt, tuple) : NULL;
    release_nullable(rt, tuple);
    return chain_make(rt, type, source);
}

static NEW_REF Object *chain_from_iterable(Runtime *rt, Object *type, Object *const *args,
                                           size_t given, Object *keyword_names) {
    if (!arguments_no_keywords(rt, "chain.from_iterable", keyword_names)) {
        return NULL;
    }
    if (given != 1) {
        return raise_type_error(rt, "chain.from_iterable() takes exactly one argument (%zu given)",
                                given);
    }
    return chain_make(rt, (TypeObject *)type, object_iter(rt, args[0]));
}

/* The iterators may ask the chain itself, which may then move on or end: each is held while it
 * works. */

static bool chain_move_on(Runtime *rt, ChainObject *self) {
    Object *source = retain(self->source);
    Object *iterable = container_stack_low(rt) ? NULL : object_next(rt, source);
    Object *active = iterable ? object_iter(rt, iterable) : NULL;
    release_nullable(rt, iterable);
    release(rt, source);
    if (!active) {
        CLEAR_REF(rt, &self->source);
        return false;
    }
    REPLACE_REF(rt, &self->active, active);
    return true;
}

static NEW_REF Object *chain_next(Runtime *rt, Object *object) {
    ChainObject *self = (ChainObject *)object;
    while (self->source) {
        if (!self->active && !chain_move_on(rt, self)) {
            return NULL;
        }
        Object *active = retain_nullable(self->active);
        Object *item = active ? container_next(rt, active) : NULL;
        release_nullable(rt, active);
        if (item) {
            return item;
        }
        if (error_pending(rt) && !error_clear_if(rt, TYPE_STOP_ITERATION)) {
            return NULL;
        }
        CLEAR_REF(rt, &self->active);
    }
    return NULL;
}

static const MethodRow chain_methods[] = {
    METHOD_ROW_CLASS("from_iterable", chain_from_iterable,
                     "from_iterable($type, iterable, /)\n--\n\nchain() of the iterables that the "
                     "iterable gives, taken one at a time."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

const TypeSpec itertools_chain_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(chain, "itertools.chain", ChainObject, TYPE_FLAG_SUBCLASSABLE),
              .new_instance = chain_new},
    .methods = chain_methods,
    .module = "itertools",
    .doc = "chain(*iterables) --> chain object\n\nThe items of the first iterable, then those of "
           "the next, and so on.",
};

/* Those that hold one or two things. */

typedef struct StreamObject {
    Object header;
    Object *function; /* or the selectors of compress, or the previous item of pairwise */
    Object *iterator;
    bool started; /* dropwhile: it lets everything through; takewhile: it has ended */
} StreamObject;

FIELDS_LIFE(stream, StreamObject, 2)

static NEW_REF Object *stream_make(Runtime *rt, const TypeObject *type, Object *function,
                                   STEALS Object *iterator) {
    StreamObject *self = NULL;
    if (iterator) {
        self = (StreamObject *)object_new_container(rt, type->type_id, sizeof(StreamObject));
    }
    if (!self) {
        release_nullable(rt, iterator);
        return NULL;
    }
    self->function = retain_nullable(function);
    self->iterator = iterator;
    return (Object *)self;
}

static NEW_REF Object *stream_new(Runtime *rt, const char *name, const TypeObject *type,
                                  Object *const *args, size_t given, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_OBJECT, name, keyword_names) ||
        !arguments_check_count(rt, name, given, 2, 2)) {
        return NULL;
    }
    return stream_make(rt, type, args[0], object_iter(rt, args[1]));
}

#define STREAM_SLOTS(next_function, new_function, text)                                            \
    .slots = {.name = text,                                                                        \
              .base_id = TYPE_OBJECT,                                                              \
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,    \
              .basic_size = sizeof(StreamObject),                                                  \
              .dealloc = stream_dealloc,                                                           \
              .traverse = stream_traverse,                                                         \
              .new_instance = new_function,                                                        \
              .iter = fields_self,                                                                 \
              .next = next_function},                                                              \
    .module = "itertools"

static NEW_REF Object *dropwhile_new(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t given, Object *keyword_names) {
    return stream_new(rt, "dropwhile", type, args, given, keyword_names);
}

static NEW_REF Object *dropwhile_next(Runtime *rt, Object *object) {
    StreamObject *self = (StreamObject *)object;
    Object *item;
    while ((item = container_next(rt, self->iterator)) != NULL && !self->started) {
        int drop = test(rt, self->function, item);
        if (drop == 0) {
            self->started = true;
            return item;
        }
        release(rt, item);
        if (drop < 0) {
            return NULL;
        }
    }
    return item;
}

const TypeSpec itertools_dropwhile_type = {
    STREAM_SLOTS(dropwhile_next, dropwhile_new, "itertools.dropwhile"),
    .doc = "dropwhile(predicate, iterable, /)\n--\n\nThe items from the first on for which the "
           "predicate is false.",
};

static NEW_REF Object *takewhile_new(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t given, Object *keyword_names) {
    return stream_new(rt, "takewhile", type, args, given, keyword_names);
}

static NEW_REF Object *takewhile_next(Runtime *rt, Object *object) {
    StreamObject *self = (StreamObject *)object;
    Object *item = self->started ? NULL : container_next(rt, self->iterator);
    if (!item) {
        return NULL;
    }
    int take = test(rt, self->function, item);
    if (take > 0) {
        return item;
    }
    self->started = take == 0;
    release(rt, item);
    return NULL;
}

const TypeSpec itertools_takewhile_type = {
    STREAM_SLOTS(takewhile_next, takewhile_new, "itertools.takewhile"),
    .doc = "takewhile(predicate, iterable, /)\n--\n\nThe items up to the first for which the "
           "predicate is false.",
};

static NEW_REF Object *filterfalse_new(Runtime *rt, TypeObject *type, Object *const *args,
                                       size_t given, Object *keyword_names) {
    return stream_new(rt, "filterfalse", type, args, given, keyword_names);
}

static NEW_REF Object *filterfalse_next(Runtime *rt, Object *object) {
    StreamObject *self = (StreamObject *)object;
    Object *item;
    while ((item = container_next(rt, self->iterator)) != NULL) {
        int drop = test(rt, self->function, item);
        if (drop == 0) {
            return item;
        }
        release(rt, item);
        if (drop < 0) {
            return NULL;
        }
    }
    return NULL;
}

const TypeSpec itertools_filterfalse_type = {
    STREAM_SLOTS(filterfalse_next, filterfalse_new, "itertools.filterfalse"),
    .doc = "filterfalse(function, iterable, /)\n--\n\nThe items for which function(item) is "
           "false; with None, those that are false.",
};

static NEW_REF Object *starmap_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                   Object *keyword_names) {
    return stream_new(rt, "starmap", type, args, given, keyword_names);
}

static NEW_REF Object *starmap_next(Runtime *rt, Object *object) {
    StreamObject *self = (StreamObject *)object;
    Object *item = container_next(rt, self->iterator);
    Object *args = item ? tuple_from_iterable(rt, item) : NULL;
    Object *result = NULL;
    if (args) {
        result = object_call(rt, self->function, tuple_items(args), tuple_length(args), NULL);
    }
    release_nullable(rt, item);
    release_nullable(rt, args);
    return result;
}

const TypeSpec itertools_starmap_type = {
    STREAM_SLOTS(starmap_next, starmap_new, "itertools.starmap"),
    .doc = "starmap(function, iterable, /)\n--\n\nfunction(*item) for each item.",
};

static const ArgumentSpec COMPRESS = {"compress", {"data", "selectors"}, 0, 2, 2, 2};

static NEW_REF Object *compress_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t given, Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &COMPRESS, args, given, keyword_names, out)) {
        return NULL;
    }
    Object *data = object_iter(rt, out[0]);
    Object *selectors = data ? object_iter(rt, out[1]) : NULL;
    if (!selectors) {
        release_nullable(rt, data);
        return NULL;
    }
    Object *self = stream_make(rt, type, selectors, data);
    release(rt, selectors);
    return self;
}

static NEW_REF Object *compress_next(Runtime *rt, Object *object) {
    StreamObject *self = (StreamObject *)object;
    for (;;) {
        Object *item = container_next(rt, self->iterator);
        Object *selector = item ? container_next(rt, self->function) : NULL;
        int keep = selector ? object_is_true(rt, selector) : -1;
        release_nullable(rt, selector);
        if (keep > 0) {
            return item;
        }
        release_nullable(rt, item);
        if (keep < 0) {
            return NULL;
        }
    }
}

const TypeSpec itertools_compress_type = {
    STREAM_SLOTS(compress_next, compress_new, "itertools.compress"),
    .doc = "compress(data, selectors)\n--\n\nThe items of data whose selector is true.",
};

static NEW_REF Object *pairwise_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t given, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_OBJECT, "pairwise", keyword_names) ||
        !arguments_check_count(rt, "pairwise", given, 1, 1)) {
        return NULL;
    }
    return stream_make(rt, type, NULL, object_iter(rt, args[0]));
}

static NEW_REF Object *pairwise_next(Runtime *rt, Object *object) {
    StreamObject *self = (StreamObject *)object;
    if (!self->function) {
        Object *first = container_next(rt, self->iterator);
        if (!first) {
            return NULL;
        }
        REPLACE_REF(rt, &self->function, first);
    }
    Object *before = retain(self->function); /* the iterator may ask for the next pair too */
    Object *item = container_next(rt, self->iterator);
    Object *pair = NULL;
    if (item) {
        pair = tuple_pack(rt, 2, before, item);
        REPLACE_REF(rt, &self->function, item);
    }
    release(rt, before);
    return pair;
}

const TypeSpec itertools_pairwise_type = {
    STREAM_SLOTS(pairwise_next, pairwise_new, "itertools.pairwise"),
    .doc = "pairwise(iterable, /)\n--\n\nEach item with the one after it.",
};
