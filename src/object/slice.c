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

bool slice_unpack(Runtime *rt, Object *slice, int64_t *start, int64_t *stop, int64_t *step) {
    const SliceObject *parts = (const SliceObject *)slice;
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
    *start = *step < 0 ? INT64_MAX : 0;
    *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    return (parts->start == NONE || slice_index(rt, parts->start, start)) &&
           (parts->stop == NONE || slice_index(rt, parts->stop, stop));
}

/* An end of a slice moved into [low, high]. */
static int64_t fit_end(int64_t index, int64_t length, int64_t low, int64_t high) {
    if (index < 0) {
        index += length;
    }
    return index < low ? low : index > high ? high : index;
}

size_t slice_fit(size_t length, int64_t *start, int64_t *stop, int64_t step) {
    int64_t size = (int64_t)length;
    bool backward = step < 0;
    int64_t low = backward ? -1 : 0, high = backward ? size - 1 : size;
    *start = fit_end(*start, size, low, high);
    *stop = fit_end(*stop, size, low, high);
    if (!backward && *start < *stop) {
        return (size_t)((*stop - *start - 1) / step) + 1;
    }
    if (backward && *stop < *start) {
        return (size_t)((*start - *stop - 1) / -step) + 1;
    }
    return 0;
}

bool slice_adjust(Runtime *rt, Object *slice, size_t length, int64_t *start, int64_t *stop,
                  int64_t *step, size_t *count) {
    if (!slice_unpack(rt, slice, start, stop, step)) {
        return false;
    }
    *count = slice_fit(length, start, stop, *step);
    return true;
}
