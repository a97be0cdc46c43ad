/* dict: the table and what C code does with it. Python's view of it is in types/dict.c,
 * updating from mappings and pairs in dict_update.c.
 *
 * A lookup compares pointers, then stored hashes, and only then keys. Comparing keys may run Python
 * code that changes this very dict: such a comparison holds a reference to the key in the table,
 * and when the table or the entry is another one afterwards, the lookup starts again.
 *
 * Index slots: all ones is free, all ones but the last is a deleted entry's. Deleted slots are not
 * reused before the table is rebuilt; `room` counts free slots down, so that one always remains. */
#include "object/dict.h"

#include "object/intern.h"
#include "object/key_hash.h"
#include "object/list.h"
#include "object/references.h"
#include "object/tuple.h"
#include "object/budget.h"
#include <string.h>

enum {
    MIN_LOG2 = 3,
    MAX_LOG2 = 31,
    MISSING = -1,
    FAILED = -2,
    CHANGED = -4,
    PERTURB_SHIFT = 5,
    SHORT_KEY_MAX = 48
};

/* The table. */

static inline unsigned index_width(unsigned log2_slots) {
    return log2_slots <= 8 ? 1 : log2_slots <= 16 ? 2 : log2_slots <= 24 ? 3 : 4;
}

/* A multiple of 8, as there are at least 2^3 slots: the entries behind are aligned. */
static inline size_t index_size(unsigned log2_slots) {
    return ((size_t)1 << log2_slots) * index_width(log2_slots);
}

/* The most entries, deleted ones included, for an index: two thirds. */
static inline size_t usable_of(unsigned log2_slots) {
    return ((size_t)2 << log2_slots) / 3;
}

static inline size_t table_size(unsigned log2_slots, size_t capacity) {
    return sizeof(DictTable) + index_size(log2_slots) + capacity * sizeof(DictEntry);
}

static inline uint8_t *index_of(const DictObject *dict) {
    return (uint8_t *)dict->entries - index_size(dict->log2_slots);
}

static inline DictTable *table_of(const DictObject *dict) {
    return (DictTable *)(void *)(index_of(dict) - sizeof(DictTable));
}

static inline uint32_t free_slot(unsigned width) {
    return (uint32_t)(((uint64_t)1 << (8 * width)) - 1);
}

static inline uint32_t dummy_slot(unsigned width) {
    return free_slot(width) - 1;
}

/* A 3-byte slot is read with one byte too many: entries follow the index. */
static ALWAYS_INLINE uint32_t index_get(const uint8_t *index, size_t slot, unsigned width) {
    uint32_t number;
    uint16_t half;
    switch (width) {
    case 1:
        return index[slot];
    case 2:
        memcpy(&half, index + slot * 2, sizeof half);
        return half;
    case 3:
        memcpy(&number, index + slot * 3, sizeof number);
        return number & 0xFFFFFFu;
    default:
        memcpy(&number, index + slot * 4, sizeof number);
        return number;
    }
}

static ALWAYS_INLINE void index_put(uint8_t *index, size_t slot, unsigned width, uint32_t number) {
    uint16_t half = (uint16_t)number;
    switch (width) {
    case 1:
        index[slot] = (uint8_t)number;
        break;
    case 2:
        memcpy(index + slot * 2, &half, sizeof half);
        break;
    case 3:
        memcpy(index + slot * 3, &half, sizeof half);
        index[slot * 3 + 2] = (uint8_t)(number >> 16);
        break;
    default:
        memcpy(index + slot * 4, &number, sizeof number);
    }
}

static inline size_t next_slot(size_t slot, uint64_t *perturb) {
    *perturb >>= PERTURB_SHIFT;
    return slot * 5 + (size_t)*perturb + 1;
}

static ALWAYS_INLINE void index_insert_wide(DictObject *dict, int64_t hash, uint32_t number,
                                            unsigned width) {
    uint8_t *index = index_of(dict);
    size_t mask = ((size_t)1 << dict->log2_slots) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    while (index_get(index, slot, width) != free_slot(width)) {
        slot = next_slot(slot, &perturb) & mask;
    }
    index_put(index, slot, width, number);
}

static inline void index_insert(DictObject *dict, int64_t hash, uint32_t number) {
    switch (index_width(dict->log2_slots)) {
    case 1:
        index_insert_wide(dict, hash, number, 1);
        break;
    case 2:
        index_insert_wide(dict, hash, number, 2);
        break;
    case 3:
        index_insert_wide(dict, hash, number, 3);
        break;
    default:
        index_insert_wide(dict, hash, number, 4);
    }
}

/* The slot of an entry that is in the table. */
static size_t index_slot_of(const DictObject *dict, int64_t hash, uint32_t number) {
    const uint8_t *index = index_of(dict);
    unsigned width = index_width(dict->log2_slots);
    size_t mask = ((size_t)1 << dict->log2_slots) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    while (index_get(index, slot, width) != number) {
        slot = next_slot(slot, &perturb) & mask;
    }
    return slot;
}

static void index_rebuild(DictObject *dict) {
    memset(index_of(dict), 0xFF, index_size(dict->log2_slots));
    for (uint32_t i = 0; i < dict->filled; i++) {
        index_insert(dict, dict->entries[i].hash, i);
    }
}

/* Moves live entries together; the index is stale afterwards. */
static void compact_entries(DictObject *dict) {
    if (dict->used == dict->filled) {
        return;
    }
    uint32_t to = 0;
    for (uint32_t from = 0; from < dict->filled; from++) {
        if (dict->entries[from].key) {
            dict->entries[to++] = dict->entries[from];
        }
    }
    dict->filled = to;
}

static size_t capacity_for(size_t count, unsigned log2_slots) {
    size_t slack = count < 8192 ? count >> 2 : count >> 5;
    size_t capacity = count + (slack > 2 ? slack : 2);
    size_t usable = usable_of(log2_slots);
    return capacity < usable ? capacity : usable;
}

static bool make_first_table(Runtime *rt, DictObject *dict, unsigned log2_slots, size_t capacity) {
    uint8_t *block = memory_allocate(rt, table_size(log2_slots, capacity));
    if (UNLIKELY(!block)) {
        return false;
    }
    if (UNLIKELY(!budget_fill(rt, block + sizeof(DictTable), 0xFF, index_size(log2_slots)))) {
        memory_free(rt, block);
        return false;
    }
    DictTable *table = (DictTable *)(void *)block;
    table->capacity = (uint32_t)capacity;
    table->room = (uint32_t)capacity;
    dict->entries = (DictEntry *)(void *)(block + sizeof(DictTable) + index_size(log2_slots));
    dict->log2_slots = (uint8_t)log2_slots;
    return true;
}

/* More entries behind the same index. */
static bool grow_entries(Runtime *rt, DictObject *dict, size_t capacity) {
    unsigned log2_slots = dict->log2_slots;
    uint8_t *block = memory_reallocate(rt, table_of(dict), table_size(log2_slots, capacity));
    if (UNLIKELY(!block)) {
        return false;
    }
    DictTable *table = (DictTable *)(void *)block;
    table->capacity = (uint32_t)capacity;
    table->room = (uint32_t)capacity - dict->filled;
    dict->entries = (DictEntry *)(void *)(block + sizeof(DictTable) + index_size(log2_slots));
    dict->keys_version = 0;
    return true;
}

/* Another index, no deleted entries; in the same block where the heap can do it, because a second
 * table beside the first would be the peak of the whole program. */
static bool rebuild(Runtime *rt, DictObject *dict, unsigned log2_slots, size_t capacity) {
    if (UNLIKELY(!budget_spend_whole(rt, dict->filled))) {
        return false;
    }
    size_t old_size = table_size(dict->log2_slots, table_of(dict)->capacity);
    size_t new_size = table_size(log2_slots, capacity);
    uint8_t *block = (uint8_t *)table_of(dict);
    size_t old_offset = (size_t)((uint8_t *)dict->entries - block);
    if (new_size > old_size) {
        block = memory_reallocate(rt, block, new_size);
        if (UNLIKELY(!block)) {
            return false;
        }
        dict->entries = (DictEntry *)(void *)(block + old_offset);
    }
    compact_entries(dict);
    DictEntry *entries = (DictEntry *)(void *)(block + sizeof(DictTable) + index_size(log2_slots));
    memmove(entries, dict->entries, dict->filled * sizeof(DictEntry));
    if (new_size < old_size) {
        uint8_t *smaller = heap_reallocate(rt->heap, block, new_size);
        block = smaller ? smaller : block;
        entries = (DictEntry *)(void *)(block + sizeof(DictTable) + index_size(log2_slots));
    }
    DictTable *table = (DictTable *)(void *)block;
    table->capacity = (uint32_t)capacity;
    table->room = (uint32_t)capacity - dict->filled;
    dict->entries = entries;
    dict->log2_slots = (uint8_t)log2_slots;
    dict->flags &= (uint8_t)~DICT_HAS_DUMMIES;
    dict->keys_version = 0;
    index_rebuild(dict);
    return true;
}

static unsigned log2_for(size_t count) {
    unsigned log2_slots = MIN_LOG2;
    while (usable_of(log2_slots) < count) {
        log2_slots++;
    }
    return log2_slots;
}

/* Slots of the index that are not free. */
static size_t spent_slots(const DictObject *dict) {
    unsigned width = index_width(dict->log2_slots);
    size_t spent = 0;
    for (size_t slot = 0; slot < (size_t)1 << dict->log2_slots; slot++) {
        spent += index_get(index_of(dict), slot, width) != free_slot(width);
    }
    return spent;
}

static NOINLINE bool make_room(Runtime *rt, DictObject *dict, size_t more) {
    size_t count = (size_t)dict->used + more;
    if (count > usable_of(MAX_LOG2)) {
        error_no_memory(rt);
        return false;
    }
    if (dict->log2_slots == 0) {
        unsigned log2_slots = log2_for(count);
        return make_first_table(rt, dict, log2_slots, count < 3 ? 3 : count);
    }
    bool clean = !(dict->flags & DICT_HAS_DUMMIES);
    if (clean && count <= usable_of(dict->log2_slots)) {
        return grow_entries(rt, dict, capacity_for(count, dict->log2_slots));
    }
    /* The smallest table keeps its entries where they are as long as it can: a program that deletes
     * and inserts while it iterates over a few keys is told so as by CPython. */
    if (dict->log2_slots == MIN_LOG2 && dict->filled + more <= usable_of(MIN_LOG2)) {
        size_t spent = spent_slots(dict);
        size_t capacity = usable_of(MIN_LOG2) - (spent - dict->filled);
        if (capacity >= dict->filled + more) {
            return grow_entries(rt, dict, capacity);
        }
    }
    /* With deleted entries about, leave a fifth free, or the next rebuild comes at once. */
    unsigned log2_slots = log2_for(clean ? count : count + count / 4);
    return rebuild(rt, dict, log2_slots, capacity_for(count, log2_slots));
}

bool dict_reserve(Runtime *rt, Object *object, size_t count) {
    DictObject *dict = (DictObject *)object;
    if (count == 0 || (dict->log2_slots != 0 && table_of(dict)->room >= count)) {
        return true;
    }
    return make_room(rt, dict, count);
}

/* Finding. */

/* search(…, width) of the table's index, with the width a constant to the compiler. */
#define BY_INDEX_WIDTH(dict, search, ...)                                                          \
    (index_width((dict)->log2_slots) == 1   ? search(__VA_ARGS__, 1)                               \
     : index_width((dict)->log2_slots) == 2 ? search(__VA_ARGS__, 2)                               \
     : index_width((dict)->log2_slots) == 3 ? search(__VA_ARGS__, 3)                               \
                                            : search(__VA_ARGS__, 4))

/* key is an exact str and so is every key of the table: runs no Python code. */
static ALWAYS_INLINE int64_t find_str_wide(const DictObject *dict, const Object *key, int64_t hash,
                                           unsigned width) {
    const uint8_t *index = index_of(dict);
    size_t mask = ((size_t)1 << dict->log2_slots) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    for (;;) {
        uint32_t number = index_get(index, slot, width);
        if (LIKELY(number < dummy_slot(width))) {
            const DictEntry *entry = &dict->entries[number];
            if (LIKELY(entry->key == key) || (entry->hash == hash && str_equals(entry->key, key))) {
                return number;
            }
        } else if (number == free_slot(width)) {
            return MISSING;
        }
        slot = next_slot(slot, &perturb) & mask;
    }
}

enum { SAME = 1, OTHER = 0, RESTART = 2 };

static NOINLINE int compare_by_equality(Runtime *rt, const DictObject *dict, uint32_t number,
                                        Object *key) {
    const DictEntry *entries = dict->entries;
    Object *other = entries[number].key;
    retain(other);
    int same = object_equals(rt, other, key);
    release(rt, other);
    if (same < 0) {
        return FAILED;
    }
    if (dict->entries != entries || number >= dict->filled || entries[number].key != other) {
        return RESTART;
    }
    return same;
}

/* Whether the entry's key, of the same hash but another object, equals key: SAME, OTHER, RESTART,
 * or FAILED. */
static ALWAYS_INLINE int compare_keys(Runtime *rt, const DictObject *dict, uint32_t number,
                                      Object *key) {
    Object *other = dict->entries[number].key;
    if (key_is_plain_int(key) && key_is_plain_int(other)) {
        return int_small_value(key) == int_small_value(other);
    }
    if (object_type_id(key) == TYPE_STR && object_type_id(other) == TYPE_STR) {
        return str_equals(other, key);
    }
    return compare_by_equality(rt, dict, number, key);
}

static ALWAYS_INLINE int64_t find_any_wide(Runtime *rt, const DictObject *dict, Object *key,
                                           int64_t hash, unsigned width) {
    const uint8_t *index = index_of(dict);
    size_t mask = ((size_t)1 << dict->log2_slots) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    for (;;) {
        uint32_t number = index_get(index, slot, width);
        if (number < dummy_slot(width)) {
            const DictEntry *entry = &dict->entries[number];
            if (entry->key == key) {
                return number;
            }
            if (entry->hash == hash && entry->key) {
                int same = compare_keys(rt, dict, number, key);
                if (same != OTHER) {
                    return same == SAME ? (int64_t)number : same == FAILED ? FAILED : CHANGED;
                }
            }
        } else if (number == free_slot(width)) {
            return MISSING;
        }
        slot = next_slot(slot, &perturb) & mask;
    }
}

static NOINLINE int64_t find_any(Runtime *rt, const DictObject *dict, Object *key, int64_t hash) {
    int64_t found;
    do {
        if (dict->used == 0) {
            return MISSING;
        }
        found = BY_INDEX_WIDTH(dict, find_any_wide, rt, dict, key, hash);
    } while (UNLIKELY(found == CHANGED)); /* the table changed under the comparison */
    return found;
}

static inline int64_t find_str(const DictObject *dict, const Object *key, int64_t hash) {
    return BY_INDEX_WIDTH(dict, find_str_wide, dict, key, hash);
}

static inline int64_t find(Runtime *rt, const DictObject *dict, Object *key, int64_t hash) {
    if (dict->used == 0) {
        return MISSING;
    }
    if (LIKELY(object_type_id(key) == TYPE_STR && !(dict->flags & DICT_OTHER_KEYS))) {
        return find_str(dict, key, hash);
    }
    return find_any(rt, dict, key, hash);
}

/* The index of the entry for an int that is no object, or MISSING; DICT_UNSURE at another kind of
 * key with the same hash. */
static ALWAYS_INLINE int64_t find_number_wide(const DictObject *dict, int64_t sought, int64_t hash,
                                              unsigned width) {
    const uint8_t *index = index_of(dict);
    size_t mask = ((size_t)1 << dict->log2_slots) - 1;
    uint64_t perturb = (uint64_t)hash;
    size_t slot = (size_t)hash & mask;
    for (;;) {
        uint32_t number = index_get(index, slot, width);
        if (number < dummy_slot(width)) {
            const DictEntry *entry = &dict->entries[number];
            if (entry->hash == hash && entry->key) {
                if (UNLIKELY(!key_is_plain_int(entry->key))) {
                    return DICT_UNSURE;
                }
                if (LIKELY(int_small_value(entry->key) == sought)) {
                    return number;
                }
            }
        } else if (number == free_slot(width)) {
            return MISSING;
        }
        slot = next_slot(slot, &perturb) & mask;
    }
}

int64_t dict_find_number(const Object *object, int64_t sought) {
    const DictObject *dict = (const DictObject *)object;
    int64_t hash = key_hash_int(sought);
    if (dict->used == 0) {
        return MISSING;
    }
    return BY_INDEX_WIDTH(dict, find_number_wide, dict, sought, hash);
}

int64_t dict_find_index(Runtime *rt, Object *object, Object *key) {
    int64_t hash = key_hash(rt, key);
    return UNLIKELY(hash == -1) ? FAILED : find(rt, (DictObject *)object, key, hash);
}

BORROWED Object *dict_get_hashed(Runtime *rt, Object *object, Object *key, int64_t hash) {
    int64_t number = find(rt, (DictObject *)object, key, hash);
    return number >= 0 ? ((DictObject *)object)->entries[number].value : NULL;
}

BORROWED Object *dict_get(Runtime *rt, Object *object, Object *key) {
    int64_t number = dict_find_index(rt, object, key);
    return number >= 0 ? ((DictObject *)object)->entries[number].value : NULL;
}

BORROWED Object *dict_get_str(Runtime *rt, Object *object, Object *key) {
    return dict_get(rt, object, key);
}

/* For ASCII keys among str keys only, which takes no memory: what prints a MemoryError asks here.
 */
static BORROWED Object *get_ascii(Runtime *rt, Object *dict, const char *key, size_t length) {
    union {
        StrObject str;
        uint8_t room[sizeof(StrObject) + SHORT_KEY_MAX];
    } key_on_stack;
    key_on_stack.str =
        (StrObject){.header = OBJECT_STATIC(TYPE_STR, (unsigned)STR_ASCII << STR_KIND_SHIFT),
                    .length = (uint32_t)length};
    memcpy(key_on_stack.str.data, key, length);
    return dict_get(rt, dict, &key_on_stack.str.header);
}

static bool is_short_ascii(const char *key, size_t length) {
    bool ascii = length <= SHORT_KEY_MAX;
    for (size_t idx = 0; ascii && idx < length; idx++) {
        ascii = (uint8_t)key[idx] < 0x80;
    }
    return ascii;
}

BORROWED Object *dict_get_cstring(Runtime *rt, Object *dict, const char *key) {
    size_t length = strlen(key);
    if (LIKELY(!(((DictObject *)dict)->flags & DICT_OTHER_KEYS) && is_short_ascii(key, length))) {
        return get_ascii(rt, dict, key, length);
    }
    Object *str = str_from_cstring(rt, key);
    if (!str) {
        return NULL;
    }
    Object *value = dict_get(rt, dict, str);
    release(rt, str);
    return value;
}

int dict_contains(Runtime *rt, Object *dict, Object *key) {
    int64_t number = dict_find_index(rt, dict, key);
    return number >= 0 ? 1 : number == MISSING ? 0 : -1;
}

uint32_t dict_keys_version(Runtime *rt, Object *object) {
    DictObject *dict = (DictObject *)object;
    if (dict->keys_version == 0 && rt->dict_version != UINT32_MAX) {
        dict->keys_version = ++rt->dict_version;
    }
    return dict->keys_version;
}

/* Storing. */

/* Before key and value go into the dict. */
static inline void track(Runtime *rt, DictObject *dict, const Object *key, const Object *value) {
    if (UNLIKELY(object_is_untracked(&dict->header)) &&
        (type_has_flag(rt, key, TYPE_FLAG_CONTAINER) ||
         type_has_flag(rt, value, TYPE_FLAG_CONTAINER))) {
        object_track_again(&dict->header);
    }
}

/* A key that is not in the dict. Takes over both references, also on failure. */
static bool insert_new(Runtime *rt, DictObject *dict, STEALS Object *key, STEALS Object *value,
                       int64_t hash) {
    if (UNLIKELY(dict->log2_slots == 0 || table_of(dict)->room == 0) && !make_room(rt, dict, 1)) {
        release(rt, key);
        release(rt, value);
        return false;
    }
    track(rt, dict, key, value);
    uint32_t number = dict->filled;
    index_insert(dict, hash, number);
    dict->entries[number] = (DictEntry){key, value, hash};
    dict->filled = number + 1;
    dict->used++;
    table_of(dict)->room--;
    dict->keys_version = 0;
    if (UNLIKELY(object_type_id(key) != TYPE_STR)) {
        dict->flags |= DICT_OTHER_KEYS;
    }
    return true;
}

static inline bool store(Runtime *rt, DictObject *dict, STEALS Object *key, STEALS Object *value,
                         int64_t hash) {
    int64_t number = find(rt, dict, key, hash);
    if (number == MISSING) {
        return insert_new(rt, dict, key, value, hash);
    }
    if (UNLIKELY(number == FAILED)) {
        release(rt, key);
        release(rt, value);
        return false;
    }
    track(rt, dict, key, value);
    Object *old = dict->entries[number].value;
    dict->entries[number].value = value;
    release(rt, key);
    release(rt, old);
    return true;
}

bool dict_set_hashed(Runtime *rt, Object *dict, Object *key, Object *value, int64_t hash) {
    return store(rt, (DictObject *)dict, retain(key), retain(value), hash);
}

bool dict_set_stealing(Runtime *rt, Object *dict, STEALS Object *key, STEALS Object *value) {
    int64_t hash = key_hash(rt, key);
    if (UNLIKELY(hash == -1)) {
        release(rt, key);
        release(rt, value);
        return false;
    }
    return store(rt, (DictObject *)dict, key, value, hash);
}

bool dict_set(Runtime *rt, Object *dict, Object *key, Object *value) {
    return dict_set_stealing(rt, dict, retain(key), retain(value));
}

bool dict_set_cstring(Runtime *rt, Object *dict, const char *key, Object *value) {
    Object *str = intern_cstring(rt, key);
    return str && dict_set_stealing(rt, dict, str, retain(value));
}

bool dict_set_cstring_stealing(Runtime *rt, Object *dict, const char *key, STEALS Object *value) {
    bool done = value && dict_set_cstring(rt, dict, key, value);
    release_nullable(rt, value);
    return done;
}

BORROWED Object *dict_set_default(Runtime *rt, Object *object, Object *key, Object *value) {
    DictObject *dict = (DictObject *)object;
    int64_t hash = key_hash(rt, key);
    if (UNLIKELY(hash == -1)) {
        return NULL;
    }
    int64_t number = find(rt, dict, key, hash);
    if (number == MISSING) {
        return insert_new(rt, dict, retain(key), retain(value), hash) ? value : NULL;
    }
    return number >= 0 ? dict->entries[number].value : NULL;
}

/* Removing. */

/* Takes entry `number` out of the table; the caller gets its two references. */
static DictEntry take_entry(DictObject *dict, uint32_t number) {
    DictEntry *entry = &dict->entries[number];
    DictEntry taken = *entry;
    size_t slot = index_slot_of(dict, entry->hash, number);
    unsigned width = index_width(dict->log2_slots);
    index_put(index_of(dict), slot, width, dummy_slot(width));
    entry->key = NULL;
    entry->value = NULL;
    entry->hash = (int64_t)number + 1;
    dict->used--;
    dict->keys_version = 0;
    dict->flags |= DICT_HAS_DUMMIES;
    while (dict->filled > 0 && !dict->entries[dict->filled - 1].key) {
        dict->filled--;
    }
    return taken;
}

/* As dict_delete and dict_pop with the hash known; value_out NULL: the value is released. */
static int dict_remove_hashed(Runtime *rt, Object *object, Object *key, int64_t hash,
                              NEW_REF Object **value_out) {
    DictObject *dict = (DictObject *)object;
    int64_t number = find(rt, dict, key, hash);
    if (number < 0) {
        return number == MISSING ? 0 : -1;
    }
    DictEntry taken = take_entry(dict, (uint32_t)number);
    if (value_out) {
        *value_out = taken.value;
    }
    release(rt, taken.key);
    if (!value_out) {
        release(rt, taken.value);
    }
    return 1;
}

int dict_delete(Runtime *rt, Object *dict, Object *key) {
    int64_t hash = key_hash(rt, key);
    return UNLIKELY(hash == -1) ? -1 : dict_remove_hashed(rt, dict, key, hash, NULL);
}

BORROWED Object *dict_get_own(Runtime *rt, Object *dict, Object *key) {
    retain(dict);
    Object *value = dict_get(rt, dict, key);
    if (UNLIKELY(dict->refs == 1)) { /* it goes now, and its values with it */
        value = NULL;
    }
    release(rt, dict);
    return value;
}

bool dict_set_own(Runtime *rt, Object *dict, Object *key, Object *value) {
    retain(dict);
    bool done = dict_set(rt, dict, key, value);
    release(rt, dict);
    return done;
}

int dict_delete_own(Runtime *rt, Object *dict, Object *key) {
    retain(dict);
    int deleted = dict_delete(rt, dict, key);
    release(rt, dict);
    return deleted;
}

NEW_REF Object *dict_pop(Runtime *rt, Object *dict, Object *key) {
    Object *value = NULL;
    int64_t hash = key_hash(rt, key);
    if (UNLIKELY(hash == -1) || dict_remove_hashed(rt, dict, key, hash, &value) <= 0) {
        return NULL;
    }
    return value;
}

bool dict_pop_end(Runtime *rt, Object *object, bool last, NEW_REF Object **key,
                  NEW_REF Object **value) {
    (void)rt;
    DictObject *dict = (DictObject *)object;
    if (dict->used == 0) {
        return false;
    }
    size_t position = 0;
    DictEntry *entry = last ? &dict->entries[dict->filled - 1] : dict_next_entry(object, &position);
    DictEntry taken = take_entry(dict, (uint32_t)(entry - dict->entries));
    *key = taken.key;
    *value = taken.value;
    return true;
}

/* In place: the entries before it move up by one, and the index is made again. */
static void move_to_front(DictObject *dict, uint32_t number) {
    DictEntry moved = dict->entries[number];
    memmove(dict->entries + 1, dict->entries, number * sizeof(DictEntry));
    dict->entries[0] = moved;
    compact_entries(dict);
    table_of(dict)->room = table_of(dict)->capacity - dict->filled;
    dict->flags &= (uint8_t)~DICT_HAS_DUMMIES;
    dict->keys_version = 0;
    index_rebuild(dict);
}

int dict_move_to_end(Runtime *rt, Object *object, Object *key, int64_t hash, bool last) {
    DictObject *dict = (DictObject *)object;
    int64_t number = find(rt, dict, key, hash);
    if (number < 0) {
        return number == MISSING ? 0 : -1;
    }
    if (!last) {
        move_to_front(dict, (uint32_t)number);
    } else if ((uint32_t)number + 1 != dict->filled) {
        if (table_of(dict)->room == 0) {
            if (!make_room(rt, dict, 1)) {
                return -1;
            }
            number = find(rt, dict, key, hash);
            if (number < 0) {
                return number == MISSING ? 0 : -1;
            }
        }
        DictEntry moved = take_entry(dict, (uint32_t)number);
        insert_new(rt, dict, moved.key, moved.value, moved.hash); /* there is room */
    }
    return 1;
}

/* Leaves the dict empty and without a table first: releasing runs code that may use it again. */
void dict_clear(Runtime *rt, Object *object) {
    DictObject *dict = (DictObject *)object;
    if (dict->log2_slots == 0) {
        return;
    }
    DictEntry *entries = dict->entries;
    uint32_t filled = dict->filled;
    DictTable *table = table_of(dict);
    dict->entries = NULL;
    dict->used = 0;
    dict->filled = 0;
    dict->log2_slots = 0;
    dict->flags &= DICT_ORDERED;
    dict->keys_version = 0;
    if (UNLIKELY(filled >= REFERENCES_MANY)) {
        references_release(rt, &(References){.block = table,
                                             .base = &entries->key,
                                             .count = filled,
                                             .mask = SIZE_MAX,
                                             .step = sizeof(DictEntry) / sizeof(Object *),
                                             .width = 2});
        return;
    }
    for (uint32_t i = 0; i < filled; i++) {
        if (entries[i].key) {
            release(rt, entries[i].key);
            release(rt, entries[i].value);
        }
    }
    memory_free(rt, table);
}

void dict_dealloc_table(Runtime *rt, Object *dict) {
    dict_clear(rt, dict);
}

/* Strings refer to nothing: where all keys are exact strings, only the values are visited. */
void dict_traverse(Object *object, VisitFunction visit, void *context) {
    DictObject *dict = (DictObject *)object;
    bool with_keys = (dict->flags & DICT_OTHER_KEYS) != 0;
    for (uint32_t i = 0; i < dict->filled; i++) {
        if (dict->entries[i].key) {
            if (with_keys) {
                visit(dict->entries[i].key, context);
            }
            visit(dict->entries[i].value, context);
        }
    }
}

/* Making. */

NEW_REF Object *dict_new(Runtime *rt) {
    return object_new_container(rt, TYPE_DICT, sizeof(DictObject));
}

NEW_REF Object *dict_new_sized(Runtime *rt, size_t expected) {
    Object *dict = dict_new(rt);
    if (dict && !dict_reserve(rt, dict, expected)) {
        release(rt, dict);
        return NULL;
    }
    return dict;
}

/* The table of a dict without deleted entries, copied as it is. */
static bool copy_table(Runtime *rt, DictObject *to, const DictObject *from) {
    size_t fixed = sizeof(DictTable) + index_size(from->log2_slots);
    size_t size = fixed + from->filled * sizeof(DictEntry);
    uint8_t *block = memory_allocate(rt, size);
    if (!block) {
        return false;
    }
    if (!budget_copy(rt, block, table_of(from), size)) {
        memory_free(rt, block);
        return false;
    }
    DictTable *table = (DictTable *)(void *)block;
    table->capacity = from->filled;
    table->room = 0;
    to->entries = (DictEntry *)(void *)(block + fixed);
    to->log2_slots = from->log2_slots;
    to->flags = from->flags & (uint8_t) ~(DICT_ORDERED | DICT_OF_CLASS);
    to->filled = from->filled;
    to->used = from->used;
    for (uint32_t i = 0; i < to->filled; i++) {
        retain(to->entries[i].key);
        retain(to->entries[i].value);
    }
    return true;
}

NEW_REF Object *dict_copy(Runtime *rt, Object *object) {
    DictObject *dict = (DictObject *)object;
    Object *copy = dict_new(rt);
    if (!copy || dict->used == 0) {
        return copy;
    }
    bool done;
    if (dict->used == dict->filled && !(dict->flags & DICT_HAS_DUMMIES)) {
        done = copy_table(rt, (DictObject *)copy, dict);
    } else {
        done = dict_reserve(rt, copy, dict->used);
        for (uint32_t i = 0; done && i < dict->filled; i++) {
            const DictEntry *entry = &dict->entries[i];
            if (entry->key) {
                done = insert_new(rt, (DictObject *)copy, retain(entry->key), retain(entry->value),
                                  entry->hash);
            }
        }
    }
    if (!done) {
        release(rt, copy);
        return NULL;
    }
    return copy;
}

/* Walking. */

DictEntry *dict_next_entry(const Object *object, size_t *position) {
    const DictObject *dict = (const DictObject *)object;
    size_t start = *position;
    if (start >= dict->filled) {
        return NULL;
    }
    DictEntry *entry = &dict->entries[start];
    if (UNLIKELY(!entry->key)) {
        size_t idx = start;
        do {
            idx = (size_t)dict->entries[idx].hash;
        } while (!dict->entries[idx].key); /* the last entry is live */
        entry->hash = (int64_t)idx;
        start = idx;
        entry = &dict->entries[idx];
    }
    *position = start + 1;
    return entry;
}

DictEntry *dict_previous_entry(const Object *object, size_t *position) {
    const DictObject *dict = (const DictObject *)object;
    size_t idx = *position < dict->filled ? *position : dict->filled;
    while (idx > 0) {
        idx--;
        if (dict->entries[idx].key) {
            *position = idx;
            return &dict->entries[idx];
        }
    }
    *position = 0;
    return NULL;
}

bool dict_next(const Object *dict, size_t *position, Object **key, Object **value) {
    const DictEntry *entry = dict_next_entry(dict, position);
    if (!entry) {
        return false;
    }
    if (key) {
        *key = entry->key;
    }
    if (value) {
        *value = entry->value;
    }
    return true;
}

typedef enum { COLLECT_KEYS, COLLECT_VALUES, COLLECT_ITEMS } Collected;

static NEW_REF Object *collect(Runtime *rt, Object *dict, Collected what) {
    Object *list = list_new(rt, dict_length(dict));
    size_t position = 0;
    const DictEntry *entry;
    while (list && (entry = dict_next_entry(dict, &position)) != NULL) {
        if (!budget_spend(rt, 1)) {
            release(rt, list);
            return NULL;
        }
        Object *item = what == COLLECT_KEYS     ? retain(entry->key)
                       : what == COLLECT_VALUES ? retain(entry->value)
                                                : tuple_pack(rt, 2, entry->key, entry->value);
        if (!item || !list_append_stealing(rt, list, item)) {
            release(rt, list);
            return NULL;
        }
    }
    return list;
}

NEW_REF Object *dict_keys_list(Runtime *rt, Object *dict) {
    return collect(rt, dict, COLLECT_KEYS);
}

NEW_REF Object *dict_values_list(Runtime *rt, Object *dict) {
    return collect(rt, dict, COLLECT_VALUES);
}

NEW_REF Object *dict_items_list(Runtime *rt, Object *dict) {
    return collect(rt, dict, COLLECT_ITEMS);
}

size_t dict_table_size(const Object *object) {
    const DictObject *dict = (const DictObject *)object;
    return dict->log2_slots ? table_size(dict->log2_slots, table_of(dict)->capacity) : 0;
}
