/* pickle_instance: pickles instances whose pickle is their class and their attributes, without
 * calling anything.
 *
 * That is so for a shape of a class that leaves __reduce_ex__, __reduce__, __getstate__ and
 * __class__ as object has them, has no __getnewargs__ and no __slots__, is not in
 * copyreg.dispatch_table, and when the instance's own attributes hide none of these. What has been
 * found out about a shape holds as long as the version of its class. The bytes are those that
 * object.__reduce_ex__ leads to; the dict of the attributes gets a number, but is never made. */
#include "modules/pickle_types.h"

#include "object/dict.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/shape.h"

enum { BATCH = 1000 };

static bool is_of_object(Runtime *rt, TypeObject *type, TypeObject *base, Object *name) {
    Object *found = type_lookup(rt, type, name);
    return found && found == type_lookup_own(rt, base, name);
}

static COLD bool class_is_plain(Runtime *rt, TypeObject *type) {
    static const int16_t OF_OBJECT[] = {NAME___reduce_ex__, NAME___reduce__, NAME___getstate__,
                                        NAME___class__, NAME___dict__};
    const TypeSlots *slots = type->slots;
    if (!(slots->flags & TYPE_FLAG_SHAPED) || (slots->flags & TYPE_FLAG_CUSTOM_GETATTR) ||
        object_type_id(&type->header) != TYPE_TYPE) {
        return false;
    }
    Object *slot_names = type_lookup_own(rt, type, rt->names[NAME___slotnames__]);
    if (!slot_names || object_type_id(slot_names) != TYPE_LIST || list_length(slot_names) > 0) {
        return false; /* copyreg leaves an empty list there when it is first asked */
    }
    TypeObject *base = type_object(rt, TYPE_OBJECT);
    if (!base || !type_dict(rt, base)) {
        return false;
    }
    for (size_t i = 0; i + 1 < COUNT_OF(OF_OBJECT); i++) {
        if (!is_of_object(rt, type, base, rt->names[OF_OBJECT[i]])) {
            return false;
        }
    }
    Object *dict = type_lookup(rt, type, rt->names[NAME___dict__]);
    return dict && object_type_id(dict) == TYPE_GETSET_DESCRIPTOR &&
           !type_lookup(rt, type, rt->names[NAME___getnewargs__]) &&
           !type_lookup(rt, type, rt->names[NAME___getnewargs_ex__]);
}

static COLD bool shape_is_plain(Runtime *rt, uint32_t shape_id) {
    return !shape_is_dict(rt, shape_id) &&
           shape_find(rt, shape_id, rt->names[NAME___reduce_ex__]) == SHAPE_MISSING &&
           shape_find(rt, shape_id, rt->names[NAME___reduce__]) == SHAPE_MISSING &&
           shape_find(rt, shape_id, rt->names[NAME___getstate__]) == SHAPE_MISSING;
}

static COLD bool find_out(Runtime *rt, Pickling *pickling, TypeObject *type, uint32_t shape_id) {
    Object *dispatch = pickle_settle(rt, pickling) ? pickle_known(rt, PICKLE_DISPATCH_TABLE) : NULL;
    if (!dispatch || object_type_id(dispatch) != TYPE_DICT ||
        dict_get(rt, dispatch, &type->header) || error_pending(rt) || !class_is_plain(rt, type) ||
        !shape_is_plain(rt, shape_id)) {
        return false;
    }
    uint32_t version = dict_keys_version(rt, dispatch);
    if (version != pickling->plain_dispatch) {
        for (size_t i = 0; i < PICKLE_PLAIN_COUNT; i++) {
            pickling->plain[i].version = 0;
        }
        pickling->plain_dispatch = version;
    }
    pickling->plain[shape_id % PICKLE_PLAIN_COUNT] =
        (PicklePlain){.shape_id = shape_id, .version = type_cache_version(rt, type)};
    return true;
}

/* Looks the shape up among those that are known to be plain, or finds it out. False with an
 * exception pending, or without. */
static bool is_plain(Runtime *rt, Pickling *pickling, Object *object) {
    TypeObject *type = type_of(rt, object);
    uint32_t shape_id = ((Instance *)object)->shape_id;
    const PicklePlain *known = &pickling->plain[shape_id % PICKLE_PLAIN_COUNT];
    const Object *dispatch = pickle_state(rt)->known[PICKLE_DISPATCH_TABLE];
    if (known->shape_id == shape_id && known->version == type->version && known->version &&
        dispatch && pickling->plain_dispatch &&
        ((const DictObject *)dispatch)->keys_version == pickling->plain_dispatch) {
        return true;
    }
    return find_out(rt, pickling, type, shape_id);
}

/* ---- attributes ---- */

/* The attributes that follow the first `count`: of the shape, or, when other code has asked for it
 * meanwhile, of the dict. False at the end. */
static bool next_attribute(Runtime *rt, Object *object, uint32_t *position, size_t count,
                           Object **name, Object **value) {
    if (LIKELY(!shape_is_dict(rt, ((Instance *)object)->shape_id))) {
        return instance_next(rt, object, position, name, value);
    }
    Object *dict = instance_dict(rt, object);
    size_t at = 0;
    bool found = dict != NULL;
    for (size_t i = 0; found && i <= count; i++) {
        found = dict_next(dict, &at, name, value);
    }
    return found;
}

static size_t attribute_count(Runtime *rt, Object *object) {
    uint32_t position = 0;
    size_t count = 0;
    Object *name, *value;
    while (next_attribute(rt, object, &position, count, &name, &value)) {
        count++;
    }
    return count;
}

static bool save_attributes(Runtime *rt, Pickling *pickling, Object *object, size_t total) {
    size_t count = 0, batch;
    uint32_t position = 0;
    Object *name, *value;
    do {
        if (total > 1 && !pickle_write_op(rt, pickling, PICKLE_MARK)) {
            return false;
        }
        for (batch = 0;
             batch < BATCH && next_attribute(rt, object, &position, count, &name, &value);
             batch++, count++) {
            if (!pickle_save_pair(rt, pickling, name, false, value)) {
                return false;
            }
            if (total == 1) {
                return pickle_write_op(rt, pickling, PICKLE_SETITEM);
            }
        }
        if (error_pending(rt) || !pickle_write_op(rt, pickling, PICKLE_SETITEMS)) {
            return false;
        }
        if (attribute_count(rt, object) != total) {
            return raise_runtime_error(rt, "dictionary changed size during iteration");
        }
    } while (batch == BATCH);
    return true;
}

/* As a dict that is pickled as an object of its own. */
static bool save_state(Runtime *rt, Pickling *pickling, Object *object, size_t total) {
    if (pickling->memo_is_seen) {
        Object *state = instance_copy_attributes(rt, object);
        bool done = state && pickle_save(rt, pickling, state, false);
        release_nullable(rt, state);
        return done && pickle_write_op(rt, pickling, PICKLE_BUILD);
    }
    if (!pickle_write_op(rt, pickling, PICKLE_EMPTY_DICT)) {
        return false;
    }
    size_t number = pickle_memo_next(&pickling->memo);
    bool done = pickling->protocol >= 4 ? pickle_write_op(rt, pickling, PICKLE_MEMOIZE)
                : number < 256
                    ? pickle_output_number(rt, &pickling->out, PICKLE_BINPUT, number, 1)
                    : pickle_output_number(rt, &pickling->out, PICKLE_LONG_BINPUT, number, 4);
    pickling->memo.unseen++;
    if (!done || !recursion_enter(rt, " while pickling an object")) {
        return false;
    }
    done = save_attributes(rt, pickling, object, total);
    recursion_leave(rt);
    return done && pickle_write_op(rt, pickling, PICKLE_BUILD);
}

static bool save_made(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    TypeObject *type = type_of(rt, object);
    size_t number, before = pickling->interruptions;
    if (!pickle_save(rt, pickling, &type->header, false)) {
        return false;
    }
    sole = sole && pickling->interruptions == before;
    uint8_t *at = pickle_output_room(rt, &pickling->out, 2);
    if (!at) {
        return false;
    }
    at[0] = PICKLE_EMPTY_TUPLE;
    at[1] = PICKLE_NEWOBJ;
    if (UNLIKELY(!sole && pickle_is_known(pickling, object, &number))) {
        return pickle_write_op(rt, pickling, PICKLE_POP) &&
               pickle_save_reference(rt, pickling, number);
    }
    if (!pickle_memoize(rt, pickling, object, sole)) {
        return false;
    }
    size_t total = attribute_count(rt, object);
    return total == 0 || save_state(rt, pickling, object, total);
}

bool pickle_save_instance(Runtime *rt, Pickling *pickling, Object *object, bool sole, bool *done) {
    *done = false;
    if (pickling->protocol < 2 || pickling->fast || pickling->dispatch_table ||
        pickling->persistent_id.function || pickling->reducer_override ||
        !type_has_flag(rt, object, TYPE_FLAG_SHAPED)) {
        return true;
    }
    if (!is_plain(rt, pickling, object)) {
        return !error_pending(rt);
    }
    *done = true;
    if (!recursion_enter(rt, " while pickling an object")) {
        return false;
    }
    bool saved = save_made(rt, pickling, object, sole);
    recursion_leave(rt);
    return saved;
}
