/* posix_paths: paths as arguments, and results of stat. */
#include "modules/posix_paths.h"

#include "modules/module_state.h"
#include "object/bytes.h"
#include "object/float.h"
#include "types/codecs.h"
#include "types/struct_sequence.h"
#include <errno.h>
#include <unistd.h>
#include <string.h>

PosixState *posix_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_POSIX, sizeof(PosixState));
}

Object *posix_fspath(Runtime *rt, Object *self, Object *path) {
    (void)self;
    if (type_is_str(rt, path) || type_is_bytes(rt, path)) {
        return retain(path);
    }
    bool missing;
    Object *result = object_call_special(rt, path, NAME___fspath__, NULL, 0, &missing);
    if (!result) {
        return missing
                   ? raise_type_error(rt, "expected str, bytes or os.PathLike object, not %T", path)
                   : NULL;
    }
    if (!type_is_str(rt, result) && !type_is_bytes(rt, result)) {
        raise_type_error(rt, "expected %T.__fspath__() to return str or bytes, not %T", path,
                         result);
        CLEAR_REF(rt, &result);
    }
    return result;
}

static bool has_fspath(Runtime *rt, Object *object) {
    return type_is_str(rt, object) || type_is_bytes(rt, object) ||
           type_lookup_name(rt, object, NAME___fspath__);
}

bool posix_path(Runtime *rt, Object *argument, const char *function, bool allow_fd,
                PosixPath *out) {
    *out = (PosixPath){.fd = -1, .reached_fd = -1};
    if (allow_fd && slots_of(rt, argument)->index) {
        int64_t number;
        if (!object_as_int64(rt, argument, &number)) {
            return false;
        }
        if (number > INT32_MAX || number < INT32_MIN) {
            raise_overflow_error(rt, "fd is %s than %s", number > 0 ? "greater" : "less",
                                 number > 0 ? "maximum" : "minimum");
            return false;
        }
        out->fd = (int)number;
        out->object = retain(argument);
        return true;
    }
    if (!has_fspath(rt, argument)) {
        raise_type_error(rt, "%s: path should be string, bytes%s, not %T", function,
                         allow_fd ? ", os.PathLike or integer" : " or os.PathLike", argument);
        return false;
    }
    out->object = posix_fspath(rt, NULL, argument);
    if (!out->object) {
        return false;
    }
    size_t length = 0;
    if (type_is_bytes(rt, out->object)) {
        out->text = (const char *)bytes_data(out->object);
        length = bytes_length(out->object);
    } else if (str_is_ascii(out->object)) {
        out->text = (const char *)str_data(out->object);
        length = str_length(out->object);
    } else {
        out->holder = codecs_encode(rt, out->object, "utf-8", "surrogateescape");
        out->text = out->holder ? (const char *)bytes_data(out->holder) : NULL;
        length = out->holder ? bytes_length(out->holder) : 0;
    }
    if (out->text && strlen(out->text) != length) {
        raise_value_error(rt, "embedded null byte");
        out->text = NULL;
    }
    if (!out->text) {
        posix_path_release(rt, out);
        return false;
    }
    return true;
}

bool posix_path_reach(Runtime *rt, PosixPath *path, bool write, bool follow) {
    if (LIKELY(grants_has(rt, GRANT_FILES))) {
        return true;
    }
    if (path->fd >= 0) {
        grants_ask(rt, GRANT_FILES);
    } else {
        const char *reached =
            grants_path(rt, path->text, write, follow, path->reached, &path->reached_fd);
        if (reached) {
            path->text = reached;
            return true;
        }
        if (!error_pending(rt)) {
            posix_path_error(rt, path);
        }
    }
    posix_path_release(rt, path);
    return false;
}

void posix_path_release(Runtime *rt, PosixPath *path) {
    if (path->reached_fd >= 0) {
        int problem = errno;
        close(path->reached_fd);
        errno = problem;
        path->reached_fd = -1;
    }
    CLEAR_REF(rt, &path->object);
    CLEAR_REF(rt, &path->holder);
}

void *posix_path_error(Runtime *rt, const PosixPath *path) {
    return raise_os_error(rt, errno, path->object);
}

Object *posix_name(Runtime *rt, const char *name, bool as_bytes) {
    size_t length = strlen(name);
    return as_bytes
               ? bytes_from_data(rt, name, length)
               : codecs_decode(rt, (const uint8_t *)name, length, NULL, "utf-8", "surrogateescape");
}

static Object *when_seconds(Runtime *rt, const struct timespec *when) {
    return float_from_double(rt, (double)when->tv_sec + 1e-9 * (double)when->tv_nsec);
}

static Object *when_nanoseconds(Runtime *rt, const struct timespec *when) {
    return int_from_int64(rt, when->tv_sec * 1000000000 + when->tv_nsec);
}

Object *posix_stat_result(Runtime *rt, const struct stat *status) {
    Object *items[19] = {
        int_from_uint64(rt, status->st_mode),       int_from_uint64(rt, status->st_ino),
        int_from_uint64(rt, status->st_dev),        int_from_uint64(rt, status->st_nlink),
        int_from_uint64(rt, status->st_uid),        int_from_uint64(rt, status->st_gid),
        int_from_int64(rt, status->st_size),        int_from_int64(rt, status->st_atim.tv_sec),
        int_from_int64(rt, status->st_mtim.tv_sec), int_from_int64(rt, status->st_ctim.tv_sec),
        when_seconds(rt, &status->st_atim),         when_seconds(rt, &status->st_mtim),
        when_seconds(rt, &status->st_ctim),         when_nanoseconds(rt, &status->st_atim),
        when_nanoseconds(rt, &status->st_mtim),     when_nanoseconds(rt, &status->st_ctim),
        int_from_int64(rt, status->st_blksize),     int_from_int64(rt, status->st_blocks),
        int_from_uint64(rt, status->st_rdev),
    };
    return struct_sequence_new(rt, posix_state(rt)->stat_result, items, COUNT_OF(items));
}
