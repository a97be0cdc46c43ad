/* _codecs: the registry. Search functions are asked in the order of their registration; what they
 * find is remembered by the normalised name. */
#include "modules/codecs.h"
#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/codec_handlers.h"
#include "types/text_arguments.h"
#include "vm/import.h"
#include <string.h>

typedef struct CodecsState {
    Object *search;    /* list of functions */
    Object *found;     /* dict: normalised name to a tuple of four */
    bool has_imported; /* the encodings package has been asked for */
} CodecsState;

static CodecsState *state_of(Runtime *rt) {
    CodecsState *state = module_state(rt, MODULE_STATE_CODECS, sizeof *state);
    if (state && !state->search) {
        state->search = list_new(rt, 0);
    }
    if (state && !state->found) {
        state->found = dict_new(rt);
    }
    return state && state->search && state->found ? state : NULL;
}

/* --- searching --- */

/* Lower case ASCII, spaces as '-'. */
static NEW_REF Object *normalised(Runtime *rt, const char *encoding) {
    StrWriter writer;
    writer_init(&writer);
    for (; *encoding; encoding++) {
        char letter = *encoding;
        letter = letter >= 'A' && letter <= 'Z' ? (char)(letter + 32) : letter;
        letter = letter == ' ' ? '-' : letter;
        if (!writer_char(rt, &writer, (uint8_t)letter)) {
            writer_abandon(rt, &writer);
            return NULL;
        }
    }
    return writer_finish(rt, &writer);
}

static bool import_encodings(Runtime *rt, CodecsState *state) {
    if (state->has_imported) {
        return true;
    }
    state->has_imported = true; /* it looks encodings up itself */
    Object *name = str_from_cstring(rt, "encodings");
    Object *module = name ? import_absolute(rt, name) : NULL;
    release_nullable(rt, name);
    release_nullable(rt, module);
    /* Without a standard library the builtin encodings are all there is. */
    return module != NULL || error_clear_if(rt, TYPE_IMPORT_ERROR);
}

/* The tuple of four for encoding. */
static NEW_REF Object *look_up(Runtime *rt, const char *encoding) {
    CodecsState *state = state_of(rt);
    Object *name = state ? normalised(rt, encoding) : NULL;
    if (!name) {
        return NULL;
    }
    Object *found = retain_nullable(dict_get(rt, state->found, name));
    if (!found && !error_pending(rt) && import_encodings(rt, state)) {
        for (size_t i = 0; !found && i < list_length(state->search); i++) {
            Object *function = retain(list_get(state->search, i));
            Object *answer = object_call_one(rt, function, name);
            release(rt, function);
            if (!answer) {
                break;
            }
            if (answer == NONE) {
                release(rt, answer);
            } else if (!type_is_tuple(rt, answer) || tuple_length(answer) != 4) {
                raise_type_error(rt, "codec search functions must return 4-tuples");
                release(rt, answer);
                break;
            } else {
                found = answer;
            }
        }
        if (found && !dict_set(rt, state->found, name, found)) {
            CLEAR_REF(rt, &found);
        }
    }
    if (!found && !error_pending(rt)) {
        raise_format(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding);
    }
    release(rt, name);
    return found;
}

/* Whether the exception is no more than its class and perhaps a text, so that another text can
 * stand in its place. */
static bool is_class_and_text(Runtime *rt, const Object *error) {
    const ExceptionObject *exception = (const ExceptionObject *)error;
    const TypeSlots *slots = slots_of(rt, error);
    const TypeSlots *plain = type_object(rt, TYPE_BASE_EXCEPTION)->slots;
    size_t count = tuple_length(exception->args);
    return slots->init == plain->init && slots->new_instance == plain->new_instance &&
           slots->basic_size <= plain->basic_size + sizeof(Object *) &&
           !(exception->dict && dict_length(exception->dict)) &&
           (count == 0 ||
            (count == 1 && object_type_id(tuple_get(exception->args, 0)) == TYPE_STR));
}

/* The pending error, where that loses nothing, becomes the cause of one that names the codec. */
static void name_codec(Runtime *rt, size_t idx, const char *encoding) {
    if (!error_matches(rt, TYPE_EXCEPTION) || error_matches(rt, TYPE_MEMORY_ERROR) ||
        !is_class_and_text(rt, rt->error)) {
        return;
    }
    Object *cause = error_take(rt);
    Object *text = str_format(rt, "%s with '%s' codec failed (%T: %S)",
                              idx == 0 ? "encoding" : "decoding", encoding, cause, cause);
    Object *type = (Object *)type_object(rt, object_type_id(cause));
    Object *named = text ? object_call_one(rt, type, text) : NULL;
    release_nullable(rt, text);
    if (!named) {
        release(rt, cause);
        return;
    }
    ExceptionObject *exception = (ExceptionObject *)named;
    REPLACE_REF(rt, &exception->context, retain(cause));
    REPLACE_REF(rt, &exception->cause, cause);
    exception->suppress_context = true;
    error_set(rt, named);
}

/* codec[idx](input[, errors]), the first of the pair that it gives. */
static NEW_REF Object *run_codec(Runtime *rt, Object *codec, size_t idx, Object *input,
                                 const char *encoding, const char *errors) {
    Object *args[2] = {input, errors ? str_from_cstring(rt, errors) : NULL};
    if (errors && !args[1]) {
        return NULL;
    }
    Object *pair = object_call(rt, tuple_get(codec, idx), args, errors ? 2 : 1, NULL);
    release_nullable(rt, args[1]);
    if (!pair) {
        name_codec(rt, idx, encoding);
        return NULL;
    }
    Object *result = NULL;
    if (!type_is_tuple(rt, pair) || tuple_length(pair) != 2) {
        raise_type_error(rt, "%s must return a tuple (object, integer)",
                         idx == 0 ? "encoder" : "decoder");
    } else {
        result = retain(tuple_get(pair, 0));
    }
    release(rt, pair);
    return result;
}

/* str.encode and bytes.decode: text encodings only, and the result has the right type. */
static NEW_REF Object *codec_hook(Runtime *rt, const char *function, Object *input,
                                  const char *encoding, const char *errors) {
    bool encodes = strcmp(function, "encode") == 0;
    Object *codec = look_up(rt, encoding);
    if (!codec) {
        return NULL;
    }
    Object *result = NULL;
    bool is_text = true;
    if (object_type_id(codec) != TYPE_TUPLE) {
        Object *flag = object_get_attr_cstring(rt, codec, "_is_text_encoding");
        int truth = flag ? object_is_true(rt, flag) : -1;
        release_nullable(rt, flag);
        if (!flag && error_matches(rt, TYPE_ATTRIBUTE_ERROR)) {
            error_clear(rt);
            truth = 1;
        }
        is_text = truth != 0;
    }
    if (!is_text) {
        raise_format(rt, TYPE_LOOKUP_ERROR,
                     "'%.400s' is not a text encoding; use codecs.%s() to handle arbitrary codecs",
                     encoding, function);
    } else if (!error_pending(rt)) {
        result = run_codec(rt, codec, encodes ? 0 : 1, input, encoding, errors);
    }
    bool right = !result || (encodes ? type_is_bytes(rt, result) : type_is_str(rt, result));
    if (!right) {
        raise_type_error(rt,
                         "'%.400s' %s returned '%.400s' instead of '%s'; use codecs.%s() to "
                         "%s to arbitrary types",
                         encoding, encodes ? "encoder" : "decoder", type_name_of(rt, result),
                         encodes ? "bytes" : "str", function, function);
        CLEAR_REF(rt, &result);
    }
    release(rt, codec);
    return result;
}

void codecs_open(Runtime *rt) {
    rt->hooks.codec = codec_hook;
}

void codecs_close(Runtime *rt) {
    CodecsState *state = rt->module_state[MODULE_STATE_CODECS];
    if (state) {
        CLEAR_REF(rt, &state->search);
        CLEAR_REF(rt, &state->found);
    }
    CLEAR_REF(rt, &rt->codec_handlers);
}

/* --- functions --- */

static NEW_REF Object *codecs_register(Runtime *rt, Object *self, Object *function) {
    (void)self;
    if (!object_is_callable(rt, function)) {
        return raise_type_error(rt, "argument must be callable");
    }
    CodecsState *state = state_of(rt);
    return state && list_append(rt, state->search, function) ? retain(NONE) : NULL;
}

static NEW_REF Object *codecs_unregister(Runtime *rt, Object *self, Object *function) {
    (void)self;
    CodecsState *state = state_of(rt);
    if (!state) {
        return NULL;
    }
    for (size_t i = 0; i < list_length(state->search); i++) {
        if (list_get(state->search, i) == function) {
            dict_clear(rt, state->found);
            Object *result = object_call_method_cstring(rt, state->search, "remove", &function, 1);
            release_nullable(rt, result);
            return result ? retain(NONE) : NULL;
        }
    }
    return retain(NONE);
}

static NEW_REF Object *codecs_lookup(Runtime *rt, Object *self, Object *encoding) {
    (void)self;
    const char *name;
    Object *holder;
    if (!text_cstring(rt, "lookup", "encoding", encoding, &name, &holder)) {
        return NULL;
    }
    Object *codec = look_up(rt, name);
    release_nullable(rt, holder);
    return codec;
}

/* encode(obj, encoding='utf-8', errors='strict') and decode: any types. */
static NEW_REF Object *convert(Runtime *rt, const ArgumentSpec *spec, size_t idx,
                               Object *const *args, size_t count, Object *keyword_names) {
    Object *given[3];
    Object *holders[2] = {NULL, NULL};
    const char *encoding;
    const char *errors;
    Object *result = NULL;
    if (arguments_parse(rt, spec, args, count, keyword_names, given) &&
        text_cstring(rt, spec->function, "encoding", given[1], &encoding, &holders[0]) &&
        text_cstring(rt, spec->function, "errors", given[2], &errors, &holders[1])) {
        encoding = encoding ? encoding : "utf-8";
        Object *codec = look_up(rt, encoding);
        result = codec ? run_codec(rt, codec, idx, given[0], encoding, errors) : NULL;
        release_nullable(rt, codec);
    }
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return result;
}

static NEW_REF Object *codecs_encode_any(Runtime *rt, Object *self, Object *const *args,
                                         size_t count, Object *keyword_names) {
    (void)self;
    static const ArgumentSpec SPEC = {"encode", {"obj", "encoding", "errors"}, 0, 3, 1, 3};
    return convert(rt, &SPEC, 0, args, count, keyword_names);
}

static NEW_REF Object *codecs_decode_any(Runtime *rt, Object *self, Object *const *args,
                                         size_t count, Object *keyword_names) {
    (void)self;
    static const ArgumentSpec SPEC = {"decode", {"obj", "encoding", "errors"}, 0, 3, 1, 3};
    return convert(rt, &SPEC, 1, args, count, keyword_names);
}

/* --- error handlers --- */

static const struct {
    const char *name;
    const char *function;
} HANDLER_NAMES[] = {
    {"strict", "strict_errors"},
    {"ignore", "ignore_errors"},
    {"replace", "replace_errors"},
    {"backslashreplace", "backslashreplace_errors"},
    {"xmlcharrefreplace", "xmlcharrefreplace_errors"},
    {"namereplace", "namereplace_errors"},
    {"surrogateescape", "surrogateescape"},
    {"surrogatepass", "surrogatepass"},
};

static NEW_REF Object *builtin_handler(Runtime *rt, Object *name) {
    for (size_t i = 0; i < COUNT_OF(HANDLER_NAMES); i++) {
        if (!str_equals_ascii(name, HANDLER_NAMES[i].name)) {
            continue;
        }
        for (const MethodRow *row = codec_handler_rows; row->name; row++) {
            if (strcmp(row->name, HANDLER_NAMES[i].function) == 0) {
                return native_function_new(rt, row, NULL, NULL);
            }
        }
    }
    return raise_format(rt, TYPE_LOOKUP_ERROR, "unknown error handler name '%.400U'", name);
}

static bool check_name(Runtime *rt, const char *function, Object *name) {
    if (type_is_str(rt, name)) {
        return true;
    }
    raise_type_error(rt, "%s() argument 1 must be str, not %.50s", function,
                     text_argument_type(rt, name));
    return false;
}

static NEW_REF Object *codecs_lookup_error(Runtime *rt, Object *self, Object *name) {
    (void)self;
    if (!check_name(rt, "lookup_error", name)) {
        return NULL;
    }
    Object *handler = rt->codec_handlers ? dict_get(rt, rt->codec_handlers, name) : NULL;
    return handler ? retain(handler) : error_pending(rt) ? NULL : builtin_handler(rt, name);
}

static NEW_REF Object *codecs_register_error(Runtime *rt, Object *self, Object *const *args,
                                             size_t count) {
    (void)self;
    (void)count;
    if (!check_name(rt, "register_error", args[0])) {
        return NULL;
    }
    if (!object_is_callable(rt, args[1])) {
        return raise_type_error(rt, "handler must be callable");
    }
    if (!rt->codec_handlers) {
        rt->codec_handlers = dict_new(rt);
    }
    return rt->codec_handlers && dict_set(rt, rt->codec_handlers, args[0], args[1]) ? retain(NONE)
                                                                                    : NULL;
}

static NEW_REF Object *codecs_forget(Runtime *rt, Object *self, Object *encoding) {
    (void)self;
    const char *text;
    Object *holder;
    if (!text_cstring(rt, "_forget_codec", "encoding", encoding, &text, &holder)) {
        return NULL;
    }
    CodecsState *state = state_of(rt);
    Object *name = state ? normalised(rt, text) : NULL;
    release_nullable(rt, holder);
    int deleted = name ? dict_delete(rt, state->found, name) : -1;
    release_nullable(rt, name);
    return deleted < 0 ? NULL : retain(NONE);
}

static bool populate(Runtime *rt, Object *dict) {
    const MethodRow *const tables[] = {codecs_encoding_functions, codecs_charmap_functions};
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        for (const MethodRow *row = tables[i]; row->name; row++) {
            if (!dict_set_cstring_stealing(rt, dict, row->name,
                                           native_function_new(rt, row, NULL, NULL))) {
                return false;
            }
        }
    }
    return true;
}

static const MethodRow codecs_functions[] = {
    METHOD_ROW_ONE("register", codecs_register, "Adds a function that finds encodings."),
    METHOD_ROW_ONE("unregister", codecs_unregister, "Removes a search function."),
    METHOD_ROW_ONE("lookup", codecs_lookup, "The functions of an encoding."),
    METHOD_ROW_KEYWORDS("encode", codecs_encode_any,
                        "encode(obj, encoding='utf-8', errors='strict')\n\nEncodes any object."),
    METHOD_ROW_KEYWORDS("decode", codecs_decode_any,
                        "decode(obj, encoding='utf-8', errors='strict')\n\nDecodes any object."),
    METHOD_ROW_ONE("lookup_error", codecs_lookup_error, "The handler of a name."),
    METHOD_ROW_POSITIONAL("register_error", codecs_register_error, 2, 2,
                          "Gives an error handler a name."),
    METHOD_ROW_ONE("_forget_codec", codecs_forget, "Drops what the registry remembers."),
    METHOD_ROW_END,
};

const ModuleSpec codecs_module = {
    .name = "_codecs",
    .functions = codecs_functions,
    .populate = populate,
};
