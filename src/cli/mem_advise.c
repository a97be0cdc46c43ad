/* mem_advise: which habits cost the program something. Bytes and items were counted while it ran.
 * What an item costs in time is measured here, on this machine, with what the runtime gives as the
 * habit in general and what to write instead. Only what pays is told. */
#include "cli/mem_advise.h"

#include "cli/json_text.h"
#include "cli/size_text.h"
#include "cli/program_text.h"
#include "ouro/inspect.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* What pays: so much time, so many bytes moved, or so much memory at a time. */
enum { ENOUGH_NS = 1000000, ENOUGH_MOVED = 1 << 20, ENOUGH_AT_ONCE = 64 << 10 };
enum { VALUES = 1000, ROUNDS = 7, SAMPLE_SIZE = 1024 };

static const char *const NAMES[] = {
    [OURO_HABIT_SLICE] = "slice", [OURO_HABIT_INDEX] = "index",     [OURO_HABIT_ADD] = "add",
    [OURO_HABIT_LIST] = "list",   [OURO_HABIT_LIBRARY] = "library",
};

static const char *const TITLES[] = {
    [OURO_HABIT_SLICE] = "slices that are only read",
    [OURO_HABIT_INDEX] = "a loop over indices",
    [OURO_HABIT_ADD] = "adding to a whole again and again",
    [OURO_HABIT_LIST] = "a list that is iterated over once",
    [OURO_HABIT_LIBRARY] = "what the library already has",
};

/* ---- what a habit costs in time ---- */

/* def f(...) with the code as its body. */
static bool define(OuroRuntime *bench, const char *code) {
    char text[SAMPLE_SIZE] = "def f(values, d, out, total, best, y):\n    ";
    size_t length = strlen(text);
    for (; *code && length < sizeof text - 8; code++) {
        text[length++] = *code;
        if (*code == '\n') {
            length += (size_t)snprintf(text + length, sizeof text - length, "    ");
        }
    }
    snprintf(text + length, sizeof text - length, "\n");
    return ouro_exec(bench, text);
}

static double now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* The least time of several; negative: it does not run here. */
static double time_of(OuroRuntime *bench, const char *code) {
    double least = -1;
    if (!define(bench, code)) {
        return least;
    }
    for (int round = 0; round < ROUNDS; round++) {
        if (!ouro_exec(bench, "arguments = list(VALUES), {}, [], 0, 0, -1")) {
            return -1;
        }
        double start = now_ns();
        if (!ouro_exec(bench, "f(*arguments)")) {
            return -1;
        }
        double time = now_ns() - start;
        least = least < 0 || time < least ? time : least;
    }
    return least;
}

/* What `written` takes longer than `instead` for an item. */
static double cost_of_item(OuroRuntime *bench, const OuroHabitUse *use) {
    double written = bench ? time_of(bench, use->written) : -1;
    double instead = bench ? time_of(bench, use->instead) : -1;
    double items = use->nesting == 2 ? VALUES * (VALUES - 1) / 2.0 : VALUES;
    return written < 0 || instead < 0 || instead > written ? 0 : (written - instead) / items;
}

static OuroRuntime *open_bench(void) {
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.grants = OURO_GRANT_LIBRARY;
    OuroRuntime *bench = ouro_open(&config);
    char text[160];
    snprintf(text, sizeof text, "import collections\nVALUES = [i * 7919 %% %d for i in range(%d)]",
             VALUES, VALUES);
    if (bench && !ouro_exec(bench, text)) {
        ouro_close(bench);
        bench = NULL;
    }
    return bench;
}

/* ---- what pays ---- */

typedef struct Advice {
    OuroHabitUse use;
    double saved_ns; /* 0: bytes tell */
} Advice;

static bool is_about_bytes(const OuroHabitUse *use) {
    return use->bytes || use->habit == OURO_HABIT_SLICE || use->habit == OURO_HABIT_ADD ||
           use->habit == OURO_HABIT_LIST;
}

/* `known`: costs of an item measured so far, by the address of `written` and `instead`. */
typedef struct Known {
    const char *written, *instead;
    double cost;
} Known;

enum { KNOWN_MAX = 32 };

typedef struct Costs {
    OuroRuntime *bench; /* NULL: not needed so far, or it could not be opened */
    bool is_opened;
    Known known[KNOWN_MAX];
    size_t count;
} Costs;

static double cost(Costs *costs, const OuroHabitUse *use) {
    for (size_t i = 0; i < costs->count; i++) {
        if (costs->known[i].written == use->written && costs->known[i].instead == use->instead) {
            return costs->known[i].cost;
        }
    }
    if (!costs->is_opened) {
        costs->bench = open_bench();
        costs->is_opened = true;
    }
    double result = cost_of_item(costs->bench, use);
    if (costs->count < KNOWN_MAX) {
        costs->known[costs->count++] = (Known){use->written, use->instead, result};
    }
    return result;
}

static bool pays(Costs *costs, Advice *advice) {
    const OuroHabitUse *use = &advice->use;
    advice->saved_ns = 0;
    if (use->habit == OURO_HABIT_LIST) {
        return use->largest_bytes >= ENOUGH_AT_ONCE;
    }
    if (is_about_bytes(use)) {
        return use->bytes >= ENOUGH_MOVED ||
               (use->habit == OURO_HABIT_SLICE && use->largest_bytes >= ENOUGH_AT_ONCE);
    }
    if (use->items < ENOUGH_NS / 1000) { /* no item costs a microsecond */
        return false;
    }
    advice->saved_ns = (double)use->items * cost(costs, use);
    return advice->saved_ns >= ENOUGH_NS;
}

/* ---- for people ---- */

static void print_indented(const char *label, const char *text) {
    printf("  %s", label);
    for (; *text; text++) {
        putchar(*text);
        if (*text == '\n') {
            printf("%*s", (int)strlen(label) + 2, "");
        }
    }
    putchar('\n');
}

static const char *plural(uint64_t count) {
    return count == 1 ? "" : "s";
}

static void print_measured(const Advice *advice) {
    const OuroHabitUse *use = &advice->use;
    const char *bytes = size_text((size_t)use->bytes);
    const char *largest = size_text((size_t)use->largest_bytes);
    const char *s = plural(use->times);
    printf("  %" PRIu64 " ", use->times);
    switch (use->habit) {
    case OURO_HABIT_SLICE:
        printf("slice%s copied %s, the largest %s\n", s, bytes, largest);
        break;
    case OURO_HABIT_ADD:
        printf("time%s the whole was copied to make room: %s\n", s, bytes);
        break;
    case OURO_HABIT_LIST:
        printf("list%s took %s, the largest %s, where a generator takes an item at a time\n", s,
               bytes, largest);
        break;
    default:
        if (use->bytes) {
            printf("call%s moved %s of items\n", s, bytes);
        } else {
            printf("loop%s, %" PRIu64 " items: about %.1f ms could be saved\n", s, use->items,
                   advice->saved_ns / 1e6);
        }
    }
}

static void print_advice(ProgramText *program, const Advice *advice) {
    const OuroHabitUse *use = &advice->use;
    size_t length;
    const char *line = program_text_line(program, use->file, use->line, &length);
    printf("\n%s:%" PRIu32 ": %s\n", use->file, use->line, TITLES[use->habit]);
    if (line) {
        size_t indentation = strspn(line, " \t\f");
        printf("    %.*s\n", (int)(length - indentation), line + indentation);
    }
    print_measured(advice);
    if (use->habit == OURO_HABIT_LIBRARY || use->habit == OURO_HABIT_INDEX) {
        print_indented("written: ", use->written);
    }
    print_indented("instead: ", use->instead);
}

/* ---- for machines ---- */

static void print_json(const Advice *advice) {
    const OuroHabitUse *use = &advice->use;
    printf("{\"habit\": \"%s\", \"file\": ", NAMES[use->habit]);
    json_text_print(use->file);
    printf(", \"line\": %" PRIu32 ", \"times\": %" PRIu64 ", \"items\": %" PRIu64
           ", \"bytes\": %" PRIu64 ", \"largest_bytes\": %" PRIu64 ", \"saved_ns\": %.0f, ",
           use->line, use->times, use->items, use->bytes, use->largest_bytes, advice->saved_ns);
    fputs("\"written\": ", stdout);
    json_text_print(use->written);
    fputs(", \"instead\": ", stdout);
    json_text_print(use->instead);
    putchar('}');
}

void mem_advise_print(OuroRuntime *runtime, const char *command, bool json) {
    ProgramText program = {.command = command};
    Costs costs = {0};
    Advice advice;
    size_t told = 0;
    if (json) {
        fputs("{\"advice\": [", stdout);
    }
    for (size_t i = 0; ouro_habit_use(runtime, i, &advice.use); i++) {
        if (!pays(&costs, &advice)) {
            continue;
        }
        if (json) {
            fputs(told ? ", " : "", stdout);
            print_json(&advice);
        } else {
            print_advice(&program, &advice);
        }
        told++;
    }
    if (json) {
        fputs("]}\n", stdout);
    } else if (!told) {
        puts("\nNo habit was found that would pay to change.");
    }
    ouro_close(costs.bench);
    program_text_free(&program);
    fflush(stdout);
}
