/* import_builtin: modules that are written in C, made when first imported. */
#include "vm/import_builtin.h"

#include "object/dict.h"
#include "object/operations.h"
#include "vm/import_spec.h"

const ModuleSpec *import_builtin_find(Runtime *rt, Object *name) {
    for (const ModuleSpec *const *builtin = rt->import_state->builtins; *builtin; builtin++) {
        if (str_equals_ascii(name, (*builtin)->name)) {
            return *builtin;
        }
    }
    return NULL;
}

Object *import_builtin_load(Runtime *rt, const ModuleSpec *builtin) {
    Object *module = module_from_spec(rt, builtin);
    Object *name = module ? str_from_cstring(rt, builtin->name) : NULL;
    Object *nothing = name ? str_empty(rt) : NULL;
    bool done = nothing &&
                dict_set(rt, module_dict(module), rt->names[NAME___package__], nothing) &&
                import_spec_set(rt, module_dict(module), name, NULL, NULL) &&
                dict_set(rt, rt->modules, name, module);
    if (!done) {
        CLEAR_REF(rt, &module);
    }
    release_nullable(rt, nothing);
    release_nullable(rt, name);
    return module;
}
