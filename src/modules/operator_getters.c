/* operator.itemgetter, attrgetter, methodcaller */
#include "modules/fields.h"
#include "modules/operator.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/tuple.h"
#include <string.h>

/* All three: what to get, and for methodcaller the method's name and keywords. */
typedef struct GetterObject {
    Object header;
    Object *items; /* tuple; attrgetter: each a str, or a tuple of them for a dotted name */
    Object *name;
    Object *keywords; /* dict or NULL */
} GetterObject;

FIELDS_LIFE(getter, GetterObject, 3)

static inline GetterObject *as_getter(Object *self) {
    return (GetterObject *)self;
}

static bool check_call(Runtime *rt, const char *name, size_t count, Object *keyword_names) {
    return arguments_no_keywords(rt, name, keyword_names) &&
           arguments_check_count(rt, name, count, 1, 1);
}

static NEW_REF Object *getter_make(Runtime *rt, const TypeObject *type, STEALS Object *items) {
    Object *self = items ? object_new_container(rt, type->type_id, sizeof(GetterObject)) : NULL;
    if (!self) {
        release_nullable(rt, items);
        return NULL;
    }
    as_getter(self)->items = items;
    return self;
}

/* One result alone, several as a tuple. */
static NEW_REF Object *get_all(Runtime *rt, Object *self, Object *from,
                               Object *(*get)(Runtime *, Object *, Object *)) {
    Object *items = as_getter(self)->items;
    size_t count = tuple_length(items);
    if (count == 1) {
        return get(rt, from, tuple_get(items, 0));
    }
    Object *result = tuple_new(rt, count);
    for (size_t i = 0; result && i < count; i++) {
        Object *item = get(rt, from, tuple_get(items, i));
        if (!item) {
            release(rt, result);
            return NULL;
        }
        tuple_items(result)[i] = item;
    }
    return result;
}

#define GETTER_SLOTS(text, new_function, call_function, repr_function)                             \
    .slots = {.name = text,                                                                        \
              .base_id = TYPE_OBJECT,                                                              \
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE,                             \
              .basic_size = sizeof(GetterObject),                                                  \
              .dealloc = getter_dealloc,                                                           \
              .traverse = getter_traverse,                                                         \
              .new_instance = new_function,                                                        \
              .call = call_function,                                                               \
              .repr = repr_function},                                                              \
    .module = "operator"

/* itemgetter */

static NEW_REF Object *itemgetter_new(Runtime *rt, TypeObject *type, Object *const *args,
                                      size_t count, Object *keyword_names) {
    if (!arguments_no_keywords(rt, "itemgetter", keyword_names) ||
        (count == 0 && !arguments_check_count(rt, "itemgetter", 0, 1, 1))) {
        return NULL;
    }
    return getter_make(rt, type, tuple_from_array(rt, args, count));
}

static NEW_REF Object *itemgetter_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                       Object *keyword_names) {
    if (!check_call(rt, "itemgetter", count, keyword_names)) {
        return NULL;
    }
    return get_all(rt, self, args[0], object_get_item);
}

/* name(repr, …) */
static NEW_REF Object *itemgetter_repr(Runtime *rt, Object *self) {
    Object *items = as_getter(self)->items;
    const char *name = slots_of(rt, self)->name;
    return tuple_length(items) == 1 ? str_format(rt, "%s(%R)", name, tuple_get(items, 0))
                                    : str_format(rt, "%s%R", name, items);
}

static NEW_REF Object *itemgetter_reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    return type ? tuple_pack(rt, 2, (Object *)type, as_getter(self)->items) : NULL;
}

static const MethodRow itemgetter_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", itemgetter_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec operator_itemgetter_type = {
    GETTER_SLOTS("operator.itemgetter", itemgetter_new, itemgetter_call, itemgetter_repr),
    .methods = itemgetter_methods,
    .doc = "itemgetter(item, ...) --> itemgetter object\n\nA function that gets these items of its "
           "argument.",
};

/* attrgetter */

/* "a.b.c" as the tuple of its parts, a name without a dot as it is; interned. */
static NEW_REF Object *split_name(Runtime *rt, Object *name) {
    size_t length;
    Object *holder = NULL;
    const char *text = str_utf8(rt, name, &length, &holder, true);
    if (!text) {
        return NULL;
    }
    Object *result = NULL;
    if (!memchr(text, '.', length)) {
        result = intern_utf8(rt, text, length);
    } else {
        Object *parts = list_new(rt, 0);
        bool done = parts != NULL;
        const char *end = text + length;
        for (const char *from = text; done && from <= end;) {
            const char *dot = memchr(from, '.', (size_t)(end - from));
            const char *to = dot ? dot : end;
            Object *part = intern_utf8(rt, from, (size_t)(to - from));
            done = part && list_append_stealing(rt, parts, part);
            from = to + 1;
        }
        result = done ? list_as_tuple(rt, parts) : NULL;
        release_nullable(rt, parts);
    }
    release_nullable(rt, holder);
    return result;
}

static NEW_REF Object *attrgetter_new(Runtime *rt, TypeObject *type, Object *const *args,
                                      size_t count, Object *keyword_names) {
    if (!arguments_no_keywords(rt, "attrgetter", keyword_names) ||
        (count == 0 && !arguments_check_count(rt, "attrgetter", 0, 1, 1))) {
        return NULL;
    }
    Object *items = tuple_new(rt, count);
    for (size_t i = 0; items && i < count; i++) {
        if (!type_is_str(rt, args[i])) {
            release(rt, items);
            return raise_type_error(rt, "attribute name must be a string");
        }
        Object *name = split_name(rt, args[i]);
        if (!name) {
            release(rt, items);
            return NULL;
        }
        tuple_items(items)[i] = name;
    }
    return getter_make(rt, type, items);
}

static NEW_REF Object *get_dotted(Runtime *rt, Object *object, Object *name) {
    if (object_type_id(name) == TYPE_STR) {
        return object_get_attr(rt, object, name);
    }
    Object *result = retain(object);
    for (size_t i = 0; result && i < tuple_length(name); i++) {
        Object *next = object_get_attr(rt, result, tuple_get(name, i));
        release(rt, result);
        result = next;
    }
    return result;
}

static NEW_REF Object *attrgetter_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                       Object *keyword_names) {
    if (!check_call(rt, "attrgetter", count, keyword_names)) {
        return NULL;
    }
    return get_all(rt, self, args[0], get_dotted);
}

/* The names as given. */
static NEW_REF Object *attrgetter_names(Runtime *rt, Object *self) {
    Object *items = as_getter(self)->items;
    Object *names = tuple_new(rt, tuple_length(items));
    Object *dot = names ? str_from_cstring(rt, ".") : NULL;
    bool done = dot != NULL;
    for (size_t i = 0; done && i < tuple_length(items); i++) {
        Object *item = tuple_get(items, i);
        Object *name = object_type_id(item) == TYPE_STR
                           ? retain(item)
                           : str_join(rt, dot, tuple_items(item), tuple_length(item));
        tuple_items(names)[i] = name;
        done = name != NULL;
    }
    release_nullable(rt, dot);
    if (!done) {
        release_nullable(rt, names);
        return NULL;
    }
    return names;
}

static NEW_REF Object *attrgetter_repr(Runtime *rt, Object *self) {
    Object *names = attrgetter_names(rt, self);
    if (!names) {
        return NULL;
    }
    Object *text = tuple_length(names) == 1
                       ? str_format(rt, "operator.attrgetter(%R)", tuple_get(names, 0))
                       : str_format(rt, "operator.attrgetter%R", names);
    release(rt, names);
    return text;
}

static NEW_REF Object *attrgetter_reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *names = type ? attrgetter_names(rt, self) : NULL;
    Object *result = names ? tuple_pack(rt, 2, (Object *)type, names) : NULL;
    release_nullable(rt, names);
    return result;
}

static const MethodRow attrgetter_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", attrgetter_reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec operator_attrgetter_type = {
    GETTER_SLOTS("operator.attrgetter", attrgetter_new, attrgetter_call, attrgetter_repr),
    .methods = attrgetter_methods,
    .doc =
        "attrgetter(attr, ...) --> attrgetter object\n\nA function that gets these attributes of "
        "its argument; names may have dots.",
};

/* methodcaller */

static NEW_REF Object *methodcaller_new(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    if (count == 0) {
        return raise_type_error(rt, "methodcaller needs at least one argument, the method name");
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(rt, "method name must be a string");
    }
    Object *self = getter_make(rt, type, tuple_from_array(rt, args + 1, count - 1));
    if (!self) {
        return NULL;
    }
    Object *name = retain(args[0]);
    if (object_type_id(name) == TYPE_STR) {
        intern_in_place(rt, &name);
    }
    as_getter(self)->name = name;
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    if (keywords > 0) {
        as_getter(self)->keywords = dict_new(rt);
        for (size_t i = 0; i < keywords; i++) {
            if (!as_getter(self)->keywords ||
                !dict_set(rt, as_getter(self)->keywords, tuple_get(keyword_names, i),
                          args[count + i])) {
                release(rt, self);
                return NULL;
            }
        }
    }
    return self;
}

static NEW_REF Object *methodcaller_call(Runtime *rt, Object *self, Object *const *args,
                                         size_t count, Object *keyword_names) {
    if (!check_call(rt, "methodcaller", count, keyword_names)) {
        return NULL;
    }
    GetterObject *caller = as_getter(self);
    if (!caller->keywords) {
        return object_call_method(rt, args[0], caller->name, tuple_items(caller->items),
                                  tuple_length(caller->items));
    }
    Object *method = object_get_attr(rt, args[0], caller->name);
    if (!method) {
        return NULL;
    }
    Object *result = object_call_unpacked(rt, method, caller->items, caller->keywords);
    release(rt, method);
    return result;
}

static NEW_REF Object *methodcaller_repr(Runtime *rt, Object *self) {
    GetterObject *caller = as_getter(self);
    StrWriter writer;
    writer_init(&writer);
    bool done = writer_cstring(rt, &writer, "operator.methodcaller(") &&
                writer_repr(rt, &writer, caller->name);
    for (size_t i = 0; done && i < tuple_length(caller->items); i++) {
        done = writer_cstring(rt, &writer, ", ") &&
               writer_repr(rt, &writer, tuple_get(caller->items, i));
    }
    size_t position = 0;
    Object *key, *value;
    while (done && caller->keywords && dict_next(caller->keywords, &position, &key, &value)) {
        Object *pair = str_format(rt, ", %U=%R", key, value);
        done = pair && writer_str(rt, &writer, pair);
        release_nullable(rt, pair);
    }
    if (!done || !writer_cstring(rt, &writer, ")")) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

const TypeSpec operator_methodcaller_type = {
    GETTER_SLOTS("operator.methodcaller", methodcaller_new, methodcaller_call, methodcaller_repr),
    .doc =
        "methodcaller(name, ...) --> methodcaller object\n\nA function that calls this method of "
        "its argument.",
};
