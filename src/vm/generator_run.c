/* generator_run: resuming, throwing into and closing generators; the end of generators. */
#include "vm/generator_run.h"

#include "object/arguments.h"
#include "object/budget.h"
#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/calling.h"
#include "vm/interpreter.h"
#include "vm/traceback.h"
#include "vm/tracing.h"
#include "vm/unwind.h"

static GeneratorObject *as_generator(Object *self) {
    return (GeneratorObject *)self;
}

static const char *kind_of(const Object *generator) {
    switch (object_type_id(generator)) {
    case TYPE_COROUTINE:
        return "coroutine";
    case TYPE_ASYNC_GENERATOR:
        return "async generator";
    default:
        return "generator";
    }
}

/* value NULL: the pending exception is raised where the generator is suspended. */
Object *generator_resume(Runtime *rt, GeneratorObject *generator, Object *value,
                         Object **returned) {
    *returned = NULL;
    Object *self = (Object *)generator;
    if (generator->state == GENERATOR_RUNNING) {
        error_clear(rt);
        return raise_value_error(rt, "%s already executing", kind_of(self));
    }
    if (generator->state == GENERATOR_FINISHED) {
        if (object_type_id(self) == TYPE_COROUTINE) {
            error_clear(rt);
            return raise_runtime_error(rt, "cannot reuse already awaited coroutine");
        }
        *returned = value ? retain(NONE) : NULL;
        return NULL;
    }
    if (!value && generator->state == GENERATOR_CREATED && !tracing_is_on(rt)) {
        /* No code of it has run, so none can catch the exception. */
        generator->state = GENERATOR_FINISHED;
        traceback_add(rt, &generator->frame);
        unwind_convert_stop_iteration(rt, &generator->frame);
        Object *error = error_take(rt);
        frame_clear(rt, &generator->frame);
        error_set(rt, error);
        return NULL;
    }
    if (value && value != NONE && generator->state == GENERATOR_CREATED) {
        return raise_type_error(rt, "can't send non-None value to a just-started %s",
                                kind_of(self));
    }
    if (!calling_count_frame(rt)) {
        error_clear(rt);
        calling_too_deep(rt);
        return NULL;
    }
    Frame *frame = &generator->frame;
    frame->previous = rt->frame;
    frame->kind = FRAME_ENTRY;
    if (value && generator->state == GENERATOR_SUSPENDED) {
        Value *slot = &frame->registers[frame->pc->a];
        Value old = *slot;
        *slot = value_from_object(retain(value));
        value_release(rt, old);
        frame->pc++;
    }
    retain(self);
    generator_enter(rt, generator);
    if (!value && rt->error && generator->handled) { /* not what its caller handles */
        exception_set_context(rt, rt->error, generator->handled);
    }
    bool yielded = false;
    Object *result = interpreter_run_generator(rt, frame, value == NULL, &yielded);
    release(rt, self);
    if (result && !yielded) {
        *returned = result;
        return NULL;
    }
    return result;
}

/* What a resumed generator gives, for callers in Python: StopIteration carries the result. */
static Object *finish(Runtime *rt, Object *yielded, Object *returned) {
    if (returned) {
        generator_raise_stop(rt, returned);
        release(rt, returned);
    }
    return yielded;
}

Object *generator_send(Runtime *rt, Object *self, Object *value) {
    Object *returned;
    Object *result = generator_resume(rt, as_generator(self), value, &returned);
    return finish(rt, result, returned);
}

Object *generator_next(Runtime *rt, Object *self) {
    Object *returned;
    Object *result = generator_resume(rt, as_generator(self), NONE, &returned);
    if (returned == NONE) {
        release(rt, returned);
        return NULL;
    }
    return finish(rt, result, returned);
}

/* ---- throw and close ---- */

static bool close_iterator(Runtime *rt, Object *iterator) {
    uint32_t type_id = object_type_id(iterator);
    if (type_id == TYPE_GENERATOR || type_id == TYPE_COROUTINE) {
        return generator_close(rt, iterator);
    }
    bool missing;
    Object *close = object_get_attr_optional(rt, iterator, rt->names[NAME_close], &missing);
    if (!close) {
        if (!missing) { /* as in CPython, told and forgotten: the generator is closed all the same
                         */
            rt->hooks.unraisable(rt, iterator, NULL);
        }
        return true;
    }
    Object *result = object_call_noargs(rt, close);
    release(rt, close);
    release_nullable(rt, result);
    return result != NULL;
}

/* The inner iterator ended with `value`: the generator goes on behind its delegation. */
static Object *go_on_after_delegate(Runtime *rt, GeneratorObject *generator, STEALS Object *value,
                                    Object **returned) {
    Frame *frame = &generator->frame;
    /* YIELD is followed by the jump back to SEND, which knows where the loop ends */
    Instr *back = frame->pc + 1;
    Instr *send = back + 1 + back->wide;
    Value *iterator = &frame->registers[send->b];
    Value old = *iterator;
    *iterator = VALUE_EMPTY;
    value_release(rt, old);
    frame->registers[send->a] = value_from_object(value);
    frame->pc = send + 1 + send[1].jump_distance;
    generator->state = GENERATOR_CREATED; /* runs from pc, nothing is sent */
    return generator_resume(rt, generator, NONE, returned);
}

/* exception: an instance (borrowed); args: what it was made from, for the throw() of an iterator
 * that is no generator. The result as generator_resume. */
static Object *throw_into(Runtime *rt, GeneratorObject *generator, Object *exception,
                          Object *const *args, size_t count, Object **returned) {
    *returned = NULL;
    Object *delegate = generator_delegate(generator);
    if (generator->state == GENERATOR_RUNNING) {
        return raise_value_error(rt, "%s already executing", kind_of((Object *)generator));
    }
    if (!delegate) {
        error_set(rt, retain(exception));
        return generator_resume(rt, generator, NULL, returned);
    }
    retain(delegate);
    if (type_is_instance(rt, exception, TYPE_GENERATOR_EXIT)) {
        generator->state = GENERATOR_RUNNING;
        bool closed = close_iterator(rt, delegate);
        generator->state = GENERATOR_SUSPENDED;
        release(rt, delegate);
        if (closed) {
            error_set(rt, retain(exception));
        }
        return generator_resume(rt, generator, NULL, returned);
    }
    Object *result;
    uint32_t type_id = object_type_id(delegate);
    bool missing = false, failed = false;
    generator->state = GENERATOR_RUNNING;
    Frame *saved = rt->frame;
    if (type_id == TYPE_GENERATOR || type_id == TYPE_COROUTINE) {
        generator->frame.previous = rt->frame;
        rt->frame = &generator->frame;
        Object *inner_returned;
        result = throw_into(rt, as_generator(delegate), exception, args, count, &inner_returned);
        rt->frame = saved;
        generator->frame.previous = NULL;
        if (inner_returned) {
            generator_raise_stop(rt, inner_returned);
            release(rt, inner_returned);
        }
    } else {
        Object *throw = object_get_attr_optional(rt, delegate, rt->names[NAME_throw], &missing);
        failed = !throw &&!missing;
        result = throw ? object_call(rt, throw, args, count, NULL) : NULL;
        release_nullable(rt, throw);
    }
    generator->state = GENERATOR_SUSPENDED;
    release(rt, delegate);
    if (failed) { /* looking for throw failed: the generator does not notice */
        return NULL;
    }
    if (missing) {
        error_set(rt, retain(exception));
        return generator_resume(rt, generator, NULL, returned);
    }
    if (result) {
        return result;
    }
    Object *value = generator_stop_value(rt);
    if (value) {
        return go_on_after_delegate(rt, generator, value, returned);
    }
    return generator_resume(rt, generator, NULL, returned);
}

Object *generator_throw(Runtime *rt, Object *self, Object *exception) {
    return generator_throw_args(rt, self, exception, &exception, 1);
}

Object *generator_throw_args(Runtime *rt, Object *self, Object *exception, Object *const *args,
                             size_t count) {
    Object *returned;
    Object *result = throw_into(rt, as_generator(self), exception, args, count, &returned);
    return finish(rt, result, returned);
}

bool generator_close(Runtime *rt, Object *self) {
    GeneratorObject *generator = as_generator(self);
    if (generator->state == GENERATOR_FINISHED) {
        return true;
    }
    if (generator->state == GENERATOR_CREATED && !tracing_is_on(rt)) {
        generator->state = GENERATOR_FINISHED;
        rt->fuel -= frame_work(&generator->frame);
        frame_clear(rt, &generator->frame);
        return true;
    }
    Object *exception = exception_new(rt, TYPE_GENERATOR_EXIT, NULL, 0);
    if (!exception) {
        return false;
    }
    Object *returned;
    Object *result = throw_into(rt, generator, exception, &exception, 1, &returned);
    release(rt, exception);
    if (result) {
        release(rt, result);
        raise_runtime_error(rt, "%s ignored GeneratorExit", kind_of(self));
        return false;
    }
    if (returned) {
        release(rt, returned);
        return true;
    }
    return error_clear_if(rt, TYPE_STOP_ITERATION) || error_clear_if(rt, TYPE_GENERATOR_EXIT);
}

/* The exception that throw(type[, value[, traceback]]) means. NULL: error. */
Object *generator_thrown(Runtime *rt, Object *const *args, size_t count) {
    Object *type = args[0];
    Object *value = count > 1 && args[1] != NONE ? args[1] : NULL;
    Object *traceback = count > 2 && args[2] != NONE ? args[2] : NULL;
    if (traceback && object_type_id(traceback) != TYPE_TRACEBACK) {
        return raise_type_error(rt, "throw() third argument must be a traceback object");
    }
    Object *exception;
    if (type_is_exception(rt, type)) {
        if (value) {
            return raise_type_error(rt, "instance exception may not have a separate value");
        }
        exception = retain(type);
    } else if (exception_is_class(rt, type)) {
        if (value && object_is_instance(rt, value, type) > 0) {
            exception = retain(value);
        } else if (value && type_is_tuple(rt, value)) {
            exception = object_call_unpacked(rt, type, value, NULL);
        } else {
            exception = value ? object_call_one(rt, type, value) : object_call_noargs(rt, type);
        }
        if (exception && !type_is_exception(rt, exception)) {
            raise_type_error(rt,
                             "calling %R should have returned an instance of BaseException, not %T",
                             type, exception);
            CLEAR_REF(rt, &exception);
        }
        if (!exception) { /* what went wrong while it was made is thrown instead */
            exception = error_take(rt);
        }
    } else {
        return raise_type_error(
            rt, "exceptions must be classes or instances deriving from BaseException, not %T",
            type);
    }
    if (exception && traceback) {
        exception_set_traceback(rt, exception, traceback);
    }
    return exception;
}

/* ---- awaiting ---- */

/* ---- life ---- */

void generator_traverse(Object *self, VisitFunction visit, void *context) {
    GeneratorObject *generator = as_generator(self);
    if (generator->extras) {
        visit(generator->extras, context);
    }
    if (generator->frame.code) {
        visit((Object *)generator->frame.code, context);
    }
    if (generator->state != GENERATOR_FINISHED) {
        frame_traverse(&generator->frame, visit, context);
    }
}

static void frame_discard(Runtime *rt, GeneratorObject *generator) {
    if (generator->state != GENERATOR_FINISHED) {
        generator->state = GENERATOR_FINISHED;
        generator->handled = NULL;
        rt->fuel -= frame_work(&generator->frame);
        frame_clear(rt, &generator->frame);
    }
}

void generator_clear(Runtime *rt, Object *self) {
    if (as_generator(self)->state != GENERATOR_RUNNING) {
        frame_discard(rt, as_generator(self));
    }
}

static void warn_never_awaited(Runtime *rt, Object *self) {
    Object *error = error_take(rt);
    Object *qualname = retain(generator_name_part(as_generator(self), 1));
    if (qualname) {
        if (!raise_warning(rt, TYPE_RUNTIME_WARNING, 1, "coroutine '%U' was never awaited",
                           qualname) &&
            rt->hooks.unraisable) {
            rt->hooks.unraisable(rt, self, NULL);
        }
        release(rt, qualname);
    }
    error_clear(rt);
    if (error) {
        error_set(rt, error);
    }
}

/* A suspended generator is closed before it goes: its finally blocks run. */
void generator_finalize(Runtime *rt, Object *self) {
    GeneratorObject *generator = as_generator(self);
    if (generator->state == GENERATOR_FINISHED || generator->state == GENERATOR_RUNNING) {
        return;
    }
    if (generator->state == GENERATOR_CREATED) {
        if (object_type_id(self) == TYPE_COROUTINE && !rt->closing &&
            !budget_ends_without_code(rt)) {
            warn_never_awaited(rt, self);
        }
        return;
    }
    if (budget_ends_without_code(rt) ||
        (generator->frame.code->exception_count == 0 && !generator_delegate(generator))) {
        frame_discard(rt, generator); /* nothing would run */
        return;
    }
    Object *error = error_take(rt);
    if (!generator_close(rt, self)) {
        if (rt->hooks.unraisable) {
            rt->hooks.unraisable(rt, self, NULL);
        }
        error_clear(rt);
    }
    if (error) {
        error_set(rt, error);
    }
}

void generator_dealloc(Runtime *rt, Object *self) {
    GeneratorObject *generator = as_generator(self);
    size_t size = generator_block_size(generator->frame.code);
    Object *code = (Object *)generator->frame.code;
    frame_discard(rt, generator);
    CLEAR_REF(rt, &generator->extras);
    object_free_container(rt, self, size);
    release(rt, code);
}
