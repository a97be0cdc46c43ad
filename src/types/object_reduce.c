/* How any object is taken apart for copying: see object_reduce.h. The result is what CPython's
 * object.__reduce_ex__ gives: (copyreg.__newobj__, (class, *args), state, items, pairs). */
#include "types/object_reduce.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/module.h"
#include "object/shape.h"
#include "object/tuple.h"

static NEW_REF Object *import_copyreg(Runtime *rt) {
    Object *known = dict_get_cstring(rt, rt->modules, "copyreg");
    if (known && known != NONE) {
        return retain(known);
    }
    if (error_pending(rt)) {
        return NULL;
    }
    Object *import = module_builtin(rt, "__import__");
    if (!import) {
        return NULL;
    }
    Object *name = str_from_utf8(rt, "copyreg", 7);
    Object *module = name ? object_call_one(rt, import, name) : NULL;
    release_nullable(rt, name);
    return module;
}

/* copyreg.<name>(a, b) */
static NEW_REF Object *call_copyreg(Runtime *rt, const char *name, Object *a, Object *b) {
    Object *module = import_copyreg(rt);
    Object *args[] = {a, b};
    Object *result = module ? object_call_method_cstring(rt, module, name, args, 2) : NULL;
    release_nullable(rt, module);
    return result;
}

static bool has_fields_of_its_own(Runtime *rt, const Object *self) {
    const TypeObject *type = type_of(rt, self);
    return type && type->native->type_id != TYPE_OBJECT &&
           (type->native->item_size != 0 || type->native->basic_size > sizeof(Object));
}

static COLD void *raise_cannot(Runtime *rt, Object *self) {
    uint32_t type_id = object_type_id(self);
    bool has_items = type_id == TYPE_MEMORYVIEW || type_id == TYPE_CODE; /* in CPython */
    return raise_type_error(
        rt, has_items ? "cannot pickle %T objects" : "cannot pickle '%T' object", self);
}

/* --- state --- */

static NEW_REF Object *instance_state(Runtime *rt, Object *self) {
    if (type_has_flag(rt, self, TYPE_FLAG_SHAPED)) {
        bool is_dict = shape_is_dict(rt, ((Instance *)self)->shape_id);
        Object *dict =
            is_dict ? retain_nullable(instance_dict(rt, self)) : instance_copy_attributes(rt, self);
        if (dict && dict_length(dict) == 0) {
            release(rt, dict);
            return retain(NONE);
        }
        return dict;
    }
    bool missing;
    Object *dict = object_get_attr_optional(rt, self, rt->names[NAME___dict__], &missing);
    if (!dict) {
        return missing ? retain(NONE) : NULL;
    }
    if (type_is_dict(rt, dict) && dict_length(dict) == 0) {
        release(rt, dict);
        return retain(NONE);
    }
    return dict;
}

/* Names of all __slots__ members along the MRO, by copyreg._slotnames, which leaves them in
 * __slotnames__ of the class: a tuple. */
static NEW_REF Object *slot_names(Runtime *rt, TypeObject *type) {
    if (!type_is_class(type)) {
        return tuple_empty(rt);
    }
    Object *names = type_lookup_own(rt, type, rt->names[NAME___slotnames__]);
    if (names && type_is_list(rt, names)) {
        return list_as_tuple(rt, names);
    }
    Object *copyreg = rt->error ? NULL : import_copyreg(rt);
    Object *argument = &type->header;
    names = copyreg ? object_call_method_cstring(rt, copyreg, "_slotnames", &argument, 1) : NULL;
    release_nullable(rt, copyreg);
    Object *tuple = NULL;
    if (names && names != NONE && !type_is_list(rt, names)) {
        raise_type_error(rt, "copyreg._slotnames didn't return a list or None");
    } else if (names) {
        tuple = names == NONE ? tuple_empty(rt) : list_as_tuple(rt, names);
    }
    release_nullable(rt, names);
    return tuple;
}

/* The members that are set, as a dict. */
static NEW_REF Object *member_state(Runtime *rt, Object *self, TypeObject *type) {
    Object *names = slot_names(rt, type);
    Object *state = names ? dict_new(rt) : NULL;
    for (size_t i = 0; state && i < tuple_length(names); i++) {
        Object *name = tuple_get(names, i);
        bool missing;
        Object *value = object_get_attr_optional(rt, self, name, &missing);
        if (value ? !dict_set(rt, state, name, value) : !missing) {
            CLEAR_REF(rt, &state);
        }
        release_nullable(rt, value);
    }
    release_nullable(rt, names);
    return state;
}

static NEW_REF Object *default_state(Runtime *rt, Object *self, bool required) {
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return NULL;
    }
    if (required && has_fields_of_its_own(rt, self)) {
        return raise_cannot(rt, self);
    }
    Object *state = instance_state(rt, self);
    if (!state) {
        return NULL;
    }
    Object *members = member_state(rt, self, type);
    if (members && dict_length(members) > 0) {
        Object *both = tuple_pack(rt, 2, state, members);
        release(rt, state);
        state = both;
    } else if (!members) {
        CLEAR_REF(rt, &state);
    }
    release_nullable(rt, members);
    return state;
}

NEW_REF Object *object_getstate(Runtime *rt, Object *self) {
    return default_state(rt, self, false);
}

static NEW_REF Object *get_state(Runtime *rt, Object *self, bool required) {
    Object *method = object_get_attr(rt, self, rt->names[NAME___getstate__]);
    if (!method) {
        return NULL;
    }
    Object *state = NULL;
    TypeObject *object_type = type_object(rt, TYPE_OBJECT);
    Object *own = object_type ? type_lookup_name(rt, self, NAME___getstate__) : NULL;
    Object *of_object = own ? type_lookup_own(rt, object_type, rt->names[NAME___getstate__]) : NULL;
    if (own && own == of_object) {
        state = default_state(rt, self, required);
    } else if (!error_pending(rt)) {
        state = object_call_noargs(rt, method);
    }
    release(rt, method);
    return state;
}

/* --- arguments for __new__ --- */

/* *args and *kwargs: NULL when there are none; new references. */
static bool get_new_arguments(Runtime *rt, Object *self, Object **args, Object **kwargs) {
    *args = *kwargs = NULL;
    bool missing;
    Object *result = object_call_special(rt, self, NAME___getnewargs_ex__, NULL, 0, &missing);
    if (result) {
        bool good = type_is_tuple(rt, result) && tuple_length(result) == 2;
        if (!type_is_tuple(rt, result)) {
            raise_type_error(rt, "__getnewargs_ex__ should return a tuple, not '%T'", result);
        } else if (!good) {
            raise_value_error(rt, "__getnewargs_ex__ should return a tuple of length 2, not %zu",
                              tuple_length(result));
        } else if (!type_is_tuple(rt, tuple_get(result, 0))) {
            raise_type_error(rt,
                             "first item of the tuple returned by __getnewargs_ex__ must be a "
                             "tuple, not '%T'",
                             tuple_get(result, 0));
            good = false;
        } else if (!type_is_dict(rt, tuple_get(result, 1))) {
            raise_type_error(rt,
                             "second item of the tuple returned by __getnewargs_ex__ must be a "
                             "dict, not '%T'",
                             tuple_get(result, 1));
            good = false;
        } else {
            *args = retain(tuple_get(result, 0));
            *kwargs = retain(tuple_get(result, 1));
        }
        release(rt, result);
        return good;
    }
    if (!missing) {
        return false;
    }
    result = object_call_special(rt, self, NAME___getnewargs__, NULL, 0, &missing);
    if (result && !type_is_tuple(rt, result)) {
        raise_type_error(rt, "__getnewargs__ should return a tuple, not '%T'", result);
        release(rt, result);
        return false;
    }
    *args = result;
    return result || missing;
}

/* (function, arguments) that make the object anew. */
static NEW_REF Object *make_constructor(Runtime *rt, Object *self, Object *args, Object *kwargs,
                                        Object **arguments) {
    Object *copyreg = import_copyreg(rt);
    TypeObject *type = type_of(rt, self);
    if (!copyreg || !type) {
        release_nullable(rt, copyreg);
        return NULL;
    }
    bool plain = !kwargs || dict_length(kwargs) == 0;
    Object *function = object_get_attr_cstring(rt, copyreg, plain ? "__newobj__" : "__newobj_ex__");
    if (plain) {
        size_t count = args ? tuple_length(args) : 0;
        *arguments = tuple_new(rt, count + 1);
        if (*arguments) {
            tuple_items(*arguments)[0] = retain(&type->header);
            for (size_t i = 0; i < count; i++) {
                tuple_items(*arguments)[i + 1] = retain(tuple_get(args, i));
            }
        }
    } else {
        *arguments = tuple_pack(rt, 3, type, args, kwargs);
    }
    release(rt, copyreg);
    if (!function || !*arguments) {
        release_nullable(rt, function);
        CLEAR_REF(rt, arguments);
        return NULL;
    }
    return function;
}

static bool get_items(Runtime *rt, Object *self, Object **items, Object **pairs) {
    *items = *pairs = NULL;
    if (type_is_list(rt, self)) {
        *items = object_iter(rt, self);
    } else {
        *items = retain(NONE);
    }
    if (type_is_dict(rt, self)) {
        Object *view = object_call_method(rt, self, rt->names[NAME_items], NULL, 0);
        *pairs = view ? object_iter(rt, view) : NULL;
        release_nullable(rt, view);
    } else {
        *pairs = retain(NONE);
    }
    if (*items && *pairs) {
        return true;
    }
    CLEAR_REF(rt, items);
    CLEAR_REF(rt, pairs);
    return false;
}

static NEW_REF Object *reduce_newobj(Runtime *rt, Object *self) {
    const TypeSlots *slots = slots_of(rt, self);
    if (!slots->new_instance || (slots->flags & TYPE_FLAG_NO_NEW)) {
        return raise_cannot(rt, self);
    }
    Object *args, *kwargs, *arguments = NULL;
    if (!get_new_arguments(rt, self, &args, &kwargs)) {
        return NULL;
    }
    Object *result = NULL, *state = NULL, *items = NULL, *pairs = NULL;
    Object *function = make_constructor(rt, self, args, kwargs, &arguments);
    if (function) {
        bool required = !args && !type_is_list(rt, self) && !type_is_dict(rt, self);
        state = get_state(rt, self, required);
        if (state && get_items(rt, self, &items, &pairs)) {
            result = tuple_pack(rt, 5, function, arguments, state, items, pairs);
        }
    }
    Object *owned[] = {args, kwargs, arguments, function, state, items, pairs};
    for (size_t i = 0; i < COUNT_OF(owned); i++) {
        release_nullable(rt, owned[i]);
    }
    return result;
}

static NEW_REF Object *reduce_by_protocol(Runtime *rt, Object *self, int64_t protocol) {
    if (protocol >= 2) {
        return reduce_newobj(rt, self);
    }
    Object *number = int_from_int64(rt, protocol);
    Object *result = number ? call_copyreg(rt, "_reduce_ex", self, number) : NULL;
    release_nullable(rt, number);
    return result;
}

NEW_REF Object *object_reduce_plain(Runtime *rt, Object *self) {
    return reduce_by_protocol(rt, self, 0);
}

NEW_REF Object *object_reduce_ex(Runtime *rt, Object *self, Object *protocol) {
    int64_t number;
    if (!object_as_int64(rt, protocol, &number)) {
        return NULL;
    }
    /* A class with a __reduce__ of its own means that one. */
    TypeObject *object_type = type_object(rt, TYPE_OBJECT);
    Object *name = rt->names[NAME___reduce__];
    Object *of_object = object_type ? type_lookup_own(rt, object_type, name) : NULL;
    Object *own = of_object ? type_lookup_name(rt, self, NAME___reduce__) : NULL;
    if (!own) {
        return NULL;
    }
    if (own != of_object) {
        return object_call_method(rt, self, name, NULL, 0);
    }
    return reduce_by_protocol(rt, self, number);
}
