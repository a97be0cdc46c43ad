/* _thread: locks and identities for programs with one thread. A runtime runs one thread of Python
 * at a time; starting another one is a RuntimeError. */
#include "modules/thread_module.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/operations.h"

typedef struct ThreadState {
    uint32_t lock_type, rlock_type, local_type;
} ThreadState;

typedef struct LockObject { /* lock and RLock */
    Object header;
    uint32_t count; /* lock: 0 or 1 */
} LockObject;

typedef struct LocalObject {
    Object header;
    Object *dict;
} LocalObject;

static ThreadState *thread_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_THREAD, sizeof(ThreadState));
}

static LockObject *as_lock(Object *self) {
    return (LockObject *)self;
}

/* blocking and timeout as CPython checks them. False: error pending. */
static bool acquire_arguments(Runtime *rt, Object *const *args, size_t count, Object *keyword_names,
                              bool *blocking, double *timeout) {
    static const ArgumentSpec SPEC = {"acquire", {"blocking", "timeout"}, 0, 2, 0, 2};
    Object *given[2];
    *blocking = true;
    *timeout = -1;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return false;
    }
    if (given[0]) {
        int truth = object_is_true(rt, given[0]);
        if (truth < 0) {
            return false;
        }
        *blocking = truth;
    }
    if (given[1] && !object_as_double(rt, given[1], timeout)) {
        return false;
    }
    if (!*blocking && *timeout != -1) {
        raise_value_error(rt, "can't specify a timeout for a non-blocking call");
        return false;
    }
    if (*timeout < 0 && *timeout != -1) {
        raise_value_error(rt, "timeout value must be a non-negative number");
        return false;
    }
    return true;
}

static Object *lock_acquire(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    bool blocking;
    double timeout;
    if (!acquire_arguments(rt, args, count, keyword_names, &blocking, &timeout)) {
        return NULL;
    }
    if (!as_lock(self)->count) {
        as_lock(self)->count = 1;
        return retain(TRUE_OBJECT);
    }
    if (blocking && timeout == -1) {
        return raise_runtime_error(rt, "deadlock: the only thread waits for a lock that it holds");
    }
    return retain(FALSE_OBJECT);
}

static Object *lock_release(Runtime *rt, Object *self) {
    if (!as_lock(self)->count) {
        return raise_runtime_error(rt, "release unlocked lock");
    }
    as_lock(self)->count = 0;
    return retain(NONE);
}

/* In a child of fork nobody holds it. */
static Object *lock_at_fork_reinit(Runtime *rt, Object *self) {
    (void)rt;
    as_lock(self)->count = 0;
    return retain(NONE);
}

static Object *lock_locked(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_lock(self)->count != 0));
}

static Object *lock_enter(Runtime *rt, Object *self) {
    return lock_acquire(rt, self, NULL, 0, NULL);
}

static Object *lock_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return lock_release(rt, self);
}

static Object *lock_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<%s _thread.lock object at 0x%llx>",
                      as_lock(self)->count ? "locked" : "unlocked",
                      (unsigned long long)(uintptr_t)self);
}

static Object *rlock_acquire(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    bool blocking;
    double timeout;
    if (!acquire_arguments(rt, args, count, keyword_names, &blocking, &timeout)) {
        return NULL;
    }
    as_lock(self)->count++;
    return retain(TRUE_OBJECT);
}

static Object *rlock_release(Runtime *rt, Object *self) {
    if (!as_lock(self)->count) {
        return raise_runtime_error(rt, "cannot release un-acquired lock");
    }
    as_lock(self)->count--;
    return retain(NONE);
}

static Object *rlock_enter(Runtime *rt, Object *self) {
    return rlock_acquire(rt, self, NULL, 0, NULL);
}

static Object *rlock_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return rlock_release(rt, self);
}

static Object *rlock_is_owned(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_lock(self)->count != 0));
}

static Object *rlock_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<%s _thread.RLock object owner=%u count=%u at 0x%llx>",
                      as_lock(self)->count ? "locked" : "unlocked", as_lock(self)->count ? 1u : 0u,
                      as_lock(self)->count, (unsigned long long)(uintptr_t)self);
}

static Object *rlock_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                         Object *keyword_names) {
    (void)args;
    if (!arguments_no_keywords(rt, "RLock", keyword_names) ||
        !arguments_check_count(rt, "RLock", count, 0, 0)) {
        return NULL;
    }
    return object_new_leaf(rt, type->type_id, sizeof(LockObject));
}

static const MethodRow LOCK_METHODS[] = {
    METHOD_ROW_KEYWORDS("acquire", lock_acquire,
                        "acquire(blocking=True, timeout=-1) -> bool\n\nLock the lock."),
    METHOD_ROW_KEYWORDS("acquire_lock", lock_acquire, NULL),
    METHOD_ROW_NOARGS("release", lock_release, "release()\n\nRelease the lock."),
    METHOD_ROW_NOARGS("release_lock", lock_release, NULL),
    METHOD_ROW_NOARGS("locked", lock_locked, "locked() -> bool"),
    METHOD_ROW_NOARGS("_at_fork_reinit", lock_at_fork_reinit, NULL),
    METHOD_ROW_NOARGS("locked_lock", lock_locked, NULL),
    METHOD_ROW_NOARGS("__enter__", lock_enter, NULL),
    METHOD_ROW_POSITIONAL("__exit__", lock_exit, 0, 3, NULL),
    METHOD_ROW_END,
};

static const MethodRow RLOCK_METHODS[] = {
    METHOD_ROW_KEYWORDS("acquire", rlock_acquire,
                        "acquire(blocking=True, timeout=-1) -> bool\n\nLock the lock."),
    METHOD_ROW_NOARGS("release", rlock_release, "release()\n\nRelease the lock."),
    METHOD_ROW_NOARGS("_is_owned", rlock_is_owned, NULL),
    METHOD_ROW_NOARGS("_at_fork_reinit", lock_at_fork_reinit, NULL),
    METHOD_ROW_NOARGS("__enter__", rlock_enter, NULL),
    METHOD_ROW_POSITIONAL("__exit__", rlock_exit, 0, 3, NULL),
    METHOD_ROW_END,
};

static const TypeSpec lock_spec = {
    .slots =
        {
            .name = "_thread.lock",
            .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(LockObject),
            .repr = lock_repr,
        },
    .methods = LOCK_METHODS,
    .module = "_thread",
};

static const TypeSpec rlock_spec = {
    .slots =
        {
            .name = "_thread.RLock",
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(LockObject),
            .repr = rlock_repr,
            .new_instance = rlock_new,
        },
    .methods = RLOCK_METHODS,
    .module = "_thread",
};

/* ---- _local: with one thread, an object with a dict ---- */

static void local_traverse(Object *self, VisitFunction visit, void *context) {
    if (((LocalObject *)self)->dict) {
        visit(((LocalObject *)self)->dict, context);
    }
}

static void local_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((LocalObject *)self)->dict);
}

static void local_dealloc(Runtime *rt, Object *self) {
    local_clear(rt, self);
    object_free_container(rt, self, sizeof(LocalObject));
}

static Object *local_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                         Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

static const TypeSpec local_spec = {
    .slots =
        {
            .name = "_thread._local",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_WEAKREFABLE |
                     TYPE_FLAG_HAS_DICT,
            .basic_size = sizeof(LocalObject),
            .dict_offset = offsetof(LocalObject, dict),
            .dealloc = local_dealloc,
            .traverse = local_traverse,
            .clear = local_clear,
            .new_instance = local_new,
        },
    .module = "_thread",
    .doc = "Thread-local data",
};

/* ---- functions ---- */

static Object *allocate_lock(Runtime *rt, Object *self) {
    (void)self;
    return object_new_leaf(rt, thread_state(rt)->lock_type, sizeof(LockObject));
}

static Object *get_ident(Runtime *rt, Object *self) {
    (void)self;
    return int_from_uint64(rt, (uint64_t)(uintptr_t)rt);
}

static Object *start_new_thread(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return raise_runtime_error(rt, "can't start new thread: this runtime has one thread");
}

static Object *thread_count(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, 0);
}

static Object *stack_size(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)args;
    (void)count;
    return int_from_int64(rt, 0);
}

static const MethodRow THREAD_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("allocate_lock", allocate_lock,
                      "allocate_lock() -> lock object\n\nCreate a new lock object."),
    METHOD_ROW_NOARGS("allocate", allocate_lock, NULL),
    METHOD_ROW_NOARGS("_set_sentinel", allocate_lock,
                      "_set_sentinel() -> lock\n\nA lock that is released when the thread ends."),
    METHOD_ROW_NOARGS("get_ident", get_ident,
                      "get_ident() -> integer\n\nReturn the identity of the current thread."),
    METHOD_ROW_NOARGS("get_native_id", get_ident, NULL),
    METHOD_ROW_POSITIONAL("start_new_thread", start_new_thread, 2, 3, NULL),
    METHOD_ROW_POSITIONAL("start_new", start_new_thread, 2, 3, NULL),
    METHOD_ROW_NOARGS("_count", thread_count, NULL),
    METHOD_ROW_POSITIONAL("stack_size", stack_size, 0, 1, NULL),
    METHOD_ROW_END,
};

static bool add_type(Runtime *rt, Object *dict, const char *name, const TypeSpec *spec,
                     uint32_t *type_id) {
    TypeObject *type = *type_id ? type_object(rt, *type_id) : type_register(rt, spec, type_id);
    return type && dict_set_cstring(rt, dict, name, (Object *)type);
}

static bool thread_populate(Runtime *rt, Object *dict) {
    ThreadState *state = thread_state(rt);
    TypeObject *error = type_object(rt, TYPE_RUNTIME_ERROR);
    if (!state || !error || !add_type(rt, dict, "LockType", &lock_spec, &state->lock_type) ||
        !add_type(rt, dict, "RLock", &rlock_spec, &state->rlock_type) ||
        !add_type(rt, dict, "_local", &local_spec, &state->local_type) ||
        !dict_set_cstring(rt, dict, "error", (Object *)error)) {
        return false;
    }
    return dict_set_cstring_stealing(rt, dict, "TIMEOUT_MAX", float_from_double(rt, 9223372036.0));
}

const ModuleSpec thread_module = {
    .name = "_thread",
    .doc = "This module provides primitive operations to write multi-threaded programs.",
    .functions = THREAD_FUNCTIONS,
    .populate = thread_populate,
};
