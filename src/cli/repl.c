/* repl: the prompt. On a terminal libedit reads the lines, with history; else they come from
 * standard input and prompts go to standard error, as python3 has it. */
#include "cli/repl.h"

#include "cli/line_editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
        LineState state = edited ? line_editor_read(prompt, &line) : read_plain(prompt, &line);
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
            line_editor_remember(line);
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
    bool edited = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && line_editor_open();
    int code = loop(runtime, edited);
    if (edited) {
        line_editor_close();
    }
    return code;
}
