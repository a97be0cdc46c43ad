/* The tables of types of one runtime, and the type objects of builtin types, which are made when
 * somebody first wants them. Implements the first half of type.h.
 *
 *   rt->slots[id] != NULL <=> id is in use; type_objects[id] is owned by the table for builtin and
 *   registered types, borrowed for classes (which leave the table when they die). */
#include "base/check.h"
#include "object/allocate.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/tuple.h"
#include "object/type_cache.h"

enum { SPARE_CAPACITY = 32 };

#define SPEC_DECLARATION(ID, spec) extern const TypeSpec spec;
BUILTIN_TYPES(SPEC_DECLARATION)
#undef SPEC_DECLARATION

/* The tables that all runtimes begin with. */
static const TypeSlots *const builtin_slots[TYPE_BUILTIN_COUNT] = {
#define SLOTS_ROW(ID, spec) [TYPE_##ID] = &spec.slots,
#define EXCEPTION_SLOTS_ROW(ID, name, base, layout, doc)                                           \
    [TYPE_##ID] = &exception_specs[TYPE_##ID - TYPE_BASE_EXCEPTION].slots,
    BUILTIN_TYPES(SLOTS_ROW) EXCEPTION_TYPES(EXCEPTION_SLOTS_ROW)
        BUDGET_EXCEPTION_TYPES(EXCEPTION_SLOTS_ROW)
#undef SLOTS_ROW
#undef EXCEPTION_SLOTS_ROW
};
static TypeObject *const no_type_objects[TYPE_BUILTIN_COUNT];

void type_table_open(Runtime *rt) {
    rt->slots = (const TypeSlots **)builtin_slots;
    rt->type_objects = (TypeObject **)no_type_objects;
    rt->type_capacity = rt->type_count = TYPE_BUILTIN_COUNT;
    for (uint32_t i = 0; i < TYPE_BUILTIN_COUNT; i++) {
        check1(rt->slots[i]->type_id == i);
    }
    type_cache_open(rt);
}

static bool is_shared(const Runtime *rt) {
    return rt->type_objects == (TypeObject **)no_type_objects;
}

bool type_table_make_own(Runtime *rt) {
    if (!is_shared(rt)) {
        return true;
    }
    uint32_t capacity = TYPE_BUILTIN_COUNT + SPARE_CAPACITY;
    const TypeSlots **slots = memory_allocate(rt, capacity * sizeof(TypeSlots *));
    TypeObject **objects = slots ? memory_allocate(rt, capacity * sizeof(TypeObject *)) : NULL;
    if (!objects) {
        memory_free(rt, (void *)slots);
        return false;
    }
    memcpy((void *)slots, (const void *)builtin_slots, sizeof builtin_slots);
    memset((void *)objects, 0, capacity * sizeof(TypeObject *));
    rt->slots = slots;
    rt->type_objects = objects;
    rt->type_capacity = capacity;
    return true;
}

/* Dicts hold methods whose functions may be anything, so they go first, while all types stand. */
void type_table_close(Runtime *rt) {
    type_cache_clear(rt);
    if (!rt->slots || is_shared(rt)) {
        return;
    }
    for (uint32_t i = 0; i < rt->type_count; i++) {
        if (rt->type_objects[i] && !type_is_class(rt->type_objects[i])) {
            CLEAR_REF(rt, &rt->type_objects[i]->dict);
        }
    }
    for (uint32_t i = rt->type_count; i-- > 0;) {
        TypeObject *type = rt->type_objects[i];
        if (!type || type_is_class(type)) {
            continue;
        }
        CLEAR_REF(rt, &type->bases);
        CLEAR_REF(rt, &type->mro);
        CLEAR_REF(rt, &type->name);
        CLEAR_REF(rt, &type->qualname);
        type->base = NULL;
        memory_free(rt, type->subclass_ids);
        type->subclass_ids = NULL;
        type->subclass_count = 0;
    }
    for (uint32_t i = rt->type_count; i-- > 0;) {
        TypeObject *type = rt->type_objects[i];
        if (type && !type_is_class(type)) {
            rt->type_objects[i] = NULL;
            if (i >= TYPE_BUILTIN_COUNT) {
                memory_free(rt, type->slots);
            }
            allocate_free_container(rt, &type->header, sizeof(TypeObject));
        }
    }
    type_cache_close(rt);
    memory_free(rt, (void *)rt->slots);
    memory_free(rt, (void *)rt->type_objects);
    type_table_open(rt);
}

const char *type_short_name(const TypeSlots *slots) {
    const char *name = slots->name;
    if ((slots->flags & TYPE_FLAG_CLASS) == 0) {
        for (const char *at = name; *at; at++) {
            if (*at == '.') {
                name = at + 1;
            }
        }
    }
    return name;
}

/* The one builtin type with two bases: ExceptionGroup is a BaseExceptionGroup and an Exception. */
static bool set_group_bases(Runtime *rt, TypeObject *type, TypeObject *base) {
    TypeObject *plain = type_object(rt, TYPE_EXCEPTION);
    if (!plain) {
        return false;
    }
    type->bases = tuple_pack(rt, 2, base, plain);
    type->mro = tuple_pack(rt, 5, type, base, plain, plain->base, plain->base->base);
    return type->bases && type->mro && type_add_subclass(rt, plain, TYPE_EXCEPTION_GROUP);
}

static bool set_bases(Runtime *rt, TypeObject *type, TypeObject *base) {
    if (type->type_id == TYPE_EXCEPTION_GROUP) {
        return set_group_bases(rt, type, base);
    }
    size_t base_depth = base ? tuple_length(base->mro) : 0;
    type->bases = base ? tuple_pack(rt, 1, base) : tuple_empty(rt);
    type->mro = tuple_new(rt, base_depth + 1);
    if (!type->bases || !type->mro) {
        return false;
    }
    tuple_items(type->mro)[0] = (Object *)type; /* not counted: the type outlives its tuple */
    retain((Object *)type);
    for (size_t i = 0; i < base_depth; i++) {
        tuple_items(type->mro)[i + 1] = retain(tuple_get(base->mro, i));
    }
    return true;
}

static void drop_half_made(Runtime *rt, TypeObject *type) {
    CLEAR_REF(rt, &type->name);
    CLEAR_REF(rt, &type->qualname);
    CLEAR_REF(rt, &type->bases);
    CLEAR_REF(rt, &type->mro);
    object_free_container(rt, &type->header, sizeof(TypeObject));
}

static NOINLINE TypeObject *make_type_object(Runtime *rt, uint32_t type_id) {
    const TypeSlots *slots = rt->slots[type_id];
    const TypeSpec *spec = (const TypeSpec *)slots;
    TypeObject *base = NULL;
    if (type_id != TYPE_OBJECT) {
        base = type_object(rt, slots->base_id);
        if (!base) {
            return NULL;
        }
    }
    if (!type_table_make_own(rt)) {
        return NULL;
    }
    TypeObject *type = (TypeObject *)object_new_container(rt, TYPE_TYPE, sizeof(TypeObject));
    if (!type) {
        return NULL;
    }
    type->type_id = type_id;
    type->slots = (TypeSlots *)(uintptr_t)slots;
    type->native = slots;
    type->base = base;
    const char *name = type_short_name(slots);
    type->name = intern_cstring(rt, name);
    type->qualname =
        spec->qualname ? intern_cstring(rt, spec->qualname) : retain_nullable(type->name);
    if (!type->name || !type->qualname || !set_bases(rt, type, base) ||
        (base && !type_add_subclass(rt, base, type_id))) {
        drop_half_made(rt, type);
        return NULL;
    }
    rt->type_objects[type_id] = type;
    return type;
}

BORROWED TypeObject *type_object(Runtime *rt, uint32_t type_id) {
    TypeObject *type = rt->type_objects[type_id];
    return LIKELY(type != NULL) ? type : make_type_object(rt, type_id);
}

/* A free index: type_count grows, or a hole left by a class that died. */
static bool find_index(Runtime *rt, uint32_t *type_id) {
    if (!type_table_make_own(rt)) {
        return false;
    }
    if (rt->free_type_count > 0) {
        for (uint32_t i = rt->type_count; i-- > TYPE_BUILTIN_COUNT;) {
            if (!rt->slots[i]) {
                rt->free_type_count--;
                *type_id = i;
                return true;
            }
        }
        rt->free_type_count = 0;
    }
    if (rt->type_count == rt->type_capacity) {
        uint32_t capacity = rt->type_capacity * 2;
        if (capacity > OBJECT_TYPE_LIMIT) {
            error_no_memory(rt);
            return false;
        }
        void *slots = memory_reallocate(rt, (void *)rt->slots, capacity * sizeof(TypeSlots *));
        if (!slots) {
            return false;
        }
        rt->slots = slots;
        void *objects =
            memory_reallocate(rt, (void *)rt->type_objects, capacity * sizeof(TypeObject *));
        if (!objects) {
            return false;
        }
        rt->type_objects = objects;
        rt->type_capacity = capacity;
    }
    *type_id = rt->type_count++;
    rt->slots[*type_id] = NULL;
    rt->type_objects[*type_id] = NULL;
    return true;
}

bool type_table_add(Runtime *rt, const TypeSlots *slots, TypeObject *type, uint32_t *type_id) {
    if (!find_index(rt, type_id)) {
        return false;
    }
    rt->slots[*type_id] = slots;
    rt->type_objects[*type_id] = type;
    rt->ends_matter |= slots_end_matters(slots);
    return true;
}

void type_table_remove(Runtime *rt, uint32_t type_id) {
    rt->slots[type_id] = NULL;
    rt->type_objects[type_id] = NULL;
    if (type_id == rt->type_count - 1) {
        rt->type_count--;
    } else {
        rt->free_type_count++;
    }
}

/* What a registered spec leaves out it takes from its base: every function pointer after the
 * sizes, and the group of operators as a whole. */
static void inherit_functions(TypeSlots *slots, const TypeSlots *base) {
    typedef void (*AnyFunction)(void);
    enum { FIRST = offsetof(TypeSlots, dealloc), STEP = sizeof(AnyFunction) };
    for (size_t at = FIRST; at < sizeof(TypeSlots); at += STEP) {
        AnyFunction own;
        memcpy(&own, (char *)slots + at, STEP);
        if (!own) {
            memcpy((char *)slots + at, (const char *)base + at, STEP);
        }
    }
}

BORROWED TypeObject *type_register(Runtime *rt, const TypeSpec *spec, uint32_t *type_id_slot) {
    TypeSpec *copy = memory_allocate(rt, sizeof(TypeSpec));
    if (!copy) {
        return NULL;
    }
    *copy = *spec;
    uint32_t type_id;
    if (!type_table_add(rt, &copy->slots, NULL, &type_id)) {
        memory_free(rt, copy);
        return NULL;
    }
    copy->slots.type_id = type_id;
    if (copy->slots.base_id != TYPE_OBJECT) {
        inherit_functions(&copy->slots, rt->slots[copy->slots.base_id]);
    }
    TypeObject *type = type_object(rt, type_id);
    if (!type) {
        type_table_remove(rt, type_id);
        memory_free(rt, copy);
        return NULL;
    }
    *type_id_slot = type_id;
    return type;
}
