/* module_exception: exceptions that a builtin module defines. */
#include "modules/module_exception.h"

#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <stdarg.h>

Object *module_exception_new(Runtime *rt, const char *module, const char *name, uint32_t base_id) {
    TypeObject *base = type_object(rt, base_id);
    TypeObject *type = type_object(rt, TYPE_TYPE);
    Object *parts[3] = {str_from_cstring(rt, name), base ? tuple_pack(rt, 1, (Object *)base) : NULL,
                        dict_new(rt)};
    Object *text = str_from_cstring(rt, module);
    Object *made = NULL;
    if (type && parts[0] && parts[1] && parts[2] && text &&
        dict_set(rt, parts[2], rt->names[NAME___module__], text)) {
        made = object_call(rt, (Object *)type, parts, 3, NULL);
    }
    release_nullable(rt, text);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        release_nullable(rt, parts[i]);
    }
    return made;
}

void *module_exception_raise(Runtime *rt, Object *class, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Object *message = str_format_list(rt, format, args);
    va_end(args);
    Object *error = message ? object_call_one(rt, class, message) : NULL;
    release_nullable(rt, message);
    return error ? raise_exception(rt, error) : NULL;
}
