/* dict as Python sees it. The table is in object/dict.c; views and iterators are in dict_views.c
 * and dict_iterator.c. */
#include "object/dict.h"
#include "object/budget.h"

#include "object/arguments.h"
#include "object/generic_alias.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/dict_views.h"

/* Life. */

static void dealloc(Runtime *rt, Object *self) {
    dict_dealloc_table(rt, self);
    object_free_container(rt, self, sizeof(DictObject));
}

static size_t size(Runtime *rt, Object *self) {
    size_t table = dict_table_size(self);
    return heap_usable_size(rt->heap, self) + (table ? heap_rounded_size(table) : 0);
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, sizeof(DictObject));
}

/* What dict(...) and dict.update(...) take: a mapping or pairs, and keywords. */
static bool update_from_args(Runtime *rt, const char *function, Object *self, Object *const *args,
                             size_t count, Object *keyword_names) {
    if (!arguments_check_count(rt, function, count, 0, 1) ||
        (count == 1 && !dict_update(rt, self, args[0]))) {
        return false;
    }
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    if (dict_length(self) == 0 && !dict_reserve(rt, self, keywords)) {
        return false;
    }
    for (size_t i = 0; i < keywords; i++) {
        if (!dict_set(rt, self, tuple_get(keyword_names, i), args[count + i])) {
            return false;
        }
    }
    return true;
}

static bool init(Runtime *rt, Object *self, Object *const *args, size_t count,
                 Object *keyword_names) {
    return update_from_args(rt, "dict", self, args, count, keyword_names);
}

/* Text and comparison. */

static bool write_items(Runtime *rt, StrWriter *writer, Object *self) {
    size_t position = 0;
    const DictEntry *entry;
    bool first = true;
    bool done = true;
    while (done && (entry = dict_next_entry(self, &position)) != NULL) {
        Object *key = retain(entry->key);
        Object *value = retain(entry->value);
        done = (first || writer_cstring(rt, writer, ", ")) && writer_repr(rt, writer, key) &&
               writer_cstring(rt, writer, ": ") && writer_repr(rt, writer, value);
        release(rt, key);
        release(rt, value);
        first = false;
    }
    return done;
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    if (dict_length(self) == 0) {
        return str_from_cstring(rt, "{}");
    }
    if (object_has_flag(self, CONTAINER_IN_REPR)) {
        return str_from_cstring(rt, "{...}");
    }
    object_set_flag(self, CONTAINER_IN_REPR);
    StrWriter writer;
    writer_init(&writer);
    bool done = writer_cstring(rt, &writer, "{") && write_items(rt, &writer, self) &&
                writer_cstring(rt, &writer, "}");
    object_clear_flag(self, CONTAINER_IN_REPR);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static int equal_dicts(Runtime *rt, Object *a, Object *b) {
    if (dict_length(a) != dict_length(b)) {
        return 0;
    }
    size_t position = 0;
    const DictEntry *entry;
    while ((entry = dict_next_entry(a, &position)) != NULL) {
        Object *key = retain(entry->key);
        Object *value = retain(entry->value);
        Object *other = dict_get_hashed(rt, b, key, entry->hash);
        budget_owe(rt, 4);
        int same = 0;
        if (other) {
            retain(other);
            same = container_equals(rt, value, other);
            release(rt, other);
        } else if (error_pending(rt)) {
            same = -1;
        }
        release(rt, key);
        release(rt, value);
        if (same != 1) {
            return same;
        }
    }
    return 1;
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !type_is_dict(rt, a) || !type_is_dict(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    int same = equal_dicts(rt, a, b);
    return same < 0 ? NULL : bool_object(same == (op == COMPARE_EQ));
}

/* The mapping. */

static int64_t length(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)dict_length(self);
}

static NEW_REF Object *get_item(Runtime *rt, Object *self, Object *key) {
    Object *value = dict_get(rt, self, key);
    if (LIKELY(value != NULL)) {
        return retain(value);
    }
    if (error_pending(rt)) {
        return NULL;
    }
    if (object_type_id(self) != TYPE_DICT) {
        bool missing = false;
        Object *result = object_call_special(rt, self, NAME___missing__, &key, 1, &missing);
        if (!missing) {
            return result;
        }
    }
    return raise_key_error(rt, key);
}

static bool set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    if (value) {
        return dict_set(rt, self, key, value);
    }
    int deleted = dict_delete(rt, self, key);
    if (deleted == 0) {
        raise_key_error(rt, key);
    }
    return deleted > 0;
}

static NEW_REF Object *iter(Runtime *rt, Object *self) {
    return dict_views_iterator(rt, self, TYPE_DICT_KEY_ITERATOR);
}

static NEW_REF Object *or_dicts(Runtime *rt, Object *a, Object *b) {
    if (!type_is_dict(rt, a) || !type_is_dict(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    Object *result = dict_copy(rt, a);
    if (result && !dict_update(rt, result, b)) {
        release(rt, result);
        return NULL;
    }
    return result;
}

NEW_REF Object *dict_inplace_or(Runtime *rt, Object *self, Object *other) {
    return dict_update(rt, self, other) ? retain(self) : NULL;
}

/* Methods. */

static NEW_REF Object *get(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *value = dict_get(rt, self, args[0]);
    if (!value) {
        if (error_pending(rt)) {
            return NULL;
        }
        value = count > 1 ? args[1] : NONE;
    }
    return retain(value);
}

static NEW_REF Object *setdefault(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *value = dict_set_default(rt, self, args[0], count > 1 ? args[1] : NONE);
    return value ? retain(value) : NULL;
}

static NEW_REF Object *pop(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *value = dict_pop(rt, self, args[0]);
    if (value || error_pending(rt)) {
        return value;
    }
    return count > 1 ? retain(args[1]) : raise_key_error(rt, args[0]);
}

static NEW_REF Object *popitem(Runtime *rt, Object *self) {
    Object *tuple = tuple_new(rt, 2);
    if (!tuple) {
        return NULL;
    }
    Object **items = tuple_items(tuple);
    if (!dict_pop_end(rt, self, true, &items[0], &items[1])) {
        release(rt, tuple);
        return raise_format(rt, TYPE_KEY_ERROR, "popitem(): dictionary is empty");
    }
    return tuple;
}

static NEW_REF Object *keys(Runtime *rt, Object *self) {
    return dict_views_new(rt, self, TYPE_DICT_KEYS);
}

static NEW_REF Object *values(Runtime *rt, Object *self) {
    return dict_views_new(rt, self, TYPE_DICT_VALUES);
}

static NEW_REF Object *items(Runtime *rt, Object *self) {
    return dict_views_new(rt, self, TYPE_DICT_ITEMS);
}

static NEW_REF Object *reversed(Runtime *rt, Object *self) {
    return dict_views_iterator(rt, self, TYPE_DICT_REVERSE_KEY_ITERATOR);
}

static NEW_REF Object *update(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    return update_from_args(rt, "update", self, args, count, keyword_names) ? retain(NONE) : NULL;
}

static NEW_REF Object *clear(Runtime *rt, Object *self) {
    dict_clear(rt, self);
    return retain(NONE);
}

static NEW_REF Object *sizeof_dict(Runtime *rt, Object *self) {
    return int_from_size(rt, size(rt, self));
}

/* From an exact dict or set, whose keys bring their hashes along. Comparing keys may run Python
 * code: each key is held, and the position is taken up again. */
static bool fill_hashed(Runtime *rt, Object *self, Object *source, Object *value) {
    bool from_dict = object_type_id(source) == TYPE_DICT;
    size_t position = 0;
    for (;;) {
        Object *key;
        int64_t hash;
        if (from_dict) {
            const DictEntry *entry = dict_next_entry(source, &position);
            key = entry ? entry->key : NULL;
            hash = entry ? entry->hash : 0;
        } else {
            const SetEntry *entry = set_next_entry(source, &position);
            key = entry ? entry->key : NULL;
            hash = entry ? entry->hash : 0;
        }
        if (!key) {
            return true;
        }
        retain(key);
        bool done = dict_set_hashed(rt, self, key, value, hash);
        release(rt, key);
        if (!done) {
            return false;
        }
    }
}

static NEW_REF Object *fill_from_keys(Runtime *rt, STEALS Object *self, Object *iterable,
                                      Object *value) {
    bool plain = object_type_id(self) == TYPE_DICT;
    uint32_t source = object_type_id(iterable);
    if (plain && (source == TYPE_DICT || source == TYPE_SET || source == TYPE_FROZENSET)) {
        if (!fill_hashed(rt, self, iterable, value)) {
            CLEAR_REF(rt, &self);
        }
        return self;
    }
    Object *iterator = object_iter(rt, iterable);
    bool done = iterator != NULL;
    Object *key;
    while (done && (key = object_next(rt, iterator)) != NULL) {
        done = plain ? dict_set(rt, self, key, value) : object_set_item(rt, self, key, value);
        release(rt, key);
    }
    release_nullable(rt, iterator);
    if (!done || error_pending(rt)) {
        release(rt, self);
        return NULL;
    }
    return self;
}

static NEW_REF Object *fromkeys(Runtime *rt, Object *type, Object *const *args, size_t count,
                                Object *keyword_names) {
    if (!arguments_no_keywords(rt, "dict.fromkeys", keyword_names) ||
        !arguments_check_count(rt, "fromkeys", count, 1, 2)) {
        return NULL;
    }
    bool plain = ((TypeObject *)type)->type_id == TYPE_DICT;
    Object *self = plain ? dict_new(rt) : object_call_noargs(rt, type);
    return self ? fill_from_keys(rt, self, args[0], count > 1 ? args[1] : NONE) : NULL;
}

static NEW_REF Object *contains_method(Runtime *rt, Object *self, Object *key) {
    int found = dict_contains(rt, self, key);
    return found < 0 ? NULL : bool_object(found);
}

static const MethodRow methods[] = {
    METHOD_ROW_ONE("__contains__", contains_method,
                   "__contains__($self, key, /)\n--\n\nTrue if the dictionary has the key."),
    METHOD_ROW_ONE("__getitem__", get_item, "x.__getitem__(y) <==> x[y]"),
    METHOD_ROW_NOARGS("__sizeof__", sizeof_dict, "Bytes in memory, with the table."),
    METHOD_ROW_POSITIONAL("get", get, 1, 2,
                          "get($self, key, default=None, /)\n--\n\nThe value of key, or default "
                          "when it is not in the dictionary."),
    METHOD_ROW_POSITIONAL("setdefault", setdefault, 1, 2,
                          "setdefault($self, key, default=None, /)\n--\n\nThe value of key, "
                          "inserted as default when it is not there."),
    METHOD_ROW_POSITIONAL("pop", pop, 1, 2,
                          "D.pop(k[,d]) -> v, removes the key and returns its value; without the "
                          "key, d, or KeyError when that is not given."),
    METHOD_ROW_NOARGS("popitem", popitem,
                      "popitem($self, /)\n--\n\nRemoves the pair that came last and returns it as "
                      "a tuple; KeyError when the dictionary is empty."),
    METHOD_ROW_NOARGS("keys", keys, "D.keys() -> a set-like view of D's keys"),
    METHOD_ROW_NOARGS("items", items, "D.items() -> a set-like view of D's items"),
    METHOD_ROW_NOARGS("values", values, "D.values() -> a view of D's values"),
    METHOD_ROW_KEYWORDS("update", update,
                        "D.update([E, ]**F) -> None.  Takes over the pairs of a mapping or of an "
                        "iterable of pairs, then the keywords."),
    METHOD_ROW_CLASS("fromkeys", fromkeys,
                     "fromkeys($type, iterable, value=None, /)\n--\n\nA new dictionary with the "
                     "keys of iterable, all with the same value."),
    METHOD_ROW_NOARGS("clear", clear, "D.clear() -> None.  Removes everything."),
    METHOD_ROW_NOARGS("copy", dict_copy, "D.copy() -> a shallow copy of D"),
    METHOD_ROW_NOARGS("__reversed__", reversed,
                      "__reversed__($self, /)\n--\n\nAn iterator over the keys from the last."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const NumberSlots numbers = {
    .binary = {[BINARY_OR] = or_dicts},
    .inplace = {[BINARY_OR] = dict_inplace_or},
};

const TypeSpec dict_type = {
    .slots =
        {
            .name = "dict",
            .type_id = TYPE_DICT,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MAPPING |
                     TYPE_FLAG_MATCH_SELF | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_DICT_SUBCLASS,
            .basic_size = sizeof(DictObject),
            .dealloc = dealloc,
            .traverse = dict_traverse,
            .clear = dict_clear,
            .size = size,
            .new_instance = new_instance,
            .init = init,
            .repr = repr,
            .hash = hash_not_implemented,
            .compare = compare,
            .iter = iter,
            .length = length,
            .get_item = get_item,
            .set_item = set_item,
            .contains = dict_contains,
            .numbers = &numbers,
        },
    .methods = methods,
    .doc = "dict() -> new empty dictionary\ndict(mapping) -> with the mapping's pairs\n"
           "dict(iterable) -> with the pairs that the iterable gives\ndict(**kwargs) -> with the "
           "names and values of the keywords",
};
