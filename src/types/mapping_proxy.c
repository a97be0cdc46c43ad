/* mappingproxy: reads go to the mapping behind, nothing else does. */
#include "types/mapping_proxy.h"

#include "object/arguments.h"
#include "object/dict.h"
#include "object/generic_alias.h"
#include "object/operations.h"
#include "object/tuple.h"

static inline Object *mapping_of(const Object *self) {
    return ((const MappingProxyObject *)self)->mapping;
}

NEW_REF Object *mapping_proxy_new(Runtime *rt, Object *mapping) {
    Object *self = object_new_container(rt, TYPE_MAPPING_PROXY, sizeof(MappingProxyObject));
    if (self) {
        ((MappingProxyObject *)self)->mapping = retain(mapping);
    }
    return self;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, mapping_of(self));
    object_free_container(rt, self, sizeof(MappingProxyObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (mapping_of(self)) {
        visit(mapping_of(self), context);
    }
}

static const ArgumentSpec NEW = {"mappingproxy", {"mapping"}, 0, 1, 1, 1};

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)type;
    Object *mapping;
    if (!arguments_parse(rt, &NEW, args, count, keyword_names, &mapping)) {
        return NULL;
    }
    if (!slots_of(rt, mapping)->get_item || type_is_list(rt, mapping) ||
        type_is_tuple(rt, mapping)) {
        return raise_type_error(rt, "mappingproxy() argument must be a mapping, not %s",
                                type_name_of(rt, mapping));
    }
    return mapping_proxy_new(rt, mapping);
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    return str_format(rt, "mappingproxy(%R)", mapping_of(self));
}

static NEW_REF Object *str(Runtime *rt, Object *self) {
    return object_str(rt, mapping_of(self));
}

/* The mapping, for an operator that may give it to code of the other operand: a copy when it is
 * the dict of a class, which only the class may change. */
static NEW_REF Object *operand(Runtime *rt, Object *object) {
    if (object_type_id(object) != TYPE_MAPPING_PROXY) {
        return retain(object);
    }
    Object *mapping = mapping_of(object);
    bool of_class = object_type_id(mapping) == TYPE_DICT &&
                    (((DictObject *)mapping)->flags & DICT_OF_CLASS) != 0;
    return of_class ? dict_copy(rt, mapping) : retain(mapping);
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    Object *left = operand(rt, a);
    Object *right = left ? operand(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static NEW_REF Object *iter(Runtime *rt, Object *self) {
    return object_iter(rt, mapping_of(self));
}

static int64_t length(Runtime *rt, Object *self) {
    return object_length(rt, mapping_of(self));
}

static NEW_REF Object *get_item(Runtime *rt, Object *self, Object *key) {
    return object_get_item(rt, mapping_of(self), key);
}

static int contains(Runtime *rt, Object *self, Object *key) {
    return object_contains(rt, mapping_of(self), key);
}

static NEW_REF Object *or_mappings(Runtime *rt, Object *a, Object *b) {
    Object *left = operand(rt, a);
    Object *right = left ? operand(rt, b) : NULL;
    Object *result = right ? object_binary(rt, left, right, BINARY_OR) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static NEW_REF Object *inplace_or(Runtime *rt, Object *self, Object *other) {
    (void)other;
    return raise_type_error(rt, "'|=' is not supported by %s; use '|' instead",
                            type_name_of(rt, self));
}

static NEW_REF Object *get(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *both[2] = {args[0], count > 1 ? args[1] : NONE};
    return object_call_method_cstring(rt, mapping_of(self), "get", both, 2);
}

static NEW_REF Object *keys(Runtime *rt, Object *self) {
    return object_call_method_cstring(rt, mapping_of(self), "keys", NULL, 0);
}

static NEW_REF Object *values(Runtime *rt, Object *self) {
    return object_call_method_cstring(rt, mapping_of(self), "values", NULL, 0);
}

static NEW_REF Object *items(Runtime *rt, Object *self) {
    return object_call_method_cstring(rt, mapping_of(self), "items", NULL, 0);
}

static NEW_REF Object *copy(Runtime *rt, Object *self) {
    return object_call_method_cstring(rt, mapping_of(self), "copy", NULL, 0);
}

static NEW_REF Object *reversed(Runtime *rt, Object *self) {
    return object_call_method_cstring(rt, mapping_of(self), "__reversed__", NULL, 0);
}

static const MethodRow methods[] = {
    METHOD_ROW_POSITIONAL("get", get, 1, 2, "The value of a key, or a default."),
    METHOD_ROW_NOARGS("keys", keys, "A set-like view of the mapping's keys."),
    METHOD_ROW_NOARGS("values", values, "A view of the mapping's values."),
    METHOD_ROW_NOARGS("items", items, "A set-like view of the mapping's items."),
    METHOD_ROW_NOARGS("copy", copy, "A shallow copy of the mapping."),
    METHOD_ROW_NOARGS("__reversed__", reversed, "An iterator from the last to the first."),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const NumberSlots numbers = {
    .binary = {[BINARY_OR] = or_mappings},
    .inplace = {[BINARY_OR] = inplace_or},
};

const TypeSpec mapping_proxy_type = {
    .slots =
        {
            .name = "mappingproxy",
            .type_id = TYPE_MAPPING_PROXY,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_MAPPING | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(MappingProxyObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = new_instance,
            .repr = repr,
            .str = str,
            .hash = hash_not_implemented,
            .compare = compare,
            .iter = iter,
            .length = length,
            .get_item = get_item,
            .contains = contains,
            .numbers = &numbers,
        },
    .methods = methods,
    .doc = "mappingproxy(mapping)\n--\n\nA read-only view of a mapping.",
};
