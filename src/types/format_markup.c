#include "types/format_markup.h"

static int fail(Runtime *rt, const char *message) {
    raise_value_error(rt, "%s", message);
    return -1;
}

/* From after '{' to the end of the name; the character that ended it, 0: the end of the text,
 * -1: error. */
static int64_t read_name(Runtime *rt, MarkupReader *reader, MarkupRange *name) {
    name->start = reader->position;
    while (reader->position < reader->end) {
        uint32_t code_point = str_at(reader->text, reader->position++);
        switch (code_point) {
        case '{':
            return fail(rt, "unexpected '{' in field name");
        case '[':
            while (reader->position < reader->end &&
                   str_at(reader->text, reader->position) != ']') {
                reader->position++;
            }
            break;
        case '}':
        case ':':
        case '!':
            name->end = reader->position - 1;
            return code_point;
        default:
            break;
        }
    }
    return 0;
}

/* After ':': up to the '}' that closes the field. */
static int read_spec(Runtime *rt, MarkupReader *reader, Markup *out) {
    out->spec.start = reader->position;
    size_t depth = 1;
    while (reader->position < reader->end) {
        uint32_t code_point = str_at(reader->text, reader->position++);
        if (code_point == '{') {
            out->spec_is_nested = true;
            depth++;
        } else if (code_point == '}' && --depth == 0) {
            out->spec.end = reader->position - 1;
            return 1;
        }
    }
    return fail(rt, "unmatched '{' in format spec");
}

static int read_field(Runtime *rt, MarkupReader *reader, Markup *out) {
    out->has_field = true;
    int64_t ended_by = read_name(rt, reader, &out->name);
    if (ended_by < 0) {
        return -1;
    }
    if (ended_by == 0) {
        return fail(rt, "expected '}' before end of string");
    }
    if (ended_by == '}') {
        return 1;
    }
    if (ended_by == '!') {
        if (reader->position >= reader->end) {
            return fail(rt, "end of string while looking for conversion specifier");
        }
        out->conversion = str_at(reader->text, reader->position++);
        if (reader->position < reader->end) {
            uint32_t next = str_at(reader->text, reader->position++);
            if (next == '}') {
                return 1;
            }
            if (next != ':') {
                return fail(rt, "expected ':' after conversion specifier");
            }
        }
    }
    return read_spec(rt, reader, out);
}

int format_markup_next(Runtime *rt, MarkupReader *reader, Markup *out) {
    *out = (Markup){.literal = {reader->position, reader->position}};
    if (reader->position >= reader->end) {
        return 0;
    }
    uint32_t brace = 0;
    while (reader->position < reader->end) {
        brace = str_at(reader->text, reader->position++);
        if (brace == '{' || brace == '}') {
            break;
        }
        brace = 0;
    }
    out->literal.end = reader->position - (brace ? 1 : 0);
    if (!brace) {
        return 1;
    }
    bool last = reader->position >= reader->end;
    if (!last && str_at(reader->text, reader->position) == brace) {
        out->literal.end = reader->position++; /* the literal ends with one of the two */
        return 1;
    }
    if (brace == '}') {
        return fail(rt, "Single '}' encountered in format string");
    }
    if (last) {
        return fail(rt, "Single '{' encountered in format string");
    }
    return read_field(rt, reader, out);
}

/* The number that the range spells, -1 when it spells none, -2: error. */
static int64_t number_in(Runtime *rt, Object *text, MarkupRange range) {
    if (range.start == range.end) {
        return -1;
    }
    int64_t number = 0;
    for (size_t i = range.start; i < range.end; i++) {
        uint32_t digit = str_at(text, i) - '0';
        if (digit > 9) {
            return -1;
        }
        if (number > (INT64_MAX - 9) / 10) {
            raise_value_error(rt, "Too many decimal digits in format string");
            return -2;
        }
        number = number * 10 + digit;
    }
    return number;
}

bool format_markup_first(Runtime *rt, Object *text, MarkupRange name, MarkupRange *first,
                         int64_t *index, size_t *position) {
    size_t end = name.start;
    while (end < name.end && str_at(text, end) != '.' && str_at(text, end) != '[') {
        end++;
    }
    *first = (MarkupRange){name.start, end};
    *position = end;
    *index = number_in(rt, text, *first);
    return *index != -2;
}

int format_markup_part(Runtime *rt, Object *text, size_t *position, size_t end, FieldPart *out) {
    if (*position >= end) {
        return 0;
    }
    uint32_t kind = str_at(text, (*position)++);
    size_t at = *position;
    out->name.start = at;
    out->index = -1;
    if (kind == '.') {
        out->is_attribute = true;
        while (at < end && str_at(text, at) != '.' && str_at(text, at) != '[') {
            at++;
        }
        out->name.end = *position = at;
    } else if (kind == '[') {
        out->is_attribute = false;
        while (at < end && str_at(text, at) != ']') {
            at++;
        }
        if (at == end) {
            return fail(rt, "Missing ']' in format string");
        }
        out->name.end = at;
        *position = at + 1;
        out->index = number_in(rt, text, out->name);
        if (out->index == -2) {
            return -1;
        }
    } else {
        return fail(rt, "Only '.' or '[' may follow ']' in format field specifier");
    }
    if (out->name.start == out->name.end) {
        return fail(rt, "Empty attribute in format string");
    }
    return 1;
}
