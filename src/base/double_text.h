/* Doubles as text. Reading is strtod of the C library; so are fixed numbers of digits. */
#ifndef OURO_BASE_DOUBLE_TEXT_H
#define OURO_BASE_DOUBLE_TEXT_H

#include "base/base.h"

enum { DOUBLE_DIGITS_SIZE = 20, DOUBLE_REPR_SIZE = 32 };

/* The shortest digits that read back as `value`, and among those the closest to it.
 * value is finite and > 0. digits gets 1 to 17 digits, no leading or trailing zeros, and a zero
 * byte; the number is 0.DIGITS * 10 ** *exponent. Returns the number of digits. */
size_t double_shortest(double value, char digits[DOUBLE_DIGITS_SIZE], int *exponent);

/* Python's repr: "1.0", "1e+16", "-0.0", "inf", "nan". Returns the length; ends with a zero. */
size_t double_repr(double value, char out[DOUBLE_REPR_SIZE]);

/* *out = value * 10**digits rounded to an integer, halves to even. value >= 0. False where that
 * takes more than 128 bits or digits is not in 0 .. 22. */
bool double_scaled(double value, int digits, uint64_t *out);

/* value by C's %.*e, %.*f, %.*g (or E, F, G; alternate: the # flag), with "inf" and "nan" without
 * the sign of nan. As snprintf: returns the length that it takes, writes at most size bytes. */
size_t double_fixed(double value, char type, int precision, bool alternate, char *out, size_t size);

#endif
