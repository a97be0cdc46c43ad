/* Complex functions of finite arguments.
 *
 * W. Kahan, "Branch cuts for complex elementary functions", 1987: square roots are scaled, the
 * inverse functions are written with square roots of 1 + z and 1 - z, and numbers too large for
 * that go by logarithms. Circular functions are hyperbolic ones of iz. */
#include "modules/cmath_functions.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define LARGE (DBL_MAX / 4.0)

static bool is_large(Complex z) {
    return fabs(z.real) > LARGE || fabs(z.imag) > LARGE;
}

static double log_large(void) {
    return log(LARGE);
}

/* log |z| for a large z. */
static double log_size(Complex z) {
    return log(hypot(z.real / 2.0, z.imag / 2.0)) + M_LN2 * 2.0;
}

static Complex times_i(Complex z) {
    return (Complex){-z.imag, z.real};
}

static Complex by_i(Complex z) {
    return (Complex){z.imag, -z.real};
}

Complex cmath_sqrt(Complex z) {
    double x = fabs(z.real), y = fabs(z.imag), root;
    if (x == 0.0 && y == 0.0) {
        return (Complex){0.0, z.imag};
    }
    if (x < DBL_MIN && y < DBL_MIN) {
        x = ldexp(x, 53); /* 2**53 before the root is half of 2**27 after it, squared */
        root = ldexp(sqrt(x + hypot(x, ldexp(y, 53))), -27);
    } else {
        x /= 8.0;
        root = 2.0 * sqrt(x + hypot(x, y / 8.0));
    }
    double other = y / (2.0 * root);
    return z.real >= 0.0 ? (Complex){root, copysign(other, z.imag)}
                         : (Complex){other, copysign(root, z.imag)};
}

Complex cmath_acos(Complex z) {
    if (is_large(z)) {
        double size = log_size(z);
        return (Complex){atan2(fabs(z.imag), z.real),
                         z.real < 0.0 ? -copysign(size, z.imag) : copysign(size, -z.imag)};
    }
    Complex a = cmath_sqrt((Complex){1.0 - z.real, -z.imag});
    Complex b = cmath_sqrt((Complex){1.0 + z.real, z.imag});
    return (Complex){2.0 * atan2(a.real, b.real), asinh(b.real * a.imag - b.imag * a.real)};
}

Complex cmath_acosh(Complex z) {
    if (is_large(z)) {
        return (Complex){log_size(z), atan2(z.imag, z.real)};
    }
    Complex a = cmath_sqrt((Complex){z.real - 1.0, z.imag});
    Complex b = cmath_sqrt((Complex){z.real + 1.0, z.imag});
    return (Complex){asinh(a.real * b.real + a.imag * b.imag), 2.0 * atan2(a.imag, b.real)};
}

Complex cmath_asinh(Complex z) {
    if (is_large(z)) {
        double size = log_size(z);
        return (Complex){z.imag >= 0.0 ? copysign(size, z.real) : -copysign(size, -z.real),
                         atan2(z.imag, fabs(z.real))};
    }
    Complex a = cmath_sqrt((Complex){1.0 + z.imag, -z.real});
    Complex b = cmath_sqrt((Complex){1.0 - z.imag, z.real});
    return (Complex){asinh(a.real * b.imag - b.real * a.imag),
                     atan2(z.imag, a.real * b.real - a.imag * b.imag)};
}

Complex cmath_asin(Complex z) {
    return by_i(cmath_asinh(times_i(z)));
}

Complex cmath_atanh(Complex z) {
    if (z.real < 0.0 || (z.real == 0.0 && signbit(z.real))) {
        Complex mirrored = cmath_atanh((Complex){-z.real, -z.imag});
        return (Complex){-mirrored.real, -mirrored.imag};
    }
    double y = fabs(z.imag);
    if (z.real > sqrt(LARGE) || y > sqrt(LARGE)) {
        double half = hypot(z.real / 2.0, z.imag / 2.0);
        return (Complex){z.real / 4.0 / half / half, -copysign(M_PI_2, -z.imag)};
    }
    if (z.real == 1.0 && y < sqrt(DBL_MIN)) {
        if (y == 0.0) {
            return (Complex){INFINITY, z.imag};
        }
        return (Complex){-log(sqrt(y) / sqrt(hypot(y, 2.0))),
                         copysign(atan2(2.0, -y) / 2.0, z.imag)};
    }
    double below = 1.0 - z.real;
    return (Complex){log1p(4.0 * z.real / (below * below + y * y)) / 4.0,
                     -atan2(-2.0 * z.imag, below * (1.0 + z.real) - y * y) / 2.0};
}

Complex cmath_atan(Complex z) {
    return by_i(cmath_atanh(times_i(z)));
}

Complex cmath_cosh(Complex z) {
    if (fabs(z.real) > log_large()) {
        double less = z.real - copysign(1.0, z.real);
        return (Complex){cos(z.imag) * cosh(less) * M_E, sin(z.imag) * sinh(less) * M_E};
    }
    return (Complex){cos(z.imag) * cosh(z.real), sin(z.imag) * sinh(z.real)};
}

Complex cmath_sinh(Complex z) {
    if (fabs(z.real) > log_large()) {
        double less = z.real - copysign(1.0, z.real);
        return (Complex){cos(z.imag) * sinh(less) * M_E, sin(z.imag) * cosh(less) * M_E};
    }
    return (Complex){cos(z.imag) * sinh(z.real), sin(z.imag) * cosh(z.real)};
}

Complex cmath_tanh(Complex z) {
    if (fabs(z.real) > log_large()) {
        return (Complex){copysign(1.0, z.real),
                         4.0 * sin(z.imag) * cos(z.imag) * exp(-2.0 * fabs(z.real))};
    }
    double x = tanh(z.real), y = tan(z.imag), scale = 1.0 / cosh(z.real);
    double product = x * y, divisor = 1.0 + product * product;
    return (Complex){x * (1.0 + y * y) / divisor, ((y / divisor) * scale) * scale};
}

Complex cmath_cos(Complex z) {
    return cmath_cosh(times_i(z));
}

Complex cmath_sin(Complex z) {
    return by_i(cmath_sinh(times_i(z)));
}

Complex cmath_tan(Complex z) {
    return by_i(cmath_tanh(times_i(z)));
}

Complex cmath_exp(Complex z) {
    if (z.real > log_large()) {
        double size = exp(z.real - 1.0);
        return (Complex){size * cos(z.imag) * M_E, size * sin(z.imag) * M_E};
    }
    double size = exp(z.real);
    return (Complex){size * cos(z.imag), size * sin(z.imag)};
}

static double log_of_size(double x, double y) {
    if (x > LARGE || y > LARGE) {
        return log(hypot(x / 2.0, y / 2.0)) + M_LN2;
    }
    if (x < DBL_MIN && y < DBL_MIN) {
        return x > 0.0 || y > 0.0 ? log(hypot(ldexp(x, DBL_MANT_DIG), ldexp(y, DBL_MANT_DIG))) -
                                        DBL_MANT_DIG * M_LN2
                                  : -INFINITY;
    }
    double size = hypot(x, y);
    if (size >= 0.71 && size <= 1.73) { /* near 1 the logarithm is small */
        double larger = x > y ? x : y, smaller = x > y ? y : x;
        return log1p((larger - 1.0) * (larger + 1.0) + smaller * smaller) / 2.0;
    }
    return log(size);
}

Complex cmath_log(Complex z) {
    return (Complex){log_of_size(fabs(z.real), fabs(z.imag)), atan2(z.imag, z.real)};
}
