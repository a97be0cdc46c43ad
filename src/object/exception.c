/* Making exception instances and relating them: context, traceback, matching. Their behaviour as
 * Python objects is in types/exceptions*.c. */
#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <errno.h>

bool exception_is_class(Runtime *rt, const Object *object) {
    return type_is_type(rt, object) &&
           (((const TypeObject *)object)->slots->flags & TYPE_FLAG_EXCEPTION_SUBCLASS) != 0;
}

uint32_t exception_os_type(int error_number) {
    switch (error_number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
        return TYPE_BLOCKING_IO_ERROR;
    case EPIPE:
    case ESHUTDOWN:
        return TYPE_BROKEN_PIPE_ERROR;
    case ECHILD:
        return TYPE_CHILD_PROCESS_ERROR;
    case ECONNABORTED:
        return TYPE_CONNECTION_ABORTED_ERROR;
    case ECONNREFUSED:
        return TYPE_CONNECTION_REFUSED_ERROR;
    case ECONNRESET:
        return TYPE_CONNECTION_RESET_ERROR;
    case EEXIST:
        return TYPE_FILE_EXISTS_ERROR;
    case ENOENT:
        return TYPE_FILE_NOT_FOUND_ERROR;
    case EISDIR:
        return TYPE_IS_A_DIRECTORY_ERROR;
    case ENOTDIR:
        return TYPE_NOT_A_DIRECTORY_ERROR;
    case EINTR:
        return TYPE_INTERRUPTED_ERROR;
    case EACCES:
    case EPERM:
        return TYPE_PERMISSION_ERROR;
    case ESRCH:
        return TYPE_PROCESS_LOOKUP_ERROR;
    case ETIMEDOUT:
        return TYPE_TIMEOUT_ERROR;
    default:
        return TYPE_OS_ERROR;
    }
}

/* Straight to the slots, without a call of the type object: raising KeyError need not make one. */
NEW_REF Object *exception_new(Runtime *rt, uint32_t type_id, Object *const *args, size_t count) {
    const TypeSlots *slots = rt->slots[type_id];
    if ((type_id >= TYPE_OS_ERROR && type_id <= TYPE_TIMEOUT_ERROR) ||
        type_id == TYPE_BASE_EXCEPTION_GROUP || type_id == TYPE_EXCEPTION_GROUP) {
        TypeObject *type = type_object(rt, type_id);
        return type ? object_call(rt, (Object *)type, args, count, NULL) : NULL;
    }
    ExceptionObject *exception =
        (ExceptionObject *)object_new_container(rt, type_id, slots->basic_size);
    if (!exception) {
        return NULL;
    }
    exception->args = tuple_from_array(rt, args, count);
    if (!exception->args || !slots->init(rt, &exception->header, args, count, NULL)) {
        RELEASE(rt, exception);
        return NULL;
    }
    return &exception->header;
}

NEW_REF Object *exception_from_raised(Runtime *rt, Object *raised) {
    if (type_is_exception(rt, raised)) {
        return retain(raised);
    }
    if (!exception_is_class(rt, raised)) {
        return raise_type_error(rt, "exceptions must derive from BaseException");
    }
    Object *made = object_call_noargs(rt, raised);
    if (made && !type_is_exception(rt, made)) {
        raise_type_error(rt, "calling %R should have returned an instance of BaseException, not %R",
                         raised, (Object *)type_of(rt, made));
        release(rt, made);
        return NULL;
    }
    return made;
}

void exception_set_traceback(Runtime *rt, Object *exception, Object *traceback) {
    ExceptionObject *error = (ExceptionObject *)exception;
    if (object_is_immortal(exception)) {
        return;
    }
    REPLACE_REF(rt, &error->traceback, retain_nullable(traceback));
}

void exception_set_context(Runtime *rt, Object *exception, Object *handled) {
    ExceptionObject *error = (ExceptionObject *)exception;
    if (!handled || handled == exception || handled == NONE) {
        return;
    }
    /* Cut the chain of `handled` where exception already stands in it, so that it stays a chain.
     * `slow` runs at half the speed: a chain that was made circular by hand ends the walk. */
    ExceptionObject *fast = (ExceptionObject *)handled;
    ExceptionObject *slow = fast;
    bool move_slow = false;
    while (fast->context) {
        Object *context = fast->context;
        if (context == exception) {
            CLEAR_REF(rt, &fast->context);
            break;
        }
        fast = (ExceptionObject *)context;
        if (fast == slow) {
            break;
        }
        if (move_slow) {
            slow = (ExceptionObject *)slow->context;
        }
        move_slow = !move_slow;
    }
    REPLACE_REF(rt, &error->context, retain(handled));
}

static bool class_is_catchable(Runtime *rt, Object *type) {
    if (LIKELY(exception_is_class(rt, type))) {
        return true;
    }
    raise_type_error(rt, "catching classes that do not inherit from BaseException is not allowed");
    return false;
}

static int matches_one(Runtime *rt, Object *exception, Object *type) {
    uint32_t wanted = ((TypeObject *)type)->type_id;
    if (object_type_id(exception) == wanted) {
        return 1;
    }
    if (wanted < TYPE_BUILTIN_COUNT) {
        return type_is_instance(rt, exception, wanted);
    }
    TypeObject *own = type_of(rt, exception);
    return own ? type_is_subtype(own, (TypeObject *)type) : -1;
}

int exception_matches(Runtime *rt, Object *exception, Object *type_or_tuple) {
    if (!type_is_tuple(rt, type_or_tuple)) {
        return class_is_catchable(rt, type_or_tuple) ? matches_one(rt, exception, type_or_tuple)
                                                     : -1;
    }
    size_t count = tuple_length(type_or_tuple);
    for (size_t i = 0; i < count; i++) {
        if (!class_is_catchable(rt, tuple_get(type_or_tuple, i))) {
            return -1;
        }
    }
    for (size_t i = 0; i < count; i++) {
        int matches = matches_one(rt, exception, tuple_get(type_or_tuple, i));
        if (matches != 0) {
            return matches;
        }
    }
    return 0;
}
