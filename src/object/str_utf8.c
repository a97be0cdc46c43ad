/* The UTF-8 of a str, for file names, C functions and encoders. */
#include "object/bytes.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include <string.h>

static void *surrogate_error(Runtime *rt, Object *str, size_t start, size_t end) {
    Object *args[5] = {str_from_cstring(rt, "utf-8"), retain(str), int_from_size(rt, start),
                       int_from_size(rt, end), str_from_cstring(rt, "surrogates not allowed")};
    bool whole = args[0] && args[2] && args[3] && args[4];
    Object *error = whole ? exception_new(rt, TYPE_UNICODE_ENCODE_ERROR, args, 5) : NULL;
    for (size_t i = 0; i < COUNT_OF(args); i++) {
        release_nullable(rt, args[i]);
    }
    if (error) {
        raise_exception(rt, error);
    }
    return NULL;
}

static size_t utf8_size(const Object *str) {
    size_t length = str_length(str);
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        uint32_t code_point = str_at(str, i);
        size += code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    }
    return size;
}

static uint8_t *utf8_put(uint8_t *out, uint32_t code_point) {
    if (code_point < 0x80) {
        *out++ = (uint8_t)code_point;
    } else if (code_point < 0x800) {
        *out++ = (uint8_t)(0xc0 | code_point >> 6);
        *out++ = (uint8_t)(0x80 | (code_point & 0x3f));
    } else if (code_point < 0x10000) {
        *out++ = (uint8_t)(0xe0 | code_point >> 12);
        *out++ = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
        *out++ = (uint8_t)(0x80 | (code_point & 0x3f));
    } else {
        *out++ = (uint8_t)(0xf0 | code_point >> 18);
        *out++ = (uint8_t)(0x80 | (code_point >> 12 & 0x3f));
        *out++ = (uint8_t)(0x80 | (code_point >> 6 & 0x3f));
        *out++ = (uint8_t)(0x80 | (code_point & 0x3f));
    }
    return out;
}

const char *str_utf8(Runtime *rt, Object *str, size_t *length, Object **holder, bool lossless) {
    size_t unwanted;
    length = length ? length : &unwanted;
    *holder = NULL;
    if (str_is_ascii(str)) {
        *length = str_length(str);
        return (const char *)str_data(str);
    }
    size_t count = str_length(str);
    if (!lossless && str_kind(str) >= STR_UCS2) {
        for (size_t i = 0; i < count; i++) {
            if (UNLIKELY((str_at(str, i) & 0xfffff800u) == 0xd800)) {
                size_t end = i + 1;
                while (end < count && (str_at(str, end) & 0xfffff800u) == 0xd800) {
                    end++;
                }
                return surrogate_error(rt, str, i, end);
            }
        }
    }
    *length = utf8_size(str);
    *holder = bytes_new_uninitialised(rt, *length);
    if (!*holder) {
        return NULL;
    }
    uint8_t *out = bytes_mutable_data(*holder);
    for (size_t i = 0; i < count; i++) {
        out = utf8_put(out, str_at(str, i));
    }
    return (const char *)bytes_data(*holder);
}
