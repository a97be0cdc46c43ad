/* call_stack: chunks of the call stack. The first one is what is left of the heap's root. */
#include "vm/call_stack.h"

enum { CHUNK_BYTES = 16 * 1024 - 64, LARGE_CHUNK_BYTES = 128 * 1024 - 64 };

static StackChunk *chunk_begin(StackChunk *chunk, size_t size) {
    chunk->below = NULL;
    chunk->above = NULL;
    chunk->saved_top = chunk->data;
    chunk->size = size;
    return chunk;
}

static StackChunk *chunk_new(Runtime *rt, size_t size) {
    StackChunk *chunk = memory_allocate(rt, sizeof *chunk + size);
    return chunk ? chunk_begin(chunk, size) : NULL;
}

static void use_chunk(CallStack *stack, StackChunk *chunk) {
    stack->chunk = chunk;
    stack->top = chunk->saved_top;
    stack->limit = chunk->data + chunk->size;
}

/* hooks.stack_traverse */
static void traverse_frames(Runtime *rt, VisitFunction visit, void *context) {
    for (Frame *frame = rt->frame; frame; frame = frame->previous) {
        frame_traverse(frame, visit, context);
    }
}

bool call_stack_open(Runtime *rt) {
    CallStack *stack = runtime_part(rt, sizeof *stack);
    size_t size = ALIGN_DOWN(HEAP_ROOT_SIZE - rt->root_used, _Alignof(max_align_t));
    StackChunk *chunk = stack ? runtime_part(rt, size) : NULL;
    if (!chunk) {
        return false;
    }
    use_chunk(stack, chunk_begin(chunk, size - sizeof *chunk));
    rt->stack = stack;
    rt->hooks.stack_traverse = traverse_frames;
    return true;
}

void call_stack_close(Runtime *rt) {
    CallStack *stack = rt->stack;
    if (!stack) {
        return;
    }
    StackChunk *chunk = stack->chunk;
    while (chunk->above) {
        chunk = chunk->above;
    }
    while (chunk->below) {
        StackChunk *below = chunk->below;
        memory_free(rt, chunk);
        chunk = below;
    }
    rt->stack = NULL;
}

Frame *call_stack_push_slow(Runtime *rt, size_t size) {
    CallStack *stack = rt->stack;
    StackChunk *above = stack->chunk->above;
    if (above && above->size < size) {
        stack->chunk->above = NULL;
        memory_free(rt, above);
        above = NULL;
    }
    if (!above) {
        size_t wanted = stack->chunk->below ? LARGE_CHUNK_BYTES : CHUNK_BYTES;
        above = chunk_new(rt, size > wanted ? size : wanted);
        if (!above) {
            return NULL;
        }
        above->below = stack->chunk;
        stack->chunk->above = above;
    }
    stack->chunk->saved_top = stack->top;
    stack->below_bytes += (size_t)(stack->top - stack->chunk->data);
    above->saved_top = above->data;
    use_chunk(stack, above);
    Frame *frame = (Frame *)(void *)stack->top;
    stack->top += size;
    size_t used = stack->below_bytes + size;
    if (used > stack->high_water_bytes) {
        stack->high_water_bytes = used;
    }
    return frame;
}

/* The current chunk is empty: back to the one below. One empty chunk is kept above. */
void call_stack_pop_chunk(Runtime *rt) {
    CallStack *stack = rt->stack;
    StackChunk *empty = stack->chunk;
    empty->saved_top = empty->data;
    if (empty->above) {
        memory_free(rt, empty->above);
        empty->above = NULL;
    }
    use_chunk(stack, empty->below);
    stack->below_bytes -= (size_t)(stack->top - stack->chunk->data);
}

size_t call_stack_used(const Runtime *rt) {
    const CallStack *stack = rt->stack;
    return stack->below_bytes + (size_t)(stack->top - stack->chunk->data);
}

size_t call_stack_high_water(const Runtime *rt) {
    size_t used = call_stack_used(rt);
    return used > rt->stack->high_water_bytes ? used : rt->stack->high_water_bytes;
}
