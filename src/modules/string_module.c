/* _string: what string.Formatter needs of str.format's parser. */
#include "modules/string_module.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "types/format_markup.h"

static NEW_REF Object *range_text(Runtime *rt, Object *text, MarkupRange range) {
    return str_substring(rt, text, range.start, range.end);
}

/* (literal, field name, spec, conversion); the last three None where there is no field. */
static NEW_REF Object *markup_tuple(Runtime *rt, Object *text, const Markup *markup) {
    Object *tuple = tuple_new(rt, 4);
    if (!tuple) {
        return NULL;
    }
    Object **items = tuple_items(tuple);
    items[0] = range_text(rt, text, markup->literal);
    items[1] = markup->has_field ? range_text(rt, text, markup->name) : retain(NONE);
    items[2] = markup->has_field ? range_text(rt, text, markup->spec) : retain(NONE);
    items[3] = markup->conversion ? str_from_code_point(rt, markup->conversion) : retain(NONE);
    for (size_t i = 0; i < 4; i++) {
        if (!items[i]) {
            release(rt, tuple);
            return NULL;
        }
    }
    return tuple;
}

static NEW_REF Object *iterate_list(Runtime *rt, STEALS Object *list) {
    Object *iterator = list ? object_iter(rt, list) : NULL;
    release_nullable(rt, list);
    return iterator;
}

static NEW_REF Object *string_formatter_parser(Runtime *rt, Object *self, Object *text) {
    (void)self;
    if (!type_is_str(rt, text)) {
        return raise_type_error(rt, "expected str, got %s", type_name_of(rt, text));
    }
    Object *list = list_new(rt, 0);
    MarkupReader reader = {text, 0, str_length(text)};
    Markup markup;
    int more = 0;
    while (list && (more = format_markup_next(rt, &reader, &markup)) > 0) {
        Object *tuple = markup_tuple(rt, text, &markup);
        if (!tuple || !list_append_stealing(rt, list, tuple)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (more < 0) {
        CLEAR_REF(rt, &list);
    }
    return iterate_list(rt, list);
}

static NEW_REF Object *part_tuple(Runtime *rt, Object *text, const FieldPart *part) {
    Object *key =
        part->index >= 0 ? int_from_int64(rt, part->index) : range_text(rt, text, part->name);
    Object *tuple = key ? tuple_pack(rt, 2, bool_object(part->is_attribute), key) : NULL;
    release_nullable(rt, key);
    return tuple;
}

static NEW_REF Object *string_formatter_field_name_split(Runtime *rt, Object *self, Object *text) {
    (void)self;
    if (!type_is_str(rt, text)) {
        return raise_type_error(rt, "expected str, got %s", type_name_of(rt, text));
    }
    MarkupRange first;
    int64_t index;
    size_t position;
    if (!format_markup_first(rt, text, (MarkupRange){0, str_length(text)}, &first, &index,
                             &position)) {
        return NULL;
    }
    Object *list = list_new(rt, 0);
    FieldPart part;
    int more = 0;
    while (list && (more = format_markup_part(rt, text, &position, str_length(text), &part)) > 0) {
        Object *tuple = part_tuple(rt, text, &part);
        if (!tuple || !list_append_stealing(rt, list, tuple)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (more < 0) {
        CLEAR_REF(rt, &list);
    }
    Object *rest = iterate_list(rt, list);
    Object *head = index >= 0 ? int_from_int64(rt, index) : range_text(rt, text, first);
    Object *pair = rest && head ? tuple_pack(rt, 2, head, rest) : NULL;
    release_nullable(rt, rest);
    release_nullable(rt, head);
    return pair;
}

static const MethodRow string_functions[] = {
    METHOD_ROW_ONE("formatter_parser", string_formatter_parser,
                   "The literals and fields of a format string."),
    METHOD_ROW_ONE("formatter_field_name_split", string_formatter_field_name_split,
                   "The parts of a field's name."),
    METHOD_ROW_END,
};

const ModuleSpec string_module = {
    .name = "_string",
    .doc = "The parser of str.format, for string.Formatter.",
    .functions = string_functions,
};
