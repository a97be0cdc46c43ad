/* The codes that Debian's re/_compiler.py makes of a pattern: numbers as in re/_constants.py. */
#ifndef OURO_MODULES_SRE_CODES_H
#define OURO_MODULES_SRE_CODES_H

#include "base/base.h"

enum {
    SRE_FAILURE,
    SRE_SUCCESS,
    SRE_ANY,
    SRE_ANY_ALL,
    SRE_ASSERT,
    SRE_ASSERT_NOT,
    SRE_AT,
    SRE_BRANCH,
    SRE_CATEGORY,
    SRE_CHARSET,
    SRE_BIGCHARSET,
    SRE_GROUPREF,
    SRE_GROUPREF_EXISTS,
    SRE_IN,
    SRE_INFO,
    SRE_JUMP,
    SRE_LITERAL,
    SRE_MARK,
    SRE_MAX_UNTIL,
    SRE_MIN_UNTIL,
    SRE_NOT_LITERAL,
    SRE_NEGATE,
    SRE_RANGE,
    SRE_REPEAT,
    SRE_REPEAT_ONE,
    SRE_SUBPATTERN,
    SRE_MIN_REPEAT_ONE,
    SRE_ATOMIC_GROUP,
    SRE_POSSESSIVE_REPEAT,
    SRE_POSSESSIVE_REPEAT_ONE,
    SRE_GROUPREF_IGNORE,
    SRE_IN_IGNORE,
    SRE_LITERAL_IGNORE,
    SRE_NOT_LITERAL_IGNORE,
    SRE_GROUPREF_LOC_IGNORE,
    SRE_IN_LOC_IGNORE,
    SRE_LITERAL_LOC_IGNORE,
    SRE_NOT_LITERAL_LOC_IGNORE,
    SRE_GROUPREF_UNI_IGNORE,
    SRE_IN_UNI_IGNORE,
    SRE_LITERAL_UNI_IGNORE,
    SRE_NOT_LITERAL_UNI_IGNORE,
    SRE_RANGE_UNI_IGNORE
};

/* Places, after SRE_AT. */
enum {
    SRE_AT_BEGINNING,
    SRE_AT_BEGINNING_LINE,
    SRE_AT_BEGINNING_STRING,
    SRE_AT_BOUNDARY,
    SRE_AT_NON_BOUNDARY,
    SRE_AT_END,
    SRE_AT_END_LINE,
    SRE_AT_END_STRING,
    SRE_AT_LOC_BOUNDARY,
    SRE_AT_LOC_NON_BOUNDARY,
    SRE_AT_UNI_BOUNDARY,
    SRE_AT_UNI_NON_BOUNDARY,
    SRE_AT_COUNT
};

/* Kinds of characters, after SRE_CATEGORY; each is followed by its opposite. */
enum {
    SRE_CATEGORY_DIGIT,
    SRE_CATEGORY_SPACE = 2,
    SRE_CATEGORY_WORD = 4,
    SRE_CATEGORY_LINEBREAK = 6,
    SRE_CATEGORY_LOC_WORD = 8,
    SRE_CATEGORY_UNI_DIGIT = 10,
    SRE_CATEGORY_UNI_SPACE = 12,
    SRE_CATEGORY_UNI_WORD = 14,
    SRE_CATEGORY_UNI_LINEBREAK = 16,
    SRE_CATEGORY_COUNT = 18
};

enum { SRE_INFO_PREFIX = 1, SRE_INFO_LITERAL = 2, SRE_INFO_CHARSET = 4 };

enum {
    SRE_FLAG_IGNORECASE = 2,
    SRE_FLAG_LOCALE = 4,
    SRE_FLAG_UNICODE = 32,
    SRE_FLAG_DEBUG = 128,
    SRE_FLAG_ASCII = 256
};

enum {
    SRE_BITMAP_WORDS = 8, /* of SRE_CHARSET: a bit for each code point below 256 */
    SRE_BLOCK_WORDS = 64, /* of SRE_BIGCHARSET: a byte for each 256 code points below 65536 */
    SRE_GROUPS_MAX = 1073741823, /* as _sre.MAXGROUPS */
};
#define SRE_MAXREPEAT UINT32_MAX

/* Are codes[0 .. count) a whole pattern with so many groups? The matcher trusts what this says yes
 * to: every jump stays inside, every group exists, every repeat has its end. */
bool sre_validate(const uint32_t *codes, size_t count, size_t groups);

/* Characters and sets (sre_charset.c). set: codes up to SRE_FAILURE. */
bool sre_category_has(uint32_t category, uint32_t character);
bool sre_charset_has(const uint32_t *set, uint32_t character);
uint32_t sre_lower_ascii(uint32_t character);
uint32_t sre_lower_locale(uint32_t character);
uint32_t sre_upper_locale(uint32_t character);
uint32_t sre_lower_unicode(uint32_t character);
uint32_t sre_upper_unicode(uint32_t character);
bool sre_charset_has_locale_ignore(const uint32_t *set, uint32_t character);

#endif
