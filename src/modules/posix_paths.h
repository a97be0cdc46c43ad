/* What the files of posix share: paths as arguments, results of stat, the types of a runtime. */
#ifndef OURO_MODULES_POSIX_PATHS_H
#define OURO_MODULES_POSIX_PATHS_H

#include "object/grants.h"
#include "object/operations.h"
#include <sys/stat.h>

typedef struct PosixState {
    uint32_t stat_result, uname_result, times_result, terminal_size;
    uint32_t scandir_iterator, dir_entry;
    Object *at_fork[3]; /* lists of functions: before, after in the parent, after in the child */
} PosixState;

PosixState *posix_state(Runtime *rt);

/* A path as a C string; text belongs to holder or object. */
typedef struct PosixPath {
    Object *object; /* owned: as errors show it, str or bytes (or the number) */
    Object *holder; /* owned or NULL */
    const char *text;
    int fd;         /* >= 0: a descriptor was given instead */
    int reached_fd; /* what posix_path_reach opened; -1: nothing */
    char reached[GRANTS_PATH_MAX];
} PosixPath;

/* False with an error; then nothing is to be released. */
bool posix_path(Runtime *rt, Object *argument, const char *function, bool allow_fd, PosixPath *out);
/* Makes text lead where the program may go: see grants_path. False with an error; then nothing is
 * to be released. */
bool posix_path_reach(Runtime *rt, PosixPath *path, bool write, bool follow);
void posix_path_release(Runtime *rt, PosixPath *path);
/* OSError of errno for the path; NULL. */
void *posix_path_error(Runtime *rt, const PosixPath *path);
/* os.fspath */
NEW_REF Object *posix_fspath(Runtime *rt, Object *self, Object *path);
/* A name that the system gave, in the type of the path that was asked about. */
NEW_REF Object *posix_name(Runtime *rt, const char *name, bool as_bytes);
NEW_REF Object *posix_stat_result(Runtime *rt, const struct stat *status);

/* posix_scandir.c */
NEW_REF Object *posix_scandir(Runtime *rt, Object *self, Object *const *args, size_t count);
bool posix_scandir_types(Runtime *rt, Object *module_dict);
/* posix_process.c: rows for the process, in a table of its own */
extern const MethodRow posix_process_functions[];
/* posix_child.c: children; posix_attributes.c: modes, owners, times */
extern const MethodRow posix_child_functions[];
extern const MethodRow posix_attribute_functions[];

#endif
