/* Numbers out of objects: __index__, __int__, __float__, and machine integers and doubles. */
#include "object/float.h"
#include "object/operations.h"
#include <string.h>

/* An exact int with the value of an int of a subclass (bool included). */
static NEW_REF Object *exact_int(Runtime *rt, STEALS Object *number) {
    if (object_type_id(number) == TYPE_INT) {
        return number;
    }
    Object *copy;
    if (int_is_big(number)) {
        const BigIntObject *big = (const BigIntObject *)number;
        size_t count = (size_t)(big->signed_count < 0 ? -big->signed_count : big->signed_count);
        copy = int_new_big(rt, count, big->signed_count < 0);
        if (copy) {
            memcpy(((BigIntObject *)copy)->limbs, big->limbs, count * sizeof big->limbs[0]);
        }
    } else {
        copy = int_from_int64(rt, int_small_value(number));
    }
    release(rt, number);
    return copy;
}

/* Checks what a conversion method returned; a strict subclass is deprecated. */
static NEW_REF Object *checked_int(Runtime *rt, STEALS Object *result, const char *method) {
    if (!result || object_type_id(result) == TYPE_INT) {
        return result;
    }
    if (!type_is_int(rt, result)) {
        raise_type_error(rt, "%s returned non-int (type %.200s)", method, type_name_of(rt, result));
        release(rt, result);
        return NULL;
    }
    if (!raise_warning(rt, TYPE_DEPRECATION_WARNING, 1,
                       "%s returned non-int (type %.200s).  The ability to return an instance of "
                       "a strict subclass of int is deprecated, and may be removed in a "
                       "future version of Python.",
                       method, type_name_of(rt, result))) {
        release(rt, result);
        return NULL;
    }
    return result;
}

/* An int or an instance of a subclass. */
static NEW_REF Object *index_any(Runtime *rt, Object *object) {
    if (type_is_int(rt, object)) {
        return retain(object);
    }
    UnaryFunction index = slots_of(rt, object)->index;
    if (!index) {
        return raise_type_error(rt, "'%.200s' object cannot be interpreted as an integer",
                                type_name_of(rt, object));
    }
    return checked_int(rt, index(rt, object), "__index__");
}

NEW_REF Object *object_index(Runtime *rt, Object *object) {
    if (LIKELY(object_type_id(object) == TYPE_INT)) {
        return retain(object);
    }
    Object *number = index_any(rt, object);
    return number ? exact_int(rt, number) : NULL;
}

bool object_as_index(Runtime *rt, Object *object, uint32_t error_type_id, int64_t *out) {
    if (LIKELY(object_type_id(object) == TYPE_INT && !int_is_big(object))) {
        *out = int_small_value(object);
        return true;
    }
    Object *number = index_any(rt, object);
    if (!number) {
        return false;
    }
    int overflow;
    *out = int_as_int64(number, &overflow);
    release(rt, number);
    if (overflow) {
        raise_format(rt, error_type_id, "cannot fit '%.200s' into an index-sized integer",
                     type_name_of(rt, object));
        return false;
    }
    return true;
}

bool object_as_int64(Runtime *rt, Object *object, int64_t *out) {
    if (LIKELY(object_type_id(object) == TYPE_INT && !int_is_big(object))) {
        *out = int_small_value(object);
        return true;
    }
    Object *number = index_any(rt, object);
    if (!number) {
        return false;
    }
    int overflow;
    *out = int_as_int64(number, &overflow);
    release(rt, number);
    if (overflow) {
        raise_overflow_error(rt, "Python int too large to convert to C ssize_t");
    }
    return !overflow;
}

bool object_as_index_clipped(Runtime *rt, Object *object, int64_t *out) {
    if (LIKELY(object_type_id(object) == TYPE_INT && !int_is_big(object))) {
        *out = int_small_value(object);
        return true;
    }
    Object *number = index_any(rt, object);
    if (!number) {
        return false;
    }
    int overflow;
    *out = int_as_int64(number, &overflow);
    if (overflow) {
        *out = overflow < 0 ? INT64_MIN : INT64_MAX;
    }
    release(rt, number);
    return true;
}

/* What __float__ returned, checked; NULL with an error pending. */
static NEW_REF Object *float_by_slot(Runtime *rt, Object *object) {
    Object *result = slots_of(rt, object)->to_float(rt, object);
    if (!result || object_type_id(result) == TYPE_FLOAT) {
        return result;
    }
    if (!type_is_float(rt, result)) {
        raise_type_error(rt, "%.50s.__float__ returned non-float (type %.50s)",
                         type_name_of(rt, object), type_name_of(rt, result));
        release(rt, result);
        return NULL;
    }
    bool fine = raise_warning(
        rt, TYPE_DEPRECATION_WARNING, 1,
        "%.50s.__float__ returned non-float (type %.50s).  The ability to return an instance of a "
        "strict subclass of float is deprecated, and may be removed in a future version of "
        "Python.",
        type_name_of(rt, object), type_name_of(rt, result));
    Object *exact = fine ? float_from_double(rt, float_value(result)) : NULL;
    release(rt, result);
    return exact;
}

static bool double_by_index(Runtime *rt, Object *object, double *out) {
    Object *number = index_any(rt, object);
    if (!number) {
        return false;
    }
    *out = int_as_double(rt, number);
    release(rt, number);
    return !(*out == -1.0 && error_pending(rt));
}

bool object_as_double(Runtime *rt, Object *object, double *out) {
    if (LIKELY(type_is_float(rt, object))) {
        *out = float_value(object);
        return true;
    }
    if (object_type_id(object) == TYPE_INT) {
        *out = int_as_double(rt, object);
        return !(*out == -1.0 && error_pending(rt));
    }
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->to_float) {
        Object *result = float_by_slot(rt, object);
        if (!result) {
            return false;
        }
        *out = float_value(result);
        release(rt, result);
        return true;
    }
    if (slots->index) {
        return double_by_index(rt, object, out);
    }
    raise_type_error(rt, "must be real number, not %.50s", slots->name);
    return false;
}

NEW_REF Object *object_to_float(Runtime *rt, Object *object) {
    if (object_type_id(object) == TYPE_FLOAT) {
        return retain(object);
    }
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->to_float) {
        return float_by_slot(rt, object);
    }
    double number;
    if (slots->index) {
        return double_by_index(rt, object, &number) ? float_from_double(rt, number) : NULL;
    }
    if (type_is_float(rt, object)) {
        return float_from_double(rt, float_value(object));
    }
    return raise_type_error(rt, "float() argument must be a string or a real number, not '%.200s'",
                            slots->name);
}

/* int() by __trunc__, deprecated: the result may be anything with __index__. */
static NEW_REF Object *int_by_trunc(Runtime *rt, Object *object, bool *missing) {
    Object *result = object_call_special(rt, object, NAME___trunc__, NULL, 0, missing);
    if (!result) {
        return NULL;
    }
    if (!raise_warning(rt, TYPE_DEPRECATION_WARNING, 1,
                       "The delegation of int() to __trunc__ is deprecated.")) {
        release(rt, result);
        return NULL;
    }
    if (!type_is_int(rt, result) && !slots_of(rt, result)->index) {
        raise_type_error(rt, "__trunc__ returned non-Integral (type %.200s)",
                         type_name_of(rt, result));
        release(rt, result);
        return NULL;
    }
    Object *number = object_index(rt, result);
    release(rt, result);
    return number;
}

NEW_REF Object *object_to_int(Runtime *rt, Object *object) {
    if (object_type_id(object) == TYPE_INT) {
        return retain(object);
    }
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->to_int) {
        Object *number = checked_int(rt, slots->to_int(rt, object), "__int__");
        return number ? exact_int(rt, number) : NULL;
    }
    if (slots->index) {
        return object_index(rt, object);
    }
    bool missing = false;
    Object *number = int_by_trunc(rt, object, &missing);
    if (number || !missing) {
        return number;
    }
    return raise_type_error(
        rt, "int() argument must be a string, a bytes-like object or a real number, not '%.200s'",
        slots->name);
}
