/* searching: see searching.h. A piece overlaps the next one by the needle; it is longer than the
 * needle, so that what a search prepares for each piece stays in proportion. */
#include "types/searching.h"

enum { UNITS_OF_TEXT = 16 }; /* to a unit of work */

/* Places where a needle may begin in one piece. */
static size_t places_in_piece(SearchText needle) {
    return needle.length < BUDGET_PIECE / 4 ? BUDGET_PIECE : needle.length * 4;
}

typedef size_t (*Search)(SearchText text, SearchText needle);

/* One piece. What takes long is paid for before, the rest when it is known how far one looked. */
static bool search_piece(Runtime *rt, Search function, SearchText piece, SearchText needle,
                         size_t *out) {
    bool is_long = piece.length > 2 * BUDGET_PIECE;
    if (is_long && !budget_spend_whole(rt, piece.length / UNITS_OF_TEXT)) {
        return false;
    }
    *out = function(piece, needle);
    if (is_long || piece.length < UNITS_OF_TEXT) {
        return true;
    }
    size_t looked_at = *out == SEARCH_NONE       ? piece.length
                       : function == search_find ? *out
                                                 : piece.length - *out;
    return budget_spend(rt, looked_at / UNITS_OF_TEXT);
}

bool searching_find(Runtime *rt, SearchText text, SearchText needle, size_t *out) {
    if (LIKELY(text.length <= BUDGET_PIECE)) {
        *out = search_find(text, needle);
        return budget_spend(rt, base_min_size(*out, text.length) / UNITS_OF_TEXT);
    }
    size_t places = places_in_piece(needle);
    size_t from = 0;
    while (text.length - from > places + needle.length) {
        SearchText piece = search_slice(text, from, from + places + needle.length);
        if (!search_piece(rt, search_find, piece, needle, out)) {
            return false;
        }
        if (*out != SEARCH_NONE) {
            *out += from;
            return true;
        }
        from += places;
    }
    bool done = search_piece(rt, search_find, search_slice(text, from, text.length), needle, out);
    *out += *out == SEARCH_NONE ? 0 : from;
    return done;
}

bool searching_find_last(Runtime *rt, SearchText text, SearchText needle, size_t *out) {
    size_t places = places_in_piece(needle);
    size_t end = text.length;
    while (end > places + needle.length) {
        size_t from = end - places - needle.length;
        if (!search_piece(rt, search_find_last, search_slice(text, from, end), needle, out)) {
            return false;
        }
        if (*out != SEARCH_NONE) {
            *out += from;
            return true;
        }
        end -= places;
    }
    return search_piece(rt, search_find_last, search_slice(text, 0, end), needle, out);
}

static bool find_ascii(Runtime *rt, SearchText text, const char *unit, size_t *out) {
    return searching_find(rt, text, (SearchText){.data = unit, .length = 1, .width = 1}, out);
}

bool searching_quotes(Runtime *rt, SearchText text, bool *double_quotes) {
    size_t at;
    if (!find_ascii(rt, text, "'", &at)) {
        return false;
    }
    *double_quotes = at != SEARCH_NONE;
    if (*double_quotes) {
        if (!find_ascii(rt, text, "\"", &at)) {
            return false;
        }
        *double_quotes = at == SEARCH_NONE;
    }
    return true;
}

/* Of one unit: pieces need no overlap. */
static bool count_unit(Runtime *rt, SearchText text, SearchText needle, size_t limit, size_t *out) {
    for (size_t at = 0, end; at < text.length && *out < limit; at = end) {
        end = budget_piece(rt, at, text.length, UNITS_OF_TEXT / 2);
        if (!end) {
            return false;
        }
        *out += search_count(search_slice(text, at, end), needle, limit - *out);
    }
    return true;
}

bool searching_count(Runtime *rt, SearchText text, SearchText needle, size_t limit, size_t *out) {
    *out = 0;
    if (LIKELY(text.length <= BUDGET_PIECE)) {
        *out = search_count(text, needle, limit);
        return budget_spend(rt, text.length / UNITS_OF_TEXT);
    }
    if (needle.length == 1) {
        return count_unit(rt, text, needle, limit, out);
    }
    size_t start = 0;
    while (*out < limit) {
        size_t at;
        if (!searching_find(rt, search_slice(text, start, text.length), needle, &at)) {
            return false;
        }
        if (at == SEARCH_NONE) {
            break;
        }
        ++*out;
        start += at + needle.length;
    }
    return true;
}
