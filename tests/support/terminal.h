#ifndef OURO_TESTS_SUPPORT_TERMINAL_H
#define OURO_TESTS_SUPPORT_TERMINAL_H

#include <sys/types.h>

#include "support/text.h"

/* A program behind a pseudo-terminal, as a person at a keyboard sees it. */
typedef struct Terminal {
    int descriptor;
    pid_t child;
    Text screen; /* everything printed so far, without escape sequences and carriage returns */
    Text raw;    /* what an unfinished escape sequence is kept in */
    bool closed;
} Terminal;

bool terminal_open(Terminal *terminal, const char *const *argv, const char *const *environment,
                   const char *directory);

/* Waits until the screen ends with one of the prompts ("" entries are not looked at). False when
   the time is over or the program is gone. */
bool terminal_wait(Terminal *terminal, const char *prompt, const char *other, double seconds);

/* Types bytes as they are; "\n" is the return key, "\x03" Ctrl-C, "\x04" Ctrl-D. */
void terminal_type(Terminal *terminal, const char *keys);

/* Waits for the program's end; its exit code, or -1 after it had to be killed. */
int terminal_close(Terminal *terminal, double seconds);

#endif
