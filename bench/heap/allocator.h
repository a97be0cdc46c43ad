/* The allocator that a benchmark of bench/heap measures. A program that includes this is built
 * twice: with the heap inlined from its header, and with BENCH_MALLOC for malloc, behind which
 * LD_PRELOAD puts any other. */
#ifndef OURO_BENCH_HEAP_ALLOCATOR_H
#define OURO_BENCH_HEAP_ALLOCATOR_H

#include <stdlib.h>

#ifdef BENCH_MALLOC
static void *take(size_t size) {
    return malloc(size);
}
static void give(void *block, size_t size) {
    (void)size;
    free(block);
}
static void start(void) {
}
static void finish(void) {
}
#else
#include "heap/heap.h"
static Heap *heap;
static inline void *take(size_t size) {
    return heap_allocate(heap, size);
}
#ifdef PAIRS_UNSIZED
static inline void give(void *block, size_t size) {
    (void)size;
    heap_free(heap, block);
}
#else
static inline void give(void *block, size_t size) {
    heap_free_sized(heap, block, size, HEAP_LEAF);
}
#endif
static void start(void) {
    heap = heap_create(NULL);
}
static void finish(void) {
    heap_destroy(heap);
}
#endif

#endif
