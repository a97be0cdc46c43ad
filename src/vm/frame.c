/* frame: frame objects, f_locals, and the end of frames. Their Python face is frame_type.c. */
#include "vm/frame.h"

#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"

FrameObject *frame_object(Runtime *rt, Frame *frame) {
    if (frame->object) {
        return frame->object;
    }
    size_t count = frame->code->first_temporary;
    FrameObject *object =
        (FrameObject *)object_new_container(rt, TYPE_FRAME, sizeof *object + count * sizeof(Value));
    if (!object) {
        return NULL;
    }
    object->live = frame;
    object->function = RETAIN(frame->function);
    object->trace_lines = true;
    object->shown_line = -1;
    for (size_t idx = 0; idx < count; idx++) {
        object->values[idx] = VALUE_EMPTY;
    }
    frame->object = object;
    return object;
}

/* The frame ends while others hold its object: the object takes over what it shows. */
static void hand_over(Runtime *rt, Frame *frame, FrameObject *object) {
    for (size_t idx = 0; idx < frame->code->first_temporary; idx++) {
        /* a number that cannot get its object for lack of memory is given up */
        if (!value_is_empty(frame->registers[idx]) && !value_box(rt, &frame->registers[idx])) {
            error_clear(rt);
            frame->registers[idx] = VALUE_EMPTY;
        }
        object->values[idx] = frame->registers[idx];
        frame->registers[idx] = VALUE_EMPTY;
    }
    object->last_instr = frame_instr_idx(frame);
    object->namespace = retain_nullable(frame->namespace);
    if (frame->previous) {
        FrameObject *back = frame_object(rt, frame->previous);
        if (back) {
            object->back = RETAIN(back);
        } else {
            error_clear(rt);
        }
    }
    object->live = NULL;
}

void frame_clear(Runtime *rt, Frame *frame) {
    FrameObject *object = frame->object;
    if (object) {
        frame->object = NULL;
        if (object->header.refs > 1) {
            Object *error = rt->error;
            rt->error = NULL;
            hand_over(rt, frame, object);
            rt->error = error;
        }
        object->live = NULL;
        release(rt, (Object *)object);
    }
    Value *registers = frame->registers;
    for (uint32_t idx = 0, count = frame->code->register_count; idx < count; idx++) {
        Value value = registers[idx];
        if (value_is_object(value)) {
            registers[idx] = VALUE_EMPTY;
            release(rt, value_as_object(value));
        }
    }
    if (UNLIKELY(frame->namespace != NULL)) {
        CLEAR_REF(rt, &frame->namespace);
    }
    if (UNLIKELY(frame->init_self != NULL)) {
        CLEAR_REF(rt, &frame->init_self);
    }
    CLEAR_REF(rt, &frame->function);
}

void frame_traverse(Frame *frame, VisitFunction visit, void *context) {
    if (!frame->function) {
        return;
    }
    visit((Object *)frame->function, context);
    if (frame->namespace) {
        visit(frame->namespace, context);
    }
    if (frame->object) {
        visit((Object *)frame->object, context);
    }
    for (uint32_t idx = 0; idx < frame->code->register_count; idx++) {
        if (value_is_object(frame->registers[idx])) {
            visit(value_as_object(frame->registers[idx]), context);
        }
    }
}

static const CodeObject *code_of(const FrameObject *object) {
    return (const CodeObject *)object->function->code;
}

uint32_t frame_lineno(const FrameObject *object) {
    uint32_t idx = object->live ? frame_instr_idx(object->live) : object->last_instr;
    const CodeObject *code = code_of(object);
    if (object->shown_line >= 0) {
        return (uint32_t)object->shown_line;
    }
    return code_position(code, idx).lineno;
}

Object *frame_back(Runtime *rt, FrameObject *object) {
    if (!object->live) {
        return retain_nullable((Object *)object->back);
    }
    if (!object->live->previous) {
        return NULL;
    }
    return retain_nullable((Object *)frame_object(rt, object->live->previous));
}

/* ---- f_locals ---- */

/* Where a local or a cell is now: keys that a program has put into the dict may run other code when
 * they are compared, and the frame of a generator may end then. */
static Value *frame_value(FrameObject *object, uint32_t idx) {
    return &(object->live ? object->live->registers : object->values)[idx];
}

static bool put_local(Runtime *rt, Object *dict, Object *name, Object *value) {
    if (!value) {
        return dict_delete(rt, dict, name) >= 0;
    }
    retain(value);
    bool done = dict_set(rt, dict, name, value);
    release(rt, value);
    return done;
}

static bool fill_locals(Runtime *rt, FrameObject *object, Object *dict) {
    const CodeObject *code = code_of(object);
    for (uint32_t idx = 0; idx < code->local_count; idx++) {
        Object *name = tuple_get(code->local_names, idx);
        Object *value = NULL;
        if (!value_is_empty(*frame_value(object, idx))) {
            value = value_box(rt, frame_value(object, idx));
            if (!value) {
                return false;
            }
        }
        if (!put_local(rt, dict, name, value)) {
            return false;
        }
    }
    for (uint32_t idx = 0; idx < code->cell_count; idx++) {
        Value cell = *frame_value(object, code->local_count + idx);
        Object *value =
            value_is_object(cell) ? ((CellObject *)value_as_object(cell))->contents : NULL;
        Object *name = tuple_get(code->cell_names, idx);
        /* a parameter in a cell that is not made yet still is a plain local */
        if (value_is_object(cell) && !put_local(rt, dict, name, value)) {
            return false;
        }
    }
    for (uint32_t idx = 0; object->function->closure && idx < code->free_count; idx++) {
        Object *value = ((CellObject *)tuple_get(object->function->closure, idx))->contents;
        if (!put_local(rt, dict, tuple_get(code->free_names, idx), value)) {
            return false;
        }
    }
    return true;
}

Object *frame_locals(Runtime *rt, FrameObject *object) {
    Object *namespace = object->live ? object->live->namespace : object->namespace;
    if (namespace) {
        return retain(namespace);
    }
    if (!object->locals) {
        object->locals = dict_new(rt);
        if (!object->locals) {
            return NULL;
        }
    }
    if (!fill_locals(rt, object, object->locals)) {
        return NULL;
    }
    return retain(object->locals);
}

bool frame_refresh_locals(Runtime *rt, FrameObject *object) {
    return fill_locals(rt, object, object->locals);
}

/* What is not there stays: the code may know that the name is bound. */
static bool take_local(Runtime *rt, FrameObject *object, uint32_t idx) {
    Object *value = dict_get_str(rt, object->locals, tuple_get(code_of(object)->local_names, idx));
    if (value) {
        Value *slot = frame_value(object, idx), old = *slot;
        *slot = value_from_object(retain(value));
        value_release(rt, old);
    }
    return value || error_clear_ordinary(rt);
}

static bool take_contents(Runtime *rt, FrameObject *object, Object *name, Object *cell) {
    Object *value = dict_get_str(rt, object->locals, name);
    if (value) {
        REPLACE_REF(rt, &((CellObject *)cell)->contents, retain(value));
    }
    return value || error_clear_ordinary(rt);
}

bool frame_store_locals(Runtime *rt, FrameObject *object) {
    const CodeObject *code = code_of(object);
    Object *error = rt->error;
    rt->error = NULL;
    bool done = true;
    for (uint32_t idx = 0; done && idx < code->local_count; idx++) {
        done = take_local(rt, object, idx);
    }
    for (uint32_t idx = 0; done && idx < code->cell_count; idx++) {
        Value cell = *frame_value(object, code->local_count + idx);
        done = !value_is_object(cell) ||
               take_contents(rt, object, tuple_get(code->cell_names, idx), value_as_object(cell));
    }
    for (uint32_t idx = 0; done && object->function->closure && idx < code->free_count; idx++) {
        done = take_contents(rt, object, tuple_get(code->free_names, idx),
                             tuple_get(object->function->closure, idx));
    }
    if (done) {
        rt->error = error;
    } else {
        release_nullable(rt, error);
    }
    return done;
}
