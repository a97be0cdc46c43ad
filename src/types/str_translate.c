/* str.translate and str.maketrans. */
#include "object/dict.h"
#include "object/budget.h"
#include "types/str_methods.h"
#include "types/text_arguments.h"
#include "types/unicode.h"

/* What a code point becomes by the table. */
typedef enum Translation {
    TRANSLATE_KEEP,
    TRANSLATE_DROP,
    TRANSLATE_CHAR,
    TRANSLATE_TEXT,
    TRANSLATE_ERROR
} Translation;

static Translation translation_of(Runtime *rt, Object *mapped, uint32_t *code_point) {
    if (mapped == NONE) {
        return TRANSLATE_DROP;
    }
    if (type_is_int(rt, mapped)) {
        int overflow;
        int64_t number = int_as_int64(mapped, &overflow);
        if (overflow || number < 0 || number > UNICODE_MAX) {
            raise_value_error(rt, "character mapping must be in range(0x110000)");
            return TRANSLATE_ERROR;
        }
        *code_point = (uint32_t)number;
        return TRANSLATE_CHAR;
    }
    if (type_is_str(rt, mapped)) {
        return TRANSLATE_TEXT;
    }
    raise_type_error(rt, "character mapping must return integer, None or str");
    return TRANSLATE_ERROR;
}

/* table[code_point]: new reference; NULL without an error: the table does not have it. */
static NEW_REF Object *look_up(Runtime *rt, Object *table, uint32_t code_point) {
    Object *key = int_from_int64(rt, code_point);
    if (!key) {
        return NULL;
    }
    Object *mapped;
    if (object_type_id(table) == TYPE_DICT) {
        mapped = retain_nullable(dict_get(rt, table, key));
    } else {
        mapped = object_get_item(rt, table, key);
        if (!mapped) {
            error_clear_if(rt, TYPE_LOOKUP_ERROR);
        }
    }
    release(rt, key);
    return mapped;
}

static bool translate_one(Runtime *rt, StrWriter *writer, Object *table, uint32_t code_point) {
    Object *mapped = look_up(rt, table, code_point);
    if (!mapped) {
        return !error_pending(rt) && writer_char(rt, writer, code_point);
    }
    bool done = false;
    switch (translation_of(rt, mapped, &code_point)) {
    case TRANSLATE_DROP:
        done = true;
        break;
    case TRANSLATE_TEXT:
        done = writer_str(rt, writer, mapped);
        break;
    case TRANSLATE_ERROR:
        break;
    default:
        done = writer_char(rt, writer, code_point);
    }
    release(rt, mapped);
    return done;
}

/* Answers of an exact dict for ASCII: not asked yet (0), code point + 1, or one of these. */
enum { ANSWER_DROP = 0x110001, ANSWER_ASK = 0x110002 };

static uint32_t remember(Runtime *rt, Object *table, uint32_t code_point) {
    Object *mapped = look_up(rt, table, code_point);
    if (!mapped) {
        return error_pending(rt) ? ANSWER_ASK : code_point + 1;
    }
    uint32_t answer = ANSWER_ASK;
    if (mapped == NONE) {
        answer = ANSWER_DROP;
    } else if (object_type_id(mapped) == TYPE_INT && !int_is_big(mapped) &&
               int_small_value(mapped) >= 0 && int_small_value(mapped) <= UNICODE_MAX) {
        answer = (uint32_t)int_small_value(mapped) + 1;
    } else if (str_check_exact(mapped) && str_length(mapped) == 1) {
        answer = str_at(mapped, 0) + 1;
    }
    release(rt, mapped);
    return answer;
}

Object *str_method_translate(Runtime *rt, Object *self, Object *table) {
    uint32_t answers[128] = {0};
    bool can_remember = object_type_id(table) == TYPE_DICT;
    StrWriter writer;
    writer_init(&writer);
    size_t length = str_length(self);
    bool done = writer_reserve(rt, &writer, length, 0);
    for (size_t i = 0; done && i < length; i++) {
        if (!budget_spend(rt, 1)) {
            done = false;
            break;
        }
        uint32_t code_point = str_at(self, i);
        uint32_t answer = ANSWER_ASK;
        if (can_remember && code_point < 128) {
            if (answers[code_point] == 0) {
                answers[code_point] = remember(rt, table, code_point);
                done = !error_pending(rt);
            }
            answer = answers[code_point];
        }
        if (!done || answer == ANSWER_DROP) {
            continue;
        }
        done = answer == ANSWER_ASK ? translate_one(rt, &writer, table, code_point)
                                    : writer_char(rt, &writer, answer - 1);
    }
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* --- maketrans --- */

static bool set_pair(Runtime *rt, Object *table, uint32_t from, STEALS Object *to) {
    Object *key = int_from_int64(rt, from);
    if (!key || !to) {
        release_nullable(rt, key);
        release_nullable(rt, to);
        return false;
    }
    return dict_set_stealing(rt, table, key, to);
}

static NEW_REF Object *table_from_dict(Runtime *rt, Object *dict) {
    Object *table = dict_new(rt);
    size_t position = 0;
    Object *key;
    Object *value;
    bool done = table != NULL;
    while (done && dict_next(dict, &position, &key, &value)) {
        if (type_is_str(rt, key)) {
            if (str_length(key) != 1) {
                raise_value_error(rt, "string keys in translate table must be of length 1");
                done = false;
            } else {
                done = set_pair(rt, table, str_at(key, 0), retain(value));
            }
        } else if (type_is_int(rt, key)) {
            done = dict_set(rt, table, key, value);
        } else {
            raise_type_error(rt, "keys in translate table must be strings or integers");
            done = false;
        }
    }
    if (!done) {
        release_nullable(rt, table);
        return NULL;
    }
    return table;
}

static NEW_REF Object *table_from_texts(Runtime *rt, Object *from, Object *to, Object *dropped) {
    if (str_length(from) != str_length(to)) {
        return raise_value_error(rt, "the first two maketrans arguments must have equal length");
    }
    Object *table = dict_new(rt);
    bool done = table != NULL;
    for (size_t i = 0; done && i < str_length(from); i++) {
        done = set_pair(rt, table, str_at(from, i), int_from_int64(rt, str_at(to, i)));
    }
    for (size_t i = 0; done && dropped && i < str_length(dropped); i++) {
        done = set_pair(rt, table, str_at(dropped, i), retain(NONE));
    }
    if (!done) {
        release_nullable(rt, table);
        return NULL;
    }
    return table;
}

Object *str_method_maketrans(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    (void)self;
    if (keyword_names) {
        return raise_type_error(rt, "str.maketrans() takes no keyword arguments");
    }
    if (count < 1 || count > 3) {
        return raise_type_error(rt, "maketrans expected at %s, got %zu",
                                count < 1 ? "least 1 argument" : "most 3 arguments", count);
    }
    if (count == 1) {
        if (!type_is_dict(rt, args[0])) {
            return raise_type_error(rt,
                                    "if you give only one argument to maketrans it must be a dict");
        }
        return table_from_dict(rt, args[0]);
    }
    for (size_t i = 1; i < count; i++) {
        if (!type_is_str(rt, args[i])) {
            return raise_type_error(rt, "maketrans() argument %zu must be str, not %.50s", i + 1,
                                    text_argument_type(rt, args[i]));
        }
    }
    if (!type_is_str(rt, args[0])) {
        return raise_type_error(
            rt, "first maketrans argument must be a string if there is a second argument");
    }
    return table_from_texts(rt, args[0], args[1], count > 2 ? args[2] : NULL);
}
