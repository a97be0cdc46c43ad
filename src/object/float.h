/* float: 16 bytes. */
#ifndef OURO_OBJECT_FLOAT_H
#define OURO_OBJECT_FLOAT_H

#include "object/raise.h"

typedef struct FloatObject {
    Object header;
    double value;
} FloatObject;

static inline double float_value(const Object *number) {
    return ((const FloatObject *)number)->value;
}

NEW_REF Object *float_from_double(Runtime *rt, double number);

#endif
