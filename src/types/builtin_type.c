/* Filling the dict of a builtin type: wrappers for its slots, then methods (which may replace a
 * wrapper), attributes, __new__, __doc__, __hash__. */
#include "types/builtin_type.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/tuple.h"
#include "types/descriptors.h"
#include "types/slot_functions.h"
#include <string.h>

static bool add(Runtime *rt, TypeObject *type, const char *name, STEALS Object *value) {
    if (!value) {
        return false;
    }
    Object *key = intern_cstring(rt, name);
    if (!key) {
        release(rt, value);
        return false;
    }
    return dict_set_stealing(rt, type->dict, key, value);
}

/* A slot that is the base's own is inherited, not repeated. */
static bool is_own_slot(const TypeObject *type, size_t offset) {
    AnyFunction function = slot_table_get(type->slots, offset);
    return function && (!type->base || function != slot_table_get(type->base->slots, offset));
}

static bool add_wrappers(Runtime *rt, TypeObject *type) {
    for (const SlotRow *row = slot_table; row->name; row++) {
        if (row->wrap == WRAP_NONE || !is_own_slot(type, row->offset)) {
            continue;
        }
        if (row->wrap == WRAP_FINALIZE && type->type_id != TYPE_GENERATOR &&
            type->type_id != TYPE_COROUTINE && type->type_id != TYPE_ASYNC_GENERATOR) {
            continue;
        }
        Object *key = rt->names[row->name_id];
        if (dict_get_str(rt, type->dict, key)) {
            continue; /* two slots with one method: the first stands */
        }
        Object *wrapper;
        if (row->wrap == WRAP_HASH && type->slots->hash == hash_not_implemented) {
            wrapper = retain(NONE);
        } else {
            wrapper = descriptors_new_wrapper(rt, type, row);
        }
        if (!wrapper || !dict_set_stealing(rt, type->dict, retain(key), wrapper)) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *make_method(Runtime *rt, TypeObject *type, const MethodRow *row) {
    if (row->flags & METHOD_FLAG_CLASS) {
        return descriptors_new_method(rt, TYPE_CLASSMETHOD_DESCRIPTOR, type, row);
    }
    if ((row->flags & METHOD_FLAG_STATIC) == 0) {
        return descriptors_new_method(rt, TYPE_METHOD_DESCRIPTOR, type, row);
    }
    Object *function = native_function_new(rt, row, &type->header, NULL); /* for its name */
    TypeObject *wrapper = type_object(rt, TYPE_STATICMETHOD);
    if (!function || !wrapper) {
        release_nullable(rt, function);
        return NULL;
    }
    Object *method = wrapper->slots->new_instance(rt, wrapper, &function, 1, NULL);
    if (method && wrapper->slots->init && !wrapper->slots->init(rt, method, &function, 1, NULL)) {
        CLEAR_REF(rt, &method);
    }
    release(rt, function);
    return method;
}

/* Whether new_instance of `type` is what makes instances of `wanted`. Types that cannot be called
 * have nothing that makes them: iterators, frames, generators. */
static bool is_made_by(const Runtime *rt, const TypeObject *wanted, const TypeObject *type) {
    const TypeSlots *maker = wanted->native;
    if (maker->flags & TYPE_FLAG_NO_NEW) {
        return false;
    }
    while (!maker->new_instance) {
        if (maker->type_id == TYPE_OBJECT || maker->base_id == TYPE_OBJECT) {
            return false;
        }
        maker = rt->slots[maker->base_id];
    }
    return maker->new_instance == type->slots->new_instance;
}

/* type.__new__(T, …) of builtin types: `self` is the type that brings new_instance. */
static NEW_REF Object *builtin_new(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    TypeObject *type = (TypeObject *)self;
    if (count == 0) {
        return raise_type_error(rt, "%N.__new__(): not enough arguments", type);
    }
    if (!type_is_type(rt, args[0])) {
        return raise_type_error(rt, "%N.__new__(X): X is not a type object (%T)", type, args[0]);
    }
    TypeObject *wanted = (TypeObject *)args[0];
    if (!type_is_subtype(wanted, type)) {
        return raise_type_error(rt, "%N.__new__(%N): %N is not a subtype of %N", type, wanted,
                                wanted, type);
    }
    /* object.__new__(int) would make an object that int's own functions do not understand. */
    if (!is_made_by(rt, wanted, type)) {
        const TypeObject *safe = wanted;
        while (safe->slots->new_instance == slot_function_new) {
            safe = safe->base;
        }
        return raise_type_error(rt, "%N.__new__(%N) is not safe, use %s.__new__()", type, wanted,
                                safe->slots->name);
    }
    return type->slots->new_instance(rt, wanted, args + 1, count - 1, keyword_names);
}

static const MethodRow new_row =
    METHOD_ROW_KEYWORDS("__new__", builtin_new,
                        "__new__($type, *args, **kwargs)\n--\n\n"
                        "Create and return a new object.  See help(type) for accurate signature.");

static bool add_new(Runtime *rt, TypeObject *type) {
    const TypeSlots *slots = type->slots;
    if (!slots->new_instance ||
        (type->base && type->base->slots->new_instance == slots->new_instance)) {
        return true;
    }
    return add(rt, type, "__new__", native_function_new(rt, &new_row, &type->header, NULL));
}

static bool add_rows(Runtime *rt, TypeObject *type, const TypeSpec *spec) {
    for (const MethodRow *row = spec->methods; row && row->name; row++) {
        if (!add(rt, type, row->name, make_method(rt, type, row))) {
            return false;
        }
    }
    for (const AttributeRow *row = spec->attributes; row && row->name; row++) {
        if (!add(rt, type, row->name, descriptors_new_getset(rt, type, row))) {
            return false;
        }
    }
    return true;
}

static bool fill(Runtime *rt, TypeObject *type) {
    const TypeSpec *spec = (const TypeSpec *)(const void *)type->slots;
    return add_wrappers(rt, type) && add_new(rt, type) && add_rows(rt, type, spec) &&
           (dict_get_str(rt, type->dict, rt->names[NAME___doc__]) != NULL ||
            add(rt, type, "__doc__", descriptors_doc(rt, spec->doc)));
}

void builtin_type_open(Runtime *rt) {
    rt->hooks.type_fill = fill;
}
