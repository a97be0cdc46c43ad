/*
 * diagnose_error: the tokens that a diagnosis has read, and the making of its SyntaxProblem with
 * the columns and the line that CPython 3.11 gives.
 */
#ifndef OURO_COMPILE_DIAGNOSE_ERROR_H
#define OURO_COMPILE_DIAGNOSE_ERROR_H

#include "compile/lexer.h"

/*
 * One search for a message. `is_over` says that *problem is filled and the search must stop.
 * Tokens are read when they are first asked for, because an error of the lexer counts only when
 * the parser gets that far.
 */
typedef struct Diagnosis {
    AstArena *arena;
    Lexer *lexer;
    SyntaxProblem *problem;
    Token *tokens;
    int32_t token_count;
    int32_t token_capacity;
    const char *stack_base; /* where the C stack stood when the search began */
    bool is_over;
    bool is_field;         /* the text is the field of an f-string */
    bool is_single;        /* PARSE_SINGLE: the first end of the input reads as a NEWLINE */
    bool allow_incomplete; /* PARSE_ALLOW_INCOMPLETE */
    bool is_lexer_error;
} Diagnosis;

void diagnose_error_init(Diagnosis *diagnosis, Lexer *lexer, SyntaxProblem *problem);
bool diagnose_error_add_token(Diagnosis *diagnosis, const Token *token);
/* Token number `index`, at most one after those read. NULL: it cannot be read, and that is the
 * error. The pointer holds until the next token is read. */
const Token *diagnose_error_token(Diagnosis *diagnosis, int32_t index);

/* Each of these fills the problem and ends the search; the first one counts. */
void diagnose_error_at(Diagnosis *diagnosis, const AstNode *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* From the node to the last character read. */
void diagnose_error_from(Diagnosis *diagnosis, const AstNode *node, const char *message);
/* At the last token read. */
void diagnose_error_last(Diagnosis *diagnosis, SyntaxProblemKind kind, const char *message);
/* Columns in bytes from 1. */
void diagnose_error_place(Diagnosis *diagnosis, SyntaxProblemKind kind, uint32_t lineno,
                          int32_t col, int32_t end_lineno, int32_t end_col, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
void diagnose_error_no_memory(Diagnosis *diagnosis);
void diagnose_error_too_deep(Diagnosis *diagnosis);

/* After the first walk: when the end of the input was reached, more lines could mend the text;
 * true with PROBLEM_INCOMPLETE if that is asked for. */
bool diagnose_error_incomplete(Diagnosis *diagnosis);
/* Ends the search: without a message so far, the plain one at `last`, the last token of the first
 * walk (may be NULL when there is a message); then looks whether the rest of the text has an error
 * of the lexer, which goes before. */
void diagnose_error_finish(Diagnosis *diagnosis, const Token *last);

/* What a message calls an expression: "function call", "literal", … */
const char *diagnose_error_name(const AstExpr *expr);
/* The part of an expression that cannot be a target (of `del`, of `for`), or NULL. */
const AstExpr *diagnose_error_bad_target(const AstExpr *expr, bool is_delete, bool is_for);

#endif
