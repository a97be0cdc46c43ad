/*
 * source_text: see source_text.h.
 */
#include "compile/source_text.h"

#include <stdio.h>
#include <string.h>

typedef enum Encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_UNKNOWN } Encoding;

static bool fail(AstArena *arena, SyntaxProblem *problem, SyntaxProblemKind kind,
                 const char *message) {
    memset(problem, 0, sizeof *problem);
    problem->kind = kind;
    problem->message = ast_arena_copy(arena, message, strlen(message));
    if (problem->message == NULL) {
        problem->kind = PROBLEM_NO_MEMORY;
    }
    if (kind == PROBLEM_SYNTAX) {
        problem->has_offset = true;
        problem->offset = -1;
    }
    return false;
}

/* ---- Coding cookie --------------------------------------------------------------------------- */

static bool is_encoding_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/* The name after "coding:" or "coding=" in the comment of a line. 0: none; else its length. */
static size_t find_cookie(const char *line, const char *end, const char **name) {
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) {
        line++;
    }
    if (line == end || *line != '#') {
        return 0;
    }
    for (; end - line > 7; line++) {
        if (memcmp(line, "coding", 6) != 0 || (line[6] != ':' && line[6] != '=')) {
            continue;
        }
        const char *start = line + 7;
        while (start < end && (*start == ' ' || *start == '\t')) {
            start++;
        }
        const char *stop = start;
        while (stop < end && is_encoding_character(*stop)) {
            stop++;
        }
        if (stop > start) {
            *name = start;
            return (size_t)(stop - start);
        }
    }
    return 0;
}

static bool is_blank_or_comment(const char *line, const char *end) {
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f')) {
        line++;
    }
    return line == end || *line == '#' || *line == '\r';
}

/* The cookie of the first two lines. */
static size_t find_encoding_name(const char *bytes, size_t length, const char **name) {
    const char *end = bytes + length;
    for (int i = 0; i < 2 && bytes < end; i++) {
        const char *newline = bytes;
        while (newline < end && *newline != '\n' && *newline != '\r') {
            newline++;
        }
        size_t found = find_cookie(bytes, newline, name);
        if (found > 0 || !is_blank_or_comment(bytes, newline)) {
            return found;
        }
        bytes = newline + 1;
        if (newline + 1 < end && newline[0] == '\r' && newline[1] == '\n') {
            bytes++;
        }
    }
    return 0;
}

static bool is_or_continues(const char *name, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(name, prefix, length) == 0 && (name[length] == '\0' || name[length] == '-');
}

static Encoding encoding_of(const char *name) {
    if (is_or_continues(name, "utf-8") || strcmp(name, "utf8") == 0 || strcmp(name, "u8") == 0 ||
        strcmp(name, "utf") == 0) {
        return ENCODING_UTF8;
    }
    if (is_or_continues(name, "latin-1") || is_or_continues(name, "iso-8859-1") ||
        is_or_continues(name, "iso-latin-1") || strcmp(name, "latin1") == 0 ||
        strcmp(name, "latin") == 0 || strcmp(name, "l1") == 0 || strcmp(name, "iso8859-1") == 0) {
        return ENCODING_LATIN1;
    }
    if (strcmp(name, "ascii") == 0 || strcmp(name, "us-ascii") == 0) {
        return ENCODING_ASCII;
    }
    return ENCODING_UNKNOWN;
}

/* ---- UTF-8 ------------------------------------------------------------------------------------
 */

/* Bytes of the valid sequence at `pos`, 0 when there is none. Surrogates are not valid. */
static size_t sequence_length(const unsigned char *pos, const unsigned char *end) {
    unsigned char first = pos[0];
    size_t size = first < 0x80                    ? 1
                  : first >= 0xC2 && first < 0xE0 ? 2
                  : first >= 0xE0 && first < 0xF0 ? 3
                  : first >= 0xF0 && first < 0xF5 ? 4
                                                  : 0;
    if (size > (size_t)(end - pos)) {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if ((pos[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if ((first == 0xE0 && pos[1] < 0xA0) || (first == 0xED && pos[1] >= 0xA0) ||
        (first == 0xF0 && pos[1] < 0x90) || (first == 0xF4 && pos[1] >= 0x90)) {
        return 0;
    }
    return size;
}

static bool check_utf8(AstArena *arena, const AstModule *module, const char *bytes, size_t length,
                       SyntaxProblem *problem) {
    const unsigned char *start = (const unsigned char *)bytes;
    const unsigned char *end = start + length;
    const unsigned char *pos = start;
    unsigned line = 1;
    while (pos < end) {
        if (*pos < 0x80) {
            line += *pos++ == '\n';
            continue;
        }
        size_t size = sequence_length(pos, end);
        if (size == 0) {
            break;
        }
        pos += size;
    }
    if (pos == end) {
        return true;
    }
    char message[256];
    if (module->filename == NULL || module->filename[0] == '<') {
        snprintf(message, sizeof message,
                 "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: invalid "
                 "start byte",
                 *pos, (size_t)(pos - start));
    } else {
        snprintf(
            message, sizeof message,
            "Non-UTF-8 code starting with '\\x%02x' in file %.100s on line %u, but no encoding "
            "declared; see https://peps.python.org/pep-0263/ for details",
            *pos, module->filename, line);
    }
    return fail(arena, problem, PROBLEM_SYNTAX, message);
}

/* ---- Copying ----------------------------------------------------------------------------------
 */

/* Copies with "\r\n" and "\r" as "\n", Latin-1 widened if asked, and a last newline
 * unless the text is an expression. */
static bool copy_text(AstArena *arena, AstModule *module, const char *bytes, size_t length,
                      bool is_latin1, SyntaxProblem *problem) {
    size_t capacity = length + 2;
    if (is_latin1) {
        for (size_t i = 0; i < length; i++) {
            capacity += (unsigned char)bytes[i] >= 0x80;
        }
    }
    char *text = ast_arena_allocate(arena, capacity);
    if (text == NULL) {
        problem->kind = PROBLEM_NO_MEMORY;
        return false;
    }
    char *out = text;
    if (!is_latin1 && memchr(bytes, '\r', length) == NULL) {
        memcpy(out, bytes, length);
        out += length;
    } else {
        for (size_t i = 0; i < length; i++) {
            unsigned char c = (unsigned char)bytes[i];
            if (c == '\r') {
                i += i + 1 < length && bytes[i + 1] == '\n';
                *out++ = '\n';
            } else if (is_latin1 && c >= 0x80) {
                *out++ = (char)(0xC0 | c >> 6);
                *out++ = (char)(0x80 | (c & 0x3F));
            } else {
                *out++ = (char)c;
            }
        }
    }
    if (out > text && out[-1] != '\n' && module->mode != PARSE_EVAL) {
        *out++ = '\n';
        module->lacks_last_newline = true;
    }
    module->source = text;
    module->source_length = (size_t)(out - text);
    return true;
}

/* The cookie as CPython normalises it; false: there is none. */
static bool read_cookie(const char *bytes, size_t length, char name[SOURCE_TEXT_NAME_MAX],
                        const char **cookie, size_t *cookie_length) {
    *cookie_length = find_encoding_name(bytes, length, cookie);
    memset(name, 0, SOURCE_TEXT_NAME_MAX);
    for (size_t i = 0; i < *cookie_length && i + 1 < SOURCE_TEXT_NAME_MAX; i++) {
        char c = (*cookie)[i];
        name[i] = (char)(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return *cookie_length > 0;
}

bool source_text_foreign(const char *bytes, size_t length, char name[SOURCE_TEXT_NAME_MAX]) {
    const char *cookie;
    size_t cookie_length;
    bool has_mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    return !has_mark && length > 0 && read_cookie(bytes, length, name, &cookie, &cookie_length) &&
           encoding_of(name) == ENCODING_UNKNOWN;
}

bool source_text_decode(AstArena *arena, AstModule *module, const char *bytes, size_t length,
                        bool is_text, SyntaxProblem *problem) {
    if (length == 0) {
        bytes = "";
    }
    if (memchr(bytes, '\0', length) != NULL) {
        return fail(arena, problem, PROBLEM_VALUE, "source code string cannot contain null bytes");
    }
    if (is_text) {
        return copy_text(arena, module, bytes, length, false, problem);
    }
    Encoding encoding = ENCODING_UTF8;
    bool has_mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (has_mark) {
        bytes += 3;
        length -= 3;
    }
    const char *cookie;
    size_t cookie_length;
    char message[128], name[SOURCE_TEXT_NAME_MAX];
    if (read_cookie(bytes, length, name, &cookie, &cookie_length)) {
        encoding = encoding_of(name);
        if (encoding == ENCODING_UNKNOWN) {
            snprintf(message, sizeof message, "unknown encoding: %.*s", (int)cookie_length, cookie);
            return fail(arena, problem, PROBLEM_SYNTAX, message);
        }
        if (has_mark && !is_or_continues(name, "utf-8")) { /* not even "utf8", as in CPython */
            snprintf(message, sizeof message, "encoding problem: %s with BOM",
                     encoding == ENCODING_LATIN1 ? "iso-8859-1" : name);
            return fail(arena, problem, PROBLEM_SYNTAX, message);
        }
    }
    if (encoding == ENCODING_ASCII) {
        for (size_t i = 0; i < length; i++) {
            if ((unsigned char)bytes[i] >= 0x80) {
                snprintf(message, sizeof message,
                         "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in "
                         "range(128)",
                         (unsigned char)bytes[i], i);
                return fail(arena, problem, PROBLEM_SYNTAX, message);
            }
        }
    }
    if (encoding == ENCODING_UTF8 && !check_utf8(arena, module, bytes, length, problem)) {
        return false;
    }
    return copy_text(arena, module, bytes, length, encoding == ENCODING_LATIN1, problem);
}
