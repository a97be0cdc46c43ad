/* array_item: between Python values and the bytes of an array, with CPython's complaints. */
#include "modules/array_item.h"

#include "object/float.h"
#include "object/operations.h"
#include <string.h>

/* An int within [low, high]; what: "signed char", for messages. */
static bool get_ranged(Runtime *rt, Object *value, int64_t low, int64_t high, const char *what,
                       int64_t *out) {
    bool big = !object_as_int64(rt, value, out);
    if (big && !error_matches(rt, TYPE_OVERFLOW_ERROR)) {
        return false;
    }
    if (big) {
        error_clear(rt);
        Object *number = object_index(rt, value);
        if (!number) {
            return false;
        }
        int overflow;
        int_as_int64(number, &overflow);
        release(rt, number);
        *out = overflow < 0 ? INT64_MIN : INT64_MAX;
    }
    if (*out < low) {
        raise_overflow_error(rt, "%s is less than minimum", what);
        return false;
    }
    if (*out > high) {
        raise_overflow_error(rt, "%s is greater than maximum", what);
        return false;
    }
    return true;
}

#define SMALL_CODE(name, type, low, high, what)                                                    \
    static Object *get_##name(Runtime *rt, const uint8_t *item) {                                  \
        type number;                                                                               \
        memcpy(&number, item, sizeof number);                                                      \
        return int_from_int64(rt, (int64_t)number);                                                \
    }                                                                                              \
    static bool set_##name(Runtime *rt, uint8_t *item, Object *value) {                            \
        int64_t number;                                                                            \
        if (!get_ranged(rt, value, low, high, what, &number)) {                                    \
            return false;                                                                          \
        }                                                                                          \
        type narrow = (type)number;                                                                \
        memcpy(item, &narrow, sizeof narrow);                                                      \
        return true;                                                                               \
    }

SMALL_CODE(char, int8_t, INT8_MIN, INT8_MAX, "signed char")
SMALL_CODE(byte, uint8_t, 0, UINT8_MAX, "unsigned byte integer")
SMALL_CODE(short, int16_t, INT16_MIN, INT16_MAX, "signed short integer")
SMALL_CODE(unsigned_short, uint16_t, 0, UINT16_MAX, "unsigned short")
SMALL_CODE(int, int32_t, INT32_MIN, INT32_MAX, "signed integer")

static Object *get_unsigned_int(Runtime *rt, const uint8_t *item) {
    uint32_t number;
    memcpy(&number, item, sizeof number);
    return int_from_int64(rt, number);
}

static bool set_unsigned_int(Runtime *rt, uint8_t *item, Object *value) {
    int64_t number;
    if (!get_ranged(rt, value, INT64_MIN, UINT32_MAX, "unsigned int", &number)) {
        return false;
    }
    if (number < 0) {
        raise_overflow_error(rt, "can't convert negative value to unsigned int");
        return false;
    }
    uint32_t narrow = (uint32_t)number;
    memcpy(item, &narrow, sizeof narrow);
    return true;
}

static Object *get_long(Runtime *rt, const uint8_t *item) {
    int64_t number;
    memcpy(&number, item, sizeof number);
    return int_from_int64(rt, number);
}

static bool set_signed(Runtime *rt, uint8_t *item, Object *value, const char *too_large) {
    int64_t number;
    if (!object_as_int64(rt, value, &number)) {
        if (error_clear_if(rt, TYPE_OVERFLOW_ERROR)) {
            raise_overflow_error(rt, "%s", too_large);
        }
        return false;
    }
    memcpy(item, &number, sizeof number);
    return true;
}

static bool set_long(Runtime *rt, uint8_t *item, Object *value) {
    return set_signed(rt, item, value, "Python int too large to convert to C long");
}

static bool set_long_long(Runtime *rt, uint8_t *item, Object *value) {
    return set_signed(rt, item, value, "int too big to convert");
}

static Object *get_unsigned_long(Runtime *rt, const uint8_t *item) {
    uint64_t number;
    memcpy(&number, item, sizeof number);
    return int_from_uint64(rt, number);
}

static bool set_unsigned(Runtime *rt, uint8_t *item, Object *value, const char *negative,
                         const char *too_large) {
    Object *index = object_index(rt, value);
    if (!index) {
        return false;
    }
    uint64_t number = 0;
    int overflow;
    int64_t small = int_as_int64(index, &overflow);
    bool below = overflow < 0 || (overflow == 0 && small < 0);
    bool done = !below && int_as_uint64(index, &number);
    release(rt, index);
    if (!done) {
        raise_overflow_error(rt, "%s", below ? negative : too_large);
        return false;
    }
    memcpy(item, &number, sizeof number);
    return true;
}

static bool set_unsigned_long(Runtime *rt, uint8_t *item, Object *value) {
    return set_unsigned(rt, item, value, "can't convert negative value to unsigned int",
                        "Python int too large to convert to C unsigned long");
}

static bool set_unsigned_long_long(Runtime *rt, uint8_t *item, Object *value) {
    return set_unsigned(rt, item, value, "can't convert negative int to unsigned",
                        "int too big to convert");
}

static Object *get_float(Runtime *rt, const uint8_t *item) {
    float number;
    memcpy(&number, item, sizeof number);
    return float_from_double(rt, (double)number);
}

static bool set_float(Runtime *rt, uint8_t *item, Object *value) {
    double number;
    if (!object_as_double(rt, value, &number)) {
        return false;
    }
    float narrow = (float)number;
    memcpy(item, &narrow, sizeof narrow);
    return true;
}

static Object *get_double(Runtime *rt, const uint8_t *item) {
    double number;
    memcpy(&number, item, sizeof number);
    return float_from_double(rt, number);
}

static bool set_double(Runtime *rt, uint8_t *item, Object *value) {
    double number;
    if (!object_as_double(rt, value, &number)) {
        return false;
    }
    memcpy(item, &number, sizeof number);
    return true;
}

static Object *get_character(Runtime *rt, const uint8_t *item) {
    uint32_t code_point;
    memcpy(&code_point, item, sizeof code_point);
    if (code_point > 0x10FFFF) {
        return raise_value_error(rt, "character U+%x is not in range [U+0000; U+10ffff]",
                                 code_point);
    }
    return str_from_code_point(rt, code_point);
}

static bool set_character(Runtime *rt, uint8_t *item, Object *value) {
    if (!type_is_str(rt, value)) {
        raise_type_error(rt, "array item must be a unicode character, not %T", value);
        return false;
    }
    if (str_length(value) != 1) {
        raise_type_error(rt, "array item must be a unicode character, not %T", value);
        return false;
    }
    uint32_t code_point = str_at(value, 0);
    memcpy(item, &code_point, sizeof code_point);
    return true;
}

static const ArrayCode CODES[] = {
    {'b', 1, "b", get_char, set_char},
    {'B', 1, "B", get_byte, set_byte},
    {'u', 4, "w", get_character, set_character},
    {'h', 2, "h", get_short, set_short},
    {'H', 2, "H", get_unsigned_short, set_unsigned_short},
    {'i', 4, "i", get_int, set_int},
    {'I', 4, "I", get_unsigned_int, set_unsigned_int},
    {'l', 8, "l", get_long, set_long},
    {'L', 8, "L", get_unsigned_long, set_unsigned_long},
    {'q', 8, "q", get_long, set_long_long},
    {'Q', 8, "Q", get_unsigned_long, set_unsigned_long_long},
    {'f', 4, "f", get_float, set_float},
    {'d', 8, "d", get_double, set_double},
};

const ArrayCode *array_item_code(uint32_t letter) {
    for (size_t i = 0; i < COUNT_OF(CODES); i++) {
        if ((uint32_t)CODES[i].letter == letter) {
            return &CODES[i];
        }
    }
    return NULL;
}
