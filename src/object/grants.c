/* grants: who asks for what, and what is looked up where. */
#include "object/grants.h"

#include "object/exception.h"
#include "object/operations.h"
#include "os/os.h"
#include "os/os_folder.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- refusing ---- */

static const char *name_of(uint32_t kind) {
    switch (kind) {
    case GRANT_CLOCK:
        return "the clock";
    case GRANT_RANDOM:
        return "random bytes of the system";
    case GRANT_ENVIRONMENT:
        return "the environment";
    case GRANT_STREAMS:
        return "the standard streams";
    case GRANT_FILES:
        return "files";
    case GRANT_PROCESS:
        return "the process";
    default:
        return "the library";
    }
}

/* PermissionError(EPERM, "not granted: what"[, path]) */
static void *refuse(Runtime *rt, uint32_t kind, const char *path) {
    Object *args[3] = {int_from_int64(rt, EPERM), str_format(rt, "not granted: %s", name_of(kind)),
                       path ? str_from_utf8(rt, path, strlen(path)) : NULL};
    size_t count = path ? 3 : 2;
    Object *error = args[0] && args[1] && args[count - 1]
                        ? exception_new(rt, TYPE_PERMISSION_ERROR, args, count)
                        : NULL;
    for (int i = 0; i < 3; i++) {
        release_nullable(rt, args[i]);
    }
    return error ? raise_exception(rt, error) : NULL;
}

bool grants_ask(Runtime *rt, uint32_t kind) {
    if (grants_has(rt, kind)) {
        return true;
    }
    refuse(rt, kind, NULL);
    return false;
}

/* ---- functions of builtin modules ---- */

#define REFUSAL(name, kind)                                                                        \
    static Object *name(Runtime *rt, Object *self, Object *const *args, size_t count,              \
                        Object *keyword_names) {                                                   \
        (void)self;                                                                                \
        (void)args;                                                                                \
        (void)count;                                                                               \
        (void)keyword_names;                                                                       \
        return refuse(rt, kind, NULL);                                                             \
    }

REFUSAL(refuse_clock, GRANT_CLOCK)
REFUSAL(refuse_random, GRANT_RANDOM)
REFUSAL(refuse_environment, GRANT_ENVIRONMENT)
REFUSAL(refuse_files, GRANT_FILES)
REFUSAL(refuse_process, GRANT_PROCESS)

/* Functions that are not here reach nothing outside, or ask by themselves: those of files by path
 * through grants_path and grants_open_file, those of time through the clocks. A function of a
 * module that reaches out (posix, _signal, …) that is neither here nor in ASKING is refused with
 * GRANT_PROCESS. */
static const struct {
    const char *module;
    uint32_t kind;
    MethodRow refusal;
} REFUSED[] = {
#define ROW(module, kind, body, name)                                                              \
    { module, kind, METHOD_ROW_KEYWORDS(name, body, NULL) }
    ROW("time", GRANT_CLOCK, refuse_clock, "sleep"),
    ROW("time", GRANT_PROCESS, refuse_process, "tzset"),
    ROW("posix", GRANT_RANDOM, refuse_random, "urandom"),
    ROW("posix", GRANT_RANDOM, refuse_random, "getrandom"),
    ROW("posix", GRANT_ENVIRONMENT, refuse_environment, "putenv"),
    ROW("posix", GRANT_ENVIRONMENT, refuse_environment, "unsetenv"),
    ROW("posix", GRANT_FILES, refuse_files, "fstat"),
    ROW("posix", GRANT_FILES, refuse_files, "open"),
    ROW("posix", GRANT_FILES, refuse_files, "close"),
    ROW("posix", GRANT_FILES, refuse_files, "read"),
    ROW("posix", GRANT_FILES, refuse_files, "write"),
    ROW("posix", GRANT_FILES, refuse_files, "lseek"),
    ROW("posix", GRANT_FILES, refuse_files, "link"),
    ROW("posix", GRANT_FILES, refuse_files, "symlink"),
    ROW("posix", GRANT_FILES, refuse_files, "chmod"),
    ROW("posix", GRANT_FILES, refuse_files, "chown"),
    ROW("posix", GRANT_FILES, refuse_files, "lchown"),
    ROW("posix", GRANT_FILES, refuse_files, "utime"),
    ROW("posix", GRANT_FILES, refuse_files, "mkfifo"),
    ROW("posix", GRANT_FILES, refuse_files, "get_blocking"),
    ROW("posix", GRANT_FILES, refuse_files, "set_blocking"),
    ROW("posix", GRANT_FILES, refuse_files, "truncate"),
    ROW("posix", GRANT_FILES, refuse_files, "ftruncate"),
    ROW("_locale", GRANT_PROCESS, refuse_process, "setlocale"),
    ROW("_locale", GRANT_PROCESS, refuse_process, "bindtextdomain"),
    ROW("_thread", GRANT_PROCESS, refuse_process, "interrupt_main"),
#undef ROW
};

/* Modules whose functions are refused with GRANT_PROCESS unless they are in a list here. */
static bool reaches_out(const Object *module_name) {
    static const char *const MODULES[] = {"posix", "_signal", "_posixsubprocess", "_socket",
                                          "select"};
    for (size_t i = 0; i < COUNT_OF(MODULES); i++) {
        if (str_equals_ascii(module_name, MODULES[i])) {
            return true;
        }
    }
    return false;
}

/* Functions of posix and _signal that a program without grants may call. */
static const char *const ASKING[] = {
    "stat",       "lstat",    "access",       "listdir",     "scandir",
    "mkdir",      "rmdir",    "remove",       "unlink",      "rename",
    "replace",    "readlink", "fspath",       "strerror",    "WIFEXITED",
    "isatty",     "WTERMSIG", "WIFSIGNALED",  "WEXITSTATUS", "waitstatus_to_exitcode",
    "WIFSTOPPED", "WSTOPSIG", "WIFCONTINUED", "WCOREDUMP",   "register_at_fork",
};

static const MethodRow REFUSED_BY_DEFAULT = METHOD_ROW_KEYWORDS("refused", refuse_process, NULL);

const MethodRow *grants_function(const Runtime *rt, const Object *module_name,
                                 const MethodRow *row) {
    if (LIKELY(rt->grants->kinds == GRANT_ALL)) {
        return row;
    }
    for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
        if (strcmp(REFUSED[i].refusal.name, row->name) == 0 &&
            str_equals_ascii(module_name, REFUSED[i].module)) {
            return grants_has(rt, REFUSED[i].kind) ? row : &REFUSED[i].refusal;
        }
    }
    if (grants_has(rt, GRANT_PROCESS) || !reaches_out(module_name)) {
        return row;
    }
    for (size_t i = 0; i < COUNT_OF(ASKING); i++) {
        if (strcmp(ASKING[i], row->name) == 0) {
            return row;
        }
    }
    return &REFUSED_BY_DEFAULT;
}

/* ---- clocks ---- */

bool grants_clock(Runtime *rt, int64_t (*clock)(void), int64_t *out) {
    if (rt->grants->fixed_clock) {
        *out = 0;
        return true;
    }
    if (!grants_ask(rt, GRANT_CLOCK)) {
        return false;
    }
    *out = clock();
    return true;
}

bool grants_wall_clock(Runtime *rt, int64_t *out) {
    if (!grants_clock(rt, os_clock_wall, out)) {
        return false;
    }
    *out = rt->grants->fixed_clock ? rt->grants->clock_ns : *out;
    return true;
}

/* ---- files ---- */

/* What is left of path below folder; NULL: it is elsewhere. */
static const char *below(const GrantFolder *folder, const char *path) {
    size_t length = strlen(folder->path);
    if (strncmp(path, folder->path, length) != 0) {
        return NULL;
    }
    bool root = length > 0 && folder->path[length - 1] == '/';
    if (!root && path[length] != '/' && path[length] != '\0') {
        return NULL;
    }
    path += length;
    return path + strspn(path, "/");
}

/* The folder with the longest path that grants this; *rest is relative to it. */
static const GrantFolder *folder_of(const Runtime *rt, const char *path, bool write,
                                    const char **rest) {
    const Grants *grants = rt->grants;
    const GrantFolder *best = NULL;
    for (size_t i = 0; i < grants->folder_count; i++) {
        const GrantFolder *folder = &grants->folders[i];
        const char *relative = path[0] == '/' ? below(folder, path) : i == 0 ? path : NULL;
        if (relative && (folder->writable || !write) &&
            (!best || strlen(folder->path) > strlen(best->path))) {
            best = folder;
            *rest = relative;
        }
    }
    return best;
}

static int open_granted(Runtime *rt, const char *path, int flags, unsigned mode, bool write) {
    const char *rest = NULL;
    const GrantFolder *folder = folder_of(rt, path, write, &rest);
    int fd = folder ? os_folder_open_beneath(folder->fd, rest, flags, mode) : -1;
    if (!folder || (fd < 0 && (errno == EXDEV || errno == ELOOP))) {
        refuse(rt, GRANT_FILES, path);
    }
    return fd;
}

int grants_open_file(Runtime *rt, const char *path, int flags, unsigned mode) {
    if (grants_has(rt, GRANT_FILES)) {
        return open(path, flags | O_CLOEXEC, (mode_t)mode);
    }
    bool write = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC | O_APPEND)) != 0;
    return open_granted(rt, path, flags, mode, write);
}

int grants_stat(Runtime *rt, const char *path, struct stat *out) {
    if (grants_has(rt, GRANT_FILES)) {
        return stat(path, out);
    }
    int fd = open_granted(rt, path, O_PATH, 0, false);
    if (fd < 0) {
        return -1;
    }
    int result = fstat(fd, out);
    close(fd);
    return result;
}

/* The last component of path into name, the rest of it before into `folder`. False: it has none
 * that could be looked up alone ("..", "/"), or is too long. */
static bool split(const char *path, char *folder, size_t size, char *name, size_t name_size) {
    size_t end = strlen(path);
    while (end > 0 && path[end - 1] == '/') {
        end--;
    }
    size_t start = end;
    while (start > 0 && path[start - 1] != '/') {
        start--;
    }
    size_t length = end - start;
    if (length == 0 || length >= name_size || start + 2 >= size) {
        errno = length ? ENAMETOOLONG : EBUSY;
        return false;
    }
    memcpy(name, path + start, length);
    name[length] = '\0';
    memcpy(folder, path, start);
    strcpy(folder + start, start ? "" : ".");
    errno = EINVAL;
    return strcmp(name, "..") != 0 && strcmp(name, ".") != 0;
}

const char *grants_path(Runtime *rt, const char *path, bool write, bool follow, char *buffer,
                        int *fd) {
    *fd = -1;
    if (grants_has(rt, GRANT_FILES)) {
        return path;
    }
    char folder[4096], name[256];
    if (follow) {
        *fd = open_granted(rt, path, O_PATH, 0, write);
        snprintf(buffer, GRANTS_PATH_MAX, "/proc/self/fd/%d", *fd);
    } else if (!folder_of(rt, path, write, &(const char *){NULL})) {
        refuse(rt, GRANT_FILES, path);
    } else if (split(path, folder, sizeof folder, name, sizeof name)) {
        *fd = open_granted(rt, folder, O_PATH | O_DIRECTORY, 0, write);
        snprintf(buffer, GRANTS_PATH_MAX, "/proc/self/fd/%d/%s", *fd, name);
    }
    return *fd < 0 ? NULL : buffer;
}

char *grants_current_folder(const Runtime *rt) {
    if (grants_has(rt, GRANT_FILES)) {
        return getcwd(NULL, 0);
    }
    return rt->grants->folder_count ? strdup(rt->grants->folders[0].path) : NULL;
}

/* ---- opening and closing ---- */

bool grants_open(Runtime *rt, uint32_t kinds) {
    rt->grants = runtime_part(rt, sizeof *rt->grants);
    if (!rt->grants) {
        return false;
    }
    *rt->grants = (Grants){.kinds = kinds == GRANT_ALL ? kinds : kinds & 0x7F};
    return true;
}

static char *copy_text(Runtime *rt, const char *text, size_t length) {
    char *copy = heap_allocate(rt->heap, length + 1);
    if (copy) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

bool grants_add_folder(Runtime *rt, const char *path, bool writable) {
    Grants *grants = rt->grants;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    GrantFolder *folders =
        heap_reallocate(rt->heap, grants->folders, (grants->folder_count + 1) * sizeof *folders);
    if (!folders) {
        return false;
    }
    grants->folders = folders;
    GrantFolder folder = {copy_text(rt, path, length), -1, writable};
    folder.fd = folder.path && path[0] == '/' ? os_folder_open(folder.path) : -1;
    if (folder.fd < 0) {
        heap_free(rt->heap, folder.path);
        return false;
    }
    folders[grants->folder_count++] = folder;
    return true;
}

bool grants_set_environment(Runtime *rt, const char *const *entries) {
    size_t count = 0;
    while (entries[count]) {
        count++;
    }
    char **copy = heap_allocate(rt->heap, (count + 1) * sizeof *copy);
    if (!copy) {
        return false;
    }
    memset(copy, 0, (count + 1) * sizeof *copy);
    rt->grants->environment = copy;
    for (size_t i = 0; i < count; i++) {
        copy[i] = copy_text(rt, entries[i], strlen(entries[i]));
        if (!copy[i]) {
            return false;
        }
    }
    return true;
}

char **grants_environment(const Runtime *rt) {
    static char *nothing[] = {NULL};
    if (rt->grants->environment) {
        return rt->grants->environment;
    }
    return grants_has(rt, GRANT_ENVIRONMENT) ? environ : nothing;
}

void grants_close(Runtime *rt) {
    Grants *grants = rt->grants;
    for (size_t i = 0; grants && i < grants->folder_count; i++) {
        os_folder_close(grants->folders[i].fd);
        heap_free(rt->heap, grants->folders[i].path);
    }
    for (char **entry = grants ? grants->environment : NULL; entry && *entry; entry++) {
        heap_free(rt->heap, *entry);
    }
    if (grants) {
        heap_free(rt->heap, grants->environment);
        heap_free(rt->heap, grants->folders);
        rt->grants = NULL;
    }
}
