/* json_encoder: the type Encoder, which writes a document.
 *
 * What is being written is retained across everything that may run Python code; the items of a list
 * are read anew each time, those of a dict are taken at once. An object's entry in markers stays
 * when writing it fails. */
#include "modules/json_types.h"

#include "base/double_text.h"
#include "modules/fields.h"
#include "modules/json_text.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/list.h"
#include "object/native.h"
#include "object/references.h"
#include "object/tuple.h"
#include "types/int_text.h"
#include "types/text_arguments.h"
#include <math.h>
#include <string.h>

enum { REFERENCES = 6, FEW_PAIRS = 8, INT_TEXT = 20 };

typedef enum { ESCAPE_BY_CALL, ESCAPE_ASCII, ESCAPE_ANY } Escape;

typedef struct Encoder {
    Object header;
    Object
        *markers; /* dict: id to object, of those being written; None: circles are not looked for */
    Object *default_function;
    Object *encoder; /* makes the text of a string; called only if escape is ESCAPE_BY_CALL */
    Object *indent;
    Object *key_separator, *item_separator; /* str */
    Escape escape;
    bool sort_keys, skip_keys, allow_nan;
} Encoder;

/* A document that is being written. */
typedef struct Encoding {
    const Encoder *encoder;
    StrWriter out;
} Encoding;

static Encoder *as_encoder(Object *self) {
    return (Encoder *)self;
}

static bool write_value(Runtime *rt, Encoding *encoding, Object *object);

/* ---- plain values ---- */

static bool write_by_call(Runtime *rt, Encoding *encoding, Object *text) {
    Object *encoded = object_call_one(rt, encoding->encoder->encoder, text);
    bool is_str = encoded && type_is_str(rt, encoded);
    if (encoded && !is_str) {
        raise_type_error(rt, "encoder() must return a string, not %.80s",
                         type_name_of(rt, encoded));
    }
    bool done = is_str && writer_str(rt, &encoding->out, encoded);
    release_nullable(rt, encoded);
    return done;
}

static inline bool write_string(Runtime *rt, Encoding *encoding, Object *text) {
    Escape escape = encoding->encoder->escape;
    return LIKELY(escape != ESCAPE_BY_CALL)
               ? json_text_write(rt, &encoding->out, text, escape == ESCAPE_ASCII)
               : write_by_call(rt, encoding, text);
}

static bool write_int(Runtime *rt, StrWriter *out, Object *number) {
    IntDigits digits;
    if (!int_text_digits(rt, number, 10, &digits)) {
        return false;
    }
    bool done = (!int_is_negative(number) || writer_char(rt, out, '-')) &&
                writer_ascii(rt, out, digits.digits, digits.count);
    int_text_release(rt, &digits);
    return done;
}

static bool write_float(Runtime *rt, Encoding *encoding, Object *number) {
    double value = float_value(number);
    char text[DOUBLE_REPR_SIZE];
    budget_owe(rt, 4);
    if (LIKELY(isfinite(value))) {
        return writer_ascii(rt, &encoding->out, text, double_repr(value, text));
    }
    if (!encoding->encoder->allow_nan) {
        raise_value_error(rt, "Out of range float values are not JSON compliant");
        return false;
    }
    return writer_cstring(rt, &encoding->out,
                          isnan(value) ? "NaN"
                          : value < 0  ? "-Infinity"
                                       : "Infinity");
}

static const char *word_of(const Object *object) {
    return object == NONE           ? "null"
           : object == TRUE_OBJECT  ? "true"
           : object == FALSE_OBJECT ? "false"
                                    : NULL;
}

/* ---- objects that are being written ---- */

/* *mark: the object's key in markers, NULL without them. */
static bool mark(Runtime *rt, const Encoding *encoding, Object *object, Object **mark) {
    Object *markers = encoding->encoder->markers;
    *mark = NULL;
    if (markers == NONE) {
        return true;
    }
    budget_owe(rt, 4);
    Object *key = int_from_uint64(rt, (uint64_t)(uintptr_t)object);
    size_t before = dict_length(markers);
    if (!key || !dict_set_default(rt, markers, key, object)) {
        release_nullable(rt, key);
        return false;
    }
    if (dict_length(markers) == before) {
        raise_value_error(rt, "Circular reference detected");
        release(rt, key);
        return false;
    }
    *mark = key;
    return true;
}

/* After the object has been written, or not. */
static bool unmark(Runtime *rt, const Encoding *encoding, STEALS Object *mark, bool done) {
    if (!mark) {
        return done;
    }
    int deleted = done ? dict_delete(rt, encoding->encoder->markers, mark) : -1;
    if (deleted == 0) {
        raise_key_error(rt, mark);
    }
    release(rt, mark);
    return deleted > 0;
}

/* ---- lists ---- */

static inline size_t sequence_length(const Object *sequence, bool is_list) {
    return is_list ? list_length(sequence) : tuple_length(sequence);
}

static bool write_items(Runtime *rt, Encoding *encoding, Object *sequence) {
    bool is_list = object_type_id(sequence) == TYPE_LIST;
    bool done = writer_char(rt, &encoding->out, '[');
    for (size_t i = 0; done && i < sequence_length(sequence, is_list); i++) {
        Object *item = retain(is_list ? list_get(sequence, i) : tuple_get(sequence, i));
        done = budget_spend(rt, 2) &&
               (i == 0 || writer_str(rt, &encoding->out, encoding->encoder->item_separator)) &&
               write_value(rt, encoding, item);
        release(rt, item);
    }
    return done && writer_char(rt, &encoding->out, ']');
}

/* What iterating over an instance of a subclass gives. */
static NEW_REF Object *items_of_sequence(Runtime *rt, Object *sequence) {
    uint32_t type_id = object_type_id(sequence);
    if (LIKELY(type_id == TYPE_LIST || type_id == TYPE_TUPLE)) {
        return retain(sequence);
    }
    Object *iterator = object_iter(rt, sequence);
    if (!iterator) {
        return error_clear_if(rt, TYPE_TYPE_ERROR)
                   ? raise_type_error(rt, "_iterencode_list needs a sequence")
                   : NULL;
    }
    Object *items = list_from_iterable(rt, iterator);
    release(rt, iterator);
    return items;
}

static bool write_list(Runtime *rt, Encoding *encoding, Object *object) {
    Object *items = items_of_sequence(rt, object);
    if (!items) {
        return false;
    }
    Object *key;
    bool done;
    if (sequence_length(items, object_type_id(items) == TYPE_LIST) == 0) {
        done = writer_ascii(rt, &encoding->out, "[]", 2);
    } else {
        done = mark(rt, encoding, object, &key) &&
               unmark(rt, encoding, key, write_items(rt, encoding, items));
    }
    release(rt, items);
    return done;
}

/* ---- dicts ---- */

/* The text of a key that is no str; NULL, with no exception pending: it is to be skipped. */
static NEW_REF Object *text_of_key(Runtime *rt, const Encoding *encoding, Object *key) {
    const char *word = word_of(key);
    if (word) {
        return str_from_cstring(rt, word);
    }
    if (type_is_float(rt, key)) {
        Encoding alone = {.encoder = encoding->encoder};
        writer_init(&alone.out);
        if (write_float(rt, &alone, key)) {
            return writer_finish(rt, &alone.out);
        }
        writer_abandon(rt, &alone.out);
        return NULL;
    }
    if (type_is_int(rt, key)) {
        return int_text_repr(rt, key);
    }
    return encoding->encoder->skip_keys
               ? NULL
               : raise_type_error(rt, "keys must be str, int, float, bool or None, not %.100s",
                                  type_name_of(rt, key));
}

/* *count: of pairs written so far. */
static bool write_pair(Runtime *rt, Encoding *encoding, Object *key, Object *value, size_t *count) {
    Object *text = type_is_str(rt, key) ? retain(key) : text_of_key(rt, encoding, key);
    if (!text) {
        return !error_pending(rt);
    }
    StrWriter *out = &encoding->out;
    bool done = budget_spend(rt, 2) &&
                (*count == 0 || writer_str(rt, out, encoding->encoder->item_separator)) &&
                write_string(rt, encoding, text) &&
                writer_str(rt, out, encoding->encoder->key_separator);
    release(rt, text);
    ++*count;
    return done && write_value(rt, encoding, value);
}

/* In the order in which a list of pairs would go. */
static void release_pairs(Runtime *rt, Object **pairs, size_t count, bool own_block) {
    if (UNLIKELY(2 * count >= REFERENCES_MANY)) {
        references_release(rt, &(References){.block = pairs,
                                             .base = pairs + 2 * count - 1,
                                             .count = 2 * count,
                                             .mask = SIZE_MAX,
                                             .step = -1,
                                             .width = 1});
        return;
    }
    for (size_t i = 2 * count; i > 0; i--) {
        release(rt, pairs[i - 1]);
    }
    if (own_block) {
        memory_free(rt, pairs);
    }
}

/* The pairs that an exact dict has at first, whatever happens to it on the way. */
static bool write_pairs(Runtime *rt, Encoding *encoding, Object *dict) {
    Object *few[2 * FEW_PAIRS];
    Object **pairs = few;
    size_t length = dict_length(dict);
    if (length > FEW_PAIRS && !(pairs = memory_allocate(rt, 2 * length * sizeof(Object *)))) {
        return false;
    }
    size_t count = 0, position = 0, written = 0;
    Object *key, *value;
    bool done = true;
    while (done && count < length && dict_next(dict, &position, &key, &value)) {
        pairs[2 * count] = retain(key);
        pairs[2 * count + 1] = retain(value);
        done = budget_look_at(rt, count++);
    }
    for (size_t i = 0; done && i < count; i++) {
        done = write_pair(rt, encoding, pairs[2 * i], pairs[2 * i + 1], &written);
    }
    release_pairs(rt, pairs, count, pairs != few);
    return done;
}

/* As a list: what the method of a subclass gives, or sorted. */
static NEW_REF Object *items_of_dict(Runtime *rt, const Encoding *encoding, Object *dict) {
    Object *items;
    if (object_type_id(dict) == TYPE_DICT) {
        items = dict_items_list(rt, dict);
    } else {
        Object *given = object_call_method(rt, dict, rt->names[NAME_items], NULL, 0);
        Object *iterator = given ? object_iter(rt, given) : NULL;
        items = iterator ? list_from_iterable(rt, iterator) : NULL;
        if (given && !iterator && error_clear_if(rt, TYPE_TYPE_ERROR)) {
            raise_type_error(rt, "%.200s.items() returned a non-iterable (type %.200s)",
                             type_name_of(rt, dict), type_name_of(rt, given));
        }
        release_nullable(rt, iterator);
        release_nullable(rt, given);
    }
    if (items && encoding->encoder->sort_keys && !list_sort(rt, items, NULL, false)) {
        CLEAR_REF(rt, &items);
    }
    return items;
}

static bool write_list_of_pairs(Runtime *rt, Encoding *encoding, Object *dict) {
    Object *items = items_of_dict(rt, encoding, dict);
    bool done = items != NULL;
    size_t written = 0;
    for (size_t i = 0; done && i < list_length(items); i++) {
        Object *pair = retain(list_get(items, i));
        if (type_is_tuple(rt, pair) && tuple_length(pair) == 2) {
            done = write_pair(rt, encoding, tuple_get(pair, 0), tuple_get(pair, 1), &written);
        } else {
            raise_value_error(rt, "items must return 2-tuples");
            done = false;
        }
        release(rt, pair);
    }
    release_nullable(rt, items);
    return done;
}

static bool write_members(Runtime *rt, Encoding *encoding, Object *dict) {
    bool plain = object_type_id(dict) == TYPE_DICT && !encoding->encoder->sort_keys;
    return writer_char(rt, &encoding->out, '{') &&
           (plain ? write_pairs(rt, encoding, dict) : write_list_of_pairs(rt, encoding, dict)) &&
           writer_char(rt, &encoding->out, '}');
}

static bool write_dict(Runtime *rt, Encoding *encoding, Object *dict) {
    if (dict_length(dict) == 0) {
        return writer_ascii(rt, &encoding->out, "{}", 2);
    }
    Object *key;
    return mark(rt, encoding, dict, &key) &&
           unmark(rt, encoding, key, write_members(rt, encoding, dict));
}

/* ---- any object ---- */

static bool write_nested(Runtime *rt, Encoding *encoding, Object *object,
                         bool (*write)(Runtime *rt, Encoding *encoding, Object *object)) {
    if (!recursion_enter(rt, " while encoding a JSON object")) {
        return false;
    }
    bool done = write(rt, encoding, object);
    recursion_leave(rt);
    return done;
}

/* What the default function makes of it. */
static bool write_other(Runtime *rt, Encoding *encoding, Object *object) {
    Object *key;
    if (!mark(rt, encoding, object, &key)) {
        return false;
    }
    Object *instead = object_call_one(rt, encoding->encoder->default_function, object);
    bool done = instead && write_nested(rt, encoding, instead, write_value);
    release_nullable(rt, instead);
    return unmark(rt, encoding, key, done);
}

static bool write_value(Runtime *rt, Encoding *encoding, Object *object) {
    const char *word = word_of(object);
    if (word) {
        return writer_cstring(rt, &encoding->out, word);
    }
    if (type_is_str(rt, object)) {
        return write_string(rt, encoding, object);
    }
    if (type_is_int(rt, object)) {
        return write_int(rt, &encoding->out, object);
    }
    if (type_is_float(rt, object)) {
        return write_float(rt, encoding, object);
    }
    if (type_is_list(rt, object) || type_is_tuple(rt, object)) {
        return write_nested(rt, encoding, object, write_list);
    }
    if (type_is_dict(rt, object)) {
        return write_nested(rt, encoding, object, write_dict);
    }
    return write_other(rt, encoding, object);
}

static NEW_REF Object *encoder_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    static const ArgumentSpec SPEC = {"_iterencode", {"obj", "_current_indent_level"}, 0, 2, 2, 2};
    Object *given[2];
    int64_t level;
    if (!json_arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !text_ssize(rt, given[1], &level)) {
        return NULL;
    }
    Encoding encoding = {.encoder = as_encoder(self)};
    writer_init(&encoding.out);
    bool done = recursion_enter(rt, " while calling a Python object");
    if (done) {
        done = write_value(rt, &encoding, given[0]);
        recursion_leave(rt);
    }
    if (!done) {
        writer_abandon(rt, &encoding.out);
        return NULL;
    }
    Object *text = writer_finish(rt, &encoding.out);
    Object *chunks = text ? list_from_array(rt, &text, 1) : NULL;
    release_nullable(rt, text);
    return chunks;
}

/* ---- life ---- */

FIELDS_LIFE(encoder, Encoder, REFERENCES)

static Escape escape_of(const Object *encoder) {
    if (object_type_id(encoder) != TYPE_NATIVE_FUNCTION) {
        return ESCAPE_BY_CALL;
    }
    const MethodRow *row = ((const NativeFunctionObject *)encoder)->row;
    if (row->kind != METHOD_ONE) {
        return ESCAPE_BY_CALL;
    }
    return row->function.one == json_text_encode_ascii ? ESCAPE_ASCII
           : row->function.one == json_text_encode     ? ESCAPE_ANY
                                                       : ESCAPE_BY_CALL;
}

static bool check_arguments(Runtime *rt, Object *const *given, int *flags) {
    for (size_t i = 4; i < 6; i++) {
        if (!type_is_str(rt, given[i])) {
            raise_type_error(rt, "make_encoder() argument %zu must be str, not %.50s", i + 1,
                             text_argument_type(rt, given[i]));
            return false;
        }
    }
    for (size_t i = 0; i < 3; i++) {
        if ((flags[i] = object_is_true(rt, given[REFERENCES + i])) < 0) {
            return false;
        }
    }
    if (given[0] != NONE && !type_is_dict(rt, given[0])) {
        raise_type_error(rt, "make_encoder() argument 1 must be dict or None, not %.200s",
                         type_name_of(rt, given[0]));
        return false;
    }
    return true;
}

static NEW_REF Object *encoder_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                   Object *keyword_names) {
    static const ArgumentSpec SPEC = {"make_encoder",
                                      {"markers", "default", "encoder", "indent", "key_separator",
                                       "item_separator", "sort_keys", "skipkeys", "allow_nan"},
                                      0,
                                      9,
                                      9,
                                      9};
    Object *given[REFERENCES + 3];
    int flags[3];
    if (!json_arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !check_arguments(rt, given, flags)) {
        return NULL;
    }
    Object *self = object_new_container(rt, type->type_id, sizeof(Encoder));
    if (!self) {
        return NULL;
    }
    for (size_t i = 0; i < REFERENCES; i++) {
        fields_of(self)[i] = retain(given[i]);
    }
    as_encoder(self)->escape = escape_of(given[2]);
    as_encoder(self)->sort_keys = flags[0];
    as_encoder(self)->skip_keys = flags[1];
    as_encoder(self)->allow_nan = flags[2];
    return self;
}

static NEW_REF Object *get_markers(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_encoder(self)->markers);
}

static NEW_REF Object *get_default(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_encoder(self)->default_function);
}

static NEW_REF Object *get_encoder(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_encoder(self)->encoder);
}

static NEW_REF Object *get_indent(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_encoder(self)->indent);
}

static NEW_REF Object *get_key_separator(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_encoder(self)->key_separator);
}

static NEW_REF Object *get_item_separator(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_encoder(self)->item_separator);
}

static NEW_REF Object *get_sort_keys(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_encoder(self)->sort_keys));
}

static NEW_REF Object *get_skip_keys(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_encoder(self)->skip_keys));
}

static const AttributeRow ENCODER_ATTRIBUTES[] = {
    {"markers", get_markers, native_read_only, NULL},
    {"default", get_default, native_read_only, NULL},
    {"encoder", get_encoder, native_read_only, NULL},
    {"indent", get_indent, native_read_only, NULL},
    {"key_separator", get_key_separator, native_read_only, NULL},
    {"item_separator", get_item_separator, native_read_only, NULL},
    {"sort_keys", get_sort_keys, native_read_only, NULL},
    {"skipkeys", get_skip_keys, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec json_encoder_type = {
    .slots =
        {
            .name = "_json.Encoder",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER,
            .basic_size = sizeof(Encoder),
            .dealloc = encoder_dealloc,
            .traverse = encoder_traverse,
            .new_instance = encoder_new,
            .call = encoder_call,
        },
    .attributes = ENCODER_ATTRIBUTES,
    .doc = "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys,\n"
           "skipkeys, allow_nan): called with an object and an indent level, it gives a list of "
           "texts.",
    .module = "_json",
};
