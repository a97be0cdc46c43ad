/* pickle_buffer: the type PickleBuffer, a window on the memory of an object that may be left out of
 * a pickle. It holds a memoryview; released: NULL. */
#include "modules/pickle_types.h"

#include "types/memoryview.h"
#include "types/memoryview_layout.h"

typedef struct PickleBuffer {
    Object header;
    Object *view;
} PickleBuffer;

static PickleBuffer *as_buffer(Object *self) {
    return (PickleBuffer *)self;
}

static bool check_open(Runtime *rt, Object *self) {
    return as_buffer(self)->view ||
           raise_value_error(rt, "operation forbidden on released PickleBuffer object");
}

static NEW_REF Object *buffer_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names) {
    static const ArgumentSpec SPEC = {"PickleBuffer", {""}, 1, 1, 1, 1};
    Object *given[1];
    if (count > 1) {
        return raise_type_error(rt, "PickleBuffer() takes at most 1 argument (%zu given)", count);
    }
    if (!arguments_parse(rt, &SPEC, args, count, count ? keyword_names : NULL, given)) {
        return NULL;
    }
    if (!slots_of(rt, given[0])->get_buffer) {
        return raise_type_error(rt, "a bytes-like object is required, not '%.100s'",
                                type_name_of(rt, given[0]));
    }
    Object *view = object_type_id(given[0]) == type->type_id
                       ? check_open(rt, given[0]) ? as_buffer(given[0])->view : NULL
                       : given[0];
    view = view ? memoryview_from_object(rt, view) : NULL;
    Object *self = view ? object_new_container(rt, type->type_id, sizeof(PickleBuffer)) : NULL;
    if (!self) {
        release_nullable(rt, view);
        return NULL;
    }
    as_buffer(self)->view = view;
    return self;
}

static void buffer_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_buffer(self)->view);
}

static void buffer_dealloc(Runtime *rt, Object *self) {
    buffer_clear(rt, self);
    object_free_container(rt, self, sizeof(PickleBuffer));
}

static void buffer_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_buffer(self)->view) {
        visit(as_buffer(self)->view, context);
    }
}

/* Exports the object below once more, cut as the view is. */
static bool buffer_get_buffer(Runtime *rt, Object *self, BufferView *out, bool writable) {
    if (!check_open(rt, self)) {
        return false;
    }
    const MemoryView *view = (const MemoryView *)as_buffer(self)->view;
    if (!memoryview_is_contiguous(view)) {
        return raise_format(rt, TYPE_BUFFER_ERROR,
                            "memoryview: underlying buffer is not C-contiguous");
    }
    if (!object_get_buffer(rt, view->buffer.owner, out, writable)) {
        return false;
    }
    out->data = view->data;
    out->size = memoryview_byte_size(view);
    out->readonly = view->readonly;
    out->format = view->format;
    out->item_size = view->item_size;
    return true;
}

static NEW_REF Object *buffer_raw(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    if (!memoryview_is_contiguous((MemoryView *)as_buffer(self)->view)) {
        return raise_format(rt, TYPE_BUFFER_ERROR,
                            "cannot extract raw buffer from non-contiguous buffer");
    }
    Object *format = str_latin1_char(rt, 'B');
    Object *raw =
        format ? object_call_method_cstring(rt, as_buffer(self)->view, "cast", &format, 1) : NULL;
    release_nullable(rt, format);
    return raw;
}

static NEW_REF Object *buffer_release(Runtime *rt, Object *self) {
    buffer_clear(rt, self);
    return retain(NONE);
}

static const MethodRow BUFFER_METHODS[] = {
    METHOD_ROW_NOARGS("raw", buffer_raw,
                      "raw($self, /)\n--\n\nA memoryview of the bytes, with one dimension."),
    METHOD_ROW_NOARGS("release", buffer_release, "release($self, /)\n--\n\nGives the memory up."),
    METHOD_ROW_END,
};

const TypeSpec pickle_buffer_type = {
    .slots =
        {
            .name = "pickle.PickleBuffer",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(PickleBuffer),
            .dealloc = buffer_dealloc,
            .traverse = buffer_traverse,
            .clear = buffer_clear,
            .new_instance = buffer_new,
            .get_buffer = buffer_get_buffer,
        },
    .methods = BUFFER_METHODS,
    .doc = "Wrapper for potentially out-of-band buffers",
    .module = "pickle",
};
