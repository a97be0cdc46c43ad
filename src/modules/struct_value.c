/* struct_value: numbers, characters and texts as bytes of a struct. */
#include "modules/struct_value.h"

#include "modules/module_exception.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/operations.h"
#include <math.h>
#include <string.h>

/* ---- bytes of a number ---- */

static void store(uint8_t *data, uint64_t number, size_t size, bool big_endian) {
    for (size_t i = 0; i < size; i++) {
        data[big_endian ? size - 1 - i : i] = (uint8_t)(number >> 8 * i);
    }
}

static uint64_t load(const uint8_t *data, size_t size, bool big_endian) {
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)data[big_endian ? size - 1 - i : i] << 8 * i;
    }
    return number;
}

/* ---- integers ---- */

static bool fail(Runtime *rt, Object *error, const char *message) {
    module_exception_raise(rt, error, "%s", message);
    return false;
}

/* The message for numbers that fit a machine word but not the field. */
static bool raise_range(Runtime *rt, Object *error, const StructField *field, bool big_endian) {
    bool is_signed = field->kind == STRUCT_SIGNED;
    unsigned bits = (unsigned)field->size * 8;
    if (field->size < (big_endian ? 2 : 4)) {
        const char *name =
            field->size == 1 ? (is_signed ? "byte" : "ubyte") : (is_signed ? "short" : "ushort");
        long long low = is_signed ? -(1ll << (bits - 1)) : 0;
        long long high = (1ll << (is_signed ? bits - 1 : bits)) - 1;
        module_exception_raise(rt, error, "%s format requires %lld <= number <= %lld", name, low,
                               high);
        return false;
    }
    uint64_t high = bits == 64 ? UINT64_MAX : (1ull << bits) - 1;
    Object *top = int_from_uint64(rt, is_signed ? high >> 1 : high);
    Object *bottom = int_from_int64(rt, is_signed ? -(int64_t)(high >> 1) - 1 : 0);
    if (top && bottom) {
        module_exception_raise(rt, error, "'%c' format requires %S <= number <= %S", field->letter,
                               bottom, top);
    }
    release_nullable(rt, top);
    release_nullable(rt, bottom);
    return false;
}

static bool fits(const StructField *field, int64_t number) {
    if (field->size == 8) {
        return true;
    }
    unsigned bits = (unsigned)field->size * 8;
    if (field->kind == STRUCT_SIGNED) {
        return number >= -(1ll << (bits - 1)) && number < 1ll << (bits - 1);
    }
    return number >= 0 && number < 1ll << bits;
}

static Object *as_integer(Runtime *rt, Object *error, Object *value) {
    if (type_is_int(rt, value)) {
        return retain(value);
    }
    if (!slots_of(rt, value)->index && !type_lookup_name(rt, value, NAME___index__)) {
        fail(rt, error, "required argument is not an integer");
        return NULL;
    }
    return object_index(rt, value);
}

static bool pack_integer(Runtime *rt, const StructLayout *layout, const StructField *field,
                         Object *error, uint8_t *data, Object *value) {
    Object *number = as_integer(rt, error, value);
    if (!number) {
        return false;
    }
    int overflow;
    int64_t narrow = int_as_int64(number, &overflow);
    uint64_t wide = (uint64_t)narrow;
    bool is_unsigned = field->kind != STRUCT_SIGNED;
    bool done = true;
    bool wide_unsigned = is_unsigned && field->size >= (layout->big_endian ? 2 : 4);
    bool fits_wide = overflow && wide_unsigned && int_as_uint64(number, &wide);
    bool is_pointer = field->kind == STRUCT_POINTER;
    bool is_negative = wide_unsigned && !is_pointer && int_is_negative(number);
    if (is_negative || (overflow && !fits_wide)) {
        bool widest = is_pointer || (layout->big_endian && field->size == 8);
        done = fail(rt, error, widest ? "int too large to convert" : "argument out of range");
    } else if (fits_wide ? field->size < 8 : !fits(field, narrow)) {
        done = raise_range(rt, error, field, layout->big_endian);
    }
    release(rt, number);
    if (done) {
        store(data, wide, field->size, layout->big_endian);
    }
    return done;
}

static Object *unpack_integer(Runtime *rt, const StructLayout *layout, const StructField *field,
                              const uint8_t *data) {
    uint64_t number = load(data, field->size, layout->big_endian);
    if (field->kind != STRUCT_SIGNED) {
        return int_from_uint64(rt, number);
    }
    unsigned unused = 64 - (unsigned)field->size * 8;
    return int_from_int64(rt, (int64_t)(number << unused) >> unused);
}

/* ---- floats ---- */

/* Half precision: a sign, 5 bits of exponent, 10 of fraction; ties go to even. False: too large. */
static bool half_from_double(double number, uint16_t *half) {
    uint16_t sign = signbit(number) ? 0x8000 : 0;
    if (isnan(number)) {
        *half = sign | 0x7E00;
        return true;
    }
    if (isinf(number)) {
        *half = sign | 0x7C00;
        return true;
    }
    int exponent;
    double fraction = frexp(fabs(number), &exponent); /* number = fraction * 2**exponent */
    if (fraction == 0 || exponent < -24) {
        *half = sign; /* less than half of the least one; exactly half is a tie, to zero too */
        return true;
    }
    int shown = exponent < -13 ? -13 : exponent;
    double bits = nearbyint(ldexp(fraction, exponent - shown + 11));
    unsigned rounded = (unsigned)bits; /* with the hidden bit, 0x400, for normal numbers */
    unsigned result = rounded + (unsigned)(shown + 13) * 0x400;
    *half = (uint16_t)(sign | result);
    return result < 0x7C00;
}

static double half_to_double(uint16_t half) {
    int exponent = half >> 10 & 0x1F;
    double fraction = half & 0x3FF;
    double number = exponent == 0x1F ? (fraction != 0 ? NAN : INFINITY)
                    : exponent == 0  ? ldexp(fraction, -24)
                                     : ldexp(fraction + 0x400, exponent - 25);
    return half & 0x8000 ? -number : number;
}

static bool pack_float(Runtime *rt, const StructLayout *layout, const StructField *field,
                       Object *error, uint8_t *data, Object *value) {
    double number;
    if (!object_as_double(rt, value, &number)) {
        return error_clear_if(rt, TYPE_TYPE_ERROR)
                   ? fail(rt, error, "required argument is not a float")
                   : false;
    }
    uint64_t bits;
    float single = (float)number;
    uint16_t half;
    bool fine = true;
    if (field->size == 8) {
        memcpy(&bits, &number, sizeof number);
    } else if (field->size == 4) {
        uint32_t narrow;
        fine = layout->native || !isinf(single) || isinf(number); /* a C cast, natively */
        memcpy(&narrow, &single, sizeof single);
        bits = narrow;
    } else {
        fine = half_from_double(number, &half) || isinf(number) || isnan(number);
        bits = half;
    }
    if (!fine) {
        raise_overflow_error(rt, "float too large to pack with %c format", field->letter);
        return false;
    }
    store(data, bits, field->size, layout->big_endian);
    return true;
}

static Object *unpack_float(Runtime *rt, const StructLayout *layout, const StructField *field,
                            const uint8_t *data) {
    uint64_t bits = load(data, field->size, layout->big_endian);
    double number;
    if (field->size == 8) {
        memcpy(&number, &bits, sizeof number);
    } else if (field->size == 4) {
        uint32_t narrow = (uint32_t)bits;
        float single;
        memcpy(&single, &narrow, sizeof single);
        number = single;
    } else {
        number = half_to_double((uint16_t)bits);
    }
    return float_from_double(rt, number);
}

/* ---- characters and texts ---- */

static bool pack_char(Runtime *rt, Object *error, uint8_t *data, Object *value) {
    if (!type_is_bytes(rt, value) || bytes_length(value) != 1) {
        return fail(rt, error, "char format requires a bytes object of length 1");
    }
    *data = bytes_data(value)[0];
    return true;
}

static bool pack_text(Runtime *rt, const StructField *field, Object *error, uint8_t *data,
                      Object *value) {
    bool is_bytes = type_is_bytes(rt, value);
    BufferView view;
    if (!is_bytes && object_type_id(value) != TYPE_BYTEARRAY &&
        !type_has_flag(rt, value, TYPE_FLAG_BYTEARRAY_SUBCLASS)) {
        module_exception_raise(rt, error, "argument for '%c' must be a bytes object",
                               field->letter);
        return false;
    }
    if (!object_get_buffer(rt, value, &view, false)) {
        return false;
    }
    bool pascal = field->kind == STRUCT_PASCAL;
    size_t room = field->size - (pascal && field->size > 0);
    size_t length = base_min_size(view.size, room);
    if (field->size > 0) {
        memcpy(data + pascal, view.data, length);
        if (pascal) {
            data[0] = (uint8_t)base_min_size(length, 255);
        }
    }
    object_release_buffer(rt, &view);
    return true;
}

static Object *unpack_text(Runtime *rt, const StructField *field, const uint8_t *data) {
    if (field->kind == STRUCT_BYTES || field->size == 0) {
        return bytes_from_data(rt, data, field->size);
    }
    return bytes_from_data(rt, data + 1, base_min_size(data[0], field->size - 1));
}

/* ---- any value ---- */

bool struct_value_pack(Runtime *rt, const StructLayout *layout, const StructField *field,
                       Object *error, uint8_t *data, Object *value) {
    int truth;
    switch (field->kind) {
    case STRUCT_CHAR:
        return pack_char(rt, error, data, value);
    case STRUCT_BOOL:
        truth = object_is_true(rt, value);
        *data = truth > 0;
        return truth >= 0;
    case STRUCT_FLOAT:
        return pack_float(rt, layout, field, error, data, value);
    case STRUCT_BYTES:
    case STRUCT_PASCAL:
        return pack_text(rt, field, error, data, value);
    default:
        return pack_integer(rt, layout, field, error, data, value);
    }
}

Object *struct_value_unpack(Runtime *rt, const StructLayout *layout, const StructField *field,
                            const uint8_t *data) {
    switch (field->kind) {
    case STRUCT_CHAR:
        return bytes_from_data(rt, data, 1);
    case STRUCT_BOOL:
        return retain(bool_object(*data != 0));
    case STRUCT_FLOAT:
        return unpack_float(rt, layout, field, data);
    case STRUCT_BYTES:
    case STRUCT_PASCAL:
        return unpack_text(rt, field, data);
    default:
        return unpack_integer(rt, layout, field, data);
    }
}
