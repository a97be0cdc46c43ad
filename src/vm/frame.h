/* Frames: the windows of running code on the call stack, and the frame objects that Python sees.
 *
 * A frame lives on the call stack of the runtime (call_stack.h), or inside a generator. A call
 * pushes it, the return pops it, and its registers die with it. When somebody holds the frame
 * object (a traceback, sys._getframe), the locals move into that object as the frame ends. */
#ifndef OURO_VM_FRAME_H
#define OURO_VM_FRAME_H

#include "compile/code.h"
#include "object/value.h"
#include "vm/function.h"

typedef struct FrameObject FrameObject;

/* What the end of a frame means for the one below. */
typedef enum {
    FRAME_ENTRY,    /* the evaluation loop returns to its C caller */
    FRAME_CALL,     /* the result goes to register `result` of the previous frame */
    FRAME_INIT,     /* __init__: must be None; init_self is the result */
    FRAME_FOR_ITER, /* a generator resumed by FOR_ITER: return means exhausted */
    FRAME_SEND,     /* a generator resumed by SEND: return goes to its jump target */
} FrameKind;

/* registers: code->register_count of them. Owned: function, namespace, object, registers. */
typedef struct Frame {
    struct Frame *previous; /* the caller's; NULL at the bottom or suspended */
    CodeObject *code;       /* borrowed from the function */
    FunctionObject *function;
    Instr *pc;           /* the instruction that runs, when it calls out; where to go on */
    Object *namespace;   /* f_locals of class bodies and modules; NULL for functions */
    FrameObject *object; /* NULL until asked for */
    uint16_t result;
    uint8_t kind;         /* FrameKind */
    uint8_t in_generator; /* the frame is inside a generator object */
    uint32_t spare;       /* words of the call instruction in the previous frame's code */
    Object *init_self;    /* FRAME_INIT: the instance, owned; else NULL */
    Value registers[];
} Frame;

#define FRAME_NOT_TRACED UINT32_MAX

/* TYPE_FRAME. While `live` it only points to the frame; then it owns what was there. */
struct FrameObject {
    Object header;
    Frame *live;
    FunctionObject *function; /* owned */
    Object *namespace;        /* owned; after the end */
    Object *locals;           /* dict last given as f_locals; NULL */
    FrameObject *back;        /* owned, after the end: NULL when unknown */
    Object *trace;            /* f_trace */
    uint32_t last_instr;      /* index, after the end */
    uint32_t entered;         /* the epoch of the watching that was told of its call (tracing.c) */
    uint32_t traced_instr;    /* index of the mark seen last, or FRAME_NOT_TRACED */
    bool trace_lines, trace_opcodes;
    int32_t shown_line; /* f_lineno while somebody is told of something that has no line; or -1 */
    Value values[];     /* locals and cells, after the end; VALUE_EMPTY: unbound */
};

static inline size_t frame_size(const CodeObject *code) {
    return sizeof(Frame) + (size_t)code->register_count * sizeof(Value);
}

static inline uint32_t frame_instr_idx(const Frame *frame) {
    return (uint32_t)(frame->pc - frame->code->code);
}

/* Fuel for what lies before the frame's pc: burnt when the frame ends, so that with what its jumps
 * have burnt and given back the sum is right. */
static inline int64_t frame_work(const Frame *frame) {
    return (const char *)(frame->pc + 1) - (const char *)frame->code->code;
}

/* Fills a frame whose memory is there: no registers in use. Takes a reference to function. */
static inline void frame_init(Frame *frame, FunctionObject *function, Frame *previous,
                              FrameKind kind, uint16_t result) {
    CodeObject *code = (CodeObject *)function->code;
    frame->previous = previous;
    frame->code = code;
    frame->function = RETAIN(function);
    frame->pc = code->code;
    frame->namespace = NULL;
    frame->object = NULL;
    frame->result = result;
    frame->kind = (uint8_t)kind;
    frame->in_generator = 0;
    frame->spare = 0;
    frame->init_self = NULL;
}

/* The frame object of a frame: borrowed from the frame. NULL with MemoryError. */
BORROWED FrameObject *frame_object(Runtime *rt, Frame *frame);
/* Ends a frame: hands the locals to the frame object if others hold it, and releases the rest.
 * Does not give the memory back. */
void frame_clear(Runtime *rt, Frame *frame);

/* Nobody has asked for anything but its registers: a call on the call stack. */
static inline bool frame_is_plain(const Frame *frame) {
    return !frame->object && !frame->namespace && !frame->in_generator && !frame->init_self;
}

/* frame_clear of a plain frame. */
static inline void frame_clear_plain(Runtime *rt, Frame *frame) {
    for (Value *at = frame->registers, *end = at + frame->code->register_count; at < end; at++) {
        Value value = *at;
        if (value_is_object(value)) {
            *at = VALUE_EMPTY;
            release(rt, value_as_object(value));
        }
    }
    RELEASE(rt, frame->function);
}

/* f_locals: the namespace, or a dict filled with the locals now. */
NEW_REF Object *frame_locals(Runtime *rt, FrameObject *object);
/* Of the dict that f_locals gave last: fills it again, and takes over what somebody wrote there. An
 * exception may be pending before; afterwards that, or another one and false. */
bool frame_refresh_locals(Runtime *rt, FrameObject *object);
bool frame_store_locals(Runtime *rt, FrameObject *object);
uint32_t frame_lineno(const FrameObject *object);
/* The frame object of the caller: NULL without an error at the bottom. */
NEW_REF Object *frame_back(Runtime *rt, FrameObject *object);
/* traverse of a live frame's references (generators) */
void frame_traverse(Frame *frame, VisitFunction visit, void *context);

#endif
