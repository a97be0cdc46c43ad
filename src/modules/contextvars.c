/* _contextvars: Context, ContextVar and Token (PEP 567).
 *
 * A context is a dict from variable to value. Copies share the dict until one of them is written to
 * (OBJECT_TYPE_FLAG_B: the dict is shared). The current context is the innermost one whose run() is
 * under way, or the runtime's own. */
#include "modules/contextvars.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <stdio.h>

#define CONTEXT_ENTERED OBJECT_TYPE_FLAG_A
#define CONTEXT_SHARED OBJECT_TYPE_FLAG_B
#define TOKEN_USED OBJECT_TYPE_FLAG_A

typedef struct ContextObject {
    Object header;
    Object *values; /* dict */
} ContextObject;

typedef struct VariableObject {
    Object header;
    Object *name, *otherwise; /* otherwise: the default; NULL: none */
} VariableObject;

typedef struct TokenObject {
    Object header;
    Object *variable, *context, *old; /* old NULL: there was no value */
} TokenObject;

typedef struct ContextState {
    uint32_t context, variable, token, missing_type;
    Object *current; /* made when first wanted */
    Object *missing; /* Token.MISSING */
} ContextState;

static ContextState *context_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_CONTEXTVARS, sizeof(ContextState));
}

static ContextObject *as_context(Object *self) {
    return (ContextObject *)self;
}

static VariableObject *as_variable(Object *self) {
    return (VariableObject *)self;
}

static TokenObject *as_token(Object *self) {
    return (TokenObject *)self;
}

void contextvars_close(Runtime *rt) {
    ContextState *state = rt->module_state[MODULE_STATE_CONTEXTVARS];
    if (state) {
        CLEAR_REF(rt, &state->current);
        CLEAR_REF(rt, &state->missing);
    }
}

static void visit_all(Object *const *held, size_t count, VisitFunction visit, void *context) {
    for (size_t i = 0; i < count; i++) {
        if (held[i]) {
            visit(held[i], context);
        }
    }
}

/* ---- contexts ---- */

static void context_traverse(Object *self, VisitFunction visit, void *context) {
    visit_all(&as_context(self)->values, 1, visit, context);
}

static void context_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_context(self)->values);
}

static void context_dealloc(Runtime *rt, Object *self) {
    context_clear(rt, self);
    object_free_container(rt, self, sizeof(ContextObject));
}

/* values NULL: empty; else shared with its owner. */
static Object *make_context(Runtime *rt, Object *values) {
    Object *self = object_new_container(rt, context_state(rt)->context, sizeof(ContextObject));
    if (!self) {
        return NULL;
    }
    as_context(self)->values = values ? retain(values) : dict_new(rt);
    if (values) {
        object_set_flag(self, CONTEXT_SHARED);
    }
    if (!as_context(self)->values) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

static Object *context_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                           Object *keyword_names) {
    (void)type;
    (void)args;
    if (count || keyword_names) {
        return raise_type_error(rt, "Context() does not accept any arguments");
    }
    return make_context(rt, NULL);
}

static BORROWED Object *current_context(Runtime *rt) {
    ContextState *state = context_state(rt);
    if (!state->current) {
        state->current = make_context(rt, NULL);
    }
    return state->current;
}

static Object *context_copy(Runtime *rt, Object *self) {
    object_set_flag(self, CONTEXT_SHARED);
    return make_context(rt, as_context(self)->values);
}

/* Before a write: a dict of its own. */
static bool own_values(Runtime *rt, Object *self) {
    if (!object_has_flag(self, CONTEXT_SHARED)) {
        return true;
    }
    Object *copy = dict_copy(rt, as_context(self)->values);
    if (!copy) {
        return false;
    }
    REPLACE_REF(rt, &as_context(self)->values, copy);
    object_clear_flag(self, CONTEXT_SHARED);
    return true;
}

static Object *context_run(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    ContextState *state = context_state(rt);
    if (count == 0) {
        return raise_type_error(rt, "run() missing 1 required positional argument");
    }
    if (object_has_flag(self, CONTEXT_ENTERED)) {
        return raise_runtime_error(rt, "cannot enter context: %R is already entered", self);
    }
    if (!current_context(rt)) {
        return NULL;
    }
    Object *outer = state->current;
    state->current = retain(self);
    object_set_flag(self, CONTEXT_ENTERED);
    Object *result = object_call(rt, args[0], args + 1, count - 1, keyword_names);
    object_clear_flag(self, CONTEXT_ENTERED);
    REPLACE_REF(rt, &state->current, outer);
    return result;
}

static bool check_key(Runtime *rt, Object *key) {
    if (object_type_id(key) != context_state(rt)->variable) {
        raise_type_error(rt, "a ContextVar key was expected, got %R", key);
        return false;
    }
    return true;
}

static Object *context_get_item(Runtime *rt, Object *self, Object *key) {
    Object *value = check_key(rt, key) ? dict_get(rt, as_context(self)->values, key) : NULL;
    return value ? retain(value) : error_pending(rt) ? NULL : raise_key_error(rt, key);
}

static int context_contains(Runtime *rt, Object *self, Object *key) {
    return check_key(rt, key) ? dict_contains(rt, as_context(self)->values, key) : -1;
}

static int64_t context_length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)dict_length(as_context(self)->values);
}

static Object *context_get(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *value = check_key(rt, args[0]) ? dict_get(rt, as_context(self)->values, args[0]) : NULL;
    if (value || error_pending(rt)) {
        return retain_nullable(value);
    }
    return retain(count > 1 ? args[1] : NONE);
}

/* A view of a copy, as the context may change meanwhile. */
static Object *call_on_copy(Runtime *rt, Object *self, const char *method) {
    Object *copy = dict_copy(rt, as_context(self)->values);
    Object *result = copy ? object_call_method_cstring(rt, copy, method, NULL, 0) : NULL;
    release_nullable(rt, copy);
    return result;
}

static Object *context_iter(Runtime *rt, Object *self) {
    return call_on_copy(rt, self, "__iter__");
}

static Object *context_keys(Runtime *rt, Object *self) {
    return call_on_copy(rt, self, "keys");
}

static Object *context_values(Runtime *rt, Object *self) {
    return call_on_copy(rt, self, "values");
}

static Object *context_items(Runtime *rt, Object *self) {
    return call_on_copy(rt, self, "items");
}

static Object *context_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    uint32_t type = context_state(rt)->context;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(a) != type ||
        object_type_id(b) != type) {
        return retain(NOT_IMPLEMENTED);
    }
    return object_compare(rt, as_context(a)->values, as_context(b)->values, op);
}

static const MethodRow CONTEXT_METHODS[] = {
    METHOD_ROW_KEYWORDS("run", context_run,
                        "run(callable, *args, **kwargs): calls it inside this context."),
    METHOD_ROW_NOARGS("copy", context_copy, "copy($self, /)\n--\n\nA shallow copy."),
    METHOD_ROW_POSITIONAL("get", context_get, 1, 2,
                          "get($self, key, default=None, /)\n--\n\nThe value of a variable."),
    METHOD_ROW_NOARGS("keys", context_keys, "keys($self, /)\n--\n\nThe variables."),
    METHOD_ROW_NOARGS("values", context_values, "values($self, /)\n--\n\nTheir values."),
    METHOD_ROW_NOARGS("items", context_items, "items($self, /)\n--\n\nBoth."),
    METHOD_ROW_END,
};

static const TypeSpec context_spec = {
    .slots =
        {
            .name = "_contextvars.Context",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE |
                     TYPE_FLAG_MAPPING,
            .basic_size = sizeof(ContextObject),
            .dealloc = context_dealloc,
            .traverse = context_traverse,
            .clear = context_clear,
            .new_instance = context_new,
            .hash = hash_not_implemented,
            .compare = context_compare,
            .iter = context_iter,
            .length = context_length,
            .get_item = context_get_item,
            .contains = context_contains,
        },
    .methods = CONTEXT_METHODS,
    .module = "_contextvars",
};

/* ---- variables ---- */

static void variable_traverse(Object *self, VisitFunction visit, void *context) {
    visit_all(&as_variable(self)->name, 2, visit, context);
}

static void variable_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_variable(self)->name);
    CLEAR_REF(rt, &as_variable(self)->otherwise);
    object_free_container(rt, self, sizeof(VariableObject));
}

static Object *variable_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"ContextVar", {"name", "default"}, 1, 1, 1, 2};
    Object *given[2];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!type_is_str(rt, given[0])) {
        return raise_type_error(rt, "context variable name must be a str");
    }
    Object *self = object_new_container(rt, type->type_id, sizeof(VariableObject));
    if (self) {
        as_variable(self)->name = retain(given[0]);
        as_variable(self)->otherwise = retain_nullable(given[1]);
    }
    return self;
}

static Object *variable_get(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *context = current_context(rt);
    Object *value = context ? dict_get(rt, as_context(context)->values, self) : NULL;
    if (value || error_pending(rt)) {
        return retain_nullable(value);
    }
    Object *otherwise = count ? args[0] : as_variable(self)->otherwise;
    return otherwise ? retain(otherwise) : raise_with_object(rt, TYPE_LOOKUP_ERROR, self);
}

static Object *variable_set(Runtime *rt, Object *self, Object *value) {
    Object *context = current_context(rt);
    if (!context || !own_values(rt, context)) {
        return NULL;
    }
    Object *token = object_new_container(rt, context_state(rt)->token, sizeof(TokenObject));
    if (!token) {
        return NULL;
    }
    as_token(token)->variable = retain(self);
    as_token(token)->context = retain(context);
    as_token(token)->old = retain_nullable(dict_get(rt, as_context(context)->values, self));
    if (error_pending(rt) || !dict_set(rt, as_context(context)->values, self, value)) {
        CLEAR_REF(rt, &token);
    }
    return token;
}

static Object *variable_reset(Runtime *rt, Object *self, Object *token) {
    if (object_type_id(token) != context_state(rt)->token) {
        return raise_type_error(rt, "expected an instance of Token, got %R", token);
    }
    if (object_has_flag(token, TOKEN_USED)) {
        return raise_runtime_error(rt, "%R has already been used once", token);
    }
    if (as_token(token)->variable != self) {
        return raise_value_error(rt, "%R was created by a different ContextVar", token);
    }
    Object *context = current_context(rt);
    if (as_token(token)->context != context) {
        return context ? raise_value_error(rt, "%R was created in a different Context", token)
                       : NULL;
    }
    if (!own_values(rt, context)) {
        return NULL;
    }
    Object *values = as_context(context)->values, *old = as_token(token)->old;
    if (old ? !dict_set(rt, values, self, old) : dict_delete(rt, values, self) < 0) {
        return NULL;
    }
    object_set_flag(token, TOKEN_USED);
    return retain(NONE);
}

static Object *variable_repr(Runtime *rt, Object *self) {
    Object *otherwise = as_variable(self)->otherwise;
    Object *shown = otherwise ? object_repr(rt, otherwise) : NULL;
    if (otherwise && !shown) {
        return NULL;
    }
    char address[32];
    snprintf(address, sizeof address, "%p", (void *)self);
    Object *text =
        shown ? str_format(rt, "<ContextVar name=%R default=%U at %s>", as_variable(self)->name,
                           shown, address)
              : str_format(rt, "<ContextVar name=%R at %s>", as_variable(self)->name, address);
    release_nullable(rt, shown);
    return text;
}

static Object *variable_name(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_variable(self)->name);
}

static const AttributeRow VARIABLE_ATTRIBUTES[] = {
    {"name", variable_name, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow VARIABLE_METHODS[] = {
    METHOD_ROW_POSITIONAL("get", variable_get, 0, 1,
                          "get([default]): the value in the current context, or the default."),
    METHOD_ROW_ONE(
        "set", variable_set,
        "set($self, value, /)\n--\n\nSets it in the current context; a Token for reset."),
    METHOD_ROW_ONE("reset", variable_reset,
                   "reset($self, token, /)\n--\n\nBack to the value before the set that gave the "
                   "token."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const TypeSpec variable_spec = {
    .slots =
        {
            .name = "_contextvars.ContextVar",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(VariableObject),
            .dealloc = variable_dealloc,
            .traverse = variable_traverse,
            .new_instance = variable_new,
            .repr = variable_repr,
        },
    .methods = VARIABLE_METHODS,
    .attributes = VARIABLE_ATTRIBUTES,
    .module = "_contextvars",
};

/* ---- tokens ---- */

static void token_traverse(Object *self, VisitFunction visit, void *context) {
    visit_all(&as_token(self)->variable, 3, visit, context);
}

static void token_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_token(self)->context);
    CLEAR_REF(rt, &as_token(self)->old);
}

static void token_dealloc(Runtime *rt, Object *self) {
    token_clear(rt, self);
    CLEAR_REF(rt, &as_token(self)->variable);
    object_free_container(rt, self, sizeof(TokenObject));
}

static Object *token_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                         Object *keyword_names) {
    (void)type;
    (void)args;
    (void)count;
    (void)keyword_names;
    return raise_runtime_error(rt, "Tokens can only be created by ContextVars");
}

static Object *token_repr(Runtime *rt, Object *self) {
    char address[32];
    snprintf(address, sizeof address, "%p", (void *)self);
    return str_format(rt, "<Token%s var=%R at %s>",
                      object_has_flag(self, TOKEN_USED) ? " used" : "", as_token(self)->variable,
                      address);
}

static Object *token_var(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_token(self)->variable);
}

static Object *token_old_value(Runtime *rt, Object *self) {
    Object *old = as_token(self)->old;
    return retain(old ? old : context_state(rt)->missing);
}

static const AttributeRow TOKEN_ATTRIBUTES[] = {
    {"var", token_var, NULL, NULL},
    {"old_value", token_old_value, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow TOKEN_METHODS[] = {
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const TypeSpec token_spec = {
    .slots =
        {
            .name = "_contextvars.Token",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(TokenObject),
            .dealloc = token_dealloc,
            .traverse = token_traverse,
            .clear = token_clear,
            .new_instance = token_new,
            .repr = token_repr,
            .hash = hash_not_implemented,
        },
    .methods = TOKEN_METHODS,
    .attributes = TOKEN_ATTRIBUTES,
    .module = "_contextvars",
};

static Object *missing_repr(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "<Token.MISSING>");
}

static const TypeSpec missing_spec = {
    .slots =
        {
            .name = "Token.MISSING",
            .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(Object),
            .repr = missing_repr,
        },
};

/* ---- the module ---- */

static Object *copy_context(Runtime *rt, Object *module) {
    (void)module;
    Object *context = current_context(rt);
    return context ? context_copy(rt, context) : NULL;
}

static bool add_type(Runtime *rt, Object *dict, const char *name, const TypeSpec *spec,
                     uint32_t *type_id) {
    TypeObject *type = *type_id ? type_object(rt, *type_id) : type_register(rt, spec, type_id);
    return type && dict_set_cstring(rt, dict, name, (Object *)type);
}

static bool contextvars_populate(Runtime *rt, Object *dict) {
    ContextState *state = context_state(rt);
    if (!state || !add_type(rt, dict, "Context", &context_spec, &state->context) ||
        !add_type(rt, dict, "ContextVar", &variable_spec, &state->variable) ||
        !add_type(rt, dict, "Token", &token_spec, &state->token) ||
        (!state->missing_type && !type_register(rt, &missing_spec, &state->missing_type))) {
        return false;
    }
    if (!state->missing) {
        state->missing = object_new_leaf(rt, state->missing_type, sizeof(Object));
    }
    TypeObject *token = type_object(rt, state->token);
    Object *own = token && state->missing ? type_dict(rt, token) : NULL;
    return own && dict_set_cstring(rt, own, "MISSING", state->missing);
}

static const MethodRow CONTEXTVARS_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("copy_context", copy_context,
                      "copy_context($module, /)\n--\n\nA copy of the current context."),
    METHOD_ROW_END,
};

const ModuleSpec contextvars_module = {
    .name = "_contextvars",
    .doc = "Context Variables",
    .functions = CONTEXTVARS_FUNCTIONS,
    .populate = contextvars_populate,
};
