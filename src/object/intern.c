/* The table of interned strings: open addressing, linear probing, weak entries.
 *
 *   live + tombstones = filled <= 2/3 capacity; capacity is a power of two
 *
 * A slot is empty (NULL), a tombstone (an entry that was forgotten), or a string, whose hash is
 * cached unless it is a known name (known_names.h); those come into the table when they are first
 * asked for. Empty strings and single Latin-1 characters never do: they are canonical already and
 * carry the flag (str.c). */
#include "object/intern.h"
#include "base/hash.h"
#include "object/known_names.h"
#include <string.h>

struct InternTable {
    Object **slots;
    size_t capacity;
    size_t live;
    size_t filled;
};

enum { FIRST_CAPACITY = 64 };

static Object *const no_slots[1]; /* of every table until its first entry */

static uint8_t tombstone_place[8];
#define TOMBSTONE ((Object *)(void *)tombstone_place)

/* What is looked for: units with their kind and hash. */
typedef struct Key {
    const uint8_t *data;
    size_t length;
    StrKind kind;
    uint32_t hash;
} Key;

static Key key_of(Runtime *rt, Object *str) {
    return (Key){str_data(str), str_length(str), str_kind(str), str_hash(rt, str)};
}

static bool matches(const Object *entry, const Key *key) {
    const StrObject *str = (const StrObject *)entry;
    return (str->hash == key->hash || str->hash == 0) && str->length == key->length &&
           str_kind(entry) == key->kind &&
           memcmp(str->data, key->data, key->length * str_width_of_kind(key->kind)) == 0;
}

/* The slot with the text, or the one to put it: the first tombstone passed, else the empty one. */
static Object **find_slot(InternTable *table, const Key *key) {
    size_t mask = table->capacity - 1;
    Object **reusable = NULL;
    for (size_t i = key->hash & mask;; i = (i + 1) & mask) {
        Object *entry = table->slots[i];
        if (!entry) {
            return reusable ? reusable : &table->slots[i];
        }
        if (entry == TOMBSTONE) {
            reusable = reusable ? reusable : &table->slots[i];
        } else if (matches(entry, key)) {
            return &table->slots[i];
        }
    }
}

static bool is_live(const Object *entry) {
    return entry && entry != TOMBSTONE;
}

static void free_slots(Runtime *rt, InternTable *table) {
    if (table->slots != (Object **)no_slots) {
        memory_free(rt, table->slots);
    }
}

/* Rehashes into `capacity` slots; false without a pending error when memory is short. */
static bool resize(Runtime *rt, InternTable *table, size_t capacity) {
    Object **slots = heap_allocate(rt->heap, capacity * sizeof *slots);
    if (!slots) {
        return false;
    }
    memset(slots, 0, capacity * sizeof *slots);
    for (size_t i = 0; i < table->capacity; i++) {
        Object *entry = table->slots[i];
        if (is_live(entry)) {
            size_t at = str_hash(rt, entry) & (capacity - 1);
            while (slots[at]) {
                at = (at + 1) & (capacity - 1);
            }
            slots[at] = entry;
        }
    }
    free_slots(rt, table);
    table->slots = slots;
    table->capacity = capacity;
    table->filled = table->live;
    return true;
}

static bool make_room(Runtime *rt, InternTable *table) {
    if ((table->filled + 1) * 3 <= table->capacity * 2) {
        return true;
    }
    size_t capacity = table->live * 3 > table->capacity ? table->capacity * 2 : table->capacity;
    capacity = base_max_size(capacity, FIRST_CAPACITY);
    if (resize(rt, table, capacity)) {
        return true;
    }
    if (table->filled + 1 < table->capacity) {
        return true; /* fuller than it likes; still one empty slot to end a search */
    }
    error_no_memory(rt);
    return false;
}

static void put(InternTable *table, Object **slot, Object *str) {
    table->filled += *slot == NULL;
    table->live++;
    *slot = str;
}

static void count_hit(Runtime *rt, const Key *key) {
    rt->counters.intern_hits++;
    rt->counters.intern_bytes_saved +=
        heap_rounded_size(STR_HEADER_SIZE + (key->length + 1) * str_width_of_kind(key->kind));
}

/* The known name that a search has not found in the table; the next one will. */
static Object *find_known(Runtime *rt, const Key *key) {
    InternTable *table = rt->interned;
    Object *name =
        key->kind == STR_ASCII ? known_names_find((const char *)key->data, key->length) : NULL;
    if (name && (table->filled + 2) * 3 <= table->capacity * 2) {
        put(table, find_slot(table, key), name);
    }
    return name;
}

Object *intern(Runtime *rt, STEALS Object *str) {
    if (str_is_interned(str)) {
        return str;
    }
    if (str_length(str) <= 1) {
        Object *canonical = str_finish(rt, str);
        if (!canonical || str_is_interned(canonical)) {
            return canonical;
        }
        str = canonical; /* one wide character */
    }
    InternTable *table = rt->interned;
    Key key = key_of(rt, str);
    Object **slot = find_slot(table, &key);
    if (is_live(*slot)) {
        Object *canonical = retain(*slot);
        count_hit(rt, &key);
        release(rt, str);
        return canonical;
    }
    Object *known = find_known(rt, &key);
    if (known) {
        count_hit(rt, &key);
        release(rt, str);
        return known;
    }
    if (!make_room(rt, table)) {
        release(rt, str);
        return NULL;
    }
    put(table, find_slot(table, &key), str);
    object_set_flag(str, STR_INTERNED);
    return str;
}

void intern_in_place(Runtime *rt, Object **str) {
    Object *kept = retain(*str);
    Object *canonical = intern(rt, *str);
    if (canonical) {
        *str = canonical;
        release(rt, kept);
    } else {
        *str = kept; /* out of memory: it stays as it is */
        error_clear(rt);
    }
}

Object *intern_utf8(Runtime *rt, const char *text, size_t length) {
    bool ascii = true;
    for (size_t i = 0; i < length; i++) {
        ascii &= (uint8_t)text[i] < 0x80;
    }
    if (ascii && length > 1) {
        Key key = {(const uint8_t *)text, length, STR_ASCII,
                   hash_data32(text, length, rt->hash_seed)};
        Object **slot = find_slot(rt->interned, &key);
        if (is_live(*slot)) {
            count_hit(rt, &key);
            return retain(*slot);
        }
        Object *known = find_known(rt, &key);
        if (known) {
            count_hit(rt, &key);
            return known;
        }
    }
    Object *str = str_from_utf8(rt, text, length);
    return str ? intern(rt, str) : NULL;
}

Object *intern_cstring(Runtime *rt, const char *text) {
    return intern_utf8(rt, text, strlen(text));
}

void intern_forget(Runtime *rt, Object *str) {
    InternTable *table = rt->interned;
    if (!table || str_length(str) == 0) {
        return;
    }
    size_t mask = table->capacity - 1;
    size_t i = ((StrObject *)str)->hash & mask;
    while (table->slots[i] && table->slots[i] != str) {
        i = (i + 1) & mask;
    }
    if (!table->slots[i]) {
        return; /* a canonical character */
    }
    /* No tombstone where the next slot ends every search that passes here. */
    bool ends = table->slots[(i + 1) & mask] == NULL;
    table->slots[i] = ends ? NULL : TOMBSTONE;
    table->filled -= ends;
    table->live--;
    if (table->live * 8 < table->capacity && table->capacity > FIRST_CAPACITY && !rt->closing) {
        resize(rt, table, table->capacity / 2); /* a failure leaves the table as it is */
    }
}

size_t intern_count(const Runtime *rt) {
    return rt->interned ? rt->interned->live : 0;
}

bool intern_open(Runtime *rt) {
    InternTable *table = runtime_part(rt, sizeof *table);
    if (!table) {
        return false;
    }
    *table = (InternTable){.slots = (Object **)no_slots, .capacity = COUNT_OF(no_slots)};
    rt->names = known_names;
    rt->interned = table;
    return true;
}

void intern_close(Runtime *rt) {
    InternTable *table = rt->interned;
    rt->interned = NULL;
    if (table) {
        free_slots(rt, table);
    }
}
