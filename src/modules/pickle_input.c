/* pickle_input: see pickle_unpickling.h. A file's methods may do anything; what they give is
 * checked, and kept alive by the view of it. */
#include "modules/pickle_unpickling.h"

#include "object/budget.h"
#include "object/intern.h"
#include "types/bytearray.h"
#include "types/memoryview.h"
#include <string.h>

enum { PREFETCH = 128 * 1024, PIECE = 16 * 1024 * 1024 };

void *pickle_input_too_short(Runtime *rt) {
    return pickle_raise_unpickling(rt, "pickle data was truncated");
}

static void empty(PickleInput *in) {
    in->at = in->end = in->start = in->peeked = (const uint8_t *)"";
}

static void drop_view(Runtime *rt, PickleInput *in) {
    BufferView old = in->view;
    in->view.owner = NULL;
    empty(in);
    object_release_buffer(rt, &old);
}

bool pickle_input_from_object(Runtime *rt, PickleInput *in, Object *object) {
    drop_view(rt, in);
    BufferView view;
    if (!object_get_buffer(rt, object, &view, false)) {
        return false;
    }
    in->view = view;
    in->at = in->start = view.data ? view.data : in->start;
    in->end = in->peeked = in->at + view.size;
    return true;
}

/* An attribute of the file, or NULL where it has none. */
static bool method_of(Runtime *rt, Object *file, const char *name, Object **slot) {
    Object *text = intern_cstring(rt, name);
    bool missing = false;
    Object *found = text ? object_get_attr_optional(rt, file, text, &missing) : NULL;
    release_nullable(rt, text);
    REPLACE_REF(rt, slot, found);
    return found || missing;
}

bool pickle_input_from_file(Runtime *rt, PickleInput *in, Object *file) {
    empty(in);
    if (!method_of(rt, file, "peek", &in->peek) ||
        !method_of(rt, file, "readinto", &in->readinto) ||
        !method_of(rt, file, "read", &in->read) ||
        !method_of(rt, file, "readline", &in->readline)) {
        return false;
    }
    if (!in->read || !in->readline) {
        CLEAR_REF(rt, &in->read);
        raise_type_error(rt, "file must have 'read' and 'readline' attributes");
        return false;
    }
    return true;
}

void pickle_input_close(Runtime *rt, PickleInput *in) {
    drop_view(rt, in);
    CLEAR_REF(rt, &in->read);
    CLEAR_REF(rt, &in->readline);
    CLEAR_REF(rt, &in->readinto);
    CLEAR_REF(rt, &in->peek);
}

static NEW_REF Object *call_with_size(Runtime *rt, Object *method, size_t size) {
    Object *number = int_from_size(rt, size);
    Object *callee = number ? retain(method) : NULL;
    Object *result = callee ? object_call_one(rt, callee, number) : NULL;
    release_nullable(rt, callee);
    release_nullable(rt, number);
    return result;
}

bool pickle_input_skip(Runtime *rt, PickleInput *in) {
    if (in->at <= in->peeked || !in->read) {
        return true;
    }
    Object *skipped = call_with_size(rt, in->read, (size_t)(in->at - in->peeked));
    release_nullable(rt, skipped);
    in->peeked = in->at;
    return skipped != NULL;
}

/* Peeks, if the file can. *enough: that gave `size` bytes. */
static bool prefetch(Runtime *rt, PickleInput *in, size_t size, bool *enough) {
    *enough = false;
    if (!in->peek || size >= PREFETCH) {
        return true;
    }
    Object *data = call_with_size(rt, in->peek, PREFETCH);
    if (!data) {
        if (!error_clear_if(rt, TYPE_NOT_IMPLEMENTED_ERROR)) {
            return false;
        }
        CLEAR_REF(rt, &in->peek);
        return true;
    }
    bool done = pickle_input_from_object(rt, in, data);
    release(rt, data);
    in->peeked = in->start;
    *enough = done && (size_t)(in->end - in->start) >= size;
    return done;
}

/* Puts the answer of read(size) or readline() in the place of what has been used up. */
static bool read_more(Runtime *rt, PickleInput *in, size_t size, bool line) {
    bool enough = false;
    if (!pickle_input_skip(rt, in) || (!line && !prefetch(rt, in, size, &enough))) {
        return false;
    }
    if (enough) {
        return true;
    }
    Object *data;
    if (line) {
        Object *callee = retain(in->readline);
        data = object_call_noargs(rt, callee);
        release(rt, callee);
    } else {
        data = call_with_size(rt, in->read, size);
    }
    bool done = data && pickle_input_from_object(rt, in, data);
    release_nullable(rt, data);
    return done;
}

const uint8_t *pickle_input_take_slow(Runtime *rt, PickleInput *in, size_t size) {
    if (!in->read || size > INT64_MAX) {
        return pickle_input_too_short(rt);
    }
    if (!read_more(rt, in, size, false)) {
        return NULL;
    }
    if ((size_t)(in->end - in->at) < size) {
        return pickle_input_too_short(rt);
    }
    const uint8_t *at = in->at;
    in->at += size;
    return at;
}

const uint8_t *pickle_input_line(Runtime *rt, PickleInput *in, size_t least, size_t *size) {
    const uint8_t *end = memchr(in->at, '\n', (size_t)(in->end - in->at));
    if (!end) {
        if (!in->read) {
            return pickle_input_too_short(rt);
        }
        if (!read_more(rt, in, 0, true)) {
            return NULL;
        }
        if (in->end == in->at || in->end[-1] != '\n') {
            return pickle_input_too_short(rt);
        }
        end = in->end - 1;
    }
    const uint8_t *line = in->at;
    *size = (size_t)(end + 1 - line);
    in->at = end + 1;
    return *size < least || !budget_spend(rt, *size / 16) ? pickle_input_too_short(rt) : line;
}

/* The rest of some bytes, by readinto. */
static bool read_into(Runtime *rt, PickleInput *in, uint8_t *out, size_t size) {
    ByteArrayObject *array = (ByteArrayObject *)bytearray_from_data(rt, "", 0);
    Object *view = NULL;
    if (array && (array->data = memory_allocate_zeroed(rt, size)) != NULL) {
        array->length = array->capacity = size; /* no page is touched before it is read into */
        view = memoryview_from_object(rt, &array->header);
    }
    Object *callee = view ? retain(in->readinto) : NULL;
    Object *answer = callee ? object_call_one(rt, callee, view) : NULL;
    int64_t count = -1;
    bool done = answer && object_as_int64(rt, answer, &count);
    if (done && count < 0) {
        raise_value_error(rt, "readinto() returned negative size");
        done = false;
    } else if (done && ((size_t)count < size || array->length < size)) {
        pickle_input_too_short(rt);
        done = false;
    }
    done = done && budget_copy(rt, out, array->data, size);
    release_nullable(rt, answer);
    release_nullable(rt, callee);
    release_nullable(rt, view);
    release_nullable(rt, (Object *)array);
    return done;
}

static bool read_rest(Runtime *rt, PickleInput *in, uint8_t *out, size_t size) {
    if (!pickle_input_skip(rt, in)) {
        return false;
    }
    if (in->readinto) {
        return read_into(rt, in, out, size);
    }
    Object *data = call_with_size(rt, in->read, size);
    bool done = data && type_is_bytes(rt, data);
    if (data && !done) {
        raise_value_error(rt, "read() returned non-bytes object (%R)", data);
    } else if (done && bytes_length(data) != size) {
        pickle_input_too_short(rt);
        done = false;
    }
    done = done && budget_copy(rt, out, bytes_data(data), size);
    release_nullable(rt, data);
    return done;
}

/* Makes a bytes object that is being read longer. */
static NEW_REF Object *lengthen(Runtime *rt, STEALS Object *bytes, size_t length) {
    Object *longer = bytes_new_uninitialised(rt, length);
    if (longer &&
        !budget_copy(rt, bytes_mutable_data(longer), bytes_data(bytes), bytes_length(bytes))) {
        CLEAR_REF(rt, &longer);
    }
    release(rt, bytes);
    return longer;
}

/* Across the end of what is there: a long one in pieces, as a pickle may say any length. */
static NEW_REF Object *read_bytes(Runtime *rt, PickleInput *in, size_t size) {
    size_t have = (size_t)(in->end - in->at);
    size_t room = base_min_size(size, base_max_size(have, PIECE));
    Object *bytes = bytes_new_uninitialised(rt, base_max_size(room, 2));
    if (bytes) {
        memcpy(bytes_mutable_data(bytes), in->at, have);
        in->at = in->end;
    }
    while (bytes && have < size) {
        if (have == room) {
            room = base_min_size(size, 2 * room);
            bytes = lengthen(rt, bytes, room);
        }
        if (bytes && !read_rest(rt, in, bytes_mutable_data(bytes) + have, room - have)) {
            CLEAR_REF(rt, &bytes);
        }
        have = room;
    }
    return bytes ? bytes_truncate(rt, bytes, size) : NULL;
}

Object *pickle_input_bytes(Runtime *rt, PickleInput *in, size_t size) {
    if (LIKELY((size_t)(in->end - in->at) >= size)) {
        const uint8_t *data = in->at;
        in->at += size;
        return bytes_from_data(rt, data, size);
    }
    return in->read ? read_bytes(rt, in, size) : pickle_input_too_short(rt);
}
