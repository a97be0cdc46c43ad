/* dict: compact and ordered. A small object (32 bytes) and, once it holds something, one table
 * block:
 *
 *   DictTable {room, capacity} | index: 2^log2_slots numbers of 1..4 bytes | entries[capacity]
 *
 *   used = live entries; entries [0, filled) in use or deleted (key NULL)
 *   used <= filled <= capacity; filled > 0 => entries[filled - 1] is live
 *   room = insertions until the table must be rebuilt or its entries grow
 *   no table: log2_slots = 0, entries = NULL, used = filled = 0
 *
 * A deleted entry's hash holds a position beyond it up to which all entries are deleted, so that
 * taking from the front again and again does not scan what is gone.
 *
 * keys_version is 0 after every change of the keys or of the table, and stays when only a value
 * changes. A cache that wants to remember (keys_version, entry index) asks for a number by
 * dict_keys_version. */
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
    uint8_t flags;      /* DICT_… */
    uint8_t reserved[2];
    DictEntry *entries; /* in the table block; NULL when log2_slots is 0 */
} DictObject;

_Static_assert(sizeof(DictObject) == 32, "an empty dict is small");

enum {
    DICT_OTHER_KEYS = 1,  /* some key is (or was) not an exact str */
    DICT_HAS_DUMMIES = 2, /* the index has slots of deleted entries */
    DICT_ORDERED = 4,     /* an OrderedDict: its views say so */
    DICT_OF_CLASS = 8     /* a class's: caches borrow from it, so Python code gets only a proxy */
};

typedef struct DictTable {
    uint32_t room;
    uint32_t capacity;
} DictTable;

static inline size_t dict_length(const Object *dict) {
    return ((const DictObject *)dict)->used;
}

NEW_REF Object *dict_new(Runtime *rt);
NEW_REF Object *dict_new_sized(Runtime *rt, size_t expected);
/* Lookups: NULL without a pending error when missing; hashing or comparing may raise. */
BORROWED Object *dict_get(Runtime *rt, Object *dict, Object *key);
/* key is a str: cannot raise when all keys are str; the fast path for names. */
BORROWED Object *dict_get_str(Runtime *rt, Object *dict, Object *key);
/* As dict_get, dict_set and dict_delete, for the dict of an object: comparing keys may take it away
 * from the object, and then nothing is found in it. */
BORROWED Object *dict_get_own(Runtime *rt, Object *dict, Object *key);
bool dict_set_own(Runtime *rt, Object *dict, Object *key, Object *value);
int dict_delete_own(Runtime *rt, Object *dict, Object *key);
BORROWED Object *dict_get_cstring(Runtime *rt, Object *dict, const char *key);
BORROWED Object *dict_get_hashed(Runtime *rt, Object *dict, Object *key, int64_t hash);
/* A number that changes with the keys, for inline caches; 0: do not cache. */
uint32_t dict_keys_version(Runtime *rt, Object *dict);
/* The entry's index for inline caches, -1: missing, -2: error. */
int64_t dict_find_index(Runtime *rt, Object *dict, Object *key);
/* As dict_find_index, for an int that is no object yet; DICT_UNSURE: make it one and ask again. */
enum { DICT_UNSURE = -3 };
int64_t dict_find_number(const Object *dict, int64_t sought);
int dict_contains(Runtime *rt, Object *dict, Object *key);                        /* 1, 0, -1 */
bool dict_set(Runtime *rt, Object *dict, Object *key, Object *value);             /* retains both */
bool dict_set_cstring(Runtime *rt, Object *dict, const char *key, Object *value); /* interns */
/* A value just made: NULL, with the exception pending, is not set. */
bool dict_set_cstring_stealing(Runtime *rt, Object *dict, const char *key, STEALS Object *value);
bool dict_set_stealing(Runtime *rt, Object *dict, STEALS Object *key, STEALS Object *value);
/* The value for key, or value stored and returned; borrowed. */
BORROWED Object *dict_set_default(Runtime *rt, Object *dict, Object *key, Object *value);
/* 1 deleted, 0 missing (no error pending), -1 error. */
int dict_delete(Runtime *rt, Object *dict, Object *key);
/* Removes and returns the value; NULL without error when missing. */
NEW_REF Object *dict_pop(Runtime *rt, Object *dict, Object *key);
/* As dict_set with the hash known. */
bool dict_set_hashed(Runtime *rt, Object *dict, Object *key, Object *value, int64_t hash);
/* Takes the last (or first) entry out; false: the dict is empty. */
bool dict_pop_end(Runtime *rt, Object *dict, bool last, NEW_REF Object **key,
                  NEW_REF Object **value);
/* Moves the entry of key to the end (last) or the front: 1 moved, 0 missing, -1 error. */
int dict_move_to_end(Runtime *rt, Object *dict, Object *key, int64_t hash, bool last);
void dict_clear(Runtime *rt, Object *dict);
NEW_REF Object *dict_copy(Runtime *rt, Object *dict); /* an exact dict */
/* dict.update: other is a mapping or an iterable of pairs. */
bool dict_update(Runtime *rt, Object *dict, Object *other);
/* For a mapping only: override false keeps present keys. */
bool dict_merge(Runtime *rt, Object *dict, Object *mapping, bool override);
/* Iteration: *position starts at 0; false at the end. Borrowed references. The dict must not
 * change its keys meanwhile. */
bool dict_next(const Object *dict, size_t *position, Object **key, Object **value);
/* The first live entry at or after position, *position behind it; NULL at the end. */
DictEntry *dict_next_entry(const Object *dict, size_t *position);
/* The same backwards: *position starts at filled. */
DictEntry *dict_previous_entry(const Object *dict, size_t *position);
size_t dict_table_size(const Object *dict); /* bytes of the table block, 0 without one */
bool dict_reserve(Runtime *rt, Object *dict, size_t count); /* room for count more entries */
void dict_dealloc_table(Runtime *rt, Object *dict);         /* for dealloc slots: releases all */
void dict_traverse(Object *dict, VisitFunction visit, void *context);
NEW_REF Object *dict_keys_list(Runtime *rt, Object *dict);
NEW_REF Object *dict_values_list(Runtime *rt, Object *dict);
NEW_REF Object *dict_items_list(Runtime *rt, Object *dict);
/* Iterator and view objects (implemented in types/dict_views.c through slots). */

#endif
