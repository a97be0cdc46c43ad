/* Attributes of any object: the generic search and its faster relatives. Part of operations.h.
 *
 * The order of the generic search: a data descriptor found along the MRO; the instance's own
 * attribute; a descriptor or plain value found along the MRO. */
#include "object/dict.h"
#include "object/intern.h"
#include "object/operations.h"
#include "object/shape.h"

/* The object's own attribute, borrowed; NULL without an error when missing. */
static inline BORROWED Object *own_attribute(Runtime *rt, const TypeSlots *slots, Object *object,
                                             Object *name) {
    if (slots->flags & TYPE_FLAG_SHAPED) {
        return instance_get(rt, object, name);
    }
    if (slots->dict_offset == 0) {
        return NULL;
    }
    Object *dict = *type_dict_slot(rt, object);
    return dict ? dict_get_own(rt, dict, name) : NULL;
}

/* NULL without an error when there is no such attribute. With `bound`, a function that would bind
 * the object is returned as it is and *bound set. */
static NEW_REF Object *generic_search(Runtime *rt, Object *object, Object *name, bool *bound) {
    TypeObject *type = type_of(rt, object);
    if (UNLIKELY(!type)) {
        return NULL;
    }
    const TypeSlots *slots = type->slots;
    const Object *earlier_error = rt->error;
    Object *found = type_lookup(rt, type, name);
    const TypeSlots *found_slots = NULL;
    if (found) {
        retain(found);
        found_slots = slots_of(rt, found);
        if (found_slots->descriptor_set && found_slots->descriptor_get) {
            Object *result = found_slots->descriptor_get(rt, found, object, &type->header);
            release(rt, found);
            return result;
        }
    } else if (UNLIKELY(rt->error != earlier_error)) {
        return NULL;
    }
    Object *own = own_attribute(rt, slots, object, name);
    if (own) {
        retain(own);
        release_nullable(rt, found);
        return own;
    }
    if (UNLIKELY(rt->error != earlier_error)) {
        release_nullable(rt, found);
        return NULL;
    }
    if (!found) {
        return NULL;
    }
    if (bound && (found_slots->flags & TYPE_FLAG_METHOD_LIKE)) {
        *bound = true;
        return found;
    }
    if (found_slots->descriptor_get) {
        Object *result = found_slots->descriptor_get(rt, found, object, &type->header);
        release(rt, found);
        return result;
    }
    return found;
}

NOINLINE void *object_raise_name_not_str(Runtime *rt, Object *name) {
    return raise_type_error(rt, "attribute name must be string, not '%T'", name);
}

NEW_REF Object *object_generic_get_attr(Runtime *rt, Object *object, Object *name) {
    if (UNLIKELY(!type_is_str(rt, name))) {
        return object_raise_name_not_str(rt, name);
    }
    Object *result = generic_search(rt, object, name, NULL);
    if (UNLIKELY(!result && !rt->error)) {
        return raise_attribute_error(rt, object, name);
    }
    return result;
}

NEW_REF Object *object_generic_get_attr_optional(Runtime *rt, Object *object, Object *name,
                                                 bool *missing) {
    *missing = false;
    Object *result = generic_search(rt, object, name, NULL);
    if (!result) {
        *missing = !rt->error || error_clear_if(rt, TYPE_ATTRIBUTE_ERROR);
    }
    return result;
}

NEW_REF Object *object_get_attr(Runtime *rt, Object *object, Object *name) {
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->get_attr && type_is_str(rt, name)) {
        return slots->get_attr(rt, object, name);
    }
    return object_generic_get_attr(rt, object, name);
}

NEW_REF Object *object_get_attr_optional(Runtime *rt, Object *object, Object *name, bool *missing) {
    *missing = false;
    const TypeSlots *slots = slots_of(rt, object);
    Object *result;
    if (UNLIKELY(!type_is_str(rt, name))) {
        return object_raise_name_not_str(rt, name);
    }
    if (!slots->get_attr || slots->get_attr == object_generic_get_attr) {
        return object_generic_get_attr_optional(rt, object, name, missing);
    }
    result = slots->get_attr(rt, object, name);
    if (!result) {
        *missing = error_clear_if(rt, TYPE_ATTRIBUTE_ERROR);
    }
    return result;
}

NEW_REF Object *object_get_attr_cstring(Runtime *rt, Object *object, const char *name) {
    Object *text = intern_cstring(rt, name);
    if (!text) {
        return NULL;
    }
    Object *result = object_get_attr(rt, object, text);
    release(rt, text);
    return result;
}

int object_has_attr(Runtime *rt, Object *object, Object *name) {
    bool missing;
    Object *result = object_get_attr_optional(rt, object, name, &missing);
    if (!result) {
        return missing ? 0 : -1;
    }
    release(rt, result);
    return 1;
}

static NOINLINE bool raise_not_settable(Runtime *rt, Object *object, Object *name, Object *found) {
    if (found) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "'%T' object attribute '%U' is read-only", object,
                     name);
    } else {
        raise_attribute_error(rt, object, name);
    }
    return false;
}

static bool delete_own(Runtime *rt, const TypeSlots *slots, Object *object, Object *name) {
    int deleted = 0;
    if (slots->flags & TYPE_FLAG_SHAPED) {
        deleted = instance_delete(rt, object, name);
    } else {
        Object *dict = *type_dict_slot(rt, object);
        deleted = dict ? dict_delete_own(rt, dict, name) : 0;
    }
    if (deleted == 0) {
        raise_attribute_error(rt, object, name);
    }
    return deleted == 1;
}

bool object_generic_set_attr(Runtime *rt, Object *object, Object *name, Object *value) {
    if (UNLIKELY(!type_is_str(rt, name))) {
        object_raise_name_not_str(rt, name);
        return false;
    }
    TypeObject *type = type_of(rt, object);
    if (UNLIKELY(!type)) {
        return false;
    }
    const TypeSlots *slots = type->slots;
    const Object *earlier_error = rt->error;
    Object *found = type_lookup(rt, type, name);
    if (found) {
        const TypeSlots *found_slots = slots_of(rt, found);
        if (found_slots->descriptor_set) {
            retain(found);
            bool done = found_slots->descriptor_set(rt, found, object, value);
            release(rt, found);
            return done;
        }
    } else if (UNLIKELY(rt->error != earlier_error)) {
        return false;
    }
    if ((slots->flags & TYPE_FLAG_SHAPED) == 0 && slots->dict_offset == 0) {
        return raise_not_settable(rt, object, name, found);
    }
    if (!value) {
        return delete_own(rt, slots, object, name);
    }
    if (slots->flags & TYPE_FLAG_SHAPED) {
        return instance_set(rt, object, name, value);
    }
    Object *dict = object_get_dict(rt, object, true);
    return dict && dict_set_own(rt, dict, name, value);
}

bool object_set_attr(Runtime *rt, Object *object, Object *name, Object *value) {
    const TypeSlots *slots = slots_of(rt, object);
    if (UNLIKELY(!type_is_str(rt, name))) {
        object_raise_name_not_str(rt, name);
        return false;
    }
    if (slots->set_attr) {
        return slots->set_attr(rt, object, name, value);
    }
    return object_generic_set_attr(rt, object, name, value);
}

bool object_set_attr_cstring(Runtime *rt, Object *object, const char *name, Object *value) {
    Object *text = intern_cstring(rt, name);
    if (!text) {
        return false;
    }
    bool done = object_set_attr(rt, object, text, value);
    release(rt, text);
    return done;
}

NEW_REF Object *object_get_method(Runtime *rt, Object *object, Object *name, bool *bound) {
    *bound = false;
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->get_attr && slots->get_attr != object_generic_get_attr) {
        return object_get_attr(rt, object, name);
    }
    Object *result = generic_search(rt, object, name, bound);
    if (UNLIKELY(!result && !rt->error)) {
        return raise_attribute_error(rt, object, name);
    }
    return result;
}

NEW_REF Object *object_get_special(Runtime *rt, Object *object, int name_id, bool *bound) {
    *bound = false;
    TypeObject *type = type_of(rt, object);
    if (UNLIKELY(!type)) {
        return NULL;
    }
    Object *found = type_lookup(rt, type, rt->names[name_id]);
    if (!found) {
        return NULL;
    }
    const TypeSlots *slots = slots_of(rt, found);
    if (LIKELY(slots->flags & TYPE_FLAG_METHOD_LIKE)) {
        *bound = true;
        return retain(found);
    }
    if (slots->descriptor_get) {
        retain(found);
        Object *result = slots->descriptor_get(rt, found, object, &type->header);
        release(rt, found);
        return result;
    }
    return retain(found);
}

BORROWED Object *object_get_dict(Runtime *rt, Object *object, bool create) {
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->flags & TYPE_FLAG_SHAPED) {
        if (!create && !shape_is_dict(rt, ((Instance *)object)->shape_id)) {
            return NULL;
        }
        return instance_dict(rt, object);
    }
    if (type_is_type(rt, object)) {
        return type_dict(rt, (TypeObject *)object);
    }
    Object **place = type_dict_slot(rt, object);
    if (!place) {
        return NULL;
    }
    if (!*place && create) {
        *place = dict_new(rt);
    }
    return *place;
}
