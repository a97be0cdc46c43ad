/* Runs whatever it is given as a program, with nothing granted and small budgets of memory,
 * instructions, time and depth; the first two bytes choose them. The program ends within them, the
 * runtime can run another one afterwards, and nothing stays alive when it closes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <ouro.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                            \
    ((condition)                                                                                   \
         ? (void)0                                                                                 \
         : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition), abort()))

static bool discard(void *user, OuroStream stream, const char *text, size_t length) {
    (void)user;
    (void)stream;
    return text != NULL || length == 0;
}

static void tell_leak(void *user, const char *type, size_t count, size_t bytes) {
    (void)user;
    fprintf(stderr, "not so: %zu of %s left, %zu bytes\n", count, type, bytes);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) {
        return 0;
    }
    OuroConfig config;
    ouro_config_init(&config, sizeof config);
    config.heap_limit_bytes = (size_t)(2 + data[0] % 15) << 20;
    config.instruction_budget = 20000 + (uint64_t)data[1] * 1000;
    config.time_budget_ns = 1000000000;
    config.call_depth = 50 + data[1];
    config.catchable_budgets = data[0] >> 7;
    config.hash_seed = 1;
    config.flags.fixed_hash_seed = 1;
    config.fixed_clock = true;
    config.write = discard;
    config.grants = OURO_GRANT_LIBRARY;
    OuroRuntime *runtime = ouro_open(&config);
    MUST(runtime != NULL);
    OuroResult result = ouro_run_text(runtime, (const char *)data + 2, size - 2, "<fuzz>");
    MUST(result == OURO_DONE || result == OURO_FAILED);
    if (result == OURO_FAILED) {
        int exit_code;
        ouro_error_finish(runtime, &exit_code);
    }
    ouro_close_checked(runtime, tell_leak, NULL);
    return 0;
}
