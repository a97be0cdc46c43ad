/* Decoders. Each reads from *position on and stops at the end, at an error that no handler takes
 * (false), or, in a partial job, at an unfinished sequence. */
#include "base/unicode_names.h"
#include "object/budget.h"
#include "types/codec_error.h"
#include "types/unicode.h"
#include <string.h>

static size_t ascii_run(const uint8_t *data, size_t size) {
    size_t i = 0;
    while (i + 8 <= size) {
        uint64_t word;
        memcpy(&word, data + i, 8);
        word &= UINT64_C(0x8080808080808080);
        if (word != 0) {
            return i + base_lowest_bit(word) / 8;
        }
        i += 8;
    }
    while (i < size && data[i] < 0x80) {
        i++;
    }
    return i;
}

/* --- UTF-8 --- */

typedef struct Sequence {
    size_t length; /* bytes that belong together */
    uint32_t code_point;
    const char *reason; /* NULL: good */
    bool unfinished;    /* more bytes could complete it */
} Sequence;

/* Which second bytes may follow the first one, so that no overlong form, surrogate or number
 * beyond 0x10ffff is read. */
static bool second_fits(uint8_t first, uint8_t second) {
    switch (first) {
    case 0xe0:
        return second >= 0xa0 && second <= 0xbf;
    case 0xed:
        return second >= 0x80 && second <= 0x9f;
    case 0xf0:
        return second >= 0x90 && second <= 0xbf;
    case 0xf4:
        return second >= 0x80 && second <= 0x8f;
    default:
        return (second & 0xc0) == 0x80;
    }
}

static Sequence read_utf8(const uint8_t *data, size_t left) {
    uint8_t first = data[0];
    if (first < 0xc2 || first > 0xf4) {
        return (Sequence){1, 0, "invalid start byte", false};
    }
    size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    uint32_t code_point = first & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (i == left) {
            return (Sequence){left, 0, "unexpected end of data", true};
        }
        bool fits = i == 1 ? second_fits(first, data[1]) : (data[i] & 0xc0) == 0x80;
        if (!fits) {
            return (Sequence){i, 0, "invalid continuation byte", false};
        }
        code_point = code_point << 6 | (data[i] & 0x3fu);
    }
    return (Sequence){length, code_point, NULL, false};
}

static bool decode_utf8(DecodeJob *job, size_t *position) {
    Runtime *rt = job->rt;
    size_t i = *position;
    while (i < job->size) {
        size_t run = ascii_run(job->data + i, job->size - i);
        if (run > 0) {
            if (!writer_ascii(rt, &job->out, (const char *)job->data + i, run)) {
                return false;
            }
            i += run;
            continue;
        }
        Sequence sequence = read_utf8(job->data + i, job->size - i);
        if (LIKELY(!sequence.reason)) {
            if (!writer_char(rt, &job->out, sequence.code_point)) {
                return false;
            }
            i += sequence.length;
        } else if (sequence.unfinished && job->partial) {
            break;
        } else if (!codec_error_decode(job, i, i + sequence.length, sequence.reason, &i)) {
            return false;
        }
    }
    *position = i;
    return true;
}

/* --- ASCII, Latin-1 --- */

static bool decode_ascii(DecodeJob *job, size_t *position) {
    size_t i = *position;
    while (i < job->size) {
        size_t run = ascii_run(job->data + i, job->size - i);
        if (run > 0) {
            if (!writer_ascii(job->rt, &job->out, (const char *)job->data + i, run)) {
                return false;
            }
            i += run;
        } else if (!codec_error_decode(job, i, i + 1, "ordinal not in range(128)", &i)) {
            return false;
        }
    }
    *position = i;
    return true;
}

/* --- UTF-16, UTF-32 --- */

static uint32_t load16(const uint8_t *data, bool big) {
    return big ? (uint32_t)data[0] << 8 | data[1] : (uint32_t)data[1] << 8 | data[0];
}

static uint32_t load32(const uint8_t *data, bool big) {
    return big ? load16(data, true) << 16 | load16(data + 2, true)
               : load16(data + 2, false) << 16 | load16(data, false);
}

static Sequence read_utf16(const uint8_t *data, size_t left, bool big) {
    if (left < 2) {
        return (Sequence){left, 0, "truncated data", true};
    }
    uint32_t unit = load16(data, big);
    if ((unit & 0xf800) != 0xd800) {
        return (Sequence){2, unit, NULL, false};
    }
    if (unit >= 0xdc00) {
        return (Sequence){2, 0, "illegal encoding", false};
    }
    if (left < 4) {
        return (Sequence){left, 0, "unexpected end of data", true};
    }
    uint32_t low = load16(data + 2, big);
    if ((low & 0xfc00) != 0xdc00) {
        return (Sequence){2, 0, "illegal UTF-16 surrogate", false};
    }
    return (Sequence){4, 0x10000 + ((unit & 0x3ff) << 10 | (low & 0x3ff)), NULL, false};
}

static Sequence read_utf32(const uint8_t *data, size_t left, bool big) {
    if (left < 4) {
        return (Sequence){left, 0, "truncated data", true};
    }
    uint32_t code_point = load32(data, big);
    const char *reason = code_point > UNICODE_MAX ? "code point not in range(0x110000)"
                         : (code_point & 0xfffff800u) == 0xd800
                             ? "code point in surrogate code point range(0xd800, 0xe000)"
                             : NULL;
    return (Sequence){4, code_point, reason, false};
}

static bool decode_wide(DecodeJob *job, size_t *position) {
    bool big = job->codec == CODEC_UTF16_BE || job->codec == CODEC_UTF32_BE;
    bool of_16 = job->codec <= CODEC_UTF16_BE;
    size_t i = *position;
    while (i < job->size) {
        Sequence sequence = of_16 ? read_utf16(job->data + i, job->size - i, big)
                                  : read_utf32(job->data + i, job->size - i, big);
        if (LIKELY(!sequence.reason)) {
            if (!writer_char(job->rt, &job->out, sequence.code_point)) {
                return false;
            }
            i += sequence.length;
        } else if (sequence.unfinished && job->partial) {
            break;
        } else if (!codec_error_decode(job, i, i + sequence.length, sequence.reason, &i)) {
            return false;
        }
    }
    *position = i;
    return true;
}

/* A byte order mark decides the order; none is the machine's, little. */
static size_t take_mark(DecodeJob *job) {
    const uint8_t *data = job->data;
    switch (job->codec) {
    case CODEC_UTF8_SIG:
        return job->size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    case CODEC_UTF16:
        job->codec =
            job->size >= 2 && data[0] == 0xfe && data[1] == 0xff ? CODEC_UTF16_BE : CODEC_UTF16_LE;
        return job->size >= 2 && (job->codec == CODEC_UTF16_BE || load16(data, false) == 0xfeff)
                   ? 2
                   : 0;
    case CODEC_UTF32:
        job->codec =
            job->size >= 4 && load32(data, true) == 0xfeff ? CODEC_UTF32_BE : CODEC_UTF32_LE;
        return job->size >= 4 && (job->codec == CODEC_UTF32_BE || load32(data, false) == 0xfeff)
                   ? 4
                   : 0;
    default:
        return 0;
    }
}

/* --- escapes --- */

static int hex_value(uint8_t digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* Up to `wanted` hexadecimal digits; how many there are. */
static size_t read_hex(const DecodeJob *job, size_t start, size_t wanted, uint32_t *number) {
    size_t count = 0;
    *number = 0;
    while (count < wanted && start + count < job->size) {
        int value = hex_value(job->data[start + count]);
        if (value < 0) {
            break;
        }
        *number = *number << 4 | (uint32_t)value;
        count++;
    }
    return count;
}

static bool decode_hex_escape(DecodeJob *job, size_t start, uint8_t letter, size_t *position) {
    size_t wanted = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    uint32_t number;
    size_t count = read_hex(job, start + 2, wanted, &number);
    if (count < wanted) {
        const char *reason = letter == 'x'   ? "truncated \\xXX escape"
                             : letter == 'u' ? "truncated \\uXXXX escape"
                                             : "truncated \\UXXXXXXXX escape";
        return codec_error_decode(job, start, start + 2 + count, reason, position);
    }
    if (number > UNICODE_MAX) {
        const char *reason = job->codec == CODEC_RAW_UNICODE_ESCAPE ? "\\Uxxxxxxxx out of range"
                                                                    : "illegal Unicode character";
        return codec_error_decode(job, start, start + 2 + count, reason, position);
    }
    *position = start + 2 + count;
    return writer_char(job->rt, &job->out, number);
}

static int simple_escape(uint8_t letter) {
    switch (letter) {
    case '\\':
    case '\'':
    case '"':
        return letter;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return -1;
    }
}

/* \N{NAME} */
static bool decode_name_escape(DecodeJob *job, size_t start, size_t *position) {
    const uint8_t *name = job->data + start + 3;
    bool opened = start + 3 < job->size && job->data[start + 2] == '{';
    const uint8_t *close = opened ? memchr(name, '}', job->size - start - 3) : NULL;
    if (!close || close == name) {
        size_t end = close ? (size_t)(close - job->data) : opened ? job->size : start + 2;
        return codec_error_decode(job, start, end, "malformed \\N character escape", position);
    }
    *position = (size_t)(close - job->data) + 1;
    uint32_t character = unicode_names_lookup((const char *)name, (size_t)(close - name));
    if (character == UNICODE_NAMES_UNKNOWN) {
        return codec_error_decode(job, start, *position, "unknown Unicode character name",
                                  position);
    }
    return writer_char(job->rt, &job->out, character);
}

/* data[start] is a backslash. */
static bool decode_escape(DecodeJob *job, size_t start, size_t *position) {
    if (start + 1 == job->size) {
        return codec_error_decode(job, start, start + 1, "\\ at end of string", position);
    }
    uint8_t letter = job->data[start + 1];
    *position = start + 2;
    int simple = simple_escape(letter);
    if (simple >= 0) {
        return writer_char(job->rt, &job->out, (uint32_t)simple);
    }
    if (letter == '\n') {
        return true;
    }
    if (letter >= '0' && letter <= '7') {
        uint32_t number = 0;
        size_t i = start + 1;
        while (i < job->size && i < start + 4 && job->data[i] >= '0' && job->data[i] <= '7') {
            number = number * 8 + (uint32_t)(job->data[i++] - '0');
        }
        *position = i;
        return writer_char(job->rt, &job->out, number);
    }
    if (letter == 'x' || letter == 'u' || letter == 'U') {
        return decode_hex_escape(job, start, letter, position);
    }
    if (letter == 'N') {
        return decode_name_escape(job, start, position);
    }
    return writer_char(job->rt, &job->out, '\\') && writer_char(job->rt, &job->out, letter);
}

static bool decode_unicode_escape(DecodeJob *job, size_t *position) {
    size_t i = *position;
    while (i < job->size) {
        if (job->data[i] != '\\') {
            if (!writer_char(job->rt, &job->out, job->data[i++])) {
                return false;
            }
        } else if (job->partial && i + 1 == job->size) {
            break;
        } else if (!decode_escape(job, i, &i)) {
            return false;
        }
    }
    *position = i;
    return true;
}

static bool decode_raw_escape(DecodeJob *job, size_t *position) {
    size_t i = *position;
    while (i < job->size) {
        bool escape = job->data[i] == '\\' && i + 1 < job->size &&
                      (job->data[i + 1] == 'u' || job->data[i + 1] == 'U');
        if (escape) {
            if (!decode_hex_escape(job, i, job->data[i + 1], &i)) {
                return false;
            }
            continue;
        }
        /* An escaped backslash hides the one after it. */
        bool pair = job->data[i] == '\\' && i + 1 < job->size && job->data[i + 1] == '\\';
        if (!writer_char(job->rt, &job->out, job->data[i++]) ||
            (pair && !writer_char(job->rt, &job->out, job->data[i++]))) {
            return false;
        }
    }
    *position = i;
    return true;
}

static bool decode_all(DecodeJob *job, size_t *position) {
    switch (job->codec) {
    case CODEC_UTF8:
    case CODEC_UTF8_SIG:
        return decode_utf8(job, position);
    case CODEC_ASCII:
        return decode_ascii(job, position);
    case CODEC_UNICODE_ESCAPE:
        return decode_unicode_escape(job, position);
    case CODEC_RAW_UNICODE_ESCAPE:
        return decode_raw_escape(job, position);
    default:
        return decode_wide(job, position);
    }
}

/* Whether all is ASCII: 1, 0; -1: out of time. */
static int is_plain(Runtime *rt, const uint8_t *data, size_t size) {
    for (size_t at = 0; at < size; at += BUDGET_COPY) {
        size_t piece = base_min_size(BUDGET_COPY, size - at);
        if (ascii_run(data + at, piece) != piece) {
            return 0;
        }
        if (at > 0 && !budget_look(rt)) {
            return -1;
        }
    }
    return 1;
}

Object *codecs_decode_by_id(Runtime *rt, const uint8_t *data, size_t size, Object *source,
                            CodecId codec, const char *errors, size_t *consumed) {
    if (consumed) {
        *consumed = size;
    }
    int plain = codec <= CODEC_ASCII ? is_plain(rt, data, size) : 0;
    if (plain < 0) {
        return NULL;
    }
    if (codec == CODEC_LATIN1 || plain) {
        return str_from_latin1(rt, data, size);
    }
    DecodeJob job = {.rt = rt,
                     .data = data,
                     .size = size,
                     .source = source,
                     .codec = codec,
                     .errors = errors,
                     .partial = consumed != NULL};
    writer_init(&job.out);
    size_t position = take_mark(&job);
    bool done = decode_all(&job, &position);
    release_nullable(rt, job.given);
    if (!done) {
        writer_abandon(rt, &job.out);
        return NULL;
    }
    if (consumed) {
        *consumed = position;
    }
    return writer_finish(rt, &job.out);
}
