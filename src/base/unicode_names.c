/*
 * unicode_names: see unicode_names.h; unicode_names_table.h says how the data is packed.
 */
#include "base/unicode_names.h"

#include "base/unicode_names_table.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { NO_WORD = 0, MAX_PACKED_LENGTH = 64 };

/* ---- Names made by rule ------------------------------------------------------------------------
 */

static const UnicodeNamesRun ideographs[] = {
    {0x3400, 0x4DC0 - 0x3400},    {0x4E00, 0x9FFD - 0x4E00 + 3}, {0x20000, 0x2A6E0 - 0x20000},
    {0x2A700, 0x2B739 - 0x2A700}, {0x2B740, 0x2B81E - 0x2B740},  {0x2B820, 0x2CEA2 - 0x2B820},
    {0x2CEB0, 0x2EBE1 - 0x2CEB0}, {0x30000, 0x3134B - 0x30000},
};

enum { HANGUL_FIRST = 0xAC00, HANGUL_COUNT = 11172, VOWEL_COUNT = 21, TAIL_COUNT = 28 };

static const char leads[][3] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char vowels[][4] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                 "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                 "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char tails[][3] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};

static bool is_ideograph(uint32_t character) {
    for (size_t i = 0; i < sizeof ideographs / sizeof *ideographs; i++) {
        if (character - ideographs[i].first < ideographs[i].count) {
            return true;
        }
    }
    return false;
}

static size_t write_by_rule(uint32_t character, char *name) {
    if (is_ideograph(character)) {
        return (size_t)snprintf(name, UNICODE_NAMES_MAX_LENGTH, "CJK UNIFIED IDEOGRAPH-%04X",
                                (unsigned)character);
    }
    uint32_t index = character - HANGUL_FIRST;
    if (index < HANGUL_COUNT) {
        return (size_t)snprintf(name, UNICODE_NAMES_MAX_LENGTH, "HANGUL SYLLABLE %s%s%s",
                                leads[index / (VOWEL_COUNT * TAIL_COUNT)],
                                vowels[index / TAIL_COUNT % VOWEL_COUNT],
                                tails[index % TAIL_COUNT]);
    }
    return 0;
}

static uint32_t lookup_by_rule(const char *name, size_t length) {
    static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-";
    static const char hangul[] = "HANGUL SYLLABLE ";
    if (length > sizeof ideograph - 1 && length <= sizeof ideograph + 4 &&
        memcmp(name, ideograph, sizeof ideograph - 1) == 0) {
        uint32_t character = 0;
        for (size_t i = sizeof ideograph - 1; i < length; i++) {
            const char *digits = "0123456789ABCDEF";
            const char *digit = strchr(digits, name[i]);
            if (digit == NULL) {
                return UNICODE_NAMES_UNKNOWN;
            }
            character = character << 4 | (uint32_t)(digit - digits);
        }
        return is_ideograph(character) ? character : UNICODE_NAMES_UNKNOWN;
    }
    if (length > sizeof hangul - 1 && memcmp(name, hangul, sizeof hangul - 1) == 0) {
        char made[UNICODE_NAMES_MAX_LENGTH];
        for (uint32_t i = 0; i < HANGUL_COUNT; i++) {
            if (write_by_rule(HANGUL_FIRST + i, made) == length &&
                memcmp(made, name, length) == 0) {
                return HANGUL_FIRST + i;
            }
        }
    }
    return UNICODE_NAMES_UNKNOWN;
}

/* ---- Packed names
 * --------------------------------------------------------------------------------- */

/* The code of a word, NO_WORD when no name has it. */
static uint32_t find_word(const char *word, size_t length) {
    uint32_t code = 1;
    for (const char *known = unicode_names_words; *known != '\0'; code++) {
        size_t known_length = strlen(known);
        if (known_length == length && memcmp(known, word, length) == 0) {
            return code;
        }
        known += known_length + 1;
    }
    return NO_WORD;
}

/* Packs a name; the length, or 0 when a word is unknown. */
static size_t pack_name(const char *name, size_t length, unsigned char *packed) {
    size_t count = 0;
    const char *end = name + length;
    while (name <= end) {
        const char *space = memchr(name, ' ', (size_t)(end - name));
        const char *stop = space == NULL ? end : space;
        uint32_t code = find_word(name, (size_t)(stop - name));
        if (code == NO_WORD || count + 2 >= MAX_PACKED_LENGTH) {
            return 0;
        }
        if (code <= UNICODE_NAMES_ONE_BYTE) {
            packed[count++] = (unsigned char)code;
        } else {
            code -= UNICODE_NAMES_ONE_BYTE + 1;
            packed[count++] = (unsigned char)(UNICODE_NAMES_ONE_BYTE + 1 + code / 256);
            packed[count++] = (unsigned char)(code % 256);
        }
        name = stop + 1;
    }
    return count;
}

/* The byte after a packed name. The second byte of a code may be zero. */
static const unsigned char *after_name(const unsigned char *pos) {
    while (*pos != 0) {
        pos += *pos > UNICODE_NAMES_ONE_BYTE ? 2 : 1;
    }
    return pos + 1;
}

static bool is_name(const unsigned char *pos, const unsigned char *packed, size_t length) {
    /* Byte by byte, so as not to read beyond the table: a shorter name differs at its zero byte. */
    for (size_t i = 0; i < length; i++) {
        if (pos[i] != packed[i]) {
            return false;
        }
    }
    return pos[length] == 0;
}

uint32_t unicode_names_lookup(const char *name, size_t length) {
    char upper[UNICODE_NAMES_MAX_LENGTH];
    unsigned char packed[MAX_PACKED_LENGTH];
    if (length == 0 || length >= sizeof upper) {
        return UNICODE_NAMES_UNKNOWN;
    }
    for (size_t i = 0; i < length; i++) {
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i]);
    }
    size_t packed_length = pack_name(upper, length, packed);
    if (packed_length == 0) {
        return lookup_by_rule(upper, length);
    }
    const unsigned char *pos = (const unsigned char *)unicode_names_packed;
    for (uint32_t i = 0; i < unicode_names_run_count; i++) {
        for (uint32_t j = 0; j < unicode_names_runs[i].count; j++) {
            if (*pos == packed[0] && is_name(pos, packed, packed_length)) {
                return unicode_names_runs[i].first + j;
            }
            pos = after_name(pos);
        }
    }
    pos = (const unsigned char *)unicode_names_alias_packed;
    for (uint32_t i = 0; i < unicode_names_alias_count; i++) {
        if (is_name(pos, packed, packed_length)) {
            return unicode_names_alias_characters[i];
        }
        pos = after_name(pos);
    }
    return lookup_by_rule(upper, length);
}

size_t unicode_names_write(uint32_t character, char name[UNICODE_NAMES_MAX_LENGTH]) {
    const unsigned char *pos = (const unsigned char *)unicode_names_packed;
    for (uint32_t i = 0; i < unicode_names_run_count; i++) {
        bool is_here = character - unicode_names_runs[i].first < unicode_names_runs[i].count;
        uint32_t skip =
            is_here ? character - unicode_names_runs[i].first : unicode_names_runs[i].count;
        for (uint32_t j = 0; j < skip; j++) {
            pos = after_name(pos);
        }
        if (!is_here) {
            continue;
        }
        size_t length = 0;
        while (*pos != 0) {
            uint32_t code = *pos++;
            if (code > UNICODE_NAMES_ONE_BYTE) {
                code =
                    (code - UNICODE_NAMES_ONE_BYTE - 1) * 256 + *pos++ + UNICODE_NAMES_ONE_BYTE + 1;
            }
            const char *word = unicode_names_words;
            while (--code > 0) {
                word += strlen(word) + 1;
            }
            length += (size_t)snprintf(name + length, UNICODE_NAMES_MAX_LENGTH - length, "%s%s",
                                       length > 0 ? " " : "", word);
        }
        return length;
    }
    return write_by_rule(character, name);
}
