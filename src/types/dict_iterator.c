/* The iterators over keys, values and items of a dict, forwards and backwards. A dict whose size
 * changes meanwhile ends the iteration with a RuntimeError. */
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/container_support.h"
#include "types/dict_views.h"
#include "types/pairs.h"

static inline bool is_backward(const Object *self) {
    return object_type_id(self) >= TYPE_DICT_REVERSE_KEY_ITERATOR;
}
_Static_assert(TYPE_DICT_REVERSE_KEY_ITERATOR > TYPE_DICT_ITEM_ITERATOR &&
                   TYPE_DICT_REVERSE_VALUE_ITERATOR > TYPE_DICT_REVERSE_KEY_ITERATOR &&
                   TYPE_DICT_REVERSE_ITEM_ITERATOR > TYPE_DICT_REVERSE_VALUE_ITERATOR,
               "is_backward compares");

NEW_REF Object *dict_views_iterator(Runtime *rt, Object *dict, uint32_t type_id) {
    Object *self = object_new_container(rt, type_id, sizeof(DictIteratorObject));
    if (self) {
        DictIteratorObject *iterator = (DictIteratorObject *)self;
        iterator->used = ((DictObject *)dict)->used;
        iterator->left = iterator->used;
        iterator->position = is_backward(self) ? ((DictObject *)dict)->filled : 0;
        iterator->dict = retain(dict);
    }
    return self;
}

static void dealloc(Runtime *rt, Object *self) {
    DictIteratorObject *iterator = (DictIteratorObject *)self;
    release_nullable(rt, iterator->dict);
    release_nullable(rt, iterator->tuple);
    object_free_container(rt, self, sizeof(DictIteratorObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    DictIteratorObject *iterator = (DictIteratorObject *)self;
    if (iterator->dict) {
        visit(iterator->dict, context);
    }
    if (iterator->tuple) {
        visit(iterator->tuple, context);
    }
}

/* The next entry; NULL at the end or with an error pending. */
static inline DictEntry *step(Runtime *rt, DictIteratorObject *iterator, bool backward) {
    Object *dict = iterator->dict;
    if (!dict) {
        return NULL;
    }
    if (UNLIKELY(iterator->used != ((DictObject *)dict)->used)) {
        iterator->used = UINT32_MAX; /* the error stays */
        return raise_runtime_error(rt, ((DictObject *)dict)->flags & DICT_ORDERED
                                           ? "OrderedDict mutated during iteration"
                                           : "dictionary changed size during iteration");
    }
    DictEntry *entry = backward ? dict_previous_entry(dict, &iterator->position)
                                : dict_next_entry(dict, &iterator->position);
    if (UNLIKELY(!entry)) {
        CLEAR_REF(rt, &iterator->dict);
        return NULL;
    }
    if (UNLIKELY(iterator->left == 0)) {
        if (!backward) {
            raise_runtime_error(rt, "dictionary keys changed during iteration");
        }
        CLEAR_REF(rt, &iterator->dict);
        return NULL;
    }
    iterator->left--;
    return entry;
}

static NEW_REF Object *pair(Runtime *rt, DictIteratorObject *iterator, const DictEntry *entry) {
    Object *tuple = iterator->tuple;
    if (tuple && tuple->refs == 1) {
        Object **items = tuple_items(tuple);
        Object *old_key = items[0];
        Object *old_value = items[1];
        items[0] = retain(entry->key);
        items[1] = retain(entry->value);
        object_track_again(tuple);
        retain(tuple);
        release(rt, old_key);
        release(rt, old_value);
        return tuple;
    }
    Object *fresh = tuple_pack(rt, 2, entry->key, entry->value);
    if (fresh) {
        REPLACE_REF(rt, &iterator->tuple, retain(fresh));
    }
    return fresh;
}

static NEW_REF Object *next_key(Runtime *rt, Object *self) {
    const DictEntry *entry = step(rt, (DictIteratorObject *)self, false);
    return entry ? retain(entry->key) : NULL;
}

static NEW_REF Object *next_value(Runtime *rt, Object *self) {
    const DictEntry *entry = step(rt, (DictIteratorObject *)self, false);
    return entry ? retain(entry->value) : NULL;
}

static NEW_REF Object *next_item(Runtime *rt, Object *self) {
    DictIteratorObject *iterator = (DictIteratorObject *)self;
    const DictEntry *entry = step(rt, iterator, false);
    return entry ? pair(rt, iterator, entry) : NULL;
}

PairOutcome dict_item_iterator_next_pair(Runtime *rt, Object *self, Value pair[2]) {
    const DictEntry *entry = step(rt, (DictIteratorObject *)self, false);
    if (!entry) {
        return PAIR_NONE;
    }
    pair[0] = value_from_object(retain(entry->key));
    pair[1] = value_from_object(retain(entry->value));
    return PAIR_DONE;
}

static NEW_REF Object *previous_key(Runtime *rt, Object *self) {
    const DictEntry *entry = step(rt, (DictIteratorObject *)self, true);
    return entry ? retain(entry->key) : NULL;
}

static NEW_REF Object *previous_value(Runtime *rt, Object *self) {
    const DictEntry *entry = step(rt, (DictIteratorObject *)self, true);
    return entry ? retain(entry->value) : NULL;
}

static NEW_REF Object *previous_item(Runtime *rt, Object *self) {
    DictIteratorObject *iterator = (DictIteratorObject *)self;
    const DictEntry *entry = step(rt, iterator, true);
    return entry ? pair(rt, iterator, entry) : NULL;
}

static NEW_REF Object *length_hint(Runtime *rt, Object *self) {
    DictIteratorObject *iterator = (DictIteratorObject *)self;
    size_t left = 0;
    if (iterator->dict && iterator->used == ((DictObject *)iterator->dict)->used) {
        left = iterator->left;
    }
    return int_from_size(rt, left);
}

/* What is left, as a list, without moving the iterator. */
static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    DictIteratorObject *iterator = (DictIteratorObject *)self;
    DictIteratorObject saved = *iterator;
    retain_nullable(saved.dict);
    Object *list = list_new(rt, 0);
    bool done = list != NULL;
    Object *item;
    while (done && (item = slots_of(rt, self)->next(rt, self)) != NULL) {
        done = list_append_stealing(rt, list, item);
    }
    done = done && !error_pending(rt);
    release_nullable(rt, iterator->dict);
    iterator->used = saved.used;
    iterator->left = saved.left;
    iterator->position = saved.position;
    iterator->dict = saved.dict;
    Object *result = done ? container_reduce(rt, "iter", list, -1) : NULL;
    release_nullable(rt, list);
    return result;
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", length_hint, "How many items are left, about."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

#define ITERATOR_SPEC(ID, text, next_function)                                                     \
    {                                                                                              \
        .slots = {.name = text,                                                                    \
                  .type_id = TYPE_##ID,                                                            \
                  .base_id = TYPE_OBJECT,                                                          \
                  .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,      \
                  .basic_size = sizeof(DictIteratorObject),                                        \
                  .dealloc = dealloc,                                                              \
                  .traverse = traverse,                                                            \
                  .iter = container_self,                                                          \
                  .next = next_function},                                                          \
        .methods = methods                                                                         \
    }

const TypeSpec dict_key_iterator_type =
    ITERATOR_SPEC(DICT_KEY_ITERATOR, "dict_keyiterator", next_key);
const TypeSpec dict_value_iterator_type =
    ITERATOR_SPEC(DICT_VALUE_ITERATOR, "dict_valueiterator", next_value);
const TypeSpec dict_item_iterator_type =
    ITERATOR_SPEC(DICT_ITEM_ITERATOR, "dict_itemiterator", next_item);
const TypeSpec dict_reverse_key_iterator_type =
    ITERATOR_SPEC(DICT_REVERSE_KEY_ITERATOR, "dict_reversekeyiterator", previous_key);
const TypeSpec dict_reverse_value_iterator_type =
    ITERATOR_SPEC(DICT_REVERSE_VALUE_ITERATOR, "dict_reversevalueiterator", previous_value);
const TypeSpec dict_reverse_item_iterator_type =
    ITERATOR_SPEC(DICT_REVERSE_ITEM_ITERATOR, "dict_reverseitemiterator", previous_item);
