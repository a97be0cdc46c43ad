/* bytes and bytearray: taking apart, stripping and joining. */
#include "object/arguments.h"
#include "object/budget.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/bytes_common.h"
#include "types/bytes_methods.h"
#include "types/searching.h"
#include "types/text_arguments.h"
#include "types/unicode.h"
#include <string.h>

static bool is_space(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static uint8_t byte_at(SearchText text, size_t idx) {
    return ((const uint8_t *)text.data)[idx];
}

static bool add_part(Runtime *rt, Object *list, Object *self, size_t start, size_t end) {
    if (!budget_spend(rt, 4)) {
        return false;
    }
    Object *part = bytes_part(rt, self, start, end);
    return part && list_append_stealing(rt, list, part);
}

static bool split_whitespace(Runtime *rt, Object *list, Object *self, size_t limit) {
    SearchText text = bytes_text(rt, self);
    size_t i = 0;
    for (;;) {
        while (i < text.length && is_space(byte_at(text, i))) {
            i++;
        }
        if (i == text.length) {
            return true;
        }
        size_t start = i;
        if (limit-- == 0) {
            return add_part(rt, list, self, start, text.length);
        }
        while (i < text.length && !is_space(byte_at(text, i))) {
            i++;
        }
        if (!add_part(rt, list, self, start, i)) {
            return false;
        }
    }
}

static bool rsplit_whitespace(Runtime *rt, Object *list, Object *self, size_t limit) {
    SearchText text = bytes_text(rt, self);
    size_t i = text.length;
    for (;;) {
        while (i > 0 && is_space(byte_at(text, i - 1))) {
            i--;
        }
        if (i == 0) {
            return true;
        }
        size_t end = i;
        if (limit-- == 0) {
            return add_part(rt, list, self, 0, end);
        }
        while (i > 0 && !is_space(byte_at(text, i - 1))) {
            i--;
        }
        if (!add_part(rt, list, self, i, end)) {
            return false;
        }
    }
}

static bool split_separator(Runtime *rt, Object *list, Object *self, SearchText separator,
                            size_t limit) {
    SearchText text = bytes_text(rt, self);
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
    SearchText text = bytes_text(rt, self);
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
    if (!arguments_parse(rt, spec, args, count, keyword_names, given) ||
        !text_limit(rt, given[1], &limit)) {
        return NULL;
    }
    BufferView view = {.owner = NULL};
    bool by_space = !given[0] || given[0] == NONE;
    if (!by_space && !object_get_buffer(rt, given[0], &view, false)) {
        return NULL;
    }
    Object *list = NULL;
    if (!by_space && view.size == 0) {
        raise_value_error(rt, "empty separator");
    } else {
        list = list_new(rt, 0);
    }
    if (list) {
        bool done = by_space
                        ? (from_right ? rsplit_whitespace : split_whitespace)(rt, list, self, limit)
                        : (from_right ? rsplit_separator : split_separator)(
                              rt, list, self, bytes_view_text(&view), limit);
        if (!done) {
            CLEAR_REF(rt, &list);
        } else if (from_right) {
            reverse_list(list);
        }
    }
    object_release_buffer(rt, &view);
    return list;
}

Object *bytes_method_split(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {"split", {"sep", "maxsplit"}, 0, 2, 0, 2};
    return split(rt, self, &SPEC, args, count, keyword_names, false);
}

Object *bytes_method_rsplit(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"rsplit", {"sep", "maxsplit"}, 0, 2, 0, 2};
    return split(rt, self, &SPEC, args, count, keyword_names, true);
}

Object *bytes_method_splitlines(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    static const ArgumentSpec SPEC = {"splitlines", {"keepends"}, 0, 1, 0, 1};
    Object *given[1];
    int64_t keep = 0;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[0] && !text_int(rt, given[0], &keep))) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    SearchText text = bytes_text(rt, self);
    for (size_t i = 0; list && i < text.length;) {
        size_t start = i;
        while (i < text.length && byte_at(text, i) != '\n' && byte_at(text, i) != '\r') {
            i++;
        }
        size_t end = i;
        if (i < text.length) {
            bool pair =
                byte_at(text, i) == '\r' && i + 1 < text.length && byte_at(text, i + 1) == '\n';
            i += pair ? 2 : 1;
        }
        if (!add_part(rt, list, self, start, keep ? i : end)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

/* --- three parts --- */

static NEW_REF Object *partition(Runtime *rt, Object *self, Object *separator, bool last) {
    BufferView view;
    if (!object_get_buffer(rt, separator, &view, false)) {
        return NULL;
    }
    Object *parts[3] = {NULL, NULL, NULL};
    Object *tuple = NULL;
    if (view.size == 0) {
        raise_value_error(rt, "empty separator");
    } else {
        SearchText text = bytes_text(rt, self);
        SearchText needle = bytes_view_text(&view);
        size_t at;
        if (!(last ? searching_find_last : searching_find)(rt, text, needle, &at)) {
            object_release_buffer(rt, &view);
            return NULL;
        }
        size_t before = at == SEARCH_NONE ? (last ? 0 : text.length) : at;
        size_t after = at == SEARCH_NONE ? before : at + needle.length;
        parts[0] = bytes_part(rt, self, 0, before);
        parts[1] = at != SEARCH_NONE && !bytes_is_array(rt, self)
                       ? retain(separator)
                       : bytes_part(rt, self, before, after);
        parts[2] = bytes_part(rt, self, after, text.length);
        if (parts[0] && parts[1] && parts[2]) {
            tuple = tuple_from_array(rt, parts, 3);
        }
    }
    for (size_t i = 0; i < 3; i++) {
        release_nullable(rt, parts[i]);
    }
    object_release_buffer(rt, &view);
    return tuple;
}

Object *bytes_method_partition(Runtime *rt, Object *self, Object *argument) {
    return partition(rt, self, argument, false);
}

Object *bytes_method_rpartition(Runtime *rt, Object *self, Object *argument) {
    return partition(rt, self, argument, true);
}

/* --- stripping --- */

static NEW_REF Object *strip(Runtime *rt, Object *self, Object *const *args, size_t count,
                             bool left, bool right) {
    bool strips[256] = {false};
    if (count > 0 && args[0] != NONE) {
        BufferView view;
        if (!object_get_buffer(rt, args[0], &view, false)) {
            return NULL;
        }
        for (size_t i = 0; i < view.size; i++) {
            strips[view.data[i]] = true;
        }
        object_release_buffer(rt, &view);
    } else {
        for (unsigned byte = 0; byte < 256; byte++) {
            strips[byte] = is_space((uint8_t)byte);
        }
    }
    SearchText text = bytes_text(rt, self);
    size_t start = 0;
    size_t end = text.length;
    while (left && start < end && strips[byte_at(text, start)]) {
        if (!budget_pace(rt, start++, 8)) {
            return NULL;
        }
    }
    while (right && end > start && strips[byte_at(text, end - 1)]) {
        if (!budget_pace(rt, end--, 8)) {
            return NULL;
        }
    }
    return bytes_part(rt, self, start, end);
}

Object *bytes_method_strip(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return strip(rt, self, args, count, true, true);
}

Object *bytes_method_lstrip(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return strip(rt, self, args, count, true, false);
}

Object *bytes_method_rstrip(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return strip(rt, self, args, count, false, true);
}

/* --- joining --- */

static bool join_item(Runtime *rt, ByteWriter *writer, Object *item, size_t idx) {
    if (LIKELY(object_type_id(item) == TYPE_BYTES)) {
        return byte_writer_data(rt, writer, bytes_data(item), bytes_length(item));
    }
    if (!slots_of(rt, item)->get_buffer) {
        raise_type_error(rt, "sequence item %zu: expected a bytes-like object, %.80s found", idx,
                         type_name_of(rt, item));
        return false;
    }
    BufferView view;
    if (!object_get_buffer(rt, item, &view, false)) {
        if (error_clear_if(rt, TYPE_BUFFER_ERROR)) {
            raise_type_error(rt, "sequence item %zu: expected a bytes-like object, %.80s found",
                             idx, type_name_of(rt, item));
        }
        return false;
    }
    bool done = byte_writer_data(rt, writer, view.data, view.size);
    object_release_buffer(rt, &view);
    return done;
}

Object *bytes_method_join(Runtime *rt, Object *self, Object *argument) {
    const TypeSlots *slots = slots_of(rt, argument);
    if (!operations_is_iterable(slots)) {
        return raise_type_error(rt, "can only join an iterable");
    }
    Object *items = object_type_id(argument) == TYPE_TUPLE ? retain(argument)
                                                           : tuple_from_iterable(rt, argument);
    if (!items) {
        return NULL;
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    size_t count = tuple_length(items);
    size_t total = count * bytes_text(rt, self).length;
    for (size_t i = 0; i < count; i++) {
        Object *item = tuple_get(items, i);
        total += object_type_id(item) == TYPE_BYTES ? bytes_length(item) : 0;
    }
    bool done = byte_writer_reserve(rt, &writer, total) != NULL;
    for (size_t i = 0; done && i < count; i++) {
        SearchText separator = bytes_text(rt, self);
        done = (i == 0 || byte_writer_data(rt, &writer, separator.data, separator.length)) &&
               join_item(rt, &writer, tuple_get(items, i), i);
    }
    Object *joined = NULL;
    if (!done) {
        byte_writer_abandon(rt, &writer);
    } else if (count == 1 && object_type_id(self) == TYPE_BYTES &&
               object_type_id(tuple_get(items, 0)) == TYPE_BYTES) {
        byte_writer_abandon(rt, &writer);
        joined = retain(tuple_get(items, 0));
    } else {
        joined = bytes_result_finish(rt, self, &writer);
    }
    release(rt, items);
    return joined;
}
