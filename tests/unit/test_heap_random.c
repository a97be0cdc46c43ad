/* Random actions on a heap, compared with a model that knows every live block's size, kind and
 * contents; the whole heap is verified again and again. The seed is printed and can be given. */
#include "unit.h"

#include "heap/heap.h"
#include "heap/heap_walk.h"

typedef struct Block {
    unsigned char *address;
    size_t size;
    HeapKind kind;
    unsigned char fill;
} Block;

enum { SLOTS = 3000 };

static struct {
    Heap *heap;
    Block blocks[SLOTS];
    size_t limit;
    bool whole;
    size_t seen;
} model;

static void fill(Block *block) {
    block->fill = (unsigned char)unit_random();
    size_t edge = block->size < 64 ? block->size : 64;
    memset(block->address, block->fill, edge);
    memset(block->address + block->size - edge, block->fill, edge);
}

static bool is_filled(const Block *block, size_t size) {
    for (size_t i = 0; i < size && i < 64; i++) {
        if (block->address[i] != block->fill) {
            return false;
        }
    }
    if (size == block->size) {
        for (size_t i = size < 64 ? 0 : size - 64; i < size; i++) {
            if (block->address[i] != block->fill) {
                return false;
            }
        }
    }
    return true;
}

static size_t random_size(void) {
    switch (unit_below(40)) {
    case 0:
        return 1 + unit_below(3 << 20);
    case 1:
    case 2:
        return 1 + unit_below(200000);
    case 3:
    case 4:
    case 5:
        return 1 + unit_below(16384);
    case 6:
    case 7:
    case 8:
    case 9:
        return 1 + unit_below(1100);
    default:
        return 1 + unit_below(200);
    }
}

static void take(Block *block) {
    block->size = random_size();
    block->kind = unit_below(3) == 0 ? HEAP_CONTAINER : HEAP_LEAF;
    block->address = heap_allocate_kind(model.heap, block->size, block->kind);
    if (block->address != NULL) {
        size_t usable = heap_usable_size(model.heap, block->address);
        model.whole &= usable >= block->size && usable % model.heap->alignment == 0;
        model.whole &= (uintptr_t)block->address % model.heap->alignment == 0;
        model.whole &= heap_kind(block->address) == block->kind;
        fill(block);
    }
}

static void give(Block *block) {
    model.whole &= is_filled(block, block->size);
    if (unit_below(2) == 0) {
        heap_free(model.heap, block->address);
    } else {
        heap_free_sized(model.heap, block->address, block->size, block->kind);
    }
    block->address = NULL;
}

static void resize(Block *block) {
    size_t size = unit_below(2) == 0 ? random_size() : block->size + block->size / 8 + 1;
    if (size > (size_t)8 << 20) {
        return;
    }
    unsigned char *moved;
    if (unit_below(4) == 0) {
        if (!heap_reallocate_in_place(model.heap, block->address, size)) {
            model.whole &= is_filled(block, block->size);
            return;
        }
        moved = block->address;
    } else {
        moved = heap_reallocate(model.heap, block->address, size);
        if (moved == NULL) {
            model.whole &= is_filled(block, block->size);
            return;
        }
    }
    block->address = moved;
    size_t common = size < block->size ? size : block->size;
    if (common < block->size) {
        block->size = size;
        /* The far edge is gone. */
        for (size_t i = 0; i < common && i < 64; i++) {
            model.whole &= moved[i] == block->fill;
        }
    } else {
        model.whole &= is_filled(block, common);
        block->size = size;
    }
    fill(block);
}

static int compare_addresses(const void *a, const void *b) {
    uintptr_t x = *(const uintptr_t *)a;
    uintptr_t y = *(const uintptr_t *)b;
    return (x > y) - (x < y);
}

static uintptr_t found[SLOTS * 2];

static bool note_block(void *user, void *block, size_t usable_size, HeapKind kind) {
    (void)user;
    (void)usable_size;
    if (model.seen < SLOTS * 2) {
        found[model.seen++] = (uintptr_t)block | (uintptr_t)kind;
    }
    return true;
}

/* The walk finds exactly the model's blocks. */
static void compare_walk(void) {
    static uintptr_t expected[SLOTS];
    size_t count = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        if (model.blocks[i].address != NULL) {
            expected[count++] =
                (uintptr_t)model.blocks[i].address | (uintptr_t)model.blocks[i].kind;
        }
    }
    model.seen = 0;
    heap_walk(model.heap, note_block, NULL);
    qsort(expected, count, sizeof(uintptr_t), compare_addresses);
    qsort(found, model.seen, sizeof(uintptr_t), compare_addresses);
    model.whole &= count == model.seen && memcmp(expected, found, count * sizeof(uintptr_t)) == 0;
}

static void compare_statistics(void) {
    static HeapStatistics s;
    heap_statistics(model.heap, &s);
    size_t live = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        if (model.blocks[i].address != NULL) {
            live += heap_usable_size(model.heap, model.blocks[i].address);
            live += model.blocks[i].size > HEAP_RUN_MAX ? sizeof(HeapLarge) : 0;
        }
    }
    model.whole &= s.live_bytes == live;
    model.whole &= s.from_system == s.live_block_bytes + s.free_block_bytes + s.run_bytes +
                                        s.large_bytes + s.retained_bytes + s.metadata_bytes +
                                        s.collector_bytes;
    model.whole &= model.limit == 0 || s.from_system <= model.limit;
}

static void act(void) {
    Block *block = &model.blocks[unit_below(SLOTS)];
    uint64_t choice = unit_below(1000);
    if (choice == 0) {
        heap_trim(model.heap);
    } else if (choice == 1) {
        compare_walk();
    } else if (choice == 2) {
        heap_fail_after(model.heap, 1 + unit_below(20), unit_below(2) == 0);
    } else if (choice < 10) {
        heap_fail_after(model.heap, 0, false);
    } else if (choice == 10) {
        for (size_t i = 0; i < SLOTS; i++) {
            if (model.blocks[i].address != NULL && unit_below(20) != 0) {
                give(&model.blocks[i]);
            }
        }
    } else if (block->address == NULL) {
        take(block);
    } else if (choice < 250) {
        resize(block);
    } else {
        give(block);
    }
}

static void play(size_t limit, int check_level, uint32_t delay, size_t steps) {
    static unsigned games;
    HeapConfig config = {.size = sizeof(config),
                         .limit_bytes = limit,
                         .check_level = check_level,
                         .purge_delay_ms = delay,
                         .alignment = games++ % 2 == 0 ? 16 : 8,
                         .name = "random"};
    memset(&model, 0, sizeof(model));
    model.heap = heap_create(&config);
    model.limit = limit;
    model.whole = true;
    for (size_t step = 0; step < steps && model.whole; step++) {
        act();
        if (step % 500 == 0) {
            heap_verify(model.heap);
            compare_statistics();
        }
    }
    UNIT_CHECK(model.whole);
    heap_fail_after(model.heap, 0, false);
    for (size_t i = 0; i < SLOTS; i++) {
        if (model.blocks[i].address != NULL) {
            give(&model.blocks[i]);
        }
    }
    heap_trim(model.heap);
    heap_verify(model.heap);
    compare_statistics();
    UNIT_CHECK(model.whole);
    UNIT_CHECK(heap_from_system(model.heap) < 256 << 10);
    heap_destroy(model.heap);
}

static void test_heap_random_unlimited_agrees_with_model(void) {
    play(0, 0, 0, 100000);
}

static void test_heap_random_limited_agrees_with_model(void) {
    play((size_t)4 << 20, 0, 0, 100000);
    play((size_t)1 << 20, 0, 0, 50000);
}

static void test_heap_random_checked_agrees_with_model(void) {
    play((size_t)16 << 20, 1, 0, 50000);
    play(0, 3, 0, 50000);
}

static void test_heap_random_purging_at_once_agrees_with_model(void) {
    play((size_t)16 << 20, 0, HEAP_PURGE_NOW, 50000);
    play(0, 0, HEAP_PURGE_NEVER, 50000);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_heap_random_unlimited_agrees_with_model);
    UNIT_RUN(test_heap_random_limited_agrees_with_model);
    UNIT_RUN(test_heap_random_checked_agrees_with_model);
    UNIT_RUN(test_heap_random_purging_at_once_agrees_with_model);
    return unit_result();
}
