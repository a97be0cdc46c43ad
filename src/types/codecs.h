/* Text to bytes and back: UTF-8, UTF-16, UTF-32, ASCII, Latin-1 and the escapes, with Python's
 * error handlers. Names of encodings and of handlers are as programs write them ("UTF8",
 * "latin-1"); NULL means "utf-8" and "strict". */
#ifndef OURO_TYPES_CODECS_H
#define OURO_TYPES_CODECS_H

#include "object/str.h"

typedef enum CodecId {
    CODEC_UTF8,
    CODEC_UTF8_SIG,
    CODEC_ASCII,
    CODEC_LATIN1,
    CODEC_UTF16,    /* native order, with a mark */
    CODEC_UTF16_LE, /* no mark */
    CODEC_UTF16_BE,
    CODEC_UTF32,
    CODEC_UTF32_LE,
    CODEC_UTF32_BE,
    CODEC_UNICODE_ESCAPE,
    CODEC_RAW_UNICODE_ESCAPE,
    CODEC_CHARMAP, /* by a table: modules/codecs_charmap.c */
    CODEC_UNKNOWN
} CodecId;

CodecId codecs_find(const char *encoding);
/* The name that errors show. */
const char *codecs_name(CodecId codec);
/* bytes. LookupError "unknown encoding: x". */
NEW_REF Object *codecs_encode(Runtime *rt, Object *str, const char *encoding, const char *errors);
NEW_REF Object *codecs_encode_by_id(Runtime *rt, Object *str, CodecId codec, const char *errors);
/* str. source: the object that data belongs to, for the error's `object`; NULL: none. */
NEW_REF Object *codecs_decode(Runtime *rt, const uint8_t *data, size_t size, Object *source,
                              const char *encoding, const char *errors);
/* A part of a stream: when consumed is not NULL, an unfinished sequence at the end is left for the
 * next call and *consumed says how many bytes were read. */
NEW_REF Object *codecs_decode_by_id(Runtime *rt, const uint8_t *data, size_t size, Object *source,
                                    CodecId codec, const char *errors, size_t *consumed);
/* str(object, encoding, errors): TypeErrors for what is no buffer. */
NEW_REF Object *codecs_decode_object(Runtime *rt, Object *object, const char *encoding,
                                     const char *errors);

#endif
