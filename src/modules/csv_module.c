/* _csv: registered dialects, the limit of fields, the module. */
#include "modules/csv_module.h"

#include "modules/csv_types.h"
#include "modules/module_exception.h"
#include "modules/module_state.h"
#include "object/dict.h"
#include "object/list.h"

enum { FIRST_LIMIT = 128 * 1024 };

CsvState *csv_state(Runtime *rt) {
    return rt->module_state[MODULE_STATE_CSV];
}

void csv_close(Runtime *rt) {
    CsvState *state = csv_state(rt);
    if (state) {
        CLEAR_REF(rt, &state->error);
        CLEAR_REF(rt, &state->dialects);
    }
}

static Object *csv_register_dialect(Runtime *rt, Object *module, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)module;
    if (count < 1 || count > 2) {
        return raise_type_error(rt, "register_dialect expected %s argument%s, got %zu",
                                count ? "at most 2" : "at least 1", count ? "s" : "", count);
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "dialect name must be a string");
    }
    Object *dialect = csv_dialect_make(rt, count > 1 ? args[1] : NULL, args + count, keyword_names);
    bool done = dialect && dict_set(rt, csv_state(rt)->dialects, args[0], dialect);
    release_nullable(rt, dialect);
    return done ? retain(NONE) : NULL;
}

static Object *csv_get_dialect(Runtime *rt, Object *module, Object *name) {
    (void)module;
    Object *dialect = dict_get(rt, csv_state(rt)->dialects, name);
    return dialect || error_pending(rt)
               ? retain_nullable(dialect)
               : module_exception_raise(rt, csv_state(rt)->error, "unknown dialect");
}

static Object *csv_unregister_dialect(Runtime *rt, Object *module, Object *name) {
    Object *dialect = csv_get_dialect(rt, module, name);
    if (!dialect) {
        return NULL;
    }
    release(rt, dialect);
    return object_delete_item(rt, csv_state(rt)->dialects, name) ? retain(NONE) : NULL;
}

static Object *csv_list_dialects(Runtime *rt, Object *module) {
    (void)module;
    return list_from_iterable(rt, csv_state(rt)->dialects);
}

static Object *csv_field_size_limit(Runtime *rt, Object *module, Object *const *args,
                                    size_t count) {
    (void)module;
    CsvState *state = csv_state(rt);
    int64_t before = state->field_limit;
    if (count > 0) {
        if (object_type_id(args[0]) != TYPE_INT) {
            return raise_type_error(rt, "limit must be an integer");
        }
        if (!object_as_int64(rt, args[0], &state->field_limit)) {
            state->field_limit = before;
            return NULL;
        }
    }
    return int_from_int64(rt, before);
}

static const MethodRow CSV_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS(
        "reader", csv_reader_new,
        "csv_reader = reader(iterable [, dialect='excel'] [optional keyword args])"),
    METHOD_ROW_KEYWORDS("writer", csv_writer_new,
                        "csv_writer = csv.writer(fileobj [, dialect='excel'] [optional keyword "
                        "args])"),
    METHOD_ROW_NOARGS("list_dialects", csv_list_dialects,
                      "Return a list of all known dialect names.\n    names = csv.list_dialects()"),
    METHOD_ROW_KEYWORDS("register_dialect", csv_register_dialect,
                        "Create a mapping from a string name to a dialect class."),
    METHOD_ROW_ONE("unregister_dialect", csv_unregister_dialect,
                   "Delete the name/dialect mapping associated with a string name."),
    METHOD_ROW_ONE("get_dialect", csv_get_dialect,
                   "Return the dialect instance associated with name."),
    METHOD_ROW_POSITIONAL("field_size_limit", csv_field_size_limit, 0, 1,
                          "Sets an upper limit on parsed fields.\n"
                          "    csv.field_size_limit([limit])"),
    METHOD_ROW_END,
};

static bool add_type(Runtime *rt, Object *dict, const char *name, const TypeSpec *spec,
                     uint32_t *type_id) {
    TypeObject *type = type_register(rt, spec, type_id);
    return type && dict_set_cstring(rt, dict, name, (Object *)type);
}

static bool add_number(Runtime *rt, Object *dict, const char *name, int64_t number) {
    return dict_set_cstring_stealing(rt, dict, name, int_from_int64(rt, number));
}

static bool csv_populate(Runtime *rt, Object *dict) {
    CsvState *state = module_state(rt, MODULE_STATE_CSV, sizeof *state);
    if (!state) {
        return false;
    }
    if (!state->error) {
        state->error = module_exception_new(rt, "_csv", "Error", TYPE_EXCEPTION);
        state->dialects = state->error ? dict_new(rt) : NULL;
        state->field_limit = FIRST_LIMIT;
    }
    Object *version = state->dialects ? str_from_cstring(rt, "1.0") : NULL;
    bool done = version && dict_set_cstring(rt, dict, "Error", state->error) &&
                dict_set_cstring(rt, dict, "_dialects", state->dialects) &&
                dict_set_cstring(rt, dict, "__version__", version) &&
                add_type(rt, dict, "Dialect", &csv_dialect_type, &state->dialect_type) &&
                add_type(rt, dict, "Reader", &csv_reader_type, &state->reader_type) &&
                add_type(rt, dict, "Writer", &csv_writer_type, &state->writer_type) &&
                add_number(rt, dict, "QUOTE_MINIMAL", QUOTE_MINIMAL) &&
                add_number(rt, dict, "QUOTE_ALL", QUOTE_ALL) &&
                add_number(rt, dict, "QUOTE_NONNUMERIC", QUOTE_NONNUMERIC) &&
                add_number(rt, dict, "QUOTE_NONE", QUOTE_NONE);
    release_nullable(rt, version);
    return done;
}

const ModuleSpec csv_module = {
    .name = "_csv",
    .doc = "CSV parsing and writing.\n",
    .functions = CSV_FUNCTIONS,
    .populate = csv_populate,
};
