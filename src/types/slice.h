/* Slices with ints of any size. */
#ifndef OURO_TYPES_SLICE_H
#define OURO_TYPES_SLICE_H

#include "object/slice.h"

/* start, stop and step of slice for a sequence of `length` (an int object, not negative), as
 * slice.indices gives them: three new references. */
bool slice_indices(Runtime *rt, Object *slice, Object *length, NEW_REF Object **start,
                   NEW_REF Object **stop, NEW_REF Object **step);

#endif
