/* sre_match: re.Match. */
#include "modules/sre_objects.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/native.h"
#include "object/tuple.h"
#include "vm/import.h"

static MatchObject *as_match(Object *self) {
    return (MatchObject *)self;
}

static size_t match_size(size_t groups) {
    return sizeof(MatchObject) + (groups + 1) * 2 * sizeof(size_t);
}

static PatternObject *pattern_of(Object *self) {
    return (PatternObject *)as_match(self)->pattern;
}

Object *sre_match_new(Runtime *rt, Object *pattern, const SreText *text, const SreRun *run,
                      size_t pos, int result) {
    if (result <= 0) {
        return result < 0 ? NULL : retain(NONE);
    }
    size_t groups = ((PatternObject *)pattern)->groups;
    MatchObject *match =
        (MatchObject *)object_new_container(rt, sre_state(rt)->match, match_size(groups));
    if (!match) {
        return NULL;
    }
    match->pattern = retain(pattern);
    match->string = retain(text->string);
    match->pos = pos;
    match->endpos = run->end;
    match->last_index = run->last_index;
    match->groups = groups;
    match->marks[0] = run->start;
    match->marks[1] = run->at;
    for (size_t i = 0; i < groups; i++) {
        bool is_set = run->marks[2 * i] != SRE_UNSET && run->marks[2 * i + 1] != SRE_UNSET &&
                      run->marks[2 * i] <= run->marks[2 * i + 1];
        match->marks[2 * i + 2] = is_set ? run->marks[2 * i] : SRE_UNSET;
        match->marks[2 * i + 3] = is_set ? run->marks[2 * i + 1] : SRE_UNSET;
    }
    return (Object *)match;
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
    size_t size = match_size(as_match(self)->groups);
    CLEAR_REF(rt, &as_match(self)->pattern);
    CLEAR_REF(rt, &as_match(self)->string);
    object_free_container(rt, self, size);
}

static size_t match_byte_size(Runtime *rt, Object *self) {
    (void)rt;
    return match_size(as_match(self)->groups);
}

/* ---- groups ---- */

/* The number of a group given by number or name; SRE_UNSET with IndexError pending. */
static size_t group_number(Runtime *rt, Object *self, Object *key) {
    int64_t number = -1;
    if (slots_of(rt, key)->index) {
        if (!object_as_index_clipped(rt, key, &number)) {
            return SRE_UNSET;
        }
    } else {
        Object *known = dict_get(rt, pattern_of(self)->groupindex, key);
        if (known && !object_as_int64(rt, known, &number)) {
            number = -1;
        }
        if (error_pending(rt)) { /* the name cannot be hashed, or compared */
            return SRE_UNSET;
        }
    }
    if (number < 0 || (uint64_t)number > as_match(self)->groups) {
        raise_index_error(rt, "no such group");
        return SRE_UNSET;
    }
    return (size_t)number;
}

static Object *group_text(Runtime *rt, Object *self, size_t group, Object *otherwise) {
    const size_t *marks = as_match(self)->marks + 2 * group;
    SreText text;
    if (marks[0] == SRE_UNSET) {
        return retain(otherwise);
    }
    if (!sre_text_open(rt, &text, NULL, as_match(self)->string)) {
        return NULL;
    }
    Object *part = sre_text_slice(rt, &text, marks[0], marks[1]);
    sre_text_close(rt, &text);
    return part;
}

static Object *match_get_item(Runtime *rt, Object *self, Object *key) {
    size_t group = group_number(rt, self, key);
    return group == SRE_UNSET ? NULL : group_text(rt, self, group, NONE);
}

static Object *match_group(Runtime *rt, Object *self, Object *const *args, size_t count) {
    if (count == 0) {
        return group_text(rt, self, 0, NONE);
    }
    if (count == 1) {
        return match_get_item(rt, self, args[0]);
    }
    Object *tuple = tuple_new(rt, count);
    for (size_t i = 0; tuple && i < count; i++) {
        tuple_items(tuple)[i] = match_get_item(rt, self, args[i]);
        if (!tuple_items(tuple)[i]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

static bool parse_default(Runtime *rt, const char *function, Object *const *args, size_t count,
                          Object *keyword_names, Object **otherwise) {
    const ArgumentSpec spec = {function, {"default"}, 0, 1, 0, 1};
    Object *given[1];
    bool parsed = arguments_parse(rt, &spec, args, count, keyword_names, given);
    *otherwise = parsed && given[0] ? given[0] : NONE;
    return parsed;
}

static Object *match_groups(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    Object *otherwise;
    if (!parse_default(rt, "groups", args, count, keyword_names, &otherwise)) {
        return NULL;
    }
    Object *tuple = tuple_new(rt, as_match(self)->groups);
    for (size_t i = 0; tuple && i < as_match(self)->groups; i++) {
        tuple_items(tuple)[i] = group_text(rt, self, i + 1, otherwise);
        if (!tuple_items(tuple)[i]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

static Object *match_groupdict(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    Object *otherwise;
    if (!parse_default(rt, "groupdict", args, count, keyword_names, &otherwise)) {
        return NULL;
    }
    Object *result = dict_new(rt);
    Object *names = result ? dict_keys_list(rt, pattern_of(self)->groupindex) : NULL;
    Object *name = NULL;
    Object *iterator = names ? object_iter(rt, names) : NULL;
    while (iterator && result && (name = object_next(rt, iterator)) != NULL) {
        size_t group = group_number(rt, self, name);
        Object *text = group == SRE_UNSET ? NULL : group_text(rt, self, group, otherwise);
        if (!text || !dict_set(rt, result, name, text)) {
            CLEAR_REF(rt, &result);
        }
        release_nullable(rt, text);
        release(rt, name);
    }
    if (!iterator || error_pending(rt)) {
        CLEAR_REF(rt, &result);
    }
    release_nullable(rt, iterator);
    release_nullable(rt, names);
    return result;
}

/* ---- positions ---- */

static Object *position(Runtime *rt, size_t mark) {
    return int_from_int64(rt, mark == SRE_UNSET ? -1 : (int64_t)mark);
}

static Object *match_place(Runtime *rt, Object *self, Object *const *args, size_t count,
                           size_t side) {
    size_t group = count ? group_number(rt, self, args[0]) : 0;
    return group == SRE_UNSET ? NULL : position(rt, as_match(self)->marks[2 * group + side]);
}

static Object *match_start(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return match_place(rt, self, args, count, 0);
}

static Object *match_end(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return match_place(rt, self, args, count, 1);
}

static Object *span_of(Runtime *rt, Object *self, size_t group) {
    Object *start = position(rt, as_match(self)->marks[2 * group]);
    Object *end = start ? position(rt, as_match(self)->marks[2 * group + 1]) : NULL;
    Object *pair = end ? tuple_pack(rt, 2, start, end) : NULL;
    release_nullable(rt, start);
    release_nullable(rt, end);
    return pair;
}

static Object *match_span(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t group = count ? group_number(rt, self, args[0]) : 0;
    return group == SRE_UNSET ? NULL : span_of(rt, self, group);
}

/* ---- the rest ---- */

static Object *match_expand(Runtime *rt, Object *self, Object *template) {
    Object *args[] = {as_match(self)->pattern, self, template};
    return sre_call_re(rt, "_expand", args, 3);
}

static Object *match_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *match_deepcopy(Runtime *rt, Object *self, Object *memo) {
    (void)rt;
    (void)memo;
    return retain(self);
}

static Object *match_repr(Runtime *rt, Object *self) {
    Object *span = span_of(rt, self, 0);
    Object *text = span ? group_text(rt, self, 0, NONE) : NULL;
    Object *shown =
        text ? str_format(rt, "<re.Match object; span=%R, match=%R>", span, text) : NULL;
    release_nullable(rt, text);
    release_nullable(rt, span);
    return shown;
}

static Object *get_string(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_match(self)->string);
}

static Object *get_re(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_match(self)->pattern);
}

static Object *get_pos(Runtime *rt, Object *self) {
    return int_from_size(rt, as_match(self)->pos);
}

static Object *get_endpos(Runtime *rt, Object *self) {
    return int_from_size(rt, as_match(self)->endpos);
}

static Object *get_lastindex(Runtime *rt, Object *self) {
    size_t last = as_match(self)->last_index;
    return last ? int_from_size(rt, last) : retain(NONE);
}

static Object *get_lastgroup(Runtime *rt, Object *self) {
    (void)rt;
    size_t last = as_match(self)->last_index;
    Object *names = pattern_of(self)->indexgroup;
    return retain(last && last < tuple_length(names) ? tuple_get(names, last) : NONE);
}

static Object *get_regs(Runtime *rt, Object *self) {
    Object *tuple = tuple_new(rt, as_match(self)->groups + 1);
    for (size_t i = 0; tuple && i <= as_match(self)->groups; i++) {
        tuple_items(tuple)[i] = span_of(rt, self, i);
        if (!tuple_items(tuple)[i]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

Object *sre_call_re(Runtime *rt, const char *function, Object *const *args, size_t count) {
    Object *name = str_from_cstring(rt, "re");
    Object *module = name ? import_absolute(rt, name) : NULL;
    Object *result = module ? object_call_method_cstring(rt, module, function, args, count) : NULL;
    release_nullable(rt, module);
    release_nullable(rt, name);
    return result;
}

static const MethodRow MATCH_METHODS[] = {
    METHOD_ROW_POSITIONAL("group", match_group, 0, METHOD_ANY_COUNT,
                          "group([group1, ...]) -> str or tuple. The texts of groups, by number or "
                          "name; 0 is the whole match."),
    METHOD_ROW_KEYWORDS("groups", match_groups,
                        "groups($self, /, default=None)\n--\n\nThe texts of all groups from 1 on."),
    METHOD_ROW_KEYWORDS("groupdict", match_groupdict,
                        "groupdict($self, /, default=None)\n--\n\nThe texts of named groups."),
    METHOD_ROW_POSITIONAL("start", match_start, 0, 1,
                          "start($self, group=0, /)\n--\n\nWhere the group begins, -1: nowhere."),
    METHOD_ROW_POSITIONAL("end", match_end, 0, 1,
                          "end($self, group=0, /)\n--\n\nWhere the group ends, -1: nowhere."),
    METHOD_ROW_POSITIONAL("span", match_span, 0, 1,
                          "span($self, group=0, /)\n--\n\nStart and end of the group."),
    METHOD_ROW_ONE("expand", match_expand,
                   "expand($self, /, template)\n--\n\nThe template with groups put in, as sub()."),
    METHOD_ROW_NOARGS("__copy__", match_self, NULL),
    METHOD_ROW_ONE("__deepcopy__", match_deepcopy, NULL),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const AttributeRow MATCH_ATTRIBUTES[] = {
    {"string", get_string, native_read_only, "The text that was searched."},
    {"re", get_re, native_read_only, "The pattern."},
    {"pos", get_pos, native_read_only, "Where the search could begin."},
    {"endpos", get_endpos, native_read_only, "Where the search ended."},
    {"lastindex", get_lastindex, NULL, "The number of the last matched group."},
    {"lastgroup", get_lastgroup, NULL, "The name of the last matched group."},
    {"regs", get_regs, NULL, "The spans of all groups."},
    ATTRIBUTE_ROW_END,
};

const TypeSpec sre_match_spec = {
    .slots =
        {
            .name = "re.Match",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(MatchObject),
            .item_size = 2 * sizeof(size_t),
            .dealloc = match_dealloc,
            .traverse = match_traverse,
            .size = match_byte_size,
            .repr = match_repr,
            .get_item = match_get_item,
        },
    .methods = MATCH_METHODS,
    .attributes = MATCH_ATTRIBUTES,
    .doc = "The result of re.match() and re.search(). Match objects always have a boolean value of "
           "True.",
    .module = "re",
};
