/* `type`: calling classes, their attributes, and what Python sees of a class. */
#include "object/dict.h"
#include "object/exception.h"
#include "object/generic_alias.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/class.h"
#include "types/class_slots.h"
#include "types/descriptors.h"
#include "types/mro.h"
#include "types/slot_methods.h"

/* --- calling --- */

static NEW_REF Object *type_call(Runtime *rt, Object *callee, Object *const *args, size_t count,
                                 Object *keyword_names) {
    TypeObject *type = (TypeObject *)callee;
    if (UNLIKELY(type->type_id == TYPE_TYPE)) {
        size_t keyword_count = keyword_names ? tuple_length(keyword_names) : 0;
        if (count == 1 && keyword_count == 0) {
            TypeObject *own = type_of(rt, args[0]);
            return own ? retain(&own->header) : NULL;
        }
        if (count != 3) {
            return raise_type_error(rt, "type() takes 1 or 3 arguments");
        }
    }
    const TypeSlots *slots = type->slots;
    const TypeSlots *maker = slots;
    if (UNLIKELY(slots->flags & TYPE_FLAG_NO_NEW)) {
        return raise_type_error(rt, "cannot create '%s' instances", slots->name);
    }
    while (UNLIKELY(!maker->new_instance)) {
        if (maker->type_id == TYPE_OBJECT || (maker->base_id == TYPE_OBJECT)) {
            return raise_type_error(rt, "cannot create '%s' instances", slots->name);
        }
        maker = rt->slots[maker->base_id];
    }
    Object *object = maker->new_instance(rt, type, args, count, keyword_names);
    if (UNLIKELY(!object)) {
        return NULL;
    }
    if (UNLIKELY(object_type_id(object) != type->type_id)) {
        TypeObject *own = type_of(rt, object);
        if (!own || !type_is_subtype(own, type)) {
            return object;
        }
    }
    const TypeSlots *own_slots = slots_of(rt, object);
    if (own_slots->init && UNLIKELY(!own_slots->init(rt, object, args, count, keyword_names))) {
        release(rt, object);
        return NULL;
    }
    return object;
}

static bool type_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    (void)self;
    (void)args;
    size_t keyword_count = keyword_names ? tuple_length(keyword_names) : 0;
    if (count == 1 && keyword_count > 0) {
        raise_type_error(rt, "type.__init__() takes no keyword arguments");
        return false;
    }
    if (count != 1 && count != 3) {
        raise_type_error(rt, "type.__init__() takes 1 or 3 arguments");
        return false;
    }
    return true;
}

/* --- attributes of classes --- */

static COLD void *raise_no_attribute(Runtime *rt, TypeObject *type, Object *name) {
    raise_format(rt, TYPE_ATTRIBUTE_ERROR, "type object '%N' has no attribute '%U'", type, name);
    Object *error = rt->error;
    if (error && object_type_id(error) == TYPE_ATTRIBUTE_ERROR) {
        AttributeExceptionObject *fields = (AttributeExceptionObject *)error;
        REPLACE_REF(rt, &fields->name, retain(name));
        REPLACE_REF(rt, &fields->object, retain(&type->header));
    }
    return NULL;
}

/* A data descriptor of the metaclass; an attribute along the MRO, bound to no instance; what else
 * the metaclass has. NULL without an error when missing. */
static NEW_REF Object *search(Runtime *rt, TypeObject *type, Object *name) {
    TypeObject *metatype = type_of(rt, &type->header);
    if (!metatype) {
        return NULL;
    }
    const Object *earlier_error = rt->error;
    Object *of_meta = type_lookup(rt, metatype, name);
    const TypeSlots *meta_slots = NULL;
    if (of_meta) {
        retain(of_meta);
        meta_slots = slots_of(rt, of_meta);
        if (meta_slots->descriptor_get && meta_slots->descriptor_set) {
            Object *result =
                meta_slots->descriptor_get(rt, of_meta, &type->header, &metatype->header);
            release(rt, of_meta);
            return result;
        }
    } else if (UNLIKELY(rt->error != earlier_error)) {
        return NULL;
    }
    Object *found = type_lookup(rt, type, name);
    Object *result = NULL;
    if (found) {
        const TypeSlots *slots = slots_of(rt, found);
        result = retain(found);
        if (slots->descriptor_get) {
            result = slots->descriptor_get(rt, found, NULL, &type->header);
            release(rt, found);
        }
    } else if (rt->error == earlier_error && of_meta) {
        result = meta_slots->descriptor_get
                     ? meta_slots->descriptor_get(rt, of_meta, &type->header, &metatype->header)
                     : retain(of_meta);
    }
    release_nullable(rt, of_meta);
    return result;
}

static NEW_REF Object *type_get_attr(Runtime *rt, Object *self, Object *name) {
    if (UNLIKELY(!type_is_str(rt, name))) {
        return object_raise_name_not_str(rt, name);
    }
    Object *result = search(rt, (TypeObject *)self, name);
    if (UNLIKELY(!result && !rt->error)) {
        return raise_no_attribute(rt, (TypeObject *)self, name);
    }
    return result;
}

static bool type_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    TypeObject *type = (TypeObject *)self;
    if (!type_is_class(type)) {
        raise_type_error(rt, "cannot set %R attribute of immutable type '%N'", name, type);
        return false;
    }
    if (!type_is_str(rt, name)) {
        object_raise_name_not_str(rt, name);
        return false;
    }
    TypeObject *metatype = type_of(rt, self);
    Object *of_meta = metatype ? type_lookup(rt, metatype, name) : NULL;
    if (!of_meta && rt->error) {
        return false;
    }
    if (of_meta && slots_of(rt, of_meta)->descriptor_set) {
        retain(of_meta);
        bool done = slots_of(rt, of_meta)->descriptor_set(rt, of_meta, self, value);
        release(rt, of_meta);
        return done;
    }
    Object *key = retain(name);
    if (str_check_exact(key)) {
        key = intern(rt, key);
        if (!key) {
            return false;
        }
    }
    type_modified(rt, type); /* before the old value goes: caches have borrowed it */
    bool done;
    if (value) {
        done = dict_set(rt, type->dict, key, value);
    } else {
        int deleted = dict_delete(rt, type->dict, key);
        done = deleted == 1;
        if (deleted == 0) {
            raise_no_attribute(rt, type, key);
        }
    }
    done = done && slot_methods_changed(rt, type, key);
    release(rt, key);
    return done;
}

/* --- computed attributes --- */

static bool check_writable(Runtime *rt, TypeObject *type, const char *name, const Object *value) {
    if (!type_is_class(type)) {
        raise_type_error(rt, "cannot set '%s' attribute of immutable type '%N'", name, type);
        return false;
    }
    if (!value) {
        raise_type_error(rt, "cannot delete '%s' attribute of immutable type '%N'", name, type);
        return false;
    }
    return true;
}

static NEW_REF Object *type_get_name(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((TypeObject *)self)->name);
}

static bool type_set_name(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    if (!check_writable(rt, type, "__name__", value)) {
        return false;
    }
    if (!type_is_str(rt, value)) {
        raise_type_error(rt, "can only assign string to %N.__name__, not '%T'", type, value);
        return false;
    }
    Object *old = type->name;
    type->name = retain(value);
    if (!class_update_name(rt, type)) {
        release(rt, value);
        type->name = old;
        return false;
    }
    release(rt, old);
    return true;
}

static NEW_REF Object *type_get_qualname(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((TypeObject *)self)->qualname);
}

static bool type_set_qualname(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    if (!check_writable(rt, type, "__qualname__", value)) {
        return false;
    }
    if (!type_is_str(rt, value)) {
        raise_type_error(rt, "can only assign string to %N.__qualname__, not '%T'", type, value);
        return false;
    }
    REPLACE_REF(rt, &type->qualname, retain(value));
    return true;
}

static const TypeSpec *spec_of(const TypeObject *type) {
    return (const TypeSpec *)(const void *)type->slots;
}

static NEW_REF Object *type_get_module(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    if (type_is_class(type)) {
        Object *module = type_lookup_own(rt, type, rt->names[NAME___module__]);
        if (!module && !rt->error) {
            return raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, rt->names[NAME___module__]);
        }
        return retain_nullable(module);
    }
    const char *module = spec_of(type)->module;
    return intern_cstring(rt, module ? module : "builtins");
}

static bool type_set_module(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    if (!check_writable(rt, type, "__module__", value)) {
        return false;
    }
    type_modified(rt, type);
    return dict_set(rt, type->dict, rt->names[NAME___module__], value);
}

static NEW_REF Object *type_get_bases(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((TypeObject *)self)->bases);
}

static bool type_set_bases(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    if (!type_is_class(type)) {
        raise_type_error(rt, "cannot set '__bases__' attribute of immutable type '%N'", type);
        return false;
    }
    return class_set_bases(rt, type, value);
}

static NEW_REF Object *type_get_base(Runtime *rt, Object *self) {
    (void)rt;
    TypeObject *base = ((TypeObject *)self)->base;
    return base ? retain(&base->header) : retain(NONE);
}

static NEW_REF Object *type_get_mro(Runtime *rt, Object *self) {
    (void)rt;
    Object *mro = ((TypeObject *)self)->mro;
    return retain(mro ? mro : NONE);
}

static NEW_REF Object *type_get_dict(Runtime *rt, Object *self) {
    Object *dict = type_dict(rt, (TypeObject *)self);
    TypeObject *proxy = dict ? type_object(rt, TYPE_MAPPING_PROXY) : NULL;
    return proxy ? object_call_one(rt, &proxy->header, dict) : NULL;
}

static NEW_REF Object *type_get_doc(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    if (!type_is_class(type)) {
        return descriptors_doc(rt, spec_of(type)->doc);
    }
    Object *doc = type_lookup_own(rt, type, rt->names[NAME___doc__]);
    if (!doc) {
        return rt->error ? NULL : retain(NONE);
    }
    const TypeSlots *slots = slots_of(rt, doc);
    return slots->descriptor_get ? slots->descriptor_get(rt, doc, NULL, self) : retain(doc);
}

static bool type_set_doc(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    if (!check_writable(rt, type, "__doc__", value)) {
        return false;
    }
    type_modified(rt, type);
    return dict_set(rt, type->dict, rt->names[NAME___doc__], value);
}

static NEW_REF Object *type_get_abstract(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    Object *name = rt->names[NAME___abstractmethods__];
    Object *methods = type->type_id == TYPE_TYPE ? NULL : type_lookup_own(rt, type, name);
    if (!methods && !rt->error) {
        return raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, name);
    }
    return retain_nullable(methods);
}

static bool type_set_abstract(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    Object *name = rt->names[NAME___abstractmethods__];
    if (!type_is_class(type)) {
        raise_type_error(rt, "cannot set '__abstractmethods__' attribute of immutable type '%N'",
                         type);
        return false;
    }
    int truth = 0;
    if (value) {
        truth = object_is_true(rt, value);
        if (truth < 0 || !dict_set(rt, type->dict, name, value)) {
            return false;
        }
    } else {
        int deleted = dict_delete(rt, type->dict, name);
        if (deleted == 0) {
            raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, name);
        }
        if (deleted != 1) {
            return false;
        }
    }
    type_modified(rt, type);
    type->slots->flags &= ~(uint32_t)TYPE_FLAG_ABSTRACT;
    type->slots->flags |= truth ? (uint32_t)TYPE_FLAG_ABSTRACT : 0u;
    return true;
}

static NEW_REF Object *type_get_annotations(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    Object *name = rt->names[NAME___annotations__];
    if (!type_is_class(type)) {
        return raise_no_attribute(rt, type, name);
    }
    Object *annotations = type_lookup_own(rt, type, name);
    if (annotations) {
        const TypeSlots *slots = slots_of(rt, annotations);
        return slots->descriptor_get ? slots->descriptor_get(rt, annotations, NULL, self)
                                     : retain(annotations);
    }
    annotations = rt->error ? NULL : dict_new(rt);
    if (annotations && !dict_set(rt, type->dict, name, annotations)) {
        CLEAR_REF(rt, &annotations);
    }
    type_modified(rt, type);
    return annotations;
}

static bool type_set_annotations(Runtime *rt, Object *self, Object *value) {
    TypeObject *type = (TypeObject *)self;
    Object *name = rt->names[NAME___annotations__];
    if (!type_is_class(type)) {
        raise_type_error(rt, "cannot set '__annotations__' attribute of immutable type '%N'", type);
        return false;
    }
    type_modified(rt, type);
    if (value) {
        return dict_set(rt, type->dict, name, value);
    }
    int deleted = dict_delete(rt, type->dict, name);
    if (deleted == 0) {
        raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, name);
    }
    return deleted == 1;
}

static NEW_REF Object *type_get_basicsize(Runtime *rt, Object *self) {
    return int_from_int64(rt, ((TypeObject *)self)->slots->basic_size);
}

static NEW_REF Object *type_get_itemsize(Runtime *rt, Object *self) {
    return int_from_int64(rt, ((TypeObject *)self)->slots->item_size);
}

static NEW_REF Object *type_get_dictoffset(Runtime *rt, Object *self) {
    const TypeSlots *slots = ((TypeObject *)self)->slots;
    bool shaped = (slots->flags & TYPE_FLAG_SHAPED) != 0;
    return int_from_int64(rt, shaped ? (int64_t)slots->basic_size : slots->dict_offset);
}

static NEW_REF Object *type_get_weakrefoffset(Runtime *rt, Object *self) {
    return int_from_int64(rt, type_object_has_flag((TypeObject *)self, TYPE_FLAG_WEAKREFABLE));
}

/* The bits of CPython's tp_flags that programs look at. */
static NEW_REF Object *type_get_flags(Runtime *rt, Object *self) {
    static const struct {
        uint32_t ours;
        int64_t theirs;
    } BITS[] = {
        {TYPE_FLAG_SEQUENCE, 1 << 5},
        {TYPE_FLAG_MAPPING, 1 << 6},
        {TYPE_FLAG_CLASS, 1 << 9},
        {TYPE_FLAG_SUBCLASSABLE, 1 << 10},
        {TYPE_FLAG_CONTAINER, 1 << 14},
        {TYPE_FLAG_METHOD_LIKE, 1 << 17},
        {TYPE_FLAG_ABSTRACT, 1 << 20},
        {TYPE_FLAG_MATCH_SELF, 1 << 22},
        {TYPE_FLAG_INT_SUBCLASS, 1 << 24},
        {TYPE_FLAG_LIST_SUBCLASS, 1 << 25},
        {TYPE_FLAG_TUPLE_SUBCLASS, 1 << 26},
        {TYPE_FLAG_BYTES_SUBCLASS, 1 << 27},
        {TYPE_FLAG_STR_SUBCLASS, 1 << 28},
        {TYPE_FLAG_DICT_SUBCLASS, 1 << 29},
        {TYPE_FLAG_EXCEPTION_SUBCLASS, 1 << 30},
        {TYPE_FLAG_TYPE_SUBCLASS, (int64_t)1 << 31},
    };
    const TypeObject *type = (const TypeObject *)self;
    int64_t flags = 1 << 12; /* ready */
    for (size_t i = 0; i < COUNT_OF(BITS); i++) {
        flags |= type_object_has_flag(type, BITS[i].ours) ? BITS[i].theirs : 0;
    }
    flags |= type_is_class(type) ? 0 : 1 << 8;
    return int_from_int64(rt, flags);
}

static NEW_REF Object *type_get_signature(Runtime *rt, Object *self) {
    const TypeObject *type = (const TypeObject *)self;
    if (type_is_class(type)) {
        return retain(NONE);
    }
    return descriptors_signature(rt, type_short_name(type->slots), spec_of(type)->doc);
}

/* --- methods --- */

static NEW_REF Object *type_repr(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    Object *module = type_get_module(rt, self);
    if (!module) {
        error_clear_if(rt, TYPE_ATTRIBUTE_ERROR);
        if (rt->error) {
            return NULL;
        }
    }
    Object *text;
    if (module && type_is_str(rt, module) && !str_equals_ascii(module, "builtins")) {
        text = str_format(rt, "<class '%U.%U'>", module, type->qualname);
    } else {
        text = str_format(rt, "<class '%U'>", type_is_class(type) ? type->name : type->qualname);
    }
    release_nullable(rt, module);
    return text;
}

static NEW_REF Object *type_mro(Runtime *rt, Object *self) {
    Object *mro = mro_compute(rt, (TypeObject *)self);
    Object *list = mro ? list_from_iterable(rt, mro) : NULL;
    release_nullable(rt, mro);
    return list;
}

/* A builtin type's subclasses may not have been asked for yet. */
static bool make_builtin_subclasses(Runtime *rt, const TypeObject *type) {
    for (uint32_t i = 1; i < TYPE_BUILTIN_COUNT; i++) {
        if (rt->slots[i]->base_id == type->type_id && !type_object(rt, i)) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *type_subclasses(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    if (!type_is_class(type) && !make_builtin_subclasses(rt, type)) {
        return NULL;
    }
    Object *list = list_new(rt, type->subclass_count);
    for (uint32_t i = 0; list && i < type->subclass_count; i++) {
        TypeObject *subclass = rt->type_objects[type->subclass_ids[i]];
        if (subclass && !list_append(rt, list, &subclass->header)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static NEW_REF Object *type_prepare(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)self;
    (void)args;
    (void)count;
    (void)keyword_names;
    return dict_new(rt);
}

static NEW_REF Object *truth_or_error(int truth) {
    return truth < 0 ? NULL : retain(bool_object(truth != 0));
}

static NEW_REF Object *type_instancecheck(Runtime *rt, Object *self, Object *instance) {
    return truth_or_error(object_real_is_instance(rt, instance, self));
}

static NEW_REF Object *type_subclasscheck(Runtime *rt, Object *self, Object *subclass) {
    return truth_or_error(object_real_is_subclass(rt, subclass, self));
}

static NEW_REF Object *type_dir(Runtime *rt, Object *self) {
    const TypeObject *type = (const TypeObject *)self;
    Object *names = dict_new(rt);
    for (size_t i = tuple_length(type->mro); names && i-- > 0;) {
        Object *dict = type_dict(rt, (TypeObject *)tuple_get(type->mro, i));
        if (!dict || !dict_update(rt, names, dict)) {
            CLEAR_REF(rt, &names);
        }
    }
    Object *list = names ? dict_keys_list(rt, names) : NULL;
    release_nullable(rt, names);
    return list;
}

static NEW_REF Object *type_sizeof(Runtime *rt, Object *self) {
    const TypeObject *type = (const TypeObject *)self;
    size_t size = heap_usable_size(rt->heap, self);
    if (type_is_class(type)) {
        const NumberSlots *numbers = class_slots(type)->numbers;
        size += heap_usable_size(rt->heap, type->slots);
        size += numbers ? heap_usable_size(rt->heap, numbers) : 0;
    }
    return int_from_size(rt, size);
}

static void type_traverse(Object *self, VisitFunction visit, void *context) {
    TypeObject *type = (TypeObject *)self;
    Object *fields[] = {(Object *)type->base, type->bases, type->mro, type->dict};
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i]) {
            visit(fields[i], context);
        }
    }
}

/* Bases and slots stay: instances that are freed after this still need them. */
static void type_clear(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    if (!type_is_class(type)) {
        return;
    }
    type_modified(rt, type);
    if (type->dict && type->dict->refs == 1) { /* else the collector sees to it, if it is garbage */
        dict_clear(rt, type->dict);
    }
    CLEAR_REF(rt, &type->mro);
}

static const MethodRow type_methods[] = {
    METHOD_ROW_NOARGS("mro", type_mro,
                      "mro($self, /)\n--\n\nReturn a type's method resolution order."),
    METHOD_ROW_NOARGS("__subclasses__", type_subclasses,
                      "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses."),
    METHOD_ROW_CLASS("__prepare__", type_prepare,
                     "__prepare__() -> dict\nused to create the namespace for the class statement"),
    METHOD_ROW_ONE("__instancecheck__", type_instancecheck,
                   "__instancecheck__($self, instance, /)\n--\n\n"
                   "Check if an object is an instance."),
    METHOD_ROW_ONE("__subclasscheck__", type_subclasscheck,
                   "__subclasscheck__($self, subclass, /)\n--\n\n"
                   "Check if a class is a subclass."),
    METHOD_ROW_NOARGS("__dir__", type_dir,
                      "__dir__($self, /)\n--\n\n"
                      "Specialized __dir__ implementation for types."),
    METHOD_ROW_NOARGS("__sizeof__", type_sizeof,
                      "__sizeof__($self, /)\n--\n\n"
                      "Return memory consumption of the type object."),
    METHOD_ROW_END,
};

static const AttributeRow type_attributes[] = {
    {"__name__", type_get_name, type_set_name, NULL},
    {"__qualname__", type_get_qualname, type_set_qualname, NULL},
    {"__module__", type_get_module, type_set_module, NULL},
    {"__bases__", type_get_bases, type_set_bases, NULL},
    {"__base__", type_get_base, native_read_only, NULL},
    {"__mro__", type_get_mro, native_read_only, NULL},
    {"__dict__", type_get_dict, NULL, NULL},
    {"__doc__", type_get_doc, type_set_doc, NULL},
    {"__abstractmethods__", type_get_abstract, type_set_abstract, NULL},
    {"__annotations__", type_get_annotations, type_set_annotations, NULL},
    {"__basicsize__", type_get_basicsize, native_read_only, NULL},
    {"__itemsize__", type_get_itemsize, native_read_only, NULL},
    {"__dictoffset__", type_get_dictoffset, native_read_only, NULL},
    {"__weakrefoffset__", type_get_weakrefoffset, native_read_only, NULL},
    {"__flags__", type_get_flags, native_read_only, NULL},
    {"__text_signature__", type_get_signature, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots type_numbers = {
    .binary[BINARY_OR] = union_or,
};

const TypeSpec type_type = {
    .slots = {.name = "type",
              .type_id = TYPE_TYPE,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE |
                       TYPE_FLAG_TYPE_SUBCLASS | TYPE_FLAG_WEAKREFABLE,
              .basic_size = sizeof(TypeObject),
              .item_size = 1, /* as far as __slots__ are concerned: none with members */
              .dealloc = class_dealloc,
              .traverse = type_traverse,
              .clear = type_clear,
              .new_instance = class_new,
              .init = type_init,
              .call = type_call,
              .repr = type_repr,
              .get_attr = type_get_attr,
              .set_attr = type_set_attr,
              .numbers = &type_numbers},
    .methods = type_methods,
    .attributes = type_attributes,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
};
