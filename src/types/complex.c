/* complex: the type. */
#include "object/native.h"
#include "object/complex.h"

#include "base/double_text.h"
#include "object/arguments.h"
#include "object/float.h"
#include "object/tuple.h"
#include "types/float_arithmetic.h"
#include "types/float_text.h"
#include "types/int_arithmetic.h"
#include "types/number_format.h"
#include "types/number_hash.h"
#include <math.h>
#include <string.h>

static inline const ComplexObject *as_complex(const Object *self) {
    return (const ComplexObject *)self;
}

/* Making. */

static NEW_REF Object *as_instance(Runtime *rt, TypeObject *type, double real, double imag) {
    if (type->type_id == TYPE_COMPLEX) {
        return complex_from_doubles(rt, real, imag);
    }
    Object *self = object_new_leaf(rt, type->type_id, sizeof(ComplexObject));
    if (self) {
        ((ComplexObject *)self)->real = real;
        ((ComplexObject *)self)->imag = imag;
    }
    return self;
}

/* What __complex__ gives; NULL without an error: there is no such method. */
static NEW_REF Object *by_method(Runtime *rt, Object *number) {
    if (object_type_id(number) == TYPE_COMPLEX) {
        return retain(number);
    }
    bool missing = false;
    Object *result = object_call_special(rt, number, NAME___complex__, NULL, 0, &missing);
    if (!result || object_type_id(result) == TYPE_COMPLEX) {
        return result;
    }
    if (!type_is_complex(rt, result)) {
        raise_type_error(rt, "__complex__ returned non-complex (type %.200s)",
                         type_name_of(rt, result));
    } else if (raise_warning(rt, TYPE_DEPRECATION_WARNING, 1,
                             "__complex__ returned non-complex (type %.200s).  The ability to "
                             "return an instance of a strict subclass of complex is deprecated, "
                             "and may be removed in a future version of Python.",
                             type_name_of(rt, result))) {
        return result;
    }
    release(rt, result);
    return NULL;
}

static bool is_number(const Runtime *rt, const Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    return slots->to_float || slots->index || type_is_complex(rt, object);
}

/* A complex object keeps both parts and says so; any other number has its float value. */
static bool take_part(Runtime *rt, Object *number, double parts[2], bool *is_complex) {
    *is_complex = type_is_complex(rt, number);
    if (*is_complex) {
        parts[0] = as_complex(number)->real;
        parts[1] = as_complex(number)->imag;
        return true;
    }
    Object *value = object_to_float(rt, number);
    if (!value) {
        return false;
    }
    parts[0] = float_value(value);
    parts[1] = 0.0;
    release(rt, value);
    return true;
}

static NEW_REF Object *from_numbers(Runtime *rt, TypeObject *type, Object *real, Object *imag) {
    Object *converted = by_method(rt, real);
    if (!converted && error_pending(rt)) {
        return NULL;
    }
    Object *first = converted ? converted : real;
    Object *result = NULL;
    double a[2], b[2] = {0.0, 0.0};
    bool a_complex, b_complex = false;
    if (!is_number(rt, first)) {
        raise_type_error(rt, "complex() first argument must be a string or a number, not '%.200s'",
                         type_name_of(rt, first));
    } else if (imag && !is_number(rt, imag)) {
        raise_type_error(rt, "complex() second argument must be a number, not '%.200s'",
                         type_name_of(rt, imag));
    } else if (take_part(rt, first, a, &a_complex) &&
               (!imag || take_part(rt, imag, b, &b_complex))) {
        double real_part = b_complex ? a[0] - b[1] : a[0];
        double imag_part = !imag ? a[1] : a_complex ? b[0] + a[1] : b[0];
        result = as_instance(rt, type, real_part, imag_part);
    }
    release_nullable(rt, converted);
    return result;
}

static const ArgumentSpec NEW_ARGUMENTS = {"complex", {"real", "imag"}, 0, 2, 0, 2};

static NEW_REF Object *complex_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                            size_t count, Object *keyword_names) {
    Object *values[2];
    if (!arguments_parse(rt, &NEW_ARGUMENTS, args, count, keyword_names, values)) {
        return NULL;
    }
    Object *real = values[0], *imag = values[1];
    if (!real && !imag) {
        return as_instance(rt, type, 0.0, 0.0);
    }
    if (real && !imag && object_type_id(real) == TYPE_COMPLEX && type->type_id == TYPE_COMPLEX) {
        return retain(real);
    }
    if (real && type_is_str(rt, real)) {
        double parts[2];
        if (imag) {
            return raise_type_error(rt, "complex() can't take second arg if first is a string");
        }
        return float_text_complex_from_str(rt, real, &parts[0], &parts[1])
                   ? as_instance(rt, type, parts[0], parts[1])
                   : NULL;
    }
    if (imag && type_is_str(rt, imag)) {
        return raise_type_error(rt, "complex() second arg can't be a string");
    }
    if (real) {
        return from_numbers(rt, type, real, imag);
    }
    Object *zero = int_from_int64(rt, 0);
    Object *result = zero ? from_numbers(rt, type, zero, imag) : NULL;
    release_nullable(rt, zero);
    return result;
}

/* Operators. */

typedef enum { OPERAND_FINE, OPERAND_OTHER, OPERAND_ERROR } Operand;

static Operand take_operand(Runtime *rt, const Object *object, double out[2]) {
    out[1] = 0.0;
    if (type_is_complex(rt, object)) {
        out[0] = as_complex(object)->real;
        out[1] = as_complex(object)->imag;
    } else if (type_is_float(rt, object)) {
        out[0] = float_value(object);
    } else if (type_is_int(rt, object)) {
        out[0] = int_as_double(rt, object);
        return out[0] == -1.0 && error_pending(rt) ? OPERAND_ERROR : OPERAND_FINE;
    } else {
        return OPERAND_OTHER;
    }
    return OPERAND_FINE;
}

#define TAKE_OPERANDS(a, b, x, y)                                                                  \
    double x[2], y[2];                                                                             \
    Operand taken_ = take_operand(rt, a, x);                                                       \
    if (taken_ == OPERAND_FINE) {                                                                  \
        taken_ = take_operand(rt, b, y);                                                           \
    }                                                                                              \
    if (UNLIKELY(taken_ != OPERAND_FINE)) {                                                        \
        return taken_ == OPERAND_OTHER ? NOT_IMPLEMENTED : NULL;                                   \
    }

static NEW_REF Object *complex_add(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return complex_from_doubles(rt, x[0] + y[0], x[1] + y[1]);
}

static NEW_REF Object *complex_subtract(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return complex_from_doubles(rt, x[0] - y[0], x[1] - y[1]);
}

static NEW_REF Object *complex_multiply(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    return complex_from_doubles(rt, x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]);
}

/* Smith's method: scaled by the larger part of the divisor. */
static NEW_REF Object *complex_true_divide(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    if (y[0] == 0.0 && y[1] == 0.0) {
        return raise_zero_division(rt, "complex division by zero");
    }
    if (fabs(y[0]) >= fabs(y[1])) {
        double ratio = y[1] / y[0], scale = y[0] + y[1] * ratio;
        return complex_from_doubles(rt, (x[0] + x[1] * ratio) / scale,
                                    (x[1] - x[0] * ratio) / scale);
    }
    if (fabs(y[1]) >= fabs(y[0])) {
        double ratio = y[0] / y[1], scale = y[0] * ratio + y[1];
        return complex_from_doubles(rt, (x[0] * ratio + x[1]) / scale,
                                    (x[1] * ratio - x[0]) / scale);
    }
    return complex_from_doubles(rt, (double)NAN, (double)NAN);
}

static NEW_REF Object *complex_power(Runtime *rt, Object *a, Object *b) {
    TAKE_OPERANDS(a, b, x, y)
    double result[2];
    return float_arithmetic_complex_power(rt, x, y, result)
               ? complex_from_doubles(rt, result[0], result[1])
               : NULL;
}

static NEW_REF Object *complex_power3(Runtime *rt, Object *a, Object *b, Object *modulus) {
    if (modulus != NONE) {
        TAKE_OPERANDS(a, b, x, y)
        (void)x;
        (void)y;
        return raise_value_error(rt, "complex modulo");
    }
    return complex_power(rt, a, b);
}

static NEW_REF Object *complex_negative(Runtime *rt, Object *self) {
    return complex_from_doubles(rt, -as_complex(self)->real, -as_complex(self)->imag);
}

static NEW_REF Object *complex_exact(Runtime *rt, Object *self) {
    return object_type_id(self) == TYPE_COMPLEX
               ? retain(self)
               : complex_from_doubles(rt, as_complex(self)->real, as_complex(self)->imag);
}

static NEW_REF Object *complex_absolute(Runtime *rt, Object *self) {
    double real = as_complex(self)->real, imag = as_complex(self)->imag;
    double size = hypot(real, imag);
    if (isinf(size) && isfinite(real) && isfinite(imag)) {
        return raise_overflow_error(rt, "absolute value too large");
    }
    return float_from_double(rt, size);
}

static int complex_is_true(Runtime *rt, Object *self) {
    (void)rt;
    return as_complex(self)->real != 0.0 || as_complex(self)->imag != 0.0;
}

static int64_t complex_hash(Runtime *rt, Object *self) {
    (void)rt;
    uint64_t real = (uint64_t)number_hash_double(self, as_complex(self)->real);
    uint64_t imag = (uint64_t)number_hash_double(self, as_complex(self)->imag);
    int64_t hash = (int64_t)(real + UINT64_C(1000003) * imag);
    return hash == -1 ? -2 : hash;
}

static NEW_REF Object *complex_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (op != COMPARE_EQ && op != COMPARE_NE) {
        return NOT_IMPLEMENTED;
    }
    const ComplexObject *x = as_complex(a);
    bool same;
    if (type_is_int(rt, b)) {
        same = x->imag == 0.0 && !isnan(x->real) && int_arithmetic_compare_double(b, x->real) == 0;
    } else if (type_is_float(rt, b)) {
        same = x->imag == 0.0 && x->real == float_value(b);
    } else if (type_is_complex(rt, b)) {
        same = x->real == as_complex(b)->real && x->imag == as_complex(b)->imag;
    } else {
        return NOT_IMPLEMENTED;
    }
    return bool_object(same == (op == COMPARE_EQ));
}

/* The shortest digits without ".0". */
static size_t part_repr(double value, char out[DOUBLE_REPR_SIZE]) {
    size_t length = double_repr(value, out);
    if (length > 2 && memcmp(out + length - 2, ".0", 2) == 0) {
        length -= 2;
        out[length] = 0;
    }
    return length;
}

static NEW_REF Object *complex_repr(Runtime *rt, Object *self) {
    double real = as_complex(self)->real, imag = as_complex(self)->imag;
    char first[DOUBLE_REPR_SIZE], second[DOUBLE_REPR_SIZE];
    part_repr(imag, second);
    if (real == 0.0 && !signbit(real)) {
        return str_format(rt, "%sj", second);
    }
    part_repr(real, first);
    return str_format(rt, "(%s%s%sj)", first, second[0] == '-' ? "" : "+", second);
}

/* Methods. */

static NEW_REF Object *complex_conjugate(Runtime *rt, Object *self) {
    return complex_from_doubles(rt, as_complex(self)->real, -as_complex(self)->imag);
}

static NEW_REF Object *complex_getnewargs(Runtime *rt, Object *self) {
    Object *real = float_from_double(rt, as_complex(self)->real);
    Object *imag = real ? float_from_double(rt, as_complex(self)->imag) : NULL;
    Object *args = imag ? tuple_pack(rt, 2, real, imag) : NULL;
    release_nullable(rt, real);
    release_nullable(rt, imag);
    return args;
}

static NEW_REF Object *complex_format(Runtime *rt, Object *self, Object *spec) {
    if (!type_is_str(rt, spec)) {
        return raise_type_error(rt, "__format__() argument must be str, not %.50s",
                                spec == NONE ? "None" : type_name_of(rt, spec));
    }
    return number_format_complex(rt, self, spec);
}

static NEW_REF Object *complex_get_real(Runtime *rt, Object *self) {
    return float_from_double(rt, as_complex(self)->real);
}

static NEW_REF Object *complex_get_imag(Runtime *rt, Object *self) {
    return float_from_double(rt, as_complex(self)->imag);
}

static const MethodRow complex_methods[] = {
    METHOD_ROW_NOARGS("conjugate", complex_conjugate,
                      "conjugate($self, /)\n--\n\nThe number with the sign of its imaginary part "
                      "changed."),
    METHOD_ROW_NOARGS("__complex__", complex_exact,
                      "__complex__($self, /)\n--\n\nThe number as an exact complex."),
    METHOD_ROW_NOARGS("__getnewargs__", complex_getnewargs, "__getnewargs__($self, /)\n--\n\n"),
    METHOD_ROW_ONE("__format__", complex_format, "__format__($self, format_spec, /)\n--\n\n"),
    METHOD_ROW_END,
};

static const AttributeRow complex_attributes[] = {
    {"real", complex_get_real, native_read_only, "the real part of a complex number"},
    {"imag", complex_get_imag, native_read_only, "the imaginary part of a complex number"},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots complex_numbers = {
    .binary = {[BINARY_ADD] = complex_add,
               [BINARY_SUBTRACT] = complex_subtract,
               [BINARY_MULTIPLY] = complex_multiply,
               [BINARY_TRUE_DIVIDE] = complex_true_divide,
               [BINARY_POWER] = complex_power},
    .power3 = complex_power3,
    .unary = {[UNARY_NEGATIVE] = complex_negative,
              [UNARY_POSITIVE] = complex_exact,
              [UNARY_ABSOLUTE] = complex_absolute},
};

const TypeSpec complex_type = {
    .slots =
        {
            .name = "complex",
            .type_id = TYPE_COMPLEX,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_COMPLEX_SUBCLASS | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ComplexObject),
            .new_instance = complex_new_instance,
            .repr = complex_repr,
            .format = complex_format,
            .hash = complex_hash,
            .compare = complex_compare,
            .numbers = &complex_numbers,
            .is_true = complex_is_true,
        },
    .methods = complex_methods,
    .attributes = complex_attributes,
    .doc = "complex(real=0, imag=0)\n--\n\nA complex number from a real and an imaginary part, or "
           "from text.",
};
