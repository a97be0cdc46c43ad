/* Length, items and membership of any container. */
#include "object/generic_alias.h"
#include "object/operations.h"

int64_t object_length(Runtime *rt, Object *object) {
    int64_t (*length)(Runtime *, Object *) = slots_of(rt, object)->length;
    if (LIKELY(length != NULL)) {
        return length(rt, object);
    }
    raise_type_error(rt, "object of type '%.200s' has no len()", type_name_of(rt, object));
    return -1;
}

/* Type[key]: __class_getitem__. */
static NEW_REF Object *get_item_of_class(Runtime *rt, Object *type, Object *key) {
    if (type == (Object *)rt->type_objects[TYPE_TYPE]) {
        return generic_alias_new(rt, type, key);
    }
    bool missing = false;
    Object *method =
        object_get_attr_optional(rt, type, rt->names[NAME___class_getitem__], &missing);
    if (method && method != NONE) {
        Object *result = object_call_one(rt, method, key);
        release(rt, method);
        return result;
    }
    release_nullable(rt, method);
    if (!method && !missing) {
        return NULL;
    }
    return raise_type_error(rt, "type '%.200s' is not subscriptable",
                            ((const TypeObject *)type)->slots->name);
}

NEW_REF Object *object_get_item(Runtime *rt, Object *container, Object *key) {
    BinaryFunction get_item = slots_of(rt, container)->get_item;
    if (LIKELY(get_item != NULL)) {
        return get_item(rt, container, key);
    }
    if (type_is_type(rt, container)) {
        return get_item_of_class(rt, container, key);
    }
    return raise_type_error(rt, "'%.200s' object is not subscriptable",
                            type_name_of(rt, container));
}

/* A sequence, or a class's instance, refuses an index after it has been converted; CPython words
 * the refusal of a deletion unlike for anything else. False: it was no index, or too large. */
static bool refuses_as_sequence(Runtime *rt, const TypeSlots *slots, Object *key, bool *failed) {
    *failed = false;
    if (!operations_is_sequence_like(slots) ||
        (!type_is_int(rt, key) && !slots_of(rt, key)->index)) {
        return false;
    }
    int64_t index;
    *failed = !object_as_index(rt, key, TYPE_INDEX_ERROR, &index);
    return !*failed;
}

bool object_set_item(Runtime *rt, Object *container, Object *key, Object *value) {
    const TypeSlots *slots = slots_of(rt, container);
    if (LIKELY(slots->set_item != NULL)) {
        return slots->set_item(rt, container, key, value);
    }
    bool failed;
    refuses_as_sequence(rt, slots, key, &failed);
    if (!failed) {
        raise_type_error(rt, "'%.200s' object does not support item assignment", slots->name);
    }
    return false;
}

bool object_delete_item(Runtime *rt, Object *container, Object *key) {
    const TypeSlots *slots = slots_of(rt, container);
    if (LIKELY(slots->set_item != NULL)) {
        return slots->set_item(rt, container, key, NULL);
    }
    bool failed;
    bool sequence = refuses_as_sequence(rt, slots, key, &failed);
    if (!failed) {
        raise_type_error(rt,
                         sequence ? "'%.200s' object doesn't support item deletion"
                                  : "'%.200s' object does not support item deletion",
                         slots->name);
    }
    return false;
}

static int contains_by_iteration(Runtime *rt, Object *container, Object *item) {
    Object *iterator = object_iter(rt, container);
    if (!iterator) {
        if (error_matches(rt, TYPE_TYPE_ERROR)) {
            raise_type_error(rt, "argument of type '%.200s' is not iterable",
                             type_name_of(rt, container));
        }
        return -1;
    }
    int found = 0;
    Object *candidate;
    while (found == 0 && (candidate = object_next(rt, iterator))) {
        found = object_equals(rt, candidate, item);
        release(rt, candidate);
    }
    release(rt, iterator);
    return found == 0 && error_pending(rt) ? -1 : found;
}

int object_contains(Runtime *rt, Object *container, Object *item) {
    int (*contains)(Runtime *, Object *, Object *) = slots_of(rt, container)->contains;
    return contains ? contains(rt, container, item) : contains_by_iteration(rt, container, item);
}
