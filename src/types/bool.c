/* bool: True and False, the only instances; ints of value 1 and 0. */
#include "object/arguments.h"
#include "types/int.h"

static NEW_REF Object *bool_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                         size_t count, Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "bool", keyword_names) ||
        !arguments_check_count(rt, "bool", count, 0, 1)) {
        return NULL;
    }
    int truth = count > 0 ? object_is_true(rt, args[0]) : 0;
    return truth < 0 ? NULL : bool_object(truth != 0);
}

static NEW_REF Object *bool_repr(Runtime *rt, Object *self) {
    return str_from_cstring(rt, int_is_zero(self) ? "False" : "True");
}

static bool are_bools(const Object *a, const Object *b) {
    return object_type_id(a) == TYPE_BOOL && object_type_id(b) == TYPE_BOOL;
}

static NEW_REF Object *bool_and(Runtime *rt, Object *a, Object *b) {
    return are_bools(a, b) ? bool_object(a == TRUE_OBJECT && b == TRUE_OBJECT) : int_and(rt, a, b);
}

static NEW_REF Object *bool_xor(Runtime *rt, Object *a, Object *b) {
    return are_bools(a, b) ? bool_object(a != b) : int_xor(rt, a, b);
}

static NEW_REF Object *bool_or(Runtime *rt, Object *a, Object *b) {
    return are_bools(a, b) ? bool_object(a == TRUE_OBJECT || b == TRUE_OBJECT) : int_or(rt, a, b);
}

static const NumberSlots bool_numbers = INT_NUMBERS(bool_and, bool_xor, bool_or);

const TypeSpec bool_type = {
    .slots =
        {
            .name = "bool",
            .type_id = TYPE_BOOL,
            .base_id = TYPE_INT,
            .flags = TYPE_FLAG_MATCH_SELF | TYPE_FLAG_INT_SUBCLASS | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(IntObject),
            .item_size = sizeof(uint64_t),
            .new_instance = bool_new_instance,
            .repr = bool_repr,
            .numbers = &bool_numbers,
            INT_OTHER_SLOTS,
        },
    .doc = "bool(x) -> bool\n\nWhether x is true. True and False are the only two instances; bool "
           "is a subclass of int and cannot be subclassed itself.",
};
