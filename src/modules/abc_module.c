/* _abc: the registry and the caches of abstract base classes.
 *
 * Each such class has an _abc_impl object: weak references to the classes registered with it, to
 * those found to be subclasses and to those found not to be. What was found negative holds until
 * anything is registered anywhere (invalidation counter). */
#include "modules/abc_module.h"

#include "modules/module_state.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/weakref.h"

typedef struct AbcState {
    uint32_t impl_type;
    uint64_t invalidation;
} AbcState;

typedef struct AbcImpl {
    Object header;
    Object *registry, *cache, *negative; /* sets of weak references; NULL until needed */
    uint64_t negative_version;
} AbcImpl;

static AbcState *abc_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_ABC, sizeof(AbcState));
}

static void impl_traverse(Object *self, VisitFunction visit, void *context) {
    AbcImpl *impl = (AbcImpl *)self;
    Object *fields[3] = {impl->registry, impl->cache, impl->negative};
    for (int idx = 0; idx < 3; idx++) {
        if (fields[idx]) {
            visit(fields[idx], context);
        }
    }
}

static void impl_clear(Runtime *rt, Object *self) {
    AbcImpl *impl = (AbcImpl *)self;
    CLEAR_REF(rt, &impl->registry);
    CLEAR_REF(rt, &impl->cache);
    CLEAR_REF(rt, &impl->negative);
}

static void impl_dealloc(Runtime *rt, Object *self) {
    impl_clear(rt, self);
    object_free_container(rt, self, sizeof(AbcImpl));
}

static const TypeSpec impl_spec = {
    .slots =
        {
            .name = "_abc._abc_data",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(AbcImpl),
            .dealloc = impl_dealloc,
            .traverse = impl_traverse,
            .clear = impl_clear,
        },
    .module = "_abc",
};

/* The data of an ABC, borrowed from the class. */
static AbcImpl *get_impl(Runtime *rt, Object *cls) {
    Object *impl = object_get_attr(rt, cls, rt->names[NAME__abc_impl]);
    if (!impl) {
        return NULL;
    }
    release(rt, impl);
    if (object_type_id(impl) != abc_state(rt)->impl_type) {
        return raise_type_error(rt, "_abc_impl is set to a wrong type");
    }
    return (AbcImpl *)impl;
}

/* ---- sets of weak references ---- */

static int set_has(Runtime *rt, Object *set, Object *cls) {
    if (!set || !set_length(set)) {
        return 0;
    }
    Object *reference = weakref_new(rt, cls, NULL);
    if (!reference) {
        if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
            return 0;
        }
        return -1;
    }
    int found = set_contains(rt, set, reference);
    release(rt, reference);
    return found;
}

/* Called when a class in one of the sets goes. self: a weak reference to the set. */
static Object *forget(Runtime *rt, Object *self, Object *reference) {
    Object *set = self ? weakref_get(self) : NULL;
    if (set) {
        int removed = set_discard(rt, set, reference);
        release(rt, set);
        if (removed < 0) {
            return NULL;
        }
    }
    return retain(NONE);
}

static const MethodRow FORGET_ROW = METHOD_ROW_ONE("_destroy", forget, NULL);

static bool set_add_weak(Runtime *rt, Object **set, Object *cls) {
    if (!*set) {
        *set = set_new(rt, NULL);
        if (!*set) {
            return false;
        }
    }
    Object *to_set = weakref_new(rt, *set, NULL);
    Object *callback = to_set ? native_function_new(rt, &FORGET_ROW, to_set, NULL) : NULL;
    Object *reference = callback ? weakref_new(rt, cls, callback) : NULL;
    bool done = reference && set_add(rt, *set, reference);
    release_nullable(rt, to_set);
    release_nullable(rt, callback);
    release_nullable(rt, reference);
    return done;
}

/* ---- abstract methods ---- */

static int is_abstract(Runtime *rt, Object *value) {
    bool missing;
    Object *name = str_from_cstring(rt, "__isabstractmethod__");
    Object *flag = name ? object_get_attr_optional(rt, value, name, &missing) : NULL;
    release_nullable(rt, name);
    if (!flag) {
        return name && missing ? 0 : -1;
    }
    int truth = object_is_true(rt, flag);
    release(rt, flag);
    return truth;
}

/* Adds names of base's abstract methods that cls still has abstract. */
static bool add_inherited(Runtime *rt, Object *cls, Object *base, Object *abstracts) {
    bool missing;
    Object *names =
        object_get_attr_optional(rt, base, rt->names[NAME___abstractmethods__], &missing);
    if (!names) {
        return missing;
    }
    Object *list = list_from_iterable(rt, names);
    release(rt, names);
    bool done = list != NULL;
    for (size_t idx = 0; done && idx < list_length(list); idx++) {
        Object *name = list_get(list, idx);
        Object *value = object_get_attr_optional(rt, cls, name, &missing);
        if (!value) {
            done = missing;
            continue;
        }
        int abstract = is_abstract(rt, value);
        release(rt, value);
        done = abstract >= 0 && (!abstract || set_add(rt, abstracts, name));
    }
    release_nullable(rt, list);
    return done;
}

static bool compute_abstract_methods(Runtime *rt, Object *cls) {
    Object *dict = object_get_attr(rt, cls, rt->names[NAME___dict__]);
    Object *items = dict ? object_call_method_cstring(rt, dict, "items", NULL, 0) : NULL;
    Object *list = items ? list_from_iterable(rt, items) : NULL;
    Object *abstracts = list ? set_new(rt, NULL) : NULL;
    Object *bases = abstracts ? object_get_attr(rt, cls, rt->names[NAME___bases__]) : NULL;
    bool done = bases != NULL;
    for (size_t idx = 0; done && idx < list_length(list); idx++) {
        Object *pair = list_get(list, idx);
        int abstract = is_abstract(rt, tuple_get(pair, 1));
        done = abstract >= 0 && (!abstract || set_add(rt, abstracts, tuple_get(pair, 0)));
    }
    for (size_t idx = 0; done && idx < tuple_length(bases); idx++) {
        done = add_inherited(rt, cls, tuple_get(bases, idx), abstracts);
    }
    Object *frozen = done ? frozenset_new(rt, abstracts) : NULL;
    done = frozen && object_set_attr(rt, cls, rt->names[NAME___abstractmethods__], frozen);
    release_nullable(rt, frozen);
    release_nullable(rt, bases);
    release_nullable(rt, abstracts);
    release_nullable(rt, list);
    release_nullable(rt, items);
    release_nullable(rt, dict);
    return done;
}

static Object *abc_init(Runtime *rt, Object *self, Object *cls) {
    (void)self;
    AbcState *state = abc_state(rt);
    if (!compute_abstract_methods(rt, cls)) {
        return NULL;
    }
    Object *impl = object_new_container(rt, state->impl_type, sizeof(AbcImpl));
    if (!impl) {
        return NULL;
    }
    ((AbcImpl *)impl)->negative_version = state->invalidation;
    bool done = object_set_attr(rt, cls, rt->names[NAME__abc_impl], impl);
    release(rt, impl);
    if (!done) {
        return NULL;
    }
    /* Sequence and Mapping mark their subclasses for pattern matching. */
    Object *name = str_from_cstring(rt, "__abc_tpflags__");
    Object *flags = name ? dict_get(rt, type_dict(rt, (TypeObject *)cls), name) : NULL;
    if (flags && type_is_int(rt, flags) && !int_is_big(flags)) {
        int64_t bits = int_small_value(flags);
        TypeSlots *slots = ((TypeObject *)cls)->slots;
        slots->flags |=
            (bits & (1 << 5) ? TYPE_FLAG_SEQUENCE : 0) | (bits & (1 << 6) ? TYPE_FLAG_MAPPING : 0);
        if (!object_set_attr(rt, cls, name, NULL)) {
            release(rt, name);
            return NULL;
        }
    }
    release_nullable(rt, name);
    return name && !error_pending(rt) ? retain(NONE) : NULL;
}

/* Registered classes and their subclasses match patterns like the ABC does. */
static void inherit_pattern_flags(Runtime *rt, TypeObject *type, uint32_t flags) {
    if (!(type->slots->flags & TYPE_FLAG_CLASS)) {
        return;
    }
    type->slots->flags |= flags;
    for (uint32_t idx = 0; idx < type->subclass_count; idx++) {
        TypeObject *subclass = rt->type_objects[type->subclass_ids[idx]];
        if (subclass) {
            inherit_pattern_flags(rt, subclass, flags);
        }
    }
}

static Object *abc_register(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    Object *cls = args[0];
    Object *subclass = args[1];
    if (!type_is_type(rt, subclass)) {
        return raise_type_error(rt, "Can only register classes");
    }
    int already = object_is_subclass(rt, subclass, cls);
    if (already != 0) {
        return already < 0 ? NULL : retain(subclass);
    }
    int reverse = object_is_subclass(rt, cls, subclass);
    if (reverse != 0) {
        return reverse < 0 ? NULL
                           : raise_runtime_error(rt, "Refusing to create an inheritance cycle");
    }
    AbcImpl *impl = get_impl(rt, cls);
    if (!impl || !set_add_weak(rt, &impl->registry, subclass)) {
        return NULL;
    }
    abc_state(rt)->invalidation++;
    uint32_t flags = ((TypeObject *)cls)->slots->flags & (TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING);
    if (flags) {
        inherit_pattern_flags(rt, (TypeObject *)subclass, flags);
    }
    return retain(subclass);
}

/* ---- checks ---- */

static int subclass_of_registered(Runtime *rt, AbcImpl *impl, Object *subclass) {
    if (!impl->registry) {
        return 0;
    }
    Object *references = list_from_iterable(rt, impl->registry);
    int found = references ? 0 : -1;
    for (size_t idx = 0; found == 0 && idx < list_length(references); idx++) {
        Object *registered = weakref_get(list_get(references, idx));
        if (registered) {
            found = object_is_subclass(rt, subclass, registered);
            release(rt, registered);
        }
    }
    release_nullable(rt, references);
    return found;
}

static int subclass_of_subclasses(Runtime *rt, Object *cls, Object *subclass) {
    Object *subclasses = object_call_method_cstring(rt, cls, "__subclasses__", NULL, 0);
    if (!subclasses) {
        return -1;
    }
    if (object_type_id(subclasses) != TYPE_LIST) {
        raise_type_error(rt, "__subclasses__() must return a list");
        release(rt, subclasses);
        return -1;
    }
    int found = 0;
    for (size_t idx = 0; found == 0 && idx < list_length(subclasses); idx++) {
        found = object_is_subclass(rt, subclass, list_get(subclasses, idx));
    }
    release(rt, subclasses);
    return found;
}

/* 1, 0, -1; what is found is remembered. */
static int subclass_check(Runtime *rt, Object *cls, Object *subclass) {
    if (!type_is_type(rt, subclass)) {
        raise_type_error(rt, "issubclass() arg 1 must be a class");
        return -1;
    }
    AbcImpl *impl = get_impl(rt, cls);
    if (!impl) {
        return -1;
    }
    retain((Object *)impl);
    AbcState *state = abc_state(rt);
    int result = set_has(rt, impl->cache, subclass);
    if (result != 0) {
        goto end;
    }
    if (impl->negative_version < state->invalidation) {
        CLEAR_REF(rt, &impl->negative);
        impl->negative_version = state->invalidation;
    } else {
        int negative = set_has(rt, impl->negative, subclass);
        if (negative != 0) {
            result = negative < 0 ? -1 : 0;
            goto end;
        }
    }
    Object *answer = object_call_method(rt, cls, rt->names[NAME___subclasshook__], &subclass, 1);
    if (!answer) {
        result = -1;
        goto end;
    }
    if (answer == TRUE_OBJECT || answer == FALSE_OBJECT) {
        result = answer == TRUE_OBJECT;
    } else if (answer != NOT_IMPLEMENTED) {
        raise_format(rt, TYPE_ASSERTION_ERROR,
                     "__subclasshook__ must return either False, True, or NotImplemented");
        release(rt, answer);
        result = -1;
        goto end;
    } else {
        result = type_is_subtype((TypeObject *)subclass, (TypeObject *)cls);
        if (result == 0) {
            result = subclass_of_registered(rt, impl, subclass);
        }
        if (result == 0) {
            result = subclass_of_subclasses(rt, cls, subclass);
        }
    }
    release(rt, answer);
    if (result >= 0 && !set_add_weak(rt, result ? &impl->cache : &impl->negative, subclass)) {
        result = -1;
    }
end:
    release(rt, (Object *)impl);
    return result;
}

static Object *abc_subclasscheck(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int result = subclass_check(rt, args[0], args[1]);
    return result < 0 ? NULL : retain(bool_object(result));
}

static Object *abc_instancecheck(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    Object *cls = args[0];
    Object *instance = args[1];
    AbcImpl *impl = get_impl(rt, cls);
    Object *subclass = impl ? object_get_attr(rt, instance, rt->names[NAME___class__]) : NULL;
    if (!subclass) {
        return NULL;
    }
    int found = set_has(rt, impl->cache, subclass);
    Object *type = (Object *)type_of(rt, instance);
    Object *result = NULL;
    if (found > 0) {
        result = retain(TRUE_OBJECT);
    } else if (found == 0 && type) {
        result = object_call_method(rt, cls, rt->names[NAME___subclasscheck__], &subclass, 1);
        if (result && subclass != type && object_is_true(rt, result) == 0) {
            release(rt, result);
            result = object_call_method(rt, cls, rt->names[NAME___subclasscheck__], &type, 1);
        }
    }
    release(rt, subclass);
    return result;
}

/* ---- caches ---- */

static Object *abc_get_cache_token(Runtime *rt, Object *self) {
    (void)self;
    return int_from_uint64(rt, abc_state(rt)->invalidation);
}

static Object *abc_reset_registry(Runtime *rt, Object *self, Object *cls) {
    (void)self;
    AbcImpl *impl = get_impl(rt, cls);
    if (!impl) {
        return NULL;
    }
    CLEAR_REF(rt, &impl->registry);
    return retain(NONE);
}

static Object *abc_reset_caches(Runtime *rt, Object *self, Object *cls) {
    (void)self;
    AbcImpl *impl = get_impl(rt, cls);
    if (!impl) {
        return NULL;
    }
    CLEAR_REF(rt, &impl->cache);
    CLEAR_REF(rt, &impl->negative);
    return retain(NONE);
}

static Object *abc_get_dump(Runtime *rt, Object *self, Object *cls) {
    (void)self;
    AbcImpl *impl = get_impl(rt, cls);
    if (!impl) {
        return NULL;
    }
    Object *version = int_from_uint64(rt, impl->negative_version);
    Object *parts[4] = {set_new(rt, impl->registry), set_new(rt, impl->cache),
                        set_new(rt, impl->negative), version};
    Object *result = NULL;
    if (parts[0] && parts[1] && parts[2] && parts[3]) {
        result = tuple_from_array(rt, parts, 4);
    }
    for (int idx = 0; idx < 4; idx++) {
        release_nullable(rt, parts[idx]);
    }
    return result;
}

static const MethodRow ABC_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("get_cache_token", abc_get_cache_token,
                      "get_cache_token($module, /)\n--\n\nReturns the current ABC cache token."),
    METHOD_ROW_ONE("_abc_init", abc_init, NULL),
    METHOD_ROW_POSITIONAL("_abc_register", abc_register, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("_abc_instancecheck", abc_instancecheck, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("_abc_subclasscheck", abc_subclasscheck, 2, 2, NULL),
    METHOD_ROW_ONE("_reset_registry", abc_reset_registry, NULL),
    METHOD_ROW_ONE("_reset_caches", abc_reset_caches, NULL),
    METHOD_ROW_ONE("_get_dump", abc_get_dump, NULL),
    METHOD_ROW_END,
};

static bool abc_populate(Runtime *rt, Object *dict) {
    (void)dict;
    AbcState *state = abc_state(rt);
    return state && (state->impl_type || type_register(rt, &impl_spec, &state->impl_type));
}

const ModuleSpec abc_module = {
    .name = "_abc",
    .doc = "Module contains faster C implementation of abc.ABCMeta",
    .functions = ABC_FUNCTIONS,
    .populate = abc_populate,
};
