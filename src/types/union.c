/* types.UnionType: int | str. */
#include "object/generic_alias.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/type_parameters.h"

static UnionObject *as_union(Object *object) {
    return (UnionObject *)object;
}

static void union_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_union(self)->args) {
        visit(as_union(self)->args, context);
    }
    if (as_union(self)->parameters) {
        visit(as_union(self)->parameters, context);
    }
}

static void union_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_union(self)->args);
    CLEAR_REF(rt, &as_union(self)->parameters);
    object_free_container(rt, self, sizeof(UnionObject));
}

static bool is_member_kind(Runtime *rt, const Object *object) {
    return object == NONE || type_is_type(rt, object) ||
           type_is_instance(rt, object, TYPE_GENERIC_ALIAS) || object_type_id(object) == TYPE_UNION;
}

/* Adds a member that is not in the list yet: aliases are equal by value, types by identity. */
static bool add_member(Runtime *rt, Object *list, Object *member) {
    if (member == NONE) {
        member = (Object *)type_of(rt, NONE);
        if (!member) {
            return false;
        }
    }
    bool alias = type_is_instance(rt, member, TYPE_GENERIC_ALIAS);
    for (size_t i = 0; i < list_length(list); i++) {
        Object *known = list_get(list, i);
        int same = known == member;
        if (alias && type_is_instance(rt, known, TYPE_GENERIC_ALIAS)) {
            same = object_equals(rt, known, member);
        }
        if (same != 0) {
            return same > 0;
        }
    }
    return list_append(rt, list, member);
}

static bool add_members(Runtime *rt, Object *list, Object *operand) {
    if (object_type_id(operand) != TYPE_UNION) {
        return add_member(rt, list, operand);
    }
    Object *args = as_union(operand)->args;
    for (size_t i = 0; i < tuple_length(args); i++) {
        if (!add_member(rt, list, tuple_get(args, i))) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *union_of(Runtime *rt, Object *list) {
    if (list_length(list) == 1) {
        return retain(list_get(list, 0));
    }
    Object *args = list_as_tuple(rt, list);
    UnionObject *made = NULL;
    if (args) {
        made = (UnionObject *)object_new_container(rt, TYPE_UNION, sizeof(UnionObject));
    }
    if (!made) {
        release_nullable(rt, args);
        return NULL;
    }
    made->args = args;
    return &made->header;
}

NEW_REF Object *union_or(Runtime *rt, Object *a, Object *b) {
    if (!is_member_kind(rt, a) || !is_member_kind(rt, b)) {
        return NOT_IMPLEMENTED;
    }
    Object *list = list_new(rt, 2);
    Object *result = NULL;
    if (list && add_members(rt, list, a) && add_members(rt, list, b)) {
        result = union_of(rt, list);
    }
    release_nullable(rt, list);
    return result;
}

static NEW_REF Object *union_repr(Runtime *rt, Object *self) {
    StrWriter writer;
    writer_init(&writer);
    Object *args = as_union(self)->args;
    bool fine = true;
    for (size_t i = 0; fine && i < tuple_length(args); i++) {
        Object *member = tuple_get(args, i);
        fine = i == 0 || writer_cstring(rt, &writer, " | ");
        if (fine && member == (Object *)rt->type_objects[TYPE_NONE]) {
            fine = writer_cstring(rt, &writer, "None");
        } else {
            fine = fine && type_parameters_write(rt, &writer, member);
        }
    }
    if (!fine) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* The order of members does not count. */
static int64_t union_hash(Runtime *rt, Object *self) {
    Object *set = frozenset_new(rt, as_union(self)->args);
    if (!set) {
        return -1;
    }
    int64_t hash = object_hash(rt, set);
    release(rt, set);
    return hash;
}

static NEW_REF Object *union_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(a) != TYPE_UNION ||
        object_type_id(b) != TYPE_UNION) {
        return NOT_IMPLEMENTED;
    }
    Object *left = set_new(rt, as_union(a)->args);
    Object *right = left ? set_new(rt, as_union(b)->args) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static BORROWED Object *parameters_of(Runtime *rt, Object *self) {
    if (!as_union(self)->parameters) {
        as_union(self)->parameters = type_parameters_collect(rt, as_union(self)->args);
    }
    return as_union(self)->parameters;
}

/* (list[T] | None)[int] */
static NEW_REF Object *union_get_item(Runtime *rt, Object *self, Object *item) {
    Object *parameters = parameters_of(rt, self);
    Object *args =
        parameters ? type_parameters_substitute(rt, self, as_union(self)->args, parameters, item)
                   : NULL;
    if (!args) {
        return NULL;
    }
    Object *result = retain(tuple_get(args, 0));
    for (size_t i = 1; result && i < tuple_length(args); i++) {
        Object *next = object_binary(rt, result, tuple_get(args, i), BINARY_OR);
        release(rt, result);
        result = next;
    }
    release(rt, args);
    return result;
}

static NEW_REF Object *get_args(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_union(self)->args);
}

static NEW_REF Object *get_parameters(Runtime *rt, Object *self) {
    return retain_nullable(parameters_of(rt, self));
}

static const AttributeRow UNION_ATTRIBUTES[] = {
    {"__args__", get_args, native_read_only, NULL},
    {"__parameters__", get_parameters, NULL, "Type variables in the types.UnionType."},
    ATTRIBUTE_ROW_END,
};

static const NumberSlots union_numbers = {
    .binary = {[BINARY_OR] = union_or},
};

const TypeSpec union_type = {
    .slots =
        {
            .name = "types.UnionType",
            .type_id = TYPE_UNION,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(UnionObject),
            .dealloc = union_dealloc,
            .traverse = union_traverse,
            .repr = union_repr,
            .hash = union_hash,
            .compare = union_compare,
            .numbers = &union_numbers,
            .get_item = union_get_item,
        },
    .attributes = UNION_ATTRIBUTES,
    .doc = "One of several types (PEP 604), as int | str makes it.",
    .module = "types",
};
