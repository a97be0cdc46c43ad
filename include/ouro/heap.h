/* Private heaps for any C program: pools of blocks of one size each, under a hard limit, ended at a
 * stroke, without Python. The runtimes of ouro.h and libouro-malloc.so stand on the same heap.
 *
 *     OuroHeap *heap = ouro_heap_create(NULL);
 *     struct node *node = ouro_heap_allocate(heap, sizeof *node);
 *     …
 *     ouro_heap_destroy(heap);      everything in it goes at once
 *
 * Threads. One thread at a time uses a heap, any thread: calls for one heap must not overlap. The
 * exception is ouro_heap_free_remote. Heaps share nothing.
 *
 * Errors. What returns a pointer returns NULL when the limit or the system refuses, and the heap is
 * as it was; nothing aborts but misuse that was found out (a second free, a wrong size), which ends
 * the program with a line on standard error. Higher levels of checking find more:
 * OURO_HEAP_CHECK_….
 *
 * Blocks are aligned to 8 bytes, and to 16 when their size is a multiple of 16. Sizes are rounded
 * up to classes: steps of 8 bytes to 128, then at most 12.5 % more, whole pages above 16 KiB. A
 * size of 0 counts as 1. The block freed last is the next one of its class.
 *
 * Costs below: "inline" is about ten instructions without a call, atomic or lock, when the class
 * has a block at hand, which all but one call in fourteen find. */
#ifndef OURO_HEAP_H
#define OURO_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef OURO_API
#if defined(__GNUC__)
#define OURO_API __attribute__((visibility("default")))
#else
#define OURO_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct OuroHeap OuroHeap;

#define OURO_HEAP_PURGE_NEVER UINT32_MAX
#define OURO_HEAP_PURGE_NOW (UINT32_MAX - 1)

/* How much a heap looks for misuse.
 * NONE: what is seen in passing: a second free, a wrong size.
 * CALLS: each call is checked; freed and new blocks hold junk.
 * CHECKED: also guards around every block, so that writes before and behind it are found when it is
 * freed, and the freed ones are kept for a while, so that writes to them are found; messages have
 * the stacks that took and freed the block. Any thread may call. Some 5 microseconds a call and
 * 80 bytes a block, and up to 16 MiB (an eighth of the limit) of freed blocks.
 * ALL: also every block and table is verified every 4,096 calls. */
enum {
    OURO_HEAP_CHECK_NONE = 0,
    OURO_HEAP_CHECK_CALLS = 1,
    OURO_HEAP_CHECK_CHECKED = 2,
    OURO_HEAP_CHECK_ALL = 3
};

/* Zero it, then set what matters: 0 is the default of each field. */
typedef struct OuroHeapConfig {
    size_t limit_bytes;      /* the most to hold from the system, all counted; 0: no limit */
    int check_level;         /* OURO_HEAP_CHECK_… */
    uint32_t purge_delay_ms; /* how long free memory may wait for reuse; 0: 100 */
    const char *name;        /* for messages; must live as long as the heap */
    /* Told when `wanted_bytes` were refused, before the call fails; it may not use the heap. */
    void (*pressure)(void *user, size_t wanted_bytes);
    void *user;
} OuroHeapConfig;

/* from_system = live_bytes + free_bytes + retained_bytes + metadata_bytes, exactly. */
typedef struct OuroHeapStatistics {
    size_t from_system;      /* bytes held now: never above the limit */
    size_t from_system_peak; /* at their highest */
    size_t limit;            /* 0: none */
    size_t live_bytes;       /* usable sizes of the blocks in use, with the headers of large ones */
    size_t live_blocks;
    size_t free_bytes;     /* in pools that also hold blocks */
    size_t retained_bytes; /* free pages that wait for reuse */
    size_t metadata_bytes; /* the heap's own tables */
    size_t arenas;
    size_t pools;
    size_t large_blocks;      /* above 16 KiB */
    uint64_t served;          /* allocations ever */
    uint64_t failed;          /* those that returned NULL */
    uint64_t system_requests; /* times that the system was asked for memory */
    uint64_t system_returns;  /* times that some was given back */
    double fragmentation;     /* 1 - live_bytes / from_system */
} OuroHeapStatistics;

/* --- how a heap looks to the inline functions: not for use; a number of its own for each shape,
 * which ouro_heap_create compares with the library's --- */

enum {
    OURO_HEAP_SHAPE = 6,
    OURO_HEAP_INLINE_MAX = 1024, /* sizes served inline */
    OURO_HEAP_ARENA_SHIFT = 22,
    OURO_HEAP_POOL_SHIFT = 16,
    OURO_HEAP_POOL_HEADER_SHIFT = 6,
    OURO_HEAP_CLOSED_AT = 256,
    OURO_HEAP_BINS_AT = 832
};

typedef struct OuroHeapBin {
    uint64_t state; /* blocks at hand in the low 16 bits, blocks served above; its highest bit: the
                       next request is to take the slow path */
    uint16_t capacity;
    uint8_t private_before[14];
    void **blocks; /* the others at hand, from blocks[1] on */
    uint8_t private_between[24];
    void *top; /* of those at hand the one freed last */
    uint8_t private_behind[192];
} OuroHeapBin;

OURO_API extern const uint8_t ouro_heap_classes[OURO_HEAP_INLINE_MAX / 8 + 1];

OURO_API OuroHeap *ouro_heap_create_shape(const OuroHeapConfig *config, int shape);
OURO_API void *ouro_heap_allocate_slow(OuroHeap *heap, size_t size);
OURO_API void ouro_heap_free_slow(OuroHeap *heap, OuroHeapBin *bin, void *block);
OURO_API void ouro_heap_free_sized_slow(OuroHeap *heap, void *block, size_t size);

static inline OuroHeapBin *ouro_heap_bin(OuroHeap *heap, size_t size) {
    return (OuroHeapBin *)(void *)((char *)heap + OURO_HEAP_BINS_AT) +
           ouro_heap_classes[(size + 7) >> 3];
}

/* Blocks up to this address are not freed inline: NULL, and in a checked heap all. */
static inline uintptr_t ouro_heap_closed_up_to(const OuroHeap *heap) {
    return *(const uintptr_t *)(const void *)((const char *)heap + OURO_HEAP_CLOSED_AT);
}

static inline OuroHeapBin *ouro_heap_bin_of(const void *block) {
    uintptr_t address = (uintptr_t)block;
    uintptr_t arena = (address - 1) >> OURO_HEAP_ARENA_SHIFT << OURO_HEAP_ARENA_SHIFT;
    uintptr_t slices = (uintptr_t)1 << (OURO_HEAP_ARENA_SHIFT - OURO_HEAP_POOL_SHIFT);
    uintptr_t slice = address >> OURO_HEAP_POOL_SHIFT & (slices - 1);
    return *(OuroHeapBin **)(arena + (slice << OURO_HEAP_POOL_HEADER_SHIFT));
}

/* The next block to be taken is fetched while this one is used. */
static inline void ouro_heap_prefetch(const void *block) {
#if defined(__GNUC__)
    __builtin_prefetch(block);
#else
    (void)block;
#endif
}

static inline void ouro_heap_put(OuroHeapBin *bin, void *block) {
    bin->blocks[bin->state & 0xffff] = bin->top;
    bin->top = block;
    bin->state++;
}

/* --- making and ending --- */

/* A heap; `config` NULL: the defaults. NULL: no memory, a limit too small to begin with (64 KiB are
 * enough), or a library of another shape than this header. About 10 microseconds, unless one that
 * ended is used again. */
static inline OuroHeap *ouro_heap_create(const OuroHeapConfig *config) {
    return ouro_heap_create_shape(config, OURO_HEAP_SHAPE);
}

/* Ends the heap with every block in it. A few microseconds for each arena. NULL is fine.
 * A process keeps up to four ended heaps, emptied and cleared, for the next ones, which then take
 * well under a microsecond to make; what such a heap holds of earlier use, at most some 300 KiB, is
 * in its statistics and under its limit. Heaps with a check_level are neither kept nor made of
 * these. */
OURO_API void ouro_heap_destroy(OuroHeap *heap);

/* Gives the ended heaps back to the system; the number of bytes. From any thread. */
OURO_API size_t ouro_heap_release_stock(void);

/* --- taking --- */

/* A block of unspecified contents. Inline up to 1 KiB. */
static inline void *ouro_heap_allocate(OuroHeap *heap, size_t size) {
    if (size <= OURO_HEAP_INLINE_MAX) {
        OuroHeapBin *bin = ouro_heap_bin(heap, size);
        size_t count = bin->state & 0xffff;
        uint64_t state = bin->state + 0xffff; /* one block fewer, one more served */
        if (count != 0 && (int64_t)state >= 0) {
            void *block = bin->top;
            bin->top = bin->blocks[count - 1];
            ouro_heap_prefetch(bin->top);
            bin->state = state;
            return block;
        }
    }
    return ouro_heap_allocate_slow(heap, size);
}

/* count * size bytes of 0; NULL also when the product does not fit. Large ones straight from the
 * system are not cleared again. */
OURO_API void *ouro_heap_allocate_zeroed(OuroHeap *heap, size_t count, size_t size);

/* A block at a multiple of `alignment`, a power of two; NULL for others. To be freed
 * without its size. */
OURO_API void *ouro_heap_allocate_aligned(OuroHeap *heap, size_t size, size_t alignment);

/* Fills blocks[0 … count) with blocks of one size; how many there were before memory ended. */
OURO_API size_t ouro_heap_allocate_many(OuroHeap *heap, size_t size, void **blocks, size_t count);

/* Changes a block's size and keeps its contents up to the smaller one; it stays where it is when
 * its class, or the free pages behind it, allow. `block` NULL: allocates. NULL: the block is as it
 * was. Mappings above 1 MiB move without being copied. */
OURO_API void *ouro_heap_reallocate(OuroHeap *heap, void *block, size_t new_size);

/* The same, but false instead of moving; then the block is as it was. */
OURO_API bool ouro_heap_reallocate_in_place(OuroHeap *heap, void *block, size_t new_size);

/* --- giving back --- */

/* Frees a block of any size. NULL is fine. Inline for blocks up to 16 KiB. */
static inline void ouro_heap_free(OuroHeap *heap, void *block) {
    if ((uintptr_t)block <= ouro_heap_closed_up_to(heap)) {
        ouro_heap_free_slow(heap, NULL, block);
        return;
    }
    OuroHeapBin *bin = ouro_heap_bin_of(block);
    if ((bin->state & 0xffff) == bin->capacity) {
        ouro_heap_free_slow(heap, bin, block);
        return;
    }
    ouro_heap_put(bin, block);
}

/* The same with the size that the block was last given; does not touch the block's pool, so it is
 * the cheaper one where memory is cold. Inline up to 1 KiB. */
static inline void ouro_heap_free_sized(OuroHeap *heap, void *block, size_t size) {
    if (size > OURO_HEAP_INLINE_MAX || block == NULL) {
        ouro_heap_free_sized_slow(heap, block, size);
        return;
    }
    OuroHeapBin *bin = ouro_heap_bin(heap, size);
    if ((bin->state & 0xffff) == bin->capacity) {
        ouro_heap_free_slow(heap, bin, block);
        return;
    }
    ouro_heap_put(bin, block);
}

/* Frees several blocks of any sizes, NULL among them. */
OURO_API void ouro_heap_free_many(OuroHeap *heap, void **blocks, size_t count);

/* Frees a block from a thread that is not the one using the heap now, while that one goes on: one
 * atomic compare-and-swap. Its room is used again after the heap's thread next finds no block at
 * hand; until then it counts as live. The heap must not be destroyed meanwhile. */
OURO_API void ouro_heap_free_remote(OuroHeap *heap, void *block);

/* Gives back to the system all that no block is on, down to single pages; the number of bytes. Time
 * grows with the number of pools. Without it memory goes back after the delay, when the heap is
 * used. */
OURO_API size_t ouro_heap_trim(OuroHeap *heap);

/* --- asking --- */

/* Bytes that the block can hold; all may be used. A few instructions. */
OURO_API size_t ouro_heap_usable_size(const OuroHeap *heap, const void *block);

/* Whether the address lies in memory of this heap. Time grows with the number of arenas. */
OURO_API bool ouro_heap_owns(const OuroHeap *heap, const void *address);

/* False, and nothing changes, when more than that is held even after a trim. 0: no limit. */
OURO_API bool ouro_heap_set_limit(OuroHeap *heap, size_t limit_bytes);

/* Fills what fits `size` bytes, sizeof(OuroHeapStatistics). Time grows with the number of pools. */
OURO_API void ouro_heap_statistics(const OuroHeap *heap, OuroHeapStatistics *statistics,
                                   size_t size);

/* Shows every block in use to `visit`, until that returns false. It may not use the heap. Two
 * nanoseconds a block, most of them for the call of `visit`. */
OURO_API void ouro_heap_walk(OuroHeap *heap,
                             bool (*visit)(void *user, void *block, size_t usable_size),
                             void *user);

/* The same with up to 64 blocks of one usable size at a time, in an array that `visit` may change;
 * for less than a nanosecond a block. */
OURO_API void ouro_heap_walk_groups(OuroHeap *heap,
                                    bool (*visit)(void *user, void **blocks, size_t count,
                                                  size_t usable_size),
                                    void *user);

/* Checks every table of the heap, and in a checked one every block, and ends the program with a
 * message when one is not whole. */
OURO_API void ouro_heap_verify(const OuroHeap *heap);

/* Writes the blocks in use to a file descriptor, those from one stack together, most bytes first:
 * before the end of a heap, its leaks. The number of blocks. For checked heaps; 0 for others. */
OURO_API size_t ouro_heap_report(OuroHeap *heap, int descriptor);

#ifdef __cplusplus
}
#endif

#endif
