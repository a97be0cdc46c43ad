/* Blocks with a mapping of their own, aligned like an arena and beginning with a HeapLarge.
 * They form a list from heap->large; large_bytes is the sum of their mapped sizes. Freed ones may
 * wait for reuse in a list from heap->spare, as retained bytes. */
#include "heap/large.h"

#include "base/check.h"
#include "heap/arena.h"
#include "os/os.h"

static bool mapping_size(size_t size, size_t block_offset, size_t *result) {
    if (!base_add_size(size, block_offset + HEAP_PAGE_SIZE - 1, result)) {
        return false;
    }
    *result = ALIGN_DOWN(*result, (size_t)HEAP_PAGE_SIZE);
    return *result <= PTRDIFF_MAX;
}

static void link_large(Heap *heap, HeapLarge *large) {
    large->previous = NULL;
    large->next = heap->large;
    if (large->next != NULL) {
        large->next->previous = large;
    }
    heap->large = large;
}

static void unlink_large(Heap *heap, HeapLarge *large) {
    if (large->previous != NULL) {
        large->previous->next = large->next;
    } else {
        heap->large = large->next;
    }
    if (large->next != NULL) {
        large->next->previous = large->previous;
    }
}

/* A spare mapping that fits and wastes at most a quarter; it is charged already. */
static HeapLarge *take_spare(Heap *heap, size_t mapped) {
    HeapLarge **link = &heap->spare;
    while (*link != NULL &&
           ((*link)->mapped_size < mapped || (*link)->mapped_size - mapped > mapped / 4)) {
        link = &(*link)->next;
    }
    HeapLarge *large = *link;
    if (large != NULL) {
        *link = large->next;
        heap->retained_bytes -= large->mapped_size;
    }
    return large;
}

/* Address space for a block behind an arena's size, at a multiple of a bigger alignment. */
static HeapLarge *reserve_aligned(Heap *heap, size_t mapped, size_t alignment) {
    size_t before = alignment - HEAP_ARENA_SIZE;
    size_t total;
    if (!base_add_size(mapped, before, &total)) {
        return NULL;
    }
    char *reserved = arena_reserve(heap, total, alignment);
    if (reserved != NULL && before != 0) {
        os_memory_release(reserved, before);
    }
    return reserved != NULL ? (HeapLarge *)(void *)(reserved + before) : NULL;
}

static HeapLarge *map_large(Heap *heap, size_t mapped, size_t alignment) {
    if (!arena_charge(heap, mapped)) {
        return NULL;
    }
    HeapLarge *large = alignment <= HEAP_INNER_MAX ? arena_reserve(heap, mapped, HEAP_ARENA_SIZE)
                                                   : reserve_aligned(heap, mapped, alignment);
    if (large == NULL || !os_memory_commit(large, mapped)) {
        if (large != NULL) {
            os_memory_release(large, mapped);
        }
        arena_discharge(heap, mapped);
        return NULL;
    }
    arena_note_demand(heap, mapped);
    large->pool.bin = &heap->none;
    large->pool.reciprocal = 0; /* every offset has index 0 */
    large->pool.scratch = &large->scratch;
    large->mapped_size = mapped;
    large->heap = heap;
    return large;
}

/* From 64 KiB on the address of a block leads to another HeapPool than the header's own: that one
 * is a copy, and must not lie on the rest of the header. */
static size_t offset_for(size_t alignment) {
    if (alignment > HEAP_INNER_MAX) {
        return HEAP_ARENA_SIZE;
    }
    if (alignment >= HEAP_POOL_SIZE) {
        return base_max_size(alignment, 2 * HEAP_POOL_SIZE);
    }
    return base_max_size(alignment, sizeof(HeapLarge));
}

void *large_allocate(Heap *heap, size_t size, size_t alignment, HeapKind kind) {
    size_t mapped;
    size_t block_offset = offset_for(alignment);
    if (!mapping_size(size, block_offset, &mapped)) {
        return NULL;
    }
    HeapLarge *large = alignment <= HEAP_INNER_MAX ? take_spare(heap, mapped) : NULL;
    if (large != NULL) {
        large->is_zero = false;
    } else {
        large = map_large(heap, mapped, alignment);
        if (large == NULL) {
            return NULL;
        }
        large->is_zero = true;
    }
    large->block_offset = block_offset;
    large->pool.state = HEAP_SLICE_LARGE;
    large->pool.kind = (uint8_t)kind;
    large->pool.young = HEAP_LARGE_YOUNG;
    large->part = false;
    link_large(heap, large);
    heap->large_count++;
    heap->large_bytes += large->mapped_size;
    void *block = large_block(large);
    HeapPool *found = heap_pool_of(block);
    if (unlikely(found != &large->pool)) {
        *found = large->pool;
    }
    return block;
}

static void keep_spare(Heap *heap, HeapLarge *large) {
    large->pool.state = HEAP_SLICE_SPARE; /* a second free is seen */
    large->next = heap->spare;
    heap->spare = large;
    heap->retained_bytes += large->mapped_size;
}

void large_free(Heap *heap, HeapLarge *large) {
    size_t mapped = large->mapped_size;
    unlink_large(heap, large);
    heap->large_count--;
    heap->large_bytes -= mapped;
    bool is_plain = large->block_offset == sizeof(HeapLarge) && heap->check_level == 0;
    if (is_plain && arena_may_retain(heap, mapped)) {
        keep_spare(heap, large);
        arena_purge_by_policy(heap);
        return;
    }
    if (!is_plain) {
        heap->system_returns++;
        arena_end_mapping(heap, large, mapped);
        arena_discharge(heap, mapped);
    } else if (!arena_end_large(heap, large)) {
        keep_spare(heap, large);
    }
    if (heap->purge_delay_ms != HEAP_PURGE_NOW) {
        heap->purged_recently += mapped;
    }
}

/* Accounts for a mapping whose size has changed; what is more has been charged. */
static void set_mapped_size(Heap *heap, HeapLarge *large, size_t mapped) {
    size_t old = large->mapped_size;
    heap->large_bytes = heap->large_bytes - old + mapped;
    if (mapped < old) {
        heap->system_returns++;
        arena_discharge(heap, old - mapped);
    }
    large->mapped_size = mapped;
}

bool large_resize(Heap *heap, HeapLarge *large, size_t new_size) {
    size_t mapped;
    if (!mapping_size(new_size, large->block_offset, &mapped)) {
        return false;
    }
    size_t old = large->mapped_size;
    if (mapped < old) { /* what cannot be given back now stays with the block */
        (void)arena_shorten_mapping(heap, large, mapped);
        heap->large_bytes -= old - large->mapped_size;
        return true;
    }
    if (mapped > old && !arena_charge(heap, mapped - old)) {
        return false;
    }
    heap->system_requests += mapped > old;
    if (mapped != old && !os_memory_resize(large, old, mapped)) {
        if (mapped > old) {
            arena_discharge(heap, mapped - old);
        }
        return false;
    }
    set_mapped_size(heap, large, mapped);
    return true;
}

void *large_move(Heap *heap, HeapLarge *large, size_t new_size) {
    size_t mapped;
    if (!mapping_size(new_size, large->block_offset, &mapped)) {
        return NULL;
    }
    size_t old = large->mapped_size;
    if (mapped > old && !arena_charge(heap, mapped - old)) {
        return NULL;
    }
    if (mapped == old) {
        return large_block(large);
    }
    heap->system_requests += mapped > old;
    if (!os_memory_resize(large, old, mapped)) {
        HeapLarge *moved = os_memory_move(large, old, mapped, HEAP_ARENA_SIZE);
        if (moved == NULL) {
            if (mapped > old) {
                arena_discharge(heap, mapped - old);
            }
            return NULL;
        }
        /* The neighbours still point to the old place; nothing else does but the block's owner. */
        large = moved;
        large->pool.scratch = &large->scratch;
        if (large->previous != NULL) {
            large->previous->next = large;
        } else {
            heap->large = large;
        }
        if (large->next != NULL) {
            large->next->previous = large;
        }
    }
    set_mapped_size(heap, large, mapped);
    return large_block(large);
}
