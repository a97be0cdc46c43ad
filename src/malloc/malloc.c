/* The malloc family over one heap for each thread; exported by libouro-malloc.so.
 *
 * Every block is aligned to 16 bytes: the heap rounds sizes up to a multiple of that; with the
 * setting align=8 to one of 8, and blocks are then aligned to what their rounded size is a multiple
 * of. The operators new and delete of C++'s library call malloc and free, so they come here too.
 *
 * Whose a block is follows from its address: its pool names its bin, and the bin lies in its
 * heap. The owner frees it inline, any other thread puts it into the owner's list of remote frees
 * (heap_free_remote). free leaves errno alone.
 *
 * A block that is freed gets a mark in its second word, a number that no program knows; one that is
 * handed out loses it. A block with the mark that comes to be freed is looked for among the free
 * ones: a second free ends the program. By chance, or from contents that somebody copied, a block
 * in use may have the mark as well; then the search finds nothing and the free goes on.
 *
 * At check level 2 and above all threads share one checked heap (heap/checked.h): none has a heap
 * of its own then, and every call takes its slow path. */
#include "malloc/thread_heap.h"

#include "base/check.h"
#include "heap/checked.h"
#include "heap/pool.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

/* The alignment of a block whose size is a multiple of it, whatever the setting. */
enum { ALIGNMENT_MAX = 16 };

/* --- allocating --- */

static void *fail(void) {
    errno = ENOMEM;
    return NULL;
}

/* The word that is marked while a block is free. */
static ALWAYS_INLINE uint64_t *mark_of(void *block) {
    return (uint64_t *)block + 1;
}

/* A block of a pool may come with the mark of its last life. */
static void *begin_life(void *block, size_t size) {
    if (unlikely(block == NULL)) {
        return fail();
    }
    if (size <= HEAP_CLASS_MAX) {
        *mark_of(block) = 0;
    }
    return block;
}

static NOINLINE void *allocate_slow(size_t size) {
    Heap *heap = thread_heap_get();
    if (unlikely(heap == NULL || size > PTRDIFF_MAX)) {
        return fail();
    }
    if (checked_is(heap)) {
        void *block = checked_allocate(heap, size);
        return likely(block != NULL) ? block : fail();
    }
    return begin_life(heap_allocate(heap, size), size);
}

static ALWAYS_INLINE bool is_marked(void *block) {
    return unlikely(*mark_of(block) == thread_heap_mark);
}

/* Sizes up to HEAP_TABLE_MAX in units of 8, rounded up -> where among the bins theirs lies: what
 * heap_class_table says, but ready to be added. The small ones share a line of the cache. */
#define BIN(size_class) (uint16_t)((size_class) * sizeof(HeapBin))
static const _Alignas(64) uint16_t bin_offsets[HEAP_TABLE_MAX / 8 + 1] = {
    BIN(0),  BIN(0),  BIN(0),  BIN(1),  BIN(2),  BIN(3),  BIN(4),  BIN(5),  BIN(6),  BIN(7),
    BIN(8),  BIN(9),  BIN(10), BIN(11), BIN(12), BIN(13), BIN(14), BIN(15), BIN(15), BIN(16),
    BIN(16), BIN(17), BIN(17), BIN(18), BIN(18), BIN(19), BIN(19), BIN(20), BIN(20), BIN(21),
    BIN(21), BIN(22), BIN(22), BIN(23), BIN(23), BIN(23), BIN(23), BIN(24), BIN(24), BIN(24),
    BIN(24), BIN(25), BIN(25), BIN(25), BIN(25), BIN(26), BIN(26), BIN(26), BIN(26), BIN(27),
    BIN(27), BIN(27), BIN(27), BIN(28), BIN(28), BIN(28), BIN(28), BIN(29), BIN(29), BIN(29),
    BIN(29), BIN(30), BIN(30), BIN(30), BIN(30), BIN(31), BIN(31), BIN(31), BIN(31), BIN(31),
    BIN(31), BIN(31), BIN(31), BIN(32), BIN(32), BIN(32), BIN(32), BIN(32), BIN(32), BIN(32),
    BIN(32), BIN(33), BIN(33), BIN(33), BIN(33), BIN(33), BIN(33), BIN(33), BIN(33), BIN(34),
    BIN(34), BIN(34), BIN(34), BIN(34), BIN(34), BIN(34), BIN(34), BIN(35), BIN(35), BIN(35),
    BIN(35), BIN(35), BIN(35), BIN(35), BIN(35), BIN(36), BIN(36), BIN(36), BIN(36), BIN(36),
    BIN(36), BIN(36), BIN(36), BIN(37), BIN(37), BIN(37), BIN(37), BIN(37), BIN(37), BIN(37),
    BIN(37), BIN(38), BIN(38), BIN(38), BIN(38), BIN(38), BIN(38), BIN(38), BIN(38)};

static ALWAYS_INLINE HeapBin *bin_for(size_t size) {
    return (HeapBin *)(void *)(thread_heap.bins + bin_offsets[(size + 7) / 8]);
}

static ALWAYS_INLINE void *allocate(size_t size) {
    if (unlikely(size > HEAP_TABLE_MAX)) {
        return allocate_slow(size);
    }
    HeapBin *bin = bin_for(size);
    uint64_t state = bin->state;
    size_t count = (uint16_t)state;
    void *block;
    if (likely(count != 0)) {
        state += 65535; /* one block fewer, one more served */
        if (unlikely((int64_t)state < 0)) {
            return allocate_slow(size);
        }
        block = bin->top;
        void *next = bin->cache[count - 1];
        bin->top = next;
        bin->state = state;
        __builtin_prefetch(next); /* the call that takes it will write to it */
    } else if (likely(bin->claimed != 0)) {
        block = pool_take_claimed(bin);
    } else {
        return allocate_slow(size);
    }
    *mark_of(block) = 0;
    return block;
}

static void *allocate_aligned(size_t alignment, size_t size) {
    if (alignment <= ALIGNMENT_MAX && size <= PTRDIFF_MAX) {
        return allocate(ALIGN_UP(size, alignment));
    }
    Heap *heap = thread_heap_get();
    if (unlikely(heap == NULL)) {
        return fail();
    }
    if (checked_is(heap)) {
        void *block = checked_allocate_aligned(heap, size, alignment);
        return block != NULL ? block : fail();
    }
    return begin_life(heap_allocate_aligned(heap, size, alignment), size);
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

/* Whether it is the bin of a pool of our own, not that of big and mixed blocks. */
static ALWAYS_INLINE bool is_our_pool_bin(const HeapBin *bin) {
    return (uintptr_t)bin - (uintptr_t)thread_heap.bins < HEAP_BINS * sizeof(HeapBin);
}

static COLD NORETURN void end_freed_mapping(const void *block) {
    check_fatal("double free of block %p, whose memory has gone back to the system", block);
}

/* A block with the mark: free already, or it has the mark by chance and loses it. */
static NOINLINE void check_marked(void *block) {
    Heap *heap = heap_of_bin(bin_of(block));
    if (heap == thread_heap.heap) {
        heap_collect_remote(heap);
    }
    if (heap_block_is_free(heap, block)) {
        check_fatal("double free of block %p (%zu bytes)", block, heap_usable_size(heap, block));
    }
    *mark_of(block) = 0;
}

static NOINLINE void give_back_slow(void *block) {
    HeapBin *bin = bin_of(block);
    if (unlikely(bin == NULL)) {
        end_freed_mapping(block);
    }
    Heap *heap = heap_of_bin(bin);
    if (is_marked(block)) {
        check_marked(block);
    }
    if (heap != thread_heap.heap) {
        heap_free_remote(heap, block);
        return;
    }
    int saved = errno;
    heap_free_slow(heap, bin, block);
    errno = saved;
}

/* NULL, or any block of a program whose every call is to be seen. */
static NOINLINE void give_back_closed(void *block) {
    if (block == NULL) {
        return;
    }
    if (thread_heap_checked() == NULL) {
        give_back_slow(block);
        return;
    }
    int saved = errno;
    checked_free(thread_heap_checked(), block);
    errno = saved;
}

static ALWAYS_INLINE void give_back(void *block) {
    if (unlikely((uintptr_t)block <= thread_heap.closed_up_to)) {
        give_back_closed(block);
        return;
    }
    HeapBin *bin = bin_of(block);
    uint64_t mark = thread_heap.mark;
    if (unlikely(!is_our_pool_bin(bin)) || unlikely(*mark_of(block) == mark)) {
        give_back_slow(block);
        return;
    }
    if (likely((uint16_t)bin->state != bin->capacity)) {
        heap_bin_push(bin, block);
        *mark_of(block) = mark;
    } else {
        *mark_of(block) = mark;
        /* The pool's address is computed again: kept from above it costs the others an addition. */
        __asm__("" : "+r"(block));
        pool_put_back(heap_of_bin(bin), bin, heap_pool_of(block), block);
    }
}

/* A block of a pool, or of another thread's heap, that holds `old_size` bytes moves to ours. */
static void *move(void *block, size_t old_size, size_t size) {
    void *moved = allocate(size);
    if (moved != NULL) {
        memcpy(moved, block, base_min_size(old_size, size));
        give_back(block);
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
    if (unlikely(thread_heap_checked() != NULL)) {
        void *moved = checked_reallocate(thread_heap_checked(), block, size);
        return moved != NULL ? moved : fail();
    }
    HeapBin *bin = bin_of(block);
    if (unlikely(bin == NULL)) {
        end_freed_mapping(block);
    }
    if (is_marked(block)) {
        check_marked(block);
    }
    if (unlikely(!is_in(thread_heap.heap, bin))) {
        return move(block, heap_usable_size(NULL, block), size);
    }
    if (likely(bin->capacity != 0 && size <= HEAP_TABLE_MAX)) {
        size_t old_size = bin->block_size;
        return bin_for(size)->block_size == old_size ? block : move(block, old_size, size);
    }
    void *moved = heap_reallocate(thread_heap.heap, block, size);
    return likely(moved != NULL) ? moved : fail();
}

/* --- the family --- */

/* Where their code lies in lines of the cache should not depend on what is linked before them. */
#define LINE_ALIGNED __attribute__((aligned(64)))

EXPORT LINE_ALIGNED void *malloc(size_t size) {
    return allocate(size);
}

EXPORT LINE_ALIGNED void free(void *block) {
    give_back(block);
}

EXPORT void *calloc(size_t count, size_t size) {
    size_t total;
    if (likely(base_multiply_size(count, size, &total) && total <= HEAP_TABLE_MAX)) {
        void *block = allocate(total);
        return likely(block != NULL) ? memset(block, 0, total) : NULL;
    }
    Heap *heap = thread_heap_get();
    if (unlikely(heap == NULL || !base_multiply_size(count, size, &total) || total > PTRDIFF_MAX)) {
        return fail();
    }
    void *block = checked_is(heap) ? checked_allocate_zeroed(heap, 1, total)
                                   : heap_allocate_zeroed(heap, 1, total);
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
    if (alignment > SIZE_MAX / 2 + 1) { /* no power of two is as big */
        errno = EINVAL;
        return NULL;
    }
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
    if (block == NULL) {
        return 0;
    }
    Heap *checked = thread_heap_checked();
    return checked != NULL ? checked_usable_size(checked, block) : heap_usable_size(NULL, block);
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
