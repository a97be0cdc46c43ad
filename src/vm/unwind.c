/* unwind: finding handlers, leaving frames, and what handlers do. */
#include "vm/unwind.h"

#include "object/exception.h"
#include "object/list.h"
#include "types/exception_group.h"
#include "vm/call_stack.h"
#include "vm/generator.h"
#include "vm/safe_point.h"
#include "vm/traceback.h"
#include "vm/tracing.h"

static const ExceptionRow *find_row(const CodeObject *code, uint32_t instr_idx) {
    for (uint32_t idx = 0; idx < code->exception_count; idx++) {
        const ExceptionRow *row = &code->exceptions[idx];
        if (instr_idx >= row->start && instr_idx < row->end) {
            return row;
        }
    }
    return NULL;
}

void unwind_leave_frame(Runtime *rt, Frame *frame) {
    rt->recursion_depth--;
    rt->fuel -= frame_work(frame);
    rt->frame = frame->previous;
    if (frame->in_generator) {
        GeneratorObject *generator = generator_of_frame(frame);
        generator->handled = NULL;
        generator_leave(rt, generator, GENERATOR_FINISHED);
        frame->previous = NULL;
        frame_clear(rt, frame);
        return;
    }
    frame_clear(rt, frame);
    call_stack_pop(rt, frame);
    if (UNLIKELY(rt->reserve_open)) {
        safe_point_close_reserve(rt); /* with the frame went its locals */
    }
}

void unwind_convert_stop_iteration(Runtime *rt, const Frame *frame) {
    const CodeObject *code = frame->code;
    const char *what = code->flags & CODE_ASYNC_GENERATOR ? "async generator"
                       : code->flags & CODE_COROUTINE     ? "coroutine"
                                                          : "generator";
    const char *raised = NULL;
    if (error_matches(rt, TYPE_STOP_ITERATION)) {
        raised = "StopIteration";
    } else if ((code->flags & CODE_ASYNC_GENERATOR) &&
               error_matches(rt, TYPE_STOP_ASYNC_ITERATION)) {
        raised = "StopAsyncIteration";
    }
    if (raised) {
        raise_from(rt, TYPE_RUNTIME_ERROR, error_take(rt), "%s raised %s", what, raised);
    }
}

/* The newest first, so that of nested loops the inner one's generator is closed first. */
static void release_temporaries(Runtime *rt, Frame *frame, uint32_t depth) {
    for (uint32_t idx = frame->code->register_count; idx-- > depth;) {
        register_consume(rt, &frame->registers[idx]);
    }
}

/* An exception that a handler raised again leaves the frame: as in CPython, the frame stands where
 * it was raised first. */
static void return_to_raise(Runtime *rt, Frame *frame) {
    const TracebackObject *traceback =
        (const TracebackObject *)((ExceptionObject *)rt->error)->traceback;
    if (traceback && frame->object && traceback->frame == frame->object) {
        int64_t work = frame_work(frame);
        frame->pc = frame->code->code + traceback->last_instr;
        rt->fuel += frame_work(frame) - work; /* what was burnt stays so */
    }
}

bool unwind(Runtime *rt, bool again) {
    for (;;) {
        Frame *frame = rt->frame;
        if (!again) {
            traceback_add(rt, frame);
            if (UNLIKELY(tracing_is_on(rt))) {
                tracing_raised(rt, frame);
            }
        }
        const ExceptionRow *row = find_row(frame->code, frame_instr_idx(frame));
        if (row) {
            Object *caught = error_take(rt);
            release_temporaries(rt, frame, row->depth);
            register_set_object(rt, &frame->registers[row->depth], caught);
            Instr *handler = frame->code->code + row->handler;
            rt->fuel -= (char *)(frame->pc + 1) - (char *)handler;
            frame->pc = handler;
            return true;
        }
        if (again && instr_op(frame->pc) == OP_RERAISE && frame->pc->n == RERAISE_CLEANUP) {
            return_to_raise(rt, frame);
        }
        again = false;
        if (frame->in_generator) {
            unwind_convert_stop_iteration(rt, frame);
        }
        bool entry = frame->kind == FRAME_ENTRY;
        if (UNLIKELY(tracing_is_on(rt))) {
            tracing_unwound(rt, frame);
        }
        Object *error = error_take(rt);
        release_temporaries(rt, frame, frame->code->first_temporary);
        if (frame->kind == FRAME_INIT) {
            CLEAR_REF(rt, &frame->init_self);
        }
        unwind_leave_frame(rt, frame);
        error_set(rt, error);
        if (entry) {
            return false;
        }
    }
}

/* ---- handlers ---- */

void unwind_push_handled(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *exception = value_as_object(frame->registers[pc->a]);
    Object *previous = rt->handled_error;
    if (frame->in_generator) {
        GeneratorObject *generator = generator_of_frame(frame);
        previous = generator->handled;
        generator->handled = exception;
    }
    rt->handled_error = exception;
    register_set(rt, &frame->registers[pc->b],
                 previous ? value_from_object(retain(previous)) : VALUE_EMPTY);
}

void unwind_pop_handled(Runtime *rt, Frame *frame, const Instr *pc) {
    Value previous = frame->registers[pc->b];
    Object *handled = value_is_object(previous) ? value_as_object(previous) : NULL;
    rt->handled_error = handled;
    if (frame->in_generator) {
        GeneratorObject *generator = generator_of_frame(frame);
        generator->handled = handled;
        if (!handled) {
            rt->handled_error = generator->outer;
        }
    }
    register_consume(rt, &frame->registers[pc->b]);
    register_consume(rt, &frame->registers[pc->a]);
    if (UNLIKELY(rt->reserve_open)) {
        safe_point_close_reserve(rt);
    }
}

void unwind_set_handled(Runtime *rt, Frame *frame, const Instr *pc) {
    rt->handled_error = value_as_object(frame->registers[pc->a]);
    if (frame->in_generator) {
        generator_of_frame(frame)->handled = rt->handled_error;
    }
}

bool unwind_match(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *type = value_box(rt, &frame->registers[pc->c]);
    if (!type) {
        return false;
    }
    int matches = exception_matches(rt, value_as_object(frame->registers[pc->b]), type);
    if (matches < 0) {
        return false;
    }
    if (pc->n & CONSUME_C) {
        register_consume(rt, &frame->registers[pc->c]);
    }
    register_set_object(rt, &frame->registers[pc->a], bool_object(matches));
    return true;
}

/* b: what is left of the group (None when nothing is). */
bool unwind_match_star(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *type = value_box(rt, &registers[pc->c]);
    if (!type) {
        return false;
    }
    Object *group = value_as_object(registers[pc->b]);
    Object *match = NULL;
    Object *rest = NULL;
    if (!exception_group_match(rt, group, type, &match, &rest)) {
        return false;
    }
    match = match ? match : retain(NONE);
    rest = rest ? rest : retain(NONE);
    if (pc->n & CONSUME_C) {
        register_consume(rt, &registers[pc->c]);
    }
    register_set_object(rt, &registers[pc->b], rest);
    register_set_object(rt, &registers[pc->a], match);
    return true;
}

bool unwind_prepare_reraise_star(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *result = exception_group_reraise(rt, value_as_object(registers[pc->b]),
                                             value_as_object(registers[pc->c]));
    if (!result) {
        return false;
    }
    register_consume(rt, &registers[pc->c]);
    register_set_object(rt, &registers[pc->a], result);
    return true;
}

/* raise … from cause: NULL with an error when cause is no exception; None gives *none. */
static Object *cause_from(Runtime *rt, Object *cause, bool *none) {
    *none = cause == NONE;
    if (*none) {
        return NULL;
    }
    if (exception_is_class(rt, cause)) {
        Object *made = object_call_noargs(rt, cause);
        if (made && !type_is_exception(rt, made)) {
            raise_type_error(rt, "exception causes must derive from BaseException");
            CLEAR_REF(rt, &made);
        }
        return made;
    }
    if (!type_is_exception(rt, cause)) {
        return raise_type_error(rt, "exception causes must derive from BaseException");
    }
    return retain(cause);
}

void unwind_raise(Runtime *rt, Frame *frame, const Instr *pc, bool *again) {
    Value *registers = frame->registers;
    *again = false;
    if ((pc->n & 3) == 0) {
        if (!rt->handled_error) {
            raise_runtime_error(rt, "No active exception to reraise");
            return;
        }
        *again = true;
        error_set(rt, retain(rt->handled_error));
        return;
    }
    Object *raised = value_box(rt, &registers[pc->a]);
    Object *exception = raised ? exception_from_raised(rt, raised) : NULL;
    if (!exception) {
        return;
    }
    if ((pc->n & 3) == 2) {
        Object *cause = value_box(rt, &registers[pc->b]);
        bool none = false;
        Object *made = cause ? cause_from(rt, cause, &none) : NULL;
        if (!made && !none) {
            release(rt, exception);
            return;
        }
        ExceptionObject *object = (ExceptionObject *)exception;
        REPLACE_REF(rt, &object->cause, made);
        object->suppress_context = true;
    }
    exception_set_context(rt, exception, rt->handled_error);
    error_set(rt, exception);
}

void unwind_assert_fail(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *args[1] = {NULL};
    size_t count = 0;
    if (pc->n & 1) {
        args[count++] = value_box(rt, &frame->registers[pc->a]);
        if (!args[0]) {
            return;
        }
    }
    Object *exception = exception_new(rt, TYPE_ASSERTION_ERROR, args, count);
    if (exception) {
        exception_set_context(rt, exception, rt->handled_error);
        error_set(rt, exception);
    }
}
