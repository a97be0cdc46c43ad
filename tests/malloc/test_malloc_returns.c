/* Memory goes back: measured by what the process has resident, not by what the heaps say. And what
 * happens when there is none. */
#include "unit.h"

#include <errno.h>
#include <malloc.h>
#include <sys/resource.h>
#include <time.h>

enum { COUNT = 400000, SIZE = 200, KEPT_EVERY = 400 };

static void *blocks[COUNT];

static size_t mib(size_t count) {
    return count << 20;
}

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Small blocks, as any program takes and frees them: no thread looks at the clock for us. */
static void go_on(void) {
    for (size_t round = 0; round < 100; round++) {
        void *some[40];
        for (size_t i = 0; i < 40; i++) {
            some[i] = malloc(64);
        }
        for (size_t i = 0; i < 40; i++) {
            free(some[i]);
        }
    }
}

static void fill(void) {
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = malloc(SIZE);
        memset(blocks[i], 1, SIZE);
    }
}

/* One block in 400 stays: each holds a page, in pools of which the rest is free. */
static void thin_out(void) {
    for (size_t i = 0; i < COUNT; i++) {
        if (i % KEPT_EVERY != 0) {
            free(blocks[i]);
            blocks[i] = NULL;
        }
    }
}

static bool kept_are_whole(void) {
    bool whole = true;
    for (size_t i = 0; i < COUNT; i += KEPT_EVERY) {
        const unsigned char *bytes = blocks[i];
        whole &= bytes[0] == 1 && bytes[SIZE - 1] == 1;
        free(blocks[i]);
    }
    return whole;
}

static void test_pages_inside_pools_go_back_by_themselves(void) {
    size_t before = unit_resident_bytes();
    fill();
    UNIT_CHECK(unit_resident_bytes() - before > mib(70));
    thin_out();
    UNIT_CHECK(unit_resident_bytes() - before < mib(20));
    UNIT_CHECK(kept_are_whole());
}

static void test_pages_inside_pools_go_back_on_trim(void) {
    (void)malloc_trim(0);
    size_t before = unit_resident_bytes();
    fill();
    thin_out();
    (void)malloc_trim(0);
    size_t pages = COUNT / KEPT_EVERY * 4096;
    UNIT_CHECK(unit_resident_bytes() - before < pages + mib(1));
    UNIT_CHECK(kept_are_whole());
    (void)malloc_trim(0);
    UNIT_CHECK(unit_resident_bytes() < before + mib(1));
}

static void test_free_memory_goes_back_after_the_delay(void) {
    go_on();
    (void)malloc_trim(0);
    size_t before = unit_resident_bytes();
    void *runs[12];
    for (size_t i = 0; i < 12; i++) {
        runs[i] = malloc(60000);
        memset(runs[i], 1, 60000);
    }
    double start = now_ms();
    for (size_t i = 0; i < 12; i++) {
        free(runs[i]);
    }
    /* It waits for reuse, and goes at the next call that looks after the delay. */
    bool waits = mallinfo2().keepcost >= 12 * 60000 && unit_resident_bytes() - before > 11 * 60000;
    UNIT_CHECK(waits || now_ms() - start >= 100);
    usleep(150000);
    go_on();
    UNIT_CHECK(mallinfo2().keepcost < 60000 && unit_resident_bytes() < before + 4 * 60000);
}

static void pass_ms(double duration) {
    double end = now_ms() + duration;
    while (now_ms() < end) {
        usleep(10000);
        go_on();
    }
}

/* What a program drops and takes again, after more than the delay, is kept for it; but not for long
 * after it has stopped. */
static void test_what_is_taken_again_waits_longer(void) {
    (void)malloc_trim(0);
    size_t before = unit_resident_bytes();
    void *runs[100];
    for (size_t round = 0; round < 4; round++) {
        for (size_t i = 0; i < 100; i++) {
            runs[i] = malloc(60000);
            memset(runs[i], 1, 60000);
        }
        for (size_t i = 0; i < 100; i++) {
            free(runs[i]);
        }
        pass_ms(150);
    }
    UNIT_CHECK(mallinfo2().keepcost >= mib(4));
    pass_ms(4500);
    UNIT_CHECK(mallinfo2().keepcost < mib(1) && unit_resident_bytes() < before + mib(1));
}

static void test_large_blocks_go_back(void) {
    (void)malloc_trim(0);
    size_t before = unit_resident_bytes();
    for (unsigned i = 0; i < 3; i++) {
        unsigned char *block = malloc(mib(40));
        memset(block, 1, mib(40));
        UNIT_CHECK(unit_resident_bytes() - before >= mib(40));
        block = realloc(block, mib(4));
        UNIT_CHECK(block[mib(4) - 1] == 1 && unit_resident_bytes() - before < mib(16));
        free(block);
    }
    (void)malloc_trim(0);
    UNIT_CHECK(unit_resident_bytes() < before + mib(1));
}

/* --- when there is no more --- */

static void fill_address_space(size_t size) {
    errno = 0;
    size_t count = 0;
    while (count < COUNT && (blocks[count] = malloc(size)) != NULL) {
        *(volatile char *)blocks[count] = 1;
        count++;
    }
    if (errno != ENOMEM || count == 0 || count == COUNT) {
        _exit(1);
    }
    /* Freeing makes room at once. */
    free(blocks[count / 2]);
    blocks[count / 2] = malloc(size);
    if (blocks[count / 2] == NULL || calloc(1, mib(4000)) != NULL ||
        aligned_alloc(mib(1024), 100) != NULL) {
        _exit(2);
    }
    /* What cannot grow stays as it was. */
    if (realloc(blocks[0], mib(4000)) != NULL || *(volatile char *)blocks[0] != 1) {
        _exit(3);
    }
    for (size_t i = 0; i < count; i++) {
        free(blocks[i]);
    }
}

static void test_exhausted_address_space_is_told_and_survived(void) {
    int status = 1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {.rlim_cur = mib(200), .rlim_max = mib(200)};
        if (setrlimit(RLIMIT_AS, &limit) != 0) {
            _exit(9);
        }
        fill_address_space(5000);
        fill_address_space(mib(3));
        fill_address_space(100000);
        _exit(0);
    }
    waitpid(child, &status, 0);
    UNIT_CHECK(status == 0);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_free_memory_goes_back_after_the_delay);
    UNIT_RUN(test_pages_inside_pools_go_back_by_themselves);
    UNIT_RUN(test_pages_inside_pools_go_back_on_trim);
    UNIT_RUN(test_what_is_taken_again_waits_longer);
    UNIT_RUN(test_large_blocks_go_back);
    UNIT_RUN(test_exhausted_address_space_is_told_and_survived);
    return unit_result();
}
