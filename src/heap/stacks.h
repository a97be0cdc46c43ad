/* Where blocks were taken and freed: each stack is kept once, and known by a number. */
#ifndef OURO_HEAP_STACKS_H
#define OURO_HEAP_STACKS_H

#include "heap/layout.h"

enum { STACKS_DEPTH_MAX = 32, STACKS_HEADS = 4096 };

/* A stack; the number is its place in the region, in units of 8 bytes, and 0 is none. */
typedef struct Stack {
    uint32_t next; /* of the same head; 0: none */
    uint32_t hash;
    uint32_t count;  /* of frames */
    uint32_t blocks; /* for whoever counts by stack */
    uint64_t bytes;
    void *frames[];
} Stack;

/* Lives in a region of address space that it fills from the low end; ends with it.
 *   start < first <= used <= ready <= end; pages below `ready` are charged to the heap as
 * checking_bytes */
typedef struct Stacks {
    char *start;
    char *first; /* where the stacks begin */
    char *used;
    char *ready;
    char *end;
    uint32_t heads[STACKS_HEADS];
} Stacks;

/* `region`, from the system and zero; what lies before `used` is the caller's and charged. */
void stacks_begin(Stacks *stacks, void *region, size_t used, size_t size);

/* The number of a stack; 0 when it has no frames or there is no room for one more. */
uint32_t stacks_add(Heap *heap, Stacks *stacks, void *const *frames, unsigned count);

/* NULL for 0. */
Stack *stacks_get(const Stacks *stacks, uint32_t number);

/* The one added next; the first after NULL; NULL: that was the last. */
Stack *stacks_next(const Stacks *stacks, const Stack *stack);

#endif
