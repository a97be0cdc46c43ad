/* Tables that tools/unicodedata_tables.py makes; sorted by code point. */
#ifndef OURO_MODULES_UNICODEDATA_TABLES_H
#define OURO_MODULES_UNICODEDATA_TABLES_H

#include "base/base.h"

/* Numbers of a run of characters: numerator * 10^exponent / denominator, one more for each next. */
typedef struct UnicodeNumber {
    uint32_t first;
    uint16_t count;
    int16_t numerator;
    uint16_t denominator;
    uint8_t exponent;
} UnicodeNumber;

/* East Asian width of a run; the rest is neutral. */
typedef struct UnicodeWidth {
    uint32_t first;
    uint32_t last_and_class; /* last << 3 | UNICODEDATA_… */
} UnicodeWidth;

typedef struct UnicodeSpan {
    uint32_t first, last;
} UnicodeSpan;

enum { UNICODEDATA_STEP_PARTS = 6 };
typedef struct UnicodeStep {
    uint32_t code_point;
    uint32_t parts[UNICODEDATA_STEP_PARTS]; /* ended by 0 when there are fewer */
} UnicodeStep;

enum {
    UNICODEDATA_NEUTRAL,
    UNICODEDATA_AMBIGUOUS,
    UNICODEDATA_FULL,
    UNICODEDATA_HALF,
    UNICODEDATA_NARROW,
    UNICODEDATA_WIDE
};

extern const UnicodeNumber unicodedata_numbers[];
extern const UnicodeWidth unicodedata_widths[];
extern const UnicodeSpan unicodedata_since_3_2[];
extern const UnicodeStep unicodedata_steps[];
extern const size_t unicodedata_step_count;
extern const size_t unicodedata_since_3_2_count, unicodedata_number_count, unicodedata_width_count;

#endif
