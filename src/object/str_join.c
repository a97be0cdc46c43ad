/* str_join: the length and the kind first, then one copy. Apart from str.c because it asks for
 * types. */
#include "object/budget.h"
#include "object/str.h"
#include "object/type.h"
#include <string.h>

Object *str_join(Runtime *rt, Object *separator, Object *const *items, size_t count) {
    if (count == 0) {
        return str_empty(rt);
    }
    StrKind kind = count > 1 ? str_kind(separator) : STR_ASCII;
    size_t gap = str_length(separator);
    size_t length = 0;
    if (!base_multiply_size(gap, count - 1, &length)) {
        return error_no_memory(rt);
    }
    for (size_t i = 0; i < count; i++) {
        if (!budget_pace(rt, i, 2)) {
            return NULL;
        }
        if (UNLIKELY(!type_is_str(rt, items[i]))) {
            return raise_type_error(rt, "sequence item %zu: expected str instance, %.80s found", i,
                                    type_name_of(rt, items[i]));
        }
        length += str_length(items[i]);
        kind = str_kind(items[i]) > kind ? str_kind(items[i]) : kind;
        if (UNLIKELY(length > STR_LENGTH_MAX)) {
            return raise_overflow_error(rt, "join() result is too long for a Python string");
        }
    }
    if (count == 1) {
        return str_exact(rt, items[0]);
    }
    Object *joined = str_new_uninitialised(rt, kind, length);
    if (!joined) {
        return NULL;
    }
    size_t at = 0;
    if (gap == 0 && str_width_of_kind(kind) == 1) { /* the pieces of an f-string, mostly */
        for (size_t i = 0; i < count; i++) {
            size_t item_length = str_length(items[i]);
            if (!budget_copy(rt, str_mutable_data(joined) + at, str_data(items[i]), item_length) ||
                !budget_look_at(rt, i)) {
                release(rt, joined);
                return NULL;
            }
            at += item_length;
        }
        return str_finish(rt, joined);
    }
    for (size_t i = 0; i < count; i++) {
        size_t gap_before = i > 0 ? gap : 0;
        size_t item_length = str_length(items[i]);
        if (!budget_pace(rt, i, 1) || !str_copy(rt, joined, at, separator, 0, gap_before) ||
            !str_copy(rt, joined, at + gap_before, items[i], 0, item_length)) {
            release(rt, joined);
            return NULL;
        }
        at += gap_before + item_length;
    }
    return str_finish(rt, joined);
}
