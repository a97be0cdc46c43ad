/* Descriptors of builtin types: method, classmethod, wrapper, getset, member; and method-wrapper,
 * the wrapper bound to an object. */
#include "types/descriptors.h"
#include "object/allocate.h"
#include "object/module.h"
#include "object/intern.h"
#include "object/tuple.h"

/* All descriptors but member and method-wrapper: a row and the class. */
typedef struct DescriptorObject {
    Object header;
    const void *row;
    TypeObject *type;
} DescriptorObject;

_Static_assert(offsetof(MethodDescriptorObject, type) == offsetof(DescriptorObject, type), "");
_Static_assert(offsetof(WrapperDescriptorObject, type) == offsetof(DescriptorObject, type), "");
_Static_assert(offsetof(GetsetDescriptorObject, type) == offsetof(DescriptorObject, type), "");

static NEW_REF Object *new_descriptor(Runtime *rt, uint32_t type_id, TypeObject *type,
                                      const void *row) {
    DescriptorObject *descriptor =
        (DescriptorObject *)allocate_container(rt, type_id, sizeof(DescriptorObject));
    if (!descriptor) {
        return NULL;
    }
    descriptor->row = row;
    descriptor->type = RETAIN(type);
    return &descriptor->header;
}

NEW_REF Object *descriptors_new_method(Runtime *rt, uint32_t type_id, TypeObject *type,
                                       const MethodRow *row) {
    return new_descriptor(rt, type_id, type, row);
}

NEW_REF Object *descriptors_new_wrapper(Runtime *rt, TypeObject *type, const SlotRow *row) {
    return new_descriptor(rt, TYPE_WRAPPER_DESCRIPTOR, type, row);
}

NEW_REF Object *descriptors_new_getset(Runtime *rt, TypeObject *type, const AttributeRow *row) {
    if (row->set != native_read_only) {
        return new_descriptor(rt, TYPE_GETSET_DESCRIPTOR, type, row);
    }
    Object *name = intern_cstring(rt, row->name);
    Object *member = name ? descriptors_new_member(rt, type, name, 0) : NULL;
    if (member) {
        ((MemberDescriptorObject *)member)->row = row;
    }
    release_nullable(rt, name);
    return member;
}

NEW_REF Object *descriptors_new_member(Runtime *rt, TypeObject *type, Object *name,
                                       uint32_t offset) {
    MemberDescriptorObject *member = (MemberDescriptorObject *)allocate_container(
        rt, TYPE_MEMBER_DESCRIPTOR, sizeof(MemberDescriptorObject));
    if (!member) {
        return NULL;
    }
    member->type = RETAIN(type);
    member->name = retain(name);
    member->offset = offset;
    return &member->header;
}

static void descriptor_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((DescriptorObject *)self)->type);
    object_free_container(rt, self, sizeof(DescriptorObject));
}

static void descriptor_traverse(Object *self, VisitFunction visit, void *context) {
    DescriptorObject *descriptor = (DescriptorObject *)self;
    if (descriptor->type) {
        visit(&descriptor->type->header, context);
    }
}

/* --- what they have in common: the class and the name --- */

static TypeObject *class_of(const Object *self) {
    return object_type_id(self) == TYPE_MEMBER_DESCRIPTOR
               ? ((const MemberDescriptorObject *)self)->type
               : ((const DescriptorObject *)self)->type;
}

/* Rows of all three kinds begin with the name. */
static NEW_REF Object *name_of(Runtime *rt, const Object *self) {
    if (object_type_id(self) == TYPE_MEMBER_DESCRIPTOR) {
        return retain(((const MemberDescriptorObject *)self)->name);
    }
    return intern_cstring(rt, *(const char *const *)((const DescriptorObject *)self)->row);
}

static NEW_REF Object *descriptor_name(Runtime *rt, Object *self) {
    return name_of(rt, self);
}

static NEW_REF Object *descriptor_qualname(Runtime *rt, Object *self) {
    Object *name = name_of(rt, self);
    if (!name) {
        return NULL;
    }
    Object *result = str_format(rt, "%U.%U", class_of(self)->qualname, name);
    release(rt, name);
    return result;
}

static NEW_REF Object *descriptor_objclass(Runtime *rt, Object *self) {
    (void)rt;
    return retain(&class_of(self)->header);
}

/* "<method 'append' of 'list' objects>". */
static NEW_REF Object *describe(Runtime *rt, Object *self, const char *what) {
    Object *name = name_of(rt, self);
    if (!name) {
        return NULL;
    }
    Object *text = str_format(rt, "<%s '%U' of '%N' objects>", what, name, class_of(self));
    release(rt, name);
    return text;
}

/* (getattr, (owner, the descriptor's name)) */
static NEW_REF Object *reduce_to_attribute(Runtime *rt, Object *self, Object *owner) {
    Object *getattr = module_builtin(rt, "getattr");
    Object *name = name_of(rt, self);
    Object *pair = getattr && name ? tuple_pack(rt, 2, owner, name) : NULL;
    Object *result = pair ? tuple_pack(rt, 2, getattr, pair) : NULL;
    release_nullable(rt, pair);
    release_nullable(rt, name);
    return result;
}

static NEW_REF Object *descriptor_reduce(Runtime *rt, Object *self) {
    return reduce_to_attribute(rt, self, &class_of(self)->header);
}

/* "descriptor 'append' for 'list' objects doesn't apply to a 'int' object". */
static COLD void *raise_wrong_object(Runtime *rt, Object *self, Object *object) {
    Object *name = name_of(rt, self);
    if (name) {
        raise_type_error(rt, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object",
                         name, class_of(self), object);
        release(rt, name);
    }
    return NULL;
}

static bool check_instance(Runtime *rt, Object *self, Object *object) {
    TypeObject *type = class_of(self);
    if (LIKELY(object_type_id(object) == type->type_id)) {
        return true;
    }
    TypeObject *own = type_of(rt, object);
    if (own && type_is_subtype(own, type)) {
        return true;
    }
    if (own) {
        raise_wrong_object(rt, self, object);
    }
    return false;
}

/* --- method_descriptor --- */

static NEW_REF Object *method_descriptor_call(Runtime *rt, Object *callee, Object *const *args,
                                              size_t count, Object *keyword_names) {
    MethodDescriptorObject *descriptor = (MethodDescriptorObject *)callee;
    const MethodRow *row = descriptor->row;
    if (UNLIKELY(count == 0)) {
        return raise_type_error(rt, "unbound method %s.%s() needs an argument",
                                type_short_name(descriptor->type->slots), row->name);
    }
    if (UNLIKELY(!check_instance(rt, callee, args[0]))) {
        return NULL;
    }
    return native_call_row(rt, row, descriptor->type->slots->name, args[0], args + 1, count - 1,
                           keyword_names);
}

static NEW_REF Object *method_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                             Object *owner) {
    (void)owner;
    if (!instance) {
        return retain(self);
    }
    if (!check_instance(rt, self, instance)) {
        return NULL;
    }
    return native_function_new(rt, ((MethodDescriptorObject *)self)->row, instance, NULL);
}

static NEW_REF Object *method_descriptor_repr(Runtime *rt, Object *self) {
    return describe(rt, self, "method");
}

static NEW_REF Object *method_descriptor_doc(Runtime *rt, Object *self) {
    return descriptors_doc(rt, ((MethodDescriptorObject *)self)->row->doc);
}

static NEW_REF Object *method_descriptor_signature(Runtime *rt, Object *self) {
    const MethodRow *row = ((MethodDescriptorObject *)self)->row;
    return descriptors_signature(rt, row->name, row->doc);
}

static const AttributeRow method_descriptor_attributes[] = {
    {"__name__", descriptor_name, native_read_only, NULL},
    {"__qualname__", descriptor_qualname, NULL, NULL},
    {"__objclass__", descriptor_objclass, native_read_only, NULL},
    {"__doc__", method_descriptor_doc, NULL, NULL},
    {"__text_signature__", method_descriptor_signature, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow descriptor_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", descriptor_reduce, NULL),
    METHOD_ROW_END,
};

enum { DESCRIPTOR_FLAGS = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE };

const TypeSpec method_descriptor_type = {
    .slots = {.name = "method_descriptor",
              .type_id = TYPE_METHOD_DESCRIPTOR,
              .flags = DESCRIPTOR_FLAGS | TYPE_FLAG_METHOD_LIKE,
              .basic_size = sizeof(MethodDescriptorObject),
              .dealloc = descriptor_dealloc,
              .traverse = descriptor_traverse,
              .call = method_descriptor_call,
              .repr = method_descriptor_repr,
              .descriptor_get = method_descriptor_get},
    .methods = descriptor_methods,
    .attributes = method_descriptor_attributes,
};

/* --- classmethod_descriptor --- */

static NEW_REF Object *classmethod_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                                  Object *owner) {
    MethodDescriptorObject *descriptor = (MethodDescriptorObject *)self;
    if (!owner) {
        if (!instance) {
            return raise_type_error(rt,
                                    "descriptor '%s' for type '%N' needs either an object or "
                                    "a type",
                                    descriptor->row->name, descriptor->type);
        }
        owner = (Object *)type_of(rt, instance);
        if (!owner) {
            return NULL;
        }
    }
    if (!type_is_type(rt, owner)) {
        return raise_type_error(rt,
                                "descriptor '%s' for type '%N' needs a type, not a '%T' as arg 2",
                                descriptor->row->name, descriptor->type, owner);
    }
    if (!type_is_subtype((TypeObject *)owner, descriptor->type)) {
        return raise_type_error(rt, "descriptor '%s' requires a subtype of '%N' but received '%N'",
                                descriptor->row->name, descriptor->type, (TypeObject *)owner);
    }
    return native_function_new(rt, descriptor->row, owner, NULL);
}

static NEW_REF Object *classmethod_descriptor_call(Runtime *rt, Object *callee, Object *const *args,
                                                   size_t count, Object *keyword_names) {
    MethodDescriptorObject *descriptor = (MethodDescriptorObject *)callee;
    if (count == 0) {
        return raise_type_error(rt, "descriptor '%s' of '%N' object needs an argument",
                                descriptor->row->name, descriptor->type);
    }
    Object *bound = classmethod_descriptor_get(rt, callee, NULL, args[0]);
    if (!bound) {
        return NULL;
    }
    Object *result = object_call(rt, bound, args + 1, count - 1, keyword_names);
    release(rt, bound);
    return result;
}

const TypeSpec classmethod_descriptor_type = {
    .slots = {.name = "classmethod_descriptor",
              .type_id = TYPE_CLASSMETHOD_DESCRIPTOR,
              .flags = DESCRIPTOR_FLAGS,
              .basic_size = sizeof(MethodDescriptorObject),
              .dealloc = descriptor_dealloc,
              .traverse = descriptor_traverse,
              .call = classmethod_descriptor_call,
              .repr = method_descriptor_repr,
              .descriptor_get = classmethod_descriptor_get},
    .attributes = method_descriptor_attributes,
};

/* --- wrapper_descriptor --- */

static NEW_REF Object *wrapper_descriptor_call(Runtime *rt, Object *callee, Object *const *args,
                                               size_t count, Object *keyword_names) {
    WrapperDescriptorObject *descriptor = (WrapperDescriptorObject *)callee;
    TypeObject *type = descriptor->type;
    if (UNLIKELY(count == 0)) {
        return raise_type_error(rt, "descriptor '%s' of '%N' object needs an argument",
                                descriptor->row->name, type);
    }
    if (UNLIKELY(object_type_id(args[0]) != type->type_id)) {
        TypeObject *own = type_of(rt, args[0]);
        if (!own) {
            return NULL;
        }
        if (!type_is_subtype(own, type)) {
            return raise_type_error(rt,
                                    "descriptor '%s' requires a '%N' object but received a '%T'",
                                    descriptor->row->name, type, args[0]);
        }
    }
    return slot_table_call(rt, descriptor->row, type->slots, args[0], args + 1, count - 1,
                           keyword_names);
}

static NEW_REF Object *wrapper_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                              Object *owner) {
    (void)owner;
    if (!instance) {
        return retain(self);
    }
    if (!check_instance(rt, self, instance)) {
        return NULL;
    }
    MethodWrapperObject *wrapper = (MethodWrapperObject *)allocate_container(
        rt, TYPE_METHOD_WRAPPER, sizeof(MethodWrapperObject));
    if (!wrapper) {
        return NULL;
    }
    wrapper->descriptor = (WrapperDescriptorObject *)retain(self);
    wrapper->self = retain(instance);
    return &wrapper->header;
}

static NEW_REF Object *wrapper_descriptor_repr(Runtime *rt, Object *self) {
    return describe(rt, self, "slot wrapper");
}

static NEW_REF Object *wrapper_descriptor_doc(Runtime *rt, Object *self) {
    return descriptors_doc(rt, ((WrapperDescriptorObject *)self)->row->doc);
}

static NEW_REF Object *wrapper_descriptor_signature(Runtime *rt, Object *self) {
    const char *signature = slot_table_signature(((WrapperDescriptorObject *)self)->row);
    return str_format(rt, "%s", signature);
}

static const AttributeRow wrapper_descriptor_attributes[] = {
    {"__name__", descriptor_name, native_read_only, NULL},
    {"__qualname__", descriptor_qualname, NULL, NULL},
    {"__objclass__", descriptor_objclass, native_read_only, NULL},
    {"__doc__", wrapper_descriptor_doc, NULL, NULL},
    {"__text_signature__", wrapper_descriptor_signature, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec wrapper_descriptor_type = {
    .slots = {.name = "wrapper_descriptor",
              .type_id = TYPE_WRAPPER_DESCRIPTOR,
              .flags = DESCRIPTOR_FLAGS | TYPE_FLAG_METHOD_LIKE,
              .basic_size = sizeof(WrapperDescriptorObject),
              .dealloc = descriptor_dealloc,
              .traverse = descriptor_traverse,
              .call = wrapper_descriptor_call,
              .repr = wrapper_descriptor_repr,
              .descriptor_get = wrapper_descriptor_get},
    .methods = descriptor_methods,
    .attributes = wrapper_descriptor_attributes,
};

/* --- method-wrapper --- */

static void method_wrapper_dealloc(Runtime *rt, Object *self) {
    MethodWrapperObject *wrapper = (MethodWrapperObject *)self;
    CLEAR_REF(rt, &wrapper->descriptor);
    CLEAR_REF(rt, &wrapper->self);
    object_free_container(rt, self, sizeof(MethodWrapperObject));
}

static void method_wrapper_traverse(Object *self, VisitFunction visit, void *context) {
    MethodWrapperObject *wrapper = (MethodWrapperObject *)self;
    if (wrapper->descriptor) {
        visit(&wrapper->descriptor->header, context);
    }
    if (wrapper->self) {
        visit(wrapper->self, context);
    }
}

static NEW_REF Object *method_wrapper_call(Runtime *rt, Object *callee, Object *const *args,
                                           size_t count, Object *keyword_names) {
    MethodWrapperObject *wrapper = (MethodWrapperObject *)callee;
    return slot_table_call(rt, wrapper->descriptor->row, wrapper->descriptor->type->slots,
                           wrapper->self, args, count, keyword_names);
}

static NEW_REF Object *method_wrapper_repr(Runtime *rt, Object *self) {
    MethodWrapperObject *wrapper = (MethodWrapperObject *)self;
    return str_format(rt, "<method-wrapper '%s' of %T object at %p>",
                      wrapper->descriptor->row->name, wrapper->self, (void *)wrapper->self);
}

static int64_t method_wrapper_hash(Runtime *rt, Object *self) {
    (void)rt;
    MethodWrapperObject *wrapper = (MethodWrapperObject *)self;
    int64_t hash = object_hash_address(wrapper->self) ^ object_hash_address(wrapper->descriptor);
    return hash == -1 ? -2 : hash;
}

static NEW_REF Object *method_wrapper_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    (void)rt;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(b) != TYPE_METHOD_WRAPPER) {
        return retain(NOT_IMPLEMENTED);
    }
    MethodWrapperObject *left = (MethodWrapperObject *)a, *right = (MethodWrapperObject *)b;
    bool equal = left->descriptor == right->descriptor && left->self == right->self;
    return retain(bool_object(equal == (op == COMPARE_EQ)));
}

static NEW_REF Object *method_wrapper_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((MethodWrapperObject *)self)->self);
}

static NEW_REF Object *method_wrapper_name(Runtime *rt, Object *self) {
    return name_of(rt, &((MethodWrapperObject *)self)->descriptor->header);
}

static NEW_REF Object *method_wrapper_qualname(Runtime *rt, Object *self) {
    return descriptor_qualname(rt, &((MethodWrapperObject *)self)->descriptor->header);
}

static NEW_REF Object *method_wrapper_objclass(Runtime *rt, Object *self) {
    return descriptor_objclass(rt, &((MethodWrapperObject *)self)->descriptor->header);
}

static NEW_REF Object *method_wrapper_doc(Runtime *rt, Object *self) {
    return wrapper_descriptor_doc(rt, &((MethodWrapperObject *)self)->descriptor->header);
}

static NEW_REF Object *method_wrapper_signature(Runtime *rt, Object *self) {
    return wrapper_descriptor_signature(rt, &((MethodWrapperObject *)self)->descriptor->header);
}

static NEW_REF Object *method_wrapper_reduce(Runtime *rt, Object *self) {
    const MethodWrapperObject *wrapper = (const MethodWrapperObject *)self;
    return reduce_to_attribute(rt, &wrapper->descriptor->header, wrapper->self);
}

static const MethodRow method_wrapper_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", method_wrapper_reduce, NULL),
    METHOD_ROW_END,
};

static const AttributeRow method_wrapper_attributes[] = {
    {"__self__", method_wrapper_self, NULL, NULL},
    {"__name__", method_wrapper_name, NULL, NULL},
    {"__qualname__", method_wrapper_qualname, NULL, NULL},
    {"__objclass__", method_wrapper_objclass, NULL, NULL},
    {"__doc__", method_wrapper_doc, NULL, NULL},
    {"__text_signature__", method_wrapper_signature, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec method_wrapper_type = {
    .slots = {.name = "method-wrapper",
              .type_id = TYPE_METHOD_WRAPPER,
              .flags = DESCRIPTOR_FLAGS,
              .basic_size = sizeof(MethodWrapperObject),
              .dealloc = method_wrapper_dealloc,
              .traverse = method_wrapper_traverse,
              .call = method_wrapper_call,
              .repr = method_wrapper_repr,
              .hash = method_wrapper_hash,
              .compare = method_wrapper_compare},
    .methods = method_wrapper_methods,
    .attributes = method_wrapper_attributes,
};

/* --- getset_descriptor --- */

static NEW_REF Object *getset_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                             Object *owner) {
    (void)owner;
    if (!instance) {
        return retain(self);
    }
    if (!check_instance(rt, self, instance)) {
        return NULL;
    }
    return ((GetsetDescriptorObject *)self)->row->get(rt, instance);
}

static bool getset_descriptor_set(Runtime *rt, Object *self, Object *instance, Object *value) {
    GetsetDescriptorObject *descriptor = (GetsetDescriptorObject *)self;
    if (!check_instance(rt, self, instance)) {
        return false;
    }
    if (!descriptor->row->set) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "attribute '%s' of '%N' objects is not writable",
                     descriptor->row->name, descriptor->type);
        return false;
    }
    return descriptor->row->set(rt, instance, value);
}

static NEW_REF Object *getset_descriptor_repr(Runtime *rt, Object *self) {
    return describe(rt, self, "attribute");
}

static NEW_REF Object *getset_descriptor_doc(Runtime *rt, Object *self) {
    return descriptors_doc(rt, ((GetsetDescriptorObject *)self)->row->doc);
}

static const AttributeRow getset_descriptor_attributes[] = {
    {"__name__", descriptor_name, native_read_only, NULL},
    {"__qualname__", descriptor_qualname, NULL, NULL},
    {"__objclass__", descriptor_objclass, native_read_only, NULL},
    {"__doc__", getset_descriptor_doc, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec getset_descriptor_type = {
    .slots = {.name = "getset_descriptor",
              .type_id = TYPE_GETSET_DESCRIPTOR,
              .flags = DESCRIPTOR_FLAGS,
              .basic_size = sizeof(GetsetDescriptorObject),
              .dealloc = descriptor_dealloc,
              .traverse = descriptor_traverse,
              .repr = getset_descriptor_repr,
              .descriptor_get = getset_descriptor_get,
              .descriptor_set = getset_descriptor_set},
    .attributes = getset_descriptor_attributes,
};

/* --- member_descriptor --- */

static void member_descriptor_dealloc(Runtime *rt, Object *self) {
    MemberDescriptorObject *member = (MemberDescriptorObject *)self;
    CLEAR_REF(rt, &member->name);
    CLEAR_REF(rt, &member->type);
    object_free_container(rt, self, sizeof(MemberDescriptorObject));
}

static void member_descriptor_traverse(Object *self, VisitFunction visit, void *context) {
    MemberDescriptorObject *member = (MemberDescriptorObject *)self;
    if (member->type) {
        visit(&member->type->header, context);
    }
}

static Object **member_place(const MemberDescriptorObject *member, Object *instance) {
    return (Object **)(void *)((char *)instance + member->offset);
}

static NEW_REF Object *member_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                             Object *owner) {
    (void)owner;
    MemberDescriptorObject *member = (MemberDescriptorObject *)self;
    if (!instance) {
        return retain(self);
    }
    if (!check_instance(rt, self, instance)) {
        return NULL;
    }
    if (member->row) {
        return member->row->get(rt, instance);
    }
    Object *value = *member_place(member, instance);
    return LIKELY(value != NULL) ? retain(value)
                                 : raise_attribute_error(rt, instance, member->name);
}

static bool member_descriptor_set(Runtime *rt, Object *self, Object *instance, Object *value) {
    MemberDescriptorObject *member = (MemberDescriptorObject *)self;
    if (!check_instance(rt, self, instance)) {
        return false;
    }
    if (member->row) {
        return native_read_only(rt, instance, value);
    }
    Object **place = member_place(member, instance);
    if (UNLIKELY(!value && !*place)) {
        raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, member->name);
        return false;
    }
    REPLACE_REF(rt, place, retain_nullable(value));
    return true;
}

static NEW_REF Object *member_descriptor_repr(Runtime *rt, Object *self) {
    return describe(rt, self, "member");
}

static NEW_REF Object *member_descriptor_doc(Runtime *rt, Object *self) {
    const AttributeRow *row = ((MemberDescriptorObject *)self)->row;
    return row ? descriptors_doc(rt, row->doc) : retain(NONE);
}

static const AttributeRow member_descriptor_attributes[] = {
    {"__name__", descriptor_name, native_read_only, NULL},
    {"__qualname__", descriptor_qualname, NULL, NULL},
    {"__objclass__", descriptor_objclass, native_read_only, NULL},
    {"__doc__", member_descriptor_doc, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec member_descriptor_type = {
    .slots = {.name = "member_descriptor",
              .type_id = TYPE_MEMBER_DESCRIPTOR,
              .flags = DESCRIPTOR_FLAGS,
              .basic_size = sizeof(MemberDescriptorObject),
              .dealloc = member_descriptor_dealloc,
              .traverse = member_descriptor_traverse,
              .repr = member_descriptor_repr,
              .descriptor_get = member_descriptor_get,
              .descriptor_set = member_descriptor_set},
    .methods = descriptor_methods,
    .attributes = member_descriptor_attributes,
};
