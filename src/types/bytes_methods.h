/* The bodies of the methods that bytes and bytearray have in common, for both tables. */
#ifndef OURO_TYPES_BYTES_METHODS_H
#define OURO_TYPES_BYTES_METHODS_H

#include "object/operations.h"

#define BYTES_NOARGS(name) NEW_REF Object *bytes_method_##name(Runtime *rt, Object *self);
#define BYTES_ONE(name)                                                                            \
    NEW_REF Object *bytes_method_##name(Runtime *rt, Object *self, Object *argument);
#define BYTES_POSITIONAL(name)                                                                     \
    NEW_REF Object *bytes_method_##name(Runtime *rt, Object *self, Object *const *args,            \
                                        size_t count);
#define BYTES_KEYWORDS(name)                                                                       \
    NEW_REF Object *bytes_method_##name(Runtime *rt, Object *self, Object *const *args,            \
                                        size_t count, Object *keyword_names);

/* bytes_search.c */
BYTES_POSITIONAL(find)
BYTES_POSITIONAL(rfind)
BYTES_POSITIONAL(index)
BYTES_POSITIONAL(rindex)
BYTES_POSITIONAL(count)
BYTES_POSITIONAL(startswith)
BYTES_POSITIONAL(endswith)
BYTES_POSITIONAL(replace)
BYTES_ONE(removeprefix)
BYTES_ONE(removesuffix)

/* bytes_split.c */
BYTES_KEYWORDS(split)
BYTES_KEYWORDS(rsplit)
BYTES_KEYWORDS(splitlines)
BYTES_ONE(partition)
BYTES_ONE(rpartition)
BYTES_POSITIONAL(strip)
BYTES_POSITIONAL(lstrip)
BYTES_POSITIONAL(rstrip)
BYTES_ONE(join)

/* bytes_case.c */
BYTES_NOARGS(upper)
BYTES_NOARGS(lower)
BYTES_NOARGS(title)
BYTES_NOARGS(capitalize)
BYTES_NOARGS(swapcase)
BYTES_NOARGS(isupper)
BYTES_NOARGS(islower)
BYTES_NOARGS(istitle)
BYTES_NOARGS(isalpha)
BYTES_NOARGS(isalnum)
BYTES_NOARGS(isdigit)
BYTES_NOARGS(isspace)
BYTES_NOARGS(isascii)
BYTES_POSITIONAL(center)
BYTES_POSITIONAL(ljust)
BYTES_POSITIONAL(rjust)
BYTES_ONE(zfill)
BYTES_KEYWORDS(expandtabs)

/* bytes_codec.c */
BYTES_KEYWORDS(decode)
BYTES_KEYWORDS(hex)       /* self: bytes or bytearray, never a view */
BYTES_KEYWORDS(fromhex)   /* self: the class */
BYTES_KEYWORDS(maketrans) /* static */
BYTES_KEYWORDS(translate)

/* One row for each, in both tables. */
#define BYTES_COMMON_ROWS                                                                          \
    METHOD_ROW_NOARGS("capitalize", bytes_method_capitalize,                                       \
                      "A copy with the first letter upper case, the others lower."),               \
        METHOD_ROW_POSITIONAL("center", bytes_method_center, 1, 2,                                 \
                              "A copy of length width with the bytes in the middle."),             \
        METHOD_ROW_POSITIONAL("count", bytes_method_count, 0, METHOD_ANY_COUNT,                    \
                              "The number of places of sub that do not overlap."),                 \
        METHOD_ROW_KEYWORDS("decode", bytes_method_decode,                                         \
                            "decode($self, /, encoding='utf-8', errors='strict')\n--\n\n"          \
                            "The text that the bytes are in an encoding."),                        \
        METHOD_ROW_POSITIONAL("endswith", bytes_method_endswith, 0, METHOD_ANY_COUNT,              \
                              "Whether the bytes end with suffix, or with one of a tuple."),       \
        METHOD_ROW_KEYWORDS(                                                                       \
            "expandtabs", bytes_method_expandtabs,                                                 \
            "expandtabs($self, /, tabsize=8)\n--\n\nA copy with tabs made spaces."),               \
        METHOD_ROW_POSITIONAL("find", bytes_method_find, 0, METHOD_ANY_COUNT,                      \
                              "The lowest index of sub, -1 if there is none."),                    \
        {"fromhex",                                                                                \
         {.keywords = bytes_method_fromhex},                                                       \
         METHOD_KEYWORDS,                                                                          \
         0,                                                                                        \
         METHOD_ANY_COUNT,                                                                         \
         METHOD_FLAG_CLASS,                                                                        \
         "The bytes that a text of hexadecimal digits spells."},                                   \
        METHOD_ROW_KEYWORDS("hex", bytes_method_hex,                                               \
                            "The bytes as hexadecimal digits, sep after each group of "            \
                            "bytes_per_sep."),                                                     \
        METHOD_ROW_POSITIONAL("index", bytes_method_index, 0, METHOD_ANY_COUNT,                    \
                              "As find, but ValueError if there is none."),                        \
        METHOD_ROW_NOARGS("isalnum", bytes_method_isalnum,                                         \
                          "Whether all are ASCII letters or digits."),                             \
        METHOD_ROW_NOARGS("isalpha", bytes_method_isalpha, "Whether all are ASCII letters."),      \
        METHOD_ROW_NOARGS("isascii", bytes_method_isascii, "Whether all are below 128."),          \
        METHOD_ROW_NOARGS("isdigit", bytes_method_isdigit, "Whether all are ASCII digits."),       \
        METHOD_ROW_NOARGS("islower", bytes_method_islower, "Whether the letters are lower case."), \
        METHOD_ROW_NOARGS("isspace", bytes_method_isspace, "Whether all are ASCII whitespace."),   \
        METHOD_ROW_NOARGS("istitle", bytes_method_istitle, "Whether words start in upper case."),  \
        METHOD_ROW_NOARGS("isupper", bytes_method_isupper, "Whether the letters are upper case."), \
        METHOD_ROW_ONE("join", bytes_method_join,                                                  \
                       "The items of the iterable with these bytes between them."),                \
        METHOD_ROW_POSITIONAL("ljust", bytes_method_ljust, 1, 2,                                   \
                              "A copy of length width with the bytes at the left."),               \
        METHOD_ROW_NOARGS("lower", bytes_method_lower, "A copy in lower case."),                   \
        METHOD_ROW_POSITIONAL("lstrip", bytes_method_lstrip, 0, 1,                                 \
                              "A copy without leading whitespace or given bytes."),                \
        METHOD_ROW_STATIC("maketrans", bytes_method_maketrans, "A table for translate."),          \
        METHOD_ROW_ONE(                                                                            \
            "partition", bytes_method_partition,                                                   \
            "The part before the first separator, the separator, and the part after it."),         \
        METHOD_ROW_ONE("removeprefix", bytes_method_removeprefix,                                  \
                       "A copy without the prefix, if it is there."),                              \
        METHOD_ROW_ONE("removesuffix", bytes_method_removesuffix,                                  \
                       "A copy without the suffix, if it is there."),                              \
        METHOD_ROW_POSITIONAL("replace", bytes_method_replace, 2, 3,                               \
                              "replace($self, old, new, count=-1, /)\n--\n\n"                      \
                              "A copy with occurrences of old replaced by new."),                  \
        METHOD_ROW_POSITIONAL("rfind", bytes_method_rfind, 0, METHOD_ANY_COUNT,                    \
                              "The highest index of sub, -1 if there is none."),                   \
        METHOD_ROW_POSITIONAL("rindex", bytes_method_rindex, 0, METHOD_ANY_COUNT,                  \
                              "As rfind, but ValueError if there is none."),                       \
        METHOD_ROW_POSITIONAL("rjust", bytes_method_rjust, 1, 2,                                   \
                              "A copy of length width with the bytes at the right."),              \
        METHOD_ROW_ONE(                                                                            \
            "rpartition", bytes_method_rpartition,                                                 \
            "The part before the last separator, the separator, and the part after it."),          \
        METHOD_ROW_KEYWORDS("rsplit", bytes_method_rsplit,                                         \
                            "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\n"                      \
                            "As split, but the splits are made from the right."),                  \
        METHOD_ROW_POSITIONAL("rstrip", bytes_method_rstrip, 0, 1,                                 \
                              "A copy without trailing whitespace or given bytes."),               \
        METHOD_ROW_KEYWORDS("split", bytes_method_split,                                           \
                            "split($self, /, sep=None, maxsplit=-1)\n--\n\n"                       \
                            "A list of the parts between separators; None: runs of whitespace."),  \
        METHOD_ROW_KEYWORDS("splitlines", bytes_method_splitlines,                                 \
                            "splitlines($self, /, keepends=False)\n--\n\nA list of the lines."),   \
        METHOD_ROW_POSITIONAL("startswith", bytes_method_startswith, 0, METHOD_ANY_COUNT,          \
                              "Whether the bytes start with prefix, or with one of a tuple."),     \
        METHOD_ROW_POSITIONAL("strip", bytes_method_strip, 0, 1,                                   \
                              "A copy without whitespace or given bytes at both ends."),           \
        METHOD_ROW_NOARGS("swapcase", bytes_method_swapcase, "A copy with the case swapped."),     \
        METHOD_ROW_NOARGS("title", bytes_method_title, "A copy where words start in upper case."), \
        METHOD_ROW_KEYWORDS("translate", bytes_method_translate,                                   \
                            "translate($self, table, /, delete=b'')\n--\n\n"                       \
                            "A copy with each byte replaced by what the table has for it."),       \
        METHOD_ROW_NOARGS("upper", bytes_method_upper, "A copy in upper case."),                   \
        METHOD_ROW_ONE("zfill", bytes_method_zfill,                                                \
                       "A copy of length width, filled with zeros after the sign.")

#endif
