/* The lengths of caches.
 *
 * A cache begins short, inside its bin. When blocks come and go in waves that are longer than it,
 * each wave passes through bitmaps, at twice the time; so a leaf bin that had to put blocks back
 * and then to claim some may hold twice as many, in a longer cache among the heap's metadata. That
 * needs a heap big enough for the memory of its caches not to matter. Containers keep short ones,
 * for each young collection empties them.
 *
 * What waits in a cache keeps its pool from going back. So caches are fitted to what is in use when
 * holes have been sought, and what has lain in a long one for a while without being needed is put
 * back. */
#include "heap/cache.h"

#include "heap/arena.h"

#include <string.h>

enum {
    CACHED_BYTES_MAX = 512 << 10, /* the most that waits in one longer cache; */
    LIMIT_SHIFT = 6,              /* that part of a limit, where there is one */
    MIDDLE_HEAP_MIN = 128 << 10,  /* bytes of pools in a heap with caches of middle length, */
    LONG_HEAP_MIN = 64 << 10,     /* and for each of the longest */
    LIVE_SHIFT = 3,    /* the part of a bin's blocks in use that its cache may hold once holes were
                          sought, */
    CAPACITY_MIN = 2,  /* and how many at least */
    PLACES = 8,        /* at which long caches begin in their pages, */
    LINE_POINTERS = 8, /* a cache line apart */
    IDLE_SHIFT = 2     /* blocks that have not been needed go when they are that part of a cache */
};
_Static_assert(HEAP_CACHE_MAX + (PLACES - 1) * LINE_POINTERS <=
                   HEAP_CACHE_PAGES * HEAP_PAGE_SIZE / sizeof(void *),
               "a long cache fits in its pages wherever it begins");

/* Blocks that a short cache may hold: few when they are big, for they are memory that nobody
 * uses. */
static unsigned short_limit(size_t block_size) {
    return block_size <= 1024 ? HEAP_CACHE_FEW : block_size <= 4096 ? 16 : 8;
}

void cache_set_up(const Heap *heap, HeapBin *bin) {
    bin->state = HEAP_STATE_BEGIN;
    bin->cache = bin->few;
    bin->limit = (uint8_t)short_limit(bin->block_size);
    bin->capacity = heap->slow ? 0 : bin->limit;
}

/* --- places --- */

static void **middle_cache(Heap *heap, unsigned size_class) {
    char *caches = (char *)heap_arena_of(heap) + HEAP_MIDDLE_CACHES_OFFSET;
    return (void **)(void *)caches + (size_t)size_class * HEAP_CACHE_MIDDLE;
}

/* Not all at the same place in their pages, or they would meet in the processor's cache. */
static void **long_cache(Heap *heap, unsigned size_class) {
    char *pages = (char *)heap_arena_of(heap) + HEAP_LONG_CACHES_OFFSET;
    size_t offset = (size_t)size_class * HEAP_CACHE_PAGES * HEAP_PAGE_SIZE;
    return (void **)(void *)(pages + offset) + size_class % PLACES * LINE_POINTERS;
}

/* Lets a bin whose cache is empty have one for so many blocks, never a shorter one; false: no
 * memory for it. */
static bool make_room(Heap *heap, unsigned bin_index, size_t capacity) {
    HeapBin *bin = &heap->bins[bin_index];
    bool was_long = cache_is_long(heap, bin);
    bool is_long = was_long || capacity > HEAP_CACHE_MIDDLE;
    void **cache = is_long ? long_cache(heap, bin_index) : middle_cache(heap, bin_index);
    if (!arena_use_metadata(heap, cache, capacity * sizeof(void *))) {
        return false;
    }
    heap->long_caches += is_long && !was_long;
    bin->cache = cache;
    return true;
}

/* --- growing --- */

static size_t smallest_limit(const Heap *heap) {
    size_t limit = heap->limit != 0 ? heap->limit : SIZE_MAX;
    size_t shared = arena_shared_limit(heap);
    return shared != 0 ? base_min_size(limit, shared) : limit;
}

/* The most blocks that the cache of a leaf bin should hold in a heap like this. */
static size_t longest(const Heap *heap, const HeapBin *bin) {
    size_t bytes = base_min_size(CACHED_BYTES_MAX, smallest_limit(heap) >> LIMIT_SHIFT);
    size_t count = base_min_size(bytes / bin->block_size, HEAP_CACHE_MAX);
    if (heap->pool_bytes < MIDDLE_HEAP_MIN || heap->purge_delay_ms == HEAP_PURGE_NOW) {
        return 0;
    }
    if (heap->pool_bytes / LONG_HEAP_MIN <= heap->long_caches) {
        return base_min_size(count, HEAP_CACHE_MIDDLE);
    }
    return count;
}

void cache_grow(Heap *heap, unsigned bin_index) {
    HeapBin *bin = &heap->bins[bin_index];
    size_t twice = bin->capacity * 2u;
    if (bin->capacity < bin->limit) {
        bin->capacity = (uint16_t)base_min_size(twice, bin->limit);
        return;
    }
    if (!bin->has_overflowed || bin_index >= HEAP_LONGER_CLASSES) {
        return;
    }
    bin->has_overflowed = false;
    size_t capacity = base_min_size(twice, longest(heap, bin));
    if (capacity > bin->capacity && make_room(heap, bin_index, capacity)) {
        bin->capacity = (uint16_t)capacity;
    }
}

/* --- shortening --- */

/* A short cache again; what does not fit is forgotten. */
static void cache_shorten(Heap *heap, HeapBin *bin) {
    if (cache_is_long(heap, bin)) {
        arena_return_metadata(heap, bin->cache, HEAP_CACHE_MAX * sizeof(void *));
        heap->long_caches--;
    }
    bin->cache = bin->few;
    bin->capacity = (uint16_t)base_min_size(bin->capacity, bin->limit);
}

void cache_shorten_all(Heap *heap) {
    for (unsigned i = 0; i < HEAP_LONGER_CLASSES; i++) {
        if (heap->bins[i].limit != 0) {
            cache_shorten(heap, &heap->bins[i]);
        }
    }
    arena_return_metadata(heap, middle_cache(heap, 0), HEAP_MIDDLE_CACHES_SIZE);
}

void cache_fit_all(Heap *heap, const unsigned *live_counts) {
    for (unsigned word = 0; word < COUNT_OF(heap->bins_in_use) && !heap->slow; word++) {
        for (uint64_t bits = heap->bins_in_use[word]; bits != 0; bits &= bits - 1) {
            unsigned index = word * 64 + base_lowest_bit(bits);
            HeapBin *bin = &heap->bins[index];
            size_t capacity = base_max_size(live_counts[index] >> LIVE_SHIFT, CAPACITY_MIN);
            if (capacity <= bin->limit) {
                cache_shorten(heap, bin);
            }
            capacity = base_min_size(capacity, base_max_size(bin->capacity, bin->limit));
            bin->capacity = (uint16_t)capacity;
        }
    }
}

/* --- what idles --- */

void cache_note_count(HeapBin *bin) {
    bin->lowest = (uint16_t)base_min_size(bin->lowest, (uint16_t)bin->state);
}

size_t cache_lower(HeapBin *bin) {
    cache_note_count(bin);
    size_t count = (uint16_t)bin->state;
    uint16_t served = (uint16_t)heap_bin_served(bin);
    size_t idle = bin->lowest >= bin->capacity >> IDLE_SHIFT ? bin->lowest : 0;
    size_t capacity = bin->capacity - idle;
    if (served == bin->seen) {
        idle = count;
        capacity = 0;
    }
    bin->capacity = (uint16_t)base_max_size(capacity, bin->limit);
    bin->lowest = (uint16_t)(count - idle);
    bin->seen = served;
    return idle;
}

void cache_settle(Heap *heap, HeapBin *bin) {
    if (bin->capacity <= bin->limit) {
        size_t count = (uint16_t)bin->state;
        if (count > 1) {
            memcpy(bin->few + 1, bin->cache + 1, (count - 1) * sizeof(void *));
        }
        cache_shorten(heap, bin);
    }
}
