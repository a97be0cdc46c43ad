/* itertools.groupby and tee */
#include "modules/fields.h"
#include "modules/itertools.h"
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/container_support.h"

/* groupby: the items of a group are handed out by a grouper, which is valid until the groupby moves
 * on. */

typedef struct GroupbyObject {
    Object header;
    Object *iterator;
    Object *function;    /* NULL: the items are their keys */
    Object *target;      /* key of the current group */
    Object *key;         /* of `item` */
    Object *item;        /* read, not handed out yet */
    const void *grouper; /* the valid one, not owned */
} GroupbyObject;

typedef struct GrouperObject {
    Object header;
    Object *parent;
    Object *key;
} GrouperObject;

FIELDS_LIFE(groupby, GroupbyObject, 5)

static const ArgumentSpec GROUPBY = {"groupby", {"iterable", "key"}, 0, 2, 1, 2};

static NEW_REF Object *groupby_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                   Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &GROUPBY, args, given, keyword_names, out)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, out[0]);
    GroupbyObject *self = NULL;
    if (iterator) {
        self = (GroupbyObject *)object_new_container(rt, type->type_id, sizeof(GroupbyObject));
    }
    if (!self) {
        release_nullable(rt, iterator);
        return NULL;
    }
    self->iterator = iterator;
    self->function = out[1] && out[1] != NONE ? retain(out[1]) : NULL;
    return (Object *)self;
}

/* Reads one item with its key. */
static bool groupby_step(Runtime *rt, GroupbyObject *self) {
    Object *item = container_stack_low(rt) ? NULL : object_next(rt, self->iterator);
    if (!item) {
        return false;
    }
    Object *key = self->function ? object_call_one(rt, self->function, item) : retain(item);
    if (!key) {
        release(rt, item);
        return false;
    }
    REPLACE_REF(rt, &self->item, item);
    REPLACE_REF(rt, &self->key, key);
    return true;
}

static int keys_equal(Runtime *rt, Object *a, Object *b) {
    retain(a);
    retain(b);
    int same = object_equals(rt, a, b);
    release(rt, a);
    release(rt, b);
    return same;
}

static NEW_REF Object *groupby_next(Runtime *rt, Object *object) {
    GroupbyObject *self = (GroupbyObject *)object;
    self->grouper = NULL;
    for (;;) {
        if (self->key) {
            if (!self->target) {
                break;
            }
            int same = keys_equal(rt, self->target, self->key);
            if (same < 0) {
                return NULL;
            }
            if (!same) {
                break;
            }
        }
        if (!groupby_step(rt, self)) {
            return NULL;
        }
    }
    REPLACE_REF(rt, &self->target, retain(self->key));
    GrouperObject *grouper = (GrouperObject *)object_new_container(rt, itertools_state(rt)->grouper,
                                                                   sizeof(GrouperObject));
    if (!grouper) {
        return NULL;
    }
    grouper->parent = retain(object);
    grouper->key = retain(self->target);
    self->grouper = grouper;
    Object *pair = tuple_pack(rt, 2, self->key, (Object *)grouper);
    release(rt, (Object *)grouper);
    return pair;
}

const TypeSpec itertools_groupby_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(groupby, "itertools.groupby", GroupbyObject,
                                    TYPE_FLAG_SUBCLASSABLE),
              .new_instance = groupby_new},
    .module = "itertools",
    .doc =
        "groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the neighbouring "
        "items with that key.",
};

static void grouper_dealloc(Runtime *rt, Object *object) {
    GrouperObject *self = (GrouperObject *)object;
    GroupbyObject *parent = (GroupbyObject *)self->parent;
    if (parent && parent->grouper == self) {
        parent->grouper = NULL;
    }
    fields_dealloc(rt, object, 2, sizeof(GrouperObject));
}

static void grouper_traverse(Object *self, VisitFunction visit, void *context) {
    fields_traverse(self, 2, visit, context);
}

static NEW_REF Object *grouper_next(Runtime *rt, Object *object) {
    GrouperObject *self = (GrouperObject *)object;
    GroupbyObject *parent = (GroupbyObject *)self->parent;
    if (parent->grouper != self || (!parent->item && !groupby_step(rt, parent))) {
        return NULL;
    }
    int same = keys_equal(rt, self->key, parent->key);
    if (same <= 0) {
        return NULL;
    }
    Object *item = parent->item;
    parent->item = NULL;
    return item;
}

const TypeSpec itertools_grouper_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(grouper, "itertools._grouper", GrouperObject,
                                    TYPE_FLAG_NO_NEW)},
    .module = "itertools",
};

/* tee: the iterators of one tee walk along a chain of blocks; the one that gets to the end reads
 * the common iterator. */

enum { TEE_ITEMS = 57 };

typedef struct TeeDataObject {
    Object header;
    Object *iterator;
    Object *next; /* the next block */
    Object *items[TEE_ITEMS];
    int count;
    bool running;
} TeeDataObject;

typedef struct TeeObject {
    Object header;
    Object *data;
    int position; /* in data */
} TeeObject;

FIELDS_LIFE(tee_data, TeeDataObject, 2 + TEE_ITEMS)
FIELDS_LIFE(tee, TeeObject, 1)

static NEW_REF Object *tee_data_make(Runtime *rt, Object *iterator) {
    TeeDataObject *data = (TeeDataObject *)object_new_container(rt, itertools_state(rt)->tee_data,
                                                                sizeof(TeeDataObject));
    if (data) {
        data->iterator = retain(iterator);
    }
    return (Object *)data;
}

const TypeSpec itertools_tee_data_type = {
    .slots = {.name = "itertools._tee_dataobject",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_NO_NEW,
              .basic_size = sizeof(TeeDataObject),
              .dealloc = tee_data_dealloc,
              .traverse = tee_data_traverse},
    .module = "itertools",
};

static NEW_REF Object *tee_make(Runtime *rt, STEALS Object *data, int position) {
    TeeObject *self = NULL;
    if (data) {
        self = (TeeObject *)object_new_container(rt, itertools_state(rt)->tee, sizeof(TeeObject));
    }
    if (!self) {
        release_nullable(rt, data);
        return NULL;
    }
    self->data = data;
    self->position = position;
    return (Object *)self;
}

static NEW_REF Object *tee_copy(Runtime *rt, Object *object) {
    TeeObject *self = (TeeObject *)object;
    return tee_make(rt, retain(self->data), self->position);
}

/* A tee object over any iterable; one of a tee is copied. */
static NEW_REF Object *tee_from(Runtime *rt, Object *iterable) {
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return NULL;
    }
    Object *tee = object_type_id(iterator) == itertools_state(rt)->tee
                      ? tee_copy(rt, iterator)
                      : tee_make(rt, tee_data_make(rt, iterator), 0);
    release(rt, iterator);
    return tee;
}

static NEW_REF Object *tee_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                               Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "_tee", keyword_names) ||
        !arguments_check_count(rt, "_tee", given, 1, 1)) {
        return NULL;
    }
    return tee_from(rt, args[0]);
}

static NEW_REF Object *tee_read(Runtime *rt, TeeDataObject *data) {
    if (data->running) {
        return raise_runtime_error(rt, "cannot re-enter the tee iterator");
    }
    data->running = true;
    Object *item = container_stack_low(rt) ? NULL : object_next(rt, data->iterator);
    data->running = false;
    if (item) {
        data->items[data->count++] = item;
    }
    return item;
}

static NEW_REF Object *tee_next(Runtime *rt, Object *object) {
    TeeObject *self = (TeeObject *)object;
    TeeDataObject *data = (TeeDataObject *)self->data;
    if (self->position == TEE_ITEMS) {
        if (!data->next && !(data->next = tee_data_make(rt, data->iterator))) {
            return NULL;
        }
        self->position = 0;
        REPLACE_REF(rt, &self->data, retain(data->next));
        data = (TeeDataObject *)self->data;
    }
    if (self->position >= data->count && !tee_read(rt, data)) {
        return NULL;
    }
    return retain(data->items[self->position++]);
}

static const MethodRow tee_methods[] = {
    METHOD_ROW_NOARGS("__copy__", tee_copy, "Another iterator at the same position."),
    METHOD_ROW_END,
};

const TypeSpec itertools_tee_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(tee, "itertools._tee", TeeObject, TYPE_FLAG_WEAKREFABLE),
              .new_instance = tee_new},
    .methods = tee_methods,
    .module = "itertools",
};

NEW_REF Object *itertools_tee(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    int64_t copies = 2;
    if (count > 1 && !object_as_int64(rt, args[1], &copies)) {
        return NULL;
    }
    if (copies < 0) {
        return raise_value_error(rt, "n must be >= 0");
    }
    Object *result = tuple_new(rt, (size_t)copies);
    if (!result || copies == 0) {
        return result;
    }
    Object *iterator = object_iter(rt, args[0]);
    bool missing = false;
    Object *copier =
        iterator ? object_get_attr_optional(rt, iterator, rt->names[NAME___copy__], &missing)
                 : NULL;
    bool done = iterator && !error_pending(rt);
    for (int64_t i = 0; done && i < copies; i++) {
        Object *copy;
        if (copier) {
            copy = i == 0 ? retain(iterator) : object_call_noargs(rt, copier);
        } else {
            copy = i == 0 ? tee_from(rt, iterator) : tee_copy(rt, tuple_get(result, 0));
        }
        tuple_items(result)[i] = copy;
        done = copy != NULL;
    }
    release_nullable(rt, copier);
    release_nullable(rt, iterator);
    if (!done) {
        release(rt, result);
        return NULL;
    }
    return result;
}
