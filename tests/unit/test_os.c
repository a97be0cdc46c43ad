/* The contract of os.h. */
#include "unit.h"
#include <pthread.h>

#include "os/os.h"

static void test_os_memory_reserve_is_aligned_and_zero(void) {
    size_t page = os_page_size();
    size_t size = (size_t)4 << 20;
    char *memory = os_memory_reserve(size, size);
    UNIT_CHECK(memory != NULL && (uintptr_t)memory % size == 0);
    UNIT_CHECK(os_memory_commit(memory, size) && memory[0] == 0 && memory[size - 1] == 0);
    memory[page] = 1;
    os_memory_purge(memory, size);
    UNIT_CHECK(memory[page] == 0);
    memory[0] = 'a';
    UNIT_CHECK(os_memory_resize(memory, size, page * 2));
    char *moved = os_memory_move(memory, page * 2, size * 2, size);
    UNIT_CHECK(moved != NULL && (uintptr_t)moved % size == 0 && moved[0] == 'a');
    moved[size * 2 - 1] = 'z';
    os_memory_release(moved, size * 2);
    UNIT_CHECK(os_memory_reserve((size_t)1 << 60, page) == NULL);
}

static void test_os_clocks_advance(void) {
    int64_t before = os_clock_monotonic();
    os_sleep(2000000);
    UNIT_CHECK(os_clock_monotonic() - before >= 2000000);
    UNIT_CHECK(os_clock_wall() > INT64_C(1600000000) * 1000000000);
    UNIT_CHECK(os_clock_process() > 0 && os_clock_thread() > 0);
}

static void test_os_random_bytes_differ(void) {
    unsigned char a[32] = {0};
    unsigned char b[32] = {0};
    UNIT_CHECK(os_random_bytes(a, sizeof(a)) && os_random_bytes(b, sizeof(b)));
    UNIT_CHECK(memcmp(a, b, sizeof(a)) != 0);
}

/* NULL: the bounds are those that the C library finds, give or take what lies above the frames. */
static void *compare_stack_bounds(void *failed) {
    void *lowest;
    void *expected;
    size_t size;
    size_t expected_size;
    char local;
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return failed;
    }
    pthread_attr_getstack(&attributes, &expected, &expected_size);
    pthread_attr_destroy(&attributes);
    bool found = os_stack_bounds(&lowest, &size);
    intptr_t difference = (intptr_t)lowest - (intptr_t)expected;
    bool agrees = difference > -65536 && difference < 65536;
    return found && agrees && (uintptr_t)&local - (uintptr_t)lowest < size ? NULL : failed;
}

static void test_os_stack_bounds_of_threads(void) {
    char failed;
    void *result = &failed;
    pthread_t thread;
    UNIT_CHECK(compare_stack_bounds(&failed) == NULL);
    UNIT_CHECK(pthread_create(&thread, NULL, compare_stack_bounds, &failed) == 0);
    UNIT_CHECK(pthread_join(thread, &result) == 0 && result == NULL);
}

static void test_os_facts_are_plausible(void) {
    UNIT_CHECK(os_processor_count() >= 1);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_os_memory_reserve_is_aligned_and_zero);
    UNIT_RUN(test_os_clocks_advance);
    UNIT_RUN(test_os_random_bytes_differ);
    UNIT_RUN(test_os_stack_bounds_of_threads);
    UNIT_RUN(test_os_facts_are_plausible);
    return unit_result();
}
