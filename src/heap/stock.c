/* Heaps that wait for reuse. A heap is emptied when it comes, not when it goes: what a tenant left
 * must not wait in memory, and taking is what has to be quick.
 *
 * Only plain heaps come: those with a limit shared with others, with checks, or with more than one
 * arena are destroyed. */
#include "heap/stock.h"

#include "base/bitmap.h"
#include "base/check.h"
#include "base/poison.h"
#include "heap/arena.h"
#include "heap/pool.h"

#include <string.h>

static Heap *slots[STOCK_HEAPS];

static Heap *take_from(Heap **slot) {
    return __atomic_load_n(slot, __ATOMIC_RELAXED) != NULL
               ? __atomic_exchange_n(slot, NULL, __ATOMIC_ACQUIRE)
               : NULL;
}

static bool put_into(Heap **slot, Heap *heap) {
    Heap *expected = NULL;
    return __atomic_load_n(slot, __ATOMIC_RELAXED) == NULL &&
           __atomic_compare_exchange_n(slot, &expected, heap, false, __ATOMIC_RELEASE,
                                       __ATOMIC_RELAXED);
}

static bool put(Heap *heap) {
    for (size_t i = 0; i < STOCK_HEAPS; i++) {
        if (put_into(&slots[i], heap)) {
            return true;
        }
    }
    return false;
}

static bool is_full(void) {
    for (size_t i = 0; i < STOCK_HEAPS; i++) {
        if (__atomic_load_n(&slots[i], __ATOMIC_RELAXED) == NULL) {
            return false;
        }
    }
    return true;
}

Heap *stock_take(size_t limit_bytes) {
    for (size_t i = 0; i < STOCK_HEAPS; i++) {
        Heap *heap = take_from(&slots[i]);
        if (heap == NULL) {
            continue;
        }
        /* A heap with a small limit is not to begin with what it may have no use for. */
        if (limit_bytes == 0 || heap->from_system <= limit_bytes / 4) {
            return heap;
        }
        if (!put(heap)) {
            arena_destroy_heap(heap);
        }
    }
    return NULL;
}

static bool is_plain(const Heap *heap) {
    return heap->account == NULL && heap->alignment == 8 && heap->check_level == 0 && !heap->slow &&
           !POISON_WORKS && heap->arena_count == 1 && heap->mixed_count == 0;
}

static void return_runs(Heap *heap, HeapArena *arena) {
    for (unsigned page = 0; heap->run_count != 0 && page < HEAP_ARENA_PAGES; page++) {
        if (arena->runs[page] != 0) {
            arena_return_run(heap, (char *)arena + ((size_t)page << HEAP_PAGE_SHIFT));
        }
    }
}

static void clear_root(HeapArena *arena) {
    for (unsigned i = 0; i < HEAP_ROOT_SIZE / HEAP_PAGE_SIZE; i++) {
        unsigned page = HEAP_ROOT_OFFSET / HEAP_PAGE_SIZE + i;
        if (bitmap_get(arena->dirty_pages, page)) {
            memset((char *)arena + ((size_t)page << HEAP_PAGE_SHIFT), 0, HEAP_PAGE_SIZE);
        }
    }
}

/* As a new one: everything but where its memory is. */
static void forget_history(Heap *heap) {
    heap->remote = NULL;
    heap->mix_arena = NULL;
    heap->mix_slice = 0;
    heap->limit = 0;
    heap->served_runs = heap->served_large = 0;
    heap->reallocations = heap->failed = 0;
    heap->system_requests = heap->system_returns = 0;
    heap->retain_budget = heap->purged_recently = 0;
    heap->purge_time = heap->regret_time = heap->idle_time = 0;
    heap->purge_ticks = 0;
    heap->slow_calls = 0;
    heap->fail_all = heap->has_failed = heap->in_pressure = heap->hold_arenas = false;
    heap->peak = heap->from_system;
}

bool stock_give(Heap *heap) {
    if (!is_plain(heap) || is_full()) {
        return false;
    }
    check2(heap->large == NULL && heap->spare == NULL && heap->scratch == NULL);
    HeapArena *arena = heap->arenas;
    heap->purge_delay_ms = HEAP_PURGE_NEVER; /* until the end, then all at once */
    return_runs(heap, arena);
    clear_root(arena);
    pool_empty_all(heap, arena, STOCK_KEEP_BYTES);
    (void)arena_purge(heap, 0);
    forget_history(heap);
    return put(heap);
}

size_t stock_release(void) {
    size_t given = 0;
    for (size_t i = 0; i < STOCK_HEAPS; i++) {
        Heap *heap = take_from(&slots[i]);
        if (heap != NULL) {
            given += heap->from_system;
            arena_destroy_heap(heap);
        }
    }
    return given;
}

/* A library that is unloaded leaves no mappings behind. */
__attribute__((destructor)) static void release_at_end(void) {
    (void)stock_release();
}
