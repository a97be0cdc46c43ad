/* The cache behind type_lookup: direct-mapped, keyed by the version of a type and an interned name,
 * which the entry keeps alive; and the search that it saves. */
#ifndef OURO_OBJECT_TYPE_CACHE_H
#define OURO_OBJECT_TYPE_CACHE_H

#include "object/type.h"

void type_cache_open(Runtime *rt);
void type_cache_clear(Runtime *rt);
void type_cache_close(Runtime *rt);
/* What type_lookup does without the cache, in the MRO from a position on. */
BORROWED Object *type_cache_search(Runtime *rt, TypeObject *type, size_t from, Object *name);

#endif
