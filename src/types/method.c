/* method: a Python function bound to an object. */
#include "object/arguments.h"
#include "object/module.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/slot_functions.h"

static void method_dealloc(Runtime *rt, Object *self) {
    MethodObject *method = (MethodObject *)self;
    CLEAR_REF(rt, &method->function);
    CLEAR_REF(rt, &method->self);
    object_free_container(rt, self, sizeof(MethodObject));
}

static void method_traverse(Object *self, VisitFunction visit, void *context) {
    MethodObject *method = (MethodObject *)self;
    if (method->function) {
        visit(method->function, context);
    }
    if (method->self) {
        visit(method->self, context);
    }
}

static NEW_REF Object *method_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                           size_t count, Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "method", keyword_names) ||
        !arguments_check_count(rt, "method", count, 2, 2)) {
        return NULL;
    }
    if (!object_is_callable(rt, args[0])) {
        return raise_type_error(rt, "first argument must be callable");
    }
    if (args[1] == NONE) {
        return raise_type_error(rt, "instance must not be None");
    }
    return method_new(rt, args[0], args[1]);
}

static NEW_REF Object *method_call(Runtime *rt, Object *callee, Object *const *args, size_t count,
                                   Object *keyword_names) {
    MethodObject *method = (MethodObject *)callee;
    retain(callee);
    Object *result =
        slot_function_prepend(rt, method->function, method->self, args, count, keyword_names);
    release(rt, callee);
    return result;
}

static NEW_REF Object *method_repr(Runtime *rt, Object *self) {
    MethodObject *method = (MethodObject *)self;
    bool missing;
    Object *name =
        object_get_attr_optional(rt, method->function, rt->names[NAME___qualname__], &missing);
    if (!name && missing) {
        name = object_get_attr_optional(rt, method->function, rt->names[NAME___name__], &missing);
    }
    if (!name && !missing) {
        return NULL;
    }
    Object *text;
    if (name && type_is_str(rt, name)) {
        text = str_format(rt, "<bound method %U of %R>", name, method->self);
    } else {
        text = str_format(rt, "<bound method ? of %R>", method->self);
    }
    release_nullable(rt, name);
    return text;
}

static int64_t method_hash(Runtime *rt, Object *self) {
    MethodObject *method = (MethodObject *)self;
    int64_t function = object_hash(rt, method->function);
    if (function == -1) {
        return -1;
    }
    int64_t hash = object_hash_address(method->self) ^ function;
    return hash == -1 ? -2 : hash;
}

static NEW_REF Object *method_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(b) != TYPE_METHOD) {
        return retain(NOT_IMPLEMENTED);
    }
    MethodObject *left = (MethodObject *)a, *right = (MethodObject *)b;
    int equal = object_equals(rt, left->function, right->function);
    if (equal < 0) {
        return NULL;
    }
    bool same = equal && left->self == right->self;
    return retain(bool_object(same == (op == COMPARE_EQ)));
}

/* Own attributes first, then those of the function. */
static NEW_REF Object *method_get_attr(Runtime *rt, Object *self, Object *name) {
    bool missing;
    Object *own = object_generic_get_attr_optional(rt, self, name, &missing);
    if (own || !missing) {
        return own;
    }
    return object_get_attr(rt, ((MethodObject *)self)->function, name);
}

static NEW_REF Object *method_get_function(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((MethodObject *)self)->function);
}

static NEW_REF Object *method_get_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((MethodObject *)self)->self);
}

static NEW_REF Object *method_get_doc(Runtime *rt, Object *self) {
    return object_get_attr(rt, ((MethodObject *)self)->function, rt->names[NAME___doc__]);
}

static NEW_REF Object *method_reduce(Runtime *rt, Object *self) {
    MethodObject *method = (MethodObject *)self;
    Object *getattr = module_builtin(rt, "getattr");
    Object *name = object_get_attr(rt, method->function, rt->names[NAME___name__]);
    Object *pair = getattr && name ? tuple_pack(rt, 2, method->self, name) : NULL;
    Object *result = pair ? tuple_pack(rt, 2, getattr, pair) : NULL;
    release_nullable(rt, pair);
    release_nullable(rt, name);
    return result;
}

static const AttributeRow method_attributes[] = {
    {"__func__", method_get_function, native_read_only,
     "the function (or other callable) implementing a method"},
    {"__self__", method_get_self, native_read_only, "the instance to which a method is bound"},
    {"__doc__", method_get_doc, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow method_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", method_reduce, NULL),
    METHOD_ROW_END,
};

const TypeSpec method_type = {
    .slots = {.name = "method",
              .type_id = TYPE_METHOD,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_WEAKREFABLE,
              .basic_size = sizeof(MethodObject),
              .dealloc = method_dealloc,
              .traverse = method_traverse,
              .new_instance = method_new_instance,
              .call = method_call,
              .repr = method_repr,
              .hash = method_hash,
              .compare = method_compare,
              .get_attr = method_get_attr},
    .methods = method_methods,
    .attributes = method_attributes,
    .doc = "method(function, instance)\n\nCreate a bound instance method object.",
};
