/* _imp: what importlib needs of the runtime. There are no extension modules and no frozen ones, and
 * one thread at a time runs Python code, so that the import lock is a count. */
#include "modules/imp.h"

#include "base/hash.h"
#include "modules/module_state.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "vm/import_builtin.h"
#include "vm/import_state.h"

typedef struct ImpState {
    int64_t lock_count;
} ImpState;

static ImpState *imp_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_IMP, sizeof(ImpState));
}

/* ---- the lock ---- */

static Object *imp_acquire_lock(Runtime *rt, Object *self) {
    (void)self;
    imp_state(rt)->lock_count++;
    return retain(NONE);
}

static Object *imp_release_lock(Runtime *rt, Object *self) {
    (void)self;
    if (imp_state(rt)->lock_count == 0) {
        return raise_runtime_error(rt, "not holding the import lock");
    }
    imp_state(rt)->lock_count--;
    return retain(NONE);
}

static Object *imp_lock_held(Runtime *rt, Object *self) {
    (void)self;
    return retain(bool_object(imp_state(rt)->lock_count > 0));
}

/* ---- builtin modules ---- */

/* -1: sys and builtins, which cannot be made again; 1: other builtin modules; else 0. */
static Object *imp_is_builtin(Runtime *rt, Object *self, Object *name) {
    (void)self;
    if (!type_is_str(rt, name)) {
        return raise_type_error(rt, "is_builtin() argument must be str, not %T", name);
    }
    bool once = str_equals_ascii(name, "sys") || str_equals_ascii(name, "builtins");
    return int_from_int64(rt, once ? -1 : import_builtin_find(rt, name) != NULL);
}

static Object *imp_create_builtin(Runtime *rt, Object *self, Object *spec) {
    (void)self;
    Object *name = object_get_attr_cstring(rt, spec, "name");
    if (!name) {
        return NULL;
    }
    const ModuleSpec *builtin = type_is_str(rt, name) ? import_builtin_find(rt, name) : NULL;
    Object *module = NULL;
    if (!builtin) {
        module = retain(NONE);
    } else {
        module = retain_nullable(dict_get(rt, rt->modules, name));
        if (!module && !error_pending(rt)) {
            module = import_builtin_load(rt, builtin);
        }
    }
    release(rt, name);
    return module;
}

static Object *imp_exec_builtin(Runtime *rt, Object *self, Object *module) {
    (void)self;
    (void)module;
    return int_from_int64(rt, 0);
}

/* ---- frozen modules and extensions: none ---- */

static Object *imp_is_frozen(Runtime *rt, Object *self, Object *name) {
    (void)rt;
    (void)self;
    (void)name;
    return retain(FALSE_OBJECT);
}

static Object *imp_find_frozen(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    (void)rt;
    (void)self;
    (void)args;
    (void)count;
    (void)keyword_names;
    return retain(NONE);
}

static Object *no_frozen(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    return raise_format(rt, TYPE_IMPORT_ERROR, "No such frozen object named %S", args[0]);
}

static Object *imp_extension_suffixes(Runtime *rt, Object *self) {
    (void)self;
    return list_new(rt, 0);
}

static Object *imp_override(Runtime *rt, Object *self, Object *argument) {
    (void)rt;
    (void)self;
    (void)argument;
    return retain(NONE);
}

static Object *imp_fix_co_filename(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)rt;
    (void)self;
    (void)args;
    (void)count;
    return retain(NONE);
}

/* Eight bytes that identify a source text, for the headers of compiled files. */
static Object *imp_source_hash(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    int64_t key;
    BufferView view;
    if (!object_as_int64(rt, args[0], &key) || !object_get_buffer(rt, args[1], &view, false)) {
        return NULL;
    }
    const uint64_t seed[2] = {(uint64_t)key, 0};
    uint64_t hash = hash_data(view.data, view.size, seed);
    object_release_buffer(rt, &view);
    return bytes_from_data(rt, &hash, sizeof hash);
}

static bool imp_populate(Runtime *rt, Object *dict) {
    Object *policy = str_from_cstring(rt, "default");
    bool done =
        imp_state(rt) && policy && dict_set_cstring(rt, dict, "check_hash_based_pycs", policy);
    release_nullable(rt, policy);
    return done;
}

static const MethodRow IMP_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("acquire_lock", imp_acquire_lock, "Takes the import lock once more."),
    METHOD_ROW_NOARGS("release_lock", imp_release_lock, "Gives the import lock back once."),
    METHOD_ROW_NOARGS("lock_held", imp_lock_held, "Whether somebody holds the import lock."),
    METHOD_ROW_ONE("is_builtin", imp_is_builtin,
                   "-1 for sys and builtins, 1 for other modules in C, else 0."),
    METHOD_ROW_ONE("create_builtin", imp_create_builtin, "The module in C that a spec names."),
    METHOD_ROW_ONE("exec_builtin", imp_exec_builtin, "Does nothing: they are made whole."),
    METHOD_ROW_ONE("is_frozen", imp_is_frozen, "False: there are no frozen modules."),
    METHOD_ROW_ONE("is_frozen_package", imp_is_frozen, "False: there are no frozen modules."),
    METHOD_ROW_KEYWORDS("find_frozen", imp_find_frozen, "None: there are no frozen modules."),
    METHOD_ROW_POSITIONAL("get_frozen_object", no_frozen, 1, 2, "An ImportError."),
    METHOD_ROW_POSITIONAL("init_frozen", no_frozen, 1, 1, "An ImportError."),
    METHOD_ROW_NOARGS("extension_suffixes", imp_extension_suffixes,
                      "[]: there are no extension modules."),
    METHOD_ROW_ONE("_override_frozen_modules_for_tests", imp_override, "Does nothing."),
    METHOD_ROW_POSITIONAL("_fix_co_filename", imp_fix_co_filename, 2, 2,
                          "Does nothing: code is not loaded from files."),
    METHOD_ROW_POSITIONAL("source_hash", imp_source_hash, 2, 2,
                          "Eight bytes that identify a source text."),
    METHOD_ROW_END,
};

const ModuleSpec imp_module = {
    .name = "_imp",
    .doc = "What importlib needs of the runtime.",
    .functions = IMP_FUNCTIONS,
    .populate = imp_populate,
};
