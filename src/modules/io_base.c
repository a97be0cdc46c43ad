/* io_base: the abstract bases of io, for Python classes that derive from them. Their methods work
 * through the methods of the object. */
#include "modules/fields.h"
#include "modules/io_types.h"
#include <string.h>

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/tuple.h"

typedef struct BaseObject {
    Object header;
    Object *dict;
    bool closed;
} BaseObject;

static Object *call(Runtime *rt, Object *self, const char *method) {
    return object_call_method_cstring(rt, self, method, NULL, 0);
}

bool io_check_open(Runtime *rt, Object *self) {
    Object *closed = object_get_attr_cstring(rt, self, "closed");
    int truth = closed ? object_is_true(rt, closed) : -1;
    release_nullable(rt, closed);
    if (truth > 0) {
        raise_value_error(rt, "I/O operation on closed file.");
    }
    return truth == 0;
}

bool io_can_be_asked(Runtime *rt, Object *stream) {
    static const char *const QUESTIONS[] = {"readable", "writable", "seekable"};
    for (size_t i = 0; i < 3 && !error_pending(rt); i++) {
        release_nullable(rt, call(rt, stream, QUESTIONS[i]));
    }
    return !error_pending(rt);
}

Object *io_join_bytes(Runtime *rt, Object **head, Object *given) {
    if (!*head && type_is_bytes(rt, given)) {
        return given;
    }
    Object *start = *head ? *head : bytes_from_data(rt, "", 0);
    *head = NULL;
    Object *joined = start ? object_binary(rt, start, given, BINARY_ADD) : NULL;
    release_nullable(rt, start);
    release(rt, given);
    if (joined && !type_is_bytes(rt, joined)) {
        raise_type_error(rt, "a bytes-like object is required, not '%T'", joined);
        CLEAR_REF(rt, &joined);
    }
    return joined;
}

static Object *base_unsupported_seek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return io_unsupported(rt, "seek");
}

static Object *base_tell(Runtime *rt, Object *self) {
    Object *args[2] = {int_from_int64(rt, 0), int_from_int64(rt, 1)};
    Object *result =
        args[0] && args[1] ? object_call_method_cstring(rt, self, "seek", args, 2) : NULL;
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    return result;
}

static Object *base_truncate(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return io_unsupported(rt, "truncate");
}

static Object *base_fileno(Runtime *rt, Object *self) {
    (void)self;
    return io_unsupported(rt, "fileno");
}

static Object *base_flush(Runtime *rt, Object *self) {
    return io_check_open(rt, self) ? retain(NONE) : NULL;
}

/* Closed streams say it, too. */
static Object *base_false(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(FALSE_OBJECT);
}

static Object *base_isatty(Runtime *rt, Object *self) {
    return io_check_open(rt, self) ? retain(FALSE_OBJECT) : NULL;
}

static Object *base_close(Runtime *rt, Object *self) {
    BaseObject *base = (BaseObject *)self;
    if (base->closed) {
        return retain(NONE);
    }
    Object *flushed = call(rt, self, "flush");
    base->closed = true;
    release_nullable(rt, flushed);
    return flushed ? retain(NONE) : NULL;
}

static Object *base_get_closed(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(((BaseObject *)self)->closed));
}

static Object *base_check_closed(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return io_check_open(rt, self) ? retain(NONE) : NULL;
}

/* UnsupportedOperation unless the method answers true. */
static Object *check_ability(Runtime *rt, Object *self, const char *method, const char *refusal) {
    Object *answer = call(rt, self, method);
    if (answer && answer != TRUE_OBJECT) {
        CLEAR_REF(rt, &answer);
        io_unsupported(rt, refusal);
    }
    return answer;
}

static Object *base_check_readable(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return check_ability(rt, self, "readable", "File or stream is not readable.");
}

static Object *base_check_writable(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return check_ability(rt, self, "writable", "File or stream is not writable.");
}

static Object *base_check_seekable(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return check_ability(rt, self, "seekable", "File or stream is not seekable.");
}

static Object *base_enter(Runtime *rt, Object *self) {
    return io_check_open(rt, self) ? retain(self) : NULL;
}

static Object *base_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return call(rt, self, "close");
}

static Object *base_iter(Runtime *rt, Object *self) {
    return io_check_open(rt, self) ? retain(self) : NULL;
}

static Object *base_next(Runtime *rt, Object *self) {
    Object *line = call(rt, self, "readline");
    if (line && object_length(rt, line) <= 0) {
        release(rt, line);
        return NULL;
    }
    return line;
}

/* readline through read(1). */
static Object *base_readline(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t limit = -1;
    if (count && args[0] != NONE && !object_as_int64(rt, args[0], &limit)) {
        return NULL;
    }
    Object *one = int_from_int64(rt, 1);
    Object *line = one ? bytes_from_data(rt, "", 0) : NULL;
    while (line && (limit < 0 || (int64_t)bytes_length(line) < limit)) {
        Object *byte = object_call_method(rt, self, rt->names[NAME_read], &one, 1);
        if (byte && !type_is_bytes(rt, byte)) {
            raise_os_error(rt, 5, NULL);
            CLEAR_REF(rt, &byte);
        }
        if (!byte) {
            CLEAR_REF(rt, &line);
            break;
        }
        bool ends = bytes_length(byte) == 0 || bytes_data(byte)[0] == '\n';
        Object *longer = object_binary(rt, line, byte, BINARY_ADD);
        release(rt, byte);
        release(rt, line);
        line = longer;
        if (ends) {
            break;
        }
    }
    release_nullable(rt, one);
    return line;
}

static Object *base_readlines(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t hint = -1;
    if (count && args[0] != NONE && !object_as_int64(rt, args[0], &hint)) {
        return NULL;
    }
    if (hint <= 0) {
        return list_from_iterable(rt, self);
    }
    Object *list = list_new(rt, 0);
    Object *iterator = list ? object_iter(rt, self) : NULL;
    int64_t total = 0;
    while (iterator && list && total < hint) {
        Object *line = object_next(rt, iterator);
        if (!line) {
            if (error_pending(rt)) {
                CLEAR_REF(rt, &list);
            }
            break;
        }
        int64_t length = object_length(rt, line);
        total += length;
        if (length < 0) {
            release(rt, line);
            CLEAR_REF(rt, &list);
        } else if (!list_append_stealing(rt, list, line)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (!iterator) {
        CLEAR_REF(rt, &list);
    }
    release_nullable(rt, iterator);
    return list;
}

static Object *base_writelines(Runtime *rt, Object *self, Object *lines) {
    if (!io_check_open(rt, self)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, lines);
    if (!iterator) {
        return NULL;
    }
    for (Object *line; (line = object_next(rt, iterator)) != NULL;) {
        Object *written = object_call_method(rt, self, rt->names[NAME_write], &line, 1);
        release(rt, line);
        if (!written) {
            break;
        }
        release(rt, written);
    }
    release(rt, iterator);
    return error_pending(rt) ? NULL : retain(NONE);
}

static void base_traverse(Object *self, VisitFunction visit, void *context) {
    if (((BaseObject *)self)->dict) {
        visit(((BaseObject *)self)->dict, context);
    }
}

static void base_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((BaseObject *)self)->dict);
}

static void base_dealloc(Runtime *rt, Object *self) {
    base_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static Object *base_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                        Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

static bool base_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    (void)rt;
    (void)self;
    (void)args;
    (void)count;
    (void)keyword_names;
    return true;
}

static Object *base_del(Runtime *rt, Object *self) {
    io_finalize(rt, self);
    return retain(NONE);
}

#define BASE_METHODS                                                                               \
    METHOD_ROW_POSITIONAL("seek", base_unsupported_seek, 1, 2, NULL),                              \
        METHOD_ROW_NOARGS("tell", base_tell, NULL),                                                \
        METHOD_ROW_POSITIONAL("truncate", base_truncate, 0, 1, NULL),                              \
        METHOD_ROW_NOARGS("flush", base_flush, NULL),                                              \
        METHOD_ROW_NOARGS("__del__", base_del, NULL),                                              \
        METHOD_ROW_NOARGS("close", base_close, NULL),                                              \
        METHOD_ROW_NOARGS("seekable", base_false, NULL),                                           \
        METHOD_ROW_NOARGS("readable", base_false, NULL),                                           \
        METHOD_ROW_NOARGS("writable", base_false, NULL),                                           \
        METHOD_ROW_NOARGS("fileno", base_fileno, NULL),                                            \
        METHOD_ROW_NOARGS("isatty", base_isatty, NULL),                                            \
        METHOD_ROW_NOARGS("__enter__", base_enter, NULL),                                          \
        METHOD_ROW_POSITIONAL("__exit__", base_exit, 0, METHOD_ANY_COUNT, NULL),                   \
        METHOD_ROW_POSITIONAL("readline", base_readline, 0, 1, NULL),                              \
        METHOD_ROW_POSITIONAL("readlines", base_readlines, 0, 1, NULL),                            \
        METHOD_ROW_POSITIONAL("_checkClosed", base_check_closed, 0, 1, NULL),                      \
        METHOD_ROW_POSITIONAL("_checkReadable", base_check_readable, 0, 1, NULL),                  \
        METHOD_ROW_POSITIONAL("_checkWritable", base_check_writable, 0, 1, NULL),                  \
        METHOD_ROW_POSITIONAL("_checkSeekable", base_check_seekable, 0, 1, NULL),                  \
        METHOD_ROW_ONE("writelines", base_writelines, NULL)

static const MethodRow BASE_ROWS[] = {BASE_METHODS, METHOD_ROW_END};

/* RawIOBase.read through readinto. */
static Object *raw_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size = -1;
    if (count && args[0] != NONE && !object_as_int64(rt, args[0], &size)) {
        return NULL;
    }
    if (size < 0) {
        return call(rt, self, "readall");
    }
    Object *number = int_from_int64(rt, size);
    TypeObject *type = number ? type_object(rt, TYPE_BYTEARRAY) : NULL;
    Object *array = type ? object_call_one(rt, (Object *)type, number) : NULL;
    Object *got = array ? object_call_method_cstring(rt, self, "readinto", &array, 1) : NULL;
    Object *result = NULL;
    int64_t length;
    if (got == NONE) {
        result = retain(NONE);
    } else if (got && object_as_int64(rt, got, &length)) {
        BufferView view;
        if (object_get_buffer(rt, array, &view, false)) {
            size_t kept = length < 0 ? 0 : (size_t)length < view.size ? (size_t)length : view.size;
            result = bytes_from_data(rt, view.data, kept);
            object_release_buffer(rt, &view);
        }
    }
    release_nullable(rt, number);
    release_nullable(rt, array);
    release_nullable(rt, got);
    return result;
}

static Object *raw_readall(Runtime *rt, Object *self) {
    Object *all = bytes_from_data(rt, "", 0);
    Object *size = all ? int_from_int64(rt, 8192) : NULL;
    while (all && size) {
        Object *part = object_call_method(rt, self, rt->names[NAME_read], &size, 1);
        if (!part || part == NONE || object_length(rt, part) <= 0) {
            if (!part || error_pending(rt)) {
                CLEAR_REF(rt, &all);
            }
            release_nullable(rt, part);
            break;
        }
        Object *longer = object_binary(rt, all, part, BINARY_ADD);
        release(rt, part);
        release(rt, all);
        all = longer;
    }
    release_nullable(rt, size);
    return all;
}

/* RawIOBase leaves these two to its subclasses. */
static Object *raw_unimplemented(Runtime *rt, Object *self, Object *data) {
    (void)self;
    (void)data;
    Object *exception = exception_new(rt, TYPE_NOT_IMPLEMENTED_ERROR, NULL, 0);
    if (exception) {
        error_set(rt, exception);
    }
    return NULL;
}

static const MethodRow RAW_ROWS[] = {
    METHOD_ROW_POSITIONAL("read", raw_read, 0, 1, NULL),
    METHOD_ROW_NOARGS("readall", raw_readall, NULL),
    METHOD_ROW_ONE("readinto", raw_unimplemented, NULL),
    METHOD_ROW_ONE("write", raw_unimplemented, NULL),
    METHOD_ROW_END,
};

static Object *unsupported_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return io_unsupported(rt, "read");
}

static Object *unsupported_read1(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return io_unsupported(rt, "read1");
}

static Object *unsupported_readline(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return io_unsupported(rt, "readline");
}

static Object *unsupported_detach(Runtime *rt, Object *self) {
    (void)self;
    return io_unsupported(rt, "detach");
}

static Object *unsupported_write(Runtime *rt, Object *self, Object *data) {
    (void)self;
    (void)data;
    return io_unsupported(rt, "write");
}

/* readinto through read, readinto1 through read1. */
static Object *read_into(Runtime *rt, Object *self, Object *target, const char *method) {
    BufferView view;
    if (!object_get_buffer(rt, target, &view, true)) {
        return NULL;
    }
    Object *size = int_from_size(rt, view.size);
    Object *bytes = size ? object_call_method_cstring(rt, self, method, &size, 1) : NULL;
    Object *result = NULL;
    release_nullable(rt, size);
    if (bytes && !type_is_bytes(rt, bytes)) {
        raise_type_error(rt, "%s() should return bytes", method);
    } else if (bytes && bytes_length(bytes) > view.size) {
        raise_value_error(rt, "%s() returned too much data: %zu bytes requested, %zu returned",
                          method, view.size, bytes_length(bytes));
    } else if (bytes) {
        memcpy(view.data, bytes_data(bytes), bytes_length(bytes));
        result = int_from_size(rt, bytes_length(bytes));
    }
    release_nullable(rt, bytes);
    object_release_buffer(rt, &view);
    return result;
}

static Object *buffered_readinto(Runtime *rt, Object *self, Object *target) {
    return read_into(rt, self, target, "read");
}

static Object *buffered_readinto1(Runtime *rt, Object *self, Object *target) {
    return read_into(rt, self, target, "read1");
}

static const MethodRow TEXT_ROWS[] = {
    METHOD_ROW_NOARGS("detach", unsupported_detach, NULL),
    METHOD_ROW_POSITIONAL("read", unsupported_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readline", unsupported_readline, 0, 1, NULL),
    METHOD_ROW_ONE("write", unsupported_write, NULL),
    METHOD_ROW_END,
};
static const MethodRow BUFFERED_ROWS[] = {
    METHOD_ROW_NOARGS("detach", unsupported_detach, NULL),
    METHOD_ROW_POSITIONAL("read", unsupported_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("read1", unsupported_read1, 0, 1, NULL),
    METHOD_ROW_ONE("write", unsupported_write, NULL),
    METHOD_ROW_ONE("readinto", buffered_readinto, NULL),
    METHOD_ROW_ONE("readinto1", buffered_readinto1, NULL),
    METHOD_ROW_END,
};

static const AttributeRow BASE_ATTRIBUTES[] = {
    {"__dict__", fields_get_dict, NULL, NULL}, /* of every stream: each type has a dict_offset */
    {"closed", base_get_closed, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static Object *text_get_none(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(NONE);
}

static const AttributeRow TEXT_ATTRIBUTES[] = {
    {"encoding", text_get_none, NULL, NULL},
    {"errors", text_get_none, NULL, NULL},
    {"newlines", text_get_none, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

#define BASE_SLOTS(type_name)                                                                      \
    {                                                                                              \
        .name = type_name,                                                                         \
        .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |               \
                 TYPE_FLAG_WEAKREFABLE,                                                            \
        .basic_size = sizeof(BaseObject), .dict_offset = offsetof(BaseObject, dict),               \
        .dealloc = base_dealloc, .traverse = base_traverse, .clear = base_clear,                   \
        .finalize = io_finalize, .new_instance = base_new, .init = base_init, .iter = base_iter,   \
        .next = base_next,                                                                         \
    }

const TypeSpec io_base_type = {
    .slots = BASE_SLOTS("_io._IOBase"),
    .methods = BASE_ROWS,
    .attributes = BASE_ATTRIBUTES,
    .module = "_io",
};
const TypeSpec io_raw_base_type = {
    .slots = BASE_SLOTS("_io._RawIOBase"),
    .methods = RAW_ROWS,
    .module = "_io",
};
const TypeSpec io_buffered_base_type = {
    .slots = BASE_SLOTS("_io._BufferedIOBase"),
    .methods = BUFFERED_ROWS,
    .module = "_io",
};
const TypeSpec io_text_base_type = {
    .slots = BASE_SLOTS("_io._TextIOBase"),
    .methods = TEXT_ROWS,
    .attributes = TEXT_ATTRIBUTES,
    .module = "_io",
};
