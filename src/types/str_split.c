/* str: taking apart and stripping. */
#include "object/arguments.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/str_methods.h"
#include "types/text_arguments.h"
#include "types/unicode.h"

static bool add_part(Runtime *rt, Object *list, Object *self, size_t start, size_t end) {
    Object *part = str_substring(rt, self, start, end);
    return part && list_append_stealing(rt, list, part);
}

/* --- by whitespace --- */

static bool split_whitespace(Runtime *rt, Object *list, Object *self, size_t limit) {
    size_t length = str_length(self);
    size_t i = 0;
    for (;;) {
        while (i < length && unicode_is_space(str_at(self, i))) {
            i++;
        }
        if (i == length) {
            return true;
        }
        size_t start = i;
        if (limit-- == 0) {
            /* The rest keeps its whitespace inside and at its end. */
            return add_part(rt, list, self, start, length);
        }
        while (i < length && !unicode_is_space(str_at(self, i))) {
            i++;
        }
        if (!add_part(rt, list, self, start, i)) {
            return false;
        }
    }
}

static bool rsplit_whitespace(Runtime *rt, Object *list, Object *self, size_t limit) {
    size_t i = str_length(self);
    for (;;) {
        while (i > 0 && unicode_is_space(str_at(self, i - 1))) {
            i--;
        }
        if (i == 0) {
            return true;
        }
        size_t end = i;
        if (limit-- == 0) {
            return add_part(rt, list, self, 0, end);
        }
        while (i > 0 && !unicode_is_space(str_at(self, i - 1))) {
            i--;
        }
        if (!add_part(rt, list, self, i, end)) {
            return false;
        }
    }
}

/* --- by a separator --- */

static bool split_separator(Runtime *rt, Object *list, Object *self, SearchText separator,
                            size_t limit) {
    SearchText text = str_search_text(self);
    size_t start = 0;
    while (limit-- > 0) {
        size_t at = search_find(search_slice(text, start, text.length), separator);
        if (at == SEARCH_NONE) {
            break;
        }
        if (!add_part(rt, list, self, start, start + at)) {
            return false;
        }
        start += at + separator.length;
    }
    return add_part(rt, list, self, start, text.length);
}

static bool rsplit_separator(Runtime *rt, Object *list, Object *self, SearchText separator,
                             size_t limit) {
    SearchText text = str_search_text(self);
    size_t end = text.length;
    while (limit-- > 0) {
        size_t at = search_find_last(search_slice(text, 0, end), separator);
        if (at == SEARCH_NONE) {
            break;
        }
        if (!add_part(rt, list, self, at + separator.length, end)) {
            return false;
        }
        end = at;
    }
    return add_part(rt, list, self, 0, end);
}

static void reverse_list(Object *list) {
    Object **items = ((ListObject *)list)->items;
    size_t length = list_length(list);
    for (size_t i = 0; i < length / 2; i++) {
        Object *item = items[i];
        items[i] = items[length - 1 - i];
        items[length - 1 - i] = item;
    }
}

static NEW_REF Object *split(Runtime *rt, Object *self, const ArgumentSpec *spec,
                             Object *const *args, size_t count, Object *keyword_names,
                             bool from_right) {
    Object *given[2];
    size_t limit;
    if (!arguments_parse(rt, spec, args, count, keyword_names, given) ||
        !text_limit(rt, given[1], &limit)) {
        return NULL;
    }
    Object *separator = given[0] == NONE ? NULL : given[0];
    if (separator && !type_is_str(rt, separator)) {
        return raise_type_error(rt, "must be str or None, not %.100s", type_name_of(rt, separator));
    }
    if (separator && str_length(separator) == 0) {
        return raise_value_error(rt, "empty separator");
    }
    Object *list = list_new(rt, 0);
    if (!list) {
        return NULL;
    }
    bool done;
    if (separator) {
        done = (from_right ? rsplit_separator : split_separator)(rt, list, self,
                                                                 str_search_text(separator), limit);
    } else {
        done = (from_right ? rsplit_whitespace : split_whitespace)(rt, list, self, limit);
    }
    if (!done) {
        release(rt, list);
        return NULL;
    }
    if (from_right) {
        reverse_list(list);
    }
    return list;
}

Object *str_method_split(Runtime *rt, Object *self, Object *const *args, size_t count,
                         Object *keyword_names) {
    static const ArgumentSpec SPEC = {"split", {"sep", "maxsplit"}, 0, 2, 0, 2};
    return split(rt, self, &SPEC, args, count, keyword_names, false);
}

Object *str_method_rsplit(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"rsplit", {"sep", "maxsplit"}, 0, 2, 0, 2};
    return split(rt, self, &SPEC, args, count, keyword_names, true);
}

Object *str_method_splitlines(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    static const ArgumentSpec SPEC = {"splitlines", {"keepends"}, 0, 1, 0, 1};
    Object *given[1];
    int64_t keep = 0;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[0] && !text_int(rt, given[0], &keep))) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    size_t length = str_length(self);
    for (size_t i = 0; list && i < length;) {
        size_t start = i;
        while (i < length && !unicode_is_line_break(str_at(self, i))) {
            i++;
        }
        size_t end = i;
        if (i < length) {
            i += str_at(self, i) == '\r' && i + 1 < length && str_at(self, i + 1) == '\n' ? 2 : 1;
        }
        if (!add_part(rt, list, self, start, keep ? i : end)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

/* --- three parts --- */

static NEW_REF Object *three_parts(Runtime *rt, STEALS Object *before, Object *separator,
                                   STEALS Object *after) {
    Object *parts =
        before && separator && after ? tuple_pack(rt, 3, before, separator, after) : NULL;
    release_nullable(rt, before);
    release_nullable(rt, after);
    return parts;
}

static NEW_REF Object *partition(Runtime *rt, Object *self, Object *separator, bool last) {
    if (!type_is_str(rt, separator)) {
        return raise_type_error(rt, "must be str, not %.100s", type_name_of(rt, separator));
    }
    SearchText text = str_search_text(self);
    SearchText needle = str_search_text(separator);
    if (needle.length == 0) {
        return raise_value_error(rt, "empty separator");
    }
    size_t at = last ? search_find_last(text, needle) : search_find(text, needle);
    if (at != SEARCH_NONE) {
        return three_parts(rt, str_substring(rt, self, 0, at), separator,
                           str_substring(rt, self, at + needle.length, text.length));
    }
    Object *empty = str_empty(rt);
    Object *whole = str_exact(rt, self);
    Object *parts = last ? three_parts(rt, retain_nullable(empty), empty, whole)
                         : three_parts(rt, whole, empty, retain_nullable(empty));
    release_nullable(rt, empty);
    return parts;
}

Object *str_method_partition(Runtime *rt, Object *self, Object *argument) {
    return partition(rt, self, argument, false);
}

Object *str_method_rpartition(Runtime *rt, Object *self, Object *argument) {
    return partition(rt, self, argument, true);
}

/* --- stripping --- */

static bool strips(Object *chars, uint32_t code_point) {
    return chars ? search_find_unit(str_search_text(chars), code_point) != SEARCH_NONE
                 : unicode_is_space(code_point);
}

static NEW_REF Object *strip(Runtime *rt, Object *self, const char *method, Object *const *args,
                             size_t count, bool left, bool right) {
    Object *chars = count > 0 && args[0] != NONE ? args[0] : NULL;
    if (chars && !type_is_str(rt, chars)) {
        return raise_type_error(rt, "%s arg must be None or str", method);
    }
    size_t start = 0;
    size_t end = str_length(self);
    while (left && start < end && strips(chars, str_at(self, start))) {
        start++;
    }
    while (right && end > start && strips(chars, str_at(self, end - 1))) {
        end--;
    }
    return str_substring(rt, self, start, end);
}

Object *str_method_strip(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return strip(rt, self, "strip", args, count, true, true);
}

Object *str_method_lstrip(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return strip(rt, self, "lstrip", args, count, true, false);
}

Object *str_method_rstrip(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return strip(rt, self, "rstrip", args, count, false, true);
}
