/* The buffer protocol's two calls. */
#include "object/operations.h"

bool object_get_buffer(Runtime *rt, Object *object, BufferView *view, bool writable) {
    const TypeSlots *slots = slots_of(rt, object);
    *view = (BufferView){.readonly = true, .format = "B", .item_size = 1};
    if (!slots->get_buffer) {
        raise_type_error(rt, "a bytes-like object is required, not '%.100s'", slots->name);
        return false;
    }
    if (!slots->get_buffer(rt, object, view, writable)) {
        view->owner = NULL;
        return false;
    }
    if (!view->owner) {
        view->owner = retain(object);
    }
    return true;
}

void object_release_buffer(Runtime *rt, BufferView *view) {
    if (!view->owner) {
        return;
    }
    const TypeSlots *slots = slots_of(rt, view->owner);
    if (slots->release_buffer) {
        slots->release_buffer(rt, view->owner, view);
    }
    CLEAR_REF(rt, &view->owner);
}
