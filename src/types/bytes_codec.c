/* bytes and bytearray: hexadecimal, decoding, translation. */
#include "object/arguments.h"
#include "object/budget.h"
#include "types/bytes_common.h"
#include "types/bytes_methods.h"
#include "types/codecs.h"
#include "types/text_arguments.h"
#include <string.h>

Object *bytes_method_decode(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    static const ArgumentSpec SPEC = {"decode", {"encoding", "errors"}, 0, 2, 0, 2};
    if (count == 0 && !keyword_names && object_type_id(self) == TYPE_BYTES) {
        return codecs_decode_by_id(rt, bytes_data(self), bytes_length(self), self, CODEC_UTF8, NULL,
                                   NULL);
    }
    Object *given[2];
    Object *holders[2] = {NULL, NULL};
    const char *encoding;
    const char *errors;
    Object *text = NULL;
    if (arguments_parse(rt, &SPEC, args, count, keyword_names, given) &&
        text_cstring(rt, "decode", "encoding", given[0], &encoding, &holders[0]) &&
        text_cstring(rt, "decode", "errors", given[1], &errors, &holders[1])) {
        BufferView view;
        if (object_get_buffer(rt, self, &view, false)) {
            text = codecs_decode(rt, view.data, view.size, self, encoding, errors);
            object_release_buffer(rt, &view);
        }
    }
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return text;
}

/* --- hexadecimal --- */

/* The separator character; 0 when there is none. */
static bool separator_argument(Runtime *rt, Object *argument, uint8_t *separator) {
    *separator = 0;
    if (!argument) {
        return true;
    }
    int64_t length = object_length(rt, argument);
    if (length < 0) {
        return false;
    }
    if (length != 1) {
        raise_value_error(rt, "sep must be length 1.");
        return false;
    }
    uint32_t code_point;
    if (type_is_str(rt, argument)) {
        code_point = str_at(argument, 0);
    } else if (type_is_bytes(rt, argument)) {
        code_point = bytes_data(argument)[0];
    } else {
        raise_type_error(rt, "sep must be str or bytes.");
        return false;
    }
    if (code_point > 127) {
        raise_value_error(rt, "sep must be ASCII.");
        return false;
    }
    *separator = (uint8_t)code_point;
    return true;
}

Object *bytes_method_hex(Runtime *rt, Object *self, Object *const *args, size_t count,
                         Object *keyword_names) {
    static const ArgumentSpec SPEC = {"hex", {"sep", "bytes_per_sep"}, 0, 2, 0, 2};
    static const char DIGITS[] = "0123456789abcdef";
    Object *given[2];
    uint8_t separator;
    int64_t group = 1;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[1] && !text_int(rt, given[1], &group)) ||
        !separator_argument(rt, given[0], &separator)) {
        return NULL;
    }
    SearchText bytes = bytes_text(rt, self); /* not before: the arguments' methods have run */
    const uint8_t *data = bytes.data;
    size_t length = bytes.length;
    if (length == 0) {
        return str_empty(rt);
    }
    bool grouped = given[0] && group != 0;
    size_t each = grouped ? (size_t)(group < 0 ? -group : group) : length;
    size_t separators = grouped ? (length - 1) / each : 0;
    if (length > STR_LENGTH_MAX / 3) {
        return error_no_memory(rt);
    }
    Object *text = str_new_uninitialised(rt, STR_ASCII, length * 2 + separators);
    if (!text) {
        return NULL;
    }
    uint8_t *out = str_mutable_data(text);
    for (size_t i = 0; i < length; i++) {
        if (!budget_pace(rt, i, 4)) {
            release(rt, text);
            return NULL;
        }
        size_t before = group > 0 ? length - i : i; /* groups count from the right, or the left */
        if (i > 0 && separators > 0 && before % each == 0) {
            *out++ = separator;
        }
        *out++ = (uint8_t)DIGITS[data[i] >> 4];
        *out++ = (uint8_t)DIGITS[data[i] & 15];
    }
    return str_finish(rt, text);
}

static int hex_value(uint32_t digit) {
    if (digit >= '0' && digit <= '9') {
        return (int)(digit - '0');
    }
    if (digit >= 'a' && digit <= 'f') {
        return (int)(digit - 'a' + 10);
    }
    return digit >= 'A' && digit <= 'F' ? (int)(digit - 'A' + 10) : -1;
}

static bool read_hex(Runtime *rt, Object *text, ByteWriter *writer) {
    size_t length = str_length(text);
    size_t i = 0;
    while (i < length) {
        if (!budget_pace(rt, i, 4) || !budget_pace(rt, i + 1, 4)) {
            return false;
        }
        uint32_t first = str_at(text, i);
        if (first == ' ' || (first >= '\t' && first <= '\r')) {
            i++;
            continue;
        }
        int high = hex_value(first);
        int low = i + 1 < length ? hex_value(str_at(text, i + 1)) : -1;
        if (high < 0 || low < 0) {
            raise_value_error(rt, "non-hexadecimal number found in fromhex() arg at position %zu",
                              high < 0 ? i : i + 1);
            return false;
        }
        if (!byte_writer_byte(rt, writer, (uint8_t)(high << 4 | low))) {
            return false;
        }
        i += 2;
    }
    return true;
}

Object *bytes_method_fromhex(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    TypeObject *type = (TypeObject *)self;
    bool to_array = (type->slots->flags & TYPE_FLAG_BYTEARRAY_SUBCLASS) != 0;
    const char *name = to_array ? "bytearray" : "bytes";
    if (keyword_names) {
        return raise_type_error(rt, "%s.fromhex() takes no keyword arguments", name);
    }
    if (count != 1) {
        return raise_type_error(rt, "%s.fromhex() takes exactly one argument (%zu given)", name,
                                count);
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "fromhex() argument must be str, not %.50s",
                                text_argument_type(rt, args[0]));
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    if (!read_hex(rt, args[0], &writer)) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    Object *bytes = byte_writer_finish(rt, &writer);
    if (!bytes || type->type_id == TYPE_BYTES) {
        return bytes;
    }
    Object *result = type->type_id == TYPE_BYTEARRAY
                         ? bytearray_from_data(rt, bytes_data(bytes), bytes_length(bytes))
                         : object_call_one(rt, self, bytes);
    release(rt, bytes);
    return result;
}

/* --- translation --- */

Object *bytes_method_maketrans(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    (void)self;
    if (keyword_names) {
        return raise_type_error(rt, "bytes.maketrans() takes no keyword arguments");
    }
    if (!arguments_check_count(rt, "maketrans", count, 2, 2)) {
        return NULL;
    }
    BufferView from, to;
    if (!object_get_buffer(rt, args[0], &from, false)) {
        return NULL;
    }
    if (!object_get_buffer(rt, args[1], &to, false)) {
        object_release_buffer(rt, &from);
        return NULL;
    }
    Object *table = NULL;
    if (from.size != to.size) {
        raise_value_error(rt, "maketrans arguments must have same length");
    } else {
        table = bytes_new_uninitialised(rt, 256);
    }
    if (table) {
        uint8_t *map = bytes_mutable_data(table);
        for (unsigned i = 0; i < 256; i++) {
            map[i] = (uint8_t)i;
        }
        for (size_t i = 0; i < from.size; i++) {
            map[from.data[i]] = to.data[i];
        }
    }
    object_release_buffer(rt, &from);
    object_release_buffer(rt, &to);
    return table;
}

static NEW_REF Object *translate(Runtime *rt, Object *self, const uint8_t *map,
                                 const BufferView *dropped) {
    bool drops[256] = {false};
    for (size_t i = 0; i < dropped->size; i++) {
        drops[dropped->data[i]] = true;
    }
    SearchText text = bytes_text(rt, self);
    const uint8_t *in = text.data;
    ByteWriter writer;
    byte_writer_init(&writer);
    uint8_t *out = byte_writer_reserve(rt, &writer, text.length);
    if (!out) {
        return NULL;
    }
    size_t kept = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!budget_pace(rt, i, 8)) {
            byte_writer_abandon(rt, &writer);
            return NULL;
        }
        if (!drops[in[i]]) {
            out[kept++] = map ? map[in[i]] : in[i];
        }
    }
    writer.length = kept;
    return bytes_result_finish(rt, self, &writer);
}

Object *bytes_method_translate(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    static const ArgumentSpec SPEC = {"translate", {"", "delete"}, 1, 2, 1, 2};
    Object *given[2];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    BufferView table = {.owner = NULL};
    BufferView dropped = {.owner = NULL};
    Object *result = NULL;
    bool has_table = given[0] != NONE;
    if (has_table && !object_get_buffer(rt, given[0], &table, false)) {
        return NULL;
    }
    if (has_table && table.size != 256) {
        raise_value_error(rt, "translation table must be 256 characters long");
    } else if (!given[1] || object_get_buffer(rt, given[1], &dropped, false)) {
        result = translate(rt, self, has_table ? table.data : NULL, &dropped);
    }
    object_release_buffer(rt, &table);
    object_release_buffer(rt, &dropped);
    return result;
}
