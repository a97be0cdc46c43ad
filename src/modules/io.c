/* io: open(), the standard streams, and the module _io. */
#include "modules/io.h"

#include "modules/io_types.h"
#include "modules/module_state.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/tuple.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

IoTypes *io_types(Runtime *rt) {
    return module_state(rt, MODULE_STATE_IO, sizeof(IoTypes));
}

/* Without making them: NULL while there are none, so that nothing is of one. */
static const IoTypes *known_types(const Runtime *rt) {
    return rt->module_state[MODULE_STATE_IO];
}

bool io_is_binary(Runtime *rt, const Object *object) {
    const IoTypes *types = known_types(rt);
    for (uint32_t id = object ? object_type_id(object) : TYPE_OBJECT; types && id != TYPE_OBJECT;
         id = rt->slots[id]->base_id) {
        if (id == types->file || id == types->reader || id == types->writer ||
            id == types->random) {
            return true;
        }
    }
    return false;
}

bool io_is_text(Runtime *rt, const Object *object) {
    const IoTypes *types = known_types(rt);
    for (uint32_t id = object_type_id(object); types && id != TYPE_OBJECT;
         id = rt->slots[id]->base_id) {
        if (id == types->text) {
            return true;
        }
    }
    return false;
}

/* ---- types ---- */

static bool register_one(Runtime *rt, const TypeSpec *spec, uint32_t base_id, uint32_t *type_id) {
    TypeSpec copy = *spec;
    copy.slots.base_id = base_id;
    return *type_id || type_register(rt, &copy, type_id);
}

static Object *make_unsupported(Runtime *rt) {
    TypeObject *os_error = type_object(rt, TYPE_OS_ERROR);
    TypeObject *value_error = type_object(rt, TYPE_VALUE_ERROR);
    TypeObject *type = type_object(rt, TYPE_TYPE);
    if (!os_error || !value_error || !type) {
        return NULL;
    }
    Object *name = str_from_cstring(rt, "UnsupportedOperation");
    Object *bases = tuple_pack(rt, 2, (Object *)os_error, (Object *)value_error);
    Object *dict = dict_new(rt);
    Object *module = str_from_cstring(rt, "io");
    Object *made = NULL;
    if (name && bases && dict && module && dict_set(rt, dict, rt->names[NAME___module__], module)) {
        Object *args[3] = {name, bases, dict};
        made = object_call(rt, (Object *)type, args, 3, NULL);
    }
    release_nullable(rt, name);
    release_nullable(rt, bases);
    release_nullable(rt, dict);
    release_nullable(rt, module);
    return made;
}

static bool register_types(Runtime *rt) {
    IoTypes *types = io_types(rt);
    return types && register_one(rt, &io_base_type, TYPE_OBJECT, &types->io_base) &&
           register_one(rt, &io_raw_base_type, types->io_base, &types->raw_base) &&
           register_one(rt, &io_buffered_base_type, types->io_base, &types->buffered_base) &&
           register_one(rt, &io_text_base_type, types->io_base, &types->text_base) &&
           register_one(rt, &io_file_type, TYPE_OBJECT, &types->file) &&
           register_one(rt, &io_reader_type, TYPE_OBJECT, &types->reader) &&
           register_one(rt, &io_writer_type, TYPE_OBJECT, &types->writer) &&
           register_one(rt, &io_random_type, TYPE_OBJECT, &types->random) &&
           register_one(rt, &io_text_type, TYPE_OBJECT, &types->text);
}

/* Only a program that imports the module can want these. */
static bool register_memory_types(Runtime *rt) {
    IoTypes *types = io_types(rt);
    return register_one(rt, &io_bytes_type, types->buffered_base, &types->bytes_io) &&
           register_one(rt, &io_bytes_view_type, TYPE_OBJECT, &types->bytes_view) &&
           register_one(rt, &io_string_type, types->text_base, &types->string_io) &&
           register_one(rt, &io_pair_type, types->buffered_base, &types->pair) &&
           register_one(rt, &io_newline_decoder_type, TYPE_OBJECT, &types->newline_decoder);
}

void *io_unsupported(Runtime *rt, const char *what) {
    IoTypes *types = io_types(rt);
    if (!types->unsupported) {
        types->unsupported = make_unsupported(rt);
    }
    Object *message = types->unsupported ? str_from_cstring(rt, what) : NULL;
    Object *error = message ? object_call_one(rt, types->unsupported, message) : NULL;
    release_nullable(rt, message);
    return error ? raise_exception(rt, error) : NULL;
}

/* ---- open ---- */

typedef struct OpenMode {
    bool creating, reading, writing, appending, updating, text, binary;
} OpenMode;

static bool parse_mode(Runtime *rt, Object *mode, OpenMode *out) {
    *out = (OpenMode){0};
    for (size_t idx = 0; idx < str_length(mode); idx++) {
        uint32_t letter = str_at(mode, idx);
        bool *flag = letter == 'x'   ? &out->creating
                     : letter == 'r' ? &out->reading
                     : letter == 'w' ? &out->writing
                     : letter == 'a' ? &out->appending
                     : letter == '+' ? &out->updating
                     : letter == 't' ? &out->text
                     : letter == 'b' ? &out->binary
                                     : NULL;
        if (!flag || *flag) {
            raise_value_error(rt, "invalid mode: %R", mode);
            return false;
        }
        *flag = true;
    }
    int kinds = out->creating + out->reading + out->writing + out->appending;
    if (out->text && out->binary) {
        raise_value_error(rt, "can't have text and binary mode at once");
        return false;
    }
    if (kinds != 1) {
        raise_value_error(rt, kinds ? "must have exactly one of create/read/write/append mode"
                                    : "Must have exactly one of create/read/write/append mode and "
                                      "at most one plus");
        return false;
    }
    return true;
}

static const char *optional_text(Runtime *rt, Object *value, const char *name, bool *failed) {
    *failed = false;
    if (!value || value == NONE) {
        return NULL;
    }
    if (!type_is_str(rt, value) || str_kind(value) != STR_ASCII) {
        raise_type_error(rt, "open() argument '%s' must be str or None, not %T", name, value);
        *failed = true;
        return NULL;
    }
    return (const char *)str_data(value);
}

/* The FileIO for the path or descriptor. */
static Object *open_raw(Runtime *rt, Object *file, const OpenMode *mode, Object *closefd,
                        Object *opener) {
    char letters[4];
    size_t count = 0;
    letters[count++] = mode->creating ? 'x' : mode->reading ? 'r' : mode->writing ? 'w' : 'a';
    if (mode->updating) {
        letters[count++] = '+';
    }
    Object *path = NULL;
    if (type_is_str(rt, file) || type_is_int(rt, file) || type_is_bytes(rt, file)) {
        path = retain(file);
    } else {
        bool missing;
        path = object_call_special(rt, file, NAME___fspath__, NULL, 0, &missing);
        if (missing) {
            return raise_type_error(rt, "expected str, bytes or os.PathLike object, not %T", file);
        }
    }
    if (path && type_is_str(rt, path)) {
        for (size_t idx = 0; idx < str_length(path); idx++) {
            if (str_at(path, idx) == 0) {
                release(rt, path);
                return raise_value_error(rt, "embedded null byte");
            }
        }
    }
    Object *mode_str = path ? str_from_utf8(rt, letters, count) : NULL;
    TypeObject *type = mode_str ? type_object(rt, io_types(rt)->file) : NULL;
    Object *raw = NULL;
    if (type) {
        Object *args[4] = {path, mode_str, closefd, opener};
        raw = object_call(rt, (Object *)type, args, 4, NULL);
    }
    release_nullable(rt, path);
    release_nullable(rt, mode_str);
    return raw;
}

Object *io_open(Runtime *rt, Object *self, Object *const *args, size_t count,
                Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "open", {"file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"},
        0,      8,
        1,      8};
    (void)self;
    Object *given[8];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) || !register_types(rt)) {
        return NULL;
    }
    if (given[1] && !type_is_str(rt, given[1])) {
        return raise_type_error(rt, "open() argument 'mode' must be str, not %T", given[1]);
    }
    Object *mode_text = given[1] ? retain(given[1]) : str_from_cstring(rt, "r");
    OpenMode mode;
    if (!mode_text || !parse_mode(rt, mode_text, &mode)) {
        release_nullable(rt, mode_text);
        return NULL;
    }
    int64_t buffering = -1;
    bool bad_encoding, bad_errors;
    Object *result = NULL;
    Object *raw = NULL;
    Object *buffer = NULL;
    const char *encoding = optional_text(rt, given[3], "encoding", &bad_encoding);
    const char *errors = bad_encoding ? NULL : optional_text(rt, given[4], "errors", &bad_errors);
    if (bad_encoding || bad_errors || (given[2] && !object_as_int64(rt, given[2], &buffering))) {
        goto end;
    }
    bool has_newline = given[5] && given[5] != NONE;
    if (mode.binary && (encoding || errors || has_newline)) {
        raise_value_error(rt, "binary mode doesn't take %s argument",
                          encoding ? "an encoding"
                          : errors ? "an errors"
                                   : "a newline");
        goto end;
    }
    if (has_newline && !type_is_str(rt, given[5])) {
        raise_type_error(rt, "open() argument 'newline' must be str or None, not %T", given[5]);
        goto end;
    }
    if (buffering < -1) {
        raise_value_error(rt, "invalid buffering size");
        goto end;
    }
    raw = open_raw(rt, given[0], &mode, given[6] ? given[6] : TRUE_OBJECT,
                   given[7] ? given[7] : NONE);
    if (!raw) {
        goto end;
    }
    if (!mode.binary && buffering == 0) {
        raise_value_error(rt, "can't have unbuffered text I/O");
        goto end;
    }
    if (buffering == 0) {
        result = retain(raw);
        goto end;
    }
    BinaryFile *file = (BinaryFile *)raw;
    const IoTypes *types = io_types(rt);
    uint32_t type_id = mode.updating    ? types->random
                       : file->readable ? types->reader
                                        : types->writer;
    buffer = io_binary_new(rt, type_id, file->fd, file->name, file->close_fd, file->readable,
                           file->writable, file->appending, true);
    if (!buffer) {
        goto end;
    }
    file->close_fd = false; /* the buffered file owns it now */
    file->fd = -1;
    if (mode.binary) {
        result = retain(buffer);
        goto end;
    }
    bool line_buffering = buffering == 1 || (buffering < 0 && isatty(((BinaryFile *)buffer)->fd));
    result = io_text_new(rt, buffer, encoding ? encoding : "utf-8", errors ? errors : "strict",
                         given[5], line_buffering);
    if (result) {
        Object *shown = encoding ? NULL : str_from_cstring(rt, "UTF-8");
        if (shown) {
            REPLACE_REF(rt, &((TextFile *)result)->encoding, shown);
        }
        ((TextFile *)result)->mode = retain(mode_text);
    }
end:
    release_nullable(rt, raw);
    release_nullable(rt, buffer);
    release_nullable(rt, mode_text);
    return result;
}

/* ---- standard streams ---- */

static bool open_stream(Runtime *rt, int fd, const char *shown, const char *name,
                        const char *dunder, bool reading, bool line_buffering, bool write_through,
                        const char *errors) {
    if (fcntl(fd, F_GETFD) < 0) {
        return dict_set_cstring(rt, rt->sys_dict, name, NONE) &&
               dict_set_cstring(rt, rt->sys_dict, dunder, NONE);
    }
    const IoTypes *types = io_types(rt);
    Object *label = str_from_cstring(rt, shown);
    Object *buffer = label ? io_binary_new(rt, reading ? types->reader : types->writer, fd, label,
                                           false, reading, !reading, false, true)
                           : NULL;
    Object *newline = buffer ? str_from_cstring(rt, "\n") : NULL;
    Object *stream =
        newline ? io_text_new(rt, buffer, "utf-8", errors, reading ? NONE : newline, line_buffering)
                : NULL;
    bool done = stream && dict_set_cstring(rt, rt->sys_dict, name, stream) &&
                dict_set_cstring(rt, rt->sys_dict, dunder, stream);
    if (stream) {
        ((TextFile *)stream)->mode = str_from_cstring(rt, reading ? "r" : "w");
        ((TextFile *)stream)->write_through = write_through;
        error_clear(rt);
    }
    release_nullable(rt, label);
    release_nullable(rt, newline);
    release_nullable(rt, buffer);
    release_nullable(rt, stream);
    return done;
}

bool io_open_standard(Runtime *rt) {
    return register_types(rt) &&
           open_stream(rt, 0, "<stdin>", "stdin", "__stdin__", true, false, false, "strict") &&
           open_stream(rt, 1, "<stdout>", "stdout", "__stdout__", false, isatty(1), rt->unbuffered,
                       "strict") &&
           open_stream(rt, 2, "<stderr>", "stderr", "__stderr__", false, true, rt->unbuffered,
                       "backslashreplace");
}

static bool flush_one(Runtime *rt, int name_id) {
    Object *stream = rt->sys_dict ? dict_get_str(rt, rt->sys_dict, rt->names[name_id]) : NULL;
    if (!stream || stream == NONE) {
        return true;
    }
    if (io_ends_quietly(rt, stream)) {
        return true; /* nothing to write */
    }
    retain(stream);
    bool done = true;
    if (!io_is_text(rt, stream) || ((TextFile *)stream)->buffer) {
        Object *closed = object_get_attr_cstring(rt, stream, "closed");
        if (closed && object_is_true(rt, closed) == 0) {
            Object *result = object_call_method(rt, stream, rt->names[NAME_flush], NULL, 0);
            done = result != NULL;
            release_nullable(rt, result);
        }
        release_nullable(rt, closed);
    }
    release(rt, stream);
    return done;
}

bool io_flush_standard(Runtime *rt) {
    bool out = flush_one(rt, NAME_stdout);
    if (!out) {
        return false;
    }
    if (!flush_one(rt, NAME_stderr)) {
        error_clear(rt);
    }
    error_clear(rt);
    return true;
}

bool io_ends_quietly(Runtime *rt, const Object *object) {
    if (type_has_flag(rt, object, TYPE_FLAG_CLASS)) {
        return false; /* a class of the program may have a close of its own */
    }
    if (io_is_text(rt, object)) {
        const Object *buffer = ((const TextFile *)object)->buffer;
        return !buffer || (io_is_binary(rt, buffer) && io_ends_quietly(rt, buffer));
    }
    const BinaryFile *file = (const BinaryFile *)object;
    return io_is_binary(rt, object) && file->write_length == 0 && (file->fd < 0 || !file->close_fd);
}

void io_close(Runtime *rt) {
    IoTypes *types = io_types(rt);
    if (types) {
        CLEAR_REF(rt, &types->unsupported);
    }
}

/* ---- the module ---- */

static Object *text_encoding(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    return args[0] == NONE ? str_from_cstring(rt, "locale") : retain(args[0]);
}

static Object *open_code(Runtime *rt, Object *self, Object *path) {
    Object *mode = str_from_cstring(rt, "rb");
    Object *args[2] = {path, mode};
    Object *result = mode ? io_open(rt, self, args, 2, NULL) : NULL;
    release_nullable(rt, mode);
    return result;
}

static const MethodRow IO_FUNCTIONS[] = {
    METHOD_ROW_KEYWORDS("open", io_open,
                        "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     "
                        "errors=None, newline=None, closefd=True, opener=None)\n--\n\nOpen file "
                        "and return a stream.  Raise OSError upon failure."),
    METHOD_ROW_POSITIONAL("text_encoding", text_encoding, 1, 2, NULL),
    METHOD_ROW_ONE("open_code", open_code, NULL),
    METHOD_ROW_END,
};

static bool io_populate(Runtime *rt, Object *dict) {
    if (!register_types(rt) || !register_memory_types(rt)) {
        return false;
    }
    IoTypes *types = io_types(rt);
    if (!types->unsupported) {
        types->unsupported = make_unsupported(rt);
    }
    const struct {
        const char *name;
        uint32_t type_id;
    } rows[] = {
        {"_IOBase", types->io_base},
        {"_RawIOBase", types->raw_base},
        {"_BufferedIOBase", types->buffered_base},
        {"_TextIOBase", types->text_base},
        {"FileIO", types->file},
        {"BufferedReader", types->reader},
        {"BufferedWriter", types->writer},
        {"BufferedRandom", types->random},
        {"BytesIO", types->bytes_io},
        {"StringIO", types->string_io},
        {"BufferedRWPair", types->pair},
        {"IncrementalNewlineDecoder", types->newline_decoder},
        {"TextIOWrapper", types->text},
        {"BlockingIOError", TYPE_BLOCKING_IO_ERROR},
    };
    for (size_t idx = 0; idx < COUNT_OF(rows); idx++) {
        TypeObject *type = type_object(rt, rows[idx].type_id);
        if (!type || !dict_set_cstring(rt, dict, rows[idx].name, (Object *)type)) {
            return false;
        }
    }
    Object *size = int_from_int64(rt, 8192);
    bool done = types->unsupported && size &&
                dict_set_cstring(rt, dict, "UnsupportedOperation", types->unsupported) &&
                dict_set_cstring(rt, dict, "DEFAULT_BUFFER_SIZE", size);
    release_nullable(rt, size);
    return done;
}

const ModuleSpec io_module = {
    .name = "_io",
    .doc = "The io module provides the Python interfaces to stream handling.",
    .functions = IO_FUNCTIONS,
    .populate = io_populate,
};
