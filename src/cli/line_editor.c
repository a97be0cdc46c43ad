/* line_editor: see line_editor.h. */
#include "cli/line_editor.h"

#include <dlfcn.h>
#include <editline/readline.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HISTORY_LINES = 1000 };

/* What we use of libedit, by the names and types of its header. */
static struct {
    __typeof__(rl_callback_handler_install) *handler_install;
    __typeof__(rl_callback_handler_remove) *handler_remove;
    __typeof__(rl_callback_read_char) *read_char;
    __typeof__(using_history) *using_history;
    __typeof__(stifle_history) *stifle_history;
    __typeof__(read_history) *read_history;
    __typeof__(write_history) *write_history;
    __typeof__(add_history) *add_history;
    const char **readline_name;
} edit;

static const struct {
    const char *name;
    void *place;
} symbols[] = {
    {"rl_callback_handler_install", &edit.handler_install},
    {"rl_callback_handler_remove", &edit.handler_remove},
    {"rl_callback_read_char", &edit.read_char},
    {"using_history", &edit.using_history},
    {"stifle_history", &edit.stifle_history},
    {"read_history", &edit.read_history},
    {"write_history", &edit.write_history},
    {"add_history", &edit.add_history},
    {"rl_readline_name", &edit.readline_name},
};

static bool open_library(void) {
    void *library = dlopen("libedit.so.2", RTLD_NOW); /* Debian's name; others call it 0 */
    if (library == NULL) {
        library = dlopen("libedit.so.0", RTLD_NOW);
    }
    for (size_t i = 0; library != NULL && i < sizeof symbols / sizeof *symbols; i++) {
        void *address = dlsym(library, symbols[i].name);
        if (address == NULL) {
            return false;
        }
        memcpy(symbols[i].place, &address, sizeof address);
    }
    return library != NULL;
}

/* The path of the history, for the caller to free; NULL without a home. */
static char *history_path(void) {
    const char *home = getenv("HOME");
    char *path = NULL;
    if (!home || !*home || asprintf(&path, "%s/.ouro_history", home) < 0) {
        return NULL;
    }
    return path;
}

bool line_editor_open(void) {
    if (!open_library()) {
        return false;
    }
    *edit.readline_name = "ouro";
    edit.using_history();
    char *path = history_path();
    if (path) {
        edit.read_history(path);
        free(path);
    }
    edit.stifle_history(HISTORY_LINES);
    return true;
}

void line_editor_close(void) {
    char *path = history_path();
    if (path) {
        edit.write_history(path);
        free(path);
    }
}

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t line_done;
static char *finished_line;

static void on_interrupt(int signal_number) {
    (void)signal_number;
    interrupted = 1;
}

static void on_line(char *line) {
    finished_line = line;
    line_done = 1;
    edit.handler_remove();
}

/* Ctrl-C while typing drops the statement: SIGINT is ours until the line is read. */
LineState line_editor_read(const char *prompt, char **line) {
    struct sigaction action = {.sa_handler = on_interrupt};
    struct sigaction before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before);
    interrupted = 0;
    line_done = 0;
    finished_line = NULL;
    edit.handler_install(prompt, on_line);
    while (!line_done && !interrupted) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = poll(&input, 1, -1);
        if (ready > 0) {
            edit.read_char();
        } else if (ready < 0 && errno != EINTR) {
            break;
        }
    }
    if (!line_done) {
        edit.handler_remove();
    }
    sigaction(SIGINT, &before, NULL);
    *line = finished_line;
    return interrupted ? LINE_INTERRUPTED : finished_line ? LINE_READ : LINE_END;
}

void line_editor_remember(const char *line) {
    edit.add_history(line);
}
