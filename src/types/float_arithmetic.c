/* Operations on doubles with Python's results and errors. */
#include "types/float_arithmetic.h"

#include "base/double_text.h"
#include "object/complex.h"
#include "object/exception.h"
#include "object/float.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* OverflowError(34, 'Numerical result out of range'). */
static COLD void *raise_range(Runtime *rt) {
    Object *args[2] = {int_from_int64(rt, ERANGE), NULL};
    args[1] = args[0] ? str_from_cstring(rt, "Numerical result out of range") : NULL;
    Object *exception = args[1] ? exception_new(rt, TYPE_OVERFLOW_ERROR, args, 2) : NULL;
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    return exception ? raise_exception(rt, exception) : NULL;
}

Object *float_arithmetic_power(Runtime *rt, double x, double y) {
    if (x == 0.0 && y < 0.0 && isfinite(y)) {
        return raise_zero_division(rt, "0.0 cannot be raised to a negative power");
    }
    if (x < 0.0 && isfinite(x) && isfinite(y) && y != floor(y)) {
        double result[2];
        if (!float_arithmetic_complex_power(rt, (double[]){x, 0.0}, (double[]){y, 0.0}, result)) {
            return NULL;
        }
        return complex_from_doubles(rt, result[0], result[1]);
    }
    double power = pow(x, y);
    if (UNLIKELY(isinf(power)) && isfinite(x) && isfinite(y)) {
        return raise_range(rt);
    }
    return float_from_double(rt, power);
}

void float_arithmetic_divmod(double x, double y, double *quotient, double *remainder) {
    double rest = fmod(x, y);
    double whole = (x - rest) / y;
    if (rest == 0.0) {
        rest = copysign(0.0, y);
    } else if ((y < 0) != (rest < 0)) {
        rest += y;
        whole -= 1.0;
    }
    *remainder = rest;
    if (whole == 0.0) {
        *quotient = copysign(0.0, x / y);
    } else {
        double down = floor(whole);
        *quotient = whole - down > 0.5 ? down + 1.0 : down;
    }
}

/* Complex powers. */

static void multiply(const double a[2], const double b[2], double result[2]) {
    double real = a[0] * b[0] - a[1] * b[1];
    double imag = a[0] * b[1] + a[1] * b[0];
    result[0] = real;
    result[1] = imag;
}

/* 1 / z by Smith's method. */
static void invert(const double z[2], double result[2]) {
    double real, imag;
    if (fabs(z[0]) >= fabs(z[1])) {
        double ratio = z[1] / z[0], scale = z[0] + z[1] * ratio;
        real = 1.0 / scale;
        imag = -ratio / scale;
        if (z[0] == 0.0) {
            real = imag = 0.0; /* 1 / 0: an error of the caller's */
        }
    } else {
        double ratio = z[0] / z[1], scale = z[0] * ratio + z[1];
        real = ratio / scale;
        imag = -1.0 / scale;
    }
    result[0] = real;
    result[1] = imag;
}

static void whole_power(const double x[2], unsigned exponent, double result[2]) {
    double factor[2] = {x[0], x[1]};
    result[0] = 1.0;
    result[1] = 0.0;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) {
            multiply(result, factor, result);
        }
        multiply(factor, factor, factor);
    }
}

static void polar_power(const double x[2], const double y[2], double result[2]) {
    double size = hypot(x[0], x[1]), angle = atan2(x[1], x[0]);
    double length = pow(size, y[0]), phase = angle * y[0];
    if (y[1] != 0.0) {
        length /= exp(angle * y[1]);
        phase += y[1] * log(size);
    }
    result[0] = length * cos(phase);
    result[1] = length * sin(phase);
}

bool float_arithmetic_complex_power(Runtime *rt, const double x[2], const double y[2],
                                    double result[2]) {
    bool whole = y[1] == 0.0 && y[0] == floor(y[0]) && fabs(y[0]) <= 100.0;
    bool zero_base = x[0] == 0.0 && x[1] == 0.0;
    if (zero_base && (y[1] != 0.0 || y[0] < 0.0)) {
        raise_zero_division(rt, "0.0 to a negative or complex power");
        return false;
    }
    if (y[0] == 0.0 && y[1] == 0.0) {
        result[0] = 1.0;
        result[1] = 0.0;
    } else if (whole) {
        whole_power(x, (unsigned)fabs(y[0]), result);
        if (y[0] < 0.0) {
            invert(result, result);
        }
    } else if (zero_base) {
        result[0] = result[1] = 0.0;
    } else {
        polar_power(x, y, result);
    }
    if (isinf(result[0]) || isinf(result[1])) {
        raise_overflow_error(rt, "complex exponentiation");
        return false;
    }
    return true;
}

/* Rounding in decimal. */

/* |value| to a multiple of 10**zeros, zeros > 0, by its exact decimal digits. */
static double round_whole(double value, int zeros) {
    char text[340];
    double whole = trunc(value);
    int count = snprintf(text, sizeof text - 16, "%.0f", whole);
    int kept = count - zeros;
    if (kept < 0) {
        return 0.0;
    }
    bool more = whole != value;
    for (int i = kept + 1; i < count && !more; i++) {
        more = text[i] != '0';
    }
    bool odd = kept > 0 && ((text[kept - 1] - '0') & 1);
    bool up = text[kept] > '5' || (text[kept] == '5' && (more || odd));
    if (kept == 0) {
        text[0] = '0';
        kept = 1;
        zeros = count;
    }
    /* The kept digits, one more unit of the last if up, times 10**zeros. */
    int at = kept - 1;
    while (up && at >= 0) {
        up = text[at] == '9';
        text[at] = up ? '0' : (char)(text[at] + 1);
        at--;
    }
    char number[360];
    snprintf(number, sizeof number, "%s%.*se%d", up ? "1" : "", kept, text, zeros);
    return strtod(number, NULL);
}

static double round_fraction(double value, int digits) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    uint64_t scaled;
    if (double_scaled(value, digits, &scaled) && scaled <= UINT64_C(1) << 53) {
        return (double)scaled / powers[digits]; /* both exact: rounded once */
    }
    char text[700];
    snprintf(text, sizeof text, "%.*f", digits, value);
    return strtod(text, NULL);
}

Object *float_arithmetic_round(Runtime *rt, double value, Object *ndigits) {
    int64_t digits;
    if (!object_as_index_clipped(rt, ndigits, &digits)) {
        return NULL;
    }
    if (value == 0.0 || !isfinite(value) || digits > 323) {
        return float_from_double(rt, value);
    }
    if (digits < -308) {
        return float_from_double(rt, value * 0.0);
    }
    double rounded = digits >= 0 ? round_fraction(fabs(value), (int)digits)
                                 : round_whole(fabs(value), (int)-digits);
    if (isinf(rounded)) {
        return raise_overflow_error(rt, "rounded value too large to represent");
    }
    return float_from_double(rt, copysign(rounded, value));
}
