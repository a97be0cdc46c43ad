/* Tracebacks: one object for each frame that an exception passed. */
#ifndef OURO_VM_TRACEBACK_H
#define OURO_VM_TRACEBACK_H

#include "vm/frame.h"

typedef struct TracebackObject {
    Object header;
    Object *next;       /* towards the raise; NULL */
    FrameObject *frame; /* owned */
    int32_t last_instr; /* index in the code */
    int32_t lineno;     /* -1: found from last_instr when asked */
} TracebackObject;

/* Puts a level for the running frame in front of the pending exception's traceback. */
void traceback_add(Runtime *rt, Frame *frame);
int32_t traceback_lineno(const TracebackObject *traceback);
/* Line and columns of the instruction, for ^^^^ markers. */
CodePosition traceback_position(const TracebackObject *traceback);

#endif
