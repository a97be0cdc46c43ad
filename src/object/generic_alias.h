/* list[int] and int | str. Implemented in types/generic_alias.c and types/union.c. */
#ifndef OURO_OBJECT_GENERIC_ALIAS_H
#define OURO_OBJECT_GENERIC_ALIAS_H

#include "object/raise.h"

typedef struct GenericAliasObject { /* TYPE_GENERIC_ALIAS */
    Object header;
    Object *origin;
    Object *args;       /* tuple */
    Object *parameters; /* tuple; NULL until wanted */
    bool starred;
} GenericAliasObject;

typedef struct UnionObject { /* TYPE_UNION */
    Object header;
    Object *args;       /* tuple */
    Object *parameters; /* tuple; NULL until wanted */
} UnionObject;

/* args: a tuple, or the single argument. */
NEW_REF Object *generic_alias_new(Runtime *rt, Object *origin, Object *args);
/* The body of __class_getitem__ of list, dict, …:
 * METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585") */
NEW_REF Object *generic_alias_class_getitem(Runtime *rt, Object *type, Object *const *args,
                                            size_t count, Object *keyword_names);
/* a | b for types, None, generic aliases and unions; NotImplemented for anything else. This is
 * also the binary[BINARY_OR] slot of type. */
NEW_REF Object *union_or(Runtime *rt, Object *a, Object *b);

#endif
