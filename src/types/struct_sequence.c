/* struct_sequence: named tuples of builtin modules. */
#include "types/struct_sequence.h"

#include "object/arguments.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/native.h"
#include "object/operations.h"
#include "types/container_support.h"

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

/* The tuple of hidden values lies behind the shown items of types that have such. */
static Object *hidden_value(const Object *self, size_t idx) {
    const TupleObject *tuple = (const TupleObject *)self;
    const Object *hidden = tuple->items[tuple->length];
    return hidden && idx < tuple_length(hidden) ? tuple_get(hidden, idx) : NONE;
}

#define STRUCT_SEQUENCE_HIDDEN(idx)                                                                \
    Object *struct_sequence_hidden##idx(Runtime *rt, Object *self) {                               \
        (void)rt;                                                                                  \
        return retain(hidden_value(self, (idx)));                                                  \
    }

STRUCT_SEQUENCE_HIDDEN(0)
STRUCT_SEQUENCE_HIDDEN(1)
STRUCT_SEQUENCE_HIDDEN(2)
STRUCT_SEQUENCE_HIDDEN(3)
STRUCT_SEQUENCE_HIDDEN(4)
STRUCT_SEQUENCE_HIDDEN(5)
STRUCT_SEQUENCE_HIDDEN(6)
STRUCT_SEQUENCE_HIDDEN(7)
STRUCT_SEQUENCE_HIDDEN(8)

static const StructSequenceGetter HIDDEN_GETTERS[] = {
    struct_sequence_hidden0, struct_sequence_hidden1, struct_sequence_hidden2,
    struct_sequence_hidden3, struct_sequence_hidden4, struct_sequence_hidden5,
    struct_sequence_hidden6, struct_sequence_hidden7, struct_sequence_hidden8,
};

bool struct_sequence_set_hidden(Runtime *rt, Object *self, Object *value) {
    return native_read_only(rt, self, value);
}

typedef struct FieldCounts {
    size_t shown, hidden;
} FieldCounts;

static FieldCounts count_fields(const TypeSlots *slots) {
    const AttributeRow *row = ((const TypeSpec *)(const void *)slots)->attributes;
    FieldCounts counts = {0, 0};
    for (; row && row->name; row++) {
        counts.shown += row->set != struct_sequence_set_hidden;
        for (size_t idx = counts.hidden; idx < COUNT_OF(HIDDEN_GETTERS); idx++) {
            if (row->get == HIDDEN_GETTERS[idx]) {
                counts.hidden = idx + 1;
            }
        }
    }
    return counts;
}

void struct_sequence_dealloc(Runtime *rt, Object *self) {
    TupleObject *tuple = (TupleObject *)self;
    size_t length = tuple->length;
    for (size_t idx = 0; idx <= length; idx++) {
        release_nullable(rt, tuple->items[idx]);
    }
    object_free_container(rt, self, sizeof(TupleObject) + (length + 1) * sizeof(Object *));
}

void struct_sequence_traverse(Object *self, VisitFunction visit, void *context) {
    TupleObject *tuple = (TupleObject *)self;
    for (size_t idx = 0; idx < tuple->length; idx++) {
        if (tuple->items[idx]) {
            visit(tuple->items[idx], context);
        }
    }
    if (tuple->length && tuple->items[tuple->length]) {
        visit(tuple->items[tuple->length], context);
    }
}

static bool set_count(Runtime *rt, TypeObject *type, const char *name, size_t count) {
    Object *number = int_from_size(rt, count);
    Object *dict = number ? type_dict(rt, type) : NULL;
    bool done = dict && dict_set_cstring(rt, dict, name, number);
    release_nullable(rt, number);
    return done;
}

/* The names that a class pattern matches by position: the shown ones. */
static bool set_match_args(Runtime *rt, TypeObject *type, const AttributeRow *row) {
    Object *names[STRUCT_SEQUENCE_MAX];
    size_t count = 0;
    bool done = true;
    for (; done && row && row->name; row++) {
        if (row->set != struct_sequence_set_hidden) {
            names[count] = intern_cstring(rt, row->name);
            done = names[count] != NULL;
            count += done;
        }
    }
    Object *tuple = done ? tuple_from_array(rt, names, count) : NULL;
    Object *dict = tuple ? type_dict(rt, type) : NULL;
    done = dict && dict_set_cstring(rt, dict, "__match_args__", tuple);
    release_nullable(rt, tuple);
    while (count > 0) {
        release(rt, names[--count]);
    }
    return done;
}

TypeObject *struct_sequence_register(Runtime *rt, const TypeSpec *spec, uint32_t *type_id_slot) {
    if (*type_id_slot) {
        return type_object(rt, *type_id_slot);
    }
    TypeObject *type = type_register(rt, spec, type_id_slot);
    if (!type) {
        return NULL;
    }
    FieldCounts counts = count_fields(&spec->slots);
    size_t unnamed = counts.shown + counts.hidden;
    for (const AttributeRow *row = spec->attributes; row && row->name; row++) {
        unnamed--;
    }
    bool done = set_match_args(rt, type, spec->attributes) &&
                set_count(rt, type, "n_fields", counts.shown + counts.hidden) &&
                set_count(rt, type, "n_sequence_fields", counts.shown) &&
                set_count(rt, type, "n_unnamed_fields", unnamed);
    return done ? type : NULL;
}

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

/* For copying and pickling: (type, (the items, a dict of the hidden fields)). */
static NEW_REF Object *struct_sequence_reduce(Runtime *rt, Object *self) {
    const AttributeRow *row = rows_of(rt, self);
    Object *dict = dict_new(rt);
    Object *items = dict ? tuple_slice(rt, self, 0, tuple_length(self)) : NULL;
    bool done = items != NULL;
    for (; done && row && row->name; row++) {
        if (row->set == struct_sequence_set_hidden) {
            Object *value = row->get(rt, self);
            done = value && dict_set_cstring(rt, dict, row->name, value);
            release_nullable(rt, value);
        }
    }
    Object *result = done ? container_reduce_call(rt, self, items, dict) : NULL;
    release_nullable(rt, items);
    release_nullable(rt, dict);
    return result;
}

const MethodRow struct_sequence_methods[] = {
    METHOD_ROW_NOARGS("__reduce__", struct_sequence_reduce, NULL),
    METHOD_ROW_END,
};

static Object *hidden_tuple(Runtime *rt, Object *const *items, size_t given, size_t count) {
    Object *hidden = tuple_new(rt, count);
    for (size_t idx = 0; hidden && idx < count; idx++) {
        tuple_items(hidden)[idx] = retain(idx < given ? items[idx] : NONE);
    }
    return hidden;
}

Object *struct_sequence_new(Runtime *rt, uint32_t type_id, Object *const *items, size_t count) {
    FieldCounts counts = count_fields(rt->slots[type_id]);
    size_t shown = base_min_size(count, counts.shown);
    bool complete = true;
    for (size_t idx = 0; idx < count; idx++) {
        complete = complete && items[idx];
    }
    Object *hidden = NULL;
    if (complete && counts.hidden) {
        hidden = hidden_tuple(rt, items + shown, count - shown, counts.hidden);
        complete = hidden != NULL;
    }
    size_t size = sizeof(TupleObject) + (shown + (counts.hidden > 0)) * sizeof(Object *);
    TupleObject *tuple = complete ? (TupleObject *)object_new_container(rt, type_id, size) : NULL;
    for (size_t idx = 0; idx < count; idx++) {
        if (tuple && idx < shown) {
            tuple->items[idx] = items[idx];
        } else {
            release_nullable(rt, items[idx]);
        }
    }
    if (tuple) {
        tuple->length = shown;
        if (hidden) {
            tuple->items[shown] = hidden;
        }
    } else {
        release_nullable(rt, hidden);
    }
    return (Object *)tuple;
}

static bool check_given(Runtime *rt, const char *name, FieldCounts counts, size_t given) {
    size_t most = counts.shown + counts.hidden;
    if (given >= counts.shown && given <= most) {
        return true;
    }
    raise_type_error(rt, "%s() takes a%s %zu-sequence (%zu-sequence given)", name,
                     !counts.hidden         ? ""
                     : given < counts.shown ? "n at least"
                                            : "n at most",
                     given < counts.shown ? counts.shown : most, given);
    return false;
}

Object *struct_sequence_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"structseq", {"sequence", "dict"}, 0, 2, 1, 2};
    Object *given[2];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!slots_of(rt, given[0])->iter && !slots_of(rt, given[0])->get_item) {
        return raise_type_error(rt, "constructor requires a sequence");
    }
    FieldCounts counts = count_fields(type->slots);
    Object *tuple = tuple_from_iterable(rt, given[0]);
    Object *items[STRUCT_SEQUENCE_MAX];
    if (!tuple || !check_given(rt, type->slots->name, counts, tuple_length(tuple))) {
        release_nullable(rt, tuple);
        return NULL;
    }
    size_t length = tuple_length(tuple);
    for (size_t idx = 0; idx < length; idx++) {
        items[idx] = retain(tuple_get(tuple, idx));
    }
    release(rt, tuple);
    return struct_sequence_new(rt, type->type_id, items, length);
}
