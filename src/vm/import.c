/* import: the IMPORT_ instructions and __import__.
 *
 * A module is looked for in sys.modules, then by the finders (import_find.h). */
#include "vm/import.h"

#include "object/grants.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/import_early.h"
#include "vm/import_find.h"
#include "vm/import_library.h"
#include "vm/traceback.h"

bool import_open(Runtime *rt, const ModuleSpec *const *builtins, const char *library) {
    rt->import_state = runtime_part(rt, sizeof *rt->import_state);
    if (!rt->import_state) {
        return false;
    }
    *rt->import_state = (struct ImportState){.builtins = builtins,
                                             .library = library,
                                             .load_importlib = import_library_load,
                                             .library_module = import_library_module};
    rt->modules = dict_new(rt);
    return rt->modules != NULL;
}

void import_close(Runtime *rt) {
    struct ImportState *state = rt->import_state;
    for (size_t i = 0; state && i < COUNT_OF(state->real); i++) {
        CLEAR_REF(rt, &state->real[i]);
    }
    for (size_t i = 0; state && i < COUNT_OF(state->early); i++) {
        CLEAR_REF(rt, &state->early[i]);
    }
    rt->import_state = NULL;
    CLEAR_REF(rt, &rt->modules);
}

static void *raise_not_found(Runtime *rt, Object *name, const char *extra, Object *parent) {
    if (extra) {
        raise_format(rt, TYPE_MODULE_NOT_FOUND_ERROR, "No module named %R; %R %s", name, parent,
                     extra);
    } else {
        bool barred = !grants_has(rt, GRANT_FILES | GRANT_LIBRARY);
        raise_format(rt, TYPE_MODULE_NOT_FOUND_ERROR, "No module named %R%s", name,
                     barred ? "; not granted: the library" : "");
    }
    if (rt->error && object_type_id(rt->error) == TYPE_MODULE_NOT_FOUND_ERROR) {
        REPLACE_REF(rt, &((ImportExceptionObject *)rt->error)->name, retain(name));
    }
    return NULL;
}

/* parent: the package that contains it, NULL for a top-level name. */
static Object *find_and_load(Runtime *rt, Object *name, Object *parent, Object *tail) {
    Object *search_path = NULL;
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
    }
    Object *module = import_find_and_load(rt, name, search_path, tail);
    release_nullable(rt, search_path);
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

static void refuse_item(Runtime *rt, Object *absolute, Object *name, bool of_all) {
    if (of_all) {
        raise_type_error(rt, "Item in %U.__all__ must be str, not %T", absolute, name);
    } else {
        raise_type_error(rt, "Item in ``from list'' must be str, not %T", name);
    }
}

/* Submodules that `from package import a, b` names; of_all: that its __all__ does, where a star
 * means nothing more. */
static bool import_from_list(Runtime *rt, Object *module, Object *absolute, Object *fromlist,
                             bool of_all) {
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
            refuse_item(rt, absolute, name, of_all);
            done = false;
            break;
        }
        if (str_equals_ascii(name, "*") && of_all) {
            continue;
        }
        if (str_equals_ascii(name, "*")) {
            Object *all = object_get_attr_optional(rt, module, rt->names[NAME___all__], &missing);
            done = all ? import_from_list(rt, module, absolute, all, true) : missing;
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

static const CodeObject *code_of(const TracebackObject *level) {
    const FrameObject *frame = level->frame;
    const FunctionObject *function = frame->live ? frame->live->function : frame->function;
    return (const CodeObject *)function->code;
}

/* Takes importlib's own levels out of the pending exception's traceback, as they say nothing about
 * the program: all of them for an ImportError, else those around code that it called. */
static void trim_traceback(Runtime *rt) {
    bool always = error_matches(rt, TYPE_IMPORT_ERROR);
    Object **link = &((ExceptionObject *)rt->error)->traceback;
    Object **outer = link; /* what refers to the first level of a run of importlib's */
    bool inside = false;
    while (*link && *link != NONE) {
        TracebackObject *level = (TracebackObject *)*link;
        const CodeObject *code = code_of(level);
        bool now_inside = import_library_is_file(code->filename);
        outer = now_inside && !inside ? link : outer;
        inside = now_inside;
        if (inside && (always || str_equals_ascii(code->name, "_call_with_frames_removed"))) {
            REPLACE_REF(rt, outer, retain_nullable(level->next));
            link = outer;
        } else {
            link = &level->next;
        }
    }
}

static Object *import_named(Runtime *rt, Object *name, Object *globals, Object *fromlist,
                            int64_t level) {
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
        if (!import_from_list(rt, module, absolute, fromlist, false)) {
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

Object *import_module(Runtime *rt, Object *name, Object *globals, Object *fromlist, int64_t level) {
    Object *module = import_named(rt, name, globals, fromlist, level);
    if (!module && rt->import_state->loaded) {
        trim_traceback(rt);
    }
    return module;
}

/* ---- instructions ---- */

bool import_name(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *name = frame_constant(frame, pc[1].cache_low);
    Object *fromlist = frame_constant(frame, pc->b);
    Object *builtins = frame->function->builtins;
    if (!type_is_dict(rt, builtins)) {
        raise_system_error(rt, "__builtins__ is %T, not a dict", builtins);
        return false;
    }
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
    } else if (!function && (builtins != rt->builtins || rt->import_state->import_function)) {
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
