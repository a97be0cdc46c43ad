/* frame: the end of frames, and the type `frame`. */
#include "vm/frame.h"

#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/call_stack.h"
#include "vm/generator.h"

FrameObject *frame_object(Runtime *rt, Frame *frame)
{
    if (frame->object) {
        return frame->object;
    }
    size_t count = frame->code->first_temporary;
    FrameObject *object = (FrameObject *)object_new_container(
        rt, TYPE_FRAME, sizeof *object + count * sizeof(Value));
    if (!object) {
        return NULL;
    }
    object->live = frame;
    object->function = RETAIN(frame->function);
    object->trace_lines = true;
    for (size_t idx = 0; idx < count; idx++) {
        object->values[idx] = VALUE_EMPTY;
    }
    frame->object = object;
    return object;
}

/* The frame ends while others hold its object: the object takes over what it shows. */
static void hand_over(Runtime *rt, Frame *frame, FrameObject *object)
{
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

void frame_clear(Runtime *rt, Frame *frame)
{
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

void frame_traverse(Frame *frame, VisitFunction visit, void *context)
{
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

static const CodeObject *code_of(const FrameObject *object)
{
    return (const CodeObject *)object->function->code;
}

uint32_t frame_lineno(const FrameObject *object)
{
    uint32_t idx = object->live ? frame_instr_idx(object->live) : object->last_instr;
    return code_position(code_of(object), idx).lineno;
}

Object *frame_back(Runtime *rt, FrameObject *object)
{
    if (!object->live) {
        return retain_nullable((Object *)object->back);
    }
    if (!object->live->previous) {
        return NULL;
    }
    return retain_nullable((Object *)frame_object(rt, object->live->previous));
}

/* ---- f_locals ---- */

static Value *frame_values(FrameObject *object)
{
    return object->live ? object->live->registers : object->values;
}

static bool put_local(Runtime *rt, Object *dict, Object *name, Object *value)
{
    if (value) {
        return dict_set(rt, dict, name, value);
    }
    return dict_delete(rt, dict, name) >= 0;
}

static bool fill_locals(Runtime *rt, FrameObject *object, Object *dict)
{
    const CodeObject *code = code_of(object);
    Value *values = frame_values(object);
    for (uint32_t idx = 0; idx < code->local_count; idx++) {
        Object *name = tuple_get(code->local_names, idx);
        Object *value = NULL;
        if (!value_is_empty(values[idx])) {
            value = value_box(rt, &values[idx]);
            if (!value) {
                return false;
            }
        }
        if (!put_local(rt, dict, name, value)) {
            return false;
        }
    }
    for (uint32_t idx = 0; idx < code->cell_count; idx++) {
        Value cell = values[code->local_count + idx];
        Object *value = value_is_object(cell) ? ((CellObject *)value_as_object(cell))->contents
                                              : NULL;
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

Object *frame_locals(Runtime *rt, FrameObject *object)
{
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

/* ---- the type ---- */

static void frame_object_traverse(Object *self, VisitFunction visit, void *context)
{
    FrameObject *object = (FrameObject *)self;
    Object *fields[] = {(Object *)object->function, object->namespace, object->locals,
                        (Object *)object->back, object->trace};
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        if (fields[idx]) {
            visit(fields[idx], context);
        }
    }
    if (!object->live && object->function) {
        for (uint32_t idx = 0; idx < code_of(object)->first_temporary; idx++) {
            if (value_is_object(object->values[idx])) {
                visit(value_as_object(object->values[idx]), context);
            }
        }
    }
}

static void frame_object_clear_values(Runtime *rt, FrameObject *object)
{
    if (object->live) {
        return;
    }
    for (uint32_t idx = 0; idx < code_of(object)->first_temporary; idx++) {
        Value value = object->values[idx];
        object->values[idx] = VALUE_EMPTY;
        value_release(rt, value);
    }
}

static void frame_object_clear(Runtime *rt, Object *self)
{
    FrameObject *object = (FrameObject *)self;
    frame_object_clear_values(rt, object);
    CLEAR_REF(rt, &object->locals);
    CLEAR_REF(rt, &object->namespace);
    CLEAR_REF(rt, &object->back);
    CLEAR_REF(rt, &object->trace);
}

static void frame_object_dealloc(Runtime *rt, Object *self)
{
    FrameObject *object = (FrameObject *)self;
    size_t size = sizeof *object + code_of(object)->first_temporary * sizeof(Value);
    frame_object_clear(rt, self);
    CLEAR_REF(rt, &object->function);
    object_free_container(rt, self, size);
}

static Object *frame_repr(Runtime *rt, Object *self)
{
    const FrameObject *object = (FrameObject *)self;
    const CodeObject *code = code_of(object);
    return str_format(rt, "<frame at 0x%llx, file %R, line %u, code %S>",
                      (unsigned long long)(uintptr_t)self, code->filename,
                      frame_lineno(object), code->name);
}

static Object *frame_get_code(Runtime *rt, Object *self)
{
    (void)rt;
    return retain(((FrameObject *)self)->function->code);
}

static Object *frame_get_globals(Runtime *rt, Object *self)
{
    (void)rt;
    return retain(((FrameObject *)self)->function->globals);
}

static Object *frame_get_builtins(Runtime *rt, Object *self)
{
    (void)rt;
    return retain(((FrameObject *)self)->function->builtins);
}

static Object *frame_get_locals(Runtime *rt, Object *self)
{
    return frame_locals(rt, (FrameObject *)self);
}

static Object *frame_get_lineno(Runtime *rt, Object *self)
{
    return int_from_int64(rt, frame_lineno((FrameObject *)self));
}

static Object *frame_get_lasti(Runtime *rt, Object *self)
{
    const FrameObject *object = (FrameObject *)self;
    uint32_t idx = object->live ? frame_instr_idx(object->live) : object->last_instr;
    return int_from_int64(rt, (int64_t)idx * 8);
}

static Object *frame_get_back(Runtime *rt, Object *self)
{
    Object *back = frame_back(rt, (FrameObject *)self);
    return back || error_pending(rt) ? back : retain(NONE);
}

static Object *frame_get_trace(Runtime *rt, Object *self)
{
    (void)rt;
    Object *trace = ((FrameObject *)self)->trace;
    return retain(trace ? trace : NONE);
}

static bool frame_set_trace(Runtime *rt, Object *self, Object *value)
{
    REPLACE_REF(rt, &((FrameObject *)self)->trace,
                value && value != NONE ? retain(value) : NULL);
    return true;
}

static Object *frame_method_clear(Runtime *rt, Object *self)
{
    FrameObject *object = (FrameObject *)self;
    if (object->live) {
        if (!object->live->in_generator ||
            generator_of_frame(object->live)->state == GENERATOR_RUNNING) {
            return raise_runtime_error(rt, "cannot clear an executing frame");
        }
        if (!generator_close(rt, (Object *)generator_of_frame(object->live))) {
            error_clear(rt);
        }
        return retain(NONE);
    }
    frame_object_clear_values(rt, object);
    return retain(NONE);
}

static const MethodRow FRAME_METHODS[] = {
    METHOD_ROW_NOARGS("clear", frame_method_clear,
                      "F.clear(): clear most references held by the frame"),
    METHOD_ROW_END,
};

static const AttributeRow FRAME_ATTRIBUTES[] = {
    {"f_code", frame_get_code, NULL, NULL},
    {"f_globals", frame_get_globals, NULL, NULL},
    {"f_builtins", frame_get_builtins, NULL, NULL},
    {"f_locals", frame_get_locals, NULL, NULL},
    {"f_lineno", frame_get_lineno, NULL, NULL},
    {"f_lasti", frame_get_lasti, NULL, NULL},
    {"f_back", frame_get_back, NULL, NULL},
    {"f_trace", frame_get_trace, frame_set_trace, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec frame_type = {
    .slots =
        {
            .name = "frame",
            .type_id = TYPE_FRAME,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(FrameObject),
            .item_size = sizeof(Value),
            .dealloc = frame_object_dealloc,
            .traverse = frame_object_traverse,
            .clear = frame_object_clear,
            .repr = frame_repr,
        },
    .methods = FRAME_METHODS,
    .attributes = FRAME_ATTRIBUTES,
};
