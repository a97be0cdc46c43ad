/* io_text_codec: TextIOWrapper's way to the codecs. Codecs and handlers of errors are Python code
 * at times, which may give the file another encoding: the names are held meanwhile. */
#include "modules/io_text_codec.h"

#include "object/bytes.h"

typedef struct CodecNames {
    Object *encoding;
    Object *errors; /* NULL: strict */
} CodecNames;

static CodecNames hold_names(const TextFile *file) {
    return (CodecNames){retain(file->encoding), retain_nullable(file->errors)};
}

static void release_names(Runtime *rt, CodecNames names) {
    release(rt, names.encoding);
    release_nullable(rt, names.errors);
}

static const char *encoding_text(CodecNames names) {
    return (const char *)str_data(names.encoding);
}

static const char *errors_text(CodecNames names) {
    return names.errors && str_kind(names.errors) == STR_ASCII
               ? (const char *)str_data(names.errors)
               : "strict";
}

NEW_REF Object *io_text_encode(Runtime *rt, const TextFile *file, Object *text) {
    CodecNames names = hold_names(file);
    Object *bytes = codecs_encode(rt, text, encoding_text(names), errors_text(names));
    release_names(rt, names);
    return bytes;
}

NEW_REF Object *io_text_decode(Runtime *rt, TextFile *file, const Object *bytes, bool final) {
    const uint8_t *data = bytes_data(bytes);
    size_t size = bytes_length(bytes);
    size_t consumed = size;
    CodecNames names = hold_names(file);
    Object *text =
        file->codec == CODEC_UNKNOWN || file->codec == CODEC_CHARMAP
            ? codecs_decode(rt, data, size, NULL, encoding_text(names), errors_text(names))
            : codecs_decode_by_id(rt, data, size, NULL, file->codec, errors_text(names),
                                  final ? NULL : &consumed);
    release_names(rt, names);
    if (text && consumed < size) {
        Object *rest = bytes_from_data(rt, data + consumed, size - consumed);
        if (!rest) {
            release(rt, text);
            return NULL;
        }
        REPLACE_REF(rt, &file->undecoded, rest);
    }
    return text;
}
