/* re.Pattern, re.Match and the scanner, and the text that they match. */
#ifndef OURO_MODULES_SRE_OBJECTS_H
#define OURO_MODULES_SRE_OBJECTS_H

#include "modules/sre_engine.h"
#include "object/operations.h"

typedef struct SreState {
    uint32_t pattern, match, scanner;
} SreState;

typedef struct PatternObject {
    Object header;
    Object *pattern;    /* str, bytes or None */
    Object *groupindex; /* dict: name to number */
    Object *indexgroup; /* tuple: names by number, None for those without */
    uint32_t *codes;    /* memory_allocate */
    size_t code_count;
    int64_t flags;
    size_t groups;
} PatternObject;

/* marks[0], marks[1]: the match; then each group's. SRE_UNSET: the group took no part. */
typedef struct MatchObject {
    Object header;
    Object *pattern; /* re.Pattern */
    Object *string;
    size_t pos, endpos;
    size_t last_index; /* 0: none */
    size_t groups;
    size_t marks[];
} MatchObject;

/* A str, or something with a buffer, while it is looked at. */
typedef struct SreText {
    Object *string; /* owned */
    const uint8_t *data;
    size_t length; /* characters */
    unsigned width;
    bool is_bytes;
    BufferView view; /* of what is no str */
} SreText;

SreState *sre_state(Runtime *rt);

/* TypeError for what is no text, or not of the pattern's kind (NULL: any kind). */
bool sre_text_open(Runtime *rt, SreText *text, PatternObject *pattern, Object *string);
void sre_text_close(Runtime *rt, SreText *text);
/* Characters [start, end), clipped to the text. */
NEW_REF Object *sre_text_slice(Runtime *rt, const SreText *text, size_t start, size_t end);

extern const TypeSpec sre_pattern_spec, sre_match_spec, sre_scanner_spec;

/* The match that run has found; None when result is 0, NULL when it is negative. */
NEW_REF Object *sre_match_new(Runtime *rt, Object *pattern, const SreText *text, const SreRun *run,
                              size_t pos, int result);
/* re.FUNCTION(*args): what the module in Python does for templates. */
NEW_REF Object *sre_call_re(Runtime *rt, const char *function, Object *const *args, size_t count);

/* A pattern at work on a text: sre_search.c. */
typedef struct SreSearch {
    SreText text;
    SreRun run;
    size_t pos, endpos; /* where the caller wants it to look */
    size_t *marks;
} SreSearch;

bool sre_search_open(Runtime *rt, SreSearch *search, PatternObject *pattern, Object *string,
                     int64_t pos, int64_t endpos);
void sre_search_close(Runtime *rt, SreSearch *search);
/* The next match, 0: none, -1: error. Then the one after it is looked for behind it. */
int sre_search_next(SreSearch *search);
void sre_search_advance(SreSearch *search);

/* The methods of patterns that make lists and texts: sre_replace.c. */
NEW_REF Object *sre_pattern_findall(Runtime *rt, Object *self, Object *const *args, size_t count,
                                    Object *keyword_names);
NEW_REF Object *sre_pattern_split(Runtime *rt, Object *self, Object *const *args, size_t count,
                                  Object *keyword_names);
NEW_REF Object *sre_pattern_sub(Runtime *rt, Object *self, Object *const *args, size_t count,
                                Object *keyword_names);
NEW_REF Object *sre_pattern_subn(Runtime *rt, Object *self, Object *const *args, size_t count,
                                 Object *keyword_names);

#endif
