/* _sre: the module under re. re/_compiler.py turns patterns into codes; what runs them is
 * sre_engine.c. */
#include "modules/sre.h"

#include "modules/module_state.h"
#include "modules/sre_objects.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/tuple.h"

enum { SRE_MAGIC = 20220615, SRE_CODE_SIZE = 4 };

SreState *sre_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_SRE, sizeof(SreState));
}

/* ---- compile ---- */

static bool read_codes(Runtime *rt, PatternObject *pattern, Object *list) {
    size_t count = list_length(list);
    pattern->codes = memory_allocate(rt, (count + 1) * sizeof *pattern->codes);
    if (!pattern->codes) {
        return false;
    }
    pattern->code_count = count;
    for (size_t i = 0; i < count; i++) {
        int64_t code;
        if (i >= list_length(list) || !type_is_int(rt, list_get(list, i)) ||
            !object_as_int64(rt, list_get(list, i), &code) || code < 0 || code > UINT32_MAX) {
            error_clear(rt);
            raise_overflow_error(rt, "regular expression code size limit exceeded");
            return false;
        }
        pattern->codes[i] = (uint32_t)code;
    }
    return true;
}

static bool check_types(Runtime *rt, Object *const *given) {
    static const char *const NAMES[] = {"code", "groupindex", "indexgroup"};
    bool fits[] = {type_is_list(rt, given[2]), type_is_dict(rt, given[4]),
                   type_is_tuple(rt, given[5])};
    static const char *const TYPES[] = {"list", "dict", "tuple"};
    static const int PLACES[] = {2, 4, 5};
    for (size_t i = 0; i < COUNT_OF(fits); i++) {
        if (!fits[i]) {
            raise_type_error(rt, "compile() argument '%s' must be %s, not %T", NAMES[i], TYPES[i],
                             given[PLACES[i]]);
            return false;
        }
    }
    return true;
}

static Object *sre_compile(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "compile", {"pattern", "flags", "code", "groups", "groupindex", "indexgroup"}, 0, 6, 6, 6};
    Object *given[6];
    int64_t flags, groups;
    (void)self;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !object_as_int64(rt, given[1], &flags) || !object_as_int64(rt, given[3], &groups) ||
        !check_types(rt, given)) {
        return NULL;
    }
    PatternObject *pattern =
        (PatternObject *)object_new_container(rt, sre_state(rt)->pattern, sizeof(PatternObject));
    if (!pattern) {
        return NULL;
    }
    pattern->pattern = retain(given[0]);
    pattern->groupindex = retain(given[4]);
    pattern->indexgroup = retain(given[5]);
    pattern->flags = flags;
    bool done = read_codes(rt, pattern, given[2]);
    if (done && (groups < 0 || groups > SRE_GROUPS_MAX ||
                 !sre_validate(pattern->codes, pattern->code_count, (size_t)groups))) {
        raise_runtime_error(rt, "invalid SRE code");
        done = false;
    }
    if (!done) {
        RELEASE(rt, pattern);
        return NULL;
    }
    pattern->groups = (size_t)groups;
    return (Object *)pattern;
}

static Object *sre_getcodesize(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, SRE_CODE_SIZE);
}

/* ---- case ---- */

typedef uint32_t (*CaseFunction)(uint32_t character);

static Object *is_cased(Runtime *rt, Object *argument, CaseFunction lower, CaseFunction upper) {
    int64_t number;
    if (!object_as_int64(rt, argument, &number)) {
        return NULL;
    }
    uint32_t character = (uint32_t)number;
    bool cased = lower(character) != character || upper(character) != character;
    return retain(bool_object(cased));
}

static uint32_t upper_ascii(uint32_t character) {
    return character >= 'a' && character <= 'z' ? character - 32 : character;
}

static Object *sre_ascii_iscased(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return is_cased(rt, argument, sre_lower_ascii, upper_ascii);
}

static Object *sre_unicode_iscased(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return is_cased(rt, argument, sre_lower_unicode, sre_upper_unicode);
}

static Object *to_lower(Runtime *rt, Object *argument, CaseFunction lower) {
    int64_t number;
    return object_as_int64(rt, argument, &number) ? int_from_int64(rt, lower((uint32_t)number))
                                                  : NULL;
}

static Object *sre_ascii_tolower(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return to_lower(rt, argument, sre_lower_ascii);
}

static Object *sre_unicode_tolower(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    return to_lower(rt, argument, sre_lower_unicode);
}

/* ---- the module ---- */

static bool add_number(Runtime *rt, Object *dict, const char *name, int64_t number) {
    return dict_set_cstring_stealing(rt, dict, name, int_from_int64(rt, number));
}

static bool sre_populate(Runtime *rt, Object *dict) {
    SreState *state = sre_state(rt);
    return state && (state->pattern || type_register(rt, &sre_pattern_spec, &state->pattern)) &&
           (state->match || type_register(rt, &sre_match_spec, &state->match)) &&
           (state->scanner || type_register(rt, &sre_scanner_spec, &state->scanner)) &&
           add_number(rt, dict, "MAGIC", SRE_MAGIC) &&
           add_number(rt, dict, "CODESIZE", SRE_CODE_SIZE) &&
           add_number(rt, dict, "MAXREPEAT", SRE_MAXREPEAT) &&
           add_number(rt, dict, "MAXGROUPS", SRE_GROUPS_MAX);
}

static const MethodRow SRE_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("compile", sre_compile,
                        "compile($module, /, pattern, flags, code, groups, groupindex, "
                        "indexgroup)\n--\n\nA pattern from its codes."),
    METHOD_ROW_NOARGS("getcodesize", sre_getcodesize, "Bytes of a code."),
    METHOD_ROW_ONE("ascii_iscased", sre_ascii_iscased, "Whether case changes it, in ASCII."),
    METHOD_ROW_ONE("ascii_tolower", sre_ascii_tolower, "Its lower case, in ASCII."),
    METHOD_ROW_ONE("unicode_iscased", sre_unicode_iscased, "Whether case changes it."),
    METHOD_ROW_ONE("unicode_tolower", sre_unicode_tolower, "Its lower case."),
    METHOD_ROW_END,
};

const ModuleSpec sre_module = {
    .name = "_sre",
    .doc = "The matcher under the re module.",
    .functions = SRE_FUNCTIONS,
    .populate = sre_populate,
};
