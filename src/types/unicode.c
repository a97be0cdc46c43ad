#include "types/unicode.h"
#include "types/unicode_tables.h"
#include <utf8proc.h>

#define SPACE UNICODE_ASCII_SPACE
#define DIGIT UNICODE_ASCII_DIGIT
#define UPPER UNICODE_ASCII_UPPER
#define LOWER UNICODE_ASCII_LOWER
const uint8_t unicode_ascii_flags[128] = {
    ['\t' ... '\r'] = SPACE, [0x1c ... 0x1f] = SPACE, [' '] = SPACE,
    ['0' ... '9'] = DIGIT,   ['A' ... 'Z'] = UPPER,   ['a' ... 'z'] = LOWER,
};

static bool in_ranges(const UnicodeRange *ranges, size_t count, uint32_t code_point) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > ranges[middle].last) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && code_point >= ranges[low].first;
}

static const UnicodeExpansion *find_expansion(const UnicodeExpansion *table, size_t count,
                                              uint32_t code_point) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > table[middle].code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && table[low].code_point == code_point ? &table[low] : NULL;
}

/* utf8proc 2.8 is of Unicode 15, CPython 3.11 of 14: what was added counts as unassigned. */
static const UnicodeRange unicode_15_additions[] = {
    {0xcf3, 0xcf3},     {0xece, 0xece},     {0x10efd, 0x10eff}, {0x1123f, 0x11241},
    {0x11b00, 0x11b09}, {0x11f00, 0x11f10}, {0x11f12, 0x11f3a}, {0x11f3e, 0x11f59},
    {0x1342f, 0x1342f}, {0x13439, 0x13455}, {0x1b132, 0x1b132}, {0x1b155, 0x1b155},
    {0x1d2c0, 0x1d2d3}, {0x1df25, 0x1df2a}, {0x1e030, 0x1e06d}, {0x1e08f, 0x1e08f},
    {0x1e4d0, 0x1e4f9}, {0x1f6dc, 0x1f6dc}, {0x1f774, 0x1f776}, {0x1f77b, 0x1f77f},
    {0x1f7d9, 0x1f7d9}, {0x1fa75, 0x1fa77}, {0x1fa87, 0x1fa88}, {0x1faad, 0x1faaf},
    {0x1fabb, 0x1fabd}, {0x1fabf, 0x1fabf}, {0x1face, 0x1facf}, {0x1fada, 0x1fadb},
    {0x1fae8, 0x1fae8}, {0x1faf7, 0x1faf8}, {0x2b739, 0x2b739}, {0x31350, 0x323af},
};

static utf8proc_category_t category_of(uint32_t code_point) {
    if (UNLIKELY(code_point == 0xcf3 || code_point == 0xece || code_point >= 0x10efd) &&
        in_ranges(unicode_15_additions, COUNT_OF(unicode_15_additions), code_point)) {
        return UTF8PROC_CATEGORY_CN;
    }
    return (utf8proc_category_t)utf8proc_get_property((utf8proc_int32_t)code_point)->category;
}

int unicode_category(uint32_t code_point) {
    return (int)category_of(code_point);
}

static bool is_letter(utf8proc_category_t category) {
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool unicode_is_alpha_wide(uint32_t code_point) {
    return is_letter(category_of(code_point));
}

bool unicode_is_decimal_wide(uint32_t code_point) {
    return category_of(code_point) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_space_wide(uint32_t code_point) {
    return code_point == 0x85 || code_point == 0xa0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200a) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0x202f || code_point == 0x205f ||
           code_point == 0x3000;
}

bool unicode_is_lower_wide(uint32_t code_point) {
    return category_of(code_point) == UTF8PROC_CATEGORY_LL ||
           in_ranges(unicode_other_lower, unicode_other_lower_count, code_point);
}

bool unicode_is_upper_wide(uint32_t code_point) {
    return category_of(code_point) == UTF8PROC_CATEGORY_LU ||
           in_ranges(unicode_other_upper, unicode_other_upper_count, code_point);
}

bool unicode_is_digit(uint32_t code_point) {
    return unicode_is_decimal(code_point) ||
           (code_point >= 128 &&
            in_ranges(unicode_other_digit, unicode_other_digit_count, code_point));
}

bool unicode_is_numeric(uint32_t code_point) {
    if (code_point < 128) {
        return unicode_is_decimal(code_point);
    }
    utf8proc_category_t category = category_of(code_point);
    return (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) ||
           in_ranges(unicode_other_numeric, unicode_other_numeric_count, code_point);
}

bool unicode_is_title(uint32_t code_point) {
    return code_point >= 128 && category_of(code_point) == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_printable(uint32_t code_point) {
    if (code_point < 128) {
        return code_point >= ' ' && code_point < 0x7f;
    }
    utf8proc_category_t category = category_of(code_point);
    return category != UTF8PROC_CATEGORY_CN && category < UTF8PROC_CATEGORY_ZS;
}

bool unicode_is_identifier_start(uint32_t code_point) {
    if (code_point < 128) {
        return code_point == '_' || unicode_is_alpha(code_point);
    }
    utf8proc_category_t category = category_of(code_point);
    bool usual = is_letter(category) || category == UTF8PROC_CATEGORY_NL;
    return usual != in_ranges(unicode_identifier_start_exceptions,
                              unicode_identifier_start_exceptions_count, code_point);
}

bool unicode_is_identifier(uint32_t code_point) {
    if (code_point < 128) {
        return code_point == '_' || unicode_is_alpha(code_point) || unicode_is_decimal(code_point);
    }
    utf8proc_category_t category = category_of(code_point);
    bool usual = is_letter(category) || category == UTF8PROC_CATEGORY_NL ||
                 category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
                 category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_PC;
    return usual != in_ranges(unicode_identifier_exceptions, unicode_identifier_exceptions_count,
                              code_point);
}

bool unicode_is_cased(uint32_t code_point) {
    return unicode_is_lower(code_point) || unicode_is_upper(code_point) ||
           unicode_is_title(code_point);
}

/* Case_Ignorable: marks, formats, modifiers, and the punctuation inside words. */
bool unicode_is_case_ignorable(uint32_t code_point) {
    static const uint32_t inside_words[] = {0x27,   0x2e,   0x3a,   0xb7,   0x387,  0x55f,
                                            0x5f4,  0x2018, 0x2019, 0x2024, 0x2027, 0xfe13,
                                            0xfe52, 0xfe55, 0xff07, 0xff0e, 0xff1a};
    for (size_t i = 0; i < COUNT_OF(inside_words); i++) {
        if (inside_words[i] == code_point) {
            return true;
        }
    }
    utf8proc_category_t category = category_of(code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_LM ||
           category == UTF8PROC_CATEGORY_SK;
}

/* Decimal digits come in runs of ten, zero first; a run may follow another. */
int unicode_decimal_value(uint32_t code_point) {
    if (code_point < 128) {
        return unicode_is_decimal(code_point) ? (int)(code_point - '0') : -1;
    }
    if (!unicode_is_decimal_wide(code_point)) {
        return -1;
    }
    uint32_t first = code_point;
    while (category_of(first - 1) == UTF8PROC_CATEGORY_ND) {
        first--;
    }
    return (int)((code_point - first) % 10);
}

static size_t expand(const UnicodeExpansion *table, size_t count, uint32_t code_point,
                     uint32_t out[UNICODE_EXPANSION_MAX]) {
    const UnicodeExpansion *row =
        code_point >= 0xdf ? find_expansion(table, count, code_point) : NULL;
    if (!row) {
        return 0;
    }
    for (size_t i = 0; i < row->count; i++) {
        out[i] = row->to[i];
    }
    return row->count;
}

size_t unicode_to_upper(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]) {
    if (code_point < 0x100 && code_point != 0xdf) { /* Latin-1 by hand; 0xdf becomes two */
        bool lower = code_point >= 0xe0 ? code_point != 0xf7 : code_point - 'a' < 26;
        out[0] = code_point == 0xff   ? 0x178
                 : code_point == 0xb5 ? 0x39c
                 : lower              ? code_point - 0x20
                                      : code_point;
        return 1;
    }
    size_t count = expand(unicode_special_upper, unicode_special_upper_count, code_point, out);
    if (count == 0) {
        out[0] = (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
        count = 1;
    }
    return count;
}

size_t unicode_to_title(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]) {
    size_t count = expand(unicode_special_title, unicode_special_title_count, code_point, out);
    if (count == 0) {
        out[0] = (uint32_t)utf8proc_totitle((utf8proc_int32_t)code_point);
        count = 1;
    }
    return count;
}

size_t unicode_to_lower(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]) {
    if (code_point < 0x100) {
        bool upper =
            code_point >= 0xc0 ? code_point <= 0xde && code_point != 0xd7 : code_point - 'A' < 26;
        out[0] = upper ? code_point + 0x20 : code_point;
        return 1;
    }
    if (code_point == 0x130) { /* the only one that expands */
        out[0] = 'i';
        out[1] = 0x307;
        return 2;
    }
    out[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
    return 1;
}

size_t unicode_to_folded(uint32_t code_point, uint32_t out[UNICODE_EXPANSION_MAX]) {
    int boundary = 0;
    utf8proc_int32_t folded[8];
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, folded, 8,
                                                     UTF8PROC_CASEFOLD, &boundary);
    if (count < 1 || count > UNICODE_EXPANSION_MAX) {
        out[0] = code_point;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        out[i] = (uint32_t)folded[i];
    }
    return (size_t)count;
}
