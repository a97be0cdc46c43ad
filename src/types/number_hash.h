/* Hashes of numbers: equal numbers of all types hash alike, modulo 2**61 - 1, as in CPython. */
#ifndef OURO_TYPES_NUMBER_HASH_H
#define OURO_TYPES_NUMBER_HASH_H

#include "object/operations.h"

int64_t number_hash_int(const Object *number);
/* owner: the float object, whose identity is the hash of a nan. */
int64_t number_hash_double(const Object *owner, double value);

#endif
