/*
 * lexer: text to tokens, with indentation, as CPython 3.11's tokenizer cuts them.
 *
 * A lexer reads a zero-terminated UTF-8 text whose lines end with '\n' (parser.c sees to both) and
 * owns nothing. It can be put back to an earlier cursor on bracket level 0 of the same logical
 * line (`Lexer.at` is a plain copy).
 */
#ifndef OURO_COMPILE_LEXER_H
#define OURO_COMPILE_LEXER_H

#include "compile/ast.h"

/* Kind, text as the grammar writes it. Keywords come first. */
#define TOKEN_LIST(X)                                                                              \
    X(FALSE, "False")                                                                              \
    X(NONE, "None")                                                                                \
    X(TRUE, "True")                                                                                \
    X(AND, "and")                                                                                  \
    X(AS, "as")                                                                                    \
    X(ASSERT, "assert")                                                                            \
    X(ASYNC, "async")                                                                              \
    X(AWAIT, "await")                                                                              \
    X(BREAK, "break")                                                                              \
    X(CLASS, "class")                                                                              \
    X(CONTINUE, "continue")                                                                        \
    X(DEF, "def")                                                                                  \
    X(DEL, "del")                                                                                  \
    X(ELIF, "elif")                                                                                \
    X(ELSE, "else")                                                                                \
    X(EXCEPT, "except")                                                                            \
    X(FINALLY, "finally")                                                                          \
    X(FOR, "for")                                                                                  \
    X(FROM, "from")                                                                                \
    X(GLOBAL, "global")                                                                            \
    X(IF, "if")                                                                                    \
    X(IMPORT, "import")                                                                            \
    X(IN, "in")                                                                                    \
    X(IS, "is")                                                                                    \
    X(LAMBDA, "lambda")                                                                            \
    X(NONLOCAL, "nonlocal")                                                                        \
    X(NOT, "not")                                                                                  \
    X(OR, "or")                                                                                    \
    X(PASS, "pass")                                                                                \
    X(RAISE, "raise")                                                                              \
    X(RETURN, "return")                                                                            \
    X(TRY, "try")                                                                                  \
    X(WHILE, "while")                                                                              \
    X(WITH, "with")                                                                                \
    X(YIELD, "yield")                                                                              \
    X(LEFT_PAREN, "(")                                                                             \
    X(RIGHT_PAREN, ")")                                                                            \
    X(LEFT_BRACKET, "[")                                                                           \
    X(RIGHT_BRACKET, "]")                                                                          \
    X(LEFT_BRACE, "{")                                                                             \
    X(RIGHT_BRACE, "}")                                                                            \
    X(COMMA, ",")                                                                                  \
    X(COLON, ":")                                                                                  \
    X(SEMICOLON, ";")                                                                              \
    X(DOT, ".")                                                                                    \
    X(ELLIPSIS, "...")                                                                             \
    X(ARROW, "->")                                                                                 \
    X(AT, "@")                                                                                     \
    X(EQUAL, "=")                                                                                  \
    X(COLON_EQUAL, ":=")                                                                           \
    X(TILDE, "~")                                                                                  \
    X(STAR, "*")                                                                                   \
    X(SLASH, "/")                                                                                  \
    X(DOUBLE_SLASH, "//")                                                                          \
    X(PERCENT, "%")                                                                                \
    X(DOUBLE_STAR, "**")                                                                           \
    X(PLUS, "+")                                                                                   \
    X(MINUS, "-")                                                                                  \
    X(LEFT_SHIFT, "<<")                                                                            \
    X(RIGHT_SHIFT, ">>")                                                                           \
    X(AMPERSAND, "&")                                                                              \
    X(CARET, "^")                                                                                  \
    X(BAR, "|")                                                                                    \
    X(LESS, "<")                                                                                   \
    X(GREATER, ">")                                                                                \
    X(LESS_EQUAL, "<=")                                                                            \
    X(GREATER_EQUAL, ">=")                                                                         \
    X(DOUBLE_EQUAL, "==")                                                                          \
    X(NOT_EQUAL, "!=")                                                                             \
    X(PLUS_EQUAL, "+=")                                                                            \
    X(MINUS_EQUAL, "-=")                                                                           \
    X(STAR_EQUAL, "*=")                                                                            \
    X(SLASH_EQUAL, "/=")                                                                           \
    X(DOUBLE_SLASH_EQUAL, "//=")                                                                   \
    X(PERCENT_EQUAL, "%=")                                                                         \
    X(AT_EQUAL, "@=")                                                                              \
    X(AMPERSAND_EQUAL, "&=")                                                                       \
    X(BAR_EQUAL, "|=")                                                                             \
    X(CARET_EQUAL, "^=")                                                                           \
    X(LEFT_SHIFT_EQUAL, "<<=")                                                                     \
    X(RIGHT_SHIFT_EQUAL, ">>=")                                                                    \
    X(DOUBLE_STAR_EQUAL, "**=")                                                                    \
    X(NAME, "NAME")                                                                                \
    X(NUMBER, "NUMBER")                                                                            \
    X(STRING, "STRING")                                                                            \
    X(NEWLINE, "NEWLINE")                                                                          \
    X(INDENT, "INDENT")                                                                            \
    X(DEDENT, "DEDENT")                                                                            \
    X(END, "ENDMARKER")                                                                            \
    X(OTHER, "OP")

typedef enum TokenKind {
#define X(kind, text) TOKEN_##kind,
    TOKEN_LIST(X)
#undef X
        TOKEN_ERROR,
    TOKEN_KIND_COUNT
} TokenKind;

enum { TOKEN_KEYWORD_COUNT = TOKEN_YIELD + 1, LEXER_MAX_BRACKETS = 200 };

/* The bytes [start, end) of the text. Columns in bytes; -1 as CPython gives it for INDENT, DEDENT
 * and ENDMARKER. */
typedef struct Token {
    uint8_t kind;
    uint8_t level; /* open brackets after this token */
    const char *start;
    const char *end;
    uint32_t lineno;
    uint32_t end_lineno;
    int32_t col;
    int32_t end_col;
} Token;

typedef enum LexerStatus {
    LEXER_OK,
    LEXER_MESSAGE,      /* `message` at error_start_col, error_end_col */
    LEXER_END_OF_INPUT, /* inside brackets or after a backslash */
    LEXER_BAD_DEDENT,
    LEXER_BAD_TABS,
    LEXER_TOO_MANY_INDENTS,
    LEXER_BAD_CONTINUATION,
} LexerStatus;

/* Where a lexer is. */
typedef struct LexerCursor {
    const char *pos;
    const char *line_start;
    /* Start of the text that CPython's error messages show: the line, or the first line of a
     * token that goes over several. */
    const char *buffer_start;
    uint32_t lineno;
    uint16_t level;
    int16_t pending; /* INDENT (+) or DEDENT (-) tokens to hand out */
    bool at_line_start;
    bool after_newline; /* a NEWLINE token was handed out; the line is still the old one */
    bool at_end;        /* the end of the input was seen */
} LexerCursor;

/* Invariant: indent_count >= 1, indents[0] == 0; level <= LEXER_MAX_BRACKETS. */
typedef struct Lexer {
    LexerCursor at;
    const char *text;
    const char *text_end;
    /* Tokens on this line are shifted by first_col: an f-string's expression inside its string. */
    uint32_t first_lineno;
    int32_t first_col;
    LexerStatus status;
    bool is_quiet; /* no notes */
    const char *message;
    char message_buffer[160];
    uint32_t error_lineno;
    const char *error_line;  /* line that the columns below count in */
    int32_t error_start_col; /* in characters from 1 */
    int32_t error_end_col;
    bool error_is_end_of_string; /* unterminated triple-quoted string */
    AstArena *arena;             /* for the notes */
    AstModule *module;
    bool is_out_of_memory;
    uint32_t indent_count;
    uint32_t indents[AST_MAX_BLOCKS];
    uint32_t alternate_indents[AST_MAX_BLOCKS];
    char brackets[LEXER_MAX_BRACKETS];
    uint32_t bracket_lines[LEXER_MAX_BRACKETS];
    uint32_t bracket_cols[LEXER_MAX_BRACKETS];
} Lexer;

void lexer_init(Lexer *lexer, AstArena *arena, AstModule *module, const char *text, size_t length);
/* The next token; on an error its kind is TOKEN_ERROR and lexer->status says which. */
void lexer_next(Lexer *lexer, Token *token);
/* The grammar's word for a kind of token. */
const char *lexer_token_text(TokenKind kind);

#endif
