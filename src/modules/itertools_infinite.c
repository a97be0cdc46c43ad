/* itertools.count, cycle, repeat */
#include "modules/fields.h"
#include "modules/itertools.h"
#include "object/arguments.h"
#include "object/float.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/container_support.h"

/* count */

typedef struct CountObject {
    Object header;
    Object *number; /* NULL: small holds it */
    Object *step;   /* NULL: 1 */
    int64_t small;
} CountObject;

FIELDS_LIFE(count, CountObject, 2)

static const ArgumentSpec COUNT = {"count", {"start", "step"}, 0, 2, 0, 2};

static inline bool is_plain_int(const Object *object) {
    return object_type_id(object) == TYPE_INT && !int_is_big(object);
}

static bool is_number(const Runtime *rt, const Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    return slots->index || slots->to_float || slots->to_int || type_is_complex(rt, object);
}

static NEW_REF Object *count_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                 Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &COUNT, args, given, keyword_names, out)) {
        return NULL;
    }
    if ((out[0] && !is_number(rt, out[0])) || (out[1] && !is_number(rt, out[1]))) {
        return raise_type_error(rt, "a number is required");
    }
    CountObject *self = (CountObject *)object_new_container(rt, type->type_id, sizeof(CountObject));
    if (!self) {
        return NULL;
    }
    bool by_one = !out[1] || (is_plain_int(out[1]) && int_small_value(out[1]) == 1);
    if (by_one && (!out[0] || is_plain_int(out[0]))) {
        self->small = out[0] ? int_small_value(out[0]) : 0;
        return (Object *)self;
    }
    self->number = out[0] ? retain(out[0]) : int_from_int64(rt, 0);
    self->step = out[1] ? retain(out[1]) : int_from_int64(rt, 1);
    if (!self->number || !self->step) {
        release(rt, (Object *)self);
        return NULL;
    }
    return (Object *)self;
}

static NEW_REF Object *count_next(Runtime *rt, Object *object) {
    CountObject *self = (CountObject *)object;
    if (LIKELY(!self->number)) {
        if (LIKELY(self->small < INT64_MAX)) {
            Object *number = int_from_int64(rt, self->small);
            self->small += number != NULL;
            return number;
        }
        self->number = int_from_int64(rt, self->small);
        if (!self->number) {
            return NULL;
        }
    }
    if (!self->step && !(self->step = int_from_int64(rt, 1))) {
        return NULL;
    }
    Object *number = retain(self->number); /* the addition may ask for the next number too */
    Object *next = object_binary(rt, number, self->step, BINARY_ADD);
    if (!next) {
        release(rt, number);
        return NULL;
    }
    REPLACE_REF(rt, &self->number, next);
    return number;
}

static NEW_REF Object *count_number(Runtime *rt, CountObject *self) {
    return self->number ? retain(self->number) : int_from_int64(rt, self->small);
}

static bool count_is_by_one(const CountObject *self) {
    return !self->step || (is_plain_int(self->step) && int_small_value(self->step) == 1);
}

static NEW_REF Object *count_repr(Runtime *rt, Object *object) {
    CountObject *self = (CountObject *)object;
    Object *number = count_number(rt, self);
    if (!number) {
        return NULL;
    }
    Object *text = count_is_by_one(self) ? str_format(rt, "count(%R)", number)
                                         : str_format(rt, "count(%R, %R)", number, self->step);
    release(rt, number);
    return text;
}

static NEW_REF Object *count_reduce(Runtime *rt, Object *object) {
    CountObject *self = (CountObject *)object;
    TypeObject *type = type_of(rt, object);
    Object *number = type ? count_number(rt, self) : NULL;
    Object *args = NULL;
    if (number) {
        args = count_is_by_one(self) ? tuple_pack(rt, 1, number)
                                     : tuple_pack(rt, 2, number, self->step);
    }
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, args);
    return result;
}

static const MethodRow count_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", count_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec itertools_count_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(count, "itertools.count", CountObject, TYPE_FLAG_SUBCLASSABLE),
              .new_instance = count_new, .repr = count_repr},
    .methods = count_methods,
    .module = "itertools",
    .doc = "count(start=0, step=1)\n--\n\nstart, start + step, start + 2 * step, … without end.",
};

/* cycle */

typedef struct CycleObject {
    Object header;
    Object *iterator; /* NULL: the first round is over */
    Object *saved;    /* list */
    size_t position;  /* in saved */
} CycleObject;

FIELDS_LIFE(cycle, CycleObject, 2)

static NEW_REF Object *cycle_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                 Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_OBJECT, "cycle", keyword_names) ||
        !arguments_check_count(rt, "cycle", given, 1, 1)) {
        return NULL;
    }
    CycleObject *self = (CycleObject *)object_new_container(rt, type->type_id, sizeof(CycleObject));
    if (self) {
        self->iterator = object_iter(rt, args[0]);
        self->saved = self->iterator ? list_new(rt, 0) : NULL;
        if (!self->saved) {
            release(rt, (Object *)self);
            return NULL;
        }
    }
    return (Object *)self;
}

static NEW_REF Object *cycle_next(Runtime *rt, Object *object) {
    CycleObject *self = (CycleObject *)object;
    if (self->iterator) {
        Object *iterator = retain(self->iterator); /* it may ask this object, and so end */
        Object *item = container_stack_low(rt) ? NULL : object_next(rt, iterator);
        release(rt, iterator);
        if (item) {
            if (!list_append(rt, self->saved, item)) {
                release(rt, item);
                return NULL;
            }
            return item;
        }
        if (error_pending(rt)) {
            return NULL;
        }
        CLEAR_REF(rt, &self->iterator);
    }
    size_t length = list_length(self->saved);
    if (length == 0) {
        return NULL;
    }
    if (self->position >= length) {
        self->position = 0;
    }
    return retain(list_get(self->saved, self->position++));
}

const TypeSpec itertools_cycle_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(cycle, "itertools.cycle", CycleObject, TYPE_FLAG_SUBCLASSABLE),
              .new_instance = cycle_new},
    .module = "itertools",
    .doc = "cycle(iterable, /)\n--\n\nThe items of the iterable again and again.",
};

/* repeat */

typedef struct RepeatObject {
    Object header;
    Object *item;
    int64_t left; /* -1: without end */
} RepeatObject;

FIELDS_LIFE(repeat, RepeatObject, 1)

static const ArgumentSpec REPEAT = {"repeat", {"object", "times"}, 0, 2, 1, 2};

static NEW_REF Object *repeat_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                  Object *keyword_names) {
    Object *out[2];
    int64_t times = -1;
    if (!arguments_parse(rt, &REPEAT, args, given, keyword_names, out) ||
        (out[1] && !object_as_int64(rt, out[1], &times))) {
        return NULL;
    }
    RepeatObject *self =
        (RepeatObject *)object_new_container(rt, type->type_id, sizeof(RepeatObject));
    if (self) {
        self->item = retain(out[0]);
        self->left = out[1] && times < 0 ? 0 : times;
    }
    return (Object *)self;
}

static NEW_REF Object *repeat_next(Runtime *rt, Object *object) {
    (void)rt;
    RepeatObject *self = (RepeatObject *)object;
    if (self->left == 0) {
        return NULL;
    }
    self->left -= self->left > 0;
    return retain(self->item);
}

static NEW_REF Object *repeat_repr(Runtime *rt, Object *object) {
    RepeatObject *self = (RepeatObject *)object;
    return self->left < 0 ? str_format(rt, "repeat(%R)", self->item)
                          : str_format(rt, "repeat(%R, %lld)", self->item, (long long)self->left);
}

static NEW_REF Object *repeat_length_hint(Runtime *rt, Object *object) {
    RepeatObject *self = (RepeatObject *)object;
    return self->left < 0 ? raise_type_error(rt, "len() of unsized object")
                          : int_from_int64(rt, self->left);
}

static NEW_REF Object *repeat_reduce(Runtime *rt, Object *object) {
    RepeatObject *self = (RepeatObject *)object;
    TypeObject *type = type_of(rt, object);
    Object *left = type && self->left >= 0 ? int_from_int64(rt, self->left) : NULL;
    if (!type || (self->left >= 0 && !left)) {
        return NULL;
    }
    Object *args = left ? tuple_pack(rt, 2, self->item, left) : tuple_pack(rt, 1, self->item);
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, args);
    return result;
}

static const MethodRow repeat_methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", repeat_length_hint, "How many items are left."),
    METHOD_ROW_NOARGS("__reduce__", repeat_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec itertools_repeat_type = {
    .slots = {FIELDS_ITERATOR_SLOTS(repeat, "itertools.repeat", RepeatObject,
                                    TYPE_FLAG_SUBCLASSABLE),
              .new_instance = repeat_new, .repr = repeat_repr},
    .methods = repeat_methods,
    .module = "itertools",
    .doc = "repeat(object [,times]) -> an iterator that gives the object the given number of "
           "times, or without end.",
};
