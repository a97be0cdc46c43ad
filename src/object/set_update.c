/* Adding everything from any iterable to a set. */
#include "object/budget.h"
#include "object/dict.h"
#include "object/operations.h"
#include "object/set.h"

static bool update_from_dict(Runtime *rt, Object *set, Object *dict) {
    size_t position = 0;
    const DictEntry *entry;
    while ((entry = dict_next_entry(dict, &position)) != NULL) {
        if (!budget_pace_items(rt, position)) {
            return false;
        }
        Object *key = retain(entry->key);
        bool done = set_add_hashed(rt, set, key, entry->hash);
        release(rt, key);
        if (!done) {
            return false;
        }
    }
    return true;
}

bool set_update(Runtime *rt, Object *set, Object *iterable) {
    if (type_is_set(rt, iterable)) {
        return set_merge(rt, set, iterable);
    }
    if (object_type_id(iterable) == TYPE_DICT) {
        return update_from_dict(rt, set, iterable);
    }
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return false;
    }
    Object *item;
    bool done = true;
    while (done && (item = object_next(rt, iterator)) != NULL) {
        done = set_add(rt, set, item);
        release(rt, item);
    }
    release(rt, iterator);
    return done && !error_pending(rt);
}
