/*
 * string_decode: see string_decode.h. Error messages are those of CPython's codecs, which decode a
 * text where each character above U+007F was written as ten bytes (\UXXXXXXXX): positions count so.
 */
#include "compile/string_decode.h"

#include "base/unicode_names.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH_OF_WIDE_CHARACTER = 10, LARGEST_BYTE = 0xFF };

static int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void append_character(DecodedText *out, uint32_t character) {
    char *cursor = out->text + out->length;
    if (character < 0x80) {
        *cursor++ = (char)character;
    } else if (character < 0x800) {
        *cursor++ = (char)(0xC0 | character >> 6);
        *cursor++ = (char)(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        *cursor++ = (char)(0xE0 | character >> 12);
        *cursor++ = (char)(0x80 | (character >> 6 & 0x3F));
        *cursor++ = (char)(0x80 | (character & 0x3F));
    } else {
        *cursor++ = (char)(0xF0 | character >> 18);
        *cursor++ = (char)(0x80 | (character >> 12 & 0x3F));
        *cursor++ = (char)(0x80 | (character >> 6 & 0x3F));
        *cursor++ = (char)(0x80 | (character & 0x3F));
    }
    out->length = (size_t)(cursor - out->text);
}

/* Simple escapes of one letter; -1 for others. */
static int simple_escape(char c) {
    switch (c) {
    case '\\':
    case '\'':
    case '"':
        return c;
    case 'a':
        return '\a';
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
    case 'v':
        return '\v';
    default:
        return -1;
    }
}

/* Up to three octal digits from *pos on. */
static uint32_t read_octal(const char **pos, const char *end) {
    uint32_t value = 0;
    for (int i = 0; i < 3 && *pos < end && **pos >= '0' && **pos <= '7'; i++, (*pos)++) {
        value = value * 8 + (uint32_t)(**pos - '0');
    }
    return value;
}

/* Position as CPython counts it, see above. */
static size_t position_in_codec(const char *body, const char *at) {
    size_t position = 0;
    for (; body < at; body++) {
        unsigned char byte = (unsigned char)*body;
        if (byte < 0x80) {
            position++;
        } else if (byte >= 0xC0) {
            position += WIDTH_OF_WIDE_CHARACTER;
        }
    }
    return position;
}

static bool fail_unicode(AstArena *arena, const char *body, const char *start, const char *end,
                         const char *reason, DecodeProblem *problem) {
    char message[160];
    size_t first = position_in_codec(body, start);
    size_t last = position_in_codec(body, end) - 1;
    if (last > first) {
        snprintf(message, sizeof message,
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: %s",
                 first, last, reason);
    } else {
        snprintf(message, sizeof message,
                 "(unicode error) 'unicodeescape' codec can't decode byte 0x%02x in position %zu: "
                 "%s",
                 (unsigned)(unsigned char)*start, first, reason);
    }
    problem->message = ast_arena_copy(arena, message, strlen(message));
    problem->is_out_of_memory = problem->message == NULL;
    return false;
}

/* The escape with `digit_count` hexadecimal digits at *pos (after its letter). */
static bool decode_hex(AstArena *arena, const char *body, const char *start, const char **pos,
                       const char *end, int digit_count, DecodedText *out, DecodeProblem *problem) {
    uint32_t value = 0;
    int count = 0;
    for (; count < digit_count && *pos < end && hex_value(**pos) >= 0; count++, (*pos)++) {
        value = value << 4 | (uint32_t)hex_value(**pos);
    }
    if (count < digit_count) {
        const char *reason = digit_count == 2   ? "truncated \\xXX escape"
                             : digit_count == 4 ? "truncated \\uXXXX escape"
                                                : "truncated \\UXXXXXXXX escape";
        return fail_unicode(arena, body, start, *pos, reason, problem);
    }
    if (value > 0x10FFFF) {
        return fail_unicode(arena, body, start, *pos, "illegal Unicode character", problem);
    }
    append_character(out, value);
    return true;
}

static bool decode_name(AstArena *arena, const char *body, const char *start, const char **pos,
                        const char *end, DecodedText *out, DecodeProblem *problem) {
    if (*pos < end && **pos == '{') {
        const char *name = *pos + 1;
        const char *close = memchr(name, '}', (size_t)(end - name));
        if (close != NULL && close > name) {
            uint32_t character = unicode_names_lookup(name, (size_t)(close - name));
            *pos = close + 1;
            if (character == UNICODE_NAMES_UNKNOWN) {
                return fail_unicode(arena, body, start, *pos, "unknown Unicode character name",
                                    problem);
            }
            append_character(out, character);
            return true;
        }
        *pos = close != NULL ? close : end;
    }
    return fail_unicode(arena, body, start, *pos, "malformed \\N character escape", problem);
}

/* `pos` is after the backslash. */
static void note_invalid_escape(DecodeProblem *problem, const char *pos) {
    if (problem->invalid_escape == NULL) {
        problem->invalid_escape = pos;
    }
}

/* Up to three octal digits from *pos on; more than a byte is noted. */
static uint32_t decode_octal(const char **pos, const char *end, DecodeProblem *problem) {
    const char *start = *pos;
    uint32_t value = read_octal(pos, end);
    if (value > LARGEST_BYTE) {
        note_invalid_escape(problem, start);
    }
    return value;
}

bool string_decode_text(AstArena *arena, const char *body, size_t length, DecodedText *out,
                        DecodeProblem *problem) {
    const char *end = body + length;
    const char *pos = body;
    while (pos < end) {
        const char *backslash = memchr(pos, '\\', (size_t)(end - pos));
        size_t plain = (size_t)((backslash == NULL ? end : backslash) - pos);
        memcpy(out->text + out->length, pos, plain);
        out->length += plain;
        pos += plain;
        if (backslash == NULL) {
            break;
        }
        pos++;
        if (pos >= end) {
            return fail_unicode(arena, body, backslash, end, "\\ at end of string", problem);
        }
        char c = *pos++;
        int simple = simple_escape(c);
        if (simple >= 0) {
            out->text[out->length++] = (char)simple;
        } else if (c == '\n') {
            continue;
        } else if (c >= '0' && c <= '7') {
            pos--;
            append_character(out, decode_octal(&pos, end, problem));
        } else if (c == 'x' || c == 'u' || c == 'U') {
            int digit_count = c == 'x' ? 2 : c == 'u' ? 4 : 8;
            if (!decode_hex(arena, body, backslash, &pos, end, digit_count, out, problem)) {
                return false;
            }
        } else if (c == 'N') {
            if (!decode_name(arena, body, backslash, &pos, end, out, problem)) {
                return false;
            }
        } else {
            if ((unsigned char)c < 0x80) {
                note_invalid_escape(problem, pos - 1);
            }
            out->text[out->length++] = '\\';
            out->text[out->length++] = c;
        }
    }
    return true;
}

bool string_decode_bytes(AstArena *arena, const char *body, size_t length, DecodedText *out,
                         DecodeProblem *problem) {
    const char *end = body + length;
    for (const char *pos = body; pos < end;) {
        char c = *pos++;
        if (c != '\\' || pos >= end) {
            out->text[out->length++] = c;
            continue;
        }
        c = *pos++;
        int simple = simple_escape(c);
        if (simple >= 0) {
            out->text[out->length++] = (char)simple;
        } else if (c == '\n') {
            continue;
        } else if (c >= '0' && c <= '7') {
            pos--;
            out->text[out->length++] = (char)decode_octal(&pos, end, problem);
        } else if (c == 'x') {
            if (end - pos < 2 || hex_value(pos[0]) < 0 || hex_value(pos[1]) < 0) {
                char message[80];
                snprintf(message, sizeof message,
                         "(value error) invalid \\x escape at position %zu",
                         (size_t)(pos - 2 - body));
                problem->message = ast_arena_copy(arena, message, strlen(message));
                problem->is_out_of_memory = problem->message == NULL;
                return false;
            }
            out->text[out->length++] = (char)(hex_value(pos[0]) << 4 | hex_value(pos[1]));
            pos += 2;
        } else {
            note_invalid_escape(problem, pos - 1);
            out->text[out->length++] = '\\';
            out->text[out->length++] = c;
        }
    }
    return true;
}
