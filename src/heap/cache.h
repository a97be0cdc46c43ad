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

/* Notes now and then how many blocks a cache has, so that cache_lower knows what is not needed. */
void cache_note_count(HeapBin *bin);

/* Lowers the capacity of a long cache by the blocks at its bottom that have not been needed since
 * it was asked last; how many these are. They are to be put back before anything else happens, and
 * cache_settle comes then. */
size_t cache_lower(HeapBin *bin);
void cache_settle(Heap *heap, HeapBin *bin);

/* Makes all caches short again and gives back what the longer ones took; what is in them is
 * forgotten. */
void cache_shorten_all(Heap *heap);

/* Whether the bin, which is set up, has one of the longest caches. */
static inline bool cache_is_long(const Heap *heap, const HeapBin *bin) {
    return (const char *)bin->cache >= (const char *)heap_arena_of(heap) + HEAP_LONG_CACHES_OFFSET;
}

#endif
