/* Making, changing and ending classes. A class owns its ClassSlots, its shapes and its index; the
 * table of types, its bases' lists of subclasses and its instances refer to it by that index. */
#include "types/class.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "object/type_cache.h"
#include "types/class_layout.h"
#include "types/class_slots.h"
#include "types/mro.h"
#include "types/slot_functions.h"
#include "types/slot_methods.h"
#include <string.h>

BORROWED TypeObject *class_metatype(Runtime *rt, TypeObject *metatype, Object *bases) {
    TypeObject *winner = metatype;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        TypeObject *other = type_of(rt, tuple_get(bases, i));
        if (!other) {
            return NULL;
        }
        if (type_is_subtype(winner, other)) {
            continue;
        }
        if (!type_is_subtype(other, winner)) {
            return raise_type_error(rt, "metaclass conflict: the metaclass of a derived class must "
                                        "be a (non-strict) subclass of the metaclasses of all its "
                                        "bases");
        }
        winner = other;
    }
    return winner;
}

bool class_update_name(Runtime *rt, TypeObject *type) {
    size_t length;
    Object *holder = NULL;
    const char *text = str_utf8(rt, type->name, &length, &holder, false);
    if (!text) {
        return false;
    }
    if (strlen(text) != length) {
        release_nullable(rt, holder);
        raise_value_error(rt, "type name must not contain null characters");
        return false;
    }
    type->slots->name = text;
    REPLACE_REF(rt, &class_slots(type)->name_bytes, holder);
    return true;
}

static bool check_new_arguments(Runtime *rt, Object *const *args, size_t count) {
    if (count != 3) {
        raise_type_error(rt, "type.__new__() takes exactly 3 arguments (%zu given)", count);
    } else if (!type_is_str(rt, args[0])) {
        raise_type_error(rt, "type.__new__() argument 1 must be str, not %T", args[0]);
    } else if (!type_is_tuple(rt, args[1])) {
        raise_type_error(rt, "type.__new__() argument 2 must be tuple, not %T", args[1]);
    } else if (!type_is_dict(rt, args[2])) {
        raise_type_error(rt, "type.__new__() argument 3 must be dict, not %T", args[2]);
    } else {
        return true;
    }
    return false;
}

/* A base that is no type but knows how to stand for some: the class statement has asked it. */
static bool check_mro_entries(Runtime *rt, Object *bases) {
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Object *base = tuple_get(bases, i);
        if (type_is_type(rt, base)) {
            continue;
        }
        int has = object_has_attr(rt, base, rt->names[NAME___mro_entries__]);
        if (has > 0) {
            raise_type_error(rt, "type() doesn't support MRO entry resolution; use "
                                 "types.new_class()");
        }
        if (has != 0) {
            return false;
        }
    }
    return true;
}

/* --- the steps of make_class --- */

static bool set_names(Runtime *rt, TypeObject *type, Object *name) {
    type->name = retain(name);
    if (!class_update_name(rt, type)) {
        return false;
    }
    Object *qualname = dict_get_str(rt, type->dict, rt->names[NAME___qualname__]);
    if (!qualname) {
        type->qualname = retain(name);
        return rt->error == NULL;
    }
    if (!type_is_str(rt, qualname)) {
        raise_type_error(rt, "type __qualname__ must be a str, not %T", qualname);
        return false;
    }
    type->qualname = retain(qualname);
    return dict_delete(rt, type->dict, rt->names[NAME___qualname__]) >= 0;
}

static bool set_module(Runtime *rt, TypeObject *type) {
    Object *key = rt->names[NAME___module__];
    if (dict_get_str(rt, type->dict, key) || !rt->hooks.current_globals) {
        return rt->error == NULL;
    }
    Object *globals = rt->hooks.current_globals(rt);
    Object *module = globals ? dict_get(rt, globals, rt->names[NAME___name__]) : NULL;
    return module ? dict_set(rt, type->dict, key, module) : rt->error == NULL;
}

/* Functions that are static or class methods without saying so. */
static bool wrap_function(Runtime *rt, TypeObject *type, int name_id, uint32_t wrapper_id) {
    Object *name = rt->names[name_id];
    Object *function = dict_get_str(rt, type->dict, name);
    if (!function || object_type_id(function) != TYPE_FUNCTION) {
        return rt->error == NULL;
    }
    TypeObject *wrapper = type_object(rt, wrapper_id);
    Object *wrapped = wrapper ? object_call_one(rt, &wrapper->header, function) : NULL;
    return wrapped && dict_set_stealing(rt, type->dict, retain(name), wrapped);
}

/* Registers the class with the table and with its bases. */
static bool enter_tables(Runtime *rt, TypeObject *type) {
    uint32_t type_id;
    if (!type_table_add(rt, type->slots, type, &type_id)) {
        return false;
    }
    type->type_id = type_id;
    type->slots->type_id = type_id;
    for (size_t i = 0; i < tuple_length(type->bases); i++) {
        if (!type_add_subclass(rt, (TypeObject *)tuple_get(type->bases, i), type_id)) {
            return false;
        }
    }
    return true;
}

static void inherit_pattern_flags(TypeObject *type) {
    const uint32_t pattern_flags = TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING;
    for (size_t i = 1; i < tuple_length(type->mro); i++) {
        if (type->slots->flags & pattern_flags) {
            return;
        }
        type->slots->flags |= ((TypeObject *)tuple_get(type->mro, i))->slots->flags & pattern_flags;
    }
}

static bool set_default(Runtime *rt, TypeObject *type, int name_id, Object *value) {
    return dict_set_default(rt, type->dict, rt->names[name_id], value) != NULL;
}

static bool fill_class(Runtime *rt, TypeObject *type, const ClassLayout *layout) {
    Object *mro = mro_of_class(rt, type);
    if (!mro) {
        return false;
    }
    type->mro = mro;
    inherit_pattern_flags(type);
    if (!set_module(rt, type) || !wrap_function(rt, type, NAME___new__, TYPE_STATICMETHOD) ||
        !wrap_function(rt, type, NAME___init_subclass__, TYPE_CLASSMETHOD) ||
        !wrap_function(rt, type, NAME___class_getitem__, TYPE_CLASSMETHOD) ||
        !class_layout_add_descriptors(rt, type, layout) ||
        !set_default(rt, type, NAME___doc__, NONE)) {
        return false;
    }
    if (dict_get_str(rt, type->dict, rt->names[NAME___eq__]) &&
        !set_default(rt, type, NAME___hash__, NONE)) {
        return false;
    }
    return slot_methods_fill(rt, type);
}

/* The cell that super() and __class__ in methods read. */
static bool fill_cell(Runtime *rt, TypeObject *type, STEALS Object *cell) {
    if (!cell) {
        return rt->error == NULL;
    }
    bool done = false;
    if (object_type_id(cell) != TYPE_CELL) {
        TypeObject *cell_type = type_of(rt, cell);
        raise_type_error(rt, "__classcell__ must be a nonlocal cell, not %R", (Object *)cell_type);
    } else {
        done = object_set_attr(rt, cell, rt->names[NAME_cell_contents], &type->header);
    }
    release(rt, cell);
    return done;
}

static bool call_set_name(Runtime *rt, TypeObject *type, Object *name, Object *value) {
    bool bound;
    Object *method = object_get_special(rt, value, NAME___set_name__, &bound);
    if (!method) {
        return rt->error == NULL;
    }
    Object *args[] = {value, &type->header, name};
    Object *result = object_call(rt, method, bound ? args : args + 1, bound ? 3 : 2, NULL);
    release(rt, method);
    if (result) {
        release(rt, result);
        return true;
    }
    raise_from(rt, TYPE_RUNTIME_ERROR, error_take(rt),
               "Error calling __set_name__ on '%T' instance %R in '%N'", value, name, type);
    return false;
}

static bool call_set_names(Runtime *rt, TypeObject *type) {
    Object *snapshot = dict_copy(rt, type->dict);
    size_t position = 0;
    Object *name, *value;
    bool done = snapshot != NULL;
    while (done && dict_next(snapshot, &position, &name, &value)) {
        done = call_set_name(rt, type, name, value);
    }
    release_nullable(rt, snapshot);
    return done;
}

/* super(type, type).__init_subclass__(**keywords) */
static bool call_init_subclass(Runtime *rt, TypeObject *type, Object *const *keyword_values,
                               Object *keyword_names) {
    Object *name = rt->names[NAME___init_subclass__];
    Object *found = type_cache_search(rt, type, 1, name);
    if (!found) {
        return rt->error == NULL;
    }
    retain(found);
    const TypeSlots *slots = slots_of(rt, found);
    Object *method = slots->descriptor_get ? slots->descriptor_get(rt, found, NULL, &type->header)
                                           : retain(found);
    release(rt, found);
    Object *result = method ? object_call(rt, method, keyword_values, 0, keyword_names) : NULL;
    release_nullable(rt, method);
    release_nullable(rt, result);
    return result != NULL;
}

/* A class that nobody has seen yet need not wait for the collector. */
static void break_cycles(Runtime *rt, TypeObject *type) {
    if (type->dict) {
        dict_clear(rt, type->dict);
    }
    CLEAR_REF(rt, &type->mro);
}

static NEW_REF Object *make_class(Runtime *rt, TypeObject *metatype, Object *name, Object *bases,
                                  Object *namespace, Object *const *keyword_values,
                                  Object *keyword_names) {
    TypeObject *base = class_layout_best_base(rt, bases);
    ClassLayout layout = {NULL, false, false};
    if (!base || !class_layout_plan(rt, base, bases, name, namespace, &layout)) {
        return NULL;
    }
    TypeObject *type =
        (TypeObject *)object_new_container(rt, metatype->type_id, sizeof(TypeObject));
    if (!type) {
        release_nullable(rt, layout.names);
        return NULL;
    }
    bool done = class_slots_make(rt, type, base);
    if (done) {
        type->slot_names = retain_nullable(layout.names);
        class_layout_apply(type, &layout);
        type->bases = retain(bases);
        type->dict = dict_copy(rt, namespace);
        if (type->dict) {
            ((DictObject *)type->dict)->flags |= DICT_OF_CLASS;
        }
        done = type->dict && set_names(rt, type, name) && enter_tables(rt, type);
    }
    if (done) {
        /* The cell comes first: mro() of the metaclass may call a function of the class. */
        Object *cell = dict_pop(rt, type->dict, rt->names[NAME___classcell__]);
        done = fill_cell(rt, type, cell) && fill_class(rt, type, &layout);
    }
    release_nullable(rt, layout.names);
    if (!done) {
        break_cycles(rt, type);
    } else {
        done =
            call_set_names(rt, type) && call_init_subclass(rt, type, keyword_values, keyword_names);
    }
    if (!done) {
        RELEASE(rt, type);
        return NULL;
    }
    return &type->header;
}

NEW_REF Object *class_new(Runtime *rt, TypeObject *metatype, Object *const *args, size_t count,
                          Object *keyword_names) {
    if (!check_new_arguments(rt, args, count)) {
        return NULL;
    }
    Object *bases = args[1];
    if (tuple_length(bases) == 0) {
        TypeObject *object = type_object(rt, TYPE_OBJECT);
        bases = object ? tuple_pack(rt, 1, object) : NULL;
        if (!bases) {
            return NULL;
        }
    } else {
        retain(bases);
    }
    Object *result = NULL;
    TypeObject *winner = check_mro_entries(rt, bases) ? class_metatype(rt, metatype, bases) : NULL;
    if (winner && winner != metatype && winner->slots->new_instance != class_new) {
        result = winner->slots->new_instance(rt, winner, args, count, keyword_names);
    } else if (winner) {
        result = make_class(rt, winner, args[0], bases, args[2], args + count, keyword_names);
    }
    release(rt, bases);
    return result;
}

void class_dealloc(Runtime *rt, Object *self) {
    TypeObject *type = (TypeObject *)self;
    for (size_t i = 0; type->bases && type->type_id && i < tuple_length(type->bases); i++) {
        type_remove_subclass((TypeObject *)tuple_get(type->bases, i), type->type_id);
    }
    shape_release_type(rt, type);
    CLEAR_REF(rt, &type->dict);
    if (type->type_id) {
        type_table_remove(rt, type->type_id);
    }
    CLEAR_REF(rt, &type->mro);
    CLEAR_REF(rt, &type->bases);
    CLEAR_REF(rt, &type->base);
    CLEAR_REF(rt, &type->slot_names);
    class_slots_free(rt, type);
    CLEAR_REF(rt, &type->name);
    CLEAR_REF(rt, &type->qualname);
    memory_free(rt, type->subclass_ids);
    object_free_container(rt, self, sizeof(TypeObject));
}

/* --- __bases__ --- */

/* Is type base itself, or above it by __bases__? The orders may not say so yet while mro() of a
 * metaclass assigns bases in turn. */
static bool is_above(const TypeObject *type, const TypeObject *base) {
    if (base == type) {
        return true;
    }
    for (size_t i = 0; base->bases && i < tuple_length(base->bases); i++) {
        if (is_above(type, (const TypeObject *)tuple_get(base->bases, i))) {
            return true;
        }
    }
    return false;
}

static bool check_bases(Runtime *rt, TypeObject *type, Object *bases) {
    if (!bases) {
        raise_type_error(rt, "cannot delete '__bases__' attribute of immutable type '%N'", type);
    } else if (!type_is_tuple(rt, bases)) {
        raise_type_error(rt, "can only assign tuple to %N.__bases__, not %T", type, bases);
    } else if (tuple_length(bases) == 0) {
        raise_type_error(rt, "can only assign non-empty tuple to %N.__bases__, not ()", type);
    } else {
        for (size_t i = 0; i < tuple_length(bases); i++) {
            Object *base = tuple_get(bases, i);
            if (!type_is_type(rt, base)) {
                raise_type_error(rt, "%N.__bases__ must be tuple of classes, not '%T'", type, base);
                return false;
            }
            if (type_is_subtype((TypeObject *)base, type) || is_above(type, (TypeObject *)base)) {
                raise_type_error(rt, "a __bases__ item causes an inheritance cycle");
                return false;
            }
        }
        return true;
    }
    return false;
}

/* New orders for a class and all below it; false leaves some changed, which the caller undoes by
 * setting the old bases again. */
static bool renew_mro(Runtime *rt, TypeObject *type) {
    Object *mro = mro_of_class(rt, type);
    if (!mro) {
        return false;
    }
    REPLACE_REF(rt, &type->mro, mro);
    type_modified(rt, type);
    if (!slot_methods_refill(rt, type)) {
        return false;
    }
    bool done = true;
    for (uint32_t i = 0; done && i < type->subclass_count; i++) {
        TypeObject *subclass = rt->type_objects[type->subclass_ids[i]];
        if (subclass) { /* mro() may drop it */
            RETAIN(subclass);
            done = renew_mro(rt, subclass);
            RELEASE(rt, subclass);
        }
    }
    return done;
}

static bool exchange_bases(Runtime *rt, TypeObject *type, Object *bases, TypeObject *base) {
    for (size_t i = 0; i < tuple_length(bases); i++) {
        if (!type_add_subclass(rt, (TypeObject *)tuple_get(bases, i), type->type_id)) {
            return false;
        }
    }
    for (size_t i = 0; i < tuple_length(type->bases); i++) {
        type_remove_subclass((TypeObject *)tuple_get(type->bases, i), type->type_id);
    }
    REPLACE_REF(rt, &type->bases, retain(bases));
    REPLACE_REF(rt, &type->base, RETAIN(base));
    type->slots->base_id = base->type_id;
    type_modified(rt, type);
    return true;
}

bool class_set_bases(Runtime *rt, TypeObject *type, Object *bases) {
    if (!check_bases(rt, type, bases)) {
        return false;
    }
    TypeObject *base = class_layout_best_base(rt, bases);
    if (!base) {
        return false;
    }
    if (type_is_class(type->base) != type_is_class(base)) {
        raise_type_error(rt, "__bases__ assignment: '%N' deallocator differs from '%N'", base,
                         type->base);
        return false;
    }
    if (!class_layout_same(type->base, base)) {
        raise_type_error(rt, "__bases__ assignment: '%N' object layout differs from '%N'", base,
                         type->base);
        return false;
    }
    Object *old_bases = retain(type->bases);
    TypeObject *old_base = RETAIN(type->base);
    bool done = exchange_bases(rt, type, bases, base);
    if (done && !renew_mro(rt, type)) {
        Object *error = error_take(rt);
        if (exchange_bases(rt, type, old_bases, old_base)) {
            renew_mro(rt, type);
        }
        error_set(rt, error);
        done = false;
    }
    release(rt, old_bases);
    RELEASE(rt, old_base);
    return done;
}

/* --- object.__class__ = type --- */

static bool may_change(const TypeObject *from, const TypeObject *to) {
    const TypeSlots *slots = to->slots;
    if (from->native->type_id == TYPE_MODULE && to->native->type_id == TYPE_MODULE) {
        return (type_is_class(from) || type_is_class(to)) &&
               from->slots->basic_size == slots->basic_size;
    }
    return type_is_class(from) && type_is_class(to);
}

bool class_assign(Runtime *rt, Object *object, TypeObject *type) {
    TypeObject *old = type_of(rt, object);
    if (!old) {
        return false;
    }
    if (!may_change(old, type)) {
        raise_type_error(rt, "__class__ assignment only supported for mutable types or ModuleType "
                             "subclasses");
        return false;
    }
    if (old == type) {
        return true;
    }
    if (type_is_class(old) && type_is_class(type) && !class_layout_same(old, type)) {
        raise_type_error(rt, "__class__ assignment: '%N' object layout differs from '%N'", type,
                         old);
        return false;
    }
    if (type_object_has_flag(type, TYPE_FLAG_SHAPED) && !instance_change_type(rt, object, type)) {
        return false;
    }
    object->meta = (object->meta & ((1u << OBJECT_TYPE_SHIFT) - 1)) | type->type_id
                                                                          << OBJECT_TYPE_SHIFT;
    if (type_is_class(type)) {
        RETAIN(type);
    }
    if (type_is_class(old)) {
        RELEASE(rt, old);
    }
    return true;
}
