/* Encoders. Each has a fast way for text that needs no handler and a `put` for the rest. */
#include "object/budget.h"
#include "types/codec_error.h"
#include "types/unicode.h"
#include <stdio.h>
#include <string.h>

static bool is_surrogate(uint32_t code_point) {
    return (code_point & 0xfffff800u) == 0xd800;
}

static int put_byte(EncodeJob *job, uint32_t code_point) {
    if (code_point >= (job->codec == CODEC_ASCII ? 0x80u : 0x100u)) {
        return 0;
    }
    return byte_writer_byte(job->rt, &job->out, (uint8_t)code_point) ? 1 : -1;
}

static size_t utf8_write(uint8_t *out, uint32_t code_point) {
    if (code_point < 0x80) {
        out[0] = (uint8_t)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (uint8_t)(0xc0 | code_point >> 6);
        out[1] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (uint8_t)(0xe0 | code_point >> 12);
        out[1] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | code_point >> 18);
    out[1] = (uint8_t)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (code_point & 0x3f));
    return 4;
}

static int put_utf8(EncodeJob *job, uint32_t code_point) {
    if (is_surrogate(code_point)) {
        return 0;
    }
    uint8_t *out = byte_writer_reserve(job->rt, &job->out, 4);
    if (!out) {
        return -1;
    }
    job->out.length += utf8_write(out, code_point);
    return 1;
}

static void store16(uint8_t *out, uint32_t unit, bool big) {
    out[big ? 1 : 0] = (uint8_t)unit;
    out[big ? 0 : 1] = (uint8_t)(unit >> 8);
}

static int put_utf16(EncodeJob *job, uint32_t code_point) {
    if (is_surrogate(code_point)) {
        return 0;
    }
    bool big = job->codec == CODEC_UTF16_BE;
    uint8_t *out = byte_writer_reserve(job->rt, &job->out, 4);
    if (!out) {
        return -1;
    }
    if (code_point < 0x10000) {
        store16(out, code_point, big);
        job->out.length += 2;
    } else {
        store16(out, 0xd7c0 + (code_point >> 10), big);
        store16(out + 2, 0xdc00 | (code_point & 0x3ff), big);
        job->out.length += 4;
    }
    return 1;
}

static int put_utf32(EncodeJob *job, uint32_t code_point) {
    if (is_surrogate(code_point)) {
        return 0;
    }
    uint8_t *out = byte_writer_reserve(job->rt, &job->out, 4);
    if (!out) {
        return -1;
    }
    bool big = job->codec == CODEC_UTF32_BE;
    for (int i = 0; i < 4; i++) {
        out[big ? 3 - i : i] = (uint8_t)(code_point >> (8 * i));
    }
    job->out.length += 4;
    return 1;
}

static int put_format(EncodeJob *job, const char *format, uint32_t code_point) {
    char text[16];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    int length = snprintf(text, sizeof text, format, code_point);
#pragma GCC diagnostic pop
    return byte_writer_data(job->rt, &job->out, text, (size_t)length) ? 1 : -1;
}

static int put_unicode_escape(EncodeJob *job, uint32_t code_point) {
    switch (code_point) {
    case '\\':
        return put_format(job, "\\\\", 0);
    case '\n':
        return put_format(job, "\\n", 0);
    case '\r':
        return put_format(job, "\\r", 0);
    case '\t':
        return put_format(job, "\\t", 0);
    default:
        break;
    }
    if (code_point >= ' ' && code_point < 0x7f) {
        return byte_writer_byte(job->rt, &job->out, (uint8_t)code_point) ? 1 : -1;
    }
    return put_format(job,
                      code_point < 0x100     ? "\\x%02x"
                      : code_point < 0x10000 ? "\\u%04x"
                                             : "\\U%08x",
                      code_point);
}

static int put_raw_escape(EncodeJob *job, uint32_t code_point) {
    if (code_point < 0x100) {
        return byte_writer_byte(job->rt, &job->out, (uint8_t)code_point) ? 1 : -1;
    }
    return put_format(job, code_point < 0x10000 ? "\\u%04x" : "\\U%08x", code_point);
}

static const char *reason_of(CodecId codec) {
    return codec == CODEC_ASCII    ? "ordinal not in range(128)"
           : codec == CODEC_LATIN1 ? "ordinal not in range(256)"
                                   : "surrogates not allowed";
}

static bool encodable(CodecId codec, uint32_t code_point) {
    switch (codec) {
    case CODEC_ASCII:
        return code_point < 0x80;
    case CODEC_LATIN1:
        return code_point < 0x100;
    default:
        return !is_surrogate(code_point);
    }
}

/* Where the run of what cannot be encoded ends; UTF-16 and UTF-32 report one at a time. */
static size_t end_of_run(const EncodeJob *job, size_t start) {
    size_t length = str_length(job->text);
    size_t end = start + 1;
    if (job->codec < CODEC_UTF16) {
        while (end < length && !encodable(job->codec, str_at(job->text, end))) {
            end++;
        }
    }
    return end;
}

static bool encode_from(EncodeJob *job, size_t start) {
    size_t length = str_length(job->text);
    for (size_t i = start; i < length;) {
        if (!budget_pace(job->rt, i, 4)) {
            return false;
        }
        int result = job->put(job, str_at(job->text, i));
        if (result < 0) {
            return false;
        }
        if (result > 0) {
            i++;
        } else if (!codec_error_encode(job, i, end_of_run(job, i), reason_of(job->codec), &i)) {
            return false;
        }
    }
    return true;
}

static bool put_mark(EncodeJob *job) {
    switch (job->codec) {
    case CODEC_UTF8_SIG:
        return byte_writer_data(job->rt, &job->out, "\xef\xbb\xbf", 3);
    case CODEC_UTF16:
        return byte_writer_data(job->rt, &job->out, "\xff\xfe", 2);
    case CODEC_UTF32:
        return byte_writer_data(job->rt, &job->out, "\xff\xfe\0\0", 4);
    default:
        return true;
    }
}

/* UTF-8 of a text without surrogates, in one pass for the size and one for the bytes. NULL without
 * a pending error: there is a surrogate. */
static NEW_REF Object *encode_utf8_whole(Runtime *rt, Object *text, bool *has_surrogate) {
    size_t length = str_length(text);
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        if (!budget_pace(rt, i, 8)) {
            return NULL;
        }
        uint32_t code_point = str_at(text, i);
        if (is_surrogate(code_point)) {
            *has_surrogate = true;
            return NULL;
        }
        size += code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    }
    Object *bytes = bytes_new_uninitialised(rt, size);
    if (bytes) {
        uint8_t *out = bytes_mutable_data(bytes);
        for (size_t i = 0; i < length; i++) {
            if (!budget_pace(rt, i, 8)) {
                release(rt, bytes);
                return NULL;
            }
            out += utf8_write(out, str_at(text, i));
        }
    }
    return bytes;
}

Object *codecs_encode_by_id(Runtime *rt, Object *str, CodecId codec, const char *errors) {
    bool same_bytes = (codec <= CODEC_LATIN1 && codec != CODEC_UTF8_SIG && str_is_ascii(str)) ||
                      (codec == CODEC_LATIN1 && str_kind(str) == STR_LATIN1);
    if (same_bytes) {
        return bytes_from_data(rt, str_data(str), str_length(str));
    }
    if (codec == CODEC_UTF8) {
        bool has_surrogate = false;
        Object *bytes = encode_utf8_whole(rt, str, &has_surrogate);
        if (!has_surrogate) {
            return bytes;
        }
    }
    static int (*const puts_by_codec[])(EncodeJob *, uint32_t) = {
        [CODEC_UTF8] = put_utf8,
        [CODEC_UTF8_SIG] = put_utf8,
        [CODEC_ASCII] = put_byte,
        [CODEC_LATIN1] = put_byte,
        [CODEC_UTF16] = put_utf16,
        [CODEC_UTF16_LE] = put_utf16,
        [CODEC_UTF16_BE] = put_utf16,
        [CODEC_UTF32] = put_utf32,
        [CODEC_UTF32_LE] = put_utf32,
        [CODEC_UTF32_BE] = put_utf32,
        [CODEC_UNICODE_ESCAPE] = put_unicode_escape,
        [CODEC_RAW_UNICODE_ESCAPE] = put_raw_escape,
    };
    EncodeJob job = {
        rt, str, codec, errors, HANDLER_UNRESOLVED, {NULL, 0, 0}, puts_by_codec[codec]};
    if (!put_mark(&job) || !encode_from(&job, 0)) {
        byte_writer_abandon(rt, &job.out);
        return NULL;
    }
    return byte_writer_finish(rt, &job.out);
}
