/* _sre: compiled regular expressions that cannot match yet.
 *
 * Modules compile patterns while they are imported (string, dataclasses, warnings), so that a
 * pattern must be an object; what it is matched against comes with the engine. Until then the empty
 * pattern matches (re itself asks for that), and any other is a NotImplementedError: no program
 * gets a wrong answer. */
#include "modules/sre.h"

#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/operations.h"

typedef struct SreState {
    uint32_t pattern, match;
} SreState;

typedef struct PatternObject {
    Object header;
    Object *pattern, *groupindex;
    int64_t flags, groups;
} PatternObject;

typedef struct MatchObject { /* of the empty pattern */
    Object header;
    Object *pattern, *string;
} MatchObject;

enum { SRE_MAGIC = 20220615, SRE_CODE_SIZE = 4 };

static SreState *sre_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_SRE, sizeof(SreState));
}

static PatternObject *as_pattern(Object *self) {
    return (PatternObject *)self;
}

static MatchObject *as_match(Object *self) {
    return (MatchObject *)self;
}

static void *refuse(Runtime *rt, Object *pattern) {
    return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                        "matching regular expressions is not implemented yet (pattern %R)",
                        as_pattern(pattern)->pattern);
}

static Object *pattern_match(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    static const ArgumentSpec SPEC = {"match", {"string", "pos", "endpos"}, 0, 3, 1, 3};
    Object *given[3];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    Object *pattern = as_pattern(self)->pattern;
    if (pattern == NONE || object_length(rt, pattern) != 0) {
        error_clear(rt);
        return refuse(rt, self);
    }
    MatchObject *match =
        (MatchObject *)object_new_container(rt, sre_state(rt)->match, sizeof(MatchObject));
    if (match) {
        match->pattern = retain(self);
        match->string = retain(given[0]);
    }
    return (Object *)match;
}

static Object *pattern_refuse(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return refuse(rt, self);
}

static Object *pattern_copy(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *pattern_deepcopy(Runtime *rt, Object *self, Object *memo) {
    (void)rt;
    (void)memo;
    return retain(self);
}

static Object *pattern_get_pattern(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_pattern(self)->pattern);
}

static Object *pattern_get_groupindex(Runtime *rt, Object *self) {
    return dict_copy(rt, as_pattern(self)->groupindex);
}

static Object *pattern_get_flags(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_pattern(self)->flags);
}

static Object *pattern_get_groups(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_pattern(self)->groups);
}

static void pattern_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_pattern(self)->pattern) {
        visit(as_pattern(self)->pattern, context);
    }
    if (as_pattern(self)->groupindex) {
        visit(as_pattern(self)->groupindex, context);
    }
}

static void pattern_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_pattern(self)->pattern);
    CLEAR_REF(rt, &as_pattern(self)->groupindex);
    object_free_container(rt, self, sizeof(PatternObject));
}

static void match_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_match(self)->pattern) {
        visit(as_match(self)->pattern, context);
    }
    if (as_match(self)->string) {
        visit(as_match(self)->string, context);
    }
}

static void match_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_match(self)->pattern);
    CLEAR_REF(rt, &as_match(self)->string);
    object_free_container(rt, self, sizeof(MatchObject));
}

static const MethodRow PATTERN_METHODS[] = {
    METHOD_ROW_KEYWORDS("match", pattern_match, NULL),
    METHOD_ROW_KEYWORDS("fullmatch", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("search", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("sub", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("subn", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("split", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("findall", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("finditer", pattern_refuse, NULL),
    METHOD_ROW_KEYWORDS("scanner", pattern_refuse, NULL),
    METHOD_ROW_NOARGS("__copy__", pattern_copy, NULL),
    METHOD_ROW_ONE("__deepcopy__", pattern_deepcopy, NULL),
    METHOD_ROW_END,
};

static const AttributeRow PATTERN_ATTRIBUTES[] = {
    {"pattern", pattern_get_pattern, native_read_only, NULL},
    {"flags", pattern_get_flags, native_read_only, NULL},
    {"groups", pattern_get_groups, native_read_only, NULL},
    {"groupindex", pattern_get_groupindex, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec pattern_spec = {
    .slots =
        {
            .name = "re.Pattern",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(PatternObject),
            .dealloc = pattern_dealloc,
            .traverse = pattern_traverse,
        },
    .methods = PATTERN_METHODS,
    .attributes = PATTERN_ATTRIBUTES,
    .module = "re",
};

static const TypeSpec match_spec = {
    .slots =
        {
            .name = "re.Match",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(MatchObject),
            .dealloc = match_dealloc,
            .traverse = match_traverse,
        },
    .module = "re",
};

/* ---- functions ---- */

static Object *sre_compile(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "compile", {"pattern", "flags", "code", "groups", "groupindex", "indexgroup"}, 0, 6, 6, 6};
    Object *given[6];
    int64_t flags, groups;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !object_as_int64(rt, given[1], &flags) || !object_as_int64(rt, given[3], &groups)) {
        return NULL;
    }
    if (!type_is_dict(rt, given[4])) {
        return raise_type_error(rt, "compile() argument 'groupindex' must be dict, not %T",
                                given[4]);
    }
    PatternObject *pattern =
        (PatternObject *)object_new_container(rt, sre_state(rt)->pattern, sizeof(PatternObject));
    if (pattern) {
        pattern->pattern = retain(given[0]);
        pattern->groupindex = retain(given[4]);
        pattern->flags = flags;
        pattern->groups = groups;
    }
    return (Object *)pattern;
}

static Object *sre_getcodesize(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, SRE_CODE_SIZE);
}

/* The lower case of one code point by str.lower, which gives more than one for a few: those stay.
 */
static bool lower_of(Runtime *rt, Object *argument, int64_t limit, int64_t *number,
                     int64_t *lower) {
    if (!object_as_int64(rt, argument, number)) {
        return false;
    }
    *lower = *number;
    if (*number < 0 || *number >= limit) {
        return true;
    }
    Object *text = str_from_code_point(rt, (uint32_t)*number);
    Object *lowered = text ? object_call_method_cstring(rt, text, "lower", NULL, 0) : NULL;
    if (lowered && str_length(lowered) == 1) {
        *lower = str_at(lowered, 0);
    }
    release_nullable(rt, text);
    release_nullable(rt, lowered);
    return lowered != NULL;
}

static bool upper_differs(Runtime *rt, int64_t number) {
    Object *text = str_from_code_point(rt, (uint32_t)number);
    Object *upper = text ? object_call_method_cstring(rt, text, "upper", NULL, 0) : NULL;
    bool differs = upper && !str_equals(text, upper);
    release_nullable(rt, text);
    release_nullable(rt, upper);
    return differs;
}

static Object *is_cased(Runtime *rt, Object *argument, int64_t limit) {
    int64_t number, lower;
    if (!lower_of(rt, argument, limit, &number, &lower)) {
        return NULL;
    }
    bool cased = lower != number || (number >= 0 && number < limit && upper_differs(rt, number));
    return error_pending(rt) ? NULL : retain(bool_object(cased));
}

static Object *to_lower(Runtime *rt, Object *argument, int64_t limit) {
    int64_t number, lower;
    return lower_of(rt, argument, limit, &number, &lower) ? int_from_int64(rt, lower) : NULL;
}

enum { ASCII_LIMIT = 0x80, UNICODE_LIMIT = 0x110000 };

static Object *sre_ascii_iscased(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return is_cased(rt, argument, ASCII_LIMIT);
}

static Object *sre_unicode_iscased(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return is_cased(rt, argument, UNICODE_LIMIT);
}

static Object *sre_ascii_tolower(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return to_lower(rt, argument, ASCII_LIMIT);
}

static Object *sre_unicode_tolower(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return to_lower(rt, argument, UNICODE_LIMIT);
}

static bool add_number(Runtime *rt, Object *dict, const char *name, int64_t number) {
    Object *object = int_from_int64(rt, number);
    bool done = object && dict_set_cstring(rt, dict, name, object);
    release_nullable(rt, object);
    return done;
}

static bool sre_populate(Runtime *rt, Object *dict) {
    SreState *state = sre_state(rt);
    return state && (state->pattern || type_register(rt, &pattern_spec, &state->pattern)) &&
           (state->match || type_register(rt, &match_spec, &state->match)) &&
           add_number(rt, dict, "MAGIC", SRE_MAGIC) &&
           add_number(rt, dict, "CODESIZE", SRE_CODE_SIZE) &&
           add_number(rt, dict, "MAXREPEAT", UINT32_MAX) &&
           add_number(rt, dict, "MAXGROUPS", INT32_MAX / 2);
}

static const MethodRow SRE_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("compile", sre_compile, NULL),
    METHOD_ROW_NOARGS("getcodesize", sre_getcodesize, NULL),
    METHOD_ROW_ONE("ascii_iscased", sre_ascii_iscased, NULL),
    METHOD_ROW_ONE("ascii_tolower", sre_ascii_tolower, NULL),
    METHOD_ROW_ONE("unicode_iscased", sre_unicode_iscased, NULL),
    METHOD_ROW_ONE("unicode_tolower", sre_unicode_tolower, NULL),
    METHOD_ROW_END,
};

const ModuleSpec sre_module = {
    .name = "_sre",
    .functions = SRE_FUNCTIONS,
    .populate = sre_populate,
};
