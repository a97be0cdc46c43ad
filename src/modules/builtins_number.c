/* Builtin functions about numbers: abs, bin, divmod, hex, oct, pow, round, sum. */
#include "modules/builtins.h"
#include "object/arguments.h"
#include "object/float.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "modules/builtins_docs.h"

static NEW_REF Object *builtin_abs(Runtime *rt, Object *module, Object *number) {
    (void)module;
    return object_unary(rt, number, UNARY_ABSOLUTE);
}

static NEW_REF Object *builtin_divmod(Runtime *rt, Object *module, Object *const *args,
                                      size_t count) {
    (void)module;
    (void)count;
    return object_binary(rt, args[0], args[1], BINARY_DIVMOD);
}

/* Digits of a small integer in a power-of-two base, with sign and prefix. */
static NEW_REF Object *small_digits(Runtime *rt, int64_t number, unsigned bits, char prefix) {
    char buffer[72];
    size_t at = sizeof buffer;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        buffer[--at] = "0123456789abcdef"[rest & ((1u << bits) - 1)];
        rest >>= bits;
    } while (rest != 0);
    buffer[--at] = prefix;
    buffer[--at] = '0';
    if (number < 0) {
        buffer[--at] = '-';
    }
    return str_from_utf8(rt, buffer + at, sizeof buffer - at);
}

static NEW_REF Object *digits(Runtime *rt, Object *argument, unsigned bits, const char *spec) {
    Object *number = object_index(rt, argument);
    if (!number) {
        return NULL;
    }
    Object *text = NULL;
    if (!int_is_big(number)) {
        text = small_digits(rt, int_small_value(number), bits, spec[1]);
    } else {
        Object *format = str_from_cstring(rt, spec);
        text = format ? object_format(rt, number, format) : NULL;
        release_nullable(rt, format);
    }
    release(rt, number);
    return text;
}

static NEW_REF Object *builtin_bin(Runtime *rt, Object *module, Object *number) {
    (void)module;
    return digits(rt, number, 1, "#b");
}

static NEW_REF Object *builtin_oct(Runtime *rt, Object *module, Object *number) {
    (void)module;
    return digits(rt, number, 3, "#o");
}

static NEW_REF Object *builtin_hex(Runtime *rt, Object *module, Object *number) {
    (void)module;
    return digits(rt, number, 4, "#x");
}

static const ArgumentSpec POW_ARGUMENTS = {"pow", {"base", "exp", "mod"}, 0, 3, 2, 3};

static NEW_REF Object *builtin_pow(Runtime *rt, Object *module, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)module;
    Object *values[3] = {NULL, NULL, NULL};
    if (!arguments_parse(rt, &POW_ARGUMENTS, args, count, keyword_names, values)) {
        return NULL;
    }
    return object_power(rt, values[0], values[1], values[2]);
}

static const ArgumentSpec ROUND_ARGUMENTS = {"round", {"number", "ndigits"}, 0, 2, 1, 2};

static NEW_REF Object *builtin_round(Runtime *rt, Object *module, Object *const *args, size_t count,
                                     Object *keyword_names) {
    (void)module;
    Object *values[2] = {NULL, NULL};
    if (!arguments_parse(rt, &ROUND_ARGUMENTS, args, count, keyword_names, values)) {
        return NULL;
    }
    bool missing = false, has_digits = values[1] && values[1] != NONE;
    Object *result = object_call_special(rt, values[0], NAME___round__, &values[1],
                                         has_digits ? 1 : 0, &missing);
    if (!result && missing) {
        return raise_type_error(rt, "type %.100s doesn't define __round__ method",
                                type_name_of(rt, values[0]));
    }
    return result;
}

/* ---- sum ---- */

/* A sum under way: a machine integer or a double as long as that is exact, then an object. */
typedef struct Sum {
    enum { SUM_INT, SUM_FLOAT, SUM_OBJECT } kind;
    int64_t integer;
    double real;
    Object *object; /* owned, for SUM_OBJECT */
} Sum;

static NEW_REF Object *sum_as_object(Runtime *rt, const Sum *sum) {
    switch (sum->kind) {
    case SUM_INT:
        return int_from_int64(rt, sum->integer);
    case SUM_FLOAT:
        return float_from_double(rt, sum->real);
    default:
        return retain(sum->object);
    }
}

static bool is_plain_int(const Object *object) {
    uint32_t type_id = object_type_id(object);
    return (type_id == TYPE_INT || type_id == TYPE_BOOL) && !int_is_big(object);
}

/* Adds item when that is exact and stays a number of the same kind; false: the general way. */
static bool add_fast(Sum *sum, const Object *item) {
    if (sum->kind == SUM_INT) {
        int64_t total;
        if (!is_plain_int(item) ||
            __builtin_add_overflow(sum->integer, int_small_value(item), &total)) {
            return false;
        }
        sum->integer = total;
        return true;
    }
    if (sum->kind == SUM_FLOAT) {
        if (object_type_id(item) == TYPE_FLOAT) {
            sum->real += float_value(item);
            return true;
        }
        if (is_plain_int(item)) {
            sum->real += (double)int_small_value(item);
            return true;
        }
    }
    return false;
}

static void sum_set(Runtime *rt, Sum *sum, STEALS Object *object) {
    uint32_t type_id = object_type_id(object);
    if (type_id == TYPE_INT && !int_is_big(object)) {
        *sum = (Sum){.kind = SUM_INT, .integer = int_small_value(object)};
        release(rt, object);
    } else if (type_id == TYPE_FLOAT) {
        *sum = (Sum){.kind = SUM_FLOAT, .real = float_value(object)};
        release(rt, object);
    } else {
        *sum = (Sum){.kind = SUM_OBJECT, .object = object};
    }
}

static void sum_drop(Runtime *rt, Sum *sum) {
    if (sum->kind == SUM_OBJECT) {
        CLEAR_REF(rt, &sum->object);
    }
}

static bool add_item(Runtime *rt, Sum *sum, Object *item) {
    if (LIKELY(add_fast(sum, item))) {
        return true;
    }
    Object *left = sum_as_object(rt, sum);
    Object *total = left ? object_binary(rt, left, item, BINARY_ADD) : NULL;
    release_nullable(rt, left);
    if (!total) {
        return false;
    }
    sum_drop(rt, sum);
    sum_set(rt, sum, total);
    return true;
}

static bool check_start(Runtime *rt, Object *start) {
    const char *message = NULL;
    if (type_is_str(rt, start)) {
        message = "sum() can't sum strings [use ''.join(seq) instead]";
    } else if (type_is_bytes(rt, start)) {
        message = "sum() can't sum bytes [use b''.join(seq) instead]";
    } else if (type_is_instance(rt, start, TYPE_BYTEARRAY)) {
        message = "sum() can't sum bytearray [use b''.join(seq) instead]";
    }
    if (message) {
        raise_type_error(rt, message);
    }
    return !message;
}

static const ArgumentSpec SUM_ARGUMENTS = {"sum", {"iterable", "start"}, 1, 2, 1, 2};

static NEW_REF Object *builtin_sum(Runtime *rt, Object *module, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)module;
    Object *values[2] = {NULL, NULL};
    if (!arguments_parse(rt, &SUM_ARGUMENTS, args, count, keyword_names, values)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, values[0]);
    if (!iterator) {
        return NULL;
    }
    Sum sum = {.kind = SUM_INT};
    if (values[1]) {
        if (!check_start(rt, values[1])) {
            release(rt, iterator);
            return NULL;
        }
        sum_set(rt, &sum, retain(values[1]));
    }
    bool fine = true;
    Object *item;
    while (fine && (item = object_next(rt, iterator))) {
        fine = add_item(rt, &sum, item);
        release(rt, item);
    }
    release(rt, iterator);
    Object *result = fine && !error_pending(rt) ? sum_as_object(rt, &sum) : NULL;
    sum_drop(rt, &sum);
    return result;
}

const MethodRow builtins_number_functions[] = {
    METHOD_ROW_ONE("abs", builtin_abs, DOC_ABS),
    METHOD_ROW_ONE("bin", builtin_bin, DOC_BIN),
    METHOD_ROW_POSITIONAL("divmod", builtin_divmod, 2, 2, DOC_DIVMOD),
    METHOD_ROW_ONE("hex", builtin_hex, DOC_HEX),
    METHOD_ROW_ONE("oct", builtin_oct, DOC_OCT),
    METHOD_ROW_KEYWORDS("pow", builtin_pow, DOC_POW),
    METHOD_ROW_KEYWORDS("round", builtin_round, DOC_ROUND),
    METHOD_ROW_KEYWORDS("sum", builtin_sum, DOC_SUM),
    METHOD_ROW_END,
};
