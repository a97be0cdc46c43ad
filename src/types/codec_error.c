#include "types/codec_error.h"
#include "base/unicode_names.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    CodecHandler handler;
} handler_names[] = {
    {"strict", HANDLER_STRICT},
    {"ignore", HANDLER_IGNORE},
    {"replace", HANDLER_REPLACE},
    {"backslashreplace", HANDLER_BACKSLASH},
    {"xmlcharrefreplace", HANDLER_XML},
    {"namereplace", HANDLER_NAME},
    {"surrogateescape", HANDLER_SURROGATE_ESCAPE},
    {"surrogatepass", HANDLER_SURROGATE_PASS},
};

static CodecHandler resolve(Runtime *rt, const char *name) {
    if (!name) {
        return HANDLER_STRICT;
    }
    if (rt->codec_handlers && dict_get_cstring(rt, rt->codec_handlers, name)) {
        return HANDLER_REGISTERED;
    }
    if (error_pending(rt)) {
        return HANDLER_UNRESOLVED;
    }
    for (size_t i = 0; i < COUNT_OF(handler_names); i++) {
        if (strcmp(handler_names[i].name, name) == 0) {
            return handler_names[i].handler;
        }
    }
    raise_format(rt, TYPE_LOOKUP_ERROR, "unknown error handler name '%.400s'", name);
    return HANDLER_UNRESOLVED;
}

/* --- errors as objects --- */

static NEW_REF Object *make_error(Runtime *rt, uint32_t type_id, CodecId codec, Object *object,
                                  size_t start, size_t end, const char *reason) {
    Object *args[5] = {str_from_cstring(rt, codecs_name(codec)), retain(object),
                       int_from_size(rt, start), int_from_size(rt, end),
                       str_from_cstring(rt, reason)};
    bool whole = args[0] && args[2] && args[3] && args[4];
    Object *error = whole ? exception_new(rt, type_id, args, COUNT_OF(args)) : NULL;
    for (size_t i = 0; i < COUNT_OF(args); i++) {
        release_nullable(rt, args[i]);
    }
    return error;
}

static bool raise_error(Runtime *rt, uint32_t type_id, CodecId codec, Object *object, size_t start,
                        size_t end, const char *reason) {
    Object *error = make_error(rt, type_id, codec, object, start, end, reason);
    if (error) {
        raise_exception(rt, error);
    }
    return false;
}

static NEW_REF Object *ask_handler(Runtime *rt, const char *errors, Object *error) {
    Object *handler = retain_nullable(dict_get_cstring(rt, rt->codec_handlers, errors));
    Object *answer = handler ? object_call_one(rt, handler, error) : NULL;
    release_nullable(rt, handler);
    return answer;
}

/* What a handler said: *text (new reference) and *next. */
static bool read_answer(Runtime *rt, Object *answer, size_t length, bool bytes_allowed,
                        Object **text, size_t *next) {
    if (!type_is_tuple(rt, answer) || tuple_length(answer) != 2 ||
        !(type_is_str(rt, tuple_get(answer, 0)) ||
          (bytes_allowed && type_is_bytes(rt, tuple_get(answer, 0))))) {
        raise_type_error(rt, bytes_allowed
                                 ? "encoding error handler must return (str/bytes, int) tuple"
                                 : "decoding error handler must return (str, int) tuple");
        return false;
    }
    int64_t position = 0;
    if (!object_as_int64(rt, tuple_get(answer, 1), &position)) {
        return false;
    }
    position += position < 0 ? (int64_t)length : 0;
    if (position < 0 || position > (int64_t)length) {
        raise_index_error(rt, "position %lld from error handler out of bounds",
                          (long long)position);
        return false;
    }
    *text = retain(tuple_get(answer, 0));
    *next = (size_t)position;
    return true;
}

/* Asks a registered handler: *text (new reference) and *next. */
static bool ask_registered(Runtime *rt, const char *errors, STEALS Object *error, size_t length,
                           bool bytes_allowed, Object **text, size_t *next) {
    Object *answer = error ? ask_handler(rt, errors, error) : NULL;
    release_nullable(rt, error);
    bool good = answer && read_answer(rt, answer, length, bytes_allowed, text, next);
    release_nullable(rt, answer);
    return good;
}

/* --- encoding --- */

static bool encode_strict(EncodeJob *job, size_t start, size_t end, const char *reason) {
    return raise_error(job->rt, TYPE_UNICODE_ENCODE_ERROR, job->codec, job->text, start, end,
                       reason);
}

static bool put_ascii(EncodeJob *job, const char *text) {
    for (; *text; text++) {
        if (job->put(job, (uint8_t)*text) < 0) {
            return false;
        }
    }
    return true;
}

static bool put_escape(EncodeJob *job, uint32_t code_point, CodecHandler handler) {
    char text[UNICODE_NAMES_MAX_LENGTH + 8];
    char name[UNICODE_NAMES_MAX_LENGTH];
    if (handler == HANDLER_XML) {
        snprintf(text, sizeof text, "&#%u;", code_point);
    } else if (handler == HANDLER_NAME && unicode_names_write(code_point, name) > 0) {
        snprintf(text, sizeof text, "\\N{%s}", name);
    } else if (code_point < 0x100) {
        snprintf(text, sizeof text, "\\x%02x", code_point);
    } else if (code_point < 0x10000) {
        snprintf(text, sizeof text, "\\u%04x", code_point);
    } else {
        snprintf(text, sizeof text, "\\U%08x", code_point);
    }
    return put_ascii(job, text);
}

/* Surrogates as three bytes of UTF-8 or one unit of the others. */
static bool pass_surrogate(EncodeJob *job, uint32_t code_point) {
    uint8_t low = (uint8_t)code_point;
    uint8_t high = (uint8_t)(code_point >> 8);
    uint8_t utf8[3] = {(uint8_t)(0xe0 | code_point >> 12), (uint8_t)(0x80 | (code_point >> 6 & 63)),
                       (uint8_t)(0x80 | (code_point & 63))};
    uint8_t little[4] = {low, high, 0, 0};
    uint8_t big[4] = {0, 0, high, low};
    switch (job->codec) {
    case CODEC_UTF16:
    case CODEC_UTF16_LE:
        return byte_writer_data(job->rt, &job->out, little, 2);
    case CODEC_UTF16_BE:
        return byte_writer_data(job->rt, &job->out, big + 2, 2);
    case CODEC_UTF32:
    case CODEC_UTF32_LE:
        return byte_writer_data(job->rt, &job->out, little, 4);
    case CODEC_UTF32_BE:
        return byte_writer_data(job->rt, &job->out, big, 4);
    default:
        return byte_writer_data(job->rt, &job->out, utf8, 3);
    }
}

static bool is_surrogate(uint32_t code_point) {
    return code_point >= 0xd800 && code_point <= 0xdfff;
}

/* 1: written; 0: this handler has nothing for it; -1: error. */
static int encode_one(EncodeJob *job, uint32_t code_point) {
    switch (job->handler) {
    case HANDLER_IGNORE:
        return 1;
    case HANDLER_REPLACE:
        return job->put(job, '?');
    case HANDLER_BACKSLASH:
    case HANDLER_NAME:
    case HANDLER_XML:
        return put_escape(job, code_point, job->handler) ? 1 : -1;
    case HANDLER_SURROGATE_ESCAPE:
        if (code_point < 0xdc80 || code_point > 0xdcff ||
            (job->codec >= CODEC_UTF16 && job->codec <= CODEC_UTF32_BE)) {
            return 0;
        }
        return byte_writer_byte(job->rt, &job->out, (uint8_t)code_point) ? 1 : -1;
    case HANDLER_SURROGATE_PASS:
        if (!is_surrogate(code_point) || job->codec == CODEC_ASCII || job->codec == CODEC_LATIN1 ||
            job->codec == CODEC_CHARMAP) {
            return 0;
        }
        return pass_surrogate(job, code_point) ? 1 : -1;
    default:
        return 0;
    }
}

/* UTF-8, UTF-16 and UTF-32 take ASCII text or whole units of bytes in place of what cannot be
 * encoded. */
static bool replacement_fits(const EncodeJob *job, const Object *replacement) {
    size_t unit = job->codec >= CODEC_UTF32 && job->codec <= CODEC_UTF32_BE   ? 4
                  : job->codec >= CODEC_UTF16 && job->codec <= CODEC_UTF16_BE ? 2
                                                                              : 1;
    if (type_is_bytes(job->rt, replacement)) {
        return bytes_length(replacement) % unit == 0;
    }
    return str_is_ascii(replacement) ||
           (unit == 1 && job->codec != CODEC_UTF8 && job->codec != CODEC_UTF8_SIG);
}

static bool encode_registered(EncodeJob *job, size_t start, size_t end, const char *reason,
                              size_t *next) {
    Runtime *rt = job->rt;
    Object *error =
        make_error(rt, TYPE_UNICODE_ENCODE_ERROR, job->codec, job->text, start, end, reason);
    Object *text = NULL;
    if (!ask_registered(rt, job->errors, error, str_length(job->text), true, &text, next)) {
        return false;
    }
    bool done = true;
    if (!replacement_fits(job, text)) {
        done = encode_strict(job, start, end, reason);
    } else if (type_is_bytes(rt, text)) {
        done = byte_writer_data(rt, &job->out, bytes_data(text), bytes_length(text));
    } else {
        for (size_t i = 0; done && i < str_length(text); i++) {
            int result = job->put(job, str_at(text, i));
            done = result == 1;
            if (result == 0) {
                encode_strict(job, start, end, reason);
            }
        }
    }
    release(rt, text);
    return done;
}

bool codec_error_encode(EncodeJob *job, size_t start, size_t end, const char *reason,
                        size_t *next) {
    if (job->handler == HANDLER_UNRESOLVED) {
        job->handler = resolve(job->rt, job->errors);
        if (job->handler == HANDLER_UNRESOLVED) {
            return false;
        }
    }
    if (job->handler == HANDLER_REGISTERED) {
        return encode_registered(job, start, end, reason, next);
    }
    for (size_t i = start; i < end; i++) {
        int result = encode_one(job, str_at(job->text, i));
        if (result <= 0) {
            return result == 0 ? encode_strict(job, start, end, reason) : false;
        }
    }
    *next = end;
    return true;
}

/* --- decoding --- */

static NEW_REF Object *source_bytes(DecodeJob *job) {
    if (job->source && object_type_id(job->source) == TYPE_BYTES) {
        return retain(job->source);
    }
    return bytes_from_data(job->rt, job->data, job->size);
}

static NEW_REF Object *decode_error(DecodeJob *job, size_t start, size_t end, const char *reason) {
    Object *bytes = source_bytes(job);
    if (!bytes) {
        return NULL;
    }
    Object *error =
        make_error(job->rt, TYPE_UNICODE_DECODE_ERROR, job->codec, bytes, start, end, reason);
    release(job->rt, bytes);
    return error;
}

static bool decode_strict(DecodeJob *job, size_t start, size_t end, const char *reason) {
    Object *error = decode_error(job, start, end, reason);
    if (error) {
        raise_exception(job->rt, error);
    }
    return false;
}

/* A handler may put other bytes into error.object: decoding goes on in those. */
static bool take_input(DecodeJob *job, Object *error) {
    Object *object = object_get_attr_cstring(job->rt, error, "object");
    if (!object) {
        return false;
    }
    if (!type_is_bytes(job->rt, object)) {
        raise_type_error(job->rt, "object attribute must be bytes");
        release(job->rt, object);
        return false;
    }
    if (object == job->given || (bytes_length(object) == job->size &&
                                 memcmp(bytes_data(object), job->data, job->size) == 0)) {
        release(job->rt, object);
        return true;
    }
    job->data = bytes_data(object);
    job->size = bytes_length(object);
    job->source = object;
    REPLACE_REF(job->rt, &job->given, object);
    return true;
}

static bool decode_registered(DecodeJob *job, size_t start, size_t end, const char *reason,
                              size_t *next) {
    Object *text = NULL;
    Object *error = decode_error(job, start, end, reason);
    if (!error) {
        return false;
    }
    Object *answer = ask_handler(job->rt, job->errors, error);
    bool good = answer && take_input(job, error) &&
                read_answer(job->rt, answer, job->size, false, &text, next);
    release(job->rt, error);
    release_nullable(job->rt, answer);
    if (!good) {
        return false;
    }
    bool done = writer_str(job->rt, &job->out, text);
    release(job->rt, text);
    return done;
}

/* A surrogate that another program encoded. The number of its bytes, 0: none here. */
static size_t passed_surrogate(const DecodeJob *job, size_t start, uint32_t *surrogate) {
    const uint8_t *data = job->data + start;
    size_t left = job->size - start;
    size_t width = job->codec <= CODEC_UTF8_SIG ? 3 : job->codec <= CODEC_UTF16_BE ? 2 : 4;
    if (left < width) {
        return 0;
    }
    switch (job->codec) {
    case CODEC_UTF8:
    case CODEC_UTF8_SIG:
        if ((data[1] & 0xc0) != 0x80 || (data[2] & 0xc0) != 0x80 || (data[0] & 0xf0) != 0xe0) {
            return 0;
        }
        *surrogate =
            (uint32_t)(data[0] & 0x0f) << 12 | (uint32_t)(data[1] & 0x3f) << 6 | (data[2] & 0x3f);
        break;
    case CODEC_UTF16:
    case CODEC_UTF16_LE:
        *surrogate = (uint32_t)data[0] | (uint32_t)data[1] << 8;
        break;
    case CODEC_UTF16_BE:
        *surrogate = (uint32_t)data[1] | (uint32_t)data[0] << 8;
        break;
    case CODEC_UTF32_BE:
        *surrogate =
            (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
        break;
    case CODEC_UTF32:
    case CODEC_UTF32_LE:
        *surrogate =
            (uint32_t)data[3] << 24 | (uint32_t)data[2] << 16 | (uint32_t)data[1] << 8 | data[0];
        break;
    default:
        return 0;
    }
    return is_surrogate(*surrogate) ? width : 0;
}

static bool write_backslashes(DecodeJob *job, size_t start, size_t end) {
    for (size_t i = start; i < end; i++) {
        char text[8];
        snprintf(text, sizeof text, "\\x%02x", job->data[i]);
        if (!writer_cstring(job->rt, &job->out, text)) {
            return false;
        }
    }
    return true;
}

bool codec_error_decode(DecodeJob *job, size_t start, size_t end, const char *reason,
                        size_t *next) {
    Runtime *rt = job->rt;
    if (job->handler == HANDLER_UNRESOLVED) {
        job->handler = resolve(rt, job->errors);
    }
    *next = end;
    uint32_t surrogate = 0;
    size_t width;
    switch (job->handler) {
    case HANDLER_UNRESOLVED:
        return false;
    case HANDLER_IGNORE:
        return true;
    case HANDLER_REPLACE:
        return writer_char(rt, &job->out, 0xfffd);
    case HANDLER_BACKSLASH:
        return write_backslashes(job, start, end);
    case HANDLER_SURROGATE_ESCAPE:
        if (job->data[start] < 0x80) {
            return decode_strict(job, start, end, reason);
        }
        for (*next = start; *next < end && job->data[*next] >= 0x80; ++*next) {
            if (!writer_char(rt, &job->out, 0xdc00u + job->data[*next])) {
                return false;
            }
        }
        return true;
    case HANDLER_SURROGATE_PASS:
        width = passed_surrogate(job, start, &surrogate);
        if (width == 0) {
            return decode_strict(job, start, end, reason);
        }
        *next = start + width;
        return writer_char(rt, &job->out, surrogate);
    case HANDLER_XML:
    case HANDLER_NAME: {
        Object *error = decode_error(job, start, end, reason);
        if (error) {
            raise_type_error(rt, "don't know how to handle UnicodeDecodeError in error callback");
            release(rt, error);
        }
        return false;
    }
    case HANDLER_REGISTERED:
        return decode_registered(job, start, end, reason, next);
    default:
        return decode_strict(job, start, end, reason);
    }
}
