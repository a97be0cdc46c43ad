/* BaseException: args, text, the chain attributes, notes. */
#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/exceptions.h"
#include <string.h>

static ExceptionObject *as_exception(Object *object) {
    return (ExceptionObject *)object;
}

/* The class's name without its module. */
static const char *short_name(Runtime *rt, const Object *self) {
    const char *name = type_name_of(rt, self);
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static bool args_are(const Object *tuple, Object *const *args, size_t count) {
    return tuple && tuple_length(tuple) == count &&
           (count == 0 ||
            memcmp(((const TupleObject *)tuple)->items, args, count * sizeof args[0]) == 0);
}

bool exceptions_set_args(Runtime *rt, Object *self, Object *const *args, size_t count) {
    if (args_are(as_exception(self)->args, args, count)) {
        return true;
    }
    Object *tuple = tuple_from_array(rt, args, count);
    if (!tuple) {
        return false;
    }
    REPLACE_REF(rt, &as_exception(self)->args, tuple);
    return true;
}

NEW_REF Object *exceptions_base_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)keyword_names;
    Object *self = object_new_container(rt, type->type_id, type->slots->basic_size);
    if (self && !exceptions_set_args(rt, self, args, count)) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

bool exceptions_base_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    if (keyword_names && tuple_length(keyword_names) > 0) {
        raise_type_error(rt, "%.200s() takes no keyword arguments", type_name_of(rt, self));
        return false;
    }
    return exceptions_set_args(rt, self, args, count);
}

NEW_REF Object *exceptions_base_repr(Runtime *rt, Object *self) {
    Object *args = as_exception(self)->args;
    const char *name = short_name(rt, self);
    if (!args) {
        return str_format(rt, "%s()", name);
    }
    if (tuple_length(args) == 1) {
        return str_format(rt, "%s(%R)", name, tuple_get(args, 0));
    }
    return str_format(rt, "%s%R", name, args);
}

NEW_REF Object *exceptions_base_str(Runtime *rt, Object *self) {
    Object *args = as_exception(self)->args;
    if (!args || tuple_length(args) == 0) {
        return str_empty(rt);
    }
    if (tuple_length(args) > 1) {
        return object_str(rt, args);
    }
    /* A missing key is shown as it was written: KeyError('') must not print as nothing. */
    Object *only = tuple_get(args, 0);
    return type_is_instance(rt, self, TYPE_KEY_ERROR) ? object_repr(rt, only)
                                                      : object_str(rt, only);
}

/* ---- attributes ---- */

static NEW_REF Object *get_args(Runtime *rt, Object *self) {
    Object *args = as_exception(self)->args;
    return args ? retain(args) : tuple_empty(rt);
}

static bool refuse_deletion(Runtime *rt, Object *value, const char *name) {
    if (!value) {
        raise_type_error(rt, "%s may not be deleted", name);
        return false;
    }
    return true;
}

static bool set_args(Runtime *rt, Object *self, Object *value) {
    if (!refuse_deletion(rt, value, "args")) {
        return false;
    }
    Object *tuple = tuple_from_iterable(rt, value);
    if (!tuple) {
        return false;
    }
    REPLACE_REF(rt, &as_exception(self)->args, tuple);
    return true;
}

static NEW_REF Object *get_traceback(Runtime *rt, Object *self) {
    (void)rt;
    Object *traceback = as_exception(self)->traceback;
    return retain(traceback ? traceback : NONE);
}

static bool set_traceback(Runtime *rt, Object *self, Object *value) {
    if (!refuse_deletion(rt, value, "__traceback__")) {
        return false;
    }
    if (value != NONE && object_type_id(value) != TYPE_TRACEBACK) {
        raise_type_error(rt, "__traceback__ must be a traceback or None");
        return false;
    }
    exception_set_traceback(rt, self, value == NONE ? NULL : value);
    return true;
}

static bool check_link(Runtime *rt, Object *value, const char *what) {
    if (value != NONE && !type_is_exception(rt, value)) {
        raise_type_error(rt, "exception %s must be None or derive from BaseException", what);
        return false;
    }
    return true;
}

static NEW_REF Object *get_context(Runtime *rt, Object *self) {
    (void)rt;
    Object *context = as_exception(self)->context;
    return retain(context ? context : NONE);
}

static bool set_context(Runtime *rt, Object *self, Object *value) {
    if (!refuse_deletion(rt, value, "__context__") || !check_link(rt, value, "context")) {
        return false;
    }
    REPLACE_REF(rt, &as_exception(self)->context, value == NONE ? NULL : retain(value));
    return true;
}

static NEW_REF Object *get_cause(Runtime *rt, Object *self) {
    (void)rt;
    Object *cause = as_exception(self)->cause;
    return retain(cause ? cause : NONE);
}

static bool set_cause(Runtime *rt, Object *self, Object *value) {
    if (!refuse_deletion(rt, value, "__cause__") || !check_link(rt, value, "cause")) {
        return false;
    }
    as_exception(self)->suppress_context = true;
    REPLACE_REF(rt, &as_exception(self)->cause, value == NONE ? NULL : retain(value));
    return true;
}

static NEW_REF Object *get_suppress_context(Runtime *rt, Object *self) {
    (void)rt;
    return bool_object(as_exception(self)->suppress_context);
}

static bool set_suppress_context(Runtime *rt, Object *self, Object *value) {
    if (!value) {
        raise_type_error(rt, "can't delete numeric/char attribute");
        return false;
    }
    if (object_type_id(value) != TYPE_BOOL) {
        raise_type_error(rt, "attribute value type must be bool");
        return false;
    }
    as_exception(self)->suppress_context = value == TRUE_OBJECT;
    return true;
}

static NEW_REF Object *get_dict(Runtime *rt, Object *self) {
    if (!as_exception(self)->dict) {
        as_exception(self)->dict = dict_new(rt);
    }
    return retain_nullable(as_exception(self)->dict);
}

static bool set_dict(Runtime *rt, Object *self, Object *value) {
    if (!value) {
        raise_type_error(rt, "cannot delete __dict__");
        return false;
    }
    if (!type_is_dict(rt, value)) {
        raise_type_error(rt, "__dict__ must be set to a dictionary, not a '%.200s'",
                         type_name_of(rt, value));
        return false;
    }
    REPLACE_REF(rt, &as_exception(self)->dict, retain(value));
    return true;
}

const AttributeRow exceptions_base_attributes[] = {
    {"args", get_args, set_args, NULL},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__context__", get_context, set_context, "exception context"},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__suppress_context__", get_suppress_context, set_suppress_context, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    ATTRIBUTE_ROW_END,
};

/* ---- methods ---- */

static NEW_REF Object *with_traceback(Runtime *rt, Object *self, Object *traceback) {
    return set_traceback(rt, self, traceback) ? retain(self) : NULL;
}

static NEW_REF Object *add_note(Runtime *rt, Object *self, Object *note) {
    if (!type_is_str(rt, note)) {
        return raise_type_error(rt, "note must be a str, not '%s'", type_name_of(rt, note));
    }
    bool missing = false;
    Object *name = rt->names[NAME___notes__];
    Object *notes = object_get_attr_optional(rt, self, name, &missing);
    if (!notes && missing) {
        notes = list_new(rt, 1);
        if (notes && !object_set_attr(rt, self, name, notes)) {
            CLEAR_REF(rt, &notes);
        }
    }
    if (!notes) {
        return NULL;
    }
    bool fine = false;
    if (!type_is_list(rt, notes)) {
        raise_type_error(rt, "Cannot add note: __notes__ is not a list");
    } else {
        fine = list_append(rt, notes, note);
    }
    release(rt, notes);
    return fine ? retain(NONE) : NULL;
}

NEW_REF Object *exceptions_reduce_with(Runtime *rt, Object *self, Object *args, Object *state) {
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return NULL;
    }
    state = state ? state : as_exception(self)->dict;
    return state ? tuple_pack(rt, 3, (Object *)type, args, state)
                 : tuple_pack(rt, 2, (Object *)type, args);
}

static NEW_REF Object *base_reduce(Runtime *rt, Object *self) {
    Object *args = get_args(rt, self);
    if (!args) {
        return NULL;
    }
    Object *result = exceptions_reduce_with(rt, self, args, NULL);
    release(rt, args);
    return result;
}

static NEW_REF Object *base_setstate(Runtime *rt, Object *self, Object *state) {
    if (state == NONE) {
        return retain(NONE);
    }
    if (!type_is_dict(rt, state)) {
        return raise_type_error(rt, "state is not a dictionary");
    }
    Object *key, *value;
    size_t position = 0;
    while (dict_next(state, &position, &key, &value)) {
        retain(key);
        retain(value);
        bool fine = object_set_attr(rt, self, key, value);
        release(rt, key);
        release(rt, value);
        if (!fine) {
            return NULL;
        }
    }
    return retain(NONE);
}

const MethodRow exceptions_base_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", base_reduce, NULL),
    METHOD_ROW_ONE("__setstate__", base_setstate, NULL),
    METHOD_ROW_ONE("with_traceback", with_traceback,
                   "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return "
                   "self."),
    METHOD_ROW_ONE("add_note", add_note,
                   "Exception.add_note(note) --\n    add a note to the exception"),
    METHOD_ROW_END,
};
