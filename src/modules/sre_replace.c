/* sre_replace: findall, split, sub and subn. */
#include "modules/sre_objects.h"
#include "object/arguments.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/text_arguments.h"
#include <string.h>

static PatternObject *as_pattern(Object *self) {
    return (PatternObject *)self;
}

/* The text of group `number` (from 1), otherwise where it took no part: NULL means an empty one. */
static Object *group_text(Runtime *rt, const SreSearch *search, size_t number, Object *otherwise) {
    size_t begin = search->marks[2 * number - 2], end = search->marks[2 * number - 1];
    if (begin == SRE_UNSET || end == SRE_UNSET || begin > end) {
        return otherwise ? retain(otherwise) : sre_text_slice(rt, &search->text, 0, 0);
    }
    return sre_text_slice(rt, &search->text, begin, end);
}

/* ---- findall ---- */

static Object *found_item(Runtime *rt, const SreSearch *search, size_t groups) {
    if (groups == 0) {
        return sre_text_slice(rt, &search->text, search->run.start, search->run.at);
    }
    if (groups == 1) {
        return group_text(rt, search, 1, NULL);
    }
    Object *tuple = tuple_new(rt, groups);
    for (size_t i = 0; tuple && i < groups; i++) {
        tuple_items(tuple)[i] = group_text(rt, search, i + 1, NULL);
        if (!tuple_items(tuple)[i]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

Object *sre_pattern_findall(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"findall", {"string", "pos", "endpos"}, 0, 3, 1, 3};
    Object *given[3];
    int64_t pos = 0, endpos = INT64_MAX;
    SreSearch search;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[1] && !text_ssize(rt, given[1], &pos)) ||
        (given[2] && !text_ssize(rt, given[2], &endpos)) ||
        !sre_search_open(rt, &search, as_pattern(self), given[0], pos, endpos)) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    int result = 0;
    while (list && (result = sre_search_next(&search)) > 0) {
        Object *item = found_item(rt, &search, as_pattern(self)->groups);
        if (!item || !list_append_stealing(rt, list, item)) {
            CLEAR_REF(rt, &list);
        }
        sre_search_advance(&search);
    }
    if (result < 0) {
        CLEAR_REF(rt, &list);
    }
    sre_search_close(rt, &search);
    return list;
}

/* ---- split ---- */

static bool append_slice(Runtime *rt, Object *list, const SreSearch *search, size_t start,
                         size_t end) {
    Object *part = sre_text_slice(rt, &search->text, start, end);
    return part && list_append_stealing(rt, list, part);
}

static bool append_groups(Runtime *rt, Object *list, const SreSearch *search, size_t groups) {
    for (size_t i = 1; i <= groups; i++) {
        Object *text = group_text(rt, search, i, NONE);
        if (!text || !list_append_stealing(rt, list, text)) {
            return false;
        }
    }
    return true;
}

Object *sre_pattern_split(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"split", {"string", "maxsplit"}, 0, 2, 1, 2};
    Object *given[2];
    int64_t most = 0;
    SreSearch search;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[1] && !text_ssize(rt, given[1], &most)) ||
        !sre_search_open(rt, &search, as_pattern(self), given[0], 0, INT64_MAX)) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    bool done = list != NULL;
    int result = 0;
    size_t last = 0;
    for (int64_t n = 0; done && (most == 0 || n < most); n++) {
        result = sre_search_next(&search);
        if (result <= 0) {
            break;
        }
        done = append_slice(rt, list, &search, last, search.run.start) &&
               append_groups(rt, list, &search, as_pattern(self)->groups);
        sre_search_advance(&search);
        last = search.run.start;
    }
    if (!done || result < 0 || !append_slice(rt, list, &search, last, search.text.length)) {
        CLEAR_REF(rt, &list);
    }
    sre_search_close(rt, &search);
    return list;
}

/* ---- sub ---- */

/* A template without a backslash stands for itself. */
static bool is_literal(Runtime *rt, Object *template) {
    SreText text;
    if (!sre_text_open(rt, &text, NULL, template)) {
        error_clear(rt);
        return false;
    }
    bool literal = true;
    for (size_t i = 0; literal && i < text.length; i++) {
        uint32_t character = text.is_bytes ? text.data[i] : str_at(template, i);
        literal = character != '\\';
    }
    sre_text_close(rt, &text);
    return literal;
}

/* What is put in: a text, or something to be called with each match. */
static Object *replacement_of(Runtime *rt, Object *self, Object *template, bool *called) {
    if (object_is_callable(rt, template)) {
        *called = true;
        return retain(template);
    }
    if (is_literal(rt, template)) {
        *called = false;
        return retain(template);
    }
    Object *args[] = {self, template};
    Object *filter = sre_call_re(rt, "_subx", args, 2);
    *called = filter && object_is_callable(rt, filter);
    return filter;
}

static bool append_replacement(Runtime *rt, Object *list, Object *self, const SreSearch *search,
                               Object *replacement, bool called) {
    Object *item = NULL;
    if (called) {
        Object *match = sre_match_new(rt, self, &search->text, &search->run, search->pos, 1);
        item = match ? object_call_one(rt, replacement, match) : NULL;
        release_nullable(rt, match);
    } else {
        item = retain(replacement);
    }
    if (item == NONE) {
        return true;
    }
    return item && list_append_stealing(rt, list, item);
}

static bool replace_all(Runtime *rt, Object *self, SreSearch *search, Object *list,
                        Object *replacement, bool called, int64_t most, int64_t *replaced) {
    size_t last = 0;
    int result = 0;
    for (*replaced = 0; most == 0 || *replaced < most; ++*replaced) {
        result = sre_search_next(search);
        if (result <= 0) {
            break;
        }
        size_t begin = search->run.start, end = search->run.at;
        if ((last < begin && !append_slice(rt, list, search, last, begin)) ||
            !append_replacement(rt, list, self, search, replacement, called)) {
            return false;
        }
        last = end;
        sre_search_advance(search);
    }
    return result >= 0 && (last >= search->text.length ||
                           append_slice(rt, list, search, last, search->text.length));
}

static Object *join_parts(Runtime *rt, const SreSearch *search, Object *list) {
    Object *empty = sre_text_slice(rt, &search->text, 0, 0);
    Object *joined = !empty ? NULL
                     : list_length(list) == 0
                         ? retain(empty)
                         : object_call_method_cstring(rt, empty, "join", &list, 1);
    release_nullable(rt, empty);
    return joined;
}

static Object *substitute(Runtime *rt, const char *function, Object *self, Object *const *args,
                          size_t count, Object *keyword_names, int64_t *replaced) {
    const ArgumentSpec spec = {function, {"repl", "string", "count"}, 0, 3, 2, 3};
    Object *given[3];
    int64_t most = 0;
    SreSearch search;
    bool called = false;
    if (!arguments_parse(rt, &spec, args, count, keyword_names, given) ||
        (given[2] && !text_ssize(rt, given[2], &most))) {
        return NULL;
    }
    Object *replacement = replacement_of(rt, self, given[0], &called);
    if (!replacement || !sre_search_open(rt, &search, as_pattern(self), given[1], 0, INT64_MAX)) {
        release_nullable(rt, replacement);
        return NULL;
    }
    Object *list = list_new(rt, 0);
    Object *joined = NULL;
    if (list && replace_all(rt, self, &search, list, replacement, called, most, replaced)) {
        joined = join_parts(rt, &search, list);
    }
    release_nullable(rt, list);
    sre_search_close(rt, &search);
    release(rt, replacement);
    return joined;
}

Object *sre_pattern_sub(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    int64_t replaced;
    return substitute(rt, "sub", self, args, count, keyword_names, &replaced);
}

Object *sre_pattern_subn(Runtime *rt, Object *self, Object *const *args, size_t count,
                         Object *keyword_names) {
    int64_t replaced = 0;
    Object *text = substitute(rt, "subn", self, args, count, keyword_names, &replaced);
    Object *number = text ? int_from_int64(rt, replaced) : NULL;
    Object *pair = number ? tuple_pack(rt, 2, text, number) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, text);
    return pair;
}
