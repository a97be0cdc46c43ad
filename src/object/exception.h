/* Exception instances: structs behind exception_list.h's layouts. */
#ifndef OURO_OBJECT_EXCEPTION_H
#define OURO_OBJECT_EXCEPTION_H

#include "object/raise.h"

typedef struct ExceptionObject { /* PLAIN */
    Object header;
    Object *args;      /* tuple */
    Object *dict;      /* NULL until needed */
    Object *traceback; /* a traceback or NULL */
    Object *context;   /* NULL: none */
    Object *cause;     /* NULL: none */
    bool suppress_context;
} ExceptionObject;

typedef struct ValueExceptionObject { /* VALUE: StopIteration.value, SystemExit.code */
    ExceptionObject base;
    Object *value;
} ValueExceptionObject;

typedef struct NameExceptionObject { /* NAME */
    ExceptionObject base;
    Object *name;
} NameExceptionObject;

typedef struct AttributeExceptionObject { /* ATTRIBUTE */
    ExceptionObject base;
    Object *name, *object;
} AttributeExceptionObject;

typedef struct ImportExceptionObject { /* IMPORT */
    ExceptionObject base;
    Object *message, *name, *path;
} ImportExceptionObject;

typedef struct OsExceptionObject { /* OS */
    ExceptionObject base;
    Object *errno_value, *strerror_value, *filename, *filename2, *characters_written;
} OsExceptionObject;

typedef struct SyntaxExceptionObject { /* SYNTAX */
    ExceptionObject base;
    Object *message, *filename, *lineno, *offset, *text, *end_lineno, *end_offset,
        *print_file_and_line;
} SyntaxExceptionObject;

typedef struct UnicodeExceptionObject { /* UNICODE */
    ExceptionObject base;
    Object *encoding, *object, *start, *end, *reason;
} UnicodeExceptionObject;

typedef struct GroupExceptionObject { /* GROUP */
    ExceptionObject base;
    Object *message, *exceptions; /* tuple */
} GroupExceptionObject;

/* The specs of the builtin exceptions, at [type_id - TYPE_BASE_EXCEPTION] (types/exceptions.c). */
extern const TypeSpec exception_specs[TYPE_BUILTIN_COUNT - TYPE_BASE_EXCEPTION];
extern const TypeSpec exception_catchable_budget_error[1];

/* An instance of builtin exception type_id with these args (new_instance and init run). */
NEW_REF Object *exception_new(Runtime *rt, uint32_t type_id, Object *const *args, size_t count);
/* What `raise x` makes of x: an instance; class: called without arguments. TypeError "exceptions
 * must derive from BaseException" otherwise. */
NEW_REF Object *exception_from_raised(Runtime *rt, Object *raised);
/* One more traceback level in front (called by the evaluation loop while unwinding). frame is a
 * frame object. Failure to allocate drops the level silently. */
void exception_set_traceback(Runtime *rt, Object *exception, Object *traceback);
/* exception.__context__ = handled, cycles broken as CPython does. handled may be NULL. */
void exception_set_context(Runtime *rt, Object *exception, Object *handled);
/* A class that derives from BaseException, or an instance of one. */
bool exception_is_class(Runtime *rt, const Object *object);
/* The subclass of OSError for an errno: TYPE_FILE_NOT_FOUND_ERROR, …; TYPE_OS_ERROR. */
uint32_t exception_os_type(int error_number);
/* True when exception (an instance) matches what stands after `except`: a class or tuple of
 * classes; -1: TypeError "catching classes that do not inherit from BaseException is not allowed".
 */
int exception_matches(Runtime *rt, Object *exception, Object *type_or_tuple);

#endif
