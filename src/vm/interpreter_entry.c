/* The ways into the evaluation loop: calls of functions from C, generators resumed from C, and the
 * code of modules, class bodies, exec and eval. */
#include "vm/interpreter.h"

#include "object/budget.h"
#include "vm/calling.h"

/* Nested runs of the loop take C stack: the guard against endless recursion through C. */
static bool c_stack_is_deep(const Runtime *rt) {
    return (uintptr_t)__builtin_frame_address(0) < rt->c_stack_limit;
}

Object *interpreter_run_generator(Runtime *rt, Frame *frame, bool throwing, bool *yielded) {
    *yielded = false;
    if (UNLIKELY(rt->fuel < 0) && !budget_check(rt)) {
        throwing = true;
    } else if (c_stack_is_deep(rt)) {
        raise_format(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
        throwing = true;
    }
    return interpreter_loop(rt, frame, throwing, yielded);
}

Object *interpreter_call_function(Runtime *rt, Object *callee, Object *const *args, size_t count,
                                  Object *keyword_names) {
    FunctionObject *function = (FunctionObject *)callee;
    CodeObject *code = (CodeObject *)function->code;
    if (UNLIKELY(code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR))) {
        return calling_make_generator(rt, function, args, count, keyword_names);
    }
    if (UNLIKELY(rt->fuel < 0) && !budget_check(rt)) {
        return NULL;
    }
    if (UNLIKELY(c_stack_is_deep(rt))) {
        return raise_format(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    Frame *frame =
        calling_push_bound(rt, function, args, count, keyword_names, rt->frame, FRAME_ENTRY, 0);
    return frame ? interpreter_loop(rt, frame, false, NULL) : NULL;
}

Object *interpreter_run_code(Runtime *rt, Object *code, Object *globals, Object *locals,
                             Object *closure) {
    if (UNLIKELY(c_stack_is_deep(rt))) {
        return raise_format(rt, TYPE_RECURSION_ERROR, "maximum recursion depth exceeded");
    }
    FunctionObject *function = (FunctionObject *)function_new(rt, code, globals);
    if (!function) {
        return NULL;
    }
    function->closure = retain_nullable(closure);
    CodeObject *code_object = (CodeObject *)code;
    Frame *frame = NULL;
    if (code_object->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        Object *generator = generator_new(rt, function);
        if (generator) {
            ((GeneratorObject *)generator)->frame.namespace = retain_nullable(locals);
        }
        release(rt, (Object *)function);
        return generator;
    }
    if (calling_count_frame(rt)) {
        frame = call_stack_push(rt, frame_size(code_object));
        if (!frame) {
            rt->recursion_depth--;
        }
    } else {
        calling_too_deep(rt);
    }
    if (frame) {
        frame_init(frame, function, rt->frame, FRAME_ENTRY, 0);
        frame->namespace = retain_nullable(locals);
        calling_empty_registers(frame->registers, 0, code_object->register_count);
    }
    release(rt, (Object *)function);
    return frame ? interpreter_loop(rt, frame, false, NULL) : NULL;
}
