/* pickle_build: the opcodes that call what has been found, and give instances their state. */
#include "modules/pickle_unpickling.h"

#include "object/dict.h"
#include "object/intern.h"
#include "object/shape.h"
#include "object/tuple.h"

/* ---- calls ---- */

static COLD bool check_new_slow(Runtime *rt, Object *cls, Object *args, Object *kwargs,
                                const char *opcode) {
    if (!type_is_type(rt, cls)) {
        return pickle_raise_unpickling(rt, "%s class argument must be a type, not %.200s", opcode,
                                       type_name_of(rt, cls));
    }
    if (((TypeObject *)cls)->slots->flags & TYPE_FLAG_NO_NEW) {
        return pickle_raise_unpickling(rt, "%s class argument '%.200s' doesn't have __new__",
                                       opcode, type_name_of(rt, cls));
    }
    if (!type_is_tuple(rt, args)) {
        return pickle_raise_unpickling(rt, "%s args argument must be a tuple, not %.200s", opcode,
                                       type_name_of(rt, args));
    }
    if (kwargs && !type_is_dict(rt, kwargs)) {
        return pickle_raise_unpickling(rt, "%s kwargs argument must be a dict, not %.200s", opcode,
                                       type_name_of(rt, kwargs));
    }
    return true;
}

/* cls.__new__(cls, *args, **kwargs) */
static NEW_REF Object *call_new(Runtime *rt, Object *cls, Object *args, Object *kwargs) {
    const TypeSlots *slots = ((TypeObject *)cls)->slots;
    const TypeSlots *object_slots = rt->slots[TYPE_OBJECT];
    size_t count = tuple_length(args);
    if (count == 0 && !kwargs && slots->new_instance == object_slots->new_instance) {
        return slots->new_instance(rt, (TypeObject *)cls, NULL, 0, NULL);
    }
    Object *method = object_get_attr(rt, cls, rt->names[NAME___new__]);
    Object *all = method ? tuple_new(rt, count + 1) : NULL;
    Object *object = NULL;
    if (all) {
        tuple_items(all)[0] = retain(cls);
        for (size_t i = 0; i < count; i++) {
            tuple_items(all)[i + 1] = retain(tuple_get(args, i));
        }
        object = object_call_unpacked(rt, method, all, kwargs);
        release(rt, all);
    }
    release_nullable(rt, method);
    return object;
}

static inline bool check_new(Runtime *rt, Object *cls, Object *args, Object *kwargs,
                             const char *opcode) {
    bool plain = object_type_id(cls) == TYPE_TYPE && object_type_id(args) == TYPE_TUPLE && !kwargs;
    return (LIKELY(plain) && !(((TypeObject *)cls)->slots->flags & TYPE_FLAG_NO_NEW)) ||
           check_new_slow(rt, cls, args, kwargs, opcode);
}

static bool load_new(Runtime *rt, Unpickling *unpickling, STEALS Object *kwargs,
                     const char *opcode) {
    Object *args = unpickling_pop(rt, unpickling);
    Object *cls = args ? unpickling_pop(rt, unpickling) : NULL;
    Object *object =
        cls && check_new(rt, cls, args, kwargs, opcode) ? call_new(rt, cls, args, kwargs) : NULL;
    release_nullable(rt, kwargs);
    release_nullable(rt, args);
    release_nullable(rt, cls);
    return unpickling_push(rt, unpickling, object);
}

bool pickle_load_newobj(Runtime *rt, Unpickling *unpickling) {
    return load_new(rt, unpickling, NULL, "NEWOBJ");
}

bool pickle_load_newobj_ex(Runtime *rt, Unpickling *unpickling) {
    Object *kwargs = unpickling_pop(rt, unpickling);
    return kwargs && load_new(rt, unpickling, kwargs, "NEWOBJ_EX");
}

bool pickle_load_reduce(Runtime *rt, Unpickling *unpickling) {
    Object *args = unpickling_pop(rt, unpickling);
    Object *function = args ? unpickling_pop(rt, unpickling) : NULL;
    Object *object = NULL;
    if (function && type_is_tuple(rt, args)) {
        object = object_call(rt, function, tuple_items(args), tuple_length(args), NULL);
    } else if (function) {
        raise_type_error(rt, "argument list must be a tuple");
    }
    release_nullable(rt, args);
    release_nullable(rt, function);
    return unpickling_push(rt, unpickling, object);
}

/* ---- state ---- */

/* Attributes into an instance that has no dict yet; *done false: that is not so, or not any more,
 * and the rest from *position on is still to be set. */
static bool set_attributes(Runtime *rt, Object *object, Object *state, size_t *position,
                           bool *done) {
    *done = false;
    if (!type_has_flag(rt, object, TYPE_FLAG_SHAPED) ||
        type_has_flag(rt, object, TYPE_FLAG_CUSTOM_GETATTR)) {
        return true;
    }
    Object *descriptor = type_lookup_name(rt, object, NAME___dict__);
    if (!descriptor || object_type_id(descriptor) != TYPE_GETSET_DESCRIPTOR) {
        return !error_pending(rt);
    }
    size_t next = *position;
    Object *key, *value;
    while (dict_next(state, &next, &key, &value)) {
        if (!str_check_exact(key)) {
            return true;
        }
        Object *name = intern(rt, retain(key));
        bool set = name && instance_set(rt, object, name, value);
        release_nullable(rt, name);
        if (!set) {
            return false;
        }
        *position = next;
    }
    *done = true;
    return true;
}

static COLD bool update_dict(Runtime *rt, Object *object, Object *state, size_t position) {
    Object *dict = object_get_attr(rt, object, rt->names[NAME___dict__]);
    bool done = dict != NULL;
    Object *key, *value;
    while (done && dict_next(state, &position, &key, &value)) {
        retain(key);
        retain(value);
        if (str_check_exact(key)) {
            intern_in_place(rt, &key);
        }
        done = object_set_item(rt, dict, key, value);
        release(rt, key);
        release(rt, value);
    }
    release_nullable(rt, dict);
    return done;
}

static bool set_state_dict(Runtime *rt, Object *object, Object *state) {
    if (state == NONE) {
        return true;
    }
    if (!type_is_dict(rt, state)) {
        return pickle_raise_unpickling(rt, "state is not a dictionary");
    }
    size_t position = 0;
    bool done;
    return set_attributes(rt, object, state, &position, &done) &&
           (done || update_dict(rt, object, state, position));
}

static COLD bool set_members(Runtime *rt, Object *object, Object *state) {
    if (!type_is_dict(rt, state)) {
        return pickle_raise_unpickling(rt, "slot state is not a dictionary");
    }
    size_t position = 0;
    bool done = true;
    Object *key, *value;
    while (done && dict_next(state, &position, &key, &value)) {
        retain(key);
        retain(value);
        done = object_set_attr(rt, object, key, value);
        release(rt, key);
        release(rt, value);
    }
    return done;
}

static bool set_state(Runtime *rt, Object *object, Object *state) {
    bool missing;
    Object *method = object_get_attr_optional(rt, object, rt->names[NAME___setstate__], &missing);
    if (method) {
        Object *result = object_call_one(rt, method, state);
        release(rt, method);
        release_nullable(rt, result);
        return result != NULL;
    }
    if (!missing) {
        return false;
    }
    if (type_is_tuple(rt, state) && tuple_length(state) == 2) {
        return set_state_dict(rt, object, tuple_get(state, 0)) &&
               set_members(rt, object, tuple_get(state, 1));
    }
    return set_state_dict(rt, object, state);
}

bool pickle_load_build(Runtime *rt, Unpickling *unpickling) {
    if (unpickling->depth < unpickling->fence + 2) {
        return unpickling_underflow(rt, unpickling);
    }
    Object *state = unpickling_pop(rt, unpickling);
    Object *object = retain(unpickling->stack[unpickling->depth - 1]);
    bool done = set_state(rt, object, state);
    release(rt, object);
    release(rt, state);
    return done;
}
