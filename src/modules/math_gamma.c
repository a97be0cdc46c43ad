/* The gamma function by Lanczos' approximation with the 13 terms that Boost and CPython use, in the
 * same order of operations, so that the last digits are the same too; the C library's differ.
 *
 *   gamma(x) = sum(x) * (x + g - 1/2)**(x - 1/2) / exp(x + g - 1/2)
 *
 * C. Lanczos, "A precision approximation of the gamma function", 1964; Boost.Math, lanczos13m53. */
#include "modules/math_gamma.h"

#include "base/base.h"
#include <math.h>

#define LANCZOS_G 6.024680040776729583740234375
#define LANCZOS_G_MINUS_HALF 5.524680040776729583740234375
#define LOG_PI 1.144729885849400174143427351353058711647

/* Of the lowest power first. */
static const double numerator[] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
static const double denominator[] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0,
};
enum { TERMS = 13 };

static double lanczos_sum(double x) {
    double above = 0.0, below = 0.0;
    if (x < 5.0) {
        for (int i = TERMS - 1; i >= 0; i--) {
            above = above * x + numerator[i];
            below = below * x + denominator[i];
        }
    } else { /* in 1 / x, which does not overflow */
        for (int i = 0; i < TERMS; i++) {
            above = above / x + numerator[i];
            below = below / x + denominator[i];
        }
    }
    return above / below;
}

/* sin(pi * x), x >= 0, by the nearest half. */
static double sine_of_pi(double x) {
    double y = fmod(x, 2.0);
    switch ((int)round(2.0 * y)) {
    case 0:
        return sin(M_PI * y);
    case 1:
        return cos(M_PI * (y - 0.5));
    case 2:
        return sin(M_PI * (1.0 - y));
    case 3:
        return -cos(M_PI * (y - 1.5));
    default:
        return sin(M_PI * (y - 2.0));
    }
}

static double factorial_value(int number) {
    double product = 1.0;
    for (int factor = 2; factor <= number; factor++) {
        product *= factor;
    }
    return product;
}

/* x is finite, no pole, of medium size. */
static double gamma_by_sum(double x) {
    double size = fabs(x), base = size + LANCZOS_G_MINUS_HALF;
    /* The rounding error of base, which the power makes large. */
    double error = size > LANCZOS_G_MINUS_HALF ? base - size - LANCZOS_G_MINUS_HALF
                                               : base - LANCZOS_G_MINUS_HALF - size;
    error = error * LANCZOS_G / base;
    double result;
    bool halves = size >= 140.0; /* the power alone would overflow */
    double power = halves ? pow(base, size / 2.0 - 0.25) : pow(base, size - 0.5);
    if (x < 0.0) {
        result = -M_PI / sine_of_pi(size) / size * exp(base) / lanczos_sum(size);
        result -= error * result;
        result /= power;
        return halves ? result / power : result;
    }
    result = lanczos_sum(size) / exp(base);
    result += error * result;
    result *= power;
    return halves ? result * power : result;
}

double math_gamma_value(double x) {
    if (!isfinite(x)) {
        return isnan(x) || x > 0.0 ? x : (double)NAN;
    }
    if (x == floor(x)) {
        if (x <= 0.0) {
            return (double)NAN;
        }
        if (x <= 23.0) {
            return factorial_value((int)x - 1);
        }
    }
    if (fabs(x) < 1e-20) {
        return 1.0 / x;
    }
    if (fabs(x) > 200.0) {
        return x < 0.0 ? 0.0 / -sine_of_pi(-x) : INFINITY;
    }
    return gamma_by_sum(x);
}

double math_gamma_log(double x) {
    if (!isfinite(x)) {
        return isnan(x) ? x : INFINITY;
    }
    double size = fabs(x);
    if (x == 1.0 || x == 2.0) {
        return 0.0;
    }
    if (size < 1e-20) {
        return -log(size);
    }
    double result = log(lanczos_sum(size)) - LANCZOS_G;
    result += (size - 0.5) * (log(size + LANCZOS_G - 0.5) - 1.0);
    if (x < 0.0) {
        result = LOG_PI - log(fabs(sine_of_pi(size))) - log(size) - result;
    }
    return result;
}
