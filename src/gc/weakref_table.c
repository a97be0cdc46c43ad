/* weakref_table: an open-addressing hash table from object to its list of weak references. */
#include "gc/weakref_table.h"

#include "object/budget.h"
#include "object/error.h"
#include "object/operations.h"

typedef struct WeakrefEntry {
    const Object *referent; /* NULL: free; TOMBSTONE: was in use */
    WeakrefObject *first;
} WeakrefEntry;

struct WeakrefTable {
    WeakrefEntry *entries;
    uint32_t capacity; /* a power of two */
    uint32_t used;     /* with tombstones */
    uint32_t live;
};

static const Object TOMBSTONE_OBJECT;
#define TOMBSTONE (&TOMBSTONE_OBJECT)

static uint32_t hash_address(const Object *object) {
    uint64_t bits = (uint64_t)(uintptr_t)object >> 3;
    return (uint32_t)((bits * 0x9E3779B97F4A7C15u) >> 32);
}

static WeakrefEntry *find(const WeakrefTable *table, const Object *referent) {
    if (!table || !table->capacity) {
        return NULL;
    }
    uint32_t mask = table->capacity - 1;
    for (uint32_t idx = hash_address(referent) & mask;; idx = (idx + 1) & mask) {
        WeakrefEntry *entry = &table->entries[idx];
        if (entry->referent == referent) {
            return entry;
        }
        if (!entry->referent) {
            return NULL;
        }
    }
}

static bool resize(Runtime *rt, WeakrefTable *table) {
    uint32_t capacity = 16;
    while (capacity < table->live * 2 + 2) {
        capacity *= 2;
    }
    WeakrefEntry *entries = memory_allocate_zeroed(rt, capacity * sizeof *entries);
    if (!entries) {
        return false;
    }
    for (uint32_t idx = 0; idx < table->capacity; idx++) {
        const WeakrefEntry *entry = &table->entries[idx];
        if (!entry->referent || entry->referent == TOMBSTONE) {
            continue;
        }
        uint32_t at = hash_address(entry->referent) & (capacity - 1);
        while (entries[at].referent) {
            at = (at + 1) & (capacity - 1);
        }
        entries[at] = *entry;
    }
    memory_free(rt, table->entries);
    table->entries = entries;
    table->capacity = capacity;
    table->used = table->live;
    return true;
}

void weakref_table_close(Runtime *rt) {
    if (rt->weakrefs) {
        memory_free(rt, rt->weakrefs->entries);
        memory_free(rt, rt->weakrefs);
        rt->weakrefs = NULL;
    }
}

bool weakref_table_add(Runtime *rt, WeakrefObject *reference) {
    WeakrefTable *table = rt->weakrefs;
    if (!table) {
        table = memory_allocate(rt, sizeof *table);
        if (!table) {
            return false;
        }
        *table = (WeakrefTable){0};
        rt->weakrefs = table;
    }
    WeakrefEntry *entry = find(table, reference->referent);
    if (!entry) {
        if ((table->used + 1) * 4 >= table->capacity * 3 && !resize(rt, table)) {
            return false;
        }
        uint32_t mask = table->capacity - 1;
        uint32_t idx = hash_address(reference->referent) & mask;
        while (table->entries[idx].referent && table->entries[idx].referent != TOMBSTONE) {
            idx = (idx + 1) & mask;
        }
        entry = &table->entries[idx];
        table->used += entry->referent == NULL;
        table->live++;
        entry->referent = reference->referent;
        entry->first = NULL;
        object_set_flag(reference->referent, OBJECT_HAS_WEAKREFS);
    }
    /* shared references stay in front: those with a callback go behind them */
    WeakrefObject *before = NULL;
    WeakrefObject *after = entry->first;
    if (reference->callback) {
        while (after && !after->callback) {
            before = after;
            after = after->next;
        }
    }
    reference->previous = before;
    reference->next = after;
    if (after) {
        after->previous = reference;
    }
    if (before) {
        before->next = reference;
    } else {
        entry->first = reference;
    }
    return true;
}

static void remove_entry(WeakrefTable *table, WeakrefEntry *entry) {
    entry->referent = TOMBSTONE;
    entry->first = NULL;
    table->live--;
}

void weakref_table_remove(Runtime *rt, WeakrefObject *reference) {
    if (!reference->referent) {
        return;
    }
    if (reference->next) {
        reference->next->previous = reference->previous;
    }
    if (reference->previous) {
        reference->previous->next = reference->next;
    } else {
        WeakrefEntry *entry = find(rt->weakrefs, reference->referent);
        if (entry) {
            entry->first = reference->next;
            if (!entry->first) {
                object_clear_flag(reference->referent, OBJECT_HAS_WEAKREFS);
                remove_entry(rt->weakrefs, entry);
            }
        }
    }
    reference->referent = NULL;
    reference->next = NULL;
    reference->previous = NULL;
}

WeakrefObject *weakref_table_first(Runtime *rt, const Object *referent) {
    const WeakrefEntry *entry = find(rt->weakrefs, referent);
    return entry ? entry->first : NULL;
}

static void run_callback(Runtime *rt, WeakrefObject *reference) {
    Object *callback = reference->callback;
    reference->callback = NULL;
    Object *saved = rt->error;
    rt->error = NULL;
    Object *result = object_call_one(rt, callback, (Object *)reference);
    if (!result && rt->hooks.unraisable) {
        rt->hooks.unraisable(rt, callback, "calling weakref callback");
    }
    error_clear(rt);
    release_nullable(rt, result);
    rt->error = saved;
    release(rt, callback);
}

static bool no_garbage(const Object *reference) {
    (void)reference;
    return false;
}

void weakref_table_clear(Runtime *rt, Object *referent) {
    weakref_table_clear_garbage(rt, referent, no_garbage);
}

/* All references forget the referent before the first callback runs. Those to call are chained
 * through `next` meanwhile, each with a reference of its own. */
void weakref_table_clear_garbage(Runtime *rt, Object *referent,
                                 bool (*is_garbage)(const Object *reference)) {
    object_clear_flag(referent, OBJECT_HAS_WEAKREFS);
    WeakrefEntry *entry = find(rt->weakrefs, referent);
    if (!entry) {
        return;
    }
    WeakrefObject *reference = entry->first;
    remove_entry(rt->weakrefs, entry);
    WeakrefObject *calls = NULL;
    WeakrefObject **calls_end = &calls;
    while (reference) {
        WeakrefObject *next = reference->next;
        reference->referent = NULL;
        reference->next = NULL;
        reference->previous = NULL;
        bool alive = reference->header.refs > 0 && !is_garbage((Object *)reference);
        if (reference->callback && alive && !budget_ends_without_code(rt)) {
            retain((Object *)reference);
            *calls_end = reference;
            calls_end = &reference->next;
        }
        reference = next;
    }
    while (calls) {
        WeakrefObject *call = calls;
        calls = call->next;
        call->next = NULL;
        run_callback(rt, call);
        release(rt, (Object *)call);
    }
}

/* An entry's referent knows that it has references; those form a list and refer to it. */
static bool verify_entry(const WeakrefEntry *entry) {
    if (!entry->first || !object_has_flag(entry->referent, OBJECT_HAS_WEAKREFS)) {
        return false;
    }
    const WeakrefObject *previous = NULL;
    for (const WeakrefObject *at = entry->first; at; at = at->next) {
        if (at->referent != entry->referent || at->previous != previous) {
            return false;
        }
        previous = at;
    }
    return true;
}

bool weakref_table_verify(const Runtime *rt) {
    const WeakrefTable *table = rt->weakrefs;
    uint32_t live = 0;
    for (uint32_t idx = 0; table && idx < table->capacity; idx++) {
        const WeakrefEntry *entry = &table->entries[idx];
        if (entry->referent && entry->referent != TOMBSTONE) {
            live++;
            if (!verify_entry(entry)) {
                return false;
            }
        }
    }
    return !table || (live == table->live && table->live <= table->used);
}
