/* What a private heap costs: making, using and ending one; its memory; pairs of containers;
 * walking. One line per measurement. */
#include "../resident.h"
#include "heap/heap_walk.h"
#include "os/os.h"
#include "ouro/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double nanoseconds(int64_t begin, size_t count) {
    return (double)(os_clock_monotonic() - begin) / (double)count;
}

static void use_ten_classes(Heap *heap) {
    for (size_t i = 0; i < 10; i++) {
        *(volatile char *)heap_allocate(heap, 16 + i * 16) = 1;
    }
}

static void measure_lives(void) {
    enum { COUNT = 20000, OPEN = 200 };
    int64_t begin = os_clock_monotonic();
    for (size_t i = 0; i < COUNT; i++) {
        heap_destroy(heap_create(NULL));
    }
    printf("create, destroy            %9.0f ns\n", nanoseconds(begin, COUNT));
    begin = os_clock_monotonic();
    for (size_t i = 0; i < COUNT; i++) {
        Heap *heap = heap_create(NULL);
        use_ten_classes(heap);
        heap_destroy(heap);
    }
    printf("create, ten classes, destroy %7.0f ns\n", nanoseconds(begin, COUNT));
    static Heap *open[OPEN];
    double before = resident_bytes();
    for (size_t i = 0; i < OPEN; i++) {
        open[i] = heap_create(NULL);
    }
    double created = resident_bytes();
    for (size_t i = 0; i < OPEN; i++) {
        use_ten_classes(open[i]);
    }
    double used = resident_bytes();
    printf("resident, new              %9.1f KiB\n", (created - before) / OPEN / 1024);
    printf("resident, ten classes      %9.1f KiB\n", (used - before) / OPEN / 1024);
    for (size_t i = 0; i < OPEN; i++) {
        heap_destroy(open[i]);
    }
}

static void measure_container_pairs(void) {
    enum { COUNT = 20000000 };
    Heap *heap = heap_create(NULL);
    int64_t begin = os_clock_monotonic();
    for (size_t i = 0; i < COUNT; i++) {
        char *block = heap_allocate_container(heap, 48);
        *(volatile char *)block = 1;
        __asm__ volatile("" : "+r"(block));
        heap_free_sized(heap, block, 48, HEAP_CONTAINER);
    }
    printf("container pair, LIFO 48    %9.2f ns\n", nanoseconds(begin, COUNT));
    heap_destroy(heap);
}

static void measure_walk(size_t count) {
    Heap *heap = heap_create(NULL);
    void **blocks = malloc(count * sizeof(void *));
    int64_t begin = os_clock_monotonic();
    for (size_t i = 0; i < count; i++) {
        blocks[i] = heap_allocate_container(heap, 48);
    }
    printf("take 48, untouched         %9.2f ns a block\n", nanoseconds(begin, count));
    if (!heap_walk_prepare(heap, HEAP_WALK_ALL)) {
        exit(1);
    }
    for (int round = 0; round < 2; round++) {
        begin = os_clock_monotonic();
        HeapWalk walk;
        size_t seen = 0;
        heap_walk_start(&walk, heap, HEAP_WALK_ALL);
        for (void *block; (block = heap_walk_next(&walk)) != NULL;) {
            seen += (uintptr_t)block & 1;
            seen++;
        }
        printf("walk                       %9.2f ns a block%s\n", nanoseconds(begin, count),
               seen == count ? "" : " WRONG");
    }
    for (int round = 0; round < 2; round++) {
        begin = os_clock_monotonic();
        HeapWalk walk;
        heap_walk_start(&walk, heap, HEAP_WALK_ALL);
        for (void *block; (block = heap_walk_next(&walk)) != NULL;) {
            *heap_walk_scratch(block) = 1;
        }
        printf("walk, write scratch        %9.2f ns a block\n", nanoseconds(begin, count));
    }
    heap_walk_age(heap, HEAP_WALK_ALL);
    for (size_t i = 0; i < 700; i++) {
        (void)!heap_allocate_container(heap, 48);
    }
    enum { ROUNDS = 100 };
    begin = os_clock_monotonic();
    size_t seen = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        HeapWalk walk;
        if (!heap_walk_prepare(heap, HEAP_WALK_YOUNG)) {
            exit(1);
        }
        heap_walk_start(&walk, heap, HEAP_WALK_YOUNG);
        while (heap_walk_next(&walk) != NULL) {
            seen++;
        }
    }
    printf("prepare and walk %zu young  %9.0f ns\n", seen / ROUNDS, nanoseconds(begin, ROUNDS));
    begin = os_clock_monotonic();
    for (size_t i = 0; i < count; i++) {
        heap_free_sized(heap, blocks[i], 48, HEAP_CONTAINER);
    }
    printf("free 48, in order          %9.2f ns a block\n", nanoseconds(begin, count));
    free(blocks);
    heap_destroy(heap);
}

static bool count_block(void *user, void *block, size_t usable_size) {
    (void)block;
    *(size_t *)user += usable_size;
    return true;
}

static bool count_group(void *user, void **blocks, size_t count, size_t usable_size) {
    (void)blocks;
    *(size_t *)user += count * usable_size;
    return true;
}

/* What programs see of ouro/heap.h: mixed sizes, a third of them freed. */
static void measure_public_walk(size_t count) {
    OuroHeap *heap = ouro_heap_create(NULL);
    void **blocks = malloc(count * sizeof(void *));
    for (size_t i = 0; i < count; i++) {
        blocks[i] = ouro_heap_allocate(heap, 16 + i * 7919 % 200);
    }
    for (size_t i = 0; i < count; i += 3) {
        ouro_heap_free(heap, blocks[i]);
    }
    free(blocks);
    size_t bytes = 0;
    size_t seen = count - (count + 2) / 3;
    for (int round = 0; round < 2; round++) {
        int64_t begin = os_clock_monotonic();
        ouro_heap_walk(heap, count_block, &bytes);
        printf("ouro_heap_walk             %9.2f ns a block\n", nanoseconds(begin, seen));
    }
    for (int round = 0; round < 2; round++) {
        int64_t begin = os_clock_monotonic();
        ouro_heap_walk_groups(heap, count_group, &bytes);
        printf("ouro_heap_walk_groups      %9.2f ns a block\n", nanoseconds(begin, seen));
    }
    ouro_heap_destroy(heap);
}

int main(void) {
    measure_lives();
    measure_container_pairs();
    measure_walk(1000000);
    measure_public_walk(1000000);
    return 0;
}
