/* Attribute search along the MRO, versions, and the lists of subclasses. Implements the second half
 * of type.h and type_cache.h. */
#include "object/type_cache.h"
#include "object/dict.h"
#include "object/str.h"
#include "object/tuple.h"
#include <string.h>

enum { CACHE_SLOTS = 512 };

typedef struct CacheEntry {
    Object *name;  /* owned; NULL: unused */
    Object *value; /* borrowed: lives as long as the version is current; NULL: no such attribute */
    uint32_t version;
} CacheEntry;

struct AttributeCache {
    CacheEntry entries[CACHE_SLOTS];
    Object *searched; /* owned: an MRO that was replaced while it was searched, for what is found
                         there is borrowed; or NULL */
};

/* What every runtime has until it finds its first attribute; never written. */
static struct AttributeCache no_entries;

void type_cache_open(Runtime *rt) {
    rt->attribute_cache = &no_entries;
}

/* The runtime's own cache; NULL: there is no memory for one. */
static struct AttributeCache *own_cache(Runtime *rt) {
    if (UNLIKELY(rt->attribute_cache == &no_entries)) {
        struct AttributeCache *cache = heap_allocate(rt->heap, sizeof *cache);
        if (!cache) {
            return NULL;
        }
        memset(cache, 0, sizeof *cache);
        rt->attribute_cache = cache;
    }
    return rt->attribute_cache;
}

void type_cache_clear(Runtime *rt) {
    if (!rt->attribute_cache || rt->attribute_cache == &no_entries) {
        return;
    }
    for (size_t i = 0; i < CACHE_SLOTS; i++) {
        CacheEntry *entry = &rt->attribute_cache->entries[i];
        entry->version = 0;
        entry->value = NULL;
        CLEAR_REF(rt, &entry->name);
    }
    if (rt->attribute_cache) {
        CLEAR_REF(rt, &rt->attribute_cache->searched);
    }
}

void type_cache_close(Runtime *rt) {
    type_cache_clear(rt);
    if (rt->attribute_cache != &no_entries) {
        heap_free(rt->heap, rt->attribute_cache);
    }
    type_cache_open(rt);
}

BORROWED Object *type_dict(Runtime *rt, TypeObject *type) {
    if (LIKELY(type->dict != NULL)) {
        return type->dict;
    }
    Object *dict = dict_new(rt);
    if (!dict) {
        return NULL;
    }
    ((DictObject *)dict)->flags |= DICT_OF_CLASS;
    type->dict = dict;
    if (rt->hooks.type_fill && !rt->hooks.type_fill(rt, type)) {
        CLEAR_REF(rt, &type->dict);
        return NULL;
    }
    return dict;
}

BORROWED Object *type_lookup_own(Runtime *rt, TypeObject *type, Object *name) {
    Object *dict = type_dict(rt, type);
    return dict ? dict_get_str(rt, dict, name) : NULL;
}

uint32_t type_cache_version(Runtime *rt, TypeObject *type) {
    if (LIKELY(type->version != 0)) {
        return type->version;
    }
    if (rt->type_version == UINT32_MAX || !type->bases) {
        return 0;
    }
    for (size_t i = 0; i < tuple_length(type->bases); i++) {
        if (type_cache_version(rt, (TypeObject *)tuple_get(type->bases, i)) == 0) {
            return 0;
        }
    }
    return type->version = ++rt->type_version;
}

/* *failed: an error is pending. That is not told by rt->error alone, where a MemoryError may have
 * been before: it is the same object again. */
static BORROWED Object *search_mro(Runtime *rt, TypeObject *type, size_t from, Object *name,
                                   bool *failed) {
    Object *mro = type->mro;
    *failed = false;
    if (!mro) {
        return NULL;
    }
    const Object *earlier_error = rt->error;
    Object *found = NULL;
    retain(mro); /* comparing with keys that are no plain str may change __bases__ */
    for (size_t i = from; !found && !*failed && i < tuple_length(mro); i++) {
        Object *dict = type_dict(rt, (TypeObject *)tuple_get(mro, i));
        found = dict ? dict_get_str(rt, dict, name) : NULL;
        *failed = !dict || (!found && rt->error != earlier_error);
    }
    if (UNLIKELY(type->mro != mro)) {
        REPLACE_REF(rt, &rt->attribute_cache->searched, mro);
    } else {
        release(rt, mro);
    }
    return found;
}

BORROWED Object *type_cache_search(Runtime *rt, TypeObject *type, size_t from, Object *name) {
    bool failed;
    return search_mro(rt, type, from, name, &failed);
}

BORROWED Object *type_lookup(Runtime *rt, TypeObject *type, Object *name) {
    uint32_t version = type->version;
    if (UNLIKELY(!str_check_exact(name) || !str_is_interned(name) ||
                 (version == 0 && (version = type_cache_version(rt, type)) == 0))) {
        return type_cache_search(rt, type, 0, name);
    }
    size_t slot = ((size_t)version * 0x9E3779B1u ^ ((uintptr_t)name >> 3)) % CACHE_SLOTS;
    CacheEntry *entry = &rt->attribute_cache->entries[slot];
    if (LIKELY(entry->version == version && entry->name == name)) {
        return entry->value;
    }
    bool failed;
    Object *found = search_mro(rt, type, 0, name, &failed);
    if (failed) {
        return NULL;
    }
    struct AttributeCache *cache = type->version == version ? own_cache(rt) : NULL;
    if (LIKELY(cache != NULL)) {
        entry = &cache->entries[slot];
        entry->version = version;
        entry->value = found;
        if (entry->name != name) {
            REPLACE_REF(rt, &entry->name, retain(name));
        }
    }
    return found;
}

BORROWED Object *type_lookup_name(Runtime *rt, const Object *object, int name_id) {
    TypeObject *type = type_of(rt, object);
    return type ? type_lookup(rt, type, rt->names[name_id]) : NULL;
}

bool type_add_subclass(Runtime *rt, TypeObject *base, uint32_t type_id) {
    if (base->subclass_count == base->subclass_capacity) {
        uint32_t capacity = base->subclass_capacity ? base->subclass_capacity * 2 : 4;
        uint32_t *moved = memory_reallocate(rt, base->subclass_ids, capacity * sizeof(uint32_t));
        if (!moved) {
            return false;
        }
        base->subclass_ids = moved;
        base->subclass_capacity = capacity;
    }
    base->subclass_ids[base->subclass_count++] = type_id;
    return true;
}

void type_remove_subclass(TypeObject *base, uint32_t type_id) {
    for (uint32_t i = 0; i < base->subclass_count; i++) {
        if (base->subclass_ids[i] == type_id) {
            base->subclass_count--;
            memmove(&base->subclass_ids[i], &base->subclass_ids[i + 1],
                    (base->subclass_count - i) * sizeof(uint32_t));
            return;
        }
    }
}

/* A type without a version has no subclass with one. */
void type_modified(Runtime *rt, TypeObject *type) {
    if (type->version == 0) {
        return;
    }
    type->version = 0;
    for (uint32_t i = 0; i < type->subclass_count; i++) {
        TypeObject *subclass = rt->type_objects[type->subclass_ids[i]];
        if (subclass) {
            type_modified(rt, subclass);
        }
    }
}

bool type_is_subtype(const TypeObject *type, const TypeObject *base) {
    if (type == base) {
        return true;
    }
    if (!type->mro) { /* being made: only the chain of bases stands */
        for (; type; type = type->base) {
            if (type == base) {
                return true;
            }
        }
        return false;
    }
    for (size_t i = 0; i < tuple_length(type->mro); i++) { /* mro() may put anything first */
        if (tuple_get(type->mro, i) == (const Object *)base) {
            return true;
        }
    }
    return false;
}

bool type_is_instance(Runtime *rt, const Object *object, uint32_t type_id) {
    uint32_t own = object_type_id(object);
    if (own == type_id || type_id == TYPE_OBJECT) {
        return true;
    }
    const TypeSlots *slots = rt->slots[own];
    if (slots->flags & TYPE_FLAG_CLASS) {
        const Object *mro = rt->type_objects[own]->mro;
        for (size_t i = 1; mro && i < tuple_length(mro); i++) {
            if (((const TypeObject *)tuple_get(mro, i))->type_id == type_id) {
                return true;
            }
        }
        return false;
    }
    while (own != TYPE_OBJECT) {
        if (own == TYPE_EXCEPTION_GROUP && type_id == TYPE_EXCEPTION) {
            return true; /* its second base */
        }
        own = rt->slots[own]->base_id;
        if (own == type_id) {
            return true;
        }
    }
    return false;
}
