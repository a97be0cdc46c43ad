/* classmethod and staticmethod: wrappers of a callable that bind the class, or nothing.
 *
 * They show the callable's __name__, __qualname__, __module__, __doc__ and __annotations__ as their
 * own. CPython copies these into the wrapper's __dict__ at once; here that dict is made when
 * somebody asks for it, and until then the callable is asked. */
#include "object/arguments.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/operations.h"

typedef struct WrapperObject {
    Object header;
    Object *callable;
    Object *dict;
} WrapperObject;

static WrapperObject *as_wrapper(Object *object) {
    return (WrapperObject *)object;
}

static void wrapper_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_wrapper(self)->callable) {
        visit(as_wrapper(self)->callable, context);
    }
    if (as_wrapper(self)->dict) {
        visit(as_wrapper(self)->dict, context);
    }
}

static void wrapper_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_wrapper(self)->callable);
    CLEAR_REF(rt, &as_wrapper(self)->dict);
}

static void wrapper_dealloc(Runtime *rt, Object *self) {
    wrapper_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static NEW_REF Object *wrapper_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    Object *self = object_new_container(rt, type->type_id, type->slots->basic_size);
    if (self) {
        as_wrapper(self)->callable = NONE;
    }
    return self;
}

static bool init_wrapper(Runtime *rt, const char *name, Object *self, Object *const *args,
                         size_t count, Object *keyword_names) {
    if (!arguments_no_keywords(rt, name, keyword_names) ||
        !arguments_check_count(rt, name, count, 1, 1)) {
        return false;
    }
    REPLACE_REF(rt, &as_wrapper(self)->callable, retain(args[0]));
    return true;
}

static bool classmethod_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    return init_wrapper(rt, "classmethod", self, args, count, keyword_names);
}

static bool staticmethod_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    return init_wrapper(rt, "staticmethod", self, args, count, keyword_names);
}

static NEW_REF Object *classmethod_get(Runtime *rt, Object *self, Object *instance, Object *owner) {
    Object *callable = as_wrapper(self)->callable;
    if (!owner) {
        owner = (Object *)type_of(rt, instance);
    }
    if (LIKELY(object_type_id(callable) == TYPE_FUNCTION)) {
        return method_new(rt, callable, owner);
    }
    const TypeSlots *slots = slots_of(rt, callable);
    return slots->descriptor_get ? slots->descriptor_get(rt, callable, owner, owner)
                                 : method_new(rt, callable, owner);
}

static NEW_REF Object *staticmethod_get(Runtime *rt, Object *self, Object *instance,
                                        Object *owner) {
    (void)rt;
    (void)instance;
    (void)owner;
    return retain(as_wrapper(self)->callable);
}

static NEW_REF Object *staticmethod_call(Runtime *rt, Object *self, Object *const *args,
                                         size_t count, Object *keyword_names) {
    return object_call(rt, as_wrapper(self)->callable, args, count, keyword_names);
}

static NEW_REF Object *classmethod_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<classmethod(%R)>", as_wrapper(self)->callable);
}

static NEW_REF Object *staticmethod_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<staticmethod(%R)>", as_wrapper(self)->callable);
}

/* ---- the callable's attributes ---- */

static const int COPIED_NAMES[] = {NAME___module__, NAME___name__, NAME___qualname__, NAME___doc__,
                                   NAME___annotations__};

static bool is_copied_name(const Runtime *rt, Object *name) {
    for (size_t i = 0; i < COUNT_OF(COPIED_NAMES); i++) {
        Object *known = rt->names[COPIED_NAMES[i]];
        if (name == known || str_equals(name, known)) {
            return true;
        }
    }
    return false;
}

static NEW_REF Object *wrapper_get_attr(Runtime *rt, Object *self, Object *name) {
    WrapperObject *wrapper = as_wrapper(self);
    if (!type_is_str(rt, name) || !is_copied_name(rt, name)) {
        return object_generic_get_attr(rt, self, name);
    }
    if (wrapper->dict) {
        Object *own = dict_get_own(rt, wrapper->dict, name);
        if (own || error_pending(rt)) {
            return retain_nullable(own);
        }
    } else {
        bool missing = false;
        Object *value = object_get_attr_optional(rt, wrapper->callable, name, &missing);
        if (value || !missing) {
            return value;
        }
    }
    return object_generic_get_attr(rt, self, name);
}

static BORROWED Object *ensure_dict(Runtime *rt, WrapperObject *self) {
    if (self->dict) {
        return self->dict;
    }
    Object *dict = dict_new(rt);
    for (size_t i = 0; dict && i < COUNT_OF(COPIED_NAMES); i++) {
        bool missing = false;
        Object *name = rt->names[COPIED_NAMES[i]];
        Object *value = object_get_attr_optional(rt, self->callable, name, &missing);
        if ((!value && !missing) || (value && !dict_set(rt, dict, name, value))) {
            CLEAR_REF(rt, &dict);
        }
        release_nullable(rt, value);
    }
    self->dict = dict;
    return dict;
}

static bool wrapper_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    return ensure_dict(rt, as_wrapper(self)) && object_generic_set_attr(rt, self, name, value);
}

static NEW_REF Object *get_dict(Runtime *rt, Object *self) {
    return retain_nullable(ensure_dict(rt, as_wrapper(self)));
}

static bool set_dict(Runtime *rt, Object *self, Object *value) {
    if (!value || !type_is_dict(rt, value)) {
        raise_type_error(rt,
                         value ? "__dict__ must be set to a dictionary, not a '%T'"
                               : "cannot delete __dict__",
                         value);
        return false;
    }
    REPLACE_REF(rt, &as_wrapper(self)->dict, retain(value));
    return true;
}

static NEW_REF Object *get_func(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_wrapper(self)->callable);
}

static NEW_REF Object *get_abstract(Runtime *rt, Object *self) {
    Object *flag = object_get_attr_cstring(rt, as_wrapper(self)->callable, "__isabstractmethod__");
    if (!flag) {
        return error_clear_if(rt, TYPE_ATTRIBUTE_ERROR) ? FALSE_OBJECT : NULL;
    }
    int truth = object_is_true(rt, flag);
    release(rt, flag);
    return truth < 0 ? NULL : bool_object(truth > 0);
}

static const AttributeRow WRAPPER_ATTRIBUTES[] = {
    {"__func__", get_func, NULL, NULL},
    {"__wrapped__", get_func, NULL, NULL},
    {"__isabstractmethod__", get_abstract, NULL, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    ATTRIBUTE_ROW_END,
};

#define WRAPPER_FLAGS                                                                              \
    (TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT | TYPE_FLAG_IMMUTABLE_TYPE)

const TypeSpec classmethod_type = {
    .slots =
        {
            .name = "classmethod",
            .type_id = TYPE_CLASSMETHOD,
            .flags = WRAPPER_FLAGS,
            .basic_size = sizeof(WrapperObject),
            .dict_offset = offsetof(WrapperObject, dict),
            .dealloc = wrapper_dealloc,
            .traverse = wrapper_traverse,
            .clear = wrapper_clear,
            .new_instance = wrapper_new,
            .init = classmethod_init,
            .repr = classmethod_repr,
            .get_attr = wrapper_get_attr,
            .set_attr = wrapper_set_attr,
            .descriptor_get = classmethod_get,
        },
    .attributes = WRAPPER_ATTRIBUTES,
    .doc =
        "classmethod(function) -> method\n\nMakes a function a method of the class: called on the "
        "class or on an instance,\nit gets the class as its first argument.",
};

const TypeSpec staticmethod_type = {
    .slots =
        {
            .name = "staticmethod",
            .type_id = TYPE_STATICMETHOD,
            .flags = WRAPPER_FLAGS,
            .basic_size = sizeof(WrapperObject),
            .dict_offset = offsetof(WrapperObject, dict),
            .dealloc = wrapper_dealloc,
            .traverse = wrapper_traverse,
            .clear = wrapper_clear,
            .new_instance = wrapper_new,
            .init = staticmethod_init,
            .call = staticmethod_call,
            .repr = staticmethod_repr,
            .get_attr = wrapper_get_attr,
            .set_attr = wrapper_set_attr,
            .descriptor_get = staticmethod_get,
        },
    .attributes = WRAPPER_ATTRIBUTES,
    .doc = "staticmethod(function) -> method\n\nMakes a function an attribute of the class that is "
           "called with its own arguments\nonly, neither the instance nor the class.",
};
