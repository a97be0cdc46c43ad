/*
 * string_decode: the inside of a string literal to its value: escapes, newlines, bytes.
 */
#ifndef OURO_COMPILE_STRING_DECODE_H
#define OURO_COMPILE_STRING_DECODE_H

#include "compile/ast.h"

/* Text under construction, in the arena: at most `capacity` bytes are written by string_decode_*,
 * since no escape is shorter than what it stands for. */
typedef struct DecodedText {
    char *text;
    size_t length;
} DecodedText;

typedef struct DecodeProblem {
    bool is_out_of_memory;
    const char *message; /* in the arena */
    /* The first escape that means nothing, after its backslash, or an octal one beyond a byte. */
    const char *invalid_escape;
} DecodeProblem;

/* Appends the value of a str literal's part to *out, which must have room for `length` more bytes.
 * False: problem->message. */
bool string_decode_text(AstArena *arena, const char *body, size_t length, DecodedText *out,
                        DecodeProblem *problem);
/* The same for a bytes literal. */
bool string_decode_bytes(AstArena *arena, const char *body, size_t length, DecodedText *out,
                         DecodeProblem *problem);

#endif
