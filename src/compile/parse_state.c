/*
 * parse_state: see parse_state.h.
 */
#include "compile/parse_state.h"

#include "compile/identifier.h"

#include <string.h>

void parse_state_init(Parser *parser, Lexer *lexer) {
    memset(parser, 0, sizeof *parser);
    parser->lexer = lexer;
    parser->arena = lexer->arena;
    parser->module = lexer->module;
    parser->statement.cursor = lexer->at;
    parser->statement.indent_count = lexer->indent_count;
    lexer_next(lexer, &parser->token);
}

void parse_state_advance(Parser *parser) {
    const Token *token = &parser->token;
    if (token->kind < TOKEN_NEWLINE || token->kind > TOKEN_END) {
        parser->end_lineno = token->end_lineno;
        parser->end_col = (uint32_t)token->end_col;
    }
    if (parser->has_ahead) {
        parser->token = parser->ahead;
        parser->has_ahead = false;
    } else {
        lexer_next(parser->lexer, &parser->token);
    }
}

TokenKind parse_state_peek(Parser *parser) {
    if (!parser->has_ahead) {
        lexer_next(parser->lexer, &parser->ahead);
        parser->has_ahead = true;
    }
    return parser->ahead.kind;
}

void *parse_state_fail(Parser *parser, ParseFailure failure) {
    if (parser->failure == PARSE_OK) {
        parser->failure = failure;
    }
    return NULL;
}

ParseMark parse_state_mark(const Parser *parser) {
    return (ParseMark){.cursor = parser->lexer->at,
                       .token = parser->token,
                       .notes_end = parser->module->notes_end,
                       .stack_count = parser->stack_count,
                       .depth = parser->depth,
                       .end_lineno = parser->end_lineno,
                       .end_col = parser->end_col};
}

void parse_state_rewind(Parser *parser, const ParseMark *mark) {
    parser->lexer->at = mark->cursor;
    parser->lexer->status = LEXER_OK;
    parser->token = mark->token;
    parser->has_ahead = false;
    parser->stack_count = mark->stack_count;
    parser->depth = mark->depth;
    parser->end_lineno = mark->end_lineno;
    parser->end_col = mark->end_col;
    parser->module->notes_end = mark->notes_end;
    if (mark->notes_end != NULL) {
        *mark->notes_end = NULL;
    } else {
        parser->module->notes = NULL;
    }
    if (parser->failure == PARSE_BAD_SYNTAX) {
        parser->failure = PARSE_OK;
    }
}

bool parse_state_push(Parser *parser, void *item) {
    if (parser->stack_count == parser->stack_capacity) {
        uint32_t capacity = parser->stack_capacity == 0 ? 64 : parser->stack_capacity * 2;
        void **stack = ast_arena_allocate(parser->arena, capacity * sizeof *stack);
        if (stack == NULL) {
            parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
            return false;
        }
        if (parser->stack_count > 0) {
            memcpy(stack, parser->stack, parser->stack_count * sizeof *stack);
        }
        parser->stack = stack;
        parser->stack_capacity = capacity;
    }
    parser->stack[parser->stack_count++] = item;
    return true;
}

void *parse_state_take(Parser *parser, uint32_t mark, uint32_t *count) {
    *count = parser->stack_count - mark;
    parser->stack_count = mark;
    if (*count == 0) {
        return NULL;
    }
    void **items = ast_arena_allocate(parser->arena, *count * sizeof *items);
    if (items == NULL) {
        *count = 0;
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    memcpy(items, parser->stack + mark, *count * sizeof *items);
    return items;
}

AstName *parse_state_name(Parser *parser) {
    const Token *token = &parser->token;
    if (token->kind != TOKEN_NAME) {
        return parse_state_fail(parser, PARSE_BAD_SYNTAX);
    }
    AstName *name =
        identifier_name(parser->arena, token->start, (size_t)(token->end - token->start));
    if (name == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    parse_state_advance(parser);
    return name;
}

bool parse_state_is_word(const Parser *parser, const char *word) {
    const Token *token = &parser->token;
    size_t length = (size_t)(token->end - token->start);
    return token->kind == TOKEN_NAME && strlen(word) == length &&
           memcmp(token->start, word, length) == 0;
}

AstExpr *parse_state_expr(Parser *parser, AstExprKind kind, const AstNode *start) {
    AstExpr *expr = ast_expr_new(parser->arena, kind, start);
    if (expr == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    parse_state_end(parser, &expr->node);
    return expr;
}

AstStmt *parse_state_stmt(Parser *parser, AstStmtKind kind, const AstNode *start) {
    AstStmt *stmt = ast_stmt_new(parser->arena, kind, start);
    if (stmt == NULL) {
        return parse_state_fail(parser, PARSE_OUT_OF_MEMORY);
    }
    parse_state_end(parser, &stmt->node);
    return stmt;
}

void parse_state_absorb_all(AstExpr *expr, const AstExprs *parts) {
    for (uint32_t i = 0; i < parts->count; i++) {
        parse_state_absorb(expr, parts->items[i]);
    }
}
