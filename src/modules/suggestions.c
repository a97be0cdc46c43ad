/* The distance between two names is the least cost of edits that make one of the other: 2 for a
 * character inserted, deleted or replaced, 1 for a change of case (a Levenshtein distance). A name
 * is near when at most about a third of its characters need a change. The limits are CPython's. */
#include "modules/suggestions.h"
#include "modules/builtins.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "modules/source_lines.h"
#include <string.h>

enum {
    MOVE_COST = 2,
    CASE_COST = 1,
    LENGTH_MAX = 40,      /* of the part of a name that differs */
    CANDIDATES_MAX = 750, /* more names than that are not searched */
};

static unsigned lower(unsigned char c) {
    return c >= 'A' && c <= 'Z' ? c + 32u : c;
}

static size_t replace_cost(unsigned char a, unsigned char b) {
    return a == b ? 0 : lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}

/* The distance, or limit + 1 when it is larger than the limit. */
static size_t distance(const unsigned char *a, size_t a_size, const unsigned char *b, size_t b_size,
                       size_t limit) {
    while (a_size > 0 && b_size > 0 && a[0] == b[0]) {
        a++, b++, a_size--, b_size--;
    }
    while (a_size > 0 && b_size > 0 && a[a_size - 1] == b[b_size - 1]) {
        a_size--, b_size--;
    }
    if (a_size == 0 || b_size == 0) {
        return (a_size + b_size) * MOVE_COST;
    }
    if (a_size > LENGTH_MAX || b_size > LENGTH_MAX) {
        return limit + 1;
    }
    size_t gap = a_size > b_size ? a_size - b_size : b_size - a_size;
    if (gap * MOVE_COST > limit) {
        return limit + 1;
    }
    size_t row[LENGTH_MAX + 1]; /* costs from the first i of b to each prefix of a */
    for (size_t k = 0; k <= a_size; k++) {
        row[k] = k * MOVE_COST;
    }
    for (size_t i = 0; i < b_size; i++) {
        size_t diagonal = row[0], least = SIZE_MAX;
        row[0] = (i + 1) * MOVE_COST;
        for (size_t k = 0; k < a_size; k++) {
            size_t replaced = diagonal + replace_cost(b[i], a[k]);
            size_t moved = base_min_size(row[k], row[k + 1]) + MOVE_COST;
            diagonal = row[k + 1];
            row[k + 1] = base_min_size(replaced, moved);
            least = base_min_size(least, row[k + 1]);
        }
        if (least > limit) {
            return limit + 1;
        }
    }
    return row[a_size];
}

/* The candidate nearest to name so far. */
typedef struct Nearest {
    const char *name;
    size_t name_size;
    size_t distance; /* SIZE_MAX: none */
    Object *best;    /* owned */
} Nearest;

static void consider(Runtime *rt, Nearest *nearest, Object *candidate) {
    size_t size;
    Object *holder = NULL;
    const char *text = str_utf8(rt, candidate, &size, &holder, true);
    if (!text) {
        error_clear(rt);
        return;
    }
    bool same = size == nearest->name_size && memcmp(text, nearest->name, size) == 0;
    size_t limit = (nearest->name_size + size + 3) * MOVE_COST / 6;
    limit = base_min_size(limit, nearest->distance - 1);
    if (!same && nearest->distance > 0) {
        size_t cost = distance((const unsigned char *)nearest->name, nearest->name_size,
                               (const unsigned char *)text, size, limit);
        if (cost <= limit) {
            nearest->distance = cost;
            REPLACE_REF(rt, &nearest->best, retain(candidate));
        }
    }
    release_nullable(rt, holder);
}

/* names: a list or tuple. */
static NEW_REF Object *nearest_of(Runtime *rt, Object *names, Object *name) {
    bool is_list = type_is_list(rt, names);
    size_t count = is_list ? list_length(names) : tuple_length(names);
    Object *holder = NULL;
    Nearest nearest = {.distance = SIZE_MAX};
    nearest.name = str_utf8(rt, name, &nearest.name_size, &holder, true);
    if (!nearest.name || count >= CANDIDATES_MAX) {
        error_clear(rt);
        release_nullable(rt, holder);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        Object *candidate = is_list ? list_get(names, i) : tuple_get(names, i);
        if (type_is_str(rt, candidate)) {
            consider(rt, &nearest, candidate);
        }
    }
    release_nullable(rt, holder);
    return nearest.best;
}

static NEW_REF Object *nearest_key(Runtime *rt, Object *dict, Object *name) {
    Object *keys = dict && type_is_dict(rt, dict) ? dict_keys_list(rt, dict) : NULL;
    if (!keys) {
        error_clear(rt);
        return NULL;
    }
    Object *best = nearest_of(rt, keys, name);
    release(rt, keys);
    return best;
}

/* The names of the frame that raised: locals, globals, builtins. */
static NEW_REF Object *for_name_error(Runtime *rt, NameExceptionObject *exception) {
    Object *traceback = exception->base.traceback;
    if (!exception->name || !type_is_str(rt, exception->name) || !traceback) {
        return NULL;
    }
    const TracebackObject *last = (const TracebackObject *)traceback;
    while (last->next) {
        last = (const TracebackObject *)last->next;
    }
    const FunctionObject *function = source_lines_function(last);
    const CodeObject *code = (const CodeObject *)function->code;
    Object *best = nearest_of(rt, code->local_names, exception->name);
    if (best) {
        return best;
    }
    best = nearest_key(rt, function->globals, exception->name);
    if (best || !builtins_fill(rt)) {
        error_clear(rt);
        return best;
    }
    return nearest_key(rt, rt->builtins, exception->name);
}

static NEW_REF Object *for_attribute_error(Runtime *rt, AttributeExceptionObject *exception) {
    if (!exception->name || !exception->object || !type_is_str(rt, exception->name)) {
        return NULL;
    }
    bool missing = false;
    Object *dir = object_call_special(rt, exception->object, NAME___dir__, NULL, 0, &missing);
    Object *names = dir ? list_from_iterable(rt, dir) : NULL;
    release_nullable(rt, dir);
    /* Sorted, as dir() gives them: of equally near names the first is taken. */
    Object *best = NULL;
    if (names && list_sort(rt, names, NULL, false)) {
        best = nearest_of(rt, names, exception->name);
    }
    release_nullable(rt, names);
    error_clear(rt);
    return best;
}

NEW_REF Object *suggestions_for(Runtime *rt, Object *exception) {
    if (type_is_instance(rt, exception, TYPE_NAME_ERROR)) {
        return for_name_error(rt, (NameExceptionObject *)exception);
    }
    if (type_is_instance(rt, exception, TYPE_ATTRIBUTE_ERROR)) {
        return for_attribute_error(rt, (AttributeExceptionObject *)exception);
    }
    return NULL;
}
