/* io_binary: files of bytes over a descriptor: FileIO without and Buffered… with buffers. */
#include "modules/fields.h"
#include "modules/io_device.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/list.h"
#include "types/byte_writer.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_BYTES = 8192 };

static BinaryFile *as_file(Object *self) {
    return (BinaryFile *)self;
}

/* 1, 0, -1: error. A raw stream may be closed behind our back. */
static int is_closed(Runtime *rt, const BinaryFile *file) {
    if (file->fd < 0 || !file->through_raw) {
        return file->fd < 0;
    }
    Object *closed = object_get_attr_cstring(rt, file->raw, "closed");
    int truth = closed ? object_is_true(rt, closed) : -1;
    release_nullable(rt, closed);
    return truth;
}

static bool check_idle(Runtime *rt, const BinaryFile *file) {
    if (file->busy) {
        raise_runtime_error(rt, "reentrant call inside %R", (const Object *)file);
    }
    return !file->busy;
}

static bool check_open(Runtime *rt, const BinaryFile *file) {
    if (!check_idle(rt, file)) {
        return false;
    }
    if (file->detached) {
        raise_value_error(rt, "raw stream has been detached");
        return false;
    }
    int closed = is_closed(rt, file);
    if (closed < 0) {
        return false;
    }
    if (closed) {
        raise_value_error(rt, file->buffered && !file->readable ? "write to closed file"
                              : file->buffered                  ? "I/O operation on closed file."
                                                                : "I/O operation on closed file");
        return false;
    }
    return true;
}

static bool check_readable(Runtime *rt, const BinaryFile *file) {
    if (!check_open(rt, file)) {
        return false;
    }
    if (!file->readable) {
        io_unsupported(rt, file->buffered ? "read" : "File not open for reading");
        return false;
    }
    return true;
}

static bool check_writable(Runtime *rt, const BinaryFile *file) {
    if (!check_open(rt, file)) {
        return false;
    }
    if (!file->writable) {
        io_unsupported(rt, file->buffered ? "write" : "File not open for writing");
        return false;
    }
    return true;
}

bool io_binary_flush(Runtime *rt, Object *self) {
    BinaryFile *file = as_file(self);
    size_t length = file->write_length;
    if (!length || !check_idle(rt, file)) {
        return !length;
    }
    file->write_length = 0;
    return io_device_write(rt, file, file->write_data, length);
}

/* Before writing: what was read ahead is given back to the file position. */
static bool drop_read_ahead(Runtime *rt, BinaryFile *file) {
    size_t ahead = file->read_end - file->read_position;
    file->read_position = file->read_end = 0;
    if (ahead == 0 || io_device_seek(rt, file, -(int64_t)ahead, SEEK_CUR) >= 0) {
        return true;
    }
    return error_clear_if(rt, TYPE_OS_ERROR); /* a pipe has no position */
}

bool io_binary_write(Runtime *rt, Object *self, const void *data, size_t size) {
    BinaryFile *file = as_file(self);
    if (!check_writable(rt, file)) {
        return false;
    }
    if (!drop_read_ahead(rt, file)) {
        return false;
    }
    if (!file->buffered) {
        return io_device_write(rt, file, data, size);
    }
    if (!file->write_data) {
        file->write_data = memory_allocate(rt, BUFFER_BYTES);
        if (!file->write_data) {
            return false;
        }
        file->write_capacity = BUFFER_BYTES;
    }
    if (size > file->write_capacity - file->write_length && !io_binary_flush(rt, self)) {
        return false;
    }
    if (size > file->write_capacity) {
        return io_device_write(rt, file, data, size);
    }
    memcpy(file->write_data + file->write_length, data, size);
    file->write_length += size;
    return true;
}

/* Makes at least one byte ready to be given out; 0: end of file, IO_DEVICE_…. */
static int fill(Runtime *rt, BinaryFile *file) {
    if (file->read_position < file->read_end) {
        return 1;
    }
    if (!io_binary_flush(rt, (Object *)file)) {
        return -1;
    }
    if (!file->read_data) {
        file->read_data = memory_allocate(rt, BUFFER_BYTES);
        if (!file->read_data) {
            return -1;
        }
        file->read_capacity = BUFFER_BYTES;
    }
    int64_t got = io_device_read(rt, file, file->read_data, file->read_capacity);
    file->read_position = 0;
    file->read_end = got > 0 ? (size_t)got : 0;
    return got < 0 ? (int)got : got > 0;
}

static bool take_ready(Runtime *rt, BinaryFile *file, ByteWriter *out, size_t wanted) {
    size_t ready = file->read_end - file->read_position;
    size_t count = ready < wanted ? ready : wanted;
    if (!byte_writer_data(rt, out, file->read_data + file->read_position, count)) {
        return false;
    }
    file->read_position += count;
    return true;
}

/* A read that ended early: what there is, None when there is nothing but more may come, or the
 * error. */
static Object *stopped(Runtime *rt, ByteWriter *out, int64_t why) {
    if (why == IO_DEVICE_WOULD_BLOCK && out->length > 0) {
        return byte_writer_finish(rt, out);
    }
    byte_writer_abandon(rt, out);
    return why == IO_DEVICE_WOULD_BLOCK ? retain(NONE) : NULL;
}

Object *io_binary_read(Runtime *rt, Object *self, int64_t size) {
    BinaryFile *file = as_file(self);
    if (!check_readable(rt, file)) {
        return NULL;
    }
    ByteWriter out;
    byte_writer_init(&out);
    if (!file->buffered && size >= 0) {
        uint8_t *room = byte_writer_reserve(rt, &out, (size_t)size + 1);
        int64_t got = room ? io_device_read(rt, file, room, (size_t)size) : IO_DEVICE_ERROR;
        if (got < 0) {
            return stopped(rt, &out, got);
        }
        out.length = (size_t)got;
        return byte_writer_finish(rt, &out);
    }
    while (size < 0 || out.length < (size_t)size) {
        size_t wanted = size < 0 ? SIZE_MAX : (size_t)size - out.length;
        if (file->read_position == file->read_end && wanted >= BUFFER_BYTES) {
            /* big reads go straight into the result */
            if (!io_binary_flush(rt, self)) {
                byte_writer_abandon(rt, &out);
                return NULL;
            }
            size_t step = wanted > 65536 ? 65536 : wanted;
            uint8_t *room = byte_writer_reserve(rt, &out, step);
            int64_t got = room ? io_device_read(rt, file, room, step) : IO_DEVICE_ERROR;
            if (got < 0) {
                return stopped(rt, &out, got);
            }
            out.length += (size_t)got;
            if (got == 0) {
                break;
            }
            continue;
        }
        int ready = fill(rt, file);
        if (ready < 0) {
            return stopped(rt, &out, ready);
        }
        if (ready && !take_ready(rt, file, &out, wanted)) {
            byte_writer_abandon(rt, &out);
            return NULL;
        }
        if (!ready) {
            break;
        }
    }
    return byte_writer_finish(rt, &out);
}

Object *io_binary_read_some(Runtime *rt, Object *self, size_t size) {
    BinaryFile *file = as_file(self);
    if (!check_readable(rt, file)) {
        return NULL;
    }
    int ready = fill(rt, file);
    if (ready == IO_DEVICE_WOULD_BLOCK) {
        return bytes_empty(rt);
    }
    if (ready < 0) {
        return NULL;
    }
    size_t count = file->read_end - file->read_position;
    count = count < size ? count : size;
    Object *bytes = bytes_from_data(rt, ready ? file->read_data + file->read_position : NULL,
                                    ready ? count : 0);
    if (bytes) {
        file->read_position += ready ? count : 0;
    }
    return bytes;
}

/* ---- methods ---- */

/* The optional size argument: None and negative numbers are -1. */
static bool size_argument(Runtime *rt, Object *const *args, size_t count, int64_t *size) {
    *size = -1;
    if (count == 0 || args[0] == NONE) {
        return true;
    }
    if (!slots_of(rt, args[0])->index) {
        raise_type_error(rt, "argument should be integer or None, not '%T'", args[0]);
        return false;
    }
    return object_as_int64(rt, args[0], size);
}

static Object *file_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    if (!size_argument(rt, args, count, &size)) {
        return NULL;
    }
    if (size < -1 && as_file(self)->buffered) {
        return raise_value_error(rt, "read length must be non-negative or -1");
    }
    return io_binary_read(rt, self, size);
}

static Object *file_readall(Runtime *rt, Object *self) {
    return io_binary_read(rt, self, -1);
}

static Object *file_read1(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    if (!size_argument(rt, args, count, &size)) {
        return NULL;
    }
    return io_binary_read_some(rt, self, size < 0 ? BUFFER_BYTES : (size_t)size);
}

static Object *file_peek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    BinaryFile *file = as_file(self);
    if (!check_readable(rt, file)) {
        return NULL;
    }
    if (fill(rt, file) == IO_DEVICE_ERROR) {
        return NULL;
    }
    return bytes_from_data(rt, file->read_data + file->read_position,
                           file->read_end - file->read_position);
}

static Object *file_readinto(Runtime *rt, Object *self, Object *target) {
    BufferView view;
    if (!object_get_buffer(rt, target, &view, true)) {
        return NULL;
    }
    Object *bytes = io_binary_read(rt, self, (int64_t)view.size);
    Object *result = NULL;
    if (bytes == NONE) {
        result = bytes;
    } else if (bytes) {
        memcpy(view.data, bytes_data(bytes), bytes_length(bytes));
        result = int_from_size(rt, bytes_length(bytes));
        release(rt, bytes);
    }
    object_release_buffer(rt, &view);
    return result;
}

/* What one read gives. */
static Object *file_readinto1(Runtime *rt, Object *self, Object *target) {
    BufferView view;
    if (!object_get_buffer(rt, target, &view, true)) {
        return NULL;
    }
    Object *bytes = io_binary_read_some(rt, self, view.size);
    Object *result = NULL;
    if (bytes) {
        memcpy(view.data, bytes_data(bytes), bytes_length(bytes));
        result = int_from_size(rt, bytes_length(bytes));
        release(rt, bytes);
    }
    object_release_buffer(rt, &view);
    return result;
}

static Object *read_line(Runtime *rt, Object *self, int64_t limit) {
    BinaryFile *file = as_file(self);
    if (!check_readable(rt, file)) {
        return NULL;
    }
    ByteWriter out;
    byte_writer_init(&out);
    bool found = false;
    while (!found && (limit < 0 || out.length < (size_t)limit)) {
        int ready = fill(rt, file);
        if (ready == IO_DEVICE_ERROR) {
            byte_writer_abandon(rt, &out);
            return NULL;
        }
        if (ready <= 0) {
            break;
        }
        const uint8_t *start = file->read_data + file->read_position;
        size_t count = file->read_end - file->read_position;
        if (limit >= 0 && count > (size_t)limit - out.length) {
            count = (size_t)limit - out.length;
        }
        const uint8_t *end = memchr(start, '\n', count);
        if (end) {
            count = (size_t)(end - start) + 1;
            found = true;
        }
        if (!byte_writer_data(rt, &out, start, count)) {
            byte_writer_abandon(rt, &out);
            return NULL;
        }
        file->read_position += count;
    }
    return byte_writer_finish(rt, &out);
}

static Object *file_readline(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    return size_argument(rt, args, count, &size) ? read_line(rt, self, size) : NULL;
}

static Object *file_next(Runtime *rt, Object *self) {
    Object *line = read_line(rt, self, -1);
    if (line && bytes_length(line) == 0) {
        release(rt, line);
        return NULL;
    }
    return line;
}

static Object *file_iter(Runtime *rt, Object *self) {
    return check_open(rt, as_file(self)) ? retain(self) : NULL;
}

static Object *file_write(Runtime *rt, Object *self, Object *data) {
    if (!check_writable(rt, as_file(self))) {
        return NULL;
    }
    if (type_is_str(rt, data)) {
        return raise_type_error(rt, "a bytes-like object is required, not 'str'");
    }
    BufferView view;
    if (!object_get_buffer(rt, data, &view, false)) {
        return NULL;
    }
    size_t size = view.size;
    bool done = io_binary_write(rt, self, view.data, size);
    object_release_buffer(rt, &view);
    return done ? int_from_size(rt, size) : NULL;
}

static Object *file_flush(Runtime *rt, Object *self) {
    if (as_file(self)->detached) {
        return raise_value_error(rt, "raw stream has been detached");
    }
    if (as_file(self)->fd < 0) {
        return raise_value_error(rt, as_file(self)->buffered ? "flush of closed file"
                                                             : "I/O operation on closed file.");
    }
    return io_binary_flush(rt, self) ? retain(NONE) : NULL;
}

static void free_buffers(Runtime *rt, BinaryFile *file) {
    memory_free(rt, file->read_data);
    memory_free(rt, file->write_data);
    file->read_data = NULL;
    file->write_data = NULL;
    file->read_position = file->read_end = file->read_capacity = 0;
    file->write_length = file->write_capacity = 0;
}

static bool close_file(Runtime *rt, Object *self) {
    BinaryFile *file = as_file(self);
    if (file->fd < 0) {
        return true;
    }
    if (!check_idle(rt, file)) {
        return false;
    }
    bool done = io_binary_flush(rt, self);
    int fd = file->fd;
    file->fd = -1;
    free_buffers(rt, file);
    Object *error = done ? NULL : error_take(rt); /* of flushing: it is the one to tell */
    bool closed = io_device_close(rt, file, fd);
    if (file->raw && !file->through_raw) {
        ((BinaryFile *)file->raw)->fd = -1;
    }
    if (error) {
        error_clear(rt);
        error_set(rt, error);
    }
    return done && closed;
}

static Object *file_close(Runtime *rt, Object *self) {
    if (as_file(self)->finalizing) {
        as_file(self)->finalizing = false;
        io_warn_unclosed(rt, self, self);
    }
    return close_file(rt, self) ? retain(NONE) : NULL;
}

/* 1, 0, -1: error. */
static int is_seekable(Runtime *rt, BinaryFile *file) {
    if (file->seekable < 0) {
        file->seekable = (int8_t)io_device_is_seekable(rt, file);
    }
    return file->seekable;
}

static Object *file_seek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    BinaryFile *file = as_file(self);
    int64_t offset, whence = 0;
    if (!check_open(rt, file) || !object_as_int64(rt, args[0], &offset) ||
        (count > 1 && !object_as_int64(rt, args[1], &whence))) {
        return NULL;
    }
    if (whence < 0 || whence > 4) {
        return raise_value_error(rt, "whence value %d unsupported", (int)whence);
    }
    int seekable = is_seekable(rt, file);
    if (seekable < 0) {
        return NULL;
    }
    if (!seekable && file->buffered) {
        return io_unsupported(rt, "File or stream is not seekable.");
    }
    if (!io_binary_flush(rt, self)) {
        return NULL;
    }
    if (whence == 1) {
        offset -= (int64_t)(file->read_end - file->read_position);
    }
    int64_t position = io_device_seek(rt, file, offset, (int)whence);
    if (position < 0) {
        return NULL;
    }
    file->read_position = file->read_end = 0;
    return int_from_int64(rt, position);
}

static Object *file_tell(Runtime *rt, Object *self) {
    BinaryFile *file = as_file(self);
    if (!check_open(rt, file)) {
        return NULL;
    }
    int64_t position = io_device_seek(rt, file, 0, SEEK_CUR);
    if (position < 0) {
        return NULL;
    }
    return int_from_int64(rt, position - (int64_t)(file->read_end - file->read_position) +
                                  (int64_t)file->write_length);
}

static Object *file_truncate(Runtime *rt, Object *self, Object *const *args, size_t count) {
    BinaryFile *file = as_file(self);
    if (!check_open(rt, file)) {
        return NULL;
    }
    if (!file->writable) {
        return io_unsupported(rt, file->buffered ? "truncate" : "File not open for writing");
    }
    int64_t size;
    if (count && args[0] != NONE) {
        if (!object_as_int64(rt, args[0], &size)) {
            return NULL;
        }
    } else {
        Object *position = file_tell(rt, self);
        bool known = position && object_as_int64(rt, position, &size);
        release_nullable(rt, position);
        if (!known) {
            return NULL;
        }
    }
    if (!io_binary_flush(rt, self)) {
        return NULL;
    }
    return drop_read_ahead(rt, file) && io_device_truncate(rt, file, size)
               ? int_from_int64(rt, size)
               : NULL;
}

static Object *file_readable(Runtime *rt, Object *self) {
    return check_open(rt, as_file(self)) ? retain(bool_object(as_file(self)->readable)) : NULL;
}

static Object *file_writable(Runtime *rt, Object *self) {
    return check_open(rt, as_file(self)) ? retain(bool_object(as_file(self)->writable)) : NULL;
}

static Object *file_seekable(Runtime *rt, Object *self) {
    int answer = check_open(rt, as_file(self)) ? is_seekable(rt, as_file(self)) : -1;
    return answer < 0 ? NULL : retain(bool_object(answer));
}

static Object *file_fileno(Runtime *rt, Object *self) {
    return check_open(rt, as_file(self)) ? io_device_number(rt, as_file(self)) : NULL;
}

static Object *file_isatty(Runtime *rt, Object *self) {
    int answer = check_open(rt, as_file(self)) ? io_device_is_terminal(rt, as_file(self)) : -1;
    return answer < 0 ? NULL : retain(bool_object(answer));
}

static Object *file_enter(Runtime *rt, Object *self) {
    return check_open(rt, as_file(self)) ? retain(self) : NULL;
}

static Object *file_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return object_call_method_cstring(rt, self, "close", NULL, 0);
}

static Object *file_readlines(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t hint;
    if (!size_argument(rt, args, count, &hint)) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    int64_t total = 0;
    while (list && (hint <= 0 || total < hint)) {
        Object *line = read_line(rt, self, -1);
        if (!line || bytes_length(line) == 0) {
            if (!line) {
                CLEAR_REF(rt, &list);
            }
            release_nullable(rt, line);
            break;
        }
        total += (int64_t)bytes_length(line);
        if (!list_append_stealing(rt, list, line)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *file_writelines(Runtime *rt, Object *self, Object *lines) {
    Object *iterator = check_open(rt, as_file(self)) ? object_iter(rt, lines) : NULL;
    if (!iterator) {
        return NULL;
    }
    for (Object *line; (line = object_next(rt, iterator)) != NULL;) {
        Object *written = file_write(rt, self, line);
        release(rt, line);
        if (!written) {
            break;
        }
        release(rt, written);
    }
    release(rt, iterator);
    return error_pending(rt) ? NULL : retain(NONE);
}

/* "File or stream is not readable." unless raw.readable() and the like say so. */
static bool check_ability(Runtime *rt, Object *raw, const char *method) {
    Object *answer = object_call_method_cstring(rt, raw, method, NULL, 0);
    int truth = answer ? object_is_true(rt, answer) : -1;
    release_nullable(rt, answer);
    if (truth == 0) {
        Object *text = str_format(rt, "File or stream is not %s.", method);
        if (text) {
            io_unsupported(rt, (const char *)str_data(text));
            release(rt, text);
        }
    }
    return truth > 0;
}

static bool check_abilities(Runtime *rt, Object *raw, bool reading, bool writing) {
    return (!(reading && writing) || check_ability(rt, raw, "seekable")) &&
           (!reading || check_ability(rt, raw, "readable")) &&
           (!writing || check_ability(rt, raw, "writable"));
}

/* Which of the three a type is, or derives from. */
static bool is_kind(Runtime *rt, const TypeObject *type, uint32_t kind) {
    return type->type_id == kind || type->native->type_id == kind ||
           type_is_subtype(type, type_object(rt, kind));
}

/* BufferedReader(raw, buffer_size=8192): takes the descriptor of a FileIO, calls the methods of
 * others. */
static bool buffered_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    static const ArgumentSpec SPEC = {"Buffered", {"raw", "buffer_size"}, 0, 2, 1, 2};
    Object *given[2];
    int64_t size = BUFFER_BYTES;
    const IoTypes *types = io_types(rt);
    const TypeObject *type = type_of(rt, self);
    if (!type || !arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        (given[1] && !object_as_int64(rt, given[1], &size))) {
        return false;
    }
    if (size <= 0) {
        raise_value_error(rt, "buffer size must be strictly positive");
        return false;
    }
    if (!check_idle(rt, as_file(self))) {
        return false;
    }
    bool both = is_kind(rt, type, types->random);
    bool reading = both || is_kind(rt, type, types->reader);
    bool writing = both || is_kind(rt, type, types->writer);
    if (!check_abilities(rt, given[0], reading, writing)) {
        return false;
    }
    bool own = object_type_id(given[0]) == types->file;
    BinaryFile *raw = own ? as_file(given[0]) : NULL;
    BinaryFile *file = as_file(self);
    free_buffers(rt, file);
    REPLACE_REF(rt, &file->raw, retain(given[0]));
    REPLACE_REF(rt, &file->name, own ? retain_nullable(raw->name) : NULL);
    file->fd = own ? raw->fd : IO_RAW_FD;
    file->close_fd = !own || raw->close_fd;
    file->readable = reading;
    file->writable = writing;
    file->appending = own && raw->appending;
    file->through_raw = !own;
    file->detached = false;
    file->seekable = -1;
    if (own) {
        raw->close_fd = false;
    }
    return true;
}

static Object *buffered_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return io_binary_new(rt, type->type_id, -1, NULL, false, false, false, false, true);
}

Object *io_binary_new(Runtime *rt, uint32_t type_id, int fd, Object *name, bool close_fd,
                      bool readable, bool writable, bool appending, bool buffered) {
    BinaryFile *file = (BinaryFile *)object_new_container(rt, type_id, sizeof *file);
    if (!file) {
        return NULL;
    }
    file->fd = fd;
    file->name = retain_nullable(name);
    file->close_fd = close_fd;
    file->readable = readable;
    file->writable = writable;
    file->appending = appending;
    file->buffered = buffered;
    file->seekable = -1;
    return (Object *)file;
}

/* ---- attributes ---- */

static Object *file_get_closed(Runtime *rt, Object *self) {
    int closed = is_closed(rt, as_file(self));
    return closed < 0 ? NULL : retain(bool_object(closed));
}

static Object *file_get_name(Runtime *rt, Object *self) {
    const BinaryFile *file = as_file(self);
    if (file->through_raw && !file->detached) {
        return object_get_attr_cstring(rt, file->raw, "name");
    }
    Object *name = file->name;
    return name ? retain(name) : raise_attribute_error(rt, self, rt->names[NAME_name]);
}

static bool file_set_name(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &as_file(self)->name, retain_nullable(value));
    return true;
}

static Object *file_get_mode(Runtime *rt, Object *self) {
    const BinaryFile *file = as_file(self);
    if (file->through_raw && !file->detached) {
        return object_get_attr_cstring(rt, file->raw, "mode");
    }
    const char *mode = file->appending  ? (file->readable ? "ab+" : "ab")
                       : file->readable ? (file->writable ? "rb+" : "rb")
                                        : "wb";
    return str_from_cstring(rt, mode);
}

static Object *file_get_closefd(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_file(self)->close_fd));
}

static Object *file_get_raw(Runtime *rt, Object *self) {
    const BinaryFile *file = as_file(self);
    if (file->raw) {
        return retain(file->raw);
    }
    return io_binary_new(rt, io_types(rt)->file, file->fd, file->name, false, file->readable,
                         file->writable, file->appending, false);
}

/* Gives the raw stream back, which has the descriptor again. */
static Object *buffered_detach(Runtime *rt, Object *self) {
    BinaryFile *file = as_file(self);
    if (!check_open(rt, file) || !io_binary_flush(rt, self)) {
        return NULL;
    }
    Object *raw = file->raw;
    file->raw = NULL;
    if (!raw) {
        raw = io_binary_new(rt, io_types(rt)->file, file->fd, file->name, file->close_fd,
                            file->readable, file->writable, file->appending, false);
        if (!raw) {
            return NULL;
        }
    } else if (!file->through_raw) {
        as_file(raw)->close_fd = file->close_fd;
    }
    free_buffers(rt, file);
    file->fd = -1;
    file->detached = true;
    return raw;
}

static Object *file_repr(Runtime *rt, Object *self) {
    const BinaryFile *file = as_file(self);
    if (!file->buffered && file->fd < 0) {
        return str_from_cstring(rt, "<_io.FileIO [closed]>");
    }
    if (file->through_raw && !file->detached) {
        bool missing;
        Object *name = object_get_attr_optional(rt, file->raw, rt->names[NAME_name], &missing);
        error_clear(rt);
        Object *text =
            name ? str_format(rt, "<%T name=%R>", self, name) : str_format(rt, "<%T>", self);
        release_nullable(rt, name);
        return text;
    }
    if (file->buffered) {
        return file->name ? str_format(rt, "<%T name=%R>", self, file->name)
                          : str_format(rt, "<%T>", self);
    }
    Object *mode = file_get_mode(rt, self);
    Object *text =
        mode ? str_format(rt, "<_io.FileIO name=%R mode='%U' closefd=%s>",
                          file->name ? file->name : NONE, mode, file->close_fd ? "True" : "False")
             : NULL;
    release_nullable(rt, mode);
    return text;
}

/* ---- life ---- */

static void file_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_file(self)->dict) {
        visit(as_file(self)->dict, context);
    }
    if (as_file(self)->name) {
        visit(as_file(self)->name, context);
    }
    if (as_file(self)->raw) {
        visit(as_file(self)->raw, context);
    }
}

static void file_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_file(self)->dict);
}

static void file_dealloc(Runtime *rt, Object *self) {
    if (!close_file(rt, self)) {
        error_clear(rt);
    }
    file_clear(rt, self);
    CLEAR_REF(rt, &as_file(self)->name);
    CLEAR_REF(rt, &as_file(self)->raw);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

#define FILE_METHODS                                                                               \
    METHOD_ROW_POSITIONAL("read", file_read, 0, 1, NULL),                                          \
        METHOD_ROW_NOARGS("readall", file_readall, NULL),                                          \
        METHOD_ROW_ONE("readinto", file_readinto, NULL),                                           \
        METHOD_ROW_POSITIONAL("readline", file_readline, 0, 1, NULL),                              \
        METHOD_ROW_POSITIONAL("readlines", file_readlines, 0, 1, NULL),                            \
        METHOD_ROW_ONE("write", file_write, NULL),                                                 \
        METHOD_ROW_ONE("writelines", file_writelines, NULL),                                       \
        METHOD_ROW_POSITIONAL("seek", file_seek, 1, 2, NULL),                                      \
        METHOD_ROW_NOARGS("tell", file_tell, NULL),                                                \
        METHOD_ROW_POSITIONAL("truncate", file_truncate, 0, 1, NULL),                              \
        METHOD_ROW_NOARGS("flush", file_flush, NULL),                                              \
        METHOD_ROW_NOARGS("close", file_close, NULL),                                              \
        METHOD_ROW_NOARGS("readable", file_readable, NULL),                                        \
        METHOD_ROW_NOARGS("writable", file_writable, NULL),                                        \
        METHOD_ROW_NOARGS("seekable", file_seekable, NULL),                                        \
        METHOD_ROW_NOARGS("fileno", file_fileno, NULL),                                            \
        METHOD_ROW_NOARGS("isatty", file_isatty, NULL),                                            \
        METHOD_ROW_NOARGS("__enter__", file_enter, NULL),                                          \
        METHOD_ROW_POSITIONAL("__exit__", file_exit, 0, METHOD_ANY_COUNT, NULL)

static const MethodRow FILE_ROWS[] = {FILE_METHODS, METHOD_ROW_END};
static const MethodRow BUFFERED_ROWS[] = {
    FILE_METHODS,
    METHOD_ROW_POSITIONAL("read1", file_read1, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("peek", file_peek, 0, 1, NULL),
    METHOD_ROW_ONE("readinto1", file_readinto1, NULL),
    METHOD_ROW_NOARGS("detach", buffered_detach, NULL),
    METHOD_ROW_END,
};

static const AttributeRow FILE_ATTRIBUTES[] = {
    {"closed", file_get_closed, NULL, NULL},
    {"name", file_get_name, file_set_name, NULL},
    {"mode", file_get_mode, NULL, NULL},
    {"closefd", file_get_closefd, NULL, NULL},
    {"__dict__", fields_get_dict, NULL, NULL}, /* what a program adds */
    ATTRIBUTE_ROW_END,
};
static const AttributeRow BUFFERED_ATTRIBUTES[] = {
    {"__dict__", fields_get_dict, NULL, NULL},
    {"closed", file_get_closed, NULL, NULL},
    {"name", file_get_name, file_set_name, NULL},
    {"mode", file_get_mode, NULL, NULL},
    {"raw", file_get_raw, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

#define FILE_SLOTS(type_name, new_function, init_function)                                         \
    {                                                                                              \
        .name = type_name,                                                                         \
        .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |               \
                 TYPE_FLAG_WEAKREFABLE,                                                            \
        .basic_size = sizeof(BinaryFile), .dict_offset = offsetof(BinaryFile, dict),               \
        .dealloc = file_dealloc, .traverse = file_traverse, .clear = file_clear,                   \
        .finalize = io_finalize, .new_instance = new_function, .init = init_function,              \
        .repr = file_repr, .iter = file_iter, .next = file_next,                                   \
    }

const TypeSpec io_file_type = {
    .slots = FILE_SLOTS("_io.FileIO", io_file_new_instance, NULL),
    .methods = FILE_ROWS,
    .attributes = FILE_ATTRIBUTES,
    .module = "_io",
};
const TypeSpec io_reader_type = {
    .slots = FILE_SLOTS("_io.BufferedReader", buffered_new_instance, buffered_init),
    .methods = BUFFERED_ROWS,
    .attributes = BUFFERED_ATTRIBUTES,
    .module = "_io",
};
const TypeSpec io_writer_type = {
    .slots = FILE_SLOTS("_io.BufferedWriter", buffered_new_instance, buffered_init),
    .methods = BUFFERED_ROWS,
    .attributes = BUFFERED_ATTRIBUTES,
    .module = "_io",
};
const TypeSpec io_random_type = {
    .slots = FILE_SLOTS("_io.BufferedRandom", buffered_new_instance, buffered_init),
    .methods = BUFFERED_ROWS,
    .attributes = BUFFERED_ATTRIBUTES,
    .module = "_io",
};
