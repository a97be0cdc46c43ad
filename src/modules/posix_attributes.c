/* posix_attributes: what a file is besides its bytes: mode, owner, times; pipes with a name. */
#include "modules/posix_paths.h"

#include "object/arguments.h"
#include "object/float.h"
#include "object/tuple.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NANOSECONDS = 1000000000 };

static Object *result_of(Runtime *rt, PosixPath *path, bool failed) {
    Object *result = failed ? posix_path_error(rt, path) : retain(NONE);
    posix_path_release(rt, path);
    return result;
}

static bool refuse_dir_fd(Runtime *rt, Object *argument) {
    if (argument && argument != NONE) {
        raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "dir_fd unavailable on this platform");
        return false;
    }
    return true;
}

/* follow_symlinks, true when it is not given; -1: error. */
static int follows(Runtime *rt, Object *argument) {
    return argument ? object_is_true(rt, argument) : 1;
}

/* ---- mode and owner ---- */

static Object *posix_chmod(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "chmod", {"path", "mode", "dir_fd", "follow_symlinks"}, 0, 2, 2, 4};
    (void)self;
    Object *given[4];
    PosixPath path;
    int64_t mode;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !refuse_dir_fd(rt, given[2]) || !object_as_int64(rt, given[1], &mode)) {
        return NULL;
    }
    int follow = follows(rt, given[3]);
    if (follow == 0) {
        return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                            "chmod: follow_symlinks unavailable on this platform");
    }
    if (follow < 0 || !posix_path(rt, given[0], "chmod", true, &path)) {
        return NULL;
    }
    int failed = path.text ? chmod(path.text, (mode_t)mode) : fchmod(path.fd, (mode_t)mode);
    return result_of(rt, &path, failed != 0);
}

static bool get_owner(Runtime *rt, Object *argument, const char *what, uint32_t *out) {
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        return false;
    }
    if (number < -1 || number > UINT32_MAX) {
        raise_overflow_error(
            rt, number < 0 ? "%s is less than minimum" : "%s is greater than maximum", what);
        return false;
    }
    *out = (uint32_t)number;
    return true;
}

static Object *change_owner(Runtime *rt, Object *const *given, const char *function, bool follow) {
    uint32_t user, group;
    PosixPath path;
    if (!get_owner(rt, given[1], "uid", &user) || !get_owner(rt, given[2], "gid", &group) ||
        !posix_path(rt, given[0], function, follow, &path)) {
        return NULL;
    }
    int failed = !path.text ? fchown(path.fd, user, group)
                 : follow   ? chown(path.text, user, group)
                            : lchown(path.text, user, group);
    return result_of(rt, &path, failed != 0);
}

static Object *posix_chown(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "chown", {"path", "uid", "gid", "dir_fd", "follow_symlinks"}, 0, 3, 3, 5};
    (void)self;
    Object *given[5];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !refuse_dir_fd(rt, given[3])) {
        return NULL;
    }
    int follow = follows(rt, given[4]);
    return follow < 0 ? NULL : change_owner(rt, given, "chown", follow);
}

static Object *posix_lchown(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    return change_owner(rt, args, "lchown", false);
}

/* ---- times ---- */

/* Seconds as an int or a float. */
static bool time_of_seconds(Runtime *rt, Object *value, struct timespec *out) {
    if (type_is_float(rt, value)) {
        double whole, part = modf(float_value(value), &whole);
        if (!(whole >= -9.2e18 && whole <= 9.2e18)) {
            raise_overflow_error(rt, "timestamp out of range for platform time_t");
            return false;
        }
        int64_t nanoseconds = (int64_t)floor(part * 1e9);
        bool before = nanoseconds < 0;
        *out = (struct timespec){(time_t)whole - before,
                                 before ? nanoseconds + NANOSECONDS : nanoseconds};
        return true;
    }
    int64_t whole;
    if (!object_as_int64(rt, value, &whole)) {
        return false;
    }
    *out = (struct timespec){whole, 0};
    return true;
}

static bool time_of_nanoseconds(Runtime *rt, Object *value, struct timespec *out) {
    int64_t number;
    if (!object_as_int64(rt, value, &number)) {
        return false;
    }
    int64_t rest = number % NANOSECONDS;
    bool before = rest < 0;
    *out = (struct timespec){number / NANOSECONDS - before, before ? rest + NANOSECONDS : rest};
    return true;
}

static bool get_times(Runtime *rt, Object *times, Object *ns, struct timespec out[2]) {
    bool given = times && times != NONE;
    if (given && ns) {
        raise_value_error(rt, "utime: you may specify either 'times' or 'ns' but not both");
        return false;
    }
    if (!given && !ns) {
        out[0] = out[1] = (struct timespec){.tv_nsec = UTIME_NOW};
        return true;
    }
    Object *pair = given ? times : ns;
    if (!type_is_tuple(rt, pair) || tuple_length(pair) != 2) {
        raise_type_error(rt, given ? "utime: 'times' must be either a tuple of two ints or None"
                                   : "utime: 'ns' must be a tuple of two ints");
        return false;
    }
    for (size_t i = 0; i < 2; i++) {
        if (!(given ? time_of_seconds : time_of_nanoseconds)(rt, tuple_get(pair, i), &out[i])) {
            return false;
        }
    }
    return true;
}

static Object *posix_utime(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "utime", {"path", "times", "ns", "dir_fd", "follow_symlinks"}, 0, 2, 1, 5};
    (void)self;
    Object *given[5];
    struct timespec times[2];
    PosixPath path;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !refuse_dir_fd(rt, given[3]) || !get_times(rt, given[1], given[2], times)) {
        return NULL;
    }
    int follow = follows(rt, given[4]);
    if (follow < 0 || !posix_path(rt, given[0], "utime", follow, &path)) {
        return NULL;
    }
    int failed = path.text ? utimensat(AT_FDCWD, path.text, times, follow ? 0 : AT_SYMLINK_NOFOLLOW)
                           : futimens(path.fd, times);
    return result_of(rt, &path, failed != 0);
}

/* ---- pipes with a name ---- */

static Object *posix_mkfifo(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"mkfifo", {"path", "mode", "dir_fd"}, 0, 2, 1, 3};
    (void)self;
    Object *given[3];
    PosixPath path;
    int64_t mode = 0666;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !refuse_dir_fd(rt, given[2]) || (given[1] && !object_as_int64(rt, given[1], &mode)) ||
        !posix_path(rt, given[0], "mkfifo", false, &path)) {
        return NULL;
    }
    return result_of(rt, &path, mkfifo(path.text, (mode_t)mode) != 0);
}

const MethodRow posix_attribute_functions[] = {
    METHOD_ROW_KEYWORDS("chmod", posix_chmod, NULL),
    METHOD_ROW_KEYWORDS("chown", posix_chown, NULL),
    METHOD_ROW_POSITIONAL("lchown", posix_lchown, 3, 3, NULL),
    METHOD_ROW_KEYWORDS("utime", posix_utime, NULL),
    METHOD_ROW_KEYWORDS("mkfifo", posix_mkfifo, NULL),
    METHOD_ROW_END,
};
