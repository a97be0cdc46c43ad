/* The gamma function and its logarithm. */
#ifndef OURO_MODULES_MATH_GAMMA_H
#define OURO_MODULES_MATH_GAMMA_H

/* nan at the poles, an infinity beyond the largest double. */
double math_gamma_value(double x);
double math_gamma_log(double x); /* x is no pole */

#endif
