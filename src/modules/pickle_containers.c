/* pickle_containers: pickles lists, tuples, dicts and sets, in batches of a thousand.
 *
 * A list, dict or set is memoized before its items, so each of its items is met once: one without
 * other references is `sole` (pickle_types.h). The items of tuples and frozensets may be met again,
 * for these are memoized afterwards. */
#include "modules/pickle_types.h"

#include "object/budget.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/set.h"
#include "object/tuple.h"

enum { BATCH = 1000, FAST_NESTING = 50 };

/* ---- fast mode: nothing is memoized, circles are found when they are deep ---- */

static COLD bool fast_enter_slow(Runtime *rt, Pickling *pickling, Object *object) {
    if (++pickling->fast_nesting < FAST_NESTING) {
        return true;
    }
    if (!pickling->fast_memo && !(pickling->fast_memo = dict_new(rt))) {
        pickling->fast_nesting = -1;
        return false;
    }
    Object *key = int_from_uint64(rt, (uint64_t)(uintptr_t)object);
    int known = key ? dict_contains(rt, pickling->fast_memo, key) : -1;
    if (known > 0) {
        raise_value_error(rt,
                          "fast mode: can't pickle cyclic objects including object type %.200s "
                          "at %p",
                          type_name_of(rt, object), (void *)object);
    }
    bool done = known == 0 && dict_set(rt, pickling->fast_memo, key, NONE);
    release_nullable(rt, key);
    if (!done) {
        pickling->fast_nesting = -1;
    }
    return done;
}

static inline bool fast_enter(Runtime *rt, Pickling *pickling, Object *object) {
    return LIKELY(!pickling->fast) || fast_enter_slow(rt, pickling, object);
}

static COLD bool fast_leave_slow(Runtime *rt, Pickling *pickling, Object *object, bool done) {
    if (pickling->fast_nesting-- < FAST_NESTING || !pickling->fast_memo) {
        return done;
    }
    Object *pending = done ? NULL : error_take(rt);
    Object *key = int_from_uint64(rt, (uint64_t)(uintptr_t)object);
    done = key && dict_delete(rt, pickling->fast_memo, key) >= 0 && !pending;
    release_nullable(rt, key);
    if (pending) {
        error_clear(rt);
        error_set(rt, pending);
    }
    return done;
}

static inline bool fast_leave(Runtime *rt, Pickling *pickling, Object *object, bool done) {
    return LIKELY(!pickling->fast) ? done : fast_leave_slow(rt, pickling, object, done);
}

/* ---- items one by one ---- */

/* An item that a container has; it is retained here, as the container may change. */
static ALWAYS_INLINE bool save_item(Runtime *rt, Pickling *pickling, Object *item) {
    bool sole = item->refs == 1;
    retain(item);
    bool done = pickle_save(rt, pickling, item, sole);
    release(rt, item);
    return done;
}

static bool save_next(Runtime *rt, Pickling *pickling, STEALS Object *item) {
    bool done = pickle_save(rt, pickling, item, false);
    release(rt, item);
    return done;
}

/* The next one of an iterator; NULL without an exception: there is none. */
static COLD NEW_REF Object *next_of(Runtime *rt, Pickling *pickling, Object *iterator) {
    return pickle_settle(rt, pickling) ? object_next(rt, iterator) : NULL;
}

typedef bool (*SaveOne)(Runtime *rt, Pickling *pickling, STEALS Object *item);

/* What an iterator gives: `one` opcode behind a single item, `many` behind a batch. */
static COLD bool save_iterated(Runtime *rt, Pickling *pickling, Object *iterator, SaveOne save,
                               uint8_t one, uint8_t many) {
    Object *item = next_of(rt, pickling, iterator);
    while (item && !pickling->protocol) {
        if (!save(rt, pickling, item) || !pickle_write_op(rt, pickling, one)) {
            return false;
        }
        item = next_of(rt, pickling, iterator);
    }
    while (item) {
        Object *second = next_of(rt, pickling, iterator);
        if (!second) {
            if (error_pending(rt)) {
                release(rt, item);
                return false;
            }
            return save(rt, pickling, item) && pickle_write_op(rt, pickling, one);
        }
        bool done = pickle_write_op(rt, pickling, PICKLE_MARK);
        if (!done) {
            release(rt, item);
        }
        done = done && save(rt, pickling, item);
        size_t count = 1;
        item = second;
        while (done && item) {
            done = save(rt, pickling, item);
            count++;
            item = done && count < BATCH ? next_of(rt, pickling, iterator) : NULL;
        }
        if (!done && count == 1) {
            release(rt, item);
        }
        if (!done || error_pending(rt) || !pickle_write_op(rt, pickling, many)) {
            return false;
        }
        item = count == BATCH ? next_of(rt, pickling, iterator) : NULL;
    }
    return !error_pending(rt);
}

bool pickle_save_items(Runtime *rt, Pickling *pickling, Object *iterator) {
    return save_iterated(rt, pickling, iterator, save_next, PICKLE_APPEND, PICKLE_APPENDS);
}

static bool save_pair(Runtime *rt, Pickling *pickling, STEALS Object *pair) {
    bool done = type_is_tuple(rt, pair) && tuple_length(pair) == 2;
    if (!done) {
        raise_type_error(rt, "dict items iterator must return 2-tuples");
    }
    done = done && pickle_save(rt, pickling, tuple_get(pair, 0), false) &&
           pickle_save(rt, pickling, tuple_get(pair, 1), false);
    release(rt, pair);
    return done;
}

bool pickle_save_pairs(Runtime *rt, Pickling *pickling, Object *iterator) {
    return save_iterated(rt, pickling, iterator, save_pair, PICKLE_SETITEM, PICKLE_SETITEMS);
}

/* ---- tuples ---- */

static bool save_tuple_items(Runtime *rt, Pickling *pickling, Object *tuple) {
    for (size_t i = 0; i < tuple_length(tuple); i++) {
        if (!pickle_save(rt, pickling, tuple_get(tuple, i), false)) {
            return false;
        }
    }
    return true;
}

/* The tuple contains itself, and has been pickled meanwhile: its items are taken off the stack. */
static COLD bool refer_instead(Runtime *rt, Pickling *pickling, size_t pops, uint8_t opcode,
                               size_t number) {
    for (size_t i = 0; i < pops; i++) {
        if (!pickle_write_op(rt, pickling, opcode)) {
            return false;
        }
    }
    return pickle_save_reference(rt, pickling, number);
}

static bool save_short_tuple(Runtime *rt, Pickling *pickling, Object *tuple) {
    static const uint8_t OPCODES[] = {0, PICKLE_TUPLE1, PICKLE_TUPLE2, PICKLE_TUPLE3};
    size_t length = tuple_length(tuple), number;
    if (!save_tuple_items(rt, pickling, tuple)) {
        return false;
    }
    if (pickle_is_known(pickling, tuple, &number)) {
        return refer_instead(rt, pickling, length, PICKLE_POP, number);
    }
    return pickle_write_op(rt, pickling, OPCODES[length]) &&
           pickle_memoize(rt, pickling, tuple, false);
}

bool pickle_save_tuple(Runtime *rt, Pickling *pickling, Object *tuple) {
    size_t length = tuple_length(tuple), number;
    if (length == 0) {
        return pickling->protocol ? pickle_write_op(rt, pickling, PICKLE_EMPTY_TUPLE)
                                  : pickle_write_op(rt, pickling, PICKLE_MARK) &&
                                        pickle_write_op(rt, pickling, PICKLE_TUPLE);
    }
    if (length <= 3 && pickling->protocol >= 2) {
        return save_short_tuple(rt, pickling, tuple);
    }
    if (!pickle_write_op(rt, pickling, PICKLE_MARK) || !save_tuple_items(rt, pickling, tuple)) {
        return false;
    }
    if (pickle_is_known(pickling, tuple, &number)) {
        return pickling->binary ? refer_instead(rt, pickling, 1, PICKLE_POP_MARK, number)
                                : refer_instead(rt, pickling, length + 1, PICKLE_POP, number);
    }
    return pickle_write_op(rt, pickling, PICKLE_TUPLE) &&
           pickle_memoize(rt, pickling, tuple, false);
}

/* ---- lists ---- */

/* An empty container, to be filled. */
static bool save_empty(Runtime *rt, Pickling *pickling, Object *object, bool sole, uint8_t binary,
                       uint8_t text) {
    return (pickling->binary ? pickle_write_op(rt, pickling, binary)
                             : pickle_write_op(rt, pickling, PICKLE_MARK) &&
                                   pickle_write_op(rt, pickling, text)) &&
           pickle_memoize(rt, pickling, object, sole);
}

static bool save_list_items(Runtime *rt, Pickling *pickling, Object *list) {
    if (list_length(list) == 1) {
        return save_item(rt, pickling, list_get(list, 0)) &&
               pickle_write_op(rt, pickling, PICKLE_APPEND);
    }
    size_t i = 0;
    do {
        if (!pickle_write_op(rt, pickling, PICKLE_MARK)) {
            return false;
        }
        for (size_t count = 0; count < BATCH && i < list_length(list); count++, i++) {
            if (!save_item(rt, pickling, list_get(list, i))) {
                return false;
            }
        }
        if (!pickle_write_op(rt, pickling, PICKLE_APPENDS)) {
            return false;
        }
    } while (i < list_length(list));
    return true;
}

static COLD bool iterate(Runtime *rt, Pickling *pickling, Object *iterable,
                         bool (*save)(Runtime *rt, Pickling *pickling, Object *iterator)) {
    Object *iterator = iterable ? object_iter(rt, iterable) : NULL;
    bool done = iterator && save(rt, pickling, iterator);
    release_nullable(rt, iterator);
    return done;
}

static bool fill_list(Runtime *rt, Pickling *pickling, Object *list) {
    return pickling->protocol > 0 ? save_list_items(rt, pickling, list)
                                  : iterate(rt, pickling, list, pickle_save_items);
}

/* Items count as another level, as they do in CPython. */
static bool fill(Runtime *rt, Pickling *pickling, Object *object,
                 bool (*save)(Runtime *rt, Pickling *pickling, Object *object)) {
    if (!recursion_enter(rt, " while pickling an object")) {
        return false;
    }
    bool done = save(rt, pickling, object);
    recursion_leave(rt);
    return done;
}

bool pickle_save_list(Runtime *rt, Pickling *pickling, Object *list, bool sole) {
    if (!fast_enter(rt, pickling, list)) {
        return false;
    }
    bool done = save_empty(rt, pickling, list, sole, PICKLE_EMPTY_LIST, PICKLE_LIST) &&
                (list_length(list) == 0 || fill(rt, pickling, list, fill_list));
    return fast_leave(rt, pickling, list, done);
}

/* ---- dicts ---- */

static bool save_entry(Runtime *rt, Pickling *pickling, Object *key, Object *value) {
    return pickle_save_pair(rt, pickling, key, key->refs == 1, value);
}

static bool save_dict_items(Runtime *rt, Pickling *pickling, Object *dict) {
    size_t length = dict_length(dict), position = 0, count;
    Object *key, *value;
    if (length == 1 && dict_next(dict, &position, &key, &value)) {
        return save_entry(rt, pickling, key, value) &&
               pickle_write_op(rt, pickling, PICKLE_SETITEM);
    }
    do {
        if (!pickle_write_op(rt, pickling, PICKLE_MARK)) {
            return false;
        }
        for (count = 0; count < BATCH && dict_next(dict, &position, &key, &value); count++) {
            if (!save_entry(rt, pickling, key, value)) {
                return false;
            }
        }
        if (!pickle_write_op(rt, pickling, PICKLE_SETITEMS)) {
            return false;
        }
        if (dict_length(dict) != length) {
            return raise_runtime_error(rt, "dictionary changed size during iteration");
        }
    } while (count == BATCH);
    return true;
}

static bool fill_dict(Runtime *rt, Pickling *pickling, Object *dict) {
    if (pickling->protocol > 0) {
        return save_dict_items(rt, pickling, dict);
    }
    Object *items = object_call_method(rt, dict, rt->names[NAME_items], NULL, 0);
    bool done = iterate(rt, pickling, items, pickle_save_pairs);
    release_nullable(rt, items);
    return done;
}

bool pickle_save_dict(Runtime *rt, Pickling *pickling, Object *dict, bool sole) {
    if (!fast_enter(rt, pickling, dict)) {
        return false;
    }
    bool done = save_empty(rt, pickling, dict, sole, PICKLE_EMPTY_DICT, PICKLE_DICT) &&
                (dict_length(dict) == 0 || fill(rt, pickling, dict, fill_dict));
    return fast_leave(rt, pickling, dict, done);
}

/* ---- sets ---- */

/* Before protocol 4: a call of the class with a list. */
static COLD bool save_set_as_call(Runtime *rt, Pickling *pickling, Object *set) {
    TypeObject *type = type_object(rt, object_type_id(set));
    Object *items = type ? list_from_iterable(rt, set) : NULL;
    Object *args = items ? tuple_pack(rt, 1, items) : NULL;
    Object *reduced = args ? tuple_pack(rt, 2, type, args) : NULL;
    bool done = reduced && pickle_save_reduced(rt, pickling, reduced, set);
    release_nullable(rt, reduced);
    release_nullable(rt, args);
    release_nullable(rt, items);
    return done;
}

bool pickle_save_set(Runtime *rt, Pickling *pickling, Object *set, bool sole) {
    if (pickling->protocol < 4) {
        return save_set_as_call(rt, pickling, set);
    }
    if (!pickle_write_op(rt, pickling, PICKLE_EMPTY_SET) ||
        !pickle_memoize(rt, pickling, set, sole)) {
        return false;
    }
    size_t length = set_length(set), position = 0, count = length ? BATCH : 0;
    Object *item;
    while (count == BATCH) {
        if (!pickle_write_op(rt, pickling, PICKLE_MARK)) {
            return false;
        }
        for (count = 0; count < BATCH && set_next(set, &position, &item); count++) {
            if (!save_item(rt, pickling, item)) {
                return false;
            }
        }
        if (!pickle_write_op(rt, pickling, PICKLE_ADDITEMS)) {
            return false;
        }
        if (set_length(set) != length) {
            return raise_runtime_error(rt, "set changed size during iteration");
        }
    }
    return true;
}

static bool save_frozenset_items(Runtime *rt, Pickling *pickling, Object *set) {
    size_t position = 0, number;
    Object *item;
    if (!pickle_write_op(rt, pickling, PICKLE_MARK)) {
        return false;
    }
    while (set_next(set, &position, &item)) {
        if (!pickle_save(rt, pickling, item, false)) {
            return false;
        }
    }
    if (pickle_is_known(pickling, set, &number)) {
        return refer_instead(rt, pickling, 1, PICKLE_POP_MARK, number);
    }
    return pickle_write_op(rt, pickling, PICKLE_FROZENSET) &&
           pickle_memoize(rt, pickling, set, false);
}

bool pickle_save_frozenset(Runtime *rt, Pickling *pickling, Object *set) {
    if (!fast_enter(rt, pickling, set)) {
        return false;
    }
    bool done = pickling->protocol < 4 ? save_set_as_call(rt, pickling, set)
                                       : save_frozenset_items(rt, pickling, set);
    return fast_leave(rt, pickling, set, done);
}
