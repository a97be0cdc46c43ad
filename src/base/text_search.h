/* Finding a run of units of 1, 2 or 4 bytes in another. Linear in the worst case. */
#ifndef OURO_BASE_TEXT_SEARCH_H
#define OURO_BASE_TEXT_SEARCH_H

#include "base/base.h"

#define SEARCH_NONE SIZE_MAX

/* Borrowed units. */
typedef struct SearchText {
    const void *data;
    size_t length;  /* units */
    unsigned width; /* bytes of a unit: 1, 2, 4 */
} SearchText;

static inline uint32_t search_unit(const void *data, size_t idx, unsigned width) {
    return width == 1   ? ((const uint8_t *)data)[idx]
           : width == 2 ? ((const uint16_t *)data)[idx]
                        : ((const uint32_t *)data)[idx];
}

static inline SearchText search_slice(SearchText text, size_t start, size_t end) {
    return (SearchText){(const char *)text.data + start * text.width, end - start, text.width};
}

/* Index of the first (last) place of needle, or SEARCH_NONE. An empty needle is found at the start
 * (end). The needle may be narrower than the text; a wider one is never found. */
size_t search_find(SearchText text, SearchText needle);
size_t search_find_last(SearchText text, SearchText needle);
size_t search_find_unit(SearchText text, uint32_t unit);
/* Places that do not overlap, at most limit; the needle is not empty. */
size_t search_count(SearchText text, SearchText needle, size_t limit);
bool search_equal_at(SearchText text, size_t at, SearchText needle); /* at + length fits */

#endif
