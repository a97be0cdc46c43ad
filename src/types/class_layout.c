/* The layout of a class's instances.
 *
 *   class over object, with __dict__      shaped: struct Instance, __slots__ members first
 *   class over object, only __slots__     header, then one word a member
 *   class over a builtin type             the builtin's struct, members, then the dict's pointer
 *                                         (in the last word of a variable-size object)
 *
 * A class's solid base is the last ancestor that added fields; two bases go together when the solid
 * base of one derives from that of the other. */
#include "types/class_layout.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/descriptors.h"
#include "types/mapping_proxy.h"

static const TypeObject *solid_base(const TypeObject *type) {
    for (; type->base; type = type->base) {
        const TypeSlots *slots = type->slots, *base = type->base->slots;
        if (slots->flags & TYPE_FLAG_CLASS) {
            if (type->member_count > 0) {
                return type;
            }
        } else if (slots->basic_size != base->basic_size || slots->item_size != base->item_size) {
            return type;
        }
    }
    return type;
}

BORROWED TypeObject *class_layout_best_base(Runtime *rt, Object *bases) {
    TypeObject *best = NULL;
    const TypeObject *best_solid = NULL;
    for (size_t i = 0; i < tuple_length(bases); i++) {
        Object *item = tuple_get(bases, i);
        if (!type_is_type(rt, item)) {
            return raise_type_error(rt, "bases must be types");
        }
        TypeObject *base = (TypeObject *)item;
        if (!type_object_has_flag(base, TYPE_FLAG_SUBCLASSABLE)) {
            return raise_type_error(rt, "type '%N' is not an acceptable base type", base);
        }
        const TypeObject *solid = solid_base(base);
        if (!best) {
            best = base;
            best_solid = solid;
        } else if (type_is_subtype(best_solid, solid)) {
            continue;
        } else if (type_is_subtype(solid, best_solid)) {
            best = base;
            best_solid = solid;
        } else {
            return raise_type_error(rt, "multiple bases have instance lay-out conflict");
        }
    }
    return best;
}

bool class_layout_same(const TypeObject *a, const TypeObject *b) {
    const TypeSlots *left = a->slots, *right = b->slots;
    const uint32_t same_flags = TYPE_FLAG_SHAPED | TYPE_FLAG_CONTAINER | TYPE_FLAG_HAS_DICT;
    if (a->native != b->native || left->basic_size != right->basic_size ||
        left->item_size != right->item_size || left->dict_offset != right->dict_offset ||
        ((left->flags ^ right->flags) & same_flags) != 0) {
        return false;
    }
    /* The same members, class by class. */
    const TypeObject *solid_a = solid_base(a), *solid_b = solid_base(b);
    while (solid_a != solid_b) {
        if (!type_is_class(solid_a) || !type_is_class(solid_b) ||
            solid_a->member_count != solid_b->member_count ||
            solid_a->member_offset != solid_b->member_offset) {
            return false;
        }
        for (size_t i = 0; i < solid_a->member_count; i++) {
            if (!str_equals(tuple_get(solid_a->slot_names, i), tuple_get(solid_b->slot_names, i))) {
                return false;
            }
        }
        solid_a = solid_base(solid_a->base);
        solid_b = solid_base(solid_b->base);
    }
    return true;
}

/* --- reading __slots__ --- */

/* __x becomes _Class__x. */
static NEW_REF Object *mangle(Runtime *rt, Object *class_name, Object *name) {
    size_t length = str_length(name);
    if (length < 3 || str_at(name, 0) != '_' || str_at(name, 1) != '_' ||
        (str_at(name, length - 1) == '_' && str_at(name, length - 2) == '_')) {
        return intern(rt, retain(name));
    }
    size_t start = 0;
    while (start < str_length(class_name) && str_at(class_name, start) == '_') {
        start++;
    }
    if (start == str_length(class_name)) {
        return intern(rt, retain(name));
    }
    Object *stripped = str_substring(rt, class_name, start, str_length(class_name));
    Object *mangled = stripped ? str_format(rt, "_%U%U", stripped, name) : NULL;
    release_nullable(rt, stripped);
    return mangled ? intern(rt, mangled) : NULL;
}

static bool check_name(Runtime *rt, Object *name) {
    if (!type_is_str(rt, name)) {
        raise_type_error(rt, "__slots__ items must be strings, not '%T'", name);
        return false;
    }
    Object *valid = object_call_method_cstring(rt, name, "isidentifier", NULL, 0);
    if (!valid) {
        return false;
    }
    bool good = valid == TRUE_OBJECT;
    release(rt, valid);
    if (!good) {
        raise_type_error(rt, "__slots__ must be identifiers");
    }
    return good;
}

/* One item of __slots__: __dict__ and __weakref__ ask for more, anything else is a member. */
static bool add_name(Runtime *rt, const TypeObject *base, Object *class_name, Object *namespace,
                     Object *name, Object *members, ClassLayout *layout) {
    if (!check_name(rt, name)) {
        return false;
    }
    if (str_equals(name, rt->names[NAME___dict__])) {
        if (layout->add_dict || type_object_has_flag(base, TYPE_FLAG_HAS_DICT)) {
            raise_type_error(rt, "__dict__ slot disallowed: we already got one");
            return false;
        }
        layout->add_dict = true;
        return true;
    }
    if (str_equals(name, rt->names[NAME___weakref__])) {
        if (layout->add_weakref || type_object_has_flag(base, TYPE_FLAG_WEAKREFABLE) ||
            base->slots->item_size != 0) {
            raise_type_error(rt, "__weakref__ slot disallowed: either we already got one, or "
                                 "__itemsize__ != 0");
            return false;
        }
        layout->add_weakref = true;
        return true;
    }
    Object *mangled = mangle(rt, class_name, name);
    if (!mangled || !list_append_stealing(rt, members, mangled)) {
        return false;
    }
    if (dict_get_str(rt, namespace, mangled) &&
        !str_equals(mangled, rt->names[NAME___qualname__]) &&
        !str_equals(mangled, rt->names[NAME___classcell__])) {
        raise_value_error(rt, "%R in __slots__ conflicts with class variable", mangled);
        return false;
    }
    return true;
}

static NEW_REF Object *slot_items(Runtime *rt, Object *slots) {
    return type_is_str(rt, slots) ? tuple_pack(rt, 1, slots) : tuple_from_iterable(rt, slots);
}

static bool read_slots(Runtime *rt, const TypeObject *base, Object *class_name, Object *namespace,
                       Object *slots, ClassLayout *layout) {
    Object *items = slot_items(rt, slots);
    Object *members = items ? list_new(rt, tuple_length(items)) : NULL;
    bool done = members != NULL;
    if (done && tuple_length(items) > 0 && base->slots->item_size != 0) {
        raise_type_error(rt, "nonempty __slots__ not supported for subtype of '%N'", base);
        done = false;
    }
    for (size_t i = 0; done && i < tuple_length(items); i++) {
        done = add_name(rt, base, class_name, namespace, tuple_get(items, i), members, layout);
    }
    done = done && list_sort(rt, members, NULL, false);
    layout->names = done ? list_as_tuple(rt, members) : NULL;
    release_nullable(rt, members);
    release_nullable(rt, items);
    return layout->names != NULL;
}

/* __slots__ leaves __dict__ and __weakref__ to the bases: any of them, not only the best one. */
static void take_from_other_bases(const TypeObject *base, Object *bases, ClassLayout *layout) {
    for (size_t i = 0; i < tuple_length(bases); i++) {
        const TypeObject *other = (const TypeObject *)tuple_get(bases, i);
        if (other == base) {
            continue;
        }
        if (type_object_has_flag(other, TYPE_FLAG_HAS_DICT) &&
            !type_object_has_flag(base, TYPE_FLAG_HAS_DICT)) {
            layout->add_dict = true;
        }
        if (type_object_has_flag(other, TYPE_FLAG_WEAKREFABLE) &&
            !type_object_has_flag(base, TYPE_FLAG_WEAKREFABLE)) {
            layout->add_weakref = true;
        }
    }
}

/* As in CPython, where str has no items behind its struct but int, tuple and bytes have. */
static bool has_weakrefs_by_default(const TypeObject *base) {
    return base->slots->item_size == 0 ? !type_object_has_flag(base, TYPE_FLAG_INT_SUBCLASS)
                                       : type_object_has_flag(base, TYPE_FLAG_STR_SUBCLASS);
}

bool class_layout_plan(Runtime *rt, const TypeObject *base, Object *bases, Object *class_name,
                       Object *namespace, ClassLayout *layout) {
    *layout = (ClassLayout){NULL, false, false};
    Object *slots = dict_get_str(rt, namespace, rt->names[NAME___slots__]);
    if (!slots) {
        layout->add_dict = !type_object_has_flag(base, TYPE_FLAG_HAS_DICT) &&
                           base->slots->dict_offset == 0 &&
                           !type_object_has_flag(base, TYPE_FLAG_TYPE_SUBCLASS);
        layout->add_weakref =
            !type_object_has_flag(base, TYPE_FLAG_WEAKREFABLE) && has_weakrefs_by_default(base);
        return rt->error == NULL;
    }
    retain(slots); /* iterating over it may change the namespace */
    bool done = read_slots(rt, base, class_name, namespace, slots, layout);
    release(rt, slots);
    if (!done) {
        return false;
    }
    take_from_other_bases(base, bases, layout);
    return true;
}

/* --- putting it into the slots --- */

/* Nothing of the base lies behind the header. */
static bool is_bare(const TypeSlots *base) {
    return base->basic_size == sizeof(Object) && base->item_size == 0 && base->dict_offset == 0 &&
           (base->flags & TYPE_FLAG_HAS_DICT) == 0;
}

void class_layout_apply(TypeObject *type, const ClassLayout *layout) {
    TypeSlots *slots = type->slots;
    const TypeSlots *base = type->base->slots;
    if ((slots->flags & TYPE_FLAG_INT_SUBCLASS) && slots->item_size == 0) {
        slots->item_size = sizeof(uint64_t); /* limbs, which a small value does without */
    }
    uint32_t members = layout->names ? (uint32_t)tuple_length(layout->names) : 0;
    bool shaped = (base->flags & TYPE_FLAG_SHAPED) != 0 || (is_bare(base) && layout->add_dict);
    uint32_t size = base->basic_size;
    if (shaped && (base->flags & TYPE_FLAG_SHAPED) == 0) {
        size = sizeof(Instance);
    }
    size = ALIGN_UP(size, 8u);
    type->member_count = (uint16_t)members;
    type->member_offset = size;
    size += members * (uint32_t)sizeof(Object *);
    if (shaped) {
        slots->flags |= TYPE_FLAG_SHAPED | TYPE_FLAG_HAS_DICT | TYPE_FLAG_CONTAINER;
        slots->dealloc = instance_dealloc;
        slots->traverse = instance_traverse;
        slots->clear = instance_clear;
    } else {
        if (layout->add_dict) {
            slots->flags |= TYPE_FLAG_HAS_DICT | TYPE_FLAG_CONTAINER;
            slots->dict_offset = slots->item_size != 0 ? -1 : (int32_t)size;
            size += slots->item_size != 0 ? 0 : (uint32_t)sizeof(Object *);
        }
        if (members > 0) {
            slots->flags |= TYPE_FLAG_CONTAINER;
        }
        slots->dealloc = type_dealloc_instance;
    }
    if (layout->add_weakref || (shaped && layout->names == NULL)) {
        slots->flags |= TYPE_FLAG_WEAKREFABLE;
    }
    slots->basic_size = size;
}

/* --- descriptors --- */

static NEW_REF Object *get_dict(Runtime *rt, Object *self) {
    if (type_is_type(rt, self)) { /* class Meta(type, Base), and Base's descriptor */
        Object *own = type_dict(rt, (TypeObject *)self);
        return own ? mapping_proxy_new(rt, own) : NULL;
    }
    Object *dict = object_get_dict(rt, self, true);
    return dict ? retain(dict) : rt->error ? NULL : raise_type_error(rt, "no __dict__");
}

static bool set_dict(Runtime *rt, Object *self, Object *value) {
    if (value && !type_is_dict(rt, value)) {
        raise_type_error(rt, "__dict__ must be set to a dictionary, not a '%T'", value);
        return false;
    }
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return false;
    }
    if (type_is_type(rt, self) || type->native->type_id == TYPE_MODULE) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR,
                     "attribute '__dict__' of '%s' objects is not writable", type->native->name);
        return false;
    }
    if (type_has_flag(rt, self, TYPE_FLAG_SHAPED)) {
        Object *dict = value ? retain(value) : dict_new(rt);
        bool done = dict && instance_set_dict(rt, self, dict);
        release_nullable(rt, dict);
        return done;
    }
    Object **place = type_dict_slot(rt, self);
    if (place) {
        REPLACE_REF(rt, place, retain_nullable(value));
    }
    return true;
}

static NEW_REF Object *get_weakref(Runtime *rt, Object *self) {
    return rt->hooks.weakref_first ? rt->hooks.weakref_first(rt, self) : retain(NONE);
}

static const AttributeRow dict_row = {"__dict__", get_dict, set_dict,
                                      "dictionary for instance variables (if defined)"};
static const AttributeRow weakref_row = {"__weakref__", get_weakref, NULL,
                                         "list of weak references to the object (if defined)"};

static bool add_descriptor(Runtime *rt, TypeObject *type, Object *name, STEALS Object *descriptor) {
    return descriptor && dict_set_stealing(rt, type->dict, retain(name), descriptor);
}

/* A class may define the name itself. */
static bool add_row(Runtime *rt, TypeObject *type, int name_id, const AttributeRow *row) {
    Object *name = rt->names[name_id];
    return dict_get_str(rt, type->dict, name) ||
           add_descriptor(rt, type, name, descriptors_new_getset(rt, type, row));
}

bool class_layout_add_descriptors(Runtime *rt, TypeObject *type, const ClassLayout *layout) {
    for (uint32_t i = 0; i < type->member_count; i++) {
        Object *name = tuple_get(layout->names, i);
        uint32_t offset = type->member_offset + i * (uint32_t)sizeof(Object *);
        if (!add_descriptor(rt, type, name, descriptors_new_member(rt, type, name, offset))) {
            return false;
        }
    }
    return (!layout->add_dict || add_row(rt, type, NAME___dict__, &dict_row)) &&
           (!layout->add_weakref || add_row(rt, type, NAME___weakref__, &weakref_row));
}
