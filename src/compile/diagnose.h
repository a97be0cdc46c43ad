/*
 * diagnose: says what is wrong with a text that the parser refused, in CPython 3.11's words.
 */
#ifndef OURO_COMPILE_DIAGNOSE_H
#define OURO_COMPILE_DIAGNOSE_H

#include "compile/parse_state.h"

/* Fills *problem for parser->module's text. `allow_incomplete`: report PROBLEM_INCOMPLETE where
 * the text is only too short. */
void diagnose_text(Parser *parser, bool allow_incomplete, SyntaxProblem *problem);
/* More than one statement in PARSE_SINGLE; the parser stands at the NEWLINE between. */
void diagnose_more_statements(Parser *parser, SyntaxProblem *problem);

#endif
