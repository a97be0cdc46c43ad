/* posix_process: what posix tells about the process and the system, and does to them. */
#include "modules/posix_paths.h"

#include "object/bytes.h"
#include "object/float.h"
#include "object/tuple.h"
#include "os/os.h"
#include "types/struct_sequence.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#define NUMBER_FUNCTION(name, expression)                                                          \
    static Object *name(Runtime *rt, Object *self) {                                               \
        (void)self;                                                                                \
        return int_from_int64(rt, (int64_t)(expression));                                          \
    }

NUMBER_FUNCTION(posix_getpid, getpid())
NUMBER_FUNCTION(posix_getppid, getppid())
NUMBER_FUNCTION(posix_getuid, getuid())
NUMBER_FUNCTION(posix_geteuid, geteuid())
NUMBER_FUNCTION(posix_getgid, getgid())
NUMBER_FUNCTION(posix_getegid, getegid())
NUMBER_FUNCTION(posix_cpu_count, sysconf(_SC_NPROCESSORS_ONLN))

static Object *posix_urandom(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t size;
    if (!object_as_int64(rt, argument, &size)) {
        return NULL;
    }
    if (size < 0) {
        return raise_value_error(rt, "negative argument not allowed");
    }
    Object *bytes = bytes_new_uninitialised(rt, (size_t)size);
    if (bytes && size && !os_random_bytes(bytes_mutable_data(bytes), (size_t)size)) {
        raise_os_error(rt, EIO, NULL);
        CLEAR_REF(rt, &bytes);
    }
    return bytes ? bytes_finish(rt, bytes) : NULL;
}

static Object *posix_strerror(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t number;
    return object_as_int64(rt, argument, &number) ? str_from_cstring(rt, strerror((int)number))
                                                  : NULL;
}

static Object *posix_umask(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t mask;
    return object_as_int64(rt, argument, &mask) ? int_from_int64(rt, umask((mode_t)mask)) : NULL;
}

static Object *posix_exit(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int64_t status;
    if (!object_as_int64(rt, argument, &status)) {
        return NULL;
    }
    _exit((int)status);
}

static Object *posix_abort(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    abort();
}

static Object *posix_kill(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int64_t pid, number;
    if (!object_as_int64(rt, args[0], &pid) || !object_as_int64(rt, args[1], &number)) {
        return NULL;
    }
    if (kill((pid_t)pid, (int)number)) {
        return raise_os_error(rt, errno, NULL);
    }
    /* A signal to this process is answered at once. */
    return safe_point_answer(rt) ? retain(NONE) : NULL;
}

static Object *posix_putenv(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    PosixPath name, value;
    if (!posix_path(rt, args[0], "putenv", false, &name)) {
        return NULL;
    }
    if (!posix_path(rt, args[1], "putenv", false, &value)) {
        posix_path_release(rt, &name);
        return NULL;
    }
    bool done = false;
    if (strchr(name.text, '=')) {
        raise_value_error(rt, "illegal environment variable name");
    } else if (setenv(name.text, value.text, 1)) {
        raise_os_error(rt, errno, NULL);
    } else {
        done = true;
    }
    posix_path_release(rt, &name);
    posix_path_release(rt, &value);
    return done ? retain(NONE) : NULL;
}

static Object *posix_unsetenv(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    PosixPath name;
    if (!posix_path(rt, argument, "unsetenv", false, &name)) {
        return NULL;
    }
    int failed = unsetenv(name.text);
    int problem = errno;
    posix_path_release(rt, &name);
    return failed ? raise_os_error(rt, problem, NULL) : retain(NONE);
}

static Object *posix_system(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    PosixPath command;
    if (!posix_path(rt, argument, "system", false, &command)) {
        return NULL;
    }
    int status = system(command.text);
    posix_path_release(rt, &command);
    return int_from_int64(rt, status);
}

#define STATUS_FUNCTION(name, expression)                                                          \
    static Object *name(Runtime *rt, Object *self, Object *argument) {                             \
        int64_t number;                                                                            \
        (void)self;                                                                                \
        if (!object_as_int64(rt, argument, &number)) {                                             \
            return NULL;                                                                           \
        }                                                                                          \
        int status = (int)number;                                                                  \
        return expression;                                                                         \
    }

STATUS_FUNCTION(posix_wifexited, retain(bool_object(WIFEXITED(status))))
STATUS_FUNCTION(posix_wifsignaled, retain(bool_object(WIFSIGNALED(status))))
STATUS_FUNCTION(posix_wexitstatus, int_from_int64(rt, WEXITSTATUS(status)))
STATUS_FUNCTION(posix_wtermsig, int_from_int64(rt, WTERMSIG(status)))
STATUS_FUNCTION(posix_wifstopped, retain(bool_object(WIFSTOPPED(status))))
STATUS_FUNCTION(posix_wstopsig, int_from_int64(rt, WSTOPSIG(status)))
STATUS_FUNCTION(posix_wifcontinued, retain(bool_object(WIFCONTINUED(status))))
STATUS_FUNCTION(posix_wcoredump, retain(bool_object(WCOREDUMP(status))))
STATUS_FUNCTION(posix_waitstatus_to_exitcode,
                int_from_int64(rt, WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status)))

static Object *posix_uname(Runtime *rt, Object *self) {
    (void)self;
    struct utsname names;
    if (uname(&names) < 0) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *items[5] = {
        str_from_cstring(rt, names.sysname), str_from_cstring(rt, names.nodename),
        str_from_cstring(rt, names.release), str_from_cstring(rt, names.version),
        str_from_cstring(rt, names.machine),
    };
    return struct_sequence_new(rt, posix_state(rt)->uname_result, items, COUNT_OF(items));
}

static Object *posix_times(Runtime *rt, Object *self) {
    (void)self;
    struct tms used;
    double per_second = (double)sysconf(_SC_CLK_TCK);
    clock_t elapsed = times(&used);
    Object *items[5] = {
        float_from_double(rt, (double)used.tms_utime / per_second),
        float_from_double(rt, (double)used.tms_stime / per_second),
        float_from_double(rt, (double)used.tms_cutime / per_second),
        float_from_double(rt, (double)used.tms_cstime / per_second),
        float_from_double(rt, (double)elapsed / per_second),
    };
    return struct_sequence_new(rt, posix_state(rt)->times_result, items, COUNT_OF(items));
}

static Object *posix_getloadavg(Runtime *rt, Object *self) {
    (void)self;
    double load[3];
    if (getloadavg(load, 3) != 3) {
        return raise_format(rt, TYPE_OS_ERROR, "Load averages are unobtainable");
    }
    Object *items[3] = {float_from_double(rt, load[0]), float_from_double(rt, load[1]),
                        float_from_double(rt, load[2])};
    Object *result = items[0] && items[1] && items[2] ? tuple_from_array(rt, items, 3) : NULL;
    for (size_t idx = 0; idx < COUNT_OF(items); idx++) {
        release_nullable(rt, items[idx]);
    }
    return result;
}

const MethodRow posix_process_functions[] = {
    METHOD_ROW_NOARGS("getpid", posix_getpid, NULL),
    METHOD_ROW_NOARGS("getppid", posix_getppid, NULL),
    METHOD_ROW_NOARGS("getuid", posix_getuid, NULL),
    METHOD_ROW_NOARGS("geteuid", posix_geteuid, NULL),
    METHOD_ROW_NOARGS("getgid", posix_getgid, NULL),
    METHOD_ROW_NOARGS("getegid", posix_getegid, NULL),
    METHOD_ROW_NOARGS("cpu_count", posix_cpu_count, NULL),
    METHOD_ROW_ONE("urandom", posix_urandom, NULL),
    METHOD_ROW_ONE("strerror", posix_strerror, NULL),
    METHOD_ROW_ONE("umask", posix_umask, NULL),
    METHOD_ROW_ONE("_exit", posix_exit, NULL),
    METHOD_ROW_NOARGS("abort", posix_abort, NULL),
    METHOD_ROW_POSITIONAL("kill", posix_kill, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("putenv", posix_putenv, 2, 2, NULL),
    METHOD_ROW_ONE("unsetenv", posix_unsetenv, NULL),
    METHOD_ROW_ONE("system", posix_system, NULL),
    METHOD_ROW_ONE("WIFEXITED", posix_wifexited, NULL),
    METHOD_ROW_ONE("WIFSIGNALED", posix_wifsignaled, NULL),
    METHOD_ROW_ONE("WEXITSTATUS", posix_wexitstatus, NULL),
    METHOD_ROW_ONE("WTERMSIG", posix_wtermsig, NULL),
    METHOD_ROW_ONE("WIFSTOPPED", posix_wifstopped, NULL),
    METHOD_ROW_ONE("WSTOPSIG", posix_wstopsig, NULL),
    METHOD_ROW_ONE("WIFCONTINUED", posix_wifcontinued, NULL),
    METHOD_ROW_ONE("WCOREDUMP", posix_wcoredump, NULL),
    METHOD_ROW_ONE("waitstatus_to_exitcode", posix_waitstatus_to_exitcode, NULL),
    METHOD_ROW_NOARGS("uname", posix_uname, NULL),
    METHOD_ROW_NOARGS("times", posix_times, NULL),
    METHOD_ROW_NOARGS("getloadavg", posix_getloadavg, NULL),
    METHOD_ROW_END,
};
