/* format() of numbers. */
#ifndef OURO_TYPES_NUMBER_FORMAT_H
#define OURO_TYPES_NUMBER_FORMAT_H

#include "object/operations.h"

/* __format__ of int (and bool), float, complex; spec is a str. */
NEW_REF Object *number_format_int(Runtime *rt, Object *number, Object *spec);
NEW_REF Object *number_format_float(Runtime *rt, Object *number, Object *spec);
NEW_REF Object *number_format_complex(Runtime *rt, Object *number, Object *spec);

#endif
