/* The text of the program's files, to be shown. */
#ifndef OURO_CLI_PROGRAM_TEXT_H
#define OURO_CLI_PROGRAM_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* Begins with `command`, the text of -c or NULL, and nothing else. */
typedef struct ProgramText {
    const char *command;
    char *file; /* the one whose text was asked for last; NULL: none yet */
    char *text; /* of it; NULL: it cannot be read */
} ProgramText;

/* The line without its newline, *length bytes, until the next call; NULL: there is none. */
const char *program_text_line(ProgramText *program, const char *file, uint32_t line,
                              size_t *length);
void program_text_free(ProgramText *program);

#endif
