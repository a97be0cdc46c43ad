/* io_device: the calls of the system, or of the methods of a raw stream, under a binary file. */
#include "modules/io_device.h"

#include "object/bytes.h"
#include "object/exception.h"
#include "vm/safe_point.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---- raw streams ---- */

/* An int that a method of the raw stream gave; IO_DEVICE_WOULD_BLOCK for None. */
static int64_t number_of(Runtime *rt, STEALS Object *result) {
    int64_t number = IO_DEVICE_ERROR;
    if (!result) {
        return IO_DEVICE_ERROR;
    }
    if (result == NONE) {
        number = IO_DEVICE_WOULD_BLOCK;
    } else if (!object_as_int64(rt, result, &number)) {
        number = IO_DEVICE_ERROR;
    }
    release(rt, result);
    return number;
}

/* What the method does to the file itself is refused meanwhile: the buffers must stay. */
static NEW_REF Object *raw_call_many(Runtime *rt, BinaryFile *file, const char *name,
                                     Object *const *args, size_t count) {
    if (!file->raw) { /* a method of the stream has detached it from here */
        return raise_value_error(rt, "raw stream has been detached");
    }
    Object *raw = retain(file->raw);
    bool nested = file->busy;
    file->busy = true;
    Object *result = object_call_method_cstring(rt, raw, name, args, count);
    file->busy = nested;
    release(rt, raw);
    return result;
}

static NEW_REF Object *raw_call(Runtime *rt, BinaryFile *file, const char *name, Object *argument) {
    return raw_call_many(rt, file, name, &argument, argument ? 1 : 0);
}

static int raw_answer(Runtime *rt, BinaryFile *file, const char *name) {
    Object *result = raw_call(rt, file, name, NULL);
    int truth = result ? object_is_true(rt, result) : -1;
    release_nullable(rt, result);
    return truth;
}

/* raw.readinto(buffer); the buffer is a bytearray, which the stream may keep without harm. */
static int64_t raw_read(Runtime *rt, BinaryFile *file, void *data, size_t size) {
    Object *length = int_from_size(rt, size);
    Object *type = (Object *)type_object(rt, TYPE_BYTEARRAY);
    Object *buffer = length && type ? object_call_one(rt, type, length) : NULL;
    release_nullable(rt, length);
    if (!buffer) {
        return IO_DEVICE_ERROR;
    }
    int64_t got = number_of(rt, raw_call(rt, file, "readinto", buffer));
    BufferView view;
    if (got == IO_DEVICE_ERROR && !error_pending(rt)) {
        got = INT64_MIN;
    }
    if (got >= 0 || got < IO_DEVICE_WOULD_BLOCK) {
        if (!object_get_buffer(rt, buffer, &view, false)) {
            got = IO_DEVICE_ERROR;
        } else {
            if (got < 0 || (size_t)got > size || (size_t)got > view.size) {
                raise_format(rt, TYPE_OS_ERROR,
                             "raw readinto() returned invalid length %lld (should have been "
                             "between 0 and %zu)",
                             (long long)(got == INT64_MIN ? -1 : got), size);
                got = IO_DEVICE_ERROR;
            } else {
                memcpy(data, view.data, (size_t)got);
            }
            object_release_buffer(rt, &view);
        }
    }
    release(rt, buffer);
    return got;
}

static bool raise_blocking(Runtime *rt, size_t written) {
    Object *args[3] = {int_from_int64(rt, EAGAIN),
                       str_from_cstring(rt, "write could not complete without blocking"),
                       int_from_size(rt, written)};
    Object *error =
        args[0] && args[1] && args[2] ? exception_new(rt, TYPE_BLOCKING_IO_ERROR, args, 3) : NULL;
    for (size_t i = 0; i < COUNT_OF(args); i++) {
        release_nullable(rt, args[i]);
    }
    if (error) {
        raise_exception(rt, error);
    }
    return false;
}

static bool raw_write(Runtime *rt, BinaryFile *file, const uint8_t *data, size_t size) {
    for (size_t done = 0; done < size;) {
        Object *bytes = bytes_from_data(rt, data + done, size - done);
        int64_t put = bytes ? number_of(rt, raw_call(rt, file, "write", bytes)) : IO_DEVICE_ERROR;
        release_nullable(rt, bytes);
        if (put == IO_DEVICE_WOULD_BLOCK) {
            return raise_blocking(rt, done);
        }
        if (put < 0 || (size_t)put > size - done) {
            if (!error_pending(rt)) {
                raise_format(rt, TYPE_OS_ERROR,
                             "raw write() returned invalid length %lld (should have been between "
                             "0 and %zu)",
                             (long long)put, size - done);
            }
            return false;
        }
        done += (size_t)put;
    }
    return true;
}

static int64_t raw_seek(Runtime *rt, BinaryFile *file, int64_t offset, int whence) {
    Object *args[2] = {int_from_int64(rt, offset), int_from_int64(rt, whence)};
    Object *result = args[0] && args[1] ? raw_call_many(rt, file, "seek", args, 2) : NULL;
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    int64_t position = number_of(rt, result);
    if (position < 0 && !error_pending(rt)) {
        raise_format(rt, TYPE_OS_ERROR, "Raw stream returned invalid position %lld",
                     (long long)position);
    }
    return position < 0 ? -1 : position;
}

/* ---- either ---- */

int64_t io_device_read(Runtime *rt, BinaryFile *file, void *data, size_t size) {
    if (file->through_raw) {
        return raw_read(rt, file, data, size);
    }
    for (;;) {
        ssize_t got = read(file->fd, data, size);
        if (got >= 0) {
            return got;
        }
        if (errno == EAGAIN) {
            return IO_DEVICE_WOULD_BLOCK;
        }
        if (errno != EINTR) {
            raise_os_error(rt, errno, NULL);
            return IO_DEVICE_ERROR;
        }
        if (!safe_point_answer(rt)) {
            return IO_DEVICE_ERROR;
        }
    }
}

bool io_device_write(Runtime *rt, BinaryFile *file, const uint8_t *data, size_t size) {
    if (file->through_raw) {
        return raw_write(rt, file, data, size);
    }
    for (size_t done = 0; done < size;) {
        ssize_t put = write(file->fd, data + done, size - done);
        if (put >= 0) {
            done += (size_t)put;
            if (done < size && !safe_point_answer(rt)) { /* a signal cut it short */
                return false;
            }
        } else if (errno == EAGAIN) {
            return raise_blocking(rt, done);
        } else if (errno != EINTR) {
            raise_os_error(rt, errno, NULL);
            return false;
        } else if (!safe_point_answer(rt)) {
            return false;
        }
    }
    return true;
}

int64_t io_device_seek(Runtime *rt, BinaryFile *file, int64_t offset, int whence) {
    if (file->through_raw) {
        return raw_seek(rt, file, offset, whence);
    }
    off_t position = lseek(file->fd, offset, whence);
    if (position < 0) {
        raise_os_error(rt, errno, NULL);
    }
    return position;
}

bool io_device_truncate(Runtime *rt, BinaryFile *file, int64_t size) {
    if (file->through_raw) {
        Object *length = int_from_int64(rt, size);
        Object *result = length ? raw_call(rt, file, "truncate", length) : NULL;
        release_nullable(rt, length);
        release_nullable(rt, result);
        return result != NULL;
    }
    if (ftruncate(file->fd, size) != 0) {
        raise_os_error(rt, errno, NULL);
        return false;
    }
    return true;
}

bool io_device_close(Runtime *rt, BinaryFile *file, int fd) {
    if (file->through_raw) {
        Object *result = raw_call(rt, file, "close", NULL);
        release_nullable(rt, result);
        return result != NULL;
    }
    if (file->close_fd && close(fd) != 0) {
        raise_os_error(rt, errno, NULL);
        return false;
    }
    return true;
}

int io_device_is_seekable(Runtime *rt, BinaryFile *file) {
    return file->through_raw ? raw_answer(rt, file, "seekable") : lseek(file->fd, 0, SEEK_CUR) >= 0;
}

int io_device_is_terminal(Runtime *rt, BinaryFile *file) {
    return file->through_raw ? raw_answer(rt, file, "isatty") : isatty(file->fd);
}

NEW_REF Object *io_device_number(Runtime *rt, BinaryFile *file) {
    return file->through_raw ? raw_call(rt, file, "fileno", NULL) : int_from_int64(rt, file->fd);
}
