/* NoneType, NotImplementedType and ellipsis: types with one immortal object each. */
#include "object/arguments.h"
#include "object/operations.h"
#include "object/tuple.h"

static bool takes_nothing(Runtime *rt, const char *name, size_t count, Object *keyword_names) {
    if (count > 0 || (keyword_names && tuple_length(keyword_names) > 0)) {
        raise_type_error(rt, "%s takes no arguments", name);
        return false;
    }
    return true;
}

static NEW_REF Object *none_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                Object *keyword_names) {
    (void)type;
    (void)args;
    return takes_nothing(rt, "NoneType", count, keyword_names) ? NONE : NULL;
}

static NEW_REF Object *none_repr(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "None");
}

static int none_is_true(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return 0;
}

/* The same in every run, unlike an address. */
static int64_t none_hash(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return 0xfca86420;
}

const TypeSpec none_type = {
    .slots =
        {
            .name = "NoneType",
            .type_id = TYPE_NONE,
            .flags = TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(Object),
            .new_instance = none_new,
            .repr = none_repr,
            .hash = none_hash,
            .is_true = none_is_true,
        },
};

static NEW_REF Object *not_implemented_new(Runtime *rt, TypeObject *type, Object *const *args,
                                           size_t count, Object *keyword_names) {
    (void)type;
    (void)args;
    return takes_nothing(rt, "NotImplementedType", count, keyword_names) ? NOT_IMPLEMENTED : NULL;
}

static NEW_REF Object *not_implemented_repr(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "NotImplemented");
}

static int not_implemented_is_true(Runtime *rt, Object *self) {
    (void)self;
    return raise_warning(rt, TYPE_DEPRECATION_WARNING, 1,
                         "NotImplemented should not be used in a boolean context")
               ? 1
               : -1;
}

static const MethodRow NOT_IMPLEMENTED_METHODS[] = {
    METHOD_ROW_NOARGS("__reduce__", not_implemented_repr, NULL),
    METHOD_ROW_END,
};

const TypeSpec not_implemented_type = {
    .slots =
        {
            .name = "NotImplementedType",
            .type_id = TYPE_NOT_IMPLEMENTED,
            .flags = TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(Object),
            .new_instance = not_implemented_new,
            .repr = not_implemented_repr,
            .is_true = not_implemented_is_true,
        },
    .methods = NOT_IMPLEMENTED_METHODS,
};

static NEW_REF Object *ellipsis_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)type;
    (void)args;
    return takes_nothing(rt, "EllipsisType", count, keyword_names) ? ELLIPSIS : NULL;
}

static NEW_REF Object *ellipsis_repr(Runtime *rt, Object *self) {
    (void)self;
    return str_from_cstring(rt, "Ellipsis");
}

static const MethodRow ELLIPSIS_METHODS[] = {
    METHOD_ROW_NOARGS("__reduce__", ellipsis_repr, NULL),
    METHOD_ROW_END,
};

const TypeSpec ellipsis_type = {
    .slots =
        {
            .name = "ellipsis",
            .type_id = TYPE_ELLIPSIS,
            .flags = TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(Object),
            .new_instance = ellipsis_new,
            .repr = ellipsis_repr,
        },
    .methods = ELLIPSIS_METHODS,
};
