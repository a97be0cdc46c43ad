/* Opening and closing runtimes. */
#ifndef OURO_API_RUNTIME_OPEN_H
#define OURO_API_RUNTIME_OPEN_H

#include "object/runtime.h"

typedef struct RuntimeConfig {
    size_t limit_bytes;        /* 0: none */
    int64_t small_int_low, small_int_high;
    uint32_t fold_limit;
    int optimise;
    uint64_t hash_seed[2];     /* both 0: taken from the system */
    int check_level;
} RuntimeConfig;

void runtime_config_defaults(RuntimeConfig *config);
/* NULL: out of memory. */
Runtime *runtime_open(const RuntimeConfig *config);
/* Ends the runtime; returns the number of objects that were still alive (leaks). */
size_t runtime_close(Runtime *rt);

#endif
