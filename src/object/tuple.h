/* tuple: length and items in place. (1, 2, 3) takes 40 bytes. */
#ifndef OURO_OBJECT_TUPLE_H
#define OURO_OBJECT_TUPLE_H

#include "object/raise.h"

typedef struct TupleObject {
    Object header;
    size_t length;
    Object *items[];
} TupleObject;

static inline size_t tuple_length(const Object *tuple) {
    return ((const TupleObject *)tuple)->length;
}

static inline BORROWED Object *tuple_get(const Object *tuple, size_t idx) {
    return ((const TupleObject *)tuple)->items[idx];
}

static inline Object **tuple_items(Object *tuple) {
    return ((TupleObject *)tuple)->items;
}

NEW_REF Object *tuple_empty(Runtime *rt);
/* Items NULL: fill each with an owned reference before anything else sees the tuple. */
NEW_REF Object *tuple_new(Runtime *rt, size_t length);
NEW_REF Object *tuple_from_array(Runtime *rt, Object *const *items, size_t length); /* retains */
NEW_REF Object *tuple_pack(Runtime *rt, size_t length, ...); /* borrowed Object * arguments */
NEW_REF Object *tuple_slice(Runtime *rt, Object *tuple, size_t start, size_t end);
/* tuple(iterable); a tuple is returned as it is. */
NEW_REF Object *tuple_from_iterable(Runtime *rt, Object *iterable);

#endif
