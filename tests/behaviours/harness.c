/* How the behaviour tests run programs: as a file, under the report, and in the REPL both through
   a pipe and through a pseudo-terminal. */
#include "behaviours/harness.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/json.h"
#include "support/terminal.h"

enum { SECONDS_ALLOWED = 60 }; /* a few seconds of work on a machine that does ten other things */

const char *harness_program;
static bool failed;
static const char *way = ""; /* which REPL a failure belongs to */

void harness_fail(const char *format, ...) {
    va_list arguments;
    failed = true;
    printf("  %s", way);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

bool harness_failed(void) {
    return failed;
}

void harness_reset(void) {
    failed = false;
}

static void clean_environment(ProcessSpec *spec) {
    process_environment(spec, "PATH=/usr/bin:/bin");
    process_environment(spec, "LC_ALL=C.UTF-8");
    process_environment(spec, "TERM=dumb");
    process_environment(spec, "PYTHONHASHSEED=0");
    process_environment(spec, "ASAN_OPTIONS=detect_leaks=0:exitcode=98");
}

ProcessResult harness_command(HarnessOptions arguments, const char *source, const char *input) {
    char *directory = process_make_directory();
    Text path = {0};
    Text home = {0};
    text_format(&path, "%s/program.py", directory);
    text_format(&home, "HOME=%s", directory);
    if (source) {
        Text body = {0};
        text_add(&body, source);
        text_write_file(&body, path.data);
        text_free(&body);
    }
    ProcessSpec spec = {.directory = directory,
                        .input = input,
                        .timeout_seconds = SECONDS_ALLOWED,
                        .address_space_bytes = (size_t)4 << 30};
    process_argument(&spec, harness_program);
    for (int i = 0; arguments && arguments[i]; i++) {
        process_argument(&spec, strcmp(arguments[i], "FILE") == 0 ? path.data : arguments[i]);
    }
    clean_environment(&spec);
    process_environment(&spec, home.data);
    process_environment(&spec, "OURO_LEAK_CHECK=1");
    ProcessResult result;
    if (!process_run(&spec, &result)) {
        perror(harness_program);
        exit(2);
    }
    EXPECT(!result.timed_out, "still running after %d seconds", SECONDS_ALLOWED);
    text_replace(&result.out, directory, "DIRECTORY");
    text_replace(&result.err, directory, "DIRECTORY");
    process_remove_directory(directory);
    text_free(&path);
    text_free(&home);
    return result;
}

enum { MAX_OPTIONS = 16 };

/* OPTIONS, then the words, then FILE. */
static ProcessResult run_with(HarnessOptions options, HarnessOptions words, const char *source) {
    const char *arguments[MAX_OPTIONS];
    int count = 0;
    for (int i = 0; options && options[i]; i++) {
        arguments[count++] = options[i];
    }
    for (int i = 0; words && words[i]; i++) {
        arguments[count++] = words[i];
    }
    arguments[count++] = "FILE";
    arguments[count] = NULL;
    return harness_command(arguments, source, NULL);
}

ProcessResult harness_run(HarnessOptions options, const char *source) {
    return run_with(options, NULL, source);
}

void harness_expect(HarnessOptions options, const char *source, const char *expected) {
    ProcessResult result = harness_run(options, source);
    EXPECT(strcmp(result.out.data, expected) == 0, "printed:\n%s  expected:\n%s%s", result.out.data,
           expected, result.err.data);
    EXPECT(result.exit_code == 0, "exit code %d\n%s", result.exit_code, result.err.data);
    process_result_free(&result);
}

void harness_program_file(HarnessOptions options, const char *name) {
    Text source = {0};
    Text expected = {0};
    Text path = {0};
    text_format(&path, OURO_ROOT "/tests/behaviours/programs/%s.py", name);
    bool found = text_read_file(&source, path.data);
    text_clear(&path);
    text_format(&path, OURO_ROOT "/tests/behaviours/programs/%s.out", name);
    found = found && text_read_file(&expected, path.data);
    EXPECT(found, "there is no program %s", name);
    if (found) {
        harness_expect(options, source.data, expected.data);
    }
    text_free(&source);
    text_free(&expected);
    text_free(&path);
}

char *harness_report(HarnessOptions options, const char *source) {
    ProcessResult result = run_with(options, OPTIONS("mem", "report", "--json"), source);
    char *report = NULL;
    char *start = strrchr(result.out.data, '\n');
    /* The report is the last line, whatever the program printed before. */
    while (start && start[1] != '{') {
        *start = '\0';
        start = strrchr(result.out.data, '\n');
    }
    start = start ? start + 1 : result.out.data;
    if (*start == '{') {
        report = text_copy(start);
        report[strcspn(report, "\n")] = '\0';
    }
    EXPECT(report && json_valid(report), "no JSON report (exit code %d):\n%s%s", result.exit_code,
           result.out.data, result.err.data);
    EXPECT(result.exit_code == 0, "exit code %d\n%s", result.exit_code, result.err.data);
    process_result_free(&result);
    return report;
}

double harness_number(const char *report, const char *path) {
    double number = 0;
    if (!report || !json_number(report, path, &number)) {
        harness_fail("the report has no number %s", path);
    }
    return number;
}

static void add_lines(ReplOutput *output, const char *text, size_t length) {
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t size = (size_t)((newline ? newline : end) - text);
        char **lines = text_memory((size_t)(output->count + 1) * sizeof *lines);
        if (output->count) {
            memcpy(lines, output->lines, (size_t)output->count * sizeof *lines);
        }
        free(output->lines);
        output->lines = lines;
        char *line = text_memory(size + 1);
        memcpy(line, text, size);
        output->lines[output->count++] = line;
        text += size + 1;
    }
}

ReplOutput harness_repl_pipe(HarnessOptions options, const char *input) {
    const char *arguments[MAX_OPTIONS] = {"-q", "-i"};
    int count = 2;
    for (int i = 0; options && options[i]; i++) {
        arguments[count++] = options[i];
    }
    ProcessResult result = harness_command(arguments, NULL, input);
    ReplOutput output = {0};
    add_lines(&output, result.out.data, result.out.length);
    EXPECT(result.exit_code == 0, "exit code %d\n%s", result.exit_code, result.err.data);
    process_result_free(&result);
    return output;
}

ReplOutput harness_repl_terminal(HarnessOptions options, const char *input) {
    ReplOutput output = {0};
    char *directory = process_make_directory();
    Text home = {0};
    text_format(&home, "HOME=%s", directory);
    ProcessSpec spec = {0};
    process_argument(&spec, harness_program);
    process_argument(&spec, "-q");
    for (int i = 0; options && options[i]; i++) {
        process_argument(&spec, options[i]);
    }
    clean_environment(&spec);
    process_environment(&spec, home.data);
    Terminal terminal;
    if (!terminal_open(&terminal, spec.argv, spec.environment, directory)) {
        perror(harness_program);
        exit(2);
    }
    bool alive = terminal_wait(&terminal, ">>> ", "", SECONDS_ALLOWED);
    while (alive && *input) {
        size_t length = strcspn(input, "\n") + 1;
        char *line = text_memory(length + 1);
        memcpy(line, input, length);
        input += length;
        /* The echo of the line ends its first line on the screen; the prompt is the last one. */
        size_t before = terminal.screen.length;
        text_append(&terminal.screen, "", 0);
        terminal_type(&terminal, line);
        free(line);
        alive = terminal_wait(&terminal, "\n>>> ", "\n... ", SECONDS_ALLOWED);
        char *echo_end = strchr(terminal.screen.data + before, '\n');
        if (alive && echo_end) {
            const char *start = echo_end + 1;
            add_lines(&output, start,
                      (size_t)(terminal.screen.data + terminal.screen.length - 4 - start));
        }
        /* The same prompt must not be seen twice. */
        text_add(&terminal.screen, "|");
    }
    EXPECT(alive, "no prompt came:\n%s", terminal.screen.data);
    terminal_type(&terminal, "\x04");
    int code = terminal_close(&terminal, SECONDS_ALLOWED);
    EXPECT(code == 0, "exit code %d after Ctrl-D", code);
    text_free(&terminal.screen);
    text_free(&home);
    process_remove_directory(directory);
    return output;
}

void harness_repl_free(ReplOutput *output) {
    for (int i = 0; i < output->count; i++) {
        free(output->lines[i]);
    }
    free(output->lines);
    *output = (ReplOutput){0};
}

void harness_repl(HarnessOptions options, const char *input,
                  void (*check)(const ReplOutput *output)) {
    ReplOutput (*const ways[])(HarnessOptions, const char *) = {harness_repl_pipe,
                                                                harness_repl_terminal};
    static const char *const names[] = {"-i: ", "terminal: "};
    for (int i = 0; i < 2; i++) {
        way = names[i];
        ReplOutput output = ways[i](options, input);
        check(&output);
        harness_repl_free(&output);
    }
    way = "";
}

static const char *expected_lines;

static void check_lines(const ReplOutput *output) {
    Text got = {0};
    text_clear(&got);
    for (int i = 0; i < output->count; i++) {
        text_format(&got, "%s\n", output->lines[i]);
    }
    EXPECT(strcmp(got.data, expected_lines) == 0, "printed:\n%s  expected:\n%s", got.data,
           expected_lines);
    text_free(&got);
}

void harness_repl_expect(HarnessOptions options, const char *input, const char *expected) {
    expected_lines = expected;
    harness_repl(options, input, check_lines);
}
