/* Checked heaps through ouro/heap.h: that they serve as others do, that numbers, walk and verifying
 * agree, and that misuse is told. tests/malloc/test_malloc_checked.c has more of the messages. */
#include "unit.h"

#include "ouro/heap.h"

#include <pthread.h>

enum { COUNT = 500 };

typedef struct Block {
    unsigned char *bytes;
    size_t size;
} Block;

static Block blocks[COUNT];

static OuroHeap *make(int level, size_t limit) {
    OuroHeapConfig config = {.check_level = level, .limit_bytes = limit, .name = "checked"};
    return ouro_heap_create(&config);
}

static bool is_filled(const Block *block, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (block->bytes[i] != (unsigned char)block->size) {
            return false;
        }
    }
    return true;
}

typedef struct Seen {
    size_t blocks;
    size_t bytes;
} Seen;

static bool see(void *user, void *block, size_t usable_size) {
    Seen *seen = user;
    for (size_t i = 0; i < COUNT; i++) {
        if (blocks[i].bytes == block && blocks[i].size == usable_size) {
            seen->blocks++;
            seen->bytes += usable_size;
            return true;
        }
    }
    seen->blocks = 1000000;
    return true;
}

/* The walk shows exactly the program's blocks, and the numbers are theirs. */
static bool agrees(OuroHeap *heap) {
    Seen seen = {0, 0};
    size_t live = 0;
    for (size_t i = 0; i < COUNT; i++) {
        live += blocks[i].bytes != NULL;
    }
    ouro_heap_walk(heap, see, &seen);
    ouro_heap_verify(heap);
    OuroHeapStatistics s;
    ouro_heap_statistics(heap, &s, sizeof(s));
    return seen.blocks == live && s.live_blocks == live && s.live_bytes == seen.bytes &&
           s.from_system == s.live_bytes + s.free_bytes + s.retained_bytes + s.metadata_bytes &&
           (s.limit == 0 || s.from_system <= s.limit);
}

static size_t random_size(void) {
    uint64_t kind = unit_below(200);
    return unit_below(kind == 0 ? 3000000 : kind < 5 ? 100000 : 600);
}

static bool act(OuroHeap *heap, Block *block) {
    size_t size = random_size();
    if (block->bytes == NULL) {
        size_t alignment = unit_below(4) == 0 ? (size_t)16 << unit_below(10) : 8;
        block->bytes = alignment > 8 ? ouro_heap_allocate_aligned(heap, size, alignment)
                                     : ouro_heap_allocate(heap, size);
        if (block->bytes == NULL) {
            return true;
        }
        block->size = size;
        memset(block->bytes, (unsigned char)size, size);
        return (uintptr_t)block->bytes % alignment == 0 &&
               ouro_heap_usable_size(heap, block->bytes) == size;
    }
    bool good = is_filled(block, block->size);
    uint64_t way = unit_below(5);
    if (way < 2) {
        unsigned char *moved = ouro_heap_reallocate(heap, block->bytes, size);
        if (moved == NULL) {
            return good;
        }
        block->bytes = moved;
        good &= is_filled(block, size < block->size ? size : block->size);
        block->size = size;
        memset(moved, (unsigned char)size, size);
        return good;
    }
    if (way == 2) {
        ouro_heap_free(heap, block->bytes);
    } else if (way == 3) {
        ouro_heap_free_sized(heap, block->bytes, block->size);
    } else {
        ouro_heap_free_remote(heap, block->bytes);
    }
    block->bytes = NULL;
    return good;
}

static void serve(int level, size_t limit) {
    OuroHeap *heap = make(level, limit);
    bool good = UNIT_CHECK(heap != NULL);
    for (unsigned i = 0; i < 20000 && good; i++) {
        good &= act(heap, &blocks[unit_below(COUNT)]);
        if (i % 2000 == 0) {
            good &= agrees(heap);
            if (i % 4000 == 0) {
                (void)ouro_heap_trim(heap);
                good &= agrees(heap);
            }
        }
    }
    UNIT_CHECK(good);
    for (size_t i = 0; i < COUNT; i++) {
        ouro_heap_free(heap, blocks[i].bytes);
        blocks[i].bytes = NULL;
    }
    UNIT_CHECK(agrees(heap));
    ouro_heap_destroy(heap);
}

static void test_checked_heap_serves_and_agrees(void) {
    serve(OURO_HEAP_CHECK_CHECKED, 0);
    serve(OURO_HEAP_CHECK_ALL, 0);
}

static void test_checked_heap_stays_within_its_limit(void) {
    serve(OURO_HEAP_CHECK_CHECKED, 2 << 20);
}

static void test_checked_heap_gives_what_is_kept_before_it_refuses(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 4 << 20);
    for (unsigned i = 0; i < 200; i++) {
        void *block = ouro_heap_allocate(heap, 3 << 20);
        if (!UNIT_CHECK(block != NULL)) {
            break;
        }
        ouro_heap_free(heap, block);
    }
    UNIT_CHECK(ouro_heap_allocate(heap, SIZE_MAX) == NULL);
    UNIT_CHECK(ouro_heap_allocate(heap, SIZE_MAX - 90) == NULL);
    UNIT_CHECK(ouro_heap_allocate_zeroed(heap, SIZE_MAX / 2, 4) == NULL);
    ouro_heap_destroy(heap);
}

/* --- misuse --- */

static void overrun(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 0);
    char *block = ouro_heap_allocate(heap, 21);
    ((volatile char *)block)[21] = 1;
    ouro_heap_verify(heap);
}

static void wrong_size(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 0);
    ouro_heap_free_sized(heap, ouro_heap_allocate(heap, 200), 100);
}

static void free_of_others(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 0);
    OuroHeap *other = make(OURO_HEAP_CHECK_CHECKED, 0);
    ouro_heap_free(heap, ouro_heap_allocate(other, 200));
}

static void free_nowhere(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 0);
    volatile uintptr_t nowhere = 4096;
    ouro_heap_free(heap, (void *)nowhere);
}

static void use_after_free(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 0);
    char *block = ouro_heap_allocate(heap, 30);
    ouro_heap_free(heap, block);
    ((volatile char *)block)[3] = 1;
    ouro_heap_trim(heap);
}

static OuroHeap *shared;

static void *free_twice(void *block) {
    ouro_heap_free_remote(shared, block);
    ouro_heap_free_remote(shared, block);
    return NULL;
}

static void double_free_elsewhere(void) {
    shared = make(OURO_HEAP_CHECK_CHECKED, 0);
    pthread_t thread;
    pthread_create(&thread, NULL, free_twice, ouro_heap_allocate(shared, 30));
    pthread_join(thread, NULL);
}

static void report_what_is_left(void) {
    OuroHeap *heap = make(OURO_HEAP_CHECK_CHECKED, 0);
    for (unsigned i = 0; i < 7; i++) {
        (void)ouro_heap_allocate(heap, 50);
    }
    ouro_heap_free(heap, ouro_heap_allocate(heap, 40));
    if (ouro_heap_report(heap, 2) == 7) {
        abort();
    }
}

static void test_checked_heap_tells_misuse(void) {
    UNIT_CHECK(unit_aborts(overrun, "(21 bytes) was overrun: written at offset 21"));
    UNIT_CHECK(unit_aborts(wrong_size, "(200 bytes) was freed with a wrong size"));
    UNIT_CHECK(unit_aborts(free_of_others, "which is no block"));
    UNIT_CHECK(unit_aborts(free_nowhere, "which is no block"));
    UNIT_CHECK(unit_aborts(use_after_free, "written at offset 3 after it was freed"));
    UNIT_CHECK(unit_aborts(double_free_elsewhere, "double free of block"));
    UNIT_CHECK(unit_aborts(overrun, "heap checked"));
}

static void test_checked_heap_reports_what_is_in_use(void) {
    UNIT_CHECK(unit_aborts(report_what_is_left, "in use: 350 bytes in 7 blocks"));
    OuroHeap *plain = ouro_heap_create(NULL);
    UNIT_CHECK(ouro_heap_report(plain, 2) == 0);
    ouro_heap_destroy(plain);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_checked_heap_serves_and_agrees);
    UNIT_RUN(test_checked_heap_stays_within_its_limit);
    UNIT_RUN(test_checked_heap_gives_what_is_kept_before_it_refuses);
    UNIT_RUN(test_checked_heap_tells_misuse);
    UNIT_RUN(test_checked_heap_reports_what_is_in_use);
    return unit_result();
}
