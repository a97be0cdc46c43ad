/* Small things that the files of container types share. */
#ifndef OURO_TYPES_CONTAINER_SUPPORT_H
#define OURO_TYPES_CONTAINER_SUPPORT_H

#include "object/budget.h"
#include "object/operations.h"

/* Set on an object while its repr runs, so that one that contains itself ends in '...'. */
enum { CONTAINER_IN_REPR = OBJECT_TYPE_FLAG_A };

static inline bool container_is_plain_int(const Object *object) {
    return object_type_id(object) == TYPE_INT && !int_is_big(object);
}

/* a == b with the identity shortcut: 1, 0, -1. May run Python code unless both are numbers or
 * texts: the caller holds references. */
static inline int container_equals(Runtime *rt, Object *a, Object *b) {
    if (UNLIKELY(!budget_spend(rt, 1))) {
        return -1;
    }
    if (a == b) {
        return 1;
    }
    if (container_is_plain_int(a) && container_is_plain_int(b)) {
        return int_small_value(a) == int_small_value(b);
    }
    if (object_type_id(a) == TYPE_STR && object_type_id(b) == TYPE_STR) {
        return budget_spend_whole(rt, str_length(a) / 64) ? str_equals(a, b) : -1;
    }
    return object_equals(rt, a, b);
}

/* True, with RecursionError pending, when the C stack is nearly used up: for recursion that no
 * other guard sees, as an iterator over an iterator over an iterator. */
bool container_raise_too_deep(Runtime *rt);
static inline bool container_stack_low(Runtime *rt) {
    return UNLIKELY((uintptr_t)__builtin_frame_address(0) <= rt->c_stack_limit) &&
           container_raise_too_deep(rt);
}

/* The next slot of an iterator: as there, StopIteration may be pending at the end. */
static inline NEW_REF Object *container_next(Runtime *rt, Object *iterator) {
    return container_stack_low(rt) || !budget_spend(rt, 1)
               ? NULL
               : slots_of(rt, iterator)->next(rt, iterator);
}

/* The position that a key means in a sequence; errors "NAME indices must be integers or slices,
 * not X" and range_message. */
bool container_position(Runtime *rt, Object *key, size_t length, const char *type_name,
                        const char *range_message, size_t *out);
/* Its two steps, for sequences that __index__ of the key may change. */
bool container_index(Runtime *rt, Object *key, const char *type_name, int64_t *out);
bool container_in_range(Runtime *rt, int64_t idx, size_t length, const char *range_message,
                        size_t *out);
/* start and stop of sequence.index: args[idx] if given, clipped to [0, length]. */
bool container_bound(Runtime *rt, Object *const *args, size_t count, size_t idx, size_t length,
                     size_t fallback, size_t *out);
/* length * times, times < 0 counting as 0; false with MemoryError when it is too much. */
bool container_repeated_length(Runtime *rt, size_t length, int64_t times, size_t *out);

NEW_REF Object *container_self(Runtime *rt, Object *self); /* the iter slot of iterators */

/* An attribute of the builtins module: iter, reversed, … */
NEW_REF Object *container_builtin(Runtime *rt, const char *name);
/* What __reduce__ of iterators gives: (builtin, (argument,)) and the position unless it is < 0. */
NEW_REF Object *container_reduce(Runtime *rt, const char *builtin, Object *argument,
                                 int64_t position);
/* (type(self), (a,)) or (type(self), (a, b)) */
NEW_REF Object *container_reduce_call(Runtime *rt, Object *self, Object *a, Object *b);

/* True when type(...) runs no other __init__ than base's own, so that new_instance must refuse
 * keywords itself. */
bool container_is_plain_init(Runtime *rt, const TypeObject *type, uint32_t base_type_id);
/* "f() takes no keyword arguments" for those. */
bool container_refuse_keywords(Runtime *rt, const TypeObject *type, uint32_t base_type_id,
                               const char *function, Object *keyword_names);
/* Compares two numbers of items as op says. */
NEW_REF Object *container_compare_lengths(size_t a, size_t b, CompareOp op);
/* self |= other, for dict and what derives from it (dict.c). */
NEW_REF Object *dict_inplace_or(Runtime *rt, Object *self, Object *other);

#endif
