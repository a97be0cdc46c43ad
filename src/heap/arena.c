/* Arenas: the account of bytes held from the system, slices for pools, page runs, purging.
 *
 * Invariants, over all arenas and mappings:
 *   from_system = metadata_bytes + pool_bytes + run_bytes + retained_bytes + large_bytes
 *               + collector_bytes + checking_bytes <= limit
 *   every dirty page is in exactly one of the first four
 * and over the list of arenas: those with a free slice come before those without.
 *
 * It must not look inside pools: which blocks are free is pool.c's business. */
#include "heap/arena.h"

#include "base/bitmap.h"
#include "base/check.h"
#include "os/os.h"

#include <string.h>

enum {
    RETAIN_MIN = 1 << 20,     /* bytes of free pages that may always wait for reuse */
    RETAIN_SHIFT = 1,         /* and this part of what is in use, */
    RETAIN_SHIFT_LIMITED = 3, /* or this where other heaps may need it, */
    LEAST_SHIFT = 5,          /* and at least this part of their limit if that is less; */
    RETAIN_MAX = 64 << 20,    /* the most that regret adds up to */
    REGRET_MS = 1000,         /* for so long giving back can be regretted, and regret lasts */
    RETAINED_SEARCH_MAX = 4,  /* arenas searched for a run of retained pages */
    RELEASE_PIECE = 4 << 20,  /* given back to the system between two looks of may_release */
    RUN_SEARCH_MAX = 64,      /* arenas looked at for a run before a new one is made */
    HEADER_PAGE = offsetof(HeapArena, heap) / HEAP_PAGE_SIZE,
    FIXED_PAGES = (sizeof(HeapArena) + HEAP_PAGE_SIZE - 1) / HEAP_PAGE_SIZE,
    FIRST_FIXED_PAGES =
        HEAP_LONG_CACHES_OFFSET / HEAP_PAGE_SIZE + HEAP_LONGER_CLASSES * HEAP_CACHE_PAGES
};
_Static_assert(FIXED_PAGES == HEADER_PAGE + 1, "the header is one page");
_Static_assert(HEAP_OFFSET + offsetof(Heap, bins) <= FIXED_PAGES * HEAP_PAGE_SIZE,
               "the heap's own fields share the header's page");

/* --- pages --- */

static unsigned slice_lane(const uint64_t *pages, unsigned slice) {
    return (unsigned)(pages[slice / 4] >> (slice % 4 * 16)) & 0xffff;
}

static char *page_address(HeapArena *arena, unsigned page) {
    return (char *)arena + ((size_t)page << HEAP_PAGE_SHIFT);
}

static size_t pages_to_bytes(size_t pages) {
    return pages << HEAP_PAGE_SHIFT;
}

/* --- the account --- */

/* Adds to what heaps with one account hold together; false: that would be over their limit. */
static bool take_from_account(HeapAccount *account, size_t bytes) {
    size_t held = __atomic_add_fetch(&account->held, bytes, __ATOMIC_RELAXED);
    size_t limit = __atomic_load_n(&account->limit, __ATOMIC_RELAXED);
    if (limit != 0 && held > limit) {
        __atomic_sub_fetch(&account->held, bytes, __ATOMIC_RELAXED);
        __atomic_store_n(&account->is_short, true, __ATOMIC_RELAXED);
        return false;
    }
    size_t peak = __atomic_load_n(&account->peak, __ATOMIC_RELAXED);
    while (held > peak && !__atomic_compare_exchange_n(&account->peak, &peak, held, true,
                                                       __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
    }
    return true;
}

static void give_to_account(HeapAccount *account, size_t bytes) {
    size_t held = __atomic_sub_fetch(&account->held, bytes, __ATOMIC_RELAXED);
    if (unlikely(__atomic_load_n(&account->is_short, __ATOMIC_RELAXED)) &&
        held < __atomic_load_n(&account->limit, __ATOMIC_RELAXED) / 2) {
        __atomic_store_n(&account->is_short, false, __ATOMIC_RELAXED);
    }
}

static bool take_within_limits(Heap *heap, size_t bytes) {
    size_t total;
    return base_add_size(heap->from_system, bytes, &total) &&
           (heap->limit == 0 || total <= heap->limit) &&
           (heap->account == NULL || take_from_account(heap->account, bytes));
}

bool arena_charge(Heap *heap, size_t bytes) {
    if (unlikely(!take_within_limits(heap, bytes))) {
        (void)arena_purge(heap, 0);
        if (!take_within_limits(heap, bytes)) {
            return false;
        }
    }
    heap->from_system += bytes;
    if (heap->from_system > heap->peak) {
        heap->peak = heap->from_system;
    }
    return true;
}

void arena_discharge(Heap *heap, size_t bytes) {
    check2(heap->from_system >= bytes);
    heap->from_system -= bytes;
    if (heap->account != NULL) {
        give_to_account(heap->account, bytes);
    }
}

void arena_note_demand(Heap *heap, size_t bytes) {
    size_t regretted = base_min_size(bytes, heap->purged_recently);
    heap->purged_recently -= regretted;
    heap->retain_budget = base_min_size(heap->retain_budget + regretted, RETAIN_MAX);
}

static size_t allowed_retained(const Heap *heap) {
    /* Heaps with one limit cannot take from each other what they retain. */
    if (heap->account != NULL && __atomic_load_n(&heap->account->is_short, __ATOMIC_RELAXED)) {
        return 0;
    }
    size_t in_use = heap->from_system - heap->retained_bytes;
    size_t limit = arena_shared_limit(heap);
    unsigned shift = limit != 0 ? RETAIN_SHIFT_LIMITED : RETAIN_SHIFT;
    size_t least = limit != 0 ? base_min_size(RETAIN_MIN, limit >> LEAST_SHIFT) : RETAIN_MIN;
    size_t allowed = base_max_size(least, in_use >> shift);
    return base_max_size(allowed, base_min_size(heap->retain_budget, heap->peak));
}

bool arena_may_retain(const Heap *heap, size_t bytes) {
    return heap->purge_delay_ms != HEAP_PURGE_NOW &&
           heap->retained_bytes + bytes <= allowed_retained(heap);
}

void *arena_reserve(Heap *heap, size_t size, size_t alignment) {
    heap->system_requests++;
    void *address = os_memory_reserve(size, alignment);
    if (unlikely(address == NULL)) {
        (void)arena_purge(heap, 0);
        address = os_memory_reserve(size, alignment);
    }
    return address;
}

/* A free of what was in the mapping then finds a header that says nothing, not the end of the
 * program. The page takes no memory: nobody writes to it. */
void arena_end_mapping(Heap *heap, void *address, size_t size) {
    if (heap->free_mark == 0) {
        os_memory_release(address, size);
        return;
    }
    void **place = &heap->ended[heap->ended_count++ % HEAP_ENDED_MAX];
    if (*place != NULL) {
        os_memory_release(*place, HEAP_PAGE_SIZE);
    }
    *place = address;
    os_memory_purge(address, HEAP_PAGE_SIZE);
    os_memory_release((char *)address + HEAP_PAGE_SIZE, size - HEAP_PAGE_SIZE);
}

static void release_ended(Heap *heap) {
    for (unsigned i = 0; i < HEAP_ENDED_MAX; i++) {
        if (heap->ended[i] != NULL) {
            os_memory_release(heap->ended[i], HEAP_PAGE_SIZE);
        }
    }
}

/* --- arenas --- */

static void link_arena(Heap *heap, HeapArena *arena) {
    arena->previous = NULL;
    arena->next = heap->arenas;
    if (arena->next != NULL) {
        arena->next->previous = arena;
    }
    heap->arenas = arena;
}

static void unlink_arena(Heap *heap, HeapArena *arena) {
    if (arena->previous != NULL) {
        arena->previous->next = arena->next;
    } else {
        heap->arenas = arena->next;
    }
    if (arena->next != NULL) {
        arena->next->previous = arena->previous;
    }
}

/* The arena has lost its last free slice: behind all that have one. The list is short of those,
 * for a new arena is made only when none is left. */
static void move_behind_open(Heap *heap, HeapArena *arena) {
    HeapArena *last = arena;
    while (last->next != NULL && last->next->free_slices != 0) {
        last = last->next;
    }
    if (last == arena) {
        return;
    }
    unlink_arena(heap, arena);
    arena->previous = last;
    arena->next = last->next;
    if (arena->next != NULL) {
        arena->next->previous = arena;
    }
    last->next = arena;
}

/* After pages of the slice became used or unused: its state, and the arena's place in the list. */
static void update_slice(Heap *heap, HeapArena *arena, unsigned slice) {
    uint64_t bit = UINT64_C(1) << slice;
    HeapPool *pool = &arena->pools[slice];
    uint64_t before = arena->free_slices;
    if (slice_lane(arena->used_pages, slice) == 0) {
        pool->state = HEAP_SLICE_FREE;
        arena->free_slices |= bit;
        arena->container_slices &= ~bit;
        if (before == 0 && heap->arenas != arena) {
            unlink_arena(heap, arena);
            link_arena(heap, arena);
        }
    } else {
        if (pool->state == HEAP_SLICE_FREE) {
            pool->state = HEAP_SLICE_PAGES;
        }
        arena->free_slices &= ~bit;
        if (before != 0 && arena->free_slices == 0) {
            move_behind_open(heap, arena);
        }
    }
}

/* What a slice looks like while it is no pool: frees take the slow path, and the collector's
 * word of a run is found by its page. */
static void reset_slice(Heap *heap, HeapArena *arena, unsigned slice) {
    HeapPool *pool = &arena->pools[slice];
    memset(pool, 0, sizeof(*pool));
    pool->bin = &heap->none;
    pool->scratch = &arena->run_scratch[slice * HEAP_POOL_PAGES];
    pool->reciprocal = UINT32_C(1) << (32 - HEAP_PAGE_SHIFT);
}

static void set_up_arena(Heap *heap, HeapArena *arena, unsigned fixed_pages) {
    for (unsigned slice = 0; slice < HEAP_SLICES; slice++) {
        reset_slice(heap, arena, slice);
    }
    arena->heap = heap;
    arena->free_slices = ~UINT64_C(0);
    arena->fixed_page_count = fixed_pages;
    arena->used_page_count = fixed_pages;
    arena->run_bound = HEAP_ARENA_PAGES - fixed_pages;
    bitmap_set_range(arena->used_pages, 0, fixed_pages);
    link_arena(heap, arena);
    heap->arena_count++;
    for (unsigned slice = 0; slice * HEAP_POOL_PAGES < fixed_pages; slice++) {
        update_slice(heap, arena, slice);
    }
    /* The pages that this function has written. */
    bitmap_set_range(arena->dirty_pages, 0, 1);
    bitmap_set_range(arena->dirty_pages, HEADER_PAGE, 1);
    heap->metadata_bytes += pages_to_bytes(2);
}

/* The pages of metadata in [address, address + size), as their first and how many. */
static unsigned metadata_pages(const HeapArena *arena, const void *address, size_t size,
                               unsigned *count) {
    size_t offset = (size_t)((const char *)address - (const char *)arena);
    unsigned first = (unsigned)(offset >> HEAP_PAGE_SHIFT);
    *count = (unsigned)((offset + size - 1) >> HEAP_PAGE_SHIFT) + 1 - first;
    return first;
}

/* How many of them are not in use yet. */
static unsigned metadata_to_come(const HeapArena *arena, const void *address, size_t size) {
    unsigned count;
    unsigned first = metadata_pages(arena, address, size, &count);
    return count - bitmap_count_range(arena->dirty_pages, first, count);
}

bool arena_use_metadata(Heap *heap, const void *address, size_t size) {
    HeapArena *arena = heap_arena_of(address);
    unsigned clean = metadata_to_come(arena, address, size);
    if (clean == 0) {
        return true;
    }
    if (!arena_charge(heap, pages_to_bytes(clean))) {
        return false;
    }
    unsigned count;
    unsigned first = metadata_pages(arena, address, size, &count);
    bitmap_set_range(arena->dirty_pages, first, count);
    heap->metadata_bytes += pages_to_bytes(clean);
    return true;
}

void arena_return_metadata(Heap *heap, const void *address, size_t size) {
    HeapArena *arena = heap_arena_of(address);
    unsigned count;
    unsigned first = metadata_pages(arena, address, size, &count);
    unsigned dirty = bitmap_count_range(arena->dirty_pages, first, count);
    if (dirty == 0) {
        return;
    }
    os_memory_purge(page_address(arena, first), pages_to_bytes(count));
    bitmap_clear_range(arena->dirty_pages, first, count);
    heap->metadata_bytes -= pages_to_bytes(dirty);
    arena_discharge(heap, pages_to_bytes(dirty));
    heap->system_returns++;
}

static HeapArena *create_arena(Heap *heap) {
    if (!arena_charge(heap, pages_to_bytes(2))) {
        return NULL;
    }
    HeapArena *arena = arena_reserve(heap, HEAP_ARENA_SIZE, HEAP_ARENA_SIZE);
    if (arena == NULL) {
        arena_discharge(heap, pages_to_bytes(2));
        return NULL;
    }
    set_up_arena(heap, arena, FIXED_PAGES);
    return arena;
}

static bool is_first(const Heap *heap, const HeapArena *arena) {
    return heap_arena_of(heap) == arena;
}

static bool is_empty(const HeapArena *arena) {
    return arena->used_page_count == arena->fixed_page_count;
}

/* An arena in which nothing is used, not the first; the bytes given back. */
static size_t release_arena(Heap *heap, HeapArena *arena) {
    check2(is_empty(arena) && !is_first(heap, arena));
    size_t retained = pages_to_bytes(arena->retained_page_count);
    size_t metadata =
        pages_to_bytes(bitmap_count_range(arena->dirty_pages, 0, arena->fixed_page_count));
    heap->retained_bytes -= retained;
    heap->metadata_bytes -= metadata;
    arena_discharge(heap, retained + metadata);
    heap->arena_count--;
    heap->system_returns++;
    if (heap->mix_arena == arena) {
        heap->mix_arena = NULL;
    }
    unlink_arena(heap, arena);
    arena_end_mapping(heap, arena, HEAP_ARENA_SIZE);
    return retained + metadata;
}

/* The first arena keeps all of an unaligned reservation, for trimming it to the arena costs more
 * time than a short heap may live. */
Heap *arena_create_heap(size_t limit_bytes, HeapAccount *account) {
    char *reservation = os_memory_reserve(2 * (size_t)HEAP_ARENA_SIZE, HEAP_PAGE_SIZE);
    if (reservation == NULL) {
        return NULL;
    }
    HeapArena *arena = (HeapArena *)ALIGN_UP((uintptr_t)reservation, (uintptr_t)HEAP_ARENA_SIZE);
    Heap *heap = (Heap *)((char *)arena + HEAP_OFFSET);
    heap->reservation = reservation;
    heap->limit = limit_bytes;
    heap->account = account;
    heap->system_requests = 1;
    set_up_arena(heap, arena, FIRST_FIXED_PAGES);
    if (!arena_charge(heap, pages_to_bytes(2))) {
        arena_destroy_heap(heap);
        return NULL;
    }
    return heap;
}

void arena_destroy_heap(Heap *heap) {
    arena_discharge(heap, heap->from_system);
    release_ended(heap);
    HeapArena *next;
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = next) {
        next = arena->next;
        if (!is_first(heap, arena)) {
            os_memory_release(arena, HEAP_ARENA_SIZE);
        }
    }
    os_memory_release(heap->reservation, 2 * (size_t)HEAP_ARENA_SIZE);
}

/* --- pages that become used and unused --- */

/* Pages that are unused become used; those that were retained leave that account. */
static unsigned use_pages(Heap *heap, HeapArena *arena, unsigned first, unsigned count) {
    unsigned dirty = bitmap_count_range(arena->dirty_pages, first, count);
    bitmap_set_range(arena->used_pages, first, count);
    arena->used_page_count += count;
    arena->retained_page_count -= dirty;
    heap->retained_bytes -= pages_to_bytes(dirty);
    unsigned last = (first + count - 1) / HEAP_POOL_PAGES;
    for (unsigned slice = first / HEAP_POOL_PAGES; slice <= last; slice++) {
        update_slice(heap, arena, slice);
    }
    return dirty;
}

/* The reverse; the dirty ones among them are retained. Returns how many are. */
static unsigned unuse_pages(Heap *heap, HeapArena *arena, unsigned first, unsigned count) {
    unsigned dirty = bitmap_count_range(arena->dirty_pages, first, count);
    bitmap_clear_range(arena->used_pages, first, count);
    arena->used_page_count -= count;
    arena->retained_page_count += dirty;
    heap->retained_bytes += pages_to_bytes(dirty);
    unsigned run_start = bitmap_run_start(arena->used_pages, first, false);
    unsigned run_end = bitmap_next(arena->used_pages, first, HEAP_ARENA_PAGES, true);
    arena->run_bound = (uint32_t)base_max_size(arena->run_bound, run_end - run_start);
    unsigned last = (first + count - 1) / HEAP_POOL_PAGES;
    for (unsigned slice = first / HEAP_POOL_PAGES; slice <= last; slice++) {
        update_slice(heap, arena, slice);
    }
    return dirty;
}

/* Charges for the clean ones among pages that are used, and makes them dirty; how many were
 * clean, or -1: the limit or the system refuses, and nothing has changed. */
static int dirty_pages(Heap *heap, HeapArena *arena, unsigned first, unsigned count) {
    unsigned clean = count - bitmap_count_range(arena->dirty_pages, first, count);
    if (clean == 0) {
        return 0;
    }
    if (!arena_charge(heap, pages_to_bytes(clean))) {
        return -1;
    }
    if (!os_memory_commit(page_address(arena, first), pages_to_bytes(count))) {
        arena_discharge(heap, pages_to_bytes(clean));
        return -1;
    }
    os_memory_populate(page_address(arena, first), pages_to_bytes(count));
    arena_note_demand(heap, pages_to_bytes(clean));
    bitmap_set_range(arena->dirty_pages, first, count);
    return (int)clean;
}

/* --- slices --- */

/* The free slice with the most dirty pages, the lowest of them. */
static unsigned choose_slice(const HeapArena *arena) {
    unsigned best = base_lowest_bit(arena->free_slices);
    unsigned best_dirty = 0;
    if (arena->retained_page_count == 0) {
        return best;
    }
    for (uint64_t slices = arena->free_slices; slices != 0; slices &= slices - 1) {
        unsigned slice = base_lowest_bit(slices);
        unsigned dirty = base_count_bits(slice_lane(arena->dirty_pages, slice));
        if (dirty > best_dirty) {
            best = slice;
            best_dirty = dirty;
        }
        if (dirty == HEAP_POOL_PAGES) {
            break;
        }
    }
    return best;
}

HeapPool *arena_take_slice(Heap *heap) {
    HeapArena *arena = heap->arenas;
    if (arena->free_slices == 0) {
        arena = create_arena(heap);
        if (arena == NULL) {
            return NULL;
        }
    }
    unsigned slice = choose_slice(arena);
    HeapPool *pool = &arena->pools[slice];
    /* The pages are used first: charging may purge, which releases an arena without any. */
    unsigned first = slice * HEAP_POOL_PAGES;
    unsigned dirty = use_pages(heap, arena, first, HEAP_POOL_PAGES);
    heap->pool_bytes += pages_to_bytes(dirty);
    if (!arena_use_metadata(heap, arena->bitmaps[slice], sizeof(arena->bitmaps[slice]))) {
        heap->pool_bytes -= pages_to_bytes(unuse_pages(heap, arena, first, HEAP_POOL_PAGES));
        (void)arena_purge(heap, 0);
        return NULL;
    }
    pool->state = HEAP_SLICE_POOL;
    return pool;
}

void arena_return_slice(Heap *heap, HeapPool *pool) {
    HeapArena *arena = heap_arena_of(pool);
    unsigned slice = heap_slice_of(pool);
    unsigned dirty = unuse_pages(heap, arena, slice * HEAP_POOL_PAGES, HEAP_POOL_PAGES);
    heap->pool_bytes -= pages_to_bytes(dirty);
    reset_slice(heap, arena, slice);
    arena_purge_by_policy(heap);
}

bool arena_commit(Heap *heap, HeapPool *pool, unsigned first_page, unsigned count) {
    HeapArena *arena = heap_arena_of(pool);
    unsigned first = heap_slice_of(pool) * HEAP_POOL_PAGES + first_page;
    int clean = dirty_pages(heap, arena, first, count);
    if (clean < 0) {
        return false;
    }
    heap->pool_bytes += pages_to_bytes((unsigned)clean);
    return true;
}

bool arena_pages_are_dirty(const HeapPool *pool, unsigned first, unsigned last) {
    unsigned lane = slice_lane(heap_arena_of(pool)->dirty_pages, heap_slice_of(pool));
    unsigned wanted = (2u << last) - (1u << first);
    return (lane & wanted) == wanted;
}

bool arena_page_is_dirty(const HeapPool *pool, unsigned page) {
    return arena_pages_are_dirty(pool, page, page);
}

unsigned arena_dirty_count(const HeapPool *pool) {
    return base_count_bits(slice_lane(heap_arena_of(pool)->dirty_pages, heap_slice_of(pool)));
}

void arena_purge_pages(Heap *heap, HeapPool *pool, unsigned first_page, unsigned count) {
    HeapArena *arena = heap_arena_of(pool);
    unsigned first = heap_slice_of(pool) * HEAP_POOL_PAGES + first_page;
    check2(bitmap_count_range(arena->dirty_pages, first, count) == count);
    os_memory_purge(page_address(arena, first), pages_to_bytes(count));
    bitmap_clear_range(arena->dirty_pages, first, count);
    heap->pool_bytes -= pages_to_bytes(count);
    arena_discharge(heap, pages_to_bytes(count));
    heap->system_returns++;
}

/* --- page runs --- */

/* The first free run of `count` pages in [first, limit); HEAP_ARENA_PAGES when there is none.
 * A run may end behind the limit. Notes the longest run it has seen. */
static unsigned find_run_from(const uint64_t *used, unsigned first, unsigned limit, unsigned count,
                              unsigned *longest) {
    first = bitmap_next(used, first, HEAP_ARENA_PAGES, false);
    while (first < limit) {
        unsigned end = bitmap_next(used, first, HEAP_ARENA_PAGES, true);
        if (end - first >= count) {
            return first;
        }
        if (end - first > *longest) {
            *longest = end - first;
        }
        first = bitmap_next(used, end, HEAP_ARENA_PAGES, false);
    }
    return HEAP_ARENA_PAGES;
}

/* A free run that is long enough, from the middle of the arena on; HEAP_ARENA_PAGES when there is
 * none, and then run_bound says what is known. */
static unsigned find_run(HeapArena *arena, unsigned count) {
    unsigned longest = 0;
    unsigned middle = HEAP_ARENA_PAGES / 2;
    const uint64_t *used = arena->used_pages;
    unsigned first = find_run_from(used, middle, HEAP_ARENA_PAGES, count, &longest);
    if (first == HEAP_ARENA_PAGES) {
        first = find_run_from(used, 0, middle, count, &longest);
    }
    if (first == HEAP_ARENA_PAGES) {
        arena->run_bound = longest;
    }
    return first;
}

/* The same among retained pages only. */
static unsigned find_retained_run(const HeapArena *arena, unsigned count) {
    uint64_t others[HEAP_ARENA_PAGES / 64];
    for (unsigned word = 0; word < COUNT_OF(others); word++) {
        others[word] = arena->used_pages[word] | ~arena->dirty_pages[word];
    }
    unsigned longest = 0;
    return find_run_from(others, 0, HEAP_ARENA_PAGES, count, &longest);
}

/* The arena and first page for a run, retained pages first; NULL: no memory. */
static HeapArena *find_run_place(Heap *heap, unsigned count, unsigned *first) {
    HeapArena *arena;
    unsigned searched = 0;
    if (heap->retained_bytes >= pages_to_bytes(count)) {
        for (arena = heap->arenas; arena != NULL && searched < RETAINED_SEARCH_MAX;
             arena = arena->next) {
            if (arena->retained_page_count >= count && arena->run_bound >= count) {
                searched++;
                *first = find_retained_run(arena, count);
                if (*first < HEAP_ARENA_PAGES) {
                    return arena;
                }
            }
        }
    }
    searched = 0;
    for (arena = heap->arenas; arena != NULL && searched++ < RUN_SEARCH_MAX; arena = arena->next) {
        if (arena->run_bound >= count) {
            *first = find_run(arena, count);
            if (*first < HEAP_ARENA_PAGES) {
                return arena;
            }
        }
    }
    arena = create_arena(heap);
    if (arena != NULL) {
        *first = find_run(arena, count);
    }
    return arena;
}

static void *place_run(Heap *heap, HeapArena *arena, unsigned first, unsigned count,
                       HeapKind kind) {
    /* The pages are used first: a purge while charging must leave them alone. */
    unsigned dirty = use_pages(heap, arena, first, count);
    heap->run_bytes += pages_to_bytes(dirty);
    if (dirty_pages(heap, arena, first, count) < 0) {
        heap->run_bytes -= pages_to_bytes(unuse_pages(heap, arena, first, count));
        (void)arena_purge(heap, 0);
        return NULL;
    }
    heap->run_bytes += pages_to_bytes(count - dirty);
    heap->run_count++;
    unsigned entry = count;
    if (kind == HEAP_CONTAINER) {
        entry |= HEAP_RUN_CONTAINER | HEAP_RUN_YOUNG;
        arena->container_slices |= UINT64_C(1) << (first / HEAP_POOL_PAGES);
    }
    arena->runs[first] = (uint16_t)entry;
    return page_address(arena, first);
}

/* The collector's word of a run lies in the metadata. */
static bool use_run_scratch(Heap *heap, HeapArena *arena, HeapKind kind) {
    return kind == HEAP_LEAF ||
           arena_use_metadata(heap, arena->run_scratch, sizeof(arena->run_scratch));
}

static void *take_run_at(Heap *heap, HeapArena *arena, unsigned first, unsigned count,
                         HeapKind kind) {
    void *run = place_run(heap, arena, first, count, kind);
    if (run != NULL && !use_run_scratch(heap, arena, kind)) {
        arena_return_run(heap, run);
        return NULL;
    }
    return run;
}

/* With no page left for the collector's words of another arena: where they are there already, as
 * where the run was that has just made room. */
static void *take_run_where_prepared(Heap *heap, unsigned count) {
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        if (arena->run_bound >= count &&
            metadata_to_come(arena, arena->run_scratch, sizeof(arena->run_scratch)) == 0) {
            unsigned first = find_run(arena, count);
            if (first < HEAP_ARENA_PAGES) {
                return take_run_at(heap, arena, first, count, HEAP_CONTAINER);
            }
        }
    }
    return NULL;
}

void *arena_take_run(Heap *heap, size_t pages, HeapKind kind) {
    check2(pages != 0 && pages <= HEAP_RUN_MAX / HEAP_PAGE_SIZE);
    unsigned count = (unsigned)pages;
    unsigned first;
    HeapArena *arena = find_run_place(heap, count, &first);
    void *run = arena != NULL ? take_run_at(heap, arena, first, count, kind) : NULL;
    return run == NULL && kind == HEAP_CONTAINER ? take_run_where_prepared(heap, count) : run;
}

void arena_return_run(Heap *heap, void *run) {
    HeapArena *arena = heap_arena_of(run);
    uint16_t *entry = arena_run_entry(run);
    unsigned count = *entry & HEAP_RUN_PAGES;
    check2(count != 0);
    *entry = 0;
    heap->run_count--;
    heap->run_bytes -= pages_to_bytes(count);
    (void)unuse_pages(heap, arena, (unsigned)(entry - arena->runs), count);
    arena_purge_by_policy(heap);
}

bool arena_resize_run(Heap *heap, void *run, size_t pages) {
    HeapArena *arena = heap_arena_of(run);
    uint16_t *entry = arena_run_entry(run);
    unsigned first = (unsigned)(entry - arena->runs);
    unsigned old_count = *entry & HEAP_RUN_PAGES;
    unsigned count = (unsigned)pages;
    if (count > old_count) {
        unsigned more = count - old_count;
        unsigned behind = first + old_count;
        if (behind >= HEAP_ARENA_PAGES ||
            bitmap_next(arena->used_pages, behind, HEAP_ARENA_PAGES, true) < behind + more ||
            behind + more > HEAP_ARENA_PAGES) {
            return false;
        }
        unsigned dirty = use_pages(heap, arena, behind, more);
        heap->run_bytes += pages_to_bytes(dirty);
        if (dirty_pages(heap, arena, behind, more) < 0) {
            heap->run_bytes -= pages_to_bytes(unuse_pages(heap, arena, behind, more));
            return false;
        }
        heap->run_bytes += pages_to_bytes(more - dirty);
    } else if (count < old_count) {
        heap->run_bytes -= pages_to_bytes(old_count - count);
        (void)unuse_pages(heap, arena, first + count, old_count - count);
    }
    *entry = (uint16_t)((*entry & ~(unsigned)HEAP_RUN_PAGES) | count);
    if (count < old_count) {
        arena_purge_by_policy(heap);
    }
    return true;
}

/* --- giving back --- */

/* Purges the retained pages of an arena until heap->retained_bytes <= keep. */
static size_t purge_arena(Heap *heap, HeapArena *arena, size_t keep) {
    size_t given = 0;
    uint64_t retained[HEAP_ARENA_PAGES / 64];
    for (unsigned word = 0; word < COUNT_OF(retained); word++) {
        retained[word] = arena->dirty_pages[word] & ~arena->used_pages[word];
    }
    unsigned first = bitmap_next(retained, 0, HEAP_ARENA_PAGES, true);
    while (first < HEAP_ARENA_PAGES && heap->retained_bytes > keep) {
        unsigned end = bitmap_next(retained, first, HEAP_ARENA_PAGES, false);
        size_t bytes = pages_to_bytes(end - first);
        os_memory_purge(page_address(arena, first), bytes);
        heap->system_returns++;
        bitmap_clear_range(arena->dirty_pages, first, end - first);
        arena->retained_page_count -= end - first;
        heap->retained_bytes -= bytes;
        arena_discharge(heap, bytes);
        given += bytes;
        first = bitmap_next(retained, end, HEAP_ARENA_PAGES, true);
    }
    return given;
}

/* Gives back what a mapping has behind `keep` bytes, from its end on, in pieces; `size` is what is
 * left, more than `keep` when it may not go on. */
static bool release_behind(Heap *heap, HeapLarge *large, size_t *size, size_t keep) {
    heap->system_returns++;
    while (*size > keep) {
        size_t piece = *size - keep;
        piece = heap->may_release == NULL ? piece : base_min_size(piece, RELEASE_PIECE);
        if (!arena_may_release(heap)) {
            return false;
        }
        *size -= piece;
        os_memory_release((char *)large + *size, piece);
        arena_discharge(heap, piece);
    }
    return true;
}

bool arena_shorten_mapping(Heap *heap, HeapLarge *large, size_t keep) {
    return release_behind(heap, large, &large->mapped_size, keep);
}

bool arena_release_tail(Heap *heap) {
    HeapLarge *large = heap->tailed;
    if (large == NULL) {
        return true;
    }
    size_t size = large->mapped_size + large->tail_size;
    bool is_done = release_behind(heap, large, &size, large->mapped_size);
    size_t left = size - large->mapped_size;
    heap->retained_bytes -= large->tail_size - left;
    large->tail_size = left;
    if (is_done) {
        heap->tailed = NULL;
    }
    return is_done;
}

bool arena_end_large(Heap *heap, HeapLarge *large) {
    if (heap->may_release != NULL && large->mapped_size > RELEASE_PIECE) {
        if (!arena_shorten_mapping(heap, large, RELEASE_PIECE) || !arena_may_release(heap)) {
            return false;
        }
    } else {
        heap->system_returns++;
    }
    size_t mapped = large->mapped_size;
    arena_end_mapping(heap, large, mapped);
    arena_discharge(heap, mapped);
    return true;
}

size_t arena_purge_spares(Heap *heap, size_t keep) {
    size_t before = heap->retained_bytes;
    while (heap->spare != NULL && heap->retained_bytes > keep) {
        HeapLarge *spare = heap->spare;
        heap->spare = spare->next;
        heap->retained_bytes -= spare->mapped_size;
        if (!arena_end_large(heap, spare)) {
            spare->next = heap->spare;
            heap->spare = spare;
            heap->retained_bytes += spare->mapped_size;
            break;
        }
    }
    if (heap->retained_bytes > keep) {
        (void)arena_release_tail(heap);
    }
    return before - heap->retained_bytes;
}

size_t arena_purge(Heap *heap, size_t keep_bytes) {
    size_t given = arena_purge_spares(heap, keep_bytes);
    HeapArena *next;
    for (HeapArena *arena = heap->arenas; arena != NULL; arena = next) {
        next = arena->next;
        if ((heap->retained_bytes > keep_bytes || is_empty(arena)) && !arena_may_release(heap)) {
            break;
        }
        if (is_empty(arena) && !is_first(heap, arena) &&
            (keep_bytes == 0 || heap->retained_bytes > keep_bytes)) {
            given += release_arena(heap, arena);
        } else if (arena->retained_page_count != 0 && heap->retained_bytes > keep_bytes) {
            given += purge_arena(heap, arena, keep_bytes);
        }
    }
    if (heap->retained_bytes == 0) {
        heap->purge_time = 0;
    }
    return given;
}

/* What has waited for the whole delay goes, but for as much as was regretted lately. */
static void purge_after_delay(Heap *heap, int64_t now) {
    if (now >= heap->regret_time) {
        heap->retain_budget /= 2;
        heap->purged_recently = 0;
        heap->regret_time = now + (int64_t)REGRET_MS * 1000000;
    }
    size_t keep = heap->retain_budget >= RETAIN_MIN ? heap->retain_budget : 0;
    heap->purged_recently += arena_purge(heap, keep);
    if (heap->retained_bytes != 0) {
        heap->purge_time = now + (int64_t)heap->purge_delay_ms * 1000000;
    }
}

void arena_purge_when_due(Heap *heap, int64_t now) {
    if (heap->purge_time != 0 && now >= heap->purge_time && !heap->hold_arenas) {
        purge_after_delay(heap, now);
    }
}

/* Too much retained goes at once, half of what is allowed stays, to wait for reuse until the delay
 * is over. What was given back and is asked for again soon raises what is allowed, and waits
 * longer: a program that makes and drops the same much over and over is known by it. */
void arena_purge_by_policy(Heap *heap) {
    if (heap->retained_bytes == 0 || heap->purge_delay_ms == HEAP_PURGE_NEVER ||
        heap->hold_arenas) {
        return;
    }
    if (heap->purge_delay_ms == HEAP_PURGE_NOW) {
        (void)arena_purge(heap, 0);
        return;
    }
    size_t allowed = allowed_retained(heap);
    if (heap->retained_bytes > allowed) {
        heap->purged_recently += arena_purge(heap, allowed / 2);
        return;
    }
    /* The clock is not read more often than at each 16th event. */
    if (heap->purge_time != 0 && heap->purge_ticks++ % 16 != 0) {
        return;
    }
    int64_t now = os_clock_monotonic();
    if (heap->purge_time == 0) {
        heap->purge_time = now + (int64_t)heap->purge_delay_ms * 1000000;
    } else {
        arena_purge_when_due(heap, now);
    }
}
