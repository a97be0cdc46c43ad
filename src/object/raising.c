/* Raising: the bodies behind raise.h. A file apart from raise.h, because it stands above str.h,
 * which includes raise.h.
 *
 * Every function here ends with an exception pending, also when memory is out: then it is the
 * preallocated MemoryError. */
#include "object/budget.h"
#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <stdarg.h>
#include <string.h>

void *raise_exception(Runtime *rt, STEALS Object *exception) {
    if (rt->handled_error) {
        exception_set_context(rt, exception, rt->handled_error);
    }
    error_set(rt, exception);
    return NULL;
}

/* An instance with args (message,). */
static NEW_REF Object *make_with_argument(Runtime *rt, uint32_t type_id, Object *argument) {
    return exception_new(rt, type_id, &argument, 1);
}

static NEW_REF Object *make_with_message(Runtime *rt, uint32_t type_id, const char *format,
                                         va_list args) {
    error_clear(rt);
    Object *message = str_format_list(rt, format, args);
    if (!message) {
        return NULL;
    }
    Object *exception = make_with_argument(rt, type_id, message);
    release(rt, message);
    return exception;
}

static void *raise_list(Runtime *rt, uint32_t type_id, const char *format, va_list args) {
    Object *exception = make_with_message(rt, type_id, format, args);
    return exception ? raise_exception(rt, exception) : NULL;
}

#define RAISE_BODY(type_id)                                                                        \
    va_list args;                                                                                  \
    va_start(args, format);                                                                        \
    raise_list(rt, type_id, format, args);                                                         \
    va_end(args)

void *raise_format(Runtime *rt, uint32_t type_id, const char *format, ...) {
    RAISE_BODY(type_id);
    return NULL;
}

void *raise_type_error(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_TYPE_ERROR);
    return NULL;
}

void *raise_value_error(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_VALUE_ERROR);
    return NULL;
}

void *raise_index_error(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_INDEX_ERROR);
    return NULL;
}

void *raise_overflow_error(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_OVERFLOW_ERROR);
    return NULL;
}

void *raise_runtime_error(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_RUNTIME_ERROR);
    return NULL;
}

void *raise_zero_division(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_ZERO_DIVISION_ERROR);
    return NULL;
}

void *raise_system_error(Runtime *rt, const char *format, ...) {
    RAISE_BODY(TYPE_SYSTEM_ERROR);
    return NULL;
}

void *raise_with_object(Runtime *rt, uint32_t type_id, Object *argument) {
    error_clear(rt);
    Object *exception = make_with_argument(rt, type_id, argument);
    return exception ? raise_exception(rt, exception) : NULL;
}

void *raise_key_error(Runtime *rt, Object *key) {
    return raise_with_object(rt, TYPE_KEY_ERROR, key);
}

/* StopIteration with None has no args, as `return` in a generator makes it. */
void *raise_stop_iteration(Runtime *rt, Object *value) {
    error_clear(rt);
    size_t count = value && value != NONE ? 1 : 0;
    Object *exception = exception_new(rt, TYPE_STOP_ITERATION, &value, count);
    return exception ? raise_exception(rt, exception) : NULL;
}

void *raise_attribute_message(Runtime *rt, Object *object, Object *name, STEALS Object *message) {
    if (!message) {
        return NULL;
    }
    Object *exception = make_with_argument(rt, TYPE_ATTRIBUTE_ERROR, message);
    release(rt, message);
    if (!exception) {
        return NULL;
    }
    AttributeExceptionObject *error = (AttributeExceptionObject *)exception;
    REPLACE_REF(rt, &error->name, retain(name));
    REPLACE_REF(rt, &error->object, retain(object));
    return raise_exception(rt, exception);
}

void *raise_attribute_error(Runtime *rt, Object *object, Object *name) {
    error_clear(rt);
    Object *message =
        str_format(rt, "'%.50s' object has no attribute '%U'", type_name_of(rt, object), name);
    return raise_attribute_message(rt, object, name, message);
}

void *raise_os_error(Runtime *rt, int error_number, Object *filename) {
    error_clear(rt);
    Object *args[3] = {int_from_int64(rt, error_number),
                       str_from_cstring(rt, strerror(error_number)), filename};
    Object *exception = NULL;
    if (args[0] && args[1]) {
        exception = exception_new(rt, exception_os_type(error_number), args, filename ? 3 : 2);
    }
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    return exception ? raise_exception(rt, exception) : NULL;
}

void *raise_from(Runtime *rt, uint32_t type_id, STEALS Object *cause, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Object *made = make_with_message(rt, type_id, format, args);
    va_end(args);
    if (!made) {
        release_nullable(rt, cause);
        return NULL;
    }
    ExceptionObject *exception = (ExceptionObject *)made;
    raise_exception(rt, made);
    if (cause) {
        REPLACE_REF(rt, &exception->context, retain(cause));
        REPLACE_REF(rt, &exception->cause, cause);
        exception->suppress_context = true;
    }
    return NULL;
}

static bool warn(Runtime *rt, uint32_t category_id, int stack_level, Object *source,
                 const char *format, va_list args) {
    if (!rt->hooks.warn) {
        return true;
    }
    Object *message = str_format_list(rt, format, args);
    if (!message) {
        return false;
    }
    bool done = rt->hooks.warn(rt, category_id, message, stack_level, source);
    release(rt, message);
    return done;
}

bool raise_warning(Runtime *rt, uint32_t category_id, int stack_level, const char *format, ...) {
    va_list args;
    va_start(args, format);
    bool done = warn(rt, category_id, stack_level, NULL, format, args);
    va_end(args);
    return done;
}

bool raise_resource_warning(Runtime *rt, Object *source, const char *format, ...) {
    va_list args;
    va_start(args, format);
    bool done = warn(rt, TYPE_RESOURCE_WARNING, 1, source, format, args);
    va_end(args);
    return done;
}

static COLD bool raise_recursion_error(Runtime *rt, const char *where) {
    bool over = budget_depth_is_over(rt);
    rt->recursion_depth--;
    if (over) {
        budget_raise_depth(rt);
    } else {
        raise_format(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded%s", where);
    }
    return false;
}

bool recursion_enter(Runtime *rt, const char *where) {
    if (UNLIKELY(!budget_spend(rt, 1))) {
        return false;
    }
    rt->recursion_depth++;
    if (LIKELY(rt->recursion_depth <= rt->recursion_limit &&
               (uintptr_t)__builtin_frame_address(0) > rt->c_stack_limit)) {
        return true;
    }
    return raise_recursion_error(rt, where);
}
