/* interpreter: the evaluation loop.
 *
 * State: the running frame, its registers and the current instruction, all in C locals; frame->pc
 * is written before anything that can raise, call or be looked at. An operation that fails goes to
 * `error`, which finds the handler. Calls of Python functions, generators met by for and await, and
 * constructors push their frame and go on in this same loop: no C stack is used. */
#include "vm/interpreter.h"

#include "compile/opcodes.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/module.h"
#include "object/native.h"
#include "types/list.h"
#include "types/range.h"
#include "types/tuple.h"
#include "vm/arithmetic.h"
#include "vm/async_value.h"
#include "vm/attribute_access.h"
#include "vm/building.h"
#include "vm/calling.h"
#include "vm/import.h"
#include "vm/loop_operations.h"
#include "vm/matching.h"
#include "vm/names.h"
#include "vm/safe_point.h"
#include "vm/tracing.h"
#include "vm/unwind.h"

#define CASE(name) L_##name
#define NEXT(words)                                                                                \
    do {                                                                                           \
        pc += (words);                                                                             \
        goto *LABELS[pc->op];                                                                      \
    } while (0)
#define DISPATCH() goto *LABELS[pc->op]
/* The same instruction once more, or for the first time when its mark has been looked at. */
#define AGAIN() goto *LABELS[instr_op(pc)]
/* An operation in another file: true to go on. */
#define OPERATION(call, words)                                                                     \
    do {                                                                                           \
        frame->pc = pc;                                                                            \
        if (UNLIKELY(!(call))) {                                                                   \
            goto error;                                                                            \
        }                                                                                          \
        NEXT(words);                                                                               \
    } while (0)
#define ENTER_FRAME(entered)                                                                       \
    do {                                                                                           \
        frame = (entered);                                                                         \
        registers = frame->registers;                                                              \
        pc = frame->pc;                                                                            \
    } while (0)
/* Whether a safe point has something to do. */
#define IS_INTERRUPTED() (__atomic_load_n(&rt->breaker, __ATOMIC_RELAXED) || rt->fuel < 0)
#define SAFE_POINT()                                                                               \
    do {                                                                                           \
        if (UNLIKELY(IS_INTERRUPTED())) {                                                          \
            frame->pc = pc;                                                                        \
            if (!safe_point_reached(rt)) {                                                         \
                goto error;                                                                        \
            }                                                                                      \
        }                                                                                          \
    } while (0)

#define JUMP_BY(words) pc = jump(rt, pc, (words))

#define JUMP_WHEN(condition, distance, words)                                                      \
    do {                                                                                           \
        if (condition) {                                                                           \
            JUMP_BY(distance);                                                                     \
            DISPATCH();                                                                            \
        }                                                                                          \
        NEXT(words);                                                                               \
    } while (0)

/* Drops operand a or b when the instruction marks it as a temporary. */
#define CONSUME_OPERAND(operand, mark)                                                             \
    do {                                                                                           \
        if (pc->n & (mark)) {                                                                      \
            register_consume(rt, &registers[pc->operand]);                                         \
        }                                                                                          \
    } while (0)
/* The end of an instruction whose result is an object (owned): operands are dropped first. */
#define FINISH(object, words)                                                                      \
    do {                                                                                           \
        Object *finished = (object);                                                               \
        frame->pc = pc;                                                                            \
        register_consume_marked(rt, registers, pc);                                                \
        register_set_object(rt, &registers[pc->a], finished);                                      \
        NEXT(words);                                                                               \
    } while (0)

/* A call at once of what the instruction has found, by the call that follows it after `words`. Goes
 * on behind that unless it must be made the usual way. */
#define CALL_FOUND(call, words)                                                                    \
    do {                                                                                           \
        frame->pc = pc + (words);                                                                  \
        CallOutcome outcome = (call);                                                              \
        if (LIKELY(outcome == CALL_DONE)) {                                                        \
            NEXT((words) + 1u + ((uint32_t)pc[words].c + 3) / 4);                                  \
        }                                                                                          \
        if (outcome == CALL_FAILED) {                                                              \
            goto error;                                                                            \
        }                                                                                          \
    } while (0)

/* register_set, when the pc has not been written: the end of what was there may run code, which can
 * see where this frame is. */
#define SET_VALUE(reg, value)                                                                      \
    do {                                                                                           \
        Value written = (value);                                                                   \
        Value old = registers[reg];                                                                \
        registers[reg] = written;                                                                  \
        if (value_is_object(old)) {                                                                \
            frame->pc = pc;                                                                        \
            release(rt, value_as_object(old));                                                     \
        }                                                                                          \
    } while (0)
#define SET_OBJECT(reg, object) SET_VALUE(reg, value_from_object(object))

/* The other side of a return or yield: the value goes to the frame below. */
typedef struct Arrival {
    Frame *frame;
    Instr *pc;
} Arrival;

/* The target of a jump. pc runs evenly from one jump to the next, so what was passed since the last
 * one is known; a jump forward gives back what it leaves out. */
static ALWAYS_INLINE Instr *jump(Runtime *rt, Instr *pc, int32_t distance) {
    ptrdiff_t size = (ptrdiff_t)distance * (ptrdiff_t)sizeof(Instr);
    rt->fuel += size;
    return (Instr *)(void *)((char *)(pc + 1) + size);
}

/* value (owned) arrives in the previous frame from a frame that has ended. */
static inline Instr *arrive(Runtime *rt, Frame *below, FrameKind kind, uint16_t result,
                            uint32_t words, Value value) {
    Instr *pc = below->pc;
    switch (kind) {
    case FRAME_FOR_ITER: /* the generator is exhausted */
        value_release(rt, value);
        register_consume(rt, &below->registers[pc->b]);
        return jump(rt, pc, pc[1].jump_distance);
    case FRAME_SEND:
        register_consume(rt, &below->registers[pc->b]);
        register_set(rt, &below->registers[result], value);
        return jump(rt, pc, pc[1].jump_distance);
    default:
        register_set(rt, &below->registers[result], value);
        return pc + words;
    }
}

Object *interpreter_loop(Runtime *rt, Frame *entry, bool throwing, bool *yielded) {
    static const void *const LABELS[] = {
#define OPCODE_LABEL_ROW(name, words) &&L_##name,
        OPCODES(OPCODE_LABEL_ROW)
#undef OPCODE_LABEL_ROW
            [OPCODE_MARK... UINT8_MAX] = &&L_MARKED,
    };
    Frame *frame = entry;
    Value *registers = frame->registers;
    Instr *pc = frame->pc;
    rt->frame = frame;
    if (throwing) {
        goto error;
    }
    DISPATCH();

    /* ---- somebody watches ---- */
    CASE(MARKED) : frame->pc = pc;
    switch (tracing_reached(rt, frame)) {
    case TRACING_GO_ON:
        AGAIN();
    case TRACING_CALLED:
        NEXT(code_instr_words(pc));
    case TRACING_FAILED:
        goto error;
    }

    /* ---- moving values ---- */
    CASE(NOP) : NEXT(1);
    CASE(MOVE) : {
        Value value = registers[pc->b];
        if (!value_is_object(value) && pc->n == 0) {
            frame->pc = pc;
            if (!value_box(rt, &registers[pc->b])) {
                goto error;
            }
            value = registers[pc->b];
        }
        if (value_is_object(value)) {
            retain(value_as_object(value));
        }
        SET_VALUE(pc->a, value);
        NEXT(1);
    }
    CASE(TAKE) : {
        Value value = registers[pc->b];
        registers[pc->b] = VALUE_EMPTY;
        SET_VALUE(pc->a, value);
        NEXT(1);
    }
    CASE(LOAD_CONST) : SET_OBJECT(pc->a, retain(frame_constant(frame, (uint32_t)pc->wide)));
    NEXT(1);
    CASE(LOAD_INT) : SET_VALUE(pc->a, value_from_int(pc->wide));
    NEXT(1);
    CASE(RELEASE) : frame->pc = pc;
    for (uint32_t idx = 0; idx <= pc->b; idx++) {
        register_consume(rt, &registers[pc->a + idx]);
    }
    NEXT(1);
    CASE(CHECK_LOCAL) : if (UNLIKELY(value_is_empty(registers[pc->a]))) {
        frame->pc = pc;
        names_raise_unbound_local(rt, frame, pc->a);
        goto error;
    }
    NEXT(1);
    CASE(DELETE_LOCAL) : frame->pc = pc;
    if (value_is_empty(registers[pc->a])) {
        names_raise_unbound_local(rt, frame, pc->a);
        goto error;
    }
    register_set(rt, &registers[pc->a], VALUE_EMPTY);
    NEXT(1);

    /* ---- cells ---- */
    CASE(MAKE_CELL) : OPERATION(loop_make_cell(rt, frame, pc), 1);
    CASE(LOAD_CELL) : {
        Object *contents = ((CellObject *)value_as_object(registers[pc->b]))->contents;
        if (UNLIKELY(!contents)) {
            frame->pc = pc;
            names_raise_unbound_cell(rt, frame, pc->b);
            goto error;
        }
        SET_OBJECT(pc->a, retain(contents));
        NEXT(1);
    }
    CASE(STORE_CELL)
        : OPERATION(loop_store_cell(rt, frame, pc, value_as_object(registers[pc->a])), 1);
    CASE(DELETE_CELL) : {
        CellObject *cell = (CellObject *)value_as_object(registers[pc->a]);
        frame->pc = pc;
        if (!cell->contents) {
            names_raise_unbound_cell(rt, frame, pc->a);
            goto error;
        }
        CLEAR_REF(rt, &cell->contents);
        NEXT(1);
    }
    CASE(LOAD_FREE) : {
        Object *contents = ((CellObject *)tuple_get(frame->function->closure, pc->b))->contents;
        if (UNLIKELY(!contents)) {
            frame->pc = pc;
            names_raise_unbound_free(rt, frame, pc->b);
            goto error;
        }
        SET_OBJECT(pc->a, retain(contents));
        NEXT(1);
    }
    CASE(STORE_FREE)
        : OPERATION(loop_store_cell(rt, frame, pc, tuple_get(frame->function->closure, pc->a)), 1);
    CASE(DELETE_FREE) : {
        CellObject *cell = (CellObject *)tuple_get(frame->function->closure, pc->a);
        frame->pc = pc;
        if (!cell->contents) {
            names_raise_unbound_free(rt, frame, pc->a);
            goto error;
        }
        CLEAR_REF(rt, &cell->contents);
        NEXT(1);
    }
    CASE(LOAD_CELL_OBJECT) : {
        Object *cell =
            pc->n ? tuple_get(frame->function->closure, pc->b) : value_as_object(registers[pc->b]);
        SET_OBJECT(pc->a, retain(cell));
        NEXT(1);
    }
    CASE(LOAD_CLASS_FREE) : OPERATION(names_load_class_free(rt, frame, pc), 1);

    /* ---- names ---- */
    CASE(LOAD_GLOBAL) : {
        const DictObject *globals = (DictObject *)frame->function->globals;
        if (LIKELY(globals->keys_version == pc[1].cache_low && pc[1].cache_low)) {
            const DictObject *where = globals;
            uint32_t idx = pc[1].cache_high;
            if (pc[2].cache_low) {
                where = (DictObject *)frame->function->builtins;
                idx = pc[2].cache_high;
                if (UNLIKELY(object_type_id(&where->header) != TYPE_DICT ||
                             where->keys_version != pc[2].cache_low)) {
                    goto load_global_slow;
                }
            }
            Object *found = where->entries[idx].value;
            if (pc[3].op == OP_CALL && pc[3].b == pc->a &&
                object_type_id(found) == TYPE_NATIVE_FUNCTION && !IS_INTERRUPTED()) {
                CALL_FOUND(loop_call_function(rt, frame, pc + 3, (NativeFunctionObject *)found), 3);
            }
            SET_OBJECT(pc->a, retain(found));
            NEXT(3);
        }
    load_global_slow:
        OPERATION(names_load_global(rt, frame, pc), 3);
    }
    CASE(STORE_GLOBAL) : {
        DictObject *globals = (DictObject *)frame->function->globals;
        if (LIKELY(globals->keys_version == pc[1].cache_low && pc[1].cache_low)) {
            frame->pc = pc;
            Object *value = value_box(rt, &registers[pc->a]);
            if (!value) {
                goto error;
            }
            registers[pc->a] = VALUE_EMPTY;
            Object **place = &globals->entries[pc[1].cache_high].value;
            REPLACE_REF(rt, place, value);
            NEXT(2);
        }
        OPERATION(names_store_global(rt, frame, pc), 2);
    }
    CASE(DELETE_GLOBAL) : OPERATION(names_delete_global(rt, frame, pc), 1);
    CASE(LOAD_NAME) : if (frame->namespace == frame->function->globals) {
        goto L_LOAD_GLOBAL;
    }
    OPERATION(names_load(rt, frame, pc), 3);
    CASE(STORE_NAME)
        : if (frame->namespace == frame->function->globals &&
              object_type_id(frame->namespace) == TYPE_DICT) {
        goto L_STORE_GLOBAL;
    }
    OPERATION(names_store(rt, frame, pc), 2);
    CASE(DELETE_NAME) : OPERATION(names_delete(rt, frame, pc), 1);

    /* ---- attributes ---- */
    CASE(LOAD_ATTR) : {
        Value value = registers[pc->b];
        if (UNLIKELY(!value_is_object(value))) {
            goto load_attr_slow;
        }
        Object *object = value_as_object(value);
        Object *found;
        switch (pc->n & CACHE_KIND) {
        case CACHE_INSTANCE:
            if (!attribute_shape_holds(rt, object, pc)) {
                goto load_attr_slow;
            }
            found = *instance_slot(object, pc[2].cache_low);
            break;
        case CACHE_MEMBER:
            if (!attribute_type_holds(rt, object, pc)) {
                goto load_attr_slow;
            }
            found = *attribute_member(object, pc);
            if (!found) {
                goto load_attr_slow;
            }
            break;
        case CACHE_SHAPED_CLASS:
            if (!attribute_shape_holds(rt, object, pc)) {
                goto load_attr_slow;
            }
            found = (Object *)(uintptr_t)pc[2].pointer;
            break;
        case CACHE_TYPE:
            if (!attribute_type_holds(rt, object, pc)) {
                goto load_attr_slow;
            }
            found = (Object *)(uintptr_t)pc[2].pointer;
            break;
        case CACHE_MODULE: {
            if (object_type_id(object) != TYPE_MODULE) {
                goto load_attr_slow;
            }
            const DictObject *dict = (DictObject *)module_dict(object);
            if (dict->keys_version != pc[1].cache_high) {
                goto load_attr_slow;
            }
            found = dict->entries[pc[2].cache_low].value;
            break;
        }
        default:
            goto load_attr_slow;
        }
        retain(found);
        frame->pc = pc;
        CONSUME_OPERAND(b, CONSUME_B);
        SET_OBJECT(pc->a, found);
        NEXT(3);
    load_attr_slow:
        if (value_is_object(value) && attribute_recall(rt, frame, pc, value_as_object(value))) {
            AGAIN();
        }
        OPERATION(attribute_load(rt, frame, pc), 3);
    }
    CASE(LOAD_METHOD) : {
        Value value = registers[pc->b];
        if (UNLIKELY(!value_is_object(value))) {
            goto load_method_slow;
        }
        Object *object = value_as_object(value);
        switch (pc->n & CACHE_KIND) {
        case CACHE_SHAPED_CLASS:
            if (!attribute_shape_holds(rt, object, pc)) {
                goto load_method_slow;
            }
            break;
        case CACHE_TYPE:
            if (!attribute_type_holds(rt, object, pc)) {
                goto load_method_slow;
            }
            break;
        case CACHE_MODULE: {
            if (object_type_id(object) != TYPE_MODULE) {
                goto load_method_slow;
            }
            const DictObject *dict = (DictObject *)module_dict(object);
            if (dict->keys_version != pc[1].cache_high) {
                goto load_method_slow;
            }
            Object *found = retain(dict->entries[pc[2].cache_low].value);
            CONSUME_OPERAND(b, CONSUME_B);
            SET_OBJECT(pc->a, found);
            SET_VALUE(pc->a + 1, VALUE_EMPTY);
            NEXT(3);
        }
        default:
            goto load_method_slow;
        }
        Object *method = (Object *)(uintptr_t)pc[2].pointer;
        if (pc[3].op == OP_CALL_METHOD && object_type_id(method) == TYPE_METHOD_DESCRIPTOR &&
            !IS_INTERRUPTED()) {
            CALL_FOUND(loop_call_method(rt, frame, pc + 3, (MethodDescriptorObject *)method,
                                        &registers[pc->b]),
                       3);
        }
        if (pc->n & CONSUME_B) {
            registers[pc->b] = VALUE_EMPTY;
        } else {
            retain(object);
        }
        SET_OBJECT(pc->a + 1, object);
        SET_OBJECT(pc->a, retain(method));
        NEXT(3);
    load_method_slow:
        if (value_is_object(value) && attribute_recall(rt, frame, pc, value_as_object(value))) {
            AGAIN();
        }
        OPERATION(attribute_load_method(rt, frame, pc), 3);
    }
    CASE(SUPER_METHOD) : {
        Value self = registers[0];
        if (LIKELY(value_is_object(self) && attribute_super_holds(rt, frame, pc))) {
            SET_OBJECT(pc->a + 1, retain(value_as_object(self)));
            SET_OBJECT(pc->a, retain((Object *)(uintptr_t)pc[3].pointer));
            JUMP_BY(pc[1].jump_distance);
            DISPATCH();
        }
        if (attribute_cache_super(rt, frame, pc)) {
            AGAIN();
        }
        NEXT(5);
    }
    CASE(STORE_ATTR) : {
        Value target = registers[pc->a];
        if (UNLIKELY(!value_is_object(target))) {
            goto store_attr_slow;
        }
        Object *object = value_as_object(target);
        Object **place;
        bool adds = false;
        switch (pc->n & CACHE_KIND) {
        case CACHE_INSTANCE:
            if (!attribute_shape_holds(rt, object, pc)) {
                goto store_attr_slow;
            }
            place = instance_slot(object, pc[2].cache_low);
            break;
        case CACHE_ADD:
            if (!attribute_shape_holds(rt, object, pc)) {
                goto store_attr_slow;
            }
            place = instance_slot(object, pc[2].cache_low);
            adds = true;
            break;
        case CACHE_MEMBER:
            if (!attribute_type_holds(rt, object, pc)) {
                goto store_attr_slow;
            }
            place = attribute_member(object, pc);
            break;
        default:
            goto store_attr_slow;
        }
        frame->pc = pc;
        Object *value = register_take(rt, &registers[pc->b], (pc->n & CONSUME_B) != 0);
        if (UNLIKELY(!value)) {
            goto error;
        }
        Object *old = *place;
        *place = value;
        if (adds) {
            ((Instance *)object)->shape_id = pc[2].cache_high;
        }
        release_nullable(rt, old);
        CONSUME_OPERAND(a, CONSUME_A);
        NEXT(3);
    store_attr_slow:
        if (value_is_object(target) && attribute_recall(rt, frame, pc, value_as_object(target))) {
            AGAIN();
        }
        OPERATION(attribute_store(rt, frame, pc), 3);
    }
    CASE(DELETE_ATTR) : OPERATION(loop_delete_attr(rt, frame, pc), 1);

    /* ---- items ---- */
    CASE(LOAD_ITEM) : {
        Value container = registers[pc->b];
        Value key = registers[pc->c];
        if (LIKELY(value_is_object(container))) {
            Object *object = value_as_object(container);
            uint32_t type_id = object_type_id(object);
            int64_t idx;
            double real;
            if (type_id == TYPE_LIST && number_of(key, &idx, &real) == NUMBER_INT) {
                size_t length = list_length(object);
                idx += idx < 0 ? (int64_t)length : 0;
                if (LIKELY((uint64_t)idx < length)) {
                    FINISH(retain(list_get(object, (size_t)idx)), 1);
                }
            } else if (type_id == TYPE_DICT && value_is_object(key)) {
                frame->pc = pc;
                Object *name = value_as_object(key);
                Object *item = object_type_id(name) == TYPE_STR ? dict_get_str(rt, object, name)
                                                                : dict_get(rt, object, name);
                if (LIKELY(item != NULL)) {
                    FINISH(retain(item), 1);
                }
                if (error_pending(rt)) {
                    goto error;
                }
            } else if (type_id == TYPE_TUPLE && number_of(key, &idx, &real) == NUMBER_INT) {
                size_t length = tuple_length(object);
                idx += idx < 0 ? (int64_t)length : 0;
                if (LIKELY((uint64_t)idx < length)) {
                    FINISH(retain(tuple_get(object, (size_t)idx)), 1);
                }
            }
        }
        OPERATION(loop_load_item(rt, frame, pc), 1);
    }
    CASE(LOAD_ITEM_I) : {
        Value container = registers[pc->b];
        int64_t idx = (int16_t)pc->c;
        if (LIKELY(value_is_object(container))) {
            Object *object = value_as_object(container);
            Object *item = NULL;
            if (object_type_id(object) == TYPE_LIST) {
                idx += idx < 0 ? (int64_t)list_length(object) : 0;
                item = (uint64_t)idx < list_length(object) ? list_get(object, (size_t)idx) : NULL;
            } else if (object_type_id(object) == TYPE_TUPLE) {
                idx += idx < 0 ? (int64_t)tuple_length(object) : 0;
                item = (uint64_t)idx < tuple_length(object) ? tuple_get(object, (size_t)idx) : NULL;
            }
            if (LIKELY(item != NULL)) {
                retain(item);
                if (pc->n & CONSUME_B) {
                    frame->pc = pc;
                    register_consume(rt, &registers[pc->b]);
                }
                SET_OBJECT(pc->a, item);
                NEXT(1);
            }
        }
        OPERATION(loop_load_item_int(rt, frame, pc), 1);
    }
    CASE(STORE_ITEM) : {
        Value container = registers[pc->a];
        int64_t idx;
        double real;
        if (LIKELY(value_is_object(container)) &&
            object_type_id(value_as_object(container)) == TYPE_LIST &&
            number_of(registers[pc->b], &idx, &real) == NUMBER_INT) {
            ListObject *list = (ListObject *)value_as_object(container);
            idx += idx < 0 ? (int64_t)list->length : 0;
            if (LIKELY((uint64_t)idx < list->length)) {
                frame->pc = pc;
                Object *item = register_take(rt, &registers[pc->c], (pc->n & CONSUME_C) != 0);
                if (UNLIKELY(!item)) {
                    goto error;
                }
                Object *old = list->items[idx];
                list->items[idx] = item;
                CONSUME_OPERAND(b, CONSUME_B);
                release(rt, old);
                CONSUME_OPERAND(a, CONSUME_A);
                NEXT(1);
            }
        }
        OPERATION(loop_store_item(rt, frame, pc), 1);
    }
    CASE(DELETE_ITEM) : OPERATION(loop_delete_item(rt, frame, pc), 1);
    CASE(LOAD_SLICE) : OPERATION(building_load_slice(rt, frame, pc), 2);
    CASE(STORE_SLICE) : OPERATION(building_store_slice(rt, frame, pc), 2);
    CASE(BUILD_SLICE) : OPERATION(building_slice(rt, frame, pc), 2);

    /* ---- arithmetic ---- */
    CASE(ADD) : {
        Value b = registers[pc->b];
        Value c = registers[pc->c];
        if (b.bits & c.bits & 1) {
            int64_t sum;
            if (LIKELY(!__builtin_add_overflow((int64_t)b.bits, (int64_t)(c.bits - 1), &sum))) {
                SET_VALUE(pc->a, ((Value){(uint64_t)sum}));
                NEXT(1);
            }
        } else {
            double left, right;
            Value sum;
            if (real_of(b, &left) && real_of(c, &right) &&
                LIKELY(value_try_float(left + right, &sum))) {
                frame->pc = pc;
                register_consume_marked(rt, registers, pc);
                SET_VALUE(pc->a, sum);
                NEXT(1);
            }
        }
        OPERATION(arithmetic_add(rt, frame, pc), 1);
    }
    CASE(SUBTRACT) : {
        Value b = registers[pc->b];
        Value c = registers[pc->c];
        if (b.bits & c.bits & 1) {
            int64_t difference;
            if (LIKELY(
                    !__builtin_sub_overflow((int64_t)b.bits, (int64_t)(c.bits - 1), &difference))) {
                SET_VALUE(pc->a, ((Value){(uint64_t)difference}));
                NEXT(1);
            }
        } else {
            double left, right;
            Value difference;
            if (real_of(b, &left) && real_of(c, &right) &&
                LIKELY(value_try_float(left - right, &difference))) {
                frame->pc = pc;
                register_consume_marked(rt, registers, pc);
                SET_VALUE(pc->a, difference);
                NEXT(1);
            }
        }
        OPERATION(arithmetic_subtract(rt, frame, pc), 1);
    }
    CASE(MULTIPLY) : {
        Value b = registers[pc->b];
        Value c = registers[pc->c];
        if (b.bits & c.bits & 1) {
            int64_t product;
            if (LIKELY(!__builtin_mul_overflow(value_as_int(b), (int64_t)(c.bits - 1), &product))) {
                SET_VALUE(pc->a, ((Value){(uint64_t)product | 1}));
                NEXT(1);
            }
        } else {
            double left, right;
            Value product;
            if (real_of(b, &left) && real_of(c, &right) &&
                LIKELY(value_try_float(left * right, &product))) {
                frame->pc = pc;
                register_consume_marked(rt, registers, pc);
                SET_VALUE(pc->a, product);
                NEXT(1);
            }
        }
        OPERATION(arithmetic_multiply(rt, frame, pc), 1);
    }
    CASE(ADD_I) : {
        Value b = registers[pc->b];
        int64_t sum;
        if (LIKELY(value_is_int(b)) &&
            !__builtin_add_overflow((int64_t)b.bits, (int64_t)(int16_t)pc->c * 2, &sum)) {
            SET_VALUE(pc->a, ((Value){(uint64_t)sum}));
            NEXT(1);
        }
        OPERATION(arithmetic_binary_int(rt, frame, pc, BINARY_ADD, (int16_t)pc->c), 1);
    }
    CASE(SUBTRACT_I) : {
        Value b = registers[pc->b];
        int64_t difference;
        if (LIKELY(value_is_int(b)) &&
            !__builtin_sub_overflow((int64_t)b.bits, (int64_t)(int16_t)pc->c * 2, &difference)) {
            SET_VALUE(pc->a, ((Value){(uint64_t)difference}));
            NEXT(1);
        }
        OPERATION(arithmetic_binary_int(rt, frame, pc, BINARY_SUBTRACT, (int16_t)pc->c), 1);
    }
    CASE(BINARY) : {
        Value b = registers[pc->b];
        Value c = registers[pc->c];
        Value result;
        if (value_is_int(b) && value_is_int(c) &&
            arithmetic_ints((BinaryOp)(pc->n & 15), value_as_int(b), value_as_int(c), &result)) {
            SET_VALUE(pc->a, result);
            NEXT(1);
        }
        OPERATION(arithmetic_binary(rt, frame, pc, (BinaryOp)(pc->n & 15)), 1);
    }
    CASE(BINARY_I) : {
        Value b = registers[pc->b];
        Value result;
        if (value_is_int(b) &&
            arithmetic_ints((BinaryOp)(pc->n & 15), value_as_int(b), (int16_t)pc->c, &result)) {
            SET_VALUE(pc->a, result);
            NEXT(1);
        }
        OPERATION(arithmetic_binary_int(rt, frame, pc, (BinaryOp)(pc->n & 15), (int16_t)pc->c), 1);
    }
    CASE(BINARY_K)
        : OPERATION(arithmetic_binary_constant(rt, frame, pc, (BinaryOp)(pc->n & 15)), 1);
    CASE(UNARY) : OPERATION(arithmetic_unary(rt, frame, pc), 1);
    CASE(NOT) : {
        frame->pc = pc;
        int truth = arithmetic_truth(rt, &registers[pc->b]);
        if (UNLIKELY(truth < 0)) {
            goto error;
        }
        FINISH(bool_object(!truth), 1);
    }
    CASE(COMPARE) : {
        int64_t b, c;
        if (int_of(registers[pc->b], &b) && int_of(registers[pc->c], &c)) {
            bool holds = compare_ints((CompareOp)(pc->n & 15), b, c);
            FINISH(bool_object(holds), 1);
        }
        OPERATION(arithmetic_compare(rt, frame, pc), 1);
    }
    CASE(IS) : {
        frame->pc = pc;
        Object *b = value_box(rt, &registers[pc->b]);
        Object *c = value_box(rt, &registers[pc->c]);
        if (!b || !c) {
            goto error;
        }
        bool same = (b == c) != (pc->n & 1);
        FINISH(bool_object(same), 1);
    }
    CASE(CONTAINS) : {
        frame->pc = pc;
        int contains = loop_contains(rt, &registers[pc->b], &registers[pc->c]);
        if (UNLIKELY(contains < 0)) {
            goto error;
        }
        FINISH(bool_object(contains != (pc->n & 1)), 1);
    }

    /* ---- jumps ---- */
    CASE(JUMP) : JUMP_BY(pc->wide);
    DISPATCH();
    CASE(JUMP_BACK) : {
        Instr *target = jump(rt, pc, pc->wide);
        if (UNLIKELY(rt->fuel < 0 || __atomic_load_n(&rt->breaker, __ATOMIC_RELAXED))) {
            frame->pc = pc; /* an exception belongs to where the jump is, not to where it goes */
            if (!safe_point_reached(rt)) {
                goto error;
            }
        }
        pc = target;
        DISPATCH();
    }
    CASE(SAFE_POINT) : SAFE_POINT();
    NEXT(1);
    CASE(JUMP_IF_FALSE) : {
        Value value = registers[pc->a];
        int truth;
        if (value.bits == (uint64_t)(uintptr_t)&true_object) {
            truth = 1;
        } else if (value.bits == (uint64_t)(uintptr_t)&false_object) {
            truth = 0;
        } else {
            frame->pc = pc;
            truth = arithmetic_truth(rt, &registers[pc->a]);
            if (UNLIKELY(truth < 0)) {
                goto error;
            }
        }
        frame->pc = pc;
        CONSUME_OPERAND(a, CONSUME_A);
        JUMP_WHEN(!truth, pc->wide, 1);
    }
    CASE(JUMP_IF_TRUE) : {
        frame->pc = pc;
        int truth = arithmetic_truth(rt, &registers[pc->a]);
        if (UNLIKELY(truth < 0)) {
            goto error;
        }
        CONSUME_OPERAND(a, CONSUME_A);
        JUMP_WHEN(truth, pc->wide, 1);
    }
    CASE(JUMP_IF_NONE) : {
        bool none = registers[pc->a].bits == (uint64_t)(uintptr_t)NONE;
        frame->pc = pc;
        CONSUME_OPERAND(a, CONSUME_A);
        JUMP_WHEN(none, pc->wide, 1);
    }
    CASE(JUMP_IF_NOT_NONE) : {
        bool none = registers[pc->a].bits == (uint64_t)(uintptr_t)NONE;
        frame->pc = pc;
        CONSUME_OPERAND(a, CONSUME_A);
        JUMP_WHEN(!none, pc->wide, 1);
    }
    CASE(JUMP_COMPARE) : {
        Value a = registers[pc->a];
        Value b = registers[pc->b];
        int64_t int_a, int_b;
        int truth;
        if (a.bits & b.bits & 1) {
            truth = compare_ints((CompareOp)(pc->n & 15), (int64_t)a.bits, (int64_t)b.bits);
        } else {
            frame->pc = pc;
            if (int_of(a, &int_a) && int_of(b, &int_b)) {
                truth = compare_ints((CompareOp)(pc->n & 15), int_a, int_b);
            } else {
                truth = arithmetic_compare_truth(rt, &registers[pc->a], &registers[pc->b],
                                                 (CompareOp)(pc->n & 15));
                if (UNLIKELY(truth < 0)) {
                    goto error;
                }
            }
            CONSUME_OPERAND(a, CONSUME_A);
            CONSUME_OPERAND(b, CONSUME_B);
        }
        JUMP_WHEN(truth == pc->c, pc[1].jump_distance, 2);
    }
    CASE(JUMP_COMPARE_I) : {
        Value a = registers[pc->a];
        int64_t int_a;
        int truth;
        if (LIKELY(value_is_int(a))) {
            truth = compare_ints((CompareOp)(pc->n & 15), value_as_int(a), (int16_t)pc->b);
        } else {
            frame->pc = pc;
            if (int_of(a, &int_a)) {
                truth = compare_ints((CompareOp)(pc->n & 15), int_a, (int16_t)pc->b);
            } else {
                Value b = value_from_int((int16_t)pc->b);
                truth =
                    arithmetic_compare_truth(rt, &registers[pc->a], &b, (CompareOp)(pc->n & 15));
                value_release(rt, b);
                if (UNLIKELY(truth < 0)) {
                    goto error;
                }
            }
            CONSUME_OPERAND(a, CONSUME_A);
        }
        JUMP_WHEN(truth == pc->c, pc[1].jump_distance, 2);
    }
    CASE(JUMP_COMPARE_K) : {
        frame->pc = pc;
        Value b = value_from_object(frame_constant(frame, pc->b));
        int truth = arithmetic_compare_truth(rt, &registers[pc->a], &b, (CompareOp)(pc->n & 15));
        if (UNLIKELY(truth < 0)) {
            goto error;
        }
        CONSUME_OPERAND(a, CONSUME_A);
        JUMP_WHEN(truth == pc->c, pc[1].jump_distance, 2);
    }
    CASE(JUMP_IS) : {
        frame->pc = pc;
        Object *a = value_box(rt, &registers[pc->a]);
        Object *b = value_box(rt, &registers[pc->b]);
        if (!a || !b) {
            goto error;
        }
        bool same = a == b;
        CONSUME_OPERAND(a, CONSUME_A);
        CONSUME_OPERAND(b, CONSUME_B);
        JUMP_WHEN(same == pc->c, pc[1].jump_distance, 2);
    }
    CASE(JUMP_CONTAINS) : {
        frame->pc = pc;
        int contains = loop_contains(rt, &registers[pc->a], &registers[pc->b]);
        if (UNLIKELY(contains < 0)) {
            goto error;
        }
        CONSUME_OPERAND(a, CONSUME_A);
        CONSUME_OPERAND(b, CONSUME_B);
        JUMP_WHEN(contains == pc->c, pc[1].jump_distance, 2);
    }

    /* ---- iteration ---- */
    CASE(GET_ITER) : OPERATION(loop_get_iter(rt, frame, pc), 1);
    CASE(FOR_ITER) : {
        Object *iterator = value_as_object(registers[pc->b]);
        switch (object_type_id(iterator)) {
        case TYPE_RANGE_ITERATOR: {
            RangeIteratorObject *range = (RangeIteratorObject *)iterator;
            if (LIKELY(range->left > 0)) {
                int64_t number = range->next;
                range->left--;
                range->next = (int64_t)((uint64_t)number + (uint64_t)range->step);
                if (LIKELY(value_fits_int(number))) {
                    SET_VALUE(pc->a, value_from_int(number));
                } else {
                    frame->pc = pc;
                    Object *boxed = int_from_int64(rt, number);
                    if (!boxed) {
                        goto error;
                    }
                    register_set_object(rt, &registers[pc->a], boxed);
                }
                NEXT(2);
            }
            break;
        }
        case TYPE_LIST_ITERATOR: {
            ListIteratorObject *list = (ListIteratorObject *)iterator;
            if (LIKELY(list->list && (size_t)list->position < list_length(list->list))) {
                Object *item = retain(list_get(list->list, (size_t)list->position++));
                SET_OBJECT(pc->a, item);
                NEXT(2);
            }
            break;
        }
        case TYPE_TUPLE_ITERATOR: {
            TupleIteratorObject *tuple = (TupleIteratorObject *)iterator;
            if (LIKELY(tuple->tuple && tuple->position < tuple_length(tuple->tuple))) {
                Object *item = retain(tuple_get(tuple->tuple, tuple->position++));
                SET_OBJECT(pc->a, item);
                NEXT(2);
            }
            break;
        }
        case TYPE_GENERATOR: {
            GeneratorObject *generator = (GeneratorObject *)iterator;
            if (LIKELY(generator->state <= GENERATOR_SUSPENDED)) {
                frame->pc = pc;
                if (UNLIKELY(!calling_count_frame(rt))) {
                    calling_too_deep(rt);
                    goto error;
                }
                loop_resume(rt, generator, value_from_object(NONE), frame, FRAME_FOR_ITER, pc->a);
                ENTER_FRAME(&generator->frame);
                rt->frame = frame;
                DISPATCH();
            }
            break;
        }
        default:
            break;
        }
        frame->pc = pc;
        PairOutcome outcome = PAIR_OTHER;
        if (pc[2].op == OP_UNPACK && pc[2].b == pc->a && pc[2].c == 2) {
            Value pair[2];
            outcome = loop_next_pair(rt, iterator, pair);
            if (outcome == PAIR_DONE) {
                const uint16_t *operands = operand_list(pc + 3);
                register_set(rt, &registers[operands[0]], pair[0]);
                register_set(rt, &registers[operands[1]], pair[1]);
                NEXT(4);
            }
        }
        Object *item = outcome == PAIR_OTHER ? slots_of(rt, iterator)->next(rt, iterator) : NULL;
        if (LIKELY(item != NULL)) {
            SET_OBJECT(pc->a, item);
            NEXT(2);
        }
        if (UNLIKELY(rt->error)) {
            tracing_swallowed(rt, frame);
            if (!error_clear_if(rt, TYPE_STOP_ITERATION)) {
                goto error;
            }
        }
        register_consume(rt, &registers[pc->b]);
        JUMP_BY(pc[1].jump_distance);
        DISPATCH();
    }

    /* ---- building ---- */
    CASE(BUILD_TUPLE) : OPERATION(building_tuple(rt, frame, pc), 1u + ((uint32_t)pc->c + 3) / 4);
    CASE(BUILD_LIST) : OPERATION(building_list(rt, frame, pc), 1u + ((uint32_t)pc->c + 3) / 4);
    CASE(BUILD_SET) : OPERATION(building_set(rt, frame, pc), 1u + ((uint32_t)pc->c + 3) / 4);
    CASE(BUILD_MAP) : OPERATION(building_map(rt, frame, pc), 1u + ((uint32_t)pc->c + 3) / 4);
    CASE(BUILD_STRING) : OPERATION(building_string(rt, frame, pc), 1u + ((uint32_t)pc->c + 3) / 4);
    CASE(LIST_APPEND) : {
        frame->pc = pc;
        Object *item = register_take(rt, &registers[pc->b], (pc->n & CONSUME_B) != 0);
        if (UNLIKELY(!item || !list_push(rt, value_as_object(registers[pc->a]), item))) {
            goto error;
        }
        NEXT(1);
    }
    CASE(LIST_EXTEND) : OPERATION(building_list_extend(rt, frame, pc), 1);
    CASE(LIST_TO_TUPLE) : OPERATION(building_list_to_tuple(rt, frame, pc), 1);
    CASE(SET_ADD) : OPERATION(building_set_add(rt, frame, pc), 1);
    CASE(SET_UPDATE) : OPERATION(building_set_update(rt, frame, pc), 1);
    CASE(MAP_ADD) : OPERATION(building_map_add(rt, frame, pc), 1);
    CASE(DICT_UPDATE) : OPERATION(building_dict_update(rt, frame, pc), 1);
    CASE(DICT_MERGE) : OPERATION(building_dict_merge(rt, frame, pc), 1);
    CASE(FORMAT_VALUE) : OPERATION(building_format(rt, frame, pc), 1);
    CASE(UNPACK) : {
        uint32_t words = 1u + ((uint32_t)pc->c + 3) / 4;
        Value source = registers[pc->b];
        if (LIKELY(value_is_object(source)) && (pc->n & CONSUME_B) &&
            object_type_id(value_as_object(source)) == TYPE_TUPLE &&
            tuple_length(value_as_object(source)) == pc->c && pc->c <= BUILDING_UNPACK_FEW) {
            frame->pc = pc;
            registers[pc->b] = VALUE_EMPTY;
            building_unpack_few(rt, registers, operand_list(pc + 1), value_as_object(source));
            NEXT(words);
        }
        OPERATION(building_unpack(rt, frame, pc), words);
    }
    CASE(UNPACK_STAR)
        : OPERATION(building_unpack_star(rt, frame, pc), 1u + ((uint32_t)pc->c + 3) / 4);
    CASE(MAKE_FUNCTION) : OPERATION(building_function(rt, frame, pc), 1);

    /* ---- calls ---- */
    CASE(CALL_METHOD) : CASE(CALL) : {
        uint32_t words = 1u + ((uint32_t)pc->c + 3) / 4;
        Value called = registers[pc->b];
        if (LIKELY(value_is_object(called)) &&
            object_type_id(value_as_object(called)) == TYPE_FUNCTION) {
            FunctionObject *function = (FunctionObject *)value_as_object(called);
            CodeObject *code = (CodeObject *)function->code;
            bool with_self = (pc->n & CALL_IS_METHOD) && value_is_object(registers[pc->b + 1]);
            uint32_t count = pc->c + (uint32_t)with_self;
            if (code->argument_count == count &&
                (code->flags & CODE_PUSH_FRAME) == CODE_SIMPLE_CALL) {
                frame->pc = pc;
                SAFE_POINT();
                Frame *pushed = loop_push_simple(rt, frame, pc, function, with_self, words);
                if (UNLIKELY(!pushed)) {
                    goto error;
                }
                ENTER_FRAME(pushed);
                DISPATCH();
            }
        }
        frame->pc = pc;
        SAFE_POINT();
        switch (loop_call(rt, frame, pc, words)) {
        case CALL_DONE:
            NEXT(words);
        case CALL_FRAME:
            ENTER_FRAME(rt->frame);
            DISPATCH();
        case CALL_FAILED:
            goto error;
        }
        goto error;
    }
    CASE(CALL_METHOD_KEYWORDS) : CASE(CALL_KEYWORDS) : {
        uint32_t words = 2u + ((uint32_t)pc->c + 3) / 4;
        frame->pc = pc;
        SAFE_POINT();
        switch (calling_general(rt, frame, pc, words)) {
        case CALL_DONE:
            NEXT(words);
        case CALL_FRAME:
            ENTER_FRAME(rt->frame);
            DISPATCH();
        case CALL_FAILED:
            goto error;
        }
        goto error;
    }
    CASE(CALL_UNPACKED) : frame->pc = pc;
    SAFE_POINT();
    switch (calling_unpacked(rt, frame, pc)) {
    case CALL_DONE:
        NEXT(1);
    case CALL_FRAME:
        ENTER_FRAME(rt->frame);
        DISPATCH();
    case CALL_FAILED:
        goto error;
    }
    goto error;
    {
        Value result;
        int64_t work;
        CASE(RETURN_CONST)
            : result = value_from_object(retain(frame_constant(frame, (uint32_t)pc->wide)));
        frame->pc = pc;
        work = frame_work(frame);
        goto leave;
        CASE(RETURN) : frame->pc = pc;
        work = (int64_t)pc->wide * (int64_t)sizeof(Instr);
        result = registers[pc->a];
        registers[pc->a] = VALUE_EMPTY;
    leave:;
        FrameKind kind = (FrameKind)frame->kind;
        if (UNLIKELY(kind == FRAME_INIT)) {
            if (result.bits != (uint64_t)(uintptr_t)NONE) {
                loop_raise_init_result(rt, result);
                goto error;
            }
            result = value_from_object(frame->init_self);
            frame->init_self = NULL;
        }
        uint16_t destination = frame->result;
        uint32_t words = frame->spare;
        if (kind == FRAME_ENTRY) {
            Object *object = value_to_object(rt, result);
            unwind_leave_frame(rt, frame);
            return object;
        }
        if (LIKELY(kind == FRAME_CALL && frame_is_plain(frame))) {
            Frame *below = frame->previous;
            rt->recursion_depth--;
            rt->fuel -= work;
            rt->frame = below;
            frame_clear_plain(rt, frame);
            call_stack_pop(rt, frame);
            frame = below;
            registers = frame->registers;
            pc = frame->pc;
            register_set(rt, &registers[destination], result);
            NEXT(words);
        }
        unwind_leave_frame(rt, frame);
        frame = rt->frame;
        registers = frame->registers;
        if (UNLIKELY(tracing_is_on(rt)) && !tracing_ended(rt, frame, kind, result)) {
            value_release(rt, result);
            goto error;
        }
        pc = arrive(rt, frame, kind, destination, words, result);
        DISPATCH();
    }
    CASE(BUILD_CLASS) : {
        frame->pc = pc;
        Object *build = loop_builtin(rt, frame, rt->names[NAME___build_class__]);
        if (!build) {
            goto error;
        }
        register_set_object(rt, &registers[pc->a], build);
        NEXT(1);
    }
    CASE(SETUP_ANNOTATIONS) : OPERATION(names_setup_annotations(rt, frame), 1);

    /* ---- generators ---- */
    CASE(YIELD) : {
        frame->pc = pc;
        Value result = registers[pc->b];
        if (pc->n & CONSUME_B) {
            registers[pc->b] = VALUE_EMPTY;
        } else {
            Object *object = value_box(rt, &registers[pc->b]);
            if (!object) {
                goto error;
            }
            result = value_from_object(retain(object));
        }
        if (pc->n & 2) {
            Object *object = value_to_object(rt, result);
            object = object ? async_value_wrap(rt, object) : NULL;
            if (!object) {
                goto error;
            }
            result = value_from_object(object);
        }
        GeneratorObject *generator = generator_of_frame(frame);
        FrameKind kind = (FrameKind)frame->kind;
        uint16_t destination = frame->result;
        Frame *below = frame->previous;
        generator_leave(rt, generator, GENERATOR_SUSPENDED);
        rt->recursion_depth--;
        frame->previous = NULL;
        rt->frame = below;
        if (kind == FRAME_ENTRY) {
            *yielded = true;
            return value_to_object(rt, result);
        }
        frame = below;
        registers = frame->registers;
        pc = frame->pc;
        register_set(rt, &registers[destination], result);
        NEXT(2);
    }
    CASE(GET_YIELD_FROM_ITER) : OPERATION(loop_get_yield_from_iter(rt, frame, pc), 1);
    CASE(GET_AWAITABLE) : OPERATION(loop_get_awaitable(rt, frame, pc), 1);
    CASE(SEND) : {
        frame->pc = pc;
        Object *iterator = value_as_object(registers[pc->b]);
        uint32_t type_id = object_type_id(iterator);
        if (type_id == TYPE_GENERATOR || type_id == TYPE_COROUTINE) {
            GeneratorObject *generator = (GeneratorObject *)iterator;
            Value sent = registers[pc->c];
            if (generator->state == GENERATOR_SUSPENDED ||
                (generator->state == GENERATOR_CREATED && sent.bits == (uint64_t)(uintptr_t)NONE)) {
                if (UNLIKELY(!calling_count_frame(rt))) {
                    calling_too_deep(rt);
                    goto error;
                }
                registers[pc->c] = VALUE_EMPTY;
                loop_resume(rt, generator, sent, frame, FRAME_SEND, pc->a);
                ENTER_FRAME(&generator->frame);
                rt->frame = frame;
                DISPATCH();
            }
        }
        switch (loop_send(rt, frame, pc)) {
        case SEND_YIELDED:
            NEXT(2);
        case SEND_RETURNED:
            JUMP_BY(pc[1].jump_distance);
            DISPATCH();
        case SEND_FAILED:
            goto error;
        }
        goto error;
    }
    CASE(GET_AITER) : OPERATION(loop_get_aiter(rt, frame, pc), 1);
    CASE(GET_ANEXT) : OPERATION(loop_get_anext(rt, frame, pc), 1);
    CASE(END_ASYNC_FOR) : frame->pc = pc;
    if (!loop_end_async_for(rt, frame, pc)) {
        goto error_again;
    }
    NEXT(1);

    /* ---- exceptions ---- */
    CASE(PUSH_EXC) : unwind_push_handled(rt, frame, pc);
    NEXT(1);
    CASE(POP_EXC) : frame->pc = pc;
    unwind_pop_handled(rt, frame, pc);
    NEXT(1);
    CASE(SET_HANDLED) : unwind_set_handled(rt, frame, pc);
    NEXT(1);
    CASE(MATCH_EXC) : OPERATION(unwind_match(rt, frame, pc), 1);
    CASE(MATCH_EXC_STAR) : OPERATION(unwind_match_star(rt, frame, pc), 1);
    CASE(PREPARE_RERAISE_STAR) : OPERATION(unwind_prepare_reraise_star(rt, frame, pc), 1);
    CASE(RERAISE) : {
        frame->pc = pc;
        Object *exception = value_as_object(registers[pc->a]);
        registers[pc->a] = VALUE_EMPTY;
        error_set(rt, exception);
        goto error_again;
    }
    CASE(RAISE) : {
        bool again;
        frame->pc = pc;
        unwind_raise(rt, frame, pc, &again);
        if (again) {
            goto error_again;
        }
        goto error;
    }
    CASE(ASSERT_FAIL) : frame->pc = pc;
    unwind_assert_fail(rt, frame, pc);
    goto error;
    CASE(BEFORE_WITH) : OPERATION(loop_before_with(rt, frame, pc), 1);
    CASE(BEFORE_ASYNC_WITH) : OPERATION(loop_before_async_with(rt, frame, pc), 1);
    CASE(WITH_EXCEPT) : OPERATION(loop_with_except(rt, frame, pc), 1);

    /* ---- imports ---- */
    CASE(IMPORT_NAME) : OPERATION(import_name(rt, frame, pc), 2);
    CASE(IMPORT_FROM) : OPERATION(import_from(rt, frame, pc), 1);
    CASE(IMPORT_STAR) : OPERATION(import_star(rt, frame, pc), 1);

    /* ---- matching ---- */
    CASE(MATCH_SEQUENCE) : {
        frame->pc = pc;
        Object *subject = value_box(rt, &registers[pc->b]);
        if (!subject) {
            goto error;
        }
        register_set_object(rt, &registers[pc->a],
                            bool_object(type_has_flag(rt, subject, TYPE_FLAG_SEQUENCE)));
        NEXT(1);
    }
    CASE(MATCH_MAPPING) : {
        frame->pc = pc;
        Object *subject = value_box(rt, &registers[pc->b]);
        if (!subject) {
            goto error;
        }
        register_set_object(rt, &registers[pc->a],
                            bool_object(type_has_flag(rt, subject, TYPE_FLAG_MAPPING)));
        NEXT(1);
    }
    CASE(GET_LEN) : OPERATION(matching_length(rt, frame, pc), 1);
    CASE(MATCH_KEYS) : OPERATION(matching_keys(rt, frame, pc), 1);
    CASE(MATCH_CLASS) : OPERATION(matching_class(rt, frame, pc), 1);
    CASE(MATCH_REST) : OPERATION(matching_rest(rt, frame, pc), 1);
    CASE(PRINT_EXPR) : OPERATION(loop_print_expr(rt, frame, pc), 1);

    /* ---- failure ---- */
error_again:
    if (!unwind(rt, true)) {
        return NULL;
    }
    ENTER_FRAME(rt->frame);
    DISPATCH();
error:
    if (!unwind(rt, false)) {
        return NULL;
    }
    ENTER_FRAME(rt->frame);
    DISPATCH();
}
