/* list: the growing array. Behaviour (methods, slots) is in types/list.c; list(iterable) and
 * extending by any iterable in list_extend.c.
 *
 * Arrays grow by an eighth and are rounded up to what the heap's block holds anyway, so that the
 * slack of a big list stays small; they shrink when less than half is in use. */
#include "object/list.h"
#include "object/budget.h"

#include "object/references.h"
#include "object/tuple.h"
#include <string.h>

#define LIST_LENGTH_MAX ((SIZE_MAX >> 4) / sizeof(Object *))

static bool set_capacity(Runtime *rt, ListObject *list, size_t capacity) {
    if (UNLIKELY(capacity > LIST_LENGTH_MAX)) {
        error_no_memory(rt);
        return false;
    }
    size_t size = heap_rounded_size(capacity * sizeof(Object *));
    Object **items = memory_reallocate(rt, list->items, size);
    if (UNLIKELY(!items)) {
        return false;
    }
    list->items = items;
    list->capacity = size / sizeof(Object *);
    return true;
}

bool list_grow(Runtime *rt, Object *object, size_t length) {
    ListObject *list = (ListObject *)object;
    if (length <= list->capacity) {
        return true;
    }
    size_t slack = length >> 3;
    return set_capacity(rt, list, length + (slack > 3 ? slack : 3));
}

void list_shrink(Runtime *rt, Object *object) {
    ListObject *list = (ListObject *)object;
    if (list->length == 0) {
        memory_free(rt, list->items);
        list->items = NULL;
        list->capacity = 0;
        return;
    }
    size_t capacity = list->length + (list->length >> 3) + 3;
    size_t size = heap_rounded_size(capacity * sizeof(Object *));
    if (size < list->capacity * sizeof(Object *)) {
        Object **items = heap_reallocate(rt->heap, list->items, size);
        if (items) {
            list->items = items;
            list->capacity = size / sizeof(Object *);
        }
    }
}

bool list_reserve(Runtime *rt, Object *object, size_t capacity) {
    ListObject *list = (ListObject *)object;
    return capacity <= list->capacity || set_capacity(rt, list, capacity);
}

NEW_REF Object *list_new(Runtime *rt, size_t capacity) {
    Object *list = object_new_container(rt, TYPE_LIST, sizeof(ListObject));
    if (list && capacity > 0 && !list_reserve(rt, list, capacity)) {
        release(rt, list);
        return NULL;
    }
    return list;
}

NEW_REF Object *list_from_array(Runtime *rt, Object *const *items, size_t length) {
    Object *object = list_new(rt, length);
    if (LIKELY(object != NULL)) {
        ListObject *list = (ListObject *)object;
        if (!references_copy(rt, list->items, items, length)) {
            release(rt, object);
            return NULL;
        }
        list->length = length;
    }
    return object;
}

bool list_append_stealing(Runtime *rt, Object *object, STEALS Object *item) {
    ListObject *list = (ListObject *)object;
    if (UNLIKELY(list->length == list->capacity) && !list_grow(rt, object, list->length + 1)) {
        release(rt, item);
        return false;
    }
    list->items[list->length++] = item;
    return true;
}

bool list_append(Runtime *rt, Object *list, Object *item) {
    return list_append_stealing(rt, list, retain(item));
}

bool list_insert(Runtime *rt, Object *object, size_t idx, Object *item) {
    ListObject *list = (ListObject *)object;
    idx = idx < list->length ? idx : list->length;
    if (!budget_spend_whole(rt, (list->length - idx) / 8) ||
        !list_grow(rt, object, list->length + 1)) {
        return false;
    }
    memmove(list->items + idx + 1, list->items + idx, (list->length - idx) * sizeof(Object *));
    list->items[idx] = retain(item);
    list->length++;
    return true;
}

bool list_append_array(Runtime *rt, Object *object, Object *const *items, size_t count) {
    ListObject *list = (ListObject *)object;
    bool exact = list->length == 0;
    if (count == 0) {
        return true;
    }
    bool own = items == list->items; /* the array moves when it grows */
    if (!(exact ? list_reserve(rt, object, count) : list_grow(rt, object, list->length + count))) {
        return false;
    }
    if (own) {
        items = list->items;
    }
    if (!references_copy(rt, list->items + list->length, items, count)) {
        return false;
    }
    list->length += count;
    return true;
}

bool list_set(Runtime *rt, Object *object, size_t idx, STEALS Object *item) {
    ListObject *list = (ListObject *)object;
    Object *old = list->items[idx];
    list->items[idx] = item;
    release(rt, old);
    return true;
}

void list_clear(Runtime *rt, Object *object) {
    ListObject *list = (ListObject *)object;
    Object **items = list->items;
    size_t length = list->length;
    list->items = NULL;
    list->length = 0;
    list->capacity = 0;
    if (UNLIKELY(length >= REFERENCES_MANY)) {
        references_release(rt, &(References){.block = items,
                                             .base = items + length - 1,
                                             .count = length,
                                             .mask = SIZE_MAX,
                                             .step = -1,
                                             .width = 1});
        return;
    }
    while (length > 0) {
        release(rt, items[--length]);
    }
    memory_free(rt, items);
}

NEW_REF Object *list_slice(Runtime *rt, Object *object, size_t start, size_t end) {
    size_t length = list_length(object);
    end = end < length ? end : length;
    start = start < end ? start : end;
    Object *slice = list_new(rt, end - start);
    if (LIKELY(slice != NULL)) {
        Object *const *items = ((ListObject *)object)->items; /* NULL when empty */
        ListObject *list = (ListObject *)slice;
        if (end > start && !references_copy(rt, list->items, items + start, end - start)) {
            release(rt, slice);
            return NULL;
        }
        list->length = end - start;
    }
    return slice;
}

NEW_REF Object *list_as_tuple(Runtime *rt, Object *list) {
    return tuple_from_array(rt, ((ListObject *)list)->items, list_length(list));
}
