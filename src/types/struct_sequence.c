/* struct_sequence: named tuples of builtin modules. */
#include "types/struct_sequence.h"

#include "object/arguments.h"
#include "object/operations.h"

#define STRUCT_SEQUENCE_GETTER(idx)                                                                \
    Object *struct_sequence_get##idx(Runtime *rt, Object *self) {                                  \
        (void)rt;                                                                                  \
        return retain(tuple_length(self) > (idx) ? tuple_get(self, (idx)) : NONE);                 \
    }

STRUCT_SEQUENCE_GETTER(0)
STRUCT_SEQUENCE_GETTER(1)
STRUCT_SEQUENCE_GETTER(2)
STRUCT_SEQUENCE_GETTER(3)
STRUCT_SEQUENCE_GETTER(4)
STRUCT_SEQUENCE_GETTER(5)
STRUCT_SEQUENCE_GETTER(6)
STRUCT_SEQUENCE_GETTER(7)
STRUCT_SEQUENCE_GETTER(8)
STRUCT_SEQUENCE_GETTER(9)
STRUCT_SEQUENCE_GETTER(10)
STRUCT_SEQUENCE_GETTER(11)
STRUCT_SEQUENCE_GETTER(12)
STRUCT_SEQUENCE_GETTER(13)
STRUCT_SEQUENCE_GETTER(14)
STRUCT_SEQUENCE_GETTER(15)
STRUCT_SEQUENCE_GETTER(16)
STRUCT_SEQUENCE_GETTER(17)

static const AttributeRow *rows_of(const Runtime *rt, const Object *self) {
    return ((const TypeSpec *)(const void *)slots_of(rt, self))->attributes;
}

Object *struct_sequence_repr(Runtime *rt, Object *self) {
    StrWriter writer;
    writer_init(&writer);
    const AttributeRow *row = rows_of(rt, self);
    bool done =
        writer_cstring(rt, &writer, type_name_of(rt, self)) && writer_char(rt, &writer, '(');
    for (size_t idx = 0; done && idx < tuple_length(self) && row->name; idx++, row++) {
        done = (idx == 0 || writer_cstring(rt, &writer, ", ")) &&
               writer_cstring(rt, &writer, row->name) && writer_char(rt, &writer, '=') &&
               writer_repr(rt, &writer, tuple_get(self, idx));
    }
    if (!done || !writer_char(rt, &writer, ')')) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

Object *struct_sequence_new(Runtime *rt, uint32_t type_id, Object *const *items, size_t count) {
    bool complete = true;
    for (size_t idx = 0; idx < count; idx++) {
        complete = complete && items[idx];
    }
    TupleObject *tuple = complete ? (TupleObject *)object_new_container(
                                        rt, type_id, sizeof(TupleObject) + count * sizeof(Object *))
                                  : NULL;
    for (size_t idx = 0; idx < count; idx++) {
        if (tuple) {
            tuple->items[idx] = items[idx];
        } else {
            release_nullable(rt, items[idx]);
        }
    }
    if (tuple) {
        tuple->length = count;
    }
    return (Object *)tuple;
}

Object *struct_sequence_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    (void)keyword_names;
    size_t fields = 0;
    const TypeSpec *spec = (const TypeSpec *)(const void *)type->slots;
    while (spec->attributes && spec->attributes[fields].name) {
        fields++;
    }
    if (!arguments_check_count(rt, type->slots->name, count, 1, 2)) {
        return NULL;
    }
    Object *tuple = tuple_from_iterable(rt, args[0]);
    if (!tuple) {
        return NULL;
    }
    size_t given = tuple_length(tuple);
    if (given != fields) {
        raise_type_error(rt, "%s() takes a %zu-sequence (%zu-sequence given)", type->slots->name,
                         fields, given);
        release(rt, tuple);
        return NULL;
    }
    Object *items[STRUCT_SEQUENCE_MAX];
    for (size_t idx = 0; idx < given; idx++) {
        items[idx] = retain(tuple_get(tuple, idx));
    }
    release(rt, tuple);
    return struct_sequence_new(rt, type->type_id, items, given);
}
