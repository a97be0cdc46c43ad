/* frame_type: what Python sees of frames. */
#include "vm/frame.h"

#include "object/operations.h"
#include "vm/generator_run.h"
#include "vm/tracing.h"

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

/* What temporaries hold belongs to where the frame stands. */
static bool frame_set_lineno(Runtime *rt, Object *self, Object *value) {
    (void)self;
    if (!value) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "cannot delete attribute");
        return false;
    }
    raise_value_error(rt, "f_lineno cannot be set: jumps to another line are not supported");
    return false;
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
    return tracing_set_local(rt, (FrameObject *)self, value == NONE ? NULL : value);
}

static Object *frame_get_trace_lines(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(((FrameObject *)self)->trace_lines));
}

static Object *frame_get_trace_opcodes(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(((FrameObject *)self)->trace_opcodes));
}

/* The value of an attribute that must be a bool; false with an exception. */
static bool as_bool(Runtime *rt, Object *value, bool *out) {
    if (!value || object_type_id(value) != TYPE_BOOL) {
        raise_type_error(rt, value ? "attribute value type must be bool"
                                   : "can't delete numeric/char attribute");
        return false;
    }
    *out = value == TRUE_OBJECT;
    return true;
}

static bool frame_set_trace_lines(Runtime *rt, Object *self, Object *value) {
    return as_bool(rt, value, &((FrameObject *)self)->trace_lines);
}

static bool frame_set_trace_opcodes(Runtime *rt, Object *self, Object *value) {
    bool *opcodes = &((FrameObject *)self)->trace_opcodes;
    return as_bool(rt, value, opcodes) &&
           (!*opcodes || tracing_set_opcodes(rt, (FrameObject *)self));
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
    {"f_lineno", frame_get_lineno, frame_set_lineno, NULL},
    {"f_lasti", frame_get_lasti, NULL, NULL},
    {"f_back", frame_get_back, NULL, NULL},
    {"f_trace", frame_get_trace, frame_set_trace, NULL},
    {"f_trace_lines", frame_get_trace_lines, frame_set_trace_lines, NULL},
    {"f_trace_opcodes", frame_get_trace_opcodes, frame_set_trace_opcodes, NULL},
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
