/* Heaps that ended and wait for the next one, so that making one costs neither system calls nor
 * page faults. The one thing that heaps share: a few slots, changed atomically.
 *
 * What waits here is empty and holds nothing of what was in it; it belongs to nobody, and its
 * memory is counted again by whoever takes it. At most STOCK_HEAPS of them, each with pools of at
 * most STOCK_KEEP_BYTES and its tables. */
#ifndef OURO_HEAP_STOCK_H
#define OURO_HEAP_STOCK_H

#include "heap/layout.h"

enum { STOCK_HEAPS = 4, STOCK_KEEP_BYTES = 192 << 10 };

/* An empty heap with its default settings that holds no more than this; NULL: there is none. */
NODISCARD Heap *stock_take(size_t limit_bytes);

/* Takes a heap that is to end, with everything in it but its large blocks; false: it must be
 * destroyed. */
NODISCARD bool stock_give(Heap *heap);

/* Gives all of them back to the system; the number of bytes. */
size_t stock_release(void);

#endif
