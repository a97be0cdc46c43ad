/* The setting align=8: what blocks are aligned to, with it and without, and how close they lie. The
 * program runs itself with a setting and the alignment that is to come of it. */
#include "unit.h"

#include <malloc.h>
#include <pthread.h>

enum { SIZE_MAX_TRIED = 4096, MANY = 1000 };

static size_t least; /* what sizes are rounded up to */

/* --- what must hold --- */

static bool is_aligned(const void *block, size_t alignment) {
    return (uintptr_t)block % alignment == 0;
}

static size_t rounded(size_t size) {
    size_t result = (size + least - 1) / least * least;
    return result < 16 ? 16 : result;
}

/* Writes all that may be written, which must be enough, so that blocks that overlap are found out.
 */
static bool use(void *block, size_t size, size_t alignment) {
    if (block == NULL || !is_aligned(block, alignment) || malloc_usable_size(block) < size) {
        return false;
    }
    memset(block, (int)(uintptr_t)block / 8, malloc_usable_size(block));
    return true;
}

static bool end(void *block) {
    const unsigned char *bytes = block;
    unsigned char expected = (unsigned char)((int)(uintptr_t)block / 8);
    size_t size = malloc_usable_size(block);
    bool good = true;
    for (size_t i = 0; i < size; i++) {
        good &= bytes[i] == expected;
    }
    free(block);
    return good;
}

static void test_every_size_is_aligned(void) {
    for (size_t size = 1; size <= SIZE_MAX_TRIED; size++) {
        size_t alignment = rounded(size) % 16 == 0 ? 16 : least;
        void *by_posix[2] = {NULL, NULL};
        UNIT_CHECK(posix_memalign(&by_posix[0], 8, size) == 0);
        UNIT_CHECK(posix_memalign(&by_posix[1], 16, size) == 0);
        struct {
            void *block;
            size_t alignment;
        } taken[] = {{malloc(size), alignment},
                     {calloc(1, size), alignment},
                     {realloc(NULL, size), alignment},
                     {realloc(malloc(size / 2 + 1), size), alignment},
                     {realloc(malloc(size * 2), size), alignment},
                     {realloc(aligned_alloc(32, size), size), alignment},
                     {by_posix[0], 8},
                     {by_posix[1], 16},
                     {memalign(16, size), 16},
                     {aligned_alloc(16, size), 16},
                     {aligned_alloc(32, size), 32}};
        bool good = true;
        for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
            good &= use(taken[i].block, size, taken[i].alignment);
        }
        for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
            good &= end(taken[i].block);
        }
        UNIT_CHECK(good);
    }
}

static void test_a_block_has_its_rounded_size(void) {
    for (size_t size = 0; size <= 128; size++) {
        void *blocks[] = {malloc(size), calloc(size, 1), realloc(NULL, size), malloc(4000)};
        blocks[3] = size != 0 ? realloc(blocks[3], size) : realloc(blocks[3], 16);
        for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
            UNIT_CHECK(malloc_usable_size(blocks[i]) == rounded(size));
            free(blocks[i]);
        }
    }
}

static void test_a_block_stays_while_its_rounded_size_does(void) {
    for (size_t size = 1; size <= 128; size++) {
        for (size_t other = 1; other <= 128; other++) {
            char *block = malloc(size);
            uintptr_t place = (uintptr_t)block;
            block = realloc(block, other);
            UNIT_CHECK(((uintptr_t)block == place) == (rounded(size) == rounded(other)));
            free(block);
        }
    }
}

static void test_blocks_lie_side_by_side(void) {
    static char *blocks[MANY];
    unsigned beside = 0;
    for (size_t i = 0; i < MANY; i++) {
        blocks[i] = malloc(24);
        beside += i > 0 && blocks[i] == blocks[i - 1] + rounded(24);
    }
    UNIT_CHECK(beside > MANY / 2);
    for (size_t i = 0; i < MANY; i++) {
        free(blocks[i]);
    }
}

static void *take_in_thread(void *blocks_in) {
    void **blocks = blocks_in;
    bool good = true;
    for (size_t i = 0; i < MANY; i++) {
        blocks[i] = malloc(i % 120 + 1);
        good &= use(blocks[i], i % 120 + 1, least);
    }
    return good ? blocks : NULL;
}

/* Those of the other thread among them, while it lives no more. */
static void test_blocks_of_another_thread_are_alike(void) {
    static void *blocks[MANY];
    for (unsigned round = 0; round < 4; round++) {
        pthread_t thread;
        void *result = NULL;
        UNIT_CHECK(pthread_create(&thread, NULL, take_in_thread, blocks) == 0);
        UNIT_CHECK(pthread_join(thread, &result) == 0 && result != NULL);
        bool good = true;
        for (size_t i = 0; i < MANY; i++) {
            good &= malloc_usable_size(blocks[i]) == rounded(i % 120 + 1);
            if (i % 2 == 0) {
                char *moved = realloc(blocks[i], i % 120 + 9); /* to a heap of our own */
                good &= i % 120 + 1 < 9 || (size_t)moved[0] == (size_t)moved[8];
                free(moved);
            } else {
                good &= end(blocks[i]);
            }
        }
        UNIT_CHECK(good);
    }
}

static void free_twice(void) {
    void *block = malloc(24);
    free(malloc(24));
    free(block);
    free(block);
}

static void test_second_frees_are_found(void) {
    UNIT_CHECK(unit_aborts(free_twice, least == 8 ? "(24 bytes)" : "(32 bytes)"));
}

/* Checked blocks are aligned to 16 and have the size that was asked for. */
static void test_every_checked_block_is_aligned(void) {
    for (size_t size = 1; size <= 200; size++) {
        void *blocks[] = {malloc(size), calloc(1, size), realloc(malloc(7), size),
                          aligned_alloc(16, size)};
        for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
            UNIT_CHECK(use(blocks[i], size, 16) && end(blocks[i]));
        }
    }
}

/* --- running it --- */

static const char *setting;
static const char *action;

static void run_self(void) {
    setenv("OURO_MALLOC", setting, 1);
    dup2(2, 1); /* what fails is to be seen */
    execl("/proc/self/exe", "test_malloc_align", "0", action, (char *)NULL);
}

static bool says(const char *new_setting, const char *new_action, const char *message) {
    setting = new_setting;
    action = new_action;
    return unit_says(run_self, message);
}

static int act(const char *name) {
    if (strcmp(name, "checked") == 0) {
        UNIT_RUN(test_every_checked_block_is_aligned);
    } else {
        least = strtoul(name, NULL, 10);
        UNIT_RUN(test_every_size_is_aligned);
        UNIT_RUN(test_a_block_has_its_rounded_size);
        UNIT_RUN(test_a_block_stays_while_its_rounded_size_does);
        UNIT_RUN(test_blocks_lie_side_by_side);
        UNIT_RUN(test_blocks_of_another_thread_are_alike);
        UNIT_RUN(test_second_frees_are_found);
    }
    puts(unit_result() == 0 ? "as it should be" : "wrong");
    fflush(stdout);
    return 3;
}

static void test_blocks_are_aligned_to_16_unless_told(void) {
    UNIT_CHECK(says("", "16", "as it should be"));
    UNIT_CHECK(says("align=16", "16", "as it should be"));
    UNIT_CHECK(says("align=8,align=16", "16", "as it should be"));
}

static void test_align_8_lets_blocks_lie_closer(void) {
    UNIT_CHECK(says("align=8", "8", "as it should be"));
    UNIT_CHECK(says("limit=512m,align=8,purge=now", "8", "as it should be"));
}

static void test_align_8_leaves_checked_blocks_at_16(void) {
    UNIT_CHECK(says("check=checked,leaks=none,align=8", "checked", "as it should be"));
}

static void test_other_alignments_are_not_understood(void) {
    static const char *const settings[] = {"align=4",  "align=",   "align=x", "align=0",
                                           "align=32", "align=8k", "align"};
    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
        char message[64];
        snprintf(message, sizeof message, "not understood: %s\n", settings[i]);
        UNIT_CHECK(says(settings[i], "16", message));
    }
    UNIT_CHECK(says("align=8,align=4", "8", "as it should be"));
    UNIT_CHECK(says("align=x", "16", "as it should be"));
    UNIT_CHECK(!says("align=8", "8", "not understood"));
}

int main(int argc, char **argv) {
    if (argc > 2) {
        return act(argv[2]);
    }
    unit_start(argc, argv);
    UNIT_RUN(test_blocks_are_aligned_to_16_unless_told);
    UNIT_RUN(test_align_8_lets_blocks_lie_closer);
    UNIT_RUN(test_align_8_leaves_checked_blocks_at_16);
    UNIT_RUN(test_other_alignments_are_not_understood);
    return unit_result();
}
