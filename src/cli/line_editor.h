/* line_editor: lines typed on a terminal, edited by libedit, with their history. The library is
 * opened at the first prompt: a program that runs a script does not pay for it. */
#ifndef OURO_CLI_LINE_EDITOR_H
#define OURO_CLI_LINE_EDITOR_H

#include <stdbool.h>

typedef enum { LINE_READ, LINE_END, LINE_INTERRUPTED } LineState;

/* Opens libedit and reads ~/.ouro_history. False: the machine has no libedit. */
bool line_editor_open(void);
/* Writes the history. */
void line_editor_close(void);
/* With LINE_READ, *line is the line without its end, for the caller to free; else NULL. Ctrl-C
 * gives LINE_INTERRUPTED. */
LineState line_editor_read(const char *prompt, char **line);
void line_editor_remember(const char *line);

#endif
