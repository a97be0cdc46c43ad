/* Searching in a run's budgets: long texts are searched piece by piece, and what has been looked at
 * counts (16 units of text to a unit of work). All return false with an exception pending when a
 * budget is used up. */
#ifndef OURO_TYPES_SEARCHING_H
#define OURO_TYPES_SEARCHING_H

#include "base/text_search.h"
#include "object/budget.h"

/* Index of the first (last) place of needle, or SEARCH_NONE. */
bool searching_find(Runtime *rt, SearchText text, SearchText needle, size_t *out);
bool searching_find_last(Runtime *rt, SearchText text, SearchText needle, size_t *out);
/* Whether repr puts the text between double quotes: it has single ones and no double ones. */
bool searching_quotes(Runtime *rt, SearchText text, bool *double_quotes);
/* Places that do not overlap, at most limit; the needle is not empty. */
bool searching_count(Runtime *rt, SearchText text, SearchText needle, size_t limit, size_t *out);

#endif
