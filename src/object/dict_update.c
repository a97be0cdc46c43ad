/* dict.update and its kin: from dicts, other mappings, and iterables of pairs. */
#include "object/budget.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"

/* A dict, or a subclass that iterates as dict does. */
static bool is_plain_dict(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_DICT ||
           (type_is_dict(rt, object) && slots_of(rt, object)->iter == rt->slots[TYPE_DICT]->iter);
}

static bool merge_dict(Runtime *rt, Object *dict, Object *other, bool override) {
    if (dict == other || dict_length(other) == 0) {
        return true;
    }
    if (dict_length(dict) == 0 && !dict_reserve(rt, dict, dict_length(other))) {
        return false;
    }
    size_t position = 0;
    size_t length = dict_length(other);
    const DictEntry *entry;
    while ((entry = dict_next_entry(other, &position)) != NULL) {
        if (!budget_pace_items(rt, position)) {
            return false;
        }
        Object *key = retain(entry->key);
        Object *value = retain(entry->value);
        int64_t hash = entry->hash;
        bool done;
        if (override) {
            done = dict_set_hashed(rt, dict, key, value, hash);
        } else {
            done = dict_get_hashed(rt, dict, key, hash) != NULL ||
                   (!error_pending(rt) && dict_set_hashed(rt, dict, key, value, hash));
        }
        release(rt, key);
        release(rt, value);
        if (!done) {
            return false;
        }
        if (dict_length(other) != length) {
            raise_runtime_error(rt, "dict mutated during update");
            return false;
        }
    }
    return true;
}

static bool merge_keys(Runtime *rt, Object *dict, Object *mapping, Object *keys, bool override) {
    Object *iterator = object_iter(rt, keys);
    if (!iterator) {
        return false;
    }
    bool done = true;
    Object *key;
    while (done && (key = object_next(rt, iterator)) != NULL) {
        int present = override ? 0 : dict_contains(rt, dict, key);
        if (present < 0) {
            done = false;
        } else if (present == 0) {
            Object *value = object_get_item(rt, mapping, key);
            done = value && dict_set_stealing(rt, dict, retain(key), value);
        }
        release(rt, key);
    }
    release(rt, iterator);
    return done && !error_pending(rt);
}

bool dict_merge(Runtime *rt, Object *dict, Object *mapping, bool override) {
    if (is_plain_dict(rt, mapping)) {
        return merge_dict(rt, dict, mapping, override);
    }
    Object *keys = object_call_method(rt, mapping, rt->names[NAME_keys], NULL, 0);
    if (!keys) {
        return false;
    }
    bool done = merge_keys(rt, dict, mapping, keys, override);
    release(rt, keys);
    return done;
}

/* One element of the sequence: something iterable with two items. */
static bool set_pair(Runtime *rt, Object *dict, Object *element, size_t number) {
    Object *pair;
    uint32_t type_id = object_type_id(element);
    if (type_id == TYPE_TUPLE || type_id == TYPE_LIST) {
        pair = retain(element);
    } else {
        pair = list_from_iterable(rt, element);
        if (!pair) {
            if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
                raise_type_error(
                    rt, "cannot convert dictionary update sequence element #%zu to a sequence",
                    number);
            }
            return false;
        }
        type_id = TYPE_LIST;
    }
    size_t length = type_id == TYPE_TUPLE ? tuple_length(pair) : list_length(pair);
    bool done = false;
    if (length != 2) {
        raise_value_error(rt,
                          "dictionary update sequence element #%zu has length %zu; 2 is required",
                          number, length);
    } else {
        Object *const *items =
            type_id == TYPE_TUPLE ? tuple_items(pair) : ((ListObject *)pair)->items;
        done = dict_set(rt, dict, items[0], items[1]);
    }
    release(rt, pair);
    return done;
}

static bool update_from_pairs(Runtime *rt, Object *dict, Object *pairs) {
    Object *iterator = object_iter(rt, pairs);
    if (!iterator) {
        return false;
    }
    bool done = true;
    Object *element;
    for (size_t number = 0; done && (element = object_next(rt, iterator)) != NULL; number++) {
        done = set_pair(rt, dict, element, number);
        release(rt, element);
    }
    release(rt, iterator);
    return done && !error_pending(rt);
}

bool dict_update(Runtime *rt, Object *dict, Object *other) {
    if (is_plain_dict(rt, other)) {
        return merge_dict(rt, dict, other, true);
    }
    int mapping = object_has_attr(rt, other, rt->names[NAME_keys]);
    if (mapping < 0) {
        return false;
    }
    return mapping ? dict_merge(rt, dict, other, true) : update_from_pairs(rt, dict, other);
}
