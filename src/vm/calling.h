/* Calls made by the evaluation loop. */
#ifndef OURO_VM_CALLING_H
#define OURO_VM_CALLING_H

#include "vm/binding.h"
#include "vm/call_stack.h"
#include "vm/generator.h"
#include "vm/registers.h"

typedef enum {
    CALL_FAILED, /* an error is pending */
    CALL_DONE,   /* the result is in the destination register */
    CALL_FRAME,  /* rt->frame is a new frame to run */
} CallOutcome;

/* CALL, CALL_METHOD and their keyword forms, in general. words: of the whole instruction. */
CallOutcome calling_general(Runtime *rt, Frame *frame, const Instr *pc, uint32_t words);
CallOutcome calling_unpacked(Runtime *rt, Frame *frame, const Instr *pc);
/* Pushes a frame with the arguments bound (borrowed). NULL: error. */
Frame *calling_push_bound(Runtime *rt, FunctionObject *function, Object *const *args, size_t count,
                          Object *keyword_names, Frame *previous, FrameKind kind, uint16_t result);
NEW_REF Object *calling_make_generator(Runtime *rt, FunctionObject *function, Object *const *args,
                                       size_t count, Object *keyword_names);
/* RecursionError when one more Python frame is too many; counts it otherwise. */
static inline bool calling_count_frame(Runtime *rt) {
    return LIKELY(++rt->recursion_depth <= rt->recursion_limit);
}
bool calling_too_deep(Runtime *rt); /* takes the count back and raises; false */

/* "module.f()" for messages. */
NEW_REF Object *calling_function_text(Runtime *rt, Object *callee);

static inline void calling_empty_registers(Value *registers, uint32_t from, uint32_t until) {
    for (uint32_t idx = from; idx < until; idx++) {
        registers[idx] = VALUE_EMPTY;
    }
}

#endif
