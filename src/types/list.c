/* list as Python sees it. Iterators are in list_iterator.c, sorting in list_sort.c.
 *
 * Comparing items may run Python code that changes the list: such loops read length and items anew
 * at every step and hold a reference to the item at hand. */
#include "types/list.h"
#include "object/budget.h"

#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "object/references.h"
#include "types/container_support.h"
#include <string.h>

static inline ListObject *as_list(Object *self) {
    return (ListObject *)self;
}

/* Life. */

static void list_dealloc(Runtime *rt, Object *self) {
    list_clear(rt, self);
    object_free_container(rt, self, sizeof(ListObject));
}

static void list_traverse(Object *self, VisitFunction visit, void *context) {
    ListObject *list = as_list(self);
    for (size_t i = 0; i < list->length; i++) {
        if (list->items[i]) {
            visit(list->items[i], context);
        }
    }
}

static size_t list_size(Runtime *rt, Object *self) {
    ListObject *list = as_list(self);
    return heap_usable_size(rt->heap, self) +
           (list->items ? heap_usable_size(rt->heap, list->items) : 0);
}

static NEW_REF Object *list_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                         size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, sizeof(ListObject));
}

static bool list_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    /* A subclass with a __new__ of its own may take keywords there. */
    bool plain_new = slots_of(rt, self)->new_instance == rt->slots[TYPE_LIST]->new_instance;
    if ((plain_new && !arguments_no_keywords(rt, "list", keyword_names)) ||
        !arguments_check_count(rt, "list", count, 0, 1)) {
        return false;
    }
    list_clear(rt, self);
    return count == 0 || list_extend(rt, self, args[0]);
}

/* Text and comparison. */

static NEW_REF Object *list_repr(Runtime *rt, Object *self) {
    if (as_list(self)->length == 0) {
        return str_from_cstring(rt, "[]");
    }
    if (object_has_flag(self, CONTAINER_IN_REPR)) {
        return str_from_cstring(rt, "[...]");
    }
    object_set_flag(self, CONTAINER_IN_REPR);
    StrWriter writer;
    writer_init(&writer);
    bool done = writer_cstring(rt, &writer, "[");
    for (size_t i = 0; done && i < as_list(self)->length; i++) {
        Object *item = retain(as_list(self)->items[i]);
        done = (i == 0 || writer_cstring(rt, &writer, ", ")) && writer_repr(rt, &writer, item);
        release(rt, item);
    }
    done = done && writer_cstring(rt, &writer, "]");
    object_clear_flag(self, CONTAINER_IN_REPR);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static inline bool needs_care(const Object *item) {
    uint32_t type_id = object_type_id(item);
    return type_id != TYPE_INT && type_id != TYPE_STR;
}

/* items[i] == other, both kept alive meanwhile. */
static int item_equals(Runtime *rt, Object *item, Object *other) {
    if (!needs_care(item) && !needs_care(other)) {
        return container_equals(rt, item, other);
    }
    retain(item);
    retain(other);
    int same = container_equals(rt, item, other);
    release(rt, item);
    release(rt, other);
    return same;
}

static NEW_REF Object *list_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!type_is_list(rt, a) || !type_is_list(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    bool equality = op == COMPARE_EQ || op == COMPARE_NE;
    if (equality && list_length(a) != list_length(b)) {
        return bool_object(op == COMPARE_NE);
    }
    for (size_t i = 0; i < list_length(a) && i < list_length(b); i++) {
        if ((i & 1023) == 1023 && !budget_spend(rt, 256)) { /* equal ones are free below */
            return NULL;
        }
        Object *x = list_get(a, i);
        Object *y = list_get(b, i);
        if (x == y) {
            continue;
        }
        retain(x);
        retain(y);
        int same = container_equals(rt, x, y);
        Object *result = NULL;
        if (same == 0 && (i >= list_length(a) || i >= list_length(b))) {
            same = 1; /* the comparison shortened a list: the lengths decide */
        } else if (same == 0) {
            result = equality ? bool_object(op == COMPARE_NE) : object_compare(rt, x, y, op);
        }
        release(rt, x);
        release(rt, y);
        if (same <= 0) {
            return result;
        }
    }
    return container_compare_lengths(list_length(a), list_length(b), op);
}

/* Reading. */

static int64_t list_length_slot(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)list_length(self);
}

static NEW_REF Object *list_take_slice(Runtime *rt, Object *self, Object *slice) {
    int64_t start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return NULL;
    }
    size_t count = slice_fit(list_length(self), &start, &stop, step);
    if (step == 1) {
        return list_slice(rt, self, (size_t)start, (size_t)start + count);
    }
    Object *result = list_new(rt, count);
    if (result) {
        int64_t from = start;
        for (size_t i = 0; i < count; i++, from += step) {
            as_list(result)->items[i] = retain(list_get(self, (size_t)from));
            if (!budget_look_at(rt, i)) {
                as_list(result)->length = i + 1;
                release(rt, result);
                return NULL;
            }
        }
        as_list(result)->length = count;
    }
    return result;
}

static NEW_REF Object *list_get_item(Runtime *rt, Object *self, Object *key) {
    if (object_type_id(key) == TYPE_SLICE) {
        return list_take_slice(rt, self, key);
    }
    int64_t idx;
    size_t position;
    if (!container_index(rt, key, "list", &idx) ||
        !container_in_range(rt, idx, list_length(self), "list index out of range", &position)) {
        return NULL;
    }
    return retain(list_get(self, position));
}

static int list_contains(Runtime *rt, Object *self, Object *item) {
    for (size_t i = 0; i < list_length(self); i++) {
        int same = item_equals(rt, list_get(self, i), item);
        if (same != 0) {
            return same;
        }
    }
    return 0;
}

/* Changing. */

/* items[start, end) go, `count` others (retained here) come in their place. */
static bool replace_range(Runtime *rt, Object *self, size_t start, size_t end, Object *const *items,
                          size_t count) {
    ListObject *list = as_list(self);
    size_t gone = end - start;
    Object *few[8];
    Object **removed = few;
    if (count != gone && !budget_spend_whole(rt, (list->length - end) / 8)) {
        return false;
    }
    if (gone > COUNT_OF(few) && !(removed = memory_allocate(rt, gone * sizeof(Object *)))) {
        return false;
    }
    if (count > gone && !list_grow(rt, self, list->length + (count - gone))) {
        if (removed != few) {
            memory_free(rt, removed);
        }
        return false;
    }
    if (gone > 0) {
        memcpy(removed, list->items + start, gone * sizeof(Object *));
    }
    if (count != gone && list->length > end) {
        memmove(list->items + start + count, list->items + end,
                (list->length - end) * sizeof(Object *));
    }
    list->length = list->length - gone + count;
    for (size_t i = 0; i < count; i++) {
        list->items[start + i] = retain(items[i]);
    }
    if (list->length < list->capacity / 2) {
        list_shrink(rt, self);
    }
    for (size_t i = gone; i > 0; i--) {
        release(rt, removed[i - 1]);
    }
    if (removed != few) {
        memory_free(rt, removed);
    }
    return true;
}

/* A list or tuple to read items from: the iterable itself, or a copy when it is none of these or
 * the list being changed. */
static NEW_REF Object *as_sequence(Runtime *rt, Object *iterable, Object *self,
                                   const char *not_iterable) {
    if (iterable == self) {
        return list_slice(rt, self, 0, list_length(self));
    }
    uint32_t type_id = object_type_id(iterable);
    if (type_id == TYPE_LIST || type_id == TYPE_TUPLE) {
        return retain(iterable);
    }
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
            raise_type_error(rt, "%s", not_iterable);
        }
        return NULL;
    }
    Object *list = list_from_iterable(rt, iterator);
    release(rt, iterator);
    return list;
}

static Object *const *sequence_items(Object *sequence, size_t *count) {
    if (object_type_id(sequence) == TYPE_TUPLE) {
        *count = tuple_length(sequence);
        return tuple_items(sequence);
    }
    *count = list_length(sequence);
    return as_list(sequence)->items;
}

/* Every step-th item goes: the rest moves together. */
static bool delete_stepped(Runtime *rt, Object *self, int64_t start, int64_t step, size_t count) {
    if (count == 0) {
        return true;
    }
    if (step < 0) {
        start += step * (int64_t)(count - 1);
        step = -step;
    }
    Object **removed = memory_allocate(rt, count * sizeof(Object *));
    if (!removed) {
        return false;
    }
    ListObject *list = as_list(self);
    size_t to = (size_t)start;
    size_t taken = 0;
    for (size_t from = (size_t)start; from < list->length; from++) {
        if (taken < count && from == (size_t)start + taken * (size_t)step) {
            removed[taken++] = list->items[from];
        } else {
            list->items[to++] = list->items[from];
        }
    }
    list->length = to;
    if (list->length < list->capacity / 2) {
        list_shrink(rt, self);
    }
    for (size_t i = 0; i < count; i++) {
        release(rt, removed[i]);
    }
    memory_free(rt, removed);
    return true;
}

/* start and stop for any length: making the sequence may have changed the list. */
static bool assign_stepped(Runtime *rt, Object *self, int64_t start, int64_t stop, int64_t step,
                           Object *sequence) {
    size_t wanted = slice_fit(list_length(self), &start, &stop, step);
    size_t count;
    Object *const *items = sequence_items(sequence, &count);
    if (count != wanted) {
        raise_value_error(rt,
                          "attempt to assign sequence of size %zu to extended slice of size %zu",
                          count, wanted);
        return false;
    }
    if (count == 0) {
        return true;
    }
    Object **old = memory_allocate(rt, count * sizeof(Object *));
    if (!old) {
        return false;
    }
    for (size_t i = 0; i < count; i++, start += step) {
        old[i] = as_list(self)->items[start];
        as_list(self)->items[start] = retain(items[i]);
    }
    for (size_t i = 0; i < count; i++) {
        release(rt, old[i]);
    }
    memory_free(rt, old);
    return true;
}

/* Iterating value may change the list. */
static bool assign_items(Runtime *rt, Object *self, size_t start, size_t count, Object *sequence) {
    size_t length = list_length(self);
    size_t low = start < length ? start : length;
    size_t high = low + count < length ? low + count : length;
    size_t new_count;
    Object *const *items = sequence_items(sequence, &new_count);
    return replace_range(rt, self, low, high, items, new_count);
}

bool list_assign_slice(Runtime *rt, Object *self, size_t start, size_t end, Object *value) {
    Object *sequence = as_sequence(rt, value, self, "can only assign an iterable");
    bool done = sequence && assign_items(rt, self, start, end - start, sequence);
    release_nullable(rt, sequence);
    return done;
}

static bool list_set_slice(Runtime *rt, Object *self, Object *slice, Object *value) {
    int64_t start, stop, step;
    if (!slice_unpack(rt, slice, &start, &stop, &step)) {
        return false;
    }
    int64_t any_start = start, any_stop = stop;
    size_t count = slice_fit(list_length(self), &start, &stop, step);
    if (!value) {
        return step == 1 ? replace_range(rt, self, (size_t)start, (size_t)start + count, NULL, 0)
                         : delete_stepped(rt, self, start, step, count);
    }
    if (step == 1) {
        return list_assign_slice(rt, self, (size_t)start, (size_t)start + count, value);
    }
    Object *sequence = as_sequence(rt, value, self, "must assign iterable to extended slice");
    bool done = sequence && assign_stepped(rt, self, any_start, any_stop, step, sequence);
    release_nullable(rt, sequence);
    return done;
}

static bool list_set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    if (object_type_id(key) == TYPE_SLICE) {
        return list_set_slice(rt, self, key, value);
    }
    int64_t idx;
    size_t position;
    if (!container_index(rt, key, "list", &idx) ||
        !container_in_range(rt, idx, list_length(self), "list assignment index out of range",
                            &position)) {
        return false;
    }
    if (!value) {
        return replace_range(rt, self, position, position + 1, NULL, 0);
    }
    return list_set(rt, self, position, retain(value));
}

static NEW_REF Object *list_concat(Runtime *rt, Object *a, Object *b) {
    if (!type_is_list(rt, b)) {
        return raise_type_error(rt, "can only concatenate list (not \"%.200s\") to list",
                                type_name_of(rt, b));
    }
    Object *result = list_new(rt, list_length(a) + list_length(b));
    if (result && (!list_append_array(rt, result, as_list(a)->items, list_length(a)) ||
                   !list_append_array(rt, result, as_list(b)->items, list_length(b)))) {
        release(rt, result);
        return NULL;
    }
    return result;
}

static NEW_REF Object *list_repeat(Runtime *rt, Object *self, int64_t times) {
    size_t length = list_length(self);
    size_t total;
    if (!container_repeated_length(rt, length, times, &total)) {
        return NULL;
    }
    Object *object = list_new(rt, total);
    if (!object || total == 0) {
        return object;
    }
    ListObject *result = as_list(object);
    Object *const *items = as_list(self)->items;
    if (!references_copy(rt, result->items, items, length)) {
        release(rt, object);
        return NULL;
    }
    result->length = length;
    if (!references_copy(rt, result->items + length, result->items, total - length)) {
        release(rt, object);
        return NULL;
    }
    result->length = total;
    return object;
}

static NEW_REF Object *list_inplace_concat(Runtime *rt, Object *self, Object *other) {
    return list_extend(rt, self, other) ? retain(self) : NULL;
}

static NEW_REF Object *list_inplace_repeat(Runtime *rt, Object *self, int64_t times) {
    size_t length = list_length(self);
    size_t total;
    if (!container_repeated_length(rt, length, times, &total)) {
        return NULL;
    }
    if (total == 0) {
        list_clear(rt, self);
        return retain(self);
    }
    if (!list_reserve(rt, self, total)) {
        return NULL;
    }
    ListObject *list = as_list(self);
    if (!references_copy(rt, list->items + length, list->items, total - length)) {
        return NULL;
    }
    list->length = total;
    return retain(self);
}

/* Methods. */

static NEW_REF Object *list_append_method(Runtime *rt, Object *self, Object *item) {
    return list_push(rt, self, retain(item)) ? retain(NONE) : NULL;
}

static NEW_REF Object *list_clear_method(Runtime *rt, Object *self) {
    list_clear(rt, self);
    return retain(NONE);
}

static NEW_REF Object *list_copy(Runtime *rt, Object *self) {
    return list_slice(rt, self, 0, list_length(self));
}

static NEW_REF Object *list_extend_method(Runtime *rt, Object *self, Object *iterable) {
    return list_extend(rt, self, iterable) ? retain(NONE) : NULL;
}

static NEW_REF Object *list_insert_method(Runtime *rt, Object *self, Object *const *args,
                                          size_t count) {
    (void)count;
    int64_t idx;
    if (!object_as_int64(rt, args[0], &idx)) {
        return NULL;
    }
    if (idx < 0) {
        idx += (int64_t)list_length(self);
        idx = idx < 0 ? 0 : idx;
    }
    return list_insert(rt, self, (size_t)idx, args[1]) ? retain(NONE) : NULL;
}

static NEW_REF Object *list_pop(Runtime *rt, Object *self, Object *const *args, size_t count) {
    int64_t idx = -1;
    if (count > 0 && !object_as_int64(rt, args[0], &idx)) {
        return NULL;
    }
    ListObject *list = as_list(self);
    if (list->length == 0) {
        return raise_index_error(rt, "pop from empty list");
    }
    if (idx < 0) {
        idx += (int64_t)list->length;
    }
    if (idx < 0 || (size_t)idx >= list->length) {
        return raise_index_error(rt, "pop index out of range");
    }
    size_t position = (size_t)idx;
    if (position + 1 == list->length) {
        return list_pop_last(rt, self);
    }
    Object *item = list->items[position];
    if (UNLIKELY(!budget_spend_whole(rt, (list->length - position) / 8))) {
        return NULL;
    }
    memmove(list->items + position, list->items + position + 1,
            (list->length - position - 1) * sizeof(Object *));
    list->length--;
    if (list->length < list->capacity / 2 && list->capacity > 16) {
        list_shrink(rt, self);
    }
    return item;
}

static NEW_REF Object *list_remove(Runtime *rt, Object *self, Object *value) {
    for (size_t i = 0; i < list_length(self); i++) {
        int same = item_equals(rt, list_get(self, i), value);
        if (same < 0) {
            return NULL;
        }
        if (same) {
            if (i < list_length(self) && !replace_range(rt, self, i, i + 1, NULL, 0)) {
                return NULL;
            }
            return retain(NONE);
        }
    }
    return raise_value_error(rt, "list.remove(x): x not in list");
}

static NEW_REF Object *list_index(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t length = list_length(self);
    size_t start, stop;
    if (!container_bound(rt, args, count, 1, length, 0, &start) ||
        !container_bound(rt, args, count, 2, length, length, &stop)) {
        return NULL;
    }
    for (size_t i = start; i < stop && i < list_length(self); i++) {
        int same = item_equals(rt, list_get(self, i), args[0]);
        if (same < 0) {
            return NULL;
        }
        if (same) {
            return int_from_size(rt, i);
        }
    }
    return raise_value_error(rt, "%R is not in list", args[0]);
}

static NEW_REF Object *list_count(Runtime *rt, Object *self, Object *value) {
    size_t count = 0;
    for (size_t i = 0; i < list_length(self); i++) {
        int same = item_equals(rt, list_get(self, i), value);
        if (same < 0) {
            return NULL;
        }
        count += (size_t)same;
    }
    return int_from_size(rt, count);
}

static NEW_REF Object *list_reverse(Runtime *rt, Object *self) {
    ListObject *list = as_list(self);
    if (!budget_spend_whole(rt, list->length / 8)) {
        return NULL;
    }
    for (size_t low = 0, high = list->length; low + 1 < high; low++) {
        high--;
        Object *item = list->items[low];
        list->items[low] = list->items[high];
        list->items[high] = item;
    }
    return retain(NONE);
}

static const ArgumentSpec SORT = {"sort", {"key", "reverse"}, 0, 0, 0, 2};

static NEW_REF Object *list_sort_method(Runtime *rt, Object *self, Object *const *args,
                                        size_t count, Object *keyword_names) {
    Object *out[2];
    int64_t reverse = 0;
    if (count > 0) {
        return raise_type_error(rt, "sort() takes no positional arguments");
    }
    if (!arguments_parse(rt, &SORT, args, count, keyword_names, out) ||
        (out[1] && !object_as_int64(rt, out[1], &reverse))) {
        return NULL;
    }
    Object *key = out[0] && out[0] != NONE ? out[0] : NULL;
    return list_sort(rt, self, key, reverse != 0) ? retain(NONE) : NULL;
}

static NEW_REF Object *list_sizeof(Runtime *rt, Object *self) {
    return int_from_size(rt, list_size(rt, self));
}

static const MethodRow list_methods[] = {
    METHOD_ROW_ONE("__getitem__", list_get_item, "x.__getitem__(y) <==> x[y]"),
    METHOD_ROW_NOARGS("__reversed__", list_reversed,
                      "__reversed__($self, /)\n--\n\nAn iterator from the last item to the first."),
    METHOD_ROW_NOARGS("__sizeof__", list_sizeof,
                      "__sizeof__($self, /)\n--\n\nBytes in memory, with the array of items."),
    METHOD_ROW_NOARGS("clear", list_clear_method, "clear($self, /)\n--\n\nRemoves all items."),
    METHOD_ROW_NOARGS("copy", list_copy, "copy($self, /)\n--\n\nA shallow copy of the list."),
    METHOD_ROW_ONE("append", list_append_method,
                   "append($self, object, /)\n--\n\nAdds object at the end."),
    METHOD_ROW_POSITIONAL("insert", list_insert_method, 2, 2,
                          "insert($self, index, object, /)\n--\n\nPuts object before index."),
    METHOD_ROW_ONE("extend", list_extend_method,
                   "extend($self, iterable, /)\n--\n\nAdds every item of iterable at the end."),
    METHOD_ROW_POSITIONAL("pop", list_pop, 0, 1,
                          "pop($self, index=-1, /)\n--\n\nRemoves and returns the item at index; "
                          "IndexError when there is none."),
    METHOD_ROW_ONE("remove", list_remove,
                   "remove($self, value, /)\n--\n\nRemoves the first item equal to value; "
                   "ValueError when there is none."),
    METHOD_ROW_POSITIONAL("index", list_index, 1, 3,
                          "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nThe first "
                          "position of value; ValueError when it is not there."),
    METHOD_ROW_ONE("count", list_count,
                   "count($self, value, /)\n--\n\nHow many times value occurs."),
    METHOD_ROW_NOARGS("reverse", list_reverse,
                      "reverse($self, /)\n--\n\nReverses the order of the items in place."),
    METHOD_ROW_KEYWORDS("sort", list_sort_method,
                        "sort($self, /, *, key=None, reverse=False)\n--\n\nSorts the items in "
                        "place, stably, in ascending order unless reverse is true."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

const TypeSpec list_type = {
    .slots =
        {
            .name = "list",
            .type_id = TYPE_LIST,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_SEQUENCE |
                     TYPE_FLAG_MATCH_SELF | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_LIST_SUBCLASS,
            .basic_size = sizeof(ListObject),
            .dealloc = list_dealloc,
            .traverse = list_traverse,
            .clear = list_clear,
            .size = list_size,
            .new_instance = list_new_instance,
            .init = list_init,
            .repr = list_repr,
            .hash = hash_not_implemented,
            .compare = list_compare,
            .iter = list_iter,
            .length = list_length_slot,
            .get_item = list_get_item,
            .set_item = list_set_item,
            .contains = list_contains,
            .concat = list_concat,
            .repeat = list_repeat,
            .inplace_concat = list_inplace_concat,
            .inplace_repeat = list_inplace_repeat,
        },
    .methods = list_methods,
    .doc = "list(iterable=(), /)\n--\n\nA sequence that can change.\n\nWithout an argument, an "
           "empty list; otherwise a list of the iterable's items in their order.",
};
