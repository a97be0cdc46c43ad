/* generator: the representation of generators: making them, what they delegate to, and the values
 * that StopIteration carries. Resuming them is in generator_run.c. */
#include "vm/generator.h"

#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"

static GeneratorObject *as_generator(Object *self) {
    return (GeneratorObject *)self;
}

size_t generator_block_size(const CodeObject *code) {
    return offsetof(GeneratorObject, frame) + frame_size(code);
}

/* A function that was renamed gives its names to its generators. */
static bool take_renamed(Runtime *rt, GeneratorObject *generator, FunctionObject *function) {
    if (!function->extras->name && !function->extras->qualname) {
        return true;
    }
    Object *name = function_name(rt, function);
    if (name) {
        generator->extras = tuple_pack(rt, 2, name, function_qualname(function));
        release(rt, name);
    }
    return generator->extras != NULL;
}

Object *generator_new(Runtime *rt, FunctionObject *function) {
    const CodeObject *code = (CodeObject *)function->code;
    uint32_t type_id = code->flags & CODE_ASYNC_GENERATOR ? TYPE_ASYNC_GENERATOR
                       : code->flags & CODE_COROUTINE     ? TYPE_COROUTINE
                                                          : TYPE_GENERATOR;
    GeneratorObject *generator =
        (GeneratorObject *)object_new_container(rt, type_id, generator_block_size(code));
    if (!generator) {
        return NULL;
    }
    frame_init(&generator->frame, function, NULL, FRAME_ENTRY, 0);
    generator->frame.in_generator = 1;
    retain(function->code); /* frame.code is owned here: it outlives the frame */
    generator->state = GENERATOR_CREATED;
    rt->ends_matter = true;
    for (uint32_t idx = 0; idx < code->register_count; idx++) {
        generator->frame.registers[idx] = VALUE_EMPTY;
    }
    if (UNLIKELY(function->extras) && !take_renamed(rt, generator, function)) {
        release(rt, &generator->header);
        return NULL;
    }
    return (Object *)generator;
}

void generator_raise_stop(Runtime *rt, Object *value) {
    if (value == NONE) {
        Object *exception = exception_new(rt, TYPE_STOP_ITERATION, NULL, 0);
        if (exception) {
            error_set(rt, exception);
        }
        return;
    }
    raise_stop_iteration(rt, value);
}

Object *generator_stop_value(Runtime *rt) {
    if (!error_pending(rt)) {
        return retain(NONE);
    }
    if (!error_matches(rt, TYPE_STOP_ITERATION)) {
        return NULL;
    }
    Object *error = error_take(rt);
    Object *value = ((ValueExceptionObject *)error)->value;
    value = retain(value ? value : NONE);
    release(rt, error);
    return value;
}

/* A suspended generator delegates when it stands at a delegating YIELD. */
Object *generator_delegate(const GeneratorObject *generator) {
    if (generator->state != GENERATOR_SUSPENDED) {
        return NULL;
    }
    const Frame *frame = &generator->frame;
    if (instr_op(frame->pc) != OP_YIELD || !(frame->pc->n & 1)) {
        return NULL;
    }
    Value iterator = frame->registers[frame->pc->c];
    return value_is_object(iterator) ? value_as_object(iterator) : NULL;
}

Object *generator_awaitable(Runtime *rt, Object *object, int how) {
    uint32_t type_id = object_type_id(object);
    if (type_id == TYPE_COROUTINE) {
        if (how == 0 && generator_delegate(as_generator(object))) {
            return raise_runtime_error(rt, "coroutine is being awaited already");
        }
        return retain(object);
    }
    if (type_id == TYPE_GENERATOR &&
        (as_generator(object)->frame.code->flags & CODE_ITERABLE_COROUTINE)) {
        return retain(object);
    }
    UnaryFunction await = slots_of(rt, object)->await;
    if (!await) {
        static const char *const FORMATS[] = {
            "object %T can't be used in 'await' expression",
            ("'async with' received an object from __aenter__ that does not implement __await__: "
             "%T"),
            "'async with' received an object from __aexit__ that does not implement __await__: %T",
        };
        return raise_type_error(rt, FORMATS[how], object);
    }
    Object *iterator = await(rt, object);
    if (!iterator) {
        return NULL;
    }
    if (object_type_id(iterator) == TYPE_COROUTINE) {
        release(rt, iterator);
        return raise_type_error(rt, "__await__() returned a coroutine");
    }
    if (!slots_are_iterator(slots_of(rt, iterator))) {
        raise_type_error(rt, "__await__() returned non-iterator of type '%T'", iterator);
        release(rt, iterator);
        return NULL;
    }
    return iterator;
}

Object *generator_yield_from_iter(Runtime *rt, Object *object, bool in_coroutine) {
    if (object_type_id(object) == TYPE_COROUTINE) {
        if (!in_coroutine) {
            return raise_type_error(rt, "cannot 'yield from' a coroutine object in a "
                                        "non-coroutine generator");
        }
        return retain(object);
    }
    if (object_type_id(object) == TYPE_GENERATOR) {
        return retain(object);
    }
    return object_iter(rt, object);
}

/* extras: (name, qualname) once one of them was set. */
Object *generator_name_part(const GeneratorObject *generator, size_t part) {
    if (generator->extras && tuple_get(generator->extras, part)) {
        return tuple_get(generator->extras, part);
    }
    const CodeObject *code = generator->frame.code;
    return part == 0 ? code->name : code->qualname;
}
