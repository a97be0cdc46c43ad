/* A hash table of stacks. A stack is never taken out: a program has as many as it has ways to an
 * allocation. */
#include "heap/stacks.h"

#include "heap/arena.h"

#include <string.h>

enum { UNIT = 8 };

void stacks_begin(Stacks *stacks, void *region, size_t used, size_t size) {
    stacks->start = region;
    stacks->used = stacks->start + ALIGN_UP(used, (size_t)UNIT);
    stacks->first = stacks->used;
    stacks->ready = stacks->start + ALIGN_UP(used, (size_t)HEAP_PAGE_SIZE);
    stacks->end = stacks->start + size;
}

Stack *stacks_get(const Stacks *stacks, uint32_t number) {
    return number != 0 ? (Stack *)(void *)(stacks->start + (size_t)number * UNIT) : NULL;
}

Stack *stacks_next(const Stacks *stacks, const Stack *stack) {
    char *at = stack != NULL ? (char *)(uintptr_t)&stack->frames[stack->count] : stacks->first;
    return at < stacks->used ? (Stack *)(void *)at : NULL;
}

static uint32_t hash_frames(void *const *frames, unsigned count) {
    uint64_t hash = count;
    for (unsigned i = 0; i < count; i++) {
        hash = (hash ^ (uintptr_t)frames[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return (uint32_t)(hash >> 16);
}

/* Room for a stack at `used`; NULL: none. */
static Stack *make_room(Heap *heap, Stacks *stacks, size_t size) {
    if (size > (size_t)(stacks->end - stacks->used)) {
        return NULL;
    }
    while (size > (size_t)(stacks->ready - stacks->used)) {
        if (!arena_charge(heap, HEAP_PAGE_SIZE)) {
            return NULL;
        }
        heap->checking_bytes += HEAP_PAGE_SIZE;
        stacks->ready += HEAP_PAGE_SIZE;
    }
    Stack *stack = (Stack *)(void *)stacks->used;
    stacks->used += size;
    return stack;
}

uint32_t stacks_add(Heap *heap, Stacks *stacks, void *const *frames, unsigned count) {
    if (count == 0) {
        return 0;
    }
    uint32_t hash = hash_frames(frames, count);
    uint32_t *head = &stacks->heads[hash % STACKS_HEADS];
    Stack *stack;
    for (uint32_t number = *head; number != 0; number = stack->next) {
        stack = stacks_get(stacks, number);
        if (stack->hash == hash && stack->count == count &&
            memcmp(stack->frames, frames, count * sizeof(*frames)) == 0) {
            return number;
        }
    }
    stack = make_room(heap, stacks, sizeof(*stack) + count * sizeof(*frames));
    if (stack == NULL) {
        return 0;
    }
    stack->next = *head;
    stack->hash = hash;
    stack->count = count;
    stack->blocks = 0;
    stack->bytes = 0;
    memcpy(stack->frames, frames, count * sizeof(*frames));
    *head = (uint32_t)(((char *)stack - stacks->start) / UNIT);
    return *head;
}
