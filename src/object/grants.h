/* What a program may reach outside of its runtime. Everything that leads out asks here, and nowhere
 * else is decided: functions of builtin modules when they are made (the list is in grants.c), files
 * when they are opened, clocks when they are read. Without GRANT_FILES paths are looked up below
 * the folders that were granted, one system call that cannot leave them (os/os_folder.h), and
 * descriptors that the program names by number are refused. */
#ifndef OURO_OBJECT_GRANTS_H
#define OURO_OBJECT_GRANTS_H

#include "object/runtime.h"
#include <sys/stat.h>

enum { /* as OuroGrant */
       GRANT_CLOCK = 1 << 0,
       GRANT_RANDOM = 1 << 1,
       GRANT_ENVIRONMENT = 1 << 2,
       GRANT_STREAMS = 1 << 3,
       GRANT_FILES = 1 << 4,
       GRANT_PROCESS = 1 << 5,
       GRANT_LIBRARY = 1 << 6,
       GRANT_ALL = 0x7FFFFFFF
};

/* A folder: path without a slash at its end, but for "/". */
typedef struct GrantFolder {
    char *path;
    int fd;
    bool writable;
} GrantFolder;

/* Lives in the runtime's heap from opening to closing; does not change. */
struct Grants {
    uint32_t kinds;
    bool fixed_clock;
    int64_t clock_ns;
    GrantFolder *folders; /* what LIBRARY grants comes last */
    size_t folder_count;
    char **environment; /* ended by NULL; NULL: that of the process, where it is granted */
};

/* Where the modules that are written in Python are. */
#define GRANTS_LIBRARY "/usr/lib/python3.11"

/* An empty set of grants; false: no memory. */
bool grants_open(Runtime *rt, uint32_t kinds);
/* False: no memory, or there is no such folder. */
bool grants_add_folder(Runtime *rt, const char *path, bool writable);
/* Instead of the process's: what the program sees, ended by NULL. */
bool grants_set_environment(Runtime *rt, const char *const *entries);
void grants_close(Runtime *rt);
/* "NAME=value" …, ended by NULL: the host's copy, or the process's where it is granted, or none. */
char **grants_environment(const Runtime *rt);

static inline bool grants_has(const Runtime *rt, uint32_t kind) {
    return (rt->grants->kinds & kind) != 0;
}
/* The same with PermissionError "not granted: the clock" and the like pending when it is not. */
bool grants_ask(Runtime *rt, uint32_t kind);
/* The row that a function of a builtin module gets: `row`, or one that raises PermissionError. */
const MethodRow *grants_function(const Runtime *rt, const Object *module_name,
                                 const MethodRow *row);

/* Nanoseconds of os_clock_wall, or of the fixed clock; false: not granted, PermissionError. */
bool grants_wall_clock(Runtime *rt, int64_t *out);
/* Reads another clock (os_clock_monotonic, …), which stands still when the clock is fixed. */
bool grants_clock(Runtime *rt, int64_t (*clock)(void), int64_t *out);

/* open(2), close-on-exec. -1: errno says why, or, when the path is not granted, PermissionError is
 * pending. */
int grants_open_file(Runtime *rt, const char *path, int flags, unsigned mode);
/* stat(2) in the same way: 0 or -1. */
int grants_stat(Runtime *rt, const char *path, struct stat *out);
/* For functions of a path: a path that leads to the same file and nowhere else, in a buffer of
 * GRANTS_PATH_MAX bytes, good while *fd is open (the caller closes it; -1: path as it was). follow:
 * the file must be there, and may be behind a link that stays inside. NULL as above. */
enum { GRANTS_PATH_MAX = 320 };
const char *grants_path(Runtime *rt, const char *path, bool write, bool follow, char *buffer,
                        int *fd);
/* What relative paths begin with, by malloc; NULL: nothing. */
char *grants_current_folder(const Runtime *rt);

#endif
