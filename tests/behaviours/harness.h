#ifndef OURO_TESTS_BEHAVIOURS_HARNESS_H
#define OURO_TESTS_BEHAVIOURS_HARNESS_H

#include "support/process.h"

/* One behaviour: a named test that runs programs on ouro and says what it expects. */
typedef struct Behaviour {
    const char *name;
    void (*run)(void);
} Behaviour;

#define BEHAVIOUR(function)                                                                        \
    { #function, function }

extern const Behaviour pool_behaviours[];
extern const Behaviour small_int_behaviours[];
extern const Behaviour string_behaviours[];
extern const Behaviour garbage_behaviours[];
extern const Behaviour stack_behaviours[];
extern const Behaviour habit_behaviours[];
extern const Behaviour size_behaviours[];
extern const Behaviour repl_behaviours[];
extern const Behaviour command_behaviours[];

/* Set by main before the first test. */
extern const char *harness_program;

/* Says that the running test fails, and why. */
__attribute__((format(printf, 1, 2))) void harness_fail(const char *format, ...);
bool harness_failed(void);
void harness_reset(void);

#define EXPECT(condition, ...) ((condition) ? (void)0 : harness_fail(__VA_ARGS__))

/* Options that come before the program's file, ended by NULL; NULL means none. */
typedef const char *const *HarnessOptions;
#define OPTIONS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Runs `source` as a file. The result is the caller's to free. */
ProcessResult harness_run(HarnessOptions options, const char *source);

/* Runs the command with these arguments and this standard input (NULL: none). "FILE" among the
   arguments stands for a file that holds `source`. */
ProcessResult harness_command(HarnessOptions arguments, const char *source, const char *input);

/* Fails unless the program prints exactly `expected` and ends with code 0. */
void harness_expect(HarnessOptions options, const char *source, const char *expected);

/* Runs tests/behaviours/programs/NAME.py, which must print what NAME.out holds. */
void harness_program_file(HarnessOptions options, const char *name);

/* Runs `source` under `ouro mem report --json`; the JSON text, or NULL after a failure. The caller
   frees it. `options` come before `mem`. */
char *harness_report(HarnessOptions options, const char *source);

/* A number of the report; a missing one fails the test. */
double harness_number(const char *report, const char *path);

/* What the REPL printed on standard output for these input lines: `lines[i]` is the i-th line of
   output, prompts and echoes taken away. */
typedef struct ReplOutput {
    char **lines;
    int count;
} ReplOutput;

/* The input through `-i` with a pipe, and through a pseudo-terminal. */
ReplOutput harness_repl_pipe(HarnessOptions options, const char *input);
ReplOutput harness_repl_terminal(HarnessOptions options, const char *input);
void harness_repl_free(ReplOutput *output);

/* Runs `check` on both ways of talking to the REPL. */
void harness_repl(HarnessOptions options, const char *input,
                  void (*check)(const ReplOutput *output));

/* Both ways must print exactly these lines. */
void harness_repl_expect(HarnessOptions options, const char *input, const char *expected);

#endif
