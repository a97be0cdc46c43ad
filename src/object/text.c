/* Text of any object: repr, str, ascii, format. */
#include "object/operations.h"
#include <stdio.h>

static NEW_REF Object *default_repr(Runtime *rt, Object *object) {
    char address[24];
    snprintf(address, sizeof address, "0x%llx", (unsigned long long)(uintptr_t)object);
    return str_format(rt, "<%s object at %s>", type_name_of(rt, object), address);
}

static NEW_REF Object *checked_text(Runtime *rt, STEALS Object *text, const char *method) {
    if (text && !type_is_str(rt, text)) {
        raise_type_error(rt, "%s returned non-string (type %.200s)", method,
                         type_name_of(rt, text));
        release(rt, text);
        return NULL;
    }
    return text;
}

NEW_REF Object *object_repr(Runtime *rt, Object *object) {
    UnaryFunction repr = slots_of(rt, object)->repr;
    if (!repr) {
        return default_repr(rt, object);
    }
    if (!recursion_enter(rt, " while getting the repr of an object")) {
        return NULL;
    }
    Object *text = repr(rt, object);
    recursion_leave(rt);
    return checked_text(rt, text, "__repr__");
}

NEW_REF Object *object_str(Runtime *rt, Object *object) {
    if (str_check_exact(object)) {
        return retain(object);
    }
    UnaryFunction str = slots_of(rt, object)->str;
    if (!str) {
        return object_repr(rt, object);
    }
    if (!recursion_enter(rt, " while getting the str of an object")) {
        return NULL;
    }
    Object *text = str(rt, object);
    recursion_leave(rt);
    return checked_text(rt, text, "__str__");
}

static bool write_escaped(Runtime *rt, StrWriter *writer, uint32_t code_point) {
    static const char DIGITS[] = "0123456789abcdef";
    char escape[10] = {'\\'};
    size_t digits = code_point < 0x100 ? 2 : code_point < 0x10000 ? 4 : 8;
    escape[1] = code_point < 0x100 ? 'x' : code_point < 0x10000 ? 'u' : 'U';
    for (size_t i = 0; i < digits; i++) {
        escape[2 + i] = DIGITS[code_point >> (4 * (digits - 1 - i)) & 15];
    }
    return writer_ascii(rt, writer, escape, digits + 2);
}

NEW_REF Object *object_ascii(Runtime *rt, Object *object) {
    Object *text = object_repr(rt, object);
    if (!text || str_kind(text) == STR_ASCII) {
        return text;
    }
    StrWriter writer;
    writer_init(&writer);
    size_t length = str_length(text);
    for (size_t i = 0; i < length; i++) {
        uint32_t code_point = str_at(text, i);
        if (!(code_point < 0x80 ? writer_char(rt, &writer, code_point)
                                : write_escaped(rt, &writer, code_point))) {
            writer_abandon(rt, &writer);
            release(rt, text);
            return NULL;
        }
    }
    release(rt, text);
    return writer_finish(rt, &writer);
}

NEW_REF Object *object_format(Runtime *rt, Object *object, Object *spec) {
    if (spec && !type_is_str(rt, spec)) {
        return raise_system_error(rt, "Format specifier must be a string, not %.200s",
                                  type_name_of(rt, spec));
    }
    if (!spec || str_length(spec) == 0) {
        if (str_check_exact(object)) {
            return retain(object);
        }
        if (object_type_id(object) == TYPE_INT) {
            return object_str(rt, object);
        }
    }
    Object *argument = spec ? retain(spec) : str_empty(rt);
    if (!argument) {
        return NULL;
    }
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->format && (slots->flags & TYPE_FLAG_CLASS) == 0) {
        Object *text = slots->format(rt, object, argument);
        release(rt, argument);
        return text;
    }
    bool missing = false;
    Object *result = object_call_special(rt, object, NAME___format__, &argument, 1, &missing);
    release(rt, argument);
    if (result && !type_is_str(rt, result)) {
        raise_type_error(rt, "__format__ must return a str, not %.200s", type_name_of(rt, result));
        release(rt, result);
        return NULL;
    }
    if (!result && missing) {
        raise_type_error(rt, "Type %.100s doesn't define __format__", type_name_of(rt, object));
    }
    return result;
}
