/* The object behind array.array, and what the module's files do with it.
 *
 * items: a block of capacity * code->size bytes, NULL when capacity is 0; length <= capacity. While
 * exports > 0 somebody looks at items, and the length may not change. */
#ifndef OURO_MODULES_ARRAY_OBJECT_H
#define OURO_MODULES_ARRAY_OBJECT_H

#include "modules/array_item.h"
#include "object/operations.h"

typedef struct ArrayObject {
    Object header;
    const ArrayCode *code;
    uint8_t *items;
    size_t length, capacity;
    size_t exports;
} ArrayObject;

typedef struct ArrayState {
    uint32_t array_type, iterator_type;
} ArrayState;

ArrayState *array_state(Runtime *rt);
static inline ArrayObject *array_of(Object *self) {
    return (ArrayObject *)self;
}
static inline uint8_t *array_at(const ArrayObject *array, size_t idx) {
    return array->items + idx * array->code->size;
}
bool array_check(Runtime *rt, const Object *object);
NEW_REF Object *array_new(Runtime *rt, uint32_t type_id, const ArrayCode *code, size_t length);
/* Makes it `length` long; new items are not set. BufferError while it is exported. */
bool array_resize(Runtime *rt, Object *self, size_t length);
/* Opens a gap of `count` items at idx, or closes one (count < 0). */
bool array_shift(Runtime *rt, Object *self, size_t idx, int64_t count);
bool array_append_value(Runtime *rt, Object *self, Object *value);
bool array_append_bytes(Runtime *rt, Object *self, const uint8_t *data, size_t size);
bool array_extend_with(Runtime *rt, Object *self, Object *iterable);
NEW_REF Object *array_to_list(Runtime *rt, Object *self);

/* array_methods.c */
extern const MethodRow array_methods[];
extern const MethodRow array_functions[];

#endif
