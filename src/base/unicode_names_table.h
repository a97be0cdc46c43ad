/*
 * unicode_names_table: the data of unicode_names.c, written by tools/unicode_names.py.
 *
 * Words are sorted. A word is one byte, how many letters it shares with the word before, and its
 * other letters; the first of each block shares none.
 *
 * A name begins with its shape, how many words it shares with the name before (high half) and how
 * many follow (low half); the codes of those are next. The first of each block shares none. A code
 * below UNICODE_NAMES_ONE_BYTE is a common word; others have a second byte, and tell the place
 * among the sorted words: its 256 of them, then which of these.
 *
 * A shape is one byte, its place in unicode_names_shapes, or the last place and a byte for itself.
 * From UNICODE_NAMES_SHAPES on the byte tells the first half of a code as well: of the one word
 * that follows one to four shared ones, as in most names.
 */
#ifndef OURO_BASE_UNICODE_NAMES_TABLE_H
#define OURO_BASE_UNICODE_NAMES_TABLE_H

#include <stdint.h>

enum {
    UNICODE_NAMES_ONE_BYTE = 204,
    UNICODE_NAMES_PAGES = 256 - UNICODE_NAMES_ONE_BYTE, /* of 256 words */
    UNICODE_NAMES_SHAPES = 256 - 4 * UNICODE_NAMES_PAGES,
    UNICODE_NAMES_WORDS_PER_BLOCK = 32,
    UNICODE_NAMES_PER_BLOCK = 64,
    UNICODE_NAMES_RUN_BITS = 21, /* a run: its first character, and above these bits its count */
};

/* Characters whose names are this text and their number. */
typedef struct UnicodeNamesNumbered {
    uint32_t first;
    uint32_t count;
    char prefix[32];
} UnicodeNamesNumbered;

extern const char unicode_names_words[];
extern const uint32_t unicode_names_word_count;
extern const uint16_t unicode_names_word_blocks[];
extern const uint16_t unicode_names_common[UNICODE_NAMES_ONE_BYTE];
extern const uint8_t unicode_names_shapes[UNICODE_NAMES_SHAPES];
extern const char unicode_names_packed[];
extern const uint32_t unicode_names_blocks[];
extern const uint32_t unicode_names_runs[];
extern const uint32_t unicode_names_run_count;
extern const char unicode_names_alias_packed[];
extern const uint32_t unicode_names_alias_characters[];
extern const uint32_t unicode_names_alias_count;
extern const UnicodeNamesNumbered unicode_names_numbered[];
extern const uint32_t unicode_names_numbered_count;

#endif
