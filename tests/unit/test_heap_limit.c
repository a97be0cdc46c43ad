/* Random sequences under a limit: what is held never exceeds it, what was refused is served as soon
 * as as much was freed, and statistics, walk and account agree to the byte after every sequence. */
#include "unit.h"

#include "heap/heap.h"

enum { SLOTS = 600, HEAPS = 3, ACTIONS = 6000, SEQUENCES = 12 };

typedef struct Block {
    void *address;
    size_t size;
    HeapKind kind;
} Block;

static struct {
    Heap *heaps[HEAPS];
    Block blocks[HEAPS][SLOTS];
    size_t heap_count;
    HeapAccount account;
    bool shared; /* one limit for all heaps, else one each */
    unsigned refused;
} world;

static bool is_within_limit(void) {
    size_t held = 0;
    for (size_t i = 0; i < world.heap_count; i++) {
        size_t limit = heap_limit(world.heaps[i]);
        size_t one = heap_from_system(world.heaps[i]);
        held += one;
        if (limit != 0 && one > limit) {
            return false;
        }
    }
    return !world.shared || (held == world.account.held && held <= world.account.limit);
}

/* --- numbers --- */

typedef struct Sums {
    size_t blocks;
    size_t bytes[HEAP_BINS]; /* of pools, by class */
    size_t run_bytes;
    size_t large_bytes;
    size_t large_count;
} Sums;

static bool add(void *user, void *block, size_t usable_size, HeapKind kind) {
    Sums *sums = user;
    (void)block;
    sums->blocks++;
    if (usable_size <= HEAP_CLASS_MAX) {
        sums->bytes[heap_bin_index(heap_class_compute(usable_size), kind)] += usable_size;
    } else if (heap_pool_of(block)->state == HEAP_SLICE_LARGE) {
        sums->large_bytes += usable_size;
        sums->large_count++;
    } else {
        sums->run_bytes += usable_size;
    }
    return true;
}

static bool agrees(size_t index) {
    static HeapStatistics s;
    static Sums sums;
    Heap *heap = world.heaps[index];
    memset(&sums, 0, sizeof(sums));
    heap_walk(heap, add, &sums);
    heap_verify(heap);
    heap_statistics(heap, &s);
    size_t blocks = s.run_count + s.large_count;
    size_t pool_bytes = 0;
    bool good = true;
    for (size_t i = 0; i < HEAP_BINS; i++) {
        good &= s.classes[i].live_blocks * s.classes[i].block_size == sums.bytes[i];
        blocks += s.classes[i].live_blocks;
        pool_bytes += sums.bytes[i];
    }
    size_t live = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        live += world.blocks[index][i].address != NULL;
    }
    return good && blocks == sums.blocks && live == blocks && pool_bytes == s.live_block_bytes &&
           sums.run_bytes == s.run_bytes && sums.large_count == s.large_count &&
           sums.large_bytes + s.large_count * sizeof(HeapLarge) <= s.large_bytes &&
           s.live_bytes == s.live_block_bytes + s.run_bytes + s.large_bytes &&
           s.from_system == heap_from_system(heap) &&
           s.from_system == s.live_block_bytes + s.free_block_bytes + s.run_bytes + s.large_bytes +
                                s.retained_bytes + s.metadata_bytes + s.collector_bytes +
                                s.checking_bytes;
}

/* --- actions --- */

static size_t random_size(void) {
    uint64_t kind = unit_below(100);
    return unit_below(kind == 0 ? 1500000 : kind < 4 ? 200000 : kind < 20 ? 5000 : 400);
}

static void give(size_t index, Block *block) {
    heap_free(world.heaps[index], block->address);
    block->address = NULL;
}

static void *ask(Heap *heap, size_t size, HeapKind kind) {
    return kind == HEAP_CONTAINER ? heap_allocate_container(heap, size) : heap_allocate(heap, size);
}

/* The limit refused `size`: once a block as big is free again, it is there. */
static bool freeing_makes_room(size_t index, size_t size, HeapKind kind) {
    Heap *heap = world.heaps[index];
    for (size_t i = 0; i < SLOTS; i++) {
        Block *block = &world.blocks[index][i];
        if (block->address != NULL && block->kind == kind &&
            heap_usable_size(heap, block->address) == heap_rounded_size(size)) {
            give(index, block);
            block->address = ask(heap, size, kind);
            block->size = size;
            return block->address != NULL;
        }
    }
    return true;
}

static bool act(void) {
    size_t index = unit_below(world.heap_count);
    Heap *heap = world.heaps[index];
    Block *block = &world.blocks[index][unit_below(SLOTS)];
    size_t size = random_size();
    uint64_t way = unit_below(200);
    if (way == 0) {
        (void)heap_trim(heap);
    } else if (way == 1 && !world.shared) {
        size_t wanted = (128 << 10) + unit_below(8 << 20);
        bool took = heap_set_limit(heap, wanted);
        return took ? heap_limit(heap) == wanted : heap_from_system(heap) > wanted;
    } else if (block->address == NULL) {
        HeapKind kind = unit_below(3) == 0 ? HEAP_CONTAINER : HEAP_LEAF;
        block->address = ask(heap, size, kind);
        block->kind = kind;
        block->size = size;
        if (block->address == NULL) {
            world.refused++;
            return freeing_makes_room(index, size, kind);
        }
    } else if (way < 60) {
        void *moved = heap_reallocate(heap, block->address, size);
        if (moved != NULL) {
            block->address = moved;
            block->size = size;
        }
    } else if (way < 120) {
        give(index, block);
    }
    return true;
}

/* With all blocks gone, most of the limit is there for one. */
static bool is_free_again(void) {
    bool good = true;
    for (size_t index = 0; index < world.heap_count; index++) {
        for (size_t i = 0; i < SLOTS; i++) {
            give(index, &world.blocks[index][i]);
        }
    }
    for (size_t index = 0; index < world.heap_count && !world.shared; index++) {
        size_t limit = heap_limit(world.heaps[index]);
        void *block =
            heap_allocate(world.heaps[index], limit - (limit < 256 << 10 ? 120 << 10 : 200 << 10));
        good &= block != NULL;
        heap_free(world.heaps[index], block);
    }
    return good;
}

static void play(int level, size_t heap_count, bool shared) {
    world.heap_count = heap_count;
    world.shared = shared;
    world.account = (HeapAccount){.limit = (1 << 20) + unit_below(8 << 20)};
    for (size_t i = 0; i < heap_count; i++) {
        HeapConfig config = {.size = sizeof(config),
                             .check_level = level,
                             .limit_bytes = shared ? 0 : (256 << 10) + unit_below(6 << 20),
                             .account = shared ? &world.account : NULL,
                             .name = "limited"};
        world.heaps[i] = heap_create(&config);
        UNIT_CHECK(world.heaps[i] != NULL);
    }
    bool good = true;
    for (unsigned i = 0; i < ACTIONS && good; i++) {
        good &= act() && is_within_limit();
    }
    UNIT_CHECK(good);
    for (size_t i = 0; i < heap_count; i++) {
        UNIT_CHECK(agrees(i));
    }
    UNIT_CHECK(is_free_again() && is_within_limit());
    for (size_t i = 0; i < heap_count; i++) {
        UNIT_CHECK(agrees(i));
        heap_destroy(world.heaps[i]);
    }
    UNIT_CHECK(world.account.held == 0);
}

static void test_limit_holds_under_every_sequence(void) {
    for (unsigned i = 0; i < SEQUENCES; i++) {
        play(0, 1, false);
    }
    UNIT_CHECK(world.refused > 0);
}

static void test_limit_holds_while_all_is_checked(void) {
    play(1, 1, false);
    play(3, 1, false);
}

static void test_shared_limit_holds_under_every_sequence(void) {
    world.refused = 0;
    for (unsigned i = 0; i < SEQUENCES / 2; i++) {
        play(0, HEAPS, true);
    }
    UNIT_CHECK(world.refused > 0);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_limit_holds_under_every_sequence);
    UNIT_RUN(test_limit_holds_while_all_is_checked);
    UNIT_RUN(test_shared_limit_holds_under_every_sequence);
    return unit_result();
}
