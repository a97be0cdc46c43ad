/* Opening and closing runtimes. */
#ifndef OURO_API_RUNTIME_OPEN_H
#define OURO_API_RUNTIME_OPEN_H

#include "object/runtime.h"

typedef struct RuntimeConfig {
    size_t limit_bytes; /* 0: none */
    int64_t small_int_low, small_int_high;
    uint32_t fold_limit;
    int optimise;
    uint64_t hash_seed[2]; /* both 0: taken from the system */
    int check_level;
    bool unbuffered;   /* standard streams, as -u */
    uint8_t flags[17]; /* the first of sys.flags, in order */
    BudgetLimits budgets;
    uint32_t grants;          /* GRANT_* */
    size_t embedder_size;     /* of the struct behind `embedder`; 0: none */
    uint64_t fail_allocation; /* for tests: the nth allocation fails; 0: none */
} RuntimeConfig;

void runtime_config_defaults(RuntimeConfig *config);
/* NULL: out of memory. Whoever opens one sets c_stack_limit for the thread that uses it. */
Runtime *runtime_open(const RuntimeConfig *config);
/* The first part of closing: atexit functions, modules, cycles. Called by runtime_close when it was
 * not before. */
void runtime_finish(Runtime *rt);
/* Ends a runtime whose objects can go without anybody noticing: no finalizer is left to run, no
 * file to close. Then the heap goes in one stroke; else false, and atexit functions have run. */
bool runtime_close_quietly(Runtime *rt);
/* A type with objects that were alive in the end. */
typedef void (*RuntimeLeak)(void *user, const char *type, size_t count, size_t bytes);
/* As runtime_close; leak (NULL: nobody) hears of each type. */
size_t runtime_close_checked(Runtime *rt, RuntimeLeak leak, void *user);
/* Ends the runtime. The result is 0: leaks are counted by runtime_close_checked only. */
size_t runtime_close(Runtime *rt);

#endif
