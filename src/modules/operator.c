/* _operator: the operators as functions. */
#include "modules/operator.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"

/* X(function name, operation, what the documentation says) */
#define BINARY_FUNCTIONS(X)                                                                        \
    X(add, BINARY_ADD, "Same as a + b.")                                                           \
    X(sub, BINARY_SUBTRACT, "Same as a - b.")                                                      \
    X(mul, BINARY_MULTIPLY, "Same as a * b.")                                                      \
    X(matmul, BINARY_MATRIX_MULTIPLY, "Same as a @ b.")                                            \
    X(floordiv, BINARY_FLOOR_DIVIDE, "Same as a // b.")                                            \
    X(truediv, BINARY_TRUE_DIVIDE, "Same as a / b.")                                               \
    X(mod, BINARY_REMAINDER, "Same as a % b.")                                                     \
    X(pow, BINARY_POWER, "Same as a ** b.")                                                        \
    X(lshift, BINARY_LSHIFT, "Same as a << b.")                                                    \
    X(rshift, BINARY_RSHIFT, "Same as a >> b.")                                                    \
    X(and_, BINARY_AND, "Same as a & b.")                                                          \
    X(xor, BINARY_XOR, "Same as a ^ b.")                                                           \
    X(or_, BINARY_OR, "Same as a | b.")

#define INPLACE_FUNCTIONS(X)                                                                       \
    X(iadd, BINARY_ADD, "Same as a += b.")                                                         \
    X(isub, BINARY_SUBTRACT, "Same as a -= b.")                                                    \
    X(imul, BINARY_MULTIPLY, "Same as a *= b.")                                                    \
    X(imatmul, BINARY_MATRIX_MULTIPLY, "Same as a @= b.")                                          \
    X(ifloordiv, BINARY_FLOOR_DIVIDE, "Same as a //= b.")                                          \
    X(itruediv, BINARY_TRUE_DIVIDE, "Same as a /= b.")                                             \
    X(imod, BINARY_REMAINDER, "Same as a %= b.")                                                   \
    X(ipow, BINARY_POWER, "Same as a **= b.")                                                      \
    X(ilshift, BINARY_LSHIFT, "Same as a <<= b.")                                                  \
    X(irshift, BINARY_RSHIFT, "Same as a >>= b.")                                                  \
    X(iand, BINARY_AND, "Same as a &= b.")                                                         \
    X(ixor, BINARY_XOR, "Same as a ^= b.")                                                         \
    X(ior, BINARY_OR, "Same as a |= b.")

#define COMPARE_FUNCTIONS(X)                                                                       \
    X(lt, COMPARE_LT, "Same as a < b.")                                                            \
    X(le, COMPARE_LE, "Same as a <= b.")                                                           \
    X(eq, COMPARE_EQ, "Same as a == b.")                                                           \
    X(ne, COMPARE_NE, "Same as a != b.")                                                           \
    X(ge, COMPARE_GE, "Same as a >= b.")                                                           \
    X(gt, COMPARE_GT, "Same as a > b.")

#define UNARY_FUNCTIONS(X)                                                                         \
    X(neg, UNARY_NEGATIVE, "Same as -a.")                                                          \
    X(pos, UNARY_POSITIVE, "Same as +a.")                                                          \
    X(inv, UNARY_INVERT, "Same as ~a.")                                                            \
    X(invert, UNARY_INVERT, "Same as ~a.")                                                         \
    X(abs, UNARY_ABSOLUTE, "Same as abs(a).")

#define TWO_ARGUMENT_BODY(name, call)                                                              \
    static NEW_REF Object *operator_##name(Runtime *rt, Object *module, Object *const *args,       \
                                           size_t count) {                                         \
        (void)module;                                                                              \
        (void)count;                                                                               \
        return call;                                                                               \
    }
#define BINARY_BODY(name, op, doc) TWO_ARGUMENT_BODY(name, object_binary(rt, args[0], args[1], op))
#define INPLACE_BODY(name, op, doc)                                                                \
    TWO_ARGUMENT_BODY(name, object_inplace(rt, args[0], args[1], op))
#define COMPARE_BODY(name, op, doc)                                                                \
    TWO_ARGUMENT_BODY(name, object_compare(rt, args[0], args[1], op))
#define UNARY_BODY(name, op, doc)                                                                  \
    static NEW_REF Object *operator_##name(Runtime *rt, Object *module, Object *object) {          \
        (void)module;                                                                              \
        return object_unary(rt, object, op);                                                       \
    }

BINARY_FUNCTIONS(BINARY_BODY)
INPLACE_FUNCTIONS(INPLACE_BODY)
COMPARE_FUNCTIONS(COMPARE_BODY)
UNARY_FUNCTIONS(UNARY_BODY)

static NEW_REF Object *truth_of(int result) {
    return result < 0 ? NULL : bool_object(result);
}

static NEW_REF Object *operator_truth(Runtime *rt, Object *module, Object *object) {
    (void)module;
    return truth_of(object_is_true(rt, object));
}

static NEW_REF Object *operator_not(Runtime *rt, Object *module, Object *object) {
    (void)module;
    int truth = object_is_true(rt, object);
    return truth_of(truth < 0 ? truth : !truth);
}

static NEW_REF Object *operator_index(Runtime *rt, Object *module, Object *object) {
    (void)module;
    return object_index(rt, object);
}

TWO_ARGUMENT_BODY(is, ((void)rt, bool_object(args[0] == args[1])))
TWO_ARGUMENT_BODY(is_not, ((void)rt, bool_object(args[0] != args[1])))
TWO_ARGUMENT_BODY(contains, truth_of(object_contains(rt, args[0], args[1])))
TWO_ARGUMENT_BODY(getitem, object_get_item(rt, args[0], args[1]))
TWO_ARGUMENT_BODY(setitem, object_set_item(rt, args[0], args[1], args[2]) ? retain(NONE) : NULL)
TWO_ARGUMENT_BODY(delitem, object_delete_item(rt, args[0], args[1]) ? retain(NONE) : NULL)

static bool can_concatenate(const Runtime *rt, const Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    return slots->concat || (slots->get_item && !type_is_dict(rt, object));
}

static NEW_REF Object *concat(Runtime *rt, Object *a, Object *b, bool inplace) {
    if (!can_concatenate(rt, a)) {
        return raise_type_error(rt, "'%.200s' object can't be concatenated", type_name_of(rt, a));
    }
    return inplace ? object_inplace(rt, a, b, BINARY_ADD) : object_binary(rt, a, b, BINARY_ADD);
}

TWO_ARGUMENT_BODY(concat, concat(rt, args[0], args[1], false))
TWO_ARGUMENT_BODY(iconcat, concat(rt, args[0], args[1], true))

/* The position of the first equal item (count false) or how many there are: -1 none, -2 error. */
static int64_t search(Runtime *rt, Object *iterable, Object *value, bool counting) {
    Object *iterator = object_iter(rt, iterable);
    if (!iterator) {
        if (error_clear_if(rt, TYPE_TYPE_ERROR)) {
            raise_type_error(rt, "argument of type '%.200s' is not iterable",
                             type_name_of(rt, iterable));
        }
        return -2;
    }
    int64_t result = counting ? 0 : -1;
    Object *item;
    for (int64_t i = 0; (item = object_next(rt, iterator)) != NULL; i++) {
        int same = object_equals(rt, item, value);
        release(rt, item);
        if (same < 0) {
            break;
        }
        if (same && !counting) {
            result = i;
            break;
        }
        result += counting && same;
    }
    release(rt, iterator);
    return error_pending(rt) ? -2 : result;
}

static NEW_REF Object *operator_count_of(Runtime *rt, Object *module, Object *const *args,
                                         size_t count) {
    (void)module;
    (void)count;
    int64_t found = search(rt, args[0], args[1], true);
    return found < 0 ? NULL : int_from_int64(rt, found);
}

static NEW_REF Object *operator_index_of(Runtime *rt, Object *module, Object *const *args,
                                         size_t count) {
    (void)module;
    (void)count;
    int64_t idx = search(rt, args[0], args[1], false);
    if (idx == -1) {
        return raise_value_error(rt, "sequence.index(x): x not in sequence");
    }
    return idx < 0 ? NULL : int_from_int64(rt, idx);
}

static NEW_REF Object *operator_length_hint(Runtime *rt, Object *module, Object *const *args,
                                            size_t count) {
    (void)module;
    int64_t fallback = 0;
    if (count > 1 && !object_as_int64(rt, args[1], &fallback)) {
        return NULL;
    }
    int64_t hint = object_length_hint(rt, args[0], fallback);
    return hint == -1 && error_pending(rt) ? NULL : int_from_int64(rt, hint);
}

static NEW_REF Object *operator_call(Runtime *rt, Object *module, Object *const *args, size_t count,
                                     Object *keyword_names) {
    (void)module;
    if (count == 0) {
        return raise_type_error(rt, "call expected at least 1 argument, got 0");
    }
    return object_call(rt, args[0], args + 1, count - 1, keyword_names);
}

/* Compares without stopping at the first difference, so that the time does not tell where it is. */
static NEW_REF Object *same_digest(const uint8_t *a, size_t length_a, const uint8_t *b,
                                   size_t length_b) {
    uint8_t difference = length_a != length_b;
    const uint8_t *left = length_a == length_b ? a : b;
    for (size_t i = 0; i < length_b; i++) {
        difference |= (uint8_t)(left[i] ^ b[i]);
    }
    return bool_object(difference == 0);
}

static NEW_REF Object *operator_compare_digest(Runtime *rt, Object *module, Object *const *args,
                                               size_t count) {
    (void)module;
    (void)count;
    if (type_is_str(rt, args[0]) && type_is_str(rt, args[1])) {
        if (str_kind(args[0]) != STR_ASCII || str_kind(args[1]) != STR_ASCII) {
            return raise_type_error(rt,
                                    "comparing strings with non-ASCII characters is not supported");
        }
        return same_digest(str_data(args[0]), str_length(args[0]), str_data(args[1]),
                           str_length(args[1]));
    }
    BufferView a, b;
    if (!slots_of(rt, args[0])->get_buffer || !slots_of(rt, args[1])->get_buffer) {
        return raise_type_error(
            rt, "unsupported operand types(s) or combination of types: '%.100s' and '%.100s'",
            type_name_of(rt, args[0]), type_name_of(rt, args[1]));
    }
    if (!object_get_buffer(rt, args[0], &a, false)) {
        return NULL;
    }
    Object *result = NULL;
    if (object_get_buffer(rt, args[1], &b, false)) {
        result = same_digest(a.data, a.size, b.data, b.size);
        object_release_buffer(rt, &b);
    }
    object_release_buffer(rt, &a);
    return result;
}

#define TWO_ARGUMENT_ROW(name, op, doc) METHOD_ROW_POSITIONAL(#name, operator_##name, 2, 2, doc),
#define ONE_ARGUMENT_ROW(name, op, doc) METHOD_ROW_ONE(#name, operator_##name, doc),

static const MethodRow functions[] = {
    BINARY_FUNCTIONS(TWO_ARGUMENT_ROW) INPLACE_FUNCTIONS(TWO_ARGUMENT_ROW)
        COMPARE_FUNCTIONS(TWO_ARGUMENT_ROW) UNARY_FUNCTIONS(ONE_ARGUMENT_ROW)
            METHOD_ROW_ONE("truth", operator_truth, "Return True if a is true, False otherwise."),
    METHOD_ROW_ONE("not_", operator_not, "Same as not a."),
    METHOD_ROW_ONE("index", operator_index, "Same as a.__index__()"),
    METHOD_ROW_POSITIONAL("is_", operator_is, 2, 2, "Same as a is b."),
    METHOD_ROW_POSITIONAL("is_not", operator_is_not, 2, 2, "Same as a is not b."),
    METHOD_ROW_POSITIONAL("contains", operator_contains, 2, 2,
                          "Same as b in a (note reversed "
                          "operands)."),
    METHOD_ROW_POSITIONAL("getitem", operator_getitem, 2, 2, "Same as a[b]."),
    METHOD_ROW_POSITIONAL("setitem", operator_setitem, 3, 3, "Same as a[b] = c."),
    METHOD_ROW_POSITIONAL("delitem", operator_delitem, 2, 2, "Same as del a[b]."),
    METHOD_ROW_POSITIONAL("concat", operator_concat, 2, 2, "Same as a + b, for sequences."),
    METHOD_ROW_POSITIONAL("iconcat", operator_iconcat, 2, 2, "Same as a += b, for sequences."),
    METHOD_ROW_POSITIONAL("countOf", operator_count_of, 2, 2, "How many times b occurs in a."),
    METHOD_ROW_POSITIONAL("indexOf", operator_index_of, 2, 2, "The first position of b in a."),
    METHOD_ROW_POSITIONAL("length_hint", operator_length_hint, 1, 2,
                          "length_hint($module, obj, default=0, /)\n--\n\nAbout how many items obj "
                          "has."),
    METHOD_ROW_KEYWORDS("call", operator_call, "Same as obj(*args, **kwargs)."),
    METHOD_ROW_POSITIONAL("_compare_digest", operator_compare_digest, 2, 2,
                          "Return 'a == b' in a time that does not depend on where they differ."),
    METHOD_ROW_END,
};

static bool populate(Runtime *rt, Object *dict) {
    static const struct {
        const char *name;
        const TypeSpec *spec;
    } types[] = {
        {"itemgetter", &operator_itemgetter_type},
        {"attrgetter", &operator_attrgetter_type},
        {"methodcaller", &operator_methodcaller_type},
    };
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        uint32_t type_id;
        TypeObject *type = type_register(rt, types[i].spec, &type_id);
        if (!type || !dict_set_cstring(rt, dict, types[i].name, (Object *)type)) {
            return false;
        }
    }
    return true;
}

const ModuleSpec operator_module = {
    .name = "_operator",
    .doc = "Operator interface.",
    .functions = functions,
    .populate = populate,
};
