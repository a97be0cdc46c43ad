/* unicodedata: what Unicode says of a character. Functions of the module serve ucd_3_2_0 too, whose
 * characters of later versions count as unassigned (values that changed since are those of today).
 */
#include "modules/unicodedata.h"

#include "base/unicode_names.h"
#include "modules/module_state.h"
#include "modules/unicodedata_normal.h"
#include "modules/unicodedata_tables.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/operations.h"
#include "types/unicode.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

typedef struct UnicodedataState {
    uint32_t type; /* of ucd_3_2_0 */
} UnicodedataState;

static UnicodedataState *unicodedata_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_UNICODEDATA, sizeof(UnicodedataState));
}

/* ---- arguments ---- */

static bool get_character(Runtime *rt, Object *argument, const char *function, uint32_t *out) {
    if (!type_is_str(rt, argument)) {
        raise_type_error(rt, "%s argument must be a unicode character, not %T", function, argument);
        return false;
    }
    if (str_length(argument) != 1) {
        raise_type_error(rt, "%s argument must be a unicode character, not %T", function, argument);
        return false;
    }
    *out = str_at(argument, 0);
    return true;
}

static bool in_spans(const UnicodeSpan *spans, size_t count, uint32_t code_point) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > spans[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && code_point >= spans[low].first;
}

/* Is the character assigned in the version that is asked? */
static bool is_known(Runtime *rt, const Object *self, uint32_t code_point) {
    if (!unicode_category(code_point)) {
        return false;
    }
    bool old = self && object_type_id(self) == unicodedata_state(rt)->type;
    return !old || !in_spans(unicodedata_since_3_2, unicodedata_since_3_2_count, code_point);
}

static Object *ascii(Runtime *rt, const char *text) {
    return str_from_cstring(rt, text);
}

/* ---- properties ---- */

static Object *unicodedata_category(Runtime *rt, Object *self, Object *argument) {
    static const char NAMES[][3] = {"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd",
                                    "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
                                    "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"};
    uint32_t code_point;
    if (!get_character(rt, argument, "category()", &code_point)) {
        return NULL;
    }
    return ascii(rt, is_known(rt, self, code_point) ? NAMES[unicode_category(code_point)] : "Cn");
}

static Object *unicodedata_bidirectional(Runtime *rt, Object *self, Object *argument) {
    static const char NAMES[][4] = {"",    "L",  "LRE", "LRO", "R",   "AL",  "RLE", "RLO",
                                    "PDF", "EN", "ES",  "ET",  "AN",  "CS",  "NSM", "BN",
                                    "B",   "S",  "WS",  "ON",  "LRI", "RLI", "FSI", "PDI"};
    uint32_t code_point;
    if (!get_character(rt, argument, "bidirectional()", &code_point)) {
        return NULL;
    }
    int class = utf8proc_get_property((utf8proc_int32_t)code_point)->bidi_class;
    return ascii(rt, is_known(rt, self, code_point) ? NAMES[class] : "");
}

static Object *unicodedata_combining(Runtime *rt, Object *self, Object *argument) {
    uint32_t code_point;
    if (!get_character(rt, argument, "combining()", &code_point)) {
        return NULL;
    }
    int class = utf8proc_get_property((utf8proc_int32_t)code_point)->combining_class;
    return int_from_int64(rt, is_known(rt, self, code_point) ? class : 0);
}

static Object *unicodedata_mirrored(Runtime *rt, Object *self, Object *argument) {
    uint32_t code_point;
    if (!get_character(rt, argument, "mirrored()", &code_point)) {
        return NULL;
    }
    return int_from_int64(rt,
                          is_known(rt, self, code_point) &&
                              utf8proc_get_property((utf8proc_int32_t)code_point)->bidi_mirrored);
}

static Object *unicodedata_east_asian_width(Runtime *rt, Object *self, Object *argument) {
    static const char NAMES[][3] = {"N", "A", "F", "H", "Na", "W"};
    uint32_t code_point;
    (void)self;
    if (!get_character(rt, argument, "east_asian_width()", &code_point)) {
        return NULL;
    }
    size_t low = 0, high = unicodedata_width_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > unicodedata_widths[middle].last_and_class >> 3) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < unicodedata_width_count && code_point >= unicodedata_widths[low].first;
    return ascii(rt, NAMES[found ? unicodedata_widths[low].last_and_class & 7 : 0]);
}

/* ---- numbers ---- */

static const UnicodeNumber *find_number(uint32_t code_point) {
    size_t low = 0, high = unicodedata_number_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const UnicodeNumber *row = &unicodedata_numbers[middle];
        if (code_point >= row->first + row->count) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < unicodedata_number_count && code_point >= unicodedata_numbers[low].first;
    return found ? &unicodedata_numbers[low] : NULL;
}

static double number_value(const UnicodeNumber *row, uint32_t code_point) {
    double value = row->numerator + (double)(code_point - row->first);
    return value * pow(10, row->exponent) / row->denominator;
}

static Object *missing(Runtime *rt, Object *const *args, size_t count, const char *what) {
    return count > 1 ? retain(args[1]) : raise_value_error(rt, "%s", what);
}

static Object *unicodedata_decimal(Runtime *rt, Object *self, Object *const *args, size_t count) {
    uint32_t code_point;
    if (!get_character(rt, args[0], "decimal() argument 1", &code_point)) {
        return NULL;
    }
    int value = is_known(rt, self, code_point) ? unicode_decimal_value(code_point) : -1;
    return value >= 0 ? int_from_int64(rt, value) : missing(rt, args, count, "not a decimal");
}

static Object *unicodedata_digit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    uint32_t code_point;
    if (!get_character(rt, args[0], "digit() argument 1", &code_point)) {
        return NULL;
    }
    const UnicodeNumber *row = unicode_is_digit(code_point) && is_known(rt, self, code_point)
                                   ? find_number(code_point)
                                   : NULL;
    return row ? int_from_int64(rt, (int64_t)number_value(row, code_point))
               : missing(rt, args, count, "not a digit");
}

static Object *unicodedata_numeric(Runtime *rt, Object *self, Object *const *args, size_t count) {
    uint32_t code_point;
    if (!get_character(rt, args[0], "numeric() argument 1", &code_point)) {
        return NULL;
    }
    const UnicodeNumber *row = is_known(rt, self, code_point) ? find_number(code_point) : NULL;
    return row ? float_from_double(rt, number_value(row, code_point))
               : missing(rt, args, count, "not a numeric character");
}

/* ---- names ---- */

static Object *unicodedata_name(Runtime *rt, Object *self, Object *const *args, size_t count) {
    uint32_t code_point;
    char name[UNICODE_NAMES_MAX_LENGTH];
    if (!get_character(rt, args[0], "name() argument 1", &code_point)) {
        return NULL;
    }
    return is_known(rt, self, code_point) && unicode_names_write(code_point, name)
               ? ascii(rt, name)
               : missing(rt, args, count, "no such name");
}

static Object *unicodedata_lookup(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    if (!type_is_str(rt, argument)) {
        return raise_type_error(rt, "lookup() argument must be a str, not %T", argument);
    }
    uint32_t found = UNICODE_NAMES_UNKNOWN;
    if (str_is_ascii(argument)) {
        if (str_length(argument) > 256) {
            Object *message = ascii(rt, "name too long");
            if (message) {
                raise_with_object(rt, TYPE_KEY_ERROR, message);
                release(rt, message);
            }
            return NULL;
        }
        found = unicode_names_lookup((const char *)str_data(argument), str_length(argument));
    }
    if (found != UNICODE_NAMES_UNKNOWN) {
        return str_from_code_point(rt, found);
    }
    Object *message = str_format(rt, "undefined character name '%U'", argument);
    if (message) {
        raise_with_object(rt, TYPE_KEY_ERROR, message);
        release(rt, message);
    }
    return NULL;
}

/* ---- decompositions ---- */

static Object *unicodedata_decomposition(Runtime *rt, Object *self, Object *argument) {
    static const char *const TAGS[] = {"",          "<font> ",  "<noBreak> ",  "<initial> ",
                                       "<medial> ", "<final> ", "<isolated> ", "<circle> ",
                                       "<super> ",  "<sub> ",   "<vertical> ", "<wide> ",
                                       "<narrow> ", "<small> ", "<square> ",   "<fraction> ",
                                       "<compat> "};
    uint32_t code_point, parts[UNICODEDATA_STEP_MAX];
    char text[16 + UNICODEDATA_STEP_MAX * 7];
    if (!get_character(rt, argument, "decomposition()", &code_point)) {
        return NULL;
    }
    size_t count =
        is_known(rt, self, code_point) ? unicodedata_decompose_step(code_point, parts) : 0;
    if (count == 0) {
        return ascii(rt, "");
    }
    int at = snprintf(text, sizeof text, "%s",
                      TAGS[utf8proc_get_property((utf8proc_int32_t)code_point)->decomp_type]);
    for (size_t i = 0; i < count; i++) {
        at += snprintf(text + at, sizeof text - (size_t)at, i ? " %04X" : "%04X", parts[i]);
    }
    return ascii(rt, text);
}

static bool get_form(Runtime *rt, Object *argument, NormalForm *out) {
    static const struct {
        const char *name;
        NormalForm form;
    } FORMS[] = {{"NFC", {true, false}},
                 {"NFD", {false, false}},
                 {"NFKC", {true, true}},
                 {"NFKD", {false, true}}};
    for (size_t i = 0; type_is_str(rt, argument) && i < COUNT_OF(FORMS); i++) {
        if (str_equals_ascii(argument, FORMS[i].name)) {
            *out = FORMS[i].form;
            return true;
        }
    }
    if (type_is_str(rt, argument)) {
        raise_value_error(rt, "invalid normalization form");
    } else {
        raise_type_error(rt, "argument 1 must be str, not %T", argument);
    }
    return false;
}

static bool form_arguments(Runtime *rt, Object *const *args, const char *function,
                           NormalForm *form) {
    if (!get_form(rt, args[0], form)) {
        return false;
    }
    if (!type_is_str(rt, args[1])) {
        raise_type_error(rt, "%s() argument 2 must be str, not %T", function, args[1]);
        return false;
    }
    return true;
}

static Object *unicodedata_normalize(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    NormalForm form;
    return form_arguments(rt, args, "normalize", &form) ? unicodedata_normalise(rt, args[1], form)
                                                        : NULL;
}

static Object *unicodedata_is_normalized(Runtime *rt, Object *self, Object *const *args,
                                         size_t count) {
    (void)self;
    (void)count;
    NormalForm form;
    Object *normal = form_arguments(rt, args, "is_normalized", &form)
                         ? unicodedata_normalise(rt, args[1], form)
                         : NULL;
    bool same = normal && str_equals(normal, args[1]);
    release_nullable(rt, normal);
    return normal ? retain(bool_object(same)) : NULL;
}

static const MethodRow UNICODEDATA_FUNCTIONS[] = {
    METHOD_ROW_ONE("category", unicodedata_category,
                   "category($self, chr, /)\n--\n\nReturns the general category assigned to the "
                   "character chr as string."),
    METHOD_ROW_ONE(
        "bidirectional", unicodedata_bidirectional,
        "bidirectional($self, chr, /)\n--\n\nReturns the bidirectional class assigned to "
        "the character chr as string."),
    METHOD_ROW_ONE("combining", unicodedata_combining,
                   "combining($self, chr, /)\n--\n\nReturns the canonical combining class assigned "
                   "to the character chr as integer."),
    METHOD_ROW_ONE("mirrored", unicodedata_mirrored,
                   "mirrored($self, chr, /)\n--\n\nReturns the mirrored property assigned to the "
                   "character chr as integer."),
    METHOD_ROW_ONE(
        "east_asian_width", unicodedata_east_asian_width,
        "east_asian_width($self, chr, /)\n--\n\nReturns the east asian width assigned to "
        "the character chr as string."),
    METHOD_ROW_POSITIONAL("decimal", unicodedata_decimal, 1, 2,
                          "Converts a Unicode character into its equivalent decimal value."),
    METHOD_ROW_POSITIONAL("digit", unicodedata_digit, 1, 2,
                          "Converts a Unicode character into its equivalent digit value."),
    METHOD_ROW_POSITIONAL("numeric", unicodedata_numeric, 1, 2,
                          "Converts a Unicode character into its equivalent numeric value."),
    METHOD_ROW_POSITIONAL("name", unicodedata_name, 1, 2,
                          "Returns the name assigned to the character chr as a string."),
    METHOD_ROW_ONE("lookup", unicodedata_lookup,
                   "lookup($self, name, /)\n--\n\nLook up character by name."),
    METHOD_ROW_ONE(
        "decomposition", unicodedata_decomposition,
        "decomposition($self, chr, /)\n--\n\nReturns the character decomposition mapping "
        "assigned to the character chr as string."),
    METHOD_ROW_POSITIONAL("normalize", unicodedata_normalize, 2, 2,
                          "normalize($self, form, unistr, /)\n--\n\nReturn the normal form 'form' "
                          "for the Unicode string unistr."),
    METHOD_ROW_POSITIONAL("is_normalized", unicodedata_is_normalized, 2, 2,
                          "is_normalized($self, form, unistr, /)\n--\n\nReturn whether the Unicode "
                          "string unistr is in the normal form 'form'."),
    METHOD_ROW_END,
};

static Object *get_old_version(Runtime *rt, Object *self) {
    (void)self;
    return ascii(rt, "3.2.0");
}

static const AttributeRow OLD_ATTRIBUTES[] = {
    {"unidata_version", get_old_version, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec old_spec = {
    .slots =
        {
            .name = "unicodedata.UCD",
            .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(Object),
        },
    .methods = UNICODEDATA_FUNCTIONS,
    .attributes = OLD_ATTRIBUTES,
    .module = "unicodedata",
};

static bool unicodedata_populate(Runtime *rt, Object *dict) {
    UnicodedataState *state = unicodedata_state(rt);
    TypeObject *type = state ? type_register(rt, &old_spec, &state->type) : NULL;
    Object *old = type ? object_new_leaf(rt, state->type, sizeof(Object)) : NULL;
    Object *version = old ? ascii(rt, "14.0.0") : NULL;
    bool done = version && dict_set_cstring(rt, dict, "UCD", (Object *)type) &&
                dict_set_cstring(rt, dict, "ucd_3_2_0", old) &&
                dict_set_cstring(rt, dict, "unidata_version", version);
    release_nullable(rt, old);
    release_nullable(rt, version);
    return done;
}

const ModuleSpec unicodedata_module = {
    .name = "unicodedata",
    .doc = "This module provides access to the Unicode Character Database which\n"
           "defines character properties for all Unicode characters.",
    .functions = UNICODEDATA_FUNCTIONS,
    .populate = unicodedata_populate,
};
