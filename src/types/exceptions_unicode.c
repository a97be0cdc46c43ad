/* UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError. */
#include "object/bytes.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/exceptions.h"
#include <stdio.h>

static UnicodeExceptionObject *as_unicode(Object *object) {
    return (UnicodeExceptionObject *)object;
}

static bool check_text(Runtime *rt, Object *const *args, size_t index) {
    if (type_is_str(rt, args[index])) {
        return true;
    }
    raise_type_error(rt, "argument %zu must be str, not %.50s", index + 1,
                     args[index] == NONE ? "None" : type_name_of(rt, args[index]));
    return false;
}

static bool store_index(Runtime *rt, Object **slot, Object *number) {
    int64_t value;
    if (!object_as_int64(rt, number, &value)) {
        return false;
    }
    Object *index = int_from_int64(rt, value);
    if (!index) {
        return false;
    }
    REPLACE_REF(rt, slot, index);
    return true;
}

/* What could not be decoded, as bytes. */
static NEW_REF Object *bytes_of(Runtime *rt, Object *object) {
    if (type_is_bytes(rt, object)) {
        return retain(object);
    }
    BufferView view;
    if (!object_get_buffer(rt, object, &view, false)) {
        return NULL;
    }
    Object *bytes = bytes_from_data(rt, view.data, view.size);
    object_release_buffer(rt, &view);
    return bytes;
}

/* (encoding, object, start, end, reason); a translation has no encoding. */
bool exceptions_unicode_init(Runtime *rt, Object *object, Object *const *args, size_t count,
                             Object *keyword_names) {
    if (!exceptions_base_init(rt, object, args, count, keyword_names)) {
        return false;
    }
    bool decode = type_is_instance(rt, object, TYPE_UNICODE_DECODE_ERROR);
    size_t first = type_is_instance(rt, object, TYPE_UNICODE_TRANSLATE_ERROR) ? 0 : 1;
    UnicodeExceptionObject *self = as_unicode(object);
    if (count != first + 4) {
        raise_type_error(rt, "function takes exactly %zu arguments (%zu given)", first + 4, count);
        return false;
    }
    if ((first == 1 && !check_text(rt, args, 0)) || (!decode && !check_text(rt, args, first)) ||
        !store_index(rt, &self->start, args[first + 1]) ||
        !store_index(rt, &self->end, args[first + 2]) || !check_text(rt, args, first + 3)) {
        return false;
    }
    Object *subject = decode ? bytes_of(rt, args[1]) : retain(args[first]);
    if (!subject) {
        return false;
    }
    REPLACE_REF(rt, &self->object, subject);
    EXCEPTION_STORE(rt, &self->encoding, first == 1 ? args[0] : NULL);
    EXCEPTION_STORE(rt, &self->reason, args[first + 3]);
    return true;
}

static int64_t index_or_zero(const Object *number) {
    return number ? int_small_value(number) : 0;
}

/* The one code point or byte at fault, when it is one. */
static bool single(UnicodeExceptionObject *self, size_t length, int64_t *start, int64_t *end) {
    *start = index_or_zero(self->start);
    *end = index_or_zero(self->end);
    return *start >= 0 && *start < (int64_t)length && *end == *start + 1;
}

static void code_point_escape(char *buffer, size_t size, uint32_t code_point) {
    const char *format = code_point <= 0xff     ? "\\x%02x"
                         : code_point <= 0xffff ? "\\u%04x"
                                                : "\\U%08x";
    snprintf(buffer, size, format, code_point);
}

static NEW_REF Object *decode_str(Runtime *rt, UnicodeExceptionObject *self) {
    int64_t start, end;
    if (single(self, bytes_length(self->object), &start, &end)) {
        char byte[8];
        snprintf(byte, sizeof byte, "0x%02x", bytes_data(self->object)[start]);
        return str_format(rt, "'%S' codec can't decode byte %s in position %lld: %S",
                          self->encoding, byte, (long long)start, self->reason);
    }
    return str_format(rt, "'%S' codec can't decode bytes in position %lld-%lld: %S", self->encoding,
                      (long long)start, (long long)end - 1, self->reason);
}

static NEW_REF Object *encode_str(Runtime *rt, UnicodeExceptionObject *self, const char *verb) {
    int64_t start, end;
    char range[64];
    if (single(self, str_length(self->object), &start, &end)) {
        char escape[16];
        code_point_escape(escape, sizeof escape, str_at(self->object, (size_t)start));
        snprintf(range, sizeof range, "character '%s' in position %lld", escape, (long long)start);
    } else {
        snprintf(range, sizeof range, "characters in position %lld-%lld", (long long)start,
                 (long long)end - 1);
    }
    if (self->encoding) {
        return str_format(rt, "'%S' codec can't %s %s: %S", self->encoding, verb, range,
                          self->reason);
    }
    return str_format(rt, "can't %s %s: %S", verb, range, self->reason);
}

NEW_REF Object *exceptions_unicode_str(Runtime *rt, Object *object) {
    UnicodeExceptionObject *self = as_unicode(object);
    if (!self->object || !self->reason) {
        return str_empty(rt); /* made without init */
    }
    if (type_is_instance(rt, object, TYPE_UNICODE_DECODE_ERROR)) {
        return decode_str(rt, self);
    }
    return encode_str(rt, self, self->encoding ? "encode" : "translate");
}

EXCEPTION_MEMBER(UnicodeExceptionObject, encoding)
EXCEPTION_MEMBER(UnicodeExceptionObject, reason)

static NEW_REF Object *get_object(Runtime *rt, Object *self) {
    (void)rt;
    Object *object = as_unicode(self)->object;
    return retain(object ? object : NONE);
}

/* The text functions rely on what the object is. */
static bool set_object(Runtime *rt, Object *self, Object *value) {
    bool decode = type_is_instance(rt, self, TYPE_UNICODE_DECODE_ERROR);
    if (value && !(decode ? type_is_bytes(rt, value) : type_is_str(rt, value))) {
        raise_type_error(rt, "%s",
                         decode ? "object attribute must be bytes"
                                : "object attribute must be unicode");
        return false;
    }
    EXCEPTION_STORE(rt, &as_unicode(self)->object, value);
    return true;
}

static NEW_REF Object *index_object(Runtime *rt, Object *number) {
    return number ? retain(number) : int_from_int64(rt, 0);
}

static bool set_index(Runtime *rt, Object **slot, Object *value) {
    if (!value || !type_is_int(rt, value)) {
        raise_type_error(rt,
                         value ? "an integer is required" : "can't delete numeric/char attribute");
        return false;
    }
    return store_index(rt, slot, value);
}

static NEW_REF Object *get_start(Runtime *rt, Object *self) {
    return index_object(rt, as_unicode(self)->start);
}

static bool set_start(Runtime *rt, Object *self, Object *value) {
    return set_index(rt, &as_unicode(self)->start, value);
}

static NEW_REF Object *get_end(Runtime *rt, Object *self) {
    return index_object(rt, as_unicode(self)->end);
}

static bool set_end(Runtime *rt, Object *self, Object *value) {
    return set_index(rt, &as_unicode(self)->end, value);
}

#define POSITION_ROWS                                                                              \
    {"object", get_object, set_object, "exception object"},                                        \
        {"start", get_start, set_start, "exception start"},                                        \
        {"end", get_end, set_end, "exception end"},                                                \
        {"reason", get_reason, set_reason, "exception reason"}, ATTRIBUTE_ROW_END

const AttributeRow exceptions_unicode_attributes[] = {
    {"encoding", get_encoding, set_encoding, "exception encoding"},
    POSITION_ROWS,
};

const AttributeRow exceptions_translate_attributes[] = {POSITION_ROWS};
