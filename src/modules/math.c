/* math: the module, and its functions of doubles. Values are the C library's; errors Python's: a
 * nan out of numbers is "math domain error", an infinity out of finite numbers "math range error"
 * where the function can overflow. */
#include "modules/math.h"

#include "modules/math_functions.h"
#include "modules/math_gamma.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/tuple.h"
#include "types/int_arithmetic.h"
#include <math.h>

static COLD void *raise_domain(Runtime *rt) {
    return raise_value_error(rt, "math domain error");
}

static COLD void *raise_range(Runtime *rt) {
    return raise_overflow_error(rt, "math range error");
}

static inline NEW_REF Object *checked(Runtime *rt, double x, double result, bool can_overflow) {
    if (UNLIKELY(!isfinite(result)) && isfinite(x)) {
        return isinf(result) && can_overflow ? raise_range(rt) : raise_domain(rt);
    }
    if (UNLIKELY(isnan(result)) && !isnan(x)) {
        return raise_domain(rt);
    }
    return float_from_double(rt, result);
}

#define DEFINE_FUNCTION(name, function, can_overflow)                                              \
    static NEW_REF Object *math_##name(Runtime *rt, Object *module, Object *argument) {            \
        double x;                                                                                  \
        (void)module;                                                                              \
        if (!object_as_double(rt, argument, &x)) {                                                 \
            return NULL;                                                                           \
        }                                                                                          \
        return checked(rt, x, function(x), can_overflow);                                          \
    }

DEFINE_FUNCTION(acos, acos, false)
DEFINE_FUNCTION(acosh, acosh, false)
DEFINE_FUNCTION(asin, asin, false)
DEFINE_FUNCTION(asinh, asinh, false)
DEFINE_FUNCTION(atan, atan, false)
DEFINE_FUNCTION(atanh, atanh, false)
DEFINE_FUNCTION(cbrt, cbrt, false)
DEFINE_FUNCTION(cos, cos, false)
DEFINE_FUNCTION(cosh, cosh, true)
DEFINE_FUNCTION(erf, erf, false)
DEFINE_FUNCTION(erfc, erfc, false)
DEFINE_FUNCTION(exp, exp, true)
DEFINE_FUNCTION(exp2, exp2, true)
DEFINE_FUNCTION(expm1, expm1, true)
DEFINE_FUNCTION(fabs, fabs, false)
DEFINE_FUNCTION(log1p, log1p, false)
DEFINE_FUNCTION(sin, sin, false)
DEFINE_FUNCTION(sinh, sinh, true)
DEFINE_FUNCTION(sqrt, sqrt, false)
DEFINE_FUNCTION(tan, tan, false)
DEFINE_FUNCTION(tanh, tanh, false)

DEFINE_FUNCTION(gamma, math_gamma_value, true)

static NEW_REF Object *math_lgamma(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    if (!object_as_double(rt, argument, &x)) {
        return NULL;
    }
    if (isfinite(x) && x <= 0.0 && x == floor(x)) {
        return raise_domain(rt);
    }
    return checked(rt, x, math_gamma_log(x), true);
}

/* Logarithms, of ints of any size too. */

static NEW_REF Object *logarithm(Runtime *rt, Object *argument, double (*function)(double)) {
    double x;
    if (type_is_int(rt, argument)) {
        if (int_is_negative(argument) || int_is_zero(argument)) {
            return raise_domain(rt);
        }
        int64_t exponent;
        double fraction = int_frexp(argument, &exponent);
        if (exponent > 1024) {
            return float_from_double(rt, function(fraction) + function(2.0) * (double)exponent);
        }
        return float_from_double(rt, function(ldexp(fraction, (int)exponent)));
    }
    if (!object_as_double(rt, argument, &x)) {
        return NULL;
    }
    if (x <= 0.0) {
        return raise_domain(rt);
    }
    return float_from_double(rt, function(x));
}

static NEW_REF Object *math_log(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    if (count < 1 || count > 2) {
        return raise_type_error(rt, "math.log requires 1 to 2 arguments");
    }
    Object *number = logarithm(rt, args[0], log);
    if (!number || count == 1) {
        return number;
    }
    Object *base = logarithm(rt, args[1], log);
    Object *result = base ? object_binary(rt, number, base, BINARY_TRUE_DIVIDE) : NULL;
    release(rt, number);
    release_nullable(rt, base);
    return result;
}

static NEW_REF Object *math_log2(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    return logarithm(rt, argument, log2);
}

static NEW_REF Object *math_log10(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    return logarithm(rt, argument, log10);
}

/* Functions of two numbers. */

static bool take_two(Runtime *rt, Object *const *args, double *x, double *y) {
    return object_as_double(rt, args[0], x) && object_as_double(rt, args[1], y);
}

static NEW_REF Object *math_atan2(Runtime *rt, Object *module, Object *const *args, size_t count) {
    double x, y;
    (void)module;
    (void)count;
    return take_two(rt, args, &y, &x) ? float_from_double(rt, atan2(y, x)) : NULL;
}

static NEW_REF Object *math_copysign(Runtime *rt, Object *module, Object *const *args,
                                     size_t count) {
    double x, y;
    (void)module;
    (void)count;
    return take_two(rt, args, &x, &y) ? float_from_double(rt, copysign(x, y)) : NULL;
}

static NEW_REF Object *math_nextafter(Runtime *rt, Object *module, Object *const *args,
                                      size_t count) {
    double x, y;
    (void)module;
    (void)count;
    return take_two(rt, args, &x, &y) ? float_from_double(rt, nextafter(x, y)) : NULL;
}

static NEW_REF Object *math_fmod(Runtime *rt, Object *module, Object *const *args, size_t count) {
    double x, y;
    (void)module;
    (void)count;
    if (!take_two(rt, args, &x, &y)) {
        return NULL;
    }
    double result = fmod(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? raise_domain(rt)
                                                   : float_from_double(rt, result);
}

static NEW_REF Object *math_remainder(Runtime *rt, Object *module, Object *const *args,
                                      size_t count) {
    double x, y;
    (void)module;
    (void)count;
    if (!take_two(rt, args, &x, &y)) {
        return NULL;
    }
    double result = remainder(x, y);
    return isnan(result) && !isnan(x) && !isnan(y) ? raise_domain(rt)
                                                   : float_from_double(rt, result);
}

static NEW_REF Object *math_pow(Runtime *rt, Object *module, Object *const *args, size_t count) {
    double x, y;
    (void)module;
    (void)count;
    if (!take_two(rt, args, &x, &y)) {
        return NULL;
    }
    double result = pow(x, y);
    if (UNLIKELY(!isfinite(result)) && isfinite(x) && isfinite(y)) {
        return isnan(result) || x == 0.0 ? raise_domain(rt) : raise_range(rt);
    }
    return float_from_double(rt, result);
}

static NEW_REF Object *math_ldexp(Runtime *rt, Object *module, Object *const *args, size_t count) {
    double x;
    (void)module;
    (void)count;
    if (!object_as_double(rt, args[0], &x)) {
        return NULL;
    }
    if (!type_is_int(rt, args[1])) {
        return raise_type_error(rt, "Expected an int as second argument to ldexp.");
    }
    int overflow;
    int64_t exponent = int_as_int64(args[1], &overflow);
    if (overflow) {
        exponent = overflow < 0 ? INT64_MIN : INT64_MAX;
    }
    exponent = base_max_i64(-100000, base_min_i64(exponent, 100000));
    double result = ldexp(x, (int)exponent);
    return isinf(result) && isfinite(x) ? raise_range(rt) : float_from_double(rt, result);
}

static const ArgumentSpec ISCLOSE_ARGUMENTS = {"isclose", {"a", "b", "rel_tol", "abs_tol"}, 0, 2, 2,
                                               4};

static NEW_REF Object *math_isclose(Runtime *rt, Object *module, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)module;
    Object *values[4];
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!arguments_parse(rt, &ISCLOSE_ARGUMENTS, args, count, keyword_names, values) ||
        !take_two(rt, values, &a, &b) ||
        (values[2] && !object_as_double(rt, values[2], &relative)) ||
        (values[3] && !object_as_double(rt, values[3], &absolute))) {
        return NULL;
    }
    if (relative < 0.0 || absolute < 0.0) {
        return raise_value_error(rt, "tolerances must be non-negative");
    }
    if (a == b) {
        return bool_object(true);
    }
    if (isinf(a) || isinf(b)) {
        return bool_object(false);
    }
    double difference = fabs(b - a);
    return bool_object(difference <= fabs(relative * b) || difference <= fabs(relative * a) ||
                       difference <= absolute);
}

/* Parts and kinds of numbers. */

static NEW_REF Object *pair(Runtime *rt, STEALS Object *a, STEALS Object *b) {
    Object *result = a && b ? tuple_pack(rt, 2, a, b) : NULL;
    release_nullable(rt, a);
    release_nullable(rt, b);
    return result;
}

static NEW_REF Object *math_frexp(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    if (!object_as_double(rt, argument, &x)) {
        return NULL;
    }
    int exponent = 0;
    double fraction = isfinite(x) ? frexp(x, &exponent) : x;
    return pair(rt, float_from_double(rt, fraction), int_from_int64(rt, exponent));
}

static NEW_REF Object *math_modf(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    if (!object_as_double(rt, argument, &x)) {
        return NULL;
    }
    double whole;
    double fraction = modf(x, &whole);
    return pair(rt, float_from_double(rt, fraction), float_from_double(rt, whole));
}

static NEW_REF Object *math_ulp(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    if (!object_as_double(rt, argument, &x)) {
        return NULL;
    }
    x = fabs(x);
    double next = nextafter(x, INFINITY);
    if (isfinite(x)) {
        x = isinf(next) ? x - nextafter(x, -INFINITY) : next - x;
    }
    return float_from_double(rt, x);
}

static NEW_REF Object *math_degrees(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    return object_as_double(rt, argument, &x) ? float_from_double(rt, x * (180.0 / M_PI)) : NULL;
}

static NEW_REF Object *math_radians(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    return object_as_double(rt, argument, &x) ? float_from_double(rt, x * (M_PI / 180.0)) : NULL;
}

static NEW_REF Object *math_isfinite(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    return object_as_double(rt, argument, &x) ? bool_object(isfinite(x)) : NULL;
}

static NEW_REF Object *math_isinf(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    return object_as_double(rt, argument, &x) ? bool_object(isinf(x)) : NULL;
}

static NEW_REF Object *math_isnan(Runtime *rt, Object *module, Object *argument) {
    double x;
    (void)module;
    return object_as_double(rt, argument, &x) ? bool_object(isnan(x)) : NULL;
}

/* floor and ceil: the special method, else of the float. */
static NEW_REF Object *to_whole(Runtime *rt, Object *number, int name_id,
                                double (*function)(double)) {
    if (object_type_id(number) != TYPE_FLOAT) {
        bool missing = false;
        Object *result = object_call_special(rt, number, name_id, NULL, 0, &missing);
        if (result || !missing) {
            return result;
        }
    }
    double x;
    return object_as_double(rt, number, &x) ? int_from_double(rt, function(x)) : NULL;
}

static NEW_REF Object *math_floor(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    return to_whole(rt, argument, NAME___floor__, floor);
}

static NEW_REF Object *math_ceil(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    return to_whole(rt, argument, NAME___ceil__, ceil);
}

static NEW_REF Object *math_trunc(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    if (object_type_id(argument) == TYPE_FLOAT) {
        return int_from_double(rt, float_value(argument));
    }
    bool missing = false;
    Object *result = object_call_special(rt, argument, NAME___trunc__, NULL, 0, &missing);
    if (!result && missing) {
        return raise_type_error(rt, "type %.100s doesn't define __trunc__ method",
                                type_name_of(rt, argument));
    }
    return result;
}

static const MethodRow functions[] = {
    METHOD_ROW_ONE("acos", math_acos, "acos($module, x, /)\n--\n\nThe arc cosine, from 0 to pi."),
    METHOD_ROW_ONE("acosh", math_acosh,
                   "acosh($module, x, /)\n--\n\nThe inverse hyperbolic cosine."),
    METHOD_ROW_ONE("asin", math_asin,
                   "asin($module, x, /)\n--\n\nThe arc sine, from -pi/2 to pi/2."),
    METHOD_ROW_ONE("asinh", math_asinh, "asinh($module, x, /)\n--\n\nThe inverse hyperbolic sine."),
    METHOD_ROW_ONE("atan", math_atan,
                   "atan($module, x, /)\n--\n\nThe arc tangent, from -pi/2 to pi/2."),
    METHOD_ROW_POSITIONAL("atan2", math_atan2, 2, 2,
                          "atan2($module, y, x, /)\n--\n\nThe angle of the point (x, y)."),
    METHOD_ROW_ONE("atanh", math_atanh,
                   "atanh($module, x, /)\n--\n\nThe inverse hyperbolic tangent."),
    METHOD_ROW_ONE("cbrt", math_cbrt, "cbrt($module, x, /)\n--\n\nThe cube root."),
    METHOD_ROW_ONE("ceil", math_ceil,
                   "ceil($module, x, /)\n--\n\nThe smallest integer that is not less than x."),
    METHOD_ROW_POSITIONAL("comb", math_comb, 2, 2,
                          "comb($module, n, k, /)\n--\n\nThe ways to choose k of n items."),
    METHOD_ROW_POSITIONAL("copysign", math_copysign, 2, 2,
                          "copysign($module, x, y, /)\n--\n\nThe size of x with the sign of y."),
    METHOD_ROW_ONE("cos", math_cos, "cos($module, x, /)\n--\n\nThe cosine of x radians."),
    METHOD_ROW_ONE("cosh", math_cosh, "cosh($module, x, /)\n--\n\nThe hyperbolic cosine."),
    METHOD_ROW_ONE("degrees", math_degrees,
                   "degrees($module, x, /)\n--\n\nAn angle of radians in degrees."),
    METHOD_ROW_POSITIONAL("dist", math_dist, 2, 2,
                          "dist($module, p, q, /)\n--\n\nThe distance of two points."),
    METHOD_ROW_ONE("erf", math_erf, "erf($module, x, /)\n--\n\nThe error function."),
    METHOD_ROW_ONE("erfc", math_erfc,
                   "erfc($module, x, /)\n--\n\nThe complementary error function."),
    METHOD_ROW_ONE("exp", math_exp, "exp($module, x, /)\n--\n\ne to the power of x."),
    METHOD_ROW_ONE("exp2", math_exp2, "exp2($module, x, /)\n--\n\n2 to the power of x."),
    METHOD_ROW_ONE("expm1", math_expm1,
                   "expm1($module, x, /)\n--\n\nexp(x) - 1, precise for small x."),
    METHOD_ROW_ONE("fabs", math_fabs, "fabs($module, x, /)\n--\n\nThe absolute value as a float."),
    METHOD_ROW_ONE("factorial", math_factorial, "factorial($module, n, /)\n--\n\nn!"),
    METHOD_ROW_ONE("floor", math_floor,
                   "floor($module, x, /)\n--\n\nThe largest integer that is not greater than x."),
    METHOD_ROW_POSITIONAL("fmod", math_fmod, 2, 2,
                          "fmod($module, x, y, /)\n--\n\nThe remainder with the sign of x."),
    METHOD_ROW_ONE("frexp", math_frexp,
                   "frexp($module, x, /)\n--\n\nx as (m, e): m * 2**e, 0.5 <= abs(m) < 1."),
    METHOD_ROW_ONE("fsum", math_fsum,
                   "fsum($module, seq, /)\n--\n\nThe sum of floats, rounded once."),
    METHOD_ROW_ONE("gamma", math_gamma, "gamma($module, x, /)\n--\n\nThe gamma function."),
    METHOD_ROW_POSITIONAL("gcd", math_gcd, 0, METHOD_ANY_COUNT,
                          "gcd($module, *integers)\n--\n\nThe greatest common divisor."),
    METHOD_ROW_POSITIONAL("hypot", math_hypot, 0, METHOD_ANY_COUNT,
                          "hypot(*coordinates) -> value\n\nThe length of a vector."),
    METHOD_ROW_KEYWORDS("isclose", math_isclose,
                        "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nWhether "
                        "two numbers are close to each other."),
    METHOD_ROW_ONE("isfinite", math_isfinite,
                   "isfinite($module, x, /)\n--\n\nWhether x is neither infinite nor a nan."),
    METHOD_ROW_ONE("isinf", math_isinf, "isinf($module, x, /)\n--\n\nWhether x is infinite."),
    METHOD_ROW_ONE("isnan", math_isnan, "isnan($module, x, /)\n--\n\nWhether x is not a number."),
    METHOD_ROW_ONE("isqrt", math_isqrt,
                   "isqrt($module, n, /)\n--\n\nThe whole part of the square root."),
    METHOD_ROW_POSITIONAL("lcm", math_lcm, 0, METHOD_ANY_COUNT,
                          "lcm($module, *integers)\n--\n\nThe least common multiple."),
    METHOD_ROW_POSITIONAL("ldexp", math_ldexp, 2, 2, "ldexp($module, x, i, /)\n--\n\nx * 2**i."),
    METHOD_ROW_ONE("lgamma", math_lgamma,
                   "lgamma($module, x, /)\n--\n\nThe logarithm of the gamma function's size."),
    METHOD_ROW_POSITIONAL("log", math_log, 0, METHOD_ANY_COUNT,
                          "log(x, [base=math.e])\n\nThe logarithm, natural without a base."),
    METHOD_ROW_ONE("log10", math_log10, "log10($module, x, /)\n--\n\nThe logarithm to base 10."),
    METHOD_ROW_ONE("log1p", math_log1p,
                   "log1p($module, x, /)\n--\n\nlog(1 + x), precise for small x."),
    METHOD_ROW_ONE("log2", math_log2, "log2($module, x, /)\n--\n\nThe logarithm to base 2."),
    METHOD_ROW_ONE("modf", math_modf,
                   "modf($module, x, /)\n--\n\nThe fraction and the whole part."),
    METHOD_ROW_POSITIONAL("nextafter", math_nextafter, 2, 2,
                          "nextafter($module, x, y, /)\n--\n\nThe next float from x towards y."),
    METHOD_ROW_POSITIONAL("perm", math_perm, 1, 2,
                          "perm($module, n, k=None, /)\n--\n\nThe ways to arrange k of n items."),
    METHOD_ROW_POSITIONAL("pow", math_pow, 2, 2,
                          "pow($module, x, y, /)\n--\n\nx to the power of y, of floats."),
    METHOD_ROW_KEYWORDS("prod", math_prod,
                        "prod($module, iterable, /, *, start=1)\n--\n\nThe product of the items."),
    METHOD_ROW_ONE("radians", math_radians,
                   "radians($module, x, /)\n--\n\nAn angle of degrees in radians."),
    METHOD_ROW_POSITIONAL("remainder", math_remainder, 2, 2,
                          "remainder($module, x, y, /)\n--\n\nThe difference of x to the nearest "
                          "multiple of y."),
    METHOD_ROW_ONE("sin", math_sin, "sin($module, x, /)\n--\n\nThe sine of x radians."),
    METHOD_ROW_ONE("sinh", math_sinh, "sinh($module, x, /)\n--\n\nThe hyperbolic sine."),
    METHOD_ROW_ONE("sqrt", math_sqrt, "sqrt($module, x, /)\n--\n\nThe square root."),
    METHOD_ROW_ONE("tan", math_tan, "tan($module, x, /)\n--\n\nThe tangent of x radians."),
    METHOD_ROW_ONE("tanh", math_tanh, "tanh($module, x, /)\n--\n\nThe hyperbolic tangent."),
    METHOD_ROW_ONE("trunc", math_trunc,
                   "trunc($module, x, /)\n--\n\nThe whole part, by x.__trunc__."),
    METHOD_ROW_ONE("ulp", math_ulp,
                   "ulp($module, x, /)\n--\n\nThe value of the least significant bit of x."),
    METHOD_ROW_END,
};

static bool populate(Runtime *rt, Object *dict) {
    static const struct {
        const char *name;
        double value;
    } constants[] = {{"pi", M_PI}, {"e", M_E}, {"tau", 2 * M_PI}, {"inf", INFINITY}, {"nan", NAN}};
    for (size_t i = 0; i < COUNT_OF(constants); i++) {
        Object *number = float_from_double(rt, constants[i].value);
        bool fine = number && dict_set_cstring(rt, dict, constants[i].name, number);
        release_nullable(rt, number);
        if (!fine) {
            return false;
        }
    }
    return true;
}

const ModuleSpec math_module = {
    .name = "math",
    .doc = "Mathematical functions of floats, and some of integers.",
    .functions = functions,
    .populate = populate,
};
