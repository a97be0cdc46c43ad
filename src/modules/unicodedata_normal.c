/* unicodedata_normal: decomposing by utf8proc, ordering marks, composing by utf8proc. */
#include "modules/unicodedata_normal.h"

#include "modules/unicodedata_tables.h"
#include "object/budget.h"
#include "object/raise.h"
#include "types/unicode.h"
#include <string.h>
#include <utf8proc.h>

enum { ONE_CHARACTER = UNICODEDATA_STEP_MAX, FIRST_DECOMPOSED = 0xa0, FIRST_MARK = 0x300 };

/* Code points on the runtime's heap. */
typedef struct Points {
    utf8proc_int32_t *items;
    size_t length, capacity;
} Points;

static utf8proc_int32_t *points_reserve(Runtime *rt, Points *points, size_t more) {
    if (points->length + more > points->capacity) {
        size_t capacity = points->capacity + points->capacity / 2 + more + 16;
        utf8proc_int32_t *items =
            memory_reallocate(rt, points->items, capacity * sizeof *points->items);
        if (!items) {
            return NULL;
        }
        points->items = items;
        points->capacity = capacity;
    }
    return points->items + points->length;
}

static int combining(utf8proc_int32_t code_point) {
    return unicode_category((uint32_t)code_point)
               ? utf8proc_get_property(code_point)->combining_class
               : 0;
}

static bool decompose(Runtime *rt, Object *text, NormalForm form, Points *points) {
    utf8proc_option_t options =
        UTF8PROC_DECOMPOSE | (form.compatible ? UTF8PROC_COMPAT : (utf8proc_option_t)0);
    size_t length = str_length(text);
    budget_owe(rt, length / 4);
    for (size_t i = 0; i < length; i++) {
        utf8proc_int32_t *out = points_reserve(rt, points, ONE_CHARACTER);
        uint32_t code_point = str_at(text, i);
        if (!out) {
            return false;
        }
        utf8proc_ssize_t count = 1;
        if (code_point < FIRST_DECOMPOSED || !unicode_category(code_point)) {
            out[0] = (utf8proc_int32_t)code_point;
        } else {
            int unused = 0;
            count = utf8proc_decompose_char((utf8proc_int32_t)code_point, out, ONE_CHARACTER,
                                            options, &unused);
            if (count < 0) { /* a surrogate */
                out[0] = (utf8proc_int32_t)code_point;
                count = 1;
            }
        }
        points->length += (size_t)count;
    }
    return true;
}

/* Marks after one base go in the order of their classes; equal ones stay as they are. */
static void order_run(Runtime *rt, utf8proc_int32_t *run, size_t length) {
    for (size_t i = 1; i < length; i++) {
        utf8proc_int32_t mark = run[i];
        int class = combining(mark);
        size_t at = i;
        for (; at > 0 && combining(run[at - 1]) > class; at--) {
            run[at] = run[at - 1];
        }
        run[at] = mark;
        budget_owe(rt, (i - at) / 8);
    }
}

static void order_marks(Runtime *rt, Points *points) {
    size_t start = 0;
    for (size_t i = 0; i <= points->length; i++) {
        bool mark = i < points->length && points->items[i] >= FIRST_MARK &&
                    combining(points->items[i]) != 0;
        if (!mark) {
            if (i - start > 1) {
                order_run(rt, points->items + start, i - start);
            }
            start = i + 1;
        }
    }
}

/* Characters that must not come out of composing, which utf8proc 2.8 forgets. */
static bool is_excluded(utf8proc_int32_t code_point) {
    return code_point == 0x2adc || (code_point >= 0x1d15e && code_point <= 0x1d164) ||
           (code_point >= 0x1d1bb && code_point <= 0x1d1c0);
}

/* Takes them apart again. They were whole characters before, so there is room. */
static void restore_excluded(utf8proc_int32_t *items, size_t *length) {
    utf8proc_int32_t parts[ONE_CHARACTER];
    int unused = 0;
    size_t more = 0;
    for (size_t i = 0; i < *length; i++) {
        if (is_excluded(items[i])) {
            more += (size_t)utf8proc_decompose_char(items[i], parts, ONE_CHARACTER,
                                                    UTF8PROC_DECOMPOSE, &unused) -
                    1;
        }
    }
    for (size_t i = *length, out = *length + more; out > i; i--) {
        if (!is_excluded(items[i - 1])) {
            items[--out] = items[i - 1];
            continue;
        }
        utf8proc_ssize_t count = utf8proc_decompose_char(items[i - 1], parts, ONE_CHARACTER,
                                                         UTF8PROC_DECOMPOSE, &unused);
        out -= (size_t)count;
        memcpy(items + out, parts, (size_t)count * sizeof *items);
    }
    *length += more;
}

/* utf8proc takes U+11A7 for a final consonant of Hangul, which it is not: it is kept from it. */
static void compose(Points *points) {
    enum { NO_CONSONANT = 0x11a7 };
    size_t out = 0, start = 0;
    for (size_t i = 0; i <= points->length; i++) {
        if (i < points->length && points->items[i] != NO_CONSONANT) {
            continue;
        }
        size_t count = i - start;
        if (count > 0) {
            memmove(points->items + out, points->items + start, count * sizeof *points->items);
            out += (size_t)utf8proc_normalize_utf32(points->items + out, (utf8proc_ssize_t)count,
                                                    UTF8PROC_COMPOSE);
        }
        if (i < points->length) {
            points->items[out++] = NO_CONSONANT;
        }
        start = i + 1;
    }
    restore_excluded(points->items, &out);
    points->length = out;
}

NEW_REF Object *unicodedata_normalise(Runtime *rt, Object *text, NormalForm form) {
    Points points = {NULL, 0, 0};
    if (str_is_ascii(text)) {
        return retain(text);
    }
    Object *result = NULL;
    if (decompose(rt, text, form, &points)) {
        order_marks(rt, &points);
        if (form.compose) {
            compose(&points);
        }
        result = str_from_ucs4(rt, (const uint32_t *)points.items, points.length);
    }
    memory_free(rt, points.items);
    if (result && str_equals(result, text)) {
        release(rt, result);
        result = object_type_id(text) == TYPE_STR ? retain(text) : result;
    }
    return result;
}

static const UnicodeStep *find_step(uint32_t code_point) {
    size_t low = 0, high = unicodedata_step_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code_point > unicodedata_steps[middle].code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < unicodedata_step_count && unicodedata_steps[low].code_point == code_point;
    return found ? &unicodedata_steps[low] : NULL;
}

static bool has_jamo(const utf8proc_int32_t *points, utf8proc_ssize_t count) {
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        if (points[i] >= 0x1100 && points[i] < 0x1200) {
            return true;
        }
    }
    return false;
}

/* utf8proc has whole decompositions only. A step is the composed form of a compatible one (not
 * where there are letters of Hangul); a canonical one splits a character off the end, what is
 * before it composed. Where that is not so there is a table. */
size_t unicodedata_decompose_step(uint32_t code_point, uint32_t out[UNICODEDATA_STEP_MAX]) {
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code_point);
    utf8proc_int32_t whole[UNICODEDATA_STEP_MAX];
    int unused = 0;
    bool hangul = code_point >= 0xac00 && code_point <= 0xd7a3;
    if (hangul || !unicode_category(code_point) || property->decomp_seqindex == UINT16_MAX) {
        return 0;
    }
    const UnicodeStep *step = find_step(code_point);
    size_t parts = 0;
    for (; step && parts < UNICODEDATA_STEP_PARTS && step->parts[parts]; parts++) {
        out[parts] = step->parts[parts];
    }
    if (step) {
        return parts;
    }
    utf8proc_option_t options =
        UTF8PROC_DECOMPOSE | (property->decomp_type ? UTF8PROC_COMPAT : (utf8proc_option_t)0);
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, whole,
                                                     UNICODEDATA_STEP_MAX, options, &unused);
    if (count < 0) {
        return 0;
    }
    if (property->decomp_type) {
        count = has_jamo(whole, count) ? count
                                       : utf8proc_normalize_utf32(whole, count, UTF8PROC_COMPOSE);
    } else if (count > 2) {
        utf8proc_int32_t last = whole[count - 1];
        count = utf8proc_normalize_utf32(whole, count - 1, UTF8PROC_COMPOSE);
        whole[count++] = last;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        out[i] = (uint32_t)whole[i];
    }
    return (size_t)count;
}
