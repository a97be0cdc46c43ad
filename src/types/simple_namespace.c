/* types.SimpleNamespace. */
#include "object/dict.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"

typedef struct NamespaceObject {
    Object header; /* OBJECT_TYPE_FLAG_A while its repr runs */
    Object *dict;
} NamespaceObject;

static NamespaceObject *as_namespace(Object *object) {
    return (NamespaceObject *)object;
}

static void namespace_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_namespace(self)->dict) {
        visit(as_namespace(self)->dict, context);
    }
}

static void namespace_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_namespace(self)->dict);
}

static void namespace_dealloc(Runtime *rt, Object *self) {
    namespace_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static NEW_REF Object *namespace_new(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    Object *self = object_new_container(rt, type->type_id, type->slots->basic_size);
    if (self) {
        as_namespace(self)->dict = dict_new(rt);
        if (!as_namespace(self)->dict) {
            CLEAR_REF(rt, &self);
        }
    }
    return self;
}

static bool namespace_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    if (count > 0) {
        raise_type_error(rt, "no positional arguments expected");
        return false;
    }
    size_t named = keyword_names ? tuple_length(keyword_names) : 0;
    for (size_t i = 0; i < named; i++) {
        if (!dict_set(rt, as_namespace(self)->dict, tuple_get(keyword_names, i), args[i])) {
            return false;
        }
    }
    return true;
}

static bool write_items(Runtime *rt, StrWriter *writer, Object *dict) {
    bool fine = true, first = true;
    Object *key, *value;
    size_t position = 0;
    while (fine && dict_next(dict, &position, &key, &value)) {
        if (!type_is_str(rt, key) || str_length(key) == 0) {
            continue;
        }
        retain(key);
        retain(value);
        fine = (first || writer_cstring(rt, writer, ", ")) && writer_str(rt, writer, key) &&
               writer_cstring(rt, writer, "=") && writer_repr(rt, writer, value);
        release(rt, key);
        release(rt, value);
        first = false;
    }
    return fine;
}

static NEW_REF Object *namespace_repr(Runtime *rt, Object *self) {
    bool plain = object_type_id(self) == TYPE_SIMPLE_NAMESPACE;
    const char *name = plain ? "namespace" : type_name_of(rt, self);
    if (object_has_flag(self, OBJECT_TYPE_FLAG_A)) {
        return str_format(rt, "%s(...)", name);
    }
    object_set_flag(self, OBJECT_TYPE_FLAG_A);
    StrWriter writer;
    writer_init(&writer);
    bool fine = writer_cstring(rt, &writer, name) && writer_cstring(rt, &writer, "(") &&
                write_items(rt, &writer, as_namespace(self)->dict) &&
                writer_cstring(rt, &writer, ")");
    object_clear_flag(self, OBJECT_TYPE_FLAG_A);
    if (!fine) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static NEW_REF Object *namespace_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!type_is_instance(rt, a, TYPE_SIMPLE_NAMESPACE) ||
        !type_is_instance(rt, b, TYPE_SIMPLE_NAMESPACE)) {
        return NOT_IMPLEMENTED;
    }
    return object_compare(rt, as_namespace(a)->dict, as_namespace(b)->dict, op);
}

static NEW_REF Object *namespace_reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *empty = type ? tuple_empty(rt) : NULL;
    if (!empty) {
        return NULL;
    }
    Object *result = tuple_pack(rt, 3, (Object *)type, empty, as_namespace(self)->dict);
    release(rt, empty);
    return result;
}

static NEW_REF Object *get_dict(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_namespace(self)->dict);
}

static const AttributeRow NAMESPACE_ATTRIBUTES[] = {
    {"__dict__", get_dict, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow NAMESPACE_METHODS[] = {
    METHOD_ROW_NOARGS("__reduce__", namespace_reduce, "Return state information for pickling"),
    METHOD_ROW_END,
};

const TypeSpec simple_namespace_type = {
    .slots =
        {
            .name = "types.SimpleNamespace",
            .type_id = TYPE_SIMPLE_NAMESPACE,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(NamespaceObject),
            .dict_offset = offsetof(NamespaceObject, dict),
            .dealloc = namespace_dealloc,
            .traverse = namespace_traverse,
            .clear = namespace_clear,
            .new_instance = namespace_new,
            .init = namespace_init,
            .repr = namespace_repr,
            .hash = hash_not_implemented,
            .compare = namespace_compare,
        },
    .methods = NAMESPACE_METHODS,
    .attributes = NAMESPACE_ATTRIBUTES,
    .doc = "SimpleNamespace(**kwargs)\n\nAn object whose attributes are its keyword arguments.",
    .module = "types",
};
