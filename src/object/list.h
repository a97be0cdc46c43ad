/* list: length, capacity and a separate array of items. [] takes 32 bytes.
 *   length <= capacity; items[length..capacity) undefined; items NULL when capacity is 0. */
#ifndef OURO_OBJECT_LIST_H
#define OURO_OBJECT_LIST_H

#include "object/raise.h"

typedef struct ListObject {
    Object header;
    size_t length;
    Object **items;
    size_t capacity;
} ListObject;

static inline size_t list_length(const Object *list) {
    return ((const ListObject *)list)->length;
}

static inline BORROWED Object *list_get(const Object *list, size_t idx) {
    return ((const ListObject *)list)->items[idx];
}

NEW_REF Object *list_new(Runtime *rt, size_t capacity);                            /* length 0 */
NEW_REF Object *list_from_array(Runtime *rt, Object *const *items, size_t length); /* retains */
NEW_REF Object *list_from_iterable(Runtime *rt, Object *iterable);                 /* list(x) */
bool list_reserve(Runtime *rt, Object *list, size_t capacity);
bool list_append(Runtime *rt, Object *list, Object *item); /* retains */
bool list_append_stealing(Runtime *rt, Object *list, STEALS Object *item);
bool list_insert(Runtime *rt, Object *list, size_t idx, Object *item);
bool list_extend(Runtime *rt, Object *list, Object *iterable);
bool list_set(Runtime *rt, Object *list, size_t idx, STEALS Object *item); /* idx in range */
bool list_sort(Runtime *rt, Object *list, Object *key,
               bool reverse); /* implemented in list_sort.c */
/* Retains each; items may be the list's own array. */
bool list_append_array(Runtime *rt, Object *list, Object *const *items, size_t count);
void list_clear(Runtime *rt, Object *list);
/* Makes room for `length` items in all, with slack for more to come. */
bool list_grow(Runtime *rt, Object *list, size_t length);
void list_shrink(Runtime *rt, Object *list); /* gives back most of the unused capacity */
NEW_REF Object *list_slice(Runtime *rt, Object *list, size_t start, size_t end);
NEW_REF Object *list_as_tuple(Runtime *rt, Object *list);

/* list_append_stealing for the evaluation loop. */
static inline bool list_push(Runtime *rt, Object *object, STEALS Object *item) {
    ListObject *list = (ListObject *)object;
    if (LIKELY(list->length < list->capacity)) {
        list->items[list->length++] = item;
        return true;
    }
    return list_append_stealing(rt, object, item);
}

/* The last item; the list must not be empty. */
static inline NEW_REF Object *list_pop_last(Runtime *rt, Object *object) {
    ListObject *list = (ListObject *)object;
    Object *item = list->items[--list->length];
    if (UNLIKELY(list->length < list->capacity / 2 && list->capacity > 16)) {
        list_shrink(rt, object);
    }
    return item;
}

#endif
