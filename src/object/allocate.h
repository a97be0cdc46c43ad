/* Allocation of objects, inline: for builtin types whose index and size are constants. See
 * object.h for what is promised; a class (index >= TYPE_BUILTIN_COUNT) must go through
 * object_new_leaf and object_new_container. */
#ifndef OURO_OBJECT_ALLOCATE_H
#define OURO_OBJECT_ALLOCATE_H

#include "object/budget.h"
#include "object/error.h"
#include <string.h>

/* Clears `size` bytes rounded up to 8; short ones in a few stores. */
static ALWAYS_INLINE void allocate_clear(void *block, size_t size) {
    if (__builtin_constant_p(size)) {
        memset(block, 0, ALIGN_UP(size, (size_t)8));
    } else if (LIKELY(size <= 64)) {
        /* No block is smaller than 16 bytes. */
        char *start = block, *end = start + ALIGN_UP(base_max_size(size, 16), (size_t)8);
        memset(start, 0, 16);
        if (end > start + 32) {
            memset(start + 16, 0, 16);
        }
        if (end > start + 48) {
            memset(start + 32, 0, 16);
        }
        memset(end - 16, 0, 16);
    } else {
        memset(block, 0, ALIGN_UP(size, (size_t)8));
    }
}

static ALWAYS_INLINE void allocate_count_container(Runtime *rt) {
    rt->container_budget--;
    if (UNLIKELY(rt->container_budget == 0)) {
        __atomic_fetch_or(&rt->breaker, (uint32_t)BREAK_COLLECT, __ATOMIC_RELAXED);
    }
}

static ALWAYS_INLINE void allocate_uncount_container(Runtime *rt) {
    if (rt->container_budget < rt->container_threshold) {
        rt->container_budget++;
    }
}

/* Whoever wants much memory will write all of it: that is another way, which counts the work and
 * looks at the clock. */
static ALWAYS_INLINE bool allocate_is_long(size_t size) {
    return !__builtin_constant_p(size) && size >= BUDGET_LARGE;
}

COLD NEW_REF Object *allocate_long(Runtime *rt, uint32_t type_id, size_t size, HeapKind kind);

static ALWAYS_INLINE NEW_REF Object *allocate_leaf(Runtime *rt, uint32_t type_id, size_t size) {
    if (UNLIKELY(allocate_is_long(size))) {
        return allocate_long(rt, type_id, size, HEAP_LEAF);
    }
    Object *object = heap_allocate(rt->heap, size);
    if (UNLIKELY(object == NULL)) {
        return error_no_memory(rt);
    }
    allocate_clear(object, size);
    object->refs = 1;
    object->meta = type_id << OBJECT_TYPE_SHIFT;
    return object;
}

static ALWAYS_INLINE NEW_REF Object *allocate_container(Runtime *rt, uint32_t type_id,
                                                        size_t size) {
    if (UNLIKELY(allocate_is_long(size))) {
        return allocate_long(rt, type_id, size, HEAP_CONTAINER);
    }
    Object *object = heap_allocate_container(rt->heap, size);
    if (UNLIKELY(object == NULL)) {
        return error_no_memory(rt);
    }
    allocate_count_container(rt);
    allocate_clear(object, size);
    object->refs = 1;
    object->meta = type_id << OBJECT_TYPE_SHIFT;
    return object;
}

static ALWAYS_INLINE void allocate_free_leaf(Runtime *rt, Object *object, size_t size) {
    heap_free_sized(rt->heap, object, size, HEAP_LEAF);
}

static ALWAYS_INLINE void allocate_free_container(Runtime *rt, Object *object, size_t size) {
    allocate_uncount_container(rt);
    heap_free_sized(rt->heap, object, size, HEAP_CONTAINER);
}

#endif
