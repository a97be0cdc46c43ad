/* binascii: hexadecimal digits, base64, uuencode, and checksums. */
#include "modules/binascii.h"

#include "modules/module_exception.h"
#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"
#include "types/byte_writer.h"

typedef struct BinasciiState {
    Object *error, *incomplete;
} BinasciiState;

static BinasciiState *binascii_state(Runtime *rt) {
    return rt->module_state[MODULE_STATE_BINASCII];
}

static void *fail(Runtime *rt, const char *message) {
    return module_exception_raise(rt, binascii_state(rt)->error, "%s", message);
}

void binascii_close(Runtime *rt) {
    BinasciiState *state = binascii_state(rt);
    if (state) {
        CLEAR_REF(rt, &state->error);
        CLEAR_REF(rt, &state->incomplete);
    }
}

/* ---- arguments ---- */

static bool get_bytes(Runtime *rt, Object *object, BufferView *view) {
    if (!slots_of(rt, object)->get_buffer) {
        raise_type_error(rt, "a bytes-like object is required, not '%T'", object);
        return false;
    }
    return object_get_buffer(rt, object, view, false);
}

/* Also a str of ASCII characters; view->owner is NULL then. */
static bool get_ascii(Runtime *rt, Object *object, BufferView *view) {
    if (type_is_str(rt, object)) {
        if (!str_is_ascii(object)) {
            raise_value_error(rt, "string argument should contain only ASCII characters");
            return false;
        }
        *view = (BufferView){.data = (uint8_t *)(uintptr_t)str_data(object),
                             .size = str_length(object)};
        return true;
    }
    if (!slots_of(rt, object)->get_buffer) {
        raise_type_error(rt, "argument should be bytes, buffer or ASCII string, not '%T'", object);
        return false;
    }
    return object_get_buffer(rt, object, view, false);
}

/* ---- hexadecimal ---- */

/* "hexlify" is what bytes.hex gives, as bytes. */
static Object *binascii_hexlify(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    static const ArgumentSpec SPEC = {"hexlify", {"data", "sep", "bytes_per_sep"}, 0, 3, 1, 3};
    (void)self;
    Object *given[3];
    BufferView view;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !get_bytes(rt, given[0], &view)) {
        return NULL;
    }
    Object *bytes = bytes_from_data(rt, view.data, view.size);
    object_release_buffer(rt, &view);
    size_t extra = given[2] ? 2 : given[1] ? 1 : 0;
    Object *text = bytes ? object_call_method_cstring(rt, bytes, "hex", given + 1, extra) : NULL;
    release_nullable(rt, bytes);
    Object *result = text ? bytes_from_data(rt, str_data(text), str_length(text)) : NULL;
    release_nullable(rt, text);
    return result;
}

static int hex_digit(uint8_t letter) {
    return letter >= '0' && letter <= '9'   ? letter - '0'
           : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
           : letter >= 'A' && letter <= 'F' ? letter - 'A' + 10
                                            : -1;
}

static Object *from_hex(Runtime *rt, const BufferView *view) {
    if (view->size % 2) {
        return fail(rt, "Odd-length string");
    }
    Object *bytes = bytes_new_uninitialised(rt, view->size / 2);
    for (size_t i = 0; bytes && i < view->size; i += 2) {
        int high = hex_digit(view->data[i]), low = hex_digit(view->data[i + 1]);
        if (high < 0 || low < 0) {
            release(rt, bytes);
            return fail(rt, "Non-hexadecimal digit found");
        }
        bytes_mutable_data(bytes)[i / 2] = (uint8_t)(high << 4 | low);
    }
    return bytes ? bytes_finish(rt, bytes) : NULL;
}

static Object *binascii_unhexlify(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    BufferView view;
    if (!get_ascii(rt, argument, &view)) {
        return NULL;
    }
    Object *bytes = from_hex(rt, &view);
    object_release_buffer(rt, &view);
    return bytes;
}

/* ---- base64 ---- */

static const char BASE64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static bool write_base64(Runtime *rt, ByteWriter *writer, const uint8_t *data, size_t size) {
    for (size_t i = 0; i < size; i += 3) {
        size_t left = base_min_size(size - i, 3);
        uint32_t group = (uint32_t)data[i] << 16 | (left > 1 ? (uint32_t)data[i + 1] << 8 : 0) |
                         (left > 2 ? data[i + 2] : 0);
        char text[4];
        for (size_t k = 0; k < 4; k++) {
            text[k] = k <= left ? BASE64[group >> (18 - 6 * k) & 63] : '=';
        }
        if (!byte_writer_data(rt, writer, text, 4)) {
            return false;
        }
    }
    return true;
}

static Object *binascii_b2a_base64(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    static const ArgumentSpec SPEC = {"b2a_base64", {"data", "newline"}, 1, 1, 1, 2};
    (void)self;
    Object *given[2];
    BufferView view;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    int newline = given[1] ? object_is_true(rt, given[1]) : 1;
    if (newline < 0 || !get_bytes(rt, given[0], &view)) {
        return NULL;
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    bool done = write_base64(rt, &writer, view.data, view.size) &&
                (!newline || byte_writer_byte(rt, &writer, '\n'));
    object_release_buffer(rt, &view);
    if (!done) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return byte_writer_finish(rt, &writer);
}

static int base64_digit(uint8_t letter) {
    return letter >= 'A' && letter <= 'Z'   ? letter - 'A'
           : letter >= 'a' && letter <= 'z' ? letter - 'a' + 26
           : letter >= '0' && letter <= '9' ? letter - '0' + 52
           : letter == '+'                  ? 62
           : letter == '/'                  ? 63
                                            : -1;
}

/* Four digits make three bytes; anything that is no digit is left out, unless `strict`. */
static bool read_base64(Runtime *rt, ByteWriter *writer, const BufferView *view, bool strict) {
    uint8_t rest = 0;
    size_t place = 0, pads = 0;
    const uint8_t *data = view->data, *end = data + view->size;
    if (strict && view->size > 0 && *data == '=') {
        fail(rt, "Leading padding not allowed");
        return false;
    }
    for (; data < end; data++) {
        if (*data == '=') {
            if (place >= 2 && place + ++pads >= 4) {
                if (strict && data + 1 < end) {
                    fail(rt, "Excess data after padding");
                    return false;
                }
                return true;
            }
            continue;
        }
        int digit = base64_digit(*data);
        if (digit < 0) {
            if (strict) {
                fail(rt, "Only base64 data is allowed");
                return false;
            }
            continue;
        }
        if (strict && pads) {
            fail(rt, "Discontinuous padding not allowed");
            return false;
        }
        pads = 0;
        unsigned joined = (unsigned)rest << 6 | (unsigned)digit;
        static const uint8_t KEPT[] = {0, 4, 2, 0}; /* bits that wait for the next digit */
        if (place > 0 && !byte_writer_byte(rt, writer, (uint8_t)(joined >> KEPT[place]))) {
            return false;
        }
        rest = (uint8_t)(place == 0 ? (unsigned)digit : joined & ((1u << KEPT[place]) - 1));
        place = (place + 1) % 4;
    }
    if (place == 1) {
        module_exception_raise(rt, binascii_state(rt)->error,
                               "Invalid base64-encoded string: number of data characters (%zu) "
                               "cannot be 1 more than a multiple of 4",
                               writer->length / 3 * 4 + 1);
        return false;
    }
    if (place != 0) {
        fail(rt, "Incorrect padding");
    }
    return place == 0;
}

static Object *binascii_a2b_base64(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    static const ArgumentSpec SPEC = {"a2b_base64", {"data", "strict_mode"}, 1, 1, 1, 2};
    (void)self;
    Object *given[2];
    BufferView view;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    int strict = given[1] ? object_is_true(rt, given[1]) : 0;
    if (strict < 0 || !get_ascii(rt, given[0], &view)) {
        return NULL;
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    bool done = read_base64(rt, &writer, &view, strict > 0);
    object_release_buffer(rt, &view);
    if (!done) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return byte_writer_finish(rt, &writer);
}

/* ---- uuencode ---- */

enum { UU_LINE_MAX = 45 };

static Object *binascii_b2a_uu(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    static const ArgumentSpec SPEC = {"b2a_uu", {"data", "backtick"}, 1, 1, 1, 2};
    (void)self;
    Object *given[2];
    BufferView view;
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    int backtick = given[1] ? object_is_true(rt, given[1]) : 0;
    if (backtick < 0 || !get_bytes(rt, given[0], &view)) {
        return NULL;
    }
    uint8_t line[2 + UU_LINE_MAX / 3 * 4];
    size_t length = 0, size = view.size;
    if (size <= UU_LINE_MAX) {
        uint8_t zero = backtick ? '`' : ' ';
        line[length++] = size ? (uint8_t)(size + ' ') : zero;
        for (size_t i = 0; i < size; i += 3) {
            uint32_t group = (uint32_t)view.data[i] << 16 |
                             (i + 1 < size ? (uint32_t)view.data[i + 1] << 8 : 0) |
                             (i + 2 < size ? view.data[i + 2] : 0);
            for (unsigned k = 0; k < 4; k++) {
                uint8_t digit = group >> (18 - 6 * k) & 63;
                line[length++] = digit ? (uint8_t)(digit + ' ') : zero;
            }
        }
        line[length++] = '\n';
    }
    object_release_buffer(rt, &view);
    return length ? bytes_from_data(rt, line, length) : fail(rt, "At most 45 bytes at once");
}

/* The six bits of a character, -1: none. The end of a line stands for zeros. */
static int uu_digit(uint8_t letter) {
    if (letter == '\n' || letter == '\r' || letter == 0) {
        return 0;
    }
    return letter < ' ' || letter > ' ' + 64 ? -1 : (letter - ' ') & 63;
}

static Object *from_uu(Runtime *rt, const BufferView *view) {
    size_t size = view->size, at = 1;
    size_t wanted = size ? (uint8_t)(view->data[0] - ' ') & 63 : ' ';
    Object *bytes = bytes_new_uninitialised(rt, wanted);
    uint32_t bits = 0;
    unsigned count = 0;
    for (size_t done = 0; bytes && done < wanted; at++) {
        int digit = at < size ? uu_digit(view->data[at]) : 0;
        if (digit < 0) {
            release(rt, bytes);
            return fail(rt, "Illegal char");
        }
        bits = bits << 6 | (uint32_t)digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes_mutable_data(bytes)[done++] = (uint8_t)(bits >> count);
        }
    }
    for (; bytes && at < size; at++) {
        uint8_t letter = view->data[at];
        if (letter != ' ' && letter != ' ' + 64 && letter != '\n' && letter != '\r') {
            release(rt, bytes);
            return fail(rt, "Trailing garbage");
        }
    }
    return bytes ? bytes_finish(rt, bytes) : NULL;
}

static Object *binascii_a2b_uu(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    BufferView view;
    if (!get_ascii(rt, argument, &view)) {
        return NULL;
    }
    Object *bytes = from_uu(rt, &view);
    object_release_buffer(rt, &view);
    return bytes;
}

/* ---- checksums ---- */

typedef uint32_t (*ByteSum)(uint32_t sum, uint8_t byte);

static uint32_t crc32_byte(uint32_t sum, uint8_t byte) {
    sum ^= byte;
    for (int i = 0; i < 8; i++) {
        sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
    }
    return sum;
}

/* CRC-CCITT, as in BinHex 4. */
static uint32_t crc_hqx_byte(uint32_t sum, uint8_t byte) {
    sum ^= (uint32_t)byte << 8;
    for (int i = 0; i < 8; i++) {
        sum = sum << 1 ^ (sum & 0x8000 ? 0x1021 : 0);
    }
    return sum & 0xFFFF;
}

static bool start_value(Runtime *rt, Object *argument, uint32_t *value) {
    Object *number = argument ? object_index(rt, argument) : int_from_int64(rt, 0);
    int overflow;
    *value = number ? (uint32_t)int_as_int64(number, &overflow) : 0;
    release_nullable(rt, number);
    return number != NULL;
}

static Object *checksum(Runtime *rt, Object *data, ByteSum add, uint32_t sum, uint32_t mask) {
    BufferView view;
    if (!get_bytes(rt, data, &view)) {
        return NULL;
    }
    sum ^= mask;
    for (size_t i = 0; i < view.size; i++) {
        sum = add(sum, view.data[i]);
    }
    object_release_buffer(rt, &view);
    return int_from_int64(rt, sum ^ mask);
}

static Object *binascii_crc32(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    uint32_t start;
    return start_value(rt, count > 1 ? args[1] : NULL, &start)
               ? checksum(rt, args[0], crc32_byte, start, UINT32_MAX)
               : NULL;
}

static Object *binascii_crc_hqx(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    uint32_t start;
    return start_value(rt, args[1], &start) ? checksum(rt, args[0], crc_hqx_byte, start & 0xFFFF, 0)
                                            : NULL;
}

/* ---- the module ---- */

static bool binascii_populate(Runtime *rt, Object *dict) {
    BinasciiState *state = module_state(rt, MODULE_STATE_BINASCII, sizeof *state);
    if (state && !state->error) {
        state->error = module_exception_new(rt, "binascii", "Error", TYPE_VALUE_ERROR);
    }
    if (state && !state->incomplete) {
        state->incomplete = module_exception_new(rt, "binascii", "Incomplete", TYPE_EXCEPTION);
    }
    return state && state->error && state->incomplete &&
           dict_set_cstring(rt, dict, "Error", state->error) &&
           dict_set_cstring(rt, dict, "Incomplete", state->incomplete);
}

#define HEXLIFY_DOC                                                                                \
    "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nThe bytes as hexadecimal "  \
    "digits."

static const MethodRow BINASCII_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("hexlify", binascii_hexlify, "hexlify" HEXLIFY_DOC),
    METHOD_ROW_KEYWORDS("b2a_hex", binascii_hexlify, "b2a_hex" HEXLIFY_DOC),
    METHOD_ROW_ONE("unhexlify", binascii_unhexlify,
                   "unhexlify($module, hexstr, /)\n--\n\nThe bytes of hexadecimal digits."),
    METHOD_ROW_ONE("a2b_hex", binascii_unhexlify,
                   "a2b_hex($module, hexstr, /)\n--\n\nThe bytes of hexadecimal digits."),
    METHOD_ROW_KEYWORDS("b2a_base64", binascii_b2a_base64,
                        "b2a_base64($module, data, /, *, newline=True)\n--\n\nA line of base64."),
    METHOD_ROW_KEYWORDS("a2b_base64", binascii_a2b_base64,
                        "a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nThe bytes of "
                        "base64."),
    METHOD_ROW_KEYWORDS("b2a_uu", binascii_b2a_uu,
                        "b2a_uu($module, data, /, *, backtick=False)\n--\n\nA uuencoded line."),
    METHOD_ROW_ONE("a2b_uu", binascii_a2b_uu,
                   "a2b_uu($module, data, /)\n--\n\nThe bytes of a uuencoded line."),
    METHOD_ROW_POSITIONAL("crc32", binascii_crc32, 1, 2,
                          "crc32($module, data, crc=0, /)\n--\n\nThe CRC-32 of the bytes."),
    METHOD_ROW_POSITIONAL("crc_hqx", binascii_crc_hqx, 2, 2,
                          "crc_hqx($module, data, crc, /)\n--\n\nThe CRC-CCITT of the bytes."),
    METHOD_ROW_END,
};

const ModuleSpec binascii_module = {
    .name = "binascii",
    .doc = "Conversion between binary data and ASCII",
    .functions = BINASCII_FUNCTIONS,
    .populate = binascii_populate,
};
