/* Names of encodings. */
#include "types/codecs.h"
#include "object/bytes.h"
#include "object/operations.h"
#include <string.h>

/* Lower case, '_' for every separator, as codecs_find compares. */
static const struct {
    const char *name;
    CodecId codec;
} codec_names[] = {
    {"utf_8", CODEC_UTF8},
    {"utf8", CODEC_UTF8},
    {"u8", CODEC_UTF8},
    {"utf", CODEC_UTF8},
    {"cp65001", CODEC_UTF8},
    {"utf8_ucs2", CODEC_UTF8},
    {"utf8_ucs4", CODEC_UTF8},
    {"utf_8_sig", CODEC_UTF8_SIG},
    {"utf8_sig", CODEC_UTF8_SIG},
    {"ascii", CODEC_ASCII},
    {"us_ascii", CODEC_ASCII},
    {"646", CODEC_ASCII},
    {"ansi_x3.4_1968", CODEC_ASCII},
    {"iso646_us", CODEC_ASCII},
    {"us", CODEC_ASCII},
    {"latin_1", CODEC_LATIN1},
    {"latin1", CODEC_LATIN1},
    {"latin", CODEC_LATIN1},
    {"l1", CODEC_LATIN1},
    {"iso_8859_1", CODEC_LATIN1},
    {"iso8859_1", CODEC_LATIN1},
    {"iso8859", CODEC_LATIN1},
    {"8859", CODEC_LATIN1},
    {"cp819", CODEC_LATIN1},
    {"utf_16", CODEC_UTF16},
    {"utf16", CODEC_UTF16},
    {"u16", CODEC_UTF16},
    {"utf_16_le", CODEC_UTF16_LE},
    {"utf_16le", CODEC_UTF16_LE},
    {"utf_16_be", CODEC_UTF16_BE},
    {"utf_16be", CODEC_UTF16_BE},
    {"utf_32", CODEC_UTF32},
    {"utf32", CODEC_UTF32},
    {"u32", CODEC_UTF32},
    {"utf_32_le", CODEC_UTF32_LE},
    {"utf_32le", CODEC_UTF32_LE},
    {"utf_32_be", CODEC_UTF32_BE},
    {"utf_32be", CODEC_UTF32_BE},
    {"unicode_escape", CODEC_UNICODE_ESCAPE},
    {"unicodeescape", CODEC_UNICODE_ESCAPE},
    {"raw_unicode_escape", CODEC_RAW_UNICODE_ESCAPE},
};

CodecId codecs_find(const char *encoding) {
    if (!encoding) {
        return CODEC_UTF8;
    }
    char name[32];
    size_t length = 0;
    for (; encoding[length]; length++) {
        if (length + 1 >= sizeof name) {
            return CODEC_UNKNOWN;
        }
        char letter = encoding[length];
        name[length] = letter >= 'A' && letter <= 'Z'   ? (char)(letter + 32)
                       : letter == '-' || letter == ' ' ? '_'
                                                        : letter;
    }
    name[length] = 0;
    for (size_t i = 0; i < COUNT_OF(codec_names); i++) {
        if (strcmp(codec_names[i].name, name) == 0) {
            return codec_names[i].codec;
        }
    }
    return CODEC_UNKNOWN;
}

const char *codecs_name(CodecId codec) {
    static const char *const names[] = {
        [CODEC_UTF8] = "utf-8",
        [CODEC_UTF8_SIG] = "utf-8",
        [CODEC_ASCII] = "ascii",
        [CODEC_LATIN1] = "latin-1",
        [CODEC_UTF16] = "utf-16",
        [CODEC_UTF16_LE] = "utf-16-le",
        [CODEC_UTF16_BE] = "utf-16-be",
        [CODEC_UTF32] = "utf-32",
        [CODEC_UTF32_LE] = "utf-32-le",
        [CODEC_UTF32_BE] = "utf-32-be",
        [CODEC_UNICODE_ESCAPE] = "unicodeescape",
        [CODEC_RAW_UNICODE_ESCAPE] = "rawunicodeescape",
        [CODEC_CHARMAP] = "charmap",
        [CODEC_UNKNOWN] = "unknown",
    };
    return names[codec];
}

static void *unknown_encoding(Runtime *rt, const char *encoding) {
    return raise_format(rt, TYPE_LOOKUP_ERROR, "unknown encoding: %s", encoding);
}

/* Encodings that Python code implements: the codecs module's search. */
static NEW_REF Object *call_python_codec(Runtime *rt, const char *function, Object *input,
                                         const char *encoding, const char *errors) {
    if (!rt->hooks.codec) {
        return unknown_encoding(rt, encoding);
    }
    return rt->hooks.codec(rt, function, input, encoding, errors);
}

Object *codecs_encode(Runtime *rt, Object *str, const char *encoding, const char *errors) {
    CodecId codec = codecs_find(encoding);
    if (codec == CODEC_UNKNOWN) {
        return call_python_codec(rt, "encode", str, encoding, errors);
    }
    return codecs_encode_by_id(rt, str, codec, errors);
}

Object *codecs_decode(Runtime *rt, const uint8_t *data, size_t size, Object *source,
                      const char *encoding, const char *errors) {
    CodecId codec = codecs_find(encoding);
    if (codec != CODEC_UNKNOWN) {
        return codecs_decode_by_id(rt, data, size, source, codec, errors, NULL);
    }
    Object *bytes = source ? retain(source) : bytes_from_data(rt, data, size);
    if (!bytes) {
        return NULL;
    }
    Object *text = call_python_codec(rt, "decode", bytes, encoding, errors);
    release(rt, bytes);
    return text;
}

Object *codecs_decode_object(Runtime *rt, Object *object, const char *encoding,
                             const char *errors) {
    if (type_is_str(rt, object)) {
        return raise_type_error(rt, "decoding str is not supported");
    }
    if (!slots_of(rt, object)->get_buffer) {
        return raise_type_error(rt, "decoding to str: need a bytes-like object, %.80s found",
                                type_name_of(rt, object));
    }
    BufferView view;
    if (!object_get_buffer(rt, object, &view, false)) {
        return NULL;
    }
    Object *text = codecs_decode(rt, view.data, view.size, object, encoding, errors);
    object_release_buffer(rt, &view);
    return text;
}
