/* str: padding, tabs, joining, encoding. */
#include "object/arguments.h"
#include "object/budget.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include "types/str_methods.h"
#include "types/text_arguments.h"

/* self with `left` and `right` fill characters around it. */
static NEW_REF Object *pad(Runtime *rt, Object *self, size_t left, size_t right, uint32_t fill) {
    if (left + right == 0) {
        return str_exact(rt, self);
    }
    size_t length = str_length(self);
    if (left + right > (size_t)INT64_MAX - length) {
        return raise_overflow_error(rt, "padded string is too long");
    }
    if (left + right + length > STR_LENGTH_MAX) {
        return error_no_memory(rt);
    }
    StrWriter writer;
    writer_init(&writer);
    if (!writer_reserve(rt, &writer, left + right + length, 0) ||
        !writer_fill(rt, &writer, fill, left) || !writer_str(rt, &writer, self) ||
        !writer_fill(rt, &writer, fill, right)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* The padding to reach args[0], and the fill character of args[1]. */
static bool padding_arguments(Runtime *rt, Object *self, Object *const *args, size_t count,
                              size_t *padding, uint32_t *fill) {
    int64_t width;
    if (!text_ssize(rt, args[0], &width)) {
        return false;
    }
    *fill = ' ';
    if (count > 1) {
        if (!type_is_str(rt, args[1])) {
            raise_type_error(rt, "The fill character must be a unicode character, not %.100s",
                             type_name_of(rt, args[1]));
            return false;
        }
        if (str_length(args[1]) != 1) {
            raise_type_error(rt, "The fill character must be exactly one character long");
            return false;
        }
        *fill = str_at(args[1], 0);
    }
    int64_t length = (int64_t)str_length(self);
    *padding = width > length ? (size_t)(width - length) : 0;
    return true;
}

Object *str_method_center(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t padding;
    uint32_t fill;
    if (!padding_arguments(rt, self, args, count, &padding, &fill)) {
        return NULL;
    }
    /* The odd one goes to the left when the width is odd. */
    size_t width = padding + str_length(self);
    size_t left = padding / 2 + (padding & width & 1);
    return pad(rt, self, left, padding - left, fill);
}

Object *str_method_ljust(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t padding;
    uint32_t fill;
    return padding_arguments(rt, self, args, count, &padding, &fill)
               ? pad(rt, self, 0, padding, fill)
               : NULL;
}

Object *str_method_rjust(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t padding;
    uint32_t fill;
    return padding_arguments(rt, self, args, count, &padding, &fill)
               ? pad(rt, self, padding, 0, fill)
               : NULL;
}

Object *str_method_zfill(Runtime *rt, Object *self, Object *argument) {
    size_t padding;
    uint32_t fill;
    if (!padding_arguments(rt, self, &argument, 1, &padding, &fill)) {
        return NULL;
    }
    size_t length = str_length(self);
    bool has_sign = length > 0 && (str_at(self, 0) == '+' || str_at(self, 0) == '-');
    if (padding == 0 || !has_sign) {
        return pad(rt, self, padding, 0, '0');
    }
    if (padding > STR_LENGTH_MAX - length) {
        return error_no_memory(rt);
    }
    StrWriter writer;
    writer_init(&writer);
    if (!writer_reserve(rt, &writer, padding + length, 0) ||
        !writer_char(rt, &writer, str_at(self, 0)) || !writer_fill(rt, &writer, '0', padding) ||
        !writer_substring(rt, &writer, self, 1, length)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

Object *str_method_expandtabs(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    if (!budget_spend_whole(rt, str_length(self) / 4)) {
        return NULL;
    }
    static const ArgumentSpec SPEC = {"expandtabs", {"tabsize"}, 0, 1, 0, 1};
    Object *given[1];
    int64_t tab = 8;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[0] && !text_int(rt, given[0], &tab))) {
        return NULL;
    }
    StrWriter writer;
    writer_init(&writer);
    size_t length = str_length(self);
    size_t start = 0; /* of what is not copied yet */
    int64_t column = 0;
    bool done = true;
    for (size_t i = 0; done && i < length; i++) {
        uint32_t code_point = str_at(self, i);
        column++;
        if (code_point == '\n' || code_point == '\r') {
            column = 0;
        } else if (code_point == '\t') {
            column--;
            size_t spaces = tab > 0 ? (size_t)(tab - column % tab) : 0;
            done = writer_substring(rt, &writer, self, start, i) &&
                   writer_fill(rt, &writer, ' ', spaces);
            column += (int64_t)spaces;
            start = i + 1;
        }
    }
    if (done && start == 0 && str_check_exact(self)) { /* no tabs */
        writer_abandon(rt, &writer);
        return retain(self);
    }
    if (!done || !writer_substring(rt, &writer, self, start, length)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

Object *str_method_join(Runtime *rt, Object *self, Object *argument) {
    uint32_t type_id = object_type_id(argument);
    if (type_id == TYPE_LIST) {
        ListObject *list = (ListObject *)argument;
        return str_join(rt, self, list->items, list->length);
    }
    if (type_id == TYPE_TUPLE) {
        return str_join(rt, self, tuple_items(argument), tuple_length(argument));
    }
    const TypeSlots *slots = slots_of(rt, argument);
    if (!operations_is_iterable(slots)) {
        return raise_type_error(rt, "can only join an iterable");
    }
    Object *items = list_from_iterable(rt, argument);
    if (!items) {
        return NULL;
    }
    ListObject *list = (ListObject *)items;
    Object *joined = str_join(rt, self, list->items, list->length);
    release(rt, items);
    return joined;
}

Object *str_method_encode(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"encode", {"encoding", "errors"}, 0, 2, 0, 2};
    if (count == 0 && !keyword_names) {
        return codecs_encode_by_id(rt, self, CODEC_UTF8, NULL);
    }
    Object *given[2];
    Object *holders[2] = {NULL, NULL};
    const char *encoding;
    const char *errors;
    Object *bytes = NULL;
    if (arguments_parse(rt, &SPEC, args, count, keyword_names, given) &&
        text_cstring(rt, "encode", "encoding", given[0], &encoding, &holders[0]) &&
        text_cstring(rt, "encode", "errors", given[1], &errors, &holders[1])) {
        bytes = codecs_encode(rt, self, encoding, errors);
    }
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return bytes;
}
