/* function_type: the types `function` and `cell`. */
#include "vm/function.h"

#include "object/arguments.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/interpreter.h"

/* ---- life ---- */

static void function_traverse(Object *self, VisitFunction visit, void *context) {
    FunctionObject *function = (FunctionObject *)self;
    Object *fields[] = {function->code, function->globals, function->builtins, function->closure,
                        function->defaults};
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        if (fields[idx]) {
            visit(fields[idx], context);
        }
    }
    const FunctionExtras *extras = function->extras;
    if (extras) {
        Object *more[] = {extras->kwdefaults, extras->annotations, extras->dict,  extras->name,
                          extras->qualname,   extras->doc,         extras->module};
        for (size_t idx = 0; idx < COUNT_OF(more); idx++) {
            if (more[idx]) {
                visit(more[idx], context);
            }
        }
    }
}

static void extras_clear(Runtime *rt, FunctionExtras *extras) {
    CLEAR_REF(rt, &extras->kwdefaults);
    CLEAR_REF(rt, &extras->annotations);
    CLEAR_REF(rt, &extras->dict);
    CLEAR_REF(rt, &extras->name);
    CLEAR_REF(rt, &extras->qualname);
    CLEAR_REF(rt, &extras->doc);
    CLEAR_REF(rt, &extras->module);
}

/* code, globals and builtins stay: a frame may still need them. */
static void function_clear(Runtime *rt, Object *self) {
    FunctionObject *function = (FunctionObject *)self;
    CLEAR_REF(rt, &function->closure);
    CLEAR_REF(rt, &function->defaults);
    if (function->extras) {
        extras_clear(rt, function->extras);
    }
}

static void function_dealloc(Runtime *rt, Object *self) {
    FunctionObject *function = (FunctionObject *)self;
    function_clear(rt, self);
    CodeObject *code = (CodeObject *)function->code;
    if (code && code->shared == self) {
        code->shared = NULL;
    }
    CLEAR_REF(rt, &function->code);
    CLEAR_REF(rt, &function->globals);
    CLEAR_REF(rt, &function->builtins);
    memory_free(rt, function->extras);
    object_free_container(rt, self, sizeof *function);
}

static Object *function_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<function %S at 0x%llx>", function_qualname((FunctionObject *)self),
                      (unsigned long long)(uintptr_t)self);
}

static Object *function_descriptor_get(Runtime *rt, Object *self, Object *instance, Object *owner) {
    (void)owner;
    if (!instance || instance == NONE) {
        return retain(self);
    }
    return method_new(rt, self, instance);
}

/* ---- attributes ---- */

static FunctionObject *as_function(Object *self) {
    return (FunctionObject *)self;
}

static Object *function_get_code(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_function(self)->code);
}

/* Keeps what so far came from the code: name, qualified name, documentation. */
static bool keep_texts(Runtime *rt, FunctionObject *function) {
    FunctionExtras *extras = function_extras(rt, function);
    const CodeObject *code = (const CodeObject *)function->code;
    if (!extras) {
        return false;
    }
    if (!extras->name) {
        extras->name = function_name(rt, function);
    }
    if (!extras->qualname) {
        extras->qualname = retain(code->qualname);
    }
    if (!extras->doc) {
        extras->doc = retain(code->doc);
    }
    return extras->name != NULL;
}

static bool function_set_code(Runtime *rt, Object *self, Object *value) {
    FunctionObject *function = as_function(self);
    if (!value || object_type_id(value) != TYPE_CODE) {
        raise_type_error(rt, "__code__ must be set to a code object");
        return false;
    }
    size_t closure = function->closure ? tuple_length(function->closure) : 0;
    size_t wanted = ((CodeObject *)value)->free_count;
    if (closure != wanted) {
        Object *name = function_name(rt, function);
        raise_value_error(rt, "%U() requires a code object with %zu free vars, not %zu",
                          name ? name : function_qualname(function), closure, wanted);
        release_nullable(rt, name);
        return false;
    }
    if (!keep_texts(rt, function)) {
        return false;
    }
    REPLACE_REF(rt, &function->code, retain(value));
    return true;
}

static Object *function_get_globals(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_function(self)->globals);
}

static Object *function_get_builtins(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_function(self)->builtins);
}

static Object *function_get_closure(Runtime *rt, Object *self) {
    (void)rt;
    Object *closure = as_function(self)->closure;
    return retain(closure ? closure : NONE);
}

static Object *function_get_defaults(Runtime *rt, Object *self) {
    (void)rt;
    Object *defaults = as_function(self)->defaults;
    return retain(defaults ? defaults : NONE);
}

static bool function_set_defaults(Runtime *rt, Object *self, Object *value) {
    if (value && value != NONE && !type_is_tuple(rt, value)) {
        raise_type_error(rt, "__defaults__ must be set to a tuple object");
        return false;
    }
    REPLACE_REF(rt, &as_function(self)->defaults, value && value != NONE ? retain(value) : NULL);
    return true;
}

static Object *function_get_kwdefaults(Runtime *rt, Object *self) {
    (void)rt;
    Object *defaults = function_kwdefaults(as_function(self));
    return retain(defaults ? defaults : NONE);
}

static bool function_set_kwdefaults(Runtime *rt, Object *self, Object *value) {
    if (value && value != NONE && !type_is_dict(rt, value)) {
        raise_type_error(rt, "__kwdefaults__ must be set to a dict object");
        return false;
    }
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, &extras->kwdefaults, value && value != NONE ? retain(value) : NULL);
    return true;
}

static Object *function_get_annotations(Runtime *rt, Object *self) {
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return NULL;
    }
    if (!extras->annotations) {
        extras->annotations = dict_new(rt);
    }
    return retain_nullable(extras->annotations);
}

static bool function_set_annotations(Runtime *rt, Object *self, Object *value) {
    if (value && value != NONE && !type_is_dict(rt, value)) {
        raise_type_error(rt, "__annotations__ must be set to a dict object");
        return false;
    }
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, &extras->annotations, value && value != NONE ? retain(value) : NULL);
    return true;
}

static Object *function_get_name(Runtime *rt, Object *self) {
    return function_name(rt, as_function(self));
}

/* Stores value in a str field of the extras. */
static bool set_text(Runtime *rt, Object *self, Object *value, const char *what,
                     Object **(*field)(FunctionExtras *extras)) {
    if (!value || !type_is_str(rt, value)) {
        raise_type_error(rt, "%s must be set to a string object", what);
        return false;
    }
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, field(extras), retain(value));
    return true;
}

static Object **name_field(FunctionExtras *extras) {
    return &extras->name;
}

static Object **qualname_field(FunctionExtras *extras) {
    return &extras->qualname;
}

static bool function_set_name(Runtime *rt, Object *self, Object *value) {
    return set_text(rt, self, value, "__name__", name_field);
}

static Object *function_get_qualname(Runtime *rt, Object *self) {
    (void)rt;
    return retain(function_qualname(as_function(self)));
}

static bool function_set_qualname(Runtime *rt, Object *self, Object *value) {
    return set_text(rt, self, value, "__qualname__", qualname_field);
}

static Object *function_get_doc(Runtime *rt, Object *self) {
    (void)rt;
    const FunctionObject *function = as_function(self);
    if (function->extras && function->extras->doc) {
        return retain(function->extras->doc);
    }
    return retain(((CodeObject *)function->code)->doc);
}

static bool function_set_doc(Runtime *rt, Object *self, Object *value) {
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, &extras->doc, retain(value ? value : NONE));
    return true;
}

static Object *function_get_module(Runtime *rt, Object *self) {
    const FunctionObject *function = as_function(self);
    if (function->extras && function->extras->module) {
        return retain(function->extras->module);
    }
    Object *name = dict_get_str(rt, function->globals, rt->names[NAME___name__]);
    if (!name && error_pending(rt)) {
        return NULL;
    }
    return retain(name ? name : NONE);
}

static bool function_set_module(Runtime *rt, Object *self, Object *value) {
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, &extras->module, retain(value ? value : NONE));
    return true;
}

static Object *function_get_dict(Runtime *rt, Object *self) {
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (extras && !extras->dict) {
        extras->dict = dict_new(rt);
    }
    return extras ? retain_nullable(extras->dict) : NULL;
}

static bool function_set_dict(Runtime *rt, Object *self, Object *value) {
    if (!value || !type_is_dict(rt, value)) {
        if (value) {
            raise_type_error(rt, "__dict__ must be set to a dictionary, not a '%T'", value);
        } else {
            raise_type_error(rt, "cannot delete __dict__");
        }
        return false;
    }
    FunctionExtras *extras = function_extras(rt, as_function(self));
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, &extras->dict, retain(value));
    return true;
}

/* Own attributes lie in the extras' dict, which few functions have. */
static Object *function_get_attr(Runtime *rt, Object *self, Object *name) {
    const FunctionObject *function = as_function(self);
    if (function->extras && function->extras->dict) {
        TypeObject *type = type_of(rt, self);
        Object *found = type ? type_lookup(rt, type, name) : NULL;
        if (!found || !slots_of(rt, found)->descriptor_set) {
            Object *own = error_pending(rt) ? NULL : dict_get_own(rt, function->extras->dict, name);
            if (own) {
                return retain(own);
            }
        }
        if (error_pending(rt)) {
            return NULL;
        }
    }
    return object_generic_get_attr(rt, self, name);
}

static bool function_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    TypeObject *type = type_of(rt, self);
    Object *found = type ? type_lookup(rt, type, name) : NULL;
    if (found && slots_of(rt, found)->descriptor_set) {
        return object_generic_set_attr(rt, self, name, value);
    }
    if (!type || error_pending(rt)) {
        return false;
    }
    Object *dict = function_get_dict(rt, self);
    if (!dict) {
        return false;
    }
    release(rt, dict); /* the extras hold it */
    if (value) {
        return dict_set_own(rt, dict, name, value);
    }
    int deleted = dict_delete_own(rt, dict, name);
    if (deleted == 0) {
        raise_attribute_error(rt, self, name);
    }
    return deleted == 1;
}

/* FunctionType(code, globals, name=None, argdefs=None, closure=None) */
static Object *function_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "function", {"code", "globals", "name", "argdefs", "closure"}, 0, 5, 2, 5};
    (void)type;
    Object *given[5];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (object_type_id(given[0]) != TYPE_CODE) {
        return raise_type_error(rt, "function() argument 'code' must be code, not %T", given[0]);
    }
    if (!type_is_dict(rt, given[1])) {
        return raise_type_error(rt, "function() argument 'globals' must be dict, not %T", given[1]);
    }
    if (given[2] && given[2] != NONE && !type_is_str(rt, given[2])) {
        return raise_type_error(rt, "arg 3 (name) must be None or string");
    }
    if (given[3] && given[3] != NONE && !type_is_tuple(rt, given[3])) {
        return raise_type_error(rt, "arg 4 (defaults) must be None or tuple");
    }
    size_t wanted = ((CodeObject *)given[0])->free_count;
    bool has_closure = given[4] && given[4] != NONE;
    if (has_closure ? !type_is_tuple(rt, given[4]) : wanted != 0) {
        return raise_type_error(rt, has_closure ? "arg 5 (closure) must be None or tuple"
                                                : "arg 5 (closure) must be tuple");
    }
    size_t cells = has_closure ? tuple_length(given[4]) : 0;
    if (cells != wanted) {
        return raise_value_error(rt, "%U requires closure of length %zu, not %zu",
                                 ((CodeObject *)given[0])->name, wanted, cells);
    }
    for (size_t idx = 0; idx < cells; idx++) {
        if (object_type_id(tuple_get(given[4], idx)) != TYPE_CELL) {
            return raise_type_error(rt, "arg 5 (closure) expected cell, found %T",
                                    tuple_get(given[4], idx));
        }
    }
    FunctionObject *function = (FunctionObject *)function_new(rt, given[0], given[1]);
    if (!function) {
        return NULL;
    }
    function->defaults = given[3] && given[3] != NONE ? retain(given[3]) : NULL;
    function->closure = cells ? retain(given[4]) : NULL;
    if (given[2] && given[2] != NONE && !function_set_name(rt, (Object *)function, given[2])) {
        release(rt, (Object *)function);
        return NULL;
    }
    return (Object *)function;
}

static const AttributeRow FUNCTION_ATTRIBUTES[] = {
    {"__code__", function_get_code, function_set_code, NULL},
    {"__globals__", function_get_globals, native_read_only, NULL},
    {"__builtins__", function_get_builtins, native_read_only, NULL},
    {"__closure__", function_get_closure, native_read_only, NULL},
    {"__defaults__", function_get_defaults, function_set_defaults, NULL},
    {"__kwdefaults__", function_get_kwdefaults, function_set_kwdefaults, NULL},
    {"__annotations__", function_get_annotations, function_set_annotations, NULL},
    {"__name__", function_get_name, function_set_name, NULL},
    {"__qualname__", function_get_qualname, function_set_qualname, NULL},
    {"__doc__", function_get_doc, function_set_doc, NULL},
    {"__module__", function_get_module, function_set_module, NULL},
    {"__dict__", function_get_dict, function_set_dict, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec function_type = {
    .slots =
        {
            .name = "function",
            .type_id = TYPE_FUNCTION,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_METHOD_LIKE | TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(FunctionObject),
            .dealloc = function_dealloc,
            .traverse = function_traverse,
            .clear = function_clear,
            .new_instance = function_new_instance,
            .call = interpreter_call_function,
            .repr = function_repr,
            .get_attr = function_get_attr,
            .set_attr = function_set_attr,
            .descriptor_get = function_descriptor_get,
        },
    .attributes = FUNCTION_ATTRIBUTES,
    .doc =
        "function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nCreate a "
        "function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  "
        "name\n    a string that overrides the name from the code object\n  argdefs\n    a "
        "tuple that specifies the default argument values\n  closure\n    a tuple that "
        "supplies the bindings for free variables",
};

/* ---- cell ---- */

static void cell_traverse(Object *self, VisitFunction visit, void *context) {
    if (((CellObject *)self)->contents) {
        visit(((CellObject *)self)->contents, context);
    }
}

static void cell_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((CellObject *)self)->contents);
}

static void cell_dealloc(Runtime *rt, Object *self) {
    cell_clear(rt, self);
    object_free_container(rt, self, sizeof(CellObject));
}

static Object *cell_repr(Runtime *rt, Object *self) {
    Object *contents = ((CellObject *)self)->contents;
    unsigned long long address = (unsigned long long)(uintptr_t)self;
    if (!contents) {
        return str_format(rt, "<cell at 0x%llx: empty>", address);
    }
    return str_format(rt, "<cell at 0x%llx: %T object at 0x%llx>", address, contents,
                      (unsigned long long)(uintptr_t)contents);
}

static Object *cell_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (object_type_id(a) != TYPE_CELL || object_type_id(b) != TYPE_CELL) {
        return retain(NOT_IMPLEMENTED);
    }
    Object *left = ((CellObject *)a)->contents;
    Object *right = ((CellObject *)b)->contents;
    if (left && right) {
        return object_compare(rt, left, right, op);
    }
    int order = (left != NULL) - (right != NULL);
    bool holds = op == COMPARE_LT   ? order < 0
                 : op == COMPARE_LE ? order <= 0
                 : op == COMPARE_EQ ? order == 0
                 : op == COMPARE_NE ? order != 0
                 : op == COMPARE_GT ? order > 0
                                    : order >= 0;
    return retain(bool_object(holds));
}

static Object *cell_get_contents(Runtime *rt, Object *self) {
    Object *contents = ((CellObject *)self)->contents;
    return contents ? retain(contents) : raise_value_error(rt, "Cell is empty");
}

static bool cell_set_contents(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &((CellObject *)self)->contents, retain_nullable(value));
    return true;
}

static Object *cell_new_instance(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                 Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "cell", keyword_names) ||
        !arguments_check_count(rt, "cell", count, 0, 1)) {
        return NULL;
    }
    return cell_new(rt, count ? retain(args[0]) : NULL);
}

static const AttributeRow CELL_ATTRIBUTES[] = {
    {"cell_contents", cell_get_contents, cell_set_contents, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec cell_type = {
    .slots =
        {
            .name = "cell",
            .type_id = TYPE_CELL,
            .flags = TYPE_FLAG_CONTAINER,
            .basic_size = sizeof(CellObject),
            .dealloc = cell_dealloc,
            .traverse = cell_traverse,
            .clear = cell_clear,
            .new_instance = cell_new_instance,
            .repr = cell_repr,
            .hash = hash_not_implemented,
            .compare = cell_compare,
        },
    .attributes = CELL_ATTRIBUTES,
    .doc = "cell([contents])\n--\n\nCreate a new cell object.\n\n  contents\n    the contents of "
           "the cell. If not specified, the cell will be empty,\n    and \nfurther attempts to "
           "access its cell_contents attribute will\n    raise a ValueError.",
};
