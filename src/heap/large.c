/* Blocks with a mapping of their own, aligned like an arena and beginning with a HeapLarge.
 * They form a list from heap->large; large_bytes is the sum of their mapped sizes. Freed ones may
 * wait for reuse in a list from heap->spare, as retained bytes. A block that grows may have a spare
 * mapping that is much bigger: what it does not use yet is its tail, retained as before, which it
 * grows into without the system. One block of a heap has a tail, heap->tailed. */
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

/* A spare mapping of at least `least` bytes and at most `most`; it is charged already. */
static HeapLarge *take_spare(Heap *heap, size_t least, size_t most) {
    HeapLarge **link = &heap->spare;
    while (*link != NULL && ((*link)->mapped_size < least || (*link)->mapped_size > most)) {
        link = &(*link)->next;
    }
    HeapLarge *large = *link;
    if (large != NULL) {
        *link = large->next;
        heap->retained_bytes -= large->mapped_size;
    }
    return large;
}

/* There is no other tail. */
static void give_to_tail(Heap *heap, HeapLarge *large, size_t size) {
    large->tail_size += size;
    large->mapped_size -= size;
    heap->retained_bytes += size;
    heap->large_bytes -= size;
    heap->tailed = large;
}

/* So much of the block's tail becomes its own, or all; how much did. */
static size_t take_of_tail(Heap *heap, HeapLarge *large, size_t wanted) {
    if (heap->tailed != large) {
        return 0;
    }
    size_t taken = base_min_size(wanted, large->tail_size);
    large->tail_size -= taken;
    large->mapped_size += taken;
    heap->retained_bytes -= taken;
    heap->large_bytes += taken;
    if (large->tail_size == 0) {
        heap->tailed = NULL;
    }
    return taken;
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
    large->tail_size = 0;
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

void *large_allocate(Heap *heap, size_t size, size_t alignment, HeapKind kind, bool grows) {
    size_t mapped;
    size_t block_offset = offset_for(alignment);
    if (!mapping_size(size, block_offset, &mapped)) {
        return NULL;
    }
    HeapLarge *large = NULL;
    if (alignment <= HEAP_INNER_MAX) {
        large = take_spare(heap, mapped, mapped + mapped / 4);
        if (large == NULL && grows) {
            large = take_spare(heap, mapped, SIZE_MAX);
        }
    }
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
    if (grows && large->mapped_size > mapped && arena_release_tail(heap)) {
        give_to_tail(heap, large, large->mapped_size - mapped);
    }
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
    (void)take_of_tail(heap, large, SIZE_MAX);
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

static HeapLarge *move_mapping(Heap *heap, HeapLarge *large, size_t mapped) {
    HeapLarge *moved = os_memory_move(large, large->mapped_size, mapped, HEAP_ARENA_SIZE);
    if (moved == NULL) {
        return NULL;
    }
    /* The neighbours still point to the old place; nothing else does but the block's owner. */
    moved->pool.scratch = &moved->scratch;
    if (moved->previous != NULL) {
        moved->previous->next = moved;
    } else {
        heap->large = moved;
    }
    if (moved->next != NULL) {
        moved->next->previous = moved;
    }
    return moved;
}

static HeapLarge *extend(Heap *heap, HeapLarge *large, size_t mapped, bool may_move) {
    size_t more = mapped - large->mapped_size;
    if (!arena_charge(heap, more)) {
        return NULL;
    }
    heap->system_requests++;
    if (!os_memory_resize(large, large->mapped_size, mapped)) {
        large = may_move ? move_mapping(heap, large, mapped) : NULL;
        if (large == NULL) {
            arena_discharge(heap, more);
            return NULL;
        }
    }
    arena_note_demand(heap, more);
    large->mapped_size = mapped;
    heap->large_bytes += more;
    return large;
}

/* The mapping with so many bytes, at least as many as it has; NULL: it is as it was. */
static HeapLarge *grow(Heap *heap, HeapLarge *large, size_t mapped, bool may_move) {
    size_t taken = take_of_tail(heap, large, mapped - large->mapped_size);
    if (large->mapped_size == mapped) {
        return large;
    }
    HeapLarge *grown = extend(heap, large, mapped, may_move);
    if (grown == NULL && taken != 0) {
        give_to_tail(heap, large, taken);
    }
    return grown;
}

/* What cannot be given back now stays with the block. */
static void shrink(Heap *heap, HeapLarge *large, size_t mapped) {
    if (heap->tailed == large && !arena_release_tail(heap)) {
        return;
    }
    size_t old = large->mapped_size;
    (void)arena_shorten_mapping(heap, large, mapped);
    heap->large_bytes -= old - large->mapped_size;
}

bool large_resize(Heap *heap, HeapLarge *large, size_t new_size) {
    size_t mapped;
    if (!mapping_size(new_size, large->block_offset, &mapped)) {
        return false;
    }
    if (mapped < large->mapped_size) {
        shrink(heap, large, mapped);
        return true;
    }
    return grow(heap, large, mapped, false) != NULL;
}

void *large_move(Heap *heap, HeapLarge *large, size_t new_size) {
    size_t mapped;
    if (!mapping_size(new_size, large->block_offset, &mapped)) {
        return NULL;
    }
    if (mapped < large->mapped_size) {
        shrink(heap, large, mapped);
        return large_block(large);
    }
    large = grow(heap, large, mapped, true);
    return large != NULL ? large_block(large) : NULL;
}
