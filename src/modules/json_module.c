/* _json: the functions and types that json.decoder, json.encoder and json.scanner look for. */
#include "modules/json_module.h"

#include "modules/json_text.h"
#include "modules/json_types.h"
#include "modules/module_state.h"
#include "object/dict.h"
#include "object/tuple.h"

bool json_arguments_parse(Runtime *rt, const ArgumentSpec *spec, Object *const *args, size_t count,
                          Object *keyword_names, Object **out) {
    size_t all = count + (keyword_names ? tuple_length(keyword_names) : 0);
    if (all > spec->count) {
        raise_type_error(rt, "%s() takes at most %d %sargument%s (%zu given)", spec->function,
                         spec->count, count == 0 ? "keyword " : "", spec->count == 1 ? "" : "s",
                         all);
        return false;
    }
    return arguments_parse(rt, spec, args, count, keyword_names, out);
}

static const MethodRow JSON_FUNCTIONS[] = {
    METHOD_ROW_ONE("encode_basestring", json_text_encode,
                   "encode_basestring(string) -> string\n\nThe string as JSON."),
    METHOD_ROW_ONE("encode_basestring_ascii", json_text_encode_ascii,
                   "encode_basestring_ascii(string) -> string\n\nThe string as JSON, in ASCII."),
    METHOD_ROW_KEYWORDS("scanstring", json_text_scanstring,
                        "scanstring(string, end, strict=True) -> (string, end)\n\n"
                        "The string of JSON whose first character is at end, and the index "
                        "behind it."),
    METHOD_ROW_END,
};

static bool add_type(Runtime *rt, Object *dict, const char *name, const TypeSpec *spec,
                     uint32_t *type_id) {
    TypeObject *type = type_register(rt, spec, type_id);
    return type && dict_set_cstring(rt, dict, name, (Object *)type);
}

static bool json_populate(Runtime *rt, Object *dict) {
    JsonState *state = module_state(rt, MODULE_STATE_JSON, sizeof *state);
    return state && add_type(rt, dict, "make_scanner", &json_scanner_type, &state->scanner_type) &&
           add_type(rt, dict, "make_encoder", &json_encoder_type, &state->encoder_type);
}

const ModuleSpec json_module = {
    .name = "_json",
    .doc = "What json is made of.",
    .functions = JSON_FUNCTIONS,
    .populate = json_populate,
};
