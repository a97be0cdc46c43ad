/* slice objects, and the iterators that iter() makes by itself. Their types' behaviour is in
 * types/slice.c and types/sequence_iterator.c. */
#ifndef OURO_OBJECT_SLICE_H
#define OURO_OBJECT_SLICE_H

#include "object/raise.h"

typedef struct SliceObject { /* TYPE_SLICE */
    Object header;
    Object *start, *stop, *step; /* None when not given */
} SliceObject;

/* NULL arguments mean None. */
NEW_REF Object *slice_new(Runtime *rt, Object *start, Object *stop, Object *step);

typedef struct SequenceIteratorObject { /* TYPE_SEQUENCE_ITERATOR: iter() by __getitem__ */
    Object header;
    int64_t position;
    Object *sequence; /* NULL: exhausted */
} SequenceIteratorObject;

NEW_REF Object *sequence_iterator_new(Runtime *rt, Object *sequence);

#endif
