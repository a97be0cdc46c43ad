/* finish: what a program's end runs, in CPython's order (the steps from 2 on only where somebody
 * could notice them):
 *   1. atexit functions run, the last one first, and standard streams are flushed
 *   2. settings in sys that hold objects of the program become None
 *   3. every module leaves sys.modules; those that nobody else holds go, __main__ first
 *   4. what the program put into builtins goes, and cycles are collected
 *   5. the dicts of modules that still live are emptied, newest module first: names with one
 *      underscore in front, then the others
 * sys and builtins stay whole until runtime_close, so that finalizers find what they use. */
#include "api/finish.h"

#include "base/check.h"
#include "gc/collector.h"
#include "modules/atexit.h"
#include "modules/io.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/module.h"
#include "object/operations.h"
#include "types/weakref.h"
#include "gc/weakref_table.h"

static void set_none(Runtime *rt, Object *dict, const char *name) {
    if (dict_get_cstring(rt, dict, name) && !dict_set_cstring(rt, dict, name, NONE)) {
        error_clear(rt);
    }
    error_clear(rt);
}

static void clear_settings(Runtime *rt) {
    static const char *const names[] = {
        "path",
        "argv",
        "ps1",
        "ps2",
        "last_type",
        "last_value",
        "last_traceback",
        "path_hooks",
        "path_importer_cache",
        "meta_path",
    };
    static const char *const streams[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    if (rt->builtins) {
        set_none(rt, rt->builtins, "_");
    }
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        set_none(rt, rt->sys_dict, names[i]);
    }
    for (size_t i = 0; i < COUNT_OF(streams); i++) {
        Object *first = dict_get_cstring(rt, rt->sys_dict, streams[i][1]);
        if (!first || !dict_set_cstring(rt, rt->sys_dict, streams[i][0], first)) {
            error_clear(rt);
        }
    }
}

static bool is_kept(Runtime *rt, Object *module) {
    return object_type_id(module) == TYPE_MODULE &&
           (module_dict(module) == rt->builtins || module_dict(module) == rt->sys_dict);
}

/* Empties sys.modules; the list of weak references to what was in it. NULL when memory is out. */
static Object *remove_modules(Runtime *rt) {
    Object *references = list_new(rt, 0);
    Object *names = references ? dict_keys_list(rt, rt->modules) : NULL;
    for (size_t i = 0; names && i < list_length(names); i++) {
        Object *name = list_get(names, i);
        Object *module = dict_get(rt, rt->modules, name);
        error_clear(rt);
        if (!module || object_type_id(module) != TYPE_MODULE || is_kept(rt, module)) {
            continue;
        }
        Object *reference = weakref_new(rt, module, NULL);
        if (!reference || !list_append_stealing(rt, references, reference) ||
            !dict_set(rt, rt->modules, name, NONE)) {
            error_clear(rt);
        }
    }
    release_nullable(rt, names);
    dict_clear(rt, rt->modules);
    error_clear(rt);
    return references;
}

static bool is_private(Object *name) {
    return str_length(name) > 0 && str_at(name, 0) == '_' &&
           !(str_length(name) > 1 && str_at(name, 1) == '_');
}

/* Names become None: those with one underscore in front, or (private_names false) all others. */
static void clear_names(Runtime *rt, Object *dict, bool private_names) {
    Object *names = dict_keys_list(rt, dict);
    for (size_t i = 0; names && i < list_length(names); i++) {
        Object *name = list_get(names, i);
        if (!str_check_exact(name) || is_private(name) != private_names ||
            str_equals_ascii(name, "__builtins__")) {
            continue;
        }
        if (!dict_set(rt, dict, name, NONE)) {
            error_clear(rt);
        }
    }
    release_nullable(rt, names);
    error_clear(rt);
}

static void clear_living(Runtime *rt, Object *references) {
    for (size_t i = list_length(references); i-- > 0;) {
        Object *module = weakref_get(list_get(references, i));
        if (module) {
            Object *dict = retain(module_dict(module));
            clear_names(rt, dict, true);
            clear_names(rt, dict, false);
            release(rt, dict);
            release(rt, module);
        }
    }
}

/* What the program put into builtins goes. */
static void restore_builtins(Runtime *rt) {
    Object *names = rt->builtins ? dict_keys_list(rt, rt->builtins) : NULL;
    for (size_t i = 0; names && i < list_length(names); i++) {
        Object *name = list_get(names, i);
        Object *value = dict_get(rt, rt->builtins, name);
        bool own = value && (object_is_immortal(value) || type_is_str(rt, value) ||
                             object_type_id(value) == TYPE_NATIVE_FUNCTION ||
                             (type_is_type(rt, value) && !type_is_class((TypeObject *)value)));
        if (value && !own && dict_delete(rt, rt->builtins, name) < 0) {
            error_clear(rt);
        }
    }
    release_nullable(rt, names);
    error_clear(rt);
}

/* Finalizers may leave new garbage. */
static void collect(Runtime *rt) {
    for (int i = 0; i < 3 && rt->collector && collector_collect(rt, 2); i++) {
    }
    error_clear(rt);
}

void finish_program(Runtime *rt) {
    if (!rt->modules || !rt->sys_dict) {
        return;
    }
    atexit_run(rt);
    atexit_run(rt); /* what those registered */
    error_clear(rt);
    io_flush_standard(rt);
    error_clear(rt);
}

/* ---- whether the rest matters ---- */

static bool ends_quietly(Runtime *rt, const Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->finalize && !object_has_flag(object, OBJECT_FINALIZED)) {
        return io_ends_quietly(rt, object);
    }
    if (slots->flags & TYPE_FLAG_END_MATTERS) {
        return object_type_id(object) == TYPE_WEAKREF && !((const WeakrefObject *)object)->callback;
    }
    return true;
}

typedef struct Search {
    Runtime *rt;
    bool found;
} Search;

/* A HeapVisitor. Only containers can matter. */
static bool visit(void *user, void *block, size_t usable, HeapKind kind) {
    Search *search = user;
    const Object *object = block;
    (void)usable;
    bool exists = object->refs || object_has_flag(object, OBJECT_DELAYED);
    search->found = kind == HEAP_CONTAINER && exists && !ends_quietly(search->rt, object);
    return !search->found;
}

bool finish_has_effects(Runtime *rt) {
    /* signals that the program handles are the process's: they must be given back */
    Search search = {rt, rt->hooks.signals || (rt->collector && collector_is_observed(rt))};
    if (!search.found && (rt->ends_matter || OURO_CHECK_LEVEL >= 2)) {
        heap_walk(rt->heap, visit, &search);
        check2(!search.found || rt->ends_matter);
    }
    return search.found;
}

/* ---- all of it ---- */

void finish(Runtime *rt) {
    if (!rt->modules || !rt->sys_dict || !rt->collector) {
        return;
    }
    finish_program(rt);
    clear_settings(rt);
    Object *references = remove_modules(rt);
    restore_builtins(rt);
    collect(rt);
    if (references) {
        clear_living(rt, references);
        release(rt, references);
    }
    error_clear(rt);
    collect(rt);
    io_flush_standard(rt);
    error_clear(rt);
}
