/* int: the type. Arithmetic is in int_arithmetic, int_bits and int_power; text in int_text.
 *
 * An instance of a class over int has the same struct as an exact int of the same value; results of
 * arithmetic are exact. */
#include "types/int.h"
#include "object/budget.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/float.h"
#include "object/tuple.h"
#include "types/float_arithmetic.h"
#include "types/int_arithmetic.h"
#include "types/int_bits.h"
#include "types/int_bytes.h"
#include "types/int_power.h"
#include "types/int_round.h"
#include "types/int_text.h"
#include "types/int_view.h"
#include "types/number_format.h"
#include "types/number_hash.h"
#include <string.h>

/* Making. */

/* A number's copy as an instance of a class. */
static NEW_REF Object *as_instance(Runtime *rt, TypeObject *type, STEALS Object *number) {
    if (!number || type->type_id == TYPE_INT) {
        return number;
    }
    IntView view;
    int_view_of(number, &view);
    bool big = int_is_big(number);
    size_t size =
        big ? offsetof(BigIntObject, limbs) + view.count * sizeof(uint64_t) : sizeof(IntObject);
    Object *self = object_new_leaf(rt, type->type_id, size);
    if (self && big) {
        object_set_flag(self, INT_BIG);
        ((BigIntObject *)self)->signed_count = ((BigIntObject *)number)->signed_count;
        memcpy(((BigIntObject *)self)->limbs, view.limbs, view.count * sizeof(uint64_t));
    } else if (self) {
        ((IntObject *)self)->value = int_small_value(number);
    }
    release(rt, number);
    return self;
}

static NEW_REF Object *from_buffer(Runtime *rt, Object *source, int base) {
    BufferView buffer;
    if (!object_get_buffer(rt, source, &buffer, false)) {
        return NULL;
    }
    Object *number = int_text_from_bytes(rt, buffer.data, buffer.size, base);
    object_release_buffer(rt, &buffer);
    return number;
}

static bool is_bytes_like(const Runtime *rt, const Object *object) {
    return type_is_bytes(rt, object) || type_has_flag(rt, object, TYPE_FLAG_BYTEARRAY_SUBCLASS) ||
           object_type_id(object) == TYPE_BYTEARRAY;
}

static NEW_REF Object *from_any(Runtime *rt, Object *source) {
    const TypeSlots *slots = slots_of(rt, source);
    if (!slots->to_int && !slots->index) {
        if (type_is_str(rt, source)) {
            return int_text_from_str(rt, source, 10);
        }
        if (slots->get_buffer) {
            return from_buffer(rt, source, 10);
        }
    }
    return object_to_int(rt, source);
}

static NEW_REF Object *from_text(Runtime *rt, Object *source, Object *base_object) {
    int64_t base;
    if (!object_as_index_clipped(rt, base_object, &base)) {
        return NULL;
    }
    if (base < 0 || base == 1 || base > 36) {
        return raise_value_error(rt, "int() base must be >= 2 and <= 36, or 0");
    }
    if (type_is_str(rt, source)) {
        return int_text_from_str(rt, source, (int)base);
    }
    if (is_bytes_like(rt, source)) {
        return from_buffer(rt, source, (int)base);
    }
    return raise_type_error(rt, "int() can't convert non-string with explicit base");
}

static const ArgumentSpec NEW_ARGUMENTS = {"int", {"", "base"}, 1, 2, 0, 2};

static NEW_REF Object *int_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    Object *values[2] = {NULL, NULL};
    if (!arguments_parse(rt, &NEW_ARGUMENTS, args, count, keyword_names, values)) {
        return NULL;
    }
    Object *number;
    if (!values[0]) {
        if (values[1]) {
            return raise_type_error(rt, "int() missing string argument");
        }
        number = int_from_int64(rt, 0);
    } else {
        number = values[1] ? from_text(rt, values[0], values[1]) : from_any(rt, values[0]);
    }
    return as_instance(rt, type, number);
}

static void int_dealloc(Runtime *rt, Object *self) {
    if (int_is_big(self) && object_type_id(self) < TYPE_BUILTIN_COUNT) {
        heap_free(rt->heap, self);
    } else {
        object_free_leaf(rt, self, sizeof(IntObject));
    }
}

/* Operators. */

#define CHECK_INTS(a, b)                                                                           \
    if (UNLIKELY(!type_is_int(rt, a) || !type_is_int(rt, b))) {                                    \
        return NOT_IMPLEMENTED;                                                                    \
    }

Object *int_add(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_arithmetic_add(rt, a, b);
}

Object *int_subtract(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_arithmetic_subtract(rt, a, b);
}

Object *int_multiply(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_arithmetic_multiply(rt, a, b);
}

Object *int_true_divide(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_arithmetic_true_divide(rt, a, b);
}

Object *int_floor_divide(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    Object *quotient;
    return int_arithmetic_divmod(rt, a, b, &quotient, NULL) ? quotient : NULL;
}

Object *int_remainder(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    Object *remainder;
    return int_arithmetic_divmod(rt, a, b, NULL, &remainder) ? remainder : NULL;
}

Object *int_divmod(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    Object *quotient, *remainder;
    if (!int_arithmetic_divmod(rt, a, b, &quotient, &remainder)) {
        return NULL;
    }
    Object *pair = tuple_pack(rt, 2, quotient, remainder);
    release(rt, quotient);
    release(rt, remainder);
    return pair;
}

Object *int_pow(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    if (!int_is_negative(b)) {
        return int_power(rt, a, b);
    }
    double base = int_as_double(rt, a);
    if (base == -1.0 && error_pending(rt)) {
        return NULL;
    }
    double exponent = int_as_double(rt, b);
    if (exponent == -1.0 && error_pending(rt)) {
        return NULL;
    }
    return float_arithmetic_power(rt, base, exponent);
}

Object *int_pow3(Runtime *rt, Object *a, Object *b, Object *modulus) {
    CHECK_INTS(a, b)
    if (modulus == NONE) {
        return int_pow(rt, a, b);
    }
    CHECK_INTS(modulus, modulus)
    return int_power_modular(rt, a, b, modulus);
}

Object *int_lshift(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_bits_shift_left(rt, a, b);
}

Object *int_rshift(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_bits_shift_right(rt, a, b);
}

Object *int_and(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_bits_combine(rt, a, b, BINARY_AND);
}

Object *int_xor(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_bits_combine(rt, a, b, BINARY_XOR);
}

Object *int_or(Runtime *rt, Object *a, Object *b) {
    CHECK_INTS(a, b)
    return int_bits_combine(rt, a, b, BINARY_OR);
}

Object *int_negative(Runtime *rt, Object *self) {
    return int_arithmetic_negative(rt, self);
}

Object *int_exact(Runtime *rt, Object *self) {
    return int_arithmetic_exact(rt, self);
}

Object *int_invert(Runtime *rt, Object *self) {
    return int_bits_invert(rt, self);
}

Object *int_absolute(Runtime *rt, Object *self) {
    return int_arithmetic_absolute(rt, self);
}

Object *int_to_float(Runtime *rt, Object *self) {
    double value = int_as_double(rt, self);
    return value == -1.0 && error_pending(rt) ? NULL : float_from_double(rt, value);
}

Object *int_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    CHECK_INTS(a, b)
    if (UNLIKELY(int_is_big(a)) && !budget_spend_whole(rt, int_bits_length(a) / 512)) {
        return NULL;
    }
    int order = int_arithmetic_compare(a, b);
    switch (op) {
    case COMPARE_LT:
        return bool_object(order < 0);
    case COMPARE_LE:
        return bool_object(order <= 0);
    case COMPARE_EQ:
        return bool_object(order == 0);
    case COMPARE_NE:
        return bool_object(order != 0);
    case COMPARE_GT:
        return bool_object(order > 0);
    default:
        return bool_object(order >= 0);
    }
}

int64_t int_hash(Runtime *rt, Object *self) {
    if (UNLIKELY(int_is_big(self)) && !budget_spend_whole(rt, int_bits_length(self) / 256)) {
        return -1;
    }
    return number_hash_int(self);
}

int int_is_true(Runtime *rt, Object *self) {
    (void)rt;
    return !int_is_zero(self);
}

/* Methods. */

static NEW_REF Object *int_bit_length(Runtime *rt, Object *self) {
    return int_from_size(rt, int_bits_length(self));
}

static NEW_REF Object *int_bit_count(Runtime *rt, Object *self) {
    if (!budget_spend_whole(rt, int_bits_length(self) / 512)) {
        return NULL;
    }
    return int_from_size(rt, int_bits_count(self));
}

static NEW_REF Object *int_as_integer_ratio(Runtime *rt, Object *self) {
    Object *number = int_arithmetic_exact(rt, self);
    Object *one = number ? int_from_int64(rt, 1) : NULL;
    Object *pair = one ? tuple_pack(rt, 2, number, one) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, one);
    return pair;
}

static NEW_REF Object *int_getnewargs(Runtime *rt, Object *self) {
    Object *number = int_arithmetic_exact(rt, self);
    Object *args = number ? tuple_pack(rt, 1, number) : NULL;
    release_nullable(rt, number);
    return args;
}

static NEW_REF Object *int_sizeof(Runtime *rt, Object *self) {
    /* True and False are in no runtime's heap, small ints in rows. */
    bool plain = object_type_id(self) == TYPE_BOOL ||
                 (object_type_id(self) == TYPE_INT && !int_is_big(self));
    return int_from_size(rt, plain ? sizeof(IntObject) : heap_usable_size(rt->heap, self));
}

static NEW_REF Object *int_format(Runtime *rt, Object *self, Object *spec) {
    if (!type_is_str(rt, spec)) {
        return raise_type_error(rt, "__format__() argument must be str, not %.50s",
                                spec == NONE ? "None" : type_name_of(rt, spec));
    }
    return number_format_int(rt, self, spec);
}

static NEW_REF Object *int_round_method(Runtime *rt, Object *self, Object *const *args,
                                        size_t count) {
    return count == 0 ? int_arithmetic_exact(rt, self) : int_round(rt, self, args[0]);
}

static NEW_REF Object *int_get_imag(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, 0);
}

static NEW_REF Object *int_get_denominator(Runtime *rt, Object *self) {
    (void)self;
    return int_from_int64(rt, 1);
}

static const MethodRow int_methods[] = {
    METHOD_ROW_NOARGS("conjugate", int_exact, "The number itself, as of any int."),
    METHOD_ROW_NOARGS("bit_length", int_bit_length,
                      "bit_length($self, /)\n--\n\nThe bits of the number without sign and leading "
                      "zeros."),
    METHOD_ROW_NOARGS("bit_count", int_bit_count,
                      "bit_count($self, /)\n--\n\nThe ones among the bits of the absolute value."),
    METHOD_ROW_KEYWORDS("to_bytes", int_bytes_to,
                        "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\nThe "
                        "number as an array of bytes."),
    METHOD_ROW_CLASS("from_bytes", int_bytes_from,
                     "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\nThe "
                     "number that an array of bytes stands for."),
    METHOD_ROW_NOARGS("as_integer_ratio", int_as_integer_ratio,
                      "as_integer_ratio($self, /)\n--\n\nThe pair (self, 1)."),
    METHOD_ROW_NOARGS("__trunc__", int_exact, "The number itself, as of any int."),
    METHOD_ROW_NOARGS("__floor__", int_exact, "The number itself, as of any int."),
    METHOD_ROW_NOARGS("__ceil__", int_exact, "The number itself, as of any int."),
    METHOD_ROW_POSITIONAL("__round__", int_round_method, 0, 1,
                          "The number rounded to -ndigits zeros at its end."),
    METHOD_ROW_NOARGS("__getnewargs__", int_getnewargs, "__getnewargs__($self, /)\n--\n\n"),
    METHOD_ROW_NOARGS("__sizeof__", int_sizeof, "__sizeof__($self, /)\n--\n\nBytes in memory."),
    METHOD_ROW_ONE("__format__", int_format, "__format__($self, format_spec, /)\n--\n\n"),
    METHOD_ROW_END,
};

static const AttributeRow int_attributes[] = {
    {"real", int_exact, NULL, "the real part of a complex number"},
    {"imag", int_get_imag, NULL, "the imaginary part of a complex number"},
    {"numerator", int_exact, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", int_get_denominator, NULL,
     "the denominator of a rational number in lowest terms"},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots int_numbers = INT_NUMBERS(int_and, int_xor, int_or);

const TypeSpec int_type = {
    .slots =
        {
            .name = "int",
            .type_id = TYPE_INT,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_INT_SUBCLASS |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(IntObject),
            .item_size = sizeof(uint64_t),
            .dealloc = int_dealloc,
            .new_instance = int_new_instance,
            .repr = int_text_repr,
            .format = int_format,
            .numbers = &int_numbers,
            INT_OTHER_SLOTS,
        },
    .methods = int_methods,
    .attributes = int_attributes,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nA number or text as an integer; "
           "without argument 0. A number is truncated towards zero. Text is read in the base, 2 to "
           "36, or 0: by its prefix.",
};
