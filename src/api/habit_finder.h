/* habit_finder: where a syntax tree looks like one of the five habits, and at which instructions
 * that is to be measured. */
#ifndef OURO_API_HABIT_FINDER_H
#define OURO_API_HABIT_FINDER_H

#include "compile/ast.h"
#include "ouro/inspect.h"

typedef enum HabitPattern {
    PATTERN_SLICE,
    PATTERN_INDEX,
    PATTERN_ENUMERATE,
    PATTERN_ADD,
    PATTERN_LIST,
    PATTERN_YIELD,
    PATTERN_SUM,
    PATTERN_MAX,
    PATTERN_MIN,
    PATTERN_CONTAINS,
    PATTERN_COUNT,
    PATTERN_COUNTER,
    PATTERN_GROUP,
    PATTERN_EXTEND,
    PATTERN_DEQUE,
    PATTERN_SORT,
    PATTERNS
} HabitPattern;

typedef struct HabitPatternInfo {
    OuroHabit habit;
    const char *written, *instead; /* as in OuroHabitUse */
} HabitPatternInfo;

extern const HabitPatternInfo habit_patterns[PATTERNS];

/* What an instruction tells of a use of a habit. */
typedef enum HabitRole {
    ROLE_TIMES,       /* a loop begins */
    ROLE_ITEMS,       /* a loop goes on: with an item, unless it ends */
    ROLE_INDEX,       /* an item is read */
    ROLE_NUMBER,      /* a number is added */
    ROLE_ADD,         /* what a text, bytes or tuple has before something is added, moves or not */
    ROLE_SLICE,       /* a slice is made */
    ROLE_FIXED_SLICE, /* it counts when it can't be changed: a list may be */
    ROLE_SHIFT,       /* a method moves all items of a list */
    ROLE_LIST,        /* a list is made: how much the heap grows meanwhile */
    ROLE_BEGIN,       /* an empty list is made, which grows */
    ROLE_END          /* until here */
} HabitRole;

/* Who is told of what is found. */
typedef struct HabitSink {
    /* A use of a pattern; its number, for `site`. */
    uint32_t (*use)(void *user, HabitPattern pattern, uint32_t line);
    /* Code at the node has the role in the use. */
    void (*site)(void *user, uint32_t use, HabitRole role, const AstNode *at);
    void *user;
} HabitSink;

/* name_count: of the names in the tree's arena. Without memory fewer are found. */
void habit_finder_look(const AstModule *module, uint32_t name_count, const HabitSink *sink);

#endif
