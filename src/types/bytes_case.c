/* bytes and bytearray: ASCII case, questions about all bytes, padding and tabs. */
#include "object/arguments.h"
#include "object/budget.h"
#include "types/bytes_common.h"
#include "types/bytes_methods.h"
#include "types/text_arguments.h"
#include "types/unicode.h"
#include <string.h>

static bool has_flag(uint8_t byte, uint8_t flags) {
    return byte < 128 && (unicode_ascii_flags[byte] & flags) != 0;
}

static bool is_upper(uint8_t byte) {
    return has_flag(byte, UNICODE_ASCII_UPPER);
}

static bool is_lower(uint8_t byte) {
    return has_flag(byte, UNICODE_ASCII_LOWER);
}

static bool is_alpha(uint8_t byte) {
    return has_flag(byte, UNICODE_ASCII_UPPER | UNICODE_ASCII_LOWER);
}

static bool is_digit(uint8_t byte) {
    return has_flag(byte, UNICODE_ASCII_DIGIT);
}

static bool is_alnum(uint8_t byte) {
    return has_flag(byte, UNICODE_ASCII_UPPER | UNICODE_ASCII_LOWER | UNICODE_ASCII_DIGIT);
}

static bool is_space(uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static uint8_t to_upper(uint8_t byte) {
    return is_lower(byte) ? byte ^ 0x20 : byte;
}

static uint8_t to_lower(uint8_t byte) {
    return is_upper(byte) ? byte ^ 0x20 : byte;
}

static uint8_t swap_case(uint8_t byte) {
    return is_alpha(byte) ? byte ^ 0x20 : byte;
}

/* first for bytes after what is no letter, or for the very first one; rest for the others. */
static NEW_REF Object *map_bytes(Runtime *rt, Object *self, uint8_t (*first)(uint8_t),
                                 uint8_t (*rest)(uint8_t), bool each_word) {
    SearchText text = bytes_text(rt, self);
    ByteWriter writer;
    byte_writer_init(&writer);
    uint8_t *out = byte_writer_reserve(rt, &writer, text.length);
    if (!out) {
        return NULL;
    }
    const uint8_t *in = text.data;
    for (size_t i = 0; i < text.length; i++) {
        if (!budget_pace(rt, i, 4)) {
            byte_writer_abandon(rt, &writer);
            return NULL;
        }
        bool starts = i == 0 || (each_word && !is_alpha(in[i - 1]));
        out[i] = (starts ? first : rest)(in[i]);
    }
    writer.length = text.length;
    return bytes_result_finish(rt, self, &writer);
}

Object *bytes_method_upper(Runtime *rt, Object *self) {
    return map_bytes(rt, self, to_upper, to_upper, false);
}

Object *bytes_method_lower(Runtime *rt, Object *self) {
    return map_bytes(rt, self, to_lower, to_lower, false);
}

Object *bytes_method_swapcase(Runtime *rt, Object *self) {
    return map_bytes(rt, self, swap_case, swap_case, false);
}

Object *bytes_method_capitalize(Runtime *rt, Object *self) {
    return map_bytes(rt, self, to_upper, to_lower, false);
}

Object *bytes_method_title(Runtime *rt, Object *self) {
    return map_bytes(rt, self, to_upper, to_lower, true);
}

/* --- questions --- */

static NEW_REF Object *all_pass(Runtime *rt, Object *self, bool (*passes)(uint8_t)) {
    SearchText text = bytes_text(rt, self);
    for (size_t i = 0; i < text.length; i++) {
        if (!budget_pace(rt, i, 4)) {
            return NULL;
        }
        if (!passes(((const uint8_t *)text.data)[i])) {
            return bool_object(false);
        }
    }
    return bool_object(text.length > 0);
}

Object *bytes_method_isalpha(Runtime *rt, Object *self) {
    return all_pass(rt, self, is_alpha);
}

Object *bytes_method_isalnum(Runtime *rt, Object *self) {
    return all_pass(rt, self, is_alnum);
}

Object *bytes_method_isdigit(Runtime *rt, Object *self) {
    return all_pass(rt, self, is_digit);
}

Object *bytes_method_isspace(Runtime *rt, Object *self) {
    return all_pass(rt, self, is_space);
}

Object *bytes_method_isascii(Runtime *rt, Object *self) {
    SearchText text = bytes_text(rt, self);
    for (size_t i = 0; i < text.length; i++) {
        if (!budget_pace(rt, i, 8)) {
            return NULL;
        }
        if (((const uint8_t *)text.data)[i] >= 128) {
            return bool_object(false);
        }
    }
    return bool_object(true);
}

/* There is a letter, and no letter of the other case. */
static NEW_REF Object *all_cased(Runtime *rt, Object *self, bool (*wanted)(uint8_t),
                                 bool (*refused)(uint8_t)) {
    SearchText text = bytes_text(rt, self);
    bool cased = false;
    for (size_t i = 0; i < text.length; i++) {
        if (!budget_pace(rt, i, 4)) {
            return NULL;
        }
        uint8_t byte = ((const uint8_t *)text.data)[i];
        if (refused(byte)) {
            return bool_object(false);
        }
        cased = cased || wanted(byte);
    }
    return bool_object(cased);
}

Object *bytes_method_isupper(Runtime *rt, Object *self) {
    return all_cased(rt, self, is_upper, is_lower);
}

Object *bytes_method_islower(Runtime *rt, Object *self) {
    return all_cased(rt, self, is_lower, is_upper);
}

Object *bytes_method_istitle(Runtime *rt, Object *self) {
    SearchText text = bytes_text(rt, self);
    bool cased = false;
    bool inside = false;
    for (size_t i = 0; i < text.length; i++) {
        if (!budget_pace(rt, i, 4)) {
            return NULL;
        }
        uint8_t byte = ((const uint8_t *)text.data)[i];
        if ((is_upper(byte) && inside) || (is_lower(byte) && !inside)) {
            return bool_object(false);
        }
        inside = is_alpha(byte);
        cased = cased || inside;
    }
    return bool_object(cased);
}

/* --- padding --- */

static NEW_REF Object *pad(Runtime *rt, Object *self, size_t left, size_t right, uint8_t fill) {
    SearchText text = bytes_text(rt, self);
    if (left + right == 0) {
        return bytes_part(rt, self, 0, text.length);
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    if (!byte_writer_fill(rt, &writer, fill, left) ||
        !byte_writer_data(rt, &writer, text.data, text.length) ||
        !byte_writer_fill(rt, &writer, fill, right)) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return bytes_result_finish(rt, self, &writer);
}

static bool fill_argument(Runtime *rt, const char *method, Object *argument, uint8_t *fill) {
    SearchText text = {NULL, 0, 1};
    if (type_is_bytes(rt, argument) || bytes_is_array(rt, argument)) {
        text = bytes_text(rt, argument);
    }
    if (text.length != 1) {
        raise_type_error(rt, "%s() argument 2 must be a byte string of length 1, not %.50s", method,
                         text_argument_type(rt, argument));
        return false;
    }
    *fill = *(const uint8_t *)text.data;
    return true;
}

static bool padding_arguments(Runtime *rt, Object *self, const char *method, Object *const *args,
                              size_t count, size_t *padding, uint8_t *fill) {
    int64_t width;
    *fill = ' ';
    if (!text_ssize(rt, args[0], &width) ||
        (count > 1 && !fill_argument(rt, method, args[1], fill))) {
        return false;
    }
    int64_t length = (int64_t)bytes_text(rt, self).length;
    *padding = width > length ? (size_t)(width - length) : 0;
    return true;
}

Object *bytes_method_center(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t padding;
    uint8_t fill;
    if (!padding_arguments(rt, self, "center", args, count, &padding, &fill)) {
        return NULL;
    }
    size_t width = padding + bytes_text(rt, self).length;
    size_t left = padding / 2 + (padding & width & 1);
    return pad(rt, self, left, padding - left, fill);
}

Object *bytes_method_ljust(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t padding;
    uint8_t fill;
    return padding_arguments(rt, self, "ljust", args, count, &padding, &fill)
               ? pad(rt, self, 0, padding, fill)
               : NULL;
}

Object *bytes_method_rjust(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t padding;
    uint8_t fill;
    return padding_arguments(rt, self, "rjust", args, count, &padding, &fill)
               ? pad(rt, self, padding, 0, fill)
               : NULL;
}

Object *bytes_method_zfill(Runtime *rt, Object *self, Object *argument) {
    size_t padding;
    uint8_t fill;
    if (!padding_arguments(rt, self, "zfill", &argument, 1, &padding, &fill)) {
        return NULL;
    }
    SearchText text = bytes_text(rt, self);
    const uint8_t *data = text.data;
    bool has_sign = text.length > 0 && (data[0] == '+' || data[0] == '-');
    if (padding == 0 || !has_sign) {
        return pad(rt, self, padding, 0, '0');
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    if (!byte_writer_byte(rt, &writer, data[0]) || !byte_writer_fill(rt, &writer, '0', padding) ||
        !byte_writer_data(rt, &writer, data + 1, text.length - 1)) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return bytes_result_finish(rt, self, &writer);
}

Object *bytes_method_expandtabs(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    static const ArgumentSpec SPEC = {"expandtabs", {"tabsize"}, 0, 1, 0, 1};
    Object *given[1];
    int64_t tab = 8;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[0] && !text_int(rt, given[0], &tab))) {
        return NULL;
    }
    SearchText text = bytes_text(rt, self);
    const uint8_t *data = text.data;
    ByteWriter writer;
    byte_writer_init(&writer);
    int64_t column = 0;
    bool done = true;
    for (size_t i = 0; done && i < text.length; i++) {
        if (data[i] == '\t') {
            size_t spaces = tab > 0 ? (size_t)(tab - column % tab) : 0;
            done = byte_writer_fill(rt, &writer, ' ', spaces);
            column += (int64_t)spaces;
        } else {
            done = byte_writer_byte(rt, &writer, data[i]);
            column = data[i] == '\n' || data[i] == '\r' ? 0 : column + 1;
        }
    }
    if (!done) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return bytes_result_finish(rt, self, &writer);
}
