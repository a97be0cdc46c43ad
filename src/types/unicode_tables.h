/* Tables that tools/unicode_tables.py makes; all sorted by code point. */
#ifndef OURO_TYPES_UNICODE_TABLES_H
#define OURO_TYPES_UNICODE_TABLES_H

#include "base/base.h"

typedef struct UnicodeRange {
    uint32_t first, last;
} UnicodeRange;

typedef struct UnicodeExpansion {
    uint32_t code_point;
    uint32_t count;
    uint32_t to[3];
} UnicodeExpansion;

extern const UnicodeExpansion unicode_special_upper[], unicode_special_title[];
extern const size_t unicode_special_upper_count, unicode_special_title_count;
extern const UnicodeRange unicode_other_lower[], unicode_other_upper[], unicode_other_digit[],
    unicode_other_numeric[], unicode_identifier_start_exceptions[], unicode_identifier_exceptions[];
extern const size_t unicode_other_lower_count, unicode_other_upper_count, unicode_other_digit_count,
    unicode_other_numeric_count, unicode_identifier_start_exceptions_count,
    unicode_identifier_exceptions_count;

#endif
