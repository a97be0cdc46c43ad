/* str: taking apart and stripping. */
#include "object/arguments.h"
#include "object/budget.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/searching.h"
#include "types/str_methods.h"
#include "types/text_arguments.h"
#include "types/unicode.h"
#include <string.h>

static bool add_part(Runtime *rt, Object *list, Object *self, size_t start, size_t end) {
    if (!budget_spend(rt, 4)) {
        return false;
    }
    Object *part = str_substring(rt, self, start, end);
    return part && list_append_stealing(rt, list, part);
}

/* --- by whitespace --- */

static bool is_ascii_space(uint8_t byte) {
    return (unicode_ascii_flags[byte] & UNICODE_ASCII_SPACE) != 0;
}

/* ASCII: the words are counted first, so that the list gets its exact size. */
static bool split_ascii_words(Runtime *rt, Object *list, Object *self) {
    const uint8_t *data = str_data(self);
    size_t length = str_length(self);
    size_t count = 0;
    bool in_word = false;
    for (size_t i = 0; i < length; i++) {
        if (!budget_pace(rt, i, 8)) {
            return false;
        }
        bool space = is_ascii_space(data[i]);
        count += !space && !in_word;
        in_word = !space;
    }
    if (!list_reserve(rt, list, count)) {
        return false;
    }
    for (size_t i = 0; count > 0; count--) {
        while (is_ascii_space(data[i])) {
            i++;
        }
        size_t start = i;
        while (i < length && !is_ascii_space(data[i])) {
            i++;
        }
        if (!add_part(rt, list, self, start, i)) {
            return false;
        }
    }
    return true;
}

static bool split_whitespace(Runtime *rt, Object *list, Object *self, size_t limit) {
    if (str_is_ascii(self) && limit == SIZE_MAX) {
        return split_ascii_words(rt, list, self);
    }
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

static Object *byte_part(Runtime *rt, Object *self, const uint8_t *data, size_t length) {
    if (!budget_spend(rt, 4)) {
        return NULL;
    }
    if (length == 1) {
        return str_latin1_char(rt, data[0]);
    }
    if (length == 0 || !str_is_ascii(self)) {
        return str_from_latin1(rt, data, length);
    }
    Object *part = str_new_uninitialised(rt, STR_ASCII, length);
    if (LIKELY(part != NULL)) {
        memcpy(str_mutable_data(part), data, length);
    }
    return part;
}

/* One byte between the parts: they are counted first, so that the list gets its exact size. */
static bool split_byte(Runtime *rt, Object *list, Object *self, uint8_t separator, size_t limit) {
    const uint8_t *data = str_data(self);
    const uint8_t *end = data + str_length(self);
    size_t count;
    if (!searching_count(rt, str_search_text(self), (SearchText){&separator, 1, 1}, limit,
                         &count) ||
        !list_reserve(rt, list, count + 1)) {
        return false;
    }
    for (;; count--) {
        const uint8_t *stop = end;
        if (count > 0) {
            /* Parts are often short: some bytes by hand before the library is called. */
            const uint8_t *near = end - data > 16 ? data + 16 : end;
            for (stop = data; stop < near && *stop != separator; stop++) {
            }
            if (stop == near && *stop != separator) {
                stop = memchr(stop, separator, (size_t)(end - stop));
            }
        }
        Object *part = byte_part(rt, self, data, (size_t)(stop - data));
        if (!part || !list_append_stealing(rt, list, part)) {
            return false;
        }
        if (count == 0) {
            return true;
        }
        data = stop + 1;
    }
}

static bool split_separator(Runtime *rt, Object *list, Object *self, SearchText separator,
                            size_t limit) {
    SearchText text = str_search_text(self);
    if (text.width == 1 && separator.length == 1 && separator.width == 1) {
        return split_byte(rt, list, self, *(const uint8_t *)separator.data, limit);
    }
    size_t start = 0;
    while (limit-- > 0) {
        size_t at;
        if (!searching_find(rt, search_slice(text, start, text.length), separator, &at)) {
            return false;
        }
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
        size_t at;
        if (!searching_find_last(rt, search_slice(text, 0, end), separator, &at)) {
            return false;
        }
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
    if (LIKELY(!keyword_names && count <= 2)) {
        given[0] = count > 0 ? args[0] : NULL;
        given[1] = count > 1 ? args[1] : NULL;
    } else if (!arguments_parse(rt, spec, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!text_limit(rt, given[1], &limit)) {
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
            if (!budget_pace(rt, i, 4)) {
                release(rt, list);
                return NULL;
            }
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
    size_t at;
    if (!(last ? searching_find_last : searching_find)(rt, text, needle, &at)) {
        return NULL;
    }
    if (at != SEARCH_NONE) {
        return three_parts(rt, str_substring(rt, self, 0, at), separator,
                           str_substring(rt, self, at + needle.length, text.length));
    }
    Object *empty = str_empty(rt);
    Object *whole = retain(self); /* also an instance of a subclass */
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
        if (!budget_pace(rt, start++, 4)) {
            return NULL;
        }
    }
    while (right && end > start && strips(chars, str_at(self, end - 1))) {
        if (!budget_pace(rt, end--, 4)) {
            return NULL;
        }
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
