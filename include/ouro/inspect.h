/* What a runtime's memory does and did: everything that `ouro mem report`, `ouro mem view` and
 * `ouro mem advise` print. */
#ifndef OURO_INSPECT_H
#define OURO_INSPECT_H

#include "ouro.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { OURO_REPORT_CLASSES_MAX = 64 };

/* One size class; blocks with and without references together. fill = live / (live + free). */
typedef struct OuroReportClass {
    size_t block_size; /* bytes */
    size_t pools;
    size_t live;     /* blocks in use */
    size_t free;     /* blocks of its pools ready to be handed out */
    uint64_t served; /* blocks ever handed out */
} OuroReportClass;

typedef struct OuroReportType {
    char *name; /* owned by the report */
    size_t count;
    size_t bytes; /* their blocks, with the buffers that they alone own */
} OuroReportType;

/* system_now = live_bytes + free_block_bytes + empty_pool_bytes + metadata_bytes + large_bytes
 *            + collector_bytes, exactly. Sizes are bytes, times nanoseconds. */
typedef struct OuroReport {
    size_t size; /* sizeof(OuroReport): lets the struct grow */
    size_t system_now, system_peak;
    size_t system_limit;      /* 0: none */
    uint64_t system_requests; /* times that the system was asked */
    size_t arenas, pools;
    size_t live_bytes, free_block_bytes, empty_pool_bytes, metadata_bytes, collector_bytes;
    size_t large_count, large_bytes; /* blocks beyond the size classes */
    double fragmentation;            /* 1 - (live_bytes + large_bytes) / system_now */
    uint64_t served, served_from_pools;
    size_t class_count;
    OuroReportClass classes[OURO_REPORT_CLASSES_MAX];
    size_t type_count;
    OuroReportType *types; /* largest first; owned by the report */
    int64_t small_int_low, small_int_high;
    uint64_t small_int_hits;
    size_t interned_count;
    uint64_t interned_hits, interned_bytes_saved;
    uint64_t collection_count, collection_time_ns, longest_pause_ns, collected_objects;
    size_t call_stack_high_water_bytes;
} OuroReport;

/* Fills *report, whose `size` the caller has set; false: no memory. */
OURO_API bool ouro_report(OuroRuntime *runtime, OuroReport *report);
OURO_API void ouro_report_free(OuroReport *report);

/* Notes from now on where each block of the heap is taken, with the innermost 1 to 65535 frames:
 * the program sees it through tracemalloc, whose start() it is. Costs about half as much time again
 * while it lasts, and half as much memory as the blocks take. False: no memory, or another number.
 */
OURO_API bool ouro_trace_allocations(OuroRuntime *runtime, unsigned frames);

/* --- step by step --- */

typedef enum OuroStepKind {
    OURO_STEP_CALL,   /* a call begins, or a generator goes on */
    OURO_STEP_LINE,   /* a line is about to run */
    OURO_STEP_RETURN, /* a frame ends, or a generator pauses, with `value` */
    OURO_STEP_RAISE,  /* an exception, `value`, was raised or has come to this frame */
    OURO_STEP_UNWIND  /* a frame ends because of it */
} OuroStepKind;

/* A name with what it stands for, or a value without one (""). Texts are UTF-8, cut where they are
 * long, and nobody's code has run to make them: an instance shows its attributes, not its repr. */
typedef struct OuroVariable {
    const char *name;
    const char *type;    /* name of its class */
    const char *value;   /* 5, 'text', [1, 2], <Point x=1 y=2> */
    const void *address; /* of the object, which id() tells; NULL: see is_number */
    size_t references;   /* to the object; 0: they are not counted */
    size_t block_size; /* of its block in the heap; 0: it has none of its own and is never freed */
    size_t bytes;      /* of the block and of the buffers that it alone owns */
    bool is_number;    /* a number in a register of the frame: no object was made for it so far */
    bool is_shared;    /* in a cell, which inner functions share */
} OuroVariable;

/* A frame on the call stack. */
typedef struct OuroStepFrame {
    const char *function, *file;
    uint32_t line;
    size_t bytes; /* on the call stack; 0: the frame of a generator, in the heap */
} OuroStepFrame;

/* What blocks_… and bytes_… count is what the program does; the watching keeps its own apart. */
typedef struct OuroStep {
    OuroStepKind kind;
    uint64_t number; /* from 1 */
    size_t depth;    /* frames on the call stack, the running one included */
    size_t stack_bytes;
    OuroStepFrame frame; /* the running one */
    bool is_library;     /* it is of the standard library, or of what ouro itself is made of */
    OuroVariable value;  /* of RETURN, RAISE and UNWIND; else all NULL */
    /* Since the step before; a block that was made bigger or smaller counts with the bytes only. */
    size_t blocks_taken, bytes_taken, blocks_freed, bytes_freed;
    size_t live_blocks, live_bytes; /* since the watching began: may wrap below 0 */
} OuroStep;

/* False: the program ends, by SystemExit in its next line, and no more is told. What the step
 * points to lasts until it returns; it may ask the two functions below, and run nothing. */
typedef bool (*OuroStepFunction)(void *user, OuroRuntime *runtime, const OuroStep *step);

/* From now on the function is told of each step; NULL: no more. A program takes some hundred times
 * as long. False: no memory. */
OURO_API bool ouro_watch_steps(OuroRuntime *runtime, OuroStepFunction function, void *user);

/* While a step is told. idx 0: the running frame, then those that called it. False: none. */
OURO_API bool ouro_step_frame(OuroRuntime *runtime, size_t idx, OuroStepFrame *frame);
/* The idx-th bound name of such a frame, those of a module without what it did not bind itself. The
 * texts last until the next call. False: none. */
OURO_API bool ouro_step_variable(OuroRuntime *runtime, size_t frame_idx, size_t idx,
                                 OuroVariable *variable);

/* --- habits that cost memory or time --- */

typedef enum OuroHabit {
    OURO_HABIT_SLICE,  /* slices that are only read */
    OURO_HABIT_INDEX,  /* a loop over indices */
    OURO_HABIT_ADD,    /* adding to a whole again and again */
    OURO_HABIT_LIST,   /* a list for one iteration */
    OURO_HABIT_LIBRARY /* a loop that the library has */
} OuroHabit;

/* A place in the program that looks like a habit, and what it has done so far. */
typedef struct OuroHabitUse {
    OuroHabit habit;
    const char *file;
    uint32_t line;
    const char *written; /* the habit in general, as Python code over `values` */
    const char *instead; /* what does the same */
    unsigned nesting;    /* `written` goes through each of the values (1), each pair (2) */
    uint64_t times;      /* SLICE, ADD: operations; LIST: lists; INDEX, LIBRARY: loops */
    uint64_t items;      /* INDEX: items read; LIBRARY: items gone through */
    uint64_t bytes;      /* SLICE, ADD, and of LIBRARY pop(0) and insert(0, …): copied or moved;
                            LIST: taken by the lists with what was made for them */
    uint64_t largest_bytes; /* of one of the times */
} OuroHabitUse;

/* From now on code that is compiled (not the standard library's) is looked through for habits, and
 * what they do is counted while it runs, until ouro_forget_habits or ouro_close. Ends
 * ouro_watch_steps. False: no memory. */
OURO_API bool ouro_watch_habits(OuroRuntime *runtime);
/* The idx-th place, in the order of compiling, whether it has run or not. The texts last until
 * ouro_forget_habits. False: there are no more. */
OURO_API bool ouro_habit_use(OuroRuntime *runtime, size_t idx, OuroHabitUse *use);
OURO_API void ouro_forget_habits(OuroRuntime *runtime);

#ifdef __cplusplus
}
#endif

#endif
