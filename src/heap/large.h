/* Blocks with a mapping of their own. */
#ifndef OURO_HEAP_LARGE_H
#define OURO_HEAP_LARGE_H

#include "heap/layout.h"

/* `alignment` is a power of two. A block that `grows` may have room to grow further. */
NODISCARD void *large_allocate(Heap *heap, size_t size, size_t alignment, HeapKind kind,
                               bool grows);
void large_free(Heap *heap, HeapLarge *large);

/* Makes the block hold new_size bytes where it is; false: it cannot. */
NODISCARD bool large_resize(Heap *heap, HeapLarge *large, size_t new_size);

/* The same, and moves the mapping when it must; the block's address, NULL: it cannot. */
NODISCARD void *large_move(Heap *heap, HeapLarge *large, size_t new_size);

static inline HeapLarge *large_of(const void *block) {
    return (HeapLarge *)heap_arena_of((const char *)block - 1); /* as heap_pool_of */
}

static inline void *large_block(HeapLarge *large) {
    return (char *)large + large->block_offset;
}

static inline size_t large_usable_size(const HeapLarge *large) {
    return large->mapped_size - large->block_offset;
}

#endif
