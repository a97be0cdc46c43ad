/* float: the type. Instances of classes over float have the same struct. */
#include "object/float.h"

#include "base/double_text.h"
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/float_arithmetic.h"
#include "types/float_text.h"
#include "types/int_arithmetic.h"
#include "types/int_bits.h"
#include "types/number_format.h"
#include "types/number_hash.h"
#include <math.h>

/* Making. */

static NEW_REF Object *as_instance(Runtime *rt, TypeObject *type, double value) {
    if (type->type_id == TYPE_FLOAT) {
        return float_from_double(rt, value);
    }
    Object *self = object_new_leaf(rt, type->type_id, sizeof(FloatObject));
    if (self) {
        ((FloatObject *)self)->value = value;
    }
    return self;
}

static NEW_REF Object *from_buffer(Runtime *rt, TypeObject *type, Object *source) {
    BufferView buffer;
    double value;
    if (!object_get_buffer(rt, source, &buffer, false)) {
        return NULL;
    }
    bool fine = float_text_from_bytes(rt, source, buffer.data, buffer.size, &value);
    object_release_buffer(rt, &buffer);
    return fine ? as_instance(rt, type, value) : NULL;
}

static NEW_REF Object *float_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                          size_t count, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_FLOAT, "float", keyword_names) ||
        !arguments_check_count(rt, "float", count, 0, 1)) {
        return NULL;
    }
    if (count == 0) {
        return as_instance(rt, type, 0.0);
    }
    Object *source = args[0];
    double value;
    if (type_is_str(rt, source) && !slots_of(rt, source)->to_float) {
        return float_text_from_str(rt, source, &value) ? as_instance(rt, type, value) : NULL;
    }
    const TypeSlots *slots = slots_of(rt, source);
    if (!slots->to_float && !slots->index && slots->get_buffer) {
        return from_buffer(rt, type, source);
    }
    Object *number = object_to_float(rt, source);
    if (!number || type->type_id == TYPE_FLOAT) {
        return number;
    }
    value = float_value(number);
    release(rt, number);
    return as_instance(rt, type, value);
}

/* Operators. */

typedef enum { OPERAND_FINE, OPERAND_OTHER, OPERAND_ERROR } Operand;

static inline Operand take_operand(Runtime *rt, const Object *object, double *out) {
    if (LIKELY(object_type_id(object) == TYPE_FLOAT)) {
        *out = float_value(object);
        return OPERAND_FINE;
    }
    if (type_is_int(rt, object)) {
        *out = int_as_double(rt, object);
        return *out == -1.0 && error_pending(rt) ? OPERAND_ERROR : OPERAND_FINE;
    }
    if (type_is_float(rt, object)) {
        *out = float_value(object);
        return OPERAND_FINE;
    }
    return OPERAND_OTHER;
}

#define TAKE_OPERANDS(a, b, x, y)                                                                  \
    double x, y;                                                                                   \
    Operand taken_ = take_operand(rt, a, &x);                                                      \
    if (taken_ == OPERAND_FINE) {                                                                  \
        taken_ = take_operand(rt, b, &y);                                                          \
    }                                                                                              \
    if (UNLIKELY(taken_ != OPERAND_FINE)) {                                                        \
        return taken_ == OPERAND_OTHER ? NOT_IMPLEMENTED : NULL;                                   \
    }

static NEW_REF Object *float_add(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return float_from_double(rt, x + y);
}

static NEW_REF Object *float_subtract(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return float_from_double(rt, x - y);
}

static NEW_REF Object *float_multiply(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return float_from_double(rt, x * y);
}

static NEW_REF Object *float_true_divide(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    if (y == 0.0) {
        return raise_zero_division(rt, "float division by zero");
    }
    return float_from_double(rt, x / y);
}

static NEW_REF Object *float_floor_divide(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    if (y == 0.0) {
        return raise_zero_division(rt, "float floor division by zero");
    }
    double quotient, remainder;
    float_arithmetic_divmod(x, y, &quotient, &remainder);
    return float_from_double(rt, quotient);
}

static NEW_REF Object *float_remainder(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    if (y == 0.0) {
        return raise_zero_division(rt, "float modulo");
    }
    double quotient, remainder;
    float_arithmetic_divmod(x, y, &quotient, &remainder);
    return float_from_double(rt, remainder);
}

static NEW_REF Object *float_divmod(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    if (y == 0.0) {
        return raise_zero_division(rt, "float divmod()");
    }
    double quotient, remainder;
    float_arithmetic_divmod(x, y, &quotient, &remainder);
    Object *first = float_from_double(rt, quotient);
    Object *second = first ? float_from_double(rt, remainder) : NULL;
    Object *pair = second ? tuple_pack(rt, 2, first, second) : NULL;
    release_nullable(rt, first);
    release_nullable(rt, second);
    return pair;
}

static NEW_REF Object *float_power(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return float_arithmetic_power(rt, x, y);
}

static NEW_REF Object *float_power3(Runtime *rt, Object *a, Object *b, Object *modulus) {
    if (modulus == NONE) {
        return float_power(rt, a, b);
    }
    return raise_type_error(rt, "pow() 3rd argument not allowed unless all arguments are integers");
}

static NEW_REF Object *float_negative(Runtime *rt, Object *self) {
    return float_from_double(rt, -float_value(self));
}

static NEW_REF Object *float_exact(Runtime *rt, Object *self) {
    return object_type_id(self) == TYPE_FLOAT ? retain(self)
                                              : float_from_double(rt, float_value(self));
}

static NEW_REF Object *float_absolute(Runtime *rt, Object *self) {
    return float_from_double(rt, fabs(float_value(self)));
}

static int float_is_true(Runtime *rt, Object *self) {
    (void)rt;
    return float_value(self) != 0.0;
}

static NEW_REF Object *float_trunc(Runtime *rt, Object *self) {
    return int_from_double(rt, float_value(self));
}

static int64_t float_hash(Runtime *rt, Object *self) {
    (void)rt;
    return number_hash_double(self, float_value(self));
}

static NEW_REF Object *float_repr(Runtime *rt, Object *self) {
    char text[DOUBLE_REPR_SIZE];
    size_t length = double_repr(float_value(self), text);
    return str_from_latin1(rt, (const uint8_t *)text, length);
}

static NEW_REF Object *float_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    double x = float_value(a);
    int order;
    if (LIKELY(object_type_id(b) == TYPE_FLOAT || type_is_float(rt, b))) {
        double y = float_value(b);
        if (isnan(x) || isnan(y)) {
            return bool_object(op == COMPARE_NE);
        }
        order = (x > y) - (x < y);
    } else if (type_is_int(rt, b)) {
        if (isnan(x)) {
            return bool_object(op == COMPARE_NE);
        }
        order = -int_arithmetic_compare_double(b, x);
    } else {
        return NOT_IMPLEMENTED;
    }
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

/* Methods. */

static NEW_REF Object *float_floor(Runtime *rt, Object *self) {
    return int_from_double(rt, floor(float_value(self)));
}

static NEW_REF Object *float_ceil(Runtime *rt, Object *self) {
    return int_from_double(rt, ceil(float_value(self)));
}

static NEW_REF Object *float_round(Runtime *rt, Object *self, Object *const *args, size_t count) {
    if (count == 0 || args[0] == NONE) {
        return int_from_double(rt, nearbyint(float_value(self)));
    }
    return float_arithmetic_round(rt, float_value(self), args[0]);
}

static NEW_REF Object *float_is_integer(Runtime *rt, Object *self) {
    (void)rt;
    double value = float_value(self);
    return bool_object(isfinite(value) && floor(value) == value);
}

static NEW_REF Object *float_as_integer_ratio(Runtime *rt, Object *self) {
    double value = float_value(self);
    if (isnan(value)) {
        return raise_value_error(rt, "cannot convert NaN to integer ratio");
    }
    if (isinf(value)) {
        return raise_overflow_error(rt, "cannot convert Infinity to integer ratio");
    }
    int exponent;
    double fraction = frexp(value, &exponent);
    for (int i = 0; i < 300 && fraction != floor(fraction); i++) {
        fraction *= 2.0;
        exponent--;
    }
    Object *numerator = int_from_double(rt, fraction);
    Object *denominator = numerator ? int_from_int64(rt, 1) : NULL;
    Object **scaled = exponent > 0 ? &numerator : &denominator;
    if (denominator && exponent != 0) {
        Object *power = int_bits_scaled(rt, *scaled, (size_t)(exponent > 0 ? exponent : -exponent));
        release(rt, *scaled);
        *scaled = power;
    }
    Object *pair = numerator && denominator ? tuple_pack(rt, 2, numerator, denominator) : NULL;
    release_nullable(rt, numerator);
    release_nullable(rt, denominator);
    return pair;
}

static NEW_REF Object *float_hex(Runtime *rt, Object *self) {
    return float_text_hex(rt, float_value(self));
}

static NEW_REF Object *float_fromhex(Runtime *rt, Object *type, Object *const *args, size_t count,
                                     Object *keyword_names) {
    if (!arguments_no_keywords(rt, "float.fromhex", keyword_names)) {
        return NULL;
    }
    if (count != 1) {
        return raise_type_error(rt, "float.fromhex() takes exactly one argument (%zu given)",
                                count);
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "bad argument type for built-in operation");
    }
    double value;
    if (!float_text_from_hex(rt, args[0], &value)) {
        return NULL;
    }
    Object *number = float_from_double(rt, value);
    if (!number || ((TypeObject *)type)->type_id == TYPE_FLOAT) {
        return number;
    }
    Object *instance = object_call_one(rt, type, number);
    release(rt, number);
    return instance;
}

static NEW_REF Object *float_getformat(Runtime *rt, Object *type, Object *const *args, size_t count,
                                       Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "float.__getformat__", keyword_names)) {
        return NULL;
    }
    if (count != 1) {
        return raise_type_error(rt, "float.__getformat__() takes exactly one argument (%zu given)",
                                count);
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "__getformat__() argument must be str, not %.50s",
                                type_name_of(rt, args[0]));
    }
    if (!str_equals_ascii(args[0], "double") && !str_equals_ascii(args[0], "float")) {
        return raise_value_error(rt, "__getformat__() argument 1 must be 'double' or 'float'");
    }
    return str_from_cstring(rt, "IEEE, little-endian");
}

static NEW_REF Object *float_format(Runtime *rt, Object *self, Object *spec) {
    if (!type_is_str(rt, spec)) {
        return raise_type_error(rt, "__format__() argument must be str, not %.50s",
                                spec == NONE ? "None" : type_name_of(rt, spec));
    }
    return number_format_float(rt, self, spec);
}

static NEW_REF Object *float_getnewargs(Runtime *rt, Object *self) {
    Object *number = float_from_double(rt, float_value(self));
    Object *args = number ? tuple_pack(rt, 1, number) : NULL;
    release_nullable(rt, number);
    return args;
}

static NEW_REF Object *float_get_imag(Runtime *rt, Object *self) {
    (void)self;
    return float_from_double(rt, 0.0);
}

static const MethodRow float_methods[] = {
    METHOD_ROW_NOARGS("conjugate", float_exact,
                      "conjugate($self, /)\n--\n\nThe number itself, as of any float."),
    METHOD_ROW_NOARGS("__trunc__", float_trunc,
                      "__trunc__($self, /)\n--\n\nThe whole part, towards zero."),
    METHOD_ROW_NOARGS("__floor__", float_floor,
                      "__floor__($self, /)\n--\n\nThe largest integer that is not greater."),
    METHOD_ROW_NOARGS("__ceil__", float_ceil,
                      "__ceil__($self, /)\n--\n\nThe smallest integer that is not less."),
    METHOD_ROW_POSITIONAL("__round__", float_round, 0, 1,
                          "__round__($self, ndigits=None, /)\n--\n\nThe number rounded, halves to "
                          "even: an int without ndigits."),
    METHOD_ROW_NOARGS(
        "as_integer_ratio", float_as_integer_ratio,
        "as_integer_ratio($self, /)\n--\n\nTwo integers whose ratio is exactly the number."),
    METHOD_ROW_CLASS("fromhex", float_fromhex,
                     "fromhex($type, string, /)\n--\n\nThe float of a hexadecimal text."),
    METHOD_ROW_NOARGS("hex", float_hex, "hex($self, /)\n--\n\nThe float as hexadecimal text."),
    METHOD_ROW_NOARGS("is_integer", float_is_integer,
                      "is_integer($self, /)\n--\n\nWhether the float is an integer."),
    METHOD_ROW_NOARGS("__getnewargs__", float_getnewargs, "__getnewargs__($self, /)\n--\n\n"),
    METHOD_ROW_CLASS("__getformat__", float_getformat,
                     "__getformat__($type, typestr, /)\n--\n\nHow 'double' or 'float' lies in "
                     "memory."),
    METHOD_ROW_ONE("__format__", float_format, "__format__($self, format_spec, /)\n--\n\n"),
    METHOD_ROW_END,
};

static const AttributeRow float_attributes[] = {
    {"real", float_exact, NULL, "the real part of a complex number"},
    {"imag", float_get_imag, NULL, "the imaginary part of a complex number"},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots float_numbers = {
    .binary = {[BINARY_ADD] = float_add,
               [BINARY_SUBTRACT] = float_subtract,
               [BINARY_MULTIPLY] = float_multiply,
               [BINARY_TRUE_DIVIDE] = float_true_divide,
               [BINARY_FLOOR_DIVIDE] = float_floor_divide,
               [BINARY_REMAINDER] = float_remainder,
               [BINARY_POWER] = float_power,
               [BINARY_DIVMOD] = float_divmod},
    .power3 = float_power3,
    .unary = {[UNARY_NEGATIVE] = float_negative,
              [UNARY_POSITIVE] = float_exact,
              [UNARY_ABSOLUTE] = float_absolute},
};

const TypeSpec float_type = {
    .slots =
        {
            .name = "float",
            .type_id = TYPE_FLOAT,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_FLOAT_SUBCLASS |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(FloatObject),
            .new_instance = float_new_instance,
            .repr = float_repr,
            .format = float_format,
            .hash = float_hash,
            .compare = float_compare,
            .numbers = &float_numbers,
            .is_true = float_is_true,
            .to_int = float_trunc,
            .to_float = float_exact,
        },
    .methods = float_methods,
    .attributes = float_attributes,
    .doc = "float(x=0, /)\n--\n\nA number or text as a floating point number.",
};
