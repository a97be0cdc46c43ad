/* Powers of ints, with and without a modulus. */
#ifndef OURO_TYPES_INT_POWER_H
#define OURO_TYPES_INT_POWER_H

#include "object/operations.h"

/* exponent >= 0. */
NEW_REF Object *int_power(Runtime *rt, Object *base, Object *exponent);
/* base ** exponent % modulus; a negative exponent takes the modular inverse. */
NEW_REF Object *int_power_modular(Runtime *rt, Object *base, Object *exponent, Object *modulus);

#endif
