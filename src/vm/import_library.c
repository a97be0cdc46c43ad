/* import_library: importlib in Python, loaded when somebody wants it.
 *
 * CPython freezes importlib/_bootstrap.py, _bootstrap_external.py and zipimport.py into the
 * interpreter, the first two under names of their own. Here the same files are run from the
 * standard library, under the same names, so that importlib/__init__.py finds what it expects. From
 * then on sys.meta_path, sys.path_hooks and the modules have the real finders and loaders; `import`
 * itself keeps using the finder in C for what is theirs to find. */
#include "vm/import_library.h"

#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "vm/import_builtin.h"
#include "vm/import_early.h"
#include "vm/import_source.h"
#include "vm/import_spec.h"

static const struct {
    const char *name, *file, *shown;
} FROZEN[] = {
    {"_frozen_importlib", "importlib/_bootstrap.py", "<frozen importlib._bootstrap>"},
    {"_frozen_importlib_external", "importlib/_bootstrap_external.py",
     "<frozen importlib._bootstrap_external>"},
    {"zipimport", "zipimport.py", "<frozen zipimport>"},
};

static size_t find_frozen(Object *name) {
    size_t idx = 0;
    while (idx < COUNT_OF(FROZEN) && !str_equals_ascii(name, FROZEN[idx].name)) {
        idx++;
    }
    return idx;
}

bool import_library_has(Object *name) {
    return find_frozen(name) < COUNT_OF(FROZEN);
}

bool import_library_is_file(Object *filename) {
    return str_equals_ascii(filename, FROZEN[0].shown) ||
           str_equals_ascii(filename, FROZEN[1].shown);
}

/* ---- running its files ---- */

static bool set_frozen_spec(Runtime *rt, Object *dict, Object *name) {
    Object *loader = import_early_shared(rt, EARLY_FROZEN_IMPORTER);
    Object *origin = loader ? str_from_cstring(rt, "frozen") : NULL;
    Object *nothing = origin ? str_empty(rt) : NULL;
    Object *spec = nothing ? import_spec_new(rt, name, loader, origin, NULL, false) : NULL;
    bool done = spec && dict_set(rt, dict, rt->names[NAME___spec__], spec) &&
                dict_set(rt, dict, rt->names[NAME___loader__], loader) &&
                dict_set(rt, dict, rt->names[NAME___package__], nothing) &&
                dict_set(rt, dict, rt->names[NAME___builtins__], rt->builtins_module);
    release_nullable(rt, spec);
    release_nullable(rt, nothing);
    release_nullable(rt, origin);
    release_nullable(rt, loader);
    return done;
}

static Object *run_frozen(Runtime *rt, size_t idx) {
    Object *name = str_from_cstring(rt, FROZEN[idx].name);
    Object *path = str_format(rt, "%s/%s", rt->import_state->library, FROZEN[idx].file);
    Object *shown = str_from_cstring(rt, FROZEN[idx].shown);
    Object *module = name && path && shown ? module_new(rt, name, NONE) : NULL;
    bool done = module && set_frozen_spec(rt, module_dict(module), name) &&
                dict_set(rt, rt->modules, name, module);
    if (done && !import_source_run(rt, path, shown, module)) {
        done = false;
        Object *error = error_take(rt);
        if (dict_delete(rt, rt->modules, name) < 0) {
            error_clear(rt);
        }
        error_set(rt, error);
    }
    if (!done) {
        CLEAR_REF(rt, &module);
    }
    release_nullable(rt, shown);
    release_nullable(rt, path);
    release_nullable(rt, name);
    return module;
}

/* A builtin module by name, from sys.modules or made. */
static Object *builtin(Runtime *rt, const char *text) {
    Object *name = str_from_cstring(rt, text);
    Object *module = name ? retain_nullable(dict_get(rt, rt->modules, name)) : NULL;
    const ModuleSpec *found = name && !module ? import_builtin_find(rt, name) : NULL;
    if (found) {
        module = import_builtin_load(rt, found);
    }
    release_nullable(rt, name);
    return module;
}

/* ---- putting the real ones in place ---- */

static bool keep_real(Runtime *rt, EarlyKind kind, Object *module, const char *name) {
    Object *real = object_get_attr_cstring(rt, module, name);
    if (real) {
        REPLACE_REF(rt, &rt->import_state->real[kind], real);
    }
    return real != NULL;
}

static bool keep_folder_hook(Runtime *rt, Object *external) {
    Object *finder = object_get_attr_cstring(rt, external, "FileFinder");
    Object *loaders =
        finder ? object_call_method_cstring(rt, external, "_get_supported_file_loaders", NULL, 0)
               : NULL;
    Object *items = loaders ? list_from_iterable(rt, loaders) : NULL;
    Object *hook =
        items ? object_call_method_cstring(rt, finder, "path_hook", ((ListObject *)items)->items,
                                           list_length(items))
              : NULL;
    if (hook) {
        REPLACE_REF(rt, &rt->import_state->real[EARLY_FOLDER_HOOK], hook);
        REPLACE_REF(rt, &rt->import_state->real[EARLY_FOLDER_FINDER], retain(finder));
    }
    release_nullable(rt, items);
    release_nullable(rt, loaders);
    release_nullable(rt, finder);
    return hook != NULL;
}

/* In sys.meta_path or sys.path_hooks. The hook for zip files stays as it is: zipimport is seldom
 * wanted. */
static bool settle_list(Runtime *rt, const char *name) {
    struct ImportState *state = rt->import_state;
    Object *list = dict_get_cstring(rt, rt->sys_dict, name);
    if (!list || !type_is_list(rt, list)) {
        return !error_pending(rt);
    }
    for (size_t i = 0; i < list_length(list); i++) {
        for (EarlyKind kind = 0; kind < EARLY_SHARED_COUNT; kind++) {
            if (list_get(list, i) == state->early[kind] && state->real[kind] &&
                !list_set(rt, list, i, retain(state->real[kind]))) {
                return false;
            }
        }
    }
    return true;
}

static bool settle_modules(Runtime *rt) {
    Object *modules = dict_values_list(rt, rt->modules);
    bool done = modules != NULL;
    for (size_t i = 0; done && i < list_length(modules); i++) {
        Object *module = list_get(modules, i);
        if (object_type_id(module) == TYPE_MODULE) {
            done = import_spec_settle(rt, module_dict(module));
        }
    }
    release_nullable(rt, modules);
    return done;
}

/* ---- loading ---- */

static bool connect_modules(Runtime *rt, Object *bootstrap, Object *external) {
    Object *given[2] = {builtin(rt, "sys"), builtin(rt, "_imp")};
    Object *nothing =
        given[0] && given[1] ? object_call_method_cstring(rt, bootstrap, "_setup", given, 2) : NULL;
    release_nullable(rt, given[0]);
    release_nullable(rt, given[1]);
    if (!nothing) {
        return false;
    }
    release(rt, nothing);
    nothing = object_call_method_cstring(rt, external, "_set_bootstrap_module", &bootstrap, 1);
    release_nullable(rt, nothing);
    return nothing &&
           dict_set_cstring(rt, module_dict(bootstrap), "_bootstrap_external", external) &&
           keep_real(rt, EARLY_BUILTIN_IMPORTER, bootstrap, "BuiltinImporter") &&
           keep_real(rt, EARLY_FROZEN_IMPORTER, bootstrap, "FrozenImporter") &&
           keep_real(rt, EARLY_PATH_FINDER, external, "PathFinder") &&
           keep_real(rt, EARLY_SOURCE_LOADER, external, "SourceFileLoader") &&
           keep_folder_hook(rt, external);
}

static bool load(Runtime *rt) {
    TypeObject *spec_type = import_spec_type(rt);
    Object *bootstrap = spec_type ? run_frozen(rt, 0) : NULL;
    Object *external =
        bootstrap && dict_set_cstring(rt, module_dict(bootstrap), "ModuleSpec", (Object *)spec_type)
            ? run_frozen(rt, 1)
            : NULL;
    bool done = external && connect_modules(rt, bootstrap, external);
    release_nullable(rt, external);
    release_nullable(rt, bootstrap);
    return done;
}

bool import_library_load(Runtime *rt) {
    struct ImportState *state = rt->import_state;
    if (state->loaded || state->loading) {
        return true;
    }
    state->loading = true;
    state->loaded = load(rt);
    state->loading = false;
    return state->loaded && settle_list(rt, "meta_path") && settle_list(rt, "path_hooks") &&
           settle_modules(rt);
}

Object *import_library_module(Runtime *rt, Object *name) {
    size_t idx = find_frozen(name);
    Object *module = import_library_load(rt) ? dict_get(rt, rt->modules, name) : NULL;
    if (module || error_pending(rt)) {
        return retain_nullable(module);
    }
    if (idx == COUNT_OF(FROZEN)) {
        return raise_format(rt, TYPE_IMPORT_ERROR, "No such frozen object named %U", name);
    }
    return run_frozen(rt, idx);
}

Object *import_library_get(Runtime *rt, const char *attribute) {
    Object *name = str_from_cstring(rt, FROZEN[0].name);
    Object *module = name ? import_library_module(rt, name) : NULL;
    Object *value = module ? object_get_attr_cstring(rt, module, attribute) : NULL;
    release_nullable(rt, module);
    release_nullable(rt, name);
    return value;
}
