/* Many short lives: some blocks are taken, touched and all freed; nanoseconds for a life. Singly,
 * as any allocator can; and at a stroke, in a heap of its own that ends with all that is in it:
 * ours, mimalloc's heaps, jemalloc's arenas. See pattern.h for how to run it. */
#include "pattern.h"

enum { BLOCKS_MAX = 1000 };

static void *blocks[BLOCKS_MAX];

static size_t size_of(size_t i) {
    return 16 + i % 10 * 16;
}

static double live_singly(size_t turns, size_t count) {
    double begin = seconds();
    for (size_t n = 0; n < turns; n++) {
        for (size_t i = 0; i < count; i++) {
            blocks[i] = take(size_of(i));
            touch(blocks[i]);
        }
        for (size_t i = 0; i < count; i++) {
            give(blocks[i], size_of(i));
        }
    }
    return turn_nanoseconds(begin, turns);
}

#if defined(BENCH_MALLOC)
#include <dlfcn.h>

/* The peers' own heaps; NULL where the malloc in front is another. */
static struct {
    void *(*mi_heap_new)(void);
    void *(*mi_heap_malloc)(void *heap, size_t size);
    void (*mi_heap_destroy)(void *heap);
    int (*mallctl)(const char *name, void *old, size_t *old_size, void *new_value, size_t new_size);
    void *(*mallocx)(size_t size, int flags);
} peer;

static void find_peer(void) {
    peer.mi_heap_new = (void *(*)(void))dlsym(RTLD_DEFAULT, "mi_heap_new");
    peer.mi_heap_malloc = (void *(*)(void *, size_t))dlsym(RTLD_DEFAULT, "mi_heap_malloc");
    peer.mi_heap_destroy = (void (*)(void *))dlsym(RTLD_DEFAULT, "mi_heap_destroy");
    peer.mallctl =
        (int (*)(const char *, void *, size_t *, void *, size_t))dlsym(RTLD_DEFAULT, "mallctl");
    peer.mallocx = (void *(*)(size_t, int))dlsym(RTLD_DEFAULT, "mallocx");
}

static bool has_heaps(void) {
    find_peer();
    return peer.mi_heap_new != NULL || peer.mallctl != NULL;
}

static void live_in_mimalloc(size_t count) {
    void *own = peer.mi_heap_new();
    for (size_t i = 0; i < count; i++) {
        touch(peer.mi_heap_malloc(own, size_of(i)));
    }
    peer.mi_heap_destroy(own);
}

static void live_in_jemalloc(size_t count) {
    unsigned arena = 0;
    size_t size = sizeof(arena);
    if (peer.mallctl("arenas.create", &arena, &size, NULL, 0) != 0) {
        exit(1);
    }
    int flags = (int)((arena + 1) << 20 | 1 << 8); /* MALLOCX_ARENA, MALLOCX_TCACHE_NONE */
    for (size_t i = 0; i < count; i++) {
        touch(peer.mallocx(size_of(i), flags));
    }
    char name[64];
    snprintf(name, sizeof(name), "arena.%u.destroy", arena);
    if (peer.mallctl(name, NULL, NULL, NULL, 0) != 0) {
        exit(1);
    }
}

static void live_at_a_stroke(size_t count) {
    (peer.mi_heap_new != NULL ? live_in_mimalloc : live_in_jemalloc)(count);
}

#elif defined(BENCH_PYMALLOC)
static bool has_heaps(void) {
    return false;
}

static void live_at_a_stroke(size_t count) {
    (void)count;
}

#else
static bool has_heaps(void) {
    return true;
}

static void live_at_a_stroke(size_t count) {
    Heap *own = heap_create(NULL);
    for (size_t i = 0; i < count; i++) {
        touch(heap_allocate(own, size_of(i)));
    }
    heap_destroy(own);
}
#endif

static double live_in_heaps(size_t turns, size_t count) {
    double begin = seconds();
    for (size_t n = 0; n < turns; n++) {
        live_at_a_stroke(count);
    }
    return turn_nanoseconds(begin, turns);
}

int main(int argc, char **argv) {
    static const Pattern patterns[] = {
        {"10 blocks, singly", live_singly, 300000, 10},
        {"1k blocks, singly", live_singly, 5000, 1000},
        {"10 blocks, a heap", live_in_heaps, 20000, 10},
        {"1k blocks, a heap", live_in_heaps, 2000, 1000},
    };
    return pattern_main(argc, argv, patterns, has_heaps() ? 4 : 2);
}
