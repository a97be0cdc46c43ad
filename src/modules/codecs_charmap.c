/* _codecs: encodings by a table, which the modules of the encodings package bring, and the escapes
 * of bytes literals. */
#include "modules/codecs.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/codec_error.h"
#include "types/text_arguments.h"
#include "types/unicode.h"
#include <stdio.h>
#include <string.h>

static NEW_REF Object *with_length(Runtime *rt, STEALS Object *result, size_t length) {
    Object *number = result ? int_from_size(rt, length) : NULL;
    Object *pair = number ? tuple_pack(rt, 2, result, number) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, result);
    return pair;
}

/* table[code]: new reference; NULL without an error when it is not there or None. */
static NEW_REF Object *entry_of(Runtime *rt, Object *table, uint32_t code) {
    Object *key = int_from_int64(rt, code);
    Object *entry = key ? object_get_item(rt, table, key) : NULL;
    release_nullable(rt, key);
    if (!entry) {
        error_clear_if(rt, TYPE_LOOKUP_ERROR);
        return NULL;
    }
    if (entry == NONE) {
        release(rt, entry);
        return NULL;
    }
    return entry;
}

/* --- encoding --- */

typedef struct CharmapJob {
    EncodeJob job; /* first: put gets a pointer to it */
    Object *table;
} CharmapJob;

static int put_mapped(EncodeJob *job, uint32_t code_point) {
    Runtime *rt = job->rt;
    Object *entry = entry_of(rt, ((CharmapJob *)job)->table, code_point);
    if (!entry) {
        return error_pending(rt) ? -1 : 0;
    }
    int result = -1;
    if (type_is_int(rt, entry)) {
        int64_t byte;
        if (!object_as_index_clipped(rt, entry, &byte)) {
            result = -1;
        } else if (byte < 0 || byte > 255) {
            raise_type_error(rt, "character mapping must be in range(256)");
        } else {
            result = byte_writer_byte(rt, &job->out, (uint8_t)byte) ? 1 : -1;
        }
    } else if (type_is_bytes(rt, entry)) {
        result = byte_writer_data(rt, &job->out, bytes_data(entry), bytes_length(entry)) ? 1 : -1;
    } else {
        raise_type_error(rt, "character mapping must return integer, bytes or None, not %.400s",
                         type_name_of(rt, entry));
    }
    release(rt, entry);
    return result;
}

static bool encode_mapped(CharmapJob *charmap) {
    EncodeJob *job = &charmap->job;
    size_t length = str_length(job->text);
    for (size_t i = 0; i < length;) {
        int result = put_mapped(job, str_at(job->text, i));
        if (result < 0) {
            return false;
        }
        if (result > 0) {
            i++;
            continue;
        }
        size_t end = i + 1;
        for (; end < length; end++) {
            Object *entry = entry_of(job->rt, charmap->table, str_at(job->text, end));
            if (entry || error_pending(job->rt)) {
                release_nullable(job->rt, entry);
                break;
            }
        }
        if (error_pending(job->rt) ||
            !codec_error_encode(job, i, end, "character maps to <undefined>", &i)) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *charmap_encode(Runtime *rt, Object *self, Object *const *args,
                                      size_t count) {
    (void)self;
    const char *errors;
    Object *holder;
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "charmap_encode() argument 1 must be str, not %.50s",
                                text_argument_type(rt, args[0]));
    }
    if (!text_cstring(rt, "charmap_encode", "errors", count > 1 && args[1] != NONE ? args[1] : NULL,
                      &errors, &holder)) {
        return NULL;
    }
    Object *bytes = NULL;
    if (count < 3 || args[2] == NONE) {
        bytes = codecs_encode_by_id(rt, args[0], CODEC_LATIN1, errors);
    } else {
        CharmapJob charmap = {
            {rt, args[0], CODEC_CHARMAP, errors, HANDLER_UNRESOLVED, {NULL, 0, 0}, put_mapped},
            args[2]};
        if (encode_mapped(&charmap)) {
            bytes = byte_writer_finish(rt, &charmap.job.out);
        } else {
            byte_writer_abandon(rt, &charmap.job.out);
        }
    }
    release_nullable(rt, holder);
    return with_length(rt, bytes, str_length(args[0]));
}

/* --- decoding --- */

/* 1: written, 0: undefined, -1: error. */
static int decode_byte(DecodeJob *job, Object *table, uint8_t byte) {
    Runtime *rt = job->rt;
    if (type_is_str(rt, table)) {
        uint32_t code_point = byte < str_length(table) ? str_at(table, byte) : 0xfffe;
        return code_point == 0xfffe ? 0 : writer_char(rt, &job->out, code_point) ? 1 : -1;
    }
    Object *entry = entry_of(rt, table, byte);
    if (!entry) {
        return error_pending(rt) ? -1 : 0;
    }
    int result = -1;
    if (type_is_int(rt, entry)) {
        int64_t code_point;
        if (!object_as_index_clipped(rt, entry, &code_point)) {
            result = -1;
        } else if (code_point < 0 || code_point > UNICODE_MAX) {
            raise_type_error(rt, "character mapping must be in range(0x110000)");
        } else if (code_point == 0xfffe) {
            result = 0;
        } else {
            result = writer_char(rt, &job->out, (uint32_t)code_point) ? 1 : -1;
        }
    } else if (type_is_str(rt, entry)) {
        bool undefined = str_length(entry) == 1 && str_at(entry, 0) == 0xfffe;
        result = undefined ? 0 : writer_str(rt, &job->out, entry) ? 1 : -1;
    } else {
        raise_type_error(rt, "character mapping must return integer, None or str");
    }
    release(rt, entry);
    return result;
}

static bool decode_mapped(DecodeJob *job, Object *table) {
    for (size_t i = 0; i < job->size;) {
        int result = decode_byte(job, table, job->data[i]);
        if (result < 0) {
            return false;
        }
        if (result > 0) {
            i++;
        } else if (!codec_error_decode(job, i, i + 1, "character maps to <undefined>", &i)) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *charmap_decode(Runtime *rt, Object *self, Object *const *args,
                                      size_t count) {
    (void)self;
    const char *errors;
    Object *holder;
    BufferView view;
    if (!text_cstring(rt, "charmap_decode", "errors", count > 1 && args[1] != NONE ? args[1] : NULL,
                      &errors, &holder)) {
        return NULL;
    }
    if (!object_get_buffer(rt, args[0], &view, false)) {
        release_nullable(rt, holder);
        return NULL;
    }
    size_t size = view.size;
    Object *text = NULL;
    if (count < 3 || args[2] == NONE) {
        text = codecs_decode_by_id(rt, view.data, size, args[0], CODEC_LATIN1, errors, NULL);
    } else {
        DecodeJob job = {.rt = rt,
                         .data = view.data,
                         .size = size,
                         .source = args[0],
                         .codec = CODEC_CHARMAP,
                         .errors = errors};
        writer_init(&job.out);
        if (decode_mapped(&job, args[2])) {
            text = writer_finish(rt, &job.out);
        } else {
            writer_abandon(rt, &job.out);
        }
    }
    object_release_buffer(rt, &view);
    release_nullable(rt, holder);
    return with_length(rt, text, size);
}

/* From a decoding table the dict for encoding. */
static NEW_REF Object *charmap_build(Runtime *rt, Object *self, Object *table) {
    (void)self;
    if (!type_is_str(rt, table)) {
        return raise_type_error(rt, "charmap_build() argument must be str, not %.50s",
                                text_argument_type(rt, table));
    }
    Object *dict = dict_new(rt);
    for (size_t i = 0; dict && i < str_length(table) && i < 256; i++) {
        uint32_t code_point = str_at(table, i);
        if (code_point == 0xfffe) {
            continue;
        }
        Object *key = int_from_int64(rt, code_point);
        Object *value = key ? int_from_size(rt, i) : NULL;
        if (!value) {
            release_nullable(rt, key);
            CLEAR_REF(rt, &dict);
        } else if (!dict_set_stealing(rt, dict, key, value)) {
            CLEAR_REF(rt, &dict);
        }
    }
    return dict;
}

/* --- escapes of bytes --- */

static NEW_REF Object *escape_encode(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    if (!type_is_bytes(rt, args[0])) {
        return raise_type_error(rt, "escape_encode() argument 1 must be bytes, not %.50s",
                                text_argument_type(rt, args[0]));
    }
    ByteWriter writer;
    byte_writer_init(&writer);
    size_t length = bytes_length(args[0]);
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = bytes_data(args[0])[i];
        char text[8];
        const char letters[] = "\t\n\r\\'";
        const char *at = byte ? strchr(letters, byte) : NULL;
        if (at) {
            snprintf(text, sizeof text, "\\%c", "tnr\\'"[at - letters]);
        } else if (byte >= ' ' && byte < 0x7f) {
            snprintf(text, sizeof text, "%c", byte);
        } else {
            snprintf(text, sizeof text, "\\x%02x", byte);
        }
        if (!byte_writer_data(rt, &writer, text, strlen(text))) {
            byte_writer_abandon(rt, &writer);
            return NULL;
        }
    }
    return with_length(rt, byte_writer_finish(rt, &writer), length);
}

static int hex_value(uint8_t digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    digit |= 0x20;
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* data[at] follows a backslash; the bytes after it that belong to the escape, 0: an error.
 * *unknown: the first letter that begins none. */
static size_t unescape(Runtime *rt, ByteWriter *out, const uint8_t *data, size_t at, size_t size,
                       uint8_t *unknown) {
    static const char letters[] = "\\'\"abfnrtv";
    static const char meanings[] = "\\'\"\a\b\f\n\r\t\v";
    uint8_t letter = data[at];
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (found) {
        return byte_writer_byte(rt, out, (uint8_t)meanings[found - letters]) ? 1 : 0;
    }
    if (letter == '\n') {
        return 1;
    }
    if (letter >= '0' && letter <= '7') {
        unsigned number = 0;
        size_t used = 0;
        while (used < 3 && at + used < size && data[at + used] >= '0' && data[at + used] <= '7') {
            number = number * 8 + (unsigned)(data[at + used++] - '0');
        }
        return byte_writer_byte(rt, out, (uint8_t)number) ? used : 0;
    }
    if (letter == 'x') {
        int high = at + 1 < size ? hex_value(data[at + 1]) : -1;
        int low = at + 2 < size ? hex_value(data[at + 2]) : -1;
        if (high < 0 || low < 0) {
            raise_value_error(rt, "invalid \\x escape at position %zu", at - 1);
            return 0;
        }
        return byte_writer_byte(rt, out, (uint8_t)(high << 4 | low)) ? 3 : 0;
    }
    *unknown = *unknown ? *unknown : letter;
    return byte_writer_byte(rt, out, '\\') && byte_writer_byte(rt, out, letter) ? 1 : 0;
}

Object *codecs_unescape(Runtime *rt, const uint8_t *data, size_t size) {
    ByteWriter writer;
    byte_writer_init(&writer);
    bool done = true;
    uint8_t unknown = 0;
    for (size_t i = 0; done && i < size;) {
        if (data[i] != '\\') {
            done = budget_pace(rt, i, 4) && byte_writer_byte(rt, &writer, data[i++]);
        } else if (i + 1 == size) {
            raise_value_error(rt, "Trailing \\ in string");
            done = false;
        } else {
            size_t used = unescape(rt, &writer, data, i + 1, size, &unknown);
            done = used > 0;
            i += used + 1;
        }
    }
    if (!done || (unknown && !raise_warning(rt, TYPE_DEPRECATION_WARNING, 1,
                                            "invalid escape sequence '\\%c'", unknown))) {
        byte_writer_abandon(rt, &writer);
        return NULL;
    }
    return byte_writer_finish(rt, &writer);
}

static NEW_REF Object *escape_decode(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    Object *source = type_is_str(rt, args[0]) ? codecs_encode_by_id(rt, args[0], CODEC_UTF8, NULL)
                                              : retain(args[0]);
    BufferView view;
    if (!source || !object_get_buffer(rt, source, &view, false)) {
        release_nullable(rt, source);
        return NULL;
    }
    size_t size = view.size;
    Object *bytes = codecs_unescape(rt, view.data, size);
    object_release_buffer(rt, &view);
    release(rt, source);
    return with_length(rt, bytes, size);
}

const MethodRow codecs_charmap_functions[] = {
    METHOD_ROW_POSITIONAL("charmap_encode", charmap_encode, 1, 3, NULL),
    METHOD_ROW_POSITIONAL("charmap_decode", charmap_decode, 1, 3, NULL),
    METHOD_ROW_ONE("charmap_build", charmap_build, NULL),
    METHOD_ROW_POSITIONAL("escape_encode", escape_encode, 1, 2, NULL),
    METHOD_ROW_POSITIONAL("escape_decode", escape_decode, 1, 2, NULL),
    METHOD_ROW_END,
};
