/* set and frozenset: the table. set(iterable) and union with any iterable are in set_update.c.
 *
 * Probing looks at a few neighbours first and then jumps by the hash's further bits, as CPython's
 * sets do, with the same sizes: sets of small ints come out in the same order.
 * Comparing keys may run Python code that changes this set: then the search starts again. */
#include "object/budget.h"
#include "object/references.h"
#include "object/set.h"

#include "object/key_hash.h"
#include <string.h>

enum {
    MIN_SLOTS = 8,
    NEIGHBOURS = 9,
    PERTURB_SHIFT = 5,
    QUADRUPLE_LIMIT = 50000,
    REUSE_SLOTS = 4096
};

Object set_dummy = OBJECT_STATIC(TYPE_OBJECT, 0);

static const SetObject empty_frozenset = {.header = OBJECT_STATIC(TYPE_FROZENSET, 0), .hash = -1};

NEW_REF Object *set_new_empty(Runtime *rt, uint32_t type_id, size_t size) {
    Object *set = object_new_container(rt, type_id, size);
    if (set) {
        ((SetObject *)set)->hash = -1;
    }
    return set;
}

static NEW_REF Object *fill_new(Runtime *rt, STEALS Object *set, Object *iterable) {
    if (set && iterable && !set_update(rt, set, iterable)) {
        release(rt, set);
        return NULL;
    }
    return set;
}

NEW_REF Object *set_new(Runtime *rt, Object *iterable) {
    return fill_new(rt, set_new_empty(rt, TYPE_SET, sizeof(SetObject)), iterable);
}

NEW_REF Object *frozenset_new(Runtime *rt, Object *iterable) {
    if (!iterable) {
        return (Object *)(uintptr_t)&empty_frozenset;
    }
    if (object_type_id(iterable) == TYPE_FROZENSET) {
        return retain(iterable);
    }
    Object *set = fill_new(rt, set_new_empty(rt, TYPE_FROZENSET, sizeof(SetObject)), iterable);
    if (set && set_length(set) == 0) {
        release(rt, set);
        return (Object *)(uintptr_t)&empty_frozenset;
    }
    return set;
}

size_t set_table_size(const Object *object) {
    const SetObject *set = (const SetObject *)object;
    return set->entries ? (set->mask + 1) * sizeof(SetEntry) : 0;
}

/* The table. */

/* Puts a key that is not there into a table without deleted entries. */
static void insert_clean(SetEntry *entries, size_t mask, Object *key, int64_t hash) {
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    for (;;) {
        SetEntry *entry = &entries[slot];
        size_t neighbours = slot + NEIGHBOURS <= mask ? NEIGHBOURS : 0;
        for (size_t i = 0; i <= neighbours; i++, entry++) {
            if (!entry->key) {
                *entry = (SetEntry){key, hash};
                return;
            }
        }
        perturb >>= PERTURB_SHIFT;
        slot = (slot * 5 + 1 + (size_t)perturb) & mask;
    }
}

static bool resize(Runtime *rt, SetObject *set, size_t wanted) {
    size_t slots = MIN_SLOTS;
    while (slots <= wanted) {
        slots <<= 1;
    }
    if (UNLIKELY(slots > (size_t)1 << 32)) {
        error_no_memory(rt);
        return false;
    }
    SetEntry *entries = memory_allocate_zeroed(rt, slots * sizeof(SetEntry));
    if (UNLIKELY(!entries)) {
        return false;
    }
    SetEntry *old = set->entries;
    size_t old_slots = old ? set->mask + 1 : 0;
    for (size_t i = 0; i < old_slots; i++) {
        if (UNLIKELY(!budget_look_at(rt, i))) {
            memory_free(rt, entries);
            return false;
        }
        if (old[i].key && old[i].key != SET_DUMMY) {
            insert_clean(entries, slots - 1, old[i].key, old[i].hash);
        }
    }
    set->entries = entries;
    set->mask = slots - 1;
    set->filled = set->used;
    memory_free(rt, old);
    return true;
}

enum { SAME = 1, OTHER = 0, RESTART = 2, FAILED = -1 };

static NOINLINE int compare_by_equality(Runtime *rt, const SetObject *set, const SetEntry *entry,
                                        Object *key) {
    Object *other = entry->key;
    const SetEntry *entries = set->entries;
    size_t mask = set->mask;
    retain(other);
    int same = object_equals(rt, other, key);
    release(rt, other);
    if (same < 0) {
        return FAILED;
    }
    return set->entries != entries || set->mask != mask || entry->key != other ? RESTART : same;
}

/* Whether a live entry's key, of the same hash but another object, equals key. */
static ALWAYS_INLINE int compare_keys(Runtime *rt, const SetObject *set, const SetEntry *entry,
                                      Object *key) {
    Object *other = entry->key;
    if (key_is_plain_int(key) && key_is_plain_int(other)) {
        return int_small_value(key) == int_small_value(other);
    }
    if (object_type_id(key) == TYPE_STR && object_type_id(other) == TYPE_STR) {
        return str_equals(other, key);
    }
    return compare_by_equality(rt, set, entry, key);
}

/* The entry of key, or (*found tells) the free one where the probing ended; NULL with an error
 * pending when a comparison failed, without one when the comparison left no table. The set has a
 * table. *deleted is the last deleted entry that was passed, if the caller asks. */
static ALWAYS_INLINE SetEntry *probe(Runtime *rt, const SetObject *set, Object *key, int64_t hash,
                                     bool *found, SetEntry **deleted) {
restart:;
    size_t mask = set->mask;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    if (deleted) {
        *deleted = NULL;
    }
    for (;;) {
        SetEntry *entry = &set->entries[slot];
        SetEntry *last = slot + NEIGHBOURS <= mask ? entry + NEIGHBOURS : entry;
        for (; entry <= last; entry++) {
            if (!entry->key) {
                *found = false;
                return entry;
            }
            if (entry->hash == hash) { /* never true of a deleted one */
                int same = entry->key == key ? SAME : compare_keys(rt, set, entry, key);
                if (same == SAME) {
                    *found = true;
                    return entry;
                }
                if (same == FAILED) {
                    return NULL;
                }
                if (same == RESTART) {
                    if (!set->entries) {
                        *found = false;
                        return NULL;
                    }
                    goto restart;
                }
            } else if (deleted && entry->key == SET_DUMMY) {
                *deleted = entry;
            }
        }
        perturb >>= PERTURB_SHIFT;
        slot = (slot * 5 + 1 + (size_t)perturb) & mask;
    }
}

static SetEntry *find(Runtime *rt, const SetObject *set, Object *key, int64_t hash, bool *found) {
    return probe(rt, set, key, hash, found, NULL);
}

/* As find, but the entry that is not found is where key belongs. In a small table the last deleted
 * entry that was passed is used again instead of the free one, as in CPython, so that small sets
 * keep its order; in a big one deleted entries make the table grow or be rebuilt, which keeps the
 * probing short. */
static SetEntry *find_place(Runtime *rt, const SetObject *set, Object *key, int64_t hash,
                            bool *found) {
    SetEntry *deleted;
    SetEntry *entry = probe(rt, set, key, hash, found, &deleted);
    return entry && !*found && deleted && set->mask < REUSE_SLOTS ? deleted : entry;
}

/* Adding. */

bool set_add_hashed(Runtime *rt, Object *object, Object *item, int64_t hash) {
    SetObject *set = (SetObject *)object;
    bool found = false;
    SetEntry *entry;
    for (;;) {
        if (!set->entries && !resize(rt, set, 0)) {
            return false;
        }
        entry = find_place(rt, set, item, hash, &found);
        if (entry) {
            break;
        }
        if (error_pending(rt)) {
            return false;
        } /* else the set was cleared under the comparison: again, with a new table */
    }
    if (found) {
        return true;
    }
    if (entry->key == SET_DUMMY) {
        *entry = (SetEntry){retain(item), hash};
        set->used++;
        return true;
    }
    if (UNLIKELY((size_t)(set->filled + 1) * 5 >= set->mask * 3)) {
        /* Grown before the key goes in, so that a failure changes nothing. CPython grows after;
         * the key then lands where a rehash in table order puts it, which is what is done here. */
        *entry = (SetEntry){item, hash};
        set->used++;
        set->filled++;
        size_t wanted = set->used > QUADRUPLE_LIMIT ? (size_t)set->used * 2 : (size_t)set->used * 4;
        if (!resize(rt, set, wanted)) {
            *entry = (SetEntry){NULL, 0};
            set->used--;
            set->filled--;
            return false;
        }
        retain(item);
        return true;
    }
    *entry = (SetEntry){retain(item), hash};
    set->used++;
    set->filled++;
    return true;
}

bool set_add(Runtime *rt, Object *set, Object *item) {
    int64_t hash = key_hash(rt, item);
    return hash != -1 && set_add_hashed(rt, set, item, hash);
}

bool set_merge(Runtime *rt, Object *object, Object *other_object) {
    SetObject *set = (SetObject *)object;
    SetObject *other = (SetObject *)other_object;
    if (set == other || other->used == 0) {
        return true;
    }
    size_t together = (size_t)set->filled + other->used;
    if (!set->entries || together * 5 >= set->mask * 3) {
        if (!resize(rt, set,
                    together * 5 >= (set->entries ? set->mask : MIN_SLOTS - 1) * 3
                        ? ((size_t)set->used + other->used) * 2
                        : 0)) {
            return false;
        }
    }
    size_t position = 0;
    const SetEntry *entry;
    if (set->filled == 0) {
        bool same = set->mask == other->mask && other->filled == other->used;
        bool done = true;
        while (done && (entry = set_next_entry(other_object, &position)) != NULL) {
            if (same) {
                set->entries[position - 1] = *entry;
                retain(entry->key);
            } else {
                insert_clean(set->entries, set->mask, retain(entry->key), entry->hash);
            }
            set->used++;
            done = budget_pace_items(rt, position);
        }
        set->filled = set->used;
        return done;
    }
    while ((entry = set_next_entry(other_object, &position)) != NULL) {
        Object *key = retain(entry->key);
        bool done = budget_pace_items(rt, position) && set_add_hashed(rt, object, key, entry->hash);
        release(rt, key);
        if (!done) {
            return false;
        }
    }
    return true;
}

bool set_drop_dummies(Runtime *rt, Object *object) {
    SetObject *set = (SetObject *)object;
    if (!set->entries || set->filled - set->used <= set->mask / 4) {
        return true;
    }
    return resize(rt, set,
                  set->used > QUADRUPLE_LIMIT ? (size_t)set->used * 2 : (size_t)set->used * 4);
}

/* Looking and removing. */

int set_contains_number(const Object *object, int64_t sought) {
    const SetObject *set = (const SetObject *)object;
    if (set->used == 0) {
        return 0;
    }
    int64_t hash = key_hash_int(sought);
    size_t mask = set->mask;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    for (;;) {
        const SetEntry *entry = &set->entries[slot];
        const SetEntry *last = slot + NEIGHBOURS <= mask ? entry + NEIGHBOURS : entry;
        for (; entry <= last; entry++) {
            if (!entry->key) {
                return 0;
            }
            if (entry->hash == hash) {
                if (UNLIKELY(!key_is_plain_int(entry->key))) {
                    return -1;
                }
                if (LIKELY(int_small_value(entry->key) == sought)) {
                    return 1;
                }
            }
        }
        perturb >>= PERTURB_SHIFT;
        slot = (slot * 5 + 1 + (size_t)perturb) & mask;
    }
}

int set_contains_hashed(Runtime *rt, Object *object, Object *item, int64_t hash) {
    const SetObject *set = (const SetObject *)object;
    if (set->used == 0) {
        return 0;
    }
    bool found = false;
    if (!find(rt, set, item, hash, &found) && error_pending(rt)) {
        return -1;
    }
    return found;
}

int set_contains(Runtime *rt, Object *set, Object *item) {
    int64_t hash = key_hash(rt, item);
    return hash == -1 ? -1 : set_contains_hashed(rt, set, item, hash);
}

int set_discard_hashed(Runtime *rt, Object *object, Object *item, int64_t hash) {
    SetObject *set = (SetObject *)object;
    if (set->used == 0) {
        return 0;
    }
    bool found = false;
    SetEntry *entry = find(rt, set, item, hash, &found);
    if (!entry && error_pending(rt)) {
        return -1;
    }
    if (!found) {
        return 0;
    }
    Object *key = entry->key;
    *entry = (SetEntry){SET_DUMMY, -1};
    set->used--;
    release(rt, key);
    return 1;
}

int set_discard(Runtime *rt, Object *set, Object *item) {
    int64_t hash = key_hash(rt, item);
    return hash == -1 ? -1 : set_discard_hashed(rt, set, item, hash);
}

NEW_REF Object *set_take(Runtime *rt, Object *object, size_t *position) {
    (void)rt;
    SetObject *set = (SetObject *)object;
    if (set->used == 0) {
        return NULL;
    }
    SetEntry *entry = set_next_entry(object, position);
    if (!entry) {
        *position = 0;
        entry = set_next_entry(object, position);
    }
    Object *key = entry->key;
    *entry = (SetEntry){SET_DUMMY, -1};
    set->used--;
    return key;
}

/* Leaves the set empty first: releasing runs code that may use it again. */
void set_clear(Runtime *rt, Object *object) {
    SetObject *set = (SetObject *)object;
    SetEntry *entries = set->entries;
    if (!entries) {
        return;
    }
    size_t mask = set->mask;
    size_t left = set->used;
    set->entries = NULL;
    set->mask = 0;
    set->used = 0;
    set->filled = 0;
    if (UNLIKELY(mask >= REFERENCES_MANY)) {
        references_release(rt, &(References){.block = entries,
                                             .base = &entries->key,
                                             .count = mask + 1,
                                             .mask = SIZE_MAX,
                                             .step = sizeof(SetEntry) / sizeof(Object *),
                                             .width = 1});
        return;
    }
    for (size_t i = 0; left > 0 && i <= mask; i++) {
        if (entries[i].key && entries[i].key != SET_DUMMY) {
            left--;
            release(rt, entries[i].key);
        }
    }
    memory_free(rt, entries);
}

void set_swap(Object *a, Object *b) {
    SetObject *first = (SetObject *)a;
    SetObject *second = (SetObject *)b;
    SetObject saved = *first;
    first->used = second->used;
    first->filled = second->filled;
    first->mask = second->mask;
    first->entries = second->entries;
    second->used = saved.used;
    second->filled = saved.filled;
    second->mask = saved.mask;
    second->entries = saved.entries;
}

/* Walking. */

SetEntry *set_next_entry(const Object *object, size_t *position) {
    const SetObject *set = (const SetObject *)object;
    if (!set->entries) {
        return NULL;
    }
    for (size_t i = *position; i <= set->mask; i++) {
        SetEntry *entry = &set->entries[i];
        if (entry->key && entry->key != SET_DUMMY) {
            *position = i + 1;
            return entry;
        }
    }
    *position = set->mask + 1;
    return NULL;
}

bool set_next(const Object *set, size_t *position, Object **item) {
    const SetEntry *entry = set_next_entry(set, position);
    if (!entry) {
        return false;
    }
    *item = entry->key;
    return true;
}

void set_traverse(Object *set, VisitFunction visit, void *context) {
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next_entry(set, &position)) != NULL) {
        visit(entry->key, context);
    }
}
