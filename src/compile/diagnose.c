#include "compile/diagnose.h"
#include <string.h>
void diagnose_text(Parser *parser, bool allow_incomplete, SyntaxProblem *problem) {
    (void)allow_incomplete;
    memset(problem, 0, sizeof *problem);
    problem->kind = PROBLEM_SYNTAX;
    problem->message = parser->lexer->message ? parser->lexer->message : "invalid syntax";
    problem->lineno = parser->token.lineno;
    problem->offset = parser->token.col + 1;
    problem->has_offset = true;
}
void diagnose_more_statements(Parser *parser, SyntaxProblem *problem) { diagnose_text(parser, false, problem); }
