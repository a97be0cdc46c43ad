/* See type_parameters.h. The protocol is typing's: __typing_subst__, __typing_prepare_subst__,
 * __parameters__. */
#include "types/type_parameters.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"

static NEW_REF Object *attribute(Runtime *rt, Object *object, const char *name, bool *missing) {
    *missing = false;
    Object *text = str_from_cstring(rt, name);
    if (!text) {
        return NULL;
    }
    Object *value = object_get_attr_optional(rt, object, text, missing);
    release(rt, text);
    return value;
}

/* 1, 0, -1 */
static int has_attribute(Runtime *rt, Object *object, const char *name) {
    bool missing;
    Object *value = attribute(rt, object, name, &missing);
    if (!value) {
        return missing ? 0 : -1;
    }
    release(rt, value);
    return 1;
}

static bool write_qualified(Runtime *rt, StrWriter *writer, Object *module, Object *qualname) {
    if (type_is_str(rt, module) && str_equals_ascii(module, "builtins")) {
        Object *text = object_str(rt, qualname);
        bool fine = text && writer_str(rt, writer, text);
        release_nullable(rt, text);
        return fine;
    }
    Object *text = str_format(rt, "%S.%S", module, qualname);
    bool fine = text && writer_str(rt, writer, text);
    release_nullable(rt, text);
    return fine;
}

bool type_parameters_write(Runtime *rt, StrWriter *writer, Object *argument) {
    if (argument == ELLIPSIS) {
        return writer_cstring(rt, writer, "...");
    }
    int has_origin = has_attribute(rt, argument, "__origin__");
    int has_args = has_origin > 0 ? has_attribute(rt, argument, "__args__") : has_origin;
    if (has_args != 0) {
        return has_args > 0 && writer_repr(rt, writer, argument);
    }
    bool missing;
    Object *qualname = attribute(rt, argument, "__qualname__", &missing);
    if (!qualname) {
        return missing && writer_repr(rt, writer, argument);
    }
    Object *module = attribute(rt, argument, "__module__", &missing);
    bool fine;
    if (!module || module == NONE) {
        fine = (module || missing) && writer_repr(rt, writer, argument);
    } else {
        fine = write_qualified(rt, writer, module, qualname);
    }
    release_nullable(rt, module);
    release(rt, qualname);
    return fine;
}

/* ---- finding ---- */

static bool add_distinct(Runtime *rt, Object *list, Object *item) {
    for (size_t i = 0; i < list_length(list); i++) {
        if (list_get(list, i) == item) {
            return true;
        }
    }
    return list_append(rt, list, item);
}

static bool collect_from(Runtime *rt, Object *argument, Object *list) {
    if (type_is_type(rt, argument)) {
        return true;
    }
    int variable = has_attribute(rt, argument, "__typing_subst__");
    if (variable != 0) {
        return variable > 0 && add_distinct(rt, list, argument);
    }
    bool missing;
    Object *inner = attribute(rt, argument, "__parameters__", &missing);
    if (!inner) {
        return missing;
    }
    bool fine = true;
    for (size_t i = 0; type_is_tuple(rt, inner) && fine && i < tuple_length(inner); i++) {
        fine = add_distinct(rt, list, tuple_get(inner, i));
    }
    release(rt, inner);
    return fine;
}

NEW_REF Object *type_parameters_collect(Runtime *rt, Object *args) {
    Object *list = list_new(rt, 0);
    for (size_t i = 0; list && i < tuple_length(args); i++) {
        if (!collect_from(rt, tuple_get(args, i), list)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (!list) {
        return NULL;
    }
    Object *tuple = list_as_tuple(rt, list);
    release(rt, list);
    return tuple;
}

/* ---- putting in ---- */

/* The items as a tuple, with *tuple[int, str] taken apart. */
static NEW_REF Object *unpacked_items(Runtime *rt, Object *item) {
    if (!type_is_tuple(rt, item)) {
        return tuple_from_array(rt, &item, 1);
    }
    Object *list = list_new(rt, tuple_length(item));
    for (size_t i = 0; list && i < tuple_length(item); i++) {
        Object *one = tuple_get(item, i);
        bool missing = true;
        Object *inner = type_is_type(rt, one)
                            ? NULL
                            : attribute(rt, one, "__typing_unpacked_tuple_args__", &missing);
        bool fine = inner || missing;
        if (fine && inner && type_is_tuple(rt, inner) &&
            (tuple_length(inner) == 0 || tuple_get(inner, tuple_length(inner) - 1) != ELLIPSIS)) {
            fine = list_extend(rt, list, inner);
        } else {
            fine = fine && list_append(rt, list, one);
        }
        release_nullable(rt, inner);
        if (!fine) {
            CLEAR_REF(rt, &list);
        }
    }
    Object *tuple = list ? list_as_tuple(rt, list) : NULL;
    release_nullable(rt, list);
    return tuple;
}

/* Lets each parameter rearrange the items (TypeVarTuple, ParamSpec). */
static bool prepare(Runtime *rt, Object *self, Object *parameters, Object **items) {
    for (size_t i = 0; i < tuple_length(parameters); i++) {
        bool missing;
        Object *function =
            attribute(rt, tuple_get(parameters, i), "__typing_prepare_subst__", &missing);
        if (!function && missing) {
            continue;
        }
        Object *prepared = NULL;
        if (function && function != NONE) {
            Object *again =
                type_is_tuple(rt, *items) ? retain(*items) : tuple_from_array(rt, items, 1);
            prepared = again ? object_call_two(rt, function, self, again) : NULL;
            release_nullable(rt, again);
        } else if (function) {
            prepared = retain(*items);
        }
        release_nullable(rt, function);
        if (!prepared) {
            return false;
        }
        REPLACE_REF(rt, items, prepared);
    }
    return true;
}

static size_t index_of(Object *parameters, Object *parameter) {
    size_t i = 0;
    while (i < tuple_length(parameters) && tuple_get(parameters, i) != parameter) {
        i++;
    }
    return i;
}

/* An argument that has type variables inside: list[T] becomes list[T][int]. */
static NEW_REF Object *substitute_inside(Runtime *rt, Object *argument, Object *parameters,
                                         Object *items) {
    bool missing;
    Object *inner = attribute(rt, argument, "__parameters__", &missing);
    if (!inner) {
        return missing ? retain(argument) : NULL;
    }
    Object *result = NULL, *list = NULL;
    if (!type_is_tuple(rt, inner) || tuple_length(inner) == 0) {
        result = retain(argument);
    } else {
        list = list_new(rt, tuple_length(inner));
    }
    for (size_t i = 0; list && i < tuple_length(inner); i++) {
        Object *parameter = tuple_get(inner, i);
        size_t position = index_of(parameters, parameter);
        Object *value = position < tuple_length(items) ? tuple_get(items, position) : parameter;
        /* Only a TypeVarTuple can be iterated over. */
        bool spread = position < tuple_length(items) && type_is_tuple(rt, value) &&
                      slots_of(rt, parameter)->iter != NULL;
        if (!(spread ? list_extend(rt, list, value) : list_append(rt, list, value))) {
            CLEAR_REF(rt, &list);
        }
    }
    if (list) {
        Object *key = list_as_tuple(rt, list);
        result = key ? object_get_item(rt, argument, key) : NULL;
        release_nullable(rt, key);
        release(rt, list);
    }
    release(rt, inner);
    return result;
}

static NEW_REF Object *substitute_one(Runtime *rt, Object *argument, Object *parameters,
                                      Object *items) {
    bool missing;
    Object *function = attribute(rt, argument, "__typing_subst__", &missing);
    if (!function) {
        return missing ? substitute_inside(rt, argument, parameters, items) : NULL;
    }
    size_t position = index_of(parameters, argument);
    Object *result = position < tuple_length(items)
                         ? object_call_one(rt, function, tuple_get(items, position))
                         : retain(argument);
    release(rt, function);
    return result;
}

/* 1 when the argument is *Ts, whose substitution is a tuple to be spread. */
static int is_unpacked(Runtime *rt, Object *argument) {
    bool missing;
    Object *flag = attribute(rt, argument, "__typing_is_unpacked_typevartuple__", &missing);
    if (!flag) {
        return missing ? 0 : -1;
    }
    int truth = object_is_true(rt, flag);
    release(rt, flag);
    return truth;
}

static bool append_substituted(Runtime *rt, Object *list, Object *argument, Object *parameters,
                               Object *items) {
    if (type_is_type(rt, argument)) {
        return list_append(rt, list, argument);
    }
    int spread = is_unpacked(rt, argument);
    Object *value = spread < 0 ? NULL : substitute_one(rt, argument, parameters, items);
    if (!value) {
        return false;
    }
    bool fine = spread && type_is_tuple(rt, value) ? list_extend(rt, list, value)
                                                   : list_append(rt, list, value);
    release(rt, value);
    return fine;
}

static NEW_REF Object *substitute_all(Runtime *rt, Object *self, Object *args, Object *parameters,
                                      Object *items) {
    size_t wanted = tuple_length(parameters);
    size_t given = tuple_length(items);
    if (given != wanted) {
        return raise_type_error(rt, "Too %s arguments for %R; actual %zu, expected %zu",
                                given > wanted ? "many" : "few", self, given, wanted);
    }
    Object *list = list_new(rt, tuple_length(args));
    for (size_t i = 0; list && i < tuple_length(args); i++) {
        if (!append_substituted(rt, list, tuple_get(args, i), parameters, items)) {
            CLEAR_REF(rt, &list);
        }
    }
    Object *tuple = list ? list_as_tuple(rt, list) : NULL;
    release_nullable(rt, list);
    return tuple;
}

NEW_REF Object *type_parameters_substitute(Runtime *rt, Object *self, Object *args,
                                           Object *parameters, Object *item) {
    if (tuple_length(parameters) == 0) {
        return raise_type_error(rt, "%R is not a generic class", self);
    }
    Object *items = unpacked_items(rt, item);
    if (!items) {
        return NULL;
    }
    Object *result = NULL;
    if (prepare(rt, self, parameters, &items)) {
        if (!type_is_tuple(rt, items)) {
            Object *tuple = tuple_from_array(rt, &items, 1);
            REPLACE_REF(rt, &items, tuple);
        }
        result = items ? substitute_all(rt, self, args, parameters, items) : NULL;
    }
    release_nullable(rt, items);
    return result;
}
