/* loop_operations: instructions of the loop that call out. */
#include "vm/loop_operations.h"

#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/native.h"
#include "object/set.h"
#include "vm/arithmetic.h"
#include "vm/names.h"
#include "types/range.h"
#include "vm/tracing.h"

/* ---- cells ---- */

bool loop_make_cell(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *contents = NULL;
    if (pc->n) {
        contents = value_box(rt, &registers[pc->b]);
        if (!contents) {
            return false;
        }
        registers[pc->b] = VALUE_EMPTY;
    }
    Object *cell = cell_new(rt, contents);
    if (!cell) {
        return false;
    }
    register_set_object(rt, &registers[pc->a], cell);
    return true;
}

bool loop_store_cell(Runtime *rt, Frame *frame, const Instr *pc, Object *cell) {
    Object *value = register_take(rt, &frame->registers[pc->b], (pc->n & CONSUME_B) != 0);
    if (!value) {
        return false;
    }
    REPLACE_REF(rt, &((CellObject *)cell)->contents, value);
    return true;
}

/* ---- attributes and items ---- */

static void consume_a(Runtime *rt, Frame *frame, const Instr *pc) {
    if (pc->n & CONSUME_A) {
        register_consume(rt, &frame->registers[pc->a]);
    }
}

bool loop_delete_attr(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *object = value_box(rt, &frame->registers[pc->a]);
    if (!object || !object_set_attr(rt, object, frame_constant(frame, pc->c), NULL)) {
        return false;
    }
    consume_a(rt, frame, pc);
    return true;
}

bool loop_load_item(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *container = value_box(rt, &frame->registers[pc->b]);
    Value number = frame->registers[pc->c];
    if (value_is_int(number) && container && object_type_id(container) == TYPE_DICT) {
        int64_t found = dict_find_number(container, value_as_int(number));
        if (LIKELY(found >= 0)) {
            return register_finish(rt, frame->registers, pc,
                                   retain(((DictObject *)container)->entries[found].value));
        }
    }
    Object *key = container ? value_box(rt, &frame->registers[pc->c]) : NULL;
    return key && register_finish(rt, frame->registers, pc, object_get_item(rt, container, key));
}

bool loop_load_item_int(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *container = value_box(rt, &frame->registers[pc->b]);
    Object *key = container ? int_from_int64(rt, (int16_t)pc->c) : NULL;
    if (!key) {
        return false;
    }
    Object *result = object_get_item(rt, container, key);
    release(rt, key);
    if (!result) {
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &frame->registers[pc->b]);
    }
    register_set_object(rt, &frame->registers[pc->a], result);
    return true;
}

bool loop_store_item(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *container = value_box(rt, &registers[pc->a]);
    Object *key = container ? value_box(rt, &registers[pc->b]) : NULL;
    Object *value = key ? value_box(rt, &registers[pc->c]) : NULL;
    if (!value) {
        return false;
    }
    bool done = object_type_id(container) == TYPE_DICT ? dict_set(rt, container, key, value)
                                                       : object_set_item(rt, container, key, value);
    if (!done) {
        return false;
    }
    register_consume_marked(rt, registers, pc);
    consume_a(rt, frame, pc);
    return true;
}

bool loop_delete_item(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *container = value_box(rt, &registers[pc->a]);
    Object *key = container ? value_box(rt, &registers[pc->b]) : NULL;
    if (!key || !object_delete_item(rt, container, key)) {
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    consume_a(rt, frame, pc);
    return true;
}

/* Not a set, which a set finds although it has no hash. */
static bool key_is_common(const Object *key) {
    uint32_t type_id = object_type_id(key);
    return type_id == TYPE_INT || type_id == TYPE_STR || type_id == TYPE_TUPLE;
}

/* A number in a dict or set without an object made of it: 1, 0; -1: it needs one. */
static int contains_number(int64_t number, const Object *container) {
    if (object_type_id(container) == TYPE_SET) {
        return set_contains_number(container, number);
    }
    if (object_type_id(container) == TYPE_DICT) {
        int64_t found = dict_find_number(container, number);
        return found >= 0 ? 1 : found == DICT_UNSURE ? -1 : 0;
    }
    return -1;
}

int loop_contains(Runtime *rt, Value *item, Value *container) {
    if (value_is_int(*item) && value_is_object(*container)) {
        int found = contains_number(value_as_int(*item), value_as_object(*container));
        if (LIKELY(found >= 0)) {
            return found;
        }
    }
    Object *b = value_box(rt, item);
    Object *c = b ? value_box(rt, container) : NULL;
    if (UNLIKELY(!c)) {
        return -1;
    }
    switch (object_type_id(c)) {
    case TYPE_SET:
        return key_is_common(b) ? set_contains(rt, c, b) : object_contains(rt, c, b);
    case TYPE_DICT:
        return dict_contains(rt, c, b);
    default:
        return object_contains(rt, c, b);
    }
}

bool loop_get_iter(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *iterable = value_box(rt, &frame->registers[pc->b]);
    return iterable && register_finish(rt, frame->registers, pc, object_iter(rt, iterable));
}

PairOutcome loop_next_pair(Runtime *rt, Object *iterator, Value pair[2]) {
    switch (object_type_id(iterator)) {
    case TYPE_ENUMERATE:
        return enumerate_next_pair(rt, iterator, pair);
    case TYPE_ZIP:
        return zip_next_pair(rt, iterator, pair);
    case TYPE_DICT_ITEM_ITERATOR:
        return dict_item_iterator_next_pair(rt, iterator, pair);
    default:
        return PAIR_OTHER;
    }
}

/* ---- calls ---- */

/* A method of a builtin type found in a class that is not one of its subclasses: `lower =
 * str.lower`. */
static inline bool is_for(Runtime *rt, const MethodDescriptorObject *descriptor,
                          const Object *self) {
    if (LIKELY(object_type_id(self) == descriptor->type->type_id)) {
        return true;
    }
    const TypeObject *type = type_of(rt, self);
    if (!type) {
        error_clear(rt);
        return false;
    }
    return type_is_subtype(type, descriptor->type);
}

/* str(x) */
static CallOutcome call_str(Runtime *rt, Frame *frame, const Instr *pc) {
    const uint16_t *operands = operand_list(pc + 1);
    Object *arg = operand_object(rt, frame, operands[0]);
    Object *text = arg ? object_str(rt, arg) : NULL;
    if (UNLIKELY(!text)) {
        return CALL_FAILED;
    }
    operands_consume(rt, frame, operands, 1);
    if (pc->n & CONSUME_B) {
        register_consume(rt, &frame->registers[pc->b]);
    }
    register_set_object(rt, &frame->registers[pc->a], text);
    return CALL_DONE;
}

enum { CALL_FEW = 4 };

/* Whether a builtin takes so many positional arguments without further ado. */
static inline bool takes_few(const MethodRow *row, size_t count) {
    switch (row->kind) {
    case METHOD_ONE:
        return count == 1;
    case METHOD_NOARGS:
        return count == 0;
    case METHOD_POSITIONAL:
        return count <= CALL_FEW && count >= row->minimum &&
               (count <= row->maximum || row->maximum == METHOD_ANY_COUNT);
    case METHOD_KEYWORDS: /* it looks at the count itself */
        return count <= CALL_FEW;
    default:
        return false;
    }
}

/* Calls the row, which takes_few, with the operands of the call, and drops them. */
static ALWAYS_INLINE Object *call_row(Runtime *rt, Frame *frame, const Instr *pc,
                                      const MethodRow *row, Object *self) {
    const uint16_t *operands = operand_list(pc + 1);
    if (row->kind == METHOD_NOARGS) {
        return row->function.noargs(rt, self);
    }
    if (row->kind == METHOD_ONE) {
        Object *arg = operand_object(rt, frame, operands[0]);
        Object *result = arg ? row->function.one(rt, self, arg) : NULL;
        if (LIKELY(result) && operand_is_temporary(frame, operands[0])) {
            register_consume(rt, &frame->registers[operands[0]]);
        }
        return result;
    }
    size_t count = pc->c;
    Object *args[CALL_FEW] = {NULL};
    for (size_t idx = 0; idx < count; idx++) {
        args[idx] = operand_object(rt, frame, operands[idx]);
        if (!args[idx]) {
            return NULL;
        }
    }
    Object *result = row->kind == METHOD_KEYWORDS
                         ? row->function.keywords(rt, self, args, count, NULL)
                         : row->function.positional(rt, self, args, count);
    if (LIKELY(result)) {
        operands_consume(rt, frame, operands, (uint32_t)count);
    }
    return result;
}

/* Calls of builtin functions and methods with few arguments; the rest goes the general way. */
CallOutcome loop_call(Runtime *rt, Frame *frame, const Instr *pc, uint32_t words) {
    Value *registers = frame->registers;
    Object *callee = value_is_object(registers[pc->b]) ? value_as_object(registers[pc->b]) : NULL;
    uint32_t type_id = callee ? object_type_id(callee) : TYPE_OBJECT;
    size_t count = pc->c;
    const MethodRow *row;
    Object *self;
    if (type_id == TYPE_NATIVE_FUNCTION && !(pc->n & CALL_IS_METHOD)) {
        row = ((NativeFunctionObject *)callee)->row;
        self = ((NativeFunctionObject *)callee)->self;
    } else if (type_id == TYPE_METHOD_DESCRIPTOR && (pc->n & CALL_IS_METHOD) &&
               value_is_object(registers[pc->b + 1]) &&
               is_for(rt, (MethodDescriptorObject *)callee,
                      value_as_object(registers[pc->b + 1]))) {
        row = ((MethodDescriptorObject *)callee)->row;
        self = value_as_object(registers[pc->b + 1]);
    } else if (callee && callee == (Object *)rt->type_objects[TYPE_STR] && count == 1 &&
               !(pc->n & CALL_IS_METHOD)) {
        return call_str(rt, frame, pc);
    } else {
        return calling_general(rt, frame, pc, words);
    }
    if (!takes_few(row, count)) {
        return calling_general(rt, frame, pc, words);
    }
    Object *result = call_row(rt, frame, pc, row, self);
    if (UNLIKELY(!result)) {
        return CALL_FAILED;
    }
    if (pc->n & CONSUME_B) {
        if (pc->n & CALL_IS_METHOD) {
            register_consume(rt, &registers[pc->b + 1]);
        }
        register_consume(rt, &registers[pc->b]);
    }
    register_set_object(rt, &registers[pc->a], result);
    return CALL_DONE;
}

CallOutcome loop_call_method(Runtime *rt, Frame *frame, const Instr *pc,
                             const MethodDescriptorObject *method, Value *self) {
    const MethodRow *row = method->row;
    Object *object = value_as_object(*self);
    if (!is_for(rt, method, object) || !takes_few(row, pc->c)) {
        return CALL_FRAME;
    }
    Object *result = call_row(rt, frame, pc, row, object);
    if (UNLIKELY(!result)) {
        return CALL_FAILED;
    }
    if ((uint16_t)(self - frame->registers) >= frame->code->first_temporary) {
        register_consume(rt, self);
    }
    register_set_object(rt, &frame->registers[pc->a], result);
    return CALL_DONE;
}

CallOutcome loop_call_function(Runtime *rt, Frame *frame, const Instr *pc,
                               NativeFunctionObject *function) {
    const MethodRow *row = function->row;
    if (!takes_few(row, pc->c)) {
        return CALL_FRAME;
    }
    retain((Object *)function); /* the program may take it away meanwhile, and `self` with it */
    Object *result = call_row(rt, frame, pc, row, function->self);
    release(rt, (Object *)function);
    if (UNLIKELY(!result)) {
        return CALL_FAILED;
    }
    register_set_object(rt, &frame->registers[pc->a], result);
    return CALL_DONE;
}

void loop_raise_init_result(Runtime *rt, Value result) {
    Object *object = value_to_object(rt, result);
    if (object) {
        raise_type_error(rt, "__init__() should return None, not '%T'", object);
        release(rt, object);
    }
}

Object *loop_builtin(Runtime *rt, Frame *frame, Object *name) {
    Object *value = names_find_builtin(rt, frame, name);
    if (!value && !error_pending(rt)) {
        return raise_format(rt, TYPE_NAME_ERROR, "%U not found", name);
    }
    return value;
}

/* ---- delegation ---- */

bool loop_get_yield_from_iter(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *object = value_box(rt, &frame->registers[pc->b]);
    if (!object) {
        return false;
    }
    bool in_coroutine = (frame->code->flags & (CODE_COROUTINE | CODE_ITERABLE_COROUTINE)) != 0;
    return register_finish(rt, frame->registers, pc,
                           generator_yield_from_iter(rt, object, in_coroutine));
}

bool loop_get_awaitable(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *object = value_box(rt, &frame->registers[pc->b]);
    return object &&
           register_finish(rt, frame->registers, pc, generator_awaitable(rt, object, pc->n & 3));
}

/* Sends c to the iterator b, which is not resumed by the loop itself. */
SendOutcome loop_send(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *iterator = value_as_object(registers[pc->b]);
    Object *value = value_box(rt, &registers[pc->c]);
    if (!value) {
        return SEND_FAILED;
    }
    const TypeSlots *slots = slots_of(rt, iterator);
    Object *result;
    if (value == NONE && slots_are_iterator(slots)) {
        result = slots->next(rt, iterator);
    } else {
        result = object_call_method(rt, iterator, rt->names[NAME_send], &value, 1);
    }
    SendOutcome outcome = SEND_YIELDED;
    if (!result) {
        tracing_swallowed(rt, frame);
        result = generator_stop_value(rt);
        if (!result) {
            return SEND_FAILED;
        }
        outcome = SEND_RETURNED;
    }
    register_consume(rt, &registers[pc->c]);
    if (outcome == SEND_RETURNED) {
        register_consume(rt, &registers[pc->b]);
    }
    register_set_object(rt, &registers[pc->a], result);
    return outcome;
}

bool loop_get_aiter(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *object = value_box(rt, &frame->registers[pc->b]);
    if (!object) {
        return false;
    }
    const TypeSlots *slots = slots_of(rt, object);
    if (!slots->aiter) {
        raise_type_error(rt, "'async for' requires an object with __aiter__ method, got %T",
                         object);
        return false;
    }
    Object *iterator = slots->aiter(rt, object);
    if (iterator && !slots_of(rt, iterator)->anext) {
        raise_type_error(rt,
                         "'async for' received an object from __aiter__ that does not implement "
                         "__anext__: %T",
                         iterator);
        release(rt, iterator);
        return false;
    }
    return register_finish(rt, frame->registers, pc, iterator);
}

bool loop_get_anext(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *iterator = value_as_object(frame->registers[pc->b]);
    const TypeSlots *slots = slots_of(rt, iterator);
    if (!slots->anext) {
        raise_type_error(rt, "'async for' requires an iterator with __anext__ method, got %T",
                         iterator);
        return false;
    }
    Object *awaitable = slots->anext(rt, iterator);
    if (!awaitable) {
        return false;
    }
    Object *result = NULL;
    if (object_type_id(iterator) == TYPE_ASYNC_GENERATOR) {
        result = awaitable;
    } else {
        result = generator_awaitable(rt, awaitable, 0);
        if (!result && error_matches(rt, TYPE_EXCEPTION)) {
            raise_from(rt, TYPE_TYPE_ERROR, error_take(rt),
                       "'async for' received an invalid object from __anext__: %T", awaitable);
        }
        release(rt, awaitable);
    }
    if (!result) {
        return false;
    }
    register_set_object(rt, &frame->registers[pc->a], result);
    return true;
}

/* The exception in a ended the step: StopAsyncIteration ends the loop. */
bool loop_end_async_for(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *exception = value_as_object(registers[pc->a]);
    registers[pc->a] = VALUE_EMPTY;
    error_set(rt, exception);
    if (!error_clear_if(rt, TYPE_STOP_ASYNC_ITERATION)) {
        return false;
    }
    register_consume(rt, &registers[pc->b]);
    return true;
}

/* ---- with ---- */

/* The special method, bound; NULL with an error when missing: message says what. */
static Object *special(Runtime *rt, Object *manager, int name_id, const char *format) {
    bool bound = false;
    Object *found = object_get_special(rt, manager, name_id, &bound);
    if (!found) {
        if (!error_pending(rt)) {
            raise_type_error(rt, format, manager);
        }
        return NULL;
    }
    if (!bound) {
        return found;
    }
    Object *method = method_new(rt, found, manager);
    release(rt, found);
    return method;
}

static bool before_with(Runtime *rt, Frame *frame, const Instr *pc, int enter_name, int exit_name,
                        const char *no_enter, const char *no_exit) {
    Value *registers = frame->registers;
    Object *manager = value_box(rt, &registers[pc->b]);
    Object *enter = manager ? special(rt, manager, enter_name, no_enter) : NULL;
    if (!enter) {
        return false;
    }
    Object *exit = special(rt, manager, exit_name, no_exit);
    Object *entered = exit ? object_call_noargs(rt, enter) : NULL;
    release(rt, enter);
    if (!entered) {
        release_nullable(rt, exit);
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    register_set_object(rt, &registers[pc->a], exit);
    register_set_object(rt, &registers[pc->a + 1], entered);
    return true;
}

bool loop_before_with(Runtime *rt, Frame *frame, const Instr *pc) {
    return before_with(
        rt, frame, pc, NAME___enter__, NAME___exit__,
        "'%T' object does not support the context manager protocol",
        "'%T' object does not support the context manager protocol (missed __exit__ method)");
}

bool loop_before_async_with(Runtime *rt, Frame *frame, const Instr *pc) {
    return before_with(rt, frame, pc, NAME___aenter__, NAME___aexit__,
                       "'%T' object does not support the asynchronous context manager protocol",
                       "'%T' object does not support the asynchronous context manager protocol "
                       "(missed __aexit__ method)");
}

bool loop_with_except(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *exception = value_as_object(registers[pc->c]);
    Object *traceback = ((ExceptionObject *)exception)->traceback;
    Object *args[3] = {(Object *)type_of(rt, exception), exception, traceback ? traceback : NONE};
    if (!args[0]) {
        return false;
    }
    Object *result = object_call(rt, value_as_object(registers[pc->b]), args, 3, NULL);
    if (!result) {
        return false;
    }
    register_set_object(rt, &registers[pc->a], result);
    return true;
}

/* ---- interactive mode ---- */

bool loop_print_expr(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *value = value_box(rt, &frame->registers[pc->a]);
    Object *hook =
        value && rt->sys_dict ? dict_get_str(rt, rt->sys_dict, rt->names[NAME_displayhook]) : NULL;
    if (!hook) {
        if (!error_pending(rt)) {
            raise_runtime_error(rt, "lost sys.displayhook");
        }
        return false;
    }
    retain(hook);
    Object *result = object_call_one(rt, hook, value);
    release(rt, hook);
    if (!result) {
        return false;
    }
    release(rt, result);
    consume_a(rt, frame, pc);
    return true;
}
