/* module: a namespace. */
#include "object/module.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"

static ModuleObject *as_module(Object *object) {
    return (ModuleObject *)object;
}

static void module_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_module(self)->dict) {
        visit(as_module(self)->dict, context);
    }
}

static void module_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_module(self)->dict);
}

static void module_dealloc(Runtime *rt, Object *self) {
    module_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static NEW_REF Object *module_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                           size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    Object *self = object_new_container(rt, type->type_id, type->slots->basic_size);
    if (self) {
        as_module(self)->dict = dict_new(rt);
        if (!as_module(self)->dict) {
            CLEAR_REF(rt, &self);
        }
    }
    return self;
}

static const ArgumentSpec INIT_ARGUMENTS = {"module", {"name", "doc"}, 0, 2, 1, 2};

static bool module_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    static const int EMPTY_NAMES[] = {NAME___package__, NAME___loader__, NAME___spec__};
    Object *values[2] = {NULL, NULL};
    if (!arguments_parse(rt, &INIT_ARGUMENTS, args, count, keyword_names, values)) {
        return false;
    }
    if (!type_is_str(rt, values[0])) {
        raise_type_error(rt, "module() argument 'name' must be str, not %.50s",
                         values[0] == NONE ? "None" : type_name_of(rt, values[0]));
        return false;
    }
    Object *dict = module_dict(self);
    bool fine = dict_set(rt, dict, rt->names[NAME___name__], values[0]) &&
                dict_set(rt, dict, rt->names[NAME___doc__], values[1] ? values[1] : NONE);
    for (size_t i = 0; fine && i < COUNT_OF(EMPTY_NAMES); i++) {
        fine = dict_set(rt, dict, rt->names[EMPTY_NAMES[i]], NONE);
    }
    return fine;
}

/* ---- text ---- */

/* An entry of the module's dict that is not None, borrowed. */
static BORROWED Object *entry(Runtime *rt, Object *self, int name_id) {
    Object *value = dict_get_str(rt, module_dict(self), rt->names[name_id]);
    return value == NONE ? NULL : value;
}

/* What a spec says: <module 'x' from 'file'>, <module 'x' (built-in)>. */
static NEW_REF Object *repr_by_spec(Runtime *rt, Object *spec, Object *loader) {
    Object *name = object_get_attr_cstring(rt, spec, "name");
    Object *origin = name ? object_get_attr_cstring(rt, spec, "origin") : NULL;
    Object *located = origin ? object_get_attr_cstring(rt, spec, "has_location") : NULL;
    Object *text = NULL;
    int has_location = located ? object_is_true(rt, located) : -1;
    if (has_location >= 0) {
        if (origin == NONE) {
            text = loader ? str_format(rt, "<module %R (%R)>", name, loader)
                          : str_format(rt, "<module %R>", name);
        } else if (has_location) {
            text = str_format(rt, "<module %R from %R>", name, origin);
        } else {
            text = str_format(rt, "<module %R (%S)>", name, origin);
        }
    }
    release_nullable(rt, located);
    release_nullable(rt, origin);
    release_nullable(rt, name);
    return text;
}

static NEW_REF Object *module_repr(Runtime *rt, Object *self) {
    Object *spec = entry(rt, self, NAME___spec__), *loader = entry(rt, self, NAME___loader__);
    if (spec) {
        Object *text = repr_by_spec(rt, spec, loader);
        if (text || !error_clear_if(rt, TYPE_ATTRIBUTE_ERROR)) {
            return text;
        }
    }
    Object *name = entry(rt, self, NAME___name__), *file = entry(rt, self, NAME___file__);
    if (!name) {
        return str_from_cstring(rt, "<module '?'>");
    }
    if (file) {
        return str_format(rt, "<module %R from %R>", name, file);
    }
    if (object_has_flag(self, MODULE_BUILTIN)) {
        return str_format(rt, "<module %R (built-in)>", name);
    }
    return loader ? str_format(rt, "<module %R (%R)>", name, loader)
                  : str_format(rt, "<module %R>", name);
}

/* ---- attributes ---- */

/* While a module's body runs: a hint at circular imports. A spec may say so too. */
static bool is_initialising(Runtime *rt, Object *self) {
    if (object_has_flag(self, MODULE_INITIALISING)) {
        return true;
    }
    Object *spec = entry(rt, self, NAME___spec__);
    if (!spec) {
        return false;
    }
    Object *flag = object_get_attr_cstring(rt, spec, "_initializing");
    int truth = flag ? object_is_true(rt, flag) : 0;
    release_nullable(rt, flag);
    error_clear(rt);
    return truth > 0;
}

/* The builtins module knows its names only when asked for them, sys some of them. */
static inline bool is_unfilled_builtins(const Runtime *rt, const Object *self) {
    return self == rt->builtins_module && rt->hooks.fill_builtins;
}

static inline bool is_unfilled_sys(const Runtime *rt, const Object *self) {
    return module_dict(self) == rt->sys_dict && rt->hooks.fill_sys;
}

/* False: error pending. */
static bool ensure_filled(Runtime *rt, const Object *self) {
    return (!is_unfilled_builtins(rt, self) || rt->hooks.fill_builtins(rt)) &&
           (!is_unfilled_sys(rt, self) || rt->hooks.fill_sys(rt));
}

static COLD void *raise_missing(Runtime *rt, Object *self, Object *name) {
    Object *module_name = entry(rt, self, NAME___name__);
    Object *message;
    if (!module_name || !type_is_str(rt, module_name)) {
        message = str_format(rt, "module has no attribute '%U'", name);
    } else if (is_initialising(rt, self)) {
        message = str_format(rt,
                             "partially initialized module '%U' has no attribute '%U' (most likely "
                             "due to a circular import)",
                             module_name, name);
    } else {
        message = str_format(rt, "module '%U' has no attribute '%U'", module_name, name);
    }
    if (message) {
        raise_attribute_message(rt, self, name, message);
    }
    return NULL;
}

static NEW_REF Object *module_get_attr(Runtime *rt, Object *self, Object *name) {
    /* No attribute of the plain module type but these hides an entry of the dict. */
    if (LIKELY(object_type_id(self) == TYPE_MODULE && str_check_exact(name) &&
               name != rt->names[NAME___dict__] && name != rt->names[NAME___class__])) {
        Object *found = dict_get_str(rt, module_dict(self), name);
        if (LIKELY(found != NULL)) {
            return retain(found);
        }
    }
    if (UNLIKELY(is_unfilled_builtins(rt, self))) {
        Object *builtin = rt->hooks.find_builtin(rt, module_dict(self), name);
        if (builtin || error_pending(rt)) {
            return retain_nullable(builtin);
        }
    }
    Object *found = object_generic_get_attr(rt, self, name);
    if (found || !error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
        return found;
    }
    error_clear(rt);
    if (is_unfilled_sys(rt, self)) {
        return ensure_filled(rt, self) ? module_get_attr(rt, self, name) : NULL;
    }
    Object *fallback = dict_get_str(rt, module_dict(self), rt->names[NAME___getattr__]);
    return fallback ? object_call_one(rt, fallback, name) : raise_missing(rt, self, name);
}

static bool module_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    return ensure_filled(rt, self) && object_generic_set_attr(rt, self, name, value);
}

static NEW_REF Object *module_dir(Runtime *rt, Object *self) {
    if (!ensure_filled(rt, self)) {
        return NULL;
    }
    Object *function = dict_get_str(rt, module_dict(self), rt->names[NAME___dir__]);
    return function ? object_call_noargs(rt, function) : dict_keys_list(rt, module_dict(self));
}

static NEW_REF Object *get_dict(Runtime *rt, Object *self) {
    return ensure_filled(rt, self) ? retain(module_dict(self)) : NULL;
}

static NEW_REF Object *get_annotations(Runtime *rt, Object *self) {
    Object *name = rt->names[NAME___annotations__];
    Object *found = dict_get_str(rt, module_dict(self), name);
    if (found) {
        return retain(found);
    }
    Object *made = dict_new(rt);
    if (made && !dict_set(rt, module_dict(self), name, made)) {
        CLEAR_REF(rt, &made);
    }
    return made;
}

static bool set_annotations(Runtime *rt, Object *self, Object *value) {
    Object *name = rt->names[NAME___annotations__];
    if (value) {
        return dict_set(rt, module_dict(self), name, value);
    }
    int deleted = dict_delete(rt, module_dict(self), name);
    if (deleted == 0) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "__annotations__");
    }
    return deleted > 0;
}

static const AttributeRow MODULE_ATTRIBUTES[] = {
    {"__dict__", get_dict, native_read_only, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow MODULE_METHODS[] = {
    METHOD_ROW_NOARGS("__dir__", module_dir, "__dir__() -> list\nspecialized dir() implementation"),
    METHOD_ROW_END,
};

const TypeSpec module_type = {
    .slots =
        {
            .name = "module",
            .type_id = TYPE_MODULE,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ModuleObject),
            .dict_offset = offsetof(ModuleObject, dict),
            .dealloc = module_dealloc,
            .traverse = module_traverse,
            .clear = module_clear,
            .new_instance = module_new_instance,
            .init = module_init,
            .repr = module_repr,
            .get_attr = module_get_attr,
            .set_attr = module_set_attr,
        },
    .methods = MODULE_METHODS,
    .attributes = MODULE_ATTRIBUTES,
    .doc = "module(name, doc=None)\n--\n\nA namespace called name, with doc as its documentation.",
};
