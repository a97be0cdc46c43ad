/*
 * lexer: see lexer.h. Errors are kept as CPython's tokenizer gives them: either a finished message
 * with its columns (LEXER_MESSAGE) or a status which syntax_error.c words.
 */
#include "compile/lexer.h"

#include "compile/identifier.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TAB_WIDTH = 8 };

/* Classes of bytes. */
enum {
    IS_NAME_START = 1,
    IS_NAME = 2,
    IS_DIGIT = 4,
    IS_HEX = 8,
};

#define LETTER (IS_NAME_START | IS_NAME)
#define HEX (LETTER | IS_HEX)
#define DIGIT (IS_NAME | IS_DIGIT | IS_HEX)

static const uint8_t classes[256] = {
    ['0' ... '9'] = DIGIT,  ['a' ... 'f'] = HEX, ['g' ... 'z'] = LETTER, ['A' ... 'F'] = HEX,
    ['G' ... 'Z'] = LETTER, ['_'] = LETTER,      [128 ... 255] = LETTER,
};

static inline bool has_class(char c, uint8_t class) {
    return (classes[(unsigned char)c] & class) != 0;
}

static const char *const token_texts[] = {
#define X(kind, text) text,
    TOKEN_LIST(X)
#undef X
        "ERRORTOKEN",
};

const char *lexer_token_text(TokenKind kind) {
    return token_texts[kind];
}

void lexer_init(Lexer *lexer, AstArena *arena, AstModule *module, const char *text, size_t length) {
    memset(lexer, 0, offsetof(Lexer, indents));
    lexer->text = text;
    lexer->text_end = text + length;
    lexer->arena = arena;
    lexer->module = module;
    lexer->at.pos = lexer->at.line_start = lexer->at.buffer_start = text;
    lexer->at.lineno = 1;
    lexer->at.at_line_start = true;
    lexer->indent_count = 1;
    lexer->indents[0] = lexer->alternate_indents[0] = 0;
}

/* ---- Errors -------------------------------------------------------------------------------- */

static int32_t characters_between(const char *start, const char *end) {
    int32_t count = 0;
    for (; start < end; start++) {
        count += ((unsigned char)*start & 0xC0) != 0x80;
    }
    return count;
}

static TokenKind fail(Lexer *lexer, LexerStatus status) {
    lexer->status = status;
    lexer->error_lineno = lexer->at.lineno;
    lexer->error_line = lexer->at.line_start;
    return TOKEN_ERROR;
}

/* An error whose mark is the character before `at`. */
__attribute__((format(printf, 3, 4))) static TokenKind fail_at(Lexer *lexer, const char *at,
                                                               const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(lexer->message_buffer, sizeof lexer->message_buffer, format, args);
    va_end(args);
    fail(lexer, LEXER_MESSAGE);
    lexer->at.pos = at;
    lexer->message = lexer->message_buffer;
    lexer->error_start_col = lexer->error_end_col = characters_between(lexer->at.line_start, at);
    return TOKEN_ERROR;
}

/* ---- Lines and indentation ----------------------------------------------------------------- */

static inline void start_line(Lexer *lexer, const char *pos, bool inside_token) {
    lexer->at.pos = pos;
    if (pos >= lexer->text_end) {
        return; /* the end of the input stays on the last line */
    }
    lexer->at.line_start = pos;
    lexer->at.lineno++;
    if (!inside_token) {
        lexer->at.buffer_start = pos;
    }
}

/* After a backslash at pos[-1]: goes to the next line. False: error set. */
static bool continue_line(Lexer *lexer, const char *pos, bool is_indentation) {
    if (*pos != '\n') {
        lexer->at.pos = pos + (*pos != '\0');
        fail(lexer, LEXER_BAD_CONTINUATION);
        return false;
    }
    if (pos + 1 >= lexer->text_end) {
        lexer->at.pos = pos + 1;
        lexer->at.at_end = true;
        fail(lexer, LEXER_END_OF_INPUT);
        return false;
    }
    start_line(lexer, pos + 1, !is_indentation);
    return true;
}

static TokenKind set_indentation(Lexer *lexer, uint32_t col, uint32_t alternate) {
    uint32_t top = lexer->indent_count - 1;
    if (col == lexer->indents[top]) {
        return alternate == lexer->alternate_indents[top] ? TOKEN_OTHER
                                                          : fail(lexer, LEXER_BAD_TABS);
    }
    if (col > lexer->indents[top]) {
        if (lexer->indent_count >= AST_MAX_BLOCKS) {
            return fail(lexer, LEXER_TOO_MANY_INDENTS);
        }
        if (alternate <= lexer->alternate_indents[top]) {
            return fail(lexer, LEXER_BAD_TABS);
        }
        lexer->at.pending++;
        lexer->indents[lexer->indent_count] = col;
        lexer->alternate_indents[lexer->indent_count++] = alternate;
        return TOKEN_OTHER;
    }
    while (top > 0 && col < lexer->indents[top]) {
        lexer->at.pending--;
        top--;
    }
    lexer->indent_count = top + 1;
    if (col != lexer->indents[top]) {
        return fail(lexer, LEXER_BAD_DEDENT);
    }
    return alternate == lexer->alternate_indents[top] ? TOKEN_OTHER : fail(lexer, LEXER_BAD_TABS);
}

/* Measures the indentation of a fresh line. Blank lines change nothing (*is_blank). TOKEN_OTHER:
 * go on. */
static TokenKind read_indentation(Lexer *lexer, bool *is_blank) {
    const char *pos = lexer->at.pos;
    uint32_t col = 0;
    uint32_t alternate = 0;
    uint32_t continued_col = 0;
    lexer->at.at_line_start = false;
    for (;; pos++) {
        if (*pos == ' ') {
            col++;
            alternate++;
        } else if (*pos == '\t') {
            col = (col / TAB_WIDTH + 1) * TAB_WIDTH;
            alternate++;
        } else if (*pos == '\f') {
            col = alternate = 0;
        } else if (*pos == '\\') {
            /* The indentation of the first line counts. */
            continued_col = continued_col != 0 ? continued_col : col;
            if (!continue_line(lexer, pos + 1, true)) {
                return TOKEN_ERROR;
            }
            pos = lexer->at.pos - 1;
        } else {
            break;
        }
    }
    lexer->at.pos = pos;
    lexer->at.at_end |= pos >= lexer->text_end;
    *is_blank = *pos == '#' || *pos == '\n';
    if (*is_blank || lexer->at.level > 0) {
        return TOKEN_OTHER;
    }
    if (continued_col != 0) {
        col = alternate = continued_col;
    }
    return set_indentation(lexer, col, alternate);
}

/* ---- Names --------------------------------------------------------------------------------- */

static TokenKind keyword_kind(const char *text, size_t length) {
    if (length < 2 || length > 8) {
        return TOKEN_NAME;
    }
    /* First and last keyword for each first letter; the list is sorted, capitals first. */
    static const uint8_t first[26] = {
        ['a' - 'a'] = TOKEN_AND,      ['b' - 'a'] = TOKEN_BREAK, ['c' - 'a'] = TOKEN_CLASS,
        ['d' - 'a'] = TOKEN_DEF,      ['e' - 'a'] = TOKEN_ELIF,  ['f' - 'a'] = TOKEN_FINALLY,
        ['g' - 'a'] = TOKEN_GLOBAL,   ['i' - 'a'] = TOKEN_IF,    ['l' - 'a'] = TOKEN_LAMBDA,
        ['n' - 'a'] = TOKEN_NONLOCAL, ['o' - 'a'] = TOKEN_OR,    ['p' - 'a'] = TOKEN_PASS,
        ['r' - 'a'] = TOKEN_RAISE,    ['t' - 'a'] = TOKEN_TRY,   ['w' - 'a'] = TOKEN_WHILE,
        ['y' - 'a'] = TOKEN_YIELD,
    };
    unsigned kind;
    if (text[0] >= 'a' && text[0] <= 'z') {
        kind = first[text[0] - 'a'];
        if (kind == 0) {
            return TOKEN_NAME;
        }
    } else if (text[0] == 'F' || text[0] == 'N' || text[0] == 'T') {
        kind = TOKEN_FALSE;
    } else {
        return TOKEN_NAME;
    }
    for (; kind < TOKEN_KEYWORD_COUNT && token_texts[kind][0] <= text[0]; kind++) {
        const char *keyword = token_texts[kind];
        if (keyword[0] == text[0] && keyword[1] == text[1] && strncmp(keyword, text, length) == 0 &&
            keyword[length] == '\0') {
            return (TokenKind)kind;
        }
    }
    return TOKEN_NAME;
}

static TokenKind check_identifier(Lexer *lexer, const char *start, const char *end) {
    for (const char *cursor = start; cursor < end;) {
        uint32_t character;
        size_t size = identifier_decode(cursor, &character);
        bool is_valid =
            cursor == start ? identifier_is_start(character) : identifier_is_continue(character);
        if (!is_valid) {
            if (identifier_is_printable(character)) {
                return fail_at(lexer, cursor + size, "invalid character '%.*s' (U+%04X)", (int)size,
                               cursor, (unsigned)character);
            }
            return fail_at(lexer, cursor + size, "invalid non-printable character U+%04X",
                           (unsigned)character);
        }
        cursor += size;
    }
    return TOKEN_NAME;
}

/* ---- Strings ------------------------------------------------------------------------------- */

/* `quote` is the opening quote. Leaves lexer->at after the string. */
static TokenKind read_string(Lexer *lexer, const char *start, const char *quote) {
    char mark = *quote;
    bool is_triple = quote[1] == mark && quote[2] == mark;
    const char *pos = quote + (is_triple ? 3 : 1);
    LexerCursor begin = lexer->at;
    for (;;) {
        char c = *pos;
        if (c == mark) {
            if (!is_triple) {
                lexer->at.pos = pos + 1;
                return TOKEN_STRING;
            }
            if (pos[1] == mark && pos[2] == mark) {
                lexer->at.pos = pos + 3;
                return TOKEN_STRING;
            }
            pos++;
        } else if (c == '\\' && pos[1] != '\0') {
            pos++;
            if (*pos == '\n') {
                start_line(lexer, pos + 1, true);
            }
            pos++;
            if (pos[-1] == '\n' && pos >= lexer->text_end) {
                break;
            }
        } else if (c == '\n' && is_triple && pos + 1 < lexer->text_end) {
            start_line(lexer, pos + 1, true);
            pos++;
        } else if (c == '\n' || pos >= lexer->text_end) {
            break;
        } else {
            pos++;
        }
    }
    uint32_t last_line = lexer->at.lineno;
    bool at_end = is_triple || pos >= lexer->text_end;
    lexer->at = begin;
    lexer->at.at_end = at_end;
    fail_at(lexer, start + 1, "unterminated %sstring literal (detected at line %u)",
            is_triple ? "triple-quoted " : "", (unsigned)last_line);
    lexer->error_is_end_of_string = is_triple;
    return TOKEN_ERROR;
}

/* ---- Numbers ------------------------------------------------------------------------------- */

/* May a number end before `pos`? A keyword may follow at once, with a warning; NUMBER or error. */
static TokenKind end_number(Lexer *lexer, const char *pos, const char *what) {
    static const char *const followers[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
    lexer->at.pos = pos;
    if (!has_class(*pos, IS_NAME)) {
        return TOKEN_NUMBER;
    }
    for (size_t i = 0; i < sizeof followers / sizeof *followers; i++) {
        size_t length = strlen(followers[i]);
        /* "if", "in" and "is" may run on: that is an error of the next token. */
        if (strncmp(pos, followers[i], length) == 0 &&
            (pos[0] == 'i' || !has_class(pos[length], IS_NAME))) {
            if (!lexer->is_quiet && lexer->module != NULL) {
                char message[64];
                snprintf(message, sizeof message, "invalid %s literal", what);
                AstNode at = {.lineno = lexer->at.lineno,
                              .end_lineno = lexer->at.lineno,
                              .col_offset = (uint32_t)(pos - lexer->at.line_start),
                              .end_col_offset = (uint32_t)(pos - lexer->at.line_start)};
                lexer->is_out_of_memory |=
                    !ast_note(lexer->arena, lexer->module, NOTE_SYNTAX_WARNING, &at, message);
            }
            return TOKEN_NUMBER;
        }
    }
    return fail_at(lexer, pos, "invalid %s literal", what);
}

/* Digits with single underscores between them, from a digit on. NULL: error set. */
static const char *skip_decimals(Lexer *lexer, const char *pos) {
    for (;;) {
        while (has_class(*pos, IS_DIGIT)) {
            pos++;
        }
        if (*pos != '_') {
            return pos;
        }
        pos++;
        if (!has_class(*pos, IS_DIGIT)) {
            fail_at(lexer, pos, "invalid decimal literal");
            return NULL;
        }
    }
}

static bool is_digit_of(char c, int base) {
    return base == 16 ? has_class(c, IS_HEX) : c >= '0' && c < '0' + base;
}

static TokenKind read_based_number(Lexer *lexer, const char *pos, int base, const char *what) {
    do {
        pos += *pos == '_';
        if (!is_digit_of(*pos, base)) {
            if (has_class(*pos, IS_DIGIT)) {
                return fail_at(lexer, pos + 1, "invalid digit '%c' in %s literal", *pos, what);
            }
            return fail_at(lexer, pos, "invalid %s literal", what);
        }
        while (is_digit_of(*pos, base)) {
            pos++;
        }
    } while (*pos == '_');
    if (has_class(*pos, IS_DIGIT)) {
        return fail_at(lexer, pos + 1, "invalid digit '%c' in %s literal", *pos, what);
    }
    return end_number(lexer, pos, what);
}

/* From the 'e', 'j' or whatever follows the digits on. */
static TokenKind read_exponent(Lexer *lexer, const char *pos) {
    if (*pos == 'e' || *pos == 'E') {
        const char *after = pos + 1;
        if (*after == '+' || *after == '-') {
            after++;
            if (!has_class(*after, IS_DIGIT)) {
                return fail_at(lexer, after, "invalid decimal literal");
            }
        } else if (!has_class(*after, IS_DIGIT)) {
            return end_number(lexer, pos, "decimal");
        }
        pos = skip_decimals(lexer, after);
        if (pos == NULL) {
            return TOKEN_ERROR;
        }
    }
    if (*pos == 'j' || *pos == 'J') {
        return end_number(lexer, pos + 1, "imaginary");
    }
    return end_number(lexer, pos, "decimal");
}

static TokenKind read_fraction(Lexer *lexer, const char *pos) {
    if (has_class(*pos, IS_DIGIT)) {
        pos = skip_decimals(lexer, pos);
        if (pos == NULL) {
            return TOKEN_ERROR;
        }
    }
    return read_exponent(lexer, pos);
}

static TokenKind read_zero(Lexer *lexer, const char *start) {
    const char *pos = start + 1;
    if (*pos == 'x' || *pos == 'X') {
        return read_based_number(lexer, pos + 1, 16, "hexadecimal");
    }
    if (*pos == 'o' || *pos == 'O') {
        return read_based_number(lexer, pos + 1, 8, "octal");
    }
    if (*pos == 'b' || *pos == 'B') {
        return read_based_number(lexer, pos + 1, 2, "binary");
    }
    for (;;) {
        if (*pos == '_') {
            pos++;
            if (!has_class(*pos, IS_DIGIT)) {
                return fail_at(lexer, pos, "invalid decimal literal");
            }
        }
        if (*pos != '0') {
            break;
        }
        pos++;
    }
    const char *zeros_end = pos + 1;
    bool is_nonzero = has_class(*pos, IS_DIGIT);
    if (is_nonzero) {
        pos = skip_decimals(lexer, pos);
        if (pos == NULL) {
            return TOKEN_ERROR;
        }
    }
    if (*pos == '.') {
        return read_fraction(lexer, pos + 1);
    }
    if (is_nonzero && *pos != 'e' && *pos != 'E' && *pos != 'j' && *pos != 'J') {
        fail_at(lexer, pos,
                "leading zeros in decimal integer literals are not permitted; "
                "use an 0o prefix for octal integers");
        lexer->error_start_col = characters_between(lexer->at.line_start, start + 1);
        lexer->error_end_col = characters_between(lexer->at.line_start, zeros_end);
        return TOKEN_ERROR;
    }
    return read_exponent(lexer, pos);
}

static TokenKind read_number(Lexer *lexer, const char *start) {
    if (*start == '0') {
        return read_zero(lexer, start);
    }
    const char *pos = skip_decimals(lexer, start);
    if (pos == NULL) {
        return TOKEN_ERROR;
    }
    return *pos == '.' ? read_fraction(lexer, pos + 1) : read_exponent(lexer, pos);
}

static TokenKind read_name(Lexer *lexer, const char *start) {
    bool saw_bytes = false;
    bool saw_unicode = false;
    bool saw_raw = false;
    bool saw_format = false;
    const char *pos = start;
    /* A string prefix is a name that runs into a quote. */
    for (;; pos++) {
        char c = (char)(*pos | 32);
        if (c == 'b' && !(saw_bytes || saw_unicode || saw_format)) {
            saw_bytes = true;
        } else if (c == 'u' && !(saw_bytes || saw_unicode || saw_raw || saw_format)) {
            saw_unicode = true;
        } else if (c == 'r' && !(saw_raw || saw_unicode)) {
            saw_raw = true;
        } else if (c == 'f' && !(saw_format || saw_bytes || saw_unicode)) {
            saw_format = true;
        } else {
            break;
        }
    }
    if (*pos == '"' || *pos == '\'') {
        return read_string(lexer, start, pos);
    }
    unsigned char bits = 0;
    for (; has_class(*pos, IS_NAME); pos++) {
        bits |= (unsigned char)*pos;
    }
    lexer->at.pos = pos;
    if (bits >= 128) {
        return check_identifier(lexer, start, pos);
    }
    return keyword_kind(start, (size_t)(pos - start));
}

/* ---- Operators ----------------------------------------------------------------------------- */

static TokenKind open_bracket(Lexer *lexer, char c, TokenKind kind) {
    LexerCursor *at = &lexer->at;
    if (at->level >= LEXER_MAX_BRACKETS) {
        return fail_at(lexer, at->pos, "too many nested parentheses");
    }
    lexer->brackets[at->level] = c;
    lexer->bracket_lines[at->level] = at->lineno;
    lexer->bracket_cols[at->level] = (uint32_t)(at->pos - 1 - at->line_start);
    at->level++;
    return kind;
}

static TokenKind close_bracket(Lexer *lexer, char c, char opening, TokenKind kind) {
    LexerCursor *at = &lexer->at;
    if (at->level == 0) {
        return fail_at(lexer, at->pos, "unmatched '%c'", c);
    }
    at->level--;
    char opened = lexer->brackets[at->level];
    if (opened == opening) {
        return kind;
    }
    if (lexer->bracket_lines[at->level] != at->lineno) {
        return fail_at(lexer, at->pos,
                       "closing parenthesis '%c' does not match opening parenthesis '%c' on line "
                       "%u",
                       c, opened, (unsigned)lexer->bracket_lines[at->level]);
    }
    return fail_at(lexer, at->pos,
                   "closing parenthesis '%c' does not match opening parenthesis '%c'", c, opened);
}

/* `single` for c alone, `with_equal` for c=. lexer->at.pos is after c. */
static TokenKind one_or_equal(Lexer *lexer, TokenKind single, TokenKind with_equal) {
    if (*lexer->at.pos == '=') {
        lexer->at.pos++;
        return with_equal;
    }
    return single;
}

static TokenKind take(Lexer *lexer, TokenKind kind) {
    lexer->at.pos++;
    return kind;
}

static TokenKind read_operator(Lexer *lexer, char c) {
    char next = *lexer->at.pos;
    switch (c) {
    case '(':
        return open_bracket(lexer, c, TOKEN_LEFT_PAREN);
    case '[':
        return open_bracket(lexer, c, TOKEN_LEFT_BRACKET);
    case '{':
        return open_bracket(lexer, c, TOKEN_LEFT_BRACE);
    case ')':
        return close_bracket(lexer, c, '(', TOKEN_RIGHT_PAREN);
    case ']':
        return close_bracket(lexer, c, '[', TOKEN_RIGHT_BRACKET);
    case '}':
        return close_bracket(lexer, c, '{', TOKEN_RIGHT_BRACE);
    case ',':
        return TOKEN_COMMA;
    case ':':
        return one_or_equal(lexer, TOKEN_COLON, TOKEN_COLON_EQUAL);
    case ';':
        return TOKEN_SEMICOLON;
    case '~':
        return TOKEN_TILDE;
    case '@':
        return one_or_equal(lexer, TOKEN_AT, TOKEN_AT_EQUAL);
    case '=':
        return one_or_equal(lexer, TOKEN_EQUAL, TOKEN_DOUBLE_EQUAL);
    case '!':
        return one_or_equal(lexer, TOKEN_OTHER, TOKEN_NOT_EQUAL);
    case '+':
        return one_or_equal(lexer, TOKEN_PLUS, TOKEN_PLUS_EQUAL);
    case '%':
        return one_or_equal(lexer, TOKEN_PERCENT, TOKEN_PERCENT_EQUAL);
    case '&':
        return one_or_equal(lexer, TOKEN_AMPERSAND, TOKEN_AMPERSAND_EQUAL);
    case '|':
        return one_or_equal(lexer, TOKEN_BAR, TOKEN_BAR_EQUAL);
    case '^':
        return one_or_equal(lexer, TOKEN_CARET, TOKEN_CARET_EQUAL);
    case '-':
        return next == '>' ? take(lexer, TOKEN_ARROW)
                           : one_or_equal(lexer, TOKEN_MINUS, TOKEN_MINUS_EQUAL);
    case '*':
        if (next == '*') {
            lexer->at.pos++;
            return one_or_equal(lexer, TOKEN_DOUBLE_STAR, TOKEN_DOUBLE_STAR_EQUAL);
        }
        return one_or_equal(lexer, TOKEN_STAR, TOKEN_STAR_EQUAL);
    case '/':
        if (next == '/') {
            lexer->at.pos++;
            return one_or_equal(lexer, TOKEN_DOUBLE_SLASH, TOKEN_DOUBLE_SLASH_EQUAL);
        }
        return one_or_equal(lexer, TOKEN_SLASH, TOKEN_SLASH_EQUAL);
    case '<':
        if (next == '<') {
            lexer->at.pos++;
            return one_or_equal(lexer, TOKEN_LEFT_SHIFT, TOKEN_LEFT_SHIFT_EQUAL);
        }
        if (next == '>') {
            return take(lexer, TOKEN_NOT_EQUAL);
        }
        return one_or_equal(lexer, TOKEN_LESS, TOKEN_LESS_EQUAL);
    case '>':
        if (next == '>') {
            lexer->at.pos++;
            return one_or_equal(lexer, TOKEN_RIGHT_SHIFT, TOKEN_RIGHT_SHIFT_EQUAL);
        }
        return one_or_equal(lexer, TOKEN_GREATER, TOKEN_GREATER_EQUAL);
    case '.':
        if (next == '.' && lexer->at.pos[1] == '.') {
            lexer->at.pos += 2;
            return TOKEN_ELLIPSIS;
        }
        return TOKEN_DOT;
    default:
        if ((unsigned char)c < ' ' || c == 127) {
            return fail_at(lexer, lexer->at.pos, "invalid non-printable character U+%04X",
                           (unsigned)c);
        }
        return TOKEN_OTHER; /* $ ? ` */
    }
}

/* ---- The next token ------------------------------------------------------------------------ */

/* Positions of INDENT, DEDENT and ENDMARKER. */
static void mark_without_columns(Lexer *lexer, Token *token, TokenKind kind) {
    token->kind = (uint8_t)kind;
    token->start = token->end = lexer->at.pos;
    token->lineno = token->end_lineno = lexer->at.lineno;
    token->col = token->end_col = -1;
    token->level = (uint8_t)lexer->at.level;
}

static TokenKind end_of_input(Lexer *lexer) {
    lexer->at.at_end = true;
    if (lexer->at.level > 0) {
        return fail(lexer, LEXER_END_OF_INPUT);
    }
    return TOKEN_END;
}

/* Skips spaces, comments, joined lines and blank lines up to the next token's first byte, which is
 * left at lexer->at.pos. TOKEN_OTHER: there is one; else the token itself. A NEWLINE starts with
 * the comment before it. */
static TokenKind skip_to_token(Lexer *lexer, const char **newline_start) {
    if (lexer->at.after_newline) {
        lexer->at.after_newline = false;
        start_line(lexer, lexer->at.pos, false);
    }
    for (;;) {
        bool is_blank = false;
        if (lexer->at.at_line_start) {
            if (lexer->at.pos < lexer->text_end || lexer->at.level == 0) {
                TokenKind kind = read_indentation(lexer, &is_blank);
                if (kind == TOKEN_ERROR) {
                    return kind;
                }
            }
            lexer->at.at_line_start = false;
        }
        if (lexer->at.pending != 0) {
            bool is_indent = lexer->at.pending > 0;
            lexer->at.pending = (int16_t)(lexer->at.pending + (is_indent ? -1 : 1));
            return is_indent ? TOKEN_INDENT : TOKEN_DEDENT;
        }
        const char *pos = lexer->at.pos;
        const char *comment = NULL;
        for (;;) {
            while (*pos == ' ' || *pos == '\t' || *pos == '\f') {
                pos++;
            }
            if (*pos == '#') {
                comment = pos;
                while (*pos != '\n' && *pos != '\0') {
                    pos++;
                }
            }
            if (*pos != '\\') {
                break;
            }
            if (!continue_line(lexer, pos + 1, false)) {
                return TOKEN_ERROR;
            }
            pos = lexer->at.pos;
        }
        lexer->at.pos = pos;
        if (*pos == '\0' && pos >= lexer->text_end) {
            return end_of_input(lexer);
        }
        if (*pos != '\n') {
            return TOKEN_OTHER;
        }
        if (!is_blank && lexer->at.level == 0) {
            *newline_start = comment != NULL ? comment : pos;
            return TOKEN_NEWLINE;
        }
        start_line(lexer, pos + 1, false);
        lexer->at.at_line_start = true;
    }
}

static TokenKind read_token(Lexer *lexer, char c, const char *start) {
    if (has_class(c, IS_NAME_START)) {
        return read_name(lexer, start);
    }
    if (has_class(c, IS_DIGIT)) {
        return read_number(lexer, start);
    }
    if (c == '"' || c == '\'') {
        return read_string(lexer, start, start);
    }
    lexer->at.pos = start + 1;
    if (c == '.' && has_class(start[1], IS_DIGIT)) {
        return read_fraction(lexer, start + 1);
    }
    return read_operator(lexer, c);
}

void lexer_next(Lexer *lexer, Token *token) {
    if (lexer->status != LEXER_OK) {
        mark_without_columns(lexer, token, TOKEN_ERROR);
        return;
    }
    const char *newline_start = NULL;
    TokenKind kind = skip_to_token(lexer, &newline_start);
    if (kind == TOKEN_NEWLINE) {
        token->start = newline_start;
        token->end = lexer->at.pos;
        token->lineno = token->end_lineno = lexer->at.lineno;
        token->col = (int32_t)(token->start - lexer->at.line_start);
        token->end_col = (int32_t)(token->end - lexer->at.line_start);
        lexer->at.at_line_start = true;
        token->level = 0;
        token->kind = TOKEN_NEWLINE;
        if (lexer->at.lineno == lexer->first_lineno) {
            token->col += lexer->first_col;
            token->end_col += lexer->first_col;
        }
        lexer->at.pos++;
        lexer->at.after_newline = true;
        return;
    }
    if (kind != TOKEN_OTHER) {
        mark_without_columns(lexer, token, kind);
        return;
    }
    const char *start = lexer->at.pos;
    const char *line_start = lexer->at.line_start;
    uint32_t lineno = lexer->at.lineno;
    kind = read_token(lexer, *start, start);
    token->kind = (uint8_t)kind;
    token->start = start;
    token->end = lexer->at.pos;
    token->lineno = lineno;
    token->end_lineno = lexer->at.lineno;
    token->col = (int32_t)(start - line_start);
    token->end_col = (int32_t)(lexer->at.pos - lexer->at.line_start);
    token->level = (uint8_t)lexer->at.level;
    if (lexer->at.lineno == lexer->first_lineno) {
        token->col += lexer->first_col;
        token->end_col += lexer->first_col;
    }
}
