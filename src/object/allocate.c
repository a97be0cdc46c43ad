/* Allocation of objects and of their buffers: the only place where the heap's NULL becomes a
 * MemoryError. */
#include "object/allocate.h"
#include "object/type.h"

/* Charges, and clears with looks at the clock; a long block that is zero already is not touched. */
static ALWAYS_INLINE Object *new_cleared(Runtime *rt, uint32_t type_id, size_t size,
                                         bool container) {
    if (UNLIKELY(!budget_spend_bytes(rt, size))) {
        return NULL;
    }
    Object *object =
        container ? heap_allocate_container(rt->heap, size) : heap_allocate(rt->heap, size);
    if (UNLIKELY(object == NULL)) {
        return error_no_memory(rt);
    }
    bool is_zero = UNLIKELY(size >= BUDGET_LARGE) && heap_is_zero(rt->heap, object, size);
    if (!is_zero && !budget_fill(rt, object, 0, heap_usable_size(rt->heap, object))) {
        heap_free(rt->heap, object);
        return NULL;
    }
    if (container) {
        allocate_count_container(rt);
    }
    object->refs = 1;
    object->meta = type_id << OBJECT_TYPE_SHIFT;
    return object;
}

/* An instance of a class: it retains its class, and its block may be bigger and of another kind
 * than that of the builtin type whose new_instance asks. Everything up to the usable end is zero,
 * because __dict__ of a variable-size object is the block's last word. */
static NOINLINE Object *new_instance_of_class(Runtime *rt, uint32_t type_id, size_t size,
                                              bool container) {
    const TypeSlots *slots = rt->slots[type_id];
    if ((slots->flags & TYPE_FLAG_CLASS) == 0) {
        return container ? allocate_container(rt, type_id, size) : allocate_leaf(rt, type_id, size);
    }
    if (slots->item_size == 0) {
        size = base_max_size(size, slots->basic_size);
    } else if (slots->dict_offset == -1) {
        size = ALIGN_UP(size, (size_t)8) + sizeof(Object *);
    }
    container = (slots->flags & TYPE_FLAG_CONTAINER) != 0;
    Object *object = new_cleared(rt, type_id, size, container);
    if (LIKELY(object != NULL)) {
        retain((Object *)rt->type_objects[type_id]);
    }
    return object;
}

NEW_REF Object *allocate_long(Runtime *rt, uint32_t type_id, size_t size, HeapKind kind) {
    return new_cleared(rt, type_id, size, kind == HEAP_CONTAINER);
}

NEW_REF Object *object_new_leaf(Runtime *rt, uint32_t type_id, size_t size) {
    if (UNLIKELY(type_id >= TYPE_BUILTIN_COUNT)) {
        return new_instance_of_class(rt, type_id, size, false);
    }
    return allocate_leaf(rt, type_id, size);
}

NEW_REF Object *object_new_container(Runtime *rt, uint32_t type_id, size_t size) {
    if (UNLIKELY(type_id >= TYPE_BUILTIN_COUNT)) {
        return new_instance_of_class(rt, type_id, size, true);
    }
    return allocate_container(rt, type_id, size);
}

/* The block of an instance of a class may be of another size and kind than its dealloc knows. */
void object_free_leaf(Runtime *rt, Object *object, size_t size) {
    if (UNLIKELY(object_type_id(object) >= TYPE_BUILTIN_COUNT)) {
        if (rt->slots[object_type_id(object)]->flags & TYPE_FLAG_CONTAINER) {
            allocate_uncount_container(rt);
        }
        heap_free(rt->heap, object);
        return;
    }
    allocate_free_leaf(rt, object, size);
}

void object_free_container(Runtime *rt, Object *object, size_t size) {
    if (UNLIKELY(object_type_id(object) >= TYPE_BUILTIN_COUNT)) {
        allocate_uncount_container(rt);
        heap_free(rt->heap, object);
        return;
    }
    allocate_free_container(rt, object, size);
}

void *runtime_part(Runtime *rt, size_t size) {
    size_t at = rt->root_used;
    void *part = heap_root(rt->heap, at, size);
    if (!part) {
        return error_no_memory(rt);
    }
    rt->root_used = ALIGN_UP(at + size, sizeof(uint64_t));
    return part;
}

void *memory_allocate(Runtime *rt, size_t size) {
    if (UNLIKELY(!budget_spend_bytes(rt, size))) {
        return NULL;
    }
    void *block = heap_allocate(rt->heap, size);
    return LIKELY(block != NULL) ? block : error_no_memory(rt);
}

void *memory_allocate_zeroed(Runtime *rt, size_t size) {
    void *block = memory_allocate(rt, size);
    if (LIKELY(block != NULL) && !heap_is_zero(rt->heap, block, size) &&
        !budget_fill(rt, block, 0, size)) {
        heap_free(rt->heap, block);
        return NULL;
    }
    return block;
}

void *memory_reallocate(Runtime *rt, void *block, size_t size) {
    size_t old_size = block ? heap_usable_size(rt->heap, block) : 0;
    if (UNLIKELY(size > old_size && !budget_spend_bytes(rt, size - old_size))) {
        return NULL;
    }
    void *moved = heap_reallocate(rt->heap, block, size);
    return LIKELY(moved != NULL) ? moved : error_no_memory(rt);
}

void memory_free(Runtime *rt, void *block) {
    heap_free(rt->heap, block);
}
