/* frame_type: what Python sees of frames. */
#include "vm/frame.h"

#include "object/operations.h"
#include "vm/generator_run.h"

static const CodeObject *code_of(const FrameObject *object) {
    return (const CodeObject *)object->function->code;
}

/* ---- the type ---- */

static void frame_object_traverse(Object *self, VisitFunction visit, void *context) {
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

static void frame_object_clear_values(Runtime *rt, FrameObject *object) {
    if (object->live) {
        return;
    }
    for (uint32_t idx = 0; idx < code_of(object)->first_temporary; idx++) {
        Value value = object->values[idx];
        object->values[idx] = VALUE_EMPTY;
        value_release(rt, value);
    }
}

static void frame_object_clear(Runtime *rt, Object *self) {
    FrameObject *object = (FrameObject *)self;
    frame_object_clear_values(rt, object);
    CLEAR_REF(rt, &object->locals);
    CLEAR_REF(rt, &object->namespace);
    CLEAR_REF(rt, &object->back);
    CLEAR_REF(rt, &object->trace);
}

static void frame_object_dealloc(Runtime *rt, Object *self) {
    FrameObject *object = (FrameObject *)self;
    size_t size = sizeof *object + code_of(object)->first_temporary * sizeof(Value);
    frame_object_clear(rt, self);
    CLEAR_REF(rt, &object->function);
    object_free_container(rt, self, size);
}

static Object *frame_repr(Runtime *rt, Object *self) {
    const FrameObject *object = (FrameObject *)self;
    const CodeObject *code = code_of(object);
    return str_format(rt, "<frame at 0x%llx, file %R, line %u, code %S>",
                      (unsigned long long)(uintptr_t)self, code->filename, frame_lineno(object),
                      code->name);
}

static Object *frame_get_code(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((FrameObject *)self)->function->code);
}

static Object *frame_get_globals(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((FrameObject *)self)->function->globals);
}

static Object *frame_get_builtins(Runtime *rt, Object *self) {
    (void)rt;
    return retain(((FrameObject *)self)->function->builtins);
}

static Object *frame_get_locals(Runtime *rt, Object *self) {
    return frame_locals(rt, (FrameObject *)self);
}

static Object *frame_get_lineno(Runtime *rt, Object *self) {
    return int_from_int64(rt, frame_lineno((FrameObject *)self));
}

static Object *frame_get_lasti(Runtime *rt, Object *self) {
    const FrameObject *object = (FrameObject *)self;
    uint32_t idx = object->live ? frame_instr_idx(object->live) : object->last_instr;
    return int_from_int64(rt, (int64_t)idx * CODE_UNIT_SIZE);
}

static Object *frame_get_back(Runtime *rt, Object *self) {
    Object *back = frame_back(rt, (FrameObject *)self);
    return back || error_pending(rt) ? back : retain(NONE);
}

static Object *frame_get_trace(Runtime *rt, Object *self) {
    (void)rt;
    Object *trace = ((FrameObject *)self)->trace;
    return retain(trace ? trace : NONE);
}

static bool frame_set_trace(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &((FrameObject *)self)->trace, value && value != NONE ? retain(value) : NULL);
    return true;
}

static Object *frame_method_clear(Runtime *rt, Object *self) {
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
