/*
 * unicode_names: the names of characters (Unicode 14, as CPython 3.11 has it), for '\N{…}' and
 * unicodedata. The data is packed: finding a character by its name reads all names, in some hundred
 * microseconds, finding a name reads one block. Neither needs memory.
 */
#ifndef OURO_BASE_UNICODE_NAMES_H
#define OURO_BASE_UNICODE_NAMES_H

#include <stddef.h>
#include <stdint.h>

enum { UNICODE_NAMES_MAX_LENGTH = 128 };

#define UNICODE_NAMES_UNKNOWN UINT32_MAX

/* The character with this name or alias, in any case of letters; UNICODE_NAMES_UNKNOWN: none. */
uint32_t unicode_names_lookup(const char *name, size_t length);
/* Writes the name with a zero byte after it; returns its length, 0 when there is none. */
size_t unicode_names_write(uint32_t character, char name[UNICODE_NAMES_MAX_LENGTH]);

#endif
