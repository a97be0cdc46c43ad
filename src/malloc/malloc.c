/* The malloc family over one heap for each thread; exported by libouro-malloc.so.
 *
 * Every block is aligned to 16 bytes: sizes are rounded up to a multiple of that. The operators new
 * and delete of C++'s library call malloc and free, so they come here too.
 *
 * Whose a block is follows from its address: its pool names its bin, and the bin lies in its
 * heap. The owner frees it inline, any other thread puts it into the owner's list of remote frees
 * (heap_free_remote). free leaves errno alone.
 *
 * At check level 2 and above all threads share one checked heap (heap/checked.h): there is no
 * thread_heap then, and every call takes its slow path. */
#include "heap/checked.h"
#include "malloc/thread_heap.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

enum { ALIGNMENT = 16 };

/* --- allocating --- */

static void *fail(void) {
    errno = ENOMEM;
    return NULL;
}

static NOINLINE void *allocate_slow(size_t size) {
    Heap *heap = thread_heap_get();
    if (unlikely(heap == NULL || size > PTRDIFF_MAX)) {
        return fail();
    }
    void *block = checked_is(heap) ? checked_allocate(heap, size)
                                   : heap_allocate(heap, ALIGN_UP(size, (size_t)ALIGNMENT));
    return likely(block != NULL) ? block : fail();
}

static ALWAYS_INLINE void *allocate(size_t size) {
    Heap *heap = thread_heap;
    if (likely(heap != NULL && size <= HEAP_TABLE_MAX)) {
        HeapBin *bin = &heap->bins[heap_class_table[(size + ALIGNMENT - 1) / ALIGNMENT * 2] * 2u];
        uint64_t state = bin->state;
        size_t count = (uint8_t)state;
        if (likely(count != 0)) {
            bin->state = state + 255; /* one block fewer, one more served */
            return bin->cache[count - 1];
        }
    }
    return allocate_slow(size);
}

static void *allocate_aligned(size_t alignment, size_t size) {
    if (alignment <= ALIGNMENT) {
        return allocate(size);
    }
    Heap *heap = thread_heap_get();
    if (unlikely(heap == NULL)) {
        return fail();
    }
    void *block = checked_is(heap) ? checked_allocate_aligned(heap, size, alignment)
                                   : heap_allocate_aligned(heap, size, alignment);
    return block != NULL ? block : fail();
}

static bool is_power_of_two(size_t value) {
    return value != 0 && (value & (value - 1)) == 0;
}

/* --- freeing --- */

static HeapBin *bin_of(const void *block) {
    return __atomic_load_n(&heap_pool_of(block)->bin, __ATOMIC_RELAXED);
}

static ALWAYS_INLINE bool is_in(const Heap *heap, const HeapBin *bin) {
    return (uintptr_t)bin - (uintptr_t)heap < sizeof(Heap);
}

/* NULL, or a block of the checked heap. */
static NOINLINE void give_back_closed(void *block) {
    if (block != NULL) {
        int saved = errno;
        checked_free(thread_heap_checked(), block);
        errno = saved;
    }
}

static NOINLINE void give_back_slow(HeapBin *bin, void *block) {
    Heap *heap = heap_of_bin(bin);
    if (heap != thread_heap) {
        heap_free_remote(heap, block);
        return;
    }
    int saved = errno;
    heap_free_slow(heap, bin, block);
    errno = saved;
}

static ALWAYS_INLINE void give_back(void *block) {
    if (unlikely((uintptr_t)block <= thread_heap_closed_up_to)) {
        give_back_closed(block);
        return;
    }
    HeapBin *bin = bin_of(block);
    if (likely(is_in(thread_heap, bin))) {
        uint64_t state = bin->state;
        size_t count = (uint8_t)state;
        if (likely(count != bin->capacity)) {
            bin->cache[count] = block;
            bin->state = state + 1;
            return;
        }
    }
    give_back_slow(bin, block);
}

/* A block of another thread's heap moves to ours. */
static void *reallocate_remote(void *block, size_t size) {
    void *moved = allocate(size);
    if (moved != NULL) {
        memcpy(moved, block, base_min_size(heap_usable_size(NULL, block), size));
        heap_free_remote(heap_of_bin(bin_of(block)), block);
    }
    return moved;
}

static void *reallocate(void *block, size_t size) {
    if (block == NULL) {
        return allocate(size);
    }
    if (size == 0) {
        give_back(block);
        return NULL;
    }
    if (unlikely(size > PTRDIFF_MAX)) {
        return fail();
    }
    if (unlikely((uintptr_t)block <= thread_heap_closed_up_to)) {
        void *moved = checked_reallocate(thread_heap_checked(), block, size);
        return moved != NULL ? moved : fail();
    }
    if (unlikely(!is_in(thread_heap, bin_of(block)))) {
        return reallocate_remote(block, size);
    }
    void *moved = heap_reallocate(thread_heap, block, ALIGN_UP(size, (size_t)ALIGNMENT));
    return likely(moved != NULL) ? moved : fail();
}

/* --- the family --- */

EXPORT void *malloc(size_t size) {
    return allocate(size);
}

EXPORT void free(void *block) {
    give_back(block);
}

EXPORT void *calloc(size_t count, size_t size) {
    size_t total;
    Heap *heap = thread_heap_get();
    if (unlikely(heap == NULL || !base_multiply_size(count, size, &total) || total > PTRDIFF_MAX)) {
        return fail();
    }
    void *block = checked_is(heap)
                      ? checked_allocate_zeroed(heap, 1, total)
                      : heap_allocate_zeroed(heap, 1, ALIGN_UP(total, (size_t)ALIGNMENT));
    return likely(block != NULL) ? block : fail();
}

EXPORT void *realloc(void *block, size_t size) {
    return reallocate(block, size);
}

EXPORT void *reallocarray(void *block, size_t count, size_t size) {
    size_t total;
    return base_multiply_size(count, size, &total) ? reallocate(block, total) : fail();
}

EXPORT void *aligned_alloc(size_t alignment, size_t size) {
    if (!is_power_of_two(alignment)) {
        errno = EINVAL;
        return NULL;
    }
    return allocate_aligned(alignment, size);
}

EXPORT int posix_memalign(void **result, size_t alignment, size_t size) {
    if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0) {
        return EINVAL;
    }
    int saved = errno;
    void *block = allocate_aligned(alignment, size);
    errno = saved;
    if (block == NULL) {
        return ENOMEM;
    }
    *result = block;
    return 0;
}

EXPORT void *memalign(size_t alignment, size_t size) {
    return allocate_aligned(base_power_of_two(alignment), size);
}

EXPORT void *valloc(size_t size) {
    return allocate_aligned(HEAP_PAGE_SIZE, size);
}

EXPORT void *pvalloc(size_t size) {
    return size <= PTRDIFF_MAX
               ? allocate_aligned(HEAP_PAGE_SIZE, ALIGN_UP(size, (size_t)HEAP_PAGE_SIZE))
               : fail();
}

EXPORT size_t malloc_usable_size(void *block) {
    if ((uintptr_t)block <= thread_heap_closed_up_to) {
        return block != NULL ? checked_usable_size(thread_heap_checked(), block) : 0;
    }
    return heap_usable_size(NULL, block);
}

EXPORT int malloc_trim(size_t pad) {
    (void)pad;
    return thread_heap_trim() != 0;
}

EXPORT struct mallinfo2 mallinfo2(void) {
    HeapStatistics statistics;
    thread_heap_statistics(&statistics);
    struct mallinfo2 info = {
        .arena = statistics.from_system - statistics.large_bytes,
        .hblks = statistics.large_count,
        .hblkhd = statistics.large_bytes,
        .uordblks = statistics.live_bytes,
        .fordblks = statistics.from_system - statistics.live_bytes,
        .keepcost = statistics.retained_bytes,
    };
    return info;
}
