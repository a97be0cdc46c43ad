/* The allocator that a benchmark of bench/heap measures. A program that includes this is built
 * three times: with the heap inlined from its header; with BENCH_MALLOC for malloc, behind which
 * LD_PRELOAD puts any other; with BENCH_PYMALLOC for CPython's own, of libpython3.11. */
#ifndef OURO_BENCH_HEAP_ALLOCATOR_H
#define OURO_BENCH_HEAP_ALLOCATOR_H

#include <stdio.h>
#include <stdlib.h>

#if defined(BENCH_MALLOC)
static inline void *take(size_t size) {
    return malloc(size);
}
static inline void give(void *block, size_t size) {
    (void)size;
    free(block);
}
static inline void *resize(void *block, size_t size) {
    return realloc(block, size);
}
/* From a thread that did not take the block. */
static inline void give_remotely(void *block) {
    free(block);
}
static inline void start(void) {
}
static inline void finish(void) {
}

#elif defined(BENCH_PYMALLOC)
#include <dlfcn.h>
static void *(*take_python)(size_t size);
static void (*give_python)(void *block);
static void *(*resize_python)(void *block, size_t size);
static inline void *take(size_t size) {
    return take_python(size);
}
static inline void give(void *block, size_t size) {
    (void)size;
    give_python(block);
}
static inline void *resize(void *block, size_t size) {
    return resize_python(block, size);
}
static inline void start(void) {
    void *library = dlopen("libpython3.11.so.1.0", RTLD_NOW);
    if (library == NULL) {
        fputs("there is no libpython3.11.so.1.0\n", stderr);
        exit(1);
    }
    take_python = (void *(*)(size_t))dlsym(library, "PyObject_Malloc");
    give_python = (void (*)(void *))dlsym(library, "PyObject_Free");
    resize_python = (void *(*)(void *, size_t))dlsym(library, "PyObject_Realloc");
}
static inline void finish(void) {
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
static inline void *resize(void *block, size_t size) {
    return heap_reallocate(heap, block, size);
}
static inline void give_remotely(void *block) {
    heap_free_remote(heap, block);
}
static inline void start(void) {
    heap = heap_create(NULL);
}
static inline void finish(void) {
    heap_destroy(heap);
}
#endif

#endif
