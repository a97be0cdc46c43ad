/* str: the type, its slots, its iterator and the table of its methods, whose bodies are in the
 * str_*.c files beside it. */
#include "object/arguments.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include "types/container_support.h"
#include "types/format_spec.h"
#include "types/percent_format.h"
#include "types/str_methods.h"
#include "types/text_arguments.h"
#include <string.h>

/* --- life --- */

static void str_dealloc(Runtime *rt, Object *self) {
    if (UNLIKELY(str_is_interned(self))) {
        intern_forget(rt, self);
    }
    if (LIKELY(str_check_exact(self))) {
        heap_free(rt->heap, self);
    } else {
        object_free_leaf(rt, self, heap_usable_size(rt->heap, self));
    }
}

/* The known names are in no runtime's heap. */
static size_t str_size(Runtime *rt, Object *self) {
    return object_is_immortal(self)
               ? heap_rounded_size(STR_HEADER_SIZE + (str_length(self) + 1) * str_width(self))
               : heap_usable_size(rt->heap, self);
}

/* A copy of an exact str as an instance of a subclass. */
static NEW_REF Object *str_for_class(Runtime *rt, TypeObject *type, STEALS Object *text) {
    if (!text || type->type_id == TYPE_STR) {
        return text;
    }
    size_t length = str_length(text);
    size_t size = STR_HEADER_SIZE + (length + 1) * str_width(text);
    Object *self = object_new_leaf(rt, type->type_id, size);
    if (self) {
        self->meta |= (uint32_t)str_kind(text) << STR_KIND_SHIFT;
        ((StrObject *)self)->length = (uint32_t)length;
        memcpy(str_mutable_data(self), str_data(text), (length + 1) * str_width(text));
    }
    release(rt, text);
    return self;
}

static NEW_REF Object *exact_text(Runtime *rt, STEALS Object *text) {
    if (!text || str_check_exact(text)) {
        return text;
    }
    Object *exact = str_exact(rt, text);
    release(rt, text);
    return exact;
}

static NEW_REF Object *str_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"str", {"object", "encoding", "errors"}, 0, 3, 0, 3};
    Object *given[3] = {count == 1 ? args[0] : NULL, NULL, NULL};
    if ((count > 1 || keyword_names) &&
        !arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    bool exact = type->type_id == TYPE_STR;
    if (!given[0]) {
        return str_for_class(rt, type, str_empty(rt));
    }
    if (!given[1] && !given[2]) {
        Object *text = object_str(rt, given[0]);
        return exact ? text : str_for_class(rt, type, exact_text(rt, text));
    }
    Object *holders[2] = {NULL, NULL};
    const char *encoding;
    const char *errors;
    Object *text = NULL;
    if (text_cstring(rt, "str", "encoding", given[1], &encoding, &holders[0]) &&
        text_cstring(rt, "str", "errors", given[2], &errors, &holders[1])) {
        text = codecs_decode_object(rt, given[0], encoding, errors);
    }
    release_nullable(rt, holders[0]);
    release_nullable(rt, holders[1]);
    return str_for_class(rt, type, text);
}

/* --- slots --- */

static NEW_REF Object *str_str(Runtime *rt, Object *self) {
    return str_exact(rt, self);
}

static int64_t str_hash_slot(Runtime *rt, Object *self) {
    return str_hash_in_time(rt, self);
}

static NEW_REF Object *str_compare_slot(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (!type_is_str(rt, a) || !type_is_str(rt, b)) {
        return retain(NOT_IMPLEMENTED);
    }
    if (UNLIKELY(!budget_spend_whole(rt, str_length(a) / 64))) {
        return NULL;
    }
    if (op == COMPARE_EQ) {
        return bool_object(str_equals(a, b));
    }
    if (op == COMPARE_NE) {
        return bool_object(!str_equals(a, b));
    }
    int order = str_compare(a, b);
    return bool_object(op == COMPARE_LT   ? order < 0
                       : op == COMPARE_LE ? order <= 0
                       : op == COMPARE_GT ? order > 0
                                          : order >= 0);
}

static NEW_REF Object *str_concat_slot(Runtime *rt, Object *a, Object *b) {
    if (UNLIKELY(!type_is_str(rt, b))) {
        return raise_type_error(rt, "can only concatenate str (not \"%.200s\") to str",
                                type_name_of(rt, b));
    }
    return str_concat(rt, a, b);
}

static NEW_REF Object *str_repeat(Runtime *rt, Object *self, int64_t times) {
    size_t length = str_length(self);
    if (times <= 0 || length == 0) {
        return str_empty(rt);
    }
    if (times == 1) {
        return str_exact(rt, self);
    }
    size_t total;
    if (!base_multiply_size(length, (size_t)times, &total) || total > INT64_MAX) {
        return raise_overflow_error(rt, "repeated string is too long");
    }
    Object *result = str_new_uninitialised(rt, str_kind(self), total);
    if (!result) {
        return NULL;
    }
    size_t width = str_width(self);
    uint8_t *out = str_mutable_data(result);
    size_t size = total * width;
    size_t filled = length * width;
    if (filled == 1) {
        filled = base_min_size(size, BUDGET_COPY);
        memset(out, str_data(self)[0], filled);
    } else {
        memcpy(out, str_data(self), filled);
    }
    if (!budget_repeat(rt, out, filled, size)) {
        release(rt, result);
        return NULL;
    }
    return result;
}

static int64_t str_length_slot(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)str_length(self);
}

static NEW_REF Object *str_slice(Runtime *rt, Object *self, Object *slice) {
    int64_t start, stop, step;
    size_t count;
    if (!slice_adjust(rt, slice, str_length(self), &start, &stop, &step, &count)) {
        return NULL;
    }
    if (step == 1 || count == 0) {
        return str_substring(rt, self, count ? (size_t)start : 0,
                             count ? (size_t)start + count : 0);
    }
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++) {
        if (!budget_pace(rt, i, 16)) {
            return NULL;
        }
        all |= str_at(self, (size_t)(start + (int64_t)i * step));
    }
    Object *result = str_new_uninitialised(rt, str_kind_of_code_point(all), count);
    if (!result) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (!budget_pace(rt, i, 16)) {
            release(rt, result);
            return NULL;
        }
        str_set_at(result, i, str_at(self, (size_t)(start + (int64_t)i * step)));
    }
    return str_finish(rt, result);
}

static NEW_REF Object *str_get_item(Runtime *rt, Object *self, Object *key) {
    if (object_type_id(key) == TYPE_SLICE) {
        return str_slice(rt, self, key);
    }
    if (!slots_of(rt, key)->index) {
        return raise_type_error(rt, "string indices must be integers, not '%.200s'",
                                type_name_of(rt, key));
    }
    int64_t index;
    if (!object_as_index(rt, key, TYPE_INDEX_ERROR, &index)) {
        return NULL;
    }
    int64_t length = (int64_t)str_length(self);
    index += index < 0 ? length : 0;
    if (index < 0 || index >= length) {
        return raise_index_error(rt, "string index out of range");
    }
    return str_from_code_point(rt, str_at(self, (size_t)index));
}

static NEW_REF Object *str_remainder(Runtime *rt, Object *a, Object *b) {
    return type_is_str(rt, a) ? percent_format_str(rt, a, b) : retain(NOT_IMPLEMENTED);
}

/* --- methods that belong to no group --- */

static NEW_REF Object *str_format_dunder(Runtime *rt, Object *self, Object *spec) {
    if (!type_is_str(rt, spec)) {
        return raise_type_error(rt, "__format__() argument must be str, not %.50s",
                                text_argument_type(rt, spec));
    }
    if (str_length(spec) == 0) {
        return object_str(rt, self); /* __str__ of a subclass */
    }
    return format_spec_apply_to_text(rt, self, spec);
}

static NEW_REF Object *str_getnewargs(Runtime *rt, Object *self) {
    Object *text = str_exact(rt, self);
    Object *args = text ? tuple_pack(rt, 1, text) : NULL;
    release_nullable(rt, text);
    return args;
}

/* --- the iterator --- */

typedef struct StrIterator {
    Object header;
    Object *str; /* NULL: exhausted */
    size_t position;
} StrIterator;

static NEW_REF Object *str_iter(Runtime *rt, Object *self) {
    StrIterator *iterator = (StrIterator *)object_new_container(
        rt, str_is_ascii(self) ? TYPE_STR_ASCII_ITERATOR : TYPE_STR_ITERATOR, sizeof(StrIterator));
    if (iterator) {
        iterator->str = retain(self);
    }
    return (Object *)iterator;
}

static void str_iterator_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((StrIterator *)self)->str);
    object_free_container(rt, self, sizeof(StrIterator));
}

static void str_iterator_traverse(Object *self, VisitFunction visit, void *context) {
    if (((StrIterator *)self)->str) {
        visit(((StrIterator *)self)->str, context);
    }
}

static void str_iterator_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((StrIterator *)self)->str);
}

static NEW_REF Object *str_iterator_next(Runtime *rt, Object *self) {
    StrIterator *iterator = (StrIterator *)self;
    Object *str = iterator->str;
    if (!str) {
        return NULL;
    }
    if (iterator->position < str_length(str)) {
        return str_from_code_point(rt, str_at(str, iterator->position++));
    }
    CLEAR_REF(rt, &iterator->str);
    return NULL;
}

static NEW_REF Object *str_iterator_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static NEW_REF Object *str_iterator_length_hint(Runtime *rt, Object *self) {
    StrIterator *iterator = (StrIterator *)self;
    return int_from_size(rt, iterator->str ? str_length(iterator->str) - iterator->position : 0);
}

static NEW_REF Object *str_iterator_reduce(Runtime *rt, Object *self) {
    StrIterator *iterator = (StrIterator *)self;
    if (iterator->str) {
        return container_reduce(rt, "iter", iterator->str, (int64_t)iterator->position);
    }
    Object *empty = str_empty(rt);
    Object *reduced = empty ? container_reduce(rt, "iter", empty, -1) : NULL;
    release_nullable(rt, empty);
    return reduced;
}

static NEW_REF Object *str_iterator_setstate(Runtime *rt, Object *self, Object *state) {
    StrIterator *iterator = (StrIterator *)self;
    int64_t position;
    if (!object_as_int64(rt, state, &position)) {
        return NULL;
    }
    if (iterator->str) {
        size_t place = position < 0 ? 0 : (size_t)position;
        iterator->position = base_min_size(place, str_length(iterator->str));
    }
    return retain(NONE);
}

static const MethodRow str_iterator_methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", str_iterator_length_hint,
                      "Private method returning an estimate of len(list(it))."),
    METHOD_ROW_NOARGS("__reduce__", str_iterator_reduce, "Return state information for pickling."),
    METHOD_ROW_ONE("__setstate__", str_iterator_setstate, "Set state information for unpickling."),
    METHOD_ROW_END,
};

#define STR_ITERATOR_SLOTS(shown_name, id)                                                         \
    {                                                                                              \
        .name = shown_name, .type_id = id, .base_id = TYPE_OBJECT,                                 \
        .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,                \
        .basic_size = sizeof(StrIterator), .dealloc = str_iterator_dealloc,                        \
        .traverse = str_iterator_traverse, .clear = str_iterator_clear, .iter = str_iterator_self, \
        .next = str_iterator_next,                                                                 \
    }

/* Two names for one thing, because CPython has them. */
const TypeSpec str_ascii_iterator_type = {
    .slots = STR_ITERATOR_SLOTS("str_ascii_iterator", TYPE_STR_ASCII_ITERATOR),
    .methods = str_iterator_methods,
};

const TypeSpec str_iterator_type = {
    .slots = STR_ITERATOR_SLOTS("str_iterator", TYPE_STR_ITERATOR),
    .methods = str_iterator_methods,
};

/* --- the type --- */

static const MethodRow str_methods[] = {
    METHOD_ROW_KEYWORDS(
        "encode", str_method_encode,
        "encode($self, /, encoding='utf-8', errors='strict')\n--\n\nThe bytes of the text in an "
        "encoding. errors names the handler of what cannot be encoded."),
    METHOD_ROW_POSITIONAL("replace", str_method_replace, 2, 3,
                          "replace($self, old, new, count=-1, /)\n--\n\nA copy with occurrences of "
                          "old replaced by new: the first count of them, -1 for all."),
    METHOD_ROW_KEYWORDS("split", str_method_split,
                        "split($self, /, sep=None, maxsplit=-1)\n--\n\nA list of the parts between "
                        "separators; None: runs of whitespace."),
    METHOD_ROW_KEYWORDS("rsplit", str_method_rsplit,
                        "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nAs split, but the splits "
                        "are made from the right."),
    METHOD_ROW_ONE(
        "join", str_method_join,
        "join($self, iterable, /)\n--\n\nThe texts of the iterable with this one between them."),
    METHOD_ROW_NOARGS("capitalize", str_method_capitalize,
                      "capitalize($self, /)\n--\n\nA copy with the first character in title case "
                      "and the rest in lower case."),
    METHOD_ROW_NOARGS("casefold", str_method_casefold,
                      "casefold($self, /)\n--\n\nA copy for comparing without regard to case."),
    METHOD_ROW_NOARGS(
        "title", str_method_title,
        "title($self, /)\n--\n\nA copy where words start in title case and go on in lower case."),
    METHOD_ROW_POSITIONAL("center", str_method_center, 1, 2,
                          "center($self, width, fillchar=' ', /)\n--\n\nA copy of length width "
                          "with the text in the middle."),
    METHOD_ROW_POSITIONAL("count", str_method_count, 0, METHOD_ANY_COUNT,
                          "S.count(sub[, start[, end]]) -> int\n\nThe number of places of sub in "
                          "S[start:end] that do not overlap."),
    METHOD_ROW_KEYWORDS("expandtabs", str_method_expandtabs,
                        "expandtabs($self, /, tabsize=8)\n--\n\nA copy with tabs made spaces."),
    METHOD_ROW_POSITIONAL("find", str_method_find, 0, METHOD_ANY_COUNT,
                          "S.find(sub[, start[, end]]) -> int\n\nThe lowest index of sub in "
                          "S[start:end], -1 if there is none."),
    METHOD_ROW_ONE("partition", str_method_partition,
                   "partition($self, sep, /)\n--\n\nThe part before the first separator, the "
                   "separator, and the part after it."),
    METHOD_ROW_POSITIONAL(
        "index", str_method_index, 0, METHOD_ANY_COUNT,
        "S.index(sub[, start[, end]]) -> int\n\nAs find, but ValueError if there is none."),
    METHOD_ROW_POSITIONAL("ljust", str_method_ljust, 1, 2,
                          "ljust($self, width, fillchar=' ', /)\n--\n\nA copy of length width with "
                          "the text at the left."),
    METHOD_ROW_NOARGS("lower", str_method_lower, "lower($self, /)\n--\n\nA copy in lower case."),
    METHOD_ROW_POSITIONAL("lstrip", str_method_lstrip, 0, 1,
                          "lstrip($self, chars=None, /)\n--\n\nA copy without leading whitespace, "
                          "or without leading characters of chars."),
    METHOD_ROW_POSITIONAL("rfind", str_method_rfind, 0, METHOD_ANY_COUNT,
                          "S.rfind(sub[, start[, end]]) -> int\n\nThe highest index of sub in "
                          "S[start:end], -1 if there is none."),
    METHOD_ROW_POSITIONAL(
        "rindex", str_method_rindex, 0, METHOD_ANY_COUNT,
        "S.rindex(sub[, start[, end]]) -> int\n\nAs rfind, but ValueError if there is none."),
    METHOD_ROW_POSITIONAL("rjust", str_method_rjust, 1, 2,
                          "rjust($self, width, fillchar=' ', /)\n--\n\nA copy of length width with "
                          "the text at the right."),
    METHOD_ROW_POSITIONAL("rstrip", str_method_rstrip, 0, 1,
                          "rstrip($self, chars=None, /)\n--\n\nA copy without trailing whitespace, "
                          "or without trailing characters of chars."),
    METHOD_ROW_ONE("rpartition", str_method_rpartition,
                   "rpartition($self, sep, /)\n--\n\nThe part before the last separator, the "
                   "separator, and the part after it."),
    METHOD_ROW_KEYWORDS("splitlines", str_method_splitlines,
                        "splitlines($self, /, keepends=False)\n--\n\nA list of the lines, with "
                        "their ends if keepends."),
    METHOD_ROW_POSITIONAL("strip", str_method_strip, 0, 1,
                          "strip($self, chars=None, /)\n--\n\nA copy without whitespace at both "
                          "ends, or without characters of chars."),
    METHOD_ROW_NOARGS(
        "swapcase", str_method_swapcase,
        "swapcase($self, /)\n--\n\nA copy with upper case made lower and lower made upper."),
    METHOD_ROW_ONE("translate", str_method_translate,
                   "translate($self, table, /)\n--\n\nA copy with each character replaced by what "
                   "the table has for its code point."),
    METHOD_ROW_NOARGS("upper", str_method_upper, "upper($self, /)\n--\n\nA copy in upper case."),
    METHOD_ROW_POSITIONAL("startswith", str_method_startswith, 0, METHOD_ANY_COUNT,
                          "S.startswith(prefix[, start[, end]]) -> bool\n\nWhether S[start:end] "
                          "starts with prefix, or with one of a tuple."),
    METHOD_ROW_POSITIONAL("endswith", str_method_endswith, 0, METHOD_ANY_COUNT,
                          "S.endswith(suffix[, start[, end]]) -> bool\n\nWhether S[start:end] ends "
                          "with suffix, or with one of a tuple."),
    METHOD_ROW_ONE(
        "removeprefix", str_method_removeprefix,
        "removeprefix($self, prefix, /)\n--\n\nA copy without the prefix, if it is there."),
    METHOD_ROW_ONE(
        "removesuffix", str_method_removesuffix,
        "removesuffix($self, suffix, /)\n--\n\nA copy without the suffix, if it is there."),
    METHOD_ROW_NOARGS("isascii", str_method_isascii,
                      "isascii($self, /)\n--\n\nWhether all characters are ASCII."),
    METHOD_ROW_NOARGS(
        "islower", str_method_islower,
        "islower($self, /)\n--\n\nWhether there are cased characters and all are lower case."),
    METHOD_ROW_NOARGS(
        "isupper", str_method_isupper,
        "isupper($self, /)\n--\n\nWhether there are cased characters and all are upper case."),
    METHOD_ROW_NOARGS("istitle", str_method_istitle,
                      "istitle($self, /)\n--\n\nWhether each word starts in upper case and goes on "
                      "in lower case."),
    METHOD_ROW_NOARGS(
        "isspace", str_method_isspace,
        "isspace($self, /)\n--\n\nWhether all characters are whitespace, and there is one."),
    METHOD_ROW_NOARGS(
        "isdecimal", str_method_isdecimal,
        "isdecimal($self, /)\n--\n\nWhether all characters are decimal digits, and there is one."),
    METHOD_ROW_NOARGS(
        "isdigit", str_method_isdigit,
        "isdigit($self, /)\n--\n\nWhether all characters are digits, and there is one."),
    METHOD_ROW_NOARGS(
        "isnumeric", str_method_isnumeric,
        "isnumeric($self, /)\n--\n\nWhether all characters are numeric, and there is one."),
    METHOD_ROW_NOARGS(
        "isalpha", str_method_isalpha,
        "isalpha($self, /)\n--\n\nWhether all characters are letters, and there is one."),
    METHOD_ROW_NOARGS("isalnum", str_method_isalnum,
                      "isalnum($self, /)\n--\n\nWhether all characters are letters or numeric, and "
                      "there is one."),
    METHOD_ROW_NOARGS(
        "isidentifier", str_method_isidentifier,
        "isidentifier($self, /)\n--\n\nWhether the text is an identifier; keywords are, too."),
    METHOD_ROW_NOARGS(
        "isprintable", str_method_isprintable,
        "isprintable($self, /)\n--\n\nWhether repr shows all characters as they are."),
    METHOD_ROW_ONE(
        "zfill", str_method_zfill,
        "zfill($self, width, /)\n--\n\nA copy of length width, filled with zeros after the sign."),
    METHOD_ROW_KEYWORDS(
        "format", str_method_format,
        "S.format(*args, **kwargs) -> str\n\nThe text with {fields} replaced by the arguments."),
    METHOD_ROW_ONE(
        "format_map", str_method_format_map,
        "S.format_map(mapping) -> str\n\nThe text with {fields} replaced from the mapping."),
    METHOD_ROW_STATIC(
        "maketrans", str_method_maketrans,
        "A table for translate: from a dict, or from two texts and one of what to drop."),
    METHOD_ROW_ONE(
        "__format__", str_format_dunder,
        "__format__($self, format_spec, /)\n--\n\nThe text laid out by the format specification."),
    METHOD_ROW_NOARGS("__getnewargs__", str_getnewargs, NULL),
    METHOD_ROW_END,
};

static const NumberSlots str_numbers = {
    .binary = {[BINARY_REMAINDER] = str_remainder},
};

const TypeSpec str_type = {
    .slots =
        {
            .name = "str",
            .type_id = TYPE_STR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_STR_SUBCLASS |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = STR_HEADER_SIZE,
            .item_size = 1,
            .dealloc = str_dealloc,
            .size = str_size,
            .new_instance = str_new_instance,
            .repr = str_repr,
            .format = str_format_dunder,
            .str = str_str,
            .hash = str_hash_slot,
            .compare = str_compare_slot,
            .iter = str_iter,
            .numbers = &str_numbers,
            .length = str_length_slot,
            .get_item = str_get_item,
            .contains = str_contains,
            .concat = str_concat_slot,
            .repeat = str_repeat,
        },
    .methods = str_methods,
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "The text of an object: what its __str__ gives, or the bytes decoded.",
};
