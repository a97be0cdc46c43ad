/* int.to_bytes and int.from_bytes: base 256, two's complement when signed. */
#include "types/int_bytes.h"
#include "object/budget.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "types/int_arithmetic.h"
#include "types/int_view.h"
#include <string.h>

/* byteorder: 'little' or 'big', big by default. */
static bool take_order(Runtime *rt, const char *method, Object *order, bool *little) {
    *little = false;
    if (!order) {
        return true;
    }
    if (!type_is_str(rt, order)) {
        raise_type_error(rt, "%s() argument 'byteorder' must be str, not %.50s", method,
                         order == NONE ? "None" : type_name_of(rt, order));
        return false;
    }
    *little = str_equals_ascii(order, "little");
    if (!*little && !str_equals_ascii(order, "big")) {
        raise_value_error(rt, "byteorder must be either 'little' or 'big'");
        return false;
    }
    return true;
}

static bool take_signed(Runtime *rt, Object *argument, bool *is_signed) {
    int truth = argument ? object_is_true(rt, argument) : 0;
    *is_signed = truth > 0;
    return truth >= 0;
}

static void reverse(uint8_t *data, size_t length) {
    for (size_t i = 0; i < length / 2; i++) {
        uint8_t byte = data[i];
        data[i] = data[length - 1 - i];
        data[length - 1 - i] = byte;
    }
}

/* Little end first; limbs lie that way in memory already. */
static void write_magnitude(const IntView *view, uint8_t *data, size_t length) {
    size_t used = base_min_size(view->count * 8, length);
    memcpy(data, view->limbs, used);
    memset(data + used, 0, length - used);
}

static void negate(uint8_t *data, size_t length) {
    unsigned carry = 1;
    for (size_t i = 0; i < length; i++) {
        carry += (uint8_t)~data[i];
        data[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

static bool fits(const IntView *view, size_t length, bool is_signed) {
    size_t bits = int_view_bits(view);
    if (!is_signed) {
        return (bits + 7) / 8 <= length;
    }
    bool power_of_two = bits > 0 && (size_t)mpn_scan1(view->limbs, 0) == bits - 1;
    size_t needed = view->negative && power_of_two ? bits : bits + 1;
    if (length == 0 && view->negative && bits == 1) {
        return true; /* CPython gives b'' for -1 */
    }
    return bits == 0 || (needed + 7) / 8 <= length;
}

static const ArgumentSpec TO_ARGUMENTS = {"to_bytes", {"length", "byteorder", "signed"}, 0, 2, 0,
                                          3};

Object *int_bytes_to(Runtime *rt, Object *self, Object *const *args, size_t count,
                     Object *keyword_names) {
    Object *values[3];
    bool little, is_signed;
    int64_t length = 1;
    if (!arguments_parse(rt, &TO_ARGUMENTS, args, count, keyword_names, values) ||
        (values[0] && !object_as_int64(rt, values[0], &length)) ||
        !take_order(rt, "to_bytes", values[1], &little) ||
        !take_signed(rt, values[2], &is_signed)) {
        return NULL;
    }
    if (length < 0) {
        return raise_value_error(rt, "length argument must be non-negative");
    }
    IntView view;
    int_view_of(self, &view);
    if (view.negative && !is_signed) {
        return raise_overflow_error(rt, "can't convert negative int to unsigned");
    }
    if (!fits(&view, (size_t)length, is_signed)) {
        return raise_overflow_error(rt, "int too big to convert");
    }
    Object *bytes = budget_spend_whole(rt, (size_t)length / 8)
                        ? bytes_new_uninitialised(rt, (size_t)length)
                        : NULL;
    if (!bytes) {
        return NULL;
    }
    uint8_t *data = bytes_mutable_data(bytes);
    write_magnitude(&view, data, (size_t)length);
    if (view.negative) {
        negate(data, (size_t)length);
    }
    if (!little) {
        reverse(data, (size_t)length);
    }
    return bytes_finish(rt, bytes);
}

/* bytes(x) for anything that bytes() takes but an int or a str. */
static NEW_REF Object *as_bytes(Runtime *rt, Object *source) {
    if (type_is_bytes(rt, source)) {
        return retain(source);
    }
    bool missing = false;
    Object *made = object_call_special(rt, source, NAME___bytes__, NULL, 0, &missing);
    if (made && !type_is_bytes(rt, made)) {
        raise_type_error(rt, "__bytes__ returned non-bytes (type %.200s)", type_name_of(rt, made));
        CLEAR_REF(rt, &made);
    }
    if (made || !missing) {
        return made;
    }
    const TypeSlots *slots = slots_of(rt, source);
    if (!slots->get_buffer && (type_is_str(rt, source) || !operations_is_iterable(slots))) {
        return raise_type_error(rt, "cannot convert '%.200s' object to bytes", slots->name);
    }
    TypeObject *type = type_object(rt, TYPE_BYTES);
    return type ? object_call_one(rt, (Object *)type, source) : NULL;
}

static NEW_REF Object *number_of(Runtime *rt, const uint8_t *data, size_t length, bool little,
                                 bool is_signed) {
    size_t count = length / 8 + 1;
    Object *number = int_new_big(rt, count, false);
    if (!number) {
        return NULL;
    }
    uint64_t *limbs = int_view_limbs(number);
    bool negative = is_signed && length > 0 && (little ? data[length - 1] : data[0]) >= 0x80;
    memset(limbs, negative ? 0xff : 0, count * sizeof *limbs);
    memcpy(limbs, data, length);
    if (!little) {
        reverse((uint8_t *)limbs, length);
    }
    if (negative) {
        mpn_neg(limbs, limbs, (mp_size_t)count);
        ((BigIntObject *)number)->signed_count = -(int64_t)count;
    }
    return int_normalise(rt, number);
}

static const ArgumentSpec FROM_ARGUMENTS = {
    "from_bytes", {"bytes", "byteorder", "signed"}, 0, 2, 1, 3};

Object *int_bytes_from(Runtime *rt, Object *type, Object *const *args, size_t count,
                       Object *keyword_names) {
    Object *values[3];
    bool little, is_signed;
    if (!arguments_parse(rt, &FROM_ARGUMENTS, args, count, keyword_names, values) ||
        !take_order(rt, "from_bytes", values[1], &little) ||
        !take_signed(rt, values[2], &is_signed)) {
        return NULL;
    }
    Object *bytes = as_bytes(rt, values[0]);
    if (bytes && !budget_spend_whole(rt, bytes_length(bytes) / 4)) {
        CLEAR_REF(rt, &bytes);
    }
    if (!bytes) {
        return NULL;
    }
    Object *number = number_of(rt, bytes_data(bytes), bytes_length(bytes), little, is_signed);
    release(rt, bytes);
    if (number && ((TypeObject *)type)->type_id != TYPE_INT) {
        Object *instance = object_call_one(rt, type, number);
        release(rt, number);
        number = instance;
    }
    return number;
}
