/*
 * parse_state: what the parsing functions of all files share: the current token, the scratch stack
 * for sequences, failure, and the bookkeeping of expression nodes.
 *
 * The parser decides only whether a text is Python, and stops at the first thing that is not:
 * every parsing function returns NULL (or false) with `failure` set. What to say about it is
 * diagnose.c's work.
 */
#ifndef OURO_COMPILE_PARSE_STATE_H
#define OURO_COMPILE_PARSE_STATE_H

#include "compile/ast.h"
#include "compile/lexer.h"

typedef enum ParseFailure {
    PARSE_OK,
    PARSE_BAD_SYNTAX,
    PARSE_OUT_OF_MEMORY,
    PARSE_TOO_DEEP, /* the parser's own depth */
    PARSE_TOO_HIGH, /* the tree's height */
    PARSE_BAD_STRING,
} ParseFailure;

/* Depth is counted in steps of recursion; an expression in brackets takes DEPTH_OF_EXPRESSION.
 * MAX_DEPTH bounds the C stack at about 2 MiB. */
enum { PARSE_MAX_DEPTH = 6000, PARSE_DEPTH_OF_EXPRESSION = 3 };

typedef struct Parser Parser;

/* Rules of parse_expr.c that the files below it need: what stands between brackets. */
typedef struct ParseRules {
    AstExpr *(*expression)(Parser *parser);
    AstExpr *(*named_expression)(Parser *parser);
    AstExpr *(*star_expression)(Parser *parser);
    AstExpr *(*yield_expression)(Parser *parser);
    AstExpr *(*bitwise_or)(Parser *parser);
    AstExpr *(*disjunction)(Parser *parser);
} ParseRules;

struct Diagnosis;

/* Where the innermost statement that is being parsed starts: its first token, and the lexer after
 * that token. diagnose.c starts there. */
typedef struct ParseStatement {
    LexerCursor cursor;
    Token token;
    uint32_t indent_count;
    bool has_token; /* false: the start of the text, before its first token */
    bool is_nested; /* in a block */
} ParseStatement;

struct Parser {
    Lexer *lexer;
    AstArena *arena;
    AstModule *module;
    Token token; /* the current one */
    Token ahead; /* the next, if has_ahead */
    bool has_ahead;
    uint8_t fstring_depth; /* nesting of f-strings around this text */
    ParseFailure failure;
    /* PARSE_BAD_STRING: what is wrong; NULL when an inner parser failed. In the arena. */
    const char *string_message;
    uint32_t depth;
    /* End of the last token that is not white space. */
    uint32_t end_lineno;
    uint32_t end_col;
    /* Sequences under construction; copied into nodes when their length is known. */
    void **stack;
    uint32_t stack_count;
    uint32_t stack_capacity;
    ParseStatement statement;
    const ParseRules *rules;
    struct Diagnosis *diagnosis; /* set while diagnose.c parses */
    /* Parses the expression of an f-string replacement field: set by parse_expr.c, so that
     * parse_string.c need not know it. `text` is "(expression)\n". */
    AstExpr *(*parse_field)(Parser *parser, const char *text, size_t length, uint32_t lineno,
                            int32_t col);
};

void parse_state_init(Parser *parser, Lexer *lexer);
void parse_state_advance(Parser *parser);
/* The kind of the token after the current one. */
TokenKind parse_state_peek(Parser *parser);
/* NULL, with the failure set unless there is one already. */
void *parse_state_fail(Parser *parser, ParseFailure failure);

/* A place to go back to: taken at a token on bracket level 0, with nothing peeked, and used before
 * the next logical line. */
typedef struct ParseMark {
    LexerCursor cursor;
    Token token;
    SyntaxNote **notes_end;
    uint32_t stack_count;
    uint32_t depth;
    uint32_t end_lineno;
    uint32_t end_col;
} ParseMark;

ParseMark parse_state_mark(const Parser *parser);
/* Goes back, and forgets a PARSE_BAD_SYNTAX. */
void parse_state_rewind(Parser *parser, const ParseMark *mark);

bool parse_state_push(Parser *parser, void *item);
/* Takes the items above `mark` off the stack into an array in the arena. NULL when there are none,
 * and when out of memory (then the failure is set and *count 0). */
void *parse_state_take(Parser *parser, uint32_t mark, uint32_t *count);

/* The name of the current NAME token, which is passed. NULL: not a name. */
AstName *parse_state_name(Parser *parser);

static inline bool parse_state_is(const Parser *parser, TokenKind kind) {
    return parser->token.kind == kind;
}

/* Passes the token if it is of the kind. */
static inline bool parse_state_accept(Parser *parser, TokenKind kind) {
    if (parser->token.kind != kind) {
        return false;
    }
    parse_state_advance(parser);
    return true;
}

/* Passes the token or fails. */
static inline bool parse_state_expect(Parser *parser, TokenKind kind) {
    if (parser->token.kind != kind) {
        parse_state_fail(parser, PARSE_BAD_SYNTAX);
        return false;
    }
    parse_state_advance(parser);
    return true;
}

/* Is the current token this soft keyword? */
bool parse_state_is_word(const Parser *parser, const char *word);

/* Where a node that starts at the current token starts. */
static inline AstNode parse_state_start(const Parser *parser) {
    return (AstNode){.lineno = parser->token.lineno, .col_offset = (uint32_t)parser->token.col};
}

/* Sets the end of a node to the last token passed. */
static inline void parse_state_end(const Parser *parser, AstNode *node) {
    node->end_lineno = parser->end_lineno;
    node->end_col_offset = parser->end_col;
}

/* A node that goes from `start` to the last token passed. */
AstExpr *parse_state_expr(Parser *parser, AstExprKind kind, const AstNode *start);
AstStmt *parse_state_stmt(Parser *parser, AstStmtKind kind, const AstNode *start);

/* Takes over the flags and height of a part (may be NULL). */
static inline void parse_state_absorb(AstExpr *expr, const AstExpr *part) {
    if (part != NULL) {
        expr->node.flags |= part->node.flags & AST_EFFECTS;
        if (part->node.height >= expr->node.height) {
            expr->node.height = (uint16_t)(part->node.height + 1);
        }
    }
}

void parse_state_absorb_all(AstExpr *expr, const AstExprs *parts);

/* The finished node, or NULL when it is too high. */
static inline AstExpr *parse_state_finish(Parser *parser, AstExpr *expr) {
    return expr->node.height <= AST_MAX_HEIGHT ? expr : parse_state_fail(parser, PARSE_TOO_HIGH);
}

/* Goes `steps` deeper; false: too deep. parse_state_leave goes back. */
static inline bool parse_state_enter(Parser *parser, uint32_t steps) {
    parser->depth += steps;
    if (parser->depth > PARSE_MAX_DEPTH) {
        parse_state_fail(parser, PARSE_TOO_DEEP);
        return false;
    }
    return true;
}

static inline void parse_state_leave(Parser *parser, uint32_t steps) {
    parser->depth -= steps;
}

#endif
