/* The cache behind type_lookup: direct-mapped, keyed by the version of a type and an interned name,
 * which the entry keeps alive. */
#ifndef OURO_OBJECT_TYPE_CACHE_H
#define OURO_OBJECT_TYPE_CACHE_H

#include "object/type.h"

bool type_cache_open(Runtime *rt);
void type_cache_clear(Runtime *rt);
void type_cache_close(Runtime *rt);

#endif
