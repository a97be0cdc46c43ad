/* Line ends of text that is read. The order of the bits is the order of the names in `newlines`. */
#include "modules/io_newlines.h"

#include "object/list.h"
#include "object/operations.h"
#include "object/str.h"

enum { LINE_END_CR = 1, LINE_END_LF = 2, LINE_END_CRLF = 4, LINE_END_ALL = 7 };

bool io_newlines_note(uint8_t *seen, bool after_cr, const Object *text, bool final) {
    size_t length = str_length(text);
    for (size_t idx = 0; idx < length && *seen != LINE_END_ALL; idx++) {
        uint32_t letter = str_at(text, idx);
        if (letter == '\n') {
            *seen |= after_cr ? LINE_END_CRLF : LINE_END_LF;
        } else if (after_cr) {
            *seen |= LINE_END_CR;
        }
        after_cr = letter == '\r';
    }
    bool ends_half = length > 0 ? str_at(text, length - 1) == '\r' : after_cr;
    if (ends_half && final) {
        *seen |= LINE_END_CR;
    }
    return ends_half && !final;
}

Object *io_newlines_object(Runtime *rt, uint8_t seen) {
    static const char *const NAMES[] = {"\r", "\n", "\r\n"};
    Object *list = list_new(rt, COUNT_OF(NAMES));
    for (size_t idx = 0; list && idx < COUNT_OF(NAMES); idx++) {
        if (!(seen >> idx & 1)) {
            continue;
        }
        Object *name = str_from_cstring(rt, NAMES[idx]);
        if (!name || !list_append_stealing(rt, list, name)) {
            CLEAR_REF(rt, &list);
        }
    }
    if (!list) {
        return NULL;
    }
    Object *result = list_length(list) == 0   ? retain(NONE)
                     : list_length(list) == 1 ? retain(list_get(list, 0))
                                              : list_as_tuple(rt, list);
    release(rt, list);
    return result;
}
