/* Checks every invariant that layout.h, arena.c, pool.c and heap.h state, and aborts at the first
 * that does not hold. Changes nothing. */
#include "heap/heap.h"

#include "base/bitmap.h"
#include "base/check.h"
#include "heap/arena.h"
#include "heap/cache.h"
#include "heap/large.h"
#include "heap/mixed.h"
#include "heap/pool.h"

typedef struct Totals {
    size_t arenas;
    size_t metadata_pages;
    size_t pool_pages;
    size_t run_pages;
    size_t run_count;
    size_t retained_pages;
    size_t collector_words;
    size_t pools[HEAP_BINS];
    size_t mixed_pools;
    int64_t pool_live;
} Totals;

#define EXPECT(heap, condition) expect(heap, condition, __LINE__, #condition)

static void expect(const Heap *heap, bool holds, int line, const char *condition) {
    if (unlikely(!holds)) {
        check_fatal("heap %s is not whole: %s (heap_verify.c:%d)", heap->name, condition, line);
    }
}

static void verify_pool(const Heap *heap, const HeapPool *pool, Totals *totals) {
    const HeapBin *bin = &heap->bins[pool->bin_index];
    const uint64_t *bitmap = heap_pool_bitmap(pool);
    EXPECT(heap, pool->bin == bin);
    EXPECT(heap, pool->block_size == bin->block_size);
    EXPECT(heap, pool->kind == heap_bin_kind(pool->bin_index));
    EXPECT(heap, pool->block_count == HEAP_POOL_SIZE / pool->block_size);
    EXPECT(heap, pool->ready_count <= pool->block_count);
    unsigned free_count = 0;
    for (unsigned word = 0; word < HEAP_WORDS; word++) {
        uint64_t bits = bitmap[word];
        unsigned ready = pool->ready_count > word * 64 ? pool->ready_count - word * 64 : 0;
        EXPECT(heap, (bits & ~base_low_mask(ready)) == 0);
        EXPECT(heap, (bits != 0) == ((pool->words >> word & 1) != 0));
        free_count += base_count_bits(bits);
    }
    EXPECT(heap, free_count + pool->live_count == pool->ready_count);
    bool open = pool->live_count < pool->block_count;
    EXPECT(heap, open == (pool->next != NULL));
    if (open) {
        EXPECT(heap, pool->next->previous == pool && pool->previous->next == pool);
        EXPECT(heap, pool->next->bin == bin && bin->partial != NULL);
    }
    /* Every live block lies on dirty pages. */
    for (unsigned index = 0; index < pool->ready_count; index++) {
        if ((bitmap[index / 64] >> (index % 64) & 1) == 0) {
            unsigned first = index * pool->block_size / HEAP_PAGE_SIZE;
            unsigned last = (index * pool->block_size + pool->block_size - 1u) / HEAP_PAGE_SIZE;
            EXPECT(heap, arena_page_is_dirty(pool, first) && arena_page_is_dirty(pool, last));
        }
    }
    totals->pools[pool->bin_index]++;
    totals->pool_live += pool->live_count * pool->block_size;
    totals->collector_words += pool->kind == HEAP_CONTAINER ? pool->ready_count : 0;
}

static void verify_mixed_pool(const Heap *heap, const HeapPool *pool, Totals *totals) {
    const uint64_t *bitmap = heap_pool_bitmap(pool);
    const char *start = heap_pool_start(pool);
    unsigned free_count = 0;
    unsigned free_run = 0;
    unsigned live = 0;
    unsigned end = 0; /* of the block before */
    for (unsigned granule = 0; granule < HEAP_POOL_GRANULES; granule++) {
        size_t size = mixed_block_size(pool, start + granule * HEAP_GRANULE);
        bool is_free = bitmap_get(bitmap, granule);
        free_count += is_free;
        free_run = is_free ? free_run + 1 : 0;
        EXPECT(heap, free_run <= pool->mixed_bound);
        EXPECT(heap, is_free ? size == 0 : size != 0 || granule < end);
        EXPECT(heap, is_free || arena_page_is_dirty(pool, granule * HEAP_GRANULE / HEAP_PAGE_SIZE));
        if (size != 0) {
            unsigned size_class = heap_class_compute(size);
            EXPECT(heap, granule >= end && heap_class_size(size_class) == size);
            end = granule + (unsigned)size / HEAP_GRANULE;
            live++;
        }
    }
    EXPECT(heap, free_count == pool->mixed_free);
    EXPECT(heap, live == pool->mixed_live && live != 0);
    EXPECT(heap, pool->next->previous == pool && pool->previous->next == pool);
    totals->mixed_pools++;
    totals->pool_live += (HEAP_POOL_GRANULES - free_count) * HEAP_GRANULE;
}

static void verify_runs(const Heap *heap, const HeapArena *arena, Totals *totals) {
    unsigned page = 0;
    while (page < HEAP_ARENA_PAGES) {
        unsigned count = arena->runs[page] & HEAP_RUN_PAGES;
        if (count == 0) {
            EXPECT(heap, arena->runs[page] == 0);
            page++;
            continue;
        }
        EXPECT(heap, page >= arena->fixed_page_count && page + count <= HEAP_ARENA_PAGES);
        for (unsigned i = 0; i < count; i++) {
            EXPECT(heap, i == 0 || arena->runs[page + i] == 0);
            EXPECT(heap, bitmap_get(arena->used_pages, page + i));
            EXPECT(heap, bitmap_get(arena->dirty_pages, page + i));
            EXPECT(heap, arena->pools[(page + i) / HEAP_POOL_PAGES].state == HEAP_SLICE_PAGES);
        }
        if ((arena->runs[page] & HEAP_RUN_CONTAINER) != 0) {
            EXPECT(heap, (arena->container_slices >> (page / HEAP_POOL_PAGES) & 1) != 0);
        }
        totals->run_pages += count;
        totals->run_count++;
        page += count;
    }
}

static void verify_slice(const Heap *heap, const HeapArena *arena, unsigned slice, Totals *totals) {
    const HeapPool *pool = &arena->pools[slice];
    unsigned used = 0;
    unsigned dirty = 0;
    for (unsigned i = 0; i < HEAP_POOL_PAGES; i++) {
        used += bitmap_get(arena->used_pages, slice * HEAP_POOL_PAGES + i);
        dirty += bitmap_get(arena->dirty_pages, slice * HEAP_POOL_PAGES + i);
    }
    bool is_free = (arena->free_slices >> slice & 1) != 0;
    EXPECT(heap, is_free == (used == 0));
    EXPECT(heap, is_free == (pool->state == HEAP_SLICE_FREE));
    if (pool->state == HEAP_SLICE_POOL) {
        EXPECT(heap, used == HEAP_POOL_PAGES);
        bool container = (arena->container_slices >> slice & 1) != 0;
        EXPECT(heap, container == (pool->kind == HEAP_CONTAINER));
        totals->pool_pages += dirty;
        verify_pool(heap, pool, totals);
        return;
    }
    EXPECT(heap, pool->bin == &heap->none && pool->block_size == 0);
    if (pool->state == HEAP_SLICE_MIXED) {
        EXPECT(heap, used == HEAP_POOL_PAGES);
        totals->pool_pages += dirty;
        verify_mixed_pool(heap, pool, totals);
    }
}

static void verify_arena(const Heap *heap, const HeapArena *arena, Totals *totals) {
    unsigned used = 0;
    unsigned retained = 0;
    EXPECT(heap, arena->heap == heap);
    EXPECT(heap, heap_arena_of(arena) == arena);
    EXPECT(heap, arena->next == NULL || arena->next->previous == arena);
    EXPECT(heap, arena->next == NULL || arena->free_slices != 0 || arena->next->free_slices == 0);
    unsigned run = 0;
    for (unsigned page = 0; page < HEAP_ARENA_PAGES; page++) {
        bool is_used = bitmap_get(arena->used_pages, page);
        run = is_used ? 0 : run + 1;
        EXPECT(heap, run <= arena->run_bound);
        bool is_dirty = bitmap_get(arena->dirty_pages, page);
        used += is_used;
        retained += is_dirty && !is_used;
        totals->metadata_pages += is_dirty && page < arena->fixed_page_count;
    }
    EXPECT(heap, used == arena->used_page_count);
    EXPECT(heap, retained == arena->retained_page_count);
    totals->retained_pages += retained;
    for (unsigned slice = 0; slice < HEAP_SLICES; slice++) {
        verify_slice(heap, arena, slice, totals);
    }
    verify_runs(heap, arena, totals);
}

/* The claimed blocks are of one pool of the bin, in use for it. */
static void verify_claimed(const Heap *heap, const HeapBin *bin) {
    if (bin->claimed == 0) {
        return;
    }
    const HeapPool *pool = heap_pool_of(bin->claimed_start);
    unsigned first = heap_block_index(pool, bin->claimed_start);
    EXPECT(heap, heap_owns(heap, bin->claimed_start) && pool->bin == bin);
    EXPECT(heap, first % 64 == 0 && pool_has_block(pool, bin->claimed_start));
    EXPECT(heap, (bin->claimed & ~pool_live_word(pool, first / 64)) == 0);
    EXPECT(heap, !heap->slow);
}

static const void *block_at_hand(const HeapBin *bin, unsigned i) {
    return bin->stash != 0 ? bin->cache[i] : heap_bin_cached(bin, i);
}

/* Cached blocks are blocks of the bin's pools, in use for them, and no block is there twice. */
static void verify_bin(const Heap *heap, const HeapBin *bin, size_t pools) {
    unsigned cached = (uint16_t)bin->state;
    EXPECT(heap, cached == 0 || bin->stash == 0);
    EXPECT(heap, cached <= bin->capacity && bin->stash <= bin->limit);
    unsigned most = bin->cache == bin->few     ? bin->limit
                    : cache_is_long(heap, bin) ? HEAP_CACHE_MAX
                                               : HEAP_CACHE_MIDDLE;
    EXPECT(heap, heap->slow ? bin->capacity == 0 : bin->capacity <= most);
    EXPECT(heap, bin->pool_count == pools);
    verify_claimed(heap, bin);
    unsigned count = cached + bin->stash;
    for (unsigned i = 0; i < count; i++) {
        const void *block = block_at_hand(bin, i);
        const HeapPool *pool = heap_pool_of(block);
        EXPECT(heap, heap_owns(heap, block));
        if (pool->state == HEAP_SLICE_MIXED) {
            EXPECT(heap, mixed_block_size(pool, block) == bin->block_size);
        } else {
            EXPECT(heap, pool->bin == bin && pool_has_block(pool, block));
            EXPECT(heap, !pool_block_is_free(pool, block));
        }
        EXPECT(heap, !pool_is_claimed(bin, block));
        for (unsigned j = 0; j < i; j++) {
            EXPECT(heap, block_at_hand(bin, j) != block);
        }
    }
}

static void verify_large(const Heap *heap, Totals *totals) {
    size_t bytes = 0;
    size_t count = 0;
    for (const HeapLarge *large = heap->large; large != NULL; large = large->next) {
        EXPECT(heap, large->heap == heap && large->pool.state == HEAP_SLICE_LARGE);
        EXPECT(heap, large->pool.scratch == &large->scratch && large->pool.bin == &heap->none);
        EXPECT(heap, large->next == NULL || large->next->previous == large);
        bytes += large->mapped_size;
        count++;
    }
    EXPECT(heap, bytes == heap->large_bytes && count == heap->large_count);
    for (const HeapLarge *spare = heap->spare; spare != NULL; spare = spare->next) {
        EXPECT(heap, spare->heap == heap && spare->pool.state == HEAP_SLICE_SPARE);
        totals->retained_pages += spare->mapped_size >> HEAP_PAGE_SHIFT;
    }
    if (heap->tailed != NULL) {
        EXPECT(heap, heap->tailed->pool.state == HEAP_SLICE_LARGE && heap->tailed->tail_size != 0);
        totals->retained_pages += heap->tailed->tail_size >> HEAP_PAGE_SHIFT;
    }
}

void heap_verify(const Heap *heap) {
    Totals totals = {0};
    EXPECT(heap, heap->none.capacity == 0 && heap->none.state == 0);
    for (const HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        totals.arenas++;
        verify_arena(heap, arena, &totals);
    }
    verify_large(heap, &totals);
    size_t long_caches = 0;
    for (unsigned i = 0; i < HEAP_BINS; i++) {
        long_caches += heap->bins[i].limit != 0 && cache_is_long(heap, &heap->bins[i]);
        verify_bin(heap, &heap->bins[i], totals.pools[i]);
        totals.pool_live += pool_unnoted_bytes(&heap->bins[i]);
    }
    EXPECT(heap, long_caches == heap->long_caches);
    EXPECT(heap, totals.mixed_pools == heap->mixed_count);
    EXPECT(heap, totals.pool_live == heap->pool_live && heap->pool_live <= heap->live_mark);
    EXPECT(heap, totals.arenas == heap->arena_count);
    EXPECT(heap, totals.metadata_pages << HEAP_PAGE_SHIFT == heap->metadata_bytes);
    EXPECT(heap, totals.pool_pages << HEAP_PAGE_SHIFT == heap->pool_bytes);
    EXPECT(heap, totals.run_pages << HEAP_PAGE_SHIFT == heap->run_bytes);
    EXPECT(heap, totals.run_count == heap->run_count);
    EXPECT(heap, totals.retained_pages << HEAP_PAGE_SHIFT == heap->retained_bytes);
    EXPECT(heap, totals.collector_words == heap->collector_words);
    EXPECT(heap, heap->collector_words * sizeof(uint32_t) <= heap->collector_bytes);
    EXPECT(heap, heap->scratch_size <= heap->collector_bytes);
    EXPECT(heap, heap->from_system == heap->metadata_bytes + heap->pool_bytes + heap->run_bytes +
                                          heap->retained_bytes + heap->large_bytes +
                                          heap->collector_bytes + heap->checking_bytes);
    EXPECT(heap, heap->limit == 0 || heap->from_system <= heap->limit);
}
