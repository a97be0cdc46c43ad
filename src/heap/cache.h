/* How many blocks the caches of bins may hold: more while they serve, fewer after that. */
#ifndef OURO_HEAP_CACHE_H
#define OURO_HEAP_CACHE_H

#include "heap/layout.h"

/* Sets up the cache of a new bin, whose block_size is known. */
void cache_set_up(const Heap *heap, HeapBin *bin);

/* Before an empty cache is filled: it may hold twice as much if it serves well. */
void cache_grow(Heap *heap, unsigned bin_index);

/* After all caches were emptied: each holds no more than a part of what its bin has in use
 * (live_counts, blocks of each bin), or what is in caches would be all that keeps the memory of a
 * heap that was big. */
void cache_fit_all(Heap *heap, const unsigned *live_counts);

/* Whether a bin that is set up has one of the longest caches and has served nothing since it was
 * asked last. */
bool cache_has_idled(const Heap *heap, HeapBin *bin);

/* Makes a cache short again; what is in it is forgotten. */
void cache_shorten(Heap *heap, HeapBin *bin);

/* The same with all of them, and gives back what the longer ones took. */
void cache_shorten_all(Heap *heap);

/* Whether the bin, which is set up, has one of the longest caches. */
static inline bool cache_is_long(const Heap *heap, const HeapBin *bin) {
    return (const char *)bin->cache >= (const char *)heap_arena_of(heap) + HEAP_LONG_CACHES_OFFSET;
}

#endif
