/* functools.partial */
#include "modules/fields.h"
#include "modules/functools.h"
#include "object/native.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include <string.h>

typedef struct PartialObject {
    Object header;
    Object *function;
    Object *args;       /* tuple */
    Object *keywords;   /* dict */
    Object *attributes; /* __dict__; NULL until asked for */
} PartialObject;

FIELDS_LIFE(partial, PartialObject, 4)

static void partial_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((PartialObject *)self)->attributes);
}

static inline PartialObject *as_partial(Object *self) {
    return (PartialObject *)self;
}

static NEW_REF Object *concat_args(Runtime *rt, Object *before, Object *const *args, size_t count) {
    size_t first = before ? tuple_length(before) : 0;
    Object *tuple = tuple_new(rt, first + count);
    if (tuple) {
        for (size_t i = 0; i < first; i++) {
            tuple_items(tuple)[i] = retain(tuple_get(before, i));
        }
        for (size_t i = 0; i < count; i++) {
            tuple_items(tuple)[first + i] = retain(args[i]);
        }
    }
    return tuple;
}

/* A new dict of the keywords before, if any, and those of a call. */
static NEW_REF Object *merge_keywords(Runtime *rt, Object *before, Object *const *values,
                                      Object *keyword_names) {
    Object *dict = before ? dict_copy(rt, before) : dict_new(rt);
    size_t count = keyword_names ? tuple_length(keyword_names) : 0;
    for (size_t i = 0; dict && i < count; i++) {
        if (!dict_set(rt, dict, tuple_get(keyword_names, i), values[i])) {
            release(rt, dict);
            return NULL;
        }
    }
    return dict;
}

static NEW_REF Object *partial_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                   Object *keyword_names) {
    if (count == 0) {
        return raise_type_error(rt, "type 'partial' takes at least one argument");
    }
    Object *function = args[0];
    if (!object_is_callable(rt, function)) {
        return raise_type_error(rt, "the first argument must be callable");
    }
    /* A partial of a partial calls the inner function itself. */
    Object *inner_args = NULL;
    Object *inner_keywords = NULL;
    uint32_t partial_id = functools_state(rt)->partial;
    if (object_type_id(function) == partial_id && type->type_id == partial_id &&
        !as_partial(function)->attributes) {
        inner_args = as_partial(function)->args;
        inner_keywords = as_partial(function)->keywords;
        function = as_partial(function)->function;
    }
    Object *all = concat_args(rt, inner_args, args + 1, count - 1);
    Object *keywords = all ? merge_keywords(rt, inner_keywords, args + count, keyword_names) : NULL;
    Object *self = keywords ? object_new_container(rt, type->type_id, sizeof(PartialObject)) : NULL;
    if (!self) {
        release_nullable(rt, all);
        release_nullable(rt, keywords);
        return NULL;
    }
    as_partial(self)->function = retain(function);
    as_partial(self)->args = all;
    as_partial(self)->keywords = keywords;
    return self;
}

/* function(*own args, *args) with the call's own keywords, if any. */
static NEW_REF Object *call_plainly(Runtime *rt, const PartialObject *self, Object *const *args,
                                    size_t count, Object *keyword_names) {
    size_t own = tuple_length(self->args);
    size_t total = own + count + (keyword_names ? tuple_length(keyword_names) : 0);
    Object *few[8] = {NULL};
    Object **all = few;
    if (total > COUNT_OF(few) && !(all = memory_allocate(rt, total * sizeof(Object *)))) {
        return NULL;
    }
    if (own > 0) {
        memcpy(all, tuple_items(self->args), own * sizeof(Object *));
    }
    if (total > own) {
        memcpy(all + own, args, (total - own) * sizeof(Object *));
    }
    Object *result = object_call(rt, self->function, all, own + count, keyword_names);
    if (all != few) {
        memory_free(rt, all);
    }
    return result;
}

static NEW_REF Object *partial_call(Runtime *rt, Object *object, Object *const *args, size_t count,
                                    Object *keyword_names) {
    PartialObject *self = as_partial(object);
    if (dict_length(self->keywords) == 0) {
        return call_plainly(rt, self, args, count, keyword_names);
    }
    Object *all = concat_args(rt, self->args, args, count);
    Object *keywords = all ? merge_keywords(rt, self->keywords, args + count, keyword_names) : NULL;
    Object *result = keywords ? object_call_unpacked(rt, self->function, all, keywords) : NULL;
    release_nullable(rt, all);
    release_nullable(rt, keywords);
    return result;
}

static NEW_REF Object *partial_repr(Runtime *rt, Object *object) {
    PartialObject *self = as_partial(object);
    if (object_has_flag(object, OBJECT_TYPE_FLAG_A)) {
        return str_from_cstring(rt, "...");
    }
    object_set_flag(object, OBJECT_TYPE_FLAG_A);
    StrWriter writer;
    writer_init(&writer);
    Object *name = str_format(rt, "%s(", slots_of(rt, object)->name);
    bool done = name && writer_str(rt, &writer, name) && writer_repr(rt, &writer, self->function);
    for (size_t i = 0; done && i < tuple_length(self->args); i++) {
        done =
            writer_cstring(rt, &writer, ", ") && writer_repr(rt, &writer, tuple_get(self->args, i));
    }
    size_t position = 0;
    Object *key, *value;
    while (done && dict_next(self->keywords, &position, &key, &value)) {
        Object *pair = str_format(rt, ", %S=%R", key, value);
        done = pair && writer_str(rt, &writer, pair);
        release_nullable(rt, pair);
    }
    done = done && writer_cstring(rt, &writer, ")");
    release_nullable(rt, name);
    object_clear_flag(object, OBJECT_TYPE_FLAG_A);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* (type, (function,), (function, args, keywords, __dict__ or None)) */
static NEW_REF Object *partial_reduce(Runtime *rt, Object *object) {
    PartialObject *self = as_partial(object);
    TypeObject *type = type_of(rt, object);
    Object *args = type ? tuple_pack(rt, 1, self->function) : NULL;
    Object *state = args ? tuple_pack(rt, 4, self->function, self->args, self->keywords,
                                      self->attributes ? self->attributes : NONE)
                         : NULL;
    Object *result = state ? tuple_pack(rt, 3, (Object *)type, args, state) : NULL;
    release_nullable(rt, args);
    release_nullable(rt, state);
    return result;
}

static NEW_REF Object *partial_setstate(Runtime *rt, Object *object, Object *state) {
    PartialObject *self = as_partial(object);
    bool valid = type_is_tuple(rt, state) && tuple_length(state) == 4;
    Object *const *parts = valid ? tuple_items(state) : NULL;
    if (!valid || !object_is_callable(rt, parts[0]) || !type_is_tuple(rt, parts[1]) ||
        (parts[2] != NONE && !type_is_dict(rt, parts[2]))) {
        return raise_type_error(rt, "invalid partial state");
    }
    Object *args = tuple_from_array(rt, tuple_items(parts[1]), tuple_length(parts[1]));
    Object *keywords = NULL;
    if (args) {
        keywords = parts[2] == NONE ? dict_new(rt) : dict_copy(rt, parts[2]);
    }
    if (!keywords) {
        release_nullable(rt, args);
        return NULL;
    }
    REPLACE_REF(rt, &self->function, retain(parts[0]));
    REPLACE_REF(rt, &self->args, args);
    REPLACE_REF(rt, &self->keywords, keywords);
    REPLACE_REF(rt, &self->attributes, parts[3] == NONE ? NULL : retain(parts[3]));
    return retain(NONE);
}

static NEW_REF Object *get_function(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_partial(self)->function);
}

static NEW_REF Object *get_args(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_partial(self)->args);
}

static NEW_REF Object *get_keywords(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_partial(self)->keywords);
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__reduce__", partial_reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", partial_setstate, "For copying and pickling."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"func", get_function, native_read_only, "function object to use in future partial calls"},
    {"args", get_args, native_read_only, "tuple of arguments to future partial calls"},
    {"keywords", get_keywords, native_read_only,
     "dictionary of keyword arguments to future partial calls"},
    {"__dict__", fields_get_dict, fields_set_dict, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec functools_partial_type = {
    .slots = {.name = "functools.partial",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                       TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(PartialObject),
              .dict_offset = offsetof(PartialObject, attributes),
              .dealloc = partial_dealloc,
              .traverse = partial_traverse,
              .clear = partial_clear,
              .new_instance = partial_new,
              .call = partial_call,
              .repr = partial_repr},
    .methods = methods,
    .attributes = attributes,
    .module = "functools",
    .doc = "partial(func, *args, **keywords) - a function with some of its arguments given.",
};
