/* pickle_module: the functions of _pickle, and what all pickles of a runtime share. */
#include "modules/pickle_module.h"

#include "modules/module_state.h"
#include "modules/pickle_unpickling.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/native.h"
#include "object/tuple.h"
#include "vm/import.h"
#include <stdarg.h>

/* ---- shared objects ---- */

static const struct {
    const char *module, *name;
} KNOWN[PICKLE_KNOWN_COUNT] = {
    [PICKLE_DISPATCH_TABLE] = {"copyreg", "dispatch_table"},
    [PICKLE_EXTENSION_REGISTRY] = {"copyreg", "_extension_registry"},
    [PICKLE_INVERTED_REGISTRY] = {"copyreg", "_inverted_registry"},
    [PICKLE_EXTENSION_CACHE] = {"copyreg", "_extension_cache"},
    [PICKLE_NAME_MAPPING] = {"_compat_pickle", "NAME_MAPPING"},
    [PICKLE_IMPORT_MAPPING] = {"_compat_pickle", "IMPORT_MAPPING"},
    [PICKLE_REVERSE_NAME_MAPPING] = {"_compat_pickle", "REVERSE_NAME_MAPPING"},
    [PICKLE_REVERSE_IMPORT_MAPPING] = {"_compat_pickle", "REVERSE_IMPORT_MAPPING"},
    [PICKLE_CODECS_ENCODE] = {"codecs", "encode"},
    [PICKLE_PARTIAL] = {"functools", "partial"},
    [PICKLE_GETATTR] = {"builtins", "getattr"},
    [PICKLE_LATIN1] = {NULL, "latin1"},
};

PickleState *pickle_state(Runtime *rt) {
    return rt->module_state[MODULE_STATE_PICKLE];
}

static NEW_REF Object *fetch(Runtime *rt, PickleKnown which) {
    const char *module = KNOWN[which].module, *name = KNOWN[which].name;
    if (!name) {
        return dict_new(rt);
    }
    Object *text = intern_cstring(rt, module ? module : name);
    if (!module || !text) {
        return text;
    }
    Object *imported = import_absolute(rt, text);
    Object *found = imported ? object_get_attr_cstring(rt, imported, name) : NULL;
    release_nullable(rt, imported);
    release(rt, text);
    if (found && which < PICKLE_CODECS_ENCODE && !type_is_dict(rt, found)) {
        raise_runtime_error(rt, "%s.%s should be a dict, not %.200s", module, name,
                            type_name_of(rt, found));
        CLEAR_REF(rt, &found);
    }
    return found;
}

Object *pickle_known(Runtime *rt, PickleKnown which) {
    PickleState *state = pickle_state(rt);
    if (UNLIKELY(!state->known[which])) {
        Object *found = fetch(rt, which);
        REPLACE_REF(rt, &state->known[which], found);
    }
    return state->known[which];
}

static void *raise_class(Runtime *rt, Object *class, const char *format, va_list args) {
    Object *message = str_format_list(rt, format, args);
    Object *error = message ? object_call_one(rt, class, message) : NULL;
    release_nullable(rt, message);
    return error ? raise_exception(rt, error) : NULL;
}

void *pickle_raise_pickling(Runtime *rt, const char *format, ...) {
    va_list args;
    va_start(args, format);
    raise_class(rt, pickle_state(rt)->pickling_error, format, args);
    va_end(args);
    return NULL;
}

void *pickle_raise_unpickling(Runtime *rt, const char *format, ...) {
    va_list args;
    va_start(args, format);
    raise_class(rt, pickle_state(rt)->unpickling_error, format, args);
    va_end(args);
    return NULL;
}

/* ---- hooks ---- */

bool pickle_hook_find(Runtime *rt, PickleHook *hook, Object *self, const char *name) {
    Object *text = intern_cstring(rt, name);
    bool missing = false;
    Object *found = text ? object_get_attr_optional(rt, self, text, &missing) : NULL;
    release_nullable(rt, text);
    if (!found && !missing) {
        return false;
    }
    hook->is_method =
        found && object_type_id(found) == TYPE_METHOD && ((MethodObject *)found)->self == self;
    if (hook->is_method) {
        Object *function = retain(((MethodObject *)found)->function);
        release(rt, found);
        found = function;
    }
    REPLACE_REF(rt, &hook->function, found);
    return true;
}

Object *pickle_hook_get(Runtime *rt, const PickleHook *hook, Object *self, const char *name) {
    if (!hook->function) {
        return raise_format(rt, TYPE_ATTRIBUTE_ERROR, "%s", name);
    }
    return hook->is_method ? method_new(rt, hook->function, self) : retain(hook->function);
}

bool pickle_hook_set(Runtime *rt, PickleHook *hook, Object *value, const char *name) {
    if (!value) {
        return raise_type_error(rt, "attribute deletion is not supported");
    }
    if (!object_is_callable(rt, value)) {
        return raise_type_error(rt, "%s must be a callable taking one argument", name);
    }
    hook->is_method = false;
    REPLACE_REF(rt, &hook->function, retain(value));
    return true;
}

Object *pickle_hook_call(Runtime *rt, const PickleHook *hook, Object *self, Object *argument) {
    bool is_method = hook->is_method && self;
    Object *function = retain(hook->function); /* may be set anew meanwhile */
    Object *result = is_method ? object_call_two(rt, function, self, argument)
                               : object_call_one(rt, function, argument);
    release(rt, function);
    return result;
}

/* ---- functions ---- */

/* A flag argument; `otherwise` when it is not given. */
static int flag_of(Runtime *rt, Object *argument, int otherwise) {
    return argument ? object_is_true(rt, argument) : otherwise;
}

static NEW_REF Object *pickle_module_dump(Runtime *rt, Object *module, Object *const *args,
                                          size_t count, Object *keyword_names) {
    (void)module;
    static const ArgumentSpec SPEC = {
        "dump", {"obj", "file", "protocol", "fix_imports", "buffer_callback"}, 0, 3, 2, 5};
    Object *given[5];
    Pickling pickling;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    int fix_imports = flag_of(rt, given[3], true);
    bool done = fix_imports >= 0 && pickle_start(rt, &pickling, given[2], fix_imports);
    if (!done) {
        return NULL;
    }
    done = pickle_set_write(rt, &pickling, given[1]) &&
           pickle_set_buffer_callback(rt, &pickling, given[4]) &&
           pickle_dump(rt, &pickling, given[0]) && pickle_flush(rt, &pickling);
    pickle_end(rt, &pickling);
    return done ? retain(NONE) : NULL;
}

static NEW_REF Object *pickle_module_dumps(Runtime *rt, Object *module, Object *const *args,
                                           size_t count, Object *keyword_names) {
    (void)module;
    static const ArgumentSpec SPEC = {
        "dumps", {"obj", "protocol", "fix_imports", "buffer_callback"}, 0, 2, 1, 4};
    Object *given[4];
    Pickling pickling;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    int fix_imports = flag_of(rt, given[2], true);
    if (fix_imports < 0 || !pickle_start(rt, &pickling, given[1], fix_imports)) {
        return NULL;
    }
    Object *bytes =
        pickle_set_buffer_callback(rt, &pickling, given[3]) && pickle_dump(rt, &pickling, given[0])
            ? pickle_output_take(rt, &pickling.out)
            : NULL;
    pickle_end(rt, &pickling);
    return bytes;
}

/* given: fix_imports, encoding, errors, buffers. */
static bool set_options(Runtime *rt, Unpickling *unpickling, const char *function,
                        Object *const *given) {
    int fix_imports = flag_of(rt, given[0], true);
    unpickling->fix_imports = fix_imports > 0;
    return fix_imports >= 0 && unpickling_set_texts(rt, unpickling, function, given[1], given[2]) &&
           unpickling_set_buffers(rt, unpickling, given[3]);
}

/* `open` is told what to read from: the first of the arguments. */
static NEW_REF Object *load_given(Runtime *rt, const char *function, Object *const *given,
                                  bool (*open)(Runtime *rt, PickleInput *in, Object *source)) {
    Unpickling unpickling = {.stack = NULL};
    Object *object =
        open(rt, &unpickling.in, given[0]) && set_options(rt, &unpickling, function, given + 1)
            ? pickle_load(rt, &unpickling)
            : NULL;
    unpickling_end(rt, &unpickling);
    return object;
}

static NEW_REF Object *pickle_module_load(Runtime *rt, Object *module, Object *const *args,
                                          size_t count, Object *keyword_names) {
    (void)module;
    static const ArgumentSpec SPEC = {
        "load", {"file", "fix_imports", "encoding", "errors", "buffers"}, 0, 1, 1, 5};
    Object *given[5];
    return arguments_parse(rt, &SPEC, args, count, keyword_names, given)
               ? load_given(rt, SPEC.function, given, pickle_input_from_file)
               : NULL;
}

static NEW_REF Object *pickle_module_loads(Runtime *rt, Object *module, Object *const *args,
                                           size_t count, Object *keyword_names) {
    (void)module;
    static const ArgumentSpec SPEC = {
        "loads", {"", "fix_imports", "encoding", "errors", "buffers"}, 1, 1, 1, 5};
    Object *given[5];
    return arguments_parse(rt, &SPEC, args, count, count ? keyword_names : NULL, given)
               ? load_given(rt, SPEC.function, given, pickle_input_from_object)
               : NULL;
}

static const MethodRow PICKLE_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("dump", pickle_module_dump,
                        "dump($module, /, obj, file, protocol=None, *, fix_imports=True,\n"
                        "     buffer_callback=None)\n--\n\n"
                        "Writes a pickle of obj to the open file."),
    METHOD_ROW_KEYWORDS("dumps", pickle_module_dumps,
                        "dumps($module, /, obj, protocol=None, *, fix_imports=True,\n"
                        "      buffer_callback=None)\n--\n\n"
                        "The pickle of obj as bytes."),
    METHOD_ROW_KEYWORDS("load", pickle_module_load,
                        "load($module, /, file, *, fix_imports=True, encoding='ASCII',\n"
                        "     errors='strict', buffers=())\n--\n\n"
                        "Reads a pickle from the open file and gives its object."),
    METHOD_ROW_KEYWORDS("loads", pickle_module_loads,
                        "loads($module, data, /, *, fix_imports=True, encoding='ASCII',\n"
                        "      errors='strict', buffers=())\n--\n\n"
                        "The object whose pickle is in data."),
    METHOD_ROW_END,
};

/* ---- the module ---- */

static bool add_type(Runtime *rt, Object *dict, const TypeSpec *spec, uint32_t *type_id) {
    TypeObject *type = type_register(rt, spec, type_id);
    return type && (!dict || dict_set(rt, dict, type->name, &type->header));
}

/* A class NAME derived from `base`. */
static bool add_error(Runtime *rt, Object *dict, const char *name, Object *base, Object **slot) {
    TypeObject *type = type_object(rt, TYPE_TYPE);
    Object *module = str_from_cstring(rt, "_pickle");
    Object *parts[3] = {str_from_cstring(rt, name), base ? tuple_pack(rt, 1, base) : NULL,
                        dict_new(rt)};
    if (!*slot && type && module && parts[0] && parts[1] && parts[2] &&
        dict_set(rt, parts[2], rt->names[NAME___module__], module)) {
        *slot = object_call(rt, &type->header, parts, 3, NULL);
    }
    release_nullable(rt, module);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        release_nullable(rt, parts[i]);
    }
    return *slot && dict_set_cstring(rt, dict, name, *slot);
}

static bool pickle_populate(Runtime *rt, Object *dict) {
    PickleState *state = module_state(rt, MODULE_STATE_PICKLE, sizeof *state);
    Object *base = (Object *)type_object(rt, TYPE_EXCEPTION);
    return state && base && add_error(rt, dict, "PickleError", base, &state->error) &&
           add_error(rt, dict, "PicklingError", state->error, &state->pickling_error) &&
           add_error(rt, dict, "UnpicklingError", state->error, &state->unpickling_error) &&
           add_type(rt, dict, &pickle_pickler_type, &state->pickler_type) &&
           add_type(rt, dict, &pickle_unpickler_type, &state->unpickler_type) &&
           add_type(rt, NULL, &pickle_pickler_memo_type, &state->pickler_memo_type) &&
           add_type(rt, NULL, &pickle_unpickler_memo_type, &state->unpickler_memo_type) &&
           add_type(rt, dict, &pickle_buffer_type, &state->buffer_type);
}

void pickle_close(Runtime *rt) {
    PickleState *state = pickle_state(rt);
    if (!state) {
        return;
    }
    CLEAR_REF(rt, &state->unpickling_error);
    CLEAR_REF(rt, &state->pickling_error);
    CLEAR_REF(rt, &state->error);
    for (size_t i = 0; i < PICKLE_KNOWN_COUNT; i++) {
        CLEAR_REF(rt, &state->known[i]);
    }
}

const ModuleSpec pickle_module = {
    .name = "_pickle",
    .doc = "Optimized C implementation for the Python pickle module.",
    .functions = PICKLE_FUNCTIONS,
    .populate = pickle_populate,
};
