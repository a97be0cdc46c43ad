/*
 * parse_string: string literals with their prefixes, implicit concatenation, and f-strings.
 *
 * In Python 3.11 an f-string is one token, and the expressions in it are parsed again as texts of
 * their own, "(expression)", with the limits that follow from that (no backslash, no '#', no reuse
 * of the quotes). Parts of an f-string have the position of the whole concatenation, but a format
 * specification that of its own token.
 */
#include "compile/parse_string.h"

#include "compile/string_decode.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MAX_FIELD_NESTING = 2 };

/* One literal: its prefix and the bytes between its quotes. */
typedef struct Literal {
    const char *body;
    size_t length;
    bool is_raw;
    bool is_bytes;
    bool is_format;
} Literal;

/* An f-string under construction. `text` is the literal text since the last field; the finished
 * parts are on the parser's stack. */
typedef struct Builder {
    Parser *parser;
    const Token *token; /* the one being read */
    AstNode at;         /* of every node made */
    DecodedText text;
    bool u_prefix;
} Builder;

__attribute__((format(printf, 2, 3))) static void *fail_string(Parser *parser, const char *format,
                                                               ...) {
    if (parser->failure != PARSE_OK) {
        return NULL;
    }
    char buffer[160];
    va_list args;
    va_start(args, format);
    vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    parser->string_message = ast_arena_copy(parser->arena, buffer, strlen(buffer));
    parse_state_fail(parser,
                     parser->string_message == NULL ? PARSE_OUT_OF_MEMORY : PARSE_BAD_STRING);
    return NULL;
}

static AstNode token_position(const Token *first, const Token *last) {
    return (AstNode){.lineno = first->lineno,
                     .col_offset = (uint32_t)first->col,
                     .end_lineno = last->end_lineno,
                     .end_col_offset = (uint32_t)last->end_col};
}

/* `escape` is what follows the backslash. */
static bool warn_escape(Parser *parser, const Token *token, const char *escape) {
    if (parser->lexer->is_quiet || parser->module == NULL) {
        return true;
    }
    char message[64];
    if (*escape >= '4' && *escape <= '7') {
        snprintf(message, sizeof message, "invalid octal escape sequence '\\%.3s'", escape);
    } else {
        snprintf(message, sizeof message, "invalid escape sequence '\\%c'", *escape);
    }
    AstNode at = token_position(token, token);
    if (!ast_note(parser->arena, parser->module, NOTE_DEPRECATION_WARNING, &at, message)) {
        parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        return false;
    }
    return true;
}

static Literal read_literal(const Token *token) {
    Literal literal = {0};
    const char *pos = token->start;
    for (; *pos != '"' && *pos != '\''; pos++) {
        char c = (char)(*pos | 32);
        literal.is_raw |= c == 'r';
        literal.is_bytes |= c == 'b';
        literal.is_format |= c == 'f';
    }
    size_t quotes = pos[1] == *pos && pos[2] == *pos && token->end - pos >= 6 ? 3 : 1;
    literal.body = pos + quotes;
    literal.length = (size_t)(token->end - pos) - 2 * quotes;
    return literal;
}

/* Decodes a part of a literal to the end of *out. */
static bool decode_part(Parser *parser, const Token *token, const Literal *literal,
                        const char *body, size_t length, DecodedText *out) {
    if (literal->is_raw || memchr(body, '\\', length) == NULL) {
        memcpy(out->text + out->length, body, length);
        out->length += length;
        return true;
    }
    DecodeProblem problem = {0};
    bool is_good = literal->is_bytes
                       ? string_decode_bytes(parser->arena, body, length, out, &problem)
                       : string_decode_text(parser->arena, body, length, out, &problem);
    if (problem.is_out_of_memory) {
        parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        return false;
    }
    if (!is_good) {
        fail_string(parser, "%s", problem.message);
        return false;
    }
    return problem.invalid_escape == NULL || warn_escape(parser, token, problem.invalid_escape);
}

static bool is_all_ascii(const char *text, size_t length) {
    unsigned char bits = 0;
    for (size_t i = 0; i < length; i++) {
        bits |= (unsigned char)text[i];
    }
    return bits < 0x80;
}

static AstExpr *new_constant(Parser *parser, AstConstantKind kind, const AstNode *at,
                             const DecodedText *text, bool u_prefix) {
    AstExpr *expr = ast_expr_new(parser->arena, AST_CONSTANT, at);
    if (expr == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    AstConstant *constant = &expr->as.constant;
    constant->kind = (uint8_t)kind;
    constant->text = text->text;
    constant->length = (uint32_t)text->length;
    constant->u_prefix = u_prefix;
    constant->is_ascii = is_all_ascii(text->text, text->length);
    return expr;
}

/* ---- f-strings ----------------------------------------------------------------------------- */

/* Makes the literal text since the last field a part of its own. */
static bool flush_text(Builder *builder, const AstNode *at) {
    if (builder->text.length == 0) {
        return true;
    }
    Parser *parser = builder->parser;
    AstExpr *part = new_constant(parser, AST_STR, at, &builder->text, builder->u_prefix);
    builder->text.text += builder->text.length;
    builder->text.length = 0;
    return part != NULL && parse_state_push(parser, part);
}

/* The literal text may grow beyond its source: the text of an `=` field is added to it. */
static bool reserve_text(Builder *builder, size_t more) {
    char *text = ast_arena_allocate(builder->parser->arena, builder->text.length + more);
    if (text == NULL) {
        parse_state_fail(builder->parser, PARSE_OUT_OF_MEMORY);
        return false;
    }
    if (builder->text.length > 0) {
        memcpy(text, builder->text.text, builder->text.length);
    }
    builder->text.text = text;
    return true;
}

/*
 * Where the expression after `brace` stands, as CPython 3.11 computes it: lines after the token's
 * first, and the column shift of the expression's first line.
 */
static void find_field(const Token *token, const char *brace, uint32_t *lines, int32_t *cols) {
    *lines = 0;
    *cols = 0;
    bool is_newline_next = true;
    for (const char *pos = brace + 1; *pos != '}' && *pos != '\n' && *pos != '\0'; pos++) {
        if (*pos != ' ' && *pos != '\t' && *pos != '\f') {
            is_newline_next = false;
            break;
        }
    }
    const char *line = brace;
    if (!is_newline_next) {
        while (line > token->start && *line != '\n') {
            line--;
        }
        *cols = (int32_t)(brace - line) - (*line == '\n');
    }
    for (const char *pos = token->start; pos < brace; pos++) {
        *lines += *pos == '\n';
    }
}

/* Parses the expression [start, end) after the brace at start[-1]. */
static AstExpr *parse_expression(Builder *builder, const char *start, const char *end) {
    Parser *parser = builder->parser;
    const char *pos = start;
    while (pos < end && (*pos == ' ' || *pos == '\t' || *pos == '\n' || *pos == '\f')) {
        pos++;
    }
    if (pos == end) {
        if (*end == '!' || *end == ':' || *end == '=') {
            return fail_string(parser, "f-string: expression required before '%c'", *end);
        }
        return fail_string(parser, "f-string: empty expression not allowed");
    }
    uint32_t lines;
    int32_t cols;
    find_field(builder->token, start - 1, &lines, &cols);
    size_t length = (size_t)(end - start);
    char *text = ast_arena_allocate(parser->arena, length + 4);
    if (text == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    text[0] = '(';
    memcpy(text + 1, start, length);
    text[length + 1] = ')';
    text[length + 2] = '\n';
    int32_t col = lines > 0 ? cols : builder->token->col + cols;
    return parser->parse_field(parser, text, length + 3, builder->token->lineno + lines, col);
}

/* Finds the end of the expression at `pos`: the '!', ':', '=' or '}' that ends it. NULL: failed. */
static const char *skip_expression(Parser *parser, const char *pos, const char *end) {
    char brackets[LEXER_MAX_BRACKETS];
    uint32_t depth = 0;
    char quote = 0;
    bool is_triple = false;
    for (; pos < end; pos++) {
        char c = *pos;
        if (c == '\\') {
            return fail_string(parser, "f-string expression part cannot include a backslash");
        }
        bool is_tripled = end - pos > 2 && pos[1] == c && pos[2] == c;
        if (quote != 0) {
            if (c == quote && (!is_triple || is_tripled)) {
                pos += is_triple ? 2 : 0;
                quote = 0;
            }
        } else if (c == '\'' || c == '"') {
            quote = c;
            is_triple = is_tripled;
            pos += is_triple ? 2 : 0;
        } else if (c == '[' || c == '{' || c == '(') {
            if (depth >= LEXER_MAX_BRACKETS) {
                return fail_string(parser, "f-string: too many nested parenthesis");
            }
            brackets[depth++] = c;
        } else if (c == '#') {
            return fail_string(parser, "f-string expression part cannot include '#'");
        } else if (depth == 0 && strchr("!:}=><", c) != NULL) {
            if (end - pos > 1 && pos[1] == '=' && c != ':' && c != '}') {
                pos++;
            } else if (c != '>' && c != '<') {
                return pos;
            }
        } else if (c == ']' || c == '}' || c == ')') {
            if (depth == 0) {
                return fail_string(parser, "f-string: unmatched '%c'", c);
            }
            char opening = brackets[--depth];
            if (opening != (c == ')' ? '(' : c == ']' ? '[' : '{')) {
                return fail_string(parser,
                                   "f-string: closing parenthesis '%c' does not match opening "
                                   "parenthesis '%c'",
                                   c, opening);
            }
        }
    }
    if (quote != 0) {
        return fail_string(parser, "f-string: unterminated string");
    }
    if (depth > 0) {
        return fail_string(parser, "f-string: unmatched '%c'", brackets[depth - 1]);
    }
    return fail_string(parser, "f-string: expecting '}'");
}

static const char *read_format(Builder *builder, const Literal *literal, const char *pos,
                               const char *end, int nesting);

/* The JoinedStr of the parts above `mark`. */
static AstExpr *finish_joined(Builder *builder, uint32_t mark, const AstNode *at) {
    if (!flush_text(builder, at)) {
        return NULL;
    }
    Parser *parser = builder->parser;
    AstExpr *joined = ast_expr_new(parser->arena, AST_JOINED_STR, at);
    if (joined == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    AstExprs *items = &joined->as.sequence.items;
    items->items = parse_state_take(parser, mark, &items->count);
    if (parser->failure != PARSE_OK) {
        return NULL;
    }
    parse_state_absorb_all(joined, items);
    return parse_state_finish(parser, joined);
}

/* The format specification after a ':', up to its '}'. */
static const char *read_spec(Builder *builder, const Literal *literal, const char *pos,
                             const char *end, int nesting, AstExpr **spec) {
    DecodedText outer = builder->text;
    uint32_t mark = builder->parser->stack_count;
    builder->text = (DecodedText){0};
    if (!reserve_text(builder, (size_t)(end - pos))) {
        return NULL;
    }
    pos = read_format(builder, literal, pos, end, nesting + 1);
    if (pos == NULL) {
        return NULL;
    }
    AstNode at = token_position(builder->token, builder->token);
    *spec = finish_joined(builder, mark, &at);
    builder->text = outer;
    return *spec == NULL ? NULL : pos;
}

/* Reads "{expression…}" from the brace at `pos`; pushes its FormattedValue. */
static const char *read_field(Builder *builder, const Literal *literal, const char *pos,
                              const char *end, int nesting) {
    Parser *parser = builder->parser;
    if (nesting >= MAX_FIELD_NESTING) {
        return fail_string(parser, "f-string: expressions nested too deeply");
    }
    const char *start = pos + 1;
    pos = skip_expression(parser, start, end);
    if (pos == NULL) {
        return NULL;
    }
    AstExpr *value = parse_expression(builder, start, pos);
    if (value == NULL) {
        return NULL;
    }
    const char *shown_end = NULL;
    if (*pos == '=') {
        pos++;
        while (pos < end && (*pos == ' ' || (*pos >= '\t' && *pos <= '\r'))) {
            pos++;
        }
        shown_end = pos;
    }
    int conversion = -1;
    if (pos < end && *pos == '!') {
        if (end - pos < 2) {
            return fail_string(parser, "f-string: expecting '}'");
        }
        conversion = (unsigned char)pos[1];
        pos += 2;
        if (conversion != 's' && conversion != 'r' && conversion != 'a') {
            return fail_string(parser,
                               "f-string: invalid conversion character: expected 's', 'r', or 'a'");
        }
    }
    /* The text shown by '=' joins the literal before the field. */
    if (shown_end != NULL) {
        size_t length = (size_t)(shown_end - start);
        if (!reserve_text(builder, length + (size_t)(end - pos))) {
            return NULL;
        }
        memcpy(builder->text.text + builder->text.length, start, length);
        builder->text.length += length;
    }
    if (!flush_text(builder, &builder->at)) {
        return NULL;
    }
    AstExpr *spec = NULL;
    if (pos < end && *pos == ':' && end - pos > 1) {
        pos = read_spec(builder, literal, pos + 1, end, nesting, &spec);
        if (pos == NULL) {
            return NULL;
        }
    }
    if (pos >= end || *pos != '}') {
        return fail_string(parser, "f-string: expecting '}'");
    }
    AstExpr *field = ast_expr_new(parser->arena, AST_FORMATTED_VALUE, &builder->at);
    if (field == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    field->as.formatted.value = value;
    field->as.formatted.format_spec = spec;
    field->as.formatted.conversion =
        shown_end != NULL && spec == NULL && conversion == -1 ? 'r' : conversion;
    parse_state_absorb(field, value);
    parse_state_absorb(field, spec);
    return parse_state_push(parser, field) ? pos + 1 : NULL;
}

/* The end of the literal text at `pos`: a brace or the end. `*escape` counts doubled braces: the
 * bytes to skip after the text. NULL: failed. */
static const char *skip_literal(Builder *builder, const Literal *literal, const char *pos,
                                const char *end, int nesting, size_t *skip) {
    *skip = 0;
    while (pos < end) {
        char c = *pos++;
        if (!literal->is_raw && c == '\\' && pos < end) {
            c = *pos++;
            if (c == 'N') {
                if (pos < end && *pos++ == '{') {
                    while (pos < end && *pos++ != '}') {
                    }
                }
                continue;
            }
            if (c == '{' && !warn_escape(builder->parser, builder->token, pos - 1)) {
                return NULL;
            }
        }
        if (c != '{' && c != '}') {
            continue;
        }
        if (nesting == 0) {
            if (pos < end && *pos == c) {
                *skip = 1;
                return pos;
            }
            if (c == '}') {
                return fail_string(builder->parser, "f-string: single '}' is not allowed");
            }
        }
        return pos - 1;
    }
    return pos;
}

/* Decodes literal text, which may end with a backslash before the brace of a field. */
static bool add_literal(Builder *builder, const Literal *literal, const char *start,
                        size_t length) {
    bool ends_with_backslash = false;
    if (!literal->is_raw) {
        /* An odd run of backslashes at the end: "\{". */
        while (length > 0 && start[length - 1] == '\\') {
            ends_with_backslash = !ends_with_backslash;
            length--;
        }
        size_t run = 0;
        while (start[length + run] == '\\') {
            run++;
        }
        length += run - (ends_with_backslash ? 1 : 0);
        ends_with_backslash = ends_with_backslash && run > 0;
    }
    if (!decode_part(builder->parser, builder->token, literal, start, length, &builder->text)) {
        return false;
    }
    if (ends_with_backslash) {
        builder->text.text[builder->text.length++] = '\\';
    }
    return true;
}

/* Reads literal text and fields up to the end, or for a nested specification up to its '}'. */
static const char *read_format(Builder *builder, const Literal *literal, const char *pos,
                               const char *end, int nesting) {
    for (;;) {
        size_t skip;
        const char *text_end = skip_literal(builder, literal, pos, end, nesting, &skip);
        if (text_end == NULL || !add_literal(builder, literal, pos, (size_t)(text_end - pos))) {
            return NULL;
        }
        pos = text_end + skip;
        if (skip > 0) {
            continue;
        }
        if (pos >= end || *pos == '}') {
            break;
        }
        pos = read_field(builder, literal, pos, end, nesting);
        if (pos == NULL) {
            return NULL;
        }
    }
    if (nesting > 0 && (pos >= end || *pos != '}')) {
        return fail_string(builder->parser, "f-string: expecting '}'");
    }
    return pos;
}

static AstExpr *parse_format_string(Parser *parser, const Token *tokens, uint32_t count,
                                    const AstNode *at, bool u_prefix) {
    Builder builder = {.parser = parser, .at = *at, .u_prefix = u_prefix};
    uint32_t mark = parser->stack_count;
    for (uint32_t i = 0; i < count; i++) {
        Literal literal = read_literal(&tokens[i]);
        builder.token = &tokens[i];
        if (!reserve_text(&builder, literal.length + 1)) {
            return NULL;
        }
        if (!literal.is_format) {
            if (!decode_part(parser, &tokens[i], &literal, literal.body, literal.length,
                             &builder.text)) {
                return NULL;
            }
        } else if (read_format(&builder, &literal, literal.body, literal.body + literal.length,
                               0) == NULL) {
            return NULL;
        }
    }
    return finish_joined(&builder, mark, at);
}

/* ---- Plain strings ------------------------------------------------------------------------- */

static AstExpr *parse_plain_string(Parser *parser, const Token *tokens, uint32_t count,
                                   const AstNode *at, bool is_bytes, bool u_prefix) {
    DecodedText text = {0};
    Literal literal = read_literal(&tokens[0]);
    if (count == 1 && (literal.is_raw || memchr(literal.body, '\\', literal.length) == NULL)) {
        /* The value is the source itself. */
        text.text = (char *)(uintptr_t)literal.body;
        text.length = literal.length;
    } else {
        size_t length = 0;
        for (uint32_t i = 0; i < count; i++) {
            length += read_literal(&tokens[i]).length;
        }
        text.text = ast_arena_allocate(parser->arena, length + 1);
        if (text.text == NULL) {
            return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
        }
        for (uint32_t i = 0; i < count; i++) {
            literal = read_literal(&tokens[i]);
            if (!decode_part(parser, &tokens[i], &literal, literal.body, literal.length, &text)) {
                return NULL;
            }
        }
    }
    return new_constant(parser, is_bytes ? AST_BYTES : AST_STR, at, &text, u_prefix && !is_bytes);
}

AstExpr *parse_string_tokens(Parser *parser, const Token *tokens, uint32_t count) {
    bool has_format = false;
    bool is_bytes = false;
    for (uint32_t i = 0; i < count; i++) {
        Literal literal = read_literal(&tokens[i]);
        if (literal.is_bytes && !is_all_ascii(literal.body, literal.length)) {
            return fail_string(parser, "bytes can only contain ASCII literal characters");
        }
        if (i > 0 && literal.is_bytes != is_bytes) {
            return fail_string(parser, "cannot mix bytes and nonbytes literals");
        }
        is_bytes = literal.is_bytes;
        has_format |= literal.is_format;
    }
    AstNode at = token_position(&tokens[0], &tokens[count - 1]);
    bool u_prefix = *tokens[0].start == 'u';
    return has_format ? parse_format_string(parser, tokens, count, &at, u_prefix)
                      : parse_plain_string(parser, tokens, count, &at, is_bytes, u_prefix);
}
