/* set and frozenset as Python sees them. The table is in object/set.c, the algebra in
 * set_algebra.c, the iterator in set_iterator.c. */
#include "types/set.h"
#include "object/budget.h"

#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/container_support.h"

/* Life. */

static void dealloc(Runtime *rt, Object *self) {
    set_clear(rt, self);
    object_free_container(rt, self, sizeof(SetObject));
}

static size_t size(Runtime *rt, Object *self) {
    (void)rt;
    size_t table = set_table_size(self);
    return heap_rounded_size(sizeof(SetObject)) + (table ? heap_rounded_size(table) : 0);
}

static NEW_REF Object *set_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return set_new_empty(rt, type->type_id, sizeof(SetObject));
}

static bool set_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                     Object *keyword_names) {
    if (!arguments_no_keywords(rt, "set", keyword_names) ||
        !arguments_check_count(rt, "set", count, 0, 1)) {
        return false;
    }
    set_clear(rt, self);
    ((SetObject *)self)->hash = -1;
    return count == 0 || set_update(rt, self, args[0]);
}

static NEW_REF Object *frozenset_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                              size_t count, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_FROZENSET, "frozenset", keyword_names) ||
        !arguments_check_count(rt, "frozenset", count, 0, 1)) {
        return NULL;
    }
    if (type->type_id == TYPE_FROZENSET) {
        return frozenset_new(rt, count ? args[0] : NULL);
    }
    Object *self = set_new_empty(rt, type->type_id, sizeof(SetObject));
    if (self && count && !set_update(rt, self, args[0])) {
        release(rt, self);
        return NULL;
    }
    return self;
}

/* Text, comparison, hash. */

static bool write_items(Runtime *rt, StrWriter *writer, Object *list) {
    bool done = true;
    for (size_t i = 0; done && i < list_length(list); i++) {
        done = (i == 0 || writer_cstring(rt, writer, ", ")) &&
               writer_repr(rt, writer, list_get(list, i));
    }
    return done;
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    const char *name = type_name_of(rt, self);
    if (set_length(self) == 0) {
        return str_format(rt, "%s()", name);
    }
    if (object_has_flag(self, CONTAINER_IN_REPR)) {
        return str_format(rt, "%s(...)", name);
    }
    Object *list = list_from_iterable(rt, self);
    if (!list) {
        return NULL;
    }
    object_set_flag(self, CONTAINER_IN_REPR);
    StrWriter writer;
    writer_init(&writer);
    bool exact = object_type_id(self) == TYPE_SET;
    Object *prefix = exact ? NULL : str_format(rt, "%s(", name);
    bool done = (exact || (prefix && writer_str(rt, &writer, prefix))) &&
                writer_cstring(rt, &writer, "{") && write_items(rt, &writer, list) &&
                writer_cstring(rt, &writer, exact ? "}" : "})");
    release_nullable(rt, prefix);
    release(rt, list);
    object_clear_flag(self, CONTAINER_IN_REPR);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* The exclusive or of spread hashes, because the order of the items does not count, then dispersed;
 * the numbers are CPython's. */
static int64_t frozenset_hash(Runtime *rt, Object *self) {
    SetObject *set = (SetObject *)self;
    if (set->hash != -1) {
        return set->hash;
    }
    if (!budget_spend_whole(rt, set_length(self))) {
        return -1;
    }
    uint64_t hash = 0;
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next_entry(self, &position)) != NULL) {
        uint64_t item = (uint64_t)entry->hash;
        hash ^= ((item ^ 89869747) ^ (item << 16)) * 3644798167;
    }
    hash ^= ((uint64_t)set_length(self) + 1) * 1927868237;
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash * 69069 + 907133923;
    hash = hash == UINT64_MAX ? 590923713 : hash;
    if (!object_is_immortal(self)) {
        set->hash = (int64_t)hash;
    }
    return (int64_t)hash;
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!type_is_set(rt, a) || !type_is_set(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    size_t length_a = set_length(a);
    size_t length_b = set_length(b);
    int result;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE:
        result = length_a == length_b ? set_is_subset(rt, a, b) : 0;
        if (result >= 0 && op == COMPARE_NE) {
            result = !result;
        }
        break;
    case COMPARE_LT:
        result = length_a < length_b ? set_is_subset(rt, a, b) : 0;
        break;
    case COMPARE_LE:
        result = set_is_subset(rt, a, b);
        break;
    case COMPARE_GT:
        result = length_a > length_b ? set_is_subset(rt, b, a) : 0;
        break;
    default:
        result = set_is_subset(rt, b, a);
    }
    return result < 0 ? NULL : bool_object(result);
}

/* The container. */

static int64_t length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)set_length(self);
}

/* A set is unhashable, but may be looked for among frozensets: after the TypeError, a frozenset of
 * its items is tried. NULL: the error stands. */
static NEW_REF Object *frozen_instead(Runtime *rt, Object *item) {
    if (!type_is_set(rt, item) || set_base_type(rt, item) != TYPE_SET ||
        !error_clear_if(rt, TYPE_TYPE_ERROR)) {
        return NULL;
    }
    return set_copy_as(rt, TYPE_FROZENSET, item);
}

static int contains(Runtime *rt, Object *self, Object *item) {
    int result = set_contains(rt, self, item);
    if (UNLIKELY(result < 0)) {
        Object *frozen = frozen_instead(rt, item);
        if (frozen) {
            result = set_contains(rt, self, frozen);
            release(rt, frozen);
        }
    }
    return result;
}

static int discard_any(Runtime *rt, Object *self, Object *item) {
    int result = set_discard(rt, self, item);
    if (UNLIKELY(result < 0)) {
        Object *frozen = frozen_instead(rt, item);
        if (frozen) {
            result = set_discard(rt, self, frozen);
            release(rt, frozen);
        }
    }
    return result;
}

static inline bool both_sets(Runtime *rt, Object *a, Object *b) {
    return type_is_set(rt, a) && type_is_set(rt, b);
}

static NEW_REF Object *or_sets(Runtime *rt, Object *a, Object *b) {
    if (!both_sets(rt, a, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    Object *result = set_copy_as(rt, set_base_type(rt, a), a);
    if (result && a != b && !set_update(rt, result, b)) {
        release(rt, result);
        return NULL;
    }
    return result;
}

static NEW_REF Object *and_sets(Runtime *rt, Object *a, Object *b) {
    return both_sets(rt, a, b) ? set_intersection(rt, a, b) : retain(NOT_IMPLEMENTED);
}

static NEW_REF Object *subtract_sets(Runtime *rt, Object *a, Object *b) {
    return both_sets(rt, a, b) ? set_difference(rt, a, b) : retain(NOT_IMPLEMENTED);
}

static NEW_REF Object *xor_sets(Runtime *rt, Object *a, Object *b) {
    return both_sets(rt, a, b) ? set_symmetric_difference(rt, a, b) : retain(NOT_IMPLEMENTED);
}

/* Keeps what is also in other, by exchanging tables with the intersection. */
static bool keep_common(Runtime *rt, Object *self, Object *other) {
    Object *common = set_intersection(rt, self, other);
    if (!common) {
        return false;
    }
    set_swap(self, common);
    release(rt, common);
    return true;
}

static NEW_REF Object *inplace_or(Runtime *rt, Object *self, Object *other) {
    if (!type_is_set(rt, other)) {
        return retain(NOT_IMPLEMENTED);
    }
    return set_update(rt, self, other) ? retain(self) : NULL;
}

static NEW_REF Object *inplace_and(Runtime *rt, Object *self, Object *other) {
    if (!type_is_set(rt, other)) {
        return retain(NOT_IMPLEMENTED);
    }
    return keep_common(rt, self, other) ? retain(self) : NULL;
}

static NEW_REF Object *inplace_subtract(Runtime *rt, Object *self, Object *other) {
    if (!type_is_set(rt, other)) {
        return retain(NOT_IMPLEMENTED);
    }
    return set_difference_update(rt, self, other) ? retain(self) : NULL;
}

static NEW_REF Object *inplace_xor(Runtime *rt, Object *self, Object *other) {
    if (!type_is_set(rt, other)) {
        return retain(NOT_IMPLEMENTED);
    }
    return set_symmetric_difference_update(rt, self, other) ? retain(self) : NULL;
}

/* Methods of both. */

static NEW_REF Object *none_if(bool done) {
    return done ? retain(NONE) : NULL;
}

static NEW_REF Object *truth(int result) {
    return result < 0 ? NULL : bool_object(result);
}

static NEW_REF Object *copy(Runtime *rt, Object *self) {
    if (object_type_id(self) == TYPE_FROZENSET) {
        return retain(self);
    }
    return set_copy_as(rt, set_base_type(rt, self), self);
}

static NEW_REF Object *union_method(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *result = set_copy_as(rt, set_base_type(rt, self), self);
    for (size_t i = 0; result && i < count; i++) {
        if (args[i] != self && !set_update(rt, result, args[i])) {
            release(rt, result);
            return NULL;
        }
    }
    return result;
}

static NEW_REF Object *intersection_method(Runtime *rt, Object *self, Object *const *args,
                                           size_t count) {
    if (count == 0) {
        return set_copy_as(rt, set_base_type(rt, self), self); /* a frozenset too is copied */
    }
    Object *result = retain(self);
    for (size_t i = 0; result && i < count; i++) {
        Object *next = set_intersection(rt, result, args[i]);
        release(rt, result);
        result = next;
    }
    return result;
}

static NEW_REF Object *difference_method(Runtime *rt, Object *self, Object *const *args,
                                         size_t count) {
    if (count == 0) {
        return set_copy_as(rt, set_base_type(rt, self), self);
    }
    Object *result = set_difference(rt, self, args[0]);
    for (size_t i = 1; result && i < count; i++) {
        if (!set_difference_update(rt, result, args[i])) {
            release(rt, result);
            return NULL;
        }
    }
    return result;
}

static NEW_REF Object *isdisjoint(Runtime *rt, Object *self, Object *other) {
    return truth(set_is_disjoint(rt, self, other));
}

static NEW_REF Object *issubset(Runtime *rt, Object *self, Object *other) {
    return truth(set_is_subset(rt, self, other));
}

static NEW_REF Object *issuperset(Runtime *rt, Object *self, Object *other) {
    return truth(set_is_superset(rt, self, other));
}

static NEW_REF Object *contains_method(Runtime *rt, Object *self, Object *item) {
    return truth(contains(rt, self, item));
}

static NEW_REF Object *sizeof_set(Runtime *rt, Object *self) {
    return int_from_size(rt, size(rt, self));
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *list = type ? list_from_iterable(rt, self) : NULL;
    Object *args = list ? tuple_pack(rt, 1, list) : NULL;
    Object *state = args ? object_call_method_cstring(rt, self, "__getstate__", NULL, 0) : NULL;
    Object *result = state ? tuple_pack(rt, 3, (Object *)type, args, state) : NULL;
    release_nullable(rt, state);
    release_nullable(rt, args);
    release_nullable(rt, list);
    return result;
}

/* Methods of set alone. */

static NEW_REF Object *add(Runtime *rt, Object *self, Object *item) {
    return none_if(set_add(rt, self, item));
}

static NEW_REF Object *clear(Runtime *rt, Object *self) {
    set_clear(rt, self);
    return retain(NONE);
}

static NEW_REF Object *discard(Runtime *rt, Object *self, Object *item) {
    return none_if(discard_any(rt, self, item) >= 0);
}

static NEW_REF Object *remove_method(Runtime *rt, Object *self, Object *item) {
    int removed = discard_any(rt, self, item);
    if (removed == 0) {
        return raise_key_error(rt, item);
    }
    return none_if(removed > 0);
}

/* The hash field of a set, which has no hash, remembers where the last pop ended. */
static NEW_REF Object *pop(Runtime *rt, Object *self) {
    SetObject *set = (SetObject *)self;
    size_t position = set->hash > 0 ? (size_t)set->hash & set->mask : 0;
    Object *item = set_take(rt, self, &position);
    if (!item) {
        return raise_format(rt, TYPE_KEY_ERROR, "pop from an empty set");
    }
    set->hash = (int64_t)position;
    return item;
}

static NEW_REF Object *update(Runtime *rt, Object *self, Object *const *args, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!set_update(rt, self, args[i])) {
            return NULL;
        }
    }
    return retain(NONE);
}

static NEW_REF Object *intersection_update(Runtime *rt, Object *self, Object *const *args,
                                           size_t count) {
    Object *common = intersection_method(rt, self, args, count);
    if (!common) {
        return NULL;
    }
    set_swap(self, common);
    release(rt, common);
    return retain(NONE);
}

static NEW_REF Object *difference_update(Runtime *rt, Object *self, Object *const *args,
                                         size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!set_difference_update(rt, self, args[i])) {
            return NULL;
        }
    }
    return retain(NONE);
}

static NEW_REF Object *symmetric_difference_update(Runtime *rt, Object *self, Object *other) {
    return none_if(set_symmetric_difference_update(rt, self, other));
}

#define COMMON_METHODS                                                                             \
    METHOD_ROW_NOARGS("copy", copy, "A shallow copy."),                                            \
        METHOD_ROW_POSITIONAL("union", union_method, 0, METHOD_ANY_COUNT,                          \
                              "All items of this set and of the others, as a new set."),           \
        METHOD_ROW_POSITIONAL("intersection", intersection_method, 0, METHOD_ANY_COUNT,            \
                              "The items common to this set and the others, as a new set."),       \
        METHOD_ROW_POSITIONAL("difference", difference_method, 0, METHOD_ANY_COUNT,                \
                              "The items of this set that are in none of the others."),            \
        METHOD_ROW_ONE("symmetric_difference", set_symmetric_difference,                           \
                       "The items that are in exactly one of the two, as a new set."),             \
        METHOD_ROW_ONE("isdisjoint", isdisjoint, "True when the two share no item."),              \
        METHOD_ROW_ONE("issubset", issubset, "True when the other has every item of this set."),   \
        METHOD_ROW_ONE("issuperset", issuperset,                                                   \
                       "True when this set has every item of the other."),                         \
        METHOD_ROW_ONE("__contains__", contains_method, "x.__contains__(y) <==> y in x."),         \
        METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),                      \
        METHOD_ROW_NOARGS("__sizeof__", sizeof_set, "Bytes in memory, with the table."),           \
        METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585")

static const MethodRow set_methods[] = {
    METHOD_ROW_ONE("add", add, "Adds an item; nothing changes when it is there already."),
    METHOD_ROW_NOARGS("clear", clear, "Removes all items."),
    METHOD_ROW_ONE("discard", discard, "Removes an item if it is there."),
    METHOD_ROW_ONE("remove", remove_method, "Removes an item; KeyError when it is not there."),
    METHOD_ROW_NOARGS("pop", pop, "Removes and returns some item; KeyError when there is none."),
    METHOD_ROW_POSITIONAL("update", update, 0, METHOD_ANY_COUNT, "Adds all items of the others."),
    METHOD_ROW_POSITIONAL("intersection_update", intersection_update, 0, METHOD_ANY_COUNT,
                          "Keeps only the items that the others have, too."),
    METHOD_ROW_POSITIONAL("difference_update", difference_update, 0, METHOD_ANY_COUNT,
                          "Removes all items of the others."),
    METHOD_ROW_ONE("symmetric_difference_update", symmetric_difference_update,
                   "Removes the shared items and adds the others."),
    COMMON_METHODS,
    METHOD_ROW_END,
};

static const MethodRow frozenset_methods[] = {
    COMMON_METHODS,
    METHOD_ROW_END,
};

static const NumberSlots set_numbers = {
    .binary = {[BINARY_OR] = or_sets,
               [BINARY_AND] = and_sets,
               [BINARY_SUBTRACT] = subtract_sets,
               [BINARY_XOR] = xor_sets},
    .inplace = {[BINARY_OR] = inplace_or,
                [BINARY_AND] = inplace_and,
                [BINARY_SUBTRACT] = inplace_subtract,
                [BINARY_XOR] = inplace_xor},
};

const TypeSpec set_type = {
    .slots =
        {
            .name = "set",
            .type_id = TYPE_SET,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF |
                     TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_SET_SUBCLASS,
            .basic_size = sizeof(SetObject),
            .dealloc = dealloc,
            .traverse = set_traverse,
            .clear = set_clear,
            .size = size,
            .new_instance = set_new_instance,
            .init = set_init,
            .repr = repr,
            .hash = hash_not_implemented,
            .compare = compare,
            .iter = set_iter,
            .length = length,
            .contains = contains,
            .numbers = &set_numbers,
        },
    .methods = set_methods,
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\nAn unordered "
           "collection of items that differ.",
};

static const NumberSlots frozenset_numbers = {
    .binary = {[BINARY_OR] = or_sets,
               [BINARY_AND] = and_sets,
               [BINARY_SUBTRACT] = subtract_sets,
               [BINARY_XOR] = xor_sets},
};

const TypeSpec frozenset_type = {
    .slots =
        {
            .name = "frozenset",
            .type_id = TYPE_FROZENSET,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF |
                     TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_SET_SUBCLASS,
            .basic_size = sizeof(SetObject),
            .dealloc = dealloc,
            .traverse = set_traverse,
            .clear = set_clear,
            .size = size,
            .new_instance = frozenset_new_instance,
            .repr = repr,
            .hash = frozenset_hash,
            .compare = compare,
            .iter = set_iter,
            .length = length,
            .contains = contains,
            .numbers = &frozenset_numbers,
        },
    .methods = frozenset_methods,
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nAn "
           "unordered collection of items that differ and that cannot change.",
};
