/* Whoever watches a heap knows at any time which blocks live and how big they are. */
#include "heap/heap.h"
#include "unit.h"

#include <string.h>

enum { SLOTS = 400, STEPS = 60000 };

static struct {
    Heap *heap;
    void *blocks[SLOTS]; /* as the program knows them */
    void *seen[SLOTS];   /* as the watch does */
    size_t sizes[SLOTS];
    size_t seen_bytes;
    bool is_wrong;
} world;

static size_t find_seen(const void *block) {
    size_t i = 0;
    while (i < SLOTS && world.seen[i] != block) {
        i++;
    }
    return i;
}

static void on_allocated(void *user, void *block, size_t usable_size, size_t old_size) {
    (void)user;
    size_t at = find_seen(block); /* a block that was resized where it is */
    bool is_known = at < SLOTS;
    at = is_known ? at : find_seen(NULL);
    if (at == SLOTS || old_size != (is_known ? world.sizes[at] : 0)) {
        world.is_wrong = true;
        return;
    }
    world.seen_bytes += usable_size - old_size;
    world.seen[at] = block;
    world.sizes[at] = usable_size;
}

static void on_freed(void *user, void *block, size_t usable_size) {
    (void)user;
    size_t at = find_seen(block);
    if (at == SLOTS || world.sizes[at] != usable_size) {
        world.is_wrong = true;
        return;
    }
    world.seen_bytes -= world.sizes[at];
    world.seen[at] = NULL;
}

static const HeapWatch watch = {on_allocated, on_freed, NULL};

static size_t random_size(void) {
    uint64_t kind = unit_below(100);
    return 1 + unit_below(kind == 0 ? 3000000 : kind < 5 ? 100000 : kind < 20 ? 5000 : 300);
}

static void *take(size_t size) {
    switch (unit_below(4)) {
    case 0:
        return heap_allocate_container(world.heap, size);
    case 1:
        return heap_allocate_aligned(world.heap, size, (size_t)8 << unit_below(8));
    case 2:
        return heap_reallocate(world.heap, NULL, size);
    default:
        return heap_allocate(world.heap, size);
    }
}

static void step(void) {
    void **block = &world.blocks[unit_below(SLOTS - 1)];
    size_t size = random_size();
    if (*block == NULL) {
        *block = take(size);
    } else if (unit_below(3) == 0) {
        if (!heap_reallocate_in_place(world.heap, *block, size)) {
            void *moved = heap_reallocate(world.heap, *block, size);
            *block = moved != NULL ? moved : *block;
        }
    } else {
        heap_free(world.heap, *block);
        *block = NULL;
    }
}

static bool agrees(void) {
    size_t bytes = 0;
    size_t count = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        if (world.blocks[i] != NULL) {
            size_t at = find_seen(world.blocks[i]);
            size_t size = heap_usable_size(world.heap, world.blocks[i]);
            if (at == SLOTS || world.sizes[at] != size) {
                return false;
            }
            bytes += size;
            count++;
        }
        count -= world.seen[i] != NULL;
    }
    return !world.is_wrong && count == 0 && bytes == world.seen_bytes;
}

static Heap *new_heap(size_t limit) {
    HeapConfig config = {.size = sizeof(config), .limit_bytes = limit, .name = "watched"};
    return heap_create(&config);
}

static void run(size_t limit) {
    memset(&world, 0, sizeof(world));
    world.heap = new_heap(limit);
    heap_set_watch(world.heap, &watch);
    bool agreed = true;
    for (size_t i = 0; i < STEPS; i++) {
        step();
        agreed &= i % 500 != 0 || agrees();
    }
    UNIT_CHECK(agreed && agrees());
    heap_verify(world.heap);
    for (size_t i = 0; i < SLOTS; i++) {
        heap_free(world.heap, world.blocks[i]);
    }
    UNIT_CHECK(!world.is_wrong && world.seen_bytes == 0);
    heap_destroy(world.heap);
}

static void test_watch_knows_every_block(void) {
    run(0);
}

static void test_watch_is_not_told_of_what_was_refused(void) {
    run((size_t)12 << 20);
}

static void test_watch_that_ended_is_told_nothing(void) {
    memset(&world, 0, sizeof(world));
    world.heap = new_heap(0);
    void *before = heap_allocate(world.heap, 40);
    heap_set_watch(world.heap, &watch);
    void *during = heap_allocate(world.heap, 40);
    UNIT_CHECK(world.seen_bytes == heap_usable_size(world.heap, during));
    heap_set_watch(world.heap, NULL);
    heap_free(world.heap, during);
    heap_free(world.heap, before);
    for (int i = 0; i < 1000; i++) {
        heap_free(world.heap, heap_allocate(world.heap, 40));
    }
    UNIT_CHECK(!world.is_wrong && world.seen_bytes == heap_usable_size(world.heap, during));
    heap_verify(world.heap);
    heap_destroy(world.heap);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_watch_knows_every_block);
    UNIT_RUN(test_watch_is_not_told_of_what_was_refused);
    UNIT_RUN(test_watch_that_ended_is_told_nothing);
    return unit_result();
}
