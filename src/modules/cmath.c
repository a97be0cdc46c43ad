/* cmath: the module. Infinities and nans go to the C library, whose results for them are the
 * standard's; finite numbers to cmath_functions. */
#include "modules/cmath.h"

#include "modules/cmath_functions.h"
#include "object/arguments.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <complex.h>
#include <math.h>

static COLD void *raise_domain(Runtime *rt) {
    return raise_value_error(rt, "math domain error");
}

static COLD void *raise_range(Runtime *rt) {
    return raise_overflow_error(rt, "math range error");
}

static bool take_complex(Runtime *rt, Object *number, Complex *out) {
    out->imag = 0.0;
    if (type_is_complex(rt, number)) {
        out->real = ((const ComplexObject *)number)->real;
        out->imag = ((const ComplexObject *)number)->imag;
        return true;
    }
    if (type_is_float(rt, number) || type_is_int(rt, number)) {
        return object_as_double(rt, number, &out->real);
    }
    bool missing = false;
    Object *made = object_call_special(rt, number, NAME___complex__, NULL, 0, &missing);
    if (!made) {
        return missing && object_as_double(rt, number, &out->real);
    }
    bool fine = type_is_complex(rt, made);
    if (fine) {
        out->real = ((const ComplexObject *)made)->real;
        out->imag = ((const ComplexObject *)made)->imag;
    } else {
        raise_type_error(rt, "__complex__ returned non-complex (type %.200s)",
                         type_name_of(rt, made));
    }
    release(rt, made);
    return fine;
}

static inline bool is_finite(Complex z) {
    return isfinite(z.real) && isfinite(z.imag);
}

static Complex by_library(Complex z, double complex (*function)(double complex)) {
    union {
        double parts[2];
        double complex number;
    } value = {{z.real, z.imag}}; /* not real + imag * I: an infinity would spoil it */
    value.number = function(value.number);
    return (Complex){value.parts[0], value.parts[1]};
}

/* What an infinite imaginary part means to functions that are periodic there. */
typedef enum { PERIOD_NONE, PERIOD_EXP, PERIOD_HYPERBOLIC, PERIOD_TANH } Period;

static bool is_domain_error(Complex z, Period period) {
    if (!isinf(z.imag)) {
        return false;
    }
    switch (period) {
    case PERIOD_EXP:
        return isfinite(z.real) || (isinf(z.real) && z.real > 0.0);
    case PERIOD_HYPERBOLIC:
        return !isnan(z.real);
    case PERIOD_TANH:
        return isfinite(z.real);
    default:
        return false;
    }
}

static NEW_REF Object *apply(Runtime *rt, Object *argument, Complex (*function)(Complex),
                             double complex (*library)(double complex), Period period,
                             bool circular) {
    Complex z;
    if (!take_complex(rt, argument, &z)) {
        return NULL;
    }
    Complex result;
    if (is_finite(z)) {
        result = function(z);
        if (!is_finite(result)) {
            return period == PERIOD_NONE ? raise_domain(rt) : raise_range(rt);
        }
    } else {
        if (is_domain_error(circular ? (Complex){-z.imag, z.real} : z, period)) {
            return raise_domain(rt);
        }
        result = by_library(z, library);
    }
    return complex_from_doubles(rt, result.real, result.imag);
}

#define DEFINE_FUNCTION(name, period, circular)                                                    \
    static NEW_REF Object *module_##name(Runtime *rt, Object *module, Object *argument) {          \
        (void)module;                                                                              \
        return apply(rt, argument, cmath_##name, c##name, period, circular);                       \
    }

DEFINE_FUNCTION(acos, PERIOD_NONE, false)
DEFINE_FUNCTION(acosh, PERIOD_NONE, false)
DEFINE_FUNCTION(asin, PERIOD_NONE, false)
DEFINE_FUNCTION(asinh, PERIOD_NONE, false)
DEFINE_FUNCTION(atan, PERIOD_NONE, false)
DEFINE_FUNCTION(atanh, PERIOD_NONE, false)
DEFINE_FUNCTION(cos, PERIOD_HYPERBOLIC, true)
DEFINE_FUNCTION(cosh, PERIOD_HYPERBOLIC, false)
DEFINE_FUNCTION(exp, PERIOD_EXP, false)
DEFINE_FUNCTION(sin, PERIOD_HYPERBOLIC, true)
DEFINE_FUNCTION(sinh, PERIOD_HYPERBOLIC, false)
DEFINE_FUNCTION(sqrt, PERIOD_NONE, false)
DEFINE_FUNCTION(tan, PERIOD_TANH, true)
DEFINE_FUNCTION(tanh, PERIOD_TANH, false)

/* Logarithms. */

static bool log_of(Runtime *rt, Object *argument, Complex *out) {
    Complex z;
    if (!take_complex(rt, argument, &z)) {
        return false;
    }
    *out = is_finite(z) ? cmath_log(z) : by_library(z, clog);
    return true;
}

static NEW_REF Object *module_log(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    Complex top, bottom;
    if (!log_of(rt, args[0], &top)) {
        return NULL;
    }
    bool pole = isinf(top.real) && top.real < 0.0;
    if (count == 1) {
        return pole ? raise_domain(rt) : complex_from_doubles(rt, top.real, top.imag);
    }
    if (!log_of(rt, args[1], &bottom)) {
        return NULL;
    }
    if ((isinf(bottom.real) && bottom.real < 0.0) || (bottom.real == 0.0 && bottom.imag == 0.0)) {
        return raise_domain(rt);
    }
    Object *a = complex_from_doubles(rt, top.real, top.imag);
    Object *b = a ? complex_from_doubles(rt, bottom.real, bottom.imag) : NULL;
    Object *result = b ? object_binary(rt, a, b, BINARY_TRUE_DIVIDE) : NULL;
    release_nullable(rt, a);
    release_nullable(rt, b);
    return result;
}

static NEW_REF Object *module_log10(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    Complex result;
    if (!log_of(rt, argument, &result)) {
        return NULL;
    }
    if (isinf(result.real) && result.real < 0.0) {
        return raise_domain(rt);
    }
    return complex_from_doubles(rt, result.real / M_LN10, result.imag / M_LN10);
}

/* Polar coordinates. */

static NEW_REF Object *module_phase(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    Complex z;
    return take_complex(rt, argument, &z) ? float_from_double(rt, atan2(z.imag, z.real)) : NULL;
}

static NEW_REF Object *module_polar(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    Complex z;
    if (!take_complex(rt, argument, &z)) {
        return NULL;
    }
    double size = hypot(z.real, z.imag);
    if (isinf(size) && is_finite(z)) {
        return raise_range(rt);
    }
    Object *first = float_from_double(rt, size);
    Object *second = first ? float_from_double(rt, atan2(z.imag, z.real)) : NULL;
    Object *pair = second ? tuple_pack(rt, 2, first, second) : NULL;
    release_nullable(rt, first);
    release_nullable(rt, second);
    return pair;
}

static NEW_REF Object *module_rect(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    (void)count;
    double size, angle;
    if (!object_as_double(rt, args[0], &size) || !object_as_double(rt, args[1], &angle)) {
        return NULL;
    }
    if (isinf(angle) && size != 0.0 && !isnan(size)) {
        return raise_domain(rt);
    }
    if (isinf(size) && angle == 0.0) {
        return complex_from_doubles(rt, size, size < 0.0 ? -angle : angle);
    }
    if (isinf(size) && isnan(angle)) {
        return complex_from_doubles(rt, INFINITY, angle);
    }
    if (angle == 0.0) {
        return complex_from_doubles(rt, size, size * angle);
    }
    if (size == 0.0 && !isfinite(angle)) {
        return complex_from_doubles(rt, 0.0, 0.0);
    }
    return complex_from_doubles(rt, size * cos(angle), size * sin(angle));
}

/* Kinds of numbers. */

static NEW_REF Object *module_isfinite(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    Complex z;
    return take_complex(rt, argument, &z) ? bool_object(is_finite(z)) : NULL;
}

static NEW_REF Object *module_isinf(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    Complex z;
    return take_complex(rt, argument, &z) ? bool_object(isinf(z.real) || isinf(z.imag)) : NULL;
}

static NEW_REF Object *module_isnan(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    Complex z;
    return take_complex(rt, argument, &z) ? bool_object(isnan(z.real) || isnan(z.imag)) : NULL;
}

static const ArgumentSpec ISCLOSE_ARGUMENTS = {"isclose", {"a", "b", "rel_tol", "abs_tol"}, 0, 2, 2,
                                               4};

static NEW_REF Object *module_isclose(Runtime *rt, Object *module, Object *const *args,
                                      size_t count, Object *keyword_names) {
    (void)module;
    Object *values[4];
    Complex a, b;
    double relative = 1e-9, absolute = 0.0;
    if (!arguments_parse(rt, &ISCLOSE_ARGUMENTS, args, count, keyword_names, values) ||
        !take_complex(rt, values[0], &a) || !take_complex(rt, values[1], &b) ||
        (values[2] && !object_as_double(rt, values[2], &relative)) ||
        (values[3] && !object_as_double(rt, values[3], &absolute))) {
        return NULL;
    }
    if (relative < 0.0 || absolute < 0.0) {
        return raise_value_error(rt, "tolerances must be non-negative");
    }
    if (a.real == b.real && a.imag == b.imag) {
        return bool_object(true);
    }
    if (isinf(a.real) || isinf(a.imag) || isinf(b.real) || isinf(b.imag)) {
        return bool_object(false);
    }
    double difference = hypot(a.real - b.real, a.imag - b.imag);
    return bool_object(difference <= relative * hypot(b.real, b.imag) ||
                       difference <= relative * hypot(a.real, a.imag) || difference <= absolute);
}

static const MethodRow functions[] = {
    METHOD_ROW_ONE("acos", module_acos, "acos($module, z, /)\n--\n\nThe arc cosine."),
    METHOD_ROW_ONE("acosh", module_acosh,
                   "acosh($module, z, /)\n--\n\nThe inverse hyperbolic cosine."),
    METHOD_ROW_ONE("asin", module_asin, "asin($module, z, /)\n--\n\nThe arc sine."),
    METHOD_ROW_ONE("asinh", module_asinh,
                   "asinh($module, z, /)\n--\n\nThe inverse hyperbolic sine."),
    METHOD_ROW_ONE("atan", module_atan, "atan($module, z, /)\n--\n\nThe arc tangent."),
    METHOD_ROW_ONE("atanh", module_atanh,
                   "atanh($module, z, /)\n--\n\nThe inverse hyperbolic tangent."),
    METHOD_ROW_ONE("cos", module_cos, "cos($module, z, /)\n--\n\nThe cosine."),
    METHOD_ROW_ONE("cosh", module_cosh, "cosh($module, z, /)\n--\n\nThe hyperbolic cosine."),
    METHOD_ROW_ONE("exp", module_exp, "exp($module, z, /)\n--\n\ne to the power of z."),
    METHOD_ROW_ONE("isfinite", module_isfinite,
                   "isfinite($module, z, /)\n--\n\nWhether both parts are finite."),
    METHOD_ROW_ONE("isinf", module_isinf,
                   "isinf($module, z, /)\n--\n\nWhether a part is infinite."),
    METHOD_ROW_ONE("isnan", module_isnan,
                   "isnan($module, z, /)\n--\n\nWhether a part is not a number."),
    METHOD_ROW_ONE("log10", module_log10, "log10($module, z, /)\n--\n\nThe logarithm to base 10."),
    METHOD_ROW_ONE("phase", module_phase, "phase($module, z, /)\n--\n\nThe angle, from -pi to pi."),
    METHOD_ROW_ONE("polar", module_polar, "polar($module, z, /)\n--\n\nSize and angle."),
    METHOD_ROW_ONE("sin", module_sin, "sin($module, z, /)\n--\n\nThe sine."),
    METHOD_ROW_ONE("sinh", module_sinh, "sinh($module, z, /)\n--\n\nThe hyperbolic sine."),
    METHOD_ROW_ONE("sqrt", module_sqrt, "sqrt($module, z, /)\n--\n\nThe square root."),
    METHOD_ROW_ONE("tan", module_tan, "tan($module, z, /)\n--\n\nThe tangent."),
    METHOD_ROW_ONE("tanh", module_tanh, "tanh($module, z, /)\n--\n\nThe hyperbolic tangent."),
    METHOD_ROW_KEYWORDS("isclose", module_isclose,
                        "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nWhether "
                        "two numbers are close to each other."),
    METHOD_ROW_POSITIONAL(
        "log", module_log, 1, 2,
        "log(z[, base]) -> the logarithm of z to the given base, natural without one."),
    METHOD_ROW_POSITIONAL("rect", module_rect, 2, 2,
                          "rect($module, r, phi, /)\n--\n\nThe number of a size and an angle."),
    METHOD_ROW_END,
};

static bool populate(Runtime *rt, Object *dict) {
    return dict_set_cstring_stealing(rt, dict, "pi", float_from_double(rt, M_PI)) &&
           dict_set_cstring_stealing(rt, dict, "e", float_from_double(rt, M_E)) &&
           dict_set_cstring_stealing(rt, dict, "tau", float_from_double(rt, 2 * M_PI)) &&
           dict_set_cstring_stealing(rt, dict, "inf", float_from_double(rt, INFINITY)) &&
           dict_set_cstring_stealing(rt, dict, "infj", complex_from_doubles(rt, 0.0, INFINITY)) &&
           dict_set_cstring_stealing(rt, dict, "nan", float_from_double(rt, (double)NAN)) &&
           dict_set_cstring_stealing(rt, dict, "nanj", complex_from_doubles(rt, 0.0, (double)NAN));
}

const ModuleSpec cmath_module = {
    .name = "cmath",
    .doc = "Mathematical functions of complex numbers.",
    .functions = functions,
    .populate = populate,
};
