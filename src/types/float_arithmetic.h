/* Operations on doubles with Python's results and errors. */
#ifndef OURO_TYPES_FLOAT_ARITHMETIC_H
#define OURO_TYPES_FLOAT_ARITHMETIC_H

#include "object/operations.h"

/* x ** y: a complex number for a negative base and a fraction as exponent. */
NEW_REF Object *float_arithmetic_power(Runtime *rt, double x, double y);
/* y is not 0. */
void float_arithmetic_divmod(double x, double y, double *quotient, double *remainder);
/* ndigits: any object with __index__. */
NEW_REF Object *float_arithmetic_round(Runtime *rt, double value, Object *ndigits);
/* x ** y of complex numbers; false: error pending. */
bool float_arithmetic_complex_power(Runtime *rt, const double x[2], const double y[2],
                                    double result[2]);

#endif
