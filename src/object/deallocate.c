/* The end of objects: finalizer, weak references, dealloc slot.
 *
 * A container whose last reference goes while DEPTH_LIMIT others are being taken apart waits in
 * rt->delayed until the outermost of them is gone, so that a structure of any depth is freed with
 * bounded use of the C stack. When that array cannot grow the object is only marked
 * (OBJECT_DELAYED, counted in delayed_lost) and found later by walking the heap.
 *
 * When a run's time is over (DEALLOCATION_WAITS is in the depth) every container waits, however
 * deep, until a later run begins: giving back what a script has made may take as long as making it.
 */
#include "base/check.h"
#include "object/allocate.h"
#include "object/operations.h"
#include "object/references.h"
#include "object/type.h"

enum { DEPTH_LIMIT = 50, FIRST_CAPACITY = 64 };

void object_finalize(Runtime *rt, Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    if (!slots->finalize || object_has_flag(object, OBJECT_FINALIZED)) {
        return;
    }
    object_set_flag(object, OBJECT_FINALIZED);
    Object *saved = rt->error;
    rt->error = NULL;
    slots->finalize(rt, object);
    error_clear(rt);
    rt->error = saved;
}

/* Finalizer and weak references of an object without references; false when it lives on. */
static NOINLINE bool prepare_death(Runtime *rt, Object *object, const TypeSlots *slots) {
    if (slots->finalize && !object_has_flag(object, OBJECT_FINALIZED)) {
        object->refs = 1;
        object_finalize(rt, object);
        if (object_is_immortal(object)) {
            return false;
        }
        object->refs--;
        if (object->refs > 0) {
            return false;
        }
    }
    if (object_has_flag(object, OBJECT_HAS_WEAKREFS)) {
        if (rt->hooks.weakrefs_clear) {
            Object *saved = rt->error;
            rt->error = NULL;
            rt->hooks.weakrefs_clear(rt, object);
            rt->error = saved;
        }
    }
    return true;
}

static inline void destroy(Runtime *rt, Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    if (UNLIKELY(slots->finalize != NULL || object_has_flag(object, OBJECT_HAS_WEAKREFS)) &&
        !prepare_death(rt, object, slots)) {
        return;
    }
    if (slots->dealloc) {
        slots->dealloc(rt, object);
    } else {
        object_free_leaf(rt, object, slots->basic_size);
    }
}

static NOINLINE void delay(Runtime *rt, Object *object) {
    object_set_flag(object, OBJECT_DELAYED);
    if (rt->delayed_count == rt->delayed_capacity) {
        uint32_t capacity = rt->delayed_capacity ? rt->delayed_capacity * 2 : FIRST_CAPACITY;
        Object **moved = heap_reallocate(rt->heap, rt->delayed, capacity * sizeof(Object *));
        if (!moved) {
            rt->delayed_lost++;
            return;
        }
        rt->delayed = moved;
        rt->delayed_capacity = capacity;
    }
    rt->delayed[rt->delayed_count++] = object;
}

/* Where lost objects are gathered: in rt->delayed, or in the one word when there is no array. */
typedef struct Gathering {
    Object **items;
    uint32_t count, capacity;
} Gathering;

static bool gather_lost(void *user, void *block, size_t usable_size, HeapKind kind) {
    (void)usable_size;
    Gathering *gathering = user;
    Object *object = block;
    if (kind == HEAP_CONTAINER && object->refs == 0 && object_has_flag(object, OBJECT_DELAYED)) {
        gathering->items[gathering->count++] = object;
    }
    return gathering->count < gathering->capacity;
}

static NOINLINE void destroy_lost(Runtime *rt) {
    Object *one;
    Gathering gathering = {&one, 0, 1};
    if (rt->delayed_capacity) {
        gathering = (Gathering){rt->delayed, 0, rt->delayed_capacity};
    }
    heap_walk(rt->heap, gather_lost, &gathering);
    rt->delayed_lost = gathering.count ? rt->delayed_lost - gathering.count : 0;
    if (rt->delayed_capacity) {
        rt->delayed_count = gathering.count;
    } else if (gathering.count) {
        object_clear_flag(one, OBJECT_DELAYED);
        destroy(rt, one);
    }
}

/* Runs at depth 1, so that what dies now may still go down as far as DEPTH_LIMIT. */
static NOINLINE void destroy_delayed(Runtime *rt) {
    rt->deallocation_depth++;
    while ((rt->delayed_count | rt->delayed_lost) && !budget_release_waits(rt)) {
        if (rt->delayed_count == 0) {
            destroy_lost(rt);
            continue;
        }
        Object *object = rt->delayed[--rt->delayed_count];
        object_clear_flag(object, OBJECT_DELAYED);
        destroy(rt, object);
    }
    rt->deallocation_depth--;
    if (rt->delayed_count == 0 && rt->delayed_capacity > 16 * FIRST_CAPACITY) {
        heap_free(rt->heap, rt->delayed);
        rt->delayed = NULL;
        rt->delayed_capacity = 0;
    }
}

void object_deallocate(Runtime *rt, Object *object) {
    check2(object->refs == 0);
    const TypeSlots *slots = slots_of(rt, object);
    if ((slots->flags & TYPE_FLAG_CONTAINER) == 0) {
        if (LIKELY(!slots->dealloc && !slots->finalize &&
                   !object_has_flag(object, OBJECT_HAS_WEAKREFS))) {
            allocate_free_leaf(rt, object, slots->basic_size);
        } else {
            destroy(rt, object);
        }
        return;
    }
    if (UNLIKELY(rt->deallocation_depth >= DEPTH_LIMIT)) {
        delay(rt, object);
        return;
    }
    budget_owe(rt, 1);
    if (UNLIKELY(rt->fuel < 0)) {
        budget_look_at_release(rt);
    }
    rt->deallocation_depth++;
    destroy(rt, object);
    rt->deallocation_depth--;
    if (UNLIKELY(rt->deallocation_depth == 0 && (rt->delayed_count | rt->delayed_lost) != 0)) {
        destroy_delayed(rt);
    }
}

void deallocate_wait(Runtime *rt) {
    if (!rt->closing && !budget_release_waits(rt)) {
        rt->deallocation_depth += DEALLOCATION_WAITS;
    }
}

void deallocate_go_on(Runtime *rt) {
    if (budget_release_waits(rt)) {
        rt->deallocation_depth -= DEALLOCATION_WAITS;
    }
    bool pending = (rt->delayed_count | rt->delayed_lost) || rt->waiting_references;
    if (!pending || rt->deallocation_depth > 0) {
        return;
    }
    bool outer = rt->releasing_leftovers;
    rt->releasing_leftovers = true;
    do {
        references_go_on(rt);
        if ((rt->delayed_count | rt->delayed_lost) != 0) {
            destroy_delayed(rt);
        }
    } while (rt->waiting_references && !budget_release_waits(rt));
    rt->releasing_leftovers = outer;
}

void deallocate_close(Runtime *rt) {
    heap_free(rt->heap, rt->delayed);
    rt->delayed = NULL;
    rt->delayed_capacity = 0;
}

Object **type_dict_slot(Runtime *rt, Object *object) {
    int32_t offset = slots_of(rt, object)->dict_offset;
    if (offset == 0) {
        return NULL;
    }
    size_t place =
        offset > 0 ? (size_t)offset : heap_usable_size(rt->heap, object) - sizeof(Object *);
    return (Object **)(void *)((char *)object + place);
}

/* The same when the class, not its builtin base, brought it. */
static Object **own_dict_slot(Runtime *rt, Object *object, const TypeObject *type) {
    return type->native->dict_offset == 0 ? type_dict_slot(rt, object) : NULL;
}

static Object **member_slot(Object *object, const TypeObject *type, uint32_t idx) {
    return (Object **)(void *)((char *)object + type->member_offset) + idx;
}

void object_traverse(Runtime *rt, Object *object, VisitFunction visit, void *context) {
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->traverse) {
        slots->traverse(object, visit, context);
    }
    if ((slots->flags & TYPE_FLAG_CLASS) == 0) {
        return;
    }
    const TypeObject *type = rt->type_objects[object_type_id(object)];
    visit((Object *)(uintptr_t)type, context);
    if (slots->flags & TYPE_FLAG_SHAPED) {
        return;
    }
    Object **dict = own_dict_slot(rt, object, type);
    if (dict && *dict) {
        visit(*dict, context);
    }
    for (const TypeObject *at = type; at && type_is_class(at); at = at->base) {
        for (uint32_t i = 0; i < at->member_count; i++) {
            Object *value = *member_slot(object, at, i);
            if (value) {
                visit(value, context);
            }
        }
    }
}

/* __slots__ members and the __dict__ that the class brought. */
static void clear_class_fields(Runtime *rt, Object *object, const TypeObject *type) {
    for (const TypeObject *at = type; at && type_is_class(at); at = at->base) {
        for (uint32_t i = 0; i < at->member_count; i++) {
            CLEAR_REF(rt, member_slot(object, at, i));
        }
    }
    Object **dict = own_dict_slot(rt, object, type);
    if (dict) {
        CLEAR_REF(rt, dict);
    }
}

void object_clear(Runtime *rt, Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    if ((slots->flags & (TYPE_FLAG_CLASS | TYPE_FLAG_SHAPED)) == TYPE_FLAG_CLASS) {
        clear_class_fields(rt, object, rt->type_objects[object_type_id(object)]);
    }
    if (slots->clear) {
        slots->clear(rt, object);
    }
}

void type_dealloc_instance(Runtime *rt, Object *self) {
    TypeObject *type = rt->type_objects[object_type_id(self)];
    clear_class_fields(rt, self, type);
    if (type->native->dealloc) {
        type->native->dealloc(rt, self);
    } else {
        object_free_leaf(rt, self, type->slots->basic_size);
    }
    RELEASE(rt, type);
}
