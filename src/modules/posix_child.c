/* posix_child: processes that the program starts and waits for, groups and sessions. */
#include "modules/posix.h"
#include "modules/posix_paths.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/list.h"
#include "object/tuple.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool number_argument(Runtime *rt, Object *argument, int *out) {
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        return false;
    }
    if (number > INT32_MAX || number < INT32_MIN) {
        raise_overflow_error(rt, "signed integer is %s than %s", number > 0 ? "greater" : "less",
                             number > 0 ? "maximum" : "minimum");
        return false;
    }
    *out = (int)number;
    return true;
}

static Object *none_or_error(Runtime *rt, bool failed) {
    return failed ? raise_os_error(rt, errno, NULL) : retain(NONE);
}

/* ---- starting and waiting ---- */

enum { BEFORE, IN_PARENT, IN_CHILD, FORK_MOMENTS };

static Object *posix_register_at_fork(Runtime *rt, Object *self, Object *const *args, size_t count,
                                      Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "register_at_fork", {"before", "after_in_parent", "after_in_child"}, 0, 0, 0, 3};
    (void)self;
    Object *given[FORK_MOMENTS];
    PosixState *state = posix_state(rt);
    if (!state || !arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!given[0] && !given[1] && !given[2]) {
        return raise_type_error(rt, "At least one argument is required.");
    }
    for (int moment = 0; moment < FORK_MOMENTS; moment++) {
        if (given[moment] && !object_is_callable(rt, given[moment])) {
            return raise_type_error(rt, "'%s' must be callable, not %T", SPEC.names[moment],
                                    given[moment]);
        }
    }
    for (int moment = 0; moment < FORK_MOMENTS; moment++) {
        Object **list = &state->at_fork[moment];
        if (given[moment] && ((!*list && !(*list = list_new(rt, 0))) ||
                              !list_append_stealing(rt, *list, retain(given[moment])))) {
            return NULL;
        }
    }
    return retain(NONE);
}

/* Errors of these functions are told, and change nothing. The last registered runs first before a
 * fork, the first one first after it. */
static void run_at_fork(Runtime *rt, int moment) {
    Object *list = posix_state(rt)->at_fork[moment];
    Object *functions = list ? tuple_from_iterable(rt, list) : NULL;
    size_t total = functions ? tuple_length(functions) : 0;
    for (size_t i = 0; i < total; i++) {
        Object *function = tuple_get(functions, moment == BEFORE ? total - 1 - i : i);
        Object *result = object_call_noargs(rt, function);
        if (!result) {
            rt->hooks.unraisable(rt, function, NULL);
        }
        release_nullable(rt, result);
    }
    release_nullable(rt, functions);
}

void posix_close_state(Runtime *rt) {
    PosixState *state = rt->module_state[MODULE_STATE_POSIX];
    for (int moment = 0; state && moment < FORK_MOMENTS; moment++) {
        CLEAR_REF(rt, &state->at_fork[moment]);
    }
}

static Object *posix_fork(Runtime *rt, Object *self) {
    (void)self;
    run_at_fork(rt, BEFORE);
    pid_t pid = fork();
    int problem = errno;
    run_at_fork(rt, pid == 0 ? IN_CHILD : IN_PARENT);
    errno = problem;
    return pid < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, pid);
}

static Object *wait_for(Runtime *rt, pid_t wanted, int options) {
    int status = 0;
    pid_t pid;
    while ((pid = waitpid(wanted, &status, options)) < 0 && errno == EINTR) {
        if (!safe_point_answer(rt)) {
            return NULL;
        }
    }
    if (pid < 0) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *numbers[2] = {int_from_int64(rt, pid), int_from_int64(rt, status)};
    Object *result = numbers[0] && numbers[1] ? tuple_from_array(rt, numbers, 2) : NULL;
    release_nullable(rt, numbers[0]);
    release_nullable(rt, numbers[1]);
    return result;
}

static Object *posix_waitpid(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int pid, options;
    return number_argument(rt, args[0], &pid) && number_argument(rt, args[1], &options)
               ? wait_for(rt, pid, options)
               : NULL;
}

static Object *posix_wait(Runtime *rt, Object *self) {
    (void)self;
    return wait_for(rt, -1, 0);
}

/* ---- becoming another program ---- */

typedef struct Texts {
    char **texts; /* ended by NULL */
    Object **held;
    size_t count;
} Texts;

static void texts_free(Runtime *rt, Texts *texts) {
    for (size_t i = 0; i < texts->count; i++) {
        release(rt, texts->held[i]);
    }
    memory_free(rt, texts->held);
    memory_free(rt, texts->texts);
}

static bool texts_open(Runtime *rt, size_t room, Texts *texts) {
    *texts = (Texts){.texts = memory_allocate(rt, (room + 1) * sizeof *texts->texts)};
    texts->held = texts->texts ? memory_allocate(rt, (room + 1) * sizeof *texts->held) : NULL;
    if (texts->texts) {
        texts->texts[0] = NULL;
    }
    return texts->held != NULL;
}

static bool texts_add(Texts *texts, STEALS Object *bytes) {
    if (!bytes) {
        return false;
    }
    texts->held[texts->count] = bytes;
    texts->texts[texts->count++] = (char *)bytes_mutable_data(bytes);
    texts->texts[texts->count] = NULL;
    return true;
}

/* The bytes of a path or string argument. */
static NEW_REF Object *path_bytes(Runtime *rt, Object *argument, const char *function) {
    PosixPath path;
    if (!posix_path(rt, argument, function, false, &path)) {
        return NULL;
    }
    Object *bytes = bytes_from_data(rt, path.text, strlen(path.text));
    posix_path_release(rt, &path);
    return bytes;
}

static bool argument_texts(Runtime *rt, Object *sequence, const char *function, Texts *texts) {
    *texts = (Texts){NULL, NULL, 0};
    if (!type_is_tuple(rt, sequence) && !type_is_list(rt, sequence)) {
        raise_type_error(rt, "%s: argv must be a tuple or list", function);
        return false;
    }
    Object *items = tuple_from_iterable(rt, sequence);
    bool done = items && texts_open(rt, tuple_length(items), texts);
    if (done && tuple_length(items) == 0) {
        raise_value_error(rt, "%s: argv must not be empty", function);
        done = false;
    }
    for (size_t i = 0; done && i < tuple_length(items); i++) {
        done = texts_add(texts, path_bytes(rt, tuple_get(items, i), function));
    }
    if (done && texts->texts[0][0] == '\0') {
        raise_value_error(rt, "%s: argv first element cannot be empty", function);
        done = false;
    }
    release_nullable(rt, items);
    return done;
}

static NEW_REF Object *joined(Runtime *rt, STEALS Object *name, STEALS Object *value) {
    Object *entry = NULL;
    if (name && value && memchr(bytes_data(name), '=', bytes_length(name))) {
        raise_value_error(rt, "illegal environment variable name");
    } else if (name && value) {
        size_t length = bytes_length(name);
        entry = bytes_new_uninitialised(rt, length + 1 + bytes_length(value));
        if (entry) {
            memcpy(bytes_mutable_data(entry), bytes_data(name), length);
            bytes_mutable_data(entry)[length] = '=';
            memcpy(bytes_mutable_data(entry) + length + 1, bytes_data(value), bytes_length(value));
            entry = bytes_finish(rt, entry);
        }
    }
    release_nullable(rt, name);
    release_nullable(rt, value);
    return entry;
}

/* "name=value" for the items of a mapping. */
static bool environment_texts(Runtime *rt, Object *mapping, Texts *texts) {
    *texts = (Texts){NULL, NULL, 0};
    Object *items = object_call_method_cstring(rt, mapping, "items", NULL, 0);
    Object *pairs = items ? tuple_from_iterable(rt, items) : NULL;
    release_nullable(rt, items);
    bool done = pairs && texts_open(rt, tuple_length(pairs), texts);
    for (size_t i = 0; done && i < tuple_length(pairs); i++) {
        Object *pair = tuple_get(pairs, i);
        if (!type_is_tuple(rt, pair) || tuple_length(pair) != 2) {
            raise_type_error(rt, "env.items() must give pairs");
            done = false;
            break;
        }
        done = texts_add(texts, joined(rt, path_bytes(rt, tuple_get(pair, 0), "execve"),
                                       path_bytes(rt, tuple_get(pair, 1), "execve")));
    }
    release_nullable(rt, pairs);
    return done;
}

static Object *posix_execv(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    PosixPath path;
    Texts texts;
    if (!posix_path(rt, args[0], "execv", false, &path)) {
        return NULL;
    }
    if (argument_texts(rt, args[1], "execv", &texts)) {
        execv(path.text, texts.texts);
        posix_path_error(rt, &path);
    }
    texts_free(rt, &texts);
    posix_path_release(rt, &path);
    return NULL;
}

static Object *posix_execve(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"execve", {"path", "argv", "env"}, 0, 3, 3, 3};
    (void)self;
    Object *given[3];
    PosixPath path;
    Texts texts, environment = {NULL, NULL, 0};
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !posix_path(rt, given[0], "execve", false, &path)) {
        return NULL;
    }
    if (argument_texts(rt, given[1], "execve", &texts) &&
        environment_texts(rt, given[2], &environment)) {
        execve(path.text, texts.texts, environment.texts);
        posix_path_error(rt, &path);
    }
    texts_free(rt, &texts);
    texts_free(rt, &environment);
    posix_path_release(rt, &path);
    return NULL;
}

/* ---- groups and sessions ---- */

static Object *posix_setsid(Runtime *rt, Object *self) {
    (void)self;
    return none_or_error(rt, setsid() < 0);
}

static Object *posix_getpgrp(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, getpgrp());
}

static Object *posix_getpgid(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int pid;
    if (!number_argument(rt, argument, &pid)) {
        return NULL;
    }
    pid_t group = getpgid(pid);
    return group < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, group);
}

static Object *posix_getsid(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int pid;
    if (!number_argument(rt, argument, &pid)) {
        return NULL;
    }
    pid_t session = getsid(pid);
    return session < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, session);
}

static Object *posix_setpgid(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int pid, group;
    return number_argument(rt, args[0], &pid) && number_argument(rt, args[1], &group)
               ? none_or_error(rt, setpgid(pid, group) < 0)
               : NULL;
}

static Object *posix_killpg(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int group, number;
    return number_argument(rt, args[0], &group) && number_argument(rt, args[1], &number)
               ? none_or_error(rt, killpg(group, number) < 0)
               : NULL;
}

static Object *posix_nice(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int by;
    if (!number_argument(rt, argument, &by)) {
        return NULL;
    }
    errno = 0;
    int level = nice(by);
    return level == -1 && errno ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, level);
}

/* ---- descriptors shared with children ---- */

static Object *posix_get_blocking(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    if (!number_argument(rt, argument, &fd)) {
        return NULL;
    }
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? raise_os_error(rt, errno, NULL) : retain(bool_object(!(flags & O_NONBLOCK)));
}

static Object *posix_set_blocking(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int fd;
    int blocking = object_is_true(rt, args[1]);
    if (blocking < 0 || !number_argument(rt, args[0], &fd)) {
        return NULL;
    }
    int flags = fcntl(fd, F_GETFL);
    flags = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    return none_or_error(rt, flags < 0 || fcntl(fd, F_SETFL, flags) < 0);
}

static Object *posix_pipe2(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int flags, ends[2];
    if (!number_argument(rt, argument, &flags)) {
        return NULL;
    }
    if (pipe2(ends, flags) < 0) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *numbers[2] = {int_from_int64(rt, ends[0]), int_from_int64(rt, ends[1])};
    Object *result = numbers[0] && numbers[1] ? tuple_from_array(rt, numbers, 2) : NULL;
    release_nullable(rt, numbers[0]);
    release_nullable(rt, numbers[1]);
    return result;
}

const MethodRow posix_child_functions[] = {
    METHOD_ROW_KEYWORDS("register_at_fork", posix_register_at_fork, NULL),
    METHOD_ROW_NOARGS("fork", posix_fork, NULL),
    METHOD_ROW_POSITIONAL("waitpid", posix_waitpid, 2, 2, NULL),
    METHOD_ROW_NOARGS("wait", posix_wait, NULL),
    METHOD_ROW_POSITIONAL("execv", posix_execv, 2, 2, NULL),
    METHOD_ROW_KEYWORDS("execve", posix_execve, NULL),
    METHOD_ROW_NOARGS("setsid", posix_setsid, NULL),
    METHOD_ROW_NOARGS("getpgrp", posix_getpgrp, NULL),
    METHOD_ROW_ONE("getpgid", posix_getpgid, NULL),
    METHOD_ROW_ONE("getsid", posix_getsid, NULL),
    METHOD_ROW_POSITIONAL("setpgid", posix_setpgid, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("killpg", posix_killpg, 2, 2, NULL),
    METHOD_ROW_ONE("nice", posix_nice, NULL),
    METHOD_ROW_ONE("get_blocking", posix_get_blocking, NULL),
    METHOD_ROW_POSITIONAL("set_blocking", posix_set_blocking, 2, 2, NULL),
    METHOD_ROW_ONE("pipe2", posix_pipe2, NULL),
    METHOD_ROW_END,
};
