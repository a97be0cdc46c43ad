/*
 * grammar: the grammar of Python 3.11 as a text, with the mistakes that have messages of their own.
 *
 * parse_*.c decide whether a text is Python; only when they refuse it, diagnose.c walks this
 * grammar, in the order in which CPython tries its rules, because that order decides which of
 * several possible messages a person sees and which token is marked.
 *
 * Notation: one rule a line, `name: alternative | alternative`, tried in order, no backtracking
 * into a rule that matched.
 *   'x'  a keyword or operator       `x`  a word that is a keyword only here
 *   &'x!' in the form &&'x'          the token must be here: "expected 'x'" at once
 *   e? e* e+ (…) [e]  as usual       s.e+ one or more e with s between
 *   &e !e  lookahead                 ~    no other alternative of this rule after here
 *   a=e b=e  keeps what matched for the message
 * A name with @ before its rule remembers its results whether or not mistakes were looked for.
 * Rules called invalid_… match mistakes; an alternative that is only such a rule is tried in the
 * second walk alone. Their alternatives end with {what|message}:
 *   L a  marks a        R a b  marks a to b      F a  marks from a to the last character read
 *   S    marks the last token read               I a  IndentationError; %d is the line of a
 *   T a x  the part of a that cannot be a target of kind x      X name  decided in diagnose.c
 * In a message %n is what kind of expression a is. A capital letter marks all tokens of what was
 * matched, outer parentheses included.
 */
#ifndef OURO_COMPILE_GRAMMAR_H
#define OURO_COMPILE_GRAMMAR_H

const char *grammar_text(void);

#endif
