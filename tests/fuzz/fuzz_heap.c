/* Plays the input as operations on a heap, beside a model that knows each live block's size, kind
 * and contents: what the heap answers must fit the model, its walk must find the model's blocks and
 * nothing else, its statistics must add up, and its tables must be whole, after every input. The
 * first byte chooses check level, limit and purge delay; then each operation takes four bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "heap/heap.h"

enum { SLOTS = 256, EDGE = 32 };

typedef struct Block {
    unsigned char *address;
    size_t size;
    size_t alignment; /* above 8: may be freed only without its size */
    HeapKind kind;
} Block;

static struct {
    Heap *heap;
    Block blocks[SLOTS];
    size_t alignment;
    size_t found;
    size_t bytes[HEAP_BINS]; /* of the blocks found, by class */
    size_t run_bytes;
    size_t large_bytes;
    const Block *in_order[SLOTS]; /* live blocks by address */
} model;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds) {
    if (!holds) {
        abort();
    }
}

static unsigned char pattern(const Block *block) {
    return (unsigned char)((uintptr_t)(block - model.blocks) * 37 + block->size);
}

static size_t edge(size_t size) {
    return size < EDGE ? size : EDGE;
}

static void fill(Block *block) {
    memset(block->address, pattern(block), edge(block->size));
    memset(block->address + block->size - edge(block->size), pattern(block), edge(block->size));
}

/* The first bytes, as many as both sizes have, are as `fill` left them. */
static void require_filled(const Block *block, const unsigned char *at, size_t size) {
    for (size_t i = 0; i < edge(base_min_size(size, block->size)); i++) {
        require(at[i] == pattern(block));
    }
    for (size_t i = 0; size >= block->size && i < edge(block->size); i++) {
        require(at[block->size - 1 - i] == pattern(block));
    }
}

/* Mostly small, now and then up to some MiB. */
static size_t size_of(unsigned a, unsigned b) {
    size_t size = a | b << 8;
    switch (b >> 5) {
    case 7:
        return (size & 0x1fff) * 641;
    case 6:
        return (size & 0x1fff) * 25;
    default:
        return size & 0x7ff;
    }
}

static void take(Block *block, unsigned operation, size_t size) {
    block->size = size;
    block->kind = HEAP_LEAF;
    block->alignment = 8;
    if (operation == 0) {
        block->kind = HEAP_CONTAINER;
        block->address = heap_allocate_container(model.heap, size);
    } else if (operation == 1) {
        block->alignment = (size_t)1 << size % 26;
        block->address = heap_allocate_aligned(model.heap, size, block->alignment);
    } else if (operation == 2) {
        block->address = heap_allocate_zeroed(model.heap, 1, size);
        for (size_t i = 0; block->address != NULL && i < size; i += 1 + i / 64) {
            require(block->address[i] == 0);
        }
    } else {
        block->address = heap_allocate(model.heap, size);
    }
    if (block->address != NULL) {
        require((uintptr_t)block->address % block->alignment == 0);
        require((uintptr_t)block->address % model.alignment == 0);
        require(size % 16 != 0 || (uintptr_t)block->address % 16 == 0);
        require(heap_usable_size(model.heap, block->address) >= size);
        require(heap_kind(block->address) == block->kind);
        fill(block);
    }
}

static void give(Block *block, unsigned operation) {
    require_filled(block, block->address, block->size);
    if (operation % 3 == 0 || block->alignment > 8) {
        heap_free(model.heap, block->address);
    } else if (operation % 3 == 1) {
        heap_free_sized(model.heap, block->address, block->size, block->kind);
    } else {
        heap_free_remote(model.heap, block->address);
        (void)heap_trim(model.heap);
    }
    block->address = NULL;
}

static void resize(Block *block, bool in_place, size_t size) {
    unsigned char *moved = block->address;
    if (in_place ? !heap_reallocate_in_place(model.heap, block->address, size)
                 : (moved = heap_reallocate(model.heap, block->address, size)) == NULL) {
        require_filled(block, block->address, block->size);
        return;
    }
    require_filled(block, moved, size);
    require(heap_usable_size(model.heap, moved) >= size && heap_kind(moved) == block->kind);
    block->address = moved;
    block->size = size;
    block->alignment = 8;
    fill(block);
}

static void add_found(const void *address, size_t usable_size, HeapKind kind) {
    model.found++;
    if (heap_pool_of(address)->state == HEAP_SLICE_LARGE) {
        model.large_bytes += usable_size;
    } else if (usable_size <= HEAP_CLASS_MAX) {
        model.bytes[heap_bin_index(heap_class_compute(usable_size), kind)] += usable_size;
    } else {
        model.run_bytes += usable_size;
    }
}

static bool find(void *user, void *address, size_t usable_size, HeapKind kind) {
    (void)user;
    for (size_t i = 0; i < SLOTS; i++) {
        if (model.blocks[i].address == address) {
            require(usable_size >= model.blocks[i].size && kind == model.blocks[i].kind);
            add_found(address, usable_size, kind);
            return true;
        }
    }
    abort();
}

static int order(const void *a, const void *b) {
    const Block *first = *(const Block *const *)a;
    const Block *second = *(const Block *const *)b;
    return first->address < second->address ? -1 : first->address > second->address;
}

/* No block reaches into the next, all that it may use included. Returns the number of live ones. */
static size_t require_apart(void) {
    size_t count = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        if (model.blocks[i].address != NULL) {
            model.in_order[count++] = &model.blocks[i];
        }
    }
    qsort(model.in_order, count, sizeof(model.in_order[0]), order);
    for (size_t i = 1; i < count; i++) {
        const unsigned char *before = model.in_order[i - 1]->address;
        require(before + heap_usable_size(model.heap, before) <= model.in_order[i]->address);
    }
    return count;
}

/* The rows and the categories of the statistics are what the walk found. */
static void require_same_numbers(const HeapStatistics *s) {
    size_t pool_bytes = 0;
    size_t blocks = s->run_count + s->large_count;
    size_t same_size = 0; /* bytes in the rows before that have blocks as big as this one's */
    for (unsigned i = 0; i < HEAP_BINS; i++) {
        size_t bytes = s->classes[i].live_blocks * s->classes[i].block_size + same_size;
        bool is_last =
            i + 1 >= HEAP_BINS || s->classes[i + 1].block_size != s->classes[i].block_size;
        require(bytes == model.bytes[i] || !is_last);
        same_size = is_last ? 0 : bytes;
        pool_bytes += model.bytes[i];
        blocks += s->classes[i].live_blocks;
    }
    require(pool_bytes == s->live_block_bytes && model.run_bytes == s->run_bytes);
    require(blocks == model.found && model.large_bytes <= s->large_bytes);
    require(s->live_bytes == s->live_block_bytes + s->run_bytes + s->large_bytes);
}

static void compare(void) {
    static HeapStatistics s;
    size_t live = require_apart();
    model.found = model.run_bytes = model.large_bytes = 0;
    memset(model.bytes, 0, sizeof(model.bytes));
    heap_walk(model.heap, find, NULL);
    require(model.found == live);
    heap_verify(model.heap);
    heap_statistics(model.heap, &s);
    require_same_numbers(&s);
    require(s.from_system == s.live_block_bytes + s.free_block_bytes + s.run_bytes + s.large_bytes +
                                 s.retained_bytes + s.metadata_bytes + s.collector_bytes +
                                 s.checking_bytes);
    require(s.limit == 0 || s.from_system <= s.limit);
}

static void act(const uint8_t *bytes) {
    Block *block = &model.blocks[bytes[1]];
    unsigned operation = bytes[0];
    size_t size = size_of(bytes[2], bytes[3]);
    if (operation == 255) {
        (void)heap_trim(model.heap);
    } else if (operation == 254) {
        compare();
    } else if (operation >= 250) {
        heap_fail_after(model.heap, bytes[2] % 8, (bytes[3] & 1) != 0);
    } else if (operation == 249) {
        (void)heap_set_limit(model.heap, size < 65536 ? 0 : size * 4);
    } else if (operation >= 240) {
        /* Many blocks of one size, and most of them freed: what makes pools partly free. */
        for (unsigned i = 0; i < SLOTS; i++) {
            Block *each = &model.blocks[i];
            if (each->address != NULL && (i * 7 + bytes[1]) % 8 != 0) {
                give(each, operation);
            }
            if (each->address == NULL) {
                take(each, 3, size % 2048);
            }
        }
    } else if (block->address == NULL) {
        take(block, operation % 8, size);
    } else if (operation < 100) {
        resize(block, operation % 4 == 0, size);
    } else {
        give(block, operation);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 5) {
        return 0;
    }
    static const int levels[] = {0, 0, 1, 3};
    static const unsigned alignments[] = {8, 16, 0, 16};
    static const uint32_t delays[] = {0, HEAP_PURGE_NOW, HEAP_PURGE_NEVER, 1};
    HeapConfig config = {.size = sizeof(config),
                         .check_level = levels[data[0] & 3],
                         .purge_delay_ms = delays[data[0] >> 2 & 3],
                         .limit_bytes = (size_t)(data[0] >> 4) << 18,
                         .alignment = alignments[data[0] & 3],
                         .name = "fuzzed"};
    memset(&model, 0, sizeof(model));
    model.alignment = config.alignment == 16 ? 16 : 8;
    model.heap = heap_create(&config);
    require(model.heap != NULL);
    for (size_t at = 1; at + 4 <= size; at += 4) {
        act(data + at);
    }
    heap_fail_after(model.heap, 0, false);
    compare();
    for (size_t i = 0; i < SLOTS; i++) {
        if (model.blocks[i].address != NULL) {
            give(&model.blocks[i], (unsigned)i);
        }
    }
    (void)heap_trim(model.heap);
    compare();
    require(heap_from_system(model.heap) < 256 << 10);
    heap_destroy(model.heap);
    return 0;
}
