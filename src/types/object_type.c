/* `object`: what every object can do unless its type says otherwise. */
#include "object/allocate.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/set.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/class.h"
#include "types/object_reduce.h"

static bool has_arguments(size_t count, const Object *keyword_names) {
    return count > 0 || (keyword_names && tuple_length(keyword_names) > 0);
}

static bool object_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names);

/* "Can't instantiate abstract class C with abstract methods f, g". */
static COLD void *raise_abstract(Runtime *rt, TypeObject *type) {
    Object *methods = object_get_attr(rt, &type->header, rt->names[NAME___abstractmethods__]);
    Object *sorted = methods ? list_from_iterable(rt, methods) : NULL;
    Object *comma = str_from_utf8(rt, ", ", 2);
    if (sorted && comma && list_sort(rt, sorted, NULL, false)) {
        size_t count = list_length(sorted);
        Object *joined = str_join(rt, comma, ((ListObject *)sorted)->items, count);
        if (joined) {
            raise_type_error(rt, "Can't instantiate abstract class %N with abstract method%s %U",
                             type, count == 1 ? "" : "s", joined);
            release(rt, joined);
        }
    }
    release_nullable(rt, comma);
    release_nullable(rt, sorted);
    release_nullable(rt, methods);
    return NULL;
}

static NEW_REF Object *object_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names) {
    (void)args;
    const TypeSlots *slots = type->slots;
    if (UNLIKELY(has_arguments(count, keyword_names))) {
        if (slots->new_instance != object_new) {
            return raise_type_error(
                rt, "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (!slots->init || slots->init == object_init) {
            return raise_type_error(rt, "%N() takes no arguments", type);
        }
    }
    if (UNLIKELY(slots->flags & TYPE_FLAG_ABSTRACT)) {
        return raise_abstract(rt, type);
    }
    if (LIKELY(slots->flags & TYPE_FLAG_SHAPED)) {
        return instance_new(rt, type);
    }
    return slots->flags & TYPE_FLAG_CONTAINER
               ? object_new_container(rt, type->type_id, slots->basic_size)
               : object_new_leaf(rt, type->type_id, slots->basic_size);
}

static bool object_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    (void)args;
    if (LIKELY(!has_arguments(count, keyword_names))) {
        return true;
    }
    const TypeSlots *slots = slots_of(rt, self);
    if (slots->init && slots->init != object_init) {
        raise_type_error(rt, "object.__init__() takes exactly one argument (the instance to "
                             "initialize)");
        return false;
    }
    if (!slots->new_instance || slots->new_instance == object_new) {
        raise_type_error(
            rt, "%T.__init__() takes exactly one argument (the instance to initialize)", self);
        return false;
    }
    return true;
}

static NEW_REF Object *object_default_repr(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return NULL;
    }
    bool missing;
    Object *module =
        object_get_attr_optional(rt, &type->header, rt->names[NAME___module__], &missing);
    if (!module && !missing) {
        return NULL;
    }
    Object *text;
    if (module && type_is_str(rt, module) && !str_equals_ascii(module, "builtins")) {
        text = str_format(rt, "<%U.%U object at %p>", module, type->qualname, (void *)self);
    } else {
        text = str_format(rt, "<%U object at %p>", type->name, (void *)self);
    }
    release_nullable(rt, module);
    return text;
}

static NEW_REF Object *object_default_str(Runtime *rt, Object *self) {
    UnaryFunction repr = slots_of(rt, self)->repr;
    if (!repr) {
        return object_default_repr(rt, self);
    }
    if (!recursion_enter(rt, " while calling a Python object")) { /* __repr__ = object.__str__ */
        return NULL;
    }
    Object *text = repr(rt, self);
    recursion_leave(rt);
    return text;
}

static int64_t object_default_hash(Runtime *rt, Object *self) {
    (void)rt;
    return object_hash_address(self);
}

/* == is identity; != is the contrary of ==, however the type defines that. */
static NEW_REF Object *object_default_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (op == COMPARE_EQ) {
        return retain(a == b ? TRUE_OBJECT : NOT_IMPLEMENTED);
    }
    if (op != COMPARE_NE) {
        return retain(NOT_IMPLEMENTED);
    }
    const TypeSlots *slots = slots_of(rt, a);
    Object *equal = slots->compare ? slots->compare(rt, a, b, COMPARE_EQ)
                                   : object_default_compare(rt, a, b, COMPARE_EQ);
    if (!equal || equal == NOT_IMPLEMENTED) {
        return equal;
    }
    int truth = object_is_true(rt, equal);
    release(rt, equal);
    return truth < 0 ? NULL : retain(bool_object(truth == 0));
}

/* --- methods --- */

static bool merge_into(Runtime *rt, Object *names, STEALS Object *dict) {
    if (!dict) {
        return rt->error == NULL;
    }
    bool done = !type_is_dict(rt, dict) || dict_update(rt, names, dict);
    release(rt, dict);
    return done;
}

static bool merge_classes(Runtime *rt, Object *names, Object *self) {
    bool missing;
    Object *class = object_get_attr_optional(rt, self, rt->names[NAME___class__], &missing);
    if (!class || !type_is_type(rt, class)) {
        release_nullable(rt, class);
        return missing || rt->error == NULL;
    }
    bool done = true;
    Object *mro = ((TypeObject *)class)->mro;
    for (size_t i = 0; done && i < tuple_length(mro); i++) {
        Object *dict = type_dict(rt, (TypeObject *)tuple_get(mro, i));
        done = dict && dict_update(rt, names, dict);
    }
    release(rt, class);
    return done;
}

static NEW_REF Object *object_dir(Runtime *rt, Object *self) {
    Object *names = dict_new(rt);
    if (!names) {
        return NULL;
    }
    Object *list = NULL;
    Object *own;
    if (type_has_flag(rt, self, TYPE_FLAG_SHAPED)) {
        own = instance_copy_attributes(rt, self);
    } else {
        bool missing;
        own = object_get_attr_optional(rt, self, rt->names[NAME___dict__], &missing);
    }
    if (merge_into(rt, names, own) && merge_classes(rt, names, self)) {
        list = dict_keys_list(rt, names);
    }
    release(rt, names);
    return list;
}

static NEW_REF Object *object_method_format(Runtime *rt, Object *self, Object *spec) {
    if (!type_is_str(rt, spec)) {
        return raise_type_error(rt, "__format__() argument must be str, not %T", spec);
    }
    if (str_length(spec) > 0) {
        return raise_type_error(rt, "unsupported format string passed to %T.__format__", self);
    }
    return object_str(rt, self);
}

static NEW_REF Object *object_sizeof(Runtime *rt, Object *self) {
    const TypeSlots *slots = slots_of(rt, self);
    if (slots->size) {
        return int_from_size(rt, slots->size(rt, self));
    }
    bool in_heap = !object_is_immortal(self) || heap_owns(rt->heap, self);
    return int_from_size(rt, in_heap ? heap_usable_size(rt->heap, self) : slots->basic_size);
}

static NEW_REF Object *object_init_subclass(Runtime *rt, Object *self, Object *const *args,
                                            size_t count, Object *keyword_names) {
    (void)args;
    const TypeObject *type = (const TypeObject *)self;
    if (keyword_names && tuple_length(keyword_names) > 0) {
        return raise_type_error(rt, "%N.__init_subclass__() takes no keyword arguments", type);
    }
    if (count > 0) {
        return raise_type_error(rt, "%N.__init_subclass__() takes no arguments (%zu given)", type,
                                count);
    }
    return retain(NONE);
}

static NEW_REF Object *object_subclasshook(Runtime *rt, Object *self, Object *const *args,
                                           size_t count, Object *keyword_names) {
    (void)rt;
    (void)self;
    (void)args;
    (void)count;
    (void)keyword_names;
    return retain(NOT_IMPLEMENTED);
}

static NEW_REF Object *object_get_class(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    return type ? retain(&type->header) : NULL;
}

static bool object_set_class(Runtime *rt, Object *self, Object *value) {
    if (!value) {
        raise_type_error(rt, "can't delete __class__ attribute");
        return false;
    }
    if (!type_is_type(rt, value)) {
        raise_type_error(rt, "__class__ must be set to a class, not '%T' object", value);
        return false;
    }
    return class_assign(rt, self, (TypeObject *)value);
}

static const MethodRow object_methods[] = {
    METHOD_ROW_ONE("__reduce_ex__", object_reduce_ex,
                   "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle."),
    METHOD_ROW_NOARGS("__reduce__", object_reduce_plain,
                      "__reduce__($self, /)\n--\n\nHelper for pickle."),
    METHOD_ROW_NOARGS("__getstate__", object_getstate,
                      "__getstate__($self, /)\n--\n\nHelper for pickle."),
    METHOD_ROW_CLASS("__subclasshook__", object_subclasshook,
                     "Abstract classes can override this to customize issubclass().\n\nThis is "
                     "invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, "
                     "False or NotImplemented.  If it returns\nNotImplemented, the normal "
                     "algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the "
                     "outcome is cached).\n"),
    METHOD_ROW_CLASS("__init_subclass__", object_init_subclass,
                     "This method is called when a class is subclassed.\n\nThe default "
                     "implementation does nothing. It may be\noverridden to extend subclasses.\n"),
    METHOD_ROW_ONE("__format__", object_method_format,
                   "__format__($self, format_spec, /)\n--\n\nDefault object formatter."),
    METHOD_ROW_NOARGS("__sizeof__", object_sizeof,
                      "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes."),
    METHOD_ROW_NOARGS("__dir__", object_dir,
                      "__dir__($self, /)\n--\n\nDefault dir() implementation."),
    METHOD_ROW_END,
};

static const AttributeRow object_attributes[] = {
    {"__class__", object_get_class, object_set_class, "the object's class"},
    ATTRIBUTE_ROW_END,
};

const TypeSpec object_type = {
    .slots = {.name = "object",
              .type_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(Object),
              .new_instance = object_new,
              .init = object_init,
              .repr = object_default_repr,
              .str = object_default_str,
              .hash = object_default_hash,
              .compare = object_default_compare,
              .get_attr = object_generic_get_attr,
              .set_attr = object_generic_set_attr},
    .methods = object_methods,
    .attributes = object_attributes,
    .doc = "object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it accepts no "
           "arguments and returns a new featureless\ninstance that has no instance attributes and "
           "cannot be given any.\n",
};
