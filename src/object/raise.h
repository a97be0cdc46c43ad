/* Raising with a formatted message. All return NULL, so that `return raise_type_error(…);` works;
 * in functions that return bool or int: `raise_…; return false;`.
 *
 * Formats (see str_format in str.h): %d %i %u %ld %lld %zd %zu %x %c %s (UTF-8), %.100s as in C;
 * %S str(object), %R repr(object), %A ascii(object), %U a str object as it is,
 * %T the name of object's type, %N the name of a TypeObject *. */
#ifndef OURO_OBJECT_RAISE_H
#define OURO_OBJECT_RAISE_H

#include "object/error.h"

/* Makes an instance pending; its __context__ becomes the exception being handled, as CPython does.
 */
void *raise_exception(Runtime *rt, STEALS Object *exception);
/* type_id: TYPE_VALUE_ERROR etc. The exception's args are (message,). */
void *raise_format(Runtime *rt, uint32_t type_id, const char *format, ...);
void *raise_type_error(Runtime *rt, const char *format, ...);
void *raise_value_error(Runtime *rt, const char *format, ...);
void *raise_index_error(Runtime *rt, const char *format, ...);
void *raise_overflow_error(Runtime *rt, const char *format, ...);
void *raise_runtime_error(Runtime *rt, const char *format, ...);
void *raise_zero_division(Runtime *rt, const char *format, ...);
void *raise_system_error(Runtime *rt, const char *format, ...);
/* args = (argument,): KeyError(key), StopIteration(value). */
void *raise_with_object(Runtime *rt, uint32_t type_id, Object *argument);
void *raise_key_error(Runtime *rt, Object *key);
void *raise_stop_iteration(Runtime *rt, Object *value);
/* "'X' object has no attribute 'y'" with name and obj set. */
void *raise_attribute_error(Runtime *rt, Object *object, Object *name);
/* The same with a message of one's own. */
void *raise_attribute_message(Runtime *rt, Object *object, Object *name, STEALS Object *message);
/* OSError subclass by errno: args (errno, strerror[, filename]). filename may be NULL. */
void *raise_os_error(Runtime *rt, int error_number, Object *filename);
/* Turns the pending exception into the __cause__/__context__ of the one raised next. */
void *raise_from(Runtime *rt, uint32_t type_id, STEALS Object *cause, const char *format, ...);
/* Issues a warning of category TYPE_…_WARNING through the warn hook; false: it became an error. */
bool raise_warning(Runtime *rt, uint32_t category_id, int stack_level, const char *format, ...);
/* A ResourceWarning: `source` was not closed. */
bool raise_resource_warning(Runtime *rt, Object *source, const char *format, ...);

/* Guards recursion through C: repr, ==, hash, nested calls. where: " while calling a Python
 * object" or "". False with RecursionError pending when too deep. */
bool recursion_enter(Runtime *rt, const char *where);
static inline void recursion_leave(Runtime *rt) {
    rt->recursion_depth--;
}

#endif
