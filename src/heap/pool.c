/* Pools: bitmaps of free blocks, claimed in address order, and the bins that lead to them.
 *
 * A pool is in its bin's ring while it has something to hand out; the first of the ring is the
 * current one. A pool that was full and gets a block back goes to the end of the ring, so that
 * more of its blocks are free when its turn comes. At most one pool of a ring, the youngest, has
 * blocks that were never handed out, for a pool is made only when the ring is empty.
 *
 * The states of a pool: full (not in the ring), partial (in it), empty (returned to its arena,
 * unless it is small and its bin's only one: that one stays to save making it again), mixed (of
 * no bin any more: mixed.c). */
#include "heap/pool.h"

#include "base/check.h"
#include "heap/arena.h"
#include "heap/cache.h"
#include "heap/mixed.h"
#include "os/os.h"

#include <string.h>

enum {
    KEEP_EMPTY_BYTES = 16384,  /* an empty only pool with no more dirty bytes than this stays */
    MANY_POOLS = 8,            /* of a bin: the next one is made ready in one step */
    NOTE_BYTES = 4096,         /* put back by a bin before heap->pool_live is told */
    LOOK_BYTES = 65536,        /* freed between two questions whether holes are worth a search: */
    SCAN_MIN = 2 * LOOK_BYTES, /* freed before they are sought, or half of what was in use, */
    SCAN_POOLS = 16,           /* or pools ended; */
    SCAN_SOON = 4 << 20,       /* with less than that free in pools once in a purge delay */
    HOLE_BLOCKS = 14,          /* claimed at once where pages have been given back */
    MIX_SEARCH_MAX = 64        /* slices looked at for a pool to be mixed */
};

/* --- the ring of a bin --- */

static void ring_add_last(HeapBin *bin, HeapPool *pool) {
    HeapPool *first = bin->partial;
    if (first == NULL) {
        pool->next = pool;
        pool->previous = pool;
        bin->partial = pool;
        return;
    }
    pool->next = first;
    pool->previous = first->previous;
    first->previous->next = pool;
    first->previous = pool;
}

static void ring_remove(HeapBin *bin, HeapPool *pool) {
    if (pool->next == pool) {
        bin->partial = NULL;
    } else {
        pool->previous->next = pool->next;
        pool->next->previous = pool->previous;
        if (bin->partial == pool) {
            bin->partial = pool->next;
        }
    }
    pool->next = NULL;
    pool->previous = NULL;
}

/* --- what bins have put back and not noted --- */

static int16_t note_interval(const HeapBin *bin) {
    return (int16_t)(NOTE_BYTES / bin->block_size);
}

int64_t pool_unnoted_bytes(const HeapBin *bin) {
    return bin->limit != 0 ? (int64_t)(note_interval(bin) - bin->until_noted) * bin->block_size : 0;
}

bool pool_set_up_bin(Heap *heap, unsigned bin_index) {
    HeapBin *bin = &heap->bins[bin_index];
    if (!arena_use_metadata(heap, bin, sizeof(*bin))) {
        return false;
    }
    bin->block_size = (uint32_t)heap_block_size(heap, heap_bin_class(bin_index));
    bin->until_noted = note_interval(bin);
    cache_set_up(heap, bin);
    heap->bins_in_use[bin_index / 64] |= UINT64_C(1) << (bin_index % 64);
    return true;
}

/* --- making, extending and ending a pool --- */

static HeapPool *create_pool(Heap *heap, unsigned bin_index) {
    HeapPool *pool = arena_take_slice(heap);
    if (pool == NULL) {
        return NULL;
    }
    HeapBin *bin = &heap->bins[bin_index];
    uint32_t size = bin->block_size;
    pool->young = 0;
    heap_arena_of(pool)->middle[heap_slice_of(pool)] = 0;
    pool->words = 0;
    pool->scratch = NULL;
    pool->reciprocal = (uint32_t)((UINT64_C(1) << 32) / size + 1);
    pool->block_size = (uint16_t)size;
    pool->block_count = (uint16_t)(HEAP_POOL_SIZE / size);
    pool->ready_count = 0;
    pool->live_count = 0;
    pool->kind = (uint8_t)heap_bin_kind(bin_index);
    pool->bin_index = (uint8_t)bin_index;
    pool->has_holes = 0;
    pool->bin = bin;
    memset(heap_pool_bitmap(pool), 0, HEAP_WORDS * sizeof(uint64_t));
    if (pool->kind == HEAP_CONTAINER) {
        heap_arena_of(pool)->container_slices |= UINT64_C(1) << heap_slice_of(pool);
    }
    bin->pool_count++;
    heap->pool_count++;
    heap->pool_mark = base_max_size(heap->pool_mark, heap->pool_count);
    ring_add_last(bin, pool);
    return pool;
}

/* The collector's table has a word for each block that a container pool can hand out. */
static bool add_collector_words(Heap *heap, size_t count) {
    size_t words = heap->collector_words + count;
    size_t bytes = ALIGN_UP(words * sizeof(uint32_t), (size_t)HEAP_PAGE_SIZE);
    if (bytes > heap->collector_bytes) {
        if (!arena_charge(heap, bytes - heap->collector_bytes)) {
            return false;
        }
        heap->collector_bytes = bytes;
    }
    heap->collector_words = words;
    return true;
}

static void remove_collector_words(Heap *heap, size_t count) {
    heap->collector_words -= count;
    size_t bytes = ALIGN_UP(heap->collector_words * sizeof(uint32_t), (size_t)HEAP_PAGE_SIZE);
    /* The table itself may still be that long: heap_walk_release_scratch ends it. */
    if (bytes < heap->scratch_size) {
        bytes = heap->scratch_size;
    }
    if (bytes < heap->collector_bytes) {
        arena_discharge(heap, heap->collector_bytes - bytes);
        heap->collector_bytes = bytes;
    }
}

/* Before a pool ends or serves others: the bin may have claimed a word of it and used it up. */
static void forget_claim(HeapBin *bin, const HeapPool *pool) {
    if (bin->claimed_start != NULL && heap_pool_of(bin->claimed_start) == pool) {
        bin->claimed = 0;
        bin->claimed_start = NULL;
    }
}

static void return_pool(Heap *heap, HeapPool *pool) {
    HeapBin *bin = pool->bin;
    check2(pool->live_count == 0);
    forget_claim(bin, pool);
    if (pool->next != NULL) {
        ring_remove(bin, pool);
    }
    bin->pool_count--;
    heap->pool_count--;
    if (pool->kind == HEAP_CONTAINER) {
        remove_collector_words(heap, pool->ready_count);
    }
    arena_return_slice(heap, pool);
}

static bool extend_to(Heap *heap, HeapPool *pool, unsigned pages) {
    unsigned size = pool->block_size;
    unsigned ready = pool->ready_count;
    unsigned target = (unsigned)base_min_size(pages * HEAP_PAGE_SIZE / size, pool->block_count);
    if (target <= ready) {
        return false;
    }
    if (pool->kind == HEAP_CONTAINER && !add_collector_words(heap, target - ready)) {
        return false;
    }
    unsigned first_page = ready * size / HEAP_PAGE_SIZE;
    unsigned end_page = (target * size + HEAP_PAGE_SIZE - 1) / HEAP_PAGE_SIZE;
    if (!arena_commit(heap, pool, first_page, end_page - first_page)) {
        if (pool->kind == HEAP_CONTAINER) {
            remove_collector_words(heap, target - ready);
        }
        return false;
    }
    uint64_t *bitmap = heap_pool_bitmap(pool);
    for (unsigned word = ready / 64; word * 64 < target; word++) {
        uint64_t bits = base_low_mask(target - word * 64);
        if (word * 64 < ready) {
            bits &= ~base_low_mask(ready - word * 64);
        }
        bitmap[word] |= bits;
        pool->words |= UINT64_C(1) << word;
    }
    pool->ready_count = (uint16_t)target;
    return true;
}

/* The pages on which a pool's ready blocks lie. */
static unsigned ready_pages(const HeapPool *pool) {
    return ((unsigned)pool->ready_count * pool->block_size + HEAP_PAGE_SIZE - 1) / HEAP_PAGE_SIZE;
}

/* Makes more blocks of a pool ready: twice the pages, all when the bin has many pools already, or
 * at least one block more. */
static bool extend_pool(Heap *heap, HeapPool *pool) {
    unsigned size = pool->block_size;
    unsigned pages = ready_pages(pool);
    unsigned least = ((pool->ready_count + 1u) * size + HEAP_PAGE_SIZE - 1) / HEAP_PAGE_SIZE;
    unsigned wanted = (unsigned)base_min_size(pages * 2, HEAP_POOL_PAGES);
    if (pool->bin->pool_count > MANY_POOLS) {
        wanted = HEAP_POOL_PAGES;
    }
    if (wanted > least && extend_to(heap, pool, wanted)) {
        return true;
    }
    return extend_to(heap, pool, least);
}

/* --- handing out --- */

/* Makes the pages of a block dirty again after its pool got holes; false: they are not, and the
 * limit (or only_look) says no. */
static bool fill_hole(Heap *heap, HeapPool *pool, unsigned index, bool only_look) {
    unsigned size = pool->block_size;
    unsigned first = index * size / HEAP_PAGE_SIZE;
    unsigned last = (index * size + size - 1) / HEAP_PAGE_SIZE;
    return arena_pages_are_dirty(pool, first, last) ||
           (!only_look && arena_commit(heap, pool, first, last - first + 1));
}

/* Whether all the ready blocks of a word of the bitmap lie on dirty pages. */
static bool word_is_dirty(const HeapPool *pool, unsigned word) {
    unsigned size = pool->block_size;
    unsigned first = word * 64;
    unsigned end = (unsigned)base_min_size(first + 64, pool->ready_count);
    return arena_pages_are_dirty(pool, first * size / HEAP_PAGE_SIZE,
                                 (end * size - 1) / HEAP_PAGE_SIZE);
}

/* Marks the cards of the blocks first … last. */
static void mark_young_range(HeapPool *pool, unsigned first, unsigned last) {
    unsigned size = pool->block_size;
    unsigned first_card = first * size >> HEAP_CARD_SHIFT;
    unsigned last_card = last * size >> HEAP_CARD_SHIFT;
    pool->young |= base_low_mask(last_card + 1) & ~base_low_mask(first_card);
}

/* Marks the cards of the claimed blocks that have been handed out, late, so that the fast paths
 * need not. When the word is used up, nothing leads to its pool any more, which may end. */
static void mark_handed_out(HeapBin *bin) {
    if (bin->claimed_start == NULL) {
        return;
    }
    HeapPool *pool = heap_pool_of(bin->claimed_start);
    unsigned first = heap_block_index(pool, bin->claimed_start);
    unsigned end = bin->claimed != 0 ? first + base_lowest_bit(bin->claimed)
                                     : (unsigned)base_min_size(first + 64, pool->ready_count);
    if (end > first) {
        mark_young_range(pool, first, end - 1);
    }
    if (bin->claimed == 0) {
        bin->claimed_start = NULL;
    }
}

/* Holes have been sought, or there are none. */
static void begin_counting(Heap *heap) {
    heap->pool_mark = heap->pool_count;
    heap->live_mark = heap->pool_live;
    heap->look_below = heap->pool_live - LOOK_BYTES;
}

/* Blocks of so many bytes are in use from now on. */
static void note_taken(Heap *heap, size_t bytes) {
    int64_t live = heap->pool_live + (int64_t)bytes;
    heap->pool_live = live;
    heap->live_mark = base_max_i64(heap->live_mark, live);
    heap->look_below = base_max_i64(heap->look_below, live - LOOK_BYTES);
}

/* Claims for the bin the blocks of a word of its pool's bitmap, which are at hand from now on. */
static void claim(Heap *heap, HeapBin *bin, HeapPool *pool, unsigned word, uint64_t bits) {
    unsigned count = base_count_bits(bits);
    uint64_t rest = heap_pool_bitmap(pool)[word] & ~bits;
    heap_pool_bitmap(pool)[word] = rest;
    if (rest == 0) {
        pool->words &= ~(UINT64_C(1) << word);
    }
    pool->live_count = (uint16_t)(pool->live_count + count);
    bin->state += (uint64_t)count << 16;
    bin->claimed = bits;
    bin->claimed_start = heap_pool_start(pool) + (size_t)word * 64 * pool->block_size;
    if (pool->live_count == pool->block_count) {
        ring_remove(bin, pool);
    }
    note_taken(heap, (size_t)count * bin->block_size);
}

/* The same for a pool with holes, whose pages must be made dirty again: the lowest blocks, few
 * where there is a hole, so that few pages are. When the limit refuses one, blocks on pages that
 * are dirty still serve. False: none. */
static bool claim_from_holes(Heap *heap, HeapBin *bin, HeapPool *pool) {
    bool refused = false;
    pool->has_holes = arena_dirty_count(pool) < ready_pages(pool);
    for (uint64_t words = pool->words; words != 0; words &= words - 1) {
        unsigned word = base_lowest_bit(words);
        uint64_t found = 0;
        unsigned count = 0;
        uint64_t bits = heap_pool_bitmap(pool)[word];
        if (word_is_dirty(pool, word)) {
            claim(heap, bin, pool, word, bits);
            return true;
        }
        for (; bits != 0 && count < HOLE_BLOCKS; bits &= bits - 1) {
            if (fill_hole(heap, pool, word * 64 + base_lowest_bit(bits), refused)) {
                found |= bits & -bits;
                count++;
            } else {
                refused = true;
            }
        }
        if (found != 0) {
            claim(heap, bin, pool, word, found);
            return true;
        }
    }
    return false;
}

/* Whether others may have what is free in a pool: it is half, and the pool is neither the
 * one that its bin takes from nor its last, and none of its blocks is claimed. */
static bool may_be_mixed(const HeapPool *pool) {
    return pool->state == HEAP_SLICE_POOL && mixed_serves(pool->bin_index) &&
           pool->ready_count == pool->block_count &&
           pool->live_count <= pool->block_count - pool->block_count / 2 &&
           pool->bin->partial != pool && pool->bin->pool_count > 1 &&
           (pool->bin->claimed == 0 || heap_pool_of(pool->bin->claimed_start) != pool);
}

/* Goes on through the slices, a few at each call, until one can be mixed; false: there is none
 * among these. */
static bool mix_a_pool(Heap *heap) {
    HeapArena *arena = heap->mix_arena != NULL ? heap->mix_arena : heap->arenas;
    unsigned slice = heap->mix_slice;
    bool found = false;
    for (unsigned i = 0; i < MIX_SEARCH_MAX && !found; i++) {
        HeapPool *pool = &arena->pools[slice];
        if (may_be_mixed(pool)) {
            HeapBin *bin = pool->bin;
            forget_claim(bin, pool);
            ring_remove(bin, pool);
            found = mixed_begin(heap, pool);
            if (!found) {
                ring_add_last(bin, pool);
                break;
            }
            bin->pool_count--;
        }
        slice = (slice + 1) % HEAP_SLICES;
        if (slice == 0) {
            arena = arena->next != NULL ? arena->next : heap->arenas;
        }
    }
    heap->mix_arena = arena;
    heap->mix_slice = slice;
    return found;
}

/* What a leaf bin without free blocks gets from mixed pools, into its cache, so that the heap need
 * not grow; false: it has to take a slice. */
static bool supply_from_mixed(Heap *heap, HeapBin *bin, unsigned bin_index) {
    if (!mixed_serves(bin_index) || heap->retained_bytes >= HEAP_POOL_SIZE) {
        return false;
    }
    size_t most = heap->slow ? bin->limit : base_min_size(bin->capacity, bin->limit);
    unsigned want = (unsigned)most / 2;
    void *blocks[HEAP_CACHE_FEW];
    unsigned count = heap->mixed != NULL ? mixed_take(heap, bin, blocks + want, want) : 0;
    while (count == 0 && mix_a_pool(heap)) {
        count = mixed_take(heap, bin, blocks + want, want);
    }
    /* The blocks lie at the end, in descending order: the lowest goes first. */
    for (unsigned i = want - count; i < want; i++) {
        heap_bin_push(bin, blocks[i]);
    }
    note_taken(heap, (size_t)count * bin->block_size);
    return count != 0;
}

/* A program may take and free small blocks alone from now on: what waits must go all the same. */
static void look_at_clock(Heap *heap) {
    if (heap->purge_time != 0) {
        arena_purge_by_policy(heap);
    }
}

/* The pool from which blocks are taken next, with a free block; NULL: no memory. */
static HeapPool *current_pool(Heap *heap, HeapBin *bin, unsigned bin_index) {
    HeapPool *pool = bin->partial;
    if (pool == NULL) {
        pool = create_pool(heap, bin_index);
        if (pool == NULL) {
            return NULL;
        }
    } else if (pool->live_count == pool->ready_count && pool->next != pool) {
        bin->partial = pool = pool->next;
    }
    if (pool->live_count == pool->ready_count && !extend_pool(heap, pool)) {
        if (pool->ready_count == 0) {
            return_pool(heap, pool);
        }
        return NULL;
    }
    return pool;
}

/* What pools with holes can still serve when the limit has refused the current one its pages. */
static bool supply_from_any(Heap *heap, HeapBin *bin) {
    HeapPool *pool = bin->partial;
    for (uint32_t i = 0; i < bin->pool_count && pool != NULL; i++, pool = pool->next) {
        if (pool->live_count < pool->ready_count) {
            bin->partial = pool;
            if (claim_from_holes(heap, bin, pool)) {
                return true;
            }
        }
    }
    return false;
}

bool pool_supply(Heap *heap, unsigned bin_index) {
    HeapBin *bin = &heap->bins[bin_index];
    check2(!pool_has_at_hand(bin) && bin->stash == 0);
    cache_grow(heap, bin_index);
    mark_handed_out(bin);
    look_at_clock(heap);
    if (bin->partial == NULL && supply_from_mixed(heap, bin, bin_index)) {
        return true;
    }
    HeapPool *pool = current_pool(heap, bin, bin_index);
    if (unlikely(pool == NULL)) {
        return supply_from_any(heap, bin);
    }
    if (unlikely(pool->has_holes)) {
        return claim_from_holes(heap, bin, pool) || supply_from_any(heap, bin);
    }
    unsigned word = base_lowest_bit(pool->words);
    claim(heap, bin, pool, word, heap_pool_bitmap(pool)[word]);
    return true;
}

/* --- taking back --- */

bool pool_block_is_free(const HeapPool *pool, const void *block) {
    uint32_t index = heap_block_index(pool, block);
    return (heap_pool_bitmap(pool)[index / 64] >> (index % 64) & 1) != 0;
}

bool pool_has_block(const HeapPool *pool, const void *address) {
    uint32_t index = heap_block_index(pool, address);
    return pool->state == HEAP_SLICE_POOL && index < pool->ready_count &&
           (uintptr_t)address % HEAP_POOL_SIZE == (uintptr_t)index * pool->block_size;
}

static bool keep_empty(const HeapPool *pool) {
    return pool->bin->pool_count == 1 && pool->ready_count * pool->block_size <= KEEP_EMPTY_BYTES;
}

/* Whether so much was freed that holes may be worth a search: as bytes, or as pools, of which the
 * last ones may be held by nothing but blocks in caches. Where little is to be had, not often. */
static bool is_time_for_holes(const Heap *heap) {
    size_t freed = (size_t)(heap->live_mark - heap->pool_live);
    size_t pools = base_max_size(SCAN_POOLS, heap->pool_mark / 4);
    if (freed <= base_max_size(SCAN_MIN, (size_t)heap->live_mark / 2) &&
        heap->pool_mark - heap->pool_count <= pools) {
        return false;
    }
    return heap->pool_bytes > (size_t)heap->pool_live + SCAN_SOON ||
           heap->purge_delay_ms == HEAP_PURGE_NOW ||
           os_clock_monotonic() - heap->scan_time > (int64_t)heap->purge_delay_ms * 1000000;
}

static NOINLINE void maybe_purge_holes(Heap *heap) {
    heap->look_below = heap->pool_live - LOOK_BYTES;
    if (heap->purge_delay_ms != HEAP_PURGE_NEVER && !heap->hold_arenas && is_time_for_holes(heap)) {
        pool_purge_holes(heap);
    } else {
        look_at_clock(heap);
    }
}

static void note_put_back(Heap *heap, HeapBin *bin) {
    heap->pool_live -= pool_unnoted_bytes(bin);
    bin->until_noted = note_interval(bin);
}

/* The same when so many blocks did not fit in its cache. */
static void note_overflow(Heap *heap, HeapBin *bin) {
    note_put_back(heap, bin);
    bin->has_overflowed = true;
}

void pool_note_put_back(Heap *heap, HeapBin *bin) {
    note_overflow(heap, bin);
    if (heap->pool_live < heap->look_below) {
        maybe_purge_holes(heap);
    }
}

/* After blocks of a pool became free: its place in the ring, whether it goes, and whether to look
 * for holes. */
static void settle(Heap *heap, HeapPool *pool) {
    if (pool->next == NULL) {
        ring_add_last(pool->bin, pool);
    }
    if (pool->live_count == 0 && !keep_empty(pool)) {
        return_pool(heap, pool);
        maybe_purge_holes(heap); /* what is in caches may be all that holds other pools */
    } else if (heap->pool_live < heap->look_below) {
        maybe_purge_holes(heap);
    }
}

void pool_note_first_free(Heap *heap, HeapPool *pool, const void *block) {
    pool->words |= UINT64_C(1) << (heap_block_index(pool, block) / 64);
    pool->live_count--;
    pool_note_last_free(heap, pool);
}

void pool_note_last_free(Heap *heap, HeapPool *pool) {
    if (--pool->bin->until_noted < 0) {
        note_overflow(heap, pool->bin);
    }
    settle(heap, pool);
}

void pool_end_double_free(const Heap *heap, const HeapPool *pool, const void *block) {
    check_fatal("double free of block %p (%u bytes) in heap %s", block, pool->block_size,
                heap->name);
}

/* Puts the claimed blocks of a bin back. */
static void return_claimed(Heap *heap, HeapBin *bin) {
    mark_handed_out(bin);
    uint64_t bits = bin->claimed;
    if (bits == 0) {
        return;
    }
    HeapPool *pool = heap_pool_of(bin->claimed_start);
    unsigned word = heap_block_index(pool, bin->claimed_start) / 64;
    check2(pool->bin == bin && (heap_pool_bitmap(pool)[word] & bits) == 0);
    heap_pool_bitmap(pool)[word] |= bits;
    pool->words |= UINT64_C(1) << word;
    unsigned count = base_count_bits(bits);
    pool->live_count = (uint16_t)(pool->live_count - count);
    heap->pool_live -= (int64_t)count * bin->block_size;
    bin->state -= (uint64_t)count << 16;
    bin->claimed = 0;
    bin->claimed_start = NULL;
    settle(heap, pool);
}

/* A block from the cache of a bin that does not own its pool. */
static void return_mixed(Heap *heap, const HeapBin *bin, HeapPool *pool, void *block) {
    size_t size = pool->state == HEAP_SLICE_MIXED ? mixed_block_size(pool, block) : 0;
    if (unlikely(size != bin->block_size)) {
        check_fatal("block %p was freed twice or with a wrong size or kind in heap %s", block,
                    heap->name);
    }
    mixed_return(pool, block, size);
    if (pool->mixed_live == 0) {
        mixed_end(heap, pool);
    }
}

static NOINLINE void return_mixed_block(Heap *heap, HeapBin *bin, void *block) {
    heap->pool_live -= bin->block_size;
    return_mixed(heap, bin, heap_pool_of(block), block);
    if (heap->pool_live < heap->look_below) {
        maybe_purge_holes(heap);
    }
}

void pool_return_block(Heap *heap, HeapBin *bin, void *block) {
    HeapPool *pool = heap_pool_of(block);
    if (likely(pool->bin == bin)) {
        pool_put_back(heap, bin, pool, block);
    } else {
        return_mixed_block(heap, bin, block);
    }
}

static void return_cached(Heap *heap, HeapBin *bin, void *block) {
    HeapPool *pool = heap_pool_of(block);
    if (likely(pool->bin == bin)) {
        pool_put_back(heap, bin, pool, block);
    } else {
        heap->pool_live -= bin->block_size;
        return_mixed(heap, bin, pool, block);
    }
}

void pool_flush(Heap *heap, HeapBin *bin) {
    while (bin->stash != 0) {
        return_cached(heap, bin, bin->cache[--bin->stash]);
    }
    while ((uint16_t)bin->state != 0) {
        return_cached(heap, bin, heap_bin_pop(bin));
    }
    note_put_back(heap, bin);
    return_claimed(heap, bin);
}

void pool_flush_all(Heap *heap, HeapKind kind) {
    for (unsigned word = 0; word < COUNT_OF(heap->bins_in_use); word++) {
        for (uint64_t bits = heap->bins_in_use[word]; bits != 0; bits &= bits - 1) {
            unsigned index = word * 64 + base_lowest_bit(bits);
            if (heap_bin_kind(index) == kind) {
                pool_flush(heap, &heap->bins[index]);
            }
        }
    }
}

/* --- looking at the clock --- */

/* Puts the blocks back that have been in a cache for longest, at least one. */
static void return_oldest(Heap *heap, HeapBin *bin, size_t count) {
    size_t rest = (uint16_t)bin->state - count;
    bin->state -= count;
    if (rest == 0) {
        return_cached(heap, bin, bin->top);
        count--;
    }
    for (size_t i = 1; i <= count; i++) {
        return_cached(heap, bin, bin->cache[i]);
    }
    if (rest > 1) {
        memmove(bin->cache + 1, bin->cache + 1 + count, (rest - 1) * sizeof(void *));
    }
    note_put_back(heap, bin);
}

/* Looks twice in a purge delay for what lies in the longest caches and was not needed since the
 * last time, and puts it back. What becomes free by it has waited long enough; what waited before
 * keeps its own delay. */
static void return_idle(Heap *heap, int64_t now) {
    if (heap->long_caches == 0 || heap->slow ||
        now - heap->idle_time < (int64_t)heap->purge_delay_ms * 1000000 / 2) {
        return;
    }
    heap->idle_time = now;
    size_t waiting = heap->retained_bytes;
    heap->hold_arenas = true; /* no search for holes meanwhile */
    for (unsigned i = 0; i < HEAP_LONGER_CLASSES; i++) {
        HeapBin *bin = &heap->bins[i];
        if (bin->limit != 0 && cache_is_long(heap, bin)) {
            size_t idle = cache_lower(bin);
            if (idle != 0) {
                return_oldest(heap, bin, idle);
            }
            cache_settle(heap, bin);
        }
    }
    heap->hold_arenas = false;
    if (heap->retained_bytes > waiting) {
        size_t keep = base_max_size(waiting, heap->retain_budget);
        heap->purged_recently += arena_purge(heap, keep);
        arena_purge_by_policy(heap);
    }
}

void pool_tick(Heap *heap, HeapBin *bin) {
    uint64_t ticks = (bin->state - HEAP_STATE_BEGIN) / ((uint64_t)HEAP_TICK << 16);
    bin->state -= ticks * ((uint64_t)HEAP_TICK << 16);
    bin->ticks += (uint32_t)ticks;
    cache_note_count(bin);
    bool may_wait = heap->purge_time != 0 || heap->long_caches != 0;
    if (may_wait && heap->purge_delay_ms != HEAP_PURGE_NEVER && !heap->hold_arenas) {
        int64_t now = os_clock_monotonic();
        return_idle(heap, now);
        arena_purge_when_due(heap, now);
    }
}

/* --- holes --- */

/* Whether every block that touches the page is free or was never handed out. */
static bool page_is_hole(const HeapPool *pool, const uint64_t *bitmap, unsigned page) {
    unsigned size = pool->block_size;
    unsigned first = page * HEAP_PAGE_SIZE / size;
    unsigned end = (page * HEAP_PAGE_SIZE + HEAP_PAGE_SIZE - 1) / size + 1;
    if (end > pool->ready_count) {
        end = pool->ready_count;
    }
    for (unsigned word = first / 64; word * 64 < end; word++) {
        uint64_t bits = base_low_mask(end - word * 64);
        if (word * 64 < first) {
            bits &= ~base_low_mask(first - word * 64);
        }
        if ((~bitmap[word] & bits) != 0) {
            return false;
        }
    }
    return true;
}

static void purge_pool(Heap *heap, HeapPool *pool) {
    /* Fewer free bytes than a page, and some more for good measure: not worth a look. */
    if ((size_t)(pool->ready_count - pool->live_count) * pool->block_size < 2 * HEAP_PAGE_SIZE) {
        return;
    }
    const uint64_t *bitmap = heap_pool_bitmap(pool);
    unsigned page = 0;
    while (page < HEAP_POOL_PAGES) {
        unsigned end = page;
        while (end < HEAP_POOL_PAGES && arena_page_is_dirty(pool, end) &&
               page_is_hole(pool, bitmap, end)) {
            end++;
        }
        if (end > page) {
            arena_purge_pages(heap, pool, page, end - page);
            pool->has_holes = 1;
        }
        page = end + 1;
    }
}

void pool_purge_holes(Heap *heap) {
    unsigned live_counts[HEAP_BINS] = {0};
    /* No arena may go while the list is walked. */
    heap->hold_arenas = true;
    pool_flush_all(heap, HEAP_LEAF);
    pool_flush_all(heap, HEAP_CONTAINER);
    HeapArena *next_arena;
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = next_arena) {
        next_arena = arena->next;
        for (unsigned slice = 0; slice < HEAP_SLICES; slice++) {
            HeapPool *pool = &arena->pools[slice];
            if (pool->state == HEAP_SLICE_MIXED) {
                mixed_purge(heap, pool);
            }
            if (pool->state != HEAP_SLICE_POOL) {
                continue;
            }
            if (pool->live_count == 0) {
                return_pool(heap, pool);
            } else {
                live_counts[pool->bin_index] += pool->live_count;
                purge_pool(heap, pool);
            }
        }
    }
    cache_fit_all(heap, live_counts);
    heap->hold_arenas = false;
    heap->scan_time = os_clock_monotonic();
    begin_counting(heap);
    arena_purge_by_policy(heap);
}

/* --- emptying --- */

/* Clears the blocks that were ever handed out. Of a leaf pool `young` knows the cards in which they
 * begin; of a container pool the collector has changed it. */
static void clear_used(HeapPool *pool) {
    char *start = heap_pool_start(pool);
    size_t ready = (size_t)pool->ready_count * pool->block_size;
    if (pool->kind == HEAP_CONTAINER) {
        memset(start, 0, ready);
        return;
    }
    uint64_t cards = pool->young;
    while (cards != 0) {
        unsigned first = base_lowest_bit(cards);
        uint64_t rest = ~(cards >> first);
        unsigned end = rest == 0 ? 64 : first + base_lowest_bit(rest);
        size_t from = (size_t)first << HEAP_CARD_SHIFT;
        size_t to = base_min_size(((size_t)end << HEAP_CARD_SHIFT) + pool->block_size, ready);
        if (from < to) {
            memset(start + from, 0, to - from);
        }
        cards &= ~base_low_mask(end);
    }
}

/* Only a pool that is kept is cleared: the pages of the others go back to the system. */
static void empty_pool(Heap *heap, HeapPool *pool, bool keep) {
    uint64_t *bitmap = heap_pool_bitmap(pool);
    unsigned ready = pool->ready_count;
    for (unsigned word = 0; word * 64 < ready; word++) {
        bitmap[word] = base_low_mask(ready - word * 64);
    }
    pool->words = base_low_mask((ready + 63) / 64);
    pool->live_count = 0;
    if (!keep) {
        return_pool(heap, pool);
        return;
    }
    clear_used(pool);
    pool->young = 0;
    pool->scratch = NULL;
    heap_arena_of(pool)->middle[heap_slice_of(pool)] = 0;
    if (pool->next == NULL) {
        ring_add_last(pool->bin, pool);
    }
}

static void empty_bins(Heap *heap) {
    for (unsigned word = 0; word < COUNT_OF(heap->bins_in_use); word++) {
        for (uint64_t bits = heap->bins_in_use[word]; bits != 0; bits &= bits - 1) {
            HeapBin *bin = &heap->bins[word * 64 + base_lowest_bit(bits)];
            mark_handed_out(bin);
            bin->state = HEAP_STATE_BEGIN;
            bin->ticks = 0;
            bin->stash = 0;
            bin->claimed = 0;
            bin->claimed_start = NULL;
            bin->until_noted = note_interval(bin);
            memset(bin->few, 0, sizeof(bin->few));
        }
    }
    cache_shorten_all(heap);
}

void pool_empty_all(Heap *heap, HeapArena *arena, size_t keep_bytes) {
    check2(heap->mixed_count == 0);
    size_t kept = 0;
    empty_bins(heap);
    for (uint64_t slices = ~arena->free_slices; slices != 0; slices &= slices - 1) {
        HeapPool *pool = &arena->pools[base_lowest_bit(slices)];
        if (pool->state == HEAP_SLICE_POOL) {
            size_t size = (size_t)pool->ready_count * pool->block_size;
            bool keep = !pool->has_holes && size <= KEEP_EMPTY_BYTES && kept + size <= keep_bytes;
            kept += keep ? size : 0;
            empty_pool(heap, pool, keep);
        }
    }
    heap->pool_live = 0;
    begin_counting(heap);
}
