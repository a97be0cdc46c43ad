/* io_text: TextIOWrapper: text over a file of bytes, with encodings and newline translation. */
#include "modules/fields.h"
#include "modules/io_newlines.h"
#include "modules/io_text_codec.h"
#include "modules/io_types.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/list.h"
#include <string.h>

enum { CHUNK_BYTES = 8192 };

static TextFile *as_text(Object *self) {
    return (TextFile *)self;
}

static bool is_closed(Runtime *rt, const TextFile *file) {
    if (file->buffer && io_is_binary(rt, file->buffer)) {
        return ((BinaryFile *)file->buffer)->fd < 0;
    }
    if (!file->buffer) {
        return false;
    }
    Object *buffer = retain(file->buffer); /* the attribute may detach us */
    Object *closed = object_get_attr_cstring(rt, buffer, "closed");
    release(rt, buffer);
    int truth = closed ? object_is_true(rt, closed) : -1;
    release_nullable(rt, closed);
    if (truth < 0) {
        error_clear(rt);
    }
    return truth > 0;
}

static bool check_usable(Runtime *rt, const TextFile *file) {
    if (!file->buffer) {
        raise_value_error(rt, file->encoding ? "underlying buffer has been detached"
                                             : "I/O operation on uninitialized object");
        return false;
    }
    if (is_closed(rt, file)) {
        raise_value_error(rt, "I/O operation on closed file.");
        return false;
    }
    return true;
}

static Object *buffer_method(Runtime *rt, TextFile *file, const char *name, Object *const *args,
                             size_t count) {
    if (!file->buffer) {
        return raise_value_error(rt, "underlying buffer has been detached");
    }
    return object_call_method_cstring(rt, file->buffer, name, args, count);
}

/* ---- writing ---- */

static bool write_bytes(Runtime *rt, TextFile *file, const void *data, size_t size) {
    if (io_is_binary(rt, file->buffer)) {
        Object *buffer = retain(file->buffer); /* a raw stream may make us drop it */
        bool written = io_binary_write(rt, buffer, data, size);
        release(rt, buffer);
        return written;
    }
    Object *bytes = bytes_from_data(rt, data, size);
    Object *result = bytes ? buffer_method(rt, file, "write", &bytes, 1) : NULL;
    release_nullable(rt, bytes);
    release_nullable(rt, result);
    return result != NULL;
}

static bool flush_buffer(Runtime *rt, TextFile *file) {
    if (io_is_binary(rt, file->buffer)) {
        if (((BinaryFile *)file->buffer)->fd < 0) {
            raise_value_error(rt, "I/O operation on closed file.");
            return false;
        }
        Object *buffer = retain(file->buffer);
        bool flushed = io_binary_flush(rt, buffer);
        release(rt, buffer);
        return flushed;
    }
    Object *result = buffer_method(rt, file, "flush", NULL, 0);
    release_nullable(rt, result);
    return result != NULL;
}

/* \n becomes \r or \r\n where the file wants that. */
static Object *translate_out(Runtime *rt, const TextFile *file, Object *text) {
    if (file->newline_mode != NEWLINE_CR && file->newline_mode != NEWLINE_CRLF) {
        return retain(text);
    }
    StrWriter writer;
    writer_init(&writer);
    for (size_t idx = 0; idx < str_length(text); idx++) {
        uint32_t letter = str_at(text, idx);
        bool done =
            letter == '\n'
                ? writer_cstring(rt, &writer, file->newline_mode == NEWLINE_CR ? "\r" : "\r\n")
                : writer_char(rt, &writer, letter);
        if (!done) {
            writer_abandon(rt, &writer);
            return NULL;
        }
    }
    return writer_finish(rt, &writer);
}

static bool has_newline(const Object *text) {
    for (size_t idx = str_length(text); idx-- > 0;) {
        uint32_t letter = str_at(text, idx);
        if (letter == '\n' || letter == '\r') {
            return true;
        }
    }
    return false;
}

static void drop_pending(Runtime *rt, TextFile *file) {
    CLEAR_REF(rt, &file->pending);
    CLEAR_REF(rt, &file->undecoded);
    file->pending_position = 0;
    file->pending_cr = false;
    file->at_end = false;
}

static Object *text_write(Runtime *rt, Object *self, Object *text) {
    TextFile *file = as_text(self);
    if (!check_usable(rt, file)) {
        return NULL;
    }
    if (!type_is_str(rt, text)) {
        return text == NONE ? raise_type_error(rt, "write() argument must be str, not None")
                            : raise_type_error(rt, "write() argument must be str, not %T", text);
    }
    if (io_is_binary(rt, file->buffer) && !((BinaryFile *)file->buffer)->writable) {
        return io_unsupported(rt, "not writable");
    }
    Object *out = translate_out(rt, file, text);
    if (!out) {
        return NULL;
    }
    bool done;
    bool ascii =
        str_kind(out) == STR_ASCII &&
        (file->codec == CODEC_UTF8 || file->codec == CODEC_ASCII || file->codec == CODEC_LATIN1);
    if (ascii) {
        done = write_bytes(rt, file, str_data(out), str_length(out));
    } else {
        Object *bytes = io_text_encode(rt, file, out);
        done = bytes && write_bytes(rt, file, bytes_data(bytes), bytes_length(bytes));
        release_nullable(rt, bytes);
    }
    release(rt, out);
    drop_pending(rt, file);
    if (done && (file->write_through || (file->line_buffering && has_newline(text)))) {
        done = flush_buffer(rt, file);
    }
    return done ? int_from_size(rt, str_length(text)) : NULL;
}

/* ---- reading ---- */

static Object *read_bytes(Runtime *rt, TextFile *file) {
    if (io_is_binary(rt, file->buffer)) {
        if (!((BinaryFile *)file->buffer)->readable) {
            return io_unsupported(rt, "not readable");
        }
        Object *buffer = retain(file->buffer);
        Object *some = io_binary_read_some(rt, buffer, file->chunk_size);
        release(rt, buffer);
        return some;
    }
    Object *size = int_from_int64(rt, file->chunk_size);
    const char *name = "read1";
    Object *bytes = NULL;
    if (size) {
        bool missing;
        Object *buffer = retain_nullable(file->buffer); /* its attributes may detach us */
        Object *read1 = buffer ? str_from_cstring(rt, name) : NULL;
        Object *method = read1 ? object_get_attr_optional(rt, buffer, read1, &missing) : NULL;
        release_nullable(rt, read1);
        release_nullable(rt, buffer);
        if (method) {
            bytes = object_call_one(rt, method, size);
            release(rt, method);
        } else if (!error_pending(rt)) {
            name = "read";
            bytes = buffer_method(rt, file, name, &size, 1);
        }
        release(rt, size);
    }
    if (bytes && !slots_of(rt, bytes)->get_buffer) {
        raise_type_error(rt, "underlying %s() should have returned a bytes-like object, not '%T'",
                         name, bytes);
        CLEAR_REF(rt, &bytes);
    }
    Object *nothing = NULL;
    return bytes ? io_join_bytes(rt, &nothing, bytes) : NULL;
}

/* \r\n and \r become \n; a \r at the end waits for what follows. */
static Object *translate_in(Runtime *rt, TextFile *file, STEALS Object *text, bool final) {
    if (file->newline_mode != NEWLINE_UNIVERSAL && file->newline_mode != NEWLINE_UNTRANSLATED) {
        return text;
    }
    bool ends_half = io_newlines_note(&file->line_ends, file->pending_cr, text, final);
    if (file->newline_mode == NEWLINE_UNTRANSLATED) {
        file->pending_cr = ends_half;
        return text;
    }
    bool any = file->pending_cr;
    for (size_t idx = 0; idx < str_length(text) && !any; idx++) {
        any = str_at(text, idx) == '\r';
    }
    if (!any) {
        return text;
    }
    StrWriter writer;
    writer_init(&writer);
    bool carry = file->pending_cr;
    file->pending_cr = false;
    bool done = true;
    for (size_t idx = 0; done && idx < str_length(text); idx++) {
        uint32_t letter = str_at(text, idx);
        if (carry) {
            carry = false;
            done = writer_char(rt, &writer, '\n');
            if (letter == '\n') {
                continue;
            }
        }
        if (letter == '\r') {
            carry = true;
        } else {
            done = done && writer_char(rt, &writer, letter);
        }
    }
    if (done && carry) {
        if (final) {
            done = writer_char(rt, &writer, '\n');
        } else {
            file->pending_cr = true;
        }
    }
    release(rt, text);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* Decodes one more chunk behind what is pending: 1, 0 at the end of the file, -1. */
static int fill(Runtime *rt, TextFile *file) {
    Object *bytes = read_bytes(rt, file);
    if (!bytes) {
        return -1;
    }
    bool final = bytes_length(bytes) == 0;
    bytes = io_join_bytes(rt, &file->undecoded, bytes);
    Object *text = bytes ? io_text_decode(rt, file, bytes, final) : NULL;
    release_nullable(rt, bytes);
    text = text ? translate_in(rt, file, text, final) : NULL;
    if (!text) {
        return -1;
    }
    if (file->pending && file->pending_position < str_length(file->pending)) {
        Object *rest =
            str_substring(rt, file->pending, file->pending_position, str_length(file->pending));
        Object *joined = rest ? str_concat(rt, rest, text) : NULL;
        release_nullable(rt, rest);
        release(rt, text);
        text = joined;
        if (!text) {
            return -1;
        }
    }
    REPLACE_REF(rt, &file->pending, text);
    file->pending_position = 0;
    return final ? 0 : 1;
}

static size_t pending_length(const TextFile *file) {
    return file->pending ? str_length(file->pending) - file->pending_position : 0;
}

static Object *take_pending(Runtime *rt, TextFile *file, size_t count) {
    if (!file->pending) {
        return str_empty(rt);
    }
    size_t start = file->pending_position;
    Object *text = str_substring(rt, file->pending, start, start + count);
    if (text) {
        file->pending_position += count;
        if (file->pending_position == str_length(file->pending)) {
            CLEAR_REF(rt, &file->pending);
            file->pending_position = 0;
        }
    }
    return text;
}

static Object *read_all(Runtime *rt, TextFile *file) {
    Object *bytes;
    if (io_is_binary(rt, file->buffer)) {
        Object *buffer = retain(file->buffer);
        bytes = ((BinaryFile *)buffer)->readable ? io_binary_read(rt, buffer, -1)
                                                 : io_unsupported(rt, "not readable");
        release(rt, buffer);
    } else {
        bytes = buffer_method(rt, file, "read", NULL, 0);
    }
    if (bytes == NONE) { /* the stream would have to wait */
        release(rt, bytes);
        return raise_type_error(rt, "a bytes-like object is required, not 'NoneType'");
    }
    if (!bytes) {
        return NULL;
    }
    bytes = io_join_bytes(rt, &file->undecoded, bytes);
    Object *text = bytes ? io_text_decode(rt, file, bytes, true) : NULL;
    release_nullable(rt, bytes);
    text = text ? translate_in(rt, file, text, true) : NULL;
    if (text && pending_length(file)) {
        Object *head = take_pending(rt, file, pending_length(file));
        Object *joined = head ? str_concat(rt, head, text) : NULL;
        release_nullable(rt, head);
        release(rt, text);
        text = joined;
    }
    return text;
}

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

static Object *text_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    TextFile *file = as_text(self);
    int64_t size;
    if (!check_usable(rt, file) || !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    if (size < 0) {
        return read_all(rt, file);
    }
    while (pending_length(file) < (size_t)size) {
        int more = fill(rt, file);
        if (more < 0) {
            return NULL;
        }
        if (!more) {
            break;
        }
    }
    size_t ready = pending_length(file);
    return take_pending(rt, file, ready < (size_t)size ? ready : (size_t)size);
}

/* The end of the first line in pending (behind its newline); 0: not there. */
static size_t find_line_end(const TextFile *file, size_t from, bool final) {
    const Object *text = file->pending;
    size_t length = text ? str_length(text) : 0;
    if (text && (file->newline_mode == NEWLINE_UNIVERSAL || file->newline_mode == NEWLINE_LF) &&
        str_kind(text) <= STR_LATIN1) {
        const uint8_t *data = str_data(text);
        const uint8_t *end = memchr(data + from, '\n', length - from);
        return end ? (size_t)(end - data) + 1 : 0;
    }
    for (size_t idx = from; idx < length; idx++) {
        uint32_t letter = str_at(text, idx);
        if (letter == '\n' &&
            (file->newline_mode <= NEWLINE_LF ||
             (file->newline_mode == NEWLINE_CRLF && idx > 0 && str_at(text, idx - 1) == '\r'))) {
            return idx + 1;
        }
        if (letter == '\r' && file->newline_mode == NEWLINE_CR) {
            return idx + 1;
        }
        if (letter == '\r' && file->newline_mode == NEWLINE_UNTRANSLATED) {
            if (idx + 1 == length && !final) {
                return 0;
            }
            return idx + 1 < length && str_at(text, idx + 1) == '\n' ? idx + 2 : idx + 1;
        }
    }
    return 0;
}

static Object *read_line(Runtime *rt, TextFile *file, int64_t limit) {
    size_t from = file->pending_position;
    for (;;) {
        size_t end = file->pending ? find_line_end(file, from, false) : 0;
        if (end) {
            size_t count = end - file->pending_position;
            return take_pending(rt, file,
                                limit >= 0 && count > (size_t)limit ? (size_t)limit : count);
        }
        if (limit >= 0 && pending_length(file) >= (size_t)limit) {
            return take_pending(rt, file, (size_t)limit);
        }
        size_t scanned = pending_length(file);
        int more = fill(rt, file);
        if (more < 0) {
            return NULL;
        }
        if (!more) {
            end = file->pending ? find_line_end(file, file->pending_position, true) : 0;
            size_t count = end ? end - file->pending_position : pending_length(file);
            return take_pending(rt, file,
                                limit >= 0 && count > (size_t)limit ? (size_t)limit : count);
        }
        /* a newline of two letters may straddle */
        from = file->pending_position + (scanned ? scanned - 1 : 0);
    }
}

static Object *text_readline(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    if (!check_usable(rt, as_text(self)) || !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    return read_line(rt, as_text(self), size);
}

static Object *text_next(Runtime *rt, Object *self) {
    TextFile *file = as_text(self);
    if (!check_usable(rt, file)) {
        return NULL;
    }
    file->telling = false;
    Object *line = read_line(rt, file, -1);
    if (line && str_length(line) == 0) {
        release(rt, line);
        file->telling = true;
        return NULL;
    }
    return line;
}

static Object *text_readlines(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t hint;
    if (!check_usable(rt, as_text(self)) || !size_argument(rt, args, count, &hint)) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    int64_t total = 0;
    while (list && (hint <= 0 || total < hint)) {
        Object *line = read_line(rt, as_text(self), -1);
        if (!line || str_length(line) == 0) {
            if (!line) {
                CLEAR_REF(rt, &list);
            }
            release_nullable(rt, line);
            break;
        }
        total += (int64_t)str_length(line);
        if (!list_append_stealing(rt, list, line)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *text_writelines(Runtime *rt, Object *self, Object *lines) {
    Object *iterator = check_usable(rt, as_text(self)) ? object_iter(rt, lines) : NULL;
    if (!iterator) {
        return NULL;
    }
    for (Object *line; (line = object_next(rt, iterator)) != NULL;) {
        Object *written = text_write(rt, self, line);
        release(rt, line);
        if (!written) {
            break;
        }
        release(rt, written);
    }
    release(rt, iterator);
    return error_pending(rt) ? NULL : retain(NONE);
}

/* ---- position ---- */

static Object *text_tell(Runtime *rt, Object *self) {
    TextFile *file = as_text(self);
    if (!check_usable(rt, file)) {
        return NULL;
    }
    if (!file->telling) {
        return raise_format(rt, TYPE_OS_ERROR, "telling position disabled by next() call");
    }
    if (!flush_buffer(rt, file)) {
        return NULL;
    }
    Object *position = buffer_method(rt, file, "tell", NULL, 0);
    int64_t number;
    if (!position || !object_as_int64(rt, position, &number)) {
        release_nullable(rt, position);
        return NULL;
    }
    release(rt, position);
    if (pending_length(file)) {
        /* what was decoded but not given out, in bytes again */
        Object *rest =
            str_substring(rt, file->pending, file->pending_position, str_length(file->pending));
        Object *bytes = rest ? io_text_encode(rt, file, rest) : NULL;
        release_nullable(rt, rest);
        if (!bytes) {
            return NULL;
        }
        number -= (int64_t)bytes_length(bytes);
        release(rt, bytes);
    }
    if (file->undecoded) {
        number -= (int64_t)bytes_length(file->undecoded);
    }
    return int_from_int64(rt, number - (file->pending_cr ? 1 : 0));
}

static Object *text_seek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    TextFile *file = as_text(self);
    int64_t offset, whence = 0;
    if (!check_usable(rt, file) || !object_as_int64(rt, args[0], &offset) ||
        (count > 1 && !object_as_int64(rt, args[1], &whence))) {
        return NULL;
    }
    if (whence == 1 && offset != 0) {
        return io_unsupported(rt, "can't do nonzero cur-relative seeks");
    }
    if (whence == 2 && offset != 0) {
        return io_unsupported(rt, "can't do nonzero end-relative seeks");
    }
    if (whence < 0 || whence > 2) {
        return raise_value_error(rt, "invalid whence (%d, should be 0, 1 or 2)", (int)whence);
    }
    if (whence == 0 && offset < 0) {
        return raise_value_error(rt, "negative seek position %d", (int)offset);
    }
    if (whence == 1) {
        return text_tell(rt, self);
    }
    if (!flush_buffer(rt, file)) {
        return NULL;
    }
    drop_pending(rt, file);
    file->telling = true;
    return buffer_method(rt, file, "seek", args, count);
}

static Object *text_truncate(Runtime *rt, Object *self, Object *const *args, size_t count) {
    TextFile *file = as_text(self);
    if (!check_usable(rt, file) || !flush_buffer(rt, file)) {
        return NULL;
    }
    return buffer_method(rt, file, "truncate", args, count);
}

/* ---- the rest ---- */

static Object *text_flush(Runtime *rt, Object *self) {
    TextFile *file = as_text(self);
    file->telling = true;
    return check_usable(rt, file) && flush_buffer(rt, file) ? retain(NONE) : NULL;
}

static Object *text_close(Runtime *rt, Object *self) {
    TextFile *file = as_text(self);
    if (!file->buffer || is_closed(rt, file)) {
        return retain(NONE);
    }
    drop_pending(rt, file);
    if (file->finalizing) {
        file->finalizing = false;
        io_warn_unclosed(rt, file->buffer, self);
    }
    return buffer_method(rt, file, "close", NULL, 0);
}

static Object *text_detach(Runtime *rt, Object *self) {
    TextFile *file = as_text(self);
    if (!check_usable(rt, file) || !flush_buffer(rt, file) || !check_usable(rt, file)) {
        return NULL; /* flush may have detached it */
    }
    Object *buffer = file->buffer;
    file->buffer = NULL;
    return buffer;
}

static Object *text_delegate(Runtime *rt, Object *self, const char *name) {
    return check_usable(rt, as_text(self)) ? buffer_method(rt, as_text(self), name, NULL, 0) : NULL;
}

static Object *text_readable(Runtime *rt, Object *self) {
    return text_delegate(rt, self, "readable");
}

static Object *text_writable(Runtime *rt, Object *self) {
    return text_delegate(rt, self, "writable");
}

static Object *text_seekable(Runtime *rt, Object *self) {
    return text_delegate(rt, self, "seekable");
}

static Object *text_fileno(Runtime *rt, Object *self) {
    const TextFile *file = as_text(self);
    if (file->buffer && io_is_binary(rt, file->buffer) && ((BinaryFile *)file->buffer)->fd < 0) {
        return raise_value_error(rt, "I/O operation on closed file"); /* as the raw file says it */
    }
    return text_delegate(rt, self, "fileno");
}

static Object *text_isatty(Runtime *rt, Object *self) {
    return text_delegate(rt, self, "isatty");
}

static Object *text_enter(Runtime *rt, Object *self) {
    return check_usable(rt, as_text(self)) ? retain(self) : NULL;
}

static Object *text_exit(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)args;
    (void)count;
    return object_call_method_cstring(rt, self, "close", NULL, 0);
}

static Object *text_iter(Runtime *rt, Object *self) {
    return text_enter(rt, self);
}

static bool set_newline(Runtime *rt, TextFile *file, Object *newline) {
    if (!newline || newline == NONE) {
        file->newline_mode = NEWLINE_UNIVERSAL;
        newline = NONE;
    } else if (!type_is_str(rt, newline)) {
        raise_type_error(rt, "TextIOWrapper() argument 'newline' must be str or None, not %T",
                         newline);
        return false;
    } else if (str_length(newline) == 0) {
        file->newline_mode = NEWLINE_UNTRANSLATED;
    } else if (str_equals_ascii(newline, "\n")) {
        file->newline_mode = NEWLINE_LF;
    } else if (str_equals_ascii(newline, "\r")) {
        file->newline_mode = NEWLINE_CR;
    } else if (str_equals_ascii(newline, "\r\n")) {
        file->newline_mode = NEWLINE_CRLF;
    } else {
        raise_value_error(rt, "illegal newline value: %S", newline);
        return false;
    }
    REPLACE_REF(rt, &file->newline, retain(newline));
    return true;
}

static Object *text_reconfigure(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "reconfigure",
        {"encoding", "errors", "newline", "line_buffering", "write_through"},
        0,
        0,
        0,
        5};
    TextFile *file = as_text(self);
    Object *given[5];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) || !check_usable(rt, file) ||
        !flush_buffer(rt, file)) {
        return NULL;
    }
    if (given[0] && type_is_str(rt, given[0])) {
        REPLACE_REF(rt, &file->encoding, retain(given[0]));
        file->codec = codecs_find((const char *)str_data(given[0]));
    }
    if (given[1] && type_is_str(rt, given[1])) {
        REPLACE_REF(rt, &file->errors, retain(given[1]));
    }
    if (given[2] && !set_newline(rt, file, given[2])) {
        return NULL;
    }
    if (given[3] && given[3] != NONE) {
        file->line_buffering = object_is_true(rt, given[3]) > 0;
    }
    if (given[4] && given[4] != NONE) {
        file->write_through = object_is_true(rt, given[4]) > 0;
    }
    return retain(NONE);
}

/* Opens a text file, also one that is open: what it had is given up. */
static bool start(Runtime *rt, TextFile *file, Object *buffer, const char *encoding,
                  const char *errors, Object *newline, bool line_buffering) {
    if (strcmp(encoding, "locale") == 0) {
        encoding = "UTF-8"; /* the locale's, always */
    }
    Object *names[2] = {str_from_cstring(rt, encoding), str_from_cstring(rt, errors)};
    if (!names[0] || !names[1]) {
        release_nullable(rt, names[0]);
        release_nullable(rt, names[1]);
        return false;
    }
    REPLACE_REF(rt, &file->encoding, names[0]);
    REPLACE_REF(rt, &file->errors, names[1]);
    file->codec = codecs_find(encoding);
    file->line_buffering = line_buffering;
    file->telling = true;
    file->chunk_size = CHUNK_BYTES;
    drop_pending(rt, file);
    if (!set_newline(rt, file, newline)) {
        return false;
    }
    if (file->codec == CODEC_UNKNOWN) {
        /* an encoding in Python code: must be known */
        Object *probe =
            codecs_encode(rt, rt->empty_str ? rt->empty_str : file->errors, encoding, "strict");
        if (!probe) {
            return false;
        }
        release(rt, probe);
    }
    if (!io_is_binary(rt, buffer) && !io_can_be_asked(rt, buffer)) {
        return false;
    }
    REPLACE_REF(rt, &file->buffer, retain(buffer));
    return true;
}

Object *io_text_new(Runtime *rt, Object *buffer, const char *encoding, const char *errors,
                    Object *newline, bool line_buffering) {
    Object *self = object_new_container(rt, io_types(rt)->text, sizeof(TextFile));
    if (self && !start(rt, as_text(self), buffer, encoding, errors, newline, line_buffering)) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

static Object *text_new_instance(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                 Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

/* TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False) */
static bool text_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "TextIOWrapper",
        {"buffer", "encoding", "errors", "newline", "line_buffering", "write_through"},
        0,
        6,
        1,
        6};
    Object *given[6];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return false;
    }
    const char *encoding = "UTF-8";
    const char *errors = "strict";
    if (given[1] && given[1] != NONE) {
        if (!type_is_str(rt, given[1]) || str_kind(given[1]) != STR_ASCII) {
            raise_type_error(rt, "TextIOWrapper() argument 'encoding' must be str or None, not %T",
                             given[1]);
            return false;
        }
        encoding = (const char *)str_data(given[1]);
    }
    if (given[2] && given[2] != NONE) {
        if (!type_is_str(rt, given[2]) || str_kind(given[2]) != STR_ASCII) {
            raise_type_error(rt, "TextIOWrapper() argument 'errors' must be str or None, not %T",
                             given[2]);
            return false;
        }
        errors = (const char *)str_data(given[2]);
    }
    bool line_buffering = given[4] && object_is_true(rt, given[4]) > 0;
    as_text(self)->write_through = given[5] && object_is_true(rt, given[5]) > 0;
    return start(rt, as_text(self), given[0], encoding, errors, given[3], line_buffering);
}

/* ---- attributes ---- */

static Object *or_none(Object *object) {
    return retain(object ? object : NONE);
}

static Object *text_get_chunk_size(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_text(self)->chunk_size);
}

static bool text_set_chunk_size(Runtime *rt, Object *self, Object *value) {
    int64_t size;
    if (!value) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "cannot delete attribute");
        return false;
    }
    if (!object_as_int64(rt, value, &size)) {
        return false;
    }
    if (size <= 0 || size > INT32_MAX) {
        raise_value_error(rt, "a strictly positive integer is required");
        return false;
    }
    as_text(self)->chunk_size = (uint32_t)size;
    return true;
}

static Object *text_get_buffer(Runtime *rt, Object *self) {
    (void)rt;
    return or_none(as_text(self)->buffer);
}

static Object *text_get_encoding(Runtime *rt, Object *self) {
    (void)rt;
    return or_none(as_text(self)->encoding);
}

static Object *text_get_errors(Runtime *rt, Object *self) {
    (void)rt;
    return or_none(as_text(self)->errors);
}

static Object *text_get_newlines(Runtime *rt, Object *self) {
    return io_newlines_object(rt, as_text(self)->line_ends);
}

static Object *text_get_line_buffering(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_text(self)->line_buffering));
}

static Object *text_get_write_through(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_text(self)->write_through));
}

static Object *text_get_closed(Runtime *rt, Object *self) {
    return retain(bool_object(is_closed(rt, as_text(self))));
}

static Object *text_get_name(Runtime *rt, Object *self) {
    return as_text(self)->buffer ? object_get_attr(rt, as_text(self)->buffer, rt->names[NAME_name])
                                 : raise_value_error(rt, "underlying buffer has been detached");
}

static Object *text_get_mode(Runtime *rt, Object *self) {
    Object *mode = as_text(self)->mode;
    return mode ? retain(mode) : raise_attribute_error(rt, self, rt->names[NAME_mode]);
}

static bool text_set_mode(Runtime *rt, Object *self, Object *value) {
    REPLACE_REF(rt, &as_text(self)->mode, retain_nullable(value));
    return true;
}

static Object *text_repr(Runtime *rt, Object *self) {
    const TextFile *file = as_text(self);
    if (!file->encoding) {
        return raise_value_error(rt, "I/O operation on uninitialized object");
    }
    Object *name = file->buffer ? object_get_attr(rt, file->buffer, rt->names[NAME_name]) : NULL;
    error_clear(rt);
    Object *text;
    if (name && file->mode) {
        text = str_format(rt, "<_io.TextIOWrapper name=%R mode=%R encoding=%R>", name, file->mode,
                          file->encoding);
    } else if (name) {
        text = str_format(rt, "<_io.TextIOWrapper name=%R encoding=%R>", name, file->encoding);
    } else {
        text = str_format(rt, "<_io.TextIOWrapper encoding=%R>", file->encoding);
    }
    release_nullable(rt, name);
    return text;
}

/* ---- life ---- */

static void text_traverse(Object *self, VisitFunction visit, void *context) {
    const TextFile *file = as_text(self);
    Object *fields[] = {file->dict,    file->buffer,  file->encoding, file->errors,
                        file->newline, file->pending, file->mode,     file->undecoded};
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        if (fields[idx]) {
            visit(fields[idx], context);
        }
    }
}

static void text_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_text(self)->dict);
    CLEAR_REF(rt, &as_text(self)->buffer);
}

static void text_dealloc(Runtime *rt, Object *self) {
    TextFile *file = as_text(self);
    text_clear(rt, self);
    CLEAR_REF(rt, &file->encoding);
    CLEAR_REF(rt, &file->errors);
    CLEAR_REF(rt, &file->newline);
    CLEAR_REF(rt, &file->pending);
    CLEAR_REF(rt, &file->undecoded);
    CLEAR_REF(rt, &file->mode);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static const MethodRow TEXT_METHODS[] = {
    METHOD_ROW_ONE("write", text_write, NULL),
    METHOD_ROW_POSITIONAL("read", text_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readline", text_readline, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readlines", text_readlines, 0, 1, NULL),
    METHOD_ROW_ONE("writelines", text_writelines, NULL),
    METHOD_ROW_POSITIONAL("seek", text_seek, 1, 2, NULL),
    METHOD_ROW_NOARGS("tell", text_tell, NULL),
    METHOD_ROW_POSITIONAL("truncate", text_truncate, 0, 1, NULL),
    METHOD_ROW_NOARGS("flush", text_flush, NULL),
    METHOD_ROW_NOARGS("close", text_close, NULL),
    METHOD_ROW_NOARGS("detach", text_detach, NULL),
    METHOD_ROW_KEYWORDS("reconfigure", text_reconfigure, NULL),
    METHOD_ROW_NOARGS("readable", text_readable, NULL),
    METHOD_ROW_NOARGS("writable", text_writable, NULL),
    METHOD_ROW_NOARGS("seekable", text_seekable, NULL),
    METHOD_ROW_NOARGS("fileno", text_fileno, NULL),
    METHOD_ROW_NOARGS("isatty", text_isatty, NULL),
    METHOD_ROW_NOARGS("__enter__", text_enter, NULL),
    METHOD_ROW_POSITIONAL("__exit__", text_exit, 0, METHOD_ANY_COUNT, NULL),
    METHOD_ROW_END,
};

static const AttributeRow TEXT_ATTRIBUTES[] = {
    {"__dict__", fields_get_dict, NULL, NULL},
    {"buffer", text_get_buffer, NULL, NULL},
    {"_CHUNK_SIZE", text_get_chunk_size, text_set_chunk_size, NULL},
    {"encoding", text_get_encoding, NULL, NULL},
    {"errors", text_get_errors, NULL, NULL},
    {"newlines", text_get_newlines, NULL, NULL},
    {"line_buffering", text_get_line_buffering, NULL, NULL},
    {"write_through", text_get_write_through, NULL, NULL},
    {"closed", text_get_closed, NULL, NULL},
    {"name", text_get_name, NULL, NULL},
    {"mode", text_get_mode, text_set_mode, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec io_text_type = {
    .slots =
        {
            .name = "_io.TextIOWrapper",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(TextFile),
            .dict_offset = offsetof(TextFile, dict),
            .dealloc = text_dealloc,
            .traverse = text_traverse,
            .clear = text_clear,
            .finalize = io_finalize,
            .new_instance = text_new_instance,
            .init = text_init,
            .repr = text_repr,
            .iter = text_iter,
            .next = text_next,
        },
    .methods = TEXT_METHODS,
    .attributes = TEXT_ATTRIBUTES,
    .module = "_io",
};
