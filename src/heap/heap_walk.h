/* Walking the containers of a heap, for the collector.
 *
 * A collection over all containers, or over the younger ones only:
 *
 *     if (!heap_walk_prepare(heap, scope)) { no memory for the scratch words }
 *     HeapWalk walk;
 *     heap_walk_start(&walk, heap, scope);
 *     for (void *block; (block = heap_walk_next(&walk)) != NULL;) {
 *         *heap_walk_scratch(block) = …;
 *     }
 *     … as many walks as needed …
 *     heap_walk_age(heap, scope);     (when the survivors have been aged)
 *
 * From prepare to the end of the last walk or use of a scratch word nothing may be allocated or
 * freed in container pools; leaf blocks may. (To free garbage, first collect it on a list.)
 *
 * The scopes are supersets: a walk over the young visits every container handed out since the last
 * heap_walk_age, and some older ones that lie within 1 KiB of one, so the object's own age
 * decides. Likewise the middle scope: the young, and what was young until the last age of the
 * young alone. A heap begins with everything young. Objects that stay young must be told again
 * with heap_walk_keep_young.
 *
 * A scratch word holds anything until it is written, and is found from the block's address in a
 * few instructions. prepare gives words only to the blocks that the walk visits: do not ask for
 * the word of an object whose age says that it is not in the scope.
 *
 * All containers can also be walked in parts, with anything happening between two parts:
 *
 *     heap_walk_begin_parts(heap);
 *     while (heap_walk_next_part(&walk, heap)) { … heap_walk_next(&walk) … }
 *
 * visits every container that lives from beginning to end, and some of those made meanwhile. */
#ifndef OURO_HEAP_HEAP_WALK_H
#define OURO_HEAP_HEAP_WALK_H

#include "heap/heap.h"

typedef enum HeapWalkScope {
    HEAP_WALK_YOUNG,
    HEAP_WALK_MIDDLE, /* the young too */
    HEAP_WALK_ALL
} HeapWalkScope;

/* A place in a walk. All fields are private. */
typedef struct HeapWalk {
    uint64_t bits;    /* live blocks of the current word, not yet returned */
    char *word_start; /* address of the block of bit 0 */
    size_t block_size;
    HeapPool *pool;      /* NULL between pools */
    uint32_t range_next; /* block indices of the current run of cards */
    uint32_t range_end;
    uint64_t cards;  /* of the pool, not yet visited */
    uint64_t slices; /* of the arena, not yet visited */
    HeapArena *arena;
    HeapArena *following; /* to go on to after it; NULL: none */
    HeapLarge *large;
    uint32_t run_page; /* pages of a page slice */
    uint32_t run_end;
    HeapWalkScope scope;
} HeapWalk;

/* Empties the caches of the container bins and gives scratch words to the blocks that will be
 * walked. False when there is no memory for them (the limit has set them aside already, so only
 * the system can refuse). */
NODISCARD bool heap_walk_prepare(Heap *heap, HeapWalkScope scope);

/* Begins a walk; needs a heap_walk_prepare with the same scope. */
void heap_walk_start(HeapWalk *walk, Heap *heap, HeapWalkScope scope);

/* Walking in parts: a pool, the page runs of a slice or one mapping at a time. After
 * heap_walk_next_part and until the part has been walked nothing may be allocated or freed in
 * container pools; it is false when no part is left. Caches must be empty, as after prepare. */
void heap_walk_begin_parts(Heap *heap);
NODISCARD bool heap_walk_next_part(HeapWalk *walk, Heap *heap);

/* Whether a live container begins at this address, which may be one that the heap has given back
 * since. Caches must be empty. */
bool heap_walk_is_container(const Heap *heap, const void *address);

NODISCARD bool heap_walk_advance(HeapWalk *walk);

/* The next live container, in no promised order; NULL at the end. */
static inline void *heap_walk_next(HeapWalk *walk) {
    if (unlikely(walk->bits == 0) && !heap_walk_advance(walk)) {
        return NULL;
    }
    uint64_t bits = walk->bits;
    walk->bits = bits & (bits - 1);
    return walk->word_start + base_lowest_bit(bits) * walk->block_size;
}

/* The collector's 32-bit word of a container. */
static inline uint32_t *heap_walk_scratch(const void *block) {
    const HeapPool *pool = heap_pool_of(block);
    return pool->scratch + heap_block_index(pool, block);
}

/* What the scope visits grows older: after a walk over the young they are middle; after a wider
 * one nothing is young or middle, but what is handed out or kept young from now on. Every
 * container cache must be empty, as it is after heap_walk_prepare. */
void heap_walk_age(Heap *heap, HeapWalkScope walked);

/* The next walk over the young visits this block too. */
void heap_walk_keep_young(void *block);

/* The block in use that an address lies in, of any kind, blocks that are kept for reuse in a cache
 * included; NULL: none of this heap. The address may be any. O(arenas). */
void *heap_find_block(const Heap *heap, const void *address);

/* The number of live containers; O(pools). */
size_t heap_walk_count(const Heap *heap);

/* Gives the memory of the scratch words back, when a big collection is over. */
void heap_walk_release_scratch(Heap *heap);

#endif
