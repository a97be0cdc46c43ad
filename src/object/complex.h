/* complex: 24 bytes. */
#ifndef OURO_OBJECT_COMPLEX_H
#define OURO_OBJECT_COMPLEX_H

#include "object/raise.h"

typedef struct ComplexObject {
    Object header;
    double real, imag;
} ComplexObject;

NEW_REF Object *complex_from_doubles(Runtime *rt, double real, double imag);

#endif
