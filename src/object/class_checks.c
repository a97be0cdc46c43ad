/* isinstance() and issubclass(), abstract classes and proxies included. */
#include "object/generic_alias.h"
#include "object/operations.h"
#include "object/tuple.h"

/* __bases__ of anything that claims to be a class: a tuple, or NULL (maybe with an error). */
static NEW_REF Object *bases_of(Runtime *rt, Object *type) {
    bool missing = false;
    Object *bases = object_get_attr_optional(rt, type, rt->names[NAME___bases__], &missing);
    if (bases && !type_is_tuple(rt, bases)) {
        release(rt, bases);
        return NULL;
    }
    return bases;
}

static bool check_class(Runtime *rt, Object *type, const char *message) {
    Object *bases = bases_of(rt, type);
    if (!bases) {
        if (!error_pending(rt)) {
            raise_type_error(rt, message);
        }
        return false;
    }
    release(rt, bases);
    return true;
}

/* Along __bases__, for classes that are not type objects. */
static int abstract_is_subclass(Runtime *rt, Object *derived, Object *type) {
    if (derived == type) {
        return 1;
    }
    if (!recursion_enter(rt, " in __issubclass__")) {
        return -1;
    }
    Object *bases = bases_of(rt, derived);
    int result = bases || !error_pending(rt) ? 0 : -1;
    size_t count = bases ? tuple_length(bases) : 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        result = abstract_is_subclass(rt, tuple_get(bases, i), type);
    }
    release_nullable(rt, bases);
    recursion_leave(rt);
    return result;
}

int object_real_is_subclass(Runtime *rt, Object *derived, Object *type) {
    if (type_is_type(rt, type) && type_is_type(rt, derived)) {
        return type_is_subtype((TypeObject *)derived, (TypeObject *)type);
    }
    if (!check_class(rt, derived, "issubclass() arg 1 must be a class") ||
        !check_class(rt, type,
                     "issubclass() arg 2 must be a class, a tuple of classes, or a union")) {
        return -1;
    }
    return abstract_is_subclass(rt, derived, type);
}

int object_real_is_instance(Runtime *rt, Object *object, Object *type) {
    bool is_type = type_is_type(rt, type);
    if (is_type) {
        TypeObject *own = type_of(rt, object);
        if (!own) {
            return -1;
        }
        if (type_is_subtype(own, (TypeObject *)type)) {
            return 1;
        }
        /* Only a class can make __class__ lie. */
        if (!(own->slots->flags & TYPE_FLAG_CLASS) && !own->slots->get_attr) {
            return 0;
        }
    } else if (!check_class(rt, type,
                            "isinstance() arg 2 must be a type, a tuple of types, or a union")) {
        return -1;
    }
    bool missing = false;
    Object *claimed = object_get_attr_optional(rt, object, rt->names[NAME___class__], &missing);
    if (!claimed) {
        return missing ? 0 : -1;
    }
    int result = 0;
    if (!is_type) {
        result = abstract_is_subclass(rt, claimed, type);
    } else if (type_is_type(rt, claimed) && claimed != (Object *)type_of(rt, object)) {
        result = type_is_subtype((TypeObject *)claimed, (TypeObject *)type);
    }
    release(rt, claimed);
    return result;
}

typedef int (*ClassTest)(Runtime *rt, Object *subject, Object *type);

static int any_of_tuple(Runtime *rt, Object *subject, Object *types, ClassTest test,
                        const char *where) {
    if (!recursion_enter(rt, where)) {
        return -1;
    }
    int result = 0;
    for (size_t i = 0; i < tuple_length(types) && result == 0; i++) {
        result = test(rt, subject, tuple_get(types, i));
    }
    recursion_leave(rt);
    return result;
}

/* By type(type).__instancecheck__ or __subclasscheck__; `real` when it has none. */
static int test_by_special(Runtime *rt, Object *subject, Object *type, int name_id, ClassTest real,
                           const char *where) {
    bool bound = false;
    Object *check = object_get_special(rt, type, name_id, &bound);
    if (!check) {
        return error_pending(rt) ? -1 : real(rt, subject, type);
    }
    Object *answer = NULL;
    if (recursion_enter(rt, where)) {
        answer =
            bound ? object_call_two(rt, check, type, subject) : object_call_one(rt, check, subject);
        recursion_leave(rt);
    }
    release(rt, check);
    if (!answer) {
        return -1;
    }
    int result = object_is_true(rt, answer);
    release(rt, answer);
    return result;
}

/* int | str: its members in turn; a parametrised one refuses when it is reached. */
static int any_of_union(Runtime *rt, Object *subject, Object *types, ClassTest test) {
    Object *members = ((const UnionObject *)types)->args;
    int result = 0;
    for (size_t i = 0; i < tuple_length(members) && result == 0; i++) {
        result = test(rt, subject, tuple_get(members, i));
    }
    return result;
}

int object_is_instance(Runtime *rt, Object *object, Object *type_or_tuple) {
    uint32_t kind = object_type_id(type_or_tuple);
    if (LIKELY(kind == TYPE_TYPE)) {
        const TypeObject *type = (const TypeObject *)type_or_tuple;
        if (type->type_id == object_type_id(object)) {
            return 1;
        }
        const TypeSlots *own = slots_of(rt, object);
        if (!(own->flags & TYPE_FLAG_CLASS) && !own->get_attr) {
            /* Neither has a class in its bases nor a __class__ that lies. */
            return type_is_instance(rt, object, type->type_id);
        }
        return object_real_is_instance(rt, object, type_or_tuple);
    }
    if (type_is_tuple(rt, type_or_tuple)) {
        return any_of_tuple(rt, object, type_or_tuple, object_is_instance, " in __instancecheck__");
    }
    if (kind == TYPE_UNION) {
        return any_of_union(rt, object, type_or_tuple, object_is_instance);
    }
    if ((Object *)type_of(rt, object) == type_or_tuple) {
        return 1;
    }
    return test_by_special(rt, object, type_or_tuple, NAME___instancecheck__,
                           object_real_is_instance, " in __instancecheck__");
}

int object_is_subclass(Runtime *rt, Object *type, Object *type_or_tuple) {
    uint32_t kind = object_type_id(type_or_tuple);
    if (LIKELY(kind == TYPE_TYPE)) {
        return type == type_or_tuple ? 1 : object_real_is_subclass(rt, type, type_or_tuple);
    }
    if (type_is_tuple(rt, type_or_tuple)) {
        return any_of_tuple(rt, type, type_or_tuple, object_is_subclass, " in __subclasscheck__");
    }
    if (kind == TYPE_UNION) {
        return any_of_union(rt, type, type_or_tuple, object_is_subclass);
    }
    return test_by_special(rt, type, type_or_tuple, NAME___subclasscheck__, object_real_is_subclass,
                           " in __subclasscheck__");
}
