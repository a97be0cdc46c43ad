/* A heap for each thread: made at its first allocation, kept for another thread when it ends. */
#ifndef OURO_MALLOC_THREAD_HEAP_H
#define OURO_MALLOC_THREAD_HEAP_H

#include "heap/heap.h"
#include "malloc/settings.h"

/* What malloc and free need of the calling thread: side by side, for a program that uses much of
 * the first cache itself waits for each line that they look at. */
typedef struct ThreadHeap {
    char *bins;             /* of the heap */
    uintptr_t closed_up_to; /* what is freed up to this address takes the slow path before anything
                               of it is looked at: NULL; all while there is no heap, and at every
                               check level but 0 */
    uint64_t mark;          /* thread_heap_mark, once there is a heap */
    Heap *heap; /* before its first allocation, and when there is no memory, one of zeros that no
                   block belongs to */
} ThreadHeap;
extern __thread ThreadHeap thread_heap
    __attribute__((visibility("hidden"), tls_model("initial-exec"), aligned(32)));

/* What a free block has in its second word, an odd number. Set before the first block is handed
 * out. */
extern uint64_t thread_heap_mark __attribute__((visibility("hidden")));

/* thread_heap.heap after making or adopting one; NULL: no memory. At check level 2 and above it is
 * the one checked heap of all threads, and no thread has another. */
Heap *thread_heap_get(void);

/* That checked heap, if it has been made; else NULL. */
Heap *thread_heap_checked(void);

/* Gives back what can be given back, from the calling thread's heap and those that no thread
 * has; the number of bytes. */
size_t thread_heap_trim(void);

/* What all heaps hold together, and the settings. */
const HeapAccount *thread_heap_account(void);
const Settings *thread_heap_settings(void);

/* Adds up the statistics of the calling thread's heap and of those that no thread has. */
void thread_heap_statistics(HeapStatistics *out);

#endif
