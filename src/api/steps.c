/* steps: a host watches the program run: a TracingWatcher for what happens, a HeapWatch for the
 * blocks that it takes and frees. Blocks that only the watching takes (frame objects, tables of
 * lines) are remembered by address, so that they count neither when they come nor when they go. */
#include "api/describe.h"
#include "api/embed.h"
#include "api/library_code.h"
#include "object/dict.h"
#include "object/error.h"
#include "object/int.h"
#include "object/operations.h"
#include "object/str.h"
#include "object/tuple.h"
#include "ouro/inspect.h"
#include "vm/call_stack.h"
#include "vm/frame.h"
#include "vm/tracing.h"
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 128, VALUE_SIZE = 400, PATH_SIZE = 1024 };

/* Addresses, by open addressing with room for twice as many; 0: free. */
typedef struct AddressSet {
    uintptr_t *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;
} AddressSet;

typedef struct VariableTexts {
    char name[NAME_SIZE], type[NAME_SIZE], value[VALUE_SIZE];
} VariableTexts;

typedef struct FrameTexts {
    char function[NAME_SIZE], file[PATH_SIZE];
} FrameTexts;

struct Steps {
    OuroRuntime *runtime;
    OuroStepFunction function;
    void *user;
    TracingWatcher watcher;
    HeapWatch heap_watch;
    AddressSet own;
    OuroStep step;  /* being counted, then told */
    Frame *frame;   /* the running one, while a step is told; else NULL */
    bool has_ended; /* by whoever watches, who is not told of what follows */
    VariableTexts value_texts, variable_texts;
    FrameTexts step_texts, frame_texts;
};

/* ---- a set of addresses ---- */

static size_t slot_of(const AddressSet *set, uintptr_t address) {
    size_t slot = (size_t)((address >> 4) * 0x9E3779B97F4A7C15u >> 20) & (set->capacity - 1);
    while (set->slots[slot] && set->slots[slot] != address) {
        slot = (slot + 1) & (set->capacity - 1);
    }
    return slot;
}

static bool set_reserve(AddressSet *set) {
    if (set->count * 2 < set->capacity) {
        return true;
    }
    AddressSet larger = {.capacity = set->capacity ? set->capacity * 2 : 64};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots) {
        return false;
    }
    for (size_t i = 0; i < set->capacity; i++) {
        if (set->slots[i]) {
            larger.slots[slot_of(&larger, set->slots[i])] = set->slots[i];
            larger.count++;
        }
    }
    free(set->slots);
    *set = larger;
    return true;
}

/* Without memory the address is not known, and its block's end counts. */
static void set_insert(AddressSet *set, uintptr_t address) {
    if (set_reserve(set)) {
        uintptr_t *slot = &set->slots[slot_of(set, address)];
        set->count += *slot == 0;
        *slot = address;
    }
}

/* True when it was there. What follows in the same run is put in again. */
static bool set_remove(AddressSet *set, uintptr_t address) {
    if (!set->capacity) {
        return false;
    }
    size_t slot = slot_of(set, address);
    if (!set->slots[slot]) {
        return false;
    }
    set->slots[slot] = 0;
    set->count--;
    size_t next = (slot + 1) & (set->capacity - 1);
    for (uintptr_t moved; (moved = set->slots[next]) != 0;
         next = (next + 1) & (set->capacity - 1)) {
        set->slots[next] = 0;
        set->slots[slot_of(set, moved)] = moved;
    }
    return true;
}

/* ---- blocks ---- */

/* A block that has got another size counts with the difference. */
static void on_allocated(void *user, void *block, size_t usable_size, size_t old_size) {
    Steps *steps = user;
    OuroStep *step = &steps->step;
    if (steps->runtime->rt->tracing.looking) {
        set_insert(&steps->own, (uintptr_t)block);
    } else if (usable_size >= old_size) {
        step->blocks_taken += old_size == 0;
        step->bytes_taken += usable_size - old_size;
    } else {
        step->bytes_freed += old_size - usable_size;
    }
}

static void on_freed(void *user, void *block, size_t usable_size) {
    Steps *steps = user;
    if (!set_remove(&steps->own, (uintptr_t)block)) {
        steps->step.blocks_freed++;
        steps->step.bytes_freed += usable_size;
    }
}

/* ---- texts ---- */

static const char *text_of(char *room, size_t size, const Object *str) {
    DescribeText text = describe_open(room, size);
    describe_put_str(&text, str && object_type_id(str) == TYPE_STR ? str : NULL);
    return describe_close(&text);
}

static void fill_frame(OuroStepFrame *out, FrameTexts *texts, Frame *frame) {
    const CodeObject *code = frame->code;
    out->function = text_of(texts->function, NAME_SIZE, code->qualname);
    out->file = text_of(texts->file, PATH_SIZE, code->filename);
    out->line = frame->object ? frame_lineno(frame->object)
                              : code_position(code, frame_instr_idx(frame)).lineno;
    out->bytes = frame->in_generator ? 0 : frame_size(code);
}

/* One of those that the runtime makes by the row, not each in a block of its own. */
static bool is_small_int(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_INT && !int_is_big(object) &&
           int_small_value(object) >= rt->small_int_low &&
           int_small_value(object) < rt->small_int_high;
}

/* Bytes of an object's block and buffers. */
static size_t object_bytes(Runtime *rt, Object *object, size_t block_size) {
    const TypeSlots *slots = slots_of(rt, object);
    size_t bytes = slots->size ? slots->size(rt, object) : block_size;
    return bytes > block_size ? bytes : block_size;
}

static void fill_variable(Runtime *rt, OuroVariable *out, VariableTexts *texts, const Object *name,
                          Value value) {
    *out = (OuroVariable){.name = text_of(texts->name, NAME_SIZE, name)};
    DescribeText text = describe_open(texts->value, VALUE_SIZE);
    describe_value(rt, &text, value);
    out->value = describe_close(&text);
    if (!value_is_object(value)) {
        out->is_number = true;
        out->type = value_is_int(value) ? "int" : "float";
        return;
    }
    Object *object = value_as_object(value);
    text = describe_open(texts->type, NAME_SIZE);
    describe_put(&text, slots_of(rt, object)->name);
    out->type = describe_close(&text);
    out->address = object;
    if (object_is_immortal(object)) {
        return;
    }
    out->references = object->refs;
    if (!is_small_int(rt, object)) {
        out->block_size = heap_usable_size(rt->heap, object);
        out->bytes = object_bytes(rt, object, out->block_size);
    }
}

/* ---- telling ---- */

/* Code of the standard library, and what it made of texts of its own ("<string>"). */
static bool is_library(const Runtime *rt, const Frame *frame) {
    char room[PATH_SIZE];
    const char *file = text_of(room, sizeof room, frame->code->filename);
    while (file[0] == '<' && strncmp(file, "<frozen ", 8) != 0 && frame->previous) {
        frame = frame->previous;
        file = text_of(room, sizeof room, frame->code->filename);
    }
    return library_code_has_file(rt, file);
}

static OuroStepKind kind_of(TracingEvent event, Value value) {
    switch (event) {
    case TRACING_CALL:
        return OURO_STEP_CALL;
    case TRACING_LINE:
        return OURO_STEP_LINE;
    case TRACING_EXCEPTION:
        return OURO_STEP_RAISE;
    default:
        return value_is_empty(value) ? OURO_STEP_UNWIND : OURO_STEP_RETURN;
    }
}

/* Again and again, for the program may catch it; but not while it is on its way. */
static bool end_program(Runtime *rt, TracingEvent event) {
    if (event == TRACING_CALL || event == TRACING_LINE) {
        raise_with_object(rt, TYPE_SYSTEM_EXIT, NONE);
        return false;
    }
    return true;
}

static bool on_event(Runtime *rt, void *user, TracingEvent event, Frame *frame, Value value) {
    Steps *steps = user;
    OuroStep *step = &steps->step;
    if (steps->has_ended) {
        return end_program(rt, event);
    }
    step->number++;
    step->kind = kind_of(event, value);
    step->depth = 0;
    for (const Frame *at = frame; at; at = at->previous) {
        step->depth++;
    }
    step->stack_bytes = call_stack_used(rt);
    fill_frame(&step->frame, &steps->step_texts, frame);
    step->is_library = is_library(rt, frame);
    step->value = (OuroVariable){0};
    if (!value_is_empty(value)) {
        fill_variable(rt, &step->value, &steps->value_texts, NULL, value);
    }
    step->live_blocks += step->blocks_taken - step->blocks_freed;
    step->live_bytes += step->bytes_taken - step->bytes_freed;
    steps->frame = frame;
    steps->has_ended = !steps->function(steps->user, steps->runtime, step);
    steps->frame = NULL;
    step->blocks_taken = step->bytes_taken = step->blocks_freed = step->bytes_freed = 0;
    return !steps->has_ended || end_program(rt, event);
}

/* ---- asking ---- */

static Frame *frame_at(const Steps *steps, size_t idx) {
    Frame *frame = steps ? steps->frame : NULL;
    while (frame && idx--) {
        frame = frame->previous;
    }
    return frame;
}

bool ouro_step_frame(OuroRuntime *runtime, size_t idx, OuroStepFrame *out) {
    Frame *frame = frame_at(runtime->steps, idx);
    if (frame) {
        fill_frame(out, &runtime->steps->frame_texts, frame);
    }
    return frame != NULL;
}

typedef struct Binding {
    const Object *name;
    Value value;
    bool is_shared;
} Binding;

static bool is_dunder(const Object *name) {
    size_t length = object_type_id(name) == TYPE_STR ? str_length(name) : 0;
    return length > 4 && str_at(name, 0) == '_' && str_at(name, 1) == '_' &&
           str_at(name, length - 1) == '_' && str_at(name, length - 2) == '_';
}

/* The idx-th name of a module or a class body. */
static bool find_in_namespace(const Object *namespace, size_t idx, Binding *out) {
    size_t position = 0;
    Object *name, *value;
    while (object_type_id(namespace) == TYPE_DICT &&
           dict_next(namespace, &position, &name, &value)) {
        if (!is_dunder(name) && idx-- == 0) {
            *out = (Binding){name, value_from_object(value), false};
            return true;
        }
    }
    return false;
}

/* The place-th of all names of a function: locals, cells, free names. False: unbound. */
static bool find_place(const Frame *frame, size_t place, Binding *out) {
    const CodeObject *code = frame->code;
    const CellObject *cell = NULL;
    if (place < code->local_count) {
        *out = (Binding){tuple_get(code->local_names, place), frame->registers[place], false};
        return !value_is_empty(out->value);
    }
    if (place < code->first_temporary) {
        Value value = frame->registers[place];
        out->name = tuple_get(code->cell_names, place - code->local_count);
        cell = value_is_object(value) ? (const CellObject *)value_as_object(value) : NULL;
    } else {
        size_t idx = place - code->first_temporary;
        out->name = tuple_get(code->free_names, idx);
        cell = frame->function->closure
                   ? (const CellObject *)tuple_get(frame->function->closure, idx)
                   : NULL;
    }
    out->is_shared = true;
    out->value = cell && cell->contents ? value_from_object(cell->contents) : VALUE_EMPTY;
    return !value_is_empty(out->value);
}

static bool find_binding(const Frame *frame, size_t idx, Binding *out) {
    if (frame->namespace) {
        return find_in_namespace(frame->namespace, idx, out);
    }
    size_t places = (size_t)frame->code->first_temporary + frame->code->free_count;
    for (size_t place = 0; place < places; place++) {
        if (find_place(frame, place, out) && idx-- == 0) {
            return true;
        }
    }
    return false;
}

bool ouro_step_variable(OuroRuntime *runtime, size_t frame_idx, size_t idx, OuroVariable *out) {
    const Frame *frame = frame_at(runtime->steps, frame_idx);
    Binding binding;
    if (!frame || !find_binding(frame, idx, &binding)) {
        return false;
    }
    fill_variable(runtime->rt, out, &runtime->steps->variable_texts, binding.name, binding.value);
    out->is_shared = binding.is_shared;
    return true;
}

/* ---- beginning and end ---- */

static void close_steps(OuroRuntime *runtime) {
    Steps *steps = runtime->steps;
    tracing_set_watcher(runtime->rt, NULL);
    heap_set_watch(runtime->rt->heap, NULL);
    runtime->steps = NULL;
    free(steps->own.slots);
    free(steps);
}

bool ouro_watch_steps(OuroRuntime *runtime, OuroStepFunction function, void *user) {
    if (function || runtime->steps) {
        embed_end_watching(runtime);
    }
    if (!function) {
        return true;
    }
    Steps *steps = calloc(1, sizeof *steps);
    if (!steps) {
        return false;
    }
    steps->runtime = runtime;
    steps->function = function;
    steps->user = user;
    steps->watcher = (TracingWatcher){.event = on_event, .user = steps};
    steps->heap_watch = (HeapWatch){on_allocated, on_freed, steps};
    runtime->steps = steps;
    runtime->end_watching = close_steps;
    if (!tracing_set_watcher(runtime->rt, &steps->watcher)) {
        error_clear(runtime->rt);
        embed_end_watching(runtime);
        return false;
    }
    heap_set_watch(runtime->rt->heap, &steps->heap_watch);
    return true;
}
