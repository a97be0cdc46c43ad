/* csv_dialect: the class Dialect: what separates, quotes and escapes. */
#include "modules/csv_types.h"

#include "modules/module_exception.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/tuple.h"

enum {
    DELIMITER,
    DOUBLE_QUOTE,
    ESCAPE,
    LINE_TERMINATOR,
    QUOTE,
    QUOTING,
    SKIP_SPACE,
    STRICT,
    SETTINGS
};
static const char *const NAMES[SETTINGS] = {"delimiter",        "doublequote", "escapechar",
                                            "lineterminator",   "quotechar",   "quoting",
                                            "skipinitialspace", "strict"};

/* ---- one setting ---- */

static bool set_character(Runtime *rt, const char *name, Object *value, bool may_be_none,
                          uint32_t *out) {
    if (!value) {
        return true;
    }
    if (may_be_none && value == NONE) {
        *out = CSV_NO_CHARACTER;
        return true;
    }
    if (!type_is_str(rt, value)) {
        raise_type_error(rt,
                         may_be_none ? "\"%s\" must be string or None, not %T"
                                     : "\"%s\" must be string, not %T",
                         name, value);
        return false;
    }
    if (str_length(value) != 1) {
        raise_type_error(rt, "\"%s\" must be a 1-character string", name);
        return false;
    }
    *out = str_at(value, 0);
    return true;
}

static bool set_flag(Runtime *rt, Object *value, bool *out) {
    int truth = value ? object_is_true(rt, value) : *out;
    *out = truth > 0;
    return truth >= 0;
}

static bool set_quoting(Runtime *rt, Object *value, CsvQuoting *out) {
    int64_t number;
    if (!value) {
        return true;
    }
    if (object_type_id(value) != TYPE_INT) {
        raise_type_error(rt, "\"quoting\" must be an integer");
        return false;
    }
    if (!object_as_int64(rt, value, &number) || number < QUOTE_MINIMAL || number > QUOTE_NONE) {
        error_clear(rt);
        raise_type_error(rt, "bad \"quoting\" value");
        return false;
    }
    *out = (CsvQuoting)number;
    return true;
}

static bool set_terminator(Runtime *rt, Object *value, Object **out) {
    if (!value) {
        *out = str_from_cstring(rt, "\r\n");
    } else if (value == NONE) {
        raise_type_error(rt, "lineterminator must be set");
    } else if (!type_is_str(rt, value)) {
        raise_type_error(rt, "\"lineterminator\" must be a string");
    } else {
        *out = retain(value);
    }
    return *out != NULL;
}

/* values: of the settings, NULL where the default holds. */
static bool fill(Runtime *rt, CsvDialect *dialect, Object *const *values) {
    dialect->delimiter = ',';
    dialect->escape = CSV_NO_CHARACTER;
    dialect->quote = '"';
    dialect->double_quote = true;
    /* No character to quote with, and nothing said of quoting: there is none. */
    dialect->quoting = values[QUOTE] == NONE && !values[QUOTING] ? QUOTE_NONE : QUOTE_MINIMAL;
    if (!set_character(rt, "delimiter", values[DELIMITER], false, &dialect->delimiter) ||
        !set_flag(rt, values[DOUBLE_QUOTE], &dialect->double_quote) ||
        !set_character(rt, "escapechar", values[ESCAPE], true, &dialect->escape) ||
        !set_terminator(rt, values[LINE_TERMINATOR], &dialect->line_terminator) ||
        !set_character(rt, "quotechar", values[QUOTE], true, &dialect->quote) ||
        !set_quoting(rt, values[QUOTING], &dialect->quoting) ||
        !set_flag(rt, values[SKIP_SPACE], &dialect->skip_space) ||
        !set_flag(rt, values[STRICT], &dialect->strict)) {
        return false;
    }
    if (dialect->quoting != QUOTE_NONE && dialect->quote == CSV_NO_CHARACTER) {
        raise_type_error(rt, "quotechar must be set if quoting enabled");
        return false;
    }
    return true;
}

/* ---- where settings come from ---- */

/* Keywords into given[]; "dialect" goes to *base. */
static bool take_keywords(Runtime *rt, Object *const *values, Object *names, Object **base,
                          Object **given) {
    for (size_t i = 0; names && i < tuple_length(names); i++) {
        Object *name = tuple_get(names, i);
        size_t setting = 0;
        while (setting < SETTINGS && !str_equals_ascii(name, NAMES[setting])) {
            setting++;
        }
        if (setting < SETTINGS) {
            given[setting] = values[i];
        } else if (str_equals_ascii(name, "dialect") && !*base) {
            *base = values[i];
        } else {
            raise_type_error(rt, "'%U' is an invalid keyword argument for this function", name);
            return false;
        }
    }
    return true;
}

/* What the base object says of settings that were not given; new references in *held. */
static bool take_attributes(Runtime *rt, Object *base, Object **given, Object **held) {
    for (size_t i = 0; i < SETTINGS; i++) {
        if (given[i]) {
            continue;
        }
        Object *name = str_from_cstring(rt, NAMES[i]);
        bool missing = false;
        held[i] = name ? object_get_attr_optional(rt, base, name, &missing) : NULL;
        release_nullable(rt, name);
        if (!held[i] && error_pending(rt)) {
            return false;
        }
        given[i] = held[i];
    }
    return true;
}

static NEW_REF Object *find_dialect(Runtime *rt, Object *base) {
    if (!base || base == NONE || !type_is_str(rt, base)) {
        return base == NONE ? NULL : retain_nullable(base);
    }
    CsvState *state = csv_state(rt);
    Object *known = dict_get(rt, state->dialects, base);
    if (!known && !error_pending(rt)) {
        module_exception_raise(rt, state->error, "unknown dialect");
    }
    return retain_nullable(known);
}

NEW_REF Object *csv_dialect_make(Runtime *rt, Object *base, Object *const *values,
                                 Object *keyword_names) {
    CsvState *state = csv_state(rt);
    Object *given[SETTINGS] = {NULL}, *held[SETTINGS] = {NULL};
    if (!take_keywords(rt, values, keyword_names, &base, given)) {
        return NULL;
    }
    Object *found = find_dialect(rt, base);
    if (!found && error_pending(rt)) {
        return NULL;
    }
    bool changed = false;
    for (size_t i = 0; i < SETTINGS; i++) {
        changed = changed || given[i];
    }
    if (found && !changed && object_type_id(found) == state->dialect_type) {
        return found;
    }
    Object *dialect = NULL;
    if (!found || take_attributes(rt, found, given, held)) {
        dialect = object_new_container(rt, state->dialect_type, sizeof(CsvDialect));
        if (dialect && !fill(rt, csv_dialect(dialect), given)) {
            CLEAR_REF(rt, &dialect);
        }
    }
    for (size_t i = 0; i < SETTINGS; i++) {
        release_nullable(rt, held[i]);
    }
    release_nullable(rt, found);
    return dialect;
}

/* ---- the class ---- */

static Object *dialect_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                           Object *keyword_names) {
    (void)type;
    return arguments_check_count(rt, "Dialect", count, 0, 1)
               ? csv_dialect_make(rt, count ? args[0] : NULL, args + count, keyword_names)
               : NULL;
}

static void dialect_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &csv_dialect(self)->line_terminator);
    object_free_container(rt, self, sizeof(CsvDialect));
}

static void dialect_traverse(Object *self, VisitFunction visit, void *context) {
    if (csv_dialect(self)->line_terminator) {
        visit(csv_dialect(self)->line_terminator, context);
    }
}

static Object *character_object(Runtime *rt, uint32_t character) {
    return character == CSV_NO_CHARACTER ? retain(NONE) : str_from_code_point(rt, character);
}

static Object *get_delimiter(Runtime *rt, Object *self) {
    return character_object(rt, csv_dialect(self)->delimiter);
}
static Object *get_escape(Runtime *rt, Object *self) {
    return character_object(rt, csv_dialect(self)->escape);
}
static Object *get_quote(Runtime *rt, Object *self) {
    return character_object(rt, csv_dialect(self)->quote);
}
static Object *get_quoting(Runtime *rt, Object *self) {
    return int_from_int64(rt, csv_dialect(self)->quoting);
}
static Object *get_terminator(Runtime *rt, Object *self) {
    (void)rt;
    return retain(csv_dialect(self)->line_terminator);
}
static Object *get_double_quote(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(csv_dialect(self)->double_quote));
}
static Object *get_skip_space(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(csv_dialect(self)->skip_space));
}
static Object *get_strict(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(csv_dialect(self)->strict));
}

static Object *dialect_reduce(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return raise_type_error(rt, "cannot pickle '%s' instances",
                            type_short_name(slots_of(rt, self)));
}

static const MethodRow DIALECT_METHODS[] = {
    METHOD_ROW_POSITIONAL("__reduce__", dialect_reduce, 0, METHOD_ANY_COUNT, NULL),
    METHOD_ROW_POSITIONAL("__reduce_ex__", dialect_reduce, 0, METHOD_ANY_COUNT, NULL),
    METHOD_ROW_END,
};

static const AttributeRow DIALECT_ATTRIBUTES[] = {
    {"delimiter", get_delimiter, NULL, NULL},
    {"doublequote", get_double_quote, native_read_only, NULL},
    {"escapechar", get_escape, NULL, NULL},
    {"lineterminator", get_terminator, NULL, NULL},
    {"quotechar", get_quote, NULL, NULL},
    {"quoting", get_quoting, NULL, NULL},
    {"skipinitialspace", get_skip_space, native_read_only, NULL},
    {"strict", get_strict, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec csv_dialect_type = {
    .slots =
        {
            .name = "_csv.Dialect",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(CsvDialect),
            .dealloc = dialect_dealloc,
            .traverse = dialect_traverse,
            .new_instance = dialect_new,
        },
    .methods = DIALECT_METHODS,
    .attributes = DIALECT_ATTRIBUTES,
    .doc = "CSV dialect\n\nThe Dialect type records CSV dialect options.",
    .module = "_csv",
};
