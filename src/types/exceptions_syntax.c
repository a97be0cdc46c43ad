/* SyntaxError: where in which file. */
#include "object/operations.h"
#include "object/tuple.h"
#include "types/exceptions.h"

static SyntaxExceptionObject *as_syntax(Object *object) {
    return (SyntaxExceptionObject *)object;
}

/* (filename, lineno, offset, text[, end_lineno, end_offset]) */
static bool store_location(Runtime *rt, SyntaxExceptionObject *self, Object *location) {
    size_t count = tuple_length(location);
    if (count < 4 || count > 6) {
        raise_type_error(rt, "function takes at %s %d arguments (%zu given)",
                         count < 4 ? "least" : "most", count < 4 ? 4 : 6, count);
        return false;
    }
    EXCEPTION_STORE(rt, &self->filename, tuple_get(location, 0));
    EXCEPTION_STORE(rt, &self->lineno, tuple_get(location, 1));
    EXCEPTION_STORE(rt, &self->offset, tuple_get(location, 2));
    EXCEPTION_STORE(rt, &self->text, tuple_get(location, 3));
    EXCEPTION_STORE(rt, &self->end_lineno, count > 4 ? tuple_get(location, 4) : NULL);
    EXCEPTION_STORE(rt, &self->end_offset, count > 5 ? tuple_get(location, 5) : NULL);
    if (count == 5) {
        raise_type_error(rt, "end_offset must be provided when end_lineno is provided");
        return false;
    }
    return true;
}

bool exceptions_syntax_init(Runtime *rt, Object *object, Object *const *args, size_t count,
                            Object *keyword_names) {
    if (!exceptions_base_init(rt, object, args, count, keyword_names)) {
        return false;
    }
    SyntaxExceptionObject *self = as_syntax(object);
    if (count >= 1) {
        EXCEPTION_STORE(rt, &self->message, args[0]);
    }
    if (count != 2) {
        return true;
    }
    Object *location = tuple_from_iterable(rt, args[1]);
    if (!location) {
        return false;
    }
    bool fine = store_location(rt, self, location);
    release(rt, location);
    return fine;
}

static NEW_REF Object *base_name(Runtime *rt, Object *path) {
    size_t length = str_length(path), start = length;
    while (start > 0 && str_at(path, start - 1) != '/') {
        start--;
    }
    return str_substring(rt, path, start, length);
}

NEW_REF Object *exceptions_syntax_str(Runtime *rt, Object *object) {
    SyntaxExceptionObject *self = as_syntax(object);
    Object *message = self->message ? self->message : NONE;
    Object *line = self->lineno && object_type_id(self->lineno) == TYPE_INT ? self->lineno : NULL;
    if (!self->filename || !type_is_str(rt, self->filename)) {
        return line ? str_format(rt, "%S (line %S)", message, line) : object_str(rt, message);
    }
    Object *name = base_name(rt, self->filename);
    if (!name) {
        return NULL;
    }
    Object *text = line ? str_format(rt, "%S (%U, line %S)", message, name, line)
                        : str_format(rt, "%S (%U)", message, name);
    release(rt, name);
    return text;
}

EXCEPTION_MEMBER(SyntaxExceptionObject, message)
EXCEPTION_MEMBER(SyntaxExceptionObject, filename)
EXCEPTION_MEMBER(SyntaxExceptionObject, lineno)
EXCEPTION_MEMBER(SyntaxExceptionObject, offset)
EXCEPTION_MEMBER(SyntaxExceptionObject, text)
EXCEPTION_MEMBER(SyntaxExceptionObject, end_lineno)
EXCEPTION_MEMBER(SyntaxExceptionObject, end_offset)
EXCEPTION_MEMBER(SyntaxExceptionObject, print_file_and_line)

const AttributeRow exceptions_syntax_attributes[] = {
    {"msg", get_message, set_message, "exception msg"},
    {"filename", get_filename, set_filename, "exception filename"},
    {"lineno", get_lineno, set_lineno, "exception lineno"},
    {"offset", get_offset, set_offset, "exception offset"},
    {"text", get_text, set_text, "exception text"},
    {"end_lineno", get_end_lineno, set_end_lineno, "exception end lineno"},
    {"end_offset", get_end_offset, set_end_offset, "exception end offset"},
    {"print_file_and_line", get_print_file_and_line, set_print_file_and_line,
     "exception print_file_and_line"},
    ATTRIBUTE_ROW_END,
};
