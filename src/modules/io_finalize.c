/* What becomes of a stream that nobody closed: it is closed as it goes, by its own method, with a
 * ResourceWarning when that closes a descriptor. */
#include "modules/io_types.h"

static void tell_unclosed(Runtime *rt, Object *source) {
    Object *text = object_repr(rt, source);
    if (text && !raise_resource_warning(rt, source, "unclosed file %U", text) &&
        rt->hooks.unraisable) {
        rt->hooks.unraisable(rt, source, NULL);
    }
    release_nullable(rt, text);
    error_clear(rt);
}

void io_warn_unclosed(Runtime *rt, const Object *stream, Object *source) {
    const BinaryFile *file = io_is_binary(rt, stream) ? (const BinaryFile *)stream : NULL;
    while (file && file->through_raw) {
        file = io_is_binary(rt, file->raw) ? (const BinaryFile *)file->raw : NULL;
    }
    if (file && file->fd >= 0 && file->close_fd) {
        tell_unclosed(rt, source);
    }
}

/* True: closing it does nothing. */
static bool is_over(Runtime *rt, const Object *self) {
    if (io_is_text(rt, self)) {
        return !((const TextFile *)self)->buffer;
    }
    return io_is_binary(rt, self) && ((const BinaryFile *)self)->fd < 0;
}

/* Its close method, or one of a class that calls it, is to warn. */
static void mark_finalizing(Runtime *rt, Object *self) {
    if (io_is_text(rt, self)) {
        ((TextFile *)self)->finalizing = true;
    } else if (io_is_binary(rt, self)) {
        ((BinaryFile *)self)->finalizing = true;
    }
}

void io_finalize(Runtime *rt, Object *self) {
    if (is_over(rt, self)) {
        return;
    }
    Object *earlier = error_take(rt);
    Object *closed = object_get_attr_cstring(rt, self, "closed");
    int truth = closed ? object_is_true(rt, closed) : -1;
    release_nullable(rt, closed);
    if (truth == 0) {
        mark_finalizing(rt, self);
        release_nullable(rt, object_call_method_cstring(rt, self, "close", NULL, 0));
    }
    error_clear(rt);
    if (earlier) {
        error_set(rt, earlier);
    }
}
