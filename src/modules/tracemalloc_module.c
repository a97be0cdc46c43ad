/* _tracemalloc: what Debian's tracemalloc.py builds on. A block counts with the bytes that it takes
 * in the heap, those of its size class. */
#include "modules/tracemalloc_module.h"

#include "modules/module_state.h"
#include "modules/tracemalloc_table.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"

static TraceTable *table_of(Runtime *rt) {
    return module_state(rt, MODULE_STATE_TRACEMALLOC, sizeof(TraceTable));
}

bool tracemalloc_start(Runtime *rt, uint16_t frame_limit) {
    TraceTable *table = table_of(rt);
    if (!table) {
        return false;
    }
    if (!table->is_tracing && !trace_table_start(rt, table, frame_limit)) {
        error_no_memory(rt);
        return false;
    }
    return true;
}

static Object *start(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int64_t limit = 1;
    if (count > 0 && !object_as_int64(rt, args[0], &limit)) {
        if (!error_clear_if(rt, TYPE_OVERFLOW_ERROR)) {
            return NULL;
        }
        limit = INT64_MAX;
    }
    if (limit > INT32_MAX || limit < INT32_MIN) {
        return raise_overflow_error(rt, "Python int too large to convert to C int");
    }
    if (limit < 1 || limit > UINT16_MAX) {
        return raise_value_error(rt, "the number of frames must be in range [1; %d]", UINT16_MAX);
    }
    return tracemalloc_start(rt, (uint16_t)limit) ? retain(NONE) : NULL;
}

static Object *stop(Runtime *rt, Object *self) {
    (void)self;
    TraceTable *table = table_of(rt);
    if (table) {
        trace_table_stop(table);
    }
    return table ? retain(NONE) : NULL;
}

static Object *is_tracing(Runtime *rt, Object *self) {
    (void)self;
    const TraceTable *table = table_of(rt);
    return table ? retain(table->is_tracing ? TRUE_OBJECT : FALSE_OBJECT) : NULL;
}

static Object *clear_traces(Runtime *rt, Object *self) {
    (void)self;
    TraceTable *table = table_of(rt);
    if (table && table->is_tracing) {
        trace_table_clear(table);
    }
    return table ? retain(NONE) : NULL;
}

static Object *get_traceback_limit(Runtime *rt, Object *self) {
    (void)self;
    const TraceTable *table = table_of(rt);
    return table ? int_from_size(rt, table->frame_limit != 0 ? table->frame_limit : 1) : NULL;
}

static Object *get_traced_memory(Runtime *rt, Object *self) {
    (void)self;
    const TraceTable *table = table_of(rt);
    if (!table) {
        return NULL;
    }
    size_t traced = table->traced_bytes;
    size_t peak = table->peak_bytes;
    Object *now = int_from_size(rt, traced);
    Object *most = now ? int_from_size(rt, peak) : NULL;
    Object *result = most ? tuple_pack(rt, 2, now, most) : NULL;
    release_nullable(rt, now);
    release_nullable(rt, most);
    return result;
}

static Object *reset_peak(Runtime *rt, Object *self) {
    (void)self;
    TraceTable *table = table_of(rt);
    if (table) {
        table->peak_bytes = table->traced_bytes;
    }
    return table ? retain(NONE) : NULL;
}

static Object *get_tracemalloc_memory(Runtime *rt, Object *self) {
    (void)self;
    const TraceTable *table = table_of(rt);
    return table ? int_from_size(rt, sizeof *table + trace_table_bytes(table)) : NULL;
}

static Object *get_object_traceback(Runtime *rt, Object *self, Object *object) {
    (void)self;
    TraceTable *table = table_of(rt);
    const TracedBlock *found = table ? trace_table_find(table, object) : NULL;
    if (!found) {
        return table ? retain(NONE) : NULL;
    }
    table->is_busy = true;
    Object *frames = trace_table_frames(table, found->traceback);
    table->is_busy = false;
    return frames;
}

/* (domain, size, frames, frames that there were); those of one traceback share the tuple of frames,
 * which is in `known` once it has been made. */
static NEW_REF Object *make_trace(Runtime *rt, const TraceTable *table, const TracedBlock *block,
                                  Object **known) {
    if (!known[block->traceback]) {
        known[block->traceback] = trace_table_frames(table, block->traceback);
    }
    Object *frames = known[block->traceback];
    Object *domain = frames ? int_from_int64(rt, 0) : NULL;
    Object *size = domain ? int_from_size(rt, (size_t)block->size * TRACE_SIZE_UNIT) : NULL;
    Object *total = size ? int_from_size(rt, table->tracebacks[block->traceback].total) : NULL;
    Object *trace = total ? tuple_pack(rt, 4, domain, size, frames, total) : NULL;
    release_nullable(rt, domain);
    release_nullable(rt, size);
    release_nullable(rt, total);
    return trace;
}

static bool list_traces_of(Runtime *rt, const TraceTable *table, const TracedBlock *blocks,
                           Object **known, Object *list) {
    for (size_t i = 0; i < TRACE_SLICE_BLOCKS; i++) {
        if (blocks[i].size != 0) {
            Object *trace = make_trace(rt, table, &blocks[i], known);
            if (!trace || !list_append_stealing(rt, list, trace)) {
                return false;
            }
        }
    }
    return budget_spend(rt, TRACE_SLICE_BLOCKS);
}

static NEW_REF Object *list_traces(Runtime *rt, const TraceTable *table, Object **known) {
    Object *list = list_new(rt, table->block_count);
    for (size_t i = 0; list && i < table->slice_capacity; i++) {
        const TracedBlock *blocks = table->slices[i].blocks;
        if (blocks && !list_traces_of(rt, table, blocks, known, list)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *get_traces(Runtime *rt, Object *self) {
    (void)self;
    TraceTable *table = table_of(rt);
    if (!table || !table->is_tracing) {
        return table ? list_new(rt, 0) : NULL;
    }
    size_t count = table->traceback_count;
    table->is_busy = true;
    Object **known = memory_allocate_zeroed(rt, (count + 1) * sizeof *known);
    Object *list = known ? list_traces(rt, table, known) : NULL;
    for (size_t i = 0; known && i < count; i++) {
        release_nullable(rt, known[i]);
    }
    memory_free(rt, known);
    table->is_busy = false;
    return list;
}

void tracemalloc_close(Runtime *rt) {
    TraceTable *table = rt->module_state[MODULE_STATE_TRACEMALLOC];
    if (table) {
        trace_table_stop(table);
    }
}

static const MethodRow TRACEMALLOC_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("is_tracing", is_tracing,
                      "is_tracing($module, /)\n--\n\nReturn True if the tracemalloc module is "
                      "tracing Python memory allocations."),
    METHOD_ROW_NOARGS("clear_traces", clear_traces,
                      "clear_traces($module, /)\n--\n\nClear traces of memory blocks allocated by "
                      "Python."),
    METHOD_ROW_NOARGS("_get_traces", get_traces, "_get_traces($module, /)\n--\n\n"),
    METHOD_ROW_ONE("_get_object_traceback", get_object_traceback,
                   "_get_object_traceback($module, obj, /)\n--\n\n"),
    METHOD_ROW_POSITIONAL("start", start, 0, 1,
                          "start($module, nframe=1, /)\n--\n\nStart tracing Python memory "
                          "allocations."),
    METHOD_ROW_NOARGS("stop", stop,
                      "stop($module, /)\n--\n\nStop tracing Python memory allocations."),
    METHOD_ROW_NOARGS("get_traceback_limit", get_traceback_limit,
                      "get_traceback_limit($module, /)\n--\n\n"),
    METHOD_ROW_NOARGS("get_tracemalloc_memory", get_tracemalloc_memory,
                      "get_tracemalloc_memory($module, /)\n--\n\n"),
    METHOD_ROW_NOARGS("get_traced_memory", get_traced_memory,
                      "get_traced_memory($module, /)\n--\n\n"),
    METHOD_ROW_NOARGS("reset_peak", reset_peak, "reset_peak($module, /)\n--\n\n"),
    METHOD_ROW_END,
};

const ModuleSpec tracemalloc_module = {
    .name = "_tracemalloc",
    .doc = "Debug module to trace memory blocks allocated by Python.",
    .functions = TRACEMALLOC_FUNCTIONS,
};
