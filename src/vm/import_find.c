/* import_find: the finders of sys.meta_path, the usual three of them in C.
 *
 * The path finder looks in each folder of the search path (sys.path, or the package's __path__) for
 * NAME/__init__.py and NAME.py. What goes beyond that is left to importlib, which then does the
 * whole import: a finder of the program's in sys.meta_path, a folder that could be part of a
 * namespace package, a zip file on the path, somebody else's path hook. A module is in sys.modules
 * while its code runs, and taken out if that fails. */
#include "vm/import_find.h"

#include "object/grants.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "vm/import_builtin.h"
#include "vm/import_early.h"
#include "vm/import_library.h"
#include "vm/import_source.h"
#include "vm/import_spec.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Search {
    Object *name, *tail; /* the whole dotted name, its last part */
    Object *path;        /* NULL: sys.path */
    bool ask_importlib;  /* something was met that only its PathFinder knows */
} Search;

/* ---- loading from files ---- */

static Object *package_of(Runtime *rt, Object *name, bool is_package) {
    if (is_package) {
        return retain(name);
    }
    size_t dot = str_length(name);
    while (dot > 0 && str_at(name, dot - 1) != '.') {
        dot--;
    }
    return str_substring(rt, name, 0, dot ? dot - 1 : 0);
}

static bool set_attributes(Runtime *rt, Object *dict, Object *name, Object *path,
                           Object *search_path) {
    Object *package = package_of(rt, name, search_path != NULL);
    bool done = package && dict_set(rt, dict, rt->names[NAME___package__], package) &&
                import_spec_set(rt, dict, name, path, search_path) &&
                (!search_path || dict_set(rt, dict, rt->names[NAME___path__], search_path)) &&
                dict_set(rt, dict, rt->names[NAME___builtins__],
                         rt->builtins_module ? rt->builtins_module : rt->builtins);
    release_nullable(rt, package);
    return done;
}

/* Makes the module, puts it into sys.modules and runs its file, or the source that is given. */
static Object *load_source(Runtime *rt, Object *name, Object *path, Object *search_path,
                           Object *source) {
    Object *module = module_new(rt, name, NONE);
    if (!module) {
        return NULL;
    }
    object_set_flag(module, MODULE_INITIALISING);
    bool done = set_attributes(rt, module_dict(module), name, path, search_path) &&
                dict_set(rt, rt->modules, name, module) &&
                import_source_run_text(rt, source ? retain(source) : import_source_read(rt, path),
                                       path, module);
    object_clear_flag(module, MODULE_INITIALISING);
    if (!done) {
        Object *error = error_take(rt);
        if (dict_delete(rt, rt->modules, name) < 0) {
            error_clear(rt);
        }
        release(rt, module);
        if (error) {
            error_set(rt, error);
        }
        return NULL;
    }
    /* a module may replace itself in sys.modules, but not leave it */
    Object *registered = dict_get(rt, rt->modules, name);
    if (registered) {
        retain(registered);
        release(rt, module);
        return registered;
    }
    release(rt, module);
    return error_pending(rt) ? NULL : raise_key_error(rt, name);
}

/* ---- folders ---- */

typedef enum {
    PATH_NOTHING,
    PATH_FILE,
    PATH_FOLDER,
    PATH_THROUGH_FILE,
    PATH_FAILED /* an error is pending */
} PathKind;

static PathKind path_kind(Runtime *rt, Object *path) {
    Object *holder = NULL;
    const char *text = str_utf8(rt, path, NULL, &holder, true);
    struct stat status;
    PathKind kind = PATH_NOTHING;
    if (text && grants_stat(rt, text, &status) == 0) {
        kind = S_ISDIR(status.st_mode)   ? PATH_FOLDER
               : S_ISREG(status.st_mode) ? PATH_FILE
                                         : PATH_NOTHING;
    } else if (text && errno == ENOTDIR) {
        kind = PATH_THROUGH_FILE;
    }
    release_nullable(rt, holder);
    return error_clear_ordinary(rt) ? kind : PATH_FAILED;
}

/* FOLDER/TAIL, absolute. */
static Object *base_path(Runtime *rt, Object *folder, Object *tail) {
    size_t length = str_length(folder);
    const char *slash = length > 0 && str_at(folder, length - 1) != '/' ? "/" : "";
    if (length > 0 && str_at(folder, 0) == '/') {
        return str_format(rt, "%U%s%U", folder, slash, tail);
    }
    char *here = grants_current_folder(rt);
    Object *base = str_format(rt, "%s/%U%s%U", here ? here : ".", folder, slash, tail);
    free(here);
    return base;
}

static Object *load_package(Runtime *rt, Search *search, Object *base) {
    Object *init = str_format(rt, "%U/__init__.py", base);
    Object *module = NULL;
    if (init && path_kind(rt, init) == PATH_FILE) {
        Object *search_path = list_from_array(rt, &base, 1);
        module = search_path ? load_source(rt, search->name, init, search_path, NULL) : NULL;
        release_nullable(rt, search_path);
    }
    release_nullable(rt, init);
    return module;
}

/* A module in one folder: NULL without an error when it is not there. */
static Object *load_from_folder(Runtime *rt, Search *search, Object *folder) {
    Object *base = base_path(rt, folder, search->tail);
    if (!base) {
        return NULL;
    }
    PathKind kind = path_kind(rt, base);
    Object *module = kind == PATH_FOLDER ? load_package(rt, search, base) : NULL;
    if (!module && !error_pending(rt)) {
        Object *file = str_format(rt, "%U.py", base);
        if (file && path_kind(rt, file) == PATH_FILE) {
            module = load_source(rt, search->name, file, NULL, NULL);
        } else if (kind == PATH_FOLDER || kind == PATH_THROUGH_FILE) {
            search->ask_importlib = true;
        }
        release_nullable(rt, file);
    }
    release(rt, base);
    return module;
}

/* ---- the path finder ---- */

/* Nobody added hooks to sys.path_hooks, so that folders are for us. */
static bool hooks_are_usual(Runtime *rt) {
    Object *hooks = dict_get_cstring(rt, rt->sys_dict, "path_hooks");
    return !hooks || (type_is_list(rt, hooks) && list_length(hooks) == 2 &&
                      import_early_is(rt, list_get(hooks, 0), EARLY_ZIP_HOOK) &&
                      import_early_is(rt, list_get(hooks, 1), EARLY_FOLDER_HOOK));
}

/* What sys.path_importer_cache has for a folder, if anything, is a plain FileFinder. */
static bool is_plain_folder(Runtime *rt, Object *folder) {
    Object *cache = dict_get_cstring(rt, rt->sys_dict, "path_importer_cache");
    if (!cache || !type_is_dict(rt, cache) || dict_length(cache) == 0) {
        error_clear(rt);
        return true;
    }
    Object *finder = dict_get(rt, cache, folder);
    if (!finder) {
        error_clear(rt);
        return true;
    }
    TypeObject *type = type_of(rt, finder);
    return type && (Object *)type == rt->import_state->real[EARLY_FOLDER_FINDER];
}

/* The whole import by importlib: it asks all finders again, from the start. */
static Object *ask_importlib(Runtime *rt, Search *search) {
    Object *function = import_library_get(rt, "_find_and_load");
    Object *import = function ? import_library_get(rt, "_gcd_import") : NULL;
    Object *module = import ? object_call_two(rt, function, search->name, import) : NULL;
    release_nullable(rt, import);
    release_nullable(rt, function);
    return module;
}

/* A module of the host. Its folder, for packages, is only a name: what is below it is the host's
 * too. */
static Object *load_from_host(Runtime *rt, Search *search) {
    HostModule host = {0};
    if (!rt->hooks.load_module(rt, search->name, &host)) {
        return NULL;
    }
    if (host.module) {
        if (!dict_set(rt, rt->modules, search->name, host.module)) {
            CLEAR_REF(rt, &host.module);
        }
        return host.module;
    }
    Object *path = host.is_package ? list_from_array(rt, &host.filename, 1) : NULL;
    Object *module = path || !host.is_package
                         ? load_source(rt, search->name, host.filename, path, host.source)
                         : NULL;
    release_nullable(rt, path);
    release(rt, host.source);
    release(rt, host.filename);
    return module;
}

static Object *load_from_path(Runtime *rt, Search *search) {
    if (rt->hooks.load_module) {
        Object *module = load_from_host(rt, search);
        if (module || error_pending(rt)) {
            return module;
        }
    }
    Object *path =
        search->path ? search->path : dict_get_str(rt, rt->sys_dict, rt->names[NAME_path]);
    if (!path) {
        return error_pending(rt) ? NULL : raise_runtime_error(rt, "unable to get sys.path");
    }
    if (!hooks_are_usual(rt) && !rt->import_state->loading) {
        return ask_importlib(rt, search);
    }
    Object *folders = list_from_iterable(rt, path);
    Object *module = NULL;
    for (size_t i = 0; folders && i < list_length(folders) && !module; i++) {
        Object *folder = list_get(folders, i);
        if (!type_is_str(rt, folder)) {
            continue;
        }
        if (is_plain_folder(rt, folder)) {
            module = load_from_folder(rt, search, folder);
        } else {
            search->ask_importlib = true;
        }
        if (error_pending(rt)) {
            break;
        }
    }
    release_nullable(rt, folders);
    if (!module && !error_pending(rt) && search->ask_importlib) {
        module = ask_importlib(rt, search);
    }
    return module;
}

/* ---- sys.meta_path ---- */

static Object *ask(Runtime *rt, Search *search, Object *finder) {
    if (import_early_is(rt, finder, EARLY_BUILTIN_IMPORTER)) {
        const ModuleSpec *builtin = import_builtin_find(rt, search->name);
        return builtin ? import_builtin_load(rt, builtin) : NULL;
    }
    if (import_early_is(rt, finder, EARLY_FROZEN_IMPORTER)) {
        return import_library_has(search->name) ? import_library_module(rt, search->name) : NULL;
    }
    if (import_early_is(rt, finder, EARLY_PATH_FINDER)) {
        return load_from_path(rt, search);
    }
    return ask_importlib(rt, search);
}

/* Before sys is imported, and while importlib is being loaded: the finders that everybody has. */
static Object *ask_usual(Runtime *rt, Search *search) {
    Object *module = NULL;
    for (EarlyKind kind = 0; !module && !error_pending(rt) && kind <= EARLY_PATH_FINDER; kind++) {
        Object *finder = import_early_shared(rt, kind);
        module = finder ? ask(rt, search, finder) : NULL;
        release_nullable(rt, finder);
    }
    return module;
}

Object *import_find_and_load(Runtime *rt, Object *name, Object *search_path, Object *tail) {
    Search search = {.name = name, .tail = tail, .path = search_path};
    Object *finders = dict_get_cstring(rt, rt->sys_dict, "meta_path");
    if (!finders && error_pending(rt)) {
        return NULL;
    }
    if (!finders || rt->import_state->loading) {
        return ask_usual(rt, &search);
    }
    if (!type_is_list(rt, finders)) {
        return raise_format(rt, TYPE_IMPORT_ERROR,
                            "sys.meta_path is None, Python is likely shutting down");
    }
    if (list_length(finders) == 0 &&
        !raise_warning(rt, TYPE_IMPORT_WARNING, 1, "sys.meta_path is empty")) {
        return NULL;
    }
    Object *module = NULL;
    retain(finders);
    for (size_t i = 0; !module && !error_pending(rt) && i < list_length(finders); i++) {
        Object *finder = retain(list_get(finders, i));
        module = ask(rt, &search, finder);
        release(rt, finder);
    }
    release(rt, finders);
    return module;
}
