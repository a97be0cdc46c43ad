/* The heap's promises one by one; test_heap_random.c tries them all at once. */
#include "unit.h"

#include "base/poison.h"
#include "heap/heap.h"
#include "heap/stock.h"

static Heap *new_heap(size_t limit, int check_level) {
    HeapConfig config = {
        .size = sizeof(config), .limit_bytes = limit, .check_level = check_level, .name = "test"};
    return heap_create(&config);
}

static bool adds_up(const Heap *heap) {
    static HeapStatistics s;
    heap_statistics(heap, &s);
    heap_verify(heap);
    return s.from_system == s.live_block_bytes + s.free_block_bytes + s.run_bytes + s.large_bytes +
                                s.retained_bytes + s.metadata_bytes + s.collector_bytes;
}

static void test_heap_class_table_agrees_with_formula(void) {
    bool same = true;
    for (size_t size = 0; size <= HEAP_CLASS_MAX; size++) {
        unsigned size_class = heap_class_compute(size);
        size_t block = heap_class_size(size_class);
        same &= block >= size && size_class < HEAP_CLASSES;
        same &= size_class == 0 || heap_class_size(size_class - 1) < size;
        same &= size <= 128 || (block - size) * 8 <= block;
        same &= size % 16 != 0 || block % 16 == 0;
        if (size <= HEAP_TABLE_MAX) {
            same &= heap_class_table[(size + 7) >> 3] == size_class;
        }
    }
    UNIT_CHECK(same);
    UNIT_CHECK(heap_class_size(HEAP_CLASSES - 1) == HEAP_CLASS_MAX);
}

static void test_heap_create_with_tiny_limit_fails(void) {
    UNIT_CHECK(new_heap(4096, 0) == NULL);
    Heap *heap = new_heap(64 << 10, 0);
    UNIT_CHECK(heap != NULL);
    heap_destroy(heap);
}

static void test_heap_freed_block_is_next_of_its_class(void) {
    for (int level = 0; level <= 1; level++) {
        Heap *heap = new_heap(0, level);
        static const size_t sizes[] = {0, 1, 8, 16, 24, 40, 100, 129, 1000, 1025, 5000, 16384};
        for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
            void *a = heap_allocate(heap, sizes[i]);
            void *b = heap_allocate_container(heap, sizes[i]);
            UNIT_CHECK(a != b && heap_kind(a) == HEAP_LEAF && heap_kind(b) == HEAP_CONTAINER);
            heap_free(heap, a);
            heap_free_sized(heap, b, sizes[i], HEAP_CONTAINER);
            UNIT_CHECK(heap_allocate(heap, sizes[i]) == a);
            UNIT_CHECK(heap_allocate_container(heap, sizes[i]) == b);
        }
        UNIT_CHECK(adds_up(heap));
        heap_destroy(heap);
    }
}

static void test_heap_free_of_null_is_nothing(void) {
    Heap *heap = new_heap(0, 0);
    heap_free(heap, NULL);
    heap_free_sized(heap, NULL, 24, HEAP_CONTAINER);
    heap_free_sized(heap, NULL, 100000, HEAP_LEAF);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_sizes_are_aligned_and_usable(void) {
    Heap *heap = new_heap(0, 0);
    for (size_t size = 1; size < (size_t)5 << 20; size += 1 + size / 7) {
        char *block = heap_allocate(heap, size);
        UNIT_CHECK(block != NULL && (uintptr_t)block % 8 == 0);
        size_t usable = heap_usable_size(heap, block);
        UNIT_CHECK(usable >= size && usable == heap_rounded_size(size));
        memset(block, 1, usable);
        char *aligned = heap_allocate(heap, (size + 15) & ~(size_t)15);
        UNIT_CHECK((uintptr_t)aligned % 16 == 0);
        UNIT_CHECK(heap_owns(heap, block) && heap_owns(heap, aligned + size - 1));
    }
    int local = 0;
    UNIT_CHECK(!heap_owns(heap, &local));
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_alignment_of_16_keeps_sizes_apart(void) {
    HeapConfig config = {.size = sizeof(config), .alignment = 16, .name = "aligned"};
    Heap *heap = heap_create(&config);
    for (size_t size = 1; size <= 128; size++) {
        char *block = heap_allocate(heap, size);
        UNIT_CHECK((uintptr_t)block % 16 == 0);
        UNIT_CHECK(heap_usable_size(heap, block) == ALIGN_UP(size, (size_t)16));
    }
    /* Two sizes of one block size have pools of their own. */
    void *of_24 = heap_allocate(heap, 24);
    void *of_32 = heap_allocate(heap, 32);
    UNIT_CHECK(heap_pool_of(of_24) != heap_pool_of(of_32));
    UNIT_CHECK(heap_usable_size(heap, of_24) == heap_usable_size(heap, of_32));
    UNIT_CHECK(!heap_reallocate_in_place(heap, of_24, 32));
    heap_free_sized(heap, of_24, 24, HEAP_LEAF);
    heap_free_sized(heap, of_32, 32, HEAP_LEAF);
    UNIT_CHECK(heap_allocate(heap, 24) == of_24 && heap_allocate(heap, 32) == of_32);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_served_counts_every_allocation(void) {
    (void)stock_release();
    for (int level = 0; level <= 1; level++) {
        Heap *heap = new_heap(0, level);
        for (int i = 0; i < 1000; i++) {
            void *a = heap_allocate(heap, 40);
            void *b = heap_allocate(heap, 20000);
            heap_free_sized(heap, a, 40, HEAP_LEAF);
            heap_free(heap, b);
        }
        void *kept = heap_allocate(heap, 40);
        static HeapStatistics s;
        heap_statistics(heap, &s);
        const HeapClassStatistics *row =
            &s.classes[heap_bin_index(heap_class_compute(40), HEAP_LEAF)];
        UNIT_CHECK(row->block_size == 40 && row->served == 1001 && row->live_blocks == 1);
        UNIT_CHECK(s.served_runs == 1000 && s.served == 2001);
        UNIT_CHECK(s.system_requests == 1);
        heap_free(heap, kept);
        heap_destroy(heap);
    }
}

static void test_heap_new_one_is_small(void) {
    (void)stock_release();
    Heap *heap = new_heap(0, 0);
    for (size_t i = 0; i < 10; i++) {
        memset(heap_allocate(heap, 16 + i * 16), 1, 16);
    }
    UNIT_CHECK(heap_from_system(heap) <= 64 << 10);
    heap_destroy(heap);
}

static void fill_to_limit(Heap *heap, size_t size, void ***chain) {
    void **block;
    while ((block = heap_allocate(heap, size)) != NULL) {
        *block = *chain;
        *chain = block;
    }
}

static void test_heap_limit_holds_and_memory_comes_back(void) {
    static const size_t sizes[] = {16, 24, 100, 700, 5000, 20000, 300000, 2000000};
    size_t limit = (size_t)16 << 20;
    Heap *heap = new_heap(limit, 0);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
            void **chain = NULL;
            size_t count = 0;
            fill_to_limit(heap, sizes[i], &chain);
            UNIT_CHECK(heap_from_system(heap) <= limit);
            UNIT_CHECK(heap_from_system(heap) > limit - limit / 4);
            UNIT_CHECK(adds_up(heap));
            while (chain != NULL) {
                void **next = *chain;
                heap_free(heap, chain);
                chain = next;
                count++;
            }
            UNIT_CHECK(count * sizes[i] > limit / 4 * 3);
            UNIT_CHECK(adds_up(heap));
        }
    }
    heap_trim(heap);
    UNIT_CHECK(heap_from_system(heap) < 256 << 10);
    UNIT_CHECK(adds_up(heap));
    UNIT_CHECK(heap_allocate(heap, (size_t)1 << 40) == NULL);
    UNIT_CHECK(heap_allocate(heap, SIZE_MAX) == NULL);
    UNIT_CHECK(heap_allocate(heap, SIZE_MAX - 4096) == NULL);
    heap_destroy(heap);
}

static size_t pressure_wanted;

static void note_pressure(void *user, size_t wanted) {
    (void)user;
    pressure_wanted = wanted;
}

static void test_heap_pressure_is_told_before_failure(void) {
    HeapConfig config = {.size = sizeof(config), .limit_bytes = 1 << 20, .pressure = note_pressure};
    Heap *heap = heap_create(&config);
    UNIT_CHECK(heap_allocate(heap, 2 << 20) == NULL);
    UNIT_CHECK(pressure_wanted >= 2 << 20);
    UNIT_CHECK(!heap_set_limit(heap, 4096));
    UNIT_CHECK(heap_set_limit(heap, 8 << 20) && heap_limit(heap) == 8 << 20);
    UNIT_CHECK(heap_allocate(heap, 2 << 20) != NULL);
    heap_destroy(heap);
}

static void test_heap_reallocate_keeps_contents_and_kind(void) {
    for (int level = 0; level <= 1; level++) {
        Heap *heap = new_heap(0, level);
        for (int kind = HEAP_LEAF; kind <= HEAP_CONTAINER; kind++) {
            unsigned char *block = heap_allocate_kind(heap, 8, (HeapKind)kind);
            size_t size = 8;
            memset(block, 7, size);
            bool whole = true;
            for (int step = 0; step < 400; step++) {
                size_t new_size = (size_t)1 << unit_below(23);
                new_size += unit_below(new_size);
                unsigned char *moved = heap_reallocate(heap, block, new_size);
                size_t common = size < new_size ? size : new_size;
                for (size_t i = 0; i < common; i += 1 + i / 64) {
                    whole &= moved[i] == (unsigned char)(7 + step % 100);
                }
                block = moved;
                size = new_size;
                memset(block, 7 + (step + 1) % 100, size);
                whole &= heap_kind(block) == (HeapKind)kind;
            }
            UNIT_CHECK(whole);
            heap_free_sized(heap, block, size, (HeapKind)kind);
        }
        UNIT_CHECK(adds_up(heap));
        heap_destroy(heap);
    }
}

static void test_heap_runs_grow_in_place(void) {
    Heap *heap = new_heap(0, 0);
    char *block = heap_allocate(heap, 20000);
    UNIT_CHECK(heap_usable_size(heap, block) == 20480);
    UNIT_CHECK(heap_reallocate(heap, block, 500000) == block);
    UNIT_CHECK(heap_reallocate(heap, block, 30000) == block);
    UNIT_CHECK(heap_reallocate_in_place(heap, block, 40000));
    UNIT_CHECK(!heap_reallocate_in_place(heap, block, 4000));
    UNIT_CHECK(heap_usable_size(heap, block) == 40960);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

enum { MIB = 1 << 20 };

/* A heap that holds 32 MiB and a freed mapping of 8 MiB that waits for reuse; NULL: it does not. */
static Heap *new_heap_with_spare(size_t limit) {
    HeapConfig config = {.size = sizeof(config),
                         .limit_bytes = limit,
                         .purge_delay_ms = HEAP_PURGE_NEVER,
                         .name = "test"};
    Heap *heap = heap_create(&config);
    UNIT_CHECK(heap_allocate(heap, 32 * MIB) != NULL);
    void *spare = heap_allocate(heap, 8 * MIB);
    size_t held = heap_from_system(heap);
    heap_free(heap, spare);
    UNIT_CHECK(heap_from_system(heap) == held);
    return heap;
}

static uint64_t requests_of(const Heap *heap) {
    static HeapStatistics s;
    heap_statistics(heap, &s);
    return s.system_requests;
}

static size_t retained_by(const Heap *heap) {
    static HeapStatistics s;
    heap_statistics(heap, &s);
    return s.retained_bytes;
}

/* A block of a run that has become one of a mapping of 2 MiB. */
static char *grow_to_mapping(Heap *heap) {
    char *block = heap_allocate(heap, MIB);
    memset(block, 'x', MIB);
    block = heap_reallocate(heap, block, 2 * MIB - sizeof(HeapLarge));
    UNIT_CHECK(block != NULL && block[0] == 'x' && block[MIB - 1] == 'x');
    return block;
}

static void test_heap_buffer_grows_into_a_spare_mapping(void) {
    Heap *heap = new_heap_with_spare(0);
    char *block = heap_allocate(heap, MIB);
    heap_free(heap, block);
    size_t held = heap_from_system(heap);
    uint64_t requests = requests_of(heap);
    block = grow_to_mapping(heap);
    for (size_t size = 2 * MIB; size <= 8 * MIB - sizeof(HeapLarge); size += MIB / 2) {
        UNIT_CHECK(heap_reallocate(heap, block, size) == block);
        memset(block + size - MIB / 2, 'x', MIB / 2);
        UNIT_CHECK(heap_usable_size(heap, block) < size + HEAP_PAGE_SIZE && adds_up(heap));
    }
    UNIT_CHECK(heap_from_system(heap) == held && requests_of(heap) == requests);
    block = heap_reallocate(heap, block, 9 * MIB);
    UNIT_CHECK(block[0] == 'x' && block[7 * MIB] == 'x');
    UNIT_CHECK(requests_of(heap) == requests + 1 && adds_up(heap));
    heap_free(heap, block);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_gives_back_what_a_buffer_may_grow_into(void) {
    Heap *heap = new_heap_with_spare(0);
    char *block = grow_to_mapping(heap);
    UNIT_CHECK(retained_by(heap) >= 6 * MIB);
    size_t held = heap_from_system(heap);
    UNIT_CHECK(heap_trim(heap) >= 6 * MIB && heap_from_system(heap) <= held - 6 * MIB);
    UNIT_CHECK(retained_by(heap) == 0 && adds_up(heap));
    block = heap_reallocate(heap, block, 3 * MIB);
    UNIT_CHECK(block != NULL && block[MIB - 1] == 'x');
    UNIT_CHECK(heap_usable_size(heap, block) < 3 * MIB + HEAP_PAGE_SIZE && adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_limit_takes_what_a_buffer_may_grow_into(void) {
    Heap *heap = new_heap_with_spare(44 * MIB);
    char *block = grow_to_mapping(heap);
    UNIT_CHECK(heap_reallocate(heap, block, 64 * MIB) == NULL);
    UNIT_CHECK(block[MIB - 1] == 'x' && heap_usable_size(heap, block) < 2 * MIB && adds_up(heap));
    UNIT_CHECK(heap_allocate(heap, 6 * MIB) != NULL && adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_buffer_that_may_grow_shrinks(void) {
    Heap *heap = new_heap_with_spare(0);
    char *block = grow_to_mapping(heap);
    UNIT_CHECK(heap_reallocate(heap, block, MIB + MIB / 2) == block);
    UNIT_CHECK(heap_usable_size(heap, block) < MIB + MIB / 2 + HEAP_PAGE_SIZE && adds_up(heap));
    UNIT_CHECK(block[MIB - 1] == 'x');
    heap_destroy(heap);
}

static void test_heap_only_one_buffer_has_room_to_grow(void) {
    Heap *heap = new_heap_with_spare(0);
    void *other = heap_allocate(heap, 8 * MIB);
    heap_free(heap, heap_allocate(heap, 8 * MIB)); /* two wait now */
    heap_free(heap, other);
    char *first = grow_to_mapping(heap);
    char *second = grow_to_mapping(heap);
    UNIT_CHECK(adds_up(heap));
    UNIT_CHECK(heap_reallocate(heap, second, 7 * MIB) == second);
    first = heap_reallocate(heap, first, 7 * MIB);
    UNIT_CHECK(first != NULL && first[MIB - 1] == 'x' && second[MIB - 1] == 'x');
    heap_free(heap, second);
    heap_free(heap, first);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_failed_reallocate_leaves_block(void) {
    Heap *heap = new_heap(4 << 20, 0);
    char *block = heap_allocate(heap, 100000);
    memset(block, 'x', 100000);
    UNIT_CHECK(heap_reallocate(heap, block, 100 << 20) == NULL);
    UNIT_CHECK(block[0] == 'x' && block[99999] == 'x');
    char *large = heap_allocate(heap, 2 << 20);
    large[(2 << 20) - 1] = 'y';
    UNIT_CHECK(heap_reallocate(heap, large, 100 << 20) == NULL);
    UNIT_CHECK(large[(2 << 20) - 1] == 'y');
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_fault_injection_fails_the_nth(void) {
    Heap *heap = new_heap(0, 0);
    void *blocks[100];
    for (int i = 0; i < 100; i++) {
        blocks[i] = heap_allocate(heap, 48);
    }
    for (int i = 0; i < 50; i++) {
        heap_free(heap, blocks[i]);
    }
    heap_fail_after(heap, 5, false);
    for (int i = 0; i < 10; i++) {
        blocks[i] = heap_allocate(heap, i % 2 != 0 ? 48 : 30000);
        UNIT_CHECK((blocks[i] == NULL) == (i == 4));
    }
    UNIT_CHECK(heap_has_failed(heap) && adds_up(heap));
    heap_fail_after(heap, 2, true);
    UNIT_CHECK(!heap_has_failed(heap));
    UNIT_CHECK(heap_reallocate(heap, blocks[1], 40) != NULL);
    UNIT_CHECK(heap_reallocate(heap, blocks[1], 400) == NULL);
    UNIT_CHECK(heap_allocate(heap, 1) == NULL && heap_allocate(heap, 1 << 21) == NULL);
    heap_fail_after(heap, 0, false);
    UNIT_CHECK(heap_allocate(heap, 1) != NULL && adds_up(heap));
    heap_destroy(heap);
}

static void test_heap_scattered_survivors_do_not_keep_memory(void) {
    enum { COUNT = 1 << 19 };
    Heap *heap = new_heap(0, 0);
    void **blocks = malloc(COUNT * sizeof(void *));
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = heap_allocate(heap, 16 + unit_below(240));
        memset(blocks[i], 1, 16);
    }
    for (size_t i = COUNT - 1; i > 0; i--) {
        size_t other = unit_below(i + 1);
        void *block = blocks[i];
        blocks[i] = blocks[other];
        blocks[other] = block;
    }
    for (size_t i = COUNT / 1000; i < COUNT; i++) {
        heap_free(heap, blocks[i]);
    }
    UNIT_CHECK(heap_from_system(heap) <= (size_t)12 << 20);
    UNIT_CHECK(adds_up(heap));
    for (size_t i = 0; i < COUNT / 1000; i++) {
        heap_free(heap, blocks[i]);
    }
    /* The caches hold few of the last blocks, each on a page that it pins; the blocks that a heap
     * holds back for a sanitizer are more. */
    UNIT_CHECK(heap_from_system(heap) <= (size_t)(POISON_WORKS ? 10 : 7) << 19);
    heap_trim(heap);
    UNIT_CHECK(heap_from_system(heap) <= 200 << 10);
    UNIT_CHECK(adds_up(heap));
    free(blocks);
    heap_destroy(heap);
}

static void test_heap_holes_serve_other_sizes_at_the_limit(void) {
    enum { COUNT = 400000, KEPT = 1000 };
    static void *blocks[COUNT];
    Heap *heap = new_heap((size_t)16 << 20, 0);
    size_t count = 0;
    while (count < COUNT && (blocks[count] = heap_allocate(heap, 48)) != NULL) {
        count++;
    }
    UNIT_CHECK(count > 250000 && count < COUNT);
    for (size_t i = 0; i < count; i++) {
        if (i % KEPT != 0) {
            heap_free(heap, blocks[i]);
        }
    }
    /* All but some 300 pages can serve a mapping, and the blocks there are still served. */
    void *large = heap_allocate(heap, (size_t)13 << 20);
    UNIT_CHECK(large != NULL);
    size_t more = 0;
    void **chain = NULL;
    fill_to_limit(heap, 48, &chain);
    for (void **block = chain; block != NULL; block = *block) {
        more++;
    }
    UNIT_CHECK(more > 10000);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

/* Says yes so often. */
static bool is_patient(void *user) {
    unsigned *pieces = user;
    return *pieces != 0 && (*pieces)--;
}

static void test_heap_releases_in_pieces_while_its_hook_says_yes(void) {
    const size_t size = (size_t)64 << 20;
    unsigned pieces = 3;
    Heap *heap = new_heap(0, 0);
    heap_set_release_hook(heap, is_patient, &pieces);
    char *block = heap_allocate(heap, size);
    heap_free(heap, block);
    size_t held = heap_from_system(heap);
    UNIT_CHECK(pieces == 0 && held < size && held > size / 2);
    UNIT_CHECK(adds_up(heap));
    pieces = 2;
    heap_trim(heap);
    UNIT_CHECK(heap_from_system(heap) < held && heap_from_system(heap) > size / 2);
    UNIT_CHECK(adds_up(heap));
    char *again = heap_allocate(heap, size / 8 * 5); /* what waits is used again */
    UNIT_CHECK(again != NULL && heap_from_system(heap) < held);
    again[0] = again[size / 8 * 5 - 1] = 1;
    pieces = 1; /* a block that may not be shortened is longer than it need be */
    again = heap_reallocate(heap, again, size / 4);
    UNIT_CHECK(again != NULL && again[0] == 1 && heap_usable_size(heap, again) > size / 4);
    UNIT_CHECK(adds_up(heap));
    heap_free(heap, again);
    pieces = 1000;
    heap_trim(heap);
    UNIT_CHECK(heap_from_system(heap) <= 200 << 10);
    UNIT_CHECK(adds_up(heap));
    heap_destroy(heap);
}

/* --- misuse --- */

static void free_twice(void) {
    Heap *heap = new_heap(0, 1);
    void *block = heap_allocate(heap, 40);
    heap_free(heap, block);
    heap_free(heap, block);
}

static void free_twice_much_later(void) {
    Heap *heap = new_heap(0, 0);
    void *block = heap_allocate(heap, 40);
    void *other = heap_allocate(heap, 40);
    memset(other, 0, 40);
    heap_free(heap, block);
    heap_trim(heap);
    heap_free(heap, block);
    heap_trim(heap);
}

static void free_run_twice(void) {
    Heap *heap = new_heap(0, 0);
    void *block = heap_allocate(heap, 40000);
    heap_free(heap, block);
    heap_free(heap, block);
}

static void free_inside_block(void) {
    Heap *heap = new_heap(0, 1);
    char *block = heap_allocate(heap, 40);
    heap_free(heap, block + 8);
}

static void free_of_local(void) {
    Heap *heap = new_heap(0, 1);
    static char local[64];
    char *address = local;
    heap_free_sized(heap, address, 40, HEAP_LEAF);
}

static void free_with_wrong_size(void) {
    Heap *heap = new_heap(0, 1);
    heap_free_sized(heap, heap_allocate(heap, 40), 50, HEAP_LEAF);
}

static void write_after_free(void) {
    Heap *heap = new_heap(0, 1);
    char *block = heap_allocate(heap, 40);
    heap_free(heap, block);
    block[9] = 1;
    heap_free(heap, heap_allocate(heap, 40));
}

static void test_heap_misuse_ends_with_message(void) {
    UNIT_CHECK(unit_aborts(free_twice, "double free"));
    UNIT_CHECK(unit_aborts(free_twice_much_later, "double free"));
    UNIT_CHECK(unit_aborts(free_run_twice, "freed before"));
    UNIT_CHECK(unit_aborts(free_inside_block, "no block"));
    UNIT_CHECK(unit_aborts(free_of_local, "no block"));
    UNIT_CHECK(unit_aborts(free_with_wrong_size, "wrong size or kind"));
    UNIT_CHECK(
        unit_says(write_after_free, POISON_WORKS ? "use-after-poison" : "was written at offset 9"));
}

#if POISON_WORKS
static void read_after_free(void) {
    Heap *heap = new_heap(0, 0);
    volatile char *block = heap_allocate(heap, 40);
    heap_free(heap, (void *)block);
    printf("%d", block[5]);
}

static void test_heap_sanitizer_sees_use_after_free(void) {
    UNIT_CHECK(unit_says(read_after_free, "use-after-poison"));
}
#else
static void test_heap_sanitizer_sees_use_after_free(void) {
}
#endif

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_heap_class_table_agrees_with_formula);
    UNIT_RUN(test_heap_create_with_tiny_limit_fails);
    UNIT_RUN(test_heap_freed_block_is_next_of_its_class);
    UNIT_RUN(test_heap_free_of_null_is_nothing);
    UNIT_RUN(test_heap_sizes_are_aligned_and_usable);
    UNIT_RUN(test_heap_alignment_of_16_keeps_sizes_apart);
    UNIT_RUN(test_heap_served_counts_every_allocation);
    UNIT_RUN(test_heap_new_one_is_small);
    UNIT_RUN(test_heap_limit_holds_and_memory_comes_back);
    UNIT_RUN(test_heap_pressure_is_told_before_failure);
    UNIT_RUN(test_heap_reallocate_keeps_contents_and_kind);
    UNIT_RUN(test_heap_runs_grow_in_place);
    UNIT_RUN(test_heap_buffer_grows_into_a_spare_mapping);
    UNIT_RUN(test_heap_gives_back_what_a_buffer_may_grow_into);
    UNIT_RUN(test_heap_limit_takes_what_a_buffer_may_grow_into);
    UNIT_RUN(test_heap_buffer_that_may_grow_shrinks);
    UNIT_RUN(test_heap_only_one_buffer_has_room_to_grow);
    UNIT_RUN(test_heap_failed_reallocate_leaves_block);
    UNIT_RUN(test_heap_fault_injection_fails_the_nth);
    UNIT_RUN(test_heap_scattered_survivors_do_not_keep_memory);
    UNIT_RUN(test_heap_holes_serve_other_sizes_at_the_limit);
    UNIT_RUN(test_heap_releases_in_pieces_while_its_hook_says_yes);
    UNIT_RUN(test_heap_misuse_ends_with_message);
    UNIT_RUN(test_heap_sanitizer_sees_use_after_free);
    return unit_result();
}
