/* Second frees of every kind end the program with a message that says so, without any setting. */
#include "unit.h"

#include <malloc.h>
#include <pthread.h>

static void *run_in_thread(void *(*body)(void *), void *argument) {
    pthread_t thread;
    void *result = NULL;
    pthread_create(&thread, NULL, body, argument);
    pthread_join(thread, &result);
    return result;
}

static void *free_in_thread(void *block) {
    free(block);
    return NULL;
}

/* What a program does when it goes on: takes and gives back blocks of many sizes. */
static void live_on(void) {
    static void *blocks[4000];
    for (size_t i = 0; i < 4000; i++) {
        blocks[i] = malloc(16 + i % 2000);
        memset(blocks[i], 1, 16);
    }
    for (size_t i = 0; i < 4000; i++) {
        free(blocks[i]);
    }
}

static void next(void) {
    void *block = malloc(40);
    free(block);
    free(block);
}

static void after_another(void) {
    void *block = malloc(40);
    void *other = malloc(40);
    free(block);
    free(other);
    free(block);
}

static void after_many_of_its_size(void) {
    void *blocks[500];
    for (size_t i = 0; i < 500; i++) {
        blocks[i] = malloc(40);
    }
    for (size_t i = 0; i < 500; i++) {
        free(blocks[i]);
    }
    free(blocks[7]);
}

static void of_the_last_of_many(void) {
    void *blocks[500];
    for (size_t i = 0; i < 500; i++) {
        blocks[i] = malloc(40);
    }
    for (size_t i = 0; i < 500; i++) {
        free(blocks[i]);
    }
    free(blocks[499]);
}

static void after_reuse_of_a_neighbour(void) {
    void *blocks[3] = {malloc(40), malloc(40), malloc(40)};
    free(blocks[0]);
    free(blocks[1]);
    memset(malloc(40), 1, 40);
    free(blocks[0]);
}

static void after_reuse_of_itself(void) {
    void *block = malloc(40);
    free(block);
    void *again = malloc(40);
    memset(again, 1, 40);
    free(block);
    free(again);
}

static void after_other_sizes(void) {
    void *block = malloc(2000);
    free(block);
    for (size_t size = 16; size < 1500; size += 16) {
        memset(malloc(size), 1, size);
    }
    free(block);
}

static void after_trimming(void) {
    void *blocks[2000];
    for (size_t i = 0; i < 2000; i++) {
        blocks[i] = malloc(100);
        memset(blocks[i], 1, 100);
    }
    for (size_t i = 0; i < 2000; i++) {
        if (i % 1000 != 999) {
            free(blocks[i]);
        }
    }
    malloc_trim(0);
    free(blocks[1500]);
    live_on();
    malloc_trim(0);
}

static void of_nothing(void) {
    void *block = malloc(0);
    free(block);
    free(block);
}

static void of_a_middle_one(void) {
    void *block = malloc(9000);
    free(block);
    free(block);
}

static void of_a_big_one(void) {
    void *block = malloc(60000);
    free(block);
    free(block);
}

static void of_a_large_one(void) {
    void *block = malloc(1100000);
    memset(block, 1, 100);
    free(block);
    free(block);
}

static void of_a_huge_one(void) {
    void *block = malloc((size_t)300 << 20);
    memset(block, 1, 100);
    free(block);
    free(block);
}

static void of_an_aligned_one(void) {
    void *block = aligned_alloc(256, 512);
    free(block);
    free(block);
}

static void of_one_aligned_to_a_page(void) {
    void *block = aligned_alloc(4096, 100000);
    free(block);
    free(block);
}

static void of_one_aligned_to_much(void) {
    void *block = aligned_alloc(1 << 20, 10000);
    free(block);
    free(block);
}

static void of_a_cleared_one(void) {
    void *block = calloc(5, 10);
    free(block);
    free(block);
}

static void after_realloc(void) {
    void *block = malloc(40);
    memset(block, 1, 40);
    void *moved = realloc(block, 400);
    memset(moved, 2, 400);
    free(block);
}

static void by_realloc(void) {
    void *block = malloc(40);
    free(block);
    block = realloc(block, 50);
    free(block);
}

static void by_realloc_in_place(void) {
    void *block = malloc(40);
    free(block);
    block = realloc(block, 41);
    free(block);
}

static void from_another_thread(void) {
    void *block = malloc(40);
    free(block);
    run_in_thread(free_in_thread, block);
    live_on();
}

static void after_another_thread(void) {
    void *block = malloc(40);
    run_in_thread(free_in_thread, block);
    free(block);
    live_on();
}

static void *free_twice(void *block) {
    free(block);
    free(block);
    return NULL;
}

static void twice_in_another_thread(void) {
    run_in_thread(free_twice, malloc(40));
    live_on();
    malloc_trim(0);
}

static void *make_one(void *size) {
    return malloc((size_t)size);
}

static void of_a_big_one_in_another_thread(void) {
    run_in_thread(free_twice, malloc(40000));
    live_on();
}

static void of_a_huge_one_in_another_thread(void) {
    run_in_thread(free_twice, malloc(3 << 20));
    live_on();
}

static void of_an_ended_threads_block(void) {
    void *block = run_in_thread(make_one, (void *)40);
    free(block);
    free(block);
    run_in_thread(make_one, (void *)40);
    malloc_trim(0);
}

static void of_an_ended_threads_own(void) {
    void *block = run_in_thread(make_one, (void *)40);
    free(block);
    malloc_trim(0);
    free(block);
    malloc_trim(0);
}

static void in_a_child(void) {
    void *block = malloc(40);
    free(block);
    if (fork() == 0) {
        free(block);
        _exit(0);
    }
    int status = 0;
    wait(&status);
    if (WIFSIGNALED(status)) {
        abort();
    }
}

static void test_double_frees_end_with_message(void) {
    static const struct {
        const char *name;
        void (*run)(void);
    } kinds[] = {
        {"next", next},
        {"after another of its size", after_another},
        {"after many of its size", after_many_of_its_size},
        {"of the last of many", of_the_last_of_many},
        {"after reuse of a neighbour", after_reuse_of_a_neighbour},
        {"after reuse of itself", after_reuse_of_itself},
        {"after other sizes", after_other_sizes},
        {"after trimming", after_trimming},
        {"of nothing", of_nothing},
        {"of a middle one", of_a_middle_one},
        {"of a big one", of_a_big_one},
        {"of a large one", of_a_large_one},
        {"of a huge one", of_a_huge_one},
        {"of an aligned one", of_an_aligned_one},
        {"of one aligned to a page", of_one_aligned_to_a_page},
        {"of one aligned to much", of_one_aligned_to_much},
        {"of a cleared one", of_a_cleared_one},
        {"after realloc", after_realloc},
        {"by realloc", by_realloc},
        {"by realloc in place", by_realloc_in_place},
        {"from another thread", from_another_thread},
        {"after another thread", after_another_thread},
        {"twice in another thread", twice_in_another_thread},
        {"of a big one in another thread", of_a_big_one_in_another_thread},
        {"of a huge one in another thread", of_a_huge_one_in_another_thread},
        {"of an ended thread's block", of_an_ended_threads_block},
        {"of an ended thread's own", of_an_ended_threads_own},
        {"in a child", in_a_child},
    };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        bool told = unit_aborts(kinds[i].run, "freed before") ||
                    unit_aborts(kinds[i].run, "double free of block") ||
                    unit_aborts(kinds[i].run, "double free of 0x");
        if (!told) {
            fprintf(stderr, "a second free %s is not found\n", kinds[i].name);
        }
        UNIT_CHECK(told);
    }
}

/* Contents that look like the mark of a free block change nothing. */
static void test_copied_marks_are_no_double_free(void) {
    bool good = true;
    for (size_t size = 16; size < 3000; size += 16) {
        uint64_t *a = malloc(size);
        uint64_t *b = malloc(size);
        free(a);
        uint64_t mark = a[1]; /* what a careless program may copy */
        b[1] = mark;
        b = realloc(b, size);
        good &= b != NULL;
        b[1] = mark;
        free(b);
    }
    UNIT_CHECK(good);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_double_frees_end_with_message);
    UNIT_RUN(test_copied_marks_are_no_double_free);
    return unit_result();
}
