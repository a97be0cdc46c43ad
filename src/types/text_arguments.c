#include "types/text_arguments.h"
#include <string.h>

const char *text_argument_type(const Runtime *rt, const Object *argument) {
    return argument == NONE ? "None" : type_name_of(rt, argument);
}

bool text_check_count(Runtime *rt, const char *method, size_t count, size_t minimum,
                      size_t maximum) {
    if (LIKELY(count >= minimum && count <= maximum)) {
        return true;
    }
    bool few = count < minimum;
    size_t bound = few ? minimum : maximum;
    raise_type_error(rt, "%s() takes %s %zu argument%s (%zu given)", method,
                     minimum == maximum ? "exactly"
                     : few              ? "at least"
                                        : "at most",
                     bound, bound == 1 ? "" : "s", count);
    return false;
}

static bool range_end(Runtime *rt, Object *argument, size_t length, size_t *out) {
    if (argument == NONE) {
        return true;
    }
    int64_t index;
    if (!slots_of(rt, argument)->index) {
        raise_type_error(rt, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    if (!object_as_index_clipped(rt, argument, &index)) {
        return false;
    }
    if (index < 0) {
        index += (int64_t)length;
    }
    *out = index < 0 ? 0 : (size_t)index;
    return true;
}

bool text_range(Runtime *rt, Object *const *args, size_t count, size_t length, size_t *start,
                size_t *end) {
    *start = 0;
    *end = length;
    if ((count > 1 && !range_end(rt, args[1], length, start)) ||
        (count > 2 && !range_end(rt, args[2], length, end))) {
        return false;
    }
    *end = base_min_size(*end, length);
    return true;
}

static bool convert(Runtime *rt, Object *argument, int64_t low, int64_t high, const char *name,
                    int64_t *out) {
    Object *number = object_index(rt, argument);
    if (!number) {
        return false;
    }
    int overflow;
    *out = int_as_int64(number, &overflow);
    release(rt, number);
    if (overflow || *out < low || *out > high) {
        raise_overflow_error(rt, "Python int too large to convert to C %s", name);
        return false;
    }
    return true;
}

bool text_ssize(Runtime *rt, Object *argument, int64_t *out) {
    if (LIKELY(object_type_id(argument) == TYPE_INT && !int_is_big(argument))) {
        *out = int_small_value(argument);
        return true;
    }
    return convert(rt, argument, INT64_MIN, INT64_MAX, "ssize_t", out);
}

bool text_int(Runtime *rt, Object *argument, int64_t *out) {
    return convert(rt, argument, INT32_MIN, INT32_MAX, "int", out);
}

bool text_limit(Runtime *rt, Object *argument, size_t *limit) {
    *limit = SIZE_MAX;
    int64_t number;
    if (!argument) {
        return true;
    }
    if (!text_ssize(rt, argument, &number)) {
        return false;
    }
    if (number >= 0) {
        *limit = (size_t)number;
    }
    return true;
}

bool text_cstring(Runtime *rt, const char *function, const char *name, Object *argument,
                  const char **out, Object **holder) {
    *out = NULL;
    *holder = NULL;
    if (!argument) {
        return true;
    }
    if (!type_is_str(rt, argument)) {
        raise_type_error(rt, "%s() argument '%s' must be str, not %.50s", function, name,
                         text_argument_type(rt, argument));
        return false;
    }
    size_t length;
    const char *text = str_utf8(rt, argument, &length, holder, false);
    if (!text) {
        return false;
    }
    if (strlen(text) != length) {
        CLEAR_REF(rt, holder);
        raise_value_error(rt, "embedded null character");
        return false;
    }
    *out = text;
    return true;
}
