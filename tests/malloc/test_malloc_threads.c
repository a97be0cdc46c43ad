/* Threads that give their blocks to each other, end, and fork, with libouro-malloc.so; and its
 * settings, which are read when a process begins. */
#include "unit.h"

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>

enum { SLOTS = 2048, THREADS = 6 };

/* Blocks on their way from one thread to another; each begins with its size. */
static _Atomic(unsigned char *) slots[SLOTS];
static atomic_bool broken;
static unsigned actions;
static atomic_uint forks_left;

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static unsigned char *make_block(uint32_t random) {
    size_t size = random % 97 == 0 ? random % 300000 : random % 700;
    unsigned char *block = malloc(sizeof(size) + size);
    if (block != NULL) {
        memcpy(block, &size, sizeof(size));
        memset(block + sizeof(size), (unsigned char)size, size);
    }
    return block;
}

static bool end_block(unsigned char *block, bool resize) {
    size_t size;
    bool whole = true;
    if (block == NULL) {
        return true;
    }
    memcpy(&size, block, sizeof(size));
    whole &= malloc_usable_size(block) >= size + sizeof(size);
    for (size_t i = 0; i < size; i += 37) {
        whole &= block[sizeof(size) + i] == (unsigned char)size;
    }
    if (resize) {
        block = realloc(block, sizeof(size) + size / 2);
        whole &= block != NULL && memcmp(block, &size, sizeof(size)) == 0;
    }
    free(block);
    return whole;
}

/* Another process goes on with the blocks of threads that it does not have. */
static bool live_in_child(void) {
    pid_t child = fork();
    if (child == 0) {
        bool whole = true;
        for (uint32_t i = 0; i < 300; i++) {
            whole &= end_block(atomic_exchange(&slots[i], make_block(i * 7)), i % 4 == 0);
        }
        _exit(whole ? 0 : 1);
    }
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static bool take_a_fork(void) {
    unsigned left = atomic_load(&forks_left);
    while (left != 0 && !atomic_compare_exchange_weak(&forks_left, &left, left - 1)) {
    }
    return left != 0;
}

static void *exchange(void *argument) {
    uint32_t state = (uint32_t)(uintptr_t)argument * 2654435761u + 1;
    for (unsigned i = 0; i < actions; i++) {
        uint32_t random = next_random(&state);
        unsigned char *block =
            atomic_exchange(&slots[next_random(&state) % SLOTS], make_block(random));
        if (!end_block(block, random % 16 == 0) ||
            (i % 64 == 63 && take_a_fork() && !live_in_child())) {
            atomic_store(&broken, true);
        }
    }
    return NULL;
}

static void run_generations(unsigned count) {
    for (unsigned generation = 0; generation < count; generation++) {
        pthread_t threads[THREADS];
        for (uintptr_t i = 0; i < THREADS; i++) {
            UNIT_CHECK(pthread_create(&threads[i], NULL, exchange,
                                      (void *)(unit_random() % 1000 + i)) == 0);
        }
        for (unsigned i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
        }
    }
    for (unsigned i = 0; i < SLOTS; i++) {
        (void)end_block(atomic_exchange(&slots[i], NULL), false);
    }
    UNIT_CHECK(!atomic_load(&broken));
}

static void test_threads_free_blocks_of_each_other(void) {
    actions = 60000;
    run_generations(3);
    malloc_trim(0);
    UNIT_CHECK(mallinfo2().uordblks < 100000);
}

/* OURO_FORKS=1000 is the whole of it. The threads go on until none is left. */
static void test_forks_among_allocating_threads(void) {
    const char *count = getenv("OURO_FORKS");
    unsigned forks = count != NULL ? (unsigned)atoi(count) : 100;
    atomic_store(&forks_left, forks);
    actions = 5000;
    while (atomic_load(&forks_left) != 0 && !atomic_load(&broken)) {
        run_generations(1);
    }
    printf("%u forks\n", forks);
}

/* What mixes pools: many sizes, each of which goes when the next comes; the sizes of blocks are
 * asked for by threads that do not own them. */
static void *grow(void *argument) {
    uint32_t state = (uint32_t)(uintptr_t)argument + 77;
    for (unsigned size = 16; size < 416; size += 16) {
        for (unsigned i = 0; i < actions; i++) {
            size_t total = sizeof(size_t) + size;
            unsigned char *block = malloc(total);
            size_t kept = size;
            memcpy(block, &kept, sizeof(kept));
            memset(block + sizeof(kept), (unsigned char)kept, kept);
            block = atomic_exchange(&slots[next_random(&state) % SLOTS], block);
            if (!end_block(block, i % 64 == 0)) {
                atomic_store(&broken, true);
            }
        }
    }
    return NULL;
}

static void test_threads_whose_sizes_grow(void) {
    pthread_t threads[THREADS];
    actions = 3000;
    for (uintptr_t i = 0; i < THREADS; i++) {
        UNIT_CHECK(pthread_create(&threads[i], NULL, grow, (void *)(i * 1000)) == 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    for (unsigned i = 0; i < SLOTS; i++) {
        (void)end_block(atomic_exchange(&slots[i], NULL), false);
    }
    UNIT_CHECK(!atomic_load(&broken));
}

static void *make_one(void *unused) {
    (void)unused;
    return malloc(100);
}

static void test_heaps_of_ended_threads_are_used_again(void) {
    for (int i = 0; i < 300; i++) {
        pthread_t thread;
        void *block = NULL;
        UNIT_CHECK(pthread_create(&thread, NULL, make_one, NULL) == 0);
        pthread_join(thread, &block);
        free(block);
    }
    malloc_trim(0);
    UNIT_CHECK(mallinfo2().arena < (size_t)4 << 20);
}

static void *free_twice(void *block) {
    free(block);
    free(block);
    return NULL;
}

static void free_twice_in_another_thread(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, free_twice, malloc(100));
    pthread_join(thread, NULL);
    malloc_trim(0);
}

static void test_double_free_of_another_threads_block_ends_with_message(void) {
    UNIT_CHECK(unit_aborts(free_twice_in_another_thread, "double free"));
}

/* --- settings --- */

static const char *setting;
static const char *action;

static void run_self(void) {
    setenv("OURO_MALLOC", setting, 1);
    execl("/proc/self/exe", "test_malloc_threads", "0", action, (char *)NULL);
}

static bool says(const char *new_setting, const char *new_action, const char *message) {
    setting = new_setting;
    action = new_action;
    return unit_says(run_self, message);
}

/* A thread that holds most of the limit, frees it and lives on. */
static pthread_barrier_t barrier;

static void *hold_and_free(void *unused) {
    enum { BLOCKS = 240 };
    void *blocks[BLOCKS];
    (void)unused;
    for (unsigned i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(i % 2 == 0 ? 60000 : 56);
    }
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    for (unsigned i = 0; i < BLOCKS; i++) {
        free(blocks[i]);
    }
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    return NULL;
}

static void take_over(void) {
    pthread_t thread;
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_create(&thread, NULL, hold_and_free, NULL);
    pthread_barrier_wait(&barrier);
    void *refused = malloc(7900000);
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    void *served = malloc(7900000);
    fprintf(stderr, "%s, then %s", refused == NULL ? "refused" : "served",
            served != NULL ? "served" : "refused");
    pthread_barrier_wait(&barrier);
    pthread_join(thread, NULL);
    free(served);
}

static int act(const char *name) {
    if (strcmp(name, "fill") == 0) {
        size_t bytes = 0;
        while (malloc(1000) != NULL) {
            bytes += 1000;
        }
        fprintf(stderr, "%s", bytes > 13000000 && bytes < 16 << 20 ? "filled" : "not filled");
    } else if (strcmp(name, "take over") == 0) {
        take_over();
    } else if (strcmp(name, "use after free") == 0) {
        char *block = malloc(100);
        free(block);
        ((volatile char *)block)[5] = 1;
        free(malloc(100));
    } else if (strcmp(name, "nothing") == 0) {
        free(malloc(100));
    } else if (strcmp(name, "double free") == 0) {
        void *block = malloc(100);
        free(block);
        free(block);
    }
    return 3;
}

static void test_settings_are_followed(void) {
    UNIT_CHECK(says("limit=16m", "fill", "filled"));
    UNIT_CHECK(!says("limit=16m", "fill", "not filled"));
    UNIT_CHECK(says("limit=8m", "take over", "refused, then served"));
    UNIT_CHECK(says("check=1", "double free", "double free of block"));
    UNIT_CHECK(says("check=1", "use after free", "was written at offset 5"));
    UNIT_CHECK(says("report=fd:2,purge=now", "nothing", "from the system: "));
    UNIT_CHECK(says("check=9", "nothing", "not understood: check=9"));
    UNIT_CHECK(says("limit=12q,report=fd:2", "nothing", "not understood: limit=12q"));
    UNIT_CHECK(says("nonsense", "nothing", "not understood: nonsense"));
}

int main(int argc, char **argv) {
    if (argc > 2) {
        return act(argv[2]);
    }
    unit_start(argc, argv);
    UNIT_RUN(test_threads_free_blocks_of_each_other);
    UNIT_RUN(test_forks_among_allocating_threads);
    UNIT_RUN(test_threads_whose_sizes_grow);
    UNIT_RUN(test_heaps_of_ended_threads_are_used_again);
    UNIT_RUN(test_double_free_of_another_threads_block_ends_with_message);
    UNIT_RUN(test_settings_are_followed);
    return unit_result();
}
