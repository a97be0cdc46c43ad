/* Numbers of JSON: their grammar, and ints and floats out of them. */
#ifndef OURO_MODULES_JSON_NUMBER_H
#define OURO_MODULES_JSON_NUMBER_H

#include "object/operations.h"

/* A number at the beginning of a text. While digits <= JSON_NUMBER_DIGITS:
 *   |value| = mantissa * 10 ** exponent */
typedef struct JsonNumber {
    size_t length;
    uint64_t mantissa;
    size_t digits; /* of the mantissa, without leading zeros */
    int64_t exponent;
    bool negative, is_float;
} JsonNumber;

enum { JSON_NUMBER_DIGITS = 19 };

/* 1: data begins with one; 0: it does not; -1: an exception. data ends in a zero. */
int json_number_find(Runtime *rt, const uint8_t *data, JsonNumber *out);
/* The int or float. */
NEW_REF Object *json_number_make(Runtime *rt, const uint8_t *data, const JsonNumber *number);

#endif
