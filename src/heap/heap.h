/* A private heap: arenas, pools and blocks for one runtime, under one limit.
 *
 * One thread at a time may use a heap; heap_free_remote is for the others. Nothing in it is shared
 * with another heap, and heap_destroy gives everything back at once, whatever is still in use.
 *
 * Allocation never aborts and never runs code of its caller, except the pressure hook. It
 * returns NULL when the limit or the system says no (or fault injection does).
 *
 * Blocks are aligned to 8 bytes, and to 16 when the size is a multiple of 16. A block's contents
 * are unspecified. The block freed last is the next one handed out for its class and kind. */
#ifndef OURO_HEAP_HEAP_H
#define OURO_HEAP_HEAP_H

#include "base/base.h"
#include "heap/layout.h"

typedef struct HeapConfig {
    size_t size;             /* sizeof(HeapConfig): lets the struct grow */
    size_t limit_bytes;      /* the most to hold from the system; 0: no limit */
    int check_level;         /* 0; 1: junk fill, misuse ends in a message; 3: and verify often */
    uint32_t purge_delay_ms; /* how long free memory may wait for reuse; 0: the default, 100;
                                HEAP_PURGE_NEVER, HEAP_PURGE_NOW */
    unsigned alignment;      /* what block sizes are multiples of, and addresses: 8 (or 0), or 16.
                                Classes that differ in less keep pools of their own */
    const char *name;        /* for reports; the caller keeps it alive */
    /* Called when the limit or the system refuses `wanted` bytes, before the allocation fails.
     * It may not allocate or free here; it asks for a collection at the next safe point. */
    void (*pressure)(void *user, size_t wanted);
    void *user;
    HeapAccount *account;    /* a limit shared with other heaps, or NULL */
    struct Checked *checked; /* for checked_create, else NULL */
    /* Not 0: an odd number that who frees a block writes into its second word, and so does
     * heap_free_remote. Where the mappings that ended last began, zeros stay readable. */
    uint64_t free_mark;
} HeapConfig;

/* The numbers of one size class of one kind. */
typedef struct HeapClassStatistics {
    size_t block_size;
    HeapKind kind;
    size_t pools;
    size_t live_blocks; /* those in mixed pools, which are in no row, included */
    size_t free_blocks; /* ready to be handed out without more memory, the caches included */
    size_t pool_bytes;  /* dirty pages of these pools */
    uint64_t served;    /* blocks ever handed out */
} HeapClassStatistics;

/* from_system = live_block_bytes + free_block_bytes + run_bytes + large_bytes
 *             + retained_bytes + metadata_bytes + collector_bytes + checking_bytes, exactly. */
typedef struct HeapStatistics {
    size_t from_system;      /* bytes held now */
    size_t from_system_peak; /* at their highest */
    size_t limit;            /* 0: none */
    size_t arenas;
    size_t pools; /* the mixed ones included */
    size_t mixed_pools;
    size_t mixed_pool_bytes;
    size_t live_block_bytes; /* blocks of pools in use */
    size_t free_block_bytes; /* the rest of the pools' dirty pages */
    size_t run_count;        /* page runs in use */
    size_t run_bytes;
    size_t large_count; /* mappings of their own in use */
    size_t large_bytes;
    size_t retained_bytes;  /* free pages kept for reuse */
    size_t metadata_bytes;  /* the heap's own tables */
    size_t collector_bytes; /* set aside for heap_walk_scratch */
    size_t checking_bytes;  /* of a checked heap: stacks, guards, blocks kept after their free */
    size_t live_bytes;      /* live_block_bytes + run_bytes + large_bytes */
    size_t reserved_bytes;  /* address space */
    uint64_t served;        /* allocations ever served, and by what */
    uint64_t served_from_pools;
    uint64_t served_runs;
    uint64_t served_large;
    uint64_t reallocations;   /* calls of heap_reallocate */
    uint64_t failed;          /* allocations that returned NULL */
    uint64_t system_requests; /* times that the system was asked for memory */
    uint64_t system_returns;  /* times that memory was given back to it */
    double fragmentation;     /* 1 - live_bytes / from_system */
    size_t class_count;       /* rows of `classes` in use: by heap_bin_index */
    HeapClassStatistics classes[HEAP_BINS];
} HeapStatistics;

NODISCARD Heap *heap_create(const HeapConfig *config); /* NULL config: defaults. NULL: no memory */
void heap_destroy(Heap *heap);                         /* NULL is fine */

/* A leaf block at a multiple of a power of two. Free it without its size, which may be of another
 * class. */
NODISCARD void *heap_allocate_aligned(Heap *heap, size_t size, size_t alignment);

/* A leaf block of count * size bytes that are 0; NULL also when the product does not fit. */
NODISCARD void *heap_allocate_zeroed(Heap *heap, size_t count, size_t size);

/* Whether the first `size` bytes of a block that was asked for with that size just now are known to
 * be 0. */
bool heap_is_zero(Heap *heap, const void *block, size_t size);

/* To give back much memory takes the system a while, a millisecond for some 10 MB. may_release is
 * asked before each piece; while it says no, what is left is retained, charged to the limit, for
 * reuse or until a later purge. NULL: everything at once. */
void heap_set_release_hook(Heap *heap, bool (*may_release)(void *user), void *user);

/* Frees a block from a thread that does not own the heap, which is alive: no lock, one atomic
 * exchange. The block's room can be used again when the owner next finds a cache empty, and
 * counts as live until then. NULL is not allowed. */
void heap_free_remote(Heap *heap, void *block);

/* Frees what other threads have handed in so far. */
void heap_collect_remote(Heap *heap);

/* Whether the block of a pool is free, but for those that wait for heap_collect_remote; or a
 * mapping that waits for reuse. Any thread that was given the block, and freed it before, may ask.
 */
bool heap_block_is_free(const Heap *heap, const void *block);

/* Changes the size of a block and keeps its kind and the contents up to the smaller size. The
 * block stays where it is when its class or pages allow. NULL: the block is as it was.
 * A NULL block gives a new leaf block. */
NODISCARD void *heap_reallocate(Heap *heap, void *block, size_t new_size);

/* Like heap_reallocate, but false instead of moving; afterwards the block's size is new_size. */
NODISCARD bool heap_reallocate_in_place(Heap *heap, void *block, size_t new_size);

/* Whether the address lies in a live block or in other memory of this heap. Slow. */
bool heap_owns(const Heap *heap, const void *address);

/* Gives back to the system what can be given back now; the number of bytes. */
size_t heap_trim(Heap *heap);

/* False, and nothing changes, when more than that is in use even after a trim. 0: no limit. */
bool heap_set_limit(Heap *heap, size_t limit_bytes);
size_t heap_limit(const Heap *heap);
size_t heap_from_system(const Heap *heap); /* bytes held from the system now; O(1) */
size_t heap_from_system_peak(const Heap *heap);

void heap_statistics(const Heap *heap, HeapStatistics *out);

/* Calls for every live block, of all kinds and sizes; the visitor may not allocate or free.
 * A visitor that returns false ends the walk. */
typedef bool (*HeapVisitor)(void *user, void *block, size_t usable_size, HeapKind kind);
void heap_walk(Heap *heap, HeapVisitor visitor, void *user);

/* The same, several blocks of one size at a time. */
enum { HEAP_GROUP_MAX = 64 };
typedef bool (*HeapGroupVisitor)(void *user, void **blocks, size_t count, size_t usable_size,
                                 HeapKind kind);
void heap_walk_groups(Heap *heap, HeapGroupVisitor visitor, void *user);

/* Walks every structure and aborts with a message when one is not whole. */
void heap_verify(const Heap *heap);

/* Fault injection: the nth allocation from now (1 = the next one) fails, and all later ones when
 * `all_later`; n = 0 ends it. A reallocation counts as one allocation. */
void heap_fail_after(Heap *heap, uint64_t n, bool all_later);
bool heap_has_failed(const Heap *heap); /* whether a fault was injected since heap_fail_after */

/* Somebody who is told of every block that is handed out (old_size 0) or has got another size where
 * it is, and of every one that goes back, which may have gone already. He may use the heap
 * meanwhile, of which he is told as well. */
typedef struct HeapWatch {
    void (*allocated)(void *user, void *block, size_t usable_size, size_t old_size);
    void (*freed)(void *user, void *block, size_t usable_size);
    void *user;
} HeapWatch;

/* From now on; NULL: nobody. While somebody watches every call takes the slow path. */
void heap_set_watch(Heap *heap, const HeapWatch *watch);

/* Bytes [offset, offset + size) of the heap's root: HEAP_ROOT_SIZE bytes that are no block, zero at
 * first, for what the heap's owner keeps as long as the heap. Their pages are counted from the
 * first call on; NULL: the limit, or more than there is. */
NODISCARD void *heap_root(Heap *heap, size_t offset, size_t size);

/* --- the slow paths behind the inline ones below --- */

NODISCARD void *heap_allocate_slow(Heap *heap, unsigned bin_index);
NODISCARD void *heap_allocate_any(Heap *heap, size_t size, HeapKind kind);
void heap_free_slow(Heap *heap, HeapBin *bin, void *block);
void heap_free_any(Heap *heap, void *block, size_t size, HeapKind kind);
size_t heap_usable_size_slow(const void *block);
HeapKind heap_kind_slow(const void *block);

static ALWAYS_INLINE void *heap_pop(Heap *heap, unsigned bin_index) {
    HeapBin *bin = &heap->bins[bin_index];
    uint64_t state = bin->state;
    size_t count = (uint16_t)state;
    state += 65535; /* one block fewer, one more served */
    if (unlikely(count == 0) || unlikely((int64_t)state < 0)) {
        return heap_allocate_slow(heap, bin_index);
    }
    void *block = bin->top;
    bin->top = bin->cache[count - 1];
    bin->state = state;
    return block;
}

static ALWAYS_INLINE void *heap_allocate_kind(Heap *heap, size_t size, HeapKind kind) {
    unsigned size_class;
    if (__builtin_constant_p(size) && size <= HEAP_CLASS_MAX) {
        size_class = heap_class_compute(size);
    } else if (likely(size <= HEAP_TABLE_MAX)) {
        size_class = heap_class_table[(size + 7) >> 3];
    } else {
        return heap_allocate_any(heap, size, kind);
    }
    return heap_pop(heap, heap_bin_index(size_class, kind));
}

static ALWAYS_INLINE void heap_push(Heap *heap, HeapBin *bin, void *block) {
    if (unlikely((uint16_t)bin->state == bin->capacity)) {
        heap_free_slow(heap, bin, block);
        return;
    }
    heap_bin_push(bin, block);
}

/* A leaf block: an object without references, or a raw buffer. */
static inline NODISCARD void *heap_allocate(Heap *heap, size_t size) {
    return heap_allocate_kind(heap, size, HEAP_LEAF);
}

/* A block for an object that can refer to others; it begins with an object header, which must
 * be valid, like everything the collector looks at, before the next collection. */
static inline NODISCARD void *heap_allocate_container(Heap *heap, size_t size) {
    return heap_allocate_kind(heap, size, HEAP_CONTAINER);
}

/* Frees a block of any kind and size; NULL is fine. */
static inline void heap_free(Heap *heap, void *block) {
    if (unlikely(block == NULL)) {
        return;
    }
    HeapPool *pool = heap_pool_of(block);
    heap_mark_young(pool, block);
    heap_push(heap, pool->bin, block);
}

/* The same when the caller knows the kind and the size that the block was last given by
 * heap_allocate… or heap_reallocate… (any size of the same class will do). */
static ALWAYS_INLINE void heap_free_sized(Heap *heap, void *block, size_t size, HeapKind kind) {
    unsigned size_class;
    if (__builtin_constant_p(size) && size <= HEAP_CLASS_MAX) {
        size_class = heap_class_compute(size);
    } else if (likely(size <= HEAP_TABLE_MAX)) {
        size_class = heap_class_table[(size + 7) >> 3];
    } else {
        heap_free_any(heap, block, size, kind);
        return;
    }
    if (unlikely(block == NULL)) {
        return;
    }
    if (kind == HEAP_CONTAINER) {
        heap_mark_young(heap_pool_of(block), block);
    }
    heap_push(heap, &heap->bins[heap_bin_index(size_class, kind)], block);
}

/* Bytes that the block can hold; all of them may be used. */
static inline size_t heap_usable_size(const Heap *heap, const void *block) {
    (void)heap;
    size_t size = __atomic_load_n(&heap_pool_of(block)->block_size, __ATOMIC_ACQUIRE);
    return likely(size != 0) ? size : heap_usable_size_slow(block);
}

/* What heap_usable_size will be for a block of this size. */
size_t heap_rounded_size(size_t size);

static inline HeapKind heap_kind(const void *block) {
    const HeapPool *pool = heap_pool_of(block);
    return likely(pool->block_size != 0) ? (HeapKind)pool->kind : heap_kind_slow(block);
}

#endif
