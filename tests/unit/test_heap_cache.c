/* The lengths of caches: they grow with the waves in which blocks come and go, in heaps for which
 * that is little, and are given up when they do not serve. */
#include "unit.h"

#include "base/poison.h"
#include "heap/cache.h"
#include "heap/heap.h"
#include "heap/stock.h"

enum { SIZE = 64, LIVE = 20000, WAVE = 500, WAVES = 40, DELAY_MS = 20 };

static void *live[LIVE];
static void *wave[WAVE];

static Heap *make_heap(size_t limit_bytes) {
    const HeapConfig config = {.size = sizeof(config),
                               .limit_bytes = limit_bytes,
                               .purge_delay_ms = DELAY_MS,
                               .name = "cache"};
    return heap_create(&config);
}

static Heap *make_full_heap(void) {
    Heap *heap = make_heap(0);
    for (size_t i = 0; i < LIVE; i++) {
        live[i] = heap_allocate(heap, SIZE);
    }
    return heap;
}

static void pass_waves(Heap *heap, size_t size, HeapKind kind, size_t length, size_t count) {
    for (size_t round = 0; round < count; round++) {
        for (size_t i = 0; i < length; i++) {
            wave[i] = heap_allocate_kind(heap, size, kind);
        }
        for (size_t i = 0; i < length; i++) {
            heap_free(heap, wave[i]);
        }
    }
}

static const HeapBin *bin_for(const Heap *heap, size_t size, HeapKind kind) {
    return &heap->bins[heap_bin_index(heap_class_compute(size), kind)];
}

static uint64_t served(const Heap *heap, size_t size) {
    HeapStatistics statistics;
    heap_statistics(heap, &statistics);
    return statistics.classes[heap_bin_index(heap_class_compute(size), HEAP_LEAF)].served;
}

static void test_caches_grow_with_waves(void) {
    Heap *heap = make_full_heap();
    const HeapBin *bin = bin_for(heap, SIZE, HEAP_LEAF);
    UNIT_CHECK(bin->capacity == bin->limit && heap->long_caches == 0);
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(bin->capacity >= WAVE && heap->long_caches == 1);
    heap_verify(heap);
    /* A wave that fits does not come to the bitmaps any more: the first block that is taken is the
     * last that was freed. */
    void *last = wave[WAVE - 1];
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, 1);
    UNIT_CHECK(wave[0] == last);
    heap_destroy(heap);
}

static void test_served_blocks_are_counted_exactly(void) {
    Heap *heap = make_full_heap();
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(served(heap, SIZE) == LIVE + WAVE * WAVES);
    pass_waves(heap, SIZE, HEAP_LEAF, 1, 100 * HEAP_TICK + 3);
    UNIT_CHECK(served(heap, SIZE) == LIVE + WAVE * WAVES + 100 * HEAP_TICK + 3);
    (void)heap_trim(heap);
    UNIT_CHECK(served(heap, SIZE) == LIVE + WAVE * WAVES + 100 * HEAP_TICK + 3);
    UNIT_CHECK(served(heap, 2 * SIZE) == 0);
    heap_destroy(heap);
}

static void test_trimming_makes_caches_short(void) {
    Heap *heap = make_full_heap();
    (void)heap_trim(heap);
    size_t before = heap_from_system(heap);
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(heap_from_system(heap) > before);
    (void)heap_trim(heap);
    UNIT_CHECK(heap_from_system(heap) == before && heap->long_caches == 0);
    UNIT_CHECK(bin_for(heap, SIZE, HEAP_LEAF)->capacity <= HEAP_CACHE_FEW);
    heap_verify(heap);
    heap_destroy(heap);
}

/* The program goes on with few blocks, all from a short cache: nothing else looks at the clock. */
static void test_idle_caches_are_given_up(void) {
    Heap *heap = make_full_heap();
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(heap->long_caches == 1);
    double end = unit_now_ms() + 20 * DELAY_MS;
    while (heap->long_caches != 0 && unit_now_ms() < end) {
        pass_waves(heap, 2 * SIZE, HEAP_LEAF, 10, 10);
    }
    UNIT_CHECK(heap->long_caches == 0);
    heap_verify(heap);
    heap_destroy(heap);
}

/* The same with blocks of the class whose cache was filled by the waves. */
static void test_unneeded_blocks_are_put_back(void) {
    Heap *heap = make_full_heap();
    const HeapBin *bin = bin_for(heap, SIZE, HEAP_LEAF);
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK((uint16_t)bin->state >= WAVE);
    double end = unit_now_ms() + 20 * DELAY_MS;
    while ((uint16_t)bin->state > WAVE / 4 && unit_now_ms() < end) {
        pass_waves(heap, SIZE, HEAP_LEAF, 10, 10);
    }
    UNIT_CHECK((uint16_t)bin->state <= WAVE / 4);
    heap_verify(heap);
    /* What is needed stays. */
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    end = unit_now_ms() + 4 * DELAY_MS;
    while (unit_now_ms() < end) {
        pass_waves(heap, SIZE, HEAP_LEAF, WAVE, 1);
    }
    UNIT_CHECK(bin->capacity >= WAVE / 2 && heap->long_caches == 1);
    heap_destroy(heap);
}

/* Looking for idle blocks comes twice in a delay; pages that were retained meanwhile have not
 * waited for theirs. */
static void test_retained_memory_waits_for_its_own_delay(void) {
    enum { RUN = 256 << 10 };
    Heap *heap = make_full_heap();
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(heap->long_caches == 1);
    double start = unit_now_ms();
    while (heap->idle_time == 0 && unit_now_ms() < start + 20 * DELAY_MS) {
        pass_waves(heap, SIZE, HEAP_LEAF, WAVE, 1);
    }
    (void)heap_trim(heap);
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(heap->long_caches == 1);
    heap_free(heap, heap_allocate(heap, RUN));
    UNIT_CHECK(heap->retained_bytes >= RUN);
    int64_t looked = heap->idle_time;
    int64_t due = heap->purge_time;
    start = unit_now_ms();
    while (heap->idle_time == looked && unit_now_ms() < start + 20 * DELAY_MS) {
        pass_waves(heap, SIZE, HEAP_LEAF, WAVE, 1);
    }
    UNIT_CHECK(heap->idle_time != looked);
    UNIT_CHECK(heap->idle_time >= due || heap->retained_bytes >= RUN);
    heap_destroy(heap);
}

static void test_small_and_limited_heaps_and_containers_have_short_ones(void) {
    Heap *small = make_heap(0);
    pass_waves(small, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(bin_for(small, SIZE, HEAP_LEAF)->capacity <= HEAP_CACHE_FEW);
    heap_destroy(small);
    Heap *limited = make_heap(2 << 20);
    for (size_t i = 0; i < LIVE; i++) {
        live[i] = heap_allocate(limited, SIZE);
    }
    pass_waves(limited, 1024, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(bin_for(limited, 1024, HEAP_LEAF)->capacity <= (2 << 20) / 64 / 1024);
    heap_verify(limited);
    heap_destroy(limited);
    Heap *heap = make_full_heap();
    pass_waves(heap, SIZE, HEAP_CONTAINER, WAVE, WAVES);
    UNIT_CHECK(bin_for(heap, SIZE, HEAP_CONTAINER)->capacity <= HEAP_CACHE_FEW);
    heap_destroy(heap);
}

static void test_ended_heaps_begin_with_short_ones(void) {
    (void)stock_release();
    Heap *heap = make_heap(0);
    size_t fresh = heap_from_system(heap);
    heap_destroy(heap);
    heap = make_full_heap();
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    heap_destroy(heap);
    heap = make_heap(0);
    UNIT_CHECK(heap->long_caches == 0 && served(heap, SIZE) == 0);
    UNIT_CHECK(heap_from_system(heap) <= fresh + STOCK_KEEP_BYTES);
    heap_verify(heap);
    pass_waves(heap, SIZE, HEAP_LEAF, WAVE, WAVES);
    UNIT_CHECK(served(heap, SIZE) == WAVE * WAVES);
    heap_destroy(heap);
    (void)stock_release();
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    if (!POISON_WORKS) { /* else every call takes the slow path */
        UNIT_RUN(test_caches_grow_with_waves);
        UNIT_RUN(test_trimming_makes_caches_short);
        UNIT_RUN(test_idle_caches_are_given_up);
        UNIT_RUN(test_unneeded_blocks_are_put_back);
        UNIT_RUN(test_retained_memory_waits_for_its_own_delay);
        UNIT_RUN(test_ended_heaps_begin_with_short_ones);
    }
    UNIT_RUN(test_served_blocks_are_counted_exactly);
    UNIT_RUN(test_small_and_limited_heaps_and_containers_have_short_ones);
    return unit_result();
}
