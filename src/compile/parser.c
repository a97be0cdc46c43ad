/*
 * parser: see parser.h. The work is done in parse_*.c; when they refuse the text, diagnose.c says
 * why.
 */
#include "compile/parser.h"

#include "compile/diagnose.h"
#include "compile/lexer.h"
#include "compile/parse_expr.h"
#include "compile/parse_stmt.h"
#include "compile/source_text.h"

#include <string.h>

/* ---- __future__ --------------------------------------------------------------------------------
 */

/* The future statements stand first, after the docstring. Unknown names are symbols.c's to
 * report. */
void parser_read_futures(AstModule *module) {
    uint32_t i = ast_is_docstring(&module->body) ? 1 : 0;
    for (; i < module->body.count; i++) {
        const AstStmt *stmt = module->body.items[i];
        if (stmt->node.kind != AST_IMPORT_FROM || stmt->as.import.module == NULL ||
            strcmp(stmt->as.import.module->text, "__future__") != 0 || stmt->as.import.level != 0) {
            return;
        }
        module->future_lineno = stmt->node.lineno;
        for (uint32_t j = 0; j < stmt->as.import.names.count; j++) {
            const char *name = stmt->as.import.names.items[j]->name->text;
            if (strcmp(name, "annotations") == 0) {
                module->future |= AST_FUTURE_ANNOTATIONS;
            } else if (strcmp(name, "barry_as_FLUFL") == 0) {
                module->future |= AST_FUTURE_BARRY_AS_FLUFL;
            }
        }
    }
}

/* ---- Modes
 * --------------------------------------------------------------------------------------- */

static bool parse_eval(Parser *parser, AstModule *module) {
    module->expression = parse_expr_expressions(parser);
    if (module->expression == NULL) {
        return false;
    }
    while (parse_state_accept(parser, TOKEN_NEWLINE)) {
    }
    return parse_state_expect(parser, TOKEN_END);
}

static bool parse_mode(Parser *parser, AstModule *module, ParseFlags flags, bool *is_compound) {
    switch (module->mode) {
    case PARSE_EVAL:
        return parse_eval(parser, module);
    case PARSE_SINGLE:
        return parse_stmt_single(parser, (flags & PARSE_ALLOW_INCOMPLETE) != 0, &module->body,
                                 is_compound);
    default:
        return parse_stmt_file(parser, &module->body);
    }
}

/* In the REPL a block ends with an empty line. */
static bool ends_with_empty_line(const AstModule *module) {
    size_t length = module->source_length;
    return length >= 2 && module->source[length - 1] == '\n' && module->source[length - 2] == '\n';
}

/* Is there anything but white space and comments after the statement? */
static bool has_more(const char *pos) {
    for (;;) {
        while (*pos == ' ' || *pos == '\t' || *pos == '\n' || *pos == '\f') {
            pos++;
        }
        if (*pos == '\0') {
            return false;
        }
        if (*pos != '#') {
            return true;
        }
        while (*pos != '\0' && *pos != '\n') {
            pos++;
        }
    }
}

static bool report(Parser *parser, ParseFlags flags, SyntaxProblem *problem) {
    memset(problem, 0, sizeof *problem);
    switch (parser->failure) {
    case PARSE_OUT_OF_MEMORY:
        problem->kind = PROBLEM_NO_MEMORY;
        return false;
    case PARSE_TOO_DEEP:
        problem->kind = PROBLEM_TOO_DEEP;
        return false;
    case PARSE_TOO_HIGH:
        problem->kind = PROBLEM_RECURSION;
        problem->message = "maximum recursion depth exceeded during compilation";
        return false;
    default:
        diagnose_text(parser, (flags & PARSE_ALLOW_INCOMPLETE) != 0, problem);
        return false;
    }
}

static bool parse_text(AstArena *arena, AstModule *module, ParseFlags flags,
                       SyntaxProblem *problem) {
    Lexer lexer;
    Parser parser;
    bool is_compound = false;
    lexer_init(&lexer, arena, module, module->source, module->source_length);
    parse_state_init(&parser, &lexer);
    parse_expr_init(&parser);
    bool is_good = parse_mode(&parser, module, flags, &is_compound);
    if (lexer.is_out_of_memory) {
        parse_state_fail(&parser, PARSE_OUT_OF_MEMORY);
        parser.failure = PARSE_OUT_OF_MEMORY;
        is_good = false;
    }
    if (!is_good) {
        return report(&parser, flags, problem);
    }
    if (module->mode == PARSE_SINGLE) {
        if ((flags & PARSE_ALLOW_INCOMPLETE) != 0 && is_compound && !ends_with_empty_line(module)) {
            problem->kind = PROBLEM_INCOMPLETE;
            return false;
        }
        if (has_more(parser.token.start)) {
            diagnose_more_statements(&parser, problem);
            return false;
        }
    }
    return true;
}

AstModule *parse_source(AstArena *arena, const char *text, size_t length, const char *filename,
                        ParseMode mode, ParseFlags flags, SyntaxProblem *problem) {
    memset(problem, 0, sizeof *problem);
    AstModule *module = ast_arena_allocate(arena, sizeof *module);
    if (module == NULL) {
        problem->kind = PROBLEM_NO_MEMORY;
        return NULL;
    }
    module->mode = mode;
    module->filename = filename;
    module->notes_end = &module->notes;
    if ((flags & PARSE_FUTURE_ANNOTATIONS) != 0) {
        module->future |= AST_FUTURE_ANNOTATIONS;
    }
    if (!source_text_decode(arena, module, text, length, (flags & PARSE_IS_TEXT) != 0, problem) ||
        !parse_text(arena, module, flags, problem)) {
        return NULL;
    }
    parser_read_futures(module);
    return module;
}
