/* Runs the behaviour tests: one for each row of the page of behaviours, on a built `ouro`.
   usage: behaviour --ouro PATH [--tally FILE] [--quiet] [TEXT] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "behaviours/harness.h"

static const Behaviour *const groups[] = {
    pool_behaviours,  small_int_behaviours, string_behaviours, garbage_behaviours, stack_behaviours,
    habit_behaviours, size_behaviours,      repl_behaviours,   command_behaviours,
};

static void usage(void) {
    fputs("usage: behaviour --ouro PATH [--tally FILE] [--quiet] [TEXT]\n", stderr);
    exit(2);
}

int main(int argc, char **argv) {
    const char *filter = "";
    const char *tally = NULL;
    bool quiet = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--ouro") == 0 && i + 1 < argc) {
            harness_program = realpath(argv[++i], NULL);
        } else if (strcmp(argv[i], "--tally") == 0 && i + 1 < argc) {
            tally = argv[++i];
        } else if (strcmp(argv[i], "--quiet") == 0) {
            quiet = true;
        } else if (argv[i][0] == '-') {
            usage();
        } else {
            filter = argv[i];
        }
    }
    if (!harness_program) {
        usage();
    }
    int passed = 0;
    int failed = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        for (const Behaviour *behaviour = groups[i]; behaviour->name; behaviour++) {
            if (!strstr(behaviour->name, filter)) {
                continue;
            }
            harness_reset();
            behaviour->run();
            if (harness_failed() || !quiet) {
                printf("%s %s\n", harness_failed() ? "FAIL" : "ok", behaviour->name);
            }
            fflush(stdout);
            passed += !harness_failed();
            failed += harness_failed();
        }
    }
    if (tally) {
        Text text = {0};
        text_format(&text, "%d %d\n", passed, failed);
        if (!text_write_file(&text, tally)) {
            perror(tally);
        }
        text_free(&text);
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
