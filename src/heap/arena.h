/* Arenas: where slices and page runs come from, what counts against the limit, and what goes
 * back to the system. See layout.h for the states of a slice and a page. */
#ifndef OURO_HEAP_ARENA_H
#define OURO_HEAP_ARENA_H

#include "heap/layout.h"

/* --- the account --- */

/* Counts bytes that the heap is about to hold. When they are over the limit, retained pages go
 * back first; false: nothing has been counted. */
NODISCARD bool arena_charge(Heap *heap, size_t bytes);
void arena_discharge(Heap *heap, size_t bytes);

/* The limit that the heap shares with others; 0: none. */
static inline size_t arena_shared_limit(const Heap *heap) {
    const HeapAccount *account = heap->account;
    return account != NULL ? __atomic_load_n(&account->limit, __ATOMIC_RELAXED) : 0;
}

/* Says that clean pages are about to be used: if as much was given back a moment ago, more is
 * retained from now on. */
void arena_note_demand(Heap *heap, size_t bytes);

/* Whether the policy would let so much more be retained. */
bool arena_may_retain(const Heap *heap, size_t bytes);

/* Address space from the system, at a multiple of the arena size or more; counts the request. */
NODISCARD void *arena_reserve(Heap *heap, size_t size, size_t alignment);

/* Ends a mapping; where it began a page of zeros may stay, see HeapConfig. */
void arena_end_mapping(Heap *heap, void *address, size_t size);

/* --- arenas --- */

/* The first arena with an empty Heap in its metadata; NULL when the system has no memory. */
NODISCARD Heap *arena_create_heap(size_t limit_bytes, HeapAccount *account);
void arena_destroy_heap(Heap *heap);

/* Counts the pages under a part of an arena's metadata before its first use. */
NODISCARD bool arena_use_metadata(Heap *heap, const void *address, size_t size);

/* Gives them back to the system: nothing else may lie on them, and what did is 0 when they are used
 * again. */
void arena_return_metadata(Heap *heap, const void *address, size_t size);

/* --- slices --- */

/* A free slice for a pool: its pages are used, not necessarily dirty. NULL: no memory. */
NODISCARD HeapPool *arena_take_slice(Heap *heap);

/* The slice is free again; dirty pages are retained. */
void arena_return_slice(Heap *heap, HeapPool *pool);

/* Makes pages of a pool's slice dirty; false (and nothing is changed): the limit. */
NODISCARD bool arena_commit(Heap *heap, HeapPool *pool, unsigned first_page, unsigned count);

/* Whether a page, or all of first … last, of a pool's slice are dirty. */
bool arena_page_is_dirty(const HeapPool *pool, unsigned page);
bool arena_pages_are_dirty(const HeapPool *pool, unsigned first, unsigned last);

/* Gives pages of a pool's slice back to the system. They are dirty. */
void arena_purge_pages(Heap *heap, HeapPool *pool, unsigned first_page, unsigned count);

/* Dirty pages of a pool's slice. */
unsigned arena_dirty_count(const HeapPool *pool);

/* --- page runs --- */

NODISCARD void *arena_take_run(Heap *heap, size_t pages, HeapKind kind);
void arena_return_run(Heap *heap, void *run);
NODISCARD bool arena_resize_run(Heap *heap, void *run, size_t pages);

/* The entry in `runs`; 0: no run begins here. */
static inline uint16_t *arena_run_entry(const void *run) {
    uintptr_t offset = (uintptr_t)run & (HEAP_ARENA_SIZE - 1);
    return &heap_arena_of(run)->runs[offset >> HEAP_PAGE_SHIFT];
}

static inline size_t arena_run_pages(const void *run) {
    return *arena_run_entry(run) & HEAP_RUN_PAGES;
}

/* --- giving back --- */

/* Whether the next piece may be given back now (heap_set_release_hook). */
static inline bool arena_may_release(const Heap *heap) {
    return heap->may_release == NULL || heap->may_release(heap->release_user);
}

/* Gives back all of a large block's mapping behind `keep` bytes, from its end on, in pieces: false
 * when it may not go on; mapped_size is what is left. Discharges. */
bool arena_shorten_mapping(Heap *heap, HeapLarge *large, size_t keep);

/* The same with what heap->tailed has behind its end. */
bool arena_release_tail(Heap *heap);

/* The same with all of a large block's mapping: true when nothing is left. */
bool arena_end_large(Heap *heap, HeapLarge *large);

/* Purges retained pages until at most `keep_bytes` are left, and releases empty arenas when
 * that is 0; the bytes given back. */
size_t arena_purge(Heap *heap, size_t keep_bytes);

/* The spare mappings among them alone, and the rest of one behind heap->tailed. */
size_t arena_purge_spares(Heap *heap, size_t keep_bytes);

/* What the policy asks for after pages were freed or time has passed. */
void arena_purge_by_policy(Heap *heap);

/* The same when the clock, which has been read, is all that has changed. */
void arena_purge_when_due(Heap *heap, int64_t now);

#endif
