/*
 * unicode_names_table: the data of unicode_names.c, written by tools/unicode_names.py.
 */
#ifndef OURO_BASE_UNICODE_NAMES_TABLE_H
#define OURO_BASE_UNICODE_NAMES_TABLE_H

#include <stdint.h>

/* Words with codes up to this take one byte; of the others the first byte, from the next number
 * on, says which 256 and the second byte which of them. */
enum { UNICODE_NAMES_ONE_BYTE = 190 };

typedef struct UnicodeNamesRun {
    uint32_t first;
    uint32_t count;
} UnicodeNamesRun;

extern const char unicode_names_words[];
extern const char unicode_names_packed[];
extern const char unicode_names_alias_packed[];
extern const UnicodeNamesRun unicode_names_runs[];
extern const uint32_t unicode_names_alias_characters[];
extern const uint32_t unicode_names_run_count;
extern const uint32_t unicode_names_alias_count;

#endif
