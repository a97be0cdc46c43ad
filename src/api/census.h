/* Which objects live in a heap, by type. The types are written down first, so that a census can be
 * taken after they are gone. All memory is malloc's: the heap is not changed. */
#ifndef OURO_API_CENSUS_H
#define OURO_API_CENSUS_H

#include "object/runtime.h"

typedef struct CensusType {
    char *name; /* owned; NULL: no such type */
    uint32_t flags, basic_size, item_size;
    size_t count, bytes;
} CensusType;

/* counted blocks = sum of types[].count + other_count */
typedef struct Census {
    CensusType *types;
    uint32_t type_count;
    size_t other_count, other_bytes; /* blocks that are no objects */
} Census;

/* Writes the types down; false: no memory. */
bool census_open(Census *census, const Runtime *rt);
/* Counts all live blocks of the heap. rt: NULL, or a whole runtime, whose objects then count with
 * the buffers that they own. */
void census_take(Census *census, Heap *heap, Runtime *rt);
void census_close(Census *census);

#endif
