/* property: computed attributes. */
#include "object/arguments.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"

typedef struct PropertyObject { /* fields are NULL when not given */
    Object header;
    Object *getter, *setter, *deleter;
    Object *doc;
    Object *name;    /* by __set_name__ */
    bool getter_doc; /* doc is the getter's */
} PropertyObject;

static PropertyObject *as_property(Object *object) {
    return (PropertyObject *)object;
}

static void property_traverse(Object *self, VisitFunction visit, void *context) {
    Object **fields = &as_property(self)->getter;
    for (size_t i = 0; i < 5; i++) {
        if (fields[i]) {
            visit(fields[i], context);
        }
    }
}

static void property_clear(Runtime *rt, Object *self) {
    Object **fields = &as_property(self)->getter;
    for (size_t i = 0; i < 5; i++) {
        CLEAR_REF(rt, &fields[i]);
    }
}

static void property_dealloc(Runtime *rt, Object *self) {
    property_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static NEW_REF Object *property_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

/* Takes the getter's docstring when none was given. A subclass keeps it in its instance's
 * __dict__, where its own __doc__ does not hide it. */
static bool inherit_doc(Runtime *rt, PropertyObject *self) {
    bool missing = false;
    Object *doc = object_get_attr_optional(rt, self->getter, rt->names[NAME___doc__], &missing);
    if (!doc) {
        return missing || error_clear_ordinary(rt);
    }
    self->getter_doc = true;
    if (object_type_id(&self->header) == TYPE_PROPERTY) {
        REPLACE_REF(rt, &self->doc, doc);
        return true;
    }
    bool fine = object_set_attr(rt, &self->header, rt->names[NAME___doc__], doc);
    release(rt, doc);
    return fine;
}

static const ArgumentSpec INIT_ARGUMENTS = {"property", {"fget", "fset", "fdel", "doc"}, 0, 4, 0,
                                            4};

static Object *given(Object *argument) {
    return argument && argument != NONE ? argument : NULL;
}

static bool property_init(Runtime *rt, Object *object, Object *const *args, size_t count,
                          Object *keyword_names) {
    PropertyObject *self = as_property(object);
    Object *values[4] = {NULL, NULL, NULL, NULL};
    if (!arguments_parse(rt, &INIT_ARGUMENTS, args, count, keyword_names, values)) {
        return false;
    }
    REPLACE_REF(rt, &self->getter, retain_nullable(given(values[0])));
    REPLACE_REF(rt, &self->setter, retain_nullable(given(values[1])));
    REPLACE_REF(rt, &self->deleter, retain_nullable(given(values[2])));
    REPLACE_REF(rt, &self->doc, retain_nullable(values[3]));
    CLEAR_REF(rt, &self->name);
    self->getter_doc = false;
    if (!given(values[3]) && self->getter) {
        return inherit_doc(rt, self);
    }
    return true;
}

/* "property 'x' of 'C' object has no getter" */
static COLD void *raise_lacking(Runtime *rt, PropertyObject *self, Object *instance,
                                const char *what) {
    TypeObject *type = type_of(rt, instance);
    if (!type) {
        return NULL;
    }
    if (self->name) {
        return raise_format(rt, TYPE_ATTRIBUTE_ERROR, "property %R of %R object has no %s",
                            self->name, type->qualname, what);
    }
    return raise_format(rt, TYPE_ATTRIBUTE_ERROR, "property of %R object has no %s", type->qualname,
                        what);
}

static NEW_REF Object *property_get(Runtime *rt, Object *self, Object *instance, Object *owner) {
    (void)owner;
    if (!instance || instance == NONE) {
        return retain(self);
    }
    Object *getter = as_property(self)->getter;
    if (!getter) {
        return raise_lacking(rt, as_property(self), instance, "getter");
    }
    retain(getter);
    Object *value = object_call_one(rt, getter, instance);
    release(rt, getter);
    return value;
}

static bool property_set(Runtime *rt, Object *self, Object *instance, Object *value) {
    Object *function = value ? as_property(self)->setter : as_property(self)->deleter;
    if (!function) {
        raise_lacking(rt, as_property(self), instance, value ? "setter" : "deleter");
        return false;
    }
    retain(function);
    Object *result = value ? object_call_two(rt, function, instance, value)
                           : object_call_one(rt, function, instance);
    release(rt, function);
    if (!result) {
        return false;
    }
    release(rt, result);
    return true;
}

/* A property of the same class with one function changed. */
static NEW_REF Object *copy_with(Runtime *rt, Object *object, Object *getter, Object *setter,
                                 Object *deleter) {
    PropertyObject *self = as_property(object);
    TypeObject *type = type_of(rt, object);
    if (!type) {
        return NULL;
    }
    Object *args[4] = {given(getter) ? getter : self->getter, given(setter) ? setter : self->setter,
                       given(deleter) ? deleter : self->deleter, self->doc};
    if (self->getter_doc && args[0]) {
        args[3] = NULL; /* from the getter again */
    }
    for (size_t i = 0; i < 4; i++) {
        args[i] = args[i] ? args[i] : NONE;
    }
    Object *copy = object_call(rt, &type->header, args, 4, NULL);
    if (copy && type_is_instance(rt, copy, TYPE_PROPERTY)) {
        REPLACE_REF(rt, &as_property(copy)->name, retain_nullable(self->name));
    }
    return copy;
}

static NEW_REF Object *property_getter(Runtime *rt, Object *self, Object *function) {
    return copy_with(rt, self, function, NULL, NULL);
}

static NEW_REF Object *property_setter(Runtime *rt, Object *self, Object *function) {
    return copy_with(rt, self, NULL, function, NULL);
}

static NEW_REF Object *property_deleter(Runtime *rt, Object *self, Object *function) {
    return copy_with(rt, self, NULL, NULL, function);
}

static NEW_REF Object *property_set_name(Runtime *rt, Object *self, Object *const *args,
                                         size_t count) {
    if (count != 2) {
        return raise_type_error(
            rt, "__set_name__() takes 2 positional arguments but %zu were given", count);
    }
    REPLACE_REF(rt, &as_property(self)->name, retain(args[1]));
    return NONE;
}

static NEW_REF Object *get_fget(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_property(self)->getter ? as_property(self)->getter : NONE);
}

static NEW_REF Object *get_fset(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_property(self)->setter ? as_property(self)->setter : NONE);
}

static NEW_REF Object *get_fdel(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_property(self)->deleter ? as_property(self)->deleter : NONE);
}

static NEW_REF Object *get_doc(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_property(self)->doc ? as_property(self)->doc : NONE);
}

static bool set_doc(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &as_property(self)->doc, retain_nullable(value));
    return true;
}

static NEW_REF Object *get_abstract(Runtime *rt, Object *self) {
    Object **functions = &as_property(self)->getter;
    for (size_t i = 0; i < 3; i++) {
        if (!functions[i]) {
            continue;
        }
        Object *flag = object_get_attr_cstring(rt, functions[i], "__isabstractmethod__");
        if (!flag) {
            if (!error_clear_if(rt, TYPE_ATTRIBUTE_ERROR)) {
                return NULL;
            }
            continue;
        }
        int truth = object_is_true(rt, flag);
        release(rt, flag);
        if (truth != 0) {
            return truth > 0 ? TRUE_OBJECT : NULL;
        }
    }
    return FALSE_OBJECT;
}

static const AttributeRow PROPERTY_ATTRIBUTES[] = {
    {"fget", get_fget, native_read_only, NULL},         {"fset", get_fset, native_read_only, NULL},
    {"fdel", get_fdel, native_read_only, NULL},         {"__doc__", get_doc, set_doc, NULL},
    {"__isabstractmethod__", get_abstract, NULL, NULL}, ATTRIBUTE_ROW_END,
};

static const MethodRow PROPERTY_METHODS[] = {
    METHOD_ROW_ONE("getter", property_getter,
                   "Descriptor to obtain a copy of the property with a "
                   "different getter."),
    METHOD_ROW_ONE("setter", property_setter,
                   "Descriptor to obtain a copy of the property with a "
                   "different setter."),
    METHOD_ROW_ONE("deleter", property_deleter,
                   "Descriptor to obtain a copy of the property with a different deleter."),
    METHOD_ROW_POSITIONAL("__set_name__", property_set_name, 0, METHOD_ANY_COUNT,
                          "Method to set name of a property."),
    METHOD_ROW_END,
};

const TypeSpec property_type = {
    .slots =
        {
            .name = "property",
            .type_id = TYPE_PROPERTY,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(PropertyObject),
            .dealloc = property_dealloc,
            .traverse = property_traverse,
            .clear = property_clear,
            .new_instance = property_new,
            .init = property_init,
            .descriptor_get = property_get,
            .descriptor_set = property_set,
        },
    .methods = PROPERTY_METHODS,
    .attributes = PROPERTY_ATTRIBUTES,
    .doc =
        "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nAn attribute that is computed: "
        "reading it calls fget, setting it fset, deleting it\nfdel. Used as a decorator on the "
        "getter; its methods setter and deleter decorate\nthe others.",
};
