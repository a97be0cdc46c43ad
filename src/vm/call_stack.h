/* The call stack: where frames of Python calls live, pushed and popped in order.
 *
 * A list of chunks; a frame lies within one chunk, so its address never changes. The chunk above
 * the top one is kept for the next call.
 *   base <= top <= limit, all in the current chunk */
#ifndef OURO_VM_CALL_STACK_H
#define OURO_VM_CALL_STACK_H

#include "object/runtime.h"
#include "vm/frame.h"

typedef struct StackChunk {
    struct StackChunk *below, *above;
    char *saved_top; /* of this chunk while a higher one is current */
    size_t size;     /* bytes of data */
    char data[];
} StackChunk;

struct CallStack {
    char *top, *limit;
    StackChunk *chunk;
    size_t below_bytes;      /* in use in lower chunks */
    size_t high_water_bytes; /* updated when chunks change and when asked */
};

bool call_stack_open(Runtime *rt);
void call_stack_close(Runtime *rt);
/* Room for a frame that does not fit in the current chunk. NULL with MemoryError. */
Frame *call_stack_push_slow(Runtime *rt, size_t size);
void call_stack_pop_chunk(Runtime *rt);
size_t call_stack_used(const Runtime *rt);
size_t call_stack_high_water(const Runtime *rt);

static inline Frame *call_stack_push(Runtime *rt, size_t size) {
    CallStack *stack = rt->stack;
    if (UNLIKELY((size_t)(stack->limit - stack->top) < size)) {
        return call_stack_push_slow(rt, size);
    }
    Frame *frame = (Frame *)(void *)stack->top;
    stack->top += size;
    return frame;
}

/* Gives back the newest frame. */
static inline void call_stack_pop(Runtime *rt, Frame *frame) {
    CallStack *stack = rt->stack;
    if (UNLIKELY((size_t)(stack->top - (char *)frame) > stack->high_water_bytes)) {
        stack->high_water_bytes = (size_t)(stack->top - stack->chunk->data) + stack->below_bytes;
    }
    stack->top = (char *)frame;
    if (UNLIKELY(stack->top == stack->chunk->data && stack->chunk->below)) {
        call_stack_pop_chunk(rt);
    }
}

#endif
