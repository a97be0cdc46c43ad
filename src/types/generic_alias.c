/* types.GenericAlias: list[int], and what other classes' __class_getitem__ gives. */
#include "object/generic_alias.h"
#include "object/arguments.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/type_parameters.h"

static GenericAliasObject *as_alias(Object *object) {
    return (GenericAliasObject *)object;
}

static void alias_traverse(Object *object, VisitFunction visit, void *context) {
    GenericAliasObject *self = as_alias(object);
    Object *fields[] = {self->origin, self->args, self->parameters};
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i]) {
            visit(fields[i], context);
        }
    }
}

static void alias_dealloc(Runtime *rt, Object *object) {
    GenericAliasObject *self = as_alias(object);
    CLEAR_REF(rt, &self->origin);
    CLEAR_REF(rt, &self->args);
    CLEAR_REF(rt, &self->parameters);
    object_free_container(rt, object, slots_of(rt, object)->basic_size);
}

static NEW_REF Object *alias_make(Runtime *rt, uint32_t type_id, Object *origin, Object *args) {
    Object *tuple = type_is_tuple(rt, args) ? retain(args) : tuple_from_array(rt, &args, 1);
    if (!tuple) {
        return NULL;
    }
    GenericAliasObject *self =
        (GenericAliasObject *)object_new_container(rt, type_id, rt->slots[type_id]->basic_size);
    if (!self) {
        release(rt, tuple);
        return NULL;
    }
    self->origin = retain(origin);
    self->args = tuple;
    return &self->header;
}

NEW_REF Object *generic_alias_new(Runtime *rt, Object *origin, Object *args) {
    return alias_make(rt, TYPE_GENERIC_ALIAS, origin, args);
}

NEW_REF Object *generic_alias_class_getitem(Runtime *rt, Object *type, Object *const *args,
                                            size_t count, Object *keyword_names) {
    if (!arguments_no_keywords(rt, "__class_getitem__", keyword_names) ||
        !arguments_check_count(rt, "__class_getitem__", count, 1, 1)) {
        return NULL;
    }
    return generic_alias_new(rt, type, args[0]);
}

static NEW_REF Object *alias_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                          size_t count, Object *keyword_names) {
    if (!arguments_no_keywords(rt, "GenericAlias", keyword_names) ||
        !arguments_check_count(rt, "GenericAlias", count, 2, 2)) {
        return NULL;
    }
    return alias_make(rt, type->type_id, args[0], args[1]);
}

static NEW_REF Object *alias_repr(Runtime *rt, Object *object) {
    GenericAliasObject *self = as_alias(object);
    StrWriter writer;
    writer_init(&writer);
    size_t count = tuple_length(self->args);
    bool fine = (!self->starred || writer_cstring(rt, &writer, "*")) &&
                type_parameters_write(rt, &writer, self->origin) &&
                writer_cstring(rt, &writer, count == 0 ? "[()" : "[");
    for (size_t i = 0; fine && i < count; i++) {
        fine = (i == 0 || writer_cstring(rt, &writer, ", ")) &&
               type_parameters_write(rt, &writer, tuple_get(self->args, i));
    }
    if (!fine || !writer_cstring(rt, &writer, "]")) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static int64_t alias_hash(Runtime *rt, Object *object) {
    int64_t origin = object_hash(rt, as_alias(object)->origin);
    int64_t args = origin == -1 ? -1 : object_hash(rt, as_alias(object)->args);
    if (args == -1) {
        return -1;
    }
    return (origin ^ args) == -1 ? -2 : origin ^ args;
}

static NEW_REF Object *alias_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!type_is_instance(rt, a, TYPE_GENERIC_ALIAS) ||
        !type_is_instance(rt, b, TYPE_GENERIC_ALIAS) || (op != COMPARE_EQ && op != COMPARE_NE)) {
        return NOT_IMPLEMENTED;
    }
    int same = as_alias(a)->starred == as_alias(b)->starred;
    if (same) {
        same = object_equals(rt, as_alias(a)->origin, as_alias(b)->origin);
    }
    if (same > 0) {
        same = object_equals(rt, as_alias(a)->args, as_alias(b)->args);
    }
    return same < 0 ? NULL : bool_object((same > 0) == (op == COMPARE_EQ));
}

/* Names that are the alias's own; all others are asked of the origin. */
static bool is_own_name(Object *name) {
    static const char *const OWN[] = {"__class__",

                                      "__origin__",
                                      "__args__",
                                      "__unpacked__",
                                      "__parameters__",
                                      "__typing_unpacked_tuple_args__",
                                      "__mro_entries__",
                                      "__reduce_ex__",
                                      "__reduce__",
                                      "__copy__",
                                      "__deepcopy__"};
    for (size_t i = 0; i < COUNT_OF(OWN); i++) {
        if (str_equals_ascii(name, OWN[i])) {
            return true;
        }
    }
    return false;
}

static NEW_REF Object *alias_get_attr(Runtime *rt, Object *self, Object *name) {
    if (type_is_str(rt, name) && !is_own_name(name)) {
        return object_get_attr(rt, as_alias(self)->origin, name);
    }
    return object_generic_get_attr(rt, self, name);
}

/* list[int](…): a list that knows its alias, if it can keep attributes. */
static NEW_REF Object *alias_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                  Object *keyword_names) {
    Object *made = object_call(rt, as_alias(self)->origin, args, count, keyword_names);
    if (made && !object_set_attr(rt, made, rt->names[NAME___orig_class__], self)) {
        if (!error_clear_if(rt, TYPE_ATTRIBUTE_ERROR) && !error_clear_if(rt, TYPE_TYPE_ERROR)) {
            CLEAR_REF(rt, &made);
        }
    }
    return made;
}

static BORROWED Object *parameters_of(Runtime *rt, GenericAliasObject *self) {
    if (!self->parameters) {
        self->parameters = type_parameters_collect(rt, self->args);
    }
    return self->parameters;
}

static NEW_REF Object *alias_get_item(Runtime *rt, Object *object, Object *item) {
    GenericAliasObject *self = as_alias(object);
    Object *parameters = parameters_of(rt, self);
    Object *args =
        parameters ? type_parameters_substitute(rt, object, self->args, parameters, item) : NULL;
    if (!args) {
        return NULL;
    }
    Object *result = alias_make(rt, TYPE_GENERIC_ALIAS, self->origin, args);
    if (result) {
        as_alias(result)->starred = self->starred;
    }
    release(rt, args);
    return result;
}

/* *tuple[int, str]: one starred alias. */
static NEW_REF Object *alias_iter(Runtime *rt, Object *self) {
    Object *starred = generic_alias_new(rt, as_alias(self)->origin, as_alias(self)->args);
    if (!starred) {
        return NULL;
    }
    as_alias(starred)->starred = true;
    Object *tuple = tuple_from_array(rt, &starred, 1);
    release(rt, starred);
    Object *iterator = tuple ? object_iter(rt, tuple) : NULL;
    release_nullable(rt, tuple);
    return iterator;
}

/* ---- methods and attributes ---- */

static NEW_REF Object *alias_mro_entries(Runtime *rt, Object *self, Object *bases) {
    (void)bases;
    return tuple_from_array(rt, &as_alias(self)->origin, 1);
}

static NEW_REF Object *alias_instance_check(Runtime *rt, Object *self, Object *object) {
    (void)self;
    (void)object;
    return raise_type_error(rt, "isinstance() argument 2 cannot be a parameterized generic");
}

static NEW_REF Object *alias_subclass_check(Runtime *rt, Object *self, Object *type) {
    (void)self;
    (void)type;
    return raise_type_error(rt, "issubclass() argument 2 cannot be a parameterized generic");
}

static NEW_REF Object *alias_reduce(Runtime *rt, Object *self) {
    Object *type = (Object *)type_of(rt, self);
    Object *args = type ? tuple_pack(rt, 2, as_alias(self)->origin, as_alias(self)->args) : NULL;
    Object *result = args ? tuple_pack(rt, 2, type, args) : NULL;
    release_nullable(rt, args);
    return result;
}

static NEW_REF Object *alias_dir(Runtime *rt, Object *self) {
    static const char *const OWN[] = {"__origin__",     "__args__",
                                      "__parameters__", "__mro_entries__",
                                      "__reduce_ex__",  "__reduce__",
                                      "__copy__",       "__deepcopy__",
                                      "__unpacked__",   "__typing_unpacked_tuple_args__",
                                      "__class__"};
    Object *names = object_call_method_cstring(rt, as_alias(self)->origin, "__dir__", NULL, 0);
    if (!names && error_clear_if(rt, TYPE_TYPE_ERROR)) {
        Object *type = (Object *)type_object(rt, TYPE_TYPE);
        names = type ? object_call_method_cstring(rt, type, "__dir__", &as_alias(self)->origin, 1)
                     : NULL;
    }
    Object *list = names ? list_from_iterable(rt, names) : NULL;
    release_nullable(rt, names);
    for (size_t i = 0; list && i < COUNT_OF(OWN); i++) {
        Object *name = str_from_cstring(rt, OWN[i]);
        int present = name ? object_contains(rt, list, name) : -1;
        if (present < 0 || (present == 0 && !list_append(rt, list, name))) {
            CLEAR_REF(rt, &list);
        }
        release_nullable(rt, name);
    }
    return list;
}

static NEW_REF Object *get_origin(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_alias(self)->origin);
}

static NEW_REF Object *get_args(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_alias(self)->args);
}

static NEW_REF Object *get_parameters(Runtime *rt, Object *self) {
    return retain_nullable(parameters_of(rt, as_alias(self)));
}

static NEW_REF Object *get_unpacked(Runtime *rt, Object *self) {
    (void)rt;
    return bool_object(as_alias(self)->starred);
}

static NEW_REF Object *get_unpacked_args(Runtime *rt, Object *self) {
    Object *tuple_class = (Object *)rt->type_objects[TYPE_TUPLE];
    bool is_tuple = as_alias(self)->starred && as_alias(self)->origin == tuple_class;
    return retain(is_tuple ? as_alias(self)->args : NONE);
}

static const AttributeRow ALIAS_ATTRIBUTES[] = {
    {"__origin__", get_origin, native_read_only, NULL},
    {"__args__", get_args, native_read_only, NULL},
    {"__parameters__", get_parameters, NULL, "Type variables in the GenericAlias."},
    {"__unpacked__", get_unpacked, native_read_only, NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow ALIAS_METHODS[] = {
    METHOD_ROW_ONE("__mro_entries__", alias_mro_entries, NULL),
    METHOD_ROW_ONE("__instancecheck__", alias_instance_check, NULL),
    METHOD_ROW_ONE("__subclasscheck__", alias_subclass_check, NULL),
    METHOD_ROW_NOARGS("__reduce__", alias_reduce, NULL),
    METHOD_ROW_NOARGS("__dir__", alias_dir, NULL),
    METHOD_ROW_END,
};

static const NumberSlots alias_numbers = {
    .binary = {[BINARY_OR] = union_or},
};

const TypeSpec generic_alias_type = {
    .slots =
        {
            .name = "types.GenericAlias",
            .type_id = TYPE_GENERIC_ALIAS,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_WEAKREFABLE |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(GenericAliasObject),
            .dealloc = alias_dealloc,
            .traverse = alias_traverse,
            .new_instance = alias_new_instance,
            .call = alias_call,
            .repr = alias_repr,
            .hash = alias_hash,
            .compare = alias_compare,
            .get_attr = alias_get_attr,
            .iter = alias_iter,
            .numbers = &alias_numbers,
            .get_item = alias_get_item,
        },
    .methods = ALIAS_METHODS,
    .attributes = ALIAS_ATTRIBUTES,
    .doc =
        "GenericAlias(origin, args, /)\n--\n\nA class with type arguments (PEP 585): list[int] has "
        "__origin__ list and __args__ (int,).",
    .module = "types",
};
