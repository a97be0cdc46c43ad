/* json_scanner: the type Scanner, which makes objects out of a document.
 *
 * Its attributes never change; hooks may call it again, and each call empties the memo of keys at
 * its end. Whatever is being made is held on the C stack only. */
#include "modules/json_types.h"

#include "modules/fields.h"
#include "modules/json_memo.h"
#include "modules/json_number.h"
#include "modules/json_text.h"
#include "object/budget.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/native.h"
#include "object/tuple.h"
#include "types/text_arguments.h"
#include <string.h>

enum { HOOKS = 5 };

typedef struct Scanner {
    Object header;
    Object *object_hook, *object_pairs_hook;
    Object *parse_float, *parse_int, *parse_constant;
    JsonMemo memo;
    bool strict;
} Scanner;

/* A document, and where its next character is: at <= length, and there is a zero at its end, which
 * is no part of JSON. */
typedef struct Scan {
    Scanner *scanner;
    Object *text;
    const uint8_t *narrow; /* the characters, if they are bytes */
    size_t at;
} Scan;

static Scanner *as_scanner(Object *self) {
    return (Scanner *)self;
}

static NEW_REF Object *scan_value(Runtime *rt, Scan *scan);

/* ---- characters ---- */

static NOINLINE uint32_t peek_wide(const Scan *scan) {
    return str_at(scan->text, scan->at);
}

static inline uint32_t peek(const Scan *scan) {
    return LIKELY(scan->narrow != NULL) ? scan->narrow[scan->at] : peek_wide(scan);
}

static inline bool is_space(uint32_t character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}

/* The next character that is no space goes to *next. */
static inline bool skip_spaces(Runtime *rt, Scan *scan, uint32_t *next) {
    while (is_space(*next = peek(scan))) {
        scan->at++;
        if (!budget_pace(rt, scan->at, 8)) {
            return false;
        }
    }
    return true;
}

static COLD bool is_wide_word(const Scan *scan, const char *word, size_t length) {
    size_t i = 0;
    while (i < length && str_at(scan->text, scan->at + i) == (uint8_t)word[i]) {
        i++;
    }
    return i == length;
}

static inline bool take_word(Scan *scan, const char *word, size_t length) {
    bool found = str_length(scan->text) - scan->at >= length &&
                 (LIKELY(scan->narrow != NULL) ? memcmp(scan->narrow + scan->at, word, length) == 0
                                               : is_wide_word(scan, word, length));
    scan->at += found ? length : 0;
    return found;
}

static COLD void *fail(Runtime *rt, const Scan *scan, const char *message) {
    return json_text_raise(rt, message, scan->text, (int64_t)scan->at);
}

static COLD void *raise_no_value(Runtime *rt, size_t at) {
    Object *position = int_from_size(rt, at);
    if (position) {
        raise_stop_iteration(rt, position);
        release(rt, position);
    }
    return NULL;
}

/* ---- objects and arrays ---- */

/* At the quote of a key. */
static NEW_REF Object *scan_key(Runtime *rt, Scan *scan) {
    JsonMemo *memo = &scan->scanner->memo;
    size_t start = scan->at + 1;
    size_t end = json_text_plain_end(rt, scan->text, start);
    if (LIKELY(end != JSON_TEXT_NOT_PLAIN)) {
        scan->at = end + 1;
        return json_memo_part(rt, memo, scan->text, start, end);
    }
    Object *key = json_text_scan(rt, scan->text, start, scan->scanner->strict, &scan->at);
    return json_memo_share(rt, memo, key);
}

/* A key, the colon, and the value. */
static bool scan_pair(Runtime *rt, Scan *scan, Object **key, Object **value) {
    uint32_t next = peek(scan);
    if (next != '"') {
        fail(rt, scan, "Expecting property name enclosed in double quotes");
        return false;
    }
    *key = scan_key(rt, scan);
    if (!*key || !skip_spaces(rt, scan, &next)) {
        return false;
    }
    if (next != ':') {
        fail(rt, scan, "Expecting ':' delimiter");
        return false;
    }
    scan->at++;
    *value = skip_spaces(rt, scan, &next) ? scan_value(rt, scan) : NULL;
    return *value != NULL;
}

static bool add_pair(Runtime *rt, Scan *scan, Object *made, bool pairs) {
    Object *key = NULL, *value = NULL;
    if (!scan_pair(rt, scan, &key, &value)) {
        release_nullable(rt, key);
        return false;
    }
    if (!pairs) {
        return dict_set_stealing(rt, made, key, value);
    }
    Object *pair = tuple_pack(rt, 2, key, value);
    release(rt, key);
    release(rt, value);
    return pair && list_push(rt, made, pair);
}

static bool add_item(Runtime *rt, Scan *scan, Object *made, bool pairs) {
    (void)pairs;
    Object *value = scan_value(rt, scan);
    return value && list_push(rt, made, value);
}

/* Behind an item: 1: a comma, and what follows is another item; 0: that was the last; -1: error. */
static int scan_delimiter(Runtime *rt, Scan *scan, uint32_t last) {
    uint32_t next;
    if (!skip_spaces(rt, scan, &next)) {
        return -1;
    }
    if (next == last) {
        return 0;
    }
    if (next != ',') {
        fail(rt, scan, "Expecting ',' delimiter");
        return -1;
    }
    scan->at++;
    return skip_spaces(rt, scan, &next) ? 1 : -1;
}

typedef bool (*AddFunction)(Runtime *rt, Scan *scan, Object *made, bool pairs);

/* From behind the opening bracket to behind the closing one. */
static inline bool scan_items(Runtime *rt, Scan *scan, Object *made, uint32_t last, AddFunction add,
                              bool pairs) {
    uint32_t next;
    scan->at++;
    if (!skip_spaces(rt, scan, &next)) {
        return false;
    }
    int more = next != last;
    while (more > 0) {
        more =
            budget_spend(rt, 2) && add(rt, scan, made, pairs) ? scan_delimiter(rt, scan, last) : -1;
    }
    scan->at++;
    return more == 0;
}

static NEW_REF Object *call_hook(Runtime *rt, Object *hook, STEALS Object *argument) {
    Object *result = object_call_one(rt, hook, argument);
    release(rt, argument);
    return result;
}

static NEW_REF Object *scan_object(Runtime *rt, Scan *scan) {
    const Scanner *scanner = scan->scanner;
    bool pairs = scanner->object_pairs_hook != NONE;
    Object *made = pairs ? list_new(rt, 0) : dict_new(rt);
    if (!made || !scan_items(rt, scan, made, '}', add_pair, pairs)) {
        release_nullable(rt, made);
        return NULL;
    }
    Object *hook = pairs ? scanner->object_pairs_hook : scanner->object_hook;
    return hook == NONE ? made : call_hook(rt, hook, made);
}

static NEW_REF Object *scan_array(Runtime *rt, Scan *scan) {
    Object *made = list_new(rt, 0);
    if (made && !scan_items(rt, scan, made, ']', add_item, false)) {
        CLEAR_REF(rt, &made);
    }
    return made;
}

static NEW_REF Object *scan_nested(Runtime *rt, Scan *scan, bool is_object) {
    if (!recursion_enter(rt, is_object ? " while decoding a JSON object from a unicode string"
                                       : " while decoding a JSON array from a unicode string")) {
        return NULL;
    }
    Object *made = is_object ? scan_object(rt, scan) : scan_array(rt, scan);
    recursion_leave(rt);
    return made;
}

/* ---- values ---- */

static NEW_REF Object *make_number(Runtime *rt, const Scanner *scanner, const uint8_t *data,
                                   const JsonNumber *number) {
    Object *parse = number->is_float ? scanner->parse_float : scanner->parse_int;
    uint32_t plain = number->is_float ? TYPE_FLOAT : TYPE_INT;
    if (LIKELY(parse == (Object *)rt->type_objects[plain])) {
        return json_number_make(rt, data, number);
    }
    Object *text = str_from_latin1(rt, data, number->length);
    return text ? call_hook(rt, parse, text) : NULL;
}

static NOINLINE NEW_REF Object *scan_narrow_number(Runtime *rt, Scan *scan, const uint8_t *data) {
    JsonNumber number;
    int found = json_number_find(rt, data, &number);
    if (found <= 0) {
        return found < 0 ? NULL : raise_no_value(rt, scan->at);
    }
    scan->at += number.length;
    return make_number(rt, scan->scanner, data, &number);
}

static bool is_of_number(uint32_t character) {
    return character - '0' <= 9 || character == '-' || character == '+' || character == '.' ||
           (character | 32) == 'e';
}

/* In a text of wide characters: what may belong to the number is made a text of bytes first. */
static NEW_REF Object *scan_wide_number(Runtime *rt, Scan *scan) {
    size_t end = scan->at;
    while (is_of_number(str_at(scan->text, end))) {
        if (!budget_pace(rt, end++, 8)) {
            return NULL;
        }
    }
    Object *part = str_substring(rt, scan->text, scan->at, end);
    Object *value = part ? scan_narrow_number(rt, scan, str_data(part)) : NULL;
    release_nullable(rt, part);
    return value;
}

static NEW_REF Object *scan_number(Runtime *rt, Scan *scan) {
    return LIKELY(scan->narrow != NULL) ? scan_narrow_number(rt, scan, scan->narrow + scan->at)
                                        : scan_wide_number(rt, scan);
}

static COLD NEW_REF Object *scan_constant(Runtime *rt, Scan *scan, const char *name) {
    if (!take_word(scan, name, strlen(name))) {
        return scan_number(rt, scan);
    }
    Object *text = intern_cstring(rt, name);
    return text ? call_hook(rt, scan->scanner->parse_constant, text) : NULL;
}

static NEW_REF Object *scan_negative(Runtime *rt, Scan *scan) {
    size_t next = scan->at + 1; /* at most at the zero behind the text */
    return UNLIKELY(str_at(scan->text, next) == 'I') ? scan_constant(rt, scan, "-Infinity")
                                                     : scan_number(rt, scan);
}

static NEW_REF Object *scan_value(Runtime *rt, Scan *scan) {
    uint32_t first = peek(scan);
    switch (first) {
    case '"':
        return json_text_scan(rt, scan->text, scan->at + 1, scan->scanner->strict, &scan->at);
    case '{':
        return scan_nested(rt, scan, true);
    case '[':
        return scan_nested(rt, scan, false);
    case 'n':
        return take_word(scan, "null", 4) ? retain(NONE) : raise_no_value(rt, scan->at);
    case 't':
        return take_word(scan, "true", 4) ? retain(TRUE_OBJECT) : raise_no_value(rt, scan->at);
    case 'f':
        return take_word(scan, "false", 5) ? retain(FALSE_OBJECT) : raise_no_value(rt, scan->at);
    case 'N':
        return scan_constant(rt, scan, "NaN");
    case 'I':
        return scan_constant(rt, scan, "Infinity");
    case '-':
        return scan_negative(rt, scan);
    default:
        return scan_number(rt, scan);
    }
}

static NEW_REF Object *scan_document(Runtime *rt, Scanner *scanner, Object *text, size_t start) {
    Scan scan = {scanner, text, str_width(text) == 1 ? str_data(text) : NULL, start};
    if (!recursion_enter(rt, " while calling a Python object")) {
        return NULL;
    }
    Object *value = scan_value(rt, &scan);
    recursion_leave(rt);
    Object *position = value ? int_from_size(rt, scan.at) : NULL;
    Object *result = position ? tuple_pack(rt, 2, value, position) : NULL;
    release_nullable(rt, position);
    release_nullable(rt, value);
    return result;
}

static NEW_REF Object *scanner_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names) {
    static const ArgumentSpec SPEC = {"scan_once", {"string", "idx"}, 0, 2, 2, 2};
    Object *given[2];
    int64_t start;
    if (!json_arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !text_ssize(rt, given[1], &start)) {
        return NULL;
    }
    if (!type_is_str(rt, given[0])) {
        return raise_type_error(rt, "first argument must be a string, not %.80s",
                                type_name_of(rt, given[0]));
    }
    if (start < 0) {
        return raise_value_error(rt, "idx cannot be negative");
    }
    if ((uint64_t)start >= str_length(given[0])) {
        return raise_no_value(rt, (size_t)start);
    }
    Object *result = scan_document(rt, as_scanner(self), given[0], (size_t)start);
    json_memo_clear(rt, &as_scanner(self)->memo);
    return result;
}

/* ---- life ---- */

static void scanner_dealloc(Runtime *rt, Object *self) {
    json_memo_clear(rt, &as_scanner(self)->memo);
    fields_dealloc(rt, self, HOOKS, sizeof(Scanner));
}

static void scanner_traverse(Object *self, VisitFunction visit, void *context) {
    fields_traverse(self, HOOKS, visit, context);
}

static COLD NEW_REF Object *scanner_new(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"make_scanner", {"context"}, 0, 1, 1, 1};
    static const char *const NAMES[HOOKS] = {"object_hook", "object_pairs_hook", "parse_float",
                                             "parse_int", "parse_constant"};
    Object *context;
    if (!json_arguments_parse(rt, &SPEC, args, count, keyword_names, &context)) {
        return NULL;
    }
    Object *strict = object_get_attr(rt, context, rt->names[NAME_strict]);
    int truth = strict ? object_is_true(rt, strict) : -1;
    release_nullable(rt, strict);
    Object *hooks[HOOKS];
    size_t found = 0;
    while (truth >= 0 && found < HOOKS &&
           (hooks[found] = object_get_attr_cstring(rt, context, NAMES[found])) != NULL) {
        found++;
    }
    Object *self = found == HOOKS ? object_new_container(rt, type->type_id, sizeof(Scanner)) : NULL;
    if (!self) {
        while (found > 0) {
            release(rt, hooks[--found]);
        }
        return NULL;
    }
    memcpy(fields_of(self), hooks, sizeof hooks);
    as_scanner(self)->strict = truth;
    return self;
}

static NEW_REF Object *get_strict(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_scanner(self)->strict));
}

static NEW_REF Object *get_object_hook(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_scanner(self)->object_hook);
}

static NEW_REF Object *get_object_pairs_hook(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_scanner(self)->object_pairs_hook);
}

static NEW_REF Object *get_parse_float(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_scanner(self)->parse_float);
}

static NEW_REF Object *get_parse_int(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_scanner(self)->parse_int);
}

static NEW_REF Object *get_parse_constant(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_scanner(self)->parse_constant);
}

static const AttributeRow SCANNER_ATTRIBUTES[] = {
    {"strict", get_strict, native_read_only, NULL},
    {"object_hook", get_object_hook, native_read_only, NULL},
    {"object_pairs_hook", get_object_pairs_hook, native_read_only, NULL},
    {"parse_float", get_parse_float, native_read_only, NULL},
    {"parse_int", get_parse_int, native_read_only, NULL},
    {"parse_constant", get_parse_constant, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec json_scanner_type = {
    .slots =
        {
            .name = "_json.Scanner",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER,
            .basic_size = sizeof(Scanner),
            .dealloc = scanner_dealloc,
            .traverse = scanner_traverse,
            .new_instance = scanner_new,
            .call = scanner_call,
        },
    .attributes = SCANNER_ATTRIBUTES,
    .doc = "Scanner(context): called with a document and an index, it makes the value there.",
    .module = "_json",
};
