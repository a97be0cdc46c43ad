/* What happens where text cannot be encoded or bytes cannot be decoded. */
#ifndef OURO_TYPES_CODEC_ERROR_H
#define OURO_TYPES_CODEC_ERROR_H

#include "types/byte_writer.h"
#include "types/codecs.h"

typedef enum CodecHandler {
    HANDLER_UNRESOLVED,
    HANDLER_STRICT,
    HANDLER_IGNORE,
    HANDLER_REPLACE,
    HANDLER_BACKSLASH,
    HANDLER_XML,
    HANDLER_NAME,
    HANDLER_SURROGATE_ESCAPE,
    HANDLER_SURROGATE_PASS,
    HANDLER_REGISTERED /* by codecs.register_error */
} CodecHandler;

/* One code point in the target encoding; false with an error pending when it cannot be encoded.
 * Returns 1, 0 (not encodable, no error pending) or -1. */
typedef struct EncodeJob EncodeJob;
struct EncodeJob {
    Runtime *rt;
    Object *text;
    CodecId codec;
    const char *errors;
    CodecHandler handler;
    ByteWriter out;
    int (*put)(EncodeJob *job, uint32_t code_point);
};

typedef struct DecodeJob {
    Runtime *rt;
    const uint8_t *data;
    size_t size;
    Object *source; /* borrowed; may be NULL */
    Object *given;  /* bytes that a handler put in place of the input; owned; NULL: none */
    CodecId codec;
    const char *errors;
    CodecHandler handler;
    StrWriter out;
    bool partial;
} DecodeJob;

/* text [start, end) cannot be encoded: writes the replacement; *next: where to go on. */
bool codec_error_encode(EncodeJob *job, size_t start, size_t end, const char *reason, size_t *next);
bool codec_error_decode(DecodeJob *job, size_t start, size_t end, const char *reason, size_t *next);

#endif
