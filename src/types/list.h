/* What the evaluation loop and others reach into. */
#ifndef OURO_TYPES_LIST_H
#define OURO_TYPES_LIST_H

#include "object/list.h"

/* TYPE_LIST_ITERATOR and TYPE_LIST_REVERSE_ITERATOR. The list may change under it: position is
 * compared with the length at every step. */
typedef struct ListIteratorObject {
    Object header;
    int64_t position;
    Object *list; /* NULL: exhausted */
} ListIteratorObject;

/* list[start:end] = the items of value, any iterable; start <= end <= its length. */
bool list_assign_slice(Runtime *rt, Object *list, size_t start, size_t end, Object *value);

NEW_REF Object *list_iter(Runtime *rt, Object *list);
NEW_REF Object *list_reversed(Runtime *rt, Object *list);

#endif
