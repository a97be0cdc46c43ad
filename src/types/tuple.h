/* What the evaluation loop and others reach into. */
#ifndef OURO_TYPES_TUPLE_H
#define OURO_TYPES_TUPLE_H

#include "object/tuple.h"

typedef struct TupleIteratorObject { /* TYPE_TUPLE_ITERATOR */
    Object header;
    size_t position;
    Object *tuple; /* NULL: exhausted */
} TupleIteratorObject;

#endif
