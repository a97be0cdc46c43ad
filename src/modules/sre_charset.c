/* sre_charset: categories and sets of characters, and case. */
#include "modules/sre_codes.h"
#include "types/unicode.h"
#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

/* ---- case ---- */

uint32_t sre_lower_ascii(uint32_t character) {
    return character < 128 && (unicode_ascii_flags[character] & UNICODE_ASCII_UPPER)
               ? character + 32
               : character;
}

uint32_t sre_lower_locale(uint32_t character) {
    return character < 256 ? (uint32_t)tolower((int)character) : character;
}

uint32_t sre_upper_locale(uint32_t character) {
    return character < 256 ? (uint32_t)toupper((int)character) : character;
}

/* One code point for one: where the full mapping has several, the simple one counts. */
uint32_t sre_lower_unicode(uint32_t character) {
    if (character < 128 || character > UNICODE_MAX) {
        return sre_lower_ascii(character);
    }
    uint32_t out[UNICODE_EXPANSION_MAX];
    return unicode_to_lower(character, out) == 1
               ? out[0]
               : (uint32_t)utf8proc_tolower((utf8proc_int32_t)character);
}

uint32_t sre_upper_unicode(uint32_t character) {
    uint32_t out[UNICODE_EXPANSION_MAX];
    if (character > UNICODE_MAX) {
        return character;
    }
    (void)unicode_to_upper(character, out);
    return out[0]; /* as in CPython, the first of several: sharp s has a case */
}

/* ---- categories ---- */

static bool is_ascii_kind(uint32_t character, uint8_t flags) {
    return character < 128 && (unicode_ascii_flags[character] & flags);
}

static bool is_alphanumeric(uint32_t character) {
    return unicode_is_alpha(character) || unicode_is_decimal(character) ||
           unicode_is_digit(character) || unicode_is_numeric(character);
}

static bool is_in(uint32_t category, uint32_t character) {
    enum { LETTER_OR_DIGIT = UNICODE_ASCII_UPPER | UNICODE_ASCII_LOWER | UNICODE_ASCII_DIGIT };
    switch (category) {
    case SRE_CATEGORY_DIGIT:
        return is_ascii_kind(character, UNICODE_ASCII_DIGIT);
    case SRE_CATEGORY_SPACE: /* not the separators 0x1c to 0x1f, which are only str's spaces */
        return character == ' ' || (character >= '\t' && character <= '\r');
    case SRE_CATEGORY_WORD:
        return is_ascii_kind(character, LETTER_OR_DIGIT) || character == '_';
    case SRE_CATEGORY_LINEBREAK:
        return character == '\n';
    case SRE_CATEGORY_LOC_WORD:
        return character < 256 && (isalnum((int)character) || character == '_');
    case SRE_CATEGORY_UNI_DIGIT:
        return unicode_is_decimal(character);
    case SRE_CATEGORY_UNI_SPACE:
        return unicode_is_space(character);
    case SRE_CATEGORY_UNI_WORD:
        return character < 128 ? is_in(SRE_CATEGORY_WORD, character) : is_alphanumeric(character);
    default:
        return unicode_is_line_break(character);
    }
}

bool sre_category_has(uint32_t category, uint32_t character) {
    return is_in(category & ~1u, character) != (category & 1);
}

/* ---- sets ---- */

static bool bit_of(const uint32_t *bits, uint32_t idx) {
    return bits[idx / 32] >> idx % 32 & 1;
}

static bool has_block(const uint32_t *set, uint32_t character) {
    if (character >= 65536) {
        return false;
    }
    uint8_t blocks[SRE_BLOCK_WORDS * 4];
    memcpy(blocks, set, sizeof blocks);
    size_t block = blocks[character / 256];
    return bit_of(set + SRE_BLOCK_WORDS + block * SRE_BITMAP_WORDS, character % 256);
}

bool sre_charset_has(const uint32_t *set, uint32_t character) {
    bool found = true;
    for (;;) {
        switch (*set++) {
        case SRE_LITERAL:
            if (*set++ == character) {
                return found;
            }
            break;
        case SRE_CATEGORY:
            if (sre_category_has(*set++, character)) {
                return found;
            }
            break;
        case SRE_CHARSET:
            if (character < 256 && bit_of(set, character)) {
                return found;
            }
            set += SRE_BITMAP_WORDS;
            break;
        case SRE_BIGCHARSET: {
            size_t blocks = *set++;
            if (has_block(set, character)) {
                return found;
            }
            set += SRE_BLOCK_WORDS + blocks * SRE_BITMAP_WORDS;
            break;
        }
        case SRE_RANGE:
            if (set[0] <= character && character <= set[1]) {
                return found;
            }
            set += 2;
            break;
        case SRE_RANGE_UNI_IGNORE: {
            uint32_t upper = sre_upper_unicode(character);
            if ((set[0] <= character && character <= set[1]) ||
                (set[0] <= upper && upper <= set[1])) {
                return found;
            }
            set += 2;
            break;
        }
        case SRE_NEGATE:
            found = !found;
            break;
        default: /* SRE_FAILURE */
            return !found;
        }
    }
}

bool sre_charset_has_locale_ignore(const uint32_t *set, uint32_t character) {
    uint32_t lower = sre_lower_locale(character), upper = sre_upper_locale(character);
    return sre_charset_has(set, lower) || (upper != lower && sre_charset_has(set, upper));
}
