/* repr of str. */
#include "types/str_methods.h"
#include "object/budget.h"
#include "types/searching.h"
#include "types/unicode.h"

static bool write_number(Runtime *rt, StrWriter *writer, uint32_t code_point) {
    static const char DIGITS[] = "0123456789abcdef";
    size_t digits = code_point < 0x100 ? 2 : code_point < 0x10000 ? 4 : 8;
    char text[10] = {'\\', digits == 2 ? 'x' : digits == 4 ? 'u' : 'U'};
    for (size_t i = 0; i < digits; i++) {
        text[2 + i] = DIGITS[code_point >> (4 * (digits - 1 - i)) & 15];
    }
    return writer_ascii(rt, writer, text, digits + 2);
}

static char short_escape(uint32_t code_point, uint32_t quote) {
    switch (code_point) {
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\\':
        return '\\';
    default:
        return code_point == quote ? (char)quote : 0;
    }
}

static bool write_escaped(Runtime *rt, StrWriter *writer, Object *self, uint32_t quote) {
    size_t length = str_length(self);
    size_t plain = 0; /* start of what needs no escape */
    for (size_t i = 0; i < length; i++) {
        if (!budget_pace(rt, i, 4)) {
            return false;
        }
        uint32_t code_point = str_at(self, i);
        char escape = short_escape(code_point, quote);
        if (!escape && unicode_is_printable(code_point)) {
            continue;
        }
        if (!writer_substring(rt, writer, self, plain, i)) {
            return false;
        }
        plain = i + 1;
        bool done = escape
                        ? writer_char(rt, writer, '\\') && writer_char(rt, writer, (uint8_t)escape)
                        : write_number(rt, writer, code_point);
        if (!done) {
            return false;
        }
    }
    return writer_substring(rt, writer, self, plain, length);
}

/* All ASCII, printable, without quotes and backslashes. */
static bool is_plain(const uint8_t *data, size_t length) {
    bool plain = true;
    for (size_t i = 0; i < length; i++) {
        plain &= data[i] >= ' ' && data[i] < 0x7f && data[i] != '\'' && data[i] != '\\';
    }
    return plain;
}

/* 1, 0, -1. In pieces. */
static int find_whether_plain(Runtime *rt, Object *self) {
    bool plain = str_is_ascii(self);
    for (size_t at = 0, end; plain && at < str_length(self); at = end) {
        end = budget_piece(rt, at, str_length(self), 16);
        if (!end) {
            return -1;
        }
        plain = is_plain(str_data(self) + at, end - at);
    }
    return plain;
}

Object *str_repr(Runtime *rt, Object *self) {
    SearchText text = str_search_text(self);
    int plain = find_whether_plain(rt, self);
    if (plain < 0) {
        return NULL;
    }
    if (plain) {
        Object *repr = str_new_uninitialised(rt, STR_ASCII, text.length + 2);
        if (repr) {
            str_set_at(repr, 0, '\'');
            str_set_at(repr, text.length + 1, '\'');
            if (!budget_copy(rt, str_mutable_data(repr) + 1, text.data, text.length)) {
                CLEAR_REF(rt, &repr);
            }
        }
        return repr;
    }
    bool double_quotes;
    if (!searching_quotes(rt, text, &double_quotes)) {
        return NULL;
    }
    uint32_t quote = double_quotes ? '"' : '\'';
    StrWriter writer;
    writer_init(&writer);
    if (!writer_reserve(rt, &writer, text.length + 2, 0) || !writer_char(rt, &writer, quote) ||
        !write_escaped(rt, &writer, self, quote) || !writer_char(rt, &writer, quote)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}
