/* The functions in the slots of classes: see slot_functions.h. */
#include "types/slot_functions.h"
#include "object/budget.h"
#include "object/exception.h"
#include "object/native.h"
#include "object/tuple.h"
#include <string.h>

enum { SMALL_CALL = 8 };

NEW_REF Object *slot_function_prepend(Runtime *rt, Object *callee, Object *first,
                                      Object *const *args, size_t count, Object *keyword_names) {
    size_t total = count + (keyword_names ? tuple_length(keyword_names) : 0);
    Object *small[SMALL_CALL];
    Object **all = small;
    if (total + 1 > SMALL_CALL) {
        all = memory_allocate(rt, (total + 1) * sizeof(Object *));
        if (!all) {
            return NULL;
        }
    }
    all[0] = first;
    if (total > 0) {
        memcpy((void *)(all + 1), (const void *)args, total * sizeof(Object *));
    }
    Object *result = object_call(rt, callee, all, count + 1, keyword_names);
    if (all != small) {
        memory_free(rt, (void *)all);
    }
    return result;
}

/* Calls `found`, an attribute of args[0]'s type, as a method of args[0]. */
static NEW_REF Object *call_found(Runtime *rt, Object *found, Object *const *args, size_t count) {
    const TypeSlots *slots = slots_of(rt, found);
    retain(found);
    Object *result;
    if (LIKELY(slots->flags & TYPE_FLAG_METHOD_LIKE)) {
        result = slots->call(rt, found, args, count, NULL);
    } else if (slots->descriptor_get) {
        TypeObject *type = type_of(rt, args[0]);
        Object *bound = slots->descriptor_get(rt, found, args[0], &type->header);
        result = bound ? object_call(rt, bound, args + 1, count - 1, NULL) : NULL;
        release_nullable(rt, bound);
    } else {
        result = object_call(rt, found, args + 1, count - 1, NULL);
    }
    release(rt, found);
    return result;
}

static NEW_REF Object *call_method(Runtime *rt, int name_id, Object *const *args, size_t count) {
    Object *found = type_lookup_name(rt, args[0], name_id);
    if (UNLIKELY(!found)) {
        return rt->error ? NULL : raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, rt->names[name_id]);
    }
    return call_found(rt, found, args, count);
}

static NEW_REF Object *call_or_not_implemented(Runtime *rt, int name_id, Object *a, Object *b) {
    Object *found = type_lookup_name(rt, a, name_id);
    if (!found) {
        return rt->error ? NULL : retain(NOT_IMPLEMENTED);
    }
    if (UNLIKELY(found == NONE)) { /* __radd__ = None: nothing to call */
        return raise_type_error(rt, "'NoneType' object is not callable");
    }
    Object *args[] = {a, b};
    return call_found(rt, found, args, 2);
}

/* Does b's type define the reflected method in another way than a's? */
static bool is_overridden(Runtime *rt, Object *a, Object *b, int reflected) {
    Object *of_b = type_lookup_name(rt, b, reflected);
    return of_b && of_b != type_lookup_name(rt, a, reflected);
}

/* One of a and b is of a class whose slot is `function`: b's reflected method goes first when its
 * class is a true subclass that overrides it. */
static NEW_REF Object *binary_by_methods(Runtime *rt, Object *a, Object *b, BinaryOp op, int name,
                                         int reflected, BinaryFunction function) {
    if (object_type_id(a) == object_type_id(b)) {
        return call_or_not_implemented(rt, name, a, b);
    }
    bool try_b = slots_binary(slots_of(rt, b), op) == function;
    if (slots_binary(slots_of(rt, a), op) == function) {
        if (try_b && type_is_subtype(type_of(rt, b), type_of(rt, a)) &&
            is_overridden(rt, a, b, reflected)) {
            Object *result = call_or_not_implemented(rt, reflected, b, a);
            if (result != NOT_IMPLEMENTED) {
                return result;
            }
            try_b = false;
        }
        if (UNLIKELY(rt->error)) { /* no memory for looking */
            return NULL;
        }
        Object *result = call_or_not_implemented(rt, name, a, b);
        if (result != NOT_IMPLEMENTED) {
            return result;
        }
    }
    return try_b ? call_or_not_implemented(rt, reflected, b, a) : retain(NOT_IMPLEMENTED);
}

#define BINARY_FUNCTIONS(name, OP, text)                                                           \
    NEW_REF Object *slot_function_##name(Runtime *rt, Object *a, Object *b) {                      \
        return binary_by_methods(rt, a, b, BINARY_##OP, NAME___##name##__, NAME___r##name##__,     \
                                 slot_function_##name);                                            \
    }                                                                                              \
    NEW_REF Object *slot_function_i##name(Runtime *rt, Object *a, Object *b) {                     \
        return call_or_not_implemented(rt, NAME___i##name##__, a, b);                              \
    }
BINARY_SLOTS(BINARY_FUNCTIONS)
#undef BINARY_FUNCTIONS

#define UNARY_FUNCTION(name, method)                                                               \
    NEW_REF Object *slot_function_##name(Runtime *rt, Object *self) {                              \
        return call_method(rt, NAME_##method, &self, 1);                                           \
    }
UNARY_SLOTS(UNARY_FUNCTION)
#undef UNARY_FUNCTION

NEW_REF Object *slot_function_pow(Runtime *rt, Object *a, Object *b) {
    return binary_by_methods(rt, a, b, BINARY_POWER, NAME___pow__, NAME___rpow__,
                             slot_function_pow);
}

NEW_REF Object *slot_function_ipow(Runtime *rt, Object *a, Object *b) {
    return call_or_not_implemented(rt, NAME___ipow__, a, b);
}

NEW_REF Object *slot_function_divmod(Runtime *rt, Object *a, Object *b) {
    return binary_by_methods(rt, a, b, BINARY_DIVMOD, NAME___divmod__, NAME___rdivmod__,
                             slot_function_divmod);
}

NEW_REF Object *slot_function_power3(Runtime *rt, Object *a, Object *b, Object *modulus) {
    if (modulus == NONE) {
        return slot_function_pow(rt, a, b);
    }
    /* Three operands: no reflected form. */
    const NumberSlots *numbers = slots_of(rt, a)->numbers;
    if (numbers && numbers->power3 == slot_function_power3) {
        Object *args[] = {a, b, modulus};
        return call_method(rt, NAME___pow__, args, 3);
    }
    return retain(NOT_IMPLEMENTED);
}

NEW_REF Object *slot_function_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    static const int NAMES[] = {NAME___lt__, NAME___le__, NAME___eq__,
                                NAME___ne__, NAME___gt__, NAME___ge__};
    Object *found = type_lookup_name(rt, a, NAMES[op]);
    const TypeSlots *slots = found ? slots_of(rt, found) : NULL;
    if (!found || (slots->flags & TYPE_FLAG_METHOD_LIKE) || !slots->descriptor_get) {
        return call_or_not_implemented(rt, NAMES[op], a, b);
    }
    Object *bound = slots->descriptor_get(rt, found, a, &type_of(rt, a)->header);
    if (!bound) { /* as in CPython, a property that fails counts as no method */
        return error_clear_ordinary(rt) ? retain(NOT_IMPLEMENTED) : NULL;
    }
    Object *result = object_call_one(rt, bound, b);
    release(rt, bound);
    return result;
}

int64_t slot_function_hash(Runtime *rt, Object *self) {
    Object *found = type_lookup_name(rt, self, NAME___hash__);
    if (!found || found == NONE) {
        return rt->error ? -1 : hash_not_implemented(rt, self);
    }
    Object *result = call_found(rt, found, &self, 1);
    if (!result) {
        return -1;
    }
    /* What fits is kept, so that a __hash__ that gives hash(x) gives just that. */
    int64_t hash = -1;
    int overflow = 0;
    if (!type_is_int(rt, result)) {
        raise_type_error(rt, "__hash__ method should return an integer");
    } else {
        hash = int_as_int64(result, &overflow);
        hash = overflow ? rt->slots[TYPE_INT]->hash(rt, result) : hash == -1 ? -2 : hash;
    }
    release(rt, result);
    return hash;
}

int slot_function_is_true(Runtime *rt, Object *self) {
    Object *found = type_lookup_name(rt, self, NAME___bool__);
    bool by_length = false;
    if (!found && !rt->error) {
        found = type_lookup_name(rt, self, NAME___len__);
        by_length = true;
    }
    if (!found) {
        return rt->error ? -1 : 1;
    }
    Object *result = call_found(rt, found, &self, 1);
    if (!result) {
        return -1;
    }
    int truth = -1;
    if (by_length) {
        truth = object_is_true(rt, result);
    } else if (object_type_id(result) == TYPE_BOOL) {
        truth = result == TRUE_OBJECT;
    } else {
        raise_type_error(rt, "__bool__ should return bool, returned %T", result);
    }
    release(rt, result);
    return truth;
}

int64_t slot_function_length(Runtime *rt, Object *self) {
    Object *result = call_method(rt, NAME___len__, &self, 1);
    if (!result) {
        return -1;
    }
    Object *number = object_index(rt, result);
    release(rt, result);
    if (!number) {
        return -1;
    }
    int64_t length = -1;
    if (int_is_negative(number)) {
        raise_value_error(rt, "__len__() should return >= 0");
    } else if (int_is_big(number)) {
        raise_overflow_error(rt, "cannot fit '%T' into an index-sized integer", number);
    } else {
        length = int_small_value(number);
    }
    release(rt, number);
    return length;
}

int slot_function_contains(Runtime *rt, Object *self, Object *item) {
    Object *found = type_lookup_name(rt, self, NAME___contains__);
    if (!found || found == NONE) {
        if (!rt->error) {
            raise_type_error(rt, "'%T' object is not a container", self);
        }
        return -1;
    }
    Object *args[] = {self, item};
    Object *result = call_found(rt, found, args, 2);
    if (!result) {
        return -1;
    }
    int truth = object_is_true(rt, result);
    release(rt, result);
    return truth;
}

NEW_REF Object *slot_function_get_item(Runtime *rt, Object *self, Object *key) {
    Object *args[] = {self, key};
    return call_method(rt, NAME___getitem__, args, 2);
}

/* For methods whose result does not matter. */
static bool call_for_effect(Runtime *rt, int name_id, Object *const *args, size_t count) {
    Object *result = call_method(rt, name_id, args, count);
    if (!result) {
        return false;
    }
    release(rt, result);
    return true;
}

bool slot_function_set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    Object *args[] = {self, key, value};
    return value ? call_for_effect(rt, NAME___setitem__, args, 3)
                 : call_for_effect(rt, NAME___delitem__, args, 2);
}

NEW_REF Object *slot_function_iter(Runtime *rt, Object *self) {
    Object *found = type_lookup_name(rt, self, NAME___iter__);
    if (!found || found == NONE) {
        return rt->error ? NULL : raise_type_error(rt, "'%T' object is not iterable", self);
    }
    return call_found(rt, found, &self, 1);
}

NEW_REF Object *slot_function_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names) {
    bool bound;
    Object *method = object_get_special(rt, self, NAME___call__, &bound);
    if (!method) {
        return rt->error ? NULL : raise_type_error(rt, "'%T' object is not callable", self);
    }
    Object *result = NULL;
    if (recursion_enter(rt, " while calling a Python object")) {
        result = bound ? slot_function_prepend(rt, method, self, args, count, keyword_names)
                       : object_call(rt, method, args, count, keyword_names);
        recursion_leave(rt);
    }
    release(rt, method);
    return result;
}

static NEW_REF Object *call_getattr(Runtime *rt, Object *self, Object *name) {
    Object *args[] = {self, name};
    return call_method(rt, NAME___getattr__, args, 2);
}

/* An AttributeError that a method raised with nothing but a message learns what was looked for: the
 * text of the error then suggests a name. */
static NEW_REF Object *add_context(Runtime *rt, STEALS Object *result, Object *self, Object *name) {
    if (!result && rt->error && object_type_id(rt->error) == TYPE_ATTRIBUTE_ERROR) {
        AttributeExceptionObject *error = (AttributeExceptionObject *)rt->error;
        if (!error->name && !error->object) {
            error->name = retain(name);
            error->object = retain(self);
        }
    }
    return result;
}

NEW_REF Object *slot_function_get_attr_fallback(Runtime *rt, Object *self, Object *name) {
    const TypeObject *type = rt->type_objects[object_type_id(self)];
    bool missing = false;
    Object *result;
    if (!type->native->get_attr || type->native->get_attr == object_generic_get_attr) {
        result = object_generic_get_attr_optional(rt, self, name, &missing);
    } else {
        result = type->native->get_attr(rt, self, name);
    }
    if (result || (!missing && !error_clear_if(rt, TYPE_ATTRIBUTE_ERROR))) {
        return result;
    }
    return add_context(rt, call_getattr(rt, self, name), self, name);
}

NEW_REF Object *slot_function_get_attr(Runtime *rt, Object *self, Object *name) {
    Object *args[] = {self, name};
    Object *result = call_method(rt, NAME___getattribute__, args, 2);
    if (!result && type_lookup_name(rt, self, NAME___getattr__) &&
        error_clear_if(rt, TYPE_ATTRIBUTE_ERROR)) {
        result = call_getattr(rt, self, name);
    }
    return add_context(rt, result, self, name);
}

bool slot_function_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    Object *args[] = {self, name, value};
    return value ? call_for_effect(rt, NAME___setattr__, args, 3)
                 : call_for_effect(rt, NAME___delattr__, args, 2);
}

NEW_REF Object *slot_function_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                             Object *owner) {
    Object *args[] = {self, instance ? instance : NONE, owner ? owner : NONE};
    if (!type_lookup_name(rt, self, NAME___get__)) { /* gone since: the value itself */
        return rt->error ? NULL : retain(self);
    }
    return call_method(rt, NAME___get__, args, 3);
}

bool slot_function_descriptor_set(Runtime *rt, Object *self, Object *instance, Object *value) {
    Object *args[] = {self, instance, value};
    return value ? call_for_effect(rt, NAME___set__, args, 3)
                 : call_for_effect(rt, NAME___delete__, args, 2);
}

bool slot_function_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    bool bound;
    Object *method = object_get_special(rt, self, NAME___init__, &bound);
    if (!method) {
        if (!rt->error) {
            raise_with_object(rt, TYPE_ATTRIBUTE_ERROR, rt->names[NAME___init__]);
        }
        return false;
    }
    Object *result = bound ? slot_function_prepend(rt, method, self, args, count, keyword_names)
                           : object_call(rt, method, args, count, keyword_names);
    release(rt, method);
    if (!result) {
        return false;
    }
    bool done = result == NONE;
    if (!done) {
        raise_type_error(rt, "__init__() should return None, not '%T'", result);
    }
    release(rt, result);
    return done;
}

NEW_REF Object *slot_function_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names) {
    Object *function = object_get_attr(rt, &type->header, rt->names[NAME___new__]);
    if (!function) {
        return NULL;
    }
    Object *result = slot_function_prepend(rt, function, &type->header, args, count, keyword_names);
    release(rt, function);
    return result;
}

void slot_function_finalize(Runtime *rt, Object *self) {
    if (budget_ends_without_code(rt)) {
        return;
    }
    bool bound;
    Object *method = object_get_special(rt, self, NAME___del__, &bound);
    if (!method) {
        return;
    }
    Object *result = object_call(rt, method, &self, bound ? 1 : 0, NULL);
    if (result) {
        release(rt, result);
    } else if (rt->hooks.unraisable) {
        rt->hooks.unraisable(rt, method, NULL);
    }
    release(rt, method);
}
