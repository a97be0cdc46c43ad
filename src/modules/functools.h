/* The _functools module. */
#ifndef OURO_MODULES_FUNCTOOLS_H
#define OURO_MODULES_FUNCTOOLS_H

#include "object/module.h"

extern const ModuleSpec functools_module; /* _functools */

extern const TypeSpec functools_partial_type;   /* functools_partial.c */
extern const TypeSpec functools_lru_cache_type; /* functools_lru_cache.c */

/* Type indices, in module state. */
typedef struct FunctoolsState {
    uint32_t partial, lru_cache, key_wrapper;
} FunctoolsState;
FunctoolsState *functools_state(Runtime *rt);

#endif
