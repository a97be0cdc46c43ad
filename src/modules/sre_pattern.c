/* sre_pattern: re.Pattern and its scanner. */
#include "modules/sre_objects.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/generic_alias.h"
#include "object/native.h"
#include "types/callable_iterator.h"
#include "types/mapping_proxy.h"
#include "types/text_arguments.h"
#include <string.h>

/* text.string NULL: exhausted. */
typedef struct ScannerObject {
    Object header;
    Object *pattern;
    SreSearch search;
    bool open, running;
} ScannerObject;

static PatternObject *as_pattern(Object *self) {
    return (PatternObject *)self;
}

static ScannerObject *as_scanner(Object *self) {
    return (ScannerObject *)self;
}

/* ---- one match ---- */

typedef struct Given {
    Object *string;
    int64_t pos, endpos;
} Given;

static bool parse_given(Runtime *rt, const char *function, Object *const *args, size_t count,
                        Object *keyword_names, Given *given) {
    const ArgumentSpec spec = {function, {"string", "pos", "endpos"}, 0, 3, 1, 3};
    Object *out[3];
    if (!arguments_parse(rt, &spec, args, count, keyword_names, out)) {
        return false;
    }
    given->string = out[0];
    given->pos = 0;
    given->endpos = INT64_MAX;
    return (!out[1] || text_ssize(rt, out[1], &given->pos)) &&
           (!out[2] || text_ssize(rt, out[2], &given->endpos));
}

typedef enum { MATCH, FULLMATCH, SEARCH } MatchKind;

static int run_kind(SreSearch *search, MatchKind kind) {
    if (search->run.start > search->run.end) {
        return 0;
    }
    search->run.to_the_end = kind == FULLMATCH;
    return kind == SEARCH ? sre_search_next(search) : sre_engine_match(&search->run);
}

static Object *match_once(Runtime *rt, Object *self, MatchKind kind, Object *const *args,
                          size_t count, Object *keyword_names) {
    static const char *const NAMES[] = {"match", "fullmatch", "search"};
    Given given;
    SreSearch search;
    if (!parse_given(rt, NAMES[kind], args, count, keyword_names, &given) ||
        !sre_search_open(rt, &search, as_pattern(self), given.string, given.pos, given.endpos)) {
        return NULL;
    }
    int result = run_kind(&search, kind);
    Object *match = sre_match_new(rt, self, &search.text, &search.run, search.pos, result);
    sre_search_close(rt, &search);
    return match;
}

static Object *pattern_match(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    return match_once(rt, self, MATCH, args, count, keyword_names);
}

static Object *pattern_fullmatch(Runtime *rt, Object *self, Object *const *args, size_t count,
                                 Object *keyword_names) {
    return match_once(rt, self, FULLMATCH, args, count, keyword_names);
}

static Object *pattern_search(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    return match_once(rt, self, SEARCH, args, count, keyword_names);
}

/* ---- the scanner: one match after the other ---- */

static void scanner_end(Runtime *rt, Object *self) {
    if (as_scanner(self)->open) {
        as_scanner(self)->open = false;
        sre_search_close(rt, &as_scanner(self)->search);
    }
}

static void scanner_dealloc(Runtime *rt, Object *self) {
    scanner_end(rt, self);
    CLEAR_REF(rt, &as_scanner(self)->pattern);
    object_free_container(rt, self, sizeof(ScannerObject));
}

static void scanner_traverse(Object *self, VisitFunction visit, void *context) {
    const ScannerObject *scanner = as_scanner(self);
    Object *held[] = {scanner->pattern, scanner->open ? scanner->search.text.string : NULL,
                      scanner->open ? scanner->search.text.view.owner : NULL};
    for (size_t i = 0; i < COUNT_OF(held); i++) {
        if (held[i]) {
            visit(held[i], context);
        }
    }
}

static Object *scanner_next(Runtime *rt, Object *self, MatchKind kind) {
    ScannerObject *scanner = as_scanner(self);
    if (!scanner->open) {
        return retain(NONE);
    }
    if (scanner->running) {
        return raise_value_error(rt, "regular expression scanner already executing");
    }
    scanner->running = true;
    SreSearch *search = &scanner->search;
    int result = run_kind(search, kind);
    Object *match =
        sre_match_new(rt, scanner->pattern, &search->text, &search->run, search->pos, result);
    if (result > 0) {
        sre_search_advance(search);
    } else {
        scanner_end(rt, self);
    }
    scanner->running = false;
    return match;
}

static Object *scanner_match(Runtime *rt, Object *self) {
    return scanner_next(rt, self, MATCH);
}

static Object *scanner_search(Runtime *rt, Object *self) {
    return scanner_next(rt, self, SEARCH);
}

static Object *scanner_pattern(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_scanner(self)->pattern);
}

static const MethodRow SCANNER_METHODS[] = {
    METHOD_ROW_NOARGS("match", scanner_match, "A match right where the last one ended."),
    METHOD_ROW_NOARGS("search", scanner_search, "The next match."),
    METHOD_ROW_END,
};

static const AttributeRow SCANNER_ATTRIBUTES[] = {
    {"pattern", scanner_pattern, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec sre_scanner_spec = {
    .slots =
        {
            .name = "_sre.SRE_Scanner",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ScannerObject),
            .dealloc = scanner_dealloc,
            .traverse = scanner_traverse,
        },
    .methods = SCANNER_METHODS,
    .attributes = SCANNER_ATTRIBUTES,
    .module = "_sre",
};

static Object *make_scanner(Runtime *rt, Object *self, const char *function, Object *const *args,
                            size_t count, Object *keyword_names) {
    Given given;
    if (!parse_given(rt, function, args, count, keyword_names, &given)) {
        return NULL;
    }
    Object *scanner = object_new_container(rt, sre_state(rt)->scanner, sizeof(ScannerObject));
    if (!scanner) {
        return NULL;
    }
    as_scanner(scanner)->pattern = retain(self);
    if (!sre_search_open(rt, &as_scanner(scanner)->search, as_pattern(self), given.string,
                         given.pos, given.endpos)) {
        release(rt, scanner);
        return NULL;
    }
    as_scanner(scanner)->open = true;
    return scanner;
}

static Object *pattern_scanner(Runtime *rt, Object *self, Object *const *args, size_t count,
                               Object *keyword_names) {
    return make_scanner(rt, self, "scanner", args, count, keyword_names);
}

/* iter(scanner.search, None) */
static Object *pattern_finditer(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    Object *scanner = make_scanner(rt, self, "finditer", args, count, keyword_names);
    Object *search = scanner ? object_get_attr_cstring(rt, scanner, "search") : NULL;
    Object *iterator = search ? callable_iterator_new(rt, search, NONE) : NULL;
    release_nullable(rt, search);
    release_nullable(rt, scanner);
    return iterator;
}

/* ---- text, comparison ---- */

static const struct {
    int64_t flag;
    const char *name;
} FLAG_NAMES[] = {
    {1, "re.TEMPLATE"},  {2, "re.IGNORECASE"}, {4, "re.LOCALE"},
    {8, "re.MULTILINE"}, {16, "re.DOTALL"},    {32, "re.UNICODE"},
    {64, "re.VERBOSE"},  {128, "re.DEBUG"},    {256, "re.ASCII"},
};

static bool write_flags(Runtime *rt, StrWriter *writer, int64_t flags) {
    bool done = true;
    const char *before = ", ";
    for (size_t i = 0; done && i < COUNT_OF(FLAG_NAMES); i++) {
        if (flags & FLAG_NAMES[i].flag) {
            flags &= ~FLAG_NAMES[i].flag;
            done = writer_cstring(rt, writer, before) &&
                   writer_cstring(rt, writer, FLAG_NAMES[i].name);
            before = "|";
        }
    }
    if (done && flags) {
        Object *rest = str_format(rt, "0x%x", (unsigned)flags);
        done = rest && writer_cstring(rt, writer, before) && writer_str(rt, writer, rest);
        release_nullable(rt, rest);
    }
    return done;
}

static Object *pattern_repr(Runtime *rt, Object *self) {
    enum { SHOWN_MAX = 200, KIND_FLAGS = SRE_FLAG_LOCALE | SRE_FLAG_UNICODE | SRE_FLAG_ASCII };
    int64_t flags = as_pattern(self)->flags;
    if (type_is_str(rt, as_pattern(self)->pattern) && (flags & KIND_FLAGS) == SRE_FLAG_UNICODE) {
        flags &= ~SRE_FLAG_UNICODE; /* what a str pattern has anyway */
    }
    Object *shown = object_repr(rt, as_pattern(self)->pattern);
    if (!shown) {
        return NULL;
    }
    StrWriter writer;
    writer_init(&writer);
    bool done =
        writer_cstring(rt, &writer, "re.compile(") &&
        writer_substring(rt, &writer, shown, 0, base_min_size(str_length(shown), SHOWN_MAX)) &&
        write_flags(rt, &writer, flags) && writer_char(rt, &writer, ')');
    release(rt, shown);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static int64_t pattern_hash(Runtime *rt, Object *self) {
    PatternObject *pattern = as_pattern(self);
    int64_t hash = object_hash(rt, pattern->pattern);
    if (hash == -1) {
        return -1;
    }
    uint64_t mixed = (uint64_t)hash ^ (uint64_t)pattern->flags ^ pattern->code_count << 16;
    return (int64_t)mixed == -1 ? -2 : (int64_t)mixed;
}

static Object *pattern_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    uint32_t type = sre_state(rt)->pattern;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(a) != type ||
        object_type_id(b) != type) {
        return retain(NOT_IMPLEMENTED);
    }
    PatternObject *left = as_pattern(a), *right = as_pattern(b);
    int equal = left->flags == right->flags && left->code_count == right->code_count &&
                memcmp(left->codes, right->codes, left->code_count * sizeof *left->codes) == 0 &&
                type_is_str(rt, left->pattern) == type_is_str(rt, right->pattern);
    if (equal) {
        equal = object_equals(rt, left->pattern, right->pattern);
    }
    return equal < 0 ? NULL : retain(bool_object((equal > 0) == (op == COMPARE_EQ)));
}

/* ---- the type ---- */

static void pattern_traverse(Object *self, VisitFunction visit, void *context) {
    Object *held[] = {as_pattern(self)->pattern, as_pattern(self)->groupindex,
                      as_pattern(self)->indexgroup};
    for (size_t i = 0; i < COUNT_OF(held); i++) {
        if (held[i]) {
            visit(held[i], context);
        }
    }
}

static void pattern_dealloc(Runtime *rt, Object *self) {
    memory_free(rt, as_pattern(self)->codes);
    CLEAR_REF(rt, &as_pattern(self)->pattern);
    CLEAR_REF(rt, &as_pattern(self)->groupindex);
    CLEAR_REF(rt, &as_pattern(self)->indexgroup);
    object_free_container(rt, self, sizeof(PatternObject));
}

static size_t pattern_size(Runtime *rt, Object *self) {
    (void)rt;
    return sizeof(PatternObject) + as_pattern(self)->code_count * sizeof(uint32_t);
}

static Object *pattern_copy(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *pattern_deepcopy(Runtime *rt, Object *self, Object *memo) {
    (void)rt;
    (void)memo;
    return retain(self);
}

static Object *get_pattern(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_pattern(self)->pattern);
}

static Object *get_flags(Runtime *rt, Object *self) {
    return int_from_int64(rt, as_pattern(self)->flags);
}

static Object *get_groups(Runtime *rt, Object *self) {
    return int_from_size(rt, as_pattern(self)->groups);
}

static Object *get_groupindex(Runtime *rt, Object *self) {
    return mapping_proxy_new(rt, as_pattern(self)->groupindex);
}

#define STRING_RANGE "($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"

static const MethodRow PATTERN_METHODS[] = {
    METHOD_ROW_KEYWORDS("match", pattern_match,
                        "match" STRING_RANGE "A match right at the beginning, or None."),
    METHOD_ROW_KEYWORDS("fullmatch", pattern_fullmatch,
                        "fullmatch" STRING_RANGE "A match of all of the string, or None."),
    METHOD_ROW_KEYWORDS("search", pattern_search,
                        "search" STRING_RANGE "The first match anywhere, or None."),
    METHOD_ROW_KEYWORDS("sub", sre_pattern_sub,
                        "sub($self, /, repl, string, count=0)\n--\n\nThe string with matches "
                        "replaced."),
    METHOD_ROW_KEYWORDS("subn", sre_pattern_subn,
                        "subn($self, /, repl, string, count=0)\n--\n\nThe string with matches "
                        "replaced, and how many there were."),
    METHOD_ROW_KEYWORDS("split", sre_pattern_split,
                        "split($self, /, string, maxsplit=0)\n--\n\nWhat lies between matches."),
    METHOD_ROW_KEYWORDS("findall", sre_pattern_findall,
                        "findall" STRING_RANGE "All matches, or what their groups matched."),
    METHOD_ROW_KEYWORDS("finditer", pattern_finditer,
                        "finditer" STRING_RANGE "An iterator over all matches."),
    METHOD_ROW_KEYWORDS("scanner", pattern_scanner, "scanner" STRING_RANGE "A scanner."),
    METHOD_ROW_NOARGS("__copy__", pattern_copy, NULL),
    METHOD_ROW_ONE("__deepcopy__", pattern_deepcopy, NULL),
    METHOD_ROW_CLASS("__class_getitem__", generic_alias_class_getitem, "See PEP 585"),
    METHOD_ROW_END,
};

static const AttributeRow PATTERN_ATTRIBUTES[] = {
    {"pattern", get_pattern, native_read_only, "The text that the pattern was made from."},
    {"flags", get_flags, native_read_only, "Its flags."},
    {"groups", get_groups, native_read_only, "How many groups it has."},
    {"groupindex", get_groupindex, NULL, "The numbers of named groups."},
    ATTRIBUTE_ROW_END,
};

const TypeSpec sre_pattern_spec = {
    .slots =
        {
            .name = "re.Pattern",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_WEAKREFABLE |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(PatternObject),
            .dealloc = pattern_dealloc,
            .traverse = pattern_traverse,
            .size = pattern_size,
            .repr = pattern_repr,
            .hash = pattern_hash,
            .compare = pattern_compare,
        },
    .methods = PATTERN_METHODS,
    .attributes = PATTERN_ATTRIBUTES,
    .doc = "Compiled regular expression object.",
    .module = "re",
};
