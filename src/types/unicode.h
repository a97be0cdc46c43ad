/* Properties and case of code points, as Python's str methods see them. Over utf8proc, with tables
 * for what it does not know. */
#ifndef OURO_TYPES_UNICODE_H
#define OURO_TYPES_UNICODE_H

#include "base/base.h"

enum {
    UNICODE_ASCII_SPACE = 1,
    UNICODE_ASCII_DIGIT = 2,
    UNICODE_ASCII_UPPER = 4,
    UNICODE_ASCII_LOWER = 8,
    UNICODE_EXPANSION_MAX = 3 /* code points that one becomes by a change of case */
};
#define UNICODE_MAX 0x10ffffu

extern const uint8_t unicode_ascii_flags[128];

bool unicode_is_alpha_wide(uint32_t code_point);
bool unicode_is_decimal_wide(uint32_t code_point);
bool unicode_is_space_wide(uint32_t code_point);
bool unicode_is_lower_wide(uint32_t code_point);
bool unicode_is_upper_wide(uint32_t code_point);

static inline bool unicode_is_alpha(uint32_t code_point) {
    return code_point < 128 ? (unicode_ascii_flags[code_point] &
                               (UNICODE_ASCII_UPPER | UNICODE_ASCII_LOWER)) != 0
                            : unicode_is_alpha_wide(code_point);
}

static inline bool unicode_is_decimal(uint32_t code_point) {
    return code_point < 128 ? (unicode_ascii_flags[code_point] & UNICODE_ASCII_DIGIT) != 0
                            : unicode_is_decimal_wide(code_point);
}

static inline bool unicode_is_space(uint32_t code_point) {
    return code_point < 128 ? (unicode_ascii_flags[code_point] & UNICODE_ASCII_SPACE) != 0
                            : unicode_is_space_wide(code_point);
}

static inline bool unicode_is_lower(uint32_t code_point) {
    return code_point < 128 ? (unicode_ascii_flags[code_point] & UNICODE_ASCII_LOWER) != 0
                            : unicode_is_lower_wide(code_point);
}

static inline bool unicode_is_upper(uint32_t code_point) {
    return code_point < 128 ? (unicode_ascii_flags[code_point] & UNICODE_ASCII_UPPER) != 0
                            : unicode_is_upper_wide(code_point);
}

/* str.splitlines' ends of lines. */
static inline bool unicode_is_line_break(uint32_t code_point) {
    return (code_point >= 0x0a && code_point <= 0x0d) ||
           (code_point >= 0x1c && code_point <= 0x1e) || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

/* utf8proc_category_t; 0: not assigned in Unicode 14. */
int unicode_category(uint32_t code_point);
bool unicode_is_digit(uint32_t code_point);
bool unicode_is_numeric(uint32_t code_point);
bool unicode_is_title(uint32_t code_point);
bool unicode_is_printable(uint32_t code_point);
bool unicode_is_identifier_start(uint32_t code_point); /* '_' included */
bool unicode_is_identifier(uint32_t code_point);
bool unicode_is_cased(uint32_t code_point);
bool unicode_is_case_ignorable(uint32_t code_point);
int unicode_decimal_value(uint32_t code_point); /* 0 to 9, -1: no decimal digit */

/* Write 1 to UNICODE_EXPANSION_MAX code points, return how many. Not by context (final sigma). */
size_t unicode_to_upper(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]);
size_t unicode_to_lower(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]);
size_t unicode_to_title(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]);
size_t unicode_to_folded(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]);

#endif
