/* The table of special methods, and calling a slot as the method it stands for. */
#include "types/slot_table.h"
#include "object/exception.h"
#include "object/tuple.h"
#include "types/slot_functions.h"

#define ROW(method, slot, wrap, function, doc)                                                     \
    {#method, NAME_##method, offsetof(TypeSlots, slot), wrap, (AnyFunction)(function), doc},
#define NUMBER_OFFSET(slot) (sizeof(TypeSlots) + offsetof(NumberSlots, slot))
#define NUMBER_ROW(method, slot, wrap, function, doc)                                              \
    {#method, NAME_##method, NUMBER_OFFSET(slot), wrap, (AnyFunction)(function), doc},
#define BINARY_ROWS(name, OP, text)                                                                \
    NUMBER_ROW(__##name##__, binary[BINARY_##OP], WRAP_BINARY, slot_function_##name,               \
               "Return self" text "value.")                                                        \
    NUMBER_ROW(__r##name##__, binary[BINARY_##OP], WRAP_REFLECTED, slot_function_##name,           \
               "Return value" text "self.")
#define INPLACE_ROWS(name, OP, text)                                                               \
    NUMBER_ROW(__i##name##__, inplace[BINARY_##OP], WRAP_BINARY, slot_function_i##name,            \
               "Return self" text "=value.")

/* clang-format off */
const SlotRow slot_table[] = {
    ROW(__repr__, repr, WRAP_UNARY, slot_function_repr, "Return repr(self).")
    ROW(__hash__, hash, WRAP_HASH, slot_function_hash, "Return hash(self).")
    ROW(__call__, call, WRAP_CALL, slot_function_call, "Call self as a function.")
    ROW(__str__, str, WRAP_UNARY, slot_function_str, "Return str(self).")
    ROW(__getattribute__, get_attr, WRAP_GET_ATTR, slot_function_get_attr,
        "Return getattr(self, name).")
    ROW(__getattr__, get_attr, WRAP_NONE, slot_function_get_attr, "")
    ROW(__setattr__, set_attr, WRAP_SET_ATTR, slot_function_set_attr,
        "Implement setattr(self, name, value).")
    ROW(__delattr__, set_attr, WRAP_DELETE_ATTR, slot_function_set_attr,
        "Implement delattr(self, name).")
    ROW(__lt__, compare, WRAP_COMPARE_LT, slot_function_compare, "Return self<value.")
    ROW(__le__, compare, WRAP_COMPARE_LE, slot_function_compare, "Return self<=value.")
    ROW(__eq__, compare, WRAP_COMPARE_EQ, slot_function_compare, "Return self==value.")
    ROW(__ne__, compare, WRAP_COMPARE_NE, slot_function_compare, "Return self!=value.")
    ROW(__gt__, compare, WRAP_COMPARE_GT, slot_function_compare, "Return self>value.")
    ROW(__ge__, compare, WRAP_COMPARE_GE, slot_function_compare, "Return self>=value.")
    ROW(__iter__, iter, WRAP_UNARY, slot_function_iter, "Implement iter(self).")
    ROW(__next__, next, WRAP_NEXT, slot_function_next, "Implement next(self).")
    ROW(__get__, descriptor_get, WRAP_GET, slot_function_descriptor_get,
        "Return an attribute of instance, which is of type owner.")
    ROW(__set__, descriptor_set, WRAP_SET, slot_function_descriptor_set,
        "Set an attribute of instance to value.")
    ROW(__delete__, descriptor_set, WRAP_DELETE, slot_function_descriptor_set,
        "Delete an attribute of instance.")
    ROW(__init__, init, WRAP_INIT, slot_function_init,
        "Initialize self.  See help(type(self)) for accurate signature.")
    ROW(__del__, finalize, WRAP_FINALIZE, slot_function_finalize, "")
    ROW(__await__, await, WRAP_UNARY, slot_function_await,
        "Return an iterator to be used in await expression.")
    ROW(__aiter__, aiter, WRAP_UNARY, slot_function_aiter,
        "Return an awaitable, that resolves in asynchronous iterator.")
    ROW(__anext__, anext, WRAP_UNARY, slot_function_anext,
        "Return a value or raise StopAsyncIteration.")
    BINARY_SLOTS(BINARY_ROWS)
    BINARY_SLOTS(INPLACE_ROWS)
    NUMBER_ROW(__divmod__, binary[BINARY_DIVMOD], WRAP_BINARY, slot_function_divmod,
        "Return divmod(self, value).")
    NUMBER_ROW(__rdivmod__, binary[BINARY_DIVMOD], WRAP_REFLECTED, slot_function_divmod,
        "Return divmod(value, self).")
    NUMBER_ROW(__pow__, binary[BINARY_POWER], WRAP_POWER, slot_function_pow,
        "Return pow(self, value, mod).")
    NUMBER_ROW(__rpow__, binary[BINARY_POWER], WRAP_REFLECTED_POWER, slot_function_pow,
        "Return pow(value, self, mod).")
    NUMBER_ROW(__ipow__, inplace[BINARY_POWER], WRAP_BINARY, slot_function_ipow,
        "Return self**=value.")
    NUMBER_ROW(__neg__, unary[UNARY_NEGATIVE], WRAP_UNARY, slot_function_negative, "-self")
    NUMBER_ROW(__pos__, unary[UNARY_POSITIVE], WRAP_UNARY, slot_function_positive, "+self")
    NUMBER_ROW(__abs__, unary[UNARY_ABSOLUTE], WRAP_UNARY, slot_function_absolute, "abs(self)")
    NUMBER_ROW(__invert__, unary[UNARY_INVERT], WRAP_UNARY, slot_function_invert, "~self")
    ROW(__bool__, is_true, WRAP_TRUTH, slot_function_is_true, "True if self else False")
    ROW(__int__, to_int, WRAP_UNARY, slot_function_to_int, "int(self)")
    ROW(__float__, to_float, WRAP_UNARY, slot_function_to_float, "float(self)")
    ROW(__index__, index, WRAP_UNARY, slot_function_index,
        "Return self converted to an integer, if self is suitable for use as an index into a list.")
    ROW(__len__, length, WRAP_LENGTH, slot_function_length, "Return len(self).")
    ROW(__getitem__, get_item, WRAP_ITEM, slot_function_get_item, "Return self[key].")
    ROW(__setitem__, set_item, WRAP_SET_ITEM, slot_function_set_item, "Set self[key] to value.")
    ROW(__delitem__, set_item, WRAP_DELETE_ITEM, slot_function_set_item, "Delete self[key].")
    ROW(__contains__, contains, WRAP_CONTAINS, slot_function_contains, "Return key in self.")
    ROW(__add__, concat, WRAP_BINARY, NULL, "Return self+value.")
    ROW(__mul__, repeat, WRAP_REPEAT, NULL, "Return self*value.")
    ROW(__rmul__, repeat, WRAP_REPEAT, NULL, "Return value*self.")
    ROW(__iadd__, inplace_concat, WRAP_BINARY, NULL, "Implement self+=value.")
    ROW(__imul__, inplace_repeat, WRAP_REPEAT, NULL, "Implement self*=value.")
    {NULL, 0, 0, 0, NULL, NULL},
};
/* clang-format on */

typedef NEW_REF Object *(*CompareFunction)(Runtime *, Object *, Object *, CompareOp);
typedef NEW_REF Object *(*RepeatFunction)(Runtime *, Object *, int64_t);
typedef int64_t (*NumberFunction)(Runtime *, Object *);
typedef int (*TruthFunction)(Runtime *, Object *);
typedef int (*ContainsFunction)(Runtime *, Object *, Object *);
typedef bool (*SetFunction)(Runtime *, Object *, Object *, Object *);
typedef bool (*InitFunction)(Runtime *, Object *, Object *const *, size_t, Object *);

/* CPython counts in two ways: where a range of counts is fine, an empty name stands in front. */
static bool check_count(Runtime *rt, size_t count, size_t minimum, size_t maximum) {
    if (LIKELY(count >= minimum && count <= maximum)) {
        return true;
    }
    size_t wanted = count < minimum ? minimum : maximum;
    const char *how = minimum == maximum ? "expected "
                      : count < minimum  ? " expected at least "
                                         : " expected at most ";
    raise_type_error(rt, "%s%zu argument%s, got %zu", how, wanted, wanted == 1 ? "" : "s", count);
    return false;
}

/* How many arguments beside self each kind takes. */
static void counts_of(WrapKind wrap, size_t *minimum, size_t *maximum) {
    switch (wrap) {
    case WRAP_UNARY:
    case WRAP_NEXT:
    case WRAP_HASH:
    case WRAP_TRUTH:
    case WRAP_LENGTH:
    case WRAP_FINALIZE:
    case WRAP_NONE:
        *minimum = *maximum = 0;
        break;
    case WRAP_POWER:
    case WRAP_REFLECTED_POWER:
    case WRAP_GET:
        *minimum = 1;
        *maximum = 2;
        break;
    case WRAP_SET_ITEM:
    case WRAP_SET_ATTR:
    case WRAP_SET:
        *minimum = *maximum = 2;
        break;
    case WRAP_CALL:
    case WRAP_INIT:
        *minimum = 0;
        *maximum = SIZE_MAX;
        break;
    default:
        *minimum = *maximum = 1;
        break;
    }
}

static NEW_REF Object *none_if(bool done) {
    return done ? NONE : NULL;
}

static NEW_REF Object *call_power(Runtime *rt, const TypeSlots *slots, Object *a, Object *b,
                                  Object *const *args, size_t count) {
    if (count == 2 && args[1] != NONE) {
        return slots->numbers->power3 ? slots->numbers->power3(rt, a, b, args[1])
                                      : retain(NOT_IMPLEMENTED);
    }
    return slots->numbers->binary[BINARY_POWER](rt, a, b);
}

/* object.__setattr__(list, 'x', 1) must not get round the checks of list's own type. */
static bool check_setter(Runtime *rt, const SlotRow *row, SetFunction function, Object *self) {
    const TypeObject *type = type_of(rt, self);
    if (!type) {
        return false;
    }
    SetFunction own = (SetFunction)(AnyFunction)type->native->set_attr;
    own = own ? own : (SetFunction)(AnyFunction)object_generic_set_attr;
    if (own == function) {
        return true;
    }
    raise_type_error(rt, "can't apply this %s to %T object", row->name, self);
    return false;
}

static NEW_REF Object *call_descriptor_get(Runtime *rt, const TypeSlots *slots, Object *self,
                                           Object *const *args, size_t count) {
    Object *instance = args[0] == NONE ? NULL : args[0];
    Object *owner = count == 1 || args[1] == NONE ? NULL : args[1];
    if (!instance && !owner) {
        return raise_type_error(rt, "__get__(None, None) is invalid");
    }
    if (!owner) {
        owner = (Object *)type_of(rt, instance);
        if (!owner) {
            return NULL;
        }
    }
    return slots->descriptor_get(rt, self, instance, owner);
}

static NEW_REF Object *call_setter(Runtime *rt, const SlotRow *row, SetFunction function,
                                   Object *self, Object *const *args) {
    switch ((WrapKind)row->wrap) {
    case WRAP_SET_ATTR:
        return none_if(check_setter(rt, row, function, self) &&
                       function(rt, self, args[0], args[1]));
    case WRAP_DELETE_ATTR:
        return none_if(check_setter(rt, row, function, self) && function(rt, self, args[0], NULL));
    case WRAP_DELETE_ITEM:
    case WRAP_DELETE:
        return none_if(function(rt, self, args[0], NULL));
    default:
        return none_if(function(rt, self, args[0], args[1]));
    }
}

static NEW_REF Object *call_number(Runtime *rt, const SlotRow *row, AnyFunction function,
                                   Object *self, Object *const *args) {
    switch ((WrapKind)row->wrap) {
    case WRAP_HASH:
    case WRAP_LENGTH: {
        int64_t number = ((NumberFunction)function)(rt, self);
        return number == -1 && rt->error ? NULL : int_from_int64(rt, number);
    }
    case WRAP_TRUTH: {
        int truth = ((TruthFunction)function)(rt, self);
        return truth < 0 ? NULL : retain(bool_object(truth != 0));
    }
    case WRAP_CONTAINS: {
        int truth = ((ContainsFunction)function)(rt, self, args[0]);
        return truth < 0 ? NULL : retain(bool_object(truth != 0));
    }
    default: {
        int64_t times;
        if (!object_as_index(rt, args[0], TYPE_OVERFLOW_ERROR, &times)) {
            return NULL;
        }
        return ((RepeatFunction)function)(rt, self, times);
    }
    }
}

NEW_REF Object *slot_table_call(Runtime *rt, const SlotRow *row, const TypeSlots *slots,
                                Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    AnyFunction function = slot_table_get(slots, row->offset);
    WrapKind wrap = (WrapKind)row->wrap;
    if (keyword_names && tuple_length(keyword_names) > 0 && wrap != WRAP_CALL &&
        wrap != WRAP_INIT) {
        return raise_type_error(rt, "wrapper %s() takes no keyword arguments", row->name);
    }
    size_t minimum, maximum;
    counts_of(wrap, &minimum, &maximum);
    if (!check_count(rt, count, minimum, maximum)) {
        return NULL;
    }
    switch (wrap) {
    case WRAP_UNARY:
        return ((UnaryFunction)function)(rt, self);
    case WRAP_NEXT: {
        Object *item = ((UnaryFunction)function)(rt, self);
        if (item || rt->error) {
            return item;
        }
        Object *stop = exception_new(rt, TYPE_STOP_ITERATION, NULL, 0);
        return stop ? raise_exception(rt, stop) : NULL;
    }
    case WRAP_BINARY:
    case WRAP_ITEM:
    case WRAP_GET_ATTR:
        return ((BinaryFunction)function)(rt, self, args[0]);
    case WRAP_REFLECTED:
        return ((BinaryFunction)function)(rt, args[0], self);
    case WRAP_POWER:
        return call_power(rt, slots, self, args[0], args, count);
    case WRAP_REFLECTED_POWER:
        return call_power(rt, slots, args[0], self, args, count);
    case WRAP_COMPARE_LT:
    case WRAP_COMPARE_LE:
    case WRAP_COMPARE_EQ:
    case WRAP_COMPARE_NE:
    case WRAP_COMPARE_GT:
    case WRAP_COMPARE_GE:
        return ((CompareFunction)function)(rt, self, args[0], (CompareOp)(wrap - WRAP_COMPARE_LT));
    case WRAP_HASH:
    case WRAP_LENGTH:
    case WRAP_TRUTH:
    case WRAP_CONTAINS:
    case WRAP_REPEAT:
        return call_number(rt, row, function, self, args);
    case WRAP_CALL:
        return ((CallFunction)function)(rt, self, args, count, keyword_names);
    case WRAP_INIT:
        return none_if(((InitFunction)function)(rt, self, args, count, keyword_names));
    case WRAP_GET:
        return call_descriptor_get(rt, slots, self, args, count);
    case WRAP_FINALIZE:
    case WRAP_NONE:
        return retain(NONE);
    default:
        return call_setter(rt, row, (SetFunction)function, self, args);
    }
}

const char *slot_table_signature(const SlotRow *row) {
    switch ((WrapKind)row->wrap) {
    case WRAP_UNARY:
    case WRAP_NEXT:
    case WRAP_HASH:
    case WRAP_TRUTH:
    case WRAP_LENGTH:
    case WRAP_FINALIZE:
    case WRAP_NONE:
        return "($self, /)";
    case WRAP_POWER:
    case WRAP_REFLECTED_POWER:
        return "($self, value, mod=None, /)";
    case WRAP_ITEM:
    case WRAP_CONTAINS:
    case WRAP_DELETE_ITEM:
        return "($self, key, /)";
    case WRAP_SET_ITEM:
        return "($self, key, value, /)";
    case WRAP_CALL:
    case WRAP_INIT:
        return "($self, /, *args, **kwargs)";
    case WRAP_GET_ATTR:
    case WRAP_DELETE_ATTR:
        return "($self, name, /)";
    case WRAP_SET_ATTR:
        return "($self, name, value, /)";
    case WRAP_GET:
        return "($self, instance, owner=None, /)";
    case WRAP_SET:
        return "($self, instance, value, /)";
    case WRAP_DELETE:
        return "($self, instance, /)";
    default:
        return "($self, value, /)";
    }
}
