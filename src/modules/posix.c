/* posix: files and folders by path and by descriptor; the environment; constants. */
#include "modules/posix.h"

#include "modules/posix_paths.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/grants.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/struct_sequence.h"
#include "vm/safe_point.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool int_argument(Runtime *rt, Object *argument, int *out) {
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        if (error_clear_if(rt, TYPE_OVERFLOW_ERROR)) {
            raise_overflow_error(rt, "Python int too large to convert to C int");
        }
        return false;
    }
    if (number > INT_MAX || number < INT_MIN) {
        raise_overflow_error(rt, "signed integer is %s than %s", number > 0 ? "greater" : "less",
                             number > 0 ? "maximum" : "minimum");
        return false;
    }
    *out = (int)number;
    return true;
}

/* Ends a function that used one path: None, or OSError when failed. */
static Object *path_result(Runtime *rt, PosixPath *path, bool failed) {
    Object *result = failed ? posix_path_error(rt, path) : retain(NONE);
    posix_path_release(rt, path);
    return result;
}

static Object *refuse_dir_fd(Runtime *rt) {
    return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "dir_fd unavailable on this platform");
}

static bool has_dir_fd(Object *argument) {
    return argument && argument != NONE;
}

/* ---- stat ---- */

static Object *stat_path(Runtime *rt, Object *argument, const char *function, bool follow) {
    PosixPath path;
    struct stat status;
    if (!posix_path(rt, argument, function, follow, &path) ||
        !posix_path_reach(rt, &path, false, follow)) {
        return NULL;
    }
    int failed = path.fd >= 0 || !path.text ? fstat(path.fd, &status)
                 : follow                   ? stat(path.text, &status)
                                            : lstat(path.text, &status);
    Object *result = failed ? posix_path_error(rt, &path) : posix_stat_result(rt, &status);
    posix_path_release(rt, &path);
    return result;
}

static Object *posix_stat(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"stat", {"path", "dir_fd", "follow_symlinks"}, 0, 1, 1, 3};
    Object *given[3];
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (has_dir_fd(given[1])) {
        return refuse_dir_fd(rt);
    }
    int follow = given[2] ? object_is_true(rt, given[2]) : 1;
    return follow < 0 ? NULL : stat_path(rt, given[0], "stat", follow);
}

static Object *posix_lstat(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {"lstat", {"path", "dir_fd"}, 0, 1, 1, 2};
    Object *given[2];
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    return has_dir_fd(given[1]) ? refuse_dir_fd(rt) : stat_path(rt, given[0], "lstat", false);
}

static Object *posix_fstat(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    struct stat status;
    if (!int_argument(rt, argument, &fd)) {
        return NULL;
    }
    return fstat(fd, &status) ? raise_os_error(rt, errno, NULL) : posix_stat_result(rt, &status);
}

static Object *posix_access(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "access", {"path", "mode", "dir_fd", "effective_ids", "follow_symlinks"}, 0, 2, 2, 5};
    Object *given[5];
    PosixPath path;
    int mode;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !int_argument(rt, given[1], &mode)) {
        return NULL;
    }
    if (has_dir_fd(given[2])) {
        return refuse_dir_fd(rt);
    }
    if (!posix_path(rt, given[0], "access", false, &path)) {
        return NULL;
    }
    if (!posix_path_reach(rt, &path, false, true)) {
        return error_clear_if(rt, TYPE_OS_ERROR) ? retain(FALSE_OBJECT) : NULL;
    }
    bool may = access(path.text, mode) == 0;
    posix_path_release(rt, &path);
    return retain(bool_object(may));
}

/* ---- folders ---- */

static Object *posix_listdir(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    PosixPath path = {.text = ".", .fd = -1, .reached_fd = -1};
    if ((count && args[0] != NONE && !posix_path(rt, args[0], "listdir", false, &path)) ||
        !posix_path_reach(rt, &path, false, true)) {
        return NULL;
    }
    bool as_bytes = path.object && type_is_bytes(rt, path.object);
    DIR *folder = opendir(path.text);
    Object *list = folder ? list_new(rt, 0) : posix_path_error(rt, &path);
    for (struct dirent *entry; list && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        Object *name = posix_name(rt, entry->d_name, as_bytes);
        if (!name || !list_append_stealing(rt, list, name)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (folder) {
        closedir(folder);
    }
    posix_path_release(rt, &path);
    return list;
}

static Object *current_folder(Runtime *rt, bool as_bytes) {
    char *text = getcwd(NULL, 0);
    Object *result = text ? posix_name(rt, text, as_bytes) : raise_os_error(rt, errno, NULL);
    free(text);
    return result;
}

static Object *posix_getcwd(Runtime *rt, Object *self) {
    (void)self;
    return current_folder(rt, false);
}

static Object *posix_getcwdb(Runtime *rt, Object *self) {
    (void)self;
    return current_folder(rt, true);
}

static Object *posix_chdir(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    PosixPath path;
    return posix_path(rt, argument, "chdir", false, &path)
               ? path_result(rt, &path, chdir(path.text) != 0)
               : NULL;
}

static Object *posix_mkdir(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {"mkdir", {"path", "mode", "dir_fd"}, 0, 2, 1, 3};
    Object *given[3];
    PosixPath path;
    int mode = 0777;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[1] && !int_argument(rt, given[1], &mode))) {
        return NULL;
    }
    if (has_dir_fd(given[2])) {
        return refuse_dir_fd(rt);
    }
    return posix_path(rt, given[0], "mkdir", false, &path) &&
                   posix_path_reach(rt, &path, true, false)
               ? path_result(rt, &path, mkdir(path.text, (mode_t)mode) != 0)
               : NULL;
}

/* Functions of one path and dir_fd. */
static Object *one_path(Runtime *rt, const char *function, int (*body)(const char *),
                        Object *const *args, size_t count, Object *keyword_names) {
    ArgumentSpec spec = {function, {"path", "dir_fd"}, 0, 1, 1, 2};
    Object *given[2];
    PosixPath path;
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given)) {
        return NULL;
    }
    if (has_dir_fd(given[1])) {
        return refuse_dir_fd(rt);
    }
    return posix_path(rt, given[0], function, false, &path) &&
                   posix_path_reach(rt, &path, true, false)
               ? path_result(rt, &path, body(path.text) != 0)
               : NULL;
}

static Object *posix_rmdir(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    (void)self;
    return one_path(rt, "rmdir", rmdir, args, count, keyword_names);
}

static Object *posix_remove(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    (void)self;
    return one_path(rt, "remove", unlink, args, count, keyword_names);
}

static Object *posix_unlink(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    (void)self;
    return one_path(rt, "unlink", unlink, args, count, keyword_names);
}

/* Functions of two paths: the error names both. */
static Object *two_paths(Runtime *rt, const char *function, int (*body)(const char *, const char *),
                         Object *const *args, size_t count, Object *keyword_names) {
    ArgumentSpec spec = {function, {"src", "dst", "src_dir_fd", "dst_dir_fd"}, 0, 2, 2, 4};
    Object *given[4];
    PosixPath from, to;
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given)) {
        return NULL;
    }
    if (has_dir_fd(given[2]) || has_dir_fd(given[3])) {
        return refuse_dir_fd(rt);
    }
    if (!posix_path(rt, given[0], function, false, &from) ||
        !posix_path_reach(rt, &from, true, false)) {
        return NULL;
    }
    if (!posix_path(rt, given[1], function, false, &to) ||
        !posix_path_reach(rt, &to, true, false)) {
        posix_path_release(rt, &from);
        return NULL;
    }
    bool failed = body(from.text, to.text) != 0;
    if (failed) {
        posix_path_error(rt, &from);
        if (rt->error && slots_of(rt, rt->error)->basic_size >= sizeof(OsExceptionObject)) {
            REPLACE_REF(rt, &((OsExceptionObject *)rt->error)->filename2, retain(to.object));
        }
    }
    posix_path_release(rt, &from);
    posix_path_release(rt, &to);
    return failed ? NULL : retain(NONE);
}

static Object *posix_rename(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    (void)self;
    return two_paths(rt, "rename", rename, args, count, keyword_names);
}

static Object *posix_replace(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    (void)self;
    return two_paths(rt, "replace", rename, args, count, keyword_names);
}

static Object *posix_link(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    (void)self;
    return two_paths(rt, "link", link, args, count, keyword_names);
}

static Object *posix_symlink(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "symlink", {"src", "dst", "target_is_directory", "dir_fd"}, 0, 3, 2, 4};
    (void)self;
    Object *given[4];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    return has_dir_fd(given[3]) ? refuse_dir_fd(rt)
                                : two_paths(rt, "symlink", symlink, given, 2, NULL);
}

static Object *posix_readlink(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    PosixPath path;
    char text[PATH_MAX + 1];
    if (!posix_path(rt, argument, "readlink", false, &path) ||
        !posix_path_reach(rt, &path, false, false)) {
        return NULL;
    }
    ssize_t length = readlink(path.text, text, PATH_MAX);
    text[length > 0 ? length : 0] = '\0';
    Object *result = length < 0 ? posix_path_error(rt, &path)
                                : posix_name(rt, text, type_is_bytes(rt, path.object));
    posix_path_release(rt, &path);
    return result;
}

static Object *posix_truncate(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    PosixPath path;
    int64_t length;
    if (!object_as_int64(rt, args[1], &length) ||
        !posix_path(rt, args[0], "truncate", true, &path)) {
        return NULL;
    }
    int failed = path.text ? truncate(path.text, length) : ftruncate(path.fd, length);
    return path_result(rt, &path, failed != 0);
}

/* ---- descriptors ---- */

static Object *posix_open(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"open", {"path", "flags", "mode", "dir_fd"}, 0, 3, 2, 4};
    Object *given[4];
    PosixPath path;
    int flags, mode = 0777;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !int_argument(rt, given[1], &flags) || (given[2] && !int_argument(rt, given[2], &mode))) {
        return NULL;
    }
    if (has_dir_fd(given[3])) {
        return refuse_dir_fd(rt);
    }
    if (!posix_path(rt, given[0], "open", false, &path)) {
        return NULL;
    }
    int fd = open(path.text, flags | O_CLOEXEC, mode);
    Object *result = fd < 0 ? posix_path_error(rt, &path) : int_from_int64(rt, fd);
    posix_path_release(rt, &path);
    return result;
}

static Object *posix_close(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    if (!int_argument(rt, argument, &fd)) {
        return NULL;
    }
    return close(fd) ? raise_os_error(rt, errno, NULL) : retain(NONE);
}

static Object *posix_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int fd;
    int64_t size;
    if (!int_argument(rt, args[0], &fd) || !object_as_int64(rt, args[1], &size)) {
        return NULL;
    }
    if (size < 0) {
        return raise_os_error(rt, EINVAL, NULL);
    }
    Object *bytes = bytes_new_uninitialised(rt, (size_t)size);
    ssize_t got = -1;
    while (bytes && (got = read(fd, bytes_mutable_data(bytes), (size_t)size)) < 0) {
        if (errno != EINTR) {
            raise_os_error(rt, errno, NULL);
            CLEAR_REF(rt, &bytes);
        } else if (!safe_point_answer(rt)) {
            CLEAR_REF(rt, &bytes);
        }
    }
    return bytes ? bytes_truncate(rt, bytes, (size_t)got) : NULL;
}

static Object *posix_write(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int fd;
    BufferView view;
    if (!int_argument(rt, args[0], &fd) || !object_get_buffer(rt, args[1], &view, false)) {
        return NULL;
    }
    ssize_t put = write(fd, view.data, view.size);
    int problem = errno;
    object_release_buffer(rt, &view);
    return put < 0 ? raise_os_error(rt, problem, NULL) : int_from_int64(rt, put);
}

static Object *posix_lseek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int fd, whence;
    int64_t offset;
    if (!int_argument(rt, args[0], &fd) || !object_as_int64(rt, args[1], &offset) ||
        !int_argument(rt, args[2], &whence)) {
        return NULL;
    }
    off_t position = lseek(fd, offset, whence);
    return position < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, position);
}

static Object *posix_dup(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    if (!int_argument(rt, argument, &fd)) {
        return NULL;
    }
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, copy);
}

/* Children do not inherit the copy unless it is asked for: the default is that they do. */
static Object *posix_dup2(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"dup2", {"fd", "fd2", "inheritable"}, 0, 3, 2, 3};
    (void)self;
    Object *given[3];
    int from, to;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !int_argument(rt, given[0], &from) || !int_argument(rt, given[1], &to)) {
        return NULL;
    }
    int inheritable = given[2] ? object_is_true(rt, given[2]) : 1;
    if (inheritable < 0) {
        return NULL;
    }
    int result = inheritable || from == to ? dup2(from, to) : dup3(from, to, O_CLOEXEC);
    return result < 0 ? raise_os_error(rt, errno, NULL) : int_from_int64(rt, to);
}

static Object *posix_closerange(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int low, high;
    if (!int_argument(rt, args[0], &low) || !int_argument(rt, args[1], &high)) {
        return NULL;
    }
    low = low < 0 ? 0 : low;
    long most = sysconf(_SC_OPEN_MAX);
    for (; low < high && low < most; low++) {
        close(low);
    }
    return retain(NONE);
}

static Object *posix_device_encoding(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    if (!int_argument(rt, argument, &fd)) {
        return NULL;
    }
    return isatty(fd) ? str_from_cstring(rt, "UTF-8") : retain(NONE);
}

static Object *posix_pipe(Runtime *rt, Object *self) {
    (void)self;
    int ends[2];
    if (pipe(ends) || fcntl(ends[0], F_SETFD, FD_CLOEXEC) || fcntl(ends[1], F_SETFD, FD_CLOEXEC)) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *items[2] = {int_from_int64(rt, ends[0]), int_from_int64(rt, ends[1])};
    Object *pair = items[0] && items[1] ? tuple_from_array(rt, items, 2) : NULL;
    release_nullable(rt, items[0]);
    release_nullable(rt, items[1]);
    return pair;
}

static Object *posix_isatty(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    return int_argument(rt, argument, &fd) ? retain(bool_object(isatty(fd) == 1)) : NULL;
}

static Object *posix_fsync(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    if (!int_argument(rt, argument, &fd)) {
        return NULL;
    }
    return fsync(fd) ? raise_os_error(rt, errno, NULL) : retain(NONE);
}

static Object *posix_get_inheritable(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    int fd;
    if (!int_argument(rt, argument, &fd)) {
        return NULL;
    }
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? raise_os_error(rt, errno, NULL) : retain(bool_object(!(flags & FD_CLOEXEC)));
}

static Object *posix_set_inheritable(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int fd;
    int wanted = object_is_true(rt, args[1]);
    if (wanted < 0 || !int_argument(rt, args[0], &fd)) {
        return NULL;
    }
    return fcntl(fd, F_SETFD, wanted ? 0 : FD_CLOEXEC) ? raise_os_error(rt, errno, NULL)
                                                       : retain(NONE);
}

static Object *posix_get_terminal_size(Runtime *rt, Object *self, Object *const *args,
                                       size_t count) {
    (void)self;
    int fd = STDOUT_FILENO;
    struct winsize size;
    if (count && !int_argument(rt, args[0], &fd)) {
        return NULL;
    }
    if (ioctl(fd, TIOCGWINSZ, &size)) {
        return raise_os_error(rt, errno, NULL);
    }
    Object *items[2] = {int_from_int64(rt, size.ws_col), int_from_int64(rt, size.ws_row)};
    return struct_sequence_new(rt, posix_state(rt)->terminal_size, items, 2);
}

/* ---- the module ---- */

#define FIELD(idx, name)                                                                           \
    { name, struct_sequence_get##idx, native_read_only, NULL }
#define HIDDEN(idx, name)                                                                          \
    { name, struct_sequence_hidden##idx, struct_sequence_set_hidden, NULL }

static const AttributeRow STAT_FIELDS[] = {
    FIELD(0, "st_mode"),
    FIELD(1, "st_ino"),
    FIELD(2, "st_dev"),
    FIELD(3, "st_nlink"),
    FIELD(4, "st_uid"),
    FIELD(5, "st_gid"),
    FIELD(6, "st_size"),
    {"st_atime", struct_sequence_hidden0, native_read_only, NULL},
    {"st_mtime", struct_sequence_hidden1, native_read_only, NULL},
    {"st_ctime", struct_sequence_hidden2, native_read_only, NULL},
    HIDDEN(3, "st_atime_ns"),
    HIDDEN(4, "st_mtime_ns"),
    HIDDEN(5, "st_ctime_ns"),
    HIDDEN(6, "st_blksize"),
    HIDDEN(7, "st_blocks"),
    HIDDEN(8, "st_rdev"),
    ATTRIBUTE_ROW_END,
};
static const AttributeRow UNAME_FIELDS[] = {
    FIELD(0, "sysname"), FIELD(1, "nodename"), FIELD(2, "release"),
    FIELD(3, "version"), FIELD(4, "machine"),  ATTRIBUTE_ROW_END,
};
static const AttributeRow TIMES_FIELDS[] = {
    FIELD(0, "user"),    FIELD(1, "system"), FIELD(2, "children_user"), FIELD(3, "children_system"),
    FIELD(4, "elapsed"), ATTRIBUTE_ROW_END,
};
static const AttributeRow TERMINAL_FIELDS[] = {
    FIELD(0, "columns"),
    FIELD(1, "lines"),
    ATTRIBUTE_ROW_END,
};

static const TypeSpec stat_result_type = {
    .slots = STRUCT_SEQUENCE_HIDDEN_SLOTS("os.stat_result"),
    .methods = struct_sequence_methods,
    .attributes = STAT_FIELDS,
    .module = "os",
};
static const TypeSpec uname_result_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("posix.uname_result"),
    .methods = struct_sequence_methods,
    .attributes = UNAME_FIELDS,
    .module = "posix",
};
static const TypeSpec times_result_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("posix.times_result"),
    .methods = struct_sequence_methods,
    .attributes = TIMES_FIELDS,
    .module = "posix",
};
static const TypeSpec terminal_size_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("os.terminal_size"),
    .methods = struct_sequence_methods,
    .attributes = TERMINAL_FIELDS,
    .module = "os",
};

#define CONSTANT(name)                                                                             \
    { #name, name }
static const struct {
    const char *name;
    int number;
} CONSTANTS[] = {
    CONSTANT(F_OK),         CONSTANT(R_OK),       CONSTANT(W_OK),      CONSTANT(X_OK),
    CONSTANT(O_RDONLY),     CONSTANT(O_WRONLY),   CONSTANT(O_RDWR),    CONSTANT(O_CREAT),
    CONSTANT(O_EXCL),       CONSTANT(O_TRUNC),    CONSTANT(O_APPEND),  CONSTANT(O_NONBLOCK),
    CONSTANT(O_SYNC),       CONSTANT(O_DSYNC),    CONSTANT(O_NOCTTY),  CONSTANT(O_CLOEXEC),
    CONSTANT(O_DIRECTORY),  CONSTANT(O_NOFOLLOW), CONSTANT(O_NDELAY),  CONSTANT(O_ACCMODE),
    {"EX_OK", 0},           CONSTANT(WNOHANG),    CONSTANT(WUNTRACED), CONSTANT(WCONTINUED),
    {"EX_USAGE", 64},       {"EX_DATAERR", 65},   {"EX_NOINPUT", 66},  {"EX_SOFTWARE", 70},
    {"EX_OSERR", 71},       {"EX_CANTCREAT", 73}, {"EX_IOERR", 74},    {"EX_TEMPFAIL", 75},
    {"EX_NOPERM", 77},      {"EX_CONFIG", 78},    {"TMP_MAX", 238328}, {"NGROUPS_MAX", 65536},
    {"EX_UNAVAILABLE", 69}, {"EX_PROTOCOL", 76},
};

/* Where the environment was not granted: a mapping each use of which raises what says so. The
 * function is one that has been refused for the same reason; it takes any arguments. */
static NEW_REF Object *refused_environment(Runtime *rt) {
    static const MethodRow PUTENV = METHOD_ROW_POSITIONAL("putenv", NULL, 2, 2, NULL);
    static const char *const USES[] = {"__getitem__", "__setitem__",  "__delitem__", "__iter__",
                                       "__len__",     "__contains__", "__eq__",      "__repr__",
                                       "__or__",      "get",          "keys",        "values",
                                       "items",       "copy",         "pop",         "setdefault"};
    Object *module = str_from_cstring(rt, "posix");
    Object *function =
        module ? native_function_new(rt, grants_function(rt, module, &PUTENV), NULL, module) : NULL;
    Object *namespace = function ? dict_new(rt) : NULL;
    for (size_t i = 0; namespace && i < COUNT_OF(USES); i++) {
        if (!dict_set_cstring(rt, namespace, USES[i], function)) {
            CLEAR_REF(rt, &namespace);
        }
    }
    Object *name = namespace ? str_from_cstring(rt, "environ") : NULL;
    Object *bases = name ? tuple_new(rt, 0) : NULL;
    Object *args[3] = {name, bases, namespace};
    Object *metatype = bases ? (Object *)type_object(rt, TYPE_TYPE) : NULL;
    Object *type = metatype ? object_call(rt, metatype, args, 3, NULL) : NULL;
    Object *result = type ? object_call(rt, type, NULL, 0, NULL) : NULL;
    release_nullable(rt, type);
    release_nullable(rt, bases);
    release_nullable(rt, name);
    release_nullable(rt, namespace);
    release_nullable(rt, function);
    release_nullable(rt, module);
    return result;
}

/* A copy of the environment: bytes to bytes. The first of two equal names counts. */
static Object *environment(Runtime *rt) {
    if (!grants_has(rt, GRANT_ENVIRONMENT) && !rt->grants->environment) {
        return refused_environment(rt);
    }
    Object *dict = dict_new(rt);
    for (char **entry = grants_environment(rt); dict && entry && *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        if (!equals) {
            continue;
        }
        Object *name = bytes_from_data(rt, *entry, (size_t)(equals - *entry));
        Object *value = name ? bytes_from_data(rt, equals + 1, strlen(equals + 1)) : NULL;
        if (!value || !dict_set_default(rt, dict, name, value)) {
            CLEAR_REF(rt, &dict);
        }
        release_nullable(rt, name);
        release_nullable(rt, value);
    }
    return dict;
}

static bool add_type(Runtime *rt, Object *dict, const char *name, const TypeSpec *spec,
                     uint32_t *type_id) {
    TypeObject *type = struct_sequence_register(rt, spec, type_id);
    return type && dict_set_cstring(rt, dict, name, (Object *)type);
}

static bool add_functions(Runtime *rt, Object *dict, const MethodRow *rows) {
    Object *module = str_from_cstring(rt, "posix");
    bool done = module != NULL;
    for (; done && rows->name; rows++) {
        done = dict_set_cstring_stealing(rt, dict, rows->name,
                                         native_function_new(rt, rows, NULL, module));
    }
    release_nullable(rt, module);
    return done;
}

/* What os.py makes supports_fd and supports_follow_symlinks from. */
static NEW_REF Object *have_functions(Runtime *rt) {
    static const char *const NAMES[] = {"HAVE_FCHMOD",   "HAVE_FCHOWN", "HAVE_FTRUNCATE",
                                        "HAVE_FUTIMENS", "HAVE_LCHOWN", "HAVE_LSTAT",
                                        "HAVE_LUTIMES"};
    Object *list = list_new(rt, 0);
    for (size_t i = 0; list && i < COUNT_OF(NAMES); i++) {
        Object *name = str_from_cstring(rt, NAMES[i]);
        if (!name || !list_append_stealing(rt, list, name)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static bool posix_populate(Runtime *rt, Object *dict) {
    PosixState *state = posix_state(rt);
    if (!state || !add_type(rt, dict, "stat_result", &stat_result_type, &state->stat_result) ||
        !add_type(rt, dict, "uname_result", &uname_result_type, &state->uname_result) ||
        !add_type(rt, dict, "times_result", &times_result_type, &state->times_result) ||
        !add_type(rt, dict, "terminal_size", &terminal_size_type, &state->terminal_size) ||
        !posix_scandir_types(rt, dict) || !add_functions(rt, dict, posix_process_functions) ||
        !add_functions(rt, dict, posix_child_functions) ||
        !add_functions(rt, dict, posix_attribute_functions)) {
        return false;
    }
    for (size_t idx = 0; idx < COUNT_OF(CONSTANTS); idx++) {
        if (!dict_set_cstring_stealing(rt, dict, CONSTANTS[idx].name,
                                       int_from_int64(rt, CONSTANTS[idx].number))) {
            return false;
        }
    }
    return dict_set_cstring_stealing(rt, dict, "environ", environment(rt)) &&
           dict_set_cstring_stealing(rt, dict, "_have_functions", have_functions(rt)) &&
           dict_set_cstring_stealing(rt, dict, "error",
                                     retain_nullable((Object *)type_object(rt, TYPE_OS_ERROR)));
}

static const MethodRow POSIX_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("stat", posix_stat, NULL),
    METHOD_ROW_KEYWORDS("lstat", posix_lstat, NULL),
    METHOD_ROW_ONE("fstat", posix_fstat, NULL),
    METHOD_ROW_KEYWORDS("access", posix_access, NULL),
    METHOD_ROW_POSITIONAL("listdir", posix_listdir, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("scandir", posix_scandir, 0, 1, NULL),
    METHOD_ROW_NOARGS("getcwd", posix_getcwd, NULL),
    METHOD_ROW_NOARGS("getcwdb", posix_getcwdb, NULL),
    METHOD_ROW_ONE("chdir", posix_chdir, NULL),
    METHOD_ROW_KEYWORDS("mkdir", posix_mkdir, NULL),
    METHOD_ROW_KEYWORDS("rmdir", posix_rmdir, NULL),
    METHOD_ROW_KEYWORDS("remove", posix_remove, NULL),
    METHOD_ROW_KEYWORDS("unlink", posix_unlink, NULL),
    METHOD_ROW_KEYWORDS("rename", posix_rename, NULL),
    METHOD_ROW_KEYWORDS("replace", posix_replace, NULL),
    METHOD_ROW_KEYWORDS("link", posix_link, NULL),
    METHOD_ROW_KEYWORDS("symlink", posix_symlink, NULL),
    METHOD_ROW_ONE("readlink", posix_readlink, NULL),
    METHOD_ROW_POSITIONAL("truncate", posix_truncate, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("ftruncate", posix_truncate, 2, 2, NULL),
    METHOD_ROW_KEYWORDS("open", posix_open, NULL),
    METHOD_ROW_ONE("close", posix_close, NULL),
    METHOD_ROW_POSITIONAL("read", posix_read, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("write", posix_write, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("lseek", posix_lseek, 3, 3, NULL),
    METHOD_ROW_ONE("dup", posix_dup, NULL),
    METHOD_ROW_KEYWORDS("dup2", posix_dup2, NULL),
    METHOD_ROW_POSITIONAL("closerange", posix_closerange, 2, 2, NULL),
    METHOD_ROW_ONE("device_encoding", posix_device_encoding, NULL),
    METHOD_ROW_NOARGS("pipe", posix_pipe, NULL),
    METHOD_ROW_ONE("isatty", posix_isatty, NULL),
    METHOD_ROW_ONE("fsync", posix_fsync, NULL),
    METHOD_ROW_ONE("get_inheritable", posix_get_inheritable, NULL),
    METHOD_ROW_POSITIONAL("set_inheritable", posix_set_inheritable, 2, 2, NULL),
    METHOD_ROW_POSITIONAL("get_terminal_size", posix_get_terminal_size, 0, 1, NULL),
    METHOD_ROW_ONE("fspath", posix_fspath, NULL),
    METHOD_ROW_END,
};

const ModuleSpec posix_module = {
    .name = "posix",
    .doc = "This module provides access to operating system functionality that is\n"
           "standardized by the C Standard and the POSIX standard (a thinly\n"
           "disguised Unix interface).",
    .functions = POSIX_FUNCTIONS,
    .populate = posix_populate,
};
