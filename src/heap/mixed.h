/* Mixed pools: leaf blocks of any classes side by side, in the space between the blocks of a pool
 * whose class has shrunk. */
#ifndef OURO_HEAP_MIXED_H
#define OURO_HEAP_MIXED_H

#include "heap/layout.h"

/* Whether blocks of this bin can live in a mixed pool. Of several bins with blocks of one size it
 * is the last. */
static inline bool mixed_serves(unsigned bin_index) {
    return heap_bin_kind(bin_index) == HEAP_LEAF &&
           heap_class_size(heap_bin_class(bin_index)) % HEAP_GRANULE == 0;
}

/* Makes a mixed pool of a pool that serves such blocks, that is ready as a whole and that its bin
 * does not know any more. False: no memory for the table of its blocks; nothing has changed. */
NODISCARD bool mixed_begin(Heap *heap, HeapPool *pool);

/* Ends a mixed pool without live blocks: its slice goes back to the arena. */
void mixed_end(Heap *heap, HeapPool *pool);

/* Takes up to `want` blocks of the bin's size into out[-1], out[-2], …; how many there were. */
unsigned mixed_take(Heap *heap, const HeapBin *bin, void **out, unsigned want);

/* The size of the block that begins at the address; 0: none does, so it was freed before. */
size_t mixed_block_size(const HeapPool *pool, const void *block);

/* The live block that an address in the pool lies in; NULL: none. */
void *mixed_block_around(const HeapPool *pool, const void *address);

/* The live block after this one, the first after NULL; NULL: there is none. */
void *mixed_next(const HeapPool *pool, const void *block);

/* Makes the room of a live block, whose size is known to be right, free again. */
void mixed_return(HeapPool *pool, void *block, size_t size);

/* Gives the pages without a live block back to the system. */
void mixed_purge(Heap *heap, HeapPool *pool);

#endif
