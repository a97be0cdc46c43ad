/* Generators, coroutines and asynchronous generators: a frame that outlives its call. */
#ifndef OURO_VM_GENERATOR_H
#define OURO_VM_GENERATOR_H

#include "vm/frame.h"

typedef enum {
    GENERATOR_CREATED,   /* not started */
    GENERATOR_SUSPENDED, /* at a yield */
    GENERATOR_RUNNING,
    GENERATOR_FINISHED, /* its frame is cleared */
} GeneratorState;

/* TYPE_GENERATOR, TYPE_COROUTINE, TYPE_ASYNC_GENERATOR. The block ends behind the frame's
 * registers: exactly its size. frame.code is owned. */
typedef struct GeneratorObject {
    Object header;
    Object *handled; /* the exception its code is handling; borrowed from a register of its frame */
    Object *outer;   /* while running: rt->handled_error of the one who resumed it; borrowed */
    Object *extras;  /* tuple (name, qualname) once one of them was set; NULL */
    uint8_t state;   /* GeneratorState */
    uint8_t async_running; /* asynchronous generators: an asend/athrow/aclose is under way */
    uint8_t async_hooks;   /* asynchronous generators: first iteration seen */
    uint8_t async_closed;
    uint32_t spare;
    Frame frame;
} GeneratorObject;

static inline GeneratorObject *generator_of_frame(Frame *frame) {
    return (GeneratorObject *)(void *)((char *)frame - offsetof(GeneratorObject, frame));
}

/* A suspended generator (or coroutine …) for a call of function; registers all empty. */
NEW_REF Object *generator_new(Runtime *rt, FunctionObject *function);

/* Book-keeping around running its frame, for the evaluation loop too. */
static inline void generator_enter(Runtime *rt, GeneratorObject *generator) {
    generator->state = GENERATOR_RUNNING;
    generator->outer = rt->handled_error;
    if (generator->handled) {
        rt->handled_error = generator->handled;
    }
}
static inline void generator_leave(Runtime *rt, GeneratorObject *generator, GeneratorState state) {
    generator->state = (uint8_t)state;
    rt->handled_error = generator->outer;
    generator->outer = NULL;
}
/* The iterator that a suspended generator delegates to; borrowed, NULL: none. */
BORROWED Object *generator_delegate(const GeneratorObject *generator);
/* part 0: the name, 1: the qualified name. */
BORROWED Object *generator_name_part(const GeneratorObject *generator, size_t part);
size_t generator_block_size(const CodeObject *code);
/* Raises StopIteration for a returned value. */
void generator_raise_stop(Runtime *rt, Object *value);
/* The value of the pending StopIteration, which is cleared; NULL: another error is pending. With
 * no error pending: None. */
NEW_REF Object *generator_stop_value(Runtime *rt);
/* Coroutines: what `await x` iterates. NULL with TypeError. how: 0 await, 1 __aenter__, 2
 * __aexit__ (for the message). */
NEW_REF Object *generator_awaitable(Runtime *rt, Object *object, int how);
/* yield from: the iterator for object. in_coroutine: the code that delegates is a coroutine. */
NEW_REF Object *generator_yield_from_iter(Runtime *rt, Object *object, bool in_coroutine);

#endif
