/* What a register of the evaluation loop holds: an object, or a number that is not an object yet.
 *
 *   …000  Object *             (a reference; owned by the register)
 *   …xx1  63-bit integer       (value << 1 | 1)
 *   …x10  double               (rotated, exponents near 2^±255; others are objects)
 *   …100  VALUE_EMPTY          (nothing: an unbound local, a temporary not in use)
 *
 * A number gets its object (value_box) when something can see its identity or it outlives the
 * frame; the register then holds that object, so a named value has one identity for its life. */
#ifndef OURO_OBJECT_VALUE_H
#define OURO_OBJECT_VALUE_H

#include "object/object.h"
#include <string.h>

typedef struct Value {
    uint64_t bits;
} Value;

#define VALUE_EMPTY ((Value){4})
#define VALUE_INT_MIN (-((int64_t)1 << 62))
#define VALUE_INT_MAX (((int64_t)1 << 62) - 1)

static inline Value value_from_object(STEALS Object *object) {
    return (Value){(uint64_t)(uintptr_t)object};
}

static inline bool value_is_object(Value value) {
    return (value.bits & 7) == 0;
}

static inline bool value_is_empty(Value value) {
    return value.bits == 4;
}

static inline BORROWED Object *value_as_object(Value value) {
    return (Object *)(uintptr_t)value.bits;
}

static inline bool value_is_int(Value value) {
    return (value.bits & 1) != 0;
}

/* number must lie in [VALUE_INT_MIN, VALUE_INT_MAX]. */
static inline Value value_from_int(int64_t number) {
    return (Value){((uint64_t)number << 1) | 1};
}

static inline int64_t value_as_int(Value value) {
    return (int64_t)value.bits >> 1;
}

static inline bool value_fits_int(int64_t number) {
    return number >= VALUE_INT_MIN && number <= VALUE_INT_MAX;
}

static inline bool value_is_float(Value value) {
    return (value.bits & 3) == 2;
}

/* True and *out set when the double has a register form; -0.0, huge, tiny, inf and nan have none.
 */
static inline bool value_try_float(double number, Value *out) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    uint64_t top = (bits >> 60) & 7;
    if (LIKELY((top == 3 || top == 4) && bits != 0x3000000000000000u)) {
        out->bits = (((bits << 3) | (bits >> 61)) & ~(uint64_t)3) | 2;
        return true;
    }
    if (bits == 0) {
        out->bits = 0x8000000000000002u;
        return true;
    }
    return false;
}

static inline double value_as_float(Value value) {
    double number = 0.0;
    if (LIKELY(value.bits != 0x8000000000000002u)) {
        uint64_t sign_top = value.bits >> 63;
        uint64_t bits = (2 - sign_top) | (value.bits & ~(uint64_t)3);
        bits = (bits >> 3) | (bits << 61);
        memcpy(&number, &bits, sizeof number);
    }
    return number;
}

/* Releases what the value holds, if it is an object. */
static inline void value_release(Runtime *rt, STEALS Value value) {
    if (value_is_object(value)) {
        release(rt, value_as_object(value));
    }
}

#endif
