/* runtime_open: every layer's part of a runtime, in order; closing goes backwards. */
#include "api/runtime_open.h"

#include "api/census.h"
#include "api/finish.h"
#include "gc/collector.h"
#include "gc/weakref_table.h"
#include "modules/builtins.h"
#include "modules/builtins_code.h"
#include "modules/module_list.h"
#include "modules/module_state.h"
#include "object/budget.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/grants.h"
#include "object/int.h"
#include "object/intern.h"
#include "object/module.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "object/str.h"
#include "object/type_cache.h"
#include "os/os.h"
#include "types/builtin_type.h"
#include "types/weakref.h"
#include "vm/attribute_access.h"
#include "vm/call_stack.h"
#include "vm/import.h"
#include "vm/safe_point.h"
#include <stdlib.h>

void runtime_config_defaults(RuntimeConfig *config) {
    *config = (RuntimeConfig){.small_int_low = -5, .small_int_high = 257, .fold_limit = 20};
}

static void seed_hash(Runtime *rt, const RuntimeConfig *config) {
    rt->hash_seed[0] = config->hash_seed[0];
    rt->hash_seed[1] = config->hash_seed[1];
    if (!rt->hash_seed[0] && !rt->hash_seed[1] && grants_has(rt, GRANT_RANDOM)) {
        if (!os_random_bytes(rt->hash_seed, sizeof rt->hash_seed)) {
            rt->hash_seed[0] = (uint64_t)os_clock_monotonic() ^ (uintptr_t)rt;
        }
    }
}

static bool open_objects(Runtime *rt, const RuntimeConfig *config) {
    str_open(rt);
    bytes_open(rt);
    type_table_open(rt);
    rt->memory_error = exception_new(rt, TYPE_MEMORY_ERROR, NULL, 0);
    if (!rt->memory_error || !shape_open(rt) ||
        !int_open(rt, config->small_int_low, config->small_int_high) || !intern_open(rt)) {
        return false;
    }
    builtin_type_open(rt);
    budget_open(rt, &config->budgets);
    if (config->budgets.catchable) {
        if (!type_table_make_own(rt)) {
            return false;
        }
        rt->slots[TYPE_BUDGET_ERROR] = &exception_catchable_budget_error->slots;
    }
    weakref_open(rt);
    return true;
}

static bool open_code(Runtime *rt) {
    builtins_code_open(rt);
    return collector_open(rt) && builtins_open(rt) &&
           import_open(rt, builtin_modules, GRANTS_LIBRARY) && modules_open(rt) &&
           call_stack_open(rt); /* last: it takes what is left of the root */
}

/* hooks.interrupt: somebody wants the program to stop. */
static bool interrupted(Runtime *rt) {
    Object *exception = exception_new(rt, TYPE_KEYBOARD_INTERRUPT, NULL, 0);
    if (exception) { /* else MemoryError is pending, and ends the run as well */
        raise_exception(rt, exception);
    }
    return false;
}

Runtime *runtime_open(const RuntimeConfig *config) {
    HeapConfig heap_config = {
        .size = sizeof heap_config,
        .limit_bytes = config->limit_bytes - SAFE_POINT_RESERVE(config->limit_bytes),
        .check_level = config->check_level,
        .name = "python",
    };
    Heap *heap = heap_create(&heap_config);
    if (!heap) {
        return NULL;
    }
    if (config->fail_allocation) {
        heap_fail_after(heap, config->fail_allocation, false);
    }
    Runtime *rt = heap_root(heap, 0, sizeof *rt);
    if (!rt) {
        heap_destroy(heap);
        return NULL;
    }
    rt->heap = heap;
    rt->root_used = sizeof *rt;
    rt->limit_bytes = config->limit_bytes;
    rt->recursion_limit = 1000;
    rt->fold_limit = config->fold_limit;
    rt->optimise = config->optimise;
    rt->unbuffered = config->unbuffered;
    memcpy(rt->flags, config->flags, sizeof config->flags);
    rt->hooks.interrupt = interrupted;
    rt->embedder = config->embedder_size ? runtime_part(rt, config->embedder_size) : NULL;
    if (!grants_open(rt, config->grants) || (config->embedder_size && !rt->embedder)) {
        heap_destroy(heap);
        return NULL;
    }
    seed_hash(rt, config);
    if (!open_objects(rt, config) || !open_code(rt)) {
        runtime_close(rt);
        return NULL;
    }
    return rt;
}

void runtime_finish(Runtime *rt) {
    if (!rt->finished) {
        rt->finished = true;
        finish(rt);
    }
}

/* What is left of Python's side: sys, builtins, what modules keep, and the cycles among them. */
static void close_modules(Runtime *rt) {
    modules_close(rt);
    if (rt->modules) {
        dict_clear(rt, rt->modules);
    }
    import_close(rt);
    builtins_close(rt);
    collector_forget_program(rt);
    type_cache_clear(rt); /* it may keep classes */
    for (int i = 0; i < 3 && rt->collector && collector_collect(rt, 2); i++) {
    } /* what finalizers leave is garbage again */
    error_clear(rt);
    CLEAR_REF(rt, &rt->memory_error);
    module_state_close(rt);
    attribute_memo_close(rt);
    if (rt->stack) {
        call_stack_close(rt);
    }
    collector_close(rt);
}

/* Objects that types need for their end have gone from the tables already. */
static void close_objects(Runtime *rt) {
    type_cache_clear(rt);
    str_close(rt);
    bytes_close(rt);
    type_table_close(rt);
    shape_close(rt);
    weakref_table_close(rt);
    intern_close(rt);
    int_close(rt);
    deallocate_close(rt);
}

static size_t report_leaks(Census *census, Heap *heap, RuntimeLeak leak, void *user) {
    census_take(census, heap, NULL);
    size_t count = census->other_count;
    for (uint32_t i = 0; i < census->type_count; i++) {
        const CensusType *type = &census->types[i];
        count += type->count;
        if (type->count && leak) {
            leak(user, type->name, type->count, type->bytes);
        }
    }
    if (census->other_count && leak) {
        leak(user, "(memory)", census->other_count, census->other_bytes);
    }
    return count;
}

bool runtime_close_quietly(Runtime *rt) {
    budget_begin(rt);
    finish_program(rt);
    if (finish_has_effects(rt)) {
        budget_end(rt);
        return false;
    }
    grants_close(rt); /* what it holds is not memory only */
    heap_destroy(rt->heap);
    return true;
}

size_t runtime_close_checked(Runtime *rt, RuntimeLeak leak, void *user) {
    if (!leak && !rt->finished && runtime_close_quietly(rt)) {
        return 0;
    }
    Heap *heap = rt->heap;
    budget_begin(rt);
    runtime_finish(rt);
    rt->closing = true;
    deallocate_go_on(rt);
    close_modules(rt);
    budget_end(rt);
    Census census = {0};
    bool counted = leak && census_open(&census, rt);
    close_objects(rt);
    grants_close(rt);
    size_t leaks = counted ? report_leaks(&census, heap, leak, user) : 0;
    census_close(&census);
    heap_destroy(heap);
    return leaks;
}

size_t runtime_close(Runtime *rt) {
    return runtime_close_checked(rt, NULL, NULL);
}
