/* Pools and bins: blocks of one size class and kind. */
#ifndef OURO_HEAP_POOL_H
#define OURO_HEAP_POOL_H

#include "heap/layout.h"

/* Sets up a bin before its first use; false: the limit. */
NODISCARD bool pool_set_up_bin(Heap *heap, unsigned bin_index);

/* Puts free blocks into the empty cache of a bin, at most `want`; how many. 0: no memory. */
NODISCARD unsigned pool_refill(Heap *heap, unsigned bin_index, unsigned want);

/* Puts the `count` blocks that have been in the cache longest back into their pools. */
void pool_flush(Heap *heap, HeapBin *bin, unsigned count);

/* Empties the caches of all bins of a kind. */
void pool_flush_all(Heap *heap, HeapKind kind);

/* Puts one block of the bin's size back into its pool; a block that is free already ends the
 * program. */
void pool_return_block(Heap *heap, HeapBin *bin, void *block);

/* Whether the block's pool knows it as free. */
bool pool_block_is_free(const HeapPool *pool, const void *block);

/* Whether a block of this pool begins at the address and has been handed out before. */
bool pool_has_block(const HeapPool *pool, const void *address);

/* Gives the pages on which every block is free back to the system, over all pools, and the
 * slices of empty pools to their arenas. */
void pool_purge_holes(Heap *heap);

/* Bits of the live blocks in a word of the pool's bitmap, cached ones included. */
static inline uint64_t pool_live_word(const HeapPool *pool, unsigned word) {
    unsigned ready = pool->ready_count;
    if (word * 64 >= ready) {
        return 0;
    }
    return ~heap_pool_bitmap(pool)[word] & base_low_mask(ready - word * 64);
}

/* Frees every block in the pools of an arena, the only one, at once. Pools of a few pages stay with
 * their bins, up to keep_bytes, and what was in them is cleared. No pool may be mixed. */
void pool_empty_all(Heap *heap, HeapArena *arena, size_t keep_bytes);

#endif
