/* Exceptions that carry a value or names: StopIteration, SystemExit, NameError, AttributeError,
 * ImportError. */
#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/exceptions.h"

/* StopIteration(value) and SystemExit(code); several arguments are a tuple for SystemExit. */
bool exceptions_value_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    if (!exceptions_base_init(rt, self, args, count, keyword_names)) {
        return false;
    }
    ValueExceptionObject *exception = (ValueExceptionObject *)self;
    if (count == 0) {
        return true;
    }
    bool all = count > 1 && type_is_instance(rt, self, TYPE_SYSTEM_EXIT);
    EXCEPTION_STORE(rt, &exception->value, all ? exception->base.args : args[0]);
    return true;
}

/* Matches the keywords with `names` and gives their values (borrowed) in out. */
static bool take_keywords(Runtime *rt, const char *function, Object *const *values,
                          Object *keyword_names, const char *const *names, size_t name_count,
                          Object **out) {
    size_t given = keyword_names ? tuple_length(keyword_names) : 0;
    if (given > name_count) {
        raise_type_error(rt, "%s() takes at most %zu keyword argument%s (%zu given)", function,
                         name_count, name_count == 1 ? "" : "s", given);
        return false;
    }
    for (size_t i = 0; i < given; i++) {
        Object *keyword = tuple_get(keyword_names, i);
        size_t k = 0;
        while (k < name_count && !str_equals_ascii(keyword, names[k])) {
            k++;
        }
        if (k == name_count) {
            raise_type_error(rt, "'%U' is an invalid keyword argument for %s()", keyword, function);
            return false;
        }
        out[k] = values[i];
    }
    return true;
}

bool exceptions_name_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const char *const NAMES[] = {"name"};
    Object *name = NULL;
    if (!take_keywords(rt, "NameError", args + count, keyword_names, NAMES, 1, &name) ||
        !exceptions_set_args(rt, self, args, count)) {
        return false;
    }
    EXCEPTION_STORE(rt, &((NameExceptionObject *)self)->name, name);
    return true;
}

bool exceptions_attribute_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    static const char *const NAMES[] = {"name", "obj"};
    Object *values[2] = {NULL, NULL};
    if (!take_keywords(rt, "AttributeError", args + count, keyword_names, NAMES, 2, values) ||
        !exceptions_set_args(rt, self, args, count)) {
        return false;
    }
    AttributeExceptionObject *exception = (AttributeExceptionObject *)self;
    EXCEPTION_STORE(rt, &exception->name, values[0]);
    EXCEPTION_STORE(rt, &exception->object, values[1]);
    return true;
}

bool exceptions_import_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const char *const NAMES[] = {"name", "path"};
    Object *values[2] = {NULL, NULL};
    if (!take_keywords(rt, "ImportError", args + count, keyword_names, NAMES, 2, values) ||
        !exceptions_set_args(rt, self, args, count)) {
        return false;
    }
    ImportExceptionObject *exception = (ImportExceptionObject *)self;
    EXCEPTION_STORE(rt, &exception->name, values[0]);
    EXCEPTION_STORE(rt, &exception->path, values[1]);
    EXCEPTION_STORE(rt, &exception->message, count == 1 ? args[0] : NULL);
    return true;
}

NEW_REF Object *exceptions_import_str(Runtime *rt, Object *self) {
    Object *message = ((ImportExceptionObject *)self)->message;
    return message && str_check_exact(message) ? retain(message) : exceptions_base_str(rt, self);
}

/* The state: __dict__ with name and path put in where they are set. */
static NEW_REF Object *import_state(Runtime *rt, ImportExceptionObject *exception) {
    Object *state = exception->base.dict ? dict_copy(rt, exception->base.dict) : dict_new(rt);
    if (!state) {
        return NULL;
    }
    if ((exception->name && !dict_set(rt, state, rt->names[NAME_name], exception->name)) ||
        (exception->path && !dict_set(rt, state, rt->names[NAME_path], exception->path))) {
        release(rt, state);
        return NULL;
    }
    return state;
}

static NEW_REF Object *import_reduce(Runtime *rt, Object *self) {
    ImportExceptionObject *exception = (ImportExceptionObject *)self;
    Object *state = NULL;
    if (exception->name || exception->path) {
        state = import_state(rt, exception);
        if (!state) {
            return NULL;
        }
    }
    Object *result = exceptions_reduce_with(rt, self, exception->base.args, state);
    release_nullable(rt, state);
    return result;
}

const MethodRow exceptions_import_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", import_reduce, NULL),
    METHOD_ROW_END,
};

EXCEPTION_MEMBER(ValueExceptionObject, value)

const AttributeRow exceptions_stop_iteration_attributes[] = {
    {"value", get_value, set_value, "generator return value"},
    ATTRIBUTE_ROW_END,
};

const AttributeRow exceptions_system_exit_attributes[] = {
    {"code", get_value, set_value, "exception code"},
    ATTRIBUTE_ROW_END,
};

_Static_assert(offsetof(NameExceptionObject, name) == offsetof(AttributeExceptionObject, name),
               "one getter serves both names");
EXCEPTION_MEMBER(AttributeExceptionObject, name)
EXCEPTION_MEMBER(AttributeExceptionObject, object)

const AttributeRow exceptions_name_attributes[] = {
    {"name", get_name, set_name, "name"},
    ATTRIBUTE_ROW_END,
};

const AttributeRow exceptions_attribute_attributes[] = {
    {"name", get_name, set_name, "attribute name"},
    {"obj", get_object, set_object, "object"},
    ATTRIBUTE_ROW_END,
};

EXCEPTION_MEMBER(ImportExceptionObject, message)
EXCEPTION_MEMBER(ImportExceptionObject, path)

static NEW_REF Object *get_module_name(Runtime *rt, Object *self) {
    (void)rt;
    Object *name = ((ImportExceptionObject *)self)->name;
    return retain(name ? name : NONE);
}

static bool set_module_name(Runtime *rt, Object *self, Object *value) {
    EXCEPTION_STORE(rt, &((ImportExceptionObject *)self)->name, value);
    return true;
}

const AttributeRow exceptions_import_attributes[] = {
    {"msg", get_message, set_message, "exception message"},
    {"name", get_module_name, set_module_name, "module name"},
    {"path", get_path, set_path, "module path"},
    ATTRIBUTE_ROW_END,
};
