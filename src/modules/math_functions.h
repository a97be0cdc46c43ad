/* The functions of the math module, as rows of its table; the first argument is the module. */
#ifndef OURO_MODULES_MATH_FUNCTIONS_H
#define OURO_MODULES_MATH_FUNCTIONS_H

#include "object/operations.h"

#define MATH_ONE(name) NEW_REF Object *math_##name(Runtime *rt, Object *module, Object *argument)
#define MATH_MANY(name)                                                                            \
    NEW_REF Object *math_##name(Runtime *rt, Object *module, Object *const *args, size_t count)
#define MATH_KEYWORDS(name)                                                                        \
    NEW_REF Object *math_##name(Runtime *rt, Object *module, Object *const *args, size_t count,    \
                                Object *keyword_names)

/* math_integer.c */
MATH_ONE(factorial);
MATH_ONE(isqrt);
MATH_MANY(gcd);
MATH_MANY(lcm);
MATH_MANY(comb);
MATH_MANY(perm);

/* math_sum.c */
MATH_ONE(fsum);
MATH_MANY(dist);
MATH_MANY(hypot);
MATH_KEYWORDS(prod);

#endif
