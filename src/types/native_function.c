/* builtin_function_or_method: len, [].append, dict.fromkeys. */
#include "object/intern.h"
#include "object/module.h"
#include "object/tuple.h"
#include "types/descriptors.h"

static void native_function_dealloc(Runtime *rt, Object *self) {
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    CLEAR_REF(rt, &function->self);
    CLEAR_REF(rt, &function->module);
    object_free_container(rt, self, sizeof(NativeFunctionObject));
}

static void native_function_traverse(Object *self, VisitFunction visit, void *context) {
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    if (function->self) {
        visit(function->self, context);
    }
}

static bool is_method(const NativeFunctionObject *function) {
    return function->self && object_type_id(function->self) != TYPE_MODULE;
}

/* The class whose name stands before the dot in messages and __qualname__. */
static const TypeSlots *class_slots(const Runtime *rt, const NativeFunctionObject *function) {
    return type_is_type(rt, function->self) ? ((TypeObject *)function->self)->slots
                                            : slots_of(rt, function->self);
}

static NEW_REF Object *native_function_call(Runtime *rt, Object *callee, Object *const *args,
                                            size_t count, Object *keyword_names) {
    NativeFunctionObject *function = (NativeFunctionObject *)callee;
    const char *prefix = NULL;
    if (is_method(function)) {
        prefix = type_short_name(class_slots(rt, function));
    } else if (function->module && !str_equals_ascii(function->module, "builtins") &&
               str_kind(function->module) == STR_ASCII) {
        prefix = (const char *)str_data(function->module);
    }
    return native_call_row(rt, function->row, prefix, function->self, args, count, keyword_names);
}

static NEW_REF Object *native_function_repr(Runtime *rt, Object *self) {
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    if (!is_method(function)) {
        return str_format(rt, "<built-in function %s>", function->row->name);
    }
    return str_format(rt, "<built-in method %s of %T object at %p>", function->row->name,
                      function->self, (void *)function->self);
}

static int64_t native_function_hash(Runtime *rt, Object *self) {
    (void)rt;
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    int64_t hash = object_hash_address(function->self) ^ object_hash_address(function->row);
    return hash == -1 ? -2 : hash;
}

static NEW_REF Object *native_function_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    (void)rt;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(b) != TYPE_NATIVE_FUNCTION) {
        return retain(NOT_IMPLEMENTED);
    }
    NativeFunctionObject *left = (NativeFunctionObject *)a, *right = (NativeFunctionObject *)b;
    bool equal = left->self == right->self && left->row == right->row;
    return retain(bool_object(equal == (op == COMPARE_EQ)));
}

static NEW_REF Object *native_function_name(Runtime *rt, Object *self) {
    return intern_cstring(rt, ((NativeFunctionObject *)self)->row->name);
}

static NEW_REF Object *native_function_qualname(Runtime *rt, Object *self) {
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    if (!is_method(function)) {
        return intern_cstring(rt, function->row->name);
    }
    TypeObject *type = type_is_type(rt, function->self) ? (TypeObject *)function->self
                                                        : type_of(rt, function->self);
    return type ? str_format(rt, "%U.%s", type->qualname, function->row->name) : NULL;
}

static NEW_REF Object *native_function_self(Runtime *rt, Object *self) {
    (void)rt;
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    bool hidden = !function->self || function->row->flags & METHOD_FLAG_STATIC;
    return retain(hidden ? NONE : function->self);
}

static NEW_REF Object *native_function_module(Runtime *rt, Object *self) {
    (void)rt;
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    return retain(function->module ? function->module : NONE);
}

static NEW_REF Object *native_function_doc(Runtime *rt, Object *self) {
    return descriptors_doc(rt, ((NativeFunctionObject *)self)->row->doc);
}

static NEW_REF Object *native_function_signature(Runtime *rt, Object *self) {
    const MethodRow *row = ((NativeFunctionObject *)self)->row;
    return descriptors_signature(rt, row->name, row->doc);
}

static NEW_REF Object *native_function_reduce(Runtime *rt, Object *self) {
    NativeFunctionObject *function = (NativeFunctionObject *)self;
    if (!is_method(function)) {
        return native_function_name(rt, self);
    }
    Object *getattr = module_builtin(rt, "getattr");
    Object *name = native_function_name(rt, self);
    Object *pair = getattr && name ? tuple_pack(rt, 2, function->self, name) : NULL;
    Object *result = pair ? tuple_pack(rt, 2, getattr, pair) : NULL;
    release_nullable(rt, pair);
    release_nullable(rt, name);
    return result;
}

static const AttributeRow native_function_attributes[] = {
    {"__name__", native_function_name, NULL, NULL},
    {"__qualname__", native_function_qualname, NULL, NULL},
    {"__self__", native_function_self, NULL, NULL},
    {"__module__", native_function_module, NULL, NULL},
    {"__doc__", native_function_doc, NULL, NULL},
    {"__text_signature__", native_function_signature, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow native_function_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", native_function_reduce, NULL),
    METHOD_ROW_END,
};

const TypeSpec native_function_type = {
    .slots = {.name = "builtin_function_or_method",
              .type_id = TYPE_NATIVE_FUNCTION,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE |
                       TYPE_FLAG_WEAKREFABLE,
              .basic_size = sizeof(NativeFunctionObject),
              .dealloc = native_function_dealloc,
              .traverse = native_function_traverse,
              .call = native_function_call,
              .repr = native_function_repr,
              .hash = native_function_hash,
              .compare = native_function_compare},
    .methods = native_function_methods,
    .attributes = native_function_attributes,
};
