/*
 * parse_number: see parse_number.h.
 */
#include "compile/parse_number.h"

#include <stdlib.h>
#include <string.h>

/*
 * The double nearest to a decimal literal. strtod reads the locale's decimal point, so the text is
 * rewritten without a point: digits, then an exponent that counts the digits after the point.
 */
static NumberStatus decimal_value(AstArena *arena, const char *digits, size_t length,
                                  double *value) {
    char small[64];
    char *buffer = small;
    if (length + 24 > sizeof small) {
        buffer = ast_arena_allocate(arena, length + 24);
        if (buffer == NULL) {
            return NUMBER_OUT_OF_MEMORY;
        }
    }
    char *out = buffer;
    long shift = 0;
    size_t i = 0;
    bool is_after_point = false;
    for (; i < length && digits[i] != 'e' && digits[i] != 'E'; i++) {
        if (digits[i] == '.') {
            is_after_point = true;
        } else {
            *out++ = digits[i];
            shift -= is_after_point;
        }
    }
    long exponent = 0;
    if (i < length) {
        bool is_negative = digits[i + 1] == '-';
        i += digits[i + 1] == '-' || digits[i + 1] == '+' ? 2 : 1;
        for (; i < length; i++) {
            if (exponent < 100000000) {
                exponent = exponent * 10 + (digits[i] - '0');
            }
        }
        exponent = is_negative ? -exponent : exponent;
    }
    exponent += shift;
    *out++ = 'e';
    if (exponent < 0) {
        *out++ = '-';
        exponent = -exponent;
    }
    char reversed[24];
    int count = 0;
    do {
        reversed[count++] = (char)('0' + exponent % 10);
        exponent /= 10;
    } while (exponent > 0);
    while (count > 0) {
        *out++ = reversed[--count];
    }
    *out = '\0';
    *value = strtod(buffer, NULL);
    return NUMBER_OK;
}

/* The text without its underscores: itself when there are none. */
static const char *without_underscores(AstArena *arena, const char *start, size_t *length) {
    if (memchr(start, '_', *length) == NULL) {
        return start;
    }
    char *copy = ast_arena_allocate(arena, *length);
    if (copy == NULL) {
        return NULL;
    }
    size_t count = 0;
    for (size_t i = 0; i < *length; i++) {
        if (start[i] != '_') {
            copy[count++] = start[i];
        }
    }
    *length = count;
    return copy;
}

NumberStatus parse_number_constant(AstArena *arena, const char *start, const char *end,
                                   AstConstant *constant) {
    char prefix = (char)(end - start > 1 && start[0] == '0' ? start[1] | 32 : 0);
    int base = prefix == 'x' ? 16 : prefix == 'o' ? 8 : prefix == 'b' ? 2 : 10;
    start += base == 10 ? 0 : 2;
    size_t length = (size_t)(end - start);
    const char *digits = without_underscores(arena, start, &length);
    if (digits == NULL) {
        return NUMBER_OUT_OF_MEMORY;
    }
    bool is_imaginary = base == 10 && (digits[length - 1] | 32) == 'j';
    bool is_float = is_imaginary || (base == 10 && (memchr(digits, '.', length) != NULL ||
                                                    memchr(digits, 'e', length) != NULL ||
                                                    memchr(digits, 'E', length) != NULL));
    if (is_float) {
        double value = 0;
        NumberStatus status = decimal_value(arena, digits, length - is_imaginary, &value);
        constant->kind = is_imaginary ? AST_IMAGINARY : AST_FLOAT;
        constant->number = value;
        return status;
    }
    if (base == 10 && length > NUMBER_MAX_DIGITS) {
        return NUMBER_TOO_LONG;
    }
    constant->kind = AST_INT;
    constant->base = (uint8_t)base;
    constant->text = digits;
    constant->length = (uint32_t)length;
    return NUMBER_OK;
}
