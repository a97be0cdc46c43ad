/* Parsing of arguments of builtin functions that take keywords or defaults. */
#ifndef OURO_OBJECT_ARGUMENTS_H
#define OURO_OBJECT_ARGUMENTS_H

#include "object/raise.h"

/* static const ArgumentSpec SPEC = {"sorted", {"iterable", "key", "reverse"}, 1, 1, 1, 3}; */
#define ARGUMENT_MAX 16
typedef struct ArgumentSpec {
    const char *function; /* for messages, without "()" */
    const char *names[ARGUMENT_MAX];
    uint8_t positional_only; /* first ones that cannot be given by name */
    uint8_t positional;      /* that can be given by position (the rest is keyword-only) */
    uint8_t required;        /* the first so many must be given */
    uint8_t count;           /* in all */
} ArgumentSpec;

/* out[i]: borrowed, NULL when not given. CPython's messages: "f() takes at most 2 positional
 * arguments (3 given)", "f() missing required argument 'x' (pos 1)", "'y' is an invalid keyword
 * argument for f()", "argument for f() given by name ('x') and position (1)". */
bool arguments_parse(Runtime *rt, const ArgumentSpec *spec, Object *const *args, size_t count,
                     Object *keyword_names, Object **out);
/* "f expected at least 1 argument, got 0" and the like. */
bool arguments_check_count(Runtime *rt, const char *function, size_t count, size_t minimum,
                           size_t maximum);
/* "f() takes no keyword arguments". */
bool arguments_no_keywords(Runtime *rt, const char *function, Object *keyword_names);

#endif
