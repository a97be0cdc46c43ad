/* collections.defaultdict: a dict that makes what is missing. */
#include "modules/collections.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/container_support.h"

typedef struct DefaultDictObject {
    DictObject base;
    Object *factory; /* NULL: None */
} DefaultDictObject;

static inline DefaultDictObject *as_default(Object *self) {
    return (DefaultDictObject *)self;
}

static void dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_default(self)->factory);
    dict_dealloc_table(rt, self);
    object_free_container(rt, self, sizeof(DefaultDictObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (as_default(self)->factory) {
        visit(as_default(self)->factory, context);
    }
    dict_traverse(self, visit, context);
}

static void clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_default(self)->factory);
    dict_clear(rt, self);
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, sizeof(DefaultDictObject));
}

static bool init(Runtime *rt, Object *self, Object *const *args, size_t count,
                 Object *keyword_names) {
    Object *factory = NULL;
    if (count > 0) {
        factory = args[0];
        if (factory != NONE && !object_is_callable(rt, factory)) {
            raise_type_error(rt, "first argument must be callable or None");
            return false;
        }
        args++;
        count--;
    }
    Object *new_factory = factory && factory != NONE ? retain(factory) : NULL;
    REPLACE_REF(rt, &as_default(self)->factory, new_factory);
    return rt->slots[TYPE_DICT]->init(rt, self, args, count, keyword_names);
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    Object *base = rt->slots[TYPE_DICT]->repr(rt, self);
    if (!base) {
        return NULL;
    }
    Object *factory = as_default(self)->factory ? as_default(self)->factory : NONE;
    /* A factory that is a method of this very dict would come back here. */
    Object *text = NULL;
    if (object_has_flag(self, OBJECT_TYPE_FLAG_B)) {
        text = str_from_cstring(rt, "...");
    } else {
        object_set_flag(self, OBJECT_TYPE_FLAG_B);
        text = object_repr(rt, factory);
        object_clear_flag(self, OBJECT_TYPE_FLAG_B);
    }
    Object *result =
        text ? str_format(rt, "%s(%U, %U)", type_short_name(slots_of(rt, self)), text, base) : NULL;
    release_nullable(rt, text);
    release(rt, base);
    return result;
}

static NEW_REF Object *missing(Runtime *rt, Object *self, Object *key) {
    Object *factory = as_default(self)->factory;
    if (!factory) {
        return raise_key_error(rt, key);
    }
    retain(factory);
    Object *value = object_call_noargs(rt, factory);
    release(rt, factory);
    if (value && !object_set_item(rt, self, key, value)) {
        release(rt, value);
        return NULL;
    }
    return value;
}

static NEW_REF Object *get_item(Runtime *rt, Object *self, Object *key) {
    Object *value = dict_get(rt, self, key);
    if (value || error_pending(rt)) {
        return retain_nullable(value);
    }
    if (object_type_id(self) == collections_state(rt)->defaultdict) {
        return missing(rt, self, key);
    }
    bool absent = false;
    return object_call_special(rt, self, NAME___missing__, &key, 1, &absent);
}

static NEW_REF Object *copy(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *factory = as_default(self)->factory ? as_default(self)->factory : NONE;
    return type ? object_call_two(rt, (Object *)type, factory, self) : NULL;
}

static NEW_REF Object *or_dicts(Runtime *rt, Object *a, Object *b) {
    if (!type_is_dict(rt, a) || !type_is_dict(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    Object *self = type_is_instance(rt, a, collections_state(rt)->defaultdict) ? a : b;
    TypeObject *type = type_of(rt, self);
    Object *factory = as_default(self)->factory ? as_default(self)->factory : NONE;
    Object *result = type ? object_call_two(rt, (Object *)type, factory, a) : NULL;
    if (result && !dict_update(rt, result, b)) {
        release(rt, result);
        return NULL;
    }
    return result;
}

/* (type, (factory,) or (), None, None, iterator over the items) */
static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *factory = as_default(self)->factory;
    Object *args = NULL;
    if (type) {
        args = factory ? tuple_pack(rt, 1, factory) : tuple_empty(rt);
    }
    Object *items = args ? object_call_method_cstring(rt, self, "items", NULL, 0) : NULL;
    Object *iterator = items ? object_iter(rt, items) : NULL;
    Object *result =
        iterator ? tuple_pack(rt, 5, (Object *)type, args, NONE, NONE, iterator) : NULL;
    release_nullable(rt, args);
    release_nullable(rt, items);
    release_nullable(rt, iterator);
    return result;
}

static NEW_REF Object *get_factory(Runtime *rt, Object *self) {
    (void)rt;
    Object *factory = as_default(self)->factory;
    return retain(factory ? factory : NONE);
}

static bool set_factory(Runtime *rt, Object *self, Object *value) {
    Object *factory = value && value != NONE ? retain(value) : NULL;
    REPLACE_REF(rt, &as_default(self)->factory, factory);
    return true;
}

static const MethodRow methods[] = {
    METHOD_ROW_ONE("__missing__", missing,
                   "__missing__(key): makes a value with the factory, stores and returns it; "
                   "KeyError without a factory."),
    METHOD_ROW_NOARGS("copy", copy, "D.copy() -> a shallow copy of D."),
    METHOD_ROW_NOARGS("__copy__", copy, "D.copy() -> a shallow copy of D."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"default_factory", get_factory, set_factory, "What makes the value of a missing key."},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots numbers = {
    .binary = {[BINARY_OR] = or_dicts},
    .inplace = {[BINARY_OR] = dict_inplace_or},
};

const TypeSpec collections_defaultdict_type = {
    .slots =
        {
            .name = "collections.defaultdict",
            .base_id = TYPE_DICT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MAPPING |
                     TYPE_FLAG_MATCH_SELF | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE |
                     TYPE_FLAG_DICT_SUBCLASS,
            .basic_size = sizeof(DefaultDictObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .clear = clear,
            .new_instance = new_instance,
            .init = init,
            .repr = repr,
            .get_item = get_item,
            .numbers = &numbers,
        },
    .methods = methods,
    .attributes = attributes,
    .module = "collections",
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe "
           "factory is called without arguments to make the value of a key that is missing.",
};
