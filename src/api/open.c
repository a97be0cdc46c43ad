/* open: opening and closing for embedders, and what may be asked at any time. */
#include "api/embed.h"
#include "api/host.h"
#include "api/host_type.h"
#include "api/runtime_open.h"
#include "gc/collector.h"
#include "object/grants.h"
#include <string.h>

void ouro_config_init(OuroConfig *config, size_t size) {
    RuntimeConfig defaults;
    runtime_config_defaults(&defaults);
    OuroConfig made = {
        .size = size,
        .small_int_low = defaults.small_int_low,
        .small_int_high = defaults.small_int_high,
        .fold_limit = defaults.fold_limit,
    };
    memset(config, 0, size);
    memcpy(config, &made, size < sizeof made ? size : sizeof made);
}

/* The order of sys.flags. */
static void copy_flags(uint8_t *to, const OuroFlags *from) {
    const uint8_t flags[] = {
        0, /* debug */
        from->inspect,
        from->interactive,
        from->optimise,
        from->dont_write_bytecode,
        from->no_user_site,
        from->no_site,
        from->ignore_environment,
        from->verbose,
        from->bytes_warning,
        from->quiet,
        !from->fixed_hash_seed, /* hash_randomization */
        from->isolated,
        from->dev_mode,
        from->utf8_mode,
        0, /* warn_default_encoding */
        from->safe_path,
    };
    memcpy(to, flags, sizeof flags);
}

static BudgetLimits budget_limits(uint64_t instructions, uint64_t time_ns) {
    return (BudgetLimits){
        .instructions = instructions,
        .nanoseconds = time_ns < INT64_MAX ? (int64_t)time_ns : 0,
    };
}

static void make_runtime_config(RuntimeConfig *made, const OuroConfig *config) {
    runtime_config_defaults(made);
    made->limit_bytes = config->heap_limit_bytes;
    made->small_int_low = config->small_int_low;
    made->small_int_high = config->small_int_high;
    made->fold_limit = config->fold_limit;
    made->optimise = config->flags.optimise;
    made->check_level = config->check_level;
    made->unbuffered = config->flags.unbuffered;
    made->grants = config->grants;
    if (config->flags.fixed_hash_seed || !(config->grants & OURO_GRANT_RANDOM)) {
        made->hash_seed[0] = (config->hash_seed + 1) * 0x9E3779B97F4A7C15u;
        made->hash_seed[1] = made->hash_seed[0] ^ 0xD1B54A32D192ED03u;
    }
    copy_flags(made->flags, &config->flags);
    made->budgets = budget_limits(config->instruction_budget, config->time_budget_ns);
    made->budgets.call_depth = config->call_depth < INT32_MAX ? (int32_t)config->call_depth : 0;
    made->budgets.catchable = config->catchable_budgets != 0;
}

static bool grant(Runtime *rt, const OuroConfig *config) {
    Grants *grants = rt->grants;
    grants->fixed_clock = config->fixed_clock;
    grants->clock_ns = config->clock_ns;
    for (size_t i = 0; i < config->folder_count; i++) {
        if (!grants_add_folder(rt, config->folders[i].path, config->folders[i].writable)) {
            return false;
        }
    }
    if (grants_has(rt, GRANT_LIBRARY) && !grants_has(rt, GRANT_FILES)) {
        (void)grants_add_folder(rt, GRANTS_LIBRARY, false); /* it need not be installed */
    }
    return !config->environment || grants_set_environment(rt, config->environment);
}

OuroRuntime *ouro_open(const OuroConfig *config) {
    OuroConfig full;
    ouro_config_init(&full, sizeof full);
    if (config) {
        memcpy(&full, config, config->size < sizeof full ? config->size : sizeof full);
    }
    if (full.small_int_low > full.small_int_high) {
        return NULL;
    }
    RuntimeConfig made;
    make_runtime_config(&made, &full);
    made.embedder_size = sizeof(OuroRuntime);
    Runtime *rt = runtime_open(&made);
    if (!rt) {
        return NULL;
    }
    OuroRuntime *runtime = rt->embedder;
    *runtime = (OuroRuntime){.rt = rt,
                             .user = full.user,
                             .write = full.write,
                             .read = full.read,
                             .load = full.load,
                             .log = full.log};
    host_open(runtime);
    if (!grant(rt, &full)) {
        runtime_close(rt);
        return NULL;
    }
    embed_change_thread(runtime);
    embed_close_reserve(runtime);
    return runtime;
}

size_t ouro_close_checked(OuroRuntime *runtime,
                          void (*leak)(void *user, const char *type, size_t count, size_t bytes),
                          void *user) {
    if (!runtime) {
        return 0;
    }
    Runtime *rt = embed_enter(runtime);
    error_clear(rt);
    embed_end_watching(runtime);
    CLEAR_REF(rt, &runtime->text);
    CLEAR_REF(rt, &runtime->text_holder);
    CLEAR_REF(rt, &runtime->view);
    CLEAR_REF(rt, &runtime->view_holder);
    CLEAR_REF(rt, &runtime->main_module); /* sys.modules still has it */
    if (!leak && runtime_close_quietly(rt)) {
        return 0;
    }
    runtime_finish(rt);
    host_type_close(runtime);
    heap_free(rt->heap, runtime->reserve);
    runtime->reserve = NULL;
    return runtime_close_checked(rt, leak, user);
}

void ouro_close(OuroRuntime *runtime) {
    ouro_close_checked(runtime, NULL, NULL);
}

/* ---- at any time ---- */

void *ouro_user(const OuroRuntime *runtime) {
    return runtime->user;
}

ptrdiff_t ouro_collect(OuroRuntime *runtime) {
    INSIDE Runtime *rt = embed_run(runtime);
    uint64_t found = collector_collect(rt, 2);
    return error_pending(rt) ? -1 : (ptrdiff_t)found;
}

void ouro_interrupt(OuroRuntime *runtime) {
    __atomic_fetch_or(&runtime->rt->breaker, (uint32_t)BREAK_INTERRUPT, __ATOMIC_RELAXED);
}

void ouro_forget_interrupt(OuroRuntime *runtime) {
    __atomic_fetch_and(&runtime->rt->breaker, ~(uint32_t)BREAK_INTERRUPT, __ATOMIC_RELAXED);
}

void ouro_set_budgets(OuroRuntime *runtime, uint64_t instructions, uint64_t time_ns) {
    BudgetLimits limits = budget_limits(instructions, time_ns);
    limits.call_depth = runtime->rt->budget.limits.call_depth;
    limits.catchable = runtime->rt->budget.limits.catchable;
    budget_set(runtime->rt, &limits);
}

uint64_t ouro_instructions_used(const OuroRuntime *runtime) {
    return budget_instructions_used(runtime->rt);
}

uint64_t ouro_time_used_ns(const OuroRuntime *runtime) {
    return budget_nanoseconds_used(runtime->rt);
}

const char *ouro_version(void) {
    return OURO_VERSION;
}

const char *ouro_python_version(void) {
    return "3.11.2";
}
