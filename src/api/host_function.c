/* host_function: functions and methods that the host registered, as callables. */
#include "api/host_function.h"

#include "api/host_object.h"
#include "object/allocate.h"
#include "object/arguments.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/descriptors.h"

typedef struct HostFunctionObject {
    Object header;
    OuroMethod row;       /* its strings are the host's, static */
    const OuroType *type; /* of a method: the host's, static; NULL: a function */
} HostFunctionObject;

static const HostFunctionObject *as_function(const Object *object) {
    return (const HostFunctionObject *)object;
}

static void host_function_dealloc(Runtime *rt, Object *self) {
    object_free_leaf(rt, self, sizeof(HostFunctionObject));
}

/* ---- calling ---- */

static COLD bool refuse(Runtime *rt, const OuroMethod *row, size_t count, bool named) {
    if (named) {
        raise_type_error(rt, "%s() takes no keyword arguments", row->name);
        return false;
    }
    size_t maximum = row->maximum < 0 ? SIZE_MAX : (size_t)row->maximum;
    return arguments_check_count(rt, row->name, count, (size_t)row->minimum, maximum);
}

/* A result without an exception, or an exception without a result. */
static COLD Object *settle_result(Runtime *rt, const OuroMethod *row, STEALS Object *result) {
    if (!result) {
        return error_pending(rt)
                   ? NULL
                   : raise_system_error(rt, "%s() returned NULL without an exception", row->name);
    }
    release(rt, result);
    return NULL;
}

static NEW_REF Object *call_row(Runtime *rt, const OuroMethod *row, OuroCall *call,
                                Object *keyword_names) {
    call->keyword_count = keyword_names ? tuple_length(keyword_names) : 0;
    call->keyword_names = ouro_borrow(embed_out(keyword_names));
    call->data = row->data;
    if (UNLIKELY(call->count < (size_t)row->minimum ||
                 (row->maximum >= 0 && call->count > (size_t)row->maximum) ||
                 (call->keyword_count && !row->keywords)) &&
        !refuse(rt, row, call->count, call->keyword_count && !row->keywords)) {
        return NULL;
    }
    Object *result = embed_in(ouro_borrow(row->function(embed_of(rt), call)));
    return LIKELY(result && !rt->error) ? result : settle_result(rt, row, result);
}

static NEW_REF Object *host_function_call(Runtime *rt, Object *callee, Object *const *args,
                                          size_t count, Object *keyword_names) {
    OuroCall call = {.arguments = (const OuroBorrowed *)(const void *)args, .count = count};
    return call_row(rt, &as_function(callee)->row, &call, keyword_names);
}

/* The first argument is the object. */
static NEW_REF Object *host_method_call(Runtime *rt, Object *callee, Object *const *args,
                                        size_t count, Object *keyword_names) {
    const HostFunctionObject *method = as_function(callee);
    void *data = count ? host_object_data(rt, args[0], method->type) : NULL;
    if (!data) {
        return raise_type_error(rt, "%s() must be called on an object of '%s'", method->row.name,
                                method->type->name);
    }
    OuroCall call = {.self = ouro_borrow(embed_out(args[0])),
                     .self_data = data,
                     .arguments = (const OuroBorrowed *)(const void *)(args + 1),
                     .count = count - 1};
    return call_row(rt, &method->row, &call, keyword_names);
}

OuroBorrowed ouro_keyword(OuroRuntime *runtime, const OuroCall *call, const char *name) {
    (void)runtime;
    for (size_t i = 0; i < call->keyword_count; i++) {
        if (str_equals_ascii(tuple_get(embed_in(call->keyword_names), i), name)) {
            return call->arguments[call->count + i];
        }
    }
    return NULL;
}

/* ---- attributes ---- */

static NEW_REF Object *host_function_repr(Runtime *rt, Object *self) {
    const HostFunctionObject *function = as_function(self);
    return function->type ? str_format(rt, "<host method %s of '%s' objects>", function->row.name,
                                       function->type->name)
                          : str_format(rt, "<host function %s>", function->row.name);
}

static NEW_REF Object *host_function_name(Runtime *rt, Object *self) {
    return str_from_cstring(rt, as_function(self)->row.name);
}

static NEW_REF Object *host_function_doc(Runtime *rt, Object *self) {
    return descriptors_doc(rt, as_function(self)->row.doc);
}

static NEW_REF Object *host_method_get(Runtime *rt, Object *self, Object *instance, Object *owner) {
    (void)owner;
    return instance && instance != NONE ? method_new(rt, self, instance) : retain(self);
}

static const AttributeRow ATTRIBUTES[] = {
    {"__name__", host_function_name, NULL, NULL},
    {"__qualname__", host_function_name, NULL, NULL},
    {"__doc__", host_function_doc, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec host_function_type = {
    .slots = {.name = "ouro.host_function",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(HostFunctionObject),
              .dealloc = host_function_dealloc,
              .call = host_function_call,
              .repr = host_function_repr},
    .attributes = ATTRIBUTES,
    .module = "ouro",
};

static const TypeSpec host_method_type = {
    .slots = {.name = "ouro.host_method",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_METHOD_LIKE,
              .basic_size = sizeof(HostFunctionObject),
              .dealloc = host_function_dealloc,
              .call = host_method_call,
              .repr = host_function_repr,
              .descriptor_get = host_method_get},
    .attributes = ATTRIBUTES,
    .module = "ouro",
};

/* ---- making ---- */

static NEW_REF Object *make(OuroRuntime *runtime, const TypeSpec *spec, uint32_t *id,
                            const OuroMethod *row, const OuroType *type) {
    Runtime *rt = runtime->rt;
    if (!*id && !type_register(rt, spec, id)) {
        return NULL;
    }
    HostFunctionObject *function =
        (HostFunctionObject *)object_new_leaf(rt, *id, sizeof(HostFunctionObject));
    if (function) {
        function->row = *row;
        function->type = type;
    }
    return (Object *)function;
}

Object *host_function_method(OuroRuntime *runtime, const OuroMethod *row, const OuroType *type) {
    return make(runtime, &host_method_type, &runtime->host_method_id, row, type);
}

OuroRef ouro_function(OuroRuntime *runtime, const OuroMethod *row) {
    return embed_out(make(runtime, &host_function_type, &runtime->host_function_id, row, NULL));
}

bool ouro_add_functions(OuroRuntime *runtime, OuroBorrowed target, const OuroMethod *rows) {
    for (const OuroMethod *row = rows; row->name; row++) {
        OuroRef function = ouro_function(runtime, row);
        bool added = function && ouro_set_attr(runtime, target, row->name, ouro_borrow(function));
        ouro_release(runtime, function);
        if (!added) {
            return false;
        }
    }
    return true;
}
