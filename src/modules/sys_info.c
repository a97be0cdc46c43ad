/* sys_info: the constants of sys: versions, limits, how numbers and hashes are made. */
#include "modules/sys.h"

#include "modules/module_list.h"
#include "modules/module_state.h"
#include "modules/stdlib_names.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/struct_sequence.h"
#include "vm/import_early.h"
#include "vm/import_spec.h"
#include <float.h>

#define OURO_VERSION_TEXT "3.11.2 (ouro 0.1.0) \n[C11]"
enum { HEX_VERSION = 0x030B02F0 };

typedef struct SysState {
    uint32_t version_info, float_info, int_info, hash_info, flags, thread_info, unraisable;
    int64_t origin_depth; /* sys.set_coroutine_origin_tracking_depth */
} SysState;

int64_t *sys_origin_depth(Runtime *rt) {
    SysState *state = module_state(rt, MODULE_STATE_SYS, sizeof *state);
    return state ? &state->origin_depth : NULL;
}

#define FIELD(idx, name)                                                                           \
    { name, struct_sequence_get##idx, NULL, NULL }

static const AttributeRow VERSION_FIELDS[] = {
    FIELD(0, "major"),        FIELD(1, "minor"),  FIELD(2, "micro"),
    FIELD(3, "releaselevel"), FIELD(4, "serial"), ATTRIBUTE_ROW_END,
};
static const AttributeRow FLOAT_FIELDS[] = {
    FIELD(0, "max"),     FIELD(1, "max_exp"),    FIELD(2, "max_10_exp"), FIELD(3, "min"),
    FIELD(4, "min_exp"), FIELD(5, "min_10_exp"), FIELD(6, "dig"),        FIELD(7, "mant_dig"),
    FIELD(8, "epsilon"), FIELD(9, "radix"),      FIELD(10, "rounds"),    ATTRIBUTE_ROW_END,
};
static const AttributeRow INT_FIELDS[] = {
    FIELD(0, "bits_per_digit"),
    FIELD(1, "sizeof_digit"),
    FIELD(2, "default_max_str_digits"),
    FIELD(3, "str_digits_check_threshold"),
    ATTRIBUTE_ROW_END,
};
static const AttributeRow HASH_FIELDS[] = {
    FIELD(0, "width"),  FIELD(1, "modulus"),   FIELD(2, "inf"),       FIELD(3, "nan"),
    FIELD(4, "imag"),   FIELD(5, "algorithm"), FIELD(6, "hash_bits"), FIELD(7, "seed_bits"),
    FIELD(8, "cutoff"), ATTRIBUTE_ROW_END,
};
static const AttributeRow FLAGS_FIELDS[] = {
    FIELD(0, "debug"),
    FIELD(1, "inspect"),
    FIELD(2, "interactive"),
    FIELD(3, "optimize"),
    FIELD(4, "dont_write_bytecode"),
    FIELD(5, "no_user_site"),
    FIELD(6, "no_site"),
    FIELD(7, "ignore_environment"),
    FIELD(8, "verbose"),
    FIELD(9, "bytes_warning"),
    FIELD(10, "quiet"),
    FIELD(11, "hash_randomization"),
    FIELD(12, "isolated"),
    FIELD(13, "dev_mode"),
    FIELD(14, "utf8_mode"),
    FIELD(15, "warn_default_encoding"),
    FIELD(16, "safe_path"),
    FIELD(17, "int_max_str_digits"),
    ATTRIBUTE_ROW_END,
};
static const AttributeRow THREAD_FIELDS[] = {
    FIELD(0, "name"),
    FIELD(1, "lock"),
    FIELD(2, "version"),
    ATTRIBUTE_ROW_END,
};

static const AttributeRow UNRAISABLE_FIELDS[] = {
    FIELD(0, "exc_type"), FIELD(1, "exc_value"), FIELD(2, "exc_traceback"),
    FIELD(3, "err_msg"),  FIELD(4, "object"),    ATTRIBUTE_ROW_END,
};

static const TypeSpec unraisable_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("UnraisableHookArgs"),
    .methods = struct_sequence_methods,
    .attributes = UNRAISABLE_FIELDS,
    .doc = "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
    .module = "builtins",
};
static const TypeSpec version_info_type = {
    .slots = STRUCT_SEQUENCE_FIXED_SLOTS("sys.version_info"),
    .methods = struct_sequence_methods,
    .attributes = VERSION_FIELDS,
    .doc = "sys.version_info\n\nVersion information as a named tuple.",
    .module = "sys",
};
static const TypeSpec float_info_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("sys.float_info"),
    .methods = struct_sequence_methods,
    .attributes = FLOAT_FIELDS,
    .module = "sys",
};
static const TypeSpec int_info_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("sys.int_info"),
    .methods = struct_sequence_methods,
    .attributes = INT_FIELDS,
    .module = "sys",
};
static const TypeSpec hash_info_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("sys.hash_info"),
    .methods = struct_sequence_methods,
    .attributes = HASH_FIELDS,
    .module = "sys",
};
static const TypeSpec flags_type = {
    .slots = STRUCT_SEQUENCE_FIXED_SLOTS("sys.flags"),
    .methods = struct_sequence_methods,
    .attributes = FLAGS_FIELDS,
    .module = "sys",
};
static const TypeSpec thread_info_type = {
    .slots = STRUCT_SEQUENCE_SLOTS("sys.thread_info"),
    .methods = struct_sequence_methods,
    .attributes = THREAD_FIELDS,
    .module = "sys",
};

/* Keeps what the host (or the command line) set before. */
static bool add_default(Runtime *rt, Object *dict, const char *name, STEALS Object *value) {
    bool found = dict_get_cstring(rt, dict, name) != NULL;
    if (found || error_pending(rt)) {
        release_nullable(rt, value);
        return found;
    }
    return dict_set_cstring_stealing(rt, dict, name, value);
}

static Object *text(Runtime *rt, const char *utf8) {
    return str_from_cstring(rt, utf8);
}

static Object *number(Runtime *rt, int64_t value) {
    return int_from_int64(rt, value);
}

static Object *sequence(Runtime *rt, const TypeSpec *spec, uint32_t *type_id, Object *const *items,
                        size_t count) {
    if (!*type_id && !type_register(rt, spec, type_id)) {
        for (size_t idx = 0; idx < count; idx++) {
            release_nullable(rt, items[idx]);
        }
        return NULL;
    }
    return struct_sequence_new(rt, *type_id, items, count);
}

static Object *version_info(Runtime *rt, SysState *state) {
    Object *items[] = {number(rt, 3), number(rt, 11), number(rt, 2), text(rt, "final"),
                       number(rt, 0)};
    return sequence(rt, &version_info_type, &state->version_info, items, COUNT_OF(items));
}

static bool add_number_info(Runtime *rt, Object *dict, SysState *state) {
    Object *float_items[] = {float_from_double(rt, DBL_MAX),
                             number(rt, DBL_MAX_EXP),
                             number(rt, DBL_MAX_10_EXP),
                             float_from_double(rt, DBL_MIN),
                             number(rt, DBL_MIN_EXP),
                             number(rt, DBL_MIN_10_EXP),
                             number(rt, DBL_DIG),
                             number(rt, DBL_MANT_DIG),
                             float_from_double(rt, DBL_EPSILON),
                             number(rt, FLT_RADIX),
                             number(rt, 1)};
    Object *int_items[] = {number(rt, 64), number(rt, 8), number(rt, 4300), number(rt, 640)};
    Object *hash_items[] = {number(rt, 64),      number(rt, ((int64_t)1 << 61) - 1),
                            number(rt, 314159),  number(rt, 0),
                            number(rt, 1000003), text(rt, "ouro"),
                            number(rt, 32),      number(rt, 128),
                            number(rt, 0)};
    /* Each sequence takes its items over, so all are made whatever became of the others. */
    bool floats = dict_set_cstring_stealing(
        rt, dict, "float_info",
        sequence(rt, &float_info_type, &state->float_info, float_items, COUNT_OF(float_items)));
    bool ints = dict_set_cstring_stealing(
        rt, dict, "int_info",
        sequence(rt, &int_info_type, &state->int_info, int_items, COUNT_OF(int_items)));
    bool hashes = dict_set_cstring_stealing(
        rt, dict, "hash_info",
        sequence(rt, &hash_info_type, &state->hash_info, hash_items, COUNT_OF(hash_items)));
    return floats && ints && hashes;
}

static bool add_flags(Runtime *rt, Object *dict, SysState *state) {
    Object *items[18];
    for (size_t idx = 0; idx < COUNT_OF(items); idx++) {
        items[idx] = number(rt, rt->flags[idx]);
    }
    release_nullable(rt, items[3]);
    items[3] = number(rt, rt->optimise);
    for (size_t idx = 13; idx <= 16; idx += 3) { /* dev_mode and safe_path are booleans */
        release_nullable(rt, items[idx]);
        items[idx] = retain(bool_object(rt->flags[idx] != 0));
    }
    release_nullable(rt, items[17]);
    items[17] = number(rt, rt->int_max_str_digits == 4300 ? -1 : rt->int_max_str_digits);
    Object *thread_items[] = {text(rt, "pthread"), text(rt, "semaphore"), retain(NONE)};
    bool flags = dict_set_cstring_stealing(
        rt, dict, "flags", sequence(rt, &flags_type, &state->flags, items, COUNT_OF(items)));
    bool threads = dict_set_cstring_stealing(
        rt, dict, "thread_info",
        sequence(rt, &thread_info_type, &state->thread_info, thread_items, 3));
    return flags && threads;
}

/* sys.implementation: a SimpleNamespace. */
static Object *implementation(Runtime *rt, SysState *state) {
    TypeObject *type = type_object(rt, TYPE_SIMPLE_NAMESPACE);
    Object *fields = dict_new(rt);
    Object *args = tuple_empty(rt);
    Object *result = NULL;
    if (type && fields && args && dict_set_cstring_stealing(rt, fields, "name", text(rt, "ouro")) &&
        dict_set_cstring_stealing(rt, fields, "cache_tag", text(rt, IMPORT_SPEC_CACHE_TAG)) &&
        dict_set_cstring_stealing(rt, fields, "version", version_info(rt, state)) &&
        dict_set_cstring_stealing(rt, fields, "hexversion", number(rt, HEX_VERSION)) &&
        dict_set_cstring_stealing(rt, fields, "_multiarch", text(rt, "x86_64-linux-gnu"))) {
        result = object_call_unpacked(rt, (Object *)type, args, fields);
    }
    release_nullable(rt, fields);
    release_nullable(rt, args);
    return result;
}

static Object *module_names(Runtime *rt) {
    Object *names = list_new(rt, 0);
    for (const ModuleSpec *const *spec = builtin_modules; names && *spec; spec++) {
        Object *name = text(rt, (*spec)->name);
        if (!name || !list_append_stealing(rt, names, name)) {
            CLEAR_REF(rt, &names);
        }
    }
    if (!names || !list_sort(rt, names, NULL, false)) {
        release_nullable(rt, names);
        return NULL;
    }
    Object *tuple = list_as_tuple(rt, names);
    release(rt, names);
    return tuple;
}

Object *sys_unraisable_arguments(Runtime *rt, Object *error, Object *source, const char *where) {
    SysState *state = module_state(rt, MODULE_STATE_SYS, sizeof *state);
    if (!state) {
        return NULL;
    }
    Object *traceback = ((ExceptionObject *)error)->traceback;
    TypeObject *type = type_object(rt, object_type_id(error));
    Object *items[] = {
        type ? retain((Object *)type) : NULL,
        retain(error),
        retain(traceback ? traceback : NONE),
        where ? str_format(rt, "Exception ignored %s", where) : retain(NONE),
        retain(source ? source : NONE),
    };
    return sequence(rt, &unraisable_type, &state->unraisable, items, COUNT_OF(items));
}

bool sys_fill(Runtime *rt) {
    if (rt->hooks.fill_sys) {
        if (!add_default(rt, rt->sys_dict, "stdlib_module_names", stdlib_names_make(rt))) {
            return false;
        }
        rt->hooks.fill_sys = NULL;
    }
    return true;
}

bool sys_add_info(Runtime *rt, Object *dict) {
    SysState *state = module_state(rt, MODULE_STATE_SYS, sizeof *state);
    return state && dict_set_cstring_stealing(rt, dict, "version", text(rt, OURO_VERSION_TEXT)) &&
           dict_set_cstring_stealing(rt, dict, "version_info", version_info(rt, state)) &&
           dict_set_cstring_stealing(rt, dict, "hexversion", number(rt, HEX_VERSION)) &&
           dict_set_cstring_stealing(rt, dict, "api_version", number(rt, 1013)) &&
           dict_set_cstring_stealing(rt, dict, "implementation", implementation(rt, state)) &&
           dict_set_cstring_stealing(rt, dict, "maxsize", number(rt, INT64_MAX)) &&
           dict_set_cstring_stealing(rt, dict, "maxunicode", number(rt, 0x10FFFF)) &&
           dict_set_cstring_stealing(rt, dict, "byteorder", text(rt, "little")) &&
           dict_set_cstring_stealing(rt, dict, "platform", text(rt, "linux")) &&
           dict_set_cstring_stealing(rt, dict, "platlibdir", text(rt, "lib")) &&
           dict_set_cstring_stealing(rt, dict, "copyright",
                                     text(rt, "Copyright (c) 2026 the ouro developers.")) &&
           dict_set_cstring_stealing(rt, dict, "abiflags", text(rt, "")) &&
           dict_set_cstring_stealing(rt, dict, "float_repr_style", text(rt, "short")) &&
           dict_set_cstring_stealing(rt, dict, "builtin_module_names", module_names(rt)) &&
           add_default(rt, dict, "executable", text(rt, "")) &&
           add_default(rt, dict, "_base_executable", text(rt, "")) &&
           add_default(rt, dict, "prefix", text(rt, "/usr")) &&
           add_default(rt, dict, "exec_prefix", text(rt, "/usr")) &&
           add_default(rt, dict, "base_prefix", text(rt, "/usr")) &&
           add_default(rt, dict, "base_exec_prefix", text(rt, "/usr")) &&
           add_default(rt, dict, "pycache_prefix", retain(NONE)) &&
           add_default(rt, dict, "dont_write_bytecode", retain(TRUE_OBJECT)) &&
           add_default(rt, dict, "orig_argv", list_new(rt, 0)) &&
           add_default(rt, dict, "_xoptions", dict_new(rt)) &&
           add_default(rt, dict, "meta_path", import_early_meta_path(rt)) &&
           add_default(rt, dict, "path_hooks", import_early_path_hooks(rt)) &&
           add_default(rt, dict, "path_importer_cache", dict_new(rt)) &&
           add_number_info(rt, dict, state) && add_flags(rt, dict, state);
}
