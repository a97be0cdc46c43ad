/* ouro/heap.h over heap/heap.h: private heaps for programs that have no runtime. The header's
 * inline functions know a part of the heap's shape; it is compared here. */
#include "ouro/heap.h"

#include "heap/checked.h"
#include "heap/heap.h"
#include "heap/stock.h"

#include <string.h>

_Static_assert((int)OURO_HEAP_ARENA_SHIFT == (int)HEAP_ARENA_SHIFT, "arena");
_Static_assert((int)OURO_HEAP_POOL_SHIFT == (int)HEAP_POOL_SHIFT, "pool");
_Static_assert(sizeof(HeapPool) == 1 << OURO_HEAP_POOL_HEADER_SHIFT, "header of a pool");
_Static_assert(offsetof(HeapPool, bin) == 0 && offsetof(HeapArena, pools) == 0, "bin of a pool");
_Static_assert(OURO_HEAP_CLOSED_AT == offsetof(Heap, closed_up_to), "a new shape");
_Static_assert(OURO_HEAP_BINS_AT == offsetof(Heap, bins), "a new shape wants a new number");
_Static_assert((int)OURO_HEAP_INLINE_MAX == (int)HEAP_TABLE_MAX, "table of classes");
_Static_assert(sizeof(OuroHeapBin) == sizeof(HeapBin), "bin");
_Static_assert(offsetof(OuroHeapBin, state) == offsetof(HeapBin, state), "state of a bin");
_Static_assert(offsetof(OuroHeapBin, capacity) == offsetof(HeapBin, capacity), "capacity");
_Static_assert(offsetof(OuroHeapBin, blocks) == offsetof(HeapBin, cache), "blocks at hand");
_Static_assert(offsetof(OuroHeapBin, top) == offsetof(HeapBin, top), "the last of them");

static Heap *open_heap(OuroHeap *heap) {
    return (Heap *)heap;
}

static const Heap *look_at(const OuroHeap *heap) {
    return (const Heap *)heap;
}

/* To look at a checked heap is to lock it. */
static Heap *lock_at(const OuroHeap *heap) {
    return (Heap *)(uintptr_t)heap;
}

/* --- making and ending --- */

OuroHeap *ouro_heap_create_shape(const OuroHeapConfig *config, int shape) {
    HeapConfig settings = {.size = sizeof(settings)};
    if (shape != OURO_HEAP_SHAPE) {
        return NULL;
    }
    if (config != NULL) {
        settings.limit_bytes = config->limit_bytes;
        settings.check_level = config->check_level;
        settings.purge_delay_ms = config->purge_delay_ms;
        settings.name = config->name;
        settings.pressure = config->pressure;
        settings.user = config->user;
    }
    Heap *heap = settings.check_level >= OURO_HEAP_CHECK_CHECKED
                     ? checked_create(&settings, CHECKED_DEPTH)
                     : heap_create(&settings);
    return (OuroHeap *)heap;
}

void ouro_heap_destroy(OuroHeap *heap) {
    if (heap != NULL && checked_is(open_heap(heap))) {
        checked_destroy(open_heap(heap));
    } else {
        heap_destroy(open_heap(heap));
    }
}

size_t ouro_heap_release_stock(void) {
    return stock_release();
}

/* --- taking --- */

void *ouro_heap_allocate_slow(OuroHeap *heap, size_t size) {
    return checked_is(open_heap(heap)) ? checked_allocate(open_heap(heap), size)
                                       : heap_allocate(open_heap(heap), size);
}

void *ouro_heap_allocate_zeroed(OuroHeap *heap, size_t count, size_t size) {
    return checked_is(open_heap(heap)) ? checked_allocate_zeroed(open_heap(heap), count, size)
                                       : heap_allocate_zeroed(open_heap(heap), count, size);
}

void *ouro_heap_allocate_aligned(OuroHeap *heap, size_t size, size_t alignment) {
    if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
        return NULL;
    }
    return checked_is(open_heap(heap)) ? checked_allocate_aligned(open_heap(heap), size, alignment)
                                       : heap_allocate_aligned(open_heap(heap), size, alignment);
}

size_t ouro_heap_allocate_many(OuroHeap *heap, size_t size, void **blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        blocks[i] = ouro_heap_allocate_slow(heap, size);
        if (blocks[i] == NULL) {
            return i;
        }
    }
    return count;
}

void *ouro_heap_reallocate(OuroHeap *heap, void *block, size_t new_size) {
    return checked_is(open_heap(heap)) ? checked_reallocate(open_heap(heap), block, new_size)
                                       : heap_reallocate(open_heap(heap), block, new_size);
}

bool ouro_heap_reallocate_in_place(OuroHeap *heap, void *block, size_t new_size) {
    return checked_is(open_heap(heap))
               ? checked_reallocate_in_place(open_heap(heap), block, new_size)
               : heap_reallocate_in_place(open_heap(heap), block, new_size);
}

/* --- giving back --- */

/* `bin` is that of the size that the caller told; NULL: it told none. */
static void free_checked(Heap *heap, const HeapBin *bin, void *block) {
    if (bin == NULL) {
        checked_free(heap, block);
    } else {
        checked_free_sized(heap, block,
                           heap_class_size(heap_bin_class((unsigned)(bin - heap->bins))));
    }
}

/* `bin` NULL: the address says which, if the heap is not checked. */
void ouro_heap_free_slow(OuroHeap *heap, OuroHeapBin *bin, void *block) {
    if (checked_is(open_heap(heap))) {
        free_checked(open_heap(heap), (HeapBin *)bin, block);
    } else if (block != NULL) {
        heap_free_slow(open_heap(heap), bin != NULL ? (HeapBin *)bin : heap_pool_of(block)->bin,
                       block);
    }
}

void ouro_heap_free_sized_slow(OuroHeap *heap, void *block, size_t size) {
    if (checked_is(open_heap(heap))) {
        checked_free_sized(open_heap(heap), block, size);
    } else {
        heap_free_sized(open_heap(heap), block, size, HEAP_LEAF);
    }
}

void ouro_heap_free_many(OuroHeap *heap, void **blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        ouro_heap_free(heap, blocks[i]);
    }
}

void ouro_heap_free_remote(OuroHeap *heap, void *block) {
    if (checked_is(open_heap(heap))) {
        checked_free(open_heap(heap), block);
    } else if (block != NULL) {
        heap_free_remote(open_heap(heap), block);
    }
}

size_t ouro_heap_trim(OuroHeap *heap) {
    return checked_is(open_heap(heap)) ? checked_trim(open_heap(heap)) : heap_trim(open_heap(heap));
}

/* --- asking --- */

const uint8_t ouro_heap_classes[OURO_HEAP_INLINE_MAX / 8 + 1] = {
    0,  0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 15, 16, 16, 17,
    17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23, 23, 23, 23, 24, 24, 24, 24, 25, 25, 25,
    25, 26, 26, 26, 26, 27, 27, 27, 27, 28, 28, 28, 28, 29, 29, 29, 29, 30, 30, 30, 30, 31,
    31, 31, 31, 31, 31, 31, 31, 32, 32, 32, 32, 32, 32, 32, 32, 33, 33, 33, 33, 33, 33, 33,
    33, 34, 34, 34, 34, 34, 34, 34, 34, 35, 35, 35, 35, 35, 35, 35, 35, 36, 36, 36, 36, 36,
    36, 36, 36, 37, 37, 37, 37, 37, 37, 37, 37, 38, 38, 38, 38, 38, 38, 38, 38};

size_t ouro_heap_usable_size(const OuroHeap *heap, const void *block) {
    return checked_is(look_at(heap)) ? checked_usable_size(lock_at(heap), block)
                                     : heap_usable_size(look_at(heap), block);
}

bool ouro_heap_owns(const OuroHeap *heap, const void *address) {
    return heap_owns(look_at(heap), address);
}

bool ouro_heap_set_limit(OuroHeap *heap, size_t limit_bytes) {
    return heap_set_limit(open_heap(heap), limit_bytes);
}

void ouro_heap_statistics(const OuroHeap *heap, OuroHeapStatistics *statistics, size_t size) {
    HeapStatistics all;
    if (checked_is(look_at(heap))) {
        checked_statistics(lock_at(heap), &all);
    } else {
        heap_statistics(look_at(heap), &all);
    }
    OuroHeapStatistics result = {
        .from_system = all.from_system,
        .from_system_peak = all.from_system_peak,
        .limit = all.limit,
        .live_bytes = all.live_bytes,
        .live_blocks = all.run_count + all.large_count,
        .free_bytes = all.free_block_bytes,
        .retained_bytes = all.retained_bytes,
        .metadata_bytes = all.metadata_bytes + all.collector_bytes + all.checking_bytes,
        .arenas = all.arenas,
        .pools = all.pools,
        .large_blocks = all.run_count + all.large_count,
        .served = all.served,
        .failed = all.failed,
        .system_requests = all.system_requests,
        .system_returns = all.system_returns,
        .fragmentation = all.fragmentation,
    };
    for (size_t i = 0; i < all.class_count; i++) {
        result.live_blocks += all.classes[i].live_blocks;
    }
    memcpy(statistics, &result, base_min_size(size, sizeof(result)));
}

/* One of the two. */
typedef struct Visit {
    bool (*visit)(void *user, void *block, size_t usable_size);
    bool (*visit_group)(void *user, void **blocks, size_t count, size_t usable_size);
    void *user;
} Visit;

static bool visit_blocks(void *user, void **blocks, size_t count, size_t usable_size,
                         HeapKind kind) {
    const Visit *visit = user;
    (void)kind;
    for (size_t i = 0; i < count; i++) {
        if (!visit->visit(visit->user, blocks[i], usable_size)) {
            return false;
        }
    }
    return true;
}

static bool visit_group(void *user, void **blocks, size_t count, size_t usable_size,
                        HeapKind kind) {
    const Visit *visit = user;
    (void)kind;
    return visit->visit_group(visit->user, blocks, count, usable_size);
}

static bool visit_checked(void *user, void *block, size_t usable_size, HeapKind kind) {
    const Visit *visit = user;
    (void)kind;
    return visit->visit != NULL ? visit->visit(visit->user, block, usable_size)
                                : visit->visit_group(visit->user, &block, 1, usable_size);
}

static void walk(OuroHeap *heap, Visit visit) {
    if (checked_is(open_heap(heap))) {
        checked_walk(open_heap(heap), visit_checked, &visit);
    } else {
        heap_walk_groups(open_heap(heap), visit.visit != NULL ? visit_blocks : visit_group, &visit);
    }
}

void ouro_heap_walk(OuroHeap *heap, bool (*visit)(void *user, void *block, size_t usable_size),
                    void *user) {
    walk(heap, (Visit){.visit = visit, .user = user});
}

void ouro_heap_walk_groups(OuroHeap *heap,
                           bool (*visit)(void *user, void **blocks, size_t count,
                                         size_t usable_size),
                           void *user) {
    walk(heap, (Visit){.visit_group = visit, .user = user});
}

void ouro_heap_verify(const OuroHeap *heap) {
    if (checked_is(look_at(heap))) {
        checked_verify(lock_at(heap));
    } else {
        heap_verify(look_at(heap));
    }
}

size_t ouro_heap_report(OuroHeap *heap, int descriptor) {
    return checked_is(open_heap(heap)) ? checked_report(open_heap(heap), descriptor) : 0;
}
