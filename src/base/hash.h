/* The keyed hash of texts and bytes: multiply and fold, 16 bytes a step. Not cryptographic; the
 * key keeps a program's input from choosing collisions without knowing the seed. */
#ifndef OURO_BASE_HASH_H
#define OURO_BASE_HASH_H

#include "base/base.h"

uint64_t hash_data(const void *data, size_t size, const uint64_t seed[2]);

/* The same folded to 32 bits and never 0, as str keeps it in its header. */
uint32_t hash_data32(const void *data, size_t size, const uint64_t seed[2]);

#endif
