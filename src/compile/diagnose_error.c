/*
 * diagnose_error: see diagnose_error.h.
 */
#include "compile/diagnose_error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void diagnose_error_init(Diagnosis *diagnosis, Lexer *lexer, SyntaxProblem *problem) {
    memset(diagnosis, 0, sizeof *diagnosis);
    memset(problem, 0, sizeof *problem);
    diagnosis->arena = lexer->arena;
    diagnosis->lexer = lexer;
    diagnosis->problem = problem;
}

void diagnose_error_no_memory(Diagnosis *diagnosis) {
    diagnosis->problem->kind = PROBLEM_NO_MEMORY;
    diagnosis->is_over = true;
}

void diagnose_error_too_deep(Diagnosis *diagnosis) {
    diagnosis->problem->kind = PROBLEM_TOO_DEEP;
    diagnosis->is_over = true;
}

/* ---- Text of lines
 * --------------------------------------------------------------------------------- */

/* The line that a message shows: what the lexer is reading, or an earlier line, which CPython cuts
 * out without its newline. */
static const char *find_text(const Diagnosis *diagnosis, uint32_t lineno, size_t *length) {
    const Lexer *lexer = diagnosis->lexer;
    const AstModule *module = lexer->module;
    bool is_file = module->filename != NULL && module->filename[0] != '<' &&
                   module->mode == PARSE_FILE && !diagnosis->is_field;
    const char *start = lexer->at.buffer_start;
    const char *end = lexer->text_end;
    bool with_newline = true;
    if (lexer->at.lineno > lineno || is_file) {
        with_newline = is_file;
        uint32_t first = lexer->first_lineno == 0 ? 1 : lexer->first_lineno;
        start = lexer->text;
        for (uint32_t line = first; line < lineno; line++) {
            const char *newline = memchr(start, '\n', (size_t)(end - start));
            if (newline == NULL || newline + 1 >= end) {
                break;
            }
            start = newline + 1;
        }
    }
    /* A token over several lines shows them all. */
    const char *from = with_newline && !is_file ? lexer->at.line_start : start;
    const char *newline = from < end ? memchr(from, '\n', (size_t)(end - from)) : NULL;
    const char *stop = newline == NULL ? end : newline + (with_newline ? 1 : 0);
    if (stop == lexer->text_end && stop > start && module->lacks_last_newline &&
        module->mode != PARSE_FILE && !diagnosis->is_field) {
        stop--; /* only whole files are given a last newline */
    }
    *length = stop > start ? (size_t)(stop - start) : 0;
    return start;
}

/* Characters in the first `bytes` bytes of a line, at most one more than it has. */
static int32_t to_characters(const char *line, size_t length, int32_t bytes) {
    if (bytes <= 0) {
        return 0;
    }
    int32_t count = 0;
    size_t limit = (size_t)bytes < length ? (size_t)bytes : length;
    for (size_t i = 0; i < limit; i++) {
        count += ((unsigned char)line[i] & 0xC0) != 0x80;
    }
    return count + ((size_t)bytes > length);
}

/* ---- Raising
 * ----------------------------------------------------------------------------------------- */

__attribute__((format(printf, 7, 0))) static void
place(Diagnosis *diagnosis, SyntaxProblemKind kind, uint32_t lineno, int32_t col,
      int32_t end_lineno, int32_t end_col, const char *format, va_list args) {
    if (diagnosis->is_over) {
        return;
    }
    char message[512];
    int prefix = diagnosis->is_field ? snprintf(message, sizeof message, "f-string: ") : 0;
    vsnprintf(message + prefix, sizeof message - (size_t)prefix, format, args);
    SyntaxProblem *problem = diagnosis->problem;
    size_t length;
    const char *line = find_text(diagnosis, lineno, &length);
    if (diagnosis->is_field) {
        col -= diagnosis->lexer->first_col;
        end_col -= diagnosis->lexer->first_col;
    }
    problem->kind = kind;
    problem->message = ast_arena_copy(diagnosis->arena, message, strlen(message));
    problem->text = ast_arena_copy(diagnosis->arena, line, length);
    problem->lineno = lineno;
    problem->offset = to_characters(line, length, col);
    problem->end_lineno = end_lineno;
    problem->end_offset = end_col > 0 ? to_characters(line, length, end_col) : end_col;
    problem->has_offset = problem->has_end = true;
    if (diagnosis->lexer->text == diagnosis->lexer->text_end && !diagnosis->is_field) {
        problem->lineno = 0; /* nothing was ever read */
        problem->end_lineno = 0;
    }
    diagnosis->is_over = true;
    if (problem->message == NULL || problem->text == NULL) {
        diagnose_error_no_memory(diagnosis);
    }
}

void diagnose_error_place(Diagnosis *diagnosis, SyntaxProblemKind kind, uint32_t lineno,
                          int32_t col, int32_t end_lineno, int32_t end_col, const char *format,
                          ...) {
    va_list args;
    va_start(args, format);
    place(diagnosis, kind, lineno, col, end_lineno, end_col, format, args);
    va_end(args);
}

void diagnose_error_at(Diagnosis *diagnosis, const AstNode *node, const char *format, ...) {
    va_list args;
    va_start(args, format);
    place(diagnosis, PROBLEM_SYNTAX, node->lineno, (int32_t)node->col_offset + 1,
          (int32_t)node->end_lineno, (int32_t)node->end_col_offset + 1, format, args);
    va_end(args);
}

void diagnose_error_from(Diagnosis *diagnosis, const AstNode *node, const char *message) {
    const LexerCursor *at = &diagnosis->lexer->at;
    diagnose_error_place(diagnosis, PROBLEM_SYNTAX, node->lineno, (int32_t)node->col_offset + 1,
                         (int32_t)at->lineno, (int32_t)(at->pos - at->line_start), "%s", message);
}

void diagnose_error_last(Diagnosis *diagnosis, SyntaxProblemKind kind, const char *message) {
    const LexerCursor *at = &diagnosis->lexer->at;
    if (diagnosis->token_count == 0) {
        diagnose_error_place(diagnosis, kind, 0, 0, 0, -1, "%s", message);
        return;
    }
    const Token *token = &diagnosis->tokens[diagnosis->token_count - 1];
    int32_t col = token->col < 0 ? (int32_t)(at->pos - at->line_start) : token->col + 1;
    int32_t end_col = token->end_col < 0 ? -1 : token->end_col + 1;
    diagnose_error_place(diagnosis, kind, token->lineno, col, (int32_t)token->end_lineno, end_col,
                         "%s", message);
}

/* ---- Errors of the lexer
 * -------------------------------------------------------------------------------- */

static void raise_lexer_message(Diagnosis *diagnosis) {
    const Lexer *lexer = diagnosis->lexer;
    SyntaxProblem *problem = diagnosis->problem;
    size_t length = strcspn(lexer->error_line, "\n");
    problem->kind = PROBLEM_SYNTAX;
    problem->message = ast_arena_copy(diagnosis->arena, lexer->message, strlen(lexer->message));
    problem->text = ast_arena_copy(diagnosis->arena, lexer->error_line, length);
    problem->lineno = lexer->error_lineno;
    problem->end_lineno = (int32_t)lexer->error_lineno;
    problem->offset = lexer->error_start_col;
    problem->end_offset = lexer->error_end_col;
    problem->has_offset = problem->has_end = true;
    diagnosis->is_over = true;
    if (problem->message == NULL || problem->text == NULL) {
        diagnose_error_no_memory(diagnosis);
    }
}

static void raise_never_closed(Diagnosis *diagnosis) {
    const Lexer *lexer = diagnosis->lexer;
    uint32_t top = lexer->at.level - 1U;
    uint32_t lineno = lexer->bracket_lines[top];
    int32_t col = (int32_t)lexer->bracket_cols[top] + 1;
    diagnose_error_place(diagnosis, PROBLEM_SYNTAX, lineno, col, (int32_t)lineno, 0,
                         "'%c' was never closed", lexer->brackets[top]);
}

/* The lexer could not read a token that the parser asked for. */
static void raise_lexer_error(Diagnosis *diagnosis) {
    Lexer *lexer = diagnosis->lexer;
    int32_t lineno = (int32_t)lexer->at.lineno;
    diagnosis->is_lexer_error = true;
    switch (lexer->status) {
    case LEXER_MESSAGE:
        raise_lexer_message(diagnosis);
        break;
    case LEXER_END_OF_INPUT:
        if (lexer->at.level > 0) {
            raise_never_closed(diagnosis);
        } else {
            diagnose_error_last(diagnosis, PROBLEM_SYNTAX, "unexpected EOF while parsing");
        }
        break;
    case LEXER_BAD_DEDENT: {
        /* Marked at the end of the line. */
        const char *newline = strchr(lexer->at.line_start, '\n');
        lexer->at.pos = newline == NULL ? lexer->text_end : newline + 1;
        diagnose_error_last(diagnosis, PROBLEM_INDENTATION,
                            "unindent does not match any outer indentation level");
        break;
    }
    case LEXER_BAD_TABS:
        diagnose_error_place(diagnosis, PROBLEM_TAB, (uint32_t)lineno, 1, lineno, 0,
                             "inconsistent use of tabs and spaces in indentation");
        break;
    case LEXER_TOO_MANY_INDENTS:
        diagnose_error_place(diagnosis, PROBLEM_INDENTATION, (uint32_t)lineno, 1, lineno, 0,
                             "too many levels of indentation");
        break;
    default:
        diagnose_error_place(diagnosis, PROBLEM_SYNTAX, (uint32_t)lineno,
                             (int32_t)(lexer->at.pos - lexer->at.buffer_start), lineno, 0,
                             "unexpected character after line continuation character");
        break;
    }
}

/* ---- Tokens
 * ---------------------------------------------------------------------------------------------- */

bool diagnose_error_add_token(Diagnosis *diagnosis, const Token *token) {
    if (diagnosis->token_count == diagnosis->token_capacity) {
        int32_t capacity = diagnosis->token_capacity == 0 ? 64 : diagnosis->token_capacity * 2;
        Token *tokens = ast_arena_allocate(diagnosis->arena, (size_t)capacity * sizeof *tokens);
        if (tokens == NULL) {
            diagnose_error_no_memory(diagnosis);
            return false;
        }
        if (diagnosis->token_count > 0) {
            memcpy(tokens, diagnosis->tokens, (size_t)diagnosis->token_count * sizeof *tokens);
        }
        diagnosis->tokens = tokens;
        diagnosis->token_capacity = capacity;
    }
    diagnosis->tokens[diagnosis->token_count++] = *token;
    return true;
}

const Token *diagnose_error_token(Diagnosis *diagnosis, int32_t index) {
    if (index < diagnosis->token_count) {
        const Token *token = &diagnosis->tokens[index];
        if (token->kind == TOKEN_ERROR) {
            return NULL;
        }
        return token;
    }
    if (diagnosis->is_over) {
        return NULL;
    }
    Token token;
    lexer_next(diagnosis->lexer, &token);
    if (diagnosis->is_single && token.kind == TOKEN_END && diagnosis->token_count > 0) {
        token.kind = TOKEN_NEWLINE;
        diagnosis->is_single = false;
    }
    if (token.kind == TOKEN_ERROR) {
        token.col = token.end_col = -1;
        token.lineno = token.end_lineno = diagnosis->lexer->at.lineno;
    }
    if (!diagnose_error_add_token(diagnosis, &token)) {
        return NULL;
    }
    if (token.kind == TOKEN_ERROR) {
        raise_lexer_error(diagnosis);
        return NULL;
    }
    return &diagnosis->tokens[index];
}

/* ---- The end
 * -----------------------------------------------------------------------------------------------
 */

bool diagnose_error_incomplete(Diagnosis *diagnosis) {
    const Lexer *lexer = diagnosis->lexer;
    bool is_open = lexer->status == LEXER_OK || lexer->status == LEXER_END_OF_INPUT ||
                   (lexer->status == LEXER_MESSAGE && lexer->error_is_end_of_string);
    if (!diagnosis->allow_incomplete || !lexer->at.at_end || !is_open ||
        diagnosis->problem->kind == PROBLEM_NO_MEMORY) {
        return false;
    }
    memset(diagnosis->problem, 0, sizeof *diagnosis->problem);
    diagnosis->problem->kind = PROBLEM_INCOMPLETE;
    diagnosis->problem->message = "incomplete input";
    return true;
}

/* Reads on to the end: errors with a message of their own go before the one found, and so does a
 * bracket that was opened on an earlier line and is never closed. */
static void check_rest(Diagnosis *diagnosis) {
    Lexer *lexer = diagnosis->lexer;
    uint32_t current = diagnosis->tokens[diagnosis->token_count - 1].lineno;
    Token token;
    do {
        lexer_next(lexer, &token);
    } while (token.kind != TOKEN_ERROR && token.kind != TOKEN_END);
    if (token.kind == TOKEN_END) {
        return;
    }
    if (lexer->status == LEXER_MESSAGE) {
        raise_lexer_message(diagnosis);
    } else if (lexer->at.level > 0 && current > lexer->bracket_lines[lexer->at.level - 1]) {
        diagnosis->is_over = false;
        raise_never_closed(diagnosis);
    }
}

void diagnose_error_finish(Diagnosis *diagnosis, const Token *last) {
    SyntaxProblem *problem = diagnosis->problem;
    if (problem->kind == PROBLEM_NO_MEMORY || problem->kind == PROBLEM_TOO_DEEP) {
        return;
    }
    if (!diagnosis->is_over && last != NULL) {
        if (last->kind == TOKEN_INDENT || last->kind == TOKEN_DEDENT) {
            diagnose_error_last(diagnosis, PROBLEM_INDENTATION,
                                last->kind == TOKEN_INDENT ? "unexpected indent"
                                                           : "unexpected unindent");
            return;
        }
        diagnose_error_place(diagnosis, PROBLEM_SYNTAX, last->lineno, last->col + 1,
                             (int32_t)last->end_lineno, last->end_col + 1, "invalid syntax");
    }
    if (!diagnosis->is_over) {
        diagnose_error_place(diagnosis, PROBLEM_SYNTAX, 0, 0, 0, -1, "invalid syntax");
    }
    if (!diagnosis->is_lexer_error && diagnosis->token_count > 0 &&
        diagnosis->lexer->status == LEXER_OK) {
        check_rest(diagnosis);
    }
}

/* ---- Words for expressions
 * ------------------------------------------------------------------------------------ */

static const char *constant_name(const AstConstant *constant) {
    switch ((AstConstantKind)constant->kind) {
    case AST_NONE:
        return "None";
    case AST_FALSE:
        return "False";
    case AST_TRUE:
        return "True";
    case AST_ELLIPSIS:
        return "ellipsis";
    default:
        return "literal";
    }
}

const char *diagnose_error_name(const AstExpr *expr) {
    static const char *const names[] = {
        [AST_BOOL_OP] = "expression",
        [AST_NAMED_EXPR] = "named expression",
        [AST_BIN_OP] = "expression",
        [AST_UNARY_OP] = "expression",
        [AST_LAMBDA] = "lambda",
        [AST_IF_EXP] = "conditional expression",
        [AST_DICT] = "dict literal",
        [AST_SET] = "set display",
        [AST_LIST_COMP] = "list comprehension",
        [AST_SET_COMP] = "set comprehension",
        [AST_DICT_COMP] = "dict comprehension",
        [AST_GENERATOR_EXP] = "generator expression",
        [AST_AWAIT] = "await expression",
        [AST_YIELD] = "yield expression",
        [AST_YIELD_FROM] = "yield expression",
        [AST_COMPARE] = "comparison",
        [AST_CALL] = "function call",
        [AST_FORMATTED_VALUE] = "f-string expression",
        [AST_JOINED_STR] = "f-string expression",
        [AST_CONSTANT] = "literal",
        [AST_ATTRIBUTE] = "attribute",
        [AST_SUBSCRIPT] = "subscript",
        [AST_STARRED] = "starred",
        [AST_NAME] = "name",
        [AST_LIST] = "list",
        [AST_TUPLE] = "tuple",
        [AST_SLICE] = "slice",
    };
    return expr->node.kind == AST_CONSTANT ? constant_name(&expr->as.constant)
                                           : names[expr->node.kind];
}

const AstExpr *diagnose_error_bad_target(const AstExpr *expr, bool is_delete, bool is_for) {
    switch (expr->node.kind) {
    case AST_LIST:
    case AST_TUPLE:
        for (uint32_t i = 0; i < expr->as.sequence.items.count; i++) {
            const AstExpr *bad =
                diagnose_error_bad_target(expr->as.sequence.items.items[i], is_delete, is_for);
            if (bad != NULL) {
                return bad;
            }
        }
        return NULL;
    case AST_STARRED:
        return is_delete ? expr
                         : diagnose_error_bad_target(expr->as.unary.value, is_delete, is_for);
    case AST_COMPARE:
        if (!is_for) {
            return expr;
        }
        /* `a in b` of a for statement reads as a comparison. */
        return expr->as.compare.ops[0] == AST_IN
                   ? diagnose_error_bad_target(expr->as.compare.left, is_delete, is_for)
                   : NULL;
    case AST_NAME:
    case AST_SUBSCRIPT:
    case AST_ATTRIBUTE:
        return NULL;
    default:
        return expr;
    }
}
