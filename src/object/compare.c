/* Equality, order, hash and truth. */
#include "object/operations.h"
#include "object/budget.h"

int64_t object_hash_address(const void *address) {
    uint64_t bits = (uint64_t)(uintptr_t)address;
    int64_t hash = (int64_t)(bits >> 4 | bits << 60);
    return hash == -1 ? -2 : hash;
}

int64_t hash_not_implemented(Runtime *rt, Object *self) {
    raise_type_error(rt, "unhashable type: '%.200s'", type_name_of(rt, self));
    return -1;
}

int64_t object_hash(Runtime *rt, Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    return LIKELY(slots->hash != NULL) ? slots->hash(rt, object) : object_hash_address(object);
}

/* Whether b's comparison goes first: its type is a strict subtype of a's. */
static bool reflected_first(Runtime *rt, Object *a, Object *b) {
    uint32_t derived = object_type_id(b), base = object_type_id(a);
    if (!(rt->slots[derived]->flags & TYPE_FLAG_CLASS)) {
        while (derived != base && derived != TYPE_OBJECT) {
            derived = rt->slots[derived]->base_id;
        }
        return derived == base;
    }
    TypeObject *own = type_of(rt, b), *other = rt->type_objects[base];
    return own && other && type_is_subtype(own, other);
}

static NEW_REF Object *compare_by_slots(Runtime *rt, Object *a, Object *b, CompareOp op) {
    static const CompareOp SWAPPED[] = {
        [COMPARE_LT] = COMPARE_GT, [COMPARE_LE] = COMPARE_GE, [COMPARE_EQ] = COMPARE_EQ,
        [COMPARE_NE] = COMPARE_NE, [COMPARE_GT] = COMPARE_LT, [COMPARE_GE] = COMPARE_LE,
    };
    static const char *const SYMBOLS[] = {
        [COMPARE_LT] = "<",  [COMPARE_LE] = "<=", [COMPARE_EQ] = "==",
        [COMPARE_NE] = "!=", [COMPARE_GT] = ">",  [COMPARE_GE] = ">=",
    };
    const TypeSlots *left = slots_of(rt, a), *right = slots_of(rt, b);
    bool reflected_tried = false;
    if (left != right && right->compare && reflected_first(rt, a, b)) {
        reflected_tried = true;
        Object *result = right->compare(rt, b, a, SWAPPED[op]);
        if (result != NOT_IMPLEMENTED) {
            return result;
        }
    }
    if (left->compare) {
        Object *result = left->compare(rt, a, b, op);
        if (result != NOT_IMPLEMENTED) {
            return result;
        }
    }
    if (!reflected_tried && right->compare) {
        Object *result = right->compare(rt, b, a, SWAPPED[op]);
        if (result != NOT_IMPLEMENTED) {
            return result;
        }
    }
    if (op == COMPARE_EQ) {
        return bool_object(a == b);
    }
    if (op == COMPARE_NE) {
        return bool_object(a != b);
    }
    return raise_type_error(rt, "'%s' not supported between instances of '%.100s' and '%.100s'",
                            SYMBOLS[op], type_name_of(rt, a), type_name_of(rt, b));
}

/* Types whose comparison calls nothing else need no guard against recursion. */
static inline bool is_leaf_type(const Object *object) {
    uint32_t type_id = object_type_id(object);
    return type_id == TYPE_INT || type_id == TYPE_STR || type_id == TYPE_FLOAT;
}

NEW_REF Object *object_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (LIKELY(is_leaf_type(a) && is_leaf_type(b))) {
        if (UNLIKELY(!budget_spend(rt, 1))) {
            return NULL;
        }
        return compare_by_slots(rt, a, b, op);
    }
    if (!recursion_enter(rt, " in comparison")) {
        return NULL;
    }
    Object *result = compare_by_slots(rt, a, b, op);
    recursion_leave(rt);
    return result;
}

int object_compare_bool(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (a == b) {
        if (op == COMPARE_EQ) {
            return 1;
        }
        if (op == COMPARE_NE) {
            return 0;
        }
    }
    Object *result = object_compare(rt, a, b, op);
    if (!result) {
        return -1;
    }
    if (LIKELY(object_type_id(result) == TYPE_BOOL)) {
        return result == TRUE_OBJECT;
    }
    int truth = object_is_true(rt, result);
    release(rt, result);
    return truth;
}

int object_equals(Runtime *rt, Object *a, Object *b) {
    if (a == b) {
        return 1;
    }
    if (str_check_exact(a) && str_check_exact(b)) {
        return budget_spend_whole(rt, 1 + str_length(a) / 64) ? str_equals(a, b) : -1;
    }
    return object_compare_bool(rt, a, b, COMPARE_EQ);
}

int object_is_true(Runtime *rt, Object *object) {
    if (object == TRUE_OBJECT) {
        return 1;
    }
    if (object == FALSE_OBJECT || object == NONE) {
        return 0;
    }
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->is_true) {
        return slots->is_true(rt, object);
    }
    if (slots->length) {
        int64_t length = slots->length(rt, object);
        return length < 0 ? -1 : length > 0;
    }
    return 1;
}
