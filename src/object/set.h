/* set and frozenset: a table with open addressing that keeps the hashes; order of insertion is not
 * kept. Python's view is in types/set.c; set_update of any iterable in set_update.c.
 *
 *   used = live entries; filled = live and deleted ones (key SET_DUMMY)
 *   slots = mask + 1, a power of two; no table: entries = NULL, mask = 0
 *   filled * 5 <= mask * 3 after every insertion: a free slot always remains */
#ifndef OURO_OBJECT_SET_H
#define OURO_OBJECT_SET_H

#include "object/raise.h"

typedef struct SetEntry {
    Object *key; /* NULL: free; SET_DUMMY: deleted */
    int64_t hash;
} SetEntry;

typedef struct SetObject {
    Object header;
    uint32_t used;
    uint32_t filled;
    size_t mask;
    SetEntry *entries;
    int64_t hash; /* frozenset: -1 until computed; set: where pop goes on */
} SetObject;

extern Object set_dummy; /* marks deleted entries; never seen outside a table */
#define SET_DUMMY (&set_dummy)

static inline size_t set_length(const Object *set) {
    return ((const SetObject *)set)->used;
}

NEW_REF Object *set_new(Runtime *rt, Object *iterable);       /* NULL: empty */
NEW_REF Object *frozenset_new(Runtime *rt, Object *iterable); /* NULL: the empty frozenset */
bool set_add(Runtime *rt, Object *set, Object *item);
int set_contains(Runtime *rt, Object *set, Object *item); /* 1, 0, -1 */
int set_discard(Runtime *rt, Object *set, Object *item);  /* 1 removed, 0 missing, -1 */
bool set_update(Runtime *rt, Object *set, Object *iterable);
bool set_next(const Object *set, size_t *position, Object **item); /* borrowed */
/* The same entry point with the hash known. */
/* For an int that is no object yet; -1, and no error: make it one and ask again. */
int set_contains_number(const Object *set, int64_t sought);
int set_contains_hashed(Runtime *rt, Object *set, Object *item, int64_t hash);
bool set_add_hashed(Runtime *rt, Object *set, Object *item, int64_t hash);
int set_discard_hashed(Runtime *rt, Object *set, Object *item, int64_t hash);
/* The next live entry at or after position, *position behind it; NULL at the end. */
SetEntry *set_next_entry(const Object *set, size_t *position);
bool set_merge(Runtime *rt, Object *set, Object *other); /* other is a set or frozenset */
/* Any entry, taken out, from *position on and around; NULL: empty. */
NEW_REF Object *set_take(Runtime *rt, Object *set, size_t *position);
/* Makes the table again when more than a quarter of it are deleted entries. */
bool set_drop_dummies(Runtime *rt, Object *set);
void set_clear(Runtime *rt, Object *set);
void set_traverse(Object *set, VisitFunction visit, void *context);
/* Exchanges the tables of two sets (not frozensets with a hash). */
void set_swap(Object *a, Object *b);
size_t set_table_size(const Object *set);
/* An empty one; type_id of set, frozenset or a subclass whose instances take size bytes. */
NEW_REF Object *set_new_empty(Runtime *rt, uint32_t type_id, size_t size);

#endif
