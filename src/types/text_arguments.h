/* Arguments that the methods of str, bytes and bytearray have in common. */
#ifndef OURO_TYPES_TEXT_ARGUMENTS_H
#define OURO_TYPES_TEXT_ARGUMENTS_H

#include "object/operations.h"

/* The type's name as argument errors show it: "None" for None. */
const char *text_argument_type(const Runtime *rt, const Object *argument);

/* "find() takes at least 1 argument (0 given)". */
bool text_check_count(Runtime *rt, const char *method, size_t count, size_t minimum,
                      size_t maximum);

/* Start and end as in slices, args[1] and args[2] when given; moved into [0, length]. An empty
 * range may have start > end: then nothing is found in it, not even the empty text. */
bool text_range(Runtime *rt, Object *const *args, size_t count, size_t length, size_t *start,
                size_t *end);

/* An int argument for C, as CPython's converters take it: "Python int too large to convert to C
 * ssize_t", "… C int". */
bool text_ssize(Runtime *rt, Object *argument, int64_t *out);
bool text_int(Runtime *rt, Object *argument, int64_t *out);

/* An optional count argument ("maxsplit"): SIZE_MAX when NULL or negative. */
bool text_limit(Runtime *rt, Object *argument, size_t *limit);

/* The char * of a str argument for C: no zero inside; *holder keeps it alive. "f() argument
 * 'encoding' must be str, not int". A NULL argument gives NULL in *out. */
bool text_cstring(Runtime *rt, const char *function, const char *name, Object *argument,
                  const char **out, Object **holder);

#endif
