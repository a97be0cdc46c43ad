/* dict: compact and ordered. A small object (at most 48 bytes, empty) and one table block:
 * an index of 1, 2 or 4 bytes a slot, then entries in order of insertion.
 *
 *   live count = used; entries [0, filled) in use or deleted (key NULL); filled <= entry capacity
 *
 * keys_version changes whenever a key is added, removed or the table moves, never when only a
 * value changes: an inline cache remembers (keys_version, entry index). 0: caches may not rely on
 * it. */
#ifndef OURO_OBJECT_DICT_H
#define OURO_OBJECT_DICT_H

#include "object/raise.h"

typedef struct DictEntry {
    Object *key; /* NULL: deleted */
    Object *value;
    int64_t hash;
} DictEntry;

typedef struct DictObject {
    Object header;
    uint32_t used;
    uint32_t filled;
    uint32_t keys_version;
    uint8_t log2_slots; /* of the index; 0: no table */
    uint8_t reserved[3];
    DictEntry *entries; /* in the table block; NULL when log2_slots is 0 */
} DictObject;

static inline size_t dict_length(const Object *dict)
{
    return ((const DictObject *)dict)->used;
}

NEW_REF Object *dict_new(Runtime *rt);
NEW_REF Object *dict_new_sized(Runtime *rt, size_t expected);
/* Lookups: NULL without a pending error when missing; hashing or comparing may raise. */
BORROWED Object *dict_get(Runtime *rt, Object *dict, Object *key);
/* key is a str: cannot raise when all keys are str; the fast path for names. */
BORROWED Object *dict_get_str(Runtime *rt, Object *dict, Object *key);
BORROWED Object *dict_get_cstring(Runtime *rt, Object *dict, const char *key);
BORROWED Object *dict_get_hashed(Runtime *rt, Object *dict, Object *key, int64_t hash);
/* The entry's index for inline caches, -1: missing, -2: error. */
int64_t dict_find_index(Runtime *rt, Object *dict, Object *key);
int dict_contains(Runtime *rt, Object *dict, Object *key); /* 1, 0, -1 */
bool dict_set(Runtime *rt, Object *dict, Object *key, Object *value); /* retains both */
bool dict_set_cstring(Runtime *rt, Object *dict, const char *key, Object *value); /* interns */
bool dict_set_stealing(Runtime *rt, Object *dict, STEALS Object *key, STEALS Object *value);
/* The value for key, or value stored and returned; borrowed. */
BORROWED Object *dict_set_default(Runtime *rt, Object *dict, Object *key, Object *value);
/* 1 deleted, 0 missing (no error pending), -1 error. */
int dict_delete(Runtime *rt, Object *dict, Object *key);
/* Removes and returns the value; NULL without error when missing. */
NEW_REF Object *dict_pop(Runtime *rt, Object *dict, Object *key);
void dict_clear(Runtime *rt, Object *dict);
NEW_REF Object *dict_copy(Runtime *rt, Object *dict); /* an exact dict */
/* dict.update: other is a mapping or an iterable of pairs. */
bool dict_update(Runtime *rt, Object *dict, Object *other);
/* For a mapping only: override false keeps present keys. */
bool dict_merge(Runtime *rt, Object *dict, Object *mapping, bool override);
/* Iteration: *position starts at 0; false at the end. Borrowed references. The dict must not
 * change its keys meanwhile. */
bool dict_next(const Object *dict, size_t *position, Object **key, Object **value);
NEW_REF Object *dict_keys_list(Runtime *rt, Object *dict);
NEW_REF Object *dict_values_list(Runtime *rt, Object *dict);
NEW_REF Object *dict_items_list(Runtime *rt, Object *dict);
/* Iterator and view objects (implemented in types/dict_views.c through slots). */

#endif
