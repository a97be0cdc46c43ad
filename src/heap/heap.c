/* The heap's public operations: making and ending one, the slow paths behind the inline ones,
 * changing sizes, the limit, fault injection, and the level of checking.
 *
 * A heap is `slow` when each call must be seen: at check level 1 and above, while faults are
 * injected, and in builds with AddressSanitizer, which is told what is free. Then the capacity of
 * every bin is 0, so that the inline paths find an empty cache and a full one, and the blocks freed
 * last are kept in the same array, counted by `stash`. */
#include "heap/heap.h"

#include "base/check.h"
#include "base/poison.h"
#include "heap/arena.h"
#include "heap/cache.h"
#include "heap/large.h"
#include "heap/mixed.h"
#include "heap/pool.h"
#include "heap/stock.h"
#include "os/os.h"

#include <string.h>

enum {
    PURGE_DELAY_MS = 100,
    STASH_MAX = 16,
    JUNK_FRESH = 0xcd,
    JUNK_FREED = 0xdd,
    VERIFY_INTERVAL = 4096 /* slow calls between two verifications at level 3 */
};

const uint8_t heap_class_table[HEAP_TABLE_MAX / 8 + 1] = {
    0,  0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 15, 16, 16, 17,
    17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23, 23, 23, 23, 24, 24, 24, 24, 25, 25, 25,
    25, 26, 26, 26, 26, 27, 27, 27, 27, 28, 28, 28, 28, 29, 29, 29, 29, 30, 30, 30, 30, 31,
    31, 31, 31, 31, 31, 31, 31, 32, 32, 32, 32, 32, 32, 32, 32, 33, 33, 33, 33, 33, 33, 33,
    33, 34, 34, 34, 34, 34, 34, 34, 34, 35, 35, 35, 35, 35, 35, 35, 35, 36, 36, 36, 36, 36,
    36, 36, 36, 37, 37, 37, 37, 37, 37, 37, 37, 38, 38, 38, 38, 38, 38, 38, 38};

static size_t run_pages_for(size_t size) {
    return (size + HEAP_PAGE_SIZE - 1) >> HEAP_PAGE_SHIFT;
}

size_t heap_rounded_size(size_t size) {
    if (size <= HEAP_CLASS_MAX) {
        return heap_class_size(heap_class_compute(size));
    }
    if (size <= HEAP_RUN_MAX) {
        return run_pages_for(size) << HEAP_PAGE_SHIFT;
    }
    size_t total;
    if (!base_add_size(size, sizeof(HeapLarge) + HEAP_PAGE_SIZE - 1, &total)) {
        return size;
    }
    return ALIGN_DOWN(total, (size_t)HEAP_PAGE_SIZE) - sizeof(HeapLarge);
}

/* --- making and ending --- */

static bool must_be_slow(const Heap *heap) {
    return POISON_WORKS || heap->check_level >= 1 || heap->checked != NULL ||
           heap->fail_after != 0 || heap->watch != NULL;
}

Heap *heap_create(const HeapConfig *config) {
    HeapConfig settings = {0};
    if (config != NULL) {
        memcpy(&settings, config, base_min_size(config->size, sizeof(settings)));
    }
    unsigned alignment = settings.alignment != 0 ? settings.alignment : 8;
    check2(alignment == 8 || alignment == 16);
    bool is_plain = settings.account == NULL && settings.check_level == 0 &&
                    settings.checked == NULL && alignment == 8;
    Heap *heap = is_plain ? stock_take(settings.limit_bytes) : NULL;
    if (heap == NULL) {
        heap = arena_create_heap(settings.limit_bytes, settings.account);
        if (heap == NULL) {
            return NULL;
        }
    }
    heap->limit = settings.limit_bytes;
    heap->alignment = (uint8_t)alignment;
    heap->check_level = settings.check_level;
    heap->checked = settings.checked;
    heap->free_mark = settings.free_mark;
    heap->closed_up_to = settings.checked != NULL ? UINTPTR_MAX : 0;
    heap->slow = must_be_slow(heap);
    heap->purge_delay_ms = settings.purge_delay_ms != 0 ? settings.purge_delay_ms : PURGE_DELAY_MS;
    heap->name = settings.name != NULL ? settings.name : "(unnamed)";
    heap->pressure = settings.pressure;
    heap->user = settings.user;
    heap->may_release = NULL;
    heap->watch = NULL;
    return heap;
}

void heap_destroy(Heap *heap) {
    if (heap == NULL) {
        return;
    }
    heap->may_release = NULL;
    heap->purge_delay_ms = HEAP_PURGE_NOW;
    while (heap->large != NULL) {
        large_free(heap, heap->large);
    }
    (void)arena_purge_spares(heap, 0);
    if (heap->scratch != NULL) {
        os_memory_release(heap->scratch, heap->scratch_size);
        heap->scratch = NULL;
        heap->scratch_size = 0;
    }
    if (!stock_give(heap)) {
        arena_destroy_heap(heap);
    }
}

void heap_set_release_hook(Heap *heap, bool (*may_release)(void *user), void *user) {
    heap->may_release = may_release;
    heap->release_user = user;
}

void *heap_root(Heap *heap, size_t offset, size_t size) {
    check1(size != 0);
    char *place = (char *)heap_arena_of(heap) + HEAP_ROOT_OFFSET + offset;
    return offset + size <= HEAP_ROOT_SIZE && arena_use_metadata(heap, place, size) ? place : NULL;
}

/* --- blocks freed by other threads --- */

static bool has_remote(const Heap *heap) {
    return __atomic_load_n(&heap->remote, __ATOMIC_RELAXED) != NULL;
}

typedef struct RemoteBlock {
    uintptr_t next; /* an address; where heap->free_mark is not 0: that, once it is collected */
    uint64_t mark;  /* only there */
} RemoteBlock;

/* Frees them for good. A block that was freed twice closes a circle: coming round to it again, one
 * finds that it has been collected. */
void heap_collect_remote(Heap *heap) {
    RemoteBlock *block = __atomic_exchange_n(&heap->remote, NULL, __ATOMIC_ACQUIRE);
    while (block != NULL) {
        RemoteBlock *next = (RemoteBlock *)block->next;
        if (heap->free_mark != 0) {
            if (unlikely(block->next == heap->free_mark)) {
                check_fatal("double free of block %p (%zu bytes) in heap %s", (void *)block,
                            heap_usable_size(heap, block), heap->name);
            }
            if (unlikely(heap_pool_of(block)->bin == NULL)) {
                check_fatal("double free of block %p, whose memory has gone back to the system",
                            (void *)block);
            }
            block->next = heap->free_mark;
        }
        heap_free(heap, block);
        block = next;
    }
}

void heap_free_remote(Heap *heap, void *freed) {
    RemoteBlock *block = freed;
    if (heap->free_mark != 0) {
        block->mark = heap->free_mark;
    }
    void *first = __atomic_load_n(&heap->remote, __ATOMIC_RELAXED);
    do {
        block->next = (uintptr_t)first;
    } while (!__atomic_compare_exchange_n(&heap->remote, &first, block, true, __ATOMIC_RELEASE,
                                          __ATOMIC_RELAXED));
}

/* --- running out --- */

/* Gives back what no block is on, so that a request that was refused can be tried again; false:
 * there was nothing. */
static bool reclaim(Heap *heap) {
    return heap_trim(heap) != 0;
}

/* The end of a request that failed: counts it and tells the owner. */
static void *refuse(Heap *heap, size_t wanted) {
    heap->failed++;
    if (heap->pressure != NULL && !heap->in_pressure) {
        heap->in_pressure = true;
        heap->pressure(heap->user, wanted);
        heap->in_pressure = false;
    }
    return NULL;
}

/* --- slow heaps --- */

/* Counts an allocation while faults are injected; true: it is to fail. */
static bool inject_fault(Heap *heap) {
    if (likely(heap->fail_after == 0)) {
        return false;
    }
    if (heap->fail_after > 1) {
        heap->fail_after--;
        return false;
    }
    heap->has_failed = true;
    if (!heap->fail_all) {
        heap->fail_after = 0;
    }
    heap->failed++;
    return true;
}

/* Of a block that is about to change or go; 0: nobody wants to know. */
static size_t watched_size(const Heap *heap, const void *block) {
    return unlikely(heap->watch != NULL) ? heap_usable_size(heap, block) : 0;
}

static void show_resized(const Heap *heap, void *block, size_t old_size) {
    if (unlikely(heap->watch != NULL)) {
        heap->watch->allocated(heap->watch->user, block, heap_usable_size(heap, block), old_size);
    }
}

/* Tells of a block, or of none when there was no memory. */
static void *show_allocated(const Heap *heap, void *block) {
    if (block != NULL) {
        show_resized(heap, block, 0);
    }
    return block;
}

static void show_freed(const Heap *heap, void *block, size_t size) {
    if (unlikely(heap->watch != NULL)) {
        heap->watch->freed(heap->watch->user, block, size);
    }
}

static void count_slow_call(Heap *heap) {
    if (heap->check_level >= 3 && ++heap->slow_calls % VERIFY_INTERVAL == 0) {
        heap_verify(heap);
    }
}

/* A block that was freed and is about to be handed out again has been left alone. */
static void check_junk(const Heap *heap, const HeapBin *bin, const void *block) {
    const unsigned char *bytes = block;
    for (size_t i = 0; i < bin->block_size; i++) {
        if (unlikely(bytes[i] != JUNK_FREED)) {
            check_fatal("block %p (%u bytes) was written at offset %zu after it was freed, heap %s",
                        block, bin->block_size, i, heap->name);
        }
    }
}

/* Takes one of the blocks that the bin has at hand. */
static void *pop_block(HeapBin *bin) {
    if ((uint16_t)bin->state != 0) {
        bin->state += 65536;
        return heap_bin_pop(bin);
    }
    return pool_take_claimed(bin);
}

static void *take_slowly(Heap *heap, HeapBin *bin, unsigned bin_index) {
    void *block;
    if (bin->stash != 0) {
        block = bin->cache[--bin->stash];
        bin->state += 65536;
        poison_clear(block, bin->block_size);
        if (heap->check_level >= 1) {
            check_junk(heap, bin, block);
        }
        heap_mark_young(heap_pool_of(block), block);
    } else {
        if (!pool_supply(heap, bin_index)) {
            return NULL;
        }
        block = pop_block(bin);
        pool_flush(heap, bin);
        poison_clear(block, bin->block_size);
    }
    if (heap->check_level >= 1) {
        memset(block, JUNK_FRESH, bin->block_size);
    }
    return block;
}

static void *try_block(Heap *heap, unsigned bin_index) {
    HeapBin *bin = &heap->bins[bin_index];
    if (unlikely(bin->limit == 0) && !pool_set_up_bin(heap, bin_index)) {
        return NULL;
    }
    if (unlikely(heap->slow)) {
        return take_slowly(heap, bin, bin_index);
    }
    if (!pool_has_at_hand(bin) && unlikely(!pool_supply(heap, bin_index))) {
        return NULL;
    }
    return pop_block(bin);
}

/* A block for this bin; no fault is injected. */
static void *take_block(Heap *heap, unsigned bin_index) {
    if (unlikely(has_remote(heap))) {
        heap_collect_remote(heap);
    }
    if (heap_bin_is_due(&heap->bins[bin_index])) {
        pool_tick(heap, &heap->bins[bin_index]);
    }
    void *block = try_block(heap, bin_index);
    if (unlikely(block == NULL)) {
        if (reclaim(heap)) {
            block = try_block(heap, bin_index);
        }
        if (block == NULL) {
            return refuse(heap, heap_block_size(heap, heap_bin_class(bin_index)));
        }
    }
    return block;
}

static void check_address(const Heap *heap, const void *block) {
    const HeapArena *arena = heap->arenas;
    while (arena != NULL && arena != heap_arena_of(block)) {
        arena = arena->next;
    }
    const HeapLarge *large = heap->large;
    while (arena == NULL && large != NULL && large != large_of(block)) {
        large = large->next;
    }
    if (arena == NULL && (large == NULL || block != large_block(large_of(block)))) {
        check_fatal("free of %p, which is no block of heap %s", block, heap->name);
    }
}

/* The bin in whose cache a block of a pool, mixed or not, goes. `claimed` is what the inline path
 * had: by the size that the caller told, or the pool's, which is `none` for a mixed one. */
static HeapBin *bin_of(Heap *heap, HeapBin *claimed, HeapPool *pool, const void *block) {
    HeapBin *bin = pool->bin;
    if (pool->state == HEAP_SLICE_MIXED) {
        size_t size = mixed_block_size(pool, block);
        if (unlikely(size == 0)) {
            check_fatal("free of %p, which is no block of heap %s or was freed before", block,
                        heap->name);
        }
        bin = &heap->bins[heap_bin_index(heap_class_compute(size), HEAP_LEAF)];
    }
    if (unlikely(claimed != bin && claimed != pool->bin &&
                 (heap->check_level >= 1 || claimed->limit == 0))) {
        check_fatal("block %p (%u bytes) was freed with a wrong size or kind in heap %s", block,
                    bin->block_size, heap->name);
    }
    return bin;
}

static bool is_at_hand(const HeapBin *bin, const void *block) {
    unsigned count = (uint16_t)bin->state;
    for (unsigned i = 0; i < count; i++) {
        if (heap_bin_cached(bin, i) == block) {
            return true;
        }
    }
    return pool_is_claimed(bin, block);
}

bool heap_block_is_free(const Heap *heap, const void *block) {
    const HeapPool *pool = heap_pool_of(block);
    if (pool->state == HEAP_SLICE_MIXED) {
        size_t size = mixed_block_size(pool, block);
        return size == 0 ||
               is_at_hand(&heap->bins[heap_bin_index(heap_class_compute(size), HEAP_LEAF)], block);
    }
    if (pool->state == HEAP_SLICE_POOL) {
        return pool_block_is_free(pool, block) || is_at_hand(pool->bin, block);
    }
    return pool->state == HEAP_SLICE_SPARE;
}

static bool is_free_block(const HeapBin *bin, const HeapPool *pool, const void *block) {
    for (unsigned i = 0; i < bin->stash; i++) {
        if (bin->cache[i] == block) {
            return true;
        }
    }
    return pool->state == HEAP_SLICE_POOL && pool_block_is_free(pool, block);
}

static void free_slowly(Heap *heap, HeapBin *bin, HeapPool *pool, void *block) {
    if (heap->check_level >= 1) {
        if (pool->state == HEAP_SLICE_POOL && !pool_has_block(pool, block)) {
            check_fatal("free of %p, which is no block of heap %s", block, heap->name);
        }
        if (is_free_block(bin, pool, block)) {
            check_fatal("double free of block %p (%u bytes) in heap %s", block, bin->block_size,
                        heap->name);
        }
        memset(block, JUNK_FREED, bin->block_size);
    }
    if (bin->stash == STASH_MAX || bin->stash == bin->limit) {
        void *oldest = bin->cache[0];
        memmove(bin->cache, bin->cache + 1, (bin->stash - 1u) * sizeof(void *));
        bin->stash--;
        if (heap->check_level >= 1) {
            poison_clear(oldest, bin->block_size);
            check_junk(heap, bin, oldest);
            poison_cover(oldest, bin->block_size);
        }
        pool_return_block(heap, bin, oldest);
    }
    poison_cover(block, bin->block_size);
    bin->cache[bin->stash++] = block;
}

/* Turns the fast paths of all bins on or off. */
static void set_slow(Heap *heap, bool slow) {
    pool_flush_all(heap, HEAP_LEAF);
    pool_flush_all(heap, HEAP_CONTAINER);
    heap->slow = slow;
    for (unsigned i = 0; i < HEAP_BINS; i++) {
        if (heap->bins[i].limit != 0) {
            heap->bins[i].capacity = slow ? 0 : heap->bins[i].limit;
        }
    }
}

static void choose_paths(Heap *heap) {
    if (must_be_slow(heap) != heap->slow) {
        set_slow(heap, !heap->slow);
    }
}

void heap_fail_after(Heap *heap, uint64_t n, bool all_later) {
    heap->fail_after = n;
    heap->fail_all = all_later;
    heap->has_failed = false;
    choose_paths(heap);
}

void heap_set_watch(Heap *heap, const HeapWatch *watch) {
    heap->watch = watch;
    choose_paths(heap);
}

bool heap_has_failed(const Heap *heap) {
    return heap->has_failed;
}

/* --- allocating --- */

static bool is_run(size_t size, size_t alignment) {
    return size <= HEAP_RUN_MAX && alignment <= HEAP_PAGE_SIZE;
}

static void *try_big(Heap *heap, size_t size, size_t alignment, HeapKind kind, bool grows) {
    if (is_run(size, alignment)) {
        return arena_take_run(heap, run_pages_for(size), kind);
    }
    return large_allocate(heap, size, alignment, kind, grows);
}

static void *allocate_big(Heap *heap, size_t size, size_t alignment, HeapKind kind, bool grows) {
    if (unlikely(has_remote(heap))) {
        heap_collect_remote(heap);
    }
    void *block = try_big(heap, size, alignment, kind, grows);
    if (unlikely(block == NULL)) {
        if (reclaim(heap)) {
            block = try_big(heap, size, alignment, kind, grows);
        }
        if (block == NULL) {
            return refuse(heap, size);
        }
    }
    if (is_run(size, alignment)) {
        heap->served_runs++;
        poison_clear(block, run_pages_for(size) << HEAP_PAGE_SHIFT);
    } else {
        heap->served_large++;
    }
    if (heap->check_level >= 1) {
        memset(block, JUNK_FRESH, size);
    }
    return block;
}

/* As heap_allocate_kind, but no fault is injected; for a block that `grows`, see large.h. */
static void *allocate_inside(Heap *heap, size_t size, HeapKind kind, bool grows) {
    if (size <= HEAP_CLASS_MAX) {
        return take_block(heap, heap_bin_index(heap_class_compute(size), kind));
    }
    return allocate_big(heap, size, 1, kind, grows);
}

static NOINLINE void *allocate_from_pools(Heap *heap, unsigned bin_index) {
    if (likely(!heap->slow)) {
        return take_block(heap, bin_index);
    }
    count_slow_call(heap);
    return inject_fault(heap) ? NULL : show_allocated(heap, take_block(heap, bin_index));
}

void *heap_allocate_slow(Heap *heap, unsigned bin_index) {
    HeapBin *bin = &heap->bins[bin_index];
    if (likely(bin->claimed != 0 && (uint16_t)bin->state == 0)) {
        return pool_take_claimed(bin);
    }
    return allocate_from_pools(heap, bin_index);
}

void *heap_allocate_any(Heap *heap, size_t size, HeapKind kind) {
    if (size > HEAP_CLASS_MAX) {
        return inject_fault(heap) ? NULL
                                  : show_allocated(heap, allocate_big(heap, size, 1, kind, false));
    }
    return heap_pop(heap, heap_bin_index(heap_class_compute(size), kind));
}

void *heap_allocate_aligned(Heap *heap, size_t size, size_t alignment) {
    check1(alignment != 0 && (alignment & (alignment - 1)) == 0);
    if (unlikely(size > PTRDIFF_MAX - alignment || alignment > PTRDIFF_MAX)) {
        return refuse(heap, size);
    }
    size = base_max_size(size, 1);
    size_t rounded = ALIGN_UP(size, alignment);
    if (alignment <= HEAP_PAGE_SIZE && rounded <= HEAP_CLASS_MAX) {
        /* A class whose size is a multiple of the alignment begins each block at one. */
        unsigned size_class = heap_class_compute(rounded);
        while (heap_class_size(size_class) % alignment != 0) {
            size_class++;
        }
        return heap_allocate_kind(heap, heap_class_size(size_class), HEAP_LEAF);
    }
    if (unlikely(inject_fault(heap))) {
        return NULL;
    }
    size = alignment <= HEAP_PAGE_SIZE ? rounded : size;
    return show_allocated(heap, allocate_big(heap, size, alignment, HEAP_LEAF, false));
}

void *heap_allocate_zeroed(Heap *heap, size_t count, size_t size) {
    size_t total;
    if (unlikely(!base_multiply_size(count, size, &total))) {
        return refuse(heap, SIZE_MAX);
    }
    void *block = heap_allocate(heap, total);
    if (unlikely(block == NULL)) {
        return NULL;
    }
    return heap_is_zero(heap, block, total) ? block : memset(block, 0, total);
}

bool heap_is_zero(Heap *heap, const void *block, size_t size) {
    return size > HEAP_RUN_MAX && large_of(block)->is_zero && heap->check_level == 0;
}

/* --- freeing --- */

static void free_run(Heap *heap, void *block) {
    HeapArena *arena = heap_arena_of(block);
    if (unlikely(arena->heap != heap || (uintptr_t)block % HEAP_PAGE_SIZE != 0 ||
                 *arena_run_entry(block) == 0)) {
        check_fatal("free of %p, which is no block of heap %s or was freed before", block,
                    heap->name);
    }
    if (heap->check_level >= 1) {
        memset(block, JUNK_FREED, arena_run_pages(block) << HEAP_PAGE_SHIFT);
    }
    poison_cover(block, arena_run_pages(block) << HEAP_PAGE_SHIFT);
    arena_return_run(heap, block);
}

static NOINLINE void free_others(Heap *heap, HeapBin *bin, void *block) {
    if (unlikely(heap->slow)) {
        count_slow_call(heap);
        if (heap->check_level >= 1) {
            check_address(heap, block);
        }
        show_freed(heap, block, watched_size(heap, block));
    }
    HeapPool *pool = heap_pool_of(block);
    if (likely(pool->state == HEAP_SLICE_POOL || pool->state == HEAP_SLICE_MIXED)) {
        if (unlikely(heap->slow || bin->limit == 0)) {
            bin = bin_of(heap, bin, pool, block);
        }
        if (unlikely(heap->slow)) {
            free_slowly(heap, bin, pool, block);
            return;
        }
        if ((uint16_t)bin->state == bin->capacity) {
            pool_return_block(heap, bin, block);
            return;
        }
        heap_bin_push(bin, block);
    } else if (pool->state == HEAP_SLICE_LARGE) {
        large_free(heap, large_of(block));
    } else if (pool->state == HEAP_SLICE_SPARE) {
        check_fatal("double free of %p in heap %s", block, heap->name);
    } else {
        free_run(heap, block);
    }
}

void heap_free_slow(Heap *heap, HeapBin *bin, void *block) {
    if (likely(bin->capacity != 0)) {
        pool_return_block(heap, bin, block); /* the cache is full */
        return;
    }
    free_others(heap, bin, block);
}

void heap_free_any(Heap *heap, void *block, size_t size, HeapKind kind) {
    if (block == NULL) {
        return;
    }
    if (size > HEAP_CLASS_MAX) {
        heap_free_slow(heap, &heap->none, block);
        return;
    }
    HeapBin *bin = &heap->bins[heap_bin_index(heap_class_compute(size), kind)];
    if (kind == HEAP_CONTAINER) {
        heap_mark_young(heap_pool_of(block), block);
    }
    heap_push(heap, bin, block);
}

/* --- sizes --- */

size_t heap_usable_size_slow(const void *block) {
    const HeapPool *pool = heap_pool_of(block);
    if (pool->state == HEAP_SLICE_LARGE) {
        return large_usable_size(large_of(block));
    }
    if (pool->state == HEAP_SLICE_MIXED) {
        return mixed_block_size(pool, block);
    }
    return arena_run_pages(block) << HEAP_PAGE_SHIFT;
}

HeapKind heap_kind_slow(const void *block) {
    const HeapPool *pool = heap_pool_of(block);
    if (pool->state == HEAP_SLICE_LARGE) {
        return (HeapKind)pool->kind;
    }
    if (pool->state == HEAP_SLICE_MIXED) {
        return HEAP_LEAF;
    }
    return (*arena_run_entry(block) & HEAP_RUN_CONTAINER) != 0 ? HEAP_CONTAINER : HEAP_LEAF;
}

static bool resize_in_place(Heap *heap, void *block, size_t new_size) {
    const HeapPool *pool = heap_pool_of(block);
    switch ((HeapSliceState)pool->state) {
    case HEAP_SLICE_POOL:
        return new_size <= HEAP_CLASS_MAX &&
               heap_class_compute(new_size) == heap_bin_class(pool->bin_index);
    case HEAP_SLICE_MIXED:
        return new_size <= HEAP_CLASS_MAX &&
               heap_class_size(heap_class_compute(new_size)) == mixed_block_size(pool, block);
    case HEAP_SLICE_PAGES:
        if (new_size <= HEAP_CLASS_MAX || new_size > HEAP_RUN_MAX ||
            !arena_resize_run(heap, block, run_pages_for(new_size))) {
            return false;
        }
        poison_clear(block, arena_run_pages(block) << HEAP_PAGE_SHIFT);
        return true;
    case HEAP_SLICE_LARGE:
        return new_size > HEAP_RUN_MAX && large_resize(heap, large_of(block), new_size);
    case HEAP_SLICE_FREE:
    case HEAP_SLICE_SPARE:
        break;
    }
    check_fatal("%p is no block of heap %s", block, heap->name);
}

bool heap_reallocate_in_place(Heap *heap, void *block, size_t new_size) {
    size_t old_size = watched_size(heap, block);
    bool is_resized = resize_in_place(heap, block, new_size);
    if (is_resized) {
        show_resized(heap, block, old_size);
    }
    return is_resized;
}

static void *resize_large(Heap *heap, void *block, size_t new_size) {
    size_t old_size = watched_size(heap, block);
    void *moved = large_move(heap, large_of(block), new_size);
    if (unlikely(moved == NULL) && reclaim(heap)) {
        moved = large_move(heap, large_of(block), new_size);
    }
    if (moved == NULL) {
        return refuse(heap, new_size);
    }
    if (moved != block) {
        show_freed(heap, block, old_size);
    }
    return moved;
}

static void *resize(Heap *heap, void *block, size_t new_size) {
    if (heap_pool_of(block)->state == HEAP_SLICE_LARGE && new_size > HEAP_RUN_MAX) {
        return resize_large(heap, block, new_size);
    }
    if (resize_in_place(heap, block, new_size)) {
        return block;
    }
    void *moved = allocate_inside(heap, new_size, heap_kind(block), true);
    if (moved != NULL) {
        memcpy(moved, block, base_min_size(heap_usable_size(heap, block), new_size));
        heap_free(heap, block);
    }
    return moved;
}

void *heap_reallocate(Heap *heap, void *block, size_t new_size) {
    heap->reallocations++;
    if (unlikely(inject_fault(heap))) {
        return NULL;
    }
    if (block == NULL) {
        return show_allocated(heap, allocate_inside(heap, new_size, HEAP_LEAF, false));
    }
    if (unlikely(heap->check_level >= 1)) {
        check_address(heap, block);
    }
    size_t old_size = watched_size(heap, block);
    void *resized = resize(heap, block, new_size);
    if (resized != block) {
        return show_allocated(heap, resized);
    }
    show_resized(heap, block, old_size);
    return block;
}

bool heap_owns(const Heap *heap, const void *address) {
    const HeapArena *arena = heap->arenas;
    while (arena != NULL && arena != heap_arena_of(address)) {
        arena = arena->next;
    }
    if (arena != NULL) {
        return true;
    }
    uintptr_t target = (uintptr_t)address;
    for (const HeapLarge *large = heap->large; large != NULL; large = large->next) {
        if (target - (uintptr_t)large < large->mapped_size) {
            return true;
        }
    }
    return false;
}

/* --- the limit --- */

size_t heap_trim(Heap *heap) {
    size_t before = heap->from_system;
    heap_collect_remote(heap);
    pool_purge_holes(heap);
    cache_shorten_all(heap);
    (void)arena_purge(heap, 0);
    return before - heap->from_system;
}

bool heap_set_limit(Heap *heap, size_t limit_bytes) {
    if (limit_bytes != 0 && heap->from_system > limit_bytes) {
        (void)heap_trim(heap);
        if (heap->from_system > limit_bytes) {
            return false;
        }
    }
    heap->limit = limit_bytes;
    return true;
}

size_t heap_limit(const Heap *heap) {
    return heap->limit;
}

size_t heap_from_system(const Heap *heap) {
    return heap->from_system;
}

size_t heap_from_system_peak(const Heap *heap) {
    return heap->peak;
}
