/* super: attributes of an object or class as seen from behind one class in the MRO. */
#include "object/native.h"
#include "object/allocate.h"
#include "object/arguments.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "object/type_cache.h"
#include "types/super.h"

static void super_dealloc(Runtime *rt, Object *self) {
    SuperObject *super = (SuperObject *)self;
    CLEAR_REF(rt, &super->self);
    CLEAR_REF(rt, &super->type);
    CLEAR_REF(rt, &super->self_type);
    object_free_container(rt, self, sizeof(SuperObject));
}

static void super_traverse(Object *self, VisitFunction visit, void *context) {
    SuperObject *super = (SuperObject *)self;
    Object *fields[] = {super->self, (Object *)super->type, (Object *)super->self_type};
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i]) {
            visit(fields[i], context);
        }
    }
}

/* The class whose MRO is searched: self when it is a class below type, else its class. */
static NEW_REF TypeObject *check_self(Runtime *rt, TypeObject *type, Object *self) {
    if (type_is_type(rt, self) && type_is_subtype((TypeObject *)self, type)) {
        return (TypeObject *)retain(self);
    }
    TypeObject *own = type_of(rt, self);
    if (!own) {
        return NULL;
    }
    if (type_is_subtype(own, type)) {
        return RETAIN(own);
    }
    bool missing;
    Object *claimed = object_get_attr_optional(rt, self, rt->names[NAME___class__], &missing);
    if (claimed && type_is_type(rt, claimed) && claimed != &own->header &&
        type_is_subtype((TypeObject *)claimed, type)) {
        return (TypeObject *)claimed;
    }
    release_nullable(rt, claimed);
    if (rt->error) {
        return NULL;
    }
    return raise_type_error(rt, "super(type, obj): obj must be an instance or subtype of type");
}

static bool super_fill(Runtime *rt, SuperObject *super, TypeObject *type, Object *self) {
    TypeObject *self_type = NULL;
    if (self) {
        self_type = check_self(rt, type, self);
        if (!self_type) {
            return false;
        }
    }
    REPLACE_REF(rt, &super->type, RETAIN(type));
    REPLACE_REF(rt, &super->self, retain_nullable(self));
    REPLACE_REF(rt, &super->self_type, self_type);
    return true;
}

static NEW_REF Object *super_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                          size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, sizeof(SuperObject));
}

static bool super_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                       Object *keyword_names) {
    if (!arguments_no_keywords(rt, "super", keyword_names) ||
        !arguments_check_count(rt, "super()", count, 0, 2)) {
        return false;
    }
    Object *type = NULL, *object = NULL;
    if (count > 0) {
        type = args[0];
        object = count > 1 && args[1] != NONE ? args[1] : NULL;
        if (!type_is_type(rt, type)) {
            raise_type_error(rt, "super() argument 1 must be a type, not %T", type);
            return false;
        }
    } else if (!rt->hooks.super_context) {
        raise_runtime_error(rt, "super(): no current frame");
        return false;
    } else if (!rt->hooks.super_context(rt, &type, &object)) {
        return false;
    }
    return super_fill(rt, (SuperObject *)self, (TypeObject *)type, object);
}

/* The attribute behind `type` in the MRO of self_type, borrowed. */
static BORROWED Object *search(Runtime *rt, const SuperObject *super, Object *name) {
    Object *mro = super->self_type->mro;
    size_t count = mro ? tuple_length(mro) : 0;
    size_t i = 0;
    while (i < count && tuple_get(mro, i) != &super->type->header) {
        i++;
    }
    return type_cache_search(rt, super->self_type, i + 1, name);
}

BORROWED Object *super_find_method(Runtime *rt, TypeObject *type, TypeObject *self_type,
                                   Object *name) {
    const SuperObject view = {.type = type, .self_type = self_type};
    Object *found = str_equals(name, rt->names[NAME___class__]) ? NULL : search(rt, &view, name);
    return found && type_has_flag(rt, found, TYPE_FLAG_METHOD_LIKE) ? found : NULL;
}

static NEW_REF Object *super_get_attr(Runtime *rt, Object *self, Object *name) {
    SuperObject *super = (SuperObject *)self;
    if (!super->self_type || str_equals(name, rt->names[NAME___class__])) {
        return object_generic_get_attr(rt, self, name);
    }
    Object *found = search(rt, super, name);
    if (!found) {
        return rt->error ? NULL : object_generic_get_attr(rt, self, name);
    }
    const TypeSlots *slots = slots_of(rt, found);
    if (!slots->descriptor_get) {
        return retain(found);
    }
    retain(found);
    Object *instance = super->self == &super->self_type->header ? NULL : super->self;
    Object *result = slots->descriptor_get(rt, found, instance, &super->self_type->header);
    release(rt, found);
    return result;
}

static NEW_REF Object *super_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                            Object *owner) {
    (void)owner;
    SuperObject *super = (SuperObject *)self;
    if (!instance || instance == NONE || super->self) {
        return retain(self);
    }
    TypeObject *own = type_of(rt, self);
    if (!own) {
        return NULL;
    }
    if (own->type_id != TYPE_SUPER) { /* a subclass makes its own kind */
        return object_call_two(rt, &own->header, &super->type->header, instance);
    }
    Object *made = object_new_container(rt, TYPE_SUPER, sizeof(SuperObject));
    if (made && !super_fill(rt, (SuperObject *)made, super->type, instance)) {
        CLEAR_REF(rt, &made);
    }
    return made;
}

static NEW_REF Object *super_repr(Runtime *rt, Object *self) {
    SuperObject *super = (SuperObject *)self;
    if (!super->type) {
        return str_format(rt, "<super: NULL, NULL>");
    }
    if (super->self_type) {
        return str_format(rt, "<super: <class '%N'>, <%N object>>", super->type, super->self_type);
    }
    return str_format(rt, "<super: <class '%N'>, NULL>", super->type);
}

static NEW_REF Object *or_none(void *object) {
    return retain(object ? object : NONE);
}

static NEW_REF Object *super_thisclass(Runtime *rt, Object *self) {
    (void)rt;
    return or_none(((SuperObject *)self)->type);
}

static NEW_REF Object *super_self(Runtime *rt, Object *self) {
    (void)rt;
    return or_none(((SuperObject *)self)->self);
}

static NEW_REF Object *super_self_class(Runtime *rt, Object *self) {
    (void)rt;
    return or_none(((SuperObject *)self)->self_type);
}

static const AttributeRow super_attributes[] = {
    {"__thisclass__", super_thisclass, native_read_only, "the class invoking super()"},
    {"__self__", super_self, native_read_only, "the instance invoking super(); may be None"},
    {"__self_class__", super_self_class, native_read_only,
     "the type of the instance invoking super(); may be None"},
    ATTRIBUTE_ROW_END,
};

const TypeSpec super_type = {
    .slots = {.name = "super",
              .type_id = TYPE_SUPER,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(SuperObject),
              .dealloc = super_dealloc,
              .traverse = super_traverse,
              .new_instance = super_new_instance,
              .init = super_init,
              .repr = super_repr,
              .get_attr = super_get_attr,
              .descriptor_get = super_descriptor_get},
    .attributes = super_attributes,
    .doc = "super() -> same as super(__class__, <first argument>)\n"
           "super(type) -> unbound super object\n"
           "super(type, obj) -> bound super object; requires isinstance(obj, type)\n"
           "super(type, type2) -> bound super object; requires issubclass(type2, type)\n"
           "Typical use to call a cooperative superclass method:\n"
           "class C(B):\n"
           "    def meth(self, arg):\n"
           "        super().meth(arg)\n"
           "This works for class methods too:\n"
           "class C(B):\n"
           "    @classmethod\n"
           "    def cmeth(cls, arg):\n"
           "        super().cmeth(arg)\n",
};
