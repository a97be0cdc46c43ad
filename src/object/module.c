/* Making module objects. */
#include "object/module.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/native.h"
#include "object/operations.h"

NEW_REF Object *module_new(Runtime *rt, Object *name, Object *doc) {
    static const int EMPTY_NAMES[] = {NAME___package__, NAME___loader__, NAME___spec__};
    ModuleObject *module =
        (ModuleObject *)object_new_container(rt, TYPE_MODULE, sizeof(ModuleObject));
    if (!module) {
        return NULL;
    }
    module->dict = dict_new(rt);
    bool fine = module->dict && dict_set(rt, module->dict, rt->names[NAME___name__], name) &&
                dict_set(rt, module->dict, rt->names[NAME___doc__], doc ? doc : NONE);
    for (size_t i = 0; fine && i < COUNT_OF(EMPTY_NAMES); i++) {
        fine = dict_set(rt, module->dict, rt->names[EMPTY_NAMES[i]], NONE);
    }
    if (!fine) {
        RELEASE(rt, module);
        return NULL;
    }
    return (Object *)module;
}

static bool add_functions(Runtime *rt, Object *module, const MethodRow *rows, Object *name) {
    for (const MethodRow *row = rows; row && row->name; row++) {
        Object *function = native_function_new(rt, row, module, name);
        if (!function) {
            return false;
        }
        bool fine = dict_set_cstring(rt, module_dict(module), row->name, function);
        release(rt, function);
        if (!fine) {
            return false;
        }
    }
    return true;
}

NEW_REF Object *module_from_spec(Runtime *rt, const ModuleSpec *spec) {
    if (spec->make) {
        return spec->make(rt);
    }
    Object *name = str_from_cstring(rt, spec->name);
    Object *doc = spec->doc ? str_from_cstring(rt, spec->doc) : retain(NONE);
    Object *module = name && doc ? module_new(rt, name, doc) : NULL;
    if (module && (!add_functions(rt, module, spec->functions, name) ||
                   (spec->populate && !spec->populate(rt, module_dict(module))))) {
        CLEAR_REF(rt, &module);
    }
    if (module) {
        object_set_flag(module, MODULE_BUILTIN);
    }
    release_nullable(rt, name);
    release_nullable(rt, doc);
    return module;
}

BORROWED Object *module_builtin(Runtime *rt, const char *name) {
    Object *key = intern_cstring(rt, name);
    if (!key) {
        return NULL;
    }
    Object *found = rt->builtins ? dict_get_str(rt, rt->builtins, key) : NULL;
    if (!found && !rt->error && rt->builtins && rt->hooks.find_builtin) {
        found = rt->hooks.find_builtin(rt, rt->builtins, key);
    }
    if (!found && !rt->error) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "module 'builtins' has no attribute '%U'", key);
    }
    release(rt, key);
    return found;
}
