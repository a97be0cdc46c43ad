/* Runs whatever it is given as a program, with little granted and small budgets of memory,
 * instructions, time and depth. The head chooses them, and whether the collector runs at every safe
 * point, whether allocations fail, and whether the program runs whole or one statement after the
 * other, so that what fails does not keep the rest from running, and whether somebody watches each
 * step. The program ends within its
 * budgets, the heap is whole after it, and nothing stays alive when its runtime closes. */
#include "fuzz.h"

#include <string.h>

#include "api/embed.h"
#include "ouro/inspect.h"

enum { STATEMENTS_MAX = 100 };

typedef struct Choice {
    OuroConfig config;
    bool collects, fails, all_later, by_statements, shows, watches, advises;
    uint64_t allocation; /* the one that fails */
} Choice;

static bool discard(void *user, OuroStream stream, const char *text, size_t length) {
    (void)user;
    (void)stream;
    return text != NULL || length == 0;
}

static Choice choose(const uint8_t *head) {
    Choice choice = {.by_statements = (head[2] & 64) != 0,
                     .collects = (head[2] & 3) == 1,
                     .fails = (head[2] & 3) == 2,
                     .all_later = (head[2] & 4) != 0,
                     .shows = (head[2] & 8) != 0,
                     .watches = (head[0] & 32) != 0,
                     .advises = (head[0] & 96) == 64,
                     .allocation = 1 + ((uint64_t)head[3] << (head[2] >> 4 & 3) * 2)};
    OuroConfig *config = &choice.config;
    ouro_config_init(config, sizeof *config);
    config->heap_limit_bytes = (size_t)(2 + head[0] % 15) << 20;
    if ((head[2] & 3) == 3) {
        config->heap_limit_bytes = (400 + (size_t)head[3] * 8) << 10;
    }
    config->instruction_budget = 20000 + (uint64_t)head[1] * 1000;
    config->time_budget_ns = 2000000000;
    config->call_depth = 50 + head[1];
    config->catchable_budgets = head[0] >> 7;
    config->hash_seed = 1;
    config->flags.fixed_hash_seed = 1;
    config->fixed_clock = true;
    config->write = discard;
    config->grants = head[2] & 128 ? OURO_GRANT_LIBRARY : 0;
    return choice;
}

/* Asks for all that there is to know; `user` counts down to the program's end. */
static bool look(void *user, OuroRuntime *runtime, const OuroStep *step) {
    int *left = user;
    OuroStepFrame frame;
    OuroVariable variable;
    MUST(ouro_step_frame(runtime, step->depth - 1, &frame));
    MUST(!ouro_step_frame(runtime, step->depth, &frame));
    for (size_t at = 0; at < 2 && ouro_step_frame(runtime, at, &frame); at++) {
        for (size_t i = 0; ouro_step_variable(runtime, at, i, &variable); i++) {
            MUST(variable.name && variable.type && variable.value);
            MUST(variable.bytes >= variable.block_size);
        }
    }
    return --*left > 0;
}

static void run(OuroRuntime *runtime, const Choice *choice, const char *text, size_t length) {
    Heap *heap = runtime->rt->heap;
    if (choice->fails) {
        heap_fail_after(heap, choice->allocation, choice->all_later);
    }
    if (choice->collects) {
        runtime->rt->breaker |= BREAK_STRESS;
    }
    OuroResult result = ouro_run_text(runtime, text, length, "<fuzz>");
    MUST(result == OURO_DONE || result == OURO_FAILED);
    MUST((result == OURO_FAILED) == (ouro_error_kind(runtime) != OURO_ERROR_NONE));
    if (result == OURO_FAILED && choice->shows) {
        int code;
        ouro_error_finish(runtime, &code);
    } else if (result == OURO_FAILED) {
        OuroError error;
        MUST(ouro_error_take(runtime, &error));
        MUST(error.type && error.message && error.traceback && error.kind != OURO_ERROR_NONE);
        ouro_error_free(runtime, &error);
    }
    heap_fail_after(heap, 0, false);
    heap_verify(heap);
    MUST(heap_from_system(heap) <= choice->config.heap_limit_bytes);
}

/* Whether a line goes on with the statement before it. */
static bool goes_on(const char *line, size_t length) {
    static const char *const words[] = {"else", "elif", "except", "finally"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (length >= strlen(words[i]) && memcmp(line, words[i], strlen(words[i])) == 0) {
            return true;
        }
    }
    return length == 0 || strchr(" \t\n\r#)]}", *line) != NULL;
}

/* The end of the statement at the start of a text, as far as lines show it. */
static size_t statement_length(const char *text, size_t length) {
    bool decorated = true;
    for (size_t at = 0; at < length;) {
        if (at > 0 && !decorated && !goes_on(text + at, length - at)) {
            return at;
        }
        decorated = text[at] == '@';
        const char *end = memchr(text + at, '\n', length - at);
        at = end ? (size_t)(end - text) + 1 : length;
    }
    return length;
}

static void run_statements(OuroRuntime *runtime, const Choice *choice, const char *text,
                           size_t length) {
    uint64_t budget = choice->config.instruction_budget;
    for (int count = 0; length > 0 && budget > 0 && count < STATEMENTS_MAX; count++) {
        size_t part = count + 1 < STATEMENTS_MAX ? statement_length(text, length) : length;
        ouro_set_budgets(runtime, budget, choice->config.time_budget_ns);
        run(runtime, choice, text, part);
        uint64_t used = 200 + ouro_instructions_used(runtime);
        budget -= used < budget ? used : budget;
        text += part;
        length -= part;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEAD) {
        return 0;
    }
    Choice choice = choose(data);
    OuroRuntime *runtime = ouro_open(&choice.config);
    MUST(runtime != NULL);
    int steps_left = 3000;
    MUST(!choice.watches || ouro_watch_steps(runtime, look, &steps_left));
    bool advised = choice.advises && ouro_watch_habits(runtime);
    (choice.by_statements ? run_statements : run)(runtime, &choice, (const char *)data + HEAD,
                                                  size - HEAD);
    OuroHabitUse use;
    for (size_t i = 0; advised && ouro_habit_use(runtime, i, &use); i++) {
        MUST(use.file && use.written && use.instead && use.largest_bytes <= use.bytes);
    }
    ouro_close_checked(runtime, tell_leak, NULL);
    return 0;
}
