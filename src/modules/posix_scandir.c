/* posix_scandir: os.scandir: the entries of a folder, read one at a time. */
#include "modules/posix_paths.h"

#include "object/arguments.h"
#include "object/dict.h"
#include "object/native.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>

typedef struct ScandirIterator {
    Object header;
    DIR *folder;  /* NULL: closed or exhausted */
    Object *path; /* as given; NULL: "." and entries without a folder in their path */
    bool as_bytes;
} ScandirIterator;

typedef struct DirEntry {
    Object header;
    Object *name, *path;
    uint64_t inode;
    uint8_t kind; /* DT_… */
} DirEntry;

static ScandirIterator *as_iterator(Object *self) {
    return (ScandirIterator *)self;
}

static DirEntry *as_entry(Object *self) {
    return (DirEntry *)self;
}

static void close_folder(ScandirIterator *iterator) {
    if (iterator->folder) {
        closedir(iterator->folder);
        iterator->folder = NULL;
    }
}

static Object *scandir_close(Runtime *rt, Object *self) {
    (void)rt;
    close_folder(as_iterator(self));
    return retain(NONE);
}

static Object *scandir_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *scandir_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return scandir_close(rt, self);
}

static Object *joined(Runtime *rt, const ScandirIterator *iterator, const char *name) {
    PosixPath path;
    if (!iterator->path) {
        return posix_name(rt, name, iterator->as_bytes);
    }
    if (!posix_path(rt, iterator->path, "scandir", false, &path)) {
        return NULL;
    }
    size_t length = strlen(path.text);
    size_t size = length + strlen(name) + 2;
    char *text = memory_allocate(rt, size);
    Object *result = NULL;
    if (text) {
        bool slash = length && path.text[length - 1] != '/';
        memcpy(text, path.text, length);
        text[length] = '/';
        memcpy(text + length + slash, name, strlen(name) + 1);
        result = posix_name(rt, text, iterator->as_bytes);
        memory_free(rt, text);
    }
    posix_path_release(rt, &path);
    return result;
}

static Object *scandir_next(Runtime *rt, Object *self) {
    ScandirIterator *iterator = as_iterator(self);
    struct dirent *found = NULL;
    while (iterator->folder) {
        found = readdir(iterator->folder);
        if (!found) {
            close_folder(iterator);
        } else if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0) {
            break;
        }
    }
    if (!iterator->folder) {
        return NULL;
    }
    DirEntry *entry =
        (DirEntry *)object_new_container(rt, posix_state(rt)->dir_entry, sizeof(DirEntry));
    if (!entry) {
        return NULL;
    }
    entry->inode = found->d_ino;
    entry->kind = found->d_type;
    entry->name = posix_name(rt, found->d_name, iterator->as_bytes);
    entry->path = entry->name ? joined(rt, iterator, found->d_name) : NULL;
    if (!entry->path) {
        RELEASE(rt, entry);
        return NULL;
    }
    return (Object *)entry;
}

static void scandir_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_iterator(self)->path) {
        visit(as_iterator(self)->path, context);
    }
}

static void scandir_dealloc(Runtime *rt, Object *self) {
    close_folder(as_iterator(self));
    CLEAR_REF(rt, &as_iterator(self)->path);
    object_free_container(rt, self, sizeof(ScandirIterator));
}

Object *posix_scandir(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    PosixPath path = {.text = ".", .fd = -1, .reached_fd = -1};
    bool given = count && args[0] != NONE;
    if ((given && !posix_path(rt, args[0], "scandir", false, &path)) ||
        !posix_path_reach(rt, &path, false, true)) {
        return NULL;
    }
    ScandirIterator *iterator = (ScandirIterator *)object_new_container(
        rt, posix_state(rt)->scandir_iterator, sizeof(ScandirIterator));
    if (iterator) {
        iterator->folder = opendir(path.text);
        iterator->as_bytes = given && type_is_bytes(rt, path.object);
        if (!iterator->folder) {
            posix_path_error(rt, &path);
            CLEAR_REF(rt, &iterator);
        } else {
            iterator->path = given ? retain(path.object) : NULL;
            if (!given) {
                iterator->path = str_from_cstring(rt, ".");
            }
        }
    }
    posix_path_release(rt, &path);
    return (Object *)iterator;
}

/* ---- entries ---- */

static bool follow_argument(Runtime *rt, Object *const *args, size_t count, Object *keyword_names,
                            const char *function, bool *follow) {
    ArgumentSpec spec = {function, {"follow_symlinks"}, 0, 0, 0, 1};
    Object *given[1];
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given)) {
        return false;
    }
    int truth = given[0] ? object_is_true(rt, given[0]) : 1;
    *follow = truth > 0;
    return truth >= 0;
}

/* 0, or -1 with an OSError pending. */
static int entry_status(Runtime *rt, DirEntry *entry, bool follow, struct stat *status) {
    PosixPath path;
    if (!posix_path(rt, entry->path, "DirEntry", false, &path) ||
        !posix_path_reach(rt, &path, false, follow)) {
        return -1;
    }
    int failed = follow ? stat(path.text, status) : lstat(path.text, status);
    if (failed) {
        posix_path_error(rt, &path);
    }
    posix_path_release(rt, &path);
    return failed;
}

static Object *entry_is(Runtime *rt, DirEntry *entry, bool follow, uint8_t kind, mode_t mode) {
    struct stat status;
    if (entry->kind != DT_UNKNOWN && !(entry->kind == DT_LNK && follow)) {
        return retain(bool_object(entry->kind == kind));
    }
    if (entry_status(rt, entry, follow, &status)) {
        return error_clear_if(rt, TYPE_FILE_NOT_FOUND_ERROR) ? retain(FALSE_OBJECT) : NULL;
    }
    return retain(bool_object((status.st_mode & S_IFMT) == mode));
}

static Object *entry_is_dir(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    bool follow;
    return follow_argument(rt, args, count, keyword_names, "is_dir", &follow)
               ? entry_is(rt, as_entry(self), follow, DT_DIR, S_IFDIR)
               : NULL;
}

static Object *entry_is_file(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    bool follow;
    return follow_argument(rt, args, count, keyword_names, "is_file", &follow)
               ? entry_is(rt, as_entry(self), follow, DT_REG, S_IFREG)
               : NULL;
}

static Object *entry_is_symlink(Runtime *rt, Object *self) {
    return entry_is(rt, as_entry(self), false, DT_LNK, S_IFLNK);
}

static Object *entry_stat(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    bool follow;
    struct stat status;
    if (!follow_argument(rt, args, count, keyword_names, "stat", &follow) ||
        entry_status(rt, as_entry(self), follow, &status)) {
        return NULL;
    }
    return posix_stat_result(rt, &status);
}

static Object *entry_inode(Runtime *rt, Object *self) {
    return int_from_uint64(rt, as_entry(self)->inode);
}

static Object *entry_get_name(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_entry(self)->name);
}

static Object *entry_get_path(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_entry(self)->path);
}

static Object *entry_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<DirEntry %R>", as_entry(self)->name);
}

static void entry_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_entry(self)->name) {
        visit(as_entry(self)->name, context);
    }
    if (as_entry(self)->path) {
        visit(as_entry(self)->path, context);
    }
}

static void entry_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_entry(self)->name);
    CLEAR_REF(rt, &as_entry(self)->path);
    object_free_container(rt, self, sizeof(DirEntry));
}

static const MethodRow SCANDIR_METHODS[] = {
    METHOD_ROW_NOARGS("close", scandir_close, NULL),
    METHOD_ROW_NOARGS("__enter__", scandir_self, NULL),
    METHOD_ROW_POSITIONAL("__exit__", scandir_exit, 0, METHOD_ANY_COUNT, NULL),
    METHOD_ROW_END,
};

static const TypeSpec scandir_spec = {
    .slots =
        {
            .name = "posix.ScandirIterator",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_END_MATTERS,
            .basic_size = sizeof(ScandirIterator),
            .dealloc = scandir_dealloc,
            .traverse = scandir_traverse,
            .iter = scandir_self,
            .next = scandir_next,
        },
    .methods = SCANDIR_METHODS,
    .module = "posix",
};

static const MethodRow ENTRY_METHODS[] = {
    METHOD_ROW_KEYWORDS("is_dir", entry_is_dir, NULL),
    METHOD_ROW_KEYWORDS("is_file", entry_is_file, NULL),
    METHOD_ROW_NOARGS("is_symlink", entry_is_symlink, NULL),
    METHOD_ROW_KEYWORDS("stat", entry_stat, NULL),
    METHOD_ROW_NOARGS("inode", entry_inode, NULL),
    METHOD_ROW_NOARGS("__fspath__", entry_get_path, NULL),
    METHOD_ROW_END,
};

static const AttributeRow ENTRY_ATTRIBUTES[] = {
    {"name", entry_get_name, native_read_only, NULL},
    {"path", entry_get_path, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec entry_spec = {
    .slots =
        {
            .name = "posix.DirEntry",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(DirEntry),
            .dealloc = entry_dealloc,
            .traverse = entry_traverse,
            .repr = entry_repr,
        },
    .methods = ENTRY_METHODS,
    .attributes = ENTRY_ATTRIBUTES,
    .module = "posix",
};

bool posix_scandir_types(Runtime *rt, Object *module_dict) {
    PosixState *state = posix_state(rt);
    TypeObject *type = NULL;
    if (!state->scandir_iterator && !type_register(rt, &scandir_spec, &state->scandir_iterator)) {
        return false;
    }
    type = state->dir_entry ? type_object(rt, state->dir_entry)
                            : type_register(rt, &entry_spec, &state->dir_entry);
    return type && dict_set_cstring(rt, module_dict, "DirEntry", (Object *)type);
}
