/* Builtin functions as objects: built from a MethodRow. */
#ifndef OURO_OBJECT_NATIVE_H
#define OURO_OBJECT_NATIVE_H

#include "object/raise.h"

typedef struct NativeFunctionObject { /* TYPE_NATIVE_FUNCTION: len, [].append */
    Object header;
    const MethodRow *row;
    Object *self;   /* bound object, module, class; NULL */
    Object *module; /* str: __module__; NULL */
} NativeFunctionObject;

typedef struct MethodDescriptorObject { /* TYPE_METHOD_DESCRIPTOR, TYPE_CLASSMETHOD_DESCRIPTOR */
    Object header;
    const MethodRow *row;
    TypeObject *type; /* the class that defines it */
} MethodDescriptorObject;

typedef struct MethodObject { /* TYPE_METHOD: a bound method */
    Object header;
    Object *function;
    Object *self;
} MethodObject;

NEW_REF Object *native_function_new(Runtime *rt, const MethodRow *row, Object *self,
                                    Object *module);
/* Calls row's body after checking counts and keywords with CPython's messages. type_name NULL for
 * module functions ("len() takes exactly one argument (2 given)"), else "list" for
 * "list.append() takes …". */
NEW_REF Object *native_call_row(Runtime *rt, const MethodRow *row, const char *type_name,
                                Object *self, Object *const *args, size_t count,
                                Object *keyword_names);
/* The set function of attributes that are members in CPython: "readonly attribute". Others that
 * cannot be set have no set function: "attribute 'x' of 'T' objects is not writable". */
bool native_read_only(Runtime *rt, Object *self, Object *value);
NEW_REF Object *method_new(Runtime *rt, Object *function, Object *self);

#endif
