/* Choosing the slots of a class. For each slot, what the MRO has for its special methods decides:
 *   nothing                     NULL
 *   wrappers of one function    that function (class C(int) adds with int's own function)
 *   anything else               the function of slot_functions.h that calls the method */
#include "types/slot_methods.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/tuple.h"
#include "types/class_slots.h"
#include "types/descriptors.h"
#include "types/slot_functions.h"
#include <string.h>

/* What one special method says about its slot. */
typedef struct Choice {
    AnyFunction specific;
    AnyFunction generic;
    bool use_generic;
} Choice;

static void choose(Choice *choice, const SlotRow *row, const TypeObject *type, Object *found) {
    choice->generic = row->function ? row->function : choice->generic;
    if (object_type_id(found) == TYPE_WRAPPER_DESCRIPTOR) {
        const WrapperDescriptorObject *wrapper = (const WrapperDescriptorObject *)found;
        if (wrapper->row->name_id == row->name_id && wrapper->row->offset != row->offset &&
            type_is_subtype(type, wrapper->type)) {
            return; /* list.__add__ stands for concat, not for the number slot */
        }
        AnyFunction function = slot_table_get(wrapper->type->slots, wrapper->row->offset);
        if (wrapper->row == row && type_is_subtype(type, wrapper->type) &&
            (!choice->specific || choice->specific == function)) {
            choice->specific = function;
            return;
        }
    } else if (object_type_id(found) == TYPE_METHOD_DESCRIPTOR) {
        /* list.__getitem__ is a method, for its messages, but says the same as list's slot. */
        const TypeObject *owner = ((const MethodDescriptorObject *)found)->type;
        AnyFunction function = slot_table_get(owner->slots, row->offset);
        if (function && !type_is_class(owner) && type_is_subtype(type, owner) &&
            (!choice->specific || choice->specific == function)) {
            choice->specific = function;
            return;
        }
    } else if (found == NONE && row->wrap == WRAP_HASH) {
        choice->specific = (AnyFunction)hash_not_implemented;
        return;
    }
    choice->use_generic = true;
}

static AnyFunction chosen(const Choice *choice) {
    return choice->use_generic ? choice->generic : choice->specific;
}

static bool is_native_new(const Object *found) {
    return object_type_id(found) == TYPE_NATIVE_FUNCTION;
}

/* A builtin type's __new__, its own or another one's, is no reason to call through a function: the
 * type whose instances these are makes them. */
static void set_new(Runtime *rt, TypeObject *type) {
    Object *found = type_lookup(rt, type, rt->names[NAME___new__]);
    type->slots->new_instance = slot_function_new;
    if (found && object_type_id(found) == TYPE_STATICMETHOD) {
        return;
    }
    if (found && is_native_new(found)) {
        const Object *owner = ((const NativeFunctionObject *)found)->self;
        if (owner && type_is_type(rt, owner)) {
            type->slots->new_instance = type_maker(rt, type)->new_instance;
        }
    }
}

/* Slots that mean the default are left empty, where the quick paths look for NULL. */
static void set_attribute_access(Runtime *rt, TypeObject *type) {
    TypeSlots *slots = type->slots;
    slots->flags &= ~(uint32_t)(TYPE_FLAG_CUSTOM_GETATTR | TYPE_FLAG_CUSTOM_SETATTR);
    if (slots->get_attr == slot_function_get_attr ||
        slots->get_attr == slot_function_get_attr_fallback) {
        slots->flags |= TYPE_FLAG_CUSTOM_GETATTR;
        Object *found = type_lookup(rt, type, rt->names[NAME___getattribute__]);
        bool native = found && object_type_id(found) == TYPE_WRAPPER_DESCRIPTOR;
        slots->get_attr = native ? slot_function_get_attr_fallback : slot_function_get_attr;
    } else if (slots->get_attr == object_generic_get_attr) {
        slots->get_attr = NULL;
    }
    if (slots->set_attr == slot_function_set_attr) {
        slots->flags |= TYPE_FLAG_CUSTOM_SETATTR;
    } else if (slots->set_attr == object_generic_set_attr) {
        slots->set_attr = NULL;
    }
    slots->flags &= ~(uint32_t)TYPE_FLAG_DEFINES_DEL;
    if (slots->finalize == slot_function_finalize) {
        slots->flags |= TYPE_FLAG_DEFINES_DEL;
    }
}

/* Three-operand power has no row of its own: it goes with __pow__. */
static void set_power3(TypeObject *type) {
    NumberSlots *own = class_slots(type)->numbers;
    if (!own) {
        return;
    }
    if (own->binary[BINARY_POWER] == slot_function_pow) {
        own->power3 = slot_function_power3;
    } else {
        const NumberSlots *native = type->native->numbers;
        own->power3 = native && own->binary[BINARY_POWER] ? native->power3 : NULL;
    }
}

/* finalize of a builtin base (generators, files) has no special method. */
static void set_finalize(TypeObject *type) {
    if (!type->slots->finalize) {
        type->slots->finalize = type->native->finalize;
    }
}

static bool set_slot(Runtime *rt, TypeObject *type, size_t offset, AnyFunction function) {
    if (slot_table_get(type->slots, offset) == function) {
        return true;
    }
    char *at = (char *)type->slots + offset;
    if (offset >= sizeof(TypeSlots)) {
        NumberSlots *own = class_slots_numbers(rt, type);
        if (!own) {
            return false;
        }
        at = (char *)own + (offset - sizeof(TypeSlots));
    }
    memcpy(at, &function, sizeof function);
    return true;
}

/* Chooses one slot; *next: the first row of the next one. */
static bool fill_slot(Runtime *rt, TypeObject *type, const SlotRow *row, const SlotRow **next) {
    const Object *earlier_error = rt->error;
    size_t offset = row->offset;
    Choice choice = {NULL, NULL, false};
    for (; row->name && row->offset == offset; row++) {
        Object *found = type_lookup(rt, type, rt->names[row->name_id]);
        if (found) {
            choose(&choice, row, type, found);
        } else if (rt->error != earlier_error) {
            return false;
        }
    }
    *next = row;
    return set_slot(rt, type, offset, chosen(&choice));
}

static void finish(Runtime *rt, TypeObject *type) {
    set_attribute_access(rt, type);
    set_power3(type);
    set_finalize(type);
    if (!type->slots->next) {
        type->slots->next = next_not_implemented;
    }
    rt->ends_matter |= slots_end_matters(type->slots);
}

static bool fill_all(Runtime *rt, TypeObject *type) {
    const Object *earlier_error = rt->error;
    for (const SlotRow *row = slot_table; row->name;) {
        if (!fill_slot(rt, type, row, &row)) {
            return false;
        }
    }
    set_new(rt, type);
    finish(rt, type);
    return rt->error == earlier_error;
}

/* A class with one base, itself a class or object, differs from it only in what it defines. */
static bool follows_base(const TypeObject *type) {
    const TypeObject *base = type->base;
    return tuple_length(type->bases) == 1 &&
           (type_is_class(base) || base->type_id == TYPE_OBJECT) &&
           tuple_length(type->mro) == tuple_length(base->mro) + 1 &&
           tuple_get(type->mro, 0) == &type->header && tuple_get(type->mro, 1) == &base->header;
}

static bool is_special(const Object *name) {
    size_t length = str_length(name);
    return length >= 5 && str_at(name, 0) == '_' && str_at(name, 1) == '_' &&
           str_at(name, length - 1) == '_';
}

/* Chooses the slots that the special method `name` belongs to. */
static bool fill_named(Runtime *rt, TypeObject *type, const Object *name) {
    for (const SlotRow *row = slot_table; row->name;) {
        const SlotRow *first = row;
        bool concerned = false;
        for (; row->name && row->offset == first->offset; row++) {
            concerned |= rt->names[row->name_id] == name;
        }
        if (concerned && !fill_slot(rt, type, first, &row)) {
            return false;
        }
    }
    return true;
}

bool slot_methods_fill(Runtime *rt, TypeObject *type) {
    if (!follows_base(type)) {
        return fill_all(rt, type);
    }
    const Object *earlier_error = rt->error;
    size_t position = 0;
    Object *name, *value;
    while (dict_next(type->dict, &position, &name, &value)) {
        if (!str_check_exact(name) || !str_is_interned(name)) {
            return fill_all(rt, type); /* the rows compare addresses */
        }
        if (name == rt->names[NAME___new__]) {
            set_new(rt, type);
        } else if (is_special(name) && !fill_named(rt, type, name)) {
            return false;
        }
    }
    finish(rt, type);
    return rt->error == earlier_error;
}

bool slot_methods_refill(Runtime *rt, TypeObject *type) {
    return fill_all(rt, type);
}

static bool fill_with_subclasses(Runtime *rt, TypeObject *type) {
    if (type_is_class(type) && !fill_all(rt, type)) {
        return false;
    }
    for (uint32_t i = 0; i < type->subclass_count; i++) {
        TypeObject *subclass = rt->type_objects[type->subclass_ids[i]];
        if (subclass && type_is_class(subclass) && !fill_with_subclasses(rt, subclass)) {
            return false;
        }
    }
    return true;
}

bool slot_methods_changed(Runtime *rt, TypeObject *type, Object *name) {
    if (!is_special(name)) {
        return true;
    }
    bool special = str_equals(name, rt->names[NAME___new__]);
    for (const SlotRow *row = slot_table; row->name && !special; row++) {
        special = str_equals(name, rt->names[row->name_id]);
    }
    return !special || fill_with_subclasses(rt, type);
}
