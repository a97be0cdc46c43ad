/* Walking live blocks: all of them for inspection, the containers for the collector. */
#include "heap/heap_walk.h"

#include "base/check.h"
#include "heap/arena.h"
#include "heap/large.h"
#include "heap/mixed.h"
#include "heap/pool.h"
#include "os/os.h"

/* --- the collector's words --- */

void heap_walk_release_scratch(Heap *heap) {
    if (heap->scratch == NULL) {
        return;
    }
    os_memory_release(heap->scratch, heap->scratch_size);
    heap->system_returns++;
    heap->scratch = NULL;
    heap->scratch_size = 0;
    size_t bytes = ALIGN_UP(heap->collector_words * sizeof(uint32_t), (size_t)HEAP_PAGE_SIZE);
    arena_discharge(heap, heap->collector_bytes - bytes);
    heap->collector_bytes = bytes;
}

/* The account has room for the table already: see collector_bytes. */
static bool make_scratch(Heap *heap) {
    size_t needed = ALIGN_UP(heap->collector_words * sizeof(uint32_t), (size_t)HEAP_PAGE_SIZE);
    if (needed <= heap->scratch_size) {
        return true;
    }
    heap_walk_release_scratch(heap);
    heap->system_requests++;
    heap->scratch = os_memory_reserve(heap->collector_bytes, HEAP_PAGE_SIZE);
    if (heap->scratch == NULL) {
        return false;
    }
    heap->scratch_size = heap->collector_bytes;
    return true;
}

/* The cards of a pool that a walk visits. */
static uint64_t cards_in_scope(const HeapArena *arena, unsigned slice, HeapWalkScope scope) {
    uint64_t young = arena->pools[slice].young;
    return scope == HEAP_WALK_ALL      ? ~UINT64_C(0)
           : scope == HEAP_WALK_MIDDLE ? young | arena->middle[slice]
                                       : young;
}

bool heap_walk_prepare(Heap *heap, HeapWalkScope scope) {
    pool_flush_all(heap, HEAP_CONTAINER);
    if (!make_scratch(heap)) {
        return false;
    }
    uint32_t *next = heap->scratch;
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        arena->walk_slices = arena->container_slices;
        for (uint64_t slices = arena->container_slices; slices != 0; slices &= slices - 1) {
            unsigned slice = base_lowest_bit(slices);
            HeapPool *pool = &arena->pools[slice];
            if (pool->state != HEAP_SLICE_POOL) {
                continue;
            }
            if (cards_in_scope(arena, slice, scope) == 0) {
                arena->walk_slices &= ~(UINT64_C(1) << slice);
                continue;
            }
            pool->scratch = next;
            next += pool->ready_count;
        }
    }
    check2((size_t)(next - heap->scratch) <= heap->collector_words);
    return true;
}

/* --- the walk --- */

void heap_walk_start(HeapWalk *walk, Heap *heap, HeapWalkScope scope) {
    *walk = (HeapWalk){.arena = heap->arenas,
                       .following = heap->arenas->next,
                       .slices = heap->arenas->walk_slices,
                       .large = heap->large,
                       .scope = scope};
}

/* The next live block of the range; false: the range is over. */
static bool advance_in_range(HeapWalk *walk) {
    HeapPool *pool = walk->pool;
    uint32_t next = walk->range_next;
    uint32_t end = walk->range_end;
    while (next < end) {
        unsigned word = next / 64;
        uint64_t bits = pool_live_word(pool, word) & ~base_low_mask(next % 64);
        if (end - word * 64 < 64) {
            bits &= base_low_mask(end - word * 64);
        }
        next = word * 64 + 64;
        if (bits != 0) {
            walk->bits = bits;
            walk->word_start = heap_pool_start(pool) + (size_t)word * 64 * pool->block_size;
            walk->range_next = next;
            return true;
        }
    }
    walk->range_next = end;
    return false;
}

/* The blocks that begin in the next run of marked cards; false: no more cards in the pool. */
static bool next_range(HeapWalk *walk) {
    uint64_t cards = walk->cards;
    if (cards == 0) {
        return false;
    }
    unsigned first = base_lowest_bit(cards);
    uint64_t rest = ~(cards >> first);
    unsigned end = rest == 0 ? 64 : first + base_lowest_bit(rest);
    walk->cards = cards & ~base_low_mask(end);
    uint32_t size = walk->pool->block_size;
    uint32_t end_block = (((uint32_t)end << HEAP_CARD_SHIFT) + size - 1) / size;
    walk->range_next = (((uint32_t)first << HEAP_CARD_SHIFT) + size - 1) / size;
    walk->range_end = (uint32_t)base_min_size(end_block, walk->pool->ready_count);
    return true;
}

/* The next container run of the current page slice. */
static bool next_run(HeapWalk *walk) {
    while (walk->run_page < walk->run_end) {
        uint32_t page = walk->run_page++;
        uint16_t entry = walk->arena->runs[page];
        if ((entry & HEAP_RUN_CONTAINER) != 0 &&
            (walk->scope == HEAP_WALK_ALL || (entry & HEAP_RUN_YOUNG) != 0 ||
             (walk->scope == HEAP_WALK_MIDDLE && (entry & HEAP_RUN_MIDDLE) != 0))) {
            walk->bits = 1;
            walk->word_start = (char *)walk->arena + ((size_t)page << HEAP_PAGE_SHIFT);
            return true;
        }
    }
    return false;
}

static void enter_slice(HeapWalk *walk, HeapArena *arena, unsigned slice) {
    HeapPool *pool = &arena->pools[slice];
    if (pool->state == HEAP_SLICE_POOL) {
        walk->pool = pool;
        walk->block_size = pool->block_size;
        walk->cards = cards_in_scope(arena, slice, walk->scope);
    } else {
        walk->run_page = slice * HEAP_POOL_PAGES;
        walk->run_end = walk->run_page + HEAP_POOL_PAGES;
    }
}

/* Goes to the next slice with containers; false: there is none in any arena. */
static bool next_slice(HeapWalk *walk) {
    while (walk->slices == 0) {
        if (walk->following == NULL) {
            return false;
        }
        walk->arena = walk->following;
        walk->following = walk->arena->next;
        walk->slices = walk->arena->walk_slices;
    }
    unsigned slice = base_lowest_bit(walk->slices);
    walk->slices &= walk->slices - 1;
    enter_slice(walk, walk->arena, slice);
    return true;
}

static void enter_large(HeapWalk *walk, HeapLarge *large) {
    walk->bits = 1;
    walk->word_start = large_block(large);
}

static bool next_large(HeapWalk *walk) {
    while (walk->large != NULL) {
        HeapLarge *large = walk->large;
        walk->large = large->next;
        if (large->pool.kind == HEAP_CONTAINER &&
            (walk->scope == HEAP_WALK_ALL || (large->pool.young & HEAP_LARGE_YOUNG) != 0 ||
             (walk->scope == HEAP_WALK_MIDDLE && large->pool.young != 0))) {
            enter_large(walk, large);
            return true;
        }
    }
    return false;
}

bool heap_walk_advance(HeapWalk *walk) {
    for (;;) {
        if (walk->pool != NULL) {
            do {
                if (advance_in_range(walk)) {
                    return true;
                }
            } while (next_range(walk));
            walk->pool = NULL;
        }
        if (next_run(walk)) {
            return true;
        }
        walk->range_next = 0;
        walk->range_end = 0;
        if (!next_slice(walk)) {
            return next_large(walk);
        }
    }
}

/* --- in parts --- */

void heap_walk_begin_parts(Heap *heap) {
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        arena->part_slices = arena->container_slices;
    }
    for (HeapLarge *large = heap->large; large != NULL; large = large->next) {
        large->part = large->pool.kind == HEAP_CONTAINER;
    }
}

bool heap_walk_next_part(HeapWalk *walk, Heap *heap) {
    *walk = (HeapWalk){.scope = HEAP_WALK_ALL};
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        uint64_t slices = arena->part_slices & arena->container_slices;
        arena->part_slices = slices & (slices - 1);
        if (slices != 0) {
            walk->arena = arena;
            enter_slice(walk, arena, base_lowest_bit(slices));
            return true;
        }
    }
    for (HeapLarge *large = heap->large; large != NULL; large = large->next) {
        if (large->part) {
            large->part = false;
            enter_large(walk, large);
            return true;
        }
    }
    return false;
}

static bool arena_is_known(const Heap *heap, const HeapArena *wanted) {
    const HeapArena *arena = heap->arenas;
    while (arena != NULL && arena != wanted) {
        arena = arena->next;
    }
    return arena != NULL;
}

/* Of any address in an arena. */
static const HeapPool *slice_at(const HeapArena *arena, const void *address) {
    return &arena->pools[((uintptr_t)address & (HEAP_ARENA_SIZE - 1)) >> HEAP_POOL_SHIFT];
}

bool heap_walk_is_container(const Heap *heap, const void *address) {
    const HeapArena *arena = heap_arena_of(address);
    if (!arena_is_known(heap, arena)) {
        HeapLarge *large = heap->large;
        while (large != NULL && large_block(large) != address) {
            large = large->next;
        }
        return large != NULL && large->pool.kind == HEAP_CONTAINER;
    }
    const HeapPool *pool = slice_at(arena, address);
    if (pool->state == HEAP_SLICE_POOL) {
        return pool->kind == HEAP_CONTAINER && pool_has_block(pool, address) &&
               !pool_block_is_free(pool, address);
    }
    return pool->state == HEAP_SLICE_PAGES && (uintptr_t)address % HEAP_PAGE_SIZE == 0 &&
           (*arena_run_entry(address) & HEAP_RUN_CONTAINER) != 0;
}

static void *find_run(HeapArena *arena, const void *address) {
    size_t page = ((uintptr_t)address & (HEAP_ARENA_SIZE - 1)) >> HEAP_PAGE_SHIFT;
    size_t first = page;
    while (first > 0 && arena->runs[first] == 0) {
        first--;
    }
    size_t count = arena->runs[first] & HEAP_RUN_PAGES;
    return page < first + count ? (char *)arena + (first << HEAP_PAGE_SHIFT) : NULL;
}

static void *find_large(const Heap *heap, const void *address) {
    for (HeapLarge *large = heap->large; large != NULL; large = large->next) {
        if ((uintptr_t)address - (uintptr_t)large_block(large) < large_usable_size(large)) {
            return large_block(large);
        }
    }
    return NULL;
}

void *heap_find_block(const Heap *heap, const void *address) {
    HeapArena *arena = heap_arena_of(address);
    if (!arena_is_known(heap, arena)) {
        return find_large(heap, address);
    }
    const HeapPool *pool = slice_at(arena, address);
    if (pool->state == HEAP_SLICE_PAGES) {
        return find_run(arena, address);
    }
    if (pool->state == HEAP_SLICE_MIXED) {
        return mixed_block_around(pool, address);
    }
    uint32_t index = pool->state == HEAP_SLICE_POOL ? heap_block_index(pool, address) : UINT32_MAX;
    if (index >= pool->ready_count) {
        return NULL;
    }
    char *block = heap_pool_start(pool) + (size_t)index * pool->block_size;
    return pool_block_is_free(pool, block) ? NULL : block;
}

/* --- young and old --- */

static void age_runs(HeapArena *arena, unsigned slice, HeapWalkScope walked) {
    for (unsigned i = 0; i < HEAP_POOL_PAGES; i++) {
        uint16_t *entry = &arena->runs[slice * HEAP_POOL_PAGES + i];
        if (walked != HEAP_WALK_YOUNG) {
            *entry &= (uint16_t) ~(HEAP_RUN_YOUNG | HEAP_RUN_MIDDLE);
        } else if ((*entry & HEAP_RUN_YOUNG) != 0) {
            *entry ^= HEAP_RUN_YOUNG | HEAP_RUN_MIDDLE;
        }
    }
}

void heap_walk_age(Heap *heap, HeapWalkScope walked) {
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        for (uint64_t slices = arena->walk_slices; slices != 0; slices &= slices - 1) {
            unsigned slice = base_lowest_bit(slices);
            HeapPool *pool = &arena->pools[slice];
            if (pool->state != HEAP_SLICE_POOL) {
                age_runs(arena, slice, walked);
                continue;
            }
            arena->middle[slice] =
                walked == HEAP_WALK_YOUNG ? arena->middle[slice] | pool->young : 0;
            pool->young = 0;
        }
    }
    for (HeapLarge *large = heap->large; large != NULL; large = large->next) {
        large->pool.young =
            walked == HEAP_WALK_YOUNG && large->pool.young != 0 ? HEAP_LARGE_MIDDLE : 0;
    }
}

void heap_walk_keep_young(void *block) {
    HeapPool *pool = heap_pool_of(block);
    if (pool->state == HEAP_SLICE_PAGES) {
        *arena_run_entry(block) |= HEAP_RUN_YOUNG;
    } else {
        heap_mark_young(pool, block);
    }
}

size_t heap_walk_count(const Heap *heap) {
    size_t count = 0;
    for (const HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        for (uint64_t slices = arena->container_slices; slices != 0; slices &= slices - 1) {
            unsigned slice = base_lowest_bit(slices);
            const HeapPool *pool = &arena->pools[slice];
            if (pool->state == HEAP_SLICE_POOL) {
                count += pool->live_count;
                continue;
            }
            for (unsigned i = 0; i < HEAP_POOL_PAGES; i++) {
                count += (arena->runs[slice * HEAP_POOL_PAGES + i] & HEAP_RUN_CONTAINER) != 0;
            }
        }
    }
    for (unsigned i = HEAP_CLASSES; i < HEAP_BINS; i++) {
        count -= pool_count_at_hand(&heap->bins[i]);
    }
    for (const HeapLarge *large = heap->large; large != NULL; large = large->next) {
        count += large->pool.kind == HEAP_CONTAINER;
    }
    return count;
}

/* --- every block --- */

/* The blocks of one word of a bitmap: in use where a bit is set. */
static size_t gather(void **blocks, char *word_start, uint64_t bits, size_t block_size) {
    size_t count = 0;
    if (bits == UINT64_MAX) { /* the usual one in a heap that grows */
        for (size_t i = 0; i < 64; i++) {
            blocks[i] = word_start + i * block_size;
        }
        return 64;
    }
    for (; bits != 0; bits &= bits - 1) {
        blocks[count++] = word_start + base_lowest_bit(bits) * block_size;
    }
    return count;
}

static bool visit_pool(const HeapPool *pool, HeapGroupVisitor visitor, void *user) {
    void *blocks[HEAP_GROUP_MAX];
    size_t size = pool->block_size;
    char *word_start = heap_pool_start(pool);
    for (unsigned word = 0; word * 64 < pool->ready_count; word++, word_start += 64 * size) {
        size_t count = gather(blocks, word_start, pool_live_word(pool, word), size);
        if (count != 0 && !visitor(user, blocks, count, size, (HeapKind)pool->kind)) {
            return false;
        }
    }
    return true;
}

static bool visit_mixed_pool(const HeapPool *pool, HeapGroupVisitor visitor, void *user) {
    for (void *block = NULL; (block = mixed_next(pool, block)) != NULL;) {
        if (!visitor(user, &block, 1, mixed_block_size(pool, block), HEAP_LEAF)) {
            return false;
        }
    }
    return true;
}

static bool visit_runs(HeapArena *arena, unsigned slice, HeapGroupVisitor visitor, void *user) {
    for (unsigned i = 0; i < HEAP_POOL_PAGES; i++) {
        unsigned page = slice * HEAP_POOL_PAGES + i;
        void *block = (char *)arena + ((size_t)page << HEAP_PAGE_SHIFT);
        if (arena->runs[page] != 0 &&
            !visitor(user, &block, 1, heap_usable_size_slow(block), heap_kind_slow(block))) {
            return false;
        }
    }
    return true;
}

void heap_walk_groups(Heap *heap, HeapGroupVisitor visitor, void *user) {
    pool_flush_all(heap, HEAP_LEAF);
    pool_flush_all(heap, HEAP_CONTAINER);
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        for (unsigned slice = 0; slice < HEAP_SLICES; slice++) {
            const HeapPool *pool = &arena->pools[slice];
            if (pool->state == HEAP_SLICE_POOL && !visit_pool(pool, visitor, user)) {
                return;
            }
            if (pool->state == HEAP_SLICE_MIXED && !visit_mixed_pool(pool, visitor, user)) {
                return;
            }
            if (pool->state == HEAP_SLICE_PAGES && !visit_runs(arena, slice, visitor, user)) {
                return;
            }
        }
    }
    for (HeapLarge *large = heap->large; large != NULL; large = large->next) {
        void *block = large_block(large);
        if (!visitor(user, &block, 1, large_usable_size(large), (HeapKind)large->pool.kind)) {
            return;
        }
    }
}

typedef struct Single {
    HeapVisitor visitor;
    void *user;
} Single;

static bool visit_singly(void *user, void **blocks, size_t count, size_t usable_size,
                         HeapKind kind) {
    const Single *single = user;
    for (size_t i = 0; i < count; i++) {
        if (!single->visitor(single->user, blocks[i], usable_size, kind)) {
            return false;
        }
    }
    return true;
}

void heap_walk(Heap *heap, HeapVisitor visitor, void *user) {
    Single single = {visitor, user};
    heap_walk_groups(heap, visit_singly, &single);
}
