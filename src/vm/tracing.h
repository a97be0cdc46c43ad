/* Tracing: what sys.settrace, sys.setprofile and a host that watches steps are told of.
 *
 * Instructions are marked (compile/code_marks.h) while somebody watches: of all code where calls
 * begin; of code whose frames have a trace function, where lines begin. The loop comes here for a
 * marked instruction. The last one that was seen of a frame is in its frame object. */
#ifndef OURO_VM_TRACING_H
#define OURO_VM_TRACING_H

#include "vm/frame.h"

typedef enum TracingOutcome {
    TRACING_FAILED, /* an exception is pending */
    TRACING_GO_ON,  /* with the instruction */
    TRACING_CALLED  /* it was a call, and has been made */
} TracingOutcome;

typedef enum TracingEvent {
    TRACING_CALL, /* or a generator goes on; the frame has not begun its first line */
    TRACING_LINE,
    TRACING_RETURN, /* value: what it gives, as the register has it; empty: an exception goes on */
    TRACING_EXCEPTION /* value: the exception, which is not pending meanwhile */
} TracingEvent;

/* A host that watches all frames. It may not run Python code; what it finds in registers is as if
 * nobody watched. */
typedef struct TracingWatcher {
    /* False: an exception is pending, which the program gets. NULL: it wants no events. */
    bool (*event)(Runtime *rt, void *user, TracingEvent event, Frame *frame, Value value);
    /* Each marked instruction, frame->pc, of which it may mark more; NULL: it wants none. */
    void (*instruction)(Runtime *rt, void *user, Frame *frame);
    void *user;
} TracingWatcher;

/* From now on; NULL: nobody. False with MemoryError. */
bool tracing_set_watcher(Runtime *rt, const TracingWatcher *watcher);

/* sys.settrace and sys.setprofile; NULL: nobody any more. False with MemoryError. */
bool tracing_set_trace(Runtime *rt, Object *function);
bool tracing_set_profile(Runtime *rt, Object *function);
/* frame.f_trace = function, or NULL. */
bool tracing_set_local(Runtime *rt, FrameObject *object, Object *function);
/* frame.f_trace_opcodes = True. */
bool tracing_set_opcodes(Runtime *rt, FrameObject *object);
/* sys.call_tracing: the call is watched although who makes it is not. */
NEW_REF Object *tracing_call(Runtime *rt, Object *function, Object *arguments);

/* The running frame stands at a marked instruction, frame->pc. */
TracingOutcome tracing_reached(Runtime *rt, Frame *frame);

static inline bool tracing_is_on(const Runtime *rt) {
    return rt->tracing.on;
}

/* The pending exception was raised in the frame, or has come to it: another one may take its place.
 */
void tracing_raised(Runtime *rt, Frame *frame);
/* A StopIteration that is pending, if it is one, ends what the frame runs through or delegates to.
 */
void tracing_swallowed(Runtime *rt, Frame *frame);
/* The same where a generator or coroutine that the loop has run itself for the frame returned
 * `result` (kind: of its frame), as far as CPython makes an exception of that. False: an exception
 * is pending. */
bool tracing_ended(Runtime *rt, Frame *frame, FrameKind kind, Value result);
/* The pending exception leaves the frame. */
void tracing_unwound(Runtime *rt, Frame *frame);

#endif
