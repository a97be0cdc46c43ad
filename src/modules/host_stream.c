/* host_stream: text streams that end in the host's callbacks, and as `buffer` the bytes below them.
 * Nothing is buffered on the way out; what was read and not yet asked for waits in `pending`, which
 * a stream shares with its buffer. */
#include "modules/host_stream.h"

#include "modules/module_state.h"
#include "object/budget.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"
#include "object/type.h"
#include "types/codecs.h"
#include <string.h>

typedef struct HostStreamState {
    uint32_t type_id, buffer_type_id;
} HostStreamState;

typedef struct HostStream {
    Object header;
    int number;       /* 0, 1, 2 */
    uint8_t *pending; /* bytes [start, end) are read and not given out */
    size_t start, end, capacity;
} HostStream;

typedef struct HostBuffer {
    Object header;
    Object *stream; /* a HostStream */
} HostBuffer;

enum { READ_SIZE = 4096 };

static HostStream *as_stream(Object *self) {
    return (HostStream *)self;
}

static void host_stream_dealloc(Runtime *rt, Object *self) {
    memory_free(rt, as_stream(self)->pending);
    object_free_leaf(rt, self, sizeof(HostStream));
}

/* ---- writing ---- */

static bool check_direction(Runtime *rt, Object *self, bool writing) {
    if ((as_stream(self)->number != 0) == writing) {
        return true;
    }
    raise_format(rt, TYPE_OS_ERROR, writing ? "not writable" : "not readable");
    return false;
}

static NEW_REF Object *host_stream_write(Runtime *rt, Object *self, Object *text) {
    if (!type_is_str(rt, text)) {
        return raise_type_error(rt, "write() argument must be str, not %T", text);
    }
    if (!check_direction(rt, self, true)) {
        return NULL;
    }
    Object *holder = NULL;
    size_t size = 0;
    const char *utf8 = str_utf8(rt, text, &size, &holder, true);
    bool done =
        utf8 && (size == 0 || rt->hooks.write_stream(rt, as_stream(self)->number, utf8, size));
    release_nullable(rt, holder);
    return done ? int_from_size(rt, str_length(text)) : NULL;
}

static NEW_REF Object *host_stream_writelines(Runtime *rt, Object *self, Object *lines) {
    Object *iterator = object_iter(rt, lines);
    Object *line;
    bool done = iterator != NULL;
    while (done && (line = object_next(rt, iterator)) != NULL) {
        Object *written = host_stream_write(rt, self, line);
        done = written != NULL;
        release_nullable(rt, written);
        release(rt, line);
    }
    release_nullable(rt, iterator);
    return done && !error_pending(rt) ? retain(NONE) : NULL;
}

/* ---- reading ---- */

static bool make_room(Runtime *rt, HostStream *stream) {
    if (stream->start > 0) {
        memmove(stream->pending, stream->pending + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    if (stream->capacity - stream->end >= READ_SIZE) {
        return true;
    }
    size_t capacity = base_max_size(stream->capacity * 2, READ_SIZE * 2);
    uint8_t *larger = memory_reallocate(rt, stream->pending, capacity);
    if (larger) {
        stream->pending = larger;
        stream->capacity = capacity;
    }
    return larger != NULL;
}

/* One more piece: 1, 0 at the end, -1 with an exception. */
static int fill(Runtime *rt, HostStream *stream) {
    if (!budget_look(rt) || !make_room(rt, stream)) {
        return -1;
    }
    int64_t got = rt->hooks.read_stream(rt, (char *)stream->pending + stream->end, READ_SIZE);
    stream->end += got > 0 ? (size_t)got : 0;
    return got > 0 ? 1 : (int)got;
}

/* What was read and not given out; not NULL even when there is nothing. */
static const uint8_t *unread(const HostStream *stream) {
    return stream->pending ? stream->pending + stream->start : (const uint8_t *)"";
}

/* How far the wanted text goes: `size` bytes of what is pending belong to it, `left` characters are
 * to come (< 0: no limit), and it is whole with the last of them, or with a newline. */
typedef struct Measure {
    size_t size;
    int64_t left;
    bool whole;
} Measure;

/* Goes on where the last piece ended. */
static void measure(const HostStream *stream, Measure *text, bool line) {
    const uint8_t *data = unread(stream);
    size_t end = stream->end - stream->start;
    text->whole = text->left == 0;
    while (!text->whole && text->size < end) {
        uint8_t lead = data[text->size];
        size_t width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (text->size + width > end) {
            return;
        }
        text->size += width;
        text->left -= text->left > 0;
        text->whole = text->left == 0 || (line && lead == '\n');
    }
}

/* count < 0: no limit of characters. */
static NEW_REF Object *read_text(Runtime *rt, Object *self, int64_t count, bool line) {
    HostStream *stream = as_stream(self);
    if (!check_direction(rt, self, false)) {
        return NULL;
    }
    Measure wanted = {.left = count};
    measure(stream, &wanted, line);
    while (!wanted.whole) {
        int more = fill(rt, stream);
        if (more < 0) {
            return NULL;
        }
        if (more == 0) {
            wanted.size = stream->end - stream->start;
            break;
        }
        measure(stream, &wanted, line);
    }
    Object *text =
        codecs_decode_by_id(rt, unread(stream), wanted.size, NULL, CODEC_UTF8, "replace", NULL);
    stream->start += text ? wanted.size : 0;
    return text;
}

static bool count_argument(Runtime *rt, Object *const *args, size_t count, int64_t *out) {
    *out = -1;
    return count == 0 || args[0] == NONE || object_as_int64(rt, args[0], out);
}

static NEW_REF Object *host_stream_read(Runtime *rt, Object *self, Object *const *args,
                                        size_t count) {
    int64_t size;
    return count_argument(rt, args, count, &size) ? read_text(rt, self, size, false) : NULL;
}

static NEW_REF Object *host_stream_readline(Runtime *rt, Object *self, Object *const *args,
                                            size_t count) {
    int64_t size;
    return count_argument(rt, args, count, &size) ? read_text(rt, self, size, true) : NULL;
}

static NEW_REF Object *host_stream_next(Runtime *rt, Object *self) {
    Object *line = read_text(rt, self, -1, true);
    if (line && str_length(line) == 0) {
        CLEAR_REF(rt, &line);
    }
    return line;
}

/* ---- the rest ---- */

static NEW_REF Object *host_stream_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static NEW_REF Object *host_stream_nothing(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(NONE);
}

static NEW_REF Object *host_stream_ignore(Runtime *rt, Object *self, Object *const *args,
                                          size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return host_stream_nothing(rt, self);
}

static NEW_REF Object *host_stream_false(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(FALSE_OBJECT);
}

static NEW_REF Object *host_stream_readable(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_stream(self)->number == 0));
}

static NEW_REF Object *host_stream_writable(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_stream(self)->number != 0));
}

static NEW_REF Object *host_stream_fileno(Runtime *rt, Object *self) {
    (void)self;
    return raise_format(rt, TYPE_OS_ERROR, "a stream of the host has no descriptor");
}

static NEW_REF Object *host_stream_get_name(Runtime *rt, Object *self) {
    static const char *const NAMES[] = {"<stdin>", "<stdout>", "<stderr>"};
    return str_from_cstring(rt, NAMES[as_stream(self)->number]);
}

static NEW_REF Object *host_stream_get_mode(Runtime *rt, Object *self) {
    return str_from_cstring(rt, as_stream(self)->number ? "w" : "r");
}

static NEW_REF Object *host_stream_get_encoding(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "utf-8");
}

static NEW_REF Object *host_stream_get_errors(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "strict");
}

static NEW_REF Object *host_stream_repr(Runtime *rt, Object *self) {
    Object *name = host_stream_get_name(rt, self);
    Object *text = name ? str_format(rt, "<host stream %U>", name) : NULL;
    release_nullable(rt, name);
    return text;
}

/* ---- bytes ---- */

static Object *stream_of(Object *self) {
    return ((HostBuffer *)self)->stream;
}

static NEW_REF Object *host_stream_get_buffer(Runtime *rt, Object *self) {
    HostStreamState *state = module_state(rt, MODULE_STATE_HOST_STREAM, sizeof *state);
    HostBuffer *buffer =
        state ? (HostBuffer *)object_new_container(rt, state->buffer_type_id, sizeof *buffer)
              : NULL;
    if (buffer) {
        buffer->stream = retain(self);
    }
    return (Object *)buffer;
}

static void host_buffer_dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, stream_of(self));
    object_free_container(rt, self, sizeof(HostBuffer));
}

static void host_buffer_traverse(Object *self, VisitFunction visit, void *context) {
    if (stream_of(self)) {
        visit(stream_of(self), context);
    }
}

static NEW_REF Object *host_buffer_write(Runtime *rt, Object *self, Object *data) {
    BufferView view;
    if (!check_direction(rt, stream_of(self), true) || !object_get_buffer(rt, data, &view, false)) {
        return NULL;
    }
    size_t size = view.size;
    int number = as_stream(stream_of(self))->number;
    bool done = size == 0 || rt->hooks.write_stream(rt, number, (const char *)view.data, size);
    object_release_buffer(rt, &view);
    return done ? int_from_size(rt, size) : NULL;
}

/* Up to `limit` bytes (< 0: all there will be), or to the end of a line. */
static NEW_REF Object *read_bytes(Runtime *rt, Object *self, int64_t limit, bool line) {
    HostStream *stream = as_stream(stream_of(self));
    if (!check_direction(rt, stream_of(self), false)) {
        return NULL;
    }
    size_t wanted = limit < 0 ? SIZE_MAX : (size_t)limit, searched = 0, size;
    for (;;) {
        size = base_min_size(stream->end - stream->start, wanted);
        const uint8_t *newline = line && size > searched
                                     ? memchr(unread(stream) + searched, '\n', size - searched)
                                     : NULL;
        if (newline) {
            size = (size_t)(newline - unread(stream)) + 1;
            break;
        }
        searched = size;
        int more = size < wanted ? fill(rt, stream) : 0;
        if (more < 0) {
            return NULL;
        }
        if (more == 0) {
            break;
        }
    }
    Object *bytes = bytes_from_data(rt, unread(stream), size);
    stream->start += bytes ? size : 0;
    return bytes;
}

static NEW_REF Object *host_buffer_read(Runtime *rt, Object *self, Object *const *args,
                                        size_t count) {
    int64_t size;
    return count_argument(rt, args, count, &size) ? read_bytes(rt, self, size, false) : NULL;
}

static NEW_REF Object *host_buffer_readline(Runtime *rt, Object *self, Object *const *args,
                                            size_t count) {
    int64_t size;
    return count_argument(rt, args, count, &size) ? read_bytes(rt, self, size, true) : NULL;
}

static NEW_REF Object *host_buffer_next(Runtime *rt, Object *self) {
    Object *line = read_bytes(rt, self, -1, true);
    if (line && bytes_length(line) == 0) {
        CLEAR_REF(rt, &line);
    }
    return line;
}

static NEW_REF Object *host_buffer_readable(Runtime *rt, Object *self) {
    return host_stream_readable(rt, stream_of(self));
}

static NEW_REF Object *host_buffer_writable(Runtime *rt, Object *self) {
    return host_stream_writable(rt, stream_of(self));
}

static NEW_REF Object *host_buffer_get_name(Runtime *rt, Object *self) {
    return host_stream_get_name(rt, stream_of(self));
}

static const MethodRow BUFFER_METHODS[] = {
    METHOD_ROW_ONE("write", host_buffer_write, NULL),
    METHOD_ROW_POSITIONAL("read", host_buffer_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("read1", host_buffer_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readline", host_buffer_readline, 0, 1, NULL),
    METHOD_ROW_NOARGS("flush", host_stream_nothing, NULL),
    METHOD_ROW_NOARGS("close", host_stream_nothing, NULL),
    METHOD_ROW_NOARGS("isatty", host_stream_false, NULL),
    METHOD_ROW_NOARGS("seekable", host_stream_false, NULL),
    METHOD_ROW_NOARGS("readable", host_buffer_readable, NULL),
    METHOD_ROW_NOARGS("writable", host_buffer_writable, NULL),
    METHOD_ROW_NOARGS("fileno", host_stream_fileno, NULL),
    METHOD_ROW_END,
};

static const AttributeRow BUFFER_ATTRIBUTES[] = {
    {"name", host_buffer_get_name, NULL, NULL},
    {"closed", host_stream_false, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec host_buffer_type = {
    .slots = {.name = "ouro.host_buffer",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(HostBuffer),
              .dealloc = host_buffer_dealloc,
              .traverse = host_buffer_traverse,
              .iter = host_stream_self,
              .next = host_buffer_next},
    .methods = BUFFER_METHODS,
    .attributes = BUFFER_ATTRIBUTES,
    .module = "ouro",
};

/* ---- the type ---- */

static const MethodRow METHODS[] = {
    METHOD_ROW_ONE("write", host_stream_write, NULL),
    METHOD_ROW_ONE("writelines", host_stream_writelines, NULL),
    METHOD_ROW_POSITIONAL("read", host_stream_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readline", host_stream_readline, 0, 1, NULL),
    METHOD_ROW_NOARGS("flush", host_stream_nothing, NULL),
    METHOD_ROW_NOARGS("close", host_stream_nothing, NULL),
    METHOD_ROW_KEYWORDS("reconfigure", host_stream_ignore, NULL),
    METHOD_ROW_NOARGS("isatty", host_stream_false, NULL),
    METHOD_ROW_NOARGS("seekable", host_stream_false, NULL),
    METHOD_ROW_NOARGS("readable", host_stream_readable, NULL),
    METHOD_ROW_NOARGS("writable", host_stream_writable, NULL),
    METHOD_ROW_NOARGS("fileno", host_stream_fileno, NULL),
    METHOD_ROW_NOARGS("__enter__", host_stream_self, NULL),
    METHOD_ROW_KEYWORDS("__exit__", host_stream_ignore, NULL),
    METHOD_ROW_END,
};

static const AttributeRow ATTRIBUTES[] = {
    {"buffer", host_stream_get_buffer, NULL, NULL},
    {"name", host_stream_get_name, NULL, NULL},
    {"mode", host_stream_get_mode, NULL, NULL},
    {"encoding", host_stream_get_encoding, NULL, NULL},
    {"errors", host_stream_get_errors, NULL, NULL},
    {"closed", host_stream_false, NULL, NULL},
    {"line_buffering", host_stream_false, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec host_stream_type = {
    .slots = {.name = "ouro.host_stream",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
              .basic_size = sizeof(HostStream),
              .dealloc = host_stream_dealloc,
              .repr = host_stream_repr,
              .iter = host_stream_self,
              .next = host_stream_next},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .module = "ouro",
};

static bool open_one(Runtime *rt, uint32_t type_id, int number, const char *name,
                     const char *dunder) {
    HostStream *stream = (HostStream *)object_new_leaf(rt, type_id, sizeof *stream);
    if (!stream) {
        return false;
    }
    stream->number = number;
    bool done = dict_set_cstring(rt, rt->sys_dict, name, (Object *)stream) &&
                dict_set_cstring(rt, rt->sys_dict, dunder, (Object *)stream);
    RELEASE(rt, stream);
    return done;
}

bool host_stream_open(Runtime *rt) {
    HostStreamState *state = module_state(rt, MODULE_STATE_HOST_STREAM, sizeof *state);
    return state && type_register(rt, &host_stream_type, &state->type_id) &&
           type_register(rt, &host_buffer_type, &state->buffer_type_id) &&
           open_one(rt, state->type_id, 0, "stdin", "__stdin__") &&
           open_one(rt, state->type_id, 1, "stdout", "__stdout__") &&
           open_one(rt, state->type_id, 2, "stderr", "__stderr__");
}
