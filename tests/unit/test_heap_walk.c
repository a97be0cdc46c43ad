/* The collector's walk: which containers it finds, young ones, and the scratch words. */
#include "unit.h"

#include "heap/heap_walk.h"

enum { COUNT = 20000 };

typedef struct Node {
    uint64_t header;
    uint32_t number;
    uint32_t size;
} Node;

static Node *nodes[COUNT];
static unsigned visits[COUNT];

static size_t random_size(void) {
    switch (unit_below(100)) {
    case 0:
        return 20000 + unit_below(100000);
    case 1:
        return sizeof(Node) + unit_below(16000);
    default:
        return sizeof(Node) + unit_below(150);
    }
}

static void make(Heap *heap, uint32_t number) {
    size_t size = number == 7 ? (size_t)3 << 20 : random_size();
    nodes[number] = heap_allocate_container(heap, size);
    nodes[number]->number = number;
    nodes[number]->size = (uint32_t)size;
}

static void drop(Heap *heap, uint32_t number) {
    heap_free_sized(heap, nodes[number], nodes[number]->size, HEAP_CONTAINER);
    nodes[number] = NULL;
}

/* Walks twice: gives each container its number as scratch word, then reads it back. */
static bool walk_all(Heap *heap, HeapWalkScope scope) {
    memset(visits, 0, sizeof(visits));
    bool whole = heap_walk_prepare(heap, scope);
    heap_verify(heap);
    HeapWalk walk;
    heap_walk_start(&walk, heap, scope);
    for (Node *node; (node = heap_walk_next(&walk)) != NULL;) {
        whole &= node->number < COUNT && nodes[node->number] == node;
        whole &= visits[node->number]++ == 0;
        *heap_walk_scratch(node) = node->number ^ 0x5a5a5a5a;
    }
    heap_walk_start(&walk, heap, scope);
    for (Node *node; (node = heap_walk_next(&walk)) != NULL;) {
        whole &= *heap_walk_scratch(node) == (node->number ^ 0x5a5a5a5a);
    }
    return whole;
}

static void test_heap_walk_finds_each_container_once(void) {
    Heap *heap = heap_create(NULL);
    for (uint32_t i = 0; i < COUNT; i++) {
        make(heap, i);
        if (i % 3 == 0) {
            memset(heap_allocate(heap, 40), 0xff, 40);
        }
    }
    for (uint32_t i = 0; i < COUNT; i += 1 + (uint32_t)unit_below(3)) {
        drop(heap, i);
    }
    size_t live = 0;
    size_t seen = 0;
    UNIT_CHECK(walk_all(heap, HEAP_WALK_ALL));
    for (uint32_t i = 0; i < COUNT; i++) {
        live += nodes[i] != NULL;
        seen += visits[i];
    }
    UNIT_CHECK(live == seen && live == heap_walk_count(heap));
    /* Nothing was reset: all are young. */
    UNIT_CHECK(walk_all(heap, HEAP_WALK_YOUNG));
    seen = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        seen += visits[i];
    }
    UNIT_CHECK(live == seen);
    heap_walk_release_scratch(heap);
    heap_verify(heap);
    heap_destroy(heap);
}

static void test_heap_walk_young_finds_what_is_new(void) {
    Heap *heap = heap_create(NULL);
    static bool is_young[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        make(heap, i);
    }
    for (int round = 0; round < 40; round++) {
        UNIT_CHECK(heap_walk_prepare(heap, HEAP_WALK_YOUNG));
        heap_walk_age(heap, HEAP_WALK_YOUNG);
        memset(is_young, 0, sizeof(is_young));
        size_t changes = 1 + unit_below(300);
        for (size_t i = 0; i < changes; i++) {
            uint32_t number = (uint32_t)unit_below(COUNT);
            if (unit_below(10) == 0) {
                heap_walk_keep_young(nodes[number]);
            } else {
                drop(heap, number);
                make(heap, number);
            }
            is_young[number] = true;
        }
        UNIT_CHECK(walk_all(heap, HEAP_WALK_YOUNG));
        size_t young = 0;
        size_t missed = 0;
        size_t extra = 0;
        for (uint32_t i = 0; i < COUNT; i++) {
            young += is_young[i];
            missed += is_young[i] && visits[i] == 0;
            extra += !is_young[i] && visits[i] != 0;
        }
        UNIT_CHECK(missed == 0);
        UNIT_CHECK(extra < 4096 + young * 64);
    }
    UNIT_CHECK(walk_all(heap, HEAP_WALK_ALL));
    heap_destroy(heap);
}

static void test_heap_walk_middle_finds_what_was_young(void) {
    Heap *heap = heap_create(NULL);
    static bool is_middle[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        make(heap, i);
    }
    for (int round = 0; round < 60; round++) {
        HeapWalkScope scope = round % 6 == 0 ? HEAP_WALK_MIDDLE : HEAP_WALK_YOUNG;
        UNIT_CHECK(heap_walk_prepare(heap, scope));
        heap_walk_age(heap, scope);
        if (scope == HEAP_WALK_MIDDLE) {
            memset(is_middle, 0, sizeof(is_middle));
        }
        for (size_t i = 1 + unit_below(100); i > 0; i--) {
            uint32_t number = (uint32_t)unit_below(COUNT);
            drop(heap, number);
            make(heap, number);
            is_middle[number] = true;
        }
        UNIT_CHECK(walk_all(heap, HEAP_WALK_MIDDLE));
        size_t middle = 0;
        size_t missed = 0;
        size_t extra = 0;
        for (uint32_t i = 0; i < COUNT; i++) {
            middle += is_middle[i];
            missed += is_middle[i] && visits[i] == 0;
            extra += !is_middle[i] && visits[i] != 0;
        }
        UNIT_CHECK(missed == 0);
        UNIT_CHECK(extra < 4096 + middle * 64);
    }
    heap_destroy(heap);
}

static void test_heap_walk_in_parts_finds_what_stays(void) {
    Heap *heap = heap_create(NULL);
    static bool stays[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        make(heap, i);
        stays[i] = true;
    }
    memset(visits, 0, sizeof(visits));
    size_t parts = 0;
    HeapWalk walk;
    UNIT_CHECK(heap_walk_prepare(heap, HEAP_WALK_ALL));
    heap_walk_begin_parts(heap);
    while (heap_walk_next_part(&walk, heap)) {
        parts++;
        for (Node *node; (node = heap_walk_next(&walk)) != NULL;) {
            UNIT_CHECK(nodes[node->number] == node && heap_walk_is_container(heap, node));
            visits[node->number]++;
        }
        for (size_t i = unit_below(200); i > 0; i--) {
            uint32_t number = (uint32_t)unit_below(COUNT);
            const Node *gone = nodes[number];
            drop(heap, number);
            UNIT_CHECK(heap_walk_prepare(heap, HEAP_WALK_ALL));
            UNIT_CHECK(!heap_walk_is_container(heap, gone));
            make(heap, number);
            stays[number] = false;
        }
        UNIT_CHECK(heap_walk_prepare(heap, HEAP_WALK_ALL));
    }
    size_t missed = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        missed += stays[i] && visits[i] != 1;
    }
    UNIT_CHECK(missed == 0 && parts > 10);
    heap_destroy(heap);
}

static void test_heap_walk_of_empty_heap_finds_nothing(void) {
    Heap *heap = heap_create(NULL);
    UNIT_CHECK(heap_walk_prepare(heap, HEAP_WALK_ALL));
    HeapWalk walk;
    heap_walk_start(&walk, heap, HEAP_WALK_ALL);
    UNIT_CHECK(heap_walk_next(&walk) == NULL && heap_walk_count(heap) == 0);
    heap_destroy(heap);
}

static void test_heap_walk_scratch_fits_the_limit(void) {
    HeapConfig config = {.size = sizeof(config), .limit_bytes = 2 << 20, .name = "full"};
    Heap *heap = heap_create(&config);
    while (heap_allocate_container(heap, 24) != NULL) {
    }
    size_t held = heap_from_system(heap);
    UNIT_CHECK(heap_walk_prepare(heap, HEAP_WALK_ALL));
    UNIT_CHECK(heap_from_system(heap) == held && held <= 2 << 20);
    heap_verify(heap);
    heap_destroy(heap);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_heap_walk_finds_each_container_once);
    UNIT_RUN(test_heap_walk_young_finds_what_is_new);
    UNIT_RUN(test_heap_walk_middle_finds_what_was_young);
    UNIT_RUN(test_heap_walk_in_parts_finds_what_stays);
    UNIT_RUN(test_heap_walk_of_empty_heap_finds_nothing);
    UNIT_RUN(test_heap_walk_scratch_fits_the_limit);
    return unit_result();
}
