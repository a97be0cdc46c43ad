/* Heaps that ended serve as new ones: nothing of what was in them is left, and the promises of a
 * new heap hold. Builds in which no heap is kept (AddressSanitizer) have nothing to try. */
#include "unit.h"

#include "base/poison.h"
#include "heap/heap.h"
#include "heap/heap_walk.h"
#include "heap/stock.h"

#include <pthread.h>

enum { SECRET = 0x5ec2e75ec2e7 };

static Heap *new_heap(size_t limit) {
    HeapConfig config = {.size = sizeof(config), .limit_bytes = limit, .name = "stock"};
    return heap_create(&config);
}

static void fill(void *block, size_t size) {
    for (size_t i = 0; i + sizeof(uint64_t) <= size; i += sizeof(uint64_t)) {
        *(uint64_t *)(void *)((char *)block + i) = SECRET;
    }
}

/* Blocks of all classes and both kinds, some freed, some moved by collections, runs, mappings. */
static void use(Heap *heap, unsigned count) {
    for (unsigned round = 0; round < count; round++) {
        void *freed = NULL;
        for (size_t size = 1; size <= (size_t)3 << 20; size += 1 + size / 3) {
            void *leaf = heap_allocate(heap, size);
            void *container = heap_allocate_container(heap, size);
            if (leaf == NULL || container == NULL) {
                return;
            }
            fill(leaf, heap_usable_size(heap, leaf));
            fill(container, heap_usable_size(heap, container));
            heap_free(heap, freed);
            freed = size % 2 != 0 ? leaf : container;
        }
        if (heap_walk_prepare(heap, HEAP_WALK_ALL)) {
            heap_walk_age(heap, HEAP_WALK_ALL);
        }
    }
}

/* Reads every page of the heap's first arena that is not its tables. */
static size_t count_secrets(const Heap *heap) {
    const HeapArena *arena = heap->arenas;
    size_t found = 0;
    for (unsigned page = arena->fixed_page_count; page < HEAP_ARENA_PAGES; page++) {
        const uint64_t *words = (const void *)((const char *)arena + page * (size_t)HEAP_PAGE_SIZE);
        for (unsigned i = 0; i < HEAP_PAGE_SIZE / sizeof(uint64_t); i++) {
            found += words[i] == SECRET;
        }
    }
    return found;
}

static void test_heap_stock_leaves_nothing_of_the_old_contents(void) {
    for (unsigned count = 1; count <= 9; count += 4) {
        Heap *first = new_heap(0);
        use(first, count);
        heap_destroy(first);
        Heap *second = new_heap(0);
        UNIT_CHECK(second == first || count > 1 || POISON_WORKS);
        UNIT_CHECK(count_secrets(second) == 0);
        heap_destroy(second);
    }
}

static void test_heap_stock_gives_heaps_that_are_new(void) {
    heap_destroy(new_heap(0));
    for (int round = 0; round < 20; round++) {
        static HeapStatistics s;
        Heap *heap = new_heap(0);
        heap_verify(heap);
        heap_statistics(heap, &s);
        UNIT_CHECK(s.served == 0 && s.live_bytes == 0 && s.failed == 0 && s.limit == 0);
        UNIT_CHECK(s.from_system == s.from_system_peak);
        UNIT_CHECK(s.from_system ==
                   s.free_block_bytes + s.retained_bytes + s.metadata_bytes + s.collector_bytes);
        UNIT_CHECK(s.from_system < 400 << 10);
        for (unsigned size = 16; size < 4096; size += 16 + (unsigned)round) {
            UNIT_CHECK(heap_allocate(heap, size) != NULL);
            UNIT_CHECK(heap_allocate_container(heap, size) != NULL);
        }
        heap_verify(heap);
        heap_destroy(heap);
    }
}

static void test_heap_stock_holds_to_the_limit(void) {
    for (size_t limit = 64 << 10; limit <= (size_t)8 << 20; limit *= 2) {
        Heap *large = new_heap(0);
        use(large, 1);
        heap_destroy(large);
        Heap *heap = new_heap(limit);
        UNIT_CHECK(heap != NULL && heap_from_system(heap) <= limit);
        size_t sizes[] = {24, 400, 9000, 40000};
        for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
            size_t bytes = 0;
            while (heap_allocate(heap, sizes[i]) != NULL) {
                bytes += sizes[i];
            }
            UNIT_CHECK(heap_from_system_peak(heap) <= limit);
            UNIT_CHECK(i > 0 || bytes > limit / 2 || limit < 256 << 10);
        }
        heap_verify(heap);
        heap_destroy(heap);
    }
}

static void test_heap_stock_is_small_and_goes_back(void) {
    Heap *heaps[3 * STOCK_HEAPS];
    (void)stock_release();
    for (size_t i = 0; i < 3 * STOCK_HEAPS; i++) {
        heaps[i] = new_heap(0);
        use(heaps[i], 1);
    }
    for (size_t i = 0; i < 3 * STOCK_HEAPS; i++) {
        heap_destroy(heaps[i]);
    }
    UNIT_CHECK(stock_release() <= STOCK_HEAPS * (size_t)(STOCK_KEEP_BYTES + (160 << 10)));
    UNIT_CHECK(stock_release() == 0);
}

static void test_heap_stock_takes_plain_heaps_only(void) {
    (void)stock_release();
    HeapConfig checked = {.size = sizeof(checked), .check_level = 1};
    heap_destroy(heap_create(&checked));
    HeapAccount account = {0};
    HeapConfig shared = {.size = sizeof(shared), .account = &account};
    heap_destroy(heap_create(&shared));
    Heap *faulty = new_heap(0);
    heap_fail_after(faulty, 1000, false);
    heap_destroy(faulty);
    UNIT_CHECK(stock_release() == 0 && account.held == 0);
    heap_destroy(new_heap(0));
    HeapConfig other = {.size = sizeof(other), .account = &account};
    Heap *heap = heap_create(&other);
    UNIT_CHECK(account.held == heap_from_system(heap));
    heap_destroy(heap);
    UNIT_CHECK((stock_release() != 0) != (POISON_WORKS != 0));
}

static void *make_and_end(void *user) {
    size_t *wrong = user;
    for (unsigned i = 0; i < 3000; i++) {
        Heap *heap = new_heap(0);
        uint64_t *block = heap_allocate(heap, 16 + i % 500 * 8);
        *block = SECRET;
        Heap *second = new_heap(0);
        uint64_t *other = heap_allocate(second, 16 + i % 500 * 8);
        *other = 0;
        *wrong += heap == second || *block != SECRET;
        heap_destroy(heap);
        heap_destroy(second);
    }
    return NULL;
}

static void test_heap_stock_serves_threads(void) {
    pthread_t threads[4];
    size_t wrong[4] = {0};
    for (size_t i = 0; i < 4; i++) {
        UNIT_CHECK(pthread_create(&threads[i], NULL, make_and_end, &wrong[i]) == 0);
    }
    for (size_t i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        UNIT_CHECK(wrong[i] == 0);
    }
    (void)stock_release();
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_heap_stock_leaves_nothing_of_the_old_contents);
    UNIT_RUN(test_heap_stock_gives_heaps_that_are_new);
    UNIT_RUN(test_heap_stock_holds_to_the_limit);
    UNIT_RUN(test_heap_stock_is_small_and_goes_back);
    UNIT_RUN(test_heap_stock_takes_plain_heaps_only);
    UNIT_RUN(test_heap_stock_serves_threads);
    return unit_result();
}
