/* itertools.islice and zip_longest */
#include "modules/fields.h"
#include "object/budget.h"
#include "modules/itertools.h"
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/container_support.h"

/* islice */

typedef struct IsliceObject {
    Object header;
    Object *iterator; /* NULL: exhausted */
    int64_t next;     /* position of the next item wanted */
    int64_t stop;     /* -1: none */
    int64_t step;
    int64_t position; /* of the iterator */
} IsliceObject;

FIELDS_LIFE(islice, IsliceObject, 1)

static bool islice_number(Runtime *rt, Object *argument, int64_t fallback, const char *message,
                          int64_t *out) {
    *out = fallback;
    if (argument == NONE) {
        return true;
    }
    if (!slots_of(rt, argument)->index || !object_as_int64(rt, argument, out) || *out < 0) {
        if (error_clear_ordinary(rt)) {
            raise_value_error(rt, "%s", message);
        }
        return false;
    }
    return true;
}

static NEW_REF Object *islice_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                  Object *keyword_names) {
    static const char range[] = "Indices for islice() must be None or an integer: 0 <= x <= "
                                "sys.maxsize.";
    static const char stop_range[] = "Stop argument for islice() must be None or an integer: 0 <= "
                                     "x <= sys.maxsize.";
    static const char step_range[] = "Step for islice() must be a positive integer or None.";
    if (!container_refuse_keywords(rt, type, TYPE_OBJECT, "islice", keyword_names) ||
        !arguments_check_count(rt, "islice", given, 2, 4)) {
        return NULL;
    }
    int64_t start = 0;
    int64_t stop = -1;
    int64_t step = 1;
    if (given == 2) {
        if (!islice_number(rt, args[1], -1, stop_range, &stop)) {
            return NULL;
        }
    } else if (!islice_number(rt, args[2], -1, stop_range, &stop) ||
               !islice_number(rt, args[1], 0, range, &start) ||
               (given > 3 && !islice_number(rt, args[3], 1, step_range, &step))) {
        return NULL;
    }
    if (step < 1) {
        return raise_value_error(rt, "%s", step_range);
    }
    Object *iterator = object_iter(rt, args[0]);
    IsliceObject *self = NULL;
    if (iterator) {
        self = (IsliceObject *)object_new_container(rt, type->type_id, sizeof(IsliceObject));
    }
    if (!self) {
        release_nullable(rt, iterator);
        return NULL;
    }
    self->iterator = iterator;
    self->next = start;
    self->stop = stop;
    self->step = step;
    return (Object *)self;
}

/* The next item that the slice selects. */
static NEW_REF Object *islice_item(Runtime *rt, IsliceObject *self, Object *iterator) {
    UnaryFunction next = slots_of(rt, iterator)->next;
    while (self->position < self->next) {
        Object *skipped = budget_spend(rt, 1) ? next(rt, iterator) : NULL;
        if (!skipped) {
            return NULL;
        }
        release(rt, skipped);
        self->position++;
    }
    Object *item = NULL;
    if (self->stop == -1 || self->position < self->stop) {
        item = next(rt, iterator);
    }
    if (item) {
        self->position++;
        if (__builtin_add_overflow(self->next, self->step, &self->next) ||
            (self->stop != -1 && self->next > self->stop)) {
            self->next = self->stop;
        }
    }
    return item;
}

static NEW_REF Object *islice_next(Runtime *rt, Object *object) {
    IsliceObject *self = (IsliceObject *)object;
    if (!self->iterator || container_stack_low(rt)) {
        return NULL;
    }
    Object *iterator = retain(self->iterator); /* it may ask this slice, and so end it */
    Object *item = islice_item(rt, self, iterator);
    if (!item) {
        CLEAR_REF(rt, &self->iterator);
    }
    release(rt, iterator);
    return item;
}

const TypeSpec itertools_islice_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(islice, "itertools.islice", IsliceObject,
                                    TYPE_FLAG_SUBCLASSABLE),
              .new_instance = islice_new},
    .module = "itertools",
    .doc = "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> "
           "islice object\n\nThe items that a slice would select.",
};

/* zip_longest */

typedef struct ZipLongestObject {
    Object header;
    Object *iterators; /* tuple; exhausted ones are NULL */
    Object *fill;
    Object *tuple; /* given out last, used again when nobody else has it */
    size_t active;
} ZipLongestObject;

FIELDS_LIFE(zip_longest, ZipLongestObject, 3)

static NEW_REF Object *zip_longest_new(Runtime *rt, TypeObject *type, Object *const *args,
                                       size_t given, Object *keyword_names) {
    Object *fill = NONE;
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    if (keywords > 0) {
        if (keywords > 1 || !str_equals_ascii(tuple_get(keyword_names, 0), "fillvalue")) {
            return raise_type_error(rt, "zip_longest() got an unexpected keyword argument");
        }
        fill = args[given];
    }
    Object *iterators = tuple_new(rt, given);
    for (size_t i = 0; iterators && i < given; i++) {
        Object *iterator = object_iter(rt, args[i]);
        if (!iterator) {
            release(rt, iterators);
            return NULL;
        }
        tuple_items(iterators)[i] = iterator;
    }
    ZipLongestObject *self = NULL;
    if (iterators) {
        self =
            (ZipLongestObject *)object_new_container(rt, type->type_id, sizeof(ZipLongestObject));
    }
    if (!self) {
        release_nullable(rt, iterators);
        return NULL;
    }
    self->iterators = iterators;
    self->fill = retain(fill);
    self->active = given;
    return (Object *)self;
}

/* The next item of iterator i or the fill value; NULL: the end of all, or an error. */
static NEW_REF Object *zip_longest_item(Runtime *rt, ZipLongestObject *self, size_t i) {
    Object *iterator = tuple_get(self->iterators, i);
    if (!iterator) {
        return retain(self->fill);
    }
    retain(iterator); /* it may ask this object, and so end before it answers */
    Object *item = container_stack_low(rt) ? NULL : object_next(rt, iterator);
    if (!item && error_pending(rt)) {
        self->active = 0;
    } else if (!item && tuple_get(self->iterators, i)) {
        self->active--;
        CLEAR_REF(rt, &tuple_items(self->iterators)[i]);
    }
    release(rt, iterator);
    return item || self->active == 0 ? item : retain(self->fill);
}

static NEW_REF Object *zip_longest_next(Runtime *rt, Object *object) {
    ZipLongestObject *self = (ZipLongestObject *)object;
    size_t count = tuple_length(self->iterators);
    if (count == 0 || self->active == 0) {
        return NULL;
    }
    Object *tuple = self->tuple;
    bool again = tuple && tuple->refs == 1;
    if (again) {
        object_track_again(tuple);
        retain(tuple);
    } else if (!(tuple = tuple_new(rt, count))) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        Object *item = zip_longest_item(rt, self, i);
        if (!item) {
            release(rt, tuple);
            return NULL;
        }
        Object *old = tuple_items(tuple)[i];
        tuple_items(tuple)[i] = item;
        release_nullable(rt, old);
    }
    if (!again) {
        REPLACE_REF(rt, &self->tuple, retain(tuple));
    }
    return tuple;
}

const TypeSpec itertools_zip_longest_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(zip_longest, "itertools.zip_longest", ZipLongestObject,
                                    TYPE_FLAG_SUBCLASSABLE),
              .new_instance = zip_longest_new},
    .module = "itertools",
    .doc = "zip_longest(*iterables, fillvalue=None) --> zip_longest object\n\nLike zip, but ends "
           "with the longest iterable; what is missing is the fill value.",
};
