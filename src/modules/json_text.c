/* json_text: runs of characters that stand for themselves are found eight bytes at a time and
 * copied whole; only what lies between them is looked at one by one. */
#include "modules/json_text.h"

#include "object/arguments.h"
#include "object/budget.h"
#include "object/tuple.h"
#include "types/text_arguments.h"
#include "vm/import.h"
#include <string.h>

enum {
    NO_DIGIT = 16,
    ESCAPE_DIGITS = 4,
    ESCAPE_MAX = 2 * (2 + ESCAPE_DIGITS), /* a surrogate pair */
    BLOCK = 32,
    UNITS = 64,
    SCAN_PER_UNIT = 16
};

/* ---- runs ---- */

static inline bool is_special(uint32_t character, bool ascii) {
    return character <= '\\' ? character < ' ' || character == '"' || character == '\\'
                             : ascii && character > '~';
}

static inline uint64_t repeat_byte(uint8_t byte) {
    return UINT64_C(0x0101010101010101) * byte;
}

/* Not zero where a byte is zero; its lowest bit belongs to the first such byte. */
static inline uint64_t zero_bytes(uint64_t word) {
    return (word - repeat_byte(1)) & ~word & repeat_byte(0x80);
}

static inline uint64_t special_bytes(uint64_t word, bool ascii) {
    uint64_t found = ((word - repeat_byte(' ')) & ~word & repeat_byte(0x80)) |
                     zero_bytes(word ^ repeat_byte('"')) | zero_bytes(word ^ repeat_byte('\\'));
    if (ascii) {
        found |= (word & repeat_byte(0x80)) | zero_bytes(word ^ repeat_byte(0x7f));
    }
    return found;
}

static inline size_t find_special_byte(const uint8_t *data, size_t at, size_t end, bool ascii) {
    for (; end - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, data + at, sizeof word);
        uint64_t found = special_bytes(word, ascii);
        if (found && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
            return at + (size_t)__builtin_ctzll(found) / 8;
        }
        if (found) {
            break;
        }
    }
    while (at < end && !is_special(data[at], ascii)) {
        at++;
    }
    return at;
}

/* The first character in [at, end) that cannot stand in a string as it is, or end. */
static size_t find_special(const Object *text, size_t at, size_t end, bool ascii) {
    const uint8_t *data = str_data(text);
    const uint16_t *twos = (const uint16_t *)(const void *)data;
    const uint32_t *fours = (const uint32_t *)(const void *)data;
    switch (str_width(text)) {
    case 1:
        return find_special_byte(data, at, end, ascii);
    case 2:
        for (; at < end && !is_special(twos[at], ascii); at++) {
        }
        return at;
    default:
        for (; at < end && !is_special(fours[at], ascii); at++) {
        }
        return at;
    }
}

/* ---- escaping ---- */

static size_t put_unit(char *to, uint32_t unit) {
    static const char DIGITS[] = "0123456789abcdef";
    to[0] = '\\';
    to[1] = 'u';
    for (size_t i = 0; i < ESCAPE_DIGITS; i++) {
        to[2 + i] = DIGITS[unit >> (12 - 4 * i) & 15];
    }
    return 2 + ESCAPE_DIGITS;
}

static char short_escape(uint32_t character) {
    switch (character) {
    case '"':
    case '\\':
        return (char)character;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return 0;
    }
}

/* The escape of a character; its length. */
static size_t put_escape(char to[ESCAPE_MAX], uint32_t character) {
    to[0] = '\\';
    to[1] = short_escape(character);
    if (to[1]) {
        return 2;
    }
    if (character < 0x10000) {
        return put_unit(to, character);
    }
    size_t length = put_unit(to, 0xd800 | (character - 0x10000) >> 10);
    return length + put_unit(to + length, 0xdc00 | (character & 0x3ff));
}

/* Characters one by one: at most BLOCK, where many are escaped. */
static bool write_block(Runtime *rt, StrWriter *writer, const Object *text, size_t at, size_t end,
                        bool ascii) {
    char block[BLOCK * ESCAPE_MAX];
    size_t length = 0;
    for (; at < end; at++) {
        uint32_t character = str_at(text, at);
        if (is_special(character, ascii)) {
            length += put_escape(block + length, character);
        } else {
            block[length++] = (char)character;
        }
    }
    return writer_ascii(rt, writer, block, length);
}

static bool write_piece(Runtime *rt, StrWriter *writer, Object *text, size_t at, size_t end,
                        bool ascii) {
    bool by_blocks = ascii && !str_is_ascii(text);
    while (at < end) {
        size_t special = find_special(text, at, end, ascii);
        if (!writer_substring(rt, writer, text, at, special)) {
            return false;
        }
        at = special;
        budget_owe(rt, 1);
        size_t next = by_blocks ? base_min_size(at + BLOCK, end) : base_min_size(at + 1, end);
        if (at < end && !write_block(rt, writer, text, at, next, ascii)) {
            return false;
        }
        at = next;
    }
    return true;
}

static NOINLINE bool write_pieces(Runtime *rt, StrWriter *writer, Object *text, bool ascii) {
    size_t length = str_length(text);
    for (size_t at = 0, end; at < length; at = end) {
        end = budget_piece(rt, at, length, SCAN_PER_UNIT);
        if (!end || !write_piece(rt, writer, text, at, end, ascii)) {
            return false;
        }
    }
    return true;
}

bool json_text_write(Runtime *rt, StrWriter *writer, Object *text, bool ascii) {
    size_t length = str_length(text);
    if (LIKELY(str_is_ascii(text) && length <= BUDGET_PIECE &&
               find_special_byte(str_data(text), 0, length, ascii) == length)) {
        if (!budget_spend(rt, length / SCAN_PER_UNIT) ||
            !writer_reserve(rt, writer, length + 2, 'x')) {
            return false;
        }
        if (LIKELY(writer->kind <= STR_LATIN1)) {
            uint8_t *to = str_mutable_data(writer->buffer) + writer->length;
            to[0] = '"';
            memcpy(to + 1, str_data(text), length);
            to[length + 1] = '"';
            writer->length += length + 2;
            return true;
        }
    }
    return writer_char(rt, writer, '"') && write_pieces(rt, writer, text, ascii) &&
           writer_char(rt, writer, '"');
}

/* ---- reading ---- */

COLD void *json_text_raise(Runtime *rt, const char *message, Object *text, int64_t position) {
    Object *name = str_from_cstring(rt, "json.decoder");
    Object *module = name ? import_absolute(rt, name) : NULL;
    Object *class = module ? object_get_attr_cstring(rt, module, "JSONDecodeError") : NULL;
    Object *args[3] = {class ? str_from_cstring(rt, message) : NULL, text, NULL};
    args[2] = args[0] ? int_from_int64(rt, position) : NULL;
    Object *error = args[2] ? object_call(rt, class, args, COUNT_OF(args), NULL) : NULL;
    if (error && !type_is_exception(rt, error)) {
        raise_type_error(rt, "calling %R should have returned an instance of BaseException, not %T",
                         class, error);
        CLEAR_REF(rt, &error);
    }
    release_nullable(rt, args[2]);
    release_nullable(rt, args[0]);
    release_nullable(rt, class);
    release_nullable(rt, module);
    release_nullable(rt, name);
    return error ? raise_exception(rt, error) : NULL;
}

/* The next special character that ends a run: a quote, a backslash, or a control character where
 * they are not allowed. *found is the length of the text if there is none. */
static bool find_end(Runtime *rt, Object *text, size_t at, bool strict, size_t *found) {
    size_t length = str_length(text);
    while (at < length) {
        size_t limit = base_min_size(length, at + BUDGET_PIECE);
        size_t special = find_special(text, at, limit, false);
        if (!budget_spend(rt, 1 + (special - at) / SCAN_PER_UNIT)) {
            return false;
        }
        at = special;
        if (at < limit && (strict || str_at(text, at) >= ' ')) {
            break;
        }
        at += at < limit;
    }
    *found = at;
    return true;
}

static unsigned hex_value(uint32_t character) {
    if (character >= '0' && character <= '9') {
        return character - '0';
    }
    character |= 32;
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : NO_DIGIT;
}

/* The number of the four digits behind the 'u' at `at`. A string goes on behind them. */
static NOINLINE bool scan_unit(Runtime *rt, Object *text, size_t at, uint32_t *unit) {
    uint32_t number = 0;
    unsigned worst = at + ESCAPE_DIGITS + 1 < str_length(text) ? 0 : NO_DIGIT;
    for (size_t i = 1; worst < NO_DIGIT && i <= ESCAPE_DIGITS; i++) {
        worst = hex_value(str_at(text, at + i));
        number = number << 4 | worst;
    }
    bool fine = worst < NO_DIGIT;
    *unit = number;
    if (!fine) {
        json_text_raise(rt, "Invalid \\uXXXX escape", text, (int64_t)at);
    }
    return fine;
}

/* Behind the 'u' at *at; two escapes that are a surrogate pair are one character. */
static NOINLINE bool scan_unicode_escape(Runtime *rt, Object *text, size_t *at,
                                         uint32_t *character) {
    if (!scan_unit(rt, text, *at, character)) {
        return false;
    }
    *at += ESCAPE_DIGITS + 1;
    bool pair = *character >= 0xd800 && *character < 0xdc00 &&
                *at + ESCAPE_DIGITS + 2 < str_length(text) && str_at(text, *at) == '\\' &&
                str_at(text, *at + 1) == 'u';
    uint32_t low;
    if (!pair) {
        return true;
    }
    if (!scan_unit(rt, text, *at + 1, &low)) {
        return false;
    }
    if (low >= 0xdc00 && low < 0xe000) {
        *character = 0x10000 + ((*character & 0x3ff) << 10 | (low & 0x3ff));
        *at += ESCAPE_DIGITS + 2;
    }
    return true;
}

static uint32_t short_meaning(uint32_t letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

/* *at is behind the backslash, and then behind the escape. */
static bool scan_escape(Runtime *rt, Object *text, size_t *at, uint32_t *character) {
    uint32_t letter = str_at(text, *at);
    if (letter == 'u') {
        return scan_unicode_escape(rt, text, at, character);
    }
    *character = short_meaning(letter);
    if (*character == 0) {
        json_text_raise(rt, "Invalid \\escape", text, (int64_t)*at - 1);
        return false;
    }
    (*at)++;
    return true;
}

/* A run ended at `at`, but not with a quote: *character is what follows, *next is behind it. */
static bool scan_special(Runtime *rt, Object *text, size_t start, size_t at, size_t *next,
                         uint32_t *character) {
    size_t length = str_length(text);
    if (at < length && str_at(text, at) != '\\') {
        json_text_raise(rt, "Invalid control character at", text, (int64_t)at);
        return false;
    }
    *next = at + 1;
    if (*next >= length) {
        json_text_raise(rt, "Unterminated string starting at", text, (int64_t)start - 1);
        return false;
    }
    return scan_escape(rt, text, next, character);
}

/* A string that is being read: the writer's text, then units. Most have no need of the writer. */
typedef struct Output {
    StrWriter writer;
    size_t count;
    uint32_t units[UNITS];
} Output;

static bool output_flush(Runtime *rt, Output *output) {
    StrWriter *writer = &output->writer;
    uint32_t bits = 0;
    for (size_t i = 0; i < output->count; i++) {
        bits |= output->units[i];
    }
    if (!writer_reserve(rt, writer, output->count, bits)) {
        return false;
    }
    for (size_t i = 0; i < output->count; i++) {
        str_set_at(writer->buffer, writer->length++, output->units[i]);
    }
    output->count = 0;
    return true;
}

static inline bool output_character(Runtime *rt, Output *output, uint32_t character) {
    if (UNLIKELY(output->count == UNITS && !output_flush(rt, output))) {
        return false;
    }
    output->units[output->count++] = character;
    return true;
}

static bool output_run(Runtime *rt, Output *output, Object *text, size_t at, size_t end) {
    if (end - at > UNITS / 2) {
        return output_flush(rt, output) && writer_substring(rt, &output->writer, text, at, end);
    }
    while (at < end && output_character(rt, output, str_at(text, at))) {
        at++;
    }
    return at == end;
}

static NEW_REF Object *output_finish(Runtime *rt, Output *output) {
    if (!output->writer.buffer) {
        return str_from_ucs4(rt, output->units, output->count);
    }
    if (!output_flush(rt, output)) {
        writer_abandon(rt, &output->writer);
        return NULL;
    }
    return writer_finish(rt, &output->writer);
}

/* The rest of a string whose first run is [start, at). */
static NEW_REF Object *scan_escaped(Runtime *rt, Object *text, size_t start, size_t at, bool strict,
                                    size_t *end) {
    Output output;
    writer_init(&output.writer);
    output.count = 0;
    bool done = output_run(rt, &output, text, start, at);
    while (done && (at == str_length(text) || str_at(text, at) != '"')) {
        size_t next;
        uint32_t character;
        done = scan_special(rt, text, start, at, &next, &character) &&
               output_character(rt, &output, character) && find_end(rt, text, next, strict, &at) &&
               output_run(rt, &output, text, next, at);
    }
    if (!done) {
        writer_abandon(rt, &output.writer);
        return NULL;
    }
    *end = at + 1;
    return output_finish(rt, &output);
}

size_t json_text_plain_end(Runtime *rt, const Object *text, size_t start) {
    size_t limit = base_min_size(str_length(text), start + BUDGET_PIECE);
    size_t at = find_special(text, start, limit, false);
    budget_owe(rt, (at - start) / SCAN_PER_UNIT);
    return at < limit && str_at(text, at) == '"' ? at : JSON_TEXT_NOT_PLAIN;
}

NEW_REF Object *json_text_scan(Runtime *rt, Object *text, size_t start, bool strict, size_t *end) {
    size_t at = json_text_plain_end(rt, text, start);
    if (UNLIKELY(at == JSON_TEXT_NOT_PLAIN)) {
        return find_end(rt, text, start, strict, &at)
                   ? scan_escaped(rt, text, start, at, strict, end)
                   : NULL;
    }
    *end = at + 1;
    return str_substring(rt, text, start, at);
}

/* ---- functions ---- */

static bool expect_str(Runtime *rt, Object *text) {
    if (!type_is_str(rt, text)) {
        raise_type_error(rt, "first argument must be a string, not %.80s", type_name_of(rt, text));
        return false;
    }
    return true;
}

static NEW_REF Object *encode(Runtime *rt, Object *text, bool ascii) {
    StrWriter writer;
    writer_init(&writer);
    if (!expect_str(rt, text) || !json_text_write(rt, &writer, text, ascii)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

NEW_REF Object *json_text_encode(Runtime *rt, Object *module, Object *text) {
    (void)module;
    return encode(rt, text, false);
}

NEW_REF Object *json_text_encode_ascii(Runtime *rt, Object *module, Object *text) {
    (void)module;
    return encode(rt, text, true);
}

COLD NEW_REF Object *json_text_scanstring(Runtime *rt, Object *module, Object *const *args,
                                          size_t count, Object *keyword_names) {
    (void)module;
    int64_t start, strict = 1;
    if (!arguments_no_keywords(rt, "scanstring", keyword_names) ||
        !text_check_count(rt, "scanstring", count, 2, 3) || !text_ssize(rt, args[1], &start) ||
        (count > 2 && !text_int(rt, args[2], &strict)) || !expect_str(rt, args[0])) {
        return NULL;
    }
    if (start < 0 || (uint64_t)start > str_length(args[0])) {
        return raise_value_error(rt, "end is out of bounds");
    }
    size_t end;
    Object *string = json_text_scan(rt, args[0], (size_t)start, strict != 0, &end);
    Object *position = string ? int_from_size(rt, end) : NULL;
    Object *result = position ? tuple_pack(rt, 2, string, position) : NULL;
    release_nullable(rt, position);
    release_nullable(rt, string);
    return result;
}
