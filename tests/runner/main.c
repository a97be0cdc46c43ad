/* Runs the Python test scripts on ouro and compares each outcome with python3.11's, or with the
   recorded one where python3.11 is not installed. Prints failures, then "N passed, N failed". */
#include "runner/script.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum { EXPECT_ORACLE, EXPECT_RECORDED, EXPECT_RECORD } Expectation;

typedef struct Options {
    const char *root;
    const char *ouro;
    const char *oracle;
    const char *name; /* of the build, for messages */
    const char *filter;
    const char *tally;
    const char *failures; /* file that gets the names of the failing scripts */
    double timeout_seconds;
    int jobs;
    Expectation expectation;
    bool verbose;
    bool sanitized; /* the build reserves address space without end */
    bool areas;
} Options;

/* One for each script; written by the worker that ran it. */
typedef struct Verdict {
    bool passed;
    bool stale; /* the recording is missing or differs from the oracle's outcome */
    Text report;
} Verdict;

typedef struct Work {
    const Options *options;
    const ScriptList *list;
    Verdict *verdicts;
    atomic_int next;
    int shown; /* failures printed in full; guarded by `printing` */
    pthread_mutex_t printing;
} Work;

/* A script that wants memory without end gets a MemoryError instead of the machine. */
static const size_t ADDRESS_SPACE = (size_t)8 << 30;

enum { SHOWN_LINES = 12, SHOWN_FAILURES = 20 };

static const char *next_line(const char *line) {
    const char *end = strchr(line, '\n');
    return end ? end + 1 : line + strlen(line);
}

/* Shows both texts from shortly before the first line that differs. */
static void show_difference(Text *report, const char *expected, const char *got) {
    const char *before = expected;
    int line = 1;
    while (*expected && *got) {
        size_t expected_length = (size_t)(next_line(expected) - expected);
        size_t got_length = (size_t)(next_line(got) - got);
        if (expected_length != got_length || memcmp(expected, got, got_length) != 0) {
            break;
        }
        before = expected;
        expected += expected_length;
        got += got_length;
        line++;
    }
    text_format(report, "  from line %d of the output (- expected, + got):\n", line);
    if (before != expected) {
        text_format(report, "    %.*s\n", (int)strcspn(before, "\n"), before);
    }
    const char *sides[] = {expected, got};
    for (int side = 0; side < 2; side++) {
        const char *rest = sides[side];
        for (int i = 0; i < SHOWN_LINES && *rest; i++, rest = next_line(rest)) {
            int length = (int)strcspn(rest, "\n");
            text_format(report, "  %c %.*s\n", side ? '+' : '-', length < 400 ? length : 400, rest);
        }
        if (*rest) {
            text_format(report, "  %c ...\n", side ? '+' : '-');
        }
    }
}

static void show_details(Text *report, const Text *details) {
    const char *start = details->data + details->length;
    int lines = 0;
    while (start > details->data && lines < 16) {
        start--;
        if (start > details->data && start[-1] == '\n') {
            lines++;
        }
    }
    for (const char *rest = start; *rest; rest = next_line(rest)) {
        int length = (int)strcspn(rest, "\n");
        text_format(report, "  | %.*s\n", length < 400 ? length : 400, rest);
    }
}

static void record(const Script *script, const Options *options, Verdict *verdict) {
    ScriptHost host = {options->root, options->oracle, false, options->timeout_seconds,
                       ADDRESS_SPACE};
    Text outcome = {0};
    Text again = {0};
    Text details = {0};
    char *path = script_recording(script);
    verdict->passed = script_run(script, &host, &outcome, &details) &&
                      script_run(script, &host, &again, &details) && text_equal(&outcome, &again);
    if (!verdict->passed) {
        text_format(&verdict->report, "FAIL %s: python3.11 does not say the same twice in time\n",
                    script->name);
    } else if (!text_write_file(&outcome, path)) {
        verdict->passed = false;
        text_format(&verdict->report, "FAIL %s: cannot write %s\n", script->name, path);
    }
    free(path);
    text_free(&outcome);
    text_free(&again);
    text_free(&details);
}

/* False when there is nothing to compare with. */
static bool expect(const Script *script, const Options *options, Text *expected, Verdict *verdict) {
    char *path = script_recording(script);
    Text recorded = {0};
    bool have_recording = text_read_file(&recorded, path);
    free(path);
    bool known = have_recording;
    if (options->expectation == EXPECT_ORACLE) {
        ScriptHost host = {options->root, options->oracle, false, options->timeout_seconds,
                           ADDRESS_SPACE};
        Text details = {0};
        known = script_run(script, &host, expected, &details);
        verdict->stale = !have_recording || !text_equal(&recorded, expected);
        text_free(&details);
    } else if (have_recording) {
        text_append(expected, recorded.data, recorded.length);
    }
    text_free(&recorded);
    return known;
}

static void compare(const Script *script, const Options *options, Verdict *verdict) {
    Text expected = {0};
    Text outcome = {0};
    Text details = {0};
    if (!expect(script, options, &expected, verdict)) {
        text_format(&verdict->report, "FAIL %s: nothing to compare with\n", script->name);
        return;
    }
    ScriptHost host = {options->root, options->ouro, true, options->timeout_seconds,
                       options->sanitized ? 0 : ADDRESS_SPACE};
    script_run(script, &host, &outcome, &details);
    verdict->passed = text_equal(&expected, &outcome);
    if (!verdict->passed) {
        text_format(&verdict->report, "FAIL %s (%s)\n", script->name, options->name);
        show_difference(&verdict->report, expected.data, outcome.data);
        show_details(&verdict->report, &details);
    }
    text_free(&expected);
    text_free(&outcome);
    text_free(&details);
}

static void *worker(void *argument) {
    Work *work = argument;
    for (;;) {
        int index = atomic_fetch_add(&work->next, 1);
        if (index >= work->list->count) {
            return NULL;
        }
        const Script *script = &work->list->items[index];
        Verdict *verdict = &work->verdicts[index];
        if (work->options->expectation == EXPECT_RECORD) {
            record(script, work->options, verdict);
        } else {
            compare(script, work->options, verdict);
        }
        pthread_mutex_lock(&work->printing);
        if (verdict->report.data) {
            bool whole = work->options->verbose || work->shown++ < SHOWN_FAILURES;
            printf("%.*s",
                   whole ? (int)verdict->report.length
                         : (int)strcspn(verdict->report.data, "\n") + 1,
                   verdict->report.data);
        } else if (work->options->verbose) {
            printf("ok %s\n", script->name);
        }
        fflush(stdout);
        pthread_mutex_unlock(&work->printing);
    }
}

static void run_all(Work *work) {
    int jobs = work->options->jobs < 64 ? work->options->jobs : 64;
    pthread_t threads[64];
    int started = 0;
    while (started < jobs && pthread_create(&threads[started], NULL, worker, work) == 0) {
        started++;
    }
    if (started == 0) {
        worker(work);
    }
    for (int i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
}

/* Scripts are sorted by name, so an area is one stretch of them. */
static void print_areas(const Work *work) {
    const ScriptList *list = work->list;
    for (int start = 0, end; start < list->count; start = end) {
        int passed = 0;
        for (end = start;
             end < list->count && strcmp(list->items[end].area, list->items[start].area) == 0;
             end++) {
            passed += work->verdicts[end].passed;
        }
        printf("%-12s %4d of %4d  %5.1f %%\n", list->items[start].area, passed, end - start,
               100.0 * passed / (end - start));
    }
}

static void write_tally(const char *path, int passed, int failed) {
    Text text = {0};
    text_format(&text, "%d %d\n", passed, failed);
    if (path && !text_write_file(&text, path)) {
        perror(path);
    }
    text_free(&text);
}

static void write_failures(const Work *work) {
    Text text = {0};
    text_clear(&text);
    for (int i = 0; i < work->list->count; i++) {
        if (!work->verdicts[i].passed) {
            text_format(&text, "%s\n", work->list->items[i].name);
        }
    }
    if (!text_write_file(&text, work->options->failures)) {
        perror(work->options->failures);
    }
    text_free(&text);
}

static int summarise(const Work *work, double seconds) {
    const Options *options = work->options;
    int passed = 0;
    int stale = 0;
    for (int i = 0; i < work->list->count; i++) {
        passed += work->verdicts[i].passed;
        stale += work->verdicts[i].stale;
    }
    int failed = work->list->count - passed;
    if (options->expectation == EXPECT_ORACLE) {
        if (stale) {
            failed++;
            printf("FAIL recordings: %d are missing or differ from python3.11 (./dev record):\n",
                   stale);
            for (int i = 0, shown = 0; i < work->list->count && shown < 5; i++) {
                if (work->verdicts[i].stale) {
                    printf("  %s\n", work->list->items[i].name);
                    shown++;
                }
            }
        } else {
            passed++;
        }
    }
    if (options->areas) {
        print_areas(work);
    }
    if (options->failures) {
        write_failures(work);
    }
    write_tally(options->tally, passed, failed);
    printf("scripts on %s against %s: %.1f s\n", options->name,
           options->expectation == EXPECT_RECORDED ? "the recordings" : options->oracle, seconds);
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}

static void usage(void) {
    fputs("usage: runner --root DIR --ouro PATH [--name BUILD] [--oracle PATH] [--recorded]\n"
          "              [--record] [--jobs N] [--timeout SECONDS] [--tally FILE]\n"
          "              [--failures FILE] [--areas] [--sanitized] [--verbose] [TEXT]\n",
          stderr);
    exit(2);
}

static const char *absolute(const char *path) {
    char *real = realpath(path, NULL);
    if (!real) {
        perror(path);
        exit(2);
    }
    return real;
}

static Options parse_options(int argc, char **argv) {
    Options options = {.root = ".",
                       .name = "ouro",
                       .oracle = "/usr/bin/python3.11",
                       .jobs = 2,
                       .timeout_seconds = 15};
    for (int i = 1; i < argc; i++) {
        const char *option = argv[i];
        if (strcmp(option, "--recorded") == 0) {
            options.expectation = EXPECT_RECORDED;
        } else if (strcmp(option, "--record") == 0) {
            options.expectation = EXPECT_RECORD;
        } else if (strcmp(option, "--verbose") == 0) {
            options.verbose = true;
        } else if (strcmp(option, "--sanitized") == 0) {
            options.sanitized = true;
        } else if (strcmp(option, "--areas") == 0) {
            options.areas = true;
        } else if (strncmp(option, "--", 2) != 0) {
            options.filter = option;
        } else if (i + 1 >= argc) {
            usage();
        } else if (strcmp(option, "--root") == 0) {
            options.root = argv[++i];
        } else if (strcmp(option, "--ouro") == 0) {
            options.ouro = argv[++i];
        } else if (strcmp(option, "--oracle") == 0) {
            options.oracle = argv[++i];
        } else if (strcmp(option, "--name") == 0) {
            options.name = argv[++i];
        } else if (strcmp(option, "--tally") == 0) {
            options.tally = argv[++i];
        } else if (strcmp(option, "--failures") == 0) {
            options.failures = argv[++i];
        } else if (strcmp(option, "--jobs") == 0) {
            options.jobs = atoi(argv[++i]);
        } else if (strcmp(option, "--timeout") == 0) {
            options.timeout_seconds = strtod(argv[++i], NULL);
        } else {
            usage();
        }
    }
    options.root = absolute(options.root);
    if (options.expectation != EXPECT_RECORD) {
        if (!options.ouro) {
            usage();
        }
        options.ouro = absolute(options.ouro);
    }
    if (options.expectation == EXPECT_ORACLE && access(options.oracle, X_OK) != 0) {
        options.expectation = EXPECT_RECORDED;
    }
    return options;
}

int main(int argc, char **argv) {
    Options options = parse_options(argc, argv);
    ScriptList list = script_find(options.root, options.filter);
    Work work = {.options = &options,
                 .list = &list,
                 .verdicts = text_memory((size_t)list.count * sizeof(Verdict)),
                 .printing = PTHREAD_MUTEX_INITIALIZER};
    double start = process_clock();
    run_all(&work);
    return summarise(&work, process_clock() - start);
}
