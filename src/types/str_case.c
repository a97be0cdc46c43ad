/* str: case, and the questions about all characters. */
#include "types/str_methods.h"
#include "object/budget.h"
#include "types/unicode.h"

/* --- changing case --- */

/* Where a capital sigma stands at the end of a word it becomes ς (Unicode's Final_Sigma):
 * a cased letter before it and none after, marks and the like not counted. */
static bool is_final_sigma(Object *self, size_t at) {
    size_t before = at;
    while (before > 0 && unicode_is_case_ignorable(str_at(self, before - 1))) {
        before--;
    }
    if (before == 0 || !unicode_is_cased(str_at(self, before - 1))) {
        return false;
    }
    size_t after = at + 1;
    while (after < str_length(self) && unicode_is_case_ignorable(str_at(self, after))) {
        after++;
    }
    return after == str_length(self) || !unicode_is_cased(str_at(self, after));
}

static size_t lower_at(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]) {
    uint32_t code_point = str_at(self, at);
    if (code_point < 128) {
        out[0] = code_point - 'A' < 26 ? code_point + 32 : code_point;
        return 1;
    }
    if (UNLIKELY(code_point == 0x3a3)) {
        out[0] = is_final_sigma(self, at) ? 0x3c2 : 0x3c3;
        return 1;
    }
    return unicode_to_lower(code_point, out);
}

static size_t upper_at(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]) {
    uint32_t code_point = str_at(self, at);
    if (code_point < 128) {
        out[0] = code_point - 'a' < 26 ? code_point - 32 : code_point;
        return 1;
    }
    return unicode_to_upper(code_point, out);
}

static size_t fold_at(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]) {
    return unicode_to_folded(str_at(self, at), out);
}

static size_t swap_at(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]) {
    uint32_t code_point = str_at(self, at);
    if (unicode_is_upper(code_point)) {
        return lower_at(self, at, out);
    }
    if (unicode_is_lower(code_point)) {
        return unicode_to_upper(code_point, out);
    }
    out[0] = code_point;
    return 1;
}

static size_t capitalize_at(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]) {
    return at == 0 ? unicode_to_title(str_at(self, 0), out) : lower_at(self, at, out);
}

static size_t title_at(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]) {
    bool inside = at > 0 && unicode_is_cased(str_at(self, at - 1));
    return inside ? lower_at(self, at, out) : unicode_to_title(str_at(self, at), out);
}

typedef size_t (*CaseFunction)(Object *self, size_t at, uint32_t out[UNICODE_EXPANSION_MAX]);

static NEW_REF Object *change_case(Runtime *rt, Object *self, CaseFunction function) {
    StrWriter writer;
    writer_init(&writer);
    size_t length = str_length(self);
    bool done = writer_reserve(rt, &writer, length, 0);
    for (size_t i = 0; done && i < length; i++) {
        uint32_t out[UNICODE_EXPANSION_MAX];
        size_t count = function(self, i, out);
        done = budget_pace(rt, i, 1);
        for (size_t k = 0; done && k < count; k++) {
            done = writer_char(rt, &writer, out[k]);
        }
    }
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

/* ASCII letters of one case to the other; first: the one that starts them ('A' or 'a'). */
static NEW_REF Object *change_ascii(Runtime *rt, Object *self, uint8_t first) {
    size_t length = str_length(self);
    Object *result = str_new_uninitialised(rt, STR_ASCII, length);
    if (!result) {
        return NULL;
    }
    const uint8_t *in = str_data(self);
    uint8_t *out = str_mutable_data(result);
    for (size_t at = 0, end; at < length; at = end) {
        end = budget_piece(rt, at, length, 8);
        if (!end) {
            release(rt, result);
            return NULL;
        }
        for (size_t i = at; i < end; i++) {
            uint8_t offset = (uint8_t)(in[i] - first);
            out[i] = (uint8_t)(in[i] ^ (offset < 26 ? 0x20 : 0));
        }
    }
    return str_finish(rt, result);
}

/* ASCII: a letter that starts a word (or, when not each_word, the text) in upper case, the others
 * in lower case. */
static NEW_REF Object *capitalize_ascii(Runtime *rt, Object *self, bool each_word) {
    size_t length = str_length(self);
    Object *result = str_new_uninitialised(rt, STR_ASCII, length);
    if (!result) {
        return NULL;
    }
    const uint8_t *in = str_data(self);
    uint8_t *out = str_mutable_data(result);
    bool inside = false;
    for (size_t at = 0, end; at < length; at = end) {
        end = budget_piece(rt, at, length, 4);
        if (!end) {
            release(rt, result);
            return NULL;
        }
        for (size_t i = at; i < end; i++) {
            uint8_t lower = in[i] | 0x20;
            bool letter = (uint8_t)(lower - 'a') < 26;
            out[i] = !letter ? in[i] : inside ? lower : (uint8_t)(lower ^ 0x20);
            inside = each_word ? letter : true;
        }
    }
    return str_finish(rt, result);
}

Object *str_method_upper(Runtime *rt, Object *self) {
    return str_is_ascii(self) ? change_ascii(rt, self, 'a') : change_case(rt, self, upper_at);
}

Object *str_method_lower(Runtime *rt, Object *self) {
    return str_is_ascii(self) ? change_ascii(rt, self, 'A') : change_case(rt, self, lower_at);
}

Object *str_method_casefold(Runtime *rt, Object *self) {
    return str_is_ascii(self) ? change_ascii(rt, self, 'A') : change_case(rt, self, fold_at);
}

Object *str_method_title(Runtime *rt, Object *self) {
    return str_is_ascii(self) ? capitalize_ascii(rt, self, true) : change_case(rt, self, title_at);
}

Object *str_method_capitalize(Runtime *rt, Object *self) {
    return str_is_ascii(self) ? capitalize_ascii(rt, self, false)
                              : change_case(rt, self, capitalize_at);
}

Object *str_method_swapcase(Runtime *rt, Object *self) {
    return change_case(rt, self, swap_at);
}

/* --- questions --- */

static bool is_alnum(uint32_t code_point) {
    return unicode_is_alpha(code_point) || unicode_is_numeric(code_point);
}

/* The text is not empty and all of it passes. */
static NEW_REF Object *all_pass(Runtime *rt, Object *self, bool (*passes)(uint32_t)) {
    size_t length = str_length(self);
    for (size_t i = 0; i < length; i++) {
        if (!budget_pace(rt, i, 4)) {
            return NULL;
        }
        if (!passes(str_at(self, i))) {
            return bool_object(false);
        }
    }
    return bool_object(length > 0);
}

/* The same; `flags` say what passes in ASCII. */
static NEW_REF Object *all_pass_by(Runtime *rt, Object *self, uint8_t flags,
                                   bool (*passes)(uint32_t)) {
    if (!str_is_ascii(self)) {
        return all_pass(rt, self, passes);
    }
    const uint8_t *data = str_data(self);
    size_t length = str_length(self);
    for (size_t at = 0, end; at < length; at = end) {
        end = budget_piece(rt, at, length, 8);
        if (!end) {
            return NULL;
        }
        for (size_t i = at; i < end; i++) {
            if ((unicode_ascii_flags[data[i]] & flags) == 0) {
                return bool_object(false);
            }
        }
    }
    return bool_object(length > 0);
}

enum { ASCII_LETTER = UNICODE_ASCII_UPPER | UNICODE_ASCII_LOWER };

Object *str_method_isalpha(Runtime *rt, Object *self) {
    return all_pass_by(rt, self, ASCII_LETTER, unicode_is_alpha);
}

Object *str_method_isalnum(Runtime *rt, Object *self) {
    return all_pass_by(rt, self, ASCII_LETTER | UNICODE_ASCII_DIGIT, is_alnum);
}

Object *str_method_isdecimal(Runtime *rt, Object *self) {
    return all_pass_by(rt, self, UNICODE_ASCII_DIGIT, unicode_is_decimal);
}

Object *str_method_isdigit(Runtime *rt, Object *self) {
    return all_pass_by(rt, self, UNICODE_ASCII_DIGIT, unicode_is_digit);
}

Object *str_method_isnumeric(Runtime *rt, Object *self) {
    return all_pass_by(rt, self, UNICODE_ASCII_DIGIT, unicode_is_numeric);
}

Object *str_method_isspace(Runtime *rt, Object *self) {
    return all_pass_by(rt, self, UNICODE_ASCII_SPACE, unicode_is_space);
}

Object *str_method_isprintable(Runtime *rt, Object *self) {
    return str_length(self) == 0 ? bool_object(true) : all_pass(rt, self, unicode_is_printable);
}

Object *str_method_isascii(Runtime *rt, Object *self) {
    (void)rt;
    return bool_object(str_is_ascii(self));
}

Object *str_method_isidentifier(Runtime *rt, Object *self) {
    size_t length = str_length(self);
    bool good = length > 0 && unicode_is_identifier_start(str_at(self, 0));
    for (size_t i = 1; good && i < length; i++) {
        if (!budget_pace(rt, i, 2)) {
            return NULL;
        }
        good = unicode_is_identifier(str_at(self, i));
    }
    return bool_object(good);
}

Object *str_method_isupper(Runtime *rt, Object *self) {
    bool cased = false;
    for (size_t i = 0; i < str_length(self); i++) {
        if (!budget_pace(rt, i, 2)) {
            return NULL;
        }
        uint32_t code_point = str_at(self, i);
        if (unicode_is_lower(code_point) || unicode_is_title(code_point)) {
            return bool_object(false);
        }
        cased = cased || unicode_is_upper(code_point);
    }
    return bool_object(cased);
}

Object *str_method_islower(Runtime *rt, Object *self) {
    bool cased = false;
    for (size_t i = 0; i < str_length(self); i++) {
        if (!budget_pace(rt, i, 2)) {
            return NULL;
        }
        uint32_t code_point = str_at(self, i);
        if (unicode_is_upper(code_point) || unicode_is_title(code_point)) {
            return bool_object(false);
        }
        cased = cased || unicode_is_lower(code_point);
    }
    return bool_object(cased);
}

Object *str_method_istitle(Runtime *rt, Object *self) {
    bool cased = false;
    bool inside = false; /* the code point before is cased */
    for (size_t i = 0; i < str_length(self); i++) {
        if (!budget_pace(rt, i, 2)) {
            return NULL;
        }
        uint32_t code_point = str_at(self, i);
        bool starts = unicode_is_upper(code_point) || unicode_is_title(code_point);
        bool goes_on = !starts && unicode_is_lower(code_point);
        if ((starts && inside) || (goes_on && !inside)) {
            return bool_object(false);
        }
        inside = starts || goes_on;
        cased = cased || inside;
    }
    return bool_object(cased);
}
