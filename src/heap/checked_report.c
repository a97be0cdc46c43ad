/* Text about blocks and stacks. Nothing here may allocate: it goes to the descriptor in pieces. */
#include "heap/checked_report.h"

#include "heap/heap_walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    GROUPS_MAX = 100, /* stacks of a report that are shown */
    CLASS_STEP = 16   /* malloc's sizes are multiples of it */
};

static void print(int descriptor, const char *format, ...) PRINTF_LIKE(2, 3);

static void print_list(int descriptor, const char *format, va_list args) {
    char text[512];
    int length = vsnprintf(text, sizeof(text), format, args);
    size_t size = length > 0 ? base_min_size((size_t)length, sizeof(text) - 1) : 0;
    for (size_t at = 0; at < size;) {
        ssize_t written = write(descriptor, text + at, size - at);
        if (written <= 0) {
            return;
        }
        at += (size_t)written;
    }
}

static void print(int descriptor, const char *format, ...) {
    va_list args;
    va_start(args, format);
    print_list(descriptor, format, args);
    va_end(args);
}

static void print_frames(int descriptor, void *const *frames, unsigned count) {
    char where[400];
    for (unsigned i = 0; i < count; i++) {
        /* A return address may be the next function's first. */
        os_describe_address((const char *)frames[i] - 1, where, sizeof(where));
        print(descriptor, "    #%-2u %p %s\n", i, frames[i], where);
    }
    if (count == 0) {
        print(descriptor, "    (not known)\n");
    }
}

static void print_stack(int descriptor, const Heap *heap, uint32_t number) {
    Stack *stack = stacks_get(&heap->checked->stacks, number);
    print_frames(descriptor, stack != NULL ? stack->frames : NULL,
                 stack != NULL ? stack->count : 0);
}

/* --- faults --- */

static void print_block(int descriptor, const Heap *heap, const CheckedBlock *block) {
    CheckedState state = CHECKED_DEAD;
    bool known = checked_block_state(block, &state);
    print(descriptor,
          "  the block at %p has %zu bytes (class %zu); it was allocated by thread %u\n",
          checked_block_bytes(block), block->size,
          heap_rounded_size(ALIGN_UP(block->size, (size_t)CLASS_STEP)), block->taken_by);
    print_stack(descriptor, heap, block->taken_at);
    if (known && state != CHECKED_LIVE) {
        print(descriptor, "  it was freed by thread %u\n", block->freed_by);
        print_stack(descriptor, heap, block->freed_at);
    }
}

void checked_report_fatal(Heap *heap, const CheckedBlock *block, const CheckedPlace *place,
                          const char *format, ...) {
    pthread_mutex_unlock(&heap->checked->lock);
    va_list args;
    va_start(args, format);
    print(STDERR_FILENO, "ouro: fatal: ");
    print_list(STDERR_FILENO, format, args);
    print(STDERR_FILENO, ", heap %s\n  found by thread %d\n", heap->name, (int)gettid());
    va_end(args);
    print_frames(STDERR_FILENO, place->frames, place->count);
    if (block != NULL) {
        print_block(STDERR_FILENO, heap, block);
    }
    abort();
}

void checked_report_damage(Heap *heap, const CheckedBlock *block, CheckedDamage damage,
                           ptrdiff_t where, const CheckedPlace *place) {
    const void *bytes = checked_block_bytes(block);
    switch (damage) {
    case CHECKED_FRONT:
        checked_report_fatal(heap, block, place,
                             "block %p (%zu bytes) was written %td before "
                             "its beginning",
                             bytes, block->size, -where);
    case CHECKED_BACK:
        checked_report_fatal(heap, block, place,
                             "block %p (%zu bytes) was overrun: written at "
                             "offset %td",
                             bytes, block->size, where);
    case CHECKED_JUNK:
        checked_report_fatal(heap, block, place,
                             "block %p (%zu bytes) was written at offset %td "
                             "after it was freed",
                             bytes, block->size, where);
    case CHECKED_WHOLE:
        break;
    }
    checked_report_fatal(heap, block, place, "block %p is not whole", bytes);
}

/* --- what is in use --- */

typedef struct Count {
    Heap *heap;
    bool (*wanted)(const CheckedBlock *block);
    size_t blocks;
    size_t bytes;
    Stack unknown; /* those without a stack */
} Count;

static bool add_block(void *user, void *raw, size_t usable_size, HeapKind kind) {
    Count *count = user;
    const CheckedBlock *block = raw;
    CheckedState state;
    (void)usable_size;
    (void)kind;
    if (checked_block_state(block, &state) && state == CHECKED_LIVE && count->wanted(block)) {
        Stack *stack = stacks_get(&count->heap->checked->stacks, block->taken_at);
        stack = stack != NULL ? stack : &count->unknown;
        stack->blocks++;
        stack->bytes += block->size;
        count->blocks++;
        count->bytes += block->size;
    }
    return true;
}

static Stack *biggest_group(Count *count) {
    Stack *best = count->unknown.blocks != 0 ? &count->unknown : NULL;
    const Stacks *stacks = &count->heap->checked->stacks;
    for (Stack *stack = NULL; (stack = stacks_next(stacks, stack)) != NULL;) {
        if (stack->blocks != 0 && (best == NULL || stack->bytes > best->bytes)) {
            best = stack;
        }
    }
    return best;
}

size_t checked_report_live(Heap *heap, int descriptor, const char *title,
                           bool (*wanted)(const CheckedBlock *block)) {
    Count count = {.heap = heap, .wanted = wanted};
    const Stacks *stacks = &heap->checked->stacks;
    for (Stack *stack = NULL; (stack = stacks_next(stacks, stack)) != NULL;) {
        stack->blocks = 0;
        stack->bytes = 0;
    }
    heap_walk(heap, add_block, &count);
    print(descriptor, "%s: %zu bytes in %zu blocks\n", title, count.bytes, count.blocks);
    Stack *stack = NULL;
    for (unsigned i = 0; i < GROUPS_MAX && (stack = biggest_group(&count)) != NULL; i++) {
        print(descriptor, "  %llu bytes in %u blocks, allocated at\n",
              (unsigned long long)stack->bytes, stack->blocks);
        print_frames(descriptor, stack->frames, stack->count);
        stack->blocks = 0;
    }
    if (stack != NULL && biggest_group(&count) != NULL) {
        print(descriptor, "  and more, from other stacks\n");
    }
    return count.blocks;
}
