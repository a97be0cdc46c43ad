/* Check level `checked` of libouro-malloc.so: each misuse is made in a process of its own, and the
 * message is looked for. The program runs itself with a setting and the name of what to do. */
#include "unit.h"

#include <malloc.h>
#include <pthread.h>
#include <sys/mman.h>

static void *volatile kept;

/* Named in messages: the program exports its functions. */
__attribute__((noinline)) void *take_a_block(size_t size);
__attribute__((noinline)) void free_a_block(void *block);
__attribute__((noinline)) void lose_blocks(unsigned count, size_t size);

void *take_a_block(size_t size) {
    void *block = malloc(size);
    __asm__ volatile("" ::: "memory"); /* no tail call: the frame is to be seen */
    return block;
}

void free_a_block(void *block) {
    free(block);
    __asm__ volatile("" ::: "memory");
}

void lose_blocks(unsigned count, size_t size) {
    for (unsigned i = 0; i < count; i++) {
        memset(take_a_block(size), 1, size);
    }
}

static void put(void *block, ptrdiff_t offset) {
    ((volatile char *)block)[offset] = 'x';
}

/* What was called has left addresses in registers and on the stack. */
static __attribute__((noinline)) void forget_calls(void) {
    volatile char stack[8192];
    for (size_t i = 0; i < sizeof(stack); i++) {
        stack[i] = 0;
    }
}

/* --- what goes wrong --- */

static void double_free(void) {
    void *block = take_a_block(100);
    free_a_block(block);
    free_a_block(block);
}

static void double_free_after_many(void) {
    void *block = take_a_block(100);
    free_a_block(block);
    for (unsigned i = 0; i < 1000; i++) {
        free(malloc(100 + i));
    }
    free_a_block(block);
}

static void double_free_after_trim(void) {
    void *block = take_a_block(100);
    free_a_block(block);
    malloc_trim(0);
    free_a_block(block);
}

static void double_free_run(void) {
    void *block = take_a_block(60000);
    free_a_block(block);
    free_a_block(block);
}

static void double_free_large(void) {
    void *block = take_a_block(9000000);
    free_a_block(block);
    free_a_block(block);
}

static void free_after_realloc(void) {
    void *block = take_a_block(100);
    kept = realloc(block, 120);
    free_a_block(block);
}

static void *free_it(void *block) {
    free_a_block(block);
    return NULL;
}

static void double_free_in_thread(void) {
    pthread_t thread;
    void *block = take_a_block(100);
    free_a_block(block);
    pthread_create(&thread, NULL, free_it, block);
    pthread_join(thread, NULL);
}

static void free_inside(void) {
    free_a_block((char *)take_a_block(100) + 16);
}

static void free_inside_run(void) {
    free_a_block((char *)take_a_block(100000) + 50000);
}

static void free_stack(void) {
    char local[64];
    free_a_block(local + 16);
}

static void free_static(void) {
    static char data[64];
    free_a_block(data + 16);
}

static void free_stray(void) {
    volatile uintptr_t nowhere = 0x10000;
    free_a_block((void *)nowhere);
}

static void overrun_freed(void) {
    void *block = take_a_block(100);
    put(block, 100);
    free_a_block(block);
}

static void overrun_realloc(void) {
    void *block = take_a_block(100);
    put(block, 100);
    kept = realloc(block, 200);
}

static void overrun_aligned(void) {
    volatile size_t size = 5000;
    void *block = aligned_alloc(4096, size);
    put(block, 5000);
    free_a_block(block);
}

static void overrun_trim(void) {
    kept = take_a_block(33);
    put(kept, 33);
    malloc_trim(0);
}

static void overrun_exit(void) {
    kept = take_a_block(0);
    put(kept, 0);
}

static void overrun_large(void) {
    void *block = take_a_block(3000000);
    put(block, 3000000);
    free_a_block(block);
}

/* Over all that is known of the next block. */
static void overrun_neighbour(void) {
    char *first = take_a_block(100);
    char *second = take_a_block(100);
    char *lower = first < second ? first : second;
    memset(lower, 'x', 260);
    free_a_block(lower == first ? second : first);
}

static void underrun(void) {
    void *block = take_a_block(100);
    put(block, -1);
    free_a_block(block);
}

static void use_after_free_exit(void) {
    void *block = take_a_block(100);
    free_a_block(block);
    put(block, 7);
}

static void use_after_free_later(void) {
    void *block = take_a_block(100);
    free_a_block(block);
    put(block, 99);
    for (unsigned i = 0; i < 20; i++) {
        free(malloc(1 << 20));
    }
}

static void lose(void) {
    lose_blocks(3, 1000);
    forget_calls();
    kept = malloc(77); /* this one is not lost */
}

/* A lost block leads to another: both are lost. */
static __attribute__((noinline)) void make_a_chain(void) {
    void **first = take_a_block(2000);
    *first = take_a_block(3000);
}

static void lose_a_chain(void) {
    make_a_chain();
    forget_calls();
}

static void lose_nothing(void) {
    void **first = malloc(50);
    kept = first;
    *first = malloc(60);
    free(malloc(70));
}

/* The only way to a block begins at the far end of a terabyte of which nothing else was touched: to
 * look at all of it page by page would take minutes, and page tables of gigabytes. */
static void lose_nothing_in_a_terabyte(void) {
    size_t size = (size_t)1 << 40;
    char *place = mmap(NULL, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED || access("/proc/self/pagemap", R_OK) != 0) {
        munmap(place, size);
        fputs("not possible here, all well", stderr);
        return;
    }
    *(void **)(void *)(place + size - 64) = take_a_block(50);
    forget_calls();
    fputs("all well", stderr);
}

/* What is fine stays fine. */
static void use_well(void) {
    for (size_t size = 0; size < 3000000; size = size * 3 + 1) {
        unsigned char *block = calloc(1, size);
        for (size_t i = 0; i < size; i++) {
            if (block[i] != 0) {
                _exit(1);
            }
        }
        memset(block, 1, malloc_usable_size(block));
        block = realloc(block, size * 2 + 1);
        memset(block, 2, size * 2 + 1);
        free(block);
        for (size_t alignment = 16; alignment <= 1 << 20; alignment *= 4) {
            block = aligned_alloc(alignment, size);
            if (block == NULL || (uintptr_t)block % alignment != 0) {
                _exit(1);
            }
            memset(block, 3, size);
            free(block);
        }
    }
    malloc_trim(0);
    fprintf(stderr, "all well");
}

static const struct {
    const char *name;
    void (*act)(void);
} actions[] = {
    {"double_free", double_free},
    {"double_free_after_many", double_free_after_many},
    {"double_free_after_trim", double_free_after_trim},
    {"double_free_run", double_free_run},
    {"double_free_large", double_free_large},
    {"free_after_realloc", free_after_realloc},
    {"double_free_in_thread", double_free_in_thread},
    {"free_inside", free_inside},
    {"free_inside_run", free_inside_run},
    {"free_stack", free_stack},
    {"free_static", free_static},
    {"free_stray", free_stray},
    {"overrun_freed", overrun_freed},
    {"overrun_realloc", overrun_realloc},
    {"overrun_aligned", overrun_aligned},
    {"overrun_trim", overrun_trim},
    {"overrun_exit", overrun_exit},
    {"overrun_large", overrun_large},
    {"overrun_neighbour", overrun_neighbour},
    {"underrun", underrun},
    {"use_after_free_exit", use_after_free_exit},
    {"use_after_free_later", use_after_free_later},
    {"lose", lose},
    {"lose_a_chain", lose_a_chain},
    {"lose_nothing", lose_nothing},
    {"lose_nothing_in_a_terabyte", lose_nothing_in_a_terabyte},
    {"use_well", use_well},
};
enum { ACTIONS = sizeof(actions) / sizeof(actions[0]) };

/* --- running it --- */

static const char *setting;
static const char *action;

static void run_self(void) {
    setenv("OURO_MALLOC", setting, 1);
    execl("/proc/self/exe", "test_malloc_checked", "0", action, (char *)NULL);
}

/* The action ends with a message that has all these texts. */
static bool stops(const char *name, const char *first, const char *second, const char *third) {
    setting = "check=checked,leaks=none";
    action = name;
    return unit_aborts(run_self, first) && unit_aborts(run_self, second) &&
           unit_aborts(run_self, third);
}

static bool says(const char *new_setting, const char *name, const char *message) {
    setting = new_setting;
    action = name;
    return unit_says(run_self, message);
}

static void test_checked_finds_second_frees(void) {
    UNIT_CHECK(stops("double_free", "double free of block", "(100 bytes)", "(class 112)"));
    UNIT_CHECK(stops("double_free", "test_malloc_checked+0x", "take_a_block", "free_a_block"));
    UNIT_CHECK(
        stops("double_free", "found by thread", "was allocated by thread", "was freed by thread"));
    UNIT_CHECK(stops("double_free_after_many", "double free", "take_a_block", "(100 bytes)"));
    UNIT_CHECK(stops("double_free_after_trim", "double free", "take_a_block", "(100 bytes)"));
    UNIT_CHECK(stops("double_free_run", "double free", "take_a_block", "(60000 bytes)"));
    UNIT_CHECK(stops("double_free_large", "double free", "take_a_block", "(9000000 bytes)"));
    UNIT_CHECK(stops("free_after_realloc", "double free", "take_a_block", "(100 bytes)"));
    UNIT_CHECK(stops("double_free_in_thread", "double free", "take_a_block", "free_a_block"));
}

static void test_checked_finds_frees_of_no_block(void) {
    UNIT_CHECK(stops("free_inside", "16 bytes inside block", "(100 bytes)", "take_a_block"));
    UNIT_CHECK(
        stops("free_inside_run", "50000 bytes inside block", "(100000 bytes)", "take_a_block"));
    UNIT_CHECK(stops("free_stack", "which is on the stack", "free_a_block", "found by"));
    UNIT_CHECK(stops("free_static", "which is no block but", "free_a_block", "found by"));
    UNIT_CHECK(stops("free_stray", "which is no block", "free_a_block", "found by"));
}

static void test_checked_finds_overruns_by_one_byte(void) {
    UNIT_CHECK(
        stops("overrun_freed", "overrun: written at offset 100", "(100 bytes)", "take_a_block"));
    UNIT_CHECK(
        stops("overrun_realloc", "overrun: written at offset 100", "(100 bytes)", "take_a_block"));
    UNIT_CHECK(stops("overrun_aligned", "overrun: written at offset 5000", "(5000 bytes)",
                     "allocated by"));
    UNIT_CHECK(
        stops("overrun_trim", "overrun: written at offset 33", "take_a_block", "(33 bytes)"));
    UNIT_CHECK(stops("overrun_exit", "overrun: written at offset 0", "(0 bytes)", "take_a_block"));
    UNIT_CHECK(stops("overrun_large", "overrun: written at offset 3000000", "(3000000 bytes)",
                     "take_a_block"));
    UNIT_CHECK(stops("overrun_neighbour", "overrun: written at offset 100", "(100 bytes)",
                     "take_a_block"));
    UNIT_CHECK(
        stops("underrun", "was written 1 before its beginning", "(100 bytes)", "take_a_block"));
}

static void test_checked_finds_use_after_free(void) {
    UNIT_CHECK(stops("use_after_free_exit", "written at offset 7 after it was freed",
                     "take_a_block", "free_a_block"));
    UNIT_CHECK(stops("use_after_free_later", "written at offset 99 after it was freed",
                     "take_a_block", "free_a_block"));
}

static void test_checked_reports_leaks(void) {
    UNIT_CHECK(says("check=checked", "lose", "lost at exit: 3000 bytes in 3 blocks"));
    UNIT_CHECK(says("check=2", "lose", "3000 bytes in 3 blocks, allocated at"));
    UNIT_CHECK(says("check=checked", "lose", "lose_blocks"));
    UNIT_CHECK(!says("check=checked,leaks=none", "lose", "lost at exit"));
    UNIT_CHECK(says("check=checked", "lose_a_chain", "5000 bytes in 2 blocks"));
    UNIT_CHECK(!says("check=checked", "lose_nothing", "lost at exit"));
    UNIT_CHECK(says("check=checked,report=fd:2", "lose_nothing", "lost at exit: 0 bytes"));
    UNIT_CHECK(says("check=checked", "lose_nothing_in_a_terabyte", "all well"));
    UNIT_CHECK(!says("check=checked", "lose_nothing_in_a_terabyte", "lost at exit"));
    UNIT_CHECK(says("check=checked,leaks=all", "lose_nothing", "still reachable at exit:"));
    UNIT_CHECK(!says("check=checked,stacks=0", "lose", "lose_blocks"));
}

static void test_checked_reports_leaks_to_a_file(void) {
    char path[] = "/tmp/ouro-leaks-XXXXXX";
    int file = mkstemp(path);
    char text[100];
    snprintf(text, sizeof(text), "check=checked,report=%s", path);
    UNIT_CHECK(!says(text, "lose", "lost at exit"));
    char read_back[4096] = "";
    UNIT_CHECK(read(file, read_back, sizeof(read_back) - 1) > 0);
    UNIT_CHECK(strstr(read_back, "lost at exit: 3000 bytes in 3 blocks") != NULL);
    UNIT_CHECK(strstr(read_back, "in use at the end: 3") != NULL);
    close(file);
    unlink(path);
}

static void test_checked_leaves_good_programs_alone(void) {
    UNIT_CHECK(says("check=checked", "use_well", "all well"));
    UNIT_CHECK(says("check=3", "use_well", "all well"));
    UNIT_CHECK(!says("check=checked", "use_well", "ouro"));
}

static void test_settings_of_checking_are_understood(void) {
    UNIT_CHECK(says("check=checke", "lose", "not understood: check=checke"));
    UNIT_CHECK(says("stacks=33", "lose", "not understood: stacks=33"));
    UNIT_CHECK(says("leaks=some", "lose", "not understood: leaks=some"));
}

int main(int argc, char **argv) {
    if (argc > 2) {
        for (size_t i = 0; i < ACTIONS; i++) {
            if (strcmp(argv[2], actions[i].name) == 0) {
                actions[i].act();
            }
        }
        return 3;
    }
    unit_start(argc, argv);
    UNIT_RUN(test_checked_finds_second_frees);
    UNIT_RUN(test_checked_finds_frees_of_no_block);
    UNIT_RUN(test_checked_finds_overruns_by_one_byte);
    UNIT_RUN(test_checked_finds_use_after_free);
    UNIT_RUN(test_checked_reports_leaks);
    UNIT_RUN(test_checked_reports_leaks_to_a_file);
    UNIT_RUN(test_checked_leaves_good_programs_alone);
    UNIT_RUN(test_settings_of_checking_are_understood);
    return unit_result();
}
