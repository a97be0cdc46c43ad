/* The values of arrays: one row for each typecode. */
#ifndef OURO_MODULES_ARRAY_ITEM_H
#define OURO_MODULES_ARRAY_ITEM_H

#include "object/raise.h"

typedef struct ArrayCode {
    char letter;
    uint8_t size;
    const char *format; /* for buffers */
    NEW_REF Object *(*get)(Runtime *rt, const uint8_t *item);
    bool (*set)(Runtime *rt, uint8_t *item, Object *value); /* false: error pending */
} ArrayCode;

#define ARRAY_LETTERS "bBuhHiIlLqQfd"
/* NULL: no such typecode. */
const ArrayCode *array_item_code(uint32_t letter);

#endif
