/* tracemalloc_table: the tables behind _tracemalloc, filled by the heap's watch. */
#include "modules/tracemalloc_table.h"

#include "object/int.h"
#include "object/operations.h"
#include "object/str.h"
#include "object/tuple.h"

#include <string.h>

enum { NO_TRACEBACK = UINT32_MAX, FIRST_SLICES = 64, FIRST_TRACEBACKS = 128, FIRST_FRAMES = 128 };

static const uint64_t MIXER = UINT64_C(0x9e3779b97f4a7c15);

/* ---- tracebacks ---- */

static bool grow_frames(TraceTable *table) {
    size_t capacity = table->frame_capacity != 0 ? table->frame_capacity * 2 : FIRST_FRAMES;
    TraceFrame *frames = heap_reallocate(table->rt->heap, table->frames, capacity * sizeof *frames);
    if (frames == NULL) {
        return false;
    }
    table->frames = frames;
    table->frame_capacity = capacity;
    return true;
}

/* Where the running frames are put, behind the others, until it is known whether they are new. */
static bool note_frames(TraceTable *table, TraceTraceback *out) {
    uint64_t hash = 0;
    unsigned total = 0;
    unsigned count = 0;
    for (const Frame *frame = table->rt->frame; frame != NULL && total < UINT16_MAX; total++) {
        if (count < table->frame_limit) {
            size_t at = table->frame_count + count;
            if (at == table->frame_capacity && !grow_frames(table)) {
                return false;
            }
            uint32_t instr = frame_instr_idx(frame);
            table->frames[at] = (TraceFrame){frame->code, instr};
            hash = (hash ^ (uintptr_t)frame->code ^ (uint64_t)instr << 40) * MIXER;
            hash ^= hash >> 32;
            count++;
        }
        frame = frame->previous;
    }
    *out = (TraceTraceback){(uint32_t)(hash + total), (uint32_t)table->frame_count, (uint16_t)count,
                            (uint16_t)total};
    return true;
}

static bool is_same(const TraceTable *table, const TraceTraceback *a, const TraceTraceback *b) {
    if (a->hash != b->hash || a->count != b->count || a->total != b->total) {
        return false;
    }
    for (unsigned i = 0; i < a->count; i++) {
        const TraceFrame *frame = &table->frames[a->first + i];
        const TraceFrame *other = &table->frames[b->first + i];
        if (frame->code != other->code || frame->instr != other->instr) {
            return false;
        }
    }
    return true;
}

static void put_slot(uint32_t *slots, uint32_t capacity, uint32_t hash, uint32_t index) {
    uint32_t at = hash & (capacity - 1);
    while (slots[at] != 0) {
        at = (at + 1) & (capacity - 1);
    }
    slots[at] = index + 1;
}

static bool grow_tracebacks(TraceTable *table) {
    Heap *heap = table->rt->heap;
    uint32_t capacity = table->slot_capacity != 0 ? table->slot_capacity * 2 : FIRST_TRACEBACKS;
    TraceTraceback *tracebacks =
        heap_reallocate(heap, table->tracebacks, capacity * sizeof *tracebacks);
    if (tracebacks == NULL) {
        return false;
    }
    table->tracebacks = tracebacks;
    uint32_t *slots = heap_allocate_zeroed(heap, capacity, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < table->traceback_count; i++) {
        put_slot(slots, capacity, tracebacks[i].hash, i);
    }
    heap_free(heap, table->slots);
    table->slots = slots;
    table->slot_capacity = capacity;
    return true;
}

static uint32_t find_traceback(const TraceTable *table, const TraceTraceback *wanted) {
    uint32_t mask = table->slot_capacity - 1;
    for (uint32_t at = wanted->hash & mask; table->slots[at] != 0; at = (at + 1) & mask) {
        uint32_t index = table->slots[at] - 1;
        if (is_same(table, &table->tracebacks[index], wanted)) {
            return index;
        }
    }
    return NO_TRACEBACK;
}

static uint32_t add_traceback(TraceTable *table, const TraceTraceback *traceback) {
    uint32_t index = table->traceback_count;
    if (index == NO_TRACEBACK - 1 || table->frame_count > UINT32_MAX - UINT16_MAX) {
        return NO_TRACEBACK;
    }
    for (unsigned i = 0; i < traceback->count; i++) {
        retain((Object *)table->frames[traceback->first + i].code);
    }
    table->frame_count += traceback->count;
    table->tracebacks[index] = *traceback;
    table->traceback_count++;
    put_slot(table->slots, table->slot_capacity, traceback->hash, index);
    return index;
}

/* That of the running frame; NO_TRACEBACK: no memory for it. */
static uint32_t running_traceback(TraceTable *table) {
    TraceTraceback traceback;
    bool is_full = table->traceback_count >= table->slot_capacity / 4 * 3;
    if ((is_full && !grow_tracebacks(table)) || !note_frames(table, &traceback)) {
        return NO_TRACEBACK;
    }
    uint32_t known = find_traceback(table, &traceback);
    return known != NO_TRACEBACK ? known : add_traceback(table, &traceback);
}

NEW_REF Object *trace_table_frames(const TraceTable *table, uint32_t traceback) {
    Runtime *rt = table->rt;
    const TraceTraceback *found = &table->tracebacks[traceback];
    Object *frames = tuple_new(rt, found->count != 0 ? found->count : 1);
    for (size_t i = 0; frames && i < tuple_length(frames); i++) {
        const TraceFrame *frame = found->count != 0 ? &table->frames[found->first + i] : NULL;
        Object *line =
            int_from_size(rt, frame ? code_position(frame->code, frame->instr).lineno : 0);
        Object *name = frame ? retain(frame->code->filename) : str_from_cstring(rt, "<unknown>");
        Object *pair = line && name ? tuple_pack(rt, 2, name, line) : NULL;
        release_nullable(rt, line);
        release_nullable(rt, name);
        tuple_items(frames)[i] = pair;
        if (!pair) {
            CLEAR_REF(rt, &frames);
        }
    }
    return frames;
}

/* ---- blocks ---- */

/* Where the slice is, or the free place where it would be. */
static TraceSlice *place_of(const TraceTable *table, uintptr_t number) {
    size_t mask = table->slice_capacity - 1;
    size_t at = (size_t)(number * MIXER >> 32) & mask;
    while (table->slices[at].blocks != NULL && table->slices[at].number != number) {
        at = (at + 1) & mask;
    }
    return &table->slices[at];
}

static bool grow_slices(TraceTable *table) {
    Heap *heap = table->rt->heap;
    size_t capacity = table->slice_capacity != 0 ? table->slice_capacity * 2 : FIRST_SLICES;
    TraceSlice *slices = heap_allocate_zeroed(heap, capacity, sizeof *slices);
    if (slices == NULL) {
        return false;
    }
    TraceSlice *old = table->slices;
    size_t old_capacity = table->slice_capacity;
    table->slices = slices;
    table->slice_capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].blocks != NULL) {
            *place_of(table, old[i].number) = old[i];
        }
    }
    heap_free(heap, old);
    return true;
}

static TracedBlock *add_slice(TraceTable *table, uintptr_t number) {
    if (table->slice_count >= table->slice_capacity / 4 * 3 && !grow_slices(table)) {
        return NULL;
    }
    TracedBlock *blocks = heap_allocate_zeroed(table->rt->heap, TRACE_SLICE_BLOCKS, sizeof *blocks);
    if (blocks != NULL) {
        *place_of(table, number) = (TraceSlice){number, blocks};
        table->slice_count++;
    }
    return blocks;
}

/* What is noted of blocks there; NULL: nothing was yet. */
static TracedBlock *blocks_of(TraceTable *table, uintptr_t number) {
    if (number != table->last_number || table->last_blocks == NULL) {
        table->last_number = number;
        table->last_blocks = place_of(table, number)->blocks;
    }
    return table->last_blocks;
}

static size_t granule_of(const void *block) {
    return (uintptr_t)block / TRACE_GRANULE % TRACE_SLICE_BLOCKS;
}

const TracedBlock *trace_table_find(TraceTable *table, const void *block) {
    if (table->slices == NULL) {
        return NULL;
    }
    const TracedBlock *blocks = blocks_of(table, (uintptr_t)block >> TRACE_SLICE_SHIFT);
    const TracedBlock *found = blocks != NULL ? &blocks[granule_of(block)] : NULL;
    return found != NULL && found->size != 0 ? found : NULL;
}

static void forget(TraceTable *table, TracedBlock *traced) {
    if (traced->size != 0) {
        table->traced_bytes -= (size_t)traced->size * TRACE_SIZE_UNIT;
        table->block_count--;
        traced->size = 0;
    }
}

static void on_freed(void *user, void *block, size_t usable_size) {
    TraceTable *table = user;
    (void)usable_size;
    TracedBlock *blocks = blocks_of(table, (uintptr_t)block >> TRACE_SLICE_SHIFT);
    if (blocks != NULL) {
        forget(table, &blocks[granule_of(block)]);
    }
}

/* NULL: no memory. */
static TracedBlock *note_for(TraceTable *table, const void *block) {
    uintptr_t number = (uintptr_t)block >> TRACE_SLICE_SHIFT;
    TracedBlock *blocks = blocks_of(table, number);
    if (blocks == NULL) {
        blocks = add_slice(table, number);
    }
    return blocks != NULL ? &blocks[granule_of(block)] : NULL;
}

static void on_allocated(void *user, void *block, size_t usable_size, size_t old_size) {
    TraceTable *table = user;
    (void)old_size;
    if (table->is_busy) {
        return;
    }
    table->is_busy = true;
    TracedBlock *traced = note_for(table, block);
    uint32_t traceback = traced != NULL ? running_traceback(table) : NO_TRACEBACK;
    table->is_busy = false;
    if (traced != NULL) {
        forget(table, traced); /* what was changed in size */
    }
    if (traceback != NO_TRACEBACK) {
        uint32_t size = (uint32_t)base_min_size(usable_size / TRACE_SIZE_UNIT, UINT32_MAX);
        *traced = (TracedBlock){traceback, size};
        table->block_count++;
        table->traced_bytes += (size_t)size * TRACE_SIZE_UNIT;
        table->peak_bytes = base_max_size(table->peak_bytes, table->traced_bytes);
    }
}

/* ---- tracing ---- */

size_t trace_table_bytes(const TraceTable *table) {
    return table->slice_count * TRACE_SLICE_BLOCKS * sizeof(TracedBlock) +
           table->slice_capacity * sizeof(TraceSlice) +
           table->slot_capacity * (sizeof(TraceTraceback) + sizeof(uint32_t)) +
           table->frame_capacity * sizeof(TraceFrame);
}

static void free_tables(TraceTable *table) {
    Heap *heap = table->rt->heap;
    heap_free(heap, table->slices);
    heap_free(heap, table->tracebacks);
    heap_free(heap, table->slots);
    table->slices = NULL;
    table->tracebacks = NULL;
    table->slots = NULL;
    table->slice_capacity = 0;
    table->slot_capacity = 0;
}

static void forget_blocks(TraceTable *table) {
    for (size_t i = 0; i < table->slice_capacity; i++) {
        heap_free(table->rt->heap, table->slices[i].blocks);
        table->slices[i].blocks = NULL;
    }
    table->last_blocks = NULL;
    table->slice_count = 0;
    table->block_count = 0;
    table->traced_bytes = table->peak_bytes = 0;
}

/* The end of a code object may run anything: it is the last that happens here. */
void trace_table_clear(TraceTable *table) {
    Heap *heap = table->rt->heap;
    TraceFrame *frames = table->frames;
    size_t count = table->frame_count;
    heap_set_watch(heap, NULL);
    forget_blocks(table);
    table->traceback_count = 0;
    table->frames = NULL;
    table->frame_count = table->frame_capacity = 0;
    if (table->is_tracing) {
        memset(table->slots, 0, table->slot_capacity * sizeof *table->slots);
        heap_set_watch(heap, &table->watch);
    } else {
        free_tables(table);
    }
    for (size_t i = 0; i < count; i++) {
        release(table->rt, (Object *)frames[i].code);
    }
    heap_free(heap, frames);
}

bool trace_table_start(Runtime *rt, TraceTable *table, uint16_t frame_limit) {
    table->rt = rt;
    table->frame_limit = frame_limit;
    if (!grow_slices(table) || !grow_tracebacks(table)) {
        trace_table_clear(table);
        return false;
    }
    table->watch = (HeapWatch){on_allocated, on_freed, table};
    table->is_tracing = true;
    heap_set_watch(rt->heap, &table->watch);
    return true;
}

void trace_table_stop(TraceTable *table) {
    if (table->is_tracing) {
        table->is_tracing = false;
        trace_table_clear(table);
    }
}
