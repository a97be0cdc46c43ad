/* import_source: reading source files and running them. */
#include "vm/import_source.h"

#include "compile/compile.h"
#include "object/bytes.h"
#include "object/grants.h"
#include "object/operations.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static Object *read_descriptor(Runtime *rt, int fd, size_t size, Object *path) {
    Object *bytes = bytes_new_uninitialised(rt, size);
    size_t done = 0;
    while (bytes && done < size) {
        ssize_t got = read(fd, bytes_mutable_data(bytes) + done, size - done);
        if (got < 0 && errno != EINTR) {
            raise_os_error(rt, errno, path);
            CLEAR_REF(rt, &bytes);
        } else if (got == 0) {
            break;
        } else if (got > 0) {
            done += (size_t)got;
        }
    }
    return bytes ? bytes_truncate(rt, bytes, done) : NULL;
}

Object *import_source_read_open(Runtime *rt, int fd, Object *path) {
    struct stat status;
    Object *bytes = NULL;
    if (fd < 0 || fstat(fd, &status) != 0) {
        if (!error_pending(rt)) {
            raise_os_error(rt, errno, path);
        }
    } else if (S_ISDIR(status.st_mode)) {
        raise_os_error(rt, EISDIR, path);
    } else {
        bytes = read_descriptor(rt, fd, (size_t)status.st_size, path);
    }
    if (fd >= 0) {
        close(fd);
    }
    return bytes;
}

Object *import_source_read(Runtime *rt, Object *path) {
    Object *holder = NULL;
    const char *text = str_utf8(rt, path, NULL, &holder, true);
    Object *bytes =
        text ? import_source_read_open(rt, grants_open_file(rt, text, O_RDONLY, 0), path) : NULL;
    release_nullable(rt, holder);
    return bytes;
}

bool import_source_run(Runtime *rt, Object *path, Object *filename, Object *module) {
    return import_source_run_text(rt, import_source_read(rt, path), filename, module);
}

bool import_source_run_text(Runtime *rt, STEALS Object *source, Object *filename, Object *module) {
    if (!source) {
        return false;
    }
    Object *code = compile_source(rt, (const char *)bytes_data(source), bytes_length(source),
                                  filename, PARSE_FILE, 0, rt->optimise, NULL);
    release(rt, source);
    if (!code) {
        return false;
    }
    Object *dict = module_dict(module);
    Object *result = rt->hooks.run_code(rt, code, dict, dict, NULL);
    release(rt, code);
    release_nullable(rt, result);
    return result != NULL;
}
