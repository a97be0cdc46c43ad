/* Lines of the program's files, to be shown. */
#ifndef OURO_CLI_SOURCE_LINES_H
#define OURO_CLI_SOURCE_LINES_H

#include <stdbool.h>
#include <stdint.h>

/* Begins with `command`, the text of -c or NULL, and nothing else. */
typedef struct SourceLines {
    const char *command;
    char *file; /* the one whose text was asked for last; NULL: none yet */
    char *text; /* of it; NULL: it cannot be read */
} SourceLines;

/* Prints the line on standard output without its indentation (when `bare`) and newline; nothing
 * when there is none. */
void source_lines_print(SourceLines *lines, const char *file, uint32_t line, bool bare);
void source_lines_free(SourceLines *lines);

#endif
