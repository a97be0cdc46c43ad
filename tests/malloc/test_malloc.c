/* The malloc family of libouro-malloc.so, which serves this program itself: what the C standard and
 * POSIX say of each function, its settings, and misuse. */
#include "unit.h"

#include <errno.h>
#include <malloc.h>
#include <sys/resource.h>

static bool is_zero(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool is_aligned(const void *block, size_t alignment) {
    return (uintptr_t)block % alignment == 0;
}

static void test_malloc_is_ours(void) {
    size_t before = mallinfo2().uordblks;
    void *block = malloc(5000);
    size_t with = mallinfo2().uordblks;
    UNIT_CHECK(with >= before + 5000 && with < before + 6000);
    free(block);
    UNIT_CHECK(mallinfo2().uordblks == before);
}

static void test_malloc_aligns_and_keeps_its_size(void) {
    bool good = true;
    for (size_t size = 0; size < 3000000; size += 1 + size / 7) {
        unsigned char *block = malloc(size);
        good &= block != NULL && is_aligned(block, 16) && malloc_usable_size(block) >= size;
        memset(block, 0x5a, malloc_usable_size(block));
        free(block);
    }
    UNIT_CHECK(good);
    UNIT_CHECK(malloc_usable_size(NULL) == 0);
    free(NULL);
}

static void test_malloc_of_nothing_gives_distinct_blocks(void) {
    void *a = malloc(0);
    void *b = malloc(0);
    UNIT_CHECK(a != NULL && b != NULL && a != b);
    free(a);
    free(b);
    void *blocks[] = {calloc(0, 5),    calloc(5, 0), realloc(NULL, 0), reallocarray(NULL, 0, 9),
                      memalign(64, 0), valloc(0),    pvalloc(0)};
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        UNIT_CHECK(blocks[i] != NULL && malloc_usable_size(blocks[i]) > 0);
        for (size_t j = 0; j < i; j++) {
            UNIT_CHECK(blocks[i] != blocks[j]);
        }
    }
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        free(blocks[i]);
    }
}

static void test_calloc_clears_used_memory(void) {
    static const size_t sizes[] = {1, 24, 100, 1000, 5000, 20000, 300000, 2000000, 9000000};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        for (int round = 0; round < 3; round++) {
            unsigned char *block = calloc(1, sizes[i]);
            UNIT_CHECK(block != NULL && is_zero(block, sizes[i]));
            memset(block, 0xff, sizes[i]);
            free(block);
        }
    }
}

static void test_calloc_refuses_overflow(void) {
    errno = 0;
    volatile size_t half = SIZE_MAX / 2 + 2;
    UNIT_CHECK(calloc(half, 2) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(reallocarray(NULL, half, 2) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(malloc(half) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(malloc((size_t)PTRDIFF_MAX) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(pvalloc(SIZE_MAX) == NULL && errno == ENOMEM);
    /* A product that wraps round to something small; an old block stays as it was. */
    void *volatile old = malloc(10);
    volatile char *kept = old;
    *kept = 7;
    volatile size_t root = (size_t)1 << 32;
    errno = 0;
    UNIT_CHECK(calloc(root, root) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(reallocarray(old, root, root + 1) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(aligned_alloc((size_t)1 << 40, half * 2 - 10) == NULL && errno == ENOMEM);
    errno = 0;
    UNIT_CHECK(memalign(half, 10) == NULL && errno == EINVAL);
    UNIT_CHECK(*kept == 7);
    free((void *)kept);
}

static void test_realloc_keeps_contents(void) {
    unsigned char *block = NULL;
    size_t size = 0;
    bool good = true;
    for (int step = 0; step < 4000; step++) {
        size_t next = step % 100 == 99 ? 1 + unit_below(4000000) : 1 + unit_below(40000);
        unsigned char *moved = realloc(block, next);
        good &= moved != NULL;
        for (size_t i = 0; i < size && i < next; i += 61) {
            good &= moved[i] == (unsigned char)(i / 61);
        }
        for (size_t i = 0; i < next; i += 61) {
            moved[i] = (unsigned char)(i / 61);
        }
        block = moved;
        size = next;
    }
    UNIT_CHECK(good);
    volatile size_t too_much = SIZE_MAX - 100;
    UNIT_CHECK(realloc(block, too_much) == NULL && block[61] == 1);
    UNIT_CHECK(realloc(block, 0) == NULL);
}

static void test_aligned_blocks_can_be_used_and_freed(void) {
    bool good = true;
    for (size_t alignment = 8; alignment <= (size_t)1 << 31; alignment *= 2) {
        for (size_t size = 0; size < 3000000; size = size * 5 + 3) {
            void *first = NULL;
            good &= posix_memalign(&first, alignment, size) == 0 && is_aligned(first, alignment);
            void *second = aligned_alloc(alignment, size);
            good &= second != NULL && second != first && is_aligned(second, alignment);
            good &= malloc_usable_size(first) >= size && malloc_usable_size(second) >= size;
            memset(first, 1, size);
            memset(second, 2, size);
            second = realloc(second, size + size / 2 + 1);
            good &= size == 0 || *(unsigned char *)second == 2;
            free(first);
            free(second);
        }
    }
    void *block = memalign(48, 10);
    UNIT_CHECK(is_aligned(block, 64));
    free(block);
    block = valloc(10);
    UNIT_CHECK(is_aligned(block, 4096));
    free(block);
    block = pvalloc(4097);
    UNIT_CHECK(is_aligned(block, 4096) && malloc_usable_size(block) >= 8192);
    free(block);
    UNIT_CHECK(good);
}

static void test_aligned_refuses_what_is_no_alignment(void) {
    void *block = &block;
    UNIT_CHECK(posix_memalign(&block, 24, 10) == EINVAL && block == &block);
    UNIT_CHECK(posix_memalign(&block, 4, 10) == EINVAL);
    UNIT_CHECK(posix_memalign(&block, (size_t)1 << 62, 10) == ENOMEM);
    errno = 0;
    UNIT_CHECK(aligned_alloc(24, 10) == NULL && errno == EINVAL);
}

static void test_free_keeps_errno(void) {
    errno = 77;
    for (size_t size = 1; size < 20000000; size *= 3) {
        free(malloc(size));
    }
    UNIT_CHECK(errno == 77);
}

static void test_malloc_without_address_space_fails(void) {
    struct rlimit old;
    UNIT_CHECK(getrlimit(RLIMIT_AS, &old) == 0);
    struct rlimit tight = {.rlim_cur = (rlim_t)512 << 20, .rlim_max = old.rlim_max};
    UNIT_CHECK(setrlimit(RLIMIT_AS, &tight) == 0);
    errno = 0;
    volatile size_t size = (size_t)1 << 30;
    void *block = malloc(size);
    UNIT_CHECK(block == NULL && errno == ENOMEM);
    UNIT_CHECK(setrlimit(RLIMIT_AS, &old) == 0);
    block = malloc(size);
    UNIT_CHECK(block != NULL);
    free(block);
}

static void test_freed_memory_goes_back(void) {
    enum { COUNT = 200000 };
    static void *blocks[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = malloc(100 + i % 400);
        memset(blocks[i], 1, 100);
    }
    size_t full = mallinfo2().arena;
    for (size_t i = 0; i < COUNT; i++) {
        free(blocks[i]);
    }
    size_t settled = mallinfo2().arena;
    UNIT_CHECK(full > (size_t)50 << 20 && settled < (size_t)4 << 20);
    UNIT_CHECK(malloc_trim(0) == 1 && mallinfo2().arena < (size_t)1 << 20);
}

/* --- misuse --- */

static void free_twice_much_later(void) {
    void *block = malloc(40);
    void *other = malloc(40);
    memset(other, 0, 40);
    free(block);
    malloc_trim(0);
    free(block);
    malloc_trim(0);
}

static void free_many_twice(void) {
    void *blocks[64];
    for (size_t i = 0; i < 64; i++) {
        blocks[i] = malloc(40);
    }
    for (size_t i = 0; i < 128; i++) {
        free(blocks[i % 64]);
    }
}

static void free_big_twice(void) {
    void *block = malloc(60000);
    free(block);
    free(block);
}

static void free_large_twice(void) {
    void *block = malloc(1100000);
    memset(block, 1, 100);
    free(block);
    free(block);
}

static void test_double_free_ends_with_message(void) {
    UNIT_CHECK(unit_aborts(free_twice_much_later, "double free"));
    UNIT_CHECK(unit_aborts(free_many_twice, "double free"));
    UNIT_CHECK(unit_aborts(free_big_twice, "freed before"));
    UNIT_CHECK(unit_aborts(free_large_twice, "double free"));
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    /* First, for memory that was given back and asked for again is kept longer. */
    UNIT_RUN(test_freed_memory_goes_back);
    UNIT_RUN(test_malloc_is_ours);
    UNIT_RUN(test_malloc_aligns_and_keeps_its_size);
    UNIT_RUN(test_malloc_of_nothing_gives_distinct_blocks);
    UNIT_RUN(test_calloc_clears_used_memory);
    UNIT_RUN(test_calloc_refuses_overflow);
    UNIT_RUN(test_realloc_keeps_contents);
    UNIT_RUN(test_aligned_blocks_can_be_used_and_freed);
    UNIT_RUN(test_aligned_refuses_what_is_no_alignment);
    UNIT_RUN(test_free_keeps_errno);
    UNIT_RUN(test_malloc_without_address_space_fails);
    UNIT_RUN(test_double_free_ends_with_message);
    return unit_result();
}
