/* round(int, ndigits). */
#ifndef OURO_TYPES_INT_ROUND_H
#define OURO_TYPES_INT_ROUND_H

#include "object/operations.h"

/* To a multiple of 10 ** -ndigits, halves to even. */
NEW_REF Object *int_round(Runtime *rt, Object *number, Object *ndigits);

#endif
