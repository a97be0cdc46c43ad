/* Complex functions of finite arguments, with care for cancellation and overflow. */
#ifndef OURO_MODULES_CMATH_FUNCTIONS_H
#define OURO_MODULES_CMATH_FUNCTIONS_H

typedef struct Complex {
    double real, imag;
} Complex;

Complex cmath_sqrt(Complex z);
Complex cmath_acos(Complex z);
Complex cmath_acosh(Complex z);
Complex cmath_asin(Complex z);
Complex cmath_asinh(Complex z);
Complex cmath_atan(Complex z);
Complex cmath_atanh(Complex z); /* an infinite real part at the poles */
Complex cmath_cos(Complex z);
Complex cmath_cosh(Complex z);
Complex cmath_exp(Complex z);
Complex cmath_log(Complex z); /* an infinite real part at 0 */
Complex cmath_sin(Complex z);
Complex cmath_sinh(Complex z);
Complex cmath_tan(Complex z);
Complex cmath_tanh(Complex z);

#endif
