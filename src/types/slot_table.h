/* The one table that relates special methods and slots. From it come the wrappers of builtin types
 * (int.__add__) and, with slot_functions.h, the slots of classes. */
#ifndef OURO_TYPES_SLOT_TABLE_H
#define OURO_TYPES_SLOT_TABLE_H

#include "object/operations.h"

typedef void (*AnyFunction)(void); /* a slot's content before it is cast back to its type */

/* How a wrapper calls the slot, that is what the arguments of the method mean. */
typedef enum {
    WRAP_UNARY,           /* f(self) */
    WRAP_NEXT,            /* f(self), NULL is StopIteration */
    WRAP_BINARY,          /* f(self, value) */
    WRAP_REFLECTED,       /* f(value, self) */
    WRAP_POWER,           /* f(self, value[, modulus]) */
    WRAP_REFLECTED_POWER, /* f(value, self[, modulus]) */
    WRAP_COMPARE_LT,      /* in the order of CompareOp */
    WRAP_COMPARE_LE,
    WRAP_COMPARE_EQ,
    WRAP_COMPARE_NE,
    WRAP_COMPARE_GT,
    WRAP_COMPARE_GE,
    WRAP_HASH,
    WRAP_TRUTH,
    WRAP_LENGTH,
    WRAP_CONTAINS,
    WRAP_ITEM,
    WRAP_SET_ITEM,
    WRAP_DELETE_ITEM,
    WRAP_REPEAT,
    WRAP_CALL,
    WRAP_INIT,
    WRAP_GET_ATTR,
    WRAP_SET_ATTR,
    WRAP_DELETE_ATTR,
    WRAP_GET,
    WRAP_SET,
    WRAP_DELETE,
    WRAP_FINALIZE,
    WRAP_NONE, /* a method of classes only: __getattr__ */
} WrapKind;

typedef struct SlotRow {
    const char *name;
    uint16_t name_id;     /* NAME_… */
    uint16_t offset;      /* of the slot in TypeSlots, or behind it: in its NumberSlots */
    uint8_t wrap;         /* WrapKind */
    AnyFunction function; /* for classes; NULL: classes leave the slot empty */
    const char *doc;
} SlotRow;

/* Rows of one slot stand together. Ended by a row without a name. */
extern const SlotRow slot_table[];

static inline AnyFunction slot_table_get(const TypeSlots *slots, size_t offset) {
    const char *at = (const char *)slots + offset;
    if (offset >= sizeof(TypeSlots)) {
        if (!slots->numbers) {
            return NULL;
        }
        at = (const char *)slots->numbers + (offset - sizeof(TypeSlots));
    }
    AnyFunction function;
    __builtin_memcpy(&function, at, sizeof function);
    return function;
}

/* int.__add__(1, 2): self is an instance of the type with these slots. */
NEW_REF Object *slot_table_call(Runtime *rt, const SlotRow *row, const TypeSlots *slots,
                                Object *self, Object *const *args, size_t count,
                                Object *keyword_names);
/* "($self, value, /)". */
const char *slot_table_signature(const SlotRow *row);

#endif
