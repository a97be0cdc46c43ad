/* Where blocks of the runtime's heap were taken, while somebody traces: by address, the size and
 * the traceback of each that was handed out since and lives. */
#ifndef OURO_MODULES_TRACEMALLOC_TABLE_H
#define OURO_MODULES_TRACEMALLOC_TABLE_H

#include "vm/frame.h"

enum {
    TRACE_SLICE_SHIFT = 16,
    TRACE_GRANULE = 16, /* no two blocks begin in the same one */
    TRACE_SLICE_BLOCKS = (1 << TRACE_SLICE_SHIFT) / TRACE_GRANULE,
    TRACE_SIZE_UNIT = 8
};

/* What is known of the block that begins in a granule; size 0: none that is traced. */
typedef struct TracedBlock {
    uint32_t traceback; /* index in TraceTable.tracebacks */
    uint32_t size;      /* in units of TRACE_SIZE_UNIT, at most UINT32_MAX */
} TracedBlock;

/* An aligned piece of address space. */
typedef struct TraceSlice {
    uintptr_t number;    /* address >> TRACE_SLICE_SHIFT */
    TracedBlock *blocks; /* TRACE_SLICE_BLOCKS; NULL: a free place in the table */
} TraceSlice;

typedef struct TraceFrame {
    CodeObject *code; /* owned */
    uint32_t instr;   /* index: the line is looked up when it is asked for */
} TraceFrame;

/* The innermost frames of the stack, `count` of them from frames[first] on. */
typedef struct TraceTraceback {
    uint32_t hash;
    uint32_t first;
    uint16_t count;
    uint16_t total; /* frames that the stack had, at most UINT16_MAX */
} TraceTraceback;

/* The tables of slices and of tracebacks are open addressed with linear probing and at most three
 * quarters full; their capacities are powers of two. All lie in the heap they tell of, and do not
 * tell of themselves. Slices stay until all is forgotten. */
typedef struct TraceTable {
    HeapWatch watch;
    Runtime *rt;
    uint16_t frame_limit; /* the most that a traceback has */
    bool is_tracing;
    bool is_busy; /* what is allocated now is not traced */
    size_t traced_bytes, peak_bytes;
    size_t block_count;
    TraceSlice *slices;
    TracedBlock *last_blocks; /* of the slice looked for last, last_number */
    uintptr_t last_number;
    size_t slice_count, slice_capacity;
    TraceTraceback *tracebacks; /* as many as `slots` may hold */
    uint32_t *slots;            /* index in tracebacks plus 1; 0: free */
    uint32_t traceback_count, slot_capacity;
    TraceFrame *frames;
    size_t frame_count, frame_capacity;
} TraceTable;

/* From now on every block is noted; one for which there is no memory is left out. False: no memory
 * to begin with. */
bool trace_table_start(Runtime *rt, TraceTable *table, uint16_t frame_limit);
/* Forgets everything, and with `stop` notes no more. Both may run Python code. */
void trace_table_clear(TraceTable *table);
void trace_table_stop(TraceTable *table);

/* NULL: not traced. */
const TracedBlock *trace_table_find(TraceTable *table, const void *block);

/* Bytes that the table itself takes. */
size_t trace_table_bytes(const TraceTable *table);

/* ((filename, lineno), …), innermost first; while the table is busy. */
NEW_REF Object *trace_table_frames(const TraceTable *table, uint32_t traceback);

#endif
