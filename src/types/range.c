/* range: an arithmetic sequence that holds three numbers. The iterators are in range_iterator.c.
 *
 * The small form computes in machine integers that cannot overflow: |start|, |stop|, |step| <=
 * 2^61. What would leave that is done with int objects. */
#include "types/range.h"

#include "object/native.h"
#include "object/arguments.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/slice.h"

#define SMALL_LIMIT ((int64_t)1 << 61)

static inline RangeObject *as_small(Object *self) {
    return (RangeObject *)self;
}

static inline BigRangeObject *as_big(Object *self) {
    return (BigRangeObject *)self;
}

static inline bool is_small(int64_t number) {
    return number >= -SMALL_LIMIT && number <= SMALL_LIMIT;
}

static inline bool is_small_object(const Object *number) {
    return !int_is_big(number) && is_small(int_small_value(number));
}

/* Making. */

static int64_t small_length(int64_t start, int64_t stop, int64_t step) {
    if (step > 0) {
        return start < stop ? (stop - start - 1) / step + 1 : 0;
    }
    return stop < start ? (start - stop - 1) / -step + 1 : 0;
}

NEW_REF Object *range_new_small(Runtime *rt, int64_t start, int64_t stop, int64_t step) {
    Object *self = object_new_leaf(rt, TYPE_RANGE, sizeof(RangeObject));
    if (self) {
        RangeObject *range = as_small(self);
        range->start = start;
        range->stop = stop;
        range->step = step;
        range->length = small_length(start, stop, step);
    }
    return self;
}

/* a op b, a's reference given away; NULL passes through. */
static NEW_REF Object *then(Runtime *rt, STEALS Object *a, BinaryOp op, Object *b) {
    if (!a) {
        return NULL;
    }
    Object *result = b ? object_binary(rt, a, b, op) : NULL;
    release(rt, a);
    return result;
}

/* Numbers of start, start + step, … before stop: (distance - 1) // |step| + 1. */
static NEW_REF Object *big_length(Runtime *rt, Object *start, Object *stop, Object *step) {
    bool backward = int_is_negative(step);
    Object *low = backward ? stop : start;
    Object *high = backward ? start : stop;
    int empty = object_compare_bool(rt, low, high, COMPARE_GE);
    if (empty != 0) {
        return empty < 0 ? NULL : int_from_int64(rt, 0);
    }
    Object *one = int_from_int64(rt, 1);
    Object *size = backward ? object_unary(rt, step, UNARY_NEGATIVE) : retain(step);
    Object *length = one && size ? object_binary(rt, high, low, BINARY_SUBTRACT) : NULL;
    length = then(rt, length, BINARY_SUBTRACT, one);
    length = then(rt, length, BINARY_FLOOR_DIVIDE, size);
    length = then(rt, length, BINARY_ADD, one);
    release_nullable(rt, one);
    release_nullable(rt, size);
    return length;
}

NEW_REF Object *range_new(Runtime *rt, Object *start, Object *stop, Object *step) {
    if (int_is_zero(step)) {
        return raise_value_error(rt, "range() arg 3 must not be zero");
    }
    if (is_small_object(start) && is_small_object(stop) && is_small_object(step)) {
        return range_new_small(rt, int_small_value(start), int_small_value(stop),
                               int_small_value(step));
    }
    Object *length = big_length(rt, start, stop, step);
    Object *self = length ? object_new_leaf(rt, TYPE_RANGE, sizeof(BigRangeObject)) : NULL;
    if (!self) {
        release_nullable(rt, length);
        return NULL;
    }
    object_set_flag(self, RANGE_BIG);
    BigRangeObject *range = as_big(self);
    range->start = retain(start);
    range->stop = retain(stop);
    range->step = retain(step);
    range->length = length;
    return self;
}

static void dealloc(Runtime *rt, Object *self) {
    if (range_is_big(self)) {
        BigRangeObject *range = as_big(self);
        release(rt, range->start);
        release(rt, range->stop);
        release(rt, range->step);
        release(rt, range->length);
    }
    object_free_leaf(rt, self, sizeof(RangeObject));
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "range", keyword_names) ||
        !arguments_check_count(rt, "range", count, 1, 3)) {
        return NULL;
    }
    if (LIKELY(count == 1 && container_is_plain_int(args[0]) && is_small_object(args[0]))) {
        return range_new_small(rt, 0, int_small_value(args[0]), 1);
    }
    Object *start = count == 1 ? int_from_int64(rt, 0) : object_index(rt, args[0]);
    Object *stop = start ? object_index(rt, args[count == 1 ? 0 : 1]) : NULL;
    Object *step = NULL;
    if (stop) {
        step = count == 3 ? object_index(rt, args[2]) : int_from_int64(rt, 1);
    }
    Object *self = step ? range_new(rt, start, stop, step) : NULL;
    release_nullable(rt, start);
    release_nullable(rt, stop);
    release_nullable(rt, step);
    return self;
}

/* The parts. */

static NEW_REF Object *get_start(Runtime *rt, Object *self) {
    return range_is_big(self) ? retain(as_big(self)->start)
                              : int_from_int64(rt, as_small(self)->start);
}

static NEW_REF Object *get_stop(Runtime *rt, Object *self) {
    return range_is_big(self) ? retain(as_big(self)->stop)
                              : int_from_int64(rt, as_small(self)->stop);
}

static NEW_REF Object *get_step(Runtime *rt, Object *self) {
    return range_is_big(self) ? retain(as_big(self)->step)
                              : int_from_int64(rt, as_small(self)->step);
}

static NEW_REF Object *get_length(Runtime *rt, Object *self) {
    return range_is_big(self) ? retain(as_big(self)->length)
                              : int_from_int64(rt, as_small(self)->length);
}

static int64_t length(Runtime *rt, Object *self) {
    if (!range_is_big(self)) {
        return as_small(self)->length;
    }
    int overflow;
    int64_t number = int_as_int64(as_big(self)->length, &overflow);
    if (overflow) {
        raise_overflow_error(rt, "Python int too large to convert to C ssize_t");
        return -1;
    }
    return number;
}

static int is_true(Runtime *rt, Object *self) {
    (void)rt;
    return range_is_big(self) ? !int_is_zero(as_big(self)->length) : as_small(self)->length != 0;
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    if (!range_is_big(self)) {
        const RangeObject *range = as_small(self);
        return range->step == 1 ? str_format(rt, "range(%lld, %lld)", (long long)range->start,
                                             (long long)range->stop)
                                : str_format(rt, "range(%lld, %lld, %lld)", (long long)range->start,
                                             (long long)range->stop, (long long)range->step);
    }
    const BigRangeObject *range = as_big(self);
    if (!int_is_big(range->step) && int_small_value(range->step) == 1) {
        return str_format(rt, "range(%R, %R)", range->start, range->stop);
    }
    return str_format(rt, "range(%R, %R, %R)", range->start, range->stop, range->step);
}

/* (length, start or None, step or None): what decides equality. */
static NEW_REF Object *identity_tuple(Runtime *rt, Object *self) {
    Object *count = get_length(rt, self);
    Object *start = count ? get_start(rt, self) : NULL;
    Object *step = start ? get_step(rt, self) : NULL;
    Object *result = NULL;
    if (step) {
        bool single = !int_is_big(count) && int_small_value(count) == 1;
        bool empty = int_is_zero(count);
        result = tuple_pack(rt, 3, count, empty ? NONE : start, empty || single ? NONE : step);
    }
    release_nullable(rt, count);
    release_nullable(rt, start);
    release_nullable(rt, step);
    return result;
}

static int64_t hash(Runtime *rt, Object *self) {
    Object *tuple = identity_tuple(rt, self);
    if (!tuple) {
        return -1;
    }
    int64_t result = object_hash(rt, tuple);
    release(rt, tuple);
    return result;
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(a) != TYPE_RANGE ||
        object_type_id(b) != TYPE_RANGE) {
        return retain(NOT_IMPLEMENTED);
    }
    if (a == b) {
        return bool_object(op == COMPARE_EQ);
    }
    Object *left = identity_tuple(rt, a);
    Object *right = left ? identity_tuple(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

/* Items and slices. */

/* start + position * step */
static NEW_REF Object *item_at(Runtime *rt, Object *self, Object *position) {
    Object *start = get_start(rt, self);
    Object *step = start ? get_step(rt, self) : NULL;
    Object *item = step ? object_binary(rt, step, position, BINARY_MULTIPLY) : NULL;
    item = then(rt, item, BINARY_ADD, start);
    release_nullable(rt, start);
    release_nullable(rt, step);
    return item;
}

static NEW_REF Object *big_item(Runtime *rt, Object *self, Object *key) {
    Object *position = object_index(rt, key);
    Object *count = position ? get_length(rt, self) : NULL;
    if (count && int_is_negative(position)) {
        position = then(rt, position, BINARY_ADD, count);
    }
    int inside = count && position ? object_compare_bool(rt, position, count, COMPARE_LT) : -1;
    Object *item = NULL;
    if (inside == 0 || (inside > 0 && int_is_negative(position))) {
        raise_index_error(rt, "range object index out of range");
    } else if (inside > 0) {
        item = item_at(rt, self, position);
    }
    release_nullable(rt, position);
    release_nullable(rt, count);
    return item;
}

static NEW_REF Object *slice_range(Runtime *rt, Object *self, Object *slice) {
    Object *count = get_length(rt, self);
    Object *start, *stop, *step;
    if (!count || !slice_indices(rt, slice, count, &start, &stop, &step)) {
        release_nullable(rt, count);
        return NULL;
    }
    Object *own_step = get_step(rt, self);
    Object *new_start = own_step ? item_at(rt, self, start) : NULL;
    Object *new_stop = new_start ? item_at(rt, self, stop) : NULL;
    Object *new_step = new_stop ? object_binary(rt, own_step, step, BINARY_MULTIPLY) : NULL;
    Object *result = new_step ? range_new(rt, new_start, new_stop, new_step) : NULL;
    release_nullable(rt, own_step);
    release_nullable(rt, new_start);
    release_nullable(rt, new_stop);
    release_nullable(rt, new_step);
    release(rt, start);
    release(rt, stop);
    release(rt, step);
    release(rt, count);
    return result;
}

static NEW_REF Object *get_item(Runtime *rt, Object *self, Object *key) {
    if (LIKELY(!range_is_big(self) && container_is_plain_int(key))) {
        const RangeObject *range = as_small(self);
        int64_t position = int_small_value(key);
        position += position < 0 ? range->length : 0;
        if (position < 0 || position >= range->length) {
            return raise_index_error(rt, "range object index out of range");
        }
        return int_from_int64(rt, range->start + position * range->step);
    }
    if (object_type_id(key) == TYPE_SLICE) {
        return slice_range(rt, self, key);
    }
    if (!slots_of(rt, key)->index) {
        return raise_type_error(rt, "range indices must be integers or slices, not %.200s",
                                type_name_of(rt, key));
    }
    return big_item(rt, self, key);
}

/* Searching. Exact ints and bools are found by arithmetic, anything else by comparing. */

static inline bool is_exact_int(const Object *object) {
    return object_type_id(object) == TYPE_INT || object_type_id(object) == TYPE_BOOL;
}

static int contains_big(Runtime *rt, Object *self, Object *number) {
    Object *start = get_start(rt, self);
    Object *stop = start ? get_stop(rt, self) : NULL;
    Object *step = stop ? get_step(rt, self) : NULL;
    int result = -1;
    if (step) {
        bool backward = int_is_negative(step);
        result = object_compare_bool(rt, number, start, backward ? COMPARE_LE : COMPARE_GE);
        if (result > 0) {
            result = object_compare_bool(rt, number, stop, backward ? COMPARE_GT : COMPARE_LT);
        }
        if (result > 0) {
            Object *rest = object_binary(rt, number, start, BINARY_SUBTRACT);
            rest = then(rt, rest, BINARY_REMAINDER, step);
            result = rest ? int_is_zero(rest) : -1;
            release_nullable(rt, rest);
        }
    }
    release_nullable(rt, start);
    release_nullable(rt, stop);
    release_nullable(rt, step);
    return result;
}

static int contains_int(Runtime *rt, Object *self, Object *number) {
    if (range_is_big(self) || int_is_big(number)) {
        return contains_big(rt, self, number);
    }
    const RangeObject *range = as_small(self);
    int64_t value = int_small_value(number);
    if (range->step > 0 ? value < range->start || value >= range->stop
                        : value > range->start || value <= range->stop) {
        return 0;
    }
    return (value - range->start) % range->step == 0;
}

/* The first position of an equal item (stop_first) or the number of all; -1 none, -2 error. */
static int64_t search(Runtime *rt, Object *self, Object *value, bool stop_first) {
    Object *iterator = range_iter(rt, self);
    if (!iterator) {
        return -2;
    }
    int64_t position = 0;
    int64_t found = 0;
    int same = 0;
    Object *item;
    while ((item = object_next(rt, iterator)) != NULL) {
        same = container_equals(rt, item, value);
        release(rt, item);
        if (same < 0 || (same && stop_first)) {
            break;
        }
        found += same;
        position++;
    }
    release(rt, iterator);
    if (same < 0 || error_pending(rt)) {
        return -2;
    }
    return !stop_first ? found : same ? position : -1;
}

static int contains(Runtime *rt, Object *self, Object *value) {
    if (is_exact_int(value)) {
        return contains_int(rt, self, value);
    }
    int64_t position = search(rt, self, value, true);
    return position >= 0 ? 1 : position == -1 ? 0 : -1;
}

static NEW_REF Object *index_method(Runtime *rt, Object *self, Object *value) {
    if (!is_exact_int(value)) {
        int64_t position = search(rt, self, value, true);
        if (position == -1) {
            return raise_value_error(rt, "sequence.index(x): x not in sequence");
        }
        return position >= 0 ? int_from_int64(rt, position) : NULL;
    }
    int found = contains_int(rt, self, value);
    if (found <= 0) {
        return found < 0 ? NULL : raise_value_error(rt, "%R is not in range", value);
    }
    Object *start = get_start(rt, self);
    Object *step = start ? get_step(rt, self) : NULL;
    Object *position = step ? object_binary(rt, value, start, BINARY_SUBTRACT) : NULL;
    position = then(rt, position, BINARY_FLOOR_DIVIDE, step);
    release_nullable(rt, start);
    release_nullable(rt, step);
    return position;
}

static NEW_REF Object *count_method(Runtime *rt, Object *self, Object *value) {
    int64_t count =
        is_exact_int(value) ? contains_int(rt, self, value) : search(rt, self, value, false);
    return count < 0 ? NULL : int_from_int64(rt, count);
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *start = type ? get_start(rt, self) : NULL;
    Object *stop = start ? get_stop(rt, self) : NULL;
    Object *step = stop ? get_step(rt, self) : NULL;
    Object *args = step ? tuple_pack(rt, 3, start, stop, step) : NULL;
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, start);
    release_nullable(rt, stop);
    release_nullable(rt, step);
    release_nullable(rt, args);
    return result;
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__reversed__", range_reversed, "An iterator from the last to the first."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_ONE("count", count_method,
                   "rangeobject.count(value) -> integer -- how many times value occurs"),
    METHOD_ROW_ONE("index", index_method,
                   "rangeobject.index(value) -> integer -- the position of value; ValueError when "
                   "it is not there"),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"start", get_start, native_read_only, NULL},
    {"stop", get_stop, native_read_only, NULL},
    {"step", get_step, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec range_type = {
    .slots =
        {
            .name = "range",
            .type_id = TYPE_RANGE,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SEQUENCE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(RangeObject),
            .dealloc = dealloc,
            .new_instance = new_instance,
            .repr = repr,
            .hash = hash,
            .compare = compare,
            .iter = range_iter,
            .is_true = is_true,
            .length = length,
            .get_item = get_item,
            .contains = contains,
        },
    .methods = methods,
    .attributes = attributes,
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe "
           "integers from start up to stop, but not stop itself, by step.",
};
