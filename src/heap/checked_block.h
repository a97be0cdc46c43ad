/* How a block of a checked heap looks: what is known of it, guards, the program's bytes, guards.
 *
 *   raw block of the heap
 *   +--------------+---------+----------------------+---------------------+
 *   | CheckedBlock | 0xfb …  | the program's bytes  | 0xfb … to the end   |
 *   +--------------+---------+----------------------+---------------------+
 *                            ^ at `offset`          ^ at offset + size
 *
 * The states of a block: live; freed (in the quarantine, filled with junk, checked when it leaves);
 * dead (given back to the heap: its room may be used by others). */
#ifndef OURO_HEAP_CHECKED_BLOCK_H
#define OURO_HEAP_CHECKED_BLOCK_H

#include <pthread.h>

#include "heap/heap.h"
#include "heap/stacks.h"
#include "os/os_backtrace.h"

typedef enum CheckedState { CHECKED_DEAD = 0, CHECKED_LIVE, CHECKED_FREED } CheckedState;

typedef struct CheckedBlock CheckedBlock;

struct CheckedBlock {
    uint64_t mark;      /* of its address and state: overwritten when it is anything else */
    size_t offset;      /* of the program's bytes, at least sizeof(CheckedBlock) */
    size_t size;        /* that the program asked for */
    CheckedBlock *next; /* freed: the one freed after it; live: for whoever walks */
    uint32_t taken_at;  /* numbers of stacks */
    uint32_t freed_at;
    uint32_t taken_by; /* threads */
    uint32_t freed_by;
    bool reached;           /* for whoever looks for leaks */
    unsigned char guard[7]; /* in any case */
    uint64_t last_guard;
};
_Static_assert(sizeof(CheckedBlock) == 64, "blocks behind it are aligned to 16");

/* What a checked heap has beside its blocks. Everything is done under the lock, so any thread may
 * free any block. Lives at the beginning of the region of its stacks; ends with the heap.
 *   quarantined = sum of the usable sizes of the raw blocks from `first` on
 * What is known of the blocks that left it last, or were too big for it, is in `graves`, the newest
 * at (buried - 1) % CHECKED_GRAVES; their bytes are as far away as those of the blocks were. */
enum { CHECKED_GRAVES = 256 };

typedef struct Checked {
    pthread_mutex_t lock;
    CheckedBlock *first; /* the quarantine; freed first */
    CheckedBlock *last;
    size_t quarantined;
    CheckedBlock graves[CHECKED_GRAVES];
    size_t buried;
    uint64_t calls;
    int level;
    unsigned depth; /* frames kept of a stack */
    OsModule own;   /* the module of this code, whose frames are nobody's business */
    Stacks stacks;
} Checked;

typedef enum CheckedDamage {
    CHECKED_WHOLE = 0,
    CHECKED_FRONT, /* a guard before the block was overwritten */
    CHECKED_BACK,  /* a guard behind it */
    CHECKED_JUNK   /* the block itself after it was freed */
} CheckedDamage;

static inline void *checked_block_bytes(const CheckedBlock *block) {
    return (char *)block + block->offset;
}

/* What a raw block needs beside a block of no special alignment. */
enum { CHECKED_OVERHEAD = sizeof(CheckedBlock) + 16 };

/* Makes a raw block a live one, with its guards. */
CheckedBlock *checked_block_begin(const Heap *heap, void *raw, size_t alignment, size_t size);

/* Another size that has room with its guards. */
bool checked_block_fits(const Heap *heap, const CheckedBlock *block, size_t size);
void checked_block_resize(const Heap *heap, CheckedBlock *block, size_t size);

void checked_block_set_state(CheckedBlock *block, CheckedState state);

/* False: the beginning of the block is not as it was left. */
bool checked_block_state(const CheckedBlock *block, CheckedState *state);

/* Fill a block with what new and freed ones have. */
void checked_block_fill_fresh(CheckedBlock *block);
void checked_block_fill_freed(CheckedBlock *block);

/* What has been overwritten, and where: bytes from the block's beginning, below 0 before it. */
CheckedDamage checked_block_damage(const Heap *heap, const CheckedBlock *block, CheckedState state,
                                   ptrdiff_t *where);

#endif
