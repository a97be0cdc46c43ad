/* StrWriter: the buffer is a str whose `length` field is not kept up to date until the end.
 *   buffer NULL or a str of kind writer->kind with room for writer->capacity >= writer->length */
#include "object/str.h"
#include <string.h>

enum { FIRST_CAPACITY = 31 };

void writer_init(StrWriter *writer) {
    *writer = (StrWriter){NULL, 0, 0, STR_ASCII};
}

void writer_abandon(Runtime *rt, StrWriter *writer) {
    CLEAR_REF(rt, &writer->buffer);
    writer->length = writer->capacity = 0;
}

static size_t room_of(Runtime *rt, const Object *buffer) {
    size_t usable = heap_usable_size(rt->heap, buffer) - STR_HEADER_SIZE;
    return usable / str_width(buffer) - 1;
}

/* A new buffer of that kind with the text so far. */
static bool replace_buffer(Runtime *rt, StrWriter *writer, StrKind kind, size_t capacity) {
    Object *buffer = str_new_uninitialised(rt, kind, capacity);
    if (!buffer) {
        return false;
    }
    if (writer->buffer) {
        if (!str_copy(rt, buffer, 0, writer->buffer, 0, writer->length)) {
            release(rt, buffer);
            return false;
        }
        release(rt, writer->buffer);
    }
    writer->buffer = buffer;
    writer->kind = kind;
    writer->capacity = base_min_size(room_of(rt, buffer), STR_LENGTH_MAX);
    return true;
}

static NOINLINE bool make_room(Runtime *rt, StrWriter *writer, size_t more, StrKind kind) {
    size_t needed = writer->length + more;
    if (needed < more || needed > STR_LENGTH_MAX) {
        error_no_memory(rt);
        return false;
    }
    kind = kind > writer->kind ? kind : writer->kind;
    if (kind != writer->kind && writer->buffer && str_width_of_kind(kind) == 1) {
        writer->buffer->meta |= (uint32_t)kind << STR_KIND_SHIFT;
        writer->kind = kind;
    }
    if (needed <= writer->capacity && kind == writer->kind && writer->buffer) {
        return true;
    }
    size_t capacity = needed;
    if (!writer->buffer) {
        capacity = base_max_size(needed, FIRST_CAPACITY);
    } else if (needed > writer->capacity) {
        capacity = base_min_size(needed + needed / 2, STR_LENGTH_MAX);
    } else {
        capacity = writer->capacity;
    }
    if (!writer->buffer || kind != writer->kind) {
        return replace_buffer(rt, writer, kind, capacity);
    }
    size_t size = STR_HEADER_SIZE + (capacity + 1) * str_width_of_kind(kind);
    Object *moved = memory_reallocate(rt, writer->buffer, size);
    if (!moved) {
        return false;
    }
    writer->buffer = moved;
    writer->capacity = base_min_size(room_of(rt, moved), STR_LENGTH_MAX);
    return true;
}

static inline bool reserve_kind(Runtime *rt, StrWriter *writer, size_t more, StrKind kind) {
    if (LIKELY(more <= writer->capacity - writer->length && kind <= writer->kind &&
               writer->buffer)) {
        return true;
    }
    return make_room(rt, writer, more, kind);
}

bool writer_reserve(Runtime *rt, StrWriter *writer, size_t more, uint32_t largest_code_point) {
    return reserve_kind(rt, writer, more, str_kind_of_code_point(largest_code_point));
}

bool writer_char_slow(Runtime *rt, StrWriter *writer, uint32_t code_point) {
    if (!reserve_kind(rt, writer, 1, str_kind_of_code_point(code_point))) {
        return false;
    }
    str_set_at(writer->buffer, writer->length++, code_point);
    return true;
}

bool writer_substring(Runtime *rt, StrWriter *writer, Object *str, size_t start, size_t end) {
    if (start >= end) {
        return true;
    }
    if (!reserve_kind(rt, writer, end - start, str_kind_of_range(str, start, end))) {
        return false;
    }
    if (!str_copy(rt, writer->buffer, writer->length, str, start, end)) {
        return false;
    }
    writer->length += end - start;
    return true;
}

bool writer_str(Runtime *rt, StrWriter *writer, Object *str) {
    size_t length = str_length(str);
    if (!reserve_kind(rt, writer, length, str_kind(str))) {
        return false;
    }
    if (!str_copy(rt, writer->buffer, writer->length, str, 0, length)) {
        return false;
    }
    writer->length += length;
    return true;
}

bool writer_ascii(Runtime *rt, StrWriter *writer, const char *text, size_t length) {
    if (!reserve_kind(rt, writer, length, STR_ASCII)) {
        return false;
    }
    if (writer->kind <= STR_LATIN1) {
        memcpy(str_mutable_data(writer->buffer) + writer->length, text, length);
    } else {
        for (size_t i = 0; i < length; i++) {
            str_set_at(writer->buffer, writer->length + i, (uint8_t)text[i]);
        }
    }
    writer->length += length;
    return true;
}

bool writer_cstring(Runtime *rt, StrWriter *writer, const char *ascii_text) {
    return writer_ascii(rt, writer, ascii_text, strlen(ascii_text));
}

bool writer_fill(Runtime *rt, StrWriter *writer, uint32_t code_point, size_t count) {
    if (!reserve_kind(rt, writer, count, str_kind_of_code_point(code_point))) {
        return false;
    }
    if (writer->kind <= STR_LATIN1) {
        if (!budget_fill(rt, str_mutable_data(writer->buffer) + writer->length, (int)code_point,
                         count)) {
            return false;
        }
    } else {
        for (size_t i = 0; i < count; i++) {
            if (!budget_look_at(rt, i)) {
                return false;
            }
            str_set_at(writer->buffer, writer->length + i, code_point);
        }
    }
    writer->length += count;
    return true;
}

Object *writer_finish(Runtime *rt, StrWriter *writer) {
    Object *buffer = writer->buffer;
    size_t length = writer->length;
    writer->buffer = NULL;
    writer->length = writer->capacity = 0;
    if (!buffer || length == 0) {
        release_nullable(rt, buffer);
        return str_empty(rt);
    }
    if (length == 1 || str_kind_of_range(buffer, 0, length) != str_kind(buffer)) {
        ((StrObject *)buffer)->length = (uint32_t)length;
        size_t width = str_width(buffer);
        Object *narrow = width == 1   ? str_from_latin1(rt, str_data(buffer), length)
                         : width == 2 ? str_from_ucs2(rt, (const void *)str_data(buffer), length)
                                      : str_from_ucs4(rt, (const void *)str_data(buffer), length);
        release(rt, buffer);
        return narrow;
    }
    size_t width = str_width(buffer);
    size_t size = STR_HEADER_SIZE + (length + 1) * width;
    if (heap_rounded_size(size) < heap_usable_size(rt->heap, buffer)) {
        Object *smaller = heap_reallocate(rt->heap, buffer, size);
        buffer = smaller ? smaller : buffer; /* keeping the larger block is fine */
    }
    ((StrObject *)buffer)->length = (uint32_t)length;
    memset(str_mutable_data(buffer) + length * width, 0, width);
    return buffer;
}
