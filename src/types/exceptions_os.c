/* OSError and its subclasses, chosen by errno. */
#include "object/operations.h"
#include "object/tuple.h"
#include "types/exceptions.h"

static OsExceptionObject *as_os(Object *object) {
    return (OsExceptionObject *)object;
}

/* A subclass with its own __init__ but OSError's __new__ gets its fields in init, else in new. */
static bool fills_in_init(const TypeObject *type) {
    return type->slots->init != exceptions_os_init &&
           type->slots->new_instance == exceptions_os_new;
}

static bool store_written(Runtime *rt, OsExceptionObject *self, Object *number) {
    Object *count = object_index(rt, number);
    if (!count) {
        return false;
    }
    REPLACE_REF(rt, &self->characters_written, count);
    return true;
}

/* errno, strerror[, filename[, winerror[, filename2]]]; a filename leaves args. */
static bool fill(Runtime *rt, Object *object, Object *const *args, size_t count) {
    OsExceptionObject *self = as_os(object);
    size_t kept = count;
    if (count >= 2 && count <= 5) {
        EXCEPTION_STORE(rt, &self->errno_value, args[0]);
        EXCEPTION_STORE(rt, &self->strerror_value, args[1]);
        Object *filename = count > 2 && args[2] != NONE ? args[2] : NULL;
        if (filename && type_is_instance(rt, object, TYPE_BLOCKING_IO_ERROR) &&
            (type_is_int(rt, filename) || slots_of(rt, filename)->index)) {
            if (!store_written(rt, self, filename)) {
                return false;
            }
        } else if (filename) {
            EXCEPTION_STORE(rt, &self->filename, filename);
            EXCEPTION_STORE(rt, &self->filename2, count == 5 && args[4] != NONE ? args[4] : NULL);
            kept = 2;
        }
    }
    return exceptions_set_args(rt, object, args, kept);
}

static bool no_keywords(Runtime *rt, const char *name, Object *keyword_names) {
    if (keyword_names && tuple_length(keyword_names) > 0) {
        raise_type_error(rt, "%.200s() takes no keyword arguments", name);
        return false;
    }
    return true;
}

NEW_REF Object *exceptions_os_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names) {
    if (fills_in_init(type)) {
        Object *self = object_new_container(rt, type->type_id, type->slots->basic_size);
        if (self && !exceptions_set_args(rt, self, args, 0)) {
            CLEAR_REF(rt, &self);
        }
        return self;
    }
    if (!no_keywords(rt, type->slots->name, keyword_names)) {
        return NULL;
    }
    uint32_t type_id = type->type_id;
    if (type_id == TYPE_OS_ERROR && count >= 2 && count <= 5 &&
        object_type_id(args[0]) == TYPE_INT) {
        int overflow;
        int64_t number = int_as_int64(args[0], &overflow);
        type_id = overflow || number != (int)number ? type_id : exception_os_type((int)number);
    }
    Object *self = object_new_container(rt, type_id, rt->slots[type_id]->basic_size);
    if (self && !fill(rt, self, args, count)) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

bool exceptions_os_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return false;
    }
    if (!fills_in_init(type)) {
        return true;
    }
    return no_keywords(rt, type->slots->name, keyword_names) && fill(rt, self, args, count);
}

static Object *or_none(Object *object) {
    return object ? object : NONE;
}

NEW_REF Object *exceptions_os_str(Runtime *rt, Object *object) {
    OsExceptionObject *self = as_os(object);
    Object *number = or_none(self->errno_value), *text = or_none(self->strerror_value);
    if (self->filename && self->filename2) {
        return str_format(rt, "[Errno %S] %S: %R -> %R", number, text, self->filename,
                          self->filename2);
    }
    if (self->filename) {
        return str_format(rt, "[Errno %S] %S: %R", number, text, self->filename);
    }
    if (self->errno_value && self->strerror_value) {
        return str_format(rt, "[Errno %S] %S", number, text);
    }
    return exceptions_base_str(rt, object);
}

/* The filename, which left args, comes back. */
static NEW_REF Object *os_reduce(Runtime *rt, Object *object) {
    OsExceptionObject *self = as_os(object);
    Object *args = self->base.args;
    if (!self->filename || tuple_length(args) != 2) {
        return exceptions_reduce_with(rt, object, args, NULL);
    }
    Object *number = tuple_get(args, 0), *text = tuple_get(args, 1);
    Object *full = self->filename2
                       ? tuple_pack(rt, 5, number, text, self->filename, NONE, self->filename2)
                       : tuple_pack(rt, 3, number, text, self->filename);
    if (!full) {
        return NULL;
    }
    Object *result = exceptions_reduce_with(rt, object, full, NULL);
    release(rt, full);
    return result;
}

const MethodRow exceptions_os_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", os_reduce, NULL),
    METHOD_ROW_END,
};

EXCEPTION_MEMBER(OsExceptionObject, errno_value)
EXCEPTION_MEMBER(OsExceptionObject, strerror_value)
EXCEPTION_MEMBER(OsExceptionObject, filename)
EXCEPTION_MEMBER(OsExceptionObject, filename2)

static NEW_REF Object *get_written(Runtime *rt, Object *self) {
    Object *written = as_os(self)->characters_written;
    return written ? retain(written) : raise_format(rt, TYPE_ATTRIBUTE_ERROR, "characters_written");
}

static bool set_written(Runtime *rt, Object *self, Object *value) {
    if (value) {
        return store_written(rt, as_os(self), value);
    }
    if (!as_os(self)->characters_written) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "characters_written");
        return false;
    }
    CLEAR_REF(rt, &as_os(self)->characters_written);
    return true;
}

const AttributeRow exceptions_os_attributes[] = {
    {"errno", get_errno_value, set_errno_value, "POSIX exception code"},
    {"strerror", get_strerror_value, set_strerror_value, "exception strerror"},
    {"filename", get_filename, set_filename, "exception filename"},
    {"filename2", get_filename2, set_filename2, "second exception filename"},
    {"characters_written", get_written, set_written, NULL},
    ATTRIBUTE_ROW_END,
};
