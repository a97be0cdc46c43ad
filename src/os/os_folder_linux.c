/* os_folder on Linux: openat2 where the kernel has it (5.6); else a walk of our own, which refuses
 * every symbolic link and goes up no further than where it began. */
#include "os/os_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int os_folder_open(const char *path) {
    return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void os_folder_close(int folder) {
    close(folder);
}

/* The next component of *path into name, *path behind it; false at the end. */
static bool next_component(const char **path, char name[NAME_MAX + 1]) {
    *path += strspn(*path, "/");
    size_t length = strcspn(*path, "/");
    if (length == 0 || length > NAME_MAX) {
        errno = length ? ENAMETOOLONG : errno;
        return false;
    }
    memcpy(name, *path, length);
    name[length] = '\0';
    *path += length;
    return true;
}

/* The folder on the way that `from` (closed here) has under this name; -1 with errno. */
static int step(int from, const char *name) {
    int to = openat(from, name, O_PATH | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC);
    int problem = errno;
    close(from);
    errno = problem;
    return to;
}

static int walk(int folder, const char *path, int flags, unsigned mode) {
    char name[NAME_MAX + 1], next[NAME_MAX + 1];
    int depth = 0, here = openat(folder, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool more = next_component(&path, name);
    if (!more) {
        strcpy(name, ".");
    }
    while (here >= 0 && (more = next_component(&path, next))) {
        depth += strcmp(name, "..") == 0 ? -1 : strcmp(name, ".") != 0;
        if (depth < 0) {
            close(here);
            errno = EXDEV;
            return -1;
        }
        here = step(here, name);
        strcpy(name, next);
    }
    if (here < 0) {
        return -1;
    }
    int fd = -1;
    if (strcmp(name, "..") == 0 && depth == 0) {
        errno = EXDEV;
    } else {
        fd = openat(here, name, flags | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
    }
    int problem = errno;
    close(here);
    errno = problem;
    return fd;
}

int os_folder_open_beneath(int folder, const char *path, int flags, unsigned mode) {
    struct open_how how = {
        .flags = (unsigned)(flags | O_CLOEXEC),
        .mode = flags & O_CREAT ? mode & 07777 : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    const char *relative = *path ? path : ".";
    long fd = syscall(SYS_openat2, folder, relative, &how, sizeof how);
    if (fd >= 0 || (errno != ENOSYS && errno != EPERM)) {
        return (int)fd;
    }
    return walk(folder, relative, flags, mode);
}
