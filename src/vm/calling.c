/* calling: calls in general. Calls of Python functions push a frame that the running loop goes on
 * with, so that they take no C stack; everything else is called from here. */
#include "vm/calling.h"

#include "object/budget.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/shape.h"
#include <string.h>

enum { MAX_OPERANDS = 256 };

bool calling_too_deep(Runtime *rt) {
    bool over = budget_depth_is_over(rt);
    rt->recursion_depth--;
    if (over) {
        budget_raise_depth(rt);
    } else {
        raise_format(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    return false;
}

Object *calling_function_text(Runtime *rt, Object *callee) {
    bool missing;
    Object *qualname = object_get_attr_optional(rt, callee, rt->names[NAME___qualname__], &missing);
    if (!qualname) {
        return missing ? object_str(rt, callee) : NULL;
    }
    Object *module = object_get_attr_optional(rt, callee, rt->names[NAME___module__], &missing);
    Object *text = NULL;
    if (module && module != NONE && type_is_str(rt, module) &&
        !str_equals_ascii(module, "builtins")) {
        text = str_format(rt, "%S.%S()", module, qualname);
    } else if (module || missing) {
        text = str_format(rt, "%S()", qualname);
    }
    release_nullable(rt, module);
    release(rt, qualname);
    return text;
}

static bool makes_generator(const CodeObject *code) {
    return (code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) != 0;
}

/* Pushes a frame for function with the arguments bound. NULL: error. */
Frame *calling_push_bound(Runtime *rt, FunctionObject *function, Object *const *args, size_t count,
                          Object *keyword_names, Frame *previous, FrameKind kind, uint16_t result) {
    if (!calling_count_frame(rt)) {
        calling_too_deep(rt);
        return NULL;
    }
    CodeObject *code = (CodeObject *)function->code;
    Frame *frame = call_stack_push(rt, frame_size(code));
    if (!frame) {
        rt->recursion_depth--;
        return NULL;
    }
    frame_init(frame, function, previous, kind, result);
    calling_empty_registers(frame->registers, 0, code->register_count);
    if (!binding_bind(rt, function, args, count, keyword_names, frame->registers)) {
        frame_clear(rt, frame);
        call_stack_pop(rt, frame);
        rt->recursion_depth--;
        return NULL;
    }
    return frame;
}

Object *calling_make_generator(Runtime *rt, FunctionObject *function, Object *const *args,
                               size_t count, Object *keyword_names) {
    Object *generator = generator_new(rt, function);
    if (generator && !binding_bind(rt, function, args, count, keyword_names,
                                   ((GeneratorObject *)generator)->frame.registers)) {
        release(rt, generator);
        return NULL;
    }
    return generator;
}

/* A class whose instances are made by object.__new__ and set up by a Python __init__: the instance
 * is made here and __init__ runs in the loop. NULL without an error: call it the usual way. */
static BORROWED FunctionObject *plain_constructor(Runtime *rt, Object *callee) {
    if (object_type_id(callee) != TYPE_TYPE) {
        return NULL;
    }
    TypeObject *type = (TypeObject *)callee;
    const TypeSlots *slots = type->slots;
    if ((slots->flags & (TYPE_FLAG_SHAPED | TYPE_FLAG_CLASS | TYPE_FLAG_ABSTRACT)) !=
            (TYPE_FLAG_SHAPED | TYPE_FLAG_CLASS) ||
        slots->new_instance != rt->slots[TYPE_OBJECT]->new_instance) {
        return NULL;
    }
    Object *init = type_lookup(rt, type, rt->names[NAME___init__]);
    if (!init || object_type_id(init) != TYPE_FUNCTION ||
        makes_generator((CodeObject *)((FunctionObject *)init)->code)) {
        return NULL;
    }
    return (FunctionObject *)init;
}

/* args[-1] is free for one more argument in front. Everything is borrowed. On CALL_DONE *result is
 * set. previous_result: the destination register. */
static CallOutcome dispatch(Runtime *rt, Frame *frame, Object *callee, Object **args, size_t count,
                            Object *keyword_names, uint16_t destination, uint32_t words,
                            Object **result) {
    if (object_type_id(callee) == TYPE_METHOD) {
        MethodObject *method = (MethodObject *)callee;
        *--args = method->self;
        count++;
        callee = method->function;
    }
    FunctionObject *function = NULL;
    Object *instance = NULL;
    FrameKind kind = FRAME_CALL;
    if (object_type_id(callee) == TYPE_FUNCTION) {
        function = (FunctionObject *)callee;
        if (makes_generator((CodeObject *)function->code)) {
            *result = calling_make_generator(rt, function, args, count, keyword_names);
            return *result ? CALL_DONE : CALL_FAILED;
        }
    } else {
        function = object_type_id(callee) == TYPE_TYPE ? plain_constructor(rt, callee) : NULL;
        if (!function) {
            if (error_pending(rt)) {
                return CALL_FAILED;
            }
            *result = object_call(rt, callee, args, count, keyword_names);
            return *result ? CALL_DONE : CALL_FAILED;
        }
        instance = instance_new(rt, (TypeObject *)callee);
        if (!instance) {
            return CALL_FAILED;
        }
        *--args = instance;
        count++;
        kind = FRAME_INIT;
    }
    Frame *pushed =
        calling_push_bound(rt, function, args, count, keyword_names, frame, kind, destination);
    if (!pushed) {
        release_nullable(rt, instance);
        return CALL_FAILED;
    }
    pushed->spare = words;
    if (instance) {
        /* the result waits in the destination; __init__'s frame finds it there */
        pushed->init_self = instance;
    }
    rt->frame = pushed;
    return CALL_FRAME;
}

CallOutcome calling_general(Runtime *rt, Frame *frame, const Instr *pc, uint32_t words) {
    Value *registers = frame->registers;
    unsigned op = instr_op(pc);
    bool method = pc->n & CALL_IS_METHOD;
    bool keywords = op == OP_CALL_KEYWORDS || op == OP_CALL_METHOD_KEYWORDS;
    const uint16_t *operands = operand_list(pc + (keywords ? 2 : 1));
    Object *keyword_names = keywords ? frame_constant(frame, pc[1].cache_low) : NULL;
    size_t count = pc->c;
    Object *room[MAX_OPERANDS + 3];
    Object **args = room + 3;
    Object *callee = value_box(rt, &registers[pc->b]);
    if (!callee) {
        return CALL_FAILED;
    }
    for (size_t idx = 0; idx < count; idx++) {
        args[idx] = operand_object(rt, frame, operands[idx]);
        if (!args[idx]) {
            return CALL_FAILED;
        }
    }
    size_t positional = count - (keyword_names ? tuple_length(keyword_names) : 0);
    if (method && value_is_object(registers[pc->b + 1])) {
        *--args = value_as_object(registers[pc->b + 1]);
        positional++;
    }
    Object *result = NULL;
    CallOutcome outcome =
        dispatch(rt, frame, callee, args, positional, keyword_names, pc->a, words, &result);
    if (outcome == CALL_FAILED) {
        return outcome;
    }
    operands_consume(rt, frame, operands, (uint32_t)count);
    if (pc->n & CONSUME_B) {
        if (method) {
            register_consume(rt, &registers[pc->b + 1]);
        }
        register_consume(rt, &registers[pc->b]);
    }
    if (outcome == CALL_DONE) {
        register_set_object(rt, &registers[pc->a], result);
    }
    return outcome;
}

CallOutcome calling_unpacked(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *callee = value_box(rt, &registers[pc->b]);
    if (!callee) {
        return CALL_FAILED;
    }
    Object *tuple = value_as_object(registers[pc->c]);
    Object *keywords = (pc->n & 1) ? value_as_object(registers[pc->c + 1]) : NULL;
    size_t count = tuple_length(tuple);
    size_t keyword_count = keywords ? dict_length(keywords) : 0;
    Object *result = NULL;
    CallOutcome outcome;
    Object *function =
        object_type_id(callee) == TYPE_METHOD ? ((MethodObject *)callee)->function : callee;
    if (object_type_id(function) == TYPE_FUNCTION && count + keyword_count < MAX_OPERANDS) {
        Object *room[MAX_OPERANDS + 3];
        Object **args = room + 3;
        memcpy(args, tuple_items(tuple), count * sizeof *args);
        Object *names = NULL;
        if (keyword_count) {
            names = tuple_new(rt, keyword_count);
            if (!names) {
                return CALL_FAILED;
            }
            size_t position = 0;
            Object *key, *value;
            for (size_t idx = 0; dict_next(keywords, &position, &key, &value); idx++) {
                tuple_items(names)[idx] = retain(key);
                args[count + idx] = value;
            }
        }
        outcome = dispatch(rt, frame, callee, args, count, names, pc->a, 1, &result);
        release_nullable(rt, names);
    } else {
        result = object_call_unpacked(rt, callee, tuple, keywords);
        outcome = result ? CALL_DONE : CALL_FAILED;
    }
    if (outcome == CALL_FAILED) {
        return outcome;
    }
    if (keywords) {
        register_consume(rt, &registers[pc->c + 1]);
    }
    register_consume(rt, &registers[pc->c]);
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    if (outcome == CALL_DONE) {
        register_set_object(rt, &registers[pc->a], result);
    }
    return outcome;
}
