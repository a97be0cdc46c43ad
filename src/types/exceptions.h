/* What the files of the builtin exceptions share: base behaviour, and the functions and tables of
 * each layout that exceptions.c puts in the specs. */
#ifndef OURO_TYPES_EXCEPTIONS_H
#define OURO_TYPES_EXCEPTIONS_H

#include "object/exception.h"

/* Getter and setter of an `Object *` field, None when empty: Python's writable members. */
#define EXCEPTION_MEMBER(Struct, field)                                                            \
    static NEW_REF Object *get_##field(Runtime *rt, Object *self) {                                \
        (void)rt;                                                                                  \
        Object *value = ((Struct *)self)->field;                                                   \
        return retain(value ? value : NONE);                                                       \
    }                                                                                              \
    static bool set_##field(Runtime *rt, Object *self, Object *value) {                            \
        REPLACE_REF(rt, &((Struct *)self)->field, retain_nullable(value));                         \
        return true;                                                                               \
    }

/* Stores a field during init: NULL empties it. */
#define EXCEPTION_STORE(rt, slot, object) REPLACE_REF((rt), (slot), retain_nullable(object))

/* In exceptions_base.c. */
NEW_REF Object *exceptions_base_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names);
bool exceptions_base_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names);
/* base_init for types whose keywords were looked at before. */
bool exceptions_set_args(Runtime *rt, Object *self, Object *const *args, size_t count);
NEW_REF Object *exceptions_base_repr(Runtime *rt, Object *self);
NEW_REF Object *exceptions_base_str(Runtime *rt, Object *self);
/* (type, args) or (type, args, state). state: NULL: the instance's __dict__ if there is one. */
NEW_REF Object *exceptions_reduce_with(Runtime *rt, Object *self, Object *args, Object *state);
extern const MethodRow exceptions_base_methods[];
extern const AttributeRow exceptions_base_attributes[];

/* In exceptions_value.c: StopIteration, SystemExit, NameError, AttributeError, ImportError. */
bool exceptions_value_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names);
bool exceptions_name_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names);
bool exceptions_attribute_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names);
bool exceptions_import_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names);
NEW_REF Object *exceptions_import_str(Runtime *rt, Object *self);
extern const AttributeRow exceptions_stop_iteration_attributes[];
extern const AttributeRow exceptions_system_exit_attributes[];
extern const AttributeRow exceptions_name_attributes[];
extern const AttributeRow exceptions_attribute_attributes[];
extern const AttributeRow exceptions_import_attributes[];
extern const MethodRow exceptions_import_methods[];

/* In exceptions_os.c. */
NEW_REF Object *exceptions_os_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names);
bool exceptions_os_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names);
NEW_REF Object *exceptions_os_str(Runtime *rt, Object *self);
extern const MethodRow exceptions_os_methods[];
extern const AttributeRow exceptions_os_attributes[];

/* In exceptions_syntax.c. */
bool exceptions_syntax_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names);
NEW_REF Object *exceptions_syntax_str(Runtime *rt, Object *self);
extern const AttributeRow exceptions_syntax_attributes[];

/* In exceptions_unicode.c. */
bool exceptions_unicode_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names);
NEW_REF Object *exceptions_unicode_str(Runtime *rt, Object *self);
extern const AttributeRow exceptions_unicode_attributes[];
extern const AttributeRow exceptions_translate_attributes[];

#endif
