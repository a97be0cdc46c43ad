/* Type objects, attribute search along the MRO, subclass tests, and registration.
 *
 * A builtin type's TypeObject is made from its TypeSpec when somebody first wants it
 * (type_object); a class's by types/class.c. Every class attribute search goes through
 * type_lookup, which keeps a cache keyed by (version, name). */
#ifndef OURO_OBJECT_TYPE_H
#define OURO_OBJECT_TYPE_H

#include "object/raise.h"

struct Shape;

struct TypeObject {
    Object header;
    uint32_t type_id; /* index in rt->slots */
    uint32_t version; /* of attributes along the MRO; 0: not cacheable until next lookup; a fresh
                         number after each change here or in a base */
    TypeSlots *slots; /* own for classes; the static spec's (do not write) for builtin types */
    Object *name;     /* str */
    Object *qualname; /* str */
    TypeObject *base; /* the best base; NULL for object */
    Object *bases;    /* tuple */
    Object *mro;      /* tuple of types, self first */
    Object *dict;     /* dict of own attributes; builtin types: NULL until type_dict */
    const TypeSlots *native; /* of the nearest ancestor (or itself) that is not a class */
    uint32_t *subclass_ids;  /* direct subclasses (weak: by type id) */
    uint32_t subclass_count, subclass_capacity;
    struct Shape *root_shape; /* of fresh instances, for TYPE_FLAG_SHAPED; made on first use */
    uint16_t inline_capacity; /* values that fresh instances have room for, learned */
    uint16_t member_count;    /* __slots__ members defined by this class, … */
    uint32_t member_offset;   /* … which lie here in its instances, one after the other */
    Object *slot_names;       /* tuple of names for __slots__ members of this class or NULL */
};

static inline const TypeSlots *slots_of(const Runtime *rt, const Object *object) {
    return rt->slots[object_type_id(object)];
}

/* For messages: UTF-8, borrowed. */
static inline const char *type_name_of(const Runtime *rt, const Object *object) {
    return slots_of(rt, object)->name;
}

static inline bool type_has_flag(const Runtime *rt, const Object *object, uint32_t flag) {
    return (slots_of(rt, object)->flags & flag) != 0;
}

/* "is a str or of a subclass", and so on. */
static inline bool type_is_int(const Runtime *rt, const Object *object) /* bool included */
{
    return object_type_id(object) == TYPE_INT || type_has_flag(rt, object, TYPE_FLAG_INT_SUBCLASS);
}
static inline bool type_is_str(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_STR || type_has_flag(rt, object, TYPE_FLAG_STR_SUBCLASS);
}
static inline bool type_is_float(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_FLOAT ||
           type_has_flag(rt, object, TYPE_FLAG_FLOAT_SUBCLASS);
}
static inline bool type_is_complex(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_COMPLEX ||
           type_has_flag(rt, object, TYPE_FLAG_COMPLEX_SUBCLASS);
}
static inline bool type_is_bytes(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_BYTES ||
           type_has_flag(rt, object, TYPE_FLAG_BYTES_SUBCLASS);
}
static inline bool type_is_list(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_LIST ||
           type_has_flag(rt, object, TYPE_FLAG_LIST_SUBCLASS);
}
static inline bool type_is_tuple(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_TUPLE ||
           type_has_flag(rt, object, TYPE_FLAG_TUPLE_SUBCLASS);
}
static inline bool type_is_dict(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_DICT ||
           type_has_flag(rt, object, TYPE_FLAG_DICT_SUBCLASS);
}
static inline bool type_is_set(const Runtime *rt, const Object *object) /* set or frozenset */
{
    return type_has_flag(rt, object, TYPE_FLAG_SET_SUBCLASS);
}
static inline bool type_is_exception(const Runtime *rt, const Object *object) /* an instance */
{
    return type_has_flag(rt, object, TYPE_FLAG_EXCEPTION_SUBCLASS);
}
static inline bool type_is_type(const Runtime *rt, const Object *object) /* a class */
{
    return object_type_id(object) == TYPE_TYPE ||
           type_has_flag(rt, object, TYPE_FLAG_TYPE_SUBCLASS);
}

/* The text after the last dot of a slots' name. */
const char *type_short_name(const TypeSlots *slots);
/* Own attributes, filled in first where it is a builtin type; NULL: error pending. */
BORROWED Object *type_dict(Runtime *rt, TypeObject *type);
static inline bool type_is_class(const TypeObject *type) /* made at run time */
{
    return (type->slots->flags & TYPE_FLAG_CLASS) != 0;
}
static inline bool type_object_has_flag(const TypeObject *type, uint32_t flag) {
    return (type->slots->flags & flag) != 0;
}

/* The nearest builtin type whose new_instance makes instances of a class. */
static inline const TypeSlots *type_maker(const Runtime *rt, const TypeObject *type) {
    const TypeSlots *maker = type->native;
    while (!maker->new_instance && maker->type_id != TYPE_OBJECT) {
        maker = rt->slots[maker->base_id];
    }
    return maker;
}

/* Gives the runtime the tables of builtin types that all share; the first change makes its own. */
void type_table_open(Runtime *rt);
bool type_table_make_own(Runtime *rt); /* false: MemoryError pending */
void type_table_close(Runtime *rt);
/* The TypeObject of an index; NULL with an error pending when it cannot be made. */
BORROWED TypeObject *type_object(Runtime *rt, uint32_t type_id);
static inline BORROWED TypeObject *type_of(Runtime *rt, const Object *object) {
    TypeObject *type = rt->type_objects[object_type_id(object)];
    return LIKELY(type != NULL) ? type : type_object(rt, object_type_id(object));
}
/* Gives a spec defined by a module (deque, partial, …) an index in this runtime; the returned type
 * is borrowed from the table. The index goes to *type_id_slot, which lies in module state. */
BORROWED TypeObject *type_register(Runtime *rt, const TypeSpec *spec, uint32_t *type_id_slot);
/* Takes a free index for a class; slots must stay valid until type_table_remove. */
bool type_table_add(Runtime *rt, const TypeSlots *slots, TypeObject *type, uint32_t *type_id);
void type_table_remove(Runtime *rt, uint32_t type_id);

/* Search along the MRO, no descriptors run. NULL without an error when missing. */
BORROWED Object *type_lookup(Runtime *rt, TypeObject *type, Object *name);
BORROWED Object *type_lookup_name(Runtime *rt, const Object *object,
                                  int name_id); /* NAME_… on its type */
/* In type's own dict only. */
BORROWED Object *type_lookup_own(Runtime *rt, TypeObject *type, Object *name);
/* For inline caches: the version that holds until an attribute of type or a base changes, given out
 * when there is none yet; 0: do not cache. A cache is valid while type->version equals what it
 * remembers; versions are never given twice. */
uint32_t type_cache_version(Runtime *rt, TypeObject *type);
/* Where the `Object *` of __dict__ lies (NULL in it until made); NULL for objects without one and
 * for shaped instances. */
Object **type_dict_slot(Runtime *rt, Object *object);
/* The dealloc slot of classes that are not shaped: fields of the class, then native->dealloc. */
void type_dealloc_instance(Runtime *rt, Object *self);
/* base must learn of its subclass before either is used. */
bool type_add_subclass(Runtime *rt, TypeObject *base, uint32_t type_id);
void type_remove_subclass(TypeObject *base, uint32_t type_id);
/* An attribute of type or of a base changed: new versions for it and all subclasses. */
void type_modified(Runtime *rt, TypeObject *type);
bool type_is_subtype(const TypeObject *type, const TypeObject *base);       /* along the MRO */
bool type_is_instance(Runtime *rt, const Object *object, uint32_t type_id); /* real type, builtin */

#endif
