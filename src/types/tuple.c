/* tuple as Python sees it, and its iterator. */
#include "types/tuple.h"
#include "object/budget.h"

#include "object/allocate.h"
#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/references.h"
#include "object/slice.h"
#include "types/container_support.h"

static inline size_t block_size(size_t length) {
    return sizeof(TupleObject) + length * sizeof(Object *);
}

/* Life. */

static void tuple_dealloc(Runtime *rt, Object *self) {
    size_t length = tuple_length(self);
    Object **items = tuple_items(self);
    if (UNLIKELY(length >= REFERENCES_MANY)) {
        allocate_uncount_container(rt);
        references_release(rt, &(References){.block = self,
                                             .base = items + length - 1,
                                             .count = length,
                                             .mask = SIZE_MAX,
                                             .step = -1,
                                             .width = 1});
        return;
    }
    for (size_t i = length; i > 0; i--) {
        release_nullable(rt, items[i - 1]);
    }
    object_free_container(rt, self, block_size(length));
}

static void tuple_traverse(Object *self, VisitFunction visit, void *context) {
    Object **items = tuple_items(self);
    for (size_t i = 0; i < tuple_length(self); i++) {
        if (items[i]) {
            visit(items[i], context);
        }
    }
}

static NEW_REF Object *tuple_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                          size_t count, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_TUPLE, "tuple", keyword_names) ||
        !arguments_check_count(rt, "tuple", count, 0, 1)) {
        return NULL;
    }
    Object *items = count ? tuple_from_iterable(rt, args[0]) : tuple_empty(rt);
    if (!items || type->type_id == TYPE_TUPLE) {
        return items;
    }
    /* An exact copy even of an empty tuple: a subclass instance has an identity of its own. */
    size_t length = tuple_length(items);
    Object *self = object_new_container(rt, type->type_id, block_size(length));
    if (self) {
        ((TupleObject *)self)->length = length;
        for (size_t i = 0; i < length; i++) {
            tuple_items(self)[i] = retain(tuple_get(items, i));
        }
    }
    release(rt, items);
    return self;
}

/* Text, comparison, hash. */

static NEW_REF Object *tuple_repr(Runtime *rt, Object *self) {
    size_t length = tuple_length(self);
    if (length == 0) {
        return str_from_cstring(rt, "()");
    }
    if (object_has_flag(self, CONTAINER_IN_REPR)) {
        return str_from_cstring(rt, "(...)");
    }
    object_set_flag(self, CONTAINER_IN_REPR);
    StrWriter writer;
    writer_init(&writer);
    bool done = writer_cstring(rt, &writer, "(");
    for (size_t i = 0; done && i < length; i++) {
        done = (i == 0 || writer_cstring(rt, &writer, ", ")) &&
               writer_repr(rt, &writer, tuple_get(self, i));
    }
    done = done && writer_cstring(rt, &writer, length == 1 ? ",)" : ")");
    object_clear_flag(self, CONTAINER_IN_REPR);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* The rounds of xxHash64 over the items' hashes, with its constants, and an end of CPython's:
 * programs see the same number for a tuple of ints. */
static int64_t tuple_hash(Runtime *rt, Object *self) {
    const uint64_t prime1 = UINT64_C(0x9E3779B185EBCA87);
    const uint64_t prime2 = UINT64_C(0xC2B2AE3D27D4EB4F);
    const uint64_t prime5 = UINT64_C(0x27D4EB2F165667C5);
    uint64_t state = prime5;
    size_t length = tuple_length(self);
    if (container_stack_low(rt) || !budget_spend(rt, 1 + length / 2)) {
        return -1;
    }
    for (size_t i = 0; i < length; i++) {
        if (!budget_look_at(rt, i)) {
            return -1;
        }
        int64_t hash = object_hash(rt, tuple_get(self, i));
        if (UNLIKELY(hash == -1)) {
            return -1;
        }
        state += (uint64_t)hash * prime2;
        state = base_rotate_left(state, 31) * prime1;
    }
    state += (uint64_t)length ^ (prime5 ^ 3527539);
    return (int64_t)state == -1 ? 1546275796 : (int64_t)state;
}

static NEW_REF Object *tuple_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!type_is_tuple(rt, a) || !type_is_tuple(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    size_t length_a = tuple_length(a);
    size_t length_b = tuple_length(b);
    size_t common = length_a < length_b ? length_a : length_b;
    for (size_t i = 0; i < common; i++) {
        if ((i & 1023) == 1023 && !budget_spend(rt, 256)) { /* equal ones are free below */
            return NULL;
        }
        Object *x = tuple_get(a, i);
        Object *y = tuple_get(b, i);
        int same = container_equals(rt, x, y);
        if (same < 0) {
            return NULL;
        }
        if (!same) {
            if (op == COMPARE_EQ || op == COMPARE_NE) {
                return bool_object(op == COMPARE_NE);
            }
            return object_compare(rt, x, y, op);
        }
    }
    return container_compare_lengths(length_a, length_b, op);
}

/* The sequence. */

static int64_t tuple_length_slot(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)tuple_length(self);
}

static NEW_REF Object *tuple_take_slice(Runtime *rt, Object *self, Object *slice) {
    int64_t start, stop, step;
    size_t count;
    if (!slice_adjust(rt, slice, tuple_length(self), &start, &stop, &step, &count)) {
        return NULL;
    }
    if (step == 1) {
        return tuple_slice(rt, self, (size_t)start, (size_t)start + count);
    }
    Object *result = tuple_new(rt, count);
    if (result) {
        int64_t from = start;
        for (size_t i = 0; i < count; i++, from += step) {
            tuple_items(result)[i] = retain(tuple_get(self, (size_t)from));
        }
    }
    return result;
}

static NEW_REF Object *tuple_get_item(Runtime *rt, Object *self, Object *key) {
    if (object_type_id(key) == TYPE_SLICE) {
        return tuple_take_slice(rt, self, key);
    }
    size_t idx;
    if (!container_position(rt, key, tuple_length(self), "tuple", "tuple index out of range",
                            &idx)) {
        return NULL;
    }
    return retain(tuple_get(self, idx));
}

static int tuple_contains(Runtime *rt, Object *self, Object *item) {
    for (size_t i = 0; i < tuple_length(self); i++) {
        int same = container_equals(rt, tuple_get(self, i), item);
        if (same != 0) {
            return same;
        }
    }
    return 0;
}

static NEW_REF Object *tuple_concat(Runtime *rt, Object *a, Object *b) {
    if (!type_is_tuple(rt, b)) {
        return raise_type_error(rt, "can only concatenate tuple (not \"%.200s\") to tuple",
                                type_name_of(rt, b));
    }
    size_t length_a = tuple_length(a);
    size_t length_b = tuple_length(b);
    if (length_b == 0 && object_type_id(a) == TYPE_TUPLE) {
        return retain(a);
    }
    if (length_a == 0 && object_type_id(b) == TYPE_TUPLE) {
        return retain(b);
    }
    Object *result = tuple_new(rt, length_a + length_b);
    if (result) {
        Object **out = tuple_items(result);
        if (!references_copy(rt, out, tuple_items(a), length_a) ||
            !references_copy(rt, out + length_a, tuple_items(b), length_b)) {
            CLEAR_REF(rt, &result);
        }
    }
    return result;
}

static NEW_REF Object *tuple_repeat(Runtime *rt, Object *self, int64_t times) {
    size_t length = tuple_length(self);
    if (object_type_id(self) == TYPE_TUPLE && (times == 1 || length == 0)) {
        return retain(self);
    }
    size_t total;
    if (!container_repeated_length(rt, length, times, &total)) {
        return NULL;
    }
    if (total == 0) {
        return tuple_empty(rt);
    }
    Object *result = tuple_new(rt, total);
    if (result) {
        Object **out = tuple_items(result);
        if (!references_copy(rt, out, tuple_items(self), length) ||
            !references_copy(rt, out + length, out, total - length)) {
            CLEAR_REF(rt, &result);
        }
    }
    return result;
}

/* Methods. */

static NEW_REF Object *tuple_index(Runtime *rt, Object *self, Object *const *args, size_t count) {
    size_t length = tuple_length(self);
    size_t start, stop;
    if (!container_bound(rt, args, count, 1, length, 0, &start) ||
        !container_bound(rt, args, count, 2, length, length, &stop)) {
        return NULL;
    }
    for (size_t i = start; i < stop; i++) {
        int same = container_equals(rt, tuple_get(self, i), args[0]);
        if (same < 0) {
            return NULL;
        }
        if (same) {
            return int_from_size(rt, i);
        }
    }
    return raise_value_error(rt, "tuple.index(x): x not in tuple");
}

static NEW_REF Object *tuple_count(Runtime *rt, Object *self, Object *value) {
    size_t count = 0;
    for (size_t i = 0; i < tuple_length(self); i++) {
        int same = container_equals(rt, tuple_get(self, i), value);
        if (same < 0) {
            return NULL;
        }
        count += (size_t)same;
    }
    return int_from_size(rt, count);
}

static NEW_REF Object *tuple_getnewargs(Runtime *rt, Object *self) {
    Object *copy = tuple_from_array(rt, tuple_items(self), tuple_length(self));
    Object *result = copy ? tuple_pack(rt, 1, copy) : NULL;
    release_nullable(rt, copy);
    return result;
}

static const MethodRow tuple_methods[] = {
    METHOD_ROW_POSITIONAL("index", tuple_index, 1, 3,
                          "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nThe first "
                          "position of value; ValueError when it is not there."),
    METHOD_ROW_ONE("count", tuple_count,
                   "count($self, value, /)\n--\n\nHow many times value occurs."),
    METHOD_ROW_NOARGS("__getnewargs__", tuple_getnewargs, "__getnewargs__($self, /)\n--\n\n"),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static NEW_REF Object *tuple_iter(Runtime *rt, Object *tuple) {
    TupleIteratorObject *iterator = (TupleIteratorObject *)object_new_container(
        rt, TYPE_TUPLE_ITERATOR, sizeof(TupleIteratorObject));
    if (iterator) {
        iterator->tuple = retain(tuple);
    }
    return (Object *)iterator;
}

const TypeSpec tuple_type = {
    .slots =
        {
            .name = "tuple",
            .type_id = TYPE_TUPLE,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_SEQUENCE |
                     TYPE_FLAG_MATCH_SELF | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_TUPLE_SUBCLASS,
            .basic_size = sizeof(TupleObject),
            .item_size = sizeof(Object *),
            .dealloc = tuple_dealloc,
            .traverse = tuple_traverse,
            .new_instance = tuple_new_instance,
            .repr = tuple_repr,
            .hash = tuple_hash,
            .compare = tuple_compare,
            .iter = tuple_iter,
            .length = tuple_length_slot,
            .get_item = tuple_get_item,
            .contains = tuple_contains,
            .concat = tuple_concat,
            .repeat = tuple_repeat,
        },
    .methods = tuple_methods,
    .doc = "tuple(iterable=(), /)\n--\n\nAn immutable sequence.\n\nWithout an argument, the empty "
           "tuple; otherwise a tuple of the iterable's items in their order.",
};

/* The iterator. */

static void tuple_iterator_dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, ((TupleIteratorObject *)self)->tuple);
    object_free_container(rt, self, sizeof(TupleIteratorObject));
}

static void tuple_iterator_traverse(Object *self, VisitFunction visit, void *context) {
    TupleIteratorObject *iterator = (TupleIteratorObject *)self;
    if (iterator->tuple) {
        visit(iterator->tuple, context);
    }
}

static NEW_REF Object *tuple_iterator_next(Runtime *rt, Object *self) {
    TupleIteratorObject *iterator = (TupleIteratorObject *)self;
    Object *tuple = iterator->tuple;
    if (!tuple) {
        return NULL;
    }
    if (LIKELY(iterator->position < tuple_length(tuple))) {
        return retain(tuple_get(tuple, iterator->position++));
    }
    iterator->tuple = NULL;
    release(rt, tuple);
    return NULL;
}

static NEW_REF Object *tuple_iterator_length_hint(Runtime *rt, Object *self) {
    TupleIteratorObject *iterator = (TupleIteratorObject *)self;
    size_t length = iterator->tuple ? tuple_length(iterator->tuple) - iterator->position : 0;
    return int_from_size(rt, length);
}

static NEW_REF Object *tuple_iterator_reduce(Runtime *rt, Object *self) {
    TupleIteratorObject *iterator = (TupleIteratorObject *)self;
    return iterator->tuple
               ? container_reduce(rt, "iter", iterator->tuple, (int64_t)iterator->position)
               : container_reduce(rt, "iter", tuple_empty(rt), -1);
}

static NEW_REF Object *tuple_iterator_setstate(Runtime *rt, Object *self, Object *state) {
    TupleIteratorObject *iterator = (TupleIteratorObject *)self;
    int64_t position;
    if (!object_as_int64(rt, state, &position)) {
        return NULL;
    }
    if (iterator->tuple) {
        int64_t length = (int64_t)tuple_length(iterator->tuple);
        iterator->position = (size_t)(position < 0 ? 0 : position < length ? position : length);
    }
    return retain(NONE);
}

static const MethodRow tuple_iterator_methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", tuple_iterator_length_hint,
                      "How many items are left, about."),
    METHOD_ROW_NOARGS("__reduce__", tuple_iterator_reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", tuple_iterator_setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec tuple_iterator_type = {
    .slots =
        {
            .name = "tuple_iterator",
            .type_id = TYPE_TUPLE_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(TupleIteratorObject),
            .dealloc = tuple_iterator_dealloc,
            .traverse = tuple_iterator_traverse,
            .iter = container_self,
            .next = tuple_iterator_next,
        },
    .methods = tuple_iterator_methods,
};
