/* collections.OrderedDict: dicts keep their order anyway; this one can also move a key to an end
 * and compares with the order. */
#include "modules/collections.h"
#include "modules/fields.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/dict_views.h"

typedef struct OrderedDictObject {
    DictObject base;
    Object *attributes; /* __dict__; NULL until asked for */
} OrderedDictObject;

static void dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((OrderedDictObject *)self)->attributes);
    dict_dealloc_table(rt, self);
    object_free_container(rt, self, sizeof(OrderedDictObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (((OrderedDictObject *)self)->attributes) {
        visit(((OrderedDictObject *)self)->attributes, context);
    }
    dict_traverse(self, visit, context);
}

static void clear_slot(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((OrderedDictObject *)self)->attributes);
    dict_clear(rt, self);
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    Object *self = object_new_container(rt, type->type_id, sizeof(OrderedDictObject));
    if (self) {
        ((DictObject *)self)->flags |= DICT_ORDERED;
    }
    return self;
}

static bool is_ordered(Runtime *rt, const Object *object) {
    return type_is_dict(rt, object) && (((const DictObject *)object)->flags & DICT_ORDERED) != 0;
}

/* A subclass may define __setitem__: then everything goes through it. */
static bool sets_plainly(const Runtime *rt, const Object *self) {
    return slots_of(rt, self)->set_item == rt->slots[TYPE_DICT]->set_item;
}

static bool store_pairs(Runtime *rt, Object *self, Object *source) {
    Object *plain = dict_new(rt);
    bool done = plain && dict_update(rt, plain, source);
    size_t position = 0;
    Object *key, *value;
    while (done && dict_next(plain, &position, &key, &value)) {
        done = object_set_item(rt, self, key, value);
    }
    release_nullable(rt, plain);
    return done;
}

static const char UPDATE_COUNT[] = "update() takes at most 1 positional argument (%zu given)";

static bool update_all(Runtime *rt, const char *count_message, Object *self, Object *const *args,
                       size_t count, Object *keyword_names) {
    if (count > 1) {
        raise_type_error(rt, count_message, count);
        return false;
    }
    bool plain = sets_plainly(rt, self);
    if (count == 1 && !(plain ? dict_update(rt, self, args[0]) : store_pairs(rt, self, args[0]))) {
        return false;
    }
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    for (size_t i = 0; i < keywords; i++) {
        Object *name = tuple_get(keyword_names, i);
        if (!(plain ? dict_set(rt, self, name, args[count + i])
                    : object_set_item(rt, self, name, args[count + i]))) {
            return false;
        }
    }
    return true;
}

static bool init(Runtime *rt, Object *self, Object *const *args, size_t count,
                 Object *keyword_names) {
    return update_all(rt, "expected at most 1 arguments, got %zu", self, args, count,
                      keyword_names);
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    const char *name = type_short_name(slots_of(rt, self));
    if (dict_length(self) == 0) {
        return str_format(rt, "%s()", name);
    }
    if (object_has_flag(self, OBJECT_TYPE_FLAG_A)) {
        return str_from_cstring(rt, "...");
    }
    object_set_flag(self, OBJECT_TYPE_FLAG_A);
    Object *items = NULL;
    if (object_type_id(self) == collections_state(rt)->ordered_dict) {
        items = dict_items_list(rt, self);
    } else {
        Object *view = object_call_method_cstring(rt, self, "items", NULL, 0);
        items = view ? list_from_iterable(rt, view) : NULL;
        release_nullable(rt, view);
    }
    Object *text = items ? str_format(rt, "%s(%R)", name, items) : NULL;
    release_nullable(rt, items);
    object_clear_flag(self, OBJECT_TYPE_FLAG_A);
    return text;
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    Object *same = rt->slots[TYPE_DICT]->compare(rt, a, b, op);
    bool equal = same == bool_object(op == COMPARE_EQ) && same != NOT_IMPLEMENTED;
    if (!same || !equal || !is_ordered(rt, a) || !is_ordered(rt, b)) {
        return same;
    }
    release(rt, same);
    Object *left = dict_keys_list(rt, a);
    Object *right = left ? dict_keys_list(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static NEW_REF Object *copy(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *result = type ? object_call_noargs(rt, (Object *)type) : NULL;
    bool done = result != NULL;
    size_t position = 0;
    Object *key, *value;
    while (done && dict_next(self, &position, &key, &value)) {
        retain(key);
        retain(value);
        done = sets_plainly(rt, result) ? dict_set(rt, result, key, value)
                                        : object_set_item(rt, result, key, value);
        release(rt, key);
        release(rt, value);
    }
    if (!done) {
        release_nullable(rt, result);
        return NULL;
    }
    return result;
}

static NEW_REF Object *or_dicts(Runtime *rt, Object *a, Object *b) {
    if (!type_is_dict(rt, a) || !type_is_dict(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    TypeObject *type = type_of(rt, is_ordered(rt, a) ? a : b);
    Object *result = type ? object_call_one(rt, (Object *)type, a) : NULL;
    if (result && !update_all(rt, UPDATE_COUNT, result, &b, 1, NULL)) {
        release(rt, result);
        return NULL;
    }
    return result;
}

static NEW_REF Object *inplace_or(Runtime *rt, Object *self, Object *other) {
    return update_all(rt, UPDATE_COUNT, self, &other, 1, NULL) ? retain(self) : NULL;
}

/* Methods. */

static NEW_REF Object *update(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    return update_all(rt, UPDATE_COUNT, self, args, count, keyword_names) ? retain(NONE) : NULL;
}

static const ArgumentSpec POPITEM = {"popitem", {"last"}, 0, 1, 0, 1};

static NEW_REF Object *popitem(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    Object *last;
    if (!arguments_parse(rt, &POPITEM, args, count, keyword_names, &last)) {
        return NULL;
    }
    int from_end = last ? object_is_true(rt, last) : 1;
    Object *tuple = from_end >= 0 ? tuple_new(rt, 2) : NULL;
    if (!tuple) {
        return NULL;
    }
    Object **items = tuple_items(tuple);
    if (!dict_pop_end(rt, self, from_end, &items[0], &items[1])) {
        release(rt, tuple);
        return raise_format(rt, TYPE_KEY_ERROR, "dictionary is empty");
    }
    return tuple;
}

static const ArgumentSpec MOVE = {"move_to_end", {"key", "last"}, 0, 2, 1, 2};

static NEW_REF Object *move_to_end(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &MOVE, args, count, keyword_names, out)) {
        return NULL;
    }
    int last = out[1] ? object_is_true(rt, out[1]) : 1;
    int64_t hash = last >= 0 ? object_hash(rt, out[0]) : -1;
    if (hash == -1) {
        return NULL;
    }
    int moved = dict_move_to_end(rt, self, out[0], hash, last);
    if (moved == 0) {
        return raise_key_error(rt, out[0]);
    }
    return moved > 0 ? retain(NONE) : NULL;
}

static const ArgumentSpec POP = {"pop", {"key", "default"}, 0, 2, 1, 2};

static NEW_REF Object *pop(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &POP, args, count, keyword_names, out)) {
        return NULL;
    }
    Object *value = dict_pop(rt, self, out[0]);
    if (value || error_pending(rt)) {
        return value;
    }
    return out[1] ? retain(out[1]) : raise_key_error(rt, out[0]);
}

static const ArgumentSpec SETDEFAULT = {"setdefault", {"key", "default"}, 0, 2, 1, 2};

static NEW_REF Object *setdefault(Runtime *rt, Object *self, Object *const *args, size_t count,
                                  Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &SETDEFAULT, args, count, keyword_names, out)) {
        return NULL;
    }
    Object *value = out[1] ? out[1] : NONE;
    if (sets_plainly(rt, self)) {
        value = dict_set_default(rt, self, out[0], value);
        return retain_nullable(value);
    }
    Object *present = dict_get(rt, self, out[0]);
    if (present || error_pending(rt)) {
        return retain_nullable(present);
    }
    return object_set_item(rt, self, out[0], value) ? retain(value) : NULL;
}

static const ArgumentSpec FROMKEYS = {"fromkeys", {"iterable", "value"}, 0, 2, 1, 2};

static NEW_REF Object *fromkeys(Runtime *rt, Object *type, Object *const *args, size_t count,
                                Object *keyword_names) {
    Object *out[2];
    if (!arguments_parse(rt, &FROMKEYS, args, count, keyword_names, out)) {
        return NULL;
    }
    Object *self = object_call_noargs(rt, type);
    Object *iterator = self ? object_iter(rt, out[0]) : NULL;
    bool done = iterator != NULL;
    Object *key;
    while (done && (key = object_next(rt, iterator)) != NULL) {
        done = object_set_item(rt, self, key, out[1] ? out[1] : NONE);
        release(rt, key);
    }
    release_nullable(rt, iterator);
    if (!done || error_pending(rt)) {
        release_nullable(rt, self);
        return NULL;
    }
    return self;
}

/* (type, (), state, None, iterator over the items) */
static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *state = type ? object_call_method_cstring(rt, self, "__getstate__", NULL, 0) : NULL;
    Object *items = state ? object_call_method_cstring(rt, self, "items", NULL, 0) : NULL;
    Object *iterator = items ? object_iter(rt, items) : NULL;
    Object *result =
        iterator ? tuple_pack(rt, 5, (Object *)type, tuple_empty(rt), state, NONE, iterator) : NULL;
    release_nullable(rt, state);
    release_nullable(rt, items);
    release_nullable(rt, iterator);
    return result;
}

static NEW_REF Object *keys(Runtime *rt, Object *self) {
    return dict_views_new(rt, self, collections_state(rt)->ordered_keys);
}

static NEW_REF Object *values(Runtime *rt, Object *self) {
    return dict_views_new(rt, self, collections_state(rt)->ordered_values);
}

static NEW_REF Object *items(Runtime *rt, Object *self) {
    return dict_views_new(rt, self, collections_state(rt)->ordered_items);
}

/* The views are dict's under another name. */
#define VIEW_SPEC(text, base)                                                                      \
    {                                                                                              \
        .slots = {                                                                                 \
            .name = text,                                                                          \
            .base_id = base,                                                                       \
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,            \
            .basic_size = sizeof(DictViewObject)                                                   \
        }                                                                                          \
    }
const TypeSpec collections_ordered_keys_type = VIEW_SPEC("odict_keys", TYPE_DICT_KEYS);
const TypeSpec collections_ordered_values_type = VIEW_SPEC("odict_values", TYPE_DICT_VALUES);
const TypeSpec collections_ordered_items_type = VIEW_SPEC("odict_items", TYPE_DICT_ITEMS);

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("keys", keys, "A view of the keys."),
    METHOD_ROW_NOARGS("values", values, "A view of the values."),
    METHOD_ROW_NOARGS("items", items, "A view of the pairs."),
    METHOD_ROW_CLASS("fromkeys", fromkeys,
                     "fromkeys($type, /, iterable, value=None)\n--\n\nA new ordered dictionary "
                     "with the keys of iterable."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_KEYWORDS("setdefault", setdefault,
                        "setdefault($self, /, key, default=None)\n--\n\nThe value of key, inserted "
                        "as default when it is not there."),
    METHOD_ROW_KEYWORDS("pop", pop,
                        "od.pop(key[,default]) -> v, removes the key and returns its value."),
    METHOD_ROW_KEYWORDS("popitem", popitem,
                        "popitem($self, /, last=True)\n--\n\nRemoves and returns the last pair, or "
                        "the first."),
    METHOD_ROW_KEYWORDS("update", update, "Takes over pairs, as dict.update."),
    METHOD_ROW_NOARGS("copy", copy, "od.copy() -> a shallow copy of od"),
    METHOD_ROW_KEYWORDS("move_to_end", move_to_end,
                        "move_to_end($self, /, key, last=True)\n--\n\nMoves a key to the end, or "
                        "to the front; KeyError when it is not there."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"__dict__", fields_get_dict, fields_set_dict, NULL},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots numbers = {
    .binary = {[BINARY_OR] = or_dicts},
    .inplace = {[BINARY_OR] = inplace_or},
};

const TypeSpec collections_ordered_dict_type = {
    .slots =
        {
            .name = "collections.OrderedDict",
            .base_id = TYPE_DICT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MAPPING |
                     TYPE_FLAG_MATCH_SELF | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_DICT_SUBCLASS,
            .basic_size = sizeof(OrderedDictObject),
            .dict_offset = offsetof(OrderedDictObject, attributes),
            .dealloc = dealloc,
            .traverse = traverse,
            .clear = clear_slot,
            .new_instance = new_instance,
            .init = init,
            .repr = repr,
            .compare = compare,
            .numbers = &numbers,
        },
    .methods = methods,
    .attributes = attributes,
    .module = "collections",
    .doc = "Dictionary that remembers insertion order",
};
