#include "types/bytes_common.h"
#include "object/budget.h"
#include "types/codecs.h"
#include "types/memoryview.h"
#include "types/percent_format.h"
#include "types/searching.h"
#include "types/text_arguments.h"
#include <string.h>

static Object *bytes_result(Runtime *rt, const Object *self, const void *data, size_t length) {
    return bytes_is_array(rt, self) ? bytearray_from_data(rt, data, length)
                                    : bytes_from_data(rt, data, length);
}

Object *bytes_result_finish(Runtime *rt, const Object *self, ByteWriter *writer) {
    Object *bytes = byte_writer_finish(rt, writer);
    if (!bytes || !bytes_is_array(rt, self)) {
        return bytes;
    }
    Object *array = bytearray_from_data(rt, bytes_data(bytes), bytes_length(bytes));
    release(rt, bytes);
    return array;
}

Object *bytes_part(Runtime *rt, Object *self, size_t start, size_t end) {
    SearchText text = bytes_text(rt, self);
    if (object_type_id(self) == TYPE_BYTES && start == 0 && end == text.length) {
        return retain(self);
    }
    if (start >= end) {
        return bytes_result(rt, self, "", 0);
    }
    return bytes_result(rt, self, (const uint8_t *)text.data + start, end - start);
}

bool bytes_byte_value(Runtime *rt, Object *object, uint8_t *out) {
    int64_t number;
    if (!object_as_index_clipped(rt, object, &number)) {
        return false;
    }
    if (number < 0 || number > 255) {
        raise_value_error(rt, "byte must be in range(0, 256)");
        return false;
    }
    *out = (uint8_t)number;
    return true;
}

Object *bytes_from_iterable(Runtime *rt, Object *iterable, const char *what) {
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return NULL;
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    Object *item;
    while ((item = object_next(rt, iterator)) != NULL) {
        int64_t number;
        bool good = object_as_index_clipped(rt, item, &number);
        release(rt, item);
        if (good && (number < 0 || number > 255)) {
            raise_value_error(rt, "%s must be in range(0, 256)", what);
            good = false;
        }
        if (!good || !byte_writer_byte(rt, &writer, (uint8_t)number)) {
            break;
        }
    }
    release(rt, iterator);
    if (error_pending(rt)) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return byte_writer_finish(rt, &writer);
}

/* --- construction: (source, encoding, errors) --- */

static NEW_REF Object *from_text(Runtime *rt, Object *const *given, const char *type_name) {
    Object *holders[2] = {NULL, NULL};
    const char *encoding;
    const char *errors;
    Object *bytes = NULL;
    if (text_cstring(rt, type_name, "encoding", given[1], &encoding, &holders[0]) &&
        text_cstring(rt, type_name, "errors", given[2], &errors, &holders[1])) {
        if (!given[0] || !type_is_str(rt, given[0])) {
            raise_type_error(rt, given[1] ? "encoding without a string argument"
                                          : "errors without a string argument");
        } else if (!given[1]) {
            raise_type_error(rt, "string argument without an encoding");
        } else {
            bytes = codecs_encode(rt, given[0], encoding, errors);
        }
    }
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return bytes;
}

static NEW_REF Object *zeros(Runtime *rt, Object *count_object) {
    int64_t count;
    if (!object_as_index(rt, count_object, TYPE_OVERFLOW_ERROR, &count)) {
        return NULL;
    }
    if (count < 0) {
        return raise_value_error(rt, "negative count");
    }
    Object *bytes = bytes_new_uninitialised(rt, (size_t)count);
    if (!bytes) {
        return NULL;
    }
    if (!budget_fill(rt, bytes_mutable_data(bytes), 0, (size_t)count)) {
        release(rt, bytes);
        return NULL;
    }
    return bytes_finish(rt, bytes);
}

static NEW_REF Object *from_buffer(Runtime *rt, Object *source) {
    if (object_type_id(source) == TYPE_BYTES) {
        return retain(source);
    }
    if (object_type_id(source) == TYPE_MEMORYVIEW) {
        return memoryview_to_bytes(rt, source);
    }
    BufferView view;
    if (!object_get_buffer(rt, source, &view, false)) {
        return NULL;
    }
    Object *bytes = bytes_from_data(rt, view.data, view.size);
    object_release_buffer(rt, &view);
    return bytes;
}

Object *bytes_from_source(Runtime *rt, Object *const *given, const char *type_name) {
    Object *source = given[0];
    if (given[1] || given[2] || (source && type_is_str(rt, source))) {
        return from_text(rt, given, type_name);
    }
    if (!source) {
        return bytes_empty(rt);
    }
    const TypeSlots *slots = slots_of(rt, source);
    if (slots->index) {
        return zeros(rt, source);
    }
    if (slots->get_buffer) {
        return from_buffer(rt, source);
    }
    if (!operations_is_iterable(slots)) {
        return raise_type_error(rt, "cannot convert '%.200s' object to %s", slots->name, type_name);
    }
    return bytes_from_iterable(rt, source, strcmp(type_name, "bytes") == 0 ? "bytes" : "byte");
}

/* --- slots --- */

Object *bytes_repr_text(Runtime *rt, SearchText text, bool of_array) {
    static const char DIGITS[] = "0123456789abcdef";
    bool double_quotes;
    if (!searching_quotes(rt, text, &double_quotes)) {
        return NULL;
    }
    uint8_t quote = double_quotes ? '"' : '\'';
    StrWriter writer;
    writer_init(&writer);
    bool done = writer_reserve(rt, &writer, text.length + 3, 0) && writer_char(rt, &writer, 'b') &&
                writer_char(rt, &writer, quote);
    for (size_t i = 0; done && i < text.length; i++) {
        if (!budget_pace(rt, i, 2)) {
            done = false;
            break;
        }
        uint8_t byte = ((const uint8_t *)text.data)[i];
        char escape = byte == '\t'                    ? 't'
                      : byte == '\n'                  ? 'n'
                      : byte == '\r'                  ? 'r'
                      : byte == '\\' || byte == quote ? (char)byte
                      : of_array && byte == '\''      ? (char)byte /* as CPython does */
                                                      : 0;
        if (escape) {
            char pair[2] = {'\\', escape};
            done = writer_ascii(rt, &writer, pair, 2);
        } else if (byte >= ' ' && byte < 0x7f) {
            done = writer_char(rt, &writer, byte);
        } else {
            char four[4] = {'\\', 'x', DIGITS[byte >> 4], DIGITS[byte & 15]};
            done = writer_ascii(rt, &writer, four, 4);
        }
    }
    if (!done || !writer_char(rt, &writer, quote)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static bool order_holds(int order, CompareOp op) {
    switch (op) {
    case COMPARE_LT:
        return order < 0;
    case COMPARE_LE:
        return order <= 0;
    case COMPARE_EQ:
        return order == 0;
    case COMPARE_NE:
        return order != 0;
    case COMPARE_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

/* Their bytes cannot be had. */
static NEW_REF Object *not_comparable(Runtime *rt) {
    return error_clear_ordinary(rt) ? retain(NOT_IMPLEMENTED) : NULL;
}

Object *bytes_compare_slot(Runtime *rt, Object *a, Object *b, CompareOp op) {
    BufferView left, right;
    bool simple = type_is_bytes(rt, a) && type_is_bytes(rt, b);
    if (simple) {
        left = (BufferView){.data = bytes_mutable_data(a), .size = bytes_length(a)};
        right = (BufferView){.data = bytes_mutable_data(b), .size = bytes_length(b)};
    } else {
        /* A bytes knows only bytes; a bytearray anything with bytes in one piece. */
        bool comparable = bytes_is_array(rt, a) && slots_of(rt, b)->get_buffer;
        if (!comparable) {
            return retain(NOT_IMPLEMENTED);
        }
        if (!object_get_buffer(rt, a, &left, false)) {
            return not_comparable(rt);
        }
        if (!object_get_buffer(rt, b, &right, false)) {
            object_release_buffer(rt, &left);
            return not_comparable(rt);
        }
    }
    size_t common = base_min_size(left.size, right.size);
    bool in_time = budget_spend_whole(rt, common / 64);
    int order = common && in_time ? memcmp(left.data, right.data, common) : 0;
    if (order == 0) {
        order = left.size < right.size ? -1 : left.size > right.size;
    }
    if (!simple) {
        object_release_buffer(rt, &left);
        object_release_buffer(rt, &right);
    }
    return in_time ? bool_object(order_holds(order, op)) : NULL;
}

Object *bytes_repeat_slot(Runtime *rt, Object *self, int64_t times) {
    SearchText text = bytes_text(rt, self);
    if (times <= 0 || text.length == 0) {
        return bytes_result(rt, self, "", 0);
    }
    if (times == 1) {
        return bytes_part(rt, self, 0, text.length);
    }
    size_t size;
    if (!base_multiply_size(text.length, (size_t)times, &size) || size > INT64_MAX) {
        return bytes_is_array(rt, self) ? error_no_memory(rt)
                                        : raise_overflow_error(rt, "repeated bytes are too long");
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    uint8_t *out = byte_writer_reserve(rt, &writer, size);
    if (!out) {
        return NULL;
    }
    memcpy(out, text.data, text.length);
    if (!budget_repeat(rt, out, text.length, size)) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    writer.length = size;
    return bytes_result_finish(rt, self, &writer);
}

int bytes_contains_slot(Runtime *rt, Object *self, Object *item) {
    if (slots_of(rt, item)->index && !slots_of(rt, item)->get_buffer) {
        uint8_t byte;
        if (!bytes_byte_value(rt, item, &byte)) {
            return -1;
        }
        size_t at;
        bool done = searching_find(rt, bytes_text(rt, self), (SearchText){&byte, 1, 1}, &at);
        return done ? at != SEARCH_NONE : -1;
    }
    BufferView view;
    if (!object_get_buffer(rt, item, &view, false)) {
        return -1;
    }
    size_t at;
    bool done = searching_find(rt, bytes_text(rt, self), bytes_view_text(&view), &at);
    object_release_buffer(rt, &view);
    return done ? at != SEARCH_NONE : -1;
}

Object *bytes_concat_slot(Runtime *rt, Object *a, Object *b) {
    if (!slots_of(rt, b)->get_buffer) {
        return raise_type_error(rt, "can't concat %.100s to %.100s", type_name_of(rt, b),
                                type_name_of(rt, a));
    }
    if (object_type_id(a) == TYPE_BYTES && object_type_id(b) == TYPE_BYTES) {
        if (bytes_length(a) == 0 || bytes_length(b) == 0) {
            return retain(bytes_length(a) == 0 ? b : a);
        }
    }
    BufferView view;
    if (!object_get_buffer(rt, b, &view, false)) {
        return NULL;
    }
    SearchText text = bytes_text(rt, a);
    Object *sum = bytes_new_uninitialised(rt, text.length + view.size);
    if (sum) {
        bool done =
            (!text.length || budget_copy(rt, bytes_mutable_data(sum), text.data, text.length)) &&
            (!view.size ||
             budget_copy(rt, bytes_mutable_data(sum) + text.length, view.data, view.size));
        if (done) {
            sum = bytes_finish(rt, sum);
        } else {
            CLEAR_REF(rt, &sum);
        }
    }
    object_release_buffer(rt, &view);
    if (!sum || !bytes_is_array(rt, a)) {
        return sum;
    }
    Object *array = bytearray_from_data(rt, bytes_data(sum), bytes_length(sum));
    release(rt, sum);
    return array;
}

Object *bytes_slice(Runtime *rt, Object *self, Object *slice) {
    int64_t start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return NULL;
    }
    size_t count = slice_fit(bytes_text(rt, self).length, &start, &stop, step);
    if (step == 1 || count == 0) {
        return bytes_part(rt, self, count ? (size_t)start : 0, count ? (size_t)start + count : 0);
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    uint8_t *out = byte_writer_reserve(rt, &writer, count);
    if (!out) {
        return NULL;
    }
    const uint8_t *data = bytes_text(rt, self).data;
    for (size_t i = 0; i < count; i++) {
        if (!budget_pace(rt, i, 4)) {
            byte_writer_abandon(rt, &writer);
            return NULL;
        }
        out[i] = data[start + (int64_t)i * step];
    }
    writer.length = count;
    return bytes_result_finish(rt, self, &writer);
}

Object *bytes_remainder_slot(Runtime *rt, Object *a, Object *b) {
    if (!type_is_bytes(rt, a) && !bytes_is_array(rt, a)) {
        return retain(NOT_IMPLEMENTED);
    }
    SearchText text = bytes_text(rt, a);
    Object *bytes = percent_format_bytes(rt, text.data, text.length, b);
    if (!bytes || !bytes_is_array(rt, a)) {
        return bytes;
    }
    Object *array = bytearray_from_data(rt, bytes_data(bytes), bytes_length(bytes));
    release(rt, bytes);
    return array;
}
