/* The numbers of a heap, computed when asked: the fast paths keep none but `served`. */
#include "heap/heap.h"

#include "heap/arena.h"
#include "heap/mixed.h"
#include "heap/pool.h"

#include <string.h>

static void add_pool(const HeapPool *pool, HeapStatistics *out) {
    HeapClassStatistics *row = &out->classes[pool->bin_index];
    row->pools++;
    row->live_blocks += pool->live_count;
    row->free_blocks += (size_t)(pool->ready_count - pool->live_count);
    row->pool_bytes += (size_t)arena_dirty_count(pool) << HEAP_PAGE_SHIFT;
    out->pools++;
}

static void add_mixed_pool(const HeapPool *pool, HeapStatistics *out) {
    size_t bytes = (size_t)arena_dirty_count(pool) << HEAP_PAGE_SHIFT;
    for (const void *block = NULL; (block = mixed_next(pool, block)) != NULL;) {
        unsigned size_class = heap_class_compute(mixed_block_size(pool, block));
        out->classes[heap_bin_index(size_class, HEAP_LEAF)].live_blocks++;
    }
    out->pools++;
    out->mixed_pools++;
    out->mixed_pool_bytes += bytes;
    out->free_block_bytes += bytes;
}

static void add_bin(const Heap *heap, unsigned index, HeapStatistics *out) {
    const HeapBin *bin = &heap->bins[index];
    HeapClassStatistics *row = &out->classes[index];
    size_t cached = pool_count_at_hand(bin);
    row->block_size = heap_block_size(heap, heap_bin_class(index));
    row->kind = heap_bin_kind(index);
    row->live_blocks -= cached;
    row->free_blocks += cached;
    row->served = bin->limit != 0 ? heap_bin_served(bin) - base_count_bits(bin->claimed) : 0;
    out->served_from_pools += row->served;
    size_t live_bytes = row->live_blocks * row->block_size;
    out->live_block_bytes += live_bytes;
    out->free_block_bytes += row->pool_bytes;
    out->free_block_bytes -= live_bytes; /* those in mixed pools have been added with these */
}

void heap_statistics(const Heap *heap, HeapStatistics *out) {
    memset(out, 0, sizeof(*out));
    out->class_count = HEAP_BINS;
    for (const HeapArena *arena = heap->arenas; arena != NULL; arena = arena->next) {
        out->arenas++;
        for (unsigned slice = 0; slice < HEAP_SLICES; slice++) {
            if (arena->pools[slice].state == HEAP_SLICE_POOL) {
                add_pool(&arena->pools[slice], out);
            } else if (arena->pools[slice].state == HEAP_SLICE_MIXED) {
                add_mixed_pool(&arena->pools[slice], out);
            }
        }
    }
    for (unsigned index = 0; index < HEAP_BINS; index++) {
        add_bin(heap, index, out);
    }
    out->from_system = heap->from_system;
    out->from_system_peak = heap->peak;
    out->limit = heap->limit;
    out->run_count = heap->run_count;
    out->run_bytes = heap->run_bytes;
    out->large_count = heap->large_count;
    out->large_bytes = heap->large_bytes;
    out->retained_bytes = heap->retained_bytes;
    out->metadata_bytes = heap->metadata_bytes;
    out->collector_bytes = heap->collector_bytes;
    out->checking_bytes = heap->checking_bytes;
    out->live_bytes = out->live_block_bytes + out->run_bytes + out->large_bytes;
    out->reserved_bytes =
        (out->arenas + 1) * HEAP_ARENA_SIZE + heap->large_bytes + heap->scratch_size;
    for (const HeapLarge *spare = heap->spare; spare != NULL; spare = spare->next) {
        out->reserved_bytes += spare->mapped_size;
    }
    out->served_runs = heap->served_runs;
    out->served_large = heap->served_large;
    out->served = out->served_from_pools + out->served_runs + out->served_large;
    out->reallocations = heap->reallocations;
    out->failed = heap->failed;
    out->system_requests = heap->system_requests;
    out->system_returns = heap->system_returns;
    out->fragmentation = 1.0 - (double)out->live_bytes / (double)out->from_system;
}
