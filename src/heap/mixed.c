/* Mixed pools.
 *
 * When the sizes that a program asks for change, pools of the old classes stay, each held by a few
 * blocks, and none of their room serves the new classes. So before a bin takes another slice, a
 * pool that is partly free and belongs to another leaf bin may become mixed: its live blocks stay
 * where they are, and what is between them is handed out in granules of 16 bytes to any leaf class
 * whose size is a multiple of that. It ends when its last block is freed.
 *
 * The pool's bitmap, which had a bit for each block, has one for each granule:
 *   bit i of the bitmap set <=> granule i is free; mixed_free = number of set bits
 *   bit i of the starts set <=> a block begins at granule i; mixed_live = number of set bits
 *   a block ends where the next one starts or a granule is free
 *   no run of free granules is longer than mixed_bound
 * Nothing is stored in or beside the blocks, and each size is exact, so a second free and a free
 * with a wrong size are found as in other pools.
 *
 * A mixed pool has no bin of its own: its blocks are cached in the bins of their sizes. The
 * pools form a ring from heap->mixed, the one that served last first. */
#include "heap/mixed.h"

#include "base/bitmap.h"
#include "base/check.h"
#include "heap/arena.h"

#include <string.h>

enum {
    GRANULE_SHIFT = 4,
    SEARCH_MAX = 64, /* mixed pools looked at before a bin takes a slice instead */
    FRESH_MIN = 256, /* granules freed since the last search of a pool that are worth another */
    PAGE_GRANULES = HEAP_PAGE_SIZE / HEAP_GRANULE
};
_Static_assert(HEAP_GRANULE == 1 << GRANULE_SHIFT, "granules are counted by shifting");

static uint64_t *starts_of(const HeapPool *pool) {
    return heap_arena_of(pool)->starts[heap_slice_of(pool)];
}

/* --- the ring --- */

static void ring_add(Heap *heap, HeapPool *pool) {
    HeapPool *first = heap->mixed;
    heap->mixed = pool;
    if (first == NULL) {
        pool->next = pool;
        pool->previous = pool;
        return;
    }
    pool->next = first;
    pool->previous = first->previous;
    first->previous->next = pool;
    first->previous = pool;
}

static void ring_remove(Heap *heap, HeapPool *pool) {
    if (heap->mixed == pool) {
        heap->mixed = pool->next != pool ? pool->next : NULL;
    }
    pool->previous->next = pool->next;
    pool->next->previous = pool->previous;
}

/* --- beginning and ending --- */

bool mixed_begin(Heap *heap, HeapPool *pool) {
    check2(pool->ready_count == pool->block_count && mixed_serves(pool->bin_index));
    uint64_t *starts = starts_of(pool);
    if (!arena_use_metadata(heap, starts, HEAP_WORDS * sizeof(*starts))) {
        return false;
    }
    uint64_t *bitmap = heap_pool_bitmap(pool);
    uint64_t blocks[HEAP_WORDS];
    memcpy(blocks, bitmap, sizeof(blocks));
    memset(starts, 0, HEAP_WORDS * sizeof(*starts));
    memset(bitmap, 0xff, HEAP_WORDS * sizeof(*bitmap));
    unsigned granules = pool->block_size >> GRANULE_SHIFT;
    unsigned live = 0;
    for (unsigned block = 0; block < pool->block_count; block++) {
        if (!bitmap_get(blocks, block)) {
            bitmap_set_range(starts, block * granules, 1);
            bitmap_clear_range(bitmap, block * granules, granules);
            live++;
        }
    }
    heap->mixed_count++;
    pool->reciprocal = UINT32_C(1) << (32 - GRANULE_SHIFT);
    pool->state = HEAP_SLICE_MIXED;
    /* What other threads look at when they free a block or ask for its size. */
    __atomic_store_n(&pool->bin, &heap->none, __ATOMIC_RELAXED);
    __atomic_store_n(&pool->block_size, 0, __ATOMIC_RELEASE);
    pool->mixed_free = (uint16_t)(HEAP_POOL_GRANULES - live * granules);
    pool->mixed_live = (uint16_t)live;
    pool->mixed_bound = pool->mixed_free;
    pool->mixed_fresh = pool->mixed_free;
    ring_add(heap, pool);
    return true;
}

void mixed_end(Heap *heap, HeapPool *pool) {
    check2(pool->mixed_live == 0 && pool->mixed_free == HEAP_POOL_GRANULES);
    ring_remove(heap, pool);
    heap->mixed_count--;
    heap->pool_count--;
    arena_return_slice(heap, pool);
}

/* --- handing out --- */

/* Makes the pages of granules dirty, which may have been given back; false: the limit. */
static bool fill_hole(Heap *heap, HeapPool *pool, unsigned first, unsigned count) {
    unsigned first_page = first / PAGE_GRANULES;
    unsigned last_page = (first + count - 1) / PAGE_GRANULES;
    return arena_pages_are_dirty(pool, first_page, last_page) ||
           arena_commit(heap, pool, first_page, last_page - first_page + 1);
}

static void take_granules(HeapPool *pool, unsigned first, unsigned granules) {
    bitmap_set_range(starts_of(pool), first, 1); /* first: see mixed_block_size */
    bitmap_clear_range(heap_pool_bitmap(pool), first, granules);
}

/* Blocks are placed as aligned as they are in pools of their own: to the greatest power of two that
 * divides their size. */
static unsigned take_from_pool(Heap *heap, HeapPool *pool, unsigned granules, void **out,
                               unsigned want) {
    const uint64_t *bitmap = heap_pool_bitmap(pool);
    unsigned alignment = granules & -granules;
    unsigned longest = 0;
    unsigned count = 0;
    bool refused = false;
    unsigned first = bitmap_next(bitmap, 0, HEAP_POOL_GRANULES, true);
    while (first < HEAP_POOL_GRANULES && count < want && !refused) {
        unsigned end = bitmap_next(bitmap, first, HEAP_POOL_GRANULES, false);
        unsigned at = ALIGN_UP(first, alignment);
        for (; at + granules <= end && count < want; at += granules) {
            refused = !fill_hole(heap, pool, at, granules);
            if (refused) {
                break;
            }
            take_granules(pool, at, granules);
            count++;
            out[-(ptrdiff_t)count] = heap_pool_start(pool) + ((size_t)at << GRANULE_SHIFT);
        }
        /* What is left lies behind the last block or before the first: no run in it is longer. */
        unsigned left = at > end ? end - first : end - at + alignment - 1;
        longest = left > longest ? left : longest;
        first = bitmap_next(bitmap, end, HEAP_POOL_GRANULES, true);
    }
    if (first == HEAP_POOL_GRANULES && !refused) {
        pool->mixed_bound = (uint16_t)base_min_size(longest, pool->mixed_bound);
        pool->mixed_fresh = 0;
    }
    pool->mixed_free = (uint16_t)(pool->mixed_free - count * granules);
    pool->mixed_live = (uint16_t)(pool->mixed_live + count);
    return count;
}

unsigned mixed_take(Heap *heap, const HeapBin *bin, void **out, unsigned want) {
    HeapPool *pool = heap->mixed;
    unsigned granules = bin->block_size >> GRANULE_SHIFT;
    unsigned count = 0;
    size_t searched = base_min_size(heap->mixed_count, SEARCH_MAX);
    for (; searched != 0; searched--) {
        if (pool->mixed_bound >= granules && pool->mixed_fresh >= FRESH_MIN) {
            count += take_from_pool(heap, pool, granules, out - count, want - count);
        }
        if (count == want) {
            break;
        }
        pool = pool->next;
    }
    heap->mixed = pool; /* the next search goes on where this one ended */
    return count;
}

/* --- taking back --- */

/* Another thread may ask while the neighbours of its block change. At any time they are free or
 * begin a block, but between two looks one may have changed from free to taken. */
size_t mixed_block_size(const HeapPool *pool, const void *block) {
    unsigned first = heap_block_index(pool, block);
    const uint64_t *starts = starts_of(pool);
    if ((uintptr_t)block % HEAP_GRANULE != 0 || !bitmap_get(starts, first)) {
        return 0;
    }
    const uint64_t *bitmap = heap_pool_bitmap(pool);
    unsigned word = first / 64;
    uint64_t bounds = bitmap_load(starts, word);
    bounds |= bitmap_load(bitmap, word);
    bounds |= bitmap_load(starts, word);
    bounds &= ~base_low_mask(first % 64 + 1);
    if (likely(bounds != 0)) { /* it ends in the same word */
        return (size_t)(word * 64 + base_lowest_bit(bounds) - first) << GRANULE_SHIFT;
    }
    unsigned end = bitmap_next(starts, first + 1, HEAP_POOL_GRANULES, true);
    end = bitmap_next(bitmap, first, end, true);
    end = bitmap_next(starts, first + 1, end, true);
    return (size_t)(end - first) << GRANULE_SHIFT;
}

void *mixed_block_around(const HeapPool *pool, const void *address) {
    unsigned granule = (unsigned)((uintptr_t)address & (HEAP_POOL_SIZE - 1)) >> GRANULE_SHIFT;
    if (bitmap_get(heap_pool_bitmap(pool), granule)) {
        return NULL;
    }
    unsigned first = bitmap_run_start(starts_of(pool), granule + 1, false) - 1;
    return heap_pool_start(pool) + ((size_t)first << GRANULE_SHIFT);
}

void *mixed_next(const HeapPool *pool, const void *block) {
    unsigned first = block != NULL ? heap_block_index(pool, block) + 1 : 0;
    first = bitmap_next(starts_of(pool), first, HEAP_POOL_GRANULES, true);
    return first < HEAP_POOL_GRANULES ? heap_pool_start(pool) + ((size_t)first << GRANULE_SHIFT)
                                      : NULL;
}

void mixed_return(HeapPool *pool, void *block, size_t size) {
    check2(mixed_block_size(pool, block) == size);
    uint64_t *bitmap = heap_pool_bitmap(pool);
    unsigned first = heap_block_index(pool, block);
    unsigned count = (unsigned)(size >> GRANULE_SHIFT);
    bitmap_set_range(bitmap, first, count);
    bitmap_clear_range(starts_of(pool), first, 1);
    pool->mixed_free = (uint16_t)(pool->mixed_free + count);
    pool->mixed_fresh += count;
    pool->mixed_live--;
    unsigned run = bitmap_next(bitmap, first, HEAP_POOL_GRANULES, false) -
                   bitmap_run_start(bitmap, first + 1, true);
    pool->mixed_bound = run > pool->mixed_bound ? (uint16_t)run : pool->mixed_bound;
}

void mixed_purge(Heap *heap, HeapPool *pool) {
    const uint64_t *bitmap = heap_pool_bitmap(pool);
    for (unsigned page = 0; page < HEAP_POOL_PAGES; page++) {
        if (arena_page_is_dirty(pool, page) &&
            bitmap_count_range(bitmap, page * PAGE_GRANULES, PAGE_GRANULES) == PAGE_GRANULES) {
            arena_purge_pages(heap, pool, page, 1);
        }
    }
}
