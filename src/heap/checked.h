/* Heaps at check level 2 and above: every block has guards around it, the stacks that took and
 * freed it, and is kept for a while after it was freed. What is found ends the program with a
 * message: a write before or behind a block (when it is freed, resized or all is verified), a write
 * to a freed block (when it leaves the quarantine or all is verified), a second free, a free of
 * what is no block.
 *
 * A layer over heap.h: a checked heap is used through these functions alone, and for leaf blocks
 * alone. Its inline paths are closed, so that the functions behind them can come here. Any thread
 * may call them: all is done under one lock. Blocks are aligned to 16 bytes and have exactly the
 * size asked for. The guards, the quarantine and the stacks count as checking_bytes. */
#ifndef OURO_HEAP_CHECKED_H
#define OURO_HEAP_CHECKED_H

#include "heap/heap.h"

enum { CHECKED_DEPTH = 16 /* frames of a stack that are kept by default */ };

/* `depth`: frames that are kept of a stack, at most STACKS_DEPTH_MAX. */
NODISCARD Heap *checked_create(const HeapConfig *config, unsigned depth);
void checked_destroy(Heap *heap);

static inline bool checked_is(const Heap *heap) {
    return heap->checked != NULL;
}

/* As their namesakes in heap.h. */
NODISCARD void *checked_allocate(Heap *heap, size_t size);
NODISCARD void *checked_allocate_zeroed(Heap *heap, size_t count, size_t size);
NODISCARD void *checked_allocate_aligned(Heap *heap, size_t size, size_t alignment);
NODISCARD void *checked_reallocate(Heap *heap, void *bytes, size_t new_size);
NODISCARD bool checked_reallocate_in_place(Heap *heap, void *bytes, size_t new_size);
void checked_free(Heap *heap, void *bytes);
void checked_free_sized(Heap *heap, void *bytes, size_t size);
size_t checked_usable_size(Heap *heap, const void *bytes);
void checked_statistics(Heap *heap, HeapStatistics *out);
void checked_walk(Heap *heap, HeapVisitor visitor, void *user);

/* Checks the whole heap and every block, live or freed. */
void checked_verify(Heap *heap);

/* The same, then gives back what can be, the quarantine included. */
size_t checked_trim(Heap *heap);

/* Writes what is in use to a file descriptor, by stack, most bytes first; the number of blocks. */
size_t checked_report(Heap *heap, int descriptor);

/* Around a fork and around looking at the blocks from outside. */
void checked_lock(Heap *heap);
void checked_unlock(Heap *heap);

#endif
