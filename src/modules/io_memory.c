/* io_memory: files in memory: BytesIO and StringIO.
 *
 * Both begin as the structs of io_base.c's bases do (dict, closed), whose methods they inherit.
 * A BytesIO whose buffer is exported (getbuffer) keeps its size; a StringIO keeps its text at the
 * width of its widest character. */
#include "modules/io_types.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/memoryview.h"
#include <string.h>

typedef struct BytesFile { /* length <= capacity; position may lie beyond length */
    Object header;
    Object *dict;
    bool closed;
    uint8_t *data;
    size_t length, capacity, position;
    size_t exports; /* views on data */
} BytesFile;

typedef struct BytesFileView { /* what getbuffer's memoryview looks at */
    Object header;
    BytesFile *file;
} BytesFileView;

typedef struct StringFile {
    Object header;
    Object *dict;
    bool closed;
    NewlineMode newline_mode;
    size_t position;
    StrWriter text;
    uint8_t newlines; /* NEWLINE_SEEN_… */
} StringFile;

enum { NEWLINE_SEEN_LF = 1, NEWLINE_SEEN_CR = 2, NEWLINE_SEEN_CRLF = 4 };

static BytesFile *as_bytes_file(Object *self) {
    return (BytesFile *)self;
}

static StringFile *as_string_file(Object *self) {
    return (StringFile *)self;
}

static bool raise_if_closed(Runtime *rt, bool closed) {
    if (closed) {
        raise_value_error(rt, "I/O operation on closed file.");
    }
    return !closed;
}

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

/* ---- BytesIO ---- */

static bool check_exports(Runtime *rt, const BytesFile *file) {
    if (file->exports) {
        raise_format(rt, TYPE_BUFFER_ERROR, "Existing exports of data: object cannot be re-sized");
    }
    return !file->exports;
}

static bool reserve_bytes(Runtime *rt, BytesFile *file, size_t capacity) {
    if (capacity <= file->capacity) {
        return true;
    }
    size_t wanted = capacity + capacity / 8 + 32;
    if (wanted < capacity) {
        error_no_memory(rt);
        return false;
    }
    uint8_t *data = memory_reallocate(rt, file->data, wanted);
    if (!data) {
        return false;
    }
    file->data = data;
    file->capacity = wanted;
    return true;
}

static bool put_bytes(Runtime *rt, BytesFile *file, const uint8_t *data, size_t size) {
    if (size == 0) {
        return true;
    }
    size_t end = file->position + size;
    if (end < size) {
        error_no_memory(rt);
        return false;
    }
    if (!reserve_bytes(rt, file, end)) {
        return false;
    }
    bool done = file->position <= file->length ||
                budget_fill(rt, file->data + file->length, 0, file->position - file->length);
    if (!done || !budget_spend_whole(rt, size / 64)) {
        return false;
    }
    memmove(file->data + file->position, data, size);
    file->position = end;
    file->length = end > file->length ? end : file->length;
    return true;
}

static Object *bytes_write(Runtime *rt, Object *self, Object *data) {
    BytesFile *file = as_bytes_file(self);
    if (!raise_if_closed(rt, file->closed) || !check_exports(rt, file)) {
        return NULL;
    }
    BufferView view;
    if (!object_get_buffer(rt, data, &view, false)) {
        return NULL;
    }
    size_t size = view.size;
    bool done = put_bytes(rt, file, view.data, size);
    object_release_buffer(rt, &view);
    return done ? int_from_size(rt, size) : NULL;
}

static Object *bytes_writelines(Runtime *rt, Object *self, Object *lines) {
    if (!raise_if_closed(rt, as_bytes_file(self)->closed)) {
        return NULL;
    }
    Object *iterator = object_iter(rt, lines);
    if (!iterator) {
        return NULL;
    }
    for (Object *line; (line = object_next(rt, iterator)) != NULL;) {
        Object *written = bytes_write(rt, self, line);
        release(rt, line);
        if (!written) {
            break;
        }
        release(rt, written);
    }
    release(rt, iterator);
    return error_pending(rt) ? NULL : retain(NONE);
}

static size_t bytes_left(const BytesFile *file) {
    return file->position < file->length ? file->length - file->position : 0;
}

static Object *take_bytes(Runtime *rt, BytesFile *file, size_t size) {
    size_t left = bytes_left(file);
    size = size < left ? size : left;
    Object *bytes = bytes_from_data(rt, size ? file->data + file->position : NULL, size);
    if (bytes) {
        file->position += size;
    }
    return bytes;
}

static Object *bytes_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    if (!raise_if_closed(rt, as_bytes_file(self)->closed) ||
        !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    return take_bytes(rt, as_bytes_file(self), size < 0 ? SIZE_MAX : (size_t)size);
}

static Object *take_line(Runtime *rt, BytesFile *file, int64_t limit) {
    size_t left = bytes_left(file);
    if (limit >= 0 && left > (size_t)limit) {
        left = (size_t)limit;
    }
    if (!left) {
        return bytes_empty(rt);
    }
    const uint8_t *start = file->data + file->position;
    const uint8_t *end = memchr(start, '\n', left);
    return take_bytes(rt, file, end ? (size_t)(end - start) + 1 : left);
}

static Object *bytes_readline(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    if (!raise_if_closed(rt, as_bytes_file(self)->closed) ||
        !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    return take_line(rt, as_bytes_file(self), size);
}

static Object *bytes_readlines(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t hint;
    BytesFile *file = as_bytes_file(self);
    if (!raise_if_closed(rt, file->closed) || !size_argument(rt, args, count, &hint)) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    int64_t total = 0;
    while (list && bytes_left(file) && (hint <= 0 || total < hint)) {
        Object *line = take_line(rt, file, -1);
        total += line ? (int64_t)bytes_length(line) : 0;
        if (!line || !list_append_stealing(rt, list, line)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *bytes_readinto(Runtime *rt, Object *self, Object *target) {
    BytesFile *file = as_bytes_file(self);
    BufferView view;
    if (!raise_if_closed(rt, file->closed) || !object_get_buffer(rt, target, &view, true)) {
        return NULL;
    }
    size_t size = bytes_left(file);
    size = size < view.size ? size : view.size;
    if (size) {
        memmove(view.data, file->data + file->position, size);
        file->position += size;
    }
    object_release_buffer(rt, &view);
    return int_from_size(rt, size);
}

static Object *bytes_seek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    BytesFile *file = as_bytes_file(self);
    int64_t offset, whence = 0;
    if (!object_as_int64(rt, args[0], &offset) ||
        (count > 1 && !object_as_int64(rt, args[1], &whence)) ||
        !raise_if_closed(rt, file->closed)) {
        return NULL;
    }
    if (whence < 0 || whence > 2) {
        return raise_value_error(rt, "invalid whence (%lld, should be 0, 1 or 2)",
                                 (long long)whence);
    }
    if (offset < 0 && whence == 0) {
        return raise_value_error(rt, "negative seek value %lld", (long long)offset);
    }
    int64_t base = whence == 1 ? (int64_t)file->position : whence == 2 ? (int64_t)file->length : 0;
    int64_t target;
    if (__builtin_add_overflow(base, offset, &target)) {
        return raise_overflow_error(rt, "new position too large");
    }
    file->position = target < 0 ? 0 : (size_t)target;
    return int_from_size(rt, file->position);
}

static Object *bytes_tell(Runtime *rt, Object *self) {
    return raise_if_closed(rt, as_bytes_file(self)->closed)
               ? int_from_size(rt, as_bytes_file(self)->position)
               : NULL;
}

static Object *bytes_truncate_file(Runtime *rt, Object *self, Object *const *args, size_t count) {
    BytesFile *file = as_bytes_file(self);
    if (!raise_if_closed(rt, file->closed) || !check_exports(rt, file)) {
        return NULL;
    }
    int64_t size = (int64_t)file->position;
    if (count && args[0] != NONE && !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    if (size < 0) {
        return raise_value_error(rt, "negative size value %lld", (long long)size);
    }
    if ((size_t)size < file->length) {
        file->length = (size_t)size;
        uint8_t *less = size ? memory_reallocate(rt, file->data, (size_t)size) : NULL;
        if (less) {
            file->data = less;
            file->capacity = (size_t)size;
        }
        error_clear(rt);
    }
    return int_from_int64(rt, size);
}

static Object *bytes_getvalue(Runtime *rt, Object *self) {
    BytesFile *file = as_bytes_file(self);
    return raise_if_closed(rt, file->closed) ? bytes_from_data(rt, file->data, file->length) : NULL;
}

static Object *bytes_getbuffer(Runtime *rt, Object *self) {
    if (!raise_if_closed(rt, as_bytes_file(self)->closed)) {
        return NULL;
    }
    Object *view = object_new_container(rt, io_types(rt)->bytes_view, sizeof(BytesFileView));
    if (!view) {
        return NULL;
    }
    ((BytesFileView *)view)->file = RETAIN(as_bytes_file(self));
    Object *memory = memoryview_from_object(rt, view);
    release(rt, view);
    return memory;
}

static Object *bytes_close_file(Runtime *rt, Object *self) {
    BytesFile *file = as_bytes_file(self);
    if (!check_exports(rt, file)) {
        return NULL;
    }
    file->closed = true;
    memory_free(rt, file->data);
    file->data = NULL;
    file->length = file->capacity = 0;
    return retain(NONE);
}

static Object *bytes_true(Runtime *rt, Object *self) {
    return raise_if_closed(rt, as_bytes_file(self)->closed) ? retain(TRUE_OBJECT) : NULL;
}

static Object *bytes_isatty(Runtime *rt, Object *self) {
    return raise_if_closed(rt, as_bytes_file(self)->closed) ? retain(FALSE_OBJECT) : NULL;
}

static Object *bytes_flush(Runtime *rt, Object *self) {
    return raise_if_closed(rt, as_bytes_file(self)->closed) ? retain(NONE) : NULL;
}

static Object *bytes_detach(Runtime *rt, Object *self) {
    (void)self;
    return io_unsupported(rt, "detach");
}

static Object *bytes_get_closed(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_bytes_file(self)->closed));
}

/* (value, position, dict or None) */
static Object *state_tuple(Runtime *rt, STEALS Object *value, STEALS Object *newline,
                           bool has_newline, size_t position, Object *dict) {
    Object *number = int_from_size(rt, position);
    Object *copy = dict ? retain(dict) : retain(NONE);
    Object *state = NULL;
    if (value && number && (newline || !has_newline)) {
        state = has_newline ? tuple_pack(rt, 4, value, newline, number, copy)
                            : tuple_pack(rt, 3, value, number, copy);
    }
    release_nullable(rt, value);
    release_nullable(rt, newline);
    release_nullable(rt, number);
    release(rt, copy);
    return state;
}

static Object *bytes_getstate(Runtime *rt, Object *self) {
    BytesFile *file = as_bytes_file(self);
    Object *value = bytes_getvalue(rt, self);
    return value ? state_tuple(rt, value, NULL, false, file->position, file->dict) : NULL;
}

static bool restore_dict(Runtime *rt, Object **slot, Object *dict) {
    if (dict == NONE) {
        return true;
    }
    if (object_type_id(dict) != TYPE_DICT) {
        raise_type_error(rt, "state dict must be a dict, got a %.200s", type_name_of(rt, dict));
        return false;
    }
    REPLACE_REF(rt, slot, retain(dict));
    return true;
}

static Object *bytes_setstate(Runtime *rt, Object *self, Object *state) {
    BytesFile *file = as_bytes_file(self);
    if (object_type_id(state) != TYPE_TUPLE || tuple_length(state) < 3) {
        return raise_type_error(rt, "%T.__setstate__ argument should be 3-tuple, got %T", self,
                                state);
    }
    int64_t position;
    if (!check_exports(rt, file) || !object_as_int64(rt, tuple_get(state, 1), &position)) {
        return NULL;
    }
    if (position < 0) {
        return raise_value_error(rt, "position value cannot be negative");
    }
    file->length = file->position = 0;
    Object *written = bytes_write(rt, self, tuple_get(state, 0));
    if (!written) {
        return NULL;
    }
    release(rt, written);
    file->position = (size_t)position;
    return restore_dict(rt, &file->dict, tuple_get(state, 2)) ? retain(NONE) : NULL;
}

static Object *bytes_iter(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *bytes_next(Runtime *rt, Object *self) {
    BytesFile *file = as_bytes_file(self);
    if (!raise_if_closed(rt, file->closed)) {
        return NULL;
    }
    return bytes_left(file) ? take_line(rt, file, -1) : NULL;
}

static Object *memory_new_instance(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

static bool bytes_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                       Object *keyword_names) {
    static const ArgumentSpec SPEC = {"BytesIO", {"initial_bytes"}, 0, 1, 0, 1};
    Object *given[1];
    BytesFile *file = as_bytes_file(self);
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !check_exports(rt, file)) {
        return false;
    }
    file->length = file->position = 0;
    file->closed = false;
    if (given[0] && given[0] != NONE) {
        Object *written = bytes_write(rt, self, given[0]);
        if (!written) {
            return false;
        }
        release(rt, written);
        file->position = 0;
    }
    return true;
}

static void memory_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_bytes_file(self)->dict) {
        visit(as_bytes_file(self)->dict, context);
    }
}

static void memory_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_bytes_file(self)->dict);
}

static void bytes_dealloc(Runtime *rt, Object *self) {
    memory_clear(rt, self);
    memory_free(rt, as_bytes_file(self)->data);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static size_t bytes_size(Runtime *rt, Object *self) {
    const BytesFile *file = as_bytes_file(self);
    return slots_of(rt, self)->basic_size + file->capacity;
}

static const MethodRow BYTES_METHODS[] = {
    METHOD_ROW_POSITIONAL("read", bytes_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("read1", bytes_read, 0, 1, NULL),
    METHOD_ROW_ONE("readinto", bytes_readinto, NULL),
    METHOD_ROW_ONE("readinto1", bytes_readinto, NULL),
    METHOD_ROW_POSITIONAL("readline", bytes_readline, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readlines", bytes_readlines, 0, 1, NULL),
    METHOD_ROW_ONE("write", bytes_write, NULL),
    METHOD_ROW_ONE("writelines", bytes_writelines, NULL),
    METHOD_ROW_POSITIONAL("seek", bytes_seek, 1, 2, NULL),
    METHOD_ROW_NOARGS("tell", bytes_tell, NULL),
    METHOD_ROW_POSITIONAL("truncate", bytes_truncate_file, 0, 1, NULL),
    METHOD_ROW_NOARGS("getvalue", bytes_getvalue, NULL),
    METHOD_ROW_NOARGS("getbuffer", bytes_getbuffer, NULL),
    METHOD_ROW_NOARGS("close", bytes_close_file, NULL),
    METHOD_ROW_NOARGS("flush", bytes_flush, NULL),
    METHOD_ROW_NOARGS("isatty", bytes_isatty, NULL),
    METHOD_ROW_NOARGS("readable", bytes_true, NULL),
    METHOD_ROW_NOARGS("writable", bytes_true, NULL),
    METHOD_ROW_NOARGS("seekable", bytes_true, NULL),
    METHOD_ROW_NOARGS("detach", bytes_detach, NULL),
    METHOD_ROW_NOARGS("__getstate__", bytes_getstate, NULL),
    METHOD_ROW_ONE("__setstate__", bytes_setstate, NULL),
    METHOD_ROW_END,
};

static const AttributeRow BYTES_ATTRIBUTES[] = {
    {"closed", bytes_get_closed, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec io_bytes_type = {
    .slots =
        {
            .name = "_io.BytesIO",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(BytesFile),
            .dict_offset = offsetof(BytesFile, dict),
            .dealloc = bytes_dealloc,
            .traverse = memory_traverse,
            .clear = memory_clear,
            .size = bytes_size,
            .new_instance = memory_new_instance,
            .init = bytes_init,
            .iter = bytes_iter,
            .next = bytes_next,
        },
    .methods = BYTES_METHODS,
    .attributes = BYTES_ATTRIBUTES,
    .module = "_io",
    .doc = "BytesIO(initial_bytes=b'')\n--\n\n"
           "Buffered I/O implementation using an in-memory bytes buffer.",
};

/* ---- the view behind getbuffer ---- */

static void view_traverse(Object *self, VisitFunction visit, void *context) {
    if (((BytesFileView *)self)->file) {
        visit((Object *)((BytesFileView *)self)->file, context);
    }
}

static void view_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((BytesFileView *)self)->file);
    object_free_container(rt, self, sizeof(BytesFileView));
}

static bool view_get_buffer(Runtime *rt, Object *self, BufferView *view, bool writable) {
    static uint8_t nothing[1];
    (void)rt;
    (void)writable;
    BytesFile *file = ((BytesFileView *)self)->file;
    file->exports++;
    view->data = file->data ? file->data : nothing;
    view->size = file->length;
    view->readonly = false;
    view->format = "B";
    view->item_size = 1;
    return true;
}

static void view_release_buffer(Runtime *rt, Object *self, BufferView *view) {
    (void)rt;
    (void)view;
    ((BytesFileView *)self)->file->exports--;
}

const TypeSpec io_bytes_view_type = {
    .slots =
        {
            .name = "_io._BytesIOBuffer",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(BytesFileView),
            .dealloc = view_dealloc,
            .traverse = view_traverse,
            .get_buffer = view_get_buffer,
            .release_buffer = view_release_buffer,
        },
    .module = "_io",
};

/* ---- StringIO ---- */

/* Without the full stop that the methods of IOBase have. */
static bool string_check(Runtime *rt, const StringFile *file) {
    if (file->closed) {
        raise_value_error(rt, "I/O operation on closed file");
    }
    return !file->closed;
}

static Object *part_of(Runtime *rt, const StringFile *file, size_t start, size_t end) {
    StrWriter out;
    writer_init(&out);
    if (start < end && !writer_substring(rt, &out, file->text.buffer, start, end)) {
        writer_abandon(rt, &out);
        return NULL;
    }
    return start < end ? writer_finish(rt, &out) : str_empty(rt);
}

/* Puts text at the position: at the end it is appended; inside, written over in place where the
 * width allows. */
static bool put_text(Runtime *rt, StringFile *file, Object *text) {
    size_t length = str_length(text);
    if (!length) {
        return true;
    }
    StrWriter *writer = &file->text;
    size_t end = file->position + length;
    if (file->position > writer->length &&
        !writer_fill(rt, writer, 0, file->position - writer->length)) {
        return false;
    }
    if (file->position == writer->length) {
        if (!writer_str(rt, writer, text)) {
            return false;
        }
    } else if (end <= writer->length && str_kind(text) <= writer->kind) {
        if (!str_copy(rt, writer->buffer, file->position, text, 0, length)) {
            return false;
        }
    } else {
        StrWriter whole;
        writer_init(&whole);
        bool done = writer_substring(rt, &whole, writer->buffer, 0, file->position) &&
                    writer_str(rt, &whole, text) &&
                    (end >= writer->length ||
                     writer_substring(rt, &whole, writer->buffer, end, writer->length));
        if (!done) {
            writer_abandon(rt, &whole);
            return false;
        }
        writer_abandon(rt, writer);
        *writer = whole;
    }
    file->position = end;
    return true;
}

static Object *replaced(Runtime *rt, Object *text, const char *from, const char *to) {
    Object *args[2] = {str_from_cstring(rt, from), str_from_cstring(rt, to)};
    Object *result =
        args[0] && args[1] ? object_call_method(rt, text, rt->names[NAME_replace], args, 2) : NULL;
    release_nullable(rt, args[0]);
    release_nullable(rt, args[1]);
    return result;
}

/* \r\n and \r become \n, each write by itself. */
static Object *translated(Runtime *rt, StringFile *file, Object *text) {
    StrWriter out;
    writer_init(&out);
    size_t length = str_length(text);
    bool done = true;
    for (size_t idx = 0; done && idx < length; idx++) {
        uint32_t letter = str_at(text, idx);
        if (letter == '\r') {
            bool pair = idx + 1 < length && str_at(text, idx + 1) == '\n';
            idx += pair;
            file->newlines |= pair ? NEWLINE_SEEN_CRLF : NEWLINE_SEEN_CR;
            letter = '\n';
        } else if (letter == '\n') {
            file->newlines |= NEWLINE_SEEN_LF;
        }
        done = writer_char(rt, &out, letter);
    }
    if (!done) {
        writer_abandon(rt, &out);
        return NULL;
    }
    return writer_finish(rt, &out);
}

static bool write_text(Runtime *rt, StringFile *file, Object *text) {
    Object *made;
    switch (file->newline_mode) {
    case NEWLINE_UNIVERSAL:
        made = translated(rt, file, text);
        break;
    case NEWLINE_CR:
        made = replaced(rt, text, "\n", "\r");
        break;
    case NEWLINE_CRLF:
        made = replaced(rt, text, "\n", "\r\n");
        break;
    default:
        made = retain(text);
    }
    bool done = made && put_text(rt, file, made);
    release_nullable(rt, made);
    return done;
}

static Object *string_write(Runtime *rt, Object *self, Object *text) {
    if (!type_is_str(rt, text)) {
        return raise_type_error(rt, "string argument expected, got '%T'", text);
    }
    if (!string_check(rt, as_string_file(self))) {
        return NULL;
    }
    return write_text(rt, as_string_file(self), text) ? int_from_size(rt, str_length(text)) : NULL;
}

static size_t string_left(const StringFile *file) {
    return file->position < file->text.length ? file->text.length - file->position : 0;
}

static Object *take_text(Runtime *rt, StringFile *file, size_t length) {
    size_t left = string_left(file);
    length = length < left ? length : left;
    Object *text = part_of(rt, file, file->position, file->position + length);
    if (text) {
        file->position += length;
    }
    return text;
}

static Object *string_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    if (!string_check(rt, as_string_file(self)) || !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    return take_text(rt, as_string_file(self), size < 0 ? SIZE_MAX : (size_t)size);
}

/* Characters up to and with the end of the line. */
static size_t line_length(const StringFile *file) {
    const Object *text = file->text.buffer;
    size_t left = string_left(file);
    for (size_t idx = 0; idx < left; idx++) {
        uint32_t letter = str_at(text, file->position + idx);
        bool next_is_lf = idx + 1 < left && str_at(text, file->position + idx + 1) == '\n';
        switch (file->newline_mode) {
        case NEWLINE_UNTRANSLATED:
            if (letter == '\n' || letter == '\r') {
                return idx + 1 + (letter == '\r' && next_is_lf);
            }
            break;
        case NEWLINE_CR:
            if (letter == '\r') {
                return idx + 1;
            }
            break;
        case NEWLINE_CRLF:
            if (letter == '\r' && next_is_lf) {
                return idx + 2;
            }
            break;
        default:
            if (letter == '\n') {
                return idx + 1;
            }
        }
    }
    return left;
}

static Object *string_readline(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t size;
    StringFile *file = as_string_file(self);
    if (!string_check(rt, file) || !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    size_t length = line_length(file);
    return take_text(rt, file, size >= 0 && (size_t)size < length ? (size_t)size : length);
}

static Object *string_seek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    StringFile *file = as_string_file(self);
    int64_t offset, whence = 0;
    if (!object_as_int64(rt, args[0], &offset) ||
        (count > 1 && !object_as_int64(rt, args[1], &whence)) || !string_check(rt, file)) {
        return NULL;
    }
    if (whence < 0 || whence > 2) {
        return raise_value_error(rt, "Invalid whence (%lld, should be 0, 1 or 2)",
                                 (long long)whence);
    }
    if (whence == 0 && offset < 0) {
        return raise_value_error(rt, "Negative seek position %lld", (long long)offset);
    }
    if (whence != 0 && offset != 0) {
        return raise_format(rt, TYPE_OS_ERROR, "Can't do nonzero cur-relative seeks");
    }
    file->position = whence == 0   ? (size_t)offset
                     : whence == 2 ? file->text.length
                                   : file->position;
    return int_from_size(rt, file->position);
}

static Object *string_tell(Runtime *rt, Object *self) {
    return string_check(rt, as_string_file(self))
               ? int_from_size(rt, as_string_file(self)->position)
               : NULL;
}

static Object *string_truncate(Runtime *rt, Object *self, Object *const *args, size_t count) {
    StringFile *file = as_string_file(self);
    if (!string_check(rt, file)) {
        return NULL;
    }
    int64_t size = (int64_t)file->position;
    if (count && args[0] != NONE && !size_argument(rt, args, count, &size)) {
        return NULL;
    }
    if (size < 0) {
        return raise_value_error(rt, "Negative size value %lld", (long long)size);
    }
    if ((size_t)size < file->text.length) {
        file->text.length = (size_t)size;
    }
    return int_from_int64(rt, size);
}

static Object *string_getvalue(Runtime *rt, Object *self) {
    StringFile *file = as_string_file(self);
    return string_check(rt, file) ? part_of(rt, file, 0, file->text.length) : NULL;
}

static Object *string_close(Runtime *rt, Object *self) {
    as_string_file(self)->closed = true;
    writer_abandon(rt, &as_string_file(self)->text);
    return retain(NONE);
}

static Object *string_true(Runtime *rt, Object *self) {
    return string_check(rt, as_string_file(self)) ? retain(TRUE_OBJECT) : NULL;
}

static Object *string_none(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(NONE);
}

static Object *string_isatty(Runtime *rt, Object *self) {
    return raise_if_closed(rt, as_string_file(self)->closed) ? retain(FALSE_OBJECT) : NULL;
}

static Object *string_get_line_buffering(Runtime *rt, Object *self) {
    return string_check(rt, as_string_file(self)) ? retain(FALSE_OBJECT) : NULL;
}

static Object *string_get_newlines(Runtime *rt, Object *self) {
    static const char *const NAMES[] = {"\r", "\n", "\r\n"};
    static const uint8_t BITS[] = {NEWLINE_SEEN_CR, NEWLINE_SEEN_LF, NEWLINE_SEEN_CRLF};
    StringFile *file = as_string_file(self);
    if (!string_check(rt, file)) {
        return NULL;
    }
    Object *list = list_new(rt, 3);
    for (size_t idx = 0; list && idx < COUNT_OF(BITS); idx++) {
        Object *name = file->newlines & BITS[idx] ? str_from_cstring(rt, NAMES[idx]) : NULL;
        if (name && !list_append_stealing(rt, list, name)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (!list) {
        return NULL;
    }
    Object *result = list_length(list) == 0   ? retain(NONE)
                     : list_length(list) == 1 ? retain(list_get(list, 0))
                                              : list_as_tuple(rt, list);
    release(rt, list);
    return result;
}

static const char *const NEWLINE_TEXTS[] = {NULL, "", "\n", "\r", "\r\n"};

static Object *string_getstate(Runtime *rt, Object *self) {
    StringFile *file = as_string_file(self);
    Object *value = string_getvalue(rt, self);
    if (!value) {
        return NULL;
    }
    const char *text = NEWLINE_TEXTS[file->newline_mode];
    return state_tuple(rt, value, text ? str_from_cstring(rt, text) : retain(NONE), true,
                       file->position, file->dict);
}

static bool string_start(Runtime *rt, StringFile *file, Object *value, Object *newline) {
    NewlineMode mode = NEWLINE_LF;
    if (newline && newline != NONE && !type_is_str(rt, newline)) {
        raise_type_error(rt, "newline must be str or None, not %T", newline);
        return false;
    }
    if (newline == NONE) {
        mode = NEWLINE_UNIVERSAL;
    } else if (newline) {
        for (mode = NEWLINE_UNTRANSLATED; !str_equals_ascii(newline, NEWLINE_TEXTS[mode]);) {
            if (++mode > NEWLINE_CRLF) {
                raise_value_error(rt, "illegal newline value: %R", newline);
                return false;
            }
        }
    }
    if (value && value != NONE && !type_is_str(rt, value)) {
        raise_type_error(rt, "initial_value must be str or None, not %T", value);
        return false;
    }
    writer_abandon(rt, &file->text);
    writer_init(&file->text);
    file->newline_mode = mode;
    file->position = 0;
    file->newlines = 0;
    file->closed = false;
    if (value && value != NONE && !write_text(rt, file, value)) {
        return false;
    }
    file->position = 0;
    return true;
}

static Object *string_setstate(Runtime *rt, Object *self, Object *state) {
    StringFile *file = as_string_file(self);
    if (object_type_id(state) != TYPE_TUPLE || tuple_length(state) < 4) {
        return raise_type_error(rt, "%T.__setstate__ argument should be 4-tuple, got %T", self,
                                state);
    }
    int64_t position;
    if (!object_as_int64(rt, tuple_get(state, 2), &position)) {
        return NULL;
    }
    if (position < 0) {
        return raise_value_error(rt, "position value cannot be negative");
    }
    if (!string_start(rt, file, NONE, tuple_get(state, 1)) ||
        !put_text(rt, file, tuple_get(state, 0))) {
        return NULL;
    }
    file->position = (size_t)position;
    return restore_dict(rt, &file->dict, tuple_get(state, 3)) ? retain(NONE) : NULL;
}

static bool string_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    static const ArgumentSpec SPEC = {"StringIO", {"initial_value", "newline"}, 0, 2, 0, 2};
    Object *given[2];
    return arguments_parse(rt, &SPEC, args, count, keyword_names, given) &&
           string_start(rt, as_string_file(self), given[0], given[1]);
}

static Object *string_iter(Runtime *rt, Object *self) {
    return raise_if_closed(rt, as_string_file(self)->closed) ? retain(self) : NULL;
}

static Object *string_next(Runtime *rt, Object *self) {
    StringFile *file = as_string_file(self);
    if (!string_check(rt, file) || !string_left(file)) {
        return NULL;
    }
    return take_text(rt, file, line_length(file));
}

static void string_dealloc(Runtime *rt, Object *self) {
    memory_clear(rt, self);
    writer_abandon(rt, &as_string_file(self)->text);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static const MethodRow STRING_METHODS[] = {
    METHOD_ROW_POSITIONAL("read", string_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("readline", string_readline, 0, 1, NULL),
    METHOD_ROW_ONE("write", string_write, NULL),
    METHOD_ROW_POSITIONAL("seek", string_seek, 1, 2, NULL),
    METHOD_ROW_NOARGS("tell", string_tell, NULL),
    METHOD_ROW_POSITIONAL("truncate", string_truncate, 0, 1, NULL),
    METHOD_ROW_NOARGS("getvalue", string_getvalue, NULL),
    METHOD_ROW_NOARGS("close", string_close, NULL),
    METHOD_ROW_NOARGS("flush", string_none, NULL),
    METHOD_ROW_NOARGS("isatty", string_isatty, NULL),
    METHOD_ROW_NOARGS("readable", string_true, NULL),
    METHOD_ROW_NOARGS("writable", string_true, NULL),
    METHOD_ROW_NOARGS("seekable", string_true, NULL),
    METHOD_ROW_NOARGS("detach", bytes_detach, NULL),
    METHOD_ROW_NOARGS("__getstate__", string_getstate, NULL),
    METHOD_ROW_ONE("__setstate__", string_setstate, NULL),
    METHOD_ROW_END,
};

static const AttributeRow STRING_ATTRIBUTES[] = {
    {"closed", bytes_get_closed, NULL, NULL},
    {"line_buffering", string_get_line_buffering, NULL, NULL},
    {"newlines", string_get_newlines, NULL, NULL},
    {"encoding", string_none, NULL, NULL},
    {"errors", string_none, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec io_string_type = {
    .slots =
        {
            .name = "_io.StringIO",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(StringFile),
            .dict_offset = offsetof(StringFile, dict),
            .dealloc = string_dealloc,
            .traverse = memory_traverse,
            .clear = memory_clear,
            .new_instance = memory_new_instance,
            .init = string_init,
            .iter = string_iter,
            .next = string_next,
        },
    .methods = STRING_METHODS,
    .attributes = STRING_ATTRIBUTES,
    .module = "_io",
    .doc = "StringIO(initial_value='', newline='\\n')\n--\n\n"
           "Text I/O implementation using an in-memory buffer.",
};
