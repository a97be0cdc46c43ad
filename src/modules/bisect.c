/* _bisect: searching and inserting in sorted sequences. */
#include "modules/bisect.h"

#include "object/arguments.h"
#include "object/list.h"
#include "object/operations.h"

/* a, x, lo, hi, key as the module's functions take them. */
typedef struct Search {
    Object *sequence;
    Object *value;
    Object *key; /* NULL: none */
    int64_t low, high;
} Search;

static const ArgumentSpec SPECS[] = {
    {"bisect_left", {"a", "x", "lo", "hi", "key"}, 0, 4, 2, 5},
    {"bisect_right", {"a", "x", "lo", "hi", "key"}, 0, 4, 2, 5},
    {"insort_left", {"a", "x", "lo", "hi", "key"}, 0, 4, 2, 5},
    {"insort_right", {"a", "x", "lo", "hi", "key"}, 0, 4, 2, 5},
};
enum { BISECT_LEFT, BISECT_RIGHT, INSORT_LEFT, INSORT_RIGHT };

static bool parse(Runtime *rt, int function, Object *const *args, size_t count,
                  Object *keyword_names, Search *search) {
    Object *out[5];
    if (!arguments_parse(rt, &SPECS[function], args, count, keyword_names, out)) {
        return false;
    }
    search->sequence = out[0];
    search->value = out[1];
    search->key = out[4] && out[4] != NONE ? out[4] : NULL;
    search->low = 0;
    search->high = -1;
    if ((out[2] && !object_as_int64(rt, out[2], &search->low)) ||
        (out[3] && out[3] != NONE && !object_as_int64(rt, out[3], &search->high))) {
        return false;
    }
    if (search->low < 0) {
        raise_value_error(rt, "lo must be non-negative");
        return false;
    }
    if (search->high == -1) {
        search->high = object_length(rt, search->sequence);
        return search->high >= 0;
    }
    return true;
}

static NEW_REF Object *item_at(Runtime *rt, const Search *search, int64_t idx) {
    Object *item;
    if (object_type_id(search->sequence) == TYPE_LIST &&
        (size_t)idx < list_length(search->sequence)) {
        item = retain(list_get(search->sequence, (size_t)idx));
    } else {
        Object *position = int_from_int64(rt, idx);
        item = position ? object_get_item(rt, search->sequence, position) : NULL;
        release_nullable(rt, position);
    }
    if (item && search->key) {
        Object *key = object_call_one(rt, search->key, item);
        release(rt, item);
        item = key;
    }
    return item;
}

/* The position before (left) or behind (right) the items equal to value; -1: an error. */
static int64_t find(Runtime *rt, const Search *search, Object *value, bool right) {
    int64_t low = search->low;
    int64_t high = search->high;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        Object *item = item_at(rt, search, middle);
        if (!item) {
            return -1;
        }
        int before = right ? object_compare_bool(rt, value, item, COMPARE_LT)
                           : object_compare_bool(rt, item, value, COMPARE_LT);
        release(rt, item);
        if (before < 0) {
            return -1;
        }
        if (right == (before != 0)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static NEW_REF Object *bisect(Runtime *rt, int function, Object *const *args, size_t count,
                              Object *keyword_names) {
    Search search;
    if (!parse(rt, function, args, count, keyword_names, &search)) {
        return NULL;
    }
    int64_t idx = find(rt, &search, search.value, function == BISECT_RIGHT);
    return idx < 0 ? NULL : int_from_int64(rt, idx);
}

static NEW_REF Object *insort(Runtime *rt, int function, Object *const *args, size_t count,
                              Object *keyword_names) {
    Search search;
    if (!parse(rt, function, args, count, keyword_names, &search)) {
        return NULL;
    }
    Object *value =
        search.key ? object_call_one(rt, search.key, search.value) : retain(search.value);
    int64_t idx = value ? find(rt, &search, value, function == INSORT_RIGHT) : -1;
    release_nullable(rt, value);
    if (idx < 0) {
        return NULL;
    }
    if (object_type_id(search.sequence) == TYPE_LIST) {
        return list_insert(rt, search.sequence, (size_t)idx, search.value) ? retain(NONE) : NULL;
    }
    Object *both[2] = {int_from_int64(rt, idx), search.value};
    Object *result =
        both[0] ? object_call_method_cstring(rt, search.sequence, "insert", both, 2) : NULL;
    release_nullable(rt, both[0]);
    if (!result) {
        return NULL;
    }
    release(rt, result);
    return retain(NONE);
}

static NEW_REF Object *bisect_left(Runtime *rt, Object *module, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)module;
    return bisect(rt, BISECT_LEFT, args, count, keyword_names);
}

static NEW_REF Object *bisect_right(Runtime *rt, Object *module, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)module;
    return bisect(rt, BISECT_RIGHT, args, count, keyword_names);
}

static NEW_REF Object *insort_left(Runtime *rt, Object *module, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)module;
    return insort(rt, INSORT_LEFT, args, count, keyword_names);
}

static NEW_REF Object *insort_right(Runtime *rt, Object *module, Object *const *args, size_t count,
                                    Object *keyword_names) {
    (void)module;
    return insort(rt, INSORT_RIGHT, args, count, keyword_names);
}

static const MethodRow functions[] = {
    METHOD_ROW_KEYWORDS("bisect_left", bisect_left,
                        "bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nWhere x "
                        "would go in the sorted a, before equal items."),
    METHOD_ROW_KEYWORDS("bisect_right", bisect_right,
                        "bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nWhere x "
                        "would go in the sorted a, behind equal items."),
    METHOD_ROW_KEYWORDS("insort_left", insort_left,
                        "insort_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nInserts "
                        "x in the sorted a, before equal items."),
    METHOD_ROW_KEYWORDS("insort_right", insort_right,
                        "insort_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nInserts "
                        "x in the sorted a, behind equal items."),
    METHOD_ROW_END,
};

const ModuleSpec bisect_module = {
    .name = "_bisect",
    .doc = "Searching and inserting in sorted sequences.",
    .functions = functions,
};
