/* What the evaluation loop reaches into. */
#ifndef OURO_TYPES_ENUMERATE_H
#define OURO_TYPES_ENUMERATE_H

#include "object/raise.h"

typedef struct EnumerateObject {
    Object header;
    int64_t number;     /* the next, unless big_number is set */
    Object *big_number; /* an int beyond int64, or NULL */
    Object *iterator;
    Object *tuple; /* the pair given out last, used again when nobody else has it */
} EnumerateObject;

#endif
