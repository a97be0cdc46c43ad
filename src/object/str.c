/* str: making, looking, cutting and adding. What needs types, exceptions or other objects is in
 * the str_*.c files beside it, so that this module needs nothing but memory.
 *
 * Invariant of every string that leaves this file: the narrowest kind, a zero unit at the end,
 * and the canonical object when it is empty or one code point below 256. */
#include "object/str.h"
#include "base/hash.h"
#include "object/budget.h"
#include "object/known_names.h"
#include <string.h>

/* --- units --- */

static void widen(void *to, size_t to_width, const void *from, size_t from_width, size_t count) {
    if (to_width == from_width) {
        memcpy(to, from, count * to_width);
        return;
    }
    const uint8_t *from8 = from;
    const uint16_t *from16 = from;
    const uint32_t *from32 = from;
    uint8_t *to8 = to;
    uint16_t *to16 = to;
    uint32_t *to32 = to;
    if (to_width == 2 && from_width == 1) {
        for (size_t i = 0; i < count; i++) {
            to16[i] = from8[i];
        }
    } else if (to_width == 4 && from_width == 1) {
        for (size_t i = 0; i < count; i++) {
            to32[i] = from8[i];
        }
    } else if (to_width == 4) {
        for (size_t i = 0; i < count; i++) {
            to32[i] = from16[i];
        }
    } else if (to_width == 1 && from_width == 2) {
        for (size_t i = 0; i < count; i++) {
            to8[i] = (uint8_t)from16[i];
        }
    } else if (to_width == 1) {
        for (size_t i = 0; i < count; i++) {
            to8[i] = (uint8_t)from32[i];
        }
    } else {
        for (size_t i = 0; i < count; i++) {
            to16[i] = (uint16_t)from32[i];
        }
    }
}

/* Index of the first byte >= 0x80, or length. */
static size_t ascii_prefix(const uint8_t *data, size_t length) {
    size_t i = 0;
    while (i + 8 <= length) {
        uint64_t word;
        memcpy(&word, data + i, 8);
        word &= UINT64_C(0x8080808080808080);
        if (word != 0) {
            return i + base_lowest_bit(word) / 8;
        }
        i += 8;
    }
    while (i < length && data[i] < 0x80) {
        i++;
    }
    return i;
}

/* The kind of the text with these units; stops early once the widest possible one is certain. */
static StrKind kind_of_latin1(const uint8_t *data, size_t length) {
    return ascii_prefix(data, length) == length ? STR_ASCII : STR_LATIN1;
}

static StrKind kind_of_ucs2(const uint16_t *data, size_t length) {
    uint16_t all = 0;
    for (size_t i = 0; i < length;) {
        size_t end = base_min_size(length, i + 64);
        for (; i < end; i++) {
            all |= data[i];
        }
        if (all >= 0x100) {
            return STR_UCS2;
        }
    }
    return all < 0x80 ? STR_ASCII : STR_LATIN1;
}

static StrKind kind_of_ucs4(const uint32_t *data, size_t length) {
    uint32_t all = 0;
    for (size_t i = 0; i < length;) {
        size_t end = base_min_size(length, i + 64);
        for (; i < end; i++) {
            all |= data[i];
        }
        if (all >= 0x10000) {
            return STR_UCS4;
        }
    }
    return str_kind_of_code_point(all);
}

static StrKind kind_of_units(const uint8_t *data, size_t width, size_t length) {
    switch (width) {
    case 2:
        return kind_of_ucs2((const uint16_t *)(const void *)data, length);
    case 4:
        return kind_of_ucs4((const uint32_t *)(const void *)data, length);
    default:
        return kind_of_latin1(data, length);
    }
}

StrKind str_kind_of_range(const Object *str, size_t start, size_t end) {
    if (str_is_ascii(str)) {
        return STR_ASCII;
    }
    size_t width = str_width(str);
    return kind_of_units(str_data(str) + start * width, width, end - start);
}

void str_copy_into(Object *target, size_t at, const Object *source, size_t start, size_t end) {
    size_t to_width = str_width(target);
    size_t from_width = str_width(source);
    widen(str_mutable_data(target) + at * to_width, to_width, str_data(source) + start * from_width,
          from_width, end - start);
}

/* --- making --- */

static void terminate(Object *str) {
    void *data = str_mutable_data(str);
    size_t length = str_length(str);
    switch (str_width(str)) {
    case 1:
        ((uint8_t *)data)[length] = 0;
        break;
    case 2:
        ((uint16_t *)data)[length] = 0;
        break;
    default:
        ((uint32_t *)data)[length] = 0;
    }
}

Object *str_new_uninitialised(Runtime *rt, StrKind kind, size_t length) {
    if (UNLIKELY(length > STR_LENGTH_MAX)) {
        return error_no_memory(rt);
    }
    size_t size = STR_HEADER_SIZE + (length + 1) * str_width_of_kind(kind);
    if (UNLIKELY(!budget_spend_bytes(rt, size))) {
        return NULL;
    }
    StrObject *str = heap_allocate(rt->heap, size);
    if (UNLIKELY(!str)) {
        return error_no_memory(rt);
    }
    str->header.refs = 1;
    str->header.meta = (uint32_t)TYPE_STR << OBJECT_TYPE_SHIFT | (uint32_t)kind << STR_KIND_SHIFT;
    str->hash = 0;
    str->length = (uint32_t)length;
    terminate(&str->header);
    return &str->header;
}

Object *str_empty(Runtime *rt) {
    if (UNLIKELY(!rt->empty_str)) {
        rt->empty_str = str_new_uninitialised(rt, STR_ASCII, 0);
        if (!rt->empty_str) {
            return NULL;
        }
        object_set_flag(rt->empty_str, STR_INTERNED);
    }
    return retain(rt->empty_str);
}

/* The table that every runtime has until it makes its first such string. */
static Object *const no_chars[LATIN1_COUNT];

static bool make_char_table(Runtime *rt) {
    Object **table = memory_allocate_zeroed(rt, sizeof no_chars);
    if (table) {
        rt->latin1 = table;
    }
    return table != NULL;
}

static COLD Object *latin1_char_make(Runtime *rt, uint8_t code_point) {
    if (rt->latin1 == (Object **)no_chars && !make_char_table(rt)) {
        return NULL;
    }
    Object *str = str_new_uninitialised(rt, code_point < 0x80 ? STR_ASCII : STR_LATIN1, 1);
    if (!str) {
        return NULL;
    }
    str_mutable_data(str)[0] = code_point;
    object_set_flag(str, STR_INTERNED);
    rt->latin1[code_point] = str;
    return retain(str);
}

Object *str_latin1_char(Runtime *rt, uint8_t code_point) {
    Object *str = rt->latin1[code_point];
    return LIKELY(str != NULL) ? retain(str) : latin1_char_make(rt, code_point);
}

void str_open(Runtime *rt) {
    rt->latin1 = (Object **)no_chars;
}

void str_close(Runtime *rt) {
    if (rt->latin1 && rt->latin1 != (Object **)no_chars) {
        for (size_t i = 0; i < LATIN1_COUNT; i++) {
            CLEAR_REF(rt, &rt->latin1[i]);
        }
        memory_free(rt, rt->latin1);
    }
    str_open(rt);
    CLEAR_REF(rt, &rt->empty_str);
}

Object *str_finish(Runtime *rt, STEALS Object *str) {
    size_t length = str_length(str);
    if (length > 1 || str_is_interned(str) || (length == 1 && str_kind(str) > STR_LATIN1)) {
        return str;
    }
    Object *canonical = length == 0 ? str_empty(rt) : str_latin1_char(rt, str_data(str)[0]);
    release(rt, str);
    return canonical;
}

/* The kind of units of any width. -1: out of time. */
static int kind_in_time(Runtime *rt, const uint8_t *data, size_t width, size_t length) {
    StrKind kind = STR_ASCII;
    for (size_t at = 0; at < length; at += BUDGET_COPY) {
        StrKind piece =
            kind_of_units(data + at * width, width, base_min_size(BUDGET_COPY, length - at));
        kind = piece > kind ? piece : kind;
        if (at > 0 && !budget_look(rt)) {
            return -1;
        }
    }
    return (int)kind;
}

/* Units to the beginning of a string whose kind holds them. */
static bool widen_in_time(Runtime *rt, Object *str, const uint8_t *data, size_t width,
                          size_t length) {
    size_t to_width = str_width(str);
    for (size_t at = 0; at < length; at += BUDGET_COPY) {
        widen(str_mutable_data(str) + at * to_width, to_width, data + at * width, width,
              base_min_size(BUDGET_COPY, length - at));
        if (at > 0 && !budget_look(rt)) {
            return false;
        }
    }
    return true;
}

/* Units of any width to a string of its narrowest kind. */
static Object *from_units(Runtime *rt, const uint8_t *data, size_t width, size_t length) {
    if (length == 0) {
        return str_empty(rt);
    }
    int kind = kind_in_time(rt, data, width, length);
    if (kind < 0) {
        return NULL;
    }
    if (length == 1 && kind <= STR_LATIN1) {
        uint32_t code_point = width == 1   ? data[0]
                              : width == 2 ? ((const uint16_t *)(const void *)data)[0]
                                           : ((const uint32_t *)(const void *)data)[0];
        return str_latin1_char(rt, (uint8_t)code_point);
    }
    Object *str = str_new_uninitialised(rt, (StrKind)kind, length);
    if (str && !widen_in_time(rt, str, data, width, length)) {
        CLEAR_REF(rt, &str);
    }
    return str;
}

Object *str_from_latin1(Runtime *rt, const uint8_t *data, size_t length) {
    return from_units(rt, data, 1, length);
}

Object *str_from_ucs2(Runtime *rt, const uint16_t *data, size_t length) {
    return from_units(rt, (const uint8_t *)data, 2, length);
}

Object *str_from_ucs4(Runtime *rt, const uint32_t *data, size_t length) {
    return from_units(rt, (const uint8_t *)data, 4, length);
}

Object *str_from_code_point(Runtime *rt, uint32_t code_point) {
    if (LIKELY(code_point < 0x100)) {
        return str_latin1_char(rt, (uint8_t)code_point);
    }
    Object *str = str_new_uninitialised(rt, str_kind_of_code_point(code_point), 1);
    if (str) {
        str_set_at(str, 0, code_point);
    }
    return str;
}

/* One code point of UTF-8, surrogates included; what is no UTF-8 gives U+FFFD for one byte. */
static uint32_t utf8_next(const uint8_t *text, size_t length, size_t *position) {
    size_t i = *position;
    uint32_t first = text[i];
    size_t more = first < 0x80 ? 0 : first < 0xc2 ? 9 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    *position = i + 1;
    if (more == 0) {
        return first;
    }
    if (more == 9 || first > 0xf4 || i + more >= length) {
        return 0xfffd;
    }
    uint32_t code_point = first & (0x3fu >> more);
    for (size_t k = 1; k <= more; k++) {
        if ((text[i + k] & 0xc0) != 0x80) {
            return 0xfffd;
        }
        code_point = code_point << 6 | (text[i + k] & 0x3fu);
    }
    if ((more == 2 && code_point < 0x800) || (more == 3 && code_point < 0x10000) ||
        code_point > 0x10ffff) {
        return 0xfffd;
    }
    *position = i + more + 1;
    return code_point;
}

Object *str_from_utf8(Runtime *rt, const char *text, size_t length) {
    const uint8_t *bytes = (const uint8_t *)text;
    size_t ascii = ascii_prefix(bytes, length);
    if (LIKELY(ascii == length)) {
        if (length <= 1) {
            return length == 0 ? str_empty(rt) : str_latin1_char(rt, bytes[0]);
        }
        Object *str = str_new_uninitialised(rt, STR_ASCII, length);
        if (LIKELY(str != NULL)) {
            memcpy(str_mutable_data(str), text, length);
        }
        return str;
    }
    size_t count = ascii;
    uint32_t largest = 0;
    for (size_t i = ascii; i < length; count++) {
        uint32_t code_point = utf8_next(bytes, length, &i);
        largest = code_point > largest ? code_point : largest;
    }
    if (count == 1) {
        return str_from_code_point(rt, largest);
    }
    Object *str = str_new_uninitialised(rt, str_kind_of_code_point(largest), count);
    if (!str) {
        return NULL;
    }
    widen(str_mutable_data(str), str_width(str), bytes, 1, ascii);
    size_t at = ascii;
    for (size_t i = ascii; i < length; at++) {
        str_set_at(str, at, utf8_next(bytes, length, &i));
    }
    return str;
}

Object *str_from_cstring(Runtime *rt, const char *text) {
    return str_from_utf8(rt, text, strlen(text));
}

Object *str_substring(Runtime *rt, Object *str, size_t start, size_t end) {
    if (start == 0 && end == str_length(str) && str_check_exact(str)) {
        return retain(str);
    }
    if (start >= end) {
        return str_empty(rt);
    }
    size_t length = end - start;
    if (str_is_ascii(str)) {
        const uint8_t *data = str_data(str) + start;
        if (length == 1) {
            return str_latin1_char(rt, data[0]);
        }
        Object *part = str_new_uninitialised(rt, STR_ASCII, length);
        if (LIKELY(part != NULL)) {
            if (!budget_copy(rt, str_mutable_data(part), data, length)) {
                CLEAR_REF(rt, &part);
            }
        }
        return part;
    }
    size_t width = str_width(str);
    return from_units(rt, str_data(str) + start * width, width, length);
}

Object *str_exact(Runtime *rt, Object *str) {
    return str_substring(rt, str, 0, str_length(str));
}

bool str_copy_long(Runtime *rt, Object *target, size_t at, const Object *source, size_t start,
                   size_t end) {
    for (size_t from = start, to; from < end; from = to) {
        to = base_min_size(end, from + BUDGET_COPY);
        str_copy_into(target, at + from - start, source, from, to);
        if (!budget_look(rt)) {
            return false;
        }
    }
    return true;
}

Object *str_concat(Runtime *rt, Object *a, Object *b) {
    size_t a_length = str_length(a);
    size_t b_length = str_length(b);
    if (a_length == 0) {
        return str_exact(rt, b);
    }
    if (b_length == 0) {
        return str_exact(rt, a);
    }
    StrKind kind = str_kind(a) > str_kind(b) ? str_kind(a) : str_kind(b);
    Object *sum = str_new_uninitialised(rt, kind, a_length + b_length);
    if (LIKELY(sum != NULL)) {
        if (UNLIKELY(!str_copy(rt, sum, 0, a, 0, a_length) ||
                     !str_copy(rt, sum, a_length, b, 0, b_length))) {
            CLEAR_REF(rt, &sum);
        }
    }
    return sum;
}

/* Room for `length` code points in a string that only the caller refers to. NULL with MemoryError
 * pending: the string is as it was. */
static Object *grow(Runtime *rt, Object *str, size_t length) {
    size_t needed = STR_HEADER_SIZE + (length + 1) * str_width(str);
    if (needed <= heap_usable_size(rt->heap, str)) {
        return str;
    }
    return memory_reallocate(rt, str, memory_growth_size(needed));
}

bool str_append(Runtime *rt, Object **target, Object *b) {
    Object *a = *target;
    size_t a_length = str_length(a);
    size_t b_length = str_length(b);
    bool in_place = a->refs == 1 && a != b && a_length > 1 && b_length > 0 && str_check_exact(a) &&
                    !str_is_interned(a) && str_width(a) >= str_width(b) &&
                    a_length + b_length <= STR_LENGTH_MAX;
    Object *sum = in_place ? grow(rt, a, a_length + b_length) : str_concat(rt, a, b);
    if (UNLIKELY(!sum)) {
        return false;
    }
    *target = sum;
    if (!in_place) {
        release(rt, a);
        return true;
    }
    if (!str_copy(rt, sum, a_length, b, 0, b_length)) {
        terminate(sum);
        return false;
    }
    StrObject *grown = (StrObject *)sum;
    grown->hash = 0;
    grown->length = (uint32_t)(a_length + b_length);
    if (str_kind(b) > str_kind(sum)) { /* ASCII becomes Latin-1: the same width */
        sum->meta |= (uint32_t)STR_LATIN1 << STR_KIND_SHIFT;
    }
    terminate(sum);
    return true;
}

/* --- looking --- */

_Static_assert(offsetof(KnownName, hash) == offsetof(StrObject, hash) &&
                   offsetof(KnownName, length) == offsetof(StrObject, length) &&
                   offsetof(KnownName, text) == offsetof(StrObject, data),
               "a known name is a str");

/* Known names are constants: the runtime has their hashes. */
static uint32_t *hash_place(Runtime *rt, StrObject *str) {
    if (LIKELY(!object_is_immortal(&str->header))) {
        return &str->hash;
    }
    size_t known = known_names_index(&str->header);
    return known < NAME_COUNT ? &rt->name_hashes[known] : &str->hash;
}

int64_t str_hash_in_time(Runtime *rt, Object *str) {
    const StrObject *self = (const StrObject *)str;
    bool long_work = self->hash == 0 && self->length > BUDGET_COPY;
    return !long_work || budget_spend_whole(rt, self->length / 32) ? (int64_t)str_hash(rt, str)
                                                                   : -1;
}

uint32_t str_hash(Runtime *rt, Object *str) {
    StrObject *self = (StrObject *)str;
    if (LIKELY(self->hash != 0) || self->length == 0) {
        return self->hash;
    }
    uint32_t *hash = hash_place(rt, self);
    if (*hash == 0) {
        if (self->length <= BUDGET_COPY) {
            budget_owe(rt, self->length / 32);
        }
        *hash = hash_data32(self->data, self->length * str_width(str), rt->hash_seed);
    }
    return *hash;
}

bool str_equals(const Object *a, const Object *b) {
    if (a == b) {
        return true;
    }
    const StrObject *x = (const StrObject *)a;
    const StrObject *y = (const StrObject *)b;
    if (x->length != y->length || str_kind(a) != str_kind(b) ||
        (str_is_interned(a) && str_is_interned(b)) ||
        (x->hash != y->hash && x->hash != 0 && y->hash != 0)) {
        return false;
    }
    return memcmp(x->data, y->data, x->length * str_width(a)) == 0;
}

bool str_equals_ascii(const Object *str, const char *text) {
    size_t length = strlen(text);
    return str_is_ascii(str) && str_length(str) == length &&
           memcmp(str_data(str), text, length) == 0;
}

int str_compare(const Object *a, const Object *b) {
    if (a == b) {
        return 0;
    }
    size_t a_length = str_length(a);
    size_t b_length = str_length(b);
    size_t common = base_min_size(a_length, b_length);
    if (str_width(a) == 1 && str_width(b) == 1) {
        int order = memcmp(str_data(a), str_data(b), common);
        if (order != 0) {
            return order;
        }
    } else {
        for (size_t i = 0; i < common; i++) {
            uint32_t x = str_at(a, i);
            uint32_t y = str_at(b, i);
            if (x != y) {
                return x < y ? -1 : 1;
            }
        }
    }
    return a_length == b_length ? 0 : a_length < b_length ? -1 : 1;
}
