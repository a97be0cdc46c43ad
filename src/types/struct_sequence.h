/* Struct sequences: tuples whose items also have names (sys.version_info, time.struct_time).
 *
 * A type is a TypeSpec made with STRUCT_SEQUENCE_SLOTS; its attributes are rows
 * {"name", struct_sequence_get[i], NULL, doc} in order, and it is registered by type_register.
 *
 * A type may have more fields than its tuple shows (struct_time's tm_zone): those are rows after
 * the shown ones, {"name", struct_sequence_hidden[i], struct_sequence_set_hidden, doc}, its slots
 * are STRUCT_SEQUENCE_HIDDEN_SLOTS and it is registered by struct_sequence_register. The hidden
 * values are a tuple of their own behind the shown items. A shown row may read a hidden value. */
#ifndef OURO_TYPES_STRUCT_SEQUENCE_H
#define OURO_TYPES_STRUCT_SEQUENCE_H

#include "object/native.h"
#include "object/tuple.h"
#include "object/type.h"

enum { STRUCT_SEQUENCE_MAX = 20 };
typedef NEW_REF Object *(*StructSequenceGetter)(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get0(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get1(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get2(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get3(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get4(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get5(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get6(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get7(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get8(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get9(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get10(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get11(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get12(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get13(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get14(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get15(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get16(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_get17(Runtime *rt, Object *self);

NEW_REF Object *struct_sequence_hidden0(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden1(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden2(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden3(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden4(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden5(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden6(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden7(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_hidden8(Runtime *rt, Object *self);
/* "readonly attribute"; also the mark of hidden rows. */
bool struct_sequence_set_hidden(Runtime *rt, Object *self, Object *value);

void struct_sequence_dealloc(Runtime *rt, Object *self);
void struct_sequence_traverse(Object *self, VisitFunction visit, void *context);
/* type_register, and the numbers of fields (n_fields, …) as attributes of the type. */
BORROWED TypeObject *struct_sequence_register(Runtime *rt, const TypeSpec *spec,
                                              uint32_t *type_id_slot);
extern const MethodRow struct_sequence_methods[]; /* of every registered type */
NEW_REF Object *struct_sequence_repr(Runtime *rt, Object *self);
NEW_REF Object *struct_sequence_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                             size_t count, Object *keyword_names);
/* A sequence of a registered type: shown items, then hidden ones; steals them, also when it fails
 * (any of them NULL). */
NEW_REF Object *struct_sequence_new(Runtime *rt, uint32_t type_id, STEALS Object *const *items,
                                    size_t count);

#define STRUCT_SEQUENCE_SLOTS(type_name) STRUCT_SEQUENCE_FLAGGED_SLOTS(type_name, 0)
/* Of a type that Python code cannot make instances of. */
#define STRUCT_SEQUENCE_FIXED_SLOTS(type_name)                                                     \
    STRUCT_SEQUENCE_FLAGGED_SLOTS(type_name, TYPE_FLAG_NO_NEW)
#define STRUCT_SEQUENCE_FLAGGED_SLOTS(type_name, more_flags)                                       \
    {                                                                                              \
        .name = type_name, .base_id = TYPE_TUPLE,                                                  \
        .flags =                                                                                   \
            TYPE_FLAG_CONTAINER | TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_SEQUENCE | (more_flags),    \
        .basic_size = sizeof(TupleObject), .item_size = sizeof(Object *),                          \
        .repr = struct_sequence_repr, .new_instance = struct_sequence_new_instance,                \
    }

#define STRUCT_SEQUENCE_HIDDEN_SLOTS(type_name)                                                    \
    {                                                                                              \
        .name = type_name, .base_id = TYPE_TUPLE,                                                  \
        .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_SEQUENCE,              \
        .basic_size = sizeof(TupleObject), .item_size = sizeof(Object *),                          \
        .dealloc = struct_sequence_dealloc, .traverse = struct_sequence_traverse,                  \
        .repr = struct_sequence_repr, .new_instance = struct_sequence_new_instance,                \
    }

#endif
