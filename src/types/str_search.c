/* str: finding and replacing. */
#include "types/str_methods.h"
#include "object/budget.h"
#include "object/tuple.h"
#include "types/searching.h"
#include "types/text_arguments.h"
#include <string.h>

static bool check_str(Runtime *rt, Object *argument) {
    if (LIKELY(type_is_str(rt, argument))) {
        return true;
    }
    raise_type_error(rt, "must be str, not %.100s", type_name_of(rt, argument));
    return false;
}

/* The place of args[0] in the range of args[1], args[2]; false: error. */
static bool search(Runtime *rt, Object *self, const char *method, Object *const *args, size_t count,
                   bool last, size_t *place) {
    size_t start, end;
    if (!text_check_count(rt, method, count, 1, 3) ||
        !text_range(rt, args, count, str_length(self), &start, &end) || !check_str(rt, args[0])) {
        return false;
    }
    *place = SEARCH_NONE;
    if (start > end) {
        return true;
    }
    SearchText text = search_slice(str_search_text(self), start, end);
    SearchText needle = str_search_text(args[0]);
    size_t at;
    if (!(last ? searching_find_last : searching_find)(rt, text, needle, &at)) {
        return false;
    }
    if (at != SEARCH_NONE) {
        *place = start + at;
    }
    return true;
}

static NEW_REF Object *place_or_minus_one(Runtime *rt, size_t place) {
    return int_from_int64(rt, place == SEARCH_NONE ? -1 : (int64_t)place);
}

static NEW_REF Object *place_or_error(Runtime *rt, size_t place) {
    return place == SEARCH_NONE ? raise_value_error(rt, "substring not found")
                                : int_from_size(rt, place);
}

Object *str_method_find(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "find", args, count, false, &place) ? place_or_minus_one(rt, place)
                                                                : NULL;
}

Object *str_method_rfind(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "rfind", args, count, true, &place) ? place_or_minus_one(rt, place)
                                                                : NULL;
}

Object *str_method_index(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "index", args, count, false, &place) ? place_or_error(rt, place) : NULL;
}

Object *str_method_rindex(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "rindex", args, count, true, &place) ? place_or_error(rt, place) : NULL;
}

Object *str_method_count(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t start, end;
    if (!text_check_count(rt, "count", count, 1, 3) ||
        !text_range(rt, args, count, str_length(self), &start, &end) || !check_str(rt, args[0])) {
        return NULL;
    }
    if (start > end) {
        return int_from_int64(rt, 0);
    }
    SearchText needle = str_search_text(args[0]);
    if (needle.length == 0) {
        return int_from_size(rt, end - start + 1);
    }
    SearchText text = search_slice(str_search_text(self), start, end);
    size_t found;
    return searching_count(rt, text, needle, SIZE_MAX, &found) ? int_from_size(rt, found) : NULL;
}

int str_contains(Runtime *rt, Object *self, Object *item) {
    if (UNLIKELY(!type_is_str(rt, item))) {
        raise_type_error(rt, "'in <string>' requires string as left operand, not %.100s",
                         type_name_of(rt, item));
        return -1;
    }
    size_t at;
    bool done = searching_find(rt, str_search_text(self), str_search_text(item), &at);
    return done ? at != SEARCH_NONE : -1;
}

/* --- starts and ends --- */

static bool fits_at_edge(Object *self, size_t start, size_t end, Object *affix, bool at_end) {
    size_t length = str_length(affix);
    if (start > end || length > end - start || str_width(affix) > str_width(self)) {
        return false;
    }
    return search_equal_at(str_search_text(self), at_end ? end - length : start,
                           str_search_text(affix));
}

static NEW_REF Object *affix_test(Runtime *rt, Object *self, const char *method,
                                  Object *const *args, size_t count, bool at_end) {
    size_t start, end;
    if (!text_check_count(rt, method, count, 1, 3) ||
        !text_range(rt, args, count, str_length(self), &start, &end)) {
        return NULL;
    }
    if (type_is_str(rt, args[0])) {
        return bool_object(fits_at_edge(self, start, end, args[0], at_end));
    }
    if (!type_is_tuple(rt, args[0])) {
        return raise_type_error(rt, "%s first arg must be str or a tuple of str, not %.100s",
                                method, type_name_of(rt, args[0]));
    }
    for (size_t i = 0; i < tuple_length(args[0]); i++) {
        Object *affix = tuple_get(args[0], i);
        if (!type_is_str(rt, affix)) {
            return raise_type_error(rt, "tuple for %s must only contain str, not %.100s", method,
                                    type_name_of(rt, affix));
        }
        if (fits_at_edge(self, start, end, affix, at_end)) {
            return bool_object(true);
        }
    }
    return bool_object(false);
}

Object *str_method_startswith(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return affix_test(rt, self, "startswith", args, count, false);
}

Object *str_method_endswith(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return affix_test(rt, self, "endswith", args, count, true);
}

static bool check_clinic_str(Runtime *rt, const char *method, const char *which, Object *argument) {
    if (LIKELY(type_is_str(rt, argument))) {
        return true;
    }
    raise_type_error(rt, "%s() argument %smust be str, not %.50s", method, which,
                     text_argument_type(rt, argument));
    return false;
}

Object *str_method_removeprefix(Runtime *rt, Object *self, Object *argument) {
    if (!check_clinic_str(rt, "removeprefix", "", argument)) {
        return NULL;
    }
    size_t length = str_length(self);
    bool has = fits_at_edge(self, 0, length, argument, false);
    return str_substring(rt, self, has ? str_length(argument) : 0, length);
}

Object *str_method_removesuffix(Runtime *rt, Object *self, Object *argument) {
    if (!check_clinic_str(rt, "removesuffix", "", argument)) {
        return NULL;
    }
    size_t length = str_length(self);
    bool has = fits_at_edge(self, 0, length, argument, true);
    return str_substring(rt, self, 0, has ? length - str_length(argument) : length);
}

/* --- replacing --- */

/* '' replaced: the new text goes before each of the first `limit` code points, and at the end. */
static NEW_REF Object *interleave(Runtime *rt, Object *self, Object *replacement, size_t limit) {
    size_t length = str_length(self);
    StrWriter writer;
    writer_init(&writer);
    size_t places = base_min_size(limit, length + 1);
    size_t size;
    bool done = base_multiply_size(places, str_length(replacement), &size) &&
                base_add_size(size, length, &size) && size <= STR_LENGTH_MAX;
    if (!done) {
        return raise_overflow_error(rt, "replace string is too long");
    }
    done = writer_reserve(rt, &writer, size, 0);
    for (size_t i = 0; done && i < places; i++) {
        done = budget_spend(rt, 1) && writer_str(rt, &writer, replacement) &&
               (i == length || writer_substring(rt, &writer, self, i, i + 1));
    }
    done = done && (places > length || writer_substring(rt, &writer, self, places, length));
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* All ASCII: the exact length first, one copy. first: where the first match is. */
static NEW_REF Object *replace_ascii(Runtime *rt, Object *self, SearchText old, Object *replacement,
                                     size_t limit, size_t first) {
    SearchText text = str_search_text(self);
    size_t new_length = str_length(replacement);
    size_t matches;
    if (!searching_count(rt, search_slice(text, first, text.length), old, limit, &matches)) {
        return NULL;
    }
    size_t growth = 0;
    size_t length = text.length - matches * old.length;
    if (!base_multiply_size(matches, new_length, &growth) ||
        !base_add_size(length, growth, &length) || length > STR_LENGTH_MAX) {
        return raise_overflow_error(rt, "replace string is too long");
    }
    Object *result = str_new_uninitialised(rt, STR_ASCII, length);
    if (!result) {
        return NULL;
    }
    uint8_t *out = str_mutable_data(result);
    const uint8_t *in = text.data;
    const uint8_t *new_data = str_data(replacement);
    size_t from = 0;
    size_t at = first;
    bool done = true;
    for (size_t i = 0; done && i < matches; i++) {
        done = budget_spend(rt, 1) && budget_copy(rt, out, in + from, at - from) &&
               budget_copy(rt, out + (at - from), new_data, new_length);
        out += at - from + new_length;
        from = at + old.length;
        if (done && i + 1 < matches) {
            done = searching_find(rt, search_slice(text, from, text.length), old, &at);
            at += from;
        }
    }
    if (!done || !budget_copy(rt, out, in + from, text.length - from)) {
        release(rt, result);
        return NULL;
    }
    return str_finish(rt, result);
}

static NEW_REF Object *replace_any(Runtime *rt, Object *self, SearchText old, Object *replacement,
                                   size_t limit, size_t first) {
    SearchText text = str_search_text(self);
    StrWriter writer;
    writer_init(&writer);
    size_t from = 0;
    size_t at = first;
    bool done = true;
    while (done && limit-- > 0 && at != SEARCH_NONE) {
        done = budget_spend(rt, 1) && writer_substring(rt, &writer, self, from, at) &&
               writer_str(rt, &writer, replacement);
        from = at + old.length;
        done = done && searching_find(rt, search_slice(text, from, text.length), old, &at);
        at += at == SEARCH_NONE ? 0 : from;
    }
    if (!done || !writer_substring(rt, &writer, self, from, text.length)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

Object *str_method_replace(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t limit;
    if (!check_clinic_str(rt, "replace", "1 ", args[0]) ||
        !check_clinic_str(rt, "replace", "2 ", args[1]) ||
        !text_limit(rt, count > 2 ? args[2] : NULL, &limit)) {
        return NULL;
    }
    SearchText old = str_search_text(args[0]);
    if (limit == 0 || old.length > str_length(self) || str_equals(args[0], args[1])) {
        return str_exact(rt, self);
    }
    if (old.length == 0) {
        return interleave(rt, self, args[1], limit);
    }
    size_t first;
    if (!searching_find(rt, str_search_text(self), old, &first)) {
        return NULL;
    }
    if (first == SEARCH_NONE) {
        return str_exact(rt, self);
    }
    return str_is_ascii(self) && str_is_ascii(args[1])
               ? replace_ascii(rt, self, old, args[1], limit, first)
               : replace_any(rt, self, old, args[1], limit, first);
}
