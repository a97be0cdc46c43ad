/* bytes and bytearray: finding and replacing. */
#include "object/tuple.h"
#include "object/budget.h"
#include "types/bytes_common.h"
#include "types/bytes_methods.h"
#include "types/searching.h"
#include "types/text_arguments.h"

/* What is looked for: a buffer, or one byte given as an int. */
typedef struct Needle {
    BufferView view; /* owner NULL for a byte */
    uint8_t byte;
    SearchText text;
} Needle;

static bool needle_take(Runtime *rt, Object *argument, Needle *needle) {
    needle->view.owner = NULL;
    const TypeSlots *slots = slots_of(rt, argument);
    if (slots->get_buffer) {
        if (!object_get_buffer(rt, argument, &needle->view, false)) {
            return false;
        }
        needle->text = bytes_view_text(&needle->view);
        return true;
    }
    if (!slots->index) {
        raise_type_error(rt, "argument should be integer or bytes-like object, not '%.200s'",
                         slots->name);
        return false;
    }
    if (!bytes_byte_value(rt, argument, &needle->byte)) {
        return false;
    }
    needle->text = (SearchText){&needle->byte, 1, 1};
    return true;
}

static void needle_drop(Runtime *rt, Needle *needle) {
    object_release_buffer(rt, &needle->view);
}

/* Range and needle of find and its like. */
static bool search_arguments(Runtime *rt, Object *self, const char *method, Object *const *args,
                             size_t count, size_t *start, size_t *end, Needle *needle) {
    return text_check_count(rt, method, count, 1, 3) &&
           text_range(rt, args, count, bytes_text(rt, self).length, start, end) &&
           needle_take(rt, args[0], needle);
}

static bool search(Runtime *rt, Object *self, const char *method, Object *const *args, size_t count,
                   bool last, size_t *place) {
    size_t start, end;
    Needle needle;
    if (!search_arguments(rt, self, method, args, count, &start, &end, &needle)) {
        return false;
    }
    *place = SEARCH_NONE;
    bool done = true;
    end = base_min_size(end, bytes_text(rt, self).length);
    if (start <= end) {
        SearchText text = search_slice(bytes_text(rt, self), start, end);
        size_t at;
        done = (last ? searching_find_last : searching_find)(rt, text, needle.text, &at);
        *place = at == SEARCH_NONE ? at : start + at;
    }
    needle_drop(rt, &needle);
    return done;
}

static NEW_REF Object *place_or_minus_one(Runtime *rt, size_t place) {
    return int_from_int64(rt, place == SEARCH_NONE ? -1 : (int64_t)place);
}

static NEW_REF Object *place_or_error(Runtime *rt, size_t place) {
    return place == SEARCH_NONE ? raise_value_error(rt, "subsection not found")
                                : int_from_size(rt, place);
}

Object *bytes_method_find(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "find", args, count, false, &place) ? place_or_minus_one(rt, place)
                                                                : NULL;
}

Object *bytes_method_rfind(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "rfind", args, count, true, &place) ? place_or_minus_one(rt, place)
                                                                : NULL;
}

Object *bytes_method_index(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "index", args, count, false, &place) ? place_or_error(rt, place) : NULL;
}

Object *bytes_method_rindex(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t place;
    return search(rt, self, "rindex", args, count, true, &place) ? place_or_error(rt, place) : NULL;
}

Object *bytes_method_count(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t start, end;
    Needle needle;
    if (!search_arguments(rt, self, "count", args, count, &start, &end, &needle)) {
        return NULL;
    }
    size_t found = 0;
    bool done = true;
    end = base_min_size(end, bytes_text(rt, self).length);
    if (start <= end) {
        SearchText text = search_slice(bytes_text(rt, self), start, end);
        found = end - start + 1;
        done = needle.text.length == 0 || searching_count(rt, text, needle.text, SIZE_MAX, &found);
    }
    needle_drop(rt, &needle);
    return done ? int_from_size(rt, found) : NULL;
}

/* --- starts and ends --- */

/* 1, 0, -1 */
static int fits_at_edge(Runtime *rt, Object *self, size_t start, size_t end, Object *affix,
                        bool at_end) {
    BufferView view;
    if (!object_get_buffer(rt, affix, &view, false)) {
        return -1;
    }
    end = base_min_size(end, bytes_text(rt, self).length);
    bool fits = start <= end && view.size <= end - start &&
                search_equal_at(bytes_text(rt, self), at_end ? end - view.size : start,
                                bytes_view_text(&view));
    object_release_buffer(rt, &view);
    return fits;
}

static NEW_REF Object *affix_test(Runtime *rt, Object *self, const char *method,
                                  Object *const *args, size_t count, bool at_end) {
    size_t start, end;
    if (!text_check_count(rt, method, count, 1, 3) ||
        !text_range(rt, args, count, bytes_text(rt, self).length, &start, &end)) {
        return NULL;
    }
    if (type_is_tuple(rt, args[0])) {
        for (size_t i = 0; i < tuple_length(args[0]); i++) {
            int fits = fits_at_edge(rt, self, start, end, tuple_get(args[0], i), at_end);
            if (fits != 0) {
                return fits < 0 ? NULL : bool_object(true);
            }
        }
        return bool_object(false);
    }
    if (!slots_of(rt, args[0])->get_buffer) {
        return raise_type_error(rt, "%s first arg must be bytes or a tuple of bytes, not %.100s",
                                method, type_name_of(rt, args[0]));
    }
    int fits = fits_at_edge(rt, self, start, end, args[0], at_end);
    return fits < 0 ? NULL : bool_object(fits);
}

Object *bytes_method_startswith(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return affix_test(rt, self, "startswith", args, count, false);
}

Object *bytes_method_endswith(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return affix_test(rt, self, "endswith", args, count, true);
}

static NEW_REF Object *remove_affix(Runtime *rt, Object *self, Object *affix, bool at_end) {
    BufferView view;
    if (!object_get_buffer(rt, affix, &view, false)) {
        return NULL;
    }
    SearchText text = bytes_text(rt, self);
    bool fits = view.size <= text.length &&
                search_equal_at(text, at_end ? text.length - view.size : 0, bytes_view_text(&view));
    size_t removed = fits ? view.size : 0;
    object_release_buffer(rt, &view);
    return bytes_part(rt, self, at_end ? 0 : removed, at_end ? text.length - removed : text.length);
}

Object *bytes_method_removeprefix(Runtime *rt, Object *self, Object *argument) {
    return remove_affix(rt, self, argument, false);
}

Object *bytes_method_removesuffix(Runtime *rt, Object *self, Object *argument) {
    return remove_affix(rt, self, argument, true);
}

/* --- replacing --- */

static bool interleave(Runtime *rt, ByteWriter *out, SearchText text, SearchText replacement,
                       size_t limit) {
    const uint8_t *data = text.data;
    size_t places = base_min_size(limit, text.length + 1);
    for (size_t i = 0; i < places; i++) {
        if (!budget_spend(rt, 1) ||
            !byte_writer_data(rt, out, replacement.data, replacement.length) ||
            (i < text.length && !byte_writer_byte(rt, out, data[i]))) {
            return false;
        }
    }
    return places > text.length || byte_writer_data(rt, out, data + places, text.length - places);
}

static bool replace_all(Runtime *rt, ByteWriter *out, SearchText text, SearchText old,
                        SearchText replacement, size_t limit) {
    const uint8_t *data = text.data;
    size_t from = 0;
    while (limit-- > 0) {
        size_t at;
        if (!searching_find(rt, search_slice(text, from, text.length), old, &at)) {
            return false;
        }
        if (at == SEARCH_NONE) {
            break;
        }
        if (!budget_spend(rt, 1) || !byte_writer_data(rt, out, data + from, at) ||
            !byte_writer_data(rt, out, replacement.data, replacement.length)) {
            return false;
        }
        from += at + old.length;
    }
    return byte_writer_data(rt, out, data + from, text.length - from);
}

Object *bytes_method_replace(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t limit;
    BufferView old, replacement;
    if (!object_get_buffer(rt, args[0], &old, false)) {
        return NULL;
    }
    if (!object_get_buffer(rt, args[1], &replacement, false)) {
        object_release_buffer(rt, &old);
        return NULL;
    }
    Object *result = NULL;
    if (text_limit(rt, count > 2 ? args[2] : NULL, &limit)) {
        SearchText text = bytes_text(rt, self);
        SearchText needle = bytes_view_text(&old);
        size_t first = limit == 0 || needle.length > text.length ? SEARCH_NONE : 0;
        bool found = first == SEARCH_NONE || searching_find(rt, text, needle, &first);
        if (found && first == SEARCH_NONE) {
            result = bytes_part(rt, self, 0, text.length);
        } else if (found) {
            ByteWriter writer;
            byte_writer_init(&writer);
            bool done =
                needle.length == 0
                    ? interleave(rt, &writer, text, bytes_view_text(&replacement), limit)
                    : replace_all(rt, &writer, text, needle, bytes_view_text(&replacement), limit);
            if (done) {
                result = bytes_result_finish(rt, self, &writer);
            } else {
                byte_writer_abandon(rt, &writer);
            }
        }
    }
    object_release_buffer(rt, &old);
    object_release_buffer(rt, &replacement);
    return result;
}
