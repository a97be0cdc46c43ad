/* weakref: ref, proxy and callable proxy objects. */
#include "types/weakref.h"

#include "object/arguments.h"
#include "object/operations.h"
#include "object/tuple.h"

static WeakrefObject *as_weakref(Object *self) {
    return (WeakrefObject *)self;
}

/* The live referent as a new reference; NULL without an error when it is gone. */
NEW_REF Object *weakref_get(Object *self) {
    Object *referent = as_weakref(self)->referent;
    return referent && referent->refs > 0 ? retain(referent) : NULL;
}

/* The shared reference of this type without callback, if the object has one. Borrowed. */
static WeakrefObject *find_shared(Runtime *rt, Object *referent, uint32_t type_id) {
    if (!object_has_flag(referent, OBJECT_HAS_WEAKREFS)) {
        return NULL;
    }
    WeakrefObject *reference = weakref_table_first(rt, referent);
    for (; reference && !reference->callback; reference = reference->next) {
        if (object_type_id(&reference->header) == type_id && reference->header.refs > 0) {
            return reference;
        }
    }
    return NULL;
}

static bool check_referent(Runtime *rt, Object *referent) {
    if (type_has_flag(rt, referent, TYPE_FLAG_WEAKREFABLE) && !object_is_immortal(referent)) {
        return true;
    }
    raise_type_error(rt, "cannot create weak reference to '%T' object", referent);
    return false;
}

static Object *make(Runtime *rt, uint32_t type_id, Object *referent, Object *callback) {
    WeakrefObject *reference =
        (WeakrefObject *)object_new_container(rt, type_id, rt->slots[type_id]->basic_size);
    if (!reference) {
        return NULL;
    }
    reference->referent = referent;
    reference->callback = retain_nullable(callback);
    reference->hash = -1;
    rt->ends_matter = true;
    if (!weakref_table_add(rt, reference)) {
        reference->referent = NULL;
        release(rt, (Object *)reference);
        return NULL;
    }
    return (Object *)reference;
}

NEW_REF Object *weakref_new(Runtime *rt, Object *referent, Object *callback) {
    if (!check_referent(rt, referent)) {
        return NULL;
    }
    callback = callback == NONE ? NULL : callback;
    WeakrefObject *shared = callback ? NULL : find_shared(rt, referent, TYPE_WEAKREF);
    return shared ? retain((Object *)shared) : make(rt, TYPE_WEAKREF, referent, callback);
}

NEW_REF Object *weakref_proxy_new(Runtime *rt, Object *referent, Object *callback) {
    if (!check_referent(rt, referent)) {
        return NULL;
    }
    callback = callback == NONE ? NULL : callback;
    uint32_t type_id =
        object_is_callable(rt, referent) ? TYPE_WEAKREF_CALLABLE_PROXY : TYPE_WEAKREF_PROXY;
    WeakrefObject *shared = callback ? NULL : find_shared(rt, referent, type_id);
    return shared ? retain((Object *)shared) : make(rt, type_id, referent, callback);
}

/* ---- ref ---- */

static Object *weakref_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    if (type->type_id == TYPE_WEAKREF && !arguments_no_keywords(rt, "ref", keyword_names)) {
        return NULL;
    }
    if (!arguments_check_count(rt, "__new__", count, 1, 2)) {
        return NULL;
    }
    Object *callback = count > 1 && args[1] != NONE ? args[1] : NULL;
    if (type->type_id == TYPE_WEAKREF) {
        return weakref_new(rt, args[0], callback);
    }
    return check_referent(rt, args[0]) ? make(rt, type->type_id, args[0], callback) : NULL;
}

static bool weakref_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                         Object *keyword_names) {
    (void)self;
    (void)args;
    return arguments_no_keywords(rt, "ref", keyword_names) &&
           arguments_check_count(rt, "__init__", count, 1, 2);
}

static void weakref_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_weakref(self)->callback) {
        visit(as_weakref(self)->callback, context);
    }
}

static void weakref_clear(Runtime *rt, Object *self) {
    weakref_table_remove(rt, as_weakref(self));
    CLEAR_REF(rt, &as_weakref(self)->callback);
}

static void weakref_dealloc(Runtime *rt, Object *self) {
    weakref_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static Object *weakref_repr(Runtime *rt, Object *self) {
    Object *referent = weakref_get(self);
    unsigned long long address = (unsigned long long)(uintptr_t)self;
    if (!referent) {
        return str_format(rt, "<weakref at 0x%llx; dead>", address);
    }
    bool missing;
    Object *name = object_get_attr_optional(rt, referent, rt->names[NAME___name__], &missing);
    Object *text = NULL;
    unsigned long long target = (unsigned long long)(uintptr_t)referent;
    if (name && type_is_str(rt, name)) {
        text = str_format(rt, "<weakref at 0x%llx; to '%T' at 0x%llx (%U)>", address, referent,
                          target, name);
    } else if (name || missing) {
        text = str_format(rt, "<weakref at 0x%llx; to '%T' at 0x%llx>", address, referent, target);
    }
    release_nullable(rt, name);
    release(rt, referent);
    return text;
}

static int64_t weakref_hash(Runtime *rt, Object *self) {
    WeakrefObject *reference = as_weakref(self);
    if (reference->hash != -1) {
        return reference->hash;
    }
    Object *referent = weakref_get(self);
    if (!referent) {
        raise_type_error(rt, "weak object has gone away");
        return -1;
    }
    reference->hash = object_hash(rt, referent);
    release(rt, referent);
    return reference->hash;
}

static bool is_ref(const Runtime *rt, const Object *object) {
    return slots_of(rt, object)->dealloc == weakref_dealloc ||
           type_is_instance((Runtime *)(uintptr_t)rt, object, TYPE_WEAKREF);
}

static Object *weakref_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_ref(rt, a) || !is_ref(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    Object *left = weakref_get(a);
    Object *right = weakref_get(b);
    Object *result;
    if (left && right) {
        result = object_compare(rt, left, right, op);
    } else {
        result = retain(bool_object((a == b) == (op == COMPARE_EQ)));
    }
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static Object *weakref_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    (void)args;
    if (!arguments_no_keywords(rt, "weakref", keyword_names) ||
        !arguments_check_count(rt, "weakref", count, 0, 0)) {
        return NULL;
    }
    Object *referent = weakref_get(self);
    return referent ? referent : retain(NONE);
}

static Object *weakref_get_callback(Runtime *rt, Object *self) {
    (void)rt;
    Object *callback = as_weakref(self)->callback;
    return retain(callback ? callback : NONE);
}

static const AttributeRow WEAKREF_ATTRIBUTES[] = {
    {"__callback__", weakref_get_callback, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const MethodRow WEAKREF_METHODS[] = {
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

const TypeSpec weakref_type = {
    .slots =
        {
            .name = "weakref.ReferenceType",
            .type_id = TYPE_WEAKREF,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_END_MATTERS,
            .basic_size = sizeof(WeakrefObject),
            .dealloc = weakref_dealloc,
            .traverse = weakref_traverse,
            .clear = weakref_clear,
            .new_instance = weakref_new_instance,
            .init = weakref_init,
            .call = weakref_call,
            .repr = weakref_repr,
            .hash = weakref_hash,
            .compare = weakref_compare,
        },
    .methods = WEAKREF_METHODS,
    .attributes = WEAKREF_ATTRIBUTES,
    .module = "weakref",
};

/* ---- proxies: every operation goes to the referent ---- */

static Object *live(Runtime *rt, Object *self) {
    Object *referent = weakref_get(self);
    return referent ? referent
                    : raise_format(rt, TYPE_REFERENCE_ERROR,
                                   "weakly-referenced object no longer exists");
}

static bool is_proxy(const Object *object) {
    return object_type_id(object) == TYPE_WEAKREF_PROXY ||
           object_type_id(object) == TYPE_WEAKREF_CALLABLE_PROXY;
}

/* The referent of a proxy, or the object itself. */
static Object *unwrap(Runtime *rt, Object *object) {
    return is_proxy(object) ? live(rt, object) : retain(object);
}

#define PROXY_UNARY(name, expression)                                                              \
    static Object *proxy_##name(Runtime *rt, Object *self) {                                       \
        Object *referent = live(rt, self);                                                         \
        Object *result = referent ? (expression) : NULL;                                           \
        release_nullable(rt, referent);                                                            \
        return result;                                                                             \
    }

PROXY_UNARY(str, object_str(rt, referent))
PROXY_UNARY(iter, object_iter(rt, referent))
PROXY_UNARY(negative, object_unary(rt, referent, UNARY_NEGATIVE))
PROXY_UNARY(positive, object_unary(rt, referent, UNARY_POSITIVE))
PROXY_UNARY(invert, object_unary(rt, referent, UNARY_INVERT))
PROXY_UNARY(absolute, object_unary(rt, referent, UNARY_ABSOLUTE))
PROXY_UNARY(index, object_index(rt, referent))
PROXY_UNARY(to_int, object_to_int(rt, referent))
PROXY_UNARY(to_float, object_to_float(rt, referent))

static Object *proxy_next(Runtime *rt, Object *self) {
    Object *referent = live(rt, self);
    if (!referent) {
        return NULL;
    }
    Object *result = NULL;
    if (!slots_are_iterator(slots_of(rt, referent))) {
        raise_type_error(rt, "Weakref proxy referenced a non-iterator '%.200s' object",
                         type_name_of(rt, referent));
    } else {
        result = object_next(rt, referent);
    }
    release(rt, referent);
    return result;
}

static Object *proxy_repr(Runtime *rt, Object *self) {
    Object *referent = weakref_get(self);
    Object *shown = referent ? referent : NONE;
    Object *text =
        str_format(rt, "<weakproxy at 0x%llx to %T at 0x%llx>", (unsigned long long)(uintptr_t)self,
                   shown, (unsigned long long)(uintptr_t)shown);
    release_nullable(rt, referent);
    return text;
}

static Object *proxy_binary(Runtime *rt, Object *a, Object *b, BinaryOp op, bool inplace) {
    Object *left = unwrap(rt, a);
    Object *right = left ? unwrap(rt, b) : NULL;
    Object *result = NULL;
    if (right) {
        result = inplace ? object_inplace(rt, left, right, op) : object_binary(rt, left, right, op);
    }
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

#define PROXY_BINARY(name, op)                                                                     \
    static Object *proxy_##name(Runtime *rt, Object *a, Object *b) {                               \
        return proxy_binary(rt, a, b, op, false);                                                  \
    }
#define PROXY_INPLACE(name, op)                                                                    \
    static Object *proxy_inplace_##name(Runtime *rt, Object *a, Object *b) {                       \
        return proxy_binary(rt, a, b, op, true);                                                   \
    }
#define PROXY_BOTH(name, op) PROXY_BINARY(name, op) PROXY_INPLACE(name, op)

PROXY_BOTH(add, BINARY_ADD)
PROXY_BOTH(subtract, BINARY_SUBTRACT)
PROXY_BOTH(multiply, BINARY_MULTIPLY)
PROXY_BOTH(matrix_multiply, BINARY_MATRIX_MULTIPLY)
PROXY_BOTH(true_divide, BINARY_TRUE_DIVIDE)
PROXY_BOTH(floor_divide, BINARY_FLOOR_DIVIDE)
PROXY_BOTH(remainder, BINARY_REMAINDER)
PROXY_BOTH(power, BINARY_POWER)
PROXY_BOTH(lshift, BINARY_LSHIFT)
PROXY_BOTH(rshift, BINARY_RSHIFT)
PROXY_BOTH(and, BINARY_AND)
PROXY_BOTH(xor, BINARY_XOR)
PROXY_BOTH(or, BINARY_OR)
PROXY_BINARY(divmod, BINARY_DIVMOD)

static Object *proxy_power3(Runtime *rt, Object *a, Object *b, Object *modulus) {
    Object *left = unwrap(rt, a);
    Object *right = left ? unwrap(rt, b) : NULL;
    Object *third = right ? unwrap(rt, modulus) : NULL;
    Object *result = third ? object_power(rt, left, right, third) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    release_nullable(rt, third);
    return result;
}

static Object *proxy_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    Object *left = unwrap(rt, a);
    Object *right = left ? unwrap(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static Object *proxy_get_attr(Runtime *rt, Object *self, Object *name) {
    Object *referent = live(rt, self);
    Object *result = referent ? object_get_attr(rt, referent, name) : NULL;
    release_nullable(rt, referent);
    return result;
}

static bool proxy_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    Object *referent = live(rt, self);
    bool done = referent && object_set_attr(rt, referent, name, value);
    release_nullable(rt, referent);
    return done;
}

static int proxy_is_true(Runtime *rt, Object *self) {
    Object *referent = live(rt, self);
    int truth = referent ? object_is_true(rt, referent) : -1;
    release_nullable(rt, referent);
    return truth;
}

static int64_t proxy_length(Runtime *rt, Object *self) {
    Object *referent = live(rt, self);
    int64_t length = referent ? object_length(rt, referent) : -1;
    release_nullable(rt, referent);
    return length;
}

static Object *proxy_get_item(Runtime *rt, Object *self, Object *key) {
    Object *referent = live(rt, self);
    Object *result = referent ? object_get_item(rt, referent, key) : NULL;
    release_nullable(rt, referent);
    return result;
}

static bool proxy_set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    Object *referent = live(rt, self);
    bool done = referent && (value ? object_set_item(rt, referent, key, value)
                                   : object_delete_item(rt, referent, key));
    release_nullable(rt, referent);
    return done;
}

static int proxy_contains(Runtime *rt, Object *self, Object *item) {
    Object *referent = live(rt, self);
    int contains = referent ? object_contains(rt, referent, item) : -1;
    release_nullable(rt, referent);
    return contains;
}

static Object *proxy_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    Object *referent = live(rt, self);
    Object *result = referent ? object_call(rt, referent, args, count, keyword_names) : NULL;
    release_nullable(rt, referent);
    return result;
}

static Object *proxy_bytes(Runtime *rt, Object *self) {
    Object *referent = live(rt, self);
    Object *result =
        referent ? object_call_method_cstring(rt, referent, "__bytes__", NULL, 0) : NULL;
    release_nullable(rt, referent);
    return result;
}

static Object *proxy_reversed(Runtime *rt, Object *self) {
    Object *referent = live(rt, self);
    Object *result =
        referent ? object_call_method_cstring(rt, referent, "__reversed__", NULL, 0) : NULL;
    release_nullable(rt, referent);
    return result;
}

/* In CPython callable proxies have neither. */
static const MethodRow PROXY_METHODS[] = {
    METHOD_ROW_NOARGS("__bytes__", proxy_bytes, NULL),
    METHOD_ROW_NOARGS("__reversed__", proxy_reversed, NULL),
    METHOD_ROW_END,
};

static const NumberSlots proxy_numbers = {
    .binary = {[BINARY_ADD] = proxy_add,
               [BINARY_SUBTRACT] = proxy_subtract,
               [BINARY_MULTIPLY] = proxy_multiply,
               [BINARY_MATRIX_MULTIPLY] = proxy_matrix_multiply,
               [BINARY_TRUE_DIVIDE] = proxy_true_divide,
               [BINARY_FLOOR_DIVIDE] = proxy_floor_divide,
               [BINARY_REMAINDER] = proxy_remainder,
               [BINARY_POWER] = proxy_power,
               [BINARY_LSHIFT] = proxy_lshift,
               [BINARY_RSHIFT] = proxy_rshift,
               [BINARY_AND] = proxy_and,
               [BINARY_XOR] = proxy_xor,
               [BINARY_OR] = proxy_or,
               [BINARY_DIVMOD] = proxy_divmod},
    .inplace = {[BINARY_ADD] = proxy_inplace_add,
                [BINARY_SUBTRACT] = proxy_inplace_subtract,
                [BINARY_MULTIPLY] = proxy_inplace_multiply,
                [BINARY_MATRIX_MULTIPLY] = proxy_inplace_matrix_multiply,
                [BINARY_TRUE_DIVIDE] = proxy_inplace_true_divide,
                [BINARY_FLOOR_DIVIDE] = proxy_inplace_floor_divide,
                [BINARY_REMAINDER] = proxy_inplace_remainder,
                [BINARY_POWER] = proxy_inplace_power,
                [BINARY_LSHIFT] = proxy_inplace_lshift,
                [BINARY_RSHIFT] = proxy_inplace_rshift,
                [BINARY_AND] = proxy_inplace_and,
                [BINARY_XOR] = proxy_inplace_xor,
                [BINARY_OR] = proxy_inplace_or},
    .unary = {[UNARY_NEGATIVE] = proxy_negative,
              [UNARY_POSITIVE] = proxy_positive,
              [UNARY_INVERT] = proxy_invert,
              [UNARY_ABSOLUTE] = proxy_absolute},
    .power3 = proxy_power3,
};

#define PROXY_SLOTS(type_name, id, call_function)                                                  \
    {                                                                                              \
        .name = type_name, .type_id = id,                                                          \
        .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_END_MATTERS,                   \
        .basic_size = sizeof(WeakrefObject), .dealloc = weakref_dealloc,                           \
        .traverse = weakref_traverse, .clear = weakref_clear, .call = call_function,               \
        .repr = proxy_repr, .str = proxy_str, .hash = hash_not_implemented,                        \
        .compare = proxy_compare, .get_attr = proxy_get_attr, .set_attr = proxy_set_attr,          \
        .iter = proxy_iter, .next = proxy_next, .numbers = &proxy_numbers,                         \
        .is_true = proxy_is_true, .index = proxy_index, .to_int = proxy_to_int,                    \
        .to_float = proxy_to_float, .length = proxy_length, .get_item = proxy_get_item,            \
        .set_item = proxy_set_item, .contains = proxy_contains,                                    \
    }

const TypeSpec weakref_proxy_type = {
    .slots = PROXY_SLOTS("weakref.ProxyType", TYPE_WEAKREF_PROXY, NULL),
    .methods = PROXY_METHODS,
    .module = "weakref",
};

const TypeSpec weakref_callable_proxy_type = {
    .slots = PROXY_SLOTS("weakref.CallableProxyType", TYPE_WEAKREF_CALLABLE_PROXY, proxy_call),
    .module = "weakref",
};

/* ---- hooks ---- */

static Object *first_for_attribute(Runtime *rt, Object *object) {
    WeakrefObject *first =
        object_has_flag(object, OBJECT_HAS_WEAKREFS) ? weakref_table_first(rt, object) : NULL;
    return retain(first ? (Object *)first : NONE);
}

void weakref_open(Runtime *rt) {
    rt->hooks.weakref_first = first_for_attribute;
}
