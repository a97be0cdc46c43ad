/*
 * parse_pattern: the patterns of the match statement (PEP 634).
 */
#ifndef OURO_COMPILE_PARSE_PATTERN_H
#define OURO_COMPILE_PARSE_PATTERN_H

#include "compile/parse_state.h"

/* What stands between `case` and the guard or colon. */
AstPattern *parse_pattern(Parser *parser);

#endif
