/* traceback: levels of tracebacks, and the type `traceback`. */
#include "object/native.h"
#include "vm/traceback.h"

#include "object/exception.h"
#include "object/operations.h"

/* Without memory for a level. Other exceptions do not pass for whole. */
static bool may_lack_levels(Runtime *rt, Object *error) {
    return type_is_instance(rt, error, TYPE_MEMORY_ERROR) ||
           type_is_instance(rt, error, TYPE_BUDGET_ERROR);
}

void traceback_add(Runtime *rt, Frame *frame) {
    Object *error = rt->error;
    if (!error) {
        return;
    }
    rt->error = NULL;
    if (error == rt->memory_error) {
        /* A traceback on the preallocated instance would keep the frames alive after the handler.
         * As frames end memory comes back: from then on an instance of its own has the levels. */
        Object *fresh = exception_new(rt, TYPE_MEMORY_ERROR, NULL, 0);
        if (!fresh) {
            error_clear(rt);
            rt->error = error;
            return;
        }
        exception_set_context(rt, fresh, rt->handled_error);
        release(rt, error);
        error = fresh;
    }
    FrameObject *object = frame_object(rt, frame);
    TracebackObject *traceback =
        object ? (TracebackObject *)object_new_container(rt, TYPE_TRACEBACK, sizeof *traceback)
               : NULL;
    if (!traceback) {
        if (may_lack_levels(rt, error)) {
            error_clear(rt);
            rt->error = error;
        } else {
            release(rt, error); /* the MemoryError takes its place */
        }
        return;
    }
    traceback->frame = RETAIN(object);
    traceback->last_instr = (int32_t)frame_instr_idx(frame);
    traceback->lineno = -1;
    ExceptionObject *exception = (ExceptionObject *)error;
    traceback->next = exception->traceback;
    exception->traceback = (Object *)traceback;
    rt->error = error;
}

static const CodeObject *traceback_code(const TracebackObject *traceback) {
    return (const CodeObject *)traceback->frame->function->code;
}

CodePosition traceback_position(const TracebackObject *traceback) {
    if (traceback->last_instr < 0) {
        uint32_t lineno = (uint32_t)traceback->lineno;
        return (CodePosition){lineno, lineno, -1, -1};
    }
    return code_position(traceback_code(traceback), (uint32_t)traceback->last_instr);
}

int32_t traceback_lineno(const TracebackObject *traceback) {
    if (traceback->lineno >= 0) {
        return traceback->lineno;
    }
    return (int32_t)traceback_position(traceback).lineno;
}

static void traceback_traverse(Object *self, VisitFunction visit, void *context) {
    TracebackObject *traceback = (TracebackObject *)self;
    if (traceback->next) {
        visit(traceback->next, context);
    }
    if (traceback->frame) {
        visit((Object *)traceback->frame, context);
    }
}

static void traceback_clear(Runtime *rt, Object *self) {
    TracebackObject *traceback = (TracebackObject *)self;
    CLEAR_REF(rt, &traceback->next);
    /* the frame stays: last_instr is meaningless without it */
}

static void traceback_dealloc(Runtime *rt, Object *self) {
    TracebackObject *traceback = (TracebackObject *)self;
    CLEAR_REF(rt, &traceback->next);
    CLEAR_REF(rt, &traceback->frame);
    object_free_container(rt, self, sizeof *traceback);
}

static Object *traceback_get_next(Runtime *rt, Object *self) {
    (void)rt;
    Object *next = ((TracebackObject *)self)->next;
    return retain(next ? next : NONE);
}

static bool traceback_set_next(Runtime *rt, Object *self, Object *value) {
    if (!value) {
        raise_type_error(rt, "can't delete tb_next attribute");
        return false;
    }
    if (value != NONE && object_type_id(value) != TYPE_TRACEBACK) {
        raise_type_error(rt, "expected traceback object, got '%T'", value);
        return false;
    }
    for (Object *cursor = value; cursor && cursor != NONE;
         cursor = ((TracebackObject *)cursor)->next) {
        if (cursor == self) {
            raise_value_error(rt, "traceback loop detected");
            return false;
        }
    }
    REPLACE_REF(rt, &((TracebackObject *)self)->next, value == NONE ? NULL : retain(value));
    return true;
}

static Object *traceback_get_frame(Runtime *rt, Object *self) {
    (void)rt;
    return retain((Object *)((TracebackObject *)self)->frame);
}

static Object *traceback_get_lineno(Runtime *rt, Object *self) {
    return int_from_int64(rt, traceback_lineno((TracebackObject *)self));
}

static Object *traceback_get_lasti(Runtime *rt, Object *self) {
    return int_from_int64(rt, ((TracebackObject *)self)->last_instr * CODE_UNIT_SIZE);
}

/* TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno) */
static Object *traceback_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                      size_t count, Object *keyword_names) {
    (void)type;
    (void)keyword_names;
    int64_t lasti, lineno;
    if (count != 4) {
        return raise_type_error(rt, "traceback expected 4 arguments, got %zu", count);
    }
    if (args[0] != NONE && object_type_id(args[0]) != TYPE_TRACEBACK) {
        return raise_type_error(rt, "expected traceback object or None, got '%T'", args[0]);
    }
    if (object_type_id(args[1]) != TYPE_FRAME) {
        return raise_type_error(rt, "traceback() argument 'tb_frame' must be frame, not %T",
                                args[1]);
    }
    if (!object_as_int64(rt, args[2], &lasti) || !object_as_int64(rt, args[3], &lineno)) {
        return NULL;
    }
    TracebackObject *traceback =
        (TracebackObject *)object_new_container(rt, TYPE_TRACEBACK, sizeof *traceback);
    if (traceback) {
        traceback->next = args[0] == NONE ? NULL : retain(args[0]);
        traceback->frame = (FrameObject *)retain(args[1]);
        int64_t at = lasti / CODE_UNIT_SIZE;
        bool inside = lasti >= 0 && at < traceback_code(traceback)->instr_count;
        traceback->last_instr = inside ? (int32_t)at : -1;
        traceback->lineno = (int32_t)lineno;
    }
    return (Object *)traceback;
}

static const AttributeRow TRACEBACK_ATTRIBUTES[] = {
    {"tb_next", traceback_get_next, traceback_set_next, NULL},
    {"tb_frame", traceback_get_frame, native_read_only, NULL},
    {"tb_lineno", traceback_get_lineno, native_read_only, NULL},
    {"tb_lasti", traceback_get_lasti, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec traceback_type = {
    .slots =
        {
            .name = "traceback",
            .type_id = TYPE_TRACEBACK,
            .flags = TYPE_FLAG_CONTAINER,
            .basic_size = sizeof(TracebackObject),
            .dealloc = traceback_dealloc,
            .traverse = traceback_traverse,
            .clear = traceback_clear,
            .new_instance = traceback_new_instance,
        },
    .attributes = TRACEBACK_ATTRIBUTES,
    .doc = "TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback "
           "object.",
};
