/* The sweep of memory limits: at limits from the least that starts up to 64 MiB, scripts fill the
 * memory with one kind of object three times and then go on. Each must recover, and its resident
 * memory must stay within the limit, what an idle process takes, and a quarter of a megabyte.
 *
 * usage: sweep --ouro PATH [--limits N] [--tally FILE] [--verbose] [KIND...] */
#include "support/process.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KILOBYTE = 1024, MOST_KILOBYTES = 64 * 1024, SLACK_KILOBYTES = 256, TIMEOUT_SECONDS = 60 };

static const char *const KINDS[] = {
    "ints",         "strings", "one string",  "dicts",      "instances",  "closures",
    "nested lists", "bytes",   "big numbers", "exceptions", "generators", "garbage",
};

static const char *ouro;
static char script[4096];

/* limit_kilobytes 0: none. True when it ended as it should; *peak is its resident memory. */
static bool fill(const char *kind, long limit_kilobytes, long *peak, ProcessResult *result) {
    static const char printed[] = "goes on 499500 ['a', 'b', 'c']\n";
    char limit[64];
    snprintf(limit, sizeof limit, "heap_limit=%ldK", limit_kilobytes);
    ProcessSpec spec = {.timeout_seconds = TIMEOUT_SECONDS};
    process_argument(&spec, ouro);
    if (limit_kilobytes) {
        process_argument(&spec, "-X");
        process_argument(&spec, limit);
    }
    process_argument(&spec, script);
    process_argument(&spec, kind);
    memset(result, 0, sizeof *result);
    if (!process_run(&spec, result)) {
        return false;
    }
    *peak = result->peak_kilobytes;
    return result->exit_code == 0 && !result->timed_out && result->out.data &&
           strcmp(result->out.data, printed) == 0;
}

static bool starts(long limit_kilobytes) {
    ProcessResult result;
    long peak;
    bool fine = fill("nothing", limit_kilobytes, &peak, &result);
    process_result_free(&result);
    return fine;
}

/* By halves: the least limit at which the script runs when it fills nothing. */
static long least_limit(void) {
    long low = 0;
    long high = MOST_KILOBYTES;
    while (high - low > 8) {
        long middle = (low + high) / 2;
        if (starts(middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

static long idle_kilobytes(void) {
    ProcessResult result;
    long peak = 0;
    fill("nothing", 0, &peak, &result);
    process_result_free(&result);
    return peak;
}

/* Limits in a geometric series from low to MOST_KILOBYTES. */
static long limit_at(long low, int i, int count) {
    double ratio = (double)MOST_KILOBYTES / (double)low;
    double limit = (double)low;
    double step = 1;
    for (double guess = 2; guess - step > 1e-9;) { /* the root of ratio, without libm */
        double middle = (step + guess) / 2;
        double power = 1;
        for (int k = 1; k < count; k++) {
            power *= middle;
        }
        if (power > ratio) {
            guess = middle;
        } else {
            step = middle;
        }
    }
    for (int k = 0; k < i; k++) {
        limit *= step;
    }
    return (long)limit;
}

static bool sweep(const char *kind, long low, int count, long idle, bool verbose) {
    int recovered = 0;
    long most_over = -MOST_KILOBYTES;
    for (int i = 0; i < count; i++) {
        long limit = limit_at(low, i, count);
        long peak = 0;
        ProcessResult result;
        bool fine = fill(kind, limit, &peak, &result);
        recovered += fine;
        if (peak - limit - idle > most_over) {
            most_over = peak - limit - idle;
        }
        if (!fine || verbose) {
            printf("%s %s at %ld KB: peak %ld KB, exit code %d%s\n%s", fine ? "ok" : "FAIL", kind,
                   limit, peak, result.exit_code, result.timed_out ? ", timed out" : "",
                   !fine && result.err.data ? result.err.data : "");
        }
        process_result_free(&result);
    }
    bool fine = recovered == count && most_over <= SLACK_KILOBYTES;
    printf("%s %s: %d of %d recover, resident at most %ld KB over limit and idle process\n",
           fine ? "ok" : "FAIL", kind, recovered, count, most_over);
    return fine;
}

int main(int argc, char **argv) {
    int count = 60;
    bool verbose = false;
    const char *tally_path = NULL;
    const char *chosen[32];
    int chosen_count = 0;
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--verbose") == 0) {
            verbose = true;
        } else if (strcmp(argv[i], "--ouro") == 0) {
            ouro = value;
            i++;
        } else if (strcmp(argv[i], "--limits") == 0) {
            count = atoi(value) > 1 ? atoi(value) : 2;
            i++;
        } else if (strcmp(argv[i], "--tally") == 0) {
            tally_path = value;
            i++;
        } else if (chosen_count < 32) {
            chosen[chosen_count++] = argv[i];
        }
    }
    if (!ouro) {
        fputs("usage: sweep --ouro PATH [--limits N] [--tally FILE] [--verbose] [KIND...]\n",
              stderr);
        return 2;
    }
    snprintf(script, sizeof script, "%s/tests/sweep/fill.py", OURO_ROOT);
    long idle = idle_kilobytes();
    long low = least_limit();
    printf("an idle process takes %ld KB; the least limit is %ld KB\n", idle, low);
    int passed = 0;
    int failed = 0;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        bool wanted = chosen_count == 0;
        for (int k = 0; k < chosen_count; k++) {
            wanted = wanted || strcmp(chosen[k], KINDS[i]) == 0;
        }
        if (wanted) {
            bool fine = sweep(KINDS[i], low, count, idle, verbose);
            passed += fine;
            failed += !fine;
            fflush(stdout);
        }
    }
    printf("%d passed, %d failed\n", passed, failed);
    FILE *tally = tally_path ? fopen(tally_path, "w") : NULL;
    if (tally) {
        fprintf(tally, "%d %d\n", passed, failed);
        fclose(tally);
    }
    return failed != 0;
}
