#include "types/codec_handlers.h"
#include "base/unicode_names.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/byte_writer.h"
#include <stdio.h>
#include <string.h>

/* What an exception says: the part [start, end) of object. */
typedef struct Fault {
    Object *object; /* borrowed */
    size_t start, end;
    bool decoding, encoding; /* neither: translating */
} Fault;

static bool wrong_exception(Runtime *rt, Object *exception) {
    raise_type_error(rt, "don't know how to handle %.200s in error callback",
                     type_name_of(rt, exception));
    return false;
}

static bool read_fault(Runtime *rt, Object *exception, Fault *out) {
    *out = (Fault){NULL, 0, 0, false, false};
    out->decoding = type_is_instance(rt, exception, TYPE_UNICODE_DECODE_ERROR);
    out->encoding = type_is_instance(rt, exception, TYPE_UNICODE_ENCODE_ERROR);
    if (!out->decoding && !out->encoding &&
        !type_is_instance(rt, exception, TYPE_UNICODE_TRANSLATE_ERROR)) {
        return wrong_exception(rt, exception);
    }
    UnicodeExceptionObject *error = (UnicodeExceptionObject *)exception;
    int64_t start, end;
    if (!error->object || !error->start || !error->end) {
        raise_type_error(rt, "object attribute not set");
        return false;
    }
    if (!object_as_index_clipped(rt, error->start, &start) ||
        !object_as_index_clipped(rt, error->end, &end)) {
        return false;
    }
    bool fits = out->decoding ? type_is_bytes(rt, error->object) : type_is_str(rt, error->object);
    if (!fits) {
        raise_type_error(rt, "object attribute must be %s", out->decoding ? "bytes" : "unicode");
        return false;
    }
    size_t length = out->decoding ? bytes_length(error->object) : str_length(error->object);
    out->object = error->object;
    out->end = end < 0 ? 0 : base_min_size((size_t)end, length);
    out->start = start < 0 ? 0 : base_min_size((size_t)start, out->end);
    return true;
}

static NEW_REF Object *answer(Runtime *rt, STEALS Object *replacement, size_t position) {
    Object *number = replacement ? int_from_size(rt, position) : NULL;
    Object *pair = number ? tuple_pack(rt, 2, replacement, number) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, replacement);
    return pair;
}

static NEW_REF Object *handler_strict(Runtime *rt, Object *self, Object *exception) {
    (void)self;
    if (!type_is_exception(rt, exception)) {
        return raise_type_error(rt, "codec must pass exception instance");
    }
    return raise_exception(rt, retain(exception));
}

static NEW_REF Object *handler_ignore(Runtime *rt, Object *self, Object *exception) {
    (void)self;
    Fault fault;
    return read_fault(rt, exception, &fault) ? answer(rt, str_empty(rt), fault.end) : NULL;
}

static NEW_REF Object *handler_replace(Runtime *rt, Object *self, Object *exception) {
    (void)self;
    Fault fault;
    if (!read_fault(rt, exception, &fault)) {
        return NULL;
    }
    StrWriter writer;
    writer_init(&writer);
    size_t count = fault.decoding ? 1 : fault.end - fault.start;
    if (!writer_fill(rt, &writer, fault.encoding ? '?' : 0xfffd, count)) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return answer(rt, writer_finish(rt, &writer), fault.end);
}

typedef enum EscapeKind { ESCAPE_BACKSLASH, ESCAPE_XML, ESCAPE_NAME } EscapeKind;

static bool write_escape(Runtime *rt, StrWriter *writer, uint32_t number, EscapeKind kind) {
    char text[UNICODE_NAMES_MAX_LENGTH + 8];
    char name[UNICODE_NAMES_MAX_LENGTH];
    if (kind == ESCAPE_NAME && unicode_names_write(number, name) > 0) {
        snprintf(text, sizeof text, "\\N{%s}", name);
    } else if (kind == ESCAPE_XML) {
        snprintf(text, sizeof text, "&#%u;", number);
    } else if (number < 0x100) {
        snprintf(text, sizeof text, "\\x%02x", number);
    } else if (number < 0x10000) {
        snprintf(text, sizeof text, "\\u%04x", number);
    } else {
        snprintf(text, sizeof text, "\\U%08x", number);
    }
    return writer_cstring(rt, writer, text);
}

static NEW_REF Object *escape(Runtime *rt, const Fault *fault, EscapeKind kind) {
    StrWriter writer;
    writer_init(&writer);
    for (size_t i = fault->start; i < fault->end; i++) {
        uint32_t number = fault->decoding ? bytes_data(fault->object)[i] : str_at(fault->object, i);
        if (!write_escape(rt, &writer, number, kind)) {
            writer_abandon(rt, &writer);
            return NULL;
        }
    }
    return answer(rt, writer_finish(rt, &writer), fault->end);
}

static NEW_REF Object *handler_backslashreplace(Runtime *rt, Object *self, Object *exception) {
    (void)self;
    Fault fault;
    return read_fault(rt, exception, &fault) ? escape(rt, &fault, ESCAPE_BACKSLASH) : NULL;
}

static NEW_REF Object *handler_xmlcharrefreplace(Runtime *rt, Object *self, Object *exception) {
    (void)self;
    Fault fault;
    if (!read_fault(rt, exception, &fault)) {
        return NULL;
    }
    return fault.encoding ? escape(rt, &fault, ESCAPE_XML)
                          : (wrong_exception(rt, exception), (Object *)NULL);
}

static NEW_REF Object *handler_namereplace(Runtime *rt, Object *self, Object *exception) {
    (void)self;
    Fault fault;
    if (!read_fault(rt, exception, &fault)) {
        return NULL;
    }
    return fault.encoding ? escape(rt, &fault, ESCAPE_NAME)
                          : (wrong_exception(rt, exception), (Object *)NULL);
}

static NEW_REF Object *handler_surrogateescape(Runtime *rt, Object *self, Object *exception) {
    Fault fault;
    if (!read_fault(rt, exception, &fault)) {
        return NULL;
    }
    if (fault.encoding) {
        ByteWriter bytes;
        byte_writer_init(&bytes);
        for (size_t i = fault.start; i < fault.end; i++) {
            uint32_t code_point = str_at(fault.object, i);
            if (code_point < 0xdc80 || code_point > 0xdcff) {
                byte_writer_abandon(rt, &bytes);
                return handler_strict(rt, self, exception);
            }
            if (!byte_writer_byte(rt, &bytes, (uint8_t)code_point)) {
                byte_writer_abandon(rt, &bytes);
                return NULL;
            }
        }
        return answer(rt, byte_writer_finish(rt, &bytes), fault.end);
    }
    if (!fault.decoding) {
        wrong_exception(rt, exception);
        return NULL;
    }
    StrWriter text;
    writer_init(&text);
    size_t i = fault.start;
    for (; i < fault.end && i < fault.start + 4 && bytes_data(fault.object)[i] >= 0x80; i++) {
        if (!writer_char(rt, &text, 0xdc00u + bytes_data(fault.object)[i])) {
            writer_abandon(rt, &text);
            return NULL;
        }
    }
    if (i == fault.start) {
        writer_abandon(rt, &text);
        return handler_strict(rt, self, exception);
    }
    return answer(rt, writer_finish(rt, &text), i);
}

/* Of UTF-8, which is what code calls it by name for; the other encodings do it inside. */
static NEW_REF Object *handler_surrogatepass(Runtime *rt, Object *self, Object *exception) {
    Fault fault;
    if (!read_fault(rt, exception, &fault)) {
        return NULL;
    }
    if (fault.encoding) {
        ByteWriter bytes;
        byte_writer_init(&bytes);
        for (size_t i = fault.start; i < fault.end; i++) {
            uint32_t code_point = str_at(fault.object, i);
            uint8_t utf8[3] = {(uint8_t)(0xe0 | code_point >> 12),
                               (uint8_t)(0x80 | (code_point >> 6 & 63)),
                               (uint8_t)(0x80 | (code_point & 63))};
            if (code_point < 0xd800 || code_point > 0xdfff) {
                byte_writer_abandon(rt, &bytes);
                return handler_strict(rt, self, exception);
            }
            if (!byte_writer_data(rt, &bytes, utf8, 3)) {
                byte_writer_abandon(rt, &bytes);
                return NULL;
            }
        }
        return answer(rt, byte_writer_finish(rt, &bytes), fault.end);
    }
    const uint8_t *data = fault.decoding ? bytes_data(fault.object) + fault.start : NULL;
    bool surrogate = data && fault.start + 3 <= bytes_length(fault.object) && data[0] == 0xed &&
                     data[1] >= 0xa0 && data[1] <= 0xbf && (data[2] & 0xc0) == 0x80;
    if (!surrogate) {
        return handler_strict(rt, self, exception);
    }
    uint32_t code_point = 0xd000u | (uint32_t)(data[1] & 0x3f) << 6 | (data[2] & 0x3fu);
    return answer(rt, str_from_code_point(rt, code_point), fault.start + 3);
}

const MethodRow codec_handler_rows[] = {
    METHOD_ROW_ONE("strict_errors", handler_strict, "Raises the exception."),
    METHOD_ROW_ONE("ignore_errors", handler_ignore, "Leaves out what is wrong."),
    METHOD_ROW_ONE("replace_errors", handler_replace, "Puts a replacement character."),
    METHOD_ROW_ONE("backslashreplace_errors", handler_backslashreplace, "Puts escapes."),
    METHOD_ROW_ONE("xmlcharrefreplace_errors", handler_xmlcharrefreplace,
                   "Puts XML character references."),
    METHOD_ROW_ONE("namereplace_errors", handler_namereplace, "Puts escapes by name."),
    METHOD_ROW_ONE("surrogateescape", handler_surrogateescape, "Bytes as lone surrogates."),
    METHOD_ROW_ONE("surrogatepass", handler_surrogatepass, "Surrogates as they are."),
    METHOD_ROW_END,
};
