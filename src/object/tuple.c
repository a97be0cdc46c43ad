/* tuple: making them. Behaviour (methods, comparison, hash) is in types/tuple.c.
 *
 * The empty tuple is one immortal object in read-only memory, shared by all runtimes. */
#include "object/tuple.h"

#include "object/type_ids.h"
#include "object/references.h"
#include <stdarg.h>

#define TUPLE_LENGTH_MAX ((SIZE_MAX >> 4) / sizeof(Object *))

static const TupleObject empty_tuple = {OBJECT_STATIC(TYPE_TUPLE, 0), 0};

NEW_REF Object *tuple_empty(Runtime *rt) {
    (void)rt;
    return (Object *)(uintptr_t)&empty_tuple;
}

NEW_REF Object *tuple_new(Runtime *rt, size_t length) {
    if (length == 0) {
        return tuple_empty(rt);
    }
    if (UNLIKELY(length > TUPLE_LENGTH_MAX)) {
        return error_no_memory(rt);
    }
    size_t size = sizeof(TupleObject) + length * sizeof(Object *);
    Object *tuple = object_new_container(rt, TYPE_TUPLE, size);
    if (LIKELY(tuple != NULL)) {
        ((TupleObject *)tuple)->length = length;
    }
    return tuple;
}

NEW_REF Object *tuple_from_array(Runtime *rt, Object *const *items, size_t length) {
    Object *tuple = tuple_new(rt, length);
    if (LIKELY(tuple != NULL)) {
        if (!references_copy(rt, tuple_items(tuple), items, length)) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

NEW_REF Object *tuple_pack(Runtime *rt, size_t length, ...) {
    Object *tuple = tuple_new(rt, length);
    if (!tuple) {
        return NULL;
    }
    va_list items;
    va_start(items, length);
    for (size_t i = 0; i < length; i++) {
        tuple_items(tuple)[i] = retain(va_arg(items, Object *));
    }
    va_end(items);
    return tuple;
}

NEW_REF Object *tuple_slice(Runtime *rt, Object *tuple, size_t start, size_t end) {
    size_t length = tuple_length(tuple);
    end = end < length ? end : length;
    start = start < end ? start : end;
    if (start == 0 && end == length && object_type_id(tuple) == TYPE_TUPLE) {
        return retain(tuple);
    }
    return tuple_from_array(rt, tuple_items(tuple) + start, end - start);
}
