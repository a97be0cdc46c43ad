/* The bodies of str's methods, for the table in str.c. */
#ifndef OURO_TYPES_STR_METHODS_H
#define OURO_TYPES_STR_METHODS_H

#include "base/text_search.h"
#include "object/operations.h"

static inline SearchText str_search_text(const Object *str) {
    return (SearchText){str_data(str), str_length(str), (unsigned)str_width(str)};
}

#define STR_NOARGS(name) NEW_REF Object *str_method_##name(Runtime *rt, Object *self);
#define STR_ONE(name)                                                                              \
    NEW_REF Object *str_method_##name(Runtime *rt, Object *self, Object *argument);
#define STR_POSITIONAL(name)                                                                       \
    NEW_REF Object *str_method_##name(Runtime *rt, Object *self, Object *const *args, size_t count);
#define STR_KEYWORDS(name)                                                                         \
    NEW_REF Object *str_method_##name(Runtime *rt, Object *self, Object *const *args,              \
                                      size_t count, Object *keyword_names);

/* str_search.c */
STR_POSITIONAL(find)
STR_POSITIONAL(rfind)
STR_POSITIONAL(index)
STR_POSITIONAL(rindex)
STR_POSITIONAL(count)
STR_POSITIONAL(startswith)
STR_POSITIONAL(endswith)
STR_POSITIONAL(replace)
STR_ONE(removeprefix)
STR_ONE(removesuffix)
int str_contains(Runtime *rt, Object *self, Object *item);

/* str_split.c */
STR_KEYWORDS(split)
STR_KEYWORDS(rsplit)
STR_KEYWORDS(splitlines)
STR_ONE(partition)
STR_ONE(rpartition)
STR_POSITIONAL(strip)
STR_POSITIONAL(lstrip)
STR_POSITIONAL(rstrip)

/* str_case.c */
STR_NOARGS(upper)
STR_NOARGS(lower)
STR_NOARGS(title)
STR_NOARGS(capitalize)
STR_NOARGS(swapcase)
STR_NOARGS(casefold)
STR_NOARGS(isupper)
STR_NOARGS(islower)
STR_NOARGS(istitle)
STR_NOARGS(isalpha)
STR_NOARGS(isalnum)
STR_NOARGS(isdecimal)
STR_NOARGS(isdigit)
STR_NOARGS(isnumeric)
STR_NOARGS(isspace)
STR_NOARGS(isidentifier)
STR_NOARGS(isprintable)
STR_NOARGS(isascii)

/* str_layout.c */
STR_POSITIONAL(center)
STR_POSITIONAL(ljust)
STR_POSITIONAL(rjust)
STR_ONE(zfill)
STR_KEYWORDS(expandtabs)
STR_ONE(join)
STR_KEYWORDS(encode)

/* str_translate.c */
STR_ONE(translate)
STR_KEYWORDS(maketrans)

/* str_format_method.c */
STR_KEYWORDS(format)
STR_ONE(format_map)

/* str_repr.c */
NEW_REF Object *str_repr(Runtime *rt, Object *self);

#endif
