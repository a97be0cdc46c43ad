/* collections.deque */
#include "modules/collections_deque.h"
#include "object/budget.h"

#include "modules/collections.h"
#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/references.h"
#include "object/tuple.h"
#include <string.h>

enum { FIRST_CAPACITY = 8, IN_REPR = OBJECT_TYPE_FLAG_A };

static inline DequeObject *as_deque(Object *self) {
    return (DequeObject *)self;
}

static bool is_deque(Runtime *rt, const Object *object) {
    uint32_t type_id = collections_state(rt)->deque;
    return object_type_id(object) == type_id || type_is_instance(rt, object, type_id);
}

/* The ring. */

static bool set_capacity(Runtime *rt, DequeObject *deque, size_t capacity) {
    if (capacity > SIZE_MAX / 64) {
        error_no_memory(rt);
        return false;
    }
    Object **items = memory_allocate(rt, capacity * sizeof(Object *));
    if (!items) {
        return false;
    }
    for (size_t i = 0; i < deque->length; i++) {
        items[i] = *deque_slot(deque, i);
    }
    memory_free(rt, deque->items);
    deque->items = items;
    deque->capacity = capacity;
    deque->head = 0;
    return true;
}

static inline bool make_room(Runtime *rt, DequeObject *deque) {
    if (LIKELY(deque->length < deque->capacity)) {
        return true;
    }
    return set_capacity(rt, deque, deque->capacity ? deque->capacity * 2 : FIRST_CAPACITY);
}

static NEW_REF Object *take_left(Runtime *rt, DequeObject *deque) {
    Object *item = *deque_slot(deque, 0);
    deque->head = (deque->head + 1) & (deque->capacity - 1);
    deque->length--;
    deque->changes++;
    if (deque->capacity > 64 && deque->length < deque->capacity / 4) {
        if (!set_capacity(rt, deque, deque->capacity / 2)) {
            error_clear(rt); /* it stays as big as it is */
        }
    }
    return item;
}

static NEW_REF Object *take_right(Runtime *rt, DequeObject *deque) {
    Object *item = *deque_slot(deque, deque->length - 1);
    deque->length--;
    deque->changes++;
    if (deque->capacity > 64 && deque->length < deque->capacity / 4) {
        if (!set_capacity(rt, deque, deque->capacity / 2)) {
            error_clear(rt);
        }
    }
    return item;
}

static bool push_right(Runtime *rt, DequeObject *deque, STEALS Object *item) {
    if (deque->maximum == 0 || !make_room(rt, deque)) {
        release(rt, item);
        return deque->maximum == 0;
    }
    *deque_slot(deque, deque->length) = item;
    deque->length++;
    deque->changes++;
    if (deque->maximum >= 0 && deque->length > (size_t)deque->maximum) {
        release(rt, take_left(rt, deque));
    }
    return true;
}

static bool push_left(Runtime *rt, DequeObject *deque, STEALS Object *item) {
    if (deque->maximum == 0 || !make_room(rt, deque)) {
        release(rt, item);
        return deque->maximum == 0;
    }
    deque->head = (deque->head - 1) & (deque->capacity - 1);
    *deque_slot(deque, 0) = item;
    deque->length++;
    deque->changes++;
    if (deque->maximum >= 0 && deque->length > (size_t)deque->maximum) {
        release(rt, take_right(rt, deque));
    }
    return true;
}

static void clear_items(Runtime *rt, Object *self) {
    DequeObject *deque = as_deque(self);
    DequeObject old = *deque;
    deque->items = NULL;
    deque->capacity = 0;
    deque->head = 0;
    deque->length = 0;
    deque->changes++;
    if (UNLIKELY(old.length >= REFERENCES_MANY)) {
        references_release(rt, &(References){.block = old.items,
                                             .base = old.items,
                                             .start = old.head,
                                             .count = old.length,
                                             .mask = old.capacity - 1,
                                             .step = 1,
                                             .width = 1});
        return;
    }
    for (size_t i = 0; i < old.length; i++) {
        release(rt, *deque_slot(&old, i));
    }
    memory_free(rt, old.items);
}

static bool extend_with(Runtime *rt, Object *self, Object *iterable, bool left) {
    if (iterable == self) {
        Object *list = list_from_iterable(rt, iterable);
        bool done = list && extend_with(rt, self, list, left);
        release_nullable(rt, list);
        return done;
    }
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        return false;
    }
    Object *item;
    bool done = true;
    while (done && (item = object_next(rt, iterator)) != NULL) {
        done = left ? push_left(rt, as_deque(self), item) : push_right(rt, as_deque(self), item);
    }
    release(rt, iterator);
    return done && !error_pending(rt);
}

/* Turns the ring by n to the right, |n| <= length / 2. */
static bool rotate_by(Runtime *rt, DequeObject *deque, int64_t n) {
    if (!budget_spend_whole(rt, (size_t)(n < 0 ? -n : n) / 2)) {
        return false;
    }
    size_t mask = deque->capacity - 1;
    for (; n > 0; n--) {
        Object *item = *deque_slot(deque, deque->length - 1);
        deque->head = (deque->head - 1) & mask;
        *deque_slot(deque, 0) = item;
    }
    for (; n < 0; n++) {
        Object *item = *deque_slot(deque, 0);
        deque->head = (deque->head + 1) & mask;
        *deque_slot(deque, deque->length - 1) = item;
    }
    return true;
}

static bool rotate_items(Runtime *rt, DequeObject *deque, int64_t n) {
    int64_t length = (int64_t)deque->length;
    if (length < 2) {
        return true;
    }
    n %= length;
    if (n > length / 2) {
        n -= length;
    } else if (n < -length / 2) {
        n += length;
    }
    deque->changes++;
    return rotate_by(rt, deque, n);
}

/* Takes item idx out; the shorter side moves. */
static NEW_REF Object *take_at(Runtime *rt, DequeObject *deque, size_t idx) {
    Object *item = *deque_slot(deque, idx);
    if (!budget_spend_whole(rt, base_min_size(idx, deque->length - idx) / 2)) {
        return NULL;
    }
    if (idx < deque->length / 2) {
        for (size_t i = idx; i > 0; i--) {
            *deque_slot(deque, i) = *deque_slot(deque, i - 1);
        }
        *deque_slot(deque, 0) = item;
        return take_left(rt, deque);
    }
    for (size_t i = idx; i + 1 < deque->length; i++) {
        *deque_slot(deque, i) = *deque_slot(deque, i + 1);
    }
    *deque_slot(deque, deque->length - 1) = item;
    return take_right(rt, deque);
}

/* Life. */

static void dealloc(Runtime *rt, Object *self) {
    clear_items(rt, self);
    object_free_container(rt, self, sizeof(DequeObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    const DequeObject *deque = as_deque(self);
    for (size_t i = 0; i < deque->length; i++) {
        visit(*deque_slot(deque, i), context);
    }
}

static size_t size(Runtime *rt, Object *self) {
    return heap_usable_size(rt->heap, self) +
           (as_deque(self)->items ? heap_usable_size(rt->heap, as_deque(self)->items) : 0);
}

static NEW_REF Object *new_empty(Runtime *rt, uint32_t type_id, int64_t maximum) {
    Object *self = object_new_container(rt, type_id, sizeof(DequeObject));
    if (self) {
        as_deque(self)->maximum = maximum;
    }
    return self;
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return new_empty(rt, type->type_id, -1);
}

static const ArgumentSpec INIT = {"deque", {"iterable", "maxlen"}, 0, 2, 0, 2};

static bool init(Runtime *rt, Object *self, Object *const *args, size_t count,
                 Object *keyword_names) {
    Object *out[2];
    int64_t maximum = -1;
    if (!arguments_parse(rt, &INIT, args, count, keyword_names, out)) {
        return false;
    }
    if (out[1] && out[1] != NONE) {
        if (!type_is_int(rt, out[1])) {
            raise_type_error(rt, "an integer is required");
            return false;
        }
        if (!object_as_int64(rt, out[1], &maximum)) {
            return false;
        }
        if (maximum < 0) {
            raise_value_error(rt, "maxlen must be non-negative");
            return false;
        }
    }
    as_deque(self)->maximum = maximum;
    if (as_deque(self)->length > 0) {
        clear_items(rt, self);
    }
    return !out[0] || extend_with(rt, self, out[0], false);
}

/* Text and comparison. */

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    if (object_has_flag(self, IN_REPR)) {
        return str_from_cstring(rt, "[...]");
    }
    Object *list = list_from_iterable(rt, self);
    if (!list) {
        return NULL;
    }
    const DequeObject *deque = as_deque(self);
    const char *name = type_short_name(slots_of(rt, self));
    object_set_flag(self, IN_REPR);
    Object *text = deque->maximum < 0 ? str_format(rt, "%s(%R)", name, list)
                                      : str_format(rt, "%s(%R, maxlen=%lld)", name, list,
                                                   (long long)deque->maximum);
    object_clear_flag(self, IN_REPR);
    release(rt, list);
    return text;
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!is_deque(rt, a) || !is_deque(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    if ((op == COMPARE_EQ || op == COMPARE_NE) && as_deque(a)->length != as_deque(b)->length) {
        return bool_object(op == COMPARE_NE);
    }
    Object *left = list_from_iterable(rt, a);
    Object *right = left ? list_from_iterable(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

/* The sequence. */

static int64_t length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)as_deque(self)->length;
}

static bool position(Runtime *rt, Object *self, Object *key, size_t *out) {
    int64_t idx;
    if (!slots_of(rt, key)->index) {
        raise_type_error(rt, "sequence index must be integer, not '%.200s'", type_name_of(rt, key));
        return false;
    }
    if (!object_as_index(rt, key, TYPE_INDEX_ERROR, &idx)) {
        return false;
    }
    int64_t count = (int64_t)as_deque(self)->length;
    idx += idx < 0 ? count : 0;
    if (idx < 0 || idx >= count) {
        raise_index_error(rt, "deque index out of range");
        return false;
    }
    *out = (size_t)idx;
    return true;
}

static NEW_REF Object *get_item(Runtime *rt, Object *self, Object *key) {
    size_t idx;
    return position(rt, self, key, &idx) ? retain(*deque_slot(as_deque(self), idx)) : NULL;
}

static bool set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    size_t idx;
    if (!position(rt, self, key, &idx)) {
        return false;
    }
    DequeObject *deque = as_deque(self);
    if (!value) {
        Object *item = take_at(rt, deque, idx);
        release_nullable(rt, item);
        return item != NULL;
    }
    Object **slot = deque_slot(deque, idx);
    REPLACE_REF(rt, slot, retain(value));
    return true;
}

/* Compares items with value from start to stop; the position of the first equal one, -1: none,
 * -2: an error, or the deque changed meanwhile (the caller's message). */
static int64_t find(Runtime *rt, Object *self, Object *value, size_t start, size_t stop) {
    const DequeObject *deque = as_deque(self);
    uint64_t changes = deque->changes;
    for (size_t i = start; i < stop && i < deque->length; i++) {
        Object *item = retain(*deque_slot(deque, i));
        int same = object_equals(rt, item, value);
        release(rt, item);
        if (same < 0) {
            return -2;
        }
        if (deque->changes != changes) {
            raise_runtime_error(rt, "deque mutated during iteration");
            return -2;
        }
        if (same) {
            return (int64_t)i;
        }
    }
    return -1;
}

static int contains(Runtime *rt, Object *self, Object *value) {
    int64_t idx = find(rt, self, value, 0, SIZE_MAX);
    return idx >= 0 ? 1 : idx == -1 ? 0 : -1;
}

/* What a subclass made for a copy; released when it is no deque. */
static NEW_REF Object *checked_copy(Runtime *rt, Object *self, STEALS Object *result) {
    if (result && !is_deque(rt, result)) {
        raise_type_error(rt, "%.200s() must return a deque, not %.200s", type_name_of(rt, self),
                         type_name_of(rt, result));
        CLEAR_REF(rt, &result);
    }
    return result;
}

static NEW_REF Object *copy(Runtime *rt, Object *self) {
    if (object_type_id(self) == collections_state(rt)->deque) {
        Object *result = new_empty(rt, object_type_id(self), as_deque(self)->maximum);
        if (result && !extend_with(rt, result, self, false)) {
            release(rt, result);
            return NULL;
        }
        return result;
    }
    TypeObject *type = type_of(rt, self);
    if (!type || as_deque(self)->maximum < 0) {
        return type ? checked_copy(rt, self, object_call_one(rt, (Object *)type, self)) : NULL;
    }
    Object *maximum = int_from_int64(rt, as_deque(self)->maximum);
    Object *result = maximum ? object_call_two(rt, (Object *)type, self, maximum) : NULL;
    release_nullable(rt, maximum);
    return checked_copy(rt, self, result);
}

static NEW_REF Object *concat(Runtime *rt, Object *a, Object *b) {
    if (!is_deque(rt, b)) {
        return raise_type_error(rt, "can only concatenate deque (not \"%.200s\") to deque",
                                type_name_of(rt, b));
    }
    Object *result = copy(rt, a);
    if (result && !extend_with(rt, result, b, false)) {
        release(rt, result);
        return NULL;
    }
    return result;
}

static NEW_REF Object *inplace_concat(Runtime *rt, Object *self, Object *other) {
    return extend_with(rt, self, other, false) ? retain(self) : NULL;
}

static NEW_REF Object *inplace_repeat(Runtime *rt, Object *self, int64_t times) {
    if (times <= 0) {
        clear_items(rt, self);
        return retain(self);
    }
    Object *list = as_deque(self)->length > 0 ? list_from_iterable(rt, self) : NULL;
    if (!list) {
        return error_pending(rt) ? NULL : retain(self);
    }
    size_t total;
    if (as_deque(self)->maximum < 0 &&
        (!base_multiply_size(list_length(list), (size_t)times, &total) || total > SIZE_MAX / 64)) {
        release(rt, list);
        return error_no_memory(rt);
    }
    bool done = true;
    for (int64_t i = 1; done && i < times; i++) {
        done = extend_with(rt, self, list, false);
    }
    release(rt, list);
    return done ? retain(self) : NULL;
}

static NEW_REF Object *repeat(Runtime *rt, Object *self, int64_t times) {
    Object *result = copy(rt, self);
    Object *repeated = result ? inplace_repeat(rt, result, times) : NULL;
    release_nullable(rt, result);
    return repeated;
}

/* Methods. */

static NEW_REF Object *append(Runtime *rt, Object *self, Object *item) {
    return push_right(rt, as_deque(self), retain(item)) ? retain(NONE) : NULL;
}

static NEW_REF Object *appendleft(Runtime *rt, Object *self, Object *item) {
    return push_left(rt, as_deque(self), retain(item)) ? retain(NONE) : NULL;
}

static NEW_REF Object *pop(Runtime *rt, Object *self) {
    return as_deque(self)->length > 0 ? take_right(rt, as_deque(self))
                                      : raise_index_error(rt, "pop from an empty deque");
}

static NEW_REF Object *popleft(Runtime *rt, Object *self) {
    return as_deque(self)->length > 0 ? take_left(rt, as_deque(self))
                                      : raise_index_error(rt, "pop from an empty deque");
}

static NEW_REF Object *clear(Runtime *rt, Object *self) {
    clear_items(rt, self);
    return retain(NONE);
}

static NEW_REF Object *extend(Runtime *rt, Object *self, Object *iterable) {
    return extend_with(rt, self, iterable, false) ? retain(NONE) : NULL;
}

static NEW_REF Object *extendleft(Runtime *rt, Object *self, Object *iterable) {
    return extend_with(rt, self, iterable, true) ? retain(NONE) : NULL;
}

static NEW_REF Object *rotate(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t n = 1;
    if (count > 0 && !object_as_int64(rt, args[0], &n)) {
        return NULL;
    }
    return rotate_items(rt, as_deque(self), n) ? retain(NONE) : NULL;
}

static NEW_REF Object *reverse(Runtime *rt, Object *self) {
    DequeObject *deque = as_deque(self);
    if (!budget_spend_whole(rt, deque->length / 2)) {
        return NULL;
    }
    for (size_t low = 0, high = deque->length; low + 1 < high; low++) {
        high--;
        Object *item = *deque_slot(deque, low);
        *deque_slot(deque, low) = *deque_slot(deque, high);
        *deque_slot(deque, high) = item;
    }
    deque->changes++;
    return retain(NONE);
}

static NEW_REF Object *count_method(Runtime *rt, Object *self, Object *value) {
    size_t found = 0;
    int64_t idx = -1;
    while ((idx = find(rt, self, value, (size_t)(idx + 1), SIZE_MAX)) >= 0) {
        found++;
    }
    return idx == -1 ? int_from_size(rt, found) : NULL;
}

static bool bound(Runtime *rt, Object *argument, int64_t count, size_t *out) {
    int64_t idx;
    if (!slots_of(rt, argument)->index) {
        raise_type_error(rt, "slice indices must be integers or have an __index__ method");
        return false;
    }
    if (!object_as_index_clipped(rt, argument, &idx)) {
        return false;
    }
    idx += idx < 0 ? count : 0;
    *out = (size_t)(idx < 0 ? 0 : idx > count ? count : idx);
    return true;
}

static NEW_REF Object *index_method(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t items = (int64_t)as_deque(self)->length;
    size_t start = 0;
    size_t stop = (size_t)items;
    if ((count > 1 && !bound(rt, args[1], items, &start)) ||
        (count > 2 && !bound(rt, args[2], items, &stop))) {
        return NULL;
    }
    int64_t idx = find(rt, self, args[0], start, stop);
    if (idx == -1) {
        return raise_value_error(rt, "%R is not in deque", args[0]);
    }
    return idx >= 0 ? int_from_int64(rt, idx) : NULL;
}

static NEW_REF Object *insert(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    int64_t idx;
    if (!object_as_int64(rt, args[0], &idx)) {
        return NULL;
    }
    DequeObject *deque = as_deque(self);
    int64_t items = (int64_t)deque->length;
    if (items == deque->maximum) {
        return raise_index_error(rt, "deque already at its maximum size");
    }
    idx += idx < 0 ? items : 0;
    idx = idx < 0 ? 0 : idx > items ? items : idx;
    if (!budget_spend_whole(rt, (deque->length - (size_t)idx) / 2) ||
        !push_right(rt, deque, retain(args[1]))) {
        return NULL;
    }
    Object *item = *deque_slot(deque, deque->length - 1);
    for (size_t i = deque->length - 1; i > (size_t)idx; i--) {
        *deque_slot(deque, i) = *deque_slot(deque, i - 1);
    }
    *deque_slot(deque, (size_t)idx) = item;
    return retain(NONE);
}

static NEW_REF Object *remove_method(Runtime *rt, Object *self, Object *value) {
    uint64_t changes = as_deque(self)->changes;
    int64_t idx = find(rt, self, value, 0, SIZE_MAX);
    if (idx == -1) {
        return raise_value_error(rt, "%R is not in deque", value);
    }
    if (idx < 0) {
        if (as_deque(self)->changes != changes && error_clear_if(rt, TYPE_RUNTIME_ERROR)) {
            raise_index_error(rt, "deque mutated during remove().");
        }
        return NULL;
    }
    Object *item = take_at(rt, as_deque(self), (size_t)idx);
    release_nullable(rt, item);
    return item ? retain(NONE) : NULL;
}

/* (type, ((),) or ((), maxlen), state, iterator) */
static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *state = type ? object_call_method_cstring(rt, self, "__getstate__", NULL, 0) : NULL;
    Object *iterator = state ? object_iter(rt, self) : NULL;
    Object *args = NULL;
    if (iterator && as_deque(self)->maximum < 0) {
        args = retain(tuple_empty(rt));
    } else if (iterator) {
        Object *maximum = int_from_int64(rt, as_deque(self)->maximum);
        args = maximum ? tuple_pack(rt, 2, tuple_empty(rt), maximum) : NULL;
        release_nullable(rt, maximum);
    }
    Object *result = args ? tuple_pack(rt, 4, (Object *)type, args, state, iterator) : NULL;
    release_nullable(rt, state);
    release_nullable(rt, iterator);
    release_nullable(rt, args);
    return result;
}

static NEW_REF Object *sizeof_deque(Runtime *rt, Object *self) {
    return int_from_size(rt, size(rt, self));
}

static NEW_REF Object *get_maxlen(Runtime *rt, Object *self) {
    int64_t maximum = as_deque(self)->maximum;
    return maximum < 0 ? retain(NONE) : int_from_int64(rt, maximum);
}

static const MethodRow methods[] = {
    METHOD_ROW_ONE("append", append, "Adds an item at the right end."),
    METHOD_ROW_ONE("appendleft", appendleft, "Adds an item at the left end."),
    METHOD_ROW_NOARGS("clear", clear, "Removes all items."),
    METHOD_ROW_NOARGS("__copy__", copy, "A shallow copy."),
    METHOD_ROW_NOARGS("copy", copy, "A shallow copy."),
    METHOD_ROW_ONE("count", count_method, "D.count(value) -> how many times value occurs"),
    METHOD_ROW_ONE("extend", extend, "Adds the items of an iterable at the right end."),
    METHOD_ROW_ONE("extendleft", extendleft,
                   "Adds the items of an iterable at the left end, one by one."),
    METHOD_ROW_POSITIONAL("index", index_method, 1, 3,
                          "D.index(value, [start, [stop]]) -> the first position of value; "
                          "ValueError when it is not there."),
    METHOD_ROW_POSITIONAL("insert", insert, 2, 2, "D.insert(index, object): puts it there."),
    METHOD_ROW_NOARGS("pop", pop, "Removes and returns the item at the right end."),
    METHOD_ROW_NOARGS("popleft", popleft, "Removes and returns the item at the left end."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_ONE("remove", remove_method, "D.remove(value): removes the first such item."),
    METHOD_ROW_NOARGS("__reversed__", collections_deque_reversed,
                      "D.__reversed__(): an iterator from the right end."),
    METHOD_ROW_NOARGS("reverse", reverse, "D.reverse(): turns the order around, in place."),
    METHOD_ROW_POSITIONAL("rotate", rotate, 0, 1,
                          "Turns the deque n steps to the right (default 1), or to the left when n "
                          "is negative."),
    METHOD_ROW_NOARGS("__sizeof__", sizeof_deque, "Bytes in memory, with the ring."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"maxlen", get_maxlen, NULL, "The maximum size of a deque, or None."},
    ATTRIBUTE_ROW_END,
};

const TypeSpec collections_deque_type = {
    .slots =
        {
            .name = "collections.deque",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_SEQUENCE |
                     TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(DequeObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .clear = clear_items,
            .size = size,
            .new_instance = new_instance,
            .init = init,
            .repr = repr,
            .hash = hash_not_implemented,
            .compare = compare,
            .iter = collections_deque_iter,
            .length = length,
            .get_item = get_item,
            .set_item = set_item,
            .contains = contains,
            .concat = concat,
            .repeat = repeat,
            .inplace_concat = inplace_concat,
            .inplace_repeat = inplace_repeat,
        },
    .methods = methods,
    .attributes = attributes,
    .module = "collections",
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA sequence that is fast at both ends.",
};
