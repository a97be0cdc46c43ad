/* Pools and bins: blocks of one size class and kind. */
#ifndef OURO_HEAP_POOL_H
#define OURO_HEAP_POOL_H

#include "heap/layout.h"

/* Sets up a bin before its first use; false: the limit. */
NODISCARD bool pool_set_up_bin(Heap *heap, unsigned bin_index);

/* Gives a bin without any blocks at hand some: claims a word's, or puts those of mixed pools into
 * the cache. False: no memory. */
NODISCARD bool pool_supply(Heap *heap, unsigned bin_index);

/* When a bin has served HEAP_TICK blocks more: what has waited for its delay goes back, even when
 * the program takes nothing but what it has just freed. */
void pool_tick(Heap *heap, HeapBin *bin);

/* The lowest of the claimed blocks, of which there is one. */
static inline void *pool_take_claimed(HeapBin *bin) {
    uint64_t claimed = bin->claimed;
    bin->claimed = claimed & (claimed - 1);
    return bin->claimed_start + base_lowest_bit(claimed) * bin->block_size;
}

static inline bool pool_is_claimed(const HeapBin *bin, const void *block) {
    uintptr_t offset = (uintptr_t)block - (uintptr_t)bin->claimed_start;
    return bin->claimed != 0 && offset / bin->block_size < 64 &&
           (bin->claimed >> (offset / bin->block_size) & 1) != 0;
}

/* Whether there is a block to be handed out without a look at pools. */
static inline bool pool_has_at_hand(const HeapBin *bin) {
    return (uint16_t)bin->state != 0 || bin->claimed != 0;
}

/* The number of blocks that a bin has at hand, or holds back while the heap is slow. */
static inline unsigned pool_count_at_hand(const HeapBin *bin) {
    return (uint16_t)bin->state + base_count_bits(bin->claimed) + bin->stash;
}

/* Puts all that a bin has at hand back into the pools. */
void pool_flush(Heap *heap, HeapBin *bin);

/* The same for all bins of a kind. */
void pool_flush_all(Heap *heap, HeapKind kind);

/* Puts one block of the bin's size back into its pool; a block that is free already ends the
 * program. */
void pool_return_block(Heap *heap, HeapBin *bin, void *block);

/* The rest of pool_put_back: for the first free block of a word of the bitmap, not counted yet; for
 * the pool's last that was in use; when the bin has put back so much that pool_live is to be told.
 */
void pool_note_first_free(Heap *heap, HeapPool *pool, const void *block);
void pool_note_last_free(Heap *heap, HeapPool *pool);
void pool_note_put_back(Heap *heap, HeapBin *bin);
COLD NORETURN void pool_end_double_free(const Heap *heap, const HeapPool *pool, const void *block);

/* The same inline, for a pool of the bin. */
static ALWAYS_INLINE void pool_put_back(Heap *heap, HeapBin *bin, HeapPool *pool, void *block) {
    uint32_t index = heap_block_index(pool, block);
    uint64_t *word = heap_bitmap_word(block, index);
    uint64_t bits = *word;
    uint64_t changed = bits | UINT64_C(1) << (index % 64);
    if (unlikely(changed == bits)) {
        pool_end_double_free(heap, pool, block);
    }
    *word = changed;
    if (unlikely(bits == 0)) {
        pool_note_first_free(heap, pool, block);
    } else if (unlikely(--pool->live_count == 0)) {
        pool_note_last_free(heap, pool);
    } else if (unlikely(--bin->until_noted < 0)) {
        pool_note_put_back(heap, bin);
    }
}

/* Bytes of the blocks that a bin has put into bitmaps since it was last noted. */
int64_t pool_unnoted_bytes(const HeapBin *bin);

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
