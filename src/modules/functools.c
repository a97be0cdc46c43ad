/* _functools: the module, reduce and cmp_to_key. */
#include "modules/functools.h"

#include "modules/fields.h"
#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"

FunctoolsState *functools_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_FUNCTOOLS, sizeof(FunctoolsState));
}

/* What cmp_to_key makes: without an object it is the key function, with one it is a key. */

typedef struct KeyWrapperObject {
    Object header;
    Object *function;
    Object *object; /* NULL: the key function */
} KeyWrapperObject;

FIELDS_LIFE(key_wrapper, KeyWrapperObject, 2)

static NEW_REF Object *key_wrapper_make(Runtime *rt, Object *function, Object *object) {
    KeyWrapperObject *self = (KeyWrapperObject *)object_new_container(
        rt, functools_state(rt)->key_wrapper, sizeof(KeyWrapperObject));
    if (self) {
        self->function = retain(function);
        self->object = retain_nullable(object);
    }
    return (Object *)self;
}

static const ArgumentSpec KEY = {"K", {"obj"}, 0, 1, 1, 1};

static NEW_REF Object *key_wrapper_call(Runtime *rt, Object *self, Object *const *args,
                                        size_t count, Object *keyword_names) {
    Object *object;
    if (!arguments_parse(rt, &KEY, args, count, keyword_names, &object)) {
        return NULL;
    }
    return key_wrapper_make(rt, ((KeyWrapperObject *)self)->function, object);
}

static NEW_REF Object *key_wrapper_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    uint32_t type_id = functools_state(rt)->key_wrapper;
    if (object_type_id(a) != type_id || object_type_id(b) != type_id) {
        return raise_type_error(rt, "other argument must be K instance");
    }
    KeyWrapperObject *left = (KeyWrapperObject *)a;
    KeyWrapperObject *right = (KeyWrapperObject *)b;
    if (!left->object || !right->object) {
        return raise_format(rt, TYPE_ATTRIBUTE_ERROR, "object");
    }
    Object *order = object_call_two(rt, left->function, left->object, right->object);
    Object *zero = order ? int_from_int64(rt, 0) : NULL;
    Object *result = zero ? object_compare(rt, order, zero, op) : NULL;
    release_nullable(rt, order);
    release_nullable(rt, zero);
    return result;
}

static NEW_REF Object *key_wrapper_get(Runtime *rt, Object *self) {
    (void)rt;
    Object *object = ((KeyWrapperObject *)self)->object;
    return retain(object ? object : NONE);
}

static bool key_wrapper_set(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &((KeyWrapperObject *)self)->object, retain_nullable(value));
    return true;
}

static const AttributeRow key_wrapper_attributes[] = {
    {"obj", key_wrapper_get, key_wrapper_set, "Value wrapped by a key function."},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec key_wrapper_type = {
    .slots = {.name = "functools.KeyWrapper",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_NO_NEW,
              .basic_size = sizeof(KeyWrapperObject),
              .dealloc = key_wrapper_dealloc,
              .traverse = key_wrapper_traverse,
              .call = key_wrapper_call,
              .hash = hash_not_implemented,
              .compare = key_wrapper_compare},
    .attributes = key_wrapper_attributes,
    .module = "functools",
};

static const ArgumentSpec CMP_TO_KEY = {"cmp_to_key", {"mycmp"}, 0, 1, 1, 1};

static NEW_REF Object *cmp_to_key(Runtime *rt, Object *module, Object *const *args, size_t count,
                                  Object *keyword_names) {
    (void)module;
    Object *function;
    if (!arguments_parse(rt, &CMP_TO_KEY, args, count, keyword_names, &function)) {
        return NULL;
    }
    return key_wrapper_make(rt, function, NULL);
}

/* reduce */

static NEW_REF Object *reduce(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    Object *iterator = object_iter(rt, args[1]);
    if (!iterator) {
        if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
            raise_type_error(rt, "reduce() arg 2 must support iteration");
        }
        return NULL;
    }
    Object *total = count > 2 ? retain(args[2]) : NULL;
    Object *item;
    while ((item = object_next(rt, iterator)) != NULL) {
        if (!total) {
            total = item;
            continue;
        }
        Object *result = object_call_two(rt, args[0], total, item);
        release(rt, total);
        release(rt, item);
        total = result;
        if (!total) {
            break;
        }
    }
    release(rt, iterator);
    if (error_pending(rt)) {
        release_nullable(rt, total);
        return NULL;
    }
    return total ? total : raise_type_error(rt, "reduce() of empty iterable with no initial value");
}

/* The module. */

static bool add_type(Runtime *rt, Object *dict, const TypeSpec *spec, const char *name,
                     uint32_t *type_id) {
    TypeObject *type = type_register(rt, spec, type_id);
    return type && (!name || dict_set_cstring(rt, dict, name, (Object *)type));
}

static bool populate(Runtime *rt, Object *dict) {
    FunctoolsState *state = functools_state(rt);
    return state && add_type(rt, dict, &functools_partial_type, "partial", &state->partial) &&
           add_type(rt, dict, &functools_lru_cache_type, "_lru_cache_wrapper", &state->lru_cache) &&
           add_type(rt, dict, &key_wrapper_type, NULL, &state->key_wrapper);
}

static const MethodRow functions[] = {
    METHOD_ROW_POSITIONAL("reduce", reduce, 2, 3,
                          "reduce(function, iterable[, initial]) -> value\n\nApplies a function of "
                          "two arguments cumulatively, from left to right."),
    METHOD_ROW_KEYWORDS("cmp_to_key", cmp_to_key,
                        "cmp_to_key($module, /, mycmp)\n--\n\nMakes a key function of a comparison "
                        "function."),
    METHOD_ROW_END,
};

const ModuleSpec functools_module = {
    .name = "_functools",
    .doc = "Tools that operate on functions.",
    .functions = functions,
    .populate = populate,
};
