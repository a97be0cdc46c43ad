/* slice objects: making them and adjusting them to a length. */
#include "object/slice.h"
#include "object/operations.h"

NEW_REF Object *slice_new(Runtime *rt, Object *start, Object *stop, Object *step) {
    SliceObject *slice = (SliceObject *)object_new_container(rt, TYPE_SLICE, sizeof(SliceObject));
    if (slice) {
        slice->start = retain(start ? start : NONE);
        slice->stop = retain(stop ? stop : NONE);
        slice->step = retain(step ? step : NONE);
    }
    return (Object *)slice;
}

static bool slice_index(Runtime *rt, Object *part, int64_t *out) {
    if (type_is_int(rt, part) || slots_of(rt, part)->index) {
        return object_as_index_clipped(rt, part, out);
    }
    raise_type_error(rt, "slice indices must be integers or None or have an __index__ method");
    return false;
}

/* An end of the slice moved into [low, high]; fallback when it is None. */
static bool slice_end(Runtime *rt, Object *part, int64_t length, int64_t fallback, int64_t low,
                      int64_t high, int64_t *out) {
    if (part == NONE) {
        *out = fallback;
        return true;
    }
    int64_t index;
    if (!slice_index(rt, part, &index)) {
        return false;
    }
    if (index < 0) {
        index += length;
    }
    *out = index < low ? low : index > high ? high : index;
    return true;
}

bool slice_adjust(Runtime *rt, Object *slice, size_t length, int64_t *start, int64_t *stop,
                  int64_t *step, size_t *count) {
    const SliceObject *parts = (const SliceObject *)slice;
    int64_t size = (int64_t)length;
    *step = 1;
    if (parts->step != NONE) {
        if (!slice_index(rt, parts->step, step)) {
            return false;
        }
        if (*step == 0) {
            raise_value_error(rt, "slice step cannot be zero");
            return false;
        }
        *step = *step < -INT64_MAX ? -INT64_MAX : *step; /* so that -step fits */
    }
    bool backward = *step < 0;
    int64_t low = backward ? -1 : 0, high = backward ? size - 1 : size;
    if (!slice_end(rt, parts->start, size, backward ? high : low, low, high, start) ||
        !slice_end(rt, parts->stop, size, backward ? low : high, low, high, stop)) {
        return false;
    }
    *count = 0;
    if (!backward && *start < *stop) {
        *count = (size_t)((*stop - *start - 1) / *step) + 1;
    } else if (backward && *stop < *start) {
        *count = (size_t)((*start - *stop - 1) / -*step) + 1;
    }
    return true;
}
