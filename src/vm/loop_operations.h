/* Bodies of instructions that are too long for the loop, and the inline ones it shares. */
#ifndef OURO_VM_LOOP_OPERATIONS_H
#define OURO_VM_LOOP_OPERATIONS_H

#include "object/native.h"
#include "types/pairs.h"
#include "vm/calling.h"

typedef enum { SEND_FAILED, SEND_YIELDED, SEND_RETURNED } SendOutcome;

bool loop_make_cell(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_store_cell(Runtime *rt, Frame *frame, const Instr *pc, Object *cell);
bool loop_delete_attr(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_load_item(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_load_item_int(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_store_item(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_delete_item(Runtime *rt, Frame *frame, const Instr *pc);
int loop_contains(Runtime *rt, Value *item, Value *container); /* 1, 0, -1 */
bool loop_get_iter(Runtime *rt, Frame *frame, const Instr *pc);
/* The next two values of an iterator over pairs. */
PairOutcome loop_next_pair(Runtime *rt, Object *iterator, Value pair[2]);
CallOutcome loop_call(Runtime *rt, Frame *frame, const Instr *pc, uint32_t words);
/* The call at pc, frame->pc, of a method that LOAD_METHOD has just found for the object in register
 * `self`, which goes when it is a temporary: method and object need no registers of their own.
 * CALL_FRAME: it is not as simple as that, and nothing has happened. */
CallOutcome loop_call_method(Runtime *rt, Frame *frame, const Instr *pc,
                             const MethodDescriptorObject *method, Value *self);
/* The same with a function that LOAD_GLOBAL has just found. */
CallOutcome loop_call_function(Runtime *rt, Frame *frame, const Instr *pc,
                               NativeFunctionObject *function);
void loop_raise_init_result(Runtime *rt, STEALS Value result);
NEW_REF Object *loop_builtin(Runtime *rt, Frame *frame, Object *name);
bool loop_get_yield_from_iter(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_get_awaitable(Runtime *rt, Frame *frame, const Instr *pc);
SendOutcome loop_send(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_get_aiter(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_get_anext(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_end_async_for(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_before_with(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_before_async_with(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_with_except(Runtime *rt, Frame *frame, const Instr *pc);
bool loop_print_expr(Runtime *rt, Frame *frame, const Instr *pc);

/* Makes a suspended or fresh generator's frame the running one's successor: sent is what its yield
 * gives. The frame has been counted. */
static inline void loop_resume(Runtime *rt, GeneratorObject *generator, STEALS Value sent,
                               Frame *previous, FrameKind kind, uint16_t result) {
    Frame *frame = &generator->frame;
    frame->previous = previous;
    frame->kind = (uint8_t)kind;
    frame->result = result;
    if (generator->state == GENERATOR_SUSPENDED) {
        register_set(rt, &frame->registers[frame->pc->a], sent);
        frame->pc++;
    } else {
        value_release(rt, sent);
    }
    generator_enter(rt, generator);
}

/* The frame of a call whose positional arguments fit the parameters exactly. Temporaries move over,
 * numbers without becoming objects. NULL: error. */
static ALWAYS_INLINE Frame *loop_push_simple(Runtime *rt, Frame *frame, const Instr *pc,
                                             FunctionObject *function, bool with_self,
                                             uint32_t words) {
    if (UNLIKELY(!calling_count_frame(rt))) {
        calling_too_deep(rt);
        return NULL;
    }
    const CodeObject *code = (CodeObject *)function->code;
    Frame *pushed = call_stack_push(rt, frame_size(code));
    if (UNLIKELY(!pushed)) {
        rt->recursion_depth--;
        return NULL;
    }
    Value *registers = frame->registers;
    const uint16_t *operands = operand_list(pc + 1);
    Value *target = pushed->registers;
    uint32_t first_temporary = frame->code->first_temporary;
    if (with_self) {
        *target++ = registers[pc->b + 1];
        registers[pc->b + 1] = VALUE_EMPTY;
    }
    for (uint32_t idx = 0; idx < pc->c; idx++) {
        uint32_t operand = operands[idx];
        if (operand < first_temporary) {
            Object *object = value_box(rt, &registers[operand]);
            if (UNLIKELY(!object)) {
                while (target > pushed->registers) {
                    value_release(rt, *--target);
                }
                call_stack_pop(rt, pushed);
                rt->recursion_depth--;
                return NULL;
            }
            *target++ = value_from_object(retain(object));
        } else if (operand < OPERAND_CONSTANT) {
            *target++ = registers[operand];
            registers[operand] = VALUE_EMPTY;
        } else {
            *target++ =
                value_from_object(retain(frame_constant(frame, operand - OPERAND_CONSTANT)));
        }
    }
    for (Value *end = pushed->registers + code->register_count; target < end; target++) {
        *target = VALUE_EMPTY;
    }
    pushed->previous = frame;
    pushed->code = (CodeObject *)function->code;
    pushed->pc = code->code;
    pushed->namespace = NULL;
    pushed->object = NULL;
    pushed->result = pc->a;
    pushed->kind = FRAME_CALL;
    pushed->in_generator = 0;
    pushed->spare = words;
    pushed->init_self = NULL;
    pushed->function = function;
    if (pc->n & CONSUME_B) {
        registers[pc->b] = VALUE_EMPTY; /* its reference is the frame's now */
    } else {
        retain((Object *)function);
    }
    rt->frame = pushed;
    return pushed;
}

#endif
