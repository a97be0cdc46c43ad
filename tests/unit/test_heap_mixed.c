/* Mixed pools: programs whose sizes drift make them, and they keep every promise of other pools. */
#include "unit.h"

#include "base/poison.h"
#include "heap/heap.h"

enum { SLOTS = 20000, DRIFT = 100, SPREAD = 110 };

typedef struct Block {
    unsigned char *address;
    size_t size;
    unsigned char fill;
} Block;

static Block blocks[SLOTS];

static Heap *new_heap(size_t limit, int check_level) {
    HeapConfig config = {
        .size = sizeof(config), .limit_bytes = limit, .check_level = check_level, .name = "test"};
    return heap_create(&config);
}

static bool is_whole(const Block *block) {
    return block->address[0] == block->fill && block->address[block->size - 1] == block->fill &&
           block->address[block->size / 2] == block->fill;
}

static bool give(Heap *heap, Block *block) {
    bool whole = block->address == NULL || is_whole(block);
    if (unit_below(2) == 0) {
        heap_free(heap, block->address);
    } else {
        heap_free_sized(heap, block->address, block->size, HEAP_LEAF);
    }
    block->address = NULL;
    return whole;
}

static void fill(Block *block) {
    block->fill = (unsigned char)unit_random();
    memset(block->address, block->fill, block->size);
}

/* Frees the block in the slot and takes one of another size, now and then by reallocation. */
static bool replace(Heap *heap, Block *block, size_t size) {
    bool whole = true;
    if (block->address != NULL && unit_below(8) == 0) {
        unsigned char *moved = heap_reallocate(heap, block->address, size);
        if (moved != NULL) {
            whole = moved[0] == block->fill;
            block->address = moved;
            block->size = size;
            fill(block);
        }
        return whole;
    }
    whole = give(heap, block);
    block->size = size;
    block->address = heap_allocate(heap, size);
    if (block->address != NULL) {
        size_t rounded = heap_rounded_size(size);
        whole &= (uintptr_t)block->address % (rounded & -rounded) == 0 &&
                 heap_usable_size(heap, block->address) >= size &&
                 heap_usable_size(heap, block->address) == rounded &&
                 heap_kind(block->address) == HEAP_LEAF;
        fill(block);
    }
    return whole;
}

static bool adds_up(const Heap *heap, size_t *mixed_pools) {
    static HeapStatistics s;
    heap_statistics(heap, &s);
    heap_verify(heap);
    size_t live = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        live += blocks[i].address != NULL ? heap_usable_size(heap, blocks[i].address) : 0;
    }
    *mixed_pools = s.mixed_pools;
    return live == s.live_bytes &&
           s.from_system == s.live_block_bytes + s.free_block_bytes + s.run_bytes + s.large_bytes +
                                s.retained_bytes + s.metadata_bytes + s.collector_bytes;
}

static bool count_block(void *user, void *block, size_t usable_size, HeapKind kind) {
    (void)block;
    *(size_t *)user += usable_size + (size_t)kind;
    return true;
}

/* A churn whose sizes grow, then shrink; returns the most mixed pools seen at a check. */
static size_t drift(Heap *heap, unsigned steps, size_t check_every) {
    size_t most = 0;
    bool whole = true;
    for (unsigned phase = 0; phase < 8; phase++) {
        size_t least = 16 + (size_t)(phase < 5 ? phase : 8 - phase) * DRIFT;
        for (unsigned step = 0; step < steps; step++) {
            Block *block = &blocks[unit_below(SLOTS)];
            whole &= replace(heap, block, least + unit_below(SPREAD));
            if (step % check_every == 0) {
                size_t mixed;
                whole &= adds_up(heap, &mixed);
                most = mixed > most ? mixed : most;
            }
            if (!whole) {
                break;
            }
        }
    }
    UNIT_CHECK(whole);
    return most;
}

static void end(Heap *heap) {
    bool whole = true;
    size_t walked = 0;
    size_t live = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        live += blocks[i].address != NULL ? heap_usable_size(heap, blocks[i].address) : 0;
    }
    heap_walk(heap, count_block, &walked);
    UNIT_CHECK(walked == live);
    for (size_t i = 0; i < SLOTS; i++) {
        whole &= give(heap, &blocks[i]);
    }
    UNIT_CHECK(whole);
    heap_trim(heap);
    heap_verify(heap);
    UNIT_CHECK(heap_from_system(heap) < 256 << 10);
    heap_destroy(heap);
}

static void test_heap_mixed_pools_serve_drifting_sizes(void) {
    Heap *heap = new_heap(0, 0);
    UNIT_CHECK(drift(heap, 30000, 5000) > 10);
    end(heap);
}

static void test_heap_mixed_pools_keep_the_limit(void) {
    Heap *heap = new_heap((size_t)5 << 20, 0);
    (void)drift(heap, 20000, 2500);
    end(heap);
}

static void test_heap_mixed_pools_are_checked(void) {
    Heap *heap = new_heap(0, 1);
    UNIT_CHECK(drift(heap, 20000, 5000) > 10);
    end(heap);
}

static void test_heap_mixed_pools_survive_trimming(void) {
    Heap *heap = new_heap(0, 0);
    for (int round = 0; round < 3; round++) {
        (void)drift(heap, 8000, 8000);
        heap_trim(heap);
        heap_verify(heap);
        for (size_t i = 0; i < SLOTS; i++) {
            if (unit_below(50) != 0) {
                UNIT_CHECK(blocks[i].address == NULL || is_whole(&blocks[i]));
                (void)give(heap, &blocks[i]);
            }
        }
        heap_trim(heap);
        heap_verify(heap);
    }
    end(heap);
}

static void test_heap_stays_near_its_live_bytes_when_sizes_grow(void) {
    static HeapStatistics s;
    Heap *heap = new_heap(0, 0);
    for (unsigned phase = 0; phase < 4; phase++) {
        for (unsigned step = 0; step < SLOTS; step++) {
            Block *block = &blocks[unit_below(SLOTS)];
            (void)replace(heap, block, 40 + phase * DRIFT + unit_below(DRIFT));
        }
    }
    heap_statistics(heap, &s);
    UNIT_CHECK(s.from_system < s.live_bytes * 3 / 2);
    end(heap);
}

/* --- misuse --- */

/* A live block of a mixed pool. */
static void *find_mixed(Heap *heap, size_t *size) {
    (void)drift(heap, 20000, 100000);
    heap_trim(heap);
    for (size_t i = 0; i < SLOTS; i++) {
        if (blocks[i].address != NULL &&
            heap_pool_of(blocks[i].address)->state == HEAP_SLICE_MIXED) {
            *size = blocks[i].size;
            return blocks[i].address;
        }
    }
    return NULL;
}

static void free_twice(void) {
    size_t size;
    Heap *heap = new_heap(0, 0);
    void *block = find_mixed(heap, &size);
    heap_free(heap, block);
    heap_trim(heap);
    heap_free(heap, block);
}

static void free_twice_with_size(void) {
    size_t size;
    Heap *heap = new_heap(0, 0);
    void *block = find_mixed(heap, &size);
    heap_free_sized(heap, block, size, HEAP_LEAF);
    heap_free_sized(heap, block, size, HEAP_LEAF);
    heap_trim(heap);
}

static void free_with_wrong_size(void) {
    size_t size;
    Heap *heap = new_heap(0, 0);
    void *block = find_mixed(heap, &size);
    heap_free_sized(heap, block, size + 600, HEAP_LEAF);
    heap_trim(heap);
}

static void free_twice_checked(void) {
    size_t size;
    Heap *heap = new_heap(0, 1);
    void *block = find_mixed(heap, &size);
    heap_free(heap, block);
    heap_free(heap, block);
}

static void free_inside_block(void) {
    size_t size;
    Heap *heap = new_heap(0, 1);
    char *block = find_mixed(heap, &size);
    heap_free(heap, block + 8);
}

static void test_heap_mixed_misuse_ends_with_message(void) {
    UNIT_CHECK(unit_aborts(free_twice, "freed before"));
    UNIT_CHECK(unit_aborts(free_twice_with_size, "freed twice"));
    UNIT_CHECK(unit_aborts(free_with_wrong_size, "wrong size"));
    UNIT_CHECK(unit_aborts(free_twice_checked, "double free"));
    UNIT_CHECK(unit_aborts(free_inside_block, "no block"));
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_heap_mixed_pools_serve_drifting_sizes);
    UNIT_RUN(test_heap_mixed_pools_keep_the_limit);
    UNIT_RUN(test_heap_mixed_pools_are_checked);
    UNIT_RUN(test_heap_mixed_pools_survive_trimming);
    UNIT_RUN(test_heap_stays_near_its_live_bytes_when_sizes_grow);
    UNIT_RUN(test_heap_mixed_misuse_ends_with_message);
    return unit_result();
}
