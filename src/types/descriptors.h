/* The descriptors of builtin types and of __slots__: what lies in their dicts. Each holds the class
 * that defines it and works on its instances only. */
#ifndef OURO_TYPES_DESCRIPTORS_H
#define OURO_TYPES_DESCRIPTORS_H

#include "object/native.h"
#include "types/slot_table.h"

typedef struct WrapperDescriptorObject { /* int.__add__ */
    Object header;
    const SlotRow *row;
    TypeObject *type;
} WrapperDescriptorObject;

typedef struct MethodWrapperObject { /* (1).__add__ */
    Object header;
    WrapperDescriptorObject *descriptor;
    Object *self;
} MethodWrapperObject;

typedef struct GetsetDescriptorObject { /* int.real, A.__dict__['__dict__'] */
    Object header;
    const AttributeRow *row;
    TypeObject *type;
} GetsetDescriptorObject;

typedef struct MemberDescriptorObject { /* one name of __slots__, or a member of a builtin type */
    Object header;
    TypeObject *type;
    Object *name;
    const AttributeRow *row; /* builtin type: how to get it; it cannot be set */
    uint32_t offset;         /* of the `Object *` in the instance; 0 with a row */
} MemberDescriptorObject;

/* type_id: TYPE_METHOD_DESCRIPTOR or TYPE_CLASSMETHOD_DESCRIPTOR. */
NEW_REF Object *descriptors_new_method(Runtime *rt, uint32_t type_id, TypeObject *type,
                                       const MethodRow *row);
NEW_REF Object *descriptors_new_wrapper(Runtime *rt, TypeObject *type, const SlotRow *row);
/* A member_descriptor for rows that refuse to be set by native_read_only, else a getset_descriptor.
 */
NEW_REF Object *descriptors_new_getset(Runtime *rt, TypeObject *type, const AttributeRow *row);
NEW_REF Object *descriptors_new_member(Runtime *rt, TypeObject *type, Object *name,
                                       uint32_t offset);

/* A documentation string may begin with "name(args)\n--\n\n". What follows it; None when empty. */
NEW_REF Object *descriptors_doc(Runtime *rt, const char *doc);
/* "(args)" of it, or None. */
NEW_REF Object *descriptors_signature(Runtime *rt, const char *name, const char *doc);

#endif
