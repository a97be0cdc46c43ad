/* import: the IMPORT_ instructions, and the finder for builtin modules and source files.
 *
 * A module is looked for in sys.modules, among the builtin modules, then in each folder of the
 * search path (sys.path, or the package's __path__): NAME/__init__.py, NAME.py, then NAME/ as a
 * namespace package. It is in sys.modules while its code runs, and taken out if that fails. */
#include "vm/import.h"

#include "compile/compile.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/list.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool import_open(Runtime *rt, const ModuleSpec *const *builtins) {
    rt->import_state = memory_allocate(rt, sizeof *rt->import_state);
    if (!rt->import_state) {
        return false;
    }
    rt->import_state->builtins = builtins;
    rt->import_state->import_function = NULL;
    rt->modules = dict_new(rt);
    return rt->modules != NULL;
}

void import_close(Runtime *rt) {
    memory_free(rt, rt->import_state);
    rt->import_state = NULL;
    CLEAR_REF(rt, &rt->modules);
}

/* ---- files ---- */

static Object *read_descriptor(Runtime *rt, int fd, size_t size, Object *path) {
    Object *bytes = bytes_new_uninitialised(rt, size);
    size_t done = 0;
    while (bytes && done < size) {
        ssize_t got = read(fd, bytes_mutable_data(bytes) + done, size - done);
        if (got < 0 && errno != EINTR) {
            raise_os_error(rt, errno, path);
            CLEAR_REF(rt, &bytes);
        } else if (got == 0) {
            break;
        } else if (got > 0) {
            done += (size_t)got;
        }
    }
    return bytes ? bytes_truncate(rt, bytes, done) : NULL;
}

Object *import_read_file(Runtime *rt, Object *path) {
    Object *holder = NULL;
    const char *text = str_utf8(rt, path, NULL, &holder, true);
    if (!text) {
        return NULL;
    }
    Object *bytes = NULL;
    struct stat status;
    int fd = open(text, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) != 0) {
        raise_os_error(rt, errno, path);
    } else if (S_ISDIR(status.st_mode)) {
        raise_os_error(rt, EISDIR, path);
    } else {
        bytes = read_descriptor(rt, fd, (size_t)status.st_size, path);
    }
    if (fd >= 0) {
        close(fd);
    }
    release_nullable(rt, holder);
    return bytes;
}

typedef enum { PATH_NOTHING, PATH_FILE, PATH_FOLDER } PathKind;

static PathKind path_kind(Runtime *rt, Object *path) {
    Object *holder = NULL;
    const char *text = str_utf8(rt, path, NULL, &holder, true);
    struct stat status;
    PathKind kind = PATH_NOTHING;
    if (text && stat(text, &status) == 0) {
        kind = S_ISDIR(status.st_mode)   ? PATH_FOLDER
               : S_ISREG(status.st_mode) ? PATH_FILE
                                         : PATH_NOTHING;
    }
    error_clear(rt);
    release_nullable(rt, holder);
    return kind;
}

/* ---- running modules ---- */

bool import_run_source(Runtime *rt, Object *path, Object *module) {
    Object *source = import_read_file(rt, path);
    if (!source) {
        return false;
    }
    Object *code = compile_source(rt, (const char *)bytes_data(source), bytes_length(source), path,
                                  PARSE_FILE, 0, rt->optimise, NULL);
    release(rt, source);
    if (!code) {
        return false;
    }
    Object *dict = module_dict(module);
    Object *result = rt->hooks.run_code(rt, code, dict, dict, NULL);
    release(rt, code);
    release_nullable(rt, result);
    return result != NULL;
}

/* A simple __spec__: what programs look at. */
static bool set_attributes(Runtime *rt, Object *dict, Object *name, Object *path, bool is_package,
                           Object *search_path) {
    Object *package;
    if (is_package) {
        package = retain(name);
    } else {
        size_t dot = str_length(name);
        while (dot > 0 && str_at(name, dot - 1) != '.') {
            dot--;
        }
        package = str_substring(rt, name, 0, dot ? dot - 1 : 0);
    }
    bool done = package && dict_set(rt, dict, rt->names[NAME___package__], package) &&
                (!path || dict_set(rt, dict, rt->names[NAME___file__], path)) &&
                (!search_path || dict_set(rt, dict, rt->names[NAME___path__], search_path)) &&
                dict_set(rt, dict, rt->names[NAME___builtins__],
                         rt->builtins_module ? rt->builtins_module : rt->builtins);
    if (done && rt->hooks.make_spec) {
        Object *spec = rt->hooks.make_spec(rt, name, path, search_path);
        done = spec && dict_set(rt, dict, rt->names[NAME___spec__], spec);
        release_nullable(rt, spec);
    }
    release_nullable(rt, package);
    return done;
}

/* Makes the module, puts it into sys.modules and runs its file (path NULL: a namespace package). */
static Object *load_source(Runtime *rt, Object *name, Object *path, Object *search_path) {
    Object *module = module_new(rt, name, NONE);
    if (!module) {
        return NULL;
    }
    object_set_flag(module, MODULE_INITIALISING);
    bool done =
        set_attributes(rt, module_dict(module), name, path, search_path != NULL, search_path) &&
        dict_set(rt, rt->modules, name, module) && (!path || import_run_source(rt, path, module));
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

static Object *load_builtin_module(Runtime *rt, Object *name) {
    for (const ModuleSpec *const *spec = rt->import_state->builtins; *spec; spec++) {
        if (!str_equals_ascii(name, (*spec)->name)) {
            continue;
        }
        Object *module = module_from_spec(rt, *spec);
        if (module && !dict_set(rt, rt->modules, name, module)) {
            CLEAR_REF(rt, &module);
        }
        if (module && rt->hooks.make_spec) {
            Object *built = rt->hooks.make_spec(rt, name, NULL, NULL);
            if (!built || !dict_set(rt, module_dict(module), rt->names[NAME___spec__], built)) {
                CLEAR_REF(rt, &module);
            }
            release_nullable(rt, built);
        }
        return module;
    }
    return NULL;
}

/* A module in one folder: NULL without an error when it is not there. namespaces: list that gets
 * folders without __init__.py. */
static Object *load_from_folder(Runtime *rt, Object *folder, Object *name, Object *tail,
                                Object *namespaces) {
    Object *module = NULL;
    const char *slash = "/";
    size_t length = str_length(folder);
    if (length == 0 || str_at(folder, length - 1) == '/') {
        slash = "";
    }
    Object *base = str_format(rt, "%U%s%U", folder, slash, tail);
    if (!base) {
        return NULL;
    }
    if (path_kind(rt, base) == PATH_FOLDER) {
        Object *init = str_format(rt, "%U/__init__.py", base);
        if (init && path_kind(rt, init) == PATH_FILE) {
            Object *search_path = list_from_array(rt, &base, 1);
            module = search_path ? load_source(rt, name, init, search_path) : NULL;
            release_nullable(rt, search_path);
            release(rt, init);
            release(rt, base);
            return module;
        }
        release_nullable(rt, init);
    }
    Object *file = str_format(rt, "%U.py", base);
    if (file && path_kind(rt, file) == PATH_FILE) {
        module = load_source(rt, name, file, NULL);
    } else if (file && path_kind(rt, base) == PATH_FOLDER) {
        list_append(rt, namespaces, base);
    }
    release_nullable(rt, file);
    release(rt, base);
    return module;
}

static Object *load_from_path(Runtime *rt, Object *search_path, Object *name, Object *tail) {
    Object *folders = list_from_iterable(rt, search_path);
    Object *namespaces = folders ? list_new(rt, 0) : NULL;
    Object *module = NULL;
    for (size_t idx = 0; namespaces && idx < list_length(folders) && !module; idx++) {
        Object *folder = list_get(folders, idx);
        if (!type_is_str(rt, folder)) {
            continue;
        }
        module = load_from_folder(rt, folder, name, tail, namespaces);
        if (!module && error_pending(rt)) {
            break;
        }
    }
    if (!module && !error_pending(rt) && namespaces && list_length(namespaces)) {
        module = load_source(rt, name, NULL, namespaces);
    }
    release_nullable(rt, folders);
    release_nullable(rt, namespaces);
    return module;
}

static void *raise_not_found(Runtime *rt, Object *name, const char *extra, Object *parent) {
    if (extra) {
        raise_format(rt, TYPE_MODULE_NOT_FOUND_ERROR, "No module named %R; %R %s", name, parent,
                     extra);
    } else {
        raise_format(rt, TYPE_MODULE_NOT_FOUND_ERROR, "No module named %R", name);
    }
    if (rt->error && object_type_id(rt->error) == TYPE_MODULE_NOT_FOUND_ERROR) {
        REPLACE_REF(rt, &((ImportExceptionObject *)rt->error)->name, retain(name));
    }
    return NULL;
}

/* parent: the package that contains it, NULL for a top-level name. */
static Object *find_and_load(Runtime *rt, Object *name, Object *parent, Object *tail) {
    if (!parent) {
        Object *module = load_builtin_module(rt, name);
        if (module || error_pending(rt)) {
            return module;
        }
    }
    Object *search_path;
    if (parent) {
        bool missing;
        search_path = object_get_attr_optional(rt, parent, rt->names[NAME___path__], &missing);
        if (!search_path) {
            Object *parent_name =
                missing ? object_get_attr(rt, parent, rt->names[NAME___name__]) : NULL;
            if (parent_name) {
                raise_not_found(rt, name, "is not a package", parent_name);
                release(rt, parent_name);
            }
            return NULL;
        }
    } else {
        search_path = retain_nullable(dict_get_str(rt, rt->sys_dict, rt->names[NAME_path]));
        if (!search_path) {
            return error_pending(rt) ? NULL : raise_runtime_error(rt, "unable to get sys.path");
        }
    }
    Object *module = load_from_path(rt, search_path, name, tail);
    release(rt, search_path);
    if (!module && !error_pending(rt)) {
        return raise_not_found(rt, name, NULL, NULL);
    }
    return module;
}

Object *import_absolute(Runtime *rt, Object *name) {
    Object *known = dict_get(rt, rt->modules, name);
    if (known) {
        if (known == NONE) {
            return raise_format(rt, TYPE_MODULE_NOT_FOUND_ERROR,
                                "import of %U halted; None in sys.modules", name);
        }
        return retain(known);
    }
    if (error_pending(rt)) {
        return NULL;
    }
    size_t dot = str_length(name);
    while (dot > 0 && str_at(name, dot - 1) != '.') {
        dot--;
    }
    Object *parent = NULL;
    Object *tail = str_substring(rt, name, dot, str_length(name));
    if (tail && dot > 0) {
        Object *parent_name = str_substring(rt, name, 0, dot - 1);
        parent = parent_name ? import_absolute(rt, parent_name) : NULL;
        release_nullable(rt, parent_name);
        if (!parent) {
            release(rt, tail);
            return NULL;
        }
        known = dict_get(rt, rt->modules, name);
        if (known) {
            release(rt, parent);
            release(rt, tail);
            return retain(known);
        }
    }
    Object *module = tail ? find_and_load(rt, name, parent, tail) : NULL;
    if (module && parent && !object_set_attr(rt, parent, tail, module)) {
        if (!error_clear_if(rt, TYPE_ATTRIBUTE_ERROR)) {
            CLEAR_REF(rt, &module);
        }
    }
    release_nullable(rt, parent);
    release_nullable(rt, tail);
    return module;
}

/* The absolute name of a relative import. */
static Object *resolve_relative(Runtime *rt, Object *name, Object *globals, int64_t level) {
    Object *package = globals ? dict_get_str(rt, globals, rt->names[NAME___package__]) : NULL;
    if (error_pending(rt)) {
        return NULL;
    }
    if (package == NONE) {
        package = NULL;
    }
    if (package && !type_is_str(rt, package)) {
        return raise_type_error(rt, "package must be a string");
    }
    Object *base;
    if (package) {
        base = retain(package);
    } else {
        Object *module_name = globals ? dict_get_str(rt, globals, rt->names[NAME___name__]) : NULL;
        if (!module_name || !type_is_str(rt, module_name)) {
            Object *text = str_from_cstring(rt, "'__name__' not in globals");
            void *nothing = text ? raise_key_error(rt, text) : NULL;
            release_nullable(rt, text);
            return nothing;
        }
        size_t end = str_length(module_name);
        if (!dict_get_str(rt, globals, rt->names[NAME___path__])) {
            while (end > 0 && str_at(module_name, end - 1) != '.') {
                end--;
            }
            end = end ? end - 1 : 0;
        }
        base = str_substring(rt, module_name, 0, end);
    }
    if (!base) {
        return NULL;
    }
    if (str_length(base) == 0) {
        release(rt, base);
        return raise_format(rt, TYPE_IMPORT_ERROR,
                            "attempted relative import with no known parent package");
    }
    size_t end = str_length(base);
    for (int64_t up = 1; up < level; up++) {
        while (end > 0 && str_at(base, end - 1) != '.') {
            end--;
        }
        if (end == 0) {
            release(rt, base);
            return raise_format(rt, TYPE_IMPORT_ERROR,
                                "attempted relative import beyond top-level package");
        }
        end--;
    }
    Object *prefix = str_substring(rt, base, 0, end);
    release(rt, base);
    if (!prefix || str_length(name) == 0) {
        return prefix;
    }
    Object *absolute = str_format(rt, "%U.%U", prefix, name);
    release(rt, prefix);
    return absolute;
}

/* Submodules that `from package import a, b` names. */
static bool import_from_list(Runtime *rt, Object *module, Object *absolute, Object *fromlist) {
    bool missing;
    Object *search_path = object_get_attr_optional(rt, module, rt->names[NAME___path__], &missing);
    if (!search_path) {
        return missing;
    }
    release(rt, search_path);
    Object *names = tuple_from_iterable(rt, fromlist);
    bool done = names != NULL;
    for (size_t idx = 0; done && idx < tuple_length(names); idx++) {
        Object *name = tuple_get(names, idx);
        if (!type_is_str(rt, name)) {
            raise_type_error(rt, "Item in ``from list'' must be str, not %T", name);
            done = false;
            break;
        }
        if (str_equals_ascii(name, "*")) {
            Object *all = object_get_attr_optional(rt, module, rt->names[NAME___all__], &missing);
            done = all ? import_from_list(rt, module, absolute, all) : missing;
            release_nullable(rt, all);
            continue;
        }
        int present = object_has_attr(rt, module, name);
        if (present != 0) {
            done = present > 0;
            continue;
        }
        Object *full = str_format(rt, "%U.%U", absolute, name);
        Object *submodule = full ? import_absolute(rt, full) : NULL;
        if (!submodule) {
            /* not a submodule: IMPORT_FROM tells */
            bool other = full && error_matches(rt, TYPE_MODULE_NOT_FOUND_ERROR) &&
                         ((ImportExceptionObject *)rt->error)->name &&
                         object_equals(rt, ((ImportExceptionObject *)rt->error)->name, full) > 0;
            if (other) {
                error_clear(rt);
            }
            done = other;
        }
        release_nullable(rt, submodule);
        release_nullable(rt, full);
    }
    release_nullable(rt, names);
    return done;
}

Object *import_module(Runtime *rt, Object *name, Object *globals, Object *fromlist, int64_t level) {
    Object *absolute;
    if (level > 0) {
        absolute = resolve_relative(rt, name, globals, level);
    } else if (str_length(name) == 0) {
        return raise_value_error(rt, "Empty module name");
    } else {
        absolute = retain(name);
    }
    Object *module = absolute ? import_absolute(rt, absolute) : NULL;
    if (!module) {
        release_nullable(rt, absolute);
        return NULL;
    }
    int wanted = fromlist && fromlist != NONE ? object_is_true(rt, fromlist) : 0;
    if (wanted > 0) {
        if (!import_from_list(rt, module, absolute, fromlist)) {
            CLEAR_REF(rt, &module);
        }
    } else if (wanted < 0) {
        CLEAR_REF(rt, &module);
    } else {
        /* import a.b gives a; relative: the part that was written first */
        size_t dot = 0;
        while (dot < str_length(name) && str_at(name, dot) != '.') {
            dot++;
        }
        if (dot < str_length(name)) {
            size_t cut = str_length(name) - dot;
            Object *top_name = str_substring(rt, absolute, 0, str_length(absolute) - cut);
            release(rt, module);
            module = top_name ? import_absolute(rt, top_name) : NULL;
            release_nullable(rt, top_name);
        }
    }
    release(rt, absolute);
    return module;
}

/* ---- instructions ---- */

bool import_name(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *name = frame_constant(frame, pc[1].cache_low);
    Object *fromlist = frame_constant(frame, pc->b);
    Object *builtins = frame->function->builtins;
    Object *function = dict_get_str(rt, builtins, rt->names[NAME___import__]);
    Object *module;
    if (function && function != rt->import_state->import_function) {
        Object *locals = frame->namespace ? frame->namespace : NONE;
        Object *level = int_from_int64(rt, pc->c);
        Object *args[5] = {name, frame->function->globals, locals, fromlist, level};
        retain(function);
        module = level ? object_call(rt, function, args, 5, NULL) : NULL;
        release(rt, function);
        release_nullable(rt, level);
    } else if (!function && rt->import_state->import_function) {
        raise_format(rt, TYPE_IMPORT_ERROR, "__import__ not found");
        return false;
    } else {
        module = import_module(rt, name, frame->function->globals, fromlist, pc->c);
    }
    if (!module) {
        return false;
    }
    register_set_object(rt, &frame->registers[pc->a], module);
    return true;
}

static void raise_cannot_import(Runtime *rt, Object *module, Object *name) {
    bool missing;
    Object *module_name = object_get_attr_optional(rt, module, rt->names[NAME___name__], &missing);
    if (!module_name && !missing) {
        return;
    }
    Object *shown =
        module_name ? retain(module_name) : str_from_cstring(rt, "<unknown module name>");
    Object *file = object_get_attr_optional(rt, module, rt->names[NAME___file__], &missing);
    error_clear(rt);
    bool initialising =
        object_type_id(module) == TYPE_MODULE && object_has_flag(module, MODULE_INITIALISING);
    if (shown && file && type_is_str(rt, file)) {
        raise_format(rt, TYPE_IMPORT_ERROR,
                     initialising ? "cannot import name %R from partially initialized module %R "
                                    "(most likely due to a circular import) (%S)"
                                  : "cannot import name %R from %R (%S)",
                     name, shown, file);
    } else if (shown) {
        raise_format(rt, TYPE_IMPORT_ERROR, "cannot import name %R from %R (unknown location)",
                     name, shown);
    }
    if (rt->error && object_type_id(rt->error) == TYPE_IMPORT_ERROR) {
        ImportExceptionObject *error = (ImportExceptionObject *)rt->error;
        REPLACE_REF(rt, &error->name, retain_nullable(shown));
        REPLACE_REF(rt, &error->path, retain_nullable(file));
    }
    release_nullable(rt, shown);
    release_nullable(rt, file);
    release_nullable(rt, module_name);
}

bool import_from(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *module = value_as_object(frame->registers[pc->b]);
    Object *name = frame_constant(frame, pc->c);
    bool missing;
    Object *value = object_get_attr_optional(rt, module, name, &missing);
    if (!value && missing) {
        /* a submodule being imported now is in sys.modules but not yet an attribute */
        Object *module_name =
            object_get_attr_optional(rt, module, rt->names[NAME___name__], &missing);
        Object *full = module_name && type_is_str(rt, module_name)
                           ? str_format(rt, "%U.%U", module_name, name)
                           : NULL;
        value = full ? retain_nullable(dict_get(rt, rt->modules, full)) : NULL;
        release_nullable(rt, full);
        release_nullable(rt, module_name);
        if (!value && !error_pending(rt)) {
            raise_cannot_import(rt, module, name);
        }
    }
    if (!value) {
        return false;
    }
    register_set_object(rt, &frame->registers[pc->a], value);
    return true;
}

static bool store_star(Runtime *rt, Object *namespace, Object *module, Object *name) {
    Object *value = object_get_attr(rt, module, name);
    bool done = value && object_set_item(rt, namespace, name, value);
    release_nullable(rt, value);
    return done;
}

bool import_star(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *module = value_as_object(frame->registers[pc->a]);
    Object *namespace = frame->namespace ? frame->namespace : frame->function->globals;
    bool missing;
    Object *names = object_get_attr_optional(rt, module, rt->names[NAME___all__], &missing);
    bool skip_private = false;
    if (!names) {
        if (!missing) {
            return false;
        }
        skip_private = true;
        Object *dict = object_get_dict(rt, module, true);
        names = dict ? dict_keys_list(rt, dict) : NULL;
    }
    Object *list = names ? list_from_iterable(rt, names) : NULL;
    release_nullable(rt, names);
    bool done = list != NULL;
    for (size_t idx = 0; done && idx < list_length(list); idx++) {
        Object *name = list_get(list, idx);
        if (!type_is_str(rt, name)) {
            raise_type_error(rt, "Item in %R.__all__ must be str, not %T", module, name);
            done = false;
        } else if (skip_private && str_length(name) && str_at(name, 0) == '_') {
            continue;
        } else {
            done = store_star(rt, namespace, module, name);
        }
    }
    release_nullable(rt, list);
    if (done) {
        register_consume(rt, &frame->registers[pc->a]);
    }
    return done;
}
