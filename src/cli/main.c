/* main: the command. Opens a runtime as the options say, runs the program, ends as python3 does. */
#include "cli/mem_report.h"
#include "cli/mem_advise.h"
#include "cli/mem_view.h"
#include "cli/options.h"
#include "cli/repl.h"
#include "ouro.h"
#include "ouro/inspect.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CODE_USAGE = 2, CODE_INTERRUPTED = 130, CODE_LEAK = 99, CODE_FLUSH = 120 };

/* For the signal handler; set while a runtime is open. */
static OuroRuntime *volatile interruptible;

static void on_interrupt(int signal_number) {
    (void)signal_number;
    OuroRuntime *runtime = interruptible;
    if (runtime) {
        ouro_interrupt(runtime);
    }
}

static void set_signals(OuroRuntime *runtime) {
    struct sigaction action = {.sa_handler = on_interrupt};
    interruptible = runtime;
    sigemptyset(&action.sa_mask);
    struct sigaction before;
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
        sigaction(SIGINT, &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN); /* writing then fails with BrokenPipeError */
}

/* ---- what the program sees ---- */

static bool set_executable(OuroRuntime *runtime) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return true;
    }
    path[length] = '\0';
    return ouro_set_executable(runtime, path);
}

static bool add_search_path(OuroRuntime *runtime, const char *list) {
    bool done = true;
    for (const char *at = list; done && at; at = strchr(at, ':') ? strchr(at, ':') + 1 : NULL) {
        size_t length = strcspn(at, ":");
        char *folder = strndup(at, length);
        done = folder && (length == 0 || ouro_add_path(runtime, folder, false));
        free(folder);
    }
    return done;
}

/* sys.path[0], but for a file, whose folder it is. */
static bool add_first_path(OuroRuntime *runtime, const Options *options) {
    if (options->config.flags.safe_path || options->kind == RUN_FILE) {
        return true;
    }
    if (options->kind != RUN_MODULE) {
        return ouro_add_path(runtime, "", true);
    }
    char *folder = getcwd(NULL, 0);
    bool done = !folder || ouro_add_path(runtime, folder, true);
    free(folder);
    return done;
}

static bool prepare(OuroRuntime *runtime, const Options *options, int argc, char **argv) {
    bool done = set_executable(runtime) &&
                ouro_set_original_arguments(runtime, argc, (const char *const *)argv) &&
                ouro_set_arguments(runtime, options->argument_count, options->arguments);
    for (int i = 0; done && i < options->xoption_count; i++) {
        done = ouro_add_option(runtime, options->xoptions[i]);
    }
    if (done && options->trace_frames > 0) {
        done = ouro_trace_allocations(runtime, (unsigned)options->trace_frames);
    }
    bool environment = !options->config.flags.ignore_environment;
    const char *warnings = environment ? getenv("PYTHONWARNINGS") : NULL;
    char *list = done && warnings && *warnings ? strdup(warnings) : NULL;
    char *rest = list;
    for (char *word; done && rest && (word = strsep(&rest, ",")) != NULL;) {
        done = ouro_add_warning(runtime, word);
    }
    free(list);
    for (int i = 0; done && i < options->warning_count; i++) {
        done = ouro_add_warning(runtime, options->warnings[i]);
    }
    const char *path = environment ? getenv("PYTHONPATH") : NULL;
    return done && (!path || !*path || add_search_path(runtime, path)) &&
           add_first_path(runtime, options);
}

/* ---- running ---- */

/* All of standard input; NULL: no memory. */
static char *read_input(size_t *length) {
    size_t capacity = 1 << 16;
    char *text = malloc(capacity);
    *length = 0;
    while (text) {
        ssize_t got = read(STDIN_FILENO, text + *length, capacity - *length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return text;
        }
        *length += (size_t)got;
        if (*length == capacity) {
            char *larger = realloc(text, capacity *= 2);
            if (!larger) {
                free(text);
            }
            text = larger;
        }
    }
    return NULL;
}

static OuroResult run_input(OuroRuntime *runtime) {
    size_t length;
    char *text = read_input(&length);
    if (!text) {
        return OURO_DONE;
    }
    OuroResult result = ouro_run_text(runtime, text, length, "<stdin>");
    free(text);
    return result;
}

static OuroResult run_command(OuroRuntime *runtime, const char *command) {
    size_t length = strlen(command);
    char *text = malloc(length + 2);
    if (!text) {
        return OURO_DONE;
    }
    memcpy(text, command, length);
    memcpy(text + length, "\n", 2);
    OuroResult result = ouro_run_text(runtime, text, length + 1, "<string>");
    free(text);
    return result;
}

static bool wants_prompt(const Options *options) {
    bool reads_input = options->kind == RUN_PROMPT || options->kind == RUN_STDIN;
    return reads_input && (options->config.flags.interactive || isatty(STDIN_FILENO));
}

static OuroResult run_target(OuroRuntime *runtime, const Options *options) {
    switch (options->kind) {
    case RUN_FILE:
        return ouro_run_file(runtime, options->target, !options->config.flags.safe_path);
    case RUN_COMMAND:
        return run_command(runtime, options->target);
    case RUN_MODULE:
        return ouro_run_module(runtime, options->target);
    default:
        return run_input(runtime);
    }
}

/* Runs the program, then the prompt when -i wants it: the exit code. */
static int run(OuroRuntime *runtime, const Options *options) {
    if (wants_prompt(options)) {
        return repl_run(runtime, options->config.flags.quiet);
    }
    int code = 0;
    OuroResult result = run_target(runtime, options);
    if (result == OURO_NOT_FOUND) {
        fprintf(stderr, "ouro: %s\n", ouro_last_error(runtime));
        code = options->kind == RUN_FILE ? CODE_USAGE : 1;
    } else if (result == OURO_FAILED) {
        ouro_error_finish(runtime, &code);
    }
    const char *asked = options->config.flags.ignore_environment ? NULL : getenv("PYTHONINSPECT");
    if (options->config.flags.inspect || (asked && *asked)) {
        code = repl_run(runtime, true);
    }
    return code;
}

/* With what `ouro mem …` shows of it. */
static int run_watched(OuroRuntime *runtime, const Options *options) {
    const char *command = options->kind == RUN_COMMAND ? options->target : NULL;
    MemView *view =
        options->mem == MEM_VIEW ? mem_view_open(runtime, command, options->json) : NULL;
    if ((options->mem == MEM_VIEW && !view) ||
        (options->mem == MEM_ADVISE && !ouro_watch_habits(runtime))) {
        fputs("ouro: not enough memory to watch\n", stderr);
        return 1;
    }
    int code = run(runtime, options);
    mem_view_close(runtime, view);
    if (options->mem == MEM_REPORT) {
        ouro_flush(runtime);
        mem_report_print(runtime, options->json);
    } else if (options->mem == MEM_ADVISE) {
        ouro_flush(runtime);
        mem_advise_print(runtime, command, options->json);
    }
    return code;
}

/* ---- the end ---- */

static void print_leak(void *user, const char *type, size_t count, size_t bytes) {
    (void)user;
    fprintf(stderr, "ouro: leak: %zu %s, %zu bytes\n", count, type, bytes);
}

static int close_runtime(OuroRuntime *runtime, int code) {
    const char *check = getenv("OURO_LEAK_CHECK");
    bool checked = check && strcmp(check, "1") == 0;
    if (!ouro_flush(runtime) && code == 0) {
        code = CODE_FLUSH;
    }
    size_t leaks = ouro_close_checked(runtime, checked ? print_leak : NULL, NULL);
    interruptible = NULL;
    return checked && leaks ? CODE_LEAK : code;
}

int main(int argc, char **argv) {
    Options options;
    if (!options_parse(&options, argc, argv)) {
        options_free(&options);
        return CODE_USAGE;
    }
    if (options.kind == RUN_HELP || options.kind == RUN_VERSION) {
        if (options.kind == RUN_HELP) {
            options_print_help();
        } else {
            options_print_version(options.version_count);
        }
        options_free(&options);
        return 0;
    }
    OuroRuntime *runtime = ouro_open(&options.config);
    if (!runtime) {
        fputs("ouro: not enough memory to start\n", stderr);
        options_free(&options);
        return 1;
    }
    set_signals(runtime);
    int code = 1;
    if (prepare(runtime, &options, argc, argv)) {
        code = run_watched(runtime, &options);
    } else {
        fputs("ouro: not enough memory to start\n", stderr);
    }
    bool killed = code == CODE_INTERRUPTED;
    code = close_runtime(runtime, code);
    options_free(&options);
    if (killed && code == CODE_INTERRUPTED) {
        signal(SIGINT, SIG_DFL); /* the shell is to know that the program was interrupted */
        raise(SIGINT);
    }
    return code;
}
