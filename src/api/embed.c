/* embed: opening and closing for embedders, and what the program sees of its command line. */
#include "api/embed.h"

#include "api/runtime_open.h"
#include "modules/io.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/module.h"
#include "vm/import_early.h"
#include "object/operations.h"
#include "types/codecs.h"

/* ---- text ---- */

Object *embed_text(Runtime *rt, const char *text) {
    return codecs_decode_by_id(rt, (const uint8_t *)text, strlen(text), NULL, CODEC_UTF8,
                               "surrogateescape", NULL);
}

const char *embed_give_text(OuroRuntime *runtime, STEALS Object *text) {
    Runtime *rt = runtime->rt;
    CLEAR_REF(rt, &runtime->text);
    CLEAR_REF(rt, &runtime->text_holder);
    runtime->text = text;
    const char *given = text ? str_utf8(rt, text, NULL, &runtime->text_holder, true) : NULL;
    error_clear(rt);
    return given ? given : "";
}

/* ---- opening and closing ---- */

enum { RESERVE_BYTES = 128 * 1024 };

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

static void make_runtime_config(RuntimeConfig *made, const OuroConfig *config) {
    runtime_config_defaults(made);
    made->limit_bytes = config->heap_limit_bytes;
    made->small_int_low = config->small_int_low;
    made->small_int_high = config->small_int_high;
    made->fold_limit = config->fold_limit;
    made->optimise = config->flags.optimise;
    made->check_level = config->check_level;
    made->unbuffered = config->flags.unbuffered;
    if (config->flags.fixed_hash_seed) {
        made->hash_seed[0] = (config->hash_seed + 1) * 0x9E3779B97F4A7C15u;
        made->hash_seed[1] = made->hash_seed[0] ^ 0xD1B54A32D192ED03u;
    }
    copy_flags(made->flags, &config->flags);
    made->budgets = (BudgetLimits){
        .instructions = config->instruction_budget,
        .nanoseconds = config->time_budget_ns < INT64_MAX ? (int64_t)config->time_budget_ns : 0,
        .call_depth = config->call_depth < INT32_MAX ? (int32_t)config->call_depth : 0,
        .catchable = config->catchable_budgets != 0,
    };
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
    Runtime *rt = runtime_open(&made);
    if (!rt) {
        return NULL;
    }
    OuroRuntime *runtime = memory_allocate(rt, sizeof *runtime);
    if (!runtime) {
        runtime_close(rt);
        return NULL;
    }
    *runtime = (OuroRuntime){.rt = rt};
    if (made.limit_bytes) {
        runtime->reserve = heap_allocate(rt->heap, RESERVE_BYTES);
    }
    return runtime;
}

size_t ouro_close_checked(OuroRuntime *runtime,
                          void (*leak)(void *user, const char *type, size_t count, size_t bytes),
                          void *user) {
    if (!runtime) {
        return 0;
    }
    Runtime *rt = runtime->rt;
    budget_begin(rt);
    error_clear(rt);
    CLEAR_REF(rt, &runtime->text);
    CLEAR_REF(rt, &runtime->text_holder);
    CLEAR_REF(rt, &runtime->main_module); /* sys.modules still has it */
    runtime_finish(rt);
    heap_free(rt->heap, runtime->reserve);
    memory_free(rt, runtime);
    return runtime_close_checked(rt, leak, user);
}

void ouro_close(OuroRuntime *runtime) {
    ouro_close_checked(runtime, NULL, NULL);
}

/* ---- __main__ ---- */

static bool fill_main(Runtime *rt, Object *dict) {
    Object *annotations = dict_new(rt);
    Object *loader = annotations ? import_early_shared(rt, EARLY_BUILTIN_IMPORTER) : NULL;
    bool done = loader && dict_set_cstring(rt, dict, "__annotations__", annotations) &&
                dict_set(rt, dict, rt->names[NAME___loader__], loader) &&
                dict_set(rt, dict, rt->names[NAME___builtins__], rt->builtins_module);
    release_nullable(rt, loader);
    release_nullable(rt, annotations);
    return done;
}

Object *embed_main(OuroRuntime *runtime) {
    Runtime *rt = runtime->rt;
    if (runtime->main_module) {
        return runtime->main_module;
    }
    Object *name = str_from_cstring(rt, "__main__");
    Object *module = name ? module_new(rt, name, NONE) : NULL;
    if (module &&
        (!fill_main(rt, module_dict(module)) || !dict_set(rt, rt->modules, name, module))) {
        CLEAR_REF(rt, &module);
    }
    release_nullable(rt, name);
    runtime->main_module = module;
    return module;
}

/* ---- what the program sees of the command ---- */

static bool set_list(Runtime *rt, const char *name, int count, const char *const *items) {
    Object *list = list_new(rt, 0);
    bool done = list != NULL;
    for (int i = 0; done && i < count; i++) {
        Object *item = embed_text(rt, items[i]);
        done = item && list_append_stealing(rt, list, item);
    }
    done = done && dict_set_cstring(rt, rt->sys_dict, name, list);
    release_nullable(rt, list);
    return done;
}

static bool settle(Runtime *rt, bool done) {
    if (!done) {
        error_clear(rt);
    }
    return done;
}

bool ouro_set_arguments(OuroRuntime *runtime, int count, const char *const *arguments) {
    return settle(runtime->rt, set_list(runtime->rt, "argv", count, arguments));
}

bool ouro_set_original_arguments(OuroRuntime *runtime, int count, const char *const *arguments) {
    return settle(runtime->rt, set_list(runtime->rt, "orig_argv", count, arguments));
}

bool ouro_set_executable(OuroRuntime *runtime, const char *path) {
    Runtime *rt = runtime->rt;
    Object *text = embed_text(rt, path);
    bool done = text && dict_set_cstring(rt, rt->sys_dict, "executable", text) &&
                dict_set_cstring(rt, rt->sys_dict, "_base_executable", text);
    release_nullable(rt, text);
    return settle(rt, done);
}

bool ouro_add_path(OuroRuntime *runtime, const char *path, bool first) {
    Runtime *rt = runtime->rt;
    Object *list = dict_get_str(rt, rt->sys_dict, rt->names[NAME_path]);
    Object *text = list ? embed_text(rt, path) : NULL;
    bool done = text && list_insert(rt, list, first ? 0 : runtime->path_count, text);
    runtime->path_count += done;
    release_nullable(rt, text);
    return settle(rt, done);
}

/* "name" or "name=value" */
static bool add_option(Runtime *rt, const char *option) {
    Object *options = dict_get_cstring(rt, rt->sys_dict, "_xoptions");
    if (!options) {
        Object *made = dict_new(rt);
        bool stored = made && dict_set_cstring(rt, rt->sys_dict, "_xoptions", made);
        release_nullable(rt, made);
        if (!stored) {
            return false;
        }
        options = dict_get_cstring(rt, rt->sys_dict, "_xoptions");
    }
    const char *equals = strchr(option, '=');
    size_t length = equals ? (size_t)(equals - option) : strlen(option);
    Object *name = str_from_utf8(rt, option, length);
    Object *value = equals ? embed_text(rt, equals + 1) : retain(TRUE_OBJECT);
    bool done = name && value && dict_set(rt, options, name, value);
    release_nullable(rt, name);
    release_nullable(rt, value);
    return done;
}

bool ouro_add_option(OuroRuntime *runtime, const char *option) {
    return settle(runtime->rt, add_option(runtime->rt, option));
}

bool ouro_add_warning(OuroRuntime *runtime, const char *filter) {
    Runtime *rt = runtime->rt;
    Object *list = dict_get_cstring(rt, rt->sys_dict, "warnoptions");
    Object *text = list ? embed_text(rt, filter) : NULL;
    bool done = text && list_append(rt, list, text);
    release_nullable(rt, text);
    return settle(rt, done);
}

/* ---- at any time ---- */

void ouro_interrupt(OuroRuntime *runtime) {
    __atomic_fetch_or(&runtime->rt->breaker, (uint32_t)BREAK_INTERRUPT, __ATOMIC_RELAXED);
}

void ouro_forget_interrupt(OuroRuntime *runtime) {
    __atomic_fetch_and(&runtime->rt->breaker, ~(uint32_t)BREAK_INTERRUPT, __ATOMIC_RELAXED);
}

uint64_t ouro_instructions_used(const OuroRuntime *runtime) {
    return budget_instructions_used(runtime->rt);
}

uint64_t ouro_time_used_ns(const OuroRuntime *runtime) {
    return budget_nanoseconds_used(runtime->rt);
}

bool ouro_flush(OuroRuntime *runtime) {
    return settle(runtime->rt, io_flush_standard(runtime->rt));
}

const char *ouro_version(void) {
    return OURO_VERSION;
}

const char *ouro_python_version(void) {
    return "3.11.2";
}
