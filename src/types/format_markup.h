/* The {fields} of str.format: splitting a text into literals and fields, and a field's name into
 * its parts. Everything refers to the text by positions. */
#ifndef OURO_TYPES_FORMAT_MARKUP_H
#define OURO_TYPES_FORMAT_MARKUP_H

#include "object/str.h"

typedef struct MarkupRange {
    size_t start, end;
} MarkupRange;

typedef struct Markup {
    MarkupRange literal; /* comes before the field; braces are already single */
    bool has_field;
    MarkupRange name;
    MarkupRange spec;
    uint32_t conversion; /* 0: none */
    bool spec_is_nested; /* it has fields of its own */
} Markup;

typedef struct MarkupReader {
    Object *text; /* borrowed str */
    size_t position, end;
} MarkupReader;

/* 1: *out is filled, 0: the end, -1: ValueError. */
int format_markup_next(Runtime *rt, MarkupReader *reader, Markup *out);

typedef struct FieldPart {
    bool is_attribute; /* .name, else [key] */
    int64_t index;     /* a key of digits only; -1: none */
    MarkupRange name;
} FieldPart;

/* The first part of a name, up to '.' or '['; *index -1 when it is no number. False: "Too many
 * decimal digits in format string". *position: where the parts start. */
bool format_markup_first(Runtime *rt, Object *text, MarkupRange name, MarkupRange *first,
                         int64_t *index, size_t *position);
/* 1, 0 at the end, -1: ValueError. */
int format_markup_part(Runtime *rt, Object *text, size_t *position, size_t end, FieldPart *out);

#endif
