/* str: the text object. Code points at 1, 2 or 4 bytes each, always the narrowest that fits, with a
 * zero code unit at the end.
 *
 * 'abc' takes 24 bytes: header 8, hash 4, length 4, "abc\0" 4 (rounded up to 24 by the class).
 * OBJECT_TYPE_FLAG_A|B hold the kind, OBJECT_TYPE_FLAG_C: interned. Invariant:
 *   block size >= STR_HEADER_SIZE + (length + 1) * width
 * Subclass instances have the same struct; their __dict__ sits behind the text. */
#ifndef OURO_OBJECT_STR_H
#define OURO_OBJECT_STR_H

#include "object/budget.h"
#include "object/raise.h"
#include <stdarg.h>

typedef enum {
    STR_ASCII = 0,  /* 1 byte, all < 0x80: the data is also UTF-8 */
    STR_LATIN1 = 1, /* 1 byte */
    STR_UCS2 = 2,   /* 2 bytes */
    STR_UCS4 = 3    /* 4 bytes */
} StrKind;

typedef struct StrObject {
    Object header;
    uint32_t hash;   /* 0: not computed yet */
    uint32_t length; /* code points */
    uint8_t data[];
} StrObject;

#define STR_HEADER_SIZE offsetof(StrObject, data)
#define STR_KIND_SHIFT 4
#define STR_INTERNED OBJECT_TYPE_FLAG_C
#define STR_LENGTH_MAX 0xFFFFFFF0u
enum { LATIN1_COUNT = 256 };

static inline StrKind str_kind(const Object *str) {
    return (StrKind)((str->meta >> STR_KIND_SHIFT) & 3);
}

static inline size_t str_width_of_kind(StrKind kind) {
    return kind <= STR_LATIN1 ? 1 : kind == STR_UCS2 ? 2 : 4;
}

static inline size_t str_length(const Object *str) {
    return ((const StrObject *)str)->length;
}

static inline const uint8_t *str_data(const Object *str) {
    return ((const StrObject *)str)->data;
}

static inline uint32_t str_at(const Object *str, size_t idx) {
    const uint8_t *data = str_data(str);
    switch (str_kind(str)) {
    case STR_UCS2:
        return ((const uint16_t *)(const void *)data)[idx];
    case STR_UCS4:
        return ((const uint32_t *)(const void *)data)[idx];
    default:
        return data[idx];
    }
}

static inline bool str_is_interned(const Object *str) {
    return object_has_flag(str, STR_INTERNED);
}

/* Exact type str; for "or a subclass" see type_is_str in type.h. */
static inline bool str_check_exact(const Object *object) {
    return object_type_id(object) == TYPE_STR;
}

static inline bool str_is_ascii(const Object *str) {
    return str_kind(str) == STR_ASCII;
}

static inline size_t str_width(const Object *str) {
    return str_width_of_kind(str_kind(str));
}

/* The narrowest kind for a text whose largest code point is given. */
static inline StrKind str_kind_of_code_point(uint32_t code_point) {
    return code_point < 0x80      ? STR_ASCII
           : code_point < 0x100   ? STR_LATIN1
           : code_point < 0x10000 ? STR_UCS2
                                  : STR_UCS4;
}

/* The data of a string that is still being made. */
static inline uint8_t *str_mutable_data(Object *str) {
    return ((StrObject *)str)->data;
}

static inline void str_set_at(Object *str, size_t idx, uint32_t code_point) {
    uint8_t *data = str_mutable_data(str);
    switch (str_kind(str)) {
    case STR_UCS2:
        ((uint16_t *)(void *)data)[idx] = (uint16_t)code_point;
        break;
    case STR_UCS4:
        ((uint32_t *)(void *)data)[idx] = code_point;
        break;
    default:
        data[idx] = (uint8_t)code_point;
    }
}

/* Making. All return NULL with an error pending on failure. */
NEW_REF Object *str_from_utf8(Runtime *rt, const char *text, size_t length); /* WTF-8 accepted */
NEW_REF Object *str_from_cstring(Runtime *rt, const char *text);             /* UTF-8 */
NEW_REF Object *str_from_latin1(Runtime *rt, const uint8_t *data, size_t length);
NEW_REF Object *str_from_ucs2(Runtime *rt, const uint16_t *data, size_t length); /* narrowed */
NEW_REF Object *str_from_ucs4(Runtime *rt, const uint32_t *data, size_t length); /* narrowed */
NEW_REF Object *str_from_code_point(Runtime *rt, uint32_t code_point);
/* length code points of `kind`, uninitialised, for the caller to fill with text that really needs
 * that kind (length 0 and 1 are allowed and not canonical: use str_finish). */
NEW_REF Object *str_new_uninitialised(Runtime *rt, StrKind kind, size_t length);
/* Replaces a fresh string by the canonical object when it is empty or one Latin-1 character. */
NEW_REF Object *str_finish(Runtime *rt, STEALS Object *str);
NEW_REF Object *str_empty(Runtime *rt);
/* The one object of a code point below 256; it counts as interned. */
NEW_REF Object *str_latin1_char(Runtime *rt, uint8_t code_point);
/* Code points of source [start, end) to target from position `at` on; they fit its kind. */
void str_copy_into(Object *target, size_t at, const Object *source, size_t start, size_t end);
COLD bool str_copy_long(Runtime *rt, Object *target, size_t at, const Object *source, size_t start,
                        size_t end);
/* The same of any length, with looks at the clock. Counts nothing: the memory has been. */
static inline bool str_copy(Runtime *rt, Object *target, size_t at, const Object *source,
                            size_t start, size_t end) {
    if (UNLIKELY(end - start > BUDGET_COPY)) {
        return str_copy_long(rt, target, at, source, start, end);
    }
    str_copy_into(target, at, source, start, end);
    return true;
}
/* The narrowest kind that holds str [start, end). */
StrKind str_kind_of_range(const Object *str, size_t start, size_t end);
/* An exact str with str's text: str itself unless it is an instance of a subclass. */
NEW_REF Object *str_exact(Runtime *rt, Object *str);
/* The canonical strings: made on first use, given up when the runtime closes. */
void str_open(Runtime *rt);
void str_close(Runtime *rt);
NEW_REF Object *str_substring(Runtime *rt, Object *str, size_t start, size_t end);
NEW_REF Object *str_concat(Runtime *rt, Object *a, Object *b);
/* *target += b: grows in place when *target holds the only reference. False with an error pending:
 * *target is as it was. */
bool str_append(Runtime *rt, Object **target, Object *b);
NEW_REF Object *str_join(Runtime *rt, Object *separator, Object *const *items, size_t count);
/* Formats of raise.h. */
NEW_REF Object *str_format(Runtime *rt, const char *format, ...);
NEW_REF Object *str_format_list(Runtime *rt, const char *format, va_list args);

/* Looking. */
uint32_t str_hash(Runtime *rt, Object *str);        /* cached; 0 for the empty string only */
int64_t str_hash_in_time(Runtime *rt, Object *str); /* the same; -1 with an exception pending */
bool str_equals(const Object *a, const Object *b);
bool str_equals_ascii(const Object *str, const char *text);
int str_compare(const Object *a, const Object *b); /* <0, 0, >0 by code points */
/* UTF-8 with a terminating zero. For ASCII strings the text itself; otherwise encoded into a bytes
 * object stored in *holder (new reference; NULL for ASCII), which keeps it alive. Lone surrogates
 * are encoded as three bytes when `lossless`, else UnicodeEncodeError. */
const char *str_utf8(Runtime *rt, Object *str, size_t *length, Object **holder, bool lossless);

/* A growing text: appends narrow text cheaply and widens when it must. On the C stack; the buffer
 * is in the runtime's heap. After an error everything is freed by writer_abandon. */
typedef struct StrWriter {
    Object *buffer; /* a str under construction, exclusively owned; NULL at first */
    size_t length;  /* code points used */
    size_t capacity;
    StrKind kind;
} StrWriter;

void writer_init(StrWriter *writer);
bool writer_reserve(Runtime *rt, StrWriter *writer, size_t more, uint32_t largest_code_point);
bool writer_char_slow(Runtime *rt, StrWriter *writer, uint32_t code_point);
static inline bool writer_char(Runtime *rt, StrWriter *writer, uint32_t code_point) {
    if (LIKELY(writer->length < writer->capacity &&
               str_kind_of_code_point(code_point) <= writer->kind)) {
        str_set_at(writer->buffer, writer->length++, code_point);
        return true;
    }
    return writer_char_slow(rt, writer, code_point);
}
bool writer_str(Runtime *rt, StrWriter *writer, Object *str);
bool writer_substring(Runtime *rt, StrWriter *writer, Object *str, size_t start, size_t end);
bool writer_ascii(Runtime *rt, StrWriter *writer, const char *text, size_t length);
bool writer_cstring(Runtime *rt, StrWriter *writer, const char *ascii_text);
bool writer_fill(Runtime *rt, StrWriter *writer, uint32_t code_point, size_t count);
bool writer_repr(Runtime *rt, StrWriter *writer, Object *object); /* appends repr(object) */
NEW_REF Object *writer_finish(Runtime *rt, StrWriter *writer);
void writer_abandon(Runtime *rt, StrWriter *writer);

#endif
