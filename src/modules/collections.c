/* _collections: the module, and its small parts _tuplegetter and _count_elements. */
#include "modules/collections.h"

#include "modules/fields.h"
#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/key_hash.h"
#include "object/tuple.h"

CollectionsState *collections_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_COLLECTIONS, sizeof(CollectionsState));
}

/* _tuplegetter: the fields of named tuples, as descriptors. */

typedef struct TupleGetterObject {
    Object header;
    Object *doc;
    int64_t idx;
} TupleGetterObject;

FIELDS_LIFE(tuple_getter, TupleGetterObject, 1)

static NEW_REF Object *tuple_getter_new(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    int64_t idx;
    if (!arguments_no_keywords(rt, "_tuplegetter", keyword_names) ||
        !arguments_check_count(rt, "_tuplegetter", count, 2, 2) ||
        !object_as_int64(rt, args[0], &idx)) {
        return NULL;
    }
    TupleGetterObject *self =
        (TupleGetterObject *)object_new_container(rt, type->type_id, sizeof(TupleGetterObject));
    if (self) {
        self->doc = retain(args[1]);
        self->idx = idx;
    }
    return (Object *)self;
}

static NEW_REF Object *tuple_getter_get(Runtime *rt, Object *object, Object *instance,
                                        Object *owner) {
    (void)owner;
    TupleGetterObject *self = (TupleGetterObject *)object;
    if (!instance || (instance == NONE && owner != (Object *)rt->type_objects[TYPE_NONE])) {
        return retain(object);
    }
    if (!type_is_tuple(rt, instance)) {
        return raise_type_error(
            rt, "descriptor for index '%lld' for tuple subclasses doesn't apply to '%s' object",
            (long long)self->idx, type_name_of(rt, instance));
    }
    if (self->idx < 0 || (size_t)self->idx >= tuple_length(instance)) {
        return raise_index_error(rt, "tuple index out of range");
    }
    return retain(tuple_get(instance, (size_t)self->idx));
}

static bool tuple_getter_set(Runtime *rt, Object *self, Object *instance, Object *value) {
    (void)self;
    (void)instance;
    raise_format(rt, TYPE_ATTRIBUTE_ERROR,
                 value ? "can't set attribute" : "can't delete attribute");
    return false;
}

static NEW_REF Object *tuple_getter_reduce(Runtime *rt, Object *object) {
    TupleGetterObject *self = (TupleGetterObject *)object;
    TypeObject *type = type_of(rt, object);
    Object *idx = type ? int_from_int64(rt, self->idx) : NULL;
    Object *args = idx ? tuple_pack(rt, 2, idx, self->doc) : NULL;
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, idx);
    release_nullable(rt, args);
    return result;
}

static NEW_REF Object *tuple_getter_repr(Runtime *rt, Object *object) {
    TupleGetterObject *self = (TupleGetterObject *)object;
    return str_format(rt, "%s(%lld, %R)", type_short_name(slots_of(rt, object)),
                      (long long)self->idx, self->doc);
}

static NEW_REF Object *tuple_getter_doc(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((TupleGetterObject *)self)->doc);
}

static bool tuple_getter_set_doc(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &((TupleGetterObject *)self)->doc, retain(value ? value : NONE));
    return true;
}

static const MethodRow tuple_getter_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", tuple_getter_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

static const AttributeRow tuple_getter_attributes[] = {
    {"__doc__", tuple_getter_doc, tuple_getter_set_doc, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec tuple_getter_type = {
    .slots = {.name = "_collections._tuplegetter",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(TupleGetterObject),
              .dealloc = tuple_getter_dealloc,
              .traverse = tuple_getter_traverse,
              .new_instance = tuple_getter_new,
              .repr = tuple_getter_repr,
              .descriptor_get = tuple_getter_get,
              .descriptor_set = tuple_getter_set},
    .methods = tuple_getter_methods,
    .attributes = tuple_getter_attributes,
    .module = "_collections",
};

/* _count_elements: what Counter.update does for each element. */

/* A dict whose get and [] = are dict's own. The slot does not tell: Counter has a del of its own.
 */
static bool counts_plainly(Runtime *rt, Object *mapping) {
    if (object_type_id(mapping) == TYPE_DICT) {
        return true;
    }
    TypeObject *type = type_is_dict(rt, mapping) ? type_of(rt, mapping) : NULL;
    TypeObject *dict_type = type ? type_object(rt, TYPE_DICT) : NULL;
    static const size_t methods[] = {NAME_get, NAME___setitem__};
    bool plain = dict_type != NULL;
    for (size_t i = 0; plain && i < COUNT_OF(methods); i++) {
        Object *name = rt->names[methods[i]];
        plain = type_lookup(rt, type, name) == type_lookup(rt, dict_type, name);
    }
    return plain;
}

static bool count_plainly(Runtime *rt, Object *dict, Object *element, Object *one) {
    int64_t hash = key_hash(rt, element);
    if (hash == -1) {
        return false;
    }
    Object *old = dict_get_hashed(rt, dict, element, hash);
    if (!old) {
        return !error_pending(rt) && dict_set_hashed(rt, dict, element, one, hash);
    }
    retain(old);
    Object *sum = object_binary(rt, old, one, BINARY_ADD);
    release(rt, old);
    bool done = sum && dict_set_hashed(rt, dict, element, sum, hash);
    release_nullable(rt, sum);
    return done;
}

static bool count_generally(Runtime *rt, Object *mapping, Object *element, Object *one) {
    Object *zero = int_from_int64(rt, 0);
    Object *args[2] = {element, zero};
    Object *old = zero ? object_call_method(rt, mapping, rt->names[NAME_get], args, 2) : NULL;
    Object *sum = old ? object_binary(rt, old, one, BINARY_ADD) : NULL;
    bool done = sum && object_set_item(rt, mapping, element, sum);
    release_nullable(rt, zero);
    release_nullable(rt, old);
    release_nullable(rt, sum);
    return done;
}

static NEW_REF Object *count_elements(Runtime *rt, Object *module, Object *const *args,
                                      size_t count) {
    (void)module;
    (void)count;
    bool plain = counts_plainly(rt, args[0]);
    if (error_pending(rt)) {
        return NULL;
    }
    Object *one = int_from_int64(rt, 1);
    Object *iterator = one ? object_iter(rt, args[1]) : NULL;
    bool done = iterator != NULL;
    Object *element;
    while (done && (element = object_next(rt, iterator)) != NULL) {
        done = plain ? count_plainly(rt, args[0], element, one)
                     : count_generally(rt, args[0], element, one);
        release(rt, element);
    }
    release_nullable(rt, iterator);
    release_nullable(rt, one);
    return done && !error_pending(rt) ? retain(NONE) : NULL;
}

/* The module. */

/* name NULL: a type without a name in the module. */
static bool add_type(Runtime *rt, Object *dict, const TypeSpec *spec, const char *name,
                     uint32_t *type_id) {
    TypeObject *type = type_register(rt, spec, type_id);
    return type && (!name || dict_set_cstring(rt, dict, name, (Object *)type));
}

static bool populate(Runtime *rt, Object *dict) {
    CollectionsState *state = collections_state(rt);
    return state && add_type(rt, dict, &collections_deque_type, "deque", &state->deque) &&
           add_type(rt, dict, &collections_deque_iterator_type, "_deque_iterator",
                    &state->deque_iterator) &&
           add_type(rt, dict, &collections_deque_reverse_iterator_type, "_deque_reverse_iterator",
                    &state->deque_reverse_iterator) &&
           add_type(rt, dict, &collections_defaultdict_type, "defaultdict", &state->defaultdict) &&
           add_type(rt, dict, &collections_ordered_dict_type, "OrderedDict",
                    &state->ordered_dict) &&
           add_type(rt, dict, &collections_ordered_keys_type, NULL, &state->ordered_keys) &&
           add_type(rt, dict, &collections_ordered_values_type, NULL, &state->ordered_values) &&
           add_type(rt, dict, &collections_ordered_items_type, NULL, &state->ordered_items) &&
           add_type(rt, dict, &tuple_getter_type, "_tuplegetter", &state->tuple_getter);
}

static const MethodRow functions[] = {
    METHOD_ROW_POSITIONAL("_count_elements", count_elements, 2, 2,
                          "_count_elements($module, mapping, iterable, /)\n--\n\nCounts the "
                          "elements of the iterable in the mapping."),
    METHOD_ROW_END,
};

const ModuleSpec collections_module = {
    .name = "_collections",
    .doc = "High performance data structures: deque, defaultdict, OrderedDict.",
    .functions = functions,
    .populate = populate,
};
