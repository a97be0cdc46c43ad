/* deque: a ring of items.
 *
 *   item i is items[(head + i) & (capacity - 1)], 0 <= i < length <= capacity
 *   capacity is 0 or a power of two; length <= maximum unless maximum is -1
 *   changes counts mutations: iterators notice them */
#ifndef OURO_MODULES_COLLECTIONS_DEQUE_H
#define OURO_MODULES_COLLECTIONS_DEQUE_H

#include "object/object.h"

typedef struct DequeObject {
    Object header;
    Object **items;
    size_t capacity;
    size_t head;
    size_t length;
    int64_t maximum;
    uint64_t changes;
} DequeObject;

static inline Object **deque_slot(const DequeObject *deque, size_t idx) {
    return &deque->items[(deque->head + idx) & (deque->capacity - 1)];
}

#endif
