/* Small things that the files of container types share. */
#include "types/container_support.h"

#include "object/arguments.h"
#include "object/dict.h"
#include "object/module.h"
#include "object/tuple.h"

bool container_index(Runtime *rt, Object *key, const char *type_name, int64_t *out) {
    if (LIKELY(container_is_plain_int(key))) {
        *out = int_small_value(key);
        return true;
    }
    if (!slots_of(rt, key)->index) {
        raise_type_error(rt, "%s indices must be integers or slices, not %.200s", type_name,
                         type_name_of(rt, key));
        return false;
    }
    return object_as_index(rt, key, TYPE_INDEX_ERROR, out);
}

bool container_in_range(Runtime *rt, int64_t idx, size_t length, const char *range_message,
                        size_t *out) {
    if (idx < 0) {
        idx += (int64_t)length;
    }
    if (UNLIKELY(idx < 0 || idx >= (int64_t)length)) {
        raise_index_error(rt, "%s", range_message);
        return false;
    }
    *out = (size_t)idx;
    return true;
}

bool container_position(Runtime *rt, Object *key, size_t length, const char *type_name,
                        const char *range_message, size_t *out) {
    int64_t idx;
    return container_index(rt, key, type_name, &idx) &&
           container_in_range(rt, idx, length, range_message, out);
}

bool container_bound(Runtime *rt, Object *const *args, size_t count, size_t idx, size_t length,
                     size_t fallback, size_t *out) {
    *out = fallback;
    if (idx >= count) {
        return true;
    }
    int64_t bound;
    if (!slots_of(rt, args[idx])->index) {
        raise_type_error(rt, "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (!object_as_index_clipped(rt, args[idx], &bound)) {
        return false;
    }
    if (bound < 0) {
        bound += (int64_t)length;
        bound = bound < 0 ? 0 : bound;
    }
    *out = (size_t)bound < length ? (size_t)bound : length;
    return true;
}

bool container_repeated_length(Runtime *rt, size_t length, int64_t times, size_t *out) {
    if (times <= 0 || length == 0) {
        *out = 0;
        return true;
    }
    if (__builtin_mul_overflow(length, (size_t)times, out) || *out > (SIZE_MAX >> 4) / 8) {
        error_no_memory(rt);
        return false;
    }
    return true;
}

bool container_raise_too_deep(Runtime *rt) {
    raise_format(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    return true;
}

NEW_REF Object *container_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

NEW_REF Object *container_builtin(Runtime *rt, const char *name) {
    return retain_nullable(module_builtin(rt, name));
}

NEW_REF Object *container_reduce(Runtime *rt, const char *builtin, Object *argument,
                                 int64_t position) {
    Object *result = NULL;
    Object *function = container_builtin(rt, builtin);
    Object *args = function ? tuple_pack(rt, 1, argument) : NULL;
    if (args && position < 0) {
        result = tuple_pack(rt, 2, function, args);
    } else if (args) {
        Object *state = int_from_int64(rt, position);
        result = state ? tuple_pack(rt, 3, function, args, state) : NULL;
        release_nullable(rt, state);
    }
    release_nullable(rt, args);
    release_nullable(rt, function);
    return result;
}

NEW_REF Object *container_reduce_call(Runtime *rt, Object *self, Object *a, Object *b) {
    TypeObject *type = type_of(rt, self);
    Object *args = !type ? NULL : b ? tuple_pack(rt, 2, a, b) : tuple_pack(rt, 1, a);
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, args);
    return result;
}

bool container_is_plain_init(Runtime *rt, const TypeObject *type, uint32_t base_type_id) {
    return type->type_id == base_type_id || !type->slots->init ||
           type->slots->init == rt->slots[base_type_id]->init ||
           type->slots->init == rt->slots[TYPE_OBJECT]->init;
}

bool container_refuse_keywords(Runtime *rt, const TypeObject *type, uint32_t base_type_id,
                               const char *function, Object *keyword_names) {
    if (!keyword_names || tuple_length(keyword_names) == 0 ||
        !container_is_plain_init(rt, type, base_type_id)) {
        return true;
    }
    return arguments_no_keywords(rt, function, keyword_names);
}

NEW_REF Object *container_compare_lengths(size_t a, size_t b, CompareOp op) {
    switch (op) {
    case COMPARE_LT:
        return bool_object(a < b);
    case COMPARE_LE:
        return bool_object(a <= b);
    case COMPARE_EQ:
        return bool_object(a == b);
    case COMPARE_NE:
        return bool_object(a != b);
    case COMPARE_GT:
        return bool_object(a > b);
    default:
        return bool_object(a >= b);
    }
}
