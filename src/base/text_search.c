/* Bytes go to the C library's memchr and memmem. Wider units, and searching from the end, use a
 * plain comparison for short needles and Crochemore and Perrin's two-way algorithm (1991) for long
 * ones. The functions below are written once for all widths and both directions: `text_width`,
 * `needle_width` and `reverse` are constants where they are called, so that each combination is
 * compiled by itself. */
#include "base/text_search.h"
#include <string.h>
#include <wchar.h>

enum { SHORT_NEEDLE = 6, SHORT_TEXT = 48 };

/* Unit idx counted from the start, or from the end when reverse. */
static ALWAYS_INLINE uint32_t unit_at(const void *data, size_t length, size_t idx, unsigned width,
                                      bool reverse) {
    return search_unit(data, reverse ? length - 1 - idx : idx, width);
}

/* The largest suffix of the needle in one of the two orders of units, with its period. */
static ALWAYS_INLINE size_t largest_suffix(const void *needle, size_t length, unsigned width,
                                           bool reverse, bool greater, size_t *period) {
    size_t suffix = 0; /* start of the suffix */
    size_t candidate = 1;
    size_t k = 0;
    size_t p = 1;
    while (candidate + k < length) {
        uint32_t a = unit_at(needle, length, candidate + k, width, reverse);
        uint32_t b = unit_at(needle, length, suffix + k, width, reverse);
        if (a == b) {
            if (k + 1 == p) {
                candidate += p;
                k = 0;
            } else {
                k++;
            }
        } else if (greater ? a > b : a < b) {
            candidate += k + 1;
            k = 0;
            p = candidate - suffix;
        } else {
            suffix = candidate;
            candidate = suffix + 1;
            k = 0;
            p = 1;
        }
    }
    *period = p;
    return suffix;
}

static ALWAYS_INLINE size_t find_two_way(const void *text, size_t text_length, const void *needle,
                                         size_t length, unsigned text_width, unsigned needle_width,
                                         bool reverse) {
    size_t period, other_period;
    size_t cut = largest_suffix(needle, length, needle_width, reverse, false, &period);
    size_t other = largest_suffix(needle, length, needle_width, reverse, true, &other_period);
    if (other > cut) {
        cut = other;
        period = other_period;
    }
    bool periodic = cut + period <= length;
    for (size_t i = 0; periodic && i < cut; i++) {
        periodic = unit_at(needle, length, i, needle_width, reverse) ==
                   unit_at(needle, length, i + period, needle_width, reverse);
    }
    if (!periodic) {
        period = base_max_size(cut, length - cut) + 1;
    }
    size_t remembered = 0; /* units at the needle's start known to match, when periodic */
    size_t at = 0;
    while (at + length <= text_length) {
        size_t i = base_max_size(cut, remembered);
        while (i < length && unit_at(needle, length, i, needle_width, reverse) ==
                                 unit_at(text, text_length, at + i, text_width, reverse)) {
            i++;
        }
        if (i < length) {
            at += i - cut + 1;
            remembered = 0;
            continue;
        }
        i = cut;
        while (i > remembered && unit_at(needle, length, i - 1, needle_width, reverse) ==
                                     unit_at(text, text_length, at + i - 1, text_width, reverse)) {
            i--;
        }
        if (i <= remembered) {
            return at;
        }
        at += period;
        remembered = periodic ? length - period : 0;
    }
    return SEARCH_NONE;
}

static ALWAYS_INLINE size_t find_plain(const void *text, size_t text_length, const void *needle,
                                       size_t length, unsigned text_width, unsigned needle_width,
                                       bool reverse) {
    uint32_t first = unit_at(needle, length, 0, needle_width, reverse);
    for (size_t at = 0; at + length <= text_length; at++) {
        if (unit_at(text, text_length, at, text_width, reverse) != first) {
            continue;
        }
        size_t i = 1;
        while (i < length && unit_at(needle, length, i, needle_width, reverse) ==
                                 unit_at(text, text_length, at + i, text_width, reverse)) {
            i++;
        }
        if (i == length) {
            return at;
        }
    }
    return SEARCH_NONE;
}

static ALWAYS_INLINE size_t find_units(SearchText text, SearchText needle, unsigned text_width,
                                       unsigned needle_width, bool reverse) {
    return needle.length <= SHORT_NEEDLE
               ? find_plain(text.data, text.length, needle.data, needle.length, text_width,
                            needle_width, reverse)
               : find_two_way(text.data, text.length, needle.data, needle.length, text_width,
                              needle_width, reverse);
}

static ALWAYS_INLINE size_t find_any_width(SearchText text, SearchText needle, bool reverse) {
    switch (text.width * 8 + needle.width) {
    case 8 + 1:
        return find_units(text, needle, 1, 1, reverse);
    case 16 + 1:
        return find_units(text, needle, 2, 1, reverse);
    case 16 + 2:
        return find_units(text, needle, 2, 2, reverse);
    case 32 + 1:
        return find_units(text, needle, 4, 1, reverse);
    case 32 + 2:
        return find_units(text, needle, 4, 2, reverse);
    case 32 + 4:
        return find_units(text, needle, 4, 4, reverse);
    default:
        return SEARCH_NONE;
    }
}

static NOINLINE size_t find_forward(SearchText text, SearchText needle) {
    return find_any_width(text, needle, false);
}

static NOINLINE size_t find_backward(SearchText text, SearchText needle) {
    size_t at = find_any_width(text, needle, true);
    return at == SEARCH_NONE ? at : text.length - needle.length - at;
}

size_t search_find_unit(SearchText text, uint32_t unit) {
    if (text.width == 1) {
        const uint8_t *data = text.data;
        const uint8_t *found =
            unit < 0x100 && text.length ? memchr(data, (int)unit, text.length) : NULL;
        return found ? (size_t)(found - data) : SEARCH_NONE;
    }
    if (text.width == 4) {
        const wchar_t *data = text.data;
        const wchar_t *found = text.length ? wmemchr(data, (wchar_t)unit, text.length) : NULL;
        return found ? (size_t)(found - data) : SEARCH_NONE;
    }
    const uint16_t *data = text.data;
    for (size_t i = 0; i < text.length; i++) {
        if (data[i] == unit) {
            return i;
        }
    }
    return SEARCH_NONE;
}

static size_t search_find_unit_last(SearchText text, uint32_t unit) {
    if (text.width == 1) {
        const uint8_t *data = text.data;
        const uint8_t *found =
            unit < 0x100 && text.length ? memrchr(data, (int)unit, text.length) : NULL;
        return found ? (size_t)(found - data) : SEARCH_NONE;
    }
    for (size_t i = text.length; i-- > 0;) {
        if (search_unit(text.data, i, text.width) == unit) {
            return i;
        }
    }
    return SEARCH_NONE;
}

/* In a short text the preparations of memmem cost more than they save. 2 <= length <= text_length.
 */
static size_t find_bytes_short(const uint8_t *text, size_t text_length, const uint8_t *needle,
                               size_t length) {
    const uint8_t *last = text + (text_length - length);
    uint8_t first = needle[0];
    uint8_t second = needle[1];
    for (const uint8_t *at = text; at <= last; at++) {
        if (*at == first && at[1] == second && memcmp(at + 2, needle + 2, length - 2) == 0) {
            return (size_t)(at - text);
        }
    }
    return SEARCH_NONE;
}

size_t search_find(SearchText text, SearchText needle) {
    if (needle.length <= 1) {
        return needle.length == 0
                   ? 0
                   : search_find_unit(text, search_unit(needle.data, 0, needle.width));
    }
    if (needle.length > text.length || needle.width > text.width) {
        return SEARCH_NONE;
    }
    if (text.width == 1) {
        if (text.length <= SHORT_TEXT) {
            return find_bytes_short(text.data, text.length, needle.data, needle.length);
        }
        const char *found = memmem(text.data, text.length, needle.data, needle.length);
        return found ? (size_t)(found - (const char *)text.data) : SEARCH_NONE;
    }
    return find_forward(text, needle);
}

size_t search_find_last(SearchText text, SearchText needle) {
    if (needle.length <= 1) {
        return needle.length == 0
                   ? text.length
                   : search_find_unit_last(text, search_unit(needle.data, 0, needle.width));
    }
    if (needle.length > text.length || needle.width > text.width) {
        return SEARCH_NONE;
    }
    return find_backward(text, needle);
}

static size_t count_unit(SearchText text, uint32_t unit, size_t limit) {
    if (text.width == 1 && limit >= text.length) {
        const uint8_t *data = text.data;
        size_t count = 0;
        for (size_t i = 0; i < text.length; i++) {
            count += data[i] == unit;
        }
        return count;
    }
    size_t count = 0;
    for (size_t i = 0; i < text.length && count < limit; i++) {
        count += search_unit(text.data, i, text.width) == unit;
    }
    return count;
}

size_t search_count(SearchText text, SearchText needle, size_t limit) {
    if (needle.length == 1) {
        return count_unit(text, search_unit(needle.data, 0, needle.width), limit);
    }
    size_t count = 0;
    size_t start = 0;
    while (count < limit) {
        size_t at = search_find(search_slice(text, start, text.length), needle);
        if (at == SEARCH_NONE) {
            break;
        }
        count++;
        start += at + needle.length;
    }
    return count;
}

bool search_equal_at(SearchText text, size_t at, SearchText needle) {
    if (text.width == needle.width) {
        return memcmp((const char *)text.data + at * text.width, needle.data,
                      needle.length * needle.width) == 0;
    }
    for (size_t i = 0; i < needle.length; i++) {
        if (search_unit(text.data, at + i, text.width) !=
            search_unit(needle.data, i, needle.width)) {
            return false;
        }
    }
    return true;
}
