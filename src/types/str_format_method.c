/* str.format and str.format_map. */
#include "object/tuple.h"
#include "types/format_markup.h"
#include "types/format_spec.h"
#include "types/str_methods.h"

enum { DEPTH_LIMIT = 2 }; /* a field's spec may have fields, theirs may not */

typedef enum Numbering { NUMBERING_UNKNOWN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } Numbering;

typedef struct FormatCall {
    Runtime *rt;
    Object *const *args; /* count positional ones, then the values of keyword_names */
    size_t count;
    Object *keyword_names;
    Object *mapping; /* format_map's; NULL: format */
    Numbering numbering;
    int64_t next_automatic;
} FormatCall;

static bool format_text(FormatCall *call, StrWriter *out, Object *text, size_t start, size_t end,
                        int depth);

static bool set_numbering(FormatCall *call, Numbering wanted) {
    if (call->numbering == NUMBERING_UNKNOWN) {
        call->numbering = wanted;
    }
    if (call->numbering == wanted) {
        return true;
    }
    raise_value_error(call->rt,
                      wanted == NUMBERING_AUTOMATIC
                          ? "cannot switch from manual field specification to automatic field "
                            "numbering"
                          : "cannot switch from automatic field numbering to manual field "
                            "specification");
    return false;
}

static NEW_REF Object *positional(FormatCall *call, int64_t index, bool automatic) {
    if (!set_numbering(call, automatic ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL)) {
        return NULL;
    }
    if (automatic) {
        index = call->next_automatic++;
    }
    if (call->mapping) {
        return raise_value_error(call->rt, "Format string contains positional fields");
    }
    if ((size_t)index >= call->count) {
        return raise_index_error(call->rt,
                                 "Replacement index %lld out of range for positional args tuple",
                                 (long long)index);
    }
    return retain(call->args[index]);
}

static NEW_REF Object *by_keyword(FormatCall *call, Object *key) {
    if (call->mapping) {
        return object_get_item(call->rt, call->mapping, key);
    }
    size_t keywords = call->keyword_names ? tuple_length(call->keyword_names) : 0;
    for (size_t i = 0; i < keywords; i++) {
        if (str_equals(tuple_get(call->keyword_names, i), key)) {
            return retain(call->args[call->count + i]);
        }
    }
    return raise_key_error(call->rt, key);
}

static NEW_REF Object *follow_part(Runtime *rt, STEALS Object *value, Object *text,
                                   const FieldPart *part) {
    Object *key = part->index >= 0 ? int_from_int64(rt, part->index)
                                   : str_substring(rt, text, part->name.start, part->name.end);
    Object *next = NULL;
    if (key) {
        next =
            part->is_attribute ? object_get_attr(rt, value, key) : object_get_item(rt, value, key);
        release(rt, key);
    }
    release(rt, value);
    return next;
}

static NEW_REF Object *field_value(FormatCall *call, Object *text, MarkupRange name) {
    Runtime *rt = call->rt;
    MarkupRange first;
    int64_t index;
    size_t position;
    if (!format_markup_first(rt, text, name, &first, &index, &position)) {
        return NULL;
    }
    Object *value;
    if (first.start == first.end || index >= 0) {
        value = positional(call, index, first.start == first.end);
    } else {
        Object *key = str_substring(rt, text, first.start, first.end);
        value = key ? by_keyword(call, key) : NULL;
        release_nullable(rt, key);
    }
    FieldPart part;
    int more = 1;
    while (value && (more = format_markup_part(rt, text, &position, name.end, &part)) > 0) {
        value = follow_part(rt, value, text, &part);
    }
    if (more < 0) {
        CLEAR_REF(rt, &value);
    }
    return value;
}

static NEW_REF Object *convert(Runtime *rt, STEALS Object *value, uint32_t conversion) {
    Object *converted = NULL;
    switch (conversion) {
    case 0:
        return value;
    case 'r':
        converted = object_repr(rt, value);
        break;
    case 's':
        converted = object_str(rt, value);
        break;
    case 'a':
        converted = object_ascii(rt, value);
        break;
    default:
        if (conversion > 32 && conversion < 127) {
            raise_value_error(rt, "Unknown conversion specifier %c", (int)conversion);
        } else {
            raise_value_error(rt, "Unknown conversion specifier \\x%x", conversion);
        }
    }
    release(rt, value);
    return converted;
}

static NEW_REF Object *field_spec(FormatCall *call, Object *text, const Markup *markup, int depth) {
    if (!markup->spec_is_nested) {
        return str_substring(call->rt, text, markup->spec.start, markup->spec.end);
    }
    StrWriter writer;
    writer_init(&writer);
    if (!format_text(call, &writer, text, markup->spec.start, markup->spec.end, depth - 1)) {
        writer_abandon(call->rt, &writer);
        return NULL;
    }
    return writer_finish(call->rt, &writer);
}

static bool format_field(FormatCall *call, StrWriter *out, Object *text, const Markup *markup,
                         int depth) {
    Runtime *rt = call->rt;
    Object *value = field_value(call, text, markup->name);
    value = value ? convert(rt, value, markup->conversion) : NULL;
    if (!value) {
        return false;
    }
    bool done = false;
    if (markup->spec.start == markup->spec.end) {
        Object *formatted = object_format(rt, value, NULL);
        done = formatted && writer_str(rt, out, formatted);
        release_nullable(rt, formatted);
        release(rt, value);
        return done;
    }
    Object *spec = field_spec(call, text, markup, depth);
    if (spec) {
        Object *formatted = object_format(rt, value, spec);
        done = formatted && writer_str(rt, out, formatted);
        release_nullable(rt, formatted);
        release(rt, spec);
    }
    release(rt, value);
    return done;
}

static bool format_text(FormatCall *call, StrWriter *out, Object *text, size_t start, size_t end,
                        int depth) {
    if (depth <= 0) {
        raise_value_error(call->rt, "Max string recursion exceeded");
        return false;
    }
    MarkupReader reader = {text, start, end};
    Markup markup;
    int more;
    while ((more = format_markup_next(call->rt, &reader, &markup)) > 0) {
        if (!writer_substring(call->rt, out, text, markup.literal.start, markup.literal.end) ||
            (markup.has_field && !format_field(call, out, text, &markup, depth))) {
            return false;
        }
    }
    return more == 0;
}

static NEW_REF Object *format(FormatCall *call, Object *text) {
    SearchText whole = str_search_text(text);
    if (search_find_unit(whole, '{') == SEARCH_NONE &&
        search_find_unit(whole, '}') == SEARCH_NONE) {
        return retain(text);
    }
    StrWriter writer;
    writer_init(&writer);
    if (!format_text(call, &writer, text, 0, str_length(text), DEPTH_LIMIT)) {
        writer_abandon(call->rt, &writer);
        return NULL;
    }
    return writer_finish(call->rt, &writer);
}

Object *str_method_format(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    FormatCall call = {.rt = rt, .args = args, .count = count, .keyword_names = keyword_names};
    return format(&call, self);
}

Object *str_method_format_map(Runtime *rt, Object *self, Object *mapping) {
    FormatCall call = {.rt = rt, .mapping = mapping};
    return format(&call, self);
}
