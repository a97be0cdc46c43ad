/* repl: the prompt. On a terminal libedit reads the lines, with history; else they come from
 * standard input and prompts go to standard error, as python3 has it. */
#include "cli/repl.h"

#include <editline/readline.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum { LINE_READ, LINE_END, LINE_INTERRUPTED } LineState;

/* Lines of the statement being typed. */
typedef struct Statement {
    char *text;
    size_t length, capacity;
} Statement;

static bool append(Statement *statement, const char *line, size_t length) {
    if (statement->length + length + 1 > statement->capacity) {
        size_t capacity = (statement->length + length + 1) * 2;
        char *larger = realloc(statement->text, capacity);
        if (!larger) {
            return false;
        }
        statement->text = larger;
        statement->capacity = capacity;
    }
    memcpy(statement->text + statement->length, line, length);
    statement->length += length;
    statement->text[statement->length] = '\0';
    return true;
}

/* ---- a line from a terminal ---- */

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
    rl_callback_handler_remove();
}

/* Ctrl-C while typing drops the statement: SIGINT is ours until the line is read. */
static LineState read_edited(const char *prompt, char **line) {
    struct sigaction action = {.sa_handler = on_interrupt};
    struct sigaction before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &before);
    interrupted = 0;
    line_done = 0;
    finished_line = NULL;
    rl_callback_handler_install(prompt, on_line);
    while (!line_done && !interrupted) {
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = poll(&input, 1, -1);
        if (ready > 0) {
            rl_callback_read_char();
        } else if (ready < 0 && errno != EINTR) {
            break;
        }
    }
    if (!line_done) {
        rl_callback_handler_remove();
    }
    sigaction(SIGINT, &before, NULL);
    *line = finished_line;
    return interrupted ? LINE_INTERRUPTED : finished_line ? LINE_READ : LINE_END;
}

/* ---- a line from anything else ---- */

static LineState read_plain(const char *prompt, char **line) {
    fputs(prompt, stderr);
    fflush(stderr);
    size_t capacity = 0;
    *line = NULL;
    ssize_t length = getline(line, &capacity, stdin);
    if (length < 0) {
        free(*line);
        *line = NULL;
        return LINE_END;
    }
    if (length > 0 && (*line)[length - 1] == '\n') {
        (*line)[length - 1] = '\0';
    }
    return LINE_READ;
}

/* ---- history ---- */

static char *history_path(void) {
    const char *home = getenv("HOME");
    char *path = NULL;
    if (!home || !*home || asprintf(&path, "%s/.ouro_history", home) < 0) {
        return NULL;
    }
    return path;
}

/* ---- the loop ---- */

/* Runs what was typed: OURO_INCOMPLETE wants another line. True: *code ends the process. */
static bool run_statement(OuroRuntime *runtime, Statement *statement, OuroResult *result,
                          int *code) {
    *result = ouro_run_interactive(runtime, statement->text, statement->length);
    if (*result == OURO_INCOMPLETE) {
        return false;
    }
    statement->length = 0;
    bool ends = *result == OURO_FAILED && ouro_error_finish(runtime, code);
    ouro_flush(runtime);
    return ends;
}

static int loop(OuroRuntime *runtime, bool edited) {
    Statement statement = {0};
    int code = 0;
    for (;;) {
        const char *prompt = ouro_prompt(runtime, statement.length ? "ps2" : "ps1");
        char *line = NULL;
        LineState state = edited ? read_edited(prompt, &line) : read_plain(prompt, &line);
        if (state == LINE_INTERRUPTED) {
            fputs("\nKeyboardInterrupt\n", stderr);
            statement.length = 0;
            ouro_forget_interrupt(runtime);
            free(line);
            continue;
        }
        OuroResult result;
        if (state == LINE_END) {
            fputs("\n", stderr);
            code = 0;
            /* an open statement ends with the input */
            if (!statement.length || !append(&statement, "\n", 1) ||
                !run_statement(runtime, &statement, &result, &code)) {
                code = 0;
            }
            break;
        }
        if (edited && *line) {
            add_history(line);
        }
        bool kept = append(&statement, line, strlen(line)) && append(&statement, "\n", 1);
        free(line);
        if (kept && run_statement(runtime, &statement, &result, &code)) {
            break;
        }
    }
    free(statement.text);
    return code;
}

static void print_banner(void) {
    fprintf(stderr,
            "Python %s (ouro %s)\n"
            "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
            ouro_python_version(), ouro_version());
}

int repl_run(OuroRuntime *runtime, bool quiet) {
    if (!quiet) {
        print_banner();
    }
    ouro_flush(runtime);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        return loop(runtime, false);
    }
    rl_readline_name = (char *)(uintptr_t) "ouro";
    using_history();
    char *path = history_path();
    if (path) {
        read_history(path);
    }
    stifle_history(1000);
    int code = loop(runtime, true);
    if (path) {
        write_history(path);
        free(path);
    }
    return code;
}
