/* dict.keys(), values() and items(): views that follow the dict. Keys and items are sets. */
#include "types/dict_views.h"

#include "object/list.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/mapping_proxy.h"

static inline Object *dict_of(const Object *view) {
    return ((const DictViewObject *)view)->dict;
}

NEW_REF Object *dict_views_new(Runtime *rt, Object *dict, uint32_t type_id) {
    Object *view = object_new_container(rt, type_id, sizeof(DictViewObject));
    if (view) {
        ((DictViewObject *)view)->dict = retain(dict);
    }
    return view;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, dict_of(self));
    object_free_container(rt, self, sizeof(DictViewObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (dict_of(self)) {
        visit(dict_of(self), context);
    }
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    if (object_has_flag(self, CONTAINER_IN_REPR)) {
        return str_from_cstring(rt, "...");
    }
    object_set_flag(self, CONTAINER_IN_REPR);
    Object *result = NULL;
    Object *list = list_from_iterable(rt, self);
    if (list) {
        result = str_format(rt, "%s(%R)", type_name_of(rt, self), list);
        release(rt, list);
    }
    object_clear_flag(self, CONTAINER_IN_REPR);
    return result;
}

static int64_t length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)dict_length(dict_of(self));
}

static NEW_REF Object *iter_keys(Runtime *rt, Object *self) {
    return dict_views_iterator(rt, dict_of(self), TYPE_DICT_KEY_ITERATOR);
}

static NEW_REF Object *iter_values(Runtime *rt, Object *self) {
    return dict_views_iterator(rt, dict_of(self), TYPE_DICT_VALUE_ITERATOR);
}

static NEW_REF Object *iter_items(Runtime *rt, Object *self) {
    return dict_views_iterator(rt, dict_of(self), TYPE_DICT_ITEM_ITERATOR);
}

/* TYPE_DICT_KEYS, _VALUES or _ITEMS, also for the views of OrderedDict; 0: no view. */
static uint32_t view_kind(const Runtime *rt, const Object *object) {
    uint32_t type_id = object_type_id(object);
    if (type_id >= TYPE_BUILTIN_COUNT) {
        type_id = rt->slots[type_id]->base_id;
    }
    return type_id >= TYPE_DICT_KEYS && type_id <= TYPE_DICT_ITEMS ? type_id : 0;
}
_Static_assert(TYPE_DICT_VALUES == TYPE_DICT_KEYS + 1 && TYPE_DICT_ITEMS == TYPE_DICT_KEYS + 2,
               "views are a range");

static NEW_REF Object *reversed_view(Runtime *rt, Object *self) {
    static const uint32_t iterators[] = {TYPE_DICT_REVERSE_KEY_ITERATOR,
                                         TYPE_DICT_REVERSE_VALUE_ITERATOR,
                                         TYPE_DICT_REVERSE_ITEM_ITERATOR};
    return dict_views_iterator(rt, dict_of(self), iterators[view_kind(rt, self) - TYPE_DICT_KEYS]);
}

static int contains_key(Runtime *rt, Object *self, Object *key) {
    return dict_contains(rt, dict_of(self), key);
}

static int contains_item(Runtime *rt, Object *self, Object *item) {
    if (!type_is_tuple(rt, item) || tuple_length(item) != 2) {
        return 0;
    }
    Object *value = dict_get(rt, dict_of(self), tuple_get(item, 0));
    if (!value) {
        return error_pending(rt) ? -1 : 0;
    }
    retain(value);
    int same = container_equals(rt, value, tuple_get(item, 1));
    release(rt, value);
    return same;
}

/* As sets. */

static bool is_set_view(const Runtime *rt, const Object *object) {
    uint32_t kind = view_kind(rt, object);
    return kind == TYPE_DICT_KEYS || kind == TYPE_DICT_ITEMS;
}

/* Whether everything in a is in b: 1, 0, -1. */
static int contained_in(Runtime *rt, Object *a, Object *b) {
    Object *iterator = object_iter(rt, a);
    if (!iterator) {
        return -1;
    }
    int result = 1;
    Object *item;
    while (result == 1 && (item = object_next(rt, iterator)) != NULL) {
        result = object_contains(rt, b, item);
        release(rt, item);
    }
    release(rt, iterator);
    return error_pending(rt) ? -1 : result;
}

static NEW_REF Object *compare(Runtime *rt, Object *self, Object *other, CompareOp op) {
    if (!type_is_set(rt, other) && !is_set_view(rt, other)) {
        return retain(NOT_IMPLEMENTED);
    }
    int64_t own = length(rt, self);
    int64_t others = object_length(rt, other);
    if (others < 0) {
        return NULL;
    }
    int result = 0;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE:
        result = own == others ? contained_in(rt, self, other) : 0;
        if (op == COMPARE_NE && result >= 0) {
            result = !result;
        }
        break;
    case COMPARE_LT:
        result = own < others ? contained_in(rt, self, other) : 0;
        break;
    case COMPARE_LE:
        result = own <= others ? contained_in(rt, self, other) : 0;
        break;
    case COMPARE_GT:
        result = own > others ? contained_in(rt, other, self) : 0;
        break;
    default:
        result = own >= others ? contained_in(rt, other, self) : 0;
    }
    return result < 0 ? NULL : bool_object(result);
}

/* Removes (toggle: or adds, when it is missing) each item of iterable. */
static bool remove_all(Runtime *rt, Object *set, Object *iterable, bool toggle) {
    Object *items = toggle ? set_new(rt, iterable) : retain(iterable);
    Object *iterator = items ? object_iter(rt, items) : NULL;
    bool done = iterator != NULL;
    Object *item;
    while (done && (item = object_next(rt, iterator)) != NULL) {
        int removed = set_discard(rt, set, item);
        done = removed >= 0 && (removed || !toggle || set_add(rt, set, item));
        release(rt, item);
    }
    release_nullable(rt, iterator);
    release_nullable(rt, items);
    return done && !error_pending(rt);
}

static NEW_REF Object *set_or_release(Runtime *rt, STEALS Object *set, bool done) {
    if (!done && set) {
        release(rt, set);
        return NULL;
    }
    return set;
}

static NEW_REF Object *subtract(Runtime *rt, Object *a, Object *b) {
    Object *set = set_new(rt, a);
    return set_or_release(rt, set, set && remove_all(rt, set, b, false));
}

static NEW_REF Object *xor_views(Runtime *rt, Object *a, Object *b) {
    Object *set = set_new(rt, a);
    return set_or_release(rt, set, set && remove_all(rt, set, b, true));
}

static NEW_REF Object *or_views(Runtime *rt, Object *a, Object *b) {
    Object *set = set_new(rt, a);
    return set_or_release(rt, set, set && set_update(rt, set, b));
}

static NEW_REF Object *and_views(Runtime *rt, Object *a, Object *b) {
    if (!is_set_view(rt, a) || (is_set_view(rt, b) && length(rt, b) > length(rt, a))) {
        Object *swapped = a;
        a = b;
        b = swapped;
    }
    if (type_is_set(rt, b) && length(rt, a) <= (int64_t)set_length(b)) {
        Object *swapped = a;
        a = b;
        b = swapped;
    }
    Object *iterator = object_iter(rt, b);
    Object *set = iterator ? set_new(rt, NULL) : NULL;
    bool done = set != NULL;
    Object *item;
    while (done && (item = object_next(rt, iterator)) != NULL) {
        int found = object_contains(rt, a, item);
        done = found >= 0 && (!found || set_add(rt, set, item));
        release(rt, item);
    }
    release_nullable(rt, iterator);
    return set_or_release(rt, set, done && !error_pending(rt));
}

static NEW_REF Object *isdisjoint(Runtime *rt, Object *self, Object *other) {
    if (self == other) {
        return bool_object(length(rt, self) == 0);
    }
    Object *iterator = object_iter(rt, other);
    if (!iterator) {
        return NULL;
    }
    int found = 0;
    Object *item;
    while (found == 0 && (item = object_next(rt, iterator)) != NULL) {
        found = object_contains(rt, self, item);
        release(rt, item);
    }
    release(rt, iterator);
    return error_pending(rt) ? NULL : bool_object(!found);
}

static NEW_REF Object *get_mapping(Runtime *rt, Object *self) {
    return mapping_proxy_new(rt, dict_of(self));
}

static const MethodRow set_methods[] = {
    METHOD_ROW_ONE("isdisjoint", isdisjoint, "True when the view and the iterable share nothing."),
    METHOD_ROW_NOARGS("__reversed__", reversed_view, "An iterator from the last to the first."),
    METHOD_ROW_END,
};

static const MethodRow values_methods[] = {
    METHOD_ROW_NOARGS("__reversed__", reversed_view, "An iterator from the last to the first."),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"mapping", get_mapping, NULL, "The dictionary that this view refers to."},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots set_numbers = {
    .binary = {[BINARY_SUBTRACT] = subtract,
               [BINARY_AND] = and_views,
               [BINARY_OR] = or_views,
               [BINARY_XOR] = xor_views},
};

#define SET_VIEW_SPEC(ID, text, iter_function, contains_function)                                  \
    {                                                                                              \
        .slots = {.name = text,                                                                    \
                  .type_id = TYPE_##ID,                                                            \
                  .base_id = TYPE_OBJECT,                                                          \
                  .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,      \
                  .basic_size = sizeof(DictViewObject),                                            \
                  .dealloc = dealloc,                                                              \
                  .traverse = traverse,                                                            \
                  .repr = repr,                                                                    \
                  .hash = hash_not_implemented,                                                    \
                  .compare = compare,                                                              \
                  .iter = iter_function,                                                           \
                  .length = length,                                                                \
                  .contains = contains_function,                                                   \
                  .numbers = &set_numbers},                                                        \
        .methods = set_methods, .attributes = attributes                                           \
    }

const TypeSpec dict_keys_type = SET_VIEW_SPEC(DICT_KEYS, "dict_keys", iter_keys, contains_key);
const TypeSpec dict_items_type = SET_VIEW_SPEC(DICT_ITEMS, "dict_items", iter_items, contains_item);

const TypeSpec dict_values_type = {
    .slots =
        {
            .name = "dict_values",
            .type_id = TYPE_DICT_VALUES,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(DictViewObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .repr = repr,
            .iter = iter_values,
            .length = length,
        },
    .methods = values_methods,
    .attributes = attributes,
};
