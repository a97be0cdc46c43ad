/* The shape of a heap in memory: arena, pool, block, and how each is found from an address.
 * The files of heap/ and the inline fast paths of heap.h use it; nobody else should.
 *
 *   arena (4 MiB, aligned to its size)
 *   +----------+----------+----------+--   --+----------+--   --+----------+
 *   | slice 0: | slice 1  | slice 2  |  ...  | slice 32 |  ...  | slice 63 |  slices of 64 KiB
 *   | metadata | pools -> |          |       | runs ->  |       |          |
 *   +----------+----------+----------+--   --+----------+--   --+----------+
 *
 * A slice is free (none of its 16 pages is used), a pool (blocks of one size class and one
 * kind), a mixed pool (leaf blocks of several classes, see mixed.c), or a page slice (part of
 * page runs, which serve what is too big for a class). Pools
 * fill the arena from its low end and runs from its middle, wrapping round: so they rarely meet,
 * a run can often grow in place, and a small heap needs few page tables.
 *
 * What is bigger than HEAP_RUN_MAX has its own mapping, aligned like an arena, that begins with
 * a HeapLarge. Its first member is a HeapPool, as an arena's is, so that masking an address
 * gives something with the same meaning everywhere. So has what is aligned to more than a page.
 *
 * A page of an arena is used or not, and dirty or not. Dirty pages are those that may take
 * physical memory; only they count against the limit. A page becomes dirty just before it is
 * first handed out, and clean when it is given back to the system. */
#ifndef OURO_HEAP_LAYOUT_H
#define OURO_HEAP_LAYOUT_H

#include "base/base.h"

enum {
    HEAP_ARENA_SHIFT = 22,
    HEAP_POOL_SHIFT = 16,
    HEAP_PAGE_SHIFT = 12,
    HEAP_CARD_SHIFT = 10, /* 64 cards a pool: one word says where young containers may be */
    HEAP_ARENA_SIZE = 1 << HEAP_ARENA_SHIFT,
    HEAP_POOL_SIZE = 1 << HEAP_POOL_SHIFT,
    HEAP_PAGE_SIZE = 1 << HEAP_PAGE_SHIFT,
    HEAP_SLICES = HEAP_ARENA_SIZE / HEAP_POOL_SIZE,
    HEAP_ARENA_PAGES = HEAP_ARENA_SIZE / HEAP_PAGE_SIZE,
    HEAP_POOL_PAGES = HEAP_POOL_SIZE / HEAP_PAGE_SIZE,
    HEAP_BLOCK_MIN = 16,
    HEAP_GRANULE = 16, /* what a bit stands for in a mixed pool */
    HEAP_POOL_GRANULES = HEAP_POOL_SIZE / HEAP_GRANULE,
    HEAP_WORDS = HEAP_POOL_SIZE / HEAP_BLOCK_MIN / 64, /* words of a pool's bitmap: 64 */
    HEAP_CLASS_MAX = 16384,                            /* the biggest block of a pool */
    HEAP_RUN_MAX = 1 << 20,                            /* the biggest page run */
    HEAP_INNER_MAX = HEAP_ARENA_SIZE / 2, /* alignments beyond it lie one arena behind a header */
    HEAP_TABLE_MAX = 1024,                /* sizes looked up in a table */
    HEAP_ENDED_MAX = 8,
    HEAP_CLASSES = 15 + 7 * 8,
    HEAP_BINS = HEAP_CLASSES * 2,
    HEAP_CACHE_FEW = 24,      /* makes a HeapBin 256 bytes */
    HEAP_CACHE_MIDDLE = 64,   /* eight to a page */
    HEAP_CACHE_PAGES = 2,     /* for the longest */
    HEAP_CACHE_MAX = 960,     /* what fits there, for they begin at different places */
    HEAP_LONGER_CLASSES = 39, /* those to HEAP_TABLE_MAX: their leaf bins may have longer caches */
    HEAP_TICK = 1024          /* blocks that a bin hands out before it looks at the clock */
};

typedef enum HeapSliceState {
    HEAP_SLICE_FREE = 0,
    HEAP_SLICE_POOL,
    HEAP_SLICE_MIXED,
    HEAP_SLICE_PAGES,
    HEAP_SLICE_LARGE, /* only in the header of a mapping of its own */
    HEAP_SLICE_SPARE  /* and in that of a freed one that waits for reuse */
} HeapSliceState;

typedef struct Heap Heap;
typedef struct HeapPool HeapPool;
typedef struct HeapArena HeapArena;
typedef struct HeapLarge HeapLarge;

/* The two kinds of block. Container pools hold objects with an 8-byte object header that the
 * collector walks; leaf blocks hold anything else. */
typedef enum HeapKind { HEAP_LEAF = 0, HEAP_CONTAINER = 1 } HeapKind;

/* One for each class and kind: the blocks at hand, and the pools behind them. What is at hand is in
 * use for its pool: the cache, which the fast paths hand out and take back, last in, first out; and
 * when it is empty the claimed blocks, those of one word of a pool's bitmap, lowest address first.
 * What does not fit in the cache any more goes into its pool's bitmap one by one.
 *
 * `state` holds the number of cached blocks in its low 16 bits and the number of blocks served
 * above, the claimed ones among them, so that one addition keeps both. That number begins HEAP_TICK
 * below where the highest bit is set: a bin with that bit is due, it takes the slow path once,
 * which takes HEAP_TICK away again, and looks at the clock.
 * The block cached last is `top`; the others are cache[1] to cache[count - 1], the oldest first. A
 * block that is taken as soon as it was freed so passes through one word of the bin, and who takes
 * it need not wait for the count that who freed it had to load first.
 * How many the cache may hold changes (cache.c). While `capacity` is 0 every call takes the slow
 * path: a bin not used yet, a checked heap, fault injection; such heaps keep their recently freed
 * blocks in the same array, counted by `stash`. */
typedef struct HeapBin {
    uint64_t state;
    uint16_t capacity;
    uint8_t limit; /* the most that a short cache may hold; 0: the bin is not set up */
    uint8_t stash;
    uint32_t ticks; /* of HEAP_TICK served blocks */
    uint32_t block_size;
    uint32_t pool_count;
    void **cache;        /* `few`, or something longer (cache.c); cache[0] says nothing */
    uint64_t claimed;    /* bit i: the block at claimed_start + i * block_size is at hand */
    char *claimed_start; /* NULL: what was claimed has been handed out, and noted */
    int16_t until_noted; /* blocks that go into bitmaps until pool_live is told of them */
    bool has_overflowed; /* so many did since the cache grew last */
    uint16_t lowest;     /* the fewest blocks seen in the cache since idle ones were looked for */
    uint16_t seen;       /* the low bits of `served` then */
    union {
        void *top;
        void *few[HEAP_CACHE_FEW];
    };
    HeapPool *partial; /* ring of pools with free or not yet handed out blocks; first = current */
} HeapBin;
_Static_assert(sizeof(HeapBin) == 256, "the fifteen classes up to 128 bytes fit a page");
_Static_assert(offsetof(HeapBin, top) == 56, "what the fast paths need shares a line");

/* A slice of an arena. For a pool:
 *   block_count >= ready_count >= live_count
 *   bit i of the bitmap set <=> block i < ready_count is free; live_count = ready_count less the
 *   number of set bits
 *   bit w of `words` set <=> word w of the bitmap is not 0
 *   in the bin's ring <=> live_count < block_count
 * `ready_count` blocks lie on pages that have been dirty; the others were never handed out.
 * The fields of a mixed pool are explained in mixed.c. */
struct HeapPool {
    HeapBin *bin;   /* of a slice that is no pool: one of capacity 0, so frees go slow */
    uint64_t young; /* 1 KiB cards with blocks handed out since the reset; of leaf pools: ever */
    union {
        uint64_t words;       /* bitmap words with a free block */
        uint64_t mixed_fresh; /* granules freed since the pool was searched to its end */
    };
    uint32_t *scratch; /* the collector's word for block 0 */
    HeapPool *next;
    HeapPool *previous;
    uint32_t reciprocal; /* 2**32 / block_size, rounded up: offset -> block index */
    uint16_t block_size; /* 0 when the slice is no pool */
    union {
        uint16_t block_count;
        uint16_t mixed_live;
    };
    union {
        uint16_t ready_count;
        uint16_t mixed_bound;
    };
    union {
        uint16_t live_count;
        uint16_t mixed_free;
    };
    uint8_t state; /* HeapSliceState */
    uint8_t kind;  /* HeapKind */
    uint8_t bin_index;
    uint8_t has_holes; /* some pages of ready blocks have been given back */
};
_Static_assert(sizeof(HeapPool) == 64, "heap_pool_of computes with it");

/* Lives in the arena's own first pages; ends with it.
 * used and dirty as described above; free_slices has a bit for each slice without a used page. */
struct HeapArena {
    HeapPool pools[HEAP_SLICES];
    uint64_t bitmaps[HEAP_SLICES][HEAP_WORDS];
    uint32_t run_scratch[HEAP_ARENA_PAGES];
    uint64_t starts[HEAP_SLICES][HEAP_WORDS]; /* of mixed pools: where blocks begin */

    Heap *heap;
    HeapArena *next;
    HeapArena *previous;
    uint64_t free_slices;
    uint64_t container_slices;    /* slices in which a container may begin */
    uint64_t walk_slices;         /* those that the walks of this collection visit */
    uint64_t part_slices;         /* those that heap_walk_next_part has not given yet */
    uint64_t middle[HEAP_SLICES]; /* of pools: cards handed out before the last young collection */
    uint64_t used_pages[HEAP_ARENA_PAGES / 64];
    uint64_t dirty_pages[HEAP_ARENA_PAGES / 64];
    uint32_t used_page_count;
    uint32_t retained_page_count;    /* dirty, not used */
    uint32_t fixed_page_count;       /* pages of metadata that are always used */
    uint32_t run_bound;              /* no free run of pages is longer than this */
    uint16_t runs[HEAP_ARENA_PAGES]; /* at a run's first page: HEAP_RUN_… ; else 0 */
};
/* Few pages are touched at first: one of pools, some of bitmaps, one with the rest and, in the
 * first arena, the Heap that follows. */
_Static_assert(offsetof(HeapArena, bitmaps) == HEAP_PAGE_SIZE, "a page of pools");
_Static_assert(offsetof(HeapArena, heap) == 18 * HEAP_PAGE_SIZE, "the rest begins a page");

enum {
    HEAP_RUN_PAGES = 0x7ff,
    HEAP_RUN_MIDDLE = 0x2000,
    HEAP_RUN_YOUNG = 0x4000,
    HEAP_RUN_CONTAINER = 0x8000
};

enum { HEAP_LARGE_YOUNG = 1, HEAP_LARGE_MIDDLE = 2 };

/* The header of a mapping of its own; the block follows. */
struct HeapLarge {
    HeapPool pool; /* state HEAP_SLICE_LARGE; scratch points to `scratch` below; of `young` two
                      bits: HEAP_LARGE_… */
    HeapLarge *next;
    HeapLarge *previous;
    size_t mapped_size;
    Heap *heap;
    size_t block_offset; /* where the block begins, by its alignment; sizeof(HeapLarge) if it has
                            none */
    uint32_t scratch;
    bool part;        /* heap_walk_next_part has not given it yet */
    bool is_zero;     /* the pages come from the system and nobody has written to them */
    size_t tail_size; /* of heap->tailed: bytes behind mapped_size that are mapped and retained */
    uint64_t reserved;
};
_Static_assert(sizeof(HeapLarge) == 128, "blocks behind it are aligned to a cache line");

#define HEAP_PURGE_NEVER UINT32_MAX
#define HEAP_PURGE_NOW (UINT32_MAX - 1)

/* A limit that several heaps share. Their owner has it; its fields are changed atomically. */
typedef struct HeapAccount {
    size_t held; /* sum of from_system over the heaps */
    size_t peak;
    size_t limit;  /* 0: none */
    bool is_short; /* something was refused, and since then more than half of the limit is held */
} HeapAccount;

/* Lives in the first arena, behind its metadata. */
struct Heap {
    union {
        struct {
            HeapBin none; /* the bin of slices that are no pools: capacity 0, never holds a block */
            uintptr_t
                closed_up_to;        /* what is freed up to this address goes the slow way: NULL,
                                        and in a checked heap all; at a place that ouro/heap.h knows */
            struct Checked *checked; /* of a heap at check level 2 and above; else NULL */
            size_t checking_bytes;   /* of its own tables */
            void *reservation;       /* of the first arena, twice its size */
            HeapAccount *account;    /* or NULL */
            uint64_t free_mark;      /* see HeapConfig */
            void *ended[HEAP_ENDED_MAX]; /* first pages of mappings that have ended; oldest next */
            size_t ended_count;
            void *remote; /* blocks freed by other threads, linked by their first words; atomic */
            HeapArena *arenas;
            HeapPool *mixed; /* ring of mixed pools, see mixed.c */
            size_t mixed_count;
            HeapArena *mix_arena; /* where to look next for a pool to mix; NULL: at the first */
            unsigned mix_slice;
            HeapLarge *large;
            HeapLarge *spare;  /* freed mappings that wait for reuse; retained_bytes has them */
            HeapLarge *tailed; /* the one that may grow into the rest of a spare one; or NULL */
            size_t from_system;
            size_t peak;
            size_t limit;
            size_t arena_count;
            size_t run_count;
            size_t run_bytes;
            size_t large_count;
            size_t large_bytes;
            size_t retained_bytes;
            size_t metadata_bytes;
            size_t pool_bytes;
            size_t collector_bytes; /* whole pages for collector_words */
            size_t collector_words; /* container blocks that the pools can hold */
            uint32_t *scratch;
            size_t scratch_size;
            uint64_t served_runs;
            uint64_t served_large;
            uint64_t reallocations;
            uint64_t failed;
            uint64_t system_requests;
            uint64_t system_returns;
            size_t long_caches;
            int64_t idle_time; /* when idle long caches were looked for last */
            size_t pool_count;
            size_t pool_mark;   /* the highest pool_count since holes were sought */
            int64_t pool_live;  /* bytes of the blocks of pools in use, those at hand included; and
                                   those that bins have put back and not noted yet */
            int64_t live_mark;  /* its highest value since holes were sought */
            int64_t look_below; /* when it is less, look whether they are to be sought */
            int64_t scan_time;  /* when that was done last */
            size_t retain_budget;   /* what may be retained after purging has been regretted */
            size_t purged_recently; /* bytes given back by policy and not asked for again yet */
            int64_t purge_time;     /* when retained pages are to go; 0: nothing waits */
            int64_t regret_time;    /* when retain_budget is halved */
            uint64_t slow_calls;
            uint64_t fail_after; /* allocations until the injected fault; 0: off */
            uint32_t purge_delay_ms;
            uint32_t purge_ticks; /* events since purge_time was set */
            int check_level;
            uint8_t alignment; /* 8 or 16, see HeapConfig */
            bool hold_arenas;  /* somebody walks the list of arenas: none may go */
            bool slow;         /* every call takes the slow path */
            bool fail_all;
            bool has_failed;
            bool in_pressure;
            const char *name;
            void (*pressure)(void *user, size_t wanted);
            void *user;
            bool (*may_release)(void *user); /* see heap_set_release_hook; or NULL */
            void *release_user;
            const struct HeapWatch *watch; /* see heap_set_watch; or NULL */
            uint64_t bins_in_use[(HEAP_BINS + 63) / 64];
        };
        char room[832]; /* the inline functions of ouro/heap.h know where the bins begin */
    };
    _Alignas(64) HeapBin bins[HEAP_BINS];
};

static inline HeapArena *heap_arena_of(const void *block) {
    return (HeapArena *)((uintptr_t)block & ~(uintptr_t)(HEAP_ARENA_SIZE - 1));
}

/* Where a first arena has its Heap. */
enum { HEAP_OFFSET = (sizeof(HeapArena) + _Alignof(Heap) - 1) / _Alignof(Heap) * _Alignof(Heap) };

/* Behind the Heap, from the next page on: room for what its owner keeps as long as the heap. */
enum {
    HEAP_ROOT_SIZE = 2 * HEAP_PAGE_SIZE,
    HEAP_ROOT_OFFSET =
        (HEAP_OFFSET + sizeof(Heap) + HEAP_PAGE_SIZE - 1) / HEAP_PAGE_SIZE * HEAP_PAGE_SIZE
};
_Static_assert(HEAP_ROOT_OFFSET + HEAP_ROOT_SIZE <= 2 * HEAP_POOL_SIZE, "it costs no slice");

/* Then the longer caches: first those of middle length, then pages for each of the longest. */
enum {
    HEAP_MIDDLE_CACHES_OFFSET = HEAP_ROOT_OFFSET + HEAP_ROOT_SIZE,
    HEAP_MIDDLE_CACHES_SIZE = HEAP_LONGER_CLASSES * HEAP_CACHE_MIDDLE * sizeof(void *),
    HEAP_LONG_CACHES_OFFSET =
        HEAP_MIDDLE_CACHES_OFFSET +
        (HEAP_MIDDLE_CACHES_SIZE + HEAP_PAGE_SIZE - 1) / HEAP_PAGE_SIZE * HEAP_PAGE_SIZE
};

/* `state` of a bin that has nothing and has served nothing. */
#define HEAP_STATE_BEGIN ((UINT64_C(1) << 63) - ((uint64_t)HEAP_TICK << 16))

static inline uint64_t heap_bin_served(const HeapBin *bin) {
    int64_t since_tick = (int64_t)(bin->state - HEAP_STATE_BEGIN) >> 16; /* less than 0 when claimed
                                                                            blocks went back */
    return (uint64_t)bin->ticks * HEAP_TICK + (uint64_t)since_tick;
}

/* Puts a block into the cache, which is not full. */
static ALWAYS_INLINE void heap_bin_push(HeapBin *bin, void *block) {
    uint64_t state = bin->state;
    bin->cache[(uint16_t)state] = bin->top;
    bin->top = block;
    bin->state = state + 1;
}

/* Takes the block cached last; there is one. The next one is at bin->top then, if there is one. */
static ALWAYS_INLINE void *heap_bin_pop(HeapBin *bin) {
    uint64_t state = bin->state;
    void *block = bin->top;
    bin->top = bin->cache[(uint16_t)state - 1];
    bin->state = state - 1;
    return block;
}

/* The cached blocks: i < count. */
static inline void *heap_bin_cached(const HeapBin *bin, size_t i) {
    return i == 0 ? bin->top : bin->cache[i];
}

/* Whether the fast paths let the bin look at the clock. */
static inline bool heap_bin_is_due(const HeapBin *bin) {
    return (int64_t)bin->state < 0;
}

/* The heap of a live block, from any thread: a pool's bin lies in its heap. */
static inline Heap *heap_of_bin(const HeapBin *bin) {
    return (Heap *)((char *)heap_arena_of(bin) + HEAP_OFFSET);
}

/* Of a block, not of any address. No block begins an arena, but one whose alignment is an arena's
 * size or more begins where the next one would: hence the - 1. */
static inline HeapPool *heap_pool_of(const void *block) {
    uintptr_t address = (uintptr_t)block;
    char *arena = (char *)((address - 1) & ~(uintptr_t)(HEAP_ARENA_SIZE - 1));
    uintptr_t offset = address >> (HEAP_POOL_SHIFT - 6) & ((HEAP_SLICES - 1) << 6);
    return (HeapPool *)(void *)(arena + offset);
}

/* Index of a block in its pool. */
static inline uint32_t heap_block_index(const HeapPool *pool, const void *block) {
    uint64_t offset = (uintptr_t)block & (HEAP_POOL_SIZE - 1);
    return (uint32_t)(offset * pool->reciprocal >> 32);
}

static inline unsigned heap_slice_of(const HeapPool *pool) {
    return (unsigned)((uintptr_t)pool >> 6 & (HEAP_SLICES - 1));
}

static inline char *heap_pool_start(const HeapPool *pool) {
    return (char *)heap_arena_of(pool) + ((size_t)heap_slice_of(pool) << HEAP_POOL_SHIFT);
}

static inline uint64_t *heap_pool_bitmap(const HeapPool *pool) {
    return heap_arena_of(pool)->bitmaps[heap_slice_of(pool)];
}

/* The word of a block's bit: that of its pool at bitmaps[slice][index / 64]. */
static inline uint64_t *heap_bitmap_word(const void *block, uint32_t index) {
    size_t first = (uintptr_t)block >> (HEAP_POOL_SHIFT - 6) & ((HEAP_SLICES - 1) * HEAP_WORDS);
    return &heap_arena_of(block)->bitmaps[0][0] + first + index / 64;
}
_Static_assert(HEAP_WORDS == 1 << 6, "heap_bitmap_word shifts by it");

/* Says that the block at this address is to be seen by the next walk over young containers. */
static inline void heap_mark_young(HeapPool *pool, const void *block) {
    pool->young |= UINT64_C(1) << ((uintptr_t)block >> HEAP_CARD_SHIFT & 63);
}

/* --- size classes: 16, 24, … 128, then eight to each doubling, up to 16384 --- */

extern const uint8_t heap_class_table[HEAP_TABLE_MAX / 8 + 1];

/* Where a class and kind has its bin: those of one kind side by side, for a heap may use only leaf
 * blocks, and then few pages are touched. */
static inline unsigned heap_bin_index(unsigned size_class, HeapKind kind) {
    return size_class + (unsigned)kind * HEAP_CLASSES;
}

static inline unsigned heap_bin_class(unsigned bin_index) {
    return bin_index < HEAP_CLASSES ? bin_index : bin_index - HEAP_CLASSES;
}

static inline HeapKind heap_bin_kind(unsigned bin_index) {
    return bin_index < HEAP_CLASSES ? HEAP_LEAF : HEAP_CONTAINER;
}

/* size <= HEAP_CLASS_MAX; 0 counts as 1. */
static inline unsigned heap_class_compute(size_t size) {
    if (size <= 128) {
        return size <= 16 ? 0u : (unsigned)((size + 7) >> 3) - 2;
    }
    unsigned shift = base_highest_bit(size - 1);
    return (shift - 7) * 8 + 7 + (unsigned)((size - 1) >> (shift - 3));
}

static inline size_t heap_class_size(unsigned size_class) {
    if (size_class < 15) {
        return (size_class + 2) * 8;
    }
    unsigned group = (size_class - 15) >> 3;
    return (size_t)(9 + ((size_class - 15) & 7)) << (group + 4);
}

/* The size of the heap's blocks of a class. With an alignment of 16 some classes have the same
 * size. What a program asks for with different sizes is likely to be used at different times, so it
 * does not share pools even then. */
static inline size_t heap_block_size(const Heap *heap, unsigned size_class) {
    return ALIGN_UP(heap_class_size(size_class), (size_t)heap->alignment);
}

#endif
