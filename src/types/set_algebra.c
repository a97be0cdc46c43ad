/* Intersection, difference and their kin for sets and any iterables. Loops over a table hold a
 * reference to the key at hand: comparisons may run Python code. */
#include "object/dict.h"
#include "object/budget.h"
#include "object/key_hash.h"
#include "types/set.h"

uint32_t set_base_type(const Runtime *rt, const Object *self) {
    uint32_t type_id = object_type_id(self);
    while (type_id != TYPE_SET && type_id != TYPE_FROZENSET) {
        type_id = rt->slots[type_id]->base_id;
    }
    return type_id;
}

static NEW_REF Object *release_unless(Runtime *rt, STEALS Object *set, bool done) {
    if (!done && set) {
        release(rt, set);
        return NULL;
    }
    return set;
}

NEW_REF Object *set_copy_as(Runtime *rt, uint32_t type_id, Object *iterable) {
    Object *set = set_new_empty(rt, type_id, sizeof(SetObject));
    return release_unless(rt, set, set && (!iterable || set_update(rt, set, iterable)));
}

/* Calls once for each item of iterable with its hash, until the function says no. */
typedef bool (*ItemFunction)(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash);

static bool each_item(Runtime *rt, Object *iterable, ItemFunction function, Object *set,
                      Object *context) {
    bool done = true;
    if (type_is_set(rt, iterable)) {
        size_t position = 0;
        const SetEntry *entry;
        while (done && (entry = set_next_entry(iterable, &position)) != NULL) {
            Object *item = retain(entry->key);
            done = budget_spend(rt, 4) && function(rt, set, context, item, entry->hash);
            release(rt, item);
        }
        return done;
    }
    if (object_type_id(iterable) == TYPE_DICT) {
        size_t position = 0;
        const DictEntry *entry;
        while (done && (entry = dict_next_entry(iterable, &position)) != NULL) {
            Object *item = retain(entry->key);
            done = budget_spend(rt, 4) && function(rt, set, context, item, entry->hash);
            release(rt, item);
        }
        return done;
    }
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return false;
    }
    Object *item;
    while (done && (item = object_next(rt, iterator)) != NULL) {
        int64_t hash = key_hash(rt, item);
        done = hash != -1 && function(rt, set, context, item, hash);
        release(rt, item);
    }
    release(rt, iterator);
    return done && !error_pending(rt);
}

static bool add_if_in(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash) {
    int found = set_contains_hashed(rt, context, item, hash);
    return found >= 0 && (!found || set_add_hashed(rt, set, item, hash));
}

NEW_REF Object *set_intersection(Runtime *rt, Object *self, Object *other) {
    uint32_t type_id = set_base_type(rt, self);
    if (self == other) {
        return set_copy_as(rt, type_id, self);
    }
    Object *result = set_copy_as(rt, type_id, NULL);
    if (type_is_set(rt, other) && set_length(other) > set_length(self)) {
        Object *swapped = self;
        self = other;
        other = swapped;
    }
    return release_unless(rt, result, result && each_item(rt, other, add_if_in, result, self));
}

static bool discard(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash) {
    (void)context;
    return set_discard_hashed(rt, set, item, hash) >= 0;
}

bool set_difference_update(Runtime *rt, Object *self, Object *other) {
    if (self == other) {
        set_clear(rt, self);
        return true;
    }
    return each_item(rt, other, discard, self, NULL) && set_drop_dummies(rt, self);
}

static bool add_unless_in(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash) {
    int found;
    if (type_is_set(rt, context)) {
        found = set_contains_hashed(rt, context, item, hash);
    } else {
        found = dict_get_hashed(rt, context, item, hash) != NULL ? 1 : error_pending(rt) ? -1 : 0;
    }
    return found >= 0 && (found || set_add_hashed(rt, set, item, hash));
}

NEW_REF Object *set_difference(Runtime *rt, Object *self, Object *other) {
    uint32_t type_id = set_base_type(rt, self);
    size_t length = SIZE_MAX;
    if (type_is_set(rt, other)) {
        length = set_length(other);
    } else if (object_type_id(other) == TYPE_DICT) {
        length = dict_length(other);
    }
    if (length == SIZE_MAX || set_length(self) >> 2 > length) {
        Object *copy = set_copy_as(rt, type_id, self);
        return release_unless(rt, copy, copy && set_difference_update(rt, copy, other));
    }
    Object *result = set_copy_as(rt, type_id, NULL);
    return release_unless(rt, result, result && each_item(rt, self, add_unless_in, result, other));
}

static bool toggle(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash) {
    (void)context;
    int removed = set_discard_hashed(rt, set, item, hash);
    return removed >= 0 && (removed || set_add_hashed(rt, set, item, hash));
}

bool set_symmetric_difference_update(Runtime *rt, Object *self, Object *other) {
    if (self == other) {
        set_clear(rt, self);
        return true;
    }
    if (type_is_set(rt, other) || object_type_id(other) == TYPE_DICT) {
        return each_item(rt, other, toggle, self, NULL);
    }
    Object *unique = set_new(rt, other); /* an item given twice must not toggle twice */
    bool done = unique && each_item(rt, unique, toggle, self, NULL);
    release_nullable(rt, unique);
    return done;
}

NEW_REF Object *set_symmetric_difference(Runtime *rt, Object *self, Object *other) {
    Object *result = set_copy_as(rt, set_base_type(rt, self), other);
    return release_unless(rt, result, result && set_symmetric_difference_update(rt, result, self));
}

/* For the tests below: the item function stops at the first item that decides; no error is pending
 * then. */
static bool stop_if_in(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash) {
    (void)context;
    return set_contains_hashed(rt, set, item, hash) == 0;
}

static bool stop_unless_in(Runtime *rt, Object *set, Object *context, Object *item, int64_t hash) {
    (void)context;
    return set_contains_hashed(rt, set, item, hash) == 1;
}

int set_is_disjoint(Runtime *rt, Object *self, Object *other) {
    if (self == other) {
        return set_length(self) == 0;
    }
    if (type_is_set(rt, other) && set_length(other) > set_length(self)) {
        Object *swapped = self;
        self = other;
        other = swapped;
    }
    return each_item(rt, other, stop_if_in, self, NULL) ? 1 : error_pending(rt) ? -1 : 0;
}

int set_is_subset(Runtime *rt, Object *self, Object *other) {
    if (!type_is_set(rt, other)) {
        Object *set = set_new(rt, other);
        int result = set ? set_is_subset(rt, self, set) : -1;
        release_nullable(rt, set);
        return result;
    }
    if (set_length(self) > set_length(other)) {
        return 0;
    }
    return each_item(rt, self, stop_unless_in, other, NULL) ? 1 : error_pending(rt) ? -1 : 0;
}

int set_is_superset(Runtime *rt, Object *self, Object *other) {
    if (type_is_set(rt, other)) {
        return set_is_subset(rt, other, self);
    }
    return each_item(rt, other, stop_unless_in, self, NULL) ? 1 : error_pending(rt) ? -1 : 0;
}
