/* Objects of builtin modules that begin with a row of references: struct { Object header; Object
 * *a, *b, …; other fields }. NULL is allowed in each.
 *
 * They have no clear slot: a cycle through an iterator goes through something else that has one,
 * and so an iterator never finds its parts gone. */
#ifndef OURO_MODULES_FIELDS_H
#define OURO_MODULES_FIELDS_H

#include "object/operations.h"

static inline Object **fields_of(Object *self) {
    return (Object **)(void *)(self + 1);
}

static inline void fields_dealloc(Runtime *rt, Object *self, size_t count, size_t size) {
    for (size_t i = 0; i < count; i++) {
        release_nullable(rt, fields_of(self)[i]);
    }
    object_free_container(rt, self, size);
}

static inline void fields_traverse(Object *self, size_t count, VisitFunction visit, void *context) {
    for (size_t i = 0; i < count; i++) {
        if (fields_of(self)[i]) {
            visit(fields_of(self)[i], context);
        }
    }
}

/* The iter slot of iterators. */
static inline NEW_REF Object *fields_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

/* The __dict__ of builtin types with a dict_offset:
 * {"__dict__", fields_get_dict, fields_set_dict, NULL} */
static inline NEW_REF Object *fields_get_dict(Runtime *rt, Object *self) {
    Object *dict = object_get_dict(rt, self, true);
    return dict ? retain(dict) : NULL;
}

static inline bool fields_set_dict(Runtime *rt, Object *self, Object *value) {
    if (!value || !type_is_dict(rt, value)) {
        if (value) {
            raise_type_error(rt, "__dict__ must be set to a dictionary, not a '%.200s'",
                             type_name_of(rt, value));
        } else {
            raise_type_error(rt, "cannot delete __dict__");
        }
        return false;
    }
    Object **slot = (Object **)(void *)((char *)self + slots_of(rt, self)->dict_offset);
    REPLACE_REF(rt, slot, retain(value));
    return true;
}

/* Defines PREFIX_dealloc and PREFIX_traverse for a struct with `count` references. */
#define FIELDS_LIFE(prefix, Struct, count)                                                         \
    static void prefix##_dealloc(Runtime *rt, Object *self) {                                      \
        fields_dealloc(rt, self, count, sizeof(Struct));                                           \
    }                                                                                              \
    static void prefix##_traverse(Object *self, VisitFunction visit, void *context) {              \
        fields_traverse(self, count, visit, context);                                              \
    }

/* The slots of an iterator type of a module; `name_text` as in messages. */
#define FIELDS_ITERATOR_SLOTS(prefix, name_text, Struct, extra_flags)                              \
    .name = name_text, .base_id = TYPE_OBJECT,                                                     \
    .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | (extra_flags),                       \
    .basic_size = sizeof(Struct), .dealloc = prefix##_dealloc, .traverse = prefix##_traverse,      \
    .iter = fields_self, .next = prefix##_next

#endif
