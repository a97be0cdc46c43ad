/* io_file: FileIO(…), which opens files. */
#include "modules/io_types.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/grants.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The descriptor that opener(path, flags) gives; -1: failed. */
static int open_by(Runtime *rt, Object *opener, Object *path, int flags) {
    Object *args[2] = {path, int_from_int64(rt, flags)};
    Object *made = args[1] ? object_call(rt, opener, args, 2, NULL) : NULL;
    release_nullable(rt, args[1]);
    int64_t fd = -1;
    if (made && !type_is_int(rt, made)) {
        raise_type_error(rt, "expected integer from opener");
    } else if (made && object_as_int64(rt, made, &fd) && fd < 0) {
        raise_value_error(rt, "opener returned %d", (int)fd);
    }
    release_nullable(rt, made);
    return fd < 0 ? -1 : (int)fd;
}

/* FileIO(name, mode='r', closefd=True, opener=None) */
NEW_REF Object *io_file_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"FileIO", {"file", "mode", "closefd", "opener"}, 0, 4, 1, 4};
    Object *given[4];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    bool reading = true, writing = false, appending = false, creating = false, plus = false;
    if (given[1]) {
        if (!type_is_str(rt, given[1])) {
            return raise_type_error(rt, "FileIO() argument 'mode' must be str, not %T", given[1]);
        }
        reading = false;
        int kinds = 0;
        for (size_t idx = 0; idx < str_length(given[1]); idx++) {
            uint32_t letter = str_at(given[1], idx);
            reading = reading || letter == 'r';
            writing = writing || letter == 'w';
            appending = appending || letter == 'a';
            creating = creating || letter == 'x';
            plus = plus || letter == '+';
            kinds += letter == 'r' || letter == 'w' || letter == 'a' || letter == 'x';
            if (letter != 'r' && letter != 'w' && letter != 'a' && letter != 'x' && letter != '+' &&
                letter != 'b') {
                return raise_value_error(rt, "invalid mode: %.200S", given[1]);
            }
        }
        if (kinds != 1) {
            return raise_value_error(rt, "Must have exactly one of create/read/write/append mode "
                                         "and at most one plus");
        }
    }
    int fd;
    if (type_is_int(rt, given[0])) {
        int64_t number;
        if (!object_as_int64(rt, given[0], &number)) {
            return NULL;
        }
        if (number < 0) {
            return raise_value_error(rt, "negative file descriptor");
        }
        if (!grants_ask(rt, GRANT_FILES)) {
            return NULL;
        }
        fd = (int)number;
        struct stat status;
        if (fstat(fd, &status) != 0) {
            return raise_os_error(rt, errno, NULL);
        }
        if (S_ISDIR(status.st_mode)) {
            return raise_os_error(rt, EISDIR, given[0]);
        }
    } else {
        int flags = O_CLOEXEC |
                    (plus      ? O_RDWR
                     : reading ? O_RDONLY
                               : O_WRONLY) |
                    (writing ? O_CREAT | O_TRUNC : 0) | (appending ? O_CREAT | O_APPEND : 0) |
                    (creating ? O_CREAT | O_EXCL : 0);
        Object *path = given[0];
        Object *holder = NULL;
        const char *text;
        if (type_is_bytes(rt, path)) {
            text = (const char *)bytes_data(path);
        } else if (type_is_str(rt, path)) {
            text = str_utf8(rt, path, NULL, &holder, true);
        } else {
            return raise_type_error(rt, "expected str, bytes or os.PathLike object, not %T", path);
        }
        if (!text) {
            return NULL;
        }
        if (given[3] && given[3] != NONE) {
            release_nullable(rt, holder);
            if (!grants_ask(rt, GRANT_FILES)) {
                return NULL;
            }
            fd = open_by(rt, given[3], path, flags);
            return fd < 0
                       ? NULL
                       : io_binary_new(rt, type->type_id, fd, path, true, reading || plus,
                                       writing || appending || creating || plus, appending, false);
        }
        fd = grants_open_file(rt, text, flags, 0666);
        int problem = errno;
        struct stat status;
        release_nullable(rt, holder);
        if (fd >= 0 && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
            close(fd);
            fd = -1;
            problem = EISDIR;
        }
        if (fd < 0) {
            return error_pending(rt) ? NULL : raise_os_error(rt, problem, path);
        }
        if (appending) {
            lseek(fd, 0, SEEK_END);
        }
    }
    bool close_fd = !given[2] || object_is_true(rt, given[2]) > 0;
    return io_binary_new(rt, type->type_id, fd, given[0], close_fd, reading || plus,
                         writing || appending || creating || plus, appending, false);
}
