/* _codecs: the builtin encodings as functions, each giving (result, how much was read). */
#include "modules/codecs.h"
#include "object/bytes.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include "types/text_arguments.h"

static NEW_REF Object *with_length(Runtime *rt, STEALS Object *result, size_t length) {
    Object *number = result ? int_from_size(rt, length) : NULL;
    Object *pair = number ? tuple_pack(rt, 2, result, number) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, result);
    return pair;
}

/* errors: None and nothing both mean strict. */
static bool errors_argument(Runtime *rt, const char *function, Object *argument,
                            const char **errors, Object **holder) {
    return text_cstring(rt, function, "errors", argument == NONE ? NULL : argument, errors, holder);
}

static NEW_REF Object *encode(Runtime *rt, const char *function, CodecId codec, Object *const *args,
                              size_t count) {
    const char *errors;
    Object *holder;
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "%s() argument 1 must be str, not %.50s", function,
                                text_argument_type(rt, args[0]));
    }
    if (!errors_argument(rt, function, count > 1 ? args[1] : NULL, &errors, &holder)) {
        return NULL;
    }
    Object *bytes = codecs_encode_by_id(rt, args[0], codec, errors);
    release_nullable(rt, holder);
    return with_length(rt, bytes, str_length(args[0]));
}

/* (data[, errors[, final]]): without final an unfinished end is left for the next call, where the
 * encoding has such. */
static NEW_REF Object *decode(Runtime *rt, const char *function, CodecId codec, bool has_final,
                              Object *const *args, size_t count) {
    const char *errors;
    Object *holder;
    int final = has_final ? 0 : 1;
    if (codec == CODEC_UNICODE_ESCAPE || codec == CODEC_RAW_UNICODE_ESCAPE) {
        final = 1;
    }
    if (count > 2) {
        final = object_is_true(rt, args[2]);
    }
    if (final < 0 || !errors_argument(rt, function, count > 1 ? args[1] : NULL, &errors, &holder)) {
        return NULL;
    }
    /* The escapes also take text that is their own ASCII. */
    Object *source = type_is_str(rt, args[0]) ? codecs_encode_by_id(rt, args[0], CODEC_UTF8, NULL)
                                              : retain(args[0]);
    BufferView view;
    Object *text = NULL;
    size_t consumed = 0;
    if (source && object_get_buffer(rt, source, &view, false)) {
        consumed = view.size;
        text = codecs_decode_by_id(rt, view.data, view.size, source, codec, errors,
                                   final ? NULL : &consumed);
        object_release_buffer(rt, &view);
    }
    release_nullable(rt, source);
    release_nullable(rt, holder);
    return with_length(rt, text, consumed);
}

#define ENCODING(name, id, has_final)                                                              \
    static NEW_REF Object *name##_encode(Runtime *rt, Object *self, Object *const *args,           \
                                         size_t count) {                                           \
        (void)self;                                                                                \
        return encode(rt, #name "_encode", id, args, count);                                       \
    }                                                                                              \
    static NEW_REF Object *name##_decode(Runtime *rt, Object *self, Object *const *args,           \
                                         size_t count) {                                           \
        (void)self;                                                                                \
        return decode(rt, #name "_decode", id, has_final, args, count);                            \
    }

ENCODING(utf_8, CODEC_UTF8, true)
ENCODING(utf_16, CODEC_UTF16, true)
ENCODING(utf_16_le, CODEC_UTF16_LE, true)
ENCODING(utf_16_be, CODEC_UTF16_BE, true)
ENCODING(utf_32, CODEC_UTF32, true)
ENCODING(utf_32_le, CODEC_UTF32_LE, true)
ENCODING(utf_32_be, CODEC_UTF32_BE, true)
ENCODING(latin_1, CODEC_LATIN1, false)
ENCODING(ascii, CODEC_ASCII, false)
ENCODING(unicode_escape, CODEC_UNICODE_ESCAPE, true)
ENCODING(raw_unicode_escape, CODEC_RAW_UNICODE_ESCAPE, true)

/* (text, read, order): order -1 little, 1 big, 0 not known yet. */
static NEW_REF Object *ex_decode(Runtime *rt, bool of_16, Object *const *args, size_t count) {
    int64_t order = 0;
    if (count > 2 && !object_as_int64(rt, args[2], &order)) {
        return NULL;
    }
    BufferView view;
    if (!object_get_buffer(rt, args[0], &view, false)) {
        return NULL;
    }
    size_t mark = 0;
    const uint8_t *data = view.data;
    if (order == 0 && view.size >= (of_16 ? 2u : 4u)) {
        bool little = data[0] == 0xff && data[1] == 0xfe && (of_16 || (!data[2] && !data[3]));
        bool big = of_16 ? data[0] == 0xfe && data[1] == 0xff
                         : !data[0] && !data[1] && data[2] == 0xfe && data[3] == 0xff;
        mark = little || big ? (of_16 ? 2 : 4) : 0;
        order = big ? 1 : -1;
    }
    int final = count > 3 ? object_is_true(rt, args[3]) : 0;
    const char *errors;
    Object *holder = NULL;
    Object *text = NULL;
    size_t consumed = view.size - mark;
    if (final >= 0 &&
        errors_argument(rt, "ex_decode", count > 1 ? args[1] : NULL, &errors, &holder)) {
        CodecId codec = of_16 ? (order > 0 ? CODEC_UTF16_BE : CODEC_UTF16_LE)
                              : (order > 0 ? CODEC_UTF32_BE : CODEC_UTF32_LE);
        text = codecs_decode_by_id(rt, data + mark, view.size - mark, NULL, codec, errors,
                                   final ? NULL : &consumed);
    }
    object_release_buffer(rt, &view);
    release_nullable(rt, holder);
    Object *read = text ? int_from_size(rt, consumed + mark) : NULL;
    Object *known = read ? int_from_int64(rt, order) : NULL;
    Object *triple = known ? tuple_pack(rt, 3, text, read, known) : NULL;
    release_nullable(rt, known);
    release_nullable(rt, read);
    release_nullable(rt, text);
    return triple;
}

static NEW_REF Object *utf_16_ex_decode(Runtime *rt, Object *self, Object *const *args,
                                        size_t count) {
    (void)self;
    return ex_decode(rt, true, args, count);
}

static NEW_REF Object *utf_32_ex_decode(Runtime *rt, Object *self, Object *const *args,
                                        size_t count) {
    (void)self;
    return ex_decode(rt, false, args, count);
}

static NEW_REF Object *readbuffer_encode(Runtime *rt, Object *self, Object *const *args,
                                         size_t count) {
    (void)self;
    (void)count;
    if (type_is_str(rt, args[0])) {
        return encode(rt, "readbuffer_encode", CODEC_UTF8, args, 1);
    }
    BufferView view;
    if (!object_get_buffer(rt, args[0], &view, false)) {
        return NULL;
    }
    size_t size = view.size;
    Object *bytes = bytes_from_data(rt, view.data, size);
    object_release_buffer(rt, &view);
    return with_length(rt, bytes, size);
}

#define ROWS(name)                                                                                 \
    METHOD_ROW_POSITIONAL(#name "_encode", name##_encode, 1, 3, NULL),                             \
        METHOD_ROW_POSITIONAL(#name "_decode", name##_decode, 1, 3, NULL)

const MethodRow codecs_encoding_functions[] = {
    ROWS(utf_8),
    ROWS(utf_16),
    ROWS(utf_16_le),
    ROWS(utf_16_be),
    ROWS(utf_32),
    ROWS(utf_32_le),
    ROWS(utf_32_be),
    ROWS(latin_1),
    ROWS(ascii),
    ROWS(unicode_escape),
    ROWS(raw_unicode_escape),
    METHOD_ROW_POSITIONAL("utf_16_ex_decode", utf_16_ex_decode, 1, 4, NULL),
    METHOD_ROW_POSITIONAL("utf_32_ex_decode", utf_32_ex_decode, 1, 4, NULL),
    METHOD_ROW_POSITIONAL("readbuffer_encode", readbuffer_encode, 1, 2, NULL),
    METHOD_ROW_END,
};
