/* Reading and writing registers of a frame: who owns what.
 *
 * A register owns what it holds. A write releases the old content after; a consumed temporary is
 * emptied. Numbers need no care: overwriting one releases nothing. */
#ifndef OURO_VM_REGISTERS_H
#define OURO_VM_REGISTERS_H

#include "object/int.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/frame.h"

static inline void register_set(Runtime *rt, Value *slot, STEALS Value value) {
    Value old = *slot;
    *slot = value;
    value_release(rt, old);
}

static inline void register_set_object(Runtime *rt, Value *slot, STEALS Object *object) {
    register_set(rt, slot, value_from_object(object));
}

static inline void register_consume(Runtime *rt, Value *slot) {
    Value old = *slot;
    if (value_is_object(old)) {
        *slot = VALUE_EMPTY;
        release(rt, value_as_object(old));
    }
}

/* Releases the temporaries that the instruction marks in b and c. */
static inline void register_consume_marked(Runtime *rt, Value *registers, const Instr *pc) {
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    if (pc->n & CONSUME_C) {
        register_consume(rt, &registers[pc->c]);
    }
}

/* The usual end of an operation on b (and c): NULL is failure, else operands marked are released
 * and the result goes to a. */
static inline bool register_finish(Runtime *rt, Value *registers, const Instr *pc,
                                   STEALS Object *result) {
    if (UNLIKELY(!result)) {
        return false;
    }
    register_consume_marked(rt, registers, pc);
    register_set_object(rt, &registers[pc->a], result);
    return true;
}

/* Takes a register's object as an owned reference: moves it out of a temporary, else retains it.
 * NULL: out of memory while boxing. */
static inline NEW_REF Object *register_take(Runtime *rt, Value *slot, bool temporary) {
    Object *object = value_box(rt, slot);
    if (UNLIKELY(!object)) {
        return NULL;
    }
    if (temporary) {
        *slot = VALUE_EMPTY;
        return object;
    }
    return retain(object);
}

static inline BORROWED Object *frame_constant(const Frame *frame, uint32_t idx) {
    return tuple_get(frame->code->constants, idx);
}

/* The int in a value, boxed or not: exact int only, and none with limbs. */
static ALWAYS_INLINE bool int_of(Value value, int64_t *out) {
    if (value_is_int(value)) {
        *out = value_as_int(value);
        return true;
    }
    if (value_is_object(value) && object_type_id(value_as_object(value)) == TYPE_INT &&
        !int_is_big(value_as_object(value))) {
        *out = int_small_value(value_as_object(value));
        return true;
    }
    return false;
}

/* Operand lists. */
static inline bool operand_is_constant(uint16_t operand) {
    return operand >= OPERAND_CONSTANT && operand != OPERAND_NONE;
}

static inline bool operand_is_temporary(const Frame *frame, uint16_t operand) {
    return operand >= frame->code->first_temporary && operand < OPERAND_CONSTANT;
}

static inline const uint16_t *operand_list(const Instr *words) {
    return words->operands;
}

/* The object of an operand, borrowed from its register. NULL: out of memory. */
static inline BORROWED Object *operand_object(Runtime *rt, Frame *frame, uint16_t operand) {
    if (operand_is_constant(operand)) {
        return frame_constant(frame, operand - OPERAND_CONSTANT);
    }
    return value_box(rt, &frame->registers[operand]);
}

/* An owned reference to an operand; a temporary is emptied. */
static inline NEW_REF Object *operand_take(Runtime *rt, Frame *frame, uint16_t operand) {
    if (operand_is_constant(operand)) {
        return retain(frame_constant(frame, operand - OPERAND_CONSTANT));
    }
    return register_take(rt, &frame->registers[operand], operand_is_temporary(frame, operand));
}

static inline void operands_consume(Runtime *rt, Frame *frame, const uint16_t *operands,
                                    uint32_t count) {
    for (uint32_t idx = 0; idx < count; idx++) {
        if (operand_is_temporary(frame, operands[idx])) {
            register_consume(rt, &frame->registers[operands[idx]]);
        }
    }
}

#endif
