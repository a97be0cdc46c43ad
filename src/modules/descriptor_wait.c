/* descriptor_wait: poll(2) in pieces that end where a budget does. */
#include "modules/descriptor_wait.h"

#include "object/budget.h"
#include "object/float.h"
#include "os/os.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <math.h>

enum { NANOSECONDS = 1000000000, PER_MILLISECOND = 1000000 };

/* Milliseconds to wait for `left` nanoseconds, at least that long; -1: for ever. */
static int milliseconds(int64_t left) {
    if (left == INT64_MAX) {
        return -1;
    }
    int64_t whole = left / PER_MILLISECOND + (left % PER_MILLISECOND > 0);
    return whole > INT32_MAX ? INT32_MAX : (int)whole;
}

int descriptor_wait(Runtime *rt, struct pollfd *entries, size_t count, int64_t deadline) {
    for (;;) {
        int64_t left = INT64_MAX;
        if (deadline != DESCRIPTOR_WAIT_FOREVER) {
            left = deadline - os_clock_monotonic();
            left = left < 0 ? 0 : left;
        }
        int64_t allowed = budget_nanoseconds_left(rt);
        if (left > 0 && (allowed == 0 || budget_is_exhausted(rt))) {
            if (!budget_check(rt)) {
                return -1;
            }
            return 0;
        }
        bool cut = allowed < left;
        int ready = poll(entries, (nfds_t)count, milliseconds(cut ? allowed : left));
        if (ready > 0) {
            return ready;
        }
        if (ready < 0 && errno != EINTR) {
            raise_os_error(rt, errno, NULL);
            return -1;
        }
        if (ready < 0 && !safe_point_answer(rt)) {
            return -1;
        }
        if (ready == 0 && !cut) {
            return 0;
        }
    }
}

bool descriptor_wait_deadline(Runtime *rt, Object *seconds, int64_t *out) {
    *out = DESCRIPTOR_WAIT_FOREVER;
    if (!seconds || seconds == NONE) {
        return true;
    }
    double duration;
    if (!slots_of(rt, seconds)->index && !type_is_float(rt, seconds)) {
        raise_type_error(rt, "timeout must be a float or None");
        return false;
    }
    if (!object_as_double(rt, seconds, &duration)) {
        return false;
    }
    if (isnan(duration)) {
        raise_value_error(rt, "Invalid value NaN (not a number)");
        return false;
    }
    if (duration < 0) {
        raise_value_error(rt, "timeout must be non-negative");
        return false;
    }
    if (duration >= 9223372036.0) {
        raise_overflow_error(rt, "timestamp too large to convert to C _PyTime_t");
        return false;
    }
    *out = os_clock_monotonic() + (int64_t)ceil(duration * NANOSECONDS);
    return true;
}

int descriptor_of(Runtime *rt, Object *object) {
    Object *number = NULL;
    if (type_is_int(rt, object)) {
        number = retain(object);
    } else {
        bool missing;
        Object *name = str_from_cstring(rt, "fileno");
        Object *method = name ? object_get_attr_optional(rt, object, name, &missing) : NULL;
        release_nullable(rt, name);
        if (!method) {
            if (!error_pending(rt)) {
                raise_type_error(rt, "argument must be an int, or have a fileno() method.");
            }
            return -1;
        }
        number = object_call_noargs(rt, method);
        release(rt, method);
        if (number && !type_is_int(rt, number)) {
            raise_type_error(rt, "fileno() returned a non-integer");
            CLEAR_REF(rt, &number);
        }
    }
    int64_t fd = -1;
    if (number && object_as_int64(rt, number, &fd)) {
        if (fd < 0 || fd > INT32_MAX) {
            raise_value_error(rt, "file descriptor cannot be a negative integer (%lld)",
                              (long long)fd);
            fd = -1;
        }
    } else {
        fd = -1;
    }
    release_nullable(rt, number);
    return (int)fd;
}
