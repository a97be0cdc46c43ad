/* ouro/heap.h: that its inline functions and the library agree, and what it promises beyond
 * heap/heap.h, which test_heap.c tries. */
#include "unit.h"

#include "heap/heap.h"
#include "ouro/heap.h"

#include <pthread.h>

static bool adds_up(const OuroHeap *heap, OuroHeapStatistics *s) {
    ouro_heap_verify(heap);
    ouro_heap_statistics(heap, s, sizeof(*s));
    return s->from_system == s->live_bytes + s->free_bytes + s->retained_bytes + s->metadata_bytes;
}

static void test_public_heap_knows_the_classes(void) {
    bool same = true;
    for (size_t i = 0; i <= OURO_HEAP_INLINE_MAX / 8; i++) {
        same &= ouro_heap_classes[i] == heap_class_table[i];
    }
    UNIT_CHECK(same);
    UNIT_CHECK(ouro_heap_create_shape(NULL, OURO_HEAP_SHAPE + 1) == NULL);
}

/* Sums over what a walk shows, and where it is to stop. */
typedef struct Shown {
    size_t blocks, bytes, wrong;
    uintptr_t addresses;
    size_t calls_left;
} Shown;

static bool show(void *user, void *block, size_t usable_size) {
    Shown *shown = user;
    size_t size;
    memcpy(&size, block, sizeof(size)); /* each begins with the size that was asked for */
    shown->blocks++;
    shown->bytes += usable_size;
    shown->addresses += (uintptr_t)block;
    shown->wrong += usable_size < size;
    return --shown->calls_left != 0;
}

static bool show_group(void *user, void **blocks, size_t count, size_t usable_size) {
    Shown *shown = user;
    shown->wrong += count == 0 || count > 64;
    size_t left = shown->calls_left;
    for (size_t i = 0; i < count; i++) {
        (void)show(shown, blocks[i], usable_size);
        blocks[i] = NULL;
    }
    shown->calls_left = left;
    return --shown->calls_left != 0;
}

static void test_public_heap_walks_show_every_block_once(void) {
    enum { COUNT = 5000 };
    static void *blocks[COUNT];
    for (int level = 0; level <= 2; level++) {
        OuroHeapConfig config = {.check_level = level};
        OuroHeap *heap = ouro_heap_create(&config);
        uintptr_t addresses = 0;
        size_t live = 0;
        for (size_t i = 0; i < COUNT; i++) {
            size_t top = unit_below(100) == 0 ? 3000000 : 900;
            size_t size = sizeof(size) + unit_below(top);
            blocks[i] = ouro_heap_allocate(heap, size);
            memcpy(blocks[i], &size, sizeof(size));
        }
        for (size_t i = 0; i < COUNT; i++) {
            if (unit_below(3) == 0) {
                ouro_heap_free(heap, blocks[i]);
                continue;
            }
            addresses += (uintptr_t)blocks[i];
            live++;
        }
        Shown one = {.calls_left = COUNT}, many = {.calls_left = COUNT};
        ouro_heap_walk(heap, show, &one);
        ouro_heap_walk_groups(heap, show_group, &many);
        OuroHeapStatistics s;
        UNIT_CHECK(adds_up(heap, &s) && s.live_blocks == live && one.blocks == live);
        UNIT_CHECK(one.addresses == addresses && one.wrong == 0);
        UNIT_CHECK(many.blocks == live && many.bytes == one.bytes);
        UNIT_CHECK(many.addresses == addresses && many.wrong == 0);
        UNIT_CHECK(level == 2 ? many.calls_left == one.calls_left
                              : many.calls_left > one.calls_left);
        Shown first = {.calls_left = 1}, some = {.calls_left = 1};
        ouro_heap_walk(heap, show, &first);
        ouro_heap_walk_groups(heap, show_group, &some);
        UNIT_CHECK(first.blocks == 1 && some.blocks >= 1 && some.blocks <= 64);
        ouro_heap_destroy(heap);
    }
}

static void test_public_heap_serves_and_counts(void) {
    enum { COUNT = 3000 };
    static unsigned char *blocks[COUNT];
    static size_t sizes[COUNT];
    for (int level = 0; level <= 1; level++) {
        OuroHeapConfig config = {.check_level = level, .name = "public"};
        OuroHeap *heap = ouro_heap_create(&config);
        OuroHeapStatistics s;
        bool good = true;
        for (size_t round = 0; round < 40000; round++) {
            size_t i = unit_below(COUNT);
            if (blocks[i] != NULL) {
                good &= blocks[i][sizes[i] - 1] == (unsigned char)i;
                if (unit_below(2) == 0) {
                    ouro_heap_free(heap, blocks[i]);
                } else {
                    ouro_heap_free_sized(heap, blocks[i], sizes[i]);
                }
            }
            sizes[i] = 1 + unit_below(unit_below(50) == 0 ? 100000 : 1200);
            blocks[i] = ouro_heap_allocate(heap, sizes[i]);
            good &= blocks[i] != NULL && ouro_heap_usable_size(heap, blocks[i]) >= sizes[i] &&
                    ouro_heap_owns(heap, blocks[i]);
            blocks[i][sizes[i] - 1] = (unsigned char)i;
        }
        UNIT_CHECK(good && adds_up(heap, &s));
        UNIT_CHECK(s.served == 40000 && s.fragmentation < 0.7);
        size_t live = 0;
        for (size_t i = 0; i < COUNT; i++) {
            live += blocks[i] != NULL;
        }
        UNIT_CHECK(s.live_blocks == live);
        ouro_heap_free_many(heap, (void **)blocks, COUNT);
        memset(blocks, 0, sizeof(blocks));
        UNIT_CHECK(adds_up(heap, &s) && s.live_blocks == 0 && s.live_bytes == 0);
        ouro_heap_destroy(heap);
    }
}

static void test_public_heap_takes_many(void) {
    static void *blocks[30000];
    OuroHeapConfig config = {.limit_bytes = 1 << 20};
    OuroHeap *heap = ouro_heap_create(&config);
    OuroHeapStatistics s;
    size_t count = ouro_heap_allocate_many(heap, 48, blocks, 30000);
    UNIT_CHECK(count > 15000 && count < 22000);
    UNIT_CHECK(adds_up(heap, &s) && s.from_system <= 1 << 20 && s.failed == 1);
    ouro_heap_free_many(heap, blocks, count);
    UNIT_CHECK(ouro_heap_allocate_many(heap, 480, blocks, 1500) == 1500);
    ouro_heap_destroy(heap);
}

static void test_public_heap_aligns_and_clears(void) {
    OuroHeap *heap = ouro_heap_create(NULL);
    bool good = true;
    for (size_t alignment = 1; alignment <= 2 << 20; alignment *= 2) {
        for (size_t size = 1; size < 3000000; size *= 9) {
            char *block = ouro_heap_allocate_aligned(heap, size, alignment);
            good &= block != NULL && (uintptr_t)block % alignment == 0;
            memset(block, 1, size);
            char *zero = ouro_heap_allocate_zeroed(heap, size, 1);
            good &= zero[0] == 0 && zero[size - 1] == 0;
            memset(zero, 1, size);
            ouro_heap_free(heap, block);
            ouro_heap_free(heap, zero);
        }
    }
    UNIT_CHECK(good);
    UNIT_CHECK(ouro_heap_allocate_aligned(heap, 10, 24) == NULL);
    UNIT_CHECK(ouro_heap_allocate_zeroed(heap, SIZE_MAX / 2, 3) == NULL);
    ouro_heap_destroy(heap);
}

static void *free_remotely(void *argument) {
    void **blocks = argument;
    for (size_t i = 1; i <= 5000; i++) {
        ouro_heap_free_remote(blocks[0], blocks[i]);
    }
    return NULL;
}

static void test_public_heap_aligns_beyond_an_arena(void) {
    OuroHeap *heap = ouro_heap_create(NULL);
    OuroHeapStatistics before;
    OuroHeapStatistics after;
    UNIT_CHECK(adds_up(heap, &before));
    unsigned char *blocks[12];
    bool good = true;
    for (unsigned i = 0; i < 12; i++) {
        size_t alignment = (size_t)1 << (20 + i);
        size_t size = 1000 + ((size_t)i << 18);
        blocks[i] = ouro_heap_allocate_aligned(heap, size, alignment);
        good &= blocks[i] != NULL && (uintptr_t)blocks[i] % alignment == 0 &&
                ouro_heap_usable_size(heap, blocks[i]) >= size && ouro_heap_owns(heap, blocks[i]);
        /* Nothing of the heap lies in the block. */
        memset(blocks[i], (int)i, ouro_heap_usable_size(heap, blocks[i]));
    }
    UNIT_CHECK(good && adds_up(heap, &after));
    for (unsigned i = 0; i < 12; i++) {
        if (i % 2 == 0) {
            blocks[i] = ouro_heap_reallocate(heap, blocks[i], (size_t)5000000 * i + 700);
        }
        good &= blocks[i] != NULL && blocks[i][699] == i;
        ouro_heap_free(heap, blocks[i]);
    }
    (void)ouro_heap_trim(heap);
    UNIT_CHECK(good && adds_up(heap, &after) && after.live_bytes == before.live_bytes);
    UNIT_CHECK(ouro_heap_allocate_aligned(heap, 10, SIZE_MAX / 2 + 1) == NULL);
    UNIT_CHECK(ouro_heap_allocate_aligned(heap, SIZE_MAX - 10, 4096) == NULL);
    ouro_heap_destroy(heap);
}

static void test_public_heap_gets_blocks_back_from_threads(void) {
    static void *blocks[2][5001];
    OuroHeap *heap = ouro_heap_create(NULL);
    OuroHeapStatistics s;
    pthread_t threads[2];
    for (int t = 0; t < 2; t++) {
        blocks[t][0] = heap;
        (void)ouro_heap_allocate_many(heap, 100, blocks[t] + 1, 5000);
    }
    for (int t = 0; t < 2; t++) {
        UNIT_CHECK(pthread_create(&threads[t], NULL, free_remotely, blocks[t]) == 0);
    }
    for (int i = 0; i < 20000; i++) {
        ouro_heap_free(heap, ouro_heap_allocate(heap, 100));
    }
    for (int t = 0; t < 2; t++) {
        pthread_join(threads[t], NULL);
    }
    ouro_heap_trim(heap);
    UNIT_CHECK(adds_up(heap, &s) && s.live_blocks == 0);
    ouro_heap_destroy(heap);
}

static void test_public_heap_statistics_fill_what_fits(void) {
    OuroHeap *heap = ouro_heap_create(NULL);
    OuroHeapStatistics s;
    memset(&s, 0x77, sizeof(s));
    ouro_heap_statistics(heap, &s, offsetof(OuroHeapStatistics, live_bytes));
    UNIT_CHECK(s.from_system > 0 && s.limit == 0 && s.live_bytes == 0x7777777777777777);
    ouro_heap_destroy(heap);
}

static void free_twice(void) {
    OuroHeapConfig config = {.check_level = 1};
    OuroHeap *heap = ouro_heap_create(&config);
    void *block = ouro_heap_allocate(heap, 100);
    ouro_heap_free(heap, block);
    ouro_heap_free_sized(heap, block, 100);
}

static void test_public_heap_misuse_ends_with_message(void) {
    UNIT_CHECK(unit_aborts(free_twice, "double free"));
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_public_heap_knows_the_classes);
    UNIT_RUN(test_public_heap_serves_and_counts);
    UNIT_RUN(test_public_heap_takes_many);
    UNIT_RUN(test_public_heap_aligns_and_clears);
    UNIT_RUN(test_public_heap_aligns_beyond_an_arena);
    UNIT_RUN(test_public_heap_gets_blocks_back_from_threads);
    UNIT_RUN(test_public_heap_statistics_fill_what_fits);
    UNIT_RUN(test_public_heap_misuse_ends_with_message);
    UNIT_RUN(test_public_heap_walks_show_every_block_once);
    return unit_result();
}
