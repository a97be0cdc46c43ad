/* tracing: deciding what a marked instruction means, and calling the program's functions.
 *
 * A frame is entered when its frame object has the epoch of today's watching: what is called or
 * resumed while somebody watches is entered at its first mark, which is the event "call"; what was
 * running when the watching began counts as entered. */
#include "vm/tracing.h"

#include "compile/code_marks.h"
#include "heap/heap_walk.h"
#include "object/budget.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/exception.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/calling.h"

/* ---- on and off ---- */

static bool mark_visit(void *user, void *block, size_t usable_size, HeapKind kind) {
    const Runtime *rt = user;
    Object *object = block;
    (void)usable_size;
    if (kind == HEAP_CONTAINER && object->refs && object_type_id(object) == TYPE_CODE &&
        ((CodeObject *)object)->code) {
        code_mark_watched(rt, (CodeObject *)object);
    }
    return true;
}

/* Where the frame's own function, or the watcher, is told of something. */
static bool mark_frame(Runtime *rt, const FrameObject *object) {
    CodeObject *code = object->live->code;
    if (!code_mark_lines(rt, code)) {
        return false;
    }
    if (!object->trace_opcodes) {
        return true;
    }
    code_mark_all(code);
    return budget_spend(rt, code->instr_count / 16);
}

/* The frames that run already are not called any more, but may have trace functions. */
static bool enter_running(Runtime *rt) {
    for (Frame *frame = rt->frame; frame; frame = frame->previous) {
        FrameObject *object = budget_spend(rt, 1) ? frame_object(rt, frame) : NULL;
        if (!object || (object->trace && !mark_frame(rt, object))) {
            return false;
        }
        if (object->entered != rt->tracing.epoch) {
            object->entered = rt->tracing.epoch;
            object->traced_instr = frame_instr_idx(frame);
        }
    }
    return true;
}

static void see_who_is_left(Runtime *rt) {
    rt->tracing.on = rt->tracing.trace || rt->tracing.profile || rt->tracing.watcher;
}

/* The function goes. */
static void unset(Runtime *rt, Object **slot) {
    CLEAR_REF(rt, slot);
    see_who_is_left(rt);
}

/* Before somebody new watches. */
static bool prepare(Runtime *rt) {
    if (!tracing_is_on(rt)) {
        rt->tracing.epoch++;
    }
    return enter_running(rt);
}

static void mark_all_code(Runtime *rt) {
    see_who_is_left(rt);
    heap_walk(rt->heap, mark_visit, rt);
}

static bool set(Runtime *rt, Object **slot, Object *function) {
    if (!function) {
        unset(rt, slot);
        return true;
    }
    bool is_new = !*slot; /* else all code is marked already */
    if (!prepare(rt) || (is_new && !budget_spend_whole(rt, heap_walk_count(rt->heap)))) {
        return false;
    }
    REPLACE_REF(rt, slot, retain(function));
    if (is_new) {
        mark_all_code(rt);
    }
    return true;
}

bool tracing_set_watcher(Runtime *rt, const TracingWatcher *watcher) {
    if (watcher && !prepare(rt)) {
        return false;
    }
    rt->tracing.watcher = watcher;
    if (watcher) {
        mark_all_code(rt);
    } else {
        see_who_is_left(rt);
    }
    return true;
}

bool tracing_set_trace(Runtime *rt, Object *function) {
    return set(rt, &rt->tracing.trace, function);
}

bool tracing_set_profile(Runtime *rt, Object *function) {
    return set(rt, &rt->tracing.profile, function);
}

bool tracing_set_local(Runtime *rt, FrameObject *object, Object *function) {
    if (function && function != object->trace && object->live && tracing_is_on(rt) &&
        !mark_frame(rt, object)) {
        return false;
    }
    REPLACE_REF(rt, &object->trace, retain_nullable(function));
    return true;
}

bool tracing_set_opcodes(Runtime *rt, FrameObject *object) {
    object->trace_opcodes = true;
    return !object->live || !tracing_is_on(rt) || mark_frame(rt, object);
}

Object *tracing_call(Runtime *rt, Object *function, Object *arguments) {
    int32_t inside = rt->tracing.inside;
    rt->tracing.inside = 0;
    Object *result = object_call_unpacked(rt, function, arguments, NULL);
    rt->tracing.inside = inside;
    return result;
}

/* ---- telling ---- */

/* function(frame, event, arg): the frame's f_locals are what it has, and what the function writes
 * there comes back. */
static Object *call(Runtime *rt, Object *function, FrameObject *object, size_t event,
                    Object *argument) {
    if (object->locals && !frame_refresh_locals(rt, object)) {
        return NULL;
    }
    Object *args[] = {(Object *)object, rt->names[event], argument ? argument : NONE};
    retain(function);
    bool looking = rt->tracing.looking;
    rt->tracing.looking = false;
    rt->tracing.inside++;
    Object *result = object_call(rt, function, args, COUNT_OF(args), NULL);
    rt->tracing.inside--;
    rt->tracing.looking = looking;
    release(rt, function);
    if (object->locals && !frame_store_locals(rt, object)) {
        CLEAR_REF(rt, &result);
    }
    return result;
}

/* To the function of sys.settrace, at a call, or to the frame's own. Who raises is not told of
 * anything any more. */
static bool tell_trace(Runtime *rt, FrameObject *object, size_t event, Object *argument) {
    Object *function = event == NAME_call ? rt->tracing.trace : object->trace;
    if (!function || !rt->tracing.trace) {
        return true;
    }
    Object *result = call(rt, function, object, event, argument);
    if (!result) {
        unset(rt, &rt->tracing.trace);
        CLEAR_REF(rt, &object->trace);
        return false;
    }
    bool done = result == NONE || tracing_set_local(rt, object, result);
    release(rt, result);
    return done;
}

static bool tell_profile(Runtime *rt, FrameObject *object, size_t event, Object *argument) {
    if (!rt->tracing.profile) {
        return true;
    }
    Object *result = call(rt, rt->tracing.profile, object, event, argument);
    if (!result) {
        unset(rt, &rt->tracing.profile);
        return false;
    }
    release(rt, result);
    return true;
}

/* What was pending before somebody was told goes on, unless telling has raised something else. */
static void go_on_with(Runtime *rt, STEALS Object *error, bool told) {
    if (told) {
        error_set(rt, error);
    } else {
        release(rt, error);
    }
}

static bool tell_watcher(Runtime *rt, TracingEvent event, Frame *frame, Value value) {
    const TracingWatcher *watcher = rt->tracing.watcher;
    return !watcher || !watcher->event || watcher->event(rt, watcher->user, event, frame, value);
}

/* ---- marked instructions ---- */

/* A call begins, or a generator goes on. `last`: see traced_instr. */
static bool enter(Runtime *rt, FrameObject *object, uint32_t last) {
    object->entered = rt->tracing.epoch;
    object->traced_instr = last;
    const CodeObject *code = object->live->code;
    bool is_told = rt->tracing.watcher && rt->tracing.watcher->event;
    if ((is_told || object->trace) && !mark_frame(rt, object)) {
        return false;
    }
    if (last != FRAME_NOT_TRACED) {
        object->shown_line = (int32_t)code_position(code, last).lineno;
    } else if (str_equals_ascii(code->name, "<module>")) {
        object->shown_line = 0; /* as in CPython: before its first line */
    } else {
        object->shown_line = (int32_t)code->first_lineno;
    }
    bool done = tell_watcher(rt, TRACING_CALL, object->live, VALUE_EMPTY) &&
                tell_trace(rt, object, NAME_call, NULL) &&
                tell_profile(rt, object, NAME_call, NULL);
    object->shown_line = -1;
    return done;
}

/* A line is new when it differs from the one seen last, or when control went back; but not to where
 * a generator delegates. */
static bool reach_line(Runtime *rt, Frame *frame, FrameObject *object) {
    const CodeObject *code = frame->code;
    uint32_t last = object->traced_instr;
    uint32_t idx = frame_instr_idx(frame);
    bool is_traced = object->trace && rt->tracing.trace;
    uint32_t line = code->traced_lines ? code->traced_lines[idx] : 0;
    if (line) {
        object->traced_instr = idx;
        bool is_new = last == FRAME_NOT_TRACED || line != code->traced_lines[last] ||
                      (idx <= last && instr_op(frame->pc) != OP_SEND);
        if (is_new &&
            (!tell_watcher(rt, TRACING_LINE, frame, VALUE_EMPTY) ||
             (is_traced && object->trace_lines && !tell_trace(rt, object, NAME_line, NULL)))) {
            return false;
        }
    }
    return !is_traced || !object->trace_opcodes || tell_trace(rt, object, NAME_opcode, NULL);
}

/* A frame ends on the line that it was on: the end itself may have none. */
static void show_last_line(const Frame *frame, FrameObject *object) {
    const uint32_t *lines = frame->code->traced_lines;
    if (lines && !lines[frame_instr_idx(frame)] && object->traced_instr != FRAME_NOT_TRACED) {
        object->shown_line = (int32_t)lines[object->traced_instr];
    }
}

/* The program's functions want an object; a number in a register becomes one for them. */
static bool tell_return(Runtime *rt, FrameObject *object, Value *slot) {
    if (!object->trace && !rt->tracing.profile) {
        return true;
    }
    Object *value = value_box(rt, slot);
    if (!value) {
        return false;
    }
    retain(value);
    bool done =
        tell_trace(rt, object, NAME_return, value) && tell_profile(rt, object, NAME_return, value);
    Value now = *slot; /* another one when they have set the local that is returned */
    *slot = value_from_object(value);
    value_release(rt, now);
    return done;
}

static bool leave(Runtime *rt, Frame *frame, FrameObject *object, unsigned op) {
    Value constant;
    Value *slot = &frame->registers[op == OP_YIELD ? frame->pc->b : frame->pc->a];
    if (op == OP_RETURN_CONST) {
        constant = value_from_object(frame_constant(frame, (uint32_t)frame->pc->wide));
        slot = &constant;
    }
    show_last_line(frame, object);
    bool done = tell_watcher(rt, TRACING_RETURN, frame, *slot) && tell_return(rt, object, slot);
    object->shown_line = -1;
    if (op == OP_YIELD && done) {
        object->entered = 0;
    }
    return done;
}

/* The builtin function that a call instruction is about to call; NULL: another callable, or no
 * memory. */
static Object *builtin_called(Runtime *rt, const Frame *frame) {
    const Instr *pc = frame->pc;
    Value callee = frame->registers[pc->b];
    if (!value_is_object(callee)) {
        return NULL;
    }
    Object *function = value_as_object(callee);
    if (object_type_id(function) == TYPE_NATIVE_FUNCTION) {
        return retain(function);
    }
    if (object_type_id(function) == TYPE_METHOD_DESCRIPTOR && instr_op(pc) != OP_CALL_UNPACKED &&
        (pc->n & CALL_IS_METHOD) && value_is_object(frame->registers[pc->b + 1])) {
        return native_function_new(rt, ((MethodDescriptorObject *)function)->row,
                                   value_as_object(frame->registers[pc->b + 1]), NULL);
    }
    return NULL;
}

static TracingOutcome profile_call(Runtime *rt, Frame *frame, FrameObject *object) {
    Object *function = builtin_called(rt, frame);
    if (!function) {
        return error_pending(rt) ? TRACING_FAILED : TRACING_GO_ON;
    }
    if (!tell_profile(rt, object, NAME_c_call, function)) {
        release(rt, function);
        return TRACING_FAILED;
    }
    const Instr *pc = frame->pc;
    rt->tracing.looking = false;
    CallOutcome outcome = instr_op(pc) == OP_CALL_UNPACKED
                              ? calling_unpacked(rt, frame, pc)
                              : calling_general(rt, frame, pc, code_instr_words(pc));
    rt->tracing.looking = true;
    bool told;
    if (outcome == CALL_FAILED) {
        Object *error = error_take(rt);
        go_on_with(rt, error, tell_profile(rt, object, NAME_c_exception, function));
        told = false;
    } else {
        told = tell_profile(rt, object, NAME_c_return, function);
    }
    release(rt, function);
    return told ? TRACING_CALLED : TRACING_FAILED;
}

static TracingOutcome look(Runtime *rt, Frame *frame) {
    FrameObject *object = frame_object(rt, frame);
    if (!object) {
        return TRACING_FAILED;
    }
    uint32_t idx = frame_instr_idx(frame);
    if (object->entered != rt->tracing.epoch &&
        !enter(rt, object, idx == 0 ? FRAME_NOT_TRACED : idx - 1)) {
        return TRACING_FAILED;
    }
    if (!reach_line(rt, frame, object)) {
        return TRACING_FAILED;
    }
    unsigned op = instr_op(frame->pc);
    if (code_op_leaves(op)) {
        return leave(rt, frame, object, op) ? TRACING_GO_ON : TRACING_FAILED;
    }
    return rt->tracing.profile && code_op_calls(op) ? profile_call(rt, frame, object)
                                                    : TRACING_GO_ON;
}

TracingOutcome tracing_reached(Runtime *rt, Frame *frame) {
    if (!tracing_is_on(rt)) {
        code_unmark(rt, frame->code);
        return TRACING_GO_ON;
    }
    if (rt->tracing.inside) {
        return TRACING_GO_ON;
    }
    const TracingWatcher *watcher = rt->tracing.watcher;
    if (watcher && watcher->instruction) {
        watcher->instruction(rt, watcher->user, frame);
        if (!watcher->event && !rt->tracing.trace && !rt->tracing.profile) {
            return TRACING_GO_ON; /* nobody wants to know what it is an event of */
        }
    }
    rt->tracing.looking = true;
    TracingOutcome outcome = look(rt, frame);
    rt->tracing.looking = false;
    return outcome;
}

/* ---- exceptions ---- */

/* (type, exception, traceback) */
static Object *error_triple(Runtime *rt, Object *error) {
    Object *traceback = ((ExceptionObject *)error)->traceback;
    TypeObject *type = type_of(rt, error);
    return type ? tuple_pack(rt, 3, (Object *)type, error, traceback ? traceback : NONE) : NULL;
}

/* The pending exception is told as an event; another one may be pending afterwards. */
static void tell_exception(Runtime *rt, Frame *frame, FrameObject *object) {
    Object *error = error_take(rt);
    bool done = true;
    if (object->entered != rt->tracing.epoch) { /* thrown into a generator */
        done = enter(rt, object, frame_instr_idx(frame));
    }
    done = done && tell_watcher(rt, TRACING_EXCEPTION, frame, value_from_object(error));
    if (done && object->trace && rt->tracing.trace) {
        Object *triple = error_triple(rt, error);
        done = triple && tell_trace(rt, object, NAME_exception, triple);
        release_nullable(rt, triple);
    }
    go_on_with(rt, error, done);
}

void tracing_raised(Runtime *rt, Frame *frame) {
    if (rt->tracing.inside || !frame->object) {
        return;
    }
    rt->tracing.looking = true;
    tell_exception(rt, frame, frame->object);
    rt->tracing.looking = false;
}

void tracing_swallowed(Runtime *rt, Frame *frame) {
    if (tracing_is_on(rt) && rt->error && error_matches(rt, TYPE_STOP_ITERATION)) {
        tracing_raised(rt, frame);
    }
}

bool tracing_ended(Runtime *rt, Frame *frame, FrameKind kind, Value result) {
    bool is_none = result.bits == (uint64_t)(uintptr_t)NONE;
    if (!(kind == FRAME_FOR_ITER || kind == FRAME_SEND) || !frame->object ||
        !frame->object->trace || rt->tracing.inside ||
        (is_none &&
         object_type_id(value_as_object(frame->registers[frame->pc->b])) != TYPE_COROUTINE)) {
        return true;
    }
    if (value_is_object(result)) {
        retain(value_as_object(result));
    }
    Object *value = value_to_object(rt, result);
    if (!value) {
        return false;
    }
    raise_stop_iteration(rt, value);
    release(rt, value);
    tracing_swallowed(rt, frame);
    return error_clear_if(rt, TYPE_STOP_ITERATION);
}

void tracing_unwound(Runtime *rt, Frame *frame) {
    FrameObject *object = frame->object;
    if (!object || rt->tracing.inside || object->entered != rt->tracing.epoch) {
        return;
    }
    rt->tracing.looking = true;
    Object *error = error_take(rt);
    bool told = tell_watcher(rt, TRACING_RETURN, frame, VALUE_EMPTY) &&
                tell_trace(rt, object, NAME_return, NULL) &&
                tell_profile(rt, object, NAME_return, NULL);
    go_on_with(rt, error, told);
    rt->tracing.looking = false;
}
